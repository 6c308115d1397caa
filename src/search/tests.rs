use super::fixture::{Making, dossier};
use super::*;
use crate::model::{Dossier, Item, ItemRef, Span};

fn never() -> bool {
    false
}

fn search(query: &str) -> (Dossier, Results) {
    let dossier = dossier();
    let index = Index::build(&dossier, None, &never).unwrap();
    let results = index.search(&Query::parse(query), &dossier, 100, &never);
    (dossier, results)
}

/// Hits as "kind text".
fn hits(query: &str) -> Vec<String> {
    search(query).1.hits.iter().map(|h| format!("{} {}", h.kind.name(), h.text)).collect()
}

/// Claims as their first two words.
fn claims(query: &str) -> Vec<String> {
    let (_, results) = search(&format!("is:claim {query}"));
    let two = |t: &str| t.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let mut found: Vec<(_, String)> = results.hits.iter().map(|h| ((h.doc, h.span), two(&h.text))).collect();
    found.sort();
    found.into_iter().map(|(_, t)| t).collect()
}

const SIGNED: &str = "Lorn and";
const UNPAID: &str = "the government";
const DENIED: &str = "Officials denied";
const ATTACK: &str = "The Loris";
const PUBLISH: &str = "The MWA";
const HELP: &str = "Norway has";
const WELCOME: &str = "Norway welcomed";

#[test]
fn what_each_field_keeps() {
    for (query, want) in [
        ("kind:fact", vec![SIGNED, UNPAID, WELCOME]),
        ("!kind:fact", vec![DENIED, ATTACK, PUBLISH, HELP]),
        ("kind:f", vec![SIGNED, UNPAID, ATTACK, WELCOME]),
        ("kind:prescr | kind:commitment", vec![PUBLISH, HELP]),
        ("polarity:neg", vec![UNPAID]),
        ("certainty:possible", vec![ATTACK]),
        ("actor:norway", vec![SIGNED, HELP, WELCOME]),
        ("actor:velm", vec![SIGNED, UNPAID]),
        ("actor:lorn", vec![SIGNED, UNPAID]),
        ("actor:lo", vec![SIGNED, UNPAID, ATTACK]),
        ("actor:muller", vec![UNPAID]),
        ("actor:\"loris front\"", vec![ATTACK]),
        ("actor:norwya", vec![SIGNED, HELP, WELCOME]),
        ("actor:A1 actor:norway", vec![SIGNED, HELP, WELCOME]),
        ("by:müller", vec![UNPAID]),
        ("by:officials", vec![DENIED]),
        ("by:norway", vec![]),
        ("about:velm", vec![SIGNED, UNPAID]),
        ("about:muller", vec![]),
        ("to:ministry", vec![PUBLISH]),
        ("in:II", vec![UNPAID, DENIED, ATTACK]),
        ("in:ii.a", vec![UNPAID, DENIED, ATTACK]),
        ("in:audit", vec![UNPAID, DENIED, ATTACK]),
        ("!in:II", vec![SIGNED, PUBLISH, HELP, WELCOME]),
        ("in:s4", vec![PUBLISH, HELP]),
        ("date:2016", vec![SIGNED]),
        ("date:>2016-03", vec![ATTACK]),
        ("date:2016-02..2016-03", vec![SIGNED]),
        ("!has:date kind:fact", vec![UNPAID, WELCOME]),
        ("has:quantity", vec![UNPAID]),
        ("has:source", vec![UNPAID, DENIED]),
        ("has:note", vec![]),
        ("doc:press", vec![WELCOME]),
        ("doc:d1 kind:fact", vec![SIGNED, UNPAID]),
        ("id:c2", vec![UNPAID]),
        ("id:d2.c1", vec![WELCOME]),
        ("text:norway", vec![SIGNED, HELP, WELCOME]),
        ("kind:", vec![SIGNED, UNPAID, DENIED, ATTACK, PUBLISH, HELP, WELCOME]),
        ("kind:nonsense", vec![]),
        ("actor:norway kind:commitment", vec![HELP]),
    ] {
        assert_eq!(claims(query), want, "{query}");
    }
}

