//! A whole segment gone through at once, where words alone are asked for: what is said of documents one by one would cost more
//! than their items where there are many short ones.

use crate::model::DocId;

use super::columns::{Groups, Terms, score};
use super::evaluate::{Ground, Held, List};
use super::gather::{Found, Sink};
use super::prose::{Prose, Taken};
use super::segment::{Rows, Segment};

/// The documents of a segment, walked in its order.
struct Walk<'a> {
    segment: &'a Segment,
    /// Which documents of the dossier they are.
    documents: &'a [u32],
    /// Whether they stand in the order of the dossier.
    in_order: bool,
    at: usize,
}

impl<'a> Walk<'a> {
    fn new(segment: &'a Segment, documents: &'a [u32]) -> Self {
        let in_order = documents.is_sorted();
        Self { segment, documents, in_order, at: 0 }
    }

    /// The document in whose part of a list an item is, and where that part begins. Items come in order.
    fn of(&mut self, item: usize, part: impl Fn(&Rows) -> std::ops::Range<usize>) -> (DocId, usize) {
        while let Some(rows) = self.segment.rows(self.at) {
            let range = part(&rows);
            if item < range.end {
                let doc = self.documents.get(self.at).copied().unwrap_or(u32::MAX);
                return (DocId(doc), range.start);
            }
            self.at += 1;
        }
        (DocId(u32::MAX), item)
    }

    /// The document that decides which scores are still wanted, once one of `doc` was taken.
    fn least_for(&self, doc: DocId) -> DocId {
        if self.in_order { doc } else { DocId(0) }
    }
}

impl Ground<'_> {
    /// Whether only words are asked for, whose answers are those of segments.
    pub(super) fn can_sweep(&self, groups: &[Terms<'_>]) -> bool {
        let mut answers = groups.iter().flat_map(Terms::answers);
        !groups.is_empty() && answers.all(|answer| matches!(answer.held, Held::Word(_)))
    }

    /// Hands all that is in a segment to `sink`: claims, events, sentences, sections, places. `None` if cancelled.
    pub(super) fn sweep(
        &self,
        number: usize,
        segment: &Segment,
        documents: &[u32],
        groups: &[Terms<'_>],
        sink: &mut impl Sink,
    ) -> Option<()> {
        let left = |list: List| -> Groups<'_> {
            groups.iter().filter_map(|g| Some((g.start, g.of_segment(number, list)?))).collect()
        };
        let claims = left(List::Claims);
        let mut walk = Walk::new(segment, documents);
        let range = 0..segment.facts.len();
        let mut looked_at = 0usize;
        let prose = Prose { extents: Some(&segment.claims), range, groups: &claims };
        prose.each(sink.least(List::Claims, DocId(0)), |taken| {
            looked_at += 1;
            if looked_at.is_multiple_of(256) && (self.cancelled)() {
                return f32::MAX;
            }
            match taken {
                Taken::Counted(count) => {
                    sink.counted(List::Claims, count);
                    let at = walk.documents.get(walk.at).map_or(DocId(0), |doc| DocId(*doc));
                    sink.least(List::Claims, walk.least_for(at))
                }
                Taken::Item(item, score, _) => {
                    let (doc, first) = walk.of(item, Rows::claims);
                    sink.item(Found { doc, list: List::Claims, index: item - first, score });
                    sink.least(List::Claims, walk.least_for(doc))
                }
            }
        });
        if (self.cancelled)() {
            return None;
        }
        let events = left(List::Events);
        for (k, doc) in documents.iter().enumerate().filter(|_| !events.is_empty()) {
            let Some(rows) = segment.rows(k).filter(|rows| !rows.events().is_empty()) else { continue };
            let (doc, list) = (DocId(*doc), Prose { extents: None, range: rows.events(), groups: &events });
            list.each(sink.least(List::Events, doc), |taken| taken.give(List::Events, doc, sink));
        }
        if self.wanted.sentences {
            self.sweep_sentences(segment, documents, &claims, &left(List::Sentences), sink)?;
        }
        for list in [List::Sections, List::Places] {
            let left = left(list);
            if !self.wanted.names || left.is_empty() {
                continue;
            }
            let part = |rows: &Rows| if list == List::Sections { rows.sections() } else { rows.places() };
            let mut walk = Walk::new(segment, documents);
            let end = segment.rows(documents.len().saturating_sub(1)).map_or(0, |rows| part(&rows).end);
            for item in 0..end {
                let score = score(&left, item, (0, 0));
                if score > 0.0 {
                    let (doc, first) = walk.of(item, part);
                    sink.item(Found { doc, list, index: item - first, score });
                }
            }
        }
        (!(self.cancelled)()).then_some(())
    }

    /// The sentences: all, or those that are not just a claim and of which no claim is found.
    fn sweep_sentences(
        &self,
        segment: &Segment,
        documents: &[u32],
        claims: &Groups<'_>,
        sentences: &Groups<'_>,
        sink: &mut impl Sink,
    ) -> Option<()> {
        if sentences.is_empty() {
            return Some(());
        }
        let mut walk = Walk::new(segment, documents);
        let as_such = sink.wants_sentences_as_such();
        let all = 0..if as_such { segment.sentences.len() } else { segment.lone.len() };
        let mut least = sink.least(List::Sentences, DocId(0));
        // Where one word is asked for, a claim is found where the word stands in one of its pieces.
        let one = match claims.as_slice() {
            [(_, columns)] if sentences.len() == 1 => match columns.as_slice() {
                [column] => column.present(),
                _ => None,
            },
            _ => None,
        };
        let mut counted = 0;
        for k in all {
            if k % 4096 == 0 && (self.cancelled)() {
                return None;
            }
            let sentence = if as_such { k } else { segment.lone.get(k).map_or(0, |s| *s as usize) };
            let pieces = segment.sentences.get(sentence);
            if one.is_some_and(|marks| marks.best(pieces.0, pieces.1) == 0) {
                continue;
            }
            let fits = score(sentences, sentence, pieces);
            if fits <= 0.0 {
                continue;
            }
            if !as_such && segment.is_in_claims(pieces) {
                let told = match one {
                    Some(marks) => segment.covered(pieces).any(|piece| marks.best(piece, piece + 1) > 0),
                    None => {
                        let mut sharing = segment.claims.sharing(0..segment.facts.len(), pieces);
                        sharing.any(|c| score(claims, c, segment.claims.get(c)) > 0.0)
                    }
                };
                if told {
                    continue;
                }
            }
            if fits < least {
                counted += 1;
                continue;
            }
            let (doc, first) = walk.of(sentence, Rows::sentences);
            sink.item(Found { doc, list: List::Sentences, index: sentence - first, score: fits });
            least = sink.least(List::Sentences, walk.least_for(doc));
        }
        sink.counted(List::Sentences, counted);
        Some(())
    }
}
