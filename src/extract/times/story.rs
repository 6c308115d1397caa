//! The story's own time: the date that what follows hangs on, while asides ("in 1882", told in 1915) come and go.

use super::lexicon::Unit;
use super::meaning::{Field, Found, Meaning, Which, YearOf};
use super::place::Place;
use super::plausible::Era;
use super::stamp::Stamp;
use crate::model::ResolvedBy;

/// A jump of more years than this needs a second year that bears it out.
const ASIDE: i32 = 3;

/// So many months back in the same year, in the middle of a sentence, are told in passing.
const BACK: i32 = 6;

/// Years of a document that are counted to see which it speaks of most.
const YEARS: usize = 64;

/// The line of a story through a document.
#[derive(Debug, Clone, Default)]
pub struct Story {
    line: Option<Stamp>,
    /// The section in which the line was last told.
    section: Option<usize>,
    /// The block in which it was last told.
    block: Option<usize>,
    /// The date told last in a sentence, be it an aside, and the number of that sentence.
    local: Option<(Stamp, usize)>,
    /// The date told last besides asides, and the number of its block.
    beside: Option<(Stamp, usize)>,
    /// The block of the heading told last.
    heading: Option<usize>,
    /// The year that stood alone on a line last, and the section it stood in.
    titled: Option<(i16, usize)>,
    /// Dates given in full with their month, by the number of their expression and their sentence.
    full: Vec<(usize, usize, Stamp)>,
    /// Years given in full, by the number of their expression and their sentence, without those that look away.
    years: Vec<(usize, i16, Option<usize>)>,
    /// The year of the document's own date.
    own: Option<i16>,
    /// The year of which the document speaks most.
    leading: Option<i16>,
}

impl Story {
    /// Of the expressions of a document, which [`Story::tell`] then hears one by one.
    pub fn of(found: &[Found], places: &[Place], era: Era) -> Self {
        let years = found.iter().zip(places).enumerate().filter_map(|(k, (f, p))| match f.meaning {
            Meaning::Calendar(YearOf::Known(y), _) if p.heading || !(p.bracket || p.aside || p.coming) => {
                era.admits(y, None).then_some((k, y, p.sentence))
            }
            _ => None,
        });
        let full = found.iter().zip(places).enumerate().filter_map(|(k, (f, p))| match f.meaning {
            Meaning::Calendar(YearOf::Known(y), Field::Month(m) | Field::Day(m, _)) if !p.bracket => {
                Some((k, p.sentence?, Stamp::Month(y, m)))
            }
            _ => None,
        });
        Self {
            years: years.collect(),
            full: full.collect(),
            leading: leading(found, places),
            own: era.own(),
            ..Self::default()
        }
    }

    /// The date that one without a year hangs on: in the same sentence that told last, else the story's.
    pub fn base(&self, place: Place) -> Option<Stamp> {
        let far = |s: &Stamp| self.line.is_some_and(|l| i32::from(s.year()) - i32::from(l.year()) > ASIDE);
        let unsaid = || self.leading.filter(|_| self.line.is_none()).map(Stamp::Year);
        self.in_sentence(place).filter(|s| !far(s)).or(self.line).or_else(unsaid)
    }

    /// The date told last in the same sentence.
    pub fn in_sentence(&self, place: Place) -> Option<Stamp> {
        self.local.filter(|&(_, s)| place.sentence == Some(s)).map(|(stamp, _)| stamp)
    }

    /// The date told last in the same block.
    pub fn in_block(&self, place: Place) -> Option<Stamp> {
        self.beside.filter(|&(_, block)| block == place.block).map(|(stamp, _)| stamp)
    }

    /// Where nothing was told yet in this block: the date given in full further on in the sentence.
    pub fn ahead(&self, k: usize, place: Place) -> Option<Stamp> {
        let fresh = self.block != Some(place.block) && self.in_sentence(place).is_none();
        let next = self.full.get(self.full.partition_point(|&(n, ..)| n <= k))?;
        (fresh && Some(next.1) == place.sentence).then_some(next.2)
    }

    /// The story's date.
    pub fn line(&self) -> Option<Stamp> {
        self.line
    }

    /// Whether this section told the story's date.
    pub fn told_in(&self, section: usize) -> bool {
        self.section == Some(section)
    }

    /// The year that stands alone above this place, in its section.
    pub fn titled(&self, place: Place) -> Option<i16> {
        let (year, _) = self.titled.filter(|&(_, section)| section == place.section)?;
        self.in_sentence(place).is_none_or(|s| s.year() == year).then_some(year)
    }

