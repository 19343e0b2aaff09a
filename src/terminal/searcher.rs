//! The searcher: a thread of its own, so that no key ever waits for a search.
//!
//! It keeps an index of the data as it last got hold of it. Of several queries that wait only the newest is answered. It takes
//! every core while it searches: so it is asked only when the frame that shows the letter is written.

use std::cell::{Cell, RefCell};
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::search::index::{Index, Snapshot};
use crate::search::plain::PlainWords;
use crate::search::query::{Query, Vocabulary};
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
    pub query: Query,
    /// What lights and statuses are called.
    pub vocabulary: Vocabulary<'static>,
    /// Changed data.
    pub snapshot: Option<Snapshot>,
}

impl Question {
    /// The newer one of two, with the newest data that either brings.
    fn instead_of(self, older: Self) -> Self {
        Self { snapshot: self.snapshot.or(older.snapshot), ..self }
    }
}

/// The way to the searcher.
#[derive(Debug)]
pub struct Searcher {
    questions: Sender<Question>,
    /// The number of the data that the searcher has, and whether it knows when each entry was changed.
    has: Cell<Option<(u64, bool)>>,
    /// What is asked when the frame is written.
    waits: RefCell<Option<Question>>,
}

impl Searcher {
    /// Starts the thread. `tell` is called on it with the number of the query.
    pub fn start(
        plain: impl FnOnce() -> PlainWords + Send + 'static,
        tell: impl Fn(u64, Results) + Send + 'static,
    ) -> Self {
        let (questions, inbox) = channel();
        // Without a thread nothing is answered, and the pane goes on taking letters.
        let _ = std::thread::Builder::new()
            .name("searcher".to_owned())
            .spawn(move || answer(Index::new(plain()), &inbox, &tell));
        Self::asking(questions)
    }

    /// The way to whoever answers.
    pub fn asking(questions: Sender<Question>) -> Self {
        Self { questions, has: Cell::new(None), waits: RefCell::new(None) }
    }

    /// Asks with the next [`Searcher::go`]; hands over the data only where it changed.
    pub fn ask(&self, number: u64, query: &str, workbench: &Workbench) {
        // A query that cannot be read is said in the pane and never asked.
        let Ok(query) = workbench.read_query(query) else { return };
        let data = Some(workbench.data_number());
        let data = data.map(|number| (number, query.asks_changed()));
        let has = self.has.get();
        let is_known = has.zip(data).is_some_and(|(has, data)| has.0 == data.0 && (has.1 || !data.1));
        let snapshot = (!is_known).then(|| {
            self.has.set(data);
            let snapshot = Snapshot::new(workbench.workspace(), workbench.rows());
            if query.asks_changed() { snapshot.with_changes(workbench.changed_days()) } else { snapshot }
        });
        let vocabulary = workbench.vocabulary();
        let question = Question { number, query, vocabulary, snapshot };
        let mut waits = self.waits.borrow_mut();
        *waits = Some(match waits.take() {
            Some(older) => question.instead_of(older),
            None => question,
        });
    }

    /// What is shown is written: now the cores may be taken.
    pub fn go(&self) {
        if let Some(question) = self.waits.take() {
            let _ = self.questions.send(question);
        }
    }
}

fn answer(mut index: Index, inbox: &Receiver<Question>, tell: &impl Fn(u64, Results)) {
    while let Ok(mut question) = inbox.recv() {
        while let Ok(newer) = inbox.try_recv() {
            question = newer.instead_of(question);
        }
        if let Some(snapshot) = &question.snapshot {
            index.follow(snapshot);
        }
        tell(question.number, index.answer(&question.query, question.vocabulary, MOST));
    }
}
