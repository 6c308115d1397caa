//! What a text remembers of who speaks, from sentence to sentence: open quotations, the last speaker, a cue that
//! announces words which follow only behind its colon.

use super::announced::announces;
use super::attribution::find;
use super::frames::{Found, Site};
use super::lexicon::Group;
use super::marker::Announcer;
use super::named;
use super::quotes::{Carried, Quotes};
use super::reading::Reading;
use super::sources;
use super::voices::Voices;
use super::words::Classes;
use crate::model::{ActorId, Attribution, AttributionKind, Block, BlockId, BlockKind, Span, Why};

/// An attribution with its tokens, for the clauses of its sentence.
#[derive(Debug, Clone)]
pub(super) struct Said {
    /// Index of the attribution.
    pub id: usize,
    pub found: Found,
    /// It carries on a quotation of an earlier sentence.
    pub inherited: bool,
}

/// A sentence as this stage walks over it.
#[derive(Clone, Copy)]
pub(super) struct Turn<'b> {
    /// Its number.
    pub index: usize,
    pub block: BlockId,
    pub shape: Option<&'b Block>,
    /// Its tokens.
    pub from: usize,
    pub to: usize,
}

/// A sentence all within quotation marks whose speaker is not known yet.
#[derive(Debug, Clone, Copy)]
struct Pending {
    index: usize,
    from: usize,
    to: usize,
    span: Span,
    /// First byte of its block.
    block: u32,
}

/// A quotation that a sentence left open.
#[derive(Debug, Default)]
struct Open {
    /// Its first byte, in the block that is read.
    start: u32,
    /// The attribution whose words it gives, where a sentence before told.
    speaker: Option<usize>,
    pending: Vec<Pending>,
    /// It was opened by a single mark.
    single: bool,
    /// Its paragraph is over; it goes on if the next one begins with a quotation mark, as long quotations are set.
    paused: bool,
}

/// Words that are announced and still to come.
#[derive(Debug)]
enum Announced {
    /// By an attribution that has some of them.
    By(usize),
    /// By a cue that has none yet, and whether its source is one that can speak.
    Cue(Box<Attribution>, bool),
}

/// The memory of one document's speakers.
#[derive(Debug, Default)]
pub(super) struct Speech {
    block: Option<BlockId>,
    open: Option<Open>,
    /// The last attribution of words in this block.
    last: Option<usize>,
    /// That of the block before.
    before: Option<usize>,
    /// The block began with a quotation mark.
    begins: bool,
    announced: Option<Announced>,
    /// Who spoke in the last sentences.
    voices: Voices,
    /// The items of a list are given as what this attribution says.
    list: Option<usize>,
    /// The block that announced what is to come.
    announcer: Option<Announcer>,
    /// The words so announced are a passage set apart as a quotation.
    quoting: bool,
}

