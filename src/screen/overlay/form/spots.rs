//! Where the fields of the form stand: a click puts the caret there.

use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use super::{Piece, Sheet, part};
use crate::screen::input::LineInput;
use crate::screen::text::width;
use crate::workbench::overlay::{Editor, EntryForm};
use crate::workbench::pointer::FormSpot;

impl Sheet<'_> {
    /// Notes the fields of one line of the form.
    pub(super) fn spots(&self, piece: &Piece, form: &EntryForm, at: Rect, spots: &mut Vec<FormSpot>) {
        match piece {
            Piece::Said(_) => {}
            Piece::Fields(fields, _) => {
                for (place, x, cells) in fields {
                    let Some(one) = form.fields.get(*place) else { continue };
                    let Editor::Line(line) = &one.editor else { continue };
                    let cell = self.narrowed(part(at, *x, *cells));
                    let label = self.label(one.field);
                    let rest = self.at_rest(form, *place, line);
                    let line = LineInput::new(line).at_rest(rest.as_deref());
                    let stops = line.label(&label, self.label_style(false)).stops(cell);
                    let cells = (at.y, cell.left(), cell.right());
                    spots.push(FormSpot { cells, place: *place, paragraph: 0, stops });
                }
            }
            Piece::Text(place, row, _) => {
                let Some(Editor::Text(text)) = form.fields.get(*place).map(|one| &one.editor) else { return };
                let paragraph = text.paragraphs().get(row.paragraph).map_or("", String::as_str);
                let field = part(at, self.indent, self.room);
                let mut x = field.x;
                let mut stops = Vec::new();
                for (start, cluster) in paragraph[row.range.clone()].grapheme_indices(true) {
                    stops.push((x, row.range.start + start));
                    x = x.saturating_add(u16::try_from(width(cluster)).unwrap_or(u16::MAX));
                }
                stops.push((x, row.range.end));
                let cells = (at.y, at.left(), at.right());
                spots.push(FormSpot { cells, place: *place, paragraph: row.paragraph, stops });
            }
        }
    }
}
