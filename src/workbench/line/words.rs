//! Words of mixed text: a run of one script, or of marks; Chinese marks and a change of script end a word.

use unicode_segmentation::UnicodeSegmentation;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Han,
    Latin,
    Blank,
    Mark,
}

/// The class of a cluster is that of its first character: what combines with it follows it.
fn class(cluster: &str) -> Class {
    match cluster.chars().next() {
        Some(c) if c.is_whitespace() => Class::Blank,
        Some('_') => Class::Latin,
        Some(
            '々'
            | '〇'
            | '\u{2e80}'..='\u{2fdf}'
            | '\u{3040}'..='\u{30fa}'
            | '\u{30fc}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}',
        ) => Class::Han,
        Some(c) if c.is_alphanumeric() => Class::Latin,
        _ => Class::Mark,
    }
}

/// Where the word before the end of a text begins, as a byte offset.
pub(super) fn back(before: &str) -> usize {
    let mut start = before.len();
    let mut word = None;
    for (offset, cluster) in before.grapheme_indices(true).rev() {
        match (word, class(cluster)) {
            (None, Class::Blank) => {}
            (None, found) => word = Some(found),
            (Some(word), found) if word == found => {}
            _ => break,
        }
        start = offset;
    }
    start
}

/// Where the next word after the beginning of a text begins, as a byte offset.
pub(super) fn on(after: &str) -> usize {
    let mut word = None;
    for (offset, cluster) in after.grapheme_indices(true) {
        let found = class(cluster);
        if word.is_some_and(|word| word != found && found != Class::Blank) {
            return offset;
        }
        // Blanks after a word belong to it: the next word begins behind them.
        word = Some(found);
    }
    after.len()
}
