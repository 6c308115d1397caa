//! The configuration file: a patch over the built-in defaults.

/// Settings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Config {}
