//! Where events come from: the terminal, signals, the saver, the watcher, all in one line.

use std::path::PathBuf;
use std::sync::mpsc::Sender;

use crossterm::event::{self, Event as TerminalEvent};

use crate::domain::change::Change;
use crate::domain::version::About;
use crate::search::facts::ChangedDays;
use crate::search::rank::Results;
use crate::store::saver::Report;
use crate::workbench::Input;
use crate::workbench::loading::Loaded;
use crate::workbench::notice::Notice;

/// Something happened.
#[derive(Debug)]
pub enum Event {
    /// The person did something.
    Input(Input),
    /// The saver says something.
    Saver(Box<Report>),
    /// Somebody may have written into the data folder.
    Disk,
    /// A report stands in this file, or why not.
    ReportWritten(Result<PathBuf, String>),
    /// Something done elsewhere ended, and has this to say.
    Say(Notice),
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
    /// The changes of an item, oldest first.
    History {
        /// Whose.
        about: About,
        /// Only those that concern it.
        changes: Vec<Change>,
    },
}

/// Listens to the terminal and to signals, on threads of their own.
pub fn listen(events: &Sender<Event>) {
    let keys = Listening(events.clone());
    let _ = std::thread::Builder::new().name("keys".to_owned()).spawn(move || {
        let keys = &keys.0;
        loop {
            let input = match event::read() {
                Ok(TerminalEvent::Key(key)) => Input::Key(key),
                Ok(TerminalEvent::Paste(text)) => Input::Paste(text),
                Ok(TerminalEvent::Mouse(mouse)) => Input::Mouse(mouse),
                Ok(TerminalEvent::Resize(columns, rows)) => Input::Resize(columns, rows),
                Ok(TerminalEvent::FocusGained | TerminalEvent::FocusLost) => continue,
                Err(_) => {
                    let _ = keys.send(Event::Ended);
                    return;
                }
            };
            if keys.send(Event::Input(input)).is_err() {
                return;
            }
        }
    });
    #[cfg(unix)]
    signals(events.clone());
}

/// Without keys there is no way to leave: should their thread go down, the program ends as by a signal.
struct Listening(Sender<Event>);

impl Drop for Listening {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.0.send(Event::Ended);
        }
    }
}

/// TERM, HUP, INT and QUIT end the program as leaving does: data saved, terminal restored.
#[cfg(unix)]
fn signals(events: Sender<Event>) {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    let all = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT];
    let Ok(mut signals) = signal_hook::iterator::Signals::new(all) else { return };
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGTSTP => Event::Suspended,
                SIGCONT => Event::Continued,
                _ => Event::Ended,
            };
            if events.send(event).is_err() {
                return;
            }
        }
    });
}
