use std::path::PathBuf;

use crate::domain::change::Part;

use super::*;

fn explained(yaml: &str) -> String {
    let error = serde_yaml::from_str::<serde_yaml::Value>(yaml).unwrap_err();
    SECTION.of(Language::Chinese).yaml.explain(&error.to_string())
}

#[test]
fn the_commonest_mistakes_in_yaml_are_told_in_chinese() {
    assert!(explained("entries:\n- id: 7-a\n\tunits: [a]\n").contains("制表符"));
    assert!(explained("entries:\n  id: a\n  person:张某\n  due: b\n").contains("冒号"));
    assert!(explained("a: \"张某\nb: 1\n").contains("引号"));
    assert!(explained("a:\n  b: 1\n   c: 2\n").contains("缩进"));
    assert!(explained("a: 1\na: 2\n").contains('a'));
    assert!(explained("a: 1\na: 2\n").contains("两次"));
}

#[test]
fn a_fault_names_its_file_its_line_and_the_mend() {
    let path = PathBuf::from("/data/entries/07.yaml");
    let one = Fault { path, line: Some(9), kind: FaultKind::Cut, part: Some(Part::Entries(7)) };
    let said = fault(&one, Language::Chinese).to_string();
    assert!(said.contains("/data/entries/07.yaml") && said.contains('9') && said.contains("# end"), "{said}");
}

#[test]
fn every_sentence_stands_in_both_languages() {
    SECTION.check().unwrap();
}

#[test]
fn what_a_disk_refuses_is_told_in_words_with_the_reason_first() {
    let path = std::path::Path::new("/data/journal.yaml");
    let told = |kind: std::io::ErrorKind| disk(path, &std::io::Error::from(kind), Language::Chinese);
    assert!(told(std::io::ErrorKind::StorageFull).starts_with("磁盘已满"));
    assert!(told(std::io::ErrorKind::PermissionDenied).starts_with("没有权限"));
    assert!(told(std::io::ErrorKind::ReadOnlyFilesystem).starts_with("磁盘是只读的"));
    assert!(told(std::io::ErrorKind::TimedOut).starts_with("/data/journal.yaml："));
}

#[test]
fn a_value_of_the_wrong_kind_is_told_without_the_readers_own_words() {
    let told = |message: &str| SECTION.of(Language::Chinese).yaml.explain(message);
    let list = told("entries[0].units: invalid type: string \"区\", expected a sequence at line 4 column 10");
    assert!(list.starts_with("entries[0].units 应是列表") && list.ends_with("写着的是文字 区"), "{list}");
    let number = told("entries[0].percent: invalid type: string \"a, b\", expected u8 at line 5 column 12");
    assert_eq!(number, "entries[0].percent 应是整数，写着的是文字 a, b");
    let whole = told("invalid type: unit value, expected struct Entries at line 2 column 1");
    assert_eq!(whole, "这里 应是一组“键: 值”，写着的是空值");
    for message in [
        "entries[0].percent: invalid value: integer `1000`, expected u8 at line 5 column 12",
        "did not find expected node content at line 4 column 1, while parsing a flow node",
        "entries[0]: unknown status \"foo\": one of done at line 3 column 3",
        "entries[0].progress[0].date: input contains invalid characters at line 5 column 20",
        "control characters are not allowed at position 30",
    ] {
        assert!(!told(message).contains("expected") && !told(message).contains("input"), "{message}");
    }
}
