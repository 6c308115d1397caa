//! Filtering by a part of the selection: the parts it has are offered as chips.

use crate::model::{
    ActorId, Claim, ClaimId, DocId, Document, Event, Polarity, ResolvedBy, SectionId, TimeId,
};
use crate::scope::Chip;
use crate::search::{Has, quoted, resolution};
use crate::tui::app::{App, Selection};
use crate::tui::ask::{Ask, Choice, Question};
use crate::tui::overlay::Overlay;
use crate::tui::panes::actors::ActorRow;
use crate::tui::panes::claims;

/// Actors offered of one claim or event.
const ACTORS: usize = 6;

/// A chip and what it keeps.
type Part = (Chip, String);

impl App {
    /// Asks by which part of the selection to filter.
    pub(super) fn ask_filter(&mut self) {
        let parts = self.parts();
        if parts.is_empty() {
            self.say("nothing here to filter by");
            return;
        }
        let there = |chip: &Chip| {
            if self.scope.now().has(chip) { "in the scope already; takes it out: " } else { "" }
        };
        let choice = |(chip, what): &Part| Choice::new(chip.label(), format!("{}{what}", there(chip)));
        let choices = parts.iter().map(choice).collect();
        let chips = parts.iter().map(|(chip, _)| chip.text().to_owned()).collect();
        let ask = Ask::choice("Filter by", choices, Question::Filter(chips));
        self.overlays.push(Overlay::Ask(Box::new(ask)));
    }

