//! What a single word can be in a sentence: closed classes from a list, verb forms from a list and a few rules of spelling.

use std::ops::{BitOr, BitOrAssign};

use rustc_hash::FxHashMap;

/// A set of word classes. A word may have several ("that", "report").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::extract) struct Classes(u32);

impl Classes {
    pub const DETERMINER: Self = Self(1);
    pub const SUBJECT: Self = Self(1 << 1);
    pub const PERSON: Self = Self(1 << 2);
    pub const OBJECT: Self = Self(1 << 3);
    pub const PREPOSITION: Self = Self(1 << 4);
    pub const BE: Self = Self(1 << 5);
    pub const HAVE: Self = Self(1 << 6);
    pub const DO: Self = Self(1 << 7);
    pub const MODAL: Self = Self(1 << 8);
    pub const COPULA: Self = Self(1 << 9);
    pub const COORDINATOR: Self = Self(1 << 10);
    pub const SUBORDINATOR: Self = Self(1 << 11);
    pub const ALSO_PREPOSITION: Self = Self(1 << 12);
    pub const RELATIVE: Self = Self(1 << 13);
    pub const QUESTION: Self = Self(1 << 14);
    pub const ADVERB: Self = Self(1 << 15);
    pub const BASE: Self = Self(1 << 16);
    pub const THIRD: Self = Self(1 << 17);
    pub const PAST: Self = Self(1 << 18);
    pub const PARTICIPLE: Self = Self(1 << 19);
    pub const ING: Self = Self(1 << 20);
    /// A verb form that is a noun as well.
    pub const NOUNY: Self = Self(1 << 21);
    /// A noun that can speak ("officials").
    pub const SPEAKER: Self = Self(1 << 22);
    /// A noun that can be cited ("report").
    pub const PAPER: Self = Self(1 << 23);
    pub const LAW: Self = Self(1 << 24);
    pub const READER_VERB: Self = Self(1 << 25);
    /// Its form was guessed from its spelling.
    pub const GUESSED: Self = Self(1 << 26);
    pub const NO_ADVERB: Self = Self(1 << 27);
    /// A determiner that is a subject by itself as well ("some", "many").
    pub const PRONOUN: Self = Self(1 << 28);
    /// A noun for a body that speaks as one ("government").
    pub const BODY: Self = Self(1 << 29);
    /// Auxiliaries and modals: finite wherever they stand.
    pub const AUXILIARY: Self = Self(Self::BE.0 | Self::HAVE.0 | Self::DO.0 | Self::MODAL.0);
    /// Any verb form.
    pub const VERB: Self =
        Self(Self::BASE.0 | Self::THIRD.0 | Self::PAST.0 | Self::PARTICIPLE.0 | Self::ING.0);

    /// The class of a list in the lexicons, by the list's name.
    pub fn named(name: &str) -> Self {
        match name {
            "determiners" => Self::DETERMINER,
            "subject_pronouns" => Self::SUBJECT,
            "person_pronouns" => Self::PERSON,
            "object_pronouns" => Self::OBJECT,
            "prepositions" => Self::PREPOSITION,
            "be" => Self::BE,
            "have" => Self::HAVE,
            "do" => Self::DO,
            "modals" => Self::MODAL,
            "copular" => Self::COPULA,
            "coordinators" => Self::COORDINATOR,
            "subordinators" => Self::SUBORDINATOR,
            "also_prepositions" => Self::ALSO_PREPOSITION,
            "relatives" => Self::RELATIVE,
            "question_words" => Self::QUESTION,
            "adverbs" => Self::ADVERB,
            "no_adverbs" => Self::NO_ADVERB,
            "pronoun_determiners" => Self::PRONOUN,
            "unnamed" => Self::SPEAKER,
            "documents" => Self::PAPER,
            "bodies" => Self::BODY,
            "reader_verbs" => Self::READER_VERB,
            _ => Self::default(),
        }
    }

    /// Whether the two sets share a class.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of a word of which the lexicon knows `known`; the rest from its spelling.
    pub fn of(word: &str, known: Self) -> Self {
        let mut classes = known;
        if word.ends_with("ly") && word.len() > 4 && !known.any(Self::NO_ADVERB) {
            classes |= Self::ADVERB;
        }
        if known.0 == 0 && word.len() > 4 {
            if word.ends_with("ed") {
                classes |= Self::PAST | Self::PARTICIPLE | Self::GUESSED;
            } else if word.ends_with("ing") {
                classes |= Self::ING | Self::GUESSED;
            }
        }
        classes
    }
}

impl std::ops::Not for Classes {
    type Output = Self;
    fn not(self) -> Self {
        Self(!self.0)
    }
}

impl std::ops::BitAnd for Classes {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for Classes {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Classes {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// A form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Base,
    Third,
    Past,
    Participle,
    Ing,
}

impl Form {
    /// "told", as a past tense or a participle.
    pub fn is_past(self) -> bool {
        matches!(self, Form::Past | Form::Participle)
    }

