//! How much a block looks like a heading: cues of its words, its number and its neighbours, weighed.

use std::sync::LazyLock;

use serde::Deserialize;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{BlockKind, Span};

use super::blocks::Draft;
use super::contents::folded;
use super::cues::{Cues, Ending, LEXICON};
use super::lines::Layout;
use super::numbering::{Form, Numeral, Reading, readings};
use super::sequence::{Counted, support};

/// A block that could be a heading.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Its place among the drafts.
    pub draft: usize,
    /// Its text, marks of emphasis around the whole of it left out.
    pub text: Span,
    /// Its text behind the number.
    pub title: Span,
    /// Whether it is marked as one: between marks of emphasis ("**Costs**"), behind hashes ("## Costs").
    pub bold: bool,
    /// Cues of its title, the number left out.
    pub cues: Cues,
    /// Readings of its number with their support.
    pub numbers: Vec<Counted>,
    /// Log-odds that it is a heading.
    pub score: f32,
}

impl Candidate {
    /// The reading with the most support; the first one among equals.
    pub fn best(&self) -> Option<&Counted> {
        let weight = |c: &Counted| {
            u8::from(c.support.before.is_some()) * 2
                + u8::from(c.support.after.is_some())
                + u8::from(c.support.parent.is_some())
        };
        self.numbers.iter().rev().max_by_key(|c| weight(c))
    }
}

/// A line without its marks: those of strong emphasis around it, hashes in front.
fn without_marks(content: &str, span: Span, hashed: bool) -> Span {
    let s = span.of(content);
    let hashes = hashes(s);
    if hashed && hashes > 0 {
        let end = span.from() + s.trim_end_matches(['#', ' ']).len();
        return Span::new(span.from() + hashes, end.max(span.from() + hashes)).trimmed(content);
    }
    let inner = ["**", "__"].iter().find_map(|m| Some((m, s.strip_prefix(m)?.strip_suffix(m)?)));
    match inner {
        Some((mark, inner)) if !inner.trim().is_empty() && !inner.contains(mark) => {
            Span::new(span.from() + mark.len(), span.to() - mark.len()).trimmed(content)
        }
        _ => span,
    }
}

/// How many hashes mark a line as a heading; 0 for a comment, a command or no hash at all.
fn hashes(s: &str) -> usize {
    let n = s.len() - s.trim_start_matches('#').len();
    let title = s.get(n..).and_then(|rest| rest.strip_prefix(' ')).unwrap_or("");
    let opens = title.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if n <= 6 && opens { n } else { 0 }
}

/// Longest heading in bytes and words.
const LONGEST: (usize, u16) = (260, 30);

macro_rules! features {
    ($($name:ident),* $(,)?) => {
        /// Names of the features, in the order of their weights.
        #[cfg(feature = "train")]
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];
        /// The features of one candidate.
        #[derive(Debug, Clone, Default)]
        #[allow(missing_docs)]
        pub(super) struct Features { $(pub $name: f32),* }
        impl Features {
            /// The values in the order of [`NAMES`].
            #[cfg(feature = "train")]
            pub fn values(&self) -> Vec<f32> { vec![$(self.$name),*] }
        }
        #[derive(Debug, Default, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        struct Weights { $($name: f32),* }
        impl Weights {
            fn score(&self, f: &Features) -> f32 { 0.0 $(+ self.$name * f.$name)* }
        }
    };
}

features!(
    bias,
    supported,
    supported_twice,
    parent_seen,
    deep_number,
    division,
    unsupported,
    in_list,
    roman,
    letter,
    decimal_stop,
    bracket,
    small_number,
    bare_number,
    words_1,
    words_3,
    words_7,
    words_11,
    words_16,
    stop,
    question,
    exclamation,
    colon_end,
    continues,
    title_case,
    mixed_case,
    shouted,
    small,
    digit,
    quote,
    finite,
    inner_stops,
    commas,
    symbols,
    digits,
    colon,
    known,
    closing,
    gap_before,
    gap_after,
    no_gap_around,
    wider_before,
    next_prose,
    next_short,
    next_list,
    next_code,
    next_none,
    next_numbered,
    prev_stop,
    prev_colon,
    prev_open,
    prev_list,
    prev_short,
    prev_code,
    prev_none,
    underlined,
    outdented,
    indented,
    several_lines,
    short_run,
    repeated,
    numbered_document,
    numbered_stop,
    numbered_long,
    wrapped,
    spaced_document,
    numbered_prose_next,
    unnumbered_in_numbered_known,
    in_contents,
    bare_roman,
    label_only,
    alone,
    sandwiched,
    roomy,
    cramped,
    one_of_many_questions,
    run_stop,
    run_long,
    run_listed,
    notice,
    bold,
);

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    // The asset is part of the program; a test parses it.
    toml::from_str(include_str!("../../assets/models/headings.toml")).unwrap_or_default()
});

