//! The data of one plan, opened for one command.

use std::sync::Arc;

use chrono::NaiveDate;

use super::World;
use super::failure::Failure;
use super::options::Options;
use super::output::{Output, say};
use crate::domain::change::{Change, Draft};
use crate::domain::edit::{Desk, EditError};
use crate::domain::light::Day;
use crate::domain::rows::Rows;
use crate::domain::workdays::Calendar;
use crate::domain::workspace::Workspace;
use crate::exchange::chase::Templates;
use crate::screen::settings::slips;
use crate::search::plain::PlainWords;
use crate::store::fault::{Fault, FaultKind, Severity};
use crate::store::fs::RealDisk;
use crate::store::layout::Layout;
use crate::store::{self, CommitError, Stamp, Store, config};
use crate::words::{Language, cli, fault, fill};
use crate::workbench::search::plain;
use crate::workbench::templates::templates;

/// How often an edit is worked out anew when somebody else was faster.
const TRIES: usize = 5;

/// One plan's data and what a command needs beside it.
pub struct Session {
    /// The data.
    pub store: Store,
    /// The options of this run.
    pub options: Options,
    /// 工作日.
    pub calendar: Calendar,
}

impl Session {
    /// Opens the plan asked for; makes the data folder on the first run.
    pub fn open(options: Options, world: World, out: &Output) -> Result<Self, Failure> {
        let language = options.language;
        let session = Self::open_quietly(options, world)?;
        session.warn(out);
        let words = cli::words(language);
        session.say_together();
        let broken =
            session.store.faults().iter().filter(|one| one.kind.severity() == Severity::Broken).count();
        if broken > 0 {
            out.warn(&fill(&words.unread_files, &[("n", &broken)]));
        }
        Ok(session)
    }

    /// The same without a word on what is wrong in the data.
    pub fn open_quietly(options: Options, world: World) -> Result<Self, Failure> {
        let language = options.language;
        let root = &options.data;
        let fresh = store::prepare(&RealDisk, root)
            .map_err(|error| Failure::data(fault::disk(root, &error, language)))?;
        let disk = Arc::new(RealDisk);
        let store = store::open(disk, root, options.plan.as_deref(), Box::new(world.chance))
            .map_err(|error| Failure::open(&error, language))?;
        if fresh {
            let (path, plan) = (root.display(), &store.workspace().plan.title);
            say(&fill(&cli::words(language).first_run, &[("path", &path), ("plan", plan)]));
        }
        let calendar = calendar(&options).unwrap_or_else(|_| Calendar::built_in());
        Ok(Self { store, options, calendar })
    }

    /// Of several plans as one: says which, and which are left out.
    fn say_together(&self) {
        let together = self.store.together();
        if together.is_empty() {
            return;
        }
        let known = store::plans(&RealDisk, &self.options.data).unwrap_or_default();
        let left: Vec<String> = known.into_iter().filter(|id| !together.contains(id)).collect();
        let words = cli::words(self.language());
        let (ids, n) = (self.language().listed(together), together.len());
        let template = if left.is_empty() { &words.together } else { &words.together_but };
        say(&fill(template, &[("n", &n), ("ids", &ids), ("left", &self.language().listed(&left))]));
    }

    /// Says what is wrong with the settings; the defaults hold then.
    fn warn(&self, out: &Output) {
        let language = self.language();
        let days = calendar(&self.options).err();
        // Of the slips only the one that changes what a command prints.
        let settled = self.options.config.language.as_deref();
        let is_slip = settled.is_some_and(|word| word.parse::<Language>().is_err());
        let mut slips = if is_slip { settings_slips(&self.options) } else { Vec::new() };
        slips.retain(|one| matches!(one.kind, FaultKind::UnknownLanguage(_)));
        for one in self.options.config_faults.iter().chain(&days).chain(&slips) {
            out.warn(&fault::fault(one, language).to_string());
        }
    }

    /// What is wrong with the settings, the user's days and plain words.
    pub fn settings_faults(&self) -> Vec<Fault> {
        let faults = self.options.config_faults.clone().into_iter().chain(calendar(&self.options).err());
        faults.chain(plain_words(&self.options).err()).chain(settings_slips(&self.options)).collect()
    }

    /// The plain words with the user's own; where those cannot be read, the fault stands beside the built-in ones.
    pub fn plain_words(&self) -> (PlainWords, Option<Fault>) {
        match plain_words(&self.options) {
            Ok(words) => (words, None),
            Err(fault) => (PlainWords::built_in().clone(), Some(fault)),
        }
    }

    /// The texts of 提醒 and 催办: the user's own where `chase.yaml` gives them; where that cannot be read it is named, and
    /// the built-in texts are used.
    pub fn templates(&self, out: &Output) -> Templates {
        let path = Layout::new(&self.options.data, "").chase_texts();
        templates(&path).unwrap_or_else(|fault| {
            out.warn(&crate::words::fault::fault(&fault, self.language()).to_string());
            Templates::built_in().clone()
        })
    }

    /// The data as it stands.
    pub fn workspace(&self) -> &Workspace {
        self.store.workspace()
    }

    /// The language of messages.
    pub fn language(&self) -> Language {
        self.options.language
    }

    /// The day.
    pub fn today(&self) -> NaiveDate {
        self.options.today()
    }

    /// The day on which lights are judged.
    pub fn day(&self) -> Day {
        Day {
            today: self.today(),
            calendar: self.calendar.clone(),
            thresholds: self.options.config.thresholds(),
        }
    }

    /// All rows.
    pub fn rows(&self) -> Rows {
        Rows::build(self.workspace(), self.day())
    }

    /// Where edits are made.
    pub fn desk(&self) -> Desk<'_> {
        Desk {
            workspace: self.workspace(),
            calendar: &self.calendar,
            today: self.today(),
            by: &self.options.by,
        }
    }

    /// What changes are stamped with.
    pub fn stamp(&self) -> Stamp {
        Stamp { at: self.options.began, by: self.options.by.clone() }
    }

    /// Works an edit out and saves it; none where it changes nothing. Where somebody else was faster it is worked out
    /// anew on what stands then: who typed a command saw no older value that they could insist on.
    pub fn change(
        &mut self,
        edit: impl Fn(&Desk<'_>) -> Result<Draft, EditError>,
    ) -> Result<Option<Change>, Failure> {
        let (language, stamp) = (self.language(), self.stamp());
        let mut tries = 0;
        loop {
            let draft = edit(&self.desk()).map_err(|error| Failure::edit(&error, language))?;
            if draft.ops.is_empty() {
                return Ok(None);
            }
            tries += 1;
            match self.store.commit(draft, &stamp) {
                Ok(committed) => {
                    // A backup that fails is no reason to say that the change did.
                    let _ = self.store.backup_of_the_day(stamp.at);
                    return Ok(Some(committed.change));
                }
                Err(CommitError::Conflict(_)) if tries < TRIES => {}
                Err(error) => return Err(Failure::commit(&error, language)),
            }
        }
    }
}

fn plain_words(options: &Options) -> Result<PlainWords, Fault> {
    plain::read(&RealDisk, &Layout::new(&options.data, "").words())
}

/// What stands in the settings and means nothing.
fn settings_slips(options: &Options) -> Vec<Fault> {
    let path = Layout::new(&options.data, "").config();
    let text = config::user_text(&RealDisk, &path).ok().flatten().unwrap_or_default();
    slips(&options.config, &text, &path)
}

fn calendar(options: &Options) -> Result<Calendar, Fault> {
    config::calendar(&RealDisk, &Layout::new(&options.data, "").holidays())
}
