//! A made-up report with refrains and sentences that differ in a word, edited in many ways: every note must be at its
//! place or given up, and few may be given up.

use super::edited::{Dice, Edit, Edited, places, tallies};
use super::*;
use crate::model::Format;
use crate::notes::Selector;

const REPORT: &str = include_str!("edits_report.txt");

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

#[test]
fn after_fifty_edits_every_note_is_right_or_given_up() {
    let mut edits = Vec::new();
    for round in 0..4u64 {
        for (k, (name, edit)) in EDITS.iter().enumerate() {
            let mut edited = Edited::new(REPORT);
            let mut dice = Dice(0x9E37_79B9 + round * 7919 + k as u64 * 104_729);
            let mut name = (*name).to_owned();
            edit(&mut edited, &mut dice);
            if round == 3 {
                // Mixed with two others.
                name = "mixed".to_owned();
                EDITS[(k + 3) % EDITS.len()].1(&mut edited, &mut dice);
                EDITS[(k + 7) % EDITS.len()].1(&mut edited, &mut dice);
            }
            edits.push((name, edited));
        }
    }
    let (tallies, told) = tallies(REPORT, &places(REPORT), &edits, true);
    let all = tallies["all"];
    let sentences = tallies["by note: sentence"].kept();
    assert!(edits.len() >= 50 && all.wrong == 0 && all.kept() > 0.75 && sentences > 0.8, "{told}");
}

#[test]
fn in_an_unchanged_text_every_note_stands_where_it_stood() {
    let text = Text::new(REPORT, Format::Text);
    let selectors: Vec<Selector> =
        places(REPORT).iter().map(|(_, p)| Selector::of(&text, Span::new(p.start, p.end))).collect();
    for (found, selector) in anchor(&text, &selectors.iter().collect::<Vec<_>>()).iter().zip(&selectors) {
        let found = found.unwrap();
        assert_eq!((found.how, text.char_offset(found.span.from())), (Anchoring::Exact, selector.start));
    }
}
