//! What one actor does to another: subject, verb, object, with the verb as evidence and its class.
//!
//! A rule of few words, and so one that leaves out more than it takes: in one sentence, an actor, a verb of the lexicon and
//! another actor, with little and no other actor between them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::extract::phrases::Phrases;
use crate::model::{ActorId, Document, Span};
use crate::structure::{Shape, Token, Tokens};

/// The four classes of events: said or done, with or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Quad {
    /// CAMEO roots 01 to 05.
    VerbalCooperation,
    /// 06 to 08.
    MaterialCooperation,
    /// 09 to 13.
    VerbalConflict,
    /// 14 to 20.
    MaterialConflict,
}

impl Quad {
    /// The class of a root of CAMEO's codes.
    pub fn of(root: u8) -> Self {
        match root {
            0..=5 => Quad::VerbalCooperation,
            6..=8 => Quad::MaterialCooperation,
            9..=13 => Quad::VerbalConflict,
            _ => Quad::MaterialConflict,
        }
    }

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Quad::VerbalCooperation => "verbal cooperation",
            Quad::MaterialCooperation => "material cooperation",
            Quad::VerbalConflict => "verbal conflict",
            Quad::MaterialConflict => "material conflict",
        }
    }
}

/// One actor does something to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// Who does it.
    pub from: ActorId,
    /// To whom.
    pub to: ActorId,
    /// The words that say so.
    pub verb: Span,
    /// Root of the CAMEO code, 1 to 20.
    pub root: u8,
}

impl Relation {
    /// Said or done, with or against.
    pub fn quad(&self) -> Quad {
        Quad::of(self.root)
    }
}

/// How many tokens may stand between an actor and the verb, and between the verb and the other.
const BEFORE: usize = 10;
const BEHIND: usize = 7;

/// All relations, in text order.
pub fn relations(document: &Document) -> Vec<Relation> {
    let mut mentions: Vec<(Span, ActorId)> = Vec::new();
    for (k, actor) in document.actors.iter().enumerate() {
        mentions.extend(actor.mentions.iter().map(|m| (m.span, ActorId::new(k))));
    }
    // Of mentions inside each other the longest counts; one expression for two actors counts for neither.
    mentions.sort_by_key(|(span, id)| (span.start, std::cmp::Reverse(span.end), *id));
    let shared: FxHashSet<Span> =
        mentions.windows(2).filter_map(|w| (w.first()?.0 == w.get(1)?.0).then_some(w.first()?.0)).collect();
    let mut end = 0;
    mentions.retain(|(span, _)| {
        let keep = span.start >= end && !shared.contains(span);
        end = end.max(span.end);
        keep
    });
    let text = document.text.as_str();
    let tokens = Tokens::of(text, document.sentences.iter().map(|s| s.span));
    let verbs = VERBS.bind(&tokens);
    let mut found = Vec::new();
    let mut first = 0;
    for sentence in &document.sentences {
        first += mentions
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|m| m.0.start < sentence.span.start)
            .count();
        let rest = mentions.get(first..).unwrap_or_default();
        let own =
            rest.get(..rest.iter().take_while(|m| m.0.end <= sentence.span.end).count()).unwrap_or_default();
        if own.len() < 2 {
            continue;
        }
        let view = View { text: &tokens, all: tokens.within(sentence.span), own };
        let mut k = 0;
        while k < view.all.len() {
            match verbs.longest(view.all.get(k..).unwrap_or_default()) {
                Some((n, &root)) => {
                    found.extend(view.relation(k, k + n, root));
                    k += n;
                }
                None => k += 1,
            }
        }
    }
    found
}

/// One sentence.
struct View<'a> {
    text: &'a Tokens,
    all: &'a [Token],
    /// Its mentions, in order and apart.
    own: &'a [(Span, ActorId)],
}

