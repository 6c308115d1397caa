//! How the headings without number stand to each other, as far as their words and places tell.
//!
//! Plain text keeps nothing of the size and weight of letters, so that little is certain: a heading right above another
//! has parts; a table of contents tells depth; "Trust" heads "Trust of the council" and "Trust of the town". Where a
//! few of many headings stand out (they ask, or repeat words of the document's title), these are taken to head the others.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::BlockKind;

use super::blocks::Draft;
use super::contents::Contents;
use super::cues::{Ending, LEXICON};
use super::headings::{Candidate, sequenced};

/// Rank of a heading among those without number, from 1, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rank {
    /// 1 for those above the others.
    pub rank: u8,
    /// The reason, also of its being a heading.
    pub why: &'static str,
}

impl Default for Rank {
    fn default() -> Self {
        Self { rank: 1, why: "short line without a full stop, followed by its text" }
    }
}

/// Ranks of all likely lines; those of numbered ones mean nothing.
pub(super) fn ranks(
    content: &str,
    title: &str,
    drafts: &[Draft],
    likely: &[&Candidate],
    contents: &Contents,
) -> Vec<Rank> {
    let mut ranks = vec![Rank::default(); likely.len()];
    let heads: Vec<usize> =
        likely.iter().enumerate().filter(|(_, c)| c.score > 0.0).map(|(at, _)| at).collect();
    let get = |at: &usize| likely.get(*at).copied();
    let numbered = |c: &Candidate| c.best().is_some_and(sequenced);
    let plain: Vec<usize> =
        heads.iter().copied().filter(|at| get(at).is_some_and(|c| !numbered(c))).collect();
    let words: Vec<FxHashSet<String>> = likely.iter().map(|c| stems(c.title.of(content))).collect();
    let opens = openers(drafts, likely, &heads);
    by_openers(likely, &heads, &opens, &mut ranks);
    if plain.len() * 3 >= heads.len() * 2 && !by_contents(content, likely, &plain, contents, &mut ranks) {
        by_marks(title, likely, &plain, &opens, &words, &mut ranks);
        by_words(&plain, &words, &mut ranks);
        by_lists(content, likely, &plain, contents, &mut ranks);
    }
    for (rank, c) in ranks.iter_mut().zip(likely) {
        if c.cues.known.is_some() && rank.rank == 1 {
            rank.why = "line with a usual section title";
        }
    }
    ranks
}

/// Which headings have another without number right below them.
fn openers(drafts: &[Draft], likely: &[&Candidate], heads: &[usize]) -> Vec<bool> {
    let mut opens = vec![false; likely.len()];
    for pair in heads.windows(2) {
        let &[a, b] = pair else { continue };
        let (Some(c), Some(next)) = (likely.get(a), likely.get(b)) else { continue };
        let below = drafts.get(c.draft + 1..next.draft).is_some_and(|between| {
            between.iter().all(|d| matches!(d.kind, BlockKind::Rule | BlockKind::Furniture))
        });
        if let Some(o) = opens.get_mut(a) {
            *o = below && next.best().is_none() && next.cues.known != Some(true);
        }
    }
    opens
}

/// A heading right above another has parts, up to the next that has.
fn by_openers(likely: &[&Candidate], heads: &[usize], opens: &[bool], ranks: &mut [Rank]) {
    let (mut above, mut inside) = (0u8, false);
    let mut directly = false;
    for &at in heads {
        let Some(c) = likely.get(at) else { continue };
        if c.best().is_some_and(sequenced) || c.cues.known == Some(true) {
            (above, inside, directly) = (0, false, false);
            continue;
        }
        let opens = opens.get(at).copied().unwrap_or(false);
        let (rank, why) = match (directly, opens) {
            (true, _) => {
                (above.saturating_add(1).min(4), "short line right below a heading, whose part it is")
            }
            (false, true) => (1, "short line right above a heading, which is its part"),
            (false, false) if inside => (above.saturating_add(1), Rank::default().why),
            (false, false) => (1, Rank::default().why),
        };
        if let Some(r) = ranks.get_mut(at) {
            *r = Rank { rank, why };
        }
        if opens {
            (above, inside) = (rank, true);
        }
        directly = opens;
    }
}

