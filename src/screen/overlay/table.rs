//! Short lists that float: sorting, grouping and columns of the ledger; saved filters.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{note, popup, put};
use crate::screen::frame::{centered, fitting_width};
use crate::screen::ledger::{column_word, grouping_word};
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::workbench::Workbench;
use crate::workbench::filter::FilterList;
use crate::workbench::ledger::{Column, Grouping};
use crate::workbench::overlay::{TableMenu, TableSetting};

/// One line: whether it is chosen, and its text.
pub(super) type Item = (bool, String);

/// Sorting, grouping or columns.
pub(super) fn menu(menu: TableMenu, workbench: &Workbench, look: &Look, area: Rect, buffer: &mut Buffer) {
    let words = &look.words().ledger;
    let ledger = &workbench.ledger;
    let (title, keys) = match menu.setting {
        TableSetting::Sort => (&words.sort, &words.keys_menu),
        TableSetting::Group => (&words.group, &words.keys_menu),
        TableSetting::Columns => (&words.choose, &words.keys_columns),
    };
    let items: Vec<Item> = match menu.setting {
        TableSetting::Sort => {
            let sort = ledger.sort().0;
            let columns =
                Column::ALL.into_iter().map(|it| (sort == Some(it), column_word(it, look).to_owned()));
            std::iter::once((sort.is_none(), words.plan_order.clone())).chain(columns).collect()
        }
        TableSetting::Group => {
            let grouping = ledger.grouping();
            let groupings = Grouping::ALL
                .into_iter()
                .map(|it| (grouping == Some(it), grouping_word(it, look).to_owned()));
            std::iter::once((grouping.is_none(), words.no_groups.clone())).chain(groupings).collect()
        }
        TableSetting::Columns => {
            ledger.columns().iter().map(|(it, seen)| (*seen, column_word(*it, look).to_owned())).collect()
        }
    };
    let numbered = |(place, (chosen, text)): (usize, Item)| {
        let digit = if place < 10 { place.to_string() } else { " ".to_owned() };
        (chosen, format!("{digit} {text}"))
    };
    let items: Vec<Item> = items.into_iter().enumerate().map(numbered).collect();
    let (inner, first) = list(title, keys, &items, menu.cursor, look, area, buffer);
    note(workbench, inner, first);
}

/// Saved filters: name and query.
pub(super) fn filters(
    list_of: &FilterList,
    workbench: &Workbench,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) {
    let words = &look.words().filter;
    let active = workbench.filter().map(|filter| filter.text.as_str());
    let items: Vec<Item> = workbench
        .saved_filters()
        .iter()
        .zip(1..)
        .map(|((name, query), place)| {
            let digit = if place < 10 { place.to_string() } else { " ".to_owned() };
            (active == Some(query.as_str()), format!("{digit} {name}  {query}"))
        })
        .collect();
    let (inner, first) = list(&words.saved, &words.keys_saved, &items, list_of.cursor, look, area, buffer);
    note(workbench, inner, first);
}

/// The room of the lines, and the place of the first.
pub(super) fn list(
    title: &str,
    keys: &str,
    items: &[Item],
    cursor: usize,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> (Rect, usize) {
    let texts = items.iter().map(|(_, text)| text.as_str());
    let columns = fitting_width(title, texts).saturating_add(3).max(fitting_width("", [keys]) + 1);
    let rows = u16::try_from(items.len() + 2).unwrap_or(u16::MAX);
    let at = centered(area, columns.min(area.width.saturating_sub(2)), rows);
    let inner = popup(title, keys, look, at, buffer);
    let first = cursor.saturating_sub(usize::from(inner.height).saturating_sub(1));
    let shown = items.iter().enumerate().skip(first).zip(inner.top()..inner.bottom());
    for ((place, (chosen, text)), y) in shown {
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        strip.push(if place == cursor { look.glyphs.selected } else { " " }, look.theme.accent());
        strip.push(if *chosen { look.glyphs.marked } else { " " }, look.theme.accent());
        strip.push(" ", look.theme.text()).push(text, look.theme.text());
        put(inner, y, &strip.line(), (place == cursor).then(|| look.theme.selected()), buffer);
    }
    (inner, first)
}
