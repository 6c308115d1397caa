//! Which part of a page is the document: the smallest part that holds nearly all of its prose, without the navigation,
//! banners and lists of links in it.
//!
//! What a page says about its parts (elements, roles, names) counts first; how much prose stands there decides against it.
//! In doubt a part is kept: a menu too much costs less than a chapter too few.

use super::element::Element as E;
use super::lexicon::LEXICON;
use super::tree::{Event, NONE, Node, Tree};

/// What is to be written of a page.
#[derive(Debug)]
pub(super) struct Content {
    /// The part that is the document; [`NONE`] for the whole page.
    pub root: u32,
    /// For every element, whether it is left out.
    pub dropped: Vec<bool>,
    /// The page's main heading, where it stands outside of that part.
    pub title: Option<u32>,
    /// Whether headings that are links to other pages are none of the document's: it has others.
    pub teasers: bool,
}

impl Content {
    /// The whole page as it is.
    pub fn all(tree: &Tree<'_>) -> Self {
        Self { root: NONE, dropped: vec![false; tree.nodes.len()], title: None, teasers: false }
    }

    /// A page of a book: the whole of it but for the links by which readers go from page to page.
    pub fn page(tree: &Tree<'_>) -> Self {
        let links = |n: &Node| n.furniture && n.prose == 0 && n.links >= 2 && n.link * 2 >= n.text;
        Self { dropped: tree.nodes.iter().map(links).collect(), ..Self::all(tree) }
    }

    /// The document of a page.
    pub fn of(tree: &Tree<'_>) -> Self {
        let nodes = &tree.nodes;
        let total: u32 = tops(nodes).map(|n| n.prose).fold(0, u32::saturating_add);
        let mut dropped = furniture(nodes, total);
        drop_comments(nodes, total, &mut dropped);
        let kept = kept_prose(nodes, &dropped);
        let root = root(nodes, &dropped, &kept);
        drop_link_lists(nodes, root, &mut dropped);
        drop_elsewhere(tree, root, total, &mut dropped);
        let mut content = Self { root, dropped, title: None, teasers: false };
        if content.text(nodes) * 20 < tops(nodes).map(|n| n.text as usize).sum() && total < 200 {
            // Hardly anything would be left, and there is no prose to judge by: all of it then.
            content = Self::all(tree);
        }
        content.title = content.title(nodes);
        content.teasers = content.has_own_headings(nodes) || content.is_told_before_teasers(nodes);
        content
    }

    /// Whether there are headings below the first level that are no links to another page.
    fn has_own_headings(&self, nodes: &[Node]) -> bool {
        let mut past = 0;
        nodes.iter().zip(&self.dropped).any(|(n, dropped)| {
            if *dropped {
                past = past.max(n.to);
            }
            let own = n.element.heading().is_some_and(|level| level > 1) && n.text > 0 && !n.is_teaser();
            own && n.from >= past && self.holds(nodes, n)
        })
    }

    /// Whether most of the prose stands before the first heading that is a link to another page: those are no parts of it.
    fn is_told_before_teasers(&self, nodes: &[Node]) -> bool {
        /// Bytes of prose that make a document.
        const ENOUGH: u32 = 1000;
        let Some(first) = nodes.iter().find(|n| n.is_teaser() && self.holds(nodes, n)) else { return false };
        let whole = match nodes.get(self.root as usize) {
            Some(root) => root.prose,
            None => tops(nodes).map(|n| n.prose).fold(0, u32::saturating_add),
        };
        // What begins behind it, without what that holds in turn.
        let mut past = first.to;
        let mut behind = 0u32;
        for n in nodes.iter().filter(|n| n.from >= first.from && self.holds(nodes, n)) {
            if n.from >= past {
                behind = behind.saturating_add(n.prose);
                past = n.to;
            }
        }
        whole >= ENOUGH && behind * 2 < whole
    }

