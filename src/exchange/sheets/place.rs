//! Whose row it is: the task by its hidden name, its text, its number; the entry by its hidden name, else by likeness. What
//! cannot be placed keeps its reason.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::likeness::{Shape, Shapes};
use super::table::Found;
use crate::domain::arrange::Arrange as _;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::plan::Plan;
use crate::domain::rows::{Rows, Seat};
use crate::domain::unit::Roster;

/// Why a row has no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stray {
    /// Nothing tells which task it is about.
    NoTask,
    /// Its number names a task that is not the unit's, and no text says more.
    NotTheUnits(String),
    /// Its number is that of no task.
    UnknownNumber(String),
    /// Nothing tells which unit it is of.
    NoUnit,
    /// 责任单位 names nobody, or several bodies at once.
    UnknownUnit(String),
}

/// Where a row belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The task, or the first of several.
    pub task: u32,
    /// The others that the same row answers.
    pub also: Vec<u32>,
    /// Full names of the units.
    pub units: Vec<String>,
}

/// A row, or a form, that somebody put in its place by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByHand {
    /// The sheet's name.
    pub sheet: String,
    /// The row that it begins with.
    pub row: u32,
    /// The task; none for a form.
    pub task: Option<u32>,
    /// Full name of the unit.
    pub unit: String,
}

/// How alike a text must be to a requirement to be it.
const ALIKE: f64 = 0.62;
/// How much more alike than to any other.
const MARGIN: f64 = 0.06;
/// A short form of a requirement has so much of it.
const SHARE: f64 = 0.5;
/// Below this a text speaks against a task.
const UNLIKE: f64 = 0.25;

/// The tasks of a plan as rows are compared with them.
pub struct Tasks<'a> {
    plan: &'a Plan,
    rows: &'a Rows,
    ids: Vec<u32>,
    /// Of the requirements, in the plan's order.
    shapes: Shapes,
    headings: HashMap<u32, Vec<Shape>>,
    /// Texts that were looked for: one requirement stands in many rows.
    known: RefCell<HashMap<String, Rc<BTreeMap<usize, f64>>>>,
}

impl<'a> Tasks<'a> {
    /// All tasks.
    pub fn new(plan: &'a Plan, rows: &'a Rows) -> Self {
        let ids = plan.tasks().map(|task| task.id).collect();
        let shapes = Shapes::of(plan.tasks().map(|task| task.requirement.as_str()));
        let headings = plan
            .places()
            .map(|place| {
                let titles = [Some(place.area.title.as_str()), place.topic.title.as_deref()];
                (place.task.id, titles.into_iter().flatten().map(Shape::of).collect())
            })
            .collect();
        Self { plan, rows, ids, shapes, headings, known: RefCell::default() }
    }

    /// Whether a unit has a row of a task, or may be picked into one.
    fn concerns(&self, task: u32, units: &[String]) -> bool {
        let rows = self.rows.task(task).map_or(&[][..], |task| &task.rows);
        rows.iter().any(|row| row.open_group || units.iter().any(|unit| **unit == *row.unit))
    }

    /// The requirements that a text is like, by their places, each with how much.
    fn alike(&self, text: &Shape) -> Rc<BTreeMap<usize, f64>> {
        let known = self.known.borrow().get(text.plain()).cloned();
        known.unwrap_or_else(|| {
            let found = Rc::new(self.shapes.alike(text, ALIKE));
            self.known.borrow_mut().insert(text.plain().to_owned(), Rc::clone(&found));
            found
        })
    }

    /// The task that a row's texts are, and how sure that is.
    fn by_text(&self, texts: &[Shape], units: &[String]) -> Option<u32> {
        let mut found: BTreeMap<usize, f64> = BTreeMap::new();
        for text in texts {
            for (place, likeness) in self.alike(text).iter() {
                let score = found.entry(*place).or_default();
                *score = score.max(*likeness);
            }
        }
        let kept = found.into_iter().filter_map(|(place, score)| Some((score, *self.ids.get(place)?)));
        let mut scored: Vec<(f64, bool, u32)> =
            kept.map(|(score, task)| (score, self.concerns(task, units), task)).collect();
        scored.arrange_by(|one, other| {
            let alike = |score: f64, concerns: bool| score + if concerns { 0.05 } else { 0.0 };
            alike(other.0, other.1).total_cmp(&alike(one.0, one.1))
        });
        match scored.as_slice() {
            [] => None,
            [(_, _, only)] => Some(*only),
            [(first, concerned, task), (second, other, _), ..] => {
                (first - second >= MARGIN || (*concerned && !*other)).then_some(*task)
            }
        }
    }

