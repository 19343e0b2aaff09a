//! What is wrong with a file or could not be done to it: which file, which line, what, and how to mend it.

mod yaml;

use std::io::ErrorKind;
use std::path::Path;

use super::{Language, Section, fill, when as when_words};
use crate::domain::change::{Change, ChangeError};
use crate::store::fault::{Fault, FaultKind};
use crate::store::fs::NotAFile;
use crate::store::{CommitError, OpenError};

pub use yaml::YamlWords;

/// The sentences in both languages.
pub static SECTION: Section<FaultWords> = section!("fault");

words! {
    /// What the system says most of a file.
    pub struct SystemWords {
        missing: String,
        denied: String,
        folder: String,
        full: String,
    }
}

words! {
    /// The sentences.
    pub struct FaultWords {
        place: String,
        place_with_line: String,
        missing: Said,
        unreadable: Said,
        not_a_file: Said,
        a_folder: String,
        a_device: String,
        a_dangling_link: String,
        too_long: Said,
        stray: Said,
        not_utf8: Said,
        cut: Said,
        syntax: Said,
        conflict_marks: Said,
        joined_marks: Said,
        newer_schema: Said,
        unknown_schema: Said,
        duplicate_id: Said,
        bad_mark: Said,
        disagreement: Said,
        unknown_unit: Said,
        unknown_task: Said,
        unknown_duty: Said,
        unknown_clock: Said,
        unread_when: Said,
        doubtful_when: Said,
        no_holidays: Said,
        plain_word: Said,
        unknown_setting: Said,
        unknown_theme: Said,
        bad_setting: Said,
        unknown_language: Said,
        torn_tail: Said,
        clash: Said,
        mend_by_hand: String,
        mend_without_copy: String,
        no_plan: String,
        unknown_plan: String,
        disk: String,
        disk_full: String,
        disk_denied: String,
        disk_read_only: String,
        disk_missing: String,
        disk_taken: String,
        /// What the system says most, where the file is named beside it.
        system: SystemWords,
        locked: String,
        encoding: String,
        undo_blocked: String,
        undo_instead_key: String,
        undo_instead_command: String,
        broken_saver: String,
        conflict: String,
        gone: String,
        invalid: String,
        file_unreadable: String,
        file_locked: String,
        combined: String,
        yaml: YamlWords,
    }
}

words! {
    /// What is wrong, and the mend.
    struct Said {
        what: String,
        mend: String,
    }
}

/// A fault in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// File and line.
    pub place: String,
    /// What is wrong there.
    pub what: String,
    /// What to do.
    pub mend: String,
}

impl std::fmt::Display for Sentence {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}{}{}", self.place, self.what, self.mend)
    }
}

/// The sentence of a fault.
pub fn fault(fault: &Fault, language: Language) -> Sentence {
    let words = SECTION.of(language);
    let path = fault.path.display();
    let place = match fault.line {
        Some(line) => fill(&words.place_with_line, &[("path", &path), ("line", &line)]),
        None => fill(&words.place, &[("path", &path)]),
    };
    let (said, what) = said(words, &fault.kind, language);
    // Only what the journal holds whole can be rebuilt from it.
    let rebuilt = matches!(
        fault.kind,
        FaultKind::Missing
            | FaultKind::Cut
            | FaultKind::Syntax(_)
            | FaultKind::NotAFile(_)
            | FaultKind::TooLong(_)
    );
    let known = match &fault.kind {
        FaultKind::UnknownSetting { known, .. } | FaultKind::UnknownTheme { known, .. } => known.as_str(),
        _ => "",
    };
    let mend = match fault.part {
        None if rebuilt => &words.mend_by_hand,
        _ => &said.mend,
    };
    Sentence {
        place,
        what: fill(&said.what, &[("what", &what)]),
        mend: fill(mend, &[("what", &what), ("known", &known)]),
    }
}

fn said<'a>(words: &'a FaultWords, kind: &FaultKind, language: Language) -> (&'a Said, String) {
    match kind {
        FaultKind::Missing => (&words.missing, String::new()),
        FaultKind::Unreadable(reason) => (&words.unreadable, reason.clone()),
        FaultKind::NotAFile(NotAFile::Folder) => (&words.not_a_file, words.a_folder.clone()),
        FaultKind::NotAFile(NotAFile::Device) => (&words.not_a_file, words.a_device.clone()),
        FaultKind::NotAFile(NotAFile::DanglingLink) => (&words.not_a_file, words.a_dangling_link.clone()),
        FaultKind::TooLong(bytes) => (&words.too_long, (bytes / 1_000_000).to_string()),
        FaultKind::Stray => (&words.stray, String::new()),
        FaultKind::NotUtf8 => (&words.not_utf8, String::new()),
        FaultKind::Cut => (&words.cut, String::new()),
        FaultKind::Syntax(reason) => (&words.syntax, words.yaml.explain(reason)),
        FaultKind::ConflictMarks => (&words.conflict_marks, String::new()),
        FaultKind::JoinedMarks => (&words.joined_marks, String::new()),
        FaultKind::NewerSchema(schema) => (&words.newer_schema, schema.to_string()),
        FaultKind::UnknownSchema(schema) => (&words.unknown_schema, schema.to_string()),
        FaultKind::DuplicateId(id) => (&words.duplicate_id, id.clone()),
        FaultKind::BadMark(id) => (&words.bad_mark, id.clone()),
        FaultKind::Disagreement { change: id, error } => {
            (&words.disagreement, format!("{id}: {}", change(error, language)))
        }
        FaultKind::UnknownUnit(name) => (&words.unknown_unit, name.clone()),
        FaultKind::UnknownTask(task) => (&words.unknown_task, task.to_string()),
        FaultKind::UnknownDuty(id) => (&words.unknown_duty, id.clone()),
        FaultKind::UnknownClock(key) => (&words.unknown_clock, key.clone()),
        FaultKind::UnreadWhen(text) => (&words.unread_when, text.clone()),
        FaultKind::DoubtfulWhen { words: text, when } => {
            // No plan is at hand: the year is always said.
            let reading = when_words::reading(&when.reading, 0, language);
            let doubt = when.doubt.map(|doubt| when_words::doubt(&doubt, language)).unwrap_or_default();
            let what = match language {
                Language::Chinese => format!("“{text}”读作{reading}：{doubt}"),
                Language::English => format!("“{text}” was read as {reading}: {doubt}"),
            };
            (&words.doubtful_when, what)
        }
        FaultKind::NoHolidays(year) => (&words.no_holidays, year.to_string()),
        FaultKind::PlainWord(word) => (&words.plain_word, word.clone()),
        FaultKind::UnknownSetting { name, .. } => (&words.unknown_setting, name.clone()),
        FaultKind::UnknownTheme { name, .. } => (&words.unknown_theme, name.clone()),
        FaultKind::BadSetting { name, value } => (&words.bad_setting, format!("{name}: {value}")),
        FaultKind::UnknownLanguage(value) => (&words.unknown_language, value.clone()),
        FaultKind::TornTail => (&words.torn_tail, String::new()),
        FaultKind::Clash { entry, field } => {
            let field = super::domain::words(language).field(field);
            (&words.clash, format!("{entry} {field}"))
        }
    }
}

