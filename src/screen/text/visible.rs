//! What data may not do to a terminal: every character that acts, reorders or hides is shown instead.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::{cluster_width, plain_width};

/// The text with nothing raw in it: control characters as their pictures (`␛`), a tab as a blank, bidi overrides,
/// zero-width and other unseen characters as `\u{202e}`. Clean text is lent, not copied; the result is stable.
pub fn visible(text: &str) -> Cow<'_, str> {
    if plain_width(text).is_some() || text.graphemes(true).all(is_clean) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for cluster in text.graphemes(true) {
        if is_clean(cluster) {
            shown.push_str(cluster);
        } else {
            show(cluster, &mut shown);
        }
    }
    Cow::Owned(shown)
}

/// A cluster that may be drawn as it is. A joiner with nothing after it would swallow what is drawn next.
fn is_clean(cluster: &str) -> bool {
    cluster_width(cluster) > 0
        && !cluster.chars().any(|c| is_unseen(c) || is_prepended(c))
        && !cluster.ends_with(ZERO_WIDTH_JOINER)
}

/// Rewrites an unclean cluster character by character. Emoji joiners go too: what they joined may not be drawn.
fn show(cluster: &str, shown: &mut String) {
    for c in cluster.chars() {
        if c == '\t' {
            shown.push(' ');
        } else if let Some(picture) = picture(c) {
            shown.push(picture);
        } else if is_unseen(c) || is_prepended(c) || c.width().is_none_or(|w| w == 0) {
            // Writing to a String cannot fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
}

/// The Unicode picture of a C0 control character.
fn picture(c: char) -> Option<char> {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('␡'),
        _ => None,
    }
}

const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// Whether a character acts on a terminal, turns the direction of writing or hides, so that a program's output for other
/// programs spells it out where its format can.
pub fn is_hidden(c: char) -> bool {
    is_unseen(c) && c != '\n'
}

/// Characters with no shape of their own. Variation selectors and the emoji joiner are missing: inside a cluster
/// they choose its shape, and alone they have no width.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}')
}

/// Signs of other scripts that join whatever follows them, a blank too, so that a cut or a pad changes their width.
fn is_prepended(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{d4e}' | '\u{110bd}' | '\u{110cd}'
        | '\u{111c2}'..='\u{111c3}' | '\u{113d1}' | '\u{1193f}' | '\u{11941}' | '\u{11a3a}' | '\u{11a84}'..='\u{11a89}'
        | '\u{11d46}' | '\u{11f02}')
}
