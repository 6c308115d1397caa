//! Where a sentence is cut into several claims: only where its halves differ in kind, polarity, certainty, source, or in
//! event and date.

use super::judge::{Verdict, judge};
use super::lexicon::{Group, LEXICON, Sense};
use super::parse::{Finite, Parse, Role};
use super::reading::Reading;
use super::speech::Said;
use super::words::Classes;
use crate::model::{Certainty, ClaimKind};

/// A clause as tokens, and whether it ends its sentence whole (then its final stop belongs to it).
pub(super) type Cut = (usize, usize);

/// Which sort of boundary a cut would be made at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// A semicolon.
    Semicolon,
    /// ", but", ", while" before a subject.
    Clause,
    /// "and agreed": a second verb of the same subject.
    Verb,
    /// ", calling for …".
    Participle,
    /// "– she said that …": another speaks.
    Told,
    /// ", after growing …".
    Time,
}

/// The clauses of a sentence; one, the whole, in most cases. `to` excludes nothing: the final stop is cut by the caller.
pub(super) fn split(r: &Reading<'_>, p: &Parse, said: &[Said]) -> Vec<Cut> {
    let end = trimmed_end(r, p.to);
    let mut cuts = Vec::new();
    let mut start = p.from;
    // "Even as the talks collapsed in March, …": an event with a date of its own.
    if let Some((dated, next)) = dated_opening(r, p, end) {
        cuts.push(dated);
        start = next;
    } else if let Some((conceded, next)) = conceded_opening(r, p, end)
        && !said.iter().any(|s| spans(s, conceded.1, next))
    {
        let stop = next_boundary(r, p, next, end, Joint::Clause);
        if grants_other(r, p, conceded, (next, stop), said) {
            cuts.push(conceded);
            start = next;
        }
    }
    let telling = said.iter().any(|s| !s.inherited && tells(r, s));
    for k in start + 1..end {
        let told = if telling { told_joint(r, k, said) } else { None };
        let Some((joint, next)) = told.or_else(|| joint(r, p, k, end)) else { continue };
        if next <= start + 2 || said.iter().any(|s| spans(s, k, next)) {
            continue;
        }
        let stop = next_boundary(r, p, next, end, joint);
        if k < start + 2 || stop < next + 2 {
            continue;
        }
        if differs(r, p, (start, k), (next, stop), joint, said) {
            cuts.push((start, k));
            start = next;
        }
    }
    if cuts.is_empty() {
        return vec![(p.from, p.to)];
    }
    cuts.push((start, end));
    cuts.into_iter().map(|cut| without_connective(r, cut)).collect()
}

/// A subordinate clause at the start that tells an event with its date, and where the main clause begins.
fn dated_opening(r: &Reading<'_>, p: &Parse, end: usize) -> Option<(Cut, usize)> {
    let main = p.main?;
    if p.role(p.from) != Role::Sub {
        return None;
    }
    let comma = (p.from..end).find(|&k| r.sign(k) == Some(',') && p.role(k) == Role::Main && k < main)?;
    // "After the trial, the judge, by an order dated in May, ruled": the clause was over before.
    if (p.from..comma).any(|k| r.sign(k) == Some(',')) {
        return None;
    }
    let open = (p.from..comma).find(|&k| !r.is(k, Classes::SUBORDINATOR) && !r.is_adverb(k))?;
    let told = p.has_finite(open + 1, comma) && r.is_dated(r.span(open, comma));
    (told && comma + 3 < end).then_some(((open, comma), comma + 1))
}

/// "While the talks failed, …": a clause that grants something before the main one, and where this begins.
fn conceded_opening(r: &Reading<'_>, p: &Parse, end: usize) -> Option<(Cut, usize)> {
    let main = p.main?;
    let even = usize::from(r.lower(p.from) == "even");
    let grants = matches!(r.lower(p.from + even), "while" | "whereas" | "although" | "though");
    if !grants || p.role(p.from) != Role::Sub {
        return None;
    }
    let open = p.from + even + 1;
    let comma = (open..end).find(|&k| r.sign(k) == Some(',') && p.role(k) == Role::Main && k < main)?;
    (p.has_finite(open + 1, comma) && comma >= open + 2 && comma + 3 < end)
        .then_some(((open, comma), comma + 1))
}

