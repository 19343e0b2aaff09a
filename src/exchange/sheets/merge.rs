//! The three-way rule, field by field: what the sheet went out with, what came back, what stands here.

/// What becomes of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing came back, or what stands here already.
    Same,
    /// Changed only there: taken.
    Take,
    /// Changed only here: kept.
    Keep,
    /// Changed on both sides.
    Conflict,
}

/// The rule. `base` is what the unit saw last, none where nobody knows; `same` says when two texts mean the same.
pub fn three_way(
    base: Option<&str>,
    returned: &str,
    ours: &str,
    same: impl Fn(&str, &str) -> bool,
) -> Outcome {
    // An empty cell deletes nothing.
    if returned.is_empty() || same(returned, ours) {
        return Outcome::Same;
    }
    match base {
        Some(base) if same(returned, base) => Outcome::Keep,
        Some(base) if same(ours, base) => Outcome::Take,
        _ if ours.is_empty() => Outcome::Take,
        _ => Outcome::Conflict,
    }
}

/// A list, item by item: what was added there is added, what was taken away there goes, what was added here stays. The
/// list as it will stand.
pub fn lists(base: &[String], returned: &[String], ours: &[String]) -> Vec<String> {
    let gone = |item: &String| base.contains(item) && !returned.contains(item);
    let mut merged: Vec<String> = ours.iter().filter(|item| !gone(item)).cloned().collect();
    for item in returned {
        if !base.contains(item) && !merged.contains(item) {
            merged.push(item.clone());
        }
    }
    merged
}

/// The lines of a text, trimmed, none empty.
pub fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What a cell of progress says that neither the sheet said when it went out nor stands here: each piece is a note. Lines
/// that follow each other are one note, but for lines that begin with a day, as `begins` tells.
pub fn new_notes(base: &str, returned: &str, ours: &[String], begins: impl Fn(&str) -> bool) -> Vec<String> {
    let known: Vec<String> =
        lines(base).into_iter().chain(ours.iter().flat_map(|note| lines(note))).collect();
    let mut notes: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in lines(returned) {
        if known.iter().any(|one| one == &line) {
            goes_on = false;
        } else if goes_on
            && !begins(&line)
            && let Some(note) = notes.last_mut()
        {
            note.push('\n');
            note.push_str(&line);
        } else {
            notes.push(line);
            goes_on = true;
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merge(base: Option<&str>, returned: &str, ours: &str) -> Outcome {
        three_way(base, returned, ours, |one, other| one == other)
    }

    #[test]
    fn each_side_alone_wins_and_both_are_a_conflict() {
        assert_eq!(merge(Some("旧"), "新", "旧"), Outcome::Take);
        assert_eq!(merge(Some("旧"), "旧", "新"), Outcome::Keep);
        assert_eq!(merge(Some("旧"), "甲", "乙"), Outcome::Conflict);
        assert_eq!(merge(Some("旧"), "新", "新"), Outcome::Same);
        assert_eq!(merge(Some("旧"), "", "旧"), Outcome::Same);
        assert_eq!(merge(None, "甲", ""), Outcome::Take);
        assert_eq!(merge(None, "甲", "乙"), Outcome::Conflict);
        // Emptied here since: theirs is news.
        assert_eq!(merge(Some("旧"), "新", ""), Outcome::Take);
    }

    fn list(items: &str) -> Vec<String> {
        items.split(' ').filter(|item| !item.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn lists_merge_by_item() {
        assert_eq!(lists(&list("a b"), &list("a b c"), &list("a b d")), list("a b d c"));
        assert_eq!(lists(&list("a b"), &list("b c"), &list("a b")), list("b c"));
        assert_eq!(lists(&list(""), &list("a"), &list("a")), list("a"));
    }

    #[test]
    fn only_new_lines_of_progress_are_notes() {
        let dated = |line: &str| line.starts_with('7');
        let notes = |base, returned, ours: &[&str]| {
            let ours: Vec<String> = ours.iter().map(|one| (*one).to_owned()).collect();
            new_notes(base, returned, &ours, dated)
        };
        assert_eq!(
            notes("7月1日 甲", "7月1日 甲\n7月5日 乙\n丙\n7月6日 丁", &["甲"]),
            ["7月5日 乙\n丙", "7月6日 丁"]
        );
        assert_eq!(notes("", "已发布", &["已发布"]), Vec::<String>::new());
    }
}
