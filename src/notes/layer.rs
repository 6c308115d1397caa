//! What the records of a log amount to: the acts in force, in order, and what can be undone and done again.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::{Act, Record, RecordId, Target};

/// The acts in force of one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layer {
    /// Acts that are neither undone nor taken away, in order. Of a note written anew only the latest wording.
    acts: Vec<Record>,
    /// Acts that could be undone, the latest last.
    done: Vec<RecordId>,
    /// Acts that could be done again, the latest undone last.
    undone: Vec<RecordId>,
    /// What the acts were that were undone, and the last one that was not.
    phrases: HashMap<RecordId, String>,
    /// Records read.
    version: usize,
}

impl Layer {
    /// Reads a log.
    pub fn of(records: &[Record]) -> Self {
        let mut layer = Self { version: records.len(), ..Self::default() };
        for record in records {
            match &record.act {
                Act::Undo { of } => {
                    if let Some(k) = layer.done.iter().rposition(|id| id == of) {
                        let id = layer.done.remove(k);
                        layer.undone.push(id);
                    }
                }
                Act::Redo { of } => {
                    if let Some(k) = layer.undone.iter().rposition(|id| id == of) {
                        let id = layer.undone.remove(k);
                        layer.done.push(id);
                    }
                }
                Act::Document { .. } => {}
                _ => {
                    layer.done.push(record.id.clone());
                    layer.undone.clear();
                }
            }
        }
        // Only what can be undone or done again next is ever told of.
        let told: HashSet<&RecordId> = layer.undone.iter().chain(layer.done.last()).collect();
        let told = records.iter().filter(|r| told.contains(&r.id));
        layer.phrases = told.map(|r| (r.id.clone(), r.act.phrase())).collect();
        // Most logs have nothing that was undone, and then all that was done is in force.
        let undone = records.iter().any(|r| matches!(r.act, Act::Undo { .. }));
        let done: HashSet<&RecordId> = if undone { layer.done.iter().collect() } else { HashSet::default() };
        let in_force = |r: &&Record| match r.act {
            Act::Undo { .. } | Act::Redo { .. } | Act::Document { .. } => false,
            _ => !undone || done.contains(&r.id),
        };
        let referred = records.iter().any(|r| matches!(r.act, Act::Rewrite { .. } | Act::Remove { .. }));
        let mut acts: Vec<Record> = Vec::with_capacity(layer.done.len());
        let mut place: HashMap<&RecordId, usize> = HashMap::default();
        let mut gone: HashSet<usize> = HashSet::default();
        for record in records.iter().filter(in_force) {
            match &record.act {
                Act::Rewrite { note, text, tags } => {
                    if let Some(Act::Note { text: old_text, tags: old_tags, .. }) =
                        place.get(note).and_then(|&k| acts.get_mut(k)).map(|r| &mut r.act)
                    {
                        old_text.clone_from(text);
                        old_tags.clone_from(tags);
                    }
                }
                Act::Remove { what } => {
                    if let Some(&k) = place.get(what) {
                        gone.insert(k);
                    }
                }
                _ => {
                    if referred {
                        place.insert(&record.id, acts.len());
                    }
                    acts.push(record.clone());
                }
            }
        }
        let mut k = 0;
        acts.retain(|_| {
            k += 1;
            !gone.contains(&(k - 1))
        });
        layer.acts = acts;
        layer
    }

    /// The acts in force, in order.
    pub fn acts(&self) -> &[Record] {
        &self.acts
    }

    /// How many records the log had: grows with every act.
    pub fn version(&self) -> usize {
        self.version
    }

    /// Whether nothing was ever done.
    pub fn is_empty(&self) -> bool {
        self.acts.is_empty()
    }

    /// What an undo would undo.
    pub fn to_undo(&self) -> Option<&RecordId> {
        self.done.last()
    }

    /// What a redo would do again.
    pub fn to_redo(&self) -> Option<&RecordId> {
        self.undone.last()
    }

    /// Whether an act was done and not undone.
    pub fn is_done(&self, id: &RecordId) -> bool {
        self.done.contains(id)
    }

    /// What the act was that an undo would undo, or one that was undone, in a few words ("note", "status disputed").
    pub fn phrase(&self, id: &RecordId) -> &str {
        self.phrases.get(id).map_or("", String::as_str)
    }

    /// Whether an act changes what extraction finds.
    pub fn corrects(&self) -> bool {
        self.acts.iter().any(|r| matches!(r.act, Act::Correct(_)))
    }

    /// Scopes kept by name; of two of one name the later.
    pub fn scopes(&self) -> Vec<(&str, &str)> {
        let mut scopes: Vec<(&str, &str)> = Vec::new();
        for record in &self.acts {
            if let Act::Save { name, query } = &record.act {
                scopes.retain(|(n, _)| n != name);
                scopes.push((name, query));
            }
        }
        scopes
    }
}

impl Act {
    /// What it is, in a few words that go behind "undid".
    pub fn phrase(&self) -> String {
        match self {
            Self::Document { .. } => "the document".to_owned(),
            Self::Mark { name, .. } => format!("mark {name}"),
            Self::Note { text, .. } => format!("note “{}”", start(text)),
            Self::Rewrite { text, .. } => format!("new wording “{}”", start(text)),
            Self::Status { status, .. } => format!("status {}", status.name()),
            Self::Tag { tags, .. } => format!("tags {}", tags.join(" ")),
            Self::Remove { .. } => "removal".to_owned(),
            Self::Save { name, .. } => format!("saved scope {name}"),
            Self::Correct(correction) => correction.phrase(),
            Self::Undo { .. } => "undo".to_owned(),
            Self::Redo { .. } => "redo".to_owned(),
        }
    }
}

