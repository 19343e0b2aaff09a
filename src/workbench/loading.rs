//! 读取中: the workbench between its first frame, for which only the plan is read, and the moment when everything is.
//!
//! Invariant: until then nothing is said that only the entries know (no counts, no lights), and nothing is changed. What
//! can be done with the plan alone is done at once; anything else waits its turn.

use chrono::NaiveDate;
use crossterm::event::KeyEventKind;

use super::command::Command;
use super::keys::Chord;
use super::overlay::CommandTexts;
use super::tree::Node;
use super::view::View;
use super::week::Week;
use super::{Input, Workbench};
use crate::domain::light::Day;
use crate::domain::rows::Rows;
use crate::domain::workspace::Workspace;
use crate::exchange::chase::Templates;
use crate::store::draft::DraftForm;
use crate::store::fault::Fault;

/// Everything that was read.
#[derive(Debug)]
pub struct Loaded {
    /// The data.
    pub workspace: Workspace,
    /// Its rows.
    pub rows: Rows,
    /// What could not be read.
    pub faults: Vec<Fault>,
    /// Forms of the last time that were not saved.
    pub drafts: Vec<DraftForm>,
    /// The item of the tree that was selected the last time.
    pub selected: Option<Node>,
    /// What commands may be found by.
    pub texts: CommandTexts,
    /// The texts of 提醒 and 催办.
    pub letters: Templates,
    /// The day of the last report.
    pub reported: Option<NaiveDate>,
}

impl Workbench {
    /// Whether only the plan is read yet.
    pub fn is_loading(&self) -> bool {
        self.rows.is_outline()
    }

    /// Whether what the person did can be done with the plan alone.
    pub fn works_while_loading(&self, input: &Input) -> bool {
        let key = match input {
            Input::Resize(..) => return true,
            Input::Key(key) if self.overlay.is_none() => key,
            Input::Key(_) | Input::Paste(_) | Input::Mouse(_) => return false,
        };
        if key.kind == KeyEventKind::Release {
            return true;
        }
        match self.keys.command(self.view.context(), &Chord::of(key)) {
            Some(Command::Quit | Command::Repaint) => true,
            Some(
                Command::Up
                | Command::Down
                | Command::PageUp
                | Command::PageDown
                | Command::First
                | Command::Last
                | Command::NextArea
                | Command::PreviousArea,
            ) => self.view == View::Tasks,
            _ => false,
        }
    }

