//! From what the workbench has to say to the sentence.

use std::fmt::Display;

use super::super::domain::{self, DomainWords};
use super::super::search::SearchWords;
use super::super::{Language, change, commands, fault, fill, history, refusal};
use super::{ScreenWords, words};
use crate::domain::light::Light;
use crate::store::fault::Fault;
use crate::workbench::keys::{KeyFault, KeyFaultKind};
use crate::workbench::notice::{Copied, Notice, Standing, WhyNot};

/// Makes the sentences of the lines that speak.
#[derive(Debug, Clone, Copy)]
pub struct Speech {
    language: Language,
    words: &'static ScreenWords,
    domain: &'static DomainWords,
    filing_over: bool,
    year: i32,
    floats: bool,
}

fn one(template: &str, name: &str, value: &dyn Display) -> String {
    fill(template, &[(name, value)])
}

impl Speech {
    /// Speaks a language; dates of `year` are said without it.
    pub fn new(language: Language, filing_over: bool, year: i32) -> Self {
        Self {
            language,
            words: words(language),
            domain: domain::words(language),
            filing_over,
            year,
            floats: false,
        }
    }

    /// As while something floats over the view.
    #[must_use]
    pub fn floating(self, floats: bool) -> Self {
        Self { floats, ..self }
    }

    /// What a notice says.
    pub fn notice(&self, notice: &Notice) -> String {
        let words = &self.words.notices;
        let light = |light: Light| self.domain.light(light, self.filing_over);
        match notice {
            Notice::Unbound(chord) => {
                // In a field a sign is text.
                let help = if self.floats { "F1" } else { "?" };
                fill(&words.unbound, &[("key", chord), ("help", &help)])
            }
            Notice::PasteOutside => words.paste_outside.clone(),
            Notice::NotHere(command, why) => {
                let label = commands::SECTION.of(self.language).label(*command);
                fill(&words.not_here, &[("command", &label), ("why", &self.why_not(*why))])
            }
            Notice::Changed(draft) => {
                one(&words.changed, "what", &change::told(draft.label, &draft.ops, self.language))
            }
            Notice::Same => words.same.clone(),
            Notice::Refused(error) => one(&words.refused, "why", &refusal::edit(error, self.language)),
            Notice::Conflict(error) => one(&words.conflict, "why", &fault::change(error, self.language)),
            Notice::TakenBack(draft, error) => {
                let what = change::told(draft.label, &draft.ops, self.language);
                fill(&words.taken_back, &[("what", &what), ("why", &fault::change(error, self.language))])
            }
            Notice::Undone(of) => one(&words.undone, "what", &change::taken_back(of, self.language)),
            Notice::UndoBlocked { of, instead } => {
                fault::blocked(of, instead.as_deref(), fault::Way::Key, self.language)
            }
            Notice::Redone(made) => one(&words.redone, "what", &change::sentence(made, self.language)),
            Notice::NothingToUndo => words.nothing_to_undo.clone(),
            Notice::NothingToRedo => words.nothing_to_redo.clone(),
            Notice::ChangedOutside => words.changed_outside.clone(),
            Notice::LinkHandedOver(link) => one(&words.link_opened, "link", link),
            Notice::NotOpened(why) => one(&words.not_opened, "why", why),
            Notice::ReportWritten(path) => one(&words.report_written, "path", &path.display()),
            Notice::ReportFailed(why) => one(&words.report_failed, "why", why),
            Notice::NewDay(day) => one(&words.new_day, "day", &self.domain.day_with_weekday(*day, self.year)),
            Notice::QuitUnsaved => words.quit_unsaved.clone(),
            Notice::Wrapped(found) => one(&words.wrapped, "light", &light(*found)),
            Notice::OnlyOne(found) => one(&words.only_one, "light", &light(*found)),
            Notice::NoneOf(found) => one(&words.none_of, "light", &light(*found)),
            Notice::Marked(0) | Notice::MarkedUnits(0) => words.unmarked.clone(),
            Notice::MarkedUnits(n) => one(&words.marked_units, "n", n),
            Notice::Marked(n) => one(&words.marked, "n", n),
            Notice::ChangedMarked { draft, rows, left_out } => {
                let what = change::told(draft.label, &draft.ops, self.language);
                let said = fill(&words.changed_marked, &[("n", rows), ("what", &what)]);
                let rest = if *left_out > 0 { one(&words.left_out, "n", left_out) } else { String::new() };
                format!("{rest}{said}")
            }
            Notice::Copied(copied) => self.copied(copied),
            Notice::FilterSaved(name) => one(&words.filter_saved, "name", name),
            Notice::FilterRemoved(name) => one(&words.filter_removed, "name", name),
            Notice::FilterNotSaved(why) => one(&words.filter_not_saved, "why", why),
            Notice::Text(text) => text.clone(),
            Notice::ContactHere => self.words.days.contact_here.clone(),
            Notice::StepDone(step) => self.words.days.step_done(*step).to_owned(),
            Notice::NoDay => words.no_day.clone(),
            Notice::Searching => self.search().searching.clone(),
            Notice::NothingFound => self.search().nothing_found.clone(),
            Notice::FoundGone => self.search().gone.clone(),
            Notice::FoundNoRow => self.search().no_rows.clone(),
            Notice::WentThere => self.search().went.clone(),
            Notice::ThisVersion => history::words(self.language).this_version.clone(),
            Notice::CameBack => self.search().came_back.clone(),
            Notice::LeaveReading => words.leave_reading.clone(),
            Notice::Doubt { place, count, doubt } => {
                let doubt = super::super::notice::doubt(doubt, self.language);
                fill(&self.words.reading.doubt, &[("place", place), ("count", count), ("doubt", &doubt)])
            }
            Notice::LeaveForm => words.leave_form.clone(),
            Notice::NoneLeft(None) => words.none_left.clone(),
            Notice::NoneLeft(Some(draft)) => {
                let what = change::told(draft.label, &draft.ops, self.language);
                fill("{what}；{rest}", &[("what", &what), ("rest", &words.none_left)])
            }
        }
    }

