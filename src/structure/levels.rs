//! Which likely lines are headings, with which reading of their number, and how deep each stands: one search over the
//! whole document.
//!
//! A state of the search is the way from the root to the last heading. Every line may be left out, or join it: its number
//! counts on, begins a new numbering below, or a title without number takes the rank it was given ([`super::ranks`]).
//! What is regular costs nothing, and skipped, repeated or orphaned numbers cost something, so that a list that counts
//! across the headings around it loses against them. The cheapest few ways are kept from line to line.

use super::cues::LEXICON;
use super::headings::{Candidate, sequenced};
use super::numbering::{DEPTH, Numeral, Reading, Style};
use super::ranks::Rank;

/// Candidates with less log-odds than this are no headings, whatever stands around them.
pub(super) const FLOOR: f32 = -1.5;

/// No heading stands deeper than this.
const DEEPEST: usize = 12;

/// Ways that are kept.
const BEAM: usize = 8;

/// A heading with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    /// Its place among the likely lines.
    pub at: usize,
    /// The reading of its number, by its place among those of the candidate.
    pub number: Option<usize>,
    /// Depth from 1.
    pub level: u8,
    /// Why it is a heading and stands there.
    pub why: &'static str,
}

/// What a change to a regular outline costs, in log-odds. Set by hand: an irregular number weighs about as much as one
/// good cue of its line.
mod cost {
    /// A number that counts on.
    pub const NEXT: f32 = 0.5;
    /// The same in a numbering that has no business where it began.
    pub const NEXT_ODD: f32 = -2.5;
    /// A number that is left out: once, and for the logarithm of how many.
    pub const SKIP: (f32, f32) = (-0.7, -0.3);
    /// The same number again.
    pub const AGAIN: f32 = -2.5;
    /// A new numbering that does not begin with its first number.
    pub const LATE: f32 = -1.5;
    /// The same at the beginning of a document, which may be a part of one.
    pub const MIDDLE: f32 = -0.3;
    /// A numbering inside one of the same manner.
    pub const NESTED: f32 = -3.0;
    /// A manner of numbering at another depth than before.
    pub const MOVED: f32 = -1.0;
    /// "2.1" anywhere but below "2".
    pub const ORPHAN: f32 = -2.5;
    /// "1." below "2.1": where headings have such numbers, single ones count the items of a list.
    pub const SINGLE: f32 = -2.5;
    /// A numbering below a title without number that has text of its own.
    pub const BELOW_PLAIN: f32 = -1.0;
    /// The same when this numbering begins again and again.
    pub const BEGINS_AGAIN: f32 = 1.5;
    /// A reading that counts on from or to nothing while another of the same line does.
    pub const UNSUPPORTED: f32 = -1.0;
}

/// A heading on the way from the root.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Entry {
    manner: Manner,
    path: [u16; DEPTH],
    /// Whether its numbering has no business where it began, as that of a list's items.
    odd: bool,
}

/// The manner of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Numbered in this style, at this depth of number.
    Numbered(Style, u8),
    /// Without number, of this rank.
    Plain(u8),
    /// Known to close documents.
    Closing,
}

impl Entry {
    fn plain(&self) -> bool {
        !matches!(self.manner, Manner::Numbered(..))
    }

    fn last(&self) -> u16 {
        match self.manner {
            Manner::Numbered(_, depth) => value(&self.path, depth),
            _ => 0,
        }
    }

    /// Whether numbers of this reading go on from here: single ones of the same style, deeper ones of the same signs.
    fn continues(&self, r: &Reading) -> bool {
        match self.manner {
            Manner::Numbered(style, depth) if depth > 1 || r.depth > 1 => {
                depth == r.depth && style.numeral == r.style.numeral
            }
            Manner::Numbered(style, _) => style == r.style,
            _ => false,
        }
    }
}

fn value(path: &[u16; DEPTH], depth: u8) -> u16 {
    path.get(usize::from(depth).wrapping_sub(1)).copied().unwrap_or(0)
}

/// A manner of numbering as far as it has come.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Opened {
    style: Style,
    level: usize,
    last: u16,
}

#[derive(Debug, Clone, Default)]
struct State {
    score: f32,
    stack: Vec<Entry>,
    opened: Vec<Opened>,
    /// The last decision, in the list of all.
    step: Option<usize>,
}

