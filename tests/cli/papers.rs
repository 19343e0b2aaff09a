//! `annual`, `handover`, and the 通报 of `weekly`.

use crate::support::Bench;

#[test]
fn every_paper_comes_out_in_every_format_and_its_path_is_printed() {
    let bench = Bench::new();
    bench.add(&["7", "农业农村局", "measure==cmd|' /C calc'!A0", "contact=+86 533 6181234"]);
    let papers: [&[&str]; 4] =
        [&["annual"], &["annual", "--record"], &["weekly", "--bulletin"], &["handover"]];
    for paper in papers {
        for format in ["md", "html", "docx", "xlsx", "csv", "yaml", "json"] {
            let out = bench.ok(&[paper, &["--format", format]].concat());
            let path = std::path::Path::new(out.trim_end());
            let bytes = std::fs::read(path).unwrap();
            assert!(!bytes.is_empty() && path.extension().unwrap() == format, "{paper:?} {format}");
            let again = bench.ok(&[paper, &["--format", format]].concat());
            assert_eq!(std::fs::read(again.trim_end()).unwrap(), bytes, "the same data give the same bytes");
        }
    }
    assert!(!bench.plan().join("snapshots").exists(), "none of these is a numbered report");
}

#[test]
fn names_and_sections_are_read_and_wrong_ones_refused() {
    let bench = Bench::new();
    assert!(bench.ok(&["annual", "--section", "1", "--out", "-"]).contains("一、总体情况"));
    assert!(bench.ok(&["annual", "--out", "-"]).contains("六、其他需要报告的事项"));
    assert!(bench.ok(&["annual", "--record", "--unit", "民政局、财政", "--out", "-"]).contains("区财政局"));
    assert!(bench.ok(&["handover", "--to", "李某", "--note", "柜里有章", "--out", "-"]).contains("柜里有章"));
    let slip = bench.ok(&["weekly", "--bulletin", "--unit=民政局", "--out=-"]);
    assert!(slip.contains("区民政局：") && !slip.contains("区财政局"));
    for (words, code) in [
        (&["annual", "--section", "2"][..], 2),
        (&["annual", "--record", "--unit", "没有这个单位"], 1),
        (&["handover", "--format", "pdf"], 2),
        (&["annual", "2024"], 2),
    ] {
        let run = bench.peidang(words);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{words:?}: {}", run.err);
    }
}

#[test]
fn a_second_report_on_changed_data_is_a_correction_beside_the_first() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "measure=印发清单"]);
    let first = bench.ok(&["weekly", "--format", "docx"]);
    assert_eq!(bench.ok(&["weekly", "--format", "docx"]), first);
    bench.ok(&["note", &id, "已拟初稿"]);
    let second = bench.ok(&["weekly", "--format", "docx"]);
    assert!(second.trim_end().ends_with("2024-W28-周报-更正稿.docx"), "{second}");
    assert!(std::path::Path::new(first.trim_end()).is_file());
}

#[test]
fn a_pipe_gets_bytes_without_a_mark_and_a_file_of_csv_has_it() {
    let bench = Bench::new();
    assert!(bench.ok(&["weekly", "--format", "csv", "--out", "-"]).starts_with("部分,"));
    let path = bench.ok(&["weekly", "--format", "csv"]);
    assert!(std::fs::read(path.trim_end()).unwrap().starts_with("\u{FEFF}部分,".as_bytes()));
}
