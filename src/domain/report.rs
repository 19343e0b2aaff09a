//! 周报 and other reports: the model, without any format.