/// Takes the depths that a table of contents gives. A heading that it leaves out is a part of the one before.
fn by_contents(
    content: &str,
    likely: &[&Candidate],
    plain: &[usize],
    contents: &Contents,
    ranks: &mut [Rank],
) -> bool {
    let listed: Vec<(usize, Option<u8>)> = plain
        .iter()
        .filter_map(|at| likely.get(*at).map(|c| (*at, contents.depth(c.title.of(content)))))
        .collect();
    let found = listed.iter().filter(|(_, d)| d.is_some()).count();
    if found < 3 || found * 3 < contents.len() * 2 {
        return false;
    }
    let mut above = 0;
    for (at, depth) in listed {
        let Some(r) = ranks.get_mut(at) else { continue };
        *r = match depth {
            Some(d) => {
                above = d.saturating_add(1);
                Rank { rank: above, why: "line that the table of contents lists" }
            }
            None => Rank { rank: above.saturating_add(1), why: Rank::default().why },
        };
    }
    true
}

/// Where some headings stand out among the others, they head them.
fn by_marks(
    title: &str,
    likely: &[&Candidate],
    plain: &[usize],
    opens: &[bool],
    words: &[FxHashSet<String>],
    ranks: &mut [Rank],
) {
    /// Fewest headings of which some can stand out, and the largest share of them, in tenths.
    const FEWEST: usize = 5;
    const LARGEST: usize = 5;
    let of_title = stems(title);
    let marked: Vec<bool> = plain
        .iter()
        .map(|&at| {
            let asks = likely.get(at).is_some_and(|c| c.cues.ending == Ending::Question);
            let closes = likely.get(at).is_some_and(|c| c.cues.known == Some(true));
            let echoes = words.get(at).is_some_and(|w| !w.is_disjoint(&of_title));
            let opens = opens.get(at).copied().unwrap_or(false);
            asks || closes || echoes || opens
        })
        .collect();
    let share = marked.iter().filter(|m| **m).count();
    let among_first = marked.iter().take(2).any(|m| *m);
    if plain.len() < FEWEST
        || share < 2
        || !among_first
        || share * 10 > plain.len() * LARGEST
        || share * 10 < plain.len()
    {
        return;
    }
    for (k, (at, marked)) in plain.iter().zip(marked).enumerate() {
        let Some(r) = ranks.get_mut(*at) else { continue };
        *r = match marked || k == 0 {
            true if r.rank == 1 => {
                Rank { rank: 1, why: "short line that stands out among the other headings" }
            }
            true => Rank { rank: 1, ..*r },
            false => Rank { rank: 2, ..*r },
        };
    }
}

/// Headings that repeat all words of the one before them, and add some, are its parts.
fn by_words(plain: &[usize], words: &[FxHashSet<String>], ranks: &mut [Rank]) {
    let mut k = 0;
    while k < plain.len() {
        let of = |k: usize| plain.get(k).and_then(|at| words.get(*at));
        let Some(own) = of(k).filter(|w| !w.is_empty()) else {
            k += 1;
            continue;
        };
        let rank =
            |k: usize, ranks: &[Rank]| plain.get(k).and_then(|at| ranks.get(*at)).map_or(1, |r| r.rank);
        let mut end = k + 1;
        while of(end).is_some_and(|w| w.len() > own.len() && own.is_subset(w))
            && rank(end, ranks) == rank(k, ranks)
        {
            end += 1;
        }
        if end - k > 2 {
            for at in plain.get(k + 1..end).unwrap_or(&[]) {
                if let Some(r) = ranks.get_mut(*at) {
                    r.rank = r.rank.saturating_add(1);
                    r.why = "short line with the words of the heading above, whose part it is";
                }
            }
            k = end;
        } else {
            k += 1;
        }
    }
}

