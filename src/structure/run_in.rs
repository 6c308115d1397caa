//! What stands at the start of items and paragraphs and is no text of theirs: labels, numbers that count on.

use crate::model::{Block, BlockKind, Span};

use super::blocks::Draft;
use super::cues::{Ending, LEXICON, ending};
use super::numbering::{Form, Reading, readings};

/// Run-in labels of list items, and lead-ins before lists.
pub(super) fn label_items(content: &str, drafts: &[Draft], blocks: &mut [Block]) {
    number_items(content, blocks);
    number_paragraphs(content, blocks);
    number_plainly(content, blocks);
    for k in 0..blocks.len() {
        let next_is_item = blocks.get(k + 1).is_some_and(|b| b.kind == BlockKind::ListItem);
        let (Some(d), Some(block)) = (drafts.get(k), blocks.get_mut(k)) else { continue };
        let text = Span { start: block.body, end: d.text_end.max(block.body) };
        match block.kind {
            BlockKind::ListItem if block.label.is_none() => {
                if let Some((label, body)) = run_in(content, text) {
                    block.label = Some(label);
                    block.body = body;
                }
            }
            BlockKind::Paragraph if next_is_item => {
                let s = text.of(content);
                if ending(s) == Ending::Colon && !s.contains(". ") {
                    block.kind = BlockKind::LeadIn;
                }
            }
            // "Background: The bridge …": a usual title run into its text.
            BlockKind::Paragraph if block.label.is_none() => {
                if let Some((label, body)) = run_in(content, text)
                    && LEXICON.known(label.of(content)).is_some()
                {
                    block.label = Some(label);
                    block.body = body;
                }
            }
            _ => {}
        }
    }
}

/// Makes items of paragraphs whose numbers count on from one to the next.
fn number_items(content: &str, blocks: &mut [Block]) {
    let prose: Vec<(usize, Option<Reading>)> = blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| b.kind == BlockKind::Paragraph)
        .map(|(k, b)| {
            let number = readings(content, b.span, &LEXICON).into_iter().find(|r| {
                matches!(r.style.form, Form::Stop | Form::Bracket | Form::Brackets) && r.style.word.is_none()
            });
            (k, number.filter(|r| r.title < b.span.end))
        })
        .collect();
    for pair in prose.windows(2) {
        let [(i, Some(a)), (j, Some(b))] = pair else { continue };
        if a.style == b.style && b.before() == Some(a.path) {
            for (k, r) in [(*i, a), (*j, b)] {
                if let Some(block) = blocks.get_mut(k) {
                    block.kind = BlockKind::ListItem;
                    block.body = r.title;
                }
            }
        }
    }
}

