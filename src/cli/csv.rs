//! Comma-separated values for spreadsheets, which run a cell that begins like a formula: such cells are disarmed.

/// One line of cells.
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    cells.join(",")
}

fn cell(text: &str) -> String {
    let disarmed = match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    };
    if disarmed.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", disarmed.replace('"', "\"\""))
    } else {
        disarmed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_commas_quoted() {
        assert_eq!(line(["=1+1", "a,b", "say \"x\"", "-5%", "7"]), "'=1+1,\"a,b\",\"say \"\"x\"\"\",'-5%,7");
    }
}
