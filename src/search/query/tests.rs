use proptest::prelude::*;

use super::*;
use rows::{VOCABULARY, read_date, rows, today};

mod rows;

fn read(query: &str) -> Result<Query, QueryError> {
    Query::parse(query, VOCABULARY, &read_date, today())
}

fn holding(query: &str) -> Vec<usize> {
    let query = read(query).unwrap();
    rows().iter().enumerate().filter(|(_, facts)| query.matches(facts)).map(|(place, _)| place).collect()
}

fn all_but(places: &[usize]) -> Vec<usize> {
    (0..rows().len()).filter(|place| !places.contains(place)).collect()
}

#[track_caller]
fn each_holds(queries: &[&str], places: &[usize]) {
    for query in queries {
        assert_eq!(holding(query), places, "{query}");
    }
}

#[test]
fn an_empty_query_holds_for_every_row() {
    for query in ["", "  ", "\u{3000}", "\"\"", "“”", "\u{200b}"] {
        assert!(read(query).unwrap().is_empty(), "{query:?}");
        assert_eq!(holding(query).len(), rows().len());
    }
}

#[test]
fn bare_words_are_found_in_texts_and_names() {
    each_holds(&["城市更新", "csgx", "chengshigengxin", "城市gx"], &[0]);
    each_holds(&["政策", "zhengce"], &[0, 1, 2]);
    each_holds(&["住建", "zhujian", "zjj"], &[0, 1]);
    each_holds(&["住建 政策 集成", "集成　住建", "jicheng zhujian"], &[1]);
    each_holds(&["ipv6", "IPv6", "ＩＰｖ６"], &[3]);
    each_holds(&["yinhang", "kuaiji"], &[7]);
    each_holds(&["[2024]9号", "（2024）9号"], &[5]);
    each_holds(&["张三 教体"], &[]);
}

#[test]
fn a_bare_word_may_name_a_light_or_a_status_and_keeps_what_the_text_has() {
    each_holds(&["逾期"], &[0, 4, 6]);
    each_holds(&["overdue", "OVERDUE"], &[0, 6]);
    each_holds(&["住建 逾期", "逾期 住建"], &[0]);
    each_holds(&["推进中"], &[0, 1, 10]);
    each_holds(&["完成"], &[3, 4]);
    each_holds(&["待核"], &[]);
}

#[test]
fn tasks_are_named_by_id_or_printed_number() {
    each_holds(&["#7", "＃7", "#７", "task:7", "task：7", "TASK:7", "#07"], &[1, 2]);
    each_holds(&["#增1", "task:增1", "#71"], &[6]);
    each_holds(&["#7-1", "#14"], &[9]);
    each_holds(&["#1", "#增", "#x"], &[]);
}

#[test]
fn units_are_named_by_any_of_their_names() {
    each_holds(&["@住建", "＠住建", "unit:住建", "unit：zhujian", "@zjj", "@区住房", "@\"住建局\""], &[0, 1]);
    each_holds(&["@政府"], &[4, 6, 9, 10]);
    each_holds(&["@张三"], &[]);
}

#[test]
fn lights_and_statuses_are_named_by_key_word_beginning_or_pinyin() {
    each_holds(
        &["!逾期", "！逾期", "!逾", "light:overdue", "light：逾期", "!over", "!yuqi", "!yq", "!yu"],
        &[0, 6],
    );
    each_holds(&["!due_soon", "!due-soon", "!due", "!临", "!linqi", "light:\"due soon\""], &[1, 10]);
    each_holds(&["!未报送", "!待报", "!daibao"], &[2, 8, 9]);
    each_holds(
        &["=推进中", "＝推进中", "=推", "status:in_progress", "=tjz", "=\"in progress\""],
        &[0, 1, 10],
    );
    each_holds(&["=done", "=已"], &[4]);
}

