//! The rows of a page under their headers: which cell answers which field, merged cells filled, 同上 resolved. Whose row
//! it is comes later (`place`).

use std::collections::HashMap;

use super::header::{Header, Meaning, headers};
use super::value::{Unread, han_count, is_nothing, percent, plain, status_word};
use crate::domain::entry::EntryId;
use crate::domain::field::Field;
use crate::exchange::read::{Area, Page, Value};

/// One row as it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Its place on the page.
    pub row: u32,
    /// 序号 as it stands, from a merged cell too.
    pub number: String,
    /// The tasks that 序号 names: several for 34-37.
    pub numbers: Vec<String>,
    /// Whether 序号 and the texts of the task are empty, and the row above is one of the table: an inserted row.
    pub inserted: bool,
    /// The task's id, from the hidden column.
    pub task_name: Option<u32>,
    /// The entry's id, from the hidden column.
    pub entry_name: Option<EntryId>,
    /// Headings and requirement.
    pub texts: Vec<String>,
    /// 责任单位.
    pub unit: String,
    /// What the unit filled in.
    pub cells: Vec<FoundCell>,
    /// Fields whose cells are empty, or say that there is nothing (无), with their columns.
    pub empty: Vec<(&'static Field, u32)>,
}

/// One cell that answers a field.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundCell {
    /// The field.
    pub field: &'static Field,
    /// Its row.
    pub row: u32,
    /// Its column.
    pub column: u32,
    /// What stands in it, where that is 同上 too.
    pub written: String,
    /// The value, or why there is none.
    pub value: Result<Value, Unread>,
    /// The merged region that it is part of, where that has several rows.
    pub region: Option<Area>,
}

impl Found {
    /// The cell that answers a field.
    pub fn cell(&self, key: &str) -> Option<&FoundCell> {
        self.cells.iter().find(|cell| cell.field.key == key)
    }

    /// The text of the cell that answers a field.
    pub fn text(&self, key: &str) -> String {
        let value = self.cell(key).and_then(|cell| cell.value.as_ref().ok());
        value.map(Value::text).unwrap_or_default()
    }
}

/// What a page's tables hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tables {
    /// Their headers.
    pub headers: Vec<Header>,
    /// Their rows, in order.
    pub rows: Vec<Found>,
}

/// Reads a page. `carried` is the header of the page before, for a table that a document breaks in two.
pub fn tables(page: &Page, carried: Option<&Header>) -> Tables {
    let mut headers = headers(page);
    let fits = |header: &&Header| {
        page.width() > header.columns.keys().max().copied().unwrap_or(u32::MAX) && page.width() > 3
    };
    if headers.is_empty()
        && let Some(header) = carried.filter(fits)
    {
        headers.push(Header { top: 0, depth: 0, ..header.clone() });
    }
    let mut rows: Vec<Found> = Vec::new();
    let mut last: Option<u32> = None;
    for row in all_rows(page, &headers) {
        let Some(header) = headers.iter().rev().find(|header| header.end() <= row) else { continue };
        if headers.iter().any(|header| (header.top..header.end()).contains(&row)) {
            continue;
        }
        let Some(mut found) = found(page, header, row) else { continue };
        if is_aside(&found, page, row) {
            last = None;
            continue;
        }
        // The second half of a card: labels and values go on in further columns, and name no task.
        if page.is_turned()
            && header.of(Meaning::Number).chain(header.of(Meaning::Task)).next().is_none()
            && let Some(card) = rows.last_mut()
        {
            let known = |key: &str| card.cells.iter().any(|cell| cell.field.key == key);
            let more: Vec<FoundCell> =
                found.cells.into_iter().filter(|cell| !known(cell.field.key)).collect();
            card.cells.extend(more);
            continue;
        }
        let bare = found.number.is_empty() && found.texts.is_empty() && found.task_name.is_none();
        found.inserted = bare && last.is_some_and(|last| last + 1 == row);
        last = Some(row);
        rows.push(found);
    }
    ditto(&mut rows);
    Tables { headers, rows }
}

/// The rows that have something, those inside a merged region included.
fn all_rows(page: &Page, headers: &[Header]) -> Vec<u32> {
    let mut rows: Vec<u32> = page.rows().collect();
    let Some(first) = headers.first().map(Header::end) else { return Vec::new() };
    rows.retain(|row| *row >= first);
    rows
}

