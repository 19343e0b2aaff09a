//! The files of a plan: their heads, their closing line, and reading them with the place of what is wrong.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::fault::{Fault, FaultKind};
use crate::domain::activity::Activity;
use crate::domain::change::Part;
use crate::domain::chase::Chase;
use crate::domain::entry::Entry;

/// The version of the files' shape that this program writes.
pub const SCHEMA: u32 = 1;
/// The line that closes each file: without it the file was cut.
pub const END: &str = "# end";

/// A file's text, with the version that it says it has.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The text without a byte order mark.
    pub text: String,
    /// `schema`, 1 where it is missing.
    pub schema: u32,
}

#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    schema: Option<u32>,
}

/// The body of a file with its version before it.
#[derive(Serialize, Deserialize)]
struct Versioned<T> {
    schema: u32,
    #[serde(flatten)]
    body: T,
}

#[derive(Serialize, Deserialize)]
struct Entries {
    #[serde(default)]
    entries: Vec<Arc<Entry>>,
}

#[derive(Serialize, Deserialize)]
struct Activities {
    #[serde(default)]
    activities: Vec<Arc<Activity>>,
}

#[derive(Serialize, Deserialize)]
struct Chases {
    #[serde(default)]
    chases: Vec<Arc<Chase>>,
}

/// The text of a file: UTF-8, whole, without git's conflict marks.
pub fn text(path: &Path, bytes: &[u8], part: Option<Part>) -> Result<Text, Fault> {
    let fault = |line, kind| Fault { path: path.to_owned(), line, kind, part };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            return Err(fault(Some(line), FaultKind::NotUtf8));
        }
    };
    if let Some(line) = text
        .lines()
        .position(|line| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") || line == "=======")
    {
        return Err(fault(Some(line + 1), FaultKind::ConflictMarks));
    }
    if text.trim_end().lines().next_back() != Some(END) {
        return Err(fault(Some(text.lines().count().max(1)), FaultKind::Cut));
    }
    // The version alone, read leniently: a newer file may have any other shape.
    let schema = text
        .lines()
        .find_map(|line| line.strip_prefix("schema:"))
        .and_then(|rest| serde_yaml::from_str::<Head>(&format!("schema: {rest}")).ok())
        .and_then(|head| head.schema)
        .unwrap_or(SCHEMA);
    Ok(Text { text: text.to_owned(), schema })
}

/// The body of a file.
pub fn body<T: DeserializeOwned>(path: &Path, text: &Text, part: Option<Part>) -> Result<T, Fault> {
    // Read beside the version, all of the body is taken apart twice; so the usual one line is passed over instead.
    let body = match without_version(&text.text) {
        Some(body) => serde_yaml::from_str::<T>(&body),
        None => serde_yaml::from_str::<Versioned<T>>(&text.text).map(|file| file.body),
    };
    body.map_err(|error| Fault {
        path: path.to_owned(),
        line: error.location().map(|place| place.line()),
        kind: FaultKind::Syntax(error.to_string()),
        part,
    })
}

/// The text with its version made a comment, so that every place in it stays; none where it is not written in the usual way.
fn without_version(text: &str) -> Option<String> {
    const KEY: &str = "schema:";
    let mut lines = text.match_indices(KEY).filter(|(at, _)| *at == 0 || text[..*at].ends_with('\n'));
    let (at, _) = lines.next()?;
    let version = text[at + KEY.len()..].lines().next()?.trim();
    let usual = version.parse::<u32>().is_ok()
        && lines.next().is_none()
        && !text.contains("\"schema\"")
        && !text.contains("'schema'")
        && !text[..at].lines().any(|line| !line.is_empty() && !line.starts_with('#'));
    usual.then(|| [&text[..at], "#", &text[at + 1..]].concat())
}

/// The entries of a file of entries; ids are unique in it.
pub fn entries(path: &Path, text: &Text, part: Part) -> Result<Vec<Arc<Entry>>, Fault> {
    let mut entries = body::<Entries>(path, text, Some(part))?.entries;
    entries.iter_mut().filter_map(Arc::get_mut).for_each(Entry::shrink);
    entries.shrink_to_fit();
    unique(path, text, part, entries, |entry| entry.id.as_str())
}

/// The activities of their file.
pub fn activities(path: &Path, text: &Text) -> Result<Vec<Arc<Activity>>, Fault> {
    let part = Part::Activities;
    let activities = body::<Activities>(path, text, Some(part))?.activities;
    unique(path, text, part, activities, |one| &one.id)
}

/// The chases of their file.
pub fn chases(path: &Path, text: &Text) -> Result<Vec<Arc<Chase>>, Fault> {
    let part = Part::Chases;
    let chases = body::<Chases>(path, text, Some(part))?.chases;
    unique(path, text, part, chases, |one| &one.id)
}

/// The records, if no two have the same id.
fn unique<T>(
    path: &Path,
    text: &Text,
    part: Part,
    records: Vec<Arc<T>>,
    id: impl Fn(&T) -> &str,
) -> Result<Vec<Arc<T>>, Fault> {
    let mut seen = std::collections::HashSet::new();
    let twice = records.iter().map(|record| id(record)).find(|id| !seen.insert(*id)).map(str::to_owned);
    let Some(twice) = twice else {
        return Ok(records);
    };
    let names_it =
        |line: &str| line.trim_start_matches(['-', ' ']).strip_prefix("id:").map(str::trim) == Some(&*twice);
    let line =
        text.text.lines().enumerate().filter(|(_, line)| names_it(line)).nth(1).map(|(place, _)| place + 1);
    Err(Fault { path: path.to_owned(), line, kind: FaultKind::DuplicateId(twice), part: Some(part) })
}

/// The text of a file with this body. `head` says what the file is, for whoever opens it in an editor.
pub fn write<T: Serialize>(head: &str, body: &T) -> Result<String, serde_yaml::Error> {
    let yaml = serde_yaml::to_string(&Versioned { schema: SCHEMA, body })?;
    let mut text = String::with_capacity(yaml.len() + head.len() + 16);
    for line in head.lines() {
        let _ = writeln!(text, "# {line}");
    }
    text.push_str(&yaml);
    text.push_str(END);
    text.push('\n');
    Ok(text)
}

/// The text of a file of entries.
pub fn write_entries(head: &str, entries: &[Arc<Entry>]) -> Result<String, serde_yaml::Error> {
    write(head, &Entries { entries: entries.to_vec() })
}

/// The text of the file of activities.
pub fn write_activities(head: &str, activities: &[Arc<Activity>]) -> Result<String, serde_yaml::Error> {
    write(head, &Activities { activities: activities.to_vec() })
}

/// The text of the file of chases.
pub fn write_chases(head: &str, chases: &[Arc<Chase>]) -> Result<String, serde_yaml::Error> {
    write(head, &Chases { chases: chases.to_vec() })
}
