//! Figures with scale, unit, currency and rate. Words stay as they are in the text; no number is made of "dozens".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::reading::Reading;
use super::words::Classes;
use crate::extract::phrases::{Bound, Phrases};
use crate::model::{Quantity, Span, Via};
use crate::structure::{Shape, Tokens};

/// How a word before a figure bounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Approximator {
    Exact,
    AtLeast,
    AtMost,
}

#[derive(Deserialize)]
struct File {
    numbers: BTreeMap<String, f64>,
    scales: BTreeMap<String, f64>,
    fractions: BTreeMap<String, f64>,
    vague: Words,
    approximators: BTreeMap<Approximator, Vec<String>>,
    units: BTreeMap<String, String>,
    currency: BTreeMap<String, String>,
    rates: BTreeMap<String, String>,
    pairs: Words,
    labels: Words,
    time_units: Words,
}

#[derive(Deserialize, Default)]
struct Words {
    words: Vec<String>,
}

/// The tables of this file.
struct Tables {
    numbers: Phrases<f64>,
    scales: Phrases<f64>,
    fractions: Phrases<f64>,
    vague: Phrases<()>,
    approximators: Phrases<Approximator>,
    units: Phrases<String>,
    currency: Phrases<String>,
    rates: Phrases<String>,
    pairs: Phrases<()>,
    labels: Phrases<()>,
    time_units: Phrases<()>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let read: Option<File> = toml::from_str(include_str!("../../../assets/lexicon/quantities.toml")).ok();
    let none = || File {
        numbers: BTreeMap::new(),
        scales: BTreeMap::new(),
        fractions: BTreeMap::new(),
        vague: Words::default(),
        approximators: BTreeMap::new(),
        units: BTreeMap::new(),
        currency: BTreeMap::new(),
        rates: BTreeMap::new(),
        pairs: Words::default(),
        labels: Words::default(),
        time_units: Words::default(),
    };
    let f = read.unwrap_or_else(none);
    let plain = |w: Words| Phrases::new(w.words.into_iter().map(|w| (w, ())));
    Tables {
        numbers: Phrases::new(f.numbers),
        scales: Phrases::new(f.scales),
        fractions: Phrases::new(f.fractions),
        vague: plain(f.vague),
        approximators: Phrases::new(
            f.approximators.into_iter().flat_map(|(a, words)| words.into_iter().map(move |w| (w, a))),
        ),
        units: Phrases::new(f.units),
        currency: Phrases::new(f.currency),
        rates: Phrases::new(f.rates),
        pairs: plain(f.pairs),
        labels: plain(f.labels),
        time_units: plain(f.time_units),
    }
});

/// The tables bound to one document.
pub(super) struct Figures<'a> {
    numbers: Bound<'a, f64>,
    scales: Bound<'a, f64>,
    fractions: Bound<'a, f64>,
    vague: Bound<'a, ()>,
    approximators: Bound<'a, Approximator>,
    units: Bound<'a, String>,
    currency: Bound<'a, String>,
    rates: Bound<'a, String>,
    pairs: Bound<'a, ()>,
    labels: Bound<'a, ()>,
    time_units: Bound<'a, ()>,
}

/// A figure before its surroundings are read: tokens and value.
struct Core {
    from: usize,
    to: usize,
    value: Option<f64>,
    currency: Option<&'static str>,
    unit: Option<String>,
}

