//! Times of day: "10:35 a.m.", "9 p.m. Tuesday", "noon", "14:00 GMT", "0600 hours".

use super::Match;
use crate::extract::times::lexicon::{DayPart, Role, Unit};
use crate::extract::times::meaning::{Anchor, Clock, Field, Found, Meaning};
use crate::extract::times::stream::Stream;
use crate::model::TimeKind;

impl Stream<'_> {
    /// A time of day, with the day where it stands behind it.
    pub(super) fn clock_time(&self, i: usize) -> Option<Match> {
        if self.glued(i) && (self.sign(i.wrapping_sub(1), ":") || self.dash(i.wrapping_sub(1))) {
            return None;
        }
        let class = self.class(i);
        if let Some(part) =
            class.day_part.filter(|_| !class.plural && (!self.glued(i + 1) || !self.dash(i + 1)))
            && (matches!(part, DayPart::Daytime)
                || part == DayPart::Night && matches!(self.role(i.wrapping_sub(1)), Role::At | Role::By))
        {
            let any = Meaning::Set(format!("XXXX-XX-XX{}", part.code()));
            return Some(Match::of_kind(
                i,
                i + 1,
                TimeKind::Time,
                any,
                "a part of the day, of no day in particular",
            ));
        }
        let (mut end, clock) = self.clock(i)?;
        // "finished in 3:07:35"
        if let Clock::At(h, Some(m), Some(s)) = clock
            && matches!(self.role(i.wrapping_sub(1)), Role::In | Role::Of)
            && self.digit(end - 1)
        {
            let value = Meaning::Duration(format!("PT{h}H{m}M{s}S"));
            return Some(Match::of_kind(i, end, TimeKind::Duration, value, "a length of time"));
        }
        if self.is(end, Role::Zone) {
            end += 1;
        }
        let mut found = Found {
            from: i,
            to: end,
            kind: TimeKind::Time,
            meaning: Meaning::Shift(Unit::Day, 0, Anchor::Narrative),
            modifier: None,
            clock: Some(clock),
            rule: "a time of day",
        };
        let mut at = self.skip_comma(end);
        if self.sign(at, "(") {
            // "10:35 a.m. (0735 GMT) Friday"
            let close = (at + 1..at + 6).find(|&k| self.sign(k, ")"));
            at = close.map_or(at, |k| k + 1);
        } else if self.word_is(at, "local") && self.is(at + 1, Role::Time) {
            at += 2;
        } else if self.capital(at) {
            // "5:34 AM Baghdad time on March 20"
            let zone = (at + 1..at + 3).find(|&k| self.is(k, Role::Time));
            at = zone.map_or(at, |k| k + 1);
        }
        let on = self.is(at, Role::On);
        at += usize::from(on);
        let day = self.plain_date(at).or_else(|| self.relative(at)).filter(|m| {
            m.found.kind == TimeKind::Date
                && m.more.is_empty()
                && matches!(
                    m.found.meaning,
                    Meaning::Weekday(..)
                        | Meaning::Calendar(_, Field::Day(..))
                        | Meaning::Shift(Unit::Day, ..)
                )
        });
        if let Some(m) = day {
            // "11 a.m. on 11 November": two expressions, one date.
            if on || at > end + 1 {
                found.meaning = m.found.meaning.clone();
                return Some(Match { end: m.end, found, more: vec![m.found] });
            }
            found.to = m.end;
            found.meaning = m.found.meaning;
            return Some(Match { end: m.end, found, more: Vec::new() });
        }
        Some(Match { end, found, more: Vec::new() })
    }

    fn digit(&self, i: usize) -> bool {
        self.class(i).digits > 0
    }

    fn clock(&self, i: usize) -> Option<(usize, Clock)> {
        let class = self.class(i);
        if let Some(part @ (DayPart::Noon | DayPart::Midnight)) = class.day_part.filter(|_| !class.plural) {
            return Some((i + 1, Clock::Part(part)));
        }
        if !(1..=4).contains(&class.digits) {
            let spelled = class.number.filter(|n| (1..=12).contains(n) && class.digits == 0)?;
            return self.is(i + 1, Role::Oclock).then_some((i + 2, Clock::At(spelled as u8, None, None)));
        }
        let n = class.number?;
        if class.digits == 4 {
            let hours =
                self.is(i + 1, Role::Hours) || self.word_is(i + 1, "hours") || self.is(i + 1, Role::Zone);
            let end = if hours { i + 2 } else { i + 1 };
            return ((hours || self.is_at_hour(i)) && n / 100 < 24 && n % 100 < 60)
                .then_some((end, Clock::At((n / 100) as u8, Some((n % 100) as u8), None)));
        }
        if class.digits > 2 || n > 24 {
            return None;
        }
        let mut end = i + 1;
        let (mut minute, mut second) = (None, None);
        let pair = |at: usize| {
            let c = self.class(at + 1);
            let ok = self.sign(at, ":") && self.glued(at) && self.glued(at + 1) && c.digits == 2;
            c.number.filter(|n| ok && *n < 60).map(|n| n as u8)
        };
        if let Some(m) = pair(end) {
            minute = Some(m);
            end += 2;
            if let Some(s) = pair(end) {
                second = Some(s);
                end += 2;
            }
        }
        let mut hour = n as u8;
        match self.role(end) {
            Role::Am | Role::Pm
                if self.lower(end)
                    || minute.is_some()
                    || self.glued(end)
                    || self.slice(end).contains('.') =>
            {
                if hour > 12 {
                    return None;
                }
                if self.is(end, Role::Pm) && hour < 12 {
                    hour += 12;
                } else if self.is(end, Role::Am) && hour == 12 {
                    hour = 0;
                }
                end += 1;
            }
            Role::Oclock => end += 1,
            Role::Hours if minute.is_some() => end += 1,
            _ if self.half_of_day(end).is_some() => {
                let (to, pm) = self.half_of_day(end)?;
                hour += if pm && hour < 12 { 12 } else { 0 };
                end = to;
            }
            _ if minute.is_some() && n < 24 => {}
            _ => return None,
        }
        Some((end, Clock::At(hour, minute, second)))
    }

    /// "at about 1802 on 3 September", "at 0815": four digits behind "at" that begin with a zero or have their day behind.
    fn is_at_hour(&self, i: usize) -> bool {
        let near = i.wrapping_sub(1);
        let at = self.is(near, Role::At)
            || self.is(near.wrapping_sub(1), Role::At) && self.lower(near) && !self.is(near, Role::The);
        let day = |k: usize| {
            let k = if self.is(k, Role::On) { k + 1 } else { k };
            self.plain_date(k).is_some_and(|m| {
                matches!(m.found.meaning, Meaning::Weekday(..) | Meaning::Calendar(_, Field::Day(..)))
            })
        };
        let behind = self.is(i + 1, Role::On) || self.sign(i + 1, ",");
        at && (self.slice(i).starts_with('0') || behind && day(i + 1 + usize::from(self.sign(i + 1, ","))))
    }

    /// "p" "." "m" without a final stop, which the tokens keep apart; "in the morning".
    fn half_of_day(&self, i: usize) -> Option<(usize, bool)> {
        let letter = self.slice(i);
        if (letter == "p" || letter == "a")
            && self.sign(i + 1, ".")
            && self.glued(i + 1)
            && self.slice(i + 2) == "m"
        {
            return Some((i + 3, letter == "p"));
        }
        if self.is(i, Role::In) && self.is(i + 1, Role::The) {
            let part = self.class(i + 2).day_part.filter(|_| !self.class(i + 2).plural)?;
            return Some((i + 3, part != DayPart::Morning));
        }
        None
    }
}
