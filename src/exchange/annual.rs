//! 年度落实情况 as a document: a chapter that can be pasted into section one or six of the statutory annual report, and the
//! tables behind it. Chinese whatever the language of the program.

use super::document::{
    self, Block, Cell, Document, Format, Level, Outlet, Printed, RenderError, Table, Text, text::clause,
    text::on_one_line,
};
use super::wording::{all_units, day, filed, full_day, matter, numeral, units, units_noted};
use crate::domain::activity::ActivityKind;
use crate::domain::report::{
    Achievement, Annual, AreaAccount, FormSection, LedgerLine, Matter, NextStep, TaskAccount, Unfinished,
};

/// Lines of an area's lists; the rest stands in the annex.
const SHOWN: usize = 6;
/// Characters of a note or a reason.
const SAID: usize = 80;
/// Units that are named before only their number is.
const NAMED: usize = 8;
const NOTHING: &str = "无。";

/// The chapter in a format.
///
/// # Errors
/// The format cannot hold it.
pub fn render(
    report: &Annual,
    ledger: impl FnOnce() -> Vec<LedgerLine>,
    format: Format,
    outlet: Outlet,
) -> Result<Vec<u8>, RenderError> {
    let complete = |document: &mut Document| {
        document.sheets = super::ledger::sheets(
            &format!("{}年政务公开", report.year),
            &ledger(),
            super::ledger::Contacts::Without,
        );
    };
    document::render(report, complete, format, outlet)
}

impl Printed for Annual {
    fn document(&self) -> Document {
        let tasks = tasks(&self.tasks);
        let mut blocks = chapter(self);
        blocks.push(Block::Annex {
            label: "附件1".to_owned(), title: "全部任务落实情况表".to_owned()
        });
        blocks.push(Block::Table(tasks.clone()));
        blocks.push(Block::Annex {
            label: "附件2".to_owned(), title: "刚性要求完成情况表".to_owned()
        });
        blocks.push(Block::Table(duties(self)));
        blocks.push(Block::Annex { label: "附件3".to_owned(), title: "活动开展情况表".to_owned() });
        blocks.push(Block::Table(activities(self)));
        blocks.push(Block::Table(by_unit(self)));
        blocks.push(Block::Paragraph(Text::plain(
            "注：空白为未填报，“/”为不涉及，“0”为应开展而未开展或填报为零。",
        )));
        Document {
            title: self.title.clone(),
            byline: vec![self.office.clone(), full_day(self.last)],
            blocks,
            sheets: Vec::new(),
            flat: tasks,
            made: self.last.and_hms_opt(17, 0, 0).unwrap_or_default(),
            author: self.office.clone(),
        }
    }
}

/// The chapter itself, with the numbers of headings that it has inside the form.
fn chapter(report: &Annual) -> Vec<Block> {
    let mut blocks = Vec::new();
    let head = match report.section {
        FormSection::Overall => "一、总体情况",
        FormSection::Other => "六、其他需要报告的事项",
    };
    blocks.push(Block::Heading(Level::Section, head.to_owned()));
    let mut number = 0;
    let mut part = |blocks: &mut Vec<Block>, title: &str| {
        number += 1;
        blocks.push(Block::Heading(Level::Part, format!("（{}）{title}", numeral(number))));
    };
    part(&mut blocks, &format!("{}年政务公开工作方案落实总体情况", report.year));
    blocks.push(Block::Paragraph(Text::plain(&overall(report))));
    if let Some(note) = &report.note {
        blocks.push(Block::Paragraph(Text::plain(note)));
    }
    for area in &report.areas {
        part(&mut blocks, &on_one_line(&area.title));
        self::area(&mut blocks, area, report);
    }
    part(&mut blocks, "刚性要求和活动开展情况");
    blocks.push(Block::Paragraph(Text::plain(&held(report))));
    let lines: Vec<Text> = report.duties.iter().map(duty).collect();
    push_lines(&mut blocks, lines);
    part(&mut blocks, "存在的主要问题和下一步打算");
    blocks.push(Block::Paragraph(Text::plain(&outlook(report))));
    blocks
}

fn overall(report: &Annual) -> String {
    let figures = &report.figures;
    format!(
        "{}至{}，按照{}，{}；其中持续推进类{}项。{}。{}记录工作进展{}条、佐证材料{}件。",
        full_day(report.first),
        full_day(report.last),
        on_one_line(&report.plan),
        super::wording::tasks(figures, Some(&report.permille), None),
        figures.standing,
        filed(figures, None),
        so_far(report),
        report.notes,
        report.evidence,
    )
}

