//! The rules' candidates and the tagger's names become one list: where they differ, the surer one holds.

use super::lexicon::{Meaning, is};
use super::names::words;
use super::reading::{Reading, Style};
use super::scan::{COMPANY, Candidate, Guess};
use super::shape::{GROUND, IN_REGION, OPENED};
use super::tag_borders;
use super::tagger::labels::Kind;
use super::tagger::{Tag, Tags};

// All in votes of training. The scores of the development texts hardly change with any of them.

/// A name where the rules see none needs so much.
const NEW: f32 = 2.0;
/// Other borders than those of the rules need so much.
const OTHER_BORDERS: f32 = 1.0;
/// A place of the lists that is no place here needs so much.
const NO_PLACE: f32 = 8.0;
/// The same where it would be a body.
const NO_TOWN: f32 = 55.0;
/// The same where the list has several words ("Middle East").
const NO_REGION: f32 = 40.0;
/// A name of a state that is a person's.
const NO_STATE: f32 = 2.0;
/// A body that is nothing but a known name and other words, none of them a noun for institutions.
const OVER_KNOWN: f32 = 45.0;
/// Another kind than the one that the words around it tell.
const OTHER_READING: f32 = 4.0;
/// Another kind than the one that the form tells.
const OTHER_KIND: f32 = 25.0;

/// The rule of a name that only the tagger sees.
pub(super) const READ: &str = "reads like a name";
/// Votes of a name of which the tagger is sure, even where capitals around it tell nothing.
pub(super) const SURE: u8 = 5;

/// Joins them; the result is in text order and nothing in it overlaps.
pub(super) fn join(r: &Reading<'_>, candidates: &[Candidate], tags: &Tags) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::with_capacity(candidates.len() + tags.names.len() / 4);
    let names = tag_borders::whole(r, &tags.names);
    let mut names = names.iter().peekable();
    let mut rest = candidates;
    loop {
        let Some(tag) = names.peek() else {
            out.extend(rest.iter().map(|c| untagged(c, tags)));
            break;
        };
        let before = rest.iter().take_while(|c| c.to <= tag.from).count();
        let (passed, others) = rest.split_at(before);
        out.extend(passed.iter().map(|c| untagged(c, tags)));
        let mut over = others.iter().take_while(|c| c.from < tag.to).count();
        // A candidate may reach over several tags; they are weighed together with it.
        let mut group: Vec<&Tag> = names.next().into_iter().collect();
        loop {
            let end = others.get(..over).and_then(|o| o.last()).map_or(0, |c| c.to);
            match names.next_if(|t| t.from < end) {
                Some(t) => {
                    over = others.iter().take_while(|c| c.from < t.to).count().max(over);
                    group.push(t);
                }
                None => break,
            }
        }
        let (met, behind) = others.split_at(over);
        weigh(r, met, &group, &mut out);
        rest = behind;
    }
    out
}

/// A candidate of which the tagger says that it is no name.
fn untagged(c: &Candidate, tags: &Tags) -> Candidate {
    let doubted = (c.from..c.to).all(|k| tags.outside.get(k).is_none_or(|o| *o));
    let weak = match c.guess {
        Guess::Known(_) => false,
        // What a title, a head word or a given name tells stays told.
        _ => c.votes < 4 && doubted,
    };
    match weak {
        true => Candidate { guess: Guess::Unknown, votes: 0, own: 0, ..*c },
        false => *c,
    }
}

