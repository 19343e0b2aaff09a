//! 一口气输入: characters that came at once, as a paste without its marks or a phrase of an input method, are one text where
//! each by itself would be work.

use std::sync::mpsc::Receiver;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::events::Event;
use crate::workbench::{Input, Workbench};

/// An event, with the characters that wait behind it where what floats searches with each; and what came behind those.
pub(super) fn gathered(
    event: Event,
    workbench: &mut Workbench,
    events: &Receiver<Event>,
) -> (Event, Option<Event>) {
    let Some(first) = character(&event).filter(|_| workbench.searches_as_one_types()) else {
        return (event, None);
    };
    let mut text = String::from(first);
    let mut behind = None;
    while let Ok(next) = events.try_recv() {
        let Some(c) = character(&next) else {
            behind = Some(next);
            break;
        };
        text.push(c);
    }
    let event = if text.len() > first.len_utf8() { Event::Input(Input::Paste(text)) } else { event };
    (event, behind)
}

/// The character that a key types.
fn character(event: &Event) -> Option<char> {
    match event {
        Event::Input(Input::Key(KeyEvent { code: KeyCode::Char(c), modifiers, kind, .. }))
            if *kind != KeyEventKind::Release
                && !modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
        {
            Some(*c)
        }
        _ => None,
    }
}
