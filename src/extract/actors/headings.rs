//! Organisations that only a heading names: capitals tell nothing there, the words must.

use super::lexicon::{Meaning, is};
use super::names::Names;
use super::reading::{Reading, Style};
use super::scan::{COMPANY, Candidate};

/// Whether the words of an organisation in a heading tell that it is one: the prose names it, its legal form or what it is
/// "of" tells, or the heading is nothing but its name.
pub(super) fn is_told(r: &Reading<'_>, names: &Names, c: &Candidate) -> bool {
    /// The longest name of an organisation that no text repeats, in words.
    const LONGEST: usize = 6;
    if c.rule == COMPANY || names.of(r, c).and_then(|k| names.all.get(k)).is_some_and(|n| n.count > 0) {
        return true;
    }
    let mut of = None;
    let mut words = 0;
    for k in (c.from..c.to).filter(|&k| r.is_word(k)) {
        words += 1;
        match r.lower(k) {
            "of" | "for" | "on" => of = of.or(Some(k)),
            "and" | "the" => {}
            // "Processing by the Commission", "Agencies Did Not Report": a phrase or a sentence.
            _ if r.any(k, is::FUNCTION) => return false,
            _ => {}
        }
    }
    let head = of.map_or(c.to, |k| k).saturating_sub(1);
    let noun = r.any(head, is::ORG_TAIL | is::ORG_OF);
    let Some(segment) = r.segments.get(r.segments.partition_point(|s| s.to <= c.from)) else { return false };
    let whole = segment.from == c.from && c.to == segment.to;
    let court = matches!(r.lexicon.role(r.lower(head), false), Some("JUD" | "COP" | "MIL" | "LEG"));
    let weak = r.any(head, is::ORG_WEAK) && of.is_none() && !court;
    // "Electronic Health Records"
    let plain = weak && (c.from..c.to).all(|k| !r.is_word(k) || r.any(k, is::COMMON));
    // "Velmian Police Killings": a people and a noun, and what goes on.
    let people = words == 2
        && !whole
        && r.known_at(c.from, c.from + 1).is_some_and(|(_, x)| matches!(x.meaning, Meaning::Demonym(_)));
    if people {
        return false;
    }
    match segment.style {
        // "BACKGROUND OF THE VELM CENTRE"
        Style::Shouted => noun && (of.is_some() || !weak || whole && !plain) && words <= LONGEST,
        _ => noun && words <= LONGEST && (whole && !plain || !weak),
    }
}
