//! What a line shows by its words alone: capitals, small words, closing sign, signs of code.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// The words of `assets/lexicon/structure.toml`.
pub(super) static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../assets/lexicon/structure.toml")));

#[derive(Debug, Default, Deserialize)]
struct Lists {
    divisions: Vec<String>,
    series: Vec<String>,
    captions: Vec<String>,
    known: Vec<String>,
    closing: Vec<String>,
    function: Vec<String>,
    finite: Vec<String>,
    asking: Vec<String>,
    invitations: Vec<String>,
    boilerplate_openings: Vec<String>,
    share_words: Vec<String>,
    contents: Vec<String>,
    notices: Vec<String>,
    credits: Vec<String>,
    appendices: Vec<String>,
    subtitles: Vec<String>,
    boilerplate: Vec<String>,
    datelines: Vec<String>,
    months: Vec<String>,
    titles: Vec<String>,
    before_number: Vec<String>,
    others: Vec<String>,
    numbers: Vec<String>,
    courts: Vec<String>,
    versus: Vec<String>,
    agencies: Vec<String>,
}

/// Word lists of this stage.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    divisions: FxHashMap<Box<str>, (u16, bool)>,
    numbers: FxHashMap<Box<str>, u16>,
    captions: FxHashSet<Box<str>>,
    known: FxHashMap<Box<str>, bool>,
    function: FxHashSet<Box<str>>,
    finite: FxHashSet<Box<str>>,
    asking: FxHashSet<Box<str>>,
    invitations: FxHashSet<Box<str>>,
    boilerplate_openings: Vec<Box<str>>,
    share_words: FxHashSet<Box<str>>,
    contents: FxHashSet<Box<str>>,
    notices: FxHashSet<Box<str>>,
    credits: FxHashSet<Box<str>>,
    appendices: FxHashSet<u16>,
    subtitles: FxHashSet<Box<str>>,
    boilerplate: FxHashSet<Box<str>>,
    datelines: FxHashSet<Box<str>>,
    months: FxHashSet<Box<str>>,
    courts: FxHashSet<Box<str>>,
    versus: FxHashSet<Box<str>>,
    agencies: FxHashSet<Box<str>>,
    abbreviations: FxHashMap<Box<str>, Abbreviation>,
}

/// What may follow an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A name: never the end of a sentence ("Dr.").
    Title,
    /// A number: the end of a sentence unless one follows ("No.").
    Number,
    /// Anything ("Inc.").
    Other,
}

impl Lexicon {
    fn parse(toml: &str) -> Self {
        // The asset is part of the program; a test parses it. A broken one reads as no words.
        let lists: Lists = toml::from_str(toml).unwrap_or_default();
        let set = |words: Vec<String>| words.into_iter().map(String::into_boxed_str).collect();
        let mut lexicon = Self {
            captions: set(lists.captions),
            function: set(lists.function),
            finite: set(lists.finite),
            asking: set(lists.asking),
            invitations: set(lists.invitations),
            boilerplate_openings: lists
                .boilerplate_openings
                .into_iter()
                .map(String::into_boxed_str)
                .collect(),
            share_words: set(lists.share_words),
            contents: set(lists.contents),
            notices: set(lists.notices),
            credits: set(lists.credits),
            subtitles: set(lists.subtitles),
            boilerplate: set(lists.boilerplate),
            datelines: set(lists.datelines),
            months: set(lists.months),
            courts: set(lists.courts),
            versus: set(lists.versus),
            agencies: set(lists.agencies),
            ..Self::default()
        };
        for (series, words) in [(false, lists.divisions), (true, lists.series)] {
            for word in words {
                let id = u16::try_from(lexicon.divisions.len()).unwrap_or(u16::MAX);
                lexicon.divisions.insert(word.into(), (id, series));
            }
        }
        let appendices = lists.appendices.iter().filter_map(|w| lexicon.division(w));
        lexicon.appendices = appendices.map(|(id, _)| id).collect();
        for (k, word) in lists.numbers.into_iter().enumerate() {
            lexicon.numbers.insert(word.into(), u16::try_from(k + 1).unwrap_or(0));
        }
        lexicon.known.extend(lists.known.into_iter().map(|w| (w.into(), false)));
        lexicon.known.extend(lists.closing.into_iter().map(|w| (w.into(), true)));
        for (kind, words) in [
            (Abbreviation::Other, lists.others),
            (Abbreviation::Number, lists.before_number),
            (Abbreviation::Title, lists.titles),
        ] {
            lexicon.abbreviations.extend(words.into_iter().map(|w| (w.into(), kind)));
        }
        lexicon
    }

