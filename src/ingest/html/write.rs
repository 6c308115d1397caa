//! The elements of a page → its reading text.

use super::super::flow::Flow;
use super::content::Content;
use super::element::Element as E;
use super::tokens::pieces;
use super::tree::{Event, NONE, Node, Tree};
use crate::model::BlockKind;

/// What the words stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    Quote,
    /// The number of the next item, if items are numbered.
    List(Option<u16>),
    Item,
    Notes,
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
        pre: 0,
        cells: 0,
        sup: false,
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

struct Writer<'t, 'a> {
    tree: &'t Tree<'a>,
    flow: &'t mut Flow,
    containers: Vec<Container>,
    /// The marker of the item that the next block begins.
    marker: Option<String>,
    /// Headings around the words, and preformatted text.
    heading: u32,
    pre: u32,
    /// Cells begun in the row being written.
    cells: usize,
    /// Whether the words are the number of a footnote.
    sup: bool,
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
    }

    fn open(&mut self, node: &Node) {
        let e = node.element;
        match e {
            E::A => return,
            E::Sup => {
                // The number of a footnote stands in brackets, as a reader without raised letters writes it.
                let bare = |t: &str| t.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '*');
                let text = self
                    .tree
                    .events
                    .get(node.from as usize..node.to as usize)
                    .unwrap_or(&[])
                    .iter()
                    .find_map(|event| match event {
                        Event::Text(_, t) if !t.trim().is_empty() => Some(*t),
                        _ => None,
                    });
                if node.links > 0 && node.text <= 4 && text.is_some_and(bare) {
                    self.sup = true;
                    self.flow.words("[", None);
                }
                return;
            }
            _ => {}
        }
        if self.is_in(Container::Table) && !matches!(e, E::Tr | E::Td | E::Th | E::Caption) {
            self.flow.space();
            return;
        }
        self.border();
        if node.notes {
            self.containers.push(Container::Notes);
        }
        match e {
            E::Blockquote => self.containers.push(Container::Quote),
            E::Ol => self.containers.push(Container::List(Some(node.number.unwrap_or(1)))),
            E::Ul | E::Menu => self.containers.push(Container::List(None)),
            E::Table if self.is_data(node) => self.containers.push(Container::Table),
            _ => {}
        }
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
            if teaser || sentence || self.is_in(Container::Quote) || self.is_in(Container::Notes) {
                self.prose();
            } else {
                self.marker = None;
                if std::mem::take(&mut self.left_out) {
                    self.flow.drop_heading(level);
                }
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

    /// Whether the cells of a table are data: more than one a row, and no parts of a page in them.
    fn is_data(&self, table: &Node) -> bool {
        let inside = self.tree.events.get(table.from as usize + 1..table.to as usize).unwrap_or(&[]);
        let (mut cells, mut rows) = (0u32, 0u32);
        for event in inside {
            let Event::Open(id) = event else { continue };
            let Some(node) = self.tree.nodes.get(*id as usize) else { continue };
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

    fn close(&mut self, node: &Node) {
        let e = node.element;
        match e {
            E::A | E::Hr => return,
            E::Sup => {
                if std::mem::take(&mut self.sup) {
                    self.flow.words("]", None);
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
            _ if node.notes => Container::Notes,
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
        pieces(text, |k, piece| self.flow.words(piece, Some(at + k)));
    }

    fn line_break(&mut self) {
        if self.pre > 0 {
            self.flow.verbatim("\n", None);
        } else if self.flow.is_open() {
            if self.flow.at_line_break() && self.heading == 0 && !self.is_in(Container::Table) {
                self.flow.close();
            } else {
                self.flow.line_break();
            }
        }
    }
}
