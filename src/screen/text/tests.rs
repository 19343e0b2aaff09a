use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::*;

const NOTICE: &str = include_str!("../../../seeds/zhoucun-2024/notice.txt");
const NEVER_FIRST: &str = "、，。；：？！）》】”’…";
const NEVER_LAST: &str = "（《【“‘";

/// Texts of every kind that data has, with what is hard for a grid among them.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[\\PC]{0,6}",
        1 => any::<String>(),
        4 => "[政务公开，。（）“”《》…—、]{1,8}",
        2 => "[ a-z0-9./-]{1,12}",
        2 => prop::sample::select(vec![
            "👨‍👩‍👧‍👦", "🇨🇳", "👍🏽", "☎️", "☎", "e\u{301}", "\u{301}", "ｶﾞﾊﾟ", "ﾞ", "が", "か\u{3099}", "각",
            "\u{1100}\u{1161}\u{11a8}", "क्षि", "葛\u{e0100}", "\u{200d}", "\u{200b}", "\u{202e}", "\u{600}", "\u{1b}[31m",
            "\r", "\t", "\u{3000}", "\u{fe0f}", "1️⃣", "〇", "𠮷", "سلام", "لا", "\u{2028}", "\u{feff}", "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// How far ratatui gets when it draws the text.
fn drawn_width(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 2000, 1));
    usize::from(buffer.set_stringn(0, 0, text, 2000, Style::new()).0)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_width_is_what_ratatui_draws(text in any_text()) {
        let shown = visible(&text);
        prop_assert_eq!(width(&text), width(&shown));
        prop_assert_eq!(width(&shown), drawn_width(&shown));
    }

    #[test]
    fn visible_text_is_clean_and_stays(text in any_text()) {
        let shown = visible(&text).into_owned();
        prop_assert!(!shown.contains(char::is_control));
        let hidden = shown.contains(['\u{202e}', '\u{200b}', '\u{feff}', '\u{2028}']);
        prop_assert!(!hidden);
        prop_assert_eq!(visible(&shown), shown.as_str());
    }

    #[test]
    fn a_cut_fits(text in any_text(), max in 0_usize..40) {
        let short = cut(&text, max);
        prop_assert!(width(&short) <= max);
        prop_assert_eq!(drawn_width(&short), width(&short));
        if width(&text) <= max {
            prop_assert_eq!(short, visible(&text));
        } else if max > 0 {
            prop_assert!(short.ends_with(ELLIPSIS));
            // At most the half of a wide character stays unused.
            prop_assert!(width(&short) + 20 > max);
        }
    }

    #[test]
    fn a_cut_that_reads_no_further_is_that_of_the_whole(text in any_text(), max in 0_usize..40, wide in any::<bool>()) {
        let sign = if wide { ".." } else { ELLIPSIS };
        let sign = if width(sign) <= max { sign } else { "" };
        let (cut, cells) = cut_and_measured(&text, max, sign);
        prop_assert_eq!(&cut, &cut_by_clusters(&text, max, sign).0);
        prop_assert_eq!(cells, width(&cut));
    }

    #[test]
    fn a_line_that_fits_is_not_broken_otherwise(text in any_text(), w in 1_usize..60) {
        let text = visible(&text);
        prop_assert_eq!(wrap::wrap_ranges(&text, w), wrap::broken(&text, w));
    }

    #[test]
    fn a_pad_is_exact(text in any_text(), w in 0_usize..40) {
        prop_assert_eq!(width(&pad(&text, w)), w);
        prop_assert_eq!(width(&pad_left(&text, w)), w);
        prop_assert_eq!(drawn_width(&pad(&text, w)), w);
        prop_assert_eq!(drawn_width(&pad_left(&text, w)), w);
    }

    #[test]
    fn no_line_is_too_wide(text in any_text(), w in 0_usize..30) {
        for line in wrap(&text, w) {
            prop_assert!(width(&line) <= w, "{:?} is wider than {}", line, w);
            prop_assert_eq!(drawn_width(&line), width(&line));
        }
    }

    #[test]
    fn wrapping_loses_only_blanks(text in any_text(), w in 8_usize..30) {
        let squeeze = |text: &str| text.replace([' ', '\n'], "");
        let lines: Vec<_> = text.lines().map(|line| visible(line).into_owned()).collect();
        prop_assert_eq!(squeeze(&wrap(&text, w).concat()), squeeze(&lines.concat()));
    }
}

