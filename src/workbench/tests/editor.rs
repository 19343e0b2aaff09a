//! Marked rows in the person's own editor, and what comes back.

use crate::domain::change::inverse;
use crate::workbench::editor::Unreadable;
use crate::workbench::notice::Notice;
use crate::workbench::overlay::Overlay;
use crate::workbench::tests::desk::monday;
use crate::workbench::tree::Node;
use crate::workbench::{Effect, Workbench};

/// Marks the rows of a query and sends them out; the text.
fn sent(bench: &mut Workbench, query: &str) -> String {
    bench.press("2 f");
    bench.write(query);
    let effects = bench.press("Enter + Ctrl-E");
    text_of(&effects)
}

fn text_of(effects: &[Effect]) -> String {
    match effects.last() {
        Some(Effect::Edit { text, .. }) => text.clone(),
        other => panic!("{other:?}"),
    }
}

fn wrong(bench: &Workbench) -> &Unreadable {
    let Some(Overlay::Review(review)) = &bench.overlay else { panic!("{:?}", bench.last_notice()) };
    review.wrong.as_ref().unwrap()
}

#[test]
fn what_was_changed_is_listed_and_made_as_one_change() {
    let mut bench = monday();
    let before = bench.workspace().clone();
    let text = sent(&mut bench, "@农业农村局 #7");
    assert!(text.contains("unit: 区农业农村局") && text.contains("due: 7月5日前"), "{text}");
    let text =
        text.replace("due: 7月5日前", "due: 7月26日前").replacen("progress: ''", "progress: 已催两次", 1);
    bench.edited(Ok(format!("# 说明\n# 说明\n#\n{text}")));
    let Some(Overlay::Review(review)) = &bench.overlay else { panic!("{:?}", bench.last_notice()) };
    let told: Vec<(&str, &str, &str)> =
        review.edits.iter().map(|one| (one.field.key, one.old.as_str(), one.new.as_str())).collect();
    assert_eq!(told, [("due", "7月5日前", "7月26日前"), ("progress", "", "已催两次")]);
    assert_eq!(*bench.workspace(), before, "nothing counts before it is confirmed");
    let effects = bench.press("Enter");
    let [Effect::Commit { draft, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    let entry = &bench.workspace().entries_of(7)[0];
    assert_eq!((entry.due.as_str(), entry.progress.last().unwrap().text.as_str()), ("7月26日前", "已催两次"));
    let mut after = bench.workspace().clone();
    after.apply(&inverse(&draft.ops)).unwrap();
    assert_eq!(after, before);
}

#[test]
fn a_row_without_an_entry_gets_one_and_esc_drops_all() {
    let mut bench = monday();
    let text = sent(&mut bench, "#45 @民政局");
    let text = text.replace("measure: ''", "measure: |-\n    开放日一次\n    公众座谈");
    bench.edited(Ok(text.clone()));
    bench.press("Esc");
    assert!(bench.workspace().entries_of(45).is_empty() && bench.overlay.is_none());
    bench.press("Ctrl-E");
    bench.edited(Ok(text));
    bench.press("Enter");
    let made = &bench.workspace().entries_of(45)[0];
    assert_eq!((made.units[0].as_str(), made.measure.as_str()), ("区民政局", "开放日一次\n公众座谈"));
}

#[test]
fn broken_text_is_offered_again_with_its_line_and_nothing_typed_is_lost() {
    let mut bench = monday();
    let text = sent(&mut bench, "#13");
    let broken = format!("# 头\n{}", text.replacen("measure: ", "measure: [", 1));
    let line = 1 + broken.lines().position(|line| line.contains("measure: [")).unwrap();
    bench.edited(Ok(broken.clone()));
    let Unreadable::Yaml { line: Some(found), .. } = wrong(&bench) else { panic!() };
    assert!(found.abs_diff(line) <= 1, "{found} for {line}");
    let again = bench.press("Enter");
    assert_eq!(format!("# 头\n{}", text_of(&again)), broken);
    let Some(Effect::Edit { wrong, .. }) = again.last() else { panic!() };
    assert!(wrong.is_some());
    // An editor that cannot be started loses nothing either.
    bench.edited(Err("no editor".to_owned()));
    assert_eq!(text_of(&bench.press("e")), text_of(&again));
}

#[test]
fn what_is_none_of_the_rows_or_fields_is_named() {
    for (from, to, expected) in [
        ("unit: 区", "unit: 市", Unreadable::UnknownItem(1)),
        ("measure:", "messure:", Unreadable::UnknownField("messure".to_owned())),
        ("measure:", "filed_on:", Unreadable::UnknownField("filed_on".to_owned())),
    ] {
        let mut bench = monday();
        let text = sent(&mut bench, "#45 @民政局");
        bench.edited(Ok(text.replacen(from, to, 1)));
        assert_eq!(*wrong(&bench), expected);
    }
    let mut bench = monday();
    let text = sent(&mut bench, "#13");
    bench.edited(Ok(text.replacen("percent: ''", "percent: 140", 1)));
    bench.press("Enter");
    assert!(matches!(bench.last_notice(), Some(Notice::Refused(_))), "{:?}", bench.last_notice());
    assert!(matches!(bench.overlay, Some(Overlay::Review(_))), "it can be mended");
}

#[test]
fn nothing_changed_is_nothing_done_and_chinese_labels_and_lists_are_read() {
    let mut bench = monday();
    let text = sent(&mut bench, "#13");
    bench.edited(Ok(text.clone()));
    assert_eq!((bench.overlay.is_none(), bench.last_notice()), (true, Some(&Notice::Same)));
    bench.press("Ctrl-E");
    bench.edited(Ok(String::new()));
    assert!(bench.overlay.is_none(), "rows that were deleted in the text stay as they are");
    bench.press("Ctrl-E");
    bench.edited(Ok(text.replacen("tags: ''", "标签: [重点, 督办]", 1)));
    bench.press("Enter");
    let tagged = bench.workspace().entries_of(13).iter().any(|one| one.tags == ["重点", "督办"]);
    assert!(tagged, "{:?}", bench.last_notice());
}

#[test]
fn it_works_from_a_single_row_of_the_tree_and_says_why_not() {
    let mut bench = monday();
    bench.reach(7, |node| matches!(node, Node::Entry { .. }));
    assert!(text_of(&bench.press("Ctrl-E")).contains("task: 7"));
    bench.edited(Ok(String::new()));
    bench.press("K K K K Ctrl-E");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(..))));
}