    /// The number of a word that announces a number ("Chapter"), and whether it counts a series ("Step").
    pub fn division(&self, word: &str) -> Option<(u16, bool)> {
        lowered(word, |w| self.divisions.get(w).copied())
    }

    /// Whether the divisions of this number follow the whole document ("Annex").
    pub fn appends(&self, division: u16) -> bool {
        self.appendices.contains(&division)
    }

    /// Whether a line names a court ("In the High Court of Osk").
    pub fn names_court(&self, line: &str) -> bool {
        line.split(|c: char| !c.is_alphabetic()).any(|word| lowered(word, |w| self.courts.contains(w)))
    }

    /// Whether a line names a case by its parties ("Holm v. the Port of Osk").
    pub fn names_case(&self, line: &str) -> bool {
        let words: Vec<&str> = line.split_whitespace().collect();
        let party =
            |word: &&str| word.starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | '“' | '"'));
        words.first().is_some_and(party)
            && words.iter().enumerate().skip(1).any(|(k, word)| {
                let next = words.get(k + 1).filter(|w| !matches!(**w, "the" | "The")).or(words.get(k + 2));
                lowered(word, |w| self.versus.contains(w)) && next.is_some_and(party)
            })
    }

    /// Whether a whole line is the title of a box beside the text ("Warning").
    pub fn is_notice(&self, line: &str) -> bool {
        lowered(line.trim_end_matches(['!', ':', '.', ' ']), |l| self.notices.contains(l))
    }

    /// Whether a sentence begins by inviting the reader somewhere ("Explore our …").
    pub fn invites(&self, sentence: &str) -> bool {
        let first =
            sentence.split(|c: char| !(c.is_alphabetic() || matches!(c, '\'' | '’'))).next().unwrap_or("");
        lowered(first, |w| self.invitations.contains(w))
    }

    /// Whether a line begins like boilerplate ("We use cookies to …").
    pub fn opens_boilerplate(&self, line: &str) -> bool {
        self.boilerplate_openings.iter().any(|o| {
            let head = line.get(..o.len());
            let ends = line.get(o.len()..).is_some_and(|r| !r.starts_with(char::is_alphanumeric));
            ends && head.is_some_and(|h| h.eq_ignore_ascii_case(o))
        })
    }

    /// Whether a line holds nothing but the names of networks and buttons, at least two ("Facebook Twitter Email").
    pub fn is_share_bar(&self, line: &str) -> bool {
        let mut words = 0;
        for word in line.split(|c: char| c.is_whitespace() || matches!(c, '|' | '·' | '•' | '/' | ',')) {
            let core = word.trim_matches(|c: char| !c.is_alphanumeric());
            if core.is_empty() {
                continue;
            }
            if !lowered(core, |w| self.share_words.contains(w)) {
                return false;
            }
            words += 1;
        }
        words >= 2
    }

    /// Whether a whole line announces a table of contents.
    pub fn is_contents(&self, line: &str) -> bool {
        lowered(line.trim_end_matches([':', '.', ' ']), |l| self.contents.contains(l))
    }

    /// Whether a line credits a picture ("Photo: A. Bell", "Image courtesy of the council", "A. Bell / Reuters").
    pub fn is_credit(&self, line: &str) -> bool {
        /// Bytes of a name and an agency.
        const LONGEST: usize = 80;
        let agency = line.rsplit('/').next().filter(|last| last.len() < line.len() && line.len() <= LONGEST);
        if agency.is_some_and(|a| lowered(a.trim(), |w| self.agencies.contains(w))) {
            return true;
        }
        let word = line.find(|c: char| !c.is_alphabetic()).unwrap_or(line.len());
        let (head, rest) = line.split_at(word);
        let rest = rest.trim_start();
        let next = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        lowered(head, |w| self.credits.contains(w))
            && (rest.starts_with([':', '©'])
                || lowered(rest.get(..next).unwrap_or(""), |w| w == "by" || w == "courtesy"))
    }

    /// The value of a spelled number ("two").
    pub fn number_word(&self, word: &str) -> Option<u16> {
        lowered(word, |w| self.numbers.get(w).copied())
    }

    /// Whether a word captions a picture or table.
    pub fn captions(&self, word: &str) -> bool {
        lowered(word, |w| self.captions.contains(w))
    }

    /// Whether sections often bear this title, and if so whether it closes a document.
    pub fn known(&self, title: &str) -> Option<bool> {
        let title = title.trim_end_matches(['.', ':', ' ']);
        lowered(title, |t| self.known.get(t).copied())
    }

    /// Whether a word is too small to carry meaning.
    pub fn is_function(&self, word: &str) -> bool {
        lowered(word, |w| self.function.contains(w))
    }

    /// Whether a word names a month.
    pub fn is_month(&self, word: &str) -> bool {
        lowered(word, |w| self.months.contains(w))
    }

    /// Whether a word may stand beside a date in a line that says nothing else.
    pub fn dates(&self, word: &str) -> bool {
        lowered(word, |w| self.datelines.contains(w))
    }

    /// Whether a word shows a line to be a sentence.
    pub fn is_finite(&self, word: &str) -> bool {
        lowered(word, |w| self.finite.contains(w))
    }

    /// Whether a word begins questions.
    pub fn asks(&self, word: &str) -> bool {
        lowered(word, |w| self.asking.contains(w))
    }

    /// Whether a whole line is boilerplate of a page.
    pub fn is_boilerplate(&self, line: &str) -> bool {
        let line = line.trim_matches(|c: char| !c.is_alphanumeric());
        lowered(line, |l| self.boilerplate.contains(l))
    }

    /// What a word before a full stop abbreviates.
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        lowered(word, |w| self.abbreviations.get(w).copied())
    }
}

