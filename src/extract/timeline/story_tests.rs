//! What is told over several sentences or in turns of phrase that mislead: years in passing, plans, papers and their days.

use crate::extract::{Input, claims, timeline, times};
use crate::model::{Event, EventStatus, Format, Text};
use crate::structure::{Corrections, structure};

/// Date and summary of each event of a text, plain or Markdown, that has no date but what it says itself.
fn told(text: &str, format: Format) -> Vec<(String, String)> {
    events(text, format).into_iter().map(|e| (e.edtf.unwrap_or_default(), e.summary)).collect()
}

fn events(text: &str, format: Format) -> Vec<Event> {
    let origin = crate::ingest::Origin::Stdin;
    let text = crate::ingest::ingest(text.as_bytes(), origin, Some(format), Default::default());
    let text = text.unwrap_or_else(|_| Text::new("", Format::Text));
    let shape = structure(&text, &Corrections::default());
    let date = times::document_date(&text, &shape);
    let input = Input { text: &text, structure: &shape, date };
    let found = times::find(input);
    let (told, _) = claims::find(input, &[], &found);
    timeline::events(input, &[], &found, &told)
}

fn check(text: &str, want: &[(&str, &str)]) {
    let found = told(text, Format::Text);
    let found: Vec<(&str, &str)> = found.iter().map(|(d, s)| (d.as_str(), s.as_str())).collect();
    assert_eq!(found, want, "{text}");
}

#[test]
fn a_year_in_passing_does_not_become_that_of_the_story() {
    let text = "On 29 April the mayor shut the beach. Some guards knew it from the 2002 harbour drill. On 2 May the \
                ferry stopped. The port closed the yard on 7 May 2010. It opened the yard on 3 June 2010.";
    let found = told(text, Format::Text);
    let dates: Vec<&str> = found.iter().map(|(d, _)| d.as_str()).collect();
    assert_eq!(dates, ["2010-04-29", "2010-05-02", "2010-05-07", "2010-06-03"], "{found:?}");
}

#[test]
fn later_events_count_from_the_event_told_last() {
    check(
        "The gate was shut on 14 March 2019. Less than a week later, guards arrested nine men. Three days later, they \
         freed six men.",
        &[
            ("2019-03-14", "The gate was shut"),
            ("2019-03-15/2019-03-20", "guards arrested nine men"),
            ("2019-03-18/2019-03-23", "they freed six men"),
        ],
    );
    check(
        "In late January 2019 the board met the guards. Two weeks later, it dismissed them.",
        &[("2019-01", "the board met the guards"), ("2019-02-04/2019-02-14", "it dismissed them")],
    );
    check(
        "On 3 May 2019 at 11 p.m. the gates were shut. Two hours later, police arrested nine men.",
        &[("2019-05-03", "the gates were shut"), ("2019-05-04", "police arrested nine men")],
    );
}

#[test]
fn neighbouring_months_and_open_choices_are_one_time() {
    check("Exports fell in January and February 2022.", &[("2022-01/2022-02", "Exports fell")]);
    check("They first met in 2001 or 2002.", &[("2001/2002", "They first met")]);
    check("They met on 27 and 28 May 2022.", &[("2022-05-27/2022-05-28", "They met")]);
    check("They met on 3 and 9 May 2022.", &[("2022-05-03", "They met"), ("2022-05-09", "They met")]);
    check("They met in March and June 2022.", &[("2022-03", "They met"), ("2022-06", "They met")]);
}

#[test]
fn what_a_publication_says_of_itself_is_no_event() {
    for text in [
        "The next report will be issued on 28 August 2014.",
        "It covers the period from 5 to 11 August 2014.",
        "Page last updated on 3 May 2019.",
        "This report was produced by the harbour board on 4 May 2019.",
    ] {
        check(text, &[]);
    }
    check("The report was published on 3 May 2019.", &[("2019-05-03", "The report was published")]);
}

#[test]
fn a_date_before_which_something_was_is_an_open_end() {
    check(
        "The guards had left the yard before March 2010.",
        &[("../2010-02", "The guards had left the yard")],
    );
    check(
        "Lomar took boats registered with the port before March 2010.",
        &[("../2010-02", "boats registered with the port")],
    );
}

#[test]
fn a_participle_dates_the_noun_before_it() {
    check("The plan adopted in 2004 was dropped by the board.", &[("2004", "plan adopted")]);
    check(
        "The yard opened under the plan on 3 May 2010.",
        &[("2010-05-03", "The yard opened under the plan")],
    );
}

#[test]
fn a_date_in_the_name_of_a_thing_dates_nothing() {
    check("The index was close to its 2014 average.", &[]);
    check(
        "The draw for the 1989 Harbour Cup was made on Monday 20 March.",
        &[("1989-03-20", "The draw for the 1989 Harbour Cup was made")],
    );
}

