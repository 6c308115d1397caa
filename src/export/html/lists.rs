//! The lists beside the text: outline, actors, places, timeline, claims, notes. Each row leads to its place in the text and is
//! led to from there.

use std::collections::HashMap;
use std::fmt::Write;

use super::text::quote;
use super::{Report, anchors, strip};
use crate::export::calendar;
use crate::export::escape::{html, push_html};
use crate::export::json::day;
use crate::export::markdown::{qualities, when};
use crate::export::passage::{section_title, source, words};
use crate::model::{ClaimId, ClaimKind, DocId, DossierActorId, EventId, EventStatus, SectionId};

impl Report<'_> {
    /// A link to a place in the text, if that place is on the page.
    fn to_text(&self, anchor: &str, words: &str) -> String {
        match self.is_there(anchor) {
            true => format!("<a href=\"#{anchor}\">{words}</a>"),
            false => words.to_owned(),
        }
    }

    /// Parts of the page, and the outline.
    pub(super) fn nav(&self, out: &mut String) {
        out.push_str("<nav aria-label=\"Contents\">\n<ul class=\"parts\">\n");
        for (id, name, _) in self.lists() {
            let _ = writeln!(out, "<li><a href=\"#{id}\">{name}</a></li>");
        }
        for part in &self.extent.parts {
            let name = if self.several() { html(part.document.display_name()) } else { "Text".to_owned() };
            let _ = writeln!(out, "<li><a href=\"#{}\">{name}</a></li>", anchors::text(part.doc));
        }
        out.push_str("</ul>\n<ul class=\"outline\" aria-label=\"Outline\">\n");
        for part in &self.extent.parts {
            if self.several() && !part.sections.is_empty() {
                let _ = writeln!(out, "<li class=\"doc\">{}</li>", html(part.document.display_name()));
            }
            let mut claims: HashMap<SectionId, usize> = HashMap::new();
            for section in part.claims.iter().filter_map(|id| part.document.claim(*id)?.section) {
                *claims.entry(section).or_default() += 1;
            }
            for &id in &part.sections {
                let Some(section) = part.document.section(id) else { continue };
                let number = html(section.label.map_or(String::new(), |l| words(part.document, l)).as_str());
                let number =
                    if number.is_empty() { number } else { format!("<span class=\"no\">{number}</span>") };
                let count =
                    claims.get(&id).map_or(String::new(), |n| format!("<span class=\"count\">{n}</span>"));
                let title = html(&section_title(part.document, Some(id)));
                let target = anchors::section(part.doc, id);
                let own = anchors::outline(part.doc, id);
                let level = section.level.clamp(1, 6);
                let entry = match self.is_there(&target) {
                    true => format!("<a href=\"#{target}\">{number}<span>{title}</span>{count}</a>"),
                    false => format!("{number}<span>{title}</span>{count}"),
                };
                let _ = writeln!(out, "<li class=\"l{level}\" id=\"{own}\">{entry}</li>");
            }
        }
        out.push_str("</ul>\n</nav>\n");
    }

    pub(super) fn actors(&self, out: &mut String) {
        let of_actor = self.claims_by_actor();
        out.push_str("<ul class=\"actors\">\n");
        for &(id, claims) in &self.exported.kept.actors {
            let Some(actor) = self.exported.dossier.actor(id) else { continue };
            let mut also: Vec<&str> = Vec::new();
            for name in self.exported.dossier.names_of(id).filter(|name| *name != actor.name) {
                if !also.contains(&name) {
                    also.push(name);
                }
            }
            let name = html(&actor.name);
            let _ = write!(out, "<li id=\"{}\"><span class=\"name\">{name}</span> ", anchors::actor(id));
            let _ = write!(out, "<span class=\"meta\">{}", actor.kind.name());
            if !also.is_empty() {
                out.push_str(", also ");
                push_html(out, &also.join(", "));
            }
            out.push_str("</span>\n<div class=\"more\">");
            let mut mentions = Vec::new();
            for &(doc, member) in &actor.members {
                let Some((part, places)) = self.part(doc) else { continue };
                let all = part.document.actor(member).map_or(&[][..], |a| &a.mentions);
                for (n, mention) in all.iter().enumerate() {
                    let anchor = anchors::mention(doc, member, n);
                    if self.is_there(&anchor) {
                        let place = places.page_or_line(mention.span.from());
                        mentions.push(format!("<a href=\"#{anchor}\">{}</a>", self.short(doc, &place)));
                    }
                }
            }
            Self::folded(out, &plural(actor.mentions as usize, "mention"), &mentions);
            let links = of_actor.get(&id).map_or(&[][..], Vec::as_slice).iter();
            let links = links.map(|(doc, c)| {
                format!("<a href=\"#{}\">{}</a>", anchors::claim(*doc, *c), self.short(*doc, &c.to_string()))
            });
            Self::folded(out, &plural(claims as usize, "claim"), &links.collect::<Vec<_>>());
            out.push_str("</div></li>\n");
        }
        out.push_str("</ul>\n");
    }

    /// The name of something, with its document where there are several.
    fn short(&self, doc: DocId, name: &str) -> String {
        let name = name.strip_prefix("line ").unwrap_or(name);
        if self.several() { format!("{doc}:{name}") } else { name.to_owned() }
    }

    /// Links that show when asked for.
    fn folded(out: &mut String, summary: &str, links: &[String]) {
        if links.is_empty() {
            let _ = writeln!(out, "<div class=\"meta\">{summary}</div>");
        } else {
            let links = links.join(" ");
            let _ = writeln!(
                out,
                "<details><summary>{summary}</summary><div class=\"places\">{links}</div></details>"
            );
        }
    }

    /// The kept claims in which each actor occurs, as source too.
    fn claims_by_actor(&self) -> HashMap<DossierActorId, Vec<(DocId, ClaimId)>> {
        let mut found: HashMap<DossierActorId, Vec<(DocId, ClaimId)>> = HashMap::new();
        for &(doc, id) in &self.exported.kept.claims {
            let Some(document) = self.exported.dossier.document(doc) else { continue };
            let Some(claim) = document.claim(id) else { continue };
            let said = claim.attribution.and_then(|a| document.attribution(a));
            for actor in claim.actors.iter().chain(said.map_or(&[][..], |s| &s.source_actors)) {
                let Some(whole) = self.exported.dossier.dossier_actor(doc, *actor) else { continue };
                let claims = found.entry(whole).or_default();
                if claims.last() != Some(&(doc, id)) {
                    claims.push((doc, id));
                }
            }
        }
        found
    }

    pub(super) fn places(&self, out: &mut String) {
        /// Links that may stand open.
        const FEW: usize = 8;
        out.push_str("<ul class=\"named\">\n");
        for (part, places) in self.parts() {
            for &id in &part.places {
                let Some(place) = part.document.place(id) else { continue };
                let anchor = anchors::place(part.doc, id);
                let _ = write!(out, "<li id=\"{anchor}\"><span class=\"name\">{}</span> ", html(&place.name));
                let links = place.mentions.iter().enumerate().filter_map(|(n, mention)| {
                    let anchor = anchors::place_mention(part.doc, id, n);
                    let at = self.short(part.doc, &places.page_or_line(mention.span.from()));
                    self.is_there(&anchor).then(|| format!("<a href=\"#{anchor}\">{at}</a>"))
                });
                let links: Vec<String> = links.collect();
                if links.len() <= FEW {
                    let _ = write!(out, "<span class=\"places\">{}</span>", links.join(" "));
                } else {
                    Self::folded(out, &plural(place.mentions.len(), "mention"), &links);
                }
                out.push_str("</li>\n");
            }
        }
        out.push_str("</ul>\n");
    }

    pub(super) fn timeline(&self, out: &mut String) {
        let events = calendar::order(self.extent);
        let of = |k: usize, id: EventId| {
            let (part, places) = self.extent.parts.get(k).zip(self.locators.get(k))?;
            Some((part, places, part.document.event(id)?))
        };
        let dated = events.iter().filter_map(|(k, id)| {
            let (part, _, event) = of(*k, *id)?;
            Some(strip::Bar {
                from: event.earliest.or(event.latest)?,
                to: event.latest.or(event.earliest)?,
                target: anchors::event(part.doc, *id),
                title: format!("{}: {}", when(event), event.summary),
                planned: event.status != EventStatus::Reported,
            })
        });
        strip::push(out, &dated.collect::<Vec<_>>());
        out.push_str("<ol class=\"timeline\">\n");
        for (k, id) in events {
            let Some((part, places, event)) = of(k, id) else { continue };
            let _ = write!(out, "<li id=\"{}\"><span class=\"date\">", anchors::event(part.doc, id));
            push_html(out, &when(event));
            out.push_str("</span><div>");
            out.push_str(&self.to_text(&anchors::event_text(part.doc, id), &html(&event.summary)));
            out.push_str("<div class=\"meta\">");
            let mut meta = Vec::new();
            if event.status != EventStatus::Reported {
                meta.push(event.status.name().to_owned());
            }
            meta.extend(event.actors.iter().filter_map(|a| {
                let actor = self.exported.dossier.dossier_actor(part.doc, *a)?;
                let name = html(&part.document.actor(*a)?.name);
                let there = self.exported.kept.actor(actor).is_some();
                Some(if there { format!("<a href=\"#{}\">{name}</a>", anchors::actor(actor)) } else { name })
            }));
            meta.extend(event.sources.first().map(|span| html(&self.place(part, places, span.from()))));
            let claim = event.claim.filter(|c| part.has_claim(*c));
            meta.extend(claim.map(|c| format!("<a href=\"#{}\">claim {c}</a>", anchors::claim(part.doc, c))));
            out.push_str(&meta.join(" · "));
            out.push_str("</div></div></li>\n");
        }
        out.push_str("</ol>\n");
    }

    pub(super) fn claims(&self, out: &mut String) {
        let kinds = ClaimKind::ALL.map(|kind| {
            let of_kind = |(part, _): (&crate::export::Part<'_>, _)| {
                part.claims
                    .iter()
                    .filter(|id| part.document.claim(**id).is_some_and(|c| c.kind == kind))
                    .count()
            };
            (kind.name(), self.parts().map(of_kind).sum::<usize>())
        });
        out.push_str("<fieldset class=\"tools\"><legend>Show</legend>\n");
        for (kind, count) in kinds.iter().filter(|(_, n)| *n > 0) {
            let _ = writeln!(
                out,
                "<label><input type=\"checkbox\" id=\"f-{kind}\" autocomplete=\"off\" checked> <span class=\"kind {kind}\">{kind}</span> {count}</label>"
            );
        }
        out.push_str("</fieldset>\n");
        let events = self.events_by_claim();
        for (part, places) in self.parts() {
            let document = part.document;
            let mut before: Option<Option<SectionId>> = None;
            for &id in &part.claims {
                let Some(claim) = document.claim(id) else { continue };
                let section = document.section_at(claim.span.from());
                if before != Some(section) {
                    if before.is_some() {
                        out.push_str("</ul>\n");
                    }
                    self.where_claims_stand(out, part, places, section);
                    out.push_str("<ul class=\"claims\">\n");
                    before = Some(section);
                }
                let kind = claim.kind.name();
                let words = self.to_text(&anchors::claim_text(part.doc, id), &quote(part, claim.span));
                let _ = write!(
                    out,
                    "<li id=\"{}\" class=\"{kind}\"><q>{words}</q>",
                    anchors::claim(part.doc, id)
                );
                let _ = write!(out, "<div class=\"meta\"><span class=\"kind\">{kind}</span>");
                let mut meta: Vec<String> = qualities(claim).iter().map(|q| html(q)).collect();
                meta.extend(
                    source(document, claim).map(|s| format!("<strong>{}</strong> says so", html(&s))),
                );
                meta.push(html(&places.page_or_line(claim.span.from())));
                meta.extend(events.get(&(part.doc, id)).into_iter().flatten().filter_map(|e| {
                    let date = html(&when(document.event(*e)?));
                    Some(format!("<a href=\"#{}\">{date}</a>", anchors::event(part.doc, *e)))
                }));
                meta.push(id.to_string());
                for tag in self.exported.added.tags_of(part.doc, id) {
                    let _ = write!(out, " <span class=\"tag\">#{}</span>", html(tag));
                }
                if let Some(status) = self.exported.added.status(part.doc, id) {
                    meta.push(format!("<span class=\"status\">{}</span>", html(status)));
                }
                for piece in meta {
                    out.push_str(" · ");
                    out.push_str(&piece);
                }
                out.push_str("</div></li>\n");
            }
            if before.is_some() {
                out.push_str("</ul>\n");
            }
        }
    }

    fn where_claims_stand(
        &self,
        out: &mut String,
        part: &crate::export::Part<'_>,
        places: &crate::export::locator::Locator<'_>,
        section: Option<SectionId>,
    ) {
        let (anchor, name) = match section {
            Some(id) => (anchors::section(part.doc, id), html(&places.section_name(id))),
            None => (anchors::text(part.doc), html(part.document.display_name())),
        };
        let document = match section.filter(|_| self.several()) {
            Some(_) => format!("{}: ", html(part.document.display_name())),
            None => String::new(),
        };
        let _ = writeln!(out, "<h3 class=\"where\">{document}{}</h3>", self.to_text(&anchor, &name));
    }

    /// The kept events that each claim tells.
    fn events_by_claim(&self) -> HashMap<(DocId, ClaimId), Vec<EventId>> {
        let mut found: HashMap<(DocId, ClaimId), Vec<EventId>> = HashMap::new();
        for (part, _) in self.parts() {
            for &id in &part.events {
                if let Some(claim) = part.document.event(id).and_then(|e| e.claim) {
                    found.entry((part.doc, claim)).or_default().push(id);
                }
            }
        }
        found
    }

    pub(super) fn notes(&self, out: &mut String) {
        out.push_str("<ul class=\"claims\">\n");
        for (n, note) in self.exported.added.notes.iter().enumerate() {
            let Some((part, places)) = self.part(note.doc) else { continue };
            let _ = write!(
                out,
                "<li id=\"{}\" class=\"question\">{}<div class=\"meta\">",
                anchors::note(n),
                html(&note.told())
            );
            let mut meta = Vec::new();
            if let Some(span) = note.span {
                let words = format!("“{}”", quote(part, span));
                meta.push(self.to_text(&anchors::note_text(n), &words));
                meta.push(html(&self.place(part, places, span.from())));
            }
            meta.extend(note.about.as_deref().map(|name| format!("on {}", html(name))));
            meta.extend(note.tags.iter().map(|tag| format!("#{}", html(tag))));
            meta.extend(note.author.as_deref().map(html));
            meta.extend(note.time.as_deref().map(html));
            out.push_str(&meta.join(" · "));
            out.push_str("</div></li>\n");
        }
        out.push_str("</ul>\n");
    }

    /// What the page is about: date, file, counts.
    pub(super) fn facts(&self, out: &mut String) {
        out.push_str("<ul class=\"facts\">\n");
        for document in &self.exported.dossier.documents {
            out.push_str("<li>");
            if self.several() {
                let _ = write!(out, "<strong>{}</strong> · ", html(document.display_name()));
            }
            let date = document.date.map_or("undated".to_owned(), |d| day(d.date));
            let hash: String = document.hash.chars().take(16).collect();
            let _ =
                writeln!(out, "{date} · {} · SHA-256 <code>{hash}</code></li>", html(document.shown_path()));
        }
        out.push_str("</ul>\n");
        if !self.exported.scope.is_empty() {
            let kept = self.exported.kept;
            let _ = writeln!(
                out,
                "<p class=\"scope\">Kept: <code>{}</code> ({} of {} claims, {} of {} events)</p>",
                html(self.exported.scope),
                kept.claims.len(),
                kept.totals.claims,
                kept.events.len(),
                kept.totals.events
            );
        }
    }
}

/// "1 claim", "2 claims".
fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
