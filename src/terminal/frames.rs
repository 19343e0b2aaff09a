//! Frame after frame: what ratatui's comparison of two frames leaves standing is told too.
//!
//! Of a wide character the terminal draws both cells, and whatever takes its first half destroys it. ratatui 0.30.2 does not
//! tell the second half again where both frames have the same blank there and another wide character, or one behind it,
//! took the first: the blank keeps the ground of what is gone.

use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::style::Modifier;

use crate::screen::draw::draw;
use crate::screen::look::Look;
use crate::workbench::Workbench;

/// Modifiers that are seen on a blank.
const SEEN_ON_BLANKS: Modifier =
    Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT).union(Modifier::SLOW_BLINK);

/// Draws, with the frame before in mind.
#[derive(Debug, Default)]
pub(super) struct Frames {
    before: Buffer,
}

impl Frames {
    /// Draws the workbench.
    pub(super) fn draw<B: Backend>(
        &mut self,
        terminal: &mut Terminal<B>,
        workbench: &mut Workbench,
        look: &Look,
    ) -> Result<(), B::Error> {
        let before = &self.before;
        let done = terminal.draw(|frame| {
            draw(frame, workbench, look);
            tell_what_is_left(before, frame.buffer_mut());
        })?;
        self.before.clone_from(done.buffer);
        Ok(())
    }
}

/// Marks the blanks that the comparison would pass over although the terminal shows something else there.
fn tell_what_is_left(before: &Buffer, after: &mut Buffer) {
    // After another size everything is told.
    if before.area != after.area || after.area.is_empty() {
        return;
    }
    let width = usize::from(after.area.width);
    for (old, new) in before.content.chunks(width).zip(after.content.chunks_mut(width)) {
        if old == new {
            continue;
        }
        let (mut gone, mut stands) = (0, 0);
        for at in 1..width {
            // Where the character begins that covers this cell, in either frame.
            gone = begin(old, gone, at);
            stands = begin(new, stands, at);
            let was_half = gone + 1 == at;
            let is_own = stands == at;
            if was_half && is_own && shows_another(&old[gone], &new[at]) {
                new[at].diff_option = CellDiffOption::AlwaysUpdate;
            }
        }
    }
}

/// Where the character begins that covers a cell, if `last` is where one begins at or before it.
fn begin(cells: &[Cell], last: usize, at: usize) -> usize {
    if last + usize::from(cells[last].cell_width().max(1)) > at { last } else { at }
}

/// Whether the half that is left of a wide character looks different from the cell that should stand there.
fn shows_another(wide: &Cell, cell: &Cell) -> bool {
    wide.bg != cell.bg || wide.modifier.union(cell.modifier).intersects(SEEN_ON_BLANKS)
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    use super::*;

    /// What the comparison tells, after the marks were put.
    fn told(old: &[(&str, Color)], new: &[(&str, Color)]) -> Vec<u16> {
        let made = |parts: &[(&str, Color)]| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
            let mut x = 0;
            for (text, ground) in parts {
                (x, _) = buffer.set_stringn(x, 0, text, 8, Style::new().bg(*ground));
            }
            buffer
        };
        let (before, mut after) = (made(old), made(new));
        tell_what_is_left(&before, &mut after);
        before.diff(&after).into_iter().map(|(x, ..)| x).collect()
    }

    #[test]
    fn a_blank_behind_a_wide_character_that_took_the_half_of_another_is_told() {
        // 逾期 on red, then a blank and 正 over its second cell: the cell behind is a blank in both frames.
        let was = [("逾期", Color::Red)];
        let is = [("a", Color::Reset), ("正", Color::Reset)];
        assert!(told(&was, &is).contains(&3), "{:?}", told(&was, &is));
    }

    #[test]
    fn what_is_the_same_is_not_told_again() {
        let line = [("逾期", Color::Red), ("正", Color::Reset)];
        assert!(told(&line, &line).is_empty());
        // A blank on the ground of the page was left by a character on the ground of the page.
        let was = [("逾期", Color::Reset)];
        let is = [("a", Color::Reset), ("正", Color::Reset)];
        assert!(!told(&was, &is).contains(&3));
    }
}
