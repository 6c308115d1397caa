//! Reports edited, every character knowing where it stood: whether a note is at its place can be told.

use std::collections::BTreeMap;
use std::ops::Range;

use super::*;
use crate::model::Format;
use crate::notes::Selector;

/// A text that remembers of every character where it stood in the report, if it did.
#[derive(Clone)]
pub struct Edited(pub Vec<(char, Option<usize>)>);

/// A small generator of numbers (xorshift), the same ones every time.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
}

impl Edited {
    pub fn new(report: &str) -> Self {
        Self(report.chars().enumerate().map(|(k, c)| (c, Some(k))).collect())
    }

    /// How many of the first characters of the report are still there, blanks aside: one more number than it has.
    pub fn kept(&self, count: usize) -> Vec<usize> {
        let mut there = vec![0; count + 1];
        for (_, from) in self.0.iter().filter(|(c, _)| !c.is_whitespace()) {
            if let Some(k) = from {
                there[k + 1] = 1;
            }
        }
        for k in 0..count {
            there[k + 1] += there[k];
        }
        there
    }

    pub fn text(&self) -> String {
        self.0.iter().map(|(c, _)| *c).collect()
    }

    pub fn replace(&mut self, range: Range<usize>, with: &str) {
        self.0.splice(range, with.chars().map(|c| (c, None)));
    }

