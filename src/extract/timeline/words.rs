//! The words that tell happenings (`assets/lexicon/events.toml`), bound to one document.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::extract::phrases::{Bound, Phrases};
use crate::structure::Tokens;

/// What an auxiliary says of the time of its verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Tense {
    Future,
    Modal,
    Duty,
    Perfect,
    Past,
    Present,
    Base,
    Denied,
}

/// How a verb passes a date behind it on to what it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Governs {
    /// "agreed to meet on": the meeting is planned.
    Promise,
    /// "urged them to meet on": the meeting is wished for.
    Demand,
    /// "recalled the raid on": the raid was then, not the recalling.
    Recount,
}

/// What a word is among the words that tell happenings.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Telling {
    /// Names a happening.
    pub noun: bool,
    /// Only by its ending: with a capital it is more likely a name.
    pub derived: bool,
    /// Names it in general only.
    pub generic: bool,
    /// A point event, listed even without a date.
    pub undated: bool,
    /// Makes such a noun one known event.
    pub undated_lead: bool,
    /// Past form of an irregular verb.
    pub past: bool,
    /// Tells a state.
    pub stative: bool,
    /// A participle that hangs a date on the noun before it.
    pub postnominal: bool,
    /// Speaks of what is to come.
    pub to_come: bool,
    /// A preposition that takes a happening as its noun.
    pub governor: bool,
    /// A verb of change.
    pub change: bool,
    /// What it does to a date behind its object.
    pub governs: Option<Governs>,
    /// A verb whose present tells what is fixed: "expires".
    pub fixed: bool,
    /// Said of what falls on a day: "payable".
    pub due: bool,
    /// A period of accounts: "quarter".
    pub accounting: bool,
    /// A verb of judging what someone did: "sentenced".
    pub judges: bool,
    /// A verb that moves an end: "extended".
    pub prolongs: bool,
    /// A publication: "report", "page".
    pub publication: bool,
    /// A paper that does something on its day: "resolution", "letter".
    pub document: bool,
    /// What is said of a publication: "issued", "covers".
    pub publishes: bool,
    /// Belongs to the verb before it: "down" of "broke down".
    pub particle: bool,
    /// An auxiliary.
    pub auxiliary: Option<Tense>,
    /// Opens a clause.
    pub opener: bool,
    /// Nouns of one kind share a number: "truce", "cease-fire".
    pub kin: u8,
}

#[derive(Deserialize)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    nouns: Words,
    generic: Words,
    undated: Words,
    undated_lead: Words,
    no_event: Words,
    past: Words,
    stative: Words,
    postnominal: Words,
    to_come: Words,
    governors: Words,
    auxiliaries: BTreeMap<String, Tense>,
    planned: Words,
    openers: Words,
    connectives: Words,
    no_event_before: Words,
    change: Words,
    promises: Words,
    demands: Words,
    recounts: Words,
    fixed: Words,
    due: Words,
    accounting: Words,
    particles: Words,
    judges: Words,
    prolongs: Words,
    publications: Words,
    publishes: Words,
    documents: Words,
    kin: BTreeMap<String, Vec<String>>,
}

struct Lexicon {
    words: FxHashMap<String, Telling>,
    no_event: Vec<String>,
    planned: Phrases<()>,
    connectives: Phrases<()>,
    no_event_before: Phrases<()>,
}

static LEXICON: LazyLock<Option<Lexicon>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../../assets/lexicon/events.toml")).ok()?;
    Some(Lexicon::new(file))
});

/// Sets a flag of a word.
type Flag = fn(&mut Telling);

