//! Another made-up report, and other ways of editing than those that the measures were chosen on.

use std::ops::Range;

use super::edited::{Dice, Edit, Edited, places, tallies};

const REPORT: &str = include_str!("held_out_report.txt");

/// Replaces some words wherever they stand.
fn reword(text: &mut Edited, pairs: &[(&str, &str)]) {
    for (old, new) in pairs {
        let old: Vec<char> = old.chars().collect();
        let mut at = 0;
        while at + old.len() <= text.0.len() {
            let here = text.0[at..at + old.len()].iter().map(|(c, _)| c).eq(old.iter());
            if here {
                text.replace(at..at + old.len(), new);
                at += new.chars().count();
            } else {
                at += 1;
            }
        }
    }
}

/// Drops the parts for which `goes` holds, by their number.
fn drop_parts(text: &mut Edited, parts: &[Range<usize>], goes: impl Fn(usize) -> bool) {
    for (k, part) in parts.iter().enumerate().rev() {
        if goes(k) {
            text.replace(part.clone(), "");
        }
    }
}

/// Puts something in before the parts for which `gets` holds.
fn put_before(text: &mut Edited, parts: &[Range<usize>], what: &str, gets: impl Fn(usize) -> bool) {
    for (k, part) in parts.iter().enumerate().rev() {
        if gets(k) {
            text.replace(part.start..part.start, what);
        }
    }
}

/// Lines in another order.
fn reorder(text: &mut Edited, from: usize, to: usize, order: impl Fn(&mut Vec<Vec<(char, Option<usize>)>>)) {
    let lines = text.lines();
    let part = &lines[from.min(lines.len() - 1)..to.min(lines.len())];
    let (start, end) = (part[0].start, part[part.len() - 1].end);
    let mut all: Vec<_> = part.iter().map(|line| text.0[line.clone()].to_vec()).collect();
    order(&mut all);
    let joined = all.join(&('\n', None));
    text.0.splice(start..end, joined);
}

