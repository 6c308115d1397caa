//! The letters of a typed word in order along a line: each stretch of them is the beginning of a word of the line, or letters
//! of one from its first on ("eurcomm" for European Commission, "poetlic" for poetic licence, "unsc" for UN Security Council).
//!
//! In prose nearly every line has the letters of nearly every word in order, so it counts how they lie: long beginnings of
//! words that stand side by side are meant, single letters from here and there are chance.

use std::ops::Range;

use memchr::memchr2;

use crate::fold::each;

/// Shorter words are in every line, longer ones are no abbreviations.
const LETTERS: Range<usize> = 3..25;

/// What each letter is worth. What follows is what it costs to find them apart. Set by hand, so that what people abbreviate
/// loses less than [`MOST_LOST`] and three chance beginnings of words do not.
const LETTER: i32 = 10;
/// A stretch after the first that begins with a capital.
const CAPITAL: i32 = 4;
/// One that does not, of three letters or a whole word.
const LONG: i32 = 6;
/// One that is shorter.
const SHORT: i32 = 20;
/// The first stretch, where it is short.
const FIRST_SHORT: i32 = 6;
/// The same with a capital.
const FIRST_CAPITAL: i32 = 2;
/// Letters left out inside a word.
const GAP: i32 = 6;
/// A word left out between two stretches; less for "of" and "the".
const WORD: i32 = 4;
const SMALL_WORD: i32 = 1;
/// No more words than this are left out between two stretches.
const MOST_LEFT_OUT: u32 = 3;

/// The greatest share of the letters' worth that may be lost, as a fraction.
const MOST_LOST: (i32, i32) = (2, 5);

/// A bit for each letter that occurs in a text, folded: of Latin letters one each, one for all digits, one for the rest.
pub(super) fn letters_of(text: &str) -> u32 {
    if text.is_ascii() {
        return text.bytes().fold(0, |all, b| all | bit(u32::from(b.to_ascii_lowercase())));
    }
    let mut all = 0;
    text.chars().for_each(|c| each(c, |f| all |= bit(u32::from(f))));
    all
}

/// Hands over the words of a line, as they are looked along, one after the other.
pub(super) fn parts(line: &str, mut put: impl FnMut(Part<'_>)) {
    if line.is_ascii() {
        let words = line.as_bytes().split(|b| b.folded() == 0).filter(|w| !w.is_empty());
        return words.for_each(|w| put(Part::Ascii(w)));
    }
    let mut wide = Vec::new();
    widened(line, &mut wide);
    wide.split(|l| l.folded() == 0).filter(|w| !w.is_empty()).for_each(|w| put(Part::Wide(w)));
}

/// A word of a line.
#[derive(Clone, Copy)]
pub(super) enum Part<'a> {
    Ascii(&'a [u8]),
    Wide(&'a [Wide]),
}

fn widened(line: &str, wide: &mut Vec<Wide>) {
    for (at, c) in line.char_indices() {
        let capital = c.is_uppercase();
        each(c, |f| {
            let folded = if f.is_alphanumeric() { u32::from(f) } else { 0 };
            wide.push(Wide { folded, capital, at });
        });
    }
}

/// Which stretches of what is typed, from one letter on, the letters of a word can be: how many letters each has, and what it costs.
/// What costs more than the most is left out, and a letter or two of a word in small letters, which are chance.
#[inline]
fn stretches<L: Letter>(
    typed: &[u32],
    have: usize,
    letters: &[L],
    most: i32,
    mut put: impl FnMut(usize, i32),
) {
    let capital = letters.first().is_some_and(|l| l.capital());
    let (mut at, mut gaps, mut run, mut len) = (0, 0, 0, 0);
    while let Some(wanted) = typed.get(have + len) {
        let Some(step) = letters.get(at..).and_then(|l| l.iter().position(|l| l.folded() == *wanted)) else {
            break;
        };
        gaps += i32::from(step > 0);
        (at, len) = (at + step + 1, len + 1);
        run += usize::from(gaps == 0);
        if gaps * GAP > most {
            break;
        }
        if !capital && run < 2 && len < 3 {
            continue;
        }
        let long = run >= 3 || (gaps == 0 && at == letters.len() && len > 1);
        let begins = match (have > 0, capital, long) {
            (false, _, true) => 0,
            (false, true, _) => FIRST_CAPITAL,
            (false, ..) => FIRST_SHORT,
            (true, true, _) => CAPITAL,
            (true, _, true) => LONG,
            (true, ..) => SHORT,
        };
        if begins + gaps * GAP <= most {
            put(len, begins + gaps * GAP);
        }
    }
}

fn bit(letter: u32) -> u32 {
    match u8::try_from(letter) {
        Ok(b @ b'a'..=b'z') => 1 << (b - b'a'),
        Ok(b'0'..=b'9') => 1 << 26,
        Ok(..0x80) => 0,
        _ => 1 << 27,
    }
}

/// A typed word to be found along lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scattered {
    /// Its letters, folded.
    typed: Vec<u32>,
}

/// Room to work in, kept from line to line.
#[derive(Debug, Default)]
pub(super) struct Room {
    wide: Vec<Wide>,
    /// The cheapest way to have so many letters.
    states: Vec<Option<State>>,
    stretches: Vec<Stretch>,
}

/// A character of a line: folded, whether it is a capital, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wide {
    folded: u32,
    capital: bool,
    at: usize,
}

