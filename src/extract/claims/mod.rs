//! What the text asserts and who says so.

use super::Input;
use crate::model::{Actor, Attribution, Claim, TimeExpression};

/// Claims and attributions in text order.
pub fn find(input: Input<'_>, actors: &[Actor], times: &[TimeExpression]) -> (Vec<Claim>, Vec<Attribution>) {
    let _ = (input, actors, times);
    (Vec::new(), Vec::new())
}
