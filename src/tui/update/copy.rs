//! Copying: the passage or the row, with or without a citation.

use crate::export::citation::cite;
use crate::export::passage::words;
use crate::model::{DocId, Span};
use crate::tui::app::{App, Selection};
use crate::tui::effect::Effect;
use crate::tui::panes::{actors, timeline};

impl App {
    pub(super) fn copy(&mut self, with_citation: bool) {
        let Some(selection) = self.selection(self.focus) else { return };
        if with_citation {
            let Some((doc, span)) = self.passage(&selection) else {
                self.say("nothing here to cite");
                return;
            };
            if let Some(document) = self.dossier.document(doc) {
                let citation = cite(&self.config.citation, document, span);
                self.effects.push(Effect::Copy(citation));
            }
            return;
        }
        let text = match &selection {
            Selection::Claim((doc, id)) => {
                match self.dossier.document(*doc).and_then(|d| Some((d, d.claim(*id)?))) {
                    Some((document, claim)) => words(document, claim.span),
                    None => return,
                }
            }
            Selection::Event((doc, id)) => match self.dossier.document(*doc).and_then(|d| d.event(*id)) {
                Some(event) => format!("{}  {}", timeline::when(event), event.summary),
                None => return,
            },
            Selection::Actor(row) => actors::name(&self.dossier, row).to_owned(),
            _ => match self.passage(&selection) {
                Some((doc, span)) => self.dossier.document(doc).map_or(String::new(), |d| words(d, span)),
                None => return,
            },
        };
        self.effects.push(Effect::Copy(text));
    }

    /// The passage a selection stands for: in the text the sentence under the cursor, else the block.
    pub(super) fn passage(&self, selection: &Selection) -> Option<(DocId, Span)> {
        let Selection::Text(anchor) = selection else { return selection.target(&self.dossier) };
        if let Some(selected) = self.selected_passage() {
            return Some(selected);
        }
        let document = self.dossier.document(anchor.doc)?;
        let sentence =
            document.sentence_at(anchor.at).and_then(|k| document.sentences.get(k)).map(|s| s.span);
        let block = || document.block_at(anchor.at).and_then(|k| document.blocks.get(k)).map(|b| b.span);
        Some((anchor.doc, sentence.or_else(block)?))
    }
}
