//! What may be a task of an outline: whether it is one, and what it then says.

use super::marks::{self, Stretch};
use super::owners;
use crate::exchange::notice::due;
use crate::exchange::notice::marker::{Level, marker};
use crate::exchange::notice::task::{Asked, ReadTask, assign, heading};
use crate::exchange::notice::units::Units;

/// What may be a task.
#[derive(Debug, Clone, Default)]
pub(super) struct Candidate {
    pub(super) number: String,
    pub(super) text: String,
    pub(super) headings: Vec<(Level, String)>,
    pub(super) mark: Option<Stretch>,
    /// What holds for all under its heading.
    pub(super) inherited: Option<Stretch>,
    pub(super) children: bool,
    /// A paragraph without a number.
    pub(super) plain: bool,
    /// A sentence behind others that have units.
    pub(super) rest: bool,
    /// Its place among the tasks of its paragraph, from 0: the number is that of the first.
    pub(super) order: usize,
    pub(super) level: Option<Level>,
    pub(super) place: usize,
    /// A line of names without a word on what they are.
    pub(super) bare: Option<String>,
}

/// The title that a candidate's own paragraph is.
pub(super) fn heading_of(one: &Candidate) -> String {
    title(&one.text).0
}

/// Whether an item is long enough to be more than a heading.
pub(super) fn is_leaf_text(one: &Candidate) -> bool {
    one.text.chars().count() >= 10
}

/// The heading that a numbered paragraph is, and the text that runs on behind it.
pub(super) fn title(text: &str) -> (String, Option<String>) {
    let sentence = text.find(['。', '：']).filter(|place| text[..*place].chars().count() <= 32);
    match sentence {
        Some(place) => {
            let mark = text[place..].chars().next().map_or(0, char::len_utf8);
            let rest = text[place + mark..].trim();
            (heading(&text[..place]), (!rest.is_empty()).then(|| rest.to_owned()))
        }
        None => (heading(text), None),
    }
}

/// Parts of a notice that set no tasks, whatever they say.
const AIMS: [&str; 22] = [
    "总体要求",
    "总体目标",
    "总体思路",
    "指导思想",
    "基本原则",
    "工作目标",
    "主要目标",
    "目标要求",
    "工作思路",
    "组织领导",
    "组织保障",
    "保障措施",
    "工作保障",
    "强化保障",
    "加强保障",
    "组织实施保障",
    "保障机制",
    "附则",
    "适用范围",
    "背景",
    "报送要求",
    "联系方式",
];
/// Parts that set tasks only where they name units.
const REQUESTS: [&str; 12] = [
    "工作要求",
    "有关要求",
    "相关要求",
    "监督考核",
    "考核",
    "组织实施",
    "实施步骤",
    "时间安排",
    "工作步骤",
    "工作机制",
    "督导",
    "几点要求",
];

/// Whether a heading stands over a part that sets no tasks.
pub(super) fn is_no_task_title(title: &str) -> bool {
    AIMS.iter().chain(&REQUESTS).any(|word| title.contains(word))
}

pub(super) fn is_no_task(one: &Candidate, marked: bool) -> bool {
    let own = heading_of(one);
    let titles = one.headings.iter().map(|(level, title)| (*level, title.as_str()));
    let mut titles = titles
        .chain(one.level.map(|level| (level, own.as_str())))
        .filter(|(level, _)| *level <= Level::Second);
    titles.any(|(_, title)| {
        let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
        let tasks = ["任务", "举措", "重点工作"].iter().any(|word| title.contains(word));
        (has(&AIMS) || (has(&REQUESTS) && !marked)) && !tasks
    })
}

/// A text without the ① that counts within its paragraph, and without the 1. that counts within one of a higher level.
fn bare(text: &str, own: Option<Level>) -> &str {
    let within = |level: Level| level >= Level::Fourth || own.is_some_and(|own| own < level);
    marker(text.trim()).filter(|one| within(one.level)).map_or(text, |one| one.rest).trim()
}

/// The headings over a candidate, outermost first.
pub(super) fn titles(one: &Candidate) -> Vec<&str> {
    one.headings.iter().map(|(_, title)| title.as_str()).filter(|title| !title.is_empty()).collect()
}

/// Whether the outermost heading is one that all tasks of any notice could stand under.
pub(super) fn is_generic(one: &Candidate) -> bool {
    let first = titles(one).first().copied().unwrap_or_default();
    ["重点任务", "主要任务", "工作任务", "重点工作", "任务分工"].contains(&first)
}

/// The task that a candidate is. `over` says that a heading which says nothing stands over all.
pub(super) fn task(one: &Candidate, wanted: Option<&Stretch>, own: bool, over: bool) -> ReadTask {
    let mut titles = titles(one);
    if over && titles.len() > 1 && is_generic(one) {
        titles.remove(0);
    }
    let mut task = ReadTask {
        numbered: !one.number.is_empty() && one.order == 0,
        number: one.number.clone(),
        area: titles.first().copied().unwrap_or_default().to_owned(),
        topic: (titles.len() > 1).then(|| titles[1..].join(" · ")),
        requirement: bare(&one.text, one.level).to_owned(),
        place: one.place,
        ..ReadTask::default()
    };
    if let Some(stretch) = wanted {
        let units: Option<&Units> = stretch.units.as_ref();
        match units {
            Some(units) if own => {
                task.add(units);
                task.units_text = Some(stretch.units_text.clone());
            }
            Some(units) => units.named.iter().for_each(|(name, role)| assign(&mut task.units, name, *role)),
            None => {}
        }
    }
    // 由甲牵头，乙配合，于8月底前…; 各镇：建立…: the sentence or its heading says who.
    if task.units.is_empty() && wanted.is_none() {
        let said = marks::leading(&task.requirement).map(|mark| (mark.units, mark.units_text));
        let heading = one.headings.last().and_then(|(_, title)| owners::owner(title));
        let (units, text) =
            said.or_else(|| heading.map(|one| (one.units, one.units_text))).unwrap_or_default();
        if let Some(units) = units {
            task.add(&units);
            task.units_text = Some(text);
        }
    }
    task.asked.extend(one.bare.clone().map(Asked::BareUnits));
    let due = one.mark.as_ref().and_then(|mark| mark.due.clone());
    let inherited = || one.inherited.as_ref().and_then(|mark| mark.due.clone());
    task.due = due.or_else(|| due::in_sentence(&task.requirement)).or_else(inherited);
    task
}
