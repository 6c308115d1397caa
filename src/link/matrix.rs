//! Who stands with whom, as a table: how many paragraphs two actors share, and what the one does to the other.

use rustc_hash::FxHashMap;

use super::paragraphs::{Paragraphs, block_of, together};
use super::relations::{Quad, Relation, relations};
use crate::model::{ActorId, DocId, Dossier, DossierActorId, Span};

/// Actors in the table at most.
pub const MOST: usize = 60;
/// Places kept of a pair.
const EVIDENCE: usize = 8;

/// One actor does something to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deed {
    /// In which document.
    pub doc: DocId,
    /// Who does it.
    pub from: DossierActorId,
    /// To whom.
    pub to: DossierActorId,
    /// The verb.
    pub verb: Span,
    /// Said or done, with or against.
    pub quad: Quad,
}

/// All deeds of a dossier; `None` once `stale`. They do not depend on what is in scope, so they are worth keeping.
pub fn deeds(dossier: &Dossier, stale: &dyn Fn() -> bool) -> Option<Vec<Deed>> {
    let mut all = Vec::new();
    for (doc, document) in dossier.iter() {
        if stale() {
            return None;
        }
        let actor = |id: ActorId| dossier.dossier_actor(doc, id);
        for Relation { from, to, verb, root } in relations(document) {
            if let (Some(from), Some(to)) = (actor(from), actor(to))
                && from != to
            {
                all.push(Deed { doc, from, to, verb, quad: Quad::of(root) });
            }
        }
    }
    Some(all)
}

/// What one actor has to do with another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Paragraphs that name both.
    pub shared: u32,
    /// Times that the first is said to act or speak with the other.
    pub with: u32,
    /// Times that it is said to act or speak against it.
    pub against: u32,
    /// The verbs that say so, the first few.
    pub evidence: Vec<Deed>,
    /// The first mention in the first paragraph that names both.
    pub first: Option<(DocId, Span)>,
}

/// The table: the first actor of a pair in the row, the other in the column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matrix {
    /// Those who share a paragraph with somebody, the one that shares the most first.
    pub actors: Vec<DossierActorId>,
    cells: Vec<Cell>,
}

impl Matrix {
    /// What the actor of a row has to do with that of a column.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        let size = self.actors.len();
        if row < size && column < size { self.cells.get(row * size + column) } else { None }
    }
}

/// The table of a dossier, of some of its paragraphs or of all; `None` once `stale`.
pub fn matrix(
    dossier: &Dossier,
    deeds: &[Deed],
    only: Option<&Paragraphs>,
    stale: &dyn Fn() -> bool,
) -> Option<Matrix> {
    let inside = |doc: DocId, block: usize| only.is_none_or(|only| only.has(doc, block));
    let mut pairs: FxHashMap<(DossierActorId, DossierActorId), (u32, (DocId, Span))> = FxHashMap::default();
    let mut weight: FxHashMap<DossierActorId, u32> = FxHashMap::default();
    for (doc, document) in dossier.iter() {
        if stale() {
            return None;
        }
        for block in together(document, |id| dossier.dossier_actor(doc, id), |block| inside(doc, block)) {
            for (k, &(a, span)) in block.iter().enumerate() {
                *weight.entry(a).or_default() += 1;
                for &(b, _) in block.iter().skip(k + 1) {
                    pairs.entry((a, b)).or_insert((0, (doc, span))).0 += 1;
                }
            }
        }
    }
    let mut actors: Vec<DossierActorId> = weight.keys().copied().collect();
    actors.sort_by_key(|id| (std::cmp::Reverse(weight.get(id).copied().unwrap_or_default()), *id));
    actors.truncate(MOST);
    let size = actors.len();
    let rank: FxHashMap<DossierActorId, usize> = actors.iter().enumerate().map(|(k, id)| (*id, k)).collect();
    let mut cells = vec![Cell::default(); size * size];
    for ((a, b), (shared, first)) in pairs {
        let (Some(&a), Some(&b)) = (rank.get(&a), rank.get(&b)) else { continue };
        for at in [a * size + b, b * size + a] {
            if let Some(cell) = cells.get_mut(at) {
                cell.shared = shared;
                cell.first = Some(first);
            }
        }
    }
    for deed in deeds {
        let block = dossier.document(deed.doc).and_then(|d| block_of(d, deed.verb.start));
        let (Some(&a), Some(&b)) = (rank.get(&deed.from), rank.get(&deed.to)) else { continue };
        if !block.is_some_and(|b| inside(deed.doc, b)) {
            continue;
        }
        let Some(cell) = cells.get_mut(a * size + b) else { continue };
        match deed.quad {
            Quad::VerbalCooperation | Quad::MaterialCooperation => cell.with += 1,
            Quad::VerbalConflict | Quad::MaterialConflict => cell.against += 1,
        }
        if cell.evidence.len() < EVIDENCE {
            cell.evidence.push(*deed);
        }
    }
    Some(Matrix { actors, cells })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::fixture::dossier;

    const TEXT: &str = "Norway accused Sweden of haste.\n\nSweden thanked Norway. Norway replied.\n\nSweden left Peru alone.\n";

    #[test]
    fn shared_paragraphs_count_both_ways_and_deeds_one_way() {
        let dossier = dossier(&[TEXT]);
        let deeds = deeds(&dossier, &|| false).unwrap();
        let matrix = matrix(&dossier, &deeds, None, &|| false).unwrap();
        let at =
            |name: &str| matrix.actors.iter().position(|a| dossier.actor(*a).unwrap().name == name).unwrap();
        let cell = |a: &str, b: &str| matrix.cell(at(a), at(b)).unwrap().clone();
        assert_eq!(at("Sweden"), 0, "shares the most");
        let (there, back) = (cell("Norway", "Sweden"), cell("Sweden", "Norway"));
        assert_eq!((there.shared, there.with, there.against), (2, 0, 1));
        assert_eq!((back.shared, back.with, back.against), (2, 1, 0));
        assert_eq!(dossier.documents[0].text.slice(back.evidence[0].verb), "thanked");
        assert_eq!(cell("Sweden", "Peru").shared, 1);
        assert_eq!(cell("Norway", "Peru"), Cell::default());
        assert_eq!(matrix.cell(0, 99), None);
    }

    #[test]
    fn only_the_paragraphs_asked_for_count() {
        let dossier = dossier(&[TEXT]);
        let only = Paragraphs::holding(&dossier, std::iter::once((DocId(0), Span::new(3, 4))));
        let deeds = deeds(&dossier, &|| false).unwrap();
        let matrix = matrix(&dossier, &deeds, Some(&only), &|| false).unwrap();
        assert_eq!(matrix.actors.len(), 2);
        let cells: Vec<(u32, u32, u32)> = [(0, 1), (1, 0)]
            .map(|(a, b)| matrix.cell(a, b).map(|c| (c.shared, c.with, c.against)).unwrap())
            .into();
        assert!(cells.contains(&(1, 0, 1)) && cells.contains(&(1, 0, 0)), "{cells:?}");
    }
}
