//! Lines → blocks: paragraphs from texts with one line a block, blank lines between blocks, or wrapped lines.

use crate::model::{BlockKind, Span};

use super::cues::{Ending, Lexicon, ending};
use super::lines::{Layout, Line, first_word, in_one_sentence, reach};
use super::numbering::readings;

/// A block before the outline is known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    /// The lines it covers.
    pub span: Span,
    /// What it looks like by itself: paragraph, list item, code, table row, rule, furniture.
    pub kind: BlockKind,
    /// Depth as in [`crate::model::Block::level`], if the format gave it.
    pub level: u8,
    /// Where its text begins: behind the bullet.
    pub body: u32,
    /// Where its text ends: before an injected fragment.
    pub text_end: u32,
    /// Column of its first line.
    pub indent: u16,
    /// Blank lines before it.
    pub gap: u8,
    /// Number of lines.
    pub lines: u16,
    /// Whether the line below is a rule as long as it.
    pub underlined: bool,
}

impl Draft {
    /// Its text without bullet and without injected fragment.
    pub fn text(&self) -> Span {
        Span { start: self.body.min(self.text_end), end: self.text_end }
    }
}

/// Builds the blocks of a text whose format says nothing about them. `furniture` tells for every line whether it is
/// page furniture.
pub(super) fn blocks(
    content: &str,
    lines: &[Line],
    layout: Layout,
    furniture: &[bool],
    lexicon: &Lexicon,
) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut open: Option<&Line> = None;
    for (k, line) in lines.iter().enumerate() {
        let s = line.span.of(content);
        let off = furniture.get(k).copied().unwrap_or(false);
        let kind = if off { BlockKind::Furniture } else { kind(s) };
        if kind == BlockKind::Rule
            && line.gap == 0
            && let Some(above) = drafts.last_mut().filter(|d| d.lines == 1 && d.kind == BlockKind::Paragraph)
            && s.starts_with(['=', '-', '~', '*', '^'])
            && above.span.len().abs_diff(s.len()) <= 3.max(above.span.len() / 4)
        {
            above.underlined = true;
        }
        let joined = |before: &Line| match layout {
            Layout::Wrapped { width } => goes_on(content, before, line, width, lexicon),
            _ => is_torn(content, before, line),
        };
        if kind == BlockKind::Paragraph
            && open.is_some_and(joined)
            && let Some(last) = drafts.last_mut()
        {
            last.span.end = line.span.end;
            last.text_end = line.span.end;
            last.lines = last.lines.saturating_add(1);
        } else {
            let body = if kind == BlockKind::ListItem {
                line.span.from() + bullet(s).unwrap_or(0)
            } else {
                line.span.from()
            };
            drafts.push(Draft {
                span: line.span,
                kind,
                level: 0,
                body: u32::try_from(body).unwrap_or(line.span.start),
                text_end: line.span.end,
                indent: line.indent,
                gap: line.gap,
                lines: 1,
                underlined: false,
            });
        }
        open = matches!(kind, BlockKind::Paragraph | BlockKind::ListItem).then_some(line);
    }
    list_levels(&mut drafts);
    drafts
}

/// Whether a sentence was torn in two in a text with one line a block: it has not ended, and prose in small letters follows.
fn is_torn(content: &str, before: &Line, line: &Line) -> bool {
    /// Shorter lines may be the items of a list.
    const PROSE: usize = 30;
    let opens = before.span.of(content).starts_with(char::is_uppercase);
    line.gap == 0 && !line.page && opens && line.span.len() >= PROSE && in_one_sentence(content, before, line)
}

/// Whether a paragraph goes on in the next line: the line before had no room for its first word.
fn goes_on(content: &str, before: &Line, line: &Line, width: usize, lexicon: &Lexicon) -> bool {
    if line.gap > 0 || line.page {
        return false;
    }
    let filled = reach(before) + 1 + first_word(content, line);
    // Whatever the edge, a sentence that has not ended goes on in small letters.
    if filled * 2 >= width && in_one_sentence(content, before, line) {
        return true;
    }
    // A ragged edge is narrower than a fifth of the line; deeper indented text may be set narrower.
    if filled * 5 < width * 4 {
        return false;
    }
    let ended = matches!(ending(before.span.of(content)), Ending::Stop | Ending::Colon | Ending::Question);
    !(ended && readings(content, line.span, lexicon).iter().any(|r| r.title < line.span.end))
}

/// What a line is by its own signs.
fn kind(s: &str) -> BlockKind {
    if s.chars().all(|c| {
        matches!(c, '-' | '=' | '~' | '*' | '_' | '#' | '.' | '+' | ' ' | '─' | '━' | '═' | '—' | '⁂' | '•')
    }) {
        return BlockKind::Rule;
    }
    if let Some(len) = bullet(s).filter(|_| inline_bullet(s).is_none()) {
        return if len < s.len() { BlockKind::ListItem } else { BlockKind::Rule };
    }
    if s.starts_with('|') && s.len() > 1 && s.get(1..).is_some_and(|r| r.contains('|')) {
        return BlockKind::TableRow;
    }
    let piped = || memchr::memchr(b'|', s.as_bytes()).is_some() && s.matches(" | ").nth(1).is_some();
    if columns(s) || piped() {
        return BlockKind::TableRow;
    }
    if is_code(s) { BlockKind::Code } else { BlockKind::Paragraph }
}

