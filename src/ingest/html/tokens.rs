//! Characters of a page → tags and text, each with its place. One pass, no tree, any input; the rules are those of the HTML
//! standard as far as they decide what is text.

use std::borrow::Cow;

use memchr::{memchr, memchr3, memmem};

use super::element::Element;

/// A piece of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A start tag.
    Open {
        element: Element,
        attributes: Attributes<'a>,
        /// Written `<x/>`.
        closed: bool,
    },
    /// An end tag.
    Close(Element),
    /// Text with its character references as they are written.
    Text(&'a str),
    /// The content of an element that holds no markup.
    Raw(Element, &'a str),
}

/// The tokens of a page, each with the byte at which it stands.
pub(super) struct Tokens<'a> {
    source: &'a str,
    at: usize,
    /// The element whose content is no markup, just begun.
    raw: Option<Element>,
    /// Whether a closing quote of either kind may still come.
    quotes: [bool; 2],
    /// Whether the end tag of a title or a text field may still come.
    ends: bool,
}

impl<'a> Tokens<'a> {
    pub fn new(source: &'a str) -> Self {
        Self { source, at: 0, raw: None, quotes: [true; 2], ends: true }
    }

    fn rest(&self, from: usize) -> &'a str {
        self.source.get(from..).unwrap_or("")
    }

    /// The content of a raw element, up to its end tag or, if there is none, to the end of the page.
    fn raw(&mut self, element: Element) -> (usize, Token<'a>) {
        let start = self.at;
        let rest = self.rest(start);
        let is_end = |k: &usize| Element::of(rest.get(k + 2..).map_or("", |after| name(after))) == element;
        let textual = matches!(element, Element::Title | Element::Textarea);
        let end =
            match memmem::find_iter(rest.as_bytes(), "</").take_while(|_| !textual || self.ends).find(is_end)
            {
                Some(end) => end,
                // A page cut off in its title: no reason to take all of it for the title.
                None if textual => {
                    self.ends = false;
                    memchr(b'<', rest.as_bytes()).unwrap_or(rest.len())
                }
                None => rest.len(),
            };
        self.at = start + end;
        (start, Token::Raw(element, rest.get(..end).unwrap_or("")))
    }

    /// A tag, or `None` where a `<` begins none.
    fn tag(&mut self) -> Option<Option<Token<'a>>> {
        let start = self.at;
        let rest = self.rest(start + 1);
        let first = rest.bytes().next()?;
        match first {
            b'!' => {
                let after = rest.get(1..).unwrap_or("");
                let (end, past) = if after.starts_with("--") {
                    // `<!-->` is a whole comment.
                    let inner = after.get(2..).unwrap_or("");
                    if inner.starts_with('>') {
                        (Some(0), 2 + 1)
                    } else {
                        (memmem::find(inner.as_bytes(), b"-->"), 2 + 3)
                    }
                } else if after.starts_with("[CDATA[") {
                    let inner = after.get(7..).unwrap_or("");
                    let end = memmem::find(inner.as_bytes(), b"]]>").unwrap_or(inner.len());
                    self.at = (start + 9 + end + 3).min(self.source.len());
                    return Some(Some(Token::Text(inner.get(..end).unwrap_or(""))));
                } else {
                    (memchr(b'>', after.as_bytes()), 1)
                };
                self.at = end.map_or(self.source.len(), |end| start + 2 + end + past);
                Some(None)
            }
            b'?' => {
                self.at = memchr(b'>', rest.as_bytes()).map_or(self.source.len(), |end| start + 1 + end + 1);
                Some(None)
            }
            b'/' => {
                let after = rest.get(1..).unwrap_or("");
                let name = name(after);
                let end = memchr(b'>', after.as_bytes());
                self.at = end.map_or(self.source.len(), |end| start + 2 + end + 1);
                Some((!name.is_empty()).then(|| Token::Close(Element::of(name))))
            }
            _ if first.is_ascii_alphabetic() => {
                let name = name(rest);
                let inside = rest.get(name.len()..).unwrap_or("");
                let len = self.attributes_end(inside);
                let written = inside.get(..len).unwrap_or("");
                self.at = (start + 1 + name.len() + len + 1).min(self.source.len());
                let closed = written.ends_with('/');
                let element = Element::of(name);
                if element.is_raw() && !closed {
                    self.raw = Some(element);
                }
                Some(Some(Token::Open { element, attributes: Attributes(written), closed }))
            }
            _ => None,
        }
    }

    /// Length of the attributes of a tag, up to its `>`. Inside quotes that follow a `=` it is none.
    fn attributes_end(&mut self, inside: &str) -> usize {
        let bytes = inside.as_bytes();
        let mut at = 0;
        while let Some(k) = bytes.get(at..).and_then(|rest| memchr3(b'>', b'"', b'\'', rest)) {
            let found = at + k;
            let sign = bytes.get(found).copied().unwrap_or(b'>');
            if sign == b'>' {
                return found;
            }
            at = found + 1;
            let before = inside.get(..found).unwrap_or("").trim_ascii_end();
            let which = usize::from(sign == b'\'');
            let open = self.quotes.get(which).copied().unwrap_or(false);
            if before.ends_with('=') && open {
                match bytes.get(at..).and_then(|rest| memchr(sign, rest)) {
                    Some(end) => at += end + 1,
                    // A quote that nothing ends, as in a page cut off: the tag ends at the next `>` all the same.
                    None => {
                        if let Some(quote) = self.quotes.get_mut(which) {
                            *quote = false;
                        }
                    }
                }
            }
        }
        inside.len()
    }
}

