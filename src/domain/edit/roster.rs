//! 单位名录 as edits: a unit new, changed, renamed, merged into another (机构改革), and the rules of groups. A rename keeps the
//! old name, and every record that names the unit follows in the same change, so that one undo takes all of it back.

use serde::Serialize;
use serde_yaml::Value;

use super::{Desk, EditError};
use crate::domain::change::{Draft, Label, Op, Target};
use crate::domain::unit::{Group, NameError, Unit, UnitKind};
use crate::domain::workspace::{Workspace, diff_list, diff_one};

/// A new unit, last of the roster.
pub fn add_unit(desk: &Desk<'_>, unit: &Unit) -> Result<Draft, EditError> {
    let unit = tidy(unit)?;
    is_free(&desk.workspace.roster.units, &unit, None)?;
    let index = desk.workspace.roster.units.len();
    Ok(Draft::new(Label::Roster, vec![put(index, &unit)]))
}

/// Another version of the unit that is called `name` now. Another name is a rename.
pub fn set_unit(desk: &Desk<'_>, name: &str, unit: &Unit) -> Result<Draft, EditError> {
    let (index, before) = find(desk.workspace, name)?;
    let mut unit = tidy(unit)?;
    is_free(&desk.workspace.roster.units, &unit, Some(name))?;
    if unit.name == before.name {
        let ops = diff_one(&Target::Unit(name.to_owned()), before, &unit);
        return Ok(Draft::new(Label::Roster, ops));
    }
    unit.aliases.retain(|alias| *alias != before.name);
    if !unit.old_names.contains(&before.name) {
        unit.old_names.push(before.name.clone());
    }
    // The name is what the unit is found by, so it leaves under the old one and comes under the new.
    let mut ops = vec![take(index, before), put(index, &unit)];
    ops.extend(follow(desk.workspace, name, &unit.name));
    Ok(Draft::new(Label::Roster, ops))
}

/// 并入: `name` goes, its names and contacts live on in `into`, and what it owed is now that unit's.
pub fn merge_unit(desk: &Desk<'_>, name: &str, into: &str) -> Result<Draft, EditError> {
    let (index, gone) = find(desk.workspace, name)?;
    let (_, heir) = find(desk.workspace, into)?;
    if name == into {
        return Err(EditError::SameUnit(name.to_owned()));
    }
    let mut merged = heir.clone();
    for old in gone.names() {
        let known = merged.names().any(|one| one == old);
        if !known {
            merged.old_names.push(old.to_owned());
        }
    }
    for contact in &gone.contacts {
        if !merged.contacts.contains(contact) {
            merged.contacts.push(contact.clone());
        }
    }
    let mut ops = vec![take(index, gone)];
    ops.extend(diff_one(&Target::Unit(into.to_owned()), heir, &merged));
    ops.extend(follow(desk.workspace, name, into));
    Ok(Draft::new(Label::Roster, ops))
}

/// Takes a unit away that no record names; one that is named is merged instead.
pub fn remove_unit(desk: &Desk<'_>, name: &str) -> Result<Draft, EditError> {
    let (index, unit) = find(desk.workspace, name)?;
    let plan = desk.workspace.plan.tasks().flat_map(|task| &task.assigned);
    let roster = &desk.workspace.roster;
    let assigned = plan.filter(|one| roster.full_name(&one.unit) == Some(name)).count();
    if assigned > 0 || !follow(desk.workspace, name, "").is_empty() {
        return Err(EditError::UnitInUse(name.to_owned()));
    }
    Ok(Draft::new(Label::Roster, vec![take(index, unit)]))
}

/// The rule of a group: the kinds that belong to it and the units besides, as a person writes them (部门、街道、区商务局).
pub fn set_group(desk: &Desk<'_>, name: &str, members: &str) -> Result<Draft, EditError> {
    let roster = &desk.workspace.roster;
    let group = roster.group(name).ok_or_else(|| EditError::NotOpen(name.to_owned()))?;
    let mut changed = Group { kinds: Vec::new(), picked: Vec::new(), ..group.clone() };
    let words = members.split(['、', '，', ',', '；', ';', '\n']).map(str::trim);
    for word in words.filter(|word| !word.is_empty()) {
        if let Some(kind) = UnitKind::named(word) {
            if !changed.kinds.contains(&kind) {
                changed.kinds.push(kind);
            }
        } else {
            let unit = roster.unit(word)?.name.clone();
            if !changed.picked.contains(&unit) {
                changed.picked.push(unit);
            }
        }
    }
    Ok(Draft::new(Label::Roster, diff_one(&Target::Group(name.to_owned()), group, &changed)))
}

fn find<'a>(workspace: &'a Workspace, name: &str) -> Result<(usize, &'a Unit), EditError> {
    let found = workspace.roster.units.iter().enumerate().find(|(_, unit)| unit.name == name);
    found.ok_or_else(|| NameError::Unknown { word: name.to_owned(), candidates: Vec::new() }.into())
}

