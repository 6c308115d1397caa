//! A made-up report with refrains and sentences that differ in a word, edited in many ways: every note must be at its
//! place or given up, and few may be given up.

use std::collections::BTreeMap;
use std::ops::Range;

use super::*;
use crate::model::Format;
use crate::notes::Selector;

const REPORT: &str = include_str!("edits_report.txt");

/// A text that remembers of every character where it stood in the report, if it did.
#[derive(Clone)]
struct Edited(Vec<(char, Option<usize>)>);

/// A small generator of numbers (xorshift), the same ones every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
}

impl Edited {
    fn new() -> Self {
        Self(REPORT.chars().enumerate().map(|(k, c)| (c, Some(k))).collect())
    }

    fn text(&self) -> String {
        self.0.iter().map(|(c, _)| *c).collect()
    }

    fn replace(&mut self, range: Range<usize>, with: &str) {
        self.0.splice(range, with.chars().map(|c| (c, None)));
    }

    /// Ranges between the places at which `ends` is true, without blanks at their ends.
    fn parts(&self, ends: impl Fn(&[(char, Option<usize>)], usize) -> bool) -> Vec<Range<usize>> {
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

    fn lines(&self) -> Vec<Range<usize>> {
        self.parts(|text, k| text[k].0 == '\n')
    }

    fn words(&self) -> Vec<Range<usize>> {
        let mut words = self.parts(|text, k| !text[k].0.is_alphanumeric());
        for word in &mut words {
            while word.start < word.end && !self.0[word.start].0.is_alphanumeric() {
                word.start += 1;
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    fn sentences(&self) -> Vec<Range<usize>> {
        self.parts(|text, k| text[k].0 == '\n' || (k > 0 && text[k].0 == ' ' && text[k - 1].0 == '.'))
    }

    /// Lines that begin with a number and a full stop, with all up to the next such line.
    fn sections(&self) -> Vec<Range<usize>> {
        let begins = |text: &[(char, Option<usize>)], k: usize| {
            k > 0
                && text[k - 1].0 == '\n'
                && text[k].0.is_ascii_digit()
                && text.get(k + 1).is_some_and(|c| c.0 == '.')
        };
        self.parts(begins)
    }
}

type Edit = fn(&mut Edited, &mut Dice);

/// The ways in which people edit, each with how many times.
const EDITS: [(&str, Edit); 14] = [
    ("typos", |text, dice| {
        for _ in 0..60 {
            let words: Vec<_> = text.words().into_iter().filter(|w| w.len() > 4).collect();
            let word = words[dice.roll(words.len())].clone();
            if text.0[word.clone()].iter().any(|(c, _)| c.is_ascii_digit()) {
                continue;
            }
            let at = word.start + 1 + dice.roll(word.len() - 2);
            match dice.roll(3) {
                0 => text.replace(at..at + 1, ""),
                1 => text.replace(at..at, "e"),
                _ => text.0.swap(at, at + 1),
            }
        }
    }),
    ("lines moved", |text, dice| {
        for _ in 0..12 {
            let lines = text.lines();
            let line = lines[dice.roll(lines.len())].clone();
            let cut: Vec<_> = text.0.drain(line.start..(line.end + 1).min(text.0.len())).collect();
            let lines = text.lines();
            let to = lines[dice.roll(lines.len())].start;
            text.0.splice(to..to, cut);
        }
    }),
    ("sections moved", |text, dice| {
        for _ in 0..4 {
            let sections = text.sections();
            let section = sections[dice.roll(sections.len())].clone();
            let cut: Vec<_> = text.0.drain(section).chain([('\n', None), ('\n', None)]).collect();
            let sections = text.sections();
            let to = sections[dice.roll(sections.len())].start;
            text.0.splice(to..to, cut);
        }
    }),
    ("words replaced", |text, dice| {
        for _ in 0..60 {
            let words = text.words();
            let word = words[dice.roll(words.len())].clone();
            text.replace(word, ["however", "such", "roughly", "elsewhere"][dice.roll(4)]);
        }
    }),
    ("words dropped", |text, dice| {
        for _ in 0..80 {
            let words = text.words();
            let word = words[dice.roll(words.len())].clone();
            text.replace(word.start..(word.end + 1).min(text.0.len()), "");
        }
    }),
    ("words put in", |text, dice| {
        for _ in 0..80 {
            let words = text.words();
            let at = words[dice.roll(words.len())].start;
            text.replace(at..at, ["in fact ", "as far as is known ", "again "][dice.roll(3)]);
        }
    }),
    ("sentences dropped", |text, dice| {
        for _ in 0..25 {
            let sentences = text.sentences();
            let sentence = sentences[dice.roll(sentences.len())].clone();
            text.replace(sentence, "");
        }
    }),
    ("sections dropped", |text, dice| {
        for _ in 0..3 {
            let sections = text.sections();
            let section = sections[dice.roll(sections.len())].clone();
            text.replace(section, "");
        }
    }),
    ("numbers changed", |text, dice| {
        for _ in 0..40 {
            let digits: Vec<_> = (0..text.0.len()).filter(|k| text.0[*k].0.is_ascii_digit()).collect();
            let at = digits[dice.roll(digits.len())];
            text.replace(at..at + 1, &dice.roll(10).to_string());
        }
    }),
    ("wrapped", |text, dice| {
        let width = 40 + dice.roll(60);
        let mut column = 0;
        for (c, _) in &mut text.0 {
            column = if *c == '\n' { 0 } else { column + 1 };
            if *c == ' ' && column > width {
                *c = '\n';
                column = 0;
            }
        }
    }),
    ("line endings", |text, _| {
        let chars = std::mem::take(&mut text.0);
        let each = |(c, from)| if c == '\n' { vec![('\r', None), (c, from)] } else { vec![(c, from)] };
        text.0 = chars.into_iter().flat_map(each).collect();
    }),
    ("shifted", |text, dice| {
        let line = "A word before the report. It was not there at first.\n";
        text.replace(0..0, &line.repeat(1 + dice.roll(5)));
    }),
    ("sentences changed places", |text, dice| {
        for _ in 0..20 {
            let sentences = text.sentences();
            let k = dice.roll(sentences.len() - 1);
            let (one, two) = (sentences[k].clone(), sentences[k + 1].clone());
            let first: Vec<_> = text.0[one.clone()].to_vec();
            let second: Vec<_> = text.0[two.clone()].to_vec();
            text.0.splice(two, first);
            text.0.splice(one, second);
        }
    }),
    ("refrains put in", |text, dice| {
        for _ in 0..6 {
            let lines = text.lines();
            let at = lines[dice.roll(lines.len())].start;
            text.replace(at..at, "The council took note of the report without a vote.\n");
        }
    }),
];

/// Stretches that notes are on: sentences, lines, words, some words of a sentence, and stretches that cut words.
fn places() -> Vec<(&'static str, Range<usize>)> {
    let report = Edited::new();
    let words = report.words();
    let threes = words.chunks(3).step_by(4).map(|three| three[0].start..three[three.len() - 1].end);
    let cut = (0..REPORT.chars().count() - 80).step_by(211).map(|k| k..k + 37 + k % 40);
    let kinds: [(&str, Vec<Range<usize>>); 6] = [
        ("sentence", report.sentences()),
        ("line", report.lines()),
        ("three words", threes.collect()),
        ("word", words.iter().step_by(9).cloned().collect()),
        ("cut", cut.collect()),
        ("section", report.sections()),
    ];
    kinds.into_iter().flat_map(|(kind, places)| places.into_iter().map(move |place| (kind, place))).collect()
}

#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    right: usize,
    wrong: usize,
    /// Given up though something of the words is left.
    orphaned: usize,
    /// Given up, and rightly: nothing is left.
    gone: usize,
}

/// Whether `span` of the edited text holds what is left of the note (or a good part, where it was torn apart) and nothing
/// of what stood around it.
fn is_right(edited: &Edited, text: &Text, place: &Range<usize>, span: Span) -> bool {
    let chars = text.char_offset(span.from())..text.char_offset(span.to());
    let own = |k: &Option<usize>| k.is_some_and(|k| place.contains(&k));
    let ink = |(c, _): &&(char, Option<usize>)| !c.is_whitespace();
    let left = edited.0.iter().filter(ink).filter(|(_, from)| own(from)).count();
    let within: Vec<_> = edited.0[chars].iter().filter(ink).collect();
    let held = within.iter().filter(|(_, from)| own(from)).count();
    let first = within.iter().position(|(_, from)| own(from)).unwrap_or(0);
    let last = within.iter().rposition(|(_, from)| own(from)).unwrap_or(0);
    let foreign =
        |part: &[&(char, Option<usize>)]| part.iter().filter(|(_, k)| k.is_some() && !own(k)).count();
    let around = foreign(&within[..first]) + foreign(&within[(last + 1).min(within.len())..]);
    let literally = || text.slice(span).split_whitespace().eq(REPORT[byte_range(place)].split_whitespace());
    // Where a copy of it was put between the very same words, nobody could tell.
    let between = || {
        let all = text.as_str();
        let squeezed = |part: &str| part.split_whitespace().collect::<String>();
        let (before, after) = (&REPORT[..place.start], &REPORT[place.end..]);
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

/// The report is ASCII.
fn byte_range(chars: &Range<usize>) -> Range<usize> {
    chars.clone()
}

#[test]
fn after_fifty_edits_every_note_is_right_or_given_up() {
    let before = Text::new(REPORT, Format::Text);
    let places = places();
    let byte = |chars: usize| before.byte_offset(chars);
    let selectors: Vec<Selector> =
        places.iter().map(|(_, p)| Selector::of(&before, Span::new(byte(p.start), byte(p.end)))).collect();
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut report = String::new();
    let mut edits = 0;
    for round in 0..4u64 {
        for (k, (name, edit)) in EDITS.iter().enumerate() {
            let mut edited = Edited::new();
            let mut dice = Dice(0x9E37_79B9 + round * 7919 + k as u64 * 104_729);
            let mut name = (*name).to_owned();
            edit(&mut edited, &mut dice);
            if round == 3 {
                // Mixed with two others.
                name = "mixed".to_owned();
                EDITS[(k + 3) % EDITS.len()].1(&mut edited, &mut dice);
                EDITS[(k + 7) % EDITS.len()].1(&mut edited, &mut dice);
            }
            edits += 1;
            let text = Text::new(edited.text(), Format::Text);
            let found = anchor(&text, &selectors.iter().collect::<Vec<_>>());
            for ((kind, place), (found, selector)) in places.iter().zip(found.iter().zip(&selectors)) {
                let left = edited
                    .0
                    .iter()
                    .filter(|(c, k)| k.is_some_and(|k| place.contains(&k)) && !c.is_whitespace());
                let lost = left.count() * 2 < selector.quote.chars().filter(|c| !c.is_whitespace()).count();
                let mut count = |of: fn(&mut Tally) -> &mut usize| {
                    for name in ["all", &format!("by edit: {name}"), &format!("by note: {kind}")] {
                        *of(tallies.entry(name.to_owned()).or_default()) += 1;
                    }
                };
                match found {
                    None if lost => count(|t| &mut t.gone),
                    None => count(|t| &mut t.orphaned),
                    Some(a) if is_right(&edited, &text, place, a.span) => count(|t| &mut t.right),
                    Some(a) => {
                        count(|t| &mut t.wrong);
                        let (was, is) = (&selector.quote, text.slice(a.span));
                        report +=
                            &format!("{name}: {was:?} ({:?}) taken for {is:?} {:?}\n", selector.rival, a.how);
                        if std::env::var_os("CASEFILE_DBG").is_some() {
                            let t = text.as_str();
                            let s = t.floor_char_boundary(a.span.from().saturating_sub(150));
                            let e = t.ceil_char_boundary((a.span.to() + 150).min(t.len()));
                            report += &format!(
                                "   {:?} | {:?}\n   {:?}\n",
                                selector.prefix,
                                selector.suffix,
                                &t[s..e]
                            );
                        }
                    }
                }
            }
        }
    }
    let kept = |t: &Tally| t.right as f32 / (t.right + t.orphaned + t.wrong).max(1) as f32;
    for (name, t) in &tallies {
        report += &format!("{name:34} kept {:.3}  {t:?}\n", kept(t));
    }
    report += &format!("{edits} edits, {} notes each", places.len());
    let all = tallies["all"];
    let (wrong, sentences) = (all.wrong, kept(&tallies["by note: sentence"]));
    if std::env::var_os("CASEFILE_SHOW_EDITS").is_some() {
        println!("{report}");
    }
    assert!(edits >= 50 && wrong == 0 && kept(&all) > 0.75 && sentences > 0.8, "{report}");
}

#[test]
fn in_an_unchanged_text_every_note_stands_where_it_stood() {
    let text = Text::new(REPORT, Format::Text);
    let selectors: Vec<Selector> =
        places().iter().map(|(_, p)| Selector::of(&text, Span::new(p.start, p.end))).collect();
    for (found, selector) in anchor(&text, &selectors.iter().collect::<Vec<_>>()).iter().zip(&selectors) {
        let found = found.unwrap();
        assert_eq!((found.how, text.char_offset(found.span.from())), (Anchoring::Exact, selector.start));
    }
}
