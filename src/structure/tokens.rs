//! Words, numbers and signs with their places, cut once and shared by every later stage.
//!
//! Every distinct word is interned in lower case, so that a lexicon is asked once per distinct word of a document and
//! afterwards by number. Invariant: tokens are in text order and do not overlap.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::model::Span;

/// The number of a distinct word (in lower case, apostrophes straightened) within one [`Tokens`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Begins with a letter: "Kabul", "U.S.", "isn’t", "G20".
    Word,
    /// Begins with a digit: "2025", "1,200", "3.5". A suffix is a token of its own ("1990" "s", "3" "rd").
    Number,
    /// The possessive "'s" or "’", cut from its word.
    Possessive,
    /// One sign of punctuation or any other symbol.
    Sign,
}

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Caps {
    /// No capital: "cease".
    Lower,
    /// One capital at the start: "Kabul".
    Title,
    /// Capitals only, at least two: "TTP", "U.S.".
    Upper,
    /// Capitals elsewhere: "McDonald", "iPhone".
    Mixed,
}

/// A word, number or sign. A text has hundreds of thousands, which is why all but its place is packed into one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// From the highest bit down: whether it is spaced (1), its capitals (2), its shape (2), its word (27).
    packed: u32,
}

/// Bits of the number of a word. So many distinct words would fill most of a gigabyte.
const WORD_BITS: u32 = 27;
const WORD_MASK: u32 = (1 << WORD_BITS) - 1;

impl Token {
    fn new(span: Span, word: WordId, shape: Shape, caps: Caps, spaced: bool) -> Self {
        let kind = (u32::from(spaced) << 4) | ((caps as u32) << 2) | shape as u32;
        Self { span, packed: (kind << WORD_BITS) | word.0.min(WORD_MASK) }
    }

    /// Its word in lower case.
    pub fn word(&self) -> WordId {
        WordId(self.packed & WORD_MASK)
    }

    /// What it is made of.
    pub fn shape(&self) -> Shape {
        match (self.packed >> WORD_BITS) & 3 {
            0 => Shape::Word,
            1 => Shape::Number,
            2 => Shape::Possessive,
            _ => Shape::Sign,
        }
    }

    /// How it is capitalised; [`Caps::Lower`] for all but words.
    pub fn caps(&self) -> Caps {
        match (self.packed >> (WORD_BITS + 2)) & 3 {
            0 => Caps::Lower,
            1 => Caps::Title,
            2 => Caps::Upper,
            _ => Caps::Mixed,
        }
    }

    /// Whether white space (or the start of the text) stands before it.
    pub fn spaced(&self) -> bool {
        self.packed >> (WORD_BITS + 4) != 0
    }

    /// Whether it is a word that begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        self.shape() == Shape::Word && self.caps() != Caps::Lower
    }
}

/// The tokens of a text and its distinct words.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    all: Vec<Token>,
    words: Vec<Box<str>>,
    ids: FxHashMap<Box<str>, WordId>,
}

impl Tokens {
    /// Cuts the given spans of `text` (in order, not overlapping) into tokens. What lies between them has none.
    pub fn of(text: &str, spans: impl IntoIterator<Item = Span>) -> Self {
        // Room for what a text of this length has about, so that little is moved as it grows; its words are many fewer.
        let distinct = (text.len() / 16).min(1 << 14);
        let mut tokens = Self {
            all: Vec::with_capacity(text.len() / 5),
            words: Vec::with_capacity(distinct),
            ids: FxHashMap::with_capacity_and_hasher(distinct, FxBuildHasher),
        };
        let mut folded = String::new();
        for span in spans {
            tokens.cut(text, span, &mut folded);
        }
        tokens
    }

    /// All tokens in text order.
    pub fn all(&self) -> &[Token] {
        &self.all
    }

    /// The tokens that begin in `span`.
    pub fn within(&self, span: Span) -> &[Token] {
        let (a, b) = self.range(span);
        self.all.get(a..b).unwrap_or(&[])
    }

    /// Indexes into [`Tokens::all`] of the tokens that begin in `span`.
    pub fn range(&self, span: Span) -> (usize, usize) {
        let a = self.all.partition_point(|t| t.span.start < span.start);
        let b = self.all.partition_point(|t| t.span.start < span.end);
        (a, b.max(a))
    }

    /// A word in lower case.
    pub fn word(&self, id: WordId) -> &str {
        self.words.get(id.0 as usize).map_or("", |w| w)
    }

    /// The word of a token in lower case, apostrophes straightened.
    pub fn lower(&self, token: &Token) -> &str {
        self.word(token.word())
    }

    /// The number of a word given in lower case, if the text has it.
    pub fn id(&self, word: &str) -> Option<WordId> {
        self.ids.get(word).copied()
    }

