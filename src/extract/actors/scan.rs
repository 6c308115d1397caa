//! From tokens to candidates: known names, titles, and runs of capitals cut into what may be one name each.

use super::lexicon::{Meaning, is};
use super::reading::{Reading, Segment, Style};
use crate::structure::{Caps, Shape};

/// What a candidate is, as far as its own words and neighbours tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guess {
    /// A phrase of the lexicon.
    Known(Meaning),
    Person,
    Organisation,
    Place,
    /// A word in capitals that may be an acronym.
    Acronym,
    /// A name of unknown kind.
    Unknown,
}

/// A stretch of tokens that may be a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    pub guess: Guess,
    /// How sure the guess is: 4 by its own form, 2 by its context, 1 weakly, 0 not at all.
    pub votes: u8,
    /// The rule in words.
    pub rule: &'static str,
    /// Whether capitals around it mean nothing (a heading).
    pub quiet: bool,
    /// Votes of the rules alone for the guess.
    pub own: u8,
    /// How far the tagger goes before anything else with the same words and the same guess; 0 where it does not.
    pub lead: f32,
}

/// The rule by which a legal form tells a company.
pub(super) const COMPANY: &str = "a company by its legal form";

/// All candidates in text order.
pub(super) fn candidates(r: &Reading<'_>) -> Vec<Candidate> {
    let mut scan = Scan { r, found: Vec::new(), title: None };
    for &segment in &r.segments {
        scan.segment(segment);
    }
    scan.found
}

pub(super) struct Scan<'r, 'a> {
    pub(super) r: &'r Reading<'a>,
    found: Vec<Candidate>,
    /// The title that ended just before a token: (its first token, that token).
    title: Option<(usize, usize)>,
}

impl Scan<'_, '_> {
    fn segment(&mut self, s: Segment) {
        let mut k = s.from;
        while k < s.to {
            let r = self.r;
            let Some(token) = r.token(k) else { break };
            if token.shape() != Shape::Word {
                k += 1;
                continue;
            }
            if token.is_capitalised() {
                let end = self.run_end(k, self.line_end(k, s));
                self.run(k, end, s);
                // An extension ("Ministry of …") may reach beyond the run.
                k = self.found.last().map_or(end, |c| c.to.max(end));
                continue;
            }
            if r.may_be_known(k)
                && let Some((n, known)) = r.known_at(k, s.to)
            {
                self.push(k, k + n, Guess::Known(known.meaning), 4, "known name", s);
                k += n;
                continue;
            }
            // "foreign minister Karim Osei": a title in lower case.
            match r.title_at(k, s.to) {
                Some((n, _)) if r.is_capitalised(k + n) && k + n < s.to => {
                    self.title = Some((k, k + n));
                    k += n;
                }
                _ => k += 1,
            }
        }
    }

    /// Cuts a run of capitals into candidates.
    fn run(&mut self, from: usize, to: usize, s: Segment) {
        let r = self.r;
        let mut k = from;
        while k < to {
            if !r.is_word(k) || self.is_label(k, s) || self.is_no_name(k, to, s) {
                k += 1;
                continue;
            }
            let start = k;
            k = self.next(k, to, s).max(start + 1);
        }
    }

