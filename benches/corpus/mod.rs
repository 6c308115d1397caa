//! Claim-like text of many subjects, made up, the same in every run.
//!
//! Words come from a process with memory: most repeat one said before on the same subject, so that words follow Zipf's law
//! (Simon 1955), and the share of new ones falls so that the vocabulary grows as a power of the length (Heaps 1978,
//! exponent 0.6, as in collections of news). Function words make two of five. New words are built of syllables with English
//! endings, a quarter of them names.

use std::sync::Arc;

use casefile::model::{
    Actor, ActorKind, BlockId, Certainty, Claim, ClaimKind, Date, Document, Dossier, Event, EventStatus,
    Format, Importance, Mention, Place, Polarity, Section, SectionId, Sentence, Span, Text, TimeExpression,
    TimeKind, Via, Why,
};

const WHY: Why = Why { rule: "made up", confidence: 1.0 };

/// A small generator of numbers (xorshift), so that every run has the same text.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `below`.
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % below.max(1)
    }

    /// A number from 0 to 1.
    pub fn share(&mut self) -> f64 {
        self.roll(1 << 24) as f64 / f64::from(1 << 24)
    }
}

const FUNCTION: &str = "the of and to in a that for is was on with as by at from it has be are were which an its this \
    have had not but their or been after they who said would he will more than over also could under between into about \
    against when all other during while there any since such before if some both through only where most no up so";

const COMMON: &str = "government ministry election parliament agreement border security forces minister president police \
    report committee council treaty ceasefire talks conflict attack violence rights court law economic energy water \
    sanctions trade export import region province city capital official spokesman analysts observers delegation embassy \
    commission european international national monetary fund world bank development assistance refugees displaced \
    humanitarian organisation company pipeline electricity production transport railway harbour fisheries agriculture \
    drought flood vaccine hospital health education schools teachers workers strike union wages inflation budget deficit \
    currency reserves investment corruption investigation prosecutor evidence witness testimony verdict appeal prison \
    journalist newspaper broadcast internet telecommunications satellite nuclear missile weapons ammunition mercenaries \
    negotiations mediation proposal withdrawal deployment reconstruction reconciliation implementation statement declared \
    announced rejected accepted warned denied confirmed accused demanded promised signed approved suspended resumed \
    increased decreased expected planned reached failed continued remained according important significant likely percent \
    million billion thousand people civilians soldiers families children women year month week january february march \
    april june july august september october november december monday tuesday friday sunday";

const ONSETS: [&str; 30] = [
    "b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pr",
    "qu", "r", "s", "sh", "st", "t", "tr", "v", "w", "y", "z",
];
const NUCLEI: [&str; 12] = ["a", "e", "i", "o", "u", "ai", "ea", "io", "ou", "ee", "au", "y"];
const CODAS: [&str; 14] = ["", "", "", "n", "r", "l", "s", "t", "m", "nd", "rk", "st", "ck", "sh"];
const ENDINGS: [&str; 12] = ["", "", "", "s", "ed", "ing", "tion", "ment", "ly", "er", "ity", "al"];

fn new_word(dice: &mut Dice, name: bool) -> String {
    let mut word = String::new();
    for _ in 0..2 + dice.roll(2) {
        word.push_str(ONSETS[dice.roll(ONSETS.len())]);
        word.push_str(NUCLEI[dice.roll(NUCLEI.len())]);
        word.push_str(CODAS[dice.roll(CODAS.len())]);
    }
    if name {
        let first = word.remove(0).to_ascii_uppercase();
        word.insert(0, first);
    } else {
        word.push_str(ENDINGS[dice.roll(ENDINGS.len())]);
    }
    word
}

/// What the words of a corpus come from.
pub struct Writer {
    dice: Dice,
    words: Vec<String>,
    /// For each subject, what was said on it, as numbers of words.
    said: Vec<Vec<u32>>,
    function: Vec<u32>,
    tokens: usize,
}

