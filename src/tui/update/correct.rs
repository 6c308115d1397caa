//! Corrections of what was extracted, asked of the selection.

use crate::export::passage::words;
use crate::model::{ActorKind, ClaimKind, DocId, SectionId, Span};
use crate::notes::{Act, Correction, Selector, Target};
use crate::tui::app::{App, Selection};
use crate::tui::ask::{Ask, Choice, Question};
use crate::tui::panes::actors::{self, ActorRow};

/// Kinds of actors with the letters that choose them.
pub(super) const ACTOR_KINDS: [(ActorKind, char); 4] = [
    (ActorKind::Person, 'p'),
    (ActorKind::Organisation, 'o'),
    (ActorKind::State, 's'),
    (ActorKind::Group, 'g'),
];

/// Kinds of claims with the letters that choose them.
pub(super) const CLAIM_KINDS: [(ClaimKind, char); 7] = [
    (ClaimKind::Fact, 'f'),
    (ClaimKind::Causal, 'c'),
    (ClaimKind::Evaluation, 'e'),
    (ClaimKind::Forecast, 'o'),
    (ClaimKind::Prescription, 'p'),
    (ClaimKind::Commitment, 'm'),
    (ClaimKind::Question, 'q'),
];

impl App {
    fn correct(&mut self, doc: DocId, correction: Correction) {
        self.record(doc, Act::Correct(correction));
    }

    /// The actor meant: the selected one, or the one under the cursor; with a document that knows it.
    fn actor_meant(&self) -> Option<(DocId, ActorRow)> {
        let row = match self.selection(self.focus)? {
            Selection::Actor(row) => row,
            Selection::Text(anchor) => self.actor_under(anchor.at)?,
            _ => return None,
        };
        let here = self.reader.doc;
        let members: Vec<DocId> = match &row {
            ActorRow::Actor(id) => self.dossier.actor(*id)?.members.iter().map(|m| m.0).collect(),
            ActorRow::Place(members) => members.iter().map(|m| m.0).collect(),
        };
        let doc = if members.contains(&here) { here } else { *members.first()? };
        Some((doc, row))
    }

    /// The name under which a document knows an actor.
    fn name_in(&self, doc: DocId, row: &ActorRow) -> String {
        let own = match row {
            ActorRow::Actor(id) => self.dossier.actor(*id).and_then(|a| {
                let member = a.members.iter().find(|m| m.0 == doc)?;
                Some(self.dossier.document(doc)?.actor(member.1)?.name.clone())
            }),
            ActorRow::Place(_) => None,
        };
        own.unwrap_or_else(|| actors::name(&self.dossier, row).to_owned())
    }

    pub(super) fn merge_actor(&mut self) {
        let Some((doc, row)) = self.actor_meant() else {
            self.say("no actor here to merge");
            return;
        };
        let name = self.name_in(doc, &row);
        let Some(document) = self.dossier.document(doc) else { return };
        let others = document.actors.iter().filter(|a| a.name != name);
        let choices =
            others.map(|a| Choice::new(&a.name, format!("{}, {}", a.kind.name(), a.mentions.len())));
        let ask =
            Ask::choice(format!("{name} is the same as"), choices.collect(), Question::MergeInto(doc, name));
        self.ask(ask);
    }

    pub(super) fn split_actor(&mut self) {
        let Some((doc, row)) = self.actor_meant() else {
            self.say("no actor here to split");
            return;
        };
        let name = self.name_in(doc, &row);
        let document = self.dossier.document(doc);
        let actor = document.and_then(|d| d.actors.iter().find(|a| a.name == name));
        let choices: Vec<Choice> = actor.map_or(Vec::new(), |a| {
            a.aliases.iter().map(|x| Choice::new(&x.text, format!("{}, {}", x.count, x.rule))).collect()
        });
        if choices.is_empty() {
            self.say(format!("{name} has no other name to split off"));
            return;
        }
        self.ask(Ask::choice(
            format!("Not {name}, but somebody else"),
            choices,
            Question::SplitOff(doc, name),
        ));
    }

