//! What each command does.

use std::sync::Arc;

use super::command::{Command, Group};
use super::notice::{Notice, WhyNot};
use super::overlay::{CommandList, Overlay};
use super::subject::Subject;
use super::tree::{Found, Node};
use super::view::View;
use super::{Effect, Workbench};
use crate::domain::arrange::Arrange as _;
use crate::domain::light::Light;
use crate::domain::unit::Group as UnitGroup;

/// Why a command cannot be done on the selected line.
pub(super) fn why_not(workbench: &Workbench, command: Command) -> Option<WhyNot> {
    if workbench.workspace.is_combined() && command.changes() {
        return Some(WhyNot::Combined);
    }
    if let Some(why) = workbench.why_not_in_reading(command) {
        return Some(why);
    }
    if command.is_of_outline() {
        return workbench.why_not_in_outline(command);
    }
    if let Some(answer) = workbench.why_not_in_records(command) {
        return answer.err();
    }
    if let Some(why) = workbench.why_not_in_days(command) {
        return Some(why);
    }
    if let Some(why) = by_view(workbench, command) {
        return Some(why);
    }
    if workbench.view == View::Units
        && let Some(answer) = workbench.why_not_in_units(command)
    {
        return answer.err();
    }
    let line = workbench.line();
    let subject = || workbench.subject();
    match command {
        Command::Status
        | Command::Note
        | Command::Percent
        | Command::Due
        | Command::Person
        | Command::Tag
        | Command::Extend => subject().err(),
        Command::Editor => workbench.why_no_editor(),
        Command::Uniform => workbench.uniform_rows().err(),
        Command::Edit => workbench.row_subject().err(),
        Command::OpenLink => workbench.links_here().err(),
        Command::Add | Command::History => workbench.selected_task().err(),
        Command::Remove => match subject() {
            Ok(Subject::Entry { .. } | Subject::Marked(_)) => None,
            Ok(_) => Some(WhyNot::NoEntry),
            Err(why) => Some(why),
        },
        Command::Members => workbench.open_group().err(),
        Command::Waive if matches!(subject(), Ok(Subject::Marked(_))) => None,
        Command::Waive => workbench.waivable().err(),
        Command::Toggle | Command::Detail | Command::Copy if workbench.view == View::Ledger => None,
        // What lines of 本周 and 日历 open or turn is no task at times; whether there is one was asked above.
        Command::Toggle | Command::Detail if workbench.agenda().is_some() => None,
        Command::Copy => match line {
            Ok(line) if line.node.task().is_none() => Some(WhyNot::NoTask),
            line => line.err(),
        },
        Command::Toggle | Command::Detail => line.err(),
        Command::Close => (workbench.standing.is_empty()
            && workbench.before_search.is_none()
            && workbench.filter().is_none())
        .then_some(WhyNot::NothingOpen),
        Command::Search
        | Command::SendSheets
        | Command::ReadSheets
        | Command::Plans
        | Command::Clashes
        | Command::ReadNotice => None,
        Command::ShowTree
        | Command::ShowLedger
        | Command::ShowCalendar
        | Command::ShowUnits
        | Command::ShowWeek => (View::of(command) == Some(workbench.view)).then_some(WhyNot::AlreadyHere),
        Command::Chase => workbench.to_chase().err(),
        Command::ChaseGroup => (!workbench.is_filing_missing()).then_some(WhyNot::AllFiled),
        Command::Caller => workbench.workspace.roster.units.is_empty().then_some(WhyNot::Empty),
        Command::ToList => Some(WhyNot::NoPage),
        Command::Receive => workbench.receivable().err(),
        Command::Back => workbench.way.is_empty().then_some(WhyNot::NowhereBack),
        Command::ResumeForm => workbench.left_over.is_empty().then_some(WhyNot::NoUnsavedForm),
        _ if workbench.view != View::Tasks => None,
        _ if command.group() == Group::Move => line.err(),
        _ => None,
    }
}

/// What only one view has, or has in its own way.
fn by_view(workbench: &Workbench, command: Command) -> Option<WhyNot> {
    if workbench.view == View::Ledger {
        return workbench.why_not_in_ledger(command);
    }
    let can_mark = workbench.view == View::Units && !workbench.is_on_page();
    (command.is_of_ledger() || (command.is_mark() && !can_mark)).then_some(WhyNot::OnlyInLedger)
}

