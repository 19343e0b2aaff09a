use super::{look, shown};
use crate::domain::edit::{self, Desk};
use crate::domain::entry::EntryId;
use crate::domain::field::Field;
use crate::domain::workdays::Calendar;
use crate::words::Language::{self, Chinese, English};
use crate::workbench::Workbench;
use crate::workbench::tests::desk::{day, fresh, monday, opened};

fn snapshot(name: &str, bench: &mut Workbench, language: Language, size: (u16, u16)) {
    let text = shown(bench, &look(language), size.0, size.1);
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

fn after(keys: &str) -> Workbench {
    let mut bench = monday().with_texts(crate::words::commands::texts());
    bench.press(keys);
    bench
}

#[test]
fn this_week_as_it_opens() {
    snapshot("week_80x24_zh", &mut after("5"), Chinese, (80, 24));
    snapshot("week_80x24_en", &mut after("5"), English, (80, 24));
    snapshot("week_120x36_zh", &mut after("5"), Chinese, (120, 36));
    snapshot("week_end_80x24_zh", &mut after("5 End Up Enter End"), Chinese, (80, 24));
    let mut bench = opened(fresh(), day(7, 8));
    bench.press("5");
    snapshot("week_first_80x24_zh", &mut bench, Chinese, (80, 24));
    bench.press("Down Down Enter");
    bench.write("下周五");
    snapshot("filing_day_zh", &mut bench, Chinese, (80, 24));
}

#[test]
fn a_month_and_its_days() {
    snapshot("calendar_80x24_zh", &mut after("3 Right Right"), Chinese, (80, 24));
    snapshot("calendar_80x24_en", &mut after("3 Right Right"), English, (80, 24));
    snapshot("calendar_120x36_zh", &mut after("3 Right Right Tab Down Enter Down"), Chinese, (120, 36));
    snapshot("calendar_60x20_zh", &mut after("3 Right Right"), Chinese, (60, 20));
    snapshot("calendar_october_zh", &mut after("3 PageDown PageDown PageDown Home"), Chinese, (80, 24));
    snapshot("fortnight_80x24_zh", &mut after("3 v"), Chinese, (80, 24));
    snapshot("go_to_day_zh", &mut after("3 g"), Chinese, (80, 24));
}

#[test]
fn every_size_can_be_drawn() {
    for (columns, rows) in
        [(0, 0), (1, 1), (3, 2), (20, 5), (40, 8), (71, 20), (72, 12), (80, 24), (100, 30), (200, 50)]
    {
        for language in [Chinese, English] {
            for keys in ["5", "3", "3 v", "3 g", "3 Right Right Tab Enter", "5 End", "5 o", "3 End s"] {
                shown(&mut after(keys), &look(language), columns, rows);
            }
        }
    }
}

#[test]
fn a_later_round_of_what_is_overdue_is_not_called_overdue() {
    let mut workspace = fresh();
    let calendar = Calendar::built_in();
    let desk = Desk { workspace: &workspace, calendar: &calendar, today: day(7, 1), by: "张某" };
    let given = [("measure", "更新动态"), ("due", "每周五")];
    let given = given.map(|(key, value)| (Field::keyed(key).unwrap(), value.to_owned()));
    let draft = edit::add(&desk, 7, vec!["区农业农村局".to_owned()], &given, EntryId::new(7, 1)).unwrap();
    workspace.apply(&draft.ops).unwrap();
    let mut bench = opened(workspace, day(7, 17));
    bench.press("3 Right Right v");
    let text = shown(&mut bench, &look(Chinese), 120, 36);
    let row = |line: &&str| line.contains("更新动态") && line.contains("农业农村局");
    let lines: Vec<&str> = text.lines().filter(row).collect();
    assert!(!lines.is_empty(), "{text}");
    assert!(lines.iter().all(|line| line.contains("轮") && !line.contains('逾')), "{lines:?}");
    // The round that is owed is overdue as before.
    bench.press("v v g");
    bench.write("7.5");
    bench.press("Enter");
    let text = shown(&mut bench, &look(Chinese), 120, 36);
    assert!(text.lines().any(|line| line.contains("更新动态") && line.contains('逾')), "{text}");
}
