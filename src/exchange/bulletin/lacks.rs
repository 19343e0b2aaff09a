//! 存在的问题: to a few units what each lacks, a line each; to all of them what is lacking, and what many share said once.

use std::collections::BTreeMap;

use crate::domain::report::{Bulletin, FilingState, Kept, StandingItem, UnitStanding};
use crate::exchange::document::text::clause;
use crate::exchange::document::{Block, Level, Text};
use crate::exchange::wording::{all_units, day, late, number, numeral};

/// Items that are written out for one unit.
const SHOWN: usize = 5;
/// Characters of a measure.
const WHAT: usize = 30;
/// What so many units lack is said once for all of them.
const SHARED: usize = 4;
/// Of more units than this those are named that are not meant, where these are few.
const MANY: usize = 10;
/// So few.
const FEW: usize = 3;

/// The section.
pub(super) fn blocks(report: &Bulletin, many: bool) -> Vec<Block> {
    if many {
        return by_lack(report);
    }
    let lines: Vec<Text> = report.units.iter().filter_map(|unit| of_unit(unit, report.year)).collect();
    vec![if lines.is_empty() { nothing() } else { Block::Numbered(1, lines) }]
}

fn nothing() -> Block {
    Block::Paragraph(Text::plain("无。"))
}

/// What is lacking, each kind under a heading of its own.
fn by_lack(report: &Bulletin) -> Vec<Block> {
    let kinds =
        [("配档表报送", filing(report)), ("逾期事项", overdue(report)), ("承诺未兑现", broken(report))];
    let mut blocks = Vec::new();
    for (place, (title, lines)) in kinds.into_iter().filter(|(_, lines)| !lines.is_empty()).enumerate() {
        blocks.push(Block::Heading(Level::Part, format!("（{}）{title}", numeral(place + 1))));
        blocks.extend(match lines.len() {
            1 => lines.into_iter().map(Block::Paragraph).collect(),
            _ => vec![Block::Numbered(1, lines)],
        });
    }
    if blocks.is_empty() { vec![nothing()] } else { blocks }
}

fn name(unit: &UnitStanding) -> &str {
    &unit.filing.unit
}

fn filing(report: &Bulletin) -> Vec<Text> {
    let that_are = |state: FilingState| report.units.iter().filter(move |unit| unit.filing.state() == state);
    let unfiled: Vec<&str> = that_are(FilingState::Unfiled).map(name).collect();
    // What is missing has room only where few are meant.
    let few = that_are(FilingState::Partly).count() <= MANY;
    let said = |unit: &UnitStanding| if few { partly_filed(unit) } else { share(unit) };
    let partly: Vec<String> =
        that_are(FilingState::Partly).map(|unit| format!("{}（{}）", name(unit), said(unit))).collect();
    let mut lines = Vec::new();
    if !unfiled.is_empty() {
        lines.push(Text::led("未报送", &format!("：{}。", whom(&unfiled, report))));
    }
    if !partly.is_empty() {
        lines.push(Text::led("未报齐", &format!("：{}。", all_units(partly.iter().map(String::as_str)))));
    }
    lines
}

/// 已报3/12项.
fn share(unit: &UnitStanding) -> String {
    format!("已报{}/{}项", unit.filing.filed, unit.filing.asked)
}

/// 已报3/12项，缺第4、5项.
fn partly_filed(unit: &UnitStanding) -> String {
    let missing: Vec<&str> = unit.missing.iter().take(SHOWN).map(String::as_str).collect();
    let more = if unit.missing.len() > SHOWN { "等" } else { "" };
    format!("{}，缺第{}{more}项", share(unit), missing.join("、"))
}

/// What many units share first, then unit by unit what else is late.
fn overdue(report: &Bulletin) -> Vec<Text> {
    let mut by_item: BTreeMap<(u32, &str, chrono::NaiveDate), (&StandingItem, Vec<&str>)> = BTreeMap::new();
    for unit in &report.units {
        for item in &unit.overdue {
            let key = (item.matter.task, item.matter.text.as_str(), item.last);
            let (_, units) = by_item.entry(key).or_insert_with(|| (item, Vec::new()));
            if units.last() != Some(&name(unit)) {
                units.push(name(unit));
            }
        }
    }
    by_item.retain(|_, (_, units)| units.len() >= SHARED);
    let is_shared =
        |item: &StandingItem| by_item.contains_key(&(item.matter.task, &item.matter.text, item.last));
    let shared = by_item.values().map(|(item, units)| {
        Text::plain(&format!("{}：", said(item, report.year)))
            .then(&whom(units, report), true)
            .then("。", false)
    });
    let own = report.units.iter().filter_map(|unit| {
        let items: Vec<&StandingItem> = unit.overdue.iter().filter(|item| !is_shared(item)).collect();
        let word = if items.len() < unit.overdue.len() { "另有逾期事项" } else { "逾期事项" };
        let said = (!items.is_empty()).then(|| listed(word, &items, report.year))?;
        Some(Text::led(name(unit), &format!("：{said}。")))
    });
    shared.chain(own).collect()
}

fn broken(report: &Bulletin) -> Vec<Text> {
    let units: Vec<String> = report
        .units
        .iter()
        .filter_map(|unit| {
            let times = unit.record.promises_that_are(Kept::No);
            (times > 0).then(|| format!("{}（{times}次）", name(unit)))
        })
        .collect();
    if units.is_empty() {
        return Vec::new();
    }
    vec![Text::plain(&format!("{}。", all_units(units.iter().map(String::as_str))))]
}

/// What one unit lacks.
fn of_unit(unit: &UnitStanding, year: i32) -> Option<Text> {
    let mut parts = Vec::new();
    match unit.filing.state() {
        FilingState::Unfiled => parts.push(format!("未报送配档表（应报{}项）", unit.filing.asked)),
        FilingState::Partly => parts.push(format!("配档表未报齐（{}）", partly_filed(unit))),
        FilingState::Filed | FilingState::Received => {}
    }
    if !unit.overdue.is_empty() {
        parts.push(listed("逾期事项", &unit.overdue.iter().collect::<Vec<_>>(), year));
    }
    let broken = unit.record.promises_that_are(Kept::No);
    if broken > 0 {
        parts.push(format!("承诺未兑现{broken}次"));
    }
    (!parts.is_empty()).then(|| Text::led(name(unit), &format!("：{}。", parts.join("。"))))
}

/// 逾期事项2条：…；…
fn listed(word: &str, items: &[&StandingItem], year: i32) -> String {
    let shown: Vec<String> = items.iter().take(SHOWN).map(|item| said(item, year)).collect();
    let more = if items.len() > SHOWN { "等" } else { "" };
    format!("{word}{}条：{}{more}", items.len(), shown.join("；"))
}

/// What is late, with its task, its last day, and by how much.
fn said(item: &StandingItem, year: i32) -> String {
    let what = clause(&item.matter.text, WHAT);
    format!("{what}（{}，时限{}，{}）", number(&item.matter.number), day(item.last, year), late(item.late))
}

/// 甲、乙等; of nearly all the units to which this goes those who are not meant.
fn whom(units: &[&str], report: &Bulletin) -> String {
    let others: Vec<&str> = report.units.iter().map(name).filter(|unit| !units.contains(unit)).collect();
    match others.len() {
        0 => format!("全部{}家单位", units.len()),
        count if count <= FEW && units.len() > MANY => {
            format!("除{}外的其余{}家单位", all_units(others), units.len())
        }
        _ => format!("{}（{}家）", all_units(units.iter().copied()), units.len()),
    }
}
