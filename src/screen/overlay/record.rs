//! 记录表单: the fields of an activity, a unit, a duty or the groups; under them what the field wants or what is wrong.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::lists::first;
use super::{popup, put};
use crate::screen::frame::centered;
use crate::screen::input::LineInput;
use crate::screen::look::Look;
use crate::screen::strip::Strip;
use crate::screen::text::{pad, width};
use crate::words::time::{self, TimeWords};
use crate::words::{fill, refusal, when};
use crate::workbench::Workbench;
use crate::workbench::overlay::{RecordForm, RecordOf};
use crate::workbench::records::choices;

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
    let rows = u16::try_from(form.fields.len() + 4).unwrap_or(u16::MAX);
    let at = centered(area, area.width.saturating_sub(4).min(84), rows.min(area.height));
    let inner = popup(&title(words, form), &words.form.keys, look, at, buffer);
    let said = inner.height.min(2);
    let fields = Rect { height: inner.height - said, ..inner };
    let offset = first(form.focus, fields.height);
    let mut caret = None;
    let shown = form.fields.iter().zip(&labels).enumerate().skip(offset);
    for ((place, (field, label)), y) in shown.zip(fields.top()..fields.bottom()) {
        let focused = place == form.focus;
        let style = if focused { look.theme.accent() } else { look.theme.dim() };
        let at = LineInput::new(&field.line)
            .label(&pad(label, cells), style)
            .style(look.theme.text())
            .draw(Rect { y, height: 1, ..inner }, buffer);
        if focused {
            caret = at;
        }
    }
    let beside = [hint(form, workbench, look, words), problems(form, look, words)];
    for ((text, wrong), y) in beside.iter().zip(fields.bottom()..inner.bottom()) {
        let style = if *wrong { look.theme.wrong() } else { look.theme.dim() };
        let mut strip = Strip::new(usize::from(inner.width), &look.glyphs);
        strip.push_within(&look.glyphs.prose(text), usize::from(inner.width), style);
        put(inner, y, &strip.line(), None, buffer);
    }
    caret
}

fn title(words: &TimeWords, form: &RecordForm) -> String {
    let form_words = &words.form;
    match &form.of {
        RecordOf::Activity { is_new: true, .. } => form_words.new_activity.clone(),
        RecordOf::Activity { before, .. } => fill(&form_words.activity, &[("id", &before.id)]),
        RecordOf::Unit(None) => form_words.new_unit.clone(),
        RecordOf::Unit(Some(unit)) => fill(&form_words.unit, &[("name", &unit.name)]),
        RecordOf::Duty { is_new: true, .. } => form_words.new_duty.clone(),
        RecordOf::Duty { before, .. } => fill(&form_words.duty, &[("id", &before.id)]),
        RecordOf::Groups => form_words.groups.clone(),
    }
}

fn label<'a>(words: &'a TimeWords, form: &RecordForm, key: &'a str) -> &'a str {
    match form.of {
        RecordOf::Activity { .. } => words.activity_field(key),
        RecordOf::Unit(_) => words.unit_field(key),
        RecordOf::Duty { .. } => words.duty_field(key),
        RecordOf::Groups => key,
    }
}

/// What is wrong with the field that has the caret, else what it offers, else how it reads, else what it wants.
fn hint(form: &RecordForm, workbench: &Workbench, look: &Look, words: &TimeWords) -> (String, bool) {
    let key = form.key();
    if let Some(error) = &form.wrong {
        return (refusal::edit(error, look.language), true);
    }
    let offered = choices(form);
    if !offered.is_empty() {
        let all: Vec<String> =
            offered.iter().zip(1..).map(|(word, digit)| format!("{digit}{word}")).collect();
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
        (RecordOf::Groups, _) => words.form.groups_hint.clone(),
        (RecordOf::Unit(_), "short" | "aliases" | "old_names") => words.form.names_hint.clone(),
        // Of a unit the name is kept as an old one; of others it is just a name.
        (of, "name") if !matches!(of, RecordOf::Unit(Some(_))) => String::new(),
        _ => words.form.hints.get(key).cloned().unwrap_or_default(),
    };
    (said, false)
}

/// What annex 2 would send back, in one line.
fn problems(form: &RecordForm, look: &Look, words: &TimeWords) -> (String, bool) {
    let all: Vec<String> = form.problems.iter().map(|problem| words.problem(*problem)).collect();
    (all.join(&look.words().list_comma), false)
}
