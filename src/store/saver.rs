//! The saver: a thread of its own that owns the store, so that no key ever waits for the disk.
//!
//! Orders are carried out one by one, in their order. What the disk refuses stays first in line and is tried again; the
//! workbench hears why, and hears 已保存 only when the change is in the journal and synced.

#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::fault::Fault;
use super::transaction::{CommitError, Reversal};
use super::{News, Stamp, Store};
use crate::domain::change::{Change, ChangeError, Draft, Part};
use crate::domain::workspace::Workspace;

/// How long the saver waits before it tries again what the disk refused.
const RETRY: Duration = Duration::from_millis(700);

/// How long a saver that nobody finished waits for the disk.
const LAST_PATIENCE: Duration = Duration::from_secs(3);

/// Work that needs the store itself, such as a report: done in its turn, after every change ordered before it.
pub type Job = Box<dyn FnOnce(&mut Store) + Send>;

/// What the saver is asked to do.
pub enum Order {
    /// Makes a change; `ticket` names it in the report.
    Commit {
        /// The workbench's own number for it.
        ticket: u64,
        /// What is to be done.
        draft: Draft,
        /// When and by whom.
        stamp: Stamp,
    },
    /// Takes back the newest change.
    Undo(Stamp),
    /// Makes it again.
    Redo(Stamp),
    /// Looks at the disk for what others did.
    Sync(Stamp),
    /// Does some work with the store; it tells its end itself.
    Work(Job),
    /// Ends the thread once everything before is done.
    Stop,
}

/// The data as the disk has it after some order. Records are shared with the saver's own copy.
#[derive(Debug, Clone)]
pub struct State {
    /// The data.
    pub workspace: Workspace,
    /// Parts that others changed since the last state sent.
    pub parts: BTreeSet<Part>,
    /// What is wrong with files.
    pub faults: Vec<Fault>,
}

/// What the saver tells.
#[derive(Debug)]
pub enum Report {
    /// The change is in the journal and synced.
    Saved {
        /// Which.
        ticket: u64,
    },
    /// The change was not made: somebody changed the same thing. Nothing was written.
    Refused {
        /// Which.
        ticket: u64,
        /// Why.
        error: ChangeError,
        /// What stands instead.
        state: State,
    },
    /// The disk would not; it is tried again until it does.
    Trouble(CommitError),
    /// Others changed something.
    Changed(State),
    /// What an undo took back; none where there was nothing.
    Undone(Option<Reversal>, State),
    /// What a redo made again; none where there was nothing.
    Redone(Option<Reversal>, State),
    /// An undo or redo that cannot be made, since its item changed meanwhile.
    NotReversed(ChangeError),
    /// An undo that cannot be made, and the older change that the next one takes back.
    Blocked {
        /// The change that stays.
        of: Box<Change>,
        /// The one that can be undone.
        instead: Option<Box<Change>>,
    },
}

/// The way to the saver.
pub struct Saver {
    orders: Sender<Order>,
    thread: Option<JoinHandle<()>>,
}

impl Saver {
    /// Starts the thread. `tell` is called on it.
    pub fn start(store: Store, tell: impl Fn(Report) + Send + 'static) -> Self {
        Self::opening(|| store, tell)
    }

    /// Starts the thread, which first opens its store; what is ordered meanwhile waits.
    pub fn opening(
        open: impl FnOnce() -> Store + Send + 'static,
        tell: impl Fn(Report) + Send + 'static,
    ) -> Self {
        let (orders, inbox) = channel();
        let thread = std::thread::Builder::new()
            .name("saver".to_owned())
            .spawn(move || {
                // A mistake in here must not leave the person in the belief that all is saved.
                let work =
                    || Desk { store: open(), inbox, queue: VecDeque::new(), stopping: false }.run(&tell);
                if let Err(panic) = catch_unwind(AssertUnwindSafe(work)) {
                    let said = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
                    let said = said.or_else(|| panic.downcast_ref::<String>().cloned());
                    tell(Report::Trouble(CommitError::Broken(said.unwrap_or_default())));
                }
            })
            .ok();
        Self { orders, thread }
    }

    /// Hands over an order; false where the thread is gone.
    pub fn order(&self, order: Order) -> bool {
        self.orders.send(order).is_ok()
    }

    /// Ends the thread after everything ordered so far, waiting at most `patience`. Whether it ended.
    pub fn finish(mut self, patience: Duration) -> bool {
        self.end(patience)
    }

