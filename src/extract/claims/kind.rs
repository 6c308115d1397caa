//! What sort of assertion a clause is: a decision list, the first rule that fits decides and is told as the reason.

use super::lexicon::{Group, Sense};
use super::modals::{self, Meaning};
use super::parse::{Finite, Mark, Parse, Role};
use super::reading::Reading;
use super::words::Classes;
use crate::model::{ClaimKind, Why};

/// What is known of a clause beside its words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Setting {
    /// It ends in a question mark.
    pub question: bool,
    /// The reporting verb that carries it, where its content is judged.
    pub group: Option<Group>,
    /// That verb tells of the past ("said", "asked for").
    pub past: bool,
    /// The words judged are the content of an attribution, not a sentence of their own.
    pub content: bool,
}

/// The kind of a clause and the rule that says so.
pub(super) fn kind(r: &Reading<'_>, p: &Parse, setting: Setting) -> (ClaimKind, Why) {
    let (kind, rule, confidence) = decide(r, p, setting);
    (kind, Why::new(rule, confidence))
}

fn decide(r: &Reading<'_>, p: &Parse, setting: Setting) -> (ClaimKind, &'static str, f32) {
    if setting.question {
        return (ClaimKind::Question, "ends in a question mark", 0.97);
    }
    if let Some((rule, confidence)) = prescription(r, p, setting.content) {
        return (ClaimKind::Prescription, rule, confidence);
    }
    match setting.group {
        Some(Group::Request) if setting.past => {
            return (ClaimKind::Fact, "tells that somebody asked another for it", 0.7);
        }
        Some(Group::Demand | Group::Request) => {
            return (ClaimKind::Prescription, "a source urges or calls for it", 0.85);
        }
        Some(Group::Promise) => return (ClaimKind::Commitment, "a source promises or agrees to it", 0.85),
        Some(Group::Outlook) => return (ClaimKind::Forecast, "a source expects or predicts it", 0.8),
        Some(Group::Denial) => return (ClaimKind::Fact, "a source denies or rejects it", 0.75),
        _ => {}
    }
    if p.with(r, Sense::Commitment)
        .any(|m| m.role == Role::Main && p.heads_predicate(r, m.at) && has_party(r, p))
    {
        return (ClaimKind::Commitment, "a party promises, agrees or undertakes to act", 0.8);
    }
    if let Some((kind, rule, confidence)) = future(r, p) {
        return (kind, rule, confidence);
    }
    if let Some((rule, confidence)) = cause(r, p) {
        return (ClaimKind::Causal, rule, confidence);
    }
    if let Some((rule, confidence)) = evaluation(r, p) {
        return (ClaimKind::Evaluation, rule, confidence);
    }
    (ClaimKind::Fact, "an assertion with no sign of another kind", 0.7)
}

/// Whether the subject can promise: an actor, a person, or a noun that speaks.
fn has_party(r: &Reading<'_>, p: &Parse) -> bool {
    let main = p.main.unwrap_or(p.from);
    !r.mentions_in(r.span(p.from, main)).is_empty()
        || (p.from..main).any(|k| r.is(k, Classes::PERSON | Classes::SPEAKER) && r.lower(k) != "it")
}

/// Whether the form at `at`, behind "due to", is a verb, though it may be a noun: "was due to travel to Osk", "to open on Monday".
fn is_planned(r: &Reading<'_>, at: usize) -> bool {
    let next = at + 1;
    matches!(r.lower(next), "to" | "on" | "at") || r.in_time(next) || r.is(next, Classes::DETERMINER)
}

