//! YAML as a tree with the byte range of every key and value.
//!
//! Plain scalars are text whatever YAML would make of them. Anchors and aliases are not expanded: an alias stands
//! in the tree as [`Value::Alias`], so a bomb stays as small as its file. Depth and size are limited.
//!
//! Two readers make the tree. `fast` knows the plain lines that standards are written in and gives up at the first
//! byte that it does not know for certain; `general` takes everything, and is the only place that knows the YAML
//! parser. On what both take they agree to the byte.

mod fast;
mod general;

use crate::files::source::Span;

/// How deep mappings and lists may nest. The format needs ten levels.
pub const MAX_DEPTH: usize = 64;

/// How many keys, values and lists a file may have. A published standard has about a thousand.
pub const MAX_NODES: usize = 200_000;

/// Where trees live: a tree is some thousand small pieces, which are made one after the other and dropped together.
pub type Arena = bumpalo::Bump;

/// A value or a key and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node<'t> {
    /// The bytes it takes, quotation marks and brackets included.
    pub span: Span,
    /// What it is.
    pub value: Value<'t>,
}

impl<'t> Node<'t> {
    /// The text of a scalar, or nothing for any other node.
    pub fn text(&self) -> Option<&'t str> {
        match self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// What it is written with in `source`, which is the text that the tree was made of.
    pub fn written<'s>(&self, source: &'s str) -> &'s str {
        source.get(self.span.range()).unwrap_or_default()
    }

    /// A word in the quotation marks that this scalar has in `source`, if it has any.
    pub(crate) fn in_its_marks(&self, word: &str, source: &str) -> String {
        match (self.value, self.written(source).chars().next()) {
            (Value::Scalar { style: Style::Quoted, .. }, Some(mark)) => format!("{mark}{word}{mark}"),
            _ => word.to_owned(),
        }
    }
}

/// The keys and values of a mapping, in the order of the file.
pub type Entries<'t> = [(Node<'t>, Node<'t>)];

/// What stands at a place of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'t> {
    /// Nothing at all: a key without a value. A written `~` or `null` is a scalar.
    Empty,
    /// A text. The bytes of the source that it is written with are those of [`Node::span`].
    Scalar {
        /// After quoting, folding and escapes: a slice of the source where it stands there so.
        text: &'t str,
        /// How it is written.
        style: Style,
    },
    /// A list.
    List(&'t [Node<'t>]),
    /// A mapping. Keys that stand twice are kept.
    Mapping {
        /// Keys and values in the order of the file.
        entries: &'t Entries<'t>,
        /// Whether it is written in braces.
        flow: bool,
    },
    /// A reference to an anchor, which the format does not have.
    Alias,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Bare.
    Plain,
    /// In single or double quotation marks.
    Quoted,
    /// As a block after `|` or `>`.
    Block,
}

/// What keeps a file from being a tree, or is no part of the format although YAML has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// Where.
    pub span: Span,
    /// The bracket that was open there, if any.
    pub open: Option<Span>,
}

/// The kinds of problems, as far as they need different words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A tab where spaces indent.
    Tab,
    /// A quotation mark without its partner.
    UnclosedQuote,
    /// `[` or `{` without its partner.
    UnclosedBracket,
    /// A second `: ` within one entry, as in `a: b: c`.
    SecondColon,
    /// A line that is no `key: value` where one has to be.
    KeyExpected,
    /// A line whose indentation fits nothing above. What came before it, mostly a text, began at this byte.
    Indentation(usize),
    /// A line that white space indents which YAML takes for text, such as this character.
    ForeignSpace(char),
    /// A character that cannot begin a text.
    Character(char),
    /// A backslash in a text in double quotation marks that begins no escape.
    Escape,
    /// Deeper than [`MAX_DEPTH`].
    TooDeep,
    /// More than [`MAX_NODES`].
    TooManyNodes,
    /// `*name`
    Alias,
    /// `!tag`
    Tag,
    /// A second `---`.
    SecondDocument,
    /// Whatever else the parser does not take.
    Other,
}

/// The white space that `text` begins with and that YAML takes for text: ideographic spaces, mostly.
pub fn foreign_space(text: &str) -> Option<char> {
    text.chars().next().filter(|first| first.is_whitespace() && !first.is_ascii())
}

/// What became of a text.
#[derive(Debug, Default)]
pub struct Parsed<'t> {
    /// The tree; `None` where the text is empty or no YAML.
    pub root: Option<Node<'t>>,
    /// What is wrong, in the order of the file. Without a root, either the text is empty or the last one says why.
    pub problems: Vec<Problem>,
    /// The comments that speak to this program.
    pub remarks: Remarks,
}

/// What every comment that speaks to this program begins with.
pub const ADDRESS: &str = "ttm:";

/// The comments that begin with [`ADDRESS`], and what it takes to say which line they speak of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// Their bytes, from the number sign to the end of the line, in the order of the file.
    pub comments: Vec<Span>,
    /// The texts of more than one line, in the order of the file: no comment can stand within one. They begin where
    /// the line begins that their key or their first character stands on. Empty where there are no comments.
    pub long_texts: Vec<Span>,
}

/// Makes a tree of a text in an arena. The first alias and the first tag are problems, and the tree goes on without them;
/// everything else that is a problem ends it.
pub fn parse<'t>(text: &'t str, arena: &'t Arena) -> Parsed<'t> {
    match fast::parse(text, arena) {
        Some(root) => Parsed { root: Some(root), ..Parsed::default() },
        None => general::parse(text, arena),
    }
}

/// The tree that the general parser alone makes of a text. [`parse`] has to give the same, only sooner: tests and fuzz
/// targets hold the two side by side through this.
pub fn parse_in_general<'t>(text: &'t str, arena: &'t Arena) -> Parsed<'t> {
    general::parse(text, arena)
}
