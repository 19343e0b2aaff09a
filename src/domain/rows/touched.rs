//! Counts, in tests, how many rows were looked at: what a key costs whatever the machine.

use std::cell::Cell;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// A row was looked at.
pub(crate) fn one() {
    COUNT.set(COUNT.get() + 1);
}

/// How many were, since this was last asked.
pub(crate) fn take() -> usize {
    COUNT.take()
}
