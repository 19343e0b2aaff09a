//! The characters of a text without a label: UTF-8, UTF-16 with or without a mark, GB18030. What only happens to decode
//! (Big5, Shift-JIS and Latin-1 often do as GB18030) is refused rather than read as nonsense.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use super::ReadError;

/// The text.
pub fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return if broken { Err(ReadError::Encoding) } else { Ok(text.into_owned()) };
    }
    if let Some(encoding) = wide(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        return if broken { Err(ReadError::Encoding) } else { Ok(text.into_owned()) };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let (text, broken) = GB18030.decode_without_bom_handling(bytes);
    if broken || !is_chinese(bytes) {
        return Err(ReadError::Encoding);
    }
    Ok(text.into_owned())
}

/// UTF-16 without a mark: the zeros of its ASCII stand on one side only.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let pairs = sample.len() / 2;
    if pairs == 0 || !bytes.len().is_multiple_of(2) {
        None
    } else if odd * 8 >= pairs && even * 10 < odd {
        Some(UTF_16LE)
    } else if even * 8 >= pairs && odd * 10 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether bytes that decode as GB18030 are Chinese: nearly all pairs then are the common characters of GB 2312 (its first
/// level, and its punctuation).
fn is_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut all, mut at) = (0_usize, 0_usize, 0);
    while at < bytes.len() {
        let lead = bytes[at];
        if lead < 0x80 {
            at += 1;
            continue;
        }
        let trail = bytes.get(at + 1).copied().unwrap_or(0);
        // Four bytes for a rare character.
        if trail.is_ascii_digit() {
            all += 1;
            at += 4;
            continue;
        }
        all += 1;
        if trail >= 0xA1 && matches!(lead, 0xA1..=0xA3 | 0xB0..=0xD7) {
            common += 1;
        }
        at += 2;
    }
    common * 10 >= all * 8
}
