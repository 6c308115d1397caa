//! Fits the weights of heading cues on texts whose headings are known.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::logistic::{Example, fit};
use super::{licence, read, write};
use crate::model::{Format, Text};
use crate::structure::{HEADING_CUES, heading_cues};

/// How strongly the bias is held to what is expected of it: hardly.
const BIAS_STRENGTH: f64 = 0.01;

/// What is known of a text: `NAME.json` beside `NAME.txt`. Other fields are not looked at.
#[derive(Deserialize)]
struct Known {
    outline: Vec<Heading>,
    meta: Meta,
}

#[derive(Deserialize)]
struct Heading {
    /// Byte at which its line begins.
    offset: usize,
    /// `title` or `optional`: neither right nor wrong as a heading.
    role: Option<String>,
}

#[derive(Deserialize)]
struct Meta {
    licence: String,
}

/// A text with the lines that could be headings.
struct Document {
    name: String,
    licence: String,
    open: bool,
    examples: Vec<Example>,
    /// Headings that no line was a candidate for.
    lost: usize,
}

/// Headings found, falsely found and missed.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn add(&mut self, document: &Document, weights: &[f64]) {
        self.missed += document.lost;
        for e in &document.examples {
            match (e.score(weights) > 0.0, e.yes) {
                (true, true) => self.right += 1,
                (true, false) => self.wrong += 1,
                (false, true) => self.missed += 1,
                (false, false) => {}
            }
        }
    }

    fn line(&self) -> String {
        let share = |of: usize| 100.0 * self.right as f64 / of.max(1) as f64;
        let (p, r) = (share(self.right + self.wrong), share(self.right + self.missed));
        format!("P {p:.1}  R {r:.1}  F1 {:.1}", 2.0 * p * r / (p + r).max(f64::MIN_POSITIVE))
    }
}

/// Reads all `NAME.txt` with `NAME.json` in `folder` and the expected weights in `assets/sources/headings.toml`, writes
/// `assets/models/headings.toml`. `hold`, more than 0, is how strongly weights are held to what is expected. Returns what to tell: texts used and left out, and how well lines are told apart.
pub fn run(folder: &Path, assets: &Path, hold: f64) -> anyhow::Result<String> {
    ensure!(hold.is_finite() && hold > 0.0, "what weights are held with must be more than 0");
    let expected: FxHashMap<String, f64> = toml::from_str(&read(&assets.join("sources/headings.toml"))?)?;
    for name in expected.keys() {
        ensure!(HEADING_CUES.contains(&name.as_str()), "there is no cue `{name}`");
    }
    let prior: Vec<f64> = HEADING_CUES.iter().map(|c| expected.get(*c).copied().unwrap_or(0.0)).collect();
    let strength: Vec<f64> =
        HEADING_CUES.iter().map(|c| if *c == "bias" { BIAS_STRENGTH } else { hold }).collect();

    let mut documents = documents(folder)?;
    weigh(&mut documents);
    let (used, left): (Vec<&Document>, Vec<&Document>) = documents.iter().partition(|d| d.open);
    ensure!(!used.is_empty(), "no text in {} has an open licence", folder.display());
    let of = |except: Option<&str>| -> Vec<&Example> {
        used.iter().filter(|d| Some(d.name.as_str()) != except).flat_map(|d| &d.examples).collect()
    };
    let weights = fit(&of(None), &prior, &strength)?;
    write(&assets.join("models/headings.toml"), &print(&weights))?;

    let (mut seen, mut apart, mut unseen) = (Score::default(), Score::default(), Score::default());
    for d in &used {
        seen.add(d, &weights);
        apart.add(d, &fit(&of(Some(d.name.as_str())), &prior, &strength)?);
    }
    left.iter().for_each(|d| unseen.add(d, &weights));

    let mut report = String::new();
    for d in &documents {
        writeln!(report, "{}\t{}\t{}", if d.open { "used" } else { "left out" }, d.name, d.licence)?;
    }
    writeln!(report, "{} texts used, {}", used.len(), seen.line())?;
    writeln!(report, "each of them by weights fitted on the others, {}", apart.line())?;
    writeln!(report, "{} texts left out for their licence, {}", left.len(), unseen.line())?;
    Ok(report)
}

/// All texts of a folder, by name.
fn documents(folder: &Path) -> anyhow::Result<Vec<Document>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "json"));
    paths.sort();
    paths.iter().map(|p| document(p)).collect()
}

fn document(json: &Path) -> anyhow::Result<Document> {
    let known: Known =
        serde_json::from_str(&read(json)?).with_context(|| format!("cannot read {}", json.display()))?;
    let content = read(&json.with_extension("txt"))?;
    let mut name = json.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    name.retain(|c| !c.is_control());
    let (examples, lost) = examples(&content, &known.outline);
    Ok(Document {
        name,
        open: licence::open(&known.meta.licence),
        licence: known.meta.licence,
        examples,
        lost,
    })
}

