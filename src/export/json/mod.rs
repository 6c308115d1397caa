//! `casefile.document/1`: the whole document model as one line of JSON.
//!
//! Offsets are code points of the reading text, end exclusive. Everything is written as it is visited: no tree and no
//! string of the whole is built, so that a large document costs no more memory than its model.

use std::fmt::Display;
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::ser::Formatter;

use crate::model::{
    Actor, ActorId, Alias, Attribution, AttributionId, Claim, ClaimId, Cue, Date, Document, Event, EventId,
    Importance, Mention, Noise, Place, PlaceId, Quantity, Section, SectionId, Sentence, Span, Text,
    TimeExpression, TimeId, Why,
};

/// The name and version of the schema.
pub const SCHEMA: &str = "casefile.document/1";

/// Writes `document` as one line of JSON, newline included.
pub fn write(document: &Document, out: &mut impl Write) -> io::Result<()> {
    write_line(&Whole(document), out)
}

/// Writes anything as one line of JSON, newline included. What a terminal would obey is escaped, so that JSON may be
/// looked at without harm; it reads back the same.
pub fn write_line(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Harmless);
    value.serialize(&mut serializer).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

/// A day as in the JSON.
pub fn day(date: Date) -> String {
    Day(date).to_string()
}

/// Compact JSON with escapes for the controls that JSON lets through: DEL, C1, and those of the writing direction.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // Every such character but DEL begins with one of two bytes.
        let mut rest = fragment;
        let mut from = 0;
        while let Some(at) = memchr::memchr3(0x7f, 0xc2, 0xe2, rest.as_bytes().get(from..).unwrap_or(&[])) {
            let at = from + at;
            let c = rest.get(at..).and_then(|r| r.chars().next()).unwrap_or('\u{7f}');
            if matches!(c, '\u{7f}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            {
                let (before, after) = rest.split_at(at);
                writer.write_all(before.as_bytes())?;
                write!(writer, "\\u{:04x}", u32::from(c))?;
                rest = after.get(c.len_utf8()..).unwrap_or("");
                from = 0;
            } else {
                from = at + c.len_utf8();
            }
        }
        writer.write_all(rest.as_bytes())
    }
}

/// An object from keys and values, in the order given.
macro_rules! object {
    ($serializer:expr, { $($key:literal: $value:expr),* $(,)? }) => {{
        let mut map = $serializer.serialize_map(None)?;
        $(map.serialize_entry($key, &$value)?;)*
        map.end()
    }};
}

struct Whole<'a>(&'a Document);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let d = self.0;
        let text = &d.text;
        object!(s, {
            "schema": SCHEMA,
            "path": d.path,
            "format": text.format,
            "title": d.title.as_ref().map(|(title, _)| title),
            "date": d.date.map(|date| Day(date.date)),
            "date_source": d.date.map(|date| date.source),
            "language": d.language.map(|language| language.code),
            "chars": text.char_count(),
            "hash": d.hash,
            "author": text.metadata.author,
            "pages": starts(text, &text.pages),
            "chapters": starts(text, &text.chapters),
            "sections": all(text, &d.sections),
            "noise": all(text, &d.noise),
            "sentences": all(text, &d.sentences),
            "actors": all(text, &d.actors),
            "places": all(text, &d.places),
            "times": all(text, &d.times),
            "events": all(text, &d.events),
            "attributions": all(text, &d.attributions),
            "claims": all(text, &d.claims),
        })
    }
}

/// Where pages or chapters begin.
fn starts(text: &Text, starts: &[u32]) -> Vec<usize> {
    starts.iter().map(|at| text.char_offset(*at as usize)).collect()
}

/// An item of a list: with its number, which makes its id, and the text it points into.
struct At<'a, T> {
    text: &'a Text,
    number: usize,
    item: &'a T,
}

impl<T> At<'_, T> {
    fn start(&self, span: Span) -> usize {
        self.text.char_offset(span.from())
    }

    fn end(&self, span: Span) -> usize {
        self.text.char_offset(span.to())
    }
}

/// A list of such items.
struct All<'a, T> {
    text: &'a Text,
    items: &'a [T],
}

fn all<'a, T>(text: &'a Text, items: &'a [T]) -> All<'a, T> {
    All { text, items }
}

impl<'a, T> Serialize for All<'a, T>
where
    At<'a, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(self.items.iter().enumerate().map(|(number, item)| At {
            text: self.text,
            number,
            item,
        }))
    }
}

/// An id as in [`Display`].
struct Id<T>(T);

impl<T: Display> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0)
    }
}

/// A list of ids.
struct Ids<'a, T>(&'a [T]);

impl<T: Display> Serialize for Ids<'_, T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(self.0.iter().map(Id))
    }
}

/// A day as ISO 8601 with four digits of the year; before the year 0 with a minus sign, as EDTF has it.
struct Day(Date);

impl Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = (self.0.year(), self.0.month(), self.0.day());
        let sign = if year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

/// A figure: without a fraction where it is whole.
struct Figure(f64);

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() < EXACT {
            s.serialize_i64(self.0 as i64)
        } else {
            s.serialize_f64(self.0)
        }
    }
}

/// A share of 1 with four decimals, which is more than any rule is worth.
struct Share(f32);

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_f64((f64::from(self.0) * 1e4).round() / 1e4)
    }
}

impl Serialize for At<'_, Span> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        object!(s, { "start": self.start(*self.item), "end": self.end(*self.item) })
    }
}

/// The rule behind an item, for those who ask why.
struct Reason(Why);

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        object!(s, { "rule": self.0.rule, "confidence": Share(self.0.confidence) })
    }
}