#[test]
fn dates_compare_with_the_last_day() {
    each_holds(
        &[
            "<7.15",
            "＜7.15",
            "before:7.15",
            "before：2024-07-15",
            "<7月15日",
            "<7/15",
            "<20240715",
            "<７．１５",
            "《7.15",
        ],
        &[0, 4, 6, 10],
    );
    each_holds(&["<=7.15", "≤7.15", "＜＝7.15"], &[0, 1, 4, 6, 10]);
    each_holds(&[">7.15", "＞7.15", "after:7.15", "》7.15"], &[3, 8]);
    each_holds(&[">=7.15", "≥7.15"], &[1, 3, 8]);
    each_holds(&[">7.1 <7.15"], &[6, 10]);
    each_holds(&["《公开条例》", "《公开"], &[11]);
}

#[test]
fn changes_are_counted_back_from_today() {
    each_holds(&["~3d", "~3", "～3d", "changed:3d", "~3天", "changed：3日", "~３d"], &[0, 1]);
    each_holds(&["~1d"], &[0]);
    each_holds(&["~1w", "~7", "~1周"], &[0, 1, 3, 10]);
    each_holds(&["~2w"], &[0, 1, 3, 10]);
    each_holds(&["~15"], &[0, 1, 3, 4, 10]);
    each_holds(&["~1m", "~1个月"], &[0, 1, 3, 4, 5, 10]);
    each_holds(&["~1y"], &[0, 1, 3, 4, 5, 7, 10]);
}

#[test]
fn a_negation_turns_each_condition_round() {
    for (plain, negations) in [
        ("#7", ["-#7", "not:#7", "－task:7"]),
        ("@住建", ["-@住建", "NOT:unit:住建", "not：@住建"]),
        ("!逾期", ["-!逾期", "-light:逾期", "not:！逾"]),
        ("=推进中", ["-=推进中", "-status:tjz", "not:=推"]),
        ("<7.15", ["-<7.15", "-before:7.15", "not:<7.15"]),
        ("~3d", ["-~3d", "-changed:3d", "not:~3"]),
        ("政策", ["-政策", "not:政策", "---政策"]),
        ("逾期", ["-逾期", "not:逾期", "-\"逾期\""]),
    ] {
        each_holds(&negations, &all_but(&holding(plain)));
        each_holds(&[&format!("--{plain}")], &holding(plain));
    }
    each_holds(&["住建 -逾期"], &[1]);
}

#[test]
fn quotes_keep_blanks_and_make_words_of_signs() {
    each_holds(&["\"政府 网站\"", "“政府 网站”", "”政府　网站“", "「政府  网站」"], &[9]);
    each_holds(&["\"政府 网站", "政府 网站 -政府网站"], &[9]);
    each_holds(&["政府 网站"], &[9, 10]);
    each_holds(&["“互联网+”政务", "互联网 政务服务", "“互联网+”"], &[6]);
    each_holds(&["-\"政府 网站\" 网站"], &[10]);
    each_holds(&["\"#7\"", "\"-x\"", "\"!逾期\""], &[]);
}

#[test]
fn unknown_prefixes_times_and_addresses_are_words() {
    each_holds(&["foo:bar"], &[5]);
    each_holds(&["12:30", "12：30", "https://zhoucun.gov.cn"], &[3]);
}

