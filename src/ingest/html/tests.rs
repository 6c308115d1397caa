//! Pages made for the tests, each with what must and what must not be read of it.

use super::read;
use crate::ingest::Limits;
use crate::ingest::decode::decode;
use crate::model::{BlockKind, Span, Text};

fn html(source: &str) -> Text {
    read(&decode(source.as_bytes()), &Limits::default()).unwrap()
}

fn blocks(source: &str) -> Vec<(BlockKind, u8, String)> {
    let text = html(source);
    text.blocks.iter().map(|b| (b.kind, b.level, text.slice(b.span).to_owned())).collect()
}

const PROSE: &str = "The harbour was closed for three weeks, and nobody could say who had ordered it.";

#[test]
fn what_stands_under_a_line_that_leads_elsewhere_goes_with_it() {
    let prose = "<p>The bridge at Osk fell in March, and the road to the coast, which is old, has been shut since.</p>".repeat(8);
    let teasers = "<div><div><h2>The Latest on Roads</h2></div><div><h3><a href=/a>A new road</a></h3><p><a href=/a>It opens, they say, in May.</a> \
                   <a href=/a>More</a></p></div></div>";
    let text = html(&format!("<main><h1>Osk</h1><h2>The fall</h2>{prose}{teasers}</main>"));
    let text = text.as_str();
    assert!(text.contains("The fall") && !text.contains("Latest") && !text.contains("new road"), "{text}");
    // A part of the document with that name has text of its own.
    let part = html(&format!(
        "<main><h1>Osk</h1>{prose}<h2>The latest from the council</h2>{prose}<h2>End</h2>{prose}</main>"
    ));
    let part = part.as_str();
    assert!(part.contains("The latest from the council"), "{part}");
}

#[test]
fn furniture_goes_and_the_document_stays() {
    let page = format!(
        "<!doctype html><html><head><title>Ports | The Gazette</title><style>p {{}}</style>
        <meta property='article:published_time' content='2025-11-19T08:00:00Z'><meta name=author content='A. Writer'>
        <script>var x = '<p>no';</script></head><body class=has-sidebar>
        <div id=cookie-banner><p>We use cookies, and so do our partners. Do you agree to that?</p></div>
        <header><a href=/>The Gazette</a></header><nav><ul><li><a href=1>World</a><li><a href=2>Trade</a></ul></nav>
        <div class=wrap><h1>Ports &amp; prices</h1><div class='share-bar'>Share this</div>
        <p>{PROSE}</p><h2>Who pays<a class=headerlink href='#x'>¶</a></h2><p>{PROSE} <em>Twice</em>.<br>So they said.</p>
        <aside>Read also: something else.</aside><ul class=related><li><a href=3>More</a></ul></div>
        <footer><p>Copyright 2025. All rights are reserved, and some more than others.</p></footer></body></html>"
    );
    let text = html(&page);
    let want = format!("Ports & prices\n\n{PROSE}\n\nWho pays\n\n{PROSE} Twice.\nSo they said.");
    assert_eq!(text.as_str(), want);
    assert_eq!(text.metadata.title.as_deref(), Some("Ports"));
    assert_eq!(text.metadata.date.map(|d| d.to_string()).as_deref(), Some("2025-11-19"));
    assert_eq!(text.metadata.author.as_deref(), Some("A. Writer"));
}

#[test]
fn a_name_made_from_a_heading_says_nothing() {
    let page = format!(
        "<main><h1>Ports</h1><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p>
        <h2 id=search>Search</h2><p>{PROSE}</p>
        <section id=related-work><h2>2. Related <em>work</em></h2><p>{PROSE}</p></section>
        <div id=cookies_and_ports><h2>Cookies and ports</h2><p>{PROSE}</p></div>
        <section id=comments><h2>Comments of others</h2><p>{PROSE}</p></section>
        <div id=related-pages><h2>Related pages</h2><ul><li><a href=1>One</a><li><a href=2>Two</a></ul></div>
        <div id=newsletter><h2>Newsletter</h2><p>Read our letter, every week, as many do.</p></div>
        <section class=promo id=related-offers><h2>Related offers</h2><p>{PROSE}</p></section></main>"
    );
    let headings: Vec<String> =
        blocks(&page).into_iter().filter(|b| b.0 == BlockKind::Heading).map(|b| b.2).collect();
    assert_eq!(headings, ["Ports", "Search", "2. Related work", "Cookies and ports", "Comments of others"]);
}

