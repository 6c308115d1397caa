//! The word lists of `assets/lexicon` as tables: what a word may be, and which phrases are known names.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use serde::Deserialize;

use super::super::phrases::Phrases;
pub(super) use super::is;
use super::known_names::KnownNames;
use crate::model::ActorKind;
use crate::structure::Token;

/// A state.
#[derive(Debug, Deserialize)]
pub(super) struct State {
    pub name: String,
    #[serde(default)]
    pub official: Option<String>,
    #[serde(default)]
    pub also: Vec<String>,
    #[serde(default)]
    pub upper: Vec<String>,
    #[serde(default)]
    pub capitals: Vec<String>,
    #[serde(default)]
    pub adjectives: Vec<String>,
    #[serde(default)]
    pub people: Vec<String>,
    /// Words by which a text tells that a region of the same name is meant.
    #[serde(default)]
    pub region_beside: Vec<String>,
    /// Words by which it tells the state.
    #[serde(default)]
    pub state_beside: Vec<String>,
}

/// An organisation or a group that is widely known.
#[derive(Debug)]
pub(super) struct Body {
    pub kind: ActorKind,
    /// Index of the state it belongs to.
    pub state: Option<u16>,
    /// Index of the state that the list has beside it, also where it only acts there.
    pub home: Option<u16>,
    /// CAMEO role code.
    pub role: Option<&'static str>,
}

/// What a known phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The short name of a state.
    State(u16),
    /// Another name of a state, or its acronym.
    StateAlso(u16),
    /// Its seat of government.
    Capital(u16),
    /// Its adjective or its people.
    Demonym(u16),
    /// An organisation or group by a name.
    Body(u16),
    /// The same by an acronym.
    BodyAcronym(u16),
    /// A place.
    Place,
    /// A place that is as well a name of persons.
    UncertainPlace,
}

/// A known phrase and how it must be written.
#[derive(Debug)]
pub(super) struct Known {
    pub meaning: Meaning,
    /// It counts only when it is written exactly so.
    pub exact: Option<Box<str>>,
    /// Bit k: the token k of the phrase begins with a capital.
    pub capitals: u32,
}

impl Known {
    /// Whether the text writes it as a name: capitals where the lexicon has them. Text in capitals always does,
    /// but for acronyms that are as well a word.
    pub fn is_written(&self, text: &str, tokens: &[Token]) -> bool {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
        if let Some(exact) = &self.exact {
            return first.span.cover(last.span).of(text) == &**exact;
        }
        tokens.iter().take(32).enumerate().all(|(k, t)| self.capitals >> k & 1 == 0 || t.is_capitalised())
    }
}

/// What stands before or beside a person's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Title {
    /// Always before a name: "Dr", "General".
    Honorific,
    /// Before or behind it, or alone: "Foreign Minister".
    Office,
}

/// All tables.
pub(super) struct Lexicon {
    /// Words of an announcement that a short name follows.
    pub announces_acronym: FxHashSet<&'static str>,
    /// Words that make an adjective of a state part of a wider one.
    pub widens_adjective: FxHashSet<&'static str>,
    /// Letters behind a judge's name.
    pub judges_letters: FxHashSet<&'static str>,
    /// Letters behind a barrister's name.
    pub letters_behind: FxHashSet<&'static str>,
    /// Letters behind a full name that are no part of it.
    pub honours: FxHashSet<&'static str>,
    /// Nouns that a text may define as one of its actors, and whether only of a person.
    pub parties: FxHashMap<&'static str, bool>,
    /// Words in front of a term that is defined for several at once.
    pub defines_several: FxHashSet<&'static str>,
    /// Nouns for what belongs to an organisation: "the Osei Board".
    pub organs: FxHashSet<&'static str>,
    /// Nouns for what is carried out and carries out nothing, the last word of a name or the first.
    pub programmes: FxHashSet<&'static str>,
    /// Last words of the names of administrative areas.
    pub administrative: FxHashSet<&'static str>,
    /// Nouns that make the name of a company longer.
    pub company_nouns: FxHashSet<&'static str>,
    /// Words before "Bank" that tell the bank of a state.
    pub central: FxHashSet<&'static str>,
    /// What companies have and persons have not: "Velm's shareholders".
    pub corporate: FxHashSet<&'static str>,
    /// Sides in a case, which stand before a name and are no part of it: "Defendant Velm Mills".
    pub sides: FxHashSet<&'static str>,
    /// Last words of the names of parties in other languages.
    pub foreign_parties: FxHashSet<&'static str>,
    /// What companies make or do, the last word of their names: "Velm Cement".
    pub industries: FxHashSet<&'static str>,
    /// Words that point to what somebody wrote: "See Ana Osei".
    pub signals: FxHashSet<&'static str>,
    /// Adjectives between the name of a place and "land" or "reserve".
    pub place_adjectives: FxHashSet<&'static str>,
    /// Legal forms before the name of a company, as they are written.
    pub legal_opens: FxHashSet<&'static str>,
    /// First words of the names of institutions in other languages.
    pub foreign_opens: FxHashSet<&'static str>,
    /// First words of names that are programmes whatever follows.
    pub programme_opens: FxHashSet<&'static str>,
    /// Titles that are adjectives as well: "General Staff".
    pub title_adjectives: FxHashSet<&'static str>,
    /// Given names and their short forms, by a number that all forms of one name share.
    pub alike: FxHashMap<&'static str, u16>,
    /// Words that tell of a state's name whether the state is meant or a region of that name elsewhere.
    pub beside: FxHashMap<Box<str>, (u16, bool)>,
    words: FxHashMap<Cow<'static, str>, u32>,
    pub known: Phrases<Known>,
    pub titles: Phrases<Title>,
    /// Legal forms behind the names of companies, exactly as they are written.
    pub legal: Phrases<&'static str>,
    /// Nouns for a state's government ("authorities", "governing body").
    pub government: Phrases<()>,
    pub states: Vec<State>,
    pub bodies: Vec<Body>,
    roles: FxHashMap<Box<str>, &'static str>,
    roles_of_state: FxHashMap<Box<str>, &'static str>,
}

