//! 核对: a notice that was read, beside its text. The tree is that of a plan in a folder of its own, so that every edit, undo
//! and redo is the same as in any plan; saving makes it a plan of the data folder.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use super::command::Command;
use super::notice::{Notice, WhyNot};
use super::overlay::{Overlay, RecordForm};
use super::plans::Destination;
use super::tree::Node;
use super::view::View;
use super::{Effect, Standing, Workbench};
use crate::domain::plan::Plan;
use crate::exchange::notice::{self, Doubt};

/// What is reviewed.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The file.
    pub path: PathBuf,
    /// The id that the plan could have.
    pub id: String,
    /// The lines of its text.
    pub lines: Vec<String>,
    /// The line at which each task stands, by the task's id.
    places: BTreeMap<u32, usize>,
    /// The bytes of that line which are the task's words.
    spans: BTreeMap<u32, Range<usize>>,
    /// What should be looked at.
    pub doubts: Vec<ReadDoubt>,
    /// Which doubt is looked at.
    pub at: Option<usize>,
    /// The line that a doubt without a task points at, while this node is selected.
    pinned: Option<(Place, Option<Node>)>,
    /// The plan from which one came.
    back: String,
}

/// A place in the text of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// Which of its bytes, where that is known.
    pub span: Option<Range<usize>>,
}

/// A doubt, and what it points at.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadDoubt {
    /// The doubt.
    pub doubt: Doubt,
    /// The task's id.
    pub task: Option<u32>,
    /// The line of the text.
    pub line: Option<usize>,
    /// The bytes of the line which it is about.
    pub span: Option<Range<usize>>,
}

impl Reading {
    /// What was read of a notice into `plan`, whose tasks stand in the order in which they were read.
    pub fn new(path: PathBuf, id: String, read: notice::Reading, plan: &Plan, back: String) -> Self {
        let ids: Vec<u32> = plan.tasks().map(|task| task.id).collect();
        let places = ids.iter().copied().zip(read.tasks.iter().copied()).collect();
        let spans = ids.iter().zip(read.spans).filter_map(|(id, span)| Some((*id, span?))).collect();
        let doubts = read.doubts.into_iter().map(|one| ReadDoubt {
            task: one.task.and_then(|position| ids.get(position.checked_sub(1)?).copied()),
            line: one.line,
            span: one.span,
            doubt: one.doubt,
        });
        Self {
            path,
            id,
            lines: read.lines,
            places,
            spans,
            doubts: doubts.collect(),
            at: None,
            pinned: None,
            back,
        }
    }

    /// The line at which a task stands; of one that was made here, that of the one before it.
    fn line_of(&self, plan: &Plan, task: u32) -> Option<usize> {
        let mut last = None;
        for one in plan.tasks() {
            last = self.places.get(&one.id).copied().or(last);
            if one.id == task {
                return last;
            }
        }
        None
    }
}

impl Workbench {
    /// What is reviewed, if this is a review.
    pub fn reading(&self) -> Option<&Reading> {
        self.reading.as_ref()
    }

    /// Makes this the review of a notice.
    pub fn review_notice(&mut self, reading: Reading) {
        let file = reading.path.file_name().map(|name| name.to_string_lossy().into_owned());
        self.standing = vec![Standing::Reading {
            file: file.unwrap_or_default(),
            tasks: self.plan().tasks().count(),
            doubts: reading.doubts.len(),
        }];
        self.view = View::Tasks;
        self.reading = Some(reading);
    }

    /// The line of the text that belongs to what is selected.
    pub fn reading_line(&self) -> Option<usize> {
        self.reading_place().map(|place| place.line)
    }

    /// That line, and which of its bytes: the words of the task, or those that a doubt is about.
    pub fn reading_place(&self) -> Option<Place> {
        let reading = self.reading.as_ref()?;
        if let Some((place, node)) = &reading.pinned
            && self.tree.selected().map(|line| &line.node) == node.as_ref()
        {
            return Some(place.clone());
        }
        let line = self.line_of_node()?;
        let task = self.tree.selected()?.node.task();
        let span = task.filter(|task| reading.places.get(task) == Some(&line));
        Some(Place { line, span: span.and_then(|task| reading.spans.get(&task).cloned()) })
    }

