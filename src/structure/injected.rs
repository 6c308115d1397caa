//! Fragments that a template put into a text: the same opening at the ends of several blocks, keywords strung behind it,
//! and a full stop too many in front.
//!
//! No phrase is known beforehand. The last sentences of blocks are grouped by their opening words; a group is injected
//! if its sentences are glued on behind a full stop that the block had no use for, and what follows the opening is a
//! string of recurring words with hardly any small words among them. Ordinary repetition ("If yes, describe …")
//! has small words and no superfluous stops. Without a superfluous stop, the opening must invite the reader somewhere ("Explore
//! our …") as well, and come more often.

use rustc_hash::FxHashMap;

use crate::model::{BlockKind, Noise, NoiseReason, Span, Why};

use super::blocks::Draft;
use super::cues::Lexicon;

/// Longest fragment in words.
const LONGEST: usize = 24;
/// How far from the end of a block its last sentence is looked for, in bytes.
const REACH: usize = 280;

/// Most openings that are looked for throughout the text.
const MOST: usize = 32;

/// The last sentence of a block with what stands before it.
#[derive(Debug, Clone, Copy)]
struct Tail {
    /// The full stop before the blank.
    stop: usize,
    /// Its first word.
    start: usize,
    end: usize,
    /// Whether the full stop before it is one too many.
    glued: bool,
}

/// Finds injected fragments; in text order, each inside one block.
pub(super) fn find(content: &str, drafts: &[Draft], lexicon: &Lexicon) -> Vec<Noise> {
    let tails: Vec<Tail> = drafts
        .iter()
        .filter(|d| {
            matches!(
                d.kind,
                BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading | BlockKind::Quote
            )
        })
        .filter_map(|d| tail(content, d.text()))
        .collect();
    if tails.len() < 2 {
        return Vec::new();
    }
    let mut openings: Vec<&str> = Vec::new();
    let mut doubled = false;
    let mut taken = vec![false; tails.len()];
    for words in [5, 4, 3, 2] {
        let mut groups: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (k, t) in tails.iter().enumerate() {
            if !taken.get(k).copied().unwrap_or(true)
                && let Some(opening) = opening(content, t, words)
            {
                groups.entry(opening).or_default().push(k);
            }
        }
        let mut groups: Vec<(&str, Vec<usize>)> = groups.into_iter().collect();
        groups.sort_unstable_by_key(|g| g.1.first().copied());
        for (opening, members) in groups {
            let template = template(content, &tails, &members, opening, lexicon);
            if let Some(doubles) = template.filter(|_| openings.len() < MOST) {
                doubled |= doubles;
                openings.push(opening);
                for k in members {
                    if let Some(t) = taken.get_mut(k) {
                        *t = true;
                    }
                }
            }
        }
    }
    let single = singles(content, &tails, &taken, !openings.is_empty(), lexicon);
    if openings.is_empty() && single.is_empty() {
        return Vec::new();
    }
    let shared = shared_openings(content, &openings, &tails, &taken);
    let mut spans: Vec<(Span, f32)> = Vec::new();
    for d in drafts {
        siblings(content, d, &shared, doubled, &mut spans);
    }
    spans.extend(single.into_iter().map(|t| (Span::new(t.stop, t.end), 0.9)));
    spans.sort_unstable_by_key(|s| s.0);
    spans.dedup_by(|b, a| a.0.overlaps(b.0));
    spans
        .into_iter()
        .map(|(span, confidence)| Noise {
            span,
            reason: NoiseReason::Injected,
            why: Why::new("the same opening words are glued to the ends of several blocks", confidence),
        })
        .collect()
}

/// Fragments whose openings vary: invitations with hardly any small words behind a stop that is one too many. One alone may
/// be a slip of the pen.
fn singles(content: &str, tails: &[Tail], taken: &[bool], others: bool, lexicon: &Lexicon) -> Vec<Tail> {
    let invites = |t: &Tail| {
        let s = content.get(t.start..t.end).unwrap_or("");
        let words = s.split_whitespace().count();
        let small = s.split_whitespace().filter(|w| lexicon.is_function(w.trim_end_matches('.'))).count();
        lexicon.invites(s) && small * 3 <= words
    };
    let rest =
        tails.iter().zip(taken).filter(|(t, taken)| t.glued && !**taken && invites(t)).map(|(t, _)| *t);
    let found: Vec<Tail> = rest.collect();
    let doubled = found.iter().filter(|t| doubles(content, t)).count();
    if doubled >= 2 || (others && doubled > 0) { found } else { Vec::new() }
}

/// Whether a tail stands behind a second stop.
fn doubles(content: &str, tail: &Tail) -> bool {
    tail.glued && content.get(..tail.stop).is_some_and(|h| h.ends_with(['.', '!', '?', ':', '”', '"', '…']))
}