impl Lexicon {
    /// The flags of a word in lower case.
    pub fn flags(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }

    /// The CAMEO role code that a head noun in lower case tells; some tell one only of what belongs to a state.
    pub fn role(&self, noun: &str, of_state: bool) -> Option<&'static str> {
        let told = self.roles.get(noun).copied();
        told.or_else(|| self.roles_of_state.get(noun).copied().filter(|_| of_state))
    }
}

/// The tables, built once.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(build);

// Long lists of words or names are one string without escapes each, so that they need not be copied out of the file.

#[derive(Deserialize)]
struct Heads {
    organisation_tail: &'static str,
    organisation_weak: &'static str,
    organisation_of_person: &'static str,
    works: &'static str,
    organisation_of: &'static str,
    place_tail: &'static str,
    place_open: &'static str,
    place_noun_after: &'static str,
    place_noun_of: &'static str,
    place_prepositions: &'static str,
    particles: &'static str,
    say_verbs: &'static str,
    government_verbs: &'static str,
    government_contexts: &'static str,
    venue_contexts: &'static str,
    venue_nouns: &'static str,
    collective_heads: &'static str,
    collective_singular: &'static str,
    function_words: &'static str,
    date_words: &'static str,
    not_names: &'static str,
    not_acronyms: &'static str,
    diplomatic_before_to: &'static str,
    legal_forms: &'static str,
    syllables: &'static str,
    institutional: &'static str,
    names_body: &'static str,
    announces_acronym: &'static str,
    widens_adjective: &'static str,
    judges_letters: &'static str,
    letters_behind: &'static str,
    honours: &'static str,
    parties: &'static str,
    parties_of_persons: &'static str,
    defines_several: &'static str,
    organs: &'static str,
    programmes: &'static str,
    programme_opens: &'static str,
    title_adjectives: &'static str,
    given_alike: &'static str,
    administrative: &'static str,
    foreign_opens: &'static str,
    legal_opens: &'static str,
    company_nouns: &'static str,
    central: &'static str,
    corporate: &'static str,
    industries: &'static str,
    foreign_parties: &'static str,
    sides: &'static str,
    signals: &'static str,
    place_adjectives: &'static str,
}

#[derive(Deserialize)]
struct Names {
    given: &'static str,
    surnames: &'static str,
}

#[derive(Deserialize)]
struct Places {
    known: &'static str,
    cities: &'static str,
    uncertain: &'static str,
}

#[derive(Deserialize)]
struct Listed {
    known: &'static str,
}

#[derive(Deserialize)]
struct Titles {
    honorifics: &'static str,
    of_men: &'static str,
    of_women: &'static str,
    offices: &'static str,
}

#[derive(Deserialize)]
struct Roles {
    government: &'static str,
    codes: BTreeMap<String, Vec<String>>,
    of_state: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Common {
    words: &'static str,
}

macro_rules! asset {
    ($name:literal) => {
        read(include_str!(concat!("../../../assets/lexicon/", $name)))
    };
}

/// The assets are part of the program and are read by a test: a mistake in them cannot reach a user.
#[allow(clippy::expect_used)]
fn read<T: Deserialize<'static>>(toml: &'static str) -> T {
    toml::from_str(toml).expect("a lexicon of the program itself is valid TOML")
}

