//! 记录表单: one form for records that are no entries: an activity, a unit, a duty, the groups. Each field is one line; what is
//! wrong with it is said while one types.

mod kept;
mod outline;

use crate::domain::activity::{ACTIVITY_FIELDS, Activity, ActivityKind, Problem};
use crate::domain::duty::{DUTY_FIELDS, Duty, MetBy};
use crate::domain::edit::EditError;
use crate::domain::edit::outline::Branch;
use crate::domain::plan::{Plan, Task};
use crate::domain::unit::{Group, Unit, UnitKind};
use crate::workbench::line::Line;

/// What stands in the form for a duty that entries meet, as it is typed.
pub const BY_ENTRIES: &str = "条目";
/// The same for one that the filing of the sheet meets.
pub const BY_FILING: &str = "配档表";
/// A duty that is in force.
pub const YES: &str = "是";
/// One that is not.
pub const NO: &str = "否";

/// What the form is of.
#[derive(Debug, Clone, PartialEq)]
pub enum RecordOf {
    /// An activity; a new one where `is_new`.
    Activity {
        /// As it stood when the form was opened.
        before: Box<Activity>,
        /// Not recorded yet.
        is_new: bool,
    },
    /// A unit, by its full name; none for a new one.
    Unit(Option<Box<Unit>>),
    /// A duty; a new one where `is_new`.
    Duty {
        /// As it stood when the form was opened.
        before: Box<Duty>,
        /// Not recorded yet.
        is_new: bool,
    },
    /// All groups: a field each.
    Groups,
    /// A task of the plan.
    Task {
        /// As it stood when the form was opened.
        before: Box<Task>,
        /// Of a new one, what it comes behind.
        behind: Option<Branch>,
    },
    /// The title of an area or a topic.
    Heading(Heading),
    /// The words of a task, to be taken apart at the caret.
    Split(u32),
    /// The file of a notice.
    Notice,
    /// The id under which a reviewed notice is saved.
    PlanId,
    /// The head of the plan, as it stood when the form was opened.
    Plan(Box<Plan>),
}

/// Whose title it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// That of an area or a topic that there is.
    Of(Branch),
    /// A new area's, behind a branch or at the end.
    NewArea(Option<Branch>),
    /// A new topic's, behind a branch.
    NewTopic(Branch),
}

/// The fields of a unit that the form has.
pub const UNIT_KEYS: [&str; 6] = ["name", "kind", "short", "aliases", "old_names", "note"];

/// One field.
#[derive(Debug, Clone)]
pub struct RecordField {
    /// Its key; of groups the group's name.
    pub key: String,
    /// What is typed.
    pub line: Line,
    /// What stood there when the form was opened.
    pub first: String,
}

impl RecordField {
    fn new(key: &str, text: &str) -> Self {
        // A field is one line: what has several keeps them unless it is changed.
        let text = text.replace(['\r', '\n'], " ");
        Self { key: key.to_owned(), line: Line::with_text(&text), first: text }
    }

    /// Whether something else is typed than what stood there.
    pub fn is_changed(&self) -> bool {
        self.line.text() != self.first
    }
}

/// The form.
#[derive(Debug, Clone)]
pub struct RecordForm {
    /// What it is of.
    pub of: RecordOf,
    /// Its fields.
    pub fields: Vec<RecordField>,
    /// Which one has the caret.
    pub focus: usize,
    /// What is wrong with the field that has the caret.
    pub wrong: Option<EditError>,
    /// What annex 2 would send back.
    pub problems: Vec<Problem>,
    /// Leaving was asked for while something is not saved.
    pub leaving: bool,
}

impl RecordForm {
    fn of(of: RecordOf, fields: Vec<RecordField>) -> Self {
        Self { of, fields, focus: 0, wrong: None, problems: Vec::new(), leaving: false }
    }

    /// The form of an activity; the caret on its first empty field.
    pub fn activity(activity: Activity, is_new: bool) -> Self {
        let shown = ACTIVITY_FIELDS.iter().filter(|field| !matches!(field.key, "id" | "duty"));
        let fields: Vec<RecordField> =
            shown.map(|field| RecordField::new(field.key, &field.show(&activity))).collect();
        let empty = fields.iter().position(|field| field.first.is_empty()).unwrap_or(0);
        let mut form = Self::of(RecordOf::Activity { before: Box::new(activity), is_new }, fields);
        form.focus = empty;
        form
    }

