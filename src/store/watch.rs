//! Noticing that somebody else wrote into the data folder. Only a hint: what changed is found by looking.

use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// One save makes several events; they are one hint.
const GATHER: Duration = Duration::from_millis(120);

/// Watches until it is dropped.
pub struct Watcher {
    _watcher: RecommendedWatcher,
}

/// Watches the data folder; `tell` is called on a thread of its own. None where the system cannot watch.
pub fn watch(root: &Path, tell: impl Fn() + Send + 'static) -> Option<Watcher> {
    let (hints, inbox) = channel::<()>();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| matters(&event)) {
            let _ = hints.send(());
        }
    })
    .ok()?;
    watcher.watch(root, RecursiveMode::Recursive).ok()?;
    std::thread::Builder::new()
        .name("watcher".to_owned())
        .spawn(move || {
            while inbox.recv().is_ok() {
                // Until it is quiet, but not for long: a script may write without a pause.
                let mut gathered = Duration::ZERO;
                while gathered < GATHER * 3 {
                    match inbox.recv_timeout(GATHER) {
                        Ok(()) => gathered += GATHER / 8,
                        Err(RecvTimeoutError::Timeout) => break,
                        Err(RecvTimeoutError::Disconnected) => return,
                    }
                }
                tell();
            }
        })
        .ok()?;
    Some(Watcher { _watcher: watcher })
}

/// Whether an event may mean a change of data: not a reading, not a temporary file, not what this machine keeps for itself.
fn matters(event: &Event) -> bool {
    if matches!(event.kind, EventKind::Access(_)) {
        return false;
    }
    event.paths.iter().any(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        !name.starts_with('.') && !matches!(&*name, "lock" | "state.yaml" | "draft.yaml" | "applied.yaml")
    })
}
