//! Finding: how a word may be written, and the query language of filters, `list` and `find`.
//!
//! [`text`] makes texts comparable, [`pinyin`] finds one word in one text and says how, [`query`] reads a whole query
//! and asks it of a row. It knows nothing of plans and entries: whoever asks hands the row over as
//! [`query::Facts`], which [`facts`] makes of a row of the domain.

pub mod facts;
pub mod pinyin;
pub mod query;
pub mod text;