/// The name at the start of a tag's inside.
fn name(inside: &str) -> &str {
    let end = inside.bytes().position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'<' | b'='));
    let name = inside.get(..end.unwrap_or(inside.len())).unwrap_or("");
    // XHTML may name its elements with a prefix.
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { "" }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (usize, Token<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(element) = self.raw.take() {
            return Some(self.raw(element));
        }
        let mut text = self.at;
        let mut look = self.at;
        loop {
            let found = self.source.as_bytes().get(look..).and_then(|rest| memchr(b'<', rest));
            let Some(tag) = found.map(|k| look + k) else {
                self.at = self.source.len();
                let rest = self.rest(text);
                return (!rest.is_empty()).then_some((text, Token::Text(rest)));
            };
            if text < tag {
                // The text before what may be a tag goes first; whether it is one is seen at the next call.
                let next = self.source.as_bytes().get(tag + 1).copied().unwrap_or(b' ');
                if next.is_ascii_alphabetic() || matches!(next, b'!' | b'?' | b'/') {
                    self.at = tag;
                    return Some((text, Token::Text(self.source.get(text..tag).unwrap_or(""))));
                }
                look = tag + 1;
                continue;
            }
            self.at = tag;
            match self.tag() {
                Some(Some(token)) => return Some((tag, token)),
                Some(None) => {
                    text = self.at;
                    look = self.at;
                }
                None => look = tag + 1,
            }
        }
    }
}

/// The attributes of a tag, as they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attributes<'a>(pub &'a str);

impl<'a> Attributes<'a> {
    /// Names and values in order, values as written.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest.bytes().skip(1).position(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'/'));
            let end = floor(rest, end.map_or(rest.len(), |k| k + 1));
            let (name, after) = rest.split_at_checked(end)?;
            let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
                rest = after;
                return Some((name, ""));
            };
            let value = value.trim_ascii_start();
            let (value, after) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inner = value.get(1..).unwrap_or("");
                    inner.split_once(quote).unwrap_or((inner, ""))
                }
                _ => {
                    let end = value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len());
                    value.split_at_checked(end)?
                }
            };
            rest = after;
            Some((name, value))
        })
    }

    /// The value of an attribute with its character references resolved.
    pub fn get(self, wanted: &str) -> Option<Cow<'a, str>> {
        self.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| resolved(value))
    }
}

