use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::support::Bench;

/// The names in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Sends sheets into a folder of their own.
pub fn send(bench: &Bench, words: &[&str]) -> PathBuf {
    let folder = bench.data().join("../out");
    let mut all = vec!["sheets", "out", folder.to_str().unwrap()];
    all.extend(words);
    bench.ok(&all);
    folder
}

/// One part of a packed file.
fn part(file: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn every_unit_with_a_row_gets_one_workbook_named_in_roster_order() {
    let bench = Bench::new();
    let folder = send(&bench, &[]);
    let names = names(&folder);
    assert_eq!(names.len(), 37);
    assert_eq!(names[0], "01区政府办公室-2024年政务公开工作配档表.xlsx");
    assert_eq!(names[36], "37商家镇-2024年政务公开工作配档表.xlsx");
    let kept =
        fs::read_to_string(fs::read_dir(bench.plan().join("sent")).unwrap().next().unwrap().unwrap().path());
    let kept = kept.unwrap();
    let units: BTreeSet<&str> =
        kept.lines().filter_map(|line| line.trim().strip_prefix("- unit: ")).collect();
    assert_eq!(units.len(), 37);
    assert!(kept.ends_with("# end\n"));
}

#[test]
fn a_workbook_is_guided_printable_and_not_protected() {
    let bench = Bench::new();
    let id = bench.add(&["18", "民政局", "工作措施==1+1", "联系方式=05336410001"]);
    let folder = send(&bench, &["--unit", "民政局"]);
    let file = folder.join(&names(&folder)[0]);
    let (book, page) = (part(&file, "xl/workbook.xml"), part(&file, "xl/worksheets/sheet1.xml"));
    for name in ["工作配档表", "填报说明", "附件2"] {
        assert!(book.contains(&format!("name=\"{name}\"")), "{name}: {book}");
    }
    assert!(book.contains("veryHidden") && book.contains("Print_Titles"));
    assert!(page.contains("orientation=\"landscape\"") && page.contains("paperSize=\"9\""));
    assert!(
        page.contains("type=\"list\"") && page.contains("type=\"date\"") && page.contains("state=\"frozen\"")
    );
    assert!(!page.contains("sheetProtection") && !page.contains("<f>"));
    let strings = part(&file, "xl/sharedStrings.xml");
    assert!(strings.contains(&id) && strings.contains("=1+1") && strings.contains("05336410001"));
    assert!(strings.contains("填报单位（盖章）：区民政局") && strings.contains("填报时间："));
}

#[test]
fn units_rows_and_the_format_can_be_chosen_and_wrong_words_are_refused() {
    let bench = Bench::new();
    let folder = send(&bench, &["--unit", "民政局", "--unit=水利局", "--format", "csv", "#34"]);
    assert_eq!(names(&folder).len(), 2);
    let text = fs::read_to_string(folder.join(&names(&folder)[0])).unwrap();
    assert!(text.starts_with("\u{feff}序号,工作任务,"), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("34,")).count(), 1, "{text}");
    assert!(!text.contains("\n35,"), "{text}");
    let out = folder.to_str().unwrap();
    for (words, code) in [
        (&["sheets", "out", out, "--unit", "没有这个局"][..], 1),
        (&["sheets", "out", out, "--format", "json"], 2),
        (&["sheets", "out", out, "--apply"], 2),
        (&["sheets", "out"], 2),
        (&["sheets", "off", out], 2),
        (&["sheets", "in", out, "--format", "csv"], 2),
    ] {
        let run = bench.peidang(words);
        assert_eq!(run.code, code, "{words:?}: {}", run.err);
    }
}

#[test]
fn a_sheet_that_came_back_under_its_own_name_is_not_written_over() {
    let bench = Bench::new();
    let folder = send(&bench, &["--unit", "民政局"]);
    let file = folder.join(&names(&folder)[0]);
    send(&bench, &["--unit", "民政局"]);
    assert_eq!(names(&folder).len(), 1, "an untouched sheet is simply renewed");
    fs::write(&file, b"filled in by the unit").unwrap();
    send(&bench, &["--unit", "民政局"]);
    let names = names(&folder);
    assert_eq!(names.len(), 2, "{names:?}");
    let aside = names.iter().find(|name| name.contains("旧稿")).unwrap();
    assert_eq!(fs::read(folder.join(aside)).unwrap(), b"filled in by the unit");
}
