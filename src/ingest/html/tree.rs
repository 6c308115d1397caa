//! Tokens → the elements of a page in order, each with how much of what stands in it.
//!
//! No tree of pointers: elements lie in one list, parents before children, so that nothing recurses however deep a page
//! nests. Below [`NESTING`] levels elements are no longer told apart, as in browsers.

use super::super::{IngestError, Limits};
use super::element::Element as E;
use super::lexicon::LEXICON;
use super::tokens::{Attributes, Token, Tokens, pieces};

/// Levels that are told apart; browsers stop at 512.
const NESTING: usize = 256;

/// No element.
pub(super) const NONE: u32 = u32::MAX;

/// An element that is a block, a link, or has a meaning of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub element: E,
    pub parent: u32,
    /// The events inside it, its own among them.
    pub from: u32,
    pub to: u32,
    /// Whether it says it is page furniture.
    pub furniture: bool,
    /// Whether it says it holds what readers have written below the document.
    pub comment: bool,
    /// Whether it says it is the document.
    pub main: bool,
    /// Whether it holds footnotes.
    pub notes: bool,
    /// Whether it is a box beside the text: a warning, a tip.
    pub boxed: bool,
    /// Whether it says something about a picture.
    pub caption: bool,
    /// The number that a list begins with, or that an item has, if it says so.
    pub number: Option<u16>,
    /// Bytes of words in it.
    pub text: u32,
    /// Links in it.
    pub links: u32,
    /// Of these, bytes inside links.
    pub link: u32,
    /// Bytes of words in it that are bold.
    pub bold: u32,
    /// Bytes of running prose in it.
    pub prose: u32,
    /// Headings in it that are no links to another page.
    pub headings: u32,
    /// Whether a link in it leads to another page.
    pub away: bool,
}

impl Node {
    /// Whether it is a heading that is a link to another page: the title of what stands there.
    pub fn is_teaser(&self) -> bool {
        self.element.heading().is_some() && self.away && self.link * 10 >= self.text * 9
    }
}

/// What happens from the beginning of a page to its end.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event<'a> {
    Open(u32),
    Close(u32),
    Text(u32, &'a str),
    Break,
}

/// The elements of a page and what stands in them.
pub(super) struct Tree<'a> {
    pub nodes: Vec<Node>,
    pub events: Vec<Event<'a>>,
    /// `meta` elements and titles in the head.
    pub head: Vec<(E, Attributes<'a>, &'a str)>,
    /// Scripts that hold data about the page (JSON-LD).
    pub data: Vec<&'a str>,
    /// Names of places in the page (`id`), each with the event before which it stands; only if they were asked for.
    pub anchors: Vec<(&'a str, u32)>,
    /// The elements that nothing but their `id` calls furniture, and that.
    named: Vec<(u32, &'a str)>,
}

/// Reads a page. `anchors`: whether to remember the names of its places.
pub(super) fn tree<'a>(source: &'a str, limits: &Limits, anchors: bool) -> Result<Tree<'a>, IngestError> {
    let mut builder = Builder {
        tree: Tree {
            nodes: Vec::new(),
            events: Vec::new(),
            head: Vec::new(),
            data: Vec::new(),
            anchors: Vec::new(),
            named: Vec::new(),
        },
        stack: Vec::new(),
        counts: [0; 256],
        unseen: None,
        beyond: 0,
        run: Run::default(),
        anchors,
    };
    let mut data = false;
    for (at, token) in Tokens::new(source) {
        match token {
            Token::Open { element, attributes, closed } => {
                data = element == E::Script
                    && attributes
                        .get("type")
                        .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json"));
                builder.open(element, attributes, closed);
            }
            Token::Close(element) => builder.close(element),
            Token::Text(text) => builder.text(at, text),
            Token::Raw(E::Title, text) if builder.tree.head.len() < MOST_META => {
                builder.tree.head.push((E::Title, Attributes(""), text));
            }
            Token::Raw(E::Script, text) if data && builder.tree.data.len() < MOST_META => {
                builder.tree.data.push(text);
            }
            Token::Raw(..) => {}
        }
        if builder.tree.nodes.len() > limits.elements {
            return Err(IngestError::TooMany { what: "elements", most: limits.elements });
        }
    }
    builder.flush();
    let end = builder.tree.events.len() as u32;
    for (_, node) in builder.stack {
        if let Some(node) = builder.tree.nodes.get_mut(node as usize) {
            node.to = end;
        }
    }
    let mut tree = builder.tree;
    tree.sum();
    tree.forget_slugs();
    Ok(tree)
}

