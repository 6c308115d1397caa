use crate::extract::{Options, extract};
use crate::model::{
    ActorCorrection, ActorKind, ClaimCorrection, ClaimKind, Corrections, Document, EventCorrection, Format,
    Span, Text, TimeCorrection, Via,
};

const REPORT: &str = "\
1. The harbour

The Port Authority of Tarn said on 3 June 2018 that the crane fell. Maria Drosk denied it.

Costs

In Tarn the Port Authority paid 5 million dollars. Drosk resigned in May.

2. What comes next

The council must publish the report. In May the ferry stops.
";

fn read(corrections: Corrections) -> Document {
    let options = Options { date: None, corrections };
    let text = Text::new(REPORT, Format::Text);
    extract("r.txt".into(), String::new(), text, &options, &mut ())
}

fn at(words: &str) -> Span {
    let from = REPORT.find(words).unwrap();
    Span::new(from, from + words.len())
}

fn actor<'d>(d: &'d Document, name: &str) -> &'d crate::model::Actor {
    d.actors.iter().find(|a| a.name == name).unwrap_or_else(|| panic!("{name}: {:?}", names(d)))
}

fn names(d: &Document) -> Vec<&str> {
    d.actors.iter().map(|a| a.name.as_str()).collect()
}

fn titles(d: &Document) -> Vec<(u8, &str)> {
    (0..d.sections.len())
        .map(crate::model::SectionId::new)
        .map(|id| (d.sections[id.index()].level, d.section_title(id)))
        .collect()
}

#[test]
fn headings_are_made_moved_renamed_and_dropped() {
    let headings = vec![(at("Costs"), Some(2)), (at("2. What"), None)];
    let d = read(Corrections {
        headings,
        titles: vec![(at("1. The harbour"), "Harbour".into())],
        ..Corrections::default()
    });
    assert_eq!(titles(&d), [(1, "Harbour"), (2, "Costs")]);
    assert_eq!(d.sections[1].parent, Some(crate::model::SectionId::new(0)));
    assert!(!d.sentences.iter().any(|s| s.span.overlaps(at("Costs"))), "a heading is no sentence");
}

#[test]
fn text_set_aside_holds_nothing_and_comes_back() {
    let d = read(Corrections { masked: vec![at("Maria Drosk denied it.")], ..Corrections::default() });
    assert!(d.is_noise(at("denied").from()));
    assert!(!d.claims.iter().any(|c| c.span.overlaps(at("Maria Drosk denied it."))));
    let span = at("Maria Drosk denied it.");
    let d = read(Corrections { masked: vec![span], unmasked: vec![span], ..Corrections::default() });
    assert!(!d.is_noise(span.from()));
}

#[test]
fn a_date_is_read_otherwise_and_its_event_moves() {
    let may = at("In May");
    let may = Span::new(may.from() + 3, may.to());
    let reading = |edtf: &str| {
        let times = vec![(may, TimeCorrection::Reading(edtf.into()))];
        read(Corrections { times, ..Corrections::default() })
    };
    let d = reading("2019-05");
    let time = d.times.iter().find(|t| t.span == may).unwrap();
    assert_eq!((time.value.as_str(), time.edtf.as_deref()), ("2019-05", Some("2019-05")));
    assert_eq!(reading("soon"), read(Corrections::default()), "what is no date changes nothing");
    let d = read(Corrections {
        times: vec![(at("3 June 2018"), TimeCorrection::Hide)],
        ..Corrections::default()
    });
    assert!(!d.times.iter().any(|t| t.span.overlaps(at("3 June 2018"))));
    assert!(!d.events.iter().any(|e| e.edtf.as_deref() == Some("2018-06-03")));
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        (&self.times, &self.actors, &self.claims, &self.events, &self.sections)
            == (&other.times, &other.actors, &other.claims, &other.events, &other.sections)
    }
}

#[test]
fn actors_are_merged_split_renamed_retyped_and_hidden() {
    let with = |list: Vec<ActorCorrection>| read(Corrections { actors: list, ..Corrections::default() });
    let before = with(Vec::new());
    let drosk = actor(&before, "Maria Drosk");
    assert_eq!(drosk.mentions.len(), 2, "with the surname");
    let port = before.actors.iter().find(|a| a.name.starts_with("Port Authority")).unwrap().name.clone();

    let merge = ActorCorrection::Merge { actor: "drosk".into(), into: port.clone() };
    let d = with(vec![merge]);
    let merged = actor(&d, &port);
    assert!(merged.mentions.len() >= 3 && merged.mentions.is_sorted_by_key(|m| m.span));
    assert!(merged.aliases.iter().any(|a| a.text == "Maria Drosk" && a.count == 1));
    assert!(!names(&d).contains(&"Maria Drosk"));

    let d = with(vec![ActorCorrection::Split { actor: "Maria Drosk".into(), name: "Drosk".into() }]);
    assert_eq!((actor(&d, "Maria Drosk").mentions.len(), actor(&d, "Drosk").mentions.len()), (1, 1));

    let d = with(vec![
        ActorCorrection::Rename { actor: "Drosk".into(), name: "Minister Drosk".into() },
        ActorCorrection::Kind { actor: "Minister Drosk".into(), kind: ActorKind::Group },
    ]);
    let renamed = actor(&d, "Minister Drosk");
    assert_eq!(renamed.kind, ActorKind::Group);
    assert!(renamed.aliases.iter().any(|a| a.text == "Maria Drosk"));

    let d = with(vec![ActorCorrection::Hide { actor: "MARIA DROSK".into() }]);
    assert!(!names(&d).contains(&"Maria Drosk"));
    for claim in &d.claims {
        assert!(claim.actors.iter().all(|id| id.index() < d.actors.len()));
    }
}

