//! The words of the domain: lights, statuses, fields, roles, days.

use std::collections::HashMap;

use super::{Language, Section, fill};
use crate::domain::change::Label;
use crate::domain::chase::Manner;
use crate::domain::light::Light;
use crate::domain::plan::{Nature, Role};
use crate::domain::status::Status;
use chrono::{Datelike, NaiveDate};

/// The words of the domain in both languages.
pub static SECTION: Section<DomainWords> = section!("domain");

/// The words of the domain in one language.
pub fn words(language: Language) -> &'static DomainWords {
    SECTION.of(language)
}

words! {
    /// The words of the domain.
    pub struct DomainWords {
        lights: HashMap<Light, LightWords>,
        statuses: HashMap<Status, String>,
        /// 退回, where a status is chosen.
        pub return_action: String,
        fields: HashMap<String, String>,
        roles: HashMap<Role, String>,
        natures: HashMap<Nature, String>,
        labels: HashMap<Label, String>,
        weekdays: [String; 7],
        day: String,
        day_with_weekday: String,
        /// 计划外.
        pub unplanned: String,
        /// 照抄.
        pub repeats: String,
        /// 存疑.
        pub doubtful: String,
        /// 晚于方案时限.
        pub after_task: String,
        /// 延期.
        pub extended: String,
        /// 成员待定.
        pub open_group: String,
        /// 逾期完成.
        pub late: String,
        /// 无需报送.
        pub waived: String,
        /// 退回, as the mark of an entry.
        pub returned: String,
        manners: HashMap<Manner, String>,
    }
}

words! {
    /// The words of one light.
    struct LightWords {
        word: String,
        short: String,
        ;
        after_filing: Option<String>,
        after_filing_short: Option<String>,
    }
}

fn text<'a, K: std::hash::Hash + Eq>(table: &'a HashMap<K, String>, key: &K) -> &'a str {
    table.get(key).map_or("", String::as_str)
}

impl DomainWords {
    /// The word of a light. `filing_over`: the plan's filing day is over, so that 待报送 is 未报送.
    pub fn light(&self, light: Light, filing_over: bool) -> &str {
        let Some(words) = self.lights.get(&light) else { return "" };
        words.after_filing.as_deref().filter(|_| filing_over).unwrap_or(&words.word)
    }

    /// The badge of a light: two cells.
    pub fn light_short(&self, light: Light, filing_over: bool) -> &str {
        let Some(words) = self.lights.get(&light) else { return "" };
        words.after_filing_short.as_deref().filter(|_| filing_over).unwrap_or(&words.short)
    }

    /// The word of a status.
    pub fn status(&self, status: Status) -> &str {
        text(&self.statuses, &status)
    }

    /// The label of a field of an entry, by its key.
    pub fn field<'a>(&'a self, key: &'a str) -> &'a str {
        self.fields.get(key).map_or(key, String::as_str)
    }

    /// The word of a role.
    pub fn role(&self, role: Role) -> &str {
        text(&self.roles, &role)
    }

    /// The word of a nature.
    pub fn nature(&self, nature: Nature) -> &str {
        text(&self.natures, &nature)
    }

    /// The word of a kind of change.
    pub fn label(&self, label: Label) -> &str {
        text(&self.labels, &label)
    }

    /// The word of a manner of asking.
    pub fn manner(&self, manner: Manner) -> &str {
        text(&self.manners, &manner)
    }

    /// The weekday of a day, short (三, Wed).
    pub fn weekday(&self, day: NaiveDate) -> &str {
        self.weekdays.get(day.weekday().num_days_from_monday() as usize).map_or("", String::as_str)
    }

    /// 7月10日, 10 Jul; with the year where it is not `year`.
    pub fn day(&self, day: NaiveDate, year: i32) -> String {
        self.dated(&self.day, day, year)
    }

    /// 7月10日 周三, Wed 10 Jul.
    pub fn day_with_weekday(&self, day: NaiveDate, year: i32) -> String {
        self.dated(&self.day_with_weekday, day, year)
    }

    fn dated(&self, template: &str, day: NaiveDate, year: i32) -> String {
        let year_text = if day.year() == year { String::new() } else { day.year().to_string() };
        let template = if year_text.is_empty() {
            template.replace("{year}年", "").replace(" {year}", "")
        } else {
            template.to_owned()
        };
        let month_name = day.format("%b").to_string();
        fill(
            &template,
            &[
                ("year", &year_text),
                ("month", &day.month()),
                ("month_name", &month_name),
                ("day", &day.day()),
                ("weekday", &self.weekday(day)),
            ],
        )
    }
}
