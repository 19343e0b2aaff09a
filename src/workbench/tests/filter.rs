use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::Overlay;
use crate::workbench::tests::desk::monday;
use crate::workbench::tree::Node;
use crate::workbench::{Effect, Workbench};

fn nodes(bench: &Workbench) -> Vec<Node> {
    bench.tree.lines().iter().map(|line| line.node.clone()).collect()
}

#[test]
fn the_tree_narrows_with_each_key_and_is_as_before_when_cleared() {
    let mut bench = monday().at_task(7);
    bench.press("Right J Enter K");
    let before = nodes(&bench);
    bench.press("F7");
    bench.write("@住建");
    let narrowed = nodes(&bench);
    assert!(narrowed.iter().any(|node| matches!(node, Node::Task(6))));
    assert!(!narrowed.iter().any(|node| matches!(node, Node::Task(7))));
    // Ancestors stay.
    assert!(matches!(narrowed[0], Node::Area(0)));
    bench.write(" !正常");
    assert!(nodes(&bench).len() < narrowed.len());
    bench.press("Enter");
    assert!(bench.overlay.is_none());
    assert_eq!(bench.filter().unwrap().text, "@住建 !正常");
    bench.press("Esc");
    assert!(bench.filter().is_none());
    assert_eq!(nodes(&bench), before);
}

#[test]
fn esc_in_the_prompt_goes_back_to_the_filter_before() {
    let mut bench = monday();
    let all = nodes(&bench);
    bench.press("f");
    bench.write("民政");
    bench.press("Esc");
    assert_eq!(nodes(&bench), all);
    bench.press("f");
    bench.write("民政");
    bench.press("Enter");
    let narrowed = nodes(&bench);
    bench.press("f");
    bench.write("局 !逾期");
    bench.press("Esc");
    assert_eq!(nodes(&bench), narrowed);
    assert_eq!(bench.filter().unwrap().text, "民政");
}

#[test]
fn a_wrong_query_leaves_what_is_shown_and_says_where() {
    let mut bench = monday();
    bench.press("f");
    bench.write("民政 !胡说");
    let error = bench.filter_error().unwrap();
    assert_eq!(error.range, 4..6);
    assert!(bench.filter().unwrap().text.starts_with("民政"));
    bench.press("Enter");
    assert!(matches!(bench.overlay, Some(Overlay::Filter(_))));
    bench.press("Backspace Backspace Backspace Enter");
    assert!(bench.overlay.is_none());
}

#[test]
fn a_filter_that_lets_nothing_through_says_so() {
    let mut bench = monday();
    let before = bench.node().clone();
    bench.press("f");
    bench.write("没有这样的字");
    bench.press("Enter s");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::NothingShown))));
    bench.press("Down Enter } 2 s Down Space y");
    assert!(bench.ledger.lines().is_empty());
    bench.press("Esc 1");
    assert!(!bench.tree.lines().is_empty());
    let _ = before;
}

#[test]
fn what_was_found_stays_selected_when_the_filter_goes() {
    let mut bench = monday();
    bench.press("f");
    bench.write("养老");
    bench.press("Enter Home Down Down Down Down");
    let task = bench.node().task();
    assert!(task.is_some());
    bench.press("Esc");
    assert_eq!(bench.node().task(), task);
}

#[test]
fn a_change_under_a_filter_judges_anew() {
    let mut bench = monday();
    bench.press("f");
    bench.write("!逾期");
    bench.press("Enter 2");
    let count = bench.ledger.lines().len();
    bench.press("s 4");
    assert_eq!(bench.ledger.lines().len(), count - 1);
}

#[test]
fn filters_are_saved_chosen_and_taken_away() {
    let mut bench = monday();
    bench.press("F");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::NoSavedFilters))));
    bench.press("f");
    bench.write("@民政");
    bench.press("Ctrl-S");
    bench.write("民政局的");
    let effects = bench.press("Enter");
    let saved = Effect::SaveFilter { name: "民政局的".into(), query: Some("@民政".into()) };
    assert_eq!(effects, [saved]);
    assert!(bench.overlay.is_none() && bench.filter().is_some());
    bench.press("Esc");
    assert!(bench.filter().is_none());
    bench.press("F Enter");
    assert_eq!(bench.filter().unwrap().text, "@民政");
    let effects = bench.press("F Delete");
    assert_eq!(effects, [Effect::SaveFilter { name: "民政局的".into(), query: None }]);
    assert!(bench.overlay.is_none());
}

fn with_saved(saved: &[(&str, &str)]) -> Workbench {
    let mut opening = super::desk::opening(super::desk::busy(), super::desk::day(7, 8));
    for (name, query) in saved {
        opening.filtering.saved.insert((*name).to_owned(), (*query).to_owned());
    }
    Workbench::new(opening)
}

fn prompted(bench: &Workbench) -> &str {
    match &bench.overlay {
        Some(Overlay::Filter(prompt)) => prompt.line.text(),
        other => panic!("no filter: {other:?}"),
    }
}

#[test]
fn tab_completes_in_the_filter_and_else_opens_what_is_saved() {
    let mut bench = with_saved(&[("a", "@民政")]);
    bench.press("f");
    bench.write("@mzj");
    bench.press("Tab");
    assert_eq!(prompted(&bench), "@民政局 ");
    assert_eq!(bench.filter().unwrap().text, "@民政局 ");
    bench.write("!yq");
    bench.press("Tab");
    assert_eq!(prompted(&bench), "@民政局 !逾期 ");
    bench.write("#政策解读");
    bench.press("Tab");
    assert!(prompted(&bench).starts_with("@民政局 !逾期 #"), "{}", prompted(&bench));
    bench.press("Tab");
    assert!(matches!(bench.overlay, Some(Overlay::Filters(_))));
}

#[test]
fn a_saved_filter_is_run_in_two_keys() {
    let saved = [("一", "@民政"), ("二", "!逾期")];
    for keys in ["f Alt-2", "F 2", "F7 Alt-2"] {
        let mut bench = with_saved(&saved);
        bench.press(keys);
        assert!(bench.overlay.is_none(), "{keys}");
        let second = bench.saved_filters().values().nth(1).unwrap();
        assert_eq!(&bench.filter().unwrap().text, second, "{keys}");
    }
    let mut bench = with_saved(&saved);
    bench.press("f Alt-7 F 9");
    assert!(bench.filter().is_none() || prompted(&bench) == "F9");
}

#[test]
fn up_in_the_filter_brings_back_what_was_asked_and_down_goes_forth() {
    let mut bench = monday();
    for query in ["民政", "低保", "火星"] {
        bench.press("f Ctrl-U");
        bench.write(query);
        bench.press("Enter");
    }
    assert_eq!(bench.queries(), ["低保", "民政"], "what shows nothing leads nowhere");
    bench.press("f Ctrl-U Up");
    assert_eq!(prompted(&bench), "低保");
    bench.press("Up Up");
    assert_eq!((prompted(&bench), &*bench.filter().unwrap().text), ("民政", "民政"));
    bench.press("Down");
    assert_eq!(prompted(&bench), "低保");
    bench.press("Down");
    assert_eq!(prompted(&bench), "低保");
}