/// Names trimmed, empty ones and repeated ones left out.
fn tidy(unit: &Unit) -> Result<Unit, EditError> {
    let name = unit.name.trim().to_owned();
    if name.is_empty() {
        return Err(NameError::Empty.into());
    }
    let mut seen = vec![name.clone()];
    let mut kept = |names: &[String]| -> Vec<String> {
        let mut all = Vec::new();
        for one in names.iter().map(|one| one.trim()).filter(|one| !one.is_empty()) {
            if !seen.iter().any(|known| known == one) {
                seen.push(one.to_owned());
                all.push(one.to_owned());
            }
        }
        all
    };
    let (short, aliases, old_names) = (kept(&unit.short), kept(&unit.aliases), kept(&unit.old_names));
    Ok(Unit { name, short, aliases, old_names, note: unit.note.trim().to_owned(), ..unit.clone() })
}

/// Whether no other unit or group has the full name.
fn is_free(units: &[Unit], unit: &Unit, own: Option<&str>) -> Result<(), EditError> {
    let taken = units.iter().any(|one| Some(one.name.as_str()) != own && one.name == unit.name);
    if taken { Err(EditError::NameTaken(unit.name.clone())) } else { Ok(()) }
}

fn put(index: usize, unit: &Unit) -> Op {
    Op::Insert { target: Target::Unit(unit.name.clone()), field: None, index, item: value(unit) }
}

fn take(index: usize, unit: &Unit) -> Op {
    Op::Remove { target: Target::Unit(unit.name.clone()), field: None, index, item: value(unit) }
}

fn value<T: Serialize>(record: &T) -> Value {
    serde_yaml::to_value(record).unwrap_or_default()
}

/// The names of a list with one for another, each once; none where it is not in it.
fn swapped(names: &[impl AsRef<str>], from: &str, to: &str) -> Option<Vec<String>> {
    names.iter().any(|name| name.as_ref() == from).then(|| {
        let mut all: Vec<String> = Vec::new();
        for name in names {
            let name = if name.as_ref() == from { to } else { name.as_ref() };
            if !all.iter().any(|one| one == name) {
                all.push(name.to_owned());
            }
        }
        all
    })
}

fn list(target: &Target, field: &str, old: &[impl AsRef<str>], new: &[String]) -> Vec<Op> {
    let value = |name: &str| Value::String(name.to_owned());
    let old: Vec<Value> = old.iter().map(|name| value(name.as_ref())).collect();
    let new: Vec<Value> = new.iter().map(|name| value(name)).collect();
    diff_list(target, field, &old, &new)
}

