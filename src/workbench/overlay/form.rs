//! 配档条目表单: every field of an entry, edited in place. Nothing of it is in the data until it is saved.

mod check;
mod complete;
mod many;

use crossterm::event::KeyEvent;

use crate::domain::arrange::Gather as _;
use crate::domain::edit::{Desk, Given};
use crate::domain::entry::{Entry, EntryId};
use crate::domain::field::{FIELDS, Field, FieldKind};
use crate::store::draft::DraftForm;
use crate::workbench::line::{Line, Text};
use crate::workbench::pointer::FormSpot;

pub use check::Said;
pub use complete::Completion;
pub use many::Many;
pub(in crate::workbench) use many::inherited;

/// The fields that a new entry takes from the last entry of its unit.
const INHERITED: [&str; 4] = ["leader", "section", "person", "contact"];

/// What a field is edited in.
#[derive(Debug, Clone)]
pub enum Editor {
    /// One line.
    Line(Box<Line>),
    /// Several lines.
    Text(Box<Text>),
}

impl Editor {
    fn new(kind: FieldKind, text: &str) -> Self {
        match kind {
            FieldKind::Text | FieldKind::Progress | FieldKind::Evidence => {
                Self::Text(Box::new(Text::with_text(text)))
            }
            _ => Self::Line(Box::new(Line::with_text(text))),
        }
    }

    /// What stands in it.
    pub fn text(&self) -> String {
        match self {
            Self::Line(line) => line.text().to_owned(),
            Self::Text(text) => text.text(),
        }
    }

    /// Does what a key means in it; false where it means nothing here.
    pub fn key(&mut self, event: KeyEvent) -> bool {
        match self {
            Self::Line(line) => line.key(event),
            Self::Text(text) => text.key(event),
        }
    }

    /// Inserts a pasted text.
    pub fn paste(&mut self, pasted: &str) {
        match self {
            Self::Line(line) => line.paste(pasted),
            Self::Text(text) => text.paste(pasted),
        }
    }

    /// What stands before the caret in its paragraph, and whether the caret stands at the end of that.
    fn before_caret(&self) -> (&str, bool) {
        let (line, caret) = match self {
            Self::Line(line) => (line.text(), line.caret()),
            Self::Text(text) => {
                let (paragraph, caret) = text.caret();
                (text.paragraphs().get(paragraph).map_or("", String::as_str), caret)
            }
        };
        (&line[..caret], caret == line.len())
    }

    /// Puts a text in place of what stands between an offset and the caret.
    fn replace_back(&mut self, from: usize, with: &str) {
        match self {
            Self::Line(line) => {
                let (before, after) = line.text().split_at(line.caret());
                let kept = &before[..from.min(before.len())];
                let caret = kept.len() + with.len();
                let text = format!("{kept}{with}{after}");
                line.set_text(&text);
                line.set_caret(caret);
            }
            Self::Text(text) => text.replace_back(from, with),
        }
    }
}

/// One field of the form.
#[derive(Debug, Clone)]
pub struct FormField {
    /// Which.
    pub field: &'static Field,
    /// Its text.
    pub editor: Editor,
    /// Its text before anything was typed.
    pub before: String,
    /// What is to be said of the text as it stands.
    pub said: Vec<Said>,
}

impl FormField {
    fn new(field: &'static Field, text: &str) -> Self {
        let editor = Editor::new(field.kind, text);
        // As the editor has it: what cannot be seen was left out, and that alone is no change.
        Self { field, before: editor.text(), editor, said: Vec::new() }
    }

    /// Whether anything was typed.
    pub fn is_changed(&self) -> bool {
        self.editor.text() != self.before
    }

    fn set(&mut self, text: &str) {
        self.editor = Editor::new(self.field.kind, text);
    }
}

/// The form of one entry.
#[derive(Debug, Clone)]
pub struct EntryForm {
    /// The task.
    pub task: u32,
    /// The entry that is edited; none for a new one.
    pub entry: Option<EntryId>,
    /// The rows that it is for, where it is for many.
    pub many: Option<Many>,
    /// The fields that can be typed into, in the order of the table.
    pub fields: Vec<FormField>,
    /// Which of them has the caret.
    pub focus: usize,
    /// What the word at the caret may become.
    pub list: Option<Completion>,
    /// How many lines are above what is seen. Drawing keeps the caret in sight.
    pub scroll: usize,
    /// Where its fields were drawn, for clicks.
    pub spots: Vec<FormSpot>,
    /// Leaving was asked for while something is not saved: the next press leaves.
    pub leaving: bool,
}

