//! What a table's column holds, by the words at its head.

use crate::domain::half_width;
use crate::domain::plan::Role;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// 序号.
    Number,
    /// A heading over tasks: 大项, 类别, 领域.
    Heading,
    /// 工作任务, 重点任务: a heading where a column of requirements stands beside it, else the requirement itself.
    Task,
    /// 工作要求, 具体举措, 工作内容.
    Requirement,
    /// 责任单位 and its like, with the part that its units have.
    Units(Role),
    /// 责任科室 and the like: units only where no column of units stands beside it.
    Section(Role),
    /// 完成时限.
    Due,
    /// Something that a plan does not hold: 备注, 责任人, 进展情况.
    Other,
}

/// Words that are heads and mean nothing to a plan.
const OTHER: [&str; 26] = [
    "备注",
    "说明",
    "责任人",
    "责任领导",
    "分管领导",
    "牵头领导",
    "联系人",
    "联系方式",
    "电话",
    "手机",
    "进展",
    "完成情况",
    "落实情况",
    "状态",
    "成果形式",
    "佐证",
    "依据",
    "来源",
    "得分",
    "分值",
    "权重",
    "启动时间",
    "开始时间",
    "督导单位",
    "填报单位",
    "完成进度",
];
const DUE: [&str; 16] = [
    "时限",
    "期限",
    "完成时间",
    "完成日期",
    "时间节点",
    "时间要求",
    "时间安排",
    "进度安排",
    "截止时间",
    "截止日期",
    "完成时点",
    "起止时间",
    "计划时间",
    "办结时间",
    "推进时间",
    "实施时间",
];
const REQUIREMENTS: [&str; 7] = ["要求", "举措", "措施", "内容", "任务分解", "工作标准", "具体任务"];
const HEADINGS: [&str; 14] = [
    "大项", "小项", "类别", "类型", "分类", "领域", "板块", "方面", "模块", "一级", "二级", "三级", "类目",
    "条线",
];
const TASKS: [&str; 8] = ["任务", "事项", "重点工作", "工作目标", "目标", "工作项目", "项目", "工作名称"];

/// What the head of a column says; none where it is no head at all.
pub fn meaning(head: &str) -> Option<Meaning> {
    let (word, inside) = parts(head);
    let length = word.chars().count();
    if length == 0 || length > 14 {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|one| word.contains(one));
    if matches!(
        word.as_str(),
        "序号"
            | "序"
            | "编号"
            | "号"
            | "no"
            | "项号"
            | "任务序号"
            | "任务编号"
            | "项目编号"
            | "事项编号"
            | "顺序"
            | "顺序号"
    ) {
        return Some(Meaning::Number);
    }
    if begins(&word) {
        return Some(Meaning::Other);
    }
    if has(&DUE) || word == "时间" {
        return Some(Meaning::Due);
    }
    if let Some(found) = units(&word, &inside) {
        return Some(found);
    }
    if has(&OTHER) {
        return Some(Meaning::Other);
    }
    if has(&HEADINGS) && !has(&["任务内容", "具体"]) {
        return Some(Meaning::Heading);
    }
    if has(&REQUIREMENTS) && length <= 11 {
        return Some(Meaning::Requirement);
    }
    (has(&TASKS) && length <= 9).then_some(Meaning::Task)
}

/// Whether a head speaks of when something begins, and of nothing more: 时限要求 over 启动.
fn begins(word: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|one| word.contains(one));
    has(&["时", "期"]) && has(&["启动", "开始", "起始"]) && !has(&["完成", "截止", "办结", "结束"])
}

/// Whether a head of time limits speaks of the end: 完成 beside 启动.
pub fn is_end(head: &str) -> bool {
    ["完成", "截止", "办结", "结束"].iter().any(|word| head.contains(word))
}

fn units(word: &str, inside: &str) -> Option<Meaning> {
    let has = |words: &[&str]| words.iter().any(|one| word.contains(one));
    let body = has(&["单位", "部门", "主体", "机构", "责任方"]);
    let others = ["领导", "联系", "电话", "填报", "督导", "督办", "单位名称", "人员", "内容", "要求", "任务"];
    if has(&others) && word != "任务分工" || has(&["责任人"]) && !body {
        return None;
    }
    let role = match () {
        () if has(&["牵头", "主办", "主责"]) && has(&["配合", "协办"]) => Role::Responsible,
        () if has(&["牵头", "主办", "主责"]) => Role::Lead,
        () if has(&["配合", "协办", "协同", "参与", "协助"]) => Role::Support,
        () if has(&["落实", "实施", "执行"]) && !has(&["责任"]) => Role::Execute,
        // 责任单位（排在第一位的为牵头单位） is told by the units' reader.
        () => Role::Responsible,
    };
    let whole = matches!(
        word,
        "牵头" | "配合" | "主办" | "协办" | "单位" | "部门" | "分工" | "责任分工" | "任务分工"
    );
    let part = has(&[
        "责任", "牵头", "配合", "主办", "协办", "承办", "落实", "实施", "执行", "主责", "参与", "协同",
        "协助", "主管", "负责",
    ]);
    let section = has(&["科室", "处室", "股室", "科(室)"]);
    match () {
        () if whole || (body && part) => Some(Meaning::Units(role)),
        () if section && (part || word == "科室") => Some(Meaning::Section(role)),
        () if word == "责任" && inside.contains("单位") => Some(Meaning::Units(role)),
        () => None,
    }
}

