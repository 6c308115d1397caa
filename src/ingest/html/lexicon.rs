//! The words of `assets/lexicon/html.toml`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    // The asset is part of the program; a test parses it.
    let lists: Lists = toml::from_str(include_str!("../../../assets/lexicon/html.toml")).unwrap_or_default();
    Lexicon {
        furniture: lists.furniture.into_iter().collect(),
        comments: lists.comments.into_iter().collect(),
        roles: lists.roles.into_iter().collect(),
        unseen: lists.unseen.into_iter().collect(),
        pointers: lists.pointers.into_iter().collect(),
        notes: lists.notes.into_iter().collect(),
        boxes: lists.boxes.into_iter().collect(),
        captions: lists.captions.into_iter().collect(),
        elsewhere: lists.elsewhere,
        dates: lists.dates,
        authors: lists.authors,
        titles: lists.titles,
    }
});

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    furniture: Vec<String>,
    comments: Vec<String>,
    roles: Vec<String>,
    unseen: Vec<String>,
    pointers: Vec<String>,
    notes: Vec<String>,
    boxes: Vec<String>,
    captions: Vec<String>,
    elsewhere: Vec<String>,
    dates: Vec<String>,
    authors: Vec<String>,
    titles: Vec<String>,
}

/// What names on a page mean.
#[derive(Debug)]
pub(super) struct Lexicon {
    furniture: FxHashSet<String>,
    comments: FxHashSet<String>,
    roles: FxHashSet<String>,
    unseen: FxHashSet<String>,
    pointers: FxHashSet<String>,
    notes: FxHashSet<String>,
    boxes: FxHashSet<String>,
    captions: FxHashSet<String>,
    /// How a line begins that stands over links to other pages, in small letters.
    elsewhere: Vec<String>,
    /// Names of `meta` elements, the best first.
    pub dates: Vec<String>,
    pub authors: Vec<String>,
    pub titles: Vec<String>,
}

impl Lexicon {
    /// Whether one of the names of a `class` or `id`, or a part of one, is that of page furniture.
    pub fn is_furniture(&self, names: &str) -> bool {
        has(&self.furniture, names)
    }

    /// Whether one of them is that of what readers have written.
    pub fn is_comment(&self, names: &str) -> bool {
        has(&self.comments, names)
    }

    /// Whether a role is that of page furniture.
    pub fn is_role(&self, role: &str) -> bool {
        self.roles.contains(&role.trim().to_ascii_lowercase())
    }

    /// Whether a name is that of footnotes.
    pub fn is_notes(&self, name: &str) -> bool {
        self.notes.contains(&*name.to_ascii_lowercase())
    }

    /// Whether a name is that of a box beside the text.
    pub fn is_box(&self, name: &str) -> bool {
        self.boxes.contains(&*name.to_ascii_lowercase())
    }

    /// Whether a name is that of what is said of a picture.
    pub fn is_caption(&self, name: &str) -> bool {
        self.captions.contains(&*name.to_ascii_lowercase())
    }

    /// Whether a line says that links to other pages follow.
    pub fn leads_elsewhere(&self, line: &str) -> bool {
        let line = line.trim().to_lowercase();
        self.elsewhere.iter().any(|words| {
            let rest = line.strip_prefix(words.as_str());
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }

    /// Whether one of the names of a `class` hides what it names. `inline` if that is part of a line.
    pub fn hides(&self, names: &str, inline: bool) -> bool {
        names.split_ascii_whitespace().any(|name| {
            let name = name.to_ascii_lowercase();
            self.unseen.contains(&name) || inline && self.pointers.contains(&name)
        })
    }
}

/// Whether one of the names, or a part of one, is in a list.
fn has(list: &FxHashSet<String>, names: &str) -> bool {
    names.split_ascii_whitespace().any(|name| {
        let name = name.to_ascii_lowercase();
        list.contains(&name)
            || (name.contains(['-', '_']) && name.split(['-', '_']).any(|part| list.contains(part)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_by_their_parts() {
        assert!(LEXICON.is_furniture("wide Site-Nav") && LEXICON.is_furniture("cookie_banner"));
        assert!(!LEXICON.is_furniture("navy content") && !LEXICON.is_furniture(""));
        assert!(
            LEXICON.is_role("Navigation") && LEXICON.hides("a sr-only", false) && !LEXICON.hides("sr", true)
        );
        assert!(LEXICON.hides("permalink", true) && !LEXICON.hides("post permalink", false));
        assert!(!LEXICON.dates.is_empty() && !LEXICON.authors.is_empty() && !LEXICON.titles.is_empty());
    }
}