    /// Whether the word at `k` numbers a heading or a paragraph: "V. Trial", "B. The Merger". An initial opens prose
    /// too, so that one letter counts only in a heading or before an ordinary word.
    fn is_label(&self, k: usize, s: Segment) -> bool {
        let r = self.r;
        if k != s.from || r.slice(k + 1) != "." || !r.is_joined(k + 1) || r.is_joined(k + 2) {
            return false;
        }
        let word = r.slice(k);
        let roman = word.len() <= 5 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'));
        let one = word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase());
        let ordinary = r.any(k + 2, is::COMMON | is::FUNCTION | is::NOT_NAME)
            || r.writing(k + 2).lower > 0
            || is_inflected(r.lower(k + 2));
        roman && word.len() > 1 || (one || roman) && (s.style != Style::Prose || ordinary)
    }

    /// Whether the word at `k` is no part of a name: a month, an article, an ordinary word where a sentence begins.
    fn is_no_name(&self, k: usize, to: usize, s: Segment) -> bool {
        let r = self.r;
        let flags = r.flag(k);
        if flags & is::DATE != 0 {
            // "May" and "March" are months unless a name goes on.
            return !(flags & is::GIVEN != 0 && k + 1 < to && r.is_capitalised(k + 1));
        }
        if flags & is::NOT_NAME != 0 {
            let longer = r.known_at(k, s.to).is_some()
                || r.title_at(k, s.to).is_some()
                || self.organisation_end(k, to).is_some()
                || r.any(k, is::ORG_OF) && self.complement_end(k + 1, s.to).is_some()
                || k + 1 < to && r.any(k + 1, is::PLACE_TAIL);
            if !longer {
                return true;
            }
        }
        // "Within Asia": a small word where a sentence begins.
        if flags & is::PLACE_PREPOSITION != 0 && r.is_start(k) && r.known_at(k, to).is_none() {
            return true;
        }
        if flags & is::FUNCTION != 0 {
            return r.known_at(k, to).is_none()
                || r.token(k).is_some_and(|t| t.caps() == Caps::Title && t.span.len() == 1);
        }
        let writing = r.writing(k);
        let ordinary = flags & is::COMMON != 0 || writing.lower > 0 || is_inflected(r.lower(k));
        if !ordinary || r.token(k).is_some_and(|t| t.caps() == Caps::Upper) && s.style == Style::Prose {
            return false;
        }
        if s.style != Style::Prose {
            return false;
        }
        r.is_start(k)
            && writing.inner == 0
            && self.name_at(k, s.to).is_none()
            && (k + 1 >= to || !self.belongs_to_next(k, to))
    }

    /// Whether an ordinary word at the start of a sentence opens a longer name ("Human Rights Watch said").
    fn belongs_to_next(&self, k: usize, to: usize) -> bool {
        let r = self.r;
        r.title_at(k, to).is_some() || self.organisation_end(k, to).is_some_and(|e| e > k + 2)
    }

    fn name_at(&self, k: usize, to: usize) -> Option<usize> {
        let (n, _) = self.r.known_at(k, to)?;
        let alone = n == 1 && self.r.any(k, is::COMMON);
        (!alone).then_some(n)
    }

    /// Takes one candidate at `k` and returns where the next may begin.
    fn next(&mut self, k: usize, to: usize, s: Segment) -> usize {
        let r = self.r;
        if self.is_currency(k + 1) {
            return k + 1;
        }
        let company = self.company_end(k, to, s.to).filter(|_| s.style != Style::Shouted);
        let organisation = company.or_else(|| self.organisation_end(k, to));
        if let Some((n, _)) = r.title_at(k, s.to)
            && r.known_at(k, s.to).is_none_or(|(m, _)| m <= n)
            // "Justice Department", "General Motors": the title is part of a name.
            && (n > 1 || organisation.is_none_or(|e| e < to) || k + n >= to)
            && !(r.any(k, is::ORG_TAIL | is::GIVEN) && organisation.is_some())
        {
            let mut end = k + n;
            if r.slice(end) == "." && r.is_joined(end) {
                end += 1;
            }
            let first = match self.title {
                Some((f, e)) if e == k => f,
                _ => k,
            };
            self.title = Some((first, end));
            return end;
        }
        let known = r.known_at(k, s.to);
        if let Some(end) = organisation
            && known.is_none_or(|(n, _)| k + n < end)
        {
            return match company {
                Some(end) => self.push(k, end, Guess::Organisation, 4, COMPANY, s),
                None if self.is_ground(end, to, s) => {
                    self.push(k, end + 1, Guess::Place, 4, super::shape::GROUND, s)
                }
                None => self.organisation(k, end, s),
            };
        }
        if let Some((n, known)) = known
            && !(n == 1
                && r.any(k, is::COMMON)
                && r.is_start(k)
                && r.writing(k).inner == 0
                && !self.speaks(k + 1)
                && r.token(k).is_none_or(|t| t.caps() != Caps::Upper))
        {
            return self.known(k, n, known.meaning, to, s);
        }
        if r.any(k, is::ORG_OF)
            && let Some(end) = self.complement_end(k + 1, s.to)
        {
            return self.organisation(k, end, s);
        }
        self.chunk(k, to, s)
    }

    /// Whether what stands at `k` shows that the name before it acts: a possessive, a verb of saying, "today announced".
    fn speaks(&self, k: usize) -> bool {
        let r = self.r;
        let verb = k + usize::from(matches!(r.lower(k), "today" | "also" | "yesterday" | "has" | "had"));
        r.any(verb, is::SAYS) && !r.is_capitalised(verb)
            || r.token(k).is_some_and(|t| t.shape() == Shape::Possessive)
    }

    /// Whether a currency's sign is glued to the word: "US$310".
    fn is_currency(&self, end: usize) -> bool {
        self.r.is_joined(end) && matches!(self.r.slice(end), "$" | "€" | "£" | "¥")
    }

    /// A known name, unless it opens a longer name of another kind.
    fn known(&mut self, k: usize, n: usize, meaning: Meaning, to: usize, s: Segment) -> usize {
        let r = self.r;
        let end = k + n;
        let placelike = matches!(meaning, Meaning::Place | Meaning::UncertainPlace | Meaning::Capital(_));
        if placelike && end < to && r.any(end, is::PLACE_TAIL) && !r.is_start(end) {
            return self.push(k, end + 1, Guess::Place, 4, super::shape::GROUND, s);
        }
        // "Jordan Belmont", "Chad Rivers": a given name like a place's.
        if n == 1
            && (matches!(meaning, Meaning::UncertainPlace) || r.any(k, is::GIVEN | is::SURNAME))
            && matches!(meaning, Meaning::Place | Meaning::UncertainPlace | Meaning::State(_))
        {
            let name_goes_on = end < to
                && r.known_at(end, to).is_none()
                && (r.any(end, is::SURNAME)
                    || r.any(k, is::GIVEN)
                        && !r.any(end, is::COMMON | is::ORG_TAIL | is::PLACE_TAIL | is::DATE));
            if name_goes_on || self.title.is_some_and(|(_, e)| e == k) {
                return self.chunk(k, to, s);
            }
        }
        if meaning == Meaning::UncertainPlace {
            let votes = if self.after_place_word(k) || self.before_region(end) { 4 } else { 0 };
            let guess = if votes > 0 { Guess::Place } else { Guess::Unknown };
            return self.push(k, end, guess, votes, "city", s);
        }
        self.push(k, end, Guess::Known(meaning), 4, "known name", s)
    }

    /// What no list knows: up to the next known name, title or month.
    fn chunk(&mut self, k: usize, to: usize, s: Segment) -> usize {
        let r = self.r;
        let mut end = k + 1;
        // "Omar Khartoumi", "Ahmed Al Salem": behind a given name, a place's name is a surname.
        let given = r.any(k, is::GIVEN) && !r.any(k, is::COMMON);
        while end < to {
            if given
                && end + 1 == to
                && !r.any(end, is::DATE | is::FUNCTION)
                && r.known_at(end, s.to).is_some_and(|(n, x)| {
                    n == 1
                        && r.token(end).is_some_and(|t| t.caps() == Caps::Title)
                        && matches!(
                            x.meaning,
                            Meaning::Place | Meaning::Capital(_) | Meaning::UncertainPlace | Meaning::Body(_)
                        )
                })
            {
                end += 1;
                break;
            }
            let stop = r.any(end, is::DATE | is::FUNCTION)
                || !r.is_joined(end)
                    && r.known_at(end, to).is_some_and(|(_, x)| self.ends_chunk(k, end, x.meaning))
                || (end > k + 1 || r.any(k, is::ORG_TAIL))
                    && r.title_at(end, to).is_some()
                    && !r.any(end, is::SURNAME | is::GIVEN);
            if stop {
                break;
            }
            end += 1;
        }
        // A dangling hyphen, stop or ampersand is no part of a name.
        while end > k + 1 && !r.is_word(end - 1) {
            end -= 1;
        }
        // "1.3 °C", "Table C": a letter by itself names nobody.
        if end == k + 1 && r.slice(k).chars().nth(1).is_none() {
            return end;
        }
        let (guess, votes, rule) = super::shape::judge(self, k, end, s);
        self.push(k, end, guess, votes, rule, s)
    }

    /// Whether a known name at `end` ends the unknown one that began at `k`.
    fn ends_chunk(&self, k: usize, end: usize, meaning: Meaning) -> bool {
        match meaning {
            Meaning::UncertainPlace => false,
            Meaning::Place | Meaning::Capital(_) => !self.r.any(end, is::SURNAME | is::GIVEN),
            Meaning::State(_) => !(self.has_title(k) && self.r.any(end, is::SURNAME | is::GIVEN)),
            _ => true,
        }
    }

    pub(super) fn reading(&self) -> &Reading<'_> {
        self.r
    }

    /// Whether a title ends right before `k`.
    pub(super) fn has_title(&self, k: usize) -> bool {
        self.title.is_some_and(|(_, e)| e == k) && !self.r.is_block_start(k)
    }

    /// Whether the word before `k` sends one to a place ("in", "the city of").
    pub(super) fn after_place_word(&self, k: usize) -> bool {
        let r = self.r;
        let Some(p) = k.checked_sub(1) else { return false };
        if r.is_capitalised(p) && !r.is_start(p) {
            return false;
        }
        r.any(p, is::PLACE_PREPOSITION)
            || r.slice(p) == "of" && p.checked_sub(1).is_some_and(|q| r.any(q, is::PLACE_NOUN_OF))
    }

    /// Whether ", Known-Place" follows: "Korday, Kazakhstan".
    pub(super) fn before_region(&self, end: usize) -> bool {
        let r = self.r;
        // "Nasr, Upper Velm"
        let part = r.slice(end) == ","
            && r.is_capitalised(end + 1)
            && matches!(
                r.lower(end + 1),
                "upper" | "lower" | "northern" | "southern" | "eastern" | "western"
            )
            && r.is_capitalised(end + 2);
        part || r.slice(end) == ","
            && r.known_at(end + 1, end + 5).is_some_and(|(n, known)| {
                matches!(known.meaning, Meaning::Place | Meaning::State(_) | Meaning::StateAlso(_))
                    // A list of states is no address.
                    && !matches!(r.slice(end + 1 + n), "and" | "or")
            })
    }

    pub(super) fn push(
        &mut self,
        from: usize,
        to: usize,
        guess: Guess,
        votes: u8,
        rule: &'static str,
        s: Segment,
    ) -> usize {
        let quiet = s.style != Style::Prose;
        self.found.push(Candidate { from, to, guess, votes, rule, quiet, own: votes, lead: 0.0 });
        to
    }
}

/// Forms that ordinary words have and names rarely.
pub(super) fn is_inflected(word: &str) -> bool {
    word.len() > 5
        && [
            "ing", "ed", "ly", "tion", "tions", "ment", "ments", "ness", "ship", "ities", "ously", "ism",
            "ists", "ive", "ical", "ial",
        ]
        .iter()
        .any(|suffix| word.ends_with(suffix))
}
