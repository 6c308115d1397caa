//! The dates of a stretch of text as an event may have them: alone, as the ends of a span, open at one end.

use crate::extract::claims::reading::Reading;
use crate::extract::claims::words::Classes;
use crate::model::{Date, Modifier, ResolvedBy, TimeExpression, TimeId, TimeKind};

use super::listed;
use super::words::Tellings;

/// A date or span of dates, and the tokens it takes with its preposition.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct When {
    /// First token, the preposition included.
    pub from: usize,
    /// First token of the date itself.
    pub date: usize,
    /// One past its last token.
    pub to: usize,
    pub edtf: String,
    pub earliest: Option<Date>,
    pub latest: Option<Date>,
    pub modifier: Option<Modifier>,
    pub times: Vec<TimeId>,
    /// The preposition before it, or nothing.
    pub preposition: String,
    /// Two dates with other words between them.
    pub woven: bool,
    /// First token and one past the last of the dates that stand beside it with nothing but commas and "and" between.
    pub list: (usize, usize),
}

impl When {
    /// The open span that begins with it.
    pub fn since(&self) -> Self {
        let start = self.edtf.split('/').next().unwrap_or(&self.edtf);
        Self { edtf: format!("{start}/.."), latest: None, ..self.clone() }
    }

    /// The open span that ends in front of it, where "before" leads it: "had registered before March 2010". "Shortly before"
    /// and "days before" are near it.
    pub fn ended_before(&self, r: &Reading<'_>, times: &[TimeExpression]) -> Option<Self> {
        let near = self.from.checked_sub(1).is_some_and(|k| {
            r.in_time(k) || matches!(r.lower(k), "shortly" | "just" | "immediately" | "soon" | "even" | "or")
        });
        let of_day = |id: &TimeId| times.get(id.index()).is_some_and(|t| t.value.contains('T'));
        if self.preposition != "before" || near || self.modifier.is_some() || self.times.iter().any(of_day) {
            return None;
        }
        let latest = self.earliest?.yesterday().ok()?;
        let end = match first_of(&self.edtf).len() {
            4 => format!("{:04}", latest.year()),
            7 => format!("{:04}-{:02}", latest.year(), latest.month()),
            _ => latest.to_string(),
        };
        Some(Self { edtf: format!("../{end}"), earliest: None, latest: Some(latest), ..self.clone() })
    }
}

/// A date expression in tokens.
struct Dated<'t> {
    from: usize,
    to: usize,
    id: TimeId,
    time: &'t TimeExpression,
}

/// Whether an expression can date an event: a resolved date, year or finer.
fn dates(time: &TimeExpression) -> bool {
    // A length has a date where it is a part of a year or month: "the first nine months of 2023".
    time.kind != TimeKind::Set
        && time.edtf.as_deref().is_some_and(|e| !e.contains('X'))
        && time
            .earliest
            .is_some_and(|a| time.latest.is_some_and(|b| i32::from(b.year()) - i32::from(a.year()) <= 1))
}

/// The dates in tokens `from..to`, in order.
pub(super) fn whens(
    r: &Reading<'_>,
    t: &Tellings,
    times: &[TimeExpression],
    ids: impl Iterator<Item = TimeId>,
    from: usize,
    to: usize,
) -> Vec<When> {
    let dated: Vec<Dated<'_>> = ids
        .filter_map(|id| {
            let time = times.get(id.index()).filter(|t| dates(t))?;
            let (a, b) = r.range(time.span);
            (a >= from && b <= to && a < b).then_some(Dated { from: a, to: b, id, time })
        })
        .collect();
    let dated = named_once(r, dated, to);
    let mut out = Vec::new();
    let mut k = 0;
    while let Some(d) = dated.get(k) {
        let second = dated.get(k + 1);
        if let Some(e) = second.filter(|e| spans(r, t, d, e, from)) {
            if of_period(r, t, d, from) {
                k += 2;
                continue;
            }
            let lead = preposition(r, d.from, from);
            out.push(When {
                from: lead.0,
                date: d.from,
                to: e.to,
                edtf: format!("{}/{}", start(d), end(e)),
                earliest: d.time.earliest,
                latest: e.time.latest,
                modifier: None,
                times: vec![d.id, e.id],
                preposition: "between".to_owned(),
                woven: (d.to..e.from).any(|k| {
                    r.is_word(k) && !matches!(r.lower(k), "to" | "through" | "until" | "till" | "and")
                }),
                list: (lead.0, e.to),
            });
            k += 2;
            continue;
        }
        if let Some(w) = single(r, t, d, from) {
            out.push(w);
        }
        k += 1;
    }
    bracketed(r, t, &mut out, from);
    let mut out = united(r, out);
    join(r, &mut out);
    out
}