impl Lexicon {
    fn new(file: File) -> Self {
        let mut words: FxHashMap<String, Telling> = FxHashMap::default();
        let flags: [(&Words, Flag); 23] = [
            (&file.nouns, |t| t.noun = true),
            (&file.generic, |t| (t.noun, t.generic) = (true, true)),
            (&file.undated, |t| (t.noun, t.undated) = (true, true)),
            (&file.undated_lead, |t| t.undated_lead = true),
            (&file.past, |t| t.past = true),
            (&file.stative, |t| t.stative = true),
            (&file.postnominal, |t| t.postnominal = true),
            (&file.to_come, |t| t.to_come = true),
            (&file.governors, |t| t.governor = true),
            (&file.change, |t| t.change = true),
            (&file.openers, |t| t.opener = true),
            (&file.promises, |t| t.governs = Some(Governs::Promise)),
            (&file.demands, |t| t.governs = Some(Governs::Demand)),
            (&file.recounts, |t| t.governs = Some(Governs::Recount)),
            (&file.fixed, |t| t.fixed = true),
            (&file.due, |t| t.due = true),
            (&file.accounting, |t| t.accounting = true),
            (&file.particles, |t| t.particle = true),
            (&file.judges, |t| t.judges = true),
            (&file.prolongs, |t| t.prolongs = true),
            (&file.publications, |t| t.publication = true),
            (&file.publishes, |t| t.publishes = true),
            (&file.documents, |t| t.document = true),
        ];
        for (list, flag) in flags {
            for w in &list.words {
                flag(words.entry(w.clone()).or_default());
            }
        }
        for (w, &tense) in &file.auxiliaries {
            words.entry(w.clone()).or_default().auxiliary = Some(tense);
        }
        for (k, list) in file.kin.values().enumerate() {
            for w in list {
                words.entry(w.clone()).or_default().kin = k as u8 + 1;
            }
        }
        Self {
            words,
            no_event: file.no_event.words,
            planned: Phrases::new(file.planned.words.iter().map(|w| (w, ()))),
            connectives: Phrases::new(file.connectives.words.iter().map(|w| (w, ()))),
            no_event_before: Phrases::new(file.no_event_before.words.iter().map(|w| (w, ()))),
        }
    }

    fn of(&self, word: &str) -> Telling {
        let stem = singular(word);
        let own = self.words.get(word).copied();
        let base = self.words.get(stem).copied();
        let mut t = own.unwrap_or_default();
        if let Some(base) = base {
            t.noun |= base.noun;
            t.generic |= base.generic;
            t.undated |= base.undated;
            t.kin = t.kin.max(base.kin);
        }
        let derived = ["tion", "sion", "ment"].iter().any(|s| stem.ends_with(s)) && stem.len() > 6;
        if derived && !self.no_event.iter().any(|n| n == stem) {
            t.derived = !t.noun;
            t.noun = true;
        }
        t
    }
}

/// A noun without its plural ending.
pub(super) fn singular(word: &str) -> &str {
    if word.ends_with("ss") || word.ends_with("us") || word.len() < 4 {
        return word;
    }
    for es in ["shes", "ches", "sses", "xes"] {
        if word.ends_with(es) {
            return word.strip_suffix("es").unwrap_or(word);
        }
    }
    word.strip_suffix('s').unwrap_or(word)
}

/// The lexicon bound to the words of one document.
pub(super) struct Tellings {
    words: Vec<Telling>,
    pub planned: Option<Bound<'static, ()>>,
    pub connectives: Option<Bound<'static, ()>>,
    pub no_event_before: Option<Bound<'static, ()>>,
}

impl Tellings {
    pub fn bind(tokens: &Tokens) -> Self {
        let Some(lexicon) = LEXICON.as_ref() else {
            // Only a broken asset gets here, and a test reads the asset.
            return Self { words: Vec::new(), planned: None, connectives: None, no_event_before: None };
        };
        Self {
            words: tokens.words().map(|w| lexicon.of(w)).collect(),
            planned: Some(lexicon.planned.bind(tokens)),
            connectives: Some(lexicon.connectives.bind(tokens)),
            no_event_before: Some(lexicon.no_event_before.bind(tokens)),
        }
    }

    /// What a word of several tokens is ("cease-fire").
    pub fn named(word: &str) -> Telling {
        LEXICON.as_ref().map(|l| l.of(word)).unwrap_or_default()
    }

    /// What a word is.
    pub fn of(&self, word: crate::structure::WordId) -> Telling {
        self.words.get(word.0 as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_asset_is_readable() {
        let lexicon = LEXICON.as_ref().unwrap();
        assert!(lexicon.of("talks").noun && lexicon.of("airstrikes").undated);
        assert!(lexicon.of("clashes").noun && lexicon.of("annexation").noun);
        assert!(!lexicon.of("population").noun && lexicon.of("met").past);
        assert_eq!(lexicon.of("truce").kin, lexicon.of("cease-fire").kin);
    }
}
