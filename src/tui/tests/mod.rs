//! The whole explorer without a terminal: keys in, screens out. Workers run where they are asked for.

mod anew;
mod chance;
mod events;
mod export;
mod harness;
mod journeys;
mod keys;
mod layer;
mod ledger;
mod mouse;
mod naming;
mod range;
mod reload;
mod screens;
mod search;
mod sessions;
mod sheets;
