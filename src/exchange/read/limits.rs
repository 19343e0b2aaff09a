//! How much of a foreign file is read. A sheet of a unit has some thousand cells; these limits are a thousand times that,
//! and together keep a reader under 300 MB.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{ReadError, TooLarge};

/// The most bytes of a file.
pub const BYTES: usize = 64 << 20;
/// The most bytes of one part of a packed file that is read as a stream (a worksheet).
pub const STREAM: u64 = 768 << 20;
/// The most bytes of one part that is held in memory (shared strings, styles, a document).
pub const PART: u64 = 40 << 20;
/// The most bytes of a table in plain text: its lines are held as a whole.
pub const PLAIN: usize = 8 << 20;
/// The most cells of a workbook, empty ones too: a sheet formatted to its last row has 16 times a million.
pub const VISITED: usize = 18_000_000;
/// The most cells with something in them.
pub const CELLS: usize = 300_000;
/// The most bytes of text in all cells.
pub const TEXT: usize = 32 << 20;
/// The most merged regions of a page.
pub const MERGES: usize = 20_000;

/// What a packed file holds.
pub type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Opens a packed file.
pub fn archive(bytes: &[u8]) -> Result<Archive<'_>, ReadError> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| ReadError::Damaged(error.to_string()))
}

/// The names in a packed file.
pub fn names(archive: &Archive<'_>) -> Vec<String> {
    archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect()
}

/// Unpacks every part of a workbook that a reader would, into nothing, to see that it ends: what a part says of its own
/// size is not believed.
///
/// Whether any part has merged cells: a sheet of a million rows is not walked through a second time for nothing.
pub fn check(archive: &mut Archive<'_>) -> Result<bool, ReadError> {
    let mut total = 0;
    let mut search = Search::default();
    for name in names(archive) {
        let plain = name.to_ascii_lowercase();
        let is_read = [".xml", ".rels", ".bin"].iter().any(|ending| plain.ends_with(ending))
            && !plain.contains("vbaproject");
        if !is_read {
            continue;
        }
        let most = if plain.contains("worksheets/") && !plain.contains("_rels") { STREAM } else { PART };
        let mut part = archive.by_name(&name).map_err(|error| ReadError::Damaged(error.to_string()))?;
        let unpacked = std::io::copy(&mut part.by_ref().take(most + 1), &mut search)
            .map_err(|error| ReadError::Damaged(error.to_string()))?;
        total += unpacked;
        if unpacked > most || total > STREAM {
            return Err(ReadError::TooLarge(TooLarge::Unpacked));
        }
    }
    Ok(search.found)
}

/// Swallows bytes, and notes whether the name of merged cells was among them.
#[derive(Default)]
struct Search {
    found: bool,
    /// The last bytes of the piece before: the name may lie across two pieces.
    tail: Vec<u8>,
}

impl std::io::Write for Search {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        const NAME: &[u8] = b"mergeCell";
        if !self.found {
            let start = &bytes[..bytes.len().min(NAME.len())];
            let seam = [self.tail.as_slice(), start].concat();
            let holds = |text: &[u8]| text.windows(NAME.len()).any(|window| window == NAME);
            self.found = holds(&seam) || holds(bytes);
            self.tail = bytes[bytes.len().saturating_sub(NAME.len())..].to_vec();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// One part as text; none where there is no such part.
pub fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, ReadError> {
    let damaged = |error: &dyn std::fmt::Display| ReadError::Damaged(error.to_string());
    let mut part = match archive.by_name(name) {
        Ok(part) => part,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(damaged(&error)),
    };
    let mut bytes = Vec::new();
    part.by_ref().take(PART + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
    if bytes.len() as u64 > PART {
        return Err(ReadError::TooLarge(TooLarge::Unpacked));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").map(<[u8]>::to_vec).unwrap_or(bytes);
    String::from_utf8(bytes).map(Some).map_err(|error| damaged(&error))
}
