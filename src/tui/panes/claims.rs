//! The ledger of claims: kind, who says so, what, and where it stands.

use std::borrow::Cow;
use std::sync::Arc;

use ratatui::text::{Line, Span};

use super::Look;
use crate::model::{
    Attribution, AttributionKind, Claim, ClaimId, ClaimKind, DocId, Document, Dossier, Item, Polarity,
};
use crate::notes::{Resolved, Status};
use crate::scope::Kept;
use crate::tui::fit;
use crate::tui::list::Row;
use crate::tui::theme::Role;

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

/// What the claims are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Group {
    /// Not at all.
    #[default]
    None,
    /// Kind of claim.
    Kind,
    /// Who says so.
    Who,
    /// Section.
    Section,
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

    /// As shown in the title.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Reading => "in reading order",
            Sort::Importance => "by importance",
            Sort::Checkworthy => "by check-worthiness",
        }
    }
}

impl Group {
    /// The next one in the cycle.
    pub fn next(self) -> Self {
        match self {
            Group::None => Group::Kind,
            Group::Kind => Group::Who,
            Group::Who => Group::Section,
            Group::Section => Group::None,
        }
    }

    /// As shown in the title.
    pub fn name(self) -> &'static str {
        match self {
            Group::None => "not grouped",
            Group::Kind => "grouped by kind",
            Group::Who => "grouped by who says so",
            Group::Section => "grouped by section",
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

/// Who says so, as shown: the actor behind the source, else the words of the source.
pub fn who_says(document: &Document, attribution: &Attribution) -> String {
    if let Some(actor) = attribution.source_actors.first().and_then(|a| document.actor(*a)) {
        return actor.name.clone();
    }
    match (attribution.source.first(), attribution.kind) {
        (Some(span), _) => document.text.slice(*span).to_owned(),
        (None, AttributionKind::Author) => "the document".to_owned(),
        (None, _) => "(impersonal)".to_owned(),
    }
}

/// Who says a claim, if anyone but the author is said to.
pub fn speaker(document: &Document, claim: &Claim) -> Option<String> {
    claim.attribution.and_then(|id| document.attribution(id)).map(|a| who_says(document, a))
}

/// The rows in their order and groups.
pub fn rows(dossier: &Dossier, kept: &Kept, sort: Sort, group: Group) -> Vec<Row<ClaimRow>> {
    let mut claims: Vec<ClaimRow> = kept.claims.clone();
    let claim = |row: &ClaimRow| dossier.document(row.0).and_then(|d| d.claim(row.1));
    match sort {
        Sort::Reading => {}
        Sort::Importance => {
            claims.sort_by(|a, b| {
                let of = |r| claim(r).map_or(0.0, |c| c.importance.value);
                of(b).total_cmp(&of(a))
            });
        }
        Sort::Checkworthy => {
            claims.sort_by(|a, b| {
                let of = |r| claim(r).map_or(0.0, |c| c.checkworthy);
                of(b).total_cmp(&of(a))
            });
        }
    }
    if group == Group::None {
        return claims.into_iter().map(Row::Item).collect();
    }
    let mut groups: Vec<(String, Vec<ClaimRow>)> = Vec::new();
    let mut index: std::collections::HashMap<String, usize> = Default::default();
    for row in claims {
        let name = group_name(dossier, row, group);
        let k = *index.entry(name.clone()).or_insert_with(|| {
            groups.push((name, Vec::new()));
            groups.len() - 1
        });
        if let Some(g) = groups.get_mut(k) {
            g.1.push(row);
        }
    }
    if group == Group::Who {
        groups.sort_by_key(|g| (g.0.starts_with('('), std::cmp::Reverse(g.1.len())));
    }
    let mut rows = Vec::new();
    for (name, members) in groups {
        rows.push(Row::Header(format!("{name} ({})", members.len())));
        rows.extend(members.into_iter().map(Row::Item));
    }
    rows
}

fn group_name(dossier: &Dossier, row: ClaimRow, group: Group) -> String {
    let Some(document) = dossier.document(row.0) else { return String::new() };
    let Some(claim) = document.claim(row.1) else { return String::new() };
    match group {
        Group::None => String::new(),
        Group::Kind => claim.kind.name().to_owned(),
        Group::Who => speaker(document, claim).unwrap_or_else(|| "(no one named: the author)".to_owned()),
        Group::Section => {
            let title = claim.section.map_or("(before the first heading)", |s| document.section_title(s));
            let path = claim.section.map_or(String::new(), |s| document.section_path(s));
            let several = if dossier.documents.len() > 1 { document.file_name() } else { "" };
            [several, &path, title].iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(" ")
        }
    }
}

/// Where a place of a document stands, short: the section's number, else its title, else the line; with the document's
/// number where there are several.
pub fn place_of(dossier: &Dossier, doc: DocId, at: usize) -> String {
    let Some(document) = dossier.document(doc) else { return String::new() };
    let place = match document.section_at(at) {
        Some(id) => {
            let path = document.section_path(id);
            if path.is_empty() { document.section_title(id).to_owned() } else { path }
        }
        None => match document.text.page_of(at) {
            Some(page) => format!("page {page}"),
            None => format!("line {}", document.text.source_line(at)),
        },
    };
    if dossier.documents.len() > 1 { format!("{doc} {place}") } else { place }
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

/// One row; with `layers` what the reader has added stands in front.
pub fn line(
    dossier: &Dossier,
    layers: Option<&[Arc<Resolved>]>,
    row: ClaimRow,
    width: usize,
    look: Look<'_>,
) -> Line<'static> {
    let Some((document, claim)) = dossier.document(row.0).and_then(|d| Some((d, d.claim(row.1)?))) else {
        return Line::default();
    };
    let width = width.saturating_sub(if layers.is_some() { 2 } else { 0 });
    let place = place_of(dossier, row.0, claim.span.from());
    let place_width = if dossier.documents.len() > 1 { 11 } else { 8 };
    let who_width = match width {
        0..66 => 0,
        66..130 => 13,
        _ => 18,
    };
    let kind_width = if width >= 130 { 18 } else { 13 };
    let what_width = width.saturating_sub(kind_width + place_width + 1 + who_width);
    let who = speaker(document, claim).unwrap_or_else(|| look.symbols.nobody.to_owned());
    let negative = claim.polarity == Polarity::Negative;
    let kind = format!("{}{}", if negative { "neg. " } else { "" }, claim.kind.name());
    let mut spans = Vec::with_capacity(5);
    if let Some(layers) = layers {
        spans.push(layers.get(row.0.index()).map_or_else(Span::default, |layer| sign(layer, row.1, look)));
    }
    spans.push(look.span(fit::fill(&kind, kind_width, look.symbols), kind_role(claim.kind)));
    if who_width > 0 {
        let who = fit::fill(&who, who_width - 1, look.symbols);
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