impl Writer {
    /// A writer on so many subjects.
    pub fn new(seed: u64, subjects: usize) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut add = |text: &str| {
            let first = words.len() as u32;
            words.extend(text.split_whitespace().map(str::to_owned));
            (first..words.len() as u32).collect::<Vec<_>>()
        };
        let function = add(FUNCTION);
        let common = add(COMMON);
        let mut dice = Dice(seed);
        let said =
            (0..subjects).map(|_| (0..60).map(|_| common[dice.roll(common.len())]).collect()).collect();
        Self { dice, words, said, function, tokens: 0 }
    }

    /// The next word on a subject.
    fn word(&mut self, subject: usize) -> u32 {
        self.tokens += 1;
        if self.dice.roll(5) < 2 {
            let rank = (self.function.len() as f64).powf(self.dice.share()) - 1.0;
            return self.function[rank as usize];
        }
        // d/dn of 24 n^0.6.
        let fresh = 24.0 * 0.6 * (self.tokens as f64).powf(-0.4);
        let word = if self.dice.share() < fresh {
            let name = self.dice.roll(4) == 0;
            self.words.push(new_word(&mut self.dice, name));
            self.words.len() as u32 - 1
        } else {
            let from = if self.dice.roll(10) == 0 { self.dice.roll(self.said.len()) } else { subject };
            self.said[from][self.dice.roll(self.said[from].len())]
        };
        self.said[subject].push(word);
        word
    }
}

/// A dossier of about `claims` claims, a thousand a document, each a sentence of about 150 bytes.
pub fn dossier(claims: usize) -> Dossier {
    let mut writer = Writer::new(0x9E37_79B9_7F4A_7C15, 120);
    let documents = claims.div_ceil(1000).max(1);
    let mut left = claims;
    let mut made = Vec::new();
    for d in 0..documents {
        let here = left.min(1000);
        left -= here;
        made.push(Arc::new(document(&mut writer, d, here)));
    }
    casefile::link::dossier(made)
}

fn document(writer: &mut Writer, number: usize, claims: usize) -> Document {
    let subject = number % writer.said.len();
    let names: Vec<String> = (0..24)
        .map(|k| {
            let word = |w: &mut Writer, n: usize| {
                let said = &w.said[(subject + n) % w.said.len()];
                let mut name = w.words[said[(n * 37 + k * 101) % said.len()] as usize].clone();
                let first = name.remove(0).to_uppercase().to_string();
                name.insert_str(0, &first);
                name
            };
            format!("{} {}", word(writer, k % 5), word(writer, 5 + number % 3))
        })
        .collect();
    let mut text = String::with_capacity(claims * 160);
    let mut spans = Vec::new();
    let mut sections = Vec::new();
    let mut mentions: Vec<Vec<Mention>> = vec![Vec::new(); names.len()];
    let mut actors = Vec::new();
    let mut dated = Vec::new();
    for k in 0..claims {
        if k % 40 == 0 {
            let start = text.len();
            text.push_str(&format!("{} ", k / 40 + 1));
            let title = text.len();
            for n in 0..3 {
                let word = writer.word(subject);
                text.push_str(if n > 0 { " " } else { "" });
                text.push_str(&writer.words[word as usize]);
            }
            sections.push((start, title, text.len()));
            text.push_str("\n\n");
        }
        let start = text.len();
        let mut here = Vec::new();
        let mut date = None;
        let length = 14 + writer.dice.roll(18);
        for n in 0..length {
            if n > 0 {
                text.push(' ');
            }
            if writer.dice.roll(28) == 0 {
                let actor = writer.dice.roll(names.len());
                let at = text.len();
                text.push_str(&names[actor]);
                mentions[actor].push(Mention { span: Span::new(at, text.len()), via: Via::Name, why: WHY });
                here.push(casefile::model::ActorId::new(actor));
            } else if writer.dice.roll(90) == 0 {
                let at = text.len();
                let (year, month) = (2001 + writer.dice.roll(25), 1 + writer.dice.roll(12));
                text.push_str(&format!("{year}-{month:02}"));
                date = Some((Span::new(at, text.len()), year as i16, month as i8));
            } else if writer.dice.roll(60) == 0 {
                let value = writer.dice.roll(100_000);
                text.push_str(&value.to_string());
            } else {
                let word = writer.word(subject);
                let from = text.len();
                text.push_str(&writer.words[word as usize]);
                if n == 0 {
                    let first = text[from..=from].to_ascii_uppercase();
                    text.replace_range(from..=from, &first);
                }
            }
        }
        text.push('.');
        spans.push((Span::new(start, text.len()), here));
        dated.push(date);
        text.push(if k % 5 == 4 { '\n' } else { ' ' });
        if k % 5 == 4 {
            text.push('\n');
        }
    }
    finish(number, text, &spans, &sections, names, mentions, &dated, &mut actors)
}

