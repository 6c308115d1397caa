//! The invariants of a document.

use casefile::model::{Document, Span};

/// Asserts that every span fits the text, that what has an order is in it, that ids lead somewhere, and that nothing
/// was extracted from masked text.
pub fn assert_sound(d: &Document) {
    let fits = |span: Span, what: &str| {
        let checked = Span::checked(d.text.as_str(), span.from(), span.to());
        assert!(checked.is_ok(), "{what}: {checked:?}");
    };
    let clean = |span: Span, what: &str| {
        fits(span, what);
        let masked = d.noise.iter().find(|n| n.span.overlaps(span));
        assert!(masked.is_none(), "{what} {:?} in masked text {masked:?}", d.text.slice(span));
    };
    let apart = |spans: &mut dyn Iterator<Item = Span>, what: &str| {
        let mut end = 0;
        for span in spans {
            fits(span, what);
            assert!(span.from() >= end, "{what} {span:?} begins before {end}");
            end = span.to();
        }
    };

    apart(&mut d.text.blocks.iter().map(|b| b.span), "block of the format");
    apart(&mut d.blocks.iter().map(|b| b.span), "block");
    for b in &d.blocks {
        fits(b.prose(), "prose of a block");
        if let Some(label) = b.label {
            fits(label, "run-in label");
            assert!(b.span.contains(label), "a label lies in its block");
        }
        assert!(b.section.is_none_or(|id| d.section(id).is_some()));
    }
    apart(&mut d.sections.iter().map(|s| s.heading), "heading");
    for (k, s) in d.sections.iter().enumerate() {
        fits(s.title, "title of a section");
        fits(Span::new(s.heading.from(), s.body_end as usize), "section");
        assert!(s.heading.contains(s.title) && s.heading.to() <= s.body_end as usize);
        assert!(s.label.is_none_or(|l| s.heading.contains(l)));
        if let Some(parent) = s.parent {
            assert!(parent.index() < k, "a parent stands before its section");
            assert!(d.section(parent).is_some_and(|p| p.level < s.level), "a parent is of a higher level");
        }
    }
    apart(&mut d.noise.iter().map(|n| n.span), "noise");
    apart(&mut d.sentences.iter().map(|s| s.span), "sentence");
    for s in &d.sentences {
        assert!(!d.text.slice(s.span).trim().is_empty(), "an empty sentence");
        let block = d.blocks.get(s.block.index());
        assert!(block.is_some_and(|b| b.span.contains(s.span)), "a sentence lies in its block");
    }

    for a in &d.actors {
        a.mentions.iter().for_each(|m| clean(m.span, "mention"));
        assert!(!a.name.is_empty() && !a.mentions.is_empty(), "an actor is named and mentioned");
        assert!(a.part_of.is_none_or(|id| d.actor(id).is_some()));
    }
    for p in &d.places {
        p.mentions.iter().for_each(|m| clean(m.span, "mention of a place"));
    }
    for t in &d.times {
        clean(t.span, "time");
        assert!(!t.span.is_empty(), "an empty time");
        assert!(t.earliest.is_none() || t.latest.is_none() || t.earliest <= t.latest, "{t:?}");
    }
    assert!(d.times.is_sorted_by_key(|t| t.span.start), "times are in text order");
    for a in &d.attributions {
        for span in a.source.iter().chain(&a.cue).chain(&a.content) {
            clean(*span, "attribution");
        }
        assert!(a.source_actors.iter().all(|id| d.actor(*id).is_some()));
    }
    for c in &d.claims {
        clean(c.span, "claim");
        c.quantities.iter().for_each(|q| clean(q.span, "quantity"));
        c.cues.iter().for_each(|q| clean(q.span, "cue"));
        c.addressee.iter().for_each(|span| fits(*span, "addressee"));
        c.grounds.iter().chain(&c.consequence).for_each(|span| fits(*span, "grounds"));
        assert!(c.actors.iter().all(|id| d.actor(*id).is_some()));
        assert!(c.times.iter().all(|id| d.time(*id).is_some()));
        assert!(c.attribution.is_none_or(|id| d.attribution(id).is_some()));
        assert!((0.0..=1.0).contains(&c.checkworthy) && (0.0..=1.0).contains(&c.importance.value));
    }
    assert!(d.claims.is_sorted_by_key(|c| c.span.start), "claims are in text order");
    for e in &d.events {
        e.sources.iter().for_each(|span| clean(*span, "event"));
        assert!(e.times.iter().all(|id| d.time(*id).is_some()));
        assert!(e.actors.iter().all(|id| d.actor(*id).is_some()));
        assert!(e.claim.is_none_or(|id| d.claim(id).is_some()));
        assert!(e.earliest.is_none() || e.latest.is_none() || e.earliest <= e.latest, "{e:?}");
    }
    if let Some((_, Some(span))) = &d.title {
        fits(*span, "title");
    }
}
