//! From an event to what it means: a field first, then what floats, then the view.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};

use super::command::Command;
use super::keys::{Chord, Context};
use super::notice::Notice;
use super::overlay::{Overlay, StatusMenu};
use super::pointer::WHEEL;
use super::view::View;
use super::{Effect, Input, Workbench};

impl Workbench {
    /// Takes what the person did, and does all that follows. Answers with what the loop has to carry out, in order.
    pub fn handle(&mut self, event: Input) -> Vec<Effect> {
        let effects = self.begin(event);
        self.settle();
        effects
    }

    /// Whether what the person did can be taken now; else it waits its turn. What acts on lines waits until they are made.
    pub fn takes(&self, input: &Input) -> bool {
        if self.is_loading() {
            return self.works_while_loading(input);
        }
        !self.is_working()
            || matches!(input, Input::Resize(..))
            || matches!(self.overlay, Some(Overlay::Filter(_)))
    }

    /// Takes what the person did, and leaves what may take long for [`Workbench::work_on`], so that a frame comes first.
    pub fn begin(&mut self, event: Input) -> Vec<Effect> {
        // What else is done is done to what the filter lets through.
        if !self.takes(&event) {
            self.settle();
        }
        match event {
            Input::Key(key) => self.key(&key),
            Input::Paste(text) => self.paste(&text),
            Input::Mouse(mouse) => self.mouse(mouse),
            Input::Resize(..) => {}
        }
        std::mem::take(&mut self.effects)
    }

    fn key(&mut self, event: &KeyEvent) {
        if event.kind == KeyEventKind::Release || matches!(event.code, KeyCode::Modifier(_) | KeyCode::Null) {
            return;
        }
        self.notice = None;
        let leaving = std::mem::take(&mut self.leaving);
        let chord = Chord::of(event);
        // Whatever key it is, it puts the keys away that are shown.
        if std::mem::take(&mut self.shows_keys) && self.overlay.is_some() {
            return;
        }
        if self.overlay.is_some() {
            self.overlay_key(event, &chord);
            return;
        }
        // The line that offers a form names this key, so it is that key's meaning while the line stands.
        if chord == Chord::of(&KeyCode::F(2).into()) && self.offers_form() {
            self.run(Command::ResumeForm);
            return;
        }
        match self.keys.command(self.view.context(), &chord) {
            Some(Command::Quit) => self.quit(leaving),
            Some(command) => self.run(command),
            None => {
                match chord.character() {
                    // An input method is on: what is typed through it is looked for.
                    Some(c) if !c.is_ascii() && c.is_alphabetic() => {
                        self.open_search(c.encode_utf8(&mut [0; 4]));
                    }
                    _ => self.notice = Some(Notice::Unbound(chord)),
                }
            }
        }
    }

    /// Leaves, if nothing is lost by it or it is asked for a second time.
    fn quit(&mut self, again: bool) {
        if self.leave_reading(again) {
            return;
        }
        if self.saving.is_saved() || again {
            self.effects.push(Effect::Quit);
        } else {
            self.leaving = true;
            self.notice = Some(Notice::QuitUnsaved);
        }
    }

    fn overlay_key(&mut self, event: &KeyEvent, chord: &Chord) {
        if self.date_picker.is_some() {
            self.picker_key(event, chord);
            return;
        }
        if event.code == KeyCode::F(4) && self.pick_date() {
            return;
        }
        // In a field a sign is text, a key that types none is not.
        if chord.character().is_none() && self.asks_for_keys(chord) {
            self.shows_keys = true;
            return;
        }
        if matches!(self.overlay, Some(Overlay::Form(_))) {
            self.form_key(event, chord);
            return;
        }
        if matches!(self.overlay, Some(Overlay::Record(_))) {
            self.record_key(event, chord);
            return;
        }
        if self.chase_key(chord) || self.export_key(chord) {
            return;
        }
        let command = self.keys.command(Context::Overlay, chord);
        if let Some(Overlay::Status(menu)) = &self.overlay
            && let Some(word) = chord.character().and_then(StatusMenu::digit)
        {
            let subject = menu.subject.clone();
            self.choose_status(subject, word);
            return;
        }
        // In the list of units a blank marks: no name has one.
        let marks = matches!(self.overlay, Some(Overlay::Picker(_))) && command == Some(Command::Mark);
        if !marks && let Some(field) = self.overlay.as_mut().and_then(Overlay::field) {
            let before = field.text().len();
            let first = field.text().chars().next();
            if field.key(*event) {
                let changed = field.text().len() != before || field.text().chars().next() != first;
                self.typed(changed);
                return;
            }
        }
        let in_view = self.keys.command(self.view.context(), chord);
        if self.key_in_edited(in_view)
            || self.key_in_list(chord)
            || self.key_in_outline(chord)
            || self.key_in_plans(chord)
            || self.key_in_clashes(chord)
            || self.key_in_links(chord)
            || self.review_key(chord)
        {
            return;
        }
        match command {
            Some(command) => self.run_in_overlay(command),
            // The key that opened the detail or the help closes it too.
            None if self.closes(chord) => self.overlay = None,
            None if self.asks_for_keys(chord) => self.shows_keys = true,
            None => self.notice = Some(Notice::Unbound(*chord)),
        }
    }