    fn class(self) -> Classes {
        match self {
            Form::Base => Classes::BASE,
            Form::Third => Classes::THIRD,
            Form::Past => Classes::PAST,
            Form::Participle => Classes::PARTICIPLE,
            Form::Ing => Classes::ING,
        }
    }
}

const FORMS: [Form; 5] = [Form::Base, Form::Third, Form::Past, Form::Participle, Form::Ing];

/// Verbs with their forms.
pub(super) struct Verbs {
    regular: Vec<String>,
    nouny: Vec<String>,
    irregular: FxHashMap<String, [String; 5]>,
}

impl Verbs {
    /// From base forms, those of them that are nouns as well, and lines of five forms.
    pub fn new(regular: &[String], nouny: &[String], irregular: &[String]) -> Self {
        let irregular = irregular
            .iter()
            .filter_map(|line| {
                let forms: Vec<String> = line.split(' ').map(str::to_owned).collect();
                let forms: [String; 5] = forms.try_into().ok()?;
                Some((forms[0].clone(), forms))
            })
            .collect();
        Self { regular: regular.to_vec(), nouny: nouny.to_vec(), irregular }
    }

    /// The five forms of a base form.
    fn forms(&self, base: &str) -> [String; 5] {
        match self.irregular.get(base) {
            Some(forms) => forms.clone(),
            None => [base.to_owned(), third(base), past(base), past(base), ing(base)],
        }
    }

    /// All forms of a phrase whose first word is a base form. Equal forms come once, as the past.
    pub fn inflect_phrase(&self, phrase: &str) -> Vec<(String, Form)> {
        let (base, rest) = match phrase.split_once(' ') {
            Some((base, rest)) => (base, Some(rest)),
            None => (phrase, None),
        };
        let forms = self.forms(base);
        let mut out: Vec<(String, Form)> = Vec::with_capacity(5);
        for (word, form) in forms.iter().zip(FORMS) {
            let text = rest.map_or_else(|| word.clone(), |rest| format!("{word} {rest}"));
            if !out.iter().any(|(known, f)| *known == text && *f != Form::Base) {
                out.retain(|(known, _)| *known != text);
                out.push((text, form));
            }
        }
        out
    }

    /// Every form of every verb with its classes.
    pub fn classes(&self) -> FxHashMap<Box<str>, Classes> {
        let mut all: FxHashMap<Box<str>, Classes> = FxHashMap::default();
        let bases = self.regular.iter().chain(&self.nouny).chain(self.irregular.keys());
        for base in bases {
            for (word, form) in self.forms(base).iter().zip(FORMS) {
                *all.entry(word.as_str().into()).or_default() |= form.class();
            }
        }
        for base in &self.nouny {
            let forms = self.forms(base);
            for word in [&forms[0], &forms[1]] {
                *all.entry(word.as_str().into()).or_default() |= Classes::NOUNY;
            }
        }
        all
    }
}

fn third(base: &str) -> String {
    if ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| base.ends_with(e)) {
        return format!("{base}es");
    }
    match base.strip_suffix('y') {
        Some(stem) if !ends_in_vowel(stem) => format!("{stem}ies"),
        _ => format!("{base}s"),
    }
}

fn past(base: &str) -> String {
    if base.ends_with('e') {
        return format!("{base}d");
    }
    match base.strip_suffix('y') {
        Some(stem) if !ends_in_vowel(stem) => format!("{stem}ied"),
        _ => format!("{base}ed"),
    }
}

fn ing(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match base.strip_suffix('e') {
        Some(stem) if !base.ends_with("ee") && !base.ends_with("ye") => format!("{stem}ing"),
        _ => format!("{base}ing"),
    }
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.ends_with(['a', 'e', 'i', 'o', 'u'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_by_rule() {
        for (base, s, ed, g) in [
            ("deny", "denies", "denied", "denying"),
            ("say", "says", "sayed", "saying"),
            ("agree", "agrees", "agreed", "agreeing"),
            ("reach", "reaches", "reached", "reaching"),
            ("die", "dies", "died", "dying"),
            ("urge", "urges", "urged", "urging"),
        ] {
            assert_eq!((third(base), past(base), ing(base)), (s.into(), ed.into(), g.into()));
        }
    }

    #[test]
    fn a_phrase_is_inflected_at_its_first_word() {
        let verbs = Verbs::new(&[], &[], &["lead leads led led leading".to_owned()]);
        let forms: Vec<String> = verbs.inflect_phrase("lead to").into_iter().map(|(t, _)| t).collect();
        assert_eq!(forms, ["lead to", "leads to", "led to", "leading to"]);
    }

    #[test]
    fn spelling_tells_the_rest() {
        assert!(Classes::of("quietly", Classes::default()).any(Classes::ADVERB));
        assert!(!Classes::of("italy", Classes::NO_ADVERB).any(Classes::ADVERB));
        assert!(Classes::of("defenestrated", Classes::default()).any(Classes::PAST));
    }
}