/// What neighbours are to a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Near {
    None,
    Prose,
    Short,
    List,
    Code,
}

/// All candidates of a text with their scores.
pub(super) fn candidates(content: &str, drafts: &[Draft], layout: Layout) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut numbers: Vec<Vec<Reading>> = Vec::new();
    // One hash alone begins many a comment and command.
    let paragraph = |d: &&Draft| d.kind == BlockKind::Paragraph;
    let hashed = drafts.iter().filter(paragraph).any(|d| hashes(d.text().of(content)) > 1);
    for (k, d) in drafts.iter().enumerate() {
        let whole = d.text();
        if d.kind != BlockKind::Paragraph || whole.len() > LONGEST.0 || d.lines > 4 {
            continue;
        }
        let span = without_marks(content, whole, hashed);
        let reading = readings(content, span, &LEXICON);
        let title = reading.first().filter(|r| r.title < span.end).map_or(span.start, |r| r.title);
        let title = Span { start: title, end: span.end };
        let cues = Cues::of(title.of(content), &LEXICON);
        // "The" alone on its line is what is left of a sentence.
        if cues.words == 1 && reading.is_empty() && LEXICON.is_function(title.of(content)) {
            continue;
        }
        if cues.words > LONGEST.1 || cues.caption || cues.credit || (cues.letters == 0 && cues.digits == 0) {
            continue;
        }
        numbers.push(reading);
        let bold = span != whole || d.level > 0;
        found.push(Candidate { draft: k, text: span, title, bold, cues, numbers: Vec::new(), score: 0.0 });
    }
    for (c, n) in found.iter_mut().zip(support(&numbers)) {
        c.numbers = n;
    }
    let page = Page::of(content, drafts, layout, &found);
    let scores: Vec<f32> = (0..found.len()).map(|k| WEIGHTS.score(&page.features(k))).collect();
    for (c, s) in found.iter_mut().zip(scores) {
        // Hashes in front of a line that stands alone mean little else.
        let marked = hashed && content.as_bytes().get(c.text.from().wrapping_sub(2)) == Some(&b'#');
        c.score = if marked { s + HASHED } else { s };
    }
    found
}

/// Log-odds that hashes in front of a line add; no text of the training set has them.
const HASHED: f32 = 4.0;

/// The features of every candidate, with the byte at which its text begins.
#[cfg(feature = "train")]
pub(super) fn features(content: &str, drafts: &[Draft], layout: Layout) -> Vec<(u32, Vec<f32>)> {
    let found = candidates(content, drafts, layout);
    let page = Page::of(content, drafts, layout, &found);
    let at = |c: &Candidate| drafts.get(c.draft).map_or(0, |d| d.span.start);
    found.iter().enumerate().map(|(k, c)| (at(c), page.features(k).values())).collect()
}

/// What features look at around a candidate.
pub(super) struct Page<'a> {
    content: &'a str,
    drafts: &'a [Draft],
    found: &'a [Candidate],
    near: Vec<Near>,
    /// Column at which most prose begins.
    margin: u16,
    /// Share of blocks after a blank line.
    spaced: f32,
    wrapped: bool,
    /// How surely the headings are numbered, from the number of lines whose numbers count on with text between.
    numbered: f32,
    /// How often each title stands in the text as a block of its own.
    times: FxHashMap<String, u16>,
    /// Short list items and lines of a table of contents.
    contents: FxHashSet<String>,
    /// Candidates that are questions.
    questions: usize,
    /// What the numbered line of each candidate has in common with those it counts on from and to.
    runs: Vec<Run>,
}

/// Shares of the lines of one numbering, 0 to 1; all 0 for a line without number or company.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    /// End in a full stop.
    stop: f32,
    /// Have more than twelve words.
    long: f32,
    /// Stand right below or above each other.
    listed: f32,
}

