//! 剪贴板: a text leaves by three ways at most: to the terminal (OSC 52), to the system's clipboard program, to a file.
//!
//! No key waits for it: only the bytes for the terminal are written by the loop, everything else on a thread of its own.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::store::fs::{self, Disk};
use crate::workbench::notice::Copied;

/// The longest text that is handed to the terminal: what xterm and others take with OSC 52 at most.
pub const LONGEST: usize = 74_994;
/// How long a clipboard program may take.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often it is looked at.
const LOOK: Duration = Duration::from_millis(10);

/// The programs, in the order in which they are tried. Where the display of one is missing it ends at once with an error.
const PROGRAMS: [(&str, &[&str]); 5] = [
    ("wl-copy", &[]),
    ("xclip", &["-selection", "clipboard"]),
    ("xsel", &["--clipboard", "--input"]),
    ("pbcopy", &[]),
    ("clip.exe", &[]),
];

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base 64 with padding.
fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            if place <= chunk.len() {
                let six = usize::try_from(group >> (18 - 6 * place) & 63).unwrap_or(0);
                text.push(char::from(ALPHABET[six]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

/// Hands a text to the terminal. Whether it was short enough; what the terminal does with it nobody says.
pub fn tell_terminal(text: &str, terminal: &mut impl Write) -> io::Result<bool> {
    if text.len() > LONGEST {
        return Ok(false);
    }
    write!(terminal, "\x1b]52;c;{}\x07", base64(text.as_bytes()))?;
    terminal.flush()?;
    Ok(true)
}

/// Hands a text to the first clipboard program that takes it; where none does, to tmux around it, which keeps OSC 52 to
/// itself unless told otherwise, else to a file. Takes its time: to be called on a thread of its own.
pub fn copy(text: &str, terminal: bool, in_tmux: bool, disk: &dyn Disk, file: &Path) -> Copied {
    for (program, words) in PROGRAMS {
        if hand_over(program, words, text) {
            return Copied { program: Some(program.to_owned()), terminal, ..Copied::default() };
        }
    }
    if in_tmux && hand_over("tmux", &["load-buffer", "-w", "-"], text) {
        return Copied { tmux: true, terminal, ..Copied::default() };
    }
    match fs::replace(disk, file, text.as_bytes()) {
        Ok(()) => Copied { file: Some(file.to_owned()), terminal, ..Copied::default() },
        Err(error) => {
            Copied { failed: Some(format!("{}: {error}", file.display())), terminal, ..Copied::default() }
        }
    }
}

/// Whether a program took the text in time.
fn hand_over(program: &str, words: &[&str], text: &str) -> bool {
    let started = Command::new(program)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = started else { return false };
    let Some(mut input) = child.stdin.take() else { return false };
    // Windows takes UTF-8 for the code page of the console.
    let bytes = if program == "clip.exe" {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    } else {
        text.as_bytes().to_vec()
    };
    // A program that does not read must not hold this thread.
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let ended = wait(&mut child);
    if !ended {
        let _ = child.kill();
        let _ = child.wait();
    }
    let written = writer.join().is_ok_and(|outcome| outcome.is_ok());
    ended && written
}

/// Whether a program ended well in time.
fn wait(child: &mut Child) -> bool {
    let mut waited = Duration::ZERO;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if waited < PATIENCE => {
                sleep(LOOK);
                waited += LOOK;
            }
            Ok(None) | Err(_) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::RealDisk;

    #[test]
    fn base64_is_as_the_rfc_has_it() {
        let cases =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("周", "5ZGo")];
        for (plain, coded) in cases {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn a_long_text_is_not_handed_to_the_terminal() {
        let mut out = Vec::new();
        assert!(tell_terminal("周村", &mut out).unwrap());
        assert_eq!(out, b"\x1b]52;c;5ZGo5p2R\x07");
        out.clear();
        assert!(!tell_terminal(&"长".repeat(LONGEST), &mut out).unwrap());
        assert!(out.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_program_takes_the_text_or_is_given_up() {
        assert!(hand_over("cat", &[], "一行\n"));
        assert!(!hand_over("false", &[], "一行\n"));
        assert!(!hand_over("no-such-program-here", &[], "一行\n"));
        let began = std::time::Instant::now();
        assert!(!hand_over("sleep", &["30"], &"长".repeat(100_000)));
        assert!(began.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn without_a_clipboard_the_text_lies_in_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clipboard.txt");
        let copied = copy("一行", false, false, &RealDisk, &file);
        if copied.program.is_none() {
            assert_eq!(std::fs::read_to_string(&file).unwrap(), "一行");
            assert_eq!(copied.file, Some(file));
        }
    }
}
