//! `numbering.xml`: the numbers that stand before headings and items without being in their text.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::super::xml::{Node, walk};
use super::super::super::{IngestError, Limits};
use super::super::numerals::Numeral;
use super::WHAT;

/// Levels of a list.
const LEVELS: usize = 9;

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    numeral: Numeral,
    /// With `%1` for the number of the first level.
    text: String,
    legal: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, numeral: Numeral::Decimal, text: String::new(), legal: false }
    }
}

#[derive(Debug, Clone, Default)]
struct Number {
    abstracted: String,
    /// Levels that begin anew with this list.
    starts: Vec<(usize, u32)>,
}

/// What stands before a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub text: String,
    pub bullet: bool,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: FxHashMap<String, Vec<Level>>,
    numbers: FxHashMap<String, Number>,
    counts: FxHashMap<String, [Option<u32>; LEVELS]>,
    begun: FxHashSet<String>,
}

impl Numbering {
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, IngestError> {
        let mut lists = Self::default();
        let mut list: Option<(String, Vec<Level>)> = None;
        let mut number: Option<(String, Number)> = None;
        let mut level = 0;
        walk(bytes, limits, WHAT, |node| {
            match node {
                Node::Open(e) => {
                    let value = || e.get("val");
                    match e.name() {
                        "abstractNum" => {
                            list = e.get("abstractNumId").map(|id| (id, vec![Level::default(); LEVELS]));
                        }
                        "num" => number = e.get("numId").map(|id| (id, Number::default())),
                        "lvl" | "lvlOverride" => {
                            level = e.get("ilvl").and_then(|v| v.parse().ok()).unwrap_or(LEVELS);
                        }
                        "abstractNumId" => {
                            if let Some((_, number)) = number.as_mut() {
                                number.abstracted = value().unwrap_or_default();
                            }
                        }
                        "startOverride" => {
                            if let Some((_, number)) = number.as_mut()
                                && number.starts.len() < LEVELS
                            {
                                number
                                    .starts
                                    .push((level, value().and_then(|v| v.parse().ok()).unwrap_or(1)));
                            }
                        }
                        name => {
                            let Some(level) = list.as_mut().and_then(|(_, levels)| levels.get_mut(level))
                            else {
                                return Ok(());
                            };
                            match name {
                                "start" => level.start = value().and_then(|v| v.parse().ok()).unwrap_or(1),
                                "numFmt" => level.numeral = Numeral::of_docx(&value().unwrap_or_default()),
                                "lvlText" => {
                                    level.text = value().unwrap_or_default().chars().take(60).collect();
                                }
                                "isLgl" => level.legal = true,
                                _ => {}
                            }
                        }
                    }
                }
                Node::Close("abstractNum") => lists.abstracts.extend(list.take()),
                Node::Close("num") => lists.numbers.extend(number.take()),
                _ => {}
            }
            Ok(())
        })?;
        Ok(lists)
    }

    /// Counts on in a list and says what stands before the paragraph; `None` for a list that does not exist or shows nothing.
    pub fn next(&mut self, id: &str, depth: u8) -> Option<Label> {
        let depth = usize::from(depth).min(LEVELS - 1);
        let number = self.numbers.get(id)?;
        let levels = self.abstracts.get(&number.abstracted)?;
        let counts = self.counts.entry(number.abstracted.clone()).or_default();
        if !number.starts.is_empty() && self.begun.insert(id.to_owned()) {
            for (level, start) in &number.starts {
                if let Some(count) = counts.get_mut(*level) {
                    *count = Some(start.saturating_sub(1));
                }
            }
        }
        for (k, level) in levels.iter().enumerate().take(depth) {
            // A level that was passed over counts as begun.
            if let Some(count) = counts.get_mut(k).filter(|c| c.is_none()) {
                *count = Some(level.start);
            }
        }
        let level = levels.get(depth)?;
        let count = counts.get_mut(depth)?;
        *count = Some(count.map_or(level.start, |c| c.saturating_add(1)));
        counts.iter_mut().skip(depth + 1).for_each(|deeper| *deeper = None);
        if level.numeral == Numeral::Bullet {
            return Some(Label { text: String::new(), bullet: true });
        }
        let mut text = String::new();
        let mut signs = level.text.chars();
        while let Some(sign) = signs.next() {
            let place = if sign == '%' { signs.clone().next().and_then(|d| d.to_digit(10)) } else { None };
            match place.and_then(|p| usize::try_from(p).ok()?.checked_sub(1)) {
                Some(k) => {
                    signs.next();
                    let numeral = levels.get(k).map_or(Numeral::Decimal, |l| l.numeral);
                    let numeral = if level.legal { Numeral::Decimal } else { numeral };
                    text.push_str(&numeral.write(counts.get(k).copied().flatten().unwrap_or(1)));
                }
                None => text.push(sign),
            }
        }
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(Label { text, bullet: false })
    }
}
