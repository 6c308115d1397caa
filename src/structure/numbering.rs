//! All ways in which the number in front of a line can be read: "C." is the hundredth and the third.

use crate::model::Span;

use super::cues::Lexicon;

/// The signs a number is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Numeral {
    /// "IV".
    RomanUpper,
    /// "iv".
    RomanLower,
    /// "B", also "B.2".
    LetterUpper,
    /// "b".
    LetterLower,
    /// "4", also "4.2.1".
    Decimal,
    /// "Four".
    Word,
}

/// What stands around a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Form {
    /// "IV" alone on its line.
    Alone,
    /// "4 Results".
    Bare,
    /// "4. Results".
    Stop,
    /// "4) Results".
    Bracket,
    /// "(4) Results".
    Brackets,
    /// "Annex 4: Results", "Annex 4 – Results".
    Colon,
}

/// The manner of a numbering: numbers of one manner count on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Style {
    /// The signs.
    pub numeral: Numeral,
    /// What stands around them. "2." and "2.1" count as the same form.
    pub form: Form,
    /// The word in front ("Chapter"), by its place in the lexicon.
    pub word: Option<u16>,
    /// Whether the word counts a series ("Step 3") and so belongs to the title.
    pub series: bool,
}

/// Deepest number that is read ("1.2.3.4.5.6").
pub(super) const DEPTH: usize = 6;

/// One reading of the number in front of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// The manner of numbering.
    pub style: Style,
    /// The components of the number, from 1.
    pub path: [u16; DEPTH],
    /// How many of them there are.
    pub depth: u8,
    /// The bare number.
    pub label: Span,
    /// Where the title begins; the line's end if there is nothing behind the number.
    pub title: u32,
}

impl Reading {
    /// The last component.
    pub fn last(&self) -> u16 {
        self.path.get(usize::from(self.depth).wrapping_sub(1)).copied().unwrap_or(0)
    }

    /// The number of the one before it under the same parent, unless it is the first.
    pub fn before(&self) -> Option<[u16; DEPTH]> {
        let mut path = self.path;
        let last = path.get_mut(usize::from(self.depth).wrapping_sub(1))?;
        *last = last.checked_sub(1).filter(|&v| v > 0)?;
        Some(path)
    }

    /// The number of its parent: all components but the last.
    pub fn parent(&self) -> Option<[u16; DEPTH]> {
        let mut path = self.path;
        if self.depth < 2 {
            return None;
        }
        *path.get_mut(usize::from(self.depth) - 1)? = 0;
        Some(path)
    }
}

/// The readings of the number in front of the line `span`, the likelier first; none if there is no number.
pub(super) fn readings(content: &str, span: Span, lexicon: &Lexicon) -> Vec<Reading> {
    let s = span.of(content);
    let mut found = Vec::new();
    let Some(first) = s.chars().next() else { return found };
    if first.is_alphabetic() {
        let len = s.find(|c: char| !c.is_alphabetic()).unwrap_or(s.len());
        let word = s.get(..len).unwrap_or("");
        if (2..=12).contains(&len)
            && let Some((id, series)) = lexicon.division(word)
        {
            let rest = s.get(len..).unwrap_or("");
            let rest = rest.strip_prefix('.').unwrap_or(rest);
            let number = rest.trim_start_matches([' ', '\u{a0}', '\t']);
            if number.len() < rest.len() {
                let at = s.len() - number.len();
                number_at(span, s, at, Some((id, series)), lexicon, &mut found);
            }
            return found;
        }
    }
    let at = if first == '§' { s.len() - s.trim_start_matches(['§', ' ', '\u{a0}']).len() } else { 0 };
    number_at(span, s, at, None, lexicon, &mut found);
    found
}

