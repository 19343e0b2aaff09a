//! The texts of 提醒 and 催办: the user's `chase.yaml` over the built-in ones.

#[cfg(test)]
mod tests;

use std::path::Path;

use crate::exchange::chase::Templates;
use crate::store::config::user_text;
use crate::store::fault::{Fault, FaultKind};
use crate::store::fs::{Disk, RealDisk};

/// The texts with those of the file in their places; the built-in ones where there is no file. A file that cannot be read
/// is a fault that names its line.
pub fn templates(path: &Path) -> Result<Templates, Fault> {
    read(&RealDisk, path)
}

fn read(disk: &dyn Disk, path: &Path) -> Result<Templates, Fault> {
    let Some(text) = user_text(disk, path)? else { return Ok(Templates::built_in().clone()) };
    Templates::overridden(&text).map_err(|error| Fault {
        path: path.to_owned(),
        line: error.line,
        kind: FaultKind::Syntax(error.reason),
        part: None,
    })
}
