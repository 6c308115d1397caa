//! Numbers of laws, reports of cases and files: "18 U.S.C. § 1001", "14 F.3d 1014, 1016", "§§ 1503, 1512", "AO 2007-22".

use super::lexicon::{LEXICON, Role};
use super::stream::Stream;
use crate::structure::{Caps, Shape};

/// How many tokens back the head of a list of sections may stand.
const LIST_REACH: usize = 16;

impl Stream<'_> {
    /// Whether the number at `i` names a section of a law, a page of a reporter, or a file, and so is no year.
    pub(super) fn is_cited(&self, i: usize) -> bool {
        let class = self.class(i.wrapping_sub(1));
        // "No. 1441", "Vol. 1950": the stop belongs to the abbreviation.
        let abbreviated = self.sign(i.wrapping_sub(1), ".")
            && self.glued(i.wrapping_sub(1))
            && i.checked_sub(2).is_some_and(|k| self.class(k).cites);
        // "No 197 of 2017": the year of a case or a committee.
        let numbered = self.is(i.wrapping_sub(1), Role::Of)
            && i.checked_sub(2).is_some_and(|k| {
                self.class(k).digits > 0
                    && (self.class(k.wrapping_sub(1)).cites
                        || self.sign(k.wrapping_sub(1), ".") && self.class(k.wrapping_sub(2)).cites)
            });
        class.cites
            || abbreviated
            || numbered
            || self.is_section(i)
            || self.is_reported(i)
            || self.in_cited_list(i)
    }

    /// Letters in capitals directly before "2007-22" make it the number of a file.
    pub(super) fn is_file_number(&self, i: usize) -> bool {
        let k =
            if self.dash(i.wrapping_sub(1)) && self.glued(i) { i.wrapping_sub(2) } else { i.wrapping_sub(1) };
        let letters = self.token(k).is_some_and(|t| t.shape() == Shape::Word && t.caps() == Caps::Upper);
        letters
            && !self.is(k, Role::Fiscal)
            && !self.class(k).year_lead
            && self.class(k).month == 0
            && self.class(k).code.is_none()
    }

    fn is_section(&self, i: usize) -> bool {
        self.sign(i.wrapping_sub(1), "§")
    }

    /// "14 F.3d 1014": volume, reporter, page.
    fn is_reported(&self, i: usize) -> bool {
        let Some(at) = self.token(i).map(|t| t.span.from()) else { return false };
        let before = self.text.get(..at).unwrap_or("").trim_end_matches(' ');
        if !before.ends_with(|c: char| c == '.' || c.is_ascii_alphanumeric()) {
            return false;
        }
        LEXICON.reporters.iter().any(|reporter| {
            before
                .strip_suffix(reporter.as_str())
                .is_some_and(|b| b.ends_with(' ') && b.trim_end().ends_with(|c: char| c.is_ascii_digit()))
        })
    }

    /// Whether the number is a later member of a list whose first one is cited: "§§ 1503, 1512(b), and 1519",
    /// "14 F.3d 1014, 1016".
    fn in_cited_list(&self, i: usize) -> bool {
        let mut k = i;
        let mut first = i;
        let mut closed = 0usize;
        while i - k < LIST_REACH && k > self.from {
            k -= 1;
            let joint = self.sign(k, ",")
                || self.dash(k)
                || self.sign(k, "&")
                || matches!(self.role(k), Role::And | Role::Or | Role::To | Role::Through);
            // "3 C.F.R. 99 (1953)": what stands in brackets of its own is the year of the paper.
            if self.sign(k, "(") {
                let Some(rest) = closed.checked_sub(1) else { return false };
                closed = rest;
            }
            closed += usize::from(self.sign(k, ")"));
            let bracket = self.sign(k, "(") || self.sign(k, ")");
            // The letters of "1512(b)".
            let letters = self.glued(k) && self.sign(k - 1, "(");
            let number = self.token(k).is_some_and(|t| t.shape() == Shape::Number);
            if number && !letters {
                first = k;
            } else if !(joint || bracket || letters) {
                break;
            }
        }
        if first == i {
            return false;
        }
        let mut head = first.wrapping_sub(1);
        if self.sign(head, ".") && self.glued(head) {
            head = head.wrapping_sub(1);
        }
        let several =
            self.sign(head, "§") && self.sign(head.wrapping_sub(1), "§") || self.slice(head) == "§§";
        several || self.class(head).cites_several || self.is_reported(first)
    }
}