impl Speech {
    /// Finds the attributions of a sentence and adds them to `all`, and to `said` at the sentences whose words they give:
    /// this one, and those before it that waited for their speaker.
    pub fn sentence(
        &mut self,
        r: &Reading<'_>,
        turn: Turn<'_>,
        all: &mut Vec<Attribution>,
        said: &mut [Vec<Said>],
    ) {
        let Turn { index, from, to, .. } = turn;
        let begins = opens_quotation(r, from);
        if self.block != Some(turn.block) {
            self.turn(r, turn, begins);
            if begins && let Some(label) = turn.shape.and_then(|b| b.label) {
                self.labelled(r, turn, label, all);
            }
        }
        let open = self.open.as_ref().filter(|o| !o.paused);
        let mut carried = open.is_some();
        let kind = match open {
            Some(o) if o.single => Carried::Single,
            Some(_) => Carried::Double,
            None => Carried::No,
        };
        let mut quotes = Quotes::of(r, from, to, kind);
        // A mark that was never closed carries nothing over a sentence that opens one itself.
        if carried
            && (from..to)
                .find(|&k| quotes.opens(k) || quotes.closes(k))
                .is_some_and(|k| quotes.opens(k) && r.sign(k) != Some('"'))
        {
            quotes = Quotes::of(r, from, to, Carried::No);
            self.open = None;
            carried = false;
        }
        let site = Site { r, from, to, quotes: &quotes };
        let mut found = find(&site);
        found.sort_by_key(|f| f.cue);
        let teller = if is_quote(turn.shape) { self.teller(all) } else { None };
        let announces = announces(&site, &found);
        let own = !found.is_empty();
        let (mut taken, mut speaker, mut latest) = (false, None, None);
        for f in found {
            let whole = carried && f.content.first().is_some_and(|c| c.0 == from);
            let start = if whole { self.open.as_ref().map(|o| o.start) } else { None };
            let id = all.len();
            let mut made = attribution(r, &f, start);
            if let Some(body) =
                f.source.filter(|_| made.source_actors.is_empty()).and_then(|np| society(r, np))
            {
                made.source_actors.push(body);
                made.kind = AttributionKind::Named;
            }
            let earlier = said.get(index).map_or(&[][..], Vec::as_slice);
            self.voices.resolve(&site, turn, &f, earlier, all, &mut made);
            // "I think" in a passage that is quoted is thought by whoever is quoted.
            if let Some(who) =
                teller.and_then(|id| all.get(id)).filter(|_| made.kind == AttributionKind::Author)
            {
                made.antecedent = who.who().first().copied();
                made.source_actors.clone_from(&who.source_actors);
                made.kind = who.kind;
            } else if made.kind == AttributionKind::Author && is_quote(turn.shape) {
                made.kind = AttributionKind::Unnamed;
            }
            // "The figures are in the Annual Report. This document warned that …": that report, not the text.
            if made.kind == AttributionKind::Author
                && let Some(other) = f.source.and_then(|np| self.voices.other_paper(r, turn, np))
            {
                made.kind = AttributionKind::Named;
                made.antecedent = Some(other);
            }
            all.push(made);
            if whole && !taken {
                taken = true;
                let pending = self.open.as_mut().map(|o| std::mem::take(&mut o.pending));
                give(id, &pending.unwrap_or_default(), &[], all, said);
            }
            if f.asserts {
                latest = Some(id);
            }
            let quoted = f.content.iter().any(|c| quotes.any(c.0, c.1));
            if quoted || f.source.is_some() && matches!(f.group, Some(Group::Strong | Group::Speech)) {
                self.last = Some(id);
                speaker = Some(id);
            }
            if let Some(slot) = said.get_mut(index) {
                slot.push(Said { id, found: f, inherited: false });
            }
        }
        let quoted_block = is_quote(turn.shape);
        let all_quoted = !quotes.is_empty() && (from..to).all(|k| quotes.inside(k) || !r.is_word(k));
        let block = turn.shape.map_or(0, |b| b.span.start);
        let here = Pending { index, from, to, span: r.span(from, to), block };
        // What is quoted names nobody whom a pronoun behind it means.
        if !all_quoted && !quoted_block && !carried {
            self.voices.over(r, turn, said.get(index).map_or(&[], Vec::as_slice), all);
        }
        if let Some(id) = teller {
            give(id, &[here], &[], all, said);
        } else if own {
            self.announced = None;
            if taken {
                self.open = None;
            }
        } else if all_quoted {
            self.quoted(here, carried, &quotes, all, said);
        } else if let Some(id) = self.list.filter(|_| is_list(turn.shape)) {
            give(id, &[here], &[], all, said);
        } else if let Some(a) = &self.announced
            && is_list(turn.shape)
            && !matches!(a, Announced::Cue(_, false))
        {
            let id = match a {
                Announced::By(id) => *id,
                Announced::Cue(made, _) => {
                    all.push(Attribution::clone(made));
                    all.len() - 1
                }
            };
            give(id, &[here], &[], all, said);
            self.announced = None;
            self.list = Some(id);
        } else {
            self.announced = None;
        }
        if !quotes.open_at_end {
            self.open = None;
        } else if self.open.is_none() {
            let mark = (from..to).rev().find(|&k| quotes.opens(k));
            // "Osk replied, “Fine.” Holm followed with this: “": whoever it is, it is not the last speaker.
            let unknown = mark.is_some_and(|k| {
                let own = |s: &Said| s.found.content.iter().any(|c| c.0 <= k && k < c.1);
                k > from && r.sign(k - 1) == Some(':') && !said.get(index).is_some_and(|s| s.iter().any(own))
            });
            if unknown {
                speaker = None;
                self.last = None;
                self.before = None;
            }
            let start = mark.and_then(|k| r.tokens.get(k)).map_or(here.span.end, |t| t.span.start);
            self.open = Some(Open { start, speaker, single: quotes.single, ..Open::default() });
        }
        if let Some(cue) = announces {
            self.announcer = Some(Announcer::of(r.text, turn.shape));
            self.quoting = false;
            self.announced = match (cue, latest) {
                (Some((f, able)), _) => {
                    let mut made = attribution(r, &f, None);
                    self.voices.resolve(&site, turn, &f, &[], all, &mut made);
                    Some(Announced::Cue(Box::new(made), able))
                }
                (None, Some(id)) => Some(Announced::By(id)),
                (None, None) => None,
            };
        }
    }

