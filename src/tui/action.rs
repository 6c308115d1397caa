//! Every action once: its name, what it does in one line, its default keys, and where it applies.
//!
//! Dispatch, the key map, the help, the hints and `docs/keys.md` are all printed from this table. To add an action, add
//! a row here and an arm in `update/`.

use super::panes::Pane;

/// Where an action applies. Rows for a narrower place go before rows for a wider one when keys collide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Everywhere but in overlays and inputs.
    Panes,
    /// Only in the four list panes.
    Lists,
    /// Only in the reader.
    Reader,
}

/// One row of the table.
#[derive(Debug)]
pub struct Spec {
    /// The action.
    pub action: Action,
    /// Its name in the key configuration and at the `:` prompt.
    pub name: &'static str,
    /// What it does, as a short phrase.
    pub doc: &'static str,
    /// Default keys, each a key or a sequence of keys apart by blanks; notation in [`super::keymap`].
    pub keys: &'static [&'static str],
    /// Where it applies.
    pub place: Place,
    /// Word shown in the hint line, if it belongs there.
    pub hint: Option<&'static str>,
    /// The pane in which it does; `None` for all.
    pub home: Option<Pane>,
}

macro_rules! actions {
    ($($action:ident, $name:literal, $doc:literal, [$($key:literal),*], $place:ident $(, $hint:literal $($home:ident)?)?;)*) => {
        /// What a key, a click or a command can ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $(#[doc = $doc] $action,)*
        }

        /// All actions in the order of the help.
        pub const ACTIONS: &[Spec] = &[
            $(Spec {
                action: Action::$action,
                name: $name,
                doc: $doc,
                keys: &[$($key),*],
                place: Place::$place,
                hint: actions!(@hint $($hint)?),
                home: actions!(@home $($($home)?)?),
            },)*
        ];
    };
    (@home) => { None };
    (@home $home:ident) => { Some(Pane::$home) };
    (@hint) => { None };
    (@hint $hint:literal) => { Some($hint) };
}