#[test]
fn what_readers_wrote_below_is_left_out_unless_there_is_nothing_else() {
    let comments = format!(
        "<div class='reader_comments'><h2>3 comments</h2>{}</div>",
        "<p>I disagree. Who ordered it, and why, and who paid for it in the end?</p>".repeat(40)
    );
    let article = format!("<h1>Ports</h1><div class=body>{}</div>", format!("<p>{PROSE}</p>").repeat(10));
    let text = html(&format!("<body class=comments-open><div class=page>{article}{comments}</div></body>"));
    assert!(!text.as_str().contains("disagree") && text.as_str().contains(PROSE));
    let thread = html(&format!("<h1>Who ordered it?</h1>{comments}"));
    assert!(thread.as_str().contains("disagree"));
    let around =
        html(&format!("<div id=comments>{article}<p>I disagree.</p></div><p>{}</p>", PROSE.repeat(20)));
    assert!(around.as_str().contains("disagree"));
}

#[test]
fn a_summary_set_as_a_heading_is_prose() {
    let summary = "The harbour was closed for three weeks, and the council, which had known of it, said that it had not.";
    let got = blocks(&format!(
        "<h1>Ports</h1><h2>{summary}</h2><p>{PROSE}</p><h2>The harbour was closed.</h2><p>{PROSE}</p>"
    ));
    let kinds: Vec<BlockKind> = got.iter().map(|b| b.0).collect();
    use BlockKind::{Heading, Paragraph};
    assert_eq!(kinds, [Heading, Paragraph, Paragraph, Heading, Paragraph]);
}

#[test]
fn lists_tables_quotes_code_and_notes() {
    use BlockKind::{Code, Footnote, Heading, ListItem, Paragraph, Quote, Rule, TableRow};
    let got = blocks(
        "<h2>One</h2><ol start=3><li>three<ul><li><p>inner</p><p>second</p></ul><li>four</ol>
        <table><caption>Losses</caption><tr><th>Gate<th>Loss<tr><td>Torkham<td><p>60 %</p><tr><td><td></table>
        <blockquote><p>Said she.</p></blockquote><hr><pre>x = 1\n  y &lt; 2</pre>
        <p>Known<sup><a href='#n1'>1</a></sup> so far, H<sub>2</sub>O<sup>2</sup>
        <dl><dt>Term<dd>Meaning</dl>
        <section class=footnotes><ol><li>A source. <a href='#r'>↩</a></li></ol></section>",
    );
    let want = [
        (Heading, 2, "One"),
        (ListItem, 0, "3. three"),
        (ListItem, 1, "- inner"),
        (Paragraph, 0, "second"),
        (ListItem, 0, "4. four"),
        (Paragraph, 0, "Losses"),
        (TableRow, 0, "Gate | Loss"),
        (TableRow, 0, "Torkham | 60 %"),
        (Quote, 0, "Said she."),
        (Rule, 0, "---"),
        (Code, 0, "x = 1\n  y < 2"),
        (Paragraph, 0, "Known[1] so far, H2O2"),
        (Paragraph, 0, "Term"),
        (Paragraph, 0, "Meaning"),
        (Footnote, 0, "[1] A source."),
    ];
    assert_eq!(got, want.map(|(k, l, t)| (k, l, t.to_owned())));
}

