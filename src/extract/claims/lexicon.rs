//! The word lists of this stage, read once from `assets/lexicon`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::words::{Classes, Form, Verbs};
use crate::extract::phrases::Phrases;
use crate::model::Likelihood;

/// What a cue can mean. A cue may mean several things ("is unlikely to": doubtful, future).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Sense {
    Possible,
    Probable,
    Doubtful,
    Boosted,
    Hedge,
    Weasel,
    Likelihood,
    Negation,
    NoNegation,
    Condition,
    NoCondition,
    Obligation,
    Necessity,
    Law,
    Future,
    Tentative,
    Cause,
    Judgement,
    Judging,
    Comparison,
    Commitment,
    Event,
}

/// A set of senses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Senses(u32);

impl Senses {
    /// Whether `sense` is among them.
    pub fn has(self, sense: Sense) -> bool {
        self.0 & (1 << sense as u32) != 0
    }

    fn with(self, sense: Sense) -> Self {
        Self(self.0 | 1 << sense as u32)
    }
}

/// What a cue stands for.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Entry {
    pub senses: Senses,
    pub likelihood: Option<Likelihood>,
    /// The senses that it has as an inflected verb only ("force", "push" are nouns too).
    pub as_verb: Senses,
}

/// How far a reporting verb goes and what it does to its content; see `reporting.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Group {
    Strong,
    Speech,
    Clause,
    Finding,
    Denial,
    Demand,
    Request,
    Promise,
    Outlook,
    Belief,
    Naming,
    Stance,
    Mention,
    Intent,
}

impl Group {
    /// Whether a claim whose predicate the verb is bears the attribution. Who only speaks of a thing or means to do
    /// something asserts nothing by it: "the minister plans to resign" is the text's own word.
    pub fn asserts(self) -> bool {
        !matches!(self, Group::Mention | Group::Intent)
    }

    /// Whether what is said may stand as a clause of its own around the verb: "as the envoy found", "…, the envoy said".
    pub fn tells(self) -> bool {
        matches!(
            self,
            Group::Strong | Group::Speech | Group::Clause | Group::Finding | Group::Belief | Group::Outlook
        )
    }
}

/// Other ways to attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Phrase {
    AccordingTo,
    Possessive,
    Impersonal,
    Passive,
    By,
    Citing,
    Rumours,
    Nouns,
    /// A noun of attitude with its preposition: "criticism of", "support for".
    Attitude,
    /// The same where nobody need be named: "allegations of".
    Loose,
    /// A noun of attitude with whom it comes from: "criticism from".
    Received,
    /// Leads to a verb of saying: "seemed to", "went on to".
    Raising,
    /// The same where it is said indeed: "went on to".
    Proceeding,
    /// A participle of saying with its preposition: "accused of".
    Charged,
    /// A verb whose object may be a noun of saying: "expressed the view that".
    Lent,
    /// An adjective of belief with "that": "confident that".
    Minded,
    /// Gives somebody's words with "as saying": "quoted", "records".
    QuotedAs,
}

/// A reporting verb in one of its forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reporting {
    pub group: Group,
    pub form: Form,
    /// "tell", "remind", "inform": somebody is told.
    pub addressed: bool,
    /// It ends in "for", "on" or "to", so that a noun phrase follows.
    pub particle: bool,
    /// Its content may be a noun phrase: "announced a ban", "the poll shows a close race".
    pub object: bool,
    /// Only what stands in quotation marks is its content: "continued".
    pub quoted: bool,
    /// It names an act as well: "dismissed the appeal", "appealed to the court".
    pub act: bool,
    /// What it finds or reports are things that it thereby asserts: "reported serious violations".
    pub things: bool,
    /// It buys or sends for things as well: "ordered new engines".
    pub trade: bool,
    /// Only with a figure or a predicate: "put the loss at a million".
    pub measures: bool,
    /// No bare clause follows it: "described the anger of those who left".
    pub nominal: bool,
    /// By it an event or a fact proves something and does not speak: "the flood showed that the dam was weak".
    pub proves: bool,
    /// What it speaks of may be described by it: "the talk that she recalled took place".
    pub gap: bool,
    /// Its subject never stands behind it: not "…, told the mayor".
    pub forward: bool,
}

