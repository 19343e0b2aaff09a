//! The data that it takes place on: the built-in plan with what some units have reported, in a folder of its own.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use super::script;
use crate::domain::change::Part;
use crate::domain::entry::Entry;
use crate::store::config::Config;
use crate::store::fs::{Disk, replace};
use crate::store::layout::Layout;
use crate::store::state::{State, VERSION};
use crate::store::{plans, prepare, yaml};
use crate::workbench::view::View;

/// Lays it into an empty folder, to be opened in the tree on this day.
pub fn lay(disk: &dyn Disk, root: &Path, today: NaiveDate) -> io::Result<()> {
    prepare(disk, root)?;
    let plan = plans(disk, root)?.into_iter().next().unwrap_or_default();
    let layout = Layout::new(root, &plan);
    let mut files: BTreeMap<u32, Vec<Arc<Entry>>> = BTreeMap::new();
    for entry in &script().entries {
        files.entry(entry.id.task().unwrap_or_default()).or_default().push(Arc::new(entry.clone()));
    }
    for (task, entries) in files {
        let text = yaml::write_entries("", &entries).map_err(io::Error::other)?;
        replace(disk, &layout.part(Part::Entries(task)), text.as_bytes())?;
    }
    let state = State {
        plan,
        view: View::Tasks.key().to_owned(),
        day: Some(today),
        version: Some(VERSION.to_owned()),
        ..State::default()
    };
    state.write(disk, &layout.state())
}

/// What of the user's settings holds in it: how it looks and which keys there are, but no place where anything would be
/// written.
pub fn config(own: Config) -> Config {
    Config {
        by: own.by,
        language: own.language,
        theme: own.theme,
        ambiguous_width: own.ambiguous_width,
        keys: own.keys,
        ..Config::default()
    }
}