#[test]
fn raised_numbers_are_marks_of_notes() {
    let text = html(
        "<p>It cost 13,343.<sup>17</sup> He left <sup><a href='#2'>2</a></sup>, she stayed<sup>[3]</sup> by 10<sup>6</sup> m<sup>2</sup> on the 1<sup>st</sup>.</p>",
    );
    assert_eq!(text.as_str(), "It cost 13,343.[17] He left[2], she stayed[3] by 10⁶ m2 on the 1st.");
}

#[test]
fn what_stands_over_a_sole_table_stays() {
    let rows: String = (1990..1998).map(|y| format!("<tr><td>{y}<td>{PROSE} {PROSE}")).collect();
    let text = html(&format!("<body><h2>The years</h2><p>Short note.</p><table>{rows}</table>"));
    assert!(text.as_str().starts_with("The years\n\nShort note.\n\n1990 | The"), "{}", text.as_str());
}

#[test]
fn a_day_over_a_title_is_no_part_of_it() {
    let got = blocks(&format!(
        "<h2>12-09-2014<br>Costs of ports</h2><p>{PROSE}</p><h2>Two<br>lines</h2><p>{PROSE}</p>"
    ));
    let heads: Vec<(BlockKind, &str)> =
        got.iter().filter(|b| b.0 != BlockKind::Paragraph).map(|b| (b.0, &*b.2)).collect();
    use BlockKind::{Heading, Mast};
    assert_eq!(heads, [(Mast, "12-09-2014"), (Heading, "Costs of ports"), (Heading, "Two lines")]);
}

#[test]
fn links_to_other_pages_go_with_the_line_over_them() {
    let list = "<ul><li>Osk: <a href=1>The road is shut</a><li>Holm: <a href=2>The quay is wet</a></ul>";
    let text = html(&format!(
        "<article><h1>Ports</h1><p>{PROSE}</p><div><h3>More from Osk</h3></div>{list}</article>"
    ));
    assert_eq!(text.as_str(), format!("Ports\n\n{PROSE}"));
    let text = html(&format!("<article><h1>Ports</h1><p>{PROSE}</p><h3>Sources</h3>{list}</article>"));
    assert!(text.as_str().contains("Sources") && text.as_str().contains("quay is wet"));
}

#[test]
fn titles_of_other_pages_behind_the_text_are_no_headings() {
    let teaser = "<h3><a href=/1>The quay is wet again</a></h3><p>Nobody knows.</p>";
    let text = format!("<body><h1>Ports</h1>{}{teaser}", format!("<p>{PROSE}</p>").repeat(20));
    assert!(blocks(&text).iter().all(|b| b.0 != BlockKind::Heading || b.2 == "Ports"));
}

#[test]
fn boxes_and_captions_have_no_headings_of_the_document() {
    use BlockKind::{Heading, Mast, Paragraph};
    let got = blocks(&format!(
        "<h2>Ports</h2><p>{PROSE}</p><div class=warning><h3>Achtung</h3><p>{PROSE}</p></div><div class=image-caption>The quay at Osk</div>"
    ));
    let kinds: Vec<BlockKind> = got.iter().map(|b| b.0).collect();
    assert_eq!(kinds, [Heading, Paragraph, Paragraph, Paragraph, Mast]);
}

#[test]
fn bold_lines_over_text_are_headings_where_others_are_marked_and_else_they_are_told_apart() {
    use BlockKind::{Heading, Paragraph};
    let bold = format!("<p>{PROSE}</p><p><b>Who pays</b></p><p>{PROSE}</p>");
    let got = blocks(&format!("<h2>Ports</h2>{bold}"));
    assert_eq!(got.get(2), Some(&(Heading, 3, "Who pays".to_owned())));
    assert_eq!(blocks(&bold).get(1), Some(&(Paragraph, 1, "Who pays".to_owned())));
    // Bylines, bold sentences and links are none, and where all is bold nothing is.
    let none = [
        format!("<h1>Ports</h1><p><b>By A. Bell</b></p><p>{PROSE}</p><p>{PROSE}</p>"),
        format!("<h1>Ports</h1><p>{PROSE}</p><p><b>{PROSE}</b></p><p>{PROSE}</p>"),
        format!("<h1>Ports</h1><p>{PROSE}</p><p><b><a href=1>More</a></b></p><p>{PROSE}</p>"),
        format!("<h1>Ports</h1><p><b>{PROSE}</b></p><p><b>Who pays</b></p><p><b>{PROSE}</b></p>"),
    ];
    for page in &none {
        assert_eq!(blocks(page).iter().filter(|b| b.0 == Heading).count(), 1, "{page}");
    }
}

