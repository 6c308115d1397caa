//! `casefile overview`: one screen about each document.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, BufWriter, IsTerminal, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::Status;
use super::args::Common;
use super::listing::terminal_width;
use super::session::Session;
use super::wrap::{clip, wrap};
use crate::export::json;
use crate::export::passage::words;
use crate::export::spoken::spoken;
use crate::ingest::sanitize::sanitize_line;
use crate::model::{ActorKind, ClaimKind, DateSource, Document, EventStatus, Format};
use crate::notes::{Act, Record, Resolved, Status as Judgement};

/// Lines of outline and of events at most, so that it all stays on a screen of 24 lines.
const SECTIONS: usize = 8;
const EVENTS: usize = 5;
/// Actors named at most, and the lines that they may take.
const ACTORS: usize = 12;
const ACTOR_LINES: usize = 2;
/// Without a terminal.
const WIDTH: usize = 80;

#[derive(Debug, Serialize)]
struct Overview {
    path: String,
    format: Format,
    title: Option<String>,
    date: Option<String>,
    date_source: Option<DateSource>,
    language: Option<&'static str>,
    chars: usize,
    outline: Vec<Heading>,
    actors: Vec<Named>,
    events: Vec<Dated>,
    counts: Counts,
    kinds: BTreeMap<&'static str, usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<Noted>,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct Heading {
    line: usize,
    level: u8,
    label: Option<String>,
    title: String,
}

#[derive(Debug, Serialize)]
struct Named {
    name: String,
    #[serde(rename = "type")]
    kind: ActorKind,
    mentions: usize,
}

#[derive(Debug, Serialize)]
struct Dated {
    line: Option<usize>,
    edtf: Option<String>,
    status: EventStatus,
    summary: String,
}

#[derive(Debug, Serialize)]
struct Counts {
    sections: usize,
    sentences: usize,
    actors: usize,
    places: usize,
    times: usize,
    events: usize,
    dated_events: usize,
    claims: usize,
    attributions: usize,
    noise: usize,
}

/// What was added, where notes are taken in.
#[derive(Debug, Serialize)]
struct Noted {
    notes: usize,
    marks: usize,
    statuses: BTreeMap<&'static str, usize>,
    corrections: usize,
    orphaned: usize,
}

impl Noted {
    fn of(layer: &Resolved) -> Self {
        let mut statuses = BTreeMap::new();
        for judged in layer.judged.values() {
            *statuses.entry(judged.status.name()).or_insert(0) += 1;
        }
        let corrects = |r: &&Record| matches!(r.act, Act::Correct(_));
        Self {
            notes: layer.notes.len(),
            marks: layer.marks.len(),
            statuses,
            corrections: layer.layer.acts().iter().filter(corrects).count(),
            orphaned: layer.orphans.len(),
        }
    }

    /// "2 notes", "1 disputed" and so on; nothing of what there is none.
    fn parts(&self) -> Vec<String> {
        let many = |n: usize, one: &str, many: &str| (n > 0).then(|| count(n, one, many));
        let statuses = Judgement::ALL.iter().filter_map(|s| Some((s.name(), self.statuses.get(s.name())?)));
        [many(self.notes, "note", "notes"), many(self.marks, "mark", "marks")]
            .into_iter()
            .flatten()
            .chain(statuses.map(|(name, n)| format!("{n} {name}")))
            .chain(many(self.corrections, "correction", "corrections"))
            .chain((self.orphaned > 0).then(|| format!("{} orphaned", self.orphaned)))
            .collect()
    }
}

