//! Traditional and variant characters as the simplified ones that they are compared as: one character for one.

use std::sync::LazyLock;

const PAIRS: &str = include_str!("../../../assets/traditional.txt");

/// The common block of Chinese characters.
const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// For each character of the block the one that it is compared as.
static FORMS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut forms: Vec<char> = (FIRST..=LAST).filter_map(char::from_u32).collect();
    for line in PAIRS.lines().filter(|line| !line.starts_with('#')) {
        let mut signs = line.chars();
        while let (Some(written), Some(form)) = (signs.next(), signs.next()) {
            if let Some(slot) = place(written).and_then(|place| forms.get_mut(place)) {
                *slot = form;
            }
        }
    }
    forms
});

/// The simplified form of a character of the common block; any other character as it is.
pub fn simplified(sign: char) -> char {
    place(sign).and_then(|place| FORMS.get(place)).copied().unwrap_or(sign)
}

fn place(sign: char) -> Option<usize> {
    u32::from(sign).checked_sub(FIRST).filter(|place| *place <= LAST - FIRST).map(|place| place as usize)
}
