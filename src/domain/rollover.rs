//! 结转, a new year: what of an old plan goes on in a new one. Worked out as ops on the new plan; nothing is changed here.
//!
//! The roster's names and contacts are carried, tasks that continue are linked by likeness of their words, and unfinished
//! entries are offered: they are copied only where asked for.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_yaml::{Mapping, Value};

use super::change::{Draft, Label, Op, Target};
use super::edit::Desk;
use super::entry::{Entry, EntryId};
use super::plan::Task;
use super::status::Status;
use super::unit::Roster;
use super::workspace::{Workspace, diff_plan, diff_roster};
use crate::domain::arrange::{Arrange as _, Gather as _};

/// The key of a new task under which the old one stands: `{plan, task}`.
pub const CONTINUES: &str = "continues";
/// Less alike than this, in percent, is another task.
const ALIKE: u32 = 45;

/// A task that continues one of the old plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The old task's id.
    pub old: u32,
    /// The new task's id.
    pub new: u32,
    /// How alike their words are, in percent.
    pub percent: u32,
}

/// A link below this, in percent, is one to look at.
pub const DOUBTFUL: u32 = 70;

/// What a person says of a new task: the old one that it continues, or none.
pub type Said = (u32, Option<u32>);

/// What a task of a plan continues: the plan, and the task there; none where somebody said that it is new.
pub fn continues(task: &Task) -> Option<(&str, Option<u32>)> {
    let mark = task.unknown.get(CONTINUES)?;
    let old = mark.get("task").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
    Some((mark.get("plan")?.as_str()?, old))
}

/// An entry of the old plan that was not finished, and the new task where it could go on.
#[derive(Debug, Clone, PartialEq)]
pub struct Unfinished {
    /// The entry.
    pub entry: Entry,
    /// The new task's id.
    pub task: u32,
}

/// What goes on.
#[derive(Debug, Clone, PartialEq)]
pub struct RollOver {
    /// The change of the new plan.
    pub draft: Draft,
    /// Tasks that continue, in the order of the new plan.
    pub links: Vec<Link>,
    /// New tasks that continue none.
    pub fresh: Vec<u32>,
    /// Old tasks that none continues.
    pub ended: Vec<u32>,
    /// Unfinished entries of tasks that continue.
    pub unfinished: Vec<Unfinished>,
    /// How many units came along.
    pub units: usize,
    /// How many contacts did.
    pub contacts: usize,
}

/// What of `old`, the plan of the id `old_id`, goes on in the desk's plan. What was linked before stays, and `said` is
/// stronger than both that and likeness. With `take`, unfinished entries are begun anew in
/// it, under ids that it makes for a task.
pub fn roll_over(
    desk: &Desk<'_>,
    old: &Workspace,
    old_id: &str,
    said: &[Said],
    take: Option<&mut dyn FnMut(u32) -> EntryId>,
) -> RollOver {
    let new = desk.workspace;
    let known = known(new, old, old_id, said);
    let links = links(old, new, &known);
    let by_old: HashMap<u32, u32> = links.iter().map(|link| (link.old, link.new)).collect();
    let (roster, units, contacts) = carried(&old.roster, &new.roster, &links, new);
    let mut plan = new.plan.as_ref().clone();
    let linked = links.iter().map(|link| (link.new, Some(link.old)));
    let none = known.iter().filter(|(_, old)| old.is_none()).map(|(new, _)| (*new, None));
    for (id, other) in linked.chain(none) {
        if let Some(task) = plan.task_mut(id) {
            let mut mark = Mapping::new();
            mark.insert(Value::from("plan"), Value::from(old_id));
            if let Some(other) = other {
                mark.insert(Value::from("task"), Value::from(other));
            }
            let mut keys = Mapping::clone(&task.unknown);
            keys.insert(Value::from(CONTINUES), Value::Mapping(mark));
            task.unknown = keys.into();
        }
    }
    let mut ops = diff_roster(&new.roster, &roster);
    ops.extend(diff_plan(&new.plan, &plan));
    let unfinished: Vec<Unfinished> = old
        .entries()
        .filter(|(_, entry)| is_unfinished(entry))
        // What was begun anew before is not begun a second time.
        .filter(|(_, entry)| {
            let words = taken_from(old_id, &entry.id);
            !new.entries().any(|(_, one)| one.remark.contains(&words))
        })
        .filter_map(|(task, entry)| {
            Some(Unfinished { entry: entry.as_ref().clone(), task: *by_old.get(&task)? })
        })
        .collect();
    if let Some(take) = take {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for one in &unfinished {
            let count = counts.entry(one.task).or_insert_with(|| new.entries_of(one.task).len());
            let id = take(one.task);
            let entry = begun_anew(&one.entry, id.clone(), old_id);
            let target = Target::Entry { task: one.task, id };
            let item = serde_yaml::to_value(&entry).unwrap_or(Value::Null);
            ops.push(Op::Insert { target, field: None, index: *count, item });
            *count += 1;
        }
    }
    let fresh = new.plan.tasks().map(|task| task.id).filter(|id| !links.iter().any(|link| link.new == *id));
    let ended = old.plan.tasks().map(|task| task.id).filter(|id| !by_old.contains_key(id));
    let (fresh, ended) = (fresh.collect(), ended.collect());
    RollOver { draft: Draft::new(Label::Plan, ops), links, fresh, ended, unfinished, units, contacts }
}

