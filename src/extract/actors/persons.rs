//! The names of one person: full names that differ in a middle name or an initial, surnames, given names.

use rustc_hash::FxHashMap;

use super::lexicon::is;
use super::names::{Names, SPOUSE, Verdict};
use super::reading::Reading;
use crate::model::ActorKind;
use crate::structure::WordId;

/// How many times as frequent as any other the one that a short form goes to must be.
pub(super) const CLEARLY: u32 = 3;

/// A person that is named in full.
#[derive(Debug)]
struct Person {
    /// Index of the longest full name.
    name: usize,
    first: WordId,
    /// "Jr", "Sr": father and son are two.
    generation: Option<WordId>,
    /// Mentions in full outside headings.
    count: u32,
    /// The token of the first one.
    at: usize,
    /// Whether a man, where the text tells.
    man: Option<bool>,
}

/// The parts of a person's name.
struct Parts<'w> {
    /// Without the particles it begins with and without the generation.
    core: &'w [WordId],
    generation: Option<WordId>,
}

impl Names {
    /// Links surnames, given names and other forms to persons that are named in full.
    pub(super) fn link_persons(&mut self, r: &Reading<'_>) {
        let mut surnames: FxHashMap<WordId, Vec<Person>> = FxHashMap::default();
        let mut links: Vec<(usize, usize, &'static str)> = Vec::new();
        let mut order: Vec<usize> = (0..self.all.len()).collect();
        order.sort_by_key(|&k| self.all.get(k).map_or(0, |n| usize::MAX - n.words.len()));
        for &k in &order {
            let Some(name) = self.all.get(k) else { continue };
            let parts = parts(r, &name.words);
            if name.verdict != Verdict::Actor(ActorKind::Person) || parts.core.len() < 2 {
                continue;
            }
            let (Some(&first), Some(&last)) = (name.words.first(), parts.core.last()) else { continue };
            // Known by title and surname alone: no full name for others to be short for.
            if first == SPOUSE {
                continue;
            }
            let persons = surnames.entry(last).or_default();
            let same = |p: &&mut Person| p.generation == parts.generation && p.first == first;
            let initial =
                |p: &&mut Person| p.generation == parts.generation && is_initial_of(r, first, p.first);
            // "Ba-Sunbul", "Reza Yaqubi": the last words of one longer name.
            let mut longer = persons.iter_mut().filter(|p| {
                p.generation == parts.generation
                    && self
                        .all
                        .get(p.name)
                        .is_some_and(|n| n.words.len() > name.words.len() && n.words.ends_with(&name.words))
            });
            if let (Some(person), None) = (longer.next(), longer.next()) {
                person.count += name.count;
                person.at = person.at.min(name.sample);
                links.push((k, person.name, "surname"));
                continue;
            }
            // An initial tells nothing where two persons have it.
            let ambiguous = persons.iter_mut().filter(|p| initial(p)).count() > 1;
            // "Bob Osei" and "Robert Osei"
            let alike = |p: &&mut Person| p.generation == parts.generation && are_alike(r, first, p.first);
            let one_alike = persons.iter_mut().filter(|p| alike(p)).count() == 1;
            let known = match persons.iter().any(|p| p.generation == parts.generation && p.first == first) {
                true => persons.iter_mut().find(same),
                false if one_alike => persons.iter_mut().find(alike),
                false => persons.iter_mut().find(|p| !ambiguous && initial(p)),
            };
            match known {
                Some(person) => {
                    person.count += name.count;
                    person.at = person.at.min(name.sample);
                    // The full given name of the person is worth more than its initial.
                    if r.tokens.word(person.first).chars().count() == 1 {
                        person.first = first;
                    }
                    links.push((k, person.name, "same surname and given name or initial"));
                }
                None => {
                    let man = self.men.get(&name.words).copied();
                    let (generation, count) = (parts.generation, name.count);
                    persons.push(Person { name: k, first, generation, count, at: name.sample, man });
                }
            }
        }
        let mut givens: FxHashMap<WordId, Option<usize>> = FxHashMap::default();
        // Where people go by their first name (in Ethiopia, in Iceland), no list need have it.
        let ordinary =
            is::COMMON | is::FUNCTION | is::ORG_TAIL | is::PLACE_OPEN | is::NOT_NAME | is::PARTICLE;
        let first_name = |p: &&Person| {
            let flags = r.word_flag(p.first);
            flags & is::GIVEN != 0 || flags & ordinary == 0 && r.tokens.word(p.first).len() > 2
        };
        for person in surnames.values().flatten().filter(first_name) {
            givens.entry(person.first).and_modify(|s| *s = None).or_insert(Some(person.name));
        }
        self.link_inverted(r, &surnames);
        links.extend(misspelt(r, &surnames));
        for (k, full, rule) in links {
            if let Some(name) = self.all.get_mut(k) {
                name.verdict = Verdict::Short(full, rule);
            }
        }
        for (k, name) in self.all.iter_mut().enumerate() {
            let Parts { core, generation } = parts(r, &name.words);
            let &[word] = core else { continue };
            if name.organisation > 2 || name.defined {
                continue;
            }
            let full = match (surnames.get(&word), givens.get(&word)) {
                (Some(persons), _) => match meant(
                    persons,
                    generation,
                    self.couples.get(&word).copied(),
                    (name.sample, name.count),
                ) {
                    Some(full) if name.place_best < 3 => Some((full, "surname")),
                    Some(_) => None,
                    None => {
                        // A third person of that name is the least likely of all.
                        name.verdict = Verdict::Nothing;
                        self.bearers.insert(k, persons.iter().map(|p| p.name).collect());
                        None
                    }
                },
                (None, Some(&Some(full))) if name.place_best < 3 && generation.is_none() => {
                    Some((full, "given name"))
                }
                _ => None,
            };
            if let Some((full, rule)) = full {
                name.verdict = Verdict::Short(full, rule);
            }
        }
    }
}

impl Names {
    /// "Osei, Ana Maria": the given names behind the surname are no other person.
    fn link_inverted(&mut self, r: &Reading<'_>, surnames: &FxHashMap<WordId, Vec<Person>>) {
        let inverted = |name: &super::names::Name| {
            let surname =
                name.sample.checked_sub(2).filter(|&k| r.slice(k + 1) == ",").and_then(|k| r.token(k))?;
            let full: Vec<WordId> = name.words.iter().copied().chain([surname.word()]).collect();
            let person = surnames
                .get(&surname.word())?
                .iter()
                .find(|p| self.all.get(p.name).is_some_and(|n| n.words == full))?;
            Some(person.name)
        };
        let links: Vec<(usize, usize)> =
            self.all.iter().enumerate().filter_map(|(k, name)| Some((k, inverted(name)?))).collect();
        for (k, full) in links {
            if let Some(name) = self.all.get_mut(k) {
                (name.verdict, name.defined) = (Verdict::Short(full, "behind the surname and a comma"), true);
            }
        }
    }
}

/// Whom a bare surname means: the only one, or the one who is named in full clearly more often than every other.
/// `man`: whether a man is meant, where men and women have the surname. `bare`: the first token of the bare surname and how
/// often it stands.
fn meant(
    persons: &[Person],
    generation: Option<WordId>,
    man: Option<bool>,
    bare: (usize, u32),
) -> Option<usize> {
    let persons = || persons.iter().filter(|p| p.man.is_none() || man.is_none() || p.man == man);
    // A bare surname means a son with his father's name only if nobody else has it.
    let plain = |p: &&Person| p.generation == generation;
    let named = |p: &&Person| p.generation.is_some();
    let found = the_one(persons().filter(plain).map(|p| (p.name, p.count)));
    match persons().any(|p| p.generation == generation) {
        true => found.or_else(|| introduced(persons().filter(plain), bare)),
        false if generation.is_none() => the_one(persons().filter(named).map(|p| (p.name, p.count))),
        false => None,
    }
}

/// The only one who was named in full before the bare surname stood for the first time, if it then goes on far more often than
/// anybody is named in full: whoever came later needs his first name to be told apart.
fn introduced<'p>(persons: impl Iterator<Item = &'p Person>, (at, count): (usize, u32)) -> Option<usize> {
    let (mut before, mut most) = (None, 0);
    for p in persons {
        most = most.max(p.count);
        if p.at < at && before.replace(p.name).is_some() {
            return None;
        }
    }
    before.filter(|_| count >= CLEARLY * most)
}

