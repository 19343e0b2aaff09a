//! The words of the screen: bars, panes, what floats, and the lines that speak.

mod days;
mod speech;

use std::collections::HashMap;

use super::{Language, Section};
use crate::domain::light::Light;
use crate::domain::status::Status;
use crate::workbench::view::View;

pub use days::DayWords;
pub use speech::Speech;

/// The words of the screen in both languages.
pub static SECTION: Section<ScreenWords> = section!("screen");

/// The words of the screen in one language.
pub fn words(language: Language) -> &'static ScreenWords {
    SECTION.of(language)
}

words! {
    /// Everything on the screen; each field is named after what it says.
    pub struct ScreenWords {
        pub saved: String,
        pub unsaved: String,
        pub loading: String,
        pub by: String,
        pub views: ViewWords,
        pub narrow_lights: HashMap<Light, String>,
        pub narrow_unreported_over: String,
        pub narrow_statuses: HashMap<Status, String>,
        pub count: String,
        pub numerals: Vec<String>,
        pub list_comma: String,
        pub colon: String,
        pub today: String,
        pub tomorrow: String,
        pub units_count: String,
        pub and_others: String,
        pub no_measure: String,
        pub empty: String,
        pub floating_keys: FloatingKeys,
        pub links: LinkWords,
        pub ledger: LedgerWords,
        pub filter: FilterWords,
        pub detail: DetailWords,
        pub popups: PopupWords,
        pub standing: StandingWords,
        pub notices: NoticeWords,
        pub why_not: WhyNotWords,
        pub days: DayWords,
        pub units: UnitWords,
        pub chase: ChaseWords,
        pub form: FormWords,
        pub extend: ExtendWords,
        pub own_keys: OwnKeyWords,
        pub export: ExportWords,
        pub review: ReviewWords,
        pub outline: OutlineWords,
        pub plans: PlansWords,
        pub reading: ReadingWords,
        pub clashes: ClashesWords,
    }
}

words! {
    /// Which keys what floats has, by [`crate::workbench::overlay::Overlay::kind`]: a key, and what it does.
    pub struct FloatingKeys {
        pub title: String,
        pub close: String,
        pub keys: HashMap<String, Vec<[String; 2]>>,
    }
}

words! {
    /// 链接.
    pub struct LinkWords { pub title: String, pub keys: String, }
}

words! {
    /// 合并冲突.
    pub struct ClashesWords { pub title: String, pub keys: String, pub both: String, pub whole: String, }
}

words! {
    /// 核对.
    pub struct ReadingWords { pub doubts: String, pub keys_doubts: String, pub standing: String, pub standing_sure: String, pub doubt: String, }
}

words! {
    /// 方案.
    pub struct PlansWords {
        pub title: String,
        pub keys: String,
        pub keys_apart: String,
        pub reading: String,
        pub all: String,
        pub closed: String,
        pub broken: String,
    }
}

words! {
    /// 改方案.
    pub struct OutlineWords {
        pub menu: String,
        pub keys_menu: String,
        pub not_here: String,
        pub destination: String,
        pub keys_destination: String,
    }
}

words! {
    /// The names of the views.
    pub struct ViewWords { pub tree: String, pub ledger: String, pub calendar: String, pub units: String, pub week: String, }
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
    pub struct DetailWords {
        pub title: String,
        pub requirement: String,
        pub units: String,
        pub due: String,
        pub nature: String,
        pub origin: String,
        pub entries: String,
        pub missing: String,
        pub contacts: String,
        pub no_contacts: String,
        pub extended: String,
        pub filed: String,
        pub no_limit: String,
        pub open_limit: String,
        pub unread: String,
        pub days_left: String,
        pub days_late: String,
        pub due_today: String,
        pub returned: String,
        pub also_tasks: String,
        pub noted_by: String,
        pub records: String,
    }
}

