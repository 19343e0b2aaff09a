//! Out, edits by another hand, in, apply: the edits, and nothing but the edits.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use proptest::prelude::*;

use super::review::{Review, Setting, Verdict, review};
use super::*;
use crate::domain::edit::{Desk, take_up};
use crate::domain::entry::EntryId;
use crate::domain::field::Field;
use crate::domain::light::{Day, Thresholds};
use crate::domain::rows::Rows;
use crate::domain::sheet::{Line, Sending, SentSheet};
use crate::domain::workdays::Calendar;
use crate::domain::workspace::Workspace;
use crate::exchange::read::{self, Book, Value};

const UNIT: &str = "区民政局";

struct Ids(u64);

impl super::Ids for Ids {
    fn entry(&mut self, task: u32) -> EntryId {
        self.0 += 1;
        EntryId::new(task, self.0)
    }

    fn activity(&mut self) -> String {
        self.0 += 1;
        format!("a{}", self.0)
    }
}

struct Bench {
    workspace: Workspace,
    calendar: Calendar,
    sendings: Vec<Sending>,
}

impl Bench {
    fn new() -> Self {
        let plan = serde_yaml::from_str(include_str!("../../../seeds/zhoucun-2024/plan.yaml")).unwrap();
        let roster = serde_yaml::from_str(include_str!("../../../seeds/zhoucun-2024/roster.yaml")).unwrap();
        Self { workspace: Workspace::new(plan, roster), calendar: Calendar::built_in(), sendings: Vec::new() }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 7, 8).unwrap()
    }

    fn rows(&self) -> Rows {
        let (today, calendar) = (Self::today(), self.calendar.clone());
        Rows::build(&self.workspace, Day { today, calendar, thresholds: Thresholds::default() })
    }

    fn desk(&self) -> Desk<'_> {
        Desk { workspace: &self.workspace, calendar: &self.calendar, today: Self::today(), by: "张某" }
    }

    /// Sends the unit's sheet, as the bytes say it.
    fn send(&mut self, format: Format) -> Book {
        let rows = self.rows();
        let plan = &self.workspace.plan;
        let places: BTreeMap<u32, _> = plan.places().map(|place| (place.task.id, place)).collect();
        let own: Vec<_> = rows.iter().filter(|row| &*row.unit == UNIT).collect();
        let at = Self::today().and_hms_opt(9, 0, 0).unwrap();
        let sheet = Outgoing {
            plan_id: "plan",
            year: plan.year,
            plan_title: &plan.title,
            sending: "s",
            at,
            unit: UNIT,
            units: Vec::new(),
            rows: own.iter().map(|row| OutgoingRow::new(row, &places[&row.task])).collect(),
        };
        let bytes = render(&sheet, format).unwrap();
        let lines = own.iter().map(|row| Line::of(row)).collect();
        let sent = SentSheet { unit: UNIT.to_owned(), file: String::new(), hash: 0, lines };
        self.sendings = vec![Sending { id: "s".to_owned(), at, by: String::new(), sheets: vec![sent] }];
        read::read(&format!("民政局.{}", format.key()), &bytes).unwrap()
    }

    fn review(&self, book: &Book) -> Review {
        let (rows, undone) = (self.rows(), BTreeSet::new());
        let (sendings, returns) = (&self.sendings, &[]);
        let desk = self.desk();
        review(
            "民政局.xlsx",
            book,
            &Setting { desk, rows: &rows, sendings, returns, undone: &undone, plan_id: "plan", by_hand: &[] },
        )
    }

    fn take(&mut self, review: &Review) {
        let accepted = taken(review, &self.desk(), &mut Ids(1), &|place| match place {
            Place::Row { row, item } => review.rows[row].items[item].verdict == Verdict::Take,
            Place::Form { .. } => false,
        });
        let lines: Vec<_> = accepted.lines.into_iter().map(|(_, line)| line).collect();
        let draft = take_up(&self.desk(), UNIT, &lines, &[]).unwrap();
        self.workspace.apply(&draft.ops).unwrap();
    }
}

/// Where the header has a column.
fn column(key: &str) -> u32 {
    let at = crate::domain::sheet::ANSWERS.iter().position(|one| *one == key).unwrap();
    u32::try_from(3 + at).unwrap()
}

/// The row of a task in the workbook.
fn row_of(book: &Book, task: u32) -> u32 {
    let page = &book.pages[0];
    page.rows().find(|row| page.own(*row, 0).is_some_and(|value| value.text() == task.to_string())).unwrap()
}

fn texts() -> impl Strategy<Value = String> {
    "[公开政策解读清单年月甲乙丙a-z=+@（），。]{2,14}".prop_filter("a word for nothing", |text| {
        !super::value::is_nothing(text) && super::value::plain(text) == *text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn out_edits_by_another_hand_in_and_apply_are_the_edits(
        before in prop::collection::btree_map((prop::sample::select(vec![4_u32, 18, 19, 30, 54]), prop::sample::select(vec!["measure", "person", "remark"])), texts(), 0..6),
        edits in prop::collection::btree_map((prop::sample::select(vec![4_u32, 18, 19, 30, 54]), prop::sample::select(vec!["measure", "deliverable", "leader", "person", "problem", "remark"])), texts(), 0..12),
        format in prop::sample::select(Format::ALL.to_vec()),
    ) {
        let mut bench = Bench::new();
        for ((task, key), text) in &before {
            let field = Field::keyed(key).unwrap();
            let standing = bench.workspace.entries_of(*task).first().map(|entry| entry.id.clone());
            let given = [(field, text.clone())];
            let draft = match standing {
                Some(id) => crate::domain::edit::set(&bench.desk(), &[id], &given),
                None => crate::domain::edit::add(&bench.desk(), *task, vec![UNIT.to_owned()], &given, EntryId::new(*task, 77)),
            };
            bench.workspace.apply(&draft.unwrap().ops).unwrap();
        }
        let mut book = bench.send(format);
        let untouched = bench.review(&book);
        prop_assert!(untouched.rows.iter().all(|row| row.items.is_empty()) && untouched.strays.is_empty(), "{untouched:#?}");
        for ((task, key), text) in &edits {
            let row = row_of(&book, *task);
            book.pages[0].put(row, column(key), Value::Text(text.clone()));
        }
        let found = bench.review(&book);
        prop_assert!(!found.leaves_something(), "{found:#?}");
        bench.take(&found);
        let expected = before.iter().chain(&edits).collect::<BTreeMap<_, _>>();
        for ((task, key), text) in expected {
            let entries = bench.workspace.entries_of(*task);
            prop_assert_eq!(entries.len(), 1, "task {}", task);
            prop_assert_eq!(&Field::keyed(key).unwrap().show(&entries[0]), text, "task {} {}", task, key);
        }
        let again = bench.review(&book);
        prop_assert!(again.rows.iter().all(|row| row.items.is_empty()), "{again:#?}");
    }
}
