//! 附件2 as it comes back: a form of labels and values, mostly in Word, or a table with one activity a row. Read into
//! activities 政府开放活动.

use super::base::Base;
use super::header::without_brackets;
use super::likeness::Shape;
use super::merge::{Outcome, three_way};
use super::review::{Setting, Verdict};
use super::value::{Said, Unread, is_nothing, plain, read};
use super::whose;
use crate::domain::activity::{Activity, ActivityKind};
use crate::domain::entry::EntryId;
use crate::domain::field::Field;
use crate::domain::when::{self, Reading};
use crate::exchange::read::{Page, Value, address};

/// The fields of the form: key, label, other words for it.
pub const LABELS: [(&str, &str, &[&str]); 8] = [
    ("name", "活动主题", &["活动名称", "主题"]),
    ("date", "开展时间", &["活动时间", "开展日期", "计划开展时间", "活动日期"]),
    ("place", "开展地点", &["活动地点", "地点"]),
    ("content", "活动内容", &["主要内容", "活动安排"]),
    ("audience", "活动对象", &["参加对象", "参与对象", "邀请对象", "参加人员", "参与人员"]),
    ("signup", "活动报名方式", &["报名方式", "报名渠道", "报名途径"]),
    ("person", "联系人", &["活动联系人"]),
    ("contact", "联系方式", &["联系电话", "电话", "联系人电话"]),
];

/// How many labels make a form.
const ENOUGH: usize = 4;