    /// Ranges between the places at which `ends` is true, without blanks at their ends.
    pub fn parts(&self, ends: impl Fn(&[(char, Option<usize>)], usize) -> bool) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut from = 0;
        for k in 0..=self.0.len() {
            if k == self.0.len() || ends(&self.0, k) {
                let mut range = from..k;
                while !range.is_empty() && self.0[range.start].0.is_whitespace() {
                    range.start += 1;
                }
                while !range.is_empty() && self.0[range.end - 1].0.is_whitespace() {
                    range.end -= 1;
                }
                if !range.is_empty() {
                    parts.push(range);
                }
                from = k;
            }
        }
        parts
    }

    pub fn lines(&self) -> Vec<Range<usize>> {
        self.parts(|text, k| text[k].0 == '\n')
    }

    pub fn words(&self) -> Vec<Range<usize>> {
        let mut words = self.parts(|text, k| !text[k].0.is_alphanumeric());
        for word in &mut words {
            while word.start < word.end && !self.0[word.start].0.is_alphanumeric() {
                word.start += 1;
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    pub fn sentences(&self) -> Vec<Range<usize>> {
        self.parts(|text, k| text[k].0 == '\n' || (k > 0 && text[k].0 == ' ' && text[k - 1].0 == '.'))
    }

    /// Lines that begin with a number and a full stop, with all up to the next such line.
    pub fn sections(&self) -> Vec<Range<usize>> {
        let begins = |text: &[(char, Option<usize>)], k: usize| {
            k > 0
                && text[k - 1].0 == '\n'
                && text[k].0.is_ascii_digit()
                && text.get(k + 1).is_some_and(|c| c.0 == '.')
        };
        self.parts(begins)
    }
}

pub type Edit = fn(&mut Edited, &mut Dice);

/// Stretches that notes are on: sentences, lines, words, some words of a sentence, and stretches that cut words.
pub fn places(report: &str) -> Vec<(&'static str, Range<usize>)> {
    let edited = Edited::new(report);
    let words = edited.words();
    let threes = words.chunks(3).step_by(4).map(|three| three[0].start..three[three.len() - 1].end);
    let cut = (0..edited.0.len() - 80).step_by(211).map(|k| k..k + 37 + k % 40);
    let kinds: [(&str, Vec<Range<usize>>); 6] = [
        ("sentence", edited.sentences()),
        ("line", edited.lines()),
        ("three words", threes.collect()),
        ("word", words.iter().step_by(9).cloned().collect()),
        ("cut", cut.collect()),
        ("section", edited.sections()),
    ];
    kinds.into_iter().flat_map(|(kind, places)| places.into_iter().map(move |place| (kind, place))).collect()
}

#[derive(Debug, Default, Clone, Copy)]
pub struct Tally {
    pub right: usize,
    pub wrong: usize,
    /// Given up though something of the words is left.
    pub orphaned: usize,
    /// Given up, and rightly: nothing is left.
    pub gone: usize,
}

/// Whether `span` of the edited text holds what is left of the note (or a good part, where it was torn apart) and nothing
/// of what stood around it.
fn is_right(
    report: &str,
    (edited, left): (&Edited, usize),
    text: &Text,
    place: &Range<usize>,
    span: Span,
) -> bool {
    let chars = text.char_offset(span.from())..text.char_offset(span.to());
    let own = |k: &Option<usize>| k.is_some_and(|k| place.contains(&k));
    let ink = |(c, _): &&(char, Option<usize>)| !c.is_whitespace();
    let within: Vec<_> = edited.0[chars].iter().filter(ink).collect();
    let held = within.iter().filter(|(_, from)| own(from)).count();
    let first = within.iter().position(|(_, from)| own(from)).unwrap_or(0);
    let last = within.iter().rposition(|(_, from)| own(from)).unwrap_or(0);
    let foreign =
        |part: &[&(char, Option<usize>)]| part.iter().filter(|(_, k)| k.is_some() && !own(k)).count();
    let around = foreign(&within[..first]) + foreign(&within[(last + 1).min(within.len())..]);
    let literally =
        || text.slice(span).split_whitespace().eq(stretch(report, place.clone()).split_whitespace());
    // Where a copy of it was put between the very same words, nobody could tell.
    let between = || {
        let all = text.as_str();
        let squeezed = |part: &str| part.split_whitespace().collect::<String>();
        let before = stretch(report, 0..place.start);
        let after: String = report.chars().skip(place.end).collect();
        let before: String = before.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
        let after: String = after.chars().take(40).collect();
        squeezed(&all[..span.from()]).ends_with(&squeezed(&before))
            && squeezed(&all[span.to()..]).starts_with(&squeezed(&after))
    };
    if literally() && (held * 3 > left || between()) {
        return true;
    }
    held * 3 > left && around * 10 <= within.len() + 20 && foreign(&within) <= held
}

/// Some characters of a text.
fn stretch(text: &str, chars: Range<usize>) -> String {
    text.chars().skip(chars.start).take(chars.len()).collect()
}

/// Edits a report in many ways and looks for notes on `places` in each: how many are right. All at once, so that notes know
/// their neighbours, or each by itself.
pub fn tallies(
    report: &str,
    places: &[(&'static str, Range<usize>)],
    edits: &[(String, Edited)],
    together: bool,
) -> (BTreeMap<String, Tally>, String) {
    let before = Text::new(report, Format::Text);
    let byte = |chars: usize| before.byte_offset(chars);
    let selectors: Vec<Selector> =
        places.iter().map(|(_, p)| Selector::of(&before, Span::new(byte(p.start), byte(p.end)))).collect();
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut told = String::new();
    for (name, edited) in edits {
        let text = Text::new(edited.text(), Format::Text);
        let kept = edited.kept(report.chars().count());
        let found = match together {
            true => anchor(&text, &selectors.iter().collect::<Vec<_>>()),
            false => selectors.iter().map(|s| anchor(&text, &[s])[0]).collect(),
        };
        for ((kind, place), (found, selector)) in places.iter().zip(found.iter().zip(&selectors)) {
            let left = kept[place.end] - kept[place.start];
            let lost = left * 2 < selector.quote.chars().filter(|c| !c.is_whitespace()).count();
            let mut count = |of: fn(&mut Tally) -> &mut usize| {
                for name in ["all", &format!("by edit: {name}"), &format!("by note: {kind}")] {
                    *of(tallies.entry(name.to_owned()).or_default()) += 1;
                }
            };
            match found {
                None if lost => count(|t| &mut t.gone),
                None => count(|t| &mut t.orphaned),
                Some(a) if is_right(report, (edited, left), &text, place, a.span) => count(|t| &mut t.right),
                Some(a) => {
                    count(|t| &mut t.wrong);
                    let (was, is) = (&selector.quote, text.slice(a.span));
                    told += &format!("{name}: {was:?} ({:?}) taken for {is:?} {:?}\n", selector.rival, a.how);
                }
            }
        }
    }
    for (name, t) in &tallies {
        told += &format!("{name:34} kept {:.3}  {t:?}\n", t.kept());
    }
    told += &format!("{} edits, {} notes each", edits.len(), places.len());
    if std::env::var_os("CASEFILE_SHOW_EDITS").is_some() {
        println!("{told}\n");
    }
    (tallies, told)
}

impl Tally {
    /// The share of notes of which something is left that are at their place.
    pub fn kept(&self) -> f32 {
        self.right as f32 / (self.right + self.orphaned + self.wrong).max(1) as f32
    }
}