/// A way to have the first letters.
#[derive(Debug, Clone, Copy)]
struct State {
    /// What it costs, less what leaving out all words up to its last would have: so ways compare wherever they ended.
    cost: i32,
    /// The word it ended in, counted along the line.
    word: u32,
    /// The last stretch of it.
    stretch: usize,
}

/// Letters in one word of the line.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// Which typed letter is the first, and how many there are.
    typed: usize,
    len: usize,
    /// Where the word begins.
    at: usize,
    before: Option<usize>,
}

/// A line as it is read: ASCII as it is, other text folded beforehand.
trait Letter: Copy {
    /// The folded letter or digit; 0 for anything else.
    fn folded(self) -> u32;
    fn capital(self) -> bool;
}

impl Letter for u8 {
    #[inline]
    fn folded(self) -> u32 {
        if self.is_ascii_alphanumeric() { u32::from(self.to_ascii_lowercase()) } else { 0 }
    }

    fn capital(self) -> bool {
        self.is_ascii_uppercase()
    }
}

impl Letter for Wide {
    fn folded(self) -> u32 {
        self.folded
    }

    fn capital(self) -> bool {
        self.capital
    }
}

impl Scattered {
    /// Looks for `typed`, which is folded; `None` if it is too short or too long to be looked for so.
    pub(super) fn new(typed: &str) -> Option<Self> {
        let letters: Vec<u32> = typed.chars().map(u32::from).collect();
        LETTERS.contains(&letters.len()).then_some(Self { typed: letters })
    }

    /// Its letters, folded.
    pub(super) fn letters(&self) -> &[u32] {
        &self.typed
    }

    /// What a line may cost at most.
    pub(super) fn most(&self) -> i32 {
        LETTER * self.typed.len() as i32 * MOST_LOST.0 / MOST_LOST.1
    }

    /// Which stretches of it a word can be: from which letter, how many letters, and what that costs.
    #[inline]
    pub(super) fn stretches(&self, word: Part<'_>, mut put: impl FnMut(usize, usize, i32)) {
        let first = match word {
            Part::Ascii(letters) => letters.first().map_or(0, |l| l.folded()),
            Part::Wide(letters) => letters.first().map_or(0, |l| l.folded()),
        };
        let most = self.most();
        for (have, _) in self.typed.iter().enumerate().filter(|(_, l)| **l == first) {
            match word {
                Part::Ascii(l) => stretches(&self.typed, have, l, most, |len, cost| put(have, len, cost)),
                Part::Wide(l) => stretches(&self.typed, have, l, most, |len, cost| put(have, len, cost)),
            }
        }
    }

    /// How well the letters lie in a line, from 0.6 to 1; `None` where they do not lie well enough.
    pub(super) fn fit(&self, line: &str, room: &mut Room) -> Option<f32> {
        self.find(line, room).map(|(cost, _)| 1.0 - cost as f32 / self.worth())
    }

    /// The bytes of a line at which the letters stand; none if they do not lie well enough.
    pub(super) fn marks(&self, line: &str, room: &mut Room) -> Vec<Range<usize>> {
        let mut at = self.find(line, room).map(|found| found.1);
        let mut marks = Vec::new();
        while let Some(stretch) = at.and_then(|k| room.stretches.get(k)).copied() {
            let wanted = self.typed.get(stretch.typed..stretch.typed + stretch.len).unwrap_or(&[]);
            if line.is_ascii() {
                along(line.as_bytes(), stretch.at, wanted, |k| marks.push(k..k + 1));
            } else {
                let byte = |k: usize| room.wide.get(k).map_or(line.len(), |w| w.at);
                along(&room.wide, stretch.at, wanted, |k| {
                    // A character may be folded into two letters.
                    let next = (k + 1..).map(byte).find(|b| *b > byte(k) || *b == line.len());
                    marks.push(byte(k)..next.unwrap_or(line.len()));
                });
            }
            at = stretch.before;
        }
        super::shown::tidy(marks)
    }

