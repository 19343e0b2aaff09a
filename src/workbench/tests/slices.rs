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
    assert!(slow.is_judging() && slow.filter().is_none());
    assert_eq!(nodes(&slow), all);
    // One task, and something comes.
    slow.judge_on(&mut || true);
    assert!(slow.is_judging() && slow.filter().is_none());
    typed(&mut slow, "建 !正常");
    let mut slices = 0;
    while slow.is_judging() {
        slices += 1;
        slow.judge_on(&mut || true);
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
    assert!(bench.filter_error().is_some() && bench.is_judging());
    bench.judge_on(&mut || false);
    assert!(bench.filter().unwrap().text.starts_with("民政"));
}

#[test]
fn what_follows_acts_on_what_is_let_through() {
    let mut bench = monday();
    bench.press("f");
    typed(&mut bench, "@住建");
    bench.begin(Input::Key(event("Enter")));
    assert!(bench.is_judging() && bench.overlay.is_none());
    bench.begin(Input::Key(event("Down")));
    assert!(!bench.is_judging());
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
    assert!(!bench.is_judging());
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
    for keys in settings {
        let mut bench = monday();
        bench.press("2");
        bench.press(keys);
        for change in ["Down s 2", "Down Down s 4", "u", "PageDown s 3", "n 备 Enter", "End s 4", "Right s 4"]
        {
            bench.press(change);
            let (followed, at) = (bench.ledger.lines().to_vec(), bench.ledger.selected().cloned());
            bench.refresh_views(None);
            assert_eq!(followed, bench.ledger.lines(), "{keys}: {change}");
            assert_eq!(at, bench.ledger.selected().cloned(), "{keys}: {change}");
        }
    }
}
