//! Of whom a claim asks that something be done: the subject of "must", or who is urged to.

use super::lexicon::{Group, Sense};
use super::parse::{Finite, Parse};
use super::reading::Reading;
use super::sources::{self, Np};
use super::speech::Said;
use super::words::Classes;
use crate::model::{Span, Via};

/// Who is to act, if the words name somebody who can: an actor, or a noun for people and bodies.
pub(super) fn of(r: &Reading<'_>, p: &Parse, said: &[Said]) -> Option<Span> {
    let urged = said
        .iter()
        .filter(|s| matches!(s.found.group, Some(Group::Demand | Group::Request)))
        .filter_map(|s| s.found.content.first().copied())
        .filter(|c| c.0 >= p.from && c.1 <= p.to)
        .find_map(|c| infinitive(r, c).map(|to| (c.0, to)));
    if let Some(np) = urged {
        return party(r, np);
    }
    let obliges = p
        .with(r, Sense::Obligation)
        .find(|m| m.is_main() && p.finite(m.at) != Finite::No && m.at > p.from)?;
    party(r, sources::before(r, obliges.at, p.from, &|_| false)?)
}

/// The "to" before what is asked for: "Osk to open the border".
fn infinitive(r: &Reading<'_>, content: Np) -> Option<usize> {
    /// The longest party, in tokens.
    const LONGEST: usize = 12;
    (content.0 + 1..content.1.min(content.0 + LONGEST))
        .find(|&k| r.lower(k) == "to" && r.is(k + 1, Classes::BASE | Classes::BE | Classes::HAVE))
}

/// The words that name who can act: a mention at the end of the phrase, else the noun with what stands before it.
fn party(r: &Reading<'_>, np: Np) -> Option<Span> {
    let whole = r.span(np.0, np.1);
    let named = r.mentions_in(whole).iter().rev().find(|m| m.2 != Via::Demonym && m.0.end == whole.end);
    if let Some(m) = named {
        return Some(m.0);
    }
    let end = (np.0..np.1).find(|&k| k > np.0 && !r.is_word(k) || r.is(k, Classes::RELATIVE)).unwrap_or(np.1);
    let head = (np.0..end)
        .find(|&k| k > np.0 && r.is(k, Classes::PREPOSITION) && !r.is(k, Classes::DETERMINER))
        .unwrap_or(end)
        .checked_sub(1)?;
    let start = (np.0..=head).find(|&k| !r.is(k, Classes::DETERMINER) || r.is(k, Classes::SPEAKER))?;
    (r.is(head, Classes::SPEAKER) && !r.is(head, Classes::PERSON)).then(|| r.span(start, head + 1))
}

#[cfg(test)]
mod tests {
    use super::super::tests::read_with;

    #[test]
    fn who_is_asked() {
        for (text, asked) in [
            ("The ministry must publish the list.", Some("ministry")),
            ("Sarn should open the border.", Some("Sarn")),
            ("The report urged Sarn to open the border.", Some("Sarn")),
            ("The council called on the skippers of Lomar to close the port.", Some("skippers")),
            ("The list must be published.", None),
            ("Publish the list.", None),
        ] {
            let (claims, _) = read_with(text, &["Sarn"]);
            assert_eq!(claims[0].addressee.map(|s| s.of(text)), asked, "{text}");
        }
    }
}
