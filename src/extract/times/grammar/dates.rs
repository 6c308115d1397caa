//! Dates with a month or a weekday in words, in all orders, and lists and ranges that share a part.

use super::Match;
use crate::extract::times::lexicon::{DayPart, Holiday, Part, Role, Unit};
use crate::extract::times::meaning::{Anchor, Clock, Field, Found, Meaning, Which, YearOf};
use crate::extract::times::stream::Stream;
use crate::model::{Modifier, TimeKind};
use crate::structure::Shape;

impl Stream<'_> {
    /// A date that is not relative.
    pub(in crate::extract::times) fn plain_date(&self, i: usize) -> Option<Match> {
        let rules: [fn(&Self, usize) -> Option<Match>; 13] = [
            Self::weekday_date,
            Self::month_first,
            Self::day_first,
            Self::digit_date,
            Self::season_date,
            Self::year_date,
            Self::decade_or_century,
            Self::holiday,
            Self::part_of_day_date,
            Self::day_of_month_told,
            Self::years_before_christ,
            Self::nth_weekday,
            Self::week_of,
        ];
        let mut best: Option<Match> = None;
        for rule in rules {
            if let Some(m) = rule(self, i)
                && best.as_ref().is_none_or(|b| m.end > b.end)
            {
                best = Some(m);
            }
        }
        best
    }

    /// "early November", "mid-2023", "the end of the year", "later that month".
    pub(super) fn part_of_date(&self, i: usize) -> Option<Match> {
        let start = self.skip(i, Role::The);
        if let Role::Later | Role::Earlier = self.role(i) {
            let modifier = if self.is(i, Role::Later) { Modifier::End } else { Modifier::Start };
            let j = self.skip(i + 1, Role::In);
            let m = self.unit_spoken_of(j).or_else(|| self.datelike(j))?;
            return m.more.is_empty().then(|| m.begun(i).modified(Some(modifier)));
        }
        let part = self.class(start).part?;
        let mut j = self.skip_dash(start + 1);
        // "the early part of", "the beginning of"
        let noun = self.is(j, Role::Of);
        if noun || self.is(j, Role::In) && part != Part::Mid {
            j += 1;
        }
        let inner = match (self.unit_spoken_of(j), self.datelike(j)) {
            (Some(a), Some(b)) if b.end > a.end => Some(b),
            (Some(a), _) => Some(a),
            (None, b) => b,
        };
        let m = inner?;
        // "end" and "start" are verbs and nouns of their own without "of".
        let bare_noun = matches!(
            self.slice(start).to_ascii_lowercase().as_str(),
            "end" | "start" | "close" | "beginning"
        );
        if bare_noun && !noun {
            return None;
        }
        if matches!(m.found.kind, TimeKind::Duration | TimeKind::Set) {
            return None;
        }
        Some(m.begun(i).modified(Some(part.into())))
    }

    /// "the year", "the month", "the summer": only inside "the end of …", "later in …".
    fn unit_spoken_of(&self, i: usize) -> Option<Match> {
        if !self.is(i, Role::The) {
            return None;
        }
        let class = self.class(i + 1);
        let unit = class.unit.filter(|_| !class.plural)?;
        (unit >= crate::extract::times::lexicon::Unit::Day)
            .then(|| Match::date(i, i + 2, Meaning::Shift(unit, 0, Anchor::Either), "the period spoken of"))
    }

    /// "Monday", "Monday, October 26", "Friday night", "Mon 26 Oct".
    fn weekday_date(&self, i: usize) -> Option<Match> {
        let class = self.class(i);
        if class.weekday == 0 || class.plural || !self.capital(i) {
            return None;
        }
        // "Bloody Sunday", "Black Friday": the name of a day that was.
        if self.before(i).names_weekday && self.capital(i - 1) {
            return None;
        }
        let dot = class.short && self.sign(i + 1, ".") && self.glued(i + 1);
        let after = i + 1 + usize::from(dot);
        let mut j = self.skip_comma(after);
        j = self.skip(j, Role::The);
        if let Some(m) = self.month_first(j).or_else(|| self.day_first(j)).or_else(|| self.digit_date(j))
            && matches!(m.found.meaning, Meaning::Calendar(_, Field::Day(..)) | Meaning::AmbiguousDay(..))
        {
            return Some(m.begun(i));
        }
        if class.short {
            return None;
        }
        // "not until Tuesday", "Until Tuesday, they had …" are over.
        let over = self.is(i.wrapping_sub(1), Role::Until)
            && (i < 2 || self.capital(i - 1) || self.class(i - 2).negates || self.word_is(i - 2, "up"));
        let future = !over && self.before(i).future_lead
            || (self.is(i.wrapping_sub(1), Role::On)
                && i.checked_sub(2).is_some_and(|k| self.class(k).future_lead));
        let which = if future { Which::Next } else { Which::Bare };
        let meaning = Meaning::Weekday(class.weekday as i8, which, Anchor::Document);
        let mut m = Match::date(i, after, meaning, "a weekday near the date it hangs on");
        if let Some(part) = self.class(after).day_part.filter(|_| !self.class(after).plural) {
            m.found.to = after + 1;
            m.end = after + 1;
            m.found.kind = TimeKind::Time;
            m.found.clock = Some(Clock::Part(part));
        }
        Some(m)
    }

    /// "November 19, 2025", "Oct. 3 and 5", "March 2024", "May".
    pub(super) fn month_first(&self, i: usize) -> Option<Match> {
        let (after_month, month) = self.month(i)?;
        let j = self.skip(after_month, Role::The);
        if let Some((end, day)) = self.day(j).filter(|&(end, _)| !self.measured(end) && !self.hour(end)) {
            let mut days = vec![(i, end, day)];
            let mut end = end;
            while let Some((from, to, next)) = self.next_day(end) {
                // "May 5 and 7 June": the second day belongs to the month behind it.
                if self.month(to).is_some() || self.is(to, Role::Of) || self.class(to).unit.is_some() {
                    break;
                }
                days.push((from, to, next));
                end = to;
            }
            let (end, year) = self.year_after(end).unwrap_or((end, YearOf::Unsaid));
            return Some(days_of(days, end, year, month));
        }
        if let Some((end, day)) = self.ordinal(after_month).filter(|&(_, n)| n <= 31 && n > 0)
            && self.class(end).unit.is_none()
        {
            let (end, year) = self.year_after(end).unwrap_or((end, YearOf::Unsaid));
            return Some(days_of(vec![(i, end, day as i8)], end, year, month));
        }
        let meaning = |year| Meaning::Calendar(year, Field::Month(month));
        if let Some((end, year)) = self.year_after(after_month) {
            return Some(Match::date(i, end, meaning(year), "a month and its year"));
        }
        self.bare_month(i, after_month).then(|| {
            Match::date(i, after_month, meaning(YearOf::Unsaid), "a month near the date it hangs on")
        })
    }

    /// Whether a month's name alone is one: "May" and "March" are words, "June" and "August" names of people.
    fn bare_month(&self, i: usize, end: usize) -> bool {
        let class = self.class(i);
        let before = self.before(i);
        let lead = before.month_lead || before.part.is_some() || self.possessive(i.wrapping_sub(1));
        let listed = |k: usize| {
            let c = self.class(k);
            c.month > 0 && !c.short
        };
        // "Feb./Mar. 1984": the year of the second is that of the first.
        let joint = self.sign(end, "/")
            || self.sign(end, "&")
            || self.dash(end)
            || class.short && matches!(self.role(end), Role::And | Role::To | Role::Or);
        if joint && self.month(end + 1).is_some_and(|(e, _)| self.year_after(e).is_some()) {
            return true;
        }
        let in_list = matches!(self.role(i.wrapping_sub(1)), Role::And | Role::Or | Role::To)
            && i >= 2
            && listed(i - 2)
            || matches!(self.role(end), Role::And | Role::Or | Role::To)
                && listed(end + 1)
                && before.month_lead
            // "May–August 1950"
            || self.dash(end) && listed(end + 1);
        // Alone on its line: "March", "May:" above what happened then.
        let last = if self.sign(end, ":") { end + 1 } else { end };
        if i == self.from && last == self.end && self.capital(i) && !class.short {
            return true;
        }
        // "May" and "March"
        if matches!(class.month, 3 | 5) {
            let followed_by_name = self.capital(end) && self.class(end).month == 0;
            return (lead && !followed_by_name && !matches!(self.slice(i.wrapping_sub(1)), "a" | "A"))
                || in_list;
        }
        if class.short {
            return lead && end > i + 1 && !self.capital(end);
        }
        // "June Allison", "April Glaspie": a name unless a preposition leads.
        let named = self.capital(end)
            && self.class(end).month == 0
            && self.class(end).weekday == 0
            && matches!(class.month, 4 | 6 | 8);
        !named
            || before.part.is_some()
            || (lead
                && matches!(self.role(i.wrapping_sub(1)), Role::In | Role::Since | Role::During | Role::The))
    }

    /// "3 March 2024", "3rd of March", "14 and 18 September", "3 to 6 May".
    pub(super) fn day_first(&self, i: usize) -> Option<Match> {
        let start = self.skip(i, Role::The);
        let (mut end, first) = self.day_or_ordinal(start)?;
        if self.before(start).digits > 0 && self.glued(start) {
            return None;
        }
        let mut days = vec![(i, end, first)];
        while let Some((from, to, day)) = self.next_day(end) {
            days.push((from, to, day));
            end = to;
        }
        let j = self.skip(end, Role::Of);
        let (after, month) = self.month(j).or_else(|| self.month(self.skip_dash(j)))?;
        // "4 March 2024 and 5": fine; "in 12 May Day parades" has no such shape in reports.
        let (end, year) = self.year_after(after).unwrap_or((after, YearOf::Unsaid));
        if let Some(last) = days.last_mut() {
            last.1 = end;
        }
        Some(days_of(days, end, year, month))
    }

    /// Whether minutes follow: "May 8:30".
    fn hour(&self, i: usize) -> bool {
        self.sign(i, ":") && self.glued(i) && self.glued(i + 1) && self.class(i + 1).digits == 2
    }

    /// "on the 20th", where the month was told before.
    pub(super) fn day_of_month_told(&self, i: usize) -> Option<Match> {
        if !self.is(i, Role::The) || self.class(i + 1).digits == 0 {
            return None;
        }
        let (end, day) = self.ordinal(i + 1).filter(|&(_, n)| (1..=31).contains(&n))?;
        let lead = matches!(
            self.role(i.wrapping_sub(1)),
            Role::On | Role::By | Role::Until | Role::Since | Role::From | Role::To
        );
        let ends = self.token(end).is_none()
            || self.token(end).is_some_and(|t| t.shape() == Shape::Sign && !self.dash(end))
            || self.class(end).day_part.is_some()
            || self.lower(end) && self.role(end) != Role::None && !self.is(end, Role::Of);
        (lead && ends)
            .then(|| Match::date(i, end, Meaning::DayOfMonth(day as i8), "a day of the month told before"))
    }

    fn day_or_ordinal(&self, i: usize) -> Option<(usize, i8)> {
        self.day(i).or_else(|| {
            let (end, n) = self.ordinal(i)?;
            (self.is(end, Role::Of) && n <= 31).then_some((end, n as i8))
        })
    }

    /// A further day of a list or range: ", 5", "and 7", "–9".
    fn next_day(&self, i: usize) -> Option<(usize, usize, i8)> {
        let mut j = i;
        if self.sign(j, ",") && !self.glued(j + 1) {
            j += 1;
        }
        if matches!(self.role(j), Role::And | Role::Or | Role::To | Role::Through) || self.dash(j) {
            j += 1;
        }
        if j == i {
            return None;
        }
        j = self.skip(j, Role::The);
        let (end, day) = self.day(j)?;
        // "May 5, 10 people": a number that counts something is no day.
        let followed = self.lower(end)
            && self.role(end) == Role::None
            && self.class(end).month == 0
            && self.class(end).part.is_none();
        if followed && self.sign(i, ",") || self.measured(end) {
            return None;
        }
        Some((j, end, day))
    }

    /// Whether a unit or a counted noun follows, so that the number before it is no day.
    fn measured(&self, i: usize) -> bool {
        let c = self.class(i);
        c.counted
            || (self.sign(i, "%"))
            || (self.dash(i) && self.glued(i) && self.class(i + 1).unit.is_some())
    }

    /// The year behind a month or day: ", 2025", "of 1945", "'98", "last year", "of the same year".
    pub(super) fn year_after(&self, i: usize) -> Option<(usize, YearOf)> {
        let mut j = i;
        if self.sign(j, ",") || self.sign(j, "/") {
            j += 1;
        }
        j = self.skip(j, Role::Of);
        if self.is(j, Role::In) && j == i && self.class(j + 1).digits == 4 {
            return None;
        }
        if self.dash(j) && self.glued(j) && self.class(j + 1).digits == 4 {
            j += 1;
        }
        if let Some((end, year)) = self.year(j) {
            let counted = self.class(end).counted && j > i && self.sign(i, ",");
            let ranged_day = self.class(j).digits < 3
                && !matches!(year, YearOf::Known(y) if y <= 0)
                && !self.sign(j, "'")
                && !self.sign(j, "’")
                && !self.is(j, Role::Ad);
            let spelled = self.class(j).digits == 0;
            return (!counted && (!ranged_day || spelled)).then_some((end, year));
        }
        self.relative_year(j)
    }

    /// "the morning of 5 May", "the night of July 3, 1898".
    fn part_of_day_date(&self, i: usize) -> Option<Match> {
        let mut start = self.skip(i, Role::The);
        let early = self.class(start).part;
        start += usize::from(early.is_some());
        let hours = |k: usize| self.class(k).unit == Some(Unit::Hour) && self.class(k).plural;
        // "the early hours of 25 March"
        let (part, of) = match early {
            Some(Part::Start) if hours(start) => (DayPart::Morning, start + 1),
            Some(Part::End) if hours(start) => (DayPart::Night, start + 1),
            _ => {
                let part = self.class(start).day_part.filter(|_| !self.class(start).plural)?;
                (part, start + 1 + usize::from(hours(start + 1)))
            }
        };
        if !self.is(of, Role::Of) {
            return None;
        }
        let inner = self.plain_date(of + 1)?;
        let day = matches!(
            inner.found.meaning,
            Meaning::Calendar(_, Field::Day(..) | Field::Holiday(_)) | Meaning::Weekday(..)
        );
        if !day || inner.found.clock.is_some() {
            return None;
        }
        let mut m = inner.begun(i);
        m.found.kind = TimeKind::Time;
        m.found.clock = Some(Clock::Part(part));
        m.found.rule = "a part of the day";
        Some(m)
    }

    /// "the second Tuesday in November", "the last Friday of May 2019".
    fn nth_weekday(&self, i: usize) -> Option<Match> {
        let start = self.skip(i, Role::The);
        let (at, nth) = match self.ordinal(start) {
            Some((end, n @ 1..=4)) => (end, n as i8),
            _ if start > i && matches!(self.role(start), Role::Last | Role::Final) => (start + 1, 5),
            _ => return None,
        };
        let class = self.class(at);
        if class.weekday == 0
            || class.short
            || class.plural
            || !matches!(self.role(at + 1), Role::Of | Role::In)
        {
            return None;
        }
        let (after, month) = self.month(at + 2)?;
        let (end, year) = self.year_after(after).unwrap_or((after, YearOf::Unsaid));
        let field = Field::Holiday(Holiday::Nth(month, class.weekday as i8, nth));
        Some(Match::date(i, end, Meaning::Calendar(year, field), "a weekday of a month by its number"))
    }

    /// "the week of April 8".
    fn week_of(&self, i: usize) -> Option<Match> {
        let start = self.skip(i, Role::The);
        let class = self.class(start);
        if class.unit != Some(Unit::Week) || class.plural || !self.is(start + 1, Role::Of) {
            return None;
        }
        let m = self.month_first(start + 2).or_else(|| self.day_first(start + 2))?;
        let Meaning::Calendar(year, Field::Day(month, day)) = m.found.meaning else { return None };
        m.more
            .is_empty()
            .then(|| Match::date(i, m.end, Meaning::WeekOf(year, month, day), "the week in which a day lies"))
    }

    /// "Christmas 1914", "Easter", "Thanksgiving Day".
    fn holiday(&self, i: usize) -> Option<Match> {
        if !self.capital(i) {
            return None;
        }
        let (n, &holiday) = self.tables.holidays.longest(self.rest(i))?;
        // "Christmas night 1776"
        let part = self.class(i + n).day_part.filter(|_| !self.class(i + n).plural);
        let after = i + n + usize::from(part.is_some());
        let (end, year) = self.year_after(after).unwrap_or((after, YearOf::Unsaid));
        let mut m = Match::date(i, end, Meaning::Calendar(year, Field::Holiday(holiday)), "a named day");
        if let Some(part) = part {
            (m.found.kind, m.found.clock) = (TimeKind::Time, Some(Clock::Part(part)));
        }
        Some(m)
    }
}

/// One expression a day of a list; the last takes the month and year along.
fn days_of(days: Vec<(usize, usize, i8)>, end: usize, year: YearOf, month: i8) -> Match {
    let rule = match year {
        YearOf::Unsaid => "a day near the date it hangs on",
        _ => "a full date",
    };
    let count = days.len();
    let mut all = days.into_iter().enumerate().map(|(k, (from, to, day))| {
        let to = if k + 1 == count { end } else { to };
        Found::date(from, to, Meaning::Calendar(year, Field::Day(month, day)), rule)
    });
    // A list of days is never empty: both callers begin it with one.
    let first = all.next().unwrap_or_else(|| Found::date(end, end, Meaning::Decade(0), rule));
    Match { end, found: first, more: all.collect() }
}
