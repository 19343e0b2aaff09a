//! 补全 in the search and in the filter: Tab takes over what the half-typed condition at the caret may become.

use crate::search::complete::{Completion, Known, complete};
use crate::workbench::Workbench;
use crate::workbench::line::Line;
use crate::workbench::overlay::Overlay;

impl Workbench {
    /// What the word at the caret of the search or the filter may become.
    pub fn completion(&self) -> Option<Completion> {
        let line = match self.overlay.as_ref()? {
            Overlay::Search(pane) => &pane.line,
            Overlay::Filter(prompt) if prompt.name.is_none() => &prompt.line,
            _ => return None,
        };
        let text = line.text();
        let caret = text.get(..line.caret())?.chars().count();
        // The query knows the Chinese words whatever the language of the screen.
        let known = Known::of(self.workspace(), self.vocabulary(), false);
        complete(text, caret, &known)
    }

    /// Takes over the first of them; whether there was one.
    pub(in crate::workbench) fn complete_query(&mut self) -> bool {
        let Some(completion) = self.completion() else { return false };
        let Some(field) = self.overlay.as_mut().and_then(Overlay::field) else { return false };
        let Some(offer) = completion.offers.first() else { return false };
        let (text, caret) = completion.take(field.text(), offer);
        let offset = text.char_indices().nth(caret).map_or(text.len(), |(at, _)| at);
        *field = Line::with_text(&text);
        field.set_caret(offset);
        self.query_typed();
        true
    }

    /// What stands in the field of the search or the filter is another query now.
    pub(in crate::workbench) fn query_typed(&mut self) {
        match &self.overlay {
            Some(Overlay::Search(_)) => self.ask_search(),
            Some(Overlay::Filter(_)) => self.filter_typed(),
            _ => {}
        }
    }
}
