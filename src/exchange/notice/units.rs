//! 责任单位 as printed, taken apart: names, and the part that each has.
//!
//! The words between the names (牵头, 配合, 分别牵头落实, 等相关部门单位, 特别是, 下同) are understood and never part of a
//! name; brackets that belong to a name (各镇（街道）, 区政府办公室（区大数据局）) stay with it.

mod likeness;
mod pieces;
mod predicate;
#[cfg(test)]
mod tests;

pub use likeness::{looks_like_a_unit, looks_like_units};

use super::label::{self, Label};
use crate::domain::plan::Role;
use pieces::{Piece, bracketed, pieces};
use predicate::{Said, predicate, role_of};

/// What a text of units says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Units {
    /// The names, in the order printed; each once, with the strongest part it has.
    pub named: Vec<(String, Role)>,
    /// It ends with 等 and no word on who else: others may be meant.
    pub open_end: bool,
    /// 同上: the units of the task before.
    pub same_as_above: bool,
    /// 下同: tasks behind it without units have these.
    pub ditto: bool,
    /// Words that are neither a name nor understood.
    pub unread: Vec<String>,
}

/// Reads a text of units. `usual` is the part of a name with which no part is said: that of the column or the label.
pub fn read(text: &str, usual: Role) -> Units {
    let mut reader =
        Reader { label: usual, units: Units::default(), clause: 0, emphasis: false, together: None };
    let text = joined(text);
    if matches!(text.as_str(), "" | "/" | "-" | "—" | "——" | "－" | "无" | "\\" | "／" | "―") {
        return reader.units;
    }
    if matches!(
        text.trim_end_matches('。'),
        "同上" | "〃" | "″" | "\"" | "”" | "同前" | "同上一项" | "责任单位同上"
    ) {
        return Units { same_as_above: true, ..Units::default() };
    }
    for (label, value) in label::labelled(&text) {
        let role = match label {
            Some(Label::Units(role)) => role,
            Some(Label::Due | Label::Other) => continue,
            None => usual,
        };
        reader.label = if role == Role::Responsible { usual } else { role };
        reader.emphasis = false;
        reader.together = None;
        reader.clause = reader.units.named.len();
        for piece in pieces(&value) {
            reader.piece(&piece);
        }
    }
    reader.units
}

struct Reader {
    /// The part that the label before says.
    label: Role,
    units: Units,
    /// Where the names of this clause begin.
    clause: usize,
    /// After 特别是.
    emphasis: bool,
    /// After 会同: what those are that come.
    together: Option<Role>,
}

impl Reader {
    fn piece(&mut self, piece: &Piece) {
        let mut text = piece.text.as_str();
        if piece.begins_clause {
            self.clause = self.units.named.len();
            self.together = None;
            if piece.begins_sentence {
                self.emphasis = false;
            }
        }
        text = text.trim_matches(|c: char| {
            c.is_whitespace() || "。.*★☆●■:：\"“”".contains(c) && !(c == '”' || c == '“')
        });
        for word in ["以下同", "下同"] {
            if let Some(rest) = text.strip_suffix(word) {
                self.units.ditto = true;
                text = rest.trim_end_matches(['，', '（', '(', ',']);
            }
        }
        if let Some((before, after)) = split_emphasis(text) {
            self.names(before);
            self.emphasis = true;
            let rest = after.trim_start_matches(['，', ',']);
            match bracketed(rest) {
                // 特别是与民生关系密切的部门（…）: the bracket names them.
                Some((head, inside)) if inside.contains(['、', '，', ',']) || head.contains('的') => {
                    for piece in pieces(inside) {
                        self.names(&piece.text);
                    }
                    self.emphasis = false;
                }
                _ => self.names(rest),
            }
            return;
        }
        self.names(text);
    }

    /// One name or several joined by 和, with the words around them.
    fn names(&mut self, text: &str) {
        let mut text = text.trim();
        loop {
            let with = ["会同", "商请", "联合"].iter().find_map(|word| text.strip_prefix(word));
            if let Some(rest) = with {
                self.lead_clause();
                self.together = Some(Role::Support);
                text = rest;
            } else if let Some(rest) = ["由", "以及", "及", "和", "与", "并由", "并", "其中"]
                .iter()
                .find_map(|word| text.strip_prefix(word))
            {
                // 和平镇 begins with a name, not with a word.
                if looks_like_a_unit(text) && !looks_like_a_unit(rest) || rest.chars().count() < 2 {
                    break;
                }
                if rest.starts_with(['平', '田', '顺']) {
                    break;
                }
                text = rest;
            } else {
                break;
            }
        }
        let (name, said) = predicate(text);
        if let Some((one, other)) = split_with(name) {
            self.names(one);
            self.lead_clause();
            self.together = Some(Role::Support);
            self.names(other);
            self.said(said);
            return;
        }
        self.name(name);
        self.said(said);
    }

