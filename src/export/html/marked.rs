//! A stretch of text with things marked in it: overlapping stretches as properly nested elements.

use crate::export::escape::push_html;
use crate::model::Span;

/// An element over a stretch of the text.
#[derive(Debug, Clone)]
pub struct Mark {
    /// What it covers.
    pub span: Span,
    /// The element's name.
    pub tag: &'static str,
    /// Attributes that every piece of it has, each with a blank before it.
    pub attributes: String,
    /// The id of its first piece.
    pub id: String,
    /// What stands before its first piece: links, which must not come to stand in another link.
    pub before: String,
}

/// Appends the text of `span` to `out`, with those of `marks` that overlap it. `marks` are in the order of their starts,
/// of equal ones the longest first.
///
/// Where two overlap without one holding the other, the later is cut in two pieces. Links are not put into links.
pub fn push(out: &mut String, text: &str, span: Span, marks: &[Mark]) {
    let mut open: Vec<&Mark> = Vec::new();
    let mut at = span.from();
    for mark in marks.iter().filter(|m| m.span.overlaps(span)) {
        let start = mark.span.from().max(span.from());
        close_until(out, text, &mut open, &mut at, start);
        put(out, text, &mut at, start);
        let begins = mark.span.from() >= span.from();
        if begins && !mark.before.is_empty() {
            leave(out, &mut open, |m| m.tag == "a");
            out.push_str(&mark.before);
        }
        if mark.tag == "a" && open.iter().any(|m| m.tag == "a") {
            continue;
        }
        begin(out, mark, begins);
        open.push(mark);
    }
    close_until(out, text, &mut open, &mut at, span.to());
    put(out, text, &mut at, span.to());
    while let Some(mark) = open.pop() {
        end(out, mark);
    }
}

fn begin(out: &mut String, mark: &Mark, first: bool) {
    out.push('<');
    out.push_str(mark.tag);
    if first && !mark.id.is_empty() {
        out.push_str(" id=\"");
        out.push_str(&mark.id);
        out.push('"');
    }
    out.push_str(&mark.attributes);
    out.push('>');
}

fn end(out: &mut String, mark: &Mark) {
    out.push_str("</");
    out.push_str(mark.tag);
    out.push('>');
}

fn put(out: &mut String, text: &str, at: &mut usize, to: usize) {
    if *at < to {
        push_html(out, text.get(*at..to).unwrap_or(""));
        *at = to;
    }
}

/// Closes what ends at or before `to`, with the text before each end.
fn close_until(out: &mut String, text: &str, open: &mut Vec<&Mark>, at: &mut usize, to: usize) {
    while let Some(next) = open.iter().map(|m| m.span.to()).min().filter(|e| *e <= to) {
        put(out, text, at, next);
        leave(out, open, |m| m.span.to() <= next);
    }
}

/// Closes all open elements that `gone` names; those inside of them go on behind.
fn leave(out: &mut String, open: &mut Vec<&Mark>, gone: impl Fn(&Mark) -> bool) {
    let Some(first) = open.iter().position(|m| gone(m)) else { return };
    let inner = open.split_off(first);
    inner.iter().rev().for_each(|m| end(out, m));
    for mark in inner.into_iter().filter(|m| !gone(m)) {
        begin(out, mark, false);
        open.push(mark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(tag: &'static str, from: usize, to: usize, id: &str) -> Mark {
        Mark {
            span: Span::new(from, to),
            tag,
            attributes: String::new(),
            id: id.to_owned(),
            before: String::new(),
        }
    }

    fn html(text: &str, span: Span, marks: &[Mark]) -> String {
        let mut out = String::new();
        push(&mut out, text, span, marks);
        out
    }

    #[test]
    fn what_overlaps_is_nested() {
        let all = Span::new(0, 6);
        let marks = [mark("mark", 0, 4, "x"), mark("a", 2, 6, "y")];
        assert_eq!(html("ab<def", all, &marks), "<mark id=\"x\">ab<a id=\"y\">&lt;d</a></mark><a>ef</a>");
        assert_eq!(
            html("abcdef", Span::new(3, 5), &marks),
            "<mark><a>d</a></mark><a>e</a>",
            "a piece has no id"
        );
        let links = [mark("a", 0, 5, ""), mark("a", 1, 3, "")];
        assert_eq!(html("abcdef", all, &links), "<a>abcde</a>f");
        let mut claim = mark("mark", 2, 4, "c");
        claim.before = "<a href=\"#\"></a>".to_owned();
        assert_eq!(
            html("abcdef", all, &[mark("a", 0, 5, ""), claim]),
            "<a>ab</a><a href=\"#\"></a><mark id=\"c\">cd</mark>ef"
        );
    }

    proptest::proptest! {
        #[test]
        fn elements_are_balanced_and_no_letter_is_lost(
            ends in proptest::collection::vec((0usize..20, 1usize..10, 0usize..2), 0..8),
            from in 0usize..10, len in 0usize..12,
        ) {
            let text = "abcdefghijklmnopqrstuvwxyzabcd";
            let tags = ["a", "mark"];
            let mut marks: Vec<Mark> = ends.iter().map(|&(s, l, t)| mark(tags[t], s, s + l, "")).collect();
            marks.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
            let html = html(text, Span::new(from, from + len), &marks);
            let mut stack = Vec::new();
            let mut letters = String::new();
            for piece in html.split_inclusive('>') {
                let (words, tag) = piece.split_once('<').unwrap_or((piece, ""));
                letters.push_str(words);
                match tag.trim_end_matches('>') {
                    "" => {}
                    closing if closing.starts_with('/') => {
                        proptest::prop_assert_eq!(stack.pop(), Some(closing[1..].to_owned()));
                    }
                    opening => {
                        proptest::prop_assert!(opening != "a" || !stack.contains(&"a".to_owned()));
                        stack.push(opening.to_owned());
                    }
                }
            }
            proptest::prop_assert!(stack.is_empty());
            proptest::prop_assert_eq!(letters, &text[from..from + len]);
        }
    }
}