/// The first word of an order, if the clause is one ("Publish …", "To curb this, publish …").
pub(super) fn imperative(r: &Reading<'_>, p: &Parse) -> Option<usize> {
    if p.elided {
        return None;
    }
    let mut k = (p.from..p.to).find(|&k| p.role(k) == Role::Main)?;
    if r.lower(k) == "to" && r.is(k + 1, Classes::BASE) {
        k = (k..p.to).find(|&j| r.sign(j) == Some(','))? + 1;
    }
    while k < p.to
        && (r.is(k, Classes::COORDINATOR) || r.is_adverb(k) || !r.is_word(k) || r.lower(k) == "please")
    {
        k += 1;
    }
    let next = k + 1;
    // "March 2019", "Spring 2016": a date is no order.
    if next >= p.to || r.in_time(k) {
        return None;
    }
    // "State and local officials resisted": a noun.
    if r.is(next, Classes::COORDINATOR) && !r.is(next + 1, Classes::BASE | Classes::ADVERB) {
        return None;
    }
    if matches!(r.lower(k), "do" | "don't") && r.is(next, Classes::BASE | Classes::ADVERB) {
        return Some(k);
    }
    // A word unknown to the lexicon, before what can only be an object, in a clause without any other verb.
    let unknown = r.class(k) == Classes::default()
        && r.is(next, Classes::DETERMINER)
        && !p.has_finite(p.from, p.to)
        && r.mentions_in(r.span(k, next)).is_empty();
    if unknown && r.is_word(k) {
        return Some(k);
    }
    if !r.is(k, Classes::BASE) || r.is(k, Classes::AUXILIARY | Classes::DETERMINER | Classes::PREPOSITION) {
        return None;
    }
    if !r.is_word(next)
        || r.is(next, Classes::AUXILIARY)
        || r.tokens.get(next).is_some_and(|t| t.shape() == crate::structure::Shape::Possessive)
    {
        return None;
    }
    let closed = (next..=p.to).any(|j| r.is_sign(j, &['.', '!', '…', ';', ',']) && j + 3 >= p.to);
    // "Rule 9(2) – …", "Claim 7.": a number labels what the noun names.
    if r.is_number(next) && r.is_capital(k) && r.is(k, Classes::NOUNY) && !r.is_nounlike(next + 1) {
        return None;
    }
    // "Mark Rutte", "Rob Bell": two capitals on a line are a name.
    if r.is_capital(k) && r.is_capital(next) && !closed && !r.is(next, Classes::DETERMINER) {
        return None;
    }
    if r.is(k, Classes::NOUNY) {
        if !r.mentions_in(r.span(k, next)).is_empty() || r.lower(next) == "of" {
            return None;
        }
        // "Demand fell", "Support for the plan is weak", "Mark Rutte": the word is a noun or a name.
        let named = r.is_capital(next) && k == p.from && !r.is(next, Classes::DETERMINER);
        let verb = (next..p.to).any(|j| {
            p.role(j) == Role::Main
                && (p.finite(j) == Finite::Surely || p.finite(j) == Finite::Possibly && j <= k + 3)
        });
        if named && (r.is_plural(next) || !closed) || verb {
            return None;
        }
        if !takes_object(r, p, next, closed) {
            return None;
        }
    } else if p.finite(next) == Finite::Surely {
        return None;
    }
    // "Act" behind a subject is no order.
    p.main.is_none_or(|m| m >= k).then_some(k)
}

/// Whether what begins at `next` can be the object of a verb that is a noun as well: "Cost reduction for the user" is a
/// noun with a noun, "Cost the new plans" an order.
fn takes_object(r: &Reading<'_>, p: &Parse, next: usize, closed: bool) -> bool {
    if r.is(next, Classes::DETERMINER | Classes::OBJECT | Classes::ING) {
        return true;
    }
    if r.is(next, Classes::PREPOSITION) || r.is_number(next) {
        return closed;
    }
    let end = (next..p.to.min(next + 5))
        .find(|&j| r.is(j, Classes::PREPOSITION | Classes::COORDINATOR) || !r.is_word(j))
        .unwrap_or(p.to.min(next + 5));
    let acts = ["tion", "sion", "ment", "ance"].iter().any(|e| r.lower(next).ends_with(e));
    (next..end).any(|j| r.is_plural(j)) || closed && !acts
}

