//! Rules of names, each on a sentence or two.

use super::find;
use crate::extract::Input;
use crate::model::{Actor, ActorKind, Format, Place, Span, Text, Via};
use crate::structure::{Corrections, structure};

fn read(text: &str) -> (Vec<Actor>, Vec<Place>) {
    let text = Text::new(text, Format::Text);
    let structure = structure(&text, &Corrections::default());
    find(Input { text: &text, structure: &structure, date: None })
}

/// "name: mention(via) …" of every actor, in order of salience.
pub(super) fn actors(text: &str) -> Vec<String> {
    let (actors, _) = read(text);
    let show = |a: &Actor| {
        let mentions: Vec<String> =
            a.mentions.iter().map(|m| format!("{} {:?}", m.span.of(text), m.via)).collect();
        format!("{}: {}", a.name, mentions.join(", "))
    };
    actors.iter().map(show).collect()
}

pub(super) fn kinds(text: &str) -> Vec<(String, ActorKind)> {
    read(text).0.into_iter().map(|a| (a.name, a.kind)).collect()
}

pub(super) fn places(text: &str) -> Vec<String> {
    read(text).1.into_iter().map(|p| p.name).collect()
}

#[test]
fn a_capital_is_its_government_where_it_acts_and_a_town_where_things_happen() {
    let text =
        "Envoys met in Ankara on Monday. Ankara rejects the charge, and relations with Tehran are poor.";
    assert_eq!(actors(text), ["Turkey: Ankara Alias", "Iran: Tehran Alias"]);
    assert_eq!(places(text), ["Ankara"]);
    assert_eq!(places("The Geneva talks and the Muscat round failed."), ["Geneva", "Muscat"]);
}

#[test]
fn adjectives_point_to_their_state_and_a_ministry_is_part_of_it() {
    let text = "The Omani Foreign Ministry hosted both teams. Omani traders were relieved.";
    let (actors, _) = read(text);
    let ministry = actors.iter().find(|a| a.name == "Omani Foreign Ministry").unwrap();
    let oman = actors.iter().position(|a| a.name == "Oman").unwrap();
    assert_eq!(ministry.part_of.map(|id| id.index()), Some(oman));
    assert_eq!(ministry.role, Some("GOV"));
    assert!(actors[oman].mentions.iter().all(|m| m.via == Via::Demonym));
}

#[test]
fn a_government_in_other_words_is_the_state() {
    assert_eq!(actors("The Peruvian government fell."), ["Peru: Peruvian government Nominal"]);
    assert_eq!(actors("They blame the Government of Chad for it."), ["Chad: Government of Chad Alias"]);
    assert_eq!(
        actors("Legitimacy matters to Yemen’s governing body."),
        ["Yemen: Yemen Name, governing body Nominal"]
    );
}

#[test]
fn acronyms_are_explained_once_and_hold_for_the_whole_text() {
    let text =
        "The Volta Basin Water Authority (VBWA) met in May. The VBWA set quotas. The Authority is new.";
    assert_eq!(
        actors(text),
        [
            "Volta Basin Water Authority: Volta Basin Water Authority Name, VBWA Acronym, VBWA Acronym, Authority Alias"
        ]
    );
    assert!(actors("A Gross Domestic Product (GDP) of nil was found.").is_empty());
}

#[test]
fn persons_go_by_title_full_name_and_surname() {
    let text = "President Tarek Adeyinka spoke first. Adeyinka said Mr Bodo Wellink would resign, and Wellink agreed.";
    let found = actors(text);
    assert_eq!(
        found,
        [
            "Tarek Adeyinka: Tarek Adeyinka Name, Adeyinka Alias",
            "Bodo Wellink: Bodo Wellink Name, Wellink Alias"
        ]
    );
    assert!(kinds(text).iter().all(|(_, k)| *k == ActorKind::Person));
}

#[test]
fn ordinary_words_months_and_headings_are_no_names() {
    let text = "Future Challenges and Lasting Peace\nThis is hard. Future talks may fail in October. Drift. Checks continue.";
    assert!(actors(text).is_empty(), "{:?}", actors(text));
    assert!(places(text).is_empty());
    assert!(actors("It cost US$310 million.").is_empty());
}