/// "Later that day, 3 May, …", "on Saturday (3 May 2014) evening": of a day named twice in a row the second name, with all
/// words of both. Tokens from `to` on are another's.
fn named_once<'t>(r: &Reading<'_>, all: Vec<Dated<'t>>, to: usize) -> Vec<Dated<'t>> {
    let mut out: Vec<Dated<'t>> = Vec::with_capacity(all.len());
    for mut d in all {
        let same = |a: &Dated<'_>| {
            let joint = |k: usize| r.is_sign(k, &[',', '(', '–', '—']) || r.lower(k) == "on";
            let day = a.time.earliest == a.time.latest && a.time.earliest.is_some();
            let gap = d.from.saturating_sub(a.to);
            day && a.time.edtf == d.time.edtf && (1..=2).contains(&gap) && (a.to..d.from).all(joint)
        };
        if let Some(first) = out.pop_if(|a| same(a)) {
            let bracket = (first.to..d.from).any(|k| r.is_sign(k, &['(']));
            d.from = first.from;
            if bracket && d.to < to && r.is_sign(d.to, &[')']) {
                d.to += 1;
                let part = matches!(r.lower(d.to), "morning" | "afternoon" | "evening" | "night");
                d.to += usize::from(part && d.to < to);
            }
        }
        out.push(d);
    }
    out
}

/// "in January and February", "in 2005 or 2006", "on 3 or 4 May": neighbouring months or years, and dates of which one is
/// meant, are one period in which something happened.
fn united(r: &Reading<'_>, all: Vec<When>) -> Vec<When> {
    let mut out: Vec<When> = Vec::with_capacity(all.len());
    for w in all {
        match out.last_mut() {
            Some(last) if unites(r, last, &w) => {
                last.edtf = format!("{}/{}", first_of(&last.edtf), last_of(&w.edtf));
                (last.latest, last.to, last.modifier) = (w.latest, w.to, None);
                last.list.1 = w.to;
                last.times.extend(w.times);
            }
            _ => out.push(w),
        }
    }
    out
}

fn unites(r: &Reading<'_>, a: &When, b: &When) -> bool {
    let open = |w: &When| w.woven || w.edtf.contains("..");
    if open(a) || open(b) || b.edtf.contains('/') || !listed::adjacent(r, a, b) {
        return false;
    }
    let (Some(first), Some(last), Some(next)) = (a.earliest, a.latest, b.earliest) else { return false };
    if (a.to..b.from).any(|k| r.lower(k) == "or") {
        return first < next && a.latest < b.latest;
    }
    // "in January and February", "on 27 and 28 May": what follows on each other is one time; other days are so many happenings.
    last.tomorrow().is_ok_and(|day| day == next)
}

fn first_of(edtf: &str) -> &str {
    edtf.split('/').next().unwrap_or(edtf)
}

fn last_of(edtf: &str) -> &str {
    edtf.rsplit('/').next().unwrap_or(edtf)
}

