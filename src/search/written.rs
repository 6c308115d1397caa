//! What is asked for as it is written: phrases, exact letters, beginnings and ends, regular expressions.

use crate::model::SectionId;

use super::Pattern;
use super::columns::having;
use super::evaluate::{APART, Answer, Ground, Held, List, NO, WordHeld, YES, rarity};
use super::marks::Marks;
use super::nametable::NameTable;
use super::prose::{Prose, Taken};
use super::query::Atom;
use super::quick::Quick;
use super::segment::Segment;

impl Ground<'_> {
    /// What has a pattern, its names and titles too if `names`. `None` if cancelled.
    pub(super) fn pattern(&self, pattern: &Pattern, atom: &Atom, names: bool) -> Option<Answer> {
        let mut held = self.filled(NO);
        let anchored = matches!(atom, Atom::Anchored { .. });
        let (mut with, mut all) = (0usize, 0usize);
        if let Some(word) = lone_word(atom) {
            return Some(self.lone(&word, pattern, names));
        }
        let (words, begun) = needed_words(atom, pattern.is_open());
        let mut quick = Quick::new(pattern, atom);
        let needed = self.with_words(&words, begun.as_deref());
        let some = !words.is_empty() && names;
        let segments = || self.index.segments().filter(|_| some);
        let in_titles: Vec<Vec<bool>> = segments().map(|s| s.sections.with_words(&words)).collect();
        let in_places: Vec<Vec<bool>> = segments().map(|s| s.places.with_words(&words)).collect();
        let documents = self.dossier.documents.iter().zip(self.index.documents()).zip(&mut held.documents);
        for ((document, indexed), out) in documents {
            let Some(indexed) = indexed else { continue };
            let text = &document.text;
            let marks: Vec<&Marks> = needed.iter().filter_map(|n| n.get(indexed.number)).collect();
            let having = having(&marks);
            let (rows, segment) = (indexed.rows, indexed.segment);
            let in_list = |extents, range, found: &mut dyn FnMut(usize)| {
                let list = Prose { extents, range, groups: &having };
                list.each(f32::MIN, |taken| {
                    if let Taken::Item(item, ..) = taken {
                        found(item);
                    }
                    f32::MIN
                });
            };
            let mut looked_at = 0usize;
            let mut is_in = |text: &str| {
                looked_at += 1;
                let go_on = !looked_at.is_multiple_of(1024) || !(self.cancelled)();
                go_on && quick.is_in(text)
            };
            let mut found: Vec<usize> = Vec::new();
            let mut may: Vec<(usize, &str)> = Vec::new();
            in_list(Some(&segment.claims), rows.claims(), &mut |k| {
                may.extend(document.claims.get(k).map(|c| (k, text.slice(c.span))));
            });
            read_ahead(&may);
            found.extend(may.iter().filter(|(_, text)| is_in(text)).map(|m| m.0));
            let mut events: Vec<usize> = Vec::new();
            in_list(None, rows.events(), &mut |k| {
                events.extend(document.events.get(k).filter(|e| is_in(&e.summary)).map(|_| k));
            });
            with += found.len();
            all += document.claims.len();
            // Most sentences are a claim, which has been looked at.
            let sentence = |k: &usize| {
                let span = document.claims.get(*k)?.span;
                let at = document.sentences.partition_point(|s| s.span.start < span.start);
                document.sentences.get(at).filter(|s| s.span == span).map(|_| at)
            };
            let mut sentences: Vec<usize> = found.iter().filter_map(sentence).collect();
            for lone in segment.lone_of(&rows).iter().map(|s| *s as usize) {
                let (k, (a, b)) = (lone - rows.sentences().start, segment.sentences.get(lone));
                let may = marks.iter().all(|m| m.best(a, b) > 0);
                sentences.extend(
                    document.sentences.get(k).filter(|s| may && is_in(text.slice(s.span))).map(|_| k),
                );
            }
            if (self.cancelled)() {
                return None;
            }
            for (list, fits) in [(List::Claims, found), (List::Events, events), (List::Sentences, sentences)]
            {
                for k in fits {
                    if let Some(q) = out.of_mut(list).get_mut(k) {
                        *q = YES;
                    }
                }
            }
            if !names {
                continue;
            }
            let titles = &indexed.segment.sections;
            let first = indexed.rows.sections().start;
            let words = in_titles.get(indexed.number);
            let may = |k: usize| words.is_none_or(|w| w.get(first + k).copied().unwrap_or(false));
            for (k, q) in out.of_mut(List::Sections).iter_mut().enumerate().filter(|(k, _)| may(*k)) {
                // The title alone, where its number in front of it would be in the way.
                let title = document.section_title(SectionId::new(k));
                if pattern.is_in(titles.text((first + k) as u32)) || (anchored && pattern.is_in(title)) {
                    *q = YES;
                }
            }
            let words = in_places.get(indexed.number);
            let first = indexed.rows.places().start;
            let may = |k: usize| words.is_none_or(|w| w.get(first + k).copied().unwrap_or(false));
            let places = out.of_mut(List::Places).iter_mut().zip(&document.places).enumerate();
            for (_, (q, p)) in places.filter(|(k, _)| may(*k)) {
                if pattern.is_in(&p.name) {
                    *q = YES;
                }
            }
        }
        match names {
            true => {
                held.notes = self.of_notes(|_, note| pattern.is_in(&note.text));
                let table = self.index.actors();
                let words = (!needed.is_empty()).then(|| table.with_words(&words));
                let may = |k: u32| words.as_ref().is_none_or(|w| w.get(k as usize).copied().unwrap_or(false));
                for name in (0..table.len() as u32).filter(|k| may(*k)) {
                    if let Some(q) = held.actors.get_mut(table.owner(name) as usize)
                        && *q != YES
                        && pattern.is_in(table.text(name))
                    {
                        *q = YES;
                    }
                }
            }
            false => {
                for out in &mut held.documents {
                    out.of_mut(List::Sections).fill(APART);
                    out.of_mut(List::Places).fill(APART);
                }
                held.actors.fill(APART);
                held.notes.iter_mut().for_each(|notes| notes.fill(APART));
            }
        }
        Some(Answer::of(Held::Items(held), rarity(with, all)))
    }

    /// What has a word, neither more nor less of it: a phrase of one word. Words that are the same once folded may be
    /// written in another way ("U.S." for "us", "cease-fire" for "ceasefire") or stand nowhere, only meant.
    fn lone(&self, word: &str, pattern: &Pattern, names: bool) -> Answer {
        let in_segment = |segment: &Segment| {
            let mut marks = Marks::of(segment.pieces());
            let range = match pattern.is_open() {
                true => segment.words.beginning(word),
                false => segment.words.exactly(word),
            };
            let as_written = segment.words.words(range);
            for known in as_written.filter(|known| !known.meant && pattern.is_in(known.surface)) {
                marks.raise(segment.words.places(known.id), YES);
            }
            marks.settle();
            marks
        };
        let marks: Vec<Marks> = self.index.segments().map(in_segment).collect();
        let (with, pieces) =
            (marks.iter().map(Marks::count).sum(), self.index.segments().map(Segment::pieces).sum());
        let words = [word.to_owned()];
        let bytes = |table: &NameTable| -> Vec<u8> {
            if !names {
                return vec![APART; table.len()];
            }
            let may = if pattern.is_open() { vec![true; table.len()] } else { table.with_words(&words) };
            let with = may.into_iter().enumerate();
            let has = |(name, may): (usize, bool)| may && pattern.is_in(table.text(name as u32));
            with.map(|named| if has(named) { YES } else { NO }).collect()
        };
        let table = self.index.actors();
        let mut actors = vec![if names { NO } else { APART }; self.dossier.actors.len()];
        for (name, q) in bytes(table).into_iter().enumerate() {
            if let Some(slot) = actors.get_mut(table.owner(name as u32) as usize) {
                *slot = q.max(*slot);
            }
        }
        let held = WordHeld {
            marks,
            sections: self.index.segments().map(|s| bytes(&s.sections)).collect(),
            places: self.index.segments().map(|s| bytes(&s.places)).collect(),
            actors,
            names: false,
            named: false,
            notes: names,
        };
        Answer::of(Held::Word(held), rarity(with, pieces))
    }

    /// Where words occur, and one that begins so: for each, in each segment.
    fn with_words(&self, words: &[String], begun: Option<&str>) -> Vec<Vec<Marks>> {
        let in_segment = |segment: &Segment, (word, whole): (&str, bool)| {
            let mut marks = Marks::of(segment.pieces());
            let range = if whole { segment.words.exactly(word) } else { segment.words.beginning(word) };
            for id in range {
                marks.raise(segment.words.places(id as u32), YES);
            }
            marks.settle();
            marks
        };
        let all = words.iter().map(|w| (w.as_str(), true)).chain(begun.map(|w| (w, false)));
        all.map(|w| self.index.segments().map(|s| in_segment(s, w)).collect()).collect()
    }
}

