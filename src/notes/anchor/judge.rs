//! Whether what was found is the place. The measures below were chosen on the made-up report of the tests and its edits,
//! so that no place is wrong and as few as possible are given up.

use super::pattern::Pattern;
use super::place::{Place, same_but_blanks};
use super::seek::{Found, Window};
use super::words::Word;
use super::{Anchored, Anchoring};
use crate::model::{Span, Text};
use crate::notes::selector::Selector;

/// A context agrees if this share of its words, by weight, still stands there: one changed word of about eight passes.
const AGREES: f32 = 0.7;

/// Below this likeness a quote whose context agrees on both sides is another sentence: a third of the words has gone.
const BETWEEN: f32 = 0.67;

/// The same if the context agrees on one side only.
const BESIDE: f32 = 0.75;

/// The same if neither side agrees: the words alone must tell. A word or two of a sentence may have changed.
const ALONE: f32 = 0.85;

/// So many code points and words must a quote have to be known by itself. Shorter ones ("the government said") come
/// again in any report.
const LONG: (usize, usize) = (32, 5);

/// How much better a place must be than the next best, now and when it was remembered. A word of an average sentence with
/// its context is some 3 %.
const AHEAD: f32 = 0.05;

/// Words without their like: no other place had so much in common with them when they were remembered. What any two
/// sentences share, "the", "of" and "in", is a third of them or so.
const STRANGER: f32 = 0.5;

/// Words that stood elsewhere too, or nearly so.
const REFRAIN: f32 = 0.9;

/// How much better words known by themselves must fit than any others now.
const APART: f32 = 0.3;

/// Where a pattern was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// The words.
    pub span: Span,
    /// Whether they are the same but for white space.
    pub same: bool,
    /// How much of them is left: 0 to 1.
    pub similarity: f32,
}

impl Verdict {
    /// As it is told.
    pub fn anchored(self, text: &Text, selector: &Selector) -> Anchored {
        let here = || text.char_offset(self.span.from()) == selector.start;
        let literally = || text.slice(self.span) == selector.quote && selector.until.is_none();
        let how = match self.same {
            true if literally() && here() => Anchoring::Exact,
            true => Anchoring::Moved,
            false => Anchoring::Fuzzy { similarity: self.similarity },
        };
        Anchored { span: self.span, how }
    }
}

/// The place among `places` that must be it, if any must.
pub fn judge(
    selector: &Selector,
    pattern: &Pattern,
    mut places: Vec<Place>,
    found: &Found,
    words: &[Word],
) -> Option<Verdict> {
    places.sort_by(|a, b| b.whole.total_cmp(&a.whole).then(b.quote.total_cmp(&a.quote)));
    let best = *places.first()?;
    let others = || places.iter().skip(1).filter(|p| !p.span.overlaps(best.span));
    let share = |percent: u8| f32::from(percent) / 100.0;
    let [rival_quote, rival_whole] = selector.rival.unwrap_or_default().map(share);
    let quote = pattern.text.get(pattern.quote.clone())?;
    let long = pattern.middle.len() >= LONG.1 && quote.chars().count() >= LONG.0;
    let stranger = rival_quote < STRANGER;
    let (before, after) = (best.before >= AGREES, best.after >= AGREES);
    let verdict = Verdict { span: best.span, same: best.same, similarity: best.quote.clamp(0.0, 1.0) };

    let single = long && stranger && !found.common && others().all(|p| p.quote + APART < best.quote);
    if best.same && single {
        return Some(verdict);
    }
    // Words that stand in many places are known by what stands around them, and there by the numbers above all.
    if rival_quote >= REFRAIN && !best.figures {
        return None;
    }
    // Another copy has the context of one side, this one that of the other: the words were put in once more.
    let torn = |p: &Place| p.quote + AHEAD > best.quote && (p.before >= AGREES || p.after >= AGREES);
    if !(before && after && best.touching) && others().any(torn) {
        return None;
    }
    let perfect = best.whole > 0.999;
    let ahead = |other: f32| if perfect { other < 0.999 } else { best.whole > other + AHEAD };
    if !others().all(|p| ahead(p.whole)) || !ahead(rival_whole) {
        return None;
    }
    if best.same {
        let both = before && after && (best.touching || long || stranger);
        let one = (before || after) && (stranger || (long && rival_quote < REFRAIN));
        return (both || one).then_some(verdict);
    }
    let enough = match (before, after) {
        _ if best.quote <= rival_quote + AHEAD => false,
        (true, true) => best.quote >= BETWEEN && (best.telling || stranger),
        (true, false) | (false, true) => best.quote >= BESIDE && best.telling && stranger,
        (false, false) => best.quote >= ALONE && best.telling && single && selector.rival.is_some(),
    };
    let words = |w: &Window| words.get(w.from..w.to).unwrap_or_default();
    let deleted = || found.windows.iter().any(|w| was_deleted(pattern, words(w)));
    (enough && !deleted()).then_some(verdict)
}

