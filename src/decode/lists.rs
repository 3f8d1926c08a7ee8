//! Reads what is a list in the model: texts, references, mappings, and collections keyed by code.

use super::guess::{Guess, is_split, listed};
use super::reader::{Mapping, Pair, Reader};
use super::slips::slip_in;
use super::values::{A_TEXT, code, key_code, plain_code, plain_text, text};
use super::{problem, scalar};
use crate::bilingual;
use crate::diagnostic::{Findings, Fix};
use crate::format::Shape;
use crate::model::{Item, Kind, List, Reference, References, Standard, Text, joined_codes};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::yaml::{Entries, Node, Value};

/// The most entries that memory is reserved for before a list is read.
const MAX_RESERVED: usize = 64;

impl<'s> Reader<'_, 's> {
    pub(super) fn texts(&mut self, pair: Option<Pair<'_>>) -> List<Text<'s>> {
        let Some((key, node)) = pair else { return unreadable(None) };
        if let Value::List(nodes) = node.value {
            let source = self.source;
            return collect(
                key,
                nodes,
                |node| plain_text(node, source),
                |node| text(node, node.span, self.source).or_else(|| self.no_text(key, node)),
            );
        }
        if scalar::is_null(node) {
            return empty(key);
        }
        let expected = Bilingual::fixed("a list of texts", "文字的清單");
        if node.text().is_some() {
            self.report(self.unexpected(node, key.span, &expected).help(Bilingual::fixed(
                "begin every entry with `- ` on a line of its own",
                "每個項目各占一行，以 `- ` 開頭",
            )));
        } else {
            self.wrong_type::<()>(node, key.span, &expected);
        }
        unreadable(Some(key))
    }

    #[cold]
    fn no_text<T>(&mut self, key: &Node<'_>, node: &Node<'_>) -> Option<T> {
        let Value::Mapping { flow: false, .. } = node.value else {
            return self.wrong_type(node, key.span, &A_TEXT);
        };
        self.report(self.unexpected(node, key.span, &A_TEXT).help(Bilingual::fixed(
            "put a text that holds `: ` in quotation marks",
            "文字含有「: 」時，請加上引號",
        )));
        None
    }

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

    /// Mappings of a shape, each of which `read` takes into the model.
    pub(super) fn mappings<'t, T>(
        &mut self,
        pair: Option<Pair<'t>>,
        shape: &'static Shape,
        read: impl Fn(&mut Self, Mapping<'t>) -> T,
    ) -> List<T> {
        let Some((key, node)) = pair else { return unreadable(None) };
        if let Value::List(nodes) = node.value {
            return collect(
                key,
                nodes,
                |_| None,
                |node| {
                    let Some(mapping) = Mapping::of(node, shape, None) else {
                        let Bilingual { en, zh } = listed(shape);
                        let expected = bilingual!("an entry with the keys {en}", "含有鍵 {zh} 的項目");
                        return self.wrong_type(node, key.span, &expected);
                    };
                    Some(read(self, mapping))
                },
            );
        }
        if scalar::is_null(node) {
            return empty(key);
        }
        let Bilingual { en, zh } = listed(shape);
        let expected = bilingual!("a list of entries with the keys {en}", "一個清單，項目含有鍵 {zh}");
        self.report(self.unexpected(node, key.span, &expected).help(Bilingual::fixed(
            "begin every entry with `- `, even a single one",
            "每個項目都以 `- ` 開頭，只有一項也一樣",
        )));
        unreadable(Some(key))
    }

    /// Codes with their texts: a mapping, or a list of one-pair mappings and plain texts.
    pub(super) fn items(&mut self, pair: Option<Pair<'_>>, kind: Kind) -> List<Item<'s>> {
        let Some((key, node)) = pair else { return unreadable(None) };
        let source = self.source;
        match node.value {
            Value::Mapping { entries, flow } => {
                let plain = |(_, (key, node)): &(_, &(Node<'_>, Node<'_>))| plain_item(key, node, source);
                collect(key, entries.iter().enumerate(), plain, |(at, (key, node))| {
                    if flow && is_split(entries, at) && !kind.fits(scalar::text_or_empty(key)) {
                        self.split_text(entries, at);
                        return None;
                    }
                    self.item(key, node)
                })
            }
            Value::List(nodes) => {
                let plain = |node: &&Node<'_>| match node.value {
                    Value::Mapping { entries: [(key, node)], .. } => plain_item(key, node, source),
                    _ => Some(Item { code: None, text: plain_text(node, source)? }),
                };
                collect(key, nodes, plain, |node| match node.value {
                    Value::Mapping { entries: [(key, node)], .. } => self.item(key, node),
                    _ => {
                        let text = text(node, node.span, source).or_else(|| {
                            let example = kind.example();
                            let expected = bilingual!(
                                "one `{example}: …` or a text a list entry",
                                "一個清單項目是一個 `{example}: …` 或一段文字"
                            );
                            self.wrong_type(node, key.span, &expected)
                        })?;
                        Some(Item { code: None, text })
                    }
                })
            }
            _ => self.no_collection(key, node, kind),
        }
    }

    fn item(&mut self, key: &Node<'_>, node: &Node<'_>) -> Option<Item<'s>> {
        let code = self.key_code(key)?;
        let text = text(node, key.span, self.source);
        let text = text.or_else(|| self.wrong_type(node, key.span, &A_TEXT))?;
        Some(Item { code: Some(code), text })
    }

    fn key_code(&mut self, key: &Node<'_>) -> Option<Text<'s>> {
        let code = key_code(key, self.source);
        code.or_else(|| self.wrong_type(key, key.span, &Bilingual::fixed("a code", "代碼")))
    }

    /// In `{…}` a comma splits a text, and its rest is parsed as another key.
    #[cold]
    fn split_text(&mut self, entries: &Entries<'_>, at: usize) {
        let key = &entries[at].0;
        let before = entries.get(at.wrapping_sub(1)).and_then(|(before, _)| before.text());
        let name = scalar::text_or_empty(key);
        let column = |span| self.column(span);
        self.report(problem::unknown_field(name, self.at(key.span), &Guess::SplitText(before), column));
    }

    /// Codes with a mapping of a shape each, which `read` takes into the model: a mapping, or a list of one-pair mappings.
    pub(super) fn parts<'t, T>(
        &mut self,
        pair: Option<Pair<'t>>,
        kind: Kind,
        shape: &'static Shape,
        read: impl Fn(&mut Self, Text<'s>, Mapping<'t>) -> T,
    ) -> List<T> {
        let Some((key, node)) = pair else { return unreadable(None) };
        let part = |reader: &mut Self, key: &'t Node<'t>, node: &'t Node<'t>| {
            let code = reader.key_code(key)?;
            let mapping = reader.mapping((key, node), shape)?;
            Some(read(reader, code, mapping))
        };
        match node.value {
            Value::Mapping { entries, .. } => {
                collect(key, entries, |_| None, |(key, node)| part(self, key, node))
            }
            Value::List(nodes) => collect(
                key,
                nodes,
                |_| None,
                |node| match node.value {
                    Value::Mapping { entries: [(key, node)], .. } => part(self, key, node),
                    Value::Mapping {
                        entries: [(code, Node { value: Value::Empty, .. }), (first, _), ..],
                        ..
                    } if kind.fits(scalar::text_or_empty(code)) => {
                        let [name, key] = [code, first].map(scalar::text_or_empty);
                        self.report(problem::beside_code(name, key, self.at(code.span), self.at(first.span)));
                        None
                    }
                    _ => {
                        let example = kind.example();
                        let expected =
                            bilingual!("one `{example}:` a list entry", "一個清單項目只有一個 `{example}:`");
                        self.no_entries(key, node, kind, &expected);
                        None
                    }
                },
            ),
            _ => self.no_collection(key, node, kind),
        }
    }

    fn no_collection<T>(&mut self, key: &Node<'_>, node: &Node<'_>, kind: Kind) -> List<T> {
        if scalar::is_null(node) {
            return empty(key);
        }
        let example = kind.example();
        let expected = bilingual!("entries such as `{example}: …`", "以代碼為鍵的項目，例如 `{example}: …`");
        self.no_entries(key, node, kind, &expected);
        unreadable(Some(key))
    }

    /// Reports what stands where entries under codes belong: of a text, as in `tasks: [T1.1]`, with how to write it.
    #[cold]
    fn no_entries(&mut self, key: &Node<'_>, node: &Node<'_>, kind: Kind, expected: &Bilingual) {
        let Some(text) = node.text().filter(|text| slip_in(text).is_none()) else {
            self.wrong_type::<()>(node, key.span, expected);
            return;
        };
        let help = problem::entries_help(scalar::text_or_empty(key), text, kind);
        self.report(self.unexpected(node, key.span, expected).help(help));
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

/// The list under a key with nothing below it.
fn empty<T>(key: &Node<'_>) -> List<T> {
    List { key: Some(key.span), ..List::default() }
}

/// A list that could not be read, which is reported. It has no key if that is misspelt.
pub(super) fn unreadable<T>(key: Option<&Node<'_>>) -> List<T> {
    List { key: key.map(|key| key.span), complete: false, ..List::default() }
}

#[inline(always)]
fn plain_item<'s>(key: &Node<'_>, node: &Node<'_>, source: &'s str) -> Option<Item<'s>> {
    Some(Item { code: Some(plain_code(key, source)?), text: plain_text(node, source)? })
}

/// Reads each of `nodes`: with `plain`, which handles only the most common form, or otherwise with `read`.
///
/// Plain entries are built in place. Returning them from a function costs a store-forwarding stall each, which was a fifth
/// of the time of decoding.
fn collect<N: ExactSizeIterator, T>(
    key: &Node<'_>,
    nodes: impl IntoIterator<IntoIter = N, Item = N::Item>,
    plain: impl Fn(&N::Item) -> Option<T>,
    mut read: impl FnMut(N::Item) -> Option<T>,
) -> List<T> {
    let nodes = nodes.into_iter();
    // Nearly always all can be read, but a long list may be hostile.
    let mut items = Vec::with_capacity(nodes.len().min(MAX_RESERVED));
    let mut complete = true;
    for node in nodes {
        if let Some(item) = plain(&node) {
            items.push(item);
        } else if let Some(item) = read(node) {
            items.push(item);
        } else {
            complete = false;
        }
    }
    List { items, key: Some(key.span), complete, in_brackets: false }
}
