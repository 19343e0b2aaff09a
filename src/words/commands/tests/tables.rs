//! The tables of keys in README and docs/keys.md: written from the command table, and held to it.
//!
//! `UPDATE_DOCS=1 cargo test --lib tables` writes them anew.

use std::fmt::Write as _;
use std::path::Path;

use super::{Language, SECTION};
use crate::workbench::command::{Command, Group};
use crate::workbench::keys::{Context, Keys};

/// What README names, in its order: what one needs in the first week.
const FIRST_WEEK: &[&[Command]] = &[
    &[Command::Up, Command::Down],
    &[Command::PageUp, Command::PageDown, Command::First, Command::Last],
    &[Command::Toggle],
    &[Command::ShowTree, Command::ShowLedger, Command::ShowCalendar, Command::ShowUnits, Command::ShowWeek],
    &[Command::Back],
    &[Command::Status],
    &[Command::Note],
    &[Command::Add],
    &[Command::Edit],
    &[Command::Search],
    &[Command::Filter],
    &[Command::SavedFilters],
    &[Command::MarkRow],
    &[Command::Uniform],
    &[Command::Editor],
    &[Command::Extend],
    &[Command::Percent],
    &[Command::Members],
    &[Command::Waive],
    &[Command::Chase],
    &[Command::ChaseGroup],
    &[Command::Caller],
    &[Command::History],
    &[Command::Copy],
    &[Command::Remove],
    &[Command::NextOverdue, Command::PreviousOverdue],
    &[Command::Undo],
    &[Command::Redo],
    &[Command::WeeklyReport],
    &[Command::Palette],
    &[Command::Help],
    &[Command::Quit],
];

const CONTEXTS: [(Context, &str); 7] = [
    (Context::Any, "任何视图（any）"),
    (Context::Tree, "1 任务（tree）"),
    (Context::Ledger, "2 台账（ledger）"),
    (Context::Calendar, "3 日历（calendar）"),
    (Context::Units, "4 单位（units）"),
    (Context::Week, "5 本周（week）"),
    (Context::Overlay, "浮框（overlay）"),
];

fn code(key: &str) -> String {
    // A bar would end the cell.
    format!("`{}`", key.replace('|', "\\|"))
}

fn first_week() -> String {
    let words = SECTION.of(Language::Chinese);
    let mut text = String::from("| 键 | 做什么 |\n|---|---|\n");
    for commands in FIRST_WEEK {
        let keys: Vec<String> = commands
            .iter()
            .flat_map(|command| Keys::built_in().of(*command))
            .map(|chord| code(&chord.to_string()))
            .collect();
        let docs: Vec<&str> = commands.iter().map(|command| words.doc(*command)).collect();
        let _ = writeln!(text, "| {} | {} |", keys.join(" "), docs.join("；"));
    }
    text
}

fn all() -> String {
    let words = SECTION.of(Language::Chinese);
    let mut text = String::new();
    for (context, title) in CONTEXTS {
        let _ = write!(text, "### {title}\n\n| 键 | 命令 | 做什么 |\n|---|---|---|\n");
        for command in Command::ALL {
            let keys: Vec<String> = Keys::built_in()
                .iter()
                .filter(|(at, _, bound)| *at == context && bound == command)
                .map(|(_, chord, _)| code(&chord.to_string()))
                .collect();
            if !keys.is_empty() {
                let _ =
                    writeln!(text, "| {} | `{}` | {} |", keys.join(" "), command.key(), words.doc(*command));
            }
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}

/// Holds what stands between the marks of a file to what it should be, or writes it.
fn hold(file: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once("<!-- keys -->\n").unwrap();
    let (found, after) = rest.split_once("<!-- /keys -->").unwrap();
    if found == wanted {
        return;
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, format!("{before}<!-- keys -->\n{wanted}<!-- /keys -->{after}")).unwrap();
        return;
    }
    for (found, wanted) in found.lines().zip(wanted.lines()) {
        assert_eq!(found, wanted, "{file}; UPDATE_DOCS=1 writes it anew");
    }
    panic!("{file} has more lines or fewer than the command table; UPDATE_DOCS=1 writes it anew");
}

#[test]
fn the_readme_names_the_keys_that_are() {
    hold("README.md", &first_week());
}

#[test]
fn the_page_of_keys_has_every_key_of_every_command() {
    let wanted = all();
    for command in Command::ALL {
        assert!(wanted.contains(&format!("`{}`", command.key())), "{}", command.key());
        assert!(command.group() != Group::Overlay || !SECTION.of(Language::Chinese).doc(*command).is_empty());
    }
    hold("docs/keys.md", &wanted);
}
