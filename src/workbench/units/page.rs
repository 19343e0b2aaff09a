//! The page of one unit: whom to call, what it owes, what it was asked and promised. What is promised and not done
//! stands first, then the most urgent.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Party, UnitLine, promise_for};
use crate::domain::arrange::Arrange as _;
use crate::domain::chase::Chase;
use crate::domain::entry::EntryId;
use crate::domain::plan::Plan;
use crate::domain::rows::{Row, Rows};
use crate::workbench::owed::Facts;
use crate::workbench::tree::{Node, TreeLine};
use crate::workbench::viewport::Viewport;

/// What a heading stands over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Heading {
    /// 联系人.
    Contacts,
    /// What was promised and is not done.
    Promised,
    /// All else that it is asked for.
    Rows,
    /// 刚性要求.
    Duties,
    /// 活动与记录.
    Activities,
    /// 提醒 / 催办, the newest first.
    Chases,
}

/// A row of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRow {
    /// The task.
    pub task: u32,
    /// Its place among the task's rows.
    pub place: usize,
    /// Its entry.
    pub entry: Option<EntryId>,
    /// The day promised for it.
    pub promised: Option<NaiveDate>,
}

/// One line of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A heading, which cannot be selected.
    Heading(Heading),
    /// A contact, by its place.
    Contact(usize),
    /// There is no contact yet.
    NoContact,
    /// A row.
    Row(PageRow),
    /// A duty, by its id.
    Duty(String),
    /// An activity, by its id.
    Activity(String),
    /// A chase, by its id.
    Chase(String),
}

impl Item {
    /// Whether both are the same thing, perhaps changed.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Row(one), Self::Row(other)) => (one.task, &one.entry) == (other.task, &other.entry),
            _ => self == other,
        }
    }

    /// Whether one may have taken the other's place.
    fn is_heir(&self, of: &Self) -> bool {
        match (self, of) {
            (Self::Row(one), Self::Row(other)) => one.task == other.task,
            (Self::Contact(_) | Self::NoContact, Self::Contact(_) | Self::NoContact) => true,
            _ => false,
        }
    }
}

/// The page.
#[derive(Debug, Clone, Default)]
pub struct UnitPage {
    party: Option<Party>,
    items: Vec<Item>,
    cursor: usize,
    /// What the screen shows of it.
    pub view: Viewport,
}

impl UnitPage {
    /// Its lines.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The selected line's place.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The selected line.
    pub fn selected(&self) -> Option<&Item> {
        self.items.get(self.cursor).filter(|item| !matches!(item, Item::Heading(_)))
    }

