//! Dates read otherwise, hidden, added.

use crate::extract::times::edtf;
use crate::model::{Corrections, ResolvedBy, Text, TimeCorrection, TimeExpression, TimeKind, Why, meant};

/// Applies the corrections of dates.
pub fn times(text: &Text, corrections: &Corrections, found: &mut Vec<TimeExpression>) {
    for (span, correction) in &corrections.times {
        let k = meant(found.iter().map(|t| t.span), *span);
        match correction {
            TimeCorrection::Hide => {
                if let Some(k) = k {
                    found.remove(k);
                }
            }
            TimeCorrection::Reading(reading) => {
                let Some(period) = edtf::parse(reading) else { continue };
                let span = k.and_then(|k| found.get(k)).map_or(span.trimmed(text.as_str()), |t| t.span);
                let time = TimeExpression {
                    span,
                    kind: TimeKind::Date,
                    value: period.value.into(),
                    modifier: None,
                    edtf: Some(period.edtf.into()),
                    earliest: period.earliest,
                    latest: period.latest,
                    resolved_by: Some(ResolvedBy::Explicit),
                    readings: Vec::new(),
                    why: Why::new("read so by the reader", 1.0),
                };
                match k.and_then(|k| found.get_mut(k)) {
                    Some(known) => *known = time,
                    None => {
                        let at = found.partition_point(|t| t.span < span);
                        found.insert(at, time);
                    }
                }
            }
        }
    }
}
