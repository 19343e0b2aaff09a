//! How long a keystroke of a search takes: 2,700 and 100,000 lines of 60 to 119 characters, put together from phrases of
//! the notice, each the measure of an entry; queries typed letter by letter, of every kind.
//!
//! `cargo bench --bench search` measures with criterion. `cargo bench --bench search -- --lines FILE` writes the 100,000
//! lines to a file and prints one table of keystrokes, for `benches/beside_fzf.sh` to set beside `fzf --filter` on it.

#![allow(missing_docs, reason = "criterion's macros write functions of their own")]
#![allow(clippy::unwrap_used, reason = "a bench may stop where its own ground gives way")]

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion};
use peidang::domain::entry::{Entry, EntryId};
use peidang::domain::light::{Day, Thresholds};
use peidang::domain::plan::Plan;
use peidang::domain::rows::Rows;
use peidang::domain::unit::Roster;
use peidang::domain::workdays::Calendar;
use peidang::domain::workspace::Workspace;
use peidang::search::index::{Index, Snapshot};

const NOTICE: &str = include_str!("../seeds/zhoucun-2024/notice.txt");
const PLAN: &str = include_str!("../seeds/zhoucun-2024/plan.yaml");
const ROSTER: &str = include_str!("../seeds/zhoucun-2024/roster.yaml");

/// What is typed, by kind; each from its first letter to its last.
const TYPED: [(&str, [&str; 6]); 8] = [
    ("text", ["政策解读", "招商引资", "公开平台", "老年助餐", "依申请公开", "民政局"]),
    (
        "pinyin",
        ["zhengcejiedu", "zhaoshangyinzi", "gongkaipingtai", "laonianzhucan", "jianduyuan", "shuiliju"],
    ),
    ("initials", ["zcjd", "zsyz", "gkpt", "lnzc", "ysqgk", "nyncj"]),
    ("mixed", ["政cejd", "zhengcejd", "zcjiedu", "老年zc", "公开pt", "招shangyz"]),
    ("homophone", ["政册解读", "招上引资", "老年助参", "环平", "监督元", "宝密审查"]),
    ("fuzzy", ["zengcejiedu", "gongkaipintai", "sehuijiuzu", "laonianzucan", "rengongzineng", "caizengju"]),
    ("slip", ["zhegncejiedu", "zhengcejidu", "minzhegnju", "gongkaipintgai", "lajifenlie", "shenghuoalji"]),
    ("plain and gaps", ["低保", "找工作", "打官司", "招引资", "政策库整改", "民政局 养老"]),
];

fn lines(count: usize) -> Vec<String> {
    let mark = |sign: char| !sign.is_alphanumeric();
    let phrases: Vec<&str> =
        NOTICE.split(mark).filter(|phrase| (2..=24).contains(&phrase.chars().count())).collect();
    // A sequence that is the same on every machine.
    let mut state = 0x2024_0701_u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut line = || {
        let length = 60 + next(60);
        let mut line = String::new();
        while line.chars().count() < length {
            line.push_str(phrases[next(phrases.len())]);
            line.push(['，', '、', '；'][next(3)]);
        }
        line.chars().take(length).collect()
    };
    (0..count).map(|_| line()).collect()
}

fn snapshot(lines: &[String]) -> Snapshot {
    let plan: Plan = serde_yaml::from_str(PLAN).unwrap();
    let roster: Roster = serde_yaml::from_str(ROSTER).unwrap();
    let mut workspace = Workspace::new(plan, roster);
    let tasks: Vec<u32> = workspace.plan.tasks().map(|task| task.id).collect();
    let units: Vec<String> = workspace.roster.units.iter().map(|unit| unit.name.clone()).collect();
    for (place, task) in tasks.iter().enumerate() {
        let own = lines.iter().enumerate().skip(place).step_by(tasks.len());
        let entry = |(number, line): (usize, &String)| {
            let id = EntryId::new(*task, u64::try_from(number).unwrap());
            let mut entry = Entry::new(id, vec![units[number % units.len()].clone()]);
            entry.measure.clone_from(line);
            Arc::new(entry)
        };
        workspace.put_entries(*task, own.map(entry).collect());
    }
    let today = workspace.plan.issued;
    let day = Day { today, calendar: Calendar::built_in(), thresholds: Thresholds::default() };
    Snapshot::new(&workspace, &Rows::build(&workspace, day))
}

/// Every beginning of a word.
fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    word.char_indices().map(|(at, sign)| &word[..at + sign.len_utf8()])
}

fn search(bench: &mut Criterion) {
    for count in [2_700, 100_000] {
        let index = Index::build(&snapshot(&lines(count)));
        let mut group = bench.benchmark_group(format!("{count} lines, all letters of six words"));
        group.sample_size(10);
        for (kind, words) in TYPED {
            group.bench_with_input(BenchmarkId::from_parameter(kind), &words, |bench, words| {
                bench.iter(|| {
                    let typed = words.iter().flat_map(|word| beginnings(word));
                    typed.map(|query| index.find(query, 200).total).sum::<usize>()
                });
            });
        }
        group.finish();
    }
}

/// The median and the worst keystroke of each kind, as one table.
fn table(index: &Index) -> String {
    let mut table = String::new();
    for (kind, words) in TYPED {
        let typed: Vec<&str> = words.iter().flat_map(|word| beginnings(word)).collect();
        let mut times: Vec<(Duration, &str)> = Vec::new();
        for query in &typed {
            let time = || {
                let began = Instant::now();
                std::hint::black_box(index.find(query, 200));
                began.elapsed()
            };
            times.push(((0..3).map(|_| time()).min().unwrap_or_default(), query));
        }
        times.sort_unstable();
        let (median, worst) = (times[times.len() / 2].0, times[times.len() - 1]);
        let _ = writeln!(
            table,
            "{kind}: {} keystrokes, median {:.2} ms, worst {:.2} ms ({})",
            typed.len(),
            median.as_secs_f64() * 1e3,
            worst.0.as_secs_f64() * 1e3,
            worst.1
        );
    }
    table
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let file = words.iter().position(|word| word == "--lines").and_then(|at| words.get(at + 1));
    let Some(file) = file else {
        let mut bench = Criterion::default().configure_from_args();
        search(&mut bench);
        bench.final_summary();
        return;
    };
    let all = lines(100_000);
    std::fs::write(file, all.join("\n") + "\n").unwrap();
    for count in [2_700, 100_000] {
        let snapshot = snapshot(&all[..count]);
        let began = Instant::now();
        let index = Index::build(&snapshot);
        let built = began.elapsed();
        let bytes = index.bytes() / index.len();
        println!("{count} lines: {} items, built in {built:.1?}, {bytes} bytes each", index.len());
        print!("{}", table(&index));
    }
}
