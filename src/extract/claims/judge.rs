//! Kind, polarity, certainty and attribution of one clause together: what is judged is the content where somebody is
//! said to have said it.

use super::certainty::{Surety, certainty};
use super::kind::{Setting, kind};
use super::lexicon::{Group, LEXICON};
use super::parse::Parse;
use super::polarity::{opens_quotation, polarity};
use super::reading::Reading;
use super::speech::Said;
use super::words::Classes;
use crate::model::{Certainty, ClaimKind, Polarity, Why};

/// What the rules say of a clause.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    pub kind: ClaimKind,
    pub polarity: Polarity,
    pub surety: Surety,
    /// Index of the innermost attribution.
    pub attribution: Option<usize>,
    pub why: Why,
}

/// Judges a clause. `question` tells whether its sentence ends in a question mark.
pub(super) fn judge(r: &Reading<'_>, p: &Parse, question: bool, said: &[Said]) -> Verdict {
    let carrier = carrier(r, p, said);
    let attribution = carrier.map(|s| s.id);
    if carrier.is_none()
        && !question
        && let Some(start) = introduced(r, p)
    {
        return verdict(r, &Parse::of(r, start, p.to), Setting::default(), None, None);
    }
    if carrier.is_none()
        && let Some(v) = behind_colon(r, p, question)
    {
        return v;
    }
    let Some((said, content)) = carrier.and_then(|s| Some((s, inner(p, s)?))) else {
        return verdict(r, p, Setting { question, ..Setting::default() }, None, attribution);
    };
    let group = said.found.group;
    let cue_inside =
        said.found.cue.0 >= p.from && said.found.cue.1 <= p.to && said.found.cue.0 < said.found.cue.1;
    if !cue_inside {
        return verdict(r, p, Setting { question, ..Setting::default() }, None, attribution);
    }
    let boosted = r.lower(said.found.cue.1 - 1).starts_with("confirm");
    let content = Parse::of(r, content.0, content.1);
    // "describes this as “repel, don't expel”": the verb of a slogan is not that of the content.
    let clausal = content.main.is_some_and(|m| {
        r.is_sign(content.from, &['“', '"', '«', '‘', '\'']) || !opens_quotation(r, content.from, m)
    });
    let judged = if clausal || matches!(group, Some(Group::Demand | Group::Request | Group::Promise)) {
        &content
    } else {
        p
    };
    let deciding = match group {
        Some(Group::Demand | Group::Request | Group::Promise | Group::Outlook | Group::Denial) => group,
        _ => None,
    };
    // "had anticipated": what was expected then is no forecast.
    let deciding = deciding.filter(|g| *g != Group::Outlook || r.lower(said.found.cue.0) != "had");
    // "agreed that the door was locked", "agreed that the caps could be raised": of one mind, bound to nothing.
    let that = (said.found.cue.1..content.from.max(said.found.cue.1 + 1)).any(|k| r.lower(k) == "that");
    let of_one_mind = |m: usize| {
        let bound = |k: usize| matches!(r.lower(k), "will" | "would" | "shall" | "must" | "should");
        let so = r.is(m, Classes::BE | Classes::HAVE | Classes::PAST) && !content.has_modal(r);
        (that || so) && !(content.from..=m).any(bound)
    };
    let agreed = r.lower(said.found.cue.1 - 1).starts_with("agree") && content.main.is_some_and(of_one_mind);
    let deciding = deciding.filter(|g| *g != Group::Promise || !agreed);
    let past = (said.found.cue.0..said.found.cue.1)
        .any(|k| r.is(k, Classes::PAST) && !r.is(k, Classes::BASE) || r.lower(k) == "had");
    let whole = std::ptr::eq(judged, p);
    let setting = Setting { question, group: deciding, past, content: !whole };
    let mut v = verdict(r, judged, setting, group, attribution);
    // "said that it would close": the future as it was seen then, under no condition.
    if past
        && !whole
        && v.surety.certainty == Certainty::Hypothetical
        && v.kind == ClaimKind::Forecast
        && !v.surety.conditioned
    {
        v.surety.certainty = Certainty::Stated;
        v.surety.conditional = false;
    }
    // "had not foreseen that it could fail": what was not expected then is told.
    if group == Some(Group::Outlook) && r.lower(said.found.cue.0) == "had" && v.kind == ClaimKind::Forecast {
        v.kind = ClaimKind::Fact;
        v.surety.certainty = Certainty::Stated;
    }
    if boosted && v.surety.certainty == Certainty::Stated {
        v.surety.certainty = Certainty::Boosted;
    }
    // "Kabul has not said that …", "denied that": the negation of the frame counts where it stands.
    if !clausal && polarity(r, p, None) == Polarity::Negative {
        v.polarity = Polarity::Negative;
    }
    v
}

fn verdict(
    r: &Reading<'_>,
    p: &Parse,
    setting: Setting,
    group: Option<Group>,
    attribution: Option<usize>,
) -> Verdict {
    let (kind, why) = kind(r, p, setting);
    Verdict { kind, polarity: polarity(r, p, group), surety: certainty(r, p, kind), attribution, why }
}

