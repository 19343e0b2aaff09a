//! Where events come from: the terminal, signals, the saver, the watcher, all in one line.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crossterm::event::{self, Event as TerminalEvent};

use super::answers::{Ear, Heard, PARTS, told};
use crate::domain::change::Change;
use crate::domain::version::About;
use crate::screen::look::Told;
use crate::search::facts::ChangedDays;
use crate::search::rank::Results;
use crate::store::saver::Report;
use crate::workbench::Input;
use crate::workbench::export::Seen;
use crate::workbench::loading::Loaded;
use crate::workbench::notice::Notice;
use crate::workbench::plans::PlanLine;
use crate::workbench::review::{Progress, Reading};
use crate::workbench::sheets::Returned;

/// Something happened.
#[derive(Debug)]
pub enum Event {
    /// The person did something.
    Input(Input),
    /// The saver says something.
    Saver(Box<Report>),
    /// The terminal told of itself.
    Told(Told),
    /// Somebody may have written into the data folder.
    Disk,
    /// A report stands in this file, or why not.
    ReportWritten(Result<PathBuf, String>),
    /// A paper as it will read, or why there is none.
    ReportSeen {
        /// The number of the question.
        number: u64,
        /// As it will read.
        seen: Result<Seen, String>,
    },
    /// Something done elsewhere ended, and has this to say.
    Say(Notice),
    /// Sheets were read and compared; the units that answered before.
    SheetsRead(Reading, Vec<Returned>, BTreeSet<String>),
    /// How far a reading of sheets is.
    SheetsProgress(Reading, Progress),
    /// One sheet was compared again.
    SheetAgain(Box<Returned>),
    /// A signal, or the terminal is gone.
    Ended,
    /// The process is to stop, and to go on later (SIGTSTP).
    #[cfg(unix)]
    Suspended,
    /// The process goes on after it was stopped: the terminal may be in any state.
    #[cfg(unix)]
    Continued,
    /// The searcher answers.
    Found {
        /// The number of the query.
        number: u64,
        /// What it finds.
        results: Results,
    },
    /// Everything is read.
    Loaded(Box<Loaded>),
    /// The day of the newest change of each entry, as the journals have it.
    ChangedDays(ChangedDays),
    /// The reviewed plan is in the data folder under this id, or why not.
    PlanSaved(Result<String, String>),
    /// The plans of the folder.
    Plans(Vec<PlanLine>),
    /// The changes of an item, oldest first.
    History {
        /// Whose.
        about: About,
        /// Only those that concern it.
        changes: Vec<Change>,
    },
}

/// How long the reader of keys is given to step aside; one that has ended never answers, and reads nothing either.
const PATIENCE: Duration = Duration::from_secs(1);

