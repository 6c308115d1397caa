//! How far a run of capitals reaches that may hold a name or several.

use super::lexicon::{Meaning, is};
use super::reading::{Segment, Style};
use super::scan::Scan;
use crate::structure::Caps;

impl Scan<'_, '_> {
    /// The end of the run of capitals that begins at `k`.
    pub(super) fn run_end(&self, k: usize, limit: usize) -> usize {
        let r = self.r;
        let mut end = k + 1;
        while end < limit {
            let next = match r.slice(end) {
                _ if self.is_repeated(k, end) => break,
                _ if r.is_capitalised(end) => end + 1,
                // "Guinea-Bissau", "Mazar-i-Sharif", "al-Shabaab"; but "Kabul-based".
                // "Al - Attiyah": some texts set spaces around every hyphen.
                "-" if end == k + 1 && r.any(k, is::PARTICLE) && r.is_capitalised(end + 1) => end + 2,
                "-" | "‑" if r.is_joined(end) && r.is_joined(end + 1) => {
                    let mut t = end + 1;
                    if r.any(t, is::PARTICLE) && r.slice(t + 1) == "-" && r.is_joined(t + 1) {
                        t += 2;
                    }
                    if r.any(t, is::SYLLABLE)
                        && !r.is_capitalised(t)
                        && r.known_at(end - 1, end).is_none()
                        && end > k + 1
                    {
                        end = (t + 1).min(limit);
                        continue;
                    }
                    let both_known = self.is_country(end - 1) && self.is_country(t);
                    if !r.is_capitalised(t) || both_known {
                        break;
                    }
                    t + 1
                }
                // "J. Smith", "Gen. Karimi", "St. Petersburg".
                "." if r.is_joined(end) && r.is_capitalised(end + 1) && self.is_short(end - 1) => end + 1,
                "&" if r.is_capitalised(end + 1) => end + 1,
                // "Omar al-Bashir", "Juan de la Cruz", "Ursula von der Leyen".
                _ if r.any(end, is::PARTICLE) => match self.after_particles(end, limit) {
                    Some(t) => t + 1,
                    None => break,
                },
                _ => break,
            };
            end = next.min(limit);
        }
        end
    }

    /// How far a name may reach: a heading's or a table cell's ends with its line, any with its block.
    pub(super) fn line_end(&self, k: usize, s: Segment) -> usize {
        let r = self.r;
        let mut end = k + 1;
        while end < s.to && r.is_capitalised(end) | !r.is_word(end) | r.any(end, is::FUNCTION | is::PARTICLE)
        {
            if !r.is_joined(end) && (r.is_block_start(end) || s.style != Style::Prose && r.is_line_start(end))
            {
                return end;
            }
            end += 1;
        }
        s.to
    }

    /// Whether the run from `k` begins anew at `end`: with a word that it has already ("Ana Oyelaran Ana Oyelaran").
    /// Some names double their only word ("Baden Baden", "Boutros Boutros-Ghali").
    fn is_repeated(&self, k: usize, end: usize) -> bool {
        let r = self.r;
        let Some(word) = r.token(end).filter(|_| end > k + 1 && r.is_word(end)).map(|t| t.word()) else {
            return false;
        };
        let near = end.saturating_sub(4).max(k);
        r.slice(end).len() > 1
            && !r.any(end, is::FUNCTION | is::PARTICLE)
            && (near..end).any(|t| r.token(t).is_some_and(|t| t.word() == word && t.is_capitalised()))
            && r.slice(end + 1) != "-"
    }

    /// The capitalised token behind one to three particles at `k`.
    fn after_particles(&self, k: usize, limit: usize) -> Option<usize> {
        let r = self.r;
        let mut t = k;
        while t < limit.min(k + 4) && r.any(t, is::PARTICLE) && !r.is_capitalised(t) {
            t += 1;
            if r.slice(t) == "-" {
                t += 1;
            }
        }
        (t < limit && r.is_capitalised(t)).then_some(t)
    }

    fn is_country(&self, k: usize) -> bool {
        matches!(
            self.r.known_at(k, k + 1),
            Some((_, known)) if matches!(known.meaning,
                Meaning::State(_) | Meaning::StateAlso(_) | Meaning::Demonym(_) | Meaning::Capital(_))
        )
    }

    /// An initial or a shortened title.
    fn is_short(&self, k: usize) -> bool {
        let Some(token) = self.r.token(k) else { return false };
        let letters = token.span.len();
        letters == 1 && token.is_capitalised()
            || token.caps() == Caps::Title && letters <= 4 && self.r.title_at(k, k + 1).is_some()
            || self.r.lower(k) == "st"
    }
}
