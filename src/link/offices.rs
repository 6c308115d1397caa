//! The offices under which a text names somebody, with the days it names them for.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::parties::{PARTIES, without_first};
use crate::fold::fold;
use crate::model::{Actor, Date, DocId, Document, Dossier, DossierActorId, Span, TimeKind, Via};

#[derive(Deserialize, Default)]
struct File {
    offices: String,
}

const FILE: &str = include_str!("../../assets/lexicon/titles.toml");

/// Offices, folded.
static OFFICES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let file: File = toml::from_str(FILE).unwrap_or_default();
    file.offices.split([',', '\n']).map(|o| fold(o.trim())).filter(|o| !o.is_empty()).collect()
});

/// Words an office has at most, and bytes in which they stand.
const WORDS: usize = 6;
const REACH: usize = 80;

/// An office under which somebody is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// In the words of the text, folded: "former foreign minister".
    pub words: String,
    /// How often.
    pub count: u32,
    /// Where it stands first.
    pub first: Span,
    /// The first and the last day of the dates in the same sentences.
    pub days: Option<(Date, Date)>,
}

/// The offices of an actor of a dossier, each with the document in which it stands first; of its first `most` mentions in
/// all documents together. By their days where they have some; the others keep their place in the text, behind.
pub fn of_dossier(dossier: &Dossier, id: DossierActorId, most: usize) -> Vec<(DocId, Office)> {
    let mut all: Vec<(DocId, Office)> = Vec::new();
    let mut left = most;
    for &(doc, member) in dossier.actor(id).map_or(&[][..], |a| &a.members) {
        let known = dossier.document(doc).and_then(|d| Some((d, d.actor(member)?)));
        let Some((document, actor)) = known.filter(|_| left > 0) else { continue };
        for office in offices(document, actor, left) {
            match all.iter_mut().find(|(_, known)| known.words == office.words) {
                Some((_, known)) => known.join(&office),
                None => all.push((doc, office)),
            }
        }
        left -= actor.mentions.len().min(left);
    }
    all.sort_by_key(|(_, office)| (office.days.is_none(), office.days));
    all
}

impl Office {
    /// The same office is told of again.
    fn join(&mut self, again: &Self) {
        self.count += again.count;
        self.days = match (self.days, again.days) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
    }
}

/// The offices of one actor in a document, in text order; of its first `most` mentions.
pub fn offices(document: &Document, actor: &Actor, most: usize) -> Vec<Office> {
    let mut offices: Vec<Office> = Vec::new();
    let text = document.text.as_str();
    let mut last = 0;
    for mention in actor.mentions.iter().take(most) {
        // "Ana Osei, the foreign minister" names her once.
        let apposed = mention.via == Via::Title
            && text.get(last..mention.span.from()).is_some_and(|between| between.trim() == ",");
        last = mention.span.to();
        if apposed {
            continue;
        }
        let words = match mention.via {
            Via::Title => office_in(mention.span.of(text)),
            Via::Name | Via::Alias => {
                before(document, mention.span).or_else(|| behind(document, mention.span))
            }
            _ => None,
        };
        let Some(words) = words else { continue };
        let days = days_at(document, mention.span);
        let told = Office { words, count: 1, first: mention.span, days };
        match offices.iter_mut().find(|o| o.words == told.words) {
            Some(known) => known.join(&told),
            None => offices.push(told),
        }
    }
    offices
}

/// An office in a mention by title: "the foreign minister".
fn office_in(words: &str) -> Option<String> {
    let folded = fold(words);
    let bare = folded.trim().strip_prefix("the ").unwrap_or(folded.trim());
    OFFICES.contains(bare).then(|| bare.to_owned())
}

/// The sentence around a place.
fn sentence(document: &Document, at: Span) -> Span {
    document.sentence_at(at.from()).and_then(|k| document.sentences.get(k)).map_or(at, |s| s.span)
}

/// "Foreign Minister Ana Osei": the longest office right before the name, with what qualifies it.
fn before(document: &Document, name: Span) -> Option<String> {
    let text = document.text.as_str();
    let from = sentence(document, name).from().max(name.from().saturating_sub(REACH));
    let from = text.ceil_char_boundary(from.min(name.from()));
    let lead = text.get(from..name.from())?;
    let words: Vec<&str> = lead.split_whitespace().collect();
    let own = words.get(words.len().saturating_sub(WORDS)..)?;
    let (k, office) = (0..own.len()).find_map(|k| {
        let office = fold(&own.get(k..)?.join(" "));
        OFFICES.contains(&office).then_some((k, office))
    })?;
    let qualifier = k.checked_sub(1).and_then(|k| own.get(k)).map(|w| fold(w));
    match qualifier.filter(|q| PARTIES.qualifiers.contains(q)) {
        Some(qualifier) => Some(format!("{qualifier} {office}")),
        None => Some(office),
    }
}

