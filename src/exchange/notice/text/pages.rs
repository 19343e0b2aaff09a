//! The borders of printed pages: lines with a page's number go, and a sentence goes on over them.

/// Whether a line is the number of a page: — 3 —, -3-, 第3页, 第 3 页 共 9 页.
fn is_number(line: &str) -> bool {
    let plain: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let digits =
        |text: &str| !text.is_empty() && text.chars().count() <= 3 && text.chars().all(char::is_numeric);
    let dash = |c: char| matches!(c, '-' | '—' | '－' | '–' | '―' | '─');
    let between = || plain.strip_prefix(dash)?.strip_suffix(dash).map(|inner| inner.trim_matches(dash));
    let paged = || {
        let rest = plain.strip_prefix('第')?;
        let (number, rest) = rest.split_once('页')?;
        let rest = rest.trim_start_matches(['，', ',', '/', '（', '(']).trim_end_matches(['）', ')']);
        let total = rest.strip_prefix('共').and_then(|rest| rest.strip_suffix('页'));
        (digits(number) && (rest.is_empty() || total.is_some_and(digits))).then_some(())
    };
    between().is_some_and(digits) || paged().is_some()
}

/// The lines without those; the blank lines around them go too where a sentence stands open before them.
pub fn joined<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut kept: Vec<&str> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        if !is_number(lines[at]) {
            kept.push(lines[at]);
            at += 1;
            continue;
        }
        at += 1;
        let last = kept.iter().rposition(|line| !line.trim().is_empty());
        let open = last.is_some_and(|last| !kept[last].trim_end().ends_with(['。', '！', '？']));
        let next = lines[at..].iter().position(|line| !line.trim().is_empty()).map(|step| at + step);
        let flush = next.is_some_and(|next| !lines[next].starts_with([' ', '\u{3000}', '\t']));
        if let (true, Some(last), Some(next)) = (open && flush, last, next) {
            kept.truncate(last + 1);
            at = next;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages_go_and_a_sentence_goes_on_over_them() {
        let lines =
            ["　　公开重大工程的", "", "      — 12 —", "", "审批结果。", "第 2 页 共 9 页", "", "  二、解读"];
        assert_eq!(joined(&lines), ["　　公开重大工程的", "审批结果。", "", "  二、解读"]);
        assert_eq!(joined(&["-1-", "1", "2-3", "第3页"]), ["1", "2-3"]);
    }
}
