//! `casefile actors`: who is in the documents, the most salient first.

use std::io::{self, BufWriter, Write as _};

use serde::Serialize;

use super::Status;
use super::args::{Actors, Common, Listed};
use super::hung::Hung;
use super::listing::{Column, Fit, Listing, Row};
use super::session::{Session, Without};
use super::values::AnyFormat;
use crate::model::{Actor, ActorId, ActorKind, Document, Item};
use crate::{export, link};

#[derive(Debug, Serialize)]
struct Line {
    path: String,
    line: Option<usize>,
    id: String,
    name: String,
    #[serde(rename = "type")]
    kind: ActorKind,
    role: Option<&'static str>,
    part_of: Option<String>,
    mentions: usize,
    aliases: Vec<String>,
    /// Where it is first mentioned.
    start: Option<usize>,
    end: Option<usize>,
}

impl Row for Line {
    const COLUMNS: &'static [Column] = &[
        ("path", Fit::UpTo(32)),
        ("name", Fit::UpTo(48)),
        ("type", Fit::UpTo(12)),
        ("role", Fit::UpTo(8)),
        ("mentions", Fit::Number),
        ("aliases", Fit::Rest),
    ];

    fn cells(&self, _: bool) -> Vec<String> {
        vec![
            self.path.clone(),
            self.name.clone(),
            self.kind.name().to_owned(),
            self.role.unwrap_or("").to_owned(),
            self.mentions.to_string(),
            self.aliases.join("; "),
        ]
    }
}

/// Lists the actors of each document, or writes their network.
pub fn run(common: &Common, args: &Actors) -> anyhow::Result<Status> {
    let Listed { paths, with } = &args.listed;
    let session = Session::plan(common, &paths.paths, Without::Nothing)?.with(with)?;
    if args.network {
        return network(&session, args);
    }
    let mut listing = Listing::new(common, session.is_dossier()).noted(session.has_notes());
    let mut any = false;
    let status = session.each(|document| {
        let layer = session.layer(&document)?;
        for (k, actor) in document.actors.iter().enumerate() {
            if !args.filter.keeps(&document, actor) {
                continue;
            }
            any = true;
            let id = ActorId::new(k);
            let hung = layer.as_ref().map(|layer| Hung::on(layer, &document, Item::Actor(id)));
            listing.push_with(&line(&document, id, actor), hung.as_ref())?;
        }
        Ok(())
    })?;
    listing.finish::<Line>()?;
    let nothing = !any && !args.filter.is_all();
    Ok(if status == Status::Done && nothing { Status::Nothing } else { status })
}

fn network(session: &Session, args: &Actors) -> anyhow::Result<Status> {
    let (dossier, status) = session.dossier()?;
    let form = match args.form {
        Some(AnyFormat::Network(form)) => form,
        _ => export::network::Form::default(),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let network = link::network::network_of(&dossier, &|id| args.filter.keeps_linked(&dossier, id));
    export::network::write(&network, &dossier, form, &mut out)?;
    out.flush()?;
    let nothing = network.nodes.is_empty() && !args.filter.is_all();
    Ok(if status == Status::Done && nothing { Status::Nothing } else { status })
}

fn line(document: &Document, id: ActorId, actor: &Actor) -> Line {
    let text = &document.text;
    let first = actor.mentions.first().map(|m| m.span);
    Line {
        path: document.path.clone(),
        line: first.map(|span| text.source_line(span.from())),
        id: id.to_string(),
        name: actor.name.clone(),
        kind: actor.kind,
        role: actor.role,
        part_of: actor.part_of.map(|id| id.to_string()),
        mentions: actor.mentions.len(),
        aliases: actor.aliases.iter().map(|a| a.text.clone()).collect(),
        start: first.map(|span| text.char_offset(span.from())),
        end: first.map(|span| text.char_offset(span.to())),
    }
}
