//! The terminal: raw mode, events, the loop. Generic over the backend, so that tests drive the real loop; and whatever
//! happens, the terminal is as it was before.

mod answers;
mod burst;
mod cells;
mod clipboard;
mod editor;
mod events;
#[cfg(test)]
mod fuzz;
mod guard;
mod halves;
mod hearsay;
mod keeper;
mod open;
mod opener;
mod plans;
mod quiet;
mod reading;
mod searcher;
mod sheets;
#[cfg(test)]
mod tests;
mod tutorial;

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use ratatui::Terminal;
use ratatui::backend::Backend;

use crate::domain::version::About;
use crate::screen::look::{Look, Told};
use crate::store::Stamp;
use crate::store::saver::{Order, Report, Saver, State};
use crate::tutorial::Heard;
use crate::words::{fault, review};
use crate::workbench::export::ExportAsk;
use crate::workbench::notice::Notice;
use crate::workbench::plans::Destination;
use crate::workbench::review::SheetOrder;
use crate::workbench::{Effect, Input, Workbench};

pub use events::{Event, Gate, Inlet, listen};
pub use guard::Guard;
pub use halves::Halves;
pub use keeper::Keeper;
pub use open::{Start, StartError, open};
pub use searcher::{Question, Searcher};
pub use tutorial::{Shared as SharedTutorial, learn};

/// How often the day is looked at while nothing happens: midnight, and waking from sleep.
const LOOK_AT_DAY: Duration = Duration::from_secs(60);
/// How long a frame waits for what its key filters: less than anyone sees, and enough for some thousand rows.
const BRIEF: Duration = Duration::from_millis(4);
/// How long leaving waits for the disk.
const LAST_PATIENCE: Duration = Duration::from_secs(3);

/// Hands over a filter's name and its query, none to take it away.
pub type KeepFilter = Box<dyn Fn(&Saver, String, Option<String>)>;
/// Orders a paper of the saver: to be seen, or to be written.
pub type Reporter = Box<dyn Fn(&Saver, Stamp, ExportAsk)>;

/// Hands a text to the person's editor; the text as it comes back, or why there is none.
pub type EditorDoor = Box<dyn Fn(&str) -> Result<String, String>>;

/// Orders the changes of an item of the saver, which owns the journals.
pub type Historian = Box<dyn Fn(&Saver, About)>;

/// Orders work with sheets of the saver.
pub type SheetWorker = Box<dyn Fn(&Saver, SheetOrder, Stamp)>;

/// Orders of the saver that the reviewed plan be saved under an id.
pub type PlanKeeper = Box<dyn Fn(&Saver, String)>;

/// What the loop works with besides the workbench.
pub struct Doors {
    /// The way to the disk.
    pub saver: Saver,
    /// The moment: the day is `--today` where it is given, the time of day the clock's.
    pub now: Box<dyn Fn() -> NaiveDateTime>,
    /// Orders a paper; its end comes back as an event.
    pub report: Reporter,
    /// Opens a file with the desktop's own program; a failure comes back as an event.
    pub open: Box<dyn Fn(PathBuf)>,
    /// Puts a text into the clipboard; where it went comes back as an event.
    pub copy: Box<dyn Fn(String)>,
    /// Saves a filter in the settings, or takes it away; the end comes back as an event.
    pub save_filter: KeepFilter,
    /// How it looks.
    pub look: Look,
    /// How it looks now that the terminal told of itself.
    pub told: Box<dyn Fn(Told) -> Look>,
    /// The way to the searcher.
    pub searcher: Searcher,
    /// Keeps the forms that are not saved.
    pub keep: Keeper,
    /// Hands a text, and the terminal with it, to the person's editor.
    pub edit: EditorDoor,
    /// Orders the changes of an item; they come back as an event.
    pub history: Historian,
    /// Orders work with sheets; its end comes back as an event.
    pub sheets: SheetWorker,
    /// Reads the plans of the folder; they come back as an event.
    pub plans: Box<dyn Fn()>,
    /// Saves the reviewed plan into the data folder; the end comes back as an event.
    pub save_plan: PlanKeeper,
    /// 教程, where that is what runs.
    pub tutorial: Option<SharedTutorial>,
    /// What the last frame looked like, as far as the next one must know.
    pub halves: Halves,
}