/// One form, compared.
#[derive(Debug, Clone, PartialEq)]
pub struct FormReview {
    /// The sheet's name, or the table's.
    pub sheet: String,
    /// Full name of the unit; none where nothing tells it.
    pub unit: Option<String>,
    /// The activity; none where it is not known yet.
    pub id: Option<String>,
    /// The cell that it begins with.
    pub cell: String,
    /// The row, from 0.
    pub row: u32,
    /// What is new, and what cannot be read.
    pub items: Vec<FormItem>,
    /// What it said of each field that was decided.
    pub said: Vec<(&'static str, String)>,
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormItem {
    /// The cell's name.
    pub cell: String,
    /// The field's key.
    pub key: &'static str,
    /// The label of the form.
    pub label: &'static str,
    /// What stands here.
    pub old: String,
    /// What the form says.
    pub new: String,
    /// What becomes of it.
    pub verdict: Verdict,
}

/// A form as it stands on the page: place and value per field.
#[derive(Default)]
struct Form {
    cells: Vec<(&'static str, u32, u32, Value)>,
    /// The unit, where a list names it in each row.
    unit: String,
}

/// The field that a label means.
fn label(text: &str) -> Option<&'static str> {
    let first = text.lines().next().unwrap_or_default();
    let first = first.split(['：', ':']).next().unwrap_or_default();
    let bare = plain(&without_brackets(first));
    let bare = bare
        .trim_end_matches(':')
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、'));
    LABELS.iter().find(|(_, label, others)| bare == *label || others.contains(&bare)).map(|(key, _, _)| *key)
}

/// Reads the forms of a page and compares them; none where it holds none.
pub fn reviews(page: &Page, unit: Option<&str>, setting: &Setting<'_>) -> Option<Vec<FormReview>> {
    let forms = forms(page)?;
    let named = whose::on_page(page, &setting.desk.workspace.roster);
    let unit = named.or_else(|| unit.map(str::to_owned));
    let mut reviews = Vec::new();
    for form in forms {
        let Some((_, row, column, _)) = form.cells.first() else { continue };
        let by_hand = setting.by_hand(&page.name, *row).map(|one| one.unit.clone());
        let own = || match form.unit.as_str() {
            "" => unit.clone(),
            name => setting.desk.workspace.roster.unit(name).ok().map(|unit| unit.name.clone()),
        };
        let mut review = FormReview {
            sheet: page.name.clone(),
            unit: by_hand.or_else(own),
            id: None,
            cell: address(*row, *column),
            row: *row,
            items: Vec::new(),
            said: Vec::new(),
        };
        compare(&form, &mut review, page, setting);
        reviews.push(review);
    }
    Some(reviews)
}

/// The forms of a page that have anything in them.
fn forms(page: &Page) -> Option<Vec<Form>> {
    let found: Vec<(u32, u32, &'static str)> = page
        .rows()
        .flat_map(|row| page.columns(row).map(move |column| (row, column)).collect::<Vec<_>>())
        .filter_map(|(row, column)| {
            let Value::Text(text) = page.own(row, column)? else { return None };
            Some((row, column, label(text)?))
        })
        .take(10_000)
        .collect();
    let distinct = |labels: &[(u32, u32, &'static str)]| {
        let mut keys: Vec<&str> = labels.iter().map(|(_, _, key)| *key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.len()
    };
    // 联系人 and 联系方式 are heads of the other table too: the activity's own words decide.
    let own = found.iter().filter(|(_, _, key)| !matches!(*key, "person" | "contact" | "content")).count();
    if distinct(&found) < ENOUGH || own < 2 {
        return None;
    }
    let head = found.iter().map(|(row, _, _)| *row).find(|row| {
        let of_row: Vec<_> = found.iter().filter(|(one, _, _)| one == row).copied().collect();
        distinct(&of_row) >= ENOUGH
    });
    let mut forms: Vec<Form> = match head {
        Some(head) => table(page, head, &found),
        None => labelled(page, &found),
    };
    forms.retain(|form| form.cells.iter().any(|(_, _, _, value)| !is_nothing(&value.text())));
    Some(forms)
}

/// One activity a row, under a row of labels.
fn table(page: &Page, head: u32, found: &[(u32, u32, &'static str)]) -> Vec<Form> {
    let columns: Vec<(u32, &'static str)> =
        found.iter().filter(|(row, _, _)| *row == head).map(|(_, column, key)| (*column, *key)).collect();
    let of_unit = page
        .columns(head)
        .find(|column| page.own(head, *column).is_some_and(|value| whose::is_label(&value.text())));
    let unit = |row: u32| {
        let named = of_unit.and_then(|column| page.down(row, column)).map(Value::text);
        named.map(|name| name.trim().to_owned()).unwrap_or_default()
    };
    let rows = page.rows().filter(|row| *row > head).filter(|row| found.iter().all(|(one, _, _)| one != row));
    rows.map(|row| Form {
        unit: unit(row),
        cells: columns
            .iter()
            .filter_map(|(column, key)| Some((*key, row, *column, page.down(row, *column)?.clone())))
            .collect(),
    })
    .filter(|form| form.cells.len() >= 2)
    .collect()
}

/// A label, and its value beside it.
fn labelled(page: &Page, found: &[(u32, u32, &'static str)]) -> Vec<Form> {
    let mut forms: Vec<Form> = vec![Form::default()];
    let mut seen: Vec<&str> = Vec::new();
    for (row, column, key) in found {
        // The first label again: another form on the same page.
        if seen.contains(key) {
            if *key != "name" {
                continue;
            }
            seen.clear();
            forms.push(Form::default());
        }
        seen.push(key);
        let right = page.region(*row, *column).map_or(*column, |area| area.right);
        let beside = page.columns(*row).find(|next| *next > right);
        // 活动主题：… in one cell.
        let own = page.own(*row, *column).map(Value::text).unwrap_or_default();
        if let (Some((_, rest)), Some(form)) = (own.split_once(['：', ':']), forms.last_mut())
            && !rest.trim().is_empty()
        {
            form.cells.push((key, *row, *column, Value::Text(rest.trim().to_owned())));
            continue;
        }
        let value = beside.and_then(|next| Some((next, page.down(*row, next)?)));
        if let (Some((next, value)), Some(form)) = (value, forms.last_mut())
            && label(&value.text()).is_none()
        {
            form.cells.push((key, *row, next, value.clone()));
        }
    }
    forms
}

fn compare(form: &Form, review: &mut FormReview, page: &Page, setting: &Setting<'_>) {
    let workspace = setting.desk.workspace;
    let text = |key: &str| {
        let cell = form.cells.iter().find(|(one, _, _, _)| *one == key);
        cell.map(|(_, _, _, value)| value.text()).filter(|text| !is_nothing(text)).unwrap_or_default()
    };
    let known = workspace.activities.iter().find(|one| {
        one.kind == ActivityKind::OpenDay
            && Some(one.unit.as_str()) == review.unit.as_deref()
            && is_same(one, &text("name"), &text("date"))
    });
    review.id = known.map(|one| one.id.clone());
    let base = Base::new(review.unit.as_deref(), None, &[], setting.returns, setting.undone);
    for (key, row, column, value) in &form.cells {
        let Some((_, label, _)) = LABELS.iter().find(|(one, _, _)| one == key) else { continue };
        let old = known.map(|one| shown(one, key).to_owned()).unwrap_or_default();
        let cell = address(*row, *column);
        let said = match *key {
            "date" => date(value, page, setting),
            "contact" => {
                Field::keyed("contact").map_or(Said::Nothing, |field| read(field, value, page.since_1904))
            }
            _ if matches!(value, Value::Error(_)) => Said::Unread(Unread::Formula),
            _ => Said::Text(value.text()),
        };
        let mut put = |new: String, verdict| {
            review.items.push(FormItem { cell: cell.clone(), key, label, old: old.clone(), new, verdict });
        };
        match said {
            Said::Text(new) if is_nothing(&new) => {}
            Said::Text(new) => {
                let id = review.id.as_deref().map(EntryId::from_text);
                let seen = base.text(0, id.as_ref(), key).filter(|text| !text.is_empty());
                let same = |one: &str, other: &str| plain(one) == plain(other);
                let outcome = three_way(seen, &new, &old, same);
                if outcome == Outcome::Conflict {
                    put(new, Verdict::Conflict);
                    continue;
                }
                review.said.push((key, new.clone()));
                if outcome == Outcome::Take {
                    put(new, Verdict::Take);
                }
            }
            Said::Unread(reason) => put(value.text(), Verdict::Unread(reason)),
            _ => {}
        }
    }
}

/// 开展时间 has to have a month.
fn date(value: &Value, page: &Page, setting: &Setting<'_>) -> Said {
    let Some(field) = Field::keyed("due") else { return Said::Nothing };
    match read(field, value, page.since_1904) {
        Said::Text(text) => match when::read(&text, &setting.desk.when()).reading {
            Reading::Text => Said::Unread(Unread::Number),
            _ => Said::Text(text),
        },
        said => said,
    }
}

fn is_same(one: &Activity, name: &str, date: &str) -> bool {
    let alike = Shape::of(&one.name).likeness(&Shape::of(name));
    alike > 0.99 || (alike >= 0.5 && plain(&one.date) == plain(date))
}

fn shown<'a>(one: &'a Activity, key: &str) -> &'a str {
    match key {
        "name" => &one.name,
        "date" => &one.date,
        "place" => &one.place,
        "content" => &one.content,
        "audience" => &one.audience,
        "signup" => &one.signup,
        "person" => &one.person,
        "contact" => &one.contact,
        _ => "",
    }
}