    pub(super) fn rename(&mut self) {
        if let Some((doc, row)) = self.actor_meant() {
            let name = self.name_in(doc, &row);
            let target = Target::Actor(name.clone());
            let title = format!("{name} goes by the name of");
            self.ask(Ask::line(title, &name, "Enter stores it", Question::Rename(doc, target)));
        } else if let Some((doc, id, target)) = self.section_meant() {
            let title = self.dossier.document(doc).map_or("", |d| d.section_title(id)).to_owned();
            self.ask(Ask::line(
                "Title of the section",
                &title,
                "Enter stores it",
                Question::Rename(doc, target),
            ));
        } else {
            self.say("actors and sections can be renamed");
        }
    }

    pub(super) fn retype(&mut self) {
        if let Some((doc, row)) = self.actor_meant() {
            let name = self.name_in(doc, &row);
            let choices = ACTOR_KINDS.map(|(kind, key)| Choice {
                answer: kind.name().to_owned(),
                detail: String::new(),
                key: Some(key),
            });
            self.ask(Ask::choice(format!("{name} is a"), choices.into(), Question::ActorKind(doc, name)));
        } else if let Some((doc, target, readings)) = self.date_meant() {
            let hint = "a day 2025-11-05, a month 2025-11, a year, a season 2025-21, or from/to with a slash";
            let others = readings.iter().map(|r| Choice::new(r, "a reading that was rejected")).collect();
            self.ask(Ask::open("The date means", others, hint, Question::Reading(doc, target)));
        } else if let Some((doc, span)) = self.claim_meant() {
            let Some(document) = self.dossier.document(doc) else { return };
            let target = Target::Claim(Selector::at(&document.text, span));
            let title = format!("The claim is a: {}", words(document, span));
            self.ask(Ask::choice(title, kinds(), Question::ClaimKind(doc, target)));
        } else {
            self.say("nothing here that has a kind");
        }
    }

    /// Who makes the claim: an actor, or nobody but the document.
    pub(super) fn attribute(&mut self) {
        let Some((doc, span)) = self.claim_meant() else {
            self.say("no claim here");
            return;
        };
        let Some(document) = self.dossier.document(doc) else { return };
        let target = Target::Claim(Selector::at(&document.text, span));
        let itself = Choice::new(document.display_name(), "nobody else says it: the document itself");
        let actors = document
            .actors
            .iter()
            .map(|a| Choice::new(&a.name, format!("{}, {}", a.kind.name(), a.mentions.len())));
        let choices = std::iter::once(itself).chain(actors).collect();
        let title = format!("Who says: {}", words(document, span));
        self.ask(Ask::choice(title, choices, Question::ClaimSource(doc, target)));
    }

    /// The date meant: of the selected event, or under the cursor.
    /// With it the readings that were rejected.
    fn date_meant(&self) -> Option<(DocId, Target, Vec<String>)> {
        let (doc, time) = match self.selection(self.focus)? {
            Selection::Event((doc, id)) => {
                let document = self.dossier.document(doc)?;
                let time = document.event(id)?.times.first()?;
                (doc, document.time(*time)?)
            }
            Selection::Text(anchor) => {
                let here = Span::new(anchor.at, anchor.at + 1);
                let times = &self.dossier.document(anchor.doc)?.times;
                (anchor.doc, times.iter().find(|t| t.span.overlaps(here))?)
            }
            _ => return None,
        };
        let text = &self.dossier.document(doc)?.text;
        Some((doc, Target::Time(Selector::at(text, time.span)), time.readings.clone()))
    }

    /// The section meant: the selected one, or the one whose heading the cursor is on.
    fn section_meant(&self) -> Option<(DocId, SectionId, Target)> {
        let (doc, id) = match self.selection(self.focus)? {
            Selection::Section(row) => (row.doc, row.section?),
            Selection::Text(anchor) => {
                let document = self.dossier.document(anchor.doc)?;
                let id = document.section_at(anchor.at)?;
                document.section(id).filter(|s| anchor.at < s.heading.to())?;
                (anchor.doc, id)
            }
            _ => return None,
        };
        let document = self.dossier.document(doc)?;
        let heading = document.section(id)?.heading;
        Some((doc, id, Target::Section(Selector::at(&document.text, heading))))
    }

