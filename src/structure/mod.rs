//! Text → blocks, outline, noise, sentences, tokens: the shape of a document, before anyone asks what it says.

pub mod tokens;

use crate::model::{Block, Noise, Section, Sentence, Span, Text};
pub use tokens::{Caps, Shape, Token, Tokens, WordId};

/// What the reader has decided otherwise than the program. Stages are functions of (text, corrections).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Corrections {
    /// Noise that the reader wants treated as text.
    pub unmasked: Vec<Span>,
}

/// The shape of one text.
#[derive(Debug, Clone, Default)]
pub struct Structure {
    /// The document's title and where it stands.
    pub title: Option<Span>,
    /// In order, not overlapping.
    pub blocks: Vec<Block>,
    /// In text order.
    pub sections: Vec<Section>,
    /// In text order, not overlapping.
    pub noise: Vec<Noise>,
    /// In text order, each in one block.
    pub sentences: Vec<Sentence>,
    /// Words, numbers and signs of everything but noise.
    pub tokens: Tokens,
}

/// Finds blocks, outline, noise and sentences of a text.
pub fn structure(text: &Text, corrections: &Corrections) -> Structure {
    let _ = corrections;
    Structure { tokens: Tokens::of(text.as_str(), [Span::new(0, text.len())]), ..Structure::default() }
}
