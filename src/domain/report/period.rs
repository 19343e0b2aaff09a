//! The periods that reports are made for, and their names (`2024-W28`, `2024-07`, `2024-Q3`).

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::domain::light;

/// How long a report reaches back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// 周报.
    #[default]
    Week,
    /// 月报.
    Month,
    /// 季报.
    Quarter,
}

impl Period {
    /// Every period.
    pub const ALL: [Self; 3] = [Self::Week, Self::Month, Self::Quarter];

    /// The key on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }

    /// The word after 本 and 下 (本周, 下季度).
    pub fn word(self) -> &'static str {
        match self {
            Self::Week => "周",
            Self::Month => "月",
            Self::Quarter => "季度",
        }
    }

    /// What a report of it is called.
    pub fn report_word(self) -> &'static str {
        match self {
            Self::Week => "周报",
            Self::Month => "月报",
            Self::Quarter => "季报",
        }
    }

    /// First and last day of the period that `day` is in. A week is that of ISO 8601, Monday to Sunday.
    pub fn around(self, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        match self {
            Self::Week => {
                let week = day.week(Weekday::Mon);
                (week.first_day(), week.last_day())
            }
            Self::Month => light::Period::Month.around(day),
            Self::Quarter => light::Period::Quarter.around(day),
        }
    }

    /// The last day of the period after the one that `day` is in.
    pub fn end_of_next(self, day: NaiveDate) -> NaiveDate {
        let (_, last) = self.around(day);
        last.checked_add_days(Days::new(1)).map_or(last, |next| self.around(next).1)
    }

    /// The name of the period that `day` is in.
    pub fn name(self, day: NaiveDate) -> String {
        match self {
            Self::Week => format!("{:04}-W{:02}", day.iso_week().year(), day.iso_week().week()),
            Self::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Self::Quarter => format!("{:04}-Q{}", day.year(), day.month0() / 3 + 1),
        }
    }

    /// The period that a name names, with its first day.
    pub fn named(name: &str) -> Option<(Self, NaiveDate)> {
        let (year, rest) = name.trim().split_once('-')?;
        let year: i32 = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
        let number = |digits: &str| digits.parse::<u32>().ok().filter(|_| !digits.starts_with('+'));
        if let Some(week) = rest.strip_prefix(['W', 'w']) {
            let first = NaiveDate::from_isoywd_opt(year, number(week)?, Weekday::Mon)?;
            return Some((Self::Week, first));
        }
        if let Some(quarter) = rest.strip_prefix(['Q', 'q']) {
            let quarter = number(quarter).filter(|quarter| (1..=4).contains(quarter))?;
            return Some((Self::Quarter, NaiveDate::from_ymd_opt(year, quarter * 3 - 2, 1)?));
        }
        Some((Self::Month, NaiveDate::from_ymd_opt(year, number(rest)?, 1)?))
    }
}
