//! `config.yaml`: the user's overrides, and nothing else; and the user's additions to the built-in days.

mod keys;
mod lines;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_yaml::{Mapping, Value};

use super::fault::{Fault, FaultKind};
use super::fs::{self, Disk};
use crate::domain::light::{Period, Thresholds};
use crate::domain::report::{Layout, Section};
use crate::domain::workdays::Calendar;

pub use keys::{KeyLines, line_of as key_line};
pub use lines::setting_line;

/// The editor where neither VISUAL nor EDITOR names one.
pub const USUAL_EDITOR: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// Every setting that has one value, by its key, in the order in which they are shown; `report.hour` stands under `report`.
pub const SETTINGS: [&str; 16] = [
    "by",
    "office",
    "language",
    "theme",
    "ambiguous_width",
    "due_soon_workdays",
    "reporting_period",
    "quiet_workdays",
    "pace",
    "pace_due_soon",
    "pace_overdue",
    "export_folder",
    "report.hour",
    "report.sections",
    "report.lines",
    "report.pages",
];
/// The settings that hold others.
pub const GROUPS: [&str; 3] = ["report", "keys", "filters"];

/// What the user may settle. Every key may be missing; then the default holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    /// 经办人: who notes and changes things here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// 本办: the full name of the coordinator's own unit, which is never chased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// `zh` or `en`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// A theme's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// 歧义字符宽度: whether the terminal draws `“…·` in two cells: `narrow`, `wide`, or `auto`, which asks it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ambiguous_width: Option<AmbiguousWidth>,
    /// 临期: this many working days left, or fewer. 5 unless told.
    #[serde(deserialize_with = "within::<0, 366, _, _>", skip_serializing_if = "Option::is_none")]
    pub due_soon_workdays: Option<i64>,
    /// 报送周期 of what has no end: `month`, `quarter`, `half`, `year`. A quarter unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reporting_period: Option<Period>,
    /// 久未反馈: this many working days left of the reporting period, or fewer. 10 unless told.
    #[serde(deserialize_with = "within::<0, 366, _, _>", skip_serializing_if = "Option::is_none")]
    pub quiet_workdays: Option<i64>,
    /// 序时进度: `true` holds 完成进度 against the elapsed share of the year. Not done unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pace: Option<bool>,
    /// 临期 where 完成进度 is behind the elapsed share of the year by this many points. 10 unless told.
    #[serde(deserialize_with = "within::<0, 100, _, _>", skip_serializing_if = "Option::is_none")]
    pub pace_due_soon: Option<i64>,
    /// 逾期 where it is behind by this many. 30 unless told.
    #[serde(deserialize_with = "within::<0, 100, _, _>", skip_serializing_if = "Option::is_none")]
    pub pace_overdue: Option<i64>,
    /// Where reports are written. The data folder's `reports` unless told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub export_folder: Option<String>,
    /// 按键: context → key → command, over the built-in ones.
    #[serde(skip_serializing_if = "KeyLines::is_empty")]
    pub keys: KeyLines,
    /// What reports look like.
    #[serde(skip_serializing_if = "ReportConfig::is_default")]
    pub report: ReportConfig,
    /// 筛选 under names: name → query.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub filters: BTreeMap<String, String>,
}

/// 歧义字符宽度: the cells of a character that some terminals draw in one and some in two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmbiguousWidth {
    /// The terminal is asked.
    #[default]
    Auto,
    /// One.
    Narrow,
    /// Two.
    Wide,
}

/// A number from `LEAST` to `MOST`: another is no value of the setting.
fn within<'de, const LEAST: i64, const MOST: i64, D, N>(source: D) -> Result<Option<N>, D::Error>
where
    D: serde::Deserializer<'de>,
    N: TryFrom<i64>,
{
    let Some(number) = Option::<i64>::deserialize(source)? else { return Ok(None) };
    let fits = Some(number).filter(|number| (LEAST..=MOST).contains(number));
    match fits.and_then(|number| N::try_from(number).ok()) {
        Some(number) => Ok(Some(number)),
        None => Err(serde::de::Error::custom(format_args!("{number} is not from {LEAST} to {MOST}"))),
    }
}

impl AmbiguousWidth {
    /// Whether it is two; none where the terminal is asked.
    pub fn wide(self) -> Option<bool> {
        match self {
            Self::Auto => None,
            Self::Narrow => Some(false),
            Self::Wide => Some(true),
        }
    }
}