const EDITS: [(&str, Edit); 29] = [
    ("curly quotes", |text, _| {
        reword(text, &[(" \"", " “"), ("\" ", "” "), ("\".", "”."), ("\",", "”,"), ("'", "’")]);
    }),
    ("dashes", |text, _| reword(text, &[(" - ", " – "), ("; ", " — ")])),
    ("other spelling", |text, _| {
        reword(
            text,
            &[("metres", "meters"), ("harbour", "harbor"), ("museum", "gallery"), ("-keeper", " keeper")],
        );
    }),
    ("two blanks after a sentence", |text, _| reword(text, &[(". ", ".  ")])),
    ("paragraphs joined", |text, _| reword(text, &[(".\n", ". ")])),
    ("a line a sentence", |text, _| reword(text, &[(". ", ".\n"), ("; ", ";\n")])),
    ("indented", |text, _| reword(text, &[("\n", "\n    ")])),
    ("other bullets", |text, _| {
        reword(text, &[("* ", "- "), ("1. ", "(1) "), ("2. ", "(2) "), ("3. ", "(3) ")]);
    }),
    ("hyphens at the ends of lines", |text, _| {
        reword(
            text,
            &[
                ("automatic", "auto-\nmatic"),
                ("inspection", "inspec-\ntion"),
                ("loudspeaker", "loud-\nspeaker"),
                ("contractor", "contrac-\ntor"),
            ],
        );
    }),
    ("capitals", |text, _| {
        for line in text.lines().into_iter().filter(|l| l.len() < 40) {
            for (c, _) in &mut text.0[line] {
                *c = c.to_ascii_uppercase();
            }
        }
    }),
    ("numbers in words", |text, _| {
        reword(
            text,
            &[
                (" 14 ", " fourteen "),
                (" 63 ", " sixty-three "),
                ("48 million", "forty-eight million"),
                ("3.1", "three"),
            ],
        );
    }),
    ("names changed", |text, _| {
        reword(
            text,
            &[
                ("Quillon", "Quimber"),
                ("Roche", "Ronsard"),
                ("Bray Bridge", "Bray"),
                ("the Board", "the Commission"),
            ],
        );
    }),
    ("sentences split", |text, _| {
        reword(text, &[("; ", ". "), (", and ", ". And "), (", which ", ". This ")]);
    }),
    ("sentences merged", |text, _| reword(text, &[(". The ", ", and the "), (". One ", ", one ")])),
    ("clauses turned around", |text, _| {
        for sentence in text.sentences().into_iter().rev().step_by(2) {
            let Some(comma) = text.0[sentence.clone()].iter().position(|(c, _)| *c == ',') else { continue };
            let (a, b) = (sentence.start, sentence.start + comma);
            let end = sentence.end - 1;
            if b + 2 < end {
                let mut turned: Vec<_> = text.0[b + 2..end].to_vec();
                turned.extend([(',', None), (' ', None)]);
                turned.extend_from_slice(&text.0[a..b]);
                text.0.splice(a..end, turned);
            }
        }
    }),
    ("paragraphs doubled", |text, dice| {
        for _ in 0..8 {
            let lines = text.lines();
            let line = text.0[lines[dice.roll(lines.len())].clone()].to_vec();
            let to = lines[dice.roll(lines.len())].start;
            text.0.splice(to..to, line.into_iter().map(|(c, _)| (c, None)).chain([('\n', None)]));
        }
    }),
    ("paragraphs backwards", |text, _| reorder(text, 12, 40, |lines| lines.reverse())),
    ("abridged", |text, dice| {
        let from = dice.roll(3);
        let sentences = text.sentences();
        drop_parts(text, &sentences, |k| k % 3 == from);
    }),
    ("the first half gone", |text, _| {
        let half = text.0.len() / 2;
        text.replace(0..half, "");
    }),
    ("the second half gone", |text, _| {
        let (half, end) = (text.0.len() / 2, text.0.len());
        text.replace(half..end, "");
    }),
    ("footnotes", |text, _| {
        let sentences = text.sentences();
        put_before(text, &sentences, "[17] ", |k| k % 4 == 1);
    }),
    ("page heads", |text, _| {
        let lines = text.lines();
        put_before(text, &lines, "Board of Inquiry - DRAFT - Page 7\n", |k| k % 6 == 5);
    }),
    ("remarks in brackets", |text, dice| {
        let words = text.words();
        let from = dice.roll(9);
        put_before(text, &words, "[sic] ", |k| k % 17 == from);
    }),
    ("other verbs", |text, _| {
        reword(
            text,
            &[
                (" said", " stated"),
                (" says", " claims"),
                (" asked", " requested"),
                (" stood at", " read"),
                (" told", " informed"),
                (" rang ", " sounded "),
            ],
        );
    }),
    ("accents gone", |text, _| reword(text, &[("É", "E"), ("é", "e")])),
    ("sorted", |text, _| {
        reorder(text, 48, 60, |lines| {
            lines.sort_by_key(|line| line.iter().map(|(c, _)| *c).collect::<String>());
        });
    }),
    ("numbered anew", |text, _| {
        reword(
            text,
            &[
                ("VI. ", "VII. "),
                ("V. What", "VI. What"),
                ("IV. ", "V. "),
                ("III.a", "IV.a"),
                ("III. ", "IV. "),
            ],
        );
    }),
    ("refrains gone", |text, dice| {
        let all = text.lines();
        let refrains: Vec<_> = all
            .into_iter()
            .filter(|l| {
                text.0[l.clone()]
                    .iter()
                    .map(|(c, _)| *c)
                    .collect::<String>()
                    .starts_with("The Board adjourned")
            })
            .collect();
        let gone = dice.roll(refrains.len());
        drop_parts(text, &refrains, |k| k == gone);
    }),
    ("refrains put in", |text, dice| {
        let lines = text.lines();
        let at = dice.roll(lines.len());
        put_before(text, &lines, "The Board adjourned without a decision.\n", |k| k == at || k == at / 2);
    }),
];

fn edited() -> Vec<(String, Edited)> {
    let mut all = Vec::new();
    for round in 0..2u64 {
        for (k, (name, edit)) in EDITS.iter().enumerate() {
            let mut edited = Edited::new(REPORT);
            let mut dice = Dice(0x51_7CC1 + round * 6151 + k as u64 * 98_317);
            edit(&mut edited, &mut dice);
            let mut name = (*name).to_owned();
            if round == 1 {
                name = "mixed".to_owned();
                EDITS[(k + 5) % EDITS.len()].1(&mut edited, &mut dice);
            }
            all.push((name, edited));
        }
    }
    all
}

#[test]
fn another_report_edited_in_other_ways() {
    // Neighbours of every kind, and no more than it takes.
    let places: Vec<_> = places(REPORT).into_iter().step_by(3).collect();
    let (all, told) = tallies(REPORT, &places, &edited(), true);
    assert!(all["all"].wrong == 0 && all["all"].kept() > 0.8, "{told}");
}

#[test]
fn a_note_that_has_no_neighbours_is_not_put_anywhere_wrong_either() {
    let few: Vec<_> = places(REPORT).into_iter().step_by(41).collect();
    let (all, told) = tallies(REPORT, &few, &edited(), false);
    assert!(all["all"].wrong == 0 && all["all"].kept() > 0.6, "{told}");
}