    /// Whose words a passage set apart as a quotation gives: of who announced it.
    fn teller(&mut self, all: &mut Vec<Attribution>) -> Option<usize> {
        if self.list.is_none() {
            self.list = match self.announced.take()? {
                Announced::By(id) => Some(id),
                Announced::Cue(_, false) => None,
                Announced::Cue(made, true) => {
                    all.push(*made);
                    Some(all.len() - 1)
                }
            };
        }
        self.list
    }

    /// Another block begins.
    fn turn(&mut self, r: &Reading<'_>, turn: Turn<'_>, begins: bool) {
        self.block = Some(turn.block);
        self.before = self.last.take();
        self.begins = begins;
        if is_list(turn.shape) {
            let held = |may: fn(Announcer, &str, &Block) -> bool| {
                self.announcer.zip(turn.shape).is_none_or(|(a, b)| may(a, r.text, b))
            };
            // Behind a quotation that was announced an item would have to open a list.
            let opens = self.list.is_none() || self.quoting;
            if !(if opens { held(Announcer::may_hold) } else { held(Announcer::still_holds) }) {
                self.list = None;
                self.announced = None;
            }
            self.quoting = false;
        } else if is_quote(turn.shape) {
            self.quoting = true;
        } else {
            self.list = None;
        }
        match &mut self.open {
            Some(open) if begins => open.paused = true,
            open => *open = None,
        }
    }

    /// "Lord Osk wrote (paragraph 26): “…”": the label before a quotation tells whose it is, nobody before the label.
    fn labelled(&mut self, r: &Reading<'_>, turn: Turn<'_>, label: Span, all: &[Attribution]) {
        self.before = None;
        let (from, end) = r.range(label);
        let to = (end..turn.from.min(end + 4)).find(|&k| r.sign(k) == Some(':')).map_or(end, |k| k + 1);
        if from >= to || r.sign(to - 1) != Some(':') {
            return;
        }
        let quotes = Quotes::of(r, from, to, Carried::No);
        let site = Site { r, from, to, quotes: &quotes };
        if let Some((f, able)) = site.announced() {
            let mut made = attribution(r, &f, None);
            self.voices.resolve(&site, turn, &f, &[], all, &mut made);
            self.announced = Some(Announced::Cue(Box::new(made), able));
            self.announcer = Some(Announcer::of(r.text, turn.shape));
        }
    }

    /// A sentence all within quotation marks, without a cue of its own.
    fn quoted(
        &mut self,
        here: Pending,
        carried: bool,
        quotes: &Quotes,
        all: &mut Vec<Attribution>,
        said: &mut [Vec<Said>],
    ) {
        let resumed = self.open.as_ref().is_some_and(|o| o.paused);
        let mut open = self.open.take().unwrap_or_default();
        open.single = quotes.single;
        if !carried {
            open.start = here.span.start;
            open.paused = false;
            if !resumed {
                open.pending.clear();
                open.speaker = None;
            }
        }
        let announced = match self.announced.take() {
            Some(Announced::By(id)) => Some(id),
            Some(Announced::Cue(made, _)) => {
                all.push(*made);
                Some(all.len() - 1)
            }
            None => None,
        };
        open.speaker = open.speaker.or(announced);
        match open.speaker {
            Some(id) => {
                self.last = Some(id);
                give(id, &open.pending, &[here], all, said);
                open.pending.clear();
            }
            None => {
                open.pending.push(here);
                // Whoever spoke last in the block, or in the one before where this one begins with the quotation.
                let speaker = self.last.or(self.before.filter(|_| self.begins));
                if let Some(id) = speaker.filter(|_| !quotes.open_at_end) {
                    self.last = Some(id);
                    give(id, &open.pending, &[], all, said);
                    open.pending.clear();
                }
            }
        }
        self.open = Some(open);
    }
}