/// Prints an overview of each document of a session.
pub fn run(common: &Common, session: &Session) -> anyhow::Result<Status> {
    let stdout = io::stdout();
    let terminal = stdout.is_terminal();
    let page = Page {
        width: if terminal { terminal_width() } else { WIDTH },
        bold: common.color.on(terminal),
        ascii: common.ascii,
    };
    let mut out = BufWriter::new(stdout.lock());
    let mut first = true;
    let status = session.each(|document| {
        let layer = session.layer(&document)?;
        let overview = Overview { notes: layer.as_ref().map(Noted::of), ..overview(&document) };
        if common.json {
            return Ok(json::write_line(&overview, &mut out)?);
        }
        if !std::mem::take(&mut first) {
            out.write_all(b"\n")?;
        }
        let name = document.language.map(|language| language.name);
        Ok(out.write_all(page.print(&overview, document.display_name(), name).as_bytes())?)
    })?;
    out.flush()?;
    Ok(status)
}

fn overview(document: &Document) -> Overview {
    let text = &document.text;
    let mut kinds = BTreeMap::new();
    for claim in &document.claims {
        *kinds.entry(claim.kind.name()).or_insert(0) += 1;
    }
    let line = |span: &crate::model::Span| text.source_line(span.from());
    Overview {
        path: document.path.clone(),
        format: text.format,
        title: document.title.as_ref().map(|(title, _)| title.clone()),
        date: document.date.map(|date| json::day(date.date)),
        date_source: document.date.map(|date| date.source),
        language: document.language.map(|language| language.code),
        chars: text.char_count(),
        outline: document
            .sections
            .iter()
            .map(|s| Heading {
                line: line(&s.heading),
                level: s.level,
                label: s.label.map(|label| words(document, label)),
                title: words(document, s.title),
            })
            .collect(),
        actors: document
            .actors
            .iter()
            .take(ACTORS)
            .map(|a| Named { name: a.name.clone(), kind: a.kind, mentions: a.mentions.len() })
            .collect(),
        events: document
            .events
            .iter()
            .filter(|e| e.edtf.is_some())
            .map(|e| Dated {
                line: e.sources.first().map(line),
                edtf: e.edtf.clone(),
                status: e.status,
                summary: e.summary.split_whitespace().collect::<Vec<_>>().join(" "),
            })
            .collect(),
        counts: Counts {
            sections: document.sections.len(),
            sentences: document.sentences.len(),
            actors: document.actors.len(),
            places: document.places.len(),
            times: document.times.len(),
            events: document.events.len(),
            dated_events: document.events.iter().filter(|e| e.edtf.is_some()).count(),
            claims: document.claims.len(),
            attributions: document.attributions.len(),
            noise: document.noise.len(),
        },
        kinds,
        notes: None,
        start: 0,
        end: text.char_count(),
    }
}

/// How it is printed.
struct Page {
    width: usize,
    bold: bool,
    ascii: bool,
}

