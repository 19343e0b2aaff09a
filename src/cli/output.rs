//! The two streams: data on standard output, everything else on standard error.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, BufWriter, IsTerminal, Write};

use serde::Serialize;

use super::failure::Failure;
use crate::screen::text::{is_hidden, visible};
use crate::words::{Language, cli, fill};

/// Where a command writes.
pub struct Output {
    data: BufWriter<io::Stdout>,
    language: Language,
    /// The cells of the terminal's line; none where standard output is no terminal, so that nothing is cut.
    width: Option<usize>,
}

impl Output {
    /// The process's own streams.
    pub fn standard(language: Language) -> Self {
        let terminal = io::stdout().is_terminal();
        let width = terminal.then(crossterm::terminal::size).and_then(Result::ok).map(|(columns, _)| columns);
        Self {
            data: BufWriter::new(io::stdout()),
            language,
            width: width.map(usize::from).filter(|w| *w > 0),
        }
    }

    /// The cells of the terminal's line.
    pub fn width(&self) -> Option<usize> {
        self.width
    }

    /// One line of data.
    pub fn line(&mut self, line: &str) -> Result<(), Failure> {
        self.raw(line)?;
        Ok(writeln!(self.data)?)
    }

    /// Data as it is; on a terminal with nothing in it that acts on the terminal.
    pub fn raw(&mut self, text: &str) -> Result<(), Failure> {
        if self.width.is_none() {
            return Ok(self.data.write_all(text.as_bytes())?);
        }
        for (place, line) in text.split('\n').enumerate() {
            let before = if place == 0 { "" } else { "\n" };
            write!(self.data, "{before}{}", visible(line))?;
        }
        Ok(())
    }

    /// A list as JSON, one item a line, so that a row can be found with the simplest tools.
    pub fn json_list<T: Serialize>(&mut self, items: &[T]) -> Result<(), Failure> {
        if items.is_empty() {
            return self.line("[]");
        }
        for (place, item) in items.iter().enumerate() {
            let json = serde_json::to_string(item).map_err(|error| Failure::data(error.to_string()))?;
            let before = if place == 0 { "[" } else { " " };
            let after = if place + 1 == items.len() { "]" } else { "," };
            self.line(&format!("{before}{}{after}", spelt_out(&json)))?;
        }
        Ok(())
    }

    /// One thing as JSON.
    pub fn json<T: Serialize>(&mut self, item: &T) -> Result<(), Failure> {
        let json = serde_json::to_string_pretty(item).map_err(|error| Failure::data(error.to_string()))?;
        self.line(&spelt_out(&json))
    }

    /// Anything as YAML.
    pub fn yaml<T: Serialize>(&mut self, item: &T) -> Result<(), Failure> {
        let yaml = serde_yaml::to_string(item).map_err(|error| Failure::data(error.to_string()))?;
        self.raw(&yaml)
    }

    /// Sends what is buffered.
    pub fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.data.flush()?)
    }

    /// Something to look at; the command goes on.
    pub fn warn(&self, text: &str) {
        say(&fill(&cli::words(self.language).warning, &[("text", &text)]));
    }
}

/// JSON in which characters that act on a terminal are written as escapes. They stand in texts only, so that the data is
/// the same.
fn spelt_out(json: &str) -> Cow<'_, str> {
    if !json.contains(is_hidden) {
        return Cow::Borrowed(json);
    }
    let mut plain = String::with_capacity(json.len() + 32);
    for c in json.chars() {
        if is_hidden(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                // Writing to a String cannot fail.
                let _ = write!(plain, "\\u{unit:04x}");
            }
        } else {
            plain.push(c);
        }
    }
    Cow::Owned(plain)
}

/// Writes to standard error; if nobody reads it, nobody misses it.
pub fn say(text: &str) {
    let mut lines = io::stderr().lock();
    for line in text.lines() {
        let _ = writeln!(lines, "{}", visible(line));
    }
}
