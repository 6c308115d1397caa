//! The sample dossier that opens when no path is given.

/// A document that is part of the program.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// Its name, which stands where other documents have their path.
    pub name: &'static str,
    /// Its source.
    pub content: &'static str,
}

/// The files of `seeds/`, in the order in which they open.
const FILES: [Sample; 3] = [
    Sample {
        name: "afghanistan-pakistan.txt",
        content: include_str!("../../seeds/afghanistan-pakistan.txt"),
    },
    Sample { name: "border-chronology.txt", content: include_str!("../../seeds/border-chronology.txt") },
    Sample { name: "corridor-trade.md", content: include_str!("../../seeds/corridor-trade.md") },
];

/// The documents of the sample dossier.
pub fn sample() -> &'static [Sample] {
    &FILES
}
