//! A claim: kind and scales, who says so, its parts, and the rule that decided.

use ratatui::text::Line;

use super::{field, time_line};
use crate::model::{Certainty, Claim, ClaimId, CueKind, DocId, Document, Polarity, Quantity};
use crate::tui::app::App;
use crate::tui::fit;
use crate::tui::panes::claims::{self, Sort};
use crate::tui::theme::Role;

/// Related claims that are listed.
const RELATED: usize = 6;

/// A scale that does not apply is said in words.
pub(super) fn certainty_name(certainty: Certainty) -> &'static str {
    if certainty == Certainty::Na { "n/a" } else { certainty.name() }
}

fn cue_name(kind: CueKind) -> String {
    format!("{kind:?}").to_lowercase()
}

fn quantity(document: &Document, q: &Quantity) -> String {
    let mut out = document.text.slice(q.span).to_owned();
    let range = match (q.low, q.high) {
        (Some(a), Some(b)) if (a - b).abs() < f64::EPSILON => Some(format!("{a}")),
        (Some(a), Some(b)) => Some(format!("{a} to {b}")),
        (Some(a), None) => Some(format!("{a} or more")),
        (None, Some(b)) => Some(format!("{b} or less")),
        (None, None) => None,
    };
    if let Some(range) = range {
        let unit = q.currency.or(q.unit.as_deref()).unwrap_or("");
        let per = q.per.map_or(String::new(), |p| format!(" a {p}"));
        out.push_str(&format!(" = {range} {unit}{per}"));
    }
    out.trim_end().to_owned()
}

/// A claim's importance as the sum that it is.
fn weight(claim: &Claim) -> String {
    let parts: Vec<String> =
        claims::parts(claim).into_iter().map(|(name, share)| format!("{name} {share:.2}")).collect();
    let parts = if parts.is_empty() { String::new() } else { format!(" = {}", parts.join(" + ")) };
    format!("importance {:.2}{parts}", claim.importance.value)
}

pub(super) fn lines(
    app: &App,
    doc: DocId,
    document: &Document,
    (id, claim): (ClaimId, &Claim),
    full: bool,
) -> Vec<Line<'static>> {
    let look = app.look();
    let mut head = vec![
        look.span(claim.kind.name(), claims::kind_role(claim.kind)),
        look.span(format!(", certainty {}", certainty_name(claim.certainty)), Role::Text),
    ];
    if claim.polarity == Polarity::Negative {
        head.push(look.span(", negated", Role::Warn));
    }
    if claim.conditional {
        head.push(look.span(", conditional", Role::Text));
    }
    if let Some(band) = claim.likelihood {
        head.push(look.span(format!(", ICD-203 {band:?}"), Role::Text));
    }
    if let Some(to) = claim.addressee {
        head.push(look.span(format!(", to: {}", fit::one_line(document.text.slice(to))), Role::Text));
    }
    if let Some(who) = claims::speaker(document, claim) {
        head.push(look.span(format!(", by {}", fit::one_line(&who)), Role::Actor));
    }
    head.push(
        look.span(format!("  {}", claims::place_of(&app.dossier, doc, claim.span.from())), Role::Muted),
    );
    let cues: Vec<String> = claim
        .cues
        .iter()
        .map(|c| format!("\"{}\" {}", fit::one_line(document.text.slice(c.span)), cue_name(c.kind)))
        .collect();
    let mut reason = format!("{} (confidence {:.0} %)", claim.why.rule, claim.why.confidence * 100.0);
    if !cues.is_empty() {
        reason.push_str(&format!("; {}", cues.join(", ")));
    }
    let mut lines = vec![Line::from(head), field(look, "why", reason)];
    if let Some(a) = claim.attribution.and_then(|id| document.attribution(id)) {
        let cue: Vec<&str> = a.cue.iter().map(|s| document.text.slice(*s)).collect();
        lines.push(field(
            look,
            "source",
            format!("{} ({}; {})", claims::who_says(document, a), cue.join(" "), a.why.rule),
        ));
    }
    for (name, span) in [("grounds", claim.grounds), ("so that", claim.consequence)] {
        if let Some(span) = span {
            let elsewhere = if claim.span.contains(span) { "" } else { " (the sentence before)" };
            let words = fit::one_line(document.text.slice(span));
            lines.push(field(look, name, format!("“{words}”{elsewhere}")));
        }
    }
    let names: Vec<&str> =
        claim.actors.iter().filter_map(|a| document.actor(*a)).map(|a| a.name.as_str()).collect();
    if !names.is_empty() {
        lines.push(field(look, "actors", names.join(", ")));
    }
    for time in claim.times.iter().filter_map(|t| document.time(*t)) {
        lines.push(field(look, "date", time_line(document, time)));
    }
    for q in &claim.quantities {
        lines.push(field(look, "figure", quantity(document, q)));
    }
    for (c, (other, at)) in app.comparisons.of((doc, id)).take(RELATED) {
        let Some((there, found)) = app.dossier.document(other).and_then(|d| Some((d, d.claim(at)?))) else {
            continue;
        };
        let place = claims::place_of(&app.dossier, other, found.span.from());
        let words = fit::one_line(there.text.slice(found.span));
        let value = format!("{}, {place}: “{words}” ({})", c.relation.words(), c.why(&app.dossier));
        lines.push(field(look, "compare", value));
    }
    if !full && app.lists.claim_sort == Sort::Importance {
        lines.insert(1, field(look, "weight", weight(claim)));
    }
    if full {
        lines.push(field(look, "weight", weight(claim)));
        lines.push(field(look, "", format!("check-worthiness {:.2}", claim.checkworthy)));
        let around = |step: isize| {
            let own = document.sentence_at(claim.span.from())?;
            let other = document.sentences.get(own.checked_add_signed(step)?)?;
            Some(document.text.slice(other.span))
        };
        lines.extend(around(-1).map(|words| field(look, "before", words)));
        lines.push(field(look, "words", document.text.slice(claim.span)));
        lines.extend(around(1).map(|words| field(look, "after", words)));
    }
    lines
}
