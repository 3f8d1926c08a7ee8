//! An open document: its text as the editor has it, and the last one that could be read.
//!
//! While a text is edited it cannot be read now and then: a colon is missing, a bracket not closed. What is asked about names
//! and places is then answered from the last text that could be read, with its places moved to where they are now; what was
//! edited since has no place. A text that could not be read when it was opened is answered for by itself without the lines at
//! fault.

use std::sync::{Arc, OnceLock};

use gen_lsp_types::{Position, Range, TextDocumentContentChangeEvent};

use super::mended::mended;
use super::position::{Encoding, Lines};
use crate::check::load;
use crate::diagnostic::{Diagnostic, Findings};
use crate::files::source::{FileId, Source, Span};
use crate::model::Standard;
use crate::text::equal_ends::{equal_at_end, equal_at_start};

/// An open document.
#[derive(Debug)]
pub(super) struct Document {
    /// The URI as the client spells it.
    pub(super) uri: String,
    /// The version that the client gave it.
    pub(super) version: i32,
    /// The text, with the name of the document. The workspace has the same.
    pub(super) source: Arc<Source>,
    pub(super) lines: Lines,
    /// What was found in the text, known findings left out.
    pub(super) findings: Vec<Diagnostic>,
    /// The last text that could be read, if that is another one.
    whole: Option<(Arc<Source>, Moved)>,
    /// The text without the lines that keep it from being read, where none could be read before and it was asked for.
    mended: OnceLock<Option<(Source, Moved)>>,
    /// Whether the text can be read.
    is_whole: bool,
}

impl Document {
    pub(super) fn open(uri: String, version: i32, source: Source, encoding: Encoding) -> Self {
        let lines = Lines::of(&source.text, encoding);
        let source = Arc::new(source);
        let (findings, mended) = (Vec::new(), OnceLock::new());
        Self { uri, version, source, lines, findings, whole: None, mended, is_whole: true }
    }

    /// Takes the changes of an edit, each of which is about the text after those before it.
    pub(super) fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        self.version = version;
        self.mended = OnceLock::new();
        if std::mem::take(&mut self.is_whole) {
            self.whole = Some((Arc::clone(&self.source), Moved::default()));
        }
        // The text of a large standard is copied once, with room for what is typed.
        let room: usize = changes.iter().map(inserted).sum();
        let mut text = String::with_capacity(self.source.text.len() + room);
        text.push_str(&self.source.text);
        for change in changes {
            let (range, instead) = match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    (self.lines.span(&text, part.range).range(), part.text)
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    replaced(&text, &whole.text)
                }
            };
            if let Some((_, moved)) = &mut self.whole {
                moved.edit(range.clone(), instead.len());
            }
            text.replace_range(range.clone(), &instead);
            self.lines.edit(&text, range, instead.len());
        }
        self.source = Arc::new(self.source.with_text(text));
    }

    /// The document has another name.
    pub(super) fn rename(&mut self, name: &str) {
        let mut source = self.source.with_text(self.source.text.clone());
        name.clone_into(&mut source.path);
        self.source = Arc::new(source);
    }

    /// Notes whether the text can be read.
    pub(super) fn judge(&mut self, is_whole: bool) {
        self.is_whole = is_whole;
        if is_whole {
            self.whole = None;
        }
    }

    /// Calls `look` with the standard, or with the last one that could be read.
    pub(super) fn look<R>(&self, look: impl FnOnce(&View<'_>) -> R) -> Option<R> {
        let mut found = Findings::default();
        if let Some(standard) = load(&self.source, FileId::default(), &mut found) {
            return Some(look(&View {
                document: self,
                source: &self.source,
                standard,
                moved: &Moved::default(),
            }));
        }
        let (source, moved) = match &self.whole {
            Some((source, moved)) => (&**source, moved),
            None => self.mended().map(|(source, moved)| (source, moved))?,
        };
        let standard = load(source, FileId::default(), &mut Findings::default())?;
        Some(look(&View { document: self, source, standard, moved }))
    }

    fn mended(&self) -> Option<&(Source, Moved)> {
        let mend = || {
            let (text, blank) = mended(&self.source.text)?;
            let moved = Moved::within(&blank);
            Some((self.source.with_text(text), moved))
        };
        self.mended.get_or_init(mend).as_ref()
    }

    /// The same, but for what changes the text: only of a text that can be read as it is.
    pub(super) fn look_at_current<R>(&self, look: impl FnOnce(&View<'_>) -> R) -> Option<R> {
        let standard = load(&self.source, FileId::default(), &mut Findings::default())?;
        Some(look(&View { document: self, source: &self.source, standard, moved: &Moved::default() }))
    }

    pub(super) fn text(&self) -> &str {
        &self.source.text
    }

    pub(super) fn offset(&self, position: Position) -> usize {
        self.lines.offset(self.text(), position)
    }

    pub(super) fn range(&self, span: Span) -> Range {
        self.lines.range(self.text(), span)
    }
}

/// How many bytes a change inserts at most.
fn inserted(change: &TextDocumentContentChangeEvent) -> usize {
    match change {
        TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => part.text.len(),
        TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => whole.text.len(),
    }
}

fn parts_line_break(text: &[u8], at: usize) -> bool {
    text[..at].ends_with(b"\r") && text[at..].starts_with(b"\n")
}

/// A whole text in place of another, as the bytes that differ and what is there instead: places around them stay known.
fn replaced(old: &str, new: &str) -> (std::ops::Range<usize>, String) {
    let (before, after) = (old.as_bytes(), new.as_bytes());
    let mut start = equal_at_start(before, after);
    // A line break of two characters is not parted.
    while !old.is_char_boundary(start) || parts_line_break(before, start) || parts_line_break(after, start) {
        start -= 1;
    }
    let mut end = equal_at_end(&before[start..], &after[start..]);
    while !old.is_char_boundary(old.len() - end)
        || parts_line_break(before, before.len() - end)
        || parts_line_break(after, after.len() - end)
    {
        end -= 1;
    }
    (start..old.len() - end, new[start..new.len() - end].to_owned())
}

/// A document as it can be read: the standard of its text, or of the last text that could be read.
pub(super) struct View<'a> {
    pub(super) document: &'a Document,
    /// The text that `standard` was read from.
    pub(super) source: &'a Source,
    pub(super) standard: Standard<'a>,
    moved: &'a Moved,
}

