//! Where a setting stands in the text of `config.yaml`: found by the lines as a person writes them, one key a line. What
//! stands in one line with others is found at the line of what holds it.

/// The lines of a YAML text that a person wrote.
pub(super) struct Lines<'a>(Vec<&'a str>);

impl<'a> Lines<'a> {
    /// The lines of a text.
    pub(super) fn of(text: &'a str) -> Self {
        Self(text.lines().collect())
    }

    /// The places of the lines at the left margin.
    pub(super) fn top(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.0.len()).filter(|at| !is_blank(self.0[*at]) && indent(self.0[*at]) == 0)
    }

    /// The places of the lines that stand deeper than the one at `from`.
    pub(super) fn under(&self, from: usize) -> impl Iterator<Item = usize> + '_ {
        let depth = indent(self.0[from]);
        let inside = move |line: &&&str| is_blank(line) || indent(line) > depth;
        let many = self.0[from + 1..].iter().take_while(inside).count();
        (from + 1..from + 1 + many).filter(|at| !is_blank(self.0[*at]))
    }

    /// Whether a line begins with this key.
    pub(super) fn names(&self, at: usize, name: &str) -> bool {
        let line = self.0[at].trim_start();
        let after = |quote: &str| {
            let rest = line.strip_prefix(quote)?.strip_prefix(name)?.strip_prefix(quote)?;
            Some(rest.trim_start().starts_with(':'))
        };
        ["", "\"", "'"].into_iter().any(|quote| after(quote) == Some(true))
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

/// The line, from 1, on which a setting stands, `report.hour` being the key `hour` under `report`.
pub fn setting_line(text: &str, setting: &str) -> Option<usize> {
    let lines = Lines::of(text);
    let mut parts = setting.split('.');
    let first = parts.next()?;
    let mut at = lines.top().find(|at| lines.names(*at, first))?;
    for part in parts {
        match lines.under(at).find(|at| lines.names(*at, part)) {
            Some(found) => at = found,
            None => break,
        }
    }
    Some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_found_on_its_line() {
        let text = "# mine\nby: 张某\nreport:\n  # the cut\n  hour: 16\n\n\"theme\" : light\nkeys: {any: {X: undo}}\n";
        assert_eq!(setting_line(text, "by"), Some(2));
        assert_eq!(setting_line(text, "report.hour"), Some(5));
        assert_eq!(setting_line(text, "theme"), Some(7));
        assert_eq!(setting_line(text, "keys.any"), Some(8));
        assert_eq!(setting_line(text, "hour"), None);
        assert_eq!(setting_line("", "by"), None);
    }
}
