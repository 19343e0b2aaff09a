//! 索引: everything that can be found in one plan, prepared for many queries.
//!
//! Every text is written in the numbers of an [`Alphabet`]; the texts of one thing stand behind each other in one run,
//! a mark before each that says which [`Part`] it is. So a word is looked for in all of a thing in one go.
//!
//! [`Index::follow`] takes up a newer [`Snapshot`] and writes anew only what differs: a task with its entries and notes
//! is one block. Invariant: an index that followed finds what one built anew finds. It lives on whichever thread
//! searches; the words of the query are asked of it in [`super::rank`].

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::alphabet::Alphabet;
use super::facts::ChangedDays;
use super::plain::PlainWords;
use super::suggest::Pool;
use crate::domain::activity::Activity;
use crate::domain::chase::Chase;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::rows::{Rows, TaskRows};
use crate::domain::workspace::Workspace;

mod build;
mod follow;

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
    pub(super) workspace: Workspace,
    pub(super) rows: BTreeMap<u32, Arc<TaskRows>>,
    /// The day of the newest change of each entry; only `~3d` asks for it.
    pub(super) changed: Arc<ChangedDays>,
}

impl Snapshot {
    /// Takes hold of the data.
    pub fn new(workspace: &Workspace, rows: &Rows) -> Self {
        Self { workspace: workspace.clone(), rows: rows.shared(), changed: Arc::default() }
    }

    /// The same, knowing when each entry was changed last.
    #[must_use]
    pub fn with_changes(self, changed: ChangedDays) -> Self {
        Self { changed: Arc::new(changed), ..self }
    }
}

/// Which part of a thing a text is; the smaller one says more about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// What it is called by, or otherwise goes by: a unit's short names, a task's number.
    Title,
    /// A name of one of its units.
    Unit,
    /// Another field.
    Field,
    /// A note of progress.
    Note,
}

impl Part {
    /// What stands before such a text in a run.
    fn mark(self) -> u16 {
        match self {
            Self::Title => 0,
            Self::Unit => 1,
            Self::Field => 2,
            Self::Note => 3,
        }
    }

    /// The part that a mark says.
    pub(super) fn of(mark: u16) -> Self {
        match mark {
            0 => Self::Title,
            1 => Self::Unit,
            2 => Self::Field,
            _ => Self::Note,
        }
    }
}

/// Where an item comes from: what is told of it is read there, and only for those that are shown.
#[derive(Debug, Clone)]
pub(super) enum Source {
    Task(u32),
    Entry(u32, Arc<Entry>),
    /// An entry and which of its notes.
    Note(u32, Arc<Entry>, usize),
    /// Its place in the roster.
    Unit(usize),
    Activity(Arc<Activity>),
    Chase(Arc<Chase>),
}

impl Source {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Task(_) => Kind::Task,
            Self::Entry(..) => Kind::Entry,
            Self::Note(..) => Kind::Note,
            Self::Unit(_) => Kind::Unit,
            Self::Activity(_) => Kind::Activity,
            Self::Chase(_) => Kind::Chase,
        }
    }
}

/// One thing that can be found.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) source: Source,
    /// Its texts in the block's run.
    run: (u32, u32),
    /// Its units in the block's list of them.
    units: (u32, u32),
    /// Where its task stands in the plan; behind all of them where it has none.
    pub(super) place: u32,
}

/// What changes together: a task with its entries and their notes; the units; the activities; the chases.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) items: Vec<Item>,
    run: Vec<u16>,
    units: Vec<u16>,
}

impl Block {
    /// The texts of an item, each behind its mark; the title first.
    pub(super) fn run(&self, item: &Item) -> &[u16] {
        self.run.get(item.run.0 as usize..item.run.1 as usize).unwrap_or(&[])
    }

    /// The units of an item, by their places in [`Index::units`].
    pub(super) fn units(&self, item: &Item) -> &[u16] {
        self.units.get(item.units.0 as usize..item.units.1 as usize).unwrap_or(&[])
    }
}

/// Which block; in the order in which equals are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Task(u32),
    Units,
    Activities,
    Chases,
}

/// All that can be found.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) alphabet: Alphabet,
    pub(super) plain: PlainWords,
    pub(super) blocks: BTreeMap<Key, Block>,
    /// The names of every unit and group that anything names: one run each.
    pub(super) units: Vec<Vec<u16>>,
    known: HashMap<String, u16>,
    /// The words that may be suggested.
    pub(super) pool: Pool,
    pub(super) snapshot: Option<Snapshot>,
}

impl Index {
    /// An index that knows these plain words, and nothing yet.
    pub fn new(plain: PlainWords) -> Self {
        Self { plain, ..Self::default() }
    }

    /// Prepares everything, with the plain words that are built in.
    pub fn build(snapshot: &Snapshot) -> Self {
        let mut index = Self::new(PlainWords::built_in().clone());
        index.follow(snapshot);
        index
    }

    /// How many things can be found.
    pub fn len(&self) -> usize {
        self.blocks.values().map(|block| block.items.len()).sum()
    }

    /// Whether nothing can be found at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes the texts and items take, without the data that they come from.
    pub fn bytes(&self) -> usize {
        let block = |block: &Block| {
            block.items.capacity() * size_of::<Item>()
                + (block.run.capacity() + block.units.capacity()) * size_of::<u16>()
        };
        self.blocks.values().map(block).sum()
    }

    /// What an item is called.
    pub(super) fn name(&self, source: &Source) -> Name {
        match source {
            Source::Task(task) => Name::Task(*task),
            Source::Entry(task, entry) | Source::Note(task, entry, _) => {
                Name::Entry { task: *task, id: entry.id.clone() }
            }
            Source::Unit(place) => {
                let units = self.snapshot.as_ref().map(|snapshot| &snapshot.workspace.roster.units);
                Name::Unit(units.and_then(|units| units.get(*place)).map_or("", |unit| &unit.name).into())
            }
            Source::Activity(one) => Name::Activity(one.id.as_str().into()),
            Source::Chase(one) => Name::Chase(one.id.as_str().into()),
        }
    }

    /// What is shown of an item.
    pub(super) fn title(&self, source: &Source) -> String {
        match source {
            Source::Task(task) => {
                let plan = self.snapshot.as_ref().map(|snapshot| &snapshot.workspace.plan);
                plan.and_then(|plan| plan.task(*task)).map_or_else(String::new, |it| it.requirement.clone())
            }
            Source::Entry(_, entry) => build::entry_title(entry),
            Source::Note(_, entry, place) => {
                entry.progress.get(*place).map_or_else(String::new, |note| build::one_line(&note.text))
            }
            Source::Unit(_) => match self.name(source) {
                Name::Unit(name) => name.to_string(),
                _ => String::new(),
            },
            Source::Activity(one) => build::activity_title(one),
            Source::Chase(one) => build::chase_title(one),
        }
    }
}
