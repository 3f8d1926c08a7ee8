//! Reads the keys of a mapping according to the table of the format, and reports problems of the keys.

use super::guess::{Guess, MAX_GUESSED, described, guess, listed, misspelt};
use super::slips::slip_in;
use super::{problem, scalar};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings};
use crate::files::source::{FileId, Place, Source, Span};
use crate::format::{Choice, STANDARD, Shape};
use crate::model::Kind;
use crate::text::bilingual::Bilingual;
use crate::yaml::{Entries, Node, Value};

/// The most keys that a table has: that of the outermost mapping.
const MAX_FIELDS: usize = STANDARD.fields.len();

/// A key with its value.
pub(super) type Pair<'t> = (&'t Node<'t>, &'t Node<'t>);

/// Reads a tree into the model and reports what is wrong with its shape.
pub(super) struct Reader<'f, 's> {
    /// The text that the tree was made of.
    pub(super) source: &'s str,
    pub(super) file: FileId,
    found: &'f mut Findings,
}

/// A mapping with the table of its keys.
#[derive(Clone, Copy)]
pub(super) struct Mapping<'t> {
    pub(super) span: Span,
    entries: &'t Entries<'t>,
    flow: bool,
    shape: &'static Shape,
    /// The key that it is the value of; `None` for a whole file and for entries of a list.
    owner: Option<&'t Node<'t>>,
}

impl<'t> Mapping<'t> {
    pub(super) fn of(node: &Node<'t>, shape: &'static Shape, owner: Option<&'t Node<'t>>) -> Option<Self> {
        match node.value {
            Value::Mapping { entries, flow } => Some(Self { span: node.span, entries, flow, shape, owner }),
            _ => None,
        }
    }

    /// What stands under a key, known or not.
    pub(super) fn value_of(&self, key: &str) -> Option<&'t Node<'t>> {
        self.entries.iter().find(|(found, _)| found.text() == Some(key)).map(|(_, value)| value)
    }

    /// The place of its first key; its own where it has none.
    pub(super) fn start(&self) -> Span {
        self.entries.first().map_or(self.span, |(key, _)| key.span)
    }
}

/// Keys of a standard that files of other kinds have too.
const COMMON_KEYS: [&str; 4] = ["name", "description", "level", "notes"];

impl<'t> Mapping<'t> {
    /// Whether a whole file is no standard but something else that is written in YAML: most of its keys are those of
    /// another format, and none is a key that only standards have, or that is likely a misspelling of one.
    pub(super) fn is_something_else(&self) -> bool {
        let (mut common, mut unknown) = (0, 0);
        for (at, (key, value)) in self.entries.iter().enumerate().take(MAX_GUESSED) {
            let name = scalar::text_or_empty(key);
            // Where a standard's name is, others have a plain text.
            let is_own = name == "name" && matches!(value.value, Value::Mapping { .. });
            if COMMON_KEYS.contains(&name) && !is_own {
                common += 1;
            } else if self.shape.keys().any(|known| known == name)
                || !matches!(guess(self.entries, at, self.flow, self.shape), Guess::Known(_))
            {
                return false;
            } else {
                unknown += 1;
            }
        }
        unknown > common
    }

    /// The first keys that the format does not have.
    pub(super) fn unknown_keys(&self) -> Vec<&'t str> {
        let names = self.entries.iter().filter_map(|(key, _)| key.text());
        names.filter(|name| self.shape.keys().all(|known| known != *name)).take(3).collect()
    }
}

impl<'f, 's> Reader<'f, 's> {
    pub(super) fn new(source: &'s Source, file: FileId, found: &'f mut Findings) -> Self {
        Self { source: &source.text, file, found }
    }

