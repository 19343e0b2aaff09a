//! A notice made ready for its review: read, understood, and laid as a plan into a folder of its own that goes when one
//! leaves; and the way from there into the data folder.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use tempfile::TempDir;

use super::{Event, PlanKeeper};
use crate::domain::workdays::Calendar;
use crate::exchange::notice;
use crate::store::fs::{Disk, RealDisk};
use crate::store::saver::Order;
use crate::store::shelf;
use crate::words::{Language, fault, notice as words};
use crate::workbench::reading::Reading;

/// The plan's id in its folder.
pub(super) const ID: &str = "notice";

/// A notice that is ready.
pub(super) struct Prepared {
    /// The folder; it goes with this.
    pub(super) folder: TempDir,
    /// What is shown beside the tree.
    pub(super) reading: Reading,
}

/// Reads a file, as seen from the plan `back`, whose roster names are compared with.
///
/// # Errors
/// Why there is nothing to review, as a sentence.
pub(super) fn prepare(
    path: &Path,
    data: &Path,
    back: &str,
    (today, calendar): (chrono::NaiveDate, &Calendar),
    language: Language,
) -> Result<Prepared, String> {
    let bytes = RealDisk.read(path).map_err(|error| fault::disk(path, &error, language))?;
    let name = path.display().to_string();
    let source = notice::source(&bytes).map_err(|failed| words::error(&failed, &name, language))?;
    let known = crate::store::plans(&RealDisk, data).unwrap_or_default();
    // Of several plans as one none has the roster: that of the first will do.
    let from = known.iter().find(|id| *id == back).or(known.first());
    let base = from.and_then(|id| shelf::roster(&RealDisk, data, id).ok());
    let mut base = base.unwrap_or_else(|| crate::store::built_in_plan().1);
    let mut read = notice::understand(&source, &base, calendar);
    // A plan of the same district knows its units better.
    let here = notice::place(&read);
    if here != base.place
        && let Some(own) = shelf::roster_of(&RealDisk, data, &here)
    {
        read = notice::understand(&source, &own, calendar);
        base = own;
    }
    if read.tasks.is_empty() {
        let none = &words::words(language).no_tasks;
        return Err(crate::words::fill(none, &[("path", &name)]));
    }
    let reading = notice::reading(&source, &read);
    // What a plan cannot be without is asked for in the review; a guess stands there until then.
    if read.title.is_empty() {
        read.title = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    }
    let year = read.year.unwrap_or_else(|| chrono::Datelike::year(&today));
    read.year = Some(year);
    let draft =
        notice::draft(&read, &base, today).map_err(|what| words::missing(what, language).to_owned())?;
    let folder = TempDir::new().map_err(|error| error.to_string())?;
    shelf::add(&RealDisk, folder.path(), ID, &draft.plan, &draft.roster, &draft.duties)
        .map_err(|error| words::shelf(&error, language))?;
    let id = free_id(&draft.roster.place, year, &known);
    let reading = Reading::new(path.to_owned(), id, reading, &draft.plan, back.to_owned());
    Ok(Prepared { folder, reading })
}

/// An id for a plan of a district and a year that no plan has.
fn free_id(place: &str, year: i32, known: &[String]) -> String {
    let place = if shelf::is_id(place) { place } else { "plan" };
    let first = format!("{place}-{year}");
    let more = (2..).map(|n| format!("{first}-{n}"));
    std::iter::once(first.clone()).chain(more).find(|id| !known.contains(id)).unwrap_or(first)
}

/// Saves the reviewed plan into the data folder, in the saver's turn: after every edit before it.
pub(super) fn keeper(send: Sender<Event>, data: PathBuf, language: Language) -> PlanKeeper {
    Box::new(move |saver, id| {
        let (send, data) = (send.clone(), data.clone());
        saver.order(Order::Work(Box::new(move |store| {
            let draft = notice::reviewed(store.workspace());
            let outcome = shelf::add(&RealDisk, &data, &id, &draft.plan, &draft.roster, &draft.duties);
            let outcome = outcome.map(|_| id).map_err(|error| words::shelf(&error, language));
            let _ = send.send(Event::PlanSaved(outcome));
        })));
    })
}
