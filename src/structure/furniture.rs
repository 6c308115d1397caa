//! Lines that are no text: page headers and footers, page numbers, tables of contents, share bars.

use rustc_hash::FxHashMap;

use crate::model::NoiseReason;

use super::cues::Lexicon;
use super::lines::Line;

/// Lines in a row that look like contents before they are taken for it.
const CONTENTS_RUN: usize = 3;

/// For every line the reason for which it is no text, if there is one.
pub(super) fn find(content: &str, lines: &[Line], lexicon: &Lexicon) -> Vec<Option<NoiseReason>> {
    let mut found = vec![None; lines.len()];
    contents(content, lines, &mut found);
    pages(content, lines, &mut found);
    repeated(content, lines, &mut found);
    for (k, line) in lines.iter().enumerate() {
        if line.span.len() <= 48
            && let Some(slot) = found.get_mut(k).filter(|f| f.is_none())
            && lexicon.is_boilerplate(line.span.of(content))
        {
            *slot = Some(NoiseReason::Boilerplate);
        }
    }
    found
}

/// Tables of contents: runs of lines that end in dot leaders and a page number. A single line between two of them is an
/// entry that was broken in two.
fn contents(content: &str, lines: &[Line], found: &mut [Option<NoiseReason>]) {
    let marked: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| l.span.len() < 200 && leads_to_page(l.span.of(content)))
        .map(|(k, _)| k)
        .collect();
    let mut from = 0;
    while let Some(&first) = marked.get(from) {
        let mut last = first;
        let mut to = from + 1;
        while let Some(&next) = marked.get(to).filter(|n| **n <= last + 2) {
            last = next;
            to += 1;
        }
        // After a page break a table goes on.
        let before = first.checked_sub(6).and_then(|b| found.get(b..first));
        let goes_on = before.is_some_and(|w| w.iter().any(Option::is_some));
        if to - from >= CONTENTS_RUN || goes_on {
            for slot in found.get_mut(first..=last).unwrap_or(&mut []) {
                *slot = Some(NoiseReason::Contents);
            }
        }
        from = to;
    }
}

/// "Introduction ........ 3", "2.1 Scope . . . . 14", "Annex A .... iv".
fn leads_to_page(s: &str) -> bool {
    let head = s.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x' | 'l'));
    if head.len() == s.len() || s.len() - head.len() > 5 {
        return false;
    }
    let dots: usize = head
        .chars()
        .rev()
        .take_while(|c| matches!(c, '.' | ' ' | '…' | '·'))
        .map(|c| usize::from(c != ' '))
        .sum();
    let leaders = head.trim_end_matches(['.', ' ', '…', '·']);
    (dots >= 3 || (dots == 2 && head.ends_with("  ")) || head.ends_with('…')) && leaders.len() >= 2
}

/// Page headers and footers: lines next to page breaks, or bearing page numbers that count on, that come again and again.
fn pages(content: &str, lines: &[Line], found: &mut [Option<NoiseReason>]) {
    const TIMES: usize = 3;
    let mut seen: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut numbered: Vec<usize> = Vec::new();
    for (k, line) in lines.iter().enumerate() {
        let s = line.span.of(content);
        let breaks = line.page || lines.get(k + 1).is_none_or(|n| n.page);
        if s.len() > 160 {
            continue;
        }
        let counts = is_page_number(s);
        if counts {
            numbered.push(k);
        }
        if breaks || counts {
            seen.entry(shape(s)).or_default().push(k);
        }
    }
    if numbered.len() < TIMES && !lines.iter().any(|l| l.page) {
        return;
    }
    // A header follows its footer at once, also where page breaks are lost.
    for &k in &numbered {
        if let Some(line) = lines.get(k + 1).filter(|l| l.span.len() <= 160) {
            seen.entry(shape(line.span.of(content))).or_default().push(k + 1);
        }
    }
    for mut places in seen.into_values() {
        places.sort_unstable();
        places.dedup();
        if places.len() >= TIMES && !is_column(content, lines, &places) {
            for k in places {
                if let Some(slot) = found.get_mut(k) {
                    *slot = Some(NoiseReason::Furniture);
                }
            }
        }
    }
}

/// The same caption again and again, as a row of pictures leaves it: of at least three like lines, one below the other, that
/// no stop ends, the first says all there is.
fn repeated(content: &str, lines: &[Line], found: &mut [Option<NoiseReason>]) {
    /// Like lines from which on they say nothing.
    const TIMES: usize = 3;
    let mut from = 0;
    while let Some(first) = lines.get(from) {
        let s = first.span.of(content);
        let like = lines.iter().skip(from).take_while(|l| l.span.of(content) == s).count().max(1);
        let words = || s.split(' ').filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
        if like >= TIMES
            && words() >= 3
            && s.len() <= 120
            && !s.ends_with(['.', '!', '?', ':'])
            && !s.contains('|')
        {
            for slot in found.get_mut(from + 1..from + like).unwrap_or_default() {
                *slot = Some(NoiseReason::Furniture);
            }
        }
        from += like;
    }
}

