//! Cells that a terminal blanks by itself: where a wide character stood, and its first half is written over, the terminal
//! empties the second half on the ground of what is written. ratatui 0.30.2 holds that cell for unchanged if it is a blank
//! before and after, so that the ground of a badge runs over into it. Such cells are told anew.

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Rect;

use super::cells::{COVERED, is_cluster, sure};

/// Which cells were second halves in the last frame.
#[derive(Debug, Default)]
pub struct Halves {
    area: Rect,
    seconds: Vec<bool>,
}

impl Halves {
    /// Marks the cells of a frame that are to be told whatever stood there before. Of the first frame that is all.
    pub fn mend(&mut self, buffer: &mut Buffer) {
        let now = seconds(buffer);
        let is_known = self.area == buffer.area && self.seconds.len() == now.len();
        let columns = usize::from(buffer.area.width).max(1);
        // A sign of several characters may cover what is behind it; the writer knows whether it was written.
        let mut behind = 0;
        for (at, cell) in buffer.content.iter_mut().enumerate() {
            behind = if at % columns == 0 { 0_u16 } else { behind.saturating_sub(1) };
            if !now[at] && (!is_known || self.seconds[at] || behind > 0) {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
            if is_cluster(cell.symbol()) {
                behind = COVERED + 1;
            }
        }
        (self.area, self.seconds) = (buffer.area, now);
    }
}

/// For each cell whether it is covered by the wide character before it.
fn seconds(buffer: &Buffer) -> Vec<bool> {
    let columns = usize::from(buffer.area.width).max(1);
    let mut found = vec![false; buffer.content.len()];
    for (row, marks) in buffer.content.chunks(columns).zip(found.chunks_mut(columns)) {
        let mut at = 0;
        while let Some(cell) = row.get(at) {
            let symbol = cell.symbol();
            let cells =
                usize::from(sure(symbol).map_or_else(|| symbol.cell_width().max(1), |(_, width)| width));
            for mark in marks.iter_mut().skip(at + 1).take(cells - 1) {
                *mark = true;
            }
            at += cells;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Style};

    use super::*;

    /// What is told of the second frame, by columns.
    fn told(before: &Buffer, after: &mut Buffer) -> Vec<(u16, String, Color)> {
        let mut halves = Halves::default();
        halves.mend(&mut before.clone());
        halves.mend(after);
        before.diff(after).into_iter().map(|(x, _, cell)| (x, cell.symbol().to_owned(), cell.bg)).collect()
    }

    #[test]
    fn what_a_badge_cuts_in_half_is_told_again_on_its_own_ground() {
        let before = Buffer::with_lines([" 公开 "]);
        let mut after = Buffer::empty(before.area);
        after.set_string(0, 0, "核", Style::new().bg(Color::Magenta));
        let told = told(&before, &mut after);
        assert!(told.contains(&(0, "核".to_owned(), Color::Magenta)), "{told:?}");
        assert!(told.contains(&(2, " ".to_owned(), Color::Reset)), "{told:?}");
    }

    #[test]
    fn what_stays_is_not_told_and_nothing_panics_at_the_edge() {
        let before = Buffer::with_lines(["政务 ab"]);
        assert!(told(&before, &mut before.clone()).is_empty());
        let mut halves = Halves::default();
        halves.mend(&mut Buffer::empty(Rect::ZERO));
        let mut cut = Buffer::empty(Rect::new(0, 0, 1, 2));
        cut[(0, 0)].set_symbol("政");
        halves.mend(&mut cut);
        halves.mend(&mut cut);
    }
}