/// Has the processor fetch texts that lie far apart, all together: one after the other each would be waited for.
fn read_ahead(texts: &[(usize, &str)]) {
    /// Bytes that come together.
    const LINE: usize = 64;
    let touched = |all: u8, (_, text): &(usize, &str)| {
        text.as_bytes().iter().step_by(LINE).chain(text.as_bytes().last()).fold(all, |all, b| all ^ b)
    };
    std::hint::black_box(texts.iter().fold(0, touched));
}

/// The one word, in small letters, that a phrase is made of.
fn lone_word(atom: &Atom) -> Option<String> {
    let (Atom::Phrase(text) | Atom::Exact { text, whole: true }) = atom else { return None };
    let word = text.trim();
    (word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase())).then(|| word.to_owned())
}

/// The words, folded, without which an atom cannot occur, and the beginning of another if its last word may go on.
fn needed_words(atom: &Atom, open: bool) -> (Vec<String>, Option<String>) {
    /// Fewer letters begin words of most lines.
    const TELLING: usize = 3;
    let (text, first, last) = match atom {
        Atom::Phrase(text) | Atom::Exact { text, whole: true } => (text, true, !open),
        Atom::Exact { text, .. } => (text, false, false),
        Atom::Anchored { text, start, end } => (text, *start, *end),
        _ => return (Vec::new(), None),
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let begun =
        words.last().filter(|w| open && w.len() >= TELLING && w.bytes().all(|b| b.is_ascii_alphabetic()));
    let begun = begun.map(|w| w.to_ascii_lowercase());
    let count = words.len();
    let whole = |k: usize| (k > 0 || first) && (k + 1 < count || last);
    // Words with signs inside may stand in the text in other ways, and single letters are left out of joined words.
    let plain = |w: &str| w.len() > 1 && w.bytes().all(|b| b.is_ascii_alphabetic());
    let words = words.into_iter().enumerate().filter(|(k, w)| whole(*k) && plain(w));
    (words.map(|(_, w)| w.to_ascii_lowercase()).collect(), begun)
}
