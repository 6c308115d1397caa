//! Takes the most frequent names of people from a census.

use std::collections::BTreeSet;
use std::path::Path;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::lists::{lines, with_list};
use super::{read, write};

/// The files of the 1990 census, most frequent name first, and how many names of each are taken.
const GIVEN: [(&str, usize); 2] = [("dist.male.first", 900), ("dist.female.first", 1300)];
const SURNAMES: (&str, usize) = ("dist.all.last", 3500);

#[derive(Deserialize)]
struct Source {
    given: String,
    surnames: String,
    kept: String,
    left_out: String,
}

#[derive(Deserialize)]
struct Common {
    words: String,
}

/// Reads the census files in `folder`, ordinary words and states from `assets/lexicon`; writes `assets/lexicon/names.toml`.
pub fn run(folder: &Path, assets: &Path) -> anyhow::Result<String> {
    let source: Source = toml::from_str(&read(&assets.join("sources/names.toml"))?)?;
    let taken = taken(assets)?;
    let census = |(file, most): (&str, usize)| -> anyhow::Result<Vec<String>> {
        Ok(first_words(&read(&folder.join(file))?, most))
    };
    let left_out: Vec<&str> = source.left_out.split_whitespace().collect();

    let mut given: BTreeSet<String> = source.given.split_whitespace().map(str::to_owned).collect();
    for file in GIVEN {
        given.extend(census(file)?);
    }
    given.retain(|n| !taken.contains(n));
    given.extend(source.kept.split_whitespace().map(str::to_owned));

    let mut surnames: BTreeSet<String> =
        census(SURNAMES)?.into_iter().filter(|n| !taken.contains(n)).collect();
    surnames.extend(source.surnames.split_whitespace().map(str::to_owned));

    let path = assets.join("lexicon/names.toml");
    let mut toml = read(&path)?;
    let mut report = String::new();
    for (list, mut names) in [("given", given), ("surnames", surnames)] {
        names.retain(|n| n.chars().nth(1).is_some() && !left_out.contains(&n.as_str()));
        toml = with_list(&toml, list, &lines(names.iter().map(String::as_str), " ", ""))?;
        report.push_str(&format!("{} {list}\n", names.len()));
    }
    write(&path, &toml)?;
    Ok(report)
}

/// Ordinary words, and names of states and what belongs to them, in lower case: none of them is taken for another name.
pub(super) fn taken(assets: &Path) -> anyhow::Result<FxHashSet<String>> {
    let common: Common = toml::from_str(&read(&assets.join("lexicon/common_words.toml"))?)?;
    let mut taken: FxHashSet<String> = common.words.split_whitespace().map(str::to_owned).collect();
    let states: toml::Table = toml::from_str(&read(&assets.join("lexicon/states.toml"))?)?;
    for state in states.values() {
        for key in ["name", "also", "capitals", "adjectives", "people"] {
            match state.get(key) {
                Some(toml::Value::String(s)) => {
                    taken.insert(s.to_lowercase());
                }
                Some(toml::Value::Array(all)) => {
                    taken.extend(all.iter().filter_map(toml::Value::as_str).map(str::to_lowercase));
                }
                _ => {}
            }
        }
    }
    Ok(taken)
}

/// The first words of the first lines, in lower case.
fn first_words(text: &str, most: usize) -> Vec<String> {
    text.lines().take(most).filter_map(|l| l.split_whitespace().next()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_names_come_first() {
        assert_eq!(first_words("OSK   1.0  1\nULM   0.5  2\nABA 0.1 3\n", 2), ["osk", "ulm"]);
    }

    #[test]
    fn words_and_states_are_taken() {
        let taken = taken(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/assets"))).unwrap();
        assert!(["france", "french", "paris", "although"].iter().all(|w| taken.contains(*w)));
    }
}
