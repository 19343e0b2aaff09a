use super::desk::monday;
use crate::search::index::{Index, Snapshot};
use crate::workbench::notice::Notice;
use crate::workbench::overlay::Overlay;
use crate::workbench::search::SearchPane;
use crate::workbench::tree::Node;
use crate::workbench::{Effect, Workbench};

fn pane(bench: &Workbench) -> &SearchPane {
    match &bench.overlay {
        Some(Overlay::Search(pane)) => pane,
        other => panic!("no search: {other:?}"),
    }
}

/// Answers as the searcher does.
fn answer(bench: &mut Workbench, effects: &[Effect]) {
    let index = Index::build(&Snapshot::new(bench.workspace(), bench.rows()));
    for effect in effects {
        if let Effect::Search { number, query } = effect {
            bench.found(*number, index.find(query, 200));
        }
    }
}

pub(super) fn search(bench: &mut Workbench, query: &str) {
    bench.press("/");
    let effects = bench.write(query);
    answer(bench, &effects);
}

#[test]
fn every_key_of_the_search_opens_it_and_a_chinese_character_begins_it() {
    for key in ["/", "、", "F3", "Ctrl-F", "／"] {
        let mut bench = monday();
        assert!(bench.press(key).is_empty(), "{key}");
        assert!(pane(&bench).line.is_empty());
    }
    let mut bench = monday();
    let effects = bench.press("民");
    assert_eq!(effects, [Effect::Search { number: 1, query: "民".to_owned() }]);
    let effects = bench.write("政");
    assert_eq!(effects, [Effect::Search { number: 2, query: "民政".to_owned() }]);
}

#[test]
fn without_an_answer_letters_still_appear_and_esc_is_obeyed() {
    let mut bench = monday();
    let before = bench.node().clone();
    bench.press("/");
    bench.write("zcjd");
    assert_eq!(pane(&bench).line.text(), "zcjd");
    assert!(pane(&bench).is_waiting() && pane(&bench).found.is_empty());
    bench.press("Backspace Down Enter");
    assert_eq!(bench.last_notice(), Some(&Notice::Searching));
    bench.press("Esc");
    assert!(bench.overlay.is_none());
    assert_eq!(*bench.node(), before);
}

#[test]
fn tab_completes_a_condition_and_a_wrong_one_asks_nothing() {
    let mut bench = monday();
    bench.press("/");
    let effects = bench.write("低保 !");
    let is_asked = |effect: &Effect| matches!(effect, Effect::Search { query, .. } if query.contains('!'));
    assert!(!effects.iter().any(is_asked), "the sign alone asks nothing: {effects:?}");
    assert!(pane(&bench).error.is_some());
    bench.write("yq");
    assert_eq!(bench.completion().unwrap().offers, ["逾期"]);
    let effects = bench.press("Tab");
    assert_eq!(pane(&bench).line.text(), "低保 !逾期 ");
    assert!(matches!(effects.as_slice(), [Effect::Search { query, .. }] if query == "低保 !逾期"));
    bench.press("Tab");
    assert_eq!(pane(&bench).line.text(), "低保 !逾期 ");
    bench.write("@mzj");
    bench.press("Tab");
    assert_eq!(pane(&bench).line.text(), "低保 !逾期 @民政局 ");
    assert!(pane(&bench).error.is_none());
}

#[test]
fn an_old_answer_is_dropped() {
    let mut bench = monday();
    bench.press("/");
    let old = bench.write("m");
    let new = bench.write("z");
    answer(&mut bench, &old);
    assert!(pane(&bench).is_waiting() && pane(&bench).found.is_empty());
    answer(&mut bench, &new);
    assert!(!pane(&bench).is_waiting() && !pane(&bench).found.is_empty());
}

#[test]
fn enter_goes_there_unfolding_what_hides_it_and_one_esc_comes_back() {
    for query in ["电话已问", "数字乡村公开清单", "低保", "民政局", "qwjj", "团区委"] {
        let mut bench = monday();
        bench.press("J Down");
        bench.tree.view.offset = 3;
        let (before, cursor, lines) =
            (bench.node().clone(), bench.tree.cursor(), bench.tree.lines().to_vec());
        search(&mut bench, query);
        if pane(&bench).found.is_empty() {
            continue;
        }
        bench.press("Enter");
        assert!(bench.overlay.is_none(), "{query}");
        assert_eq!(bench.last_notice(), Some(&Notice::WentThere));
        assert_ne!(*bench.node(), before, "{query}");
        bench.press("Esc");
        assert_eq!(bench.last_notice(), Some(&Notice::CameBack));
        assert_eq!((bench.node(), bench.tree.cursor()), (&before, cursor), "{query}");
        assert_eq!(bench.tree.lines(), lines);
        assert_eq!(bench.tree.view.offset, 3);
    }
}

