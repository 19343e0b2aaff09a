//! Bytes to text: whatever a colleague's machine wrote it in.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// The text in some bytes: by its byte order mark, else UTF-8 if it is that, else `named` (what the file says of itself),
/// else GB18030, which holds GBK and GB2312.
pub fn decode(bytes: &[u8], named: Option<&str>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Some(encoding) = utf_16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let named = named.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let named = named.filter(|encoding| *encoding != UTF_8);
    if let Some(encoding) = named {
        let (text, _, broken) = encoding.decode(bytes);
        if !broken {
            return text.into_owned();
        }
    }
    // A few broken bytes in UTF-8 do not make it another encoding.
    let torn = String::from_utf8_lossy(bytes);
    let wrong = torn.chars().filter(|c| *c == '\u{FFFD}').count();
    if wrong * 50 < torn.chars().count() {
        return torn.into_owned();
    }
    let (text, _, broken) = GB18030.decode(bytes);
    if broken {
        let (other, _, worse) = BIG5.decode(bytes);
        if !worse {
            return other.into_owned();
        }
    }
    text.into_owned()
}

/// UTF-16 without its mark: line ends and digits leave every other byte zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match (even, odd) {
        _ if bytes.len() < 8 || !bytes.len().is_multiple_of(2) => None,
        // A Chinese character may have a zero byte too (一), but few do.
        (even, odd) if odd > 2 * even + 1 => Some(UTF_16LE),
        (even, odd) if even > 2 * odd + 1 => Some(UTF_16BE),
        _ => None,
    }
}

/// The same text in simplified characters, and whether it was in traditional ones. A text with a traditional character
/// here and there (a person's name) stays as it is.
pub fn simplified(text: &str) -> Option<String> {
    let turned = fast2s::convert(text);
    let differ = text.chars().zip(turned.chars()).filter(|(one, other)| one != other).count();
    let chinese = text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
    (differ > 3 && differ * 12 > chinese).then_some(turned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_is_read() {
        let text = "周村区政务公开工作方案\r\n1\t责任单位";
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        assert_eq!(decode(&gbk, None), text);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide, None), text);
        let marked: Vec<u8> =
            [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(decode(&marked, None), text);
        assert_eq!(decode(text.as_bytes(), Some("gb2312")), text);
        let (big, _, _) = BIG5.encode("責任單位");
        assert_eq!(decode(&big, Some("big5")), "責任單位");
    }

    #[test]
    fn traditional_text_turns_and_one_traditional_name_does_not() {
        assert_eq!(simplified("責任單位：區發展和改革局").as_deref(), Some("责任单位：区发展和改革局"));
        assert_eq!(simplified("请联系陳先生，地点在区政府办公室三楼会议室，时间为七月十日上午"), None);
    }
}
