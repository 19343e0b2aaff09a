//! What is read of one task.

use crate::domain::plan::{Assigned, Role};

use super::units::Units;

/// 任务 as read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadTask {
    /// 序号 as printed; its position where none is.
    pub number: String,
    /// Whether the number is printed.
    pub numbered: bool,
    /// 大项; empty where the notice has none.
    pub area: String,
    /// 小项.
    pub topic: Option<String>,
    /// 工作要求, to the letter but for the breaks of its lines.
    pub requirement: String,
    /// Its units, those that it takes over included.
    pub units: Vec<Assigned>,
    /// 责任单位 as printed at this task.
    pub units_text: Option<String>,
    /// The task, by its position from 0, whose units it takes over.
    pub units_from: Option<usize>,
    /// 完成时限 as printed.
    pub due: Option<String>,
    /// The block of the source where it stands.
    pub place: usize,
    /// What should be asked about it.
    pub asked: Vec<Asked>,
}

/// A doubt about one task, before it has a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// See [`super::Doubt::OpenEnd`].
    OpenEnd,
    /// See [`super::Doubt::UnreadUnits`].
    Unread(String),
    /// See [`super::Doubt::DueTakenOver`].
    DueTakenOver,
    /// See [`super::Doubt::UnitsTakenOver`].
    UnitsTakenOver,
    /// See [`super::Doubt::BareUnits`].
    BareUnits(String),
}

impl ReadTask {
    /// More units, each once with the strongest part.
    pub fn add(&mut self, units: &Units) {
        for (name, role) in &units.named {
            assign(&mut self.units, name, *role);
        }
        if units.open_end {
            self.asked.push(Asked::OpenEnd);
        }
        self.asked.extend(units.unread.iter().cloned().map(Asked::Unread));
    }
}

/// A name with its part in a list; the stronger part stays.
pub fn assign(list: &mut Vec<Assigned>, name: &str, role: Role) {
    match list.iter_mut().find(|one| one.unit == name) {
        Some(one) => one.role = one.role.max(role),
        None => list.push(Assigned { unit: name.to_owned(), role }),
    }
}

/// Lines of a cell as one: a break within a sentence is none.
pub fn one_line(text: &str) -> String {
    let mut whole = String::new();
    for line in text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()) {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(whole.chars().next_back()) && latin(line.chars().next()) {
            whole.push(' ');
        }
        whole.push_str(line);
    }
    whole.replace('\t', " ")
}

/// A heading: one line, without its number and without blanks between Chinese characters.
pub fn heading(text: &str) -> String {
    let line = one_line(text);
    let line = super::marker::unnumbered(&line).trim_end_matches(['。', '：', ':', '，']);
    let chars: Vec<char> = line.chars().collect();
    let chinese = |c: Option<&char>| c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace());
    let kept = chars.iter().enumerate().filter(|(place, c)| {
        let before = place.checked_sub(1).and_then(|before| chars.get(before));
        !(c.is_whitespace() && chinese(before) && chinese(chars.get(place + 1)))
    });
    kept.map(|(_, c)| *c).collect::<String>().trim().to_owned()
}
