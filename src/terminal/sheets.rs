//! 下发 and 收回 for the workbench, done by the saver in its turn: it owns the store, and no key waits for forty files.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::Sender;

use super::{Event, SheetWorker};
use crate::domain::change::Part;
use crate::domain::edit::Desk;
use crate::domain::entry::{EntryId, random_word};
use crate::domain::light::{Day, Thresholds};
use crate::domain::rows::{Row, Rows};
use crate::domain::workdays::Calendar;
use crate::exchange::sheets::review::Setting;
use crate::exchange::sheets::{Format, Ids};
use crate::store::saver::{Order, Report, State};
use crate::store::{Stamp, Store};
use crate::words::{Language, fault, fill, sheets};
use crate::workbench::notice::Notice;
use crate::workbench::review::{Chosen, SheetOrder};
use crate::workbench::sheets::{OutOrder, Returned, found, read_back, send, take_up, undone};

/// The folder of sheets that go out, in the data folder.
const OUT: &str = "下发";

/// What the work needs to know besides the store.
#[derive(Clone)]
pub struct Ground {
    /// 工作日.
    pub calendar: Calendar,
    /// Day counts.
    pub thresholds: Thresholds,
    /// The language of messages.
    pub language: Language,
}

/// Hands work with sheets to the saver.
pub fn worker(answers: Sender<Event>, ground: Ground) -> SheetWorker {
    Box::new(move |saver, order, stamp| {
        let (answers, ground) = (answers.clone(), ground.clone());
        saver.order(Order::Work(Box::new(move |store| {
            let work = Work { store, stamp, ground };
            match order {
                SheetOrder::Send => {
                    let _ = answers.send(Event::Say(Notice::Text(work.send())));
                }
                SheetOrder::Read(path) => {
                    let _ = answers.send(Event::SheetsRead(work.read(&path)));
                }
                SheetOrder::Take(chosen) => {
                    for event in work.take(chosen) {
                        let _ = answers.send(event);
                    }
                }
            }
        })));
    })
}

struct Work<'a> {
    store: &'a mut Store,
    stamp: Stamp,
    ground: Ground,
}

impl Work<'_> {
    fn rows(&self) -> Rows {
        let (calendar, thresholds) = (self.ground.calendar.clone(), self.ground.thresholds);
        Rows::build(self.store.workspace(), Day { today: self.stamp.at.date(), calendar, thresholds })
    }

    fn desk(&self) -> Desk<'_> {
        Desk {
            workspace: self.store.workspace(),
            calendar: &self.ground.calendar,
            today: self.stamp.at.date(),
            by: &self.stamp.by,
        }
    }

    /// Writes the sheets; the sentence on it.
    fn send(self) -> String {
        let language = self.ground.language;
        let word = random_word(self.store.chance(), 5);
        let rows = self.rows();
        let all: Vec<&Row> = rows.iter().collect();
        let folder = self.store.layout().root().join(OUT);
        let order = OutOrder {
            workspace: self.store.workspace(),
            rows: &all,
            units: &[],
            format: Format::Xlsx,
            now: self.stamp.at,
            by: &self.stamp.by,
            word: &word,
        };
        match send(self.store.disk().as_ref(), self.store.layout(), &folder, &order) {
            Ok(written) => {
                let words = sheets::SECTION.of(language);
                fill(&words.written_to, &[("n", &written.len()), ("path", &folder.display())])
            }
            Err(error) => sheets::failure(&error, language).1,
        }
    }

    /// Reads a file, or all in a folder.
    fn read(self, path: &str) -> Vec<Returned> {
        let disk = std::sync::Arc::clone(self.store.disk());
        found(disk.as_ref(), &[PathBuf::from(path)]).iter().map(|file| self.compare(file)).collect()
    }

    fn compare(&self, file: &std::path::Path) -> Returned {
        let kept = self.store.sent().read();
        let undone = undone(&self.store.changes().0);
        let setting = Setting {
            desk: self.desk(),
            rows: &self.rows(),
            sendings: &kept.sendings,
            returns: &kept.returns,
            undone: &undone,
            plan_id: self.store.layout().plan_id(),
        };
        read_back(self.store.disk().as_ref(), file, &setting)
    }

    /// Takes what was chosen, file by file; what the loop is to be told.
    fn take(mut self, chosen: Vec<Chosen>) -> Vec<Event> {
        let words = sheets::SECTION.of(self.ground.language);
        let (mut files, mut cells) = (0_usize, 0_usize);
        let mut parts: BTreeSet<Part> = BTreeSet::new();
        let mut trouble = None;
        for one in chosen {
            // What is taken is what was looked at: where file or data changed since, it is to be looked at again.
            if self.compare(&one.path).outcome.ok().as_ref() != Some(&one.review) {
                trouble = Some(fill(&words.changed_since, &[("path", &one.path.display())]));
                continue;
            }
            match self.take_one(&one) {
                Ok(touched) => {
                    files += 1;
                    cells += one.accepted.len();
                    parts.extend(touched);
                }
                Err(reason) => trouble = Some(reason),
            }
        }
        let state =
            State { workspace: self.store.workspace().clone(), parts, faults: self.store.faults().to_vec() };
        let said = trouble.unwrap_or_else(|| fill(&words.taken_up, &[("files", &files), ("cells", &cells)]));
        vec![Event::Saver(Box::new(Report::Changed(state))), Event::Say(Notice::Text(said))]
    }

    fn take_one(&mut self, one: &Chosen) -> Result<BTreeSet<Part>, String> {
        let language = self.ground.language;
        let store = &mut *self.store;
        let mut ids = Drawn {
            entries: one.review.rows.iter().map(|_| store.chance()).collect(),
            activities: (0..=one.review.forms.len()).map(|_| random_word(store.chance(), 5)).collect(),
        };
        let taking = take_up(
            &one.path,
            &one.review,
            &self.desk(),
            &mut ids,
            &|place| one.accepted.contains(&place),
            &|place| one.rejected.contains(&place),
            self.stamp.at,
        );
        let taking = taking.map_err(|crate::workbench::sheets::BackError::Edit(error)| {
            crate::words::refusal::edit(&error, language)
        })?;
        let mut parts = BTreeSet::new();
        let mut change = None;
        if let Some(draft) = taking.draft {
            let done =
                self.store.commit(draft, &self.stamp).map_err(|error| fault::commit(&error, language))?;
            parts.extend(done.change.ops.iter().map(|op| op.target().part()));
            parts.extend(done.news.parts);
            change = Some(done.change.id);
        }
        if let Some(mut back) = taking.back {
            back.change = change;
            self.store.sent().keep_return(&back).map_err(|error| sheets::not_remembered(&error, language))?;
        }
        Ok(parts)
    }
}

struct Drawn {
    entries: Vec<u64>,
    activities: Vec<String>,
}

impl Ids for Drawn {
    fn entry(&mut self, task: u32) -> EntryId {
        EntryId::new(task, self.entries.pop().unwrap_or_default())
    }

    fn activity(&mut self) -> String {
        self.activities.pop().unwrap_or_default()
    }
}