/// Where a walk from line `at` goes, and what is said where it cannot. `lines` of the view are in sight: a page keeps one
/// of them, so that the eye finds its place again.
pub(super) fn destination(command: Command, at: usize, lines: usize) -> (usize, WhyNot) {
    let page = lines.saturating_sub(1).max(1);
    match command {
        Command::Up => (at.saturating_sub(1), WhyNot::AtFirst),
        Command::PageUp => (at.saturating_sub(page), WhyNot::AtFirst),
        Command::First => (0, WhyNot::AtFirst),
        Command::Down => (at.saturating_add(1), WhyNot::AtLast),
        Command::PageDown => (at.saturating_add(page), WhyNot::AtLast),
        _ => (usize::MAX, WhyNot::AtLast),
    }
}

impl Workbench {
    /// Does what only some records or views mean by a command. Whether it did.
    fn run_in_parts(&mut self, command: Command) -> bool {
        self.run_in_reading(command)
            || self.run_in_outline(command)
            || self.run_in_records(command)
            || self.run_in_days(command)
            || (self.view == View::Units && self.run_in_units(command))
    }

    /// Does a command, or says why it cannot be done.
    pub(super) fn run(&mut self, command: Command) {
        if let Some(why) = self.why_not(command) {
            self.notice = Some(Notice::NotHere(command, why));
            return;
        }
        if self.run_in_parts(command) {
            return;
        }
        match command {
            Command::Up
            | Command::Down
            | Command::PageUp
            | Command::PageDown
            | Command::First
            | Command::Last => match self.view {
                View::Tasks => self.walk(command),
                View::Calendar | View::Week => {}
                View::Ledger => self.walk_in_ledger(command),
                View::Units => self.walk_in_units(command),
            },
            Command::Toggle if self.view == View::Ledger => self.toggle_in_ledger(),
            Command::Toggle => match self.tree.selected().and_then(|line| line.open) {
                Some(open) => {
                    self.set_open(!open);
                }
                None => self.overlay = Some(Overlay::Detail(0)),
            },
            Command::Fold => self.fold(),
            Command::Unfold => self.unfold(),
            Command::Detail => self.overlay = Some(Overlay::Detail(0)),
            Command::NextOverdue => self.jump(Light::Overdue, true),
            Command::PreviousOverdue => self.jump(Light::Overdue, false),
            Command::NextUnreported => self.jump(Light::Unreported, true),
            Command::PreviousUnreported => self.jump(Light::Unreported, false),
            Command::NextArea | Command::PreviousArea => {
                if !self.tree.next_area(command == Command::NextArea, &self.rows) {
                    self.notice = Some(Notice::NotHere(command, WhyNot::NoArea));
                }
            }
            Command::Status => self.ask_status(),
            Command::Note => self.ask_note(),
            Command::Percent => self.ask_percent(),
            Command::Add => self.ask_new_entry(),
            Command::Edit => self.ask_edit(),
            Command::Remove => self.remove(),
            Command::Members => self.ask_members(),
            Command::Waive => self.waive(),
            Command::Undo => self.effects.push(Effect::Undo),
            Command::Redo => self.effects.push(Effect::Redo),
            Command::WeeklyReport => self.open_export(),
            Command::Help => self.open_help(),
            Command::Palette => self.open_palette(),
            Command::News => self.open_news(),
            Command::Repaint => self.effects.push(Effect::Repaint),
            Command::Close => {
                if !self.return_from_search() {
                    if self.filter().is_some() {
                        self.clear_filter();
                    } else {
                        self.standing.clear();
                    }
                }
            }
            // `quit` asks whether it was pressed before; from the palette it is pressed once.
            Command::Quit if self.saving.is_saved() => self.effects.push(Effect::Quit),
            Command::Quit => {
                self.leaving = true;
                self.notice = Some(Notice::QuitUnsaved);
            }
            _ if View::of(command).is_some() => {
                self.note_place();
                // The list, whatever page a call had opened there: marks and chases are of its lines.
                if command == Command::ShowUnits {
                    self.units.leave_page();
                }
                self.enter(View::of(command).unwrap_or_default());
            }
            Command::Back => self.go_back(),
            Command::Editor => self.ask_editor(),
            Command::Uniform => self.ask_uniform(),
            Command::Extend => self.ask_extension(),
            Command::Search => self.open_search(""),
            Command::History => self.ask_history(),
            Command::Receive | Command::SendSheets | Command::ReadSheets => self.run_sheets(command),
            Command::ResumeForm => self.resume_form(),
            Command::Chase => {
                if let Ok(asked) = self.to_chase() {
                    self.ask_chase(asked);
                }
            }
            Command::ChaseGroup => self.ask_group_chase(),
            Command::Plans => self.open_plans(),
            Command::OpenLink => self.ask_link(),
            Command::Clashes => self.ask_clashes(),
            Command::ReadNotice => self.ask_notice(),
            Command::Caller => self.ask_caller(),
            // Filter and ledger; and what only means something in what floats, which does nothing here.
            _ => self.run_on_table(command),
        }
    }