fn area(blocks: &mut Vec<Block>, area: &AreaAccount, report: &Annual) {
    let excluded = if area.excluded > 0 { format!("、不计{}项", area.excluded) } else { String::new() };
    blocks.push(Block::Paragraph(Text::plain(&format!(
        "本部分{}项任务，涉及{}家单位：已完成{}项、推进中{}项、有单位逾期{}项、尚未启动{}项{excluded}；其中持续推进类{}项。",
        area.tasks,
        area.units,
        area.done,
        area.in_progress,
        area.overdue,
        area.not_started,
        area.standing,
    ))));
    list(blocks, "主要做法和成效", &area.achievements, achievement);
    list(blocks, "未完成事项及原因", &area.unfinished, unfinished);
    list(blocks, "下一步", &area.next, |one| next(one, report));
}

/// A list under its word; what has no room is counted and stands in the annex.
fn list<T>(blocks: &mut Vec<Block>, word: &str, items: &[T], line: impl Fn(&T) -> Text) {
    if items.is_empty() {
        blocks.push(Block::Paragraph(Text::plain(&format!("{word}：{NOTHING}"))));
        return;
    }
    let more = items.len().saturating_sub(SHOWN);
    let tail = if more > 0 { format!("（其余{more}项见附件1）") } else { String::new() };
    blocks.push(Block::Paragraph(Text::plain(&format!("{word}{tail}："))));
    blocks.push(Block::Numbered(1, items.iter().take(SHOWN).map(line).collect()));
}

fn push_lines(blocks: &mut Vec<Block>, lines: Vec<Text>) {
    if lines.is_empty() {
        blocks.push(Block::Paragraph(Text::plain(NOTHING)));
    } else {
        blocks.push(Block::Numbered(1, lines));
    }
}

fn achievement(one: &Achievement) -> Text {
    let done = if one.done { "，已完成" } else { "" };
    let said = one.latest.as_ref().map(|said| format!("。{}", clause(said, SAID))).unwrap_or_default();
    let evidence = match one.evidence.as_slice() {
        [] => String::new(),
        [only] => format!("（佐证：{}）", clause(only, SAID)),
        [first, ..] => format!("（佐证：{}等{}件）", clause(first, SAID), one.evidence.len()),
    };
    Text::led(&units(&one.units), &format!("：{}{done}{said}{evidence}。", matter(&one.matter)))
}

fn unfinished(one: &Unfinished) -> Text {
    let reasons: Vec<String> = one.reasons.iter().take(2).map(|reason| clause(reason, SAID)).collect();
    let reasons = match (reasons.is_empty(), one.filed) {
        (false, _) => format!("原因：{}", reasons.join("；")),
        (true, 0) => "责任单位尚未报送工作措施".to_owned(),
        (true, _) => "责任单位未说明原因".to_owned(),
    };
    let open = match (one.units, one.open) {
        (0, _) => format!("{}，责任单位待明确", one.class),
        (1, _) => one.class.clone(),
        (units, open) => format!("{}，{units}家单位中{open}家未完成", one.class),
    };
    Text::plain(&format!("{}：{open}。{reasons}。", matter(&one.matter)))
}

fn next(one: &NextStep, report: &Annual) -> Text {
    let due = match one.last {
        Some(last) if last <= report.last => format!("已过时限（{}），督促尽快完成", day(last, report.year)),
        Some(last) => format!("于{}前完成", day(last, report.year)),
        None => "持续推进".to_owned(),
    };
    Text::plain(&format!("{}：{due}。", matter(&one.matter)))
}

/// 全年, or what of it is over.
fn so_far(report: &Annual) -> &'static str {
    use chrono::Datelike as _;
    if (report.last.month(), report.last.day()) == (12, 31) { "全年" } else { "年初以来" }
}

fn held(report: &Annual) -> String {
    let parts: Vec<String> = report
        .activities
        .iter()
        .filter(|one| one.kind != ActivityKind::Other || one.held > 0)
        .map(|one| {
            let people = one.people.map(|people| format!("、{people}人次（件）")).unwrap_or_default();
            format!("{}{}场次{people}（{}家单位）", one.word, one.held, one.units)
        })
        .collect();
    format!("{}开展{}。", so_far(report), parts.join("，"))
}

fn duty(one: &crate::domain::report::DutyTally) -> Text {
    let mut parts = vec![format!("应完成{}家，按时完成{}家", one.owing, one.met.len())];
    let lists = [("逾期完成", &one.late), ("逾期未完成", &one.overdue), ("尚在期限内", &one.open)];
    for (word, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
        parts.push(format!("{word}{}家{}", names.len(), named(names)));
    }
    Text::led(&one.name, &format!("：{}。", parts.join("，")))
}

/// The names in brackets, where they are few.
fn named(names: &[String]) -> String {
    if names.len() > NAMED {
        return String::new();
    }
    format!("（{}）", all_units(names.iter().map(String::as_str)))
}

