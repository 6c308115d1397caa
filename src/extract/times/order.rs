//! Whether a document writes the month or the day first in dates of digits: as its other dates do. "4/3/2024" alone stays
//! open.

use super::lexicon::Role;
use super::stream::Stream;

/// What comes first in a date of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// "11/19/2025", as in the United States.
    MonthFirst,
    /// "19/11/2025".
    DayFirst,
}

/// How the document writes its dates: by those in digits that can be read one way only, and by those with the month in
/// words ("March 4, 2024" or "4 March 2024").
pub fn habit(stream: Stream<'_>) -> Option<Order> {
    let (mut month_first, mut day_first) = (0usize, 0usize);
    let small = |k: usize| stream.class(k).number.filter(|_| (1..=2).contains(&stream.class(k).digits));
    let year = |k: usize| stream.class(k).digits == 4 && stream.class(k).number.is_some_and(|n| n < 2200);
    for i in stream.from..stream.end {
        let class = stream.class(i);
        if class.month > 0 {
            let Some((after, _)) = stream.month(i) else { continue };
            let comma = stream.skip_comma(after + 1);
            if small(after).is_some() && comma > after + 1 && year(comma) {
                month_first += 1;
            } else if year(after)
                && (small(i.wrapping_sub(1)).is_some() || stream.is(i.wrapping_sub(1), Role::Suffix))
            {
                day_first += 1;
            }
        } else if (1..=2).contains(&class.digits) && (stream.sign(i + 1, "/") || stream.dash(i + 1)) {
            let same = stream.slice(i + 1) == stream.slice(i + 3);
            let tight = (i + 1..i + 5).all(|k| stream.glued(k));
            let begins = !stream.glued(i) || stream.sign(i.wrapping_sub(1), "(");
            let (Some(a), Some(b)) = (class.number, small(i + 2)) else { continue };
            if same && tight && begins && year(i + 4) {
                month_first += usize::from((1..=12).contains(&a) && (13..=31).contains(&b)) * 2;
                day_first += usize::from((1..=12).contains(&b) && (13..=31).contains(&a)) * 2;
            }
        }
    }
    match (month_first, day_first) {
        (m, d) if m > 4 * d => Some(Order::MonthFirst),
        (m, d) if d > 4 * m => Some(Order::DayFirst),
        _ => None,
    }
}

/// Month and day of two numbers that can be read both ways.
pub fn month_and_day(order: Order, a: i8, b: i8) -> (i8, i8) {
    match order {
        Order::MonthFirst => (a, b),
        Order::DayFirst => (b, a),
    }
}