#[test]
fn headings_show_the_names_that_the_prose_has() {
    let text = "Why Tarek Adeyinka Must Decide\nMr Tarek Adeyinka has little time, and he said so.";
    assert_eq!(actors(text), ["Tarek Adeyinka: Tarek Adeyinka Name, Tarek Adeyinka Name, he Pronoun"]);
}

#[test]
fn armed_groups_have_many_names() {
    let text = "Al-Shabaab claimed the raid; the TTP denied another. Shabaab fighters fled.";
    assert_eq!(actors(text), ["Al-Shabaab: Al-Shabaab Name, Shabaab Name", "TTP: TTP Acronym"]);
}

#[test]
fn ships_are_no_persons_and_a_country_is_no_long_form_of_a_foreign_acronym() {
    assert!(actors("HMS Otterbank joined the USNS Vellmark on patrol.").is_empty());
    let found = actors("The rebels fled to Mali (TRQF) and the TRQF reported losses.");
    assert!(found.contains(&"Mali: Mali Name".to_owned()), "{found:?}");
}

#[test]
fn a_title_of_several_words_ends_an_organisation() {
    let found = actors("Pentagon Press Secretary Pia Wolling told reporters. Wolling gave no date.");
    assert_eq!(found, ["Pia Wolling: Pia Wolling Name, Wolling Alias", "Pentagon: Pentagon Name"]);
}

#[test]
fn two_parties_are_linked_only_where_two_are_meant() {
    let text = "Chad and Niger signed it. Both nations will gain.";
    assert_eq!(
        actors(text),
        ["Chad: Chad Name, Both nations Collective", "Niger: Niger Name, Both nations Collective"]
    );
    // A mediator is no member.
    let text = "Chad and Niger fought. Chad left; Niger stayed. Qatar helped the two parties.";
    assert!(
        actors(text).iter().all(|a| a.contains("Collective") != a.contains("Qatar")),
        "{:?}",
        actors(text)
    );
    let apart = "Oman spoke first. Qatar then met both sides.";
    assert!(actors(apart).iter().all(|a| !a.contains("Collective")), "{:?}", actors(apart));
    let open = "Chad, Niger and Mali signed it. Both nations will gain.";
    assert!(actors(open).iter().all(|a| !a.contains("Collective")), "{:?}", actors(open));
}

#[test]
fn ministries_of_two_states_stay_apart() {
    let text = "Ghana's Foreign Ministry objected. Togo's Foreign Ministry agreed.";
    let ministries = read(text).0.into_iter().filter(|a| a.kind == ActorKind::Organisation).count();
    assert_eq!(ministries, 2);
}

#[test]
fn unknown_places_show_by_their_neighbours() {
    let text = "Lorries wait at Zarkent. The Zarkent crossing is shut, as is the road to Obedo, Uganda.";
    assert_eq!(places(text), ["Zarkent", "Obedo"]);
}

proptest::proptest! {
    #[test]
    fn nothing_panics_and_every_span_holds(
        words in proptest::collection::vec("[A-Z]?[a-zé]{0,6}[.,:’()-]?|Kabul|the|of|Ministry|\\(ABC\\)|’s|al-|\\n|General|UN", 0..40)
    ) {
        let text = words.join(" ");
        let (actors, places) = read(&text);
        let mentions = actors.iter().flat_map(|a| &a.mentions).chain(places.iter().flat_map(|p| &p.mentions));
        for m in mentions {
            proptest::prop_assert!(Span::checked(&text, m.span.from(), m.span.to()).is_ok());
            proptest::prop_assert!(!m.span.is_empty());
        }
    }
}

#[test]
fn a_head_noun_means_the_organisation_that_the_text_is_about() {
    let text = "The Wexley Campaign hired him. The Wexley Campaign paid. He left the Wexley Campaign for the Abbott \
        Campaign. In June the Campaign closed.";
    let found = actors(text);
    assert!(found.iter().any(|a| a.starts_with("Abbott Campaign: Abbott Campaign Name")), "{found:?}");
    let text = "The Volta Basin Water Authority met. The Lomi River Authority met. The Authority is new.";
    assert!(!actors(text).iter().any(|a| a.contains("Alias")), "{:?}", actors(text));
    let defined = "The Volta Basin Water Authority (the “Authority”) met. The Lomi River Authority met. The \
        Authority is new.";
    let found = actors(defined);
    assert!(found.iter().any(|a| a.starts_with("Volta") && a.ends_with("Authority Alias")), "{found:?}");
    assert!(
        kinds("The Abbott Campaign denied it.")
            .contains(&("Abbott Campaign".into(), ActorKind::Organisation))
    );
}