/// "Ana Osei, the foreign minister,": the longest office behind the name.
fn behind(document: &Document, name: Span) -> Option<String> {
    let text = document.text.as_str();
    let to = sentence(document, name).to().min(name.to() + REACH);
    let to = text.floor_char_boundary(to.max(name.to()));
    let rest = without_first(text.get(name.to()..to)?.strip_prefix(',')?, &PARTIES.leads);
    let words: Vec<&str> = rest.split_whitespace().take(WORDS).collect();
    (1..=words.len()).rev().find_map(|n| {
        let phrase = fold(&words.get(..n)?.join(" "));
        // "the director's aunt" is no director.
        let office = phrase.trim_end_matches([',', '.', ';', ')']);
        OFFICES.contains(office).then(|| office.to_owned())
    })
}

/// The days of the dates in the sentence.
fn days_at(document: &Document, at: Span) -> Option<(Date, Date)> {
    let sentence = sentence(document, at);
    let from = document.times.partition_point(|t| t.span.start < sentence.start);
    let own = document.times.iter().skip(from).take_while(|t| t.span.end <= sentence.end);
    let days = own.filter(|t| t.kind == TimeKind::Date).filter_map(|t| Some((t.earliest?, t.latest?)));
    days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Options, extract};
    use crate::model::{Format, Text};
    use jiff::civil::date;

    type Found = (String, u32, Option<(Date, Date)>);

    fn found(text: &str, name: &str) -> Vec<Found> {
        let text = Text::new(text, Format::Text);
        let document = extract("a".into(), String::new(), text, &Options::default(), &mut ());
        let actor = document.actors.iter().find(|a| a.name.ends_with(name)).expect("the actor is found");
        offices(&document, actor, usize::MAX).into_iter().map(|r| (r.words, r.count, r.days)).collect()
    }

    #[test]
    fn offices_before_and_behind_the_name_with_their_days() {
        let text = "Foreign Minister Ana Osei flew to Lima in March 2019. Ana Osei, the prime minister, spoke on 4 May 2021. \
                    Prime Minister Osei left Lima on 9 May 2021. In 2024 former prime minister Ana Osei wrote a book.\n";
        let march = (date(2019, 3, 1), date(2019, 3, 31));
        let may = (date(2021, 5, 4), date(2021, 5, 9));
        let later = (date(2024, 1, 1), date(2024, 12, 31));
        assert_eq!(
            found(text, "Osei"),
            [
                ("foreign minister".to_owned(), 1, Some(march)),
                ("prime minister".to_owned(), 2, Some(may)),
                ("former prime minister".to_owned(), 1, Some(later)),
            ]
        );
    }

    #[test]
    fn the_file_of_offices_is_sound() {
        let file: File = toml::from_str(FILE).unwrap();
        assert!(file.offices.len() > 1_000 && OFFICES.contains("prime minister"));
    }

    #[test]
    fn an_office_of_two_documents_is_told_once() {
        let dossier = crate::link::fixture::dossier(&[
            "Foreign Minister Ana Osei flew to Lima in March 2019. Ana Osei, the prime minister, spoke.\n",
            "In May 2021 Foreign Minister Ana Osei spoke. Foreign Minister Ana Osei left.\n",
        ]);
        let id =
            dossier.actors.iter().position(|a| a.name.ends_with("Osei")).map(DossierActorId::new).unwrap();
        let told = |most: usize| -> Vec<(u32, String, u32)> {
            let all = of_dossier(&dossier, id, most).into_iter();
            all.map(|(doc, o)| (doc.0, o.words, o.count)).collect()
        };
        assert_eq!(told(99), [(0, "foreign minister".to_owned(), 3), (0, "prime minister".to_owned(), 1)]);
        assert_eq!(told(1), [(0, "foreign minister".to_owned(), 1)], "in all documents together");
        let days = of_dossier(&dossier, id, 99)[0].1.days;
        assert_eq!(days, Some((date(2019, 3, 1), date(2021, 5, 31))));
    }

    #[test]
    fn who_holds_no_office_has_none() {
        assert_eq!(found("Ana Osei, the director's aunt, met Ana Osei's friends in Lima.\n", "Osei"), []);
    }
}
