use crate::extract::{Input, claims, timeline, times};
use crate::model::{DateSource, DocumentDate, Event, EventStatus, Format, Span, Text};
use crate::structure::{Corrections, structure};
use jiff::civil::date;

fn events_of(text: &str) -> (Text, Vec<Event>) {
    events_in(Text::new(text, Format::Text))
}

fn events_in(text: Text) -> (Text, Vec<Event>) {
    let shape = structure(&text, &Corrections::default());
    let own = DocumentDate { date: date(2024, 6, 20), source: DateSource::Option, span: None };
    let input = Input { text: &text, structure: &shape, date: Some(own) };
    let found = times::find(input);
    let (told, _) = claims::find(input, &[], &found);
    let events = timeline::events(input, &[], &found, &told);
    (text, events)
}

/// Date, status and summary of each event.
fn told(text: &str) -> Vec<(Option<String>, EventStatus, String)> {
    events_of(text).1.into_iter().map(|e| (e.edtf, e.status, e.summary)).collect()
}

fn one(text: &str) -> (String, EventStatus, String) {
    let mut all = told(text);
    assert_eq!(all.len(), 1, "{all:?}");
    let (edtf, status, summary) = all.remove(0);
    (edtf.unwrap_or_default(), status, summary)
}

#[test]
fn a_clause_with_a_date_is_an_event_without_its_date() {
    let (edtf, status, summary) = one("On 4 May 2024 the harbour master closed the northern quay.");
    assert_eq!((edtf.as_str(), status), ("2024-05-04", EventStatus::Reported));
    assert_eq!(summary, "the harbour master closed the northern quay");
}

#[test]
fn an_event_noun_that_could_be_a_verb_is_the_subject_of_the_verb_behind_it() {
    let (edtf, _, summary) = one("The harbour talks collapsed in early May.");
    assert_eq!((edtf.as_str(), summary.as_str()), ("2024-05", "The harbour talks collapsed"));
}

#[test]
fn a_date_that_describes_a_noun_dates_what_the_noun_names() {
    let (edtf, _, summary) = one("The envoy praised the April cease-fire as a model.");
    assert_eq!((edtf.as_str(), summary.as_str()), ("2024-04", "April cease-fire"));
    let (edtf, _, summary) = one("The port has been quiet since the naval withdrawal in 2019.");
    assert_eq!((edtf.as_str(), summary.as_str()), ("2019", "naval withdrawal"));
}

#[test]
fn what_is_to_come_is_planned_and_what_is_demanded_hypothetical() {
    let (edtf, status, summary) = one("Nobody moves before the fisheries summit scheduled for 9 July.");
    assert_eq!(
        (edtf.as_str(), status, summary.as_str()),
        ("2024-07-09", EventStatus::Planned, "fisheries summit")
    );
    let (edtf, status, _) = one("Ministers must publish the catch figures by 1 September 2024.");
    assert_eq!((edtf.as_str(), status), ("2024-09-01", EventStatus::Hypothetical));
}

#[test]
fn states_totals_comparisons_and_denials_are_no_events() {
    for text in [
        "In 2023 the fleet was larger.",
        "The town had 4,000 inhabitants in 2021.",
        "Exports amounted to nine million crowns in 2022.",
        "Catches are lower than in 2020.",
        "As of 3 May 2024 the fleet counts forty boats.",
        "The ships did not sail in March 2024.",
        "The ships now sail for three days.",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn a_change_over_a_period_is_one_event() {
    let (edtf, _, _) = one("Waiting rose from two hours in February to nine hours in May.");
    assert_eq!(edtf, "2024-02/2024-05");
    let (edtf, _, _) = one("Since March 2023 the navy has escorted every convoy.");
    assert_eq!(edtf, "2023-03/..");
}

#[test]
fn an_undated_happening_stays_undated() {
    let all = told("The initial airstrikes are hard to date. The quay was blocked in May 2024.");
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].0.as_deref(), Some("2024-05"));
    assert_eq!((all[1].0.clone(), all[1].2.as_str()), (None, "initial airstrikes"));
}

