//! What a key costs: over everything that is typed on the way to a query, the time to ranked results, its 99th percentile and
//! its worst, at three sizes; the time to build the index, its memory, and how well words with a slip are found.
//!
//! `cargo bench --bench keys -- [CLAIMS…]`; one thread searches. Each key is answered three times; the middle time counts.
//!
//! With `--lines FILE` the claims are written there, one a line, to be given to other programs, and what it costs to look for
//! scattered letters is measured. With `--texts FOLDER` the claims are those of the texts in a folder, and what is typed are words of
//! theirs: the vocabulary of real texts on many subjects is larger than a made-up one.

#![expect(clippy::print_stdout, reason = "what was measured is printed")]

mod corpus;

use std::sync::Arc;
use std::time::{Duration, Instant};

use casefile::search::{Index, Query};
use corpus::{Dice, dossier};

/// Words that nobody wrote: abbreviations across words, words run together, and what is nowhere.
const SCATTERED: &[&str] = &[
    "zzxqj",
    "eurcomm",
    "intmonfund",
    "secforc",
    "worldbank",
    "humassist",
    "corrinv",
    "elecobs",
    "presstat",
    "telecomsat",
    "govtbudg",
    "norwayy",
    "electt",
    "intrnatnl",
    "sactns",
    "minforaff",
    "worldban",
    "govtbudget",
    "natparl",
    "fuelprice",
    "armsexp",
    "pressconf",
    "waterlaw",
    "unionwage",
    "refcamp",
    "bordtreaty",
    "thebank",
    "ofthe",
    "andthe",
    "peopsaid",
    "moreove",
    "statemnt",
    "proscutor",
    "twitness",
    "aeiou",
    "sss",
];

const QUERIES: &[&str] = &[
    "government",
    "election observers",
    "ceasefire agreement border",
    "pipeline",
    "World Bank",
    "humanitarian refugees camp",
    "Monetary Fund loan",
    "corruption investigation prosecutor",
    "goverment",
    "parliment election",
    "negotations",
    "sactions export",
    "telecomunications",
    "minsiter of defence",
    "withdrawl of forces",
    "zzxqj",
    "kind:fact sanctions",
    "october 2015",
    "\"security forces\"",
    "talks !border",
    "water | energy",
    "date:2016 treaty",
    "the",
    "inter",
    "ps",
];

fn main() {
    let flag = |name: &str| std::env::args().skip_while(|a| a != name).nth(1);
    let file = flag("--lines");
    if let Some(folder) = flag("--texts") {
        let dossier = texts(folder.as_ref());
        let queries = words_of(&dossier);
        return measure(&dossier, &queries, file.as_deref());
    }
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![10_000, 100_000, 1_000_000] } else { sizes };
    for size in sizes {
        let queries: Vec<String> = QUERIES.iter().map(|q| (*q).to_owned()).collect();
        measure(&dossier(size), &queries, file.as_deref());
    }
}

/// The documents of a folder, with all it holds.
fn texts(folder: &std::path::Path) -> casefile::model::Dossier {
    use casefile::model::{Format, Text};
    let mut documents = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        let mut paths: Vec<_> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let (path, text) = (path.to_string_lossy().into_owned(), Text::new(text, Format::Text));
                let options = casefile::extract::Options::default();
                let document = casefile::extract::extract(path, String::new(), text, &options, &mut ());
                documents.push(Arc::new(document));
            }
        }
    }
    casefile::link::dossier(documents)
}

/// What could be typed: one to three words of claims here and there.
fn words_of(dossier: &casefile::model::Dossier) -> Vec<String> {
    let mut dice = Dice(4242);
    let mut queries = Vec::new();
    while queries.len() < 60 {
        let document = &dossier.documents[dice.roll(dossier.documents.len())];
        if document.claims.is_empty() {
            continue;
        }
        let claim = &document.claims[dice.roll(document.claims.len())];
        let words: Vec<&str> = document.text.slice(claim.span).split_whitespace().collect();
        let count = 1 + queries.len() % 3;
        let words: Vec<&str> = (0..count).map(|_| words[dice.roll(words.len())]).collect();
        let plain = |w: &&str| w.len() > 1 && w.bytes().all(|b| b.is_ascii_alphabetic());
        if words.iter().all(plain) {
            queries.push(words.join(" ").to_lowercase());
        }
    }
    queries
}

fn measure(dossier: &casefile::model::Dossier, queries: &[String], lines: Option<&str>) {
    let never = || false;
    let claims: usize = dossier.documents.iter().map(|d| d.claims.len()).sum();
    let text: usize = dossier.documents.iter().map(|d| d.text.len()).sum();
    let (begun, computed) = (Instant::now(), process_time());
    let Some(index) = Index::build(dossier, None, &never) else { return };
    let (built, computed) = (begun.elapsed(), process_time() - computed);
    println!(
        "{claims} claims, {} MB: index in {:.2} s ({:.2} s of computing), {:.1} bytes a claim, {:?}",
        text >> 20,
        built.as_secs_f64(),
        computed.as_secs_f64(),
        index.size() as f64 / claims as f64,
        index.sizes(),
    );
    if let Some(file) = lines {
        scattered(dossier, &index, file);
        return;
    }
    let mut times: Vec<(Duration, String)> = Vec::new();
    for query in queries {
        let ends = query.char_indices().map(|(k, c)| k + c.len_utf8());
        for typed in ends.filter_map(|k| query.get(..k)).filter(|t| !t.ends_with(' ')) {
            let mut three: Vec<Duration> = (0..3)
                .map(|_| {
                    let begun = thread_time();
                    let parsed = Query::parse(typed);
                    let found = index.search(&parsed, dossier, 200, &never);
                    std::hint::black_box(found);
                    thread_time() - begun
                })
                .collect();
            three.sort();
            times.push((three[1], typed.to_owned()));
        }
    }
    times.sort();
    let at = |share: f64| &times[((times.len() - 1) as f64 * share).round() as usize];
    let ms = |d: Duration| d.as_secs_f64() * 1000.0;
    println!(
        "  {} keys: half {:.2} ms, p95 {:.2}, p99 {:.2}, worst {:.2}",
        times.len(),
        ms(at(0.5).0),
        ms(at(0.95).0),
        ms(at(0.99).0),
        ms(at(1.0).0)
    );
    for (time, typed) in times.iter().rev().take(24) {
        println!("    {:.2} ms  {typed}", ms(*time));
    }
    slips(dossier, &index);
}

