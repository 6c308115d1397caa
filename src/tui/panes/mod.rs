//! What a person sees, one file a pane. A pane reads the state and draws; it never changes what is shown elsewhere.

pub mod actors;
pub mod claims;
pub mod details;
pub mod documents;
pub mod found;
pub mod help;
pub mod lines;
pub mod palette;
pub mod reader;
pub mod search;
pub mod sections;
pub mod sheets;
pub mod status;
pub mod text;
pub mod timeline;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};

use super::list::{Heading, List, Row};
use super::symbols::Symbols;
use super::theme::{Role, Theme};

/// The five panes, in the order of their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    /// The outline.
    Sections,
    /// Who.
    Actors,
    /// What is asserted.
    #[default]
    Claims,
    /// When.
    Timeline,
    /// The text.
    Reader,
}

impl Pane {
    /// All of them.
    pub const ALL: [Pane; 5] = [Pane::Sections, Pane::Actors, Pane::Claims, Pane::Timeline, Pane::Reader];

    /// Its number key.
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|p| *p == self).map_or(0, |k| k + 1)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Pane::Sections => "Sections",
            Pane::Actors => "Actors",
            Pane::Claims => "Claims",
            Pane::Timeline => "Timeline",
            Pane::Reader => "Reader",
        }
    }
}

/// How things look: passed to every pane.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// Styles by role.
    pub theme: &'a Theme,
    /// Signs.
    pub symbols: &'a Symbols,
}

impl Look<'_> {
    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Text in a role.
    pub fn span<'s>(&self, text: impl Into<std::borrow::Cow<'s, str>>, role: Role) -> Span<'s> {
        Span::styled(text, self.style(role))
    }
}

/// The border of a pane: one frame, its title to the left, a note in the lower right corner. Returns the inside.
pub fn frame(
    buffer: &mut Buffer,
    area: Rect,
    title: Line<'_>,
    note: &str,
    focused: bool,
    look: Look<'_>,
) -> Rect {
    use ratatui::widgets::{Block, BorderType, Widget};
    if look.symbols.plain {
        // The title as a line of its own, what is counted behind it.
        buffer.set_line(area.x, area.y, &title, area.width);
        if !note.is_empty() {
            let x = area.x + (title.width() as u16 + 1).min(area.width);
            buffer.set_stringn(x, area.y, note, usize::from(area.right() - x), look.style(Role::Text));
        }
        let title_rows = area.height.min(1);
        return Rect { y: area.y + title_rows, height: area.height - title_rows, ..area };
    }
    let style = look.style(if focused { Role::BorderFocus } else { Role::Border });
    let mut block = Block::bordered().border_style(style).title_top(title);
    if !note.is_empty() {
        block = block.title_bottom(Line::from(format!(" {note} ")).right_aligned());
    }
    block = if look.symbols.unicode {
        block.border_type(if focused { BorderType::Thick } else { BorderType::Plain })
    } else {
        block.border_set(if focused { ASCII_FOCUS } else { ASCII_BORDER })
    };
    let inner = block.inner(area);
    block.render(area, buffer);
    inner
}

const ASCII_BORDER: ratatui::symbols::border::Set<'static> = ratatui::symbols::border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

const ASCII_FOCUS: ratatui::symbols::border::Set<'static> = ratatui::symbols::border::Set {
    vertical_left: "#",
    vertical_right: "#",
    horizontal_top: "=",
    horizontal_bottom: "=",
    ..ASCII_BORDER
};

/// Draws the visible rows of a list and its cursor; `line` makes the line of an item for a width.
pub fn draw_list<T: PartialEq + Clone>(
    buffer: &mut Buffer,
    area: Rect,
    list: &mut List<T>,
    focused: bool,
    look: Look<'_>,
    mut line: impl FnMut(&T, usize) -> Line<'static>,
) {
    let selected = list.position();
    let width = usize::from(area.width).saturating_sub(2);
    for (y, (k, row)) in list.visible(usize::from(area.height)).enumerate() {
        let y = area.y + y as u16;
        match row {
            Row::Header(name) => {
                let text = super::fit::cut(name, width + 1, look.symbols);
                buffer.set_line(
                    area.x + 1,
                    y,
                    &Line::from(look.span(text, Role::Heading)),
                    area.width.saturating_sub(1),
                );
            }
            Row::Group(_) | Row::Item(_) => {
                let here = k == selected;
                let content = match row {
                    Row::Item(item) => line(item, width),
                    row => row.heading().map_or(Line::default(), |h| heading(h, width, look)),
                };
                buffer.set_line(area.x + 2, y, &content, area.width.saturating_sub(2));
                if here {
                    buffer.set_stringn(area.x, y, look.symbols.cursor, 1, look.style(Role::Title));
                    let role = if focused { Role::Selection } else { Role::SelectionIdle };
                    let whole = Rect { y, height: 1, ..area }.intersection(buffer.area);
                    let matched = if focused { matched_cells(buffer, whole, look) } else { Vec::new() };
                    if focused {
                        // Reversed, the colours of the row's parts would turn into a patchwork of grounds.
                        buffer.set_style(whole, Style::new().fg(Color::Reset).bg(Color::Reset));
                    }
                    buffer.set_style(whole, look.style(role));
                    for x in matched {
                        buffer.set_style(Rect { x, y, width: 1, height: 1 }, look.style(Role::MatchCurrent));
                    }
                }
            }
        }
    }
}

