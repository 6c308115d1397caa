//! A happening in a few words of the text: one clause, without its date at the edge, without what joins it to others.

use crate::extract::claims::reading::Reading;
use crate::extract::claims::words::Classes;
use crate::extract::timeline::words::Tellings;
use crate::structure::Shape;

/// Longest summary in code points, the mark of a cut included.
pub(super) const LONGEST: usize = 160;

/// The words of tokens `from..to` without the date `date` (its preposition included) where it stands at an edge.
pub(super) fn summary(r: &Reading<'_>, t: &Tellings, from: usize, to: usize, date: (usize, usize)) -> String {
    let (a, b) = trimmed(r, t, from, to, date);
    cut(&words(r, a, b))
}

/// The tokens that stay.
fn trimmed(r: &Reading<'_>, t: &Tellings, from: usize, to: usize, date: (usize, usize)) -> (usize, usize) {
    let (mut a, mut b) = (from, to);
    loop {
        let before = (a, b);
        if a < b && a == date.0 && date.1 <= b {
            a = date.1;
        }
        if b > a && b == date.1 && date.0 >= a {
            b = date.0;
        }
        while a < b && is_sign_or_adverb(r, a) {
            a += 1;
        }
        // "“During 2005 they left”": a quotation that begins with the date.
        if a + 1 == date.0 && date.1 <= b && r.is_sign(a, &['“', '"', '‘']) {
            a = date.1;
        }
        // "resigned with effect from 1 March"
        if b > a + 2 && r.lower(b - 1) == "effect" && r.lower(b - 2) == "with" {
            b -= 2;
        }
        if let Some((n, ())) = t.connectives.as_ref().and_then(|c| c.longest(r.slice(a, b)))
            && a + n < b
            // "in response to the raid"
            && r.lower(a + n) != "to"
            // "WHO trained the nurses", "When the aid ran out, they sent more"
            && !(n == 1 && (r.is_acronym(a) || leads_on(r, a, b)))
        {
            a += n;
        }
        while b > a {
            // A mark of a footnote behind the last word.
            if let Some(open) = (a..b).rev().take(MARK).find(|&k| note_mark(r, k, b) == Some(b)) {
                b = open;
            } else if is_edge_sign(r, b - 1) {
                b -= 1;
            } else {
                break;
            }
        }
        if let Some(label) = label(r, a, b) {
            a = label;
        }
        // "broke down", "turned him in", "went on"
        let goes_with_verb = |b: usize| {
            let (word, before) = (r.lower(b - 1), r.lower(b - 2));
            r.is(b - 2, Classes::VERB) && r.tokens.get(b - 1).is_some_and(|w| t.of(w.word()).particle)
                || matches!(before, "him" | "them" | "me" | "us")
                || word == "on" && matches!(before, "went" | "goes" | "gone" | "carried" | "dragged")
        };
        // A preposition, coordinator or article left over at the end says nothing; "the day before" does.
        while b > a + 1
            && r.is(b - 1, Classes::PREPOSITION | Classes::COORDINATOR | Classes::DETERMINER)
            && !r.is(b - 1, Classes::VERB)
            && !r.in_time(b - 1)
            && !goes_with_verb(b)
        {
            b -= 1;
        }
        if (a, b) == before {
            return (a, b);
        }
    }
}

/// Whether the clause that a subordinator at `a` opens leads on to another behind a comma.
fn leads_on(r: &Reading<'_>, a: usize, b: usize) -> bool {
    let finite = |k: usize| r.is(k, Classes::PAST | Classes::THIRD | Classes::AUXILIARY);
    r.is(a, Classes::SUBORDINATOR)
        && !r.is(a + 1, Classes::ING)
        && (a + 1..b).rev().any(|k| {
            r.is_sign(k, &[',']) && (a + 1..k).any(finite) && r.is_word(k + 1) && (k + 2..b).any(finite)
        })
}

fn is_edge_sign(r: &Reading<'_>, k: usize) -> bool {
    r.sign(k).is_some_and(|c| !matches!(c, '%' | '$' | '€' | '£' | ')' | ']' | '”' | '’'))
}

fn is_sign_or_adverb(r: &Reading<'_>, k: usize) -> bool {
    r.sign(k).is_some_and(|c| !matches!(c, '$' | '€' | '£' | '“' | '"' | '(' | '[' | '#'))
}

/// The words of tokens, one blank where the text has white space.
fn words(r: &Reading<'_>, from: usize, to: usize) -> String {
    let mut out = String::new();
    // What stands in brackets inside is left out.
    let mut closed = from;
    for (token, k) in r.slice(from, to).iter().zip(from..) {
        if k < closed {
            continue;
        }
        if k > from
            && r.is_sign(k, &['('])
            && let Some(end) = (k + 1..to).find(|&j| r.is_sign(j, &[')']))
        {
            closed = end + 1;
            continue;
        }
        if let Some(end) = note_mark(r, k, to) {
            closed = end;
            continue;
        }
        if token.spaced() && !out.is_empty() {
            out.push(' ');
        }
        if token.shape() == Shape::Sign && matches!(token.span.of(r.text), "*" | "_") {
            continue;
        }
        out.push_str(token.span.of(r.text));
    }
    out
}

/// Longest mark of a footnote, in tokens.
const MARK: usize = 8;

/// One past the number of a paragraph at `a`: "2.8.64 On 2 October the board met".
fn label(r: &Reading<'_>, a: usize, b: usize) -> Option<usize> {
    let token = r.tokens.get(a).filter(|_| r.is_number(a) && a + 1 < b)?;
    let text = token.span.of(r.text);
    let dotted = text.matches('.').count() > 1 && !r.in_time(a);
    (dotted && r.is_capital(a + 1)).then_some(a + 1)
}

/// One past a mark of a footnote that begins at `k`: `[^97]`, `[12]`, `[72-5]`.
fn note_mark(r: &Reading<'_>, k: usize, to: usize) -> Option<usize> {
    if !r.is_sign(k, &['[']) {
        return None;
    }
    let close = (k + 1..to.min(k + MARK)).find(|&j| r.is_sign(j, &[']']))?;
    // "[97]", "[72-5]", behind a word or sign: one that stands apart may be a word put into a quotation.
    let numbers = |j: usize| r.is_number(j) || r.is_sign(j, &['-', '–', ',']);
    let tight = r.tokens.get(k).is_some_and(|t| !t.spaced());
    let note = r.is_sign(k + 1, &['^']) || tight && close > k + 1 && (k + 1..close).all(numbers);
    note.then_some(close + 1)
}

/// At most [`LONGEST`] code points, cut between words.
fn cut(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let end = text.char_indices().nth(LONGEST - 1).map_or(text.len(), |(i, _)| i);
    let head = text.get(..end).unwrap_or(text);
    let at = head.rfind(' ').unwrap_or(head.len());
    let kept = head.get(..at).unwrap_or(head).trim_end_matches([',', ';', ':', '—', '–', '-', ' ', '(']);
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        let long = "envoy ".repeat(40);
        let short = cut(&long);
        assert!(short.chars().count() <= LONGEST && short.ends_with("envoy…"));
        assert_eq!(cut(" the port closed "), "the port closed");
    }
}