    fn end(&mut self, patience: Duration) -> bool {
        let _ = self.orders.send(Order::Stop);
        let Some(thread) = self.thread.take() else { return true };
        let pause = Duration::from_millis(2);
        let mut waited = Duration::ZERO;
        while !thread.is_finished() {
            if waited >= patience {
                return false;
            }
            std::thread::sleep(pause);
            waited += pause;
        }
        thread.join().is_ok()
    }
}

impl Drop for Saver {
    /// Whatever ends the workbench, a panic too: what was ordered goes to the disk.
    fn drop(&mut self) {
        self.end(LAST_PATIENCE);
    }
}

/// The thread's own state.
struct Desk {
    store: Store,
    inbox: Receiver<Order>,
    queue: VecDeque<Order>,
    stopping: bool,
}

impl Desk {
    fn run(mut self, tell: &dyn Fn(Report)) {
        while self.next() {
            let order = match self.queue.pop_front() {
                Some(Order::Work(job)) => {
                    job(&mut self.store);
                    continue;
                }
                Some(order) => order,
                None => continue,
            };
            if let Err(error) = self.carry_out(&order, tell) {
                tell(Report::Trouble(error));
                self.queue.push_front(order);
                if self.stopping {
                    return;
                }
                self.wait(RETRY);
            }
        }
    }

    /// Waits until there is an order; false when the thread is to end.
    fn next(&mut self) -> bool {
        self.take_waiting();
        if !self.queue.is_empty() {
            return true;
        }
        if self.stopping {
            return false;
        }
        match self.inbox.recv() {
            Ok(order) => {
                self.put(order);
                true
            }
            Err(_) => false,
        }
    }

    fn wait(&mut self, time: Duration) {
        match self.inbox.recv_timeout(time) {
            Ok(order) => self.put(order),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => self.stopping = true,
        }
        self.take_waiting();
    }

    fn take_waiting(&mut self) {
        while let Ok(order) = self.inbox.try_recv() {
            self.put(order);
        }
    }

    fn put(&mut self, order: Order) {
        match order {
            Order::Stop => self.stopping = true,
            // One look at the disk is as good as ten in a row.
            Order::Sync(_) if matches!(self.queue.back(), Some(Order::Sync(_))) => {}
            order => self.queue.push_back(order),
        }
    }

    /// Carries out one order; an error means that it is to be tried again.
    fn carry_out(&mut self, order: &Order, tell: &dyn Fn(Report)) -> Result<(), CommitError> {
        match order {
            Order::Commit { ticket, draft, stamp } => {
                let ticket = *ticket;
                let saved = &mut |_: &_| tell(Report::Saved { ticket });
                match self.store.commit_then(draft.clone(), stamp, saved) {
                    Ok(done) if done.news.is_empty() => Ok(()),
                    Ok(done) => {
                        tell(Report::Changed(self.state(done.news)));
                        Ok(())
                    }
                    Err(CommitError::Conflict(error)) => {
                        let mut news = self.store.take_news();
                        news.parts.extend(draft.ops.iter().map(|op| op.target().part()));
                        let state = self.state(news);
                        tell(Report::Refused { ticket, error, state });
                        Ok(())
                    }
                    Err(error) => Err(error),
                }
            }
            Order::Undo(stamp) => self.reverse(stamp, true, tell),
            Order::Redo(stamp) => self.reverse(stamp, false, tell),
            Order::Sync(stamp) => {
                let faults = self.store.faults().len();
                let news = self.store.sync(stamp)?;
                if !news.is_empty() || self.store.faults().len() != faults {
                    tell(Report::Changed(self.state(news)));
                }
                Ok(())
            }
            Order::Work(_) | Order::Stop => Ok(()),
        }
    }

    fn reverse(&mut self, stamp: &Stamp, undo: bool, tell: &dyn Fn(Report)) -> Result<(), CommitError> {
        let outcome = if undo { self.store.undo(stamp) } else { self.store.redo(stamp) };
        let reversal = match outcome {
            Ok(reversal) => reversal,
            Err(CommitError::Conflict(error)) => {
                tell(Report::NotReversed(error));
                return Ok(());
            }
            Err(CommitError::Blocked { of, instead, .. }) => {
                tell(Report::Blocked { of, instead });
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let mut news = reversal.as_ref().map(|reversal| reversal.news.clone()).unwrap_or_default();
        if let Some(reversal) = &reversal {
            news.parts.extend(reversal.change.ops.iter().map(|op| op.target().part()));
        }
        let state = self.state(news);
        tell(if undo { Report::Undone(reversal, state) } else { Report::Redone(reversal, state) });
        Ok(())
    }

    fn state(&self, news: News) -> State {
        State {
            workspace: self.store.workspace().clone(),
            parts: news.parts,
            faults: self.store.faults().to_vec(),
        }
    }
}
