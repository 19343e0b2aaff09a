//! What a key costs does not grow with the number of entries: counted, not timed.

use std::sync::Arc;

use super::*;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::rows::touched;
use crate::domain::workspace::Workspace;
use crate::workbench::tests::desk::{day, fresh, opened};

/// Entries of one task: as many as a busy district has for each.
const PER_TASK: usize = 37;

/// The plan of 2024 `times` over, with so many entries, the first tasks first.
fn filled(times: u32, entries: usize) -> Workspace {
    let seed = fresh();
    let mut plan = seed.plan.as_ref().clone();
    let (areas, count) = (plan.areas.clone(), u32::try_from(plan.tasks().count()).unwrap());
    for time in 1..times {
        let mut more = areas.clone();
        for task in more.iter_mut().flat_map(|area| &mut area.topics).flat_map(|topic| &mut topic.tasks) {
            task.id += time * count;
        }
        plan.areas.extend(more);
    }
    let ids: Vec<u32> = plan.tasks().map(|task| task.id).collect();
    let mut workspace = Workspace::new(plan, seed.roster.as_ref().clone());
    let units: Vec<String> = workspace.roster.units.iter().map(|unit| unit.name.clone()).collect();
    let mut left = entries;
    for id in ids {
        let many = PER_TASK.min(left);
        left -= many;
        let entry = |at: usize| {
            let name = EntryId::new(id, u64::try_from(at).unwrap() * 7_919);
            let mut entry = Entry::new(name, vec![units[at % units.len()].clone()]);
            entry.measure = "印发清单，在门户网站集中公开".to_owned();
            entry.due = ["2024-07-05", "7月底前", "持续推进"][at % 3].into();
            Arc::new(entry)
        };
        workspace.put_entries(id, (0..many).map(entry).collect());
    }
    assert_eq!(left, 0);
    workspace
}

/// Rows looked at for each key and the frame after it.
fn costs(bench: &mut Workbench, keys: &[&str], columns: u16) -> Vec<usize> {
    let look = look(Language::Chinese);
    let mut terminal = Terminal::new(TestBackend::new(columns, 36)).unwrap();
    let mut press = |bench: &mut Workbench, key: &str| {
        bench.press(key);
        terminal.draw(|frame| draw(frame, bench, &look)).unwrap();
        touched::take()
    };
    press(bench, "Ctrl-L");
    keys.iter().map(|key| press(bench, key)).collect()
}

#[test]
fn a_key_looks_at_as_many_rows_among_a_hundred_thousand_as_among_a_thousand() {
    let mut small = opened(filled(1, 1_000), day(7, 8));
    let mut large = opened(filled(40, 99_160), day(7, 8));
    assert!(large.rows().iter().count() > 99_160);
    let keys = [
        "Down", "Down", "Up", "Right", "Down", "Down", "n", "Esc", "s", "2", "PageDown", "PageUp", "Left",
        "}", "p", "Esc", "w", "Esc", "i", "Esc", "?", "Esc",
    ];
    for columns in [80, 120] {
        let (few, many) = (costs(&mut small, &keys, columns), costs(&mut large, &keys, columns));
        assert_eq!(few, many, "at {columns} columns: {keys:?}");
        // All that is in sight, and the task that was changed.
        assert!(many.iter().all(|count| *count < 2_000), "{many:?}");
    }
    // The ledger: what is in sight, once its lines are made.
    for bench in [&mut small, &mut large] {
        bench.press("2");
    }
    let keys = ["Down", "Down", "PageDown", "Up", "Space", "Right", "Left"];
    let (few, many) = (costs(&mut small, &keys, 120), costs(&mut large, &keys, 120));
    let most = few.iter().max().copied().unwrap_or_default();
    assert!(many.iter().all(|count| *count <= most + PER_TASK), "{few:?} {many:?}");
}
