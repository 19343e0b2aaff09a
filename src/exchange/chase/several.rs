//! 提醒 and 催办 to several units at once: what each of them owes, in roster order. Units that owe the very same are named
//! together.

use super::template::fill;
use super::{Kind, Setting, Text, URGE_DAYS, WRITTEN, answer_by, is_asked, item, list, owed, title};
use crate::domain::arrange::Arrange as _;
use crate::domain::light::Light;
use crate::domain::rows::Row;

/// Items of one unit that are written out whatever their day.
const WRITTEN_EACH: usize = 3;

/// Units and what each of them owes.
struct Share {
    units: Vec<String>,
    n: usize,
    items: String,
}

/// Whether a text to several is about a row: nobody is told of what is done.
fn is_open(row: &Row, tasks: &[u32]) -> bool {
    is_asked(row, tasks) && !matches!(row.light, Light::Done | Light::Check)
}

/// Those of `units` that such a text names: who owes nothing of what is asked is left alone.
pub fn asked(setting: &Setting<'_>, units: &[String], tasks: &[u32]) -> Vec<String> {
    let owes = |unit: &&String| setting.rows.iter().any(|row| *row.unit == ***unit && is_open(row, tasks));
    units.iter().filter(owes).cloned().collect()
}

/// The text to several units.
pub(super) fn letter(setting: &Setting<'_>, units: &[String], tasks: &[u32]) -> Text {
    let roster = &setting.workspace.roster;
    let mut units: Vec<&String> = units.iter().collect();
    units.arrange_by_key(|unit| roster.order(unit));
    units.dedup();
    let (mut late, mut others): (Vec<Share>, Vec<Share>) = (Vec::new(), Vec::new());
    let mut open: Vec<&Row> = Vec::new();
    for unit in &units {
        let (is_late, rows) = owed(setting, unit, |row| is_open(row, tasks));
        if rows.is_empty() {
            continue;
        }
        let items = match rows.as_slice() {
            // One item stands behind its unit and needs no number.
            [row] => item(setting, row, &"").trim_start_matches(['.', '．', '、', ' ']).to_owned(),
            _ if rows.len() > WRITTEN => list(setting, &rows, WRITTEN_EACH),
            _ => list(setting, &rows, WRITTEN),
        };
        let shares = if is_late { &mut late } else { &mut others };
        let name = roster.named(unit).map_or(unit.as_str(), |unit| unit.short_name()).to_owned();
        match shares.iter_mut().find(|share| share.items == items) {
            Some(share) => share.units.push(name),
            None => shares.push(Share { units: vec![name], n: rows.len(), items }),
        }
        open.extend(rows);
    }
    let (templates, urges) = (setting.templates, !late.is_empty());
    if open.is_empty() {
        let names: Vec<&str> = units.iter().map(|unit| unit.as_str()).collect();
        let text = fill(&templates.nothing, &[("unit", &names.join("、")), ("title", &title(setting))]);
        return Text { kind: Kind::Remind, text };
    }
    let answer_by = if urges { setting.in_workdays(URGE_DAYS) } else { answer_by(setting, &open) };
    let (first, rest) = if urges { (late, others) } else { (others, Vec::new()) };
    let count = |shares: &[Share]| shares.iter().map(|share| share.units.len()).sum::<usize>();
    let written = |shares: &[Share]| -> String {
        let line = |share: &Share| {
            let one = share.n == 1;
            let template = if one { &templates.unit_one } else { &templates.unit_many };
            let names = share.units.join("、");
            fill(template, &[("unit", &names), ("n", &share.n), ("items", &share.items)])
        };
        shares.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    let others = if rest.is_empty() {
        String::new()
    } else {
        let text = fill(&templates.several_others, &[("k", &count(&rest)), ("items", &written(&rest))]);
        format!("\n{text}")
    };
    let (kind, template) =
        if urges { (Kind::Urge, &templates.several_urge) } else { (Kind::Remind, &templates.several) };
    let own: [(&str, &dyn std::fmt::Display); 4] =
        [("k", &count(&first)), ("n", &open.len()), ("items", &written(&first)), ("others", &others)];
    setting.text(kind, template, answer_by, &own)
}