    /// What the words behind the names of a clause say of all of them.
    fn said(&mut self, said: Said) {
        let Some(role) = said.role.filter(|role| overrides(*role, self.label)) else { return };
        // 由甲、乙，分别牵头: a clause without a name speaks of the one before it.
        let from = if self.clause == self.units.named.len() { 0 } else { self.clause };
        let together = self.together.is_some();
        for (_, part) in &mut self.units.named[from..] {
            if *part != Role::Emphasised && !(together && *part == Role::Support && role == Role::Lead) {
                *part = role;
            }
        }
        self.clause = self.units.named.len();
    }

    fn lead_clause(&mut self) {
        let from = self.clause.min(self.units.named.len());
        self.units.named[from..].iter_mut().for_each(|(_, role)| *role = Role::Lead);
        self.clause = self.units.named.len();
    }

    fn name(&mut self, text: &str) {
        let text = text.trim_matches(|c: char| c.is_whitespace() || "。，、；;,.".contains(c));
        if text.is_empty() {
            return;
        }
        // （牵头）区司法局
        if let Some((inside, rest)) = leading_bracket(text)
            && let Some(role) = role_of(inside)
        {
            return self.put(rest, Some(role));
        }
        if let Some((head, inside)) = bracketed(text) {
            if inside.contains("下同") {
                self.units.ditto = true;
                return self.name(head);
            }
            if let Some(role) = role_of(inside) {
                // 甲（牵头），乙、丙（配合）: 乙 too.
                if role == Role::Support {
                    let from = self.clause.min(self.units.named.len());
                    let open =
                        self.units.named[from..].iter_mut().filter(|(_, part)| *part == Role::Responsible);
                    open.for_each(|(_, part)| *part = Role::Support);
                }
                return self.put(head, Some(role));
            }
            if remark(inside) {
                return self.name(head);
            }
            if inside.contains(['、', '，', ',']) && names_its_members(head, inside) {
                let emphasis = head.contains("特别是");
                for piece in pieces(inside) {
                    self.emphasis |= emphasis;
                    self.names(&piece.text);
                }
                return;
            }
        }
        if let Some((before, after)) = outside(text, "等") {
            let rest = after.trim_start_matches(|c: char| {
                c.is_ascii_digit() || "一二三四五六七八九十多余几个家".contains(c)
            });
            let counted = rest.len() < after.len();
            self.joined_names(before);
            let bare = ["", "部门", "单位", "部门单位", "部门和单位", "区直部门", "部门（单位）", "单位部门"]
                .contains(&rest);
            if !bare {
                self.joined_names(rest);
            } else if !counted {
                self.units.open_end = true;
            }
            return;
        }
        self.joined_names(text);
    }

    /// Names joined by 和 or 及, where both sides are names.
    fn joined_names(&mut self, text: &str) {
        for joint in ["以及", "及", "和", "与", "&"] {
            let places: Vec<usize> = text.match_indices(joint).map(|(place, _)| place).collect();
            for place in places {
                let (one, other) = (&text[..place], &text[place + joint.len()..]);
                if depth_at(text, place) == 0
                    && looks_like_a_unit(one)
                    && begins_a_name(other)
                    && looks_like_a_unit(other)
                {
                    self.joined_names(one);
                    self.joined_names(other);
                    return;
                }
            }
        }
        self.put(text, None);
    }

    fn put(&mut self, name: &str, role: Option<Role>) {
        let name = name.trim_matches(|c: char| c.is_whitespace() || "。，、；;,.*★".contains(c));
        let count = name.chars().count();
        if count == 0 {
            return;
        }
        let sentence =
            count > 45 || name.contains(['。', '；', '：']) || (count > 20 && !looks_like_a_unit(name));
        if sentence || count < 2 {
            self.units.unread.push(name.to_owned());
            return;
        }
        // 各镇、街道 is one group whose name holds the mark between.
        if matches!(name, "街道" | "街道办" | "街道办事处" | "办事处" | "镇办" | "街道（园区）")
            && let Some((last, _)) = self.units.named.last_mut()
            && (last.starts_with('各') && last.chars().count() <= 6)
        {
            last.push('、');
            last.push_str(name);
            return;
        }
        let role = role.or(self.together).unwrap_or(if self.emphasis && self.label == Role::Responsible {
            Role::Emphasised
        } else {
            self.label
        });
        match self.units.named.iter_mut().find(|(one, _)| one == name) {
            Some((_, part)) => *part = (*part).max(role),
            None => self.units.named.push((name.to_owned(), role)),
        }
    }
}

/// Whether a word behind the names weighs more than the column they stand in: 落实 says nothing in a column of those who
/// lead, 配合 does.
fn overrides(said: Role, usual: Role) -> bool {
    match said {
        Role::Lead | Role::Support => true,
        Role::Execute => usual == Role::Responsible,
        _ => false,
    }
}