/// Whether what is granted is told, where the main clause asks, promises or foretells, or whether another says it.
fn grants_other(r: &Reading<'_>, p: &Parse, granted: Cut, main: Cut, said: &[Said]) -> bool {
    let a = judge(r, &Parse::of(r, granted.0, granted.1), false, said);
    let b = judge(r, &read(r, p, main), false, said);
    firm(b.kind).is_some() && firm(a.kind).is_none() || own_source(&a) != own_source(&b)
}

/// The start of a cut clause without what only joins it ("Furthermore, …", "and …").
fn without_connective(r: &Reading<'_>, (from, to): Cut) -> Cut {
    let mut k = from;
    while k + 2 < to
        && (r.is(k, Classes::COORDINATOR)
            || r.is_adverb(k) && r.sign(k + 1) == Some(',')
            || r.sign(k) == Some(','))
    {
        k += 1;
    }
    (k, to)
}

fn trimmed_end(r: &Reading<'_>, to: usize) -> usize {
    let mut end = to;
    while end > 0 && r.is_sign(end - 1, &['.', '!', '?', '…']) {
        end -= 1;
    }
    end
}

/// Whether the content of an attribution lies on both sides: then its source holds the sentence together.
fn spans(s: &Said, k: usize, next: usize) -> bool {
    s.found.content.iter().any(|c| c.0 < k && c.1 > next) && s.found.cue.0 < k
}

/// A joint behind which what somebody says begins: ", but some said that …", "– she said that …", "and said that …".
fn told_joint(r: &Reading<'_>, k: usize, said: &[Said]) -> Option<(Joint, usize)> {
    let dash = r.is_sign(k, &['—', '–']) || super::parse::is_dash(r, k);
    let comma = r.sign(k) == Some(',');
    let joins = matches!(
        r.lower(if comma { k + 1 } else { k }),
        "but" | "and" | "while" | "whereas" | "although" | "though"
    );
    if !dash && !joins || comma && r.is_word(k) {
        return None;
    }
    let next = if comma { k + 2 } else { k + 1 };
    let own = |s: &Said| {
        let np = s.found.source?;
        let first = (next..np.0.max(next)).all(|j| r.is_adverb(j));
        let shared = np.1 <= k
            && s.found.cue.0 >= next
            && !s.inherited
            && (next..s.found.cue.0).all(|j| r.is_adverb(j) || r.is(j, Classes::HAVE));
        let begins = first && np.0 >= next && s.found.cue.0 >= np.1;
        (tells(r, s) && (begins && (dash || comma) || shared && !dash)).then_some(())
    };
    said.iter().any(|s| own(s).is_some()).then_some((Joint::Told, next))
}

