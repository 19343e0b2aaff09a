//! 下发 and 收回 for the workbench. What writes is done by the saver in its turn, for it owns the store; files are read on a
//! thread of their own from a snapshot of the data, so that neither a key nor a save waits for forty of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::{Event, SheetWorker};
use crate::domain::change::Part;
use crate::domain::edit::Desk;
use crate::domain::entry::{EntryId, random_word};
use crate::domain::light::{Day, Thresholds};
use crate::domain::rows::{Row, Rows};
use crate::domain::workdays::Calendar;
use crate::domain::workspace::Workspace;
use crate::exchange::sheets::review::Setting;
use crate::exchange::sheets::{ByHand, Format, Ids};
use crate::store::fs::Disk;
use crate::store::saver::{Order, Report, State};
use crate::store::sent::Sheets;
use crate::store::{Stamp, Store};
use crate::words::{Language, fault, fill, sheets};
use crate::workbench::notice::Notice;
use crate::workbench::review::{Chosen, Progress, Reading, SheetOrder};
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
                SheetOrder::Read { path, reading } => {
                    let ground = work.seen();
                    std::thread::spawn(move || ground.read(&path, &reading, &answers));
                }
                SheetOrder::Again { path, by_hand } => {
                    let ground = work.seen();
                    std::thread::spawn(move || {
                        let _ = answers.send(Event::SheetAgain(Box::new(ground.compare(&path, &by_hand))));
                    });
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

    /// What files are compared with.
    fn seen(&self) -> Seen {
        Seen {
            disk: Arc::clone(self.store.disk()),
            workspace: self.store.workspace().clone(),
            rows: self.rows(),
            kept: self.store.sent().read(),
            undone: undone(&self.store.changes().0),
            plan_id: self.store.layout().plan_id().to_owned(),
            stamp: self.stamp.clone(),
            ground: self.ground.clone(),
        }
    }

    /// Takes what was chosen, file by file; what the loop is to be told.
    fn take(mut self, chosen: Vec<Chosen>) -> Vec<Event> {
        let words = sheets::SECTION.of(self.ground.language);
        let (mut files, mut cells) = (0_usize, 0_usize);
        let mut parts: BTreeSet<Part> = BTreeSet::new();
        let mut trouble = None;
        for one in chosen {
            // What is taken is what was looked at: where file or data changed since, it is to be looked at again.
            let now = self.seen().compare(&one.path, &one.by_hand);
            if now.outcome.ok().as_ref() != Some(&one.review) {
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
        for mut back in taking.backs {
            back.change.clone_from(&change);
            self.store.sent().keep_return(&back).map_err(|error| sheets::not_remembered(&error, language))?;
        }
        Ok(parts)
    }
}

/// The data as it was when files began to be read.
struct Seen {
    disk: Arc<dyn Disk>,
    workspace: Workspace,
    rows: Rows,
    kept: Sheets,
    undone: BTreeSet<String>,
    plan_id: String,
    stamp: Stamp,
    ground: Ground,
}

impl Seen {
    /// Reads a file, or all in a folder, until all are read or it is told to stop.
    fn read(&self, path: &str, reading: &Reading, answers: &Sender<Event>) {
        let files = found(self.disk.as_ref(), &[PathBuf::from(path)]);
        let mut read = Vec::new();
        for (done, file) in files.iter().enumerate() {
            if reading.stops() {
                break;
            }
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let progress = Progress { done, all: files.len(), file: name };
            let _ = answers.send(Event::SheetsProgress(reading.clone(), progress));
            read.push(self.compare(file, &[]));
        }
        let done = read.len();
        let earlier = self.kept.returns.iter().map(|back| back.unit.clone()).collect();
        let _ = answers.send(Event::SheetsRead(reading.clone(), read, earlier));
        if done < files.len() {
            let words = sheets::SECTION.of(self.ground.language);
            let said = fill(&words.review.stopped, &[("done", &done), ("all", &files.len())]);
            let _ = answers.send(Event::Say(Notice::Text(said)));
        }
    }

    fn compare(&self, file: &Path, by_hand: &[ByHand]) -> Returned {
        let desk = Desk {
            workspace: &self.workspace,
            calendar: &self.ground.calendar,
            today: self.stamp.at.date(),
            by: &self.stamp.by,
        };
        let setting = Setting {
            desk,
            rows: &self.rows,
            sendings: &self.kept.sendings,
            returns: &self.kept.returns,
            undone: &self.undone,
            plan_id: &self.plan_id,
            by_hand,
        };
        read_back(self.disk.as_ref(), file, &setting)
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
