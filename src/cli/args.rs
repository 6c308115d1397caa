//! The arguments, as clap reads them. Help texts are these comments.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

use super::narrow::{ClaimOrder, OfActors, OfClaims, OfEvents};
use super::start::Color;
use super::values::{AnyFormat, calendar_form, claims_form, date, form, format, jobs, network_form};
use crate::export::csv;
use crate::model::{Date, Format};

/// Read reports that matter: who did what, when, who says so, and where exactly it stands.
///
/// Without a command it opens the explorer on the given files and folders; with no path on the bundled sample, or on
/// standard input if that is no terminal. When standard output is no terminal it prints the overview.
#[derive(Debug, Parser)]
#[command(name = "casefile", version, disable_help_subcommand = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Files and folders to open together; `-` is standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Keep notes in this file rather than in the user's data folder
    #[arg(long, value_name = "FILE")]
    pub notes: Option<PathBuf>,
    /// Write nothing: no reading position, no session, no note
    #[arg(long, global = true)]
    pub private: bool,
    /// Begin as if these documents had never been opened: at the top, without the scope, panes and selections of last time
    #[arg(long)]
    pub fresh: bool,
    /// Read a document again when its file changes
    #[arg(long)]
    pub watch: bool,
    /// For screen readers: words instead of frames and bars, one pane at a time
    #[arg(long)]
    pub plain: bool,
    /// What all commands take.
    #[command(flatten)]
    pub common: Common,
}

/// What all commands take.
#[derive(Debug, clap::Args)]
pub struct Common {
    /// One JSON object a line
    #[arg(long, global = true)]
    pub json: bool,
    /// The date of the document, which "last week" hangs on: YYYY-MM-DD
    #[arg(long, global = true, value_name = "DATE", value_parser = date)]
    pub date: Option<Date>,
    /// The format of the input, whatever its name and content say: text, markdown, html, pdf, docx, odt, epub
    #[arg(long, global = true, value_name = "FORMAT", value_parser = format)]
    pub format: Option<AnyFormat>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    pub color: Color,
    /// ASCII symbols only
    #[arg(long, global = true)]
    pub ascii: bool,
    /// How many documents to read at the same time [default: one a processor]
    #[arg(long, global = true, value_name = "N", value_parser = jobs)]
    pub jobs: Option<NonZeroUsize>,
    /// What a document may cost, from the configuration.
    #[arg(skip)]
    pub limits: crate::ingest::Limits,
}

