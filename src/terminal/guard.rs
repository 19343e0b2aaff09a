//! Taking the terminal and giving it back, whatever happens.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{execute, queue};

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();
/// What panics on other threads said while the terminal was ours: printed when it is given back.
static SAID: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Holds the terminal; giving it back is dropping this.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal: raw mode, the alternate screen, pastes in brackets, the mouse. A panic gives it back before
    /// its message is printed.
    pub fn take() -> io::Result<Self> {
        HOOK.call_once(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |info| {
                // The thread that draws goes down and the program with it. Any other leaves the screen to it: a message
                // printed now would stand in the middle of the picture.
                let draws = std::thread::current().name() == Some("main");
                if draws || !TAKEN.load(Ordering::SeqCst) {
                    give_back();
                    before(info);
                } else {
                    SAID.lock().unwrap_or_else(PoisonError::into_inner).push(info.to_string());
                }
            }));
        });
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let guard = Self(());
        enter()?;
        Ok(guard)
    }
}

fn enter() -> io::Result<()> {
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableMouseCapture)
}

/// Gives the terminal back, stops as the signal asks, and takes the terminal again when the process goes on.
#[cfg(unix)]
pub(super) fn suspend() {
    give_back();
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
    retake();
}

/// Takes the terminal again after the process was stopped: the shell has changed its modes meanwhile.
#[cfg(unix)]
pub(super) fn retake() {
    // Raw mode is only set where it is not thought to be set.
    let _ = disable_raw_mode();
    if enable_raw_mode().is_ok() {
        TAKEN.store(true, Ordering::SeqCst);
        let _ = enter();
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Once is enough, and a terminal that is gone needs nothing.
fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = queue!(out, DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = out.flush();
    let _ = disable_raw_mode();
    for said in SAID.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
        let _ = writeln!(io::stderr(), "{said}");
    }
}
