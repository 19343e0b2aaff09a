//! `sheets out DIR [--unit UNIT…] [QUERY] [--format xlsx|csv]`: prints the path of each sheet written.

use std::path::Path;

use clap::ArgMatches;

use crate::cli::failure::Failure;
use crate::cli::output::{Output, say};
use crate::cli::selection;
use crate::cli::session::Session;
use crate::domain::edit::EditError;
use crate::domain::entry::random_word;
use crate::exchange::sheets::Format;
use crate::words::{fill, sheets};
use crate::workbench::sheets::{OutOrder, send};

/// Writes the sheets.
pub fn run(
    matches: &ArgMatches,
    texts: &[String],
    session: &mut Session,
    out: &mut Output,
) -> Result<(), Failure> {
    let language = session.language();
    let words = sheets::SECTION.of(language);
    let Some((folder, query)) = texts.split_first() else {
        return Err(Failure::words(&*words.no_folder));
    };
    if matches.get_flag("apply") {
        return Err(Failure::words(fill(&words.only_in, &[("option", &"--apply")])));
    }
    if matches.get_one::<String>("empty").is_some() {
        return Err(Failure::words(fill(&words.only_in, &[("option", &"--empty")])));
    }
    let wanted = matches.get_one::<String>("format").map_or(Format::default().key(), String::as_str);
    let format = Format::ALL.into_iter().find(|one| one.key() == wanted);
    let format = format.ok_or_else(|| Failure::words(fill(&words.out_formats, &[("value", &wanted)])))?;
    let mut units: Vec<String> = Vec::new();
    let asked = matches.get_many::<String>("units").into_iter().flatten();
    for word in asked.flat_map(|words| words.split(['、', '，', ','])).filter(|word| !word.trim().is_empty())
    {
        let found = session.workspace().roster.unit(word);
        let unit = found.map_err(|error| Failure::edit(&EditError::from(error), language))?;
        units.push(unit.name.clone());
    }
    let stamp = session.stamp();
    // What was edited outside belongs to the state that goes out.
    session.store.sync(&stamp).map_err(|error| Failure::commit(&error, language))?;
    let word = random_word(session.store.chance(), 5);
    let rows = session.rows();
    let chosen = selection::select(session, &rows, query)?;
    let order = OutOrder {
        workspace: session.workspace(),
        rows: &chosen,
        units: &units,
        format,
        now: session.options.began,
        by: &session.options.by,
        word: &word,
    };
    let (disk, layout) = (session.store.disk().as_ref(), session.store.layout());
    let written = send(disk, layout, Path::new(folder), &order)
        .map_err(|error| sheets::failure(&error, language))
        .map_err(|(code, text)| Failure::Said { code, text })?;
    for sheet in &written {
        out.line(&sheet.path.display().to_string())?;
        if let Some(path) = &sheet.set_aside {
            out.warn(&fill(&words.set_aside, &[("path", &path.display())]));
        }
    }
    for unit in units.iter().filter(|unit| written.iter().all(|sheet| sheet.unit != **unit)) {
        out.warn(&fill(&words.no_rows, &[("unit", unit)]));
    }
    let rows: usize = written.iter().map(|sheet| sheet.rows).sum();
    out.flush()?;
    say(&fill(&words.written, &[("n", &written.len()), ("rows", &rows)]));
    Ok(())
}
