//! How many tasks use an entry, above it.

use gen_lsp_types::{CodeLens, CodeLensParams, Command};

use super::dispatch::Answer;
use super::names::users;
use super::server::Server;
use crate::bilingual;
use crate::model::Competency;
use crate::text::bilingual::s;

impl Server {
    pub(super) fn lenses(&self, params: &CodeLensParams) -> Answer<Vec<CodeLens>> {
        let Some(document) = self.document(&params.text_document.uri).filter(|_| self.preferences.lenses)
        else {
            return Ok(None);
        };
        let lenses = document.look(|view| {
            let mut lenses = Vec::new();
            for competency in Competency::BOTH {
                for code in competency.list(&view.standard).iter().filter_map(|item| item.code.as_ref()) {
                    let Some(range) = view.range(code.span) else { continue };
                    let count = users(&view.standard, competency, code.normalized()).len();
                    let s = s(count);
                    let words = bilingual!("used by {count} task{s}", "{count} 個工作任務使用");
                    let title = words.get(self.preferences.lang).to_owned();
                    // A command without a name is only shown.
                    let command = Command { title, command: String::new(), tooltip: None, arguments: None };
                    lenses.push(CodeLens { range, command: Some(command), data: None });
                }
            }
            lenses
        });
        Ok(lenses)
    }
}
