//! 台账 and 筛选 as a person sees them.

use super::{look, shown};
use crate::words::Language::{self, Chinese, English};
use crate::workbench::Workbench;
use crate::workbench::tests::desk::monday;

fn snapshot(name: &str, bench: &mut Workbench, language: Language, size: (u16, u16)) {
    let text = shown(bench, &look(language), size.0, size.1);
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn the_ledger() {
    let mut bench = monday().with_texts(crate::words::commands::texts());
    bench.press("2 }");
    snapshot("ledger_80x24_zh", &mut bench, Chinese, (80, 24));
    snapshot("ledger_80x24_en", &mut bench, English, (80, 24));
    snapshot("ledger_120x36_zh", &mut bench, Chinese, (120, 36));
    snapshot("ledger_200x50_zh", &mut bench, Chinese, (200, 50));
    bench.press("o 6 Home Right Right Space Space");
    snapshot("ledger_sorted_zh", &mut bench, Chinese, (80, 24));
    bench.press("s");
    snapshot("ledger_status_zh", &mut bench, Chinese, (80, 24));
    bench.press("2");
    snapshot("ledger_changed_zh", &mut bench, Chinese, (80, 24));
    bench.press("- b 1 Home Down Enter Down");
    snapshot("ledger_grouped_zh", &mut bench, Chinese, (80, 24));
    snapshot("ledger_grouped_en", &mut bench, English, (120, 36));
    bench.press("b");
    snapshot("ledger_group_menu_zh", &mut bench, Chinese, (80, 24));
    bench.press("6");
    snapshot("ledger_weeks_zh", &mut bench, Chinese, (80, 24));
    bench.press("b 0 v");
    snapshot("ledger_columns_zh", &mut bench, Chinese, (80, 24));
    bench.press("Esc Space t");
    snapshot("ledger_due_zh", &mut bench, Chinese, (80, 24));
    bench.press("Esc ?");
    snapshot("ledger_help_zh", &mut bench, Chinese, (80, 36));
}

#[test]
fn the_filter() {
    let mut bench = monday();
    bench.press("f");
    snapshot("filter_empty_zh", &mut bench, Chinese, (80, 24));
    bench.write("@住建 !逾期x");
    snapshot("filter_wrong_zh", &mut bench, Chinese, (80, 24));
    bench.press("Ctrl-U");
    bench.write("农业");
    snapshot("filter_typed_zh", &mut bench, Chinese, (80, 24));
    snapshot("filter_typed_120x36_zh", &mut bench, Chinese, (120, 36));
    bench.press("Ctrl-S");
    bench.write("农业的");
    snapshot("filter_name_zh", &mut bench, Chinese, (80, 24));
    bench.press("Enter");
    snapshot("filter_tree_zh", &mut bench, Chinese, (80, 24));
    bench.press("2");
    snapshot("filter_ledger_zh", &mut bench, Chinese, (80, 24));
    bench.press("F");
    snapshot("filter_saved_zh", &mut bench, Chinese, (80, 24));
    bench.press("Esc f");
    bench.write("没有这样的");
    bench.press("Enter");
    snapshot("filter_nothing_zh", &mut bench, Chinese, (80, 24));
    bench.press("1");
    snapshot("filter_nothing_tree_zh", &mut bench, Chinese, (80, 24));
}

#[test]
fn tables_and_filters_survive_every_size() {
    for (columns, rows) in [(0, 0), (1, 1), (3, 2), (20, 5), (40, 3), (79, 24), (200, 50), (2, 60)] {
        for language in [Chinese, English] {
            for keys in ["2", "2 b 1 Enter", "2 o", "2 v", "f", "f 7 Ctrl-S", "2 + s", "2 Right Right Right"]
            {
                let mut bench = monday();
                bench.press(keys);
                shown(&mut bench, &look(language), columns, rows);
            }
        }
    }
}