fn build() -> Lexicon {
    let states: BTreeMap<String, State> = asset!("states.toml");
    let (codes, states): (Vec<String>, Vec<State>) = states.into_iter().unzip();
    let mut names = KnownNames::default();
    let mut bodies = Vec::new();
    for (k, s) in states.iter().enumerate() {
        names.state(k as u16, s);
    }
    let groups: Listed = asset!("groups.toml");
    let organisations: Listed = asset!("organisations.toml");
    for (list, kind) in [(groups.known, ActorKind::Group), (organisations.known, ActorKind::Organisation)] {
        for line in list.lines() {
            names.body(line, kind, &codes, &mut bodies);
        }
    }
    for (k, s) in states.iter().enumerate() {
        for capital in &s.capitals {
            names.add(capital, Meaning::Capital(k as u16), false);
        }
    }
    let places: Places = asset!("places.toml");
    for (list, meaning) in [
        (places.known, Meaning::Place),
        (places.cities, Meaning::Place),
        (places.uncertain, Meaning::UncertainPlace),
    ] {
        for name in items(list) {
            names.add(name, meaning, false);
        }
    }
    let heads: Heads = asset!("heads.toml");
    let titles: Titles = asset!("titles.toml");
    let titles = items(titles.offices)
        .map(|t| (t, Title::Office))
        .chain(items(titles.honorifics).map(|t| (t, Title::Honorific)));
    let roles: Roles = asset!("roles.toml");
    Lexicon {
        words: words(&heads),
        announces_acronym: heads.announces_acronym.split_whitespace().collect(),
        widens_adjective: heads.widens_adjective.split_whitespace().collect(),
        judges_letters: heads.judges_letters.split_whitespace().collect(),
        letters_behind: heads.letters_behind.split_whitespace().collect(),
        honours: heads.honours.split_whitespace().collect(),
        defines_several: heads.defines_several.split_whitespace().collect(),
        organs: heads.organs.split_whitespace().collect(),
        programmes: heads.programmes.split_whitespace().collect(),
        programme_opens: heads.programme_opens.split_whitespace().collect(),
        title_adjectives: heads.title_adjectives.split_whitespace().collect(),
        administrative: heads.administrative.split_whitespace().collect(),
        company_nouns: heads.company_nouns.split_whitespace().collect(),
        central: heads.central.split_whitespace().collect(),
        corporate: heads.corporate.split_whitespace().collect(),
        sides: heads.sides.split_whitespace().collect(),
        foreign_parties: heads.foreign_parties.split_whitespace().collect(),
        industries: heads.industries.split_whitespace().collect(),
        signals: heads.signals.split_whitespace().collect(),
        place_adjectives: heads.place_adjectives.split_whitespace().collect(),
        legal_opens: heads.legal_opens.split_whitespace().collect(),
        foreign_opens: heads.foreign_opens.split_whitespace().collect(),
        alike: alike(heads.given_alike),
        parties: parties(&heads),
        beside: beside(&states),
        legal: Phrases::new(items(heads.legal_forms).map(|w| (w, w))),
        known: names.table(),
        titles: Phrases::new(titles.collect::<Vec<_>>()),
        government: Phrases::new(items(roles.government).map(|w| (w, ())).collect::<Vec<_>>()),
        states,
        bodies,
        roles: role_table(&roles.codes),
        roles_of_state: role_table(&roles.of_state),
    }
}

fn parties(heads: &Heads) -> FxHashMap<&'static str, bool> {
    let any = heads.parties.split_whitespace().map(|w| (w, false));
    any.chain(heads.parties_of_persons.split_whitespace().map(|w| (w, true))).collect()
}

/// One line a name: its forms.
fn alike(lines: &'static str) -> FxHashMap<&'static str, u16> {
    let forms = |(k, line): (usize, &'static str)| line.split_whitespace().map(move |w| (w, k as u16));
    lines.lines().enumerate().flat_map(forms).collect()
}

fn beside(states: &[State]) -> FxHashMap<Box<str>, (u16, bool)> {
    let words = |(k, s): (usize, &State)| {
        let told = [(&s.region_beside, false), (&s.state_beside, true)];
        told.map(|(list, state)| {
            list.iter().map(|w| (w.to_lowercase().into(), (k as u16, state))).collect::<Vec<_>>()
        })
    };
    states.iter().enumerate().flat_map(words).flatten().collect()
}

fn role_table(codes: &BTreeMap<String, Vec<String>>) -> FxHashMap<Box<str>, &'static str> {
    codes
        .iter()
        .flat_map(|(code, nouns)| nouns.iter().map(|n| (n.as_str().into(), role_code(code))))
        .collect()
}

pub(super) fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split([',', '\n']).map(str::trim).filter(|i| !i.is_empty())
}

