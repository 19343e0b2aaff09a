//! The inner paths: a time limit read, rows built and brought up to a change, a view entered, a key and a change with their
//! frames in each view, a letter of a filter until it is shown and until all is judged. At 1,000,
//! 10,000 and 100,000 entries, spread over the 67 tasks of the plan, and beyond 2,680 over copies of them, as
//! `benches/compare` lays them out.

#![allow(missing_docs, reason = "criterion's macros write functions of their own")]
#![allow(clippy::unwrap_used, reason = "a bench may stop where its own ground gives way")]

use std::collections::BTreeSet;
use std::hint::black_box;
use std::sync::Arc;

use chrono::NaiveDate;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use peidang::domain::change::Part;
use peidang::domain::entry::{Entry, EntryId};
use peidang::domain::light::{Day, Thresholds};
use peidang::domain::plan::{Plan, Task};
use peidang::domain::rows::Rows;
use peidang::domain::unit::Roster;
use peidang::domain::when::{self, Context};
use peidang::domain::workdays::Calendar;
use peidang::domain::workspace::Workspace;
use peidang::screen::draw::draw;
use peidang::screen::glyphs::Glyphs;
use peidang::screen::look::Look;
use peidang::screen::theme::Theme;
use peidang::search::facts::ChangedDays;
use peidang::words::{Language, commands, query};
use peidang::workbench::filter::{Filtering, SavedFilters};
use peidang::workbench::memory::Resume;
use peidang::workbench::{Input, Opening, Workbench};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const PLAN: &str = include_str!("../seeds/zhoucun-2024/plan.yaml");
const ROSTER: &str = include_str!("../seeds/zhoucun-2024/roster.yaml");
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// How many entries 67 tasks hold, so that a task's file stays small.
const PER_PLAN: usize = 2_680;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 9, 2).unwrap()
}

fn workspace(entries: usize) -> Workspace {
    let mut plan: Plan = serde_yaml::from_str(PLAN).unwrap();
    let roster: Roster = serde_yaml::from_str(ROSTER).unwrap();
    let mut next = 1_000;
    let copies = entries.div_ceil(PER_PLAN).max(1);
    let first = plan.areas.clone();
    for copy in 1..copies {
        for mut area in first.clone() {
            area.title = format!("{} {copy}", area.title);
            for task in area.topics.iter_mut().flat_map(|topic| &mut topic.tasks) {
                *task = Task { id: next, number: next.to_string(), ..task.clone() };
                next += 1;
            }
            plan.areas.push(area);
        }
    }
    let mut workspace = Workspace::new(plan, roster);
    let tasks: Vec<u32> = workspace.plan.tasks().map(|task| task.id).collect();
    let units: Vec<String> = workspace.roster.units.iter().map(|unit| unit.name.clone()).collect();
    let dues = ["7月10日前", "9月上旬", "三季度", "年底前", "2024-09-05", ""];
    for (place, task) in tasks.iter().enumerate() {
        let own = (0..entries).skip(place).step_by(tasks.len()).enumerate();
        let entry = |(number, _): (usize, usize)| {
            let id = EntryId::new(*task, u64::try_from(number).unwrap());
            let mut entry = Entry::new(id, vec![units[number % units.len()].clone()]);
            entry.measure = format!("在门户网站公开第{number}批政策文件并做好解读");
            entry.due = dues[number % dues.len()].into();
            Arc::new(entry)
        };
        workspace.put_entries(*task, own.map(entry).collect());
    }
    workspace
}

fn judged() -> Day {
    Day { today: today(), calendar: Calendar::built_in(), thresholds: Thresholds::default() }
}

fn reading(bench: &mut Criterion) {
    let calendar = Calendar::built_in();
    let issued = NaiveDate::from_ymd_opt(2024, 7, 1).unwrap();
    let context = Context { year: 2024, issued, today: today(), calendar: &calendar };
    let words = ["7月10日前", "每季度末", "国庆节前", "2024年9月上旬", "活动开展后5个工作日内", "长期坚持"];
    bench.bench_function("six time limits read", |bench| {
        bench.iter(|| words.map(|word| when::read(black_box(word), &context)));
    });
}

fn rows(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("rows");
    group.sample_size(10);
    for size in SIZES {
        let workspace = workspace(size);
        group.bench_with_input(BenchmarkId::new("built", size), &workspace, |bench, workspace| {
            bench.iter(|| Rows::build(workspace, judged()));
        });
        let mut rows = Rows::build(&workspace, judged());
        let parts = BTreeSet::from([Part::Entries(7)]);
        group.bench_with_input(BenchmarkId::new("after one change", size), &workspace, |bench, workspace| {
            bench.iter(|| rows.refresh(workspace, &parts));
        });
    }
    group.finish();
}

