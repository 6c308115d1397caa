//! Markdown → what a reader sees of it: markup gone, one line a block, blocks apart by a blank line.
//!
//! Kept in the line: list markers ("- ", "1. "), task boxes ("[x] "), " | " between the cells of a table row, "[1]" for
//! a footnote and before its text. The text of links and the alternative text of images stay; soft breaks become
//! spaces; a hard break stays a line break, and code keeps its lines. Front matter gives title and date and is no text.

mod writer;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::decode::Decoded;
use super::tags::{Scanner, breaks_line};
use super::{IngestError, Limits, front_matter};
use crate::model::{BlockKind, Format, Text};
use writer::{Container, Writer};

/// The reading text of a decoded Markdown file.
pub(super) fn read(decoded: &Decoded<'_>, limits: Limits) -> Result<Text, IngestError> {
    let source = decoded.text.as_ref();
    let front = front_matter::split(source);
    let start = front.map_or(0, |f| f.end);
    let body = source.get(start..).unwrap_or("");
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let mut writer = Writer::new(body.len());
    let mut events = Parser::new_ext(body, options).into_offset_iter().peekable();
    while let Some((event, range)) = events.next() {
        // Only over a line that is not set in capitals itself is one a heading: a warning may be shouted as a whole.
        let over_prose = event == Event::SoftBreak
            && matches!(events.peek(), Some((Event::Text(next), _)) if next.contains(char::is_lowercase));
        if over_prose && writer.is_headline() {
            writer.end_headline(range.end);
            continue;
        }
        writer.event(event, &range);
        if writer.containers.len() > limits.depth {
            return Err(IngestError::TooDeep(limits.depth));
        }
    }
    writer.close();
    writer.raise_bold_lines();

    let source = writer.runs.into_map(writer.out.len(), start..source.len(), decoded);
    let mut text = Text::new(writer.out, Format::Markdown);
    text.blocks = Arc::new(writer.blocks);
    text.source = source;
    text.metadata = front.map(|f| f.metadata()).unwrap_or_default();
    text.encoding = decoded.encoding;
    text.malformed = decoded.malformed;
    Ok(text)
}

