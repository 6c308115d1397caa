//! Made-up sentences, one a line; each line is a paragraph.

mod assertion;
mod borders;
mod cuts;
mod figures;
mod kinds;
mod passages;
mod relayed;
mod sources;
mod speakers;
mod voices;

use super::*;
use crate::model::{
    Actor, ActorKind, AttributionKind, BlockId, BlockKind, Certainty, ClaimKind, Format, Mention, Polarity,
    Sentence, Text, Via, Why,
};
use crate::structure::{Structure, Tokens};

/// A text whose lines are paragraphs of one sentence each.
pub(super) fn lines(text: &str) -> (Text, Structure) {
    let text = Text::new(text, Format::Text);
    let mut structure = Structure { tokens: Tokens::of(text.as_str(), text.lines()), ..Structure::default() };
    for span in text.lines().filter(|l| !l.is_empty()) {
        structure.sentences.push(Sentence {
            span,
            section: None,
            block: BlockId::new(structure.blocks.len()),
        });
        structure.blocks.push(Block::new(span, BlockKind::Paragraph));
    }
    (text, structure)
}

fn actor(text: &str, name: &str) -> Actor {
    let why = Why::new("given", 1.0);
    let mentions = text
        .match_indices(name)
        .map(|(at, m)| Mention { span: Span::new(at, at + m.len()), via: Via::Name, why })
        .collect();
    Actor {
        name: name.to_owned(),
        kind: ActorKind::State,
        role: None,
        part_of: None,
        aliases: Vec::new(),
        mentions,
        why,
    }
}

pub(super) fn read_with(text: &str, names: &[&str]) -> (Vec<Claim>, Vec<Attribution>) {
    let (text, structure) = lines(text);
    let actors: Vec<Actor> = names.iter().map(|n| actor(text.as_str(), n)).collect();
    find(Input { text: &text, structure: &structure, date: None }, &actors, &[])
}

fn read(text: &str) -> Vec<Claim> {
    read_with(text, &[]).0
}

fn texts<'t>(text: &'t str, claims: &[Claim]) -> Vec<&'t str> {
    claims.iter().map(|c| c.span.of(text)).collect()
}

proptest::proptest! {
    #[test]
    fn no_input_panics_and_every_span_is_valid(words in proptest::collection::vec(
        proptest::sample::select(vec![
            "said", "“", "”", "\"", ",", ";", "—", "(", ")", "the", "It", "is", "that", "will", "not", "X’s", "Ärzte", "5", "$", "million",
            "if", "must", "report", "according to", "and", "agreed", "to", "?", ".", "between", "–", "half", "of", "who", "claims", "in", "view",
            "he", "his", "she", "they", "which", "nor", "neither", "later", "told", "records", "as", "having", "evidence", "X", "follows", "Mr", "the case",
            "\n", "after", "growing", "calling for", "been", "reportedly", "one", "twenty", "-", "€", "%",
        ]), 0..40)) {
        let text = words.join(" ");
        let (claims, all) = read_with(&text, &["X"]);
        let valid = |s: &Span| Span::checked(&text, s.from(), s.to()).is_ok();
        for c in &claims {
            proptest::prop_assert!(valid(&c.span) && !c.span.is_empty());
            for s in c.quantities.iter().map(|q| &q.span).chain(c.cues.iter().map(|c| &c.span)) {
                proptest::prop_assert!(valid(s));
                proptest::prop_assert!(c.span.overlaps(*s));
            }
            proptest::prop_assert!(c.attribution.is_none_or(|a| a.index() < all.len()));
            proptest::prop_assert!((0.0..=1.0).contains(&c.checkworthy) && (0.0..=1.0).contains(&c.importance.value));
        }
        for a in &all {
            for s in a.source.iter().chain(&a.cue).chain(&a.content) {
                proptest::prop_assert!(valid(s) && !s.is_empty());
            }
        }
    }
}
