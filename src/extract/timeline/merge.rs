//! One event for all places that tell it, in calendar order.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Event, Span};

/// An event as one place tells it.
pub(super) struct Draft {
    pub event: Event,
    /// The noun or verb that names it, in the singular.
    pub head: String,
    /// Its kind, 0 for none.
    pub kin: u8,
    /// Named in general only ("the events of").
    pub generic: bool,
    pub nominal: bool,
    pub source: Span,
}

impl Draft {
    fn same_name(&self, other: &Draft) -> bool {
        self.head == other.head
            && (self.nominal && other.nominal || self.event.summary == other.event.summary)
            || self.kin != 0 && self.kin == other.kin && self.nominal && other.nominal
    }

    /// Whether `other` tells the same happening: the same date and name, or a coarser date around it.
    fn same(&self, other: &Draft) -> bool {
        if self.event.status != other.event.status && !(self.nominal || other.nominal) {
            return false;
        }
        if self.event.edtf == other.event.edtf {
            return self.same_name(other) || self.event.edtf.is_some() && (other.generic || self.generic);
        }
        let (Some(a), Some(b), Some(c), Some(d)) =
            (self.event.earliest, self.event.latest, other.event.earliest, other.event.latest)
        else {
            return false;
        };
        let within = |x: (_, _), y: (_, _)| y.0 <= x.0 && x.1 <= y.1;
        let narrow = (i32::from(b.year()) - i32::from(a.year())) * 12 + i32::from(b.month())
            - i32::from(a.month())
            == 0
            && (i32::from(d.year()) - i32::from(c.year())) * 12 + i32::from(d.month()) - i32::from(c.month())
                == 0;
        narrow
            && self.nominal
            && other.nominal
            && self.head == other.head
            && (within((a, b), (c, d)) || within((c, d), (a, b)))
    }

    /// Takes another telling in. The finer date and the telling name stay.
    fn take(&mut self, other: Draft) {
        let finer = match (length(&self.event), length(&other.event)) {
            (Some(a), Some(b)) => b < a,
            _ => false,
        };
        let better = self.generic && !other.generic || finer;
        if finer {
            self.event.edtf.clone_from(&other.event.edtf);
            self.event.earliest = other.event.earliest;
            self.event.latest = other.event.latest;
            self.event.modifier = other.event.modifier;
            self.event.status = other.event.status;
        }
        if better {
            self.event.summary.clone_from(&other.event.summary);
            self.event.claim = other.event.claim;
            self.head.clone_from(&other.head);
            (self.generic, self.kin, self.nominal) = (other.generic, other.kin, other.nominal);
        }
        for t in other.event.times {
            add_near(&mut self.event.times, t);
        }
        for a in other.event.actors {
            if !self.event.actors.contains(&a) {
                self.event.actors.push(a);
            }
        }
        for s in other.event.sources {
            add_near(&mut self.event.sources, s);
        }
    }
}

/// Adds what is not there yet. Tellings come in the order of the text, so that the same place can only be among the last:
/// an event told a hundred thousand times costs no more than as many events.
fn add_near<T: PartialEq>(list: &mut Vec<T>, new: T) {
    if !list.iter().rev().take(NEAR).any(|known| *known == new) {
        list.push(new);
    }
}

/// Days covered.
fn length(event: &Event) -> Option<i32> {
    let days = event.latest?.since(event.earliest?).ok()?;
    Some(days.get_days())
}

/// A telling is compared with so many earlier ones of its month, so that a long chronicle stays linear.
const NEAR: usize = 100;

/// What is told, joined telling by telling: a long chronicle holds an event once, however often it is told.
#[derive(Default)]
pub(super) struct Joined {
    kept: Vec<Draft>,
    /// Only drafts of one month or one text can be the same; the index keeps the search short.
    index: FxHashMap<Option<(i16, i8)>, Vec<usize>>,
}

impl Joined {
    /// Takes one more telling, later in the text than those before it.
    pub fn add(&mut self, draft: Draft) {
        let Self { kept, index } = self;
        let key = draft.event.earliest.map(|d| (d.year(), d.month()));
        let slot = index.entry(key).or_default();
        let near = slot.get(slot.len().saturating_sub(NEAR)..).unwrap_or(&[]);
        match near.iter().copied().find(|&k| kept.get(k).is_some_and(|k| k.same(&draft))) {
            Some(k) => {
                if let Some(known) = kept.get_mut(k) {
                    known.take(draft);
                }
            }
            None => {
                slot.push(kept.len());
                kept.push(draft);
            }
        }
    }

    /// The events, in order.
    pub fn events(self) -> Vec<Event> {
        let mut kept = self.kept;
        let dated: FxHashSet<String> =
            kept.iter().filter(|d| d.event.edtf.is_some()).map(|d| d.head.clone()).collect();
        // "the first attack" where a dated attack is told adds nothing.
        kept.retain(|d| d.event.edtf.is_some() || !dated.contains(&d.head));
        let mut events: Vec<Event> = kept.into_iter().map(|d| d.event).collect();
        in_order(&mut events);
        events
    }
}

/// Sorts events: calendar order, coarse before fine, then text order; undated ones last.
pub fn in_order(events: &mut [Event]) {
    let undated = |e: &Event| e.edtf.is_none();
    let from = |e: &Event| e.earliest.or(e.latest);
    let wide = |e: &Event| std::cmp::Reverse(length(e).unwrap_or(i32::MAX));
    events.sort_by(|x, y| {
        undated(x)
            .cmp(&undated(y))
            .then_with(|| from(x).cmp(&from(y)))
            .then_with(|| wide(x).cmp(&wide(y)))
            .then_with(|| x.sources.first().cmp(&y.sources.first()))
    });
}
