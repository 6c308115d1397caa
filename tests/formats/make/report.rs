//! A report of our own, and what it is in every format that is text.

/// A part of a report.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    Title(&'static str),
    /// With its level.
    Heading(u8, &'static str),
    Prose(&'static str),
    Item(&'static str),
}

use Part::{Heading, Item, Prose, Title};

/// A report with an outline of two levels, actors, dates, claims and a list.
pub const REPORT: &[Part] = &[
    Title("The Osk Crossing: Who Closed It and Who Pays"),
    Prose("This brief was prepared by the River Institute and is current as of 3 May 2024."),
    Heading(1, "1. Background"),
    Prose(
        "The crossing at Osk was closed on 12 March 2024 after the Norwegian Ministry of Transport withdrew its inspectors. President Maria Lindqvist said that the bridge was safe, but the Harbour Council denied it two days later.",
    ),
    Prose(
        "Norway and Sweden signed a treaty on border traffic in 2019. It has never been suspended before, although both governments threatened to do so in November 2021.",
    ),
    Heading(2, "1.1 The first week"),
    Prose(
        "On 14 March 2024 the United Nations sent two envoys to Osk. They met Anders Holm, who leads the drivers’ union, and promised a report by the end of the month.",
    ),
    Prose(
        "“Nobody told us anything,” Holm said. According to the Harbour Council, about 900 lorries waited on the eastern bank.",
    ),
    Heading(2, "1.2 The second week"),
    Prose(
        "The Swedish government must decide before 1 June 2024 whether to reopen its side. If it does not, the price of steel will probably rise by 12 per cent.",
    ),
    Heading(1, "2. What may follow"),
    Prose("Three steps are open to both governments, and none of them is cheap:"),
    Item("The treaty could be renewed for five years without any change."),
    Item("A ferry might carry half of the traffic from September 2024 on."),
    Item("Both sides should pay for a new bridge, which would cost $200 million."),
    Prose(
        "The World Bank has offered a loan because the crossing serves four countries. It warned in April 2024 that further delay would damage trade in the whole region.",
    ),
    Heading(1, "3. Conclusion"),
    Prose(
        "The crossing will hardly be opened this summer. The River Institute recommends that the United Nations keep its envoys in Osk until the end of 2024.",
    ),
];

/// Signs that markup gives a meaning.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub fn text(parts: &[Part]) -> String {
    let lines: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Title(t) | Heading(_, t) | Prose(t) => (*t).to_owned(),
            Item(t) => format!("- {t}"),
        })
        .collect();
    lines.join("\n\n") + "\n"
}

pub fn markdown(parts: &[Part]) -> String {
    let lines: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Title(t) => format!("# {t}"),
            Heading(level, t) => format!("{} {t}", "#".repeat(usize::from(*level) + 1)),
            // A full stop behind a number at the start of a line would be a list.
            Prose(t) => (*t).to_owned(),
            Item(t) => format!("- {t}"),
        })
        .collect();
    lines.join("\n\n") + "\n"
}

/// The parts as elements of HTML, headings from `<h1>` for the title on.
pub fn elements(parts: &[Part]) -> String {
    let mut out = String::new();
    let mut list = false;
    for part in parts {
        let item = matches!(part, Item(_));
        if item != list {
            out.push_str(if item { "<ul>\n" } else { "</ul>\n" });
            list = item;
        }
        out.push_str(&match part {
            Title(t) => format!("<h1>{}</h1>\n", escaped(t)),
            Heading(level, t) => format!("<h{0}>{1}</h{0}>\n", level + 1, escaped(t)),
            Prose(t) => format!("<p>{}</p>\n", escaped(t)),
            Item(t) => format!("<li>{}</li>\n", escaped(t)),
        });
    }
    if list {
        out.push_str("</ul>\n");
    }
    out
}

/// A page as sites write them: the report among what is no part of it.
pub fn html(parts: &[Part]) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Osk | River Institute</title>\n\
         <style>p {{ color: #000 }}</style><script>if (1 < 2) {{ document.write('<p>no</p>'); }}</script></head>\n<body>\n\
         <div class=\"cookie-consent\"><p>We use cookies, and we share them with 200 partners. Do you accept that?</p></div>\n\
         <header><a href=\"/\">River Institute</a></header>\n<nav><ul><li><a href=\"/a\">About us</a></li>\n\
         <li><a href=\"/b\">Reports</a></li><li><a href=\"/c\">Contact</a></li></ul></nav>\n<div class=\"wrap\">\n{}</div>\n\
         <aside><h3>Related</h3><ul><li><a href=\"/d\">The ferry of 1988</a></li></ul></aside>\n\
         <footer><p>© 2024 River Institute. All rights reserved, in Osk and elsewhere.</p></footer>\n</body>\n</html>\n",
        elements(parts)
    )
}
