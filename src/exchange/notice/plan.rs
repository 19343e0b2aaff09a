//! A notice that was read, as a plan and a roster of its own.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::task::ReadTask;
use super::understand::Notice;
use crate::domain::Unknown;
use crate::domain::duty::{Duty, DutyBook};
use crate::domain::plan::{Area, Nature, Plan, Spots, Task, Topic};
use crate::domain::unit::{Group, NameError, Roster, Unit, UnitKind};
use crate::domain::when::{self, Context, Reading};
use crate::domain::workdays::Calendar;
use crate::domain::workspace::Workspace;

/// How many characters of a sentence name its duty.
const NAME: usize = 24;

/// What stands in the way of saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The notice has no task.
    Tasks,
    /// It has no title.
    Title,
    /// Neither title nor number nor day says for which year it is.
    Year,
}

/// A plan and its roster, to be saved.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The plan.
    pub plan: Plan,
    /// The units and groups that it names.
    pub roster: Roster,
    /// Sentences that count or date something: duties that wait to be looked at.
    pub duties: DutyBook,
}

/// The plan of a review as it is saved: ids are given anew in its order, and nothing is retired.
pub fn reviewed(workspace: &Workspace) -> Draft {
    let mut plan = workspace.plan.as_ref().clone();
    plan.retired.clear();
    let ids: HashMap<u32, u32> = plan.tasks().map(|task| task.id).zip(1..).collect();
    let tasks = plan.areas.iter_mut().flat_map(|area| &mut area.topics).flat_map(|topic| &mut topic.tasks);
    for task in tasks {
        task.id = ids.get(&task.id).copied().unwrap_or(task.id);
        task.units_from = task.units_from.and_then(|from| ids.get(&from).copied());
    }
    for area in &mut plan.areas {
        area.topics.retain(|topic| topic.title.is_some() || !topic.tasks.is_empty());
    }
    let (roster, duties) = (workspace.roster.as_ref().clone(), workspace.duties.as_ref().clone());
    Draft { plan, roster, duties }
}

/// The plan and the roster that a notice makes. Units that `base` knows are taken from it, with their other names, and with
/// their contacts where it is the same district; others are new. `today` stands for a day of issue that was not found.
///
/// # Errors
/// Something without which there is no plan is missing.
pub fn draft(notice: &Notice, base: &Roster, today: NaiveDate) -> Result<Draft, Missing> {
    if notice.tasks.is_empty() {
        return Err(Missing::Tasks);
    }
    if notice.title.is_empty() {
        return Err(Missing::Title);
    }
    let year = notice.year.ok_or(Missing::Year)?;
    let first = || NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(today);
    let issued =
        notice.issued.unwrap_or_else(|| if chrono::Datelike::year(&today) == year { today } else { first() });
    let mut plan = Plan {
        title: notice.title.clone(),
        document_no: notice.document_no.clone(),
        issuer: notice.issuer.clone(),
        issued,
        year,
        filing_day: None,
        closed: None,
        retired: Vec::new(),
        areas: Vec::new(),
        unknown: Unknown::new(),
        spots: Spots::default(),
    };
    for (place, task) in notice.tasks.iter().enumerate() {
        let title = if task.area.is_empty() { &notice.title } else { &task.area };
        if plan.areas.last().is_none_or(|area| &area.title != title) {
            plan.areas.push(Area { title: title.clone(), topics: Vec::new(), unknown: Unknown::new() });
        }
        let Some(area) = plan.areas.last_mut() else { continue };
        if area.topics.last().is_none_or(|topic| topic.title != task.topic) {
            area.topics.push(Topic { title: task.topic.clone(), tasks: Vec::new(), unknown: Unknown::new() });
        }
        if let Some(topic) = area.topics.last_mut() {
            topic.tasks.push(planned(task, place));
        }
    }
    Ok(Draft { duties: duties(notice, &plan), plan, roster: roster(notice, base) })
}

/// Sentences of the notice that count or date something, as duties that do not hold yet: the coordinator looks at them, says
/// who owes them, and switches them on.
fn duties(notice: &Notice, plan: &Plan) -> DutyBook {
    let calendar = Calendar::built_in();
    let context = Context { year: plan.year, issued: plan.issued, today: plan.issued, calendar: &calendar };
    let named = |text: &str| {
        let short: String = text.trim_end_matches(['。', '；']).chars().take(NAME).collect();
        if short.chars().count() < text.chars().count() { short + "…" } else { short }
    };
    let duties = notice.proposed.iter().enumerate().map(|(place, one)| {
        let mut duty = Duty::new(format!("d-{}", place + 1), &named(&one.text));
        duty.source.clone_from(&one.text);
        if !matches!(when::read(&one.when, &context).reading, Reading::Text) {
            duty.due.clone_from(&one.when);
        }
        duty.active = false;
        duty
    });
    DutyBook { duties: duties.collect(), ..DutyBook::default() }
}

fn planned(task: &ReadTask, place: usize) -> Task {
    let id = |place: usize| u32::try_from(place + 1).unwrap_or(u32::MAX);
    Task {
        id: id(place),
        number: task.number.clone(),
        requirement: task.requirement.clone(),
        units_text: task.units_text.clone(),
        units_from: task.units_from.map(id),
        assigned: task.units.clone(),
        due: task.due.clone(),
        nature: task.due.is_none().then(|| nature(&task.requirement)),
        answered_by: None,
        origin: None,
        unknown: Unknown::new(),
    }
}

