//! Codes of knowledge and skills in a list of references, found by code or by name.

use std::collections::{HashMap, HashSet};

use gen_lsp_types::CompletionItemKind;

use super::{Offer, Request};
use crate::bilingual;
use crate::model::{Competency, Kind, Standard};
use crate::text::bilingual::{Lang, s};
use crate::yaml::write::scalar_in_flow;

/// The entries that the list does not have yet.
pub(super) fn references(request: &Request<'_>, kind: Kind, others: &[&str]) -> Option<Vec<Offer>> {
    let competency = Competency::BOTH.into_iter().find(|one| one.kind() == kind)?;
    request.document.look(|view| offers(&view.standard, competency, others, request.lang))
}

fn offers(standard: &Standard<'_>, competency: Competency, others: &[&str], lang: Lang) -> Vec<Offer> {
    let uses = uses(standard, competency);
    let list = competency.list(standard);
    let mut times: HashMap<&str, usize> = HashMap::new();
    for code in list.iter().filter_map(|item| item.code.as_ref()) {
        *times.entry(code.normalized()).or_default() += 1;
    }
    let offer = |code: &str, name: &str| {
        let count = uses.get(code).copied().unwrap_or_default();
        let s = s(count);
        let used = bilingual!("used by {count} task{s}", "{count} 個工作任務使用");
        let is_one_of_several = times.get(code).is_some_and(|times| *times > 1);
        Offer {
            label: format!("{code} {name}"),
            insert: match is_one_of_several {
                true => format!("{{{code}: {}}}", scalar_in_flow(name)),
                false => code.to_owned(),
            },
            code: code.to_owned(),
            name: name.to_owned(),
            detail: used.get(lang).to_owned(),
            kind: Some(CompletionItemKind::Reference),
            is_snippet: false,
        }
    };
    let there: HashSet<&str> = others.iter().copied().collect();
    let items = list.iter().filter_map(|item| Some((item.code.as_ref()?.normalized(), item.text.as_str())));
    items.filter(|(code, _)| !there.contains(code)).map(|(code, name)| offer(code, name)).collect()
}

/// How many tasks print each code.
fn uses(standard: &Standard<'_>, competency: Competency) -> HashMap<String, usize> {
    let mut uses: HashMap<String, usize> = HashMap::new();
    for (duty, task) in standard.tasks() {
        let rows = task.rows.iter().flat_map(|row| competency.effective(duty, task, row).iter());
        let codes: HashSet<&str> = rows.map(|reference| reference.code.normalized()).collect();
        let mut codes: Vec<&str> = codes.into_iter().collect();
        codes.sort_unstable();
        for code in codes {
            *uses.entry(code.to_owned()).or_default() += 1;
        }
    }
    uses
}
