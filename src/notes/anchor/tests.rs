use super::*;
use crate::model::Format;

fn text(content: &str) -> Text {
    Text::new(content, Format::Text)
}

fn selector(content: &str, quote: &str) -> Selector {
    let text = text(content);
    let at = content.find(quote).unwrap();
    Selector::of(&text, Span::new(at, at + quote.len()))
}

fn found(content: &str, selector: &Selector) -> Option<(String, Anchoring)> {
    let text = text(content);
    let found = anchor(&text, &[selector])[0];
    found.map(|a| (text.slice(a.span).to_owned(), a.how))
}

const BEFORE: &str =
    "Norland signed in May. The ferry to Tarn left at dawn with nine men. Nobody saw it again.";

#[test]
fn words_are_found_where_they_went() {
    let ferry = selector(BEFORE, "The ferry to Tarn left at dawn with nine men.");
    let later = format!("A new first line.\n{BEFORE}");
    assert_eq!(found(&later, &ferry), Some((ferry.quote.clone(), Anchoring::Moved)));
    let wrapped = BEFORE.replace("Tarn left", "Tarn\r\nleft");
    assert_eq!(
        found(&wrapped, &ferry),
        Some((ferry.quote.replace("Tarn left", "Tarn\r\nleft"), Anchoring::Moved))
    );
    let edited = BEFORE.replace("left at dawn", "sailed at dawn");
    let (quote, how) = found(&edited, &ferry).unwrap();
    assert_eq!(quote, "The ferry to Tarn sailed at dawn with nine men.");
    assert!(matches!(how, Anchoring::Fuzzy { similarity } if (0.8..1.0).contains(&similarity)), "{how:?}");
}

#[test]
fn quotes_are_found_word_for_word_white_space_aside() {
    let text = text("The ferry\r\n  left. The ferry left! the ferry left");
    let places = occurrences(&text, " The ferry\tleft ");
    assert_eq!(places, [Span::new(0, 17), Span::new(19, 33)]);
    assert!(occurrences(&text, " ").is_empty() && occurrences(&text, "Theferry").is_empty());
}

#[test]
fn what_is_gone_is_given_up() {
    let ferry = selector(BEFORE, "The ferry to Tarn left at dawn with nine men.");
    assert_eq!(found("Norland signed in May. Nobody saw it again.", &ferry), None);
    assert_eq!(found("", &ferry), None);
    assert_eq!(
        found("Something else entirely stands here now, and it is long enough to look at.", &ferry),
        None
    );
}

#[test]
fn of_two_that_fit_alike_neither_is_taken() {
    let before = "A. The council met. B.\n\nC. The crane fell. D.";
    let council = selector(before, "The council met.");
    let after = "X. The council met. Y.\n\nZ. The council met. W.";
    assert_eq!(found(after, &council), None);
}

#[test]
fn a_neighbour_that_differs_in_a_word_is_not_taken_for_it() {
    let before = "In 2018, exports rose by 3 percent.\nIn 2019, exports rose by 4 percent.\nIn 2020, exports rose by 5 percent.\n";
    let second = selector(before, "In 2019, exports rose by 4 percent.");
    assert_eq!(found(&before.replace("In 2019, exports rose by 4 percent.\n", ""), &second), None);
}

#[test]
fn a_refrain_that_is_gone_is_not_taken_for_the_other() {
    let before = "One man spoke for Norland.\nThe council took note of it without a vote.\nFive men spoke for Estmark.\nThe council took note of it without a vote.\nThe lights went out.\n";
    let first = selector(before, "The council took note of it without a vote.");
    let after =
        "Five men spoke for Estmark.\nThe council took note of it without a vote.\nThe lights went out.\n";
    assert_eq!(found(after, &first), None);
    let shifted = format!("New.\n{before}");
    assert!(found(&shifted, &first).is_some_and(|(_, how)| how == Anchoring::Moved));
}

