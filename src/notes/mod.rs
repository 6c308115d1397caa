//! The analyst's own layer. For now: the reading position of each document.