/// The heading of a group: whether it is folded, its name, how many it holds.
fn heading(heading: &Heading, width: usize, look: Look<'_>) -> Line<'static> {
    let sign = if heading.folded { look.symbols.folded } else { look.symbols.unfolded };
    let count = format!(" ({})", heading.count);
    let name = super::fit::cut(&heading.key.name, width.saturating_sub(2 + count.len()), look.symbols);
    Line::from(vec![
        look.span(format!("{sign} "), Role::Muted),
        look.span(name, Role::Heading),
        look.span(count, Role::Muted),
    ])
}

/// Columns of a row that show matched letters: the selection must not hide why a row is there.
fn matched_cells(buffer: &Buffer, row: Rect, look: Look<'_>) -> Vec<u16> {
    let style = look.style(Role::Match);
    let (fg, bg) = (style.fg.unwrap_or(Color::Reset), style.bg.unwrap_or(Color::Reset));
    let shown = |x: &u16| {
        buffer.cell((*x, row.y)).is_some_and(|c| {
            c.fg == fg
                && c.bg == bg
                && c.modifier == style.add_modifier
                && !style.add_modifier.is_empty() | (bg != Color::Reset)
        })
    };
    (row.left()..row.right()).filter(shown).collect()
}

/// An explanation in the middle of an empty pane.
pub fn draw_empty(buffer: &mut Buffer, area: Rect, lines: &[String], look: Look<'_>) {
    let mut y = area.y + area.height.saturating_sub(lines.len() as u16) / 3;
    for text in lines {
        for piece in super::fit::wrap(text, usize::from(area.width).saturating_sub(2), look.symbols) {
            if y >= area.bottom() {
                return;
            }
            let style = look.style(Role::Muted);
            buffer.set_stringn(area.x + 1, y, piece, usize::from(area.width.saturating_sub(1)), style);
            y += 1;
        }
    }
}

/// The text of every row of a list, for the find; made on the worker that reads it.
pub fn row_texts(
    dossier: &std::sync::Arc<crate::model::Dossier>,
    lists: &super::app::Lists,
    pane: Pane,
) -> Box<dyn Iterator<Item = (usize, String)> + Send> {
    fn of<T: Clone + Send + 'static>(
        rows: &[Row<T>],
        text: impl Fn(&T) -> String + Send + 'static,
    ) -> Box<dyn Iterator<Item = (usize, String)> + Send> {
        let items: Vec<(usize, T)> =
            rows.iter().enumerate().filter_map(|(k, r)| r.item().map(|i| (k, i.clone()))).collect();
        Box::new(items.into_iter().map(move |(k, item)| (k, text(&item))))
    }
    let d = std::sync::Arc::clone(dossier);
    match pane {
        Pane::Sections => of(lists.sections.rows(), move |row| {
            let Some(document) = d.document(row.doc) else { return String::new() };
            match row.section {
                Some(id) => format!("{} {}", document.section_path(id), document.section_title(id)),
                None => document.display_name().to_owned(),
            }
        }),
        Pane::Actors => of(lists.actors.rows(), move |row| {
            let mut names = vec![actors::name(&d, row)];
            if let actors::ActorRow::Actor(id) = row {
                names.extend(d.names_of(*id));
            }
            names.join("\n")
        }),
        Pane::Claims => of(lists.claims.rows(), move |row| {
            let Some((document, claim)) = d.document(row.0).and_then(|x| Some((x, x.claim(row.1)?))) else {
                return String::new();
            };
            let who = claims::speaker(document, claim).unwrap_or_default();
            format!("{} {who} {}", claim.kind.name(), document.text.slice(claim.span))
        }),
        Pane::Timeline => of(lists.timeline.rows(), move |row| {
            let event = d.document(row.0).and_then(|x| x.event(row.1));
            event.map_or(String::new(), |e| format!("{} {}", timeline::when(e), e.summary))
        }),
        Pane::Reader => Box::new(std::iter::empty()),
    }
}
