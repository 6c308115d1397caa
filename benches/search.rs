//! Time to index, to answer, to narrow and to find, at two sizes. What single keys cost at a million claims, and how well slips
//! are forgiven, is measured by `keys`.

mod corpus;

use std::hint::black_box;
use std::sync::Arc;

use casefile::scope::Scope;
use casefile::search::{Finder, Index, Query};
use criterion::{Criterion, criterion_group, criterion_main};

const NEVER: fn() -> bool = || false;

fn search(c: &mut Criterion) {
    for claims in [10_000, 100_000] {
        let dossier = corpus::dossier(claims);
        let Some(index) = Index::build(&dossier, None, &NEVER) else { return };
        let mut group = c.benchmark_group(format!("{claims} claims"));
        group.sample_size(10);
        group.bench_function("index", |b| b.iter(|| Index::build(black_box(&dossier), None, &NEVER)));
        let fewer = casefile::link::dossier(dossier.documents.iter().skip(1).map(Arc::clone).collect());
        group.bench_function("a document goes", |b| {
            b.iter(|| Index::build(black_box(&fewer), Some(&index), &NEVER));
        });
        if let Some(without) = Index::build(&fewer, None, &NEVER) {
            group.bench_function("a document comes", |b| {
                b.iter(|| Index::build(black_box(&dossier), Some(&without), &NEVER));
            });
        }
        for query in [
            "g",
            "go",
            "gove",
            "government",
            "govermnent",
            "election observers",
            "govt",
            "zzxqj",
            "kind:fact sanctions",
            "\"security forces\"",
            "/secur.*forc/",
        ] {
            let parsed = Query::parse(query);
            group.bench_function(format!("search {query}"), |b| {
                b.iter(|| index.search(black_box(&parsed), &dossier, 200, &NEVER));
            });
        }
        for query in ["kind:fact", "sanctions kind:fact !minister", "date:2016 polarity:neg"] {
            let scope = Scope::from_query(&Query::parse(query));
            group.bench_function(format!("scope {query}"), |b| {
                b.iter(|| scope.apply_with(black_box(&dossier), Some(&index), &(), &NEVER));
            });
        }
        let text: String = dossier.documents.iter().take(100).map(|d| d.text.as_str()).collect();
        for typed in ["zzxqj", "minister", "e", "/minis\\w+/"] {
            let Ok(finder) = Finder::new(typed) else { continue };
            group.bench_function(format!("find {typed}"), |b| {
                b.iter(|| finder.all(black_box(&text), 100_000, &NEVER));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, search);
criterion_main!(benches);
