//! Networks of actors for other programs: GraphML, GEXF, DOT, CSV, and FollowTheMoney entities as JSON lines.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::csv::row;
use super::escape::html;
use crate::ingest::sanitize::sanitize_line;
use crate::link::network::{Edge, Network, Node};
use crate::model::{ActorKind, Dossier};

/// A form in which a network is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// As Gephi, yEd, Cytoscape and NetworkX read it.
    #[default]
    Graphml,
    /// GEXF 1.3, as Gephi reads it.
    Gexf,
    /// As Graphviz reads it.
    Dot,
    /// A table of edges: source, target, relation, weight, evidence.
    Csv,
    /// FollowTheMoney entities, one JSON object a line, as Aleph reads them.
    Ftm,
}

impl Form {
    /// Every form.
    pub const ALL: [Form; 5] = [Form::Graphml, Form::Gexf, Form::Dot, Form::Csv, Form::Ftm];

    /// As typed.
    pub fn name(self) -> &'static str {
        match self {
            Form::Graphml => "graphml",
            Form::Gexf => "gexf",
            Form::Dot => "dot",
            Form::Csv => "csv",
            Form::Ftm => "ftm",
        }
    }
}

/// Writes a network.
pub fn write(network: &Network, dossier: &Dossier, form: Form, out: &mut impl Write) -> io::Result<()> {
    let w = Writer { network, dossier };
    match form {
        Form::Graphml => w.graphml(out),
        Form::Gexf => w.gexf(out),
        Form::Dot => w.dot(out),
        Form::Csv => w.csv(out),
        Form::Ftm => w.ftm(out),
    }
}

struct Writer<'a> {
    network: &'a Network,
    dossier: &'a Dossier,
}

/// What an edge is called.
fn label(edge: &Edge) -> &'static str {
    edge.quad.map_or("shares paragraphs", |q| q.name())
}