    /// Bytes of words that are kept.
    fn text(&self, nodes: &[Node]) -> usize {
        let mut text = match nodes.get(self.root as usize) {
            Some(root) => root.text as usize,
            None => tops(nodes).map(|n| n.text as usize).sum(),
        };
        let mut past = 0;
        for (n, dropped) in nodes.iter().zip(&self.dropped) {
            if *dropped && n.from >= past && self.holds(nodes, n) {
                text = text.saturating_sub(n.text as usize);
                past = n.to;
            }
        }
        text
    }

    fn holds(&self, nodes: &[Node], n: &Node) -> bool {
        nodes.get(self.root as usize).is_none_or(|root| root.from <= n.from && n.to <= root.to)
    }

    /// The heading of the first level that stands before the document, if none stands in it.
    fn title(&self, nodes: &[Node]) -> Option<u32> {
        let main = |(_, n): &(usize, &Node)| n.element == E::H1 && (3..300).contains(&n.text);
        let root = nodes.get(self.root as usize)?;
        let outside = |(_, n): &(usize, &Node)| n.from < root.from;
        if nodes.iter().enumerate().filter(main).any(|(_, n)| root.from <= n.from && n.from < root.to) {
            return None;
        }
        // The one nearest to the document; the name of the site, if it is one as well, stands further away.
        let found = nodes.iter().enumerate().filter(main).rfind(outside);
        found.and_then(|(k, _)| u32::try_from(k).ok())
    }
}

/// Elements that stand in no other.
fn tops(nodes: &[Node]) -> impl Iterator<Item = &Node> {
    nodes.iter().filter(|n| n.parent == NONE)
}

/// Parts that say they are furniture and hold no good share of the prose.
fn furniture(nodes: &[Node], total: u32) -> Vec<bool> {
    let mut inside = vec![false; nodes.len()];
    let mut dropped = Vec::with_capacity(nodes.len());
    for (k, n) in nodes.iter().enumerate() {
        let within = inside.get(n.parent as usize).copied().unwrap_or(false);
        if let Some(slot) = inside.get_mut(k) {
            *slot = within || n.main || n.element == E::Article;
        }
        let linked = n.link * 2 > n.text;
        let says = match n.element {
            E::Header => n.furniture && (linked || (!within && n.headings == 0)),
            E::Aside => !within || linked || n.prose == 0,
            E::Footer => !within || linked || (!n.notes && n.prose == 0),
            _ => n.furniture && !n.notes,
        };
        // A wrapper named after the menu in it is no menu.
        let share = if matches!(n.element, E::Nav | E::Footer) { 2 } else { 4 };
        dropped.push(says && (total == 0 || u64::from(n.prose) * share <= u64::from(total)));
    }
    dropped
}

/// Leaves out what readers have written, however long it is; of a page that has nothing else it is the document.
fn drop_comments(nodes: &[Node], total: u32, dropped: &mut [bool]) {
    /// Bytes of prose that a page must have besides.
    const ENOUGH: u32 = 600;
    // What is named after its comments may be the whole article with them.
    let titles: Vec<u32> = nodes.iter().filter(|n| n.main || n.element == E::H1).map(|n| n.from).collect();
    let holds_title = |n: &Node| {
        let first = titles.partition_point(|at| *at < n.from);
        titles.get(first).is_some_and(|at| *at < n.to)
    };
    let (mut past, mut written) = (0, 0u32);
    let mut found = Vec::new();
    for (k, n) in nodes.iter().enumerate() {
        if !n.comment || n.from < past || holds_title(n) || total.saturating_sub(n.prose) < ENOUGH {
            continue;
        }
        (past, written) = (n.to, written.saturating_add(n.prose));
        found.push(k);
    }
    if total.saturating_sub(written) < ENOUGH {
        return;
    }
    for k in found {
        if let Some(dropped) = dropped.get_mut(k) {
            *dropped = true;
        }
    }
}