    /// Whether a row's texts fit a task: some of them are like its requirement or one of its headings.
    fn fits(&self, task: u32, texts: &[Shape]) -> bool {
        let place = self.rows.seat(task, 0).map(Seat::order);
        let shape = place.and_then(|place| self.shapes.get(place));
        let headings = self.headings.get(&task).map_or(&[][..], Vec::as_slice);
        let all = || shape.into_iter().chain(headings);
        texts.is_empty()
            || texts.iter().any(|text| {
                all().any(|shape| text.likeness(shape) >= UNLIKE || text.share_in(shape) >= SHARE)
            })
    }

    /// The tasks that a row is about.
    fn of(&self, found: &Found, units: &[String], before: Option<&Placed>) -> Result<Vec<u32>, Stray> {
        let texts: Vec<Shape> =
            found.texts.iter().map(|text| Shape::of(text)).filter(|text| !text.is_empty()).collect();
        let numbered: Vec<u32> = found
            .numbers
            .iter()
            .filter_map(|number| self.plan.find_task(number))
            .map(|task| task.id)
            .collect();
        if let Some(name) = found.task_name.filter(|name| self.plan.task(*name).is_some()) {
            // A row copied for another task keeps the hidden name of its model: number and text together outvote it.
            let other = numbered.first().filter(|task| **task != name);
            let outvoted = other
                .is_some_and(|task| !self.fits(name, &texts) || self.by_text(&texts, units) == Some(*task));
            if !outvoted {
                return Ok(vec![name]);
            }
        }
        if numbered.len() > 1 {
            return Ok(numbered);
        }
        if let Some(task) = self.by_text(&texts, units) {
            return Ok(vec![task]);
        }
        if let [task] = numbered.as_slice() {
            return if !self.fits(*task, &texts) {
                Err(Stray::NoTask)
            } else if self.concerns(*task, units) || units.is_empty() {
                Ok(vec![*task])
            } else {
                Err(Stray::NotTheUnits(found.number.clone()))
            };
        }
        if found.inserted {
            return before.map(|before| vec![before.task]).ok_or(Stray::NoTask);
        }
        match found.numbers.first() {
            Some(_) if texts.is_empty() => Err(Stray::UnknownNumber(found.number.clone())),
            _ => Err(Stray::NoTask),
        }
    }
}

/// The units that a row names itself; none where it names none or a whole group.
fn own_units(found: &Found, roster: &Roster) -> Result<Vec<String>, Stray> {
    let mut units = Vec::new();
    for word in
        found.unit.split(['、', '，', ',', '；', ';', '\n']).map(str::trim).filter(|word| !word.is_empty())
    {
        match roster.unit(word) {
            Ok(unit) if !units.contains(&unit.name) => units.push(unit.name.clone()),
            Ok(_) => {}
            Err(crate::domain::unit::NameError::Group { .. }) => return Ok(Vec::new()),
            Err(_) => return Err(Stray::UnknownUnit(found.unit.clone())),
        }
    }
    Ok(units)
}

/// Places the rows of one page. `unit` is whose sheet it is.
pub fn place(
    tasks: &Tasks<'_>,
    roster: &Roster,
    unit: Option<&str>,
    rows: &[Found],
) -> Vec<Result<Placed, Stray>> {
    let mut placed: Vec<Result<Placed, Stray>> = Vec::with_capacity(rows.len());
    let mut before: Option<Placed> = None;
    // In a sheet of ours rows behind the last named one are spare: what stands there names its task itself.
    let last_named = rows.iter().rposition(|found| found.task_name.is_some());
    for (at, found) in rows.iter().enumerate() {
        let outcome = own_units(found, roster).or_else(|stray| match unit {
            Some(_) => Ok(Vec::new()),
            None => Err(stray),
        });
        let outcome = outcome.and_then(|own| {
            let mut units: Vec<String> =
                if own.is_empty() { unit.map(str::to_owned).into_iter().collect() } else { own };
            if let (true, Some(before)) = (units.is_empty() && found.inserted, &before) {
                units.clone_from(&before.units);
            }
            if units.is_empty() {
                return Err(Stray::NoUnit);
            }
            let spare = last_named.is_some_and(|last| at > last);
            let above = before.as_ref().filter(|_| !spare);
            let all = tasks.of(found, &units, above)?;
            let (task, also) = all.split_first().ok_or(Stray::NoTask)?;
            Ok(Placed { task: *task, also: also.to_vec(), units })
        });
        before = outcome.as_ref().ok().cloned().or(before.filter(|_| found.inserted));
        placed.push(outcome);
    }
    placed
}