impl View<'_> {
    fn lower(&self, k: usize) -> &str {
        self.all.get(k).map_or("", |t| self.text.lower(t))
    }

    /// Tokens between two places in the text.
    fn between(&self, from: u32, to: u32) -> &[Token] {
        let a = self.all.partition_point(|t| t.span.start < from);
        let b = self.all.partition_point(|t| t.span.start < to);
        self.all.get(a..b).unwrap_or_default()
    }

    fn relation(&self, from: usize, to: usize, root: u8) -> Option<Relation> {
        let (first, last) = (self.all.get(from)?, self.all.get(to.checked_sub(1)?)?);
        let verb = first.span.cover(last.span);
        // A verb in a name, or with a capital, is none.
        if first.is_capitalised() || self.own.iter().any(|(span, _)| span.overlaps(verb)) {
            return None;
        }
        let before = |n: usize| from.checked_sub(n).map_or("", |k| self.lower(k));
        let denied = (1..=2).any(|n| {
            matches!(
                before(n),
                "not" | "never" | "n't" | "cannot" | "neither" | "nor" | "didn't" | "hasn't" | "won't"
            )
        });
        // "the", "a", "their": a noun, no verb.
        let noun = matches!(
            before(1),
            "the"
                | "a"
                | "an"
                | "his"
                | "her"
                | "its"
                | "their"
                | "this"
                | "that"
                | "of"
                | "for"
                | "by"
                | "in"
                | "no"
        );
        if denied
            || noun
            || from
                .checked_sub(1)
                .and_then(|k| self.all.get(k))
                .is_some_and(|t| t.shape() == Shape::Possessive)
        {
            return None;
        }
        let subject = self.subject(verb)?;
        let passive = (1..=3)
            .any(|n| matches!(before(n), "was" | "were" | "been" | "is" | "are" | "being" | "be"))
            && self.lower(to - 1).ends_with(['d', 'n', 't']);
        let object = self.object(verb, passive)?;
        let (from, to) = if passive { (object, subject) } else { (subject, object) };
        (from != to).then_some(Relation { from, to, verb, root })
    }

    /// The nearest actor before the verb that no preposition governs.
    fn subject(&self, verb: Span) -> Option<ActorId> {
        for (span, id) in self.own.iter().rev().filter(|(span, _)| span.end <= verb.start) {
            let gap = self.between(span.end, verb.start);
            if gap.len() > BEFORE
                || gap.iter().any(|t| matches!(self.text.lower(t), ";" | ":" | "“" | "”" | "\""))
            {
                return None;
            }
            let own = gap.first().is_some_and(|t| t.shape() == Shape::Possessive);
            if !own && !self.is_governed(*span) {
                return Some(*id);
            }
        }
        None
    }

    /// Whether a preposition stands before a mention, its article and title.
    fn is_governed(&self, span: Span) -> bool {
        let at = self.all.partition_point(|t| t.span.start < span.start);
        let mut k = at;
        for _ in 0..3 {
            let Some(p) = k.checked_sub(1) else { return false };
            match self.lower(p) {
                "of" | "by" | "with" | "from" | "to" | "against" | "in" | "for" | "at" | "on" | "near"
                | "between" | "than" | "into" | "under" | "over" | "through" | "about" => return true,
                "the" | "a" | "an" | "mr" | "ms" | "mrs" | "dr" | "." | "general" | "president"
                | "minister" => k = p,
                _ => return false,
            }
        }
        false
    }

    /// The nearest actor behind the verb; of a passive, the one behind "by".
    fn object(&self, verb: Span, passive: bool) -> Option<ActorId> {
        let (span, id) = self.own.iter().find(|(span, _)| span.start >= verb.end)?;
        let gap = self.between(verb.end, span.start);
        let words = || gap.iter().map(|t| self.text.lower(t));
        if gap.len() > BEHIND
            || words().any(|w| {
                matches!(
                    w,
                    ";" | ":"
                        | "that"
                        | "who"
                        | "which"
                        | "when"
                        | "after"
                        | "before"
                        | "while"
                        | "because"
                        | "but"
                        | "”"
                        | "“"
                        | "\""
                        | "."
                        | "if"
                )
            })
        {
            return None;
        }
        let by = words().any(|w| w == "by");
        // "its neighbour in Qatar": where it happens is no object.
        let place = words().next_back().is_some_and(|w| matches!(w, "in" | "near" | "at"));
        (by == passive && !place).then_some(*id)
    }
}

#[derive(Deserialize)]
struct Root {
    regular: String,
    forms: String,
}

