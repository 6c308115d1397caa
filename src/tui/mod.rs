//! The explorer. The only module that imports ratatui or crossterm.
//!
//! One loop: messages come in through one channel ([`event`]), [`update`] turns them into changes of the one
//! [`app::App`] and into effects, [`view`] draws. Whatever takes time runs on threads of its own ([`effect`],
//! [`loader`]) and reports through the same channel.

pub mod action;
pub mod app;
pub mod ask;
pub mod clipboard;
pub mod coverage;
mod draft;
pub mod effect;
pub mod event;
pub mod find;
pub mod fit;
pub mod held;
pub mod history;
pub mod hit;
pub mod keymap;
pub mod layout;
pub mod list;
pub mod loader;
pub mod marks;
pub mod naming;
pub mod overlay;
pub mod panes;
pub mod reader;
pub mod run;
pub mod scribe;
pub mod sheet;
pub mod steps;
pub mod symbols;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod view;
pub mod watch;

pub use run::run;

#[cfg(test)]
mod tests;
