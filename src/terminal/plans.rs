//! The plans of the folder with their counts, read on a thread of its own: each is opened whole.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::Event;
use crate::domain::light::Day;
use crate::domain::rows::Rows;
use crate::store::fs::RealDisk;
use crate::store::{self, shelf};
use crate::workbench::plans::PlanLine;

/// Reads them and hands them to the loop.
pub(super) fn lister(send: Sender<Event>, data: PathBuf, current: String, day: Day) -> Box<dyn Fn()> {
    Box::new(move || {
        let (send, data, current, day) = (send.clone(), data.clone(), current.clone(), day.clone());
        let work = move || {
            let shelved = shelf::shelf(&RealDisk, &data).unwrap_or_default();
            let lines = shelved.into_iter().map(|one| {
                let store = store::open(Arc::new(RealDisk), &data, Some(&one.id), Box::new(|| 0)).ok();
                let plan = one.plan.ok();
                PlanLine {
                    title: plan.as_ref().map(|plan| plan.title.clone()).unwrap_or_default(),
                    year: plan.as_ref().map_or(0, |plan| plan.year),
                    closed: plan.as_ref().and_then(|plan| plan.closed),
                    tally: plan.and(store).map(|store| Rows::build(store.workspace(), day.clone()).total()),
                    current: one.id == current,
                    id: one.id,
                }
            });
            let _ = send.send(Event::Plans(lines.collect()));
        };
        let _ = std::thread::Builder::new().name("plans".to_owned()).spawn(work);
    })
}