struct Step {
    before: Option<usize>,
    placed: Placed,
}

/// Places the headings among `likely` lines; `ranks` are those of the lines without number.
pub(super) fn place(likely: &[&Candidate], ranks: &[Rank]) -> Vec<Placed> {
    let restarts = restarts(likely);
    let mut steps: Vec<Step> = Vec::new();
    let mut states = vec![State::default()];
    let mut next: Vec<State> = Vec::new();
    for (at, c) in likely.iter().enumerate() {
        next.clear();
        let rank = ranks.get(at).copied().unwrap_or_default();
        for state in &states {
            let counting = numbers(c).next().is_some();
            for (number, b) in numbers(c) {
                let alone =
                    if sequenced(b) || !c.numbers.iter().any(sequenced) { 0.0 } else { cost::UNSUPPORTED };
                let again = restarts.iter().any(|(s, n)| *s == b.reading.style && *n > 1);
                for (cut, weight, odd) in places(state, &b.reading, again) {
                    let placed = Placed {
                        at,
                        number: Some(number),
                        level: 0,
                        why: if sequenced(b) {
                            "numbered line whose number counts on from, or to, another heading"
                        } else {
                            "numbered line standing by itself"
                        },
                    };
                    let mut joined = state.clone();
                    joined.score += c.score + weight + alone;
                    number_joins(&mut joined, cut, &b.reading, odd);
                    joined.step = Some(push(&mut steps, state.step, placed, joined.stack.len()));
                    next.push(joined);
                }
            }
            if !counting {
                let mut joined = state.clone();
                joined.score += c.score;
                plain_joins(&mut joined, c.cues.known == Some(true), rank.rank);
                let placed = Placed { at, number: None, level: 0, why: rank.why };
                joined.step = Some(push(&mut steps, state.step, placed, joined.stack.len()));
                next.push(joined);
            }
            next.push(state.clone());
        }
        keep_best(&mut next, &mut states);
    }
    let mut found = Vec::new();
    let mut at = states.first().and_then(|s| s.step);
    while let Some(step) = at.and_then(|k| steps.get(k)) {
        found.push(step.placed);
        at = step.before;
    }
    found.reverse();
    found
}

fn push(steps: &mut Vec<Step>, before: Option<usize>, placed: Placed, depth: usize) -> usize {
    let level = u8::try_from(depth).unwrap_or(u8::MAX).max(1);
    steps.push(Step { before, placed: Placed { level, ..placed } });
    steps.len() - 1
}

/// The readings of a line's number that may be meant: those with company, a word or several parts, or any if the line is
/// surely a heading.
fn numbers(c: &Candidate) -> impl Iterator<Item = (usize, &super::sequence::Counted)> {
    c.numbers.iter().enumerate().filter(|(_, b)| {
        sequenced(b) || b.reading.style.word.is_some() || b.reading.depth > 1 || c.score > 1.0
    })
}

/// How often each style begins with its first number in lines that look like headings.
fn restarts(likely: &[&Candidate]) -> Vec<(Style, usize)> {
    let mut found: Vec<(Style, usize)> = Vec::new();
    for c in likely.iter().filter(|c| c.score > 0.0) {
        let Some(r) = c.best().map(|b| b.reading).filter(|r| r.depth == 1 && r.last() == 1) else { continue };
        if let Some((_, n)) = found.iter_mut().find(|(s, _)| *s == r.style) {
            *n += 1;
        } else if found.len() < 64 {
            found.push((r.style, 1));
        }
    }
    found
}