fn prescription(r: &Reading<'_>, p: &Parse, content: bool) -> Option<(&'static str, f32)> {
    for m in p.with(r, Sense::Obligation).filter(|m| m.is_main()) {
        let word = r.lower(m.at);
        let last = m.at + m.len - 1;
        let next = r.after(last, p.to);
        // "must have been", "should have acted": a guess and a regret, no order.
        if next.is_some_and(|k| {
            r.lower(k) == "have" && r.is(k + 1, Classes::PARTICIPLE | Classes::ADVERB)
                || r.lower(k) == "have" && r.lower(k + 1) == "been"
        }) {
            continue;
        }
        // "Should talks fail, …"; "the need to".
        let inverted = word == "should" && r.is(m.at + 1, Classes::DETERMINER | Classes::PERSON);
        if word == "should" && m.at == p.from
            || inverted
            || word == "need"
                && p.finite(m.at) == Finite::No
                && !r.before(m.at, p.from).is_some_and(|k| r.is(k, Classes::MODAL))
        {
            continue;
        }
        // "It should be noted that …" asserts what follows; "should Osk attack" sets a condition.
        let noted = next
            .filter(|&k| r.lower(k) == "be")
            .and_then(|k| r.after(k, p.to))
            .is_some_and(|k| r.lower(k + 1) == "that" && r.reporting.longest(r.slice(k, p.to)).is_some());
        if noted || word == "should" && r.is_capital(m.at + 1) {
            continue;
        }
        // "the funds they need to build it": the obligation of a clause that describes a noun.
        if matches!(word, "need" | "have" | "has" | "needs") && describes_noun(r, p, m.at) {
            continue;
        }
        // "shall we"; "has to do with"; "would need to" says what would follow.
        let led = r.before(m.at, p.from);
        if word == "shall" && r.lower(m.at + 1) == "we"
            || m.len == 2 && next.is_some_and(|k| r.lower(k) == "do" && r.is(k + 1, Classes::PREPOSITION))
            || led.is_some_and(|k| matches!(r.lower(k), "would" | "wouldn't" | "might" | "may" | "could"))
            || asked_inside(r, p, m.at, content)
        {
            continue;
        }
        return Some(match word {
            "must" => ("\"must\" with the main verb", 0.9),
            "should" => ("\"should\" with the main verb", 0.9),
            _ => ("words of obligation with the main verb", 0.8),
        });
    }
    if !content && imperative(r, p).is_some() {
        return Some(("an order: it begins with a bare verb", 0.8));
    }
    let main = p.main?;
    let subject_is_law = (p.from..main).any(|k| r.is(k, Classes::LAW));
    let past = r.is(main, Classes::PAST);
    for m in p.with(r, Sense::Necessity).filter(|m| m.role == Role::Main) {
        if m.at == main
            && !past
            && !subject_is_law
            && !r.tokens.get(main.wrapping_sub(1)).is_some_and(|t| t.caps() == crate::structure::Caps::Upper)
            && is_action(r, p, m.at + m.len)
            && r.mentions_in(r.span(p.from, main)).iter().all(|x| x.0.end < r.span(p.from, main).end)
        {
            return Some(("the subject requires or demands it", 0.7));
        }
    }
    if matches!(r.lower(main), "means" | "mean" | "involves" | "entails")
        && r.is(main + 1, Classes::ING)
        && !subject_is_law
    {
        return Some(("\"means\" with an action", 0.65));
    }
    None
}

/// "the funds | they need to build": a pronoun right behind a noun begins a clause that describes it, where the main verb
/// stands before.
fn describes_noun(r: &Reading<'_>, p: &Parse, at: usize) -> bool {
    let Some(subject) = r.before(at, p.from).filter(|&k| r.is(k, Classes::PERSON) && k > p.from) else {
        return false;
    };
    p.main.is_some_and(|main| {
        main < subject
            && r.is_nounlike(subject - 1)
            && (!r.is(subject - 1, Classes::VERB & !Classes::ING) || r.is(subject - 1, Classes::NOUNY))
            && subject - 1 != main
    })
}

