//! 行, the rows: one for each (task, unit) pair with one entry, with their lights and counts.
//!
//! Everything that counts (title bar, views, reports, command line) asks here. Kept current from each change, and built
//! anew only for a new day, roster or plan; a property test holds the two equal.

mod account;
mod assignment;
mod days;
mod index;
mod limit;
mod names;
mod tally;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod touched;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::change::Part;
use super::entry::Entry;
use super::light::{Case, Day, Light, Limit, judge};
use super::plan::{Plan, Role, Task};
use super::status::Status;
use super::when::When;
use super::workspace::Workspace;
use crate::domain::arrange::Gather as _;

use assignment::resolved;
use names::Names;

pub use account::{Account, Asked, Sheet};
pub use assignment::{Assignment, assignments};
pub use index::{Index, Seat, Shelf};
pub use tally::Tally;

/// One row.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each says another thing of the row, and is asked on its own"
)]
pub struct Row {
    /// The task's id.
    pub task: u32,
    /// Full name of the unit; of an open group without members the group's.
    pub unit: Arc<str>,
    /// Its part; none where the unit is not assigned to the task (计划外).
    pub role: Option<Role>,
    /// The first group through which it is assigned, whether or not it is also named itself.
    pub group: Option<Arc<str>>,
    /// 成员待定: an open group of which no member was picked for this task.
    pub open_group: bool,
    /// The entry, and the task in whose file it stands.
    pub entry: Option<(u32, Arc<Entry>)>,
    /// An activity that answers the task is recorded, so that no entry is needed.
    pub answered: bool,
    /// 无需报送.
    pub waived: bool,
    /// 亮灯.
    pub light: Light,
    /// 逾期完成.
    pub late: bool,
    /// The time limit in its words: the entry's own, else the task's, else empty.
    pub due: Arc<str>,
    /// What it means today.
    pub limit: Limit,
}

impl Row {
    /// The entry of the row.
    pub fn entry(&self) -> Option<&Entry> {
        #[cfg(test)]
        touched::one();
        self.entry.as_ref().map(|(_, entry)| entry.as_ref())
    }

    /// Whether the unit has said what it does: the light may still be any.
    pub fn is_filed(&self) -> bool {
        self.entry().is_some_and(Entry::is_filed)
    }

    /// The last day that decides the light.
    pub fn last(&self) -> Option<NaiveDate> {
        #[cfg(test)]
        touched::one();
        self.limit.last()
    }

    /// 计划外: the unit has an entry though the plan does not assign it.
    pub fn is_unplanned(&self) -> bool {
        self.role.is_none()
    }
}

/// The rows of one task.
#[derive(Debug, Clone, PartialEq, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each says another thing of the task, and is asked on its own"
)]
pub struct TaskRows {
    /// In the order of assignment; what is 计划外 comes last.
    pub rows: Vec<Row>,
    /// Their counts.
    pub tally: Tally,
    /// The first last day of what is still owed, and its light: neither done nor to be checked nor 不计.
    pub first_owed: Option<(NaiveDate, Light)>,
    /// A row that counts is beyond 未启动: by its entry's status, or by a recorded activity that answers the task.
    pub begun: bool,
    /// Progress was noted in a row that counts, in the reporting period that the day is in.
    pub moved: bool,
    /// The last day on which progress was noted or the work reported done, in any row.
    pub last_news: Option<NaiveDate>,
    /// A row that counts was returned 退回 and has not been answered.
    pub returned: bool,
    /// One entry stands in several rows: it is of several units.
    pub shared: bool,
}

impl TaskRows {
    /// `period`: first and last day of the reporting period.
    fn new(rows: Vec<Row>, period: (NaiveDate, NaiveDate)) -> Self {
        let entries = || rows.iter().filter(|row| row.light.counts()).filter_map(Row::entry);
        let is_in = |day: NaiveDate| (period.0..=period.1).contains(&day);
        let begun = entries().any(|entry| entry.status() != Status::NotStarted)
            || rows.iter().any(|row| row.light.counts() && row.answered);
        let moved = entries().any(|entry| entry.progress.iter().any(|note| is_in(note.date)));
        let news = rows.iter().filter_map(Row::entry);
        let news =
            news.flat_map(|entry| entry.progress.iter().map(|note| note.date).chain(entry.reported_on));
        Self {
            first_owed: first_owed(&rows),
            tally: rows.iter().collect(),
            begun,
            moved,
            last_news: news.max(),
            returned: entries().any(|entry| entry.returned.is_some()),
            shared: has_shared(&rows),
            rows,
        }
    }
}

