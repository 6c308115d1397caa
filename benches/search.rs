//! Time to index and to answer, on made-up text the size of a very long report.
//!
//! The text is made of words drawn by Zipf's law from a vocabulary that grows with it, as in real prose, so that common
//! words are common and most words are rare.

use std::hint::black_box;
use std::sync::Arc;

use casefile::model::{
    Actor, ActorKind, BlockId, Certainty, Claim, ClaimKind, Document, Dossier, Format, Importance, Mention,
    Polarity, Sentence, Span, Text, Via, Why,
};
use casefile::scope::Scope;
use casefile::search::{Finder, Index, Query};
use criterion::{Criterion, criterion_group, criterion_main};

const WHY: Why = Why { rule: "made up", confidence: 1.0 };

/// A small generator of numbers (xorshift), so that every run has the same text.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % below.max(1)
    }

    /// A rank by Zipf's law among `n`.
    fn zipf(&mut self, n: usize) -> usize {
        let u = self.roll(1 << 20) as f64 / f64::from(1 << 20);
        ((n as f64).powf(u) - 1.0) as usize
    }
}

fn word(dice: &mut Dice) -> String {
    const SYLLABLES: [&str; 24] = [
        "mi", "nis", "ter", "go", "vern", "ment", "ta", "lks", "ne", "go", "ti", "a", "tion", "bor", "der",
        "se", "cu", "ri", "ty", "fen", "ce", "pro", "vi", "so",
    ];
    (0..1 + dice.roll(5)).map(|_| SYLLABLES[dice.roll(SYLLABLES.len())]).collect()
}

fn dossier(megabytes: usize) -> Dossier {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let words: Vec<String> = (0..80_000).map(|_| word(&mut dice)).collect();
    let names: Vec<String> = (0..400).map(|k| format!("Actor{} {}", k % 40, word(&mut dice))).collect();
    let mut text = String::new();
    let mut sentences = Vec::new();
    let mut mentions: Vec<Vec<Mention>> = vec![Vec::new(); names.len()];
    let mut said = Vec::new();
    while text.len() < megabytes << 20 {
        let start = text.len();
        let mut here = Vec::new();
        for k in 0..12 + dice.roll(20) {
            if k > 0 {
                text.push(' ');
            }
            if dice.roll(30) == 0 {
                let actor = dice.zipf(names.len());
                let at = text.len();
                text.push_str(&names[actor]);
                mentions[actor].push(Mention { span: Span::new(at, text.len()), via: Via::Name, why: WHY });
                here.push(casefile::model::ActorId::new(actor));
            } else {
                text.push_str(&words[dice.zipf(words.len())]);
            }
        }
        text.push('.');
        sentences.push(Span::new(start, text.len()));
        said.push(here);
        text.push('\n');
    }
    let mut document = Document::bare("made-up.txt".to_owned(), String::new(), Text::new(text, Format::Text));
    let kinds = [ClaimKind::Fact, ClaimKind::Causal, ClaimKind::Evaluation, ClaimKind::Forecast];
    for (k, (&span, actors)) in sentences.iter().zip(said).enumerate() {
        document.sentences.push(Sentence { span, section: None, block: BlockId(0) });
        document.claims.push(Claim {
            span,
            section: None,
            kind: kinds[k % kinds.len()],
            polarity: Polarity::Positive,
            certainty: Certainty::Stated,
            likelihood: None,
            conditional: false,
            attribution: None,
            actors,
            times: Vec::new(),
            quantities: Vec::new(),
            cues: Vec::new(),
            addressee: None,
            checkworthy: 0.0,
            importance: Importance::default(),
            why: WHY,
        });
    }
    document.actors = names
        .into_iter()
        .zip(mentions)
        .map(|(name, mentions)| Actor {
            name,
            kind: ActorKind::Organisation,
            role: None,
            part_of: None,
            aliases: Vec::new(),
            mentions,
            why: WHY,
        })
        .collect();
    casefile::link::dossier(vec![Arc::new(document)])
}

fn search(c: &mut Criterion) {
    let never = || false;
    let dossier = dossier(10);
    let Some(index) = Index::build(&dossier, None, &never) else { return };
    let mut group = c.benchmark_group("10 MB");
    group.sample_size(10);
    group.bench_function("index", |b| b.iter(|| Index::build(black_box(&dossier), None, &never)));
    for query in [
        "m",
        "mi",
        "minis",
        "government",
        "govermnent",
        "zzxqj",
        "actor:Actor3 kind:fact",
        "\"go vern\"",
        "/mi.*ter/",
    ] {
        let parsed = Query::parse(query);
        group.bench_function(format!("search {query}"), |b| {
            b.iter(|| index.search(black_box(&parsed), &dossier, 200, &never));
        });
    }
    for query in ["kind:fact", "actor:Actor3 kind:fact !minister", "actor:Actor3 kind:fact polarity:neg"] {
        let scope = Scope::from_query(&Query::parse(query));
        group.bench_function(format!("scope {query}"), |b| {
            b.iter(|| scope.apply_with(black_box(&dossier), Some(&index), &(), &never));
        });
    }
    let text = dossier.documents[0].text.as_str();
    for typed in ["zzxqj", "minister", "e", "/minis\\w+/"] {
        let Ok(finder) = Finder::new(typed) else { continue };
        group.bench_function(format!("find {typed}"), |b| {
            b.iter(|| finder.all(black_box(text), 100_000, &never));
        });
    }
    group.finish();
}

criterion_group!(benches, search);
criterion_main!(benches);