fn outlook(report: &Annual) -> String {
    let figures = &report.figures;
    let mut problems = Vec::new();
    if figures.overdue > 0 {
        problems.push(format!("{}项任务有单位逾期", figures.overdue));
    }
    if figures.not_started > 0 {
        problems.push(format!("{}项任务尚未启动", figures.not_started));
    }
    if figures.unfiled + figures.partly > 0 {
        problems.push(format!("{}家单位未报送或未报齐配档表", figures.unfiled + figures.partly));
    }
    let missed = report.duties.iter().filter(|duty| !duty.overdue.is_empty()).count();
    if missed > 0 {
        problems.push(format!("{missed}项刚性要求有单位未按期完成"));
    }
    let problems = if problems.is_empty() { "无".to_owned() } else { problems.join("，") };
    let standing = figures.standing;
    format!(
        "存在的主要问题：{problems}。下一步，对未完成的任务逐项明确责任单位和完成时限，对{standing}项持续推进类任务按季度跟踪问效，\
         并将落实情况作为年度考核的依据。"
    )
}

fn tasks(tasks: &[TaskAccount]) -> Table {
    let columns = [
        ("任务", 4),
        ("工作要求", 15),
        ("进度", 8),
        ("涉及家数", 4),
        ("完成家数", 4),
        ("落实情况", 15),
        ("佐证材料", 9),
        ("未完成原因", 8),
    ];
    let mut table = Table::new("全部任务", &columns);
    for one in tasks {
        let class =
            if one.standing { format!("{}\n（持续推进类）", one.class) } else { one.class.clone() };
        let Matter { number, text, .. } = &one.matter;
        table.push(vec![
            Cell::from(number.as_str()),
            Cell::from(text.as_str()),
            Cell::from(class),
            Cell::from(one.units),
            Cell::from(one.done),
            Cell::from(some(&one.said, "家")),
            Cell::from(some(&one.evidence, "件")),
            Cell::from(some(&one.reasons, "条")),
        ]);
    }
    table
}

/// The first lines; how many there are where there are more. The model has them all.
fn some(lines: &[String], measure: &str) -> String {
    let mut shown: Vec<String> = lines.iter().take(SHOWN).cloned().collect();
    if lines.len() > SHOWN {
        shown.push(format!("……等{}{measure}", lines.len()));
    }
    shown.join("\n")
}

fn duties(report: &Annual) -> Table {
    let columns = [
        ("刚性要求", 14),
        ("依据", 8),
        ("应完成", 4),
        ("按时", 4),
        ("逾期完成", 8),
        ("逾期未完成", 12),
        ("期限内", 4),
        ("未触发", 4),
    ];
    let mut table = Table::new("刚性要求", &columns);
    let names = |names: &[String], table: &mut Table| {
        if names.is_empty() { Cell::Number(0) } else { units_noted(names, table) }
    };
    for one in &report.duties {
        let (late, overdue) = (names(&one.late, &mut table), names(&one.overdue, &mut table));
        table.push(vec![
            Cell::from(one.name.as_str()),
            Cell::from(one.article.as_str()),
            Cell::from(one.owing),
            Cell::from(one.met.len()),
            late,
            overdue,
            Cell::from(one.open.len()),
            Cell::from(one.waiting.len()),
        ]);
    }
    table
}

fn people(number: Option<u64>) -> Cell {
    number.and_then(|number| i64::try_from(number).ok()).map_or(Cell::Blank, Cell::Number)
}

fn activities(report: &Annual) -> Table {
    let columns = [
        ("类别", 10),
        ("开展场次", 6),
        ("已报情况", 6),
        ("已报计划未开展", 8),
        ("取消", 4),
        ("人次（件）", 6),
        ("开展单位数", 6),
    ];
    let mut table = Table::new("活动分类统计", &columns);
    for one in &report.activities {
        table.push(vec![
            Cell::from(one.word.as_str()),
            Cell::from(one.held),
            Cell::from(one.reported),
            Cell::from(one.planned),
            Cell::from(one.cancelled),
            people(one.people),
            Cell::from(one.units),
        ]);
    }
    table
}

fn by_unit(report: &Annual) -> Table {
    let mut columns = vec![("责任单位", 14)];
    columns.extend(ActivityKind::ALL.map(|kind| (kind.word(), 6)));
    columns.push(("人次（件）", 6));
    let mut table = Table::new("各单位活动统计", &columns);
    for one in &report.units {
        let mut row = vec![Cell::from(one.unit.as_str())];
        row.extend(one.held.iter().map(|held| held.map_or(Cell::from("/"), Cell::from)));
        row.push(if one.held.iter().all(Option::is_none) { Cell::from("/") } else { people(one.people) });
        table.push(row);
    }
    table
}
