//! The terms of a query taken together: every item that all terms of one of its groups hold for, with how well.

use crate::model::DocId;

use super::columns::{Column, From, Groups, Terms, score};
use super::evaluate::{Answer, Ground, Held, List};
use super::index::Indexed;
use super::prose::{Prose, Taken};
use super::query::{Query, Value};
use super::resolved::Resolved;

/// An item found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) doc: DocId,
    pub(super) list: List,
    /// Which of the list of its document.
    pub(super) index: usize,
    /// How well it fits, above 0.
    pub(super) score: f32,
}

/// Takes what is found: documents in the order of the dossier, of each the claims, events, sentences, sections and places, or
/// segments, of each its claims and so on; each list from its first to its last; at the end actors and notes.
pub(super) trait Sink {
    /// The score that an item of this list in this document must have to be more than counted; 0 if all are wanted.
    fn least(&self, _: List, _: DocId) -> f32 {
        0.0
    }
    /// So many items of a list fit that are no more than counted.
    fn counted(&mut self, _: List, _count: usize) {}
    /// Whether sentences are wanted also where a claim in them is found.
    fn wants_sentences_as_such(&self) -> bool {
        true
    }
    fn item(&mut self, found: Found);
    fn actor(&mut self, index: usize, score: f32);
    /// A note by its number among those on its document.
    fn note(&mut self, _: DocId, _index: usize, _score: f32) {}
}

/// A query with what each of its terms says of everything.
pub(super) struct Asked {
    /// Those of each group.
    groups: Vec<Vec<Answer>>,
    /// What its plain words were taken for, in their order.
    pub(super) taken: Vec<Resolved>,
}

impl Asked {
    /// The terms of each group.
    pub(super) fn terms(&self) -> Vec<Terms<'_>> {
        self.groups.iter().map(|answers| Terms::new(answers)).collect()
    }
}

impl Ground<'_> {
    /// What each term of a query says of everything. `None` if cancelled.
    pub(super) fn ask(&self, query: &Query) -> Option<Asked> {
        let mut asked = Asked { groups: Vec::new(), taken: Vec::new() };
        for group in query.groups.iter().filter(|g| !g.terms.is_empty()) {
            // A value still to be typed rules nothing out.
            let terms = group.terms.iter().filter(|t| !matches!(t.value, Value::Any));
            let answers = terms.map(|t| self.term(t, &mut asked.taken));
            let answers = answers.collect::<Option<Vec<_>>>()?;
            asked.groups.push(answers);
        }
        if asked.groups.is_empty() {
            // Nothing is asked for: everything holds.
            asked.groups.push(Vec::new());
        }
        Some(asked)
    }

    /// Lets words stand for near ones too. Whether that makes a difference; `None` if cancelled.
    pub(super) fn ask_wider(&self, asked: &mut Asked) -> Option<bool> {
        let mut wider = false;
        for answer in asked.groups.iter_mut().flatten() {
            if let Some(resolved) = answer.word.and_then(|k| asked.taken.get_mut(k)) {
                wider |= self.widen(answer, resolved)?;
            }
        }
        Some(wider)
    }

    /// Hands all that a query holds for to `sink`. `None` if cancelled.
    pub(super) fn gather(&self, asked: &Asked, sink: &mut impl Sink) -> Option<()> {
        let groups = asked.terms();
        let whole = if self.can_sweep(&groups) { self.index.holdings() } else { None };
        for (number, (segment, documents)) in whole.iter().flatten().enumerate() {
            self.sweep(number, segment, documents, &groups, sink)?;
        }
        for (k, indexed) in self.index.documents().enumerate().filter(|_| whole.is_none()) {
            if (self.cancelled)() {
                return None;
            }
            if let Some(indexed) = indexed {
                self.of_document(k, &indexed, &groups, sink);
            }
        }
        if self.wanted.names {
            self.of_actors(&groups, sink);
        }
        self.gather_notes(&groups, sink);
        Some(())
    }

    fn of_document(&self, k: usize, indexed: &Indexed<'_>, groups: &[Terms<'_>], sink: &mut impl Sink) {
        let (rows, segment) = (&indexed.rows, indexed.segment);
        let doc = DocId::new(k);
        let left = |list: List| -> Groups<'_> {
            groups.iter().filter_map(|g| Some((g.start, g.columns(k, indexed, list, &|_| false)?))).collect()
        };
        let claims = left(List::Claims);
        let list = Prose { extents: Some(&segment.claims), range: rows.claims(), groups: &claims };
        list.each(sink.least(List::Claims, doc), |taken| taken.give(List::Claims, doc, sink));
        let events = left(List::Events);
        let list = Prose { extents: None, range: rows.events(), groups: &events };
        list.each(sink.least(List::Events, doc), |taken| taken.give(List::Events, doc, sink));
        if self.wanted.sentences {
            let sentences = left(List::Sentences);
            // A sentence that is one claim is left out where the claim is found. Of words the two have the same, so that only
            // the other sentences are looked at.
            let only_words =
                |g: &(f32, Vec<Column<'_>>)| g.1.iter().all(|c| matches!(c.from, From::Pieces(_)));
            let as_such = sink.wants_sentences_as_such();
            let alike = sentences.iter().all(only_words) && sentences.len() == groups.len();
            let first = rows.claims().start;
            let mut put = |index, score, pieces| {
                let mut sharing = segment.claims.sharing(rows.claims(), pieces);
                let told = |c: usize| self::score(&claims, c - first, segment.claims.get(c)) > 0.0;
                if as_such || !sharing.any(told) {
                    sink.item(Found { doc, list: List::Sentences, index, score });
                }
            };
            if sentences.is_empty() {
                // None fits.
            } else if alike && !as_such {
                for sentence in segment.lone_of(rows).iter().map(|s| *s as usize) {
                    let (item, pieces) = (sentence - rows.sentences().start, segment.sentences.get(sentence));
                    let fits = score(&sentences, item, pieces);
                    if fits > 0.0 {
                        put(item, fits, pieces);
                    }
                }
            } else {
                let list =
                    Prose { extents: Some(&segment.sentences), range: rows.sentences(), groups: &sentences };
                list.each(0.0, |taken| {
                    if let Taken::Item(item, fits, pieces) = taken {
                        put(item, fits, pieces);
                    }
                    0.0
                });
            }
        }
        if self.wanted.names {
            for (list, count) in
                [(List::Sections, rows.sections().len()), (List::Places, rows.places().len())]
            {
                let left = left(list);
                for index in (0..count).filter(|_| !left.is_empty()) {
                    let score = score(&left, index, (0, 0));
                    if score > 0.0 {
                        sink.item(Found { doc, list, index, score });
                    }
                }
            }
        }
    }

    fn of_actors(&self, groups: &[Terms<'_>], sink: &mut impl Sink) {
        let groups: Groups<'_> = groups
            .iter()
            .map(|g| {
                let column = g.answers.iter().map(|(answer, adds)| {
                    let items = match &answer.held {
                        Held::Items(all) => all.actors.as_slice(),
                        Held::Word(word) => word.actors.as_slice(),
                    };
                    Column { from: From::Items(items), adds, skips: !answer.negated, word: None }
                });
                (g.start, column.collect())
            })
            .collect();
        for item in 0..self.dossier.actors.len() {
            let fits = score(&groups, item, (0, 0));
            if fits > 0.0 {
                sink.actor(item, fits);
            }
        }
    }
}
