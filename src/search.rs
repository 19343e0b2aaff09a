//! Finding: how a word may be written, and the query language of filters, `list` and `find`.
//!
//! [`text`] makes texts comparable, [`pinyin`] finds one word in one text and says how, [`query`] reads a whole query
//! and asks it of a row. It knows nothing of plans and entries: whoever asks hands the row over as
//! [`query::Facts`], which [`facts`] makes of a row of the domain. [`index`] holds all that can be found in one plan, and
//! [`rank`] finds it: one list, the best match first.

pub mod facts;
pub mod index;
pub mod pinyin;
pub mod query;
pub mod rank;
pub mod text;