#[test]
fn status_asks_events() {
    assert_eq!(hits("status:hyp"), ["event attack on the Tarn valley"]);
    assert_eq!(hits("is:event date:2016"), ["event Lorn and Norway sign the cease-fire"]);
}

#[test]
fn words_in_prose() {
    for (query, want) in [
        ("ceasefire", vec![SIGNED, WELCOME]),
        ("cease-fire", vec![SIGNED, WELCOME]),
        ("fire", vec![SIGNED]),
        ("paid velm", vec![UNPAID]),
        ("publsih", vec![PUBLISH]),
        ("acounts", vec![PUBLISH]),
        ("pro", vec![HELP]),
        ("may !tarn", vec![]),
        ("\"the tarn\"", vec![ATTACK]),
        ("\"the tar\"", vec![]),
        ("'cease-f", vec![SIGNED]),
        ("'fire'", vec![SIGNED]),
        ("^norway", vec![HELP, WELCOME]),
        ("accounts$", vec![PUBLISH]),
        (r"/\bm\w+y\b/", vec![ATTACK]),
        ("May", vec![ATTACK]),
        ("Signed", vec![SIGNED]),
        ("elect", vec![]),
    ] {
        assert_eq!(claims(query), want, "{query}");
    }
}

#[test]
fn near_words_come_after_the_word_itself_and_only_where_few_things_have_it() {
    // "Goverment" stands in the text, so what has it comes first; what nobody wrote is forgiven.
    let near = hits("goverment");
    assert_eq!(near.first().map(String::as_str), Some("text Goverment sources were silent."));
    assert!(near.len() == 2 && near.iter().any(|hit| hit.contains(UNPAID)), "{near:?}");
    // A scope keeps to what is written.
    let dossier = dossier();
    let index = Index::build(&dossier, None, &never).unwrap();
    let kept = index.select(&Query::parse("goverment"), &dossier, &(), &never).unwrap();
    assert!(kept.claims(crate::model::DocId(0)).all(|held| !held));
    assert_eq!(claims("govermnent"), [UNPAID]);
}

/// A dossier of documents of one sentence each.
fn said(texts: &[&str]) -> Dossier {
    let document = |(k, text): (usize, &&str)| {
        std::sync::Arc::new(Making::new(&format!("{k}.txt"), text).sentence(text).document)
    };
    crate::link::dossier(texts.iter().enumerate().map(document).collect())
}

/// The sentences that an index finds, as it stands.
fn found(index: &Index, dossier: &Dossier, query: &str) -> Vec<(usize, f32)> {
    let results = index.search(&Query::parse(query), dossier, 100, &never);
    results.hits.iter().map(|h| (h.doc.index(), h.score)).collect()
}

#[test]
fn what_is_quoted_is_found_only_as_it_is_written() {
    let dossier = said(&[
        "They told us in Lorn.",
        "The U.S. sent a cease-fire plan.",
        "A ceasefire, and \u{c9}cole.",
        "The US left.",
    ]);
    let index = Index::build(&dossier, None, &never).unwrap();
    let documents = |query: &str| found(&index, &dossier, query).iter().map(|f| f.0).collect::<Vec<_>>();
    assert_eq!(documents("us"), [0, 1, 3], "a word is found however it is written");
    for quoted in ["\"us\"", "'us'"] {
        assert_eq!(documents(quoted), [0, 3], "{quoted}");
    }
    assert_eq!(documents("\"ceasefire\""), [2]);
    assert_eq!(documents("'ceasefire"), [2]);
    assert_eq!(documents("\"fire\""), [1]);
    assert_eq!(documents("\"ecole\""), [2], "accents that were not typed do not count");
    assert_eq!(documents("\"ceasefire plan\""), [0; 0]);
    for (open, found) in
        [("\"sent a cea", vec![1]), ("\"sent a b", vec![1]), ("\"sent a bri", vec![]), ("\"cea", vec![1, 2])]
    {
        assert_eq!(documents(open), found, "{open}: the last word of an open quotation may go on");
    }
    // What a date means stands nowhere; nor do the initials of a name.
    assert_eq!((hits("is:event march").len(), hits("is:event \"march\"").len()), (1, 0));
    let initials = |query: &str| hits(query).iter().any(|hit| hit == "actor Ministry of Water Affairs");
    assert!(initials("mwa") && !initials("\"mwa\"") && initials("\"water\""));
}

