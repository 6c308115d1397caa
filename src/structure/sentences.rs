//! Blocks → sentences: every stretch of prose in exactly one, none across a block, none in headings, labels and noise.
//!
//! Boundaries that nobody would doubt ("… the town. The envoy …") are cut here; what lies between is asked of
//! `sentencex` only if a stop inside is in doubt, which keeps its cost off most of a text and its inputs short.

use crate::model::{Block, BlockId, BlockKind, Noise, Sentence, Span};

use super::blocks::{inline_bullet, is_bullet};
use super::cues::{Abbreviation, Lexicon};
use super::numbering::{Form, Numeral, readings};
use super::spoken::is_tagged;
use super::stops::{Stops, Verdict, judge};

/// Pieces without any sure boundary are cut at white space after this many bytes: nothing a person wrote is as long.
const LONGEST_PIECE: usize = 8 * 1024;

/// The sentences of all blocks, in text order.
pub(super) fn find(content: &str, blocks: &[Block], noise: &[Noise], lexicon: &Lexicon) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut masked = noise.iter().map(|n| n.span).peekable();
    let mut cuts = Vec::new();
    for (k, block) in blocks.iter().enumerate() {
        let prose = block.prose();
        while masked.peek().is_some_and(|m| m.end <= prose.start) {
            masked.next();
        }
        if !is_prose(block.kind) {
            continue;
        }
        let mut emit = |span: Span| {
            split(content, span, lexicon, &mut cuts);
            let mut from = span.from();
            for &to in &cuts {
                let s = Span::new(from, to).trimmed(content);
                from = to;
                if !s.is_empty() {
                    sentences.push(Sentence { span: s, section: block.section, block: BlockId::new(k) });
                }
            }
        };
        let mut from = prose.start;
        while let Some(m) = masked.peek().filter(|m| m.start < prose.end) {
            if m.start > from {
                emit(Span { start: from, end: m.start });
            }
            from = from.max(m.end);
            if m.end >= prose.end {
                break;
            }
            masked.next();
        }
        if from < prose.end {
            emit(Span { start: from, end: prose.end });
        }
    }
    sentences
}

/// Whether a block holds prose.
pub(super) fn is_prose(kind: BlockKind) -> bool {
    use BlockKind::{Footnote, LeadIn, ListItem, Mast, Paragraph, Quote};
    matches!(kind, Paragraph | ListItem | LeadIn | Quote | Footnote | Mast)
}

/// Ends of the sentences of a stretch of prose, the last one being its end.
fn split(content: &str, span: Span, lexicon: &Lexicon, cuts: &mut Vec<usize>) {
    cuts.clear();
    let mut from = span;
    for at in inline_items(content, span, lexicon) {
        let next = at.clamp(from.from(), from.to());
        split_item(content, Span::new(from.from(), next), lexicon, cuts);
        from = Span::new(next, span.to());
    }
    split_item(content, from, lexicon, cuts);
}

/// Where the items of a list begin that runs on within one line ("1) the road 2) the rail"), the first one left out.
fn inline_items(content: &str, span: Span, lexicon: &Lexicon) -> Vec<usize> {
    let mut found = Vec::new();
    let s = span.of(content);
    if let Some(bullet) = inline_bullet(s) {
        let stands = |at: usize| s.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
        found.extend(
            s.match_indices(bullet).skip(1).filter(|(at, _)| stands(*at)).map(|(at, _)| span.from() + at),
        );
        return found;
    }
    let Some(first) = readings(content, span, lexicon).into_iter().find(|r| {
        // "A. Bell and B. Holm" are persons.
        let counts = matches!(r.style.numeral, Numeral::Decimal | Numeral::LetterLower)
            || (r.style.numeral == Numeral::LetterUpper && r.style.form != Form::Stop);
        counts
            && r.depth == 1
            && r.style.word.is_none()
            && matches!(r.style.form, Form::Stop | Form::Bracket | Form::Brackets)
    }) else {
        return found;
    };
    let sign = Span::new(first.label.to(), first.title as usize).of(content).trim_end();
    let open = if first.style.form == Form::Brackets { " (" } else { " " };
    let mut value = first.last();
    let mut at = first.title as usize;
    loop {
        value = value.saturating_add(1);
        let number = match first.style.numeral {
            Numeral::Decimal => value.to_string(),
            numeral => {
                let base = if numeral == Numeral::LetterLower { b'a' } else { b'A' };
                let Some(letter) = u8::try_from(value).ok().filter(|v| *v <= 26).map(|v| base + v - 1) else {
                    break;
                };
                char::from(letter).to_string()
            }
        };
        let mark = format!("{open}{number}{sign} ");
        let Some(p) = Span::new(at, span.to()).of(content).find(&mark) else { break };
        found.push(at + p + 1);
        at += p + mark.len() - 1;
    }
    found
}

