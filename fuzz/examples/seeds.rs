//! Writes the files that fuzzing begins with into `corpus/`: `cargo run --example seeds`.

use std::path::Path;

#[path = "../../tests/formats/make/mod.rs"]
mod make;

use make::report::{Part, REPORT};

/// Parts of documents, divided as `fuzz_targets/parts.rs` wants them.
const DOCX: &str = include_str!("docx.seed");
const ODT: &str = include_str!("odt.seed");
const EPUB: &str = include_str!("epub.seed");
const HTML: &str = include_str!("html.seed");
const MARKDOWN: &str = include_str!("markdown.seed");
const TEXT: &str = include_str!("text.seed");

/// The seeds are written with a line of dashes where the sign stands.
fn parts(seed: &str) -> Vec<u8> {
    seed.replace("\n-----\n", "\u{1e}").into_bytes()
}

fn main() -> std::io::Result<()> {
    let short: Vec<Part> = REPORT.iter().copied().take(6).collect();
    let page = make::report::html(&short);
    let line = |text: &str, y: f64, size: f64| make::pdf::Words { x: 72.0, y, size, text: text.to_owned() };
    let marked = make::pdf::pdf(
        &[
            vec![line("1 Aims", 700.0, 16.0), line("The crossing was closed, they \u{2022} said.", 680.0, 11.0)],
            vec![line("2 Means", 700.0, 16.0), line("Nobody told us any-", 680.0, 11.0), line("thing.", 667.0, 11.0)],
        ],
        &[("1 Aims", 0), ("2 Means", 1)],
    );
    let seeds: [(&str, Vec<Vec<u8>>); 8] = [
        ("text", vec![make::report::text(REPORT).into(), TEXT.into(), b"\xFF\xFEa\0b\0".to_vec(), b"caf\xE9 \x93x\x94".to_vec()]),
        ("markdown", vec![make::report::markdown(REPORT).into(), MARKDOWN.into()]),
        ("html", vec![make::report::html(REPORT).into(), HTML.into()]),
        ("docx", vec![parts(DOCX)]),
        ("odt", vec![parts(ODT)]),
        ("epub", vec![parts(EPUB)]),
        ("pdf", vec![make::pdf::report(&short), marked]),
        (
            "packed",
            vec![
                make::zip::gzip(page.as_bytes()),
                make::zip::zstd(page.as_bytes()),
                make::office::docx(&short),
                make::office::odt(&short),
                make::office::epub(&short),
            ],
        ),
    ];
    for (target, files) in seeds {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
        std::fs::create_dir_all(&folder)?;
        for (k, bytes) in files.iter().enumerate() {
            std::fs::write(folder.join(format!("seed-{k}")), bytes)?;
        }
    }
    Ok(())
}
