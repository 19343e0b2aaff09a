//! Several at once: two workbenches, a command line, an editor, a synchronised folder, a paused holder of the lock, a clock
//! that jumps, in any order. Nothing is lost in silence, and in the end all see the same.

use proptest::prelude::*;

use super::small::{PLAN, bare};
use super::*;
use crate::store::fault::FaultKind;

#[derive(Debug, Clone, Copy)]
enum Step {
    /// A workbench adds an entry to a task.
    Add(usize, u32),
    /// A workbench notes something on the first entry of a task.
    Note(usize, u32),
    /// A workbench gives the first entry of a task another status: the one field that all fight for.
    Status(usize, u32, bool),
    /// A workbench takes its newest change back.
    Undo(usize),
    /// A workbench looks.
    Sync(usize),
    /// A command notes something and ends.
    Command(u32),
    /// An editor adds to the measure of the first entry of a task.
    Edit(u32),
    /// The synchronised folder puts a conflict copy beside a task's file.
    Copy(u32),
    /// A workbench writes while a paused process holds the lock.
    Paused(usize, u32),
}

fn step() -> impl Strategy<Value = Step> {
    let who = 0..2_usize;
    let task = prop_oneof![Just(7_u32), Just(9_u32)];
    prop_oneof![
        (who.clone(), task.clone()).prop_map(|(who, task)| Step::Add(who, task)),
        (who.clone(), task.clone()).prop_map(|(who, task)| Step::Note(who, task)),
        (who.clone(), task.clone(), any::<bool>())
            .prop_map(|(who, task, done)| Step::Status(who, task, done)),
        who.clone().prop_map(Step::Undo),
        who.clone().prop_map(Step::Sync),
        task.clone().prop_map(Step::Command),
        task.clone().prop_map(Step::Edit),
        task.clone().prop_map(Step::Copy),
        (who, task).prop_map(|(who, task)| Step::Paused(who, task)),
    ]
}

/// What was said and done.
#[derive(Default)]
struct Record {
    saved: Vec<Change>,
    edits: Vec<String>,
    copies: Vec<std::path::PathBuf>,
    refused: usize,
}

impl Record {
    fn commit(&mut self, store: &mut Store, draft: Option<Draft>, at: &Stamp) {
        let Some(draft) = draft else { return };
        match store.commit(draft, at) {
            Ok(done) => self.saved.push(done.change),
            // Said to whoever made the change: nothing is lost in silence.
            Err(CommitError::Conflict(_) | CommitError::Locked) => self.refused += 1,
            Err(error) => panic!("{error}"),
        }
    }
}

fn first(store: &Store, task: u32) -> Option<String> {
    store.workspace().entries_of(task).first().map(|entry| entry.id.to_string())
}

fn live(steps: &[Step]) -> Result<(), TestCaseError> {
    let disk = bare();
    let opened = |seed| open(Arc::new(disk.clone()), Path::new(ROOT), None, chance(seed)).unwrap();
    let mut crowd = [opened(7), opened(99)];
    let mut record = Record::default();
    for (n, one) in steps.iter().enumerate() {
        // The clock jumps back and forth.
        let at = stamp(u32::try_from((n * 37) % 60).unwrap());
        match *one {
            Step::Add(who, task) => {
                let draft = addition(&crowd[who], task, &format!("{task}-{n:05}"), &format!("措施{n}"));
                record.commit(&mut crowd[who], Some(draft), &at);
            }
            Step::Note(who, task) => {
                let draft = first(&crowd[who], task).map(|id| note(&crowd[who], &id, &format!("记{n}")));
                record.commit(&mut crowd[who], draft, &at);
            }
            Step::Status(who, task, done) => {
                let status_word = if done { Status::Done } else { Status::InProgress };
                let draft = first(&crowd[who], task).map(|id| status(&crowd[who], &id, status_word));
                let draft = draft.filter(|draft| !draft.ops.is_empty());
                record.commit(&mut crowd[who], draft, &at);
            }
            Step::Undo(who) => match crowd[who].undo(&at) {
                Ok(done) => record.saved.extend(done.map(|done| done.change)),
                Err(CommitError::Conflict(_)) => record.refused += 1,
                Err(error) => panic!("{error}"),
            },
            Step::Sync(who) => drop(crowd[who].sync(&at).unwrap()),
            Step::Command(task) => {
                let mut command = opened(1000 + n as u64);
                let draft = first(&command, task).map(|id| note(&command, &id, &format!("令{n}")));
                record.commit(&mut command, draft, &at);
            }
            Step::Edit(task) => {
                let path = Layout::new(ROOT, PLAN).part(Part::Entries(task));
                let Some(bytes) = disk.files().get(&path).cloned() else { continue };
                let text = String::from_utf8(bytes).unwrap();
                if text.contains("measure: 措施") {
                    let mark = format!("外{n}");
                    let edited = text.replacen("measure: 措施", &format!("measure: 措施{mark}"), 1);
                    disk.put(&path, edited.as_bytes());
                    record.edits.push(mark);
                }
            }
            Step::Copy(task) => {
                let layout = Layout::new(ROOT, PLAN);
                let Some(bytes) = disk.files().get(&layout.part(Part::Entries(task))).cloned() else {
                    continue;
                };
                let path = layout.entries().join(format!("{task:02}.sync-conflict-{n}.yaml"));
                disk.put(&path, &bytes);
                record.copies.push(path);
            }
            Step::Paused(who, task) => {
                let _guard = disk.try_lock(&crowd[who].layout().lock()).unwrap();
                let draft = addition(&crowd[who], task, &format!("{task}-{n:05}"), &format!("措施{n}"));
                record.commit(&mut crowd[who], Some(draft), &at);
            }
        }
    }
    for store in &mut crowd {
        store.sync(&stamp(58)).unwrap();
    }
    let [one, other] = &mut crowd;
    one.sync(&stamp(59)).unwrap();
    prop_assert_eq!(one.workspace(), other.workspace());
    let again = opened(7);
    prop_assert_eq!(again.workspace(), one.workspace());
    let (journal, faults) = again.changes();
    prop_assert!(faults.is_empty(), "{:?}", faults);
    for change in &record.saved {
        prop_assert!(journal.contains(change), "lost: {:?}", change);
    }
    let told = format!("{journal:?}");
    for mark in &record.edits {
        prop_assert!(told.contains(mark), "the edit {} is lost", mark);
    }
    for copy in &record.copies {
        let named = again.faults().iter().any(|fault| fault.kind == FaultKind::Stray && fault.path == *copy);
        prop_assert!(named, "{} is not named", copy.display());
    }
    let others = again.faults().iter().filter(|fault| fault.kind != FaultKind::Stray);
    prop_assert_eq!(others.count(), 0, "{:?}", again.faults());
    // What stands is what the journal makes of nothing.
    for task in [7, 9] {
        let before = again.before(Part::Entries(task), &mut transaction::Past::default()).unwrap();
        prop_assert_eq!(before.entries_of(task), again.workspace().entries_of(task));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_interleaving_loses_either_side_in_silence(steps in prop::collection::vec(step(), 1..30)) {
        live(&steps)?;
    }
}
