//! Dates, durations and recurring times.

use super::Input;
use crate::model::{DocumentDate, Text, TimeExpression};
use crate::structure::Structure;

/// The date that the text states as its own ("as of November 19, 2025"), if it does.
pub fn document_date(text: &Text, structure: &Structure) -> Option<DocumentDate> {
    let _ = (text, structure);
    None
}

/// Time expressions in text order.
pub fn find(input: Input<'_>) -> Vec<TimeExpression> {
    let _ = input;
    Vec::new()
}