fn split_item(content: &str, span: Span, lexicon: &Lexicon, cuts: &mut Vec<usize>) {
    let s = span.of(content);
    let mut from = 0;
    let mut doubtful = false;
    for stop in Stops::new(s) {
        // It stands in a reference that the sentence before has taken along.
        if stop.end <= from {
            continue;
        }
        if stop.end - from > LONGEST_PIECE {
            chop(s, from, stop.start, span.from(), cuts);
            from = cuts.last().map_or(from, |c| c - span.from());
        }
        match judge(s, from, &stop, lexicon) {
            Verdict::Boundary(end) => {
                piece(s, from, end, doubtful, span.from(), lexicon, cuts);
                (from, doubtful) = (end, false);
            }
            Verdict::Doubt => doubtful = true,
            Verdict::Inside => {}
        }
    }
    if s.len() - from > LONGEST_PIECE {
        chop(s, from, s.len(), span.from(), cuts);
        from = cuts.last().map_or(from, |c| c - span.from());
    }
    piece(s, from, s.len(), doubtful, span.from(), lexicon, cuts);
}

/// Cuts an overlong stretch without stops at white space.
fn chop(s: &str, mut from: usize, to: usize, base: usize, cuts: &mut Vec<usize>) {
    while to.saturating_sub(from) > LONGEST_PIECE {
        let mut end = from + LONGEST_PIECE;
        while !s.is_char_boundary(end) {
            end -= 1;
        }
        let window = s.get(from..end).unwrap_or("");
        let cut = window.rfind(char::is_whitespace).filter(|&p| p > 0).map_or(end, |p| from + p);
        cuts.push(base + cut);
        from = cut;
    }
}

/// Adds the sentence ends within `from..to`; `to` itself is one.
fn piece(
    s: &str,
    from: usize,
    to: usize,
    doubtful: bool,
    base: usize,
    lexicon: &Lexicon,
    cuts: &mut Vec<usize>,
) {
    let Some(text) = s.get(from..to).filter(|t| !t.is_empty()) else { return };
    if doubtful {
        let bounds = sentencex::get_sentence_boundaries("en", text);
        for pair in bounds.windows(2) {
            let [a, b] = pair else { continue };
            let at = before_mark(s, from + b.start_byte);
            if !a.is_paragraph_break && !joined(s, at, lexicon) {
                cuts.push(base + at);
            }
        }
    }
    cuts.push(base + to);
}

/// A boundary found at byte `at` right behind a mark that opens a quotation lies before the mark: he said. "| It rained".
fn before_mark(s: &str, at: usize) -> usize {
    let (Some(before), Some(after)) = (s.get(..at), s.get(at..)) else { return at };
    let opens = after.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    let mark =
        before.strip_suffix(['"', '“', '‘', '\'']).filter(|b| opens && b.ends_with(char::is_whitespace));
    mark.map_or(at, str::len)
}

