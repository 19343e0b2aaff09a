//! 工作台: the program's state and what it can do, with no terminal in it.

pub mod line;
pub mod weekly;
