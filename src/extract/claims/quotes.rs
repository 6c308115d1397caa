//! Quotation marks within one sentence, and the quotation that a block carries on from the sentence before.

use super::reading::Reading;
use crate::structure::Shape;

/// Which tokens of a sentence lie within quotation marks (the marks included).
#[derive(Debug, Default)]
pub(super) struct Quotes {
    from: usize,
    inside: Vec<bool>,
    opens: Vec<usize>,
    closes: Vec<usize>,
    carried: bool,
    /// Whether a quotation is still open at the end.
    pub open_at_end: bool,
    /// Whether the last mark that opened one is single.
    pub single: bool,
}

/// The quotation that a sentence begins in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Carried {
    No,
    /// Opened by a double mark.
    Double,
    /// Opened by a single mark.
    Single,
}

impl Quotes {
    /// Reads the tokens from `from` up to `to`; `carried` tells whether a quotation is open already.
    pub fn of(r: &Reading<'_>, from: usize, to: usize, carried: Carried) -> Self {
        let open = carried != Carried::No;
        let mut q =
            Quotes { from, inside: vec![false; to.saturating_sub(from)], carried: open, ..Self::default() };
        let mut is_open = open;
        let single = Single::of(r, from, to, carried);
        q.single = single.open.is_some() || carried == Carried::Single;
        for k in from..to {
            let before = is_open;
            // Two apostrophes in a row are a quotation mark of some newspapers' texts.
            let twin = |a: usize, b: usize| {
                r.is_sign(a, &['\'']) && r.is_sign(b, &['\'']) && r.tokens.get(b).is_some_and(|t| !t.spaced())
            };
            match r.sign(k) {
                Some('\'') if twin(k, k + 1) && !(k > from && twin(k - 1, k)) => {
                    is_open = !is_open;
                    if is_open { q.opens.push(k) } else { q.closes.push(k + 1) }
                }
                Some('“' | '«' | '„') => {
                    is_open = true;
                    q.opens.push(k);
                }
                Some('”' | '»') => {
                    is_open = false;
                    q.closes.push(k);
                }
                Some('\'' | '‘' | '’') if single.is(k) => {
                    is_open = !is_open;
                    if is_open { q.opens.push(k) } else { q.closes.push(k) }
                }
                Some('"') => {
                    is_open = !is_open;
                    if is_open { q.opens.push(k) } else { q.closes.push(k) }
                }
                _ => {}
            }
            if let Some(slot) = q.inside.get_mut(k - from) {
                *slot = before || is_open;
            }
        }
        q.open_at_end = is_open;
        q
    }

    /// Whether a token lies in a quotation or is one of its marks.
    pub fn inside(&self, at: usize) -> bool {
        at.checked_sub(self.from).and_then(|k| self.inside.get(k)).copied().unwrap_or(false)
    }

    /// Whether a token is an opening mark.
    pub fn opens(&self, at: usize) -> bool {
        self.opens.contains(&at)
    }

    /// Whether a token is a closing mark.
    pub fn closes(&self, at: usize) -> bool {
        self.closes.contains(&at)
    }

    /// Whether a quotation of at least four words lies from `a` up to `b`.
    pub fn any(&self, a: usize, b: usize) -> bool {
        (a..b).filter(|&k| self.inside(k)).count() >= 4
    }

    /// Whether the sentence began inside a quotation.
    pub fn carried(&self) -> bool {
        self.carried
    }

    /// Whether there are no quotation marks and none is open.
    pub fn is_empty(&self) -> bool {
        !self.carried && self.opens.is_empty() && self.closes.is_empty()
    }
}

/// Single quotation marks of a sentence that has no others: two at most, one that opens and one that closes.
#[derive(Debug, Default)]
struct Single {
    open: Option<usize>,
    close: Option<usize>,
}

impl Single {
    fn of(r: &Reading<'_>, from: usize, to: usize, carried: Carried) -> Self {
        if carried == Carried::Double {
            return Self::default();
        }
        let carried = carried == Carried::Single;
        let mark = |k: usize| r.is_sign(k, &['\'', '‘', '’']);
        if !(from..to).any(|k| mark(k) || is_apostrophe(r, k))
            || (from..to).any(|k| r.is_sign(k, &['“', '”', '"', '«', '»', '„']) || mark(k) && mark(k + 1))
        {
            return Self::default();
        }
        let spaced = |k: usize| r.tokens.get(k).is_some_and(|t| t.spaced());
        // It stands before a word, behind a blank, at the start or behind a colon or comma.
        let opens = |k: usize| {
            let led = k == from || r.is_sign(k - 1, &[',', ':', '(', '—', '–']) || r.sign(k) == Some('‘');
            mark(k) && (spaced(k) || k == from) && k + 1 < to && !spaced(k + 1) && led
        };
        let open = (!carried).then(|| (from..to).find(|&k| opens(k))).flatten();
        if open.is_none() && !carried {
            return Self::default();
        }
        // It follows a sign, or a word that no possessive ends.
        let first = open.map_or(from, |k| k + 1);
        let closes = |k: usize| {
            mark(k)
                && k > from
                && !spaced(k)
                && (k + 1 >= to || spaced(k + 1) || !r.is_word(k + 1))
                && (r.is_sign(k - 1, &['.', ',', '!', '?', '…', ';', ':', '—', '–'])
                    || !r.lower(k - 1).ends_with('s')
                    || k + 1 >= to
                    || !r.is_word(k + 1))
        };
        Self { open, close: (first..to).find(|&k| closes(k)) }
    }

    fn is(&self, at: usize) -> bool {
        self.open == Some(at) || self.close == Some(at)
    }
}

/// Whether a possessive without its "s" stands at `at`, which may close a quotation as well.
fn is_apostrophe(r: &Reading<'_>, at: usize) -> bool {
    r.tokens.get(at).is_some_and(|t| t.shape() == Shape::Possessive && t.span.len() <= '’'.len_utf8())
}