/// The lexicon is part of the program and is read by a test: a mistake in it cannot reach a user.
#[allow(clippy::expect_used)]
static VERBS: LazyLock<Phrases<u8>> = LazyLock::new(|| {
    let roots: BTreeMap<String, Root> = toml::from_str(include_str!("../../assets/lexicon/relations.toml"))
        .expect("a lexicon of the program itself is valid TOML");
    let items = |list: &str| {
        list.split(',').map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut entries: Vec<(String, u8)> = Vec::new();
    for (code, root) in &roots {
        let code: u8 = code.parse().unwrap_or(0);
        for phrase in items(&root.regular) {
            entries.extend(inflected(&phrase).into_iter().map(|form| (form, code)));
        }
        entries.extend(items(&root.forms).into_iter().map(|form| (form, code)));
    }
    Phrases::new(entries)
});

/// The finite forms and the participle of a regular verb: "accuse", "accuses", "accused", "accusing".
fn inflected(phrase: &str) -> Vec<String> {
    let (verb, rest) = phrase.split_once(' ').map_or((phrase, String::new()), |(v, r)| (v, format!(" {r}")));
    let consonant_y = verb.ends_with('y')
        && !verb.ends_with(['a', 'e', 'o', 'u'])
        && !verb.ends_with("ay")
        && !verb.ends_with("ey")
        && !verb.ends_with("oy");
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let doubled =
        ["ban", "bar", "expel", "rob", "stab", "beg", "repel", "rebut", "annul", "plan"].contains(&verb);
    let third = match verb {
        v if consonant_y => format!("{}ies", v.trim_end_matches('y')),
        v if v.ends_with(['s', 'x', 'z']) || v.ends_with("ch") || v.ends_with("sh") => format!("{v}es"),
        v => format!("{v}s"),
    };
    let past = match verb {
        v if consonant_y => format!("{}ied", v.trim_end_matches('y')),
        v if doubled => format!("{v}{}ed", v.chars().next_back().unwrap_or('d')),
        _ => format!("{stem}ed"),
    };
    let going = match verb {
        v if doubled => format!("{v}{}ing", v.chars().next_back().unwrap_or('d')),
        v if consonant_y => format!("{v}ing"),
        _ => format!("{stem}ing"),
    };
    [verb.to_owned(), third, past, going].into_iter().map(|form| form + &rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Options, extract};
    use crate::model::{Format, Text};

    fn told(text: &str) -> Vec<String> {
        let document = extract(
            "a.txt".into(),
            String::new(),
            Text::new(text, Format::Text),
            &Options::default(),
            &mut (),
        );
        let name = |id: ActorId| document.actors[id.index()].name.clone();
        let show = |r: &Relation| {
            format!("{} > {}: {} ({})", name(r.from), name(r.to), r.verb.of(text), r.quad().name())
        };
        relations(&document).iter().map(show).collect()
    }

    #[test]
    fn who_does_what_to_whom() {
        assert_eq!(
            told("On Monday Zambia openly accused Malawi of delay. Malawi was later praised by Kenya."),
            ["Zambia > Malawi: accused (verbal conflict)", "Kenya > Malawi: praised (verbal cooperation)"]
        );
        assert_eq!(
            told("Norway supplied Sweden with grain."),
            ["Norway > Sweden: supplied (material cooperation)"]
        );
        assert_eq!(
            told("Ghana expelled two diplomats of Togo."),
            ["Ghana > Togo: expelled (material conflict)"]
        );
    }

    #[test]
    fn denials_nouns_and_clauses_between_tell_nothing() {
        assert!(told("Zambia did not accuse Malawi.").is_empty());
        assert!(told("Zambia rejected the attack, which Malawi had feared.").is_empty());
        assert!(told("Peru said that Chile left.").is_empty());
    }

    #[test]
    fn forms_of_verbs() {
        assert_eq!(inflected("deny")[1..], ["denies", "denied", "denying"]);
        assert_eq!(inflected("ban")[1..], ["bans", "banned", "banning"]);
        assert_eq!(inflected("clash with"), ["clash with", "clashes with", "clashed with", "clashing with"]);
        assert_eq!(inflected("accuse")[2..], ["accused", "accusing"]);
        assert_eq!(inflected("employ")[1], "employs");
    }
}
