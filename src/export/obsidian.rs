//! A folder of linked notes, as Obsidian and other readers of Markdown with `[[links]]` have it: a note for every document
//! with its text, one for every actor, the claims by kind, the timeline, and an index.
//!
//! Every paragraph of a document that something refers to ends in a block reference (`^p12`), so that a claim or a mention
//! leads to the paragraph in which it stands. Names of files come from [`super::names`].

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

use super::escape::{code, markdown as text};
use super::json::day;
use super::locator::Locator;
use super::markdown::{heading, qualities, when};
use super::names::Names;
use super::passage::{section_title, source, words};
use super::{Exported, Extent, Part, calendar};
use crate::model::{Block, BlockKind, ClaimId, ClaimKind, DocId, DossierActorId, EventStatus, Span};

/// The files of the vault: path below its folder, with `/`, and content.
pub fn files(exported: &Exported<'_>) -> Vec<(String, String)> {
    let extent = Extent::of(exported);
    let vault = Vault::new(exported, &extent);
    let mut files = vec![("Index.md".to_owned(), vault.index())];
    files.push(("Claims.md".to_owned(), vault.claims()));
    if extent.parts.iter().any(|p| !p.events.is_empty()) {
        files.push(("Timeline.md".to_owned(), vault.timeline()));
    }
    for part in &vault.parts {
        files.push((format!("{}.md", part.note), vault.document(part)));
    }
    for &(id, claims) in &exported.kept.actors {
        if let Some(note) = vault.actors.get(&id) {
            files.push((format!("{note}.md"), vault.actor(id, claims)));
        }
    }
    files
}

/// A document with the name of its note.
struct NotePart<'a> {
    part: &'a Part<'a>,
    places: Locator<'a>,
    /// Path in the vault without its ending.
    note: String,
    /// Blocks that something refers to.
    referred: BTreeSet<usize>,
}

struct Vault<'a> {
    exported: &'a Exported<'a>,
    extent: &'a Extent<'a>,
    parts: Vec<NotePart<'a>>,
    /// Paths of the notes of actors, without their ending.
    actors: HashMap<DossierActorId, String>,
    claims_of: HashMap<DossierActorId, Vec<(DocId, ClaimId)>>,
}

impl<'a> Vault<'a> {
    fn new(exported: &'a Exported<'a>, extent: &'a Extent<'a>) -> Self {
        let mut names = Names::default();
        let parts = extent.parts.iter().map(|part| {
            let title = part.document.title.as_ref().map(|(title, _)| title.as_str());
            let file = part.document.file_name();
            let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
            NotePart {
                part,
                places: Locator::new(part.document),
                note: format!("Documents/{}", names.give(title.unwrap_or(stem))),
                referred: referred(exported, part),
            }
        });
        let parts = parts.collect();
        let mut names = Names::default();
        let named = exported.kept.actors.iter().filter_map(|(id, _)| {
            let actor = exported.dossier.actor(*id)?;
            Some((*id, format!("Actors/{}", names.give(&actor.name))))
        });
        let actors = named.collect();
        let mut claims_of: HashMap<DossierActorId, Vec<(DocId, ClaimId)>> = HashMap::new();
        for &(doc, id) in &exported.kept.claims {
            let Some(document) = exported.dossier.document(doc) else { continue };
            let Some(claim) = document.claim(id) else { continue };
            let said = claim.attribution.and_then(|a| document.attribution(a));
            for actor in claim.actors.iter().chain(said.map_or(&[][..], |s| &s.source_actors)) {
                let Some(whole) = exported.dossier.dossier_actor(doc, *actor) else { continue };
                let claims = claims_of.entry(whole).or_default();
                if claims.last() != Some(&(doc, id)) {
                    claims.push((doc, id));
                }
            }
        }
        Self { exported, extent, parts, actors, claims_of }
    }

