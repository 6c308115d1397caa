use super::find;
use crate::extract::Input;
use crate::model::{DateSource, DocumentDate, Format, Modifier, Span, Text, TimeExpression};
use crate::structure::{Corrections, structure};
use jiff::civil::date;

fn times(text: &str, own: Option<crate::model::Date>) -> Vec<TimeExpression> {
    let text = Text::new(text, Format::Text);
    let shape = structure(&text, &Corrections::default());
    let date = own.map(|date| DocumentDate { date, source: DateSource::Option, span: None });
    find(Input { text: &text, structure: &shape, date })
}

/// Words and values of a text of 20 June 2024, a Thursday.
fn values(text: &str) -> Vec<(String, String)> {
    let found = times(text, Some(date(2024, 6, 20)));
    found.iter().map(|t| (t.span.of(text).to_owned(), t.value.to_string())).collect()
}

fn value(text: &str) -> String {
    values(text).into_iter().map(|(words, value)| format!("{words}={value}")).collect::<Vec<_>>().join("; ")
}

#[test]
fn explicit_dates_in_all_orders() {
    for (text, want) in [
        ("They met on 3 March 2024.", "3 March 2024=2024-03-03"),
        ("They met on March 3, 2024.", "March 3, 2024=2024-03-03"),
        ("They met on Sunday, 3rd March 2024.", "Sunday, 3rd March 2024=2024-03-03"),
        ("They met on 2024-03-03.", "2024-03-03=2024-03-03"),
        ("They met on 03.03.2024.", "03.03.2024=2024-03-03"),
        ("They met on 25/03/2024.", "25/03/2024=2024-03-25"),
        ("They met on 4/3/2024.", "4/3/2024=2024-XX-XX"),
        ("It opened in April 1998.", "April 1998=1998-04"),
        ("It fell in 241 BC.", "241 BC=BC0241"),
        ("From 1998-99 it grew.", "1998=1998; 99=1999"),
        ("It was built in the 1990s.", "the 1990s=199"),
        ("It was built in the 19th century.", "the 19th century=18"),
        ("He came in the winter of 1941.", "the winter of 1941=1941-WI"),
        ("It rose in the fourth quarter of 2023.", "the fourth quarter of 2023=2023-Q4"),
        ("Results for Q3 2023 are due.", "Q3 2023=2023-Q3"),
    ] {
        assert_eq!(value(text), want, "{text}");
    }
}

#[test]
fn lists_and_ranges_share_a_part() {
    assert_eq!(value("They met on 14 and 18 September 2023."), "14=2023-09-14; 18 September 2023=2023-09-18");
    assert_eq!(value("They met from 3 to 6 May."), "3=2024-05-03; 6 May=2024-05-06");
    assert_eq!(value("between June and September 2010"), "June=2010-06; September 2010=2010-09");
    assert_eq!(value("between November and January 2010"), "November=2009-11; January 2010=2010-01");
}

#[test]
fn a_missing_year_comes_from_the_document_date() {
    assert_eq!(value("It rained in October."), "October=2023-10");
    assert_eq!(value("It will rain in September."), "September=2024-09");
    assert_eq!(value("The vote is on 1 July."), "1 July=2024-07-01");
}

#[test]
fn without_any_date_it_stays_open() {
    let found = times("It rained in October.", None);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].value, "XXXX-10");
    assert_eq!((found[0].edtf.as_ref(), found[0].earliest, found[0].resolved_by), (None, None, None));
}

#[test]
fn part_of_a_month_keeps_the_whole_month_and_says_which_part() {
    let found = times("It rained in early November 2025.", None);
    assert_eq!((found[0].value.as_str(), found[0].modifier), ("2025-11", Some(Modifier::Start)));
    assert_eq!(found[0].edtf.as_deref(), Some("2025-11"));
    assert_eq!((found[0].earliest, found[0].latest), (Some(date(2025, 11, 1)), Some(date(2025, 11, 30))));
    assert_eq!(value("Prices fell in mid-2023."), "mid-2023=2023");
    assert_eq!(value("Prices fell at the end of the year."), "the end of the year=2024");
}

