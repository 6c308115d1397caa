//! What is known of the selection: the facts first, then why it is here. The first two lines say the most.

mod actor;
mod claim;
mod notes;

use ratatui::text::{Line, Span as Piece};

use super::sections::SectionRow;
use super::timeline::EventRow;
use super::{Look, claims, timeline};
use crate::model::{DateSource, Document, EventStatus, ResolvedBy, Span, TimeExpression, Why};
use crate::tui::app::{App, Progress, Selection};
use crate::tui::fit;
use crate::tui::history::Anchor;
use crate::tui::marks;
use crate::tui::theme::Role;

/// A name and what it is: "aliases  Kabul (12)".
fn field(look: Look<'_>, name: &'static str, value: impl Into<String>) -> Line<'static> {
    let value = fit::one_line(&value.into()).into_owned();
    Line::from(vec![look.span(format!("{name:<9}"), Role::Muted), look.span(value, Role::Text)])
}

fn why(look: Look<'_>, why: Why) -> Line<'static> {
    field(look, "why", format!("{} (confidence {:.0} %)", why.rule, why.confidence * 100.0))
}

/// The lines about a selection; `full` adds what a card has room for.
pub fn lines(app: &App, selection: &Selection, full: bool) -> Vec<Line<'static>> {
    let mut lines = facts(app, selection, full);
    let at = lines.len().min(1);
    lines.splice(at..at, notes::lines(app, selection));
    lines
}

fn facts(app: &App, selection: &Selection, full: bool) -> Vec<Line<'static>> {
    match selection {
        Selection::Section(row) => section(app, *row),
        Selection::Actor(row) => actor::lines(app, row, full),
        Selection::Claim((doc, id)) => {
            let found = app.dossier.document(*doc).and_then(|d| Some((d, d.claim(*id)?)));
            found.map_or(Vec::new(), |(document, c)| claim::lines(app, *doc, document, (*id, c), full))
        }
        Selection::Event(row) => event(app, *row),
        Selection::Text(anchor) => text(app, *anchor, full),
    }
}

fn section(app: &App, row: SectionRow) -> Vec<Line<'static>> {
    let look = app.look();
    let Some(document) = app.dossier.document(row.doc) else { return Vec::new() };
    let Some(section) = row.section.and_then(|id| document.section(id)) else {
        return document_lines(app, document, row);
    };
    let id = row.section.unwrap_or_default();
    let count = app.kept.section(row.doc, id);
    let lines = document.text.line_of(section.heading.from());
    let claims = count.map_or("no claim in scope".to_owned(), |c| {
        format!("{} claims in scope, {} of them in its own text", c.all, c.own)
    });
    let title = format!("{} {}", document.section_path(id), document.section_title(id));
    vec![
        Line::from(look.span(fit::one_line(title.trim()).into_owned(), Role::Heading)),
        why(look, section.why),
        field(look, "level", format!("{}, line {lines}; {claims}", section.level)),
        field(look, "seen", seen(app, row)),
    ]
}

/// How much of a section or document has been on the screen.
fn seen(app: &App, row: SectionRow) -> String {
    let own = super::sections::own_text(&app.dossier, row).unwrap_or_default();
    match app.coverage.share(row.doc, own) {
        0 => "nothing of it has been on the screen for longer than a glance".to_owned(),
        100 => "all of it has been on the screen".to_owned(),
        part => format!("{part} % of it has been on the screen"),
    }
}

fn document_lines(app: &App, document: &Document, row: SectionRow) -> Vec<Line<'static>> {
    let look = app.look();
    let date = match document.date {
        Some(d) => {
            let from = match d.source {
                DateSource::Option => "given with --date",
                DateSource::Metadata => "from the document's metadata",
                DateSource::Text => "stated in the text",
            };
            format!("{} ({from})", d.date)
        }
        None => "not known: dates such as \"last week\" stay open; --date gives one".to_owned(),
    };
    let counts = format!(
        "{} sections, {} claims, {} events, {} actors, {} characters",
        document.sections.len(),
        document.claims.len(),
        document.events.len(),
        document.actors.len(),
        document.text.char_count()
    );
    let mut lines = vec![
        Line::from(look.span(fit::one_line(document.display_name()).into_owned(), Role::Heading)),
        field(look, "date", date),
        field(look, "holds", counts),
        field(look, "file", document.path.clone()),
        field(look, "seen", seen(app, row)),
    ];
    if let Some(Progress::Failed(reason)) = app.progress.get(row.doc.index()) {
        lines.push(field(look, "error", reason.clone()));
    }
    if let Some(author) = &document.text.metadata.author {
        lines.push(field(look, "author", fit::one_line(author).into_owned()));
    }
    if let Some(language) = document.language {
        lines.push(field(look, "language", language.name));
    }
    if !document.noise.is_empty() {
        lines.push(field(look, "masked", format!("{} fragments are counted nowhere", document.noise.len())));
    }
    lines
}