/// Gives sentences to an attribution as its words.
fn give(id: usize, pending: &[Pending], more: &[Pending], all: &mut [Attribution], said: &mut [Vec<Said>]) {
    let Some(a) = all.get_mut(id) else { return };
    let mut in_order = true;
    for p in pending.iter().chain(more) {
        // Sentences come in the order of the text: as a rule only the last stretch can be theirs, and a list of many
        // thousand items is not looked through for each.
        let behind = in_order && a.content.last().is_some_and(|c| c.start <= p.span.start);
        let from = if behind { a.content.len() - 1 } else { 0 };
        let stretches = a.content.get_mut(from..).unwrap_or(&mut []);
        // Sentences of one paragraph become one stretch.
        if !stretches.iter().any(|c| c.overlaps(p.span)) {
            let near =
                |c: &&mut Span| c.start >= p.block && c.end <= p.span.start && p.span.start - c.end <= 2;
            match stretches.iter_mut().find(near) {
                Some(c) => c.end = p.span.end,
                None => {
                    in_order &= behind || a.content.is_empty();
                    a.content.push(p.span);
                }
            }
        }
        let found = Found {
            source: None,
            cue: (p.from, p.from),
            content: vec![(p.from, p.to)],
            rule: "carries on a quotation",
            confidence: 0.7,
            group: None,
            asserts: true,
        };
        if let Some(slot) = said.get_mut(p.index) {
            slot.push(Said { id, found, inherited: true });
        }
    }
    if !in_order {
        a.content.sort_by_key(|c| (c.start, c.end));
    }
}

/// An attribution of the model. `start` is where its first content began, in a sentence before.
fn attribution(r: &Reading<'_>, f: &Found, start: Option<u32>) -> Attribution {
    let source: Vec<Span> = f.source.iter().map(|s| r.span(s.0, s.1)).collect();
    let source_actors = f.source.map_or_else(Vec::new, |s| named::actors(r, s));
    let kind = f.source.map_or(AttributionKind::Impersonal, |s| named::kind(r, s));
    let mut content: Vec<Span> = f.content.iter().map(|c| r.span(c.0, c.1)).collect();
    if let (Some(at), Some(first)) = (start, content.first_mut()) {
        first.start = at.min(first.start);
    }
    content.retain(|c| !c.is_empty());
    let mut cue = vec![r.span(f.cue.0, f.cue.1)];
    cue.retain(|c| !c.is_empty());
    let why = Why::new(f.rule, f.confidence);
    Attribution { source, antecedent: None, source_actors, cue, content, kind, why }
}

/// Whom "the rights group" and "the London-based organisation" mean: the only body of citizens that the text has named shortly
/// before.
fn society(r: &Reading<'_>, np: sources::Np) -> Option<ActorId> {
    /// How far back a name may be, in bytes.
    const NEAR: u32 = 800;
    let head = np.1.checked_sub(1)?;
    if !matches!(r.lower(head), "group" | "organisation" | "organization" | "charity" | "watchdog" | "ngo")
        || r.lower(np.0) != "the"
        || (np.0..np.1).any(|k| r.is(k, Classes::PREPOSITION))
    {
        return None;
    }
    let end = r.span(np.0, np.0 + 1).start;
    // A name within the phrase tells another ("the Osk rights group").
    if !r.mentions_in(r.span(np.0, np.1)).is_empty() {
        return None;
    }
    let before = Span { start: end.saturating_sub(NEAR), end };
    let mut found = None;
    for &(_, id, via) in r.mentions_in(before).iter().filter(|m| r.is_society(m.1)) {
        if !via.is_name() {
            continue;
        }
        if found.is_some_and(|f| f != id) {
            return None;
        }
        found = Some(id);
    }
    found
}

fn is_list(block: Option<&Block>) -> bool {
    block.is_some_and(|b| b.kind == BlockKind::ListItem)
}