impl Figures<'static> {
    pub fn bind(tokens: &Tokens) -> Self {
        let t = &*TABLES;
        Self {
            numbers: t.numbers.bind(tokens),
            scales: t.scales.bind(tokens),
            fractions: t.fractions.bind(tokens),
            vague: t.vague.bind(tokens),
            approximators: t.approximators.bind(tokens),
            units: t.units.bind(tokens),
            currency: t.currency.bind(tokens),
            rates: t.rates.bind(tokens),
            pairs: t.pairs.bind(tokens),
            labels: t.labels.bind(tokens),
            time_units: t.time_units.bind(tokens),
        }
    }

    /// The quantities among the tokens from `from` up to `to`, in text order.
    pub fn within(&self, r: &Reading<'_>, from: usize, to: usize) -> Vec<Quantity> {
        let mut all = Vec::new();
        let mut k = from;
        while k < to {
            if !self.may_begin(r, k) {
                k += 1;
                continue;
            }
            match self.core(r, k, from, to) {
                Some(core) => {
                    let (quantity, next) = self.quantity(r, core, from, to);
                    all.push(quantity);
                    k = next.max(k + 1);
                }
                None => k += 1,
            }
        }
        all
    }

    fn may_begin(&self, r: &Reading<'_>, at: usize) -> bool {
        let Some(t) = r.tokens.get(at) else { return false };
        match t.shape() {
            Shape::Number => true,
            Shape::Possessive => false,
            _ => {
                self.numbers.begins(t.word())
                    || self.vague.begins(t.word())
                    || self.fractions.begins(t.word())
                    || self.currency.begins(t.word())
            }
        }
    }

    /// A figure that begins at `at`: currency sign, number or number word, scales, unit.
    fn core(&self, r: &Reading<'_>, at: usize, from: usize, to: usize) -> Option<Core> {
        if r.in_time(at) {
            return None;
        }
        if let Some((n, ())) = self.vague.longest(r.slice(at, to)) {
            return Some(Core { from: at, to: at + n, value: None, currency: None, unit: None });
        }
        if let Some((n, value)) = self.fractions.longest(r.slice(at, to)) {
            // "half" and "a third" of something; "a third attempt" is an ordinal.
            let part = r.lower(at + n) == "of" || r.lower(at + n) == "the";
            return part.then(|| Core {
                from: at,
                to: at + n,
                value: Some(*value),
                currency: None,
                unit: Some("fraction".to_owned()),
            });
        }
        let mut k = at;
        let mut currency = None;
        if let Some((n, code)) =
            self.currency.longest(r.slice(at, to)).filter(|(n, _)| self.is_number(r, at + n, to))
        {
            currency = Some(code.as_str());
            k += n;
        } else if !self.is_number(r, at, to) {
            return None;
        }
        let (mut value, mut next) = self.number(r, k, to)?;
        while let Some((n, scale)) = self.scale(r, next, to) {
            value *= scale;
            next += n;
        }
        if currency.is_none() && self.is_label(r, at, from, next, to) {
            return None;
        }
        let mut unit = None;
        let hyphen = usize::from(r.sign(next) == Some('-') && r.is_word(next + 1));
        if currency.is_none()
            && let Some((n, code)) = self.currency.longest(r.slice(next, to))
            && hyphen == 0
        {
            currency = Some(code.as_str());
            next += n;
        } else if let Some((n, name)) = self.units.longest(r.slice(next + hyphen, to)) {
            unit = Some(name.clone());
            next += hyphen + n;
        }
        Some(Core { from: at, to: next, value: Some(value), currency, unit })
    }

    fn is_number(&self, r: &Reading<'_>, at: usize, to: usize) -> bool {
        r.is_number(at)
            || self.numbers.longest(r.slice(at, to)).is_some()
            || matches!(r.lower(at), "one" | "a" | "half") && self.scale(r, at + 1, to).is_some()
    }

    /// The value of a number in digits or words and the token behind it ("1,200", "twenty-five").
    fn number(&self, r: &Reading<'_>, at: usize, to: usize) -> Option<(f64, usize)> {
        if r.is_number(at) {
            let digits: String = r.lower(at).chars().filter(|c| *c != ',').collect();
            return Some((digits.parse().ok()?, at + 1));
        }
        if matches!(r.lower(at), "one" | "a") {
            return Some((1.0, at + 1));
        }
        let (n, value) = self.numbers.longest(r.slice(at, to))?;
        let next = at + n;
        if *value >= 20.0 && r.sign(next) == Some('-') {
            let ones = r
                .tokens
                .get(next + 1)
                .and_then(|t| self.numbers.word(t.word()))
                .copied()
                .or((r.lower(next + 1) == "one").then_some(1.0));
            if let Some(ones) = ones {
                return Some((value + ones, next + 2));
            }
        }
        Some((*value, next))
    }

    /// A scale at `at` ("million"); letters ("m", "bn") only right behind the digits or in lower case.
    fn scale(&self, r: &Reading<'_>, at: usize, to: usize) -> Option<(usize, f64)> {
        let t = r.tokens.get(at).filter(|_| at < to)?;
        let value = *self.scales.word(t.word())?;
        let letter = t.span.len() <= 2;
        (!letter || !t.spaced() || r.lower(at) == "bn" || r.lower(at) == "mn").then_some((1, value))
    }

    /// Whether a number names something ("Article 5", "G20"), is an ordinal, a year, or stands in a name or a group of people.
    fn is_label(&self, r: &Reading<'_>, at: usize, from: usize, next: usize, to: usize) -> bool {
        let Some(t) = r.tokens.get(at) else { return true };
        if matches!(r.lower(next), "st" | "nd" | "rd" | "th" | "s")
            && r.tokens.get(next).is_some_and(|t| !t.spaced())
        {
            return true;
        }
        if self.time_units.longest(r.slice(next, to)).is_some()
            || r.sign(next) == Some('-') && self.time_units.longest(r.slice(next + 1, to)).is_some()
        {
            return true;
        }
        let before = at.checked_sub(1).filter(|&k| k >= from);
        if let Some(b) = before {
            let label = r.tokens.get(b).is_some_and(|t| self.labels.word(t.word()).is_some());
            let tight = !t.spaced() && r.is_sign(b, &['-', '/', '#', '.', '§', ':']);
            if label || tight || r.sign(b) == Some('#') || r.sign(b) == Some('[') && r.sign(next) == Some(']')
            {
                return true;
            }
        }
        let word = r.lower(at);
        let year = word.len() == 4 && word.starts_with(['1', '2']) && r.is_number(at) && !word.contains('.');
        if year && next == at + 1 && !r.is_plural(next) && self.units.longest(r.slice(next, to)).is_none() {
            return true;
        }
        // A sign list marker or a footnote at the sentence's end carries no amount.
        if !t.spaced() && r.is_number(at) && before.is_some_and(|b| r.is_word(b)) {
            return true;
        }
        let collective = |s: Span| {
            r.mentions_in(Span::new(s.from().saturating_sub(24), s.to()))
                .iter()
                .any(|m| m.0.contains(s) && (m.2 == Via::Collective || m.2.is_name() || m.2 == Via::Nominal))
        };
        if collective(t.span) {
            return true;
        }
        let paired = |k: usize| r.tokens.get(k).is_some_and(|t| self.pairs.word(t.word()).is_some());
        if word == "two" && (paired(next) || paired(next + 1)) {
            return true;
        }
        // "the two sides": known ones, no count.
        let small = self.numbers.word(t.word()).is_some_and(|v| *v <= 10.0);
        small
            && before.is_some_and(|b| {
                matches!(r.lower(b), "the" | "these" | "those" | "both" | "its" | "their" | "our" | "all")
            })
    }

    /// Reads approximator, range, rate and counted noun around a figure.
    fn quantity(&self, r: &Reading<'_>, core: Core, from: usize, to: usize) -> (Quantity, usize) {
        let Core { from: mut start, to: mut end, value, mut currency, mut unit } = core;
        let (mut low, mut high) = (value, value);
        // "1.1 to 1.4 billion", "$1.1 billion and $1.4 billion" behind "between", "10–15 km".
        let joined = r.is_sign(end, &['–', '-'])
            || r.lower(end) == "to"
            || r.lower(end) == "and" && start > from && r.lower(start - 1) == "between";
        if joined
            && value.is_some()
            && let Some(other) =
                self.may_begin(r, end + 1).then(|| self.core(r, end + 1, end + 1, to)).flatten()
            && let Some(upper) = other.value
        {
            let lower = value.unwrap_or(upper);
            // "10 to 15 million": the scale stands once.
            let scaled = if lower < upper && upper / lower.max(f64::MIN_POSITIVE) >= 1e3 && end == start + 1 {
                lower * scale_of(upper)
            } else {
                lower
            };
            if scaled <= upper
                && (currency.is_none() || other.currency.is_none() || currency == other.currency)
            {
                (low, high) = (Some(scaled), Some(upper));
                currency = currency.or(other.currency);
                unit = unit.or(other.unit);
                end = other.to;
            }
        }
        let mut approx = None;
        if let Some((a, kind)) = self.approximator(r, start, from) {
            approx = Some(r.span(a, start).of(r.text).to_owned());
            match kind {
                Approximator::AtLeast => high = None,
                Approximator::AtMost => low = None,
                Approximator::Exact => {}
            }
            start = a;
        }
        // "$200 million monthly", "5 percent a year".
        let mut per = None;
        for k in end..(end + 2).min(to) {
            if let Some((_, period)) = self.rates.longest(r.slice(k, to)) {
                per = RATES.iter().find(|p| **p == period).copied();
                break;
            }
            if !r.is_word(k) {
                break;
            }
        }
        if unit.is_none() && currency.is_none() {
            unit = counted(r, end, to);
        }
        let currency = currency.and_then(known_currency);
        (Quantity { span: r.span(start, end), low, high, unit, currency, per, approx }, end)
    }

    /// The approximator that ends right before `at`.
    fn approximator(&self, r: &Reading<'_>, at: usize, from: usize) -> Option<(usize, Approximator)> {
        (from.max(at.saturating_sub(4))..at).find_map(|k| {
            let (n, kind) = self.approximators.longest(r.slice(k, at))?;
            (k + n == at).then_some((k, *kind))
        })
    }
}