/// "told her what she should say", "asked whether it must stop": the obligation lies in a question of others.
fn asked_inside(r: &Reading<'_>, p: &Parse, at: usize, content: bool) -> bool {
    let from = match p.main {
        // "asked the crew what | it should say"
        _ if content => p.from.saturating_sub(1),
        Some(main) if main < at => main + 1,
        _ => return false,
    };
    (from..at).any(|k| r.is(k, Classes::QUESTION) && !r.is(k, Classes::RELATIVE) || r.lower(k) == "whether")
}

/// Whether the object that begins at `at` is something to be done: "joint patrols", "overcoming the distrust",
/// "agencies to report", but no "three factors" and no "more than words".
fn is_action(r: &Reading<'_>, p: &Parse, at: usize) -> bool {
    if r.is_number(at) || matches!(r.lower(at), "more" | "less" | "only" | "at" | "fewer") {
        return false;
    }
    let end = (at..p.to)
        .find(|&k| {
            !r.is_word(k) && !r.is_sign(k, &[',', '-', '’', '“', '”', '"'])
                || k > at && r.is(k, Classes::PREPOSITION)
        })
        .unwrap_or(p.to);
    let noun = |k: usize| {
        let w = r.lower(k).trim_end_matches('s');
        r.is(k, Classes::ING | Classes::NOUNY)
            || ["tion", "sion", "ment", "ance", "ence"].iter().any(|e| w.len() > 6 && w.ends_with(e))
    };
    (at..end).any(noun) || r.lower(end) == "to" && r.is(end + 1, Classes::BASE | Classes::COPULA)
}

/// About a time to come, or about what might have been.
fn future(r: &Reading<'_>, p: &Parse) -> Option<(ClaimKind, &'static str, f32)> {
    for m in p.with(r, Sense::Future).filter(|m| m.is_main()) {
        if p.finite(m.at) == Finite::No || asked_inside(r, p, m.at, false) {
            continue;
        }
        // "knew of the plans to invade": a noun.
        if r.is(m.at, Classes::NOUNY) && p.main != Some(m.at) && p.finite(m.at) != Finite::Surely {
            continue;
        }
        // "ensuring the future will be bright": a clause that an "-ing" leads says what is aimed at.
        if m.role == Role::Main && r.is(m.at, Classes::MODAL) && aimed_at(r, p, m.at) {
            continue;
        }
        let last = m.at + m.len - 1;
        // "is due to congestion" gives a cause.
        if r.lower(last) == "to"
            && r.lower(last.wrapping_sub(1)) == "due"
            && !r.is(last + 1, Classes::BASE)
            && r.lower(last + 1) != "be"
        {
            continue;
        }
        return Some(match r.lower(m.at) {
            "will" | "won't" | "shall" => (ClaimKind::Forecast, "\"will\" with the main verb", 0.9),
            _ => (ClaimKind::Forecast, "words that place it in the future", 0.85),
        });
    }
    for m in p.with(r, Sense::Tentative).filter(|m| m.is_main()) {
        if p.finite(m.at) == Finite::No
            || !(p.main == Some(m.at) || p.heads_predicate(r, m.at) || m.role == Role::Content)
        {
            continue;
        }
        let Some(next) = r.after(m.at, p.to) else { continue };
        let perfect = modals::perfect(r, m.at, p.to);
        let would = r.lower(m.at).starts_with("would");
        if perfect {
            if would || r.lower(m.at).starts_with("could") {
                return Some((ClaimKind::Evaluation, "what would have been: no record settles it", 0.6));
            }
            continue;
        }
        if modals::meaning(r, p, m.at) != Meaning::Possibility {
            continue;
        }
        // "may be higher" speaks of the present.
        if r.lower(next) == "be"
            && !would
            && !r.after(next, p.to).is_some_and(|k| r.is(k, Classes::PARTICIPLE))
        {
            continue;
        }
        return Some((ClaimKind::Forecast, "what may, could or would happen", 0.7));
    }
    // "A deal at the June summit is possible."
    let likely = p.with(r, Sense::Likelihood).chain(p.with(r, Sense::Possible));
    for m in likely.filter(|m| m.role == Role::Main) {
        if matches!(
            r.lower(m.at + m.len),
            "outcome" | "scenario" | "path" | "course" | "result" | "trajectory"
        ) {
            return Some((ClaimKind::Forecast, "a likelihood of an outcome", 0.6));
        }
        let main = p.main?;
        let predicative = m.at >= main
            && m.at - main <= 3
            && r.is(main, Classes::BE | Classes::COPULA)
            && !r.is(main, Classes::PAST)
            && !matches!(r.lower(main), "was" | "were");
        let ends = m.at + m.len >= p.to || !r.is_nounlike(m.at + m.len);
        let behind = (m.at + m.len..p.to).find(|&k| !r.is_adverb(k)).unwrap_or(p.to);
        // "is likely taking advantage", "it is likely that emissions rose" speak of what is or was.
        let present = r.is(behind, Classes::ING | Classes::PARTICIPLE)
            || r.lower(behind) == "that"
                && !(behind..p.to).any(|k| r.is(k, Classes::MODAL) && p.finite(k) == Finite::Surely);
        if predicative && ends && !present {
            return Some((ClaimKind::Forecast, "a likelihood as the predicate", 0.65));
        }
    }
    None
}

