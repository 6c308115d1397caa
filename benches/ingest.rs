//! Bytes → reading text, by format.

#[path = "../tests/formats/make/mod.rs"]
mod make;

use casefile::ingest::{Limits, Origin, ingest};
use casefile::load;
use casefile::model::Format;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// The sample dossier over and over, about a megabyte.
fn megabyte() -> String {
    let sample: String = load::sample().iter().map(|s| s.content).collect::<Vec<_>>().join("\n\n");
    sample.repeat((1 << 20) / sample.len() + 1)
}

fn benches(c: &mut Criterion) {
    let text = megabyte();
    let mut group = c.benchmark_group("ingest");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
    for (name, format) in [("text", Format::Text), ("markdown", Format::Markdown)] {
        group.bench_function(name, |b| {
            b.iter(|| ingest(text.as_bytes(), Origin::Stdin, Some(format), Limits::default()));
        });
    }
    group.finish();
    let page = make::report::html(make::report::REPORT);
    let page = page.repeat((1 << 20) / page.len() + 1);
    let parts: Vec<make::report::Part> = make::report::REPORT.iter().copied().cycle().take(8000).collect();
    let files = [
        ("html", Format::Html, page.clone().into_bytes(), page.len()),
        // Of packed formats the markup in them is what is read.
        ("docx", Format::Docx, make::office::docx(&parts), make::office::docx_markup(&parts)),
        ("pdf", Format::Pdf, make::pdf::report(&parts), 0),
    ];
    for (name, format, bytes, size) in files {
        let mut group = c.benchmark_group("ingest");
        let size = if size == 0 { bytes.len() } else { size };
        group.throughput(Throughput::Bytes(size as u64)).sample_size(10);
        group.bench_function(name, |b| {
            b.iter(|| ingest(&bytes, Origin::Stdin, Some(format), Limits::default()));
        });
        group.finish();
    }
    // What the library alone takes for the text of the same pages, about two hundred of them.
    let pages = make::pdf::report(&parts);
    let mut group = c.benchmark_group("ingest");
    group.throughput(Throughput::Bytes(pages.len() as u64)).sample_size(10);
    group.bench_function("pdf, the library alone", |b| b.iter(|| pdf_extract::extract_text_from_mem(&pages)));
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
