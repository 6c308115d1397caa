//! The ledger of claims: kind, who says so, what, and where it stands.

mod groups;

use std::borrow::Cow;
use std::sync::Arc;

use ratatui::text::{Line, Span};

use super::Look;
use crate::model::{
    Attribution, AttributionKind, Claim, ClaimId, ClaimKind, DocId, Document, Dossier, Item, Polarity,
};
use crate::notes::{Resolved, Status};
use crate::tui::fit;
use crate::tui::naming;
use crate::tui::theme::Role;
pub use groups::{Group, Groups};

/// A claim and its document.
pub type ClaimRow = (DocId, ClaimId);

/// How the claims are ordered within their group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As in the text.
    #[default]
    Reading,
    /// The most important first.
    Importance,
    /// The most check-worthy first.
    Checkworthy,
}

impl Sort {
    /// The next one in the cycle.
    pub fn next(self) -> Self {
        match self {
            Sort::Reading => Sort::Importance,
            Sort::Importance => Sort::Checkworthy,
            Sort::Checkworthy => Sort::Reading,
        }
    }

    /// What it sorts by, the greatest first; the text's own order weighs nothing.
    pub fn weight(self, claim: &Claim) -> f32 {
        match self {
            Sort::Reading => 0.0,
            Sort::Importance => claim.importance.value,
            Sort::Checkworthy => claim.checkworthy,
        }
    }

    /// As shown in the title.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Reading => "in reading order",
            Sort::Importance => "by importance",
            Sort::Checkworthy => "by check-worthiness",
        }
    }
}

/// The role of a kind.
pub fn kind_role(kind: ClaimKind) -> Role {
    match kind {
        ClaimKind::Fact => Role::Fact,
        ClaimKind::Causal => Role::Causal,
        ClaimKind::Evaluation => Role::Evaluation,
        ClaimKind::Forecast => Role::Forecast,
        ClaimKind::Prescription => Role::Prescription,
        ClaimKind::Commitment => Role::Commitment,
        ClaimKind::Question => Role::Question,
    }
}

/// Who says so, as shown: the actors behind the source, else the words of the source.
pub fn who_says(document: &Document, attribution: &Attribution) -> String {
    let actors = attribution.source_actors.iter().filter_map(|a| document.actor(*a));
    let names: Vec<&str> = actors.map(|a| a.name.as_str()).collect();
    if !names.is_empty() {
        return names.join(", ");
    }
    match (attribution.who().first(), attribution.kind) {
        (Some(span), _) => document.text.slice(*span).to_owned(),
        (None, AttributionKind::Author) => "the document".to_owned(),
        (None, _) => "(impersonal)".to_owned(),
    }
}

/// Who says a claim, if anyone but the author is said to.
pub fn speaker(document: &Document, claim: &Claim) -> Option<String> {
    claim.attribution.and_then(|id| document.attribution(id)).map(|a| who_says(document, a))
}

/// Where a place of a document stands: the section's number, else its title, else the page or line; with the document's
/// number where there are several.
pub fn place_of(dossier: &Dossier, doc: DocId, at: usize) -> String {
    place_within(dossier, doc, at, usize::MAX)
}

/// The same in so many columns: a title that does not fit says less than the page or line it stands on.
pub fn place_within(dossier: &Dossier, doc: DocId, at: usize, columns: usize) -> String {
    let Some(document) = dossier.document(doc) else { return String::new() };
    let before = if dossier.documents.len() > 1 { format!("{doc} ") } else { String::new() };
    let room = columns.saturating_sub(fit::width(&before));
    let section = document.section_at(at).map(|id| {
        let path = document.section_path(id);
        if path.is_empty() { document.section_title(id).to_owned() } else { path }
    });
    let place = section.filter(|name| fit::width(name) <= room).unwrap_or_else(|| {
        let (unit, short, number) = match document.text.page_of(at) {
            Some(page) => ("page", "p.", page),
            None => ("line", "l.", document.text.source_line(at)),
        };
        let whole = format!("{unit} {number}");
        if fit::width(&whole) <= room { whole } else { format!("{short}{number}") }
    });
    format!("{before}{place}")
}

