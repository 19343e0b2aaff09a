use super::{look, shown};
use crate::words::Language::{self, Chinese, English};
use crate::workbench::tests::desk::monday;
use crate::workbench::tree::Node;
use crate::workbench::{Effect, Input, Workbench};

fn snapshot(name: &str, bench: &mut Workbench, language: Language, size: (u16, u16)) {
    let text = shown(bench, &look(language), size.0, size.1);
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

/// The form of the first entry of task 7.
fn edited() -> Workbench {
    let mut bench = monday().with_texts(crate::words::commands::texts());
    bench.reach(7, |node| matches!(node, Node::Entry { .. }));
    bench.press("e");
    bench
}

#[test]
fn the_form_of_an_entry() {
    let mut bench = edited();
    bench.press("Enter Enter Enter Enter Enter Enter Enter");
    snapshot("form_entry_80x24_zh", &mut bench, Chinese, (80, 24));
    snapshot("form_entry_120x36_zh", &mut bench, Chinese, (120, 36));
    snapshot("form_entry_80x24_en", &mut bench, English, (80, 24));
    snapshot("form_entry_60x14_zh", &mut bench, Chinese, (60, 14));
    bench.press("Ctrl-U");
    bench.write("11月前");
    bench.press("Enter Enter");
    bench.write("14");
    bench.press("Ctrl-S");
    snapshot("form_wrong_80x24_zh", &mut bench, Chinese, (80, 24));
}

#[test]
fn the_form_of_a_new_entry() {
    let mut bench = monday().at_task(1);
    bench.press("F6");
    snapshot("form_new_80x24_zh", &mut bench, Chinese, (80, 24));
    bench.press("PageUp End");
    bench.write("、jj");
    snapshot("form_list_80x24_zh", &mut bench, Chinese, (80, 24));
    bench.press("Right PageDown PageDown");
    bench.write("年底前报送情况，请各单位按季度报送进展，并附佐证材料网址；逾期未报的由办公室提醒，仍未报的在周报中列明");
    bench.press("Esc");
    snapshot("form_leaving_80x24_zh", &mut bench, Chinese, (80, 24));
}

#[test]
fn the_form_survives_every_size_and_every_text() {
    for (columns, rows) in [(0, 0), (1, 1), (3, 9), (20, 5), (40, 10), (79, 24), (200, 50)] {
        for language in [Chinese, English] {
            let mut bench = edited();
            for keys in ["", "PageUp", "PageDown", "Up Up Up", "PageUp Ctrl-U", "Ctrl-S"] {
                bench.press(keys);
                shown(&mut bench, &look(language), columns, rows);
                bench.handle(Input::Paste(
                    "长文本（，。）\u{1F468}\u{200d}\u{1F469} https://a.b/c\nＡ é\u{301}".repeat(9),
                ));
                shown(&mut bench, &look(language), columns, rows);
            }
        }
    }
}

#[test]
fn the_picker_of_dates_names_its_keys_and_heeds_no_others() {
    let mut bench = edited();
    bench.press("Tab Tab Tab Tab Tab Tab Tab F4");
    let before = bench.date_picker().unwrap();
    assert_eq!(bench.press("Ctrl-L"), [Effect::Repaint]);
    bench.press("Ctrl-K Alt-j Ctrl-U");
    assert_eq!(bench.date_picker(), Some(before));
    for (language, keys) in
        [(Chinese, ["方向键", "Enter填入", "Esc取消"]), (English, ["arrows", "Enter", "Esc"])]
    {
        for columns in [79, 80, 120] {
            let drawn = shown(&mut bench, &look(language), columns, 24);
            assert!(keys.iter().all(|key| drawn.contains(key)), "{drawn}");
        }
    }
    bench.press("?");
    assert_eq!(bench.shown_keys(), Some("date_picker"));
    bench.press("x Esc");
    assert!(bench.date_picker().is_none());
}

#[test]
fn in_a_field_the_advice_names_the_key_that_is_no_text() {
    let mut bench = edited();
    bench.press("F3");
    let said = |bench: &mut Workbench| {
        let drawn = shown(bench, &look(Chinese), 80, 24);
        drawn.lines().find(|line| line.contains("没有作用")).unwrap_or_default().to_owned()
    };
    assert!(said(&mut bench).contains("F1 看能用的按键"));
    let mut bench = monday();
    bench.press("F12");
    assert!(said(&mut bench).contains("? 看能用的按键"));
}

#[test]
fn the_keys_under_a_record_are_those_of_its_field() {
    let footer = |bench: &mut Workbench| {
        let drawn = shown(bench, &look(Chinese), 80, 24);
        drawn.lines().filter(|line| line.contains('└')).map(str::to_owned).collect::<String>()
    };
    let mut bench = monday();
    bench.press("4 D");
    let (mut named, mut taken) = (Vec::new(), Vec::new());
    for _ in 0..12 {
        named.push(footer(&mut bench).contains("F4"));
        bench.press("F4");
        taken.push(bench.date_picker().is_some());
        if bench.date_picker().is_some() {
            bench.press("Esc");
        }
        bench.press("Tab");
    }
    assert_eq!(named, taken);
    assert!(taken.contains(&true) && taken.contains(&false));
    let mut bench = monday();
    bench.press("Ctrl-O");
    assert!(footer(&mut bench).contains("Enter 读取") && !footer(&mut bench).contains("Ctrl-S"));
}
