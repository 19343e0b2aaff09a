//! Where running text names units and time limits: in brackets behind a sentence, or behind a label.

use crate::domain::plan::Role;
use crate::exchange::notice::label::{self, Label};
use crate::exchange::notice::marker::{Level, marker};
use crate::exchange::notice::text::looks_like_due;
use crate::exchange::notice::units::{self, Units, looks_like_units};

/// A stretch of text, and what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stretch {
    /// The text before the mark.
    pub text: String,
    /// Who.
    pub units: Option<Units>,
    /// As printed.
    pub units_text: String,
    /// By when.
    pub due: Option<String>,
}

impl Stretch {
    /// Takes a mark up: units add to those that are there.
    pub fn mark(&mut self, mark: Mark) {
        if let Some(units) = mark.units {
            let mine = self.units.get_or_insert_default();
            mine.named.extend(units.named);
            mine.unread.extend(units.unread);
            mine.ditto |= units.ditto;
            mine.open_end |= units.open_end;
            mine.same_as_above |= units.same_as_above;
            if !self.units_text.is_empty() {
                self.units_text.push('；');
            }
            self.units_text.push_str(&mark.units_text);
        }
        self.due = self.due.take().or(mark.due);
    }
}

/// What a bracket or a labelled line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// Who.
    pub units: Option<Units>,
    /// As printed.
    pub units_text: String,
    /// By when.
    pub due: Option<String>,
}

/// What a labelled text says: 责任单位：甲；完成时限：6月底前.
pub fn labelled(text: &str) -> Option<Mark> {
    let mut mark = Mark::default();
    let mut known = false;
    for (label, value) in label::labelled(text) {
        let value = value.trim_matches(['。', '；', '，', ' ', '\u{3000}', ';']).to_owned();
        match label {
            Some(Label::Units(role)) => {
                known = true;
                // 责任科室：办公室，3月31日前
                let (value, due) = with_limit(&value);
                mark.due = mark.due.take().or(due);
                let read = units::read(value, role);
                let units = mark.units.get_or_insert_default();
                units.named.extend(read.named);
                units.unread.extend(read.unread);
                units.ditto |= read.ditto;
                units.open_end |= read.open_end;
                units.same_as_above |= read.same_as_above;
                if !mark.units_text.is_empty() {
                    mark.units_text.push('；');
                }
                let word = match role {
                    Role::Lead => "牵头单位：",
                    Role::Support => "配合单位：",
                    Role::Execute => "落实单位：",
                    _ => "",
                };
                mark.units_text.push_str(word);
                mark.units_text.push_str(value);
            }
            Some(Label::Due) => {
                known = true;
                mark.due = mark.due.or(Some(value).filter(|value| !value.is_empty()));
            }
            Some(Label::Other) => known = true,
            None => return None,
        }
    }
    known.then_some(mark)
}

/// What stands in brackets, if it names units or a time limit and nothing else. `closes` says that a sentence ends here.
pub fn bracket(inside: &str, closes: bool) -> Option<Mark> {
    let inside = inside.trim();
    // （责任单位同上）
    if let Some(word) =
        inside.strip_suffix("同上").filter(|word| word.contains("单位") || word.contains("部门"))
    {
        let units = Units { same_as_above: true, ..Units::default() };
        return Some(Mark { units: Some(units), units_text: format!("{word}同上"), due: None });
    }
    if label::is_label_start(inside) {
        return labelled(&inside.replacen(
            [' ', '\u{3000}'],
            "：",
            usize::from(!inside.contains(['：', ':'])),
        ));
    }
    if !closes || inside.is_empty() {
        return None;
    }
    // （甲负责，6月底前完成）
    let (who, due) = with_limit(inside);
    if looks_like_units(who) {
        let units = Some(units::read(who, Role::Responsible));
        return Some(Mark { units, units_text: who.to_owned(), due });
    }
    let limit = inside.trim_end_matches("完成").trim_end();
    let limited = looks_like_due(limit) && !inside.contains('〔') && inside.chars().count() <= 20;
    limited.then(|| Mark { due: Some(limit.to_owned()), ..Mark::default() })
}

/// Names, and the time limit behind (or before) them: 甲、乙，6月底前完成.
fn with_limit(text: &str) -> (&str, Option<String>) {
    let marks = ['，', '；', ',', ';'];
    let limit = |text: &str| {
        let limit = text.trim().trim_end_matches("完成");
        looks_like_due(limit).then(|| limit.to_owned())
    };
    let behind = || text.rsplit_once(marks).and_then(|(who, when)| Some((who, Some(limit(when)?))));
    let before = || text.split_once(marks).and_then(|(when, who)| Some((who, Some(limit(when)?))));
    behind().or_else(before).unwrap_or((text, None))
}