#[test]
fn the_same_happening_is_told_once_with_all_its_sources() {
    let (_, events) = events_of("The April truce held. Traders feared that the truce of April would end.");
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].sources.len(), 2);
}

#[test]
fn events_stand_in_calendar_order_the_coarse_first() {
    let text = "In May 2024 the guards left the mole. In 2024 the owners sold the yard. On 2 May 2024 a mine sank the tug.";
    let order: Vec<_> = told(text).into_iter().filter_map(|e| e.0).collect();
    assert_eq!(order, ["2024", "2024-05", "2024-05-02"]);
}

#[test]
fn a_phrase_before_the_comma_dates_the_clause_behind_it() {
    let (edtf, status, _) = one("Before dawn on 3 May 2024, six men entered the yard.");
    assert_eq!((edtf.as_str(), status), ("2024-05-03", EventStatus::Reported));
}

#[test]
fn what_was_said_is_reported_whatever_it_asks() {
    let (edtf, status, _) = one("The union said on 3 May 2024 that the yard must close.");
    assert_eq!((edtf.as_str(), status), ("2024-05-03", EventStatus::Reported));
    let (_, status, _) = one("She pleaded not guilty on 3 May 2024.");
    assert_eq!(status, EventStatus::Reported);
}

proptest::proptest! {
    #[test]
    fn any_text_gives_events_with_sound_spans(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "In May", "the talks", "collapsed", "since", "2021", ",", "—", "(", ")", "the October raid", "of", "and",
                "to", "was signed", "by", "on 3 June 2024", "must", "not", ". ", "\n\n", "é€", "from", "rose", "growing",
            ]),
            0..40,
        )
    ) {
        let (text, events) = events_of(&parts.join(" "));
        for e in &events {
            for s in &e.sources {
                proptest::prop_assert!(Span::checked(text.as_str(), s.from(), s.to()).is_ok());
            }
            proptest::prop_assert!(e.edtf.is_some() || e.earliest.is_none() && e.latest.is_none());
            proptest::prop_assert!(e.summary.chars().count() <= super::summary::LONGEST);
        }
    }
}

#[test]
fn an_event_told_often_keeps_every_place_once() {
    let times = 60;
    let (_, events) = events_of(&"The guards shut the port on 3 May 2021. ".repeat(times));
    assert_eq!(events.iter().map(|e| e.sources.len()).sum::<usize>(), times);
    for event in &events {
        assert!(event.sources.windows(2).all(|w| w[0] < w[1]), "in the order of the text, each once");
        assert!(event.times.windows(2).all(|w| w[0] < w[1]));
    }
    assert!(events.iter().any(|e| e.sources.len() >= times - 1), "one event: {}", events.len());
}

#[test]
fn an_entry_of_a_chronology_happened_on_its_date() {
    for text in [
        "2 March 2019: Guards enter the yard.\n\n5 March 2019: The crew is released.",
        "2 March 2019 – Guards enter the yard.\n5 March 2019 – The crew is released.",
        "The strike\n\n- 2 March 2019: Guards enter the yard.\n- 5 March 2019: The crew is released.",
        "The strike, day by day:\n\n2 March 2019\tGuards enter the yard.\n5 March 2019\tThe crew is released.",
        "2 March 2019. Guards enter the yard.\n\n5 March 2019. The crew is released.",
        "The strike\n\nThis note tells what is known of the strike.\n\n2 March 2019\n\nGuards entered the yard.\n\n5 March 2019\n\nThe crew was released.",
        "2019\n2 March – Guards enter the yard.\n5 March – The crew is released.",
    ] {
        let all = told(text);
        let dates: Vec<_> = all.iter().filter_map(|e| e.0.as_deref()).collect();
        assert_eq!(dates, ["2019-03-02", "2019-03-05"], "{text}: {all:?}");
        assert!(all[0].2.starts_with("Guards enter"), "{all:?}");
        assert!(all[1].2.starts_with("The crew"), "{all:?}");
        assert!(all.iter().all(|e| e.1 == EventStatus::Reported), "{all:?}");
    }
}

#[test]
fn an_entry_to_come_is_planned_and_figures_by_year_are_none() {
    assert_eq!(one("9 July 2024: The council votes on the levy.").1, EventStatus::Planned);
    assert_eq!(told("Catch:\n\n- 2021: 45 tonnes\n- 2022: 50 tonnes"), []);
}

