//! What is said around text that goes to an editor and comes back.

use super::{Language, fill, screen};
use crate::workbench::editor::Unreadable;

/// Why the text cannot be taken.
pub fn unreadable(wrong: &Unreadable, language: Language) -> String {
    let words = &screen::words(language).review;
    match wrong {
        Unreadable::Yaml { line: Some(line), text, error } => {
            fill(&words.yaml_line, &[("line", line), ("text", text), ("error", error)])
        }
        Unreadable::Yaml { line: None, error, .. } => fill(&words.yaml, &[("error", error)]),
        Unreadable::UnknownItem(place) => fill(&words.unknown_item, &[("n", place)]),
        Unreadable::UnknownField(key) => fill(&words.unknown_field, &[("key", key)]),
        Unreadable::Editor(reason) => fill(&words.editor, &[("why", reason)]),
    }
}

/// How the editor ended, by its code; none where a signal ended it.
pub fn ended(name: &str, code: Option<i32>, language: Language) -> String {
    let words = &screen::words(language).review;
    match code {
        // The shell's word for a program that is not there.
        Some(127) => fill(&words.editor_missing, &[("name", &name)]),
        Some(code) => fill(&words.editor_code, &[("name", &name), ("code", &code)]),
        None => fill(&words.editor_stopped, &[("name", &name)]),
    }
}

/// The text with its head: how it is used, and on the head's last line what was wrong with it. The head has always as
/// many lines, so that a line that is named is the line of the file.
pub fn with_head(text: &str, wrong: Option<&Unreadable>, language: Language) -> String {
    let words = &screen::words(language).review;
    let said = wrong.map(|wrong| unreadable(wrong, language)).unwrap_or_default();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = words.head.iter().map(String::as_str).chain([said.as_str()]);
    let head: String = lines.map(|line| format!("# {line}").trim_end().to_owned() + "\n").collect();
    format!("{head}{text}")
}