impl Writer<'_> {
    fn name(&self, of: crate::model::DossierActorId) -> &str {
        self.dossier.actor(of).map_or("", |actor| &actor.name)
    }

    /// The verbs, each with the document and the line where it stands.
    fn evidence(&self, edge: &Edge) -> String {
        let places = edge.evidence.iter().filter_map(|e| {
            let document = self.dossier.document(e.doc)?;
            let verb = sanitize_line(document.text.slice(e.verb)).into_owned();
            Some(format!("{verb} ({}:{})", document.path, document.text.source_line(e.verb.from())))
        });
        places.collect::<Vec<_>>().join("; ")
    }

    fn graphml(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
        let keys = [
            ("name", "node", "string"),
            ("type", "node", "string"),
            ("role", "node", "string"),
            ("mentions", "node", "int"),
            ("relation", "edge", "string"),
            ("weight", "edge", "double"),
            ("evidence", "edge", "string"),
        ];
        for (key, of, kind) in keys {
            writeln!(out, "  <key id=\"{key}\" for=\"{of}\" attr.name=\"{key}\" attr.type=\"{kind}\"/>")?;
        }
        writeln!(out, "  <graph edgedefault=\"directed\">")?;
        for Node { id, name, kind, role, mentions } in &self.network.nodes {
            writeln!(out, "    <node id=\"{id}\">")?;
            writeln!(out, "      <data key=\"name\">{}</data>", html(&sanitize_line(name)))?;
            writeln!(out, "      <data key=\"type\">{}</data>", kind.name())?;
            if let Some(role) = role {
                writeln!(out, "      <data key=\"role\">{role}</data>")?;
            }
            writeln!(out, "      <data key=\"mentions\">{mentions}</data>\n    </node>")?;
        }
        for (k, edge) in self.network.edges.iter().enumerate() {
            let directed = edge.quad.is_some();
            writeln!(
                out,
                "    <edge id=\"e{k}\" source=\"{}\" target=\"{}\" directed=\"{directed}\">",
                edge.from, edge.to
            )?;
            writeln!(out, "      <data key=\"relation\">{}</data>", label(edge))?;
            writeln!(out, "      <data key=\"weight\">{}</data>", edge.weight)?;
            if directed {
                writeln!(out, "      <data key=\"evidence\">{}</data>", html(&self.evidence(edge)))?;
            }
            writeln!(out, "    </edge>")?;
        }
        writeln!(out, "  </graph>\n</graphml>")
    }

    fn gexf(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(
            out,
            "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n  <graph defaultedgetype=\"directed\">"
        )?;
        writeln!(out, "    <attributes class=\"node\">")?;
        for (k, (title, kind)) in
            [("type", "string"), ("role", "string"), ("mentions", "integer")].iter().enumerate()
        {
            writeln!(out, "      <attribute id=\"{k}\" title=\"{title}\" type=\"{kind}\"/>")?;
        }
        writeln!(out, "    </attributes>\n    <attributes class=\"edge\">")?;
        writeln!(
            out,
            "      <attribute id=\"3\" title=\"evidence\" type=\"string\"/>\n    </attributes>\n    <nodes>"
        )?;
        for Node { id, name, kind, role, mentions } in &self.network.nodes {
            writeln!(out, "      <node id=\"{id}\" label=\"{}\"><attvalues>", html(&sanitize_line(name)))?;
            writeln!(out, "        <attvalue for=\"0\" value=\"{}\"/>", kind.name())?;
            writeln!(out, "        <attvalue for=\"1\" value=\"{}\"/>", role.unwrap_or(""))?;
            writeln!(out, "        <attvalue for=\"2\" value=\"{mentions}\"/>\n      </attvalues></node>")?;
        }
        writeln!(out, "    </nodes>\n    <edges>")?;
        for (k, edge) in self.network.edges.iter().enumerate() {
            let kind = if edge.quad.is_some() { "directed" } else { "undirected" };
            writeln!(
                out,
                "      <edge id=\"{k}\" source=\"{}\" target=\"{}\" type=\"{kind}\" label=\"{}\" weight=\"{}\"><attvalues>\
                 <attvalue for=\"3\" value=\"{}\"/></attvalues></edge>",
                edge.from,
                edge.to,
                label(edge),
                edge.weight,
                html(&self.evidence(edge))
            )?;
        }
        writeln!(out, "    </edges>\n  </graph>\n</gexf>")
    }

    fn dot(&self, out: &mut impl Write) -> io::Result<()> {
        let quoted = |s: &str| format!("\"{}\"", sanitize_line(s).replace('\\', "\\\\").replace('"', "\\\""));
        writeln!(out, "digraph actors {{")?;
        for n in &self.network.nodes {
            writeln!(out, "  {} [label={}, class={}];", n.id, quoted(&n.name), quoted(n.kind.name()))?;
        }
        for edge in &self.network.edges {
            let direction = if edge.quad.is_some() { "" } else { ", dir=none" };
            let said = quoted(&self.evidence(edge));
            let name = quoted(label(edge));
            writeln!(
                out,
                "  {} -> {} [class={name}, weight={}, tooltip={said}{direction}];",
                edge.from, edge.to, edge.weight
            )?;
        }
        writeln!(out, "}}")
    }

    fn csv(&self, out: &mut impl Write) -> io::Result<()> {
        row(out, &["source", "target", "relation", "weight", "evidence"])?;
        for edge in &self.network.edges {
            let weight = edge.weight.to_string();
            row(
                out,
                &[self.name(edge.from), self.name(edge.to), label(edge), &weight, &self.evidence(edge)],
            )?;
        }
        Ok(())
    }

    fn ftm(&self, out: &mut impl Write) -> io::Result<()> {
        for node in &self.network.nodes {
            let Some(actor) = self.dossier.actors.get(node.id.index()) else { continue };
            let members = || {
                actor
                    .members
                    .iter()
                    .filter_map(|&(doc, id)| self.dossier.document(doc)?.actors.get(id.index()))
            };
            let mut aliases: Vec<&str> = members()
                .flat_map(|m| m.aliases.iter().map(|a| a.text.as_str()))
                .filter(|a| *a != node.name)
                .collect();
            aliases.sort_unstable();
            aliases.dedup();
            let schema = match (node.kind, node.role) {
                (ActorKind::Person, _) => "Person",
                (ActorKind::State, _)
                | (ActorKind::Organisation, Some("GOV" | "MIL" | "COP" | "JUD" | "LEG" | "SPY")) => {
                    "PublicBody"
                }
                (ActorKind::Organisation, Some("BUS")) => "Company",
                (ActorKind::Organisation | ActorKind::Group, _) => "Organization",
            };
            let mut properties = json!({ "name": [node.name], "alias": aliases });
            let topic = match (node.kind, node.role) {
                (ActorKind::State, _) => Some("gov.national"),
                (_, Some("IGO")) => Some("gov.igo"),
                _ => None,
            };
            if let (Some(topic), Some(map)) = (topic, properties.as_object_mut()) {
                map.insert("topics".to_owned(), json!([topic]));
            }
            entity(out, &id(node.id.index()), schema, &properties)?;
        }
        for (k, edge) in self.network.edges.iter().enumerate().filter(|(_, e)| e.quad.is_some()) {
            let properties = json!({
                "subject": [id(edge.from.index())],
                "object": [id(edge.to.index())],
                "role": [label(edge)],
                "summary": [self.evidence(edge)],
            });
            entity(out, &format!("casefile-link-{}", k + 1), "UnknownLink", &properties)?;
        }
        Ok(())
    }
}

fn id(index: usize) -> String {
    format!("casefile-actor-{}", index + 1)
}

fn entity(out: &mut impl Write, id: &str, schema: &str, properties: &Value) -> io::Result<()> {
    writeln!(out, "{}", json!({ "id": id, "schema": schema, "properties": properties }))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::extract::{Options, extract};
    use crate::model::{Format, Text};

    fn written(form: Form) -> String {
        let text = Text::new("Norway accused Sweden of haste & waste.\n", Format::Text);
        let document = extract("a<b.txt".into(), String::new(), text, &Options::default(), &mut ());
        let dossier = crate::link::dossier(vec![Arc::new(document)]);
        let mut out = Vec::new();
        write(&crate::link::network::network(&dossier), &dossier, form, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_verb_and_its_place_go_along_in_every_form() {
        for form in Form::ALL {
            let out = written(form);
            assert!(out.contains("accused (a"), "{}: {out}", form.name());
            assert!(out.contains("verbal conflict"), "{}: {out}", form.name());
        }
    }

    #[test]
    fn nothing_of_a_document_breaks_out_of_its_form() {
        for form in [Form::Graphml, Form::Gexf] {
            assert!(!written(form).contains("a<b"));
        }
        for line in written(Form::Ftm).lines() {
            let entity: Value = serde_json::from_str(line).unwrap();
            assert!(
                ["PublicBody", "Organization", "UnknownLink"].contains(&entity["schema"].as_str().unwrap())
            );
        }
        assert!(written(Form::Csv).starts_with("source,target,relation,weight,evidence\r\n"));
        assert!(written(Form::Dot).starts_with("digraph actors {\n"));
    }
}
