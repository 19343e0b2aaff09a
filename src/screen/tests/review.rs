use crate::screen::tests::{look, shown};
use crate::words::Language;
use crate::workbench::review::tests::{placing, reading, reviewing};

#[test]
fn what_came_back_stands_beside_what_stands_here() {
    for (columns, rows) in [(80, 24), (120, 36)] {
        let mut bench = reviewing();
        insta::assert_snapshot!(
            format!("review_{columns}"),
            shown(&mut bench, &look(Language::Chinese), columns, rows)
        );
    }
    let mut bench = reviewing();
    insta::assert_snapshot!("review_english", shown(&mut bench, &look(Language::English), 80, 24));
}

#[test]
fn the_pane_is_drawn_at_every_size() {
    for columns in 1..60 {
        for rows in [1, 2, 5, 9, 14] {
            shown(&mut reviewing(), &look(Language::Chinese), columns, rows);
        }
    }
}

#[test]
fn the_path_is_asked_for_in_a_field() {
    let mut bench = crate::workbench::tests::desk::monday();
    bench.press("4 R");
    insta::assert_snapshot!("review_asks", shown(&mut bench, &look(Language::Chinese), 80, 24));
}

#[test]
fn a_reading_says_how_far_it_is() {
    let chinese = shown(&mut reading(), &look(Language::Chinese), 80, 24);
    insta::assert_snapshot!("review_reading", chinese);
    let english = shown(&mut reading(), &look(Language::English), 80, 24);
    insta::assert_snapshot!("review_reading_english", english);
    let mut bench = reading();
    bench.press("Esc");
    assert!(shown(&mut bench, &look(Language::Chinese), 80, 24).contains("正在停止"));
}

#[test]
fn a_row_without_a_place_is_put_there_from_a_list() {
    for (columns, rows) in [(80, 24), (120, 36)] {
        let mut bench = placing();
        let name = format!("review_placing_{columns}");
        insta::assert_snapshot!(name, shown(&mut bench, &look(Language::Chinese), columns, rows));
    }
    // Esc: whose it is; then what is typed narrows it down.
    let mut bench = placing();
    bench.press("Esc");
    bench.write("jtj");
    insta::assert_snapshot!("review_placing_unit", shown(&mut bench, &look(Language::English), 80, 24));
    let mut benches = [placing(), reading()];
    for columns in (1..60).step_by(3) {
        for rows in [1, 2, 5, 9, 14] {
            for bench in &mut benches {
                drop(shown(bench, &look(Language::Chinese), columns, rows));
            }
        }
    }
}

#[test]
fn what_of_a_file_was_not_read_stands_by_its_name() {
    let mut bench = crate::workbench::review::tests::with_unknown_column();
    bench.press("Home");
    insta::assert_snapshot!("review_unknown", shown(&mut bench, &look(Language::Chinese), 80, 24));
}