/// Where a number may stand: the length to which the way from the root is cut, what that costs, and whether the numbering
/// has no business there.
fn places(state: &State, r: &Reading, begins_again: bool) -> Vec<(usize, f32, bool)> {
    let mut found = Vec::with_capacity(4);
    let stack = &state.stack;
    let v = r.last();
    let appended = r.style.word.is_some_and(|w| LEXICON.appends(w));
    // On with a numbering that stands on the way.
    if let Some((at, e)) = stack.iter().enumerate().rev().find(|(_, e)| e.continues(r)) {
        let same_parent = (1..r.depth).all(|d| value(&e.path, d) == value(&r.path, d));
        let counted = match v.cmp(&e.last()) {
            _ if !same_parent => None,
            std::cmp::Ordering::Greater if e.odd => Some(cost::NEXT_ODD),
            std::cmp::Ordering::Greater if v == e.last() + 1 => Some(cost::NEXT),
            std::cmp::Ordering::Greater => Some(cost::SKIP.0 + cost::SKIP.1 * f32::from(v - e.last()).ln()),
            std::cmp::Ordering::Equal => Some(cost::AGAIN),
            std::cmp::Ordering::Less => None,
        };
        let odd = e.odd;
        found.extend(counted.map(|weight| (at, weight, odd)));
        // A numbering of the same manner below it: the next-but-one of the same manner is above.
        let above = stack.get(..at).and_then(|s| s.iter().rposition(|e| e.continues(r) && e.last() + 1 == v));
        found.extend(above.filter(|_| r.depth == 1).map(|at| (at, cost::NEXT, false)));
    }
    if r.depth > 1 {
        let parent = stack.iter().rposition(|e| {
            let Manner::Numbered(_, depth) = e.manner else { return false };
            depth < r.depth && (1..=depth).all(|d| value(&e.path, d) == value(&r.path, d))
        });
        match parent {
            Some(at) => found.push((at + 1, late(v), false)),
            None => {
                let at =
                    stack.iter().rposition(|e| matches!(e.manner, Manner::Numbered(_, d) if d < r.depth));
                let orphan = if state.opened.is_empty() { cost::MIDDLE } else { cost::ORPHAN };
                found.push((at.map_or(0, |a| a + 1), orphan, false));
            }
        }
        return found;
    }
    if appended {
        if found.is_empty() {
            found.push((0, late(v), false));
        }
        return found;
    }
    // A new numbering.
    let known = state.opened.iter().find(|o| o.style == r.style);
    let begin = |level: usize| match known {
        Some(o) if v == o.last + 1 && o.level == level => cost::NEXT,
        Some(o) if o.level == level => late(v),
        Some(_) => late(v) + cost::MOVED,
        None if state.opened.is_empty() && v > 1 => cost::MIDDLE,
        None => late(v),
    };
    let nested = if stack.iter().any(|e| e.continues(r)) { cost::NESTED } else { 0.0 };
    let single = r.style.numeral == Numeral::Decimal
        && r.style.word.is_none()
        && stack
            .iter()
            .any(|e| matches!(e.manner, Manner::Numbered(s, d) if d > 1 && s.numeral == Numeral::Decimal));
    let nested = nested + if single { cost::SINGLE } else { 0.0 };
    let odd = nested < 0.0;
    let below = stack.len();
    let plain = stack.iter().rev().take_while(|e| e.plain()).count();
    let again = if begins_again && plain == below { cost::BEGINS_AGAIN } else { 0.0 };
    if plain == 0 || r.style.series {
        found.push((below, nested + begin(below + 1), odd));
    } else {
        // "I." after an unnumbered preface is no part of it.
        found.push((below - plain, nested + begin(below - plain + 1), odd));
        found.push((below, nested + begin(below + 1) + cost::BELOW_PLAIN + again, odd));
    }
    found
}

/// What it costs to begin with this number.
fn late(v: u16) -> f32 {
    if v > 1 { cost::LATE } else { 0.0 }
}

fn number_joins(state: &mut State, cut: usize, r: &Reading, odd: bool) {
    state.stack.truncate(cut.min(DEEPEST - 1));
    state.stack.push(Entry { manner: Manner::Numbered(r.style, r.depth), path: r.path, odd });
    if r.depth > 1 {
        return;
    }
    let level = state.stack.len();
    if let Some(o) = state.opened.iter_mut().find(|o| o.style == r.style) {
        (o.level, o.last) = (level, r.last());
    } else if state.opened.len() < 16 {
        state.opened.push(Opened { style: r.style, level, last: r.last() });
    }
}

/// A title without number stands beside the one of its rank, or below all that is of a higher one. One that closes
/// documents stands at the top, and the next one beside it.
fn plain_joins(state: &mut State, closing: bool, rank: u8) {
    let stack = &mut state.stack;
    if closing || stack.first().is_some_and(|e| e.manner == Manner::Closing) {
        stack.clear();
    }
    if let Some(at) = stack.iter().position(|e| matches!(e.manner, Manner::Plain(r) if r >= rank)) {
        stack.truncate(at);
    }
    stack.truncate(DEEPEST - 1);
    let manner = if closing { Manner::Closing } else { Manner::Plain(rank) };
    stack.push(Entry { manner, path: [0; DEPTH], odd: false });
}

