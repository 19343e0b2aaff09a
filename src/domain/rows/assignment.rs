//! 任务分工: which units a task is assigned to. Derived from plan and roster, never stored.

use std::collections::HashMap;
use std::sync::Arc;

use super::names::Names;
use crate::domain::plan::{Role, Task};
use crate::domain::unit::Roster;

/// One (task, unit) pair; the strongest role wins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Full name of the unit; of an open group without members the group's.
    pub unit: Arc<str>,
    /// Its part.
    pub role: Role,
    /// The groups through which it is assigned; empty where it is only named itself.
    pub groups: Vec<Arc<str>>,
    /// 成员待定: an open group of which no member was picked for this task.
    pub open: bool,
}

impl Assignment {
    /// Names of the groups through which it is assigned.
    pub fn group_names(&self) -> Vec<&str> {
        self.groups.iter().map(AsRef::as_ref).collect()
    }
}

/// The assignments of one task, in the order in which the notice names units and groups, a group's members in roster
/// order.
pub fn assignments(task: &Task, roster: &Roster) -> Vec<Assignment> {
    resolved(task, roster, &mut Names::default())
}

/// The same with names that may have been met before.
pub(super) fn resolved(task: &Task, roster: &Roster, names: &mut Names) -> Vec<Assignment> {
    let mut found: Vec<Assignment> = Vec::new();
    let mut places: HashMap<Arc<str>, usize> = HashMap::new();
    let mut put = |unit: Arc<str>, role: Role, group: Option<&Arc<str>>, open: bool| {
        let place = *places.entry(Arc::clone(&unit)).or_insert_with(|| {
            found.push(Assignment { unit, role, groups: Vec::new(), open });
            found.len() - 1
        });
        found[place].role = found[place].role.max(role);
        if let Some(group) = group.filter(|group| !found[place].groups.contains(group)) {
            found[place].groups.push(Arc::clone(group));
        }
    };
    for assigned in &task.assigned {
        let Some(group) = roster.group(&assigned.unit) else {
            // The notice may print another form of the name than the roster's (区住房城乡建设局 beside 区住房和城乡建设局).
            put(names.full(&assigned.unit, roster), assigned.role, None, false);
            continue;
        };
        let name = names.group(&group.name);
        if group.is_open() {
            let members = roster.members(task.id, &group.name);
            if members.is_empty() {
                put(Arc::clone(&name), assigned.role, None, true);
            }
            for unit in members {
                put(names.full(unit, roster), assigned.role, Some(&name), false);
            }
        } else {
            for unit in roster.units.iter().filter(|unit| group.holds(unit)) {
                put(names.full(&unit.name, roster), assigned.role, Some(&name), false);
            }
        }
    }
    found
}
