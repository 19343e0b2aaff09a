//! What is said of sheets that go out and come back.

use std::collections::HashMap;

use super::{Language, Section, domain, fault, fill};
use crate::domain::status::StatusWord;
use crate::exchange::read::{Kind, ReadError, Remark, TooLarge};
use crate::exchange::sheets::{Stray, Unread};
use crate::store::CommitError;
use crate::store::sent::KeepError;
use crate::workbench::sheets::{FileFault, OutError};

/// The sentences in both languages.
pub static SECTION: Section<SheetWords> = section!("sheets");

words! {
    /// The sentences.
    pub struct SheetWords {
        pub out_or_in: String,
        pub no_folder: String,
        pub only_in: String,
        pub out_formats: String,
        pub set_aside: String,
        pub no_rows: String,
        pub written: String,
        pub no_files: String,
        pub only_out: String,
        pub in_formats: String,
        pub no_table: String,
        other_plan: String,
        pub heads: Vec<String>,
        states: HashMap<String, String>,
        pub compared: String,
        pub taken: String,
        pub emptied: String,
        pub silent: String,
        not_remembered: String,
        faults: HashMap<String, String>,
        kinds: HashMap<String, String>,
        unread: HashMap<String, String>,
        strays: HashMap<String, String>,
        remarks: HashMap<String, String>,
        pub unknown_column: String,
        pub written_to: String,
        pub taken_up: String,
        pub changed_since: String,
        pub review: ReviewWords,
        not_kept: String,
        not_rendered: String,
    }
}

words! {
    /// The pane in which what came back is looked through.
    pub struct ReviewWords {
        pub ask: String,
        pub hint: String,
        pub keys_ask: String,
        pub title: String,
        pub keys: String,
        pub keys_reading: String,
        pub keys_place: String,
        pub place_unit: String,
        pub place_task: String,
        pub place_hint: String,
        pub reading: String,
        pub reading_file: String,
        pub stopping: String,
        pub stopped: String,
        pub nothing: String,
        pub taken: String,
        pub refused: String,
        pub conflict: String,
        pub unread: String,
        pub open: String,
        pub emptied: String,
        pub stray: String,
        pub stray_keys: String,
        pub deletes: String,
    }
}

impl SheetWords {
    /// What came of a cell, by its key.
    pub fn state(&self, key: &str) -> &str {
        text(&self.states, key)
    }

    /// What of a file was not looked at.
    pub fn remark(&self, remark: Remark) -> &str {
        let key = match remark {
            Remark::Macros => "macros",
            Remark::Links => "links",
            Remark::Pictures => "pictures",
        };
        text(&self.remarks, key)
    }
}

fn text<'a>(texts: &'a HashMap<String, String>, key: &str) -> &'a str {
    texts.get(key).map_or("", String::as_str)
}

/// Why a file was not read, and what to do.
pub fn file_fault(fault: &FileFault, language: Language) -> String {
    let words = SECTION.of(language);
    let plain = |key| text(&words.faults, key).to_owned();
    match fault {
        FileFault::Changing => plain("changing"),
        FileFault::Disk(error) => {
            fill(text(&words.faults, "disk"), &[("reason", &fault::reason(error, language))])
        }
        FileFault::Read(ReadError::Empty) => plain("empty"),
        FileFault::Read(ReadError::Encrypted) => plain("encrypted"),
        FileFault::Read(ReadError::Encoding) => plain("encoding"),
        FileFault::Read(ReadError::Damaged(reason)) => {
            fill(text(&words.faults, "damaged"), &[("reason", reason)])
        }
        FileFault::Read(ReadError::TooLarge(what)) => plain(match what {
            TooLarge::Bytes => "large_bytes",
            TooLarge::Unpacked => "large_unpacked",
            TooLarge::Cells => "large_cells",
            TooLarge::Text => "large_text",
        }),
        FileFault::Read(ReadError::Kind(kind)) => {
            let kind = text(
                &words.kinds,
                match kind {
                    Kind::OldDocument => "old_document",
                    Kind::OldSpreadsheet => "old_spreadsheet",
                    Kind::Pdf => "pdf",
                    Kind::Picture => "picture",
                    Kind::Archive => "archive",
                    Kind::Markup => "markup",
                    _ => "unknown",
                },
            );
            fill(text(&words.faults, "kind"), &[("kind", &kind)])
        }
    }
}

/// A value as people read it: a status by its word.
pub fn shown(key: &str, text: &str, language: Language) -> String {
    match (key, text.parse::<StatusWord>()) {
        ("status", Ok(StatusWord::Status(status))) => domain::words(language).status(status).to_owned(),
        _ => text.to_owned(),
    }
}

/// The sheet is of another plan.
pub fn other_plan(plan: &str, language: Language) -> String {
    fill(&SECTION.of(language).other_plan, &[("plan", &plan)])
}

/// Why a cell cannot be read, and what to do.
pub fn unread(reason: Unread, language: Language) -> String {
    let key = match reason {
        Unread::Formula => "formula",
        Unread::Status => "status",
        Unread::Percent => "percent",
        Unread::DayLost => "day_lost",
        Unread::Ditto => "ditto",
        Unread::Number => "number",
    };
    text(&SECTION.of(language).unread, key).to_owned()
}

/// Why a row has no place.
pub fn stray(reason: &Stray, language: Language) -> String {
    let words = &SECTION.of(language).strays;
    match reason {
        Stray::NoTask => text(words, "no_task").to_owned(),
        Stray::NotTheUnits(number) => fill(text(words, "not_the_units"), &[("number", number)]),
        Stray::UnknownNumber(number) => fill(text(words, "unknown_number"), &[("number", number)]),
        Stray::NoUnit => text(words, "no_unit").to_owned(),
        Stray::UnknownUnit(name) => fill(text(words, "unknown_unit"), &[("name", name)]),
    }
}

/// What was taken up stands; that it was seen could not be noted.
pub fn not_remembered(error: &KeepError, language: Language) -> String {
    fill(&SECTION.of(language).not_remembered, &[("reason", error)])
}

/// Why sheets did not go out: the exit code and the sentence.
pub fn failure(error: &OutError, language: Language) -> (u8, String) {
    let words = SECTION.of(language);
    match error {
        OutError::Render { unit, reason } => {
            (1, fill(&words.not_rendered, &[("unit", unit), ("reason", reason)]))
        }
        OutError::Disk { path, error } => (1, fault::disk(path, error, language)),
        OutError::Keep(KeepError::Locked) => (3, fault::commit(&CommitError::Locked, language)),
        OutError::Keep(error) => (1, fill(&words.not_kept, &[("reason", error)])),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_sentence_stands_in_both_languages() {
        super::SECTION.check().unwrap();
    }
}
