//! The annotated reports in `tests/reports`: a header with the cast and the links between them, and the text with every
//! mention marked as `[words](id how)`. They train the tagger and hold the program to a floor.

use std::collections::BTreeMap;

/// What a member of the cast is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type {
    Person,
    Organisation,
    State,
    Group,
    Place,
}

/// Someone or somewhere in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub kind: Type,
    /// CAMEO role code.
    pub role: Option<String>,
    /// Id of the state or body it belongs to.
    pub of: Option<String>,
    /// Canonical name.
    pub name: String,
}

/// Words of the text that mean members of the cast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the text without marks.
    pub from: usize,
    pub to: usize,
    /// Whom they mean: one, or several of a collective.
    pub ids: Vec<String>,
    /// As in the contract: name, alias, acronym, demonym, title, nominal, pronoun, collective.
    pub via: String,
}

impl Mark {
    /// Whether it is a name as the scorers count them.
    pub fn is_name(&self) -> bool {
        matches!(self.via.as_str(), "name" | "alias" | "acronym")
    }
}

/// What one actor does to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub from: String,
    pub to: String,
    /// "verbal cooperation", "material conflict" and so on.
    pub class: String,
    /// The words of the text that say so.
    pub evidence: String,
}

/// One report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The fields of the header: title, genre, region, date, split.
    pub header: BTreeMap<String, String>,
    pub cast: BTreeMap<String, Member>,
    pub links: Vec<Link>,
    /// Without marks.
    pub text: String,
    /// In text order.
    pub marks: Vec<Mark>,
}

/// What is wrong with a report, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Mistake {
    /// Counted from 1.
    pub line: usize,
    pub what: String,
}

fn mistake<T>(line: usize, what: impl Into<String>) -> Result<T, Mistake> {
    Err(Mistake { line, what: what.into() })
}

const VIAS: [&str; 8] = ["name", "alias", "acronym", "demonym", "title", "nominal", "pronoun", "collective"];
const CLASSES: [&str; 4] =
    ["verbal cooperation", "verbal conflict", "material cooperation", "material conflict"];

impl Report {
    /// Reads a report and checks that marks, cast and links agree.
    pub fn parse(content: &str) -> Result<Self, Mistake> {
        let mut report = Self::default();
        let content = content.replace("\r\n", "\n");
        let Some(rest) = content.strip_prefix("---\n") else { return mistake(1, "no header") };
        let Some((header, body)) = rest.split_once("\n---\n") else {
            return mistake(1, "the header has no end");
        };
        let mut list = "";
        for (k, line) in header.lines().enumerate() {
            let number = k + 2;
            if !line.starts_with(' ') {
                let Some((key, value)) = line.split_once(':') else { return mistake(number, "no field") };
                list = key;
                report.header.insert(key.to_owned(), value.trim().to_owned());
            } else if list == "cast" {
                let (id, member) = member(line, number)?;
                report.cast.insert(id, member);
            } else if list == "links" {
                report.links.push(link(line, number)?);
            } else {
                return mistake(number, "neither cast nor link");
            }
        }
        report.body(body.trim_start_matches('\n'), header.lines().count() + 3)?;
        report.check()?;
        Ok(report)
    }