#[test]
fn a_missed_actor_is_added_and_claims_know_it() {
    let council = at("council");
    let mention = ActorCorrection::Mention {
        span: council,
        actor: "Tarn Council".into(),
        kind: ActorKind::Organisation,
    };
    let d = read(Corrections { actors: vec![mention], ..Corrections::default() });
    let id = d.actors.iter().position(|a| a.name == "Tarn Council").unwrap();
    assert_eq!(d.actors[id].mentions[0].via, Via::Name);
    let claim = d.claims.iter().find(|c| c.span.contains(council)).unwrap();
    assert!(claim.actors.iter().any(|a| a.index() == id));
}

#[test]
fn claims_and_events_are_hidden_retyped_and_added() {
    let denied = at("Maria Drosk denied it.");
    let change = |c| read(Corrections { claims: vec![(denied, c)], ..Corrections::default() });
    assert!(!change(ClaimCorrection::Hide).claims.iter().any(|c| c.span == denied));
    let d = change(ClaimCorrection::Source(Some("port authority of tarn".into())));
    let claim = d.claims.iter().find(|c| c.span == denied).unwrap();
    let said = d.attribution(claim.attribution.unwrap()).unwrap();
    assert_eq!(d.actor(said.source_actors[0]).unwrap().name, actor(&d, "Port Authority of Tarn").name);
    assert!(
        d.text.slice(said.source[0]).starts_with("The Port")
            || d.text.slice(said.source[0]).starts_with("Port")
    );
    let d = change(ClaimCorrection::Source(None));
    assert_eq!(d.claims.iter().find(|c| c.span == denied).unwrap().attribution, None);
    let d = change(ClaimCorrection::Source(Some("Nobody".into())));
    assert_eq!(d, read(Corrections::default()), "a name that is not there changes nothing");
    let d = change(ClaimCorrection::Kind(ClaimKind::Evaluation));
    assert!(d.claims.iter().any(|c| c.span == denied && c.kind == ClaimKind::Evaluation));
    let words = at("the crane fell");
    let d = read(Corrections {
        claims: vec![(words, ClaimCorrection::Add(ClaimKind::Fact))],
        events: vec![(words, EventCorrection::Add(Some("2018-06".into())))],
        ..Corrections::default()
    });
    assert!(d.claims.iter().any(|c| c.span == words && c.why.rule == "added by the reader"));
    assert!(d.claims.is_sorted_by_key(|c| c.span.start));
    let event = d.events.iter().find(|e| e.sources == [words]).unwrap();
    assert_eq!((event.edtf.as_deref(), event.summary.as_str()), (Some("2018-06"), "the crane fell"));
    let hidden = read(Corrections {
        events: vec![(words, EventCorrection::Add(None)), (words, EventCorrection::Hide)],
        ..Corrections::default()
    });
    assert!(!hidden.events.iter().any(|e| e.sources == [words]));
}

proptest::proptest! {
    #[test]
    fn any_corrections_leave_a_sound_document(
        spans in proptest::collection::vec((0usize..260, 0usize..80), 1..6),
        which in proptest::collection::vec(0usize..9, 1..6),
    ) {
        let mut c = Corrections::default();
        for (k, &(from, len)) in spans.iter().enumerate() {
            let from = from.min(REPORT.len());
            let span = Span::new(from, (from + len).min(REPORT.len()));
            match which[k % which.len()] {
                0 => c.masked.push(span),
                1 => c.headings.push((span, Some(len as u8))),
                2 => c.headings.push((span, None)),
                3 => c.times.push((span, TimeCorrection::Reading("2020/2021".into()))),
                4 => c.claims.push((span, ClaimCorrection::Add(ClaimKind::Forecast))),
                5 => c.events.push((span, EventCorrection::Add(None))),
                6 => c.actors.push(ActorCorrection::Mention {
                    span, actor: "Nobody".into(), kind: ActorKind::Person,
                }),
                7 => c.unmasked.push(span),
                _ => c.actors.push(ActorCorrection::Merge { actor: "tarn".into(), into: "Maria Drosk".into() }),
            }
        }
        let d = read(c);
        let text = d.text.as_str();
        let spans = d.claims.iter().map(|c| c.span)
            .chain(d.times.iter().map(|t| t.span))
            .chain(d.sections.iter().map(|s| s.heading))
            .chain(d.actors.iter().flat_map(|a| a.mentions.iter().map(|m| m.span)));
        for span in spans {
            proptest::prop_assert!(text.get(span.range()).is_some());
        }
        for claim in &d.claims {
            proptest::prop_assert!(claim.actors.iter().all(|a| d.actor(*a).is_some()));
            proptest::prop_assert!(claim.times.iter().all(|t| d.time(*t).is_some()));
            proptest::prop_assert!(!d.noise.iter().any(|n| n.span.overlaps(claim.span)) || c_added(claim));
        }
        for actor in &d.actors {
            proptest::prop_assert!(actor.part_of.is_none_or(|p| d.actor(p).is_some()));
        }
    }
}

fn c_added(claim: &crate::model::Claim) -> bool {
    claim.why.rule == "added by the reader"
}