/// Elements of the head that are kept.
const MOST_META: usize = 2000;

impl Tree<'_> {
    /// Adds what stands in every element to what stands in its parent.
    fn sum(&mut self) {
        for k in (0..self.nodes.len()).rev() {
            let Some(child) = self.nodes.get_mut(k) else { continue };
            if child.is_teaser() {
                child.headings = 0;
            }
            let child = *child;
            if let Some(parent) = self.nodes.get_mut(child.parent as usize) {
                parent.text = parent.text.saturating_add(child.text);
                parent.links = parent.links.saturating_add(child.links);
                parent.link = parent.link.saturating_add(child.link);
                parent.prose = parent.prose.saturating_add(child.prose);
                parent.headings = parent.headings.saturating_add(child.headings);
                parent.away |= child.away;
            }
        }
    }
}

impl Tree<'_> {
    /// Whether the cells of a table are data: more than one a row, and no parts of a page in them.
    pub fn is_data(&self, table: &Node) -> bool {
        let inside = self.events.get(table.from as usize + 1..table.to as usize).unwrap_or(&[]);
        let (mut cells, mut rows) = (0u32, 0u32);
        for event in inside {
            let Event::Open(id) = event else { continue };
            let Some(node) = self.nodes.get(*id as usize) else { continue };
            match node.element {
                E::Table | E::Blockquote | E::Pre | E::Hr => return false,
                e if e.heading().is_some() => return false,
                E::Td | E::Th => {
                    cells += 1;
                    if node.prose > 1500 {
                        return false;
                    }
                }
                E::Tr => rows += 1,
                _ => {}
            }
        }
        cells > rows
    }

    /// Many programs make the `id` of a part from its heading. "related-work" then names a chapter of the document, and
    /// nothing that is related to it.
    fn forget_slugs(&mut self) {
        for (k, id) in std::mem::take(&mut self.named) {
            if self.is_slug(k as usize, id)
                && let Some(node) = self.nodes.get_mut(k as usize)
            {
                (node.furniture, node.comment) = (false, false);
            }
        }
    }

    fn is_slug(&self, k: usize, id: &str) -> bool {
        /// How many elements may stand before the heading.
        const BEFORE: usize = 4;
        let Some(node) = self.nodes.get(k) else { return false };
        if node.element.heading().is_some() {
            return true;
        }
        let words = slug_words(id);
        let enough = if node.element == E::Section { 1 } else { 2 };
        if words.len() < enough || node.prose == 0 || node.link * 2 > node.text {
            return false;
        }
        let inside = self.nodes.iter().skip(k + 1).take(BEFORE).take_while(|n| n.from < node.to);
        let Some(heading) = inside.into_iter().find(|n| n.element.heading().is_some()) else { return false };
        let events = self.events.get(heading.from as usize..heading.to as usize).unwrap_or(&[]);
        let text = |e: &Event<'_>| if let Event::Text(_, text) = e { slug_words(text) } else { Vec::new() };
        let said: Vec<String> = events.iter().take(BEFORE * 4).flat_map(text).collect();
        said.windows(words.len()).any(|w| w == words)
    }
}

/// The words of a heading as an `id` made of it has them.
fn slug_words(text: &str) -> Vec<String> {
    /// More of a heading than any `id` holds.
    const MOST: usize = 40;
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.take(MOST).map(str::to_lowercase).collect()
}

/// The words between two borders of blocks.
#[derive(Default)]
struct Run {
    text: u32,
    link: u32,
    stops: u32,
    last: u8,
    node: u32,
}

