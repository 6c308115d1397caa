//! What open dates of a document hang on: its own date (news, reports) or the date last told (histories).

use super::meaning::{Anchor, Field, Found, Meaning, YearOf};
use crate::model::Date;

/// How a document tells time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Genre {
    /// "October" is the October near the document's date.
    Dated,
    /// "October" is the October of the year told last.
    Narrative,
    /// A history that comes near its own day: a section's own dates first, else the document's date.
    Recent,
}

/// Years further than this from the document's date are history.
const FAR: i32 = 2;

/// Judges by what the expressions are: explicit years far from the document's date speak for a narrative; weekdays,
/// "last week" and near years for a text of its day.
pub fn judge(found: &[Found], date: Option<Date>) -> Genre {
    let Some(date) = date else { return Genre::Narrative };
    let (mut far, mut near, mut today) = (0usize, 0usize, 0usize);
    for f in found {
        match f.meaning {
            Meaning::Calendar(YearOf::Known(y), field) => {
                if (i32::from(y) - i32::from(date.year())).abs() <= FAR {
                    near += 1;
                } else if matches!(field, Field::Year | Field::Month(_) | Field::Day(..) | Field::Season(_)) {
                    far += 1;
                }
            }
            Meaning::Weekday(..)
            | Meaning::Shift(_, _, Anchor::Document)
            | Meaning::YearsBefore(10.., Anchor::Document) => today += 1,
            _ => {}
        }
    }
    match far > 4 && far > 2 * today {
        true if far > 2 * near => Genre::Narrative,
        true => Genre::Recent,
        false => Genre::Dated,
    }
}
