//! What holds for every command: the day, the data folder, the plan, the language, who works here.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::{NaiveDate, NaiveDateTime};
use clap::ArgMatches;

use super::World;
use super::argv::Words;
use super::failure::Failure;
use crate::store::config::Config;
use crate::store::fault::Fault;
use crate::store::fs::RealDisk;
use crate::store::layout::Layout;
use crate::words::{Language, cli, fill};

/// Why something is as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// An option of the command line.
    Option(&'static str),
    /// A variable of the environment.
    Variable(&'static str),
    /// `config.yaml`.
    Settings,
    /// `state.yaml`: what was open last.
    State,
    /// Nobody said anything.
    Usual,
}

/// Why the things are as they are that options and environment have a say in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sources {
    /// The data folder.
    pub data: Source,
    /// The language.
    pub language: Source,
    /// 经办人.
    pub by: Source,
}

/// The options of one run, with what the settings and the environment add to them.
#[derive(Debug, Clone)]
pub struct Options {
    /// `--today`: the day that then does not roll over.
    pub given_day: Option<NaiveDate>,
    /// When the program began, on the given day if there is one.
    pub began: NaiveDateTime,
    /// The data folder.
    pub data: PathBuf,
    /// The plan asked for.
    pub plan: Option<String>,
    /// The language of screen and messages.
    pub language: Language,
    /// 经办人.
    pub by: String,
    /// The user's settings.
    pub config: Config,
    /// What of the settings' file cannot be read; defaults hold there.
    pub config_faults: Vec<Fault>,
    /// The notice whose review the workbench is to open with.
    pub review: Option<PathBuf>,
    /// Why all that is so.
    pub sources: Sources,
    /// `--tutorial`: the workbench on data of its own, with what to try.
    pub tutorial: bool,
}

impl Options {
    /// The day: the given one, else that of the beginning.
    pub fn today(&self) -> NaiveDate {
        self.began.date()
    }
}

/// What must be known before the words are parsed, because help and messages have a language.
pub struct Early {
    /// The language.
    pub language: Language,
    data: Option<PathBuf>,
    config: Config,
    config_faults: Vec<Fault>,
    of_data: Source,
    of_language: Source,
}

impl Early {
    /// Finds the data folder, its settings and the language.
    pub fn read(typed: &Words, world: &World) -> Result<Self, (Failure, Language)> {
        let (data, of_data) = folder(typed.value("data"), world);
        let read = |root| Config::read_what_can_be(&RealDisk, &Layout::new(root, "").config());
        let (config, config_faults) = data.as_ref().map(read).unwrap_or_default();
        let settled = config.language.as_deref().and_then(|word| word.parse().ok());
        let (language, of_language) =
            settled.map_or_else(|| locale(world), |language| (language, Source::Settings));
        let (language, of_language) = match typed.value("lang") {
            None => (language, of_language),
            Some(asked) => {
                let asked = asked.to_string_lossy();
                let read = asked.parse().map_err(|_| {
                    let words = cli::words(language);
                    (Failure::words(fill(&words.bad_language, &[("value", &asked)])), language)
                })?;
                (read, Source::Option("lang"))
            }
        };
        Ok(Self { language, data, config, config_faults, of_data, of_language })
    }

    /// The data folder, where there is one.
    pub fn into_data(self) -> Option<PathBuf> {
        self.data
    }

    /// All options, once the words are parsed.
    pub fn options(self, matches: &ArgMatches, world: &World) -> Result<Options, Failure> {
        let needs_folder = super::needs_folder(matches);
        let words = cli::words(self.language);
        let tutorial = matches.get_flag("tutorial");
        let matches = matches.subcommand().map_or(matches, |(_, inner)| inner);
        let given_day = matches
            .get_one::<String>("today")
            .map(|word| day(word).ok_or_else(|| Failure::words(fill(&words.bad_today, &[("value", word)]))))
            .transpose()?;
        let data = match self.data {
            Some(data) => data,
            None if needs_folder => return Err(Failure::data(&*words.no_folder)),
            None => PathBuf::new(),
        };
        let named = |name| {
            let value = (world.variable)(name).and_then(|name| name.into_string().ok())?;
            Some((value, Source::Variable(name)))
        };
        let by = self.config.by.clone().filter(|by| !by.trim().is_empty());
        let by = by.map(|by| (by, Source::Settings));
        let by = by.or_else(|| named("USER")).or_else(|| named("LOGNAME"));
        let (by, of_by) = by.unwrap_or((String::new(), Source::Usual));
        Ok(Options {
            given_day,
            began: given_day.map_or(world.now, |day| day.and_time(world.now.time())),
            data,
            plan: matches.get_one::<String>("plan").cloned(),
            language: self.language,
            by,
            config: self.config,
            config_faults: self.config_faults,
            review: None,
            sources: Sources { data: self.of_data, language: self.of_language, by: of_by },
            tutorial,
        })
    }
}

/// The data folder: `--data`, else `PEIDANG_DATA`, else the user's data directory.
fn folder(given: Option<OsString>, world: &World) -> (Option<PathBuf>, Source) {
    let variable = || Some(((world.variable)("PEIDANG_DATA")?, Source::Variable("PEIDANG_DATA")));
    let given = given.map(|path| (path, Source::Option("data"))).or_else(variable);
    if let Some((path, source)) = given.filter(|(path, _)| !path.is_empty()) {
        return (Some(path.into()), source);
    }
    let usual = directories::ProjectDirs::from("", "", "peidang");
    (usual.map(|dirs| dirs.data_dir().to_owned()), Source::Usual)
}

/// The language of the locale: the first variable that is set decides.
fn locale(world: &World) -> (Language, Source) {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| Some(((world.variable)(name)?, name)))
        .find(|(value, _)| !value.is_empty())
        .map_or((Language::default(), Source::Usual), |(value, name)| {
            (Language::of_locale(&value.to_string_lossy()), Source::Variable(name))
        })
}

/// A day in digits, parted in any of the usual ways.
pub fn day(word: &str) -> Option<NaiveDate> {
    let plain = word.trim().replace(['/', '.'], "-");
    let shape = if plain.contains('-') { "%Y-%m-%d" } else { "%Y%m%d" };
    NaiveDate::parse_from_str(&plain, shape).ok().filter(|_| (8..=10).contains(&plain.len()))
}
