//! Where each thing lies in the data folder.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use crate::domain::change::Part;

/// The data folder, and the folder of one plan in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    root: PathBuf,
    plan: String,
}

impl Layout {
    /// The folder of the plan `plan` in the data folder `root`.
    pub fn new(root: impl Into<PathBuf>, plan: impl Into<String>) -> Self {
        Self { root: root.into(), plan: plan.into() }
    }

    /// The data folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The plan's id: the name of its folder.
    pub fn plan_id(&self) -> &str {
        &self.plan
    }

    /// The plan's folder.
    pub fn plan(&self) -> PathBuf {
        self.root.join(&self.plan)
    }

    /// The file of a part.
    pub fn part(&self, part: Part) -> PathBuf {
        self.plan().join(Self::part_name(part))
    }

    /// The file of a part, within the plan's folder, with `/` on every system.
    pub fn part_name(part: Part) -> String {
        match part {
            Part::Plan => "plan.yaml".to_owned(),
            Part::Roster => "roster.yaml".to_owned(),
            Part::Entries(task) => format!("entries/{task:02}.yaml"),
            Part::Activities => "activities.yaml".to_owned(),
            Part::Chases => "chases.yaml".to_owned(),
            Part::Duties => "duties.yaml".to_owned(),
        }
    }

    /// The folder with one file of entries per task.
    pub fn entries(&self) -> PathBuf {
        self.plan().join("entries")
    }

    /// The folder of journals.
    pub fn journals(&self) -> PathBuf {
        self.plan().join("journal")
    }

    /// The name of the journal of `day`'s month by `installation`.
    pub fn journal_name(day: NaiveDate, installation: &str) -> String {
        format!("{:04}-{:02}-{installation}.yaml", day.year(), day.month())
    }

    /// The snapshot of an ISO week, for example `2024-W28`.
    pub fn snapshot(&self, week: &str) -> PathBuf {
        self.snapshots().join(format!("{week}.yaml"))
    }

    /// The folder of snapshots.
    pub fn snapshots(&self) -> PathBuf {
        self.plan().join("snapshots")
    }

    /// The folder with the state in which sheets went out, and what came of those that came back.
    pub fn sent(&self) -> PathBuf {
        self.plan().join("sent")
    }

    /// Where bytes go that could not be read and had to make room.
    pub fn broken(&self) -> PathBuf {
        self.plan().join("broken")
    }

    /// The folder of backups.
    pub fn backups(&self) -> PathBuf {
        self.plan().join("backups")
    }

    /// Files as an older shape had them, from before they were first written in a newer one.
    pub fn aged(&self, shape: u32) -> PathBuf {
        self.backups().join(format!("schema-{shape}"))
    }

    /// What this machine has applied.
    pub fn applied(&self) -> PathBuf {
        self.root.join("applied.yaml")
    }

    /// The last state of plan and roster that this machine wrote or took over: what an outside edit of them is compared
    /// with. (Entries need none: the journal holds them whole.)
    pub fn shadow(&self, part: Part) -> PathBuf {
        self.root.join("applied").join(&self.plan).join(Self::part_name(part))
    }

    /// What plan and roster said, in a form that is read faster. Disposable, and of this machine alone.
    pub fn cached_outline(&self) -> PathBuf {
        self.root.join("cache").join(format!("{}.outline", self.plan))
    }

    /// The same of the entries.
    pub fn cached_entries(&self) -> PathBuf {
        self.root.join("cache").join(format!("{}.entries", self.plan))
    }

    /// The lock of one transaction.
    pub fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    /// The user's settings.
    pub fn config(&self) -> PathBuf {
        self.root.join("config.yaml")
    }

    /// The user's additions to the built-in days.
    pub fn holidays(&self) -> PathBuf {
        self.root.join("holidays.yaml")
    }

    /// The user's additions to the built-in plain words.
    pub fn words(&self) -> PathBuf {
        self.root.join("words.yaml")
    }

    /// The user's own texts of 提醒 and 催办, in place of the built-in ones.
    pub fn chase_texts(&self) -> PathBuf {
        self.root.join("chase.yaml")
    }

    /// Where the cursor was.
    pub fn state(&self) -> PathBuf {
        self.root.join("state.yaml")
    }

    /// Forms that are open and not saved.
    pub fn draft(&self) -> PathBuf {
        self.root.join("draft.yaml")
    }
}
