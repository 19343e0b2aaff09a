//! What kind of file some bytes are: by what they are, and only then by what the file is called.

use super::limits;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing in it.
    Empty,
    /// A workbook of Excel 2007 and later.
    Xlsx,
    /// A workbook of Excel 97 to 2003.
    Xls,
    /// An open document spreadsheet.
    Ods,
    /// A document of Word 2007 and later.
    Docx,
    /// Text, perhaps a table of separated values.
    Text,
    /// Locked with a password.
    Encrypted,
    /// A document of Word 97 to 2003, or of old WPS.
    OldDocument,
    /// A spreadsheet of old WPS, or a binary one of Excel.
    OldSpreadsheet,
    /// PDF or OFD.
    Pdf,
    /// A picture, perhaps a scan.
    Picture,
    /// A packed folder.
    Archive,
    /// A web page or another text that only looks like a table.
    Markup,
    /// Anything else.
    Unknown,
}

/// The kind of a file.
pub fn kind(name: &str, bytes: &[u8]) -> Kind {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if bytes.is_empty() {
        return Kind::Empty;
    }
    if bytes.starts_with(b"PK") {
        return packed(bytes, &ending);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return compound(bytes, &ending);
    }
    let is = |heads: &[&[u8]]| heads.iter().any(|head| bytes.starts_with(head));
    if is(&[b"%PDF"]) {
        return Kind::Pdf;
    }
    let pictures: [&[u8]; 7] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF"];
    let is_named_picture = ["png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic", "heif"]
        .contains(&ending.as_str());
    if is_named_picture || (is(&pictures) && !["csv", "txt", "tsv"].contains(&ending.as_str())) {
        return Kind::Picture;
    }
    if is(&[b"Rar!", b"7z\xBC\xAF", b"\x1F\x8B"]) {
        return Kind::Archive;
    }
    let start =
        String::from_utf8_lossy(&bytes[..bytes.len().min(400)]).trim_start_matches('\u{feff}').to_lowercase();
    let start = start.trim_start();
    if ["<!doctype html", "<html", "<table", "<?xml", "{\\rtf"].iter().any(|head| start.starts_with(head)) {
        return Kind::Markup;
    }
    // BIFF of before 1997 has no container.
    match ending.as_str() {
        "doc" | "wps" | "wpt" | "dot" => Kind::OldDocument,
        "et" | "ett" | "xlsb" => Kind::OldSpreadsheet,
        "pdf" | "ofd" => Kind::Pdf,
        "xls" | "xlsx" | "xlsm" | "docx" | "ods" | "zip" | "rar" | "7z" => Kind::Unknown,
        _ if is_text(bytes) => Kind::Text,
        _ => Kind::Unknown,
    }
}

/// What a zip is, by the names in it.
fn packed(bytes: &[u8], ending: &str) -> Kind {
    let by_ending = match ending {
        "xlsx" | "xlsm" | "xltx" => Kind::Xlsx,
        "docx" | "docm" => Kind::Docx,
        "ods" => Kind::Ods,
        _ => Kind::Archive,
    };
    let Ok(archive) = limits::archive(bytes) else { return by_ending };
    let names = limits::names(&archive);
    let has = |part: &str| names.iter().any(|name| name.trim_start_matches('/').eq_ignore_ascii_case(part));
    let under = |folder: &str| names.iter().any(|name| name.trim_start_matches('/').starts_with(folder));
    if has("xl/workbook.bin") {
        Kind::OldSpreadsheet
    } else if has("xl/workbook.xml") || under("xl/") {
        Kind::Xlsx
    } else if has("word/document.xml") || under("word/") {
        Kind::Docx
    } else if has("content.xml") {
        let text = ["odt", "ott", "odp", "odg"].contains(&ending);
        if text { Kind::OldDocument } else { Kind::Ods }
    } else if has("OFD.xml") {
        Kind::Pdf
    } else {
        by_ending
    }
}

/// What an OLE container is, by the names of its streams.
fn compound(bytes: &[u8], ending: &str) -> Kind {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if has("EncryptedPackage") {
        Kind::Encrypted
    } else if ["et", "ett"].contains(&ending) {
        Kind::OldSpreadsheet
    } else if ["doc", "wps", "wpt", "dot"].contains(&ending) || has("WordDocument") {
        Kind::OldDocument
    } else {
        Kind::Xls
    }
}

/// Whether bytes may be text: few control characters, but for the zeros of UTF-16.
fn is_text(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(4096)];
    let odd = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1A | 0);
    sample.iter().filter(odd).count() * 20 <= sample.len()
}
