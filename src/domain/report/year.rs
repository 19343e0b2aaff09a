//! The data as they were at the end of a year, by the days that they carry: the statutory window of an annual report is
//! 1 January to 31 December, and what is noted in January about December belongs to it.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::activity::{Activity, ActivityState};
use crate::domain::entry::Entry;
use crate::domain::status::Status;
use crate::domain::workspace::Workspace;

/// The workspace with all that is dated after `last` left out.
pub fn until(workspace: &Workspace, last: NaiveDate) -> Workspace {
    let mut past = workspace.clone();
    let homes: Vec<u32> = workspace.plan.tasks().map(|task| task.id).collect();
    for home in homes {
        let entries = workspace.entries_of(home);
        if entries.iter().any(|entry| reaches_beyond(entry, last)) {
            let kept = entries.iter().filter_map(|entry| entry_until(entry, last)).collect();
            past.put_entries(home, kept);
        }
    }
    past.activities = workspace.activities.iter().filter_map(|one| activity_until(one, last)).collect();
    past.chases.retain(|chase| chase.at.date() <= last);
    past
}

fn reaches_beyond(entry: &Entry, last: NaiveDate) -> bool {
    let later = |day: Option<NaiveDate>| day.is_some_and(|day| day > last);
    later(entry.filed_on)
        || later(entry.reported_on)
        || later(entry.returned.as_ref().map(|returned| returned.date))
        || entry.progress.iter().any(|note| note.date > last)
        || entry.extensions.iter().any(|one| one.asked_on > last)
}

/// The entry by then; none where the unit said nothing before.
fn entry_until(entry: &Arc<Entry>, last: NaiveDate) -> Option<Arc<Entry>> {
    if !reaches_beyond(entry, last) {
        return Some(Arc::clone(entry));
    }
    let noted_before = entry.progress.iter().any(|note| note.date <= last);
    if entry.filed_on.is_some_and(|day| day > last) && !noted_before {
        return None;
    }
    let mut past = entry.as_ref().clone();
    past.progress.retain(|note| note.date <= last);
    if past.filed_on.is_some_and(|day| day > last) {
        past.filed_on = None;
    }
    if past.reported_on.is_some_and(|day| day > last) {
        past.reported_on = None;
        past.status = Some(Status::InProgress);
    }
    if past.returned.as_ref().is_some_and(|returned| returned.date > last) {
        past.returned = None;
    }
    if let Some(place) = past.extensions.iter().position(|one| one.asked_on > last) {
        past.due = past.extensions[place].from.as_str().into();
        past.extensions.truncate(place);
    }
    Some(Arc::new(past))
}

/// The activity by then; none where nothing was known of it.
fn activity_until(activity: &Arc<Activity>, last: NaiveDate) -> Option<Arc<Activity>> {
    let later = |day: Option<NaiveDate>| day.is_some_and(|day| day > last);
    if !later(activity.planned_on) && !later(activity.held_on) && !later(activity.reported_on) {
        return Some(Arc::clone(activity));
    }
    let first = [activity.planned_on, activity.held_on, activity.reported_on].into_iter().flatten().min();
    if first.is_some_and(|day| day > last) {
        return None;
    }
    let mut past = activity.as_ref().clone();
    if later(past.reported_on) {
        past.reported_on = None;
        past.state = past.state.min(ActivityState::Held);
    }
    if later(past.held_on) {
        past.held_on = None;
        past.state = past.state.min(ActivityState::Planned);
    }
    Some(Arc::new(past))
}
