//! A backend that never asks the terminal anything.
//!
//! ratatui asks for the cursor's position whenever it clears, which waits up to two seconds for a terminal that does not
//! answer and swallows keys meanwhile. The position is known here: it is where the cursor was put last.

use std::io;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

/// A backend with a memory for the cursor.
#[derive(Debug)]
pub struct Quiet<B> {
    inner: B,
    cursor: Position,
}

impl<B> Quiet<B> {
    /// Wraps a backend.
    pub fn new(inner: B) -> Self {
        Self { inner, cursor: Position::ORIGIN }
    }
}

impl<B: Backend> Backend for Quiet<B>
where
    B::Error: Into<io::Error>,
{
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.inner.draw(content).map_err(Into::into)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor().map_err(Into::into)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor().map_err(Into::into)
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        self.inner.set_cursor_position(self.cursor).map_err(Into::into)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear().map_err(Into::into)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type).map_err(Into::into)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size().map_err(Into::into)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size().map_err(Into::into)
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner).map_err(Into::into)
    }
}