/// Whether lines that are bare numbers are those of a column of figures: the numbers of pages count on.
fn is_column(content: &str, lines: &[Line], places: &[usize]) -> bool {
    let value = |k: &usize| lines.get(*k).and_then(|l| l.span.of(content).parse::<u32>().ok());
    let values: Vec<u32> = places.iter().filter_map(value).collect();
    let counted = values.windows(2).filter(|w| matches!(w, [a, b] if *b > *a && b - a <= 3)).count();
    values.len() == places.len() && counted * 3 < (values.len() - 1) * 2
}

/// "12", "- 12 -", "Page 3 of 9", "Ames & Bell   Informational   [Page 4]".
fn is_page_number(s: &str) -> bool {
    let core = s.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | ' ' | '|' | '[' | ']'));
    let digits = core.len() <= 4 && !core.is_empty() && core.bytes().all(|b| b.is_ascii_digit());
    if digits {
        return s.len() > core.len() || core.len() <= 3;
    }
    let tail = s.trim_end_matches(']');
    let head = tail.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x'));
    let page = head.trim_end();
    let page = page
        .strip_suffix("of")
        .map_or(page, |p| p.trim_end().trim_end_matches(|c: char| c.is_ascii_digit()).trim_end());
    head.len() < tail.len()
        && page.len() >= 4
        && page.get(page.len() - 4..).is_some_and(|p| p.eq_ignore_ascii_case("page"))
        && (page.len() == 4 || page.get(..page.len() - 4).is_some_and(|p| p.ends_with([' ', '[', '|', '\t'])))
}

/// A line with its numbers made equal.
fn shape(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        let c = if c.is_ascii_digit() { '0' } else { c };
        if (c == '0' || c == ' ') && out.ends_with(c) {
            continue;
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Format, Text};
    use crate::structure::cues::LEXICON;
    use crate::structure::lines;

    fn marked(s: &str) -> Vec<(String, NoiseReason)> {
        let t = Text::new(s, Format::Text);
        let l = lines::lines(&t);
        let f = find(s, &l, &LEXICON);
        l.iter().zip(f).filter_map(|(l, f)| Some((l.span.of(s).to_owned(), f?))).collect()
    }

    #[test]
    fn contents_lines_are_seen_by_their_leaders() {
        let got = marked(
            "Contents\n1. Aims ........ 1\n2. Means . . . . 4\nAnnex ...... iv\n1. Aims\nThe aim is peace.\n",
        );
        assert_eq!(got.len(), 3);
        assert!(got.iter().all(|g| g.1 == NoiseReason::Contents));
    }

    #[test]
    fn of_like_captions_the_first_stays() {
        let got = marked(
            "The port was shut.\nStorm over the harbour\nStorm over the harbour\n\nStorm over the harbour\nOsk\nOsk\nOsk\n",
        );
        assert_eq!(got.len(), 2);
        assert!(got.iter().all(|g| g.0 == "Storm over the harbour" && g.1 == NoiseReason::Furniture));
        assert_eq!(marked(&"It rained in the port.\n".repeat(9)), []);
    }

    #[test]
    fn page_headers_and_footers_are_seen_by_their_return() {
        let mut s = String::new();
        for page in 1..=4 {
            s.push_str(&format!("The lorry number {page} went over.\n\nAmes   Note   [Page {page}]\n\u{c}\nNote 12    May 1999\n\n"));
        }
        let got = marked(&s);
        assert_eq!(got.iter().filter(|g| g.0.contains("[Page")).count(), 4);
        assert_eq!(got.iter().filter(|g| g.0.contains("May 1999")).count(), 4);
        assert_eq!(got.len(), 8);
    }

    #[test]
    fn numbers_that_stand_alone_in_a_short_text_are_kept() {
        assert_eq!(marked("Lorries in May\n12\nLorries in June\n14\n"), []);
    }

    #[test]
    fn a_column_of_figures_is_no_furniture() {
        let got = marked("Lorries\nMay\n112\nJune\n87\nJuly\n240\nAugust\n19\n");
        assert_eq!(got, []);
        let mut s = String::new();
        for page in 3..8usize {
            let word = ["one", "two", "six", "ten"].get(page % 4).unwrap();
            s.push_str(&format!("The lorry went over.\n\n{page}\n\nAnd {word} of the next stayed behind.\n"));
        }
        assert_eq!(marked(&s).len(), 5);
    }

    #[test]
    fn share_bars_are_boilerplate() {
        assert_eq!(
            marked("Share this article\nThe envoy left.\n"),
            [("Share this article".into(), NoiseReason::Boilerplate)]
        );
    }
}
