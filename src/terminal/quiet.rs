//! A backend that never asks the terminal anything, and says what it has to say in one go.
//!
//! ratatui asks for the cursor's position whenever it clears, which waits up to two seconds for a terminal that does not
//! answer and swallows keys meanwhile. The position is known here: it is where the cursor was put last.
//!
//! A frame is one write, between the marks of a synchronized update (DEC private mode 2026), so that no half of it is ever
//! seen; a terminal that does not know the mode passes over the marks. A frame in which nothing changed writes nothing.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::cells::Writer;

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// What is written until the frame is whole.
#[derive(Debug, Clone, Default)]
struct Pending(Rc<RefCell<Vec<u8>>>);

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Commands flush themselves one by one; the frame is flushed as a whole.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A backend with a memory for the cursor.
#[derive(Debug)]
pub struct Quiet<W> {
    inner: CrosstermBackend<Pending>,
    pending: Pending,
    out: W,
    writer: Writer,
    cursor: Position,
    /// Whether the cursor is shown; unknown at first.
    shown: Option<bool>,
}

impl<W: Write> Quiet<W> {
    /// Draws on what `out` leads to.
    pub fn new(out: W) -> Self {
        let pending = Pending::default();
        let inner = CrosstermBackend::new(pending.clone());
        let writer = Writer::default();
        Self { inner, pending, out, writer, cursor: Position::ORIGIN, shown: None }
    }
}

impl<W: Write> Backend for Quiet<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        // Colours are set back after the last cell: not after none.
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.writer.write(&mut self.pending, content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.shown.replace(false) == Some(false) {
            return Ok(());
        }
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.shown.replace(true) == Some(true) {
            return Ok(());
        }
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        // Cells that were drawn moved it away.
        if position == self.cursor && self.pending.0.borrow().is_empty() {
            return Ok(());
        }
        self.cursor = position;
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// A screen is drawn anew after somebody else had the terminal, an editor or the shell: the cursor is as they left it.
    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.shown = None;
        self.writer.forget();
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut pending = self.pending.0.borrow_mut();
        if pending.is_empty() {
            return Ok(());
        }
        pending.splice(..0, BEGIN.iter().copied());
        pending.extend_from_slice(END);
        let written = self.out.write_all(&pending).and_then(|()| self.out.flush());
        pending.clear();
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Notes each write by itself.
    #[derive(Default)]
    struct Writes(Vec<Vec<u8>>);

    impl Write for &mut Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn frame(quiet: &mut Quiet<&mut Writes>, cells: &[(u16, u16, &str)]) {
        let cells: Vec<(u16, u16, Cell)> = cells
            .iter()
            .map(|(x, y, text)| {
                let mut cell = Cell::default();
                cell.set_symbol(text);
                (*x, *y, cell)
            })
            .collect();
        quiet.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell))).unwrap();
        quiet.show_cursor().unwrap();
        quiet.set_cursor_position((1, 1)).unwrap();
        Backend::flush(quiet).unwrap();
    }

    #[test]
    fn a_frame_is_one_write_between_marks_and_one_without_a_change_is_none() {
        let mut writes = Writes::default();
        let mut quiet = Quiet::new(&mut writes);
        frame(&mut quiet, &[(0, 0, "政"), (2, 0, "务")]);
        frame(&mut quiet, &[]);
        frame(&mut quiet, &[(4, 3, "公")]);
        frame(&mut quiet, &[]);
        drop(quiet);
        let texts: Vec<String> =
            writes.0.iter().map(|bytes| String::from_utf8(bytes.clone()).unwrap()).collect();
        assert_eq!(texts.len(), 2, "{texts:?}");
        for (text, glyph) in texts.iter().zip(["政务", "公"]) {
            assert!(text.starts_with("\x1b[?2026h") && text.ends_with("\x1b[2;2H\x1b[?2026l"), "{text:?}");
            assert!(text.contains(glyph), "{text:?}");
        }
    }

    #[test]
    fn a_cursor_that_the_shell_left_showing_is_hidden_again() {
        let mut writes = Writes::default();
        let mut quiet = Quiet::new(&mut writes);
        for clears in [false, true] {
            if clears {
                quiet.clear_region(ClearType::All).unwrap();
            }
            quiet.hide_cursor().unwrap();
            Backend::flush(&mut quiet).unwrap();
        }
        drop(quiet);
        let hides = writes.0.iter().filter(|bytes| String::from_utf8_lossy(bytes).contains("\x1b[?25l"));
        assert_eq!(hides.count(), 2, "{:?}", writes.0);
    }
}