/// "During the reporting period (5 to 11 May), nine cases were reported": dates in brackets that say which period is meant
/// stand where the period stands.
fn bracketed(r: &Reading<'_>, t: &Tellings, all: &mut [When], from: usize) {
    for w in all {
        let Some(open) = w.from.checked_sub(1).filter(|&k| k > from && r.is_sign(k, &['('])) else {
            continue;
        };
        let period = |k: usize| r.tokens.get(k).is_some_and(|x| t.of(x.word()).accounting);
        if !r.is_sign(w.to, &[')']) || !period(open - 1) {
            continue;
        }
        let lead = (from..open)
            .rev()
            .take(5)
            .find(|&k| matches!(r.lower(k), "in" | "during" | "over" | "for" | "throughout" | "within"));
        let Some(lead) = lead else { continue };
        (w.from, w.date, w.to) = (lead, lead, w.to + 1);
        w.preposition = "during".to_owned();
        w.list = (w.from, w.to);
    }
}

/// Says of dates in a row how far the row reaches.
fn join(r: &Reading<'_>, all: &mut [When]) {
    for row in all.chunk_by_mut(|a, b| listed::adjacent(r, a, b)) {
        let (Some(from), Some(to)) = (row.first().map(|w| w.from), row.last().map(|w| w.to)) else {
            continue;
        };
        // "the events of February and March": the preposition goes for all.
        let preposition = row.first().map(|w| w.preposition.clone()).unwrap_or_default();
        for w in row {
            w.list = (from, to);
            if w.preposition.is_empty() && preposition == "of" {
                w.preposition.clone_from(&preposition);
            }
        }
    }
}

fn start<'a>(d: &Dated<'a>) -> &'a str {
    d.time.edtf.as_deref().map_or("", first_of)
}

fn end<'a>(d: &Dated<'a>) -> &'a str {
    d.time.edtf.as_deref().map_or("", last_of)
}

/// The preposition before a token, and where it stands.
fn preposition<'a>(r: &Reading<'a>, at: usize, from: usize) -> (usize, &'a str) {
    if at > from {
        let word = r.lower(at - 1);
        let known = [
            "in",
            "on",
            "of",
            "at",
            "since",
            "by",
            "during",
            "from",
            "between",
            "for",
            "around",
            "until",
            "till",
            "before",
            "after",
            "through",
            "throughout",
            "to",
            "about",
            "as",
            "over",
            "this",
            "into",
        ];
        if known.contains(&word) {
            // "well into 2019", "only in May"
            let degree =
                at > from + 1 && matches!(r.lower(at - 2), "well" | "only" | "just" | "late" | "deep");
            return (at - 1 - usize::from(degree), word);
        }
    }
    (at, "")
}

/// Whether two dates are the ends of one span: "from March to May", "between 3 and 6 May", "1939–1945", "rose from 4 in
/// March to 9 in May".
fn spans(r: &Reading<'_>, t: &Tellings, d: &Dated<'_>, e: &Dated<'_>, from: usize) -> bool {
    if d.time.earliest >= e.time.earliest {
        return false;
    }
    let (_, lead) = preposition(r, d.from, from);
    let gap = e.from.saturating_sub(d.to);
    if gap == 1 {
        let joint = r.lower(d.to);
        return r.is_sign(d.to, &['-', '–', '—'])
            // "Feb./Mar. 1984"
            || r.is_sign(d.to, &['/']) && months(d) && months(e)
            || matches!(joint, "to" | "through" | "until" | "till")
            || joint == "and" && lead == "between";
    }
    // "From October 1, 2018, through September 30, 2019"
    if gap == 2 && r.is_sign(d.to, &[',']) {
        return matches!(r.lower(d.to + 1), "to" | "through" | "until" | "till") && lead == "from";
    }
    // A change "from … in March to … in May".
    let near = (2..=9).contains(&gap);
    let to = (d.to..e.from).any(|k| r.lower(k) == "to");
    let change = (from..d.from).any(|k| r.tokens.get(k).is_some_and(|w| t.of(w.word()).change));
    near && to && change && lead == "in" && matches!(r.lower(e.from - 1), "in" | "by")
}