/// The character boundary at or before a byte.
fn floor(s: &str, mut at: usize) -> usize {
    while !s.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Text with its character references resolved.
pub(super) fn resolved(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    pieces(text, |_, piece| out.push_str(piece));
    Cow::Owned(out)
}

/// Hands over the pieces of a text: those without a character reference as they are, and what a reference stands for.
pub(super) fn pieces(text: &str, mut found: impl FnMut(usize, &str)) {
    let mut at = 0;
    let mut look = 0;
    while let Some(k) = text.as_bytes().get(look..).and_then(|rest| memchr(b'&', rest)) {
        let sign = look + k;
        match text.get(sign..).and_then(reference) {
            Some((character, len)) => {
                if at < sign {
                    found(at, text.get(at..sign).unwrap_or(""));
                }
                match character {
                    Reference::Known(text) => found(sign, text),
                    Reference::Number(c) => found(sign, c.encode_utf8(&mut [0; 4])),
                }
                at = sign + len;
                look = at;
            }
            None => look = sign + 1,
        }
    }
    if at < text.len() {
        found(at, text.get(at..).unwrap_or(""));
    }
}

enum Reference {
    Known(&'static str),
    Number(char),
}

/// What the character reference at the start of a text stands for, and its length.
fn reference(text: &str) -> Option<(Reference, usize)> {
    /// The longest name is `&CounterClockwiseContourIntegral;`.
    const LONGEST: usize = 34;
    let inside = text.as_bytes().get(1..)?;
    let len = inside.iter().take(LONGEST).position(|b| !b.is_ascii_alphanumeric() && *b != b'#')?;
    let closed = inside.get(len) == Some(&b';');
    let name = text.get(1..=len)?;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        let c = match code {
            // What stands here in old pages are the letters of Windows.
            0x80..=0x9F => {
                let byte = [u8::try_from(code).ok()?];
                encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next()?
            }
            _ => char::from_u32(code).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER),
        };
        return Some((Reference::Number(c), 1 + len + usize::from(closed)));
    }
    if !closed {
        // A few are known without their semicolon; of those only what cannot be part of an address.
        let known = matches!(name, "amp" | "lt" | "gt" | "quot" | "nbsp");
        return known
            .then(|| quick_xml::escape::resolve_html5_entity(name))?
            .map(|t| (Reference::Known(t), 1 + len));
    }
    quick_xml::escape::resolve_html5_entity(name).map(|t| (Reference::Known(t), 2 + len))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        let mut out = String::new();
        for (at, token) in Tokens::new(source) {
            match token {
                Token::Open { element, attributes, .. } => {
                    assert_eq!(source.as_bytes()[at], b'<');
                    let all: Vec<String> = attributes.iter().map(|(n, v)| format!(" {n}={v}")).collect();
                    out.push_str(&format!("[{element:?}{}]", all.concat()));
                }
                Token::Close(element) => out.push_str(&format!("[/{element:?}]")),
                Token::Text(text) => out.push_str(&resolved(text)),
                Token::Raw(_, text) => out.push_str(&format!("({text})")),
            }
        }
        out
    }

    #[test]
    fn tags_text_and_what_looks_like_tags() {
        assert_eq!(shown("<p class=a id='b c' x=\"1>2\" y>One</P>"), "[P class=a id=b c x=1>2 y=]One[/P]");
        assert_eq!(
            shown("a < b, 3<4 <- &lt;i&gt; &eacute; &bogus; &#8217; &#x92; &amp"),
            "a < b, 3<4 <- <i> é &bogus; ’ ’ &amp"
        );
        assert_eq!(shown("<!DOCTYPE html><!-- <p> -->x<!-->y<?php z ?>w"), "xyw");
        assert_eq!(shown("<script>a</b>'<p>'</SCRIPT >after"), "[Script](a</b>'<p>')[/Script]after");
        assert_eq!(shown("<a href=\"x>cut off <p>b"), "[A href=x]cut off [P]b");
        assert_eq!(shown("<![CDATA[1 <b> 2]]>"), "1 <b> 2");
        assert_eq!(shown("<br/><img src=a/>t</ b></>"), "[Br][Img src=a/]t");
    }

    proptest::proptest! {
        #[test]
        fn every_text_is_a_piece_of_the_page(source in "(<|>|/|!|-|--|p|script|=|\"|'|&|#|x|;|amp|é| |\\[CDATA\\[|\\])*") {
            let mut last = 0;
            for (at, token) in Tokens::new(&source) {
                proptest::prop_assert!(at >= last && source.is_char_boundary(at));
                last = at;
                match token {
                    Token::Text(t) | Token::Raw(_, t) => {
                        resolved(t);
                    }
                    Token::Open { attributes, .. } => {
                        attributes.iter().for_each(drop);
                    }
                    Token::Close(_) => {}
                }
            }
        }
    }
}