/// Why the loop ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// The person left.
    Left,
    /// The person goes on elsewhere.
    Go(Destination),
    /// A signal, or the window was closed.
    Ended,
}

/// Runs until the person leaves.
pub fn run<B: Backend>(
    terminal: &mut Terminal<B>,
    workbench: &mut Workbench,
    events: &Receiver<Event>,
    mut doors: Doors,
) -> io::Result<End>
where
    B::Error: Into<io::Error>,
{
    let end = turn(terminal, workbench, events, &mut doors);
    // Whatever ended the loop, what was typed goes to the disk. While the data is being read nothing can have been.
    if !workbench.is_loading() {
        doors.saver.finish(LAST_PATIENCE);
    }
    end
}

fn turn<B: Backend>(
    terminal: &mut Terminal<B>,
    workbench: &mut Workbench,
    events: &Receiver<Event>,
    doors: &mut Doors,
) -> io::Result<End>
where
    B::Error: Into<io::Error>,
{
    // What waits for the data to be read.
    let mut waiting: VecDeque<Input> = VecDeque::new();
    loop {
        // What is found at once is in the frame of its key; what takes longer follows, and what was typed behind it then.
        let begun = Instant::now();
        loop {
            workbench.work_on(&mut || begun.elapsed() > BRIEF);
            // Also what was done after the last frame may be what a step waits for.
            if let Some(lesson) = &doors.tutorial {
                lesson.borrow_mut().watch(workbench);
            }
            let Some(after) = take_waiting(workbench, &mut waiting, doors) else { break };
            if let Some(end) = obey(after, terminal)? {
                return Ok(end);
            }
        }
        let (lesson, halves) = (doors.tutorial.as_ref(), &mut doors.halves);
        terminal
            .draw(|frame| tutorial::paint(frame, workbench, &doors.look, lesson, halves))
            .map_err(Into::into)?;
        doors.searcher.go();
        let mut came = None;
        if workbench.is_working() {
            // Whatever comes is heard first.
            workbench.work_on(&mut || {
                came = events.try_recv().ok();
                came.is_some()
            });
            if came.is_none() {
                continue;
            }
        }
        let mut next = loop {
            let next = match came.take().map_or_else(|| events.recv_timeout(LOOK_AT_DAY), Ok) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(End::Ended),
            };
            // While nothing happens nothing is drawn: only another day is a reason.
            if workbench.tick((doors.now)()) || next.is_some() {
                break next;
            }
        };
        // All that waits is taken before the next frame: a burst of keys costs one frame.
        while let Some(event) = next {
            let (event, behind) = burst::gathered(event, workbench, events);
            let after_it = || behind.or_else(|| events.try_recv().ok());
            if let Event::Told(told) = event {
                doors.look = (doors.told)(told);
                next = after_it();
                continue;
            }
            match heard(&event, doors) {
                Heard::Nothing => {}
                Heard::Passed => {
                    next = after_it();
                    continue;
                }
                Heard::Left => return Ok(End::Left),
            }
            let after = take_in_turn(workbench, event, &mut waiting, doors);
            if let Some(lesson) = &doors.tutorial {
                lesson.borrow_mut().watch(workbench);
            }
            match after {
                After::End(End::Ended) if !waiting.is_empty() => {
                    read_out(workbench, &mut waiting, events, doors);
                    return Ok(End::Ended);
                }
                after => {
                    if let Some(end) = obey(after, terminal)? {
                        return Ok(end);
                    }
                }
            }
            next = after_it();
        }
    }
}

/// What a key means to the tutorial, where there is one.
fn heard(event: &Event, doors: &Doors) -> Heard {
    match (event, &doors.tutorial) {
        (Event::Input(input), Some(lesson)) => lesson.borrow_mut().hear(input),
        _ => Heard::Nothing,
    }
}

/// Takes an event. What cannot be done yet waits, while data is read or lines are made; and what comes after it waits behind
/// it: everything is done in the order in which it was typed.
fn take_in_turn(
    workbench: &mut Workbench,
    event: Event,
    waiting: &mut VecDeque<Input>,
    doors: &Doors,
) -> After {
    match event {
        Event::Input(input)
            if !(matches!(input, Input::Resize(..)) || waiting.is_empty() && workbench.takes(&input)) =>
        {
            waiting.push_back(input);
            After::Go
        }
        event => {
            let mut after = take(workbench, event, doors);
            while !matches!(after, After::End(_))
                && let Some(next) = take_waiting(workbench, waiting, doors)
            {
                if !matches!(next, After::Go) {
                    after = next;
                }
            }
            after
        }
    }
}

