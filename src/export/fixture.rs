//! Small dossiers for the tests of exports.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use crate::extract::{self, Options};
use crate::ingest::{self, Limits, Origin};
use crate::link;
use crate::model::{Document, Dossier};

/// A report with something of everything.
pub const REPORT: &str = "\
Grain and the Straits: One Year On

As of 12 May 2025

1. Background
Norway and Chile signed the Grain Accord on 3 April 2024. According to the Chilean Ministry of Trade, both states have since \
shared their figures every month.

2. Disputes
2.1 The figures
Chile said in January 2025 that Norway had withheld about 40 million tonnes. Norway denied the claim.
A drought may return this summer.

3. What should happen next
- For ministers: Norway should publish all figures by September 2025.
- The two ministries must not leave the accord.
";

/// What a hostile document tries on whoever exports it.
pub const HOSTILE: &str = "\
1. =HYPERLINK(\"http://evil.example\",\"x\") <script>alert(1)</script>

Norway \u{1b}[31msigned <img src=x onerror=alert(1)> the \u{202e}Grain Accord](http://evil.example) on 3 April 2024. Chile \
said `code` that *Norway* | had [[not]] signed -->, ]]> and \"quoted\" it & left. +Chile should pay, -Norway must #leave $x$ ^it.

2. | a table | # no heading

@Norway will publish\tall figures \u{1f33e} \u{ff1d}1 next year. <!-- Chile denied it. --> é combining e\u{301}.
";

/// A document as the program would read it.
pub fn document(path: &str, text: &str) -> Document {
    let text = ingest::ingest(text.as_bytes(), Origin::File(path), None, Limits::default()).unwrap();
    extract::extract(path.to_owned(), "ab".repeat(32), text, &Options::default(), &mut ())
}

/// Documents as a dossier.
pub fn dossier(documents: &[(&str, &str)]) -> Dossier {
    link::dossier(documents.iter().map(|(path, text)| Arc::new(document(path, text))).collect())
}
