//! The elements of a page → its reading text.

use super::super::flow::Flow;
use super::super::front_matter;
use super::super::raised::{Raised, power, raised};
use super::content::Content;
use super::element::Element as E;
use super::tokens::pieces;
use super::tree::{Event, NONE, Node, Tree};
use crate::model::BlockKind;

/// Whether words are a day and nothing else: the shortest way to write one, and the longest.
fn is_date(words: &str) -> bool {
    let numbers = || words.split(['-', '/', '.']);
    let number = |n: &str| (1..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit());
    let numeric = numbers().count() == 3 && numbers().all(number) && numbers().any(|n| n.len() == 4);
    numeric
        || (6..=30).contains(&words.len())
            && words.split_whitespace().count() <= 3
            && words.contains(|c: char| c.is_ascii_digit())
            && front_matter::date(words).is_some()
}

/// What the words stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    Quote,
    /// The number of the next item, if items are numbered.
    List(Option<u16>),
    Item,
    Notes,
    /// A box beside the text ("Tip"), whose heading is none of the document's.
    Boxed,
    /// What is said of a picture.
    Caption,
    /// A table whose cells are data.
    Table,
}

/// Writes what is kept of a page. `seen` hears of every event before it is written, and how long the text is by then.
pub(super) fn write(
    tree: &Tree<'_>,
    content: &Content,
    flow: &mut Flow,
    seen: &mut dyn FnMut(usize, &mut Flow),
) {
    let mut writer = Writer {
        tree,
        flow,
        containers: Vec::new(),
        marker: None,
        heading: 0,
        level: 0,
        pre: 0,
        cells: 0,
        raised: None,
        bold: false,
        left_out: false,
        teasers: content.teasers,
    };
    if let Some(title) = content.title.and_then(|k| tree.nodes.get(k as usize)) {
        writer.flow.begin(BlockKind::Title, 0, "");
        writer.heading += 1;
        for event in tree.events.get(title.from as usize + 1..title.to as usize).unwrap_or(&[]) {
            if let Event::Text(at, text) = event {
                writer.text(*at, text);
            } else {
                writer.flow.space();
            }
        }
        writer.heading -= 1;
        writer.flow.close();
    }
    let (mut k, to) = match tree.nodes.get(content.root as usize) {
        Some(root) => (root.from as usize, root.to as usize),
        None => (0, tree.events.len()),
    };
    while let Some(event) = tree.events.get(k).filter(|_| k < to) {
        seen(k, writer.flow);
        match *event {
            Event::Open(id) => {
                let Some(node) = tree.nodes.get(id as usize) else { break };
                let dropped = content.dropped.get(id as usize).copied().unwrap_or(false);
                if dropped || writer.is_sign(node) {
                    if !node.element.is_inline() {
                        writer.border();
                        writer.left_out |= node.links > 0;
                    }
                    k = (node.to as usize).max(k + 1);
                    continue;
                }
                writer.open(node);
            }
            Event::Close(id) => {
                if let Some(node) = tree.nodes.get(id as usize) {
                    writer.close(node);
                }
            }
            Event::Text(at, text) => writer.text(at, text),
            Event::Break => writer.line_break(),
        }
        k += 1;
    }
    if writer.left_out {
        writer.flow.drop_heading(1);
    }
    writer.flow.close();
    debug_assert!(content.root == NONE || to <= tree.events.len());
}

/// The container that the names of an element make of it.
fn container(node: &Node) -> Option<Container> {
    match () {
        () if node.notes => Some(Container::Notes),
        () if node.boxed => Some(Container::Boxed),
        () if node.caption || node.element == E::Figcaption => Some(Container::Caption),
        () => None,
    }
}

struct Writer<'t, 'a> {
    tree: &'t Tree<'a>,
    flow: &'t mut Flow,
    containers: Vec<Container>,
    /// The marker of the item that the next block begins.
    marker: Option<String>,
    /// Headings around the words, and preformatted text.
    heading: u32,
    /// Depth of the last heading.
    level: u8,
    pre: u32,
    /// Cells begun in the row being written.
    cells: usize,
    /// What the words are, if they are raised and no part of a word.
    raised: Option<Raised>,
    /// Whether the paragraph that begins is bold as a whole.
    bold: bool,
    /// Whether something was left out since the last block.
    left_out: bool,
    /// Whether headings that are links to other pages are paragraphs.
    teasers: bool,
}

impl Writer<'_, '_> {
    fn is_in(&self, container: Container) -> bool {
        self.containers.contains(&container)
    }

