//! Counts ordinary words in texts whose names are marked.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::lists::{lines, with_list};
use super::{read, write};

/// How often a word stands in lower case at least.
const SEEN: u32 = 2;
/// How often it stands in a name at most, for each time in lower case.
const NAMED: u32 = 4;

#[derive(Deserialize)]
struct Source {
    added: String,
}

#[derive(Default)]
struct Count {
    plain: u32,
    named: u32,
}

/// Reads tagged texts, one word a line in columns parted by tabs, of which the first is the word and the third `O` outside
/// names; writes `assets/lexicon/common_words.toml`.
pub fn run(tagged: &[PathBuf], assets: &Path) -> anyhow::Result<String> {
    let source: Source = toml::from_str(&read(&assets.join("sources/common_words.toml"))?)?;
    let texts: Vec<String> = tagged.iter().map(|p| read(p)).collect::<Result<_, _>>()?;
    let counted = count(texts.iter().flat_map(|t| t.lines()));
    let mut words = ordinary(&counted);
    words.extend(source.added.split_whitespace());
    let path = assets.join("lexicon/common_words.toml");
    let number = words.len();
    write(&path, &with_list(&read(&path)?, "words", &lines(words, " ", ""))?)?;
    Ok(format!("{number} words\n"))
}

fn count<'a>(rows: impl Iterator<Item = &'a str>) -> FxHashMap<String, Count> {
    let mut counted: FxHashMap<String, Count> = FxHashMap::default();
    for row in rows {
        let mut columns = row.split('\t');
        let (Some(word), Some(tag)) = (columns.next(), columns.nth(1)) else { continue };
        if word.len() < 2 || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
            continue;
        }
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            counted.entry(word.to_owned()).or_default().plain += 1;
        } else if tag != "O" && word.starts_with(|c: char| c.is_ascii_uppercase()) {
            counted.entry(word.to_ascii_lowercase()).or_default().named += 1;
        }
    }
    counted
}

fn ordinary(counted: &FxHashMap<String, Count>) -> BTreeSet<&str> {
    let plain = |c: &Count| c.plain >= SEEN && c.named <= c.plain.saturating_mul(NAMED);
    counted.iter().filter(|(_, c)| plain(c)).map(|(w, _)| w.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_seen_in_lower_case_and_seldom_in_names() {
        let mut rows = vec!["the\t1\tO", "the\t1\tO", "once\t1\tO", "hill\t1\tO", "hill\t1\tO", "no tabs"];
        rows.extend(vec!["Hill\t1\tB-person"; 9]);
        rows.extend(["The\t1\tO", "it's\t1\tO", "it's\t1\tO"]);
        assert_eq!(ordinary(&count(rows.iter().copied())).into_iter().collect::<Vec<_>>(), ["the"]);
        assert!(ordinary(&count(rows[..14].iter().copied())).contains("hill"));
    }
}