/// Takes what was typed first of what waits, if it can be done now.
fn take_waiting(workbench: &mut Workbench, waiting: &mut VecDeque<Input>, doors: &Doors) -> Option<After> {
    let input =
        waiting.front().is_some_and(|input| workbench.takes(input)).then(|| waiting.pop_front())??;
    Some(take(workbench, Event::Input(input), doors))
}

/// Does to the terminal what an event asks for; the end, if it is that.
fn obey<B: Backend>(after: After, terminal: &mut Terminal<B>) -> io::Result<Option<End>>
where
    B::Error: Into<io::Error>,
{
    match after {
        After::Go => {}
        After::Repaint => terminal.clear().map_err(Into::into)?,
        #[cfg(unix)]
        After::Suspend => {
            guard::suspend();
            terminal.clear().map_err(Into::into)?;
        }
        After::End(end) => return Ok(Some(end)),
    }
    Ok(None)
}

/// The window is gone before all was done: what was typed is done nevertheless, if reading ends in time.
fn read_out(
    workbench: &mut Workbench,
    waiting: &mut VecDeque<Input>,
    events: &Receiver<Event>,
    doors: &Doors,
) {
    let until = Instant::now() + LAST_PATIENCE;
    while workbench.is_loading()
        && let Some(left) = until.checked_duration_since(Instant::now())
        && let Ok(event) = events.recv_timeout(left)
    {
        if matches!(event, Event::Loaded(_)) {
            take_in_turn(workbench, event, waiting, doors);
        }
    }
    while !workbench.is_loading() && !waiting.is_empty() {
        workbench.work_on(&mut || Instant::now() > until);
        let after = take_waiting(workbench, waiting, doors);
        if matches!(after, Some(After::End(_))) || Instant::now() > until {
            return;
        }
    }
}

/// What follows an event.
enum After {
    Go,
    Repaint,
    #[cfg(unix)]
    Suspend,
    End(End),
}

fn take(workbench: &mut Workbench, event: Event, doors: &Doors) -> After {
    match event {
        Event::Input(input) => {
            let resized = matches!(input, Input::Resize(..));
            let effects = workbench.begin(input);
            let after = carry_out_all(effects, workbench, doors);
            // What follows from what was carried out, such as text that came back from an editor.
            let after = match follow(workbench, doors) {
                After::Go => after,
                later => later,
            };
            if resized && matches!(after, After::Go) { After::Repaint } else { after }
        }
        Event::Saver(report) => {
            hear(workbench, *report, &doors.look);
            follow(workbench, doors)
        }
        Event::Disk => {
            doors.saver.order(Order::Sync(stamp(workbench, doors)));
            After::Go
        }
        Event::ReportWritten(Ok(path)) => {
            workbench.report_written(path);
            After::Go
        }
        Event::ReportWritten(Err(reason)) => {
            workbench.report_failed(reason);
            After::Go
        }
        Event::ReportSeen { number, seen } => {
            workbench.report_seen(number, seen);
            After::Go
        }
        Event::History { about, changes } => {
            workbench.history(&about, changes);
            follow(workbench, doors)
        }
        Event::Plans(lines) => {
            workbench.plans_listed(lines);
            follow(workbench, doors)
        }
        Event::PlanSaved(outcome) => {
            workbench.plan_saved(outcome);
            follow(workbench, doors)
        }
        Event::SheetsRead(reading, files, earlier) => {
            workbench.sheets_read(&reading, files, earlier);
            After::Go
        }
        Event::SheetsProgress(reading, progress) => {
            workbench.sheets_progress(&reading, progress);
            After::Go
        }
        Event::SheetAgain(file) => {
            workbench.sheet_again(*file);
            After::Go
        }
        Event::Say(notice) => {
            workbench.notice(notice);
            After::Go
        }
        Event::Found { number, results } => {
            workbench.found(number, results);
            follow(workbench, doors)
        }
        Event::Loaded(loaded) => {
            workbench.loaded(*loaded);
            follow(workbench, doors)
        }
        Event::ChangedDays(days) => {
            workbench.changed_before(days);
            After::Go
        }
        Event::Ended => After::End(End::Ended),
        // The loop itself takes it: what draws is changed by it, not the workbench.
        Event::Told(_) => After::Go,
        #[cfg(unix)]
        Event::Suspended => After::Suspend,
        #[cfg(unix)]
        Event::Continued => {
            guard::retake();
            After::Repaint
        }
    }
}