#[test]
fn several_dates_of_one_verb_are_several_events() {
    let all = told("The council met on 3, 5 and 9 May 2024.");
    let dates: Vec<_> = all.iter().filter_map(|e| e.0.as_deref()).collect();
    assert_eq!(dates, ["2024-05-03", "2024-05-05", "2024-05-09"], "{all:?}");
    assert!(all.iter().all(|e| e.2 == "The council met"), "{all:?}");
    let all = told("Guards took the master on May 3, the mate on May 4, and the cook on May 9.");
    let short: Vec<_> = all.iter().map(|e| (e.0.as_deref().unwrap_or(""), e.2.as_str())).collect();
    assert_eq!(
        short,
        [
            ("2024-05-03", "Guards took the master"),
            ("2024-05-04", "Guards took … the mate"),
            ("2024-05-09", "Guards took … the cook")
        ]
    );
}

/// The dates of a text with the first words of their summaries.
fn short(text: &str) -> Vec<(String, String)> {
    told(text).into_iter().map(|e| (e.0.unwrap_or_default(), e.2)).collect()
}

#[test]
fn what_stands_between_a_subject_and_its_verb_loses_no_event() {
    for (text, summary) in [
        ("In May 2021, the Harbour Trust (HT) approved a loan.", "the Harbour Trust approved a loan"),
        (
            "In May 2021, the Harbour Trust (“the Trust”) approved a loan.",
            "the Harbour Trust approved a loan",
        ),
        (
            "On 3 May 2021, the crew, which had thirty men, left the town.",
            "the crew, which had thirty men, left the town",
        ),
        (
            "The Trust approved a loan of 5 crowns (4 pounds) on 3 May 2021.",
            "The Trust approved a loan of 5 crowns",
        ),
        (
            "The plea in Plea No 197 of 2017 was dismissed on 24 May 2018.",
            "The plea in Plea No 197 of 2017 was dismissed",
        ),
        ("We host the round in Osk that failed in 2019.", "the round in Osk … failed"),
        ("The mate told the council that the strike started in 2019.", "the strike started"),
        ("The round in Osk broke down in 2019.", "The round in Osk broke down"),
        ("They buried the nine men who had been shot in 2019.", "the nine men … had been shot"),
        (
            "The owners told of the purchase of Envision (“Vision”) in 2019.",
            "The owners told of the purchase of Envision",
        ),
    ] {
        let all = short(text);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        assert_eq!(all[0].1, summary);
    }
}

#[test]
fn what_was_going_on_what_there_was_and_what_had_to_be_done_happened() {
    for (text, summary) in [
        ("On 3 May 2021, the navy was shelling the town.", "the navy was shelling the town"),
        ("On 3 May 2021 there was an attack on the base.", "an attack on the base"),
        ("There were clashes in the town on 3 May 2021.", "clashes in the town"),
        ("On 3 May 2021, the navy had to leave the town.", "the navy had to leave the town"),
    ] {
        assert_eq!(short(text), [("2021-05-03".to_owned(), summary.to_owned())], "{text}");
    }
    assert_eq!(told("There were no clashes in the town on 3 May 2021."), []);
}

#[test]
fn the_present_tells_what_is_fixed() {
    for text in [
        "The accord enters into force on 1 January 2031.",
        "The levy is payable on 1 January 2031.",
        "The council elections are on 1 January 2031.",
        "The next step is a ceremony, scheduled for 1 January 2031 in Harel.",
    ] {
        let (edtf, status, _) = one(text);
        assert_eq!((edtf.as_str(), status), ("2031-01-01", EventStatus::Planned), "{text}");
    }
}

#[test]
fn verbs_joined_on_have_dates_of_their_own() {
    assert_eq!(
        short("He was arrested on 3 May 2021, charged on 5 May 2021 and released on 9 June 2021."),
        [
            ("2021-05-03".to_owned(), "He was arrested".to_owned()),
            ("2021-05-05".to_owned(), "He was … charged".to_owned()),
            ("2021-06-09".to_owned(), "He was … released".to_owned()),
        ]
    );
}