/// The number without a stop in front of a paragraph ("14 The judge refused it."), and where its text begins.
fn plain_number(content: &str, block: &Block) -> Option<(u32, u32)> {
    let s = block.span.of(content);
    let digits = s.find(|c: char| !c.is_ascii_digit()).filter(|n| (1..=4).contains(n))?;
    let rest = s.get(digits..)?;
    let body = rest.trim_start_matches([' ', '\t', '\u{a0}']);
    let opens = body.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘' | '('));
    let month = LEXICON.is_month(body.split(|c: char| !c.is_alphabetic()).next().unwrap_or(""));
    let apart = body.len() < rest.len() && opens && body.contains(' ') && !month;
    let at = u32::try_from(block.span.to() - body.len()).ok()?;
    Some((s.get(..digits)?.parse().ok()?, at)).filter(|_| apart)
}

/// Sets plain numbers apart from the text of their paragraphs where at least three count on, as in a judgment.
fn number_plainly(content: &str, blocks: &mut [Block]) {
    /// Two may be chance: "12 Guards …", "13 Sailors …".
    const FEWEST: usize = 3;
    let mut run: Vec<(usize, u32)> = Vec::new();
    let mut next = None;
    let mut found: Vec<(usize, u32)> = Vec::new();
    for (k, block) in blocks.iter().enumerate().filter(|(_, b)| b.kind == BlockKind::Paragraph) {
        let Some((number, body)) = plain_number(content, block) else { continue };
        if next != Some(number) {
            if run.len() >= FEWEST {
                found.append(&mut run);
            }
            run.clear();
        }
        run.push((k, body));
        next = number.checked_add(1);
    }
    if run.len() >= FEWEST {
        found.append(&mut run);
    }
    for (k, body) in found {
        if let Some(block) = blocks.get_mut(k).filter(|b| b.body <= body) {
            block.body = body;
        }
    }
}

/// Sets the numbers of counted paragraphs apart from their text ("6.102 When they left …", "6.103 The next day …"),
/// whatever stands between two of them: inquiries, judgments and minutes are quoted by these numbers.
fn number_paragraphs(content: &str, blocks: &mut [Block]) {
    /// Paragraphs that an excerpt may leave out between two, where others count on without a gap.
    const LEFT_OUT: u16 = 10;
    let mut last: Option<(usize, Reading)> = None;
    let (mut counted, mut skipped) = (Vec::new(), Vec::new());
    for (k, block) in blocks.iter().enumerate() {
        let s = block.span.of(content);
        let lettered = s.starts_with(|c: char| c.is_ascii_uppercase()) && s.get(1..2) == Some(".");
        if block.kind != BlockKind::Paragraph || !(lettered || s.starts_with(|c: char| c.is_ascii_digit())) {
            continue;
        }
        let number = readings(content, block.span, &LEXICON)
            .into_iter()
            .find(|r| r.style.form == Form::Bare && r.style.word.is_none() && r.depth >= 2);
        let Some(number) = number.filter(|r| r.title < block.span.end) else { continue };
        if let Some((before, first)) = last
            && first.style == number.style
            && first.parent() == number.parent()
        {
            let pair = [(before, first.title), (k, number.title)];
            match number.last().checked_sub(first.last()) {
                Some(1) => counted.extend(pair),
                Some(2..=LEFT_OUT) => skipped.extend(pair),
                _ => {}
            }
        }
        last = Some((k, number));
    }
    if counted.is_empty() {
        return;
    }
    for (k, body) in counted.into_iter().chain(skipped) {
        if let Some(block) = blocks.get_mut(k) {
            block.body = body;
        }
    }
}

/// The label that runs into an item ("For Traders: …", "Drift. …", "**Costs:** …") and where the rest begins.
fn run_in(content: &str, text: Span) -> Option<(Span, u32)> {
    /// Longest label in bytes, and in words before a colon and before a full stop.
    const LONGEST: (usize, usize, usize) = (90, 10, 3);
    let s = text.of(content);
    let bold = ["**", "__"].into_iter().find(|m| s.starts_with(m));
    let inner = bold.map_or(s, |m| s.get(m.len()..).unwrap_or(""));
    let sign = inner.find([':', '.', '!', '?', ';']).filter(|&p| p > 0 && p <= LONGEST.0)?;
    let label = inner.get(..sign)?;
    let stop = inner.as_bytes().get(sign).copied()?;
    let mut rest = inner.get(sign + 1..)?;
    let mut label_end = label.len();
    if let Some(m) = bold {
        if let Some(bare) = label.strip_suffix(m) {
            label_end = bare.len();
        } else {
            rest = rest.strip_prefix(m)?;
        }
    }
    let body = rest.trim_start();
    let words = label.split_whitespace().count();
    let starts = label.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let fits = match stop {
        b':' => words <= LONGEST.1 && starts,
        // "Drift. Checks go on": a stop makes a label only of a few words without a verb.
        b'.' => {
            words <= LONGEST.2
                && label.len() > 3
                && starts
                && body.starts_with(|c: char| c.is_uppercase() || c == '“')
                && !label.split_whitespace().any(|w| LEXICON.is_finite(w))
                && LEXICON.abbreviation(label).is_none()
        }
        _ => false,
    };
    if !fits || body.is_empty() || body.len() == rest.len() {
        return None;
    }
    let start = text.from() + (s.len() - inner.len());
    let span = Span::new(start, start + label_end).trimmed(content);
    Some((span, u32::try_from(text.to() - body.len()).unwrap_or(text.end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;

    #[test]
    fn numbers_of_paragraphs_are_set_apart_where_an_excerpt_leaves_some_out() {
        let source = "4.99 The ferry sank.\n\n4.100 Nobody said why.\n\n4.103 The evidence was thin.\n\n4.5 Million was paid.\n";
        let text = crate::ingest::ingest(
            source.as_bytes(),
            crate::ingest::Origin::File("a.md"),
            None,
            crate::ingest::Limits::default(),
        );
        let text = text.unwrap();
        let shape = crate::structure::structure(&text, &Default::default());
        let bodies: Vec<&str> = shape.blocks.iter().map(|b| text.slice(b.prose())).collect();
        assert_eq!(
            bodies,
            ["The ferry sank.", "Nobody said why.", "The evidence was thin.", "4.5 Million was paid."]
        );
    }

    #[test]
    fn plain_numbers_that_count_on_are_set_apart() {
        let bodies = |s: &str| -> Vec<String> {
            let text = Text::new(s, crate::model::Format::Text);
            let shape = crate::structure::structure(&text, &Default::default());
            shape
                .blocks
                .iter()
                .map(|b| s.get(b.body as usize..b.span.to()).unwrap_or("").to_owned())
                .collect()
        };
        let counted = "12 On 16 June the owner sued.\n\n13 The crew left on 21 June.\n\nThey had no pay.\n\n14 The judge refused it.";
        assert_eq!(
            bodies(counted),
            [
                "On 16 June the owner sued.",
                "The crew left on 21 June.",
                "They had no pay.",
                "The judge refused it."
            ]
        );
        for whole in [
            "12 Guards came to the yard.\n\n13 Sailors left the yard.",
            "12 May was cold.\n\n13 May was dry.\n\n14 May was wet.",
        ] {
            assert!(bodies(whole).iter().all(|b| b.starts_with('1')), "{whole}");
        }
    }

    #[test]
    fn labels_run_into_items() {
        for (s, want) in [
            ("For Traders: The road is shut.", Some(("For Traders", "The road is shut."))),
            ("Drift. Checks go on.", Some(("Drift", "Checks go on."))),
            ("**Costs:** they rose.", Some(("Costs", "they rose."))),
            ("**Costs**: they rose.", Some(("Costs", "they rose."))),
            ("The talks were short. Nobody came.", None),
            ("U.S. envoys came.", None),
            ("It was late. Nobody came.", None),
            ("at noon: nothing", None),
            ("Costs:", None),
            ("http://example.org is a page", None),
        ] {
            let got = run_in(s, Span::new(0, s.len()));
            let got = got.map(|(l, b)| (l.of(s), s.get(b as usize..).unwrap_or("")));
            assert_eq!(got, want, "{s}");
        }
    }
}
