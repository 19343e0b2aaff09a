//! One key with its modifiers, whatever a keyboard, a terminal or an input method makes of it.

use crate::domain::half_width;
use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key as bindings name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key; a letter says with its case whether Shift was held.
    pub code: KeyCode,
    /// Ctrl.
    pub ctrl: bool,
    /// Alt.
    pub alt: bool,
}

/// A text that names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no key is called {0:?}")]
pub struct UnknownKey(pub String);

const NAMED: [(&str, KeyCode); 15] = [
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("BackTab", KeyCode::BackTab),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
];

/// The ASCII character on the same key as what a Chinese input method makes of it; others stay.
///
/// `、` counts as `/`: some input methods put it on `\`, but no command has `\` and search has `/`.
pub fn plain(c: char) -> char {
    match c {
        '！'..='～' => half_width(c),
        '\u{3000}' => ' ',
        '、' => '/',
        '。' => '.',
        '《' => '<',
        '》' => '>',
        '【' => '[',
        '】' => ']',
        '「' | '『' => '{',
        '」' | '』' => '}',
        '￥' | '¥' => '$',
        '…' => '^',
        '—' => '_',
        '·' => '`',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        _ => c,
    }
}

impl Chord {
    /// The chord of a key press.
    pub fn of(event: &KeyEvent) -> Self {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        let code = match event.code {
            KeyCode::Char(c) => {
                let c = plain(c);
                KeyCode::Char(match c {
                    // With these two Shift makes no other key: Alt and e is what is called Alt-E.
                    _ if ctrl || alt => c.to_ascii_lowercase(),
                    // Some terminals send the letter without its case and Shift beside it.
                    _ if shift => c.to_ascii_uppercase(),
                    _ => c,
                })
            }
            KeyCode::Tab if shift => KeyCode::BackTab,
            code => code,
        };
        Self { code, ctrl, alt }
    }

    /// The character that the chord types, where it types one.
    pub fn character(&self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl FromStr for Chord {
    type Err = UnknownKey;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownKey(name.to_owned());
        let (ctrl, rest) = name.strip_prefix("Ctrl-").map_or((false, name), |rest| (true, rest));
        let (alt, rest) = rest.strip_prefix("Alt-").map_or((false, rest), |rest| (true, rest));
        let mut letters = rest.chars();
        let code = match (letters.next(), letters.next()) {
            (Some(c), None) if !c.is_control() => {
                let c = plain(c);
                KeyCode::Char(if ctrl || alt { c.to_ascii_lowercase() } else { c })
            }
            (Some('F'), Some(_)) if rest[1..].bytes().all(|b| b.is_ascii_digit()) => {
                KeyCode::F(rest[1..].parse().map_err(|_| unknown())?)
            }
            _ => NAMED.iter().find(|(word, _)| *word == rest).map(|(_, code)| *code).ok_or_else(unknown)?,
        };
        Ok(Self { code, ctrl, alt })
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            out.write_str("Ctrl-")?;
        }
        if self.alt {
            out.write_str("Alt-")?;
        }
        match self.code {
            KeyCode::F(number) => write!(out, "F{number}"),
            code => match (NAMED.iter().find(|(_, named)| *named == code), code) {
                (Some((name, _)), _) => out.write_str(name),
                (None, KeyCode::Char(c)) if self.ctrl || self.alt => {
                    write!(out, "{}", c.to_ascii_uppercase())
                }
                (None, KeyCode::Char(c)) => write!(out, "{c}"),
                (None, code) => write!(out, "{code}"),
            },
        }
    }
}
