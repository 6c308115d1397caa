//! Events hidden and added.

use crate::extract::timeline;
use crate::extract::times::edtf;
use crate::model::{
    ActorId, ClaimId, Corrections, Document, Event, EventCorrection, EventStatus, Span, TimeId, Why, meant,
};

/// Applies the corrections of events to a document whose other parts are all there.
pub fn events(corrections: &Corrections, document: &mut Document) {
    for (span, correction) in &corrections.events {
        match correction {
            EventCorrection::Hide => {
                let sources = document.events.iter().enumerate();
                let sources: Vec<(usize, Span)> =
                    sources.flat_map(|(k, e)| e.sources.iter().map(move |s| (k, *s))).collect();
                if let Some(k) = meant(sources.iter().map(|s| s.1), *span).and_then(|k| sources.get(k)) {
                    document.events.remove(k.0);
                }
            }
            EventCorrection::Add(edtf) => {
                let event = added(document, span.trimmed(document.text.as_str()), edtf.as_deref());
                document.events.push(event);
            }
        }
    }
    if corrections.events.iter().any(|(_, c)| matches!(c, EventCorrection::Add(_))) {
        timeline::in_order(&mut document.events);
    }
}

fn added(document: &Document, span: Span, edtf: Option<&str>) -> Event {
    let period = edtf.and_then(edtf::parse);
    let words: Vec<&str> = document.text.slice(span).split_whitespace().collect();
    let named = |a: &crate::model::Actor| a.mentions.iter().any(|m| span.contains(m.span));
    let times = document.times.iter().enumerate().filter(|(_, t)| span.contains(t.span));
    Event {
        edtf: period.as_ref().map(|p| p.edtf.clone()),
        earliest: period.as_ref().and_then(|p| p.earliest),
        latest: period.as_ref().and_then(|p| p.latest),
        modifier: None,
        summary: words.join(" "),
        times: times.map(|(k, _)| TimeId::new(k)).collect(),
        actors: document
            .actors
            .iter()
            .enumerate()
            .filter(|(_, a)| named(a))
            .map(|(k, _)| ActorId::new(k))
            .collect(),
        claim: document.claims.iter().position(|c| c.span.contains(span)).map(ClaimId::new),
        status: EventStatus::Reported,
        sources: vec![span],
        why: Why::new("added by the reader", 1.0),
    }
}
