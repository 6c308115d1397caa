//! The configuration file: a patch over the built-in defaults.
