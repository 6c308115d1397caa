//! From one thing in the text to the next: sections, paragraphs, claims, mentions, dates.

use crate::model::{ClaimId, DocId, EventId, Section, Span};
use crate::tui::app::App;
use crate::tui::coverage::ENOUGH;
use crate::tui::marks;
use crate::tui::panes::actors;

/// The item after (or before) `at` in a list sorted by where its items begin.
fn neighbour<T>(items: &[T], at: usize, forward: bool, start: impl Fn(&T) -> usize) -> Option<&T> {
    if forward {
        items.get(items.partition_point(|x| start(x) <= at))
    } else {
        items.get(items.partition_point(|x| start(x) < at).checked_sub(1)?)
    }
}

impl App {
    pub(super) fn walk_paragraph(&mut self, forward: bool) {
        let Some(document) = self.document() else { return };
        let block = neighbour(&document.blocks, self.reader.cursor, forward, |b| b.span.from());
        let span = block.map(|b| Span::new(b.span.from(), b.span.from()));
        self.walk_to(span, "paragraph", forward, false);
    }

    pub(super) fn walk_section(&mut self, forward: bool) {
        let Some(document) = self.document() else { return };
        let section = neighbour(&document.sections, self.reader.cursor, forward, |s| s.heading.from());
        let span = section.map(|s| s.heading);
        self.walk_to(span, "section", forward, true);
    }

    /// To the next section of which too little has been on the screen; from the last one to the first.
    pub(super) fn walk_unseen(&mut self, forward: bool) {
        let doc = self.reader.doc;
        let Some(document) = self.document().cloned() else { return };
        let unseen = |s: &&Section| {
            let own = Span::new(s.heading.from(), (s.body_end as usize).max(s.heading.to()));
            self.coverage.share(doc, own) < ENOUGH
        };
        let at = self.reader.cursor;
        let mut all = document.sections.iter().filter(unseen);
        let found = if forward {
            let first = all.next();
            let after =
                first.filter(|s| s.heading.from() > at).or_else(|| all.find(|s| s.heading.from() > at));
            after.or(first)
        } else {
            let mut before = None;
            let mut last = None;
            for s in all {
                if s.heading.from() < at {
                    before = Some(s);
                }
                last = Some(s);
            }
            before.or(last)
        };
        match found.map(|s| s.heading) {
            Some(span) => {
                let share = self.coverage.share(doc, Span::new(0, document.text.as_str().trim_end().len()));
                self.jump(doc, span);
                let claims = document.claims.iter().map(|c| c.span);
                let (unseen, all) = (self.coverage.unseen(doc, claims), document.claims.len());
                let claims = match unseen {
                    0 => String::new(),
                    n => format!("; {n} of {all} claims have not"),
                };
                self.say(format!("{share} % of this document has been on the screen{claims}"));
            }
            None if document.sections.is_empty() => self.say("this document has no sections"),
            None => self.say("every section of this document has been on the screen"),
        }
    }

    /// Claims out of scope are passed over.
    pub(super) fn walk_claim(&mut self, forward: bool) {
        let doc = self.reader.doc;
        let kept = &self.kept.claims;
        let from = kept.partition_point(|(d, _)| *d < doc);
        let to = kept.partition_point(|(d, _)| *d <= doc);
        let own = kept.get(from..to).unwrap_or(&[]);
        let span = |row: &(DocId, ClaimId)| self.dossier.document(doc)?.claim(row.1).map(|c| c.span);
        let start = |row: &(DocId, ClaimId)| span(row).map_or(0, |s| s.from());
        let row = neighbour(own, self.reader.cursor, forward, start).copied();
        let to = row.as_ref().and_then(span);
        if let Some(row) = row {
            self.lists.claims.select_where(|r| *r == row);
        }
        self.walk_to(to, "claim", forward, false);
    }

    /// Mentions of the highlighted actor, else of any.
    pub(super) fn walk_mention(&mut self, forward: bool) {
        let at = self.reader.cursor;
        let mut tally = None;
        let to = match &self.active {
            Some(row) => {
                let starts = actors::mentions_in(&self.dossier, row, self.reader.doc);
                let next = neighbour(&starts, at, forward, |s| *s as usize).copied();
                tally = next.map(|next| {
                    let number = starts.partition_point(|s| *s <= next);
                    format!("{}: mention {number} of {} here", actors::name(&self.dossier, row), starts.len())
                });
                next.map(|s| Span::new(s as usize, s as usize))
            }
            None => self.marks().and_then(|m| {
                let step = if forward { marks::next_after } else { marks::last_before };
                step(&m.mentions, at).map(|(s, _)| s)
            }),
        };
        if let Some(row) = to.and_then(|span| self.active.clone().or_else(|| self.actor_under(span.from()))) {
            self.lists.actors.select_where(|r| *r == row);
        }
        self.walk_to(to, "mention", forward, false);
        if let Some(tally) = tally {
            self.say(tally);
        }
    }

    pub(super) fn walk_date(&mut self, forward: bool) {
        let step = if forward { marks::next_after } else { marks::last_before };
        let time = self.marks().and_then(|m| step(&m.times, self.reader.cursor));
        if let Some((_, id)) = time {
            let doc = self.reader.doc;
            let events = self.document().map_or(&[][..], |d| &d.events).iter().enumerate();
            let here: Vec<EventId> =
                events.filter(|(_, e)| e.times.contains(&id)).map(|(k, _)| EventId::new(k)).collect();
            let _ = here.into_iter().any(|id| self.select_event((doc, id)));
        }
        self.walk_to(time.map(|(span, _)| span), "date", forward, false);
    }

    /// To the next of some places of the document in the reader.
    pub(super) fn walk_spans(&mut self, mut spans: Vec<Span>, what: &str, forward: bool) {
        spans.sort_unstable();
        let to = neighbour(&spans, self.reader.cursor, forward, |s| s.from()).copied();
        self.walk_to(to, what, forward, false);
    }

    /// Goes to the next thing of its sort, or says that there is none.
    fn walk_to(&mut self, to: Option<Span>, what: &str, forward: bool, remember: bool) {
        let doc = self.reader.doc;
        match to {
            Some(span) if remember => self.jump(doc, span),
            Some(span) => {
                self.peek = None;
                self.show(doc, span);
            }
            None => self.say(format!("no {what} {} here", if forward { "after" } else { "before" })),
        }
    }
}
