//! What is said of sheets that go out and come back.

use serde::Deserialize;

use super::{Language, Section, fault, fill};
use crate::store::CommitError;
use crate::store::sent::KeepError;
use crate::workbench::sheets::OutError;

/// The sentences in both languages.
pub static SECTION: Section<SheetWords> = Section::new(
    include_str!("../../assets/words/sheets.zh.yaml"),
    include_str!("../../assets/words/sheets.en.yaml"),
);

/// The sentences.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each is named after what it says; the texts stand in assets/words")]
pub struct SheetWords {
    pub out_or_in: String,
    pub no_folder: String,
    pub only_in: String,
    pub out_formats: String,
    pub set_aside: String,
    pub no_rows: String,
    pub written: String,
    not_kept: String,
    not_rendered: String,
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
