//! `backup now | list [--format table|json] | restore [NAME] [--yes]`: the plan's folder in one compressed file.

use std::io::{self, IsTerminal};
use std::sync::Arc;

use clap::ArgMatches;

use super::failure::{Failure, LOCKED};
use super::options::Options;
use super::output::{Output, say};
use super::table::Table;
use super::{World, format, texts};
use crate::store::backup::{self, BackupError};
use crate::store::fs::RealDisk;
use crate::store::layout::Layout;
use crate::store::{self, Stamp};
use crate::words::{Language, cli, fault, fill};

/// Makes, lists or puts back a backup. The plan need not open for it.
pub fn run(matches: &ArgMatches, options: &Options, world: World, out: &mut Output) -> Result<(), Failure> {
    let language = options.language;
    let words = cli::words(language);
    let mut typed = texts(matches).into_iter();
    let (what, name) = (typed.next().unwrap_or_default(), typed.next());
    store::prepare(&RealDisk, &options.data)
        .map_err(|error| Failure::data(fault::disk(&options.data, &error, language)))?;
    let layout = Layout::new(&options.data, plan(options)?);
    let failed = |error: BackupError| failure(&error, language);
    match (what.as_str(), name) {
        ("now", None) => {
            let made = backup::now(&RealDisk, &layout, options.began).map_err(failed)?;
            out.line(&made.path.display().to_string())
        }
        ("list", None) => {
            let all = backup::list(&RealDisk, &layout).map_err(failed)?;
            if format(matches, "table") == "json" {
                return out.json_list(&all);
            }
            let mut table = Table::new(&[(words.column("name"), 40), (words.column("bytes"), 12)]);
            for one in all {
                table.push(&[one.name, one.bytes.to_string()]);
            }
            table.write(out)
        }
        ("restore", name) => {
            if !matches.get_flag("yes") {
                confirm(&words.restore_needs_yes, &words.restore_question, &words.repair_declined)?;
            }
            // First everything that was changed is in the files: else a change that they lack is made again afterwards.
            record(options, &layout, world)?;
            let done = backup::restore(&RealDisk, &layout, name.as_deref(), options.began).map_err(failed)?;
            say(&fill(
                &words.restored,
                &[("name", &done.from.name), ("n", &done.files), ("kept", &done.replaced.path.display())],
            ));
            record(options, &layout, world)
        }
        (_, Some(extra)) => Err(Failure::words(fill(&words.too_many, &[("word", &extra)]))),
        (other, None) => {
            let known = "now list restore";
            Err(Failure::words(fill(&words.unknown_command, &[("word", &other), ("known", &known)])))
        }
    }
}

/// The plan asked for, else the first there is.
fn plan(options: &Options) -> Result<String, Failure> {
    let language = options.language;
    let known = store::plans(&RealDisk, &options.data)
        .map_err(|error| Failure::data(fault::disk(&options.data, &error, language)))?;
    match &options.plan {
        Some(id) if known.contains(id) => Ok(id.clone()),
        Some(id) => Err(Failure::open(&store::OpenError::UnknownPlan { id: id.clone(), known }, language)),
        None => known
            .into_iter()
            .next()
            .ok_or_else(|| Failure::open(&store::OpenError::NoPlan(options.data.clone()), language)),
    }
}

/// Has what was put back recorded as a change, if the plan opens now.
fn record(options: &Options, layout: &Layout, world: World) -> Result<(), Failure> {
    let chance = Box::new(world.chance);
    if let Ok(mut opened) = store::open(Arc::new(RealDisk), &options.data, Some(layout.plan_id()), chance) {
        let stamp = Stamp { at: options.began, by: options.by.clone() };
        opened.sync(&stamp).map_err(|error| Failure::commit(&error, options.language))?;
    }
    Ok(())
}

/// Asks; without a terminal nothing is asked and nothing done.
fn confirm(needs_yes: &str, question: &str, declined: &str) -> Result<(), Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::data(needs_yes));
    }
    say(question);
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    if matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是" | "ｙ") {
        Ok(())
    } else {
        Err(Failure::data(declined))
    }
}

fn failure(error: &BackupError, language: Language) -> Failure {
    let words = cli::words(language);
    let text = match error {
        BackupError::Locked => {
            return Failure::Said {
                code: LOCKED,
                text: fault::commit(&store::CommitError::Locked, language),
            };
        }
        BackupError::Disk { path, error } => fault::disk(path, error, language),
        BackupError::Broken { path, reason } => {
            fill(&words.broken_backup, &[("path", &path.display()), ("reason", reason)])
        }
        BackupError::Unknown(name) if name.is_empty() => words.no_backup.clone(),
        BackupError::Unknown(name) => fill(&words.unknown_backup, &[("name", name)]),
    };
    Failure::data(text)
}
