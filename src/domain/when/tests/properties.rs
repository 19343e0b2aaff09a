//! What holds for any text, however odd.

use chrono::{Datelike, Days};
use proptest::prelude::*;

use super::{Calendar, Context, NaiveDate, Reading, day, entered, read};

/// The pieces of which time expressions are made, and some that only look like it.
const PIECES: [&str; 118] = [
    "2024",
    "2025",
    "24",
    "2024年",
    "二〇二四年",
    "今年",
    "明年",
    "次年",
    "去年",
    "7",
    "10",
    "11",
    "12",
    "13",
    "30",
    "31",
    "七",
    "十",
    "廿",
    "卅一",
    "两",
    "半",
    "百",
    "月",
    "日",
    "号",
    "月份",
    "上旬",
    "中旬",
    "下旬",
    "底",
    "末",
    "初",
    "月底",
    "年底",
    "年内",
    "全年",
    "上半年",
    "下半年",
    "第",
    "季度",
    "季",
    "三季度",
    "Q3",
    "前",
    "之前",
    "以前",
    "内",
    "以内",
    "后",
    "起",
    "之日起",
    "止",
    "至",
    "到",
    "-",
    "—",
    "~",
    "/",
    ".",
    "、",
    "，",
    "。",
    "和",
    "每",
    "每月",
    "每季度",
    "每年",
    "每周",
    "两周",
    "按",
    "周五",
    "星期三",
    "（周三）",
    "周",
    "一",
    "次",
    "至少2次",
    "今天",
    "明天",
    "后天",
    "本周",
    "下周",
    "下月",
    "本月",
    "本季度",
    "即日",
    "+",
    "T+",
    "5",
    "个",
    "工作日",
    "天",
    "个月",
    "国庆节",
    "春节",
    "国庆节前",
    "十一前",
    "15:00",
    "下午5点",
    "下班前",
    "长期",
    "坚持",
    "并",
    "持续推进",
    "立即",
    "待定",
    "按要求",
    "于",
    "自",
    "截至",
    "活动",
    "会后",
    "提前",
    "不少于",
    " ",
    "（",
    "）",
];

fn context_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..1_500).prop_map(|days| day("2023-06-01") + Days::new(days))
}

fn glued() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..9).prop_map(|pieces| pieces.concat())
}

fn holds(text: &str, year: i32, issued: NaiveDate, today: NaiveDate) -> Result<(), TestCaseError> {
    let calendar = Calendar::built_in();
    let context = Context { year, issued, today, calendar: &calendar };
    let when = read(text, &context);
    if let Reading::Span { first, last, .. } = when.reading {
        prop_assert!(first <= last, "{:?} {:?}", text, when);
    }
    let stored = entered(text, &context);
    prop_assert_eq!(&entered(&stored, &context), &stored, "{:?}", text);
    let again = read(&stored, &context);
    prop_assert_eq!(again.last(today), when.last(today), "{:?} stored {:?} {:?}", text, stored, when);
    for (first, last) in when.reading.rounds(issued, issued + Days::new(400)) {
        prop_assert!(first <= last && issued <= last && last <= issued + Days::new(400), "{:?}", text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn glued_pieces_hold(text in glued(), issued in context_day(), today in context_day()) {
        holds(&text, issued.year(), issued, today)?;
    }

    #[test]
    fn any_text_holds(text in any::<String>(), today in context_day()) {
        holds(&text, 2024, day("2024-07-01"), today)?;
    }

    #[test]
    fn rounds_follow_one_another_without_a_gap(
        every in prop::sample::select(&["每日", "每个工作日", "每周五", "每周二、周四", "每两周", "每旬", "每半月", "每月31日前",
            "每月5日、20日", "每月第一个工作日", "每月最后一个周五", "每季度首月10日前", "每半年", "每年2月29日前"][..]),
        from in context_day(),
    ) {
        let calendar = Calendar::built_in();
        let context = Context { year: 2024, issued: day("2023-01-01"), today: from, calendar: &calendar };
        let when = read(every, &context);
        let rounds = when.reading.rounds(from, from + Days::new(800));
        prop_assert!(rounds.len() >= 2, "{} {:?}", every, rounds);
        prop_assert_eq!(rounds.first().map(|round| round.1), when.last(from));
        for pair in rounds.windows(2) {
            prop_assert_eq!(pair[1].0, pair[0].1 + Days::new(1), "{}", every);
            prop_assert!(pair[1].0 <= pair[1].1);
        }
    }
}

#[test]
fn odd_days_and_years_do_no_harm() {
    let calendar = Calendar::built_in();
    for (year, issued, today) in [
        (i32::MAX, NaiveDate::MAX, NaiveDate::MAX),
        (i32::MIN, NaiveDate::MIN, NaiveDate::MIN),
        (0, day("0001-01-01"), day("9999-12-31")),
        (2024, NaiveDate::MIN, NaiveDate::MAX),
    ] {
        let context = Context { year, issued, today, calendar: &calendar };
        for piece in PIECES {
            for other in PIECES {
                let text = format!("{piece}{other}");
                let when = read(&text, &context);
                let stored = entered(&text, &context);
                assert_eq!(entered(&stored, &context), stored);
                let _ =
                    (when.last(today), when.last(NaiveDate::MAX), when.last(NaiveDate::MIN), when.first());
                let _ = when.reading.rounds(today, today);
            }
        }
    }
}

#[test]
fn long_texts_are_read_in_time() {
    for piece in PIECES.into_iter().chain(["9", "😀", "\u{0}", "(", "7月、", "1、", "每年1月、", "十一"])
    {
        let text = piece.repeat(1_000 / piece.chars().count());
        assert!(holds(&text, 2024, day("2024-07-01"), day("2024-07-08")).is_ok(), "{piece}");
    }
    let started = std::time::Instant::now();
    for piece in ["按", "1、", "以前", "半", "7月10日", "每月", "9", "😀", "活动后"] {
        super::reads(&piece.repeat(10_000 / piece.chars().count()));
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