fn found(page: &Page, header: &Header, row: u32) -> Option<Found> {
    let text = |column: u32| page.down(row, column).map(Value::text).unwrap_or_default();
    let one =
        |meaning: Meaning| header.of(meaning).map(text).find(|text| !text.is_empty()).unwrap_or_default();
    let number = one(Meaning::Number);
    let mut cells = Vec::new();
    let mut empty = Vec::new();
    let has = |key: &str| {
        header.columns.values().any(|one| matches!(one, Meaning::Field(field) if field.key == key))
    };
    let (has_status, has_progress) = (has("status"), has("progress"));
    for (column, meaning) in &header.columns {
        if let Meaning::Field(field) = meaning
            && is_empty(page, row, *column)
        {
            empty.push((*field, *column));
        }
        let Some(value) = page.down(row, *column) else { continue };
        let region = page.region(row, *column).filter(|area| area.top < area.bottom);
        let mut put = |field: Option<&'static Field>, value: Value| {
            let written = value.text();
            cells.extend(field.map(|field| FoundCell {
                field,
                row,
                column: *column,
                written,
                value: Ok(value),
                region,
            }));
        };
        match meaning {
            // A bare word for a status in a table without that column is one.
            Meaning::Field(field)
                if field.key == "progress" && !has_status && status_word(&value.text()).is_some() =>
            {
                put(Field::keyed("status"), value.clone());
            }
            // 进度 with words in it, in a table without another column for them: a status, else progress.
            Meaning::Field(field) if field.key == "percent" && percent(value).is_none() => {
                let key = match status_word(&value.text()) {
                    Some(_) if !has_status => "status",
                    _ if !has_progress => "progress",
                    _ => field.key,
                };
                put(Field::keyed(key), value.clone());
            }
            Meaning::Field(field) => put(Some(field), value.clone()),
            Meaning::PersonAndContact => {
                let (person, contact) = parted(&value.text());
                for (key, text) in [("person", person), ("contact", contact)] {
                    if !text.is_empty() {
                        put(Field::keyed(key), Value::Text(text));
                    }
                }
            }
            _ => {}
        }
    }
    let texts: Vec<String> = header.of(Meaning::Task).map(text).filter(|text| !text.is_empty()).collect();
    let task_name = one(Meaning::TaskName).trim().parse().ok();
    if cells.is_empty() && texts.is_empty() && number.is_empty() {
        return None;
    }
    let entry_name = Some(one(Meaning::EntryName)).filter(|name| !name.is_empty()).map(EntryId::from_text);
    Some(Found {
        row,
        numbers: numbers(&number),
        number,
        inserted: false,
        task_name,
        entry_name,
        texts,
        unit: one(Meaning::Unit),
        cells,
        empty,
    })
}

/// Whether nothing stands in a cell. One that is part of another says nothing of its own, and is not empty.
fn is_empty(page: &Page, row: u32, column: u32) -> bool {
    match page.region(row, column) {
        Some(area) if (area.top, area.left) != (row, column) => false,
        _ => page.own(row, column).is_none_or(|value| is_nothing(&value.text())),
    }
}

/// Totals, signatures and notes under a table.
fn is_aside(found: &Found, page: &Page, row: u32) -> bool {
    let first = page.columns(row).next().and_then(|column| page.own(row, column)).map(Value::text);
    let first = plain(first.as_deref().unwrap_or_default());
    let heads =
        ["合计", "总计", "小计", "共计", "注:", "备注:", "说明:", "填表说明", "填报说明", "注1", "注："];
    let total = heads.iter().any(|head| first.starts_with(head));
    let signs = [
        "填报人",
        "填表人",
        "审核人",
        "负责人",
        "单位负责人",
        "联系人",
        "填报时间",
        "填报日期",
        "联系电话",
        "分管领导",
        "主要负责人",
        "制表",
        "签字",
        "盖章",
        "填报单位",
    ];
    // A label with its value in one cell, or alone before it.
    let signed = (first.contains(':') || first.contains("(盖章)") || first.contains("(签字)"))
        && signs.iter().any(|sign| first.contains(sign))
        && first.chars().count() < 60
        || signs.contains(&first.as_str());
    // 以下空白: nothing more comes.
    let ends = ["以下空白", "以下无正文", "此页无正文", "本页完", "续表", "接上页", "转下页", "完"];
    let bare = first.trim_matches(|c| matches!(c, '(' | ')' | '-' | '—'));
    let ended = ends.contains(&bare) && page.columns(row).count() == 1;
    // Rows of units have a task's number or text; asides have neither.
    let numbered = found.numbers.iter().any(|number| number.chars().any(char::is_numeric));
    (total || signed || ended) && found.task_name.is_none() && !numbered
}