struct Builder<'a> {
    tree: Tree<'a>,
    /// Open elements, each with its place among the nodes or [`NONE`].
    stack: Vec<(E, u32)>,
    /// How many of each are open.
    counts: [u32; 256],
    /// How deep the stack was when what nobody sees began.
    unseen: Option<usize>,
    /// Elements begun below the deepest level.
    beyond: usize,
    run: Run,
    anchors: bool,
}

impl<'a> Builder<'a> {
    fn is_open(&self, element: E) -> bool {
        self.counts.get(element as usize).is_some_and(|count| *count > 0)
    }

    fn count(&mut self, element: E, change: i32) {
        if let Some(count) = self.counts.get_mut(element as usize) {
            *count = count.saturating_add_signed(change);
        }
    }

    fn innermost(&self) -> u32 {
        self.stack.iter().rev().map(|(_, node)| *node).find(|n| *n != NONE).unwrap_or(NONE)
    }

    fn open(&mut self, element: E, attributes: Attributes<'a>, closed: bool) {
        if element == E::Meta || (element == E::Html && !attributes.0.is_empty()) {
            if self.tree.head.len() < MOST_META {
                self.tree.head.push((element, attributes, ""));
            }
            if element == E::Meta {
                return;
            }
        }
        if element == E::A {
            self.close(E::A);
        }
        if element == E::Time && self.unseen.is_none() && self.tree.head.len() < MOST_META {
            self.tree.head.push((element, attributes, ""));
        }
        if let Some((ended, border)) = element.ends() {
            self.end(ended, border);
        }
        if matches!(element, E::Body) {
            // A page without end tag of its head.
            self.end(&[E::Head], &[]);
        }
        if !element.is_inline() {
            self.flush();
        }
        if self.anchors && self.unseen.is_none() && !attributes.0.is_empty() {
            let id = attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case("id"));
            let id = id.or_else(|| {
                attributes.iter().find(|(name, _)| element == E::A && name.eq_ignore_ascii_case("name"))
            });
            if let Some((_, id)) = id.filter(|(_, id)| !id.is_empty()) {
                self.tree.anchors.push((id, self.tree.events.len() as u32));
            }
        }
        // In the pages of books `<p/>` is an empty paragraph, on the web it begins one.
        let empty =
            closed && (self.anchors || element == E::Other || element.is_inline() || element.is_raw());
        if element.is_void() || empty {
            if matches!(element, E::Br | E::Hr) && self.unseen.is_none() {
                if element == E::Hr {
                    let node = self.push(element, false, Marks::default());
                    self.tree.events.push(Event::Close(node));
                    self.finish(node);
                } else {
                    self.tree.events.push(Event::Break);
                }
            }
            return;
        }
        if self.stack.len() >= NESTING {
            self.beyond += 1;
            return;
        }
        // A name for a place is no link, and often nothing ends it.
        let element = if element == E::A && attributes.get("href").is_none() { E::Span } else { element };
        let marks = if attributes.0.is_empty() { Marks::default() } else { Marks::of(element, attributes) };
        let seen = self.unseen.is_none();
        if seen && (element.is_unseen() || marks.unseen || element.is_raw()) {
            self.unseen = Some(self.stack.len());
        }
        let seen = self.unseen.is_none();
        let kept = seen && (!element.is_inline() || matches!(element, E::A | E::Sup));
        let node = if kept {
            let whole = matches!(element, E::Body | E::Html | E::Main);
            let by_id = marks.named.filter(|_| !whole && element != E::Article);
            let furniture = matches!(element, E::Nav | E::Footer | E::Aside | E::Header)
                || (marks.furniture && !whole && element != E::Article);
            let marks = Marks { comment: marks.comment && !whole, ..marks };
            if let Some(id) = by_id.filter(|_| !furniture) {
                self.tree.named.push((self.tree.nodes.len() as u32, id));
            }
            self.push(element, (furniture || by_id.is_some()) && !element.is_inline(), marks)
        } else {
            NONE
        };
        self.stack.push((element, node));
        self.count(element, 1);
    }

    fn push(&mut self, element: E, furniture: bool, marks: Marks<'_>) -> u32 {
        let parent = self.innermost();
        let node = self.tree.nodes.len() as u32;
        let from = self.tree.events.len() as u32;
        let away = marks.away || element.heading().is_some() && self.is_in_link_away();
        self.tree.nodes.push(Node {
            element,
            parent,
            from,
            to: from,
            furniture,
            comment: marks.comment && !element.is_inline(),
            main: marks.main || element == E::Main,
            notes: marks.notes,
            boxed: marks.boxed && !element.is_inline(),
            caption: marks.caption && !element.is_inline(),
            number: marks.number,
            away,
            text: 0,
            links: u32::from(element == E::A),
            link: 0,
            bold: 0,
            prose: 0,
            headings: u32::from(element.heading().is_some()),
        });
        self.tree.events.push(Event::Open(node));
        node
    }

    /// Whether what comes stands in a link to another page.
    fn is_in_link_away(&self) -> bool {
        let link = self.stack.iter().rfind(|(element, node)| *element == E::A && *node != NONE);
        link.and_then(|(_, node)| self.tree.nodes.get(*node as usize)).is_some_and(|n| n.away)
    }

    /// Ends elements up to the innermost of `ended`, unless one of `border` stands in between.
    fn end(&mut self, ended: &[E], border: &[E]) {
        if ended.iter().all(|e| !self.is_open(*e)) {
            return;
        }
        let found = self.stack.iter().rposition(|(e, _)| ended.contains(e) || border.contains(e));
        let Some(k) = found.filter(|k| self.stack.get(*k).is_some_and(|(e, _)| ended.contains(e))) else {
            return;
        };
        self.pop_to(k);
    }

    fn close(&mut self, element: E) {
        if self.beyond > 0 && !element.is_void() {
            self.beyond -= 1;
            return;
        }
        if matches!(element, E::Body | E::Html) || !self.is_open(element) {
            if element == E::P || element == E::Br {
                self.flush();
                if self.unseen.is_none() {
                    self.tree.events.push(Event::Break);
                }
            }
            return;
        }
        // A stray end tag inside a cell does not end the table around it.
        let cell = self.stack.iter().rposition(|(e, _)| matches!(e, E::Td | E::Th)).unwrap_or(0);
        let Some(k) = self.stack.iter().rposition(|(e, _)| *e == element) else { return };
        let structural = matches!(element, E::Table | E::Tr | E::Tbody | E::Thead | E::Tfoot | E::Td | E::Th);
        if k < cell && !structural {
            return;
        }
        if element.is_inline() && self.stack.iter().skip(k + 1).any(|(e, _)| !e.is_inline()) {
            self.forget(k);
        } else {
            self.pop_to(k);
        }
    }

    /// Ends an inline element that a block was begun in; the block goes on.
    fn forget(&mut self, k: usize) {
        let (element, node) = self.stack.remove(k);
        self.count(element, -1);
        self.unseen = match self.unseen {
            Some(since) if since == k => None,
            Some(since) if since > k => Some(since - 1),
            other => other,
        };
        if node != NONE {
            self.tree.events.push(Event::Close(node));
            self.finish(node);
        }
    }

    fn pop_to(&mut self, depth: usize) {
        while self.stack.len() > depth {
            let Some((element, node)) = self.stack.pop() else { return };
            if !element.is_inline() {
                self.flush();
            }
            self.count(element, -1);
            if self.unseen.is_some_and(|k| self.stack.len() <= k) {
                self.unseen = None;
            }
            if node != NONE {
                self.tree.events.push(Event::Close(node));
                self.finish(node);
            }
        }
    }

    fn finish(&mut self, node: u32) {
        let end = self.tree.events.len() as u32;
        if let Some(node) = self.tree.nodes.get_mut(node as usize) {
            node.to = end;
        }
    }

    fn text(&mut self, at: usize, text: &'a str) {
        if self.unseen.is_some() {
            return;
        }
        self.tree.events.push(Event::Text(at as u32, text));
        let inner = self.innermost();
        let link = self.is_open(E::A);
        let bold = self.is_open(E::Strong) || self.is_open(E::B);
        let mut letters = 0u32;
        let run = &mut self.run;
        pieces(text, |_, piece| {
            for b in piece.bytes() {
                if !b.is_ascii_whitespace() {
                    letters += 1;
                    run.stops += u32::from(matches!(b, b',' | b'.' | b';' | b'?' | b'!' | b':'));
                    run.last = b;
                }
            }
        });
        run.text += letters;
        if link {
            run.link += letters;
        }
        run.node = inner;
        if let Some(node) = self.tree.nodes.get_mut(inner as usize) {
            node.text = node.text.saturating_add(letters);
            if bold {
                node.bold = node.bold.saturating_add(letters);
            }
            if link {
                node.link = node.link.saturating_add(letters);
            }
        }
    }

    /// Ends a run of words: prose is what is long, or ends like a sentence, and is no link.
    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        let sentence = run.text >= 40
            && run.stops > 0
            && matches!(run.last, b'.' | b'!' | b'?' | b':' | b'"' | b')' | 0x80..);
        let long = run.text >= 100 && run.stops > 0;
        if (sentence || long)
            && run.link * 2 < run.text
            && let Some(node) = self.tree.nodes.get_mut(run.node as usize)
        {
            node.prose = node.prose.saturating_add(run.text);
        }
    }
}