/// Whether one entry stands in several of a task's rows.
fn has_shared(rows: &[Row]) -> bool {
    let mut seen = HashSet::with_capacity(rows.len());
    rows.iter().filter_map(|row| row.entry.as_ref()).any(|(_, entry)| !seen.insert(Arc::as_ptr(entry)))
}

/// The first last day of rows that are still owed, and its light.
pub fn first_owed<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Option<(NaiveDate, Light)> {
    let owed =
        rows.into_iter().filter(|row| !matches!(row.light, Light::Done | Light::Excluded | Light::Check));
    owed.filter_map(|row| row.last().map(|last| (last, row.light))).min_by_key(|(last, _)| *last)
}

/// The rows that a change put others in the place of, by task: what has to follow it looks at these alone.
#[derive(Debug, Default)]
pub struct Before {
    tasks: BTreeMap<u32, Arc<TaskRows>>,
    /// All of them.
    all: bool,
}

impl Before {
    /// Whether every task got other rows.
    pub fn is_all(&self) -> bool {
        self.all
    }

    /// The rows that a task had, if it got others.
    pub fn task(&self, id: u32) -> Option<&TaskRows> {
        self.tasks.get(&id).map(AsRef::as_ref)
    }

    /// The tasks that got other rows, unless all did.
    pub fn tasks(&self) -> impl Iterator<Item = u32> {
        self.tasks.keys().copied()
    }
}

/// All rows of a plan.
#[derive(Debug, Clone)]
pub struct Rows {
    /// The day that was asked for.
    asked: Day,
    /// The day on which lights are judged: of a closed plan the day of closing.
    day: Day,
    /// Per task id; shared with whoever looks at them on another thread.
    tasks: BTreeMap<u32, Arc<TaskRows>>,
    /// Task ids in the plan's order.
    order: Vec<u32>,
    /// Where in it each stands.
    places: HashMap<u32, u32>,
    /// Where the rows stand, per unit and per time limit.
    index: Index,
    assignments: HashMap<u32, Vec<Assignment>>,
    /// Task → tasks in whose files entries stand that also serve it.
    also: BTreeMap<u32, BTreeSet<u32>>,
    /// Time expressions read so far: a plan has few different ones.
    readings: HashMap<Arc<str>, Arc<When>>,
    /// Names of units met so far.
    names: Names,
    total: Tally,
    /// Nothing is known of entries yet.
    outline: bool,
}

/// Two sets of rows are equal when they say the same; what was read on the way does not count.
impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
            && self.tasks == other.tasks
            && self.total == other.total
            && self.index == other.index
    }
}

impl Rows {
    /// No rows yet: only the plan is read, and of nobody it can be said what is owed.
    pub fn outline(workspace: &Workspace, day: Day) -> Self {
        let tasks = workspace.plan.tasks().map(|task| (task.id, Arc::default())).into_map();
        Self { tasks, outline: true, ..Self::empty(workspace, day) }
    }

    /// Whether nothing is known of entries yet.
    pub fn is_outline(&self) -> bool {
        self.outline
    }

    fn empty(workspace: &Workspace, asked: Day) -> Self {
        let today = workspace.plan.closed.map_or(asked.today, |closed| closed.min(asked.today));
        let order: Vec<u32> = workspace.plan.tasks().map(|task| task.id).collect();
        Self {
            day: Day { today, ..asked.clone() },
            asked,
            tasks: BTreeMap::new(),
            places: (0..).zip(&order).map(|(place, task)| (*task, place)).collect(),
            order,
            index: Index::default(),
            assignments: HashMap::new(),
            also: BTreeMap::new(),
            readings: HashMap::new(),
            names: Names::default(),
            total: Tally::default(),
            outline: false,
        }
    }

