//! 格式: the shapes that the files of a plan have had, and how an older one becomes the newest.
//!
//! A file says its shape in `schema`. One of an older shape is read through the steps from there on and looks to all else
//! like the newest; on disk it stays as it is until something in it changes, and then its old bytes are kept in
//! `backups/schema-N/` before it is replaced. One of a newer shape is shown and not changed. One that no step leads away
//! from is none of ours.
//!
//! A step takes the whole text and gives the whole text: read as values, `due: 7.10` would be a number. What it changes in
//! entries, activities, chases and duties, the reading of changes in the journal has to understand too, for the journal
//! keeps what was written then.

use super::fault::FaultKind;
use super::yaml::Text;
use crate::domain::change::Part;

/// From one shape to the next.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// The shape that it leads away from.
    pub from: u32,
    /// The text in the next shape, `schema` line included; or what is wrong with it.
    pub change: fn(&str, Option<Part>) -> Result<String, String>,
}

/// All shapes there are.
#[derive(Debug, Clone, Copy)]
pub struct Shapes {
    /// The shape that this program writes.
    pub newest: u32,
    /// The steps, one for each shape before it.
    pub steps: &'static [Step],
}

/// The shapes of this program: the first is still the newest, so that nothing leads to it.
const SHAPES: Shapes = Shapes { newest: 1, steps: &[] };

#[cfg(not(test))]
fn shapes() -> Shapes {
    SHAPES
}

#[cfg(test)]
thread_local! {
    /// Other shapes, for as long as a test plays a later program.
    pub(super) static PLAYED: std::cell::Cell<Option<Shapes>> = const { std::cell::Cell::new(None) };
}

#[cfg(test)]
fn shapes() -> Shapes {
    PLAYED.get().unwrap_or(SHAPES)
}

/// The shape that is written.
pub fn newest() -> u32 {
    shapes().newest
}

/// A text as the newest shape has it; one of a newer shape as it is.
pub(super) fn taken_up(mut text: Text, part: Option<Part>) -> Result<Text, FaultKind> {
    let Shapes { newest, steps } = shapes();
    while text.schema < newest {
        let unknown = FaultKind::UnknownSchema(text.schema);
        let step = steps.iter().find(|step| step.from == text.schema).ok_or(unknown)?;
        text.text = (step.change)(&text.text, part).map_err(FaultKind::Syntax)?;
        text.schema += 1;
    }
    Ok(text)
}
