//! The least score that still counts, where something is added to scores before they are compared.

/// More steps than rounding is off by, for scores that are not much smaller than what is added.
const STEPS: usize = 16;

/// The least score that makes `least` with what is added, or more than it if it must be `above`. Sums are rounded: the plain
/// difference may be a little off, and what is too small by a little lets in all that fit equally well. Never too great.
pub(super) fn least_with(added: f32, least: f32, above: bool) -> f32 {
    let enough = |score: f32| if above { score + added > least } else { score + added >= least };
    let mut score = least - added;
    for _ in 0..STEPS {
        if enough(score.next_down()) {
            score = score.next_down();
        }
    }
    if enough(score.next_down()) {
        return score - f32::EPSILON * (1.0 + least.abs());
    }
    for _ in 0..STEPS {
        if !enough(score) {
            score = score.next_up();
        }
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn what_is_wanted_counts(score in 0.0f32..1.5, apart in -3i32..4, above: bool) {
            for added in [0.0, 0.05, 0.04, 0.25] {
                let other = (0..apart.abs()).fold(score, |s, _| if apart > 0 { s.next_up() } else { s.next_down() });
                let sum = score + added;
                let wanted = if above { sum > other + added } else { sum >= other + added };
                let least = least_with(added, other + added, above);
                proptest::prop_assert!(!wanted || score >= least);
                proptest::prop_assert!(score < 0.2 || wanted == (score >= least));
            }
        }
    }

    #[test]
    fn equals_that_must_be_better_do_not_count() {
        assert!(least_with(0.05, 1.0 + 0.05, true) > 1.0 && least_with(0.05, 1.0 + 0.05, false) <= 1.0);
        assert!(least_with(0.25, 0.25, false) <= 0.0);
        assert!(least_with(0.05, f32::MIN, false) <= f32::MIN);
    }
}
