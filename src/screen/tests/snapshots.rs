use super::{look, shown};
use crate::words::Language::{self, Chinese, English};
use crate::workbench::Workbench;
use crate::workbench::tests::desk::{busy, day, fresh, monday, opened};
use crate::workbench::tree::Node;

pub(super) fn snapshot(name: &str, bench: &mut Workbench, language: Language, size: (u16, u16)) {
    let text = shown(bench, &look(language), size.0, size.1);
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

fn at_entries() -> Workbench {
    let mut bench = monday().with_texts(crate::words::commands::texts()).at_task(4);
    bench.press("Right");
    let mut bench = bench.at_task(7);
    bench.press("Right Down");
    bench
}

#[test]
fn the_tree_as_it_opens() {
    snapshot("tree_80x24_zh", &mut monday(), Chinese, (80, 24));
    snapshot("tree_80x24_en", &mut monday(), English, (80, 24));
    snapshot("tree_120x36_zh", &mut monday(), Chinese, (120, 36));
    snapshot("tree_120x36_en", &mut monday(), English, (120, 36));
}

#[test]
fn entries_and_groups_under_their_tasks() {
    snapshot("entries_80x24_zh", &mut at_entries(), Chinese, (80, 24));
    snapshot("entries_80x24_en", &mut at_entries(), English, (80, 24));
    snapshot("entries_120x36_zh", &mut at_entries(), Chinese, (120, 36));
    let mut bench = monday();
    bench.reach(1, |node| matches!(node, Node::Group { .. }));
    bench.press("Enter Down");
    snapshot("group_80x24_zh", &mut bench, Chinese, (80, 24));
    snapshot("group_160x40_zh", &mut bench, Chinese, (160, 40));
    let mut bench = monday();
    bench.press("J J J J K");
    snapshot("area_80x24_zh", &mut bench, Chinese, (80, 24));
}

#[test]
fn what_floats() {
    let mut bench = at_entries();
    bench.press("s");
    snapshot("status_zh", &mut bench, Chinese, (80, 24));
    snapshot("status_en", &mut bench, English, (80, 24));
    bench.press("5");
    snapshot("reason_zh", &mut bench, Chinese, (80, 24));
    bench.press("Enter");
    snapshot("reason_missing_zh", &mut bench, Chinese, (80, 24));
    bench.press("Esc n");
    bench.write("电话已问，本周五前报清单");
    snapshot("note_zh", &mut bench, Chinese, (80, 24));
    bench.press("Esc ?");
    snapshot("help_zh", &mut bench, Chinese, (80, 24));
    snapshot("help_en", &mut bench, English, (80, 24));
    bench.press("Esc :");
    bench.write("zb");
    snapshot("palette_zh", &mut bench, Chinese, (80, 24));
    bench.press("Esc o");
    snapshot("detail_zh", &mut bench, Chinese, (80, 24));
    let mut bench = monday();
    bench.reach(1, |node| matches!(node, Node::OpenGroup { .. }));
    bench.press("m Space Down Down Space");
    bench.write("jt");
    snapshot("picker_zh", &mut bench, Chinese, (80, 24));
}

#[test]
fn lines_that_speak() {
    let mut bench = at_entries();
    bench.press("s 4");
    snapshot("changed_zh", &mut bench, Chinese, (80, 24));
    snapshot("changed_en", &mut bench, English, (80, 24));
    bench.press("Down Up");
    bench.unsaved_because("磁盘已满，写不进 journal".to_owned());
    snapshot("unsaved_zh", &mut bench, Chinese, (80, 24));
    bench.press("d");
    snapshot("removed_zh", &mut bench, Chinese, (60, 16));
    let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    snapshot("year_over_zh", &mut opened(busy(), today), Chinese, (80, 24));
    let mut bench = monday();
    bench.notice(crate::workbench::notice::Notice::ReportWritten("周报/2024-W28.md".into()));
    snapshot("report_zh", &mut bench, Chinese, (80, 12));
    let mut bench = opened(fresh(), day(7, 8));
    bench.first_run("/home/zhang/.local/share/peidang".into());
    snapshot("first_run_zh", &mut bench, Chinese, (80, 24));
    snapshot("first_run_en", &mut bench, English, (80, 24));
}
