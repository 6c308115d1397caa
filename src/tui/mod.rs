//! The explorer. The only module that imports ratatui or crossterm.