#[test]
fn documents_that_are_gone_decide_nothing() {
    let texts = ["The harbour of Lorn.", "The habrour is closed, the harbour too.", "Boats at harbour."];
    let all = said(&texts);
    let whole = Index::build(&all, None, &never).unwrap();
    let left = crate::link::dossier(vec![all.documents[0].clone(), all.documents[2].clone()]);
    let after = Index::build(&left, Some(&whole), &never).unwrap();
    let afresh = Index::build(&left, None, &never).unwrap();
    for query in ["habrour", "harbour", "boats harbour", "closed", "hrbr"] {
        assert_eq!(found(&after, &left, query), found(&afresh, &left, query), "{query}");
    }
    assert_eq!(found(&after, &left, "habrour").len(), 2, "what nobody left has written is a slip");
    assert_eq!(after.sizes().words, afresh.sizes().words);
}

#[test]
fn how_documents_are_cut_into_segments_does_not_matter() {
    let texts = ["The government of Lorn.", "A garment of velvet and gold.", "Government and garments."];
    let all = said(&texts);
    let at_once = Index::build(&all, None, &never).unwrap();
    let parts = Index::in_segments(&all);
    assert_eq!(parts.segments().len(), 3);
    for query in ["govt", "grmt", "goverment", "gov", "government garment", "lorn"] {
        assert_eq!(found(&parts, &all, query), found(&at_once, &all, query), "{query}");
    }
}

#[test]
fn a_scope_reads_documents_that_came_once_and_only_for_words() {
    let all = said(&["The harbour of Lorn.", "The harbour of Velm."]);
    let one = crate::link::dossier(all.documents[..1].to_vec());
    let index = Index::build(&one, None, &never).unwrap();
    let whole = index.whole(&all, true, &never).unwrap();
    assert!(
        whole.fits(&all) && matches!(whole.whole(&all, true, &never), Some(std::borrow::Cow::Borrowed(_)))
    );
    assert_eq!(found(&whole, &all, "velm").len(), 1);
    assert_eq!(index.whole(&all, false, &never).unwrap().sizes().words, index.sizes().words);
}