/// Asks with the word in lower case and apostrophes straightened. Longer words are in no list.
fn lowered<T: Default>(word: &str, ask: impl FnOnce(&str) -> T) -> T {
    const LONGEST: usize = 48;
    if word.len() > LONGEST {
        return T::default();
    }
    let mut buffer = [0u8; LONGEST];
    if word.is_ascii() {
        let Some(lower) = buffer.get_mut(..word.len()) else { return T::default() };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return std::str::from_utf8(lower).map_or_else(|_| T::default(), ask);
    }
    ask(&word.to_lowercase().replace(['’', '‘'], "'"))
}

/// How the end of a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// A letter, a digit, or a bracket after one.
    Open,
    /// A full stop or an ellipsis, a closing quote after it included.
    Stop,
    /// A question mark.
    Question,
    /// An exclamation mark.
    Exclamation,
    /// A colon.
    Colon,
    /// A comma, semicolon or dash: the line goes on.
    Continues,
}

/// What a short line shows by its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cues {
    /// Words.
    pub words: u16,
    /// Words that carry meaning.
    pub content: u16,
    /// Of these, those that begin with a capital or a digit.
    pub capital: u16,
    /// Whether all letters are capitals (and there are at least three).
    pub shouted: bool,
    /// Whether it begins with a small letter.
    pub small: bool,
    /// Whether it begins with a digit.
    pub digit: bool,
    /// Whether it begins with a quotation mark.
    pub quote: bool,
    /// Whether it has a finite verb of the closed list.
    pub finite: bool,
    /// Whether it begins with a question word.
    pub asks: bool,
    /// Full stops, question and exclamation marks before blanks inside it.
    pub inner_stops: u16,
    /// Commas and semicolons.
    pub commas: u16,
    /// Signs of code: braces, equals signs, slashes, pipes, angle brackets, underscores, backslashes, at signs.
    pub symbols: u16,
    /// Digits.
    pub digits: u16,
    /// Letters.
    pub letters: u16,
    /// Its end.
    pub ending: Ending,
    /// A colon inside, followed by more.
    pub colon: bool,
    /// Whether it captions a numbered figure or table.
    pub caption: bool,
    /// Whether it is the title of a box beside the text.
    pub notice: bool,
    /// Whether it credits a picture.
    pub credit: bool,
    /// A title that sections often bear; `Some(true)` for one that closes a document.
    pub known: Option<bool>,
    /// Whether it says nothing but a date with its month ("As of 3 May 2024", "Published: June 2, 2021").
    pub dateline: bool,
}

