//! `plan roll-over OLD NEW`: what of an old plan goes on in a new one.

use std::sync::Arc;

use clap::ArgMatches;
use serde::Serialize;

use super::super::World;
use super::super::failure::Failure;
use super::super::options::Options;
use super::super::output::{Output, say};
use super::super::session::Session;
use crate::domain::entry::{EntryId, Shared};
use crate::domain::rollover::{DOUBTFUL, RollOver, Said, roll_over};
use crate::domain::workspace::Workspace;
use crate::store;
use crate::store::fs::RealDisk;
use crate::words::notice::words;
use crate::words::{Language, fill};

#[derive(Serialize)]
struct Record<'a> {
    old: &'a str,
    new: &'a str,
    units: usize,
    contacts: usize,
    links: Vec<LinkRecord>,
    fresh: &'a [u32],
    ended: &'a [u32],
    unfinished: Vec<UnfinishedRecord<'a>>,
    taken: bool,
}

#[derive(Serialize)]
struct LinkRecord {
    new: u32,
    old: u32,
    percent: u32,
}

#[derive(Serialize)]
struct UnfinishedRecord<'a> {
    id: &'a str,
    task: u32,
    units: &'a [Shared],
    measure: &'a str,
}

/// Carries roster and contacts, links tasks, and offers unfinished entries; with `--yes` these are begun anew.
pub fn run(
    old: &str,
    new: &str,
    matches: &ArgMatches,
    mut options: Options,
    world: World,
    out: &mut Output,
) -> Result<(), Failure> {
    let language = options.language;
    if old == new {
        return Err(Failure::data(words(language).same_plan.clone()));
    }
    let take = matches.get_flag("yes");
    options.plan = Some(new.to_owned());
    let root = options.data.clone();
    let mut session = Session::open(options, world, out)?;
    let open = store::open(Arc::new(RealDisk), &root, Some(old), Box::new(world.chance))
        .map_err(|error| Failure::open(&error, language))?;
    let old_workspace = open.workspace().clone();
    let said = said(matches, &old_workspace, session.workspace(), language)?;
    let mut ids = Ids { chance: world.chance, made: Vec::new() };
    let rolled = {
        let desk = session.desk();
        let mut fresh = |task: u32| ids.fresh(task, |id| desk.workspace.entry(id).is_some());
        roll_over(&desk, &old_workspace, old, &said, take.then_some(&mut fresh))
    };
    let draft = rolled.draft.clone();
    if !draft.ops.is_empty() {
        let stamp = session.stamp();
        session.store.commit(draft, &stamp).map_err(|error| Failure::commit(&error, language))?;
    }
    print((old, &old_workspace), new, &rolled, take, &session, matches, out)
}

/// The links that `--link NEW=OLD` names; nothing behind the sign: the task is new.
fn said(
    matches: &ArgMatches,
    old: &Workspace,
    new: &Workspace,
    language: Language,
) -> Result<Vec<Said>, Failure> {
    let links = matches.get_many::<String>("link").into_iter().flatten();
    let bad = |link: &String| Failure::data(fill(&words(language).bad_link, &[("link", link)]));
    let task = |workspace: &Workspace, word: &str| workspace.plan.find_task(word.trim()).map(|task| task.id);
    links
        .map(|link| {
            let (mine, other) = link.split_once(['=', '＝']).ok_or_else(|| bad(link))?;
            let mine = task(new, mine).ok_or_else(|| bad(link))?;
            let other = match other.trim() {
                "" => None,
                word => Some(task(old, word).ok_or_else(|| bad(link))?),
            };
            Ok((mine, other))
        })
        .collect()
}

/// New ids, none of them twice.
struct Ids {
    chance: fn() -> u64,
    made: Vec<EntryId>,
}

impl Ids {
    fn fresh(&mut self, task: u32, taken: impl Fn(&EntryId) -> bool) -> EntryId {
        loop {
            let id = EntryId::new(task, (self.chance)());
            if !taken(&id) && !self.made.contains(&id) {
                self.made.push(id.clone());
                return id;
            }
        }
    }
}

fn print(
    (old, before): (&str, &Workspace),
    new: &str,
    rolled: &RollOver,
    taken: bool,
    session: &Session,
    matches: &ArgMatches,
    out: &mut Output,
) -> Result<(), Failure> {
    let words = words(session.language());
    if super::super::format(matches, "table") == "json" {
        let links = rolled.links.iter().map(|link| LinkRecord {
            new: link.new,
            old: link.old,
            percent: link.percent,
        });
        let unfinished = rolled.unfinished.iter().map(|one| UnfinishedRecord {
            id: one.entry.id.as_str(),
            task: one.task,
            units: &one.entry.units,
            measure: &one.entry.measure,
        });
        return out.json(&Record {
            old,
            new,
            units: rolled.units,
            contacts: rolled.contacts,
            links: links.collect(),
            fresh: &rolled.fresh,
            ended: &rolled.ended,
            unfinished: unfinished.collect(),
            taken,
        });
    }
    let plan = &session.workspace().plan;
    for link in &rolled.links {
        let text = plan.task(link.new).map_or("", |task| task.requirement.as_str());
        let words = if link.percent < DOUBTFUL { &words.rolled_doubtful } else { &words.rolled_task };
        let line = fill(
            words,
            &[("new", &link.new), ("old", &link.old), ("percent", &link.percent), ("text", &text)],
        );
        out.line(&crate::screen::text::visible(&line))?;
    }
    let alone =
        [(&words.rolled_fresh, plan, &rolled.fresh), (&words.rolled_ended, &before.plan, &rolled.ended)];
    for (words, plan, ids) in alone {
        for id in ids {
            let text = plan.task(*id).map_or("", |task| task.requirement.as_str());
            out.line(&crate::screen::text::visible(&fill(words, &[("task", id), ("text", &text)])))?;
        }
    }
    for one in &rolled.unfinished {
        let measure = one.entry.measure.replace('\n', " ");
        let line = fill(
            &words.rolled_entry,
            &[
                ("id", &one.entry.id),
                ("task", &one.task),
                ("units", &one.entry.units.join("、")),
                ("measure", &measure),
            ],
        );
        out.line(&crate::screen::text::visible(&line))?;
    }
    say(&fill(
        &words.rolled,
        &[
            ("old", &old),
            ("new", &new),
            ("units", &rolled.units),
            ("contacts", &rolled.contacts),
            ("tasks", &rolled.links.len()),
            ("entries", &rolled.unfinished.len()),
        ],
    ));
    if !rolled.links.is_empty() {
        say(&words.offer_links);
    }
    if !taken && !rolled.unfinished.is_empty() {
        say(&words.offer_entries);
    }
    Ok(())
}