/// "During the week ending 20 May": the seven days up to it.
fn week_ending(r: &Reading<'_>, d: &Dated<'_>, from: usize) -> Option<When> {
    let before = d.from.checked_sub(1)?;
    let verb = if r.lower(before) == "on" { before.checked_sub(1)? } else { before };
    let week = matches!(r.lower(verb), "ending" | "ended") && verb > from + 1 && r.lower(verb - 1) == "week";
    let lead = (from..verb).rev().take(4).find(|&k| matches!(r.lower(k), "in" | "during" | "for" | "over"));
    let last = d.time.latest.filter(|_| week && d.time.earliest == d.time.latest)?;
    let first = last.checked_sub(jiff::Span::new().days(6)).ok()?;
    let lead = lead?;
    Some(When {
        from: lead,
        date: lead,
        to: d.to,
        edtf: format!("{first}/{last}"),
        earliest: Some(first),
        latest: Some(last),
        modifier: None,
        times: vec![d.id],
        preposition: "during".to_owned(),
        woven: false,
        list: (lead, d.to),
    })
}

/// "marks for the period 1 July 1989 to 1 June 1992": the period is what is spoken of, unless it leads the sentence.
fn of_period(r: &Reading<'_>, t: &Tellings, d: &Dated<'_>, from: usize) -> bool {
    let noun = |k: usize| r.tokens.get(k).is_some_and(|w| t.of(w.word()).accounting);
    let Some(k) = (from..d.from).rev().take(2).find(|&k| noun(k)) else { return false };
    let lead =
        if r.is(k.wrapping_sub(1), Classes::DETERMINER) { k.wrapping_sub(2) } else { k.wrapping_sub(1) };
    lead > from + 1
        && r.lower(lead) == "for"
        && (k + 1..d.from).all(|k| matches!(r.lower(k), "from" | "of" | "between"))
}

/// Whether a date is a month, not finer or coarser.
fn months(d: &Dated<'_>) -> bool {
    d.time.edtf.as_deref().is_some_and(|e| e.len() == 7 && !e.contains('/'))
}

/// A date alone, unless what stands before it makes it a comparison, a source or a state of affairs.
fn single(r: &Reading<'_>, t: &Tellings, d: &Dated<'_>, from: usize) -> Option<When> {
    let (lead_at, lead) = preposition(r, d.from, from);
    let excluded = t.no_event_before.as_ref().is_some_and(|p| {
        (1..=4).any(|n| {
            d.from.checked_sub(n).filter(|&k| k >= from).is_some_and(|k| {
                p.longest(r.slice(k, d.from)).is_some_and(|(len, ())| k + len == d.from || k + len == lead_at)
            })
        })
    });
    // A year alone in brackets is a source or a life's span.
    let cited =
        d.from > from && r.is_sign(d.from - 1, &['(']) && r.is_sign(d.to, &[')']) && d.to - d.from == 1;
    if let Some(week) = week_ending(r, d, from) {
        return Some(week);
    }
    // "the quarter ended 30 June", "the year to March": the date is the end of a period, not of a happening.
    let verb = if r.lower(d.from.wrapping_sub(1)) == "on" { lead_at } else { d.from };
    let period = verb > from + 1
        && matches!(r.lower(verb - 1), "ended" | "ending" | "to")
        && r.tokens.get(verb - 2).is_some_and(|w| t.of(w.word()).accounting);
    if excluded || cited || period {
        return None;
    }
    let own = d.time.edtf.as_deref().unwrap_or_default().to_owned();
    let (edtf, earliest, latest) = match lead {
        "since" => (format!("{}/..", start(d)), d.time.earliest, None),
        "until" | "till" | "through" => (own, d.time.earliest, d.time.latest),
        _ => (own, d.time.earliest, d.time.latest),
    };
    // "A day after the vote of 9 May, police came in": the event that it is counted from belongs to the date.
    let counted = d.time.resolved_by == Some(ResolvedBy::Event)
        && matches!(r.lower(d.to), "after" | "before" | "following");
    let end = (d.to..d.to + 14).find(|&k| r.sign(k).is_some()).filter(|_| counted && d.from <= from + 1);
    Some(When {
        from: lead_at,
        date: d.from,
        to: end.unwrap_or(d.to),
        edtf,
        earliest,
        latest,
        modifier: d.time.modifier,
        times: vec![d.id],
        preposition: lead.to_owned(),
        woven: false,
        list: (lead_at, d.to),
    })
}
