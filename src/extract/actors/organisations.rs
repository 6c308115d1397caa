//! Where the name of an organisation ends: behind its head word, what it is "of", and the legal form of a company.

use super::lexicon::{Meaning, is};
use super::reading::{Segment, Style};
use super::scan::{Guess, Scan};

impl Scan<'_, '_> {
    /// The end of an organisation that begins at `k`: behind the last head word of the run, before any title.
    pub(super) fn organisation_end(&self, k: usize, to: usize) -> Option<usize> {
        let r = self.r;
        let mut end = None;
        let mut t = k + 1;
        while t < to {
            let flags = r.flag(t);
            let article = matches!(r.slice(t), "The" | "A" | "An" | "These" | "This");
            if flags & is::DATE != 0 || article || r.slice(t) == "." && r.slice(t - 1).len() > 1 {
                break;
            }
            // "Pentagon Press Secretary": a title of several words goes before a head word.
            let tail = flags & is::ORG_TAIL != 0;
            // "Safety Board Chair Ana Osei": the board, and who chairs it.
            let chaired = tail && flags & is::ORG_OF != 0 && r.title_at(t + 1, to).is_some();
            if r.title_at(t, to).is_some_and(|(n, _)| n > 1 && !chaired || !tail && t + n < to) {
                break;
            }
            if flags & is::ORG_TAIL != 0 && r.token(t).is_some_and(|x| x.span.len() > 1) {
                let weak = flags & is::ORG_WEAK != 0;
                let first_is_sign = r.known_at(k, to).is_some_and(|(n, known)| {
                    k + n <= t && !matches!(known.meaning, Meaning::UncertainPlace)
                });
                let acronym_behind = r.slice(t + 1) == "(";
                let side = t == k + 1 && r.is_side(t);
                let person = side || weak && t == k + 1 && r.any(k, is::GIVEN);
                // "Wexley Campaign": a surname before one of these nouns, and no ordinary word.
                let of_person = flags & is::ORG_OF_PERSON != 0
                    && t == k + 1
                    && r.any(k, is::SURNAME)
                    && !r.any(k, is::COMMON | is::NOT_NAME)
                    && r.writing(k).lower == 0;
                // "Pre-Trial Conference": what a hyphen joins is one word.
                let words = (t - k).saturating_sub(2 * (k..t).filter(|&j| self.is_compound(j)).count());
                if of_person && !side || !person && (!weak || words >= 2 || first_is_sign || acronym_behind) {
                    end = Some(t + 1);
                }
            }
            t += 1;
        }
        end
    }

    /// Whether a hyphen at `j` joins ordinary words: "Pre-Trial", but not "Al-Shifa".
    fn is_compound(&self, j: usize) -> bool {
        let r = self.r;
        let before = j.checked_sub(1).filter(|_| r.slice(j) == "-");
        before.is_some_and(|k| {
            (r.any(k, is::COMMON)
                || r.slice(k).len() < 5 && !r.any(k, is::PARTICLE | is::GIVEN | is::SURNAME))
                && (r.any(j + 1, is::COMMON) || super::scan::is_inflected(r.lower(j + 1)))
        })
    }

    /// The end of a company's name that begins at `k`, in a run up to `to`: behind its legal form, which may begin behind
    /// the run ("Hollin Marine Co., Ltd.", "Vardan-Most d.o.o.").
    pub(super) fn company_end(&self, k: usize, to: usize, limit: usize) -> Option<usize> {
        let r = self.r;
        let form = |t: usize| {
            let t = t + usize::from(r.slice(t) == ",");
            // "Velm Deploys Limited Observer Mission": an ordinary word where capitals go on.
            let plain = r.any(t, is::COMMON) && t + 1 < to && r.is_capitalised(t + 1);
            (t < limit && !plain).then(|| r.legal_at(t, limit)).flatten().map(|n| t + n)
        };
        // "Velm Civil Engineering (K) Limited", "Osei Mills (Pvt) Ltd"
        let bracketed = |t: usize| {
            (r.slice(t) == "("
                && r.is_capitalised(t + 1)
                && r.slice(t + 2) == ")"
                && r.slice(t + 1).len() <= 8)
                .then(|| form(t + 3))
                .flatten()
        };
        let mut end = (k + 1..=to).find_map(form).or_else(|| bracketed(to))?;
        loop {
            // The stop of "Ltd." belongs to the name unless the sentence ends there.
            let stop =
                r.slice(end) == "." && r.is_joined(end) && end + 1 < limit && !r.is_capitalised(end + 1);
            let next = end + usize::from(stop);
            match form(next) {
                Some(further) => end = further,
                None => return Some(next),
            }
        }
    }

