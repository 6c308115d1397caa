//! Two names of one day: "later that same day, June 13", "on Saturday (3 May 2014)". The date that is named says which.

use super::lexicon::{Role, Unit};
use super::meaning::{Anchor, Field, Found, Meaning};
use super::stream::Stream;

/// How many tokens may stand between the two.
const GAP: usize = 2;

/// The day named right behind a weekday or a day counted from another.
pub fn beside<'f>(stream: Stream<'_>, f: &Found, next: Option<&'f Found>) -> Option<&'f Found> {
    let next = next.filter(|n| matches!(n.meaning, Meaning::Calendar(_, Field::Day(..))))?;
    let open = match f.meaning {
        Meaning::Weekday(..) => true,
        Meaning::Shift(unit, _, Anchor::Narrative | Anchor::Document) => {
            unit >= Unit::Day && unit <= Unit::Week
        }
        _ => false,
    };
    let gap = next.from.checked_sub(f.to).filter(|&n| (1..=GAP).contains(&n))?;
    let joint = |k: usize| stream.is(k, Role::On) || [",", "(", "–", "—"].iter().any(|s| stream.sign(k, s));
    (open && gap > 0 && (f.to..next.from).all(joint)).then_some(next)
}
