//! The words of 本周 and 日历.

use crate::workbench::week::{Section, Step};

words! {
    /// Everything in 本周 and 日历 that is no word of the domain; each field is named after what it says.
    pub struct DayWords {
        sections: SectionWords,
        pub count: String,
        pub units: String,
        pub tasks: String,
        steps: StepWords,
        left: StepWords,
        help: StepWords,
        pub open_group: String,
        pub still_missing: String,
        pub contact_here: String,
        done: DoneWords,
        pub step_open: String,
        pub step_done: String,
        numbers: Vec<String>,
        pub unit_and_others: String,
        pub late: String,
        pub late_by_days: String,
        pub left_days: String,
        pub due_today: String,
        pub promise: String,
        pub promised: String,
        pub filing_day: String,
        pub asked: String,
        /// 催办n次未回.
        pub unanswered: String,
        /// 轮: a later round of a recurring time limit, as a badge.
        pub round: String,
        /// 刚性要求, as a badge.
        pub duty: String,
        pub moved: String,
        pub copy_hint: String,
        pub nothing: String,
        pub nothing_that_day: String,
        pub nothing_listed: String,
        pub month: String,
        pub day_in_month: String,
        pub off: String,
        pub make_up: String,
        pub today: String,
        pub week: String,
        /// 时段 of several rows, in the calendar.
        pub stretch: String,
        pub fortnight: String,
        /// The heading of one week as a list.
        pub one_week: String,
        pub go_to: String,
        pub go_to_hint: String,
        pub filing: String,
        pub filing_hint: String,
        pub keys_day: String,
    }
}

words! {
    struct SectionWords {
        steps: String,
        overdue: String,
        late_duties: String,
        due: String,
        promised: String,
        check: String,
        returned: String,
        silent: String,
        coming: String,
        own: String,
        moved: String,
        unfiled: String,
        summary: String,
    }
}

words! {
    struct StepWords {
        roster: String,
        members: String,
        filing_day: String,
        sheets: String,
        message: String,
    }
}

impl StepWords {
    fn of(&self, step: Step) -> &str {
        match step {
            Step::Roster => &self.roster,
            Step::Members => &self.members,
            Step::FilingDay => &self.filing_day,
            Step::Sheets => &self.sheets,
            Step::Message => &self.message,
        }
    }
}

words! {
    struct DoneWords {
        members: String,
    }
}

impl DayWords {
    /// The heading of a section.
    pub fn section(&self, section: Section) -> &str {
        let words = &self.sections;
        match section {
            Section::Steps => &words.steps,
            Section::Overdue => &words.overdue,
            Section::LateDuties => &words.late_duties,
            Section::Due => &words.due,
            Section::Promised => &words.promised,
            Section::Silent => &words.silent,
            Section::Check => &words.check,
            Section::Returned => &words.returned,
            Section::Coming => &words.coming,
            Section::Own => &words.own,
            Section::Moved => &words.moved,
            Section::Unfiled => &words.unfiled,
            Section::Summary => &words.summary,
        }
    }

    /// What a section counts in.
    pub fn counted(&self, section: Section) -> &str {
        match section {
            Section::Unfiled | Section::Silent => &self.units,
            Section::Coming | Section::LateDuties => &self.tasks,
            _ => &self.count,
        }
    }

    /// A step of 起步清单.
    pub fn step(&self, step: Step) -> &str {
        self.steps.of(step)
    }

    /// What is left to do in a step.
    pub fn left(&self, step: Step) -> &str {
        self.left.of(step)
    }

    /// What a step is for, and how it is done.
    pub fn help(&self, step: Step) -> &str {
        self.help.of(step)
    }

    /// The number of a step.
    pub fn number(&self, step: Step) -> &str {
        let place = Step::ALL.iter().position(|one| *one == step).unwrap_or(0);
        self.numbers.get(place).map_or("", String::as_str)
    }

    /// That a step is done.
    pub fn step_done(&self, step: Step) -> &str {
        if step == Step::Members { &self.done.members } else { &self.step_done }
    }
}
