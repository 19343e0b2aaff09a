//! What is known of the terminal: what it told the last time, then what it tells now. The last word is kept, so that the
//! first frame of the next start has the right colours already.

use std::cell::Cell;
use std::io::Write;
use std::rc::Rc;
use std::time::Instant;

use super::answers::{QUESTION, may_ask};
use crate::screen::look::{Look, Told, Wishes};
use crate::screen::theme::Ground;
use crate::store::state::{State, TerminalState};

/// What is known of the terminal.
pub struct Hearsay {
    name: String,
    /// The newest word.
    pub told: Rc<Cell<Told>>,
}

impl Hearsay {
    /// What a terminal of this name told the last time.
    pub fn of(kept: Option<&State>, name: &str) -> Self {
        let last = kept.and_then(|state| state.terminal.as_ref()).filter(|last| last.name == name);
        let told = last.map_or_else(Told::default, |last| Told {
            ground: last.light.map(|light| if light { Ground::Light } else { Ground::Dark }),
            wide: last.wide,
        });
        Self { name: name.to_owned(), told: Rc::new(Cell::new(told)) }
    }

    /// Asks the terminal, if it may be asked, and does not wait.
    pub fn ask(&self, out: &mut impl Write) -> Option<Instant> {
        let asked = may_ask(&self.name) && out.write_all(QUESTION).and_then(|()| out.flush()).is_ok();
        asked.then(Instant::now)
    }

    /// How it looks after the terminal told of itself, which is remembered.
    pub fn relook(&self, wishes: Wishes) -> Box<dyn Fn(Told) -> Look> {
        let kept = Rc::clone(&self.told);
        Box::new(move |told| {
            let last = kept.get();
            kept.set(Told { ground: told.ground.or(last.ground), wide: told.wide.or(last.wide) });
            wishes.look(kept.get())
        })
    }

    /// What the next start may begin with.
    pub fn kept(&self) -> Option<TerminalState> {
        let told = self.told.get();
        (told != Told::default()).then(|| TerminalState {
            name: self.name.clone(),
            light: told.ground.map(|ground| ground == Ground::Light),
            wide: told.wide,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn the_last_word_holds_until_a_new_one_and_only_for_the_same_terminal() {
        let kept = TerminalState { name: "xterm".to_owned(), light: Some(true), wide: Some(true) };
        let state = State { terminal: Some(kept.clone()), ..State::default() };
        assert_eq!(Hearsay::of(Some(&state), "tmux").told.get(), Told::default());
        let hearsay = Hearsay::of(Some(&state), "xterm");
        let wishes =
            Wishes { language: Language::Chinese, theme: None, wide: None, no_color: false, truecolor: true };
        assert_eq!(wishes.look(hearsay.told.get()).theme.name(), "light");
        let look = hearsay.relook(wishes)(Told { ground: Some(Ground::Dark), wide: None });
        assert_eq!(look.theme.name(), "dark");
        assert_eq!(look.glyphs.horizontal, "-");
        assert_eq!(hearsay.kept(), Some(TerminalState { light: Some(false), ..kept }));
    }

    #[test]
    fn a_terminal_that_prints_what_it_does_not_know_is_not_asked() {
        for (name, asked) in [("xterm-256color", cfg!(unix)), ("linux", false), ("vt100", false)] {
            let mut out = Vec::new();
            assert_eq!(Hearsay::of(None, name).ask(&mut out).is_some(), asked, "{name}");
            assert_eq!(!out.is_empty(), asked, "{name}");
        }
    }
}
