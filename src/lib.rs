//! 配档 `peidang`: a keyboard-driven workbench for the coordinator of a 政务公开工作方案.
//!
//! The rooms, from the bottom up; an import may only point down, and `tests/rooms.rs` holds that:
//! [`domain`] the words and rules of the field, pure; [`store`] data on disk; [`search`] finding rows by
//! words, pinyin and query; [`exchange`] formats in and out; [`workbench`] the state and what it can do;
//! [`tutorial`] watches it and says what to try next; [`screen`] draws it; [`cli`] is the command line.

pub mod cli;
pub mod domain;
pub mod exchange;
pub mod screen;
pub mod search;
pub mod store;
pub mod terminal;
pub mod tutorial;
pub mod words;
pub mod workbench;