/// Why a plan cannot be opened.
pub fn open(error: &OpenError, language: Language) -> String {
    let words = SECTION.of(language);
    match error {
        OpenError::NoPlan(root) => fill(&words.no_plan, &[("path", &root.display())]),
        OpenError::UnknownPlan { id, known } => {
            let and = if language == Language::Chinese { "、" } else { ", " };
            fill(&words.unknown_plan, &[("id", id), ("known", &known.join(and))])
        }
        // Had there been a copy of it, the plan would have opened.
        OpenError::Fault(one) => {
            Sentence { mend: words.mend_without_copy.clone(), ..fault(one, language) }.to_string()
        }
        OpenError::Disk { path, error } => disk(path, error, language),
    }
}

/// Why a change was not made.
pub fn commit(error: &CommitError, language: Language) -> String {
    let words = SECTION.of(language);
    match error {
        CommitError::Locked => words.locked.clone(),
        CommitError::Conflict(error) => change(error, language),
        CommitError::Blocked { of, instead, .. } => blocked(of, instead.as_deref(), Way::Command, language),
        CommitError::Disk { path, error } => disk(path, error, language),
        CommitError::Broken(reason) => fill(&words.broken_saver, &[("reason", reason)]),
        CommitError::Encoding(reason) => fill(&words.encoding, &[("reason", reason)]),
    }
}

/// How an undo is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By a key of the workbench.
    Key,
    /// By a command.
    Command,
}

/// That a change cannot be undone, and which one can.
pub fn blocked(of: &Change, instead: Option<&Change>, way: Way, language: Language) -> String {
    let words = SECTION.of(language);
    let what = super::change::taken_back(of, language);
    let said = fill(&words.undo_blocked, &[("what", &what)]);
    let offer = match way {
        Way::Key => &words.undo_instead_key,
        Way::Command => &words.undo_instead_command,
    };
    match instead {
        Some(other) => {
            let other = super::change::taken_back(other, language);
            said + &fill(offer, &[("what", &other)])
        }
        None => said,
    }
}

/// What the disk would not do.
pub fn disk(path: &Path, error: &std::io::Error, language: Language) -> String {
    let words = SECTION.of(language);
    let template = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => &words.disk_full,
        ErrorKind::PermissionDenied => &words.disk_denied,
        ErrorKind::ReadOnlyFilesystem => &words.disk_read_only,
        ErrorKind::NotFound => &words.disk_missing,
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => &words.disk_taken,
        _ => &words.disk,
    };
    fill(template, &[("path", &path.display()), ("reason", error)])
}

/// What the system said of a file that is named beside it.
pub fn reason(error: &std::io::Error, language: Language) -> String {
    let words = &SECTION.of(language).system;
    match error.kind() {
        ErrorKind::NotFound => words.missing.clone(),
        ErrorKind::PermissionDenied => words.denied.clone(),
        ErrorKind::IsADirectory => words.folder.clone(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => words.full.clone(),
        _ => error.to_string(),
    }
}

/// Why an op does not fit the data.
pub fn change(error: &ChangeError, language: Language) -> String {
    let words = SECTION.of(language);
    match error {
        ChangeError::Conflict { target, field, .. } => {
            let field = field.as_deref().unwrap_or_default();
            let field = super::domain::words(language).field(field);
            fill(&words.conflict, &[("target", target), ("field", &field)])
        }
        ChangeError::Missing(target) => fill(&words.gone, &[("target", target)]),
        ChangeError::Invalid { target, field, reason } => {
            let reason = words.yaml.explain(reason);
            fill(&words.invalid, &[("target", target), ("field", field), ("reason", &reason)])
        }
        ChangeError::Unreadable(target) => fill(&words.file_unreadable, &[("target", target)]),
        ChangeError::Combined => words.combined.clone(),
        ChangeError::Locked(target) => fill(&words.file_locked, &[("target", target)]),
    }
}

#[cfg(test)]
mod tests;