impl Page {
    fn print(&self, o: &Overview, name: &str, language: Option<&str>) -> String {
        let mut page = String::new();
        self.heading(&mut page, name);
        let date = o.date.as_ref().map(|date| match o.date_source {
            Some(DateSource::Text) => format!("{date} (stated in the text)"),
            Some(DateSource::Metadata) => format!("{date} (stated by the file)"),
            _ => date.clone(),
        });
        let facts = [
            Some(date.unwrap_or_else(|| "no date".to_owned())),
            language.map(str::to_owned),
            Some(count(o.chars, "character", "characters")),
            // Last, because it is the one that may not fit.
            Some(o.path.clone()),
        ];
        let about = facts.into_iter().flatten().collect::<Vec<_>>().join(self.dot());
        self.line(&mut page, "", &about);

        let depth = self.depth(&o.outline);
        let shown: Vec<&Heading> = o.outline.iter().filter(|h| h.level <= depth).take(SECTIONS).collect();
        self.list(&mut page, "Sections", o.outline.len(), shown.len(), |page| {
            for heading in shown {
                let indent = "  ".repeat(usize::from(heading.level));
                let label = heading.label.as_ref().map_or(String::new(), |label| format!("{label} "));
                self.line(page, &indent, &format!("{label}{}", heading.title));
            }
        });
        let named: Vec<String> =
            o.actors.iter().map(|a| format!("{} ({}, {})", a.name, a.kind.name(), a.mentions)).collect();
        let named = sanitize_line(&named.join(self.dot())).into_owned();
        let lines = wrap(&named, self.width.saturating_sub(2).max(1));
        self.list(&mut page, "Actors", o.counts.actors, o.counts.actors, |page| {
            for line in lines.iter().take(ACTOR_LINES) {
                self.line(page, "  ", line.trim_end_matches(self.dot().trim_end()));
            }
        });
        let shown: Vec<&Dated> = o.events.iter().take(EVENTS).collect();
        let widest =
            shown.iter().filter_map(|e| e.edtf.as_deref()).map(|e| spoken(e).width()).max().unwrap_or(0);
        self.list(&mut page, "Dated events", o.events.len(), shown.len(), |page| {
            for event in shown {
                let edtf = event.edtf.as_deref().map_or_else(Default::default, spoken);
                self.line(page, "  ", &format!("{edtf:widest$}  {}", event.summary));
            }
        });
        let kinds: Vec<String> = ClaimKind::ALL
            .iter()
            .filter_map(|kind| o.kinds.get(kind.name()).map(|n| format!("{n} {}", kind.name())))
            .collect();
        self.list(&mut page, "Claims", o.counts.claims, o.counts.claims, |page| {
            self.line(page, "  ", &kinds.join(self.dot()));
        });
        if let Some(noted) = &o.notes {
            page.push('\n');
            self.heading(&mut page, "My layer");
            let parts = noted.parts();
            let said = if parts.is_empty() { "nothing yet".to_owned() } else { parts.join(self.dot()) };
            self.line(&mut page, "  ", &said);
        }
        page
    }

    /// The deepest level of which all headings, with those above it, still fit.
    fn depth(&self, outline: &[Heading]) -> u8 {
        let upto = |level| outline.iter().filter(|h| h.level <= level).count();
        let top = outline.iter().map(|h| h.level).min().unwrap_or(1);
        (top..=u8::MAX).take_while(|level| upto(*level) <= SECTIONS).last().unwrap_or(top)
    }

    fn dot(&self) -> &'static str {
        if self.ascii { ", " } else { " · " }
    }

    fn heading(&self, page: &mut String, heading: &str) {
        let (bold, plain) = if self.bold { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
        let _ = writeln!(page, "{bold}{}{plain}", self.fit(heading, self.width));
    }

    fn line(&self, page: &mut String, indent: &str, line: &str) {
        let line = self.fit(line, self.width.saturating_sub(indent.len()));
        let _ = writeln!(page, "{indent}{}", line.trim_end());
    }

    fn fit(&self, line: &str, width: usize) -> String {
        clip(&sanitize_line(line), width, if self.ascii { ".." } else { "…" })
    }

    fn list(&self, page: &mut String, name: &str, all: usize, shown: usize, lines: impl FnOnce(&mut String)) {
        page.push('\n');
        let more = if shown < all { format!(", {shown} shown") } else { String::new() };
        self.heading(page, &format!("{name} ({all}{more})"));
        if all > 0 {
            lines(page);
        }
    }
}

/// "1 character", "12,345 characters".
fn count(n: usize, one: &str, many: &str) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (k, digit) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(count(1, "byte", "bytes"), "1 byte");
        assert_eq!(count(999, "byte", "bytes"), "999 bytes");
        assert_eq!(count(1_234_567, "byte", "bytes"), "1,234,567 bytes");
    }

    #[test]
    fn the_outline_is_shown_as_deep_as_it_fits() {
        let page = Page { width: 80, bold: false, ascii: true };
        let heading = |level| Heading { line: 1, level, label: None, title: String::new() };
        let outline = |levels: &[u8]| levels.iter().map(|l| heading(*l)).collect::<Vec<_>>();
        assert_eq!(page.depth(&outline(&[1, 2, 2, 1, 2, 2, 2, 2, 2])), 1);
        assert_eq!(page.depth(&outline(&[1, 2, 3])), u8::MAX);
        assert_eq!(page.depth(&outline(&[2; 20])), 2);
    }
}
