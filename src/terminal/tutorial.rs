//! The tutorial in a terminal: its data in a folder that goes when one leaves, its box under the workbench.

use std::cell::RefCell;
use std::rc::Rc;

use ratatui::Frame;
use tempfile::TempDir;

use super::{Halves, Start, StartError, open};
use crate::screen::draw::draw;
use crate::screen::look::Look;
use crate::screen::tutorial as box_under;
use crate::store::fs::RealDisk;
use crate::tutorial::{self, Tutorial};
use crate::workbench::Workbench;

/// A tutorial that the loop and the terminal's owner both know: it goes on while plans come and go.
pub type Shared = Rc<RefCell<Tutorial>>;

/// Opens the tutorial and runs it until the person leaves. Nothing of the user's folder is opened or written.
///
/// # Errors
/// As [`open`]; or the folder cannot be made.
pub fn learn(start: Start) -> Result<(), StartError> {
    let at = std::env::temp_dir();
    let fault = |error| StartError::Folder { path: at.clone(), error };
    let folder = TempDir::with_prefix("peidang-").map_err(fault)?;
    tutorial::lay(&RealDisk, folder.path(), (start.now)().date()).map_err(fault)?;
    let start = Start {
        data: folder.path().to_owned(),
        plan: None,
        config: tutorial::config(start.config),
        config_faults: Vec::new(),
        tutorial: true,
        ..start
    };
    open(&start)
}

/// Draws the workbench, with the box under it where there is a tutorial; cells that a terminal blanks by itself are told anew.
pub(super) fn paint(
    frame: &mut Frame<'_>,
    workbench: &mut Workbench,
    look: &Look,
    tutorial: Option<&Shared>,
    halves: &mut Halves,
) {
    match tutorial {
        Some(tutorial) => box_under::draw(frame, workbench, look, &tutorial.borrow()),
        None => draw(frame, workbench, look),
    }
    halves.mend(frame.buffer_mut());
}