    /// All rows of a workspace as they stand on `day`.
    pub fn build(workspace: &Workspace, day: Day) -> Self {
        let mut also: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (home, entry) in workspace.entries() {
            for task in &entry.also_tasks {
                also.entry(*task).or_default().insert(home);
            }
        }
        let mut names = Names::default();
        let assignments =
            workspace.plan.tasks().map(|task| (task.id, resolved(task, &workspace.roster, &mut names)));
        let assignments = assignments.collect();
        let mut rows = Self { assignments, also, names, ..Self::empty(workspace, day) };
        for task in workspace.plan.tasks() {
            rows.rebuild(workspace, task);
        }
        rows.index.shrink();
        rows
    }

    /// Takes up what changed in `parts`; gives back the rows that this put others in the place of.
    pub fn refresh(&mut self, workspace: &Workspace, parts: &BTreeSet<Part>) -> Before {
        if parts.contains(&Part::Plan) || parts.contains(&Part::Roster) {
            *self = Self::build(workspace, self.asked.clone());
            return Before { all: true, ..Before::default() };
        }
        let mut stale: BTreeSet<u32> = BTreeSet::new();
        for part in parts {
            match part {
                Part::Entries(home) => {
                    stale.insert(*home);
                    stale.extend(self.relink(workspace, *home));
                }
                Part::Activities => {
                    let answered = workspace.plan.tasks().filter(|task| task.answered_by.is_some());
                    stale.extend(answered.map(|task| task.id));
                }
                Part::Plan | Part::Roster | Part::Chases | Part::Duties => {}
            }
        }
        let mut before = Before::default();
        for task in stale.into_iter().filter_map(|task| workspace.plan.task(task)) {
            before.tasks.extend(self.tasks.get(&task.id).map(|rows| (task.id, Arc::clone(rows))));
            self.rebuild(workspace, task);
        }
        before
    }

    /// Notes which other tasks the entries in the file of `home` serve; returns those that they serve or served.
    fn relink(&mut self, workspace: &Workspace, home: u32) -> BTreeSet<u32> {
        let before: BTreeSet<u32> =
            self.also.iter().filter(|(_, homes)| homes.contains(&home)).map(|(task, _)| *task).collect();
        for task in &before {
            if let Some(homes) = self.also.get_mut(task) {
                homes.remove(&home);
            }
        }
        let now: BTreeSet<u32> =
            workspace.entries_of(home).iter().flat_map(|entry| entry.also_tasks.iter().copied()).collect();
        for task in &now {
            self.also.entry(*task).or_default().insert(home);
        }
        self.also.retain(|_, homes| !homes.is_empty());
        before.union(&now).copied().collect()
    }

