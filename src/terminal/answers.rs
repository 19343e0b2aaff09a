//! 问终端: which ground it draws on, and whether it draws ambiguous characters (`“…·`) in two cells. Asked once, before the
//! first frame and without waiting for it; the answer comes in among the keys and is picked out of them here, so that no key
//! is lost and none is made of an answer.
//!
//! The ground is asked last, and terminals answer in order. So where it is answered the place of the cursor, which tells the
//! width, has come in before: asking for it then waits for nothing. A terminal that answers neither is not asked again.

use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::screen::look::Told;
use crate::screen::theme::Ground;

/// An ambiguous character at the left margin, the question where the cursor stands now, away with the character, and the
/// question for the ground.
pub const QUESTION: &[u8] = b"\x1b[H\xe2\x80\x9c\x1b[6n\x1b[2J\x1b[H\x1b]11;?\x1b\\";
/// An answer that takes longer changes nothing any more: the person is reading.
const IN_TIME: Duration = Duration::from_millis(100);
/// An answer is picked out of the keys for so long.
const OPEN: Duration = Duration::from_secs(5);
/// The parts of an answer come at once; what waits longer was typed.
pub const PARTS: Duration = Duration::from_millis(20);
/// How every answer begins: `rgb` or `rgba` follows in four digits or fewer for each colour.
const HEAD: &str = "\x1b]11;rgb";

/// Terminals that print what they do not know, or draw on a ground of their own.
const ASKED_NOTHING: [&str; 7] = ["linux", "vt100", "vt102", "vt220", "ansi", "cygwin", "dumb"];

/// Whether a terminal of this name is asked.
pub fn may_ask(name: &str) -> bool {
    cfg!(unix) && !ASKED_NOTHING.contains(&name)
}

/// Picks the answer out of what comes in.
#[derive(Debug)]
pub struct Ear {
    /// When the question was asked; none when nothing is waited for.
    asked: Option<Instant>,
    /// What may be the beginning of the answer.
    held: Vec<Event>,
    bytes: String,
}

/// What is to be made of an event.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// These go on as they came.
    Pass(Vec<Event>),
    /// The ground, in time.
    Ground(Ground),
}

/// How far what came in is the answer.
enum Fit {
    No,
    Part,
    Whole([u8; 3]),
}

impl Ear {
    /// Waits for the answer to what was asked then.
    pub fn new(asked: Option<Instant>) -> Self {
        Self { asked, held: Vec::new(), bytes: String::new() }
    }

    /// Whether something is held back that may be the beginning of the answer.
    pub fn holds(&self) -> bool {
        !self.held.is_empty()
    }

    /// Hears an event.
    pub fn hear(&mut self, event: Event, now: Instant) -> Heard {
        let Some(asked) = self.asked else { return Heard::Pass(vec![event]) };
        if now.duration_since(asked) > OPEN {
            self.asked = None;
            let mut held = self.release();
            held.push(event);
            return Heard::Pass(held);
        }
        let typed = typed(&event);
        self.held.push(event);
        let Some(typed) = typed else { return Heard::Pass(self.release()) };
        self.bytes.push_str(&typed);
        match fit(&self.bytes) {
            Fit::Part => Heard::Pass(Vec::new()),
            Fit::No => Heard::Pass(self.release()),
            Fit::Whole(colour) => {
                self.release();
                self.asked = None;
                if now.duration_since(asked) > IN_TIME {
                    return Heard::Pass(Vec::new());
                }
                Heard::Ground(Ground::of(colour))
            }
        }
    }

    /// What was held back, as it came: it is no answer.
    pub fn release(&mut self) -> Vec<Event> {
        self.bytes.clear();
        std::mem::take(&mut self.held)
    }
}

/// What was typed, or sent by the terminal, to make this event.
fn typed(event: &Event) -> Option<String> {
    let Event::Key(KeyEvent { code, modifiers, kind: KeyEventKind::Press, .. }) = event else { return None };
    let plain = *modifiers - KeyModifiers::SHIFT;
    match (*code, plain) {
        (KeyCode::Esc, KeyModifiers::NONE) => Some("\x1b".to_owned()),
        (KeyCode::Char(c), KeyModifiers::NONE) => Some(c.to_string()),
        (KeyCode::Char(c), KeyModifiers::ALT) => Some(format!("\x1b{c}")),
        (KeyCode::Char('g'), KeyModifiers::CONTROL) => Some("\x07".to_owned()),
        _ => None,
    }
}