    /// All distinct words, by number.
    pub fn words(&self) -> impl ExactSizeIterator<Item = &str> {
        self.words.iter().map(|w| &**w)
    }

    /// The distinct words with their numbers; the tokens are given up.
    pub fn into_ids(self) -> FxHashMap<Box<str>, WordId> {
        self.ids
    }

    fn intern(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = WordId(self.words.len() as u32);
        self.words.push(word.into());
        self.ids.insert(word.into(), id);
        id
    }

    fn push(&mut self, text: &str, span: Span, shape: Shape, spaced: bool, folded: &mut String) {
        let slice = span.of(text);
        let caps = if shape == Shape::Word { caps_of(slice) } else { Caps::Lower };
        folded.clear();
        for c in slice.chars() {
            match c {
                '’' | '‘' | 'ʼ' => folded.push('\''),
                c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
                c => folded.extend(c.to_lowercase()),
            }
        }
        let word = self.intern(folded);
        self.all.push(Token::new(span, word, shape, caps, spaced));
    }

    /// Adds a word of ASCII letters and digits.
    fn push_plain(&mut self, word: &[u8], span: Span, spaced: bool, folded: &mut String) {
        folded.clear();
        let (mut upper, mut lower) = (0usize, 0usize);
        for b in word {
            upper += usize::from(b.is_ascii_uppercase());
            lower += usize::from(b.is_ascii_lowercase());
            folded.push(char::from(b.to_ascii_lowercase()));
        }
        let first = word.first().is_some_and(u8::is_ascii_uppercase);
        let caps = match (first, upper - usize::from(first), lower) {
            (false, 0, _) => Caps::Lower,
            (true, 0, _) => Caps::Title,
            (true, _, 0) => Caps::Upper,
            _ => Caps::Mixed,
        };
        let word = self.intern(folded);
        self.all.push(Token::new(span, word, Shape::Word, caps, spaced));
    }

    fn cut(&mut self, text: &str, span: Span, folded: &mut String) {
        let slice = span.of(text);
        let base = span.from();
        let mut spaced = true;
        let mut at = 0;
        while let Some(c) = slice.get(at..).and_then(|s| s.chars().next()) {
            // Most of a text: blanks and words of plain letters.
            if matches!(c, '\t'..='\r' | ' ') {
                spaced = true;
                at += 1;
                continue;
            }
            if c.is_ascii_alphabetic()
                && let Some(word) = plain_word(slice.as_bytes().get(at..).unwrap_or(&[]))
            {
                self.push_plain(word, Span::new(base + at, base + at + word.len()), spaced, folded);
                spaced = false;
                at += word.len();
                continue;
            }
            if c.is_whitespace() {
                spaced = true;
                at += c.len_utf8();
                continue;
            }
            let rest = slice.get(at..).unwrap_or("");
            let (len, shape) = if c.is_alphabetic() {
                (word_len(rest), Shape::Word)
            } else if c.is_ascii_digit() {
                (number_len(rest), Shape::Number)
            } else {
                (c.len_utf8(), Shape::Sign)
            };
            let token = Span::new(base + at, base + at + len);
            match possessive(rest, len, shape) {
                Some(stem) => {
                    let cut = token.from() + stem;
                    self.push(text, Span::new(token.from(), cut), Shape::Word, spaced, folded);
                    self.push(text, Span::new(cut, token.to()), Shape::Possessive, false, folded);
                }
                None => self.push(text, token, shape, spaced, folded),
            }
            spaced = false;
            at += len;
        }
    }
}

/// The ASCII letters and digits at the start, if they are a word by themselves: nothing that could join follows.
fn plain_word(rest: &[u8]) -> Option<&[u8]> {
    let len = rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let alone = match rest.get(len) {
        None => true,
        // "U.S.": a stop may belong to a lone letter.
        Some(b'.') => len > 1,
        Some(b) => b.is_ascii() && *b != b'\'',
    };
    rest.get(..len).filter(|_| alone)
}

/// Length of a possessive word's stem ("Turkey’s" → "Turkey").
fn possessive(rest: &str, len: usize, shape: Shape) -> Option<usize> {
    let word = rest.get(..len).filter(|_| shape == Shape::Word)?;
    let stem = word.strip_suffix(['s', 'S'])?.strip_suffix(['\'', '’', 'ʼ'])?;
    // "it's", "that's", "let's" are contractions of "is" far more often than possessives.
    let contracted = ["it", "that", "let", "here", "there", "what", "who", "he", "she"];
    (!stem.is_empty() && !contracted.iter().any(|c| stem.eq_ignore_ascii_case(c))).then_some(stem.len())
}

