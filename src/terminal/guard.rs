//! Taking the terminal and giving it back, whatever happens.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};

use crossterm::cursor::{MoveTo, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether the mouse is asked for.
static MOUSE: AtomicBool = AtomicBool::new(true);
static HOOK: Once = Once::new();
/// What panics on other threads said while the terminal was ours: printed when it is given back.
static SAID: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Holds the terminal; giving it back is dropping this.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal: raw mode, the alternate screen, pastes in brackets, the mouse where it may be asked for. A panic
    /// gives it back before its message is printed.
    pub fn take(mouse: bool) -> io::Result<Self> {
        MOUSE.store(mouse, Ordering::SeqCst);
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
        let guard = Self(());
        take()?;
        Ok(guard)
    }

    /// Gives the terminal to something else for as long as it runs, such as an editor, and takes it back.
    pub fn lend<T>(run: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let outcome = run();
        take()?;
        Ok(outcome)
    }
}

fn enter() -> io::Result<()> {
    let mut out = io::stdout();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    if MOUSE.load(Ordering::SeqCst) {
        queue!(out, EnableMouseCapture)?;
    }
    out.flush()
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

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    enter()
}

/// Once is enough, and a terminal that is gone needs nothing.
fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    // Where there is no other screen to leave (GNU screen as it comes, Linux's console) the picture is wiped: what is
    // printed next begins on a clean screen, not in the middle of it.
    let _ = queue!(out, DisableMouseCapture, DisableBracketedPaste, ResetColor, Clear(ClearType::All));
    let _ = queue!(out, MoveTo(0, 0), LeaveAlternateScreen, Show);
    let _ = out.flush();
    let _ = disable_raw_mode();
    for said in SAID.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
        let _ = writeln!(io::stderr(), "{said}");
    }
}
