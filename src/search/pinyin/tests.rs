use std::time::{Duration, Instant};

use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use pinyin::ToPinyinMulti;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

const NOTICE: &str = include_str!("../../../seeds/zhoucun-2024/notice.txt");

fn lines() -> Vec<&'static str> {
    NOTICE.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

fn found(word: &str, text: &str) -> Option<(How, String)> {
    let hit = Pattern::new(word).find(text)?;
    let range = hit.range.clone();
    Some((hit.how, text.chars().skip(range.start).take(range.len()).collect()))
}

#[track_caller]
fn finds(word: &str, text: &str, how: How, part: &str) {
    assert_eq!(found(word, text), Some((how, part.to_owned())), "{word} in {text}");
    let pattern = Pattern::new(word);
    assert!(pattern.matches(&Haystack::new(text)), "{word} matches {text}");
    assert!(pattern.occurs_in(text), "{word} occurs in {text}");
}

#[track_caller]
fn misses(word: &str, text: &str) {
    assert_eq!(found(word, text), None, "{word} in {text}");
    let pattern = Pattern::new(word);
    assert!(!pattern.matches(&Haystack::new(text)), "{word} matches {text}");
    assert!(!pattern.occurs_in(text), "{word} occurs in {text}");
}

#[test]
fn one_phrase_is_found_in_all_the_ways_of_typing_it() {
    let text = "（二）做好政策解读与回应";
    for word in [
        "zhengcejiedu",
        "zcjd",
        "zhengcejd",
        "zcjiedu",
        "政cejd",
        "政策jd",
        "政策jiedu",
        "zhengcej",
        "zhengcejie",
        "zhcjd",
        "ZCJD",
        "ｚｃｊｄ",
        "zheng'ce'jie'du",
        "zheng ce jie du",
        "zhengc解读",
        "z策j读",
        "政cjied",
    ] {
        let part = if word.ends_with(['j', 'e']) && word.starts_with("zhengcej") {
            "政策解"
        } else {
            "政策解读"
        };
        finds(word, text, How::Pinyin, part);
    }
    finds("政策解读", text, How::Exact, "政策解读");
    for word in ["zhengzejiedu", "zcjdd", "zcd", "政策读", "策政", "zhengcejiedua", "zhengceiedu"] {
        misses(word, text);
    }
}

#[test]
fn characters_with_several_readings_are_found_by_the_right_one() {
    for (text, word) in [
        ("行政", "xingzheng"),
        ("行政", "xz"),
        ("银行", "yinhang"),
        ("银行", "yh"),
        ("长期", "changqi"),
        ("增长", "zengzhang"),
        ("重大", "zhongda"),
        ("重新", "chongxin"),
        ("重庆", "chongqing"),
        ("调整", "tiaozheng"),
        ("调研", "diaoyan"),
        ("会计", "kuaiji"),
        ("会议", "huiyi"),
        ("给水", "jishui"),
        ("供给", "gongji"),
        ("给予", "jiyu"),
        ("绿色", "lvse"),
        ("绿色", "luse"),
        ("妇女", "funv"),
        ("妇女", "funu"),
        ("法律", "falv"),
        ("战略", "zhanlve"),
        ("战略", "zhanlue"),
        ("率先", "shuaixian"),
        ("效率", "xiaolv"),
        ("二〇二四", "erlingersi"),
        ("二○二四", "eles"),
        ("标识", "biaozhi"),
        ("知识", "zhishi"),
        ("省级", "shengji"),
        ("单县", "shanxian"),
        ("西安", "xi'an"),
        ("西安", "xian"),
        ("儿童", "ertong"),
        ("儿童", "et"),
        ("还款", "huankuan"),
        ("𬭚", "𬭚"),
    ] {
        let how = if word == text { How::Exact } else { How::Pinyin };
        finds(word, text, how, text);
    }
    for (text, word) in [
        ("女", "ru"),
        ("单位", "danli"),
        ("重大", "tongda"),
        ("车辆", "juliang"),
        ("文件", "wenmou"),
        ("有关", "weiguan"),
        ("以上", "sishang"),
        ("行政", "hengzheng"),
        ("机构", "weigou"),
        ("项目", "xiangmuu"),
    ] {
        misses(word, text);
    }
}