    /// Where a copied text is now.
    fn copied(&self, copied: &Copied) -> String {
        let words = &self.words.notices;
        if let Some(program) = &copied.program {
            return one(&words.copied_program, "program", program);
        }
        if copied.tmux {
            return words.copied_tmux.clone();
        }
        match (&copied.file, &copied.failed) {
            (Some(file), _) if copied.terminal => one(&words.copied_terminal, "file", &file.display()),
            (Some(file), _) => one(&words.copied_file, "file", &file.display()),
            (None, why) => one(&words.copied_failed, "why", &why.as_deref().unwrap_or_default()),
        }
    }

    /// Why a command cannot be done on the selected line.
    pub fn why_not(&self, why: WhyNot) -> &'static str {
        let words = &self.words.why_not;
        match why {
            WhyNot::Empty => &words.empty,
            WhyNot::NoTask => &words.no_task,
            WhyNot::ManyRows => &words.many_rows,
            WhyNot::NoEntry => &words.no_entry,
            WhyNot::NoLink => &words.no_link,
            WhyNot::MembersFirst => &words.members_first,
            WhyNot::NoOpenGroup => &words.no_open_group,
            WhyNot::ManyOpenGroups => &words.many_open_groups,
            WhyNot::WaivedByGroup => &words.waived_by_group,
            WhyNot::AtFirst => &words.at_first,
            WhyNot::AtLast => &words.at_last,
            WhyNot::Leaf => &words.leaf,
            WhyNot::NoArea => &words.no_area,
            WhyNot::AlreadyHere => &words.already_here,
            WhyNot::NothingOpen => &words.nothing_open,
            WhyNot::OnlyInTree => &words.only_in_tree,
            WhyNot::OnlyInCalendar => &words.only_in_calendar,
            WhyNot::OnlyInWeek => &words.only_in_week,
            WhyNot::OnlyInUnits => &words.only_in_units,
            WhyNot::DutyLine => &words.duty_line,
            WhyNot::OwnOffice => &words.own_office,
            WhyNot::ByEntries => &words.by_entries,
            WhyNot::NothingDue => &words.nothing_due,
            WhyNot::NothingThatDay => &words.nothing_that_day,
            WhyNot::OnePane => &words.one_pane,
            WhyNot::NoLastDay => &words.no_last_day,
            WhyNot::RepeatedDue => &words.repeated_due,
            WhyNot::MembersHere => &words.members_here,
            WhyNot::NothingShown => &words.nothing_shown,
            WhyNot::OnlyInLedger => &words.only_in_ledger,
            WhyNot::NothingMarked => &words.nothing_marked,
            WhyNot::UnitInUse => &words.unit_in_use,
            WhyNot::GroupLine => &words.group_line,
            WhyNot::PlanOrder => &words.plan_order,
            WhyNot::FirstColumn => &words.first_column,
            WhyNot::LastColumn => &words.last_column,
            WhyNot::NoSavedFilters => &words.no_saved_filters,
            WhyNot::UnitLine => &words.unit_line,
            WhyNot::NoRow => &words.no_row,
            WhyNot::NothingOwed => &words.nothing_owed,
            WhyNot::AllFiled => &words.all_filed,
            WhyNot::NoPage => &words.no_page,
            WhyNot::NowhereBack => &words.nowhere_back,
            WhyNot::OneUnit => &words.one_unit,
            WhyNot::AllHaveEntries => &words.all_have_entries,
            WhyNot::NotTheirs => &words.not_theirs,
            WhyNot::OneLineField => &words.one_line_field,
            WhyNot::NothingToJoin => &words.nothing_to_join,
            WhyNot::NoNewLimit => &words.no_new_limit,
            WhyNot::NoReasonYet => &words.no_reason_yet,
            WhyNot::Combined => &words.combined,
            WhyNot::Unsaved => &words.unsaved,
            WhyNot::Reading => &words.reading,
            WhyNot::OnlyInReading => &words.only_in_reading,
            WhyNot::NoDoubts => &words.no_doubts,
            WhyNot::NoClashes => &words.no_clashes,
            WhyNot::NotBoth => &words.not_both,
            WhyNot::NoSuchSide => &words.no_such_side,
            WhyNot::FirstField => &words.first_field,
            WhyNot::LastField => &words.last_field,
            WhyNot::OneLine => &words.one_line,
            WhyNot::NoNext => &words.no_next,
            WhyNot::NoUnsavedForm => &words.no_unsaved_form,
        }
    }

    /// What is wrong with a file. Where the settings lie is known, and the mend needs the room.
    fn file_fault(&self, one: &Fault) -> String {
        let name = one.path.file_name().filter(|_| one.kind.is_of_settings());
        let path = name.map_or_else(|| one.path.clone(), Into::into);
        fault::fault(&Fault { path, ..one.clone() }, self.language).to_string()
    }

    /// What is wrong with one of the user's own keys, and where.
    fn key_fault(&self, fault: &KeyFault) -> String {
        let words = &super::words(self.language).own_keys;
        let commands = crate::words::commands::SECTION.of(self.language);
        let what = match &fault.kind {
            KeyFaultKind::UnknownContext(word) => fill(&words.context, &[("word", word)]),
            KeyFaultKind::UnknownKey(word) => fill(&words.key, &[("word", word)]),
            KeyFaultKind::UnknownCommand(word) => fill(&words.command, &[("word", word)]),
            KeyFaultKind::Twice(chord, first, second) => fill(
                &words.twice,
                &[("key", chord), ("first", &commands.label(*first)), ("second", &commands.label(*second))],
            ),
            KeyFaultKind::NoWayOut => words.no_way_out.clone(),
        };
        // The folder is known, and the room is needed.
        let name = fault.path.file_name().map_or(fault.path.as_path(), std::path::Path::new);
        let path = name.display();
        match fault.line {
            Some(line) => fill(&words.place, &[("path", &path), ("line", &line), ("what", &what)]),
            None => fill(&words.file, &[("path", &path), ("what", &what)]),
        }
    }

    /// What a line above the view says.
    pub fn standing(&self, standing: &Standing) -> String {
        let words = &self.words.standing;
        match standing {
            Standing::FirstRun(folder) => one(&words.first_run, "folder", &folder.display()),
            Standing::FirstSteps => words.first_steps.clone(),
            Standing::Upgraded(_) => crate::words::news::upgraded(self.language),
            Standing::YearOver { year, try_on } => {
                fill(&words.year_over, &[("year", year), ("date", try_on)])
            }
            Standing::NoHolidays(year) => one(&words.no_holidays, "year", year),
            Standing::Fault(one_fault, 0) => one(&words.fault, "what", &self.file_fault(one_fault)),
            Standing::Fault(first, more) => {
                fill(&words.faults, &[("what", &self.file_fault(first)), ("n", more)])
            }
            Standing::Keys(fault, more) => {
                let what = self.key_fault(fault);
                let template = if *more > 0 { &words.keys_more } else { &words.keys };
                fill(template, &[("what", &what), ("n", more)])
            }
            Standing::Reading { file, tasks, doubts } => {
                let words = &self.words.reading;
                let template = if *doubts == 0 { &words.standing_sure } else { &words.standing };
                fill(template, &[("file", file), ("tasks", tasks), ("doubts", doubts)])
            }
            Standing::Clashes(count) => one(&words.clashes, "n", count),
            Standing::UnsavedForm { number, unit } => {
                fill(&words.unsaved_form, &[("number", number), ("unit", unit)])
            }
            Standing::UnsavedRecord { record, name } => {
                let what = super::super::time::words(self.language).form.title_of(record);
                fill(&words.unsaved_record, &[("what", &format!("{} {name}", what.trim()).trim_end())])
            }
        }
    }

    fn search(&self) -> &'static SearchWords {
        super::super::search::words(self.language)
    }

    /// Why something is not saved yet.
    pub fn unsaved_because(&self, why: &str) -> String {
        one(&self.words.notices.unsaved_because, "why", &why)
    }
}