#[test]
fn a_date_behind_what_was_agreed_asked_or_recalled_is_not_that_of_the_verb() {
    let (edtf, status, summary) = one("The owners agreed to meet the crew on 3 July 2024.");
    assert_eq!((edtf.as_str(), status), ("2024-07-03", EventStatus::Planned));
    assert_eq!(summary, "The owners agreed … meet the crew");
    let (_, status, _) = one("The owners urged the crew to leave the ship on 3 July 2024.");
    assert_eq!(status, EventStatus::Hypothetical);
    assert_eq!(one("The mate recalled the attack on the yard on 3 May 2021.").2, "attack on the yard");
    assert_eq!(told("The mate sent a note urging friends to come to the yard on 3 May 2021."), []);
    assert_eq!(told("Today's steps will shield the yards."), []);
}

#[test]
fn the_line_of_the_documents_own_date_dates_nothing_else() {
    assert_eq!(told("The yard\n\n20 June 2024\n\nThe guards entered the yard. The crew was released."), []);
}

#[test]
fn what_leads_up_to_a_date_is_no_part_of_what_happened() {
    let (_, _, summary) = one("In response to the raid, on 3 May 2021 the navy left the yard.");
    assert_eq!(summary, "the navy left the yard");
    assert_eq!(told("The rise in 2003-2012 is due to new ships."), []);
}

