//! A report as Markdown: what the documents are, their outline, who acts, what happened when, and what is claimed by whom.
//!
//! Words of a document stay words: [`super::escape::markdown`].

use std::io::{self, Write};

use super::citation::cite_at;
use super::escape::{code, markdown as text};
use super::json::day;
use super::locator::Locator;
use super::passage::{section_title, source, words};
use super::spoken::spoken;
use super::{Exported, Extent, Part, calendar};
use crate::model::{Certainty, Claim, ClaimId, ClaimKind, Document, Event, EventStatus, Polarity};

/// Writes the report.
pub fn write(exported: &Exported<'_>, out: &mut impl Write) -> io::Result<()> {
    let extent = Extent::of(exported);
    let report = Report::new(exported, &extent);
    report.head(out)?;
    report.outline(out)?;
    report.actors(out)?;
    report.timeline(out)?;
    report.claims(out)?;
    report.notes(out)
}

/// Writes what is still to be done: claims that nobody has checked, and those in dispute, the most important first.
pub fn write_open(exported: &Exported<'_>, out: &mut impl Write) -> io::Result<()> {
    let extent = Extent::of(exported);
    Report::new(exported, &extent).open_questions(out)
}

/// The heading over claims of a kind.
pub(super) fn heading(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Fact => "Facts",
        ClaimKind::Causal => "Causes and effects",
        ClaimKind::Evaluation => "Evaluations",
        ClaimKind::Forecast => "Forecasts",
        ClaimKind::Prescription => "Prescriptions",
        ClaimKind::Commitment => "Commitments",
        ClaimKind::Question => "Questions",
    }
}

/// What is to be said of a claim beside its kind: certainty and denial, where they are not what is expected.
pub(super) fn qualities(claim: &Claim) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(band) = claim.likelihood {
        said.push(band.name().replace('_', " "));
    } else if !matches!(claim.certainty, Certainty::Stated | Certainty::Na) {
        said.push(claim.certainty.name().to_owned());
    }
    if claim.polarity == Polarity::Negative {
        said.push("negated".to_owned());
    }
    if claim.conditional {
        said.push("conditional".to_owned());
    }
    said
}

/// When an event was, for people.
pub(super) fn when(event: &Event) -> String {
    let modifier = match event.modifier {
        Some(crate::model::Modifier::Start) => "early ",
        Some(crate::model::Modifier::Mid) => "mid ",
        Some(crate::model::Modifier::End) => "late ",
        Some(crate::model::Modifier::Approx) => "about ",
        _ => "",
    };
    event.edtf.as_ref().map_or("undated".to_owned(), |edtf| format!("{modifier}{}", spoken(edtf)))
}

struct Report<'a> {
    exported: &'a Exported<'a>,
    extent: &'a Extent<'a>,
    places: Vec<Locator<'a>>,
    /// Whether a place has to name its document.
    several: bool,
}

impl<'a> Report<'a> {
    fn new(exported: &'a Exported<'a>, extent: &'a Extent<'a>) -> Self {
        let places = extent.parts.iter().map(|p| Locator::new(p.document)).collect();
        Self { exported, extent, places, several: exported.dossier.documents.len() > 1 }
    }

    fn parts(&self) -> impl Iterator<Item = (&Part<'a>, &Locator<'a>)> {
        self.extent.parts.iter().zip(&self.places)
    }

    /// Where something stands, behind it.
    fn place(&self, places: &Locator<'_>, at: usize) -> String {
        let document =
            if self.several { format!("{}, ", places.document().file_name()) } else { String::new() };
        text(&format!("{document}{}", places.short(at)))
    }

