use super::*;
use crate::model::{Alias, Format, Mention, Span, Text, Via, Why};

fn actor(name: &str, kind: ActorKind, mentions: usize, aliases: &[&str]) -> Actor {
    let why = Why::new("test", 1.0);
    Actor {
        name: name.to_owned(),
        kind,
        role: None,
        part_of: None,
        aliases: aliases.iter().map(|a| Alias { text: (*a).to_owned(), count: 1, rule: "test" }).collect(),
        mentions: vec![Mention { span: Span::new(0, 1), via: Via::Name, why }; mentions],
        why,
    }
}

fn document(actors: Vec<Actor>) -> Arc<Document> {
    let mut d = Document::bare("x".to_owned(), String::new(), Text::new("x", Format::Text));
    d.actors = actors;
    Arc::new(d)
}

fn names(dossier: &Dossier) -> Vec<(String, usize, u32)> {
    dossier.actors.iter().map(|a| (a.name.clone(), a.members.len(), a.mentions)).collect()
}

use ActorKind::{Organisation, Person, State};

#[test]
fn the_same_name_and_kind_is_one_actor_and_each_document_finds_it() {
    let d = dossier(vec![
        document(vec![actor("Norway", State, 2, &[]), actor("Georgia", Person, 1, &[])]),
        document(vec![actor("Georgia", State, 9, &[]), actor("norway", State, 3, &[])]),
    ]);
    assert_eq!(names(&d), [("Georgia".into(), 1, 9), ("norway".into(), 2, 5), ("Georgia".into(), 1, 1)]);
    let norway = d.dossier_actor(DocId(0), ActorId(0));
    assert_eq!(norway, d.dossier_actor(DocId(1), ActorId(1)));
    assert_ne!(d.dossier_actor(DocId(0), ActorId(1)), d.dossier_actor(DocId(1), ActorId(0)));
    assert_eq!(d.dossier_actor(DocId(7), ActorId(0)), None);
}

#[test]
fn a_full_alias_links_and_a_surname_does_not() {
    let d = dossier(vec![
        document(vec![actor("Dana M. Orsk", Person, 3, &["Orsk", "Dana Orsk"])]),
        document(vec![actor("Dana Orsk", Person, 1, &["Orsk"]), actor("Orsk", Person, 1, &[])]),
    ]);
    assert_eq!(names(&d), [("Dana M. Orsk".into(), 2, 4), ("Orsk".into(), 1, 1)]);
}

#[test]
fn lone_surnames_are_one_person_unless_two_people_bear_them() {
    let lone = || document(vec![actor("Hale", Person, 1, &[])]);
    assert_eq!(dossier(vec![lone(), lone()]).actors.len(), 1);
    let full = |name| document(vec![actor(name, Person, 1, &[])]);
    let d = dossier(vec![lone(), lone(), full("Ruth Hale"), full("Ian Hale")]);
    assert_eq!(d.actors.len(), 4);
}

#[test]
fn a_bare_acronym_joins_its_only_expansion() {
    let spelt = |name, short: &str| document(vec![actor(name, Organisation, 2, &[short])]);
    let bare = || document(vec![actor("NRA", Organisation, 5, &[])]);
    let d = dossier(vec![bare(), spelt("Northern River Authority", "NRA")]);
    assert_eq!(names(&d), [("Northern River Authority".into(), 2, 7)]);
    let two = [spelt("Northern River Authority", "NRA"), spelt("National Rail Agency", "NRA")];
    assert_eq!(dossier(two.into_iter().chain([bare()]).collect()).actors.len(), 3);
}

#[test]
fn actors_of_one_document_stay_apart() {
    let d = dossier(vec![
        document(vec![actor("Ministry", Organisation, 1, &[]), actor("The Ministry", Organisation, 1, &[])]),
        document(vec![actor("ministry", Organisation, 1, &[])]),
    ]);
    assert_eq!(d.actors.len(), 2);
    let total: usize = d.actors.iter().map(|a| a.members.len()).sum();
    assert_eq!(total, 3);
}