/// What the reader has added to a claim, as one sign; nothing where there is nothing.
fn sign(layer: &Resolved, id: ClaimId, look: Look<'_>) -> Span<'static> {
    let signs = look.symbols;
    match layer.status(id) {
        Some(status) => {
            let k = Status::ALL.iter().position(|s| *s == status).unwrap_or(0);
            let role = match status {
                Status::False => Role::Error,
                Status::Disputed => Role::Warn,
                Status::Confirmed => Role::Title,
                Status::Unchecked | Status::Irrelevant => Role::Muted,
            };
            look.span(format!("{} ", signs.status.get(k).copied().unwrap_or(" ")), role)
        }
        None if layer.is_noted(Item::Claim(id)) => look.span(format!("{} ", signs.note), Role::Hint),
        None => look.span("  ", Role::Text),
    }
}

/// The parts of a claim's importance, the weightiest first.
pub fn parts(claim: &Claim) -> Vec<(&'static str, f32)> {
    let mut parts: Vec<_> = claim.importance.parts().collect();
    parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    parts
}

/// Columns of the weight in front of a row, and of its parts where there is room for them.
const WEIGHT: usize = 5;
const PARTS: usize = 26;
const PARTS_FROM: usize = 96;
/// From so many columns on there is room for whole names and titles.
const ROOMY: usize = 150;

/// One row; with `layers` what the reader has added stands in front, and in an order by weight the weight.
pub fn line(
    dossier: &Dossier,
    layers: Option<&[Arc<Resolved>]>,
    sort: Sort,
    row: ClaimRow,
    width: usize,
    look: Look<'_>,
) -> Line<'static> {
    let Some((document, claim)) = dossier.document(row.0).and_then(|d| Some((d, d.claim(row.1)?))) else {
        return Line::default();
    };
    let weighed = if sort == Sort::Reading { 0 } else { WEIGHT };
    let parts_width = if sort == Sort::Importance && width >= PARTS_FROM { PARTS } else { 0 };
    let before = if layers.is_some() { 2 } else { 0 } + weighed + parts_width;
    let width = width.saturating_sub(before);
    let several = if dossier.documents.len() > 1 { 3 } else { 0 };
    let place_width = several + if width >= ROOMY { 24 } else { 8 };
    let place = place_within(dossier, row.0, claim.span.from(), place_width);
    let who_width = match width {
        0..66 => 0,
        66..130 => 13,
        130..ROOMY => 18,
        _ => 26,
    };
    let kind_width = if width >= 130 { 18 } else { 13 };
    let what_width = width.saturating_sub(kind_width + place_width + 1 + who_width);
    let negative = claim.polarity == Polarity::Negative;
    let kind = format!("{}{}", if negative { "neg. " } else { "" }, claim.kind.name());
    let mut spans = Vec::with_capacity(7);
    if let Some(layers) = layers {
        spans.push(layers.get(row.0.index()).map_or_else(Span::default, |layer| sign(layer, row.1, look)));
    }
    if weighed > 0 {
        spans.push(look.span(format!("{:.2} ", sort.weight(claim)), Role::Title));
    }
    if parts_width > 0 {
        // Every claim is of some kind: what it has besides makes the difference.
        let telling = |p: &(&str, f32)| p.1.abs() >= 0.02 && p.0 != "kind";
        let parts = parts(claim).into_iter().filter(telling).map(|(name, _)| name);
        let parts = parts.collect::<Vec<_>>().join(", ");
        spans.push(look.span(format!("{} ", fit::fill(&parts, PARTS - 1, look.symbols)), Role::Muted));
    }
    spans.push(
        look.span(format!("{} ", fit::fill(&kind, kind_width - 1, look.symbols)), kind_role(claim.kind)),
    );
    if who_width > 0 {
        let who = claim.attribution.and_then(|id| document.attribution(id));
        let who = who.map(|a| {
            let named = naming::list(dossier, row.0, &a.source_actors, who_width - 1);
            if named.is_empty() { who_says(document, a) } else { named }
        });
        let who = who.as_deref().unwrap_or(look.symbols.nobody);
        let who = fit::fill(who, who_width - 1, look.symbols);
        spans.push(look.span(format!("{who} "), Role::Muted));
    }
    // Without a column of its own, whoever speaks stands in front of what is said, unless the claim names them itself.
    let named = |a: &Attribution| a.source.iter().any(|s| claim.span.contains(*s));
    let source = claim
        .attribution
        .and_then(|id| document.attribution(id))
        .filter(|a| !a.source.is_empty() && !named(a));
    let said = source.filter(|_| who_width == 0).map(|a| who_says(document, a));
    let what = document.text.slice(claim.span);
    let what = said.map_or_else(|| Cow::Borrowed(what), |who| Cow::Owned(format!("{who}: {what}")));
    let what = what.as_ref();
    spans.push(look.span(fit::fill(what, what_width, look.symbols), Role::Text));
    spans.push(look.span(format!(" {}", fit::fill(&place, place_width, look.symbols)), Role::Muted));
    Line::from(spans)
}