impl Cues {
    /// Reads a line; meant for lines of at most a few hundred bytes.
    pub fn of(line: &str, lexicon: &Lexicon) -> Self {
        let mut c = Self {
            words: 0,
            content: 0,
            capital: 0,
            shouted: false,
            small: false,
            digit: false,
            quote: false,
            finite: false,
            asks: false,
            inner_stops: 0,
            commas: 0,
            symbols: 0,
            digits: 0,
            letters: 0,
            ending: ending(line),
            colon: false,
            caption: false,
            notice: lexicon.is_notice(line),
            credit: lexicon.is_credit(line),
            known: known(line, lexicon),
            dateline: true,
        };
        let mut month = false;
        let mut lower = 0u16;
        for ch in line.chars() {
            match ch {
                ',' | ';' => c.commas += 1,
                '{' | '}' | '=' | '/' | '|' | '<' | '>' | '_' | '\\' | '@' | '#' | '$' | '~' | '^' => {
                    c.symbols += 1;
                }
                ch if ch.is_ascii_digit() => c.digits += 1,
                ch if ch.is_alphabetic() => {
                    c.letters += 1;
                    lower += u16::from(ch.is_lowercase());
                }
                _ => {}
            }
        }
        c.shouted = c.letters >= 3 && lower == 0;
        let mut words = line.split_whitespace().peekable();
        while let Some(word) = words.next() {
            let core = word.trim_matches(|ch: char| !ch.is_alphanumeric());
            let Some(first) = core.chars().next() else { continue };
            if c.words == 0 {
                c.small = first.is_lowercase();
                c.digit = first.is_ascii_digit();
                c.quote = word.starts_with(['"', '“', '‘', '\'', '«', '„']);
                c.asks = lexicon.asks(core);
                let number = words.peek().is_some_and(|w| w.starts_with(|d: char| d.is_ascii_digit()));
                c.caption = number && lexicon.captions(core);
            }
            c.words += 1;
            let is_month = lexicon.is_month(core);
            month |= is_month;
            c.dateline &= is_month || first.is_ascii_digit() || lexicon.dates(core);
            c.finite |= lexicon.is_finite(core);
            if c.words == 1 || !lexicon.is_function(core) {
                c.content += 1;
                c.capital += u16::from(!first.is_lowercase());
            }
            if words.peek().is_some() {
                c.inner_stops += u16::from(word.ends_with(['.', '?', '!']) && core.chars().nth(1).is_some());
                c.colon |= word.ends_with(':');
            }
        }
        c.dateline &= month && c.digits > 0;
        c
    }

