//! Paths, folders and standard input → documents. The only reader of documents on the disk.
//!
//! In three steps that the explorer takes one by one on its worker thread: [`plan`] turns what the user typed into
//! [`Input`]s, [`read`] turns an input into its text, and [`crate::extract::extract`] does the rest. [`document`] is the
//! last two at once, and [`in_order`] does them for many inputs on several threads.

mod child;
mod error;
mod order;
mod plan;
mod read;
mod sample;

pub use child::{Answer, COMMAND as PRINT_PDF};
pub use error::LoadError;
pub(crate) use error::reason;
pub use order::in_order;
pub use plan::{Input, Plan, plan};
pub use read::{LoadOptions, Loaded, PdfParsing, probe, read};
pub use sample::sample;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::extract::{Options, TABLES, Watch, extract};
use crate::model::{Corrections, Document};

/// Reads an input through all stages; `read_text` hears of the text before they begin and says what they are to do
/// otherwise. A panic on the way, which would be a bug, costs this document alone.
pub fn document<W: Watch>(
    input: &Input,
    reading: &LoadOptions,
    extraction: &Options,
    watch: &mut W,
    read_text: impl FnOnce(&mut W, &Loaded) -> Corrections,
) -> Result<Document, LoadError> {
    let read_and_extract = || {
        let loaded = read(input, reading)?;
        let corrections = read_text(watch, &loaded);
        let options = Options { corrections, ..extraction.clone() };
        Ok(extract(loaded.path, loaded.hash, loaded.text, &options, watch))
    };
    match catch_unwind(AssertUnwindSafe(read_and_extract)) {
        Ok(document) => document,
        Err(_) => Err(LoadError::Bug { name: input.name() }),
    }
}

/// Has the tables of extraction built on threads of their own, while the first document is read and structured.
pub fn build_tables() {
    for build in TABLES {
        std::thread::spawn(build);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Stage;

    struct Breaks;

    impl Watch for Breaks {
        fn done(&mut self, _: Stage, _: &Document) {
            panic!("on purpose");
        }
    }

    #[test]
    fn a_panic_costs_one_document() {
        let read = |watch: &mut Breaks| {
            let (reading, extraction) = (LoadOptions::default(), Options::default());
            document(&Input::Sample(0), &reading, &extraction, watch, |_, _| Corrections::default())
        };
        let message = read(&mut Breaks).unwrap_err().to_string();
        assert!(message.contains("casefile itself failed on this document"), "{message}");
    }
}