#[test]
fn every_result_can_be_gone_to() {
    for query in ["公开", "区", "镇", "街道", "a", "7"] {
        let mut bench = monday();
        search(&mut bench, query);
        for place in 0..pane(&bench).found.len() {
            let mut bench = monday();
            search(&mut bench, query);
            bench.press(&"Down ".repeat(place));
            let name = pane(&bench).selected().unwrap().name.clone();
            bench.press("Enter");
            let Some(node) = bench.node_of(&name) else {
                assert_eq!(bench.last_notice(), Some(&Notice::FoundNoRow), "{name:?}");
                continue;
            };
            let lone = node.task().map(Node::Task);
            assert!(
                *bench.node() == node || Some(bench.node().clone()) == lone,
                "{name:?} {:?}",
                bench.node()
            );
        }
    }
}

#[test]
fn enter_before_the_answer_goes_there_when_it_comes() {
    let mut bench = monday();
    bench.press("/");
    let effects = bench.write("数字乡村公开清单");
    bench.press("Enter");
    answer(&mut bench, &effects);
    assert!(bench.overlay.is_none());
    assert!(matches!(bench.node(), Node::Entry { task: 7, .. }));
}

#[test]
fn a_change_asks_anew_and_the_selection_stays_on_its_item() {
    let mut bench = monday();
    search(&mut bench, "公开");
    bench.press("Down Down");
    let before = pane(&bench).selected().cloned();
    let workspace = bench.workspace().clone();
    bench.replace_workspace(workspace, &[crate::domain::change::Part::Entries(7)].into());
    let effects = bench.take_effects();
    assert!(matches!(effects.as_slice(), [Effect::Search { .. }]), "{effects:?}");
    answer(&mut bench, &effects);
    assert_eq!(pane(&bench).selected().cloned(), before);
}

#[test]
fn what_led_somewhere_is_offered_again_and_run_in_two_keys() {
    let mut bench = monday();
    for query in ["民政", "zcjd", "民政"] {
        search(&mut bench, query);
        bench.press("Enter Esc");
    }
    search(&mut bench, "火星");
    bench.press("Enter Esc");
    // Once each, the newest first; what found nothing is not there.
    assert_eq!(bench.queries(), ["民政", "zcjd"]);
    let state = bench.resting("p", None, None);
    assert_eq!(state.queries, ["民政", "zcjd"]);
    let mut next = monday();
    next.recall_queries(&state.queries);
    let effects = next.press("/ Enter");
    assert!(matches!(effects.as_slice(), [Effect::Search { query, .. }] if query == "民政"));
    next.press("Esc");
    let effects = next.press("/ Alt-2");
    assert!(matches!(effects.as_slice(), [Effect::Search { query, .. }] if query == "zcjd"));
    assert_eq!(pane(&next).line.text(), "zcjd");
    next.press("Esc");
    let effects = next.press("/ Down Enter");
    assert!(matches!(effects.as_slice(), [Effect::Search { query, .. }] if query == "zcjd"));
    next.press("Esc");
    // Where nothing stands at the digit nothing happens, and a typed letter takes the offers away.
    assert!(next.press("/ Alt-9").is_empty());
    next.write("低");
    assert!(pane(&next).offers().is_empty());
    next.press("Backspace");
    assert_eq!(pane(&next).offers().len(), 2);
}

#[test]
fn saved_filters_are_offered_in_the_search_too() {
    let mut opening = super::desk::opening(super::desk::busy(), super::desk::day(7, 8));
    opening.filtering.saved.insert("民政的".to_owned(), "@民政".to_owned());
    let mut bench = Workbench::new(opening);
    bench.recall_queries(&["低保".to_owned()]);
    bench.press("/");
    let offers: Vec<_> = pane(&bench).offers().iter().map(|one| one.query.as_str()).collect();
    assert_eq!(offers, ["低保", "@民政"]);
    let effects = bench.press("Alt-2");
    assert!(matches!(effects.as_slice(), [Effect::Search { query, .. }] if query == "@民政"));
}
