//! `check [--repair [--yes]] [--format text|json]`: what is wrong in the data, and its mend.

use std::collections::HashMap;
use std::io::{self, IsTerminal};

use clap::ArgMatches;
use serde::Serialize;

use super::failure::{Failure, WRONG_DATA};
use super::options::Options;
use super::output::{Output, say};
use super::session::Session;
use super::{World, format};
use crate::screen::text::visible;
use crate::store::fault::{Fault, FaultKind, Severity};
use crate::store::repair::Mended;
use crate::words::{Language, cli, fault, fill};

/// One finding.
#[derive(Serialize)]
struct Finding {
    severity: &'static str,
    kind: &'static str,
    file: String,
    line: Option<usize>,
    message: String,
    mend: String,
}

/// Checks the data, and mends what can be rebuilt if asked to.
pub fn run(matches: &ArgMatches, options: Options, world: World, out: &mut Output) -> Result<(), Failure> {
    let language = options.language;
    let mut session = Session::open_quietly(options, world)?;
    if matches.get_flag("repair") {
        repair(&mut session, matches.get_flag("yes"))?;
    }
    let mut faults = session.settings_faults();
    faults.extend(session.store.inspect(&session.calendar, session.today()));
    let findings: Vec<Finding> = faults.iter().map(|one| finding(one, language)).collect();
    if format(matches, "text") == "json" {
        out.json_list(&findings)?;
    } else {
        write(&findings, language, out)?;
    }
    if faults.iter().any(|one| one.kind.severity() != Severity::Hint) {
        return Err(Failure::Silent(WRONG_DATA));
    }
    Ok(())
}

fn finding(one: &Fault, language: Language) -> Finding {
    let sentence = fault::fault(one, language);
    Finding {
        severity: key(one.kind.severity()),
        kind: one.kind.key(),
        file: one.path.display().to_string(),
        line: one.line,
        message: sentence.what.trim().to_owned(),
        mend: sentence.mend.trim().to_owned(),
    }
}

fn key(severity: Severity) -> &'static str {
    match severity {
        Severity::Broken => "broken",
        Severity::Wrong => "wrong",
        Severity::Hint => "hint",
    }
}

fn write(findings: &[Finding], language: Language, out: &mut Output) -> Result<(), Failure> {
    let words = cli::words(language);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for one in findings {
        *counts.entry(one.severity).or_default() += 1;
        let severity = words.severities.get(one.severity).map_or(one.severity, String::as_str);
        let place = match one.line {
            Some(line) => format!("{}:{line}", one.file),
            None => one.file.clone(),
        };
        out.line(&format!("{severity}  {}", visible(&place)))?;
        out.line(&format!("      {}", visible(&one.message)))?;
        out.line(&format!("      {}", visible(&one.mend)))?;
    }
    if findings.is_empty() {
        say(&words.all_is_well);
    } else {
        let count = |severity| counts.get(severity).copied().unwrap_or(0);
        let (broken, wrong, hint) = (count("broken"), count("wrong"), count("hint"));
        say(&fill(&words.findings, &[("broken", &broken), ("wrong", &wrong), ("hint", &hint)]));
    }
    Ok(())
}

fn repair(session: &mut Session, yes: bool) -> Result<(), Failure> {
    let language = session.language();
    let words = cli::words(language);
    let broken = session.store.repairable().len();
    let torn = session.store.inspect(&session.calendar, session.today());
    let torn = torn.iter().any(|one| one.kind == FaultKind::TornTail);
    if broken == 0 && !torn {
        say(&words.nothing_to_repair);
        return Ok(());
    }
    if !yes && broken > 0 {
        if !io::stdin().is_terminal() {
            return Err(Failure::data(&*words.repair_needs_yes));
        }
        say(&fill(&words.repair_question, &[("n", &broken)]));
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        if !matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是" | "ｙ") {
            return Err(Failure::data(&*words.repair_declined));
        }
    }
    let stamp = session.stamp();
    let mended = session.store.repair(&stamp).map_err(|error| Failure::commit(&error, language))?;
    for one in mended {
        say(&match one {
            Mended::Part { path, kept: Some(kept), records } => {
                let (path, kept) = (path.display(), kept.display());
                fill(&words.rebuilt, &[("path", &path), ("n", &records), ("kept", &kept)])
            }
            Mended::Part { path, kept: None, records } => {
                fill(&words.rebuilt_missing, &[("path", &path.display()), ("n", &records)])
            }
            Mended::Tail { path } => fill(&words.tail_cut, &[("path", &path.display())]),
        });
    }
    Ok(())
}