/// Asserts the dates and summaries of a text.
fn tells(text: &str, want: &[(&str, &str)]) {
    let found = short(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(found, want, "{text}");
}

#[test]
fn what_a_participle_tells_in_passing_has_its_own_date() {
    tells(
        "The levy, introduced in March 2018 and raised in May 2019, was lifted in June 2020.",
        &[
            ("2018-03", "The levy … introduced"),
            ("2019-05", "The levy … raised"),
            ("2020-06", "The levy … was lifted"),
        ],
    );
    let (edtf, status, summary) = one("The mandate, due to expire on 31 July 2024, is long.");
    assert_eq!((edtf.as_str(), status), ("2024-07-31", EventStatus::Planned), "{summary}");
}

#[test]
fn a_second_verb_has_its_own_date_and_the_first_ones_subject() {
    tells(
        "The tariff was announced in May 2021, signed on 3 June and took effect on 1 July 2021.",
        &[
            ("2021-05", "The tariff was announced"),
            ("2021-06-03", "The tariff was … signed"),
            ("2021-07-01", "The tariff … took effect"),
        ],
    );
    tells(
        "The law was adopted on 29 April 2024 and comes into force on 1 July 2024.",
        &[("2024-04-29", "The law was adopted"), ("2024-07-01", "The law … comes into force")],
    );
    tells(
        "The hearing was adjourned because of the storm and is due to resume on 3 July 2024.",
        &[("2024-07-03", "The hearing … is due to resume")],
    );
}

#[test]
fn a_relative_clause_ends_where_the_sentence_goes_on() {
    tells(
        "The raid that killed nine guards in May 2021 initially led to calm.",
        &[("2021-05", "The raid … killed nine guards")],
    );
    tells("The marches that began on 25 May 2021 quickly grew.", &[("2021-05-25", "The marches … began")]);
    tells(
        "Inflation, which had peaked at 9 percent in May 2021, eased in 2023.",
        &[("2021-05", "Inflation … had peaked at 9 percent"), ("2023", "Inflation … eased")],
    );
}

#[test]
fn what_was_said_on_a_date_and_what_happened_on_one_are_told_apart() {
    tells(
        "The inquiry found that between March 2016 and May 2017 the master had approved nine payments.",
        &[("2016-03/2017-05", "the master had approved nine payments")],
    );
    tells(
        "The mate was sentenced to nine years for taking part in the strike in 2018.",
        &[("2018", "The mate was sentenced … taking part in the strike")],
    );
    tells("The mate was jailed for the murder of a guard in 2018.", &[("2018", "murder of a guard")]);
    tells(
        "The mate was charged with the murder of a guard on 3 May 2018.",
        &[("2018-05-03", "The mate was charged with the murder of a guard")],
    );
}

#[test]
fn a_subject_may_be_a_list_between_commas() {
    tells(
        "On 8 March 2021, a team from the port, and guards from Harel, searched the yard.",
        &[("2021-03-08", "a team from the port, and guards from Harel, searched the yard")],
    );
    tells(
        "On 3 May 2021, forces from the northern province crossed the river.",
        &[("2021-05-03", "forces from the northern province crossed the river")],
    );
}

#[test]
fn a_period_may_stand_in_brackets_or_end_on_a_day() {
    tells(
        "During the reporting period (5 through 11 May 2021), nine cases were reported.",
        &[("2021-05-05/2021-05-11", "nine cases were reported")],
    );
    tells(
        "During the week ending 20 May 2021, nine cases were reported.",
        &[("2021-05-14/2021-05-20", "nine cases were reported")],
    );
    tells(
        "From October 1, 2021, through September 30, 2022, the yard lent nine crowns.",
        &[("2021-10-01/2022-09-30", "the yard lent nine crowns")],
    );
    tells(
        "In fiscal years 2006 through 2008, the yard resolved nine cases.",
        &[("2006~/2008~", "the yard resolved nine cases")],
    );
}

#[test]
fn the_end_of_what_was_extended_or_granted_is_no_date_of_the_verb() {
    assert_eq!(told("The council extended the mandate until 31 March 2014."), []);
    assert_eq!(told("The council has granted nine crowns in aid through 30 September 2024."), []);
}

#[test]
fn what_has_gone_on_since_a_happening_is_told_with_it() {
    tells(
        "Since joining the league in 2004, Harel has doubled its fleet.",
        &[("2004/..", "Harel has doubled its fleet"), ("2004", "Harel … joining the league")],
    );
    tells(
        "Since the start of the outbreak in 2018, nine men have died.",
        &[("2018/..", "nine men have died"), ("2018", "outbreak")],
    );
}

#[test]
fn noun_phrases_keep_who_and_what_they_are_of() {
    tells("Harel's 2014 raid on the yards was long.", &[("2014", "Harel's 2014 raid on the yards")]);
    tells("They met under the 1997 Osk Founding Act.", &[("1997", "1997 Osk Founding Act")]);
    tells("In our 2016 report, we recommended a new quay.", &[("2016", "we recommended a new quay")]);
}

#[test]
fn cells_of_a_chronology_may_hold_several_sentences_and_finer_dates() {
    let rows = [
        ("1982", "In May, the mate joins the strike. In July, the yard is shut."),
        ("Jan. 7, 1984 &amp; Feb. 29, 1984", "The guards mine the harbours."),
        ("Nov./Dec. 1984", "The court hears the case. A guard is shot. The yard burns."),
    ];
    let rows = rows.map(|(date, cell)| format!("<tr><td>{date}</td><td>{cell}</td></tr>")).concat();
    let page = format!("<table>{rows}</table>");
    let origin = crate::ingest::Origin::Stdin;
    let text =
        crate::ingest::ingest(page.as_bytes(), origin, Some(Format::Html), Default::default()).unwrap();
    let (_, found) = events_in(text);
    let dates: Vec<&str> = found.iter().filter_map(|e| e.edtf.as_deref()).collect();
    assert_eq!(dates, ["1982-05", "1982-07", "1984-01-07", "1984-11/1984-12"], "{found:?}");
    assert_eq!(found[0].summary, "the mate joins the strike");
    let text = "Sept. 1979 | Once it becomes clear that the yard would not yield, the guards leave.\n\n\
                July 1984 | When the aid ran out, they sent more.";
    assert_eq!(short(text)[0].1, "Once it becomes clear that the yard would not yield, the guards leave");
}

#[test]
fn a_body_whose_name_reads_like_a_pronoun_stays_in_the_summary() {
    tells(
        "During 2020, WHO and the yards trained nine nurses.",
        &[("2020", "WHO and the yards trained nine nurses")],
    );
}

#[test]
fn a_date_with_its_article_describes_the_noun_behind_it() {
    let all = told("Following the 4 May attack on police outposts, the harbour council convened a meeting.");
    assert!(all[0].2.ends_with("attack on police outposts"), "{all:?}");
}