    fn head(&self, out: &mut impl Write) -> io::Result<()> {
        let title = match self.exported.dossier.documents.as_slice() {
            [one] => one.display_name().to_owned(),
            several => format!("Dossier of {} documents", several.len()),
        };
        writeln!(out, "# {}\n", text(&title))?;
        for document in &self.exported.dossier.documents {
            let name =
                if self.several { format!("**{}**, ", text(document.display_name())) } else { String::new() };
            let date = document.date.map_or("undated".to_owned(), |d| day(d.date));
            let hash: String = document.hash.chars().take(16).collect();
            writeln!(out, "- {name}{date}, {}, SHA-256 {hash}…", text(document.shown_path()))?;
        }
        if !self.exported.scope.is_empty() {
            let totals = self.exported.kept.totals;
            let (claims, events) = (self.exported.kept.claims.len(), self.exported.kept.events.len());
            writeln!(
                out,
                "- Kept: {} ({claims} of {} claims, {events} of {} events)",
                code(self.exported.scope),
                totals.claims,
                totals.events
            )?;
        }
        Ok(())
    }

    /// A heading for the parts of each document, where there are several.
    fn of_document(&self, document: &Document, out: &mut impl Write) -> io::Result<()> {
        if self.several { writeln!(out, "\n### {}\n", text(document.display_name())) } else { Ok(()) }
    }

    fn outline(&self, out: &mut impl Write) -> io::Result<()> {
        if self.parts().all(|(part, _)| part.sections.is_empty()) {
            return Ok(());
        }
        writeln!(out, "\n## Outline\n")?;
        for (part, places) in self.parts().filter(|(part, _)| !part.sections.is_empty()) {
            self.of_document(part.document, out)?;
            let mut depth: Vec<u8> = Vec::new();
            for &id in &part.sections {
                let Some(section) = part.document.section(id) else { continue };
                while depth.last().is_some_and(|above| *above >= section.level) {
                    depth.pop();
                }
                let number = part.document.section_path(id);
                let number = if number.is_empty() { number } else { format!("{} ", text(&number)) };
                let title = text(&section_title(part.document, Some(id)));
                let place = text(&places.page_or_line(section.heading.from()));
                writeln!(out, "{:indent$}- {number}{title} ({place})", "", indent = depth.len() * 2)?;
                depth.push(section.level);
            }
        }
        Ok(())
    }