    fn part(&self, doc: DocId) -> Option<&NotePart<'a>> {
        self.parts.iter().find(|p| p.part.doc == doc)
    }

    /// A link to the paragraph in which something stands.
    fn to_paragraph(&self, part: &NotePart<'_>, at: usize) -> String {
        let name = label(&part.places.short(at));
        let block = part.part.document.block_at(at).filter(|k| part.referred.contains(k));
        match block {
            Some(k) => format!("[[{}#^p{}|{name}]]", part.note, k + 1),
            None => format!("[[{}|{name}]]", part.note),
        }
    }

    /// A link to the note of an actor, under the name as it stands.
    fn to_actor(&self, id: DossierActorId, name: &str) -> String {
        match self.actors.get(&id) {
            Some(note) => format!("[[{note}|{}]]", label(name)),
            None => text(name),
        }
    }

    fn claim(&self, part: &NotePart<'_>, id: ClaimId) -> String {
        let document = part.part.document;
        let Some(claim) = document.claim(id) else { return String::new() };
        let mut line = format!(
            "{} ({})",
            text(&words(document, claim.span)),
            self.to_paragraph(part, claim.span.from())
        );
        let mut said = qualities(claim);
        let sources =
            claim.attribution.and_then(|a| document.attribution(a)).map_or(&[][..], |s| &s.source_actors);
        let links = sources.iter().filter_map(|a| {
            let whole = self.exported.dossier.dossier_actor(part.part.doc, *a)?;
            Some(self.to_actor(whole, &document.actor(*a)?.name))
        });
        let links: Vec<String> = links.collect();
        if !links.is_empty() {
            said.insert(0, links.join(", "));
        } else if let Some(source) = source(document, claim) {
            said.insert(0, text(&source));
        }
        said.extend(self.exported.added.status(part.part.doc, id).map(|s| format!("*{}*", text(s))));
        said.extend(self.exported.added.tags_of(part.part.doc, id).iter().map(|tag| code(tag)));
        if !said.is_empty() {
            let _ = write!(line, " — {}", said.join(", "));
        }
        line
    }

    fn index(&self) -> String {
        let mut note = String::from("# Dossier\n\n");
        if !self.exported.scope.is_empty() {
            let _ = writeln!(note, "Kept: {}\n", code(self.exported.scope));
        }
        note.push_str("- [[Claims]]\n");
        if self.parts.iter().any(|p| !p.part.events.is_empty()) {
            note.push_str("- [[Timeline]]\n");
        }
        note.push_str("\n## Documents\n\n");
        for part in &self.parts {
            let name = label(part.part.document.display_name());
            let date = part.part.document.date.map_or(String::new(), |d| format!(" ({})", day(d.date)));
            let _ = writeln!(note, "- [[{}|{name}]]{date}", part.note);
        }
        note.push_str("\n## Actors\n\n");
        for &(id, claims) in &self.exported.kept.actors {
            let Some(actor) = self.exported.dossier.actor(id) else { continue };
            let link = self.to_actor(id, &actor.name);
            let _ = writeln!(
                note,
                "- {link}: {}, {} mentions, {claims} claims",
                actor.kind.name(),
                actor.mentions
            );
        }
        note
    }

    fn claims(&self) -> String {
        let mut note = String::from("# Claims\n");
        for kind in ClaimKind::ALL {
            let mut begun = false;
            for part in &self.parts {
                for &id in &part.part.claims {
                    if part.part.document.claim(id).is_none_or(|c| c.kind != kind) {
                        continue;
                    }
                    if !std::mem::replace(&mut begun, true) {
                        let _ = writeln!(note, "\n## {}\n", heading(kind));
                    }
                    let _ = writeln!(note, "- {} ^{}", self.claim(part, id), claim_block(part.part.doc, id));
                }
            }
        }
        note
    }

    fn timeline(&self) -> String {
        let mut note = String::from("# Timeline\n\n");
        for (k, id) in calendar::order(self.extent) {
            let Some(part) = self.parts.get(k) else { continue };
            let document = part.part.document;
            let Some(event) = document.event(id) else { continue };
            let _ = write!(note, "- **{}** {}", text(&when(event)), text(&event.summary));
            if event.status != EventStatus::Reported {
                let _ = write!(note, ", {}", event.status.name());
            }
            let who = event.actors.iter().filter_map(|a| {
                let whole = self.exported.dossier.dossier_actor(part.part.doc, *a)?;
                Some(self.to_actor(whole, &document.actor(*a)?.name))
            });
            for name in who {
                let _ = write!(note, ", {name}");
            }
            if let Some(span) = event.sources.first() {
                let _ = write!(note, " ({})", self.to_paragraph(part, span.from()));
            }
            note.push('\n');
        }
        note
    }

    fn actor(&self, id: DossierActorId, claims: u32) -> String {
        let Some(actor) = self.exported.dossier.actor(id) else { return String::new() };
        let mut also: Vec<&str> = Vec::new();
        for name in self.exported.dossier.names_of(id).filter(|name| *name != actor.name) {
            if !also.contains(&name) {
                also.push(name);
            }
        }
        let mut note = String::from("---\n");
        property(&mut note, "type", actor.kind.name());
        if !also.is_empty() {
            note.push_str("aliases:\n");
            also.iter().for_each(|name| {
                let _ = writeln!(note, "  - {}", yaml(name));
            });
        }
        let _ = writeln!(
            note,
            "mentions: {}\nclaims: {claims}\n---\n\n# {}\n",
            actor.mentions,
            text(&actor.name)
        );
        if let Some(claims) = self.claims_of.get(&id) {
            note.push_str("## Claims\n\n");
            for &(doc, claim) in claims {
                if let Some(part) = self.part(doc) {
                    let _ = writeln!(note, "- {}", self.claim(part, claim));
                }
            }
            note.push('\n');
        }
        note.push_str("## Mentions\n\n");
        for &(doc, member) in &actor.members {
            let Some(part) = self.part(doc) else { continue };
            let mentions = part.part.document.actor(member).map_or(&[][..], |a| &a.mentions);
            // One link a paragraph.
            let mut paragraphs: BTreeMap<usize, usize> = BTreeMap::new();
            for at in mentions.iter().map(|m| m.span.from()).filter(|at| part.part.has(*at)) {
                if let Some(block) = part.part.document.block_at(at) {
                    paragraphs.entry(block).or_insert(at);
                }
            }
            for at in paragraphs.into_values() {
                let _ = writeln!(note, "- {}", self.to_paragraph(part, at));
            }
        }
        note
    }

    fn document(&self, part: &NotePart<'_>) -> String {
        let document = part.part.document;
        let mut note = String::from("---\n");
        property(&mut note, "title", document.display_name());
        if let Some(date) = document.date {
            property(&mut note, "date", &day(date.date));
        }
        property(&mut note, "source", document.shown_path());
        property(&mut note, "sha256", &document.hash);
        note.push_str("---\n\n");
        let mut links = Links::new(self, part);
        let mut gap = false;
        for (k, block) in document.blocks.iter().enumerate() {
            if !part.part.blocks.get(k).is_some_and(|taken| *taken) {
                gap = true;
                continue;
            }
            if std::mem::take(&mut gap) {
                note.push_str("…\n\n");
            }
            block_text(&mut note, part, block, &mut links);
            if part.referred.contains(&k) {
                let _ = write!(note, " ^p{}", k + 1);
            }
            note.push_str("\n\n");
        }
        let notes: Vec<_> = self.exported.added.notes(part.part.doc).collect();
        if !notes.is_empty() {
            note.push_str("## Notes\n\n");
        }
        for written in notes {
            let named = written.about.as_ref().map_or(String::new(), |name| format!(" (on {})", text(name)));
            let about =
                written.span.map_or(named, |span| format!(" ({})", self.to_paragraph(part, span.from())));
            let _ = write!(note, "- {}{about}", text(&written.told()));
            for tag in &written.tags {
                let _ = write!(note, " {}", code(tag));
            }
            note.push('\n');
        }
        note
    }
}

