//! What the reader has added to the selection: status, notes, tags.

use ratatui::text::Line;

use crate::model::{DocId, Item, Span};
use crate::notes::{Note, Referent, Resolved};
use crate::tui::app::{App, Selection};
use crate::tui::panes::actors::ActorRow;
use crate::tui::theme::Role;

use super::field;

/// The lines about the selection's layer; none where there is nothing.
pub fn lines(app: &App, selection: &Selection) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    match selection {
        Selection::Section(row) => {
            let on = row.section.map_or(Referent::Document, |id| Referent::Item(Item::Section(id)));
            about(app, row.doc, on, &mut lines);
        }
        Selection::Actor(ActorRow::Actor(id)) => {
            let members = app.dossier.actor(*id).map_or(&[][..], |a| &a.members);
            for (doc, actor) in members {
                about(app, *doc, Referent::Item(Item::Actor(*actor)), &mut lines);
            }
        }
        Selection::Actor(ActorRow::Place(members)) => {
            for (doc, place) in members {
                about(app, *doc, Referent::Item(Item::Place(*place)), &mut lines);
            }
        }
        Selection::Claim((doc, id)) => {
            if let Some(judged) = layer(app, *doc).and_then(|l| l.judged.get(id)) {
                let changed = judged.how.note().map_or(String::new(), |n| format!(" ({n})"));
                lines.push(field(app.look(), "status", format!("{}{changed}", judged.status.name())));
            }
            about(app, *doc, Referent::Item(Item::Claim(*id)), &mut lines);
            if let Some(claim) = app.dossier.document(*doc).and_then(|d| d.claim(*id)) {
                within(app, *doc, claim.span, &mut lines);
            }
        }
        Selection::Event((doc, id)) => about(app, *doc, Referent::Item(Item::Event(*id)), &mut lines),
        Selection::Text(anchor) => {
            let here = Span::new(anchor.at, anchor.at + 1);
            let notes: Vec<&Note> = layer(app, anchor.doc).map_or(Vec::new(), |l| {
                l.notes_within(here).filter(|n| !matches!(n.on, Referent::Item(Item::Actor(_)))).collect()
            });
            notes.into_iter().for_each(|n| lines.extend(written(app, n)));
        }
    }
    lines
}

fn layer(app: &App, doc: DocId) -> Option<&Resolved> {
    app.layers.get(doc.index()).map(AsRef::as_ref)
}

fn about(app: &App, doc: DocId, on: Referent, lines: &mut Vec<Line<'static>>) {
    let Some(layer) = layer(app, doc) else { return };
    lines.extend(layer.notes_on(on).flat_map(|note| written(app, note)));
    let tags = layer.tags_on(on);
    let from_notes = layer.notes_on(on).flat_map(|n| &n.tags).count();
    if tags.len() > from_notes {
        lines.push(field(app.look(), "tags", tags.join(" ")));
    }
}

/// Notes on passages in the words of something.
fn within(app: &App, doc: DocId, span: Span, lines: &mut Vec<Line<'static>>) {
    let Some(layer) = layer(app, doc) else { return };
    let passages = layer.notes_within(span).filter(|n| matches!(n.on, Referent::Passage(_)));
    lines.extend(passages.flat_map(|note| written(app, note)));
}

/// A note, the first of its lines with the rest of what is known of it.
fn written(app: &App, note: &Note) -> Vec<Line<'static>> {
    let day = note.at.get(..10).unwrap_or_default();
    let tags: String = note.tags.iter().map(|t| format!(" #{t}")).collect();
    let changed = note.how.and_then(|h| h.note()).map_or(String::new(), |n| format!("; {n}"));
    let mut words = note.text.lines().filter(|line| !line.is_empty());
    let first = words.next().unwrap_or_default();
    let mut line = field(app.look(), "note", format!("{first}{tags}"));
    line.push_span(app.look().span(format!("  {day}, {}{changed}", note.by), Role::Muted));
    std::iter::once(line).chain(words.map(|line| field(app.look(), "", line.to_owned()))).collect()
}
