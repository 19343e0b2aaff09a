//! A list of names cut at the marks between them, brackets left whole.

/// One piece, and the mark before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// A comma or more stands before it.
    pub begins_clause: bool,
    /// A semicolon or a full stop does.
    pub begins_sentence: bool,
}

/// The pieces of a list.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut piece = Piece { text: String::new(), begins_clause: true, begins_sentence: true };
    let mut depth = 0_usize;
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '（' | '(' | '〔' | '【' | '[' => depth += 1,
            '）' | ')' | '〕' | '】' | ']' => depth = depth.saturating_sub(1),
            '“' => quoted = true,
            '”' => quoted = false,
            _ => {}
        }
        let mark = match c {
            '、' | '/' | '／' | '|' | '｜' => 1,
            '，' | ',' => 2,
            '；' | ';' | '。' | '\n' => 3,
            _ => 0,
        };
        if mark > 0 && depth == 0 && !quoted {
            let next = Piece { text: String::new(), begins_clause: mark >= 2, begins_sentence: mark >= 3 };
            let done = std::mem::replace(&mut piece, next);
            if done.text.trim().is_empty() {
                // The stronger of two marks in a row counts.
                piece.begins_clause |= done.begins_clause;
                piece.begins_sentence |= done.begins_sentence;
            } else {
                found.push(done);
            }
        } else {
            piece.text.push(c);
        }
    }
    if !piece.text.trim().is_empty() {
        found.push(piece);
    }
    found
}

/// A text that ends with a bracket: what stands before it, and in it.
pub fn bracketed(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix(['）', ')', '〕', '】', ']'])?;
    let mut depth = 1_usize;
    for (place, c) in inner.char_indices().rev() {
        match c {
            '）' | ')' | '〕' | '】' | ']' => depth += 1,
            '（' | '(' | '〔' | '【' | '[' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&text[..place], &inner[place + c.len_utf8()..]))
                .filter(|(head, _)| !head.is_empty());
        }
    }
    None
}
