//! What keys do in the ledger.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Column, Ledger, LedgerLine, RowKey, build, copy, marks};
use crate::domain::light::Light;
use crate::domain::rows::{Row, Rows};
use crate::workbench::action::destination;
use crate::workbench::command::Command;
use crate::workbench::filter::Shown;
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::Overlay;
use crate::workbench::tree::{Node, Places, TreeLine};
use crate::workbench::view::View;
use crate::workbench::{Effect, Workbench};

impl Ledger {
    /// Takes other marks. The lines stay: none of them depends on marks.
    fn set_marks(&mut self, marks: HashSet<RowKey>, rows: &Rows, shown: Option<&Shown>) {
        self.marks = marks;
        self.ordered = marks::ordered(&self.marks, rows).into();
        self.hidden_marks = marks::hidden(&self.marks, rows, shown);
    }
}

impl Workbench {
    /// The line of the tree that the selected row would have: what detail and edits look at.
    pub(in crate::workbench) fn line_in_ledger(&self) -> Result<TreeLine, WhyNot> {
        match self.ledger.selected() {
            Some(LedgerLine::Row { task, at }) => self.line_of(*task, *at).ok_or(WhyNot::Empty),
            _ => Err(self.no_row_in_ledger()),
        }
    }

    /// The line of the tree that a row would have.
    fn line_of(&self, task: u32, at: usize) -> Option<TreeLine> {
        let row = self.rows.task(task)?.rows.get(at)?;
        let node = match row.entry() {
            Some(entry) => Node::Entry { task, id: entry.id.clone() },
            None if row.open_group => Node::OpenGroup { task, group: Arc::clone(&row.unit) },
            None => Node::Unit { task, unit: Arc::clone(&row.unit) },
        };
        Some(TreeLine {
            node,
            depth: 3,
            open: None,
            place: self.workspace.plan.place_of(task)?,
            rows: Places::One(at),
        })
    }

    /// Why nothing can be done on the selected line of the ledger, where it is no row.
    fn no_row_in_ledger(&self) -> WhyNot {
        match self.ledger.selected() {
            Some(LedgerLine::Group { .. }) => WhyNot::ManyRows,
            _ if self.filtering.active().is_some() => WhyNot::NothingShown,
            _ => WhyNot::Empty,
        }
    }

    /// Has the lines of the ledger made anew, as settings changed.
    pub(super) fn resettle(&mut self) {
        self.ledger.outdate();
    }

    /// Why a command of the ledger cannot be done; the view is the ledger.
    pub(in crate::workbench) fn why_not_in_ledger(&self, command: Command) -> Option<WhyNot> {
        let empty = || self.ledger.lines.is_empty().then(|| self.no_row_in_ledger());
        match command {
            Command::MarkClear | Command::MarkInvert if self.ledger.marks.is_empty() => {
                (command == Command::MarkClear).then_some(WhyNot::NothingMarked).or_else(empty)
            }
            Command::Reverse => self.ledger.sort.is_none().then_some(WhyNot::PlanOrder),
            Command::MarkRow
            | Command::MarkShown
            | Command::MarkInvert
            | Command::Copy
            | Command::Toggle
            | Command::Detail => empty(),
            Command::Fold | Command::Unfold | Command::NextArea | Command::PreviousArea => {
                Some(WhyNot::OnlyInTree)
            }
            _ if command.is_walk() => empty(),
            _ => None,
        }
    }

    pub(in crate::workbench) fn walk_in_ledger(&mut self, command: Command) {
        let (to, edge) = destination(command, self.ledger.cursor, self.page());
        if !self.ledger.go(to, &self.rows) {
            self.notice = Some(Notice::NotHere(command, edge));
        }
    }

    /// Enter: folds or unfolds a group; opens the detail of a row.
    pub(in crate::workbench) fn toggle_in_ledger(&mut self) {
        match self.ledger.selected() {
            Some(LedgerLine::Group { key, open, .. }) => {
                let (key, open) = (key.clone(), *open);
                if open {
                    self.ledger.open.remove(&key);
                } else {
                    self.ledger.open.insert(key);
                }
                self.resettle();
            }
            Some(LedgerLine::Row { .. }) => self.overlay = Some(Overlay::Detail(0)),
            None => {}
        }
    }

    /// Left and right: columns; at the left edge a group is folded.
    pub(in crate::workbench) fn scroll_ledger(&mut self, command: Command) {
        let last = self.ledger.seen().count().saturating_sub(1);
        let scroll = self.ledger.scroll;
        if command == Command::ScrollRight {
            if scroll < last {
                self.ledger.scroll += 1;
            } else {
                self.notice = Some(Notice::NotHere(command, WhyNot::LastColumn));
            }
        } else if scroll > 0 {
            self.ledger.scroll = scroll.min(last + 1) - 1;
        } else if self.ledger.grouping.is_some() {
            if let Some(head) = self.ledger.head(self.ledger.cursor) {
                self.ledger.go(head, &self.rows);
                if matches!(self.ledger.selected(), Some(LedgerLine::Group { open: true, .. })) {
                    self.toggle_in_ledger();
                }
            }
        } else {
            self.notice = Some(Notice::NotHere(command, WhyNot::FirstColumn));
        }
    }

