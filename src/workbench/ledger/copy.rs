//! 复制: rows as tab-separated text, for a spreadsheet or a chat. Chinese whatever the language of the screen.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::Column;
use crate::domain::plan::Place;
use crate::domain::rows::Row;
use crate::domain::workspace::Workspace;
use crate::search::query::Vocabulary;

/// The rows with the pinned columns and these; several rows have a line of labels above them.
pub(in crate::workbench) fn text(
    rows: &[&Row],
    columns: &[Column],
    workspace: &Workspace,
    vocabulary: Vocabulary<'_>,
) -> String {
    let places: HashMap<u32, Place<'_>> =
        workspace.plan.places().map(|place| (place.task.id, place)).collect();
    let mut text = String::new();
    let columns: Vec<Column> = Column::PINNED.iter().chain(columns).copied().collect();
    let line = |cells: Vec<String>, text: &mut String| {
        let _ = writeln!(text, "{}", cells.join("\t"));
    };
    if rows.len() > 1 {
        line(columns.iter().map(|column| column.label().to_owned()).collect(), &mut text);
    }
    for row in rows {
        let place = places.get(&row.task);
        line(columns.iter().map(|column| cell(*column, row, place, vocabulary)).collect(), &mut text);
    }
    text
}

fn cell(column: Column, row: &Row, place: Option<&Place<'_>>, vocabulary: Vocabulary<'_>) -> String {
    let entry = row.entry();
    let text = match column {
        Column::Light => {
            let named = vocabulary.lights.iter().find(|(key, _)| *key == row.light.key());
            named.and_then(|(_, words)| words.first()).map_or_else(String::new, ToString::to_string)
        }
        Column::Number => place.map_or_else(String::new, |place| place.task.number.clone()),
        Column::Task => place.map_or_else(String::new, |place| place.task.requirement.clone()),
        Column::Unit => row.unit.to_string(),
        Column::Measure => entry.map_or_else(String::new, |entry| entry.measure.clone()),
        Column::Last => row.last().map_or_else(String::new, |day| day.to_string()),
        Column::Status => entry.map_or_else(String::new, |entry| entry.status().word().to_owned()),
        Column::Person => entry.map_or_else(String::new, |entry| entry.person.to_string()),
        Column::Percent => {
            entry.and_then(|entry| entry.percent).map_or_else(String::new, |percent| format!("{percent}%"))
        }
        Column::Progress => entry
            .and_then(|entry| entry.latest_progress())
            .map_or_else(String::new, |note| format!("{} {}", note.date, note.text)),
        Column::Due => row.due.to_string(),
        Column::Area => place.map_or_else(String::new, |place| place.area.title.clone()),
    };
    one_cell(&text)
}

/// A text that stays in its cell, and that no spreadsheet takes for a formula.
fn one_cell(text: &str) -> String {
    let text: String = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.starts_with(['=', '+', '-', '@']) { format!(" {text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::one_cell;

    #[test]
    fn a_cell_stays_one_cell_and_no_formula() {
        assert_eq!(one_cell("一\t二\n三"), "一 二 三");
        assert_eq!(one_cell("=HYPERLINK(1)"), " =HYPERLINK(1)");
    }
}
