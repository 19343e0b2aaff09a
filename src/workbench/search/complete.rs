//! 补全 in the search pane: Tab takes over what the half-typed condition at the caret may become.

use crate::search::complete::{Completion, Known, complete};
use crate::workbench::Workbench;
use crate::workbench::line::Line;
use crate::workbench::overlay::Overlay;

impl Workbench {
    /// What the word at the caret of the search pane may become.
    pub fn search_completion(&self) -> Option<Completion> {
        let Some(Overlay::Search(pane)) = &self.overlay else { return None };
        let text = pane.line.text();
        let caret = text.get(..pane.line.caret())?.chars().count();
        let roster = &self.workspace().roster;
        let units: Vec<Vec<&str>> = roster
            .units
            .iter()
            .map(|unit| std::iter::once(unit.short_name()).chain(unit.names()).collect())
            .collect();
        // The query knows the Chinese words whatever the language of the screen.
        complete(text, caret, &Known { vocabulary: self.vocabulary(), units: &units, english: false })
    }

    /// Takes over the first of them; nothing where there is none.
    pub(in crate::workbench) fn complete_search(&mut self) {
        let Some(completion) = self.search_completion() else { return };
        let Some(Overlay::Search(pane)) = &mut self.overlay else { return };
        let Some(offer) = completion.offers.first() else { return };
        let (text, caret) = completion.take(pane.line.text(), offer);
        let offset = text.char_indices().nth(caret).map_or(text.len(), |(at, _)| at);
        pane.line = Line::with_text(&text);
        pane.line.set_caret(offset);
        self.ask_search();
    }
}