/// A word: letters, digits and marks, inner apostrophes ("isn’t"), and the full stops of an abbreviation ("U.S.").
fn word_len(rest: &str) -> usize {
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let joins = match c {
            c if c.is_alphanumeric() || is_mark(c) => true,
            '\'' | '’' | 'ʼ' => i > 0 && next.is_some_and(char::is_alphabetic),
            // "U.S." but not the stop of a sentence: single letters between stops only.
            '.' => dotted(rest, i),
            _ => false,
        };
        if !joins {
            break;
        }
        len = i + c.len_utf8();
    }
    len.max(rest.chars().next().map_or(0, char::len_utf8))
}

/// Whether the stop at `i` belongs to a dotted abbreviation: a lone letter before it, and either a lone letter with its
/// own stop behind it or an earlier such pair before it.
fn dotted(rest: &str, i: usize) -> bool {
    let before = rest.get(..i).unwrap_or("");
    let lone_before = before.chars().rev().take_while(|c| c.is_alphanumeric()).count() == 1;
    if !lone_before {
        return false;
    }
    let mut after = rest.get(i + 1..).unwrap_or("").chars();
    let continues = after.next().is_some_and(char::is_alphabetic) && after.next() == Some('.');
    continues || before.contains('.')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{ad}')
}

/// A number: digits with inner commas, stops or thin spaces between digits ("1,200", "3.5").
fn number_len(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut len = 0;
    while let Some(b) = bytes.get(len) {
        let inner = matches!(b, b',' | b'.') && bytes.get(len + 1).is_some_and(u8::is_ascii_digit);
        if !b.is_ascii_digit() && !inner {
            break;
        }
        len += 1;
    }
    len
}

fn caps_of(word: &str) -> Caps {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let (mut upper, mut lower) = (0, 0);
    for c in letters {
        if c.is_uppercase() {
            upper += 1;
        } else {
            lower += 1;
        }
    }
    match (first, upper, lower) {
        (false, 0, _) => Caps::Lower,
        (true, 0, _) => Caps::Title,
        (true, _, 0) => Caps::Upper,
        _ => Caps::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let t = Tokens::of(text, [Span::new(0, text.len())]);
        t.all().iter().map(|t| t.span.of(text).to_owned()).collect()
    }

    #[test]
    fn words_numbers_signs() {
        assert_eq!(cut("the $200 million hit"), ["the", "$", "200", "million", "hit"]);
        assert_eq!(cut("Turkey’s isn’t it's"), ["Turkey", "’s", "isn’t", "it's"]);
        assert_eq!(cut("U.S. forces, e.g. A. Smith"), ["U.S.", "forces", ",", "e.g.", "A", ".", "Smith"]);
        assert_eq!(cut("1,200 in the 1990s."), ["1,200", "in", "the", "1990", "s", "."]);
        assert_eq!(cut("cease-fire—the TTP"), ["cease", "-", "fire", "—", "the", "TTP"]);
        assert_eq!(cut("states’ rights"), ["states", "’", "rights"]);
    }

    #[test]
    fn capitals() {
        for (word, caps) in [
            ("kabul", Caps::Lower),
            ("Kabul", Caps::Title),
            ("TTP", Caps::Upper),
            ("U.S.", Caps::Upper),
            ("McDonald", Caps::Mixed),
            ("iPhone", Caps::Mixed),
            ("A", Caps::Title),
        ] {
            assert_eq!(caps_of(word), caps, "{word}");
        }
    }

    #[test]
    fn plain_words_are_read_as_all_others() {
        for text in ["Kabul TTP aB iPhone A a1 U.S. it's Turkey's x-ray é3", "a.b c.d. e. F. NATO's"] {
            for token in Tokens::of(text, [Span::new(0, text.len())]).all() {
                let slice = token.span.of(text);
                if token.shape() == Shape::Word {
                    assert!(word_len(text.get(token.span.from()..).unwrap()) >= slice.len(), "{slice}");
                    assert_eq!(token.caps(), caps_of(slice), "{slice}");
                }
            }
        }
    }

    #[test]
    fn the_same_word_has_the_same_number_whatever_its_case() {
        let t = Tokens::of("Peace PEACE peace", [Span::new(0, 17)]);
        assert_eq!(t.words().len(), 1);
        assert_eq!(t.id("peace"), Some(t.all()[2].word()));
    }

    proptest::proptest! {
        #[test]
        fn tokens_are_in_order_and_on_boundaries(s in "\\PC{0,80}") {
            let t = Tokens::of(&s, [Span::new(0, s.len())]);
            let mut last = 0;
            for token in t.all() {
                proptest::prop_assert!(token.span.from() >= last && !token.span.is_empty());
                proptest::prop_assert!(Span::checked(&s, token.span.from(), token.span.to()).is_ok());
                last = token.span.to();
            }
        }
    }
}
