//! Takes the larger cities from GeoNames.

use std::collections::BTreeMap;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::lists::{lines, with_list};
use super::names::taken;
use super::{read, write};

/// People a city has at least, in most countries and in those with very many cities.
const PEOPLE: (u64, u64) = (60_000, 120_000);
/// A city of as many people is meant even where people have the name.
const GREAT: u64 = 1_500_000;

#[derive(Deserialize)]
struct City {
    name: String,
    countrycode: String,
    population: u64,
}

#[derive(Deserialize)]
struct Source {
    left_out: String,
    uncertain: String,
    dense: String,
}

#[derive(Deserialize)]
struct People {
    given: String,
    surnames: String,
}

/// Reads cities in JSON (an object of objects with `name`, `countrycode` and `population`) and the names, ordinary words
/// and states in `assets/lexicon`; writes the lists `cities` and `uncertain` of `assets/lexicon/places.toml`.
pub fn run(json: &Path, assets: &Path) -> anyhow::Result<String> {
    let all: FxHashMap<String, City> = serde_json::from_str(&read(json)?)?;
    let source: Source = toml::from_str(&read(&assets.join("sources/places.toml"))?)?;
    let mut taken = taken(assets)?;
    taken.extend(source.left_out.split_whitespace().map(str::to_owned));
    let people: People = toml::from_str(&read(&assets.join("lexicon/names.toml"))?)?;
    let people: FxHashSet<&str> =
        people.given.split_whitespace().chain(people.surnames.split_whitespace()).collect();
    let unsure: Vec<&str> = source.uncertain.split_whitespace().collect();

    let cities = largest(all.values(), &source.dense);
    let fits = |n: &str| n.chars().nth(2).is_some() && plain(n) && !taken.contains(&n.to_lowercase());
    let (uncertain, sure): (Vec<_>, Vec<_>) =
        cities.iter().filter(|(name, _)| fits(name)).partition(|(name, size)| {
            let name = name.to_lowercase();
            unsure.contains(&name.as_str()) || (**size < GREAT && people.contains(name.as_str()))
        });

    let path = assets.join("lexicon/places.toml");
    let mut toml = read(&path)?;
    let mut report = String::new();
    for (list, names) in [("cities", sure), ("uncertain", uncertain)] {
        toml = with_list(&toml, list, &lines(names.iter().map(|(n, _)| **n), ", ", ","))?;
        report.push_str(&format!("{} {list}\n", names.len()));
    }
    write(&path, &toml)?;
    Ok(report)
}

/// Names of the cities with enough people, each with the size of the greatest of the name.
fn largest<'a>(all: impl Iterator<Item = &'a City>, dense: &str) -> BTreeMap<&'a str, u64> {
    let dense: Vec<&str> = dense.split_whitespace().collect();
    let mut cities: BTreeMap<&str, u64> = BTreeMap::new();
    for c in all {
        let least = if dense.contains(&c.countrycode.as_str()) { PEOPLE.1 } else { PEOPLE.0 };
        if c.population >= least {
            let size = cities.entry(c.name.as_str()).or_default();
            *size = c.population.max(*size);
        }
    }
    cities
}

/// Whether a name consists of letters, with the signs that names have.
fn plain(name: &str) -> bool {
    name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | ' ' | '.' | '–' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enough_people_for_the_country() {
        let city = |name: &str, country: &str, n| City {
            name: name.into(),
            countrycode: country.into(),
            population: n,
        };
        let all = [city("Osk", "NO", 70_000), city("Ulm", "DE", 70_000), city("Osk", "DE", 130_000)];
        assert_eq!(largest(all.iter(), "CN DE").into_iter().collect::<Vec<_>>(), [("Osk", 130_000)]);
    }

    #[test]
    fn names_of_letters() {
        assert!(
            plain("Ho Chi Minh City")
                && plain("Nuku'alofa")
                && !plain("6th of October")
                && !plain("Ulm (old)")
        );
    }
}