    /// "Tarn Local Government Area", "Velm Police Station": the ground of an institution, or what is built on it, when the
    /// word at `end` ends the run.
    pub(super) fn is_ground(&self, end: usize, to: usize, s: Segment) -> bool {
        let r = self.r;
        s.style == Style::Prose
            && end + 1 == to
            && r.is_capitalised(end)
            && !r.is_start(end)
            && r.any(end, is::PLACE_TAIL)
            && !r.any(end, is::ORG_TAIL | is::ORG_OF)
    }

    /// An organisation from `k` to `end`, with an "of …" behind it.
    pub(super) fn organisation(&mut self, k: usize, end: usize, s: Segment) -> usize {
        let r = self.r;
        let head = end - 1;
        let end = match r.any(head, is::ORG_OF) {
            true => self.complement_end(end, s.to).unwrap_or(end),
            false => end,
        };
        self.push(k, end, Guess::Organisation, 4, "named by its head word", s)
    }

    /// The end of "of Trade and Industry", "for the Protection of Journalists" at `k`.
    pub(super) fn complement_end(&self, k: usize, limit: usize) -> Option<usize> {
        let r = self.r;
        // "Royal Commission into Dredging"
        let inquiry = || r.slice(k) == "into" && r.lower(k.saturating_sub(1)) == "commission";
        if !matches!(r.slice(k), "of" | "for" | "on") && !inquiry() {
            return None;
        }
        let mut t = k + 1;
        if r.slice(t) == "the" {
            t += 1;
        }
        if t >= limit || !r.is_capitalised(t) || r.any(t, is::DATE) {
            return None;
        }
        let mut end = self.run_end(t, limit);
        loop {
            let goes_on = match r.slice(end) {
                "and" | "&" => r.is_capitalised(end + 1) && !self.is_separate(t, end + 1, limit),
                // "of Agriculture, Livestock and Fisheries"
                "," => {
                    let next = end + 1;
                    r.is_capitalised(next)
                        && !self.is_separate(t, next, limit)
                        && matches!(r.slice(self.run_end(next, limit)), "and" | "&")
                }
                "of" | "for" => {
                    r.is_capitalised(end + 1) || r.slice(end + 1) == "the" && r.is_capitalised(end + 2)
                }
                _ => false,
            };
            if !goes_on || end + 1 >= limit {
                break;
            }
            let next = if r.slice(end + 1) == "the" { end + 2 } else { end + 1 };
            end = self.run_end(next, limit);
        }
        Some(end.min(limit))
    }

    /// Whether what stands behind "and" is a name of its own: a known one, or a new organisation.
    fn is_separate(&self, first: usize, second: usize, limit: usize) -> bool {
        let r = self.r;
        r.known_at(first, limit).is_some()
            || r.known_at(second, limit).is_some()
            || r.any(second, is::ORG_OF) && r.slice(second + 1) == "of"
            // "House of Representatives and Senate": a chamber or a court alone is one of its own.
            || !r.is_capitalised(second + 1)
                && matches!(r.lexicon.role(r.lower(second), false), Some("LEG" | "JUD"))
            || r.title_at(second, limit).is_some_and(|(n, _)| n > 1)
            // "Commission on Good Works and Velm Land Corporation"
            || !r.any(second, is::COMMON | is::ORG_TAIL) && {
                let end = self.run_end(second, limit);
                end > second + 1 && r.lexicon.role(r.lower(end - 1), false) == Some("BUS")
            }
    }
}