/// Role codes of CAMEO that the lexicons use.
pub(super) fn role_code(code: &str) -> &'static str {
    const CODES: [&str; 20] = [
        "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY", "OPP", "REB", "SEP", "CRM", "IGO", "NGO", "MED",
        "BUS", "EDU", "CVL", "ELI", "REF", "UAF",
    ];
    CODES.into_iter().find(|c| *c == code).unwrap_or("UAF")
}

fn words(heads: &Heads) -> FxHashMap<Cow<'static, str>, u32> {
    let names: Names = asset!("names.toml");
    let common: Common = asset!("common_words.toml");
    let titles: Titles = asset!("titles.toml");
    let lists = [
        (common.words, is::COMMON),
        (names.given, is::GIVEN),
        (names.surnames, is::SURNAME),
        (heads.function_words, is::FUNCTION | is::COMMON),
        (heads.organisation_tail, is::ORG_TAIL),
        (heads.organisation_weak, is::ORG_WEAK),
        (heads.organisation_of, is::ORG_OF),
        (heads.organisation_of_person, is::ORG_OF_PERSON),
        (heads.works, is::WORK),
        (heads.syllables, is::SYLLABLE),
        (heads.institutional, is::INSTITUTIONAL),
        (heads.names_body, is::NAMES_BODY),
        (heads.place_tail, is::PLACE_TAIL),
        (heads.place_open, is::PLACE_OPEN),
        (heads.place_noun_after, is::PLACE_NOUN_AFTER),
        (heads.place_noun_of, is::PLACE_NOUN_OF),
        (heads.place_prepositions, is::PLACE_PREPOSITION),
        (heads.particles, is::PARTICLE),
        (heads.say_verbs, is::SAYS),
        (heads.government_verbs, is::GOVERNS),
        (heads.government_contexts, is::GOVERNMENT_BEFORE),
        (heads.venue_contexts, is::VENUE_BEFORE),
        (heads.venue_nouns, is::VENUE_NOUN),
        (heads.collective_heads, is::MEMBERS),
        (heads.collective_singular, is::MEMBER),
        (heads.date_words, is::DATE),
        (heads.not_names, is::NOT_NAME),
        (heads.not_acronyms, is::NOT_ACRONYM),
        (heads.diplomatic_before_to, is::DIPLOMATIC),
        (titles.of_men, is::MAN),
        (titles.of_women, is::WOMAN),
    ];
    // A word has some eight letters and a blank; room for all at once saves moving them again and again.
    let room = lists.iter().map(|(list, _)| list.len()).sum::<usize>() / 8;
    let mut words = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
    for (list, flag) in lists {
        for word in list.split_whitespace() {
            // Names and heads are written with capitals in the lists; words of a text come in lower case.
            let folded = match word.chars().any(char::is_uppercase) {
                true => Cow::Owned(word.to_lowercase()),
                false => Cow::Borrowed(word),
            };
            *words.entry(folded).or_default() |= flag;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::structure::Tokens;

    #[test]
    fn every_state_has_a_name_of_its_own_and_acronyms_count_only_as_written() {
        let l = &*LEXICON;
        assert!(l.states.len() >= 195);
        let text = "Qatar said the US told us";
        let tokens = Tokens::of(text, [Span::new(0, text.len())]);
        let bound = l.known.bind(&tokens);
        let found: Vec<_> = (0..tokens.all().len())
            .filter_map(|k| {
                let rest = &tokens.all()[k..];
                let (n, known) = bound.longest(rest)?;
                known.is_written(text, &rest[..n]).then(|| rest[0].span.of(text))
            })
            .collect();
        assert_eq!(found, ["Qatar", "US"]);
    }

    #[test]
    fn the_parts_of_states_act_for_them() {
        let l = &*LEXICON;
        assert!(l.bodies.iter().any(|b| b.role == Some("MIL") && b.state.is_some()));
        assert_eq!(l.role("army", false), Some("MIL"));
        assert_eq!((l.role("commission", false), l.role("commission", true)), (None, Some("GOV")));
        assert!(l.flags("ministry") & is::ORG_TAIL != 0);
    }
}
