//! Entries of a chronology: a date set apart in front of what happened then, as a line ("4 May 2019: The port is shut"), an
//! item, a row of a table, or alone on the line above.
//!
//! What stands in an entry happened then whatever its tense: chronologies are written in the present.

use crate::extract::claims::reading::Reading;
use crate::extract::claims::words::Classes;
use crate::model::{Block, BlockKind, Span, TimeExpression, TimeId};
use crate::structure::Structure;

use super::when::{When, whens};
use super::words::Tellings;

/// Longest date in front of an entry, in tokens ("On Thursday, 4 May 2019, at 10:30 a.m.").
const LONGEST_LEAD: usize = 14;
/// A sentence that is not read as a claim is an entry's up to so many tokens.
const LONGEST: usize = 60;

/// Where dates stand alone over more than so many bytes of text each, they are those of reports.
const LONGEST_OVER: usize = 2000;

/// What a date set in front dates.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub when: When,
    /// First token of what happened.
    pub from: usize,
    /// One past its last token.
    pub to: usize,
}

/// A date that stands alone, and what it governs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Above {
    pub when: When,
    /// What stands under it, up to the next date or heading of its rank.
    pub over: Span,
    /// Above a list, or in a text whose dates stand in front: also what is told in the present happened then.
    pub chronicle: bool,
}

/// The dates set apart in a document.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub entries: Vec<Entry>,
    pub above: Vec<Above>,
}

/// The date in front of a block, and where what follows it begins; `None` there where nothing follows.
struct Lead {
    when: When,
    rest: Option<usize>,
    /// Written with day or month, so that it is no mere figure.
    fine: bool,
}

impl Entries {
    /// Of a document.
    ///
    /// `own` is where the document says its own date: that line governs nothing.
    pub fn of(
        r: &Reading<'_>,
        t: &Tellings,
        times: &[TimeExpression],
        structure: &Structure,
        own: Option<Span>,
    ) -> Self {
        let mut out = Self::default();
        // The rank of the heading whose date is open; a line without rank ends with any heading.
        let mut open: Option<(Above, Option<u8>, BlockKind)> = None;
        let mut coarse = Vec::new();
        let mut titled = Vec::new();
        let mut before: Option<&Block> = None;
        for block in &structure.blocks {
            let closes = open.as_ref().is_some_and(|(_, rank, kind)| match block.kind {
                BlockKind::Heading => rank.is_none_or(|rank| block.level <= rank),
                BlockKind::ListItem => false,
                _ => *kind == BlockKind::LeadIn,
            });
            let found = lead(r, t, times, block);
            let dates_itself = own.is_some_and(|own| own.overlaps(block.span));
            let alone = found.as_ref().is_some_and(|l| l.rest.is_none() && l.fine) && !dates_itself;
            if (closes || alone)
                && let Some((mut above, ..)) = open.take()
            {
                above.over = Span::new(above.over.from(), block.span.from());
                out.above.push(above);
            }
            let title = before.replace(block).filter(|b| is_title(b, block));
            let Some(found) = found else { continue };
            match found.rest {
                None if alone => {
                    let rank = (block.kind == BlockKind::Heading).then_some(block.level);
                    let chronicle = block.kind != BlockKind::Heading;
                    let over = Span::new(block.span.to(), r.text.len());
                    if title.is_some_and(|b| lead(r, t, times, b).is_none()) {
                        titled.push(over.from());
                    }
                    open = Some((Above { when: found.when, over, chronicle }, rank, block.kind));
                }
                None => {}
                Some(rest) => {
                    let Some((from, to)) = told(r, t, structure, block, rest) else { continue };
                    let entry = Entry { when: found.when, from, to };
                    let sure = found.fine || block.kind != BlockKind::Paragraph;
                    if sure { out.entries.push(entry) } else { coarse.push(entry) }
                }
            }
        }
        out.above.extend(open.map(|o| o.0));
        // Titles with a date below each are reports put together: the date is that of the report, not of all it tells.
        if titled.len() > 1 && titled.len() * 2 >= out.above.len() {
            out.above.retain(|a| !titled.contains(&a.over.from()));
        }
        let length: usize = out.above.iter().map(|a| a.over.len()).sum();
        if length > out.above.len() * LONGEST_OVER {
            out.above.clear();
        }
        // One date alone is that of the text or of its author; several part it.
        if out.above.len() < 2 {
            out.above.clear();
        }
        // "2019 – a dry year – …" may be prose; several such lines are a chronology.
        if coarse.len() > 1 {
            out.entries.append(&mut coarse);
            out.entries.sort_by_key(|e| e.from);
        }
        out
    }

    /// The entry that begins in tokens `from..to`.
    pub fn begins_in(&self, from: usize, to: usize) -> Option<&Entry> {
        let k = self.entries.partition_point(|e| e.from < from);
        self.entries.get(k).filter(|e| e.from < to)
    }

    /// The date that stands above a span.
    pub fn above(&self, span: Span) -> Option<&Above> {
        let k = self.above.partition_point(|a| a.over.to() <= span.from());
        self.above.get(k).filter(|a| a.over.contains(span))
    }
}

/// Whether a block is the title over a date: a heading of higher rank, or the document's own.
fn is_title(block: &Block, date: &Block) -> bool {
    match block.kind {
        BlockKind::Heading => date.kind != BlockKind::Heading || block.level < date.level,
        BlockKind::Title | BlockKind::Mast => true,
        _ => false,
    }
}

