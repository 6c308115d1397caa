//! Who stands with whom: the actors of a dossier, how often two share a paragraph, and what they do to each other.

use std::collections::BTreeMap;

use super::paragraphs::together;
use super::relations::{Quad, Relation, relations};
use crate::model::{ActorId, ActorKind, DocId, Dossier, DossierActorId, Span};

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
    network_of(dossier, &|_| true)
}

/// The network of those actors that are `kept`.
pub fn network_of(dossier: &Dossier, kept: &dyn Fn(DossierActorId) -> bool) -> Network {
    let nodes = dossier.actors.iter().enumerate().filter(|(k, _)| kept(DossierActorId::new(*k)));
    let nodes: Vec<Node> = nodes
        .map(|(k, actor)| Node {
            id: DossierActorId::new(k),
            name: actor.name.clone(),
            kind: actor.kind,
            role: actor.members.iter().find_map(|&(doc, id)| dossier.document(doc)?.actor(id)?.role),
            mentions: actor.mentions,
        })
        .collect();
    let mut is_node = vec![false; dossier.actors.len()];
    for node in &nodes {
        if let Some(slot) = is_node.get_mut(node.id.index()) {
            *slot = true;
        }
    }
    let mut shared: BTreeMap<Ends, u32> = BTreeMap::new();
    let mut done: BTreeMap<(DossierActorId, DossierActorId, Quad), Vec<Evidence>> = BTreeMap::new();
    for (doc, document) in dossier.iter() {
        let actor = |id: ActorId| {
            dossier.dossier_actor(doc, id).filter(|id| is_node.get(id.index()).copied().unwrap_or(false))
        };
        // Whom a list of everybody leaves out does not depend on who is kept.
        for block in together(document, |id| dossier.dossier_actor(doc, id), |_| true) {
            let own: Vec<DossierActorId> =
                block.iter().map(|(id, _)| *id).filter(|id| is_node.get(id.index()) == Some(&true)).collect();
            for (k, a) in own.iter().enumerate() {
                for b in own.iter().skip(k + 1) {
                    *shared.entry((*a, *b)).or_default() += 1;
                }
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
    Network { nodes, edges: near.chain(deeds).collect() }
}

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
        let named = |name: &str| dossier.actors.iter().position(|a| a.name == name).map(DossierActorId::new);
        let pair = [named("Norway"), named("Peru")];
        let few = network_of(&dossier, &|id| pair.contains(&Some(id)));
        assert_eq!((few.nodes.len(), few.edges.len()), (2, 0), "{few:?}");
    }
}
