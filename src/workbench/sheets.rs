//! 下发 and 收回 as jobs: the command line and the workbench both call them; nothing here asks or draws.

mod back;
mod files;
mod out;

pub use back::{BackError, Returned, Taking, read_back, silent, take_up, undone, units};
pub use files::{FileFault, found};
pub use out::{OutError, OutOrder, OutSheet, send};
