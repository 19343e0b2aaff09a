//! 标注 in every view, and the forms of many rows, of an extension, and of what came back from an editor.

use super::{look, shown};
use crate::words::Language::{self, Chinese, English};
use crate::workbench::Workbench;
use crate::workbench::tests::desk::monday;
use crate::workbench::tree::Node;

fn screen(bench: &mut Workbench, language: Language, (columns, rows): (u16, u16)) -> String {
    shown(bench, &look(language), columns, rows)
}

/// Task 45, due by 10 July: one entry that only repeats the requirement, to a later and doubtful day.
fn doubtful() -> Workbench {
    let mut bench = monday();
    let requirement = bench.plan().task(45).unwrap().requirement.clone();
    bench.press("4 f");
    bench.write("@民政局 #45");
    bench.press("Enter Space A");
    bench.write("45");
    bench.press("Enter");
    bench.write(&requirement);
    bench.press("Tab Tab Tab Tab Tab Tab Tab");
    bench.write("7月19日 周一");
    bench.press("Ctrl-S Esc Esc");
    bench
}

#[test]
fn what_is_doubtful_copied_or_late_is_seen_in_tree_ledger_and_detail() {
    let mut bench = doubtful();
    assert_eq!(bench.workspace().entries_of(45).len(), 1, "{:?}", bench.last_notice());
    bench.press("1");
    assert!(bench.reach(45, |node| matches!(node, Node::Entry { .. })));
    for keys in ["", "2", "1 o"] {
        bench.press(keys);
        if keys == "2" {
            bench.press("f");
            bench.write("@民政 #45");
            bench.press("Enter");
        }
        let text = screen(&mut bench, Chinese, (200, 50));
        for mark in ["照抄", "存疑", "晚于方案时限"] {
            assert!(text.contains(mark), "{keys:?} {mark}\n{text}");
        }
    }
}

#[test]
fn an_extension_and_a_waiver_are_told_in_full() {
    let mut bench = monday();
    bench.reach(7, |node| matches!(node, Node::Entry { .. }));
    bench.press("E");
    bench.write("7月20日前");
    let form = screen(&mut bench, Chinese, (80, 24));
    assert!(form.contains("原时限 7月5日前") && form.contains("剩"), "{form}");
    assert!(screen(&mut bench, English, (80, 24)).contains("Approved by"));
    bench.press("Tab");
    bench.write("清单在会签");
    bench.press("Tab");
    bench.write("分管领导");
    bench.press("Enter o");
    let detail = screen(&mut bench, Chinese, (120, 40));
    assert!(detail.contains("7月5日前 → 7月20日前  清单在会签、分管领导"), "{detail}");
    bench.press("Esc w");
    bench.write("已并入省平台");
    bench.press("Enter o");
    let detail = screen(&mut bench, Chinese, (120, 40));
    assert!(detail.contains("已并入省平台（张某）"), "{detail}");
}

#[test]
fn the_form_of_many_says_for_how_many_and_how() {
    for language in [Chinese, English] {
        let mut bench = monday();
        bench.reach(1, |node| matches!(node, Node::Group { .. }));
        bench.press("A");
        let each = screen(&mut bench, language, (80, 24));
        bench.press("F7");
        let joint = screen(&mut bench, language, (80, 24));
        assert_ne!(each, joint);
        assert!(!each.contains("责任单位"), "the rows are chosen already:\n{each}");
    }
    let mut bench = monday();
    bench.reach(1, |node| matches!(node, Node::Group { .. }));
    bench.press("A");
    assert!(screen(&mut bench, Chinese, (120, 36)).contains("统一配档7行，各一条 · 任务1"));
}

#[test]
fn what_came_back_from_the_editor_is_listed_or_says_what_is_wrong() {
    let mut bench = monday();
    bench.reach(7, |node| matches!(node, Node::Entry { .. }));
    let effects = bench.press("Ctrl-E");
    let Some(crate::workbench::Effect::Edit { text, .. }) = effects.last() else { panic!() };
    bench.edited(Ok(text.replace("due: 7月5日前", "due: 7月26日前")));
    let review = screen(&mut bench, Chinese, (80, 24));
    assert!(review.contains("7月5日前 → 7月26日前") && review.contains("完成时限"), "{review}");
    bench.press("e");
    bench.edited(Ok(text.replace("due:", "due: [")));
    let broken = screen(&mut bench, Chinese, (80, 24));
    assert!(broken.contains("读不懂") && broken.contains("行“"), "{broken}");
    for size in [(1, 1), (10, 3), (20, 6), (40, 10), (200, 60)] {
        screen(&mut bench, English, size);
    }
}

#[test]
fn own_keys_that_are_wrong_stand_as_a_line() {
    let mut bench = monday();
    let own: crate::store::config::KeyLines = serde_yaml::from_str("any: {X: dance}").unwrap();
    bench.take_keys(&own, std::path::PathBuf::from("/data/config.yaml"), "by: a\nkeys:\n  any: {X: dance}\n");
    let text = screen(&mut bench, Chinese, (120, 24));
    assert!(text.contains(" config.yaml 第3行：没有“dance”这个命令"), "{text}");
}