/// The block reference of a claim in the list of claims.
fn claim_block(doc: DocId, id: ClaimId) -> String {
    format!("{doc}-{id}")
}

/// Blocks that claims, events, notes or actors refer to.
fn referred(exported: &Exported<'_>, part: &Part<'_>) -> BTreeSet<usize> {
    let d = part.document;
    let claims = part.claims.iter().filter_map(|id| d.claim(*id)).map(|c| c.span.from());
    let events = part.events.iter().filter_map(|id| d.event(*id)?.sources.first()).map(|s| s.from());
    let notes = exported.added.notes(part.doc).filter_map(|n| n.span).map(|s| s.from());
    let mentions =
        part.actors(exported).flat_map(|(_, _, actor)| actor.mentions.iter().map(|m| m.span.from()));
    let places = claims.chain(events).chain(notes).chain(mentions);
    // A reference behind a heading would become part of its title, and a rule has no words to hang one on.
    let holds = |k: &usize| {
        part.blocks.get(*k).is_some_and(|taken| *taken)
            && d.blocks.get(*k).is_some_and(|b| !matches!(b.kind, BlockKind::Heading | BlockKind::Rule))
    };
    places.filter_map(|at| d.block_at(at)).filter(holds).collect()
}

/// Mentions as links, first things first.
struct Links<'a> {
    /// Apart and in order.
    mentions: Vec<(Span, String)>,
    document: &'a crate::model::Document,
}

