//! Comma-separated values (RFC 4180) for spreadsheets, which run a cell that begins like a formula: such cells are disarmed
//! by an apostrophe, and [`rearmed`] takes exactly that apostrophe away again, so that what went out comes back unharmed.

/// What spreadsheet programs take UTF-8 by, at the beginning of a file.
pub const MARK: &str = "\u{FEFF}";

/// One line of cells, without its end.
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    cells.join(",")
}

fn cell(text: &str) -> String {
    let text = disarmed(text);
    let has_edge = text.starts_with(' ') || text.ends_with(' ');
    if has_edge || text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// Whether a program would run it: a formula's first sign, in either width, behind any number of apostrophes.
fn is_armed(text: &str) -> bool {
    let first = text.trim_start_matches('\'').chars().next();
    first.is_some_and(|c| matches!(crate::domain::half_width(c), '=' | '+' | '-' | '@' | '\t' | '\r' | '\n'))
}

/// The text as it stands in a cell.
pub fn disarmed(text: &str) -> String {
    if is_armed(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text of a cell that may have been disarmed.
pub fn rearmed(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| is_armed(text)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_disarmed_and_commas_quoted() {
        assert_eq!(
            line(["=1+1", "a,b", "say \"x\"", "-5%", "7", " x"]),
            "'=1+1,\"a,b\",\"say \"\"x\"\"\",'-5%,7,\" x\""
        );
    }

    #[test]
    fn what_was_disarmed_comes_back_unharmed() {
        for text in ["=1+1", "'=1", "''-x", "'plain", "plain", "", "'", "@x", "＝1"] {
            assert_eq!(rearmed(&disarmed(text)), text);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_disarmed_and_comes_back(text in "['=+@＝\\-]{0,4}[\\PC]{0,12}") {
            let cell = disarmed(&text);
            prop_assert_eq!(rearmed(&cell), text.as_str());
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '＝']));
        }
    }
}