/// A head without blanks, marks and remarks in brackets; and the remarks.
fn parts(head: &str) -> (String, String) {
    let (mut word, mut inside) = (String::new(), String::new());
    let mut depth = 0_usize;
    for c in head.chars().map(half_width) {
        match c {
            '(' | '〔' | '[' | '【' => depth += 1,
            ')' | '〕' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if c.is_whitespace() || matches!(c, ':' | '*' | '、' | '/' | '.' | '。' | '#' | '_') => {}
            _ if depth > 0 => inside.push(c),
            _ => word.extend(c.to_lowercase()),
        }
    }
    (word, inside)
}

/// Whether a head says that the unit named first leads.
pub fn first_leads(text: &str) -> bool {
    (text.contains("第一") || text.contains("首位") || text.contains("排在前") || text.contains("列首"))
        && text.contains("牵头")
}

/// What a row of heads says, if it is one: a column of tasks or requirements, and one of units or time limits. Headings
/// alone (一级指标 二级指标) will do where the rows are counted: then the last of them holds the tasks.
pub fn header<'a>(cells: impl IntoIterator<Item = &'a str>) -> Option<Vec<Option<Meaning>>> {
    let columns: Vec<Option<Meaning>> = cells.into_iter().map(meaning).collect();
    let has = |test: fn(Meaning) -> bool| columns.iter().flatten().any(|one| test(*one));
    let graded = columns.iter().filter(|one| **one == Some(Meaning::Heading)).count() >= 2
        && has(|one| one == Meaning::Number);
    let what = has(|one| matches!(one, Meaning::Task | Meaning::Requirement)) || graded;
    let who = has(|one| matches!(one, Meaning::Units(_) | Meaning::Section(_)));
    let when = has(|one| one == Meaning::Due);
    (what && (who || when)).then_some(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_understood_in_their_many_forms() {
        for (heads, expected) in [
            ("序号 序 编 号 No.", None),
            ("工作任务 重点任务 目标任务 主要任务 任务 事项", Some(Meaning::Task)),
            (
                "工作要求 具体举措 工作内容 主要内容 任务要求 工作措施 具体任务 落实举措",
                Some(Meaning::Requirement),
            ),
            (
                "责任单位 责任部门 承办单位 责任主体 单位 责任分工 负责单位",
                Some(Meaning::Units(Role::Responsible)),
            ),
            ("牵头单位 牵头部门 主办单位 牵头 牵头责任单位 主责单位", Some(Meaning::Units(Role::Lead))),
            ("配合单位 协办单位 配合部门 参与单位", Some(Meaning::Units(Role::Support))),
            ("责任科室 责任处室", Some(Meaning::Section(Role::Responsible))),
            ("完成时限 时限要求 完成时间 时间节点 时间要求 完成期限", Some(Meaning::Due)),
            ("备注 责任人 责任领导 联系电话 进展情况 完成情况", Some(Meaning::Other)),
            ("大项 类别 重点领域 一级指标", Some(Meaning::Heading)),
        ] {
            for head in heads.split(' ').filter(|_| expected.is_some()) {
                assert_eq!(meaning(head), expected, "{head}");
            }
        }
        assert_eq!(meaning("序　号"), Some(Meaning::Number));
        assert_eq!(meaning("时限要求启动"), Some(Meaning::Other));
        assert_eq!(meaning("时限要求完成"), Some(Meaning::Due));
        assert!(header(["序号", "一级  指标", "二级指标", "责任单位"]).is_some());
        assert!(header(["一级指标", "责任单位"]).is_none());
        assert_eq!(meaning("责任单位（排在第一位的为牵头单位）"), Some(Meaning::Units(Role::Responsible)));
        assert!(first_leads("责任单位（排在第一位的为牵头单位）"));
        for none in [
            "区财政局",
            "区政府各部门单位",
            "7月10日前",
            "1",
            "",
            "以政务公开助推重点工作落实情况的若干具体工作",
        ] {
            assert_eq!(meaning(none), None, "{none}");
        }
    }
}
