//! The lock of one transaction: held for milliseconds, never for a session.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::fs::{Disk, Guard};

/// How long another holder is waited for.
pub(super) const PATIENCE: Duration = Duration::from_millis(if cfg!(test) { 60 } else { 5000 });
/// How often it is asked meanwhile.
const PAUSE: Duration = Duration::from_millis(15);

/// Holds the lock, or says that somebody else held it all the time (none).
pub(super) fn hold(disk: &dyn Disk, path: &Path) -> io::Result<Option<Box<dyn Guard>>> {
    let mut waited = Duration::ZERO;
    loop {
        if let Some(guard) = disk.try_lock(path)? {
            return Ok(Some(guard));
        }
        if waited >= PATIENCE {
            return Ok(None);
        }
        std::thread::sleep(PAUSE);
        waited += PAUSE;
    }
}