/// "It is important to note that the road is shut", "It should be noted that it is": where what is asserted begins.
fn introduced(r: &Reading<'_>, p: &Parse) -> Option<usize> {
    /// The longest introduction, in tokens.
    const LONGEST: usize = 9;
    let first = (p.from..p.to).find(|&k| !r.is_adverb(k) && r.is_word(k))?;
    if r.lower(first) != "it" {
        return None;
    }
    let that = (first + 3..p.to.min(first + LONGEST)).find(|&k| r.lower(k) == "that")?;
    let verb = (first + 2..that).rev().take(2).find(|&k| r.says(k))?;
    let weighed = r.lower(verb - 1) == "to" && LEXICON.weighing.contains(r.lower(verb.checked_sub(2)?));
    let noted = r.is(first + 1, Classes::MODAL) && r.is(verb, Classes::PARTICIPLE);
    let worth = r.is(verb, Classes::ING) && r.lower(verb - 1) == "worth";
    ((weighed || noted || worth) && verb + 1 == that && that + 3 < p.to).then_some(that + 1)
}

/// "Here is the truth: trade has collapsed": what stands behind the colon is what is asserted, if it is a clause and the
/// words before it neither ask nor foretell.
fn behind_colon(r: &Reading<'_>, p: &Parse, question: bool) -> Option<Verdict> {
    let colon = (p.from + 1..p.to).find(|&k| r.sign(k) == Some(':'))?;
    let rest = Parse::of(r, colon + 1, p.to);
    if question || colon > p.from + 9 || !rest.has_sure_finite(rest.from, rest.to) {
        return None;
    }
    let before = verdict(r, &Parse::of(r, p.from, colon), Setting::default(), None, None);
    if !matches!(before.kind, ClaimKind::Fact | ClaimKind::Evaluation)
        || before.polarity == Polarity::Negative
    {
        return None;
    }
    let mut v = verdict(r, &rest, Setting::default(), None, None);
    if v.surety.certainty == Certainty::Stated {
        v.surety.certainty = before.surety.certainty;
    }
    Some(v)
}

/// The attribution that carries the clause: its cue or content covers the main verb, the innermost of several.
fn carrier<'s>(r: &Reading<'_>, p: &Parse, said: &'s [Said]) -> Option<&'s Said> {
    let main = p.main.unwrap_or(p.from);
    let subordinate = p.main.is_some() && r.is(p.from, Classes::SUBORDINATOR);
    let carrier = said
        .iter()
        .filter(|s| s.found.asserts)
        .filter(|s| {
            // "News reports and politicians alleged": a noun of the source taken for the verb.
            let named = s.found.source.is_some_and(|np| np.0 <= main && main < np.1 && np.1 <= s.found.cue.0);
            let cue = (s.found.cue.0 <= main && main < s.found.cue.1 || named) && s.found.cue.0 >= p.from;
            let covers = s.found.content.iter().any(|c| c.0 <= main && main < c.1);
            let (shared, own): (usize, usize) = (
                s.found.content.iter().map(|c| c.1.min(p.to).saturating_sub(c.0.max(p.from))).sum(),
                p.to.saturating_sub(p.from),
            );
            // "What mattered was that the mate told the crew that …": the whole predicate is what is told.
            let complement = s
                .found
                .source
                .is_some_and(|np| np.0 > p.from && r.lower(np.0 - 1) == "that" && np.0 - 1 == main + 1);
            let complement = complement && r.is(main, Classes::BE);
            // "issued a statement saying that …", "emailed Osk saying that …": the message is what the sentence tells.
            let brings = LEXICON.sends.contains(r.lower(main)) || LEXICON.contacts.contains(r.lower(main));
            let message = brings
                && s.found.cue.0 > main
                && s.found.cue.1 == s.found.cue.0 + 1
                && r.is(s.found.cue.0, Classes::ING)
                && s.found.source.is_some_and(|np| np.1 <= main)
                && (main..s.found.cue.0).all(|k| r.sign(k) != Some(',') && !r.is(k, Classes::COORDINATOR));
            // A cue behind the main verb, in a clause of its own, carries nothing of what stands before it.
            let trails =
                !complement && !message && s.found.cue.0 > main && s.found.content.iter().all(|c| c.0 > main);
            // "Despite claims that …, nobody came": what nobody is named for carries only its own clause.
            let aside = s.found.source.is_none() && !s.inherited && p.main.is_some();
            // "When one side demands access, the gap is wide": told in the clause before the main one.
            let leads = subordinate && s.found.cue.1 <= main && s.found.content.iter().all(|c| c.1 <= main);
            cue || covers || message || shared * 2 > own && !trails && !aside && !leads
        })
        .min_by_key(|s| (s.inherited, s.found.content.iter().map(|c| c.1 - c.0).sum::<usize>()))?;
    // "Holm asked what the fee was, and Osk answered: “Ninety crowns.”": the answer is what is asserted.
    let verb = carrier.found.cue.1.checked_sub(1).map_or("", |k| r.lower(k));
    let asks = verb.starts_with("ask") && !carrier.inherited;
    let end = carrier.found.content.last().map_or(p.to, |c| c.1);
    let answer = said.iter().find(|s| {
        asks && s.found.asserts
            && !s.inherited
            && s.found.source.is_some_and(|np| np.0 >= end && np.1 <= s.found.cue.0)
            && s.found.cue.1 <= p.to
            && matches!(s.found.group, Some(Group::Strong | Group::Speech))
    });
    Some(answer.unwrap_or(carrier))
}

/// The largest stretch of the content that lies in the clause.
fn inner(p: &Parse, s: &Said) -> Option<(usize, usize)> {
    s.found
        .content
        .iter()
        .map(|c| (c.0.max(p.from), c.1.min(p.to)))
        .filter(|c| c.0 < c.1)
        .max_by_key(|c| c.1 - c.0)
}
