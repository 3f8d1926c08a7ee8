//! Names behind the codes in lists: `K12 顧客關係管理`.

use gen_lsp_types::{InlayHint, InlayHintParams, Label, Tooltip};

use super::dispatch::Answer;
use super::names::{listed, short};
use super::server::Server;
use crate::model::Competency;
use crate::text::sorting::sort_by_key;

/// The most characters of a name that are shown. Lists stay on one line.
const MAX_CHARACTERS: usize = 16;

impl Server {
    pub(super) fn inlay_hints(&self, params: &InlayHintParams) -> Answer<Vec<InlayHint>> {
        let Some(document) = self.document(&params.text_document.uri).filter(|_| self.preferences.hints)
        else {
            return Ok(None);
        };
        let hints = document.look(|view| {
            let mut hints = Vec::new();
            for competency in Competency::BOTH {
                let references = view.standard.references(competency).flat_map(|list| list.iter());
                for reference in references.filter(|reference| reference.name.is_none()) {
                    let Some(range) = view.range(reference.code.span) else { continue };
                    if range.end < params.range.start || range.start > params.range.end {
                        continue;
                    }
                    let code = reference.code.normalized();
                    let Some(item) = listed(&view.standard, competency, code, None) else { continue };
                    let name = item.text.as_str();
                    let end = name.char_indices().nth(MAX_CHARACTERS).map(|(end, _)| end);
                    let shown = end.map_or_else(|| short(name), |end| format!("{}…", short(&name[..end])));
                    hints.push(InlayHint {
                        position: range.end,
                        label: Label::String(shown),
                        kind: None,
                        text_edits: None,
                        tooltip: end.map(|_| Tooltip::String(name.to_owned())),
                        padding_left: Some(true),
                        padding_right: None,
                        data: None,
                    });
                }
            }
            sort_by_key(&mut hints, |hint| (hint.position.line, hint.position.character));
            hints
        });
        Ok(hints)
    }
}