impl Writer {
    fn event(&mut self, event: Event<'_>, at: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, at.start),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                // The range takes the backticks in; the code stands behind them and one space at most.
                let inside = at.len().saturating_sub(text.len()) / 2;
                self.text(&text, at.start + inside);
            }
            Event::SoftBreak => self.text(" ", at.start),
            Event::HardBreak => self.line_break(at.start),
            Event::InlineHtml(tag) if breaks_line(&tag) => self.line_break(at.start),
            Event::InlineHtml(tag) if tag.starts_with("<sup") => self.begin_raised(at.end),
            Event::InlineHtml(tag) if tag.starts_with("</sup") => self.end_raised(at.start),
            Event::InlineHtml(_) => {}
            Event::Html(html) => self.html(&html, at.start),
            Event::FootnoteReference(label) => {
                self.text("[", at.start);
                self.text(&label, at.start + 2);
                self.text("]", at.end.saturating_sub(1));
            }
            Event::TaskListMarker(done) => self.task(done, at.start),
            Event::Rule => {
                self.begin(BlockKind::Rule, at.start);
                self.text("---", at.start);
                self.close();
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: &Range<usize>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Link { .. } => self.link_in_raised(),
            Tag::Image { .. } => self.begin_image(),
            Tag::Paragraph => self.begin(self.prose(), at.start),
            Tag::Heading { level, .. } => {
                self.begin(self.heading(), at.start);
                self.set_heading_level(*level as u8);
            }
            Tag::BlockQuote(_) => self.enter(Container::Quote),
            Tag::CodeBlock(_) => self.begin(BlockKind::Code, at.start),
            Tag::List(first) => self.enter(Container::List(*first)),
            Tag::Item => {
                self.close();
                let marker = match self.containers.last_mut() {
                    Some(Container::List(Some(number))) => {
                        let marker = format!("{number}. ");
                        *number = number.saturating_add(1);
                        marker
                    }
                    _ => "- ".to_owned(),
                };
                self.marker = Some((marker, at.start));
                self.containers.push(Container::Item);
            }
            Tag::FootnoteDefinition(label) => {
                self.enter(Container::Footnote);
                self.marker = Some((format!("[{label}] "), at.start));
            }
            Tag::HtmlBlock => {
                self.close();
                self.html = Scanner::default();
            }
            Tag::TableHead | Tag::TableRow => {
                self.begin(BlockKind::TableRow, at.start);
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.text(" | ", at.start);
                }
                self.cells += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::TableHead
            | TagEnd::TableRow => self.close(),
            TagEnd::Image => self.end_image(),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close();
                self.marker = None;
                self.containers.pop();
            }
            _ => {}
        }
    }

    fn enter(&mut self, container: Container) {
        self.close();
        self.containers.push(container);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::decode::decode;
    use crate::model::Span;

    fn md(source: &str) -> Text {
        read(&decode(source.as_bytes()), Limits::default()).unwrap()
    }

    /// Kind, level and text of every block.
    fn blocks(source: &str) -> Vec<(BlockKind, u8, String)> {
        let text = md(source);
        text.blocks.iter().map(|b| (b.kind, b.level, text.slice(b.span).to_owned())).collect()
    }

    #[test]
    fn the_words_of_a_picture_are_no_part_of_the_sentence_beside_it() {
        let texts = |s: &str| blocks(s).into_iter().map(|b| b.2).collect::<Vec<_>>();
        assert_eq!(
            texts("![The quay](q.jpg)After the strike, ships came."),
            ["The quay", "After the strike, ships came."]
        );
        assert_eq!(texts("Ships came.![The quay](q.jpg)"), ["Ships came.", "The quay"]);
        assert_eq!(texts("Press ![stop](s.png) to halt."), ["Press stop to halt."]);
    }

    #[test]
    fn lines_set_as_headings_are_headings() {
        let prose =
            "The bridge at Osk fell in March, and the road to the coast has been shut since that day.";
        let kinds = |source: &str| -> Vec<(BlockKind, u8)> {
            md(source).blocks.iter().map(|b| (b.kind, b.level)).collect()
        };
        use BlockKind::{Heading, Paragraph};
        let bold = format!("# T\n\n**Before the flood**\n\n{prose}\n\n## A\n\n**After it:**\n\n{prose}\n");
        assert_eq!(
            kinds(&bold),
            [(Heading, 1), (Heading, 2), (Paragraph, 0), (Heading, 2), (Heading, 3), (Paragraph, 0)]
        );
        // Bold prose, bold behind which no text comes, and bold at the start of a paragraph are none.
        for none in [
            format!("**{prose}**\n\n{prose}\n"),
            format!("**Osk**\n\n**Holm**\n\n---\n\n{prose}\n"),
            format!("**Osk** {prose}\n\n{prose}\n"),
        ] {
            assert!(kinds(&none).iter().all(|k| k.0 != Heading), "{none}");
        }
        let shouted = format!("## A\n\nROADS AND RAILS\n{prose}\n\nNATO\n{prose}\n");
        assert_eq!(kinds(&shouted), [(Heading, 2), (Heading, 3), (Paragraph, 0), (Paragraph, 0)]);
        assert!(md(&shouted).as_str().contains(prose));
        let warning =
            format!("## A\n\nTHIS PAPER IS FOR\nTHOSE WHO ASKED FOR IT AND\nFOR NOBODY ELSE\n\n{prose}\n");
        assert_eq!(kinds(&warning), [(Heading, 2), (Paragraph, 0), (Paragraph, 0)]);
    }

    #[test]
    fn marks_of_notes_that_are_defined_nowhere_are_marks() {
        let text = md("The board found[^72-5] that it fell.[^a] Use `[^7]` there.\n\n- one[^8]\n");
        assert_eq!(text.as_str(), "The board found[72-5] that it fell.[^a] Use [^7] there.\n\n- one[8]");
        let at = text.as_str().find("72-5").unwrap();
        assert_eq!(text.source.to_source(at), 17);
    }

    #[test]
    fn a_bold_line_at_the_beginning_is_the_title() {
        use BlockKind::{Heading, Paragraph, Title};
        let prose =
            "The bridge at Osk fell in March, and the road to the coast has been shut since that day.";
        let kinds = |s: &str| -> Vec<BlockKind> { md(s).blocks.iter().map(|b| b.kind).collect() };
        let report =
            format!("****The Fall of a Bridge****\n\n{prose}\n\n**Will It Stand Again?**\n\n{prose}\n");
        assert_eq!(kinds(&report), [Title, Paragraph, Heading, Paragraph]);
        let ask = |n: usize| format!("**Why did it fall {n} times?**\n\n{prose}\n\n");
        let interview: String = ["# An Interview\n\n".to_owned(), ask(1), ask(2), ask(3)].concat();
        assert_eq!(kinds(&interview).iter().filter(|k| **k == Heading).count(), 1);
        let titled = format!("**River Institute**\n\n# The Fall of a Bridge\n\n{prose}\n");
        assert_eq!(kinds(&titled), [Paragraph, Heading, Paragraph]);
    }

    #[test]
    fn markup_goes_and_blocks_are_lines() {
        let text = md(
            "# The *quiet* ports {#top}\n\nTrade **fell** in\n[Karachi](http://x/ \"t\") &amp; \\*Quetta\\*,\n~~not~~ `much`.\n\nSetext\n------\n\n![A map](m.png)\n",
        );
        assert_eq!(
            text.as_str(),
            "The quiet ports\n\nTrade fell in Karachi & *Quetta*, not much.\n\nSetext\n\nA map"
        );
        let kinds: Vec<_> = text.blocks.iter().map(|b| (b.kind, b.level)).collect();
        use BlockKind::{Heading, Paragraph};
        assert_eq!(kinds, [(Heading, 1), (Paragraph, 0), (Heading, 2), (Paragraph, 0)]);
    }

    #[test]
    fn lists_keep_markers_and_depth() {
        use BlockKind::{ListItem, Paragraph};
        let got =
            blocks("* one\n  more\n    1) inner\n    2) [x] done\n* two\n\n  second paragraph\n*\n\nafter\n");
        let want = [
            (ListItem, 0, "- one more"),
            (ListItem, 1, "1. inner"),
            (ListItem, 1, "2. [x] done"),
            (ListItem, 0, "- two"),
            (Paragraph, 0, "second paragraph"),
            (Paragraph, 0, "after"),
        ];
        assert_eq!(got, want.map(|(k, l, t)| (k, l, t.to_owned())));
        let text = md("* one\n    1) inner\n    2) [x] done\n");
        assert_eq!(text.as_str(), "- one\n\n  1. inner\n\n  2. [x] done");
        let prose: Vec<&str> = text.blocks.iter().map(|b| text.slice(b.prose())).collect();
        assert_eq!(prose, ["one", "inner", "done"]);
        let text = md("7. seven\n8. eight\n");
        assert_eq!(text.as_str(), "7. seven\n\n8. eight");
        assert_eq!(text.blocks.iter().map(|b| text.slice(b.prose())).collect::<Vec<_>>(), ["seven", "eight"]);
    }

    #[test]
    fn tables_quotes_code_notes_and_rules() {
        use BlockKind::{Code, Footnote, Heading, Paragraph, Quote, Rule, TableRow};
        let got = blocks(
            "| Gate | Loss |\n|---|--:|\n| Torkham | *60* % |\n| | |\n\n> Said\n> she[^a].\n>\n> # No heading\n\n***\n\n\
             ```sh\nx = 1\n\n  y\n```\n\n[^a]: In *Kabul*.\n\n## Next\n\nline  \nbreak<br>again\n",
        );
        let want = [
            (TableRow, 0, "Gate | Loss"),
            (TableRow, 0, "Torkham | 60 %"),
            (Quote, 0, "Said she[a]."),
            (Quote, 0, "No heading"),
            (Rule, 0, "---"),
            (Code, 0, "x = 1\n\n  y"),
            (Footnote, 0, "[a] In Kabul."),
            (Heading, 2, "Next"),
            (Paragraph, 0, "line\nbreak\nagain"),
        ];
        assert_eq!(got, want.map(|(k, l, t)| (k, l, t.to_owned())));
    }

    #[test]
    fn html_leaves_its_text() {
        let text = md(
            "<div align=\"center\">\n  <b>Port</b> of\n  Gwadar<br>open\n</div>\n<!-- note -->\n\nIn<sup>1</sup> line.\n",
        );
        assert_eq!(text.as_str(), "Port of Gwadar\n\nopen\n\nIn1 line.");
    }

    #[test]
    fn raised_numbers_are_marks_of_notes_and_powers_stay_numbers() {
        let text = md(
            "It cost 13,343.<sup>17</sup> He left<sup>[3](#n)</sup> by 10<sup>6</sup> km<sup>2</sup>, the 1<sup>st</sup> so<sup>*</sup>.\n",
        );
        assert_eq!(text.as_str(), "It cost 13,343.[17] He left[3] by 10⁶ km2, the 1st so[*].");
        let at = text.as_str().find("17").unwrap();
        assert_eq!(text.source.to_source(at), 20);
    }

    #[test]
    fn front_matter_is_metadata_and_no_text() {
        let text = md("---\ntitle: Ports\ndate: 2025-11-19\n---\n\nFirst.\n");
        assert_eq!(text.as_str(), "First.");
        assert_eq!(text.metadata.title.as_deref(), Some("Ports"));
        assert_eq!(text.source_line(0), 6);
    }

    #[test]
    fn places_lead_back_to_the_source() {
        let source = "\u{feff}# Head\n\nOne &amp; *two*\nthree\n\n- item `code`\n";
        let text = md(source);
        for (word, line) in [("Head", 1), ("One", 3), ("two", 3), ("three", 4), ("item", 6), ("code", 6)] {
            let at = text.as_str().find(word).unwrap();
            let byte = text.source.to_source(at);
            assert_eq!(&source[byte..byte + word.len()], word);
            assert_eq!(text.source_line(at), line, "{word}");
        }
    }

    #[test]
    fn nesting_is_limited() {
        let deep = format!("{} bottom\n", ">".repeat(50_000));
        let refused = read(&decode(deep.as_bytes()), Limits::default());
        assert_eq!(refused.err(), Some(IngestError::TooDeep(100)));
        assert_eq!(md(&format!("{} bottom\n", ">".repeat(90))).as_str(), "bottom");
    }

    fn markdownish() -> impl proptest::strategy::Strategy<Value = String> {
        use proptest::prelude::*;
        let piece = prop_oneof![
            proptest::sample::select(vec![
                "# ",
                "## ",
                "- ",
                "1. ",
                "> ",
                "    ",
                "\n",
                "\n\n",
                "  \n",
                "\r\n",
                "```\n",
                "| a | b |\n|---|---|\n",
                "[^1]",
                "[^1]: ",
                "*",
                "**",
                "_",
                "`",
                "[x](y)",
                "![é](z)",
                "<b>",
                "</div>",
                "<!--",
                "-->",
                "&amp;",
                "&#10;",
                "---\n",
                "+++\n",
                "title: x\n",
                "<br>",
                "[ ] ",
                "\\",
                "\t",
                "~~",
                "word ",
                "“é” ",
            ])
            .prop_map(String::from),
            "[ -~é\n]{0,8}",
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|v| v.concat())
    }

    proptest::proptest! {
        #[test]
        fn blocks_cover_the_text_in_order_and_places_never_fall(source in markdownish()) {
            let text = md(&source);
            let mut end = 0;
            for (k, b) in text.blocks.iter().enumerate() {
                proptest::prop_assert!(Span::checked(text.as_str(), b.span.from(), b.span.to()).is_ok());
                proptest::prop_assert!(!text.slice(b.prose()).trim().is_empty());
                let gap = if k == 0 { "" } else { "\n\n" };
                // Deeper items stand further in.
                let found = text.as_str().get(end..b.span.from()).map(|g| g.trim_end_matches(' '));
                proptest::prop_assert_eq!(found, Some(gap));
                end = b.span.to();
            }
            proptest::prop_assert_eq!(end, text.len());
            let places: Vec<usize> = (0..=text.len()).map(|at| text.source.to_source(at)).collect();
            proptest::prop_assert!(places.is_sorted());
            proptest::prop_assert!(places.iter().all(|p| *p <= source.len()));
        }
    }
}