/// Whether a boundary that was found at byte `at` is none after all.
fn joined(s: &str, at: usize, lexicon: &Lexicon) -> bool {
    let before = s.get(..at).unwrap_or("").trim_end();
    let after = s.get(at..).unwrap_or("").trim_start();
    let Some(first) = after.chars().next() else { return true };
    if before.is_empty() || before.ends_with([',', ';']) {
        return true;
    }
    // A stretch of mere punctuation belongs to the sentence before it.
    if !after.chars().take(200).any(char::is_alphanumeric) {
        return true;
    }
    if is_tagged(before, after) {
        return true;
    }
    if goes_on_behind_bracket(before, s.get(at..).unwrap_or("")) {
        return true;
    }
    // "What Price Salt? and What Price Salt Now?": the mark of a title.
    if before.ends_with(['?', '!'])
        && after.strip_prefix("and ").is_some_and(|r| r.starts_with(char::is_uppercase))
    {
        return true;
    }
    let Some(stem) = before.strip_suffix('.') else { return false };
    // "SARN, Wash. — 30 May —": an abbreviation before a dash.
    let short = last_word(stem);
    if matches!(first, '—' | '–') && short.len() <= 5 && short.starts_with(char::is_uppercase) {
        return true;
    }
    if first.is_lowercase() || matches!(first, '§' | '¶' | '&') || in_short_brackets(before, after) {
        return true;
    }
    let word = last_word(stem);
    if is_numbering(word, after) || is_initials(word, after, lexicon) {
        return true;
    }
    // "1. The road": the number of an item is no sentence.
    let own = stem.trim_start_matches(|c: char| c.is_whitespace() || is_bullet(c));
    if word.len() == own.len() && own.len() <= 3 {
        return true;
    }
    match lexicon.abbreviation(word) {
        Some(Abbreviation::Title) => first.is_uppercase() || first.is_ascii_digit(),
        Some(Abbreviation::Number) => first.is_ascii_digit(),
        _ => false,
    }
}

/// Whether a stop stands in brackets behind which the sentence goes on ("(see No. 4. It is long) and left").
pub(super) fn goes_on_behind_bracket(before: &str, after: &str) -> bool {
    /// How far a bracket may be, in bytes.
    const FAR: usize = 160;
    let floor = before.len().saturating_sub(FAR);
    let near = before.as_bytes().get(floor..).unwrap_or(&[]);
    let open = memchr::memrchr2(b'(', b'[', near);
    if open.is_none() || memchr::memrchr2(b')', b']', near) > open {
        return false;
    }
    let near = after.as_bytes().get(..FAR.min(after.len())).unwrap_or(&[]);
    let Some(close) = memchr::memchr2(b')', b']', near) else { return false };
    if memchr::memchr2(b'(', b'[', near).is_some_and(|o| o < close) {
        return false;
    }
    let rest = after.get(close + 1..).unwrap_or("");
    rest.starts_with([',', ';', ':'])
        || rest
            .strip_prefix(' ')
            .is_some_and(|r| r.starts_with(|c: char| c.is_lowercase() || c == '–' || c == '—'))
}

/// Whether a stop stands in brackets too short to hold a sentence ("(9th Cir. 2007)").
fn in_short_brackets(before: &str, after: &str) -> bool {
    const SHORT: usize = 40;
    let open = before.char_indices().rev().take(SHORT).find(|&(_, c)| matches!(c, '(' | ')' | '[' | ']'));
    let close = after.chars().take(SHORT).find(|c| matches!(c, '(' | ')' | '[' | ']'));
    matches!(open, Some((_, '(' | '['))) && matches!(close, Some(')' | ']')) && !after.starts_with('(')
}

/// "Section IV. B.3": a Roman number with the rest of its label behind it.
fn is_numbering(word: &str, after: &str) -> bool {
    let mut next = after.chars();
    let label = next.next().is_some_and(|c| c.is_ascii_uppercase())
        && next.next() == Some('.')
        && next.next().is_some_and(|c| c.is_ascii_digit());
    label && !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
}

