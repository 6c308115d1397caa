//! PDF documents: text at places, in the fonts that every reader has.

use super::report::Part;

/// Text at a place on a page: from the left, from below, size.
pub struct Words {
    pub x: f64,
    pub y: f64,
    pub size: f64,
    pub text: String,
}

/// A file of these pages, with bookmarks (title, depth is 1 for all, page from 0).
pub fn pdf(pages: &[Vec<Words>], bookmarks: &[(&str, usize)]) -> Vec<u8> {
    let first_page = 6;
    let first_mark = first_page + 2 * pages.len();
    let mut objects: Vec<String> = vec![
        format!(
            "<< /Type /Catalog /Pages 2 0 R {} >>",
            if bookmarks.is_empty() { "" } else { "/Outlines 5 0 R" }
        ),
        format!(
            "<< /Type /Pages /Count {} /Kids [{}] >>",
            pages.len(),
            (0..pages.len()).map(|k| format!("{} 0 R ", first_page + 2 * k)).collect::<String>()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Title (A title) /Author (A. Writer) /CreationDate (D:20240503080000Z) >>".to_owned(),
        format!(
            "<< /Type /Outlines /Count {} /First {first_mark} 0 R /Last {} 0 R >>",
            bookmarks.len(),
            first_mark + bookmarks.len().max(1) - 1
        ),
    ];
    for (k, page) in pages.iter().enumerate() {
        let mut stream = String::new();
        for words in page {
            let text: String = words.text.chars().map(win_ansi).collect();
            stream.push_str(&format!(
                "BT /F1 {} Tf 1 0 0 1 {:.2} {:.2} Tm ({text}) Tj ET\n",
                words.size, words.x, words.y
            ));
        }
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            first_page + 2 * k + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{stream}endstream", stream.len()));
    }
    for (k, (title, page)) in bookmarks.iter().enumerate() {
        let next =
            if k + 1 < bookmarks.len() { format!("/Next {} 0 R", first_mark + k + 1) } else { String::new() };
        objects.push(format!(
            "<< /Title ({title}) /Parent 5 0 R {next} /Dest [{} 0 R /Fit] >>",
            first_page + 2 * page
        ));
    }
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (k, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", k + 1).bytes());
        // Escaped letters stand as bytes of their own.
        out.extend(object.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')));
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(
        format!(
            "trailer\n<< /Size {} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{start}\n%%EOF\n",
            objects.len() + 1
        )
        .bytes(),
    );
    out
}

/// A letter in a string of a page.
fn win_ansi(c: char) -> String {
    match c {
        '(' | ')' | '\\' => format!("\\{c}"),
        '“' => "\\223".to_owned(),
        '”' => "\\224".to_owned(),
        '’' => "\\222".to_owned(),
        '•' => "\\225".to_owned(),
        '–' => "\\226".to_owned(),
        '\u{a0}'..='\u{ff}' => format!("\\{:03o}", u32::from(c)),
        c => c.to_string(),
    }
}

/// About the width of a text, by which lines are broken.
fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| if "iljtf.,'I ".contains(c) { 0.27 } else { 0.53 }).sum::<f64>() * size
}

/// A report on pages with a header and a footer, lines broken within words where they are long.
pub fn report(parts: &[Part]) -> Vec<u8> {
    // Short pages: what returns on each shows only on several.
    pdf(&laid_out(parts.iter().copied(), 420.0, usize::MAX), &[])
}

/// A report of so many full pages, the parts over and over.
pub fn book(parts: &[Part], count: usize) -> Vec<u8> {
    pdf(&laid_out(parts.iter().copied().cycle(), 60.0, count), &[])
}

/// At most so many pages, written down to `bottom`.
fn laid_out(parts: impl Iterator<Item = Part>, bottom: f64, most: usize) -> Vec<Vec<Words>> {
    const SIZE: f64 = 11.0;
    let mut pages: Vec<Vec<Words>> = Vec::new();
    let mut y = 0.0;
    for part in parts {
        let (text, size, indent) = match part {
            Part::Title(t) => (t.to_owned(), 20.0, 0.0),
            Part::Heading(1, t) => (t.to_owned(), 16.0, 0.0),
            Part::Heading(_, t) => (t.to_owned(), 13.5, 0.0),
            Part::Prose(t) => (t.to_owned(), SIZE, 0.0),
            Part::Item(t) => (format!("• {t}"), SIZE, 12.0),
        };
        y -= size * 0.9;
        for line in broken(&text, size, 420.0 - indent) {
            if y < bottom {
                if pages.len() == most {
                    return pages;
                }
                let number = pages.len() + 1;
                let words = |x, y, text: String| Words { x, y, size: 9.0, text };
                pages.push(vec![
                    words(72.0, 800.0, "River Institute, Brief 4".to_owned()),
                    words(290.0, 40.0, format!("Page {number}")),
                ]);
                y = 760.0;
            }
            pages.last_mut().unwrap().push(Words { x: 72.0 + indent, y, size, text: line });
            y -= size * 1.3;
        }
    }
    pages
}

/// Lines of a text; a long word at the end of one is parted.
fn broken(text: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().unwrap();
        let room = most - width(line, size);
        if line.is_empty() || width(word, size) + 3.0 <= room {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        } else if word.len() > 9 && word.bytes().all(|b| b.is_ascii_lowercase()) && room > 40.0 {
            let (a, b) = word.split_at(4);
            line.push_str(&format!(" {a}-"));
            lines.push(b.to_owned());
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