/// The last sentence of a block, if another stands before it.
fn tail(content: &str, span: Span) -> Option<Tail> {
    let s = span.of(content);
    let mut floor = s.len().saturating_sub(REACH);
    while !s.is_char_boundary(floor) {
        floor += 1;
    }
    let window = s.get(floor..)?;
    let at = boundaries(window).last()?;
    let (stop, start) = (span.from() + floor + at.0, span.from() + floor + at.1);
    let words = Span::new(start, span.to()).of(content).split_whitespace().count();
    if !(3..=LONGEST).contains(&words) {
        return None;
    }
    let host = Span::new(span.from(), stop).of(content);
    Some(Tail { stop, start, end: span.to(), glued: is_glued(host) })
}

/// Places where a full stop, blanks and a capital or digit follow each other: (stop, start of the next word).
fn boundaries(s: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    memchr::memchr_iter(b'.', s.as_bytes()).filter_map(|p| {
        let rest = s.get(p + 1..)?;
        let next = rest.trim_start_matches([' ', '\u{a0}', '\n', '\r', '\t']);
        let starts = next.chars().next().is_some_and(|c| c.is_uppercase());
        (next.len() < rest.len() && starts).then(|| (p, s.len() - next.len()))
    })
}

/// Whether a full stop behind `host` would be one too many: it has closed already, or is a title that takes none.
fn is_glued(host: &str) -> bool {
    let bare = host.trim_end_matches(['"', '”', '’', '\'', '»', ')', '*', ' ']);
    if bare.ends_with(['.', '!', '?', ':', '…', ';', ',']) {
        // "U.S." at the end of a sentence is followed by no second stop; "etc.)." is in order.
        return !(bare.len() < host.len() && host.ends_with(')'));
    }
    let host = host
        .split_once(' ')
        .filter(|(label, _)| label.len() <= 6 && label.ends_with(['.', ')']))
        .map_or(host, |h| h.1);
    host.len() < 120 && host.split_whitespace().count() <= 14 && !host.contains(". ")
}

/// The first `n` words of a tail that has more.
fn opening<'a>(content: &'a str, tail: &Tail, n: usize) -> Option<&'a str> {
    let s = content.get(tail.start..tail.end)?;
    let mut ends = s.match_indices(' ').map(|(i, _)| i);
    let end = ends.nth(n - 1)?;
    s.get(..end)
}

/// Whether the sentences with an opening come from a template; if so, whether it doubles full stops.
fn template(
    content: &str,
    tails: &[Tail],
    members: &[usize],
    opening: &str,
    lexicon: &Lexicon,
) -> Option<bool> {
    let of = |k: &usize| tails.get(*k);
    let n = members.len();
    let glued = members.iter().filter_map(of).filter(|t| t.glued).count();
    let doubled = members.iter().filter_map(of).filter(|t| doubles(content, t)).count();
    let words = opening.split(' ').count();
    // Two are enough only if both bear all the signs.
    if n < 2 || (n == 2 && (glued < 2 || words < 3)) {
        return None;
    }
    let stopped = glued * 2 >= n && doubled > 0;
    if !stopped && (n < 3 || !lexicon.invites(opening)) {
        return None;
    }
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    let rest = |t: &Tail| content.get(t.start + opening.len()..t.end).unwrap_or("");
    for t in members.iter().filter_map(of) {
        let mut seen: Vec<&str> = rest(t).split_whitespace().map(|w| w.trim_end_matches('.')).collect();
        seen.sort_unstable();
        seen.dedup();
        for w in seen {
            *counts.entry(w).or_default() += 1;
        }
    }
    let (mut all, mut recurring, mut small) = (0usize, 0usize, 0usize);
    for t in members.iter().filter_map(of) {
        for w in rest(t).split_whitespace().map(|w| w.trim_end_matches('.')) {
            all += 1;
            recurring += usize::from(counts.get(w).is_some_and(|&c| c > 1));
            small += usize::from(w.starts_with(char::is_lowercase) && lexicon.is_function(w));
        }
    }
    let share = |x: usize| x as f32 / all.max(1) as f32;
    if !stopped {
        // "See section 4", "Read more: …" point to one thing; keywords come in strings.
        let strings = all >= 2 * n && share(recurring) >= 0.6 && share(small) <= 0.1;
        return strings.then_some(false);
    }
    let score = share(recurring) + glued as f32 / n as f32 - 2.0 * share(small);
    (score > 0.75).then_some(true)
}

