//! `sheets in FILE|DIR… [--apply] [--format table|json]`: what the sheets say that the data does not; with `--apply` it is
//! taken, file by file, but for conflicts and cells that cannot be read.

mod record;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use record::Record;

use crate::cli::failure::{Failure, WRONG_DATA};
use crate::cli::output::{Output, say};
use crate::cli::session::Session;
use crate::cli::table::Table;
use crate::domain::entry::{EntryId, random_word};
use crate::exchange::sheets::Ids;
use crate::exchange::sheets::review::{Review, Setting, Verdict};
use crate::store::sent::Sheets;
use crate::store::{CommitError, Store};
use crate::words::{fault, fill, refusal, screen, sheets};
use crate::workbench::review::verdict;
use crate::workbench::sheets::{BackError, Returned, found, read_back, silent, take_up, undone, units};
use crate::workbench::weekly::own_unit;

/// How often a sheet is compared anew when somebody else was faster.
const TRIES: usize = 5;

/// Reads the sheets.
pub fn run(
    matches: &ArgMatches,
    texts: &[String],
    session: &mut Session,
    out: &mut Output,
) -> Result<(), Failure> {
    let language = session.language();
    let words = sheets::SECTION.of(language);
    if texts.is_empty() {
        return Err(Failure::words(&*words.no_files));
    }
    if matches.get_many::<String>("units").is_some() {
        return Err(Failure::words(fill(&words.only_out, &[("option", &"--unit")])));
    }
    let format = matches.get_one::<String>("format").map_or("table", String::as_str);
    if !["table", "json"].contains(&format) {
        return Err(Failure::words(fill(&words.in_formats, &[("value", &format)])));
    }
    let clears = matches.get_one::<String>("empty").is_some_and(|word| word == "clears");
    let asked = Asked { apply: matches.get_flag("apply"), clears };
    let stamp = session.stamp();
    session.store.sync(&stamp).map_err(|error| Failure::commit(&error, language))?;
    let disk = std::sync::Arc::clone(session.store.disk());
    let paths: Vec<PathBuf> = texts.iter().map(PathBuf::from).collect();
    let files = found(disk.as_ref(), &paths);
    let mut sheets = session.store.sent().read();
    for one in &sheets.faults {
        out.warn(&fault::fault(one, language).to_string());
    }
    let undone = undone(&session.store.changes().0);
    let mut summary = Summary::default();
    let mut records: Vec<Record> = Vec::new();
    for file in files {
        let fresh = one(&file, asked, session, &mut sheets, &undone, &mut summary)?;
        records.extend(fresh);
    }
    match format {
        "json" => out.json_list(&records.iter().map(|one| one.json()).collect::<Vec<_>>())?,
        _ => table(&records, session, out)?,
    }
    out.flush()?;
    summary.say(session, &sheets, asked);
    if summary.unread_files > 0 || (asked.apply && summary.left > 0) {
        return Err(Failure::Silent(WRONG_DATA));
    }
    Ok(())
}

/// What is to be done.
#[derive(Debug, Clone, Copy)]
struct Asked {
    /// Take what nothing stands against.
    apply: bool,
    /// An emptied cell deletes.
    clears: bool,
}

impl Asked {
    /// Whether this is taken.
    fn takes(self, verdict: Verdict) -> bool {
        verdict == Verdict::Take || (self.clears && verdict == Verdict::Emptied)
    }
}

/// What came of all files.
#[derive(Default)]
struct Summary {
    files: usize,
    unread_files: usize,
    units: BTreeSet<String>,
    new: usize,
    left: usize,
    /// Emptied cells that delete nothing.
    emptied: usize,
}

/// Reads one file, and takes it up where that is asked for; its records.
fn one(
    file: &Path,
    asked: Asked,
    session: &mut Session,
    sheets: &mut Sheets,
    undone: &BTreeSet<String>,
    summary: &mut Summary,
) -> Result<Vec<Record>, Failure> {
    let language = session.language();
    let words = sheets::SECTION.of(language);
    let stamp = session.stamp();
    let mut tries = 0;
    summary.files += 1;
    loop {
        let returned = compare(file, session, sheets, undone);
        let review = match &returned.outcome {
            Ok(review) if review.recognised && review.other_plan.is_none() => review,
            _ => {
                summary.unread_files += 1;
                return Ok(Record::of(&returned, asked.clears, false, language));
            }
        };
        let mut committed = false;
        if asked.apply {
            let accepts = |place| verdict(&returned, place).is_some_and(|verdict| asked.takes(verdict));
            let mut ids = Reserved::new(&mut session.store, review);
            let taking = take_up(file, review, &session.desk(), &mut ids, &accepts, &|_| false, stamp.at);
            let taking = match taking {
                Ok(taking) => taking,
                Err(BackError::Edit(error)) => {
                    summary.unread_files += 1;
                    return Ok(Record::failed(file, refusal::edit(&error, language)));
                }
            };
            if let Some(draft) = taking.draft {
                match session.store.commit(draft, &stamp) {
                    Ok(done) => {
                        committed = true;
                        for mut back in taking.backs {
                            back.change = Some(done.change.id.clone());
                            session
                                .store
                                .sent()
                                .keep_return(&back)
                                .map_err(|error| Failure::data(sheets::not_remembered(&error, language)))?;
                            sheets.returns.push(back);
                        }
                    }
                    Err(CommitError::Conflict(_)) if tries < TRIES => {
                        tries += 1;
                        continue;
                    }
                    Err(CommitError::Locked) => return Err(Failure::commit(&CommitError::Locked, language)),
                    // One file that cannot be taken up stops none of the others.
                    Err(error) => {
                        summary.unread_files += 1;
                        return Ok(Record::failed(file, fault::commit(&error, language)));
                    }
                }
            }
        }
        summary.count(review, asked);
        let name = format!("{}{}", file.display(), screen::words(language).colon);
        for remark in &review.remarks {
            say(&format!("{name}{}", words.remark(*remark)));
        }
        for (sheet, cell, word) in &review.unknown_columns {
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("word", word), ("sheet", sheet), ("cell", cell)];
            say(&format!("{name}{}", fill(&words.unknown_column, &values)));
        }
        return Ok(Record::of(&returned, asked.clears, committed, language));
    }
}

