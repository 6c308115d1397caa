//! Years, ranges of years, decades and centuries.

use super::Match;
use crate::extract::times::lexicon::{Role, Unit};
use crate::extract::times::meaning::{Field, Found, Meaning, YearOf};
use crate::extract::times::stream::Stream;
use crate::model::Modifier;

impl Stream<'_> {
    /// "1998", "the year 2000", "1998-99", "490 BC", "fiscal 1989".
    pub(super) fn year_date(&self, i: usize) -> Option<Match> {
        let quote = i.wrapping_sub(1);
        if self.class(i).digits == 2 && self.glued(i) && !self.glued(quote) && !self.is(i + 1, Role::S) {
            // "'98": the quotation mark before it belongs to it.
            let (end, year) = self.year(quote)?;
            return Some(Match::date(
                quote,
                end,
                Meaning::Calendar(year, Field::Year),
                "a year in two digits",
            ));
        }
        let mut j = self.skip(i, Role::The);
        let named = self.class(j).unit == Some(Unit::Year)
            && (self.class(j + 1).digits >= 3 || self.class(j + 1).number.is_some());
        let fiscal = self.is(j, Role::Fiscal);
        if named {
            j += 1;
        } else if fiscal {
            j += 1;
            j += usize::from(self.class(j).unit == Some(Unit::Year));
        } else if j != i {
            // "the 1998 elections" is a year without its article.
            return None;
        }
        let circa =
            self.is(i, Role::Around) && matches!(self.slice(i), "c" | "ca" | "circa" | "Circa" | "Ca");
        if circa {
            j = i + 1 + usize::from(self.sign(i + 1, "."));
        }
        let (end, year) = self.year(j)?;
        let YearOf::Known(y) = year else { return None };
        let era = y <= 0 || self.is(j, Role::Ad) || matches!(self.role(end - 1), Role::Ad);
        if !era && !named && !fiscal && !circa && !self.is_year(j, end) {
            return None;
        }
        let calendar = |y: i16| Meaning::Calendar(YearOf::Known(y), Field::Year);
        let mut first =
            Found::date(i, end, calendar(y), if fiscal { "a fiscal year by its name" } else { "a year" });
        if circa {
            first.modifier = Some(Modifier::Approx);
        }
        if let Some((from, to, last)) = self.second_year(end, y) {
            let last = Found::date(from, to, calendar(last), "the second year of a range");
            return Some(Match { end: to, found: first, more: vec![last] });
        }
        Some(Match { end, found: first, more: Vec::new() })
    }

    /// "499–493 BC", "from 264 to 241 BC", "490 and 480 BC": the years share the era.
    pub(super) fn years_before_christ(&self, i: usize) -> Option<Match> {
        let first = self.class(i).number.filter(|_| (1..=4).contains(&self.class(i).digits))?;
        let joint = self.dash(i + 1)
            || matches!(self.role(i + 1), Role::To | Role::And | Role::Or | Role::Until | Role::Through);
        let second = self.class(i + 2).number.filter(|_| (1..=4).contains(&self.class(i + 2).digits))?;
        let (end, era) = self.era(i + 3)?;
        if !joint || era != Role::Bc || second >= first || first == 0 || self.is_cited(i) {
            return None;
        }
        let year = |n: u32| Some(Meaning::Calendar(YearOf::Known(1 - i16::try_from(n).ok()?), Field::Year));
        Some(Match {
            end,
            found: Found::date(i, i + 1, year(first)?, "a year before Christ, its era behind the other year"),
            more: vec![Found::date(i + 2, end, year(second)?, "a year")],
        })
    }

    /// The other end of "1998-99", "1939–1945", "1998/99".
    fn second_year(&self, i: usize, first: i16) -> Option<(usize, usize, i16)> {
        let joined = (self.dash(i) || self.sign(i, "/")) && self.glued(i) == self.glued(i + 1);
        let class = self.class(i + 1);
        if !joined || first <= 0 {
            return None;
        }
        let n = i16::try_from(class.number?).ok()?;
        let year = match class.digits {
            4 if n > first && n - first < 200 => n,
            2 if n > first % 100
                && self.glued(i)
                // "GDP 2010-11": years that follow on one another number no file.
                && (n == first % 100 + 1 || !self.is_file_number(i - 1)) =>
            {
                first - first % 100 + n
            }
            2 if n == 0 && first % 100 == 99 => first + 1,
            _ => return None,
        };
        (!self.is(i + 2, Role::S)).then_some((i + 1, i + 2, year))
    }

    /// Whether four digits are a year where they stand, not a quantity, a number of a resolution, a part of a code.
    fn is_year(&self, i: usize, end: usize) -> bool {
        if self.class(i).digits == 0 {
            return true;
        }
        let Some(n) = self.class(i).number else { return false };
        let before = self.before(i);
        let previous = i.wrapping_sub(1);
        if self.glued(i) {
            let quote = matches!(
                self.slice(previous),
                "(" | "[" | "\"" | "“" | "‘" | "'" | "*" | "," | ";" | "—" | "–"
            );
            let compound = self.dash(previous) && !self.before(previous).digits.gt(&0) && {
                let p = self.slice(previous.wrapping_sub(1)).to_ascii_lowercase();
                matches!(p.as_str(), "mid" | "pre" | "post" | "early" | "late" | "end" | "since")
                    || !self.glued(previous)
            };
            if !quote && !compound {
                return false;
            }
        }
        if self.glued(end) {
            let ok = matches!(
                self.slice(end),
                "." | ","
                    | ";"
                    | ":"
                    | ")"
                    | "]"
                    | "?"
                    | "!"
                    | "\""
                    | "”"
                    | "’"
                    | "'"
                    | "—"
                    | "–"
                    | "*"
                    | "…"
            ) || self.possessive(end)
                || (self.dash(end) || self.sign(end, "/"))
                    && (self.second_year(end, n as i16).is_some()
                        || !self.glued(end + 1)
                        || self.word(end + 1));
            if !ok {
                return false;
            }
            // "1998-4567"
            if self.dash(end) && self.class(end + 1).digits > 0 && self.second_year(end, n as i16).is_none() {
                return false;
            }
        }
        let next = self.class(end);
        if next.counted || next.scale > 0 || (next.unit.is_some() && next.plural) {
            return false;
        }
        // "Resolution 1441", "Section 2021", "nearly 2000"
        if before.not_a_year_after || self.sign(previous, "#") || self.sign(previous, "$") {
            return false;
        }
        if !(1000..=2099).contains(&n) || self.is_cited(i) {
            return false;
        }
        // "2000 soldiers": a lower-case plural behind a number that no preposition of time leads.
        let plural = self.lower(end) && {
            let w = self.slice(end);
            w.len() > 3
                && w.ends_with('s')
                && !w.ends_with("ss")
                && self.role(end) == Role::None
                && !next.starts
        };
        let article = matches!(self.role(previous), Role::The | Role::Its | Role::That | Role::This);
        if plural {
            let lead =
                matches!(self.role(previous), Role::In | Role::Since | Role::During | Role::By | Role::Until);
            let round = n % 100 == 0;
            return article || (lead || (1900..2050).contains(&n)) && !round;
        }
        before.year_lead || article || n >= 1300 || !self.lower(end)
    }

    /// "the 1990s", "the '90s", "the nineties", "the 19th century", "the fifth century BC".
    pub(super) fn decade_or_century(&self, i: usize) -> Option<Match> {
        let mut start = self.skip(i, Role::The);
        let mut modifier = None;
        if start > i
            && let Some(part) = self.class(start).part
        {
            modifier = Some(part.into());
            start = self.skip_dash(start + 1);
        }
        let quote = ["'", "’", "‘"].iter().any(|q| self.sign(start, q)) && self.glued(start + 1);
        start += usize::from(quote);
        let class = self.class(start);
        let decade =
            |end: usize, d: i16| Some(Match::date(i, end, Meaning::Decade(d), "a decade").modified(modifier));
        if self.glued(start + 1) && self.is(start + 1, Role::S) && class.number.is_some_and(|n| n % 10 == 0) {
            let n = class.number? as i16;
            let bc = self.era(start + 2).filter(|e| e.1 == Role::Bc);
            return match (class.digits, bc) {
                // The 480s BC are -488 to -479 and lie mostly in the decade that begins with -490.
                (3, Some((end, _))) => decade(end, -(n / 10) - 1),
                (4, _) if (1000..2100).contains(&n) => decade(start + 2, n / 10),
                (2, _) if quote || (start > i && !self.is(i.wrapping_sub(1), Role::Its)) => {
                    decade(start + 2, n / 10)
                }
                _ => None,
            };
        }
        if class.decade > 0 && start > i {
            return decade(start + 1, i16::from(class.decade) / 10);
        }
        let (end, n) = self.ordinal(start)?;
        let word = self.skip_dash(end);
        if self.class(word).unit != Some(Unit::Century) || n == 0 || n > 30 {
            return None;
        }
        let n = n as i16;
        let (end, value) = match self.era(word + 1) {
            Some((end, Role::Bc)) => (end, -n),
            Some((end, _)) => (end, n - 1),
            None => (word + 1, n - 1),
        };
        Some(Match::date(i, end, Meaning::Century(value), "a century").modified(modifier))
    }
}
