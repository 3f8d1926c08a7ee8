//! A tree as the row of its keys and values, which is what has to be the same before and after.

use std::collections::BTreeMap;

use crate::files::source::Span;
use crate::yaml::align::Alignment;
use crate::yaml::{Node, Style, Value};

/// The keys, values and collections of a tree in the order of the file.
pub(super) struct Leaves<'t> {
    row: Vec<Leaf<'t>>,
    /// Where the text ends.
    end: Span,
}

#[derive(Clone, Copy)]
enum Leaf<'t> {
    /// A scalar: its text and style, its bytes, and where it is a key the mapping's number.
    Scalar {
        text: &'t str,
        style: Style,
        written: &'t str,
        span: Span,
        mapping: Option<usize>,
    },
    Empty,
    Alias,
    List(usize),
    Mapping(usize, bool),
}

impl<'t> Leaves<'t> {
    /// Those of the tree that `text` makes.
    pub(super) fn of(root: &Node<'t>, text: &'t str) -> Self {
        let mut leaves = Self { row: Vec::new(), end: Span::new(text.len(), text.len()) };
        leaves.add(root, None, text);
        leaves
    }

    /// Depth is limited by the parser.
    fn add(&mut self, node: &Node<'t>, mapping: Option<usize>, source: &'t str) {
        match node.value {
            Value::Empty => self.row.push(Leaf::Empty),
            Value::Alias => self.row.push(Leaf::Alias),
            Value::Scalar { text, style } => {
                let written = node.written(source);
                self.row.push(Leaf::Scalar { text, style, written, span: node.span, mapping });
            }
            Value::List(items) => {
                self.row.push(Leaf::List(items.len()));
                items.iter().for_each(|item| self.add(item, None, source));
            }
            Value::Mapping { entries, flow } => {
                let number = self.row.len();
                self.row.push(Leaf::Mapping(entries.len(), flow));
                for (key, value) in entries {
                    self.add(key, Some(number), source);
                    self.add(value, None, source);
                }
            }
        }
    }

    /// The mapping that the scalar at `at` is a key of.
    pub(super) fn mapping_of_key(&self, at: usize) -> Option<usize> {
        match self.row.get(at) {
            Some(Leaf::Scalar { mapping, .. }) => *mapping,
            _ => None,
        }
    }

    /// Where the scalar at `at` stands.
    pub(super) fn span(&self, at: usize) -> Option<Span> {
        match self.row.get(at) {
            Some(Leaf::Scalar { span, .. }) => Some(*span),
            _ => None,
        }
    }

    /// Every key: its mapping, its place in the row, its text.
    pub(super) fn keys(&self) -> impl Iterator<Item = (usize, usize, &'t str)> {
        self.row.iter().enumerate().filter_map(|(at, leaf)| match leaf {
            Leaf::Scalar { text, mapping: Some(mapping), .. } => Some((*mapping, at, *text)),
            _ => None,
        })
    }

    /// What the edited scalars should hold afterwards, by their places in the row. `None` where an edit is not within
    /// one scalar, or not of something that stands there verbatim, or leaves nothing.
    pub(super) fn expected(&self, edits: &[(Span, &str)]) -> Option<BTreeMap<usize, String>> {
        let mut expected = BTreeMap::new();
        let mut edits = edits.iter().peekable();
        for (at, leaf) in self.row.iter().enumerate() {
            let Leaf::Scalar { text, style, written, span, .. } = leaf else { continue };
            let within = |edit: Span| edit.start >= span.start && edit.end <= span.end;
            if edits.peek().is_none_or(|(edit, _)| !within(*edit)) {
                continue;
            }
            let alignment = Alignment::of(text, written, *style, span.start as usize);
            let mut made = String::with_capacity(text.len());
            let mut done = 0;
            while let Some((edit, instead)) = edits.next_if(|(edit, _)| within(*edit)) {
                let range = alignment.value_range(*edit)?;
                made.push_str(text.get(done..range.start)?);
                made.push_str(instead);
                done = range.end;
            }
            made.push_str(&text[done..]);
            if made.trim().is_empty() {
                return None;
            }
            expected.insert(at, made);
        }
        edits.next().is_none().then_some(expected)
    }

    /// How many bytes stand before each scalar since the one before it, and after the last.
    fn between(&self) -> impl Iterator<Item = u32> {
        let scalars = self.row.iter().filter_map(|leaf| match leaf {
            Leaf::Scalar { span, .. } => Some(*span),
            _ => None,
        });
        let mut done = 0;
        scalars.chain([self.end]).map(move |span| {
            let gap = span.start.saturating_sub(done);
            done = span.end;
            gap
        })
    }

    /// Whether `new` is this row with the `expected` texts in it, and as much between them.
    pub(super) fn agree(&self, new: &Leaves<'_>, expected: &BTreeMap<usize, String>) -> bool {
        self.row.len() == new.row.len()
            && self.between().eq(new.between())
            && self.row.iter().zip(&new.row).enumerate().all(|(at, pair)| match pair {
                (Leaf::Scalar { text, style, .. }, Leaf::Scalar { text: new, style: new_style, .. }) => {
                    style == new_style && *new == expected.get(&at).map_or(*text, String::as_str)
                }
                (Leaf::Empty, Leaf::Empty) | (Leaf::Alias, Leaf::Alias) => true,
                (Leaf::List(one), Leaf::List(other)) => one == other,
                (Leaf::Mapping(one, flow), Leaf::Mapping(other, new_flow)) => {
                    one == other && flow == new_flow
                }
                _ => false,
            })
    }
}

/// `text` with `edits` made, which are in order and do not overlap.
pub(super) fn after(text: &str, edits: &[(Span, &str)]) -> Option<String> {
    let mut made = String::with_capacity(text.len());
    let mut done = 0;
    for (span, instead) in edits {
        let range = span.range();
        made.push_str(text.get(done..range.start)?);
        made.push_str(instead);
        done = range.end;
    }
    made.push_str(text.get(done..)?);
    Some(made)
}
