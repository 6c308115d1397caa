//! Reading text → document, and the document → JSON.

use casefile::extract::{Options, extract};
use casefile::load::{self, Input, LoadOptions};
use casefile::model::{Format, Text};
use casefile::{export, structure};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// The sample dossier over and over, about half a megabyte.
fn text() -> Text {
    let read = |input: &Input| load::read(input, &LoadOptions::default()).map(|l| l.text.as_str().to_owned());
    let sample: Vec<String> = Input::all_samples().iter().filter_map(|input| read(input).ok()).collect();
    let sample = sample.join("\n\n");
    Text::new(sample.repeat((1 << 19) / sample.len() + 1), Format::Text)
}

fn benches(c: &mut Criterion) {
    let text = text();
    let mut group = c.benchmark_group("extract");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
    group.bench_function("structure", |b| {
        b.iter(|| structure::structure(&text, &structure::Corrections::default()));
    });
    let whole = || extract(String::new(), String::new(), text.clone(), &Options::default(), &mut ());
    group.bench_function("whole", |b| b.iter(whole));
    let document = whole();
    group.bench_function("json", |b| {
        b.iter(|| export::json::write(&document, &mut std::io::sink()));
    });
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