/// What it costs to look for letters scattered along lines, in the middle of three times; the first time of all finds out
/// which letters each line has.
fn scattered(dossier: &casefile::model::Dossier, index: &Index, file: &str) {
    let mut out = String::new();
    for claim in dossier.documents.iter().flat_map(|d| d.claims.iter().map(|c| d.text.slice(c.span))) {
        out.extend([claim, "\n"]);
    }
    if let Err(error) = std::fs::write(file, out) {
        println!("  {file}: {error}");
    }
    let options = casefile::search::Options::default();
    let once = |typed: &str| {
        let begun = thread_time();
        let found = index.search_loosely(&Query::parse(typed), dossier, &options, &|| false);
        (thread_time() - begun, found.map_or(0, |f| f.counts.total()))
    };
    println!("  the letters of every line: {:.1} ms", once(SCATTERED[0]).0.as_secs_f64() * 1000.0);
    for typed in SCATTERED {
        let mut three = [once(typed), once(typed), once(typed)];
        three.sort();
        println!("    {:.1} ms  {typed}: {} lines", three[1].0.as_secs_f64() * 1000.0, three[1].1);
    }
}

/// What this thread has computed so far: others on the machine do not count.
fn thread_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

fn process_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// Two or three words of a claim, one of them with a slip: where the claim comes back among the hits.
fn slips(dossier: &casefile::model::Dossier, index: &Index) {
    let mut dice = Dice(77);
    let (mut asked, mut reciprocal, mut in_ten) = (0, 0.0, 0);
    let (mut hard, mut hard_in_ten) = (0, 0);
    let mut missed = Vec::new();
    while asked < 240 {
        let document = &dossier.documents[dice.roll(dossier.documents.len())];
        let Some(claim) = document.claims.get(dice.roll(document.claims.len())) else { continue };
        let text = document.text.slice(claim.span).to_lowercase();
        let words: Vec<&str> = text
            .split_whitespace()
            .map(|w| w.trim_end_matches('.'))
            .filter(|w| (6..=13).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_alphabetic()))
            .collect();
        if words.len() < 4 {
            continue;
        }
        let mut chosen: Vec<String> = (0..3).map(|k| words[(k * words.len()) / 3].to_owned()).collect();
        let holds = |text: &str| {
            let all: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
            chosen.iter().all(|w| all.iter().any(|t| t.eq_ignore_ascii_case(w)))
        };
        let relevant: Vec<_> = dossier
            .iter()
            .filter(|(doc, _)| {
                doc.index() % 97 == 0 || dossier.document(*doc).is_some_and(|d| Arc::ptr_eq(d, document))
            })
            .flat_map(|(doc, d)| d.claims.iter().map(move |c| (doc, c.span, d.text.slice(c.span))))
            .filter(|(.., text)| holds(text))
            .map(|(doc, span, _)| (doc, span))
            .collect();
        if relevant.len() > 5 {
            continue;
        }
        let k = dice.roll(3);
        let right = chosen[k].clone();
        chosen[k] = slip(&right, &mut dice);
        if chosen[k] == right {
            continue;
        }
        asked += 1;
        let mut letters = text.chars();
        let is_hard = !chosen[k].chars().all(|t| letters.any(|c| c == t));
        hard += usize::from(is_hard);
        let found = index.search(&Query::parse(&chosen.join(" ")), dossier, 10, &|| false);
        let rank = found.hits.iter().position(|h| {
            let held = dossier.document(h.doc).map_or("", |d| d.text.slice(h.span)).to_lowercase();
            let all: Vec<&str> = held.split(|c: char| !c.is_alphanumeric()).collect();
            relevant.contains(&(h.doc, h.span))
                || chosen
                    .iter()
                    .enumerate()
                    .all(|(n, w)| all.contains(&if n == k { &right } else { w }.as_str()))
        });
        if let Some(rank) = rank {
            reciprocal += 1.0 / (rank as f64 + 1.0);
            in_ten += 1;
            hard_in_ten += usize::from(is_hard);
        } else {
            missed.push(format!("{} ({right})", chosen.join(" ")));
        }
    }
    println!(
        "  slips: MRR {:.3}, in ten {:.3}; no subsequence: {hard_in_ten} of {hard}",
        reciprocal / f64::from(asked),
        f64::from(in_ten) / f64::from(asked)
    );
    for query in missed.iter().take(6) {
        println!("    missed {query}");
    }
}

/// A word with one letter changed, left out, put in, or swapped with its neighbour, not the first.
fn slip(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + dice.roll(letters.len() - 2);
    let other = char::from(b'a' + dice.roll(26) as u8);
    match dice.roll(4) {
        0 => letters[at] = other,
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, other),
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}
