//! Figures with their units.

use super::*;

#[test]
fn quantities_with_scale_unit_and_rate() {
    let text = "The $20 million monthly loss cost about 300 jobs, up to 12 percent of the dozens of crews.";
    let claims = read(text);
    let q = &claims[0].quantities;
    let shown: Vec<&str> = q.iter().map(|q| q.span.of(text)).collect();
    assert_eq!(shown, ["$20 million", "about 300", "up to 12 percent", "dozens"]);
    assert_eq!((q[0].low, q[0].currency, q[0].per), (Some(2e7), Some("USD"), Some("month")));
    assert_eq!(
        (q[1].low, q[1].unit.as_deref(), q[1].approx.as_deref()),
        (Some(300.0), Some("job"), Some("about"))
    );
    assert_eq!((q[2].low, q[2].high, q[2].unit.as_deref()), (None, Some(12.0), Some("%")));
    assert_eq!((q[3].low, q[3].high), (None, None));
}

#[test]
fn ranges_and_numbers_that_count_nothing() {
    let text = "Losses lie between $1.1 billion and $1.4 billion a year.\nArticle 5 of Resolution 2231 bound the two sides in 1998.";
    let claims = read(text);
    let q = &claims[0].quantities;
    assert_eq!(q.len(), 1);
    assert_eq!((q[0].low, q[0].high, q[0].per), (Some(1.1e9), Some(1.4e9), Some("year")));
    assert!(claims[1].quantities.is_empty(), "{:?}", claims[1].quantities);
}
