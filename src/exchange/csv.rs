//! Comma-separated values for spreadsheets, which run a cell that begins like a formula: such cells are disarmed by an
//! apostrophe, and [`rearmed`] takes exactly that apostrophe away again, so that what went out comes back unharmed.

/// One line of cells.
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    cells.join(",")
}

fn cell(text: &str) -> String {
    let disarmed = if is_armed(text) { format!("'{text}") } else { text.to_owned() };
    if disarmed.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", disarmed.replace('"', "\"\""))
    } else {
        disarmed
    }
}

/// Whether a text would run as a formula, or looks like one that was disarmed.
fn is_armed(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text of a cell that [`line`] may have disarmed.
pub fn rearmed(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| is_armed(text)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_commas_quoted() {
        assert_eq!(line(["=1+1", "a,b", "say \"x\"", "-5%", "7"]), "'=1+1,\"a,b\",\"say \"\"x\"\"\",'-5%,7");
    }

    #[test]
    fn what_was_disarmed_comes_back_unharmed() {
        for text in ["=1+1", "'=1", "''-x", "'plain", "plain", "", "'", "@x"] {
            assert_eq!(rearmed(&cell(text)), text);
        }
    }
}