fn compare(file: &Path, session: &Session, sheets: &Sheets, undone: &BTreeSet<String>) -> Returned {
    let setting = Setting {
        desk: session.desk(),
        rows: &session.rows(),
        sendings: &sheets.sendings,
        returns: &sheets.returns,
        undone,
        plan_id: session.store.layout().plan_id(),
        by_hand: &[],
    };
    read_back(session.store.disk().as_ref(), file, &setting)
}

/// Fresh names, drawn before the data is looked at: as many as a review may need.
struct Reserved {
    entries: Vec<u64>,
    activities: Vec<String>,
}

impl Reserved {
    fn new(store: &mut Store, review: &Review) -> Self {
        let entries = review.rows.iter().map(|_| store.chance()).collect();
        let activities = (0..=review.forms.len()).map(|_| random_word(store.chance(), 5)).collect();
        Self { entries, activities }
    }
}

impl Ids for Reserved {
    fn entry(&mut self, task: u32) -> EntryId {
        EntryId::new(task, self.entries.pop().unwrap_or_default())
    }

    fn activity(&mut self) -> String {
        self.activities.pop().unwrap_or_default()
    }
}

impl Summary {
    fn count(&mut self, review: &Review, asked: Asked) {
        self.units.extend(units(review).map(str::to_owned));
        let verdicts = review
            .rows
            .iter()
            .flat_map(|row| row.items.iter().map(|item| item.verdict))
            .chain(review.forms.iter().flat_map(|form| form.items.iter().map(|item| item.verdict)));
        for verdict in verdicts {
            if asked.takes(verdict) {
                self.new += 1;
            } else if verdict.is_open() {
                self.left += 1;
            } else {
                self.emptied += 1;
            }
        }
        self.left += review.strays.len() + review.forms.iter().filter(|form| form.unit.is_none()).count();
    }

    /// Who answered, who did not, what is left.
    fn say(&self, session: &Session, sheets: &Sheets, asked: Asked) {
        let words = sheets::SECTION.of(session.language());
        let counts = if asked.apply { &words.taken } else { &words.compared };
        say(&fill(
            counts,
            &[
                ("files", &self.files),
                ("units", &self.units.len()),
                ("new", &self.new),
                ("left", &self.left),
                ("unread", &self.unread_files),
            ],
        ));
        if self.emptied > 0 {
            say(&fill(&words.emptied, &[("n", &self.emptied)]));
        }
        let earlier = sheets.returns.iter().map(|back| back.unit.clone());
        let answered: BTreeSet<String> = self.units.iter().cloned().chain(earlier).collect();
        let office = session.options.config.office.as_deref();
        let own = office.and_then(|office| own_unit(session.workspace(), office.trim()));
        let silent = silent(session.workspace(), &session.rows(), own.as_deref(), &answered);
        if !silent.is_empty() && self.files > 1 {
            say(&fill(
                &words.silent,
                &[
                    ("n", &silent.len()),
                    ("units", &silent.join(&screen::words(session.language()).list_comma)),
                ],
            ));
        }
    }
}

fn table(records: &[Record], session: &Session, out: &mut Output) -> Result<(), Failure> {
    if records.is_empty() {
        return Ok(());
    }
    let words = sheets::SECTION.of(session.language());
    let most = [30, 12, 7, 6, 24, 14, 40, 40, 40];
    let columns: Vec<(&str, usize)> = words.heads.iter().map(String::as_str).zip(most).collect();
    let mut table = Table::new(&columns);
    for one in records {
        table.push(&[
            one.file.clone(),
            one.sheet.clone(),
            one.cell.clone(),
            one.task
                .and_then(|id| session.workspace().plan.task(id))
                .map(|task| task.number.clone())
                .unwrap_or_default(),
            one.unit.clone().unwrap_or_default(),
            one.label.clone(),
            one.old.clone(),
            one.new.clone(),
            if one.reason.is_empty() { words.state(one.state.key()).to_owned() } else { one.reason.clone() },
        ]);
    }
    table.write(out)
}