impl View<'_> {
    /// Whether it is that of the text as it is.
    pub(super) fn is_current(&self) -> bool {
        std::ptr::eq(self.source, &*self.document.source)
    }

    /// Where some bytes of the standard are in the document; `None` where they were edited since.
    pub(super) fn range(&self, span: Span) -> Option<Range> {
        self.moved.forward(span).map(|span| self.document.range(span))
    }

    /// The byte of the standard that a position in the document was.
    pub(super) fn offset(&self, position: Position) -> Option<u32> {
        let offset = self.document.offset(position);
        let offset = self.moved.back(offset)?;
        Some(Span::new(offset, offset).start)
    }
}

/// What was edited since a text was whole: the bytes of that text from the first to the last edit, and how many are there
/// now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Moved {
    edited: Option<Edited>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Edited {
    start: usize,
    old_end: usize,
    new_end: usize,
}

impl Moved {
    /// Some bytes are others, as many as before.
    fn within(range: &std::ops::Range<usize>) -> Self {
        Self { edited: Some(Edited { start: range.start, old_end: range.end, new_end: range.end }) }
    }

    /// Takes an edit of the text as it is now.
    fn edit(&mut self, range: std::ops::Range<usize>, length: usize) {
        let (start, end, after) = (range.start, range.end, range.start + length);
        self.edited = Some(match self.edited.take() {
            None => Edited { start, old_end: end, new_end: after },
            Some(before) => {
                // The end of both, in the text before this edit.
                let new_end = before.new_end.max(end);
                Edited {
                    start: before.start.min(start),
                    old_end: before.old_end + (new_end - before.new_end),
                    new_end: new_end - end + after,
                }
            }
        });
    }

    fn forward(&self, span: Span) -> Option<Span> {
        let range = span.range();
        match &self.edited {
            None => Some(span),
            Some(edited) if range.end < edited.start => Some(span),
            Some(edited) if range.start > edited.old_end => {
                let moved = |offset: usize| offset - edited.old_end + edited.new_end;
                Some(Span::new(moved(range.start), moved(range.end)))
            }
            Some(_) => None,
        }
    }

