//! The dossier written out for other programs.

pub mod json;