/// Moves the best states over, one for each way.
fn keep_best(next: &mut Vec<State>, states: &mut Vec<State>) {
    next.sort_by(|a, b| b.score.total_cmp(&a.score));
    states.clear();
    for state in next.drain(..) {
        if states.len() >= BEAM {
            break;
        }
        if !states.iter().any(|s| s.stack == state.stack) {
            states.push(state);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Format, Text};
    use crate::structure::{Corrections, structure};

    const PROSE: &str = "The envoys had been waiting for nine days when the lorries came to fetch them, and it rained the whole way. Nobody spoke until they had crossed the river and seen the first of the houses.";

    /// Headings with their levels, of lines that begin with `#`, each followed by prose.
    fn outline(lines: &str) -> Vec<(u8, String)> {
        let mut s = String::from("The Road to Osk: Notes of a Journey\n");
        for line in lines.lines().map(str::trim) {
            match line.strip_prefix('#') {
                Some(head) => s.push_str(&format!("{head}\n{PROSE}\n{PROSE}\n")),
                None => s.push_str(&format!("{line}\n")),
            }
        }
        let text = Text::new(s, Format::Text);
        let found = structure(&text, &Corrections::default());
        found.sections.iter().map(|x| (x.level, text.slice(x.title).to_owned())).collect()
    }

    fn levels(lines: &str) -> Vec<u8> {
        outline(lines).into_iter().map(|h| h.0).collect()
    }

    #[test]
    fn deep_numbers_stand_below_their_parents_and_annexes_at_the_top() {
        let got = levels(
            "#1. Aims\n#1.1 Roads\n#1.2 Rails\n#2. Means\n#2.1 Money\n#2.1.1 Loans\n#2.1.2 Gifts\n#3. Ends\n#Annex A. Maps\n#A.1 The north\n#A.2 The south\n#Annex B. Names",
        );
        assert_eq!(got, [1, 2, 2, 1, 2, 3, 3, 1, 1, 2, 2, 1]);
    }

    #[test]
    fn a_list_that_counts_across_headings_loses_against_them() {
        let list = format!(
            "1. Open the gate and wait.\n{PROSE}\n2. Count the lorries.\n{PROSE}\n3. Shut the gate again.\n{PROSE}\n4. Go home.\n{PROSE}"
        );
        let got =
            outline(&format!("#1. Aims\n#2. Means\n#2.1 Money\n{list}\n#2.2 Time\n#3. Ends\n#4. Costs"));
        let titles: Vec<&str> = got.iter().map(|h| h.1.as_str()).collect();
        assert_eq!(titles, ["Aims", "Means", "Money", "Time", "Ends", "Costs"]);
    }

    #[test]
    fn a_number_misprinted_keeps_its_place() {
        assert_eq!(levels("#I. Aims\n#II. Means\n#II. Ends\n#IV. Costs"), [1, 1, 1, 1]);
    }

    #[test]
    fn chapters_of_a_book_have_bare_numbers_inside() {
        let got = levels("#I The Gate\n#I\n#II\n#III\n#II The Road\n#I\n#II\n#III The River\n#I\n#II");
        assert_eq!(got, [1, 2, 2, 2, 1, 2, 2, 1, 2, 2], "{got:?}");
    }

    #[test]
    fn articles_count_on_from_chapter_to_chapter() {
        let got = levels(
            "#Chapter I: The Council\n#Article 1: Its seat\n#Article 2: Its members\n#Chapter II: The Bank\n#Article 3: Its seat\n#Article 4: Its members",
        );
        assert_eq!(got, [1, 2, 2, 1, 2, 2]);
    }

    #[test]
    fn unnumbered_titles_that_close_stand_at_the_top() {
        let got = levels(
            "#Executive Summary\n#1. Aims\n#1.1 Roads\n#1.2 Rails\n#2. Means\n#2.1 Money\n#2.2 Time\n#Conclusions\n#References",
        );
        assert_eq!(got, [1, 1, 2, 2, 1, 2, 2, 1, 1]);
    }
}