    fn line_of_node(&self) -> Option<usize> {
        let reading = self.reading.as_ref()?;
        match &self.tree.selected()?.node {
            Node::Area(area) => {
                let first =
                    self.plan().areas.get(*area)?.topics.iter().find_map(|topic| topic.tasks.first())?;
                reading.line_of(self.plan(), first.id)
            }
            Node::Topic(area, topic) => {
                reading.line_of(self.plan(), self.plan().topic(*area, *topic)?.tasks.first()?.id)
            }
            node => reading.line_of(self.plan(), node.task()?),
        }
    }

    /// Why a command cannot be done in a review, or is only there.
    pub(super) fn why_not_in_reading(&self, command: Command) -> Option<WhyNot> {
        let own = matches!(
            command,
            Command::Doubts | Command::NextDoubt | Command::PreviousDoubt | Command::SavePlan
        );
        match &self.reading {
            None => own.then_some(WhyNot::OnlyInReading),
            Some(_) if matches!(command, Command::Undo | Command::Redo) => None,
            Some(_) if command.changes() && !command.is_of_outline() => Some(WhyNot::Reading),
            Some(_) if matches!(command, Command::Plans | Command::WeeklyReport) => Some(WhyNot::Reading),
            Some(reading) => {
                let walks = own && command != Command::SavePlan;
                (walks && reading.doubts.is_empty()).then_some(WhyNot::NoDoubts)
            }
        }
    }

    /// Does a command of this part. Whether it was one.
    pub(super) fn run_in_reading(&mut self, command: Command) -> bool {
        let Some(reading) = &self.reading else { return false };
        let count = reading.doubts.len();
        match command {
            Command::Doubts => self.overlay = Some(Overlay::Doubts(reading.at.unwrap_or(0))),
            Command::NextDoubt => self.go_to_doubt(reading.at.map_or(0, |at| (at + 1) % count)),
            Command::PreviousDoubt => {
                self.go_to_doubt(reading.at.map_or(count - 1, |at| (at + count - 1) % count));
            }
            Command::SavePlan => {
                let form = RecordForm::plan_id(&reading.id);
                self.overlay = Some(Overlay::Record(Box::new(form)));
            }
            _ => return false,
        }
        true
    }

    /// Selects what a doubt points at, and says it.
    pub(super) fn go_to_doubt(&mut self, place: usize) {
        let Some(reading) = &mut self.reading else { return };
        let Some(doubt) = reading.doubts.get(place).cloned() else { return };
        reading.at = Some(place);
        let count = reading.doubts.len();
        if let Some(task) = doubt.task {
            self.tree.reveal_node(&Node::Task(task), &self.workspace.plan, &self.rows);
        }
        let here = self.tree.selected().map(|line| line.node.clone());
        if let Some(reading) = &mut self.reading {
            let place = doubt.line.map(|line| Place { line, span: doubt.span.clone() });
            reading.pinned = place.map(|place| (place, here));
        }
        self.notice = Some(Notice::Doubt { place: place + 1, count, doubt: Box::new(doubt.doubt) });
    }

    /// Saves the plan under the id that was typed.
    pub(super) fn save_plan(&mut self) {
        let Some(Overlay::Record(form)) = &self.overlay else { return };
        let id = form.text("id").trim().to_owned();
        if id.is_empty() {
            return;
        }
        if self.saving.is_saved() {
            self.effects.push(Effect::SavePlan(id));
        } else {
            self.notice = Some(Notice::NotHere(Command::SavePlan, WhyNot::Unsaved));
        }
    }

    /// The plan was saved under this id, or why not.
    pub fn plan_saved(&mut self, outcome: Result<String, String>) {
        match outcome {
            Ok(id) => {
                self.overlay = None;
                self.effects.push(Effect::Go(Destination::Plan(id)));
            }
            Err(why) => self.notice = Some(Notice::Text(why)),
        }
    }

    /// Leaves a review, for good when asked for a second time. Whether this is one.
    pub(super) fn leave_reading(&mut self, again: bool) -> bool {
        let Some(reading) = &self.reading else { return false };
        if again {
            self.effects.push(Effect::Go(Destination::Plan(reading.back.clone())));
        } else {
            self.leaving = true;
            self.notice = Some(Notice::LeaveReading);
        }
        true
    }
}