    /// The form of a unit; of a new one where none is given.
    pub fn unit(unit: Option<&Unit>) -> Self {
        let names = |names: &[String]| names.join("、");
        let text = |key: &str| {
            let Some(unit) = unit else {
                return if key == "kind" { UnitKind::Department.word().to_owned() } else { String::new() };
            };
            match key {
                "name" => unit.name.clone(),
                "kind" => unit.kind.word().to_owned(),
                "short" => names(&unit.short),
                "aliases" => names(&unit.aliases),
                "old_names" => names(&unit.old_names),
                _ => unit.note.clone(),
            }
        };
        let fields = UNIT_KEYS.map(|key| RecordField::new(key, &text(key))).into();
        Self::of(RecordOf::Unit(unit.cloned().map(Box::new)), fields)
    }

    /// The form of a duty.
    pub fn duty(duty: Duty, is_new: bool) -> Self {
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let clock = duty.clock.as_ref();
        let text = |key: &str| match (key, &duty.met_by) {
            ("name", _) => duty.name.clone(),
            ("source", _) => duty.source.clone(),
            ("article", _) => duty.article.clone(),
            ("task", _) => duty.task.map(|task| task.to_string()).unwrap_or_default(),
            ("units", _) => duty.units.join("、"),
            ("due", _) => duty.due.clone(),
            ("met_by", Some(MetBy::Activities { kind, .. })) => kind.word().to_owned(),
            ("met_by", Some(MetBy::Entries)) => BY_ENTRIES.to_owned(),
            ("met_by", Some(MetBy::Filing)) => BY_FILING.to_owned(),
            ("state", Some(MetBy::Activities { state, .. })) => state.word().to_owned(),
            ("count", Some(MetBy::Activities { count, .. })) => count.to_string(),
            ("named", Some(MetBy::Activities { named, .. })) => named.join("、"),
            ("clock", _) => clock.map(|clock| clock.kind.clone()).unwrap_or_default(),
            ("started", _) => day(clock.map(|clock| clock.started)),
            ("restarted", _) => day(clock.and_then(|clock| clock.restarted)),
            ("paused", _) => clock
                .and_then(|clock| clock.pauses.last())
                .map(|pause| match pause.to {
                    Some(to) => format!("{}至{to}", pause.from),
                    None => pause.from.to_string(),
                })
                .unwrap_or_default(),
            ("extended", _) => clock
                .and_then(|clock| clock.extended.as_ref())
                .map(|extended| extended.working_days.to_string())
                .unwrap_or_default(),
            ("active", _) => if duty.active { YES } else { NO }.to_owned(),
            _ => String::new(),
        };
        let shown = DUTY_FIELDS.iter().filter(|field| field.key != "id");
        let fields = shown.map(|field| RecordField::new(field.key, &text(field.key))).collect();
        Self::of(RecordOf::Duty { before: Box::new(duty), is_new }, fields)
    }

    /// The form of all groups.
    pub fn groups(groups: &[Group]) -> Self {
        let text = |group: &Group| {
            let kinds = group.kinds.iter().map(|kind| kind.word().to_owned());
            kinds.chain(group.picked.iter().cloned()).collect::<Vec<_>>().join("、")
        };
        let fields = groups.iter().map(|group| RecordField::new(&group.name, &text(group))).collect();
        Self::of(RecordOf::Groups, fields)
    }

    /// Whether one more of its kind can follow it at once (F6).
    pub fn has_next(&self) -> bool {
        matches!(
            self.of,
            RecordOf::Activity { .. }
                | RecordOf::Unit(_)
                | RecordOf::Duty { .. }
                | RecordOf::Task { behind: Some(_), .. }
        )
    }

    /// The field that has the caret.
    pub fn field(&mut self) -> Option<&mut Line> {
        self.fields.get_mut(self.focus).map(|field| &mut field.line)
    }

    /// The key of the field that has the caret.
    pub fn key(&self) -> &str {
        self.fields.get(self.focus).map_or("", |field| &field.key)
    }

    /// Puts the caret into the field with this key.
    pub fn focus_on(&mut self, key: &str) {
        self.focus = self.fields.iter().position(|field| field.key == key).unwrap_or(self.focus);
    }

    /// The text of a field.
    pub fn text(&self, key: &str) -> &str {
        self.fields.iter().find(|field| field.key == key).map_or("", |field| field.line.text())
    }

    /// The next field or the one before, round and round.
    pub fn turn(&mut self, forward: bool) {
        let count = self.fields.len().max(1);
        let step = if forward { 1 } else { count - 1 };
        self.focus = (self.focus + step) % count;
        self.wrong = None;
    }

    /// Whether the caret is in the last field.
    pub fn is_at_end(&self) -> bool {
        self.focus + 1 >= self.fields.len()
    }

    /// Whether anything was typed.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(RecordField::is_changed)
    }

    /// The kind of the activity that it is of, as typed.
    pub fn kind(&self) -> Option<ActivityKind> {
        let RecordOf::Activity { before, .. } = &self.of else { return None };
        Some(self.text("kind").parse().unwrap_or(before.kind))
    }
}