/// Headings that a list in a section's text names are parts of this section.
fn by_lists(content: &str, likely: &[&Candidate], plain: &[usize], contents: &Contents, ranks: &mut [Rank]) {
    let part = |at: &usize| likely.get(*at).and_then(|c| contents.part(c.title.of(content)));
    let parts: Vec<Option<usize>> = plain.iter().map(part).collect();
    // The last heading that each list names.
    let last: FxHashMap<usize, usize> =
        parts.iter().enumerate().filter_map(|(k, list)| Some(((*list)?, k))).collect();
    let mut k = 0;
    while k < plain.len() {
        let Some(list) = parts.get(k).copied().flatten() else {
            k += 1;
            continue;
        };
        let end = last.get(&list).map_or(k + 1, |e| (e + 1).max(k + 1));
        let owner = k
            .checked_sub(1)
            .and_then(|o| plain.get(o))
            .filter(|o| likely.get(**o).is_some_and(|c| c.draft < list));
        if let Some(above) = owner.and_then(|o| ranks.get(*o)).map(|r| r.rank) {
            for at in plain.get(k..end).unwrap_or(&[]) {
                if let Some(r) = ranks.get_mut(*at) {
                    let why = "line that a list in the section above names";
                    *r = Rank { rank: r.rank.max(above.saturating_add(1)), why };
                }
            }
        }
        k = end;
    }
}

/// The words of a title that carry meaning, in lower case, without a plural's s.
fn stems(title: &str) -> FxHashSet<String> {
    title
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '’' | '\'')))
        .filter(|w| !w.is_empty() && !LEXICON.is_function(w))
        .map(|w| {
            let mut w = w.to_lowercase();
            if w.len() > 3 && w.ends_with('s') {
                w.pop();
            }
            w
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::model::{Format, Text};
    use crate::structure::{Corrections, structure};

    const PROSE: &str = "The ferry crossed twice a day until the winter, when the ice came down the river and shut both of its landings for good.";

    fn levels(heads: &[&str]) -> Vec<(u8, String)> {
        let mut s = String::from("The Ferry of Osk\n\n");
        for head in heads {
            s.push_str(&match head.strip_suffix('>') {
                Some(opener) => format!("{opener}\n\n"),
                None => format!("{head}\n\n{PROSE} {PROSE}\n\n{PROSE}\n\n"),
            });
        }
        let text = Text::new(s, Format::Text);
        let found = structure(&text, &Corrections::default());
        found.sections.iter().map(|x| (x.level, text.slice(x.title).to_owned())).collect()
    }

    fn check(heads: &[&str], want: &[u8]) {
        let got = levels(heads);
        assert_eq!(got.iter().map(|h| h.0).collect::<Vec<_>>(), want, "{got:?}");
    }

    #[test]
    fn a_heading_without_text_has_parts() {
        check(
            &["The landings>", "North bank", "South bank", "The boats>", "Barges", "Rafts"],
            &[1, 2, 2, 1, 2, 2],
        );
    }

    #[test]
    fn questions_among_other_headings_head_them() {
        check(
            &[
                "Who pays?",
                "Millers",
                "Farmers",
                "Shops in town",
                "Who rows?",
                "Day labourers",
                "Old sailors",
            ],
            &[1, 2, 2, 2, 1, 2, 2],
        );
    }

    #[test]
    fn headings_that_add_to_the_words_of_one_are_its_parts() {
        check(
            &[
                "Early years",
                "Landing rights",
                "Public landing rights",
                "Private landing rights",
                "The end of it",
            ],
            &[1, 1, 2, 2, 1],
        );
    }

    #[test]
    fn headings_alike_stand_alike() {
        check(&["Millers", "Farmers", "Shops in town", "Sailors"], &[1, 1, 1, 1]);
    }
}
