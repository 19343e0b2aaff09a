//! What a character is also read as, held against all that the crate knows.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use pinyin::ToPinyinMulti;

use super::*;

/// What assets/readings.txt has to say, by all that the crate knows.
fn wanted() -> String {
    let ruled = |sign: char| FIRST_ONLY.contains(sign) || KEPT.split(' ').any(|kept| kept.starts_with(sign));
    let mut lines: BTreeMap<&str, String> = BTreeMap::new();
    for sign in BLOCKS.iter().flat_map(Clone::clone).filter_map(char::from_u32).filter(|sign| !ruled(*sign)) {
        let mut found: Vec<&str> = Vec::new();
        for plain in sign.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain) {
            if !found.contains(&plain) {
                found.push(plain);
            }
        }
        for plain in found.into_iter().skip(1) {
            lines.entry(plain).or_default().push(sign);
        }
    }
    let mut text: String = ALSO
        .lines()
        .filter(|line| line.starts_with('#'))
        .fold(String::new(), |text, line| text + line + "\n");
    for (plain, signs) in lines {
        let _ = writeln!(text, "{plain} {signs}");
    }
    text
}

#[test]
fn further_readings_are_those_of_the_crate() {
    let wanted = wanted();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/readings.txt"), &wanted).unwrap();
    } else {
        assert!(
            wanted == ALSO,
            "assets/readings.txt is not what the crate says; UPDATE_DOCS=1 cargo test --lib readings writes it anew"
        );
    }
    let letters = |sign| -> Vec<String> {
        let readings = Sound::of(sign).readings();
        readings.map(|one| String::from_utf8(one.letters().to_vec()).unwrap()).collect()
    };
    assert_eq!(letters('腌'), ["yan", "a", "ang"]);
    assert_eq!(letters('有'), ["you"]);
    assert_eq!(letters('长'), ["zhang", "chang"]);
    assert!(letters('A').is_empty());
}