/// The runs of all candidates: numbers of one manner and parent that count on.
fn runs(found: &[Candidate], drafts: &[Draft]) -> Vec<Run> {
    let mut of = vec![usize::MAX; found.len()];
    // Lines, and of these with a stop, long, listed.
    let mut sums: Vec<[f32; 4]> = Vec::new();
    for (k, c) in found.iter().enumerate() {
        let Some(b) = c.best().filter(|b| sequenced(b)) else { continue };
        let before = b.support.before.and_then(|p| of.get(p)).copied().filter(|&r| r != usize::MAX);
        let run = before.unwrap_or(sums.len());
        if run == sums.len() {
            sums.push([0.0; 4]);
        }
        let yes = |b: bool| f32::from(u8::from(b));
        let close = listed(c, b, found) || room(c, b, found, drafts).is_some_and(|r| r < 250);
        let add = [1.0, yes(c.cues.ending == Ending::Stop), yes(c.cues.words > 12), yes(close)];
        if let (Some(slot), Some(sum)) = (of.get_mut(k), sums.get_mut(run)) {
            *slot = run;
            sum.iter_mut().zip(add).for_each(|(s, a)| *s += a);
        }
    }
    let share = |r: &usize| {
        let [n, stop, long, listed] = *sums.get(*r)?;
        (n > 1.0).then(|| Run { stop: stop / n, long: long / n, listed: listed / n })
    };
    of.iter().map(|r| share(r).unwrap_or_default()).collect()
}

impl<'a> Page<'a> {
    pub(super) fn of(content: &'a str, drafts: &'a [Draft], layout: Layout, found: &'a [Candidate]) -> Self {
        let near: Vec<Near> = drafts
            .iter()
            .map(|d| match d.kind {
                BlockKind::ListItem => Near::List,
                BlockKind::Code | BlockKind::TableRow => Near::Code,
                BlockKind::Furniture | BlockKind::Rule | BlockKind::FrontMatter => Near::None,
                _ => {
                    let s = d.text().of(content);
                    let ended = matches!(
                        super::cues::ending(s),
                        Ending::Stop | Ending::Question | Ending::Exclamation
                    );
                    let long =
                        s.len() > 110 || d.lines > 2 || (ended && s.split_whitespace().nth(6).is_some());
                    if long { Near::Prose } else { Near::Short }
                }
            })
            .collect();
        let mut margins: Vec<u16> =
            drafts.iter().zip(&near).filter(|(_, n)| **n == Near::Prose).map(|(d, _)| d.indent).collect();
        let margin = if margins.is_empty() {
            0
        } else {
            let k = margins.len() / 2;
            *margins.select_nth_unstable(k).1
        };
        let gaps = drafts.iter().skip(1).filter(|d| d.gap > 0).count();
        let counted = found
            .iter()
            .filter(|c| {
                c.cues.ending != Ending::Stop
                    && c.best().is_some_and(|b| {
                        sequenced(b)
                            && !b.reading.style.series
                            && !listed(c, b, found)
                            && room(c, b, found, drafts).is_some_and(|r| r > 400)
                    })
            })
            .count();
        let mut times: FxHashMap<String, u16> = FxHashMap::default();
        for c in found {
            let n = times.entry(folded(c.title.of(content))).or_default();
            *n = n.saturating_add(1);
        }
        let contents = drafts
            .iter()
            .filter(|d| matches!(d.kind, BlockKind::ListItem | BlockKind::Furniture) && d.text().len() < 120)
            .map(|d| folded(d.text().of(content)))
            .filter(|t| t.len() > 3)
            .collect();
        Self {
            content,
            drafts,
            found,
            near,
            margin,
            spaced: gaps as f32 / drafts.len().max(2) as f32,
            wrapped: matches!(layout, Layout::Wrapped { .. }),
            numbered: (counted as f32 / 3.0).min(1.0),
            times,
            contents,
            questions: found.iter().filter(|c| c.cues.ending == Ending::Question).count(),
            runs: runs(found, drafts),
        }
    }

    /// The nearest block before or after that is no rule or furniture.
    fn beside(&self, k: usize, step: isize) -> (Near, Option<&Draft>) {
        let mut at = k;
        loop {
            let Some(next) = at.checked_add_signed(step) else { return (Near::None, None) };
            match self.near.get(next) {
                None => return (Near::None, None),
                Some(Near::None) => at = next,
                Some(&n) => return (n, self.drafts.get(next)),
            }
        }
    }