impl Serialize for At<'_, Section> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let section = self.item;
        object!(s, {
            "id": Id(SectionId::new(self.number)),
            "label": section.label.map(|label| self.text.slice(label)),
            "title": section.given.as_deref().unwrap_or_else(|| self.text.slice(section.title)),
            "level": section.level,
            "parent": section.parent.map(Id),
            "start": self.start(section.heading),
            "line_end": self.end(section.heading),
            "title_start": self.start(section.title),
            "title_end": self.end(section.title),
            "body_end": self.text.char_offset(section.body_end as usize),
            "why": Reason(section.why),
        })
    }
}

impl Serialize for At<'_, Noise> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        object!(s, {
            "start": self.start(self.item.span),
            "end": self.end(self.item.span),
            "reason": self.item.reason,
            "why": Reason(self.item.why),
        })
    }
}

impl Serialize for At<'_, Sentence> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        object!(s, {
            "start": self.start(self.item.span),
            "end": self.end(self.item.span),
            "section": self.item.section.map(Id),
        })
    }
}

impl Serialize for At<'_, Alias> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        object!(s, { "text": self.item.text, "count": self.item.count, "rule": self.item.rule })
    }
}

impl Serialize for At<'_, Mention> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        object!(s, {
            "start": self.start(self.item.span),
            "end": self.end(self.item.span),
            "via": self.item.via,
        })
    }
}

impl Serialize for At<'_, Actor> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let actor = self.item;
        object!(s, {
            "id": Id(ActorId::new(self.number)),
            "name": actor.name,
            "type": actor.kind,
            "role": actor.role,
            "part_of": actor.part_of.map(Id),
            "aliases": all(self.text, &actor.aliases),
            "mentions": all(self.text, &actor.mentions),
            "why": Reason(actor.why),
        })
    }
}

impl Serialize for At<'_, Place> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        object!(s, {
            "id": Id(PlaceId::new(self.number)),
            "name": self.item.name,
            "mentions": all(self.text, &self.item.mentions),
            "why": Reason(self.item.why),
        })
    }
}

impl Serialize for At<'_, TimeExpression> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let time = self.item;
        object!(s, {
            "id": Id(TimeId::new(self.number)),
            "start": self.start(time.span),
            "end": self.end(time.span),
            "type": time.kind,
            "value": Some(&time.value).filter(|value| !value.is_empty()),
            "mod": time.modifier,
            "edtf": time.edtf,
            "earliest": time.earliest.map(Day),
            "latest": time.latest.map(Day),
            "resolved_by": time.resolved_by,
            "readings": time.readings,
            "why": Reason(time.why),
        })
    }
}

impl Serialize for At<'_, Event> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let event = self.item;
        object!(s, {
            "id": Id(EventId::new(self.number)),
            "edtf": event.edtf,
            "mod": event.modifier,
            "earliest": event.earliest.map(Day),
            "latest": event.latest.map(Day),
            "summary": event.summary,
            "times": Ids(&event.times),
            "actors": Ids(&event.actors),
            "claim": event.claim.map(Id),
            "status": event.status,
            "sources": all(self.text, &event.sources),
            "why": Reason(event.why),
        })
    }
}

impl Serialize for At<'_, Attribution> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let attribution = self.item;
        object!(s, {
            "id": Id(AttributionId::new(self.number)),
            "source": all(self.text, &attribution.source),
            "antecedent": attribution.antecedent.as_ref().map(|item| At { text: self.text, number: 0, item }),
            "source_actors": Ids(&attribution.source_actors),
            "cue": all(self.text, &attribution.cue),
            "content": all(self.text, &attribution.content),
            "type": attribution.kind,
            "why": Reason(attribution.why),
        })
    }
}

impl Serialize for At<'_, Quantity> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let quantity = self.item;
        object!(s, {
            "start": self.start(quantity.span),
            "end": self.end(quantity.span),
            "low": quantity.low.map(Figure),
            "high": quantity.high.map(Figure),
            "unit": quantity.unit,
            "currency": quantity.currency,
            "per": quantity.per,
            "approx": quantity.approx,
        })
    }
}

impl Serialize for At<'_, Cue> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        object!(s, {
            "start": self.start(self.item.span),
            "end": self.end(self.item.span),
            "type": self.item.kind,
        })
    }
}

/// The value and its parts by name.
struct Sum<'a>(&'a Importance);

impl Serialize for Sum<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        object!(s, { "value": Share(self.0.value), "parts": Parts(self.0) })
    }
}

struct Parts<'a>(&'a Importance);

impl Serialize for Parts<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.0.parts().map(|(name, share)| (name, Share(share))))
    }
}

impl Serialize for At<'_, Claim> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let claim = self.item;
        object!(s, {
            "id": Id(ClaimId::new(self.number)),
            "start": self.start(claim.span),
            "end": self.end(claim.span),
            "section": claim.section.map(Id),
            "kind": claim.kind,
            "polarity": claim.polarity,
            "certainty": claim.certainty,
            "likelihood": claim.likelihood,
            "conditional": claim.conditional,
            "attribution": claim.attribution.map(Id),
            "actors": Ids(&claim.actors),
            "times": Ids(&claim.times),
            "quantities": all(self.text, &claim.quantities),
            "cues": all(self.text, &claim.cues),
            "addressee": claim.addressee.as_ref().map(|item| At { text: self.text, number: 0, item }),
            "grounds": claim.grounds.as_ref().map(|item| At { text: self.text, number: 0, item }),
            "consequence": claim.consequence.as_ref().map(|item| At { text: self.text, number: 0, item }),
            "checkworthy": Share(claim.checkworthy),
            "importance": Sum(&claim.importance),
            "why": Reason(claim.why),
        })
    }
}

#[cfg(test)]
mod tests;
