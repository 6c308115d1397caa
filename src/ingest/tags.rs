//! What a reader sees of HTML inside Markdown: the text between the tags.
//!
//! A scanner, not a parser: tags and comments go, what stands in scripts and styles goes, the tags of blocks part
//! lines. It is fed piece by piece, as the Markdown parser hands the lines of an HTML block over.

/// What a scanner finds, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Visible text at this byte of the piece fed.
    Text(usize, &'a str),
    /// An entity at this byte and the character it stands for.
    Char(usize, char),
    /// A tag that begins or ends a block.
    Break,
}

/// Tags between which text runs on.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
];

/// Elements whose content nobody sees.
const UNSEEN: [&str; 4] = ["script", "style", "template", "head"];

/// Named entities that scraped pages use; all others stay as written.
const ENTITIES: [(&str, char); 12] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
];

/// The state between the pieces of one HTML block.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    state: State,
    /// The element whose end is waited for.
    unseen: Option<&'static str>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Text,
    Tag,
    Comment,
}

impl Scanner {
    /// Reads on in `html` and hands over what is visible.
    pub(super) fn feed<'a>(&mut self, html: &'a str, mut found: impl FnMut(Piece<'a>)) {
        let mut at = 0;
        while let Some(rest) = html.get(at..).filter(|r| !r.is_empty()) {
            at += match self.state {
                State::Comment => self.until(rest, "-->"),
                State::Tag => self.until(rest, ">"),
                State::Text => self.text(rest, at, &mut found),
            };
        }
    }

    /// Passes over everything up to `end` and whatever the piece holds of it.
    fn until(&mut self, rest: &str, end: &str) -> usize {
        match rest.find(end) {
            Some(k) => {
                self.state = State::Text;
                k + end.len()
            }
            None => rest.len(),
        }
    }

    fn text<'a>(&mut self, rest: &'a str, at: usize, found: &mut impl FnMut(Piece<'a>)) -> usize {
        if rest.starts_with("<!--") {
            self.state = State::Comment;
            return 4;
        }
        if let Some(after) = rest.strip_prefix('<') {
            let closing = after.starts_with('/');
            let name = after.trim_start_matches('/');
            let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
            let name = name.get(..end).unwrap_or("");
            if !name.is_empty() || after.starts_with(['!', '?']) {
                self.state = State::Tag;
                self.tag(name, closing, found);
                return 1;
            }
        }
        if rest.starts_with('&')
            && let Some((c, len)) = entity(rest)
        {
            if self.unseen.is_none() {
                found(Piece::Char(at, c));
            }
            return len;
        }
        // A sign that begins nothing is text itself.
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let len = rest.get(first..).and_then(|r| r.find(['<', '&'])).map_or(rest.len(), |k| k + first);
        if self.unseen.is_none() {
            found(Piece::Text(at, rest.get(..len).unwrap_or("")));
        }
        len
    }

    fn tag<'a>(&mut self, name: &str, closing: bool, found: &mut impl FnMut(Piece<'a>)) {
        if let Some(waiting) = self.unseen {
            if closing && name.eq_ignore_ascii_case(waiting) {
                self.unseen = None;
            }
        } else if let Some(unseen) = UNSEEN.iter().find(|u| name.eq_ignore_ascii_case(u)).filter(|_| !closing)
        {
            self.unseen = Some(unseen);
        } else if !INLINE.iter().any(|i| name.eq_ignore_ascii_case(i)) {
            found(Piece::Break);
        }
    }
}

/// Whether an inline tag breaks the line.
pub(super) fn breaks_line(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    name.get(..2).is_some_and(|n| n.eq_ignore_ascii_case("br"))
        && name.get(2..).is_some_and(|r| r.starts_with(|c: char| !c.is_ascii_alphanumeric()))
}

/// The character an entity stands for, and the bytes it takes.
fn entity(rest: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 10;
    let end = rest.bytes().take(LONGEST).position(|b| b == b';')?;
    let name = rest.get(1..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => ENTITIES.iter().find(|(n, _)| *n == name)?.1,
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(pieces: &[&str]) -> String {
        let mut scanner = Scanner::default();
        let mut out = String::new();
        for piece in pieces {
            scanner.feed(piece, |p| match p {
                Piece::Text(at, t) => {
                    assert_eq!(piece.get(at..at + t.len()), Some(t));
                    out.push_str(t);
                }
                Piece::Char(_, c) => out.push(c),
                Piece::Break => out.push('|'),
            });
        }
        out
    }

    #[test]
    fn tags_go_and_text_stays() {
        assert_eq!(seen(&["<p>One <b>two</b></p>"]), "|One two|");
        assert_eq!(seen(&["<div\n", "class='x>'>a</div\n", ">b"]), "|'>a|b");
        assert_eq!(seen(&["a <!-- <p>no --> b", "<!--", "no", "-->c"]), "a  bc");
        assert_eq!(seen(&["<script>if (a < b) {}</script>x<style>", "y</style>z"]), "xz");
        assert_eq!(seen(&["2 < 3 & 4 &amp; 5 &#x41; &bogus;"]), "2 < 3 & 4 & 5 A &bogus;");
        assert!(
            breaks_line("<br/>") && breaks_line("<BR>") && !breaks_line("<b>") && !breaks_line("<brand>")
        );
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(a in "[<>!/a-c&;#x1é -]{0,30}", b in "[<>!/a-c&;-]{0,30}") {
            seen(&[&a, &b]);
        }
    }
}
