//! Finding: how a word may be written, and the query language of filters, `list` and `find`.

pub mod pinyin;
pub mod query;
pub mod text;