/// The prose of every element without what is dropped.
fn kept_prose(nodes: &[Node], dropped: &[bool]) -> Vec<u32> {
    let mut kept: Vec<u32> = nodes.iter().map(|n| n.prose).collect();
    let mut below = vec![0u32; nodes.len()];
    for (k, n) in nodes.iter().enumerate().rev() {
        let lost = match dropped.get(k) {
            Some(true) => n.prose,
            _ => below.get(k).copied().unwrap_or(0),
        };
        if let Some(kept) = kept.get_mut(k) {
            *kept = kept.saturating_sub(lost);
        }
        if let Some(slot) = below.get_mut(n.parent as usize) {
            *slot = slot.saturating_add(lost);
        }
    }
    kept
}

/// The part that is the document.
fn root(nodes: &[Node], dropped: &[bool], kept: &[u32]) -> u32 {
    let total: u32 = nodes
        .iter()
        .zip(kept)
        .filter(|(n, _)| n.parent == NONE)
        .map(|(_, k)| *k)
        .fold(0, u32::saturating_add);
    if total == 0 {
        return NONE;
    }
    let best = |is: &dyn Fn(&Node) -> bool, share: u64| {
        let found = (0..nodes.len())
            .filter(|k| nodes.get(*k).is_some_and(is) && !dropped.get(*k).copied().unwrap_or(true));
        let prose = |k: &usize| kept.get(*k).copied().unwrap_or(0);
        // Of several with the same prose the outermost.
        let best = found.rev().max_by_key(prose)?;
        (u64::from(prose(&best)) * share >= u64::from(total)).then(|| u32::try_from(best).ok()).flatten()
    };
    let given = best(&|n| n.main, 3).or_else(|| best(&|n| n.element == E::Article, 2));
    let mut root = given.unwrap_or(NONE);
    if given.is_some() {
        return root;
    }
    // Down to the smallest part with nearly all prose. Lists, tables and paragraphs are no parts of a page.
    let part = |n: &Node| {
        matches!(
            n.element,
            E::Div
                | E::Section
                | E::Article
                | E::Body
                | E::Html
                | E::Td
                | E::Tr
                | E::Tbody
                | E::Table
                | E::Form
                | E::Main
        )
    };
    // Cells lay out a page where what stands beside them is links; else the table is one of dates, names and what belongs to
    // them, and a cell with more words than the others is not the whole of it.
    let lays_out = |n: &Node| {
        if !matches!(n.element, E::Td | E::Tr | E::Tbody | E::Table) {
            return true;
        }
        let sum = |of: fn(&Node) -> u32| tops(nodes).map(of).fold(0, u32::saturating_add);
        let (text, link) = match nodes.get(n.parent as usize) {
            Some(parent) => (parent.text, parent.link),
            None => (sum(|n| n.text), sum(|n| n.link)),
        };
        let (text, link) = (text.saturating_sub(n.text), link.saturating_sub(n.link));
        u64::from(link) * 2 >= u64::from(text)
    };
    for (k, n) in nodes.iter().enumerate() {
        let prose = kept.get(k).copied().unwrap_or(0);
        if n.parent == root && part(n) && lays_out(n) && u64::from(prose) * 10 >= u64::from(total) * 9 {
            root = u32::try_from(k).unwrap_or(NONE);
        }
    }
    root
}

/// Leaves out lists of short links: menus without a name, related pages, tables of contents.
fn drop_link_lists(nodes: &[Node], root: u32, dropped: &mut [bool]) {
    for (k, (n, dropped)) in nodes.iter().zip(dropped).enumerate() {
        let list =
            matches!(n.element, E::Ul | E::Ol | E::Dl | E::Menu | E::Div | E::Section | E::Table | E::P);
        let short = n.links >= 3 && n.link / n.links < 60;
        if list
            && k != root as usize
            && short
            && n.prose == 0
            && n.headings == 0
            && u64::from(n.link) * 5 >= u64::from(n.text) * 4
        {
            *dropped = true;
        }
    }
}