/// The only one, or the one that is clearly more frequent than every other.
pub(super) fn the_one<T: Copy>(counted: impl Iterator<Item = (T, u32)>) -> Option<T> {
    let mut best: Option<(T, u32)> = None;
    let mut second = 0;
    for (one, count) in counted {
        match best {
            Some((_, most)) if count <= most => second = second.max(count.max(1)),
            _ => {
                second = best.map_or(second, |(_, most)| second.max(most.max(1)));
                best = Some((one, count));
            }
        }
    }
    best.filter(|(_, count)| second == 0 || *count >= CLEARLY * second).map(|(one, _)| one)
}

fn parts<'w>(r: &Reading<'_>, words: &'w [WordId]) -> Parts<'w> {
    let generation = words
        .last()
        .copied()
        .filter(|&w| words.len() > 1 && matches!(r.tokens.word(w), "jr" | "sr" | "junior" | "senior"));
    let words = words.get(..words.len() - usize::from(generation.is_some())).unwrap_or(words);
    let skip = words.iter().take_while(|w| r.word_flag(**w) & is::PARTICLE != 0).count();
    Parts { core: words.get(skip.min(words.len().saturating_sub(1))..).unwrap_or(words), generation }
}

/// Whether two given names are forms of one.
fn are_alike(r: &Reading<'_>, a: WordId, b: WordId) -> bool {
    let form = |w: WordId| r.lexicon.alike.get(r.tokens.word(w)).copied();
    a != b && form(a).is_some() && form(a) == form(b)
}