#[test]
fn papers_do_what_they_say_on_their_day() {
    check(
        "In resolution 12 of 8 December 2017, the council called for calm.",
        &[("2017-12-08", "the council called for calm")],
    );
    check("The letter, dated 8 December 2017, refers to the harbour.", &[]);
}

#[test]
fn what_leads_up_to_the_subject_and_marks_of_notes_are_left_out() {
    check(
        "On 2 September 2004, just months before the vote, Lomar circulated a memo to the staff.[72-5]",
        &[("2004-09-02", "Lomar circulated a memo to the staff")],
    );
    check(
        "On 2 June 2004—at the height of the storm—the port stopped all boats.",
        &[("2004-06-02", "the port stopped all boats")],
    );
    check(
        "2.8.64 On 2 October 1989 the clerk wrote to the board.",
        &[("1989-10-02", "the clerk wrote to the board")],
    );
}

#[test]
fn nouns_that_could_be_verbs_do_not_hide_the_verb() {
    check(
        "On 3 May 2016, the truce between soldiers and rebels collapsed.",
        &[("2016-05-03", "the truce between soldiers and rebels collapsed")],
    );
    check(
        "On 9 July 2017, an open-ended truce brokered by Lomar, Sarn, and Osk went into effect.",
        &[("2017-07-09", "an open-ended truce brokered by Lomar, Sarn, and Osk went into effect")],
    );
    check(
        "On 4 May 2016, Ann Lee, the head of the loans office, provided the board a list.",
        &[("2016-05-04", "Ann Lee, the head of the loans office, provided the board a list")],
    );
}

#[test]
fn the_verb_of_a_date_may_stand_behind_or_beside_other_words() {
    check(
        "On the morning of 30 March 2002, while six miles off Osk, the vessel listed and sank.",
        &[("2002-03-30", "the vessel listed and sank")],
    );
    check(
        "The ship was at sea when the guard received distress signals on 1 October 2015.",
        &[("2015-10-01", "the guard received distress signals")],
    );
    check(
        "The shelling, delivered by more guns than any army had possessed, began on 24 June 1916.",
        &[("1916-06-24", "The shelling, delivered by more guns than any army had possessed, began")],
    );
    check(
        "Lee was tried in 2016 for a protest she held in 2013.",
        &[("2013", "protest she held"), ("2016", "Lee was tried in 2016 for a protest she held in 2013")],
    );
    check(
        "The board met the crews, so that on 17 June 1998 a list was sent to the clerk.",
        &[("1998-06-17", "a list was sent to the clerk")],
    );
}

#[test]
fn what_is_agreed_by_a_day_is_due_then() {
    let found = events("Lomar agreed to deliver the nets on or before 26 May 2016.", Format::Text);
    let told: Vec<_> = found.iter().map(|e| (e.edtf.as_deref(), e.status)).collect();
    assert_eq!(told, [(Some("2016-05-26"), EventStatus::Planned)], "{found:?}");
}

#[test]
fn days_go_on_from_a_day_long_before_the_document() {
    let text = "Harbour Watch\n28 December 2016\n\nThe port was calm.\n\nOn 6 October 2015, Lee briefed the board. She \
                visited the quay on 23 September.\n\nOn 20 November, the crews voted.";
    let found = told(text, Format::Text);
    let dates: Vec<&str> = found.iter().map(|(d, _)| d.as_str()).collect();
    assert_eq!(dates, ["2015-09-23", "2015-10-06", "2016-11-20"], "{found:?}");
}

#[test]
fn plans_without_a_date_stand_apart_and_a_plain_past_is_no_plan() {
    let text = "Harbour Watch\n2 May 2017\n\nIn the coming weeks, the board will publish its findings. On 9 June, \
                guards abducted a clerk.";
    let found = events(text, Format::Text);
    let status =
        |words: &str| found.iter().find(|e| e.summary.contains(words)).map(|e| (e.edtf.is_some(), e.status));
    assert_eq!(status("findings"), Some((false, EventStatus::Planned)), "{found:?}");
    assert_eq!(status("abducted"), Some((true, EventStatus::Reported)), "{found:?}");
}

#[test]
fn months_alone_on_their_lines_date_what_stands_under_them() {
    let text =
        "# Chronicle\n\n## 2019\n\nMarch\n\nThe council shut the port.\n\nApril\n\nThe mayor opened it.\n";
    let found = told(text, Format::Markdown);
    let dates: Vec<&str> = found.iter().map(|(d, _)| d.as_str()).collect();
    assert_eq!(dates, ["2019-03", "2019-04"], "{found:?}");
}