#[test]
fn relative_dates() {
    for (text, want) in [
        ("They met last month.", "last month=2024-05"),
        ("They met last week.", "last week=2024-W24"),
        ("They met on Tuesday.", "Tuesday=2024-06-18"),
        ("They met yesterday.", "yesterday=2024-06-19"),
        ("They met last October.", "last October=2023-10"),
        ("They met two months ago.", "two months ago=2024-04"),
        (
            "A dam burst on 3 May 2020. Three days later it rained.",
            "3 May 2020=2020-05-03; Three days later=2020-05-06",
        ),
        ("A dam burst in May 2020. In the same year it rained.", "May 2020=2020-05; the same year=2020"),
        ("A dam burst in 2020. The following year it rained.", "2020=2020; The following year=2021"),
    ] {
        assert_eq!(value(text), want, "{text}");
    }
}

#[test]
fn lengths_and_repeats() {
    for (text, want) in [
        ("It took three days.", "three days=P3D"),
        ("It took more than two and a half years.", "more than two and a half years=P2.5Y"),
        ("It took 36 hours.", "36 hours=PT36H"),
        ("The two-year plan failed.", "two-year=P2Y"),
        ("Boats leave every week.", "every week=P1W"),
        ("Boats leave daily.", "daily=P1D"),
        ("It costs 9 million a year.", "a year=P1Y"),
        ("It snowed in the last two weeks of March.", "the last two weeks of March=P2W"),
        ("It grew in the first nine months of 2023.", "the first nine months of 2023=P9M"),
    ] {
        assert_eq!(value(text), want, "{text}");
    }
}

#[test]
fn what_only_looks_like_a_date_is_left() {
    for text in [
        "They may march on the town.",
        "Some 2000 soldiers and 1500 tonnes of rice came.",
        "Resolution 1441 and Section 2021 apply.",
        "The fall of the city was a shock.",
        "A 34-year-old man came second.",
        "June Carter and April Jones spoke.",
        "Call 1998-4567 for help.",
        "The Sun rose over the mast.",
    ] {
        assert_eq!(value(text), "", "{text}");
    }
}

#[test]
fn clock_times_take_their_day_along() {
    assert_eq!(value("It began at 9 a.m. on Tuesday."), "9 a.m.=2024-06-18T09:00; Tuesday=2024-06-18");
    assert_eq!(value("It began at 14:30."), "14:30=XXXX-XX-XXT14:30");
}

proptest::proptest! {
    #[test]
    fn any_text_gives_sound_spans_in_order(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "May", "the", "3", "31", "2024", "1998", "-", "–", "/", ",", ".", "of", "early", "end", "last", "two", "years",
                "year", "ago", "later", "BC", "th", "s", "'", "99", "Friday", "night", "quarter", "first", "half", "week", "to",
                "and", "in", "a", "every", "99999999999", "1,000.5", "é", "\n", "\n\n", "10:35", "p.m.", "century", "winter",
                "30", "February", "the day before", "months", "9999", "0", "decades", "next", "this",
            ]),
            0..40,
        ),
        glue in proptest::bool::ANY,
    ) {
        let text = parts.join(if glue { "" } else { " " });
        let mut last = 0;
        for t in times(&text, Some(date(2024, 6, 20))) {
            proptest::prop_assert!(Span::checked(&text, t.span.from(), t.span.to()).is_ok());
            proptest::prop_assert!(t.span.from() >= last && !t.span.is_empty());
            proptest::prop_assert!(t.earliest <= t.latest);
            proptest::prop_assert!(is_timex(&t.value), "{:?}", t.value);
            if let Some(edtf) = &t.edtf {
                let period = super::edtf::parse(edtf);
                proptest::prop_assert!(period.is_some(), "{edtf:?}");
                proptest::prop_assert_eq!(period.and_then(|p| p.earliest), t.earliest, "{}", edtf);
            }
            last = t.span.to();
        }
    }
}