fn opened(workspace: Workspace) -> Workbench {
    let rows = Rows::build(&workspace, judged());
    let mut chance = 0_u64;
    Workbench::new(Opening {
        workspace,
        rows,
        today: today(),
        by: "张某".to_owned(),
        first_run: None,
        faults: Vec::new(),
        chance: Box::new(move || {
            chance += 1;
            chance
        }),
        texts: commands::texts(),
        office: None,
        resume: Resume::default(),
        filtering: Filtering::new(query::vocabulary(), ChangedDays::new(), SavedFilters::new()),
    })
}

fn key(code: KeyCode) -> Input {
    Input::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn look() -> Look {
    Look { language: Language::Chinese, theme: Theme::by_name("dark").unwrap(), glyphs: Glyphs::narrow() }
}

/// The views, by the keys that lead there; in the calendar to a day on which much is due.
const VIEWS: [(&str, &str); 5] =
    [("tree", "1"), ("ledger", "2"), ("calendar", "3tlll"), ("units", "4"), ("week", "5")];

/// A desk with its screen.
struct Sitting {
    workbench: Workbench,
    terminal: Terminal<TestBackend>,
    look: Look,
}

impl Sitting {
    fn new(size: usize) -> Self {
        let terminal = Terminal::new(TestBackend::new(120, 36)).unwrap();
        Self { workbench: opened(workspace(size)), terminal, look: look() }
    }

    fn press(&mut self, key: Input) {
        self.workbench.begin(key);
        self.terminal.draw(|frame| draw(frame, &mut self.workbench, &self.look)).unwrap();
    }

    fn letter(&mut self, letter: char) {
        self.press(key(KeyCode::Char(letter)));
    }
}

/// Each key and the frame after it: a line down, up and down in turn so that there is always a way; a view entered
/// after a change; a status set in the view.
fn frames(bench: &mut Criterion) {
    for size in SIZES {
        let mut sitting = Sitting::new(size);
        let mut group = bench.benchmark_group("a line and its frame, 120x36");
        group.sample_size(20);
        for (view, keys) in VIEWS {
            keys.chars().for_each(|letter| sitting.letter(letter));
            group.bench_function(BenchmarkId::new(view, size), |bench| {
                let mut down = false;
                bench.iter(|| {
                    down = !down;
                    sitting.press(key(if down { KeyCode::Down } else { KeyCode::Up }));
                });
            });
        }
        group.finish();
        let mut group = bench.benchmark_group("a status and its frame, 120x36");
        group.sample_size(20);
        for (view, keys) in VIEWS {
            keys.chars().for_each(|letter| sitting.letter(letter));
            to_a_row(&mut sitting);
            group.bench_function(BenchmarkId::new(view, size), |bench| {
                let mut done = false;
                bench.iter(|| {
                    done = !done;
                    sitting.letter('s');
                    sitting.letter(if done { '2' } else { '3' });
                });
            });
        }
        group.finish();
        let mut group = bench.benchmark_group("a view entered after a change, 120x36");
        group.sample_size(20);
        for (view, keys) in &VIEWS[1..] {
            group.bench_function(BenchmarkId::new(*view, size), |bench| {
                let mut done = false;
                bench.iter_custom(|rounds| {
                    let mut all = std::time::Duration::ZERO;
                    for _ in 0..rounds {
                        sitting.letter('1');
                        to_a_row(&mut sitting);
                        done = !done;
                        sitting.letter('s');
                        sitting.letter(if done { '2' } else { '3' });
                        let begun = std::time::Instant::now();
                        keys.chars().for_each(|letter| sitting.letter(letter));
                        all += begun.elapsed();
                    }
                    all
                });
            });
        }
        group.finish();
    }
}

/// Goes to a row that a status can be set of: a line further down, its branches open.
fn to_a_row(sitting: &mut Sitting) {
    for _ in 0..40 {
        if sitting.workbench.subject().is_ok() {
            return;
        }
        sitting.press(key(KeyCode::Enter));
        if sitting.workbench.subject().is_ok() {
            return;
        }
        sitting.press(key(KeyCode::Down));
    }
    assert!(sitting.workbench.subject().is_ok(), "no row in {:?}", sitting.workbench.view());
}

/// A letter of a filter: until its frame, and until all rows are judged.
fn letters(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("a letter of a filter, 120x36");
    group.sample_size(10);
    for size in SIZES {
        let mut sitting = Sitting::new(size);
        sitting.letter('f');
        group.bench_function(BenchmarkId::new("shown", size), |bench| {
            bench.iter(|| {
                sitting.letter('公');
                sitting.press(key(KeyCode::Backspace));
            });
        });
        group.bench_function(BenchmarkId::new("judged", size), |bench| {
            bench.iter(|| {
                sitting.letter('公');
                sitting.workbench.work_on(&mut || false);
                sitting.press(key(KeyCode::Backspace));
                sitting.workbench.work_on(&mut || false);
            });
        });
    }
    group.finish();
}

criterion_group!(paths, reading, rows, frames, letters);
criterion_main!(paths);
