//! Words of a document inside markup, where they must stay words. All of them pass the filter for terminals first, which
//! also takes out the controls of the writing direction.

use crate::ingest::sanitize::{sanitize, sanitize_line};

/// Appends `text` to a page of HTML, as text or as the value of an attribute in quotation marks.
pub fn push_html(out: &mut String, text: &str) {
    let text = sanitize(text);
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(text.get(done..at).unwrap_or(""));
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(text.get(done..).unwrap_or(""));
}

/// `text` as HTML.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push_html(&mut out, text);
    out
}

/// `text` on one line of Markdown: what CommonMark, GitHub (tables, bare links, mentions, mathematics) or Obsidian
/// (links in double brackets, tags, highlights, comments, block references) would take for markup is escaped.
pub fn markdown(text: &str) -> String {
    let line = sanitize_line(text);
    let mut out = String::with_capacity(line.len() + line.len() / 8);
    let mut before = None;
    let mut first = true;
    // Digits at the beginning, which with a stop behind them would begin a list.
    let mut number = true;
    let mut blank = false;
    let mut chars = line.trim().chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if blank {
            out.push(' ');
            before = Some(' ');
            blank = false;
        }
        let next = chars.peek().copied();
        let markup = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '^' | '#' | '@' => true,
            // Inside a word it is a letter.
            '_' => {
                let word = |c: Option<char>| c.is_some_and(|c: char| c.is_ascii_alphanumeric());
                !(word(before) && word(next))
            }
            // An entity.
            '&' => next.is_some_and(|n| n.is_ascii_alphanumeric() || n == '#'),
            '=' | '%' => first || next == Some(c) || before == Some(c),
            '-' | '+' => first,
            // The scheme of a bare link, and the names of pictographs.
            ':' => {
                first || next.is_some_and(|n| n.is_ascii_alphabetic() || matches!(n, '/' | '+' | '-' | '_'))
            }
            '.' => {
                number && !first && next.is_none_or(char::is_whitespace)
                    || out.get(out.len().saturating_sub(3)..).is_some_and(|w| w.eq_ignore_ascii_case("www"))
            }
            ')' => number && !first && next.is_none_or(char::is_whitespace),
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        number &= c.is_ascii_digit();
        out.push(c);
        before = Some(c);
        first = false;
    }
    out
}

/// `text` on one line of Markdown as code, letter for letter.
pub fn code(text: &str) -> String {
    let line = sanitize_line(text);
    let longest = line.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let blank = if line.starts_with('`') || line.ends_with('`') { " " } else { "" };
    format!("{fence}{blank}{line}{blank}{fence}")
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    /// What a reader of `markdown` sees, or the first thing in it that is no text.
    fn read(markdown: &str) -> Result<String, String> {
        let mut text = String::new();
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(words) => text.push_str(&words),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                other => return Err(format!("{other:?} in {markdown:?}")),
            }
        }
        Ok(text)
    }

    #[test]
    fn what_looks_like_markup_stays_text() {
        for text in [
            "# a heading",
            "- an item",
            "+ an item",
            "12. an item",
            "3) an item",
            "> a quotation",
            "a | b",
            "---",
            "===",
            "*stars* and _lines_ and ~~waves~~",
            "`code`",
            "[a](b) ![c](d) [[e]] [^1] [x]: y",
            "<b>bold</b> <!-- no -->",
            "&amp; &#35; AT&T R & D",
            "http://x.example www.x.example a@b.example",
            "$x$ ==light== %%gone%% a^b #tag :smile:",
            ": a definition",
            "back\\slash",
            "1.",
            "www.",
        ] {
            assert_eq!(read(&markdown(text)), Ok(text.to_owned()));
        }
        assert_eq!(
            markdown("In 2024, 40.5 % (net) - at 12:30 - R&D grew."),
            "In 2024, 40.5 % (net) - at 12:30 - R\\&D grew."
        );
        assert_eq!(markdown(" two\n\u{1b}[31m lines\u{202e} "), "two lines");
        assert!(markdown("see http://x").contains("http\\://"));
        assert!(markdown("WWW.x.org").contains("WWW\\."));
    }

    #[test]
    fn code_may_hold_backticks() {
        for (text, quoted) in [("kind:fact", "`kind:fact`"), ("a`b", "``a`b``"), ("`a", "`` `a ``")] {
            assert_eq!(code(text), quoted);
        }
    }

    #[test]
    fn html_is_text() {
        assert_eq!(
            html("<a href=\"x\" b='c'> & \u{1b}]0;x\u{7}\u{202e}é"),
            "&lt;a href=&quot;x&quot; b=&#39;c&#39;&gt; &amp; é"
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_reads_as_itself(text in "[ a-c1-2\\\\`*_\\[\\]<>|~$^#@&;=%+:.()!{}/\"'é\n-]{0,40}") {
            let words: Vec<&str> = text.split_whitespace().collect();
            proptest::prop_assert_eq!(read(&markdown(&text)), Ok(words.join(" ")));
        }

        #[test]
        fn no_character_of_html_is_left(text in "\\PC{0,40}") {
            let html = html(&text);
            proptest::prop_assert!(!html.contains(['<', '>', '"', '\'']));
            let back = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
            proptest::prop_assert_eq!(back.replace("&amp;", "&"), sanitize(&text));
        }
    }
}