#[derive(Deserialize)]
struct CueFile {
    sense: BTreeMap<Sense, CueWords>,
    likelihood: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct CueWords {
    words: Vec<String>,
    verbs: Vec<String>,
}

#[derive(Deserialize)]
struct ReportingFile {
    verbs: BTreeMap<Group, Vec<String>>,
    objects: BTreeMap<String, Vec<String>>,
    phrases: BTreeMap<Phrase, Vec<String>>,
    subjects: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct VerbFile {
    verbs: Vec<String>,
    also_nouns: Vec<String>,
    irregular: Vec<String>,
}

/// The words of the titles' file that this stage asks for.
#[derive(Deserialize)]
struct Sexes {
    of_men: String,
    of_women: String,
}

/// All tables of the stage.
pub(super) struct Lexicon {
    /// Word → what it can be in a sentence.
    pub classes: FxHashMap<Box<str>, Classes>,
    pub cues: Phrases<Entry>,
    pub reporting: Phrases<Reporting>,
    pub phrases: Phrases<Phrase>,
    /// Nouns for a part of those who speak: "majority", "handful".
    pub parts: Phrases<()>,
    /// What courts decide upon: "appeal", "petition".
    pub filings: Phrases<()>,
    /// What stands between two commas behind a source and describes nobody: "on the other hand".
    pub asides: Phrases<()>,
    /// The text speaking of itself.
    pub author: Phrases<()>,
    /// Openings that send the reader elsewhere.
    pub reader: Phrases<()>,
    /// Titles, and last words of titles, of sections that list sources.
    pub bibliographies: FxHashSet<Box<str>>,
    /// Words before a full stop that only citations have.
    pub citing: FxHashSet<Box<str>>,
    /// Adjectives with which a text judges what somebody reports: "inaccurate".
    pub verdicts: FxHashSet<Box<str>>,
    /// The adjectives of "it is important to note that".
    pub weighing: FxHashSet<Box<str>>,
    /// Nouns of "in Kabul's view".
    pub views: FxHashSet<Box<str>>,
    /// Participles that only explain the clause before them: ", reflecting a fall in demand".
    pub tails: FxHashSet<Box<str>>,
    /// Words of time that describe the noun behind them: "former", "later".
    pub dated: FxHashSet<Box<str>>,
    /// Nouns that stand for a person named before: "the witness".
    pub stand_ins: FxHashSet<Box<str>>,
    /// Verbs by which one turns to another: "emailed", "phoned".
    pub contacts: FxHashSet<Box<str>>,
    /// Verbs that bring a message: "sent", "issued".
    pub sends: FxHashSet<Box<str>>,
    /// Titles and pronouns that tell a man (`true`) from a woman.
    pub sexes: FxHashMap<Box<str>, bool>,
}

/// The tables. A lexicon that does not parse leaves them empty; a test sees to it that it does.
pub(super) static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::read().unwrap_or_else(|_| Lexicon::empty()));

impl Lexicon {
    fn empty() -> Self {
        Self {
            classes: FxHashMap::default(),
            cues: Phrases::new(Vec::<(String, Entry)>::new()),
            reporting: Phrases::new(Vec::<(String, Reporting)>::new()),
            phrases: Phrases::new(Vec::<(String, Phrase)>::new()),
            parts: Phrases::new(Vec::<(String, ())>::new()),
            filings: Phrases::new(Vec::<(String, ())>::new()),
            asides: Phrases::new(Vec::<(String, ())>::new()),
            author: Phrases::new(Vec::<(String, ())>::new()),
            reader: Phrases::new(Vec::<(String, ())>::new()),
            bibliographies: FxHashSet::default(),
            citing: FxHashSet::default(),
            verdicts: FxHashSet::default(),
            weighing: FxHashSet::default(),
            views: FxHashSet::default(),
            tails: FxHashSet::default(),
            dated: FxHashSet::default(),
            stand_ins: FxHashSet::default(),
            contacts: FxHashSet::default(),
            sends: FxHashSet::default(),
            sexes: FxHashMap::default(),
        }
    }

