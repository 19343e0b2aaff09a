//! What a notice that was read leaves in doubt, and what is said of plans.

use super::{Language, Section, domain, fault, fill, when};
use crate::exchange::notice::{Doubt, Missing, NoticeError};
use crate::store::CommitError;
use crate::store::shelf::ShelfError;

/// The sentences in both languages.
pub static SECTION: Section<NoticeWords> = section!("notice");

/// The sentences in one language.
pub fn words(language: Language) -> &'static NoticeWords {
    SECTION.of(language)
}

words! {
    /// The sentences.
    pub struct NoticeWords {
        traditional: String,
        no_title: String,
        no_number: String,
        no_day: String,
        no_issuer: String,
        inferred_issuer: String,
        bare_units: String,
        years: String,
        impossible_date: String,
        wrong_weekday: String,
        no_units: String,
        open_end: String,
        unread_units: String,
        unknown_unit: String,
        ambiguous_unit: String,
        due_unread: String,
        due_doubtful: String,
        due_taken_over: String,
        units_taken_over: String,
        number_twice: String,
        number_gap: String,
        left_out: String,
        guarantees: String,
        no_heads: String,
        outline_beside_table: String,
        and_more: String,
        pub columns: Columns,
        pub head: String,
        pub unknown: String,
        pub counts: String,
        pub doubts: String,
        pub no_doubts: String,
        pub proposed: String,
        pub no_tasks: String,
        torn: String,
        unread: String,
        empty: String,
        pub not_saved: String,
        missing_tasks: String,
        missing_title: String,
        missing_year: String,
        pub bad_id: String,
        pub taken: String,
        pub saved: String,
        pub plan_list: PlanColumns,
        pub current: String,
        pub closed: String,
        pub open: String,
        pub broken: String,
        pub in_use: String,
        pub unknown_plan: String,
        pub closed_now: String,
        pub closed_before: String,
        pub same_plan: String,
        pub rolled: String,
        pub rolled_task: String,
        pub rolled_doubtful: String,
        pub rolled_fresh: String,
        pub rolled_ended: String,
        pub offer_links: String,
        pub bad_link: String,
        pub bad_day: String,
        pub rolled_entry: String,
        pub offer_entries: String,
        pub plan_words: String,
    }
}

words! {
    /// Heads of the table of tasks.
    pub struct Columns {
        pub number: String,
        pub area: String,
        pub topic: String,
        pub requirement: String,
        pub units: String,
        pub due: String,
    }
}

words! {
    /// Heads of the table of plans.
    pub struct PlanColumns {
        pub id: String,
        pub title: String,
        pub year: String,
        pub tasks: String,
        pub state: String,
    }
}

/// A doubt as a sentence.
pub fn doubt(doubt: &Doubt, language: Language) -> String {
    let words = words(language);
    match doubt {
        Doubt::Traditional => words.traditional.clone(),
        Doubt::NoTitle => words.no_title.clone(),
        Doubt::NoNumber => words.no_number.clone(),
        Doubt::NoDay => words.no_day.clone(),
        Doubt::NoIssuer => words.no_issuer.clone(),
        Doubt::InferredIssuer(issuer) => fill(&words.inferred_issuer, &[("issuer", issuer)]),
        Doubt::BareUnits { task, text } => fill(&words.bare_units, &[("task", task), ("text", text)]),
        Doubt::Years { title, issued } => {
            let issued = domain::words(language).day(*issued, 0);
            fill(&words.years, &[("title", title), ("issued", &issued)])
        }
        Doubt::ImpossibleDate(text) => fill(&words.impossible_date, &[("text", text)]),
        Doubt::WrongWeekday(text) => fill(&words.wrong_weekday, &[("text", text)]),
        Doubt::NoUnits(task) => fill(&words.no_units, &[("task", task)]),
        Doubt::OpenEnd(task) => fill(&words.open_end, &[("task", task)]),
        Doubt::UnreadUnits { task, text } => fill(&words.unread_units, &[("task", task), ("text", text)]),
        Doubt::UnknownUnit { name, tasks } => {
            fill(&words.unknown_unit, &[("name", name), ("tasks", &some(tasks, words, language))])
        }
        Doubt::AmbiguousUnit { name, candidates } => {
            fill(&words.ambiguous_unit, &[("name", name), ("candidates", &language.listed(candidates))])
        }
        Doubt::Due { task, text, why: None } => fill(&words.due_unread, &[("task", task), ("text", text)]),
        Doubt::Due { task, text, why: Some(why) } => {
            let why = when::doubt(why, language);
            let why = why.trim_end_matches(['。', '.']);
            let said = fill(&words.due_doubtful, &[("task", task), ("text", text), ("why", &why)]);
            // A question has its own mark.
            said.replace("？。", "？").replace("?.", "?")
        }
        Doubt::DueTakenOver { task, text } => fill(&words.due_taken_over, &[("task", task), ("text", text)]),
        Doubt::UnitsTakenOver(task) => fill(&words.units_taken_over, &[("task", task)]),
        Doubt::NumberTwice(number) => fill(&words.number_twice, &[("number", number)]),
        Doubt::NumberGap { before, after } => {
            fill(&words.number_gap, &[("before", before), ("after", after)])
        }
        Doubt::LeftOut(text) => fill(&words.left_out, &[("text", text)]),
        Doubt::Guarantees(n) => fill(&words.guarantees, &[("n", n)]),
        Doubt::NoHeads => words.no_heads.clone(),
        Doubt::OutlineBesideTable(n) => fill(&words.outline_beside_table, &[("n", n)]),
    }
}

/// The first few of some positions.
fn some(tasks: &[usize], words: &NoticeWords, language: Language) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<String> = tasks.iter().take(SHOWN).map(usize::to_string).collect();
    let more =
        if tasks.len() > SHOWN { fill(&words.and_more, &[("n", &tasks.len())]) } else { String::new() };
    language.listed(&shown) + &more
}

/// Why a file could not be read.
pub fn error(error: &NoticeError, path: &str, language: Language) -> String {
    let words = words(language);
    match error {
        NoticeError::Torn { reason, .. } => fill(&words.torn, &[("path", &path), ("reason", reason)]),
        NoticeError::Unread(format) => fill(&words.unread, &[("path", &path), ("format", format)]),
        NoticeError::Empty => fill(&words.empty, &[("path", &path)]),
    }
}

/// Why a plan could not be put into the folder.
pub fn shelf(error: &ShelfError, language: Language) -> String {
    let words = words(language);
    match error {
        ShelfError::BadId(id) => fill(&words.bad_id, &[("id", id)]),
        ShelfError::Taken(id) => fill(&words.taken, &[("id", id)]),
        ShelfError::Locked => fault::commit(&CommitError::Locked, language),
        ShelfError::Encoding(error) => error.to_string(),
        ShelfError::Disk { path, error } => fault::disk(path, error, language),
    }
}

/// What stands in the way of saving.
pub fn missing(missing: Missing, language: Language) -> &'static str {
    let words = words(language);
    match missing {
        Missing::Tasks => &words.missing_tasks,
        Missing::Title => &words.missing_title,
        Missing::Year => &words.missing_year,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_sentence_stands_in_both_languages() {
        super::SECTION.check().unwrap();
    }
}
