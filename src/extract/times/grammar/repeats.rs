//! What recurs: "every week", "daily", "per month", "Mondays".

use super::Match;
use super::durations::value;
use crate::extract::times::lexicon::{Role, Unit};
use crate::extract::times::meaning::Meaning;
use crate::extract::times::numbers::Count;
use crate::extract::times::stamp::season_code;
use crate::extract::times::stream::Stream;
use crate::model::TimeKind;

impl Stream<'_> {
    /// An expression of frequency.
    pub(super) fn repeat(&self, i: usize) -> Option<Match> {
        let set = |end: usize, value: String| {
            Some(Match::of_kind(i, end, TimeKind::Set, Meaning::Set(value), "something that recurs"))
        };
        if let Some((n, value)) = self.tables.often.longest(self.rest(i)) {
            let name = self.capital(i) && i > self.from && self.word(i - 1) && self.capital(i + n);
            // "its quarterly dividend" is a kind of dividend.
            let kind = value == "P3M" && self.lower(i + n);
            return if name || kind { None } else { set(i + n, value.clone()) };
        }
        let class = self.class(i);
        if class.plural && class.weekday > 0 && self.capital(i) {
            return set(i + 1, format!("XXXX-WXX-{}", class.weekday));
        }
        match self.role(i) {
            Role::Every | Role::Each => {
                let mut j = i + 1;
                let other = self.word_is(j, "other");
                j += usize::from(other);
                let each_of = self.is(j, Role::Of);
                if each_of {
                    return None;
                }
                let c = self.class(j);
                if c.weekday > 0 {
                    return set(j + 1, format!("XXXX-WXX-{}", c.weekday));
                }
                if c.month > 0 && self.capital(j) {
                    return set(j + 1, format!("XXXX-{:02}", c.month));
                }
                if c.season > 0 {
                    return set(j + 1, format!("XXXX-{}", season_code(c.season as i8)));
                }
                if self.word_is(j, "season") && !self.capital(j) {
                    return set(j + 1, "P1Y".to_owned());
                }
                if let Some(part) = c.day_part {
                    return set(j + 1, format!("XXXX-XX-XX{}", part.code()));
                }
                let (at, n) = self.cardinal(j).unwrap_or((j, if other { 2.0 } else { 1.0 }));
                let unit = self.class(at).unit?;
                set(at + 1, value(Count::Exact(n), unit)?)
            }
            Role::Per => {
                let c = self.class(i + 1);
                let unit = c.unit.filter(|&u| u >= Unit::Day && !c.plural)?;
                set(i + 2, value(Count::Exact(1.0), unit)?)
            }
            Role::A => {
                // "$2 billion a year", "three times a week"
                let c = self.class(i + 1);
                let unit = c.unit.filter(|_| !c.plural)?;
                let clause_goes_on = matches!(
                    self.role(i + 2),
                    Role::Ago | Role::Later | Role::Earlier | Role::Before | Role::After | Role::Of
                );
                if clause_goes_on || unit == Unit::Second || unit == Unit::Quarter {
                    return None;
                }
                self.amount_before(i)
                    .then(|| value(Count::Exact(1.0), unit))
                    .flatten()
                    .and_then(|v| set(i + 2, v))
            }
            _ => None,
        }
    }

    /// Whether an amount ends before `i`: "billion", "%", "times", "tons" behind a number.
    fn amount_before(&self, i: usize) -> bool {
        let near = |k: usize| {
            i.checked_sub(k).is_some_and(|j| {
                let c = self.class(j);
                c.number.is_some()
                    || c.broken_digits
                    || c.scale > 0
                    || matches!(self.slice(j), "million" | "billion" | "trillion")
            })
        };
        let last = self.before(i);
        let word = self.slice(i.wrapping_sub(1));
        last.counted
            || ["times", "once", "twice", "%", "million", "billion"]
                .iter()
                .any(|w| word.eq_ignore_ascii_case(w))
            || (last.number.is_some() && last.digits > 0)
            || (near(2) && self.lower(i.wrapping_sub(1)) && last.unit.is_none())
    }
}
