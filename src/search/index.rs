//! 索引: everything that can be found in one plan, prepared for many queries.
//!
//! Built from a [`Snapshot`], which costs pointers to take, on whichever thread searches; the words of the query are
//! asked of it in [`super::rank`].

use std::collections::HashMap;
use std::sync::Arc;

use super::pinyin::Haystack;
use crate::domain::activity::Activity;
use crate::domain::chase::Chase;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::plan::Place;
use crate::domain::rows::Rows;
use crate::domain::unit::{Contact, Unit};
use crate::domain::workspace::Workspace;

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 任务.
    Task,
    /// 配档条目.
    Entry,
    /// 进展: one note of an entry.
    Note,
    /// 责任单位.
    Unit,
    /// 活动.
    Activity,
    /// 提醒 / 催办.
    Chase,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Task, Self::Entry, Self::Note, Self::Unit, Self::Activity, Self::Chase];

    /// The key in JSON and in the words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Entry => "entry",
            Self::Note => "note",
            Self::Unit => "unit",
            Self::Activity => "activity",
            Self::Chase => "chase",
        }
    }
}

/// What a thing that was found is called.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Name {
    /// A task's id.
    Task(u32),
    /// An entry; of a note the entry that it stands in.
    Entry {
        /// The task in whose file it stands.
        task: u32,
        /// Its id.
        id: EntryId,
    },
    /// A unit's full name.
    Unit(Arc<str>),
    /// An activity's id.
    Activity(Arc<str>),
    /// A chase's id.
    Chase(Arc<str>),
}

/// The data as it stood when the search was asked: shared, not copied.
#[derive(Debug, Clone)]
pub struct Snapshot {
    workspace: Workspace,
    /// The units of each task, as its rows have them.
    units: HashMap<u32, Vec<Arc<str>>>,
}

impl Snapshot {
    /// Takes hold of the data.
    pub fn new(workspace: &Workspace, rows: &Rows) -> Self {
        let units = workspace
            .plan
            .tasks()
            .filter_map(|task| {
                let mut units: Vec<Arc<str>> = Vec::new();
                for row in &rows.task(task.id)?.rows {
                    if !units.contains(&row.unit) {
                        units.push(Arc::clone(&row.unit));
                    }
                }
                Some((task.id, units))
            })
            .collect();
        Self { workspace: workspace.clone(), units }
    }
}

/// Which part of a thing a text is; the smaller one says more about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// What it is called by.
    Title,
    /// A name of one of its units.
    Unit,
    /// Another field.
    Field,
    /// A note of progress.
    Note,
}

/// One thing that can be found.
#[derive(Debug)]
pub struct Item {
    /// What kind of thing it is.
    pub kind: Kind,
    /// What it is called.
    pub name: Name,
    /// What is shown of it.
    pub title: Arc<str>,
    pub(super) prepared: Haystack,
    /// Other ways to call it: a unit's short names and aliases, a task's number.
    pub(super) also: Vec<Haystack>,
    /// Its units, by their places in [`Index::units`].
    pub(super) units: Vec<usize>,
    pub(super) fields: Vec<Arc<Haystack>>,
    /// Where its task stands in the plan.
    pub(super) place: usize,
}

/// All that can be found.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) items: Vec<Item>,
    /// The names of every unit and group that a task or an entry names.
    pub(super) units: Vec<Vec<Haystack>>,
}

impl Index {
    /// Prepares everything.
    pub fn build(snapshot: &Snapshot) -> Self {
        let mut builder = Builder {
            index: Self::default(),
            known: HashMap::new(),
            workspace: &snapshot.workspace,
            places: HashMap::new(),
        };
        builder.tasks(&snapshot.units);
        builder.entries();
        for unit in &snapshot.workspace.roster.units {
            builder.unit(unit);
        }
        for activity in &snapshot.workspace.activities {
            builder.activity(activity);
        }
        for chase in &snapshot.workspace.chases {
            builder.chase(chase);
        }
        builder.index
    }

    /// How many things can be found.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether nothing can be found at all.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// What stands behind every task of the plan.
const AFTER_ALL: usize = usize::MAX;

struct Builder<'a> {
    index: Index,
    /// Full name → place among the units.
    known: HashMap<String, usize>,
    workspace: &'a Workspace,
    /// Task → its place in the plan.
    places: HashMap<u32, usize>,
}

