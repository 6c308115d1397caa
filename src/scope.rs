//! One filter for all panes: a conjunction of chips.