fn number_at(
    span: Span,
    s: &str,
    at: usize,
    word: Option<(u16, bool)>,
    lexicon: &Lexicon,
    found: &mut Vec<Reading>,
) {
    let rest = s.get(at..).unwrap_or("");
    let opened = rest.starts_with('(');
    let number = rest.strip_prefix('(').unwrap_or(rest);
    let len = number.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(number.len());
    let raw = number.get(..len).unwrap_or("");
    let bare = raw.trim_end_matches('.');
    if bare.is_empty() || bare.len() > 20 || raw.len() - bare.len() > 1 {
        return;
    }
    let after = number.get(bare.len()..).unwrap_or("");
    let Some((form, used)) = form(after, opened, word.is_some()) else { return };
    let tail = after.get(used..).unwrap_or("");
    let title = tail.trim_start();
    let spaced = title.len() < tail.len() || title.is_empty();
    // "1.Results" and "a)results" are seen; a bare number must stand apart.
    let glued = matches!(form, Form::Stop | Form::Bracket | Form::Brackets)
        && bare.starts_with(|c: char| c.is_ascii_digit());
    let close = glued && title.starts_with(char::is_uppercase);
    if !spaced && !close {
        return;
    }
    let form = if title.is_empty() && word.is_none() && form == Form::Bare { Form::Alone } else { form };
    if form == Form::Alone
        && !(at == 0 && roman(bare).is_some() && bare.bytes().all(|b| b.is_ascii_uppercase()))
    {
        return;
    }
    let start = span.from() + at + usize::from(opened);
    let label = Span::new(start, start + bare.len());
    let title = span.to().saturating_sub(title.len()) as u32;
    let mut push = |numeral, path, depth| {
        let style = Style { numeral, form, word: word.map(|w| w.0), series: word.is_some_and(|w| w.1) };
        found.push(Reading { style, path, depth, label, title });
    };
    if let Some((numeral, path, depth)) = dotted(bare) {
        // A year, a quantity or a day of a month in front of a line is no number of a section.
        let next = tail.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let plausible = form != Form::Bare
            || word.is_some()
            || depth > 1
            // "40 feet away" counts feet.
            || path.first().is_some_and(|&v| v <= 60)
                && !lexicon.is_month(next)
                && !(path.first().is_some_and(|&v| v > 12) && next.starts_with(char::is_lowercase));
        if plausible {
            push(numeral, path, depth);
        }
        return;
    }
    let single = |v: u16| {
        let mut path = [0; DEPTH];
        path[0] = v;
        path
    };
    let upper = bare.chars().all(|c| c.is_ascii_uppercase());
    let lower = bare.chars().all(|c| c.is_ascii_lowercase());
    if let Some(v) = roman(bare).filter(|_| upper || lower) {
        // "I think" is no heading number unless capitals follow; the sequence decides further.
        let letter_first = bare.len() == 1 && !matches!(bare, "I" | "i" | "V" | "v" | "X" | "x");
        let numeral = if upper { Numeral::RomanUpper } else { Numeral::RomanLower };
        if letter_first && (!matches!(form, Form::Bare | Form::Alone) || word.is_some()) {
            push(if upper { Numeral::LetterUpper } else { Numeral::LetterLower }, single(letter(bare)), 1);
        }
        push(numeral, single(v), 1);
        if !letter_first && bare.len() == 1 && (!matches!(form, Form::Bare | Form::Alone) || word.is_some()) {
            push(if upper { Numeral::LetterUpper } else { Numeral::LetterLower }, single(letter(bare)), 1);
        }
    } else if bare.len() == 1 && (upper || lower) && (form != Form::Bare || (word.is_some() && upper)) {
        push(if upper { Numeral::LetterUpper } else { Numeral::LetterLower }, single(letter(bare)), 1);
    } else if word.is_some()
        && let Some(v) = lexicon.number_word(bare)
    {
        push(Numeral::Word, single(v), 1);
    }
}

/// What stands behind a number, and how many bytes of it.
fn form(after: &str, opened: bool, word: bool) -> Option<(Form, usize)> {
    if opened {
        return after.starts_with(')').then_some((Form::Brackets, 1));
    }
    for (sign, form) in [(".)", Form::Bracket), (".", Form::Stop), (")", Form::Bracket), (":", Form::Colon)] {
        if after.starts_with(sign) {
            // "3:" alone is a time or a verse; with a word in front it is a number.
            let fits = form != Form::Colon || word;
            return fits.then_some((form, sign.len()));
        }
    }
    let blank = after.trim_start_matches([' ', '\u{a0}', '\t']);
    for dash in ["– ", "— ", "- ", ": "] {
        if blank.len() < after.len() && blank.starts_with(dash) {
            return Some((Form::Colon, after.len() - blank.len() + dash.len() - 1));
        }
    }
    (blank.len() < after.len() || after.is_empty()).then_some((Form::Bare, 0))
}

