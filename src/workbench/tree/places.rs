//! The rows behind a line: most lines stand for one or for all of a task, and then need no list.

/// Which rows of a task a line stands for, by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Places {
    /// None: an area or a topic.
    None,
    /// All of them: the line of the task.
    All,
    /// This one.
    One(usize),
    /// These.
    Some(Vec<usize>),
}

impl Places {
    /// The places, of a task with so many rows.
    pub fn iter(&self, count: usize) -> impl Iterator<Item = usize> {
        let (range, some) = match self {
            Self::None => (0..0, &[][..]),
            Self::All => (0..count, &[][..]),
            Self::One(at) => (*at..at + 1, &[][..]),
            Self::Some(places) => (0..0, places.as_slice()),
        };
        range.chain(some.iter().copied())
    }

    /// How many there are, of a task with so many rows.
    pub(super) fn len(&self, count: usize) -> usize {
        match self {
            Self::None => 0,
            Self::All => count,
            Self::One(_) => 1,
            Self::Some(places) => places.len(),
        }
    }

    /// Takes one more.
    pub fn push(&mut self, at: usize) {
        match self {
            Self::None => *self = Self::One(at),
            Self::All => {}
            Self::One(first) => *self = Self::Some(vec![*first, at]),
            Self::Some(places) => places.push(at),
        }
    }
}

impl FromIterator<usize> for Places {
    fn from_iter<I: IntoIterator<Item = usize>>(places: I) -> Self {
        places.into_iter().fold(Self::None, |mut all, at| {
            all.push(at);
            all
        })
    }
}
