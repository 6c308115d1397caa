//! Who and where: actors, their names in the text, and places.

use serde::{Deserialize, Serialize};

use super::{ActorId, Span, Why};

/// What kind of actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A ministry, company, agency, party, court, international body.
    Organisation,
    /// A state or its government as a whole.
    State,
    /// An armed group or movement.
    Group,
}

impl ActorKind {
    /// As in JSON and in queries.
    pub fn name(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::Organisation => "organisation",
            ActorKind::State => "state",
            ActorKind::Group => "group",
        }
    }
}

/// How a stretch of text names an actor. All but the first three are no names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// Its main name or a full variant of it.
    Name,
    /// Another name: a capital for a government, a surname, a short form.
    Alias,
    /// An acronym.
    Acronym,
    /// An adjective of a state ("Qatari").
    Demonym,
    /// A title or office ("the Foreign Minister").
    Title,
    /// A description ("Afghanistan's governing body").
    Nominal,
    /// A pronoun.
    Pronoun,
    /// One expression for several actors ("both nations"); each of them has a mention on it.
    Collective,
}

impl Via {
    /// Whether it is a name in the sense of the scorers: what proper-name taggers find.
    pub fn is_name(self) -> bool {
        matches!(self, Via::Name | Via::Alias | Via::Acronym)
    }
}

/// One place in the text that names an actor or a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mention {
    /// Without article, title or possessive.
    pub span: Span,
    /// How it names it.
    pub via: Via,
    /// The rule that linked it.
    pub why: Why,
}

/// A name under which an actor appears.
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// As in the text, its most frequent spelling.
    pub text: String,
    /// How often.
    pub count: u32,
    /// The rule that made it an alias.
    pub rule: &'static str,
}

/// Someone who acts. Actors are ranked: the most salient first.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// Canonical name: the fullest one in the text, or the short official one of a state.
    pub name: String,
    /// What kind.
    pub kind: ActorKind,
    /// CAMEO role code (GOV, MIL, REB, IGO …) where a rule knows it.
    pub role: Option<&'static str>,
    /// The actor it belongs to: a ministry to its state.
    pub part_of: Option<ActorId>,
    /// Other names, the most frequent first.
    pub aliases: Vec<Alias>,
    /// In text order.
    pub mentions: Vec<Mention>,
    /// What made it an actor.
    pub why: Why,
}

impl Actor {
    /// The name by which the text itself calls it for short, and which stands for the whole one without more context:
    /// the acronym of a body ("OSCE"), the last name of a person; the most frequent, if there are several.
    pub fn short_name(&self) -> Option<&str> {
        let shorter = |alias: &&Alias| alias.text.len() < self.name.len();
        let stands = |alias: &&Alias| match self.kind {
            ActorKind::Person => {
                let before = self.name.strip_suffix(alias.text.as_str());
                before.is_some_and(|b| b.ends_with(' ')) && alias.text.starts_with(char::is_uppercase)
            }
            _ => is_acronym(&alias.text),
        };
        self.aliases.iter().filter(shorter).find(stands).map(|a| a.text.as_str())
    }
}

/// Whether a name is one of letters: no blank, two capitals at least, and no more small letters than capitals ("NGOs",
/// "UNHCR", "U.S.", "DfID").
fn is_acronym(name: &str) -> bool {
    let (mut upper, mut lower) = (0, 0);
    for c in name.chars() {
        match c {
            c if c.is_uppercase() => upper += 1,
            c if c.is_lowercase() => lower += 1,
            '.' | '-' | '&' | '/' | '0'..='9' => {}
            _ => return false,
        }
    }
    upper >= 2 && lower <= upper
}

/// A venue or area: where things happen, not who acts.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Canonical name.
    pub name: String,
    /// In text order.
    pub mentions: Vec<Mention>,
    /// What made it a place.
    pub why: Why,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(kind: ActorKind, name: &str, aliases: &[&str]) -> Actor {
        let alias = |text: &&str| Alias { text: (*text).to_owned(), count: 1, rule: "said so" };
        Actor {
            name: name.to_owned(),
            kind,
            role: None,
            part_of: None,
            aliases: aliases.iter().map(alias).collect(),
            mentions: Vec::new(),
            why: Why::new("said so", 1.0),
        }
    }

    #[test]
    fn short_names_stand_alone() {
        let body = |aliases: &[&str]| actor(ActorKind::Organisation, "Centre for River Research", aliases);
        assert_eq!(body(&["the Centre", "CRR"]).short_name(), Some("CRR"));
        assert_eq!(body(&["Centre", "River Research"]).short_name(), None);
        let person = |aliases: &[&str]| actor(ActorKind::Person, "Ada Maria Okafor", aliases);
        assert_eq!(person(&["Ada", "Okafor", "Maria Okafor"]).short_name(), Some("Okafor"));
        assert_eq!(person(&["the minister", "for"]).short_name(), None);
        assert_eq!(
            actor(ActorKind::State, "United Kingdom", &["British", "U.K."]).short_name(),
            Some("U.K.")
        );
    }
}
