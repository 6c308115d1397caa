//! The tokens of one block with what each word is among the words of time: what the grammar walks over.

use super::class::Class;
use super::lexicon::{Holiday, LEXICON, Role, Vague};
use crate::extract::phrases::Bound;
use crate::model::Modifier;
use crate::structure::{Caps, Shape, Structure, Token};

/// Lexicon tables bound to one document.
pub struct Tables {
    /// By word number.
    pub classes: Vec<Class>,
    /// Expressions without a date of their own.
    pub vague: Bound<'static, Option<Vague>>,
    /// "daily".
    pub often: Bound<'static, String>,
    /// "yesterday".
    pub today: Bound<'static, i32>,
    /// "more than".
    pub approximators: Bound<'static, Modifier>,
    /// Named days.
    pub holidays: Bound<'static, Holiday>,
}

impl Tables {
    /// Binds the lexicon to the words of a document.
    pub fn bind(structure: &Structure) -> Self {
        let tokens = &structure.tokens;
        Self {
            classes: LEXICON.classes(tokens),
            vague: LEXICON.vague.bind(tokens),
            often: LEXICON.often.bind(tokens),
            today: LEXICON.today.bind(tokens),
            approximators: LEXICON.approximators.bind(tokens),
            holidays: LEXICON.holidays.bind(tokens),
        }
    }
}

/// The tokens `from..end` of a text. Outside of them every question is answered as for a word that has nothing to do
/// with time, so that no expression reaches over the edge of a block.
#[derive(Clone, Copy)]
pub struct Stream<'a> {
    /// The reading text.
    pub text: &'a str,
    /// All tokens of the text.
    pub tokens: &'a [Token],
    /// The lexicon.
    pub tables: &'a Tables,
    /// First token of the block.
    pub from: usize,
    /// One past its last token.
    pub end: usize,
}

impl<'a> Stream<'a> {
    /// The token at `i`.
    pub fn token(&self, i: usize) -> Option<&'a Token> {
        if i < self.from || i >= self.end { None } else { self.tokens.get(i) }
    }

    /// The tokens from `i` to the end of the block.
    pub fn rest(&self, i: usize) -> &'a [Token] {
        self.tokens.get(i.max(self.from)..self.end).unwrap_or(&[])
    }

    /// The class of the word at `i`.
    pub fn class(&self, i: usize) -> &'a Class {
        self.token(i).and_then(|t| self.tables.classes.get(t.word().0 as usize)).unwrap_or(Class::NONE)
    }

    /// The class of the word before `i`.
    pub fn before(&self, i: usize) -> &'a Class {
        i.checked_sub(1).map_or(Class::NONE, |i| self.class(i))
    }

    /// The role of the word at `i`.
    pub fn role(&self, i: usize) -> Role {
        self.class(i).role
    }

    /// Whether the word at `i` has this role.
    pub fn is(&self, i: usize, role: Role) -> bool {
        self.role(i) == role
    }

    /// The text of the token at `i`.
    pub fn slice(&self, i: usize) -> &'a str {
        self.token(i).map_or("", |t| t.span.of(self.text))
    }

    /// Whether the token at `i` is this sign.
    pub fn sign(&self, i: usize, sign: &str) -> bool {
        self.token(i).is_some_and(|t| t.shape() == Shape::Sign && t.span.of(self.text) == sign)
    }

    /// Whether the token at `i` is a hyphen or dash.
    pub fn dash(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| {
            t.shape() == Shape::Sign && matches!(t.span.of(self.text), "-" | "–" | "—" | "‑" | "−")
        })
    }

    /// Whether the token at `i` follows the one before it without a space.
    pub fn glued(&self, i: usize) -> bool {
        i > self.from && self.token(i).is_some_and(|t| !t.spaced())
    }

    /// Whether the token at `i` is a word that begins with a capital.
    pub fn capital(&self, i: usize) -> bool {
        self.token(i).is_some_and(Token::is_capitalised)
    }

    /// Whether the token at `i` is a word in lower case.
    pub fn lower(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.shape() == Shape::Word && t.caps() == Caps::Lower)
    }

    /// Whether the token at `i` is a word.
    pub fn word(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.shape() == Shape::Word)
    }

    /// Whether the token at `i` is a possessive ending.
    pub fn possessive(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.shape() == Shape::Possessive)
    }

    /// `i`, or `i + 1` where the word at `i` has this role.
    pub fn skip(&self, i: usize, role: Role) -> usize {
        i + usize::from(self.is(i, role))
    }

    /// `i`, or `i + 1` where a comma stands at `i`.
    pub fn skip_comma(&self, i: usize) -> usize {
        i + usize::from(self.sign(i, ","))
    }

    /// `i`, or `i + 1` where a hyphen stands at `i`.
    pub fn skip_dash(&self, i: usize) -> usize {
        i + usize::from(self.dash(i))
    }
}
