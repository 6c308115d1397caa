//! Numbers of paragraphs: what "par 21 of 34" counts, and where `:21` goes.

use super::{Block, BlockKind};

/// Paragraphs in order: every block of prose, an item of a list too; no headings, tables' rows or page furniture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraphs {
    /// Indices of the blocks that count.
    blocks: Vec<usize>,
}

impl Paragraphs {
    /// Numbers the blocks of a document.
    pub fn new(blocks: &[Block]) -> Self {
        use BlockKind::{Footnote, LeadIn, ListItem, Paragraph, Quote};
        let counts = |b: &Block| matches!(b.kind, Paragraph | ListItem | LeadIn | Quote | Footnote);
        Self { blocks: blocks.iter().enumerate().filter(|(_, b)| counts(b)).map(|(k, _)| k).collect() }
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        self.blocks.len()
    }

    /// The number, from 1, of a block that counts.
    pub fn number(&self, block: usize) -> Option<usize> {
        self.blocks.binary_search(&block).ok().map(|k| k + 1)
    }

    /// The number, from 1, of the last paragraph at or before a block; 0 before the first.
    pub fn number_up_to(&self, block: usize) -> usize {
        self.blocks.partition_point(|&b| b <= block)
    }

    /// The block of a number, from 1; numbers beyond the end give the last.
    pub fn block(&self, number: usize) -> Option<usize> {
        let last = self.blocks.len().checked_sub(1)?;
        self.blocks.get(number.saturating_sub(1).min(last)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    #[test]
    fn headings_are_not_counted() {
        let kinds = [BlockKind::Heading, BlockKind::Paragraph, BlockKind::TableRow, BlockKind::ListItem];
        let blocks: Vec<Block> =
            kinds.iter().enumerate().map(|(k, &kind)| Block::new(Span::new(k, k + 1), kind)).collect();
        let numbers = Paragraphs::new(&blocks);
        assert_eq!(
            (numbers.total(), numbers.number(1), numbers.number(2), numbers.number(3)),
            (2, Some(1), None, Some(2))
        );
        assert_eq!((numbers.number_up_to(0), numbers.number_up_to(2)), (0, 1));
        assert_eq!((numbers.block(1), numbers.block(0), numbers.block(99)), (Some(1), Some(1), Some(3)));
        assert_eq!(Paragraphs::default().block(1), None);
    }
}
