//! Comparisons that hang together, so that a reader sees in one place all that is said about one thing.

use rustc_hash::FxHashMap;

use super::{ClaimRef, Comparison, Relation};
use crate::link::sets::Sets;

/// Claims held together by comparisons.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// The number of its weightiest comparison, which gives the reason.
    pub comparison: usize,
    /// In reading order.
    pub claims: Vec<ClaimRef>,
}

/// Whether one of two claims may not hold as it stands, or not any more.
fn differs(relation: Relation) -> bool {
    matches!(relation, Relation::Clashes | Relation::Revised | Relation::Outcome)
}

/// The clusters of some comparisons, the weightiest relation first, then in reading order. What differs makes a cluster;
/// what agrees with a claim of one, or repeats it, joins it; the rest agrees among itself. A claim is in one cluster at most.
pub(super) fn clusters(all: &[Comparison]) -> Vec<Cluster> {
    let mut numbers: FxHashMap<ClaimRef, u32> = FxHashMap::default();
    let mut claims: Vec<ClaimRef> = Vec::new();
    for claim in all.iter().flat_map(|c| [c.a, c.b]) {
        numbers.entry(claim).or_insert_with(|| {
            claims.push(claim);
            claims.len() as u32 - 1
        });
    }
    let number = |claim: ClaimRef| numbers.get(&claim).copied().unwrap_or_default();
    let mut sets = Sets::of(claims.len());
    let mut taken = vec![false; claims.len()];
    for c in all.iter().filter(|c| differs(c.relation)) {
        for k in [number(c.a), number(c.b)] {
            if let Some(t) = taken.get_mut(k as usize) {
                *t = true;
            }
        }
        sets.join(number(c.a), number(c.b));
    }
    // One step only: who agrees with one who agrees need not speak of the clash.
    let disputed = taken.clone();
    let is = |list: &[bool], k: u32| list.get(k as usize).copied().unwrap_or(false);
    for c in all.iter().filter(|c| !differs(c.relation)) {
        let (a, b) = (number(c.a), number(c.b));
        let joins = match (is(&disputed, a), is(&disputed, b)) {
            (true, false) => Some((a, b)),
            (false, true) => Some((b, a)),
            _ => None,
        };
        if let Some((to, k)) = joins.filter(|&(_, k)| !is(&taken, k)) {
            if let Some(t) = taken.get_mut(k as usize) {
                *t = true;
            }
            sets.join(to, k);
        }
    }
    for c in all.iter().filter(|c| !differs(c.relation)) {
        let (a, b) = (number(c.a), number(c.b));
        if !is(&taken, a) && !is(&taken, b) {
            sets.join(a, b);
        }
    }
    let mut members: FxHashMap<u32, Cluster> = FxHashMap::default();
    for (k, c) in all.iter().enumerate() {
        let (a, b) = (sets.root(number(c.a)), sets.root(number(c.b)));
        if a != b {
            continue;
        }
        let cluster = members.entry(a).or_insert(Cluster { comparison: k, claims: Vec::new() });
        let rank = |k: usize| all.get(k).map(|c| c.relation.rank());
        if rank(k) < rank(cluster.comparison) {
            cluster.comparison = k;
        }
        cluster.claims.extend([c.a, c.b]);
    }
    let mut found: Vec<Cluster> = members.into_values().collect();
    for cluster in &mut found {
        cluster.claims.sort_unstable();
        cluster.claims.dedup();
    }
    found.sort_by_key(|c| (all.get(c.comparison).map(|c| c.relation.rank()), c.claims.first().copied()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::claims::Reason;
    use crate::model::{ClaimId, DocId};

    fn pair(a: u32, b: u32, relation: Relation) -> Comparison {
        let at = |k| (DocId(0), ClaimId(k));
        Comparison { a: at(a), b: at(b), relation, similarity: 0.7, reason: Reason::Words }
    }

    fn found(all: &[Comparison]) -> Vec<(Relation, Vec<u32>)> {
        let of = |c: Cluster| (all[c.comparison].relation, c.claims.iter().map(|c| c.1.0).collect());
        clusters(all).into_iter().map(of).collect()
    }

    #[test]
    fn what_clashes_comes_first_and_takes_its_supporters_along() {
        use Relation::{Agrees, Clashes, Repeated, Revised};
        let all = [
            pair(0, 1, Repeated),
            pair(2, 5, Clashes),
            pair(3, 5, Agrees),
            pair(3, 4, Agrees),
            pair(6, 7, Revised),
        ];
        assert_eq!(
            found(&all),
            [(Clashes, vec![2, 3, 5]), (Revised, vec![6, 7]), (Repeated, vec![0, 1])],
            "4 agrees with a supporter only"
        );
        assert_eq!(found(&[]), []);
    }

    proptest::proptest! {
        #[test]
        fn a_claim_is_in_one_cluster_at_most(
            pairs in proptest::collection::vec((0u32..12, 0u32..12, 0usize..5), 0..30),
        ) {
            use Relation::{Agrees, Clashes, Outcome, Repeated, Revised};
            let kinds = [Agrees, Clashes, Outcome, Repeated, Revised];
            let all: Vec<Comparison> = pairs.iter().filter(|(a, b, _)| a < b).map(|&(a, b, r)| pair(a, b, kinds[r])).collect();
            let clusters = clusters(&all);
            let mut seen: Vec<ClaimRef> = clusters.iter().flat_map(|c| c.claims.clone()).collect();
            seen.sort_unstable();
            let count = seen.len();
            seen.dedup();
            proptest::prop_assert_eq!(seen.len(), count);
            let disputed = all.iter().filter(|c| differs(c.relation)).flat_map(|c| [c.a, c.b]);
            for claim in disputed {
                proptest::prop_assert!(seen.contains(&claim));
            }
        }
    }
}
