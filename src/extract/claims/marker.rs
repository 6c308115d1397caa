//! The mark that a paragraph or an item begins with, and whether an item stands under the block that announces a list.

use crate::model::{Block, BlockKind};

/// The mark at the front of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// "464.", "3.8": the last of its numbers.
    Number(u32),
    /// "(a)", "iv)"
    Letter,
    /// A bullet.
    Sign,
    Nothing,
}

/// The block that announces what follows, as far as it tells which items are announced.
#[derive(Debug, Clone, Copy)]
pub(super) struct Announcer {
    mark: Mark,
    /// Its depth, where it is an item itself.
    depth: Option<u8>,
}

impl Announcer {
    pub fn of(text: &str, block: Option<&Block>) -> Self {
        Self {
            mark: block.map_or(Mark::Nothing, |b| mark(text, b)),
            depth: block.filter(|b| b.kind == BlockKind::ListItem).map(|b| b.level),
        }
    }

    /// Whether an item may be the first of what was announced: not one that carries on the count of the announcing block
    /// ("464. She added:" before "465. …"), nor its neighbour in the same list, nor the middle of another count.
    pub fn may_hold(self, text: &str, item: &Block) -> bool {
        let deeper = self.depth.is_some_and(|d| item.level > d);
        match (self.mark, mark(text, item)) {
            (_, Mark::Number(m)) if m > 1 => false,
            (Mark::Number(n), Mark::Number(m)) => deeper || m <= n,
            (Mark::Letter, Mark::Letter) | (Mark::Sign, Mark::Sign) => deeper,
            _ => self.depth.is_none_or(|d| item.level >= d),
        }
    }

    /// Whether a later item may still belong to it: not one that carries on its count, or lies above it.
    pub fn still_holds(self, text: &str, item: &Block) -> bool {
        let deeper = self.depth.is_some_and(|d| item.level > d);
        match (self.mark, mark(text, item)) {
            (Mark::Number(n), Mark::Number(m)) => deeper || m != n + 1,
            _ => self.depth.is_none_or(|d| item.level >= d),
        }
    }
}

/// Reads the mark of a block.
fn mark(text: &str, block: &Block) -> Mark {
    /// The longest mark looked at, in bytes.
    const LONGEST: usize = 12;
    let Some(rest) = text.get(block.span.from()..block.span.to()) else { return Mark::Nothing };
    let rest = rest.trim_start_matches([' ', '\t', '>', '(', '[', '*', '_']);
    let word = rest.split(char::is_whitespace).next().unwrap_or("");
    if word.len() > LONGEST {
        return Mark::Nothing;
    }
    let bare = word.trim_end_matches(['.', ')', ']', ':', '\\', '*', '_']);
    let numbered = bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.chars().all(|c| c.is_ascii_digit() || c == '.')
        && (bare.len() < word.len() || bare.contains('.'));
    if numbered {
        return bare.rsplit('.').next().and_then(|n| n.parse().ok()).map_or(Mark::Nothing, Mark::Number);
    }
    let lettered = bare.len() < word.len()
        && !bare.is_empty()
        && (bare.len() == 1 || bare.len() <= 5 && bare.chars().all(|c| "ivxIVX".contains(c)))
        && bare.chars().all(|c| c.is_ascii_alphabetic());
    match lettered {
        true => Mark::Letter,
        false if block.kind == BlockKind::ListItem => Mark::Sign,
        false => Mark::Nothing,
    }
}
