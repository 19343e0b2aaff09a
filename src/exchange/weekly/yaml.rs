//! The model of a report as YAML.

use super::{Format, RenderError};
use crate::domain::report::Weekly;

/// A report as YAML.
pub fn yaml(report: &Weekly) -> Result<String, RenderError> {
    serde_yaml::to_string(report)
        .map_err(|error| RenderError { format: Format::Yaml, reason: error.to_string() })
}
