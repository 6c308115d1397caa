//! Named days as the lexicon writes them.

use super::lexicon::Holiday;

/// "12-25", "easter-2", "11-thu-4".
pub(super) fn holiday(text: &str) -> Option<Holiday> {
    if let Some(days) = text.strip_prefix("easter") {
        return Some(Holiday::Easter(days.parse().ok()?));
    }
    let mut parts = text.split('-');
    let month = parts.next()?.parse().ok()?;
    let second = parts.next()?;
    match parts.next() {
        None => Some(Holiday::Fixed(month, second.parse().ok()?)),
        Some(nth) => {
            let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
            let day = names.iter().position(|n| *n == second)? as i8 + 1;
            Some(Holiday::Nth(month, day, nth.parse().ok()?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_days() {
        assert_eq!(holiday("11-thu-4"), Some(Holiday::Nth(11, 4, 4)));
        assert_eq!(holiday("easter-2"), Some(Holiday::Easter(-2)));
        assert_eq!(holiday("12-25"), Some(Holiday::Fixed(12, 25)));
        assert_eq!(holiday("x"), None);
    }
}
