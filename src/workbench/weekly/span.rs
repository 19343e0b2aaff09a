//! Which period a report is of, from where to where it reaches, and which changes lie within.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{Order, Source, WeeklyError};
use crate::domain::report::{Figures, Period, TrendPoint, rewound};
use crate::store::fault::Fault;
use crate::store::snapshot::{Covered, SnapshotHead, Snapshots};
use crate::workbench::export::Reported;

pub(super) struct Span {
    /// The period's name.
    pub(super) name: String,
    pub(super) number: u32,
    pub(super) from: NaiveDateTime,
    pub(super) to: NaiveDateTime,
    /// Changes up to the cut.
    pub(super) covered: Covered,
    /// Changes before the period.
    pub(super) before: Covered,
    /// The figures of the last report.
    pub(super) previous: Option<Figures>,
    /// The day before the period, where its figures are to be counted anew.
    pub(super) eve: Option<NaiveDate>,
    /// The note that the period's snapshot has.
    pub(super) note: Option<String>,
    /// Whether writing keeps a snapshot: not for a past period that was reported, so that what went upward stays.
    pub(super) keeps: bool,
    pub(super) faults: Vec<Fault>,
    pub(super) broken: Option<Fault>,
    /// 更正稿: how many times the report was corrected, this writing included.
    pub(super) correction: u32,
    /// 已报, and whether the data changed since.
    pub(super) reported: Reported,
    /// How things stood in earlier reports.
    pub(super) trend: Vec<TrendPoint>,
    /// The files that the period's snapshot was written to, with the hashes of their bytes.
    pub(super) files: BTreeMap<String, String>,
}

impl Span {
    pub(super) fn find(source: &Source<'_>, order: &Order<'_>) -> Result<Self, WeeklyError> {
        let kind = order.kind;
        let today = order.now.date();
        let within = match order.period {
            Some(name) => {
                let (of, first) =
                    Period::named(name).ok_or_else(|| WeeklyError::UnknownPeriod(name.to_owned()))?;
                // The month of a week is the one that it ends in.
                if of == kind { first } else { of.around(first).1 }
            }
            None => today,
        };
        let (first, last) = kind.around(within);
        let name = kind.name(within);
        let issued = source.workspace.plan.issued;
        if first > today {
            return Err(WeeklyError::NotBegun(name));
        }
        if last < issued {
            return Err(WeeklyError::BeforePlan(name));
        }

        let snapshots = Snapshots::new(source.disk, source.layout);
        let mut earlier = snapshots.latest_before(kind, first)?;
        let mut faults = std::mem::take(&mut earlier.faults);
        let (own, broken) = match snapshots.head(&name) {
            Ok(own) => (own, None),
            Err(fault) => {
                faults.push(fault.clone());
                (None, Some(fault))
            }
        };

        let number = match &own {
            Some(own) => own.number,
            None => snapshots.next_number(kind, first, &earlier)?,
        };
        // An earlier week that was reported later changes nothing in what went upward before it.
        earlier.heads.retain(|head| head.number < number);

        let current = (first..=last).contains(&today);
        let all = Covered::all(&source.changes);
        let by_day = |day: NaiveDate| {
            Covered::all(source.changes.iter().filter(move |change| change.at.date() <= day))
        };
        let hour = order.config.report.hour();
        let cut = |day: NaiveDate| day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default());
        // What was undone again, or changed back, is no change.
        let unchanged = |own: &SnapshotHead| {
            own.covered == all || {
                let later = source.changes.iter().filter(|change| !own.covered.holds(change));
                rewound(source.workspace, later) == *source.workspace
            }
        };
        let other_note = |own: &SnapshotHead| {
            let stands = own.note().unwrap_or_default();
            order.note.is_some_and(|note| note.trim() != stands)
        };
        let kept = own.as_ref().filter(|own| !current || unchanged(own));
        let corrects = own.as_ref().is_some_and(|own| (current && kept.is_none()) || other_note(own));
        let (covered, to) = match kept {
            Some(own) => (own.covered.clone(), own.to),
            None if current => (all, cut(today)),
            None => (by_day(last), cut(last)),
        };

        let start = |day: NaiveDate| day.and_time(NaiveTime::MIN);
        let eve = first.pred_opt().filter(|eve| kind != Period::Week && *eve >= issued);
        let (from, before, previous) = match (earlier.latest(), eve) {
            (Some(last), _) if kind == Period::Week => (last.to, last.covered.clone(), Some(last.figures)),
            (_, Some(eve)) => (start(first), by_day(eve), None),
            _ => (start(issued), Covered::default(), None),
        };
        // A past report that gets another note is written again as such: it is corrected, and stays.
        let keeps = current || corrects || own.is_none();
        Ok(Self {
            name,
            number,
            from: own.as_ref().map_or(from, |own| own.from),
            to,
            covered,
            before,
            previous,
            eve,
            note: own.as_ref().and_then(|own| own.note().map(str::to_owned)),
            keeps,
            faults,
            broken,
            correction: own.as_ref().map_or(0, |own| own.correction + u32::from(corrects)),
            reported: match &own {
                None => Reported::No,
                Some(_) if corrects => Reported::Corrects,
                Some(_) => Reported::Unchanged,
            },
            trend: earlier.heads.iter().map(point).collect(),
            files: own.map(|own| own.files).unwrap_or_default(),
        })
    }
}

fn point(head: &SnapshotHead) -> TrendPoint {
    TrendPoint { day: head.to.date(), permille: head.figures.shares() }
}
