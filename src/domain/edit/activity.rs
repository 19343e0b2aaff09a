//! 活动与记录 as edits: a state notes its day, a day given stands.

use chrono::NaiveDate;

use super::{Desk, EditError};
use crate::domain::activity::{Activity, ActivityField, ActivityFieldKind, ActivityState};
use crate::domain::arrange::Arrange as _;
use crate::domain::change::{Draft, Label, Op, Target};
use crate::domain::when::{self, Reading};
use crate::domain::workspace::diff_one;

/// A value for a field of an activity, as given.
pub type GivenActivity = (&'static ActivityField, String);

/// Why a value does not fit a field of a record that is no entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// This field is not set by hand.
    #[error("not set directly")]
    NotSet,
    /// No such kind of activity.
    #[error("no kind {0:?}")]
    Kind(String),
    /// No such state of an activity.
    #[error("no state {0:?}")]
    State(String),
    /// No single unit.
    #[error("no unit")]
    NoUnit,
    /// Not one day.
    #[error("{0:?} is no day")]
    Day(String),
    /// 开展时间 without a month.
    #[error("{0:?} names no month")]
    NoMonth(String),
    /// Not a whole number.
    #[error("{0:?} is no number")]
    Number(String),
    /// No such duty.
    #[error("no duty {0:?}")]
    Duty(String),
    /// No such kind of clock.
    #[error("no clock {0:?}")]
    Clock(String),
    /// No such kind of unit.
    #[error("no kind of unit {0:?}")]
    UnitKind(String),
    /// No such kind of work.
    #[error("no nature {0:?}")]
    Nature(String),
    /// No kind or state of an activity by which a task could be answered.
    #[error("nothing answers a task by {0:?}")]
    AnsweredBy(String),
    /// Neither yes nor no.
    #[error("{0:?} is neither yes nor no")]
    YesNo(String),
}

/// A new activity of `unit` (full name). `blank` names its kind and id.
pub fn add_activity(desk: &Desk<'_>, blank: &Activity, given: &[GivenActivity]) -> Result<Draft, EditError> {
    let stated = given.iter().any(|(field, _)| field.kind == ActivityFieldKind::State);
    let mut activity = filled(desk, blank, given)?;
    if !stated {
        note_day(desk, &mut activity);
    }
    let op = Op::Insert {
        target: Target::Activity(activity.id.clone()),
        field: None,
        index: desk.workspace.activities.len(),
        item: serde_yaml::to_value(&activity).unwrap_or_default(),
    };
    Ok(Draft::new(Label::Activity, vec![op]))
}

/// Fields of activities.
pub fn set_activity(desk: &Desk<'_>, ids: &[String], given: &[GivenActivity]) -> Result<Draft, EditError> {
    let mut ops = Vec::new();
    let each = ids.iter().enumerate().filter(|(place, id)| !ids[..*place].contains(id));
    for (_, id) in each {
        let (_, activity) = find(desk, id)?;
        let changed = filled(desk, activity, given)?;
        ops.extend(diff_one(&Target::Activity(activity.id.clone()), activity, &changed));
    }
    Ok(Draft::new(Label::Activity, ops))
}

/// Takes activities away.
pub fn remove_activity(desk: &Desk<'_>, ids: &[String]) -> Result<Draft, EditError> {
    let mut found: Vec<(usize, &Activity)> = Vec::new();
    for id in ids {
        let one = find(desk, id)?;
        if !found.contains(&one) {
            found.push(one);
        }
    }
    // The last first, so that each index is where its record still stands.
    found.arrange_by_key(|(index, _)| std::cmp::Reverse(*index));
    let ops = found.into_iter().map(|(index, activity)| Op::Remove {
        target: Target::Activity(activity.id.clone()),
        field: None,
        index,
        item: serde_yaml::to_value(activity).unwrap_or_default(),
    });
    Ok(Draft::new(Label::Activity, ops.collect()))
}

fn find<'a>(desk: &Desk<'a>, id: &str) -> Result<(usize, &'a Activity), EditError> {
    let all = desk.workspace.activities.iter().enumerate();
    let mut found = all.filter(|(_, one)| one.id == id.trim());
    found
        .next()
        .map(|(index, one)| (index, one.as_ref()))
        .ok_or_else(|| EditError::UnknownRecord(id.trim().to_owned()))
}

