//! `config`: what is in force, and why: an option, a variable of the environment, a line of `config.yaml`, or nobody's word.
//! It makes no folder and changes nothing.

use std::path::PathBuf;

use clap::ArgMatches;
use serde::Serialize;
use serde_json::{Value, json};

use super::World;
use super::failure::Failure;
use super::options::{Options, Source};
use super::output::Output;
use super::table::Table;
use crate::screen::settings::slips;
use crate::screen::theme::{Surroundings, Theme};
use crate::store::config::{self, SETTINGS, setting_line};
use crate::store::fs::RealDisk;
use crate::store::layout::Layout;
use crate::store::{self, shelf};
use crate::words::settings::{self, SettingWords};
use crate::words::{fault, fill};

/// One thing that is in force.
struct Setting {
    key: String,
    value: Value,
    /// The value as a person reads it, where that is another one.
    shown: Option<String>,
    source: Source,
}

#[derive(Serialize)]
struct Listed<'a> {
    setting: &'a str,
    value: &'a Value,
    source: &'static str,
    name: Option<&'static str>,
    file: Option<PathBuf>,
    line: Option<usize>,
}

/// Lists it.
pub fn run(matches: &ArgMatches, options: &Options, world: World, out: &mut Output) -> Result<(), Failure> {
    let language = options.language;
    let words = settings::words(language);
    let layout = Layout::new(&options.data, "");
    let text = config::user_text(&RealDisk, &layout.config()).ok().flatten().unwrap_or_default();
    warn(options, &text, &layout, out);
    let all = in_force(options, world, words);
    let file = |one: &Setting| match one.source {
        Source::Settings => Some(layout.config()),
        Source::State => Some(layout.state()),
        _ => None,
    };
    let line = |one: &Setting| match one.source {
        Source::Settings => setting_line(&text, &one.key),
        _ => None,
    };
    if super::format(matches, "table") == "json" {
        let listed: Vec<Listed<'_>> = all
            .iter()
            .map(|one| {
                let (source, name) = match one.source {
                    Source::Option(name) => ("option", Some(name)),
                    Source::Variable(name) => ("environment", Some(name)),
                    Source::Settings => ("settings", None),
                    Source::State => ("state", None),
                    Source::Usual => ("default", None),
                };
                let (setting, value) = (one.key.as_str(), &one.value);
                Listed { setting, value, source, name, file: file(one), line: line(one) }
            })
            .collect();
        return out.json_list(&listed);
    }
    let heads = &words.heads;
    let mut table =
        Table::new(&[(&heads.setting, 20), (&heads.key, 18), (&heads.value, 44), (&heads.why, 60)]);
    for one in &all {
        let why = match one.source {
            Source::Option(name) => fill(&words.by_option, &[("name", &name)]),
            Source::Variable(name) => fill(&words.by_variable, &[("name", &name)]),
            Source::Settings => match line(one) {
                Some(line) => fill(&words.by_line, &[("file", &"config.yaml"), ("line", &line)]),
                None => fill(&words.by_file, &[("file", &"config.yaml")]),
            },
            Source::State => fill(&words.by_file, &[("file", &"state.yaml")]),
            Source::Usual => words.by_default.clone(),
        };
        let shown = one.shown.clone().unwrap_or_else(|| said(&one.value, words));
        table.push(&[words.label(&one.key).to_owned(), one.key.clone(), shown, why]);
    }
    table.write(out)
}

/// What is wrong with the settings, and what stands in them and means nothing.
fn warn(options: &Options, text: &str, layout: &Layout, out: &Output) {
    let slips = slips(&options.config, text, &layout.config());
    for one in options.config_faults.iter().chain(&slips) {
        out.warn(&fault::fault(one, options.language).to_string());
    }
}