/// A paragraph cut behind each of its marks.
pub fn stretches(text: &str) -> Vec<Stretch> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found: Vec<Stretch> = Vec::new();
    let mut open = Stretch::default();
    let mut at = 0;
    while at < chars.len() {
        let (place, c) = chars[at];
        if let Some(mark) = inline(&text[place..], open.text.chars().next_back()) {
            put(&mut found, &mut open, mark);
            break;
        }
        if c == '由'
            && open.text.trim_end().ends_with(['，', '。', '；', ','])
            && let Some((mark, length)) = by(&text[place..])
        {
            put(&mut found, &mut open, mark);
            let end = place + length;
            at += chars[at..].iter().take_while(|(start, _)| *start < end).count();
            continue;
        }
        // 公开预算。——区财政局牵头，区审计局配合
        if c == '—' || (c == '-' && chars.get(at + 1).is_some_and(|(_, next)| *next == '-')) {
            let who = text[place..].trim_start_matches(['—', '-', ' ']).trim_end_matches(['。', '；', ' ']);
            let before = open.text.trim_end().ends_with(['。', '；', '！', '，']);
            if let Some(mark) = Some(who).filter(|who| before && looks_like_units(who)).and_then(named) {
                put(&mut found, &mut open, mark);
                break;
            }
        }
        let closed = matches!(c, '（' | '(' | '〔' | '【' | '[').then(|| closing(&chars, at)).flatten();
        if let Some(end) = closed {
            let inside = &text[place + c.len_utf8()..chars[end].0];
            let next = chars.get(end + 1).map(|(_, c)| *c);
            let ends = |c: char| matches!(c, '。' | '；' | ';' | '！' | '，');
            let counted = || {
                marker(&text[chars[end].0 + chars[end].1.len_utf8()..])
                    .is_some_and(|one| one.level >= Level::Third)
            };
            let after = next.is_none_or(|c| ends(c) || matches!(c, '（' | '(' | '〔' | '【')) || counted();
            let before = open.text.trim_end().chars().next_back().is_none_or(|c| ends(c) || c == '）');
            let of_a_name = of_a_group(&open.text, inside);
            if let Some(mark) = bracket(inside, after || before).filter(|_| !of_a_name) {
                put(&mut found, &mut open, mark);
                at = end + 1;
                continue;
            }
            open.text.push_str(&text[place..chars[end].0 + chars[end].1.len_utf8()]);
            at = end + 1;
            continue;
        }
        open.text.push(c);
        at += 1;
    }
    tail(&mut found, open);
    for one in &mut found {
        let text = one.text.trim_start_matches(['。', '；', '，', '、', ' ', '\u{3000}', ';', ',']);
        let marks = ['；', '，', '、', '：', ' ', '\u{3000}', ';', ',', ':', '|', '｜'];
        one.text = text.trim_end_matches(marks).to_owned();
    }
    found.retain(|one| !one.text.is_empty() || one.units.is_some() || one.due.is_some());
    found
}

/// The mark that a list of names is.
fn named(who: &str) -> Option<Mark> {
    let units = units::read(who, Role::Responsible);
    Some(Mark { units: Some(units), units_text: who.to_owned(), due: None }).filter(|_| !who.is_empty())
}

/// Whether a bracket belongs to the name of a group before it: 各镇（街道）, 乡镇（街道）.
fn of_a_group(before: &str, inside: &str) -> bool {
    let name =
        before.rsplit(['。', '，', '、', '；', ' ', '\u{3000}', '和', '由']).next().unwrap_or_default();
    let kinds = [
        "街道",
        "乡",
        "镇",
        "园区",
        "开发区",
        "街道办",
        "街道办事处",
        "办事处",
        "单位",
        "部门",
        "市、区",
        "区",
        "县",
    ];
    let group = name.starts_with('各') || ["乡镇", "镇街", "镇办"].iter().any(|kind| name.ends_with(kind));
    group && name.chars().count() <= 8 && kinds.contains(&inside.trim())
}

/// A label in the middle of a paragraph: …公开。责任单位：甲.
fn inline(rest: &str, before: Option<char>) -> Option<Mark> {
    // …公开【牵头单位】甲【完成时限】6月
    let boxed = rest.strip_prefix('【').and_then(|inner| inner.split_once('】'));
    let boxed = boxed.is_some_and(|(word, _)| label::leading(&format!("{word}：")).is_some());
    let fresh =
        boxed || before.is_none_or(|c| matches!(c, '。' | '；' | ' ' | '\u{3000}' | ';' | '\t' | '|' | '｜'));
    if !fresh || !(boxed || rest.contains(['：', ':'])) {
        return None;
    }
    let (label, _) =
        label::leading(rest).filter(|_| rest.chars().take(14).any(|c| matches!(c, '：' | ':' | '】')))?;
    if rest.starts_with(['（', '(']) || label == Label::Other {
        return None;
    }
    labelled(&unboxed(rest))
}