    /// Builds the rows of one task anew.
    fn rebuild(&mut self, workspace: &Workspace, task: &Task) {
        let none = BTreeSet::new();
        let homes: Vec<u32> = self.also.get(&task.id).unwrap_or(&none).iter().copied().collect();
        let own = workspace.entries_of(task.id).iter().map(|entry| (task.id, entry));
        let others = homes.iter().filter(|home| **home != task.id).flat_map(|home| {
            workspace
                .entries_of(*home)
                .iter()
                .filter(|entry| entry.also_tasks.contains(&task.id))
                .map(|entry| (*home, entry))
        });
        let entries: Vec<(u32, &Arc<Entry>)> = own.chain(others).collect();
        let mut by_unit: HashMap<Arc<str>, Vec<usize>> = HashMap::new();
        let mut units: Vec<(usize, Arc<str>)> = Vec::new();
        for (place, (_, entry)) in entries.iter().enumerate() {
            let before = units.len();
            for unit in &entry.units {
                // A file mended by hand may hold another form of the name.
                let unit = self.names.full(unit, &workspace.roster);
                if !units[before..].iter().any(|(_, other)| *other == unit) {
                    units.push((place, Arc::clone(&unit)));
                    by_unit.entry(unit).or_default().push(place);
                }
            }
        }
        // Where the file that would answer is broken, nobody is accused.
        let unreadable = workspace.is_unreadable(Part::Entries(task.id))
            || (task.answered_by.is_some() && workspace.is_unreadable(Part::Activities));
        let assigned = self.assignments.remove(&task.id).unwrap_or_default();
        let mut rows = Vec::with_capacity(assigned.len().max(entries.len()));
        for assignment in &assigned {
            let roster = &workspace.roster;
            let waived = !roster.waivers.is_empty()
                && roster.waiver(task.id, &assignment.unit, &assignment.group_names()).is_some();
            let places = by_unit.remove(&assignment.unit).unwrap_or_default();
            let frame = Frame { task, assignment: Some(assignment), unreadable, waived };
            if places.is_empty() {
                rows.push(self.make(workspace, &frame, Arc::clone(&assignment.unit), None));
            }
            for place in places {
                let (home, entry) = entries[place];
                let unit = Arc::clone(&assignment.unit);
                rows.push(self.make(workspace, &frame, unit, Some((home, Arc::clone(entry)))));
            }
        }
        for (place, unit) in units {
            if by_unit.contains_key(&unit) {
                let (home, entry) = entries[place];
                let waived = workspace.roster.waiver(task.id, &unit, &[]).is_some();
                let frame = Frame { task, assignment: None, unreadable, waived };
                rows.push(self.make(workspace, &frame, unit, Some((home, Arc::clone(entry)))));
            }
        }
        // A list that grew has room for as many again.
        rows.shrink_to_fit();
        self.assignments.insert(task.id, assigned);
        let period = self.day.thresholds.reporting_period.around(self.day.today);
        let anew = TaskRows::new(rows, period);
        let tally = anew.tally;
        if let Some(place) = self.places.get(&task.id) {
            let by_activities = task.answered_by.is_some();
            if let Some(before) = self.tasks.get(&task.id) {
                self.index.take(*place, by_activities, &before.rows);
            }
            self.index.put(*place, by_activities, anew.rows.iter().enumerate());
        }
        let before = self.tasks.insert(task.id, Arc::new(anew));
        self.total = self.total + tally - before.map(|before| before.tally).unwrap_or_default();
    }

    fn make(
        &mut self,
        workspace: &Workspace,
        frame: &Frame<'_>,
        unit: Arc<str>,
        entry: Option<(u32, Arc<Entry>)>,
    ) -> Row {
        let task = frame.task;
        let record = entry.as_ref().map(|(_, entry)| entry.as_ref());
        let own = record.map(|entry| entry.due.as_str()).filter(|due| !due.is_empty());
        let due = own.or(task.due.as_deref()).unwrap_or_default();
        // Many rows share their words.
        let due = self.readings.get_key_value(due).map_or_else(|| Arc::from(due), |(due, _)| Arc::clone(due));
        let own_due = record.is_some_and(|entry| !entry.due.is_empty());
        let answer = task.answered_by.map(|by| {
            let due = task.due.as_deref().map(|due| self.reading(workspace, &Arc::from(due)));
            limit::answer(&by, workspace, &unit, due.as_deref(), &self.day)
        });
        let limit = match answer.as_ref().and_then(|(_, limit)| *limit) {
            Some(limit) if !own_due => limit,
            _ => self.limit(workspace, task, record, &due),
        };
        let answer = answer.map(|(answer, _)| answer);
        let behind = record
            .and_then(|entry| entry.percent)
            .map(|percent| limit::elapsed_percent(workspace.plan.year, self.day.today) - i64::from(percent));
        let case =
            Case { unreadable: frame.unreadable, waived: frame.waived, entry: record, answer, limit, behind };
        let judgement = judge(&case, &self.day);
        let answered = case.answer.is_some_and(|answer| answer.recorded);
        Row {
            answered,
            task: task.id,
            unit,
            role: frame.assignment.map(|assignment| assignment.role),
            group: frame.assignment.and_then(|assignment| assignment.groups.first().cloned()),
            open_group: frame.assignment.is_some_and(|assignment| assignment.open),
            entry,
            waived: frame.waived,
            light: judgement.light,
            late: judgement.late,
            due,
            limit,
        }
    }

    fn limit(&mut self, workspace: &Workspace, task: &Task, entry: Option<&Entry>, due: &Arc<str>) -> Limit {
        if due.is_empty() {
            return limit::without_words(task.nature);
        }
        let when = self.reading(workspace, due);
        limit::of(&when, entry, &workspace.plan, &self.day)
    }