impl Builder<'_> {
    fn names(&mut self, full: &str) -> usize {
        if let Some(place) = self.known.get(full) {
            return *place;
        }
        let names = match self.workspace.roster.named(full) {
            Some(unit) => unit.names().map(Haystack::new).collect(),
            None => vec![Haystack::new(full)],
        };
        self.index.units.push(names);
        let place = self.index.units.len() - 1;
        self.known.insert(full.to_owned(), place);
        place
    }

    fn put(&mut self, kind: Kind, name: Name, title: &str) -> &mut Item {
        let item = Item {
            kind,
            name,
            title: Arc::from(title),
            prepared: Haystack::new(title),
            also: Vec::new(),
            units: Vec::new(),
            fields: Vec::new(),
            place: AFTER_ALL,
        };
        let place = self.index.items.len();
        self.index.items.push(item);
        &mut self.index.items[place]
    }

    fn tasks(&mut self, units: &HashMap<u32, Vec<Arc<str>>>) {
        let plan = Arc::clone(&self.workspace.plan);
        // A heading stands over many tasks: prepared once.
        let mut headings: HashMap<*const str, Arc<Haystack>> = HashMap::new();
        for (order, Place { area, topic, task, .. }) in plan.places().enumerate() {
            self.places.insert(task.id, order);
            let named: Vec<usize> =
                units.get(&task.id).into_iter().flatten().map(|unit| self.names(unit)).collect();
            let mut fields: Vec<Arc<Haystack>> = [Some(area.title.as_str()), topic.title.as_deref()]
                .into_iter()
                .flatten()
                .map(|text| {
                    let known = headings
                        .entry(std::ptr::from_ref(text))
                        .or_insert_with(|| Arc::new(Haystack::new(text)));
                    Arc::clone(known)
                })
                .collect();
            let own = [task.origin.as_deref(), task.due.as_deref(), task.units_text.as_deref()];
            fields.extend(own.into_iter().flatten().map(|text| Arc::new(Haystack::new(text))));
            let item = self.put(Kind::Task, Name::Task(task.id), &task.requirement);
            item.also =
                vec![Haystack::new(&task.number), Haystack::new(&format!("#{}", task.number.as_str()))];
            item.units = named;
            item.fields = fields;
            item.place = order;
        }
    }

    fn entries(&mut self) {
        let workspace = self.workspace;
        for (task, entry) in workspace.entries() {
            let place = self.places.get(&task).copied().unwrap_or(AFTER_ALL);
            let name = Name::Entry { task, id: entry.id.clone() };
            let units: Vec<usize> = entry.units.iter().map(|unit| self.names(unit)).collect();
            let fields: Vec<Arc<Haystack>> = texts(entry).map(|text| Arc::new(Haystack::new(text))).collect();
            let measure = Arc::new(Haystack::new(&entry.measure));
            let title = if entry.measure.trim().is_empty() {
                entry.units.join("、")
            } else {
                one_line(&entry.measure)
            };
            let item = self.put(Kind::Entry, name.clone(), &title);
            (item.units, item.fields, item.place) = (units.clone(), fields, place);
            item.also = vec![Haystack::new(entry.id.as_str())];
            for note in &entry.progress {
                let item = self.put(Kind::Note, name.clone(), &one_line(&note.text));
                (item.units, item.place) = (units.clone(), place);
                // A word may stand in the note and another in what it is a note of.
                item.fields = vec![Arc::clone(&measure), Arc::new(Haystack::new(&note.by))];
            }
        }
    }

    fn unit(&mut self, unit: &Unit) {
        let name = Name::Unit(Arc::from(unit.name.as_str()));
        let contacts = unit.contacts.iter().flat_map(contact_texts);
        let fields: Vec<Arc<Haystack>> = contacts
            .chain(std::iter::once(unit.note.as_str()))
            .filter(|text| !text.is_empty())
            .map(|text| Arc::new(Haystack::new(text)))
            .collect();
        let item = self.put(Kind::Unit, name, &unit.name);
        item.also = unit.names().skip(1).map(Haystack::new).collect();
        item.fields = fields;
    }

    fn activity(&mut self, activity: &Activity) {
        let units = vec![self.names(&activity.unit)];
        let title = if activity.name.trim().is_empty() { &activity.unit } else { &activity.name };
        let name = Name::Activity(Arc::from(activity.id.as_str()));
        let item = self.put(Kind::Activity, name, &one_line(title));
        item.units = units;
        let texts = [
            &activity.date,
            &activity.place,
            &activity.content,
            &activity.audience,
            &activity.signup,
            &activity.person,
            &activity.contact,
            &activity.link,
        ];
        let texts = texts.into_iter().filter(|text| !text.is_empty());
        item.fields = texts.map(|text| Arc::new(Haystack::new(text))).collect();
    }

    fn chase(&mut self, chase: &Chase) {
        let units = chase.units.iter().map(|unit| self.names(unit)).collect();
        let place = chase.tasks.first().and_then(|task| self.places.get(task)).copied().unwrap_or(AFTER_ALL);
        let title =
            if chase.answer.trim().is_empty() { chase.units.join("、") } else { one_line(&chase.answer) };
        let item = self.put(Kind::Chase, Name::Chase(Arc::from(chase.id.as_str())), &title);
        (item.units, item.place) = (units, place);
        let texts = [&chase.who, &chase.by].into_iter().filter(|text| !text.is_empty());
        item.fields = texts.map(|text| Arc::new(Haystack::new(text))).collect();
    }
}

/// A title is one line.
fn one_line(text: &str) -> String {
    text.trim().chars().map(|c| if c == '\n' || c == '\r' || c == '\t' { ' ' } else { c }).collect()
}

/// The texts of an entry besides its measure, its units and its notes.
fn texts(entry: &Entry) -> impl Iterator<Item = &str> {
    [
        &entry.deliverable,
        &entry.person,
        &entry.section,
        &entry.leader,
        &entry.contact,
        &entry.start,
        &entry.due,
        &entry.problem,
        &entry.help,
        &entry.remark,
    ]
    .into_iter()
    .map(String::as_str)
    .chain(entry.tags.iter().map(String::as_str))
    .chain(entry.evidence.iter().map(|one| one.text.as_str()))
    .chain(entry.returned.iter().map(|returned| returned.reason.as_str()))
    .filter(|text| !text.is_empty())
}

fn contact_texts(contact: &Contact) -> impl Iterator<Item = &str> {
    [&contact.name, &contact.role, &contact.section, &contact.phone, &contact.mobile, &contact.chat_name]
        .into_iter()
        .map(String::as_str)
}
