//! A tree as the row of its nodes, in the order of the file: a mapping before its keys and values, a list before its items.

use crate::files::source::Span;
use crate::yaml::{Node, Style, Value};

/// The nodes of a tree.
pub(super) struct Row<'t>(Vec<Leaf<'t>>);

/// A node.
#[derive(Clone, Copy)]
pub(super) struct Leaf<'t> {
    pub(super) span: Span,
    pub(super) kind: Kind<'t>,
    /// The mapping or list that it is in; of the root, itself.
    pub(super) parent: u32,
    /// Whether it is a key.
    pub(super) is_key: bool,
}

#[derive(Clone, Copy)]
pub(super) enum Kind<'t> {
    Empty,
    Alias,
    Scalar {
        text: &'t str,
        style: Style,
    },
    /// `end` is the number of the node after its last.
    List {
        len: usize,
        end: usize,
    },
    Mapping {
        len: usize,
        end: usize,
        flow: bool,
    },
}

impl<'t> Row<'t> {
    pub(super) fn of(root: &Node<'t>) -> Self {
        let mut row = Self(Vec::new());
        row.add(root, 0, false);
        row
    }

    /// Depth and number are limited by the parser.
    fn add(&mut self, node: &Node<'t>, parent: usize, is_key: bool) {
        let at = self.0.len();
        let kind = match node.value {
            Value::Empty => Kind::Empty,
            Value::Alias => Kind::Alias,
            Value::Scalar { text, style } => Kind::Scalar { text, style },
            Value::List(items) => Kind::List { len: items.len(), end: at },
            Value::Mapping { entries, flow } => Kind::Mapping { len: entries.len(), end: at, flow },
        };
        let parent = u32::try_from(parent).unwrap_or(u32::MAX);
        self.0.push(Leaf { span: node.span, kind, parent, is_key });
        match node.value {
            Value::List(items) => items.iter().for_each(|item| self.add(item, at, false)),
            Value::Mapping { entries, .. } => {
                for (key, value) in entries {
                    self.add(key, at, true);
                    self.add(value, at, false);
                }
            }
            _ => return,
        }
        let after = self.0.len();
        if let Kind::List { end, .. } | Kind::Mapping { end, .. } = &mut self.0[at].kind {
            *end = after;
        }
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Leaf<'t>> {
        self.0.iter()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Leaf<'t>> {
        self.0.get(at)
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind<'t>> {
        self.get(at).map(|leaf| leaf.kind)
    }

    pub(super) fn span(&self, at: usize) -> Span {
        self.get(at).map_or_else(Span::default, |leaf| leaf.span)
    }

    /// The number of the node after `at` and all that is in it.
    pub(super) fn after(&self, at: usize) -> usize {
        match self.kind(at) {
            Some(Kind::List { end, .. } | Kind::Mapping { end, .. }) => end,
            _ => at + 1,
        }
    }

    /// The nodes directly in a collection.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + use<'_, 't> {
        let end = self.after(at);
        std::iter::successors(Some(at + 1), |&child| Some(self.after(child)))
            .take_while(move |&child| child < end)
    }

    /// The keys: their mapping, their own number, their text.
    pub(super) fn keys(&self) -> impl Iterator<Item = (u32, usize, &'t str)> {
        self.0.iter().enumerate().filter_map(|(at, leaf)| match leaf.kind {
            Kind::Scalar { text, .. } if leaf.is_key => Some((leaf.parent, at, text)),
            _ => None,
        })
    }
}