    /// Share of meaningful words with a capital, 0 to 1.
    pub fn title_case(&self) -> f32 {
        if self.content == 0 { 0.0 } else { f32::from(self.capital) / f32::from(self.content) }
    }
}

/// A title of the list, also one with a subtitle behind a colon or dash ("Conclusion: what is left"), or with what it is about
/// behind a small word ("Introduction to the first volume").
fn known(line: &str, lexicon: &Lexicon) -> Option<bool> {
    lexicon
        .known(line)
        .or_else(|| {
            let (head, tail) = line.split_once([':', '–', '—'])?;
            let subtitle = !tail.trim().is_empty() && tail.split_whitespace().count() <= 14;
            lexicon.known(head.trim_end()).filter(|_| subtitle)
        })
        .or_else(|| {
            let mut blanks = line.match_indices(' ').map(|(at, _)| at).take(4);
            let head = blanks.find_map(|at| {
                let next = line.get(at + 1..)?.split(' ').next()?;
                lexicon.subtitles.contains(next).then(|| line.get(..at)).flatten()
            })?;
            lexicon.known(head).filter(|closing| !closing && line.split_whitespace().count() <= 8)
        })
}

/// How a line ends, closing quotes, brackets and emphasis marks aside.
pub(super) fn ending(line: &str) -> Ending {
    let bare = line.trim_end().trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '*', '_']);
    match bare.chars().next_back() {
        Some('.' | '…') => Ending::Stop,
        Some('?') => Ending::Question,
        Some('!') => Ending::Exclamation,
        Some(':') => Ending::Colon,
        Some(',' | ';' | '-' | '–' | '—') => Ending::Continues,
        _ => Ending::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_read() {
        let l = Lexicon::parse(include_str!("../../assets/lexicon/structure.toml"));
        assert!(l.division("Annex").is_some_and(|d| !d.1) && l.division("Step").is_some_and(|d| d.1));
        assert_eq!(l.known("Conclusions:"), Some(true));
        assert_eq!(l.known("Authors’ Addresses"), Some(true));
        assert_eq!(l.number_word("Three"), Some(3));
        assert_eq!(l.abbreviation("Gen"), Some(Abbreviation::Title));
    }

    #[test]
    fn cues_of_a_title_and_of_a_sentence() {
        let c = Cues::of("The Road to the Border: A First Look", &LEXICON);
        assert_eq!((c.words, c.content, c.capital, c.ending, c.colon), (8, 5, 5, Ending::Open, true));
        assert!(!c.finite && !c.shouted);
        let c = Cues::of("the lorries were stopped, he said.", &LEXICON);
        assert!(c.finite && c.small && c.ending == Ending::Stop && c.commas == 1);
        assert_eq!(Cues::of("Conclusion: what it costs", &LEXICON).known, Some(true));
        assert_eq!(Cues::of("Introduction to the Second Volume", &LEXICON).known, Some(false));
        assert_eq!(Cues::of("Sources of the River", &LEXICON).known, None);
        assert_eq!(Cues::of("Introducing the Second Volume", &LEXICON).known, None);
        assert!(Cues::of("Reminder!", &LEXICON).notice && !Cues::of("Reminder of the war", &LEXICON).notice);
    }

    #[test]
    fn credits_of_pictures() {
        for s in ["Photo: Ada Bell", "Image courtesy of the River Council", "Picture by Ada Bell"] {
            assert!(LEXICON.is_credit(s), "{s}");
        }
        for s in ["Images of the War", "Photography", "Source of the River"] {
            assert!(!LEXICON.is_credit(s), "{s}");
        }
    }

    #[test]
    fn endings_look_through_quotes() {
        for (line, want) in [
            ("He left.”", Ending::Stop),
            ("Who pays?)", Ending::Question),
            ("Three options:", Ending::Colon),
            ("and then,", Ending::Continues),
            ("**Costs**", Ending::Open),
        ] {
            assert_eq!(ending(line), want, "{line}");
        }
    }
}