/// Whether a form in "-ing" behind the main verb leads the clause of the modal at `at`.
fn aimed_at(r: &Reading<'_>, p: &Parse, at: usize) -> bool {
    let Some(main) = p.main.filter(|&m| m < at && !r.is(m, Classes::MODAL)) else { return false };
    (main + 1..at)
        .rev()
        .take_while(|&k| r.is_nounlike(k) || r.is(k, Classes::DETERMINER) || r.is_adverb(k))
        .any(|k| r.is(k, Classes::ING) && !r.is(k - 1, Classes::DETERMINER))
}

fn cause(r: &Reading<'_>, p: &Parse) -> Option<(&'static str, f32)> {
    // "Sales fell, driven by a weak market."
    let driven = |m: &Mark| {
        m.role == Role::Main
            && m.entry.as_verb.has(Sense::Cause)
            && r.is(m.at, Classes::PARTICIPLE)
            && r.lower(m.at + m.len) == "by"
            && r.before(m.at, p.from).is_some_and(|k| r.sign(k) == Some(','))
            && p.main.is_some_and(|main| main < m.at)
    };
    if p.marks.iter().any(driven) {
        return Some(("a participle of cause with \"by\"", 0.75));
    }
    for m in p.with(r, Sense::Cause) {
        if m.entry.as_verb.has(Sense::Cause) {
            let tail = r.is(m.at, Classes::ING) && m.at > p.from && r.sign(m.at - 1) == Some(',');
            let passive = r.is(m.at, Classes::PARTICIPLE)
                && r.lower(m.at + m.len) == "by"
                && p.heads_predicate(r, m.at);
            // "results from the survey": a noun.
            let noun = r.is(m.at, Classes::NOUNY) && p.finite(m.at) != Finite::Surely;
            if m.role == Role::Main
                && (p.heads_predicate(r, m.at) || m.len > 1 && !noun && p.is_verb(r, m.at) || tail || passive)
            {
                return Some(("a verb of cause carries it", 0.8));
            }
        } else if m.entry.senses.has(Sense::Future) && r.is(m.at + m.len, Classes::BASE)
            || r.lower(m.at + m.len) == "be"
            || m.len > 1
                && r.lower(m.at + m.len - 2) == "due"
                && r.is(m.at + m.len, Classes::BASE)
                && (!r.is(m.at + m.len, Classes::NOUNY) || is_planned(r, m.at + m.len))
        {
            // "is due to open" is a plan.
        } else if r.lower(m.at) == "linked" && (!p.heads_predicate(r, m.at) || has_party(r, p)) {
            // "firms linked to the network", "Osk is linked to it": a tie, no cause.
        } else if !matches!(m.role, Role::Relative | Role::Condition | Role::Aside) {
            return Some(("words of cause attach to it (\"due to\", \"because\")", 0.8));
        }
    }
    None
}

