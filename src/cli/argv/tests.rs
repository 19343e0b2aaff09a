use super::*;

fn arranged(typed: &str) -> String {
    let words = Words::sort(typed.split('|').filter(|word| !word.is_empty()).map(OsString::from));
    let words: Vec<String> =
        words.arranged().iter().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    words.join("|")
}

#[test]
fn options_may_stand_before_between_and_behind() {
    let same = "list|--data=d|--format=json|--|a|b";
    assert_eq!(arranged("--data|d|list|a|--format|json|b"), same);
    assert_eq!(arranged("list|a|b|--data=d|--format|json"), same);
    assert_eq!(arranged("--data|d|--format=json|list|a|b"), same);
}

#[test]
fn a_word_with_one_hyphen_is_a_text() {
    assert_eq!(arranged("list|-完成|-x"), "list|--|-完成|-x");
    assert_eq!(arranged("note|7-a|-5% 完成"), "note|--|7-a|-5% 完成");
    assert_eq!(arranged("list|-h"), "list|-h");
}

#[test]
fn a_mistyped_option_is_left_for_the_parser_and_a_chinese_text_is_none() {
    assert_eq!(arranged("list|--fromat|json"), "list|--fromat|--|json");
    assert_eq!(arranged("note|7-a|--已发布"), "note|--|7-a|--已发布");
    assert_eq!(arranged("note|7-a|--on hold"), "note|--|7-a|--on hold");
}

#[test]
fn two_hyphens_end_options() {
    assert_eq!(arranged("note|--|7-a|--help"), "note|--|7-a|--help");
    assert_eq!(arranged("list|--today|2024-07-08|--|--today"), "list|--today=2024-07-08|--|--today");
}

#[test]
fn a_value_may_begin_with_a_hyphen_but_is_no_option() {
    assert_eq!(arranged("weekly|--out|-"), "weekly|--out=-");
    assert_eq!(arranged("weekly|--note|-x"), "weekly|--note=-x");
    assert_eq!(arranged("list|--data|--plan|p"), "list|--data|--plan=p");
}

#[test]
fn help_is_a_command_too() {
    assert_eq!(arranged("help|list"), "list|--help");
    assert_eq!(arranged("help"), "--help");
}

#[test]
fn the_last_value_of_an_option_counts() {
    let words = Words::sort(["--lang", "zh", "list", "--lang=en"].map(OsString::from));
    assert_eq!(words.value("lang"), Some("en".into()));
    assert_eq!(words.value("data"), None);
}

#[test]
fn no_words_are_the_workbench() {
    assert_eq!(arranged(""), "");
    assert_eq!(arranged("--today|2024-07-08"), "--today=2024-07-08");
}
