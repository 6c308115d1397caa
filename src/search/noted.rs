//! What the reader wrote, made ready to be searched: the notes on a document are a segment of their own, a piece each.

use std::sync::Arc;

use crate::model::{DocId, Span};

use super::columns::{Column, From, Terms, score};
use super::evaluate::{APART, Ground, Held};
use super::fields::yes;
use super::gather::Sink;
use super::segment::Segment;

/// A note, or tags without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The id of the record that wrote it.
    pub id: String,
    /// Its words, its tags behind them with `#`.
    pub text: String,
    /// The tags alone.
    pub tags: Vec<String>,
    /// Where it stands; `None` for one on the document as a whole, or whose words are gone.
    pub span: Option<Span>,
}

/// The notes on one document.
#[derive(Debug, Default)]
pub struct Notes {
    all: Vec<Noted>,
    segment: Arc<Segment>,
}

impl Notes {
    /// Reads the words of notes.
    pub fn new(all: Vec<Noted>) -> Self {
        let texts: Vec<&str> = all.iter().map(|note| note.text.as_str()).collect();
        let segment = Arc::new(Segment::of_notes(&texts));
        Self { all, segment }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// One of them, by its number in a [hit](super::Found::Note).
    pub fn get(&self, number: u32) -> Option<&Noted> {
        self.all.get(number as usize)
    }

    pub(super) fn all(&self) -> &[Noted] {
        &self.all
    }

    pub(super) fn segment(&self) -> &Arc<Segment> {
        &self.segment
    }
}

impl Ground<'_> {
    /// For every note whether something holds for it.
    pub(super) fn of_notes(&self, ask: impl Fn(DocId, &Noted) -> bool) -> Vec<Vec<u8>> {
        let of =
            |(_, doc, notes): (usize, DocId, &Notes)| notes.all.iter().map(|n| yes(ask(doc, n))).collect();
        self.index.notes().map(of).collect()
    }

    /// Hands the notes that a query holds for to `sink`.
    pub(super) fn gather_notes(&self, groups: &[Terms<'_>], sink: &mut impl Sink) {
        for (k, (number, doc, notes)) in self.index.notes().enumerate() {
            let groups = groups.iter().filter_map(|g| Some((g.start, columns(g, k, number)?))).collect();
            for index in 0..notes.all.len() {
                let fits = score(&groups, index, (index, index + 1));
                if fits > 0.0 {
                    sink.note(doc, index, fits);
                }
            }
        }
    }
}

/// What the terms of a group say of the notes on a document; `None` if one of them is never said of notes.
fn columns<'a>(terms: &'a Terms<'_>, k: usize, number: usize) -> Option<Vec<Column<'a>>> {
    let column = |(answer, adds): (&'a super::evaluate::Answer, &'a [f32; 256])| {
        let from = match &answer.held {
            Held::Items(all) => From::Items(all.notes.get(k).filter(|n| n.iter().any(|q| *q != APART))?),
            Held::Word(word) if word.notes => From::Pieces(word.marks.get(number)?),
            Held::Word(_) => return None,
        };
        Some(Column { from, adds, skips: !answer.negated, word: answer.word })
    };
    terms.answers.iter().map(|(answer, adds)| column((answer, adds))).collect()
}
