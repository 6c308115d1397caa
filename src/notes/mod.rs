//! The analyst's own layer, the only user data that casefile writes: marks, notes, tags, judgements and corrections as a
//! log of acts for each document, and the reading position of each.
//!
//! A place is remembered by its words ([`Selector`]), so that the layer outlives an edited file. The log is never
//! rewritten; undoing is an act too.

mod act;
pub mod anchor;
mod author;
mod check;
mod clock;
mod disk;
mod error;
mod file;
mod index;
mod layer;
mod layers;
mod lines;
mod log;
mod merge;
mod placed;
mod position;
mod resolved;
mod searched;
mod selector;
pub mod session;
mod shift;
mod standing;
mod store;
mod subject;
mod versioned;

pub use act::{Act, Correction, Record, RecordId, Status, Target};
pub use anchor::{Anchored, Anchoring, anchor};
pub use author::author;
pub use check::{Checked, check};
pub use error::NotesError;
pub use layer::Layer;
pub use layers::Layers;
pub use log::Log;
pub use merge::{Merged, merge};
pub use placed::{Placed, same_words};
pub use position::{Position, Positions};
pub use resolved::{Judged, Mark, Note, Referent, Resolved};
pub use selector::Selector;
pub use session::{FoldedGroup, Session, Sessions};
pub use shift::Shift;
pub use standing::Standing;
pub use store::Store;