/// Whether what stood before the quote is followed at once by what stood after it: then the quote was taken out, and
/// what is like it is something else.
fn was_deleted(pattern: &Pattern, words: &[Word]) -> bool {
    /// Words on either side of the gap.
    const SIDE: usize = 3;
    let side = |of: std::ops::Range<usize>| pattern.words.get(of).unwrap_or_default();
    let before = side(pattern.middle.start.saturating_sub(SIDE)..pattern.middle.start);
    let after = side(pattern.middle.end..(pattern.middle.end + SIDE).min(pattern.words.len()));
    if before.len() < SIDE || after.len() < SIDE {
        return false;
    }
    let wanted: Vec<u32> = before.iter().chain(after).map(|w| w.hash).collect();
    words.windows(wanted.len()).any(|window| window.iter().zip(&wanted).all(|(w, hash)| w.hash == *hash))
}

/// A long quote of which both ends were found.
pub fn join(selector: &Selector, text: &str, head: Verdict, tail: Verdict) -> Option<Verdict> {
    /// It may have grown or shrunk by so much.
    const STRETCH: f32 = 1.5;
    if head.span.to() > tail.span.from() {
        return None;
    }
    let span = head.span.cover(tail.span);
    let now = span.of(text);
    let was = (selector.end - selector.start.min(selector.end)).max(1) as f32;
    let stretch = now.chars().count().max(1) as f32 / was;
    if !(1.0 / STRETCH..=STRETCH).contains(&stretch) {
        return None;
    }
    let whole = match selector.until {
        None => same_but_blanks(now, &selector.quote),
        Some(_) => (stretch - 1.0).abs() < 0.001,
    };
    let same = head.same && tail.same && whole;
    let similarity = (head.similarity + tail.similarity) / 2.0;
    Some(Verdict { span, same, similarity: if same { 1.0 } else { similarity.min(0.99) } })
}

/// Places that were apart stay apart: of two that were and now lie over each other, one is wrong, and it is the one whose
/// words were changed. If both were, both are given up.
pub fn keep_apart(selectors: &[&Selector], anchored: &mut [Option<Anchored>]) {
    /// Neighbours looked at on each side; more than that lie over one place only where they always did.
    const NEIGHBOURS: usize = 64;
    let mut order: Vec<usize> =
        (0..anchored.len()).filter(|k| anchored.get(*k).is_some_and(Option::is_some)).collect();
    order.sort_by_key(|k| anchored.get(*k).copied().flatten().map(|a| a.span));
    let at = |k: usize| anchored.get(k).copied().flatten();
    let mut wrong = Vec::new();
    for (n, &k) in order.iter().enumerate() {
        let (Some(one), Some(was)) = (at(k), selectors.get(k)) else { continue };
        for &other in order.iter().skip(n + 1).take(NEIGHBOURS) {
            let (Some(two), Some(other_was)) = (at(other), selectors.get(other)) else { continue };
            if !one.span.overlaps(two.span) {
                break;
            }
            let were_apart = was.end <= other_was.start || other_was.end <= was.start;
            if were_apart {
                let changed = |a: Anchored| matches!(a.how, Anchoring::Fuzzy { .. });
                let both = changed(one) == changed(two);
                wrong.extend((both || changed(one)).then_some(k));
                wrong.extend((both || changed(two)).then_some(other));
            }
        }
    }
    for k in wrong {
        if let Some(place) = anchored.get_mut(k) {
            *place = None;
        }
    }
}