impl<'a> Links<'a> {
    fn new(vault: &Vault<'_>, part: &NotePart<'a>) -> Self {
        let document = part.part.document;
        let mut mentions: Vec<(Span, String)> = Vec::new();
        for (_, whole, actor) in part.part.actors(vault.exported) {
            let Some(note) = whole.and_then(|id| vault.actors.get(&id)) else { continue };
            mentions.extend(actor.mentions.iter().map(|m| (m.span, note.clone())));
        }
        mentions.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut end = 0;
        mentions.retain(|(span, _)| {
            let free = span.start >= end;
            if free {
                end = span.end;
            }
            free
        });
        Self { mentions, document }
    }

    /// A stretch of text on one line, with its mentions as links.
    fn line(&self, span: Span) -> String {
        let mut line = String::new();
        let mut at = span.from();
        let from = self.mentions.partition_point(|(m, _)| m.from() < span.from());
        let inside = self.mentions.iter().skip(from).take_while(|(m, _)| m.to() <= span.to());
        for (mention, note) in inside {
            self.push(&mut line, Span::new(at, mention.from()));
            let _ = write!(line, "[[{note}|{}]]", label(self.document.text.slice(*mention)));
            at = mention.to();
        }
        self.push(&mut line, Span::new(at, span.to()));
        line.trim().to_owned()
    }

    /// Words between links, with the blanks at their ends.
    fn push(&self, line: &mut String, span: Span) {
        let slice = self.document.text.slice(span);
        let inner = text(slice);
        if slice.starts_with(char::is_whitespace) && !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&inner);
        if slice.ends_with(char::is_whitespace) && !inner.is_empty() {
            line.push(' ');
        }
    }
}

fn block_text(note: &mut String, part: &NotePart<'_>, block: &Block, links: &mut Links<'_>) {
    let document = part.part.document;
    match block.kind {
        BlockKind::Heading => {
            let id = block.section.or_else(|| document.section_at(block.span.from()));
            let level =
                1 + id.and_then(|id| document.section(id)).map_or(1, |s| usize::from(s.level.clamp(1, 5)));
            let given = id.and_then(|id| document.section(id)).and_then(|s| s.given.as_ref());
            let title = match given {
                Some(_) => section_title(document, id),
                None => words(document, block.span),
            };
            let _ = write!(note, "{} {}", "#".repeat(level), text(&title));
        }
        BlockKind::Title => {
            let _ = write!(note, "# {}", text(&words(document, block.span)));
        }
        BlockKind::ListItem => {
            let indent = usize::from(block.level.min(6)) * 2;
            let body = block.label.map_or(block.prose().from(), |l| l.from().min(block.prose().from()));
            let body = body.clamp(block.span.from(), block.span.to());
            let _ = write!(note, "{:indent$}- {}", "", links.line(Span::new(body, block.span.to())));
        }
        BlockKind::Quote => {
            let _ = write!(note, "> {}", links.line(block.span));
        }
        BlockKind::Rule => note.push_str("---"),
        BlockKind::Code => {
            let lines = document.text.slice(block.span).lines().map(code);
            note.push_str(&lines.collect::<Vec<_>>().join("  \n"));
        }
        _ => note.push_str(&links.line(block.span)),
    }
}