/// 让位: keeps the reader of keys away from the terminal while an editor has it.
#[derive(Debug, Clone, Default)]
pub struct Gate(Arc<(Mutex<Aside>, Condvar)>);

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Aside {
    /// Keys are read.
    #[default]
    No,
    /// The reader is to step aside.
    Asked,
    /// It has.
    Yes,
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, Aside> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs something while no key is read here.
    pub fn closed<T>(&self, run: impl FnOnce() -> T) -> T {
        let mut state = self.state();
        *state = Aside::Asked;
        wake_reader();
        let waits = |state: &mut Aside| *state != Aside::Yes;
        let (waited, _) =
            self.0.1.wait_timeout_while(state, PATIENCE, waits).unwrap_or_else(PoisonError::into_inner);
        drop(waited);
        let outcome = run();
        state = self.state();
        *state = Aside::No;
        self.0.1.notify_all();
        drop(state);
        outcome
    }

    /// The reader's side: waits while somebody else has the terminal.
    fn pass(&self) {
        let mut state = self.state();
        while *state != Aside::No {
            *state = Aside::Yes;
            self.0.1.notify_all();
            state = self.0.1.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether somebody else has the terminal.
    #[cfg(unix)]
    fn is_closed(&self) -> bool {
        *self.state() != Aside::No
    }
}

/// 入口: where what the person does goes. Going on in another plan points it to that plan's loop, so that nothing else that
/// was told to the loop before is heard in the new one.
#[derive(Debug, Clone)]
pub struct Inlet(Arc<Mutex<Sender<Event>>>);

impl Inlet {
    /// Points to a loop.
    pub fn new(to: Sender<Event>) -> Self {
        Self(Arc::new(Mutex::new(to)))
    }

    /// Points to another loop.
    pub fn turn_to(&self, to: Sender<Event>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = to;
    }

    /// Hands something over. Between two loops nobody listens for a moment.
    fn send(&self, event: Event) {
        let _ = self.0.lock().unwrap_or_else(PoisonError::into_inner).send(event);
    }
}

/// Wakes the reader of keys from its sleep, so that it looks at the gate: by the signal of a resize, which it answers with
/// the size that stands. So nothing need look there from time to time.
#[cfg(unix)]
fn wake_reader() {
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
}

/// No signal wakes the reader here: it looks for itself.
#[cfg(not(unix))]
fn wake_reader() {}

/// Waits for the next event of the terminal, at most so long where something is held back; none where it is time to look at
/// that, or at the gate.
fn next_event(at_most: Option<Duration>) -> std::io::Result<Option<TerminalEvent>> {
    let at_most = if cfg!(unix) { at_most } else { at_most.or(Some(PATIENCE / 5)) };
    match at_most {
        Some(patience) if !event::poll(patience)? => Ok(None),
        _ => event::read().map(Some),
    }
}

/// Listens to the terminal and to signals, on threads of their own. The terminal was asked about itself at `asked`.
pub fn listen(events: &Inlet, gate: &Gate, asked: Option<Instant>) {
    let keys = Listening(events.clone());
    let passed = gate.clone();
    let _ = std::thread::Builder::new().name("keys".to_owned()).spawn(move || {
        let keys = &keys.0;
        let mut ear = Ear::new(asked);
        loop {
            passed.pass();
            let heard = match next_event(ear.holds().then_some(PARTS)) {
                Ok(Some(event)) => ear.hear(event, Instant::now()),
                Ok(None) => Heard::Pass(ear.release()),
                Err(_) => break,
            };
            match heard {
                Heard::Pass(events) => events.into_iter().filter_map(input).for_each(|one| keys.send(one)),
                Heard::Ground(ground) => keys.send(Event::Told(told(ground))),
            }
        }
        keys.send(Event::Ended);
    });
    #[cfg(unix)]
    signals(events.clone(), gate.clone());
}

/// What the person did, as an event of the loop.
fn input(event: TerminalEvent) -> Option<Event> {
    Some(Event::Input(match event {
        TerminalEvent::Key(key) => Input::Key(key),
        TerminalEvent::Paste(text) => Input::Paste(text),
        TerminalEvent::Mouse(mouse) => Input::Mouse(mouse),
        TerminalEvent::Resize(columns, rows) => Input::Resize(columns, rows),
        TerminalEvent::FocusGained | TerminalEvent::FocusLost => return None,
    }))
}

/// Without keys there is no way to leave: should their thread go down, the program ends as by a signal.
struct Listening(Inlet);

impl Drop for Listening {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.send(Event::Ended);
        }
    }
}

/// TERM, HUP, INT and QUIT end the program as leaving does: data saved, terminal restored.
#[cfg(unix)]
fn signals(events: Inlet, gate: Gate) {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    let all = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT];
    let Ok(mut signals) = signal_hook::iterator::Signals::new(all) else { return };
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if gate.is_closed() {
                match signal {
                    // In an editor Ctrl-C is the editor's, and who goes on finds it as it was.
                    SIGINT | SIGQUIT | SIGCONT => continue,
                    // The terminal is given back already, and the loop waits for the editor.
                    SIGTSTP => {
                        let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                        continue;
                    }
                    _ => {}
                }
            }
            let event = match signal {
                SIGTSTP => Event::Suspended,
                SIGCONT => Event::Continued,
                _ => Event::Ended,
            };
            events.send(event);
        }
    });
}