/// The largest of thousand, million, … that a value holds.
fn scale_of(value: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3].into_iter().find(|s| value >= *s).unwrap_or(1.0)
}

const RATES: [&str; 7] = ["year", "month", "week", "day", "hour", "quarter", "person"];

fn known_currency(code: &str) -> Option<&'static str> {
    TABLES_CODES.iter().find(|c| **c == code).copied()
}

/// Codes that the table may give.
const TABLES_CODES: [&str; 24] = [
    "USD", "EUR", "GBP", "JPY", "INR", "RUB", "TRY", "KRW", "ILS", "AUD", "CAD", "PKR", "AFN", "CNY", "CHF",
    "SAR", "AED", "PLN", "UAH", "KZT", "KGS", "BRL", "MXN", "ZAR",
];

/// The noun that a bare number counts, in the singular ("two additional lanes": "lane").
fn counted(r: &Reading<'_>, at: usize, to: usize) -> Option<String> {
    let at = if r.lower(at) == "of" { at + 1 } else { at };
    for k in at..(at + 3).min(to) {
        if !r.is_word(k)
            || r.is(k, Classes::AUXILIARY | Classes::PREPOSITION | Classes::COORDINATOR | Classes::RELATIVE)
        {
            return None;
        }
        if r.is_plural(k) && !r.is_adverb(k) {
            return Some(singular(r.lower(k)));
        }
    }
    None
}

fn singular(word: &str) -> String {
    match word {
        "people" | "men" | "women" | "children" | "police" => word.to_owned(),
        _ => match (word.strip_suffix("ies"), word.strip_suffix("es"), word.strip_suffix('s')) {
            (Some(stem), _, _) => format!("{stem}y"),
            (_, Some(stem), _) if ["ch", "sh", "x", "ss"].iter().any(|e| stem.ends_with(e)) => {
                stem.to_owned()
            }
            (_, _, Some(stem)) => stem.to_owned(),
            _ => word.to_owned(),
        },
    }
}
