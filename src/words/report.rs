//! Why there is no report.

use super::{Language, Section, fault, fill};
use crate::store::snapshot::KeepError;
use crate::workbench::weekly::WeeklyError;

/// The sentences on reports in both languages.
pub static SECTION: Section<ReportWords> = section!("report");

words! {
    /// The sentences on reports.
    pub struct ReportWords {
        unknown_period: String,
        not_begun: String,
        before_plan: String,
        not_kept: String,
        render: String,
        /// The report replaced one edited by hand, which was set aside.
        pub set_aside: String,
        /// The folder that `--out` names was not there.
        pub made_folder: String,
        /// The report was written and is marked 已报.
        pub kept: String,
        /// The same of a 更正稿.
        pub corrected: String,
    }
}

/// Why there is no report, or no snapshot of it.
pub fn weekly(error: &WeeklyError, language: Language) -> String {
    let words = SECTION.of(language);
    match error {
        WeeklyError::UnknownPeriod(word) => fill(&words.unknown_period, &[("word", word)]),
        WeeklyError::NotBegun(word) => fill(&words.not_begun, &[("word", word)]),
        WeeklyError::BeforePlan(word) => fill(&words.before_plan, &[("word", word)]),
        WeeklyError::Fault(one) => fault::fault(one, language).to_string(),
        WeeklyError::Keep(KeepError::Locked) => fault::commit(&crate::store::CommitError::Locked, language),
        WeeklyError::Keep(error) => fill(&words.not_kept, &[("reason", error)]),
        WeeklyError::Render(error) => fill(&words.render, &[("reason", error)]),
        WeeklyError::Disk { path, error } => fault::disk(path, error, language),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_sentence_stands_in_both_languages() {
        super::SECTION.check().unwrap();
    }
}
