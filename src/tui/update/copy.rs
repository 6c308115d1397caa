//! Copying: the passage or the row, with or without a citation.

use crate::model::{DocId, Span};
use crate::tui::app::{App, Selection};
use crate::tui::effect::Effect;
use crate::tui::fit;
use crate::tui::panes::{actors, claims, timeline};

impl App {
    pub(super) fn copy(&mut self, cite: bool) {
        let Some(selection) = self.selection(self.focus) else { return };
        if cite {
            let Some((doc, span)) = self.passage(&selection) else {
                self.say("nothing here to cite");
                return;
            };
            let citation = self.citation(doc, span);
            self.effects.push(Effect::Copy(citation));
            return;
        }
        let text = match &selection {
            Selection::Claim((doc, id)) => {
                match self.dossier.document(*doc).and_then(|d| Some((d, d.claim(*id)?))) {
                    Some((document, claim)) => {
                        let who =
                            claims::speaker(document, claim).map_or(String::new(), |w| format!("{w}: "));
                        let place = claims::place_of(&self.dossier, *doc, claim.span.from());
                        let what = fit::one_line(document.text.slice(claim.span)).into_owned();
                        format!("[{}] {who}{what} ({place})", claims::kind_name(claim.kind))
                    }
                    None => return,
                }
            }
            Selection::Event((doc, id)) => match self.dossier.document(*doc).and_then(|d| d.event(*id)) {
                Some(event) => format!("{}  {}", timeline::when(event), event.summary),
                None => return,
            },
            Selection::Actor(row) => actors::name(&self.dossier, row).to_owned(),
            _ => match self.passage(&selection) {
                Some((doc, span)) => self.quote(doc, span),
                None => return,
            },
        };
        self.effects.push(Effect::Copy(text));
    }

    /// The passage a selection stands for: in the text the sentence under the cursor, else the block.
    fn passage(&self, selection: &Selection) -> Option<(DocId, Span)> {
        let Selection::Text(anchor) = selection else { return selection.target(&self.dossier) };
        let document = self.dossier.document(anchor.doc)?;
        let sentence =
            document.sentence_at(anchor.at).and_then(|k| document.sentences.get(k)).map(|s| s.span);
        let block = || document.block_at(anchor.at).and_then(|k| document.blocks.get(k)).map(|b| b.span);
        Some((anchor.doc, sentence.or_else(block)?))
    }

    fn quote(&self, doc: DocId, span: Span) -> String {
        self.dossier.document(doc).map_or(String::new(), |d| fit::one_line(d.text.slice(span)).into_owned())
    }

    /// The passage in the citation template of the configuration.
    fn citation(&self, doc: DocId, span: Span) -> String {
        let Some(document) = self.dossier.document(doc) else { return String::new() };
        let section = document.section_at(span.from()).map_or(String::new(), |s| {
            let (path, title) = (document.section_path(s), document.section_title(s));
            if path.is_empty() { title.to_owned() } else { format!("{path} {title}") }
        });
        let fields: [(&str, String); 9] = [
            ("text", self.quote(doc, span)),
            ("title", document.display_name().to_owned()),
            ("path", document.path.clone()),
            ("line", document.text.source_line(span.from()).to_string()),
            ("section", section),
            ("date", document.date.map_or(String::new(), |d| d.date.to_string())),
            ("hash", document.hash.get(..8).unwrap_or(&document.hash).to_owned()),
            ("start", document.text.char_offset(span.from()).to_string()),
            ("end", document.text.char_offset(span.to()).to_string()),
        ];
        let mut out = String::new();
        let mut rest = self.config.citation.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let field = after.split_once('}').and_then(|(name, tail)| {
                let value = fields.iter().find(|(n, _)| *n == name)?;
                Some((&value.1, tail))
            });
            match field {
                Some((value, tail)) => {
                    out.push_str(value);
                    rest = tail;
                }
                None => {
                    out.push('{');
                    rest = after;
                }
            }
        }
        out.push_str(rest);
        out
    }
}