fn is_quote(block: Option<&Block>) -> bool {
    block.is_some_and(|b| b.kind == BlockKind::Quote)
}

/// Whether the first sign of a sentence opens a quotation.
fn opens_quotation(r: &Reading<'_>, from: usize) -> bool {
    let single = r.is_sign(from, &['\'', '‘']) && r.tokens.get(from + 1).is_some_and(|t| !t.spaced());
    r.is_sign(from, &['“', '«', '„', '"']) || single
}

#[cfg(test)]
mod tests {
    use super::super::tests::{lines, read_with};
    use super::super::{Input, find};
    use crate::model::{Attribution, BlockId, BlockKind, Format, Sentence, Text};
    use crate::structure::{Structure, Tokens};

    fn contents<'t>(text: &'t str, a: &Attribution) -> Vec<&'t str> {
        a.content.iter().map(|c| c.of(text)).collect()
    }

    /// One paragraph of the given sentences, which follow each other with a blank between.
    fn paragraph(sentences: &[&str]) -> (Text, Structure) {
        let joined = sentences.join(" ");
        let text = Text::new(joined, Format::Text);
        let whole = text.lines().next().unwrap();
        let mut structure =
            Structure { tokens: Tokens::of(text.as_str(), text.lines()), ..Structure::default() };
        let mut at = 0;
        for s in sentences {
            let span = crate::model::Span::new(at, at + s.len());
            at += s.len() + 1;
            structure.sentences.push(Sentence { span, section: None, block: BlockId::new(0) });
        }
        structure.blocks.push(crate::model::Block::new(whole, BlockKind::Paragraph));
        (text, structure)
    }

    #[test]
    fn a_quotation_of_many_sentences_has_one_speaker() {
        let parts = ["“The port is shut.", "The crews went home.", "Nobody paid them.”"];
        for (order, quoted) in [
            (vec!["Dara Venn spoke first, she said.", parts[0], parts[1], parts[2]], 1..4),
            (vec![parts[0], parts[1], "Nobody paid them,” the harbour master said."], 0..3),
        ] {
            let (text, structure) = paragraph(&order);
            let input = Input { text: &text, structure: &structure, date: None };
            let (claims, all) = find(input, &[], &[]);
            assert_eq!(all.len(), 1, "{all:?}");
            let inside = claims.iter().filter(|c| {
                quoted.clone().any(|k| structure.sentences[k].span == c.span) && c.attribution.is_some()
            });
            assert_eq!(inside.count(), quoted.len(), "{order:?} {claims:?}");
            assert!(contents(text.as_str(), &all[0]).iter().any(|c| c.contains("The crews went home.")));
        }
    }

    #[test]
    fn a_paragraph_that_is_all_quotation_goes_to_the_speaker_before_it() {
        let text = "Dara Venn said that the port was shut.\n“The crews are at home.”\nThe sea was calm.\n“Nobody knows.”";
        let (_, all) = read_with(text, &["Dara Venn"]);
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!(contents(text, &all[0]), ["the port was shut", "“The crews are at home.”"]);
    }

    #[test]
    fn a_colon_announces_the_words_of_the_next_paragraph() {
        let text = "The harbour master continued:\n“The crews are at home.”";
        let (_, all) = read_with(text, &[]);
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!(contents(text, &all[0]), ["“The crews are at home.”"]);
        // Nothing follows that could be the words.
        assert!(read_with("The harbour master continued:\nThe sea was calm.", &[]).1.is_empty());
    }

    #[test]
    fn the_items_of_an_announced_list_are_the_words_of_who_announces_it() {
        let (text, mut structure) = lines(
            "The council recommended that skippers take three steps:\nPaint the hulls.\nMend the nets.",
        );
        structure.blocks[0].kind = BlockKind::LeadIn;
        structure.blocks[1].kind = BlockKind::ListItem;
        structure.blocks[2].kind = BlockKind::ListItem;
        let (claims, all) = find(Input { text: &text, structure: &structure, date: None }, &[], &[]);
        assert_eq!(all.len(), 1);
        assert_eq!(claims.iter().filter(|c| c.attribution.is_some()).count(), 2, "{claims:?}");
    }
}
