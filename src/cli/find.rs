//! `find QUERY [--limit N] [--format table|json]`: everything that fits, the best first.

use clap::ArgMatches;
use serde::Serialize;

use super::failure::Failure;
use super::output::{Output, say};
use super::session::Session;
use super::table::Table;
use super::{format, selection, texts};
use crate::search::index::{Index, Name, Snapshot};
use crate::search::rank::{Found, Results};
use crate::words::query::vocabulary;
use crate::words::{cli, fault, fill, search};

/// How many results are told unless another number is asked for.
const USUAL: usize = 20;

/// What scripts read.
#[derive(Serialize)]
struct Answer<'a> {
    results: Vec<ResultRecord<'a>>,
    /// The nearest words that would find something, where nothing was found.
    suggestions: &'a [String],
}

#[derive(Serialize)]
struct ResultRecord<'a> {
    kind: &'static str,
    id: Id<'a>,
    title: &'a str,
    how: &'static str,
    /// Characters of the title: from, up to but without.
    ranges: Vec<[usize; 2]>,
}

/// A task's is a number, every other a text.
#[derive(Serialize)]
#[serde(untagged)]
enum Id<'a> {
    Task(u32),
    Text(&'a str),
}

/// Finds.
pub fn run(matches: &ArgMatches, session: &Session, out: &mut Output) -> Result<(), Failure> {
    let words = texts(matches);
    let query = selection::parse(session, &words)?;
    let limit = matches.get_one::<usize>("limit").copied().unwrap_or(USUAL);
    let (plain, fault) = session.plain_words();
    if let Some(one) = fault {
        out.warn(&fault::fault(&one, session.language()).to_string());
    }
    let snapshot = Snapshot::new(session.workspace(), &session.rows());
    let mut index = Index::new(plain);
    index.follow(&snapshot.with_changes(selection::changed(session, &query)));
    let results = index.answer(&query, vocabulary(), limit);
    if format(matches, "table") == "json" {
        let records = results.found.iter().map(record).collect();
        return out.json(&Answer { results: records, suggestions: &results.suggestions });
    }
    table(&results, session).write(out)?;
    let query = words.join(" ");
    let words = search::words(session.language());
    let shown = results.found.len();
    say(&if results.total == 0 && !results.suggestions.is_empty() {
        let suggestions = results.suggestions.join(&words.or);
        fill(&words.nothing_but, &[("query", &query), ("suggestions", &suggestions)])
    } else if results.total == 0 {
        fill(&words.nothing, &[("query", &query)])
    } else if shown < results.total {
        fill(&words.first_of, &[("n", &results.total), ("m", &shown)])
    } else {
        fill(&words.count, &[("n", &results.total)])
    });
    Ok(())
}

fn record(found: &Found) -> ResultRecord<'_> {
    ResultRecord {
        kind: found.kind.key(),
        id: id(&found.name),
        title: &found.title,
        how: found.how.key(),
        ranges: found.ranges.iter().map(|range| [range.start, range.end]).collect(),
    }
}

fn id(name: &Name) -> Id<'_> {
    match name {
        Name::Task(task) => Id::Task(*task),
        Name::Entry { id, .. } => Id::Text(id.as_str()),
        Name::Unit(name) | Name::Activity(name) | Name::Chase(name) => Id::Text(name),
    }
}

fn table(results: &Results, session: &Session) -> Table {
    let heads = cli::words(session.language());
    let words = search::words(session.language());
    let mut table = Table::new(&[
        (heads.column("kind"), 8),
        (heads.column("id"), 24),
        (heads.column("how"), 14),
        (heads.column("title"), usize::MAX),
    ]);
    for found in &results.found {
        let id = match id(&found.name) {
            Id::Task(task) => task.to_string(),
            Id::Text(text) => text.to_owned(),
        };
        table.push(&[words.kind(found.kind).to_owned(), id, words.how(found), found.title.to_string()]);
    }
    table
}
