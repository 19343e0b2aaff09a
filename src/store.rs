//! Data on disk: YAML that a person can read, diff and mend; a journal that holds every change; one transaction.
//!
//! The invariant of this room: what was called saved is in a journal, synced, before anybody hears that it is saved; and
//! no file that cannot be read is ever written over.

pub mod fault;
pub mod fs;
pub mod layout;
pub mod yaml;
