//! Claims that may agree or clash with the one meant: stepping from one to the next and back to where it began.

use super::super::app::App;
use crate::link::claims::ClaimRef;
use crate::model::ClaimId;
use crate::tui::panes::{Pane, timeline};

impl App {
    /// Goes to the next claim related to the one meant. Having come to the last one, it leads back to the first.
    pub(super) fn go_to_related(&mut self) {
        if self.focus == Pane::Timeline && self.go_to_other_date() {
            return;
        }
        let Some(meant) = self.claim_ref_meant() else {
            self.say("no claim here");
            return;
        };
        // On a walk the claim that it began at decides what comes next.
        let begun = self.related.filter(|&from| self.comparisons.of(from).any(|(_, other)| other == meant));
        let from = begun.unwrap_or(meant);
        let ring: Vec<ClaimRef> =
            std::iter::once(from).chain(self.comparisons.of(from).map(|(_, other)| other)).collect();
        let at = ring.iter().position(|&c| c == meant).unwrap_or(0);
        let next = ring.get((at + 1) % ring.len()).copied().unwrap_or(from);
        if next == meant {
            self.say("nothing in these documents repeats this claim or may clash with it");
            return;
        }
        let said =
            self.comparisons.of(from).find(|&(_, other)| other == if next == from { meant } else { next });
        let said = said.map(|(c, _)| format!("{}: {}", c.relation.words(), c.why(&self.dossier)));
        self.related = Some(from);
        let Some(span) = self.dossier.document(next.0).and_then(|d| Some(d.claim(next.1)?.span)) else {
            return;
        };
        self.jump(next.0, span);
        // In the list too, so that the next step goes on from there.
        self.lists.claims.select_where(|row| *row == next);
        if let Some(said) = said {
            let back = if next == from { "back at the first; " } else { "" };
            self.say(format!("{back}{said}"));
        }
    }

    /// Goes from an event that is given two dates to the next of these. Whether it is.
    fn go_to_other_date(&mut self) -> bool {
        let Some(row) = self.lists.timeline.selected().copied() else { return false };
        let mut ring: Vec<_> = self.events.dated_otherwise(row).collect();
        if ring.is_empty() {
            return false;
        }
        ring.push(row);
        ring.sort_unstable();
        let at = ring.iter().position(|r| *r == row).unwrap_or(0);
        let Some(&(doc, id)) = ring.get((at + 1) % ring.len()) else { return false };
        let Some(event) = self.dossier.document(doc).and_then(|d| d.event(id)) else { return false };
        let said = format!("the same may be dated otherwise: {}, {}", timeline::when(event), event.summary);
        let place = event.sources.first().copied();
        self.select_event((doc, id));
        if let Some(span) = place {
            self.jump(doc, span);
        }
        self.say(said);
        true
    }

    fn claim_ref_meant(&self) -> Option<ClaimRef> {
        let (doc, span) = self.claim_meant()?;
        let claims = &self.dossier.document(doc)?.claims;
        claims.iter().position(|c| c.span == span).map(|k| (doc, ClaimId::new(k)))
    }
}
