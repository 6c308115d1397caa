//! Which term of a query that finds nothing stands in its way.

use crate::model::Dossier;

use super::query::{Group, Query};
use super::{Cancelled, Index, Options};

/// Terms of a query that are left out one by one; of longer ones, as of pasted sentences, it would take too long to tell.
const TERMS: usize = 6;

/// What a query would find with one of its terms left out: the term as it could be typed, and how many things fit then;
/// the fewest first. Empty where no single term is in the way, and for alternatives. `None` if cancelled.
pub(super) fn without_each(
    index: &Index,
    query: &Query,
    dossier: &Dossier,
    options: &Options<'_>,
    cancelled: Cancelled<'_>,
) -> Option<Vec<(String, usize)>> {
    let [group] = query.groups.as_slice() else { return Some(Vec::new()) };
    if !(2..=TERMS).contains(&group.terms.len()) {
        return Some(Vec::new());
    }
    let mut found = Vec::new();
    for left_out in 0..group.terms.len() {
        let mut terms = group.terms.clone();
        let term = terms.remove(left_out);
        let query = Query { groups: vec![Group { terms }], problems: Vec::new() };
        let options = Options { limit: 0, ..*options };
        let results = index.search_with(&query, dossier, &options, cancelled);
        if results.cancelled {
            return None;
        }
        let total = options.only.map_or(results.total, |kind| results.counts.of(kind));
        if total > 0 {
            found.push((term.to_string(), total));
        }
    }
    // The fewer fit, the more was asked for besides: that is nearest to what was meant.
    found.sort_by_key(|(_, total)| *total);
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture;

    #[test]
    fn the_terms_in_the_way() {
        let dossier = fixture::dossier();
        let index = Index::build(&dossier, None, &|| false).unwrap();
        let without = |typed: &str| {
            let query = Query::parse(typed);
            without_each(&index, &query, &dossier, &Options::default(), &|| false).unwrap()
        };
        let terms = |typed: &str| without(typed).into_iter().map(|(term, _)| term).collect::<Vec<_>>();
        assert_eq!(terms("norway zeppelin"), ["zeppelin"]);
        assert_eq!(terms("kind:commitment norway !promised"), ["!promised", "kind:commitment"]);
        assert_eq!(without("zeppelin airship"), []);
        assert_eq!(without("zeppelin"), []);
        assert_eq!(without("norway zeppelin | airship xylophone"), []);
        assert!(without("norway zeppelin").iter().all(|(_, count)| *count > 0));
        let stopped = without_each(&index, &Query::parse("a b"), &dossier, &Options::default(), &|| true);
        assert_eq!(stopped, None);
    }
}