#[test]
fn pages_laid_out_with_tables_are_read_through() {
    let page = format!(
        "<body><table><tr><td><a href=1>Home</a> <a href=2>News</a> <a href=3>Links</a></td><td><h1>Title</h1>{PROSE}<p>{PROSE}</td></tr></table>"
    );
    assert_eq!(html(&page).as_str(), format!("Title\n\n{PROSE}\n\n{PROSE}"));
}

#[test]
fn a_heading_above_the_document_is_its_title() {
    let page =
        format!("<body><div class=top><h1>Main title</h1></div><main><p>{PROSE}</p><p>{PROSE}</p></main>");
    let got = blocks(&page);
    assert_eq!(got.first(), Some(&(BlockKind::Title, 0, "Main title".to_owned())));
}

#[test]
fn hidden_parts_are_not_read() {
    let text = html(
        "<p>One<span class=sr-only> hidden</span><span style='Display : none'> no</span><b hidden> no</b> two</p>\
         <template><p>no</template><noscript>Plain</noscript><svg><title>no</title><text>no</text></svg>",
    );
    assert_eq!(text.as_str(), "One two\n\nPlain");
}

#[test]
fn tags_in_disorder_lose_no_words() {
    assert_eq!(html("<p><b>One<p>two</b> three</i></div> four").as_str(), "One\n\ntwo three four");
    assert_eq!(html("<table><tr><td>a<td>b</table>c</td></tr> d").as_str(), "a | b\n\nc d");
    assert_eq!(html("</p>x<li>y</ul><a name=k>z <a href=q>w").as_str(), "x\n\n- yz w");
}

#[test]
fn places_lead_back_to_the_source() {
    let source = "\u{feff}<p>One &amp; <b>two</b>\n<p>thr&eacute;e\n\n<li>item</li>";
    let text = html(source);
    for (word, line) in [("One", 1), ("two", 1), ("thr", 2), ("item", 4)] {
        let at = text.as_str().find(word).unwrap();
        let byte = text.source.to_source(at);
        assert_eq!(&source[byte..byte + word.len()], word);
        assert_eq!(text.source_line(at), line, "{word}");
    }
}

#[test]
fn deep_nesting_is_flat_in_the_end() {
    for tag in ["div", "b", "ul><li", "table><tr><td", "blockquote", "a href=x"] {
        let source = format!("{}bottom{}", format!("<{tag}>").repeat(200_000), "</div>".repeat(200_000));
        assert!(html(&source).as_str().ends_with("bottom"), "{tag}");
    }
    let few = Limits { elements: 1000, ..Limits::default() };
    assert!(read(&decode("<p>x".repeat(2000).as_bytes()), &few).is_err());
}

fn pageish() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    const PIECES: [&str; 48] = [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<div class=nav>",
        "<b>",
        "</b>",
        "<a href=x>",
        "</a>",
        "<ul>",
        "</ul>",
        "<ol start=9>",
        "</ol>",
        "<li>",
        "</li>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "</td>",
        "<th>",
        "<caption>",
        "<h1>",
        "</h1>",
        "<h2>",
        "</h3>",
        "<pre>",
        "</pre>",
        "<br>",
        "<hr>",
        "<sup>",
        "</sup>",
        "<main>",
        "</main>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<title>",
        "<section class=footnotes>",
        "</section>",
        "<blockquote>",
        "</blockquote>",
        "&amp;",
        "&#10;",
        "1 ",
        "\u{ad}\u{a0}",
        "Some words, and more of them. ",
    ];
    let piece =
        prop_oneof![proptest::sample::select(PIECES.to_vec()).prop_map(String::from), "[ -~é\n]{0,8}"];
    proptest::collection::vec(piece, 0..50).prop_map(|v| v.concat())
}

