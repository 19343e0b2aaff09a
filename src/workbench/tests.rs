//! (before, keys, after): the plan of 2024, keys pressed, what then stands.

mod changes;
mod clashes;
pub(crate) mod desk;
mod editor;
mod every_key;
mod filter;
mod forms;
pub(crate) mod history;
mod keys;
mod ledger;
mod outline;
mod places;
mod random;
mod ranking;
pub(crate) mod reading;
mod records;
mod search;
mod slices;
mod uniform;
pub(crate) mod units;
mod upgrade;
mod walking;
