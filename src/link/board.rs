//! Who is to do what, and who has promised what: recommendations and commitments by whom they concern.

use rustc_hash::FxHashMap;

use super::claims::ClaimRef;
use super::parties::PARTIES;
use crate::fold::fold;
use crate::model::{ActorId, Claim, ClaimKind, CueKind, DocId, Document, Dossier, DossierActorId, Span};

/// What concerns one party.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// Its name; nothing for what is addressed to nobody by name.
    pub name: Option<String>,
    /// The actor, where it is one.
    pub actor: Option<DossierActorId>,
    /// What it should do, in reading order.
    pub asked: Vec<ClaimRef>,
    /// What it has promised, in reading order.
    pub promised: Vec<ClaimRef>,
}

/// Whom a claim concerns.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Concerned {
    Actor(DossierActorId),
    /// Words of a label, folded.
    Words(String),
    Nobody,
}

/// Recommendations and commitments among some claims, by party: whoever has the most first, nobody in particular last.
/// `None` once `stale`.
pub fn board(dossier: &Dossier, claims: &[ClaimRef], stale: &dyn Fn() -> bool) -> Option<Vec<Party>> {
    let mut parties: Vec<(Concerned, Party)> = Vec::new();
    let mut index: FxHashMap<Concerned, usize> = FxHashMap::default();
    let mut mentions: Vec<(Span, ActorId)> = Vec::new();
    let mut of: Option<DocId> = None;
    for (n, &(doc, id)) in claims.iter().enumerate() {
        if n % 512 == 0 && stale() {
            return None;
        }
        let Some((document, claim)) = dossier.document(doc).and_then(|d| Some((d, d.claim(id)?))) else {
            continue;
        };
        if !matches!(claim.kind, ClaimKind::Prescription | ClaimKind::Commitment) {
            continue;
        }
        if of != Some(doc) {
            of = Some(doc);
            mentions.clear();
            for (k, actor) in document.actors.iter().enumerate() {
                mentions.extend(actor.mentions.iter().map(|m| (m.span, ActorId::new(k))));
            }
            mentions.sort_unstable();
        }
        let (key, name) = concerned(dossier, doc, document, claim, &mentions);
        let actor = if let Concerned::Actor(id) = &key { Some(*id) } else { None };
        let k = *index.entry(key.clone()).or_insert_with(|| {
            parties.push((key, Party { name, actor, ..Party::default() }));
            parties.len() - 1
        });
        if let Some((_, party)) = parties.get_mut(k) {
            match claim.kind {
                ClaimKind::Commitment => party.promised.push((doc, id)),
                _ => party.asked.push((doc, id)),
            }
        }
    }
    let mut parties: Vec<Party> = parties.into_iter().map(|(_, party)| party).collect();
    parties.sort_by_key(|p| (p.name.is_none(), std::cmp::Reverse(p.asked.len() + p.promised.len())));
    Some(parties)
}

/// Whether nothing but an adverb stands between: "Norway also must", but not "Norway's ports must".
fn adjoins(between: &str) -> bool {
    let apart = between.is_empty() || between.starts_with(char::is_whitespace);
    apart && between.split_whitespace().all(|word| PARTIES.between.contains(&word.to_lowercase()))
}

/// A recommendation concerns whom its label addresses ("For traders:"), else whoever is named right before the word that
/// obliges ("Norway must"); a promise whoever makes it. Who only says so is not concerned.
fn concerned(
    dossier: &Dossier,
    doc: DocId,
    document: &Document,
    claim: &Claim,
    mentions: &[(Span, ActorId)],
) -> (Concerned, Option<String>) {
    let actor = |id: ActorId| {
        let id = dossier.dossier_actor(doc, id)?;
        Some((Concerned::Actor(id), dossier.actor(id).map(|a| a.name.clone())))
    };
    if let Some(label) = claim.addressee {
        let words = document.text.slice(label).trim();
        let at = mentions.partition_point(|(span, _)| *span < label);
        let named = mentions.get(at).filter(|(span, _)| *span == label).and_then(|(_, id)| actor(*id));
        return named.unwrap_or_else(|| (Concerned::Words(fold(words)), Some(words.to_owned())));
    }
    let said = claim.attribution.and_then(|id| document.attribution(id));
    let sources = said.map_or(&[][..], |a| &a.source_actors);
    let from = mentions.partition_point(|(span, _)| span.start < claim.span.start);
    let own = || {
        let rest = mentions.get(from..).unwrap_or_default().iter();
        rest.take_while(|(span, _)| span.end <= claim.span.end)
    };
    let found = match claim.kind {
        ClaimKind::Commitment => sources.first().copied().or_else(|| own().next().map(|(_, id)| *id)),
        _ => {
            let obliges = claim.cues.iter().find(|c| c.kind == CueKind::Obligation).map(|c| c.span.start);
            obliges.and_then(|at| {
                let text = document.text.as_str();
                let adjoins = |span: &Span| adjoins(text.get(span.to()..at as usize).unwrap_or("-"));
                let obliged =
                    |(span, id): &&(Span, ActorId)| span.end <= at && !sources.contains(id) && adjoins(span);
                own().find(obliged).map(|(_, id)| *id)
            })
        }
    };
    found.and_then(actor).unwrap_or((Concerned::Nobody, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::fixture::dossier;
    use crate::model::ClaimId;

    fn found(text: &str) -> Vec<(Option<String>, usize, usize)> {
        let dossier = dossier(&[text]);
        let claims: Vec<ClaimRef> =
            (0..dossier.documents[0].claims.len()).map(|k| (DocId(0), ClaimId::new(k))).collect();
        assert_eq!(board(&dossier, &claims, &|| true), None, "given up at once");
        board(&dossier, &claims, &|| false)
            .unwrap()
            .into_iter()
            .map(|p| (p.name, p.asked.len(), p.promised.len()))
            .collect()
    }

    #[test]
    fn parties_have_what_concerns_them() {
        let found = found(
            "Recommendations\n\n- For Harbour Masters: Publish the tide tables every week.\n- For Norway: The inspections \
             must be published.\n\nNorway must repair the dams. Denmark agreed to pay for half of the work. The figures must be \
             checked again.\n",
        );
        let get = |name: Option<&str>| found.iter().find(|f| f.0.as_deref() == name).map(|f| (f.1, f.2));
        assert_eq!(get(Some("Norway")), Some((2, 0)), "{found:?}");
        assert_eq!(get(Some("Harbour Masters")), Some((1, 0)), "{found:?}");
        assert_eq!(get(Some("Denmark")), Some((0, 1)), "{found:?}");
        assert_eq!(get(None), Some((1, 0)), "{found:?}");
        assert_eq!(found[0].0.as_deref(), Some("Norway"), "the most first");
        assert_eq!(found.last().map(|f| &f.0), Some(&None), "nobody last");
    }

    #[test]
    fn who_is_named_in_passing_is_not_asked() {
        for text in [
            "The promise to stop arming rebels, the Norway Front being one example, must be kept.\n",
            "Norway's ports must be dredged before the winter.\n",
            "After the talks with Norway the figures must be checked again.\n",
        ] {
            assert_eq!(found(text).iter().map(|f| f.0.clone()).collect::<Vec<_>>(), [None], "{text}");
        }
        assert_eq!(
            found("Norway also must repair the dams before the winter.\n"),
            [(Some("Norway".into()), 1, 0)]
        );
    }

    #[test]
    fn who_only_demands_is_not_asked() {
        let found = found("Peru said that Norway must repair the dams before the winter.\n");
        assert_eq!(found, [(Some("Norway".to_owned()), 1, 0)]);
    }
}