impl Common {
    /// The format of the documents, if it was given.
    pub fn document_format(&self) -> Option<Format> {
        match self.format {
            Some(AnyFormat::Document(format)) => Some(format),
            _ => None,
        }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// One screen about each document: title, date, outline, top actors, dated events, counts
    Overview(Listed),
    /// The reading text: what every offset points into
    Text(OneListed),
    /// Sections, indented: path, line, level, label, title
    Outline(Listed),
    /// Actors by salience: path, name, type, role, mentions, aliases
    ///
    /// Filters narrow the list; exit status 1 if they leave nothing. With `--network` who stands with whom instead, for other programs: how many paragraphs two actors share, and what one
    /// does to the other, with the verb.
    Actors(Actors),
    /// Events in calendar order: path, line, edtf, status, summary, actors, section title
    ///
    /// Filters narrow the list to what fits them all; one given several times may fit in either way. Exit status 1 if they
    /// leave nothing.
    Timeline(Timeline),
    /// Claims in reading order: path, line, kind, certainty, polarity, source, text, section title
    ///
    /// Filters narrow the list to what fits them all; one given several times may fit in either way. Exit status 1 if they
    /// leave nothing.
    Claims(Claims),
    /// Claims that repeat one another, may agree, may clash or were revised: path, line, relation, text; path, line, text; reason
    ///
    /// In one document and across all of them. Hints for a reader: nothing here knows what is true.
    Compare(Listed),
    /// What fits a query, the best first: path, line, is, text, section title
    ///
    /// The query language is that of the explorer: `kind:forecast actor:UN "water treaty"`. With `--queries` a line for each query:
    /// query, hits, milliseconds, path, line, is, text of the best. Exit status 1 if nothing is found.
    Search(Search),
    /// How much there is of what, and what the index for searching takes in memory: name, number
    Stats(Listed),
    /// The whole document model, one JSON object a line and document
    Extract(Extract),
    /// The documents, or what a query keeps of them, as a report or as data for other programs
    ///
    /// On standard output unless `--output` names a file. With `--query` only what it keeps is taken: claims, events, actors,
    /// and of text and outline what they stand in.
    Export(Export),
    /// Your own layer: notes, marks, judgements of claims, tags, corrections, each with its place
    ///
    /// Without a command it lists what there is about the documents, in text order, and at the end what is found nowhere any
    /// more: path, line, is, how, text, tags, by, at, quote, section title. Notes lie in the data folder, a log of JSON lines
    /// for each document; docs/notes.md describes them.
    Notes(Notes),
    /// Settings: where the file is, what the defaults are, what is wrong with it
    Config(Settings),
    /// A completion script for a shell, on standard output
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// The manual: of casefile on standard output, or with `--output` a page for every command
    Man {
        /// A folder for the pages, made if need be
        #[arg(long, short, value_name = "FOLDER")]
        output: Option<PathBuf>,
        /// Replace pages that exist
        #[arg(long)]
        force: bool,
    },
}

/// The documents of a command.
#[derive(Debug, clap::Args)]
pub struct Paths {
    /// Files and folders; `-` is standard input, and so is none if that is no terminal
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Your notes, where a command is to take them in.
#[derive(Debug, clap::Args)]
pub struct WithNotes {
    /// With your notes and corrections, or those in a file: what is listed is as you have corrected it, and says what you
    /// noted
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    pub notes: Option<Option<PathBuf>>,
}

/// The documents of a command that lists what is in them.
#[derive(Debug, clap::Args)]
pub struct Listed {
    /// The documents.
    #[command(flatten)]
    pub paths: Paths,
    /// What was added to them.
    #[command(flatten)]
    pub with: WithNotes,
}

/// `casefile actors`.
#[derive(Debug, clap::Args)]
pub struct Actors {
    /// The documents.
    #[command(flatten)]
    pub listed: Listed,
    /// Which of them.
    #[command(flatten)]
    pub filter: OfActors,
    /// Write the network of the actors of all documents
    #[arg(long)]
    pub network: bool,
    /// The form of the network (graphml, gexf, dot, csv, ftm) [default: graphml]; else the format of the input
    ///
    /// graphml, gexf and dot: for Gephi, yEd, Cytoscape, NetworkX and Graphviz; csv: a table of edges; ftm: FollowTheMoney
    /// entities, one JSON object a line.
    // It stands in the place of the option that all commands have, so it has the same id and the same type.
    #[arg(long = "format", id = "format", value_name = "FORM", value_parser = network_form)]
    pub form: Option<AnyFormat>,
}

/// The document of a command that takes one.
#[derive(Debug, clap::Args)]
pub struct OneListed {
    /// A file; `-` is standard input, and so is none if that is no terminal
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// Taken for the sake of order: nothing that you note or correct changes the reading text
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    pub notes: Option<Option<PathBuf>>,
}

/// `casefile search`.
#[derive(Debug, clap::Args)]
pub struct Search {
    /// Words, and terms such as `kind:fact`, `actor:NAME`, `date:>2017`, `"a phrase"`, `/regex/`; with `--queries` the first path
    #[arg(value_name = "QUERY", required_unless_present = "queries")]
    pub query: Option<String>,
    /// The documents.
    #[command(flatten)]
    pub paths: Paths,
    /// Answer every query of this file, one a line, or of the column `query` of a CSV file, and say of each how much it finds, in
    /// how long, and the best of it; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub queries: Option<PathBuf>,
    /// Only such things: section, actor, claim, event, place, text; or a kind of claim, such as forecast
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// At most so many
    #[arg(long, short = 'n', value_name = "N")]
    pub limit: Option<NonZeroUsize>,
    /// With so many sentences of the text before and after
    #[arg(long, short = 'C', value_name = "N")]
    pub context: Option<usize>,
    /// In which order: the best first, as they stand, or by day
    #[arg(long, value_name = "ORDER", value_enum, default_value_t)]
    pub sort: Sort,
    /// What was added to them.
    #[command(flatten)]
    pub with: WithNotes,
}

/// In which order hits come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Sort {
    /// The best first
    #[default]
    Rank,
    /// As they stand in the documents
    Reading,
    /// By the first day, what has none at the end
    Date,
}

/// `casefile notes`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Notes {
    /// What to do.
    #[command(subcommand)]
    pub action: Option<NotesAction>,
    /// Files and folders; `-` is standard input, and so is none if that is no terminal
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Use this file, for all documents, instead of the logs in the data folder
    #[arg(long, global = true, value_name = "FILE")]
    pub notes: Option<PathBuf>,
}