    fn title(&self, c: &Candidate) -> &str {
        c.title.of(self.content)
    }

    /// Short blocks in a row around `k`, itself counted, without a blank line or with, at most 9.
    fn short_run(&self, k: usize) -> usize {
        let short = |i: usize| self.near.get(i).is_some_and(|n| *n == Near::Short);
        let after = (k + 1..k + 5).take_while(|&i| short(i)).count();
        let before = (1..5).take_while(|&i| k.checked_sub(i).is_some_and(short)).count();
        1 + after + before
    }

    pub(super) fn features(&self, at: usize) -> Features {
        let mut f = Features { bias: 1.0, ..Features::default() };
        let Some(c) = self.found.get(at) else { return f };
        let Some(d) = self.drafts.get(c.draft) else { return f };
        let yes = |b: bool| f32::from(u8::from(b));
        let (next, after) = self.beside(c.draft, 1);
        let (prev, before) = self.beside(c.draft, -1);
        let cues = &c.cues;
        if let Some(b) = c.best() {
            let s = b.support;
            let r = &b.reading;
            let deep = r.depth > 1;
            f.supported = yes(sequenced(b));
            f.supported_twice = yes(s.before.is_some() && s.after.is_some());
            f.parent_seen = yes(s.parent.is_some());
            f.deep_number = yes(deep);
            f.division = yes(r.style.word.is_some());
            f.unsupported = yes(!sequenced(b) && s.parent.is_none());
            f.in_list = yes(listed(c, b, self.found));
            f.roman = yes(r.style.numeral == Numeral::RomanUpper);
            f.letter = yes(r.style.numeral == Numeral::LetterUpper && !deep);
            f.decimal_stop = yes(r.style.numeral == Numeral::Decimal && r.style.form == Form::Stop && !deep);
            f.bracket = yes(matches!(r.style.form, Form::Bracket | Form::Brackets));
            f.small_number = yes(matches!(r.style.numeral, Numeral::RomanLower | Numeral::LetterLower));
            let bare = r.style.form == Form::Bare && !deep && r.style.word.is_none();
            f.bare_number = yes(bare && r.style.numeral == Numeral::Decimal);
            f.bare_roman = yes(bare && r.style.numeral == Numeral::RomanUpper);
            f.label_only = yes(r.title >= c.text.end && r.style.word.is_none());
            match room(c, b, self.found, self.drafts) {
                Some(room) if room > 600 => f.roomy = 1.0,
                Some(room) if room < 250 => f.cramped = 1.0,
                _ => {}
            }
            let run = self.runs.get(at).copied().unwrap_or_default();
            (f.run_stop, f.run_long, f.run_listed) = (run.stop, run.long, run.listed);
            f.numbered_stop = yes(cues.ending == Ending::Stop);
            f.numbered_long = yes(cues.words > 12);
            f.numbered_prose_next = yes(next == Near::Prose);
        } else {
            f.numbered_document = self.numbered;
            f.unnumbered_in_numbered_known = self.numbered * yes(cues.known.is_some());
        }
        match cues.words {
            0..=2 => f.words_1 = 1.0,
            3..=6 => f.words_3 = 1.0,
            7..=10 => f.words_7 = 1.0,
            11..=15 => f.words_11 = 1.0,
            _ => f.words_16 = 1.0,
        }
        match cues.ending {
            Ending::Stop => f.stop = 1.0,
            Ending::Question => f.question = 1.0,
            Ending::Exclamation => f.exclamation = 1.0,
            Ending::Colon => f.colon_end = 1.0,
            Ending::Continues => f.continues = 1.0,
            Ending::Open => {}
        }
        let title = cues.title_case();
        f.title_case = yes(title > 0.85 && cues.content > 1);
        f.mixed_case = yes(title <= 0.5 && cues.content > 2);
        f.shouted = yes(cues.shouted);
        f.small = yes(cues.small);
        f.digit = yes(cues.digit);
        f.quote = yes(cues.quote);
        f.finite = yes(cues.finite && !cues.asks && cues.ending != Ending::Question);
        f.inner_stops = f32::from(cues.inner_stops.min(3));
        f.commas = f32::from(cues.commas.min(4));
        f.symbols = f32::from(cues.symbols.min(4));
        f.digits = f32::from(cues.digits) / f32::from((cues.digits + cues.letters).max(1));
        f.colon = yes(cues.colon);
        f.known = yes(cues.known == Some(false));
        f.closing = yes(cues.known == Some(true));
        f.notice = yes(cues.notice);
        f.bold = yes(c.bold);
        let gap_after = after.is_none_or(|a| a.gap > 0);
        f.gap_before = yes(d.gap > 0);
        f.gap_after = yes(gap_after);
        f.no_gap_around = yes(d.gap == 0 && !gap_after) * self.spaced;
        f.wider_before = yes(after.is_some_and(|a| d.gap > a.gap));
        f.next_prose = yes(next == Near::Prose);
        f.next_short = yes(next == Near::Short);
        f.next_list = yes(next == Near::List);
        f.next_code = yes(next == Near::Code);
        f.next_none = yes(next == Near::None);
        f.next_numbered = yes(self.found.get(at + 1).is_some_and(|n| {
            n.draft == c.draft + 1 && n.best().is_some_and(|b| sequenced(b) && !listed(n, b, self.found))
        }));
        let ending = before.map(|b| super::cues::ending(b.text().of(self.content)));
        f.prev_stop = yes(matches!(ending, Some(Ending::Stop | Ending::Question | Ending::Exclamation)));
        f.prev_colon = yes(ending == Some(Ending::Colon));
        f.prev_open = yes(matches!(ending, Some(Ending::Open | Ending::Continues)));
        f.prev_list = yes(prev == Near::List);
        f.prev_short = yes(prev == Near::Short);
        f.prev_code = yes(prev == Near::Code);
        f.prev_none = yes(prev == Near::None);
        f.underlined = yes(d.underlined);
        f.outdented = yes(d.indent < self.margin);
        f.indented = yes(d.indent > self.margin);
        f.several_lines = yes(d.lines > 1);
        f.short_run = self.short_run(c.draft).saturating_sub(2).min(4) as f32;
        let open = matches!(cues.ending, Ending::Open | Ending::Question);
        f.alone = yes(d.gap > 0 && gap_after && open && d.lines == 1);
        f.sandwiched = yes(open
            && next == Near::Prose
            && (f.prev_stop > 0.0 || matches!(prev, Near::List | Near::Code | Near::None)));
        f.repeated =
            self.times.get(&folded(self.title(c))).map_or(0.0, |&n| f32::from(n.saturating_sub(1).min(4)));
        f.in_contents = yes(self.contents.contains(&folded(self.title(c))));
        f.one_of_many_questions = yes(cues.ending == Ending::Question && self.questions > 5);
        f.wrapped = yes(self.wrapped);
        f.spaced_document = self.spaced;
        f
    }
}

