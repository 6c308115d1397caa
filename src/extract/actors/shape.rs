//! What an unknown run of capitals is, by its own words and by what stands around it.

use super::lexicon::is;
use super::reading::{Segment, Style};
use super::scan::{Guess, Scan};
use crate::structure::Caps;

/// The guess, its votes, and the rule.
pub(super) fn judge(scan: &Scan<'_, '_>, from: usize, to: usize, s: Segment) -> (Guess, u8, &'static str) {
    let r = scan.reading();
    let words = (from..to).filter(|&k| r.is_word(k)).count();
    let (first, last) = (from, to - 1);
    if scan.has_title(from) && s.style != Style::Shouted {
        return (Guess::Person, 4, "name behind a title");
    }
    if words == 1 && r.token(first).is_some_and(|t| t.caps == Caps::Upper) {
        let letters = r.slice(first).chars().filter(|c| c.is_alphanumeric()).count();
        let acronym = s.style == Style::Prose && (2..=7).contains(&letters) && !r.any(first, is::NOT_ACRONYM);
        return if acronym { (Guess::Acronym, 1, "acronym") } else { (Guess::Unknown, 0, "capitals") };
    }
    if words > 1 && r.any(last, is::PLACE_TAIL) {
        return (Guess::Place, 4, "ends in a word for places");
    }
    if words > 1 && r.any(first, is::PLACE_OPEN) && !r.any(first, is::GIVEN) && !r.any(last, is::COMMON) {
        return (Guess::Place, 4, "begins with a word for places");
    }
    let place_noun = r.any(to, is::PLACE_NOUN_AFTER) && !r.is_capitalised(to);
    let initials = (from..to).any(|k| r.slice(k) == ".");
    let given = r.any(first, is::GIVEN);
    let surname = r.any(last, is::SURNAME);
    let ordinary = (from..to).filter(|&k| r.any(k, is::COMMON | is::NOT_NAME | is::ORG_TAIL)).count();
    let says = r.any(to, is::SAYS) && !r.is_capitalised(to);
    if words > 1 {
        if given && ordinary == 0 || initials && ordinary == 0 || given && surname {
            return (Guess::Person, 4, "given name and surname");
        }
        if place_noun && ordinary == 0 {
            return (Guess::Place, 4, "a word for places behind it");
        }
        if scan.before_region(to) && ordinary == 0 && !surname {
            return (Guess::Place, 4, "followed by its region");
        }
        if ordinary == 0 && scan.after_place_word(from) && !surname {
            return (Guess::Place, 2, "behind a preposition of place");
        }
        if ordinary == 0 && words <= 4 && s.style == Style::Prose {
            return (Guess::Person, if surname || says { 3 } else { 2 }, "two names in a row");
        }
        return (Guess::Unknown, 0, "capitals");
    }
    if place_noun {
        return (Guess::Place, 3, "a word for places behind it");
    }
    if scan.before_region(to) && !given {
        return (Guess::Place, 3, "followed by its region");
    }
    if scan.after_place_word(from) && !given {
        return (Guess::Place, if surname { 1 } else { 2 }, "behind a preposition of place");
    }
    if says {
        return (Guess::Person, 2, "subject of a verb of saying");
    }
    if given || surname {
        return (Guess::Person, 1, "a name of persons");
    }
    (Guess::Unknown, 0, "capitals")
}