    pub(super) fn read() -> Result<Self, toml::de::Error> {
        let cues: CueFile = toml::from_str(include_str!("../../../assets/lexicon/cues.toml"))?;
        let reporting: ReportingFile =
            toml::from_str(include_str!("../../../assets/lexicon/reporting.toml"))?;
        let verbs: VerbFile = toml::from_str(include_str!("../../../assets/lexicon/verbs.toml"))?;
        let closed: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("../../../assets/lexicon/function_words.toml"))?;
        let sexes: Sexes = toml::from_str(include_str!("../../../assets/lexicon/titles.toml"))?;
        // A verb of saying is a verb wherever it stands.
        let said = reporting.verbs.values().flatten().filter_map(|v| v.split(' ').next()).map(str::to_owned);
        let all: Vec<String> = verbs.verbs.iter().cloned().chain(said).collect();
        let verbs = Verbs::new(&all, &verbs.also_nouns, &verbs.irregular);

        let mut classes = verbs.classes();
        for (name, words) in &closed {
            let class = Classes::named(name);
            for word in words {
                *classes.entry(word.as_str().into()).or_default() |= class;
            }
        }
        for (name, words) in &reporting.subjects {
            let class = Classes::named(name);
            for word in words.iter().filter(|w| !w.contains(' ')) {
                *classes.entry(word.as_str().into()).or_default() |= class;
            }
        }
        for word in cues.sense.get(&Sense::Law).map_or(&[][..], |l| &l.words) {
            *classes.entry(word.as_str().into()).or_default() |= Classes::LAW;
        }
        let set = |name: &str| {
            closed.get(name).into_iter().flatten().map(|w| w.as_str().into()).collect::<FxHashSet<Box<str>>>()
        };
        let of = |name: &str| reporting.subjects.get(name).cloned().unwrap_or_default();
        Ok(Self {
            classes,
            cues: Phrases::new(cue_entries(&cues, &verbs)),
            reporting: Phrases::new(reporting_entries(&reporting, &verbs)),
            phrases: Phrases::new(
                reporting.phrases.iter().flat_map(|(p, words)| words.iter().map(|w| (w.clone(), *p))),
            ),
            parts: Phrases::new(of("parts").into_iter().map(|w| (w, ()))),
            filings: Phrases::new(of("filings").into_iter().map(|w| (w, ()))),
            asides: Phrases::new(of("asides").into_iter().map(|w| (w, ()))),
            author: Phrases::new(of("author").into_iter().map(|w| (w, ()))),
            reader: Phrases::new(
                closed.get("reader_openings").into_iter().flatten().map(|w| (w.clone(), ())),
            ),
            bibliographies: set("bibliographies"),
            citing: set("citing"),
            verdicts: set("verdicts"),
            weighing: set("weighing"),
            views: reporting
                .phrases
                .get(&Phrase::Possessive)
                .into_iter()
                .flatten()
                .map(|w| w.as_str().into())
                .collect(),
            tails: set("tails"),
            dated: of("dated").iter().map(|w| w.as_str().into()).collect(),
            contacts: of("contacts").iter().map(|w| w.as_str().into()).collect(),
            sends: of("sends").iter().map(|w| w.as_str().into()).collect(),
            stand_ins: of("stand_ins").iter().map(|w| w.as_str().into()).collect(),
            sexes: sexes
                .of_men
                .split(' ')
                .map(|w| (w.into(), true))
                .chain(sexes.of_women.split(' ').map(|w| (w.into(), false)))
                .collect(),
        })
    }
}

fn cue_entries(file: &CueFile, verbs: &Verbs) -> Vec<(String, Entry)> {
    let mut all: BTreeMap<String, Entry> = BTreeMap::new();
    for (&sense, list) in file.sense.iter().filter(|(s, _)| **s != Sense::Law) {
        for word in &list.words {
            let entry = all.entry(word.clone()).or_default();
            entry.senses = entry.senses.with(sense);
        }
        for phrase in &list.verbs {
            for (text, form) in verbs.inflect_phrase(phrase) {
                if sense == Sense::Event && !matches!(form, Form::Past | Form::Participle) {
                    continue;
                }
                let entry = all.entry(text).or_default();
                if !entry.senses.has(sense) {
                    entry.as_verb = entry.as_verb.with(sense);
                }
                entry.senses = entry.senses.with(sense);
            }
        }
    }
    for (name, words) in &file.likelihood {
        let band = match name.as_str() {
            "almost_no_chance" => Likelihood::AlmostNoChance,
            "very_unlikely" => Likelihood::VeryUnlikely,
            "unlikely" => Likelihood::Unlikely,
            "roughly_even" => Likelihood::RoughlyEven,
            "likely" => Likelihood::Likely,
            "very_likely" => Likelihood::VeryLikely,
            _ => Likelihood::AlmostCertain,
        };
        let sense = match band {
            Likelihood::AlmostNoChance | Likelihood::VeryUnlikely | Likelihood::Unlikely => Sense::Doubtful,
            Likelihood::RoughlyEven => Sense::Possible,
            Likelihood::Likely | Likelihood::VeryLikely | Likelihood::AlmostCertain => Sense::Probable,
        };
        for word in words {
            let entry = all.entry(word.clone()).or_default();
            entry.likelihood = Some(band);
            entry.senses = entry.senses.with(Sense::Likelihood).with(sense);
        }
    }
    // "is likely to" says when and how surely: the phrases of the future carry the bands of the words within them.
    let bands: Vec<(String, Entry)> = ["likely", "unlikely", "certain"]
        .iter()
        .filter_map(|w| all.get(*w).map(|e| ((*w).to_owned(), *e)))
        .collect();
    for (text, entry) in &mut all {
        if !entry.senses.has(Sense::Future) {
            continue;
        }
        for (word, other) in &bands {
            if text.split(' ').any(|w| w == word) && other.likelihood.is_some() {
                entry.senses = Senses(entry.senses.0 | other.senses.0);
                entry.likelihood = other.likelihood;
            }
        }
    }
    all.into_iter().collect()
}