    /// Whether a key asks which keys there are, in what floats; help and palette are such lists themselves.
    pub(super) fn asks_for_keys(&self, chord: &Chord) -> bool {
        let lists = matches!(self.overlay, Some(Overlay::Help(_) | Overlay::Palette(_)));
        !lists && self.keys.command(self.view.context(), chord) == Some(Command::Help)
    }

    /// Whether each character that is typed searches or filters anew; several at once do it once.
    pub fn searches_as_one_types(&self) -> bool {
        let searches = match &self.overlay {
            Some(Overlay::Filter(prompt)) => prompt.name.is_none(),
            Some(Overlay::Search(_) | Overlay::Help(_) | Overlay::Palette(_) | Overlay::Finder(_)) => true,
            _ => false,
        };
        searches && !self.shows_keys && !self.is_loading()
    }

    /// 按键: what floats, where its keys are to be shown over it.
    pub fn shown_keys(&self) -> Option<&'static str> {
        let kind = self.overlay.as_ref().filter(|_| self.shows_keys).map(Overlay::kind);
        if self.date_picker.is_some() { kind.map(|_| "date_picker") } else { kind }
    }

    /// Whether a key that means nothing in what floats is the one that opened it.
    fn closes(&self, chord: &Chord) -> bool {
        let opened_by = match &self.overlay {
            Some(Overlay::Detail(_)) => Command::Detail,
            Some(Overlay::Status(_)) => Command::Status,
            Some(Overlay::History(_)) => Command::History,
            Some(Overlay::Doubts(_)) => Command::Doubts,
            Some(Overlay::Clashes(_)) => Command::Clashes,
            Some(Overlay::News(..)) => Command::News,
            Some(Overlay::Help(_)) => Command::Help,
            _ => return false,
        };
        self.keys.command(self.view.context(), chord) == Some(opened_by)
    }

    /// After a key or a paste in a field: lists are narrowed down, names read again.
    fn typed(&mut self, changed: bool) {
        if changed && matches!(self.overlay, Some(Overlay::Search(_))) {
            self.ask_search();
            return;
        }
        match &mut self.overlay {
            Some(Overlay::Picker(picker)) if changed => picker.narrow(),
            Some(Overlay::Help(list) | Overlay::Palette(list)) if changed => {
                let context = self.view.context();
                list.narrow(&self.texts, |command| self.keys.of_in(context, command));
            }
            Some(Overlay::Filter(_)) if changed => self.filter_typed(),
            Some(Overlay::Finder(finder)) if changed => finder.narrow(&self.workspace.roster),
            Some(Overlay::Chase(_)) => self.reread_promise(),
            Some(Overlay::Review(pane)) if changed => {
                if let Some(placer) = &mut pane.placing {
                    placer.narrow();
                }
            }
            _ => {}
        }
    }

    fn paste(&mut self, text: &str) {
        self.leaving = false;
        self.shows_keys = false;
        // Over the picker a paste is meant for the field under it.
        self.date_picker = None;
        if matches!(self.overlay, Some(Overlay::Form(_))) {
            self.paste_in_form(text);
        } else if matches!(self.overlay, Some(Overlay::Record(_))) {
            self.paste_in_record(text);
        } else if let Some(field) = self.overlay.as_mut().and_then(Overlay::field) {
            field.paste(text);
            self.typed(true);
        } else {
            // Never as commands: a pasted sentence would otherwise change data letter by letter.
            self.notice = Some(Notice::PasteOutside);
        }
    }

    fn mouse(&mut self, mouse: MouseEvent) {
        // Moving without a button would otherwise be told many times a second.
        if matches!(mouse.kind, MouseEventKind::Moved) {
            return;
        }
        if self.overlay.is_some() {
            self.mouse_in_overlay(mouse);
            return;
        }
        if self.mouse_on_frame(mouse) {
            return;
        }
        match self.view {
            View::Tasks => self.mouse_in_tree(mouse),
            View::Calendar | View::Week => self.mouse_in_days(mouse),
            View::Ledger => self.mouse_in_ledger(mouse),
            View::Units => self.mouse_in_units(mouse),
        }
    }

    /// Keys that the search and the filter have: 补全, what was asked before, what is saved. Whether it was one of them.
    fn key_in_query(&mut self, chord: &Chord) -> bool {
        let digit = match chord.code {
            KeyCode::Char(sign) if chord.alt => sign.to_digit(10).and_then(|it| usize::try_from(it).ok()),
            _ => None,
        };
        let (in_filter, is_empty) = match &self.overlay {
            Some(Overlay::Filter(prompt)) if prompt.name.is_none() => (true, prompt.line.is_empty()),
            Some(Overlay::Search(pane)) => (false, pane.line.is_empty()),
            _ => return false,
        };
        match chord.code {
            // Where there is nothing to complete, the saved filters.
            KeyCode::Tab if self.complete_query() => {}
            KeyCode::Tab if in_filter => self.ask_saved_filters(),
            KeyCode::Tab => return false,
            KeyCode::Up | KeyCode::Down if in_filter => self.recall_in_filter(chord.code == KeyCode::Up),
            _ if is_empty && digit.is_some() => {
                if in_filter {
                    self.run_saved_filter(digit);
                } else {
                    self.ask_again(digit.and_then(|at| at.checked_sub(1)));
                }
            }
            _ => return false,
        }
        true
    }

    /// Keys that only the filter and the short lists have. Whether it was one of them.
    fn key_in_list(&mut self, chord: &Chord) -> bool {
        let digit = chord.character().and_then(|c| c.to_digit(10)).and_then(|it| usize::try_from(it).ok());
        if self.key_in_query(chord) {
            return true;
        }
        match (&mut self.overlay, chord.code) {
            (Some(Overlay::Filter(_)), KeyCode::Char('s')) if chord.ctrl => self.name_filter(),
            (Some(Overlay::Filters(_)), _) if digit.is_some() => self.run_saved_filter(digit),
            (Some(Overlay::Filters(_)), KeyCode::Delete) => self.forget_filter(),
            (Some(Overlay::Table(menu)), _) if digit.is_some_and(|at| at < menu.count()) => {
                menu.cursor = digit.unwrap_or_default();
                let menu = *menu;
                self.mark_in_table(menu);
            }
            _ => return false,
        }
        true
    }

    fn mouse_in_ledger(&mut self, mouse: MouseEvent) {
        let cursor = self.ledger.cursor();
        match mouse.kind {
            MouseEventKind::ScrollUp => {
                self.ledger.go(cursor.saturating_sub(WHEEL), &self.rows);
            }
            MouseEventKind::ScrollDown => {
                self.ledger.go(cursor + WHEEL, &self.rows);
            }
            MouseEventKind::Down(MouseButton::Left) => {
                let view = self.ledger.view;
                let Some(row) = mouse.row.checked_sub(view.top) else { return };
                let place = view.offset + usize::from(row);
                if row >= view.height || mouse.column >= view.width || place >= self.ledger.lines().len() {
                    return;
                }
                self.notice = None;
                self.ledger.view.settle(view.offset, place);
                if !self.ledger.go(place, &self.rows) {
                    self.run(Command::Toggle);
                }
            }
            _ => {}
        }
    }

    fn mouse_in_tree(&mut self, mouse: MouseEvent) {
        let cursor = self.tree.cursor();
        match mouse.kind {
            MouseEventKind::ScrollUp => {
                self.tree.go(cursor.saturating_sub(WHEEL), &self.rows);
            }
            MouseEventKind::ScrollDown => {
                self.tree.go(cursor + WHEEL, &self.rows);
            }
            MouseEventKind::Down(MouseButton::Left) => {
                let view = self.tree.view;
                let Some(row) = mouse.row.checked_sub(view.top) else { return };
                let place = view.offset + usize::from(row);
                if row >= view.height || mouse.column >= view.width || place >= self.tree.lines().len() {
                    return;
                }
                self.notice = None;
                // A click on what is selected already is the second of a double click, or as good as one.
                self.tree.view.settle(view.offset, place);
                if !self.tree.go(place, &self.rows) {
                    self.run(Command::Toggle);
                }
            }
            _ => {}
        }
    }
}
