//! The time of an act, and its name.

use std::hash::{BuildHasher, RandomState};

use jiff::{SignedDuration, Timestamp};

use super::act::RecordId;

/// How far the clock of the machine on which the last act was written may be ahead of this one for acts to go on from
/// there. Beyond that it was wrong, and its error is not carried on.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// Now, later than `last`: acts sort by time, and none may come before one it knew of.
pub fn after(last: Option<&str>) -> String {
    let now = Timestamp::now();
    let last = last.and_then(|last| last.parse::<Timestamp>().ok());
    let next = last.and_then(|last| last.checked_add(SignedDuration::from_millis(1)).ok());
    let at = next.filter(|next| *next > now && next.duration_since(now) < AHEAD).unwrap_or(now);
    format!("{at:.3}")
}

/// A name that no other record has, here or on any other machine: 64 random bits.
pub fn record_id() -> RecordId {
    // Keys of the hasher are random by the system; each call has others.
    RecordId(format!("{:016x}", RandomState::new().hash_one(Timestamp::now().as_nanosecond())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_never_goes_back() {
        let now = after(None);
        assert_eq!((now.len(), now.as_bytes()[23]), (24, b'Z'), "{now}");
        let hour = (Timestamp::now() + SignedDuration::from_hours(1)).to_string();
        let next = after(Some(&hour));
        assert!(next.as_str() > hour.as_str() && next.parse::<Timestamp>().is_ok(), "{next} {hour}");
        assert!(after(Some("2999-01-01T00:00:00.000Z")).starts_with("20"), "a clock that was wrong");
        assert!(after(Some("not a time")) >= now);
    }

    #[test]
    fn names_differ() {
        let names: std::collections::BTreeSet<RecordId> = (0..1_000).map(|_| record_id()).collect();
        assert_eq!(names.len(), 1_000);
    }
}