    fn actors(&self, out: &mut impl Write) -> io::Result<()> {
        let kept = &self.exported.kept.actors;
        if kept.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            "\n## Actors\n\n| Actor | Kind | Mentions | Claims | Also called |\n|---|---|--:|--:|---|"
        )?;
        for &(id, claims) in kept {
            let Some(actor) = self.exported.dossier.actor(id) else { continue };
            let mut also: Vec<&str> = Vec::new();
            for name in self.exported.dossier.names_of(id).filter(|name| *name != actor.name) {
                if !also.contains(&name) {
                    also.push(name);
                }
            }
            writeln!(
                out,
                "| {} | {} | {} | {claims} | {} |",
                text(&actor.name),
                actor.kind.name(),
                actor.mentions,
                text(&also.join("; "))
            )?;
        }
        Ok(())
    }

    fn timeline(&self, out: &mut impl Write) -> io::Result<()> {
        let events = calendar::order(self.extent);
        if events.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n## Timeline\n\n| Date | What | Who | Where |\n|---|---|---|---|")?;
        for (k, id) in events {
            let Some((part, places)) = self.extent.parts.get(k).zip(self.places.get(k)) else { continue };
            let Some(event) = part.document.event(id) else { continue };
            let status = match event.status {
                EventStatus::Reported => "",
                other => &format!(" ({})", other.name()),
            };
            let who = event.actors.iter().filter_map(|id| part.document.actor(*id)).map(|a| a.name.as_str());
            let place = event.sources.first().map_or(String::new(), |span| self.place(places, span.from()));
            writeln!(
                out,
                "| {} | {}{status} | {} | {place} |",
                text(&when(event)),
                text(&event.summary),
                text(&who.collect::<Vec<_>>().join(", "))
            )?;
        }
        Ok(())
    }

    fn claims(&self, out: &mut impl Write) -> io::Result<()> {
        if self.exported.kept.claims.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n## Claims")?;
        for kind in ClaimKind::ALL {
            let of_kind = |claim: &Claim| claim.kind == kind;
            let all = self.all_claims();
            let count = all.filter(|(_, _, _, claim)| of_kind(claim)).count();
            if count == 0 {
                continue;
            }
            writeln!(out, "\n### {} ({count})\n", heading(kind))?;
            for (part, places, id, claim) in self.all_claims().filter(|(_, _, _, claim)| of_kind(claim)) {
                writeln!(out, "- {}", self.claim(part, places, id, claim))?;
            }
        }
        Ok(())
    }

    fn all_claims(&self) -> impl Iterator<Item = (&Part<'a>, &Locator<'a>, ClaimId, &'a Claim)> {
        self.parts().flat_map(|(part, places)| {
            part.claims.iter().filter_map(move |id| Some((part, places, *id, part.document.claim(*id)?)))
        })
    }

    /// A claim with who says so, what is to be said of it, and where it stands.
    fn claim(&self, part: &Part<'_>, places: &Locator<'_>, id: ClaimId, claim: &Claim) -> String {
        let mut line = match self.exported.citation {
            Some(template) => text(&cite_at(template, places, claim.span)),
            None => format!(
                "“{}” ({})",
                text(&words(part.document, claim.span)),
                self.place(places, claim.span.from())
            ),
        };
        let mut said = qualities(claim);
        if let Some(source) = source(part.document, claim) {
            said.insert(0, format!("**{}**", text(&source)));
        }
        if let Some(status) = self.exported.added.status(part.doc, id) {
            said.push(format!("*{}*", text(status)));
        }
        said.extend(self.exported.added.tags_of(part.doc, id).iter().map(|tag| format!("#{}", text(tag))));
        if !said.is_empty() {
            line.push_str(&format!(" — {}", said.join(", ")));
        }
        line
    }

    fn notes(&self, out: &mut impl Write) -> io::Result<()> {
        if self.exported.added.notes.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n## Notes\n")?;
        for (part, places) in self.parts() {
            for note in self.exported.added.notes(part.doc) {
                let named = note.about.as_ref().map_or(String::new(), |name| format!(" on {}", text(name)));
                let about = note.span.map_or(named, |span| {
                    let cited = self.exported.citation.map_or_else(
                        || {
                            let quote = text(&words(part.document, span));
                            format!("“{quote}” ({})", self.place(places, span.from()))
                        },
                        |template| text(&cite_at(template, places, span)),
                    );
                    format!(" on {cited}")
                });
                let by = [note.author.as_deref(), note.time.as_deref()];
                let by: Vec<String> = by.into_iter().flatten().map(text).collect();
                let tags: Vec<String> = note.tags.iter().map(|tag| format!("*{}*", text(tag))).collect();
                let tags = if tags.is_empty() { String::new() } else { format!(" — {}", tags.join(", ")) };
                let by = if by.is_empty() { String::new() } else { format!(" [{}]", by.join(", ")) };
                writeln!(out, "- {}{about}{tags}{by}", text(&note.told()))?;
            }
        }
        Ok(())
    }

    fn open_questions(&self, out: &mut impl Write) -> io::Result<()> {
        let status = |part: &Part<'_>, id| self.exported.added.status(part.doc, id).unwrap_or("");
        // What is settled one way or the other has nothing left to do.
        let mut open: Vec<_> = self
            .all_claims()
            .filter(|(part, _, id, _)| matches!(status(part, *id), "" | "unchecked" | "disputed"))
            .collect();
        let disputed = |part: &Part<'_>, id| status(part, id) == "disputed";
        let weight = |claim: &Claim| (claim.importance.value * 1000.0) as i64;
        open.sort_by_key(|(part, _, id, claim)| (!disputed(part, *id), std::cmp::Reverse(weight(claim))));
        writeln!(out, "# Open questions ({})\n", open.len())?;
        if !self.exported.scope.is_empty() {
            writeln!(out, "Kept: {}\n", code(self.exported.scope))?;
        }
        for (part, places, id, claim) in open {
            writeln!(out, "- [ ] {}: {}", claim.kind.name(), self.claim(part, places, id, claim))?;
        }
        Ok(())
    }
}