/// What accepted openings and other glued tails have in common, if it is two words or more: the fixed words of each
/// template.
fn shared_openings<'a>(
    content: &'a str,
    openings: &[&'a str],
    tails: &[Tail],
    taken: &[bool],
) -> Vec<&'a str> {
    let mut shared: Vec<&'a str> = Vec::new();
    let rest = tails.iter().zip(taken).filter(|(t, taken)| t.glued && !**taken);
    let rest = rest.filter_map(|(t, _)| content.get(t.start..t.end));
    let rest: Vec<&str> =
        rest.filter(|r| openings.iter().any(|o| common_words(o, r).contains(' '))).collect();
    for &o in openings.iter().chain(&rest) {
        let known = shared.iter_mut().find_map(|s| {
            let common = common_words(s, o);
            (common.split(' ').filter(|w| !w.is_empty()).count() >= 2).then_some((s, common))
        });
        match known {
            Some((s, common)) => *s = common,
            None => shared.push(o),
        }
    }
    shared
}

/// The leading words that two openings share.
fn common_words<'a>(a: &'a str, b: &str) -> &'a str {
    let mut end = 0;
    let mut at = 0;
    for (x, y) in a.split(' ').zip(b.split(' ')) {
        if x != y {
            break;
        }
        end = at + x.len();
        at = end + 1;
    }
    a.get(..end).unwrap_or("")
}

/// Every place in a block where an accepted opening stands behind a full stop.
fn siblings(content: &str, draft: &Draft, openings: &[&str], doubled: bool, spans: &mut Vec<(Span, f32)>) {
    let text = draft.text();
    let s = text.of(content);
    for opening in openings {
        for at in memchr::memmem::find_iter(s.as_bytes(), opening.as_bytes()) {
            let before = s.get(..at).unwrap_or("");
            let host = before.trim_end();
            let Some(host) = host.strip_suffix('.').filter(|_| host.len() < before.len()) else { continue };
            let rest = s.get(at..).unwrap_or("");
            let len = fragment_len(rest);
            let words = rest.get(..len).unwrap_or("").split_whitespace().count();
            let last = at + len == s.len();
            let glued = is_glued(host);
            if !(3..=LONGEST).contains(&words) || !(last || glued) {
                continue;
            }
            let confidence = if glued { 0.98 } else { 0.85 };
            // The stop of a sentence that needs it is its own, unless the template brings one everywhere.
            let start = if glued || doubled { host.len() } else { at };
            spans.push((Span::new(text.from() + start, text.from() + at + len), confidence));
        }
    }
}

/// Length of the fragment that begins `s`: to the end of the block if that is near, else to its full stop.
fn fragment_len(s: &str) -> usize {
    let whole = s.split_whitespace().take(LONGEST + 1).count() <= LONGEST;
    let stops = boundaries(s.get(..floor_boundary(s, REACH)).unwrap_or(s)).map(|b| b.0 + 1);
    let first = stops.into_iter().next();
    match (whole, first) {
        (true, None) => s.len(),
        (_, Some(end)) => end,
        (false, None) => s.find(". ").map_or(s.len(), |p| p + 1),
    }
}

