//! Trains the tagger of names: marked texts → facts as the program reads them → weights in `assets/models/names.bin`.

pub mod labelled;
mod perceptron;

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use super::reports::{self, Report, Tally};
use crate::extract::actors::tagger::labels::Kind;
use crate::extract::actors::tagger::{labels, model};
use perceptron::{Lessons, Plan, Weights};

/// What the trainer is told.
#[derive(Debug, Clone)]
pub struct Order {
    /// Texts with marked names.
    pub texts: Vec<PathBuf>,
    /// Folder of the annotated reports; those of the test split are left out.
    pub reports: Option<PathBuf>,
    pub rounds: usize,
    pub keep: usize,
    /// How many times as much a mistake in a report counts.
    pub weight: i32,
}

/// Trains, and writes the weights into `assets/models/names.bin`.
pub fn run(order: &Order, assets: &Path) -> anyhow::Result<String> {
    let mut lessons = Lessons::default();
    let mut report = String::new();
    let mut learn = |texts: Vec<labelled::Labelled>, weight: i32, name: &str| {
        let mut names = [0; 3];
        for text in &texts {
            let example = text.example();
            for l in example.labels.iter().map(|l| usize::from(*l)).filter(|l| labels::opens(*l)) {
                if let Some(n) = labels::kind(l).and_then(|k| names.get_mut(k as usize)) {
                    *n += 1;
                }
            }
            lessons.add(&example.facts, &example.labels, weight);
        }
        report.push_str(&format!(
            "{name}: {} texts, {} persons, {} organisations, {} places\n",
            texts.len(),
            names[Kind::Person as usize],
            names[Kind::Organisation as usize],
            names[Kind::Place as usize]
        ));
    };
    let mut files = order.texts.clone();
    files.sort();
    for path in &files {
        learn(labelled::texts(path)?, 1, &path.file_stem().unwrap_or_default().to_string_lossy());
    }
    if let Some(folder) = &order.reports {
        let train: Vec<_> = reports::read_all(folder)?.into_iter().filter(|(_, r)| !r.is_test()).collect();
        learn(train.iter().map(|(_, r)| r.labelled()).collect(), order.weight, "reports");
    }
    let plan = Plan { rounds: order.rounds, keep: order.keep, least: 2 };
    let weights = lessons.learn(plan);
    let bytes = bytes(&weights);
    let path = assets.join("models/names.bin");
    std::fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
    report.push_str(&format!("{} features, {} bytes\n", weights.rows.len(), bytes.len()));
    Ok(report)
}

/// The text of a report, to be annotated again.
pub fn strip(path: &Path) -> anyhow::Result<String> {
    Ok(Report::parse(&super::read(path)?).with_context(|| path.display().to_string())?.text)
}

/// How far two annotations of the same texts agree in their names.
pub fn agreement(first: &Path, second: &Path) -> anyhow::Result<String> {
    let others = reports::read_all(second)?;
    let mut all = Tally::default();
    let mut out = String::new();
    for (name, report) in reports::read_all(first)? {
        let Some((_, other)) = others.iter().find(|(n, _)| *n == name) else { continue };
        ensure!(report.text == other.text, "{name}: the two are not the same text");
        let tally = Tally::of(&report.names(), &other.names());
        out.push_str(&format!("{name}: F1 {:.1}\n", 100.0 * tally.f1()));
        all.add(tally);
    }
    ensure!(all != Tally::default(), "no report is in both folders");
    out.push_str(&format!("all: F1 {:.1} of {} and {} names\n", 100.0 * all.f1(), all.first, all.second));
    Ok(out)
}

/// The file of weights; [`model::Model::read`] is its inverse.
fn bytes(weights: &Weights) -> Vec<u8> {
    let mut out = model::MAGIC.to_vec();
    out.extend(weights.scale.to_le_bytes());
    out.extend(weights.steps.iter().flatten().flat_map(|s| s.to_le_bytes()));
    out.extend((weights.rows.len() as u32).to_le_bytes());
    out.extend(weights.rows.iter().flat_map(|(f, _)| f.to_le_bytes()));
    out.extend(weights.rows.iter().flat_map(|(_, row)| row.map(i8::cast_unsigned)));
    out
}