words! {
    /// What floats.
    pub struct PopupWords {
        pub status: String,
        pub note: String,
        pub percent: String,
        pub reason: String,
        pub who: String,
        pub waiver: String,
        pub members: String,
        pub help: String,
        pub palette: String,
        pub subject: String,
        pub task: String,
        pub note_hint: String,
        pub percent_hint: String,
        pub reason_hint: String,
        pub filter: String,
        pub filter_hint: String,
        pub none_found: String,
        pub keys_status: String,
        pub keys_prompt: String,
        pub keys_picker: String,
        pub keys_help: String,
        pub keys_palette: String,
        pub keys_detail: String,
        pub due: String,
        pub due_hint: String,
        pub person: String,
        pub tag: String,
        pub tag_hint: String,
        pub marked: String,
        pub uniform_task: String,
        pub uniform_hint: String,
    }
}

words! {
    /// 台账.
    pub struct LedgerWords {
        pub rows: String,
        pub sorted: String,
        pub reversed: String,
        pub plan_order: String,
        pub grouped: String,
        pub no_groups: String,
        pub marked: String,
        pub marked_hidden: String,
        pub columns: HashMap<String, String>,
        pub groupings: HashMap<String, String>,
        pub without: String,
        pub no_entry: String,
        pub week: String,
        pub open_limit: String,
        pub empty: String,
        pub sort: String,
        pub group: String,
        pub choose: String,
        pub keys_menu: String,
        pub keys_columns: String,
    }
}

words! {
    /// 筛选.
    pub struct FilterWords {
        pub label: String,
        pub hint: String,
        pub found: String,
        pub active: String,
        pub name: String,
        pub name_hint: String,
        pub keys: String,
        pub keys_name: String,
        pub saved: String,
        pub keys_saved: String,
        pub saved_keys: String,
    }
}

words! {
    /// The lines that stand above a view.
    pub struct StandingWords {
        pub first_run: String,
        pub first_steps: String,
        pub year_over: String,
        pub no_holidays: String,
        pub fault: String,
        pub faults: String,
        pub clashes: String,
        pub unsaved_form: String,
        pub unsaved_record: String,
        pub keys: String,
        pub keys_more: String,
    }
}

words! {
    /// The line that speaks.
    pub struct NoticeWords {
        pub unbound: String,
        pub paste_outside: String,
        pub not_here: String,
        pub changed: String,
        pub same: String,
        pub refused: String,
        pub conflict: String,
        pub taken_back: String,
        pub undone: String,
        pub redone: String,
        pub nothing_to_undo: String,
        pub nothing_to_redo: String,
        pub changed_outside: String,
        pub report_written: String,
        pub not_opened: String,
        pub link_opened: String,
        pub report_failed: String,
        pub new_day: String,
        pub quit_unsaved: String,
        pub wrapped: String,
        pub only_one: String,
        pub none_of: String,
        pub unsaved_because: String,
        pub no_day: String,
        pub marked: String,
        pub unmarked: String,
        pub marked_units: String,
        pub changed_marked: String,
        pub left_out: String,
        pub copied_program: String,
        pub copied_tmux: String,
        pub copied_terminal: String,
        pub copied_file: String,
        pub copied_failed: String,
        pub filter_saved: String,
        pub filter_removed: String,
        pub filter_not_saved: String,
        pub leave_form: String,
        pub leave_reading: String,
        pub none_left: String,
    }
}

words! {
    /// Why a command cannot be done here.
    pub struct WhyNotWords {
        pub empty: String,
        pub no_task: String,
        pub many_rows: String,
        pub no_link: String,
        pub no_entry: String,
        pub members_first: String,
        pub no_open_group: String,
        pub many_open_groups: String,
        pub waived_by_group: String,
        pub at_first: String,
        pub at_last: String,
        pub leaf: String,
        pub no_area: String,
        pub already_here: String,
        pub nothing_open: String,
        pub only_in_tree: String,
        pub only_in_calendar: String,
        pub only_in_week: String,
        pub only_in_units: String,
        pub duty_line: String,
        pub own_office: String,
        pub by_entries: String,
        pub nothing_due: String,
        pub nothing_that_day: String,
        pub one_pane: String,
        pub no_last_day: String,
        pub repeated_due: String,
        pub members_here: String,
        pub nothing_shown: String,
        pub only_in_ledger: String,
        pub nothing_marked: String,
        pub unit_in_use: String,
        pub group_line: String,
        pub plan_order: String,
        pub first_column: String,
        pub last_column: String,
        pub no_saved_filters: String,
        pub unit_line: String,
        pub no_row: String,
        pub nothing_owed: String,
        pub all_filed: String,
        pub no_page: String,
        pub first_field: String,
        pub last_field: String,
        pub one_line: String,
        pub no_next: String,
        pub no_unsaved_form: String,
        pub nowhere_back: String,
        pub one_unit: String,
        pub all_have_entries: String,
        pub not_theirs: String,
        pub one_line_field: String,
        pub nothing_to_join: String,
        pub no_new_limit: String,
        pub no_reason_yet: String,
        pub combined: String,
        pub unsaved: String,
        pub reading: String,
        pub only_in_reading: String,
        pub no_doubts: String,
        pub no_clashes: String,
        pub not_both: String,
        pub no_such_side: String,
    }
}