fn evaluation(r: &Reading<'_>, p: &Parse) -> Option<(&'static str, f32)> {
    let main = p.main?;
    let judges = |m: &Mark| {
        m.role == Role::Main
            && (!m.entry.as_verb.has(Sense::Judging) || p.heads_predicate(r, m.at) && weighs(r, p, m))
    };
    if p.with(r, Sense::Judging).any(judges) {
        return Some(("its verb judges (\"represents\", \"underscores\")", 0.65));
    }
    if r.is(main, Classes::BE) && super::polarity::is_contrasted(r, p) {
        return Some(("\"is not X but Y\": it weighs one thing against another", 0.6));
    }
    // The complement of "is", "remains", "became": adjective or noun of value close behind the verb.
    let copula = (main..p.to.min(main + 4)).find(|&k| r.is(k, Classes::BE | Classes::COPULA))?;
    if copula != main && !p.heads_predicate(r, copula) {
        return None;
    }
    let near = |at: usize, reach: usize| {
        at > copula
            && at <= copula + reach
            && (copula + 1..at).all(|k| r.is_word(k) && !r.is(k, Classes::PREPOSITION))
    };
    for m in p.with(r, Sense::Judgement).filter(|m| m.role == Role::Main) {
        // "The samples were positive for the virus": a finding.
        let tested = matches!(r.lower(m.at), "positive" | "negative") && r.lower(m.at + m.len) == "for";
        if near(m.at, 6) && !tested {
            return Some(("a value judgement is the predicate", 0.75));
        }
    }
    // "there was more interest" counts.
    let exists = r.before(copula, p.from).is_some_and(|k| r.lower(k) == "there");
    if !exists
        && (copula + 1..p.to.min(copula + 4)).any(|k| {
            matches!(r.lower(k), "more" | "most" | "less" | "least" | "too")
                && !r.is_number(k + 2)
                && !matches!(r.lower(k + 1), "than" | "recent" | "senior" | "populous")
        })
    {
        return Some(("a comparison is the predicate", 0.6));
    }
    None
}

/// Whether a verb of judgement judges: "served as the main negotiator" gives a post, "are illustrated in Figure 2" a
/// place, "represented the port" an office.
fn weighs(r: &Reading<'_>, p: &Parse, m: &Mark) -> bool {
    let next = m.at + m.len;
    let passive = r.is(m.at, Classes::PARTICIPLE)
        && r.before(m.at, p.from)
            .is_some_and(|k| r.is(k, Classes::BE) || matches!(r.lower(k), "be" | "been" | "being"));
    if passive && r.is(next, Classes::PREPOSITION) {
        return false;
    }
    let stop =
        (next..p.to).find(|&k| !r.is_word(k) || k > next && r.is(k, Classes::PREPOSITION)).unwrap_or(p.to);
    // "reflected on his youth" thinks.
    if r.lower(m.at).starts_with("reflect") && matches!(r.lower(next), "on" | "upon") {
        return false;
    }
    let person = (next..stop).any(|k| r.is(k, Classes::SPEAKER));
    let reflexive = r.lower(next).ends_with("self") || r.lower(next).ends_with("selves");
    let named = r.is(m.at, Classes::PAST) && r.is_capital(next)
        || next + 1 < stop && r.is(next, Classes::DETERMINER) && r.is_capital(stop - 1);
    !(person || reflexive || named)
}