/// Whether a number has one before or after it.
pub(super) fn sequenced(c: &Counted) -> bool {
    c.support.before.is_some() || c.support.after.is_some()
}

/// Whether the numbers before and after stand in the very next blocks, as the items of a list do.
fn listed(c: &Candidate, b: &Counted, found: &[Candidate]) -> bool {
    let draft = |k: Option<usize>| k.and_then(|k| found.get(k)).map(|o| o.draft);
    draft(b.support.before).is_some_and(|o| o + 1 == c.draft)
        || draft(b.support.after).is_some_and(|o| c.draft + 1 == o)
}

/// Bytes between a numbered line and the nearer of the lines with the number before and after.
fn room(c: &Candidate, b: &Counted, found: &[Candidate], drafts: &[Draft]) -> Option<usize> {
    let draft = |k: Option<usize>| k.and_then(|k| found.get(k)).and_then(|o| drafts.get(o.draft));
    let own = drafts.get(c.draft)?;
    let before = draft(b.support.before).map(|d| own.span.from().saturating_sub(d.span.to()));
    let after = draft(b.support.after).map(|d| d.span.from().saturating_sub(own.span.to()));
    match (before, after) {
        (Some(x), Some(y)) => Some(x.min(y)),
        (x, y) => x.or(y),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_are_read() {
        let w: Result<Weights, _> = toml::from_str(include_str!("../../assets/models/headings.toml"));
        assert!(w.is_ok_and(|w| w.supported > 0.0));
    }
}
