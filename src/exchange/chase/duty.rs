//! 提醒 and 催办 about a duty 刚性要求: what is required, by when, and who has not met it yet.

use super::template::fill;
use super::{Kind, REMIND_DAYS, Setting, Text, URGE_DAYS, said_of};
use crate::domain::arrange::Arrange as _;
use crate::domain::duty::{Duty, Obligation};

/// The text about one duty, to all of `owed`: what units owe of it.
pub fn letter(setting: &Setting<'_>, duty: &Duty, owed: &[&Obligation]) -> Text {
    let templates = setting.templates;
    let roster = &setting.workspace.roster;
    let last = owed.iter().filter_map(|one| one.last).min();
    let late = last.is_some_and(|last| last < setting.today());
    let short = |unit: &str| roster.named(unit).map_or(unit, |unit| unit.short_name()).to_owned();
    let so_far = |one: &Obligation| {
        let counts = one.need > 1 && one.have > 0;
        if counts { format!("（{}/{}）", one.have, one.need) } else { String::new() }
    };
    let (unit, missing) = if let [one] = owed {
        let said = fill(&templates.so_far, &[("have", &one.have), ("need", &one.need)]);
        (one.unit.to_string(), if one.need > 1 { format!("{said}\n") } else { String::new() })
    } else {
        let mut owed: Vec<&&Obligation> = owed.iter().collect();
        owed.arrange_by_key(|one| roster.order(&one.unit));
        let names: Vec<String> =
            owed.iter().map(|one| format!("{}{}", short(&one.unit), so_far(one))).collect();
        let said = fill(&templates.owing, &[("n", &names.len()), ("units", &names.join("、"))]);
        (templates.everybody.clone(), format!("{said}\n"))
    };
    let answer_by = match last {
        _ if late => setting.in_workdays(URGE_DAYS),
        Some(last) => last,
        None => setting.in_workdays(REMIND_DAYS),
    };
    let when = last.map(|last| format!("（{}）", said_of(setting, last))).unwrap_or_default();
    let (kind, template) =
        if late { (Kind::Urge, &templates.duty_late) } else { (Kind::Remind, &templates.duty) };
    let own: [(&str, &dyn std::fmt::Display); 5] = [
        ("unit", &unit),
        ("what", &duty.name),
        ("article", &duty.article),
        ("when", &when),
        ("missing", &missing),
    ];
    setting.text(kind, template, answer_by, &own)
}
