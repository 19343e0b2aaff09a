//! Where tasks stand, noted once: a plan has few hundred tasks, but is asked for one by each row of a report.

use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use super::Area;

/// Places of an area, of a topic in it, of a task in that.
pub type Spot = (usize, usize, usize);

/// What is known of where tasks stand. Areas may be changed by anyone, so it only says where to look first: whoever asks
/// compares. It is no part of what a plan says: all are equal, a copy knows nothing.
#[derive(Default)]
pub struct Spots(OnceLock<HashMap<u32, Spot>>);

impl Spots {
    /// Where a task stood when its places were noted.
    pub(super) fn of(&self, id: u32, areas: &[Area]) -> Option<Spot> {
        // The first of one id, as a search from the top would find it.
        let noted = || all(areas).rev().collect();
        self.0.get_or_init(noted).get(&id).copied()
    }
}

impl fmt::Debug for Spots {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Spots")
    }
}

impl Clone for Spots {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Spots {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Every task's id and spot, in the plan's order.
fn all(areas: &[Area]) -> impl DoubleEndedIterator<Item = (u32, Spot)> {
    areas.iter().enumerate().flat_map(|(area, one)| {
        one.topics.iter().enumerate().flat_map(move |(topic, one)| {
            one.tasks.iter().enumerate().map(move |(at, task)| (task.id, (area, topic, at)))
        })
    })
}

/// Where a task stands, by looking at each.
pub(super) fn find(id: u32, areas: &[Area]) -> Option<Spot> {
    all(areas).find(|(one, _)| *one == id).map(|(_, spot)| spot)
}

#[cfg(test)]
mod tests {
    use crate::domain::sample;

    #[test]
    fn a_task_is_found_where_it_stands_now_whatever_was_noted() {
        let mut plan = sample::plan();
        let ids: Vec<u32> = plan.tasks().map(|task| task.id).collect();
        assert!(ids.iter().all(|id| plan.task(*id).is_some_and(|task| task.id == *id)));
        plan.areas.reverse();
        let first = plan.areas[0].topics[0].tasks.remove(0);
        assert!(plan.task(first.id).is_none());
        for id in ids.into_iter().filter(|id| *id != first.id) {
            let place = plan.place(id).unwrap();
            assert_eq!((place.task.id, plan.task_mut(id).map(|task| task.id)), (id, Some(id)));
        }
        plan.areas[0].topics[0].tasks.push(first.clone());
        assert_eq!(plan.task(first.id), Some(&first));
    }
}