#[allow(clippy::too_many_arguments)]
fn finish(
    number: usize,
    text: String,
    spans: &[(Span, Vec<casefile::model::ActorId>)],
    sections: &[(usize, usize, usize)],
    names: Vec<String>,
    mentions: Vec<Vec<Mention>>,
    dated: &[Option<(Span, i16, i8)>],
    actors: &mut Vec<Actor>,
) -> Document {
    let end = text.len() as u32;
    let mut document =
        Document::bare(format!("made-up-{number:04}.txt"), String::new(), Text::new(text, Format::Text));
    for (k, &(start, title, stop)) in sections.iter().enumerate() {
        document.sections.push(Section {
            label: Some(Span::new(start, title - 1)),
            title: Span::new(title, stop),
            given: None,
            level: 1,
            parent: None,
            heading: Span::new(start, stop),
            body_end: sections.get(k + 1).map_or(end, |s| s.0 as u32),
            why: WHY,
        });
    }
    for (k, (span, here)) in spans.iter().enumerate() {
        let section = Some(SectionId::new(k / 40));
        document.sentences.push(Sentence { span: *span, section, block: BlockId(0) });
        let mut times = Vec::new();
        if let Some((at, year, month)) = dated[k] {
            let day = |d| Date::new(year, month, d).ok();
            let (Some(earliest), Some(latest)) = (day(1), day(28)) else { continue };
            times.push(casefile::model::TimeId::new(document.times.len()));
            document.times.push(TimeExpression {
                span: at,
                kind: TimeKind::Date,
                value: format!("{year}-{month:02}").into(),
                modifier: None,
                edtf: None,
                earliest: Some(earliest),
                latest: Some(latest),
                resolved_by: None,
                readings: Vec::new(),
                why: WHY,
            });
            document.events.push(Event {
                edtf: None,
                earliest: Some(earliest),
                latest: Some(latest),
                modifier: None,
                summary: document.text.slice(*span).to_owned(),
                times: times.clone(),
                actors: here.clone(),
                claim: Some(casefile::model::ClaimId::new(document.claims.len())),
                status: EventStatus::Reported,
                sources: vec![*span],
                why: WHY,
            });
        }
        document.claims.push(Claim {
            span: *span,
            section,
            kind: ClaimKind::ALL[k % ClaimKind::ALL.len()],
            polarity: if k % 9 == 0 { Polarity::Negative } else { Polarity::Positive },
            certainty: Certainty::ALL[k % Certainty::ALL.len()],
            likelihood: None,
            conditional: false,
            attribution: None,
            actors: here.clone().into(),
            times: times.into(),
            quantities: Box::default(),
            cues: Box::default(),
            addressee: None,
            grounds: None,
            consequence: None,
            checkworthy: 0.0,
            importance: Importance::default(),
            why: WHY,
        });
    }
    for (k, (name, mentions)) in names.into_iter().zip(mentions).enumerate() {
        if k % 4 == 0 && !mentions.is_empty() {
            document.places.push(Place { name: name.clone(), mentions: mentions.clone(), why: WHY });
        }
        actors.push(Actor {
            name,
            kind: ActorKind::Organisation,
            role: None,
            part_of: None,
            aliases: Vec::new(),
            mentions,
            why: WHY,
        });
    }
    document.actors = std::mem::take(actors);
    document
}
