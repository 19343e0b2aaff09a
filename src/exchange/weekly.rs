//! 周报 in its formats: one file each, all from one model. The same model gives the same bytes.

mod json;
mod markdown;
#[cfg(test)]
mod tests;
mod yaml;

use std::str::FromStr;

use crate::domain::report::Weekly;

pub use json::json;
pub use markdown::markdown;
pub use yaml::yaml;

/// A format that a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// Markdown, for reading and for pasting.
    #[default]
    Markdown,
    /// The model as YAML.
    Yaml,
    /// The model as JSON.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Yaml, Self::Json];

    /// The word on the command line, which is also how files of it end.
    pub fn key(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Yaml => "yaml",
            Self::Json => "json",
        }
    }
}

/// A word that names no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown format {0:?}: md, yaml or json")]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word.trim().to_ascii_lowercase().as_str() {
            "md" | "markdown" => Ok(Self::Markdown),
            "yaml" | "yml" => Ok(Self::Yaml),
            "json" => Ok(Self::Json),
            _ => Err(UnknownFormat(word.to_owned())),
        }
    }
}

/// A model that a format cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the report cannot be written as {}: {reason}", format.key())]
pub struct RenderError {
    /// The format.
    pub format: Format,
    /// What its writer said.
    pub reason: String,
}

/// A report in a format; it ends with a line break.
pub fn render(report: &Weekly, format: Format) -> Result<String, RenderError> {
    match format {
        Format::Markdown => Ok(markdown(report)),
        Format::Yaml => yaml(report),
        Format::Json => json(report),
    }
}