/// The joint at token `k` and the first token of the clause behind it.
fn joint(r: &Reading<'_>, p: &Parse, k: usize, end: usize) -> Option<(Joint, usize)> {
    // Of all words only conjunctions join.
    if r.is_word(k) && !r.is(k, Classes::COORDINATOR) {
        return None;
    }
    if p.role(k) == Role::Aside
        || matches!(p.role(k + 1), Role::Sub | Role::Condition) && p.main.is_none_or(|m| m > k)
    {
        return None;
    }
    if r.sign(k) == Some(';') {
        let skip = r.is(k + 1, Classes::COORDINATOR) || r.is_adverb(k + 1) && r.sign(k + 2) == Some(',');
        let next = if !skip {
            k + 1
        } else if r.sign(k + 2) == Some(',') {
            k + 3
        } else {
            k + 2
        };
        return Some((Joint::Semicolon, next));
    }
    if r.sign(k) == Some(',') {
        if matches!(
            r.lower(k + 1),
            "but" | "while" | "whereas" | "yet" | "and" | "so" | "although" | "though"
        ) {
            let next = k + 2;
            if r.lower(next) == "that" {
                return None;
            }
            // A clause of its own: a subject stands before its verb.
            let stop = (next..end).find(|&j| r.sign(j) == Some(';')).unwrap_or(end);
            let verb = (next..stop).find(|&j| p.finite(j) == Finite::Surely)?;
            return (verb > next
                && !r.is(next, Classes::PREPOSITION)
                && (next..verb).any(|j| r.is_nounlike(j) || r.is(j, Classes::PERSON | Classes::SUBJECT))
                && !(next..verb).any(|j| r.sign(j) == Some(',')))
            .then_some((Joint::Clause, next));
        }
        // "The files, amounting to a million, included …": put in between subject and verb.
        let close = (k + 2..end).find(|&j| r.sign(j) == Some(','));
        let inserted = || {
            close.is_some_and(|c| {
                p.finite(c + 1) == Finite::Surely
                    || p.finite(c + 1) == Finite::Possibly
                        && r.is(c + 1, Classes::PAST)
                        && !r.is(c + 2, Classes::PREPOSITION)
            })
        };
        if r.is(k + 1, Classes::ING) && inserted() {
            return None;
        }
        if r.is(k + 1, Classes::ING) && p.main.is_some_and(|m| m < k) {
            return Some((Joint::Participle, k + 1));
        }
        if matches!(r.lower(k + 1), "after" | "before" | "following") && p.main.is_some_and(|m| m < k) {
            return Some((Joint::Time, k + 1));
        }
        return None;
    }
    if matches!(r.lower(k), "and" | "but") && p.main.is_some_and(|m| m < k) && p.role(k) == Role::Main {
        // "will not and should not match": both auxiliaries have one verb.
        let shared = r.before(k, p.from).is_some_and(|j| r.is(j, Classes::AUXILIARY));
        if shared {
            return None;
        }
        let next = (k + 1..end.min(k + 4)).find(|&j| !r.is_adverb(j))?;
        let c = r.class(next);
        // "will be swift, and aimed at the port": a further predicate of "be".
        let predicate = c.any(Classes::PARTICIPLE)
            && r.is(next + 1, Classes::PREPOSITION)
            && p.main.is_some_and(|m| {
                (m..m + 3).any(|j| r.is(j, Classes::BE) || r.lower(j) == "be")
                    && (m..k).all(|j| !r.is(j, Classes::PAST) || r.is(j, Classes::AUXILIARY))
            });
        if predicate {
            return None;
        }
        let finite = c.any(Classes::AUXILIARY)
            || c.any(Classes::PAST | Classes::THIRD) && !r.is(next + 1, Classes::AUXILIARY);
        return finite.then_some((Joint::Verb, k + 1));
    }
    None
}

/// Where the clause that begins at `next` ends at the latest.
fn next_boundary(r: &Reading<'_>, p: &Parse, next: usize, end: usize, joint: Joint) -> usize {
    let at = (next + 1..end).find(|&k| {
        r.sign(k) == Some(';')
            || joint == Joint::Participle && r.sign(k) == Some(',') && r.is(k + 1, Classes::ING)
            || matches!(self::joint(r, p, k, end), Some((Joint::Clause, _)))
    });
    at.unwrap_or(end)
}

fn differs(r: &Reading<'_>, p: &Parse, left: Cut, right: Cut, joint: Joint, said: &[Said]) -> bool {
    let a = judge(r, &Parse::of(r, left.0, left.1), false, said);
    if joint == Joint::Told {
        // The text's own word before it, or another's.
        let b = judge(r, &read(r, p, right), false, said);
        let first = Parse::of(r, left.0, left.1);
        return own_source(&b).is_some() && own_source(&a) != own_source(&b) && first.main.is_some();
    }
    if joint == Joint::Participle {
        return participle_differs(r, p, right, said)
            || own_source(&a).is_none() && said.iter().any(|s| tells_by_participle(r, s, right));
    }
    if joint == Joint::Time {
        let dated = |c: Cut| !r.times_in(r.span(c.0, c.1)).is_empty();
        return r.is(right.0 + 1, Classes::ING) && dated(left) && dated(right);
    }
    let parse = read(r, p, right);
    let b = judge(r, &parse, false, said);
    let verbless = |q: &Parse| q.main.is_none() && super::kind::imperative(r, q).is_none();
    if verbless(&parse) || verbless(&Parse::of(r, left.0, left.1)) {
        return false;
    }
    // "is not about forms; it is about trust": one claim.
    let negated = (left.0..left.1)
        .any(|k| r.cues.longest(r.slice(k, left.1)).is_some_and(|(_, e)| e.senses.has(Sense::Negation)));
    if negated
        && joint != Joint::Verb
        && matches!(r.lower(right.0), "it" | "it's" | "they" | "this" | "that" | "rather" | "instead")
    {
        return false;
    }
    if joint == Joint::Verb {
        let aspect = r.is(left.0, Classes::VERB)
            || parse.main.is_some_and(|m| {
                r.is(m, Classes::BE | Classes::HAVE) && matches!(r.lower(m), "is" | "are" | "has" | "have")
            });
        let past = Parse::of(r, left.0, left.1)
            .main
            .is_some_and(|m| r.is(m, Classes::PAST) && !r.is(m, Classes::AUXILIARY));
        let dated = !r.times_in(r.span(left.0, left.1)).is_empty();
        // "met the crew and said that …": the second part is what a source says.
        let told = own_source(&a).is_none()
            && said.iter().any(|s| {
                let cue =
                    (right.0..s.found.cue.0.max(right.0)).all(|k| r.is_adverb(k) || r.is(k, Classes::HAVE));
                s.found.cue.0 >= right.0 && cue && tells(r, s)
            });
        return firm(a.kind) != firm(b.kind) || aspect && past && dated || told;
    }
    let source = own_source(&a) != own_source(&b);
    let surety = hedged(a.surety.certainty) != hedged(b.surety.certainty);
    let kinds = firm(a.kind) != firm(b.kind) || joint == Joint::Semicolon && a.kind != b.kind;
    kinds
        || surety
        || source
        || a.polarity != b.polarity
        || joint == Joint::Semicolon && both_dated(r, left, right)
}