/// What can be done with notes.
#[derive(Debug, Subcommand)]
pub enum NotesAction {
    /// Write a note
    Add(AddNote),
    /// Judge a claim: unchecked, confirmed, disputed, false, irrelevant
    Status(SetStatus),
    /// Take back what was done last
    Undo {
        /// The document
        path: PathBuf,
    },
    /// Do again what was taken back last
    Redo {
        /// The document
        path: PathBuf,
    },
    /// Look at every log, or at those of some documents, and change nothing: path, state, records, orphans, damaged, set
    /// aside, document
    ///
    /// Exit status 2 if a log is damaged. What is found nowhere any more (orphans) can only be said of documents that are
    /// still where they were.
    Check {
        /// Documents
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Make two logs one: every record once, by time
    ///
    /// Exit status 2 if both have a record of the same name that is not the same (that of the first is kept), or if lines were
    /// damaged.
    Merge(MergeLogs),
    /// Forget documents: their notes and the reading position
    Purge {
        /// The documents, whether or not they still exist
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
    },
}

/// `casefile notes add`.
#[derive(Debug, clap::Args)]
pub struct AddNote {
    /// The document
    pub path: PathBuf,
    /// The words the note is on, exactly as they stand there, white space aside; without them it is on the document
    #[arg(long, value_name = "WORDS")]
    pub quote: Option<String>,
    /// The note
    #[arg(long)]
    pub text: String,
    /// A tag, any number of times
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Which one, if the words stand there several times (from 1)
    #[arg(long, value_name = "N")]
    pub nth: Option<usize>,
}

/// `casefile notes status`.
#[derive(Debug, clap::Args)]
pub struct SetStatus {
    /// The document
    pub path: PathBuf,
    /// The claim: its id as in `casefile claims --json`, or words of it
    pub claim: String,
    /// unchecked, confirmed, disputed, false or irrelevant
    pub status: String,
    /// Which one, if several claims hold the words (from 1)
    #[arg(long, value_name = "N")]
    pub nth: Option<usize>,
}

/// `casefile notes merge`.
#[derive(Debug, clap::Args)]
pub struct MergeLogs {
    /// A log
    #[arg(value_name = "A")]
    pub first: PathBuf,
    /// Another
    #[arg(value_name = "B")]
    pub second: PathBuf,
    /// Where to write it [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long)]
    pub force: bool,
}

/// `casefile config`.
#[derive(Debug, clap::Args)]
#[group(multiple = false)]
pub struct Settings {
    /// Print the defaults as a file, with comments
    #[arg(long)]
    pub print_default: bool,
    /// Check the file: names that do not exist, values that can't be used, keys that collide, each with its line; exit
    /// status 2 if there is any
    #[arg(long)]
    pub check: bool,
    /// Print where the file is, whether or not it exists; the same without an option
    #[arg(long)]
    pub path: bool,
}

/// `casefile extract`.
#[derive(Debug, clap::Args)]
pub struct Extract {
    /// The documents.
    #[command(flatten)]
    pub paths: Paths,
    /// Add one line of JSON on standard error: bytes, and thread CPU seconds of each stage
    #[arg(long)]
    pub timings: bool,
}

/// `casefile timeline`.
#[derive(Debug, clap::Args)]
pub struct Timeline {
    /// The form to write [default: rows, or JSON lines with --json]
    ///
    /// csv: a table for spreadsheets; ics: iCalendar, in which a month stays a month; timelinejs: JSON for TimelineJS. Named
    /// here, the format of the documents (text, markdown, html, pdf, docx, odt, epub) works as everywhere.
    // It stands in the place of the option that all commands have, so it has the same id and the same type.
    #[arg(long = "format", id = "format", value_name = "FORM", value_parser = calendar_form)]
    pub form: Option<AnyFormat>,
    /// Which of them.
    #[command(flatten)]
    pub filter: OfEvents,
    /// What is listed.
    #[command(flatten)]
    pub listed: Listed,
}

/// `casefile claims`.
#[derive(Debug, clap::Args)]
pub struct Claims {
    /// The form to write [default: rows, or JSON lines with --json]
    ///
    /// md: a report; csv: a table for spreadsheets; json: one object a line, as with --json; webanno: W3C Web Annotations.
    /// Named here, the format of the documents (text, markdown, html, pdf, docx, odt, epub) works as everywhere.
    // It stands in the place of the option that all commands have, so it has the same id and the same type.
    #[arg(long = "format", id = "format", value_name = "FORM", value_parser = claims_form)]
    pub form: Option<AnyFormat>,
    /// In which order
    #[arg(long, value_name = "ORDER", value_enum, default_value_t)]
    pub sort: ClaimOrder,
    /// Which of them.
    #[command(flatten)]
    pub filter: OfClaims,
    /// What is listed.
    #[command(flatten)]
    pub listed: Listed,
}

/// `casefile export`.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// The form to write [default: as the file of --output ends, else md]
    ///
    /// md: a report; html: the same with the text, linked both ways, in one page that needs no network; csv: a table; jsonl:
    /// one JSON object an item, each with its exact quotation; webanno: W3C Web Annotations; obsidian: a folder of linked
    /// notes. The format of the documents is given by --from here.
    // It stands in the place of the option that all commands have, so it has the same id and the same type.
    #[arg(long = "format", id = "format", value_name = "FORM", value_parser = form)]
    pub form: Option<AnyFormat>,
    /// The format of the documents, whatever their names and content say: text, markdown, html, pdf, docx, odt, epub
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub from: Option<AnyFormat>,
    /// Take only what this query keeps, in the language of `search`
    #[arg(long, short, value_name = "QUERY")]
    pub query: Option<String>,
    /// The file to write, or the folder for obsidian; `-` is standard output
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Replace files that exist
    #[arg(long)]
    pub force: bool,
    /// Which table csv writes
    #[arg(long, value_enum, value_name = "TABLE", default_value_t)]
    pub table: csv::Table,
    /// Only open questions, as a list of tasks: claims not yet checked, and disputed ones (md)
    #[arg(long)]
    pub open: bool,
    /// What was added to them.
    #[command(flatten)]
    pub with: WithNotes,
    /// How claims are cited: text with fields such as `{text}`, `{section}`, `{page}` in braces [default: that of the
    /// configuration file, if it has one]
    #[arg(long, value_name = "TEMPLATE")]
    pub citation: Option<String>,
    /// The documents.
    #[command(flatten)]
    pub paths: Paths,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_command_is_a_command_only_in_the_first_place() {
        let parse = |line: &str| Args::try_parse_from(line.split(' '));
        assert!(matches!(parse("casefile claims x").unwrap().command, Some(Command::Claims(_))));
        assert!(matches!(parse("casefile --json claims x").unwrap().command, Some(Command::Claims(_))));
        assert!(parse("casefile claims x --json").unwrap().common.json);
        let paths = parse("casefile a claims").unwrap();
        assert!(paths.command.is_none() && paths.paths.len() == 2, "{paths:?}");
        let escaped = parse("casefile -- claims").unwrap();
        assert!(escaped.command.is_none() && escaped.paths.len() == 1);
        assert!(parse("casefile - --date 2024-02-29").unwrap().common.date.is_some());
    }

    /// The help of every command, as Markdown.
    fn reference() -> String {
        let mut page = String::from(
            "# The command line\n\nWhat `casefile --help` and the help of each command print; the options that all commands take are \
             shown for the first only.\n",
        );
        let mut root = Args::command().term_width(100);
        root.build();
        let mut add = |command: &mut clap::Command| {
            let name = command.get_bin_name().unwrap_or("casefile").to_owned();
            let help = command.render_long_help().to_string();
            let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
            page.push_str(&format!("\n## {name}\n\n```text\n{}\n```\n", lines.join("\n").trim_end()));
        };
        add(&mut root.clone());
        // What all commands take is told once, above.
        let own = |command: &clap::Command| {
            command.clone().mut_args(|arg| {
                let told = arg.is_global_set();
                arg.hide(told)
            })
        };
        root.get_subcommands().for_each(|command| add(&mut own(command)));
        page
    }

    #[test]
    fn the_printed_help_is_the_one_in_the_docs() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/cli.md");
        let printed = reference();
        if std::env::var_os("CASEFILE_WRITE_DOCS").is_some() {
            std::fs::write(path, &printed).unwrap();
        }
        let stored = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(stored, printed, "run the tests once with CASEFILE_WRITE_DOCS=1 set");
    }
}
