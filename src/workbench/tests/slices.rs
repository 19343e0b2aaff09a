//! A query is judged between two frames: what is typed is heard first, and what comes out is what judging at once gives.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::workbench::tests::desk::{event, monday};
use crate::workbench::tree::Node;
use crate::workbench::{Input, Workbench};

fn nodes(bench: &Workbench) -> Vec<Node> {
    bench.tree.lines().iter().map(|line| line.node.clone()).collect()
}

/// Types letters without any time between them to judge.
fn typed(bench: &mut Workbench, text: &str) {
    for c in text.chars() {
        bench.begin(Input::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
    }
}

#[test]
fn letters_are_heard_before_all_is_judged_and_lead_to_the_same() {
    let (mut slow, mut quick) = (monday(), monday());
    let all = nodes(&slow);
    slow.press("f");
    quick.press("f");
    typed(&mut slow, "@住");
    assert!(slow.is_working() && slow.filter().is_none());
    assert_eq!(nodes(&slow), all);
    // One task, and something comes.
    slow.work_on(&mut || true);
    assert!(slow.is_working() && slow.filter().is_none());
    typed(&mut slow, "建 !正常");
    let mut slices = 0;
    while slow.is_working() {
        slices += 1;
        slow.work_on(&mut || true);
    }
    assert!(slices > 10);
    quick.write("@住建 !正常");
    assert_eq!(nodes(&slow), nodes(&quick));
    assert_eq!(slow.filter().unwrap().shown, quick.filter().unwrap().shown);
}

#[test]
fn a_wrong_letter_leaves_the_query_before_it_on_its_way() {
    let mut bench = monday();
    bench.press("f");
    typed(&mut bench, "民政 !胡说");
    assert!(bench.filter_error().is_some() && bench.is_working());
    bench.work_on(&mut || false);
    assert!(bench.filter().unwrap().text.starts_with("民政"));
}

#[test]
fn what_follows_acts_on_what_is_let_through() {
    let mut bench = monday();
    bench.press("f");
    typed(&mut bench, "@住建");
    bench.begin(Input::Key(event("Enter")));
    assert!(bench.is_working() && bench.overlay.is_none());
    bench.begin(Input::Key(event("Down")));
    assert!(!bench.is_working());
    assert_eq!(bench.filter().unwrap().text, "@住建");
    // Kept for the next time, as if all had been judged at once.
    let mut quick = monday();
    quick.press("f");
    quick.write("@住建");
    quick.press("Enter");
    assert_eq!(bench.queries, quick.queries);
    // Esc while rows are judged is the filter before.
    bench.press("f");
    typed(&mut bench, " !逾期");
    bench.begin(Input::Key(event("Esc")));
    assert!(!bench.is_working());
    assert_eq!(bench.filter().unwrap().text, "@住建");
}

#[test]
fn a_change_is_judged_for_its_task_alone_and_the_same_comes_out() {
    for query in ["!正常", "@住建", "政务", "~3d", "^状态:已完成"] {
        let mut bench = monday().at_task(7);
        bench.press("f");
        bench.write(query);
        bench.press("Enter");
        if bench.filter().is_none() {
            continue;
        }
        for keys in ["s 2", "s 4", "Down s 3", "u", "End s 2", "Home Down Down s 4"] {
            bench.press(keys);
            let kept = bench.filter().unwrap().shown.clone();
            bench.set_filter(query).unwrap();
            assert_eq!(kept, bench.filter().unwrap().shown, "{query}: {keys}");
        }
    }
}

/// The queries under which lines are held against those made anew; none is no filter.
const QUERIES: [&str; 4] = ["", "@住建", "!正常", "状态:推进中"];

fn under(query: &str) -> Workbench {
    let mut bench = monday().at_task(7);
    if !query.is_empty() {
        bench.press("f");
        bench.write(query);
        bench.press("Enter");
    }
    bench
}

#[test]
fn the_ledger_follows_a_change_as_it_would_be_made_anew() {
    let settings = [
        "",
        "o 6",
        "o 6 O",
        "o 1",
        "o 7 O",
        "o 8",
        "b 1",
        "b 5",
        "b 5 Enter",
        "b 4 Enter Down Down",
        "b 3 Enter o 6",
        "b 6 Enter",
        "b 2 Enter",
    ];
    for (query, keys) in QUERIES.iter().flat_map(|query| settings.map(|keys| (query, keys))) {
        let mut bench = under(query);
        bench.press("2");
        bench.press(keys);
        for change in ["Down s 2", "Down Down s 4", "u", "PageDown s 3", "n 备 Enter", "End s 4", "Right s 4"]
        {
            bench.press(change);
            // A note needs a row; on a group the character is looked for, and what is found is gone to.
            bench.overlay = None;
            bench.press("2");
            assert!(!bench.is_working());
            let (followed, at) = (bench.ledger.lines().to_vec(), bench.ledger.selected().cloned());
            let counted = bench.ledger.row_count();
            bench.refresh_views(None);
            assert!(bench.is_working());
            bench.settle();
            assert_eq!(followed, bench.ledger.lines(), "{query} {keys}: {change}");
            assert_eq!(at, bench.ledger.selected().cloned(), "{query} {keys}: {change}");
            assert_eq!(counted, bench.ledger.row_count(), "{query} {keys}: {change}");
        }
    }
}

#[test]
fn the_tree_follows_changes_and_folds_as_it_would_be_made_anew() {
    let walks = [
        "Down s 2",
        "u",
        "Right Down s 4",
        "Left",
        "Left",
        "Left s 3",
        "PageDown s 3",
        "Right",
        "Down s 2",
        "Enter",
        "End s 4",
        "Left Left Left",
        "Right",
        "} s 2",
        "Home Left",
        "Right Down Right Down s 4",
        "u",
    ];
    for query in QUERIES {
        let mut bench = under(query);
        for keys in walks {
            bench.press(keys);
            let (followed, at) = (bench.tree.lines().to_vec(), bench.tree.selected().cloned());
            let counted: Vec<_> = (0..bench.plan().areas.len()).map(|area| bench.tree.area(area)).collect();
            bench.refresh_views(None);
            assert_eq!(followed, bench.tree.lines(), "{query}: {keys}");
            assert_eq!(at, bench.tree.selected().cloned(), "{query}: {keys}");
            let anew: Vec<_> = (0..bench.plan().areas.len()).map(|area| bench.tree.area(area)).collect();
            assert_eq!(counted, anew, "{query}: {keys}");
        }
    }
}

#[test]
fn lines_that_are_made_in_portions_are_those_made_at_once() {
    for (query, keys) in
        QUERIES.iter().flat_map(|query| ["", "o 3", "b 1", "b 4 Enter"].map(|it| (query, it)))
    {
        let mut bench = under(query);
        bench.press("2");
        bench.press(keys);
        let whole = bench.ledger.lines().to_vec();
        bench.refresh_views(None);
        let mut portions = 0;
        while bench.is_working() {
            bench.work_on(&mut || true);
            portions += 1;
        }
        assert!(portions > 10);
        assert_eq!(whole, bench.ledger.lines(), "{query} {keys}");
        // The tree, which was not seen meanwhile.
        let quick = under(query);
        let mut slow = monday().at_task(7);
        if !query.is_empty() {
            slow.press("f");
            typed(&mut slow, query);
            slow.begin(Input::Key(event("Enter")));
        }
        while slow.is_working() {
            slow.work_on(&mut || true);
        }
        assert_eq!(quick.tree.lines(), slow.tree.lines(), "{query}");
        assert_eq!(quick.tree.selected(), slow.tree.selected(), "{query}");
    }
}

#[test]
fn what_is_typed_while_lines_are_made_waits_and_esc_goes_back_to_exactly_where_one_was() {
    let mut bench = monday().at_task(7);
    bench.press("f");
    typed(&mut bench, "@住建");
    bench.begin(Input::Key(event("Enter")));
    for name in ["Down", "s", "q", "Esc"] {
        assert!(!bench.takes(&Input::Key(event(name))), "{name}");
    }
    assert!(bench.takes(&Input::Resize(80, 24)));
    bench.settle();
    assert!(bench.takes(&Input::Key(event("Down"))));
    bench.press("2 End");
    let (at, lines) = (bench.ledger.selected().cloned(), bench.ledger.lines().to_vec());
    // Another filter, judged and then left; and one that is left before it is judged.
    for whole in [true, false] {
        bench.press("f");
        typed(&mut bench, " !待");
        if whole {
            bench.settle();
        }
        bench.begin(Input::Key(event("Esc")));
        assert!(bench.overlay.is_none());
        bench.settle();
        assert_eq!(bench.filter().unwrap().text, "@住建");
        assert_eq!(
            (bench.ledger.selected().cloned(), bench.ledger.lines().to_vec()),
            (at.clone(), lines.clone())
        );
    }
}

#[test]
fn a_task_that_is_let_through_whole_is_folded_under_the_filter_and_open_again_after_it() {
    let mut bench = monday();
    assert!(bench.reach(1, |node| matches!(node, Node::Group { .. })));
    let is_open = |bench: &Workbench| {
        bench.tree.lines().iter().find(|line| line.node == Node::Task(1)).and_then(|line| line.open)
    };
    assert_eq!(is_open(&bench), Some(true));
    bench.set_filter("#1").unwrap();
    bench.settle();
    assert_eq!(is_open(&bench), Some(false));
    bench.set_filter("").unwrap();
    bench.settle();
    assert_eq!(is_open(&bench), Some(true));
}