proptest::proptest! {
    #[test]
    fn blocks_cover_the_text_in_order_and_places_never_fall(source in pageish()) {
        let text = html(&source);
        let mut end = 0;
        for (k, b) in text.blocks.iter().enumerate() {
            proptest::prop_assert!(Span::checked(text.as_str(), b.span.from(), b.span.to()).is_ok());
            proptest::prop_assert!(!text.slice(b.prose()).trim().is_empty());
            let gap = if k == 0 { "" } else { "\n\n" };
            proptest::prop_assert_eq!(text.as_str().get(end..b.span.from()), Some(gap));
            end = b.span.to();
        }
        proptest::prop_assert_eq!(end, text.len());
        let places: Vec<usize> = (0..=text.len()).map(|at| text.source.to_source(at)).collect();
        proptest::prop_assert!(places.is_sorted());
        proptest::prop_assert!(places.iter().all(|p| *p <= source.len()));
    }
}

#[test]
fn an_article_with_a_page_of_its_own_is_no_sign_that_links() {
    let page = format!(
        "<div class='post permalink'><h2>Who pays<a class=permalink href='#x'>link</a></h2><p>{PROSE}</p></div>"
    );
    assert_eq!(html(&page).as_str(), format!("Who pays\n\n{PROSE}"));
}

#[test]
fn titles_of_other_pages_are_no_headings_among_headings_of_its_own() {
    let own = format!(
        "<h2>Who <a href=/harbour>pays</a></h2><p>{PROSE}</p><h2><a href='#contents'>Who not</a></h2><p>{PROSE}</p>"
    );
    let other = format!("<h3><a href=/else>Something else</a></h3><p>{PROSE}</p>");
    let other = format!("{other}<a href=/more><h3>More of it</h3></a><p>{PROSE}</p>");
    let list = "<ul><li><h4><a href=1>One</a></h4><li><h4><a href=2>Two</a></h4><li><h4><a href=3>Three</a></h4></ul>";
    let headings = |page: &str| -> Vec<String> {
        let found = blocks(page).into_iter().filter(|(kind, ..)| *kind == BlockKind::Heading);
        found.map(|(.., text)| text).collect()
    };
    assert_eq!(headings(&format!("{own}{list}{other}")), ["Who pays", "Who not"]);
    assert!(!html(&format!("{own}{list}")).as_str().contains("Three"));
    // A page of nothing but such titles is a list of articles.
    assert_eq!(
        headings(&format!("{other}{other}")),
        ["Something else", "More of it", "Something else", "More of it"]
    );
}

#[test]
fn a_table_is_more_than_the_cell_with_most_words() {
    let rows = format!("<tr><td>1990</td><td>{PROSE}</td></tr><tr><td>1991</td><td>It was opened.</td></tr>");
    let page = format!("<h2>Ports</h2><p>Short note.</p><table>{rows}</table>");
    let read: Vec<String> = blocks(&page).into_iter().map(|b| b.2).collect();
    assert_eq!(read[..2], ["Ports", "Short note."]);
    assert!(read.iter().any(|b| b.starts_with("1990 | The harbour")), "{read:?}");
    // Cells that lay out a page hold links beside the text.
    let menu = "<td><a href='/a'>Home</a> <a href='/b'>News</a> <a href='/c'>About us</a></td>";
    let page = format!("<table><tr>{menu}<td><p>{PROSE}</p><p>{PROSE}</p></td></tr></table>");
    assert!(!blocks(&page).iter().any(|b| b.2.contains("About us")), "{:?}", blocks(&page));
}
