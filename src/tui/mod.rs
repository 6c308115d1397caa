//! The explorer. The only module that imports ratatui or crossterm.

pub mod action;
pub mod keymap;
pub mod symbols;
pub mod theme;
