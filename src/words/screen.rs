//! The words of the screen: bars, panes, what floats, and the lines that speak.

mod days;
mod speech;

use std::collections::HashMap;

use serde::Deserialize;

use super::{Language, Section};
use crate::domain::light::Light;
use crate::domain::status::Status;
use crate::workbench::view::View;

pub use days::DayWords;
pub use speech::Speech;

/// The words of the screen in both languages.
pub static SECTION: Section<ScreenWords> = Section::new(
    include_str!("../../assets/words/screen.zh.yaml"),
    include_str!("../../assets/words/screen.en.yaml"),
);

/// The words of the screen in one language.
pub fn words(language: Language) -> &'static ScreenWords {
    SECTION.of(language)
}

macro_rules! words {
    ($(#[doc = $doc:literal])* $name:ident { $($field:ident: $kind:ty,)* }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs)]
        pub struct $name { $(pub $field: $kind,)* }
    };
}

words! {
    /// Everything on the screen; each field is named after what it says.
    ScreenWords {
        saved: String,
        unsaved: String,
        loading: String,
        by: String,
        views: ViewWords,
        narrow_lights: HashMap<Light, String>,
        narrow_unreported_over: String,
        narrow_statuses: HashMap<Status, String>,
        count: String,
        numerals: Vec<String>,
        list_comma: String,
        colon: String,
        today: String,
        tomorrow: String,
        units_count: String,
        and_others: String,
        no_measure: String,
        empty: String,
        floating_keys: FloatingKeys,
        links: LinkWords,
        ledger: LedgerWords,
        filter: FilterWords,
        detail: DetailWords,
        popups: PopupWords,
        standing: StandingWords,
        notices: NoticeWords,
        why_not: WhyNotWords,
        days: DayWords,
        units: UnitWords,
        chase: ChaseWords,
        form: FormWords,
        extend: ExtendWords,
        own_keys: OwnKeyWords,
        export: ExportWords,
        review: ReviewWords,
        outline: OutlineWords,
        plans: PlansWords,
        reading: ReadingWords,
        clashes: ClashesWords,
    }
}

words! {
    /// Which keys what floats has, by [`crate::workbench::overlay::Overlay::kind`]: a key, and what it does.
    FloatingKeys {
        title: String,
        close: String,
        keys: HashMap<String, Vec<[String; 2]>>,
    }
}

words! {
    /// 链接.
    LinkWords { title: String, keys: String, }
}

words! {
    /// 合并冲突.
    ClashesWords { title: String, keys: String, both: String, whole: String, }
}

words! {
    /// 核对.
    ReadingWords { doubts: String, keys_doubts: String, standing: String, doubt: String, }
}

words! {
    /// 方案.
    PlansWords {
        title: String,
        keys: String,
        reading: String,
        all: String,
        closed: String,
        broken: String,
    }
}

words! {
    /// 改方案.
    OutlineWords {
        menu: String,
        keys_menu: String,
        not_here: String,
        destination: String,
        keys_destination: String,
    }
}

words! {
    /// The names of the views.
    ViewWords { tree: String, ledger: String, calendar: String, units: String, week: String, }
}

impl ViewWords {
    /// The name of a view.
    pub fn of(&self, view: View) -> &str {
        match view {
            View::Tasks => &self.tree,
            View::Ledger => &self.ledger,
            View::Calendar => &self.calendar,
            View::Units => &self.units,
            View::Week => &self.week,
        }
    }
}

words! {
    /// The detail of a line.
    DetailWords {
        title: String,
        requirement: String,
        units: String,
        due: String,
        nature: String,
        origin: String,
        entries: String,
        missing: String,
        contacts: String,
        no_contacts: String,
        extended: String,
        filed: String,
        no_limit: String,
        open_limit: String,
        unread: String,
        days_left: String,
        days_late: String,
        due_today: String,
        returned: String,
        also_tasks: String,
        noted_by: String,
        records: String,
    }
}

words! {
    /// What floats.
    PopupWords {
        status: String,
        note: String,
        percent: String,
        reason: String,
        who: String,
        waiver: String,
        members: String,
        help: String,
        palette: String,
        subject: String,
        task: String,
        note_hint: String,
        percent_hint: String,
        reason_hint: String,
        filter: String,
        filter_hint: String,
        none_found: String,
        keys_status: String,
        keys_prompt: String,
        keys_picker: String,
        keys_help: String,
        keys_palette: String,
        keys_detail: String,
        due: String,
        due_hint: String,
        person: String,
        tag: String,
        tag_hint: String,
        marked: String,
        uniform_task: String,
        uniform_hint: String,
    }
}

words! {
    /// 台账.
    LedgerWords {
        rows: String,
        sorted: String,
        reversed: String,
        plan_order: String,
        grouped: String,
        no_groups: String,
        marked: String,
        marked_hidden: String,
        columns: HashMap<String, String>,
        groupings: HashMap<String, String>,
        without: String,
        no_entry: String,
        week: String,
        open_limit: String,
        empty: String,
        sort: String,
        group: String,
        choose: String,
        keys_menu: String,
        keys_columns: String,
    }
}

words! {
    /// 筛选.
    FilterWords {
        label: String,
        hint: String,
        found: String,
        active: String,
        name: String,
        name_hint: String,
        keys: String,
        keys_name: String,
        saved: String,
        keys_saved: String,
        saved_keys: String,
    }
}

words! {
    /// The lines that stand above a view.
    StandingWords {
        first_run: String,
        first_steps: String,
        year_over: String,
        no_holidays: String,
        fault: String,
        faults: String,
        clashes: String,
        unsaved_form: String,
        unsaved_record: String,
        keys: String,
        keys_more: String,
    }
}

words! {
    /// The line that speaks.
    NoticeWords {
        unbound: String,
        paste_outside: String,
        not_here: String,
        changed: String,
        same: String,
        refused: String,
        conflict: String,
        taken_back: String,
        undone: String,
        redone: String,
        nothing_to_undo: String,
        nothing_to_redo: String,
        changed_outside: String,
        report_written: String,
        not_opened: String,
        link_opened: String,
        report_failed: String,
        new_day: String,
        quit_unsaved: String,
        wrapped: String,
        only_one: String,
        none_of: String,
        unsaved_because: String,
        no_day: String,
        marked: String,
        unmarked: String,
        marked_units: String,
        changed_marked: String,
        left_out: String,
        copied_program: String,
        copied_tmux: String,
        copied_terminal: String,
        copied_file: String,
        copied_failed: String,
        filter_saved: String,
        filter_removed: String,
        filter_not_saved: String,
        leave_form: String,
        leave_reading: String,
        none_left: String,
    }
}

words! {
    /// Why a command cannot be done here.
    WhyNotWords {
        empty: String,
        no_task: String,
        many_rows: String,
        no_link: String,
        no_entry: String,
        members_first: String,
        no_open_group: String,
        many_open_groups: String,
        waived_by_group: String,
        at_first: String,
        at_last: String,
        leaf: String,
        no_area: String,
        already_here: String,
        nothing_open: String,
        only_in_tree: String,
        only_in_calendar: String,
        only_in_week: String,
        only_in_units: String,
        duty_line: String,
        own_office: String,
        by_entries: String,
        nothing_due: String,
        nothing_that_day: String,
        one_pane: String,
        no_last_day: String,
        repeated_due: String,
        members_here: String,
        nothing_shown: String,
        only_in_ledger: String,
        nothing_marked: String,
        plan_order: String,
        first_column: String,
        last_column: String,
        no_saved_filters: String,
        unit_line: String,
        no_row: String,
        nothing_owed: String,
        all_filed: String,
        no_page: String,
        first_field: String,
        last_field: String,
        one_line: String,
        no_next: String,
        no_unsaved_form: String,
        nowhere_back: String,
        one_unit: String,
        all_have_entries: String,
        not_theirs: String,
        nothing_to_join: String,
        no_new_limit: String,
        no_reason_yet: String,
        combined: String,
        unsaved: String,
        reading: String,
        only_in_reading: String,
        no_doubts: String,
        no_clashes: String,
        not_both: String,
        no_such_side: String,
    }
}

words! {
    /// The view of units.
    UnitWords {
        heading: String,
        heading_partly: String,
        heading_unfiled: String,
        filed: String,
        partly: String,
        unfiled: String,
        nothing_asked: String,
        own: String,
        filed_of: String,
        promised: String,
        chased: String,
        heading_promised: String,
        heading_rows: String,
        heading_chases: String,
        marked: String,
        heading_duties: String,
        heading_activities: String,
        received: String,
        no_contact: String,
        never_chased: String,
        tasks: String,
    }
}

words! {
    /// 提醒 / 催办, contacts, 来电.
    ChaseWords {
        remind: String,
        urge: String,
        group: String,
        manner: String,
        answer: String,
        promised: String,
        who: String,
        answer_hint: String,
        promised_hint: String,
        unread: String,
        past: String,
        more_lines: String,
        keys_manner: String,
        keys_fields: String,
        new_contact: String,
        edit_contact: String,
        contact_fields: [String; 6],
        keys_contact: String,
        caller: String,
        caller_hint: String,
        keys_caller: String,
        keys_merge: String,
    }
}

words! {
    /// What goes to an editor and comes back.
    ReviewWords {
        title: String,
        keys: String,
        broken: String,
        broken_editor: String,
        keys_broken: String,
        nothing: String,
        yaml_line: String,
        yaml: String,
        unknown_item: String,
        unknown_field: String,
        editor: String,
        editor_missing: String,
        editor_code: String,
        editor_stopped: String,
        head: Vec<String>,
    }
}

words! {
    /// The user's own keys.
    OwnKeyWords {
        place: String,
        file: String,
        context: String,
        key: String,
        command: String,
        twice: String,
        no_way_out: String,
    }
}

words! {
    /// 延期.
    ExtendWords {
        title: String,
        fields: [String; 4],
        hints: [String; 4],
        no_day: String,
        keys: String,
    }
}

words! {
    /// The page of exports.
    ExportWords {
        title: String,
        kind: String,
        kinds: [String; 7],
        format: String,
        folder: String,
        folder_hint: String,
        missing: String,
        nothing_missing: String,
        evidence: String,
        progress: String,
        person: String,
        reported: String,
        corrects: String,
        making: String,
        written: String,
        keys: String,
        keys_written: String,
    }
}

words! {
    /// The form of an entry.
    FormWords {
        edit: String,
        add: String,
        many: String,
        with_entry: String,
        each: String,
        joint: String,
        keys: String,
        keys_many: String,
        labels: HashMap<String, String>,
        hints: HashMap<String, String>,
        statuses: String,
        means: String,
        doubt: String,
        after_task: String,
        repeats: String,
        return_elsewhere: String,
        more_notes: String,
        keys_list: String,
    }
}

impl ScreenWords {
    /// The short word of a light.
    pub fn light(&self, light: Light, filing_over: bool) -> &str {
        if light == Light::Unreported && filing_over {
            return &self.narrow_unreported_over;
        }
        self.narrow_lights.get(&light).map_or("", String::as_str)
    }

    /// The short word of a status.
    pub fn status(&self, status: Status) -> &str {
        self.narrow_statuses.get(&status).map_or("", String::as_str)
    }

    /// The numeral before an area; digits beyond the table.
    pub fn numeral(&self, place: usize) -> String {
        self.numerals.get(place).cloned().unwrap_or_else(|| (place + 1).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_screen_stands_in_both_languages() {
        SECTION.check().unwrap();
        for language in [Language::Chinese, Language::English] {
            for light in Light::ALL {
                assert!(!words(language).light(light, false).is_empty());
            }
            for status in Status::ALL {
                assert!(!words(language).status(status).is_empty());
            }
        }
    }
}
