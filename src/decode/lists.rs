//! Reads what is a list in the model: texts, mappings, and collections keyed by code.

use super::guess::{Guess, is_split, listed};
use super::reader::{Mapping, Pair, Reader};
use super::slips::slip_in;
use super::values::{A_TEXT, key_code, plain_code, plain_text, text};
use super::{problem, scalar};
use crate::bilingual;
use crate::format::Shape;
use crate::model::{Item, Kind, List, Text};
use crate::text::bilingual::Bilingual;
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

    pub(super) fn item(&mut self, key: &Node<'_>, node: &Node<'_>) -> Option<Item<'s>> {
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
pub(super) fn collect<N: ExactSizeIterator, T>(
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