#[test]
fn sections_hang_on_the_dates_of_their_headings() {
    let text = "# Harbour crisis\n\n## Situation report 4 (as of 11 September 2014)\n\nThe gate was shut the previous \
                week.\n\n## Situation report 5 (as of 16 October 2014)\n\nOn 14 October, guards arrested a clerk.\n";
    let found = told(text, Format::Markdown);
    assert!(found.iter().any(|(d, s)| d == "2014-09-01/2014-09-07" && s.contains("gate")), "{found:?}");
    assert!(found.iter().any(|(d, _)| d == "2014-10-14"), "{found:?}");
}

#[test]
fn titles_with_a_date_below_are_reports_and_date_no_sentence() {
    let text = "# Notes\n\n## Fever in Osk\n\n3 March 2017\n\nThe fever was declared on 9 February 2017. Guards fell \
                ill.\n\n## Flood in Harel\n\n12 June 2019\n\nThe families were brought to school halls. The road was \
                shut this week.\n";
    let found = told(text, Format::Markdown);
    let dates: Vec<&str> = found.iter().map(|(d, _)| d.as_str()).collect();
    assert_eq!(dates, ["2017-02-09", "2019-06-10/2019-06-16"], "{found:?}");
    let text = "# Diary\n\n3 March 2017\n\nGuards shut the gate.\n\n4 March 2017\n\nThe mayor opened it.\n\n5 March \
                2017\n\nThe ferry sailed.\n";
    let found = told(text, Format::Markdown);
    for day in ["2017-03-04", "2017-03-05"] {
        assert!(found.iter().any(|(d, _)| d == day), "{found:?}");
    }
}

#[test]
fn years_given_as_instances_leave_the_story_where_it_is() {
    for text in [
        "On 4 January 2013 she drafted a note. She wrote that, as in the cases of Osk in 2008 and Harel in 2009, ships \
         had sailed. At the meeting on 9 March, the mayor resigned.",
        "Until 7 February 2013, she waited. Ships sailed from Harel in 2009 on a licence. On 9 March, the mayor resigned.",
    ] {
        let found = told(text, Format::Text);
        assert!(found.iter().any(|(d, s)| d == "2013-03-09" && s == "the mayor resigned"), "{found:?}");
    }
}

#[test]
fn a_day_named_twice_is_one_day() {
    check(
        "On 12 June 2007, the yard cut the price. Later that same day, 13 June 2007, Mr Lee signed the lease.",
        &[("2007-06-12", "the yard cut the price"), ("2007-06-13", "Mr Lee signed the lease")],
    );
    check(
        "The yard paid on 29 June 2007. It called buyers in July. Eight days later, on 12 July, it cut the price.",
        &[
            ("2007-06-29", "The yard paid"),
            ("2007-07", "It called buyers"),
            ("2007-07-12", "it cut the price"),
        ],
    );
    check(
        "Marches took place in 2022. The board said the count began on Saturday (September 21, 2024) evening, and the \
         ferry stopped on Sunday (September 22, 2024).",
        &[
            ("2022", "Marches took place"),
            ("2024-09-21", "The board said the count began"),
            ("2024-09-22", "the ferry stopped"),
        ],
    );
}

#[test]
fn what_is_told_as_past_lies_before_the_document() {
    let on = |text: &str| told(&format!("Harbour Watch\n21 August 2025\n\n{text}"), Format::Text);
    let found = on("The clerk was seized in Harel in November.");
    assert!(found.iter().any(|(d, _)| d == "2024-11"), "{found:?}");
    let found = on("The mayor spoke today. A guard was held in Osk in May. Three days later he was freed.");
    assert!(found.iter().all(|(d, s)| !s.contains("freed") || d.as_str() < "2025-08"), "{found:?}");
    let found = on("(On August 18th a judge shut the court.)");
    assert!(found.iter().any(|(d, s)| d == "2025-08-18" && s == "a judge shut the court"), "{found:?}");
    let found = told(
        "Harbour Watch\n21 September 2024\n\nThe police set a curfew until 6 a.m. on Sunday.",
        Format::Text,
    );
    assert!(found.iter().all(|(d, _)| d == "2024-09-22"), "{found:?}");
}

#[test]
fn what_happened_at_the_end_of_a_time_is_told_and_the_time_is_not() {
    check(
        "She would keep the post until early 1996, when she fled to Harel.",
        &[("1996", "she fled to Harel")],
    );
    check(
        "While sharing an apartment in Osk during the summer of 1994, she and Lee bought acid.",
        &[("1994-22", "she and Lee bought acid")],
    );
    check(
        "He was arrested in Osk on 7 February 1995, after a clerk turned him in.",
        &[("1995-02-07", "He was arrested in Osk on 7 February 1995, after a clerk turned him in")],
    );
    for nothing in [
        "She noted that, including in relation to Osk in 1998 and Harel in 1999, ships had sailed.",
        "Until 7 March 2003, the mayor asked for advice.",
        "The files dated from 1977 and covered many yards.",
        "The agency said on 8 April 2016.",
    ] {
        check(nothing, &[]);
    }
}