/// Words inside a link, which are shown as they are: without signs that would end it or begin markup in other readers.
fn label(words: &str) -> String {
    let line = crate::ingest::sanitize::sanitize_line(words);
    let words: Vec<&str> = line.split_whitespace().collect();
    let shown = words.join(" ");
    shown
        .chars()
        .map(|c| match c {
            '[' => '(',
            ']' => ')',
            '|' | '\\' => '/',
            '<' => '‹',
            '>' => '›',
            '`' => '\'',
            '*' => '∗',
            c => c,
        })
        .collect()
}

/// A line of the properties at the head of a note.
fn property(note: &mut String, name: &str, value: &str) {
    let _ = writeln!(note, "{name}: {}", yaml(value));
}

/// A string of YAML in quotation marks, which are those of JSON.
fn yaml(value: &str) -> String {
    let line = crate::ingest::sanitize::sanitize_line(value);
    serde_json::to_string(line.as_ref()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Added;
    use crate::export::fixture::{HOSTILE, REPORT, dossier};
    use crate::scope::Scope;
    use crate::search::Query;

    fn vault(documents: &[(&str, &str)], scope: &str) -> Vec<(String, String)> {
        let dossier = dossier(documents);
        let kept = Scope::from_query(&Query::parse(scope)).apply(&dossier);
        let added = Added::default();
        files(&Exported { dossier: &dossier, kept: &kept, scope, text: None, added: &added, citation: None })
    }

    /// Fails unless every link leads to a note of the vault, and to a block reference in it.
    fn check(files: &[(String, String)]) -> usize {
        let mut links = 0;
        for (name, content) in files {
            for link in content.split("[[").skip(1) {
                let (target, _) = link.split_once("]]").unwrap();
                let target = target.split('|').next().unwrap();
                let (note, block) = target.split_once('#').unwrap_or((target, ""));
                let there = files.iter().find(|(n, _)| *n == format!("{note}.md"));
                let (_, there) = there.unwrap_or_else(|| panic!("{name}: no note {note}"));
                assert!(
                    block.is_empty() || there.lines().any(|l| l.ends_with(&format!(" {block}"))),
                    "{name}: {target}"
                );
                links += 1;
            }
        }
        links
    }

    #[test]
    fn every_link_leads_to_a_note_and_a_paragraph() {
        let files = vault(&[("a.txt", REPORT), ("b.txt", REPORT)], "");
        assert!(check(&files) > 30);
        let names: Vec<&str> = files.iter().map(|(n, _)| n.as_str()).collect();
        for name in [
            "Index.md",
            "Claims.md",
            "Timeline.md",
            "Documents/Grain and the Straits- One Year On.md",
            "Documents/Grain and the Straits- One Year On 2.md",
            "Actors/Norway.md",
        ] {
            assert!(names.contains(&name), "{names:?}");
        }
        let (_, text) = files.iter().find(|(n, _)| n.starts_with("Documents/")).unwrap();
        assert!(text.contains("[[Actors/Norway|Norway]] and [[Actors/Chile|Chile]] signed the"), "{text}");
        check(&vault(&[("a.txt", REPORT)], "kind:prescription"));
    }

    #[test]
    fn words_of_a_document_are_no_links_tags_or_properties() {
        let files = vault(&[("../x: y.txt", HOSTILE), ("con.md", HOSTILE)], "");
        check(&files);
        for (name, content) in &files {
            let content =
                content.strip_prefix("---\n").map_or(content.as_str(), |c| c.split_once("---\n").unwrap().1);
            assert!(!name.starts_with(['/', '.']) && !name.contains(".."), "{name}");
            assert!(
                !content.contains("[[not")
                    && !content.replace("\\<", "").contains('<')
                    && !content.contains('\u{202e}'),
                "{content}"
            );
            assert!(content.chars().all(|c| c == '\n' || !c.is_control()));
        }
    }
}