    /// Hears the expression number `k`; answers whether the story moved to it.
    pub fn tell(&mut self, k: usize, found: &Found, stamp: Stamp, by: ResolvedBy, place: Place) -> bool {
        if matches!(stamp, Stamp::Decade(_) | Stamp::Century(_) | Stamp::Winter(_)) {
            return false;
        }
        if place.alone && matches!(stamp, Stamp::Year(_)) {
            self.titled = Some((stamp.year(), place.section));
        }
        let from_aside = by != ResolvedBy::Explicit
            && self.in_sentence(place).is_some_and(|s| self.line.is_some_and(|l| l.year() != s.year()));
        let back = looks_back(&found.meaning);
        if let Some(s) = place.sentence.filter(|_| !back) {
            self.local = Some((stamp, s));
        }
        if !(back || place.aside || place.bracket || place.coming) {
            self.beside = Some((stamp, place.block));
        }
        if place.heading {
            // Of a span of years in a heading the first begins the section.
            if self.heading == Some(place.block) {
                return false;
            }
            self.heading = Some(place.block);
        } else if back || from_aside || !self.moves(k, stamp, place) {
            return false;
        }
        self.line = Some(stamp);
        self.section = Some(place.section);
        self.block = Some(place.block);
        true
    }

    fn moves(&self, k: usize, stamp: Stamp, place: Place) -> bool {
        let Some(line) = self.line else {
            // The first year told begins the story, unless it is far from that of which the document speaks most.
            // "Until 7 March 2003 he asked": a day that leads up to what is told is of its time.
            let lead = place.lead && stamp.unit() >= Unit::Month;
            let passing = self.leading.is_some_and(|most| {
                let (most, new) = (i32::from(most), i32::from(stamp.year()));
                most != new && place.aside && (lead || !place.lead)
                    || (new - most).abs() > ASIDE && !self.stays(k, (new, most), None, false)
            });
            return !(place.bracket || place.aside && lead || passing);
        };
        let (old, new) = (i32::from(line.year()), i32::from(stamp.year()));
        let first = self.section != Some(place.section) && (new - old).abs() <= ASIDE;
        if place.bracket || (place.aside || place.coming) && !first {
            return false;
        }
        if old == new {
            // "has gone on with the siege it began in March", told in November: back in passing.
            let months = |s: Stamp| s.days().map_or(0, |d| i32::from(d.0.month()));
            let today = self.own == Some(line.year());
            if today && !place.opens && months(stamp) + BACK <= months(line) && line.unit() < Unit::Year {
                return false;
            }
            // The year once more says nothing new, unless it begins what follows.
            return stamp.unit() < Unit::Year || line.unit() >= Unit::Year || place.opens;
        }
        let opens = place.opens || self.block != Some(place.block);
        if first || (new - old).abs() <= ASIDE && opens {
            return true;
        }
        // The last year named in passing does not take the story from the year that the document is about.
        let away = self.leading == Some(line.year()) && stamp.unit() >= Unit::Year;
        // "He noted that, as in Osk in 1998 and Harel in 1999, …", told of 2003: years in the middle of a sentence bear each
        // other out only in another one.
        let within =
            place.sentence.filter(|_| stamp.unit() >= Unit::Year && old - new > ASIDE && !place.opens);
        self.stays(k, (new, old), within, opens && !away || (new - old).abs() <= ASIDE)
    }

    /// Whether the text stays where expression number `k` takes it: the next year given is nearer to the new than to the
    /// old one; `last` where none is given. Years `within` a sentence are passed over.
    fn stays(&self, k: usize, (new, old): (i32, i32), within: Option<usize>, last: bool) -> bool {
        let at = self.years.partition_point(|&(n, ..)| n <= k);
        let mut behind = self.years.iter().skip(at);
        behind.find(|y| within.is_none() || y.2 != within).map_or(last, |&(_, next, _)| {
            let next = i32::from(next);
            (next - new).abs() <= (next - old).abs()
        })
    }
}

/// The year of which most dates given in full speak: a day says more than a month, a month more than a year, and what is said
/// in passing least. `None` where no year has more than half of all.
fn leading(found: &[Found], places: &[Place]) -> Option<i16> {
    /// Fewer dates than this say nothing of a document.
    const ENOUGH: usize = 2;
    let mut votes: Vec<(i16, u32)> = Vec::new();
    let (mut all, mut count) = (0, 0);
    for (f, p) in found.iter().zip(places) {
        let Meaning::Calendar(YearOf::Known(year), field) = f.meaning else { continue };
        let weight = match field {
            Field::Day(..) => 8,
            Field::Month(_) => 6,
            _ => 4,
        };
        // "Until 7 March 2003 they met" tells of that day's year.
        let led = p.lead && p.opens && !matches!(field, Field::Year);
        let weight = if p.aside && !led || p.bracket { weight / 4 } else { weight };
        (all, count) = (all + weight, count + 1);
        // A history of so many years speaks of none most.
        let room = votes.len() < YEARS;
        match votes.iter_mut().find(|v| v.0 == year) {
            Some(vote) => vote.1 += weight,
            None if room => votes.push((year, weight)),
            None => {}
        }
    }
    let (year, most) = votes.into_iter().max_by_key(|v| v.1)?;
    (count >= ENOUGH && 2 * most > all).then_some(year)
}

/// "the previous year", "two years earlier", "last March": what lies behind the time spoken of.
fn looks_back(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::YearsBefore(..) => true,
        Meaning::Shift(_, by, _) => *by < 0,
        Meaning::Calendar(YearOf::Relative(by, _), _) => *by < 0,
        Meaning::Picked(Which::Last, ..) => true,
        _ => false,
    }
}