/// `report`: the cut's hour, and which sections a report has, in which order and how long.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportConfig {
    /// 截稿时: the hour that a report prints as its cut. 17 unless told.
    #[serde(deserialize_with = "within::<0, 23, _, _>", skip_serializing_if = "Option::is_none")]
    pub hour: Option<u32>,
    /// The sections in their order: `overall`, `note`, `progress`, `problems`, `due`, `requests`, `annex`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sections: Option<Vec<Section>>,
    /// How many lines a section shows before the rest moves to the annex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<usize>,
    /// How many pages a report keeps to, the annex apart. 1 unless told.
    #[serde(deserialize_with = "within::<1, 20, _, _>", skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
}

impl ReportConfig {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The hour of the cut, 0 to 23.
    pub fn hour(&self) -> u32 {
        self.hour.unwrap_or(17)
    }

    /// The shape of a report.
    pub fn layout(&self) -> Layout {
        let usual = Layout::default();
        let sections = self.sections.clone().unwrap_or(usual.sections);
        Layout { sections, lines: self.lines, pages: self.pages }
    }
}

impl Config {
    /// Reads the user's settings; without a file all defaults.
    pub fn read(disk: &dyn Disk, path: &Path) -> Result<Self, Fault> {
        let Some(text) = user_text(disk, path)? else { return Ok(Self::default()) };
        if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
            return Ok(Self::default());
        }
        serde_yaml::from_str(&text).map_err(|error| {
            let line = error.location().map(|place| place.line());
            Fault { path: path.to_owned(), line, kind: FaultKind::Syntax(error.to_string()), part: None }
        })
    }

    /// Reads of the user's settings what can be read. A value that cannot be is named, and the others hold; where the file as a
    /// whole cannot be read, all defaults do.
    pub fn read_what_can_be(disk: &dyn Disk, path: &Path) -> (Self, Vec<Fault>) {
        let fault = match Self::read(disk, path) {
            Ok(config) => return (config, Vec::new()),
            Err(fault) => fault,
        };
        let text = user_text(disk, path).ok().flatten().unwrap_or_default();
        let Ok(written) = serde_yaml::from_str::<Mapping>(&text) else {
            return (Self::default(), vec![fault]);
        };
        let mut faults = Vec::new();
        let mut bad = |name: String, value: &Value| {
            let value = serde_yaml::to_string(value).unwrap_or_default();
            let value = value.lines().map(str::trim).collect::<Vec<_>>().join(", ");
            let line = setting_line(&text, &name);
            let kind = FaultKind::BadSetting { name, value };
            faults.push(Fault { path: path.to_owned(), line, kind, part: None });
        };
        let mut kept = Mapping::new();
        for (key, value) in written {
            let name = key.as_str().unwrap_or_default().to_owned();
            match &value {
                _ if is_setting(&key, &value) => drop(kept.insert(key, value)),
                // Of a group each by itself.
                Value::Mapping(inside) if name == "report" => {
                    let mut held = Mapping::new();
                    for (inner, value) in inside {
                        let one = Mapping::from_iter([(inner.clone(), value.clone())]);
                        if is_setting(&key, &Value::Mapping(one)) {
                            held.insert(inner.clone(), value.clone());
                        } else {
                            bad(format!("{name}.{}", inner.as_str().unwrap_or_default()), value);
                        }
                    }
                    kept.insert(key, Value::Mapping(held));
                }
                _ => bad(name, &value),
            }
        }
        match serde_yaml::from_value(Value::Mapping(kept)) {
            Ok(config) => (config, faults),
            Err(_) => (Self::default(), vec![fault]),
        }
    }

    /// What stands in the settings and is none of them, such as a slip of the fingers: at the top, and under `report`.
    pub fn strangers(text: &str) -> Vec<String> {
        let Ok(read) = serde_yaml::from_str::<Mapping>(text) else { return Vec::new() };
        let names = |map: &Mapping| -> Vec<String> {
            map.keys().filter_map(|key| key.as_str().map(str::to_owned)).collect()
        };
        let report = read.get("report").and_then(Value::as_mapping).map(names).unwrap_or_default();
        let inner = report.into_iter().map(|name| format!("report.{name}"));
        let all = names(&read).into_iter().chain(inner);
        all.filter(|name| !SETTINGS.contains(&name.as_str()) && !GROUPS.contains(&name.as_str())).collect()
    }

    /// The day counts that decide lights.
    pub fn thresholds(&self) -> Thresholds {
        let default = Thresholds::default();
        Thresholds {
            due_soon_workdays: self.due_soon_workdays.unwrap_or(default.due_soon_workdays),
            reporting_period: self.reporting_period.unwrap_or(default.reporting_period),
            quiet_workdays: self.quiet_workdays.unwrap_or(default.quiet_workdays),
            pace: self.pace.unwrap_or(default.pace),
            pace_due_soon: self.pace_due_soon.unwrap_or(default.pace_due_soon),
            pace_overdue: self.pace_overdue.unwrap_or(default.pace_overdue),
        }
    }
}

