//! The rules' candidates and the tagger's names become one list: where they differ, the surer one holds.

use super::lexicon::{Meaning, is};
use super::names::words;
use super::reading::{Reading, Style};
use super::scan::{COMPANY, Candidate, Guess};
use super::tagger::labels::Kind;
use super::tagger::{Tag, Tags};
use crate::structure::Caps;

// All in votes of training. The scores of the development texts hardly change with any of them.

/// A name where the rules see none needs so much.
const NEW: f32 = 2.0;
/// Other borders than those of the rules need so much.
const OTHER_BORDERS: f32 = 1.0;
/// A place of the lists that is no place here needs so much.
const NO_PLACE: f32 = 8.0;
/// The same where the list has several words ("Middle East").
const NO_REGION: f32 = 40.0;
/// A name of a state that is a person's.
const NO_STATE: f32 = 2.0;
/// A body of one word that is no acronym, behind a preposition of place.
const BODY_THERE: f32 = 20.0;
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
    let names = whole(r, &tags.names);
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

/// The tagger's names without those that are words of peoples or faiths, and with the parts that a hyphen joins to them.
fn whole(r: &Reading<'_>, names: &[Tag]) -> Vec<Tag> {
    let mut out: Vec<Tag> = Vec::with_capacity(names.len());
    for tag in names {
        let mut t = *tag;
        while t.from < t.to
            && !r.is_word(t.from)
            && !r.slice(t.from).starts_with(|x: char| x.is_alphanumeric())
        {
            t.from += 1;
        }
        // Quotation marks and initials may stand in a name; these may not.
        if let Some(cut) =
            (t.from..t.to).find(|&k| matches!(r.slice(k), "]" | "[" | ":" | ";" | "(" | ")" | "?" | "!"))
        {
            t.to = cut;
        }
        // "VELMTON, RURITANIA Osei Foods": a place line in capitals is no part of what follows.
        let shouted_place = r.token(t.from).is_some_and(|w| w.caps() == Caps::Upper && w.span.len() > 3)
            && r.token(t.from + 1).is_some_and(|w| w.caps() == Caps::Title && w.span.len() > 1)
            && r.known_at(t.from, t.from + 1).is_some_and(|(_, x)| {
                matches!(
                    x.meaning,
                    Meaning::Place | Meaning::UncertainPlace | Meaning::Capital(_) | Meaning::State(_)
                )
            });
        if shouted_place && t.from + 1 < t.to {
            t.from += 1;
        }
        // "for the Middle East": small words open no name.
        while t.from + 1 < t.to
            && !r.is_capitalised(t.from)
            && r.any(t.from, is::FUNCTION)
            && !r.any(t.from, is::PARTICLE)
        {
            t.from += 1;
        }
        // "Within Asia": the rules know what stands behind the small word.
        while t.from + 1 < t.to && r.any(t.from, is::PLACE_PREPOSITION) && r.is_start(t.from) {
            t.from += 1;
        }
        let letter = (t.from..t.to).all(|k| r.slice(k).len() < 2);
        if t.to <= t.from || letter {
            continue;
        }
        let floor = out.last().map_or(0, |l| l.to);
        // "al-Saiari", "O'Dea-Ruiz"
        while let Some(p) = t.from.checked_sub(2)
            && p >= floor
            && is_hyphen(r, p + 1)
            && r.is_word(p)
            && (r.is_capitalised(p) && !is_country(r, p) || r.any(p, is::PARTICLE))
        {
            t.from = p;
        }
        while is_hyphen(r, t.to) && goes_on(r, t.to + 1, t.kind) && !is_country(r, t.to - 1) {
            t.to += 2;
        }
        // "Lorries wait at Velm": one strange word behind such a preposition is a place unless much speaks for a body.
        let alone = t.to == t.from + 1 && r.token(t.from).is_some_and(|t| t.caps() == Caps::Title);
        let there =
            t.from.checked_sub(1).is_some_and(|k| matches!(r.lower(k), "at" | "in" | "near" | "around"));
        if t.kind == Kind::Organisation
            && alone
            && there
            && t.lead < BODY_THERE
            && !r.any(t.from, is::ORG_TAIL)
        {
            t.kind = Kind::Place;
        }
        if t.kind == Kind::Person {
            t.from = behind_titles(r, t.from, t.to);
            // "Velm Plaintiff": the side in a case is no surname.
            while t.to > t.from + 1 && r.any(t.to - 1, is::NOT_NAME) && !r.any(t.to - 1, is::SURNAME) {
                t.to -= 1;
            }
            // "CO2-LULUCF", "H.C": a formula, a short form of a court.
            let formula = (t.from..t.to).any(|k| r.slice(k).bytes().any(|b| b.is_ascii_digit()));
            let clipped = t.to == t.from + 1 && r.slice(t.from).len() < 5 && r.slice(t.from).contains('.');
            if formula || clipped {
                continue;
            }
        }
        // A letter code with a number is a level, a form, a unit.
        let code = t.to == t.from + 1 && r.slice(t.from).ends_with(|c: char| c.is_ascii_digit());
        let side = t.to - t.from == 2 && r.is_side(t.to - 1);
        let direction = |k: usize| matches!(r.lower(k), "north" | "south" | "east" | "west" | "central");
        let nothing = (t.from..t.to).all(|k| {
            r.any(k, is::NOT_NAME | is::DATE | is::FUNCTION)
                || !r.is_word(k)
                || direction(k) && t.to > t.from + 1
        });
        let shouted = t.to == t.from + 1 && r.token(t.from).is_some_and(|t| t.caps() == Caps::Upper);
        if side
            || code
            || shouted
                && (r.any(t.from, is::NOT_ACRONYM)
                    // "REVIEW: And then?" is whoever asks.
                    || r.slice(t.from).len() > 4 && r.any(t.from, is::COMMON) && r.slice(t.to) != ":")
            || nothing && !shouted
            || is_ordinary(r, &t)
        {
            continue;
        }
        match out.last_mut() {
            Some(last) if t.from < last.to => {
                last.to = last.to.max(t.to);
                last.lead = last.lead.min(t.lead);
            }
            _ => out.push(t),
        }
    }
    out
}

