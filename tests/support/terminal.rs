//! The real binary in a pseudo-terminal, as a person has it: types keys, waits for text on the screen.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A test waits for the text, this long at most.
const PATIENCE: Duration = Duration::from_secs(30);

/// A frame that has begun is followed by its rest within this time.
const SETTLE: Duration = Duration::from_millis(25);

/// A running workbench.
pub struct Terminal {
    /// None once the window is closed.
    master: Option<Box<dyn MasterPty + Send>>,
    closing: Arc<AtomicBool>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    raw: Vec<u8>,
}

impl Terminal {
    /// Starts the workbench on a data folder, in the plan's own week.
    pub fn open(data: &Path) -> Self {
        Self::open_with(data, &["--today", "2024-07-08"], (24, 80))
    }

    /// Starts it with these options, in a terminal of (rows, columns).
    pub fn open_with(data: &Path, options: &[&str], size: (u16, u16)) -> Self {
        Self::open_among(data, options, size, &[])
    }

    /// Starts it with these variables besides.
    pub fn open_among(data: &Path, options: &[&str], size: (u16, u16), variables: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_peidang"));
        command.arg("--data");
        command.arg(data);
        command.args(options);
        command.env("TERM", "xterm-256color");
        Self::run(command, size, variables)
    }

    /// Starts it in a terminal of this name; none where the environment does not name it.
    pub fn open_as(data: &Path, name: Option<&str>) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_peidang"));
        command.arg("--data");
        command.arg(data);
        command.args(["--lang", "zh"]);
        match name {
            Some(name) => command.env("TERM", name),
            None => command.env_remove("TERM"),
        }
        Self::run(command, (24, 80), &[])
    }

    /// Starts it as the child of a shell, which is the process that can be killed.
    pub fn open_under_a_shell(data: &Path) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args([
            "-c",
            "\"$0\" --today 2024-07-08 --data \"$1\"; exit 0",
            env!("CARGO_BIN_EXE_peidang"),
        ]);
        command.arg(data);
        command.env("TERM", "xterm-256color");
        Self::run(command, (24, 80), &[])
    }

    /// Starts it as `nohup` would, with SIGHUP ignored, in the terminal all the same.
    pub fn open_without_hangups(data: &Path) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args([
            "-c",
            "trap '' HUP; exec \"$0\" --today 2024-07-08 --data \"$1\"",
            env!("CARGO_BIN_EXE_peidang"),
        ]);
        command.arg(data);
        command.env("TERM", "xterm-256color");
        Self::run(command, (24, 80), &[])
    }

    fn run(mut command: CommandBuilder, (rows, cols): (u16, u16), variables: &[(&str, &str)]) -> Self {
        let pty = native_pty_system();
        let pair = pty.openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        command.env("COLORTERM", "truecolor");
        command.env("LANG", "C.UTF-8");
        command.env("LC_ALL", "C.UTF-8");
        command.env_remove("NO_COLOR");
        command.env_remove("VISUAL");
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let (send, output) = channel();
        let closing = Arc::new(AtomicBool::new(false));
        let closed = Arc::clone(&closing);
        std::thread::spawn(move || {
            let mut buffer = [0; 1 << 14];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || closed.load(Ordering::SeqCst) || send.send(buffer[..count].to_vec()).is_err()
                {
                    break;
                }
            }
        });
        let parser = vt100::Parser::new(cells(rows), cells(cols), 0);
        Self { master: Some(pair.master), closing, keys, child, output, parser, raw: Vec::new() }
    }

    /// Types.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// The screen as text, one line a row, without blanks at the end.
    pub fn screen(&self) -> String {
        let (_, cols) = self.parser.screen().size();
        let rows: Vec<String> =
            self.parser.screen().rows(0, cols.get()).map(|row| row.trim_end().to_owned()).collect();
        rows.join("\n")
    }

    /// The ground of the cell at the top left.
    pub fn ground(&self) -> vt100::Color {
        self.parser.screen().cell(0, 0).unwrap().bgcolor()
    }

    /// Row and column of the terminal's own cursor, from 0; none while it is hidden.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let screen = self.parser.screen();
        (!screen.hide_cursor()).then(|| screen.cursor_position())
    }

    /// Waits until the screen is as `done` wants it.
    pub fn until(&mut self, what: &str, done: impl Fn(&str) -> bool) -> &mut Self {
        self.wait(what, |terminal| done(&terminal.screen()))
    }

    /// Waits until the terminal's own cursor is where `done` wants it (row and column).
    pub fn until_cursor(&mut self, what: &str, done: impl Fn(Option<(u16, u16)>) -> bool) -> &mut Self {
        self.wait(what, |terminal| done(terminal.cursor()))
    }

    fn wait(&mut self, what: &str, done: impl Fn(&Self) -> bool) -> &mut Self {
        let start = Instant::now();
        loop {
            if done(self) {
                // A frame may still be on its way: it is taken whole before the screen is trusted.
                while let Ok(bytes) = self.output.recv_timeout(SETTLE) {
                    self.take(&bytes);
                }
                if done(self) {
                    return self;
                }
            }
            let left = PATIENCE.saturating_sub(start.elapsed());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout) => {
                    let tail = &self.raw[self.raw.len().saturating_sub(300)..];
                    panic!("waited for {what}:\n{}\n{}", self.screen(), tail.escape_ascii());
                }
                Err(RecvTimeoutError::Disconnected) => {
                    assert!(done(self), "ended before {what}:\n{}", self.screen());
                }
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend(bytes);
        self.parser.process(bytes);
    }

    /// Waits until the text stands somewhere on the screen.
    pub fn sees(&mut self, text: &str) -> &mut Self {
        self.until(&format!("{text:?}"), |screen| screen.contains(text))
    }

    /// Waits until the text stands nowhere on the screen.
    pub fn sees_no(&mut self, text: &str) -> &mut Self {
        self.until(&format!("no {text:?}"), |screen| !screen.contains(text))
    }

    /// Another size of the window.
    pub fn resize(&mut self, rows: u16, cols: u16) -> &mut Self {
        self.master
            .as_ref()
            .unwrap()
            .resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })
            .unwrap();
        self.parser.screen_mut().set_size(cells(rows), cells(cols));
        self
    }

    /// Another size of the window, which nothing waits for.
    pub fn resize_only(&mut self, rows: u16, cols: u16) {
        self.master
            .as_ref()
            .unwrap()
            .resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })
            .unwrap();
    }

    /// Waits until nothing more is drawn.
    pub fn settles(&mut self) -> &mut Self {
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(150)) {
            self.take(&bytes);
        }
        self
    }

    /// All that was written to the terminal so far.
    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    /// Waits until what was written is as `done` wants it.
    pub fn until_raw(&mut self, what: &str, done: impl Fn(&str) -> bool) -> &mut Self {
        self.wait(what, |terminal| done(&terminal.raw()))
    }

    /// Waits until every process in it is gone: the other end of the terminal is closed then.
    pub fn gone(mut self, place: &str) {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let ended = self.child.try_wait().unwrap().is_some();
            let closed = matches!(
                self.output.recv_timeout(Duration::from_millis(10)),
                Err(RecvTimeoutError::Disconnected)
            );
            if ended && closed {
                return;
            }
            if closed {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
        panic!("{place}: it does not end");
    }

    /// Closes the window: nobody holds the terminal's end any more. Then waits until the process is gone.
    pub fn close(mut self, place: &str) {
        self.closing.store(true, Ordering::SeqCst);
        // The reader holds the terminal's end too; it looks up when something is drawn.
        let start = Instant::now();
        loop {
            let _ = self.keys.write_all(b"\x0c").and_then(|()| self.keys.flush());
            match self.output.recv_timeout(Duration::from_millis(50)) {
                Err(RecvTimeoutError::Disconnected) => break,
                _ => assert!(start.elapsed() < PATIENCE, "{place}: nothing is drawn"),
            }
        }
        self.keys = Box::new(std::io::sink());
        self.master = None;
        while self.child.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < PATIENCE, "{place}: it does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Kills the process at once, as a crash does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Its process.
    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Waits until it ends by itself; its exit code and all that it wrote.
    pub fn ends(mut self) -> (u32, Vec<u8>) {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            match self.output.recv_timeout(Duration::from_millis(20)) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(Duration::from_millis(5)),
            }
            if let Some(status) = self.child.try_wait().unwrap() {
                while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                    self.take(&bytes);
                }
                return (status.exit_code(), std::mem::take(&mut self.raw));
            }
        }
        panic!("it does not end:\n{}", self.screen());
    }
}

/// A number of rows or columns, at least one.
fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count.max(1)).unwrap()
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
