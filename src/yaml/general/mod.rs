//! Builds the tree for any YAML from the events of a parser.

use std::borrow::Cow;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, StructureStyle, options};

use super::{
    Arena, Node, Parsed, Problem, ProblemKind, Remarks, Style, Value, address_in, foreign_space, is_addressed,
};
use crate::files::limits::{YAML_DEPTH, YAML_NODES};
use crate::files::source::Span;

/// Parses a text into a tree in `arena`. The first alias, the first anchor and the first tag are reported as problems and parsing
/// continues; any other problem ends it.
pub(super) fn parse<'t>(text: &'t str, arena: &'t Arena) -> Parsed<'t> {
    // Hardly any file has comments addressed to the program, and comment events cost time.
    let remarked = is_addressed(text);
    let mut builder = Builder {
        arena,
        text,
        root: None,
        open: Vec::new(),
        problems: Vec::new(),
        remarks: Remarks::default(),
        remarked,
        begun: 0,
        nodes: 0,
        documents: 0,
    };
    let options = options! {
        emit_comments: remarked,
        // A comment has at least two bytes, so this limit is never reached.
        max_buffered_comment_events: text.len(),
        emit_unresolved_aliases: true,
        emit_anchor_events: text.contains('&'),
        disallow_directives: true,
        flow_nesting_limit: YAML_DEPTH,
        block_nesting_limit: YAML_DEPTH,
    };
    for next in Parser::new_from_str_with_options(text, options) {
        let outcome = match next {
            Ok((event, place)) => {
                let span = bytes(place);
                if event.tag().is_some() {
                    builder.report_once(ProblemKind::Tag, place.tag_span().map_or(span, bytes));
                }
                builder.event(event, span)
            }
            Err(error) => {
                let offset = error.marker().byte_offset().unwrap_or(text.len());
                Err(builder.problem(error.kind(), offset.min(text.len())))
            }
        };
        if let Err(problem) = outcome {
            builder.problems.push(problem);
            builder.root = None;
            break;
        }
    }
    // Comments between a key and its value are emitted before the value, so they may be out of order.
    builder.remarks.comments.sort_unstable();
    if builder.remarks.comments.is_empty() {
        builder.remarks.long_texts.clear();
    }
    Parsed { root: builder.root, problems: builder.problems, remarks: builder.remarks }
}

fn bytes(span: granit_parser::Span) -> Span {
    span.byte_range().map_or_else(Span::default, |bytes| Span::new(bytes.start, bytes.end))
}

struct Builder<'t> {
    arena: &'t Arena,
    text: &'t str,
    root: Option<Node<'t>>,
    open: Vec<Open<'t>>,
    problems: Vec<Problem>,
    remarks: Remarks,
    remarked: bool,
    /// The start of the last event other than a comment; before a problem this is usually a text.
    begun: usize,
    nodes: usize,
    documents: usize,
}