    /// Everything is read. What was selected meanwhile stays selected.
    pub fn loaded(&mut self, loaded: Loaded) {
        let Loaded { workspace, rows, faults, drafts, selected, texts, letters, reported } = loaded;
        self.letters = letters;
        self.workspace = workspace;
        self.rows = rows;
        self.texts = texts;
        // Midnight may have passed.
        if self.rows.asked_day() != self.today {
            self.rows = Rows::build(&self.workspace, Day { today: self.today, ..self.rows.day().clone() });
        }
        if self.workspace.entries().next().is_none() {
            self.week = Week::new(true);
        }
        self.owed.touch();
        self.week.reported = reported;
        self.set_faults(faults);
        self.find_clashes();
        self.data_number += 1;
        self.refresh_views(None);
        // An entry that was selected the last time had no line before; its task had.
        let is_there = |node: &Node| {
            let task = node.task().map(Node::Task);
            task.is_some() && self.tree.selected().map(|line| &line.node) == task.as_ref()
        };
        if let Some(node) = selected.filter(is_there) {
            self.tree.reveal_node(&node, &self.workspace.plan, &self.rows);
        }
        self.units.touch();
        self.week.touch();
        self.calendar.touch();
        self.enter(self.view);
        self.look_at_the_day();
        self.offer_drafts(drafts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::EntryId;
    use crate::store::state::{State, TerminalState};
    use crate::workbench::memory::Resume;
    use crate::workbench::tests::desk::{busy, day, event, opening};

    /// A workbench that has only the plan, and what will be read.
    fn loading(resume: Resume) -> (Workbench, Loaded) {
        let whole = opening(busy(), day(7, 8));
        let mut outline = opening(busy(), day(7, 8));
        let plan = outline.workspace.plan.as_ref().clone();
        outline.workspace = Workspace::new(plan, outline.workspace.roster.as_ref().clone());
        outline.rows = Rows::outline(&outline.workspace, whole.rows.day().clone());
        outline.resume = resume.clone();
        let loaded = Loaded {
            workspace: whole.workspace,
            rows: whole.rows,
            faults: Vec::new(),
            drafts: Vec::new(),
            selected: resume.selected,
            texts: whole.texts,
            letters: Templates::built_in().clone(),
            reported: None,
        };
        (Workbench::new(outline), loaded)
    }

    #[test]
    fn until_the_entries_are_read_nobody_is_said_to_owe_anything() {
        for view in View::ALL {
            let (mut bench, loaded) = loading(Resume { view, ..Resume::default() });
            assert!(bench.is_loading());
            assert_eq!(bench.rows().total().rows(), 0);
            assert!(bench.agenda().is_none_or(|list| list.lines().is_empty()), "{view:?}");
            assert!(bench.ledger.lines().is_empty());
            bench.loaded(loaded);
            let mut opening = opening(busy(), day(7, 8));
            opening.resume = Resume { view, ..Resume::default() };
            let whole = Workbench::new(opening);
            assert!(!bench.is_loading());
            assert_eq!(bench.rows(), whole.rows());
            assert_eq!(bench.tree.lines(), whole.tree.lines());
            assert_eq!(bench.ledger.lines(), whole.ledger.lines());
            bench.freshen_units();
            assert_eq!(bench.units.lines(), whole.units.lines());
            assert_eq!(
                bench.agenda().map(|list| list.lines().to_vec()),
                whole.agenda().map(|list| list.lines().to_vec())
            );
        }
    }

    #[test]
    fn who_leaves_before_all_is_read_comes_back_to_where_one_was_with_what_the_terminal_told() {
        let told = Some(TerminalState { name: "xterm".to_owned(), light: Some(true), wide: None });
        let (mut bench, loaded) = loading(Resume::default());
        bench.press("Down");
        // The very first time there was no place before.
        let first = bench.resting("p", None, told.clone());
        assert_eq!((first.view.as_str(), first.selected.as_deref()), ("tasks", Some("task/2")));
        assert_eq!(first.terminal, told);
        let kept = State { view: "ledger".to_owned(), selected: Some("entry/7/7-k3f9q".to_owned()), ..first };
        let again = bench.resting("p", Some(State { terminal: None, ..kept.clone() }), told.clone());
        assert_eq!(again, kept);
        bench.loaded(loaded);
        assert_eq!(bench.resting("p", Some(kept), told).view, "tasks");
    }

    #[test]
    fn one_walks_at_once_and_what_needs_the_entries_waits() {
        let (mut bench, loaded) = loading(Resume::default());
        for name in ["Down", "j", "PageDown", "q"] {
            assert!(bench.works_while_loading(&Input::Key(event(name))), "{name}");
        }
        for name in ["s", "n", "/", "2", "Enter", "u", "政", "Right"] {
            assert!(!bench.works_while_loading(&Input::Key(event(name))), "{name}");
        }
        assert!(!bench.works_while_loading(&Input::Paste("政".to_owned())));
        bench.press("Down");
        bench.press("Down");
        assert_eq!(bench.tree.selected().map(|line| line.node.clone()), Some(Node::Task(3)));
        bench.loaded(loaded);
        assert_eq!(bench.tree.selected().map(|line| line.node.clone()), Some(Node::Task(3)));
    }

    #[test]
    fn the_entry_that_was_selected_is_selected_again_unless_one_walked_away() {
        let entry = busy().entries_of(7)[0].id.clone();
        let node = Node::Entry { task: 7, id: EntryId::from_text(entry.as_str()) };
        let resume = Resume { selected: Some(node.clone()), ..Resume::default() };
        let (mut bench, loaded) = loading(resume.clone());
        assert_eq!(bench.tree.selected().map(|line| line.node.clone()), Some(Node::Task(7)));
        bench.loaded(loaded);
        assert_eq!(bench.tree.selected().map(|line| line.node.clone()), Some(node));
        let (mut bench, loaded) = loading(resume);
        bench.press("Down");
        let walked = bench.tree.selected().map(|line| line.node.clone());
        bench.loaded(loaded);
        assert_eq!(bench.tree.selected().map(|line| line.node.clone()), walked);
    }
}
