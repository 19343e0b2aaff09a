//! The columns of the ledger on the screen: their words, and where each stands.

use crate::screen::look::Look;
use crate::words::Language;
use crate::workbench::Workbench;
use crate::workbench::ledger::{Column, Grouping};

/// The word of a column.
pub(in crate::screen) fn column_word(column: Column, look: &Look) -> &'static str {
    let key = match column {
        Column::Light => "light",
        Column::Number => "number",
        Column::Task => "task",
        Column::Unit => "unit",
        Column::Measure => "measure",
        Column::Last => "last",
        Column::Status => "status",
        Column::Person => "person",
        Column::Percent => "percent",
        Column::Progress => "progress",
        Column::Due => "due",
        Column::Area => "area",
    };
    look.words().ledger.columns.get(key).map_or("", String::as_str)
}

/// The word of a grouping.
pub(in crate::screen) fn grouping_word(grouping: Grouping, look: &Look) -> &'static str {
    let key = match grouping {
        Grouping::Unit => "unit",
        Grouping::Area => "area",
        Grouping::Person => "person",
        Grouping::Status => "status",
        Grouping::Light => "light",
        Grouping::Week => "week",
    };
    look.words().ledger.groupings.get(key).map_or("", String::as_str)
}

/// The least cells of a column, and whether it takes more where there is room.
fn least(column: Column, room: usize, look: &Look) -> (usize, bool) {
    // `12.31 Tue` and `not begun` are a cell longer than their Chinese.
    let short = if look.language == Language::Chinese { 8 } else { 9 };
    // Where there is room a text that can be read is worth more than one column more.
    let text_cells = if room < 110 { 16 } else { 26 };
    match column {
        Column::Light => (2, false),
        Column::Number => (3, false),
        Column::Task => (if room < 60 { 10 } else { text_cells }, true),
        Column::Unit => (if room < 110 { 10 } else { 16 }, false),
        Column::Measure | Column::Progress => (text_cells, true),
        Column::Last | Column::Status => (short, false),
        Column::Person => (8, false),
        Column::Percent => (4, false),
        Column::Due => (12, false),
        Column::Area => (14, true),
    }
}

/// Where each column begins and how many cells it has: the pinned ones, then as many others as have room.
pub(super) fn cells(workbench: &Workbench, room: usize, look: &Look) -> Vec<(Column, usize, usize)> {
    let mut taken: Vec<(Column, usize)> = Vec::new();
    // Marks of selection before all, a blank behind each column.
    let mut used = 2;
    let others = workbench.ledger.seen().skip(workbench.ledger.scroll);
    for column in Column::PINNED.into_iter().chain(others) {
        let (cells, _) = least(column, room, look);
        if used + cells > room {
            break;
        }
        used += cells + usize::from(column != Column::Light);
        taken.push((column, cells));
    }
    let mut free = room.saturating_sub(used);
    let flexible = taken.iter().filter(|(column, _)| least(*column, room, look).1).count();
    let mut place = 2;
    let mut left = flexible;
    taken
        .into_iter()
        .map(|(column, cells)| {
            let more = if least(column, room, look).1 && left > 0 { free / left } else { 0 };
            if least(column, room, look).1 {
                left = left.saturating_sub(1);
                free -= more;
            }
            let begin = place;
            place += cells + more + usize::from(column != Column::Light);
            (column, begin, cells + more)
        })
        .collect()
}

/// Numbers and shares stand at the right of their column.
pub(super) fn is_right(column: Column) -> bool {
    matches!(column, Column::Number | Column::Percent)
}
