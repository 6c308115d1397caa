//! Bytes → reading text, by format.

#![allow(clippy::print_stdout, reason = "a bench tells what it measures")]

#[path = "../tests/formats/make/mod.rs"]
mod make;

use std::hint::black_box;
use std::time::{Duration, Instant};

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
    ];
    for (name, format, bytes, size) in files {
        let mut group = c.benchmark_group("ingest");
        group.throughput(Throughput::Bytes(size as u64)).sample_size(10);
        group.bench_function(name, |b| {
            b.iter(|| ingest(&bytes, Origin::Stdin, Some(format), Limits::default()));
        });
        group.finish();
    }
    pdf(c);
}

/// A report of two hundred pages, and what the library alone takes for the text of the same pages: how many times longer
/// casefile takes is told, of the shortest runs of each, taken in turn.
fn pdf(c: &mut Criterion) {
    const RUNS: usize = 15;
    let pages = make::pdf::book(make::report::REPORT, 200);
    let read = || ingest(&pages, Origin::Stdin, Some(Format::Pdf), Limits::default());
    let alone = || pdf_extract::extract_text_from_mem(&pages);
    let (mut own, mut least) = (Duration::MAX, Duration::MAX);
    for _ in 0..RUNS {
        own = own.min(taken(read));
        least = least.min(taken(alone));
    }
    let times = own.as_secs_f64() / least.as_secs_f64();
    println!("200 pages of PDF: {own:.1?}, {least:.1?} the library alone: {times:.2} times as long");
    let mut group = c.benchmark_group("ingest");
    group.throughput(Throughput::Bytes(pages.len() as u64)).sample_size(10);
    group.bench_function("pdf", |b| b.iter(read));
    group.bench_function("pdf, the library alone", |b| b.iter(alone));
    group.finish();
}

fn taken<T>(work: impl FnOnce() -> T) -> Duration {
    let begun = Instant::now();
    black_box(work());
    begun.elapsed()
}

criterion_group!(all, benches);
criterion_main!(all);