    fn worth(&self) -> f32 {
        LETTER as f32 * self.typed.len() as f32
    }

    /// The cost of the best way, and its last stretch.
    fn find(&self, line: &str, room: &mut Room) -> Option<(i32, usize)> {
        let Room { wide, states, stretches } = room;
        let way = Way { typed: &self.typed, most: self.most(), states, stretches, best: None };
        if line.is_ascii() {
            let line = line.as_bytes();
            let first = self.typed.first().and_then(|f| u8::try_from(*f).ok())?;
            let seek = |from: usize| {
                let mut from = from;
                loop {
                    let at = from + memchr2(first, first.to_ascii_uppercase(), line.get(from..)?)?;
                    let inside = at.checked_sub(1).and_then(|k| line.get(k)).is_some_and(|b| b.folded() != 0);
                    if !inside {
                        return Some(at);
                    }
                    from = at + 1;
                }
            };
            return way.go(line, seek);
        }
        wide.clear();
        widened(line, wide);
        way.go(wide, Some)
    }
}

/// Hands over the places of these letters, one after the other, each the next there is.
fn along<L: Letter>(line: &[L], from: usize, wanted: &[u32], mut put: impl FnMut(usize)) {
    let mut at = from;
    for letter in wanted {
        let Some(step) = line.get(at..).and_then(|l| l.iter().position(|l| l.folded() == *letter)) else {
            return;
        };
        put(at + step);
        at += step + 1;
    }
}

/// The search for the cheapest way along one line.
struct Way<'a> {
    typed: &'a [u32],
    /// What costs more is no match.
    most: i32,
    /// The cheapest way to have so many letters that may still go on.
    states: &'a mut Vec<Option<State>>,
    stretches: &'a mut Vec<Stretch>,
    /// The cheapest way to have them all, with its last stretch.
    best: Option<(i32, usize)>,
}

/// A word of a line.
#[derive(Debug, Clone, Copy)]
struct Place {
    from: usize,
    to: usize,
    number: u32,
    /// What leaving out all words before it would cost.
    left_out: i32,
}

impl Place {
    /// What leaving it out costs.
    fn own(&self) -> i32 {
        if self.to - self.from <= 3 { SMALL_WORD } else { WORD }
    }
}