/// A collection that has not ended yet.
enum Open<'t> {
    List { span: Span, items: Vec<Node<'t>>, flow: bool },
    Mapping { span: Span, entries: Vec<(Node<'t>, Node<'t>)>, key: Option<Node<'t>>, flow: bool },
}

impl<'t> Builder<'t> {
    fn event(&mut self, event: Event<'t>, span: Span) -> Result<(), Problem> {
        if !matches!(event, Event::Comment(..) | Event::Anchor(..)) {
            self.begun = span.start as usize;
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Problem { kind: ProblemKind::SecondDocument, span, open: None });
                }
            }
            Event::Scalar(text, style, ..) => {
                let node = self.scalar(text, style, span);
                self.note_long(&node);
                self.place(node)?;
            }
            Event::Comment(..) if self.remarked => {
                let comment = self.text.get(span.range()).unwrap_or_default();
                if let Some(address) = address_in(comment) {
                    let sign = comment[..address.start].trim_end_matches([' ', '\t', '#']).len();
                    let blanks = comment[sign..].len() - comment[sign..].trim_start().len();
                    let start = span.start as usize + sign + blanks;
                    self.remarks.comments.push(Span::new(start, span.end as usize));
                }
            }
            Event::Anchor(..) => self.report_once(ProblemKind::Anchor, span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.report_once(ProblemKind::Alias, span);
                self.place(Node { span, value: Value::Alias })?;
            }
            Event::SequenceStart(style, ..) => {
                let flow = style == StructureStyle::Flow;
                self.open.push(Open::List { span, items: Vec::new(), flow });
            }
            Event::MappingStart(style, ..) => {
                let flow = style == StructureStyle::Flow;
                self.open.push(Open::Mapping { span, entries: Vec::new(), key: None, flow });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    let node = open.close(self.arena, span);
                    self.place(node)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn scalar(&self, text: Cow<'t, str>, style: ScalarStyle, span: Span) -> Node<'t> {
        let written = self.text.get(span.range()).unwrap_or_default();
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            _ => Style::Block,
        };
        // The parser represents an empty value as a plain `~` of no bytes.
        if style == Style::Plain && written.is_empty() {
            return Node { span, value: Value::Empty };
        }
        // A block's range ends after its last line break; no other value ends in white space.
        let written = written.trim_end_matches([' ', '\t', '\r', '\n']);
        let span = Span::new(span.start as usize, span.start as usize + written.len());
        let text = match text {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => self.arena.alloc_str(&text),
        };
        Node { span, value: Value::Scalar { text, style } }
    }

    /// Records a text of several lines from the start of its first line; for a block that is the line with its `|`.
    fn note_long(&mut self, node: &Node<'t>) {
        let Value::Scalar { style, .. } = &node.value else { return };
        let written = node.written(self.text);
        if !self.remarked || !(*style == Style::Block || written.contains('\n')) {
            return;
        }
        let start = node.span.start as usize;
        let before = if *style == Style::Block { self.text[..start].trim_end().len() } else { start };
        let line = self.text[..before].rfind('\n').map_or(0, |found| found + 1);
        self.remarks.long_texts.push(Span::new(line, node.span.end as usize));
    }

    /// Adds a finished node to the innermost open collection.
    fn place(&mut self, node: Node<'t>) -> Result<(), Problem> {
        self.nodes += 1;
        if self.nodes > YAML_NODES {
            return Err(Problem { kind: ProblemKind::TooManyNodes, span: node.span, open: None });
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Mapping { entries, key, .. }) => match key.take() {
                None => *key = Some(node),
                Some(key) => entries.push((key, node)),
            },
        }
        Ok(())
    }

    fn report_once(&mut self, kind: ProblemKind, span: Span) {
        if !self.problems.iter().any(|problem| problem.kind == kind) {
            self.problems.push(Problem { kind, span, open: None });
        }
    }

    fn problem(&self, kind: &ErrorKind, offset: usize) -> Problem {
        let here = |kind| Problem { kind, span: character_at(self.text, offset), open: None };
        let open = self.open.iter().rev().find_map(Open::bracket);
        match kind {
            ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart => {
                Problem { kind: ProblemKind::Tab, span: tab_near(self.text, offset), open: None }
            }
            ErrorKind::RecursionLimitExceeded => here(ProblemKind::TooDeep),
            ErrorKind::UnclosedQuotedScalar => here(ProblemKind::UnclosedQuote),
            ErrorKind::UnexpectedCharacter { character } => {
                // For a control character the parser reports the start of the text; the place of the character is more
                // useful.
                let within = || self.text.get(offset..)?.find(*character).map(|found| offset + found);
                let at = if character.is_control() { within() } else { None };
                let span = character_at(self.text, at.unwrap_or(offset));
                Problem { kind: ProblemKind::Character(*character), span, open: None }
            }
            ErrorKind::UnknownQuotedScalarEscape
            | ErrorKind::InvalidQuotedScalarHexEscape
            | ErrorKind::InvalidLowSurrogateHexEscape
            | ErrorKind::InvalidUnicodeEscape => {
                Problem { kind: ProblemKind::Escape, span: escape_near(self.text, offset), open: None }
            }
            _ if open.is_some() => Problem { open, ..here(ProblemKind::UnclosedBracket) },
            ErrorKind::UnclosedFlowCollection { .. } => here(ProblemKind::UnclosedBracket),
            ErrorKind::MappingValueNotAllowed => match continued_line(self.text, offset) {
                Some(span) => self.misplaced(span),
                None => here(ProblemKind::SecondColon),
            },
            ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => here(ProblemKind::KeyExpected),
            ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::InvalidIndentation => self.misplaced(character_at(self.text, offset)),
            _ => here(ProblemKind::Other),
        }
    }

    /// The problem of a wrongly indented line at `span`. If the key before begins with white space that YAML treats as
    /// text, that is the cause: the key is then in the first column, and the indentation of the next line matches
    /// nothing.
    fn misplaced(&self, span: Span) -> Problem {
        let (kind, span) = match self.open.iter().find_map(|open| open.foreign(self.text)) {
            Some((space, span)) => (ProblemKind::ForeignSpace(space), span),
            None => (ProblemKind::Indentation(self.begun), span),
        };
        Problem { kind, span, open: None }
    }
}

