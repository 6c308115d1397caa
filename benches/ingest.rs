//! Bytes → reading text, by format.

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
}

criterion_group!(all, benches);
criterion_main!(all);
