//! What an unknown run of capitals is, by its own words and by what stands around it.

use super::lexicon::is;
use super::reading::{Reading, Segment, Style};
use super::scan::{Guess, Scan, is_inflected};
use crate::structure::Caps;

/// The rule by which a title tells a person.
pub(super) const TITLED: &str = "name behind a title";

/// The rule by which a noun for companies tells that its name is one.
pub(super) const NAMED_BODY: &str = "named behind a word for companies and media";

/// The rule by which "the district of" tells a place.
pub(super) const NAMED_PLACE: &str = "the text says what place it is";

/// The rule by which the last word of a name tells a place.
pub(super) const GROUND: &str = "ends in a word for places";

/// The rule by which the first word of a name tells a place.
pub(super) const OPENED: &str = "begins with a word for places";

/// The rule by which a preposition and the name of a region tell a place.
pub(super) const IN_REGION: &str = "behind a preposition of place, its region behind it";

/// The guess, its votes, and the rule.
pub(super) fn judge(scan: &Scan<'_, '_>, from: usize, to: usize, s: Segment) -> (Guess, u8, &'static str) {
    let r = scan.reading();
    let words = (from..to).filter(|&k| r.is_word(k)).count();
    let (first, last) = (from, to.saturating_sub(1));
    // "St. Osei Parish"
    let saint = words > 1
        && r.any(last, is::PLACE_TAIL)
        && !r.any(last, is::SURNAME)
        && from
            .checked_sub(2)
            .is_some_and(|k| matches!(r.lower(k), "st" | "saint") || r.lower(k + 1) == "saint");
    if saint {
        return (Guess::Place, 4, GROUND);
    }
    if scan.has_title(from) && s.style != Style::Shouted {
        return (Guess::Person, 4, TITLED);
    }
    if words == 1 && r.token(first).is_some_and(|t| t.caps() == Caps::Upper) {
        let letters = r.slice(first).chars().filter(|c| c.is_alphanumeric()).count();
        let acronym = s.style == Style::Prose && (2..=7).contains(&letters) && !r.any(first, is::NOT_ACRONYM);
        // A long word in capitals that is an ordinary one is only loud: "REVIEW".
        let acronym = acronym && !(letters > 4 && r.any(first, is::COMMON));
        // "AAL3", "Q7": a letter code with a number is a level, a form, a unit, unless a list knows it.
        let acronym = acronym && !r.slice(first).ends_with(|c: char| c.is_ascii_digit());
        let votes = u8::from(acts(scan, first));
        return if acronym {
            (Guess::Acronym, votes, "acronym that acts")
        } else {
            (Guess::Unknown, 0, "capitals")
        };
    }
    // "the law firm Osei Welk", "the newspaper Dagens Kroma".
    if let Some(noun) = from.checked_sub(1)
        && r.any(noun, is::NAMES_BODY)
        && !r.is_capitalised(noun)
        && !r.any(first, is::GIVEN | is::NOT_NAME)
        && (words > 1 || !r.any(first, is::SURNAME | is::COMMON))
        && s.style == Style::Prose
    {
        return (Guess::Organisation, 4, NAMED_BODY);
    }
    // "the French group Osei-Welk"
    let group = from.checked_sub(2).is_some_and(|k| {
        matches!(r.slice(k + 1), "group" | "giant" | "chain" | "conglomerate")
            && r.known_at(k, k + 1)
                .is_some_and(|(_, x)| matches!(x.meaning, super::lexicon::Meaning::Demonym(_)))
    });
    if group && s.style == Style::Prose && !r.any(first, is::NOT_NAME) {
        return (Guess::Organisation, 4, NAMED_BODY);
    }
    if s.style == Style::Prose
        && (is_firm_before(r, from) || is_firm_behind(r, to))
        && !r.any(first, is::NOT_NAME)
    {
        return (Guess::Organisation, 4, NAMED_BODY);
    }
    if r.any(last, is::WORK) {
        return (Guess::Unknown, 0, "a text or a rule");
    }
    // "the planned dam, Osei do Velm, will": said behind a comma.
    let apposed = from
        .checked_sub(2)
        .is_some_and(|k| r.slice(k + 1) == "," && r.any(k, is::PLACE_NOUN_AFTER) && !r.is_capitalised(k));
    if apposed && !given_first(r, first) && words <= 5 && r.slice(to) == "," && s.style == Style::Prose {
        return (Guess::Place, 4, NAMED_PLACE);
    }
    // "the district of Lola", however many people are called so.
    if r.any(from.wrapping_sub(2), is::PLACE_NOUN_OF)
        && r.lower(from.wrapping_sub(1)) == "of"
        && !r.is_capitalised(from.wrapping_sub(2))
        && words <= 2
        && !r.any(last, is::ORG_TAIL)
        && r.token(to).is_none_or(|t| t.shape() != crate::structure::Shape::Possessive)
    {
        return (Guess::Place, 4, NAMED_PLACE);
    }
    if words > 1 && r.any(last, is::PLACE_TAIL) {
        return (Guess::Place, 4, GROUND);
    }
    if words > 1 && r.any(first, is::PLACE_OPEN) && !r.any(first, is::GIVEN) && !r.any(last, is::COMMON) {
        return (Guess::Place, 4, OPENED);
    }
    // "Velm Muri indigenous land", "the Osei nature reserve"
    let kind_of = !r.is_capitalised(to)
        && r.lexicon.place_adjectives.contains(r.lower(to))
        && matches!(r.lower(to + 1), "land" | "lands" | "reserve" | "territory" | "park" | "area");
    let place_noun = r.any(to, is::PLACE_NOUN_AFTER) && !r.is_capitalised(to) || kind_of;
    let initials = (from..to).any(|k| r.slice(k) == ".");
    let given = r.any(first, is::GIVEN);
    let surname = r.any(last, is::SURNAME);
    let ordinary = (from..to).filter(|&k| r.any(k, is::COMMON | is::NOT_NAME | is::ORG_TAIL)).count();
    let says = r.any(to, is::SAYS) && !r.is_capitalised(to);
    if words > 1 {
        let all_upper =
            (from..to).all(|k| !r.is_word(k) || r.token(k).is_some_and(|t| t.caps() == Caps::Upper));
        if all_upper && s.style == Style::Prose && !given {
            return (Guess::Unknown, 0, "capitals");
        }
        // One letter and an ordinary word are a number and a heading.
        // In a heading a verb before initials has a capital too: "Osei Visits J.D. Welk".
        let headed = s.style != Style::Prose && !given && r.slice(first + 1) != ".";
        let labelled = headed
            || initials && words == 2 && !given && (r.writing(last).lower > 0 || is_inflected(r.lower(last)));
        // "the Abu Salim prison"; but "the Ana Osei camp" are her friends.
        if place_noun && ordinary == 0 && r.lower(to) != "camp" {
            return (Guess::Place, 4, "a word for places behind it");
        }
        if is_apposed(scan, from, to) && ordinary == 0 {
            return (Guess::Person, 4, "behind an office and a comma");
        }
        if (given || initials && !labelled) && ordinary == 0 || given && surname {
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
        if given
            && words == 2
            && !r.any(first, is::COMMON)
            && !r.any(last, is::NOT_NAME | is::ORG_TAIL | is::FUNCTION)
        {
            return (Guess::Person, 2, "given name and another");
        }
        let article = from.checked_sub(1).is_some_and(|p| r.lower(p) == "the");
        // "NAVCO Forbin": an acronym is no given name, but two letters may be initials.
        let acronym = (from..to).any(|k| {
            r.token(k).is_some_and(|t| t.caps() == Caps::Upper && (t.span.len() > 2 || !surname))
                || r.slice(k).as_bytes().windows(2).any(|w| w.iter().all(u8::is_ascii_uppercase)) && !surname
        });
        if ordinary == 0 && words <= 4 && s.style == Style::Prose && !article && !acronym {
            return (Guess::Person, if surname || says { 3 } else { 2 }, "two names in a row");
        }
        return (Guess::Unknown, 0, "capitals");
    }
    one_word(scan, from, s)
}

fn given_first(r: &Reading<'_>, k: usize) -> bool {
    r.any(k, is::GIVEN)
}

/// "a law firm based in Panama, Osei Welk": a noun for companies, where it sits, and a comma.
fn is_firm_before(r: &Reading<'_>, from: usize) -> bool {
    /// How far back the noun may stand, in tokens.
    const BACK: usize = 7;
    let Some(comma) = from.checked_sub(1).filter(|&k| r.slice(k) == ",") else { return false };
    let seat =
        (comma.saturating_sub(BACK)..comma).rev().find(|&k| !(r.is_capitalised(k) || r.lower(k) == "in"));
    seat.is_some_and(|k| {
        matches!(r.lower(k), "based" | "headquartered" | "registered")
            && r.lower(k + 1) == "in"
            && k.checked_sub(1).is_some_and(|noun| r.any(noun, is::NAMES_BODY) && !r.is_capitalised(noun))
    })
}

/// "Osei Welk, a law firm in Panama": said behind a comma.
fn is_firm_behind(r: &Reading<'_>, to: usize) -> bool {
    /// How many words may stand before the noun.
    const WORDS: usize = 3;
    if r.slice(to) != "," || !matches!(r.lower(to + 1), "a" | "an" | "the" | "its") {
        return false;
    }
    let noun = (to + 2..to + 3 + WORDS)
        .take_while(|&k| r.is_word(k) || r.slice(k) == "-")
        .find(|&k| r.any(k, is::NAMES_BODY) || r.slice(k) == "group");
    noun.is_some_and(|k| {
        let next = k + 1;
        // "a company spokesman", "a firm believer": persons.
        !r.is_capitalised(k) && (!r.is_word(next) || r.any(next, is::FUNCTION) || r.lower(next) == "based")
    })
}

/// "a Benghazi journalist, Hind El Velmi, and": what stands between commas behind an office in small letters.
fn is_apposed(scan: &Scan<'_, '_>, from: usize, to: usize) -> bool {
    let r = scan.reading();
    let Some(comma) = from.checked_sub(1).filter(|&k| r.slice(k) == ",") else { return false };
    let office = comma.checked_sub(1).is_some_and(|k| {
        !r.is_capitalised(k) && r.title_at(k, comma).is_some_and(|(_, t)| t == super::lexicon::Title::Office)
    });
    let word = |k: usize| r.is_capitalised(k) || r.any(k, is::PARTICLE) || !r.is_word(k);
    office && matches!(r.slice(to), "," | "." | ")") && (from..to).all(word)
}

/// Whether the word at `k` stands where an actor stands: behind an article or "by", before a verb or a possessive.
fn acts(scan: &Scan<'_, '_>, k: usize) -> bool {
    let r = scan.reading();
    let before = k.checked_sub(1).map_or("", |p| r.lower(p));
    matches!(before, "the" | "by" | "with" | "from")
        || r.any(k + 1, is::SAYS | is::GOVERNS)
        || r.token(k + 1).is_some_and(|t| t.shape() == crate::structure::Shape::Possessive)
}

/// The guess for a single word that is no acronym.
fn one_word(scan: &Scan<'_, '_>, k: usize, s: Segment) -> (Guess, u8, &'static str) {
    let r = scan.reading();
    let next = k + 1;
    let given = r.any(k, is::GIVEN);
    let surname = r.any(k, is::SURNAME);
    let lower_next = !r.is_capitalised(next);
    if r.slice(k).bytes().any(|b| b.is_ascii_digit()) {
        return (Guess::Unknown, 0, "a code");
    }
    if r.any(k, is::ORG_TAIL) && !r.any(k, is::ORG_WEAK) && !r.is_start(k) && s.style == Style::Prose {
        return (Guess::Organisation, 1, "a noun for an institution with a capital");
    }
    if r.any(next, is::PLACE_NOUN_AFTER) && lower_next && !r.any(k, is::COMMON) {
        return (Guess::Place, 3, "a word for places behind it");
    }
    if r.any(k, is::COMMON) && !given {
        return (Guess::Unknown, 0, "an ordinary word");
    }
    // "in southern Osei"
    let part = k.checked_sub(1).is_some_and(|p| {
        !r.is_capitalised(p)
            && matches!(r.lower(p), "northern" | "southern" | "eastern" | "western" | "upper" | "lower")
    });
    if scan.before_region(next) && scan.after_place_word(k) || part {
        return (Guess::Place, 4, IN_REGION);
    }
    if scan.before_region(next) && !given {
        return (Guess::Place, 3, "followed by its region");
    }
    let article = k.checked_sub(1).is_some_and(|p| r.lower(p) == "the");
    let writing = r.writing(k);
    if article && !given && !surname || writing.lower > writing.inner || is_inflected(r.lower(k)) {
        return (Guess::Unknown, 0, "an ordinary word");
    }
    if r.any(next, is::SAYS) && lower_next {
        return (Guess::Person, 2, "subject of a verb of saying");
    }
    if scan.after_place_word(k) && !given {
        let before = k.checked_sub(1).map_or("", |p| r.lower(p));
        let place_alone = matches!(before, "in" | "near" | "outside" | "across" | "around" | "of");
        return (Guess::Place, if place_alone && !surname { 2 } else { 1 }, "behind a preposition of place");
    }
    if given || surname {
        return (Guess::Person, 1, "a name of persons");
    }
    (Guess::Unknown, 0, "capitals")
}