/// Whether settings may have this one.
fn is_setting(key: &Value, value: &Value) -> bool {
    let alone = Mapping::from_iter([(key.clone(), value.clone())]);
    serde_yaml::from_value::<Config>(Value::Mapping(alone)).is_ok()
}

/// Why the settings cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read, so it must not be written over.
    #[error("{}: {:?}", .0.path.display(), .0.kind)]
    Fault(Box<Fault>),
    /// The file is written in a way that a part of it cannot be replaced.
    #[error("config.yaml: filters cannot be replaced; write it in lines of its own")]
    Shape,
    /// The disk would not.
    #[error("config.yaml: {0}")]
    Disk(#[from] io::Error),
}

/// Saves a filter under a name, or takes it away. Only the lines of `filters` are written anew: every other key and the
/// user's comments stay.
pub fn save_filter(
    disk: &dyn Disk,
    path: &Path,
    name: &str,
    query: Option<&str>,
) -> Result<(), SettingsError> {
    let before = Config::read(disk, path).map_err(|fault| SettingsError::Fault(Box::new(fault)))?;
    let text =
        user_text(disk, path).map_err(|fault| SettingsError::Fault(Box::new(fault)))?.unwrap_or_default();
    let mut wanted = before.clone();
    match query {
        Some(query) => wanted.filters.insert(name.to_owned(), query.to_owned()),
        None => wanted.filters.remove(name),
    };
    let text = with_filters(&text, &wanted.filters).ok_or(SettingsError::Shape)?;
    // What was written by hand in another way is not taken apart: read back, nothing but the filters may differ.
    let read: Config = if text.lines().all(|line| line.trim().is_empty() || line.starts_with('#')) {
        Config::default()
    } else {
        serde_yaml::from_str(&text).map_err(|_| SettingsError::Shape)?
    };
    if read != wanted {
        return Err(SettingsError::Shape);
    }
    fs::replace(disk, path, text.as_bytes())?;
    Ok(())
}

