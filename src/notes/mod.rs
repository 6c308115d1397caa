//! The analyst's own layer, the only user data that casefile writes: marks, notes, tags, judgements and corrections as a
//! log of acts for each document, and the reading position of each.
//!
//! A place is remembered by its words ([`Selector`]), so that the layer outlives an edited file. The log is never
//! rewritten; undoing is an act too.

mod act;
mod file;
mod layer;
mod position;
mod selector;

pub use act::{Act, Correction, Record, RecordId, Status, Target};
pub use layer::Layer;
pub use position::{Position, Positions};
pub use selector::Selector;
