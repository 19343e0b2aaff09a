//! Notices in: DOCX, XLSX, HTML, plain text or Markdown becomes one intermediate form ([`source`]), and that is understood
//! once, whatever it came from.

mod cards;
mod columns;
mod decode;
mod docx;
mod doubt;
mod due;
mod head;
mod html;
mod label;
mod marker;
mod matrix;
mod meaning;
mod outline;
mod plan;
mod reading;
pub mod source;
mod table;
mod task;
#[cfg(test)]
mod tests;
mod text;
mod understand;
mod units;
mod xlsx;

pub use doubt::Doubt;
pub use plan::{Draft, Missing, draft, place, reviewed};
pub use reading::{Pointed, Reading, reading};
pub use task::ReadTask;
pub use understand::{Notice, Proposed, understand};

use source::{Block, Cell, Source};

/// The formats of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word's.
    Docx,
    /// Excel's, and what calamine reads besides.
    Xlsx,
    /// A page.
    Html,
    /// Plain text or Markdown.
    Text,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoticeError {
    /// The file is of this format and torn.
    #[error("a torn file: {reason}")]
    Torn {
        /// What it seems to be.
        format: Format,
        /// What its reader said.
        reason: String,
    },
    /// A format that is not read: its name.
    #[error("{0} is not read")]
    Unread(&'static str),
    /// There is nothing in it.
    #[error("nothing is in it")]
    Empty,
}

/// Reads a file into the intermediate form, whatever its name says: the bytes tell what it is.
///
/// # Errors
/// The file is torn, empty, or of a format that is not read.
pub fn source(bytes: &[u8]) -> Result<Source, NoticeError> {
    let starts = |head: &[u8]| bytes.starts_with(head);
    let mut source = if is_odt(bytes) {
        return Err(NoticeError::Unread(".odt"));
    } else if starts(b"PK\x03\x04") {
        docx::read(bytes).or_else(|error| xlsx::read(bytes).map_err(|_| error))?
    } else if starts(&[0xD0, 0xCF, 0x11, 0xE0]) {
        xlsx::read(bytes).map_err(|_| NoticeError::Unread(".doc"))?
    } else if starts(b"%PDF") {
        return Err(NoticeError::Unread("PDF"));
    } else if starts(b"\x89PNG")
        || starts(&[0xFF, 0xD8, 0xFF])
        || starts(b"GIF8")
        || starts(b"Rar!")
        || starts(b"7z\xBC\xAF")
    {
        return Err(NoticeError::Unread("image or archive"));
    } else if is_html(bytes) {
        html::read(bytes)
    } else {
        text::read(&decode::decode(bytes, None))
    };
    if source.blocks.is_empty() {
        return Err(NoticeError::Empty);
    }
    simplify(&mut source);
    cards::unfold(&mut source);
    Ok(source)
}

/// Whether some bytes are a text of `LibreOffice`: its archive begins with the word for it.
fn is_odt(bytes: &[u8]) -> bool {
    let word = b"mimetypeapplication/vnd.oasis.opendocument.text";
    bytes[..bytes.len().min(128)].windows(word.len()).any(|one| one == word)
}

/// Whether some bytes are a page: tags soon, in any encoding that holds ASCII.
fn is_html(bytes: &[u8]) -> bool {
    let head: String = decode::decode(&bytes[..bytes.len().min(4096)], Some("gbk")).to_ascii_lowercase();
    let head = head.trim_start();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || ["<html", "<body", "<table", "<head>", "<div", "<p>", "<tr", "<h1", "<meta "]
            .iter()
            .any(|tag| head.contains(tag))
            && head.contains('>')
            && (head.starts_with('<') || head.contains("</"))
}

/// Turns a document in traditional characters into simplified ones.
fn simplify(source: &mut Source) {
    let mut texts: Vec<&mut String> = source.title.iter_mut().collect();
    for block in &mut source.blocks {
        match block {
            Block::Paragraph(paragraph) => texts.push(&mut paragraph.text),
            Block::Table(grid) => {
                let cells = grid.rows.iter_mut().flatten();
                texts.extend(
                    cells.filter_map(|cell| if let Cell::Text(text) = cell { Some(text) } else { None }),
                );
            }
        }
    }
    let whole: String = texts.iter().map(|text| text.as_str()).collect();
    if decode::simplified(&whole).is_none() {
        return;
    }
    for text in texts {
        *text = fast2s::convert(text);
    }
    source.traditional = true;
}