/// The lines of a text that could be headings, but for those that are neither right nor wrong; how many headings are none
/// of them.
fn examples(content: &str, outline: &[Heading]) -> (Vec<Example>, usize) {
    // Candidates begin behind the indentation.
    let start = |h: &Heading| {
        let line = content.get(h.offset..).unwrap_or_default();
        h.offset + line.len() - line.trim_start_matches([' ', '\t']).len()
    };
    let mut headings: FxHashSet<usize> = outline.iter().filter(|h| h.role.is_none()).map(start).collect();
    let neither: FxHashSet<usize> = outline.iter().filter(|h| h.role.is_some()).map(start).collect();
    let mut found = Vec::new();
    for (at, values) in heading_cues(&Text::new(content, Format::Text)) {
        let at = at as usize;
        let yes = headings.remove(&at);
        if neither.contains(&at) {
            continue;
        }
        let cues = values.into_iter().map(f64::from).enumerate().filter(|(_, x)| *x != 0.0).collect();
        found.push(Example { cues, yes, weight: 1.0 });
    }
    (found, headings.len())
}

/// Weighs the lines of each text by one over the root of their number, so that long texts don't decide alone; the lines
/// of open texts weigh 1 on average.
fn weigh(documents: &mut [Document]) {
    for d in documents.iter_mut() {
        let weight = 1.0 / (d.examples.len().max(1) as f64).sqrt();
        d.examples.iter_mut().for_each(|e| e.weight = weight);
    }
    let open: Vec<&Example> = documents.iter().filter(|d| d.open).flat_map(|d| &d.examples).collect();
    let mean = open.iter().map(|e| e.weight).sum::<f64>() / open.len().max(1) as f64;
    if mean > 0.0 {
        documents.iter_mut().flat_map(|d| &mut d.examples).for_each(|e| e.weight /= mean);
    }
}

/// The file of weights; those that round to nothing are left out.
fn print(weights: &[f64]) -> String {
    let mut out = String::from(
        "# Log-odds of the cues by which a line is taken for a heading (src/structure/headings.rs), fitted by logistic regression.\n\
         # Written by `casefile-train headings`; assets/README.md names the texts.\n",
    );
    for (name, w) in HEADING_CUES.iter().zip(weights).filter(|(_, w)| w.abs() >= 0.005) {
        out.push_str(&format!("{name} = {w:.2}\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The Ferry\n\n  1. Cost\n\nNobody knows what the ferry costs, since nobody has ever asked for it.\n\n  2. Use\n\nIt crosses twice a day, and in summer three times, when the tide allows.\n";

    fn heading(title: &str, role: Option<&str>) -> Heading {
        Heading { offset: TEXT.find(title).unwrap(), role: role.map(str::to_owned) }
    }

    #[test]
    fn headings_are_told_from_other_lines_and_titles_do_not_count() {
        let outline =
            [heading("The Ferry", Some("title")), heading("  1. Cost", None), heading("  2. Use", None)];
        let (found, lost) = examples(TEXT, &outline);
        assert_eq!((found.iter().filter(|e| e.yes).count(), lost), (2, 0));
        let (all, lost) = examples(TEXT, &[Heading { offset: TEXT.len(), role: None }]);
        assert_eq!((all.len(), all.iter().filter(|e| e.yes).count(), lost), (found.len() + 1, 0, 1));
    }

    #[test]
    fn the_same_texts_give_the_same_weights_whatever_the_bound_ones_say() {
        let dir = tempfile::tempdir().unwrap();
        let (texts, assets) = (dir.path().join("texts"), dir.path().join("assets"));
        for d in [&texts, &assets.join("sources"), &assets.join("models")] {
            fs::create_dir_all(d).unwrap();
        }
        fs::write(assets.join("sources/headings.toml"), "bias = -1.0\nsupported = 2.0\n").unwrap();
        let put = |name: &str, licence: &str, outline: &str| {
            fs::write(texts.join(format!("{name}.txt")), TEXT).unwrap();
            let json = format!("{{\"meta\": {{\"licence\": \"{licence}\"}}, \"outline\": [{outline}]}}");
            fs::write(texts.join(format!("{name}.json")), json).unwrap();
        };
        let at = TEXT.find("  1.").unwrap();
        put("open", "CC0", &format!("{{\"offset\": {at}}}"));
        run(&texts, &assets, 2.0).unwrap();
        let first = fs::read_to_string(assets.join("models/headings.toml")).unwrap();
        put("bound", "GPL-2+", "");
        let report = run(&texts, &assets, 2.0).unwrap();
        assert_eq!(fs::read_to_string(assets.join("models/headings.toml")).unwrap(), first);
        assert!(report.contains("left out\tbound\tGPL-2+") && first.contains("supported = "));
    }
}