impl Way<'_> {
    /// `seek` gives the next place, from one on, at which a word may begin with the first letter.
    fn go<L: Letter>(mut self, line: &[L], seek: impl Fn(usize) -> Option<usize>) -> Option<(i32, usize)> {
        // Most lines are none before anything is prepared.
        let mut at = seek(0)?;
        self.stretches.clear();
        self.states.clear();
        self.states.resize(self.typed.len() + 1, None);
        let (mut number, mut left_out) = (0, 0);
        // Until which word a way that was begun may go on.
        let (mut open, mut begun) = (0, false);
        loop {
            at += line.get(at..)?.iter().take_while(|l| l.folded() == 0).count();
            let rest = line.get(at..).unwrap_or(&[]);
            let Some(first) = rest.first().map(|l| l.folded()) else { break };
            let to = at + rest.iter().take_while(|l| l.folded() != 0).count();
            let place = Place { from: at, to, number, left_out };
            // From the longest on, so that no word is used twice.
            for have in (0..self.typed.len()).rev() {
                if self.typed.get(have) == Some(&first) && self.extend(line, place, have) {
                    (open, begun) = (number + MOST_LEFT_OUT + 1, true);
                }
            }
            left_out += place.own();
            number += 1;
            at = to;
            if number > open {
                // No way is open: on to the next word that could begin one.
                if std::mem::take(&mut begun) {
                    self.states.fill(None);
                }
                let Some(next) = seek(at) else { break };
                (at, open) = (next, number);
            }
        }
        self.best
    }

    /// Goes on from a way that has so many letters with those of a word; whether one of the ways may go on further.
    fn extend<L: Letter>(&mut self, line: &[L], place: Place, have: usize) -> bool {
        let before = match have {
            0 => None,
            _ => match self.states.get(have).copied().flatten() {
                Some(s) if place.number - s.word <= MOST_LEFT_OUT + 1 => Some(s),
                _ => return false,
            },
        };
        let base = before.map_or(0, |s| s.cost + place.left_out);
        let letters = line.get(place.from..place.to).unwrap_or(&[]);
        let mut goes_on = false;
        let typed = self.typed;
        stretches(typed, have, letters, self.most - base, |len, cost| {
            let stretch = Stretch { typed: have, len, at: place.from, before: before.map(|s| s.stretch) };
            goes_on |= self.reach(have + len, base + cost, place, stretch);
        });
        goes_on
    }

    /// Takes a way that has so many letters; whether it may go on.
    fn reach(&mut self, have: usize, cost: i32, place: Place, stretch: Stretch) -> bool {
        let number = self.stretches.len();
        if have == self.typed.len() {
            if self.best.is_none_or(|best| cost < best.0) {
                self.stretches.push(stretch);
                self.best = Some((cost, number));
            }
            return false;
        }
        let state = State { cost: cost - place.left_out - place.own(), word: place.number, stretch: number };
        let Some(slot) = self.states.get_mut(have) else { return false };
        let over = |s: &State| place.number - s.word > MOST_LEFT_OUT;
        if slot.as_ref().is_none_or(|s| over(s) || state.cost <= s.cost) {
            self.stretches.push(stretch);
            *slot = Some(state);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(typed: &str, line: &str) -> Option<String> {
        let typed = Scattered::new(typed)?;
        let mut room = Room::default();
        let fit = typed.fit(line, &mut room)?;
        assert!((0.6..=1.0).contains(&fit), "{line} {fit}");
        Some(
            typed
                .marks(line, &mut room)
                .into_iter()
                .map(|m| line[m].to_owned())
                .collect::<Vec<_>>()
                .join("|"),
        )
    }

    #[test]
    fn abbreviations_across_words() {
        for (typed, line, want) in [
            ("eurcomm", "Then the European Commission said so.", "Eur|Comm"),
            ("poetlic", "It was called poetic or, rather, poetic licence.", "poet|lic"),
            ("unsc", "The UN Security Council met.", "UN|S|C"),
            ("minforaff", "the Ministry of Foreign Affairs", "Min|For|Aff"),
            ("eucmsn", "the European Commission", "Eu|C|m|s|n"),
            ("worldbank", "a loan of the World Bank", "World|Bank"),
            ("wrldbank", "a loan of the World Bank", "W|rld|Bank"),
            ("sec\u{e9}t", "Conseil de s\u{e9}curit\u{e9}", ""),
            ("conssecu", "le \u{ab}Conseil de s\u{e9}curit\u{e9}\u{bb}", "Cons|s\u{e9}cu"),
            ("strassbur", "die Stra\u{df}e nach Burgen", "Stra\u{df}|Bur"),
            (
                "\u{43c}\u{438}\u{43d}\u{434}\u{435}\u{43b}",
                "\u{41c}\u{438}\u{43d}\u{438}\u{441}\u{442}\u{435}\u{440}\u{441}\u{442}\u{432}\u{43e} \u{438}\u{43d}\u{43e}\u{441}\u{442}\u{440}\u{430}\u{43d}\u{43d}\u{44b}\u{445} \u{434}\u{435}\u{43b}",
                "\u{41c}\u{438}\u{43d}|\u{434}\u{435}\u{43b}",
            ),
        ] {
            let want = (!want.is_empty()).then(|| want.to_owned());
            assert_eq!(marked(typed, line), want, "{typed}: {line}");
        }
    }

    #[test]
    fn letters_from_here_and_there_are_no_match() {
        for (typed, line) in [
            ("telefon", "the election for Norway"),
            ("govt", "the gov went to them"),
            ("elect", "every line of the city is there"),
            ("eurcomm", "Europe said many a thing about it and a common one"),
            ("uropean", "the European Union"),
            ("un", "the United Nations"),
            ("mfa", "men for all"),
        ] {
            assert_eq!(marked(typed, line), None, "{typed}: {line}");
        }
    }

    #[test]
    fn close_and_long_stretches_are_better() {
        let fit =
            |line: &str| Scattered::new("secgen").and_then(|s| s.fit(line, &mut Room::default())).unwrap();
        assert!(fit("secretary general") > fit("secretary in general"));
        assert!(fit("secretary in general") > fit("secretary about general"));
        assert!(fit("Secretary General") > fit("secretary general"));
    }

    proptest::proptest! {
        #[test]
        fn marks_are_the_letters_in_order(line in "[A-Ca-cé ßж.-]{0,40}", typed in "[a-cж]{3,6}") {
            let scattered = Scattered::new(&typed).unwrap();
            let mut room = Room::default();
            if scattered.fit(&line, &mut room).is_some() {
                let marks = scattered.marks(&line, &mut room);
                let found: String = marks.into_iter().filter_map(|m| line.get(m)).map(crate::fold::fold).collect();
                proptest::prop_assert_eq!(found, typed);
            }
        }

        #[test]
        fn any_line_is_read(line in "\\PC{0,60}", typed in "\\PC{3,8}") {
            if let Some(scattered) = Scattered::new(&crate::fold::fold(&typed)) {
                for mark in scattered.marks(&line, &mut Room::default()) {
                    proptest::prop_assert!(line.get(mark).is_some());
                }
            }
        }
    }
}
