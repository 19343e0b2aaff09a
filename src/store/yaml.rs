//! The files of a plan: their heads, their closing line, and reading them with the place of what is wrong.

mod place;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::fault::{Fault, FaultKind};
use super::shapes;
use crate::domain::activity::Activity;
use crate::domain::change::Part;
use crate::domain::chase::Chase;
use crate::domain::duty::DutyBook;
use crate::domain::entry::Entry;

/// The line that closes each file: without it the file was cut.
pub const END: &str = "# end";

/// A file's text, with the version that it says it has.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The text without a byte order mark.
    pub text: String,
    /// `schema`, 1 where it is missing; after the steps from an older shape that of the newest.
    pub schema: u32,
    /// The shape that it has on disk.
    pub was: u32,
    /// Whether git's conflict marks stood in it: this is then what both versions are together.
    pub joined: bool,
}

impl Text {
    /// What to say of a shape that a newer program made; none of one that this program knows.
    pub fn newer(&self) -> Option<FaultKind> {
        (self.schema > shapes::newest()).then_some(FaultKind::NewerSchema(self.schema))
    }

    /// The shape on disk, where it is older than the newest.
    pub fn aged(&self) -> Option<u32> {
        (self.was < shapes::newest()).then_some(self.was)
    }
}

#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    schema: Option<u32>,
}

/// The body of a file with its version before it: for writing only. Read through this, `due: 7.10` would be a number.
#[derive(Serialize)]
struct Versioned<T> {
    schema: u32,
    #[serde(flatten)]
    body: T,
}

// The list must be there, be it empty: a key misspelt by a bad disk must not read as a deletion of all that it holds. And
// no other key may stand beside it, since it could not be written back.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entries {
    entries: Vec<Arc<Entry>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Activities {
    activities: Vec<Arc<Activity>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Chases {
    chases: Vec<Arc<Chase>>,
}

/// The most bytes that a file of a plan may have: a hundred times those of a long year. What is longer is not ours, and
/// reading it would hold up the start.
pub const LONGEST: u64 = 32 << 20;

/// How deep brackets may stand in one another: the reader's work grows with the square of it.
const DEEPEST: usize = 5_000;

/// The text of a file: UTF-8, whole. One with git's conflict marks is read as both versions together where it is a part of
/// a plan.
pub fn text(path: &Path, bytes: &[u8], part: Option<Part>) -> Result<Text, Fault> {
    let fault = |line, kind| Fault { path: path.to_owned(), line, kind, part };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some(place) = bytes.iter().position(|byte| *byte == 0) {
        // No text has a null byte, but UTF-16 has them, and so has a file whose blocks the disk lost.
        return Err(fault(Some(place::line_at(bytes, place)), FaultKind::NotUtf8));
    }
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
        let marked = fault(Some(line + 1), FaultKind::ConflictMarks);
        let joined = part.and_then(|_| super::halves::joined(path, text)).ok_or(marked)?;
        return Ok(Text { joined: true, ..self::text(path, joined.as_bytes(), None)? });
    }
    if text.trim_end().lines().next_back() != Some(END) {
        return Err(fault(Some(text.lines().count().max(1)), FaultKind::Cut));
    }
    if let Some(line) = place::too_deep(text, DEEPEST) {
        return Err(fault(Some(line), FaultKind::Syntax("recursion limit exceeded".to_owned())));
    }
    // The version alone, read leniently: a newer file may have any other shape.
    let schema = text
        .lines()
        .find_map(|line| line.strip_prefix("schema:"))
        .and_then(|rest| serde_yaml::from_str::<Head>(&format!("schema: {rest}")).ok())
        .and_then(|head| head.schema)
        .unwrap_or(1);
    let text = Text { text: text.to_owned(), schema, was: schema, joined: false };
    shapes::taken_up(text, part).map_err(|kind| fault(None, kind))
}

/// The body of a file.
pub fn body<T: DeserializeOwned>(path: &Path, text: &Text, part: Option<Part>) -> Result<T, Fault> {
    // Read beside the version, all of the body is taken apart twice, and `due: 7.10` would be a number; so its line is
    // passed over.
    let fault =
        |line, message: String| Fault { path: path.to_owned(), line, kind: FaultKind::Syntax(message), part };
    let body =
        without_version(&text.text).map_err(|(line, message)| fault(Some(line), message.to_owned()))?;
    serde_yaml::from_str(&body).map_err(|error| fault(place::of(&error, &body), error.to_string()))
}

/// The text with its version made a comment, so that every place in it stays; else where the version is missed or stands
/// twice.
fn without_version(text: &str) -> Result<String, (usize, &'static str)> {
    const KEY: &str = "schema:";
    let mut places = text.match_indices(KEY).filter(|(at, _)| *at == 0 || text[..*at].ends_with('\n'));
    let Some((at, _)) = places.next() else { return Err((1, "missing field `schema`")) };
    if let Some((again, _)) = places.next() {
        return Err((place::line_at(text.as_bytes(), again), "duplicate entry with key \"schema\""));
    }
    Ok([&text[..at], "#", &text[at + 1..]].concat())
}

/// The entries of a file of entries; ids are unique in it.
pub fn entries(path: &Path, text: &Text, part: Part) -> Result<Vec<Arc<Entry>>, Fault> {
    let entries = body::<Entries>(path, text, Some(part))?.entries;
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

/// The duties of their file.
pub fn duties(path: &Path, text: &Text) -> Result<DutyBook, Fault> {
    let part = Part::Duties;
    let mut book: DutyBook = body(path, text, Some(part))?;
    let duties = std::mem::take(&mut book.duties).into_iter().map(Arc::new).collect();
    let duties = unique(path, text, part, duties, |one| &one.id)?;
    book.duties = duties.into_iter().map(Arc::unwrap_or_clone).collect();
    Ok(book)
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
    let yaml = serde_yaml::to_string(&Versioned { schema: shapes::newest(), body })?;
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
