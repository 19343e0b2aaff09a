//! The page of one unit: whom to call, what it owes, what it was asked and promised. What is promised and not done
//! stands first, then the most urgent.
//!
//! Of what is neither promised nor a record only the seats are kept: a line is made when it is looked at, so that
//! turning the page does not look at all that a unit owes.

mod build;

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Party, promise_for};
use crate::domain::chase::Chase;
use crate::domain::entry::EntryId;
use crate::domain::light::Light;
use crate::domain::plan::Plan;
use crate::domain::rows::{Row, Rows, Seat};
use crate::workbench::tree::{Node, Places, TreeLine};
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
    /// What stands above the rows, what is promised among it.
    top: Vec<Item>,
    /// All else that the unit is asked for, in the order in which it is shown.
    rows: Vec<Seat>,
    /// What stands under the rows.
    tail: Vec<Item>,
    /// The chases of the unit that brought a promise.
    promises: Vec<Arc<Chase>>,
    cursor: usize,
    /// The line there.
    selected: Option<Item>,
    /// What the screen shows of it.
    pub view: Viewport,
}

impl UnitPage {
    /// How many lines it has.
    pub fn len(&self) -> usize {
        self.first_row() + self.rows.len() + self.tail.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of the first row that is not promised, below its heading.
    fn first_row(&self) -> usize {
        self.top.len() + usize::from(!self.rows.is_empty())
    }

    /// The line at a place.
    pub fn item(&self, place: usize, rows: &Rows) -> Option<Item> {
        let first = self.first_row();
        if let Some(item) = self.top.get(place) {
            return Some(item.clone());
        }
        if place < first {
            return Some(Item::Heading(Heading::Rows));
        }
        match self.rows.get(place - first) {
            Some(seat) => self.row_item(*seat, rows).map(Item::Row),
            None => self.tail.get(place - first - self.rows.len()).cloned(),
        }
    }

    fn row_item(&self, seat: Seat, rows: &Rows) -> Option<PageRow> {
        let (task, place) = rows.at(seat)?;
        let row = rows.seated(seat)?;
        let promised = promise_for(self.promises.iter().map(AsRef::as_ref), row);
        Some(PageRow {
            task,
            place,
            entry: row.entry().map(|entry| entry.id.clone()),
            promised: promised.and_then(|chase| chase.promised),
        })
    }

    /// The light of the row at a place; none where there is no row.
    pub(super) fn light(&self, place: usize, rows: &Rows) -> Option<Light> {
        if let Some(Item::Row(item)) = self.top.get(place) {
            return self.row(item, rows).map(|row| row.light);
        }
        let seat = self.rows.get(place.checked_sub(self.first_row())?)?;
        rows.seated(*seat).map(|row| row.light)
    }

    /// The lines from a place on, with their places.
    pub fn from<'a>(&'a self, place: usize, rows: &'a Rows) -> impl Iterator<Item = (usize, Item)> + 'a {
        (place..self.len()).filter_map(|place| Some((place, self.item(place, rows)?)))
    }

    /// The place of an item.
    pub fn find(&self, item: &Item, rows: &Rows) -> Option<usize> {
        self.find_by(item, rows, &|one| one == item)
    }

    /// The place of the first line that a test picks, which may be `like` this item: of rows only those of its task are
    /// looked at.
    fn find_by(&self, like: &Item, rows: &Rows, test: &dyn Fn(&Item) -> bool) -> Option<usize> {
        self.all_by(like, rows, test).into_iter().next()
    }

    fn all_by(&self, like: &Item, rows: &Rows, test: &dyn Fn(&Item) -> bool) -> Vec<usize> {
        let places = |items: &[Item], from: usize| -> Vec<usize> {
            items.iter().enumerate().filter(|(_, item)| test(item)).map(|(at, _)| from + at).collect()
        };
        let first = self.first_row();
        let mut found = places(&self.top, 0);
        if let Item::Row(row) = like
            && let Some(task) = rows.seat(row.task, 0)
        {
            let of_task = self.rows.iter().enumerate().filter(|(_, seat)| seat.is_of(task));
            let held = of_task
                .filter(|(_, seat)| self.row_item(**seat, rows).is_some_and(|item| test(&Item::Row(item))));
            found.extend(held.map(|(at, _)| first + at));
        }
        found.extend(places(&self.tail, first + self.rows.len()));
        found
    }

    /// Whether nothing but contacts stands above the selected line.
    pub fn is_on_top(&self) -> bool {
        let is_head = |item: &Item| !matches!(item, Item::Row(_) | Item::Chase(_));
        let over = self.cursor.min(self.top.len());
        let under = self.cursor.saturating_sub(self.first_row());
        self.top[..over].iter().all(is_head)
            && (under == 0
                || self.rows.is_empty() && self.tail[..under.min(self.tail.len())].iter().all(is_head))
    }

    /// The selected line's place.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The selected line.
    pub fn selected(&self) -> Option<&Item> {
        self.selected.as_ref().filter(|item| !matches!(item, Item::Heading(_)))
    }

    /// The row that an item stands for.
    pub fn row<'a>(&self, item: &PageRow, rows: &'a Rows) -> Option<&'a Row> {
        rows.row(item.task, item.place)
    }

    /// The selected row, as a line that the commands of the tree act on.
    pub(in crate::workbench) fn line(&self, plan: &Plan, rows: &Rows) -> Option<TreeLine> {
        let Some(Item::Row(item)) = self.selected() else { return None };
        let row = self.row(item, rows)?;
        let place = plan.place_of(item.task)?;
        let task = item.task;
        let node = match &item.entry {
            Some(id) => Node::Entry { task, id: id.clone() },
            None if row.open_group => Node::OpenGroup { task, group: Arc::clone(&row.unit) },
            None => Node::Unit { task, unit: Arc::clone(&row.unit) },
        };
        Some(TreeLine { node, depth: 3, open: None, place, rows: Places::One(item.place) })
    }

    /// The places of the headings, where one cannot stand; few.
    fn headings(&self) -> Vec<usize> {
        let heads = |items: &[Item], from: usize| -> Vec<usize> {
            let heads = items.iter().enumerate().filter(|(_, item)| matches!(item, Item::Heading(_)));
            heads.map(|(at, _)| from + at).collect()
        };
        let mut found = heads(&self.top, 0);
        found.extend((!self.rows.is_empty()).then_some(self.top.len()));
        found.extend(heads(&self.tail, self.first_row() + self.rows.len()));
        found
    }

    /// Selects by counting what can be selected from where one stands. Whether the selection moved.
    pub(in crate::workbench) fn step(&mut self, to: impl Fn(usize) -> usize, rows: &Rows) -> bool {
        let heads = self.headings();
        let stops = self.len() - heads.len();
        if stops == 0 {
            return false;
        }
        let before = heads.iter().filter(|head| **head < self.cursor).count();
        let mut place = to(self.cursor - before).min(stops - 1);
        for head in heads {
            place += usize::from(head <= place);
        }
        let moved = place != self.cursor;
        self.select(place, rows);
        moved
    }

    /// Selects the line at a place, if it can be selected. Whether the selection moved.
    pub(in crate::workbench) fn go(&mut self, place: usize, rows: &Rows) -> Option<bool> {
        self.item(place, rows).filter(|item| !matches!(item, Item::Heading(_)))?;
        let moved = place != self.cursor;
        self.select(place, rows);
        Some(moved)
    }

    fn select(&mut self, place: usize, rows: &Rows) {
        self.cursor = place;
        self.selected = self.item(place, rows);
    }
}
