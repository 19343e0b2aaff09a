//! 下发 and 收回 as jobs: the command line and the workbench both call them; nothing here asks or draws.

mod out;

pub use out::{OutError, OutOrder, OutSheet, send};
