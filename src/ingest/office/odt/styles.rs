//! The styles of an OpenDocument text, from `styles.xml` and from the text itself: roles of paragraphs, numbers of lists and
//! headings.

use rustc_hash::FxHashMap;

use super::super::super::xml::{Element, Node, walk};
use super::super::super::{IngestError, Limits};
use super::super::numerals::Numeral;

/// Levels of lists and headings.
pub(super) const LEVELS: usize = 10;

/// What a paragraph is by its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    #[default]
    Body,
    Title,
    Subtitle,
    Quote,
    Code,
    Contents,
    Heading(u8),
}

/// How the items of one level of a list are numbered.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    numeral: Numeral,
    prefix: String,
    suffix: String,
    /// How many levels' numbers are shown.
    shown: usize,
    pub start: u32,
}

impl Level {
    fn of(e: &Element<'_, '_>) -> Self {
        let part = |name: &str| e.get(name).unwrap_or_default().chars().take(20).collect::<String>();
        let numeral = match e.name() {
            "list-level-style-bullet" | "list-level-style-image" => Numeral::Bullet,
            _ => Numeral::of_odt(&part("num-format")),
        };
        Self {
            numeral,
            prefix: part("num-prefix"),
            suffix: part("num-suffix"),
            shown: e.get("display-levels").and_then(|d| d.parse().ok()).unwrap_or(1),
            start: e.get("start-value").and_then(|d| d.parse().ok()).unwrap_or(1),
        }
    }

    /// What stands before an item; empty for a bullet.
    pub fn label(&self, counts: &[u32]) -> String {
        if matches!(self.numeral, Numeral::Bullet | Numeral::None) {
            return String::new();
        }
        let from = counts.len().saturating_sub(self.shown.max(1));
        let numbers: Vec<String> =
            counts.iter().skip(from).filter(|n| **n > 0).map(|n| self.numeral.write(*n)).collect();
        format!("{}{}{}", self.prefix, numbers.join("."), self.suffix).trim().to_owned()
    }
}

#[derive(Debug, Clone, Default)]
struct Written {
    parent: Option<String>,
    shown: String,
    outline: Option<u8>,
    /// Of its letters, in half points.
    size: Option<u16>,
}

/// All styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: FxHashMap<String, Written>,
    lists: FxHashMap<String, Vec<Level>>,
    outline: Vec<Level>,
}

impl Styles {
    /// Adds the styles of a part.
    pub fn read(&mut self, bytes: &[u8], limits: &Limits, what: &'static str) -> Result<(), IngestError> {
        let mut list: Option<String> = None;
        let mut outline = false;
        let mut open: Option<String> = None;
        walk(bytes, limits, what, |node| {
            match node {
                Node::Open(e) => match e.name() {
                    "style" if e.get("family").is_some_and(|f| f == "paragraph") => {
                        if let Some(name) = e.get("name") {
                            let style = Written {
                                parent: e.get("parent-style-name"),
                                shown: e.get("display-name").unwrap_or_default(),
                                outline: e.get("default-outline-level").and_then(|l| l.parse().ok()),
                                size: None,
                            };
                            open = Some(name.clone());
                            self.paragraphs.insert(name, style);
                        }
                    }
                    "text-properties" => {
                        let style = open.as_ref().and_then(|name| self.paragraphs.get_mut(name));
                        let points =
                            e.get("font-size").and_then(|s| s.strip_suffix("pt")?.parse::<f32>().ok());
                        if let (Some(style), Some(points)) =
                            (style, points.filter(|p| (1.0..1000.0).contains(p)))
                        {
                            style.size = Some((points * 2.0) as u16);
                        }
                    }
                    "list-style" => list = e.get("name"),
                    "outline-style" => outline = true,
                    "list-level-style-number" | "list-level-style-bullet" | "list-level-style-image" => {
                        if let Some(list) = &list {
                            place(self.lists.entry(list.clone()).or_default(), &e);
                        }
                    }
                    "outline-level-style" if outline => place(&mut self.outline, &e),
                    _ => {}
                },
                Node::Close("style") => open = None,
                Node::Close("list-style") => list = None,
                Node::Close("outline-style") => outline = false,
                _ => {}
            }
            Ok(())
        })
    }

    /// What a paragraph of a style is.
    pub fn role(&self, name: Option<&str>) -> Role {
        let mut next = name;
        for _ in 0..20 {
            let Some(name) = next else { break };
            let style = self.paragraphs.get(name);
            // Names in files have their blanks written as codes; what is shown is another attribute.
            let shown = style.map_or("", |s| s.shown.as_str());
            let plain = name.replace("_20_", " ");
            for name in [plain.as_str(), shown] {
                match name {
                    "Title" => return Role::Title,
                    "Subtitle" => return Role::Subtitle,
                    "Quotations" | "Quote" => return Role::Quote,
                    "Preformatted Text" => return Role::Code,
                    "Contents Heading" => return Role::Contents,
                    _ if name.starts_with("Contents ") => return Role::Contents,
                    _ => {}
                }
            }
            if let Some(level) = style.and_then(|s| s.outline).filter(|l| (1..=10).contains(l)) {
                return Role::Heading(level);
            }
            next = style.and_then(|s| s.parent.as_deref());
        }
        Role::Body
    }

    /// The size of the letters of a style, in half points.
    pub fn size(&self, name: Option<&str>) -> Option<u16> {
        let mut next = name;
        for _ in 0..20 {
            let style = self.paragraphs.get(next?)?;
            if style.size.is_some() {
                return style.size;
            }
            next = style.parent.as_deref();
        }
        None
    }

    /// The level of a list, from 1.
    pub fn level(&self, list: Option<&str>, depth: usize) -> Option<&Level> {
        self.lists.get(list?)?.get(depth.checked_sub(1)?)
    }

    /// The number of a heading, if headings of its level are numbered.
    pub fn heading_label(&self, k: usize, counts: &[u32; LEVELS]) -> Option<String> {
        let label = self.outline.get(k)?.label(counts.get(..=k)?);
        Some(label).filter(|l| !l.is_empty())
    }
}

fn place(levels: &mut Vec<Level>, e: &Element<'_, '_>) {
    let Some(k) = e.get("level").and_then(|l| l.parse::<usize>().ok()).and_then(|l| l.checked_sub(1)) else {
        return;
    };
    if k < LEVELS {
        while levels.len() <= k {
            levels.push(Level { numeral: Numeral::None, start: 1, ..Level::default() });
        }
        if let Some(level) = levels.get_mut(k) {
            *level = Level::of(e);
        }
    }
}
