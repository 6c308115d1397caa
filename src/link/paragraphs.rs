//! Some of the paragraphs of a dossier: where what is asked for stands.

use crate::model::{ActorId, DocId, Document, Dossier, DossierActorId, Span};

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

/// Actors in one paragraph from which on nothing is read out of their standing together: a list of everybody, which would
/// cost the square of its length.
const CROWD: usize = 40;

/// Who stands together: each paragraph with two actors or more, with the first mention of each in it; those of one
/// paragraph next to each other. `known` gives an actor of the document its number in the dossier.
pub fn together(
    document: &Document,
    known: impl Fn(ActorId) -> Option<DossierActorId>,
    only: impl Fn(usize) -> bool,
) -> Vec<Vec<(DossierActorId, Span)>> {
    let mut by_block: Vec<(usize, DossierActorId, Span)> = Vec::new();
    for (k, actor) in document.actors.iter().enumerate() {
        let Some(id) = known(ActorId::new(k)) else { continue };
        let blocks = actor.mentions.iter().filter_map(|m| Some((block_of(document, m.span.start)?, m.span)));
        by_block.extend(blocks.filter(|(block, _)| only(*block)).map(|(block, span)| (block, id, span)));
    }
    by_block.sort_unstable();
    by_block.dedup_by_key(|x| (x.0, x.1));
    let blocks = by_block.chunk_by(|a, b| a.0 == b.0).filter(|b| (2..=CROWD).contains(&b.len()));
    blocks.map(|block| block.iter().map(|(_, id, span)| (*id, *span)).collect()).collect()
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