#[test]
fn numbers_of_laws_cases_and_files_are_no_years() {
    for text in [
        "The clerk broke 18 U.S.C. § 1001 twice.",
        "The clerk broke 31 U.S.C. 1505 twice.",
        "Two paths lead there, §§ 1503, 1512(b), and 1519 among them.",
        "The court held so (Doe v. Roe, 14 F.3d 1014, 1016).",
        "The rule stands in 28 C.F.R. § 1600 and 81 Fed. Reg. 1999.",
        "Another law, 110 Stat. 1321, was kept.",
        "The board gave its view in AO 2007-22 and moved on.",
        "Under Sec. 1501 and Nos. 1620 and 1700 a fine is due.",
        "They counted to 1066 and stopped.",
    ] {
        assert_eq!(value(text), "", "{text}");
    }
    let kept = "The case (14 F.3d 1014 (D.C. Cir. 1994)) was about 1 May 1992.";
    assert_eq!(value(kept), "1994=1994; 1 May 1992=1992-05-01");
    assert_eq!(value("A law of its own, 4 C.F.R. 99 (1953), said so."), "1953=1953");
    assert_eq!(value("In FY 2007-08 it grew."), "FY 2007=2007; 08=2008");
}

#[test]
fn early_years_need_company() {
    assert_eq!(value("Built in 1204, it fell in 1261."), "1204=1204; 1261=1261");
    assert_eq!(value("The year 1204 was bad."), "The year 1204=1204");
}

#[test]
fn a_year_far_from_the_others_moves_no_date() {
    let text = "He came in 1890. He left in 1891. He died in 1893.\n\nIt was built in June 1204.\n\nOn 9 June he rode.";
    let found = times(text, None);
    let last = found.last().map(|t| t.value.clone());
    assert_eq!(last.as_deref(), Some("1893-06-09"));
}

/// Whether a value is one of TIMEX3: a reference, a length, a date, a time, an interval of dates; or empty.
fn is_timex(value: &str) -> bool {
    if matches!(value, "" | "PRESENT_REF" | "PAST_REF" | "FUTURE_REF") {
        return true;
    }
    if let Some((a, b)) = value.split_once('/') {
        return is_timex(a) && is_timex(b);
    }
    if let Some(length) = value.strip_prefix('P') {
        let (units, rest): (&[&str], _) = match length.strip_prefix('T') {
            Some(rest) => (&["H", "M", "S"], rest),
            None => (&["Y", "M", "W", "D", "Q", "DE", "CE", "ML", "WE"], length),
        };
        let count = rest.trim_end_matches(|c: char| c.is_ascii_uppercase() && c != 'X');
        let unit = rest.strip_prefix(count).unwrap_or("");
        if length.starts_with('T') && rest.ends_with('S') && rest.contains('M') {
            return rest.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'H' | b'M' | b'S'));
        }
        return units.contains(&unit) && (count == "X" || count.parse::<f64>().is_ok());
    }
    let (date, time) = value.split_once('T').map_or((value, None), |(d, t)| (d, Some(t)));
    let part = |p: &str, digits: std::ops::RangeInclusive<usize>| {
        digits.contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit() || b == b'X')
    };
    let mut parts = date.split('-');
    let year = parts.next().is_some_and(|y| part(y.strip_prefix("BC").unwrap_or(y), 2..=4));
    let month = parts.next().is_none_or(|m| {
        matches!(m, "SP" | "SU" | "FA" | "WI")
            || m.strip_prefix(['W', 'Q', 'H']).map_or(part(m, 2..=2), |n| part(n, 1..=2))
    });
    let day = parts.next().is_none_or(|d| d == "WE" || part(d, 1..=2));
    let time = time.is_none_or(|t| {
        matches!(t, "MO" | "AF" | "EV" | "NI" | "DT") || t.split(':').all(|n| part(n, 2..=2))
    });
    year && month && day && time && parts.next().is_none()
}

