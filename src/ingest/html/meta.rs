//! What a page says about itself: title, day of publication, author.

use std::borrow::Cow;

use serde_json::Value;

use super::super::front_matter::date;
use super::element::Element as E;
use super::lexicon::LEXICON;
use super::tokens::resolved;
use super::tree::Tree;
use crate::model::{Date, Metadata};

/// The metadata of a page.
pub(super) fn metadata(tree: &Tree<'_>) -> Metadata {
    let data = Data::of(tree);
    let published = meta(tree, &LEXICON.dates.iter().map(String::as_str).collect::<Vec<_>>(), date);
    Metadata {
        title: title(tree).or(data.title),
        date: data.date.or(published).or_else(|| time(tree)),
        author: meta(tree, &LEXICON.authors.iter().map(String::as_str).collect::<Vec<_>>(), name)
            .or(data.author),
        made: None,
    }
}

/// What the first `meta` element under one of these names states, the names taken in order.
fn meta<T>(tree: &Tree<'_>, names: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<T> {
    names.iter().find_map(|wanted| {
        let mut all = tree.head.iter().filter(|(e, ..)| *e == E::Meta);
        all.find_map(|(_, attributes, _)| {
            let named = ["property", "name", "itemprop"]
                .iter()
                .find_map(|key| attributes.get(key))
                .is_some_and(|name| name.trim().eq_ignore_ascii_case(wanted));
            named.then(|| attributes.get("content")).flatten().and_then(|content| read(&content))
        })
    })
}

/// Words on one line; `None` for none, and for what is no name but a link.
fn name(written: &str) -> Option<String> {
    let line = written.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty() && line.len() < 500 && !line.starts_with("http")).then_some(line)
}

fn title(tree: &Tree<'_>) -> Option<String> {
    let stated = meta(tree, &LEXICON.titles.iter().map(String::as_str).collect::<Vec<_>>(), name);
    let site = meta(tree, &["og:site_name", "application-name"], name);
    let bar = || {
        let found = tree.head.iter().find(|(e, ..)| *e == E::Title);
        found.and_then(|(_, _, text)| name(&resolved(text)))
    };
    let title = stated.or_else(bar)?;
    // The name of the site behind the title.
    for sign in [" | ", " - ", " – ", " — ", " :: ", " · ", " « "] {
        if let Some((before, behind)) = title.rsplit_once(sign) {
            let named = site.as_deref().is_some_and(|site| behind.trim().eq_ignore_ascii_case(site));
            if named || matches!(sign, " | " | " :: " | " « ") {
                return Some(before.trim().to_owned()).filter(|t| !t.is_empty());
            }
        }
    }
    Some(title)
}

/// The day in a `time` element that says it is that of publication.
fn time(tree: &Tree<'_>) -> Option<Date> {
    tree.head.iter().filter(|(e, ..)| *e == E::Time).find_map(|(_, attributes, _)| {
        let says = attributes.iter().any(|(name, value)| {
            let value = value.to_ascii_lowercase();
            name.eq_ignore_ascii_case("pubdate")
                || (name.eq_ignore_ascii_case("itemprop") && value == "datepublished")
                || (name.eq_ignore_ascii_case("class")
                    && (value.contains("publish") || value.contains("entry-date")))
        });
        says.then(|| attributes.get("datetime")).flatten().and_then(|d: Cow<'_, str>| date(&d))
    })
}

/// What JSON-LD states.
#[derive(Debug, Default)]
struct Data {
    title: Option<String>,
    date: Option<Date>,
    author: Option<String>,
}

impl Data {
    fn of(tree: &Tree<'_>) -> Self {
        /// Longer scripts hold more than a description of the page.
        const LONGEST: usize = 1 << 18;
        let mut data = Self::default();
        for script in tree.data.iter().take(20).filter(|s| s.len() < LONGEST) {
            if let Ok(value) = serde_json::from_str::<Value>(script.trim()) {
                data.take(&value);
            }
        }
        data
    }

    fn take(&mut self, value: &Value) {
        let several = value.as_array().or_else(|| value.get("@graph").and_then(Value::as_array));
        for thing in several.into_iter().flatten().chain([value]) {
            let text = |key: &str| thing.get(key).and_then(Value::as_str);
            if self.date.is_none()
                && let Some(published) = text("datePublished").or_else(|| text("dateCreated")).and_then(date)
            {
                self.date = Some(published);
                self.title = text("headline").and_then(|t| name(&resolved(t)));
                let author = thing.get("author").map(|a| a.get(0).unwrap_or(a));
                let author = author.and_then(|a| a.as_str().or_else(|| a.get("name")?.as_str()));
                self.author = author.and_then(name);
            }
        }
    }
}