/// Carries out what the workbench wants after it was told something.
fn follow(workbench: &mut Workbench, doors: &Doors) -> After {
    let effects = workbench.take_effects();
    carry_out_all(effects, workbench, doors)
}

fn carry_out_all(effects: Vec<Effect>, workbench: &mut Workbench, doors: &Doors) -> After {
    let mut after = After::Go;
    for effect in effects {
        match carry_out(effect, workbench, doors) {
            After::Go => {}
            other => after = other,
        }
    }
    after
}

fn stamp(workbench: &Workbench, doors: &Doors) -> Stamp {
    Stamp { at: (doors.now)(), by: workbench.by().to_owned() }
}

fn carry_out(effect: Effect, workbench: &mut Workbench, doors: &Doors) -> After {
    let order = |order| {
        doors.saver.order(order);
        After::Go
    };
    let stamp = stamp(workbench, doors);
    match effect {
        Effect::Commit { ticket, draft } => order(Order::Commit { ticket, draft, stamp }),
        Effect::Undo => order(Order::Undo(stamp)),
        Effect::Redo => order(Order::Redo(stamp)),
        Effect::Report(ask) => {
            (doors.report)(&doors.saver, stamp, ask);
            After::Go
        }
        Effect::Open(path) => {
            (doors.open)(path);
            After::Go
        }
        Effect::Copy(text) => {
            (doors.copy)(text);
            After::Go
        }
        Effect::SaveFilter { name, query } => {
            (doors.save_filter)(&doors.saver, name, query);
            After::Go
        }
        Effect::Edit { text, wrong } => {
            let text = review::with_head(&text, wrong.as_ref(), doors.look.language);
            let outcome = (doors.edit)(&text);
            workbench.edited(outcome);
            After::Repaint
        }
        Effect::EditText(text) => {
            let outcome = (doors.edit)(&text);
            workbench.text_edited(outcome);
            After::Repaint
        }
        Effect::Sheets(order) => {
            (doors.sheets)(&doors.saver, order, stamp);
            After::Go
        }
        Effect::ListPlans => {
            (doors.plans)();
            After::Go
        }
        Effect::SavePlan(id) => {
            (doors.save_plan)(&doors.saver, id);
            After::Go
        }
        Effect::Go(to) => After::End(End::Go(to)),
        Effect::Quit => After::End(End::Left),
        Effect::Repaint => After::Repaint,
        Effect::History(about) => {
            (doors.history)(&doors.saver, about);
            After::Go
        }
        Effect::Search { number, query } => {
            doors.searcher.ask(number, &query, workbench);
            After::Go
        }
        Effect::KeepDrafts(forms) => {
            doors.keep.keep(&doors.saver, forms);
            After::Go
        }
    }
}

/// What the saver says.
fn hear(workbench: &mut Workbench, report: Report, look: &Look) {
    let mut stands = |state: State| {
        workbench.replace_workspace(state.workspace, &state.parts);
        workbench.set_faults(state.faults);
    };
    match report {
        Report::Saved { ticket } => workbench.saved(ticket),
        Report::Refused { ticket, error, state } => {
            workbench.conflict(ticket, error);
            workbench.replace_workspace(state.workspace, &state.parts);
        }
        Report::Trouble(error) => workbench.unsaved_because(fault::commit(&error, look.language)),
        Report::Changed(state) => stands(state),
        Report::Undone(Some(reversal), state) => {
            stands(state);
            workbench.notice(Notice::Undone(reversal.of));
        }
        Report::Redone(Some(reversal), state) => {
            stands(state);
            workbench.notice(Notice::Redone(reversal.change));
        }
        Report::Undone(None, _) => workbench.nothing_to_undo(),
        Report::Redone(None, _) => workbench.nothing_to_redo(),
        Report::Blocked { of, instead } => {
            workbench.notice(Notice::UndoBlocked { of, instead });
        }
        Report::NotReversed(error) => workbench.notice(Notice::Conflict(error)),
    }
}
