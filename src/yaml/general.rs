//! Any YAML, through a parser whose events become the tree.

use std::borrow::Cow;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, StructureStyle, options};

use super::{
    ADDRESS, MAX_DEPTH, MAX_NODES, Node, Parsed, Problem, ProblemKind, Remarks, Style, Value, foreign_space,
};
use crate::source::Span;

/// Makes a tree of a text. The first alias and the first tag are problems, and the tree goes on without them;
/// everything else that is a problem ends it.
pub(super) fn parse(text: &str) -> Parsed<'_> {
    // Hardly any file speaks to the program, and asking for comments costs the others time.
    let remarked = text.contains(ADDRESS);
    let mut builder = Builder { text, remarked, ..Builder::default() };
    let options = options! {
        emit_comments: remarked,
        // A comment takes two bytes at least, so no file has too many of them in a row.
        max_buffered_comment_events: text.len(),
        emit_unresolved_aliases: true,
        disallow_directives: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
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
    // Comments between a key and its value come before it, whatever stands in front of them.
    builder.remarks.comments.sort_unstable();
    if builder.remarks.comments.is_empty() {
        builder.remarks.long_texts.clear();
    }
    Parsed { root: builder.root, problems: builder.problems, remarks: builder.remarks }
}

fn bytes(span: granit_parser::Span) -> Span {
    span.byte_range().map_or_else(Span::default, |bytes| Span::new(bytes.start, bytes.end))
}

#[derive(Default)]
struct Builder<'s> {
    text: &'s str,
    root: Option<Node<'s>>,
    open: Vec<Open<'s>>,
    problems: Vec<Problem>,
    remarks: Remarks,
    remarked: bool,
    /// Where the last event began that is no comment: a text, where a problem follows one.
    begun: usize,
    nodes: usize,
    documents: usize,
}