impl EntryForm {
    fn with(task: u32, entry: Option<EntryId>, text: impl Fn(&'static Field) -> String) -> Self {
        let typed = |field: &&Field| {
            !matches!(
                field.kind,
                FieldKind::Id | FieldKind::Extensions | FieldKind::Day | FieldKind::Returned
            )
        };
        let fields = FIELDS.iter().filter(typed).map(|field| FormField::new(field, &text(field))).collect();
        Self {
            task,
            entry,
            many: None,
            fields,
            focus: 0,
            list: None,
            scroll: 0,
            spots: Vec::new(),
            leaving: false,
        }
    }

    /// The form of a new entry of a unit; it knows already what the unit's last entry says of people. The caret stands in
    /// the measure, or in the units where there is none.
    pub fn new_entry(task: u32, unit: &str, desk: &Desk<'_>) -> Self {
        let mut form = Self::with(task, None, |field| {
            if field.kind == FieldKind::Units { unit.to_owned() } else { String::new() }
        });
        form.inherit(desk);
        form.focus = form.place(if unit.is_empty() { "units" } else { "measure" });
        form.check_all(desk);
        form
    }

    /// The form of an entry as it stands.
    pub fn of_entry(task: u32, entry: &Entry, desk: &Desk<'_>) -> Self {
        let mut form = Self::with(task, Some(entry.id.clone()), |field| match field.kind {
            // What is typed there is one more note.
            FieldKind::Progress => String::new(),
            FieldKind::Status => entry.status.map(|status| status.word().to_owned()).unwrap_or_default(),
            _ => field.show(entry),
        });
        form.focus = form.place("measure");
        form.check_all(desk);
        form
    }

    /// Puts what was typed before a crash into the form again.
    pub fn restore(&mut self, draft: &DraftForm, desk: &Desk<'_>) {
        for field in &mut self.fields {
            if let Some(text) = draft.fields.get(field.field.key) {
                field.set(text);
            }
        }
        self.check_all(desk);
    }

    /// What is to be kept of it until it is saved; none where nothing was typed.
    pub fn draft(&self) -> Option<DraftForm> {
        if !self.is_changed() {
            return None;
        }
        let is_new = self.entry.is_none();
        let kept = |field: &&FormField| field.is_changed() || is_new && !field.before.is_empty();
        let fields = self.fields.iter().filter(kept);
        let fields = fields.map(|field| (field.field.key.to_owned(), field.editor.text())).into_map();
        Some(DraftForm { task: self.task, entry: self.entry.clone(), fields, record: None })
    }

    /// Whether anything was typed.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(FormField::is_changed)
    }

    /// Where a field stands.
    pub fn place(&self, key: &str) -> usize {
        self.find(key).unwrap_or(0)
    }

    /// Where a field stands, if the form has it.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.fields.iter().position(|one| one.field.key == key)
    }

    /// The field with the caret.
    pub fn focused(&self) -> Option<&FormField> {
        self.fields.get(self.focus)
    }

    /// The text of a field.
    pub fn text(&self, key: &str) -> String {
        self.find(key).and_then(|at| self.fields.get(at)).map(|one| one.editor.text()).unwrap_or_default()
    }

    /// The text of the units.
    pub fn units(&self) -> String {
        self.text("units")
    }

    /// The values to save: of an entry what was changed, of a new one all that is filled but its units.
    pub fn given(&self) -> Vec<Given> {
        let is_new = self.entry.is_none();
        let given = |one: &&FormField| {
            if is_new {
                one.field.kind != FieldKind::Units && !one.editor.text().trim().is_empty()
            } else {
                one.is_changed()
            }
        };
        self.fields.iter().filter(given).map(|one| (one.field, one.editor.text())).collect()
    }

    /// After a key or a paste that changed the text under the caret.
    pub(in crate::workbench) fn typed(&mut self, desk: &Desk<'_>) {
        self.check(self.focus, desk);
        self.list = complete::list(self, desk);
    }

    /// Puts the caret into another field. The units are written out in full on leaving them.
    pub(in crate::workbench) fn go(&mut self, place: usize, desk: &Desk<'_>) {
        self.list = None;
        if self.focused().is_some_and(|one| one.field.kind == FieldKind::Units) {
            self.write_out_units(desk);
            self.inherit(desk);
        }
        self.focus = place.min(self.fields.len().saturating_sub(1));
    }

    /// Puts the chosen completion, or the first, into the text.
    pub(in crate::workbench) fn accept(&mut self, desk: &Desk<'_>) {
        let Some(list) = self.list.take() else { return };
        let Some(text) = list.shown.get(list.cursor.unwrap_or(0)) else { return };
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.editor.replace_back(list.from, text);
        }
        self.check(self.focus, desk);
    }

    /// Whether Right at the caret's place completes.
    pub(in crate::workbench) fn is_at_end(&self) -> bool {
        self.focused().is_some_and(|one| one.editor.before_caret().1)
    }

    /// The full names of the units, where the words mean any.
    fn write_out_units(&mut self, desk: &Desk<'_>) {
        let place = self.place("units");
        let Some(field) = self.fields.get_mut(place) else { return };
        if let Some(Said::Units(units)) = field.said.iter().find(|said| matches!(said, Said::Units(_))) {
            let text = units.join("、");
            field.set(&text);
            self.check(place, desk);
        }
    }

    /// Takes what the unit's last entry says of people, where nothing else was typed.
    fn inherit(&mut self, desk: &Desk<'_>) {
        if self.entry.is_some() || self.many.is_some() {
            return;
        }
        let units = self.units();
        let unit = complete::first_unit(&units, desk);
        let last = unit.and_then(|unit| complete::last_entry(unit, desk));
        for field in &mut self.fields {
            if !INHERITED.contains(&field.field.key) || field.is_changed() {
                continue;
            }
            let text = last.map(|entry| field.field.show(entry)).unwrap_or_default();
            if text != field.before {
                field.set(&text);
                field.before = field.editor.text();
            }
        }
    }
}
