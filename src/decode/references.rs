//! Reads lists of references to knowledge and skills: codes, each of which may say the name that is printed there.

use super::lists::{collect, unreadable};
use super::reader::{Pair, Reader};
use super::values::{code, plain_code};
use super::{problem, scalar};
use crate::bilingual;
use crate::diagnostic::{Findings, Fix};
use crate::model::{Item, Kind, List, Reference, References, Standard, Text, joined_codes};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::yaml::{Node, Value};

impl<'s> Reader<'_, 's> {
    /// Codes, and one-pair mappings of a code and its name; nothing under the key is not the same as an empty list.
    pub(super) fn references(&mut self, pair: Option<Pair<'_>>, kind: Kind) -> References<'s> {
        let Some((key, node)) = pair else { return unreadable(None) };
        let Value::List(nodes) = node.value else {
            self.no_references(key, node, kind);
            return unreadable(Some(key));
        };
        let source = self.source;
        // A list below its key may begin where its first item does, which may be a list in brackets.
        let in_brackets = node.written(source).starts_with('[')
            && nodes.first().is_some_and(|first| first.span.start > node.span.start);
        let list = collect(
            key,
            nodes,
            |node| plain_code(node, source).map(Reference::bare),
            |node| match node.value {
                Value::Mapping { entries: [(code, name)], .. } => self.named_reference(node, code, name),
                _ => code(node, node.span, source).map(Reference::bare).or_else(|| {
                    let example = kind.example();
                    let expected = bilingual!(
                        "a code such as {example}, or one code with its name",
                        "代碼，例如 {example}；或一個代碼加上它的名稱"
                    );
                    self.wrong_type(node, key.span, &expected)
                }),
            },
        );
        List { in_brackets, ..list }
    }

    #[cold]
    fn named_reference(&mut self, pair: &Node<'_>, key: &Node<'_>, name: &Node<'_>) -> Option<Reference<'s>> {
        let Item { code, text } = self.item(key, name)?;
        Some(Reference::at(pair.span, code?, text))
    }

    #[cold]
    fn no_references(&mut self, key: &Node<'_>, node: &Node<'_>, kind: Kind) {
        let example = kind.example();
        let expected = bilingual!("a list of codes such as [{example}]", "代碼的清單，例如 [{example}]");
        let name = scalar::text_or_empty(key);
        let mut fix = None;
        let help = match node.value {
            // It was reported by the parser.
            Value::Alias => return,
            _ if scalar::is_null(node) => bilingual!(
                "write `{name}: []` for an empty cell, or remove the key to inherit",
                "空格請寫 `{name}: []`；要沿用上一層就刪除這個鍵"
            ),
            Value::Scalar { text, .. } => {
                let text = without_brackets(text);
                let codes = codes_in(text);
                let list = codes.as_ref().map_or_else(|| text.to_owned(), |codes| codes.join(", "));
                let text = excerpt(&list);
                let words = bilingual!("write `{name}: [{text}]`", "改寫成 `{name}: [{text}]`");
                // Whether they are defined is seen once the whole file was read, see `keep_defined`.
                let is_on_one_line = !node.written(self.source).contains(['\n', '\r']);
                let are_codes =
                    codes.is_some_and(|codes| codes.iter().all(|code| Kind::of(code) == Some(kind)));
                if is_on_one_line && are_codes {
                    fix = Some(Fix { words: words.clone(), edits: vec![(node.span, format!("[{list}]"))] });
                }
                words
            }
            _ => Bilingual::fixed(
                "name the entries in the list at the top of the file and refer to their codes here",
                "項目寫在檔案上層的清單，這裡只引用代碼",
            ),
        };
        let found = self.unexpected(node, key.span, &expected).help(help);
        self.report(match fix {
            Some(fix) => found.fix(fix),
            None => found,
        });
    }
}

/// Takes back the fixes that make a list of a text of codes, but where the standard lists every one of them.
pub(crate) fn keep_defined(found: &mut Findings, standard: &Standard<'_>) {
    let is_listed = |code: &str| {
        let list = Kind::of(code).and_then(|kind| standard.list(kind));
        let codes = list.into_iter().flat_map(|list| list.iter()).filter_map(|item| item.code.as_ref());
        codes.map(Text::normalized).any(|listed| listed == code)
    };
    found.keep_fixes(|told| {
        let Some(fix) = told.fix.as_ref().filter(|_| told.rule == problem::WRONG_TYPE.name) else {
            return true;
        };
        let lists = fix.edits.iter().map(|(_, list)| list.trim_matches(['[', ']']));
        lists.flat_map(|list| list.split(", ")).all(is_listed)
    });
}

/// A text without the brackets around it, as in `［K01，K02］` and `"[K01, K02]"`: to YAML they are part of it.
fn without_brackets(text: &str) -> &str {
    let open = text.strip_prefix(['[', '［', '【', '〔']);
    open.and_then(|rest| rest.strip_suffix([']', '］', '】', '〕'])).unwrap_or(text).trim()
}

/// The codes that a text is made of, if it has nothing else.
fn codes_in(text: &str) -> Option<Vec<&str>> {
    joined_codes(text).or_else(|| Kind::of(text).map(|_| vec![text]))
}