fn floor_boundary(s: &str, at: usize) -> usize {
    let mut at = at.min(s.len());
    while !s.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Format, Text};
    use crate::structure::cues::LEXICON;
    use crate::structure::{blocks, lines};

    fn noise(s: &str) -> Vec<String> {
        let t = Text::new(s, Format::Text);
        let l = lines::lines(&t);
        let d = blocks::blocks(s, &l, lines::layout(s, &l), &[], &LEXICON);
        find(s, &d, &LEXICON).iter().map(|n| n.span.of(s).to_owned()).collect()
    }

    #[test]
    fn glued_fragments_are_found_in_prose_headings_and_items() {
        let s = "The river rose in May and took the bridge.. See our notes on river bridge flood tips.\n\
                 What came of it. See our notes on river bridge flood.\n\
                 Nobody was hurt. The road stayed shut for a year.. See our notes on bridge insurance cost guide.\n\
                 - Costs: they doubled.. See our notes on river bridge flood guide.\n\
                 That was all.\n";
        assert_eq!(
            noise(s),
            [
                ". See our notes on river bridge flood tips.",
                ". See our notes on river bridge flood.",
                ". See our notes on bridge insurance cost guide.",
                ". See our notes on river bridge flood guide.",
            ]
        );
    }

    /// Hosts that an injector may have written into, with and without a stop of their own.
    const HOSTS: &[&str] = &[
        "The river rose in May and took the bridge with it.",
        "What came of it",
        "- Costs: they doubled within a year of the flood.",
        "Nobody was hurt, since nobody had been near it.",
        "- The road to the coast",
        "Three points were raised at the meeting:",
        "Who will pay for the bridge?",
        "“We have no money,” the treasurer said.",
        "The council will vote in June, and the vote will be close.",
        "Steel has grown dear; so has everything else.",
        "I. The long way round",
        "- A ferry carries twelve persons and no lorries at all.",
    ];

    /// Writes a fragment behind two of three hosts and counts: right, falsely found, missed.
    fn generate(opening: &str, stop: &str, extras: &[&str]) -> (usize, usize, usize) {
        const KEYS: &[&str] =
            &["river bridge flood", "bridge insurance cost", "ferry lorry timetable", "flood Osk council"];
        let (mut s, mut gold) = (String::new(), Vec::new());
        for (k, host) in HOSTS.iter().enumerate() {
            s.push_str(host);
            if k % 3 != 2 {
                let extra = extras[k % extras.len()];
                let fragment = format!("{opening} {}{extra}.", KEYS[k % KEYS.len()]);
                s.push_str(if host.ends_with('.') { stop } else { "." });
                s.push(' ');
                s.push_str(&fragment);
                gold.push(fragment);
            }
            s.push('\n');
        }
        let found = noise(&s);
        let bare: Vec<&str> = found.iter().map(|f| f.trim_start_matches(['.', ' '])).collect();
        let right = gold.iter().filter(|g| bare.contains(&g.as_str())).count();
        (right, found.len() - right, gold.len() - right)
    }

    #[test]
    fn fragments_of_several_templates_are_found() {
        let templates: &[(&str, &[&str])] = &[
            ("Find out more about", &["", " guide", " tips", " overview"]),
            ("Learn how experts use", &[" explained", "", " checklist"]),
            ("Explore our resources on", &[" solutions", " services", ""]),
            ("Check out this article:", &["", " basics"]),
            ("Related reading on", &[" 101", " trends", ""]),
            ("Get expert help with", &["", " near me"]),
        ];
        for stop in [".", ""] {
            for (opening, extras) in templates {
                let (right, wrong, missed) = generate(opening, stop, extras);
                assert_eq!((wrong, missed), (0, 0), "{opening:?} behind {stop:?}: {right} right");
            }
        }
    }

    #[test]
    fn fragments_with_openings_of_their_own_are_found() {
        let s = "The river rose in May and took the bridge with it.. Find out more about river bridge flood tips.\n\n\
                 Nobody was hurt, since nobody had been near it.. Explore flood insurance cost overview.\n\n\
                 What came of it. Discover insights on bridge repair cost guide.\n\n\
                 The council will vote in June.. Learn how experts handle steel prices.\n";
        assert_eq!(noise(s).len(), 4, "{:?}", noise(s));
        let s =
            "He waited for hours.. See the list of the lost in the annex.\nThe talks went on.\nIt rained.\n";
        assert_eq!(noise(s), Vec::<String>::new());
    }

    #[test]
    fn legitimate_repetition_is_no_noise() {
        for s in [
            // A refrain.
            "The lorries came at dawn. Row, ferryman, row.\nThe envoys came at noon. Row, ferryman, row.\nThe soldiers came at dusk. Row, ferryman, row.\nAnd nobody came at night. Row, ferryman, row.\n",
            // Pointers.
            "The bridge is long. See section 4 for details.\nThe ferry is short. See section 5 for details.\nThe rail is shut. See section 6 for details.\nThe port is far. See section 7 for details.\n",
            // Cross-references with titles.
            "Steel is dear. See also Bridges and Roads.\nWood is cheap. See also Boats and Rafts.\nStone is heavy. See also Roads and Walls.\n",
            // A list of changes.
            "- Mended the gate. Thanks to Bell.\n- Mended the road. Thanks to Holm.\n- Mended the boat. Thanks to Aro.\n- Mended the wall. Thanks to Bell.\n",
            // Fields of a form.
            "Name of the boat. State the name as painted on the bow.\nPort of the boat. State the port as entered in the book.\nCrew of the boat. State the crew as signed at the office.\n",
            // Links that mean what they say.
            "The council met. Read the minutes of the meeting in May.\nThe court met. Read the ruling on the ferry.\nThe bank met. Read what the bank had to say about steel.\n",
            // Entries of a journal.
            "Monday was dry. We rowed nine miles.\nTuesday was wet. We rowed four miles.\nWednesday was cold. We rowed two miles.\n",
        ] {
            assert_eq!(noise(s), Vec::<String>::new());
        }
    }

    #[test]
    fn ordinary_repetition_is_kept() {
        let s = "The form was long. If yes, describe the way in which it was sent.\n\
                 It had a page on taxes. If yes, describe the tax that was paid.\n\
                 It had a page on water. If yes, describe the well in the yard.\n\
                 It had a page on roads. If yes, describe the road to the house.\n";
        assert_eq!(noise(s), Vec::<String>::new());
    }

    #[test]
    fn a_doubled_stop_alone_is_no_fragment() {
        let s = "He waited.. Then he left the town for good.\nShe wrote to him.. Then she burnt the letter.\nThe end came.\n";
        assert_eq!(noise(s), Vec::<String>::new());
    }
}