    /// Calls `read` with each known key of `mapping` and its value, in the order of the file. A key that is probably there
    /// but misspelt comes last and without a value, so that it counts as unreadable and not as absent.
    pub(super) fn fields<'t>(
        &mut self,
        mapping: Mapping<'t>,
        mut read: impl FnMut(&mut Self, &'static str, Option<Pair<'t>>),
    ) {
        let Mapping { entries, shape, .. } = mapping;
        let mut seen = [None; MAX_FIELDS];
        let seen = &mut seen[..shape.fields.len()];
        let mut unknown = 0;
        for (at, (key, value)) in entries.iter().enumerate() {
            let known = key.text().and_then(|name| shape.keys().position(|known| known == name));
            let Some(known) = known else {
                self.unknown_key(&mapping, at, &mut unknown);
                continue;
            };
            match seen[known] {
                Some(first) => self.duplicate_key(key, first),
                None => {
                    seen[known] = Some(key.span);
                    read(self, shape.fields[known].key, Some((key, value)));
                }
            }
        }
        let misspelt = if unknown == 0 { Vec::new() } else { misspelt(entries, shape) };
        for (field, _) in shape.fields.iter().zip(&*seen).filter(|(_, seen)| seen.is_none()) {
            if misspelt.contains(&field.key) {
                read(self, field.key, None);
            } else if field.required {
                self.missing_key(&mapping, field.key);
            }
        }
        self.choice(&mapping, seen, &misspelt);
    }

    /// Checks the conditions on several keys together; `seen` has the places of the keys of the mapping.
    fn choice(&mut self, mapping: &Mapping<'_>, seen: &[Option<Span>], misspelt: &[&str]) {
        let mut there = mapping.shape.keys().zip(seen).filter_map(|(key, seen)| Some((key, (*seen)?)));
        match mapping.shape.choice {
            Choice::Free => {}
            Choice::One => match (there.next(), there.next()) {
                (Some(first), Some(second)) => self.excluded(second, first),
                (None, _) if misspelt.is_empty() => self.none_of(mapping),
                _ => {}
            },
            Choice::Instead(key, others) => {
                let Some(instead) = there.clone().find(|(there, _)| *there == key) else { return };
                for other in there.filter(|(there, _)| others.contains(there)) {
                    self.excluded(other, instead);
                }
            }
        }
    }

    /// Handles the key of the entry `at`, which is not in the table or not a text. Returns whether it is a text.
    #[cold]
    fn unknown_key(&mut self, mapping: &Mapping<'_>, at: usize, unknown: &mut usize) {
        let Mapping { entries, flow, shape, .. } = *mapping;
        let key = &entries[at].0;
        let Some(name) = key.text() else {
            self.wrong_type::<()>(key, key.span, &Bilingual::fixed("a key", "鍵"));
            return;
        };
        *unknown += 1;
        let guess = if *unknown > MAX_GUESSED {
            Guess::Known(listed(shape))
        } else {
            guess(entries, at, flow, shape)
        };
        let column = |span| self.column(span);
        self.report(problem::unknown_field(name, self.at(key.span), &guess, column));
    }

    #[cold]
    fn duplicate_key(&mut self, key: &Node<'_>, first: Span) {
        self.report(problem::twice(scalar::text_or_empty(key), self.at(key.span), self.at(first)));
    }

    #[cold]
    fn missing_key(&mut self, mapping: &Mapping<'_>, key: &str) {
        let (owner, place) = self.owner(mapping);
        self.report(problem::missing_field(owner, key, place));
    }

    #[cold]
    fn none_of(&mut self, mapping: &Mapping<'_>) {
        let (owner, place) = self.owner(mapping);
        let keys: Vec<_> = mapping.shape.keys().collect();
        self.report(problem::none_of(owner, &keys, place));
    }

    #[cold]
    fn excluded(&mut self, (key, span): (&str, Span), (other, other_span): (&str, Span)) {
        self.report(problem::excluded(key, self.at(span), other, self.at(other_span)));
    }

    /// The owner of a missing key, and the place where it is reported.
    fn owner<'t>(&self, mapping: &Mapping<'t>) -> (Option<&'t str>, Place) {
        let key = mapping.owner.or(mapping.entries.first().map(|(key, _)| key));
        (mapping.owner.and_then(Node::text), self.at(key.map_or_else(Span::default, |key| key.span)))
    }

    /// The mapping under a key. Anything else is reported, except for an empty value if no key is required.
    pub(super) fn mapping<'t>(
        &mut self,
        (key, node): Pair<'t>,
        shape: &'static Shape,
    ) -> Option<Mapping<'t>> {
        match Mapping::of(node, shape, Some(key)) {
            None if scalar::is_null(node) && shape.may_be_empty() => None,
            None => self.no_mapping(key, node, shape),
            mapping => mapping,
        }
    }

    #[cold]
    fn no_mapping<T>(&mut self, key: &Node<'_>, node: &Node<'_>, shape: &Shape) -> Option<T> {
        let Bilingual { en, zh } = listed(shape);
        let expected = bilingual!("a mapping with the keys {en}", "一組「鍵: 值」，可用的鍵為 {zh}");
        let key_text = key.text().unwrap_or_default();
        let is_part = matches!(Kind::of(key_text), Some(Kind::Duty | Kind::Task));
        let help = match node.text().filter(|name| slip_in(name).is_none()) {
            // `name: 咖啡烘焙師`, where the kind of name is missing.
            Some(name) if key_text == "name" => problem::name_help(name),
            // `T1: 烘焙咖啡豆`
            Some(name) if is_part && !scalar::is_null(node) => problem::part_name_help(key_text, name),
            _ => return self.wrong_type(node, key.span, &expected),
        };
        self.report(self.unexpected(node, key.span, &expected).help(help));
        None
    }

    /// Reports a value of another type than `expected`; `key` is marked where there is no value.
    #[cold]
    pub(super) fn wrong_type<T>(&mut self, node: &Node<'_>, key: Span, expected: &Bilingual) -> Option<T> {
        // An alias was reported by the parser.
        if node.value != Value::Alias {
            self.report(self.unexpected(node, key, expected));
        }
        None
    }

    pub(super) fn unexpected(&self, node: &Node<'_>, key: Span, expected: &Bilingual) -> Diagnostic {
        let place = self.at(if node.value == Value::Empty { key } else { node.span });
        let diagnostic = problem::wrong_type(place, expected, &described(node));
        match node.text().and_then(slip_in) {
            Some(slip) => diagnostic.help(problem::slip_help(slip.key)),
            None => diagnostic,
        }
    }

    pub(super) fn report(&mut self, found: Diagnostic) {
        self.found.push(found);
    }

    /// The column where a place begins, from 1.
    pub(super) fn column(&self, span: Span) -> usize {
        let before = self.source.get(..span.start as usize).unwrap_or_default();
        before.chars().rev().take_while(|&c| c != '\n').count() + 1
    }

    pub(super) fn at(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }
}
