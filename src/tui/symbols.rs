//! The signs the explorer draws with, for terminals with Unicode and without.

/// A set of signs, one column wide each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbols {
    /// Whether anything but ASCII may be drawn.
    pub unicode: bool,
    /// Words instead of drawings, for those who listen: no frames, no bars, one pane at a time.
    pub plain: bool,
    /// In front of the selected row.
    pub cursor: &'static str,
    /// A folded section.
    pub folded: &'static str,
    /// An unfolded section.
    pub unfolded: &'static str,
    /// In place of what is cut off.
    pub ellipsis: &'static str,
    /// Where nobody is named.
    pub nobody: &'static str,
    /// Takes a chip out of the scope.
    pub close: &'static str,
    /// From empty to full, for densities.
    pub ramp: [&'static str; 5],
    /// A stretch of time on the timeline.
    pub bar: &'static str,
    /// A stretch of time known only to the month or coarser.
    pub bar_coarse: &'static str,
    /// A point of the strip without events.
    pub dot: &'static str,
    /// In the gutter, where a claim begins.
    pub claim: &'static str,
    /// In the gutter, at a note.
    pub note: &'static str,
    /// Judgements of claims, in the order of [`crate::notes::Status::ALL`].
    pub status: [&'static str; 5],
    /// In the gutter, at the reader's own line.
    pub here: &'static str,
    /// What has been on the screen as a whole.
    pub seen: &'static str,
    /// Between parts of a line.
    pub separator: &'static str,
}

/// Signs of neutral width only: ambiguous ones would break frames on terminals set to wide.
pub const UNICODE: Symbols = Symbols {
    unicode: true,
    plain: false,
    cursor: "›",
    folded: "▸",
    unfolded: "▾",
    ellipsis: "…",
    nobody: "–",
    close: "×",
    ramp: [" ", "▁", "▃", "▅", "█"],
    bar: "█",
    bar_coarse: "▒",
    dot: "·",
    claim: "▪",
    note: "✎",
    status: ["·", "✓", "?", "✗", "–"],
    here: "▌",
    seen: "✓",
    separator: "│",
};

/// For locales without UTF-8, `TERM=linux` or `dumb`, and `--ascii`.
pub const ASCII: Symbols = Symbols {
    unicode: false,
    plain: false,
    cursor: ">",
    folded: "+",
    unfolded: "-",
    ellipsis: "..",
    nobody: "-",
    close: "x",
    ramp: [" ", ".", ":", "|", "#"],
    bar: "#",
    bar_coarse: "=",
    dot: ".",
    claim: "*",
    note: "n",
    status: [".", "+", "?", "x", "-"],
    here: ">",
    seen: "*",
    separator: "|",
};

/// For screen readers (`--plain`).
pub const PLAIN: Symbols = Symbols { plain: true, ..ASCII };

impl Symbols {
    /// By the environment: ASCII where the locale says so or the terminal is too plain.
    pub fn detect(variable: impl Fn(&str) -> Option<String>) -> Self {
        let term = variable("TERM").unwrap_or_default();
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|v| variable(v).filter(|x| !x.is_empty()));
        let plain = matches!(term.as_str(), "linux" | "dumb");
        let foreign = locale.is_some_and(|l| {
            let l = l.to_ascii_lowercase();
            !(l.contains("utf-8") || l.contains("utf8"))
        });
        if plain || foreign { ASCII } else { UNICODE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_without_utf8_gets_ascii() {
        let with =
            |lang: &'static str| Symbols::detect(move |v| (v == "LANG").then(|| lang.to_owned())).unicode;
        assert!(with("en_GB.UTF-8") && with("C.utf8"));
        assert!(!with("C") && !with("POSIX"));
        assert!(Symbols::detect(|_| None).unicode, "nothing said: most terminals know UTF-8");
    }

    #[test]
    fn every_sign_is_one_column_wide() {
        for s in [UNICODE, ASCII] {
            let all = [
                s.cursor,
                s.folded,
                s.unfolded,
                s.nobody,
                s.close,
                s.bar,
                s.bar_coarse,
                s.dot,
                s.claim,
                s.here,
                s.seen,
            ];
            for sign in all.iter().chain(&s.ramp).chain([&s.separator]) {
                assert_eq!(unicode_width::UnicodeWidthStr::width(*sign), 1, "{sign}");
            }
        }
    }
}
