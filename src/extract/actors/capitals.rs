//! Whether a capital's name means the government that sits there or the town.

use super::lexicon::is;
use super::reading::Reading;

/// The verdict on one mention, with its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seat {
    /// The government.
    Government(&'static str),
    /// The town.
    Venue(&'static str),
    /// Nothing around it tells.
    Open,
}

/// Reads the words around a capital at tokens `from..to`.
pub(super) fn seat(r: &Reading<'_>, from: usize, to: usize) -> Seat {
    let before = from.checked_sub(1);
    let word = |k: Option<usize>| k.map_or("", |k| r.lower(k));
    let second = from.checked_sub(2);
    if r.any(to, is::VENUE_NOUN) && !r.is_capitalised(to) {
        return Seat::Venue("names the venue of a meeting");
    }
    let possessive = r.token(to).is_some_and(|t| t.shape() == crate::structure::Shape::Possessive);
    if possessive {
        let thing = to + 1;
        return match r.any(thing, is::VENUE_NOUN | is::PLACE_NOUN_AFTER | is::PLACE_TAIL)
            && !r.any(thing, is::COMMON)
        {
            true => Seat::Venue("a place in the town"),
            false => Seat::Government("possessor of a policy or act"),
        };
    }
    if r.is_capitalised(to) || r.slice(to) == "," && r.is_capitalised(to + 1) {
        return Seat::Open;
    }
    let acts = {
        // "Bishkek also says", "Kabul almost certainly will".
        let mut k = to;
        while k < to + 3
            && (r.lower(k).ends_with("ly")
                || matches!(
                    r.lower(k),
                    "also" | "now" | "still" | "then" | "again" | "almost" | "never" | "once"
                ))
        {
            k += 1;
        }
        r.any(k, is::GOVERNS) && !r.is_capitalised(k)
    };
    match word(before) {
        "to" => {
            let second_word = second.map_or(0, |k| r.flag(k));
            if second_word & is::DIPLOMATIC != 0 {
                return Seat::Government("addressee of diplomacy");
            }
            return if acts { Seat::Open } else { Seat::Venue("a destination") };
        }
        "for"
            if matches!(
                word(second),
                "left" | "leave" | "leaves" | "leaving" | "departed" | "departs" | "bound" | "headed"
            ) =>
        {
            return Seat::Venue("a destination");
        }
        "by" | "with" | "against" | "toward" | "towards" | "for" | "between" | "versus" => {
            return Seat::Government("party to a relation");
        }
        _ => {}
    }
    if before.is_some_and(|k| r.any(k, is::VENUE_BEFORE) && !r.is_start(k))
        || before.is_some_and(|k| r.any(k, is::VENUE_BEFORE) && r.is_start(k))
    {
        return Seat::Venue("behind a preposition of place");
    }
    if acts {
        return Seat::Government("subject of an act");
    }
    if before.is_some_and(|k| r.any(k, is::GOVERNMENT_BEFORE)) && !matches!(word(before), "and" | "or") {
        return Seat::Government("party to a relation");
    }
    Seat::Open
}