#[test]
fn a_refrain_put_in_next_to_its_like_leaves_neither_certain() {
    let refrain = "The council took note of the report without a vote.";
    let report = |between: &str| {
        format!(
            "And the small ports, which nobody had asked, paid for most of it.\n{between}\n2. How it began\n\n2.1 The first conference\nIn the spring of 2023 the ministers met. {refrain}\n"
        )
    };
    let before = report(&format!("{refrain}\n"));
    let first = selector(&before, refrain);
    assert_eq!(found(&report(&format!("{refrain}\n\n{refrain}")), &first), None);
}

#[test]
fn selectors_of_other_make_are_anchored_too() {
    let mut ferry = selector(BEFORE, "The ferry to Tarn left at dawn with nine");
    (ferry.chars, ferry.rival) = (None, None);
    assert_eq!(found(BEFORE, &ferry).map(|f| f.1), Some(Anchoring::Exact));
    (ferry.prefix, ferry.suffix, ferry.start, ferry.end) = (String::new(), String::new(), 0, 0);
    assert_eq!(found(BEFORE, &ferry).map(|f| f.1), Some(Anchoring::Moved));
    ferry.quote = "it".to_owned();
    assert_eq!(found(BEFORE, &ferry), None, "too short to be known by itself");
}

#[test]
fn signs_without_words_are_found_between_their_neighbours() {
    let before = "Nine men\n* * *\nwent home.";
    let stars = selector(before, "* * *");
    assert!(found("First. Nine men\n* * *\nwent home.", &stars).is_some_and(|(quote, _)| quote == "* * *"));
    assert_eq!(found("First. Nine men went home.", &stars), None);
}

#[test]
fn a_very_long_passage_is_found_by_its_ends() {
    let long: String = (0..600).map(|k| format!("word{k} or {} ", k * 7)).collect();
    let before = format!("Start here. {long}The end of it.");
    let passage = selector(&before, long.trim_end());
    assert!(passage.until.is_some());
    let after = format!("Put before. {}", before.replace("word300 or", "word300 and indeed"));
    let (quote, how) = found(&after, &passage).unwrap();
    assert!(quote.starts_with("word0 or 0") && quote.ends_with("word599 or 4193"), "{how:?}");
}

#[test]
fn ten_megabytes_take_a_moment() {
    let mut content = String::new();
    let mut k = 0u32;
    while content.len() < 10 << 20 {
        k += 1;
        content += &format!("In the year {k} the ferry of port {} left with {} men. ", k % 977, k % 31);
    }
    let old = text(&content);
    let selectors: Vec<Selector> =
        (0..3).map(|n| Selector::of(&old, Span::new(n * 3_000_000 + 7, n * 3_000_000 + 90))).collect();
    let new = text(&format!("First. {content}"));
    let begun = std::time::Instant::now();
    let found = anchor(&new, &selectors.iter().collect::<Vec<_>>());
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    for (found, selector) in found.iter().zip(&selectors) {
        let found = found.map(|f| new.slice(f.span));
        assert!(found.is_none_or(|found| found.trim() == selector.quote.trim()), "{found:?} {selector:?}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_and_no_selector_panic(
        before in "[abc é\n.]{0,80}", after in "[abc é\n.]{0,80}", a in 0usize..80, b in 0usize..80, bare: bool
    ) {
        let old = text(&before);
        let ends: Vec<usize> = before.char_indices().map(|(at, _)| at).chain([before.len()]).collect();
        let at = |k: usize| ends[k.min(ends.len() - 1)];
        let mut selector = Selector::of(&old, Span::new(at(a.min(b)), at(a.max(b))));
        if bare {
            (selector.chars, selector.rival) = (None, None);
        }
        let new = text(&after);
        for found in anchor(&new, &[&selector, &selector]).into_iter().flatten() {
            proptest::prop_assert!(after.get(found.span.range()).is_some());
        }
        if !bare {
            let own = anchor(&old, &[&selector])[0];
            proptest::prop_assert!(own.is_some_and(|a| a.how == Anchoring::Exact));
        }
    }
}
