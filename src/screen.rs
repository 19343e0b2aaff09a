//! 屏幕: draws a workbench. Widgets are pure: they take what they draw, and survive any size.
//!
//! [`text`] owns every width and every character that reaches the terminal; [`glyphs`] the marks of structure;
//! [`theme`] the colours; [`input`] draws a one-line field; [`frame`] what floats, and the badge of a light.

mod agenda;
mod bars;
mod calendar;
mod detail;
pub mod draw;
mod filter;
pub mod frame;
pub mod glyphs;
pub mod input;
mod ledger;
pub mod look;
mod marks;
mod overlay;
mod reading;
pub mod settings;
mod strip;
#[cfg(test)]
mod tests;
pub mod text;
pub mod theme;
mod tree;
pub mod tutorial;
mod units;