/// Decides between candidates and tags that share tokens.
fn weigh(r: &Reading<'_>, met: &[Candidate], tags: &[&Tag], out: &mut Vec<Candidate>) {
    if let (&[c], &[tag]) = (met, tags)
        && (c.from, c.to) == (tag.from, tag.to)
    {
        out.push(same_words(r, c, tag));
        return;
    }
    // "Government of Peru": the place in a body's name is not all of it.
    if let (&[c], &[tag]) = (met, tags)
        && c.guess == Guess::Organisation
        && c.votes >= 4
        && tag.kind == Kind::Place
        && c.from <= tag.from
        && tag.to <= c.to
    {
        out.push(c);
        return;
    }
    // "Centers for Fish & Water Services": what stands behind "for" is not all of it.
    if let (&[c], &[tag]) = (met, tags)
        && c.guess == Guess::Organisation
        && c.votes >= 4
        && r.any(c.from, is::ORG_OF)
        && c.from + 1 < tag.from
        && tag.to == c.to
    {
        out.push(c);
        return;
    }
    // "Madrid NATO summit": where a body met is no part of it. "the Office of Mines Circular": nor is what it wrote.
    let is_placed = |a: &Candidate, b: &Candidate| {
        matches!(a.guess, Guess::Known(Meaning::Place | Meaning::Capital(_) | Meaning::State(_)))
            && matches!(b.guess, Guess::Known(Meaning::Body(_) | Meaning::BodyAcronym(_)))
            && a.to == b.from
    };
    if let &[tag] = tags
        && (matches!(met, [a, b] if is_placed(a, b) && (a.from, b.to) == (tag.from, tag.to))
            || is_work(r, tag)
                && met
                    .iter()
                    .any(|c| matches!(c.guess, Guess::Known(Meaning::Body(_) | Meaning::BodyAcronym(_)))))
    {
        out.extend_from_slice(met);
        return;
    }
    // "The Hague": what a list has in full is not cut, nor is a company's name.
    if let (&[c], &[tag]) = (met, tags)
        && (matches!(c.guess, Guess::Known(_)) || c.rule == COMPANY)
        && c.from <= tag.from
        && tag.to <= c.to
    {
        out.push(c);
        return;
    }
    // "National Marine Service": the tagger leaves out the noun that tells.
    if let (&[c], &[tag]) = (met, tags)
        && c.guess == Guess::Organisation
        && c.own >= 4
        && tag.kind == Kind::Organisation
        && c.from == tag.from
        && c.to == tag.to + 1
        && r.any(tag.to, is::ORG_TAIL)
        && !r.any(tag.to - 1, is::ORG_TAIL)
    {
        out.push(Candidate { votes: c.votes.max(votes(tag.lead)), lead: tag.lead, ..c });
        return;
    }
    // "UNICEF Ghana": the body, and where it works.
    let is_office = |a: &Candidate, b: &Candidate| {
        matches!(a.guess, Guess::Known(Meaning::Body(_) | Meaning::BodyAcronym(_)))
            && matches!(b.guess, Guess::Known(Meaning::State(_)))
            && a.to == b.from
    };
    // "Independent Ruritania", "Velm's Treasury bills": what the lists have is not all of a name that nothing else tells.
    if let &[tag] = tags
        && tag.kind == Kind::Organisation
        && (matches!(met, [a, b] if is_office(a, b) && (a.from, b.to) == (tag.from, tag.to))
            || tag.lead < OVER_KNOWN && is_over_known(r, met, tag))
    {
        out.extend_from_slice(met);
        return;
    }
    // "Asia and North Africa": two places, whatever they read like together.
    if let (&[a, b], &[tag]) = (met, tags)
        && [a, b].iter().all(|c| matches!(c.guess, Guess::Known(Meaning::Place | Meaning::State(_))))
        && (a.from, b.to) == (tag.from, tag.to)
        && a.to + 1 == b.from
        && matches!(r.slice(a.to), "and" | "&" | "or")
    {
        out.extend([a, b]);
        return;
    }
    // "Ana Osei Ana Osei": what the rules see twice is no longer name.
    let doubled = met.windows(2).any(|w| match w {
        [a, b] => {
            words(r, a.from, a.to).last() == words(r, b.from, b.to).first()
                || words(r, a.from, a.to) == words(r, b.from, b.to)
        }
        _ => false,
    });
    let lead = tags.iter().map(|t| t.lead).fold(f32::INFINITY, f32::min);
    let firm = met.iter().any(|c| match c.guess {
        Guess::Known(Meaning::Place | Meaning::UncertainPlace | Meaning::Capital(_)) => false,
        // "House of Representatives and Senate": two chambers.
        Guess::Known(Meaning::Body(_))
            if matches!(r.slice(c.to), "and" | "&")
                && r.any(c.to + 1, is::ORG_TAIL)
                && tags.iter().any(|t| t.to == c.to + 2) =>
        {
            true
        }
        // A longer name may have a state's in it.
        Guess::Known(_) => {
            !tags.iter().any(|t| t.from <= c.from && c.to <= t.to && t.to - t.from > c.to - c.from)
        }
        _ => false,
    });
    let bar = if met.is_empty() { NEW } else { OTHER_BORDERS };
    if firm || doubled || lead < bar {
        out.extend_from_slice(met);
        return;
    }
    let mut at = 0;
    for tag in tags {
        // What the rules know beside the tagger's names stays.
        for c in met.iter().filter(|c| c.from >= at && c.to <= tag.from && matches!(c.guess, Guess::Known(_)))
        {
            out.push(*c);
        }
        out.push(tagged(r, tag));
        at = tag.to;
    }
    for c in met.iter().filter(|c| c.from >= at && matches!(c.guess, Guess::Known(_))) {
        out.push(*c);
    }
}

/// Whether a tag is longer than a known name in it, and none of its words tells an institution.
fn is_over_known(r: &Reading<'_>, met: &[Candidate], tag: &Tag) -> bool {
    let inside = |c: &Candidate| {
        matches!(c.guess, Guess::Known(_))
            && tag.from <= c.from
            && c.to <= tag.to
            && c.to - c.from < tag.to - tag.from
    };
    met.iter().any(inside)
        && !(tag.from..tag.to).any(|k| r.any(k, is::ORG_TAIL | is::ORG_OF))
        && !met.iter().any(|c| c.guess == Guess::Organisation && c.own >= 4)
}