    pub(super) fn hide(&mut self) {
        let target = match self.selection(self.focus) {
            Some(Selection::Actor(_)) => {
                self.actor_meant().map(|(doc, row)| (doc, Target::Actor(self.name_in(doc, &row))))
            }
            Some(Selection::Text(_)) => self.claim_meant().and_then(|(doc, span)| {
                let text = &self.dossier.document(doc)?.text;
                Some((doc, Target::Claim(Selector::at(text, span))))
            }),
            Some(Selection::Section(row)) if row.section.is_none() => None,
            _ => self.target(),
        };
        match target {
            Some((doc, on)) => self.correct(doc, Correction::Hide { on }),
            None => self.say("nothing here to hide"),
        }
    }

    /// One level up or down; a paragraph that is none becomes a heading when it is promoted.
    pub(super) fn promote(&mut self, up: bool) {
        if let Some((doc, id, on)) = self.section_meant() {
            let level = self.dossier.document(doc).and_then(|d| d.section(id)).map_or(1, |s| s.level);
            if up && level <= 1 {
                self.say("it is at the highest level already");
                return;
            }
            let level = if up { level - 1 } else { level.saturating_add(1) };
            self.correct(doc, Correction::Heading { on, level });
            return;
        }
        let Some(Selection::Text(anchor)) = self.selection(self.focus) else {
            self.say("headings can be promoted and demoted");
            return;
        };
        let Some(document) = self.dossier.document(anchor.doc) else { return };
        let block = document.block_at(anchor.at).and_then(|k| document.blocks.get(k));
        let Some(block) = block.filter(|_| up) else {
            self.say("no heading here to demote");
            return;
        };
        /// A longer block is no heading.
        const LONGEST: usize = 300;
        if block.span.len() > LONGEST {
            self.say("this paragraph is too long for a heading");
            return;
        }
        let around = document.section_at(anchor.at).and_then(|id| document.section(id));
        let level = around.map_or(1, |s| s.level);
        let on = Target::Section(Selector::at(&document.text, block.span));
        self.correct(anchor.doc, Correction::Heading { on, level });
    }

    /// Injected text under the cursor becomes text; text becomes noise.
    pub(super) fn toggle_mask(&mut self) {
        let anchor = self.here();
        let Some(document) = self.dossier.document(anchor.doc) else { return };
        let noise = document.noise.iter().find(|n| n.span.has(anchor.at));
        match noise {
            Some(noise) => {
                let on = Target::Passage(Selector::at(&document.text, noise.span));
                self.correct(anchor.doc, Correction::Unmask { on });
            }
            None => match self.passage(&Selection::Text(anchor)) {
                Some((doc, span)) => {
                    let on = Target::Passage(Selector::at(&document.text, span));
                    self.correct(doc, Correction::Mask { on });
                }
                None => self.say("nothing here to set aside"),
            },
        }
    }

    /// What extraction missed in the passage.
    pub(super) fn add_missed(&mut self) {
        let anchor = self.here();
        let Some((doc, span)) = self.passage(&Selection::Text(anchor)) else {
            self.say("nothing here to add from");
            return;
        };
        let Some(document) = self.dossier.document(doc) else { return };
        let target = Target::Passage(Selector::at(&document.text, span));
        let mut choices: Vec<Choice> = kinds();
        for choice in &mut choices {
            choice.detail = "a claim".to_owned();
        }
        for (answer, key, detail) in
            [("event", 'v', "with its date"), ("actor", 'a', "whom the words name"), ("date", 'd', "when")]
        {
            choices.push(Choice { answer: answer.to_owned(), detail: detail.to_owned(), key: Some(key) });
        }
        let title = format!("Missed here: {}", words(document, span));
        self.ask(Ask::choice(title, choices, Question::Add(doc, target)));
    }
}

fn kinds() -> Vec<Choice> {
    let choice = |(kind, key): (ClaimKind, char)| Choice {
        answer: kind.name().to_owned(),
        detail: String::new(),
        key: Some(key),
    };
    CLAIM_KINDS.into_iter().map(choice).collect()
}