    /// The row that an item stands for.
    pub fn row<'a>(&self, item: &PageRow, rows: &'a Rows) -> Option<&'a Row> {
        rows.task(item.task)?.rows.get(item.place)
    }

    /// The selected row, as a line that the commands of the tree act on.
    pub(in crate::workbench) fn line(&self, plan: &Plan, rows: &Rows) -> Option<TreeLine> {
        let Some(Item::Row(item)) = self.selected() else { return None };
        let row = self.row(item, rows)?;
        let place = plan.places().find(|place| place.task.id == item.task)?;
        let topics = &plan.areas.get(place.area_index)?.topics;
        let tasks = &topics.get(place.topic_index)?.tasks;
        let own = tasks.iter().position(|task| task.id == item.task)?;
        let task = item.task;
        let node = match &item.entry {
            Some(id) => Node::Entry { task, id: id.clone() },
            None if row.open_group => Node::OpenGroup { task, group: Arc::clone(&row.unit) },
            None => Node::Unit { task, unit: Arc::clone(&row.unit) },
        };
        let place = (place.area_index, place.topic_index, own);
        Some(TreeLine { node, depth: 3, open: None, place, rows: vec![item.place] })
    }

    /// Where one can stand.
    fn stops(&self) -> Vec<usize> {
        let stops = self.items.iter().enumerate().filter(|(_, item)| !matches!(item, Item::Heading(_)));
        stops.map(|(place, _)| place).collect()
    }

    /// Selects by counting what can be selected from where one stands. Whether the selection moved.
    pub(in crate::workbench) fn step(&mut self, to: impl Fn(usize) -> usize) -> bool {
        let stops = self.stops();
        let at = stops.iter().position(|place| *place == self.cursor).unwrap_or(0);
        let Some(place) = stops.get(to(at).min(stops.len().saturating_sub(1))) else { return false };
        let moved = *place != self.cursor;
        self.cursor = *place;
        moved
    }

    /// Selects the line at a place, if it can be selected. Whether the selection moved.
    pub(in crate::workbench) fn go(&mut self, place: usize) -> Option<bool> {
        self.items.get(place).filter(|item| !matches!(item, Item::Heading(_)))?;
        let moved = place != self.cursor;
        self.cursor = place;
        Some(moved)
    }

    /// The page of a line; of the same unit with the selection where it was, and perhaps in the same order.
    pub(super) fn turned(&self, line: &UnitLine, facts: &Facts<'_>, keep: bool) -> Self {
        let same = self.party.as_ref() == Some(&line.party);
        let mut page = Self { party: Some(line.party.clone()), ..Self::default() };
        page.put(line, facts, self.items.as_slice(), same && keep);
        let find = |test: &dyn Fn(&Item) -> bool| page.items.iter().position(test);
        let first = find(&|item| matches!(item, Item::Row(_)));
        page.cursor = first.unwrap_or_else(|| page.stops().first().copied().unwrap_or(0));
        if !same {
            return page;
        }
        page.view = self.view;
        if let Some(before) = self.items.get(self.cursor) {
            let near = || page.stops().into_iter().min_by_key(|stop| stop.abs_diff(self.cursor));
            // Two entries of one task are two rows: the one that is gone leaves the nearer.
            let heirs = page.items.iter().enumerate().filter(|(_, item)| item.is_heir(before));
            let heir = heirs.map(|(place, _)| place).min_by_key(|place| place.abs_diff(self.cursor));
            let found = find(&|item| item.is_same(before)).or(heir).or_else(near);
            page.cursor = found.unwrap_or(page.cursor);
        }
        page
    }

    /// What the unit owes of the duties, and its activities.
    fn put_records(&mut self, line: &UnitLine, facts: &Facts<'_>) {
        let name = line.party.name();
        if !matches!(line.party, Party::Unit(_)) {
            return;
        }
        let mut duties: Vec<_> = facts.obligations().iter().filter(|one| *one.unit == **name).collect();
        // What is owed first, the nearest day first; what is met or waits after it.
        duties.arrange_by_key(|one| (!one.state.is_owed(), one.last.unwrap_or(NaiveDate::MAX)));
        if !duties.is_empty() {
            self.items.push(Item::Heading(Heading::Duties));
            self.items.extend(duties.iter().map(|one| Item::Duty(one.duty.id.clone())));
        }
        let own: Vec<&str> = facts
            .workspace
            .activities
            .iter()
            .filter(|one| one.unit == **name)
            .map(|one| one.id.as_str())
            .collect();
        if !own.is_empty() {
            self.items.push(Item::Heading(Heading::Activities));
            self.items.extend(own.into_iter().map(|id| Item::Activity(id.to_owned())));
        }
    }

    fn put(&mut self, line: &UnitLine, facts: &Facts<'_>, before: &[Item], keep: bool) {
        let Facts { workspace, rows, .. } = *facts;
        let name = line.party.name();
        let mut chases: Vec<&Chase> =
            workspace.chases.iter().map(AsRef::as_ref).filter(|chase| chase.asked(name)).collect();
        chases.arrange_by_key(|chase| std::cmp::Reverse(chase.at));
        if matches!(line.party, Party::Unit(_)) {
            self.items.push(Item::Heading(Heading::Contacts));
            let count = workspace.roster.named(name).map_or(0, |unit| unit.contacts.len());
            self.items.extend((0..count).map(Item::Contact));
            if count == 0 {
                self.items.push(Item::NoContact);
            }
        }
        let mut promised = Vec::new();
        let mut others = Vec::new();
        for (task, place) in &line.rows {
            let Some(row) = rows.task(*task).and_then(|it| it.rows.get(*place)) else { continue };
            let chase = promise_for(chases.iter().copied(), row);
            let item = PageRow {
                task: *task,
                place: *place,
                entry: row.entry().map(|entry| entry.id.clone()),
                promised: chase.and_then(|chase| chase.promised),
            };
            // A promise for all that is owed sets nothing apart.
            let apart = chase.is_some_and(|chase| !chase.tasks.is_empty());
            if apart { promised.push((row, item)) } else { others.push((row, item)) }
        }
        promised.arrange_by_key(|(_, item)| item.promised);
        others.arrange_by_key(|(row, _)| row.light.urgency());
        if keep {
            let rank = |item: &PageRow| {
                let item = Item::Row(item.clone());
                let find = |test: &dyn Fn(&Item) -> bool| before.iter().position(test);
                find(&|one| item.is_same(one))
                    .or_else(|| find(&|one| item.is_heir(one)))
                    .unwrap_or(usize::MAX)
            };
            others.arrange_by_key(|(_, item)| rank(item));
        }
        for (heading, found) in [(Heading::Promised, promised), (Heading::Rows, others)] {
            if !found.is_empty() {
                self.items.push(Item::Heading(heading));
                self.items.extend(found.into_iter().map(|(_, item)| Item::Row(item)));
            }
        }
        self.put_records(line, facts);
        if !chases.is_empty() {
            self.items.push(Item::Heading(Heading::Chases));
            self.items.extend(chases.iter().map(|chase| Item::Chase(chase.id.clone())));
        }
    }
}
