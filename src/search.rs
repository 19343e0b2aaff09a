//! Finding: how a word may be written, and the query language of filters, `list` and `find`.
//!
//! [`text`] makes texts comparable, [`pinyin`] finds one word in one text by text, pinyin and initials, and [`query`] reads
//! a whole query and asks it of a row: what filters, lists and pickers use. It knows nothing of plans and entries: whoever
//! asks hands the row over as [`query::Facts`], which [`facts`] makes of a row of the domain.
//!
//! The search itself finds more: [`index`] holds all that can be found in one plan, written in the numbers of an
//! [`alphabet`]; [`word`] makes of a word every way of finding it, each an [`automaton`] or a plain word of [`plain`];
//! [`rank`] asks the one of the other: one list, the best match first; [`suggest`] where there is none.

pub mod alphabet;
pub mod automaton;
pub mod facts;
pub mod index;
pub mod pinyin;
pub mod plain;
pub mod query;
pub mod rank;
pub mod suggest;
pub mod text;
pub mod word;
