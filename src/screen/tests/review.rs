use crate::screen::tests::{look, shown};
use crate::words::Language;
use crate::workbench::review::tests::{placing, reading, reviewing};
use crate::workbench::tests::reading::review_of;

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

/// A notice with a file name and doubts that are longer than a line.
fn long_doubts() -> crate::workbench::Workbench {
    let text = "青山区人民政府办公室\n关于印发2024年青山区政务公开工作要点的通知\n一、做好公开\n（一）公开规划。（责任单位：区发改局）\n\
                各单位要把政务公开工作摆上重要议事日程，主要负责同志每季度至少听取一次汇报，研究解决突出问题，确保各项任务落到实处、取得实效，\
                并由区发改局、区财政局牵头做好统筹协调、督促检查和考核评议等工作。\n（二）解读政策。（责任单位：区里的有关部门以及其他各个有关方面的负责同志\
                经共同研究商定之后再另行通知的若干单位）\n";
    review_of(text, "关于印发2024年青山区政务公开工作要点的通知（正式印发稿）.docx")
}

#[test]
fn a_doubt_longer_than_a_line_is_read_whole_under_the_list() {
    let mut bench = long_doubts();
    let doubts: Vec<String> = bench
        .reading()
        .unwrap()
        .doubts
        .iter()
        .map(|one| crate::words::notice::doubt(&one.doubt, Language::Chinese))
        .collect();
    let longest = (0..doubts.len()).max_by_key(|at| doubts[*at].chars().count()).unwrap();
    assert!(doubts[longest].chars().count() > 40, "{doubts:?}");
    bench.press("D");
    for _ in 0..longest {
        bench.press("Down");
    }
    let drawn = shown(&mut bench, &look(Language::Chinese), 80, 24);
    let joined: String = drawn.chars().filter(|c| !c.is_whitespace() && !matches!(c, '│' | '─')).collect();
    assert!(joined.contains(&*doubts[longest].replace(' ', "")), "{drawn}");
    insta::assert_snapshot!("notice_doubts", drawn);
}

#[test]
fn a_long_file_name_leaves_room_for_the_keys() {
    let line = |language, columns| {
        let drawn = shown(&mut long_doubts(), &look(language), columns, 24);
        drawn.lines().find(|line| line.contains("Ctrl-S")).unwrap_or_default().trim_end().to_owned()
    };
    for columns in [80, 81, 120, 200] {
        assert!(line(Language::Chinese, columns).ends_with("q 放弃"), "{}", line(Language::Chinese, columns));
        assert!(
            line(Language::English, columns).ends_with("q leave"),
            "{}",
            line(Language::English, columns)
        );
    }
    assert!(line(Language::Chinese, 200).contains("（正式印发稿）.docx"));
}