fn reporting_entries(file: &ReportingFile, verbs: &Verbs) -> Vec<(String, Reporting)> {
    let mut all = Vec::new();
    let listed = |name: &str| -> FxHashSet<&str> {
        file.objects.get(name).into_iter().flatten().map(String::as_str).collect()
    };
    let (speech, documents) = (listed("speech"), listed("documents"));
    let (quoted, acts, addressed) = (listed("quoted"), listed("acts"), listed("addressed"));
    let (things, trade, measures) = (listed("things"), listed("trade"), listed("measures"));
    let (nominal, proves, forward) = (listed("nominal"), listed("proves"), listed("forward"));
    let gap = listed("gap");
    // Later groups are more specific and replace earlier ones, except that a strong verb stays one.
    for (&group, list) in file.verbs.iter().rev() {
        for phrase in list {
            let first = phrase.split(' ').next().unwrap_or("");
            let addressed = addressed.contains(first);
            let particle = [" for", " on", " upon", " to", " with"].iter().any(|p| phrase.ends_with(p))
                && !matches!(group, Group::Mention | Group::Intent);
            for (text, form) in verbs.inflect_phrase(phrase) {
                let object = group == Group::Mention
                    || speech.contains(phrase.as_str())
                    || documents.contains(phrase.as_str());
                let quoted = quoted.contains(phrase.as_str());
                let act = acts.contains(phrase.as_str());
                all.push((
                    text,
                    Reporting {
                        group,
                        form,
                        addressed,
                        particle,
                        object,
                        quoted,
                        act,
                        things: things.contains(phrase.as_str()),
                        trade: trade.contains(phrase.as_str()),
                        measures: measures.contains(phrase.as_str()),
                        nominal: nominal.contains(phrase.as_str()),
                        proves: proves.contains(phrase.as_str()),
                        forward: forward.contains(phrase.as_str()),
                        gap: gap.contains(phrase.as_str()),
                    },
                ));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::structure::Tokens;

    fn entry(word: &str) -> Option<Entry> {
        let tokens = Tokens::of(word, [Span::new(0, word.len())]);
        let bound = LEXICON.cues.bind(&tokens);
        let (n, entry) = bound.longest(tokens.all())?;
        (n == tokens.all().len()).then_some(*entry)
    }

    #[test]
    fn the_lexicons_parse() {
        let lexicon = Lexicon::read().unwrap();
        assert!(lexicon.classes.len() > 1000);
    }

    #[test]
    fn a_phrase_of_the_future_carries_the_band_of_its_word() {
        let e = entry("is unlikely to").unwrap();
        assert!(e.senses.has(Sense::Future) && e.senses.has(Sense::Doubtful));
        assert_eq!(e.likelihood, Some(Likelihood::Unlikely));
        assert_eq!(entry("almost certainly").unwrap().likelihood, Some(Likelihood::AlmostCertain));
    }

    #[test]
    fn verbs_of_cues_are_inflected() {
        for form in ["leads to", "led to", "leading to", "drove", "underscores"] {
            assert!(entry(form).is_some(), "{form}");
        }
    }
}