    fn body(&mut self, body: &str, first_line: usize) -> Result<(), Mistake> {
        let mut rest = body;
        while let Some(open) = rest.find('[') {
            let line =
                first_line + body.get(..body.len() - rest.len() + open).unwrap_or("").matches('\n').count();
            let (before, mark) = rest.split_at(open);
            self.text.push_str(before);
            let parts = mark.get(1..).and_then(|m| m.split_once("](")).and_then(|(words, m)| {
                let (target, rest) = m.split_once(')')?;
                Some((words, target, rest))
            });
            let Some((words, target, after)) = parts else {
                return mistake(line, "a bracket that marks nothing");
            };
            if words.is_empty() || words.contains(['[', ']', '\n']) {
                return mistake(line, format!("not the words of one mention: {words:?}"));
            }
            let mut target = target.split_whitespace();
            let ids: Vec<String> = target.next().unwrap_or("").split('+').map(str::to_owned).collect();
            let via = target.next().unwrap_or("name").to_owned();
            if !VIAS.contains(&via.as_str()) || target.next().is_some() {
                return mistake(line, format!("{words:?} is marked in no known way: {via}"));
            }
            if let Some(unknown) = ids.iter().find(|id| !self.cast.contains_key(*id)) {
                return mistake(line, format!("{unknown:?} is not in the cast"));
            }
            let from = self.text.len();
            self.text.push_str(words);
            self.marks.push(Mark { from, to: self.text.len(), ids, via });
            rest = after;
        }
        self.text.push_str(rest);
        Ok(())
    }

    fn check(&self) -> Result<(), Mistake> {
        for field in ["title", "genre", "split"] {
            if self.header.get(field).is_none_or(String::is_empty) {
                return mistake(1, format!("no {field}"));
            }
        }
        if !matches!(self.header.get("split").map(String::as_str), Some("train" | "test")) {
            return mistake(1, "split is neither train nor test");
        }
        for m in self.cast.values() {
            if let Some(of) = m.of.as_ref().filter(|of| !self.cast.contains_key(*of)) {
                return mistake(1, format!("{:?} is of {of:?}, who is not in the cast", m.name));
            }
        }
        for l in &self.links {
            if let Some(unknown) = [&l.from, &l.to].into_iter().find(|id| !self.cast.contains_key(*id)) {
                return mistake(1, format!("{unknown:?} is linked and not in the cast"));
            }
            if !self.text.contains(&l.evidence) {
                return mistake(1, format!("the text does not say {:?}", l.evidence));
            }
        }
        Ok(())
    }

    /// Whether the tagger must never learn from it.
    pub fn is_test(&self) -> bool {
        self.header.get("split").is_some_and(|s| s == "test")
    }

    /// The type of what a mark means.
    pub fn kind(&self, mark: &Mark) -> Option<Type> {
        self.cast.get(mark.ids.first()?).map(|m| m.kind)
    }
}

/// All reports of a folder, by name.
pub fn read_all(folder: &std::path::Path) -> std::io::Result<Vec<(String, Report)>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "report") {
            let report = Report::parse(&std::fs::read_to_string(&path)?)
                .map_err(|m| std::io::Error::other(format!("{}: {m}", path.display())))?;
            all.push((path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), report));
        }
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(all)
}

/// How two sets of names of one text agree: same words, same kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// In both.
    pub both: usize,
    /// In the first.
    pub first: usize,
    /// In the second.
    pub second: usize,
}

/// A name as it is counted: bytes from, to, and its kind, where a group is an organisation and a state a place.
pub type Counted = (usize, usize, Type);

impl Tally {
    /// Counts two sets of names.
    pub fn of(first: &[Counted], second: &[Counted]) -> Self {
        let both = first.iter().filter(|n| second.contains(n)).count();
        Self { both, first: first.len(), second: second.len() }
    }

    /// Adds another text's.
    pub fn add(&mut self, other: Self) {
        self.both += other.both;
        self.first += other.first;
        self.second += other.second;
    }

    /// Harmonic mean of precision and recall, 0 to 1: the same whichever set is the right one.
    pub fn f1(self) -> f64 {
        match self.first + self.second {
            0 => 1.0,
            all => 2.0 * self.both as f64 / all as f64,
        }
    }
}

/// The kind under which a name counts.
pub fn counted(kind: Type) -> Type {
    match kind {
        Type::Group => Type::Organisation,
        Type::State => Type::Place,
        other => other,
    }
}

impl Report {
    /// Its names as they are counted.
    pub fn names(&self) -> Vec<Counted> {
        let names = self.marks.iter().filter(|m| m.is_name());
        names.filter_map(|m| Some((m.from, m.to, counted(self.kind(m)?)))).collect()
    }
}