/// A value as a person reads it.
fn said(value: &Value, words: &SettingWords) -> String {
    match value {
        Value::Null => words.none.clone(),
        Value::Bool(true) => words.yes.clone(),
        Value::Bool(false) => words.no.clone(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(|item| said(item, words)).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

/// Everything that is in force.
fn in_force(options: &Options, world: World, words: &SettingWords) -> Vec<Setting> {
    let mut all = vec![
        plain("data", options.data.display().to_string(), options.sources.data),
        plan(options),
        plain(
            "today",
            options.today().to_string(),
            match options.given_day {
                Some(_) => Source::Option("today"),
                None => Source::Usual,
            },
        ),
    ];
    all.extend(SETTINGS.iter().map(|key| setting(key, options, world, words)));
    let editor = ["VISUAL", "EDITOR"].into_iter().find_map(|name| {
        let value = (world.variable)(name).filter(|value| !value.is_empty())?;
        Some((value.to_string_lossy().into_owned(), Source::Variable(name)))
    });
    let (editor, source) = editor.unwrap_or((config::USUAL_EDITOR.to_owned(), Source::Usual));
    all.push(plain("editor", editor, source));
    let keys: usize = options.config.keys.0.iter().map(|(_, keys)| keys.len()).sum();
    for (key, many) in [("keys", keys), ("filters", options.config.filters.len())] {
        let source = if many > 0 { Source::Settings } else { Source::Usual };
        all.push(Setting {
            key: key.to_owned(),
            value: json!(many),
            shown: Some(fill(&words.many, &[("n", &many)])),
            source,
        });
    }
    all
}

fn plain(key: &str, value: impl Into<Value>, source: Source) -> Setting {
    Setting { key: key.to_owned(), value: value.into(), shown: None, source }
}

/// The plan that opens.
fn plan(options: &Options) -> Setting {
    if let Some(id) = &options.plan {
        return plain("plan", id.as_str(), Source::Option("plan"));
    }
    let known = store::plans(&RealDisk, &options.data).unwrap_or_default();
    let last = shelf::last(&RealDisk, &options.data, &known);
    let source = if last.is_some() { Source::State } else { Source::Usual };
    plain("plan", json!(last.or_else(|| shelf::usual(&RealDisk, &options.data, &known))), source)
}

/// One of the settings of `config.yaml`.
fn setting(key: &str, options: &Options, world: World, words: &SettingWords) -> Setting {
    let own = &options.config;
    let limits = own.thresholds();
    let (value, is_own) = match key {
        "by" => return plain(key, json!(Some(&options.by).filter(|by| !by.is_empty())), options.sources.by),
        "language" => return plain(key, options.language.key(), options.sources.language),
        "theme" => return theme(options, world, words),
        "ambiguous_width" => (json!(own.ambiguous_width.unwrap_or_default()), own.ambiguous_width.is_some()),
        "office" => (json!(own.office), own.office.is_some()),
        "due_soon_workdays" => (json!(limits.due_soon_workdays), own.due_soon_workdays.is_some()),
        "reporting_period" => (json!(limits.reporting_period), own.reporting_period.is_some()),
        "quiet_workdays" => (json!(limits.quiet_workdays), own.quiet_workdays.is_some()),
        "pace" => (json!(limits.pace), own.pace.is_some()),
        "pace_due_soon" => (json!(limits.pace_due_soon), own.pace_due_soon.is_some()),
        "pace_overdue" => (json!(limits.pace_overdue), own.pace_overdue.is_some()),
        "export_folder" => {
            let usual = || options.data.join("reports").display().to_string();
            (json!(own.export_folder.clone().unwrap_or_else(usual)), own.export_folder.is_some())
        }
        "report.hour" => (json!(own.report.hour()), own.report.hour.is_some()),
        "report.sections" => (json!(own.report.layout().sections), own.report.sections.is_some()),
        "report.lines" => (json!(own.report.lines), own.report.lines.is_some()),
        _ => (json!(own.report.layout().pages()), own.report.pages.is_some()),
    };
    plain(key, value, if is_own { Source::Settings } else { Source::Usual })
}

/// The theme: `auto` where the terminal's ground decides.
fn theme(options: &Options, world: World, words: &SettingWords) -> Setting {
    let set = |name| (world.variable)(name).is_some_and(|value| !value.is_empty());
    let surroundings = Surroundings {
        no_color: set("NO_COLOR"),
        truecolor: Surroundings::is_truecolor(|name| {
            (world.variable)(name).map(|value| value.to_string_lossy().into_owned())
        }),
        ground: None,
    };
    let named = options.config.theme.as_deref().filter(|name| Theme::by_name(name).is_some());
    let source = match named {
        _ if surroundings.no_color => Source::Variable("NO_COLOR"),
        Some(_) => Source::Settings,
        None if surroundings.truecolor => Source::Variable("COLORTERM"),
        None => Source::Usual,
    };
    let by_ground = named.is_none() && surroundings.asks_ground();
    let theme = Theme::choose(options.config.theme.as_deref(), surroundings);
    let (value, shown) = if by_ground {
        ("auto".to_owned(), words.by_ground.clone())
    } else {
        (theme.name().to_owned(), theme.name().to_owned())
    };
    Setting { key: "theme".to_owned(), value: value.into(), shown: Some(shown), source }
}