/// Initials before a surname ("J.D. Bell") or more initials ("U. S."); those that a word too small for a name follows may
/// end a sentence, and so may the known ones ("in Washington, D.C. The …").
fn is_initials(word: &str, after: &str, lexicon: &Lexicon) -> bool {
    let letters = |s: &str| s.split('.').all(|p| p.len() == 1 && p.bytes().all(|b| b.is_ascii_uppercase()));
    if !letters(word) {
        return false;
    }
    let next = after.split(|c: char| !(c.is_alphanumeric() || c == '’' || c == '\'')).next().unwrap_or("");
    if next.len() == 1 && after.get(1..).is_some_and(|r| r.starts_with(['.', ','])) && next != "I" {
        return true;
    }
    word.contains('.')
        && lexicon.abbreviation(word).is_none()
        && next.len() > 1
        && next.starts_with(|c: char| c.is_ascii_uppercase())
        && next.bytes().any(|b| b.is_ascii_lowercase())
        && !lexicon.is_function(next)
}

/// The word that ends `s`, inner full stops included ("U.S").
pub(super) fn last_word(s: &str) -> &str {
    let from = s
        .char_indices()
        .rev()
        .take(24)
        .take_while(|&(_, c)| c.is_alphanumeric() || c == '.')
        .last()
        .map_or(s.len(), |(i, _)| i);
    s.get(from..).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::cues::LEXICON;

    fn cut(s: &str) -> Vec<&str> {
        let mut cuts = Vec::new();
        split(s, Span::new(0, s.len()), &LEXICON, &mut cuts);
        let mut from = 0;
        let mut out = Vec::new();
        for to in cuts {
            out.push(s[from..to].trim());
            from = to;
        }
        out.retain(|s| !s.is_empty());
        out
    }

    #[test]
    fn stops_that_end_and_stops_that_do_not() {
        for (s, n) in [
            ("The envoy left. Nobody saw it.", 2),
            ("Gen. Ames met Dr. Bell at 3.30 p.m. on Monday.", 1),
            ("The U.S. Senate sat. It rose late.", 2),
            ("See No. 5 of the list. It is short.", 2),
            ("“We won.” They left at dawn.", 2),
            ("“Will you pay?” he asked.", 1),
            ("“Will you pay?” Holm asked. “I will not.”", 2),
            ("It fell by 3.5 percent... and rose again.", 1),
            ("J. R. Holm spoke first. M. Aro did not.", 2),
            ("It is **over.** They said so.", 2),
            ("1) The road is shut 2) The rail is open", 2),
            ("A. Bell and B. Holm signed it.", 1),
            ("The owner paid the price.2413 Second, the crew left.", 2),
            ("Holm asked: “Who pays?”2422 Nobody did.", 2),
            ("The index rose to 3.2413 The rest fell.", 1),
            ("3. The road is shut.", 1),
            ("Adviser J.D. Holm spoke first. Then K.T. Bell did.", 2),
            ("He holds a J.D. The court asked for it.", 2),
            ("They met in Washington, D.C. The talks went on.", 2),
            ("It cites Ames v. Bell, 12 F. Supp. 3d 60 (D. Osk 2018). It rests on 18 U.S.C. § 951.", 2),
            ("It cites Ames v. Bell (9th Cir. 2007) and more. It ends.", 2),
            ("Ships of the U. S. Navy came. They left.", 2),
            ("See Section IV. B.3 above. It is long.", 2),
            ("Ames & Bell Mgmt. & Consulting paid. It was late.", 2),
            ("The border will open on 5 May. Qatar said so.", 2),
            ("They met on 7 Dec. Turkey objected.", 2),
            ("They met on Dec. 7. Turkey objected.", 2),
            ("It has been shut since May. Osk is quiet.", 2),
            ("It fell on 3 Sept. 2004, he says.", 1),
            ("The road is shut.[^9] Holm had said so.[^10] Nobody was there.", 3),
            ("The road is shut. [^9] Holm had said so.", 2),
            ("“The road is shut.”[^a1] Holm had said so.", 2),
            ("The road is shut.[12, 13] Holm had said so.¹² Nobody was there.3 It rained.", 4),
            ("See vol.3 and No.5 The list is long.", 1),
            ("It closed in 2019.1 The chair left.", 2),
            (
                "It was burnt. (Bell, 2015) The town lay empty. (U.S. Office of Towns, 2012b: 14; Holm, 2013) Nobody came.",
                3,
            ),
            ("It was burnt (Bell & Holm, 2013; BOP, 2015). They left.", 2),
            ("It was burnt. (In May 2015 it burnt again.) They left.", 3),
            ("They accept ... [resolution] 1284 because it pays.", 1),
            ("Sec. Holm wrote to Reps. Bell and Aro. They replied.", 2),
        ] {
            assert_eq!(cut(s).len(), n, "{:?}", cut(s));
        }
    }

    #[test]
    fn sentences_are_cut_where_a_reader_would() {
        let cases: &[&[&str]] = &[
            // Abbreviations, initials, ranks.
            &["Prof. Ada Bell met Lt. Col. Holm and Sen. Aro.", "They talked until 6 p.m.", "It was late."],
            &["The firm Bell & Co. paid nothing.", "Holm Inc. paid all of it."],
            &["J. K. Bell and M. Holm wrote it.", "Nobody read it."],
            &["See vol. 3, pp. 14–19, and fig. 2.", "Then stop."],
            &["Ships, boats, etc. were counted.", "Rafts were not."],
            // Numbers.
            &["It cost $3.5 million in 2019.", "In 2020 it cost 4.25 million."],
            &["No. 5 was sunk.", "No. 6 was not."],
            &["He lived at 12 St. Ann Rd. in Osk.", "She did not."],
            // U.S. at an end or not.
            &["He left the U.S. for good.", "She stayed."],
            &["They fled to the U.S.", "The others stayed behind."],
            &["The U.S. Navy sent two ships.", "Both sank."],
            &["At 5 a.m. the guns fell silent.", "Nobody cheered."],
            // Quotes.
            &["“It is over.", "We go home,” she said.", "They went."],
            &["“Is it over?” she asked.", "Nobody knew."],
            &["He called it “a mess.”", "It was one."],
            &["\"Stop!\" he cried.", "They stopped."],
            // Ellipses.
            &["\"It rains,\" he said.", "\"In addition, it snows.", "So we stay.\""],
            &["SARN, Wash. — The port was shut.", "It rained."],
            &["He waited … and waited.", "Nothing came."],
            &["“I wonder...” she began.", "Nobody heard."],
            // Lists within a line.
            &["(a) the road", "(b) the rail", "(c) the port"],
            &["• 1. The road is shut", "• 2. The rail is open"],
            &["⁃1. The road is shut", "⁃2. The rail is open"],
            &["‣ Roads ", "‣ Rails ", "‣ Ports"],
            // Brackets and dashes.
            &["The talks (they began in May. They failed in June) cost much.", "Nobody paid."],
            &["(The talks failed.)", "Nobody was told."],
            &["It rained – it always rains there.", "The road was mud."],
            &["The envoy came — late, as ever.", "He left at once!"],
            &["Who won?", "Nobody!", "And who lost?"],
        ];
        let texts: Vec<String> = cases.iter().map(|want| want.join(" ").replace("  ", " ")).collect();
        let wrong: Vec<Vec<&str>> = texts
            .iter()
            .zip(cases)
            .map(|(text, want)| (cut(text), want.iter().map(|s| s.trim()).collect::<Vec<_>>()))
            .filter(|(got, want)| got != want)
            .map(|(got, _)| got)
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert_eq!(cut("They spoke. . . . The rest is lost."), ["They spoke.", ". . . The rest is lost."]);
    }

    #[test]
    fn a_text_without_stops_is_cut_into_bearable_pieces() {
        let s = "word ".repeat(5000);
        let got = cut(&s);
        assert!(got.len() >= 3 && got.iter().all(|p| p.len() <= LONGEST_PIECE));
        assert_eq!(got.iter().map(|p| p.split(' ').count()).sum::<usize>(), 5000);
    }

    proptest::proptest! {
        #[test]
        fn every_word_is_in_exactly_one_sentence(s in "[A-Za-c .!?…”\"(é\\n]{0,120}") {
            let letters: Vec<char> = s.chars().filter(|c| !c.is_whitespace()).collect();
            let got: Vec<char> = cut(&s).concat().chars().filter(|c| !c.is_whitespace()).collect();
            proptest::prop_assert_eq!(letters, got);
        }
    }
}