#[test]
fn the_reader_marks_what_the_search_finds() {
    let dossier = dossier();
    let index = Index::build(&dossier, None, &never).unwrap();
    let marked = |query: &str, doc: u32| {
        let doc = crate::model::DocId(doc);
        let marks = index.marks_in(&Query::parse(query), &dossier, &(), doc, &never).unwrap();
        let text = dossier.document(doc).unwrap().text.as_str();
        marks.into_iter().map(|m| text[m].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(marked("goverment", 1), ["Goverment"]);
    assert_eq!(marked("goverment", 0), ["government"], "near words too, where few things have the word");
    assert_eq!(marked("has:quantity", 0).len(), 1);
    // An index of fewer documents is completed before it is asked.
    let one = crate::link::dossier(dossier.documents[..1].to_vec());
    let index = Index::build(&one, None, &never).unwrap();
    let found = index.marks_in(&Query::parse("silnt"), &dossier, &(), crate::model::DocId(1), &never);
    assert_eq!(found.unwrap().len(), 1);
}

#[test]
fn one_letter_finds_all_words_that_begin_with_it() {
    let dossier =
        said(&["The \u{c9}cole of Lorn.", "Plan e failed.", "No.", "It was in May that an envoy came."]);
    let index = Index::build(&dossier, None, &never).unwrap();
    let documents = |query: &str| found(&index, &dossier, query).iter().map(|f| f.0).collect::<Vec<_>>();
    assert_eq!(documents("e"), [1, 0, 3], "the word itself first");
    assert_eq!(documents("E"), [0]);
    assert_eq!(documents("n"), [2]);
    assert_eq!(documents("m e"), [3]);
    assert!(documents("z").is_empty());
    let parts = Index::in_segments(&dossier);
    assert_eq!(found(&parts, &dossier, "e"), found(&index, &dossier, "e"));
}

#[test]
fn words_without_near_ones_are_not_looked_for_twice() {
    let dossier = dossier();
    let index = Index::build(&dossier, None, &never).unwrap();
    let wanted = evaluate::Wanted { sentences: true, names: true, notes: false };
    let ground = evaluate::Ground { index: &index, dossier: &dossier, layer: &(), wanted, cancelled: &never };
    for (query, wider) in [("silent", false), ("goverment", true), ("kind:fact accounts", false)] {
        let mut asked = ground.ask(&Query::parse(query)).unwrap();
        assert_eq!(ground.ask_wider(&mut asked), Some(wider), "{query}");
    }
}

/// Loose hits of a query as "kind text", with what is marked in each.
fn loosely(dossier: &Dossier, query: &str, options: &Options<'_>) -> Vec<(String, String)> {
    let index = Index::build(dossier, None, &never).unwrap();
    let loose = index.search_loosely(&Query::parse(query), dossier, options, &never).unwrap();
    assert!(loose.hits.iter().all(|h| h.loose) && loose.counts.total() >= loose.hits.len());
    let marked = |h: &Hit| h.marks.iter().map(|m| &h.text[m.clone()]).collect::<Vec<_>>().join("|");
    loose.hits.iter().map(|h| (format!("{} {}", h.kind.name(), h.text), marked(h))).collect()
}

#[test]
fn letters_scattered_over_words_are_found_where_words_find_little() {
    let dossier = said(&[
        "The European Commission met on the border.",
        "Europe has no common border.",
        "A commission of European scholars.",
        "The European Parliament and its commissions.",
    ]);
    let of = |query: &str| loosely(&dossier, query, &Options::default());
    let one = |text: &str, marks: &str| (format!("text {text}"), marks.to_owned());
    let commission = one("The European Commission met on the border.", "Eur|Comm");
    assert_eq!(of("eurcomm").first(), Some(&commission));
    let both = one("The European Commission met on the border.", "Eur|Comm|border");
    assert_eq!(of("eurcomm border").first(), Some(&both), "the other words hold as they are");
    assert!(of("eurcomm !border").iter().all(|hit| !hit.0.contains("border")));
    assert!(of("eurcomm kind:fact").is_empty(), "a sentence is of no kind");
    assert!(of("european").is_empty() && of("zzxqj").is_empty() && of("kind:fact").is_empty());
    assert!(
        of("eurcomm | border").iter().all(|hit| !hit.0.contains("border")),
        "what fits as it is comes before"
    );
    let index = Index::build(&dossier, None, &never).unwrap();
    assert_eq!(index.search_loosely(&Query::parse("eurcomm"), &dossier, &Options::default(), &|| true), None);
    // The reader marks them too.
    let marks = index.marks_in(&Query::parse("eurcomm"), &dossier, &(), crate::model::DocId(0), &never);
    assert_eq!(marks.unwrap().len(), 2);
}

#[test]
fn loose_claims_come_instead_of_their_sentences_and_behind_all_others() {
    let dossier = dossier();
    let of = |query: &str, options: &Options<'_>| loosely(&dossier, query, options);
    let found = of("lorfro", &Options::default());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0.starts_with("claim The Loris Front") && found[0].1 == "Lor|Fro", "{found:?}");
    let text = Options { only: Some(HitKind::Text), ..Options::default() };
    assert!(of("lorfro", &text).is_empty());
    assert!(of("is:text lorfro", &Options::default())[0].0.starts_with("text The Loris Front"));
    let index = Index::build(&dossier, None, &never).unwrap();
    let mut results = index.search(&Query::parse("lorfro"), &dossier, 10, &never);
    let before = results.hits.clone();
    assert!(results.weak && !index.search(&Query::parse("/l/"), &dossier, 10, &never).weak);
    let loose = index.search_loosely(&Query::parse("lorfro"), &dossier, &Options::default(), &never);
    results.append(loose.unwrap());
    assert_eq!(results.hits[..before.len()], before, "nothing moves");
    assert_eq!((results.hits.len() - before.len(), results.loose.claims), (1, 1));
}

#[test]
fn names_and_titles_match_fuzzily_and_come_first() {
    assert_eq!(hits("norway")[0], "actor Norway");
    assert_eq!(hits("audit"), ["section II Findings of the Audit"]);
    assert_eq!(hits("velm")[0], "actor Lorn (Velm)");
    assert_eq!(hits("minwat"), ["actor Ministry of Water Affairs"]);
    assert_eq!(hits("eva")[0], "actor Éva Müller");
    assert_eq!(hits("tarn")[0], "place Tarn valley");
}

#[test]
fn conditions_alone_give_claims_first() {
    assert!(hits("actor:norway")[0].starts_with("claim "));
    assert!(hits("in:II")[0].starts_with("claim "));
}

#[test]
fn marks_are_the_letters_that_matched() {
    let marked = |query: &str, k: usize| {
        let hit = search(query).1.hits.remove(k);
        hit.marks.iter().map(|m| hit.text[m.clone()].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(marked("velm", 0), ["Velm"]);
    assert_eq!(marked("minwat", 0), ["Min", "Wat"]);
    assert_eq!(marked("mull", 0), ["Müll"]);
    assert_eq!(marked("is:claim paid crow", 0), ["paid", "crow"]);
    assert_eq!(marked("is:claim acounts", 0), ["accounts"]);
}

#[test]
fn exact_words_before_beginnings_before_slips_and_the_earlier_of_equals() {
    let (_, results) = search("is:claim norway");
    let scores: Vec<f32> = results.hits.iter().map(|h| h.score).collect();
    assert!(scores.windows(2).all(|w| w[0] >= w[1]));
    assert!(results.hits.windows(2).all(|w| (w[0].doc, w[0].span) < (w[1].doc, w[1].span)));
}

#[test]
fn sentences_are_hits_only_where_no_claim_says_the_same() {
    let (_, results) = search("norway");
    assert_eq!((results.counts.claims, results.counts.text), (3, 0));
    let (_, results) = search("is:text norway");
    assert_eq!((results.counts.claims, results.counts.text), (0, 3));
    assert_eq!(search("silent").1.counts.text, 1);
}

#[test]
fn counts_are_whole_when_hits_are_cut() {
    let dossier = dossier();
    let index = Index::build(&dossier, None, &never).unwrap();
    let options =
        Options { limit: 1, only: Some(HitKind::Claim), order: Order::Reading, ..Options::default() };
    let results = index.search_with(&Query::parse("norway"), &dossier, &options, &never);
    assert_eq!((results.hits.len(), results.counts.claims, results.counts.actors), (1, 3, 1));
    assert_eq!(results.hits[0].kind, HitKind::Claim);
    assert_eq!(results.total, results.counts.total());
}

#[test]
fn the_empty_query_finds_everything() {
    let (dossier, results) = search("");
    assert_eq!(results.counts.sections, 4);
    assert_eq!(results.counts.actors, dossier.actors.len());
    assert_eq!(results.counts.claims, 7);
}

#[test]
fn a_cancelled_search_says_so() {
    let dossier = dossier();
    let index = Index::build(&dossier, None, &never).unwrap();
    assert!(index.search(&Query::parse("norway"), &dossier, 10, &|| true).cancelled);
    assert!(Index::build(&dossier, None, &|| true).is_none());
}

#[test]
fn an_index_of_fewer_documents_is_completed() {
    let dossier = dossier();
    let one = crate::link::dossier(dossier.documents[..1].to_vec());
    let index = Index::build(&one, None, &never).unwrap();
    assert!(!index.fits(&dossier));
    let results = index.search(&Query::parse("ceasefire is:claim"), &dossier, 10, &never);
    assert_eq!(results.total, 2);
}

#[test]
fn notes_marks_and_statuses_come_from_the_layer() {
    struct Mine;
    const AT: ItemRef = ItemRef { doc: crate::model::DocId(0), item: Item::Claim(crate::model::ClaimId(2)) };
    impl Layer for Mine {
        fn has_note(&self, at: ItemRef) -> bool {
            at == AT
        }
        fn status(&self, at: ItemRef) -> Option<&str> {
            (at == AT).then_some("disputed")
        }
        fn tags(&self, at: ItemRef) -> &[String] {
            static TAGS: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| vec!["Ferry".into()]);
            if at == AT { &TAGS } else { &[] }
        }
        fn notes(&self, doc: crate::model::DocId) -> Option<std::sync::Arc<Notes>> {
            let note = |id: &str, text: &str, tag: &str, span| Noted {
                id: id.into(),
                text: text.into(),
                tags: vec![tag.into()],
                span,
            };
            let all = vec![
                note("a", "ask Oda Vik about the norwegian figures #ferry", "ferry", Some(Span::new(0, 4))),
                note("b", "denial? #desk", "desk", None),
            ];
            (doc.index() == 1).then(|| std::sync::Arc::new(Notes::new(all)))
        }
    }
    let dossier = dossier();
    let index = Index::build(&dossier, None, &never).unwrap();
    let found = |query: &str| {
        let options = Options { layer: &Mine, ..Options::default() };
        let results = index.search_with(&Query::parse(query), &dossier, &options, &never);
        results.hits.iter().map(|h| h.at).collect::<Vec<_>>()
    };
    for query in ["has:note", "status:disp", "tag:ferry !is:note"] {
        assert_eq!(found(query), [Found::Item(AT)], "{query}");
    }
    let note = |number: u32| Found::Note(crate::model::DocId(1), number);
    for (query, notes) in [
        ("is:note", &[0, 1][..]),
        ("oda", &[0]),
        ("figurs oda", &[0]),
        ("\"oda vik\"", &[0]),
        ("^denial", &[1]),
        ("is:note !denial", &[0]),
        ("is:note tag:desk", &[1]),
        ("is:note doc:d2", &[0, 1]),
        ("is:note doc:d1", &[]),
        ("is:note kind:fact", &[]),
        ("text:oda", &[]),
        ("is:note id:c1", &[]),
    ] {
        let want: Vec<Found> = notes.iter().map(|n| note(*n)).collect();
        assert_eq!(found(query), want, "{query}");
    }
    assert_eq!(found("desk")[0], note(1), "tags are words of a note");
    let options = Options { layer: &Mine, only: Some(HitKind::Note), ..Options::default() };
    let results = index.search_with(&Query::parse("norw"), &dossier, &options, &never);
    assert_eq!((results.hits.len(), results.counts.notes), (1, 1));
    assert!(results.counts.actors > 0 && results.hits[0].text.starts_with("ask Oda Vik"));
    assert_eq!(results.hits[0].marks.first(), Some(&(22..26)));
    // What a note hangs on is what a scope can keep.
    let kept = index.select(&Query::parse("is:note"), &dossier, &Mine, &never).unwrap();
    assert!(kept.has(&dossier, AT) && kept.claims(crate::model::DocId(1)).all(|held| !held));
    assert!(found("has:mark").is_empty() && found("tag:crane").is_empty());
    for (query, asks) in
        [("has:n", true), ("ta:x ferry", true), ("s:f", true), ("has:date", false), ("note", false)]
    {
        assert_eq!(Query::parse(query).asks_for_the_layer(), asks, "{query}");
    }
}

#[test]
fn what_clashes_and_how_dates_are_known() {
    use crate::extract::{Options as Extraction, extract};
    use crate::model::{Format, Text};
    let read = |text: &str| {
        let text = Text::new(text, Format::Text);
        std::sync::Arc::new(extract("a.txt".into(), String::new(), text, &Extraction::default(), &mut ()))
    };
    let dossier = crate::link::dossier(vec![
        read(
            "In Peru the flood damaged 40 percent of the irrigated farmland along the coast. Chile waited.\n",
        ),
        read(
            "In Peru the flood damaged 55 percent of the irrigated farmland along the coast.\n\nPeru elected a \
             president on 3 May 2021. On 5 May the president of Peru met a delegation from Chile in Lima.\n",
        ),
    ]);
    let index = Index::build(&dossier, None, &never).unwrap();
    let found = |query: &str| {
        let results = index.search(&Query::parse(query), &dossier, 99, &never);
        results.hits.iter().map(|h| (h.doc.index(), h.text.clone())).collect::<Vec<_>>()
    };
    let clash = found("is:claim has:clash");
    assert_eq!(clash.iter().map(|h| h.0).collect::<Vec<_>>(), [0, 1], "{clash:?}");
    assert!(clash.iter().all(|h| h.1.contains("irrigated")), "{clash:?}");
    assert!(found("is:claim has:repetition").is_empty());
    let explicit = found("is:claim resolved:explicit");
    assert!(explicit.len() == 1 && explicit[0].1.contains("2021"), "{explicit:?}");
    let narrated = found("is:claim resolved:narrative | is:claim resolved:document_date");
    assert!(narrated.len() == 1 && narrated[0].1.contains("5 May"), "{narrated:?}");
    assert!(found("is:event resolved:explicit").len() == 1, "{:?}", found("is:event"));
}

/// A document of one claim a sentence, some with another sentence behind, of the words whose bits are set.
fn of_words(bits: &[u8]) -> Dossier {
    let said = |(k, bits): (usize, &u8)| {
        let words = ["ann", "bob", "cid", "ann bob"].into_iter().enumerate();
        let words: Vec<&str> = words.filter(|(n, _)| bits >> n & 1 == 1).map(|(_, w)| w).collect();
        (format!("N{k} {}.", words.join(" ")), bits >> 4 & 1 == 1, bits >> 5 & 1 == 1)
    };
    let all: Vec<_> = bits.iter().enumerate().map(said).collect();
    let text: String = all.iter().map(|(s, ..)| format!("{s} ")).collect();
    let made = all.iter().fold(Making::new("a.txt", &text), |made, (sentence, claim, fact)| {
        let kind = if *fact { crate::model::ClaimKind::Fact } else { crate::model::ClaimKind::Forecast };
        let made = made.sentence(sentence);
        if *claim { made.claim(sentence, kind) } else { made }
    });
    crate::link::dossier(vec![std::sync::Arc::new(made.document)])
}

proptest::proptest! {
    #[test]
    fn long_lists_hold_what_each_item_says(bits in proptest::collection::vec(0u8..64, 1..90)) {
        let dossier = of_words(&bits);
        let index = Index::build(&dossier, None, &never).unwrap();
        let has = |text: &str, word: &str| text.split([' ', '.']).any(|w| w == word);
        let fact = |n: usize| bits[n] >> 5 & 1 == 1;
        type Asks<'a> = &'a dyn Fn(&str, usize) -> bool;
        let asked: [(&str, Asks<'_>); 7] = [
            ("ann", &|t, _| has(t, "ann")),
            ("ann bob", &|t, _| has(t, "ann") && has(t, "bob")),
            ("ann !bob", &|t, _| has(t, "ann") && !has(t, "bob")),
            ("ann cid | bob", &|t, _| has(t, "ann") && has(t, "cid") || has(t, "bob")),
            ("kind:fact cid", &|t, n| fact(n) && has(t, "cid")),
            ("!kind:fact !cid", &|t, n| !fact(n) && !has(t, "cid")),
            ("\"ann bob\"", &|t, _| t.contains("ann bob")),
        ];
        for (query, holds) in asked {
            let options = Options { limit: 1, ..Options::default() };
            let few = index.search_with(&Query::parse(query), &dossier, &options, &never);
            let all = index.search(&Query::parse(query), &dossier, 1000, &never);
            proptest::prop_assert_eq!(few.counts, all.counts, "counted alike: {}", query);
            let mut claims: Vec<&str> =
                all.hits.iter().filter(|h| h.kind == HitKind::Claim).map(|h| h.text.as_str()).collect();
            claims.sort_unstable();
            let document = &dossier.documents[0];
            let numbers = bits.iter().enumerate().filter(|(_, b)| *b >> 4 & 1 == 1).map(|(n, _)| n);
            let text = document.claims.iter().map(|c| document.text.slice(c.span));
            let mut want: Vec<&str> =
                text.zip(numbers).filter(|(t, n)| holds(t, *n)).map(|(t, _)| t).collect();
            want.sort_unstable();
            proptest::prop_assert_eq!(claims, want, "{}", query);
        }
    }

    #[test]
    fn segments_at_once_say_what_documents_one_by_one_say(
        bits in proptest::collection::vec(0u8..64, 1..60), each in 1usize..20, limit in 1usize..40,
    ) {
        let documents = bits.chunks(each).map(|bits| of_words(bits).documents[0].clone());
        let dossier = crate::link::dossier(documents.collect());
        let at_once = Index::build(&dossier, None, &never).unwrap();
        for index in [&at_once, &Index::in_segments(&dossier)] {
            for query in ["ann", "b", "ann bob", "bob !cid", "ann cid | bob", "text:ann", "!ann"] {
                let ask = |query: &str| {
                    let options = Options { limit, ..Options::default() };
                    index.search_with(&Query::parse(query), &dossier, &options, &never)
                };
                // A condition that holds for everything is asked of documents.
                let (swept, one_by_one) = (ask(query), ask(&(query.replace(" |", " !id:c999 |") + " !id:c999")));
                proptest::prop_assert_eq!(swept.counts, one_by_one.counts, "{}", query);
                let hits = |results: &Results| results.hits.iter().map(|h| (h.at, h.score)).collect::<Vec<_>>();
                proptest::prop_assert_eq!(hits(&swept), hits(&one_by_one), "{}", query);
            }
        }
    }

    #[test]
    fn any_query_is_answered_with_valid_marks(query in "([a-zé]{1,5}|is:|kind:f|actor:|!|'|\\^|\"|/|\\||\\$| |norway|tarn|in:II){0,6}") {
        let (dossier, results) = search(&query);
        for hit in &results.hits {
            let mut last = 0;
            for m in &hit.marks {
                proptest::prop_assert!(m.start >= last && m.end > m.start && hit.text.get(m.clone()).is_some());
                last = m.end;
            }
            let text = dossier.documents[hit.doc.index()].text.as_str();
            proptest::prop_assert!(text.get(hit.span.range()).is_some());
        }
        proptest::prop_assert!(results.total >= results.hits.len());
    }
}
