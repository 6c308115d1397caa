//! A made-up entry, for the tests of the forms.

use super::Entry;
use crate::extract::times::edtf;
use crate::model::EventStatus;

/// An entry of this date; an empty one has none.
pub fn entry(date: &str) -> Entry {
    let period = edtf::parse(date);
    Entry {
        path: "notes/a.txt".to_owned(),
        id: "e1".to_owned(),
        edtf: period.as_ref().map(|p| p.edtf.clone()),
        earliest: period.as_ref().and_then(|p| p.earliest),
        latest: period.as_ref().and_then(|p| p.latest),
        modifier: None,
        status: EventStatus::Reported,
        summary: "The bridge was shut".to_owned(),
        quote: "The bridge was shut that day".to_owned(),
        actors: vec!["Harwick".to_owned()],
        line: Some(3),
        section: "Background".to_owned(),
    }
}

/// What a form writes.
pub fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}