#[test]
fn names_end_with_their_line_and_do_not_run_on_doubled() {
    let found = actors("He met Michael Osei Michael Osei in May. Mr Tomas Welk Welk left.");
    assert!(found.iter().all(|a| !a.contains("Osei Michael") && !a.contains("Welk Welk")), "{found:?}");
    let found = actors("Dear Mr. Pelkov, we thank you. Pelkov Visits J.D. Garrow\n\nMr. Pelkov left again.");
    assert!(found.iter().all(|a| !a.contains("Dear") && !a.contains("Visits")), "{found:?}");
    let found = actors("V. Prosecution\n\nThe prosecution failed. Mr. Osei said so.");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn one_person_has_names_with_and_without_initials_and_a_son_is_another() {
    let text =
        "Richard B. Osei met Richard Osei Jr. in May. Richard Osei left. Then Osei wrote to Osei Jr. again.";
    let found = actors(text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found.iter().any(|a| a.starts_with("Richard B. Osei")
            && a.contains("Richard Osei Alias")
            && a.contains("Osei Alias")),
        "{found:?}"
    );
    // Of two with one surname, the one named far more often is meant.
    let text = "Richard Osei came. Richard Osei spoke. Richard Osei left. Anna Osei stayed. Osei was tired.";
    let found = actors(text);
    assert!(found.iter().any(|a| a.starts_with("Richard Osei") && a.ends_with("Osei Alias")), "{found:?}");
    // A third of that name there is not.
    let text = "Richard Osei came. Anna Osei stayed. Mr Osei was tired.";
    assert_eq!(actors(text).len(), 2, "{:?}", actors(text));
}

#[test]
fn sides_codes_and_laws_are_no_actors() {
    for text in ["The Relying Party checks it.", "The AAL3 requires two.", "The Nationality Act was passed."]
    {
        assert!(actors(text).is_empty(), "{:?}", actors(text));
    }
}

#[test]
fn titles_and_pronouns_mean_the_one_who_can_be_meant() {
    let text = "Foreign Minister Ana Osei met Karim Welk on Monday. The foreign minister left early. The minister for \
        trade stayed. Peru waited for weeks.";
    assert!(
        actors(text).contains(&"Ana Osei: Ana Osei Name, The foreign minister Title".to_owned()),
        "{:?}",
        actors(text)
    );
    let text = "General Ana Osei resigned. \u{201c}It is over,\u{201d} she said.";
    assert_eq!(actors(text), ["Ana Osei: Ana Osei Name, she Pronoun"]);
    let two = "Ana Osei met Karim Welk. He said nothing.";
    assert!(actors(two).iter().all(|a| !a.contains("Pronoun")), "{:?}", actors(two));
}

#[test]
fn companies_have_their_legal_form_and_go_by_their_first_words() {
    let text = "He works for Ulden Vark Marine Co., Ltd., a chandler. Ulden Vark is not charged.";
    assert_eq!(
        actors(text),
        ["Ulden Vark Marine Co., Ltd.: Ulden Vark Marine Co., Ltd. Name, Ulden Vark Alias"]
    );
}

#[test]
fn a_surname_of_several_parts_is_one() {
    let text = "Nadia Bel-Sunar spoke first. Mr Bel-Sunar spoke last.";
    assert_eq!(actors(text), ["Nadia Bel-Sunar: Nadia Bel-Sunar Name, Bel-Sunar Alias"]);
    let text = "Governor Pak Seok-jin and Ms Lau Wing-sum came. Pak Seok-jin left.";
    assert!(
        actors(text).contains(&"Pak Seok-jin: Pak Seok-jin Name, Pak Seok-jin Name".to_owned()),
        "{:?}",
        actors(text)
    );
}

#[test]
fn one_strange_word_behind_at_is_a_place() {
    let text = "About 300 lorries wait at Velmund every day. The line may reopen in June.";
    assert!(actors(text).is_empty(), "{:?}", actors(text));
}

#[test]
fn authors_of_citations_are_no_actors() {
    let text =
        "The ferry sank (Osei, 2015). Ana Welk denied it (see Rhys and Marlo, 2019; Tarn et al., 2020).";
    assert_eq!(kinds(text), [("Ana Welk".to_owned(), ActorKind::Person)]);
}

#[test]
fn a_man_and_a_woman_of_one_surname_are_two() {
    let text =
        "Mr Osei ran the shop. Mrs Osei sold cards there. Mr Osei was told so. Mr Osei left, she said.";
    let mut names: Vec<String> = kinds(text).into_iter().map(|k| k.0).collect();
    names.sort();
    assert_eq!(names, ["Mrs Osei", "Osei"]);
}

#[test]
fn an_acronym_may_be_announced_in_words_or_come_from_another_language() {
    let text =
        "The High Court of Civil Appeals (hereinafter referred to as HCCA) ruled. The HCCA sat in May.";
    assert_eq!(actors(text).len(), 1, "{:?}", actors(text));
    let text = "The Republic Electoral Commission (RIK) met. The RIK rejected the list.";
    assert_eq!(actors(text).len(), 1, "{:?}", actors(text));
}

#[test]
fn an_adjective_of_more_than_one_state_is_nobodys() {
    assert!(actors("Latin American football grew.").is_empty());
    let (found, _) = read("The American embassy closed.");
    assert!(found.iter().any(|a| a.name == "United States"));
}

#[test]
fn a_mister_is_not_his_wife() {
    let names = |text: &str| -> Vec<(String, usize)> {
        let (actors, _) = read(text);
        actors.iter().map(|a| (a.name.clone(), a.mentions.len())).collect()
    };
    let found = names(
        "Elena Osei told the court about her evening. Elena Osei said that she had cooked. Mr Osei came home late. \
         He was ill. Mr Osei was in hospital by noon.",
    );
    assert!(found.iter().any(|(name, n)| name == "Elena Osei" && *n == 2), "{found:?}");
    let found = names(
        "Elena Osei told the court about her evening. Elena Osei said that she had cooked. Daniel Osei had lost his keys. \
         Mr Osei came home late. Mr Osei was in hospital by noon.",
    );
    assert!(found.iter().any(|(name, n)| name == "Daniel Osei" && *n == 3), "{found:?}");
}

#[test]
fn what_a_text_defines_in_brackets_is_another_name() {
    let text = "In May, Mr Karim Tolle Osei (“the applicant”) wrote to the Guild Society of Velmund (“the Guild Society”). \
        The applicant said that the Guild Society had erred. Assistant Registrar Ana Maria Welk (“AR Welk”) heard the \
        applicant. AR Welk refused.";
    let found = actors(text);
    assert!(
        found.contains(
            &"Karim Tolle Osei: Karim Tolle Osei Name, applicant Nominal, applicant Nominal, applicant Nominal".to_owned()
        ),
        "{found:?}"
    );
    assert!(
        found.contains(&"Ana Maria Welk: Ana Maria Welk Name, AR Welk Alias, AR Welk Alias".to_owned()),
        "{found:?}"
    );
    assert!(found.iter().any(|a| a.starts_with("Guild Society of") && a.ends_with("Guild Society Alias")));
    let text = "Tarn Foods Inc. (the “Company”) sold two plants. The Company grew.";
    let found = actors(text);
    assert_eq!(found, ["Tarn Foods Inc.: Tarn Foods Inc. Name, Company Alias, Company Alias"]);
}

#[test]
fn a_term_defined_for_two_or_for_a_thing_means_nobody() {
    let text = "Mr Karim Osei (“the applicant”) lost. The applicant paid. Ms Ana Welk (“the applicant”) won. The applicant left.";
    let found = actors(text);
    assert!(
        found
            .iter()
            .any(|a| a.starts_with("Karim Osei") && a.ends_with("applicant Nominal, applicant Nominal")),
        "{found:?}"
    );
    assert!(!found.iter().any(|a| a.starts_with("Ana Welk") && a.contains("applicant")), "{found:?}");
    for text in [
        "She filed a letter against Tarn Foods Inc. (“the letter”). The letter was late.",
        "They signed a lease with Tarn Foods Inc. (the “Agreement”). The Agreement was void.",
        "Ana Osei and Karim Welk (together, the “applicants”) came. The applicants left.",
    ] {
        assert!(
            !actors(text)
                .iter()
                .any(|a| a.contains("etter") || a.contains("greement") || a.contains("pplicants")),
            "{text}"
        );
    }
}

#[test]
fn letters_behind_a_name_tell_a_judge() {
    let text = "Osei Sheng Wei JC dismissed the appeal. Osei JC heard more. Ana Welk QC spoke. He read Plan J aloud.";
    let found = kinds(text);
    assert_eq!(
        found,
        [("Osei Sheng Wei JC".to_owned(), ActorKind::Person), ("Ana Welk QC".to_owned(), ActorKind::Person)]
    );
}

#[test]
fn editions_addresses_and_formats_are_no_actors() {
    for text in [
        "The Act (Cap 12, 2014 Rev Ed) applies.",
        "PDF Version\n\nThis is all. The PDF Version is here.",
        "Read it at https://www.velm.org/Sociotarn/page_two.htm today.",
        "The court held a Pre-Trial Conference (“PTC”) in May. At the PTC he spoke.",
        "Results follow GAAP rules. The iPhone sold well. A SUV stood there.",
    ] {
        assert!(actors(text).is_empty(), "{:?}", actors(text));
    }
    let found = actors("The PDF attacked a convoy in Myanmar.");
    assert!(found.iter().any(|a| a.contains("PDF Acronym")), "{found:?}");
}

#[test]
fn names_reach_as_far_as_their_words_ask() {
    let first = |text: &str| actors(text).first().cloned().unwrap_or_default();
    assert!(
        first("TARNEM member Coast Watch and River Studies Centre (CWRS) agreed. CWRS said so.")
            .starts_with("Coast Watch and River Studies Centre: ")
    );
    assert!(first("The Maritime and Fisheries Agency said so.").starts_with("Maritime and Fisheries Agency"));
    let two = actors("The House of Representatives and Senate voted.");
    assert!(!two.iter().any(|a| a.contains(" and ")), "{two:?}");
    assert!(first("They expelled the 1st Front in Velmund after it objected.").starts_with("1st Front:"));
}

#[test]
fn an_acronym_without_an_explanation_goes_to_the_only_name_with_its_initials() {
    let text = "The Coastal Audit Office found it. The CAO said so. Then the CAO closed.";
    assert_eq!(actors(text), ["Coastal Audit Office: Coastal Audit Office Name, CAO Acronym, CAO Acronym"]);
    let two = "The Coastal Audit Office met the Central Appeals Office. The CAO said so.";
    assert!(actors(two).iter().any(|a| a == "CAO: CAO Acronym"), "{:?}", actors(two));
}

#[test]
fn a_bare_surname_is_his_who_was_named_before() {
    let text = "Daniel Osei ran the port. Osei sold it. Osei left. Later his daughter, Ana Osei, came. Osei paid her. Osei said so.";
    let found = actors(text);
    assert!(
        found.iter().any(|a| a.starts_with("Daniel Osei") && a.matches("Osei Alias").count() == 4),
        "{found:?}"
    );
}

#[test]
fn a_region_with_the_name_of_a_state_is_a_place() {
    assert_eq!(
        places("Atlanta is in Georgia. Votes in Georgia and Alabama were counted."),
        ["Georgia", "Atlanta", "Alabama"]
    );
    assert!(
        actors("Georgia left. Tbilisi and Atlanta are far apart.").iter().any(|a| a.starts_with("Georgia"))
    );
    assert!(actors("The Investing in America plan began. America Latina met.").is_empty());
}

#[test]
fn a_prison_is_a_place_and_a_journalist_a_person() {
    assert_eq!(places("Protests began at the Abu Tarnin prison."), ["Abu Tarnin"]);
    assert_eq!(places("The district of Lola is poor. Lola was hit by floods."), ["Lola"]);
    assert!(
        kinds("They arrested a local journalist, Hind El Velmi, on Monday.")
            .contains(&("Hind El Velmi".to_owned(), ActorKind::Person))
    );
}

#[test]
fn he_is_not_whoever_was_named_last() {
    let text = "Karim Osei rules the island. A witness told reporters that the army attacked. He said that soldiers fired.";
    assert!(actors(text).iter().all(|a| !a.contains("Pronoun")), "{:?}", actors(text));
    let text = "Mr Karim Osei came. She said that it was late.";
    assert!(actors(text).iter().all(|a| !a.contains("Pronoun")), "{:?}", actors(text));
}

#[test]
fn a_firm_is_told_by_the_noun_beside_it() {
    let firm = |text: &str| kinds(text).contains(&("Osei Welk".to_owned(), ActorKind::Organisation));
    assert!(firm(
        "The papers come from a law firm based in Tarn, Osei Welk, that has branches. Osei Welk denied it."
    ));
    assert!(firm("Osei Welk, a law firm in Tarn, denied it. They asked Osei Welk again."));
    assert!(!firm("Osei Welk, a company spokesman, denied it. They asked Osei Welk again."));
    let found = kinds("He sold cars by Osei, Toyota, Samsung and Boeing.");
    assert!(found.contains(&("Osei".to_owned(), ActorKind::Organisation)), "{found:?}");
}

#[test]
fn the_bank_and_the_company_are_those_the_text_is_about() {
    let text = "Velm Bank Limited lent the sum. The Bank was paid in May.";
    assert_eq!(actors(text), ["Velm Bank Limited: Velm Bank Limited Name, Bank Alias"]);
    let text = "Tarn Foods Inc. sold a plant. The Company grew.";
    assert_eq!(actors(text), ["Tarn Foods Inc.: Tarn Foods Inc. Name, Company Alias"]);
    // A known one may be meant as well.
    let text = "The World Bank wrote to Velm Bank. The Bank did not answer.";
    assert!(
        !actors(text).iter().any(|a| a.starts_with("Velm Bank") && a.contains("Bank Alias")),
        "{:?}",
        actors(text)
    );
    let text = "Toyota met Tarn Foods Inc. in May. The Company grew.";
    assert!(!actors(text).iter().any(|a| a.contains("Company")), "{:?}", actors(text));
}

#[test]
fn methods_treaties_sides_and_loud_words_are_no_actors() {
    for text in [
        "They did a parallel catch tabulation (PCT) in May. The PCT was late. They praised the PCT.",
        "They signed the Convention on the Prohibition of Poison and Dredging Nets (PDN). The PDN holds. They fear the PDN.",
        "He opened two ETCs near the port.",
        "They sent it under REVIEW rules in May.",
        "The Rules of Court say so. He read the Rules of Court.",
    ] {
        assert!(actors(text).is_empty(), "{:?}", actors(text));
    }
    let court = actors("The Judge of the Supreme Court spoke. The judge of the Supreme Court left.");
    assert!(court.iter().all(|a| a.starts_with("Supreme Court")), "{court:?}");
}

#[test]
fn brackets_name_whom_they_can() {
    let text = "VELMTON, Central African Republic (AP) \u{2014} A man was hurt. The AP said so.";
    assert!(!actors(text).iter().any(|a| a.starts_with("Central") && a.contains("AP")), "{:?}", actors(text));
    let text = "Tarn Foods Inc., a Velmund corporation (\u{201c}Seller\u{201d}), and Osei Mills (Pvt) Ltd (the \u{201c}Buyer\u{201d}) met. \
        Seller sold. The Buyer paid.";
    let found = actors(text);
    assert!(
        found.iter().any(|a| a.starts_with("Tarn Foods Inc.: ") && a.ends_with("Seller Alias")),
        "{found:?}"
    );
    assert!(
        found.iter().any(|a| a.starts_with("Osei Mills (Pvt) Ltd: ") && a.ends_with("Buyer Alias")),
        "{found:?}"
    );
    let text = "The raid followed the FPRV\u{2019}s (Front Populaire pour la Renaissance de Velmie) retreat. The FPRV left.";
    assert_eq!(actors(text).len(), 1, "{:?}", actors(text));
}

#[test]
fn what_belongs_to_an_organisation_is_not_the_organisation() {
    let text = "The TRQF Seeds Programme began. The TRQF paid. TRQF officials left.";
    assert!(
        !actors(text).iter().any(|a| a.contains("Programme") && a.contains("TRQF Al")),
        "{:?}",
        actors(text)
    );
    let text =
        "He asked the Secretary of State for Health and Social Care, Karim Osei. Karim Osei MP agreed.";
    assert_eq!(actors(text), ["Karim Osei: Karim Osei Name, Karim Osei Name"]);
    let text = "The Sellers left. The Buyer and the Sellers agree to it. The Sellers paid.";
    assert!(actors(text).is_empty(), "{:?}", actors(text));
}