fn fit(bytes: &str) -> Fit {
    let Some(rest) = bytes.strip_prefix(HEAD) else {
        return if HEAD.starts_with(bytes) { Fit::Part } else { Fit::No };
    };
    let rest = rest.strip_prefix('a').unwrap_or(rest);
    if rest.is_empty() {
        return Fit::Part;
    }
    let Some(rest) = rest.strip_prefix(':') else { return Fit::No };
    let end = rest.find(|c: char| !c.is_ascii_hexdigit() && c != '/');
    let (digits, end) = rest.split_at(end.unwrap_or(rest.len()));
    match end {
        _ if digits.len() > 24 => Fit::No,
        "" | "\x1b" => Fit::Part,
        "\x07" | "\x1b\\" => channels(digits).map_or(Fit::No, Fit::Whole),
        _ => Fit::No,
    }
}

/// Three colours, or four, of one to four hexadecimal digits each.
fn channels(digits: &str) -> Option<[u8; 3]> {
    let mut parts = digits.split('/').map(|part| {
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?)? - 1;
        let value = u32::from_str_radix(part, 16).ok()?;
        u8::try_from(value * 255 / most.max(1)).ok()
    });
    Some([parts.next()??, parts.next()??, parts.next()??])
}

/// All that the terminal told: its ground came in just now, so the place of the cursor is there.
pub fn told(ground: Ground) -> Told {
    let wide = crossterm::cursor::position().ok().map(|(column, _)| column >= 2);
    Told { ground: Some(ground), wide }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    /// What the reader of keys makes of bytes that come in at once.
    fn events(text: &str) -> Vec<Event> {
        let mut events = Vec::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            events.push(match c {
                '\x1b' => match chars.next() {
                    Some(next) => key(KeyCode::Char(next), KeyModifiers::ALT),
                    None => key(KeyCode::Esc, KeyModifiers::NONE),
                },
                '\x07' => key(KeyCode::Char('g'), KeyModifiers::CONTROL),
                c if c.is_ascii_uppercase() => key(KeyCode::Char(c), KeyModifiers::SHIFT),
                c => key(KeyCode::Char(c), KeyModifiers::NONE),
            });
        }
        events
    }

    /// What goes on, and the ground.
    fn heard(ear: &mut Ear, events: Vec<Event>, at: Instant) -> (Vec<Event>, Option<Ground>) {
        let (mut on, mut ground) = (Vec::new(), None);
        for event in events {
            match ear.hear(event, at) {
                Heard::Pass(events) => on.extend(events),
                Heard::Ground(found) => ground = Some(found),
            }
        }
        (on, ground)
    }

    #[test]
    fn the_answer_is_picked_out_of_the_keys_and_no_key_is_lost() {
        let now = Instant::now();
        for (answer, ground) in [
            ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", Ground::Light),
            ("\x1b]11;rgb:1e1e/1e1e/1e1e\x07", Ground::Dark),
            ("\x1b]11;rgba:FDFD/F6F6/E3E3/FFFF\x1b\\", Ground::Light),
            ("\x1b]11;rgb:0/2b/36\x07", Ground::Dark),
        ] {
            let mut ear = Ear::new(Some(now));
            let (on, found) = heard(&mut ear, events(&format!("jj{answer}s4")), now);
            assert_eq!((on, found), (events("jjs4"), Some(ground)), "{answer:?}");
        }
    }

    #[test]
    fn an_answer_in_two_parts_is_one_and_a_late_one_is_nothing() {
        let now = Instant::now();
        let mut ear = Ear::new(Some(now));
        let mut parts = vec![key(KeyCode::Esc, KeyModifiers::NONE)];
        parts.extend(events("]11;rgb:ffff/ffff/ffff"));
        parts.push(key(KeyCode::Esc, KeyModifiers::NONE));
        parts.extend(events("\\q"));
        assert_eq!(heard(&mut ear, parts, now), (events("q"), Some(Ground::Light)));
        let mut ear = Ear::new(Some(now));
        let late = now + IN_TIME * 3;
        assert_eq!(heard(&mut ear, events("a\x1b]11;rgb:0/0/0\x07b"), late), (events("ab"), None));
    }

    #[test]
    fn what_is_no_answer_goes_on_as_it_came() {
        let now = Instant::now();
        for text in ["\x1b]x", "\x1b]11;rgb:zz", "\x1b]11;rgb:ffff/ffff\x07", "\x1bj", "\x1b]11;rgbx"] {
            let mut ear = Ear::new(Some(now));
            assert_eq!(heard(&mut ear, events(text), now), (events(text), None), "{text:?}");
        }
        let mut ear = Ear::new(Some(now));
        let esc = vec![key(KeyCode::Esc, KeyModifiers::NONE)];
        assert_eq!(heard(&mut ear, esc.clone(), now), (Vec::new(), None));
        assert!(ear.holds());
        assert_eq!(ear.release(), esc);
        let answer = "\x1b]11;rgb:0/0/0\x07";
        let mut ear = Ear::new(None);
        assert_eq!(heard(&mut ear, events(answer), now), (events(answer), None));
        let mut ear = Ear::new(Some(now));
        assert_eq!(heard(&mut ear, events(answer), now + OPEN * 2), (events(answer), None));
    }
}
