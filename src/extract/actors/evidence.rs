//! What speaks for a name besides its form: whether the text shows it acting, how far the tagger goes for it, and what it has.
//! A name for which too little speaks is none, and confidence follows from the rest.

use rustc_hash::FxHashSet;

use super::borders::LETTERED;
use super::lexicon::is;
use super::names::Name;
use super::reading::Reading;
use super::scan::{COMPANY, Candidate};
use super::shape::{NAMED_BODY, NAMED_PLACE, TITLED};
use crate::structure::{Caps, Shape, WordId};

/// So often has a company what companies have before its name is taken for one.
pub(super) const CORPORATE: u32 = 2;

/// What the places of one name tell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    /// Whether it speaks, or something is done by it.
    pub speaks: bool,
    /// Whether it acts in any way: decides, has something, has officers.
    acts: bool,
    /// The most that the tagger goes for it before anything else, in votes of training.
    lead: f32,
    /// Whether more than the tagger's reading tells what it is.
    pub founded: bool,
    /// How often it has what companies have: officers, shares, a head office.
    pub corporate: u32,
    /// How often it stands as rules, schemes and things do: behind "under", in brackets behind an ordinary noun.
    thing: u32,
    /// Whether it ever stands otherwise than right before an ordinary noun ("TRQF ratings").
    bare: bool,
}

impl Evidence {
    /// Adds what one candidate tells.
    pub fn note(&mut self, r: &Reading<'_>, c: &Candidate) {
        let told = matches!(c.rule, COMPANY | TITLED | LETTERED | NAMED_BODY | NAMED_PLACE);
        self.founded |= c.own >= 4 || told && c.votes >= 4;
        self.speaks = self.speaks || speaks(r, c);
        self.acts = self.acts || self.speaks || acts(r, c);
        self.lead = self.lead.max(c.lead);
        self.corporate += u32::from(is_corporate(r, c));
        self.thing += u32::from(is_thing(r, c));
        self.bare |= !r.is_word(c.to)
            || r.is_capitalised(c.to)
            || r.any(c.to, is::FUNCTION | is::SAYS | is::GOVERNS)
            || r.lower(c.to).ends_with("ed");
    }
}

impl Name {
    /// Whether too little speaks for it: nothing but the tagger's weak reading of one or two places, or of an acronym that the
    /// text neither explains nor shows acting. On the development texts about half of such names are none. `best` are the most
    /// votes that it has for a kind.
    pub(super) fn is_doubtful(&self, r: &Reading<'_>, best: u32) -> bool {
        // Leads of the tagger: of a name that stands once, of one that returns.
        const ONCE: f32 = 40.0;
        const AGAIN: f32 = 15.0;
        /// Of an acronym that only describes the noun behind it.
        const ATTRIBUTE: f32 = 150.0;
        // Of a person: where nothing but the tagger tells, where the rules think so too.
        const PERSON: f32 = 8.0;
        const LIKELY_PERSON: f32 = 5.0;
        let e = &self.evidence;
        if self.is_founded(r, best) || e.speaks || self.count == 0 {
            return false;
        }
        let once = self.count < 2;
        let single = self.words.len() == 1;
        let weak = e.lead < if once { ONCE } else { AGAIN };
        if self.acronym > 0 || single && self.is_upper(r) {
            return e.thing > 1 || !e.acts && (weak || e.thing > 0 || !e.bare && e.lead < ATTRIBUTE);
        }
        if best == self.person {
            return once && !single && e.lead < if self.told { LIKELY_PERSON } else { PERSON };
        }
        // "the Union", "the Department", but "Parliament".
        let ordinary = |w: &WordId| {
            let assembly = r.lexicon.role(r.tokens.word(*w), true) == Some("LEG");
            r.word_flag(*w) & is::COMMON != 0 && !assembly
        };
        let ordinary = single && self.count < 3 && e.lead < 2.0 * ONCE && self.words.iter().any(ordinary);
        best == self.organisation && !e.acts && (weak || ordinary)
    }

    /// Whether a rule tells what it is: a title, a head word, a legal form, a definition.
    fn is_founded(&self, r: &Reading<'_>, best: u32) -> bool {
        let noun = |w: &WordId| r.word_flag(*w) & (is::ORG_TAIL | is::ORG_OF) != 0;
        let headed = self.words.len() > 1 && best == self.organisation && self.words.iter().any(noun);
        self.evidence.founded || headed || self.titled || self.defined
    }