#[test]
fn chinese_lines_keep_their_marks_together() {
    let (plan, _) = crate::store::built_in_plan();
    let requirements: Vec<&str> = plan.tasks().map(|task| task.requirement.as_str()).collect();
    assert_eq!(requirements.len(), 67);
    let long: Vec<_> = NOTICE.lines().filter(|line| line.chars().count() > 20).chain(requirements).collect();
    assert!(long.len() > 127);
    for w in 8..=80 {
        for line in long.iter().flat_map(|text| wrap(text, w)) {
            assert!(!line.starts_with(|c| NEVER_FIRST.contains(c)), "at {w}: {line}");
            assert!(!line.ends_with(|c| NEVER_LAST.contains(c)), "at {w}: {line}");
            assert!(width(&line) <= w);
        }
    }
}

#[test]
fn chinese_lines_are_filled() {
    let text = "围绕发展现代农业、宜居宜业和美乡村建设、促进农民增收致富、数字农业、数字乡村等方面，做好“126”信息公开";
    assert_eq!(
        wrap(text, 22),
        [
            "围绕发展现代农业、宜居",
            "宜业和美乡村建设、促进",
            "农民增收致富、数字农",
            "业、数字乡村等方面，做",
            "好“126”信息公开",
        ]
    );
}

#[test]
fn quotes_do_not_glue_chinese_together() {
    assert_eq!(wrap("坚持“公开为常态”的原则", 8), ["坚持“公", "开为常", "态”的原", "则"]);
}

#[test]
fn narrow_lines_end() {
    assert_eq!(wrap("（一）a", 2), ["（", "一", "）", "a"]);
    assert_eq!(wrap("中a", 1), [" ", "a"]);
    assert_eq!(wrap("中", 0), Vec::<String>::new());
    assert_eq!(wrap("", 5), [""]);
    assert_eq!(wrap("a\r\n\nb", 5), ["a", "", "b"]);
}

#[test]
fn long_words_break_anywhere_and_short_ones_nowhere() {
    assert_eq!(wrap("按 GB/T 33476 公开", 9), ["按 GB/T", "33476 公", "开"]);
    assert_eq!(wrap("http://www.zhoucun.gov.cn", 10).concat(), "http://www.zhoucun.gov.cn");
    assert_eq!(wrap("  缩进", 4), ["  缩", "进"]);
}

#[test]
fn cuts_never_split_a_cluster() {
    assert_eq!(cut("政务公开", 8), "政务公开");
    assert_eq!(cut("政务公开", 7), "政务公…");
    assert_eq!(cut("政务公开", 6), "政务…");
    assert_eq!(cut("政务公开", 1), "…");
    assert_eq!(cut("政务公开", 0), "");
    assert_eq!(cut_with("政务公开", 6, "··"), "政务··");
    assert_eq!(cut("ae\u{301}e\u{301}e\u{301}", 3), "ae\u{301}…");
    assert_eq!(cut("👨‍👩‍👧‍👦家", 3), "👨‍👩‍👧‍👦…");
    assert_eq!(pad("逾", 3), "逾 ");
    assert_eq!(pad_left("7", 3), "  7");
}

#[test]
fn nothing_raw_is_shown() {
    assert_eq!(visible("已\u{1b}[31m红\u{7}"), "已␛[31m红␇");
    assert_eq!(visible("a\u{202e}b\u{200b}"), "a\\u{202e}b\\u{200b}");
    assert_eq!(visible("a\tb\u{85}"), "a b\\u{85}");
    assert_eq!(visible("\u{301}x"), "\\u{301}x");
    assert!(matches!(visible("政务公开“e\u{301}”👨‍👩‍👧"), Cow::Borrowed(_)));
    assert_eq!(width("\u{1b}[31m"), 5);
    assert_eq!(width("ｶﾞ"), drawn_width("ｶﾞ"));
}

#[test]
fn an_endless_word_takes_no_endless_time() {
    let lines = wrap(&"a".repeat(200_000), 10);
    assert_eq!(lines.len(), 20_000);
    assert_eq!(wrap(&"政务，".repeat(40_000), 20).len(), 13_334);
}
