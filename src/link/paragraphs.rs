//! Some of the paragraphs of a dossier: where what is asked for stands.

use crate::model::{DocId, Document, Dossier, Span};

/// A set of paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraphs {
    /// For each document, for each of its blocks.
    held: Vec<Vec<bool>>,
}

/// The number of the block that holds a byte, or that begins last before it.
pub fn block_of(document: &Document, at: u32) -> Option<usize> {
    document.blocks.partition_point(|b| b.span.start <= at).checked_sub(1)
}

impl Paragraphs {
    /// The paragraphs in which some places lie.
    pub fn holding(dossier: &Dossier, places: impl Iterator<Item = (DocId, Span)>) -> Self {
        let mut held: Vec<Vec<bool>> =
            dossier.documents.iter().map(|d| vec![false; d.blocks.len()]).collect();
        for (doc, span) in places {
            let block = dossier.document(doc).and_then(|d| block_of(d, span.start));
            let slot = held.get_mut(doc.index()).and_then(|blocks| blocks.get_mut(block?));
            if let Some(slot) = slot {
                *slot = true;
            }
        }
        Self { held }
    }

    /// Whether a block is one of them.
    pub fn has(&self, doc: DocId, block: usize) -> bool {
        self.held.get(doc.index()).and_then(|blocks| blocks.get(block)).copied().unwrap_or(false)
    }
}
