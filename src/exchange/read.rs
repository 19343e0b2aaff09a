//! Reading what others wrote.
