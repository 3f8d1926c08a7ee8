//! YAML as a tree with the byte range of every key and value.
//!
//! Plain scalars are always text, whatever type YAML would give them. Anchors and aliases are not expanded: an alias is
//! [`Value::Alias`] in the tree, so a YAML bomb stays as small as its file. Depth and size are limited.
//!
//! There are two readers. `fast` reads the plain subset that standards are written in and gives up at the first byte
//! that it does not know for certain; `general` reads everything, and is the only module that uses the YAML parser.
//! Where both give a tree, the trees are equal, including all spans.

mod address;
pub mod align;
mod cut;
pub mod edit;
mod fast;
mod general;
pub(crate) mod write;

use std::sync::atomic::{AtomicBool, Ordering};

use crate::files::source::Span;

/// The memory of trees: a tree has thousands of small parts, which are allocated one after the other and freed
/// together.
pub type Arena = bumpalo::Bump;

/// A key or value with its span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node<'t> {
    /// The bytes in the source, with quotation marks and brackets.
    pub span: Span,
    /// The value.
    pub value: Value<'t>,
}

impl<'t> Node<'t> {
    /// The text of a scalar; `None` for any other node.
    pub fn text(&self) -> Option<&'t str> {
        match self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The bytes of the node in `source`, the text that the tree was parsed from.
    pub fn written<'s>(&self, source: &'s str) -> &'s str {
        source.get(self.span.range()).unwrap_or_default()
    }
}

/// The keys and values of a mapping, in the order of the file.
pub type Entries<'t> = [(Node<'t>, Node<'t>)];

/// The value of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'t> {
    /// No value: a key with nothing after it. A written `~` or `null` is a scalar.
    Empty,
    /// A text. Its bytes in the source are those of [`Node::span`].
    Scalar {
        /// After quoting, folding and escapes; a slice of the source if it is verbatim there.
        text: &'t str,
        /// The style in the source.
        style: Style,
    },
    /// A list.
    List(&'t [Node<'t>]),
    /// A mapping. Duplicate keys are kept.
    Mapping {
        /// Keys and values in the order of the file.
        entries: &'t Entries<'t>,
        /// Whether it is written in braces.
        flow: bool,
    },
    /// A reference to an anchor, which the format does not allow.
    Alias,
}

/// The style of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotation marks.
    Plain,
    /// In single or double quotation marks.
    Quoted,
    /// As a block after `|` or `>`.
    Block,
}

/// Why a file could not be parsed, or a feature of YAML that the format does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The kind of problem.
    pub kind: ProblemKind,
    /// Its place.
    pub span: Span,
    /// The bracket that was open there, if any.
    pub open: Option<Span>,
}

/// The kinds of problems, as far as their messages differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A tab in the indentation.
    Tab,
    /// A quotation mark that is not closed.
    UnclosedQuote,
    /// A `[` or `{` that is not closed.
    UnclosedBracket,
    /// A second `: ` within one entry, as in `a: b: c`.
    SecondColon,
    /// A line that is not `key: value` where one is required.
    KeyExpected,
    /// A line whose indentation matches no line above. The value before it, usually a text, begins at this offset.
    Indentation(usize),
    /// A line that begins with this white space, which YAML treats as text and not as indentation.
    ForeignSpace(char),
    /// A character that cannot begin a text.
    Character(char),
    /// A backslash in a double-quoted text that begins no escape.
    Escape,
    /// Nested deeper than [`YAML_DEPTH`](crate::files::limits::YAML_DEPTH).
    TooDeep,
    /// More than [`YAML_NODES`](crate::files::limits::YAML_NODES).
    TooManyNodes,
    /// `*name`
    Alias,
    /// `&name`
    Anchor,
    /// `!tag`
    Tag,
    /// A second `---`.
    SecondDocument,
    /// Any other error of the parser.
    Other,
}

/// The white space at the start of `text` that YAML treats as text; usually an ideographic space.
pub fn foreign_space(text: &str) -> Option<char> {
    text.chars().next().filter(|first| first.is_whitespace() && !first.is_ascii())
}

/// The result of parsing a text.
#[derive(Debug, Default)]
pub struct Parsed<'t> {
    /// The tree; `None` if the text is empty or not YAML.
    pub root: Option<Node<'t>>,
    /// The problems, in the order of the file. Without a root, the text is empty or the last problem is the reason.
    pub problems: Vec<Problem>,
    /// The comments addressed to this program.
    pub remarks: Remarks,
}

pub use cut::Cut;

pub(crate) use address::{address_in, is_addressed};

/// The comments addressed to this program, and what is needed to find the lines that they refer to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// The bytes of each, from its number sign, or without one of its own from its address, to the end of the line, in the
    /// order of the file.
    pub comments: Vec<Span>,
    /// Texts of more than one line, in the order of the file, since no comment can be inside one. Each begins at the
    /// start of the line with its key or its first character. Empty if there are no comments.
    pub long_texts: Vec<Span>,
    /// The other comments that may be the rest of a text, in the order of the file.
    pub cuts: Vec<Cut>,
}

/// Turns the fast reader off in the whole process, so that a test can compare both ways from the file to the report.
pub static GENERAL_ALONE: AtomicBool = AtomicBool::new(false);

/// Parses a text into a tree in `arena`. The first alias, the first anchor and the first tag are reported as problems and parsing
/// continues; any other problem ends it.
pub fn parse<'t>(text: &'t str, arena: &'t Arena) -> Parsed<'t> {
    let fast = (!GENERAL_ALONE.load(Ordering::Relaxed)).then(|| fast::parse(text, arena)).flatten();
    let mut parsed = match fast {
        Some(root) => Parsed { root: Some(root), ..Parsed::default() },
        None => general::parse(text, arena),
    };
    if let Some(root) = &parsed.root {
        parsed.remarks.cuts = cut::find(text, root);
    }
    parsed
}

/// Parses a text with the general reader only. [`parse`] must give the same result, but faster: tests and fuzz targets
/// compare the two.
pub fn parse_in_general<'t>(text: &'t str, arena: &'t Arena) -> Parsed<'t> {
    let mut parsed = general::parse(text, arena);
    if let Some(root) = &parsed.root {
        parsed.remarks.cuts = cut::find(text, root);
    }
    parsed
}
