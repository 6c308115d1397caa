//! Events: what happened or is planned, tied to when the text says it did.

use super::Input;
use crate::model::{Actor, Claim, Event, TimeExpression};

/// Events in calendar order (coarse before fine), undated ones last in text order.
pub fn events(input: Input<'_>, actors: &[Actor], times: &[TimeExpression], claims: &[Claim]) -> Vec<Event> {
    let _ = (input, actors, times, claims);
    Vec::new()
}