    /// Whether a link is but a sign by which a heading is linked to.
    fn is_sign(&self, node: &Node) -> bool {
        let inside = || self.tree.events.get(node.from as usize..node.to as usize).unwrap_or(&[]).iter();
        let sign = |event: &Event<'_>| match event {
            Event::Text(_, t) => {
                matches!(super::tokens::resolved(t).trim(), "#" | "¶" | "§" | "🔗" | "∞" | "")
            }
            _ => true,
        };
        node.element == E::A && self.heading > 0 && (1..=6).contains(&node.text) && inside().all(sign)
    }

    /// Where a block begins or ends without being one itself.
    fn border(&mut self) {
        if self.heading > 0 || self.is_in(Container::Table) {
            self.flow.space();
        } else if self.pre == 0 {
            self.flow.close();
        }
    }

    /// Begins the block that prose is where it stands now.
    fn prose(&mut self) {
        let notes = self.is_in(Container::Notes);
        let item = self.containers.last() == Some(&Container::Item) && self.marker.is_some();
        let kind = if notes {
            BlockKind::Footnote
        } else if item {
            BlockKind::ListItem
        } else if self.is_in(Container::Caption) {
            BlockKind::Mast
        } else if self.is_in(Container::Quote) {
            BlockKind::Quote
        } else {
            BlockKind::Paragraph
        };
        self.left_out = false;
        let marker = self.marker.take().unwrap_or_default();
        let lists = self.containers.iter().filter(|c| matches!(c, Container::List(_))).count();
        let level = if kind == BlockKind::ListItem {
            u8::try_from(lists.saturating_sub(1)).unwrap_or(u8::MAX)
        } else {
            0
        };
        self.flow.begin(kind, level, &marker);
        if std::mem::take(&mut self.bold) && self.containers.is_empty() {
            self.flow.embolden();
        }
    }

    fn open(&mut self, node: &Node) {
        let e = node.element;
        match e {
            E::A => return,
            E::Sup => {
                self.raise(node);
                return;
            }
            _ => {}
        }
        if self.is_in(Container::Table) && !matches!(e, E::Tr | E::Td | E::Th | E::Caption) {
            self.flow.space();
            return;
        }
        self.border();
        if let Some(container) = container(node) {
            self.containers.push(container);
        }
        match e {
            E::Blockquote => self.containers.push(Container::Quote),
            E::Ol => self.containers.push(Container::List(Some(node.number.unwrap_or(1)))),
            E::Ul | E::Menu => self.containers.push(Container::List(None)),
            E::Table if self.tree.is_data(node) => self.containers.push(Container::Table),
            _ => {}
        }
        // Text that begins here and is bold as a whole may be a heading that nobody marked.
        self.bold = e == E::P && node.bold > 0 && node.bold == node.text && node.links == 0;
        match e {
            E::Li => self.item(node),
            E::Tr if self.is_in(Container::Table) => {
                self.flow.begin(BlockKind::TableRow, 0, "");
                self.left_out = false;
                self.cells = 0;
            }
            E::Td | E::Th if self.is_in(Container::Table) => {
                if self.cells > 0 {
                    self.flow.bar();
                }
                self.cells += 1;
            }
            E::Caption if self.is_in(Container::Table) => self.flow.begin(BlockKind::Paragraph, 0, ""),
            E::Pre => {
                self.pre += 1;
                self.left_out = false;
                self.flow.begin(BlockKind::Code, 0, "");
            }
            E::Hr => {
                self.flow.begin(BlockKind::Rule, 0, "");
                self.flow.words("---", None);
                self.flow.close();
            }
            _ => {}
        }
        if let Some(level) = e.heading()
            && self.pre == 0
        {
            self.heading += 1;
            let teaser = self.teasers && level > 1 && node.is_teaser();
            let sentence = level > 1 && self.is_sentence(node);
            let apart = [Container::Quote, Container::Notes, Container::Boxed, Container::Caption];
            if teaser || sentence || apart.iter().any(|c| self.is_in(*c)) {
                self.prose();
            } else {
                self.marker = None;
                if std::mem::take(&mut self.left_out) {
                    self.flow.drop_heading(level);
                }
                self.level = level;
                self.flow.begin(BlockKind::Heading, level, "");
            }
        }
    }

    /// Whether a heading is none, but the summary that stands below a title in larger letters: a whole sentence.
    fn is_sentence(&self, heading: &Node) -> bool {
        /// Letters from which on a heading is no name of a chapter any more.
        const LONG: u32 = 80;
        let inside = self.tree.events.get(heading.from as usize..heading.to as usize).unwrap_or(&[]);
        let last = inside.iter().rev().find_map(|e| match e {
            Event::Text(_, text) => text.trim_end().chars().next_back(),
            _ => None,
        });
        heading.prose >= LONG && matches!(last, Some('.' | '…'))
    }

    /// Begins raised text: the mark of a footnote stands in brackets, as a reader without raised letters writes it.
    fn raise(&mut self, node: &Node) {
        /// More than any mark has.
        const LONG: u32 = 12;
        if node.text == 0 || node.text > LONG || self.pre > 0 {
            return;
        }
        let mut inside = String::new();
        for event in self.tree.events.get(node.from as usize..node.to as usize).unwrap_or(&[]) {
            if let Event::Text(_, text) = event {
                inside.push_str(&super::tokens::resolved(text));
            }
        }
        let bare = inside.trim();
        let bracketed = bare.starts_with('[') && bare.ends_with(']');
        self.raised = match raised(self.flow.written(), bare, node.links > 0) {
            _ if bracketed => None,
            Raised::Word => None,
            kind => Some(kind),
        };
        if self.raised == Some(Raised::Mark) {
            self.flow.close_up();
            self.flow.words("[", None);
        }
    }

    fn item(&mut self, node: &Node) {
        let number = match self.containers.iter_mut().rev().find(|c| matches!(c, Container::List(_))) {
            Some(Container::List(Some(next))) => {
                let number = node.number.unwrap_or(*next);
                *next = number.saturating_add(1);
                Some(number)
            }
            _ => None,
        };
        self.marker = Some(match number {
            Some(number) if self.is_in(Container::Notes) => format!("[{number}] "),
            Some(number) => format!("{number}. "),
            None => "- ".to_owned(),
        });
        self.containers.push(Container::Item);
    }

    fn close(&mut self, node: &Node) {
        let e = node.element;
        match e {
            E::A | E::Hr => return,
            E::Sup => {
                if self.raised.take() == Some(Raised::Mark) {
                    self.flow.attach("]");
                }
                return;
            }
            _ => {}
        }
        if self.is_in(Container::Table) && !matches!(e, E::Tr | E::Caption | E::Table) {
            self.flow.space();
            return;
        }
        if e.heading().is_some() && self.heading > 0 {
            self.heading -= 1;
            // The sign by which a heading is linked to.
            self.flow.trim_signs();
        }
        if self.is_in(Container::Notes) {
            self.flow.trim_signs();
        }
        if e == E::Pre {
            self.pre = self.pre.saturating_sub(1);
        }
        if matches!(e, E::Tr | E::Caption) && self.is_in(Container::Table) {
            self.flow.close();
        } else {
            self.border();
        }
        let ended = match e {
            _ if container(node).is_some() => container(node).unwrap_or(Container::Notes),
            E::Blockquote => Container::Quote,
            E::Ol | E::Ul | E::Menu => {
                self.leave(|c| matches!(c, Container::List(_)));
                return;
            }
            E::Li => {
                self.marker = None;
                Container::Item
            }
            E::Table => Container::Table,
            _ => return,
        };
        self.leave(|c| *c == ended);
        if ended == Container::Table {
            self.flow.close();
        }
    }

    /// Ends the innermost container of a kind and what was left open in it.
    fn leave(&mut self, is: impl Fn(&Container) -> bool) {
        if let Some(k) = self.containers.iter().rposition(is) {
            // A table that is none has opened no container; the one around it stays.
            let table = self.containers.iter().skip(k + 1).any(|c| *c == Container::Table);
            if !table {
                self.containers.truncate(k);
            }
        }
    }

    fn text(&mut self, at: u32, text: &str) {
        let at = at as usize;
        if self.pre > 0 && !self.is_in(Container::Table) {
            if !self.flow.is_open() {
                self.flow.begin(BlockKind::Code, 0, "");
            }
            pieces(text, |k, piece| self.flow.verbatim(piece, Some(at + k)));
            return;
        }
        if !self.flow.is_open() {
            if text.trim_ascii().is_empty() {
                return;
            }
            self.prose();
        }
        if self.raised == Some(Raised::Power) {
            pieces(text, |k, piece| self.flow.words(&power(piece), Some(at + k)));
            return;
        }
        pieces(text, |k, piece| self.flow.words(piece, Some(at + k)));
    }

    fn line_break(&mut self) {
        if self.pre > 0 {
            self.flow.verbatim("\n", None);
        } else if self.heading > 0 && is_date(self.flow.written()) {
            // The day stands above the title, in the same element.
            self.flow.change(BlockKind::Mast, 0);
            self.flow.begin(BlockKind::Heading, self.level, "");
        } else if self.flow.is_open() {
            if self.flow.at_line_break() && self.heading == 0 && !self.is_in(Container::Table) {
                self.flow.close();
            } else {
                self.flow.line_break();
            }
        }
    }
}