#[test]
fn phrases_have_their_values() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in include_str!("phrases.tsv").lines().filter(|l| !l.starts_with('#')) {
        let (text, want) = line.split_once('\t').unwrap_or((line, ""));
        count += 1;
        let found = value(text);
        if found != want.trim() {
            wrong.push(format!("{text}\n  found {found}\n  want  {want}"));
        }
    }
    assert!(count > 250 && wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The values of a history without a date of its own.
fn told(text: &str) -> String {
    let found = times(text, None);
    found.iter().map(|t| t.value.clone()).collect::<Vec<_>>().join(" ")
}

#[test]
fn asides_do_not_move_the_story() {
    // Back to what had been, on to an end, the name of a thing, a plan.
    for (text, want) in [
        (
            "In May 1915 they came. A pact of 1882 bound them, which had been renewed in 1902. In June they left. In July 1915 it rained.",
            "1915-05 1882 1902 1915-06 1915-07",
        ),
        (
            "In March 1944 they landed. They fought until February 1945. By July they held the coast.",
            "1944-03 1945-02 1944-07",
        ),
        (
            "In June 1793 he rose. The August 1792 rising was his. On 24 June he spoke.",
            "1793-06 1792-08 1793-06-24",
        ),
        (
            "In March 1975 they struck. A campaign was planned for 1976. On 11 March the town fell.",
            "1975-03 1976 1975-03-11",
        ),
    ] {
        assert_eq!(told(text), want, "{text}");
    }
}

#[test]
fn a_heading_begins_a_year_of_its_own() {
    let text = "THE WAR\n\n1941\n\nIn May they came to the river and stayed there for long.\n\n1942\n\nIn March they left the river and went home.";
    assert_eq!(told(text), "1941 1941-05 1942 1942-03");
}

#[test]
fn a_winter_is_named_by_the_year_in_which_it_ends() {
    let found = times("In December 1777 they made camp. Many died over the winter.", None);
    let winter = found.last().unwrap();
    assert_eq!(winter.value, "1778-WI");
    assert_eq!((winter.earliest, winter.latest), (Some(date(1777, 12, 1)), Some(date(1778, 2, 28))));
}

#[test]
fn a_length_from_an_event_told_before_has_a_date() {
    let text =
        "The truce of Harwick was signed on 5 May 2020. Two days after the Harwick truce the guns opened up.";
    let found = times(text, Some(date(2024, 6, 20)));
    let last = found.last().unwrap();
    assert_eq!((last.value.as_str(), last.edtf.as_deref()), ("P2D", Some("2020-05-07")));
    let open = times("Two days after the Harwick truce the guns opened up.", Some(date(2024, 6, 20)));
    assert_eq!((open[0].value.as_str(), open[0].edtf.as_deref(), open[0].earliest), ("P2D", None, None));
}

#[test]
fn rejected_readings_are_kept() {
    let readings = |text: &str| {
        let found = times(text, Some(date(2024, 6, 20)));
        found.iter().map(|t| t.readings.join(" ")).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(readings("It rained in October."), "2022-10 2024-10");
    assert_eq!(readings("They met on Tuesday."), "2024-06-25 2024-06-11");
    assert_eq!(readings("They met on 4/3/2024."), "2024-03-04 2024-04-03");
    assert_eq!(readings("They met on 4 March 2024."), "");
}

#[test]
fn a_month_by_the_title_anchors_years_and_months_but_no_days() {
    let text = "Ports at Risk\nHarbour Institute, March 2024\n\nThe quay was shut last year. It opened in January. \
                It was shut last week.";
    let found: Vec<(String, String)> =
        times(text, None).iter().map(|t| (t.span.of(text).to_owned(), t.value.to_string())).collect();
    let value = |words: &str| found.iter().find(|f| f.0 == words).map(|f| f.1.clone());
    assert_eq!(value("last year").as_deref(), Some("2023"), "{found:?}");
    assert_eq!(value("January").as_deref(), Some("2024-01"), "{found:?}");
    assert!(value("last week").is_some_and(|v| !v.starts_with("2024")), "{found:?}");
}

#[test]
fn accounting_periods_end_on_the_day_given() {
    let edtf = |text: &str, word: &str| {
        let all = read(text);
        let found = all.iter().find(|t| t.0.contains(word));
        found.unwrap_or_else(|| panic!("no {word} in {all:?}")).1.clone()
    };
    let text = "The yard's fiscal second quarter ended March 31, 2024. Sales fell in Q3 of fiscal 2024.";
    assert_eq!(edtf(text, "second quarter").as_deref(), Some("2024-01-01/2024-03-31"));
    assert_eq!(edtf(text, "Q3").as_deref(), Some("2024-04/2024-06"));
    let text = "Sales for the quarter ended December 31, 2023 were nine crowns.";
    assert_eq!(edtf(text, "quarter").as_deref(), Some("2023-10-01/2023-12-31"));
    assert_eq!(edtf("Sales fell in fiscal 2024.", "2024").as_deref(), Some("2024~"));
    let text = "In fiscal years 2006 through 2008 it lent nine crowns.";
    assert_eq!(edtf(text, "2006").as_deref(), Some("2006~"));
    assert_eq!(edtf(text, "2008").as_deref(), Some("2008~"));
}

#[test]
fn four_digits_behind_at_are_a_time_of_day() {
    let all = read("At about 1802 on 3 September 2019 the tug came near. It left at 0815.");
    let dates: Vec<_> = all.iter().map(|t| t.0.as_str()).collect();
    assert!(dates.contains(&"3 September 2019"), "{all:?}");
    assert!(!all.iter().any(|t| t.1.as_deref() == Some("1802")), "{all:?}");
}

#[test]
fn without_a_date_of_its_own_a_text_has_no_now() {
    for text in [
        "The strike began in late 2021. This year has seen more.",
        "In 2021 she told of a raid 25 years ago.",
    ] {
        let all = read(text);
        assert!(
            all.iter().all(|t| t.1.is_none() || t.1.as_deref().is_some_and(|e| e.starts_with("2021"))),
            "{all:?}"
        );
        assert_eq!(all.last().and_then(|t| t.1.clone()), None, "{all:?}");
    }
}

#[test]
fn the_year_of_a_case_number_is_no_date() {
    let all = read("The appeal in Civil Appeal No 197 of 2017 was dismissed on 24 October 2018.");
    assert_eq!(all.len(), 1, "{all:?}");
}

/// The expressions of a text without a date of its own, and their EDTF.
fn read(text: &str) -> Vec<(String, Option<String>)> {
    times(text, None)
        .iter()
        .map(|t| (t.span.of(text).to_owned(), t.edtf.as_ref().map(ToString::to_string)))
        .collect()
}

#[test]
fn digits_follow_the_habit_of_the_document() {
    let american = "They met on March 3, 2024. They met on 4/3/2024.";
    assert_eq!(value(american), "March 3, 2024=2024-03-03; 4/3/2024=2024-04-03");
    let british = "They met on 3 March 2024. They met on 4/3/2024.";
    assert_eq!(value(british), "3 March 2024=2024-03-03; 4/3/2024=2024-03-04");
    assert_eq!(value("They met on 25/03/2024 and 4/3/2024."), "25/03/2024=2024-03-25; 4/3/2024=2024-03-04");
}

#[test]
fn a_month_told_before_is_the_one_that_a_noun_takes_up() {
    let text = "Marches began in September 2023. Guards recalled the September marches.";
    assert_eq!(value(text), "September 2023=2023-09; September=2023-09");
}

#[test]
fn days_before_and_after_an_event_hang_on_it() {
    let edtf =
        |text: &str| times(text, None).iter().map(|t| t.edtf.clone().unwrap_or_default()).collect::<Vec<_>>();
    assert_eq!(
        edtf("The raid of Harel was on 5 May 2020. The guards had left the day before the raid."),
        ["2020-05-05", "2020-05-04"]
    );
    assert_eq!(
        edtf("Three days after the truce of 9 March 2020, guns were heard."),
        ["2020-03-12", "2020-03-09"]
    );
    // What the sentence itself dates is not what it is counted from.
    assert_eq!(
        edtf("The guards of Osk left on 5 May 2020, two days after mates from Osk were hurt."),
        ["2020-05-05", ""]
    );
}