    /// How sure it is that the name is an actor's: the share of such names that are, on the development texts.
    pub(super) fn confidence(&self, r: &Reading<'_>) -> f32 {
        let best = self.person.max(self.organisation).max(self.place);
        let person = best == self.person;
        match self.evidence.lead {
            _ if self.is_founded(r, best) => 0.9,
            lead if person && lead > 60.0 => 0.9,
            lead if person && lead > 25.0 => 0.8,
            lead if lead > 60.0 => 0.75,
            lead if person || lead > 25.0 => 0.65,
            _ => 0.55,
        }
    }

    fn is_upper(&self, r: &Reading<'_>) -> bool {
        r.token(self.sample).is_some_and(|t| t.caps() == Caps::Upper)
    }

    /// Whether the tagger takes one word for a person again and again, and never for anything else.
    pub(super) fn is_settled(&self) -> bool {
        /// So many times, and so surely at least once.
        const TIMES: u32 = 3;
        const LEAD: f32 = 50.0;
        self.count >= TIMES
            && self.evidence.lead >= LEAD
            && self.person >= TIMES * u32::from(super::join::SURE)
            && self.organisation + self.place + self.acronym == 0
    }
}

/// First and last words of the names of persons who are named in full.
pub(super) fn surnames(names: &[Name]) -> FxHashSet<WordId> {
    let full = |n: &&Name| n.words.len() > 1 && n.person > n.organisation.max(n.place);
    names.iter().filter(full).flat_map(|n| [n.words.first(), n.words.last()]).flatten().copied().collect()
}

/// Whether a verb of saying stands at `k`, and no noun of the same letters: "TRQF claims were paid".
fn says(r: &Reading<'_>, k: usize) -> bool {
    let noun = r.lower(k).ends_with('s')
        && (r.any(k + 1, is::PLACE_PREPOSITION)
            || matches!(
                r.lower(k + 1),
                "were" | "are" | "have" | "had" | "was" | "is" | "of" | "under" | "which"
            ));
    r.any(k, is::SAYS) && !r.is_capitalised(k) && !noun
}

/// Whether a candidate says something, or something is done by it.
fn speaks(r: &Reading<'_>, c: &Candidate) -> bool {
    let article = c.from.checked_sub(1).filter(|&k| r.lower(k) == "the").unwrap_or(c.from);
    says(r, c.to)
        || article.checked_sub(1).is_some_and(|k| r.lower(k) == "by")
        || r.slice(c.to) == "," && r.any(c.to + 1, is::SAYS)
}

/// Whether a candidate does what actors do: it decides, has something, or has officers.
fn acts(r: &Reading<'_>, c: &Candidate) -> bool {
    let verb = c.to + usize::from(matches!(r.lower(c.to), "also" | "then" | "later" | "has" | "had"));
    says(r, verb)
        || r.any(verb, is::GOVERNS) && !r.is_capitalised(verb) && !r.any(verb, is::SAYS)
        || r.token(c.to).is_some_and(|t| t.shape() == Shape::Possessive)
        || r.title_at(c.to, c.to + 4).is_some()
        || r.any(c.to, is::MEMBER | is::MEMBERS)
}

/// "under TRQF", "the data recorder (TRQF)": where things stand.
fn is_thing(r: &Reading<'_>, c: &Candidate) -> bool {
    let under = c.from.checked_sub(1).is_some_and(|k| r.lower(k) == "under");
    let bracketed = c.from.checked_sub(2).is_some_and(|k| {
        let body = is::ORG_TAIL | is::ORG_OF | is::NAMES_BODY | is::FUNCTION | is::MEMBER | is::MEMBERS;
        r.slice(k + 1) == "("
            && r.slice(c.to) == ")"
            && r.is_word(k)
            && !r.is_capitalised(k)
            && !r.any(k, body)
            && r.title_at(k, k + 1).is_none()
    });
    under || bracketed
}

/// "Velm's CFO", "Velm's net balance sheet": what companies have.
fn is_corporate(r: &Reading<'_>, c: &Candidate) -> bool {
    /// Words that may stand between.
    const BETWEEN: usize = 2;
    r.token(c.to).is_some_and(|t| t.shape() == Shape::Possessive)
        && (c.to + 1..=c.to + 1 + BETWEEN)
            .take_while(|&k| r.is_word(k))
            .any(|k| r.lexicon.corporate.contains(r.lower(k)))
}