words! {
    /// The view of units.
    pub struct UnitWords {
        pub heading: String,
        pub heading_partly: String,
        pub heading_unfiled: String,
        pub filed: String,
        pub partly: String,
        pub unfiled: String,
        pub nothing_asked: String,
        pub own: String,
        pub filed_of: String,
        pub promised: String,
        pub chased: String,
        pub heading_promised: String,
        pub heading_rows: String,
        pub heading_chases: String,
        pub marked: String,
        pub heading_duties: String,
        pub heading_activities: String,
        pub received: String,
        pub no_contact: String,
        pub never_chased: String,
        pub tasks: String,
    }
}

words! {
    /// 提醒 / 催办, contacts, 来电.
    pub struct ChaseWords {
        pub remind: String,
        pub urge: String,
        pub group: String,
        pub manner: String,
        pub answer: String,
        pub promised: String,
        pub who: String,
        pub answer_hint: String,
        pub promised_hint: String,
        pub unread: String,
        pub past: String,
        pub more_lines: String,
        pub keys_manner: String,
        pub keys_fields: String,
        pub new_contact: String,
        pub edit_contact: String,
        pub contact_fields: [String; 6],
        pub keys_contact: String,
        pub caller: String,
        pub caller_hint: String,
        pub keys_caller: String,
        pub keys_merge: String,
    }
}

words! {
    /// What goes to an editor and comes back.
    pub struct ReviewWords {
        pub title: String,
        pub keys: String,
        pub broken: String,
        pub broken_editor: String,
        pub keys_broken: String,
        pub nothing: String,
        pub yaml_line: String,
        pub yaml: String,
        pub unknown_item: String,
        pub unknown_field: String,
        pub editor: String,
        pub editor_missing: String,
        pub editor_code: String,
        pub editor_stopped: String,
        pub head: Vec<String>,
    }
}

words! {
    /// The user's own keys.
    pub struct OwnKeyWords {
        pub place: String,
        pub file: String,
        pub context: String,
        pub key: String,
        pub command: String,
        pub twice: String,
        pub no_way_out: String,
    }
}

words! {
    /// 延期.
    pub struct ExtendWords {
        pub title: String,
        pub fields: [String; 4],
        pub hints: [String; 4],
        pub no_day: String,
        pub keys: String,
    }
}

words! {
    /// The page of exports.
    pub struct ExportWords {
        pub title: String,
        pub kind: String,
        pub kinds: [String; 7],
        pub format: String,
        pub folder: String,
        pub folder_hint: String,
        pub missing: String,
        pub nothing_missing: String,
        pub evidence: String,
        pub progress: String,
        pub person: String,
        pub reported: String,
        pub corrects: String,
        pub making: String,
        pub written: String,
        pub keys: String,
        pub keys_written: String,
    }
}

words! {
    /// The form of an entry.
    pub struct FormWords {
        pub edit: String,
        pub add: String,
        pub many: String,
        pub with_entry: String,
        pub each: String,
        pub joint: String,
        pub keys: String,
        pub keys_many: String,
        pub labels: HashMap<String, String>,
        pub hints: HashMap<String, String>,
        pub statuses: String,
        pub means: String,
        pub doubt: String,
        pub after_task: String,
        pub repeats: String,
        pub return_elsewhere: String,
        pub more_notes: String,
        pub keys_list: String,
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
