//! `styles.xml`: what the style of a paragraph makes of it.

use rustc_hash::FxHashMap;

use super::super::super::xml::{Node, walk};
use super::super::super::{IngestError, Limits};
use super::WHAT;

/// What a paragraph is by its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    #[default]
    Body,
    /// A heading of this depth, from 1.
    Heading(u8),
    Title,
    Subtitle,
    Quote,
    /// A line of a table of contents.
    Contents,
}

/// A style with what it has from those it is based on.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub role: Role,
    /// The list it numbers its paragraphs by, and the level in it.
    pub list: Option<String>,
    pub level: Option<u8>,
    /// Of its letters, in half points.
    pub size: Option<u16>,
}

#[derive(Debug, Clone, Default)]
struct Written {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    level: Option<u8>,
    size: Option<u16>,
}

/// The styles of a document by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: FxHashMap<String, Style>,
    /// What a paragraph without style has.
    plain: Style,
}

impl Styles {
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, IngestError> {
        let mut written: FxHashMap<String, Written> = FxHashMap::default();
        let mut open: Option<(String, Written)> = None;
        let mut default = None;
        walk(bytes, limits, WHAT, |node| {
            match node {
                Node::Open(e) if e.name() == "style" => {
                    open = e.get("styleId").map(|id| (id, Written::default()));
                    let paragraph = e.get("type").is_some_and(|t| t == "paragraph");
                    if paragraph && e.get("default").is_some_and(|d| d == "1" || d == "true") {
                        default = e.get("styleId");
                    }
                }
                Node::Open(e) => {
                    let Some((_, style)) = open.as_mut() else { return Ok(()) };
                    match e.name() {
                        "name" => style.name = e.get("val").unwrap_or_default().to_lowercase(),
                        "basedOn" => style.based_on = e.get("val"),
                        "outlineLvl" => style.outline = e.get("val").and_then(|v| v.parse().ok()),
                        "sz" => style.size = e.get("val").and_then(|v| v.parse().ok()),
                        "numId" => style.list = e.get("val"),
                        "ilvl" => style.level = e.get("val").and_then(|v| v.parse().ok()),
                        _ => {}
                    }
                }
                Node::Close("style") => written.extend(open.take()),
                _ => {}
            }
            Ok(())
        })?;
        let styles: FxHashMap<String, Style> =
            written.keys().map(|id| (id.clone(), whole(&written, id))).collect();
        let plain = default.and_then(|id| styles.get(&id)).cloned().unwrap_or_default();
        Ok(Self { styles, plain })
    }

    /// The style of an id; what has none, or one that does not exist, is plain.
    pub fn get(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.styles.get(id)).unwrap_or(&self.plain)
    }
}

/// A style with what it inherits.
fn whole(written: &FxHashMap<String, Written>, id: &str) -> Style {
    /// Styles based on each other in a circle end here.
    const LONGEST: usize = 20;
    let mut style = Style::default();
    let mut next = Some(id);
    let mut outline = None;
    for _ in 0..LONGEST {
        let Some(own) = next.and_then(|id| written.get(id)) else { break };
        if style.role == Role::Body {
            style.role = role(&own.name);
        }
        outline = outline.or(own.outline);
        style.list = style.list.or_else(|| own.list.clone());
        style.level = style.level.or(own.level);
        style.size = style.size.or(own.size);
        next = own.based_on.as_deref();
    }
    // A heading that says it is on none of the nine levels only stays out of the table of contents.
    if let Some(level) = outline.filter(|level| *level < 9)
        && matches!(style.role, Role::Body | Role::Heading(_))
    {
        style.role = Role::Heading(level + 1);
    }
    style
}

/// What the name of a built-in style says; these names are English whatever the language of the program.
fn role(name: &str) -> Role {
    if let Some(level) =
        name.strip_prefix("heading ").and_then(|n| n.parse().ok()).filter(|n| (1..=9).contains(n))
    {
        return Role::Heading(level);
    }
    match name {
        "title" => Role::Title,
        "subtitle" => Role::Subtitle,
        "quote" | "intense quote" | "block text" => Role::Quote,
        "toc heading" | "table of figures" | "contents heading" => Role::Contents,
        _ if name.starts_with("toc ") || name.starts_with("contents ") => Role::Contents,
        _ => Role::Body,
    }
}