/// The activity with the fields given, in the order of the table: a state before the days that it notes by itself.
fn filled(desk: &Desk<'_>, activity: &Activity, given: &[GivenActivity]) -> Result<Activity, EditError> {
    let mut activity = activity.clone();
    let mut sorted: Vec<&GivenActivity> = given.iter().collect();
    let place =
        |field: &ActivityField| crate::domain::activity::ACTIVITY_FIELDS.iter().position(|one| one == field);
    sorted.arrange_by_key(|(field, _)| place(field));
    for (field, text) in sorted {
        fill(desk, &mut activity, field, text).map_err(|error| match error {
            Refused::Unit(error) => error,
            Refused::Value(error) => {
                EditError::Value { key: field.key, label: field.label, error: Box::new(error) }
            }
        })?;
    }
    Ok(activity)
}

enum Refused {
    Unit(EditError),
    Value(ValueError),
}

impl From<ValueError> for Refused {
    fn from(error: ValueError) -> Self {
        Self::Value(error)
    }
}

fn fill(
    desk: &Desk<'_>,
    activity: &mut Activity,
    field: &'static ActivityField,
    text: &str,
) -> Result<(), Refused> {
    match field.kind {
        ActivityFieldKind::Id => return Err(ValueError::NotSet.into()),
        ActivityFieldKind::Kind => {
            activity.kind = text.parse().map_err(|_| ValueError::Kind(text.trim().to_owned()))?;
        }
        ActivityFieldKind::Unit if text.trim().is_empty() => return Err(ValueError::NoUnit.into()),
        ActivityFieldKind::Unit => {
            let found = desk.workspace.roster.unit(text);
            let unit = found.map_err(|error| Refused::Unit(error.into()))?;
            activity.unit.clone_from(&unit.name);
        }
        ActivityFieldKind::Line | ActivityFieldKind::Text => {
            if field.key == "duty"
                && !text.trim().is_empty()
                && desk.workspace.duties.duty(text.trim()).is_none()
            {
                return Err(ValueError::Duty(text.trim().to_owned()).into());
            }
            if let Some(slot) = field.text_mut(activity) {
                *slot = if field.key == "duty" { text.trim().to_owned() } else { text.to_owned() };
            }
        }
        ActivityFieldKind::When => {
            let words = when::entered(text, &desk.when());
            if !words.is_empty() && !crate::domain::activity::names_month(&words, &desk.when()) {
                return Err(ValueError::NoMonth(words).into());
            }
            activity.date = words;
        }
        ActivityFieldKind::State => {
            let state = text.parse().map_err(|_| ValueError::State(text.trim().to_owned()))?;
            if activity.state != state || activity.planned_on.is_none() {
                activity.state = state;
                note_day(desk, activity);
            }
        }
        ActivityFieldKind::Day => {
            let day = day(desk, text)?;
            match field.key {
                "planned_on" => activity.planned_on = day,
                "held_on" => activity.held_on = day,
                _ => activity.reported_on = day,
            }
        }
        ActivityFieldKind::Count => activity.count = count(text)?,
    }
    Ok(())
}

/// The days that follow from a state: reported today, held on the day that 开展时间 names if that is over, else today.
/// A state further back takes the later days away.
fn note_day(desk: &Desk<'_>, activity: &mut Activity) {
    let today = desk.today;
    let held = || match when::read(&activity.date, &desk.when()).reading {
        Reading::Day(day) if day <= today => day,
        _ => today,
    };
    match activity.state {
        ActivityState::Planned => {
            activity.planned_on = activity.planned_on.or(Some(today));
            (activity.held_on, activity.reported_on) = (None, None);
        }
        ActivityState::Held => {
            activity.held_on = activity.held_on.or_else(|| Some(held()));
            activity.reported_on = None;
        }
        ActivityState::Reported => {
            activity.held_on = activity.held_on.or_else(|| Some(held()));
            activity.reported_on = activity.reported_on.or(Some(today));
        }
        ActivityState::Postponed | ActivityState::Cancelled => {
            (activity.held_on, activity.reported_on) = (None, None);
        }
    }
}

/// One day; empty clears it.
pub(super) fn day(desk: &Desk<'_>, text: &str) -> Result<Option<NaiveDate>, ValueError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match when::read(text, &desk.when()).reading {
        Reading::Day(day) => Ok(Some(day)),
        _ => Err(ValueError::Day(text.trim().to_owned())),
    }
}

/// A whole number, a counter behind it not minded (30人, 2场); empty clears it.
pub(super) fn count(text: &str) -> Result<Option<u32>, ValueError> {
    let plain: String = text.trim().chars().map(crate::domain::half_width).collect();
    let digits = plain.trim_end_matches(['人', '次', '场', '件', '篇', '个', '名']).trim();
    if digits.is_empty() && plain.is_empty() {
        return Ok(None);
    }
    digits.parse().map(Some).map_err(|_| ValueError::Number(text.trim().to_owned()))
}
