//! Help, printed from the table of actions with the keys in force. What is typed filters it.

use ratatui::text::Line;

use super::Look;
use super::claims::kind_role;
use crate::model::ClaimKind;
use crate::tui::action::{ACTIONS, Place, Spec};
use crate::tui::fit;
use crate::tui::keymap::Keymap;
use crate::tui::theme::Role;

/// The actions that apply in the focused pane and fit the filter.
pub fn rows(keymap: &Keymap, in_list: bool, filter: &str) -> Vec<&'static Spec> {
    let filter = filter.to_lowercase();
    let applies = |s: &&Spec| match s.place {
        Place::Panes => true,
        Place::Lists => in_list,
        Place::Reader => !in_list,
    };
    let fits = |s: &&Spec| {
        let keys = keymap.keys_of(s.action).join(" ");
        filter.split_whitespace().all(|w| {
            s.doc.to_lowercase().contains(w) || s.name.contains(w) || keys.to_lowercase().contains(w)
        })
    };
    ACTIONS.iter().filter(applies).filter(fits).collect()
}

/// One action: its keys, and what it does.
pub fn line(keymap: &Keymap, spec: &Spec, width: usize, look: Look<'_>) -> Line<'static> {
    let keys = keymap.keys_of(spec.action).join("  ");
    Line::from(vec![
        look.span(format!("{} ", fit::fill(&keys, 20, look.symbols)), Role::Title),
        look.span(fit::cut(spec.doc, width.saturating_sub(21), look.symbols), Role::Text),
    ])
}

/// What the letters in the reader's margin mean.
pub fn legend(look: Look<'_>) -> Line<'static> {
    let mut spans = vec![look.span(" In the margin: ", Role::Muted)];
    for kind in ClaimKind::ALL {
        spans.push(look.span(kind.sign(), kind_role(kind)));
        spans.push(look.span(format!(" {}  ", kind.name()), Role::Muted));
    }
    spans.push(look.span("+", Role::Title));
    spans.push(look.span(" several", Role::Muted));
    Line::from(spans)
}
