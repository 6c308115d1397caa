//! The words of one document and where they occur.
//!
//! Sentences, claims and events share one numbering of *pieces*: the text is cut wherever a sentence or a claim begins or
//! ends, so that each of them is a range of pieces and one list of places a word serves all of them.

use rustc_hash::FxHashMap;

use crate::model::{Document, Span};

use super::typo::Typos;
use super::words::{Word, each_word, fold_word};

/// Vocabulary and places. 32-bit numbers throughout: texts are limited to 4 GiB.
#[derive(Debug, Clone, Default)]
pub(super) struct Prose {
    /// Folded and original forms of all words.
    letters: String,
    /// Sorted by folded form, then original form.
    words: Vec<Entry>,
    /// Pieces in which each word occurs, ascending, the words' lists one after another.
    places: Vec<u32>,
    /// How many pieces there are.
    pub(super) pieces: usize,
    /// The pieces of each claim: first, and one past the last.
    pub(super) claims: Vec<(u32, u32)>,
    /// The pieces of each sentence.
    pub(super) sentences: Vec<(u32, u32)>,
    /// The piece of the first event; each event is one.
    pub(super) events: u32,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    folded: u32,
    folded_len: u32,
    surface: u32,
    surface_len: u32,
    /// Where its list begins in `places`; it ends where the next begins.
    places: u32,
}

/// Words of a document that a typed word stands for, with how well they fit (0 to 1).
#[derive(Debug, Clone, Default)]
pub(super) struct Forms {
    /// By number in the vocabulary.
    pub(super) entries: Vec<(u32, f32)>,
}

/// The most forms a typed word may stand for: a single letter begins thousands of words.
const MOST_FORMS: usize = 50_000;

impl Prose {
    /// Reads a document. `None` if `cancelled`.
    pub(super) fn new(document: &Document, cancelled: &dyn Fn() -> bool) -> Option<Self> {
        let text = document.text.as_str();
        let (pieces, sentences, claims) = cut(document);
        let mut ids: FxHashMap<&str, u32> = FxHashMap::default();
        let mut surfaces: Vec<&str> = Vec::new();
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(text.len() / 6);
        let mut intern = |surface| {
            *ids.entry(surface).or_insert_with(|| {
                surfaces.push(surface);
                surfaces.len() as u32 - 1
            })
        };
        for (k, piece) in pieces.iter().enumerate() {
            if k % 4096 == 0 && cancelled() {
                return None;
            }
            let slice = piece.of(text);
            each_word(slice, |a, b| {
                if let Some(surface) = slice.get(a..b) {
                    pairs.push((intern(surface), k as u32));
                }
            });
        }
        let events = pieces.len() as u32;
        for (k, event) in document.events.iter().enumerate() {
            let slice = event.summary.as_str();
            each_word(slice, |a, b| {
                if let Some(surface) = slice.get(a..b) {
                    pairs.push((intern(surface), events + k as u32));
                }
            });
        }
        let total = pieces.len() + document.events.len();
        Some(Self { pieces: total, claims, sentences, events, ..Self::sorted(&surfaces, &pairs) })
    }

    /// Vocabulary and places from words in order of first occurrence and pairs (word, piece) in order of piece.
    fn sorted(surfaces: &[&str], pairs: &[(u32, u32)]) -> Self {
        let mut letters = String::new();
        let mut words: Vec<(Entry, u32)> = Vec::with_capacity(surfaces.len());
        for (id, surface) in surfaces.iter().enumerate() {
            let folded = letters.len();
            fold_word(surface, &mut letters);
            let folded_len = letters.len() - folded;
            let same = letters.get(folded..) == Some(*surface);
            let at = if same { folded } else { letters.len() };
            if !same {
                letters.push_str(surface);
            }
            let entry = Entry {
                folded: folded as u32,
                folded_len: folded_len as u32,
                surface: at as u32,
                surface_len: surface.len() as u32,
                places: 0,
            };
            words.push((entry, id as u32));
        }
        let form = |e: &Entry| piece_of(&letters, e.folded, e.folded_len);
        let surface = |e: &Entry| piece_of(&letters, e.surface, e.surface_len);
        words.sort_unstable_by(|(a, _), (b, _)| (form(a), surface(a)).cmp(&(form(b), surface(b))));
        let mut rank = vec![0u32; words.len()];
        for (k, (_, id)) in words.iter().enumerate() {
            if let Some(r) = rank.get_mut(*id as usize) {
                *r = k as u32;
            }
        }
        // Counted, then filled; a word counts once a piece.
        let mut last = vec![u32::MAX; words.len()];
        let mut starts = vec![0u32; words.len() + 1];
        let rank_of = |id: u32| rank.get(id as usize).copied().unwrap_or(0) as usize;
        let mut fresh =
            |w: usize, piece: u32| last.get_mut(w).is_some_and(|l| std::mem::replace(l, piece) != piece);
        for &(id, piece) in pairs {
            let w = rank_of(id);
            if fresh(w, piece)
                && let Some(s) = starts.get_mut(w + 1)
            {
                *s += 1;
            }
        }
        let mut sum = 0;
        for s in &mut starts {
            sum += *s;
            *s = sum;
        }
        let mut next = starts.clone();
        let mut places = vec![0u32; sum as usize];
        last.fill(u32::MAX);
        let mut fresh =
            |w: usize, piece: u32| last.get_mut(w).is_some_and(|l| std::mem::replace(l, piece) != piece);
        for &(id, piece) in pairs {
            let w = rank_of(id);
            if fresh(w, piece)
                && let Some(n) = next.get_mut(w)
                && let Some(slot) = places.get_mut(*n as usize)
            {
                *slot = piece;
                *n += 1;
            }
        }
        let words = words.iter().zip(&starts).map(|((e, _), &s)| Entry { places: s, ..*e }).collect();
        Self { letters, words, places, ..Self::default() }
    }

