//! One file a pane.

pub mod reader;
