//! The part of a list's lines that the screen shows, and how it follows the selected one.

/// How many lines are kept in sight beyond the selected one, so that one sees what comes next.
const CONTEXT: usize = 2;

/// The part of the lines that the screen shows; drawing notes it, paging and clicks read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Viewport {
    /// The first line shown.
    pub offset: usize,
    /// The screen's row of that line.
    pub top: u16,
    /// How many lines have room.
    pub height: u16,
    /// How many columns the lines take.
    pub width: u16,
    /// The selected line for which `offset` was last found good.
    settled: Option<usize>,
}

impl Viewport {
    /// A part of the screen that begins with the first line.
    pub fn new(top: u16, height: u16, width: u16) -> Self {
        Self { top, height, width, ..Self::default() }
    }

    /// Notes where on the screen the lines stand.
    pub fn place(&mut self, top: u16, height: u16, width: u16) {
        (self.top, self.height, self.width) = (top, height, width);
    }

    /// Nothing of it is seen now; what was seen comes back with the next `place`.
    pub fn hide(&mut self) {
        self.place(0, 0, 0);
    }

    /// The lines stay where they are though another is selected: after a click, or a return to where one was.
    pub fn settle(&mut self, offset: usize, selected: usize) {
        self.offset = offset;
        self.settled = Some(selected);
    }

    /// Brings the selected line into sight, of `count`. A step scrolls no further than it must for some lines beyond; a
    /// leap out of sight puts the line in the upper third, where what belongs to it is seen too. No room stays empty
    /// that lines could fill.
    pub fn follow(&mut self, selected: usize, count: usize) {
        let height = usize::from(self.height).max(1);
        let seen = self.offset..self.offset + height;
        if self.settled != Some(selected) || !seen.contains(&selected) {
            let context = CONTEXT.min((height - 1) / 2);
            let lowest = (selected + context + 1).saturating_sub(height);
            let highest = selected.saturating_sub(context);
            let is_leap = selected + 1 < seen.start || selected > seen.end;
            self.offset = if is_leap { selected.saturating_sub(height / 3) } else { self.offset };
            self.offset = self.offset.max(lowest).min(highest);
        }
        self.offset = self.offset.min(count.saturating_sub(height));
        if self.height > 0 {
            self.settled = Some(selected);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Viewport;
    use proptest::prelude::*;

    fn at(offset: usize, height: u16) -> Viewport {
        Viewport { offset, ..Viewport::new(3, height, 80) }
    }

    #[test]
    fn a_step_keeps_two_lines_beyond_in_sight() {
        let mut view = at(0, 10);
        view.follow(7, 50);
        assert_eq!(view.offset, 0);
        view.follow(8, 50);
        assert_eq!(view.offset, 1);
        view.follow(49, 50);
        assert_eq!(view.offset, 40);
        view.follow(42, 50);
        assert_eq!(view.offset, 40);
        view.follow(41, 50);
        assert_eq!(view.offset, 39);
    }

    #[test]
    fn a_leap_puts_the_line_in_the_upper_third() {
        let mut view = at(0, 12);
        view.follow(30, 100);
        assert_eq!(view.offset, 26);
        view.follow(98, 100);
        assert_eq!(view.offset, 88);
    }

    #[test]
    fn what_is_settled_stays() {
        let mut view = at(5, 10);
        view.settle(5, 14);
        view.follow(14, 50);
        assert_eq!(view.offset, 5);
        view.follow(13, 50);
        assert_eq!(view.offset, 6);
        // Not where the line is out of sight, as in a lower window.
        view.settle(5, 14);
        view.place(3, 4, 80);
        view.follow(14, 50);
        assert_eq!(view.offset, 13);
    }

    proptest! {
        #[test]
        fn the_selected_line_is_in_sight_and_no_room_is_wasted(
            offset in 0usize..80, height in 1u16..40, count in 1usize..60, steps in prop::collection::vec(0usize..60, 1..8)
        ) {
            let mut view = at(offset, height);
            for step in steps {
                let selected = step.min(count - 1);
                view.follow(selected, count);
                prop_assert!((view.offset..view.offset + usize::from(height)).contains(&selected));
                prop_assert!(view.offset == 0 || view.offset + usize::from(height) <= count);
            }
        }
    }
}