/// The numbers that 序号 names: 34, 第34项, 34-37, 34、35, 三十四, 增1.
pub fn numbers(text: &str) -> Vec<String> {
    let plain = plain(text);
    let plain = plain
        .trim_start_matches('第')
        .trim_end_matches(['项', '条', '号', '、', ')'])
        .trim_start_matches('(');
    if plain.is_empty() {
        return Vec::new();
    }
    let single = |word: &str| -> String {
        let word = word.trim_start_matches('第').trim_end_matches(['项', '条', '号']);
        let word = word.strip_suffix(".0").unwrap_or(word);
        match word.parse::<u32>().ok().or_else(|| han_count(word)) {
            Some(number) => number.to_string(),
            None => word.to_owned(),
        }
    };
    let ends: Vec<&str> =
        plain.split(['-', '—', '–', '~', '～', '至', '到']).filter(|end| !end.is_empty()).collect();
    if let [first, last] = ends.as_slice()
        && let (Ok(first), Ok(last)) = (single(first).parse::<u32>(), single(last).parse::<u32>())
        && first < last
        && last - first < 200
    {
        return (first..=last).map(|number| number.to_string()).collect();
    }
    plain.split(['、', ',', ';', '/', '及', '和']).filter(|word| !word.is_empty()).map(single).collect()
}

/// A person and a phone number in one cell.
fn parted(text: &str) -> (String, String) {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '—' | '(' | ')' | '（' | '）');
    let mut best: Option<(usize, usize)> = None;
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        match (is_number(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let digits = text[from..at].chars().filter(char::is_ascii_digit).count();
                if digits >= 7 && best.is_none() {
                    best = Some((from, at));
                }
                start = None;
            }
            _ => {}
        }
    }
    let trim = |text: &str| {
        text.trim_matches(|c: char| c.is_whitespace() || "，,、：:;；/（()）".contains(c)).replace('\n', " ")
    };
    match best {
        // All numbers from the first on: there may be two.
        Some((from, _)) => (trim(&text[..from]), trim(&text[from..])),
        None => (trim(text), String::new()),
    }
}

/// What 同上 and 同第34项 stand for: the value above, or that of the row named.
fn ditto(rows: &mut [Found]) {
    let mut of_number: HashMap<String, usize> = HashMap::new();
    for place in 0..rows.len() {
        let number = rows[place].number.clone();
        for at in 0..rows[place].cells.len() {
            let (key, text) = {
                let cell = &rows[place].cells[at];
                let text = cell.value.as_ref().map(Value::text).unwrap_or_default();
                (cell.field.key, text)
            };
            let Some(source) = reference(&text) else { continue };
            let from = match source {
                Source::Above => place.checked_sub(1),
                Source::Number(number) => of_number.get(&number).copied(),
            };
            let value = from.and_then(|from| rows[from].cell(key)).map(|cell| cell.value.clone());
            rows[place].cells[at].value = value.unwrap_or(Err(Unread::Ditto));
        }
        if !number.is_empty() {
            for number in numbers(&number) {
                of_number.entry(number).or_insert(place);
            }
        }
    }
}

enum Source {
    Above,
    Number(String),
}

fn reference(text: &str) -> Option<Source> {
    let plain = plain(text);
    let plain = plain.trim_matches(|c| matches!(c, '(' | ')' | '“' | '”'));
    if [
        "同上",
        "〃",
        "″",
        "同前",
        "上同",
        "同上一项",
        "同上项",
        "\"",
        "''",
        "''",
        "々",
        "同上条",
        "如上",
        "同上行",
    ]
    .contains(&plain)
    {
        return Some(Source::Above);
    }
    let rest = ["同", "见", "参见", "与"].iter().find_map(|head| plain.strip_prefix(head))?;
    let rest = rest.trim_start_matches("序号").trim_start_matches("任务").trim_start_matches('第');
    let rest =
        rest.trim_end_matches("一致").trim_end_matches("相同").trim_end_matches(['项', '条', '号', '同']);
    let all = numbers(rest);
    let is_number = |word: &String| word.parse::<u32>().is_ok() || word.starts_with('增');
    match all.as_slice() {
        [one] if is_number(one) => Some(Source::Number(one.clone())),
        _ => None,
    }
}