/// Whether a name begins as those of units do that follow 和: 和信息化局 and 和改革局 go on with the one before.
fn begins_a_name(text: &str) -> bool {
    ["区", "市", "县", "省", "各", "有关", "相关", "其他", "镇", "乡", "街道", "州", "旗"]
        .iter()
        .any(|word| text.starts_with(word))
}

/// Splits at 特别是 and its like outside brackets.
fn split_emphasis(text: &str) -> Option<(&str, &str)> {
    ["特别是", "尤其是", "重点是", "重点为"].iter().find_map(|word| outside(text, word))
}

/// 甲会同乙.
fn split_with(text: &str) -> Option<(&str, &str)> {
    let (one, other) = ["会同", "联合", "商"].iter().find_map(|word| outside(text, word))?;
    (looks_like_a_unit(one) && !other.is_empty() && begins_a_name(other)).then_some((one, other))
}

/// Splits at the first such word outside brackets; a word at the very start does not count.
fn outside<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    text.match_indices(word)
        .map(|(place, _)| place)
        .find(|place| depth_at(text, *place) == 0)
        .map(|place| (&text[..place], &text[place + word.len()..]))
}

fn depth_at(text: &str, place: usize) -> usize {
    text[..place].chars().fold(0, |depth: usize, c| match c {
        '（' | '(' | '〔' | '【' | '[' => depth + 1,
        '）' | ')' | '〕' | '】' | ']' => depth.saturating_sub(1),
        _ => depth,
    })
}

fn leading_bracket(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(['（', '(', '【', '['])?;
    let end = rest.find(['）', ')', '】', ']'])?;
    let after = rest[end..].chars().next().map_or(0, char::len_utf8);
    Some((&rest[..end], &rest[end + after..])).filter(|(_, rest)| !rest.is_empty())
}

/// Whether what stands in brackets is a remark and no second name.
fn remark(inside: &str) -> bool {
    // 州财政局（2项）
    let counted = inside.trim_start_matches('共').trim_end_matches(['项', '条', '个', '件']);
    if counted.len() < inside.len() && !counted.is_empty() && counted.chars().all(|c| c.is_ascii_digit()) {
        return true;
    }
    [
        "排名不分",
        "以下简称",
        "简称",
        "按职责",
        "根据职责",
        "按照职责",
        "第一",
        "首位",
        "见附件",
        "名单",
        "另行",
        "含",
    ]
    .iter()
    .any(|word| inside.starts_with(word) || (inside.contains(word) && *word != "含"))
}

/// Whether a bracket lists the members of the group before it: 有关部门（甲、乙）. That of 各区政府（高新区、经开区管委会）
/// belongs to the name.
fn names_its_members(head: &str, inside: &str) -> bool {
    let pieces = pieces(inside);
    let names =
        pieces.iter().filter(|piece| looks_like_a_unit(&piece.text) && begins_a_name(&piece.text)).count();
    let group = ["有关", "相关", "部门", "单位", "主体", "密切"].iter().any(|word| head.contains(word));
    group && names * 3 >= pieces.len() * 2
}

/// A text in one line: breaks between two names part them, others go; so do blanks within a name.
fn joined(text: &str) -> String {
    let parts: Vec<&str> =
        text.split(['\n', '\r', '\t', ' ', '\u{3000}', '\u{A0}']).filter(|part| !part.is_empty()).collect();
    // 区 财 政 局: set apart for looks.
    if parts.len() > 2 && parts.iter().filter(|part| part.chars().count() == 1).count() * 2 > parts.len() {
        return parts.concat();
    }
    let mut whole = String::new();
    for part in parts {
        let open = depth_at(&whole, whole.len()) > 0;
        let last = whole.rsplit(['、', '，', '；', ',', ';', '：', ':']).next().unwrap_or_default();
        let apart = !whole.is_empty()
            && !open
            && !whole.ends_with(['、', '，', '；', ',', ';', '：', ':', '。'])
            && !part.starts_with(['、', '，', '；', ',', ';', '（', '('])
            && (parted(last, part.split(['、', '，', '；', ',', ';']).next().unwrap_or_default())
                || label::is_label_start(part));
        if apart {
            whole.push('；');
        }
        whole.push_str(part);
    }
    whole
}

/// Whether two pieces with a blank or a line's end between them are two names and not one that was wrapped.
fn parted(one: &str, other: &str) -> bool {
    let (one, other) = (predicate(one).0, predicate(other).0);
    let whole = [
        "局",
        "委",
        "办",
        "中心",
        "公司",
        "镇",
        "街道",
        "政府",
        "部门",
        "单位",
        "）",
        ")",
        "办公室",
        "小组",
        "分局",
    ];
    let begins = begins_a_name(other) || (3..=7).contains(&other.chars().count());
    whole.iter().any(|end| one.ends_with(end)) && looks_like_a_unit(one) && looks_like_a_unit(other) && begins
}
