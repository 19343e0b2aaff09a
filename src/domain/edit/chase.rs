//! 提醒 / 催办 as edits. One asking is one chase, however many units it went to: a message to a group is not told from
//! a call by how many records it leaves, and one undo takes it back.

use serde_yaml::Value;

use super::{Desk, EditError};
use crate::domain::arrange::Arrange as _;
use crate::domain::change::{Draft, Label, Op, Target};
use crate::domain::chase::Chase;
use crate::domain::unit::NameError;

/// A chase as it was entered: units once each in roster order, tasks once each in the plan's, texts trimmed, 经办人 the
/// desk's.
pub fn chase(desk: &Desk<'_>, given: Chase) -> Result<Draft, EditError> {
    let roster = &desk.workspace.roster;
    let mut units: Vec<String> = Vec::new();
    for unit in given.units {
        if roster.named(&unit).is_none() {
            return Err(NameError::Unknown { word: unit, candidates: Vec::new() }.into());
        }
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    if units.is_empty() {
        return Err(NameError::Empty.into());
    }
    units.arrange_by_key(|unit| roster.order(unit));
    if let Some(task) = given.tasks.iter().find(|task| desk.workspace.plan.task(**task).is_none()) {
        return Err(EditError::UnknownTask(task.to_string()));
    }
    if !given.duty.is_empty() && desk.workspace.duties.duty(&given.duty).is_none() {
        return Err(EditError::UnknownRecord(given.duty));
    }
    let tasks = desk.workspace.plan.tasks().map(|task| task.id);
    let tasks = tasks.filter(|task| given.tasks.contains(task)).collect();
    let chase = Chase {
        units,
        tasks,
        who: given.who.trim().to_owned(),
        answer: given.answer.trim().to_owned(),
        by: desk.by.to_owned(),
        ..given
    };
    let op = Op::Insert {
        target: Target::Chase(chase.id.clone()),
        field: None,
        index: desk.workspace.chases.len(),
        item: serde_yaml::to_value(&chase).unwrap_or(Value::Null),
    };
    Ok(Draft::new(Label::Chase, vec![op]))
}

/// Takes a chase away again.
pub fn unchase(desk: &Desk<'_>, id: &str) -> Result<Draft, EditError> {
    let chases = &desk.workspace.chases;
    let index = chases.iter().position(|one| one.id == id);
    let index = index.ok_or_else(|| EditError::UnknownRecord(id.to_owned()))?;
    let op = Op::Remove {
        target: Target::Chase(id.to_owned()),
        field: None,
        index,
        item: serde_yaml::to_value(chases[index].as_ref()).unwrap_or(Value::Null),
    };
    Ok(Draft::new(Label::Chase, vec![op]))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::chase::Manner;
    use crate::domain::plan::Plan;
    use crate::domain::unit::Roster;
    use crate::domain::workdays::Calendar;
    use crate::domain::workspace::Workspace;

    fn given(units: &[&str], tasks: &[u32]) -> Chase {
        let day = NaiveDate::from_ymd_opt(2024, 7, 8).unwrap();
        Chase {
            id: "c-1".to_owned(),
            at: day.and_hms_opt(9, 30, 0).unwrap(),
            manner: Manner::WechatGroup,
            units: units.iter().map(|unit| (*unit).to_owned()).collect(),
            tasks: tasks.to_vec(),
            duty: String::new(),
            who: " 王某 ".to_owned(),
            answer: "周五报\n".to_owned(),
            promised: NaiveDate::from_ymd_opt(2024, 7, 12),
            by: String::new(),
            unknown: crate::domain::Unknown::new(),
        }
    }

    #[test]
    fn one_chase_for_many_units_and_one_undo() {
        let plan: Plan = serde_yaml::from_str(include_str!("../../../seeds/zhoucun-2024/plan.yaml")).unwrap();
        let roster: Roster =
            serde_yaml::from_str(include_str!("../../../seeds/zhoucun-2024/roster.yaml")).unwrap();
        let mut workspace = Workspace::new(plan, roster);
        let calendar = Calendar::built_in();
        let today = NaiveDate::from_ymd_opt(2024, 7, 8).unwrap();
        let desk = Desk { workspace: &workspace, calendar: &calendar, today, by: "张某" };
        let units = ["区民政局", "区科学技术局", "区民政局"];
        let draft = chase(&desk, given(&units, &[19, 4, 4])).unwrap();
        assert_eq!((draft.label, draft.ops.len()), (Label::Chase, 1));
        assert_eq!(chase(&desk, given(&[], &[])), Err(NameError::Empty.into()));
        assert!(chase(&desk, given(&["民政局"], &[])).is_err());
        assert!(chase(&desk, given(&["区民政局"], &[999])).is_err());
        workspace.apply(&draft.ops).unwrap();
        let made = &workspace.chases[0];
        assert_eq!(made.units, ["区科学技术局", "区民政局"]);
        assert_eq!(
            (made.tasks.as_slice(), made.who.as_str(), made.by.as_str()),
            (&[4, 19][..], "王某", "张某")
        );
        assert!(made.is_about("区民政局", 4) && !made.is_about("区民政局", 5));
        let desk = Desk { workspace: &workspace, calendar: &calendar, today, by: "张某" };
        let back = unchase(&desk, "c-1").unwrap();
        assert!(unchase(&desk, "c-2").is_err());
        workspace.apply(&back.ops).unwrap();
        assert!(workspace.chases.is_empty());
    }
}