    fn folded(&self, e: &Entry) -> &str {
        piece_of(&self.letters, e.folded, e.folded_len)
    }

    fn surface(&self, e: &Entry) -> &str {
        piece_of(&self.letters, e.surface, e.surface_len)
    }

    /// The words whose folded form begins with `prefix`, as a range of the vocabulary.
    fn range(&self, prefix: &str) -> (usize, usize) {
        let a = self.words.partition_point(|e| self.folded(e) < prefix);
        let rest = self.words.get(a..).unwrap_or(&[]);
        (a, a + rest.partition_point(|e| self.folded(e).starts_with(prefix)))
    }

    /// The words that are `word` or begin with it. With `strict`, only those with the capitals and accents typed.
    pub(super) fn beginnings(&self, word: &Word, strict: bool) -> Forms {
        let (a, b) = self.range(&word.folded);
        let typed = word.folded.chars().count() as f32;
        let mut forms = Forms::default();
        for (k, e) in self.words.get(a..b).unwrap_or(&[]).iter().enumerate().take(MOST_FORMS) {
            if strict && !word.agrees(self.surface(e)) {
                continue;
            }
            let folded = self.folded(e);
            let fit = match folded.len() == word.folded.len() {
                true => EXACT,
                false => beginning(typed, folded.chars().count() as f32),
            };
            forms.entries.push(((a + k) as u32, fit));
        }
        forms
    }

    /// The words nearest to `word` by slips, and how many slips that takes.
    pub(super) fn mistyped(&self, word: &Word) -> (u32, Forms) {
        let mut typos = Typos::new(&word.folded);
        let mut forms = Forms::default();
        let mut least = u32::MAX;
        let Some(first) = word.folded.chars().next().filter(|_| typos.any()) else { return (least, forms) };
        let (a, b) = self.range(first.encode_utf8(&mut [0; 4]));
        let mut letters = Vec::new();
        for (k, e) in self.words.get(a..b).unwrap_or(&[]).iter().enumerate() {
            let Some((slips, whole)) = typos.to(self.folded(e), &mut letters) else { continue };
            if slips < least {
                forms.entries.clear();
                least = slips;
            }
            if slips == least {
                forms.entries.push(((a + k) as u32, slipped(slips, whole)));
            }
        }
        (least, forms)
    }

    /// Raises `pieces` (one number a piece) to how well the best of the forms in it fits, 2 to 255.
    pub(super) fn mark(&self, forms: &Forms, pieces: &mut [u8]) {
        for &(k, fit) in &forms.entries {
            let fit = super::evaluate::quality(fit);
            let start = self.words.get(k as usize).map_or(0, |e| e.places);
            let end = self.words.get(k as usize + 1).map_or(self.places.len() as u32, |e| e.places);
            for &p in self.places.get(start as usize..end as usize).unwrap_or(&[]) {
                if let Some(q) = pieces.get_mut(p as usize) {
                    *q = (*q).max(fit);
                }
            }
        }
    }

    /// Bytes it takes in memory, about.
    pub(super) fn size(&self) -> usize {
        self.letters.len()
            + self.words.len() * size_of::<Entry>()
            + self.places.len() * 4
            + (self.claims.len() + self.sentences.len()) * 8
    }
}

/// How well a word fits that is the one typed.
pub(super) const EXACT: f32 = 1.0;

/// How well a word of `letters` letters fits of which the first `typed` were typed.
pub(super) fn beginning(typed: f32, letters: f32) -> f32 {
    0.6 + 0.3 * typed / letters.max(1.0)
}

/// How well a word fits after so many slips, or one whose beginning does.
pub(super) fn slipped(slips: u32, whole: bool) -> f32 {
    match (slips, whole) {
        (0 | 1, true) => 0.5,
        (0 | 1, false) => 0.42,
        (_, true) => 0.4,
        (_, false) => 0.32,
    }
}

fn piece_of(letters: &str, start: u32, len: u32) -> &str {
    letters.get(start as usize..(start + len) as usize).unwrap_or("")
}

/// Ranges of pieces, one a sentence or claim: first piece, and one past the last.
type Ranges = Vec<(u32, u32)>;

/// Cuts the text where a sentence or claim begins or ends. Gives the pieces that lie in one of them, and the pieces of
/// every sentence and claim.
fn cut(document: &Document) -> (Vec<Span>, Ranges, Ranges) {
    let spans = || {
        let sentences = document.sentences.iter().map(|s| s.span);
        sentences.chain(document.claims.iter().map(|c| c.span)).filter(|s| !s.is_empty())
    };
    // (place, +1 where one begins, -1 where one ends)
    let mut edges: Vec<(u32, i32)> = spans().flat_map(|s| [(s.start, 1), (s.end, -1)]).collect();
    edges.sort_unstable();
    let mut pieces = Vec::with_capacity(edges.len() / 2);
    let (mut depth, mut from) = (0, 0);
    for (at, step) in edges {
        if depth > 0 && at > from {
            pieces.push(Span { start: from, end: at });
        }
        depth += step;
        from = at;
    }
    let range = |s: Span| {
        let a = pieces.partition_point(|p| p.start < s.start);
        let b = pieces.partition_point(|p| p.start < s.end);
        (a as u32, b.max(a) as u32)
    };
    let sentences = document.sentences.iter().map(|s| range(s.span)).collect();
    let claims = document.claims.iter().map(|c| range(c.span)).collect();
    (pieces, sentences, claims)
}