    /// The next or previous row with a light, on from the other end.
    pub(in crate::workbench) fn jump_in_ledger(&mut self, light: Light, forward: bool) {
        let count = self.ledger.lines.len();
        let has = |at: usize| {
            let LedgerLine::Row { task, at } = self.ledger.lines[at] else { return false };
            // Tasks without the light are passed over by their counts.
            let of_task = self.rows.task(task).filter(|it| it.tally.of(light) > 0);
            of_task.and_then(|it| it.rows.get(at)).is_some_and(|row| row.light == light)
        };
        let cursor = self.ledger.cursor;
        let at =
            |step: usize| if forward { (cursor + step) % count } else { (cursor + count - step) % count };
        let found = (1..=count).map(at).find(|place| has(*place));
        self.notice = match found {
            None => Some(Notice::NoneOf(light)),
            Some(place) if place == cursor => Some(Notice::OnlyOne(light)),
            Some(place) => {
                let wrapped = (place < cursor) == forward;
                self.ledger.go(place, &self.rows);
                wrapped.then_some(Notice::Wrapped(light))
            }
        };
    }

    /// The rows that the filter lets through, in folded groups too.
    fn rows_shown(&self) -> impl Iterator<Item = &Row> {
        let shown = self.filtering.active().map(|filter| Arc::clone(&filter.shown));
        self.workspace.plan.tasks().flat_map(move |task| {
            let shown = shown.clone();
            let all = self.rows.task(task.id).map_or(&[][..], |it| &it.rows);
            all.iter()
                .enumerate()
                .filter(move |(at, _)| shown.as_ref().is_none_or(|shown| shown.has(task.id, *at)))
                .map(|(_, row)| row)
        })
    }

    /// The rows of the selected line: one, or all of a group.
    fn rows_of_selected(&self) -> Vec<&Row> {
        match self.ledger.selected() {
            Some(LedgerLine::Group { key, .. }) => {
                let Some(grouping) = self.ledger.grouping else { return Vec::new() };
                let areas: std::collections::HashMap<u32, usize> =
                    self.workspace.plan.places().map(|place| (place.task.id, place.area_index)).collect();
                let area = |row: &Row| areas.get(&row.task).copied().unwrap_or_default();
                self.rows_shown()
                    .filter(|row| build::group(grouping, row, area(row), &self.workspace) == *key)
                    .collect()
            }
            Some(line) => line.row(&self.rows).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// Space and its kin. Space on a group marks all of it, or takes all its marks away.
    pub(in crate::workbench) fn mark(&mut self, command: Command) {
        let keys = |rows: &mut dyn Iterator<Item = &Row>| -> Vec<RowKey> { rows.map(RowKey::of).collect() };
        let mut marks = self.ledger.marks.clone();
        match command {
            Command::MarkRow => {
                let these = keys(&mut self.rows_of_selected().into_iter());
                let all = these.iter().all(|key| marks.contains(key));
                for key in these {
                    if all {
                        marks.remove(&key);
                    } else {
                        marks.insert(key);
                    }
                }
            }
            Command::MarkShown => marks.extend(keys(&mut self.rows_shown())),
            Command::MarkInvert => {
                for key in keys(&mut self.rows_shown()) {
                    if !marks.remove(&key) {
                        marks.insert(key);
                    }
                }
            }
            _ => marks.clear(),
        }
        let count = marks.len();
        let shown = self.filtering.active().map(|filter| filter.shown.as_ref());
        self.ledger.set_marks(marks, &self.rows, shown);
        if command == Command::MarkRow {
            // On to the next, as one marks line after line.
            let next = self.ledger.cursor + 1;
            self.ledger.go(next, &self.rows);
        } else {
            self.notice = Some(Notice::Marked(count));
        }
    }

    /// The marked rows, else those of the selected line, as text for the clipboard.
    pub(in crate::workbench) fn copy(&mut self) {
        let columns: Vec<Column> = self.ledger.seen().collect();
        let line = self.line().ok();
        let rows: Vec<&Row> = match self.view {
            View::Ledger if !self.ledger.marks.is_empty() => {
                self.rows.iter().filter(|row| self.ledger.is_marked(row)).collect()
            }
            View::Ledger => self.rows_of_selected(),
            View::Tasks | View::Calendar | View::Units | View::Week => {
                line.iter().flat_map(|line| line.rows(&self.rows)).collect()
            }
        };
        if rows.is_empty() {
            self.notice = Some(Notice::NotHere(Command::Copy, WhyNot::NoTask));
            return;
        }
        let text = copy::text(&rows, &columns, &self.workspace, self.filtering.vocabulary());
        self.effects.push(Effect::Copy(text));
    }
}