fn is_unfinished(entry: &Entry) -> bool {
    !matches!(entry.status(), Status::Done | Status::NotApplicable | Status::Dropped)
}

/// What an entry says of who does what; dates and progress were the old year's.
fn begun_anew(old: &Entry, id: EntryId, old_id: &str) -> Entry {
    let mut entry = Entry::new(id, old.units.clone());
    entry.measure.clone_from(&old.measure);
    entry.deliverable.clone_from(&old.deliverable);
    entry.leader.clone_from(&old.leader);
    entry.section.clone_from(&old.section);
    entry.person.clone_from(&old.person);
    entry.contact.clone_from(&old.contact);
    entry.tags.clone_from(&old.tags);
    entry.remark = taken_from(old_id, &old.id).into();
    entry
}

/// The remark of an entry that was begun anew.
fn taken_from(old_id: &str, id: &EntryId) -> String {
    format!("由{old_id}的{id}结转")
}

/// What is settled of the new tasks: by what is said now, else by what stands from before.
fn known(new: &Workspace, old: &Workspace, old_id: &str, said: &[Said]) -> BTreeMap<u32, Option<u32>> {
    let said: BTreeMap<u32, Option<u32>> = said.iter().copied().into_map();
    let given = |old: u32| said.values().any(|one| *one == Some(old));
    let before = new.plan.tasks().filter_map(|task| {
        let (plan, other) = continues(task)?;
        let still = other.is_none_or(|other| old.plan.task(other).is_some() && !given(other));
        (plan == old_id && still).then_some((task.id, other))
    });
    let mut known: BTreeMap<u32, Option<u32>> = before.into_map();
    known.extend(said.iter());
    known
}

/// The pairs of tasks that are settled, and of the rest those that are most alike, each task in one pair at most.
fn links(old: &Workspace, new: &Workspace, known: &BTreeMap<u32, Option<u32>>) -> Vec<Link> {
    let olds: Vec<(u32, HashSet<(char, char)>)> =
        old.plan.tasks().map(|task| (task.id, pairs(task))).collect();
    let mut scored: Vec<Link> = Vec::new();
    let mut links: Vec<Link> = Vec::new();
    for task in new.plan.tasks() {
        let mine = pairs(task);
        let settled = known.get(&task.id);
        for (id, other) in &olds {
            let percent = likeness(&mine, other);
            if let Some(settled) = settled {
                links.extend((*settled == Some(*id)).then_some(Link { old: *id, new: task.id, percent }));
            } else if percent >= ALIKE {
                scored.push(Link { old: *id, new: task.id, percent });
            }
        }
    }
    scored.arrange_by_key(|link| (std::cmp::Reverse(link.percent), link.new, link.old));
    for link in scored {
        if !links.iter().any(|one| one.old == link.old || one.new == link.new) {
            links.push(link);
        }
    }
    let order: HashMap<u32, usize> =
        new.plan.tasks().enumerate().map(|(place, task)| (task.id, place)).collect();
    links.arrange_by_key(|link| order.get(&link.new).copied());
    links
}

