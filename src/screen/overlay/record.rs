//! 记录表单: the fields of an activity, a unit, a duty or the groups; under them what the field wants or what is wrong.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::lists::first;
use super::{note, popup, put};
use crate::domain::duty::MetBy;
use crate::domain::plan::{AnsweredBy, Nature};
use crate::domain::unit::UnitKind;
use crate::screen::frame::{Popup, centered};
use crate::screen::input::LineInput;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::{pad, width, wrap};
use crate::words::time::{self, Enter, TimeWords};
use crate::words::{fill, refusal, when};
use crate::workbench::Workbench;
use crate::workbench::overlay::{BY_ENTRIES, BY_FILING, Heading, NO, RecordForm, RecordOf, YES};
use crate::workbench::records::choices;

/// How many lines the text of one field takes at most.
const WHOLE: usize = 8;

pub(super) fn draw(
    form: &RecordForm,
    workbench: &Workbench,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let words = time::words(look.language);
    let labels: Vec<&str> = form.fields.iter().map(|field| label(words, form, &field.key)).collect();
    let cells = labels.iter().map(|label| width(label)).max().unwrap_or(0).min(30) + 2;
    let columns = area.width.saturating_sub(4).min(84);
    let room = usize::from(Popup::inner(Rect { width: columns, ..area }).width);
    let mut beside: Vec<(String, bool)> =
        whole(form, room, cells, look).into_iter().map(|line| (line, false)).collect();
    for (text, wrong) in [hint(form, workbench, look, words), problems(form, look, words)] {
        let mut lines = wrap(&look.glyphs.prose(&text), room);
        lines.resize(lines.len().max(1), String::new());
        beside.extend(lines.into_iter().map(|line| (line, wrong)));
    }
    let rows = u16::try_from(form.fields.len() + 2 + beside.len()).unwrap_or(u16::MAX);
    let at = centered(area, columns, rows.min(area.height));
    let keys = if let RecordOf::Split(_) = form.of {
        words.form.keys_split.clone()
    } else {
        let enter = match form.of {
            RecordOf::Notice => Enter::Reads,
            _ if form.is_at_end() => Enter::Saves,
            _ => Enter::Next,
        };
        words.form.keys(enter, workbench.takes_date(), form.has_next())
    };
    let inner = popup(&title(words, form, workbench), &keys, look, at, buffer);
    let said = inner.height.min(u16::try_from(beside.len()).unwrap_or(u16::MAX));
    let fields = Rect { height: inner.height - said, ..inner };
    let offset = first(form.focus, fields.height);
    note(workbench, fields, offset);
    let mut caret = None;
    let shown = form.fields.iter().zip(&labels).enumerate().skip(offset);
    for ((place, (field, label)), y) in shown.zip(fields.top()..fields.bottom()) {
        let focused = place == form.focus;
        let style = if focused { look.theme.accent() } else { look.theme.dim() };
        let rest = (!focused).then(|| told(form, &field.key, field.line.text(), look));
        let at = LineInput::new(&field.line)
            .at_rest(rest.as_deref())
            .glyphs(&look.glyphs)
            .label(&pad(label, cells), style)
            .style(look.theme.text())
            .draw(Rect { y, height: 1, ..inner }, buffer);
        if focused {
            caret = at;
        }
    }
    for ((text, wrong), y) in beside.iter().zip(fields.bottom()..inner.bottom()) {
        let style = if *wrong { look.theme.wrong() } else { look.theme.dim() };
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        strip.push(text, style);
        put(inner, y, &strip.line(), None, buffer);
    }
    caret
}

/// The text of the field that has the caret in several lines, where one is too short for it; the last lines if they are
/// many.
fn whole(form: &RecordForm, columns: usize, label: usize, look: &Look) -> Vec<String> {
    let Some(field) = form.fields.get(form.focus) else { return Vec::new() };
    let mut text = field.line.text().to_owned();
    if matches!(form.of, RecordOf::Split(_)) && text.is_char_boundary(field.line.caret()) {
        text.insert_str(field.line.caret(), look.glyphs.vertical);
    } else if width(&text) + label < columns {
        return Vec::new();
    }
    wrap(&text, columns).into_iter().take(WHOLE).collect()
}

fn title(words: &TimeWords, form: &RecordForm, workbench: &Workbench) -> String {
    let form_words = &words.form;
    match &form.of {
        RecordOf::Activity { is_new: true, .. } => form_words.new_activity.clone(),
        RecordOf::Activity { before, .. } => fill(&form_words.activity, &[("id", &before.id)]),
        RecordOf::Unit(None) => form_words.new_unit.clone(),
        RecordOf::Unit(Some(unit)) => fill(&form_words.unit, &[("name", &unit.name)]),
        RecordOf::Duty { is_new: true, .. } => form_words.new_duty.clone(),
        RecordOf::Duty { before, .. } => fill(&form_words.duty, &[("id", &before.id)]),
        RecordOf::Groups => form_words.groups.clone(),
        RecordOf::Task { behind: Some(_), .. } => form_words.new_task.clone(),
        RecordOf::Task { before, .. } => fill(&form_words.task, &[("number", &before.number)]),
        RecordOf::Heading(Heading::Of(_)) => form_words.rename.clone(),
        RecordOf::Heading(Heading::NewArea(_)) => form_words.new_area.clone(),
        RecordOf::Heading(Heading::NewTopic(_)) => form_words.new_topic.clone(),
        RecordOf::Notice => form_words.notice.clone(),
        RecordOf::PlanId => form_words.plan_id.clone(),
        RecordOf::Plan(_) => form_words.plan.clone(),
        RecordOf::Split(task) => {
            let number = workbench.plan().task(*task).map_or("", |task| &task.number);
            fill(&form_words.split, &[("number", &number)])
        }
    }
}