    /// What works here.
    fn open_help(&mut self) {
        let here = Command::ALL.iter().copied();
        let here = here.filter(|one| one.group() != Group::Overlay && self.why_not(*one).is_none());
        let mut here: Vec<Command> = here.collect();
        // Changes are what one looks up; arrows one knows.
        here.arrange_by_key(|command| command.group() == Group::Move);
        self.overlay = Some(Overlay::Help(CommandList::new(here)));
    }

    /// Every command, what works here before the rest.
    fn open_palette(&mut self) {
        let (here, elsewhere): (Vec<_>, Vec<_>) = Command::ALL
            .iter()
            .copied()
            .filter(|one| one.is_offered())
            .partition(|one| self.why_not(*one).is_none());
        let all = here.into_iter().chain(elsewhere).collect();
        self.overlay = Some(Overlay::Palette(CommandList::new(all)));
    }

    fn walk(&mut self, command: Command) {
        let (to, edge) = destination(command, self.tree.cursor(), self.page());
        if !self.tree.go(to, &self.rows) {
            self.notice = Some(Notice::NotHere(command, edge));
        }
    }

    fn set_open(&mut self, open: bool) -> Option<bool> {
        self.tree.set_open(open, &self.workspace.plan, &self.rows)
    }

    fn fold(&mut self) {
        if self.tree.selected().and_then(|line| line.open) == Some(true) {
            self.set_open(false);
        } else if let Some(parent) = self.tree.parent(self.tree.cursor()) {
            self.tree.go(parent, &self.rows);
        } else {
            self.notice = Some(Notice::NotHere(Command::Fold, WhyNot::Leaf));
        }
    }

    fn unfold(&mut self) {
        match self.set_open(true) {
            Some(false) => {}
            Some(true) => {
                self.tree.go(self.tree.cursor() + 1, &self.rows);
            }
            None => self.notice = Some(Notice::NotHere(Command::Unfold, WhyNot::Leaf)),
        }
    }

    fn jump(&mut self, light: Light, forward: bool) {
        if self.view == View::Ledger {
            self.jump_in_ledger(light, forward);
            return;
        }
        self.notice = match self.tree.jump(light, forward, &self.workspace.plan, &self.rows) {
            Found::There => None,
            Found::Wrapped => Some(Notice::Wrapped(light)),
            Found::Here => Some(Notice::OnlyOne(light)),
            Found::Nowhere => Some(Notice::NoneOf(light)),
        };
    }

    /// The open group that `members` is about: the selected one, that of the selected row, or the task's only one; else that
    /// which a duty of the task names.
    pub(super) fn open_group(&self) -> Result<(u32, Arc<str>), WhyNot> {
        let line = &self.line()?;
        let task = line.node.task().ok_or(WhyNot::NoTask)?;
        let roster = &self.workspace.roster;
        let is_open = |name: &str| roster.group(name).is_some_and(UnitGroup::is_open);
        if let Node::OpenGroup { group, .. } | Node::Group { group, .. } = &line.node
            && is_open(group)
        {
            return Ok((task, Arc::clone(group)));
        }
        if let Node::Entry { .. } | Node::Unit { .. } = &line.node
            && let Some(group) =
                line.rows(&self.rows).filter_map(|row| row.group.as_ref()).find(|it| is_open(it))
        {
            return Ok((task, Arc::clone(group)));
        }
        let assigned = self.task_of(line).map_or(&[][..], |task| &task.assigned);
        let mut open = assigned.iter().map(|it| it.unit.as_str()).filter(|it| is_open(it));
        let mut bound = self.workspace.duties.groups_of(task).filter(|it| is_open(it));
        match (open.next(), open.next()) {
            // 刚性要求 of the task may bind a group of its own.
            (None, _) => bound.next().map(|group| (task, Arc::from(group))).ok_or(WhyNot::NoOpenGroup),
            (Some(group), None) => Ok((task, Arc::from(group))),
            (Some(_), Some(_)) => Err(WhyNot::ManyOpenGroups),
        }
    }

    /// What 无需报送 is given to: a unit, a group line, an open group.
    pub(super) fn waivable(&self) -> Result<(u32, Arc<str>, bool), WhyNot> {
        let line = &self.line()?;
        if let Node::Group { task, group } = &line.node {
            return Ok((*task, Arc::clone(group), true));
        }
        let subject = Subject::of(line, &self.rows)?;
        let (task, unit) = (subject.task(), Arc::clone(subject.unit()));
        let by_group = line.rows(&self.rows).any(|row| row.waived)
            && !self.workspace.roster.waivers.iter().any(|one| one.task == task && one.unit == *unit);
        if by_group { Err(WhyNot::WaivedByGroup) } else { Ok((task, unit, false)) }
    }
}
