//! Small documents for tests, made by pointing at words of a text.

use std::sync::Arc;

use crate::model::{
    Actor, ActorId, ActorKind, Alias, Attribution, AttributionId, AttributionKind, BlockId, Certainty, Claim,
    ClaimId, ClaimKind, Date, Document, Event, EventStatus, Format, Importance, Mention, Place, Polarity,
    Quantity, Section, SectionId, Sentence, Span, Text, TimeExpression, TimeId, TimeKind, Via, Why,
};

const WHY: Why = Why { rule: "test", confidence: 1.0 };

/// A document in the making. Words are pointed at by quoting them; a quotation must occur.
pub(crate) struct Making {
    pub(crate) document: Document,
}

impl Making {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let document = Document::bare(path.to_owned(), String::new(), Text::new(text, Format::Text));
        Self { document }
    }

    pub(crate) fn span(&self, quote: &str) -> Span {
        let at = self.document.text.as_str().find(quote).unwrap_or_else(|| panic!("no “{quote}”"));
        Span::new(at, at + quote.len())
    }

    /// Every line "VIII.B Title" of a heading, with its depth.
    pub(crate) fn section(mut self, label: &str, title: &str, level: u8) -> Self {
        let heading = self.span(format!("{label} {title}").trim());
        let label = (!label.is_empty()).then(|| Span::new(heading.from(), heading.from() + label.len()));
        let title = Span::new(heading.to() - title.len(), heading.to());
        let parent = self.document.sections.iter().rposition(|s| s.level < level).map(SectionId::new);
        if let Some(last) = self.document.sections.last_mut() {
            last.body_end = heading.start;
        }
        let body_end = self.document.text.len() as u32;
        self.document.sections.push(Section {
            label,
            title,
            given: None,
            level,
            parent,
            heading,
            body_end,
            why: WHY,
        });
        self
    }

    pub(crate) fn sentence(mut self, quote: &str) -> Self {
        let span = self.span(quote);
        let section = self.document.section_at(span.from());
        self.document.sentences.push(Sentence { span, section, block: BlockId(0) });
        self
    }

    pub(crate) fn actor(mut self, name: &str, kind: ActorKind, names: &[&str]) -> Self {
        let text = self.document.text.as_str();
        let mut mentions: Vec<Mention> = names
            .iter()
            .chain([&name])
            .flat_map(|n| text.match_indices(n))
            .map(|(at, n)| Mention { span: Span::new(at, at + n.len()), via: Via::Name, why: WHY })
            .collect();
        mentions.sort_by_key(|m| m.span);
        let alias = |n: &&str| Alias { text: (*n).to_owned(), count: 1, rule: "test" };
        let aliases = names.iter().map(alias).collect();
        let name = name.to_owned();
        let actor = Actor { name, kind, role: None, part_of: None, aliases, mentions, why: WHY };
        self.document.actors.push(actor);
        self
    }

    pub(crate) fn place(mut self, name: &str) -> Self {
        let span = self.span(name);
        let mentions = vec![Mention { span, via: Via::Name, why: WHY }];
        self.document.places.push(Place { name: name.to_owned(), mentions, why: WHY });
        self
    }

    pub(crate) fn time(mut self, quote: &str, earliest: Date, latest: Date) -> Self {
        let span = self.span(quote);
        self.document.times.push(TimeExpression {
            span,
            kind: TimeKind::Date,
            value: smol_str::SmolStr::default(),
            modifier: None,
            edtf: None,
            earliest: Some(earliest),
            latest: Some(latest),
            resolved_by: None,
            readings: Vec::new(),
            why: WHY,
        });
        self
    }

    pub(crate) fn claim(mut self, quote: &str, kind: ClaimKind) -> Self {
        let span = self.span(quote);
        let d = &self.document;
        let inside = |m: &&Mention| span.contains(m.span);
        let actors = (0..d.actors.len()).filter(|k| d.actors[*k].mentions.iter().any(|m| inside(&m)));
        let times = (0..d.times.len()).filter(|k| span.contains(d.times[*k].span));
        let claim = Claim {
            span,
            section: d.section_at(span.from()),
            kind,
            polarity: Polarity::Positive,
            certainty: Certainty::Stated,
            likelihood: None,
            conditional: false,
            attribution: None,
            actors: actors.map(ActorId::new).collect(),
            times: times.map(TimeId::new).collect(),
            quantities: Box::default(),
            cues: Box::default(),
            addressee: None,
            grounds: None,
            consequence: None,
            checkworthy: 0.0,
            importance: Importance::default(),
            why: WHY,
        };
        self.document.claims.push(claim);
        self
    }

    /// Changes the last claim.
    pub(crate) fn but(mut self, change: impl FnOnce(&mut Claim)) -> Self {
        change(self.document.claims.last_mut().expect("a claim"));
        self
    }

    /// Says who says the last claim.
    pub(crate) fn said_by(mut self, quote: &str, actors: &[u32], kind: AttributionKind) -> Self {
        let source = vec![self.span(quote)];
        let content = vec![self.document.claims.last().expect("a claim").span];
        let source_actors = actors.iter().map(|a| ActorId(*a)).collect();
        let id = AttributionId::new(self.document.attributions.len());
        let attribution =
            Attribution { source, antecedent: None, source_actors, cue: Vec::new(), content, kind, why: WHY };
        self.document.attributions.push(attribution);
        self.but(|c| c.attribution = Some(id))
    }

    pub(crate) fn quantity(mut self, quote: &str) -> Self {
        let span = self.span(quote);
        let none = (None, None);
        let quantity =
            Quantity { span, low: none.0, high: none.1, unit: None, currency: None, per: None, approx: None };
        self.document.claims.last_mut().expect("a claim").quantities = Box::new([quantity]);
        self
    }

    /// An event that the last claim tells.
    pub(crate) fn event(mut self, summary: &str, days: Option<(Date, Date)>, status: EventStatus) -> Self {
        let claim = self.document.claims.last().expect("a claim");
        let event = Event {
            edtf: None,
            earliest: days.map(|d| d.0),
            latest: days.map(|d| d.1),
            modifier: None,
            summary: summary.to_owned(),
            times: Vec::new(),
            actors: claim.actors.to_vec(),
            claim: Some(ClaimId::new(self.document.claims.len() - 1)),
            status,
            sources: vec![claim.span],
            why: WHY,
        };
        self.document.events.push(event);
        self
    }

    pub(crate) fn done(self) -> Arc<Document> {
        Arc::new(self.document)
    }
}

