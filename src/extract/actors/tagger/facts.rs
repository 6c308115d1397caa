//! What the tagger knows of each token: all that its features are made of, as numbers.

/// What a word is by itself, whichever token it stands in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordFacts {
    /// Hash of the word in lower case, every digit a 0; 0 until somebody asks.
    pub hash: u32,
    /// Hashes of its first and last letters: two, three and four of each.
    pub affixes: [u32; 6],
    /// What the word lists say it may be.
    pub flags: u32,
    /// How the document writes it: bit 0 small, 1 with a capital inside sentences, 2 more often small than not.
    pub writing: u8,
    /// What the rules took names with it for, anywhere in the document: bit 0 person, 1 organisation, 2 place; and how it
    /// stands in runs of capitals: 3 alone, 4 first, 5 last.
    pub company: u8,
}

/// What a token is where it stands: eight bytes, for there is one for every token of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TokenFacts {
    /// Index of its word, the lowest byte first.
    word: [u8; 3],
    /// Capitals, digits, stops and length.
    pub shape: u8,
    /// The known name that it is part of, and where in it.
    pub known: u8,
    /// The title that it is part of.
    pub title: u8,
    /// What the rules take it for, where in the name, and how surely.
    pub guess: u8,
    /// Bit 0: begins a sentence; 1 and 2: style of the segment; 3: a space before it; 4: is a word with a capital.
    place: u8,
}

impl TokenFacts {
    const CAPITAL: u8 = 1 << 4;

    /// A token of the word with this index. A document of more than 16 million different words, which no text is, has
    /// those beyond taken for its first.
    pub fn new(word: u32, shape: u8, capital: bool) -> Self {
        let [a, b, c, d] = word.to_le_bytes();
        let word = if d == 0 { [a, b, c] } else { [0; 3] };
        Self { word, shape, place: if capital { Self::CAPITAL } else { 0 }, ..Self::default() }
    }

    /// Index of its word.
    pub fn word(self) -> usize {
        let [a, b, c] = self.word;
        u32::from_le_bytes([a, b, c, 0]) as usize
    }

    /// Whether it is a word with a capital.
    pub fn is_capital(self) -> bool {
        self.place & Self::CAPITAL != 0
    }

    /// Bit 0: begins a sentence; 1 and 2: style of the segment; 3: a space before it.
    pub fn place(self) -> u8 {
        self.place & !Self::CAPITAL
    }

    /// Sets what [`Self::place`] tells.
    pub fn set_place(&mut self, place: u8) {
        self.place = self.place & Self::CAPITAL | place & !Self::CAPITAL;
    }
}

/// A stretch of tokens around capitals, in which names are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The segment that it lies in.
    pub segment: (u32, u32),
    /// First token.
    pub from: u32,
    /// One past the last.
    pub to: u32,
}

/// One document as the tagger sees it.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// By token.
    pub tokens: Vec<TokenFacts>,
    /// By word.
    pub words: Vec<WordFacts>,
    /// In text order, apart from each other.
    pub windows: Vec<Window>,
}

/// Starting value and factor of FNV-1a with 32 bits.
const FNV: (u32, u32) = (0x811c_9dc5, 0x0100_0193);

fn hash(letters: impl Iterator<Item = char>) -> u32 {
    letters.fold(FNV.0, |h, c| {
        let c = if c.is_numeric() { '0' } else { c };
        (h ^ u32::from(c)).wrapping_mul(FNV.1)
    })
}

impl WordFacts {
    /// Of a word in lower case.
    pub fn of(word: &str, flags: u32, writing: u8) -> Self {
        let mut affixes = [0; 6];
        let length = word.chars().count();
        for (k, n) in [2, 3, 4].into_iter().enumerate().filter(|&(_, n)| n < length) {
            affixes[k] = hash(word.chars().take(n));
            affixes[k + 3] = hash(word.chars().rev().take(n));
        }
        Self { hash: hash(word.chars()).max(1), affixes, flags, writing, company: 0 }
    }
}