impl<'t> Open<'t> {
    fn close(self, arena: &'t Arena, end: Span) -> Node<'t> {
        match self {
            Self::List { span, items, flow } => {
                let last = items.last().map_or(span.end, |item| item.span.end);
                Node {
                    span: Span { end: if flow { end.end } else { last }, ..span },
                    value: Value::List(arena.alloc_slice_copy(&items)),
                }
            }
            Self::Mapping { span, entries, flow, .. } => {
                let last = entries.last().map_or(span.end, |(_, value)| value.span.end);
                let span = Span { end: if flow { end.end } else { last }, ..span };
                Node { span, value: Value::Mapping { entries: arena.alloc_slice_copy(&entries), flow } }
            }
        }
    }

    /// The white space at the start of the last key that YAML does not treat as indentation; of several such keys in a
    /// row, that of the first.
    fn foreign(&self, text: &str) -> Option<(char, Span)> {
        let Self::Mapping { entries, key, flow: false, .. } = self else { return None };
        let last = key.iter().chain(entries.iter().rev().map(|(key, _)| key));
        let key = last.take_while(|key| foreign_space(key.written(text)).is_some()).last()?;
        let (written, start) = (key.written(text), key.span.start as usize);
        let length = written.len() - written.trim_start().len();
        foreign_space(written).map(|space| (space, Span::new(start, start + length)))
    }

    fn bracket(&self) -> Option<Span> {
        match self {
            Self::List { span, flow: true, .. } | Self::Mapping { span, flow: true, .. } => Some(*span),
            Self::List { .. } | Self::Mapping { .. } => None,
        }
    }
}

/// The first invalid escape from `offset` on, with its backslash; the parser reports the start of the text.
fn escape_near(text: &str, offset: usize) -> Span {
    const KNOWN: &str = "0abt\tnvfre \"/\\N_LPxuU\n\r";
    let start = character_at(text, offset).start as usize;
    let mut chars = text[start..].char_indices();
    while let Some((at, c)) = chars.next() {
        if c != '\\' {
            continue;
        }
        let Some((_, next)) = chars.next() else { break };
        let digits = match next {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let behind = start + at + 1 + next.len_utf8();
        let hex = text[behind..].chars().take(digits).filter(char::is_ascii_hexdigit).count();
        if !KNOWN.contains(next) || hex < digits {
            return Span::new(start + at, behind);
        }
    }
    character_at(text, offset)
}

fn character_at(text: &str, offset: usize) -> Span {
    let offset = (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let length = text[offset..].chars().next().filter(|&found| found != '\n').map_or(0, char::len_utf8);
    Span::new(offset, offset + length)
}

/// The first word of the line, if the colon at `offset` is the first on the line: the key was joined to the text above.
fn continued_line(text: &str, offset: usize) -> Option<Span> {
    let line = text[..offset].rfind('\n').map_or(0, |found| found + 1);
    let key = text[line..offset].trim();
    let start = line + text[line..offset].len() - text[line..offset].trim_start().len();
    (line > 0 && !key.is_empty() && !key.contains(": ")).then(|| Span::new(start, start + key.len()))
}

/// The tab that the parser rejects. It reports the place after the tab, or the scalar on the line before.
fn tab_near(text: &str, offset: usize) -> Span {
    let line = text[..offset].rfind('\n').map_or(0, |found| found + 1);
    let blank = |range: &str| range.bytes().all(|byte| byte == b' ' || byte == b'\t');
    let before =
        text[line..offset].find('\t').map(|found| line + found).filter(|&tab| blank(&text[line..tab]));
    let indenting = || {
        let mut start = offset;
        while let Some(found) = text[start..].find('\n') {
            start += found + 1;
            let indentation = text[start..].bytes().take_while(|&byte| byte == b' ' || byte == b'\t').count();
            if let Some(tab) = text[start..start + indentation].find('\t') {
                return Some(start + tab);
            }
        }
        None
    };
    let tab = before.or_else(indenting).or_else(|| text[offset..].find('\t').map(|found| offset + found));
    tab.map_or_else(|| character_at(text, offset), |tab| Span::new(tab, tab + 1))
}

#[cfg(test)]
mod tests;