impl super::Correction {
    /// What it is, in a few words.
    pub fn phrase(&self) -> String {
        match self {
            Self::Heading { level, .. } => format!("heading at level {level}"),
            Self::NoHeading { .. } => "“no heading”".to_owned(),
            Self::Rename { name, .. } => format!("new name “{}”", start(name)),
            Self::Unmask { .. } => "showing as text".to_owned(),
            Self::Mask { .. } => "setting aside".to_owned(),
            Self::Hide { on } => format!("hiding of {}", on.noun()),
            Self::Merge { actor, into } => format!("merge of {actor} into {into}"),
            Self::Split { actor, name } => format!("split of {name} from {actor}"),
            Self::ActorKind { actor, kind } => format!("{actor} as {}", kind.name()),
            Self::ClaimKind { kind, .. } => format!("claim as {}", kind.name()),
            Self::ClaimSource { source: Some(source), .. } => format!("claim as made by {source}"),
            Self::ClaimSource { source: None, .. } => "claim as the document's own".to_owned(),
            Self::Reading { edtf, .. } => format!("date read as {edtf}"),
            Self::AddClaim { .. } => "added claim".to_owned(),
            Self::AddMention { actor, .. } => format!("added mention of {actor}"),
            Self::AddEvent { .. } => "added event".to_owned(),
        }
    }
}

impl Target {
    /// What sort of thing it is, with its article.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Document => "the document",
            Self::Passage(_) => "a passage",
            Self::Claim(_) => "a claim",
            Self::Event(_) => "an event",
            Self::Section(_) => "a section",
            Self::Time(_) => "a date",
            Self::Actor(_) => "an actor",
        }
    }
}

/// The first words of a text, on one line.
fn start(text: &str) -> String {
    const LONGEST: usize = 30;
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(acts: Vec<Act>) -> Vec<Record> {
        let record = |(k, act): (usize, Act)| Record {
            id: RecordId(k.to_string()),
            at: format!("2026-01-01T00:00:{k:02}.000Z"),
            by: "ana".into(),
            doc: None,
            act,
        };
        acts.into_iter().enumerate().map(record).collect()
    }

    fn note(text: &str) -> Act {
        Act::Note { on: Target::Document, text: text.into(), tags: Vec::new() }
    }

    fn id(k: usize) -> RecordId {
        RecordId(k.to_string())
    }

    fn texts(layer: &Layer) -> Vec<&str> {
        layer
            .acts()
            .iter()
            .filter_map(|r| match &r.act {
                Act::Note { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn undone_acts_are_not_in_force_until_done_again() {
        let mut acts = vec![note("a"), note("b"), Act::Undo { of: id(1) }];
        let layer = Layer::of(&log(acts.clone()));
        assert_eq!(
            (texts(&layer), layer.to_undo(), layer.to_redo()),
            (vec!["a"], Some(&id(0)), Some(&id(1)))
        );
        assert_eq!(layer.phrase(&id(1)), "note “b”");
        acts.push(Act::Redo { of: id(1) });
        let layer = Layer::of(&log(acts.clone()));
        assert_eq!((texts(&layer), layer.to_redo()), (vec!["a", "b"], None));
        acts.extend([Act::Undo { of: id(1) }, note("c")]);
        let layer = Layer::of(&log(acts));
        assert_eq!(
            (texts(&layer), layer.to_redo()),
            (vec!["a", "c"], None),
            "a new act ends what can be done again"
        );
    }

    #[test]
    fn notes_are_written_anew_and_taken_away_and_both_can_be_undone() {
        let rewrite = Act::Rewrite { note: id(0), text: "b".into(), tags: vec!["x".into()] };
        let mut acts = vec![note("a"), rewrite];
        assert_eq!(texts(&Layer::of(&log(acts.clone()))), ["b"]);
        acts.push(Act::Remove { what: id(0) });
        assert!(texts(&Layer::of(&log(acts.clone()))).is_empty());
        acts.push(Act::Undo { of: id(2) });
        assert_eq!(texts(&Layer::of(&log(acts.clone()))), ["b"]);
        acts.push(Act::Undo { of: id(1) });
        assert_eq!(texts(&Layer::of(&log(acts))), ["a"]);
    }

    #[test]
    fn of_two_scopes_of_one_name_the_later_counts() {
        let save = |name: &str, query: &str| Act::Save { name: name.into(), query: query.into() };
        let layer = Layer::of(&log(vec![save("a", "kind:fact"), save("b", "ferry"), save("a", "crane")]));
        assert_eq!(layer.scopes(), [("b", "ferry"), ("a", "crane")]);
    }

    proptest::proptest! {
        #[test]
        fn any_order_of_acts_is_read(which in proptest::collection::vec((0u8..6, 0usize..12), 0..30)) {
            let acts = which.into_iter().map(|(kind, k)| match kind {
                0 | 1 => note("n"),
                2 => Act::Undo { of: id(k) },
                3 => Act::Redo { of: id(k) },
                4 => Act::Remove { what: id(k) },
                _ => Act::Rewrite { note: id(k), text: "r".into(), tags: Vec::new() },
            });
            let records = log(acts.collect());
            let layer = Layer::of(&records);
            proptest::prop_assert!(layer.acts().len() <= records.len());
            proptest::prop_assert!(layer.acts().iter().all(|r| layer.is_done(&r.id)));
        }
    }
}