/// Persons with the same given name whose surnames are one letter apart ("Osterveld", "Osteveld"): the rarer spelling and
/// the one it stands for.
fn misspelt(r: &Reading<'_>, surnames: &FxHashMap<WordId, Vec<Person>>) -> Vec<(usize, usize, &'static str)> {
    /// More people with one given name are not compared with each other.
    const NAMESAKES: usize = 24;
    /// Shorter surnames are soon a letter apart.
    const LETTERS: usize = 6;
    let mut namesakes: FxHashMap<WordId, Vec<(WordId, &Person)>> = FxHashMap::default();
    for (surname, persons) in surnames {
        let long = r.tokens.word(*surname).chars().count() >= LETTERS;
        for p in persons.iter().filter(|p| long && p.generation.is_none() && r.tokens.word(p.first).len() > 2)
        {
            namesakes.entry(p.first).or_default().push((*surname, p));
        }
    }
    let mut links = Vec::new();
    for mut group in namesakes.into_values().filter(|g| (2..=NAMESAKES).contains(&g.len())) {
        // The order of a hash map is nobody's business.
        group.sort_by_key(|(_, p)| (std::cmp::Reverse(p.count), p.name));
        for (k, (surname, person)) in group.iter().enumerate() {
            let before = group.get(..k).unwrap_or(&[]);
            let near = |(other, _): &&(WordId, &Person)| {
                is_letter_apart(r.tokens.word(*other), r.tokens.word(*surname))
            };
            let mut targets = before.iter().filter(near);
            if let (Some((_, target)), None) = (targets.next(), targets.next()) {
                links.push((
                    person.name,
                    target.name,
                    "the same given name, and a letter of the surname differs",
                ));
            }
        }
    }
    links.sort_unstable_by_key(|l| l.0);
    links
}

/// Whether one letter is changed, added or left out between two words.
fn is_letter_apart(a: &str, b: &str) -> bool {
    let rest = |a: &str, b: &str| {
        let same =
            a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum::<usize>();
        (a.get(same..).unwrap_or("").to_owned(), b.get(same..).unwrap_or("").to_owned())
    };
    let (a, b) = rest(a, b);
    let tail = |word: &str| word.chars().skip(1).collect::<String>();
    // "Welkien" and "Welkein": two letters that have changed places.
    let turned = || {
        let pair = |word: &str| (word.chars().next(), word.chars().nth(1));
        let (x, y) = (pair(&a), pair(&b));
        x.1.is_some() && (x.0, x.1) == (y.1, y.0) && tail(&tail(&a)) == tail(&tail(&b))
    };
    a != b && (tail(&a) == tail(&b) || tail(&a) == b || a == tail(&b) || turned())
}

fn is_initial_of(r: &Reading<'_>, a: WordId, b: WordId) -> bool {
    let (a, b) = (r.tokens.word(a), r.tokens.word(b));
    a.chars().count() == 1 && b.starts_with(a) || b.chars().count() == 1 && a.starts_with(b)
}