fn label<'a>(words: &'a TimeWords, form: &RecordForm, key: &'a str) -> &'a str {
    match form.of {
        RecordOf::Activity { .. } => words.activity_field(key),
        RecordOf::Unit(_) => words.unit_field(key),
        RecordOf::Duty { .. } => words.duty_field(key),
        RecordOf::Task { .. }
        | RecordOf::Heading(_)
        | RecordOf::Split(_)
        | RecordOf::Notice
        | RecordOf::PlanId
        | RecordOf::Plan(_) => words.task_field(key),
        RecordOf::Groups => key,
    }
}

/// The text of a field in the language of the screen, where it is one of the words that are stored in Chinese.
fn told<'a>(form: &RecordForm, key: &str, text: &'a str, look: &Look) -> Cow<'a, str> {
    let words = time::words(look.language);
    if let (RecordOf::Task { .. }, "answered_by") = (&form.of, key) {
        let read = AnsweredBy::read(text).ok();
        return read.map_or(Cow::Borrowed(text), |answered| Cow::Owned(words.answered_by(answered)));
    }
    let word = match (&form.of, key) {
        (RecordOf::Activity { .. }, "kind") => text.parse().ok().map(|kind| words.kind(kind)),
        (RecordOf::Activity { .. } | RecordOf::Duty { .. }, "state") => {
            text.parse().ok().map(|state| words.state(state))
        }
        (RecordOf::Task { .. }, "nature") => Nature::named(text).map(|nature| look.domain().nature(nature)),
        (RecordOf::Unit(_), "kind") => UnitKind::named(text).map(|kind| words.unit_kind(kind)),
        (RecordOf::Duty { .. }, "met_by") => match text {
            BY_ENTRIES => Some(words.met_by(Some(&MetBy::Entries))),
            BY_FILING => Some(words.met_by(Some(&MetBy::Filing))),
            text => text.parse().ok().map(|kind| words.kind(kind)),
        },
        (RecordOf::Duty { .. }, "active") => match text {
            YES => Some(words.yes.as_str()),
            NO => Some(words.no.as_str()),
            _ => None,
        },
        _ => None,
    };
    word.map_or(Cow::Borrowed(text), |word| Cow::Owned(word.to_owned()))
}

/// What is wrong with the field that has the caret, else what it offers, else how it reads, else what it wants.
fn hint(form: &RecordForm, workbench: &Workbench, look: &Look, words: &TimeWords) -> (String, bool) {
    let key = form.key();
    if let Some(error) = &form.wrong {
        return (refusal::edit(error, look.language), true);
    }
    let offered = choices(form);
    if !offered.is_empty() {
        let all: Vec<String> = offered
            .iter()
            .zip(1..)
            .map(|(word, digit)| format!("{digit}{}", told(form, key, word, look)))
            .collect();
        return (all.join(" "), false);
    }
    let typed = form.text(key).trim();
    let is_date = key.ends_with("_on") || matches!(key, "date" | "due" | "started" | "restarted");
    if is_date && !typed.is_empty() {
        let context = workbench.desk().when();
        let words = crate::domain::when::entered(typed, &context);
        let read = crate::domain::when::read(&words, &context);
        let reading = when::reading(&read.reading, workbench.plan().year, look.language);
        let doubt = read.doubt.map(|doubt| when::doubt(&doubt, look.language)).unwrap_or_default();
        return (format!("{} {reading} {doubt}", look.glyphs.arrow), false);
    }
    let said = match (&form.of, key) {
        // Only titles inside the plan stand beside others.
        (RecordOf::Split(_), _) | (RecordOf::Plan(_), "title") => String::new(),
        (RecordOf::Groups, _) => words.form.groups_hint.clone(),
        (
            RecordOf::Task { .. }
            | RecordOf::Heading(_)
            | RecordOf::Notice
            | RecordOf::PlanId
            | RecordOf::Plan(_),
            _,
        ) => words.form.task_hints.get(key).cloned().unwrap_or_default(),
        (RecordOf::Unit(_), "short" | "aliases" | "old_names") => words.form.names_hint.clone(),
        // Of a unit the name is kept as an old one; of others it is just a name.
        (of, "name") if !matches!(of, RecordOf::Unit(Some(_))) => String::new(),
        _ => words.form.hints.get(key).cloned().unwrap_or_default(),
    };
    (said, false)
}

/// What annex 2 would send back, in one line.
fn problems(form: &RecordForm, look: &Look, words: &TimeWords) -> (String, bool) {
    (words.problems(&form.problems).join(&look.words().list_comma), false)
}
