//! The text of a document with its claims, mentions and notes marked, each linked to its row in the lists.

use std::cmp::Reverse;
use std::fmt::Write;

use super::anchors;
use super::marked::{self, Mark};
use crate::export::escape::{html, push_html};
use crate::export::locator::Locator;
use crate::export::markdown::{qualities, when};
use crate::export::passage::{section_title, source, words};
use crate::export::{Exported, Is, Part};
use crate::model::{Block, BlockKind, Claim, ClaimId, Format, NoiseReason, SectionId, Span};

/// Appends the text of a part.
pub fn push(out: &mut String, exported: &Exported<'_>, part: &Part<'_>, places: &Locator<'_>) {
    let page = Page { part, places, marks: marks(exported, part) };
    let blocks = &part.document.blocks;
    let mut k = 0;
    let mut gap = false;
    while let Some(block) = blocks.get(k) {
        if !part.blocks.get(k).is_some_and(|taken| *taken) {
            gap = true;
            k += 1;
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push_str("<p class=\"gap\" aria-label=\"text left out\">…</p>\n");
        }
        let run = |same: &dyn Fn(&Block) -> bool| {
            let taken = |k: &usize| part.blocks.get(*k).is_some_and(|t| *t);
            let more = (k + 1..blocks.len()).take_while(|n| taken(n) && blocks.get(*n).is_some_and(same));
            1 + more.count()
        };
        let set_aside = |b: &Block| page.is_noise(b);
        let len = if set_aside(block) {
            run(&set_aside)
        } else {
            match block.kind {
                kind @ (BlockKind::ListItem | BlockKind::TableRow) => {
                    run(&|b| b.kind == kind && !set_aside(b))
                }
                _ => 1,
            }
        };
        page.blocks(out, blocks.get(k..k + len).unwrap_or(&[]));
        k += len;
    }
    if gap {
        out.push_str("<p class=\"gap\" aria-label=\"text left out\">…</p>\n");
    }
}

struct Page<'a> {
    part: &'a Part<'a>,
    places: &'a Locator<'a>,
    marks: Vec<Mark>,
}