    fn back(&self, offset: usize) -> Option<usize> {
        match &self.edited {
            None => Some(offset),
            Some(edited) if offset < edited.start => Some(offset),
            Some(edited) if offset > edited.new_end => Some(offset - edited.new_end + edited.old_end),
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gen_lsp_types::TextDocumentContentChangePartial;

    #[allow(deprecated, reason = "the type has a deprecated field")]
    fn change(range: [u32; 4], text: &str) -> TextDocumentContentChangeEvent {
        let [line, character, end_line, end] = range;
        let start = Position { line, character };
        let end = Position { line: end_line, character: end };
        TextDocumentContentChangeEvent::TextDocumentContentChangePartial(TextDocumentContentChangePartial {
            range: Range { start, end },
            range_length: None,
            text: text.to_owned(),
        })
    }

    fn document(text: &str) -> Document {
        Document::open("file:///a.yaml".to_owned(), 1, Source::in_memory("/a.yaml", text), Encoding::Utf16)
    }

    #[test]
    fn changes_are_made_one_after_the_other() {
        let mut document = document("a: 甲\r\nb: 乙\r\n");
        document.change(2, vec![change([0, 3, 0, 4], "丙丁"), change([0, 5, 1, 0], "\r\nc: x\r\n")]);
        assert_eq!(document.text(), "a: 丙丁\r\nc: x\r\nb: 乙\r\n");
        document.change(3, vec![change([1, 0, 2, 0], ""), change([9, 9, 9, 9], "d: y\r\n")]);
        assert_eq!(document.text(), "a: 丙丁\r\nb: 乙\r\nd: y\r\n");
    }

    #[test]
    fn a_text_that_cannot_be_read_is_answered_for_by_the_last_one_that_could() {
        let mut document = document("name:\n  occupation: 甲\nlevel: 3\nskills:\n  S01: 乙\n");
        document.change(2, vec![change([2, 0, 2, 8], "lev\nx: [")]);
        document.judge(false);
        let name = |view: &View<'_>| {
            let level = view.standard.level.given().unwrap().span;
            let (name, skill) =
                (view.standard.name.given().unwrap().text.span, view.standard.skills[0].text.span);
            (view.range(name), view.range(level), view.range(skill).map(|range| range.start.line))
        };
        let (name, level, skill) = document.look(name).unwrap();
        assert_eq!((name.unwrap().start.line, level, skill), (1, None, Some(5)));
        assert!(document.look_at_current(|_| ()).is_none());
    }

    #[test]
    fn a_whole_text_changes_only_what_differs() {
        for (old, new, range, instead) in [
            ("a: 甲\nb: 乙\n", "a: 甲\nb: 丙\n", 10..13, "丙"),
            ("a: 甲", "a: 乙", 3..6, "乙"),
            ("甲甲", "甲", 3..6, ""),
            ("甲", "甲甲", 3..3, "甲"),
            // Neither line break is parted.
            ("a\r\nb\r\n", "a\nb\r\n", 1..3, "\n"),
            ("a\r\n", "a\r\r\n", 1..1, "\r"),
            ("a\n", "a\n", 2..2, ""),
            ("", "甲", 0..0, "甲"),
        ] {
            let (found, other) = replaced(old, new);
            let made = format!("{}{other}{}", &old[..found.start], &old[found.end..]);
            assert_eq!(made, new);
            assert_eq!((found, other.as_str()), (range, instead), "{old:?} {new:?}");
        }
        let mut document = document("name:\n  occupation: 甲\nlevel: 3\n");
        let whole = TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(
            gen_lsp_types::TextDocumentContentChangeWholeDocument {
                text: "name:\n  occupation: 甲\nlevel 3\n".to_owned(),
            },
        );
        document.change(2, vec![whole]);
        document.judge(false);
        let line = document.look(|view| view.range(view.standard.name.given().unwrap().text.span));
        assert_eq!(line.flatten().map(|range| range.start.line), Some(1));
    }

    #[test]
    fn edits_are_one_region_whatever_their_order() {
        let mut moved = Moved::default();
        moved.edit(10..12, 5);
        moved.edit(20..20, 1);
        moved.edit(2..4, 0);
        assert_eq!(moved.edited, Some(Edited { start: 2, old_end: 17, new_end: 19 }));
        assert_eq!(moved.forward(Span::new(18, 20)), Some(Span::new(20, 22)));
        assert_eq!(
            (moved.forward(Span::new(0, 1)), moved.forward(Span::new(1, 3))),
            (Some(Span::new(0, 1)), None)
        );
        assert_eq!((moved.back(20), moved.back(3)), (Some(18), None));
    }
}