/// What rows are matched with.
pub struct Entries<'a> {
    /// The entries of a task and unit, in their order.
    by_pair: HashMap<u32, HashMap<&'a str, Vec<&'a Entry>>>,
}

impl<'a> Entries<'a> {
    /// All entries of all rows.
    pub fn new(rows: &'a Rows) -> Self {
        let mut by_pair: HashMap<u32, HashMap<&str, Vec<&Entry>>> = HashMap::new();
        for row in rows.iter() {
            if let Some(entry) = row.entry() {
                by_pair.entry(row.task).or_default().entry(&row.unit).or_default().push(entry);
            }
        }
        Self { by_pair }
    }

    /// The entries of a task and unit.
    pub fn of(&self, task: u32, unit: &str) -> &[&'a Entry] {
        self.by_pair.get(&task).and_then(|units| units.get(unit)).map_or(&[], Vec::as_slice)
    }
}

/// The entry of each placed row: by its hidden name, then the likest measure, then the order; a row more than there are
/// entries is a new one.
pub fn matched<'a>(entries: &Entries<'a>, rows: &[(&Found, &Placed)]) -> Vec<Option<&'a Entry>> {
    let mut matched: Vec<Option<&Entry>> = vec![None; rows.len()];
    let mut taken: HashSet<(u32, EntryId)> = HashSet::new();
    // By name: of two rows with one name (a row copied in the sheet) the likest keeps it.
    let mut named: BTreeMap<(u32, &EntryId), Vec<usize>> = BTreeMap::new();
    for (at, (found, placed)) in rows.iter().enumerate() {
        if let Some(id) = &found.entry_name {
            named.entry((placed.task, id)).or_default().push(at);
        }
    }
    for ((task, id), places) in named {
        let entry = places.iter().find_map(|at| {
            let unit = rows[*at].1.units.first()?;
            entries.of(task, unit).iter().find(|entry| entry.id == *id).copied()
        });
        let Some(entry) = entry else { continue };
        let measure = Shape::of(&entry.measure);
        let likeness = |at: &usize| Shape::of(&rows[*at].0.text("measure")).likeness(&measure);
        // Of equals the upper one.
        let best = places.iter().rev().max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
        if let Some(at) = best {
            matched[*at] = Some(entry);
            taken.insert((task, entry.id.clone()));
        }
    }
    let ours = rows.iter().any(|(found, _)| found.task_name.is_some());
    // By likeness, and then by order, among rows and entries of one task and unit that are left.
    let mut left: BTreeMap<(u32, &str), Vec<usize>> = BTreeMap::new();
    for (at, (found, placed)) in rows.iter().enumerate() {
        // A copy of a named row is another measure, not another entry's row.
        let copied = found.entry_name.is_some();
        if let (None, false, Some(unit)) = (matched[at], copied, placed.units.first()) {
            left.entry((placed.task, unit)).or_default().push(at);
        }
    }
    for ((task, unit), places) in left {
        let mut free: Vec<&Entry> = entries
            .of(task, unit)
            .iter()
            .filter(|entry| !taken.contains(&(task, entry.id.clone())))
            .copied()
            .collect();
        let mut open: BTreeSet<usize> = places.iter().copied().collect();
        let shapes: HashMap<usize, Shape> =
            places.iter().map(|at| (*at, Shape::of(&rows[*at].0.text("measure")))).collect();
        let known: Vec<(EntryId, Shape)> =
            free.iter().map(|entry| (entry.id.clone(), Shape::of(&entry.measure))).collect();
        let mut pairs: Vec<(f64, usize, &EntryId)> = Vec::new();
        for at in &places {
            for (id, shape) in &known {
                pairs.push((shapes[at].likeness(shape), *at, id));
            }
        }
        pairs.arrange_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        for (likeness, at, id) in pairs {
            let place = free.iter().position(|entry| entry.id == *id);
            if let (true, true, Some(place)) = (likeness >= 0.4, open.contains(&at), place) {
                matched[at] = Some(free.remove(place));
                open.remove(&at);
            }
        }
        // In a sheet of ours an inserted row is a further measure, however unlike its entry's row has become.
        for at in open.into_iter().filter(|at| !ours || rows[*at].0.task_name.is_some()) {
            if free.is_empty() {
                break;
            }
            matched[at] = Some(free.remove(0));
        }
    }
    matched
}