/// The pairs of neighbouring characters of a requirement, marks left out.
fn pairs(task: &Task) -> HashSet<(char, char)> {
    let letters: Vec<char> = task.requirement.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// How many of the pairs two texts share, in percent.
fn likeness(one: &HashSet<(char, char)>, other: &HashSet<(char, char)>) -> u32 {
    let shared = one.intersection(other).count();
    let all = one.len() + other.len();
    (200 * shared).checked_div(all).map_or(0, |percent| u32::try_from(percent).unwrap_or(100))
}

/// The new roster with what the old one knows: units that are missing (in the same district), other names, contacts, the
/// rules of groups, and the members picked for tasks that continue. How many units and contacts came.
fn carried(old: &Roster, new: &Roster, links: &[Link], into: &Workspace) -> (Roster, usize, usize) {
    let mut roster = new.clone();
    let (mut units, mut contacts) = (0, 0);
    let same = old.place == new.place || new.place.is_empty();
    for unit in &old.units {
        let Some(name) = roster.full_name(&unit.name).map(str::to_owned) else {
            if same {
                units += 1;
                contacts += unit.contacts.len();
                roster.units.push(unit.clone());
            }
            continue;
        };
        let Some(mine) = roster.units.iter_mut().find(|one| one.name == name) else { continue };
        for (from, to) in [
            (&unit.short, &mut mine.short),
            (&unit.aliases, &mut mine.aliases),
            (&unit.old_names, &mut mine.old_names),
        ] {
            let missing: Vec<String> =
                from.iter().filter(|one| !to.contains(one) && **one != mine.name).cloned().collect();
            to.extend(missing);
        }
        if same && mine.contacts.is_empty() && !unit.contacts.is_empty() {
            contacts += unit.contacts.len();
            mine.contacts.clone_from(&unit.contacts);
        }
        if mine.note.is_empty() {
            mine.note.clone_from(&unit.note);
        }
    }
    for group in &old.groups {
        if let Some(mine) = roster.groups.iter_mut().find(|one| one.name == group.name && one.is_open()) {
            mine.kinds.clone_from(&group.kinds);
            mine.picked.clone_from(&group.picked);
        }
    }
    for link in links {
        let Some(task) = into.plan.task(link.new) else { continue };
        for assigned in &task.assigned {
            let open = roster.group(&assigned.unit).is_some_and(super::unit::Group::is_open);
            let picked = old.members.iter().find(|one| one.task == link.old && one.group == assigned.unit);
            let free = !roster.members.iter().any(|one| one.task == link.new && one.group == assigned.unit);
            if let Some(picked) = picked.filter(|_| open && free) {
                let place = roster.members.partition_point(|one| {
                    (one.task, one.group.as_str()) < (link.new, assigned.unit.as_str())
                });
                roster.members.insert(place, super::unit::Members { task: link.new, ..picked.clone() });
            }
        }
    }
    (roster, units, contacts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_rolls_over_into_its_own_copy_task_by_task() {
        let (plan, roster) = seed();
        let mut old = Workspace::new(plan.clone(), roster.clone());
        let mut bare = roster.clone();
        bare.units.retain(|unit| unit.name != "区民政局");
        let mut contact = crate::domain::unit::Contact { name: "李某".to_owned(), ..Default::default() };
        contact.phone = "12345".to_owned();
        std::sync::Arc::make_mut(&mut old.roster).units[0].contacts.push(contact);
        let mut entry = Entry::new(EntryId::from_text("7-aaaaa"), vec!["区农业农村局".to_owned()]);
        entry.measure = "印发清单".to_owned();
        old.put_entries(7, vec![std::sync::Arc::new(entry)]);
        let new = Workspace::new(plan, bare);
        let calendar = crate::domain::workdays::Calendar::built_in();
        let today = chrono::NaiveDate::from_ymd_opt(2025, 7, 1).unwrap();
        let desk = Desk { workspace: &new, calendar: &calendar, today, by: "张某" };
        let mut made = 0;
        let mut id = |task: u32| {
            made += 1;
            EntryId::from_text(format!("{task}-n{made}"))
        };
        let rolled = roll_over(&desk, &old, "zhoucun-2024", &[], Some(&mut id));
        assert_eq!(rolled.links.len(), 67);
        assert!(rolled.links.iter().all(|link| link.old == link.new && link.percent == 100));
        assert_eq!((rolled.units, rolled.contacts, rolled.unfinished.len()), (1, 1, 1));
        let mut after = new.clone();
        after.apply(&rolled.draft.ops).unwrap();
        assert!(after.roster.named("区民政局").is_some());
        assert_eq!(after.roster.units[0].contacts[0].name, "李某");
        assert_eq!(after.entries_of(7)[0].measure, "印发清单");
        assert!(after.plan.task(7).unwrap().unknown.contains_key(CONTINUES));
        // A second time nothing is left to do, and nothing is begun twice.
        let again = roll_over(&Desk { workspace: &after, ..desk }, &old, "zhoucun-2024", &[], Some(&mut id));
        assert_eq!((again.draft.ops.len(), again.unfinished.len(), again.links.len()), (0, 0, 67));
        after.apply(&crate::domain::change::inverse(&rolled.draft.ops)).unwrap();
        assert_eq!(after, new);
    }

    #[test]
    fn what_is_said_of_a_link_is_stronger_than_likeness_and_stays() {
        let (plan, roster) = seed();
        let old = Workspace::new(plan.clone(), roster.clone());
        let mut new = Workspace::new(plan, roster);
        let calendar = crate::domain::workdays::Calendar::built_in();
        let today = chrono::NaiveDate::from_ymd_opt(2025, 7, 1).unwrap();
        let roll = |new: &Workspace, said: &[Said]| {
            let desk = Desk { workspace: new, calendar: &calendar, today, by: "张某" };
            roll_over(&desk, &old, "o", said, None)
        };
        let old_of = |rolled: &RollOver, new: u32| {
            rolled.links.iter().find(|link| link.new == new).map(|link| link.old)
        };
        let rolled = roll(&new, &[]);
        new.apply(&rolled.draft.ops).unwrap();
        let rolled = roll(&new, &[(7, None), (8, Some(9))]);
        assert_eq!((old_of(&rolled, 7), old_of(&rolled, 8), old_of(&rolled, 9)), (None, Some(9), None));
        assert_eq!((rolled.fresh.as_slice(), rolled.ended.as_slice()), (&[7, 9][..], &[7, 8][..]));
        new.apply(&rolled.draft.ops).unwrap();
        assert_eq!(continues(new.plan.task(7).unwrap()), Some(("o", None)));
        assert_eq!(continues(new.plan.task(8).unwrap()), Some(("o", Some(9))));
        let again = roll(&new, &[]);
        assert_eq!((old_of(&again, 7), old_of(&again, 8)), (None, Some(9)));
    }

    fn seed() -> (crate::domain::plan::Plan, Roster) {
        let plan = serde_yaml::from_str(include_str!("../../seeds/zhoucun-2024/plan.yaml")).unwrap();
        (plan, serde_yaml::from_str(include_str!("../../seeds/zhoucun-2024/roster.yaml")).unwrap())
    }
}
