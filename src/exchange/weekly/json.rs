//! The model of a report as JSON.

use super::{Format, RenderError};
use crate::domain::report::Weekly;

/// A report as JSON.
pub fn json(report: &Weekly) -> Result<String, RenderError> {
    serde_json::to_string_pretty(report)
        .map(|text| text + "\n")
        .map_err(|error| RenderError { format: Format::Json, reason: error.to_string() })
}