/// Leaves out what leads to other pages under a line that says so ("More from …"), and the line: under a heading all that
/// belongs to it, under another line the list right behind it.
fn drop_elsewhere(tree: &Tree<'_>, root: u32, total: u32, dropped: &mut [bool]) {
    /// Bytes of such a line.
    const LONGEST: u32 = 60;
    let nodes = &tree.nodes;
    for (k, n) in nodes.iter().enumerate() {
        let level = n.element.heading();
        let line = matches!(n.element, E::P | E::Div) || level.is_some();
        if !line || k == root as usize || !(4..=LONGEST).contains(&n.text) || n.prose > 0 {
            continue;
        }
        let mut words = String::new();
        for event in tree.events.get(n.from as usize..n.to as usize).unwrap_or(&[]) {
            if let Event::Text(_, text) = event {
                words.push_str(text);
            }
        }
        if !LEXICON.leads_elsewhere(&words) {
            continue;
        }
        let gone = match level {
            Some(level) => below_heading(nodes, k, level, root, total),
            None => list_behind(tree, k).into_iter().collect(),
        };
        if !gone.is_empty() && !gone.contains(&(root as usize)) {
            for gone in gone.into_iter().chain([k]) {
                if let Some(dropped) = dropped.get_mut(gone) {
                    *dropped = true;
                }
            }
        }
    }
}

/// What belongs to a heading: all that stands beside it, or beside the box that it stands in alone, up to the next heading of its
/// level. Nothing where that is more than teasers: little prose, and links.
fn below_heading(nodes: &[Node], heading: usize, level: u8, root: u32, total: u32) -> Vec<usize> {
    let mut head = heading;
    let alone = |head: usize| {
        let own = nodes.get(head)?;
        let parent = nodes.get(own.parent as usize)?;
        (parent.text == own.text && own.parent != root).then_some(own.parent as usize)
    };
    while let Some(parent) = alone(head) {
        head = parent;
    }
    let Some(own) = nodes.get(head) else { return Vec::new() };
    let end = nodes.get(own.parent as usize).map_or(u32::MAX, |parent| parent.to);
    let (mut found, mut past) = (Vec::new(), own.to);
    let (mut text, mut link, mut links, mut prose) = (0u32, 0u32, 0u32, 0u32);
    let first = nodes.partition_point(|n| n.from < own.to);
    for (k, n) in nodes.iter().enumerate().skip(first).take_while(|(_, n)| n.from < end) {
        if n.element.heading().is_some_and(|other| other <= level) {
            // One deeper in what was taken ends that as well.
            if n.from < past {
                found.pop();
            }
            break;
        }
        if n.from < past {
            continue;
        }
        past = n.to;
        found.push(k);
        text = text.saturating_add(n.text);
        link = link.saturating_add(n.link);
        links = links.saturating_add(n.links);
        prose = prose.saturating_add(n.prose);
    }
    let teasers = links >= 2 && link.saturating_mul(3) >= text && u64::from(prose) * 6 <= u64::from(total);
    if teasers { found } else { Vec::new() }
}

/// The list of links right behind a line, or behind the box that it stands in alone.
fn list_behind(tree: &Tree<'_>, line: usize) -> Option<usize> {
    let nodes = &tree.nodes;
    let n = nodes.get(line)?;
    let behind = nodes.partition_point(|m| m.from < n.to).max(line + 1);
    let list = nodes.get(behind)?;
    let between = tree.events.get(n.to as usize..list.from as usize).unwrap_or(&[]);
    let right_behind = between.iter().all(|event| match event {
        Event::Open(_) => false,
        Event::Text(_, text) => text.trim_ascii().is_empty(),
        Event::Close(_) | Event::Break => true,
    });
    let links = right_behind
        && list.links >= 2
        && list.headings == 0
        && list.prose == 0
        && list.link * 3 >= list.text;
    links.then_some(behind)
}
