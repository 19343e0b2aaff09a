//! Expressions beyond the real list, with their readings.