#[test]
fn latin_text_and_digits_are_found_as_they_stand() {
    finds("IPv6", "推进ｉｐＶ６改造", How::Exact, "ｉｐＶ６");
    finds("ipv6gz", "推进IPv6改造", How::Pinyin, "IPv6改造");
    finds("12", "第12号", How::Exact, "12");
    finds("yi", "第一", How::Pinyin, "一");
    finds("e", "Excel", How::Exact, "E");
    finds("z", "政策", How::Pinyin, "政");
    misses("h", "政策");
    misses("1", "第一");
    misses("12", "第1、2号");
}

#[test]
fn the_exact_text_comes_before_the_sound() {
    finds("zc", "政策 ZC", How::Exact, "ZC");
    assert!(How::Exact < How::Pinyin);
}

#[test]
fn the_stretch_with_the_most_whole_syllables_is_the_one_shown() {
    finds("she", "市和社", How::Pinyin, "社");
    finds("zhengce", "政策，再政策", How::Pinyin, "政策");
    assert_eq!(Pattern::new("zc").find("啊政策政策").map(|hit| hit.range), Some(1..3));
}

#[test]
fn ranges_point_into_the_text_as_it_was_written() {
    let hit = Pattern::new("\"dui d").find("优化 “点\u{200b}对点”推送");
    assert_eq!(hit, None);
    let hit = Pattern::new("点对点").find("优化 “点\u{200b}对点”推送");
    assert_eq!(hit, Some(Hit { how: How::Exact, range: 4..8 }));
    let hit = Pattern::new("ddd\"ts").find("优化　 “点\u{200b}对点”推送");
    assert_eq!(hit, Some(Hit { how: How::Pinyin, range: 5..12 }));
}

#[test]
fn nothing_is_found_by_an_empty_word() {
    for word in ["", "\u{200b}"] {
        assert!(Pattern::new(word).is_empty());
        misses(word, "政策");
        misses(word, "");
    }
}

#[test]
fn a_pasted_sentence_is_found_as_it_stands() {
    let sentence = "政务公开".repeat(60);
    finds(&sentence, &format!("全文{sentence}完"), How::Exact, &sentence);
    let typed = "zwgk".repeat(32);
    misses(&typed, &sentence);
    let typed = &typed[..LONGEST];
    finds(typed, &sentence, How::Pinyin, &"政务公开".repeat(32).chars().take(LONGEST).collect::<String>());
}

