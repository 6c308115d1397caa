//! What the reader decided otherwise, applied behind each stage, so that the stages after it read the corrected result.
//! Headings and noise are corrected inside the structure stage, which later ones are built on.

mod actors;
mod claims;
mod events;
mod times;

pub(super) use actors::actors;
pub(super) use claims::claims;
pub(super) use events::events;
pub(super) use times::times;

#[cfg(test)]
mod tests;
