//! The analyst's own layer, the only user data that casefile writes. For now: the reading position of each document.

mod file;
mod position;

pub use position::{Position, Positions};
