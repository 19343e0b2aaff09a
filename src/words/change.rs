//! What a change did, in one line: for undo, history, the log and what the command line says after a change.

mod many;

use serde_yaml::Value;

use super::{Language, Section, domain, fill, time};
use crate::domain::change::{Change, Label, Op, Target};
use crate::domain::merge::{MARK, OpenClash};
use crate::domain::status::Status;
use crate::domain::unit::UnitKind;
use crate::domain::workspace::Workspace;

/// The sentences in both languages.
pub static SECTION: Section<ChangeWords> = section!("change");

/// How many ops a line names before it only counts the rest.
const NAMED: usize = 4;
/// How many characters of a value a line shows.
const SHOWN: usize = 40;

words! {
    /// The pieces of the sentences.
    pub struct ChangeWords {
        add: String,
        remove: String,
        item_in: String,
        item_out: String,
        set: String,
        nothing: String,
        and: String,
        more: String,
        quoted: String,
        outside: String,
        empty: String,
        renamed: String,
        renamed_back: String,
        merged: String,
        merged_back: String,
        plan: String,
        roster: String,
        duties: String,
        task: String,
        members: String,
        waiver_in: String,
        waiver_out: String,
        receipt_in: String,
        receipt_out: String,
        area: String,
        topic: String,
        moved: String,
        settled: String,
        open_again: String,
        kept: String,
        stays: String,
        goes: String,
        many_added: String,
        many_removed: String,
        many_set: String,
        many_to: String,
        many_in: String,
        many_out: String,
    }
}

/// Which way a change is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// As it was made.
    Done,
    /// As it was taken back: what was added is named as added, a value goes from the new to the old.
    Undone,
}

/// What a change did: `7-k3f9q 状态 未启动 → 推进中`.
pub fn sentence(change: &Change, language: Language) -> String {
    told(change.label, &change.ops, language)
}

/// What ops do that are no change yet.
pub fn told(label: Label, ops: &[Op], language: Language) -> String {
    let words = SECTION.of(language);
    let told = Teller { words, language, way: Way::Done }.ops(ops);
    if label == Label::OutsideEdit { fill(&words.outside, &[("what", &told)]) } else { told }
}

/// What taking a change back did: `7-k3f9q 状态 推进中 → 未启动`.
pub fn taken_back(change: &Change, language: Language) -> String {
    Teller { words: SECTION.of(language), language, way: Way::Undone }.ops(&change.ops)
}

/// What two hands gave one field, to be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClashText {
    /// The record.
    pub record: String,
    /// Its field.
    pub field: String,
    /// The two values.
    pub values: [String; 2],
}

