//! Whether a year fits the document: numbers below 1500 are years only in the company of others, and a year far from all
//! the others does not become the one that later dates count from.

use super::lexicon::Role;
use super::meaning::{Field, Found, Meaning, YearOf};
use super::place::Place;
use super::stream::Stream;
use crate::model::Date;

/// Years further apart than this do not speak for one another.
const COMPANY: i32 = 150;
/// A number below this is more often a count or the number of a page than a year.
const EARLY: i16 = 1500;
/// Of fewer years than this no middle is taken.
const ENOUGH: usize = 3;

fn year_of(found: &Found) -> Option<(i16, Field)> {
    match found.meaning {
        Meaning::Calendar(YearOf::Known(y), field) => Some((y, field)),
        _ => None,
    }
}

/// Whether the words around a year leave no doubt that it is one: a month, an era, "the year", "in".
fn certain(stream: Stream<'_>, found: &Found, field: Field) -> bool {
    let lead = found.from.wrapping_sub(1);
    field != Field::Year
        || found.to - found.from > 1
        || matches!(stream.role(lead), Role::In | Role::Since | Role::During | Role::Until)
}

/// Drops bare numbers below 1500 that no certain year near them supports. `places` runs along with `found`.
pub fn drop_lonely_early(stream: Stream<'_>, found: &mut Vec<Found>, places: &mut Vec<Place>) {
    let early =
        |f: &Found| year_of(f).is_some_and(|(y, field)| field == Field::Year && (1..EARLY).contains(&y));
    if !found.iter().any(early) {
        return;
    }
    let mut sure: Vec<i16> = found
        .iter()
        .filter_map(|f| year_of(f).filter(|&(_, field)| certain(stream, f, field)).map(|y| y.0))
        .collect();
    sure.sort_unstable();
    let keep: Vec<bool> = found
        .iter()
        .map(|f| {
            let Some((y, _)) = year_of(f) else { return true };
            // "the year 1204", "AD 1204" stand for themselves.
            if !early(f) || f.to - f.from > 1 {
                return true;
            }
            let from = sure.partition_point(|&s| i32::from(s) < i32::from(y) - COMPANY);
            let to = sure.partition_point(|&s| i32::from(s) <= i32::from(y) + COMPANY);
            let near = sure.get(from..to).unwrap_or(&[]);
            // Another year than itself: its repetition is no company.
            near.first().is_some_and(|&s| s != y) || near.last().is_some_and(|&s| s != y)
        })
        .collect();
    let mut kept = keep.iter();
    found.retain(|_| kept.next().copied().unwrap_or(true));
    let mut kept = keep.iter();
    places.retain(|_| kept.next().copied().unwrap_or(true));
}

/// The years that a document may speak of: near the middle of those it names, or near its date.
#[derive(Debug, Clone, Copy, Default)]
pub struct Era {
    middle: Option<i16>,
    own: Option<i16>,
}

impl Era {
    /// Of the expressions of a document and its date.
    pub fn of(found: &[Found], date: Option<Date>) -> Self {
        let mut years: Vec<i16> = found.iter().filter_map(|f| year_of(f).map(|y| y.0)).collect();
        let at = years.len() / 2;
        let middle = (years.len() >= ENOUGH).then(|| *years.select_nth_unstable(at).1);
        Self { middle, own: date.map(|d| d.year()) }
    }

    /// The year of the document's own date.
    pub fn own(self) -> Option<i16> {
        self.own
    }

    /// Whether the story may move to `year` after the year told last: a long history goes far, but step by step.
    pub fn admits(self, year: i16, told: Option<i16>) -> bool {
        let Some(middle) = self.middle.or(self.own) else { return true };
        [Some(middle), self.own, told]
            .into_iter()
            .flatten()
            .any(|y| (i32::from(year) - i32::from(y)).abs() <= COMPANY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(y: i16) -> Found {
        Found::date(0, 1, Meaning::Calendar(YearOf::Known(y), Field::Year), "a year")
    }

    #[test]
    fn a_year_far_from_all_others_is_not_admitted() {
        let era = Era::of(&[year(2015), year(1014), year(2016), year(2017)], None);
        assert!(era.admits(1990, None) && !era.admits(1014, Some(2016)));
        assert!(era.admits(1700, Some(1800)), "a history that goes there step by step");
        assert!(Era::default().admits(1014, None), "nothing is known of the document");
    }
}
