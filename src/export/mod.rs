//! The dossier written out for other programs and for people.

pub mod citation;
pub mod json;
pub mod passage;
