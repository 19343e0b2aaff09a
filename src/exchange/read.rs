//! Reading tables that others wrote: bytes in, a [`Book`] out, whatever program made them.
//!
//! The invariant of this room: a file is read whole or refused with a reason; nothing is half read in silence, nothing
//! outside the bytes is looked at (links and macros are ignored, and that is said), and no file takes more than its share
//! of memory (see [`limits`]).

mod book;
mod csv;
mod docx;
mod encoding;
mod excel;
mod kind;
pub mod limits;
pub(in crate::exchange) mod numbering;
mod ods;
pub(in crate::exchange) mod tree;
mod xml;

pub use book::{Area, Book, Page, Remark, Value, address, serial};
pub use kind::{Kind, kind};

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Of a kind that this program does not read: it has to be saved as xlsx or docx.
    #[error("files of this kind are not read: {0:?}")]
    Kind(Kind),
    /// It is locked with a password.
    #[error("the file is encrypted")]
    Encrypted,
    /// It is larger than any sheet, or would be once unpacked.
    #[error("the file is too large: {0}")]
    TooLarge(TooLarge),
    /// It is cut or broken.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// A text whose characters cannot be told.
    #[error("the encoding of the text is not known")]
    Encoding,
}

/// What of a file is more than is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooLarge {
    /// Its bytes.
    #[error("bytes")]
    Bytes,
    /// Its bytes once unpacked.
    #[error("unpacked bytes")]
    Unpacked,
    /// Its cells.
    #[error("cells")]
    Cells,
    /// Its text.
    #[error("text")]
    Text,
}

/// Reads a file. `name` is its name, whose ending tells what bytes alone do not.
pub fn read(name: &str, bytes: &[u8]) -> Result<Book, ReadError> {
    if bytes.len() > limits::BYTES {
        return Err(ReadError::TooLarge(TooLarge::Bytes));
    }
    let kind = kind(name, bytes);
    // Readers of foreign formats are only nearly free of panics; one bad file must not stop the other forty.
    let outcome = std::panic::catch_unwind(|| match kind {
        Kind::Empty => Err(ReadError::Empty),
        Kind::Encrypted => Err(ReadError::Encrypted),
        Kind::Xlsx => excel::xlsx(bytes),
        Kind::Xls => excel::xls(bytes),
        Kind::Ods => ods::read(bytes),
        Kind::Docx => docx::read(bytes),
        Kind::Text => csv::read(bytes),
        other => Err(ReadError::Kind(other)),
    });
    outcome.unwrap_or_else(|_| Err(ReadError::Damaged("the reader gave up".to_owned())))
}
