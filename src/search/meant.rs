//! Words that a text means without writing them: the year and month of "last spring", the digits of "twelve million".

use crate::model::{Date, Document, Quantity};

/// Hands over the words that claims and events of a document mean: the piece at which `claim` begins, and the word; events
/// have a piece each from `events`.
pub(super) fn words(
    document: &Document,
    claim: impl Fn(usize) -> u32,
    events: u32,
    out: &mut Vec<(u32, String)>,
) {
    for (k, c) in document.claims.iter().enumerate() {
        let written = document.text.slice(c.span);
        for time in c.times.iter().filter_map(|t| document.times.get(t.index())) {
            of_days(time.earliest, time.latest, written, |word| out.push((claim(k), word)));
        }
        for quantity in &c.quantities {
            of_quantity(quantity, written, |word| out.push((claim(k), word)));
        }
    }
    for (k, e) in document.events.iter().enumerate() {
        of_days(e.earliest, e.latest, &e.summary, |word| out.push((events + k as u32, word)));
    }
}

/// The year if all days lie in one, the month if all lie in one, and the day if it is one; what is written is left out.
fn of_days(earliest: Option<Date>, latest: Option<Date>, written: &str, mut put: impl FnMut(String)) {
    let (Some(from), Some(to)) = (earliest, latest) else { return };
    if from.year() != to.year() || from.year() < 0 {
        return;
    }
    let mut unless_written = |word: String| {
        if !written.contains(&word) {
            put(word);
        }
    };
    let year = from.year();
    unless_written(format!("{year:04}"));
    if from.month() != to.month() {
        return;
    }
    let month = from.month();
    unless_written(from.strftime("%B").to_string());
    // As "2025-10" and "2025-10-05" are read when typed.
    if from.day() == to.day() {
        unless_written(format!("{year:04}-{month:02}-{:02}", from.day()));
    } else {
        unless_written(format!("{year:04}-{month:02}"));
    }
}

/// The digits of whole numbers that are not written in digits alone.
fn of_quantity(quantity: &Quantity, written: &str, mut put: impl FnMut(String)) {
    /// Above this not every whole number is one.
    const LARGEST: f64 = 1e15;
    let both = [quantity.low, quantity.high.filter(|h| quantity.low != Some(*h))];
    for value in both.into_iter().flatten().filter(|v| v.fract() == 0.0 && (0.0..LARGEST).contains(v)) {
        let digits = format!("{value:.0}");
        if !written.contains(&digits) {
            put(digits);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: (i16, i8, i8), to: (i16, i8, i8), written: &str) -> Vec<String> {
        let date = |(y, m, d)| Date::new(y, m, d).ok();
        let mut out = Vec::new();
        of_days(date(from), date(to), written, |w| out.push(w));
        out
    }

    #[test]
    fn days_mean_what_they_share() {
        let month = days((2025, 10, 1), (2025, 10, 31), "early that month");
        assert_eq!(month, ["2025", "October", "2025-10"]);
        assert_eq!(days((2025, 10, 5), (2025, 10, 5), "on 5 October"), ["2025", "2025-10-05"]);
        assert_eq!(days((2025, 3, 1), (2025, 5, 31), "in spring 2025"), [""; 0]);
        assert!(days((2024, 3, 1), (2025, 5, 31), "").is_empty());
    }

    #[test]
    fn numbers_in_words_have_digits() {
        let quantity = |low, high| Quantity {
            span: crate::model::Span::default(),
            low,
            high,
            unit: None,
            currency: None,
            per: None,
            approx: None,
        };
        let of = |q: Quantity, written: &str| {
            let mut out = Vec::new();
            of_quantity(&q, written, |w| out.push(w));
            out
        };
        assert_eq!(of(quantity(Some(1_200_000.0), Some(1_200_000.0)), "1.2 million"), ["1200000"]);
        assert_eq!(of(quantity(Some(12.0), Some(20.0)), "twelve to 20"), ["12"]);
        assert!(of(quantity(Some(3.5), None), "3.5").is_empty());
    }
}