    fn reading(&mut self, workspace: &Workspace, words: &Arc<str>) -> Arc<When> {
        if let Some(when) = self.readings.get(words) {
            return Arc::clone(when);
        }
        let when = Arc::new(limit::read(words, &workspace.plan, &self.day));
        self.readings.insert(Arc::clone(words), Arc::clone(&when));
        when
    }

    /// The day on which the lights were judged.
    pub fn day(&self) -> &Day {
        &self.day
    }

    /// The day that was asked for: of a closed plan it may be later than that of its lights.
    pub fn asked_day(&self) -> NaiveDate {
        self.asked.today
    }

    /// Where the rows stand, per unit and per time limit.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The task of a seat, and the row's place among the task's rows.
    pub fn at(&self, seat: Seat) -> Option<(u32, usize)> {
        Some((*self.order.get(seat.task as usize)?, seat.row as usize))
    }

    /// The row of a seat.
    pub fn seated(&self, seat: Seat) -> Option<&Row> {
        let (task, place) = self.at(seat)?;
        self.row(task, place)
    }

    /// The seat of a row, by its task and its place among the task's rows.
    pub fn seat(&self, task: u32, place: usize) -> Option<Seat> {
        Some(Seat { task: *self.places.get(&task)?, row: u32::try_from(place).ok()? })
    }

    /// Puts those rows of a task into an index that a test picks by their place; none of it is there yet.
    pub fn put_into(&self, index: &mut Index, task: &Task, test: impl Fn(usize) -> bool) {
        let (Some(place), Some(of_task)) = (self.places.get(&task.id), self.task(task.id)) else { return };
        let those = of_task.rows.iter().enumerate().filter(|(at, _)| test(*at));
        index.put(*place, task.answered_by.is_some(), those);
    }

    /// Takes the rows that a task had before a change out of an index: those that were put into it.
    pub fn take_out_of(&self, index: &mut Index, task: &Task, before: &Before, was: impl Fn(usize) -> bool) {
        let (Some(place), Some(of_task)) = (self.places.get(&task.id), before.task(task.id)) else { return };
        let those = of_task.rows.iter().enumerate().filter(|(at, _)| was(*at)).map(|(_, row)| row);
        index.take(*place, task.answered_by.is_some(), those);
    }

    /// What a time limit of the plan says on the day of the lights: most have been read for a row.
    pub fn read(&self, words: &str, plan: &Plan) -> Cow<'_, When> {
        let met = self.readings.get(words).map(|when| Cow::Borrowed(when.as_ref()));
        met.unwrap_or_else(|| Cow::Owned(limit::read(words, plan, &self.day)))
    }

    /// The row at a place among the rows of its task.
    pub fn row(&self, task: u32, place: usize) -> Option<&Row> {
        self.task(task)?.rows.get(place)
    }

    /// The rows of one task.
    pub fn task(&self, id: u32) -> Option<&TaskRows> {
        self.tasks.get(&id).map(Arc::as_ref)
    }

    /// The rows of every task as they stand now: pointers, not copies. Those that a change leaves alone stay the same
    /// ones.
    pub fn shared(&self) -> BTreeMap<u32, Arc<TaskRows>> {
        self.tasks.clone()
    }

    /// Every row, in the plan's order.
    pub fn iter(&self) -> impl Iterator<Item = &Row> {
        let rows = self.order.iter().filter_map(|id| self.tasks.get(id)).flat_map(|task| &task.rows);
        #[cfg(test)]
        let rows = rows.inspect(|_| touched::one());
        rows
    }

    /// The rows of some tasks, in the plan's order.
    pub fn of_tasks<'a>(&'a self, tasks: &'a BTreeSet<u32>) -> impl Iterator<Item = &'a Row> {
        let those = self.order.iter().filter(|id| tasks.contains(id));
        those.filter_map(|id| self.tasks.get(id)).flat_map(|task| &task.rows)
    }

    /// The counts over all rows.
    pub fn total(&self) -> Tally {
        self.total
    }

    /// The units that a task is assigned to, whether they have reported or not.
    pub fn assignments(&self, task: u32) -> &[Assignment] {
        self.assignments.get(&task).map_or(&[], Vec::as_slice)
    }
}

/// What the rows of one assignment share.
struct Frame<'a> {
    task: &'a Task,
    assignment: Option<&'a Assignment>,
    unreadable: bool,
    waived: bool,
}