#[test]
fn an_error_says_what_and_where() {
    use QueryErrorKind::*;
    let keys = |keys: &[&str]| keys.iter().map(|&key| key.to_owned()).collect::<Vec<_>>();
    for (query, range, kind) in [
        ("#", 0..1, MissingValue(Sign::Task)),
        ("住建 @", 3..4, MissingValue(Sign::Unit)),
        ("住建 - 逾期", 3..4, MissingValue(Sign::Not)),
        ("unit: 住建", 0..5, MissingValue(Sign::Unit)),
        ("-#", 1..2, MissingValue(Sign::Task)),
        ("not:", 0..4, MissingValue(Sign::Not)),
        ("!\"\"", 0..1, MissingValue(Sign::Light)),
        ("~", 0..1, MissingValue(Sign::Changed)),
        ("= ", 0..1, MissingValue(Sign::Status)),
        ("<", 0..1, MissingValue(Sign::Before)),
        (">=", 0..1, MissingValue(Sign::After)),
        ("住建 !超期", 4..6, UnknownLight("超期".to_owned())),
        ("light：超期 住建", 6..8, UnknownLight("超期".to_owned())),
        ("!期", 1..2, UnknownLight("期".to_owned())),
        ("=逾期", 1..3, UnknownStatus("逾期".to_owned())),
        ("=\"逾 期\"", 2..5, UnknownStatus("逾 期".to_owned())),
        ("!待", 1..2, AmbiguousLight { word: "待".to_owned(), keys: keys(&["check", "unreported"]) }),
        (
            "=未启动 =not",
            6..9,
            AmbiguousStatus { word: "not".to_owned(), keys: keys(&["not_started", "not_applicable"]) },
        ),
        ("<13.45", 1..6, BadDate("13.45".to_owned())),
        ("-after:明天", 7..9, BadDate("明天".to_owned())),
        ("<html>", 1..6, BadDate("html>".to_owned())),
        ("~3q", 1..3, BadSpan("3q".to_owned())),
        ("~0d", 1..3, BadSpan("0d".to_owned())),
        ("~d", 1..2, BadSpan("d".to_owned())),
        ("~99999999999", 1..12, BadSpan("99999999999".to_owned())),
        ("~4294967295w", 1..12, BadSpan("4294967295w".to_owned())),
        ("~4294967295y", 1..12, BadSpan("4294967295y".to_owned())),
    ] {
        assert_eq!(read(query).unwrap_err(), QueryError { range, kind }, "{query}");
    }
}

#[test]
fn the_words_to_highlight_are_the_positive_bare_ones() {
    let query = read("住建 -逾期 “政府 网站” #7 zcjd not:not:x").unwrap();
    assert_eq!(query.words().collect::<Vec<_>>(), ["住建", "政府 网站", "zcjd", "x"]);
    assert!(query.patterns().nth(2).unwrap().find("政策解读").is_some());
}

#[test]
fn on_a_task_each_condition_may_hold_for_another_row() {
    let rows = rows();
    let query = read("张三 教体").unwrap();
    assert!(!rows.iter().any(|facts| query.matches(facts)));
    assert!(query.matches_task(&rows[1..3]));
    assert!(!query.matches_task(&[]));
    assert!(read("").unwrap().matches_task(&[]));
}

#[test]
fn ten_thousand_characters_are_read_and_asked() {
    for part in ["a", "-", "\"", "#7 ", "<7.15 ", "《", "shi", "政 ", "not:", "🀄", "\0", "“x"] {
        if let Ok(query) = read(&part.repeat(10_000 / part.chars().count())) {
            assert!(rows().iter().filter(|facts| query.matches(facts)).count() <= 12);
        }
    }
}

/// Queries out of what the language is made of, and of anything.
fn queries() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[#@!=<>~＃＠！＝＜＞～－《》“”「」\"' :：.-]",
        "(task|unit|light|status|before|after|changed|not)[:：]",
        "[政策住建逾期推进中待核实a-z0-9]{1,3}",
        "7\\.15|3d|2w|逾期|推进中|7",
        any::<char>().prop_map(String::from),
    ];
    prop_oneof![prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_query_panics_and_errors_point_inside(text in queries()) {
        match read(&text) {
            Ok(query) => {
                let _ = rows().iter().filter(|facts| query.matches(facts)).count();
            }
            Err(error) => {
                prop_assert!(error.range.start < error.range.end);
                prop_assert!(error.range.end <= text.chars().count());
            }
        }
    }

    #[test]
    fn a_further_word_never_adds_a_row(text in queries(), word in "[政策住建逾期a-z]{1,3}") {
        if let (Ok(query), Ok(narrower)) = (read(&text), read(&format!("{word} {text}"))) {
            for facts in rows() {
                prop_assert!(query.matches(&facts) || !narrower.matches(&facts));
            }
        }
    }
}