#[test]
fn repetitions_do_not_stall() {
    let began = Instant::now();
    let text = "十是事".repeat(3_000);
    for word in
        ["shi".repeat(40), "shi".repeat(3_300), "s".repeat(127), "是".repeat(5_000), "shish".repeat(25)]
    {
        let pattern = Pattern::new(&word);
        let _ = (pattern.find(&text), pattern.occurs_in(&text));
    }
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

/// The readings of a character that the crate knows and this room drops.
fn drops_readings(sign: char) -> bool {
    let kept: Vec<_> = Sound::of(sign).readings().collect();
    let spoken = sign.to_pinyin_multi().into_iter().flatten();
    spoken
        .map(|reading| reading.plain().replace('ü', "v").replace('ê', "e"))
        .any(|plain| !kept.iter().any(|syllable| syllable.letters() == plain.as_bytes()))
}

/// The characters of a line, each typed in one of the ways: as it is, in full, by its initial, cut short if the last.
fn typed(line: &str, from: Index, length: usize, ways: &[(u8, Index)]) -> String {
    let signs: Vec<char> = line.chars().collect();
    let start = from.index(signs.len());
    let slice = &signs[start..signs.len().min(start + length)];
    let mut word = String::new();
    for (place, (sign, (way, which))) in slice.iter().zip(ways).enumerate() {
        let readings: Vec<_> = Sound::of(*sign).readings().collect();
        if readings.is_empty() || way % 4 == 0 {
            word.push(*sign);
            continue;
        }
        let letters = which.get(&readings).letters();
        let last = place + 1 == slice.len().min(ways.len());
        let cut = match way % 4 {
            1 => 1,
            2 if last => 1 + which.index(letters.len()),
            _ => letters.len(),
        };
        word.extend(letters[..cut].iter().map(|letter| char::from(*letter)));
    }
    word
}

fn ways() -> impl Strategy<Value = Vec<(u8, Index)>> {
    prop::collection::vec((any::<u8>(), any::<Index>()), 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_was_typed_from_a_line_is_found_in_it(line: Index, from: Index, ways in ways()) {
        let lines = lines();
        let line = *line.get(&lines);
        let word = typed(line, from, ways.len(), &ways);
        let pattern = Pattern::new(&word);
        prop_assert!(pattern.is_empty() || pattern.find(line).is_some(), "{} in {}", word, line);
    }

    /// ib-matcher reads pinyin by other means: what it finds, this finds, but for the readings dropped on purpose.
    #[test]
    fn what_ib_matcher_finds_is_found(line: Index, from: Index, other: Index, ways in ways(), short in 1..4_usize) {
        let lines = lines();
        let word = typed(line.get::<&str>(&lines), from, ways.len().min(short), &ways);
        let config = PinyinMatchConfig::default();
        let oracle = IbMatcher::builder(word.as_str()).is_pattern_partial(true).pinyin(config).build();
        for line in [*line.get(&lines), *other.get(&lines)] {
            let Some(theirs) = oracle.find(line) else { continue };
            let part = &line[theirs.range()];
            let dropped = part.chars().any(drops_readings);
            let ours = Pattern::new(&word).find(line);
            prop_assert!(ours.is_some() || dropped || word.trim().is_empty(), "{} in {}", word, part);
        }
    }

    #[test]
    fn the_three_ways_to_ask_agree_and_ranges_are_inside(word in "\\PC{0,6}|[a-z]{1,8}|[a-z是政市]{1,6}", text in "\\PC{0,20}|[政策解读是事a-z ]{0,20}") {
        let pattern = Pattern::new(&word);
        let hit = pattern.find(&text);
        prop_assert_eq!(hit.is_some(), pattern.matches(&Haystack::new(&text)));
        prop_assert_eq!(hit.is_some(), pattern.occurs_in(&text));
        if let Some(hit) = hit {
            prop_assert!(hit.range.start < hit.range.end && hit.range.end <= text.chars().count());
        }
    }

    #[test]
    fn a_word_still_being_typed_keeps_what_the_whole_word_finds(line: Index, from: Index, ways in ways()) {
        let lines = lines();
        let word = typed(line.get::<&str>(&lines), from, ways.len(), &ways);
        let whole = Pattern::new(&word);
        let shorter: String = word.chars().take(word.chars().count() - 1).collect();
        let shorter = Pattern::new(&shorter);
        for line in lines {
            prop_assert!(!whole.occurs_in(line) || shorter.is_empty() || shorter.occurs_in(line));
        }
    }

    #[test]
    fn no_word_and_no_text_panics(word: String, text: String) {
        let _ = Pattern::new(&word).find(&text);
        let _ = Pattern::new(&word.repeat(50)).find(&text.repeat(50));
    }
}

/// How fast a scan is; run it with `cargo test --release -- --ignored --nocapture scan`.
#[test]
#[ignore = "measures, proves nothing"]
fn scan_speed() {
    let lines = lines();
    let haystacks: Vec<Haystack> = lines.iter().map(|line| Haystack::new(line)).collect();
    let signs: usize = haystacks.iter().map(|haystack| haystack.sounds.len()).sum();
    for word in ["z", "zc", "zcjd", "zhengcejiedu", "政策解读", "政cejd", "shishishishi", "qqqq"] {
        let pattern = Pattern::new(word);
        let began = Instant::now();
        let mut hits = 0;
        for _ in 0..100 {
            hits += haystacks.iter().filter(|haystack| pattern.matches(haystack)).count();
        }
        let prepared = began.elapsed() / 100;
        let began = Instant::now();
        for _ in 0..100 {
            hits += lines.iter().filter(|line| pattern.occurs_in(line)).count();
        }
        let plain = began.elapsed() / 100;
        println!("{word}: {signs} characters, {} hits, prepared {prepared:?}, plain {plain:?}", hits / 200);
    }
}