    /// The parts that the selection has.
    fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        match self.selection(self.focus) {
            Some(Selection::Claim((doc, id))) => self.parts_of_claim(doc, id, &mut parts),
            Some(Selection::Event((doc, id))) => {
                if let Some((document, event)) =
                    self.dossier.document(doc).and_then(|d| Some((d, d.event(id)?)))
                {
                    self.parts_of_event(doc, document, event, &mut parts);
                }
            }
            Some(Selection::Actor(ActorRow::Actor(id))) => {
                let name = self.dossier.actor(id).map_or("", |a| &a.name).to_owned();
                offer(Chip::actor(&self.dossier, id), format!("what {name} is involved in"), &mut parts);
                offer(Chip::by(&self.dossier, id), format!("what {name} says"), &mut parts);
                let about = Chip::parse(&format!("about:{}", quoted(&name)));
                offer(about, format!("what is said of {name} by others"), &mut parts);
            }
            Some(Selection::Section(row)) => match row.section {
                Some(id) => self.place(row.doc, Some(id), &mut parts),
                None => offer(Chip::document(row.doc), "this document".to_owned(), &mut parts),
            },
            Some(Selection::Text(_)) => {
                if let Some(((doc, id), _)) = self.claim_here() {
                    self.parts_of_claim(doc, id, &mut parts);
                }
            }
            _ => {}
        }
        parts
    }

    fn claim_here(&self) -> Option<((DocId, ClaimId), crate::model::Span)> {
        let (doc, span) = self.claim_meant()?;
        let k = self.dossier.document(doc)?.claims.iter().position(|c| c.span == span)?;
        Some(((doc, ClaimId::new(k)), span))
    }

    fn parts_of_claim(&self, doc: DocId, id: ClaimId, parts: &mut Vec<Part>) {
        let Some((document, claim)) = self.dossier.document(doc).and_then(|d| Some((d, d.claim(id)?))) else {
            return;
        };
        offer(Chip::kind(claim.kind), "claims of this kind".to_owned(), parts);
        self.judged(claim, parts);
        if let Some(said) = claim.attribution.and_then(|a| document.attribution(a)) {
            let who = claims::who_says(document, said);
            let source = said.source_actors.first().and_then(|a| self.dossier.dossier_actor(doc, *a));
            let words = said.source.first().map(|s| document.text.slice(*s));
            let chip = match (source, words) {
                (Some(id), _) => Chip::by(&self.dossier, id),
                (None, Some(words)) => Chip::parse(&format!("by:{}", quoted(words.trim()))),
                _ => Chip::parse(&format!("has:{}", Has::Source.name())),
            };
            offer(chip, format!("said by {who}"), parts);
        }
        self.actors(doc, &claim.actors, parts);
        if let Some(to) = claim.addressee {
            let to = document.text.slice(to).trim();
            offer(Chip::parse(&format!("to:{}", quoted(to))), format!("addressed to {to}"), parts);
        }
        self.dates(document, &claim.times, parts);
        if !claim.quantities.is_empty() {
            offer(
                Chip::parse(&format!("has:{}", Has::Quantity.name())),
                "claims with figures".to_owned(),
                parts,
            );
        }
        let mut told = Vec::new();
        for (comparison, _) in self.comparisons.of((doc, id)) {
            let word = Has::Compared(comparison.relation).name();
            if !told.contains(&word) {
                told.push(word);
                let what = format!("claims of which another {}", comparison.relation.words());
                offer(Chip::parse(&format!("has:{word}")), what, parts);
            }
        }
        self.place(doc, claim.section, parts);
    }

    fn parts_of_event(&self, doc: DocId, document: &Document, event: &Event, parts: &mut Vec<Part>) {
        let days = match (event.earliest, event.latest) {
            (Some(a), Some(b)) if a == b => Chip::date(&a.to_string()),
            (Some(a), Some(b)) => Chip::date(&format!("{a}..{b}")),
            (Some(a), None) => Chip::date(&format!(">={a}")),
            _ => None,
        };
        offer(days, "the days it may lie on".to_owned(), parts);
        self.actors(doc, &event.actors, parts);
        let status = event.status.name();
        offer(Chip::parse(&format!("status:{status}")), format!("{status} events"), parts);
        if let Some(claim) = event.claim.and_then(|c| document.claim(c)) {
            self.judged(claim, parts);
        }
        self.dates(document, &event.times, parts);
        let section = event.sources.first().and_then(|s| document.section_at(s.from()));
        self.place(doc, section, parts);
    }

    fn judged(&self, claim: &Claim, parts: &mut Vec<Part>) {
        let certainty = claim.certainty.name();
        offer(Chip::parse(&format!("certainty:{certainty}")), "told as surely as this".to_owned(), parts);
        if claim.polarity == Polarity::Negative {
            offer(Chip::parse("polarity:neg"), "denials".to_owned(), parts);
        }
    }

    fn actors(&self, doc: DocId, actors: &[ActorId], parts: &mut Vec<Part>) {
        for id in actors.iter().filter_map(|a| self.dossier.dossier_actor(doc, *a)).take(ACTORS) {
            let name = self.dossier.actor(id).map_or("", |a| &a.name);
            offer(Chip::actor(&self.dossier, id), format!("what {name} is involved in"), parts);
        }
    }

    /// How the dates are known.
    fn dates(&self, document: &Document, times: &[TimeId], parts: &mut Vec<Part>) {
        for time in times.iter().filter_map(|t| document.time(*t)) {
            let name = resolution(time.resolved_by);
            let what = match time.resolved_by {
                Some(ResolvedBy::Explicit) => "dates as written",
                Some(ResolvedBy::DocumentDate) => "dates that hang on the document's own",
                Some(ResolvedBy::Narrative) => "dates that hang on one told before",
                Some(ResolvedBy::Event) => "dates that hang on an event",
                None => "dates left open",
            };
            offer(Chip::parse(&format!("resolved:{name}")), what.to_owned(), parts);
        }
    }

    fn place(&self, doc: DocId, section: Option<SectionId>, parts: &mut Vec<Part>) {
        if let Some(id) = section {
            offer(
                Chip::section(&self.dossier, doc, id),
                "this section, with those below it".to_owned(),
                parts,
            );
        }
        if self.dossier.documents.len() > 1 {
            offer(Chip::document(doc), "this document".to_owned(), parts);
        }
    }
}

/// Offers a chip once.
fn offer(chip: Option<Chip>, what: String, parts: &mut Vec<Part>) {
    let Some(chip) = chip else { return };
    if !parts.iter().any(|(known, _)| known.text() == chip.text()) {
        parts.push((chip, what));
    }
}