/// Reads a clause that was cut from `whole`: one behind "and" has the subject of the clause before it, unless that is
/// an order.
pub(super) fn read(r: &Reading<'_>, whole: &Parse, cut: Cut) -> Parse {
    let mut parse = Parse::of(r, cut.0, cut.1);
    parse.elided = cut.0 > whole.from
        && matches!(r.lower(cut.0 - 1), "and" | "but" | "or" | "then")
        && super::kind::imperative(r, whole).is_none();
    parse
}

fn both_dated(r: &Reading<'_>, left: Cut, right: Cut) -> bool {
    [left, right].iter().all(|c| !r.times_in(r.span(c.0, c.1)).is_empty())
}

fn own_source(v: &Verdict) -> Option<usize> {
    v.attribution
}

/// Kinds that a cut may rest on; fact, evaluation and cause are too near one another.
fn firm(kind: ClaimKind) -> Option<ClaimKind> {
    matches!(
        kind,
        ClaimKind::Prescription | ClaimKind::Commitment | ClaimKind::Forecast | ClaimKind::Question
    )
    .then_some(kind)
}

fn hedged(certainty: Certainty) -> Option<Certainty> {
    matches!(certainty, Certainty::Probable | Certainty::Possible | Certainty::Doubtful).then_some(certainty)
}

/// ", alleging that the crew fled": the words of a source, where the sentence before it is the text's own.
fn tells_by_participle(r: &Reading<'_>, s: &Said, tail: Cut) -> bool {
    s.found.cue.0 == tail.0 && tells(r, s)
}

/// Whether a source says something in a clause with "that" or in a quotation.
fn tells(r: &Reading<'_>, s: &Said) -> bool {
    s.found.asserts
        && s.found.source.is_some()
        && matches!(
            s.found.group,
            Some(Group::Strong | Group::Speech | Group::Clause | Group::Finding | Group::Denial)
        )
        && s.found.content.first().is_some_and(|c| {
            r.lower(c.0.wrapping_sub(1)) == "that"
                || r.is_sign(c.0, &['“', '"', '‘', '\''])
                    && c.1 - c.0 > 5
                    && (c.0..c.1).any(|k| r.is(k, Classes::AUXILIARY))
        })
}

/// ", calling for talks" asks, ", illustrating the risk" judges, where the sentence tells.
fn participle_differs(r: &Reading<'_>, p: &Parse, tail: Cut, said: &[Said]) -> bool {
    let demanded = said.iter().any(|s| {
        s.found.cue.0 == tail.0
            && matches!(s.found.group, Some(Group::Demand | Group::Request | Group::Promise))
    });
    let explains = LEXICON.tails.contains(r.lower(tail.0));
    let judged = !explains && p.marks.iter().any(|m| m.at == tail.0 && m.entry.senses.has(Sense::Judging));
    demanded || judged && tail.1 - tail.0 >= 4
}