fn member(line: &str, number: usize) -> Result<(String, Member), Mistake> {
    let parts = line.split_once('=').and_then(|(id, rest)| {
        let (facts, name) = rest.split_once('"')?;
        Some((id.trim(), facts, name.trim_end().strip_suffix('"')?))
    });
    let Some((id, facts, name)) = parts else { return mistake(number, "no id = TYPE \"name\"") };
    let mut facts = facts.split_whitespace().peekable();
    let kind = match facts.next() {
        Some("person") => Type::Person,
        Some("organisation") => Type::Organisation,
        Some("state") => Type::State,
        Some("group") => Type::Group,
        Some("place") => Type::Place,
        other => return mistake(number, format!("no type: {other:?}")),
    };
    let role = facts.next_if(|f| *f != "of").map(str::to_owned);
    let of = match facts.next() {
        Some("of") => facts.next().map(str::to_owned),
        Some(other) => return mistake(number, format!("what is {other:?}?")),
        None => None,
    };
    Ok((id.to_owned(), Member { kind, role, of, name: name.to_owned() }))
}

fn link(line: &str, number: usize) -> Result<Link, Mistake> {
    let parts = line.split_once('>').and_then(|(from, rest)| {
        let (to, rest) = rest.split_once(" : ")?;
        let (class, evidence) = rest.split_once(" : ")?;
        Some((from.trim(), to.trim(), class.trim(), evidence.trim().trim_matches('"')))
    });
    let Some((from, to, class, evidence)) = parts else {
        return mistake(number, "no a > b : class : \"words\"");
    };
    if !CLASSES.contains(&class) {
        return mistake(number, format!("no class of links: {class}"));
    }
    Ok(Link { from: from.into(), to: to.into(), class: class.into(), evidence: evidence.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "---\ntitle: Ferries\ngenre: trade\nsplit: train\ncast:\n  nor = state GOV \"Norway\"\n  \
        port = organisation GOV of nor \"Vik Port Board\"\nlinks:\n  port > nor : verbal conflict : \"sued\"\n---\n\
        [Norway](nor)'s [Vik Port Board](port) ([VPB](port acronym)) sued [Oslo](nor alias).\n";

    #[test]
    fn marks_are_taken_out_of_the_text() {
        let r = Report::parse(SMALL).unwrap();
        assert_eq!(r.text, "Norway's Vik Port Board (VPB) sued Oslo.\n");
        let marks: Vec<(&str, &str)> =
            r.marks.iter().map(|m| (&r.text[m.from..m.to], m.via.as_str())).collect();
        assert_eq!(
            marks,
            [("Norway", "name"), ("Vik Port Board", "name"), ("VPB", "acronym"), ("Oslo", "alias")]
        );
        assert_eq!(r.cast["port"].of.as_deref(), Some("nor"));
        assert_eq!(r.kind(&r.marks[3]), Some(Type::State));
        assert!(!r.is_test());
    }

    #[test]
    fn agreement_is_the_share_of_what_is_the_same() {
        let a = Report::parse(SMALL).unwrap();
        let b = Report::parse(&SMALL.replace("[VPB](port acronym)", "VPB")).unwrap();
        let tally = Tally::of(&a.names(), &b.names());
        assert_eq!(tally, Tally { both: 3, first: 4, second: 3 });
        assert!((tally.f1() - 6.0 / 7.0).abs() < 1e-12 && (Tally::default().f1() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        let wrong = |from: &str, to: &str| Report::parse(&SMALL.replace(from, to)).unwrap_err().to_string();
        assert!(wrong("(port acronym)", "(harbour)").starts_with("line 11: \"harbour\" is not in the cast"));
        assert!(wrong("(nor alias)", "(nor nickname)").contains("no known way"));
        assert!(wrong("\"sued\"", "\"praised\"").contains("does not say"));
        assert!(wrong("split: train", "split: both").contains("neither train nor test"));
        assert!(wrong("](nor)", "]").contains("not the words of one mention"));
    }
}