/// The text of the settings with these filters in place of those that it has.
fn with_filters(text: &str, filters: &BTreeMap<String, String>) -> Option<String> {
    let is_own = |line: &str| line.starts_with([' ', '\t', '-']);
    let mut kept = String::new();
    let mut inside = false;
    for line in text.lines() {
        if line.trim_end() == "filters:" || line.starts_with("filters: ") {
            inside = true;
            continue;
        }
        inside = inside && (is_own(line) || line.trim().is_empty());
        if !inside {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    if !filters.is_empty() {
        let block = BTreeMap::from([("filters", filters)]);
        kept.push_str(&serde_yaml::to_string(&block).ok()?);
    }
    Some(kept)
}

/// The built-in days with the user's additions.
pub fn calendar(disk: &dyn Disk, path: &Path) -> Result<Calendar, Fault> {
    let Some(text) = user_text(disk, path)? else { return Ok(Calendar::built_in()) };
    Calendar::built_in().with_yaml(&text).map_err(|error| Fault {
        path: path.to_owned(),
        line: error.line,
        kind: FaultKind::Syntax(error.to_string()),
        part: None,
    })
}

/// The text of the user's plain words; none where there are none. The room of search reads it.
pub fn words(disk: &dyn Disk, path: &Path) -> Result<Option<String>, Fault> {
    user_text(disk, path)
}

/// The text of a file that the user may have made; none where there is none.
pub fn user_text(disk: &dyn Disk, path: &Path) -> Result<Option<String>, Fault> {
    let fault = |line, kind| Fault { path: path.to_owned(), line, kind, part: None };
    let bytes = match disk.read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fault(None, FaultKind::Unreadable(error.to_string()))),
    };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Some(text.to_owned())),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            Err(fault(Some(line), FaultKind::NotUtf8))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::RealDisk;

    #[test]
    fn a_filter_is_saved_and_nothing_else_of_the_settings_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.yaml");
        let text = "# 我的设置\nby: 张某  # 经办人\nfilters:\n  旧: '!逾期'\n\nlanguage: zh\nmine: {a: 1}\n";
        std::fs::write(&path, text).unwrap();
        save_filter(&RealDisk, &path, "住建: 逾期", Some("@住建 !逾期 -\"a b\"")).unwrap();
        let read = Config::read(&RealDisk, &path).unwrap();
        assert_eq!(read.filters.len(), 2);
        assert_eq!(read.filters["住建: 逾期"], "@住建 !逾期 -\"a b\"");
        let now = std::fs::read_to_string(&path).unwrap();
        for line in ["# 我的设置", "by: 张某  # 经办人", "language: zh", "mine: {a: 1}"] {
            assert!(now.lines().any(|one| one == line), "{now}");
        }
        save_filter(&RealDisk, &path, "住建: 逾期", None).unwrap();
        save_filter(&RealDisk, &path, "旧", None).unwrap();
        let now = std::fs::read_to_string(&path).unwrap();
        assert_eq!(now, "# 我的设置\nby: 张某  # 经办人\nlanguage: zh\nmine: {a: 1}\n");
    }

    #[test]
    fn a_value_that_cannot_be_is_named_and_the_others_hold() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.yaml");
        let read = |text: &str| {
            std::fs::write(&path, text).unwrap();
            let (config, faults) = Config::read_what_can_be(&RealDisk, &path);
            let lines: Vec<_> = faults.iter().map(|one| (one.kind.key(), one.line)).collect();
            (config, lines)
        };
        let text = "by: 张某\nambiguous_width: huge\noffice: 区政府办公室\ndue_soon_workdays: abc\n\
                    report:\n  hour: abc\n  pages: 2\nfilters: 3\n";
        let (config, faults) = read(text);
        assert_eq!((config.by.as_deref(), config.office.as_deref()), (Some("张某"), Some("区政府办公室")));
        assert_eq!((config.report.hour, config.report.pages), (None, Some(2)));
        assert_eq!(faults, [2, 4, 6, 8].map(|line| ("bad_setting", Some(line))));
        let text = "due_soon_workdays: -1\npace_overdue: 30\nreport: {hour: 30, pages: 0, lines: 3}\n";
        let (config, faults) = read(text);
        assert_eq!(
            (config.due_soon_workdays, config.pace_overdue, config.report.hour()),
            (None, Some(30), 17)
        );
        assert_eq!((config.report.pages, config.report.lines, faults.len()), (None, Some(3), 3));
        let (config, faults) = read("by: [a\n");
        assert_eq!((config, faults.len()), (Config::default(), 1));
        assert_eq!(read("by: 张某\n").1, []);
        // What cannot be read is not written over.
        std::fs::write(&path, text).unwrap();
        assert!(save_filter(&RealDisk, &path, "a", Some("b")).is_err());
    }

    #[test]
    fn every_setting_is_known_by_its_key_and_a_slip_is_not() {
        let all = Config {
            by: Some("a".into()),
            office: Some("a".into()),
            language: Some("zh".into()),
            theme: Some("ink".into()),
            ambiguous_width: Some(AmbiguousWidth::Wide),
            due_soon_workdays: Some(1),
            reporting_period: Some(Period::Month),
            quiet_workdays: Some(1),
            pace: Some(true),
            pace_due_soon: Some(1),
            pace_overdue: Some(1),
            export_folder: Some("a".into()),
            keys: KeyLines(vec![("any".into(), vec![("X".into(), None)])]),
            report: ReportConfig {
                hour: Some(1),
                sections: Some(Section::ALL.to_vec()),
                lines: Some(1),
                pages: Some(2),
            },
            filters: BTreeMap::from([("a".into(), "b".into())]),
        };
        let text = serde_yaml::to_string(&all).unwrap();
        assert!(Config::strangers(&text).is_empty(), "{text}");
        for setting in SETTINGS.iter().chain(&GROUPS) {
            assert!(setting_line(&text, setting).is_some(), "{setting}");
        }
        let slips = Config::strangers("thme: light\nreport: {hours: 3}\nby: a\n1: 2\n");
        assert_eq!(slips, ["thme", "report.hours"]);
        assert!(Config::strangers("[").is_empty());
    }

    #[test]
    fn settings_that_cannot_be_read_are_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.yaml");
        std::fs::write(&path, "by: [").unwrap();
        assert!(save_filter(&RealDisk, &path, "a", Some("b")).is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "by: [");
        std::fs::remove_file(&path).unwrap();
        save_filter(&RealDisk, &path, "a", Some("b")).unwrap();
        assert_eq!(Config::read(&RealDisk, &path).unwrap().filters["a"], "b");
    }
}