fn guess(kind: Kind) -> Guess {
    match kind {
        Kind::Person => Guess::Person,
        Kind::Organisation => Guess::Organisation,
        Kind::Place => Guess::Place,
    }
}

fn votes(lead: f32) -> u8 {
    match lead {
        l if l > 20.0 => 6,
        l if l > 10.0 => SURE,
        l if l > 6.0 => 4,
        l if l > 3.0 => 3,
        _ => 2,
    }
}

/// A name where the rules see none or another.
fn tagged(r: &Reading<'_>, tag: &Tag) -> Candidate {
    let style =
        r.segments.get(r.segments.partition_point(|s| s.to <= tag.from)).map_or(Style::Prose, |s| s.style);
    let quiet = style != Style::Prose;
    // "the United Nations": behind a word that the rules take for another name, but known all the same.
    let known = r.known_at(tag.from, tag.to).filter(|(n, _)| tag.from + n == tag.to);
    Candidate {
        from: tag.from,
        to: tag.to,
        guess: known.map_or(guess(tag.kind), |(_, known)| Guess::Known(known.meaning)),
        votes: if is_glued(r, quiet, tag) || is_work(r, tag) { 0 } else { votes(tag.lead) },
        rule: READ,
        quiet,
        own: 0,
        lead: tag.lead,
    }
}

/// Whether a name of several words ends in a noun for a text, a rule or a meeting.
fn is_work(r: &Reading<'_>, tag: &Tag) -> bool {
    tag.to > tag.from + 1
        && tag.kind != Kind::Person
        && r.any(tag.to - 1, is::WORK)
        && tag.lead < 2.0 * OTHER_KIND
}

/// Whether a heading's verb may stand in a person's name: "Osei Visits Welk", where every word has a capital.
fn is_glued(r: &Reading<'_>, quiet: bool, tag: &Tag) -> bool {
    let verb = |k: usize| r.any(k, is::COMMON) && !r.any(k, is::GIVEN | is::SURNAME | is::PARTICLE);
    quiet && tag.kind == Kind::Person && (tag.from..tag.to).any(verb)
}

/// Rules and tagger agree on the words.
fn same_words(r: &Reading<'_>, c: Candidate, tag: &Tag) -> Candidate {
    if is_glued(r, c.quiet, tag) {
        return c;
    }
    let other =
        Candidate { guess: guess(tag.kind), votes: votes(tag.lead), rule: READ, own: 0, lead: tag.lead, ..c };
    let agree = matches!(
        (c.guess, tag.kind),
        (Guess::Person, Kind::Person)
            | (Guess::Organisation, Kind::Organisation)
            | (Guess::Place, Kind::Place)
    );
    match c.guess {
        // "Osei Parishes", "Nasr, Upper Velm": no person is called so.
        Guess::Place
            if tag.kind == Kind::Person
                && (matches!(c.rule, IN_REGION | OPENED)
                    || c.rule == GROUND && r.lexicon.administrative.contains(r.lower(c.to - 1))) =>
        {
            c
        }
        _ if agree => Candidate { votes: c.votes.max(other.votes), lead: tag.lead, ..c },
        Guess::Known(Meaning::Place | Meaning::UncertainPlace | Meaning::Capital(_))
            if tag.kind != Kind::Place
                && tag.lead
                    > match tag.kind {
                        _ if c.to > c.from + 1 => NO_REGION,
                        Kind::Organisation => NO_TOWN,
                        _ => NO_PLACE,
                    } =>
        {
            other
        }
        Guess::Known(Meaning::State(_)) if tag.kind == Kind::Person && tag.lead > NO_STATE => other,
        Guess::Known(_) => c,
        // "World Economic Outlook": a text, whatever it reads like.
        Guess::Unknown if c.to > c.from + 1 && r.any(c.to - 1, is::WORK) && tag.lead < OTHER_KIND => c,
        Guess::Person | Guess::Organisation | Guess::Place if c.votes >= 4 && tag.lead < OTHER_KIND => c,
        Guess::Place if c.votes > 0 && tag.kind == Kind::Organisation && tag.lead < NO_PLACE => c,
        Guess::Person | Guess::Organisation | Guess::Place if c.votes > 0 && tag.lead < OTHER_READING => c,
        Guess::Acronym if tag.kind == Kind::Organisation => {
            Candidate { votes: c.votes.max(1), guess: Guess::Acronym, lead: tag.lead, ..c }
        }
        _ => other,
    }
}