impl Page<'_> {
    /// Whether a block is noise as a whole.
    fn is_noise(&self, block: &Block) -> bool {
        let noise = &self.part.document.noise;
        let k = noise.partition_point(|n| n.span.to() <= block.span.from());
        let whole = block.span.trimmed(self.part.document.text.as_str());
        noise.get(k).is_some_and(|n| n.span.contains(whole)) || block.kind == BlockKind::Furniture
    }

    fn inline(&self, out: &mut String, span: Span) {
        let from = self.marks.partition_point(|m| m.span.start < span.start);
        // What began in the block before goes on at most a little; marks are short.
        let before =
            self.marks.get(..from).unwrap_or(&[]).iter().rev().take(8).filter(|m| m.span.overlaps(span));
        let before = before.count();
        let to = self.marks.partition_point(|m| m.span.start < span.end);
        let marks = self.marks.get(from - before..to).unwrap_or(&[]);
        marked::push(out, self.part.document.text.as_str(), span, marks);
    }

    fn blocks(&self, out: &mut String, blocks: &[Block]) {
        let Some(first) = blocks.first() else { return };
        if self.is_noise(first) {
            return self.set_aside(out, blocks);
        }
        match first.kind {
            BlockKind::Heading => self.heading(out, first),
            BlockKind::ListItem => {
                out.push_str("<ul>\n");
                blocks.iter().for_each(|b| self.item(out, b));
                out.push_str("</ul>\n");
            }
            BlockKind::TableRow => self.table(out, blocks),
            BlockKind::Rule => out.push_str("<hr>\n"),
            BlockKind::Code => self.wrapped(out, "<pre>", first.span, "</pre>\n"),
            BlockKind::Quote => {
                self.wrapped(out, "<blockquote dir=\"auto\"><p>", first.span, "</p></blockquote>\n");
            }
            kind => {
                let class = match kind {
                    BlockKind::Title => " class=\"title\"",
                    BlockKind::Mast => " class=\"mast\"",
                    BlockKind::Footnote => " class=\"footnote\"",
                    BlockKind::FrontMatter => " class=\"matter\"",
                    _ => "",
                };
                let _ = write!(out, "<p dir=\"auto\"{class}>");
                self.labelled(out, first);
                out.push_str("</p>\n");
            }
        }
    }

    fn wrapped(&self, out: &mut String, begin: &str, span: Span, end: &str) {
        out.push_str(begin);
        self.inline(out, span);
        out.push_str(end);
    }

    fn set_aside(&self, out: &mut String, blocks: &[Block]) {
        let lines = blocks.len();
        let s = if lines == 1 { "" } else { "s" };
        let _ = writeln!(out, "<details class=\"aside\"><summary>{lines} line{s} set aside</summary>");
        for block in blocks {
            self.wrapped(out, "<p dir=\"auto\">", block.span, "</p>\n");
        }
        out.push_str("</details>\n");
    }

    fn heading(&self, out: &mut String, block: &Block) {
        let document = self.part.document;
        let id = block.section.or_else(|| document.section_at(block.span.from()));
        let section = id.and_then(|id| Some((id, document.section(id)?)));
        let Some((id, section)) = section.filter(|(_, s)| s.heading.overlaps(block.span)) else {
            return self.wrapped(out, "<p dir=\"auto\">", block.span, "</p>\n");
        };
        let level = 2 + section.level.clamp(1, 4);
        let _ = write!(
            out,
            "<h{level} class=\"anchor\" dir=\"auto\" id=\"{}\">",
            anchors::section(self.part.doc, id)
        );
        match &section.given {
            Some(_) => push_html(out, &self.places.section_name(id)),
            None => self.inline(out, block.span),
        }
        self.up(out, id);
        let _ = writeln!(out, "</h{level}>");
    }

    /// The way from a heading back to the outline.
    fn up(&self, out: &mut String, id: SectionId) {
        let target = anchors::outline(self.part.doc, id);
        let label = html(&section_title(self.part.document, Some(id)));
        let _ = write!(
            out,
            " <a class=\"up\" href=\"#{target}\" aria-label=\"{label}: back to the outline\">↑</a>"
        );
    }

    /// A block with its run-in label set off.
    fn labelled(&self, out: &mut String, block: &Block) {
        let Some(label) = block.label.filter(|l| block.span.contains(*l)) else {
            return self.inline(out, block.span);
        };
        self.inline(out, Span::new(block.span.from(), label.from()));
        self.wrapped(out, "<b class=\"label\">", label, "</b>");
        self.inline(out, Span::new(label.to(), block.span.to()));
    }

    fn item(&self, out: &mut String, block: &Block) {
        let _ = write!(out, "<li class=\"l{}\" dir=\"auto\">", block.level.min(4));
        let body = block.label.map_or(block.prose().from(), |l| l.from().min(block.prose().from()));
        let marker = Span::new(block.span.from(), body.clamp(block.span.from(), block.span.to()));
        let sign = marker.of(self.part.document.text.as_str()).trim();
        if !sign.is_empty() {
            let sign = if matches!(sign, "-" | "*" | "+") { "•" } else { sign };
            out.push_str("<span class=\"marker\">");
            push_html(out, sign);
            out.push_str("</span>");
        }
        self.labelled(out, &Block { span: Span::new(marker.to(), block.span.to()), ..*block });
        out.push_str("</li>\n");
    }

    fn table(&self, out: &mut String, rows: &[Block]) {
        const BAR: &str = " | ";
        let document = self.part.document;
        let cells = |block: &Block| {
            let text = document.text.slice(block.span);
            let mut cells = Vec::new();
            let mut at = block.span.from();
            for (bar, _) in text.match_indices(BAR) {
                let bar = block.span.from() + bar;
                if bar >= at {
                    cells.push(Span::new(at, bar));
                    at = bar + BAR.len();
                }
            }
            cells.push(Span::new(at, block.span.to()));
            cells
        };
        let width = rows.first().map_or(0, |row| cells(row).len());
        if width < 2 || rows.iter().any(|row| cells(row).len() != width) {
            for row in rows {
                self.wrapped(out, "<p class=\"row\" dir=\"auto\">", row.span, "</p>\n");
            }
            return;
        }
        out.push_str("<div class=\"wide\"><table>\n");
        for (k, row) in rows.iter().enumerate() {
            // Only Markdown says which row is the head.
            let tag =
                if k == 0 && document.text.format == Format::Markdown { "th scope=\"col\"" } else { "td" };
            out.push_str("<tr>");
            for cell in cells(row) {
                self.wrapped(
                    out,
                    &format!("<{tag} dir=\"auto\">"),
                    cell,
                    &format!("</{}>", tag.get(..2).unwrap_or("td")),
                );
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</table></div>\n");
    }
}

/// Everything that is marked, in the order of its start; of what starts together the longest first.
fn marks(exported: &Exported<'_>, part: &Part<'_>) -> Vec<Mark> {
    let d = part.document;
    let mut marks: Vec<Mark> = Vec::new();
    for &id in &part.claims {
        if let Some(claim) = d.claim(id) {
            marks.push(claim_mark(part, id, claim));
        }
    }
    for &id in &part.events {
        let Some(event) = d.event(id) else { continue };
        let Some(span) = event.sources.first() else { continue };
        let target = anchors::event(part.doc, id);
        let date = html(&when(event));
        marks.push(Mark {
            span: *span,
            tag: "span",
            attributes: " class=\"anchor\"".to_owned(),
            id: anchors::event_text(part.doc, id),
            before: format!(
                "<a class=\"ref when\" href=\"#{target}\" data-l=\"◷\" aria-label=\"event: {date}\"><span class=\"w\">{date}</span></a>"
            ),
        });
    }
    for (id, whole, actor) in part.actors(exported) {
        let Some(whole) = whole else { continue };
        for (n, mention) in actor.mentions.iter().enumerate() {
            marks.push(link(mention.span, "who", &anchors::actor(whole), anchors::mention(part.doc, id, n)));
        }
    }
    for &id in &part.places {
        let mentions = d.place(id).map_or(&[][..], |p| &p.mentions);
        for (n, mention) in mentions.iter().enumerate() {
            marks.push(link(
                mention.span,
                "loc",
                &anchors::place(part.doc, id),
                anchors::place_mention(part.doc, id, n),
            ));
        }
    }
    for (n, note) in exported.added.notes.iter().enumerate().filter(|(_, note)| note.doc == part.doc) {
        let Some(span) = note.span else { continue };
        marks.push(Mark {
            span,
            tag: "span",
            attributes: " class=\"note\"".to_owned(),
            id: anchors::note_text(n),
            before: format!(
                "<a class=\"ref question\" href=\"#{}\" data-l=\"{}\" aria-label=\"{name}\"><span class=\"w\">{name}</span></a>",
                anchors::note(n),
                if note.is == Is::Mark { "⚑" } else { "✎" },
                name = note.is.name()
            ),
        });
    }
    for noise in &d.noise {
        let reason = match noise.reason {
            NoiseReason::Injected => "injected text",
            NoiseReason::Boilerplate => "boilerplate",
            NoiseReason::Furniture => "page furniture",
            NoiseReason::Contents => "table of contents",
        };
        marks.push(Mark {
            span: noise.span,
            tag: "span",
            attributes: format!(" class=\"noise\" title=\"{reason}, set aside\""),
            id: String::new(),
            before: String::new(),
        });
    }
    // Claims around the mentions in them.
    let rank = |m: &Mark| match m.tag {
        "mark" => 0,
        "span" => 1,
        _ => 2,
    };
    marks.sort_by_key(|m| (m.span.start, Reverse(m.span.end), rank(m)));
    marks
}

fn link(span: Span, class: &'static str, target: &str, id: String) -> Mark {
    let attributes = format!(" class=\"{class}\" href=\"#{target}\"");
    Mark { span, tag: "a", attributes, id, before: String::new() }
}

fn claim_mark(part: &Part<'_>, id: ClaimId, claim: &Claim) -> Mark {
    let kind = claim.kind.name();
    let mut said = qualities(claim);
    said.insert(0, kind.to_owned());
    let said = html(&said.join(", "));
    let by = source(part.document, claim)
        .map_or(String::new(), |source| format!(" <small>{}</small>", html(&source)));
    let letter = claim.kind.sign();
    let target = anchors::claim(part.doc, id);
    Mark {
        span: claim.span,
        tag: "mark",
        attributes: format!(" class=\"{kind}\""),
        id: anchors::claim_text(part.doc, id),
        before: format!(
            "<a class=\"ref {kind}\" href=\"#{target}\" data-l=\"{letter}\" aria-label=\"claim {id}: {said}\"><span class=\"w\">{said}{by}</span></a>"
        ),
    }
}

/// The words of a span, escaped.
pub fn quote(part: &Part<'_>, span: Span) -> String {
    html(&words(part.document, span))
}