/// What kind of work a requirement seems to be: a suggestion, the coordinator's to change.
pub fn nature(requirement: &str) -> Nature {
    let has = |words: &[&str]| words.iter().any(|word| requirement.contains(word));
    if has(&["每季度", "每月", "每半年", "每年", "定期", "暗访", "检查", "常态化开展", "组织开展", "列席"])
    {
        Nature::Recurring
    } else if has(&[
        "编制",
        "制定",
        "建立",
        "建设",
        "出台",
        "打造",
        "改造",
        "升级",
        "修订",
        "印发",
        "调整公开",
        "建成",
        "上线",
    ]) && !has(&["持续", "动态", "逐步", "稳步"])
    {
        Nature::Deliverable
    } else {
        Nature::Standing
    }
}

/// The district that a notice is of: what stands before 区, 县, 市, 州 or 旗 in its issuer or title.
pub fn place(notice: &Notice) -> String {
    let of = |text: &str| {
        let text = text.split_once('年').map_or(text, |(before, after)| {
            if before.chars().all(|c| c.is_ascii_digit() || "二〇○零一三四五六七八九".contains(c))
            {
                after
            } else {
                text
            }
        });
        let end =
            text.char_indices().find(|(at, c)| *at > 0 && matches!(c, '区' | '县' | '市' | '州' | '旗'))?;
        let place = &text[..end.0 + end.1.len_utf8()];
        (2..=7).contains(&place.chars().count()).then(|| place.to_owned())
    };
    of(&notice.issuer).or_else(|| of(&notice.title)).unwrap_or_default()
}

/// The roster of a notice.
fn roster(notice: &Notice, base: &Roster) -> Roster {
    let here = place(notice);
    let same = here.is_empty() || here == base.place;
    let mut roster =
        Roster { place: if here.is_empty() { base.place.clone() } else { here }, ..Roster::default() };
    // The same district keeps all its units, towns and streets among them, which notices seldom name.
    if same {
        roster.units.clone_from(&base.units);
    }
    for assigned in notice.tasks.iter().flat_map(|task| &task.units) {
        let name = assigned.unit.as_str();
        if roster.full_name(name).is_some() || roster.group(name).is_some() {
            continue;
        }
        if let Some(unit) = base.full_name(name).and_then(|full| base.named(full)) {
            let mut unit = unit.clone();
            if !same {
                unit.contacts.clear();
            }
            if roster.named(&unit.name).is_none() {
                roster.units.push(unit);
            }
            continue;
        }
        match base.unit(name) {
            Err(NameError::Group { name: known }) => {
                let known = base.group(&known).cloned();
                roster.groups.extend(known.map(|group| Group { name: name.to_owned(), ..group }));
            }
            _ if is_group(name) => roster.groups.push(group(name)),
            _ => roster.units.push(unit(name)),
        }
    }
    roster
}

/// Whether a name is that of a group of units.
fn is_group(name: &str) -> bool {
    let all = ["各", "全区", "全市", "全县", "有关", "相关", "其他", "所有"]
        .iter()
        .any(|word| name.starts_with(word));
    all || [
        "各部门",
        "各单位",
        "有关部门",
        "有关单位",
        "相关部门",
        "相关单位",
        "各镇",
        "各街道",
        "各有关",
        "各相关",
        "部门单位",
    ]
    .iter()
    .any(|word| name.contains(word))
}

fn group(name: &str) -> Group {
    let open = ["有关", "相关", "其他", "主体"].iter().any(|word| name.contains(word));
    let mut kinds = Vec::new();
    if !open {
        if name.contains(['镇', '乡']) {
            kinds.push(UnitKind::Town);
        }
        if name.contains("街道") || name.contains('街') || name.contains("镇办") {
            kinds.push(UnitKind::Street);
        }
        if kinds.is_empty() && (name.contains("部门") || name.contains("单位")) {
            kinds.extend([UnitKind::Department, UnitKind::Office]);
        }
    }
    Group { name: name.to_owned(), kinds, picked: Vec::new(), note: String::new(), unknown: Unknown::new() }
}

fn unit(name: &str) -> Unit {
    let bare = name.split(['（', '(']).next().unwrap_or(name);
    let kind = match () {
        () if bare.ends_with("领导小组") || bare.ends_with("专班") || bare.ends_with("指挥部") => {
            UnitKind::LeadingGroup
        }
        () if bare.ends_with("政府办公室") || bare.ends_with("政府办") || bare.ends_with("府办") => {
            UnitKind::Office
        }
        () if bare.ends_with('镇')
            || bare.ends_with('乡')
            || bare.ends_with("镇政府")
            || bare.ends_with("镇人民政府") =>
        {
            UnitKind::Town
        }
        () if bare.ends_with("街道") || bare.ends_with("街道办事处") || bare.ends_with("街道办") => {
            UnitKind::Street
        }
        () if bare.contains("开发区") || bare.contains("高新区") || bare.contains("园区") => {
            UnitKind::Zone
        }
        () if ["局", "委", "办", "部", "委员会", "办公室", "院", "中心"]
            .iter()
            .any(|end| bare.ends_with(end)) =>
        {
            UnitKind::Department
        }
        () => UnitKind::Other,
    };
    Unit {
        name: name.to_owned(),
        kind,
        short: Vec::new(),
        aliases: Vec::new(),
        old_names: Vec::new(),
        contacts: Vec::new(),
        note: String::new(),
        unknown: Unknown::new(),
    }
}