actions! {
    Help, "help", "help for this pane; typing filters it", ["?", "F1"], Panes, "help";
    Find, "find", "find in this pane", ["/"], Panes, "find";
    Search, "search", "search everything", ["Ctrl-P", "g /"], Panes, "search";
    NextPane, "next_pane", "next pane", ["Tab"], Panes, "pane";
    AddToScope, "add_to_scope", "add the selection to the scope, or take it out again", ["f"], Panes, "filter";
    Commit, "commit", "go there: history and focus", ["Enter"], Panes, "go";
    Copy, "copy", "copy the passage or the row", ["y"], Panes, "copy";
    Undo, "undo", "undo the last thing I did", ["u"], Panes, "undo";
    Quit, "quit", "close the top thing, else quit", ["q"], Panes, "quit";

    MoveDown, "move_down", "down", ["j", "Down"], Panes;
    MoveUp, "move_up", "up", ["k", "Up"], Panes;
    Left, "left", "fold, parent; timeline: wider; reader: a word back", ["h", "Left"], Panes;
    Right, "right", "unfold, child; timeline: closer; reader: a word on", ["l", "Right"], Panes;
    PageDown, "page_down", "a page down", ["Space", "PageDown", "Ctrl-F"], Panes;
    PageUp, "page_up", "a page up", ["PageUp", "Shift-Space", "Ctrl-B"], Panes;
    HalfPageDown, "half_page_down", "half a page down", ["Ctrl-D"], Panes;
    HalfPageUp, "half_page_up", "half a page up", ["Ctrl-U"], Panes;
    Top, "top", "to the top", ["g g", "Home"], Panes;
    Bottom, "bottom", "to the bottom", ["G", "End"], Panes;
    NextParagraph, "next_paragraph", "next paragraph", ["}"], Panes;
    PreviousParagraph, "previous_paragraph", "previous paragraph", ["{"], Panes;
    NextSection, "next_section", "next section", ["] s"], Panes;
    PreviousSection, "previous_section", "previous section", ["[ s"], Panes;
    NextClaim, "next_claim", "next claim in the text", ["] c"], Panes;
    PreviousClaim, "previous_claim", "previous claim in the text", ["[ c"], Panes;
    NextUnseen, "next_unseen", "next section not seen yet", ["] u"], Panes;
    PreviousUnseen, "previous_unseen", "section before that was not seen yet", ["[ u"], Panes;
    NextMention, "next_mention", "next mention of the chosen actor, else of any", ["] a"], Panes;
    PreviousMention, "previous_mention", "previous mention", ["[ a"], Panes;
    NextDate, "next_date", "next date in the text", ["] d"], Panes;
    PreviousDate, "previous_date", "previous date", ["[ d"], Panes;

    PreviousPane, "previous_pane", "previous pane", ["BackTab"], Panes;
    PaneSections, "pane_sections", "to the sections", ["1"], Panes;
    PaneActors, "pane_actors", "to the actors", ["2"], Panes;
    PaneClaims, "pane_claims", "to the claims", ["3"], Panes;
    PaneTimeline, "pane_timeline", "to the timeline", ["4"], Panes;
    PaneReader, "pane_reader", "to the reader", ["5"], Panes;
    CommitStay, "commit_stay", "go there but stay in the list", ["o"], Lists;
    BackOut, "back_out", "back out: overlay, find, peek", ["Esc"], Panes;

    FindNext, "find_next", "next match", ["n"], Panes;
    FindPrevious, "find_previous", "previous match", ["N"], Panes;
    FindWord, "find_word", "find the word or actor under the cursor", ["*"], Panes;

    MakeScope, "make_scope", "make the selection the scope", ["F"], Panes;
    DropChip, "drop_chip", "drop the last chip of the scope", ["Backspace"], Panes;
    ClearScope, "clear_scope", "clear the scope", ["X"], Panes;
    Redo, "redo", "redo", ["Ctrl-R"], Panes;
    Pin, "pin", "pin the pane: keep its rows whatever the scope", ["P"], Lists;

    Sort, "sort", "sort the list (cycles)", ["s"], Lists;
    Group, "group", "group the list: claims by kind, who says so, section, subject, clash; actors by type", ["c"], Lists, "group" Claims;
    NextGroup, "next_group", "next group of the list", ["] g"], Lists;
    PreviousGroup, "previous_group", "previous group", ["[ g"], Lists;
    FoldGroups, "fold_groups", "fold all groups of the list, or unfold them", ["g -"], Lists;
    Concordance, "concordance", "every mention of the actor in its words, aligned, sorted by neighbour", ["g k"], Panes, "in context" Actors;
    Matrix, "matrix", "who stands with whom: paragraphs shared, and what one does to the other", ["g w"], Panes, "with whom" Actors;
    Board, "board", "board: what is recommended to whom, and who has promised what", ["g b"], Panes, "board" Claims;
    FilterBy, "filter_by", "filter by a part of the selection: who, kind, certainty, date, how it is known", ["+"], Panes, "filter by" Timeline;
    Why, "why", "why is this here", ["K"], Panes;

    HistoryBack, "history_back", "back to where I was", ["H", "Alt-Left", "Ctrl-O"], Panes;
    HistoryForward, "history_forward", "forward again", ["L", "Alt-Right"], Panes;

    Select, "select", "select text from here on, in the timeline a range of dates; again to stop", ["v"], Panes;
    SelectParagraph, "select_paragraph", "select the paragraph, and more by moving", ["V"], Reader;
    Related, "related", "go to the claim that this one repeats, may agree or may clash with; to an event's other date", ["g c"], Panes;
    CopyCitation, "copy_citation", "copy with citation", ["Y"], Panes;
    Export, "export", "take away what is in scope: a report, a page, tables, the open questions", ["e"], Panes;
    OpenSource, "open_source", "open the source in $EDITOR at this line", ["E"], Panes;
    Reload, "reload", "read the document again, if its file has changed", ["R"], Panes;
    ToggleNoise, "toggle_noise", "show or hide injected text", ["x"], Panes;
    Wider, "wider", "make the pane wider", ["Ctrl-w >"], Panes;
    Narrower, "narrower", "make the pane narrower", ["Ctrl-w <"], Panes;
    Taller, "taller", "make the pane taller", ["Ctrl-w +"], Panes;
    Shorter, "shorter", "make the pane shorter", ["Ctrl-w -"], Panes;
    EqualPanes, "equal_panes", "put all borders back where they were", ["Ctrl-w ="], Panes;
    CycleLayout, "cycle_layout", "next layout: by size, one pane, list above reader, two columns, three", ["Ctrl-w w"], Panes;
    Zoom, "zoom", "zoom the pane", ["z"], Panes;
    Documents, "documents", "documents of the dossier", ["d"], Panes;
    ToggleMouse, "toggle_mouse", "give the mouse to the terminal and back", ["M"], Panes;
    ToggleNumbers, "toggle_numbers", "line and paragraph numbers", ["#"], Panes;
    AddNote, "add_note", "write a note on the selection, or open the one there", ["a"], Panes;
    SetStatus, "set_status", "judge the claim: unchecked, confirmed, disputed, false, irrelevant", ["t"], Panes;
    SetMark, "set_mark", "set a mark here; the next key names it", ["m"], Panes;
    GoToMark, "go_to_mark", "go to the mark that the next key names", ["'"], Panes;
    NextMark, "next_mark", "next mark", ["] m"], Panes;
    PreviousMark, "previous_mark", "previous mark", ["[ m"], Panes;
    NextNote, "next_note", "next note", ["] n"], Panes;
    PreviousNote, "previous_note", "previous note", ["[ n"], Panes;
    Notebook, "notebook", "all notes, marks and judgements", ["g n"], Panes;
    SaveScope, "save_scope", "keep the scope under a name", ["g f"], Panes;
    LoadScope, "load_scope", "take up a scope kept before", ["g F"], Panes;
    MergeActor, "merge_actor", "correct: the actor is the same as another", ["= m"], Panes;
    SplitActor, "split_actor", "correct: a name belongs to somebody else", ["= s"], Panes;
    Rename, "rename", "correct: another name for an actor or section", ["= r"], Panes;
    Retype, "retype", "correct: the kind of an actor or claim, the meaning of a date", ["= t"], Panes;
    Attribute, "attribute", "correct: who says the claim", ["= w"], Panes;
    Hide, "hide", "correct: take the selection out of the lists", ["= h"], Panes;
    Promote, "promote", "correct: a heading one level up, or a heading of this line", ["= p"], Panes;
    Demote, "demote", "correct: a heading one level down", ["= d"], Panes;
    ToggleMask, "toggle_mask", "correct: injected text is text, or text is injected", ["= x"], Panes;
    AddMissed, "add_missed", "correct: add a claim, event, actor or date that was missed", ["= a"], Panes;
    Command, "command", "go to a paragraph (:120), a percentage (:50%), or run an action by name", [":"], Panes;
    Messages, "messages", "what was said before", ["g m"], Panes;
    Suspend, "suspend", "suspend", ["Ctrl-Z"], Panes;
    ForceQuit, "force_quit", "quit", ["Ctrl-C"], Panes;
}

impl Action {
    /// The row of the table.
    pub fn spec(self) -> Option<&'static Spec> {
        ACTIONS.iter().find(|s| s.action == self)
    }

    /// The action of this name.
    pub fn by_name(name: &str) -> Option<Self> {
        ACTIONS.iter().find(|s| s.name == name).map(|s| s.action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_snake_case() {
        for (k, spec) in ACTIONS.iter().enumerate() {
            assert!(spec.name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{}", spec.name);
            assert!(!ACTIONS[..k].iter().any(|s| s.name == spec.name), "{} twice", spec.name);
            assert!(!spec.doc.ends_with('.'), "{}: a phrase, no sentence", spec.name);
        }
    }
}
