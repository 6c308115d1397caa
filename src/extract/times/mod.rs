//! Dates, durations and recurring times: a lexicon of word classes, a grammar over the tokens, and a resolver that finds
//! the missing year.

mod anchored;
mod apposed;
mod chain;
mod citation;
mod class;
pub mod edtf;
mod fields;
mod fiscal;
mod genre;
mod grammar;
mod holiday;
mod lexicon;
mod meaning;
mod numbers;
mod order;
mod own_date;
mod parts;
mod place;
mod plausible;
mod readings;
mod resolve;
mod stamp;
mod story;
mod stream;
mod stretch;
mod told;

#[cfg(test)]
mod tests;

use super::Input;
use crate::model::{DateSource, ResolvedBy, TimeExpression, TimeKind};
use crate::structure::Structure;
use genre::Genre;
use lexicon::LEXICON;
use meaning::{Found, Meaning};
use place::{Place, Places};
use plausible::Era;
use story::Story;
use stream::{Stream, Tables};

pub use own_date::document_date;
pub use parts::Part;

/// Time expressions in text order.
pub fn find(input: Input<'_>) -> Vec<TimeExpression> {
    let text = input.text.as_str();
    let tables = Tables::bind(input.structure);
    let (found, places) = parse(text, input.structure, &tables);
    let quiet = LEXICON.only_in_histories.bind(&input.structure.tokens);
    // "Policy Brief 7, March 2024": no date of the document, but years and months hang on it.
    let month =
        if input.date.is_none() { own_date::document_month(input.text, input.structure) } else { None };
    let date = input.date.map(|d| d.date).or(month);
    let genre = genre::judge(&found, date);
    let era = Era::of(&found, date);
    let story = Story::of(&found, &places, era);
    let tokens = input.structure.tokens.all();
    let whole = Stream { text, tokens, tables: &tables, from: 0, end: tokens.len() };
    let open_order = found.iter().any(|f| matches!(f.meaning, Meaning::AmbiguousDay(..)));
    let order = if open_order { order::habit(whole) } else { None };
    let mut resolver =
        resolve::Resolver::new(date, genre, era, story).of_month(month.is_some()).in_order(order);
    // Sections of a compilation hang on their own dates, unless the reader gave one.
    let given = input.date.is_some_and(|d| d.source == DateSource::Option);
    let parts = if given { Vec::new() } else { parts::parts(input.text, input.structure, &tables, date) };
    let mut parts = parts.into_iter().peekable();
    let mut told = Vec::new();
    let mut out = Vec::with_capacity(found.len());
    let mut of = Vec::with_capacity(found.len());
    for (k, (f, &place)) in found.iter().zip(&places).enumerate() {
        let (Some(first), Some(last)) = (tokens.get(f.from), f.to.checked_sub(1).and_then(|k| tokens.get(k)))
        else {
            continue;
        };
        while let Some(part) = parts.next_if(|p| p.at <= f.from) {
            resolver.hang_on(part);
        }
        let words = tokens.get(f.from..f.to).unwrap_or(&[]);
        if genre == Genre::Dated && quiet.longest(words).is_some_and(|(n, ())| n == words.len()) {
            continue;
        }
        let beside = apposed::beside(whole, f, found.get(k + 1));
        let mut resolved = match beside {
            Some(named) => resolver.next(k, &Found { meaning: named.meaning.clone(), ..f.clone() }, place),
            None => resolver.next(k, f, place),
        };
        if beside.is_some() {
            resolved.rule = Some("the same as the date beside it");
        }
        let mut kind = f.kind;
        let counted = anchored::date(whole, input.structure, f, &told, found.get(k + 1));
        if let Some(stamp) = counted.filter(|_| beside.is_none()) {
            // A story's length from an event is a date; in a report it stays a length whose date is known.
            if genre == Genre::Narrative || kind == TimeKind::Date {
                (kind, resolved.value) = (TimeKind::Date, stamp.timex());
            }
            (resolved.edtf, resolved.days) = (stamp.edtf(), stamp.days());
            (resolved.by, resolved.rule) =
                (Some(ResolvedBy::Event), Some("counted from an event dated before"));
        }
        if let Some(stamp) = resolved.stamp.filter(|_| f.clock.is_none()) {
            told.push(anchored::Told { from: f.from, stamp });
        }
        let why = resolver.why(f, &resolved);
        let readings = resolver.others(f, &resolved);
        of.push(k);
        out.push(TimeExpression {
            span: first.span.cover(last.span),
            kind,
            value: resolved.value.into(),
            modifier: f.modifier,
            edtf: resolved.edtf.map(Into::into),
            earliest: resolved.days.map(|d| d.0),
            latest: resolved.days.map(|d| d.1),
            resolved_by: resolved.by,
            readings,
            why,
        });
    }
    fiscal::settle(whole, &found, &of, &mut out);
    out
}

/// The dates on which the parts of a compilation hang; none where the reader gave the document's.
pub fn dates_of_parts(input: Input<'_>) -> Vec<Part> {
    if input.structure.sections.len() < 2 || input.date.is_some_and(|d| d.source == DateSource::Option) {
        return Vec::new();
    }
    let tables = Tables::bind(input.structure);
    parts::parts(input.text, input.structure, &tables, input.date.map(|d| d.date))
}

/// All expressions of a text and where they stand.
fn parse(text: &str, structure: &Structure, tables: &Tables) -> (Vec<Found>, Vec<Place>) {
    let tokens = structure.tokens.all();
    let (mut found, mut places) = (Vec::new(), Vec::new());
    let mut around = Places::new(structure);
    for (block, (from, end)) in segments(text, structure).into_iter().enumerate() {
        let stream = Stream { text, tokens, tables, from, end };
        let before = found.len();
        grammar::find(stream, &mut found);
        if let Some(fresh) = found.get_mut(before..) {
            grammar::share_years(stream, fresh);
        }
        places.extend(found.get(before..).unwrap_or(&[]).iter().map(|f| around.next(stream, f, block)));
    }
    let whole = Stream { text, tokens, tables, from: 0, end: tokens.len() };
    plausible::drop_lonely_early(whole, &mut found, &mut places);
    (found, places)
}

/// Ranges of tokens that no expression crosses: blocks, and what blank lines part.
fn segments(text: &str, structure: &Structure) -> Vec<(usize, usize)> {
    let tokens = structure.tokens.all();
    let mut starts = structure.blocks.iter().map(|b| b.span.start).peekable();
    let mut out = Vec::new();
    let (mut from, mut last_end) = (0, 0usize);
    for (k, token) in tokens.iter().enumerate() {
        let mut cut = false;
        while starts.peek().is_some_and(|&s| s <= token.span.start) {
            starts.next();
            cut = true;
        }
        let gap = token.span.from().saturating_sub(last_end);
        if !cut && gap > 1 {
            let between = text.get(last_end..token.span.from()).unwrap_or("");
            // A blank line, or noise that was cut out.
            cut = between.bytes().filter(|&b| b == b'\n').count() > 1 || !between.trim().is_empty();
        }
        if cut && k > from {
            out.push((from, k));
            from = k;
        }
        last_end = token.span.to();
    }
    if from < tokens.len() {
        out.push((from, tokens.len()));
    }
    out
}
