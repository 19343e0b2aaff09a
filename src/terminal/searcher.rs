//! The searcher: a thread of its own, so that no key ever waits for a search.
//!
//! It keeps an index of the data as it last got hold of it. Of several queries that wait only the newest is answered.

use std::cell::Cell;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::search::index::{Index, Snapshot};
use crate::search::rank::Results;
use crate::workbench::Workbench;

/// More than anybody scrolls through.
const MOST: usize = 200;

/// A query, with the data where it changed since the last one.
#[derive(Debug)]
pub struct Question {
    /// The number of the query.
    pub number: u64,
    /// What is looked for.
    pub query: String,
    /// Changed data.
    pub snapshot: Option<Snapshot>,
}

/// The way to the searcher.
#[derive(Debug)]
pub struct Searcher {
    questions: Sender<Question>,
    /// The number of the data that the searcher has.
    has: Cell<Option<u64>>,
}

impl Searcher {
    /// Starts the thread. `tell` is called on it with the number of the query.
    pub fn start(tell: impl Fn(u64, Results) + Send + 'static) -> Self {
        let (questions, inbox) = channel();
        // Without a thread nothing is answered, and the pane goes on taking letters.
        let _ = std::thread::Builder::new().name("searcher".to_owned()).spawn(move || answer(&inbox, &tell));
        Self::asking(questions)
    }

    /// The way to whoever answers.
    pub fn asking(questions: Sender<Question>) -> Self {
        Self { questions, has: Cell::new(None) }
    }

    /// Asks; hands over the data only where it changed.
    pub fn ask(&self, number: u64, query: String, workbench: &Workbench) {
        let data = Some(workbench.data_number());
        let snapshot =
            (self.has.replace(data) != data).then(|| Snapshot::new(workbench.workspace(), workbench.rows()));
        let _ = self.questions.send(Question { number, query, snapshot });
    }
}

fn answer(inbox: &Receiver<Question>, tell: &impl Fn(u64, Results)) {
    let mut index = Index::default();
    while let Ok(mut question) = inbox.recv() {
        while let Ok(newer) = inbox.try_recv() {
            let snapshot = newer.snapshot.or(question.snapshot);
            question = Question { snapshot, ..newer };
        }
        if let Some(snapshot) = &question.snapshot {
            index = Index::build(snapshot);
        }
        tell(question.number, index.find(&question.query, MOST));
    }
}
