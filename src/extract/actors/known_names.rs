//! The known names of the lists as one table: states, their capitals and people, bodies, places.

use super::lexicon::{Body, Known, Meaning, State, items, role_code};
use crate::extract::phrases::Phrases;
use crate::model::ActorKind;
use crate::structure::Token;

/// A known name before it is cut into tokens: what it stands for, and whether it counts only as it is written.
type Named = (Meaning, bool);

/// Known names in the order of their rank: the first meaning of a name stays.
#[derive(Default)]
pub(super) struct KnownNames<'a>(Vec<(&'a str, Named)>);

impl<'a> KnownNames<'a> {
    pub fn add(&mut self, name: &'a str, meaning: Meaning, exact: bool) {
        self.0.push((name, (meaning, exact)));
    }

    pub fn table(self) -> Phrases<Known> {
        // A table keeps the last meaning of a phrase.
        Phrases::with(self.0.into_iter().rev(), |name, (meaning, exact), tokens, phrase| {
            // "al Qaeda" and "Al Qaeda" are the same: the article may be written either way.
            let needs = |t: &Token| t.is_capitalised() && !matches!(tokens.lower(t), "al" | "el");
            let capitals =
                phrase.iter().take(32).enumerate().fold(0, |mask, (k, t)| mask | u32::from(needs(t)) << k);
            Known { meaning, exact: exact.then(|| name.into()), capitals }
        })
    }

    pub fn state(&mut self, k: u16, s: &'a State) {
        self.add(&s.name, Meaning::State(k), false);
        for name in s.official.iter().chain(&s.also) {
            self.add(name, Meaning::StateAlso(k), false);
        }
        for name in &s.upper {
            self.add(name, Meaning::StateAlso(k), true);
        }
        for name in s.adjectives.iter().chain(&s.people) {
            self.add(name, Meaning::Demonym(k), false);
        }
    }

    /// One line of a list of bodies: name | acronyms | other names | … role.
    pub fn body(&mut self, line: &'a str, kind: ActorKind, codes: &[String], bodies: &mut Vec<Body>) {
        let mut fields = line.split('|').map(str::trim);
        let Some(name) = fields.next().filter(|n| !n.is_empty()) else { return };
        let acronyms = fields.next().unwrap_or("");
        let others = fields.next().unwrap_or("");
        let mut home = None;
        let mut role = None;
        for word in fields.flat_map(str::split_whitespace) {
            match codes.iter().position(|c| c == word) {
                Some(k) => home = Some(k as u16),
                None => role = Some(role_code(word)),
            }
        }
        let k = bodies.len() as u16;
        // A group acts in a state, it is no part of it.
        let state = home.filter(|_| kind == ActorKind::Organisation);
        bodies.push(Body { kind, state, home, role });
        for acronym in items(acronyms) {
            self.add(acronym, Meaning::BodyAcronym(k), true);
        }
        for name in std::iter::once(name).chain(items(others)) {
            self.add(name, Meaning::Body(k), false);
        }
    }
}