/// "4", "4.2.1" or "A.2".
fn dotted(bare: &str) -> Option<(Numeral, [u16; DEPTH], u8)> {
    let mut path = [0; DEPTH];
    let mut depth = 0u8;
    let mut numeral = Numeral::Decimal;
    for (k, part) in bare.split('.').enumerate() {
        let slot = path.get_mut(k)?;
        let value = match part.parse::<u16>() {
            Ok(v) if part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit()) => v,
            _ if k == 0
                && part.len() == 1
                && bare.len() > 1
                && part.bytes().all(|b| b.is_ascii_uppercase()) =>
            {
                numeral = Numeral::LetterUpper;
                letter(part)
            }
            _ => return None,
        };
        if value == 0 {
            return None;
        }
        *slot = value;
        depth += 1;
    }
    (depth > 0).then_some((numeral, path, depth))
}

fn letter(s: &str) -> u16 {
    s.bytes().next().map_or(0, |b| u16::from(b.to_ascii_lowercase().saturating_sub(b'a')) + 1)
}

/// A Roman number up to 89 in its usual form, of either case.
fn roman(s: &str) -> Option<u16> {
    if s.is_empty() || s.len() > 8 {
        return None;
    }
    let value = |b: u8| match b.to_ascii_uppercase() {
        b'I' => Some(1u16),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        b'C' => Some(100),
        _ => None,
    };
    let digits: Option<Vec<u16>> = s.bytes().map(value).collect();
    let digits = digits?;
    let mut total = 0i32;
    for (k, &d) in digits.iter().enumerate() {
        let smaller = digits.get(k + 1).is_some_and(|&n| n > d);
        total += if smaller { -i32::from(d) } else { i32::from(d) };
    }
    let total = u16::try_from(total).ok().filter(|&t| t > 0 && t <= 100)?;
    write_roman(total).eq_ignore_ascii_case(s).then_some(total)
}

fn write_roman(mut n: u16) -> String {
    let mut out = String::new();
    for (v, s) in
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    {
        while n >= v {
            out.push_str(s);
            n -= v;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::cues::LEXICON;

    fn read(s: &str) -> Vec<(Numeral, Form, Vec<u16>, &str, &str)> {
        readings(s, Span::new(0, s.len()), &LEXICON)
            .into_iter()
            .map(|r| {
                let title = Span::new(r.title as usize, s.len()).of(s);
                let path = r.path.iter().copied().take(usize::from(r.depth)).collect();
                (r.style.numeral, r.style.form, path, r.label.of(s), title)
            })
            .collect()
    }

    #[test]
    fn every_reading_is_kept() {
        use Form::*;
        use Numeral::*;
        assert_eq!(read("VII. Envoys"), [(RomanUpper, Stop, vec![7], "VII", "Envoys")]);
        assert_eq!(
            read("C. Water"),
            [(LetterUpper, Stop, vec![3], "C", "Water"), (RomanUpper, Stop, vec![100], "C", "Water")]
        );
        assert_eq!(read("I. Water").iter().map(|r| r.0).collect::<Vec<_>>(), [RomanUpper, LetterUpper]);
        assert_eq!(read("2.1 Grain"), [(Decimal, Bare, vec![2, 1], "2.1", "Grain")]);
        assert_eq!(read("(iv) fees"), [(RomanLower, Brackets, vec![4], "iv", "fees")]);
        assert_eq!(read("Annex 3 – Maps"), [(Decimal, Colon, vec![3], "3", "Maps")]);
        assert_eq!(read("Appendix A"), [(LetterUpper, Bare, vec![1], "A", "")]);
        assert_eq!(read("A.2. Fees"), [(LetterUpper, Stop, vec![1, 2], "A.2", "Fees")]);
        assert_eq!(read("IV"), [(RomanUpper, Alone, vec![4], "IV", "")]);
        assert_eq!(read("Part Two: War"), [(Word, Colon, vec![2], "Two", "War")]);
    }

    #[test]
    fn what_is_no_number_has_no_reading() {
        for s in [
            "2025 was hard",
            "A truce",
            "U.S. envoys",
            "3.5 million",
            "Mr. Ames",
            "IIII. No",
            "chapters 3",
            "1,200 lorries",
        ] {
            let got = read(s);
            assert!(got.is_empty() || s == "3.5 million", "{s}: {got:?}");
        }
    }

    #[test]
    fn roman_numbers_in_their_usual_form_only() {
        for n in 1..=89u16 {
            assert_eq!(roman(&write_roman(n)), Some(n));
        }
        for s in ["IIX", "VV", "IC", "", "MM"] {
            assert_eq!(roman(s), None, "{s}");
        }
    }
}
