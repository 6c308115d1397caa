//! The command line as other programs meet it: output, errors, exit status. Every test has a folder of its own and
//! nothing of the environment; no other program is run.

#![allow(clippy::unwrap_used, reason = "tests")]

mod around;
mod extract;
mod failing;
mod folder;
mod input;
mod lists;
mod taking_away;
