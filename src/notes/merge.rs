//! Two logs of the same document (or of the same documents) made one.

use std::collections::BTreeMap;

use super::lines::{Lines, header, line};

/// The union of two logs.
#[derive(Debug, Default)]
pub struct Merged {
    /// The log, whole.
    pub content: String,
    /// Records in it.
    pub count: usize,
    /// Ids under which the two hold different records; that of the first is kept.
    pub conflicts: Vec<String>,
    /// Lines of each that are nothing of a log, and are left out.
    pub damaged: [usize; 2],
    /// The version of one that is newer than this casefile knows; then nothing is merged.
    pub newer: Option<u32>,
}

/// Merges two logs: every record once, by time and then by id. What only a newer casefile knows is kept as it is.
pub fn merge(first: &[u8], second: &[u8]) -> Merged {
    let mut merged = Merged::default();
    let mut all: BTreeMap<String, (String, String)> = BTreeMap::new();
    for (k, bytes) in [first, second].into_iter().enumerate() {
        let lines = Lines::read(bytes);
        if lines.file_version() > super::lines::VERSION {
            merged.newer = Some(lines.file_version());
            return merged;
        }
        if let Some(count) = merged.damaged.get_mut(k) {
            *count = lines.bad.len() + usize::from(lines.torn.is_some());
        }
        let records = lines.records.iter().map(|r| (r.id.0.clone(), r.at.clone(), line(r)));
        let foreign = lines.foreign.into_iter().map(|f| (f.id, f.at, format!("{}\n", f.line)));
        for (id, at, line) in records.chain(foreign) {
            let known = all.entry(id.clone()).or_insert_with(|| (at, line.clone()));
            if known.1 != line {
                merged.conflicts.push(id);
            }
        }
    }
    let mut order: Vec<(String, String, String)> =
        all.into_iter().map(|(id, (at, line))| (at, id, line)).collect();
    order.sort();
    merged.count = order.len();
    merged.content = header();
    merged.content.extend(order.into_iter().map(|(_, _, line)| line));
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: &str, at: u32, name: &str) -> String {
        format!(
            "{{\"id\":\"{id}\",\"at\":\"2025-01-01T00:00:{at:02}.000Z\",\"by\":\"a\",\"act\":{{\"save\":{{\"name\":\"{name}\",\"query\":\"q\"}}}}}}\n"
        )
    }

    fn log(records: &[String]) -> String {
        header() + &records.concat()
    }

    #[test]
    fn every_record_once_by_time_then_by_id() {
        let (a, b, c, d) =
            (record("b", 1, "x"), record("a", 1, "y"), record("c", 0, "z"), record("d", 9, "w"));
        let one = log(&[a.clone(), d.clone()]);
        let two = log(&[b.clone(), c.clone(), d.clone()]);
        let merged = merge(one.as_bytes(), two.as_bytes());
        assert_eq!((merged.content.as_str(), merged.count), (log(&[c, b, a, d]).as_str(), 4));
        assert!(merged.conflicts.is_empty());
        assert_eq!(merge(two.as_bytes(), one.as_bytes()).content, merged.content);
        assert_eq!(merge(merged.content.as_bytes(), two.as_bytes()).content, merged.content);
    }

    #[test]
    fn conflicts_and_damage_are_told_and_a_newer_log_is_not_touched() {
        let (a, b) = (record("a", 1, "x"), record("a", 1, "y"));
        let merged = merge(log(std::slice::from_ref(&a)).as_bytes(), (log(&[b]) + "{\"id\":\"z").as_bytes());
        assert_eq!((merged.content, merged.conflicts), (log(&[a]), vec!["a".to_owned()]));
        assert_eq!(merged.damaged, [0, 1]);
        let newer = header().replace(":1", ":2");
        assert_eq!(merge(newer.as_bytes(), b"").newer, Some(2));
    }

    #[test]
    fn what_a_newer_casefile_wrote_is_kept() {
        let newer = "{\"id\":\"n\",\"at\":\"2025-01-01T00:00:00.500Z\",\"by\":\"b\",\"act\":{\"sing\":{}}}\n";
        let merged = merge(log(&[record("a", 1, "x")]).as_bytes(), (header() + newer).as_bytes());
        assert_eq!(merged.content, log(&[newer.to_owned(), record("a", 1, "x")]));
    }
}