/// Whether a name of one word is rather a word that the document writes small as often.
fn is_ordinary(r: &Reading<'_>, t: &Tag) -> bool {
    let writing = r.writing(t.from);
    t.to == t.from + 1
        && writing.lower > 0
        && writing.lower >= writing.inner
        && r.token(t.from).is_some_and(|t| t.caps() == Caps::Title)
        && !r.any(t.from, is::GIVEN | is::SURNAME | is::ORG_TAIL | is::ORG_OF)
}

/// Where a person's name begins behind the last title in it: "Port Secretary Pia Wolling".
fn behind_titles(r: &Reading<'_>, from: usize, to: usize) -> usize {
    let mut start = from;
    let mut k = from;
    // "Ruritanian President Ana Osei": the people is no part of the title, nor of the name.
    if let Some((n, known)) = r.known_at(from, to)
        && matches!(known.meaning, Meaning::Demonym(_) | Meaning::State(_) | Meaning::StateAlso(_))
        && from + n + 2 < to
        && r.title_at(from + n, to).is_some()
    {
        k = from + n;
        start = k;
    }
    // "Velm Mayor Pia Wolling": what stands before an office is no given name.
    let behind = |k: usize, n: usize| k + n + 2 <= to && !r.any(from, is::GIVEN);
    while k < to {
        match r.title_at(k, to) {
            Some((n, _))
                if k + n < to
                    && (n > 1
                        || k == start && !r.any(k, is::GIVEN | is::SURNAME)
                        || behind(k, n) && !r.any(k, is::GIVEN | is::SURNAME)) =>
            {
                k += n;
                start = k + usize::from(r.slice(k) == "." && k + 1 < to);
            }
            // "Foreign Ministry Ana Osei", "Deputy Pia Wolling": an institution or a rank before a given name.
            _ if k + 2 < to
                && r.any(k + 1, is::GIVEN)
                && !r.any(k, is::GIVEN | is::SURNAME)
                && (r.any(k, is::ORG_TAIL) && k > from || r.lower(k) == "deputy") =>
            {
                k += 1;
                start = k;
            }
            _ => k += 1,
        }
    }
    start
}

/// Whether a hyphen at `k` joins what stands before and behind it.
fn is_hyphen(r: &Reading<'_>, k: usize) -> bool {
    matches!(r.slice(k), "-" | "‑") && r.is_joined(k) && r.is_joined(k + 1)
}

/// Whether the word at `k` behind a hyphen belongs to the name before it: "Ruiz-Ortega", "Chin-lung"; but "Kabul-based".
fn goes_on(r: &Reading<'_>, k: usize, kind: Kind) -> bool {
    r.is_word(k) && (r.is_capitalised(k) && !is_country(r, k) || kind == Kind::Person && is_syllable(r, k))
}

/// Whether a small word behind a hyphen goes on with a name: a syllable of Chinese and Korean names, or a word that no list
/// has and that looks like none ("Osei-latok").
fn is_syllable(r: &Reading<'_>, k: usize) -> bool {
    let word = r.lower(k);
    let strange = r.flag(k) == 0
        && r.writing(k).inner == 0
        && word.len() >= 4
        && !super::scan::is_inflected(word)
        && !word.ends_with("ed")
        && r.title_at(k, k + 1).is_none()
        && r.known_at(k, k + 1).is_none();
    r.any(k, is::SYLLABLE) || strange
}

fn is_country(r: &Reading<'_>, k: usize) -> bool {
    r.known_at(k, k + 1).is_some_and(|(_, known)| {
        matches!(
            known.meaning,
            Meaning::State(_) | Meaning::StateAlso(_) | Meaning::Demonym(_) | Meaning::Capital(_)
        )
    })
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
        true => Candidate { guess: Guess::Unknown, votes: 0, ..*c },
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
    let other = Candidate { guess: guess(tag.kind), votes: votes(tag.lead), rule: READ, ..c };
    let agree = matches!(
        (c.guess, tag.kind),
        (Guess::Person, Kind::Person)
            | (Guess::Organisation, Kind::Organisation)
            | (Guess::Place, Kind::Place)
    );
    match c.guess {
        _ if agree => Candidate { votes: c.votes.max(other.votes), ..c },
        Guess::Known(Meaning::Place | Meaning::UncertainPlace | Meaning::Capital(_))
            if tag.kind != Kind::Place && tag.lead > if c.to > c.from + 1 { NO_REGION } else { NO_PLACE } =>
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
            Candidate { votes: c.votes.max(1), guess: Guess::Acronym, ..c }
        }
        _ => other,
    }
}