/// The date in front of a block.
fn lead(r: &Reading<'_>, t: &Tellings, times: &[TimeExpression], block: &Block) -> Option<Lead> {
    let kind = block.kind;
    if !matches!(
        kind,
        BlockKind::Paragraph
            | BlockKind::ListItem
            | BlockKind::TableRow
            | BlockKind::Heading
            | BlockKind::LeadIn
    ) {
        return None;
    }
    let (start, end) = r.range(block.span);
    let first = (start..end.min(start + 4)).find(|&k| !r.is_sign(k, MARKS))?;
    let date = if r.is(first, Classes::PREPOSITION) { first + 1 } else { first };
    if !r.in_time(date) {
        return None;
    }
    let mut k = date;
    while k < end && k - first < LONGEST_LEAD {
        let joined = (r.is_sign(k, JOINTS) || matches!(r.lower(k), "to" | "and" | "until" | "till"))
            && r.in_time(k + 1)
            && k + 1 < end;
        if !r.in_time(k) && !joined {
            break;
        }
        k += 1;
    }
    let ids = r.times_in(r.span(first, k)).iter().map(|t| t.1);
    let found = whens(r, t, times, ids.clone(), first, k);
    let when = found.into_iter().next()?;
    let fine = ids.into_iter().any(|id| is_fine(times, id));
    while k < end && r.is_sign(k, &[')', ']', '*', '_']) {
        k += 1;
    }
    if k >= end || k + 1 == end && r.is_sign(k, &[':', '.', '—', '–']) {
        return Some(Lead { when, rest: None, fine });
    }
    // A heading with more than a date dates nothing but itself.
    if kind == BlockKind::Heading {
        return None;
    }
    let led = date > first;
    let spaced = |k: usize| r.tokens.get(k).is_some_and(|t| t.spaced());
    let rest = match r.sign(k) {
        Some('|') => k + 1,
        Some(':') if spaced(k + 1) => k + 1,
        Some('–' | '—' | '-') if !led && (spaced(k + 1) || r.sign(k) == Some('—')) => k + 1,
        Some('.') if !led && fine && r.is_capital(k + 1) => k + 1,
        _ if !led && breaks(r, k) => k,
        _ => return None,
    };
    let rest = (rest..end).find(|&k| !r.is_sign(k, MARKS))?;
    Some(Lead { when, rest: Some(rest), fine })
}

/// What may stand around a date in front, and belongs to neither it nor what follows.
const MARKS: &[char] =
    &['-', '*', '•', '·', '–', '—', '(', ')', '[', ']', '_', '|', ':', '■', '▪', '●', '◦', '‣'];
/// Signs inside a date of several parts.
const JOINTS: &[char] = &['-', '–', '—', '/', ',', '&'];

/// Whether a date says more than its year.
fn is_fine(times: &[TimeExpression], id: TimeId) -> bool {
    times.get(id.index()).is_some_and(|t| t.value.len() > 4)
}

/// A line or column ends in front of a token.
fn breaks(r: &Reading<'_>, at: usize) -> bool {
    let (Some(a), Some(b)) = (at.checked_sub(1).and_then(|k| r.tokens.get(k)), r.tokens.get(at)) else {
        return false;
    };
    let between = r.text.get(a.span.to()..b.span.from()).unwrap_or("");
    between.contains(['\n', '\t']) || between.matches(' ').count() > 2
}

/// The tokens that tell what happened, of those from `rest` to the end of the block: its first sentence, the cell of a row
/// that says most.
fn told(
    r: &Reading<'_>,
    t: &Tellings,
    structure: &Structure,
    block: &Block,
    rest: usize,
) -> Option<(usize, usize)> {
    let (_, end) = r.range(block.span);
    let tells = |a: usize, b: usize| {
        (a..b).filter(|&k| r.is_word(k)).count() > 1
            && (a..b).any(|k| {
                r.is(k, Classes::VERB | Classes::PARTICIPLE | Classes::PAST | Classes::ING)
                    || r.tokens.get(k).is_some_and(|w| t.of(w.word()).noun || t.of(w.word()).past)
            })
    };
    if block.kind == BlockKind::TableRow {
        // A cell that is a sentence tells something, be its verb known or not.
        let sentence = |a: usize, b: usize| {
            let words = (a..b).filter(|&k| r.is_word(k)).count();
            words > 3 && r.is_capital(a) && r.is_sign(b - 1, &['.', '!'])
        };
        let tells = |a: usize, b: usize| tells(a, b) || sentence(a, b);
        let cells = (rest..end).collect::<Vec<_>>();
        let cells = cells.split(|&k| r.is_sign(k, &['|']));
        let cells = cells.filter_map(|c| Some((*c.first()?, c.last()? + 1)));
        return cells.filter(|&(a, b)| tells(a, b)).max_by_key(|&(a, b)| b - a);
    }
    let at = r.tokens.get(rest)?.span;
    let k = structure.sentences.partition_point(|s| s.span.to() <= at.from());
    let sentence = structure.sentences.get(k).filter(|s| s.span.from() <= at.from());
    let to = sentence.map_or(end, |s| r.range(s.span).1).min(end).min(rest + LONGEST);
    tells(rest, to).then_some((rest, to))
}
