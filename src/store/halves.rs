//! A file in which git left its conflict marks: taken apart into the versions that it holds, which are merged field by
//! field as `peidang merge` would have done. What both changed stands marked in its record, and the program asks.

use std::path::Path;

use super::merge;

/// The versions in a file with marks.
#[derive(Debug, PartialEq, Eq)]
struct Halves {
    /// Where both began; only where git was told to leave that too (`diff3`).
    base: Option<String>,
    ours: String,
    theirs: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Both,
    Ours,
    Base,
    Theirs,
}

fn halves(text: &str) -> Option<Halves> {
    let (mut base, mut ours, mut theirs) = (String::new(), String::new(), String::new());
    let mut within = Within::Both;
    let (mut hunks, mut bases) = (0, 0);
    for line in text.split_inclusive('\n') {
        let mark = line.trim_end();
        within = match within {
            Within::Both if mark.starts_with("<<<<<<< ") => {
                hunks += 1;
                Within::Ours
            }
            Within::Ours if mark.starts_with("|||||||") => {
                bases += 1;
                Within::Base
            }
            Within::Ours | Within::Base if mark == "=======" => Within::Theirs,
            Within::Theirs if mark.starts_with(">>>>>>> ") => Within::Both,
            _ => {
                let to: &mut [&mut String] = match within {
                    Within::Both => &mut [&mut base, &mut ours, &mut theirs],
                    Within::Ours => &mut [&mut ours],
                    Within::Base => &mut [&mut base],
                    Within::Theirs => &mut [&mut theirs],
                };
                for text in to.iter_mut() {
                    text.push_str(line);
                }
                continue;
            }
        };
    }
    let whole = within == Within::Both && hunks > 0;
    whole.then(|| Halves { base: (bases == hunks).then_some(base), ours, theirs })
}

/// The file of both versions; none where one of them cannot be read.
pub(super) fn joined(path: &Path, text: &str) -> Option<String> {
    let Halves { base, ours, theirs } = halves(text)?;
    let base = base.unwrap_or_default();
    let merged = merge::files(base.as_bytes(), ours.as_bytes(), theirs.as_bytes(), &path.to_string_lossy());
    String::from_utf8(merged.ok()?.bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKED: &str = "schema: 1\nentries:\n- id: 7-aaaaa\n  units:\n  - 区财政局\n<<<<<<< HEAD\n  due: 8月底\n=======\n  due: 9月底\n  person: 李某\n>>>>>>> theirs\n# end\n";

    #[test]
    fn both_versions_are_read_and_what_they_disagree_on_stands_marked() {
        let text = joined(Path::new("p/entries/07.yaml"), MARKED).unwrap();
        assert!(text.contains("person: 李某") && text.contains("conflict:"), "{text}");
        assert!(text.contains("- 8月底") && text.contains("- 9月底") && !text.contains("<<<<"), "{text}");
    }

    #[test]
    fn with_the_version_before_both_only_what_both_changed_is_marked() {
        let marked = MARKED
            .replace("=======", "||||||| base\n  due: 9月底\n=======")
            .replace("# end", "  remark: 好\n# end");
        let text = joined(Path::new("p/entries/07.yaml"), &marked).unwrap();
        assert!(text.contains("due: 8月底") && text.contains("person: 李某"), "{text}");
        assert!(!text.contains("conflict:"), "{text}");
    }

    #[test]
    fn torn_marks_and_halves_that_are_no_file_stay_unread() {
        for text in [
            MARKED.replace(">>>>>>> theirs\n", ""),
            MARKED.replace("=======\n", ""),
            MARKED.replace("  due: 8月底\n", "  due: [\n"),
        ] {
            assert_eq!(joined(Path::new("p/entries/07.yaml"), &text), None, "{text}");
        }
    }
}