/// Two documents about a river dispute. Everything the fields ask for occurs once.
pub(crate) fn dossier() -> crate::model::Dossier {
    use ActorKind::{Group, Organisation, Person, State};
    use ClaimKind::{Commitment, Evaluation, Fact, Forecast, Prescription};
    let day = |y, m, d| jiff::civil::date(y, m, d);
    let first = Making::new("reports/river.txt", RIVER)
        .section("I", "Background", 1)
        .section("II", "Findings of the Audit", 1)
        .section("II.A", "Money", 2)
        .section("III", "Recommendations", 1)
        .actor("Lorn", State, &["Velm"])
        .actor("Norway", State, &[])
        .actor("Ministry of Water Affairs", Organisation, &["MWA"])
        .actor("Éva Müller", Person, &["Müller"])
        .actor("Loris Front", Group, &[])
        .place("Tarn valley")
        .sentence("Lorn and Norway signed the cease-fire in March 2016.")
        .sentence("Éva Müller said the government of Velm had not paid 40 million crowns.")
        .sentence("Officials denied it.")
        .sentence("The Loris Front may attack the Tarn valley in 2018.")
        .sentence("The MWA must publish its accounts.")
        .sentence("Norway has promised help.")
        .time("March 2016", day(2016, 3, 1), day(2016, 3, 31))
        .time("2018", day(2018, 1, 1), day(2018, 12, 31))
        .claim("Lorn and Norway signed the cease-fire in March 2016.", Fact)
        .event(
            "Lorn and Norway sign the cease-fire",
            Some((day(2016, 3, 1), day(2016, 3, 31))),
            EventStatus::Reported,
        )
        .claim("the government of Velm had not paid 40 million crowns", Fact)
        .but(|c| c.polarity = Polarity::Negative)
        .said_by("Éva Müller", &[3], AttributionKind::Named)
        .quantity("40 million crowns")
        .claim("Officials denied it.", Evaluation)
        .said_by("Officials", &[], AttributionKind::Unnamed)
        .claim("The Loris Front may attack the Tarn valley in 2018.", Forecast)
        .but(|c| c.certainty = Certainty::Possible)
        .event(
            "attack on the Tarn valley",
            Some((day(2018, 1, 1), day(2018, 12, 31))),
            EventStatus::Hypothetical,
        )
        .claim("The MWA must publish its accounts.", Prescription);
    let addressee = first.span("For the ministry");
    let first =
        first.but(|c| c.addressee = Some(addressee)).claim("Norway has promised help.", Commitment).done();
    let second = Making::new("reports/press.txt", PRESS)
        .actor("Norway", State, &[])
        .sentence("Norway welcomed the ceasefire.")
        .sentence("Goverment sources were silent.")
        .claim("Norway welcomed the ceasefire.", Fact)
        .done();
    crate::link::dossier(vec![first, second])
}

const RIVER: &str = "I Background\n\nLorn and Norway signed the cease-fire in March 2016.\n\n\
    II Findings of the Audit\n\nII.A Money\n\nÉva Müller said the government of Velm had not paid 40 million crowns. \
    Officials denied it. The Loris Front may attack the Tarn valley in 2018.\n\nIII Recommendations\n\n\
    For the ministry: The MWA must publish its accounts. Norway has promised help.\n";

const PRESS: &str = "Norway welcomed the ceasefire. Goverment sources were silent.\n";
