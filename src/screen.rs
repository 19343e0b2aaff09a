//! 屏幕: draws a workbench. Widgets are pure: they take what they draw, and survive any size.

pub mod glyphs;
pub mod input;
pub mod text;
pub mod theme;
