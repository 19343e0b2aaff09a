//! 配档表: the sheet that goes out to a unit (下发), and what is read from the sheets that come back (收回).

mod annex;
mod base;
mod csv;
mod header;
mod likeness;
mod merge;
mod notes;
mod outgoing;
mod place;
pub mod review;
mod table;
mod take;
#[cfg(test)]
mod tests;
mod value;
mod whose;
mod xlsx;

use rust_xlsxwriter::XlsxError;

pub use annex::{FormItem, FormReview};
pub use outgoing::{COLUMNS, Outgoing, OutgoingRow, file_name};
pub use place::{ByHand, Stray};
pub use take::{Accepted, Ids, Place, taken};
pub use value::Unread;

/// The formats in which sheets go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For Excel and WPS.
    #[default]
    Xlsx,
    /// For programs.
    Csv,
}

impl Format {
    /// Every format, the usual one first.
    pub const ALL: [Self; 2] = [Self::Xlsx, Self::Csv];

    /// The word on the command line, which is also the file's ending.
    pub fn key(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }
}

/// The bytes of a sheet in a format.
pub fn render(sheet: &Outgoing<'_>, format: Format) -> Result<Vec<u8>, XlsxError> {
    match format {
        Format::Xlsx => xlsx::render(sheet),
        Format::Csv => Ok(csv::render(sheet).into_bytes()),
    }
}