/// What a clash of a merge says.
pub fn clash_text(clash: &OpenClash, workspace: &Workspace, language: Language) -> ClashText {
    let words = SECTION.of(language);
    let teller = Teller { words, language, way: Way::Done };
    let mut record = teller.target(&clash.target);
    let about = match &clash.target {
        Target::Entry { id, .. } => workspace.entry(id).map(|(_, entry)| entry.units.join("、")),
        Target::Task(task) => workspace.plan.task(*task).map(|task| short(&task.requirement)),
        _ => None,
    };
    if let Some(about) = about {
        record = format!("{record} {about}");
    }
    if clash.is_of_record() {
        return ClashText { record, field: String::new(), values: [words.stays.clone(), words.goes.clone()] };
    }
    let value = |value: &Value| match teller.whole(&clash.field, value) {
        text if text.is_empty() => words.nothing.clone(),
        text => text,
    };
    let [one, other] = &clash.values;
    ClashText { record, field: teller.field(&clash.target, &clash.field), values: [value(one), value(other)] }
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coming {
    In,
    Out,
    Moved,
}

struct Teller {
    words: &'static ChangeWords,
    language: Language,
    way: Way,
}

impl Teller {
    fn ops(&self, ops: &[Op]) -> String {
        if let Some((gone, into, fresh)) = unit_gone_into(ops) {
            let template = match (fresh, self.way) {
                (true, Way::Done) => &self.words.renamed,
                (false, Way::Done) => &self.words.merged,
                (true, Way::Undone) => &self.words.renamed_back,
                (false, Way::Undone) => &self.words.merged_back,
            };
            return fill(template, &[("from", &gone), ("to", &into)]);
        }
        let moved = |op: &Op| {
            match op {
            Op::Insert { item, field, .. } => ops.iter().any(
                |other| matches!(other, Op::Remove { item: gone, field: from, .. } if gone == item && from == field),
            ),
            _ => false,
        }
        };
        let told: Vec<&Op> = ops.iter().filter(|op| !follows(op, ops) && !is_held(op)).collect();
        if told.is_empty() {
            return self.words.empty.clone();
        }
        if let Some(all) = self.many(&told) {
            return all;
        }
        let mut lines: Vec<String> = Vec::new();
        for (place, op) in told.iter().take(NAMED).enumerate() {
            let record = format!("{} ", self.target(op.target()));
            let line = self.op(op, moved(op) && is_branch(op));
            // Of one record the name is said once.
            let named = place > 0 && told[place - 1].target() == op.target();
            let rest = line.strip_prefix(&record).filter(|_| named).map(str::to_owned);
            lines.push(rest.unwrap_or(line));
        }
        if told.len() > NAMED
            && let Some(last) = lines.last_mut()
        {
            *last += &fill(&self.words.more, &[("n", &told.len())]);
        }
        lines.join(&self.words.and)
    }

    fn op(&self, op: &Op, moved: bool) -> String {
        let record = self.target(op.target());
        match op {
            Op::Insert { field: None, item, .. } => {
                fill(&self.words.add, &[("record", &record), ("what", &self.record(item))])
            }
            Op::Remove { field: None, item, .. } => {
                fill(&self.words.remove, &[("record", &record), ("what", &self.record(item))])
            }
            Op::Insert { field: Some(field), item, .. } => {
                self.item(op, &record, field, item, if moved { Coming::Moved } else { Coming::In })
            }
            Op::Remove { field: Some(field), item, .. } => self.item(op, &record, field, item, Coming::Out),
            Op::Set { field, old, new, .. } => {
                let (old, new) = if self.way == Way::Undone { (new, old) } else { (old, new) };
                let values = (self.value(field, old), self.value(field, new));
                let field = self.field(op.target(), field);
                fill(
                    &self.words.set,
                    &[("record", &record), ("field", &field), ("old", &values.0), ("new", &values.1)],
                )
            }
        }
    }

    fn item(&self, op: &Op, record: &str, field: &str, item: &Value, coming: Coming) -> String {
        let comes = coming != Coming::Out;
        if field == MARK {
            return self.mark(op, record, item, comes);
        }
        if field == "waivers"
            && let Some((task, unit)) = item.get("task").zip(item.get("unit"))
        {
            let template = if comes { &self.words.waiver_in } else { &self.words.waiver_out };
            return fill(template, &[("task", &plain(task)), ("unit", &plain(unit))]);
        }
        if field == "receipts"
            && let Some(unit) = item.get("unit")
        {
            let template = if comes { &self.words.receipt_in } else { &self.words.receipt_out };
            return fill(template, &[("unit", &plain(unit))]);
        }
        let what = self.value(field, item);
        if coming == Coming::Moved {
            return fill(&self.words.moved, &[("record", &record), ("what", &what)]);
        }
        let template = if comes { &self.words.item_in } else { &self.words.item_out };
        let field = self.field(op.target(), field);
        fill(template, &[("record", &record), ("field", &field), ("what", &what)])
    }

    /// A mark of a merge: decided, or open again.
    fn mark(&self, op: &Op, record: &str, mark: &Value, comes: bool) -> String {
        let key = mark.get("field").and_then(Value::as_str).unwrap_or_default();
        let field = self.field(op.target(), key);
        if comes {
            return fill(&self.words.open_again, &[("record", &record), ("field", &field)]);
        }
        if key.is_empty() {
            return fill(&self.words.kept, &[("record", &record)]);
        }
        let first = mark.get("values").and_then(|values| values.get(0)).cloned().unwrap_or_default();
        let what = self.value(key, &first);
        fill(&self.words.settled, &[("record", &record), ("field", &field), ("what", &what)])
    }

    fn target(&self, target: &Target) -> String {
        match target {
            Target::Plan => self.words.plan.clone(),
            Target::Roster => self.words.roster.clone(),
            Target::Area(area) => fill(&self.words.area, &[("n", &(area + 1))]),
            Target::Topic(area, topic) => fill(&self.words.topic, &[("a", &(area + 1)), ("n", &(topic + 1))]),
            Target::Task(task) => fill(&self.words.task, &[("task", task)]),
            Target::Unit(name) | Target::Group(name) => name.clone(),
            Target::Members { task, group } => fill(&self.words.members, &[("task", task), ("group", group)]),
            Target::Entry { id, .. } => id.to_string(),
            Target::Activity(id) | Target::Chase(id) | Target::Duty(id) => id.clone(),
            Target::Duties => self.words.duties.clone(),
        }
    }

    fn field(&self, target: &Target, key: &str) -> String {
        match target {
            Target::Entry { .. } => domain::words(self.language).field(key).to_owned(),
            Target::Members { .. } => String::new(),
            Target::Activity(_) => time::words(self.language).activity_field(key).to_owned(),
            Target::Duty(_) => time::words(self.language).duty_field(key).to_owned(),
            Target::Unit(_) | Target::Group(_) => time::words(self.language).unit_field(key).to_owned(),
            Target::Plan | Target::Area(_) | Target::Topic(..) | Target::Task(_) => {
                time::words(self.language).task_field(key).to_owned()
            }
            _ => key.to_owned(),
        }
    }

    /// A whole record by what tells it from others: its units and its measure, or its name.
    fn record(&self, item: &Value) -> String {
        let units = match item.get("units") {
            Some(Value::Sequence(units)) => units.iter().map(plain).collect::<Vec<_>>().join("、"),
            _ => item.get("unit").map(plain).unwrap_or_default(),
        };
        let name = ["measure", "name", "answer"].into_iter().find_map(|key| item.get(key)).map(plain);
        match name.map(|name| short(&name)).filter(|name| !name.is_empty()) {
            Some(name) => format!("{units}{}", fill(&self.words.quoted, &[("text", &name)])),
            None => units,
        }
    }

    /// What meets a duty, or the clock that runs for it: part by part, since no part of it names it.
    fn parts(&self, value: &Value) -> String {
        let words = time::words(self.language);
        let Value::Mapping(parts) = value else {
            return match value {
                Value::Sequence(items) => {
                    items.iter().map(|item| self.parts(item)).collect::<Vec<_>>().join(" ")
                }
                other => plain(other),
            };
        };
        let said = parts.iter().filter_map(|(key, value)| {
            let text = match (key.as_str()?, value.as_str()) {
                ("by", _) => return None,
                ("kind", Some(kind)) => {
                    kind.parse().map_or_else(|_| kind.to_owned(), |kind| words.kind(kind).to_owned())
                }
                ("kind" | "from" | "to" | "working_days", _) => self.parts(value),
                ("state", Some(state)) => {
                    return state.parse().ok().map(|state| words.state(state).to_owned());
                }
                ("pauses", _) => format!("{} {}", words.duty_field("paused"), self.parts(value)),
                (key, _) => format!("{} {}", words.duty_field(key), self.parts(value)),
            };
            Some(text)
        });
        said.collect::<Vec<_>>().join(" ")
    }

    fn value(&self, field: &str, value: &Value) -> String {
        self.shown(field, value, false)
    }

    /// The same, not cut.
    fn whole(&self, field: &str, value: &Value) -> String {
        self.shown(field, value, true)
    }

    fn shown(&self, field: &str, value: &Value, whole: bool) -> String {
        if field == "status"
            && let Some(status) =
                value.as_str().and_then(|key| Status::ALL.into_iter().find(|s| s.key() == key))
        {
            return domain::words(self.language).status(status).to_owned();
        }
        if let ("kind" | "kinds", Some(kind)) = (field, value.as_str())
            && let Some(kind) = UnitKind::ALL.into_iter().find(|one| one.key() == kind)
        {
            return time::words(self.language).unit_kind(kind).to_owned();
        }
        if let ("state", Some(state)) = (field, value.as_str().and_then(|key| key.parse().ok())) {
            return time::words(self.language).state(state).to_owned();
        }
        let text = match value {
            Value::Null if field == "status" => {
                return domain::words(self.language).status(Status::default()).to_owned();
            }
            Value::Mapping(extension) if extension.contains_key("to") => {
                let part = |key| extension.get(key).map(plain).unwrap_or_default();
                format!("{} → {} {}", part("from"), part("to"), part("reason"))
            }
            Value::Mapping(_) => {
                let named = ["text", "reason", "name", "last", "requirement", "title", "unit"]
                    .into_iter()
                    .find_map(|key| value.get(key));
                named.map_or_else(|| self.parts(value), plain)
            }
            other => plain(other),
        };
        match (if whole { text } else { short(&text) }, field) {
            (text, _) if text.is_empty() => self.words.nothing.clone(),
            (text, "percent") => format!("{text}%"),
            (text, _) => text,
        }
    }
}

/// A unit that has another name now, or went into another one, which keeps its name: from, to, and whether that is new.
fn unit_gone_into(ops: &[Op]) -> Option<(&str, &str, bool)> {
    let gone = ops.iter().find_map(|op| match op {
        Op::Remove { target: Target::Unit(name), field: None, .. } => Some(name.as_str()),
        _ => None,
    })?;
    let keeps = |value: &Value| match value {
        Value::Sequence(names) => names.iter().any(|name| name.as_str() == Some(gone)),
        other => other.as_str() == Some(gone),
    };
    ops.iter().find_map(|op| match op {
        Op::Insert { target: Target::Unit(name), field: None, item, .. }
            if item.get("old_names").is_some_and(keeps) =>
        {
            Some((gone, name.as_str(), true))
        }
        Op::Insert { target: Target::Unit(name), field: Some(field), item, .. }
            if field == "old_names" && keeps(item) =>
        {
            Some((gone, name.as_str(), false))
        }
        Op::Set { target: Target::Unit(name), field, new, .. } if field == "old_names" && keeps(new) => {
            Some((gone, name.as_str(), false))
        }
        _ => None,
    })
}

/// Whether an op only follows from another of the same change: the days that status and first filing set by themselves.
fn follows(op: &Op, ops: &[Op]) -> bool {
    let by_itself = matches!(op.field(), Some("filed_on" | "reported_on"))
        || (matches!(op.field(), Some("planned_on" | "held_on")) && has_field(op, ops, "state"))
        || (op.field() == Some("due") && has_field(op, ops, "extensions"))
        || (op.field() == Some("status") && has_field(op, ops, "returned"))
        || (op.field() == Some("status") && has_field(op, ops, "rounds"));
    // The plan's notes on what it prints and on ids follow from what was done to its tasks.
    if matches!(op.field(), Some("units_text" | "units_from" | "retired")) && ops.len() > 1
        || is_left(op, ops)
    {
        return true;
    }
    // A mark goes with the value that was chosen.
    let chosen = op.field() == Some(MARK)
        && ops.iter().any(|other| other.target() == op.target() && matches!(other, Op::Set { .. }));
    if chosen {
        return true;
    }
    by_itself
        && ops.iter().any(|other| {
            other.target() == op.target() && !matches!(other.field(), Some("filed_on" | "reported_on"))
        })
}

/// Whether an op only holds what it is made on.
fn is_held(op: &Op) -> bool {
    matches!(op, Op::Set { old, new, .. } if old == new)
}

/// Whether an op is about a branch of the plan.
fn is_branch(op: &Op) -> bool {
    matches!(op.field(), Some("areas" | "topics" | "tasks"))
}

/// Whether an op takes a branch of the plan away that another one puts back elsewhere.
fn is_left(op: &Op, ops: &[Op]) -> bool {
    let Op::Remove { field: Some(field), item, .. } = op else { return false };
    let comes = |other: &Op| matches!(other, Op::Insert { field: Some(into), item: other, .. } if into == field && other == item);
    is_branch(op) && ops.iter().any(comes)
}

fn has_field(op: &Op, ops: &[Op], field: &str) -> bool {
    ops.iter().any(|other| other.target() == op.target() && other.field() == Some(field))
}

/// A value as text.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Sequence(items) => items.iter().map(plain).collect::<Vec<_>>().join("、"),
        other => serde_yaml::to_string(other).unwrap_or_default().trim().to_owned(),
    }
}

/// The first line of a text, cut where it is long.
fn short(text: &str) -> String {
    let text = text.trim();
    let mut line: String = text.lines().next().unwrap_or_default().chars().take(SHOWN).collect();
    if line.len() < text.len() {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests;
