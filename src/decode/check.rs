//! Holds a tree against the table of the format and says everything that is wrong with its shape.

use super::guess::{Guess, MAX_GUESSED, described, guess, is_split, listed, misspelt, respelt_date};
use super::slip::slip_in;
use super::{problem, scalar};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings};
use crate::files::source::{FileId, Place, Span};
use crate::format::{Choice, Field, STANDARD, Shape, Value as Expected};
use crate::model::{Kind, StatusValue, joined_codes};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::nearest::nearest;
use crate::yaml::{Entries, Node, Style, Value};

/// The most keys that a mapping may have: those of the outermost.
const MOST_FIELDS: usize = STANDARD.fields.len();

/// Finds every problem of shape in the file whose outermost value is `root`.
pub(super) fn check(root: &Node<'_>, file: FileId, found: &mut Findings) {
    let mut checker = Checker { file, found };
    match root.value {
        Value::Mapping { entries, flow } => checker.fields(entries, flow, &STANDARD, None),
        _ => checker.wrong_type(root, root.span, &Bilingual::fixed("a standard", "一份職能基準")),
    }
}

struct Checker<'f> {
    file: FileId,
    found: &'f mut Findings,
}

impl Checker<'_> {
    fn at(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }

    fn wrong_type(&mut self, node: &Node<'_>, span: Span, expected: &Bilingual) {
        // An alias was reported by the parser.
        if node.value != Value::Alias {
            self.found.push(self.unexpected(node, span, expected));
        }
    }

    fn unexpected(&self, node: &Node<'_>, span: Span, expected: &Bilingual) -> Diagnostic {
        let place = self.at(if node.value == Value::Empty { span } else { node.span });
        let diagnostic = problem::wrong_type(place, expected, &described(node));
        match node.text().and_then(slip_in) {
            Some(slip) => diagnostic.help(problem::slip_help(slip.key)),
            None => diagnostic,
        }
    }

    /// `name: 咖啡烘焙師`, where the kind of name is missing.
    fn bare_name(&mut self, key: &Node<'_>, node: &Node<'_>, expected: &Bilingual) -> bool {
        let Some(name) = node.text().filter(|name| key.text() == Some("name") && slip_in(name).is_none())
        else {
            return false;
        };
        self.found.push(self.unexpected(node, key.span, expected).help(problem::name_help(name)));
        true
    }

    /// A mapping with known keys. `owner` is the key it stands under; a whole file and the entries of a list have none.
    fn fields(&mut self, entries: &Entries<'_>, flow: bool, shape: &'static Shape, owner: Option<&Node<'_>>) {
        let mut seen = [None; MOST_FIELDS];
        let seen = &mut seen[..shape.fields.len()];
        let mut unknown = 0;
        for (at, (key, value)) in entries.iter().enumerate() {
            let Some(name) = key.text() else {
                self.wrong_type(key, key.span, &Bilingual::fixed("a key", "鍵"));
                continue;
            };
            let Some(known) = shape.keys().position(|known| known == name) else {
                unknown += 1;
                let guess = if unknown > MAX_GUESSED {
                    Guess::Known(listed(shape))
                } else {
                    guess(entries, at, flow, shape)
                };
                self.found.push(problem::unknown_field(name, self.at(key.span), &guess));
                continue;
            };
            if let Some(first) = seen[known] {
                self.found.push(problem::twice(name, self.at(key.span), self.at(first)));
                continue;
            }
            seen[known] = Some(key.span);
            self.value(key, value, &shape.fields[known]);
        }
        let place = owner.or(entries.first().map(|(key, _)| key)).map_or_else(Span::default, |key| key.span);
        let place = self.at(place);
        let owner = owner.and_then(Node::text);
        let misspelt = if unknown == 0 { Vec::new() } else { misspelt(entries, shape) };
        // A misspelt key is not missing as well.
        let missing = |at: usize| seen[at].is_none() && !misspelt.contains(&shape.fields[at].key);
        for (at, field) in shape.fields.iter().enumerate() {
            if field.required && missing(at) {
                self.found.push(problem::missing_field(owner, field.key, place));
            }
        }
        self.choice(shape, seen, (owner, place), || (0..seen.len()).all(missing));
    }

    /// What the shape says of several keys together; `seen` has the place of every known key that stands.
    fn choice(
        &mut self,
        shape: &'static Shape,
        seen: &[Option<Span>],
        (owner, place): (Option<&str>, Place),
        none_meant: impl Fn() -> bool,
    ) {
        let there = || shape.keys().zip(seen).filter_map(|(key, seen)| Some((key, (*seen)?)));
        match shape.choice {
            Choice::Free => {}
            Choice::One => match *there().collect::<Vec<_>>() {
                [first, second, ..] => self.excluded(second, first),
                [] if none_meant() => {
                    let keys: Vec<_> = shape.keys().collect();
                    self.found.push(problem::none_of(owner, &keys, place));
                }
                _ => {}
            },
            Choice::Instead(key, others) => {
                let Some(instead) = there().find(|(there, _)| *there == key) else { return };
                for other in there().filter(|(there, _)| others.contains(there)) {
                    self.excluded(other, instead);
                }
            }
        }
    }

    fn excluded(&mut self, (key, span): (&str, Span), (other, other_span): (&str, Span)) {
        let found = problem::excluded(key, self.at(span), other, self.at(other_span));
        self.found.push(found);
    }

    fn value(&mut self, key: &Node<'_>, node: &Node<'_>, field: &'static Field) {
        match &field.value {
            Expected::Text => self.text(key, node),
            Expected::Level => self.level(key, node),
            Expected::Date => self.date(key, node),
            Expected::Status => self.status(key, node),
            Expected::Texts => self.texts(key, node),
            Expected::References(kind) => self.references(key, node, *kind),
            Expected::Items(kind) => self.coded(key, node, *kind, None),
            Expected::Parts(kind, shape) => self.parts(key, node, field, *kind, shape),
            Expected::Mapping(shape) => self.mapping(key, node, shape),
            Expected::Mappings(shape) => self.mappings(key, node, shape),
        }
    }

    fn text(&mut self, key: &Node<'_>, node: &Node<'_>) {
        match node.value {
            Value::Scalar { .. } | Value::Empty => {}
            _ => self.wrong_type(node, key.span, &Bilingual::fixed("a text", "文字")),
        }
    }

    fn level(&mut self, key: &Node<'_>, node: &Node<'_>) {
        let expected =
            Bilingual::fixed("a number from 1 to 6 without quotation marks", "不加引號的 1 至 6 的數字");
        match node.value {
            _ if scalar::is_null(node) || scalar::level(node).is_some() => {}
            Value::Scalar { text, style: Style::Plain, .. } => {
                self.found.push(problem::level(self.at(node.span), text));
            }
            _ => self.wrong_type(node, key.span, &expected),
        }
    }

    fn date(&mut self, key: &Node<'_>, node: &Node<'_>) {
        match node.value {
            _ if scalar::is_null(node) => {}
            Value::Scalar { text, .. } => {
                if scalar::date(text).is_none() {
                    let respelt = respelt_date(text);
                    self.found.push(problem::date(self.at(node.span), text, respelt.as_deref()));
                }
            }
            _ => self.wrong_type(node, key.span, &Bilingual::fixed("a date", "日期")),
        }
    }

    fn status(&mut self, key: &Node<'_>, node: &Node<'_>) {
        match node.value {
            _ if scalar::is_null(node) => {}
            Value::Scalar { text, .. } => {
                if scalar::status(text).is_none() {
                    let printed = StatusValue::BOTH.into_iter().find(|status| status.printed() == text);
                    let meant = printed
                        .map(StatusValue::key)
                        .or_else(|| nearest(text, StatusValue::BOTH.map(StatusValue::key)));
                    self.found.push(problem::status(self.at(node.span), text, meant));
                }
            }
            _ => self.wrong_type(node, key.span, &Bilingual::fixed("a status", "狀態")),
        }
    }

    fn texts(&mut self, key: &Node<'_>, node: &Node<'_>) {
        let expected = Bilingual::fixed("a list of texts", "文字的清單");
        match node.value {
            Value::List(items) => {
                for item in items {
                    match item.value {
                        Value::Scalar { .. } | Value::Empty => {}
                        Value::Mapping { flow: false, .. } => {
                            let found = self.unexpected(item, key.span, &Bilingual::fixed("a text", "文字"));
                            self.found.push(found.help(Bilingual::fixed(
                                "put a text that holds `: ` in quotation marks",
                                "文字含有「: 」時，請加上引號",
                            )));
                        }
                        _ => self.wrong_type(item, key.span, &Bilingual::fixed("a text", "文字")),
                    }
                }
            }
            _ if scalar::is_null(node) => {}
            Value::Scalar { .. } => {
                let found = self.unexpected(node, key.span, &expected);
                self.found.push(found.help(Bilingual::fixed(
                    "begin every entry with `- ` on a line of its own",
                    "每個項目各占一行，以 `- ` 開頭",
                )));
            }
            _ => self.wrong_type(node, key.span, &expected),
        }
    }

    fn references(&mut self, key: &Node<'_>, node: &Node<'_>, kind: Kind) {
        let example = kind.example();
        match node.value {
            Value::List(items) => {
                for item in items {
                    if !matches!(item.value, Value::Scalar { .. } | Value::Empty) {
                        let expected = bilingual!("a code such as {example}", "代碼，例如 {example}");
                        self.wrong_type(item, key.span, &expected);
                    }
                }
            }
            Value::Alias => {}
            _ => {
                let name = key.text().unwrap_or_default();
                let help = match node.value {
                    _ if scalar::is_null(node) => bilingual!(
                        "write `{name}: []` for an empty cell, or remove the key to inherit",
                        "空格請寫 `{name}: []`；要沿用上一層就刪除這個鍵"
                    ),
                    Value::Scalar { text, .. } => {
                        let text =
                            joined_codes(text).map_or_else(|| text.to_owned(), |codes| codes.join(", "));
                        let text = excerpt(&text);
                        bilingual!("write `{name}: [{text}]`", "改寫成 `{name}: [{text}]`")
                    }
                    _ => Bilingual::fixed(
                        "name the entries in the list at the top of the file and refer to their codes here",
                        "項目寫在檔案上層的清單，這裡只引用代碼",
                    ),
                };
                let expected =
                    bilingual!("a list of codes such as [{example}]", "代碼的清單，例如 [{example}]");
                let found = self.unexpected(node, key.span, &expected).help(help);
                self.found.push(found);
            }
        }
    }

    /// A collection keyed by code: of texts, or of mappings of a shape.
    fn coded(&mut self, key: &Node<'_>, node: &Node<'_>, kind: Kind, shape: Option<&'static Shape>) {
        let example = kind.example();
        match node.value {
            Value::Mapping { entries, flow } => {
                for (at, entry) in entries.iter().enumerate() {
                    if flow
                        && shape.is_none()
                        && is_split(entries, at)
                        && !kind.fits(scalar::text_or_empty(&entry.0))
                    {
                        let owner = entries.get(at.wrapping_sub(1)).and_then(|(before, _)| before.text());
                        let guess = Guess::SplitText(owner);
                        self.found.push(problem::unknown_field(
                            scalar::text_or_empty(&entry.0),
                            self.at(entry.0.span),
                            &guess,
                        ));
                    } else {
                        self.entry(entry, shape);
                    }
                }
            }
            Value::List(items) => {
                for item in items {
                    match item.value {
                        Value::Mapping { entries, .. } if entries.len() == 1 => {
                            self.entry(&entries[0], shape);
                        }
                        Value::Scalar { .. } | Value::Empty if shape.is_none() => {}
                        _ => {
                            let expected = match shape {
                                Some(_) => bilingual!(
                                    "one `{example}:` a list entry",
                                    "一個清單項目只有一個 `{example}:`"
                                ),
                                None => bilingual!(
                                    "one `{example}: …` or a text a list entry",
                                    "一個清單項目是一個 `{example}: …` 或一段文字"
                                ),
                            };
                            self.wrong_type(item, key.span, &expected);
                        }
                    }
                }
            }
            _ if scalar::is_null(node) => {}
            _ => {
                let expected =
                    bilingual!("entries such as `{example}: …`", "以代碼為鍵的項目，例如 `{example}: …`");
                self.wrong_type(node, key.span, &expected);
            }
        }
    }

    fn entry(&mut self, (key, value): &(Node<'_>, Node<'_>), shape: Option<&'static Shape>) {
        if key.text().is_none() && key.value != Value::Empty {
            self.wrong_type(key, key.span, &Bilingual::fixed("a code", "代碼"));
        } else if let Some(shape) = shape {
            self.mapping(key, value, shape);
        } else {
            self.text(key, value);
        }
    }

    fn parts(
        &mut self,
        key: &Node<'_>,
        node: &Node<'_>,
        field: &'static Field,
        kind: Kind,
        shape: &'static Shape,
    ) {
        let nothing = match node.value {
            Value::Mapping { entries, .. } => entries.is_empty(),
            Value::List(items) => items.is_empty(),
            _ => scalar::is_null(node),
        };
        if nothing && field.required {
            let (name, example) = (field.key, kind.example());
            let help = bilingual!(
                "a standard has at least one: add `{example}:`",
                "至少要有一項：加上 `{example}:`"
            );
            self.found.push(problem::nothing_under(name, self.at(key.span), help));
        } else {
            self.coded(key, node, kind, Some(shape));
        }
    }

    fn mapping(&mut self, key: &Node<'_>, node: &Node<'_>, shape: &'static Shape) {
        match node.value {
            Value::Mapping { entries, flow } => self.fields(entries, flow, shape, Some(key)),
            _ if scalar::is_null(node) && shape.may_be_empty() => {}
            _ => {
                let keys = listed(shape);
                let expected = bilingual!("a mapping with the keys {keys}", "含有鍵 {keys} 的對映");
                if !self.bare_name(key, node, &expected) {
                    self.wrong_type(node, key.span, &expected);
                }
            }
        }
    }

    fn mappings(&mut self, key: &Node<'_>, node: &Node<'_>, shape: &'static Shape) {
        match node.value {
            Value::List(items) => {
                for item in items {
                    match item.value {
                        Value::Mapping { entries, flow } => {
                            self.fields(entries, flow, shape, None);
                        }
                        _ => {
                            let keys = listed(shape);
                            let expected =
                                bilingual!("an entry with the keys {keys}", "含有鍵 {keys} 的項目");
                            self.wrong_type(item, key.span, &expected);
                        }
                    }
                }
            }
            _ if scalar::is_null(node) => {}
            _ => {
                let keys = listed(shape);
                let expected =
                    bilingual!("a list of entries with the keys {keys}", "一個清單，項目含有鍵 {keys}");
                let found = self.unexpected(node, key.span, &expected);
                self.found.push(found.help(Bilingual::fixed(
                    "begin every entry with `- `, even a single one",
                    "每個項目都以 `- ` 開頭，只有一項也一樣",
                )));
            }
        }
    }
}
