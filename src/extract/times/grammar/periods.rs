//! Seasons, quarters, halves, and the first or last so many units of a longer period.

use super::Match;
use crate::extract::times::lexicon::{PeriodCode, Role, Unit};
use crate::extract::times::meaning::{Anchor, Field, Meaning, Which, YearOf};
use crate::extract::times::stream::Stream;
use crate::model::{Modifier, TimeKind};

impl Stream<'_> {
    /// "the winter of 1941", "spring 2024", "in (the) spring", "early in the summer".
    pub(super) fn season_date(&self, i: usize) -> Option<Match> {
        let mut start = self.skip(i, Role::The);
        let mut modifier: Option<Modifier> = None;
        if start > i
            && let Some(part) = self.class(start).part
        {
            modifier = Some(part.into());
            start = self.skip_dash(start + 1);
        }
        let season = self.class(start).season;
        if season == 0 {
            // "2004 summer"
            let (end, year) = self.year(i)?;
            let season = self.class(end).season;
            return (season > 0 && start == i && self.class(i).digits == 4).then(|| {
                Match::date(
                    i,
                    end + 1,
                    Meaning::Calendar(year, Field::Season(season as i8)),
                    "a season and its year",
                )
            });
        }
        let field = Field::Season(season as i8);
        if let Some((end, year)) = self.year_after(start + 1) {
            let m = Match::date(i, end, Meaning::Calendar(year, field), "a season and its year");
            return Some(m.modified(modifier));
        }
        // "the spring offensive": the season alone, without the article of its noun.
        if self.class(start + 1).in_season && modifier.is_none() && !self.glued(start + 1) {
            let meaning = Meaning::Picked(Which::Bare, field, Anchor::Document);
            return (start == i)
                .then(|| Match::date(i, start + 1, meaning, "a season near the date it hangs on"));
        }
        // "the fall of Saigon", "falls": only what a preposition of time leads is a season.
        let prep = self.role(i.wrapping_sub(1));
        let in_time = matches!(
            prep,
            Role::In
                | Role::By
                | Role::During
                | Role::Since
                | Role::Until
                | Role::Before
                | Role::After
                | Role::Through
        );
        let wide = matches!(prep, Role::Over | Role::For | Role::Of | Role::That | Role::And | Role::To);
        // "the summer offensive" is no season told; "the winter was hard" is one.
        let alone = !self.lower(start + 1) || self.role(start + 1) != Role::None;
        let falls = self.class(start).season == 3;
        let lead = in_time
            || modifier.is_some()
            || self.before(i).part.is_some()
            || (!falls && alone && (wide || start > i));
        let noun_of = self.is(start + 1, Role::Of);
        let ok = lead && !noun_of && !self.word_is(start, "springs");
        let meaning = Meaning::Picked(Which::Bare, field, Anchor::Document);
        ok.then(|| {
            Match::date(i, start + 1, meaning, "a season near the date it hangs on").modified(modifier)
        })
    }

    pub fn word_is(&self, i: usize, word: &str) -> bool {
        self.slice(i).eq_ignore_ascii_case(word)
    }

    /// Quarters, halves, "the first week of August", "the first nine months of the year".
    pub(super) fn period(&self, i: usize) -> Option<Match> {
        self.coded_period(i).or_else(|| self.quarter(i)).or_else(|| self.half(i)).or_else(|| self.stretch(i))
    }

    /// "Q3 2024", "H1 2025", "3Q".
    fn coded_period(&self, i: usize) -> Option<Match> {
        let class = self.class(i);
        let field = match class.code {
            Some(PeriodCode::Q1) => Field::Quarter(1),
            Some(PeriodCode::Q2) => Field::Quarter(2),
            Some(PeriodCode::Q3) => Field::Quarter(3),
            Some(PeriodCode::Q4) => Field::Quarter(4),
            Some(PeriodCode::H1) => Field::Half(1),
            Some(PeriodCode::H2) => Field::Half(2),
            None => {
                // "2024 Q3"
                let (end, year) = self.year(i).filter(|_| class.digits == 4)?;
                let inner = self.class(end).code.and_then(|_| self.coded_period(end))?;
                let Meaning::Calendar(_, field) = inner.found.meaning else { return None };
                return Some(Match::date(
                    i,
                    end + 1,
                    Meaning::Calendar(year, field),
                    "a quarter or half of a year",
                ));
            }
        };
        let j = self.skip(i + 1, Role::Fiscal);
        let (end, year) = self.year_after(j).unwrap_or((i + 1, YearOf::Unsaid));
        Some(Match::date(i, end, Meaning::Calendar(year, field), "a quarter or half of a year"))
    }

    /// "the third quarter of 1998", "third-quarter", "last year's fourth quarter", "the year-earlier quarter".
    fn quarter(&self, i: usize) -> Option<Match> {
        let mut j = i;
        let mut year = None;
        if let Some((end, y)) = self.leading_year(i) {
            (j, year) = (end, Some(y));
        } else {
            j = self.skip(j, Role::The);
            // "its third-quarter loss": the article is that of the loss.
            let kind = self.class(j + 1).ordinal > 0 && self.dash(j + 2);
            if self.is(i, Role::Its)
                || j > i && self.class(j).ordinal > 0 && self.dash(j + 1)
                || kind && j > i
            {
                return None;
            }
            if let Some((end, y)) = self.year(j).filter(|_| self.class(j).digits == 4) {
                (j, year) = (end, Some(y));
            }
        }
        let comparable = self.word_is(j, "comparable") || self.word_is(j, "corresponding");
        j += usize::from(comparable);
        let mut back = 0;
        if let Some(end) = self.year_earlier_adjective(j) {
            (j, back) = (end, -1);
        }
        if self.is(j, Role::Fiscal) {
            j = self.skip_dash(j + 1);
            if self.class(j).unit == Some(Unit::Year) {
                j += 1;
            }
        }
        let (end, nth) = match self.ordinal(j).filter(|&(_, n)| n <= 4) {
            Some((end, n)) => (self.skip_dash(end), Some(n as i8)),
            None => (j, None),
        };
        let noun = self.class(end);
        let is_quarter = noun.unit == Some(Unit::Quarter) && !noun.plural;
        if !is_quarter {
            // "the year-earlier period"
            return (back != 0 && self.is(end, Role::Period)).then(|| {
                Match::date(
                    i,
                    end + 1,
                    Meaning::QuarterOf(YearOf::Unsaid, back),
                    "the same quarter a year before",
                )
            });
        }
        let mut to = end + 1;
        let after = if self.is(to, Role::Of) || self.is(to, Role::In) { to + 1 } else { to };
        if year.is_none()
            && let Some((e, y)) = self.year(after).filter(|_| self.class(after).digits == 4)
        {
            (to, year) = (e, Some(y));
        } else if year.is_none()
            && let Some((e, y)) = self.relative_year(after)
        {
            (to, year) = (e, Some(y));
        }
        let rule = "a quarter of a year";
        match nth {
            Some(n) => {
                let year = match (year, back) {
                    (None, 0) => YearOf::Unsaid,
                    (None, _) => {
                        let m = Meaning::Picked(Which::Last, Field::Quarter(n), Anchor::Document);
                        let mut m = Match::date(i, to, m, "the same quarter a year before");
                        m.found.meaning =
                            Meaning::Calendar(YearOf::Relative(-1, Anchor::Document), Field::Quarter(n));
                        return Some(m);
                    }
                    (Some(y), _) => y,
                };
                Some(Match::date(i, to, Meaning::Calendar(year, Field::Quarter(n)), rule))
            }
            // "the quarter", "the 1988 quarter"
            None if j > i => Some(Match::date(
                i,
                to,
                Meaning::QuarterOf(year.unwrap_or(YearOf::Unsaid), back),
                "the quarter spoken of",
            )),
            None => None,
        }
    }

    /// "1998's", "last year's".
    fn leading_year(&self, i: usize) -> Option<(usize, YearOf)> {
        let (end, year) =
            self.relative_year(i).or_else(|| self.year(i).filter(|_| self.class(i).digits == 4))?;
        self.possessive(end).then_some((end + 1, year))
    }

    /// "year-earlier", "year-ago".
    pub(super) fn year_earlier_adjective(&self, i: usize) -> Option<usize> {
        let hyphen = self.dash(i + 1) && self.class(i).unit == Some(Unit::Year) && !self.class(i).plural;
        (hyphen && matches!(self.role(i + 2), Role::Earlier | Role::Ago)).then_some(i + 3)
    }

    /// "the first half of 2024", "the second half of last year".
    fn half(&self, i: usize) -> Option<Match> {
        let start = self.skip(i, Role::The);
        let (j, n) = match self.ordinal(start) {
            Some((end, n @ 1..=2)) => (end, n as i8),
            _ if self.is(start, Role::Last) || self.word_is(start, "latter") => (start + 1, 2),
            _ => return None,
        };
        let j = self.skip_dash(j);
        if !self.is(j, Role::Half) {
            return None;
        }
        let of = self.is(j + 1, Role::Of);
        let at = self.skip(j + 1, Role::Of);
        let (end, year) = match self.year_after(at) {
            Some(found) => found,
            None if of && self.is(at, Role::The) && self.class(at + 1).unit == Some(Unit::Year) => {
                (at + 2, YearOf::Relative(0, Anchor::Either))
            }
            None if of => {
                // "the second half of November", "of the 1990s"
                let inner = self.plain_date(at)?;
                let modifier = if n == 1 { Modifier::Start } else { Modifier::End };
                let wide = matches!(
                    inner.found.meaning,
                    Meaning::Calendar(_, Field::Month(_)) | Meaning::Decade(_) | Meaning::Century(_)
                );
                return wide.then(|| inner.begun(i).modified(Some(modifier)));
            }
            None => (j + 1, YearOf::Unsaid),
        };
        Some(Match::date(i, end, Meaning::Calendar(year, Field::Half(n)), "a half of a year"))
    }

    /// "the first nine months of the year", "the last two weeks of March 1917", "the first week of August".
    fn stretch(&self, i: usize) -> Option<Match> {
        let start = self.skip(i, Role::The);
        let last = matches!(self.role(start), Role::Last | Role::Final);
        let (first_end, nth) = self.ordinal(start).unwrap_or((start + 1, 0));
        if !last && nth == 0 {
            return None;
        }
        let (j, count) = match self.cardinal(first_end).filter(|_| last || nth == 1) {
            Some((end, n)) => (end, n as i32),
            None => (first_end, 1),
        };
        let unit = self.class(j).unit?;
        if !self.is(j + 1, Role::Of) || !(1..400).contains(&count) {
            return None;
        }
        if count == 1 && nth > 1 && !(unit == Unit::Week && nth <= 4) {
            return None;
        }
        let at = j + 2;
        let (end, year, month) = if let Some((after, month)) = self.month(at) {
            let (end, year) = self.year_after(after).unwrap_or((after, YearOf::Unsaid));
            (end, year, month)
        } else if let Some((end, year)) = self.year_after(at) {
            (end, year, 0)
        } else if self.is(at, Role::The) && self.class(at + 1).unit == Some(Unit::Year) {
            (at + 2, YearOf::Relative(0, Anchor::Either), 0)
        } else {
            return None;
        };
        let fits = match unit {
            Unit::Day | Unit::Week => month > 0 || unit == Unit::Week,
            Unit::Month => month == 0,
            Unit::Quarter => month == 0,
            _ => false,
        };
        if !fits {
            return None;
        }
        // "the second week of August" is a date; "the last week of August" is a length whose days are known.
        let (count, kind) =
            if nth > 1 { (-(nth as i32), TimeKind::Date) } else { (count, TimeKind::Duration) };
        let meaning = Meaning::Stretch { unit, count, last, year, month };
        Some(Match::of_kind(i, end, kind, meaning, "a stretch at the start or end of a period"))
    }
}