/// What the attributes of an element say about it.
#[derive(Debug, Default, Clone, Copy)]
struct Marks<'a> {
    unseen: bool,
    furniture: bool,
    /// An `id` that is a name of furniture.
    named: Option<&'a str>,
    comment: bool,
    main: bool,
    notes: bool,
    boxed: bool,
    caption: bool,
    away: bool,
    number: Option<u16>,
}

impl<'a> Marks<'a> {
    fn of(element: E, attributes: Attributes<'a>) -> Self {
        let mut marks = Self::default();
        for (name, value) in attributes.iter() {
            match name.len() {
                4 if name.eq_ignore_ascii_case("href") && element == E::A => {
                    marks.away = !value.trim().is_empty() && !value.trim_start().starts_with('#');
                }
                2 if name.eq_ignore_ascii_case("id") => {
                    marks.comment |= LEXICON.is_comment(value);
                    if LEXICON.is_furniture(value) {
                        marks.named = Some(value);
                    }
                }
                4 if name.eq_ignore_ascii_case("role") => {
                    marks.furniture |= LEXICON.is_role(value);
                    marks.main |= value.trim().eq_ignore_ascii_case("main");
                    marks.notes |= matches!(value.trim(), "doc-endnotes" | "doc-footnote" | "doc-endnote");
                }
                5 if name.eq_ignore_ascii_case("start") || name.eq_ignore_ascii_case("value") => {
                    marks.number = value.trim().parse().ok();
                }
                9 if name.eq_ignore_ascii_case("epub:type") => {
                    marks.notes |=
                        value.contains("footnote") || value.contains("endnote") || value.contains("rearnote");
                }
                5 if name.eq_ignore_ascii_case("class") => {
                    marks.unseen |= LEXICON.hides(value, element.is_inline())
                        && !matches!(element, E::Body | E::Html | E::Main);
                    marks.furniture |= !element.is_inline() && LEXICON.is_furniture(value);
                    marks.comment |= LEXICON.is_comment(value);
                    for name in value.split_ascii_whitespace() {
                        marks.notes |= LEXICON.is_notes(name);
                        marks.boxed |= LEXICON.is_box(name);
                        marks.caption |= LEXICON.is_caption(name);
                    }
                }
                5 if name.eq_ignore_ascii_case("style") => {
                    let compact: String = value.chars().take(400).filter(|c| !c.is_whitespace()).collect();
                    let compact = compact.to_ascii_lowercase();
                    marks.unseen |= compact.contains("display:none") || compact.contains("visibility:hidden");
                }
                6 if name.eq_ignore_ascii_case("hidden") => marks.unseen |= element != E::Body,
                8 if name.eq_ignore_ascii_case("itemprop") => {
                    marks.main |= value.trim().eq_ignore_ascii_case("articlebody");
                }
                11 if name.eq_ignore_ascii_case("aria-hidden") => {
                    marks.unseen |= value.trim().eq_ignore_ascii_case("true") && element != E::Body;
                }
                _ => {}
            }
        }
        marks
    }
}
