//! The user's plain words: `words.yaml` added to those that are built in.

use std::path::Path;

use crate::search::plain::{PlainErrorKind, PlainWords};
use crate::store::config;
use crate::store::fault::{Fault, FaultKind};
use crate::store::fs::Disk;

/// The plain words with the user's own.
///
/// # Errors
/// What is wrong in the user's file; the built-in words hold then.
pub fn read(disk: &dyn Disk, path: &Path) -> Result<PlainWords, Fault> {
    let built_in = PlainWords::built_in();
    let Some(text) = config::words(disk, path)? else { return Ok(built_in.clone()) };
    built_in.with_yaml(&text).map_err(|error| {
        let kind = match error.kind {
            PlainErrorKind::Syntax(reason) => FaultKind::Syntax(reason),
            PlainErrorKind::Shape => FaultKind::PlainWord(String::new()),
            PlainErrorKind::Meaning(word) => FaultKind::PlainWord(word),
        };
        Fault { path: path.to_owned(), line: error.line, kind, part: None }
    })
}