/// Length of a bullet with the blanks behind it, and of a check box behind those.
pub(super) fn bullet(s: &str) -> Option<usize> {
    let sign = s.chars().next()?;
    if !matches!(
        sign,
        '-' | '*'
            | '+'
            | '•'
            | '‣'
            | '◦'
            | '▪'
            | '▫'
            | '●'
            | '○'
            | '■'
            | '□'
            | '–'
            | '·'
            | '∙'
            | '⁃'
            | '➢'
            | '►'
            | '✓'
            | '✔'
            | '→'
    ) {
        return None;
    }
    let rest = s.get(sign.len_utf8()..)?;
    let text = rest.trim_start();
    // "⁃First" and "•First" are items; "-5" and "*word*" are none.
    if text.len() == rest.len() && matches!(sign, '-' | '*' | '+' | '–' | '·' | '→') {
        return None;
    }
    let text = ["[ ] ", "[x] ", "[X] "].iter().find_map(|b| text.strip_prefix(b)).unwrap_or(text);
    Some(s.len() - text.len())
}

/// Whether a sign is a bullet wherever it stands.
pub(super) fn is_bullet(sign: char) -> bool {
    matches!(sign, '•' | '‣' | '◦' | '▪' | '▫' | '●' | '○' | '■' | '□' | '∙' | '⁃' | '➢' | '►')
}

/// The bullet of a list that runs on within one line ("• the road • the rail"), if it is one.
pub(super) fn inline_bullet(s: &str) -> Option<char> {
    let sign = s.chars().next()?;
    let sure = is_bullet(sign);
    let again = |at: usize| s.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
    (sure && s.match_indices(sign).skip(1).any(|(at, _)| again(at))).then_some(sign)
}

/// Whether a line is set in columns: wide gaps inside it, other than behind a number or a full stop.
fn columns(s: &str) -> bool {
    if memchr::memmem::find(s.as_bytes(), b"   ").is_none() {
        return false;
    }
    let mut gaps = 0;
    let mut from = 0;
    while let Some(at) = s.get(from..).and_then(|r| r.find("   ")).map(|p| p + from) {
        let before = s.get(..at).unwrap_or("");
        if before.len() > 8 && !before.ends_with(['.', ':', '?', '!']) {
            gaps += 1;
        }
        let rest = s.get(at..).unwrap_or("");
        from = at + (rest.len() - rest.trim_start().len()).max(1);
    }
    gaps > 0
}

/// Whether a line is program code or data rather than words.
fn is_code(s: &str) -> bool {
    let head = s.get(..s.char_indices().nth(200).map_or(s.len(), |(at, _)| at)).unwrap_or(s);
    if head.starts_with("#!") || head.starts_with("$ ") || head.starts_with("```") || head.starts_with("</") {
        return true;
    }
    let (mut signs, mut letters) = (0usize, 0usize);
    for c in head.chars() {
        match c {
            '{' | '}' | '=' | '|' | '<' | '>' | '\\' | '^' | '+' | '#' | '~' | '[' | ']' | '_' => signs += 1,
            c if c.is_alphanumeric() => letters += 1,
            _ => {}
        }
    }
    let words = head.split_whitespace().filter(|w| w.chars().all(char::is_alphabetic)).count();
    let closed = s.ends_with(['{', '}', ';', '\\']) && signs > 0;
    (signs >= 2 && signs * 4 > letters) || (closed && words < 6) || (letters == 0 && signs > 0)
}

/// Depth of list items from their columns.
fn list_levels(drafts: &mut [Draft]) {
    let mut columns: Vec<u16> = Vec::new();
    for d in drafts {
        if d.kind != BlockKind::ListItem {
            columns.clear();
            continue;
        }
        while columns.last().is_some_and(|&c| c > d.indent) {
            columns.pop();
        }
        if columns.last().is_none_or(|&c| c < d.indent) {
            columns.push(d.indent);
        }
        d.level = u8::try_from(columns.len().saturating_sub(1)).unwrap_or(u8::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Format, Text};
    use crate::structure::cues::LEXICON;
    use crate::structure::lines;

    fn cut(s: &str) -> Vec<(BlockKind, String)> {
        let t = Text::new(s, Format::Text);
        let l = lines::lines(&t);
        blocks(t.as_str(), &l, lines::layout(t.as_str(), &l), &[], &LEXICON)
            .iter()
            .map(|d| (d.kind, d.text().of(s).to_owned()))
            .collect()
    }

    #[test]
    fn one_line_a_block() {
        use BlockKind::*;
        let got = cut("Aims\nThe envoy came.\n- Talk: much of it\n* * *\n| a | b |\n  \"id\": 3, {\n");
        assert_eq!(
            got.iter().map(|g| g.0).collect::<Vec<_>>(),
            [Paragraph, Paragraph, ListItem, Rule, TableRow, Code]
        );
        assert_eq!(got[2].1, "Talk: much of it");
    }

    #[test]
    fn wrapped_lines_are_joined_and_short_ones_end_a_block() {
        let got = cut(
            "The crossing\nThe envoy arrived on Monday and met the\nministers of both sides for talks about\n\
             the crossing, which had been closed.\n- the first lorry drove through that same\n  evening without a word\n",
        );
        assert_eq!(got.len(), 3, "{got:?}");
        assert_eq!(got[0].1, "The crossing");
        assert!(got[1].1.ends_with("closed."));
        assert!(got[2].1.ends_with("a word"));
    }

    #[test]
    fn underlined_lines_are_marked() {
        let s = "Aims\n====\n\nWe want peace.\n\n-----\n";
        let t = Text::new(s, Format::Text);
        let l = lines::lines(&t);
        let d = blocks(s, &l, Layout::Blocks, &[], &LEXICON);
        assert!(d[0].underlined && !d[2].underlined);
    }
}