/// A collection whose end has not come yet.
enum Open<'s> {
    List { span: Span, items: Vec<Node<'s>>, flow: bool },
    Mapping { span: Span, entries: Vec<(Node<'s>, Node<'s>)>, key: Option<Node<'s>>, flow: bool },
}

impl<'s> Builder<'s> {
    fn event(&mut self, event: Event<'s>, span: Span) -> Result<(), Problem> {
        if !matches!(event, Event::Comment(..)) {
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
            Event::Comment(text, _) if text.trim_start().starts_with(ADDRESS) => {
                self.remarks.comments.push(span);
            }
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
                    self.place(open.close(span))?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn scalar(&self, text: Cow<'s, str>, style: ScalarStyle, span: Span) -> Node<'s> {
        let written = self.text.get(span.range()).unwrap_or_default();
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            _ => Style::Block,
        };
        // The parser gives an empty value as a plain `~` that takes no bytes.
        if style == Style::Plain && written.is_empty() {
            return Node { span, value: Value::Empty };
        }
        // A block's range ends after its last line break; nothing else ends in white space that belongs to it.
        let written = written.trim_end_matches([' ', '\t', '\r', '\n']);
        let span = Span::new(span.start as usize, span.start as usize + written.len());
        Node { span, value: Value::Scalar { text, style, written } }
    }

    /// Remembers a text of several lines, from the start of its first line. That of a block is the line of its `|`.
    fn note_long(&mut self, node: &Node<'s>) {
        let Value::Scalar { written, style, .. } = &node.value else { return };
        if !self.remarked || !(*style == Style::Block || written.contains('\n')) {
            return;
        }
        let start = node.span.start as usize;
        let before = if *style == Style::Block { self.text[..start].trim_end().len() } else { start };
        let line = self.text[..before].rfind('\n').map_or(0, |found| found + 1);
        self.remarks.long_texts.push(Span::new(line, node.span.end as usize));
    }

    /// Puts a finished node where it belongs.
    fn place(&mut self, node: Node<'s>) -> Result<(), Problem> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
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
            ErrorKind::UnexpectedCharacter { character } => here(ProblemKind::Character(*character)),
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

    /// A line at `span` that is not indented as it should be, unless the key before it is to blame: white space that
    /// YAML takes for text leaves a key in the first column, and what follows fits nowhere.
    fn misplaced(&self, span: Span) -> Problem {
        let (kind, span) = match self.open.iter().find_map(|open| open.foreign(self.text)) {
            Some((space, span)) => (ProblemKind::ForeignSpace(space), span),
            None => (ProblemKind::Indentation(self.begun), span),
        };
        Problem { kind, span, open: None }
    }
}

impl<'s> Open<'s> {
    fn close(self, end: Span) -> Node<'s> {
        match self {
            Self::List { span, items, flow } => {
                let last = items.last().map_or(span.end, |item| item.span.end);
                Node {
                    span: Span { end: if flow { end.end } else { last }, ..span },
                    value: Value::List(items),
                }
            }
            Self::Mapping { span, entries, flow, .. } => {
                let last = entries.last().map_or(span.end, |(_, value)| value.span.end);
                let span = Span { end: if flow { end.end } else { last }, ..span };
                Node { span, value: Value::Mapping { entries, flow } }
            }
        }
    }

    /// The white space that begins the last key and is no indentation to YAML; of several such keys in a row, that of
    /// the first.
    fn foreign(&self, text: &str) -> Option<(char, Span)> {
        let Self::Mapping { entries, key, flow: false, .. } = self else { return None };
        let written = |key: &Node<'_>| text.get(key.span.range()).unwrap_or_default();
        let last = key.iter().chain(entries.iter().rev().map(|(key, _)| key));
        let key = last.take_while(|key| foreign_space(written(key)).is_some()).last()?;
        let (written, start) = (written(key), key.span.start as usize);
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

fn character_at(text: &str, offset: usize) -> Span {
    let offset = (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let length = text[offset..].chars().next().filter(|&found| found != '\n').map_or(0, char::len_utf8);
    Span::new(offset, offset + length)
}

/// The first word of the line, where the colon at `offset` is the line's first: the key went on the text above.
fn continued_line(text: &str, offset: usize) -> Option<Span> {
    let line = text[..offset].rfind('\n').map_or(0, |found| found + 1);
    let key = text[line..offset].trim();
    let start = line + text[line..offset].len() - text[line..offset].trim_start().len();
    (line > 0 && !key.is_empty() && !key.contains(": ")).then(|| Span::new(start, start + key.len()))
}

/// The tab that the parser means. It names the place after the tab, or the scalar on the line before.
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
mod tests {
    use super::*;

    fn problem(text: &str) -> (ProblemKind, &str) {
        let parsed = parse(text);
        let problem = parsed.problems.into_iter().next().unwrap();
        (problem.kind, &text[problem.span.range()])
    }

    fn entries<'a, 's>(node: &'a Node<'s>) -> &'a [(Node<'s>, Node<'s>)] {
        match &node.value {
            Value::Mapping { entries, .. } => entries,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_key_and_value_has_its_bytes() {
        let text = "a:\nb: 甲 乙   # c\nc: ''\nd: [x, 'y',]\ne: |\n  x\n  y\nf: {g: 1}\n";
        let root = parse(text).root.unwrap();
        let found: Vec<_> = entries(&root)
            .iter()
            .map(|(key, value)| (&text[key.span.range()], &text[value.span.range()]))
            .collect();
        let expected =
            [("a", ""), ("b", "甲 乙"), ("c", "''"), ("d", "[x, 'y',]"), ("e", "x\n  y"), ("f", "{g: 1}")];
        assert_eq!(found, expected);
        assert_eq!(entries(&root)[0].1.value, Value::Empty);
    }

    #[test]
    fn plain_scalars_keep_their_characters() {
        let root = parse("[4221, 012, 1e3, 2021-01-14, ~, null, yes]").root.unwrap();
        let Value::List(items) = root.value else { panic!() };
        let texts: Vec<_> = items
            .iter()
            .map(|item| match &item.value {
                Value::Scalar { text, style: Style::Plain, .. } => text.as_ref(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(texts, ["4221", "012", "1e3", "2021-01-14", "~", "null", "yes"]);
    }

    #[test]
    fn a_tab_is_reported_at_the_tab() {
        for text in
            ["a:\n  b: c\n\td: e\n", "a:\n\tb: c\n", "a:\n  b: x\ty\n  \tc: d\n", "a:\n  b: c\n  \t d: e\n"]
        {
            let parsed = parse(text);
            let problem = &parsed.problems[0];
            assert_eq!(problem.kind, ProblemKind::Tab, "{text:?}");
            let tab = text.rfind('\t').unwrap();
            assert_eq!(problem.span, Span::new(tab, tab + 1), "{text:?}");
        }
    }

    #[test]
    fn problems_have_kinds_and_places() {
        assert_eq!(problem("a: \"b\n"), (ProblemKind::UnclosedQuote, "\""));
        assert_eq!(problem("a: b: c\n"), (ProblemKind::SecondColon, ":"));
        assert_eq!(problem("a: @b\n"), (ProblemKind::Character('@'), "@"));
        assert_eq!(problem("a: b\n---\nc: d\n"), (ProblemKind::SecondDocument, "---"));
        assert_eq!(problem("a: &x b\nc: *x\nd: *x\n"), (ProblemKind::Alias, "*x"));
        assert_eq!(problem("a: !!str b\n"), (ProblemKind::Tag, "!!str"));
        assert_eq!(problem("a:\n  b: c\n d: e\n"), (ProblemKind::Indentation(11), "d"));
        assert_eq!(problem("a:\n  b: c\n   d: e\n"), (ProblemKind::Indentation(8), "d"));
        assert_eq!(problem("x: y\na: b: c\n"), (ProblemKind::SecondColon, ":"));
        let (kind, _) = problem(&"[".repeat(MAX_DEPTH + 1));
        assert_eq!(kind, ProblemKind::TooDeep);
        let (kind, _) = problem(&format!("[{}]", "a,".repeat(MAX_NODES + 1)));
        assert_eq!(kind, ProblemKind::TooManyNodes);
    }

    #[test]
    fn a_text_that_goes_on_to_a_key_is_known_by_its_beginning() {
        for text in [
            "# c\na:\n  |b\n  c\n  d: e\n",
            "a: # c: d\n  # e\n\n  - b:\n\n      |c\n\n      d: e\n",
            "a:\n- b: c\n- |b\n  d: e\n",
            "a: {b: c}\nf:\n  - [b, 'c']\n  - |b\n    d: e\n",
            "---\n|b\nd: e\n",
            "a:\n  |b\n\n  # c\n  d: e\n",
            "a:\n  |b\n  # ttm: c\n  d: e\n",
            "# ttm: c\na: 'b'\nf: # ttm: d\n  # ttm: e\n  |b\n  d: e\n",
        ] {
            let begins = text.find('|').unwrap();
            assert_eq!(problem(&text.replace('|', "")), (ProblemKind::Indentation(begins), "d"), "{text:?}");
        }
    }

    #[test]
    fn white_space_that_is_text_is_to_blame_for_the_line_after_it() {
        for text in [
            "a:\n  b: c\n\u{3000}d: e\n  f: g\n",
            "a:\n\u{3000}d: e\n\u{3000}f: g\n  h: i\n",
            "a:\n  b: c\n\u{3000}d:\n    e: f\n  g: h\n",
        ] {
            assert_eq!(problem(text), (ProblemKind::ForeignSpace('\u{3000}'), "\u{3000}"), "{text:?}");
            assert_eq!(
                parse(text).problems[0].span.start as usize,
                text.find('\u{3000}').unwrap(),
                "{text:?}"
            );
        }
        assert_eq!(problem("a: b\n\u{a0} c: d\n  e: f\n").0, ProblemKind::ForeignSpace('\u{a0}'));
        // The key that follows may have a mistake of its own.
        assert_eq!(problem("\u{3000}a: b\nc: d\n  e: f\n"), (ProblemKind::Indentation(11), "e"));
    }

    #[test]
    fn an_open_bracket_is_named() {
        let parsed = parse("a: [K01, K02\nb: c\n");
        assert_eq!(parsed.problems[0].kind, ProblemKind::UnclosedBracket);
        assert_eq!(parsed.problems[0].open, Some(Span::new(3, 4)));
    }

    #[test]
    fn an_alias_bomb_stays_small() {
        let bomb = "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n";
        let parsed = parse(bomb);
        assert_eq!(parsed.problems.len(), 1);
        assert_eq!(entries(&parsed.root.unwrap()).len(), 4);
    }

    #[test]
    fn comments_to_the_program_have_their_bytes_and_long_texts_their_lines() {
        let text = "# ttm: a\r\na: 'x # ttm: no' # ttm: b\n# other\nb: | #ttm:c\n\n  x\n  # ttm: no\nc: [d, \"e\n  f\"]\n";
        let remarks = parse(text).remarks;
        let said: Vec<_> = remarks.comments.iter().map(|span| text[span.range()].trim_end()).collect();
        assert_eq!(said, ["# ttm: a", "# ttm: b", "#ttm:c"]);
        let long: Vec<_> = remarks.long_texts.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(long, ["b: | #ttm:c\n\n  x\n  # ttm: no", "c: [d, \"e\n  f\""]);
        assert_eq!(parse(&text.replace("ttm:", "ttm")).remarks, Remarks::default());
    }
}