/// What a time expression means and why.
fn time_line(document: &Document, time: &TimeExpression) -> String {
    let resolved = match time.resolved_by {
        Some(ResolvedBy::Explicit) => "as written",
        Some(ResolvedBy::DocumentDate) => "from the document's date",
        Some(ResolvedBy::Narrative) => "from a date before it",
        Some(ResolvedBy::Event) => "from an event dated elsewhere",
        None => "left open",
    };
    let days = match (time.earliest, time.latest) {
        (Some(a), Some(b)) if a == b => format!(" = {a}"),
        (Some(a), Some(b)) => format!(" = {a} to {b}"),
        (Some(a), None) => format!(" = from {a}"),
        _ => String::new(),
    };
    let modifier = time.modifier.map_or(String::new(), |m| format!(" {m:?}").to_lowercase());
    let rejected = match time.readings.as_slice() {
        [] => String::new(),
        others => format!("; rejected: {}", others.join(", ")),
    };
    format!(
        "{}: {}{modifier}{days} ({resolved}; {}{rejected})",
        document.text.slice(time.span),
        time.value,
        time.why.rule
    )
}

fn event(app: &App, row: EventRow) -> Vec<Line<'static>> {
    let look = app.look();
    let Some((document, event)) = app.dossier.document(row.0).and_then(|d| Some((d, d.event(row.1)?))) else {
        return Vec::new();
    };
    let status = match event.status {
        EventStatus::Reported => "reported",
        EventStatus::Planned => "planned",
        EventStatus::Hypothetical => "hypothetical",
    };
    let days = match (event.earliest, event.latest) {
        (Some(a), Some(b)) if a == b => format!("on {a}"),
        (Some(a), Some(b)) => format!("between {a} and {b}"),
        (Some(a), None) => format!("from {a} on"),
        _ => "the text gives no date".to_owned(),
    };
    let head = vec![
        look.span(format!("{}  ", timeline::when(event)), Role::Date),
        look.span(fit::one_line(&event.summary).into_owned(), Role::Text),
    ];
    let code = event.edtf.as_ref().map_or(String::new(), |edtf| format!(" (EDTF {edtf})"));
    let mut lines =
        vec![Line::from(head), why(look, event.why), field(look, "when", format!("{days}{code}; {status}"))];
    for time in event.times.iter().filter_map(|t| document.time(*t)) {
        lines.push(field(look, "date", time_line(document, time)));
    }
    let names: Vec<&str> =
        event.actors.iter().filter_map(|a| document.actor(*a)).map(|a| a.name.as_str()).collect();
    if !names.is_empty() {
        lines.push(field(look, "who", names.join(", ")));
    }
    for other in app.events.dated_otherwise(row) {
        let Some((there, told)) = event_at(app, other) else { continue };
        let place =
            told.sources.first().map_or(String::new(), |s| claims::place_of(&app.dossier, other.0, s.from()));
        let words = told.sources.first().map_or("", |s| there.text.slice(*s));
        let value = format!("{}, {place}: “{}”", timeline::when(told), fit::one_line(words));
        lines.insert(1, field(look, "or", value));
    }
    let same = app.events.same_as(row).iter().copied().filter(|other| *other != row);
    for at in std::iter::once(row).chain(same) {
        let Some((there, told)) = event_at(app, at) else { continue };
        let otherwise =
            if told.edtf == event.edtf { String::new() } else { format!("{}, ", timeline::when(told)) };
        for source in &told.sources {
            let place = claims::place_of(&app.dossier, at.0, source.from());
            lines.push(field(look, "told", format!("{otherwise}{place}: {}", there.text.slice(*source))));
        }
    }
    lines
}

fn event_at(app: &App, (doc, id): EventRow) -> Option<(&Document, &crate::model::Event)> {
    let document = app.dossier.document(doc)?;
    Some((document, document.event(id)?))
}

/// What lies under the cursor: noise, claim, date, actor.
fn text(app: &App, anchor: Anchor, full: bool) -> Vec<Line<'static>> {
    let look = app.look();
    let Some(document) = app.dossier.document(anchor.doc) else { return Vec::new() };
    let mut lines = Vec::new();
    let window = Span::new(anchor.at, anchor.at + 1);
    if let Some(noise) = document.noise.iter().find(|n| n.span.has(anchor.at)) {
        let reason = format!("{:?} text, counted nowhere", noise.reason);
        lines.push(field(look, "masked", reason.to_lowercase()));
        lines.push(why(look, noise.why));
    }
    if let Some(marks) = app.marks() {
        let claim_here = marks::within(&marks.claims, window).min_by_key(|(s, _)| s.len());
        if let Some(c) = claim_here.and_then(|(_, id)| Some((id, document.claim(id)?))) {
            lines.extend(claim::lines(app, anchor.doc, document, c, full));
        }
        for (_, id) in marks::within(&marks.times, window) {
            if let Some(time) = document.time(id) {
                lines.push(field(look, "date", time_line(document, time)));
            }
        }
        for (span, id) in marks::within(&marks.mentions, window) {
            if let Some(a) = document.actor(id) {
                let mention = a.mentions.iter().find(|m| m.span == span);
                let rule = mention.map_or("", |m| m.why.rule);
                lines.push(field(
                    look,
                    "actor",
                    format!("{}: {} ({rule})", document.text.slice(span), a.name),
                ));
            }
        }
        for (span, id) in marks::within(&marks.places, window) {
            if let Some(p) = document.place(id) {
                lines.push(field(look, "place", format!("{} ({})", document.text.slice(span), p.why.rule)));
            }
        }
    }
    if lines.is_empty()
        && let Some(id) = document.section_at(anchor.at)
    {
        let title = format!("{} {}", document.section_path(id), document.section_title(id));
        lines.push(Line::from(Piece::styled(title.trim().to_owned(), look.style(Role::Muted))));
    }
    lines
}
