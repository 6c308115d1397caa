//! Who stands with whom: the actors of a dossier, how often two share a paragraph, and what they do to each other.

use std::collections::BTreeMap;

use super::relations::{Quad, Relation, relations};
use crate::model::{ActorId, ActorKind, DocId, Document, Dossier, DossierActorId, Span};

/// One actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Which actor of the dossier.
    pub id: DossierActorId,
    /// Its name.
    pub name: String,
    /// What kind.
    pub kind: ActorKind,
    /// CAMEO role code.
    pub role: Option<&'static str>,
    /// In all documents.
    pub mentions: u32,
}

/// Words that say what one does to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// In which document.
    pub doc: DocId,
    /// The verb.
    pub verb: Span,
    /// Root of the CAMEO code.
    pub root: u8,
}

/// Two actors that share paragraphs, or of which one does something to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Who does it; of those that only share paragraphs, the more often mentioned.
    pub from: DossierActorId,
    /// To whom.
    pub to: DossierActorId,
    /// What is done; `None` where they only share paragraphs.
    pub quad: Option<Quad>,
    /// Paragraphs shared, or times it is said.
    pub weight: u32,
    /// Where it is said.
    pub evidence: Vec<Evidence>,
}

/// Actors and what joins them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Network {
    /// The most mentioned first.
    pub nodes: Vec<Node>,
    /// By their actors; paragraphs before deeds.
    pub edges: Vec<Edge>,
}

type Ends = (DossierActorId, DossierActorId);

/// The network of all documents of a dossier.
pub fn network(dossier: &Dossier) -> Network {
    let nodes = dossier.actors.iter().enumerate().map(|(k, actor)| Node {
        id: DossierActorId::new(k),
        name: actor.name.clone(),
        kind: actor.kind,
        role: actor.members.iter().find_map(|&(doc, id)| dossier.document(doc)?.actors.get(id.index())?.role),
        mentions: actor.mentions,
    });
    let mut shared: BTreeMap<Ends, u32> = BTreeMap::new();
    let mut done: BTreeMap<(DossierActorId, DossierActorId, Quad), Vec<Evidence>> = BTreeMap::new();
    for (doc, document) in dossier.iter() {
        let actor = |id: ActorId| dossier.dossier_actor(doc, id);
        for (a, b) in together(document) {
            if let (Some(a), Some(b)) = (actor(a), actor(b))
                && a != b
            {
                *shared.entry((a.min(b), a.max(b))).or_default() += 1;
            }
        }
        for Relation { from, to, verb, root } in relations(document) {
            if let (Some(from), Some(to)) = (actor(from), actor(to))
                && from != to
            {
                done.entry((from, to, Quad::of(root))).or_default().push(Evidence { doc, verb, root });
            }
        }
    }
    let near = shared.into_iter().map(|((from, to), weight)| Edge {
        from,
        to,
        quad: None,
        weight,
        evidence: Vec::new(),
    });
    let deeds = done.into_iter().map(|((from, to, quad), evidence)| Edge {
        from,
        to,
        quad: Some(quad),
        weight: evidence.len() as u32,
        evidence,
    });
    Network { nodes: nodes.collect(), edges: near.chain(deeds).collect() }
}

/// Every two actors of every block that has both, once a block.
fn together(document: &Document) -> Vec<(ActorId, ActorId)> {
    let mut by_block: Vec<(usize, ActorId)> = Vec::new();
    for (k, actor) in document.actors.iter().enumerate() {
        for m in &actor.mentions {
            let after = document.blocks.partition_point(|b| b.span.start <= m.span.start);
            by_block.extend(after.checked_sub(1).map(|block| (block, ActorId::new(k))));
        }
    }
    by_block.sort_unstable();
    by_block.dedup();
    let mut pairs = Vec::new();
    for block in by_block.chunk_by(|a, b| a.0 == b.0) {
        // A list of everybody says little of any two, and would cost the square of its length.
        if block.len() > MOST {
            continue;
        }
        for (k, (_, a)) in block.iter().enumerate() {
            pairs.extend(block.iter().skip(k + 1).map(|(_, b)| (*a, *b)));
        }
    }
    pairs
}

/// Actors in one paragraph from which on nothing is read out of their standing together.
const MOST: usize = 40;

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::extract::{Options, extract};
    use crate::model::{Format, Text};

    #[test]
    fn paragraphs_are_shared_and_deeds_have_a_direction() {
        let read = |text: &str| {
            Arc::new(extract(
                "a".into(),
                String::new(),
                Text::new(text, Format::Text),
                &Options::default(),
                &mut (),
            ))
        };
        let dossier = crate::link::dossier(vec![
            read("Norway accused Sweden of haste.\n\nPeru waited."),
            read("Sweden thanked Norway. Norway replied.\n\nSweden left Peru alone."),
        ]);
        let network = network(&dossier);
        let name = |id: DossierActorId| network.nodes.iter().find(|n| n.id == id).unwrap().name.clone();
        let show = |e: &Edge| format!("{} {} {:?} {}", name(e.from), name(e.to), e.quad, e.weight);
        let mut edges: Vec<String> = network.edges.iter().map(show).collect();
        edges.sort();
        assert!(edges.contains(&"Norway Sweden Some(VerbalConflict) 1".to_owned()), "{edges:?}");
        assert!(edges.contains(&"Sweden Norway Some(VerbalCooperation) 1".to_owned()), "{edges:?}");
        assert_eq!(edges.iter().filter(|e| e.ends_with("None 2")).count(), 1, "{edges:?}");
    }
}