/// Every record that names `from` names `to` instead. The plan prints what it prints: there the roster knows the old name.
fn follow(workspace: &Workspace, from: &str, to: &str) -> Vec<Op> {
    let roster = &workspace.roster;
    let mut ops = Vec::new();
    for group in &roster.groups {
        if let Some(new) = swapped(&group.picked, from, to) {
            ops.extend(list(&Target::Group(group.name.clone()), "picked", &group.picked, &new));
        }
    }
    for one in &roster.members {
        if let Some(new) = swapped(&one.units, from, to) {
            let target = Target::Members { task: one.task, group: one.group.clone() };
            ops.extend(list(&target, "units", &one.units, &new));
        }
    }
    for (index, waiver) in roster.waivers.iter().enumerate().filter(|(_, one)| one.unit == from) {
        let target = || Target::Roster;
        let field = || Some("waivers".to_owned());
        let mut renamed = waiver.clone();
        to.clone_into(&mut renamed.unit);
        ops.push(Op::Remove { target: target(), field: field(), index, item: value(waiver) });
        ops.push(Op::Insert { target: target(), field: field(), index, item: value(&renamed) });
    }
    for (task, entry) in workspace.entries() {
        if let Some(new) = swapped(&entry.units, from, to) {
            let target = Target::Entry { task, id: entry.id.clone() };
            ops.extend(list(&target, "units", &entry.units, &new));
        }
    }
    for activity in workspace.activities.iter().filter(|one| one.unit == from) {
        ops.push(Op::Set {
            target: Target::Activity(activity.id.clone()),
            field: "unit".to_owned(),
            old: Value::from(from),
            new: Value::from(to),
        });
    }
    for chase in &workspace.chases {
        if let Some(new) = swapped(&chase.units, from, to) {
            ops.extend(list(&Target::Chase(chase.id.clone()), "units", &chase.units, &new));
        }
    }
    for duty in &workspace.duties.duties {
        if let Some(new) = swapped(&duty.units, from, to) {
            ops.extend(list(&Target::Duty(duty.id.clone()), "units", &duty.units, &new));
        }
    }
    ops
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::activity::{ActivityKind, ActivityState};
    use crate::domain::change::inverse;
    use crate::domain::rows::Rows;
    use crate::domain::sample::{self, activity, date, day};
    use crate::domain::workdays::Calendar;

    fn busy() -> Workspace {
        let mut workspace = sample::workspace();
        workspace.put_entries(2, vec![Arc::new(sample::entry("2-a", &["区财政局", "区水利局"]))]);
        workspace.activities =
            vec![Arc::new(activity("a1", ActivityKind::Training, "区水利局", ActivityState::Held))];
        let roster = Arc::make_mut(&mut workspace.roster);
        roster.groups[0].picked = vec!["区水利局".to_owned()];
        roster.waivers.push(serde_yaml::from_str("{task: 45, unit: 区水利局, day: 2024-07-08}").unwrap());
        workspace.chases = vec![Arc::new(
            serde_yaml::from_str("{id: c1, at: 2024-07-08T09:00:00, manner: phone, units: [区水利局]}")
                .unwrap(),
        )];
        workspace
    }

    /// Does an edit, checks that it comes back whole, and gives what stands then.
    fn done(edit: impl Fn(&Desk<'_>) -> Result<Draft, EditError>) -> Workspace {
        let (before, calendar) = (busy(), Calendar::built_in());
        let desk = Desk { workspace: &before, calendar: &calendar, today: date("2024-07-08"), by: "张" };
        let draft = edit(&desk).unwrap();
        let mut after = before.clone();
        after.apply(&draft.ops).unwrap();
        let mut back = after.clone();
        back.apply(&inverse(&draft.ops)).unwrap();
        assert_eq!(back, before);
        after
    }

    #[test]
    fn a_renamed_unit_keeps_its_old_name_and_everything_that_was_its_own() {
        let after = done(|desk| {
            let unit = desk.workspace.roster.named("区水利局").unwrap();
            set_unit(desk, "区水利局", &Unit { name: "区水务局".to_owned(), ..unit.clone() })
        });
        let unit = after.roster.named("区水务局").unwrap();
        assert_eq!(unit.old_names, ["区水利局"]);
        assert_eq!(after.roster.unit("水利局").unwrap().name, "区水务局");
        assert_eq!(after.entries_of(2)[0].units, ["区财政局", "区水务局"]);
        assert_eq!(after.activities[0].unit, "区水务局");
        assert_eq!(after.chases[0].units, ["区水务局"]);
        assert_eq!(
            (after.roster.waivers[0].unit.as_str(), &after.roster.groups[0].picked[0]),
            ("区水务局", &"区水务局".to_owned())
        );
        let rows = Rows::build(&after, day("2024-07-08"));
        assert!(rows.iter().all(|row| &*row.unit != "区水利局"));
    }

    #[test]
    fn a_merged_unit_lives_on_in_the_other() {
        let after = done(|desk| merge_unit(desk, "区水利局", "区财政局"));
        assert!(after.roster.named("区水利局").is_none());
        assert_eq!(after.entries_of(2)[0].units, ["区财政局"]);
        assert_eq!(after.roster.unit("水利局").unwrap().name, "区财政局");
        assert_eq!(after.activities[0].unit, "区财政局");
    }

    #[test]
    fn a_name_is_unique_and_a_unit_in_use_is_not_removed() {
        let (workspace, calendar) = (busy(), Calendar::built_in());
        let desk = Desk { workspace: &workspace, calendar: &calendar, today: date("2024-07-08"), by: "" };
        let unit = workspace.roster.named("区水利局").unwrap();
        let taken = Unit { name: " 区财政局 ".to_owned(), ..unit.clone() };
        assert_eq!(set_unit(&desk, "区水利局", &taken), Err(EditError::NameTaken("区财政局".to_owned())));
        assert!(matches!(remove_unit(&desk, "区民政局"), Err(EditError::UnitInUse(_))));
        assert!(matches!(merge_unit(&desk, "区水利局", "区水利局"), Err(EditError::SameUnit(_))));
        assert!(add_unit(&desk, &Unit { name: String::new(), ..unit.clone() }).is_err());
    }

    #[test]
    fn a_new_unit_belongs_to_the_groups_of_its_kind_and_a_group_takes_kinds_and_names() {
        let after = done(|desk| {
            let unit = desk.workspace.roster.named("区水利局").unwrap();
            let short = ["体育".to_owned(), " ".to_owned(), "体育".to_owned()].to_vec();
            add_unit(desk, &Unit { name: "区体育局".to_owned(), short, ..unit.clone() })
        });
        assert_eq!(after.roster.named("区体育局").unwrap().short, ["体育"]);
        let rows = Rows::build(&after, day("2024-07-08"));
        assert!(rows.task(45).unwrap().rows.iter().any(|row| &*row.unit == "区体育局"));
        let after = done(|desk| set_group(desk, "区政府有关部门单位", "街道、水利局，镇"));
        let group = after.roster.group("区政府有关部门单位").unwrap();
        assert_eq!(group.kinds, [UnitKind::Street, UnitKind::Town]);
        assert_eq!(group.picked, ["区水利局"]);
    }
}
