//! The journal: every change as one YAML document, appended. A document closes with a mark that is checked, because a
//! torn tail can parse as YAML with silently shortened text.

use xxhash_rust::xxh3::xxh3_64;

use super::fault::FaultKind;
use crate::domain::change::Change;

/// What stands at the head of a new journal.
pub const HEAD: &str = "# 修改记录：每次修改一段，只追加，请勿手工改动（mark 行用于校验）。\n";

/// How far a journal has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// Bytes up to the end of the last good record.
    pub end: u64,
}

/// What was read from a journal.
#[derive(Debug, Clone, Default)]
pub struct Pieces {
    /// The good records, in their order.
    pub changes: Vec<Change>,
    /// Bytes up to the end of the last good record, counted from where reading began.
    pub end: u64,
    /// What is not good and stands before a good record; line counted from where reading began.
    pub faults: Vec<(usize, FaultKind)>,
    /// Whether bytes follow the last good record: a torn tail.
    pub torn: bool,
}

/// One record as text.
pub fn encode(change: &Change) -> Result<String, serde_yaml::Error> {
    let body = serde_yaml::to_string(change)?;
    Ok(format!("---\n{body}{}\n", mark(&change.id, &body)))
}

fn mark(id: &str, body: &str) -> String {
    format!("mark: {id} {:016x}", xxh3_64(body.as_bytes()))
}

/// Reads records from `bytes`, which begin at a record or at the head of a journal.
pub fn read(bytes: &[u8]) -> Pieces {
    let mut pieces = Pieces::default();
    let mut bad: Vec<(usize, FaultKind)> = Vec::new();
    for piece in split(bytes) {
        let text = std::str::from_utf8(&bytes[piece.start..piece.end]).ok();
        let verdict = text.map_or(Err(FaultKind::NotUtf8), |text| decode(text, piece.line));
        match verdict {
            Ok(None) => {}
            Ok(Some((change, len))) => {
                pieces.changes.push(change);
                pieces.faults.append(&mut bad);
                pieces.end = (piece.start + len) as u64;
                if piece.start + len < piece.end {
                    bad.push((piece.line, FaultKind::BadMark(String::new())));
                }
            }
            Err(kind) => bad.push((piece.line, kind)),
        }
    }
    // A head alone is as good as a record: appending goes on behind it.
    if pieces.changes.is_empty() && bad.is_empty() && bytes.last().is_none_or(|last| *last == b'\n') {
        pieces.end = bytes.len() as u64;
    }
    pieces.torn = pieces.end < bytes.len() as u64;
    pieces
}

/// One document: what follows a line `---`, or stands before the first.
struct Piece {
    start: usize,
    end: usize,
    line: usize,
}

fn split(bytes: &[u8]) -> Vec<Piece> {
    let mut pieces = vec![Piece { start: 0, end: 0, line: 1 }];
    let mut at = 0;
    for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let next = at + line.len();
        if line == b"---\n" || line == b"---\r\n" {
            if let Some(last) = pieces.last_mut() {
                last.end = at;
            }
            pieces.push(Piece { start: at, end: next, line: number + 1 });
        }
        at = next;
    }
    if let Some(last) = pieces.last_mut() {
        last.end = bytes.len();
    }
    pieces
}

/// The change of a document and how many bytes it takes up to the end of its mark; none for a head of comments. What
/// follows the mark is no part of it: a tail may be torn within the line that would begin the next document.
fn decode(text: &str, line: usize) -> Result<Option<(Change, usize)>, FaultKind> {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else {
        let only_comments = text.lines().all(|line| line.trim().is_empty() || line.starts_with('#'));
        return if only_comments { Ok(None) } else { Err(FaultKind::BadMark(format!("{line}"))) };
    };
    let Some(start) = rest.find("\nmark: ").map(|place| place + 1) else {
        return Err(FaultKind::BadMark(format!("{line}")));
    };
    let (body, closing) = rest.split_at(start);
    // The mark first: what does not bear ours is not given to the reader, which some texts keep busy for hours.
    let id = closing.split(' ').nth(1).unwrap_or_default().trim_end();
    let Some((closing, _)) = closing.split_once('\n').filter(|(line, _)| line.trim_end() == mark(id, body))
    else {
        return Err(FaultKind::BadMark(id.to_owned()));
    };
    let change: Change = serde_yaml::from_str(body).map_err(|error| FaultKind::Syntax(error.to_string()))?;
    if change.id != id {
        return Err(FaultKind::BadMark(change.id));
    }
    let len = text.len() - rest.len() + body.len() + closing.len() + 1;
    Ok(Some((change, len)))
}

/// A content's fingerprint.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}