/// 【责任单位】甲【完成时限】6月 with the marks that labels have elsewhere.
pub fn unboxed(text: &str) -> String {
    let text = text.replacen('【', "", 1).replace('【', "；");
    text.replace('】', "：").replace("：：", "：").replace("：:", "：")
}

/// 由甲、乙负责，6月底前完成: who does what was said before, and how many bytes say it.
fn by(rest: &str) -> Option<(Mark, usize)> {
    let sentence = rest.find(['；', '。', ';']).unwrap_or(rest.len());
    let clauses: Vec<usize> =
        rest[..sentence].match_indices(['，', ',']).map(|(at, _)| at).chain([sentence]).take(4).collect();
    let end = clauses.iter().rev().copied().find(|end| {
        let who = &rest['由'.len_utf8()..*end];
        looks_like_units(who) && who.ends_with(['责', '头', '合', '实', '办', '施', '与'])
    })?;
    let units_text = rest['由'.len_utf8()..end].to_owned();
    let after = rest[end..sentence].trim_start_matches(['，', ',']);
    let limit = after.trim_end_matches("完成");
    let due = (!limit.is_empty() && looks_like_due(limit)).then(|| limit.to_owned());
    let length = if due.is_some() { sentence } else { end };
    let units = Some(units::read(&units_text, Role::Responsible));
    Some((Mark { units, units_text, due }, length))
}

/// A sentence that begins with who does it: 由甲牵头，乙、丙配合，于8月底前…, 甲负责….
pub fn leading(text: &str) -> Option<Mark> {
    let sentence = text.split(['。', '；', ';']).next().unwrap_or_default();
    let who = sentence.strip_prefix('由').unwrap_or(sentence);
    let commas = who.match_indices(['，', ',']).map(|(at, _)| at).take(4);
    let said = |end: &usize| {
        let who = &who[..*end];
        looks_like_units(who) && who.ends_with(['责', '头', '合', '实', '办', '施', '与'])
    };
    if let Some(end) = commas.collect::<Vec<_>>().into_iter().rev().find(said) {
        return named(&who[..end]);
    }
    let (at, word) = ["牵头", "负责"].iter().filter_map(|word| Some((who.find(word)?, *word))).min()?;
    let names = ["分别", "共同", "具体"].iter().fold(&who[..at], |names, word| names.trim_end_matches(word));
    let person = who[at + word.len()..].starts_with('人');
    let plainly = !person && super::owners::owner(names).is_some();
    plainly.then(|| named(&format!("{names}{word}"))).flatten()
}

fn closing(chars: &[(usize, char)], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (place, (_, c)) in chars.iter().enumerate().skip(open).take(1500) {
        match c {
            '（' | '(' | '〔' | '【' | '[' => depth += 1,
            '）' | ')' | '〕' | '】' | ']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(place);
                }
            }
            _ => {}
        }
    }
    None
}

/// A mark ends a stretch; one right behind another speaks of the same.
fn put(found: &mut Vec<Stretch>, open: &mut Stretch, mark: Mark) {
    let text = std::mem::take(&mut open.text);
    let bare = text.trim_matches(|c: char| "。；，、 \u{3000};,".contains(c)).is_empty();
    if let (true, Some(last)) = (bare, found.last_mut()) {
        return last.mark(mark);
    }
    let mut stretch = Stretch { text, ..Stretch::default() };
    stretch.mark(mark);
    found.push(stretch);
}

/// What stands behind the last mark: the rest of its sentence, or a sentence of its own.
fn tail(found: &mut Vec<Stretch>, open: Stretch) {
    let rest = open.text.trim_end();
    // 于6月底前公示: it goes on speaking of the same.
    let short = rest.chars().count() <= 24
        && ["于", "并", "在", "请", "力争", "确保"].iter().any(|word| rest.starts_with(word));
    let same = rest.starts_with(['，', ',', '、']) || short;
    if rest.trim_matches(|c: char| "。；，、 \u{3000};,！".contains(c)).is_empty() {
        return;
    }
    match found.last_mut().filter(|_| same) {
        Some(last) => last.text.push_str(rest),
        None => found.push(open),
    }
}
