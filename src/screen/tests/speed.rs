//! What a key costs does not grow with the number of entries: counted, not timed.

use std::sync::Arc;

use super::*;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::rows::touched;
use crate::domain::workspace::Workspace;
use crate::workbench::Input;
use crate::workbench::tests::desk::{day, fresh, opened};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

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
}

/// The most rows that any of these keys looked at, among few entries and among a hundred thousand, after the first of
/// them has brought the view up.
fn most(keys: &[&str], small: &mut Workbench, large: &mut Workbench) -> (usize, usize) {
    let (few, many) = (costs(small, keys, 120), costs(large, keys, 120));
    println!("{keys:?}\n{few:?}\n{many:?}");
    let most = |costs: &[usize]| costs.iter().skip(1).max().copied().unwrap_or_default();
    (most(&few), most(&many))
}

#[test]
fn no_view_looks_at_more_rows_for_a_key_or_a_change_than_there_are_in_a_task_and_in_sight() {
    let mut small = opened(filled(1, 1_000), day(7, 8));
    let mut large = opened(filled(40, 99_160), day(7, 8));
    let ledger =
        ["2", "Down", "Down", "PageDown", "Up", "Space", "Right", "Left", "Esc", "s", "2", "Down", "s", "4"];
    let units = [
        "4", "Down", "Down", "Up", "End", "Home", "Enter", "Down", "PageDown", "Up", "s", "2", "Down", "s",
        "4",
    ];
    for keys in [&ledger[..], &units[..]] {
        let (few, many) = most(keys, &mut small, &mut large);
        assert_eq!(few, many, "{keys:?}");
        assert!(many < 3 * PER_TASK * PER_TASK, "{keys:?}: {many}");
    }
    // Lists by day look at a few rows of each task that is due then, to know which of them fold: as many as there are
    // tasks, and never at all rows.
    let calendar =
        ["3", "l", "h", "j", "j", "j", "l", "l", "Tab", "Enter", "Down", "s", "2", "Down", "s", "4"];
    let week = ["5", "Down", "PageDown", "Up", "Home", "Down", "Right", "Down", "s", "2", "Down", "s", "4"];
    let tasks = large.plan().tasks().count();
    for keys in [&calendar[..], &week[..]] {
        let (_, many) = most(keys, &mut small, &mut large);
        assert!(many < 5 * tasks, "{keys:?}: {many} of {tasks} tasks");
    }
}

#[test]
fn a_letter_of_a_filter_is_shown_before_rows_are_looked_at() {
    let mut large = opened(filled(40, 99_160), day(7, 8));
    let look = look(Language::Chinese);
    let mut terminal = Terminal::new(TestBackend::new(120, 36)).unwrap();
    large.press("f");
    for c in "@住建 !逾".chars() {
        touched::take();
        large.begin(Input::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
        terminal.draw(|frame| draw(frame, &mut large, &look)).unwrap();
        let count = touched::take();
        assert!(count < 2_000, "{c}: {count}");
        assert!(format!("{}", terminal.backend()).contains(c), "{c}");
    }
    assert!(large.is_working());
    large.work_on(&mut || false);
    assert!(touched::take() > 99_160);
}

#[test]
fn a_key_behind_a_filter_waits_its_turn_without_a_look_at_rows() {
    let mut large = opened(filled(40, 99_160), day(7, 8));
    large.press("f");
    for c in "!逾期".chars() {
        large.begin(Input::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
    }
    touched::take();
    large.begin(Input::Key(KeyCode::Enter.into()));
    for code in [KeyCode::Down, KeyCode::Char('s'), KeyCode::Char('2')] {
        assert!(!large.takes(&Input::Key(code.into())), "{code:?}");
    }
    assert_eq!(touched::take(), 0);
    large.work_on(&mut || true);
    assert!(touched::take() < 10 * PER_TASK, "one task, and what comes is heard");
}

#[test]
fn other_lines_for_all_rows_follow_the_frame_of_their_key() {
    let mut large = opened(filled(40, 99_160), day(7, 8));
    let look = look(Language::Chinese);
    let mut terminal = Terminal::new(TestBackend::new(120, 36)).unwrap();
    // The ledger, sorted, sorted the other way, grouped, a group unfolded, neither; and back to where one was.
    let keys = ["2", "o", "6", "O", "b", "1", "Enter", "b", "0", "o", "0", "f", "Esc"];
    for key in keys {
        touched::take();
        let before = large.is_working();
        large.begin(Input::Key(crate::workbench::tests::desk::event(key)));
        terminal.draw(|frame| draw(frame, &mut large, &look)).unwrap();
        assert!(!before && touched::take() < 2_000, "{key}");
        let mut most = 0;
        while large.is_working() {
            large.work_on(&mut || true);
            most = most.max(touched::take());
        }
        assert!(most < 2_000, "{key}: {most}");
    }
}

#[test]
fn under_a_filter_a_key_looks_at_as_many_rows_among_a_hundred_thousand_as_among_a_thousand() {
    let mut small = opened(filled(1, 1_000), day(7, 8));
    let mut large = opened(filled(40, 99_160), day(7, 8));
    let tree = ["Down", "s", "2", "Down", "s", "4", "Left", "Right", "Up", "s", "3", "}", "u"];
    let ledger = ["2", "Down", "s", "2", "Down", "s", "4", "Up", "s", "3", "n", "Esc", "Space", "Esc"];
    for query in ["公开", "!逾期", "状态:未启动 公开"] {
        for keys in [&tree[..], &ledger[..]] {
            for bench in [&mut small, &mut large] {
                bench.press("1");
                bench.set_filter(query).unwrap();
                bench.press("Home");
            }
            let (few, many) = most(keys, &mut small, &mut large);
            assert_eq!(few, many, "{query} {keys:?}");
            assert!(many < 3 * PER_TASK * PER_TASK, "{query} {keys:?}: {many}");
        }
    }
}
