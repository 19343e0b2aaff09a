//! What is said of a field: beside it where it is short, else under it.

use chrono::NaiveDate;
use ratatui::style::Style;
use ratatui::text::Line;

use super::{Piece, Sheet};
use crate::domain::light::Light;
use crate::screen::strip::Strip;
use crate::words::{fill, refusal, when};
use crate::workbench::overlay::{EntryForm, Said};

impl Sheet<'_> {
    /// How a time or a status is read: of the field with the caret, else of the last that says anything.
    pub(super) fn aside(&self, form: &EntryForm, places: &[usize]) -> Option<Line<'static>> {
        let said = |place: &usize| form.fields.get(*place)?.said.iter().find_map(|said| self.read(said));
        let focused = places.iter().find(|place| **place == form.focus).and_then(said);
        let text = focused.or_else(|| places.iter().rev().find_map(said))?;
        Some(Line::styled(text, self.look.theme.dim()))
    }

    /// `7月1日至7月10日 · 剩2个工作日`.
    fn read(&self, said: &Said) -> Option<String> {
        let workbench = self.workbench;
        match said {
            Said::When(reading, last) => {
                let text = when::reading(reading, workbench.plan().year, self.look.language);
                let left = last.map(|last| self.left(last));
                Some(left.map_or(text.clone(), |left| format!("{text} {} {left}", self.look.glyphs.dot)))
            }
            Said::Status(status) => {
                let word = self.look.domain().status(*status);
                Some(format!("{} {word}", status.digit()))
            }
            _ => None,
        }
    }

    fn left(&self, last: NaiveDate) -> String {
        crate::screen::detail::days_left(self.look, self.workbench, last)
    }

    pub(super) fn indented(&self, line: Line<'static>) -> Line<'static> {
        let mut strip = Strip::new(self.room, &self.look.glyphs);
        strip.to(self.indent, Style::new());
        for span in line.spans {
            strip.push(&span.content, span.style);
        }
        strip.line()
    }

    /// What is wrong, doubtful or to be marked, each on a line under the field; the digits under a status.
    pub(super) fn said_under(&mut self, form: &EntryForm, place: usize) {
        let Some(field) = form.fields.get(place) else { return };
        let words = &self.look.words().form;
        let focused = place == form.focus;
        if focused && field.field.key == "status" {
            self.under(&words.statuses, self.look.theme.dim());
        }
        // While names are offered, what is typed is on its way to one.
        let offered = focused && form.list.is_some();
        let doubtful = self.look.light(Light::DueSoon);
        for said in &field.said {
            let (text, style) = match said {
                Said::Wrong(_) if offered => continue,
                Said::Wrong(error) => (refusal::field(error, self.look.language), self.look.theme.wrong()),
                Said::ReturnElsewhere => (words.return_elsewhere.clone(), self.look.theme.wrong()),
                Said::Units(units) => {
                    let what = units.join("、");
                    let text = fill(&words.means, &[("arrow", &self.look.glyphs.arrow), ("what", &what)]);
                    (text, self.look.theme.dim())
                }
                Said::Doubt(doubt) => {
                    let why = when::doubt(doubt, self.look.language);
                    (fill(&words.doubt, &[("why", &why)]), doubtful)
                }
                Said::AfterTask(due) => (fill(&words.after_task, &[("due", due)]), doubtful),
                Said::Repeats => (words.repeats.clone(), doubtful),
                Said::Status(_) | Said::When(..) => continue,
            };
            self.under(&text, style);
        }
        // Where the fields stand one under the other nothing has room beside them.
        if self.room < super::BESIDE
            && let Some(text) = field.said.iter().find_map(|said| self.read(said))
        {
            self.under(&text, self.look.theme.dim());
        }
    }

    fn under(&mut self, text: &str, style: Style) {
        let line = self.indented(Line::styled(text.to_owned(), style));
        self.pieces.push(Piece::Said(line));
    }
}
