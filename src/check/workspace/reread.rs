//! A large standard that is typed is read again only where it was edited: the task or the duty that holds the edit, or all but the
//! duties. Reading the whole text takes a fifth of the time of a keystroke and is done on one thread.
//!
//! What comes out is what reading the whole text gives. A part is lines up to one that begins no further right than the first of
//! them, so that nothing before can go on in them, and nothing in them behind; all else is the same as before. Where the edit is
//! elsewhere, or anything was or would be said of how the file is written, the whole text is read.

use std::ops::Range;

use super::super::load_counted;
use crate::decode::{decode_duties, decode_tasks, decode_without_duties};
use crate::diagnostic::Findings;
use crate::files::limits::YAML_NODES;
use crate::files::source::{FileId, Source, Span};
use crate::model::{Detached, Shift, Standard};
use crate::text::equal_ends::{equal_at_end, equal_at_start};
use crate::yaml::{Arena, Counted, Node, Remarks, Style, Value, parse_lines};

/// A standard of which nothing was said while it was read, without its text.
#[derive(Debug)]
pub(super) struct KeptStandard {
    standard: Detached,
    /// The most nodes that its text can have.
    nodes: usize,
}

/// A standard that was read, with the number of its nodes if it can be kept.
pub(super) struct Read<'s> {
    pub(super) standard: Option<Standard<'s>>,
    pub(super) nodes: Option<usize>,
    /// What is kept of the text before, if that was not taken.
    pub(super) unused: Option<KeptStandard>,
    pub(super) found: Findings,
}

/// Reads `source`, given an earlier text of it with what is kept of that.
pub(super) fn read<'s>(
    before: Option<(&Source, KeptStandard)>,
    source: &'s Source,
    file: FileId,
) -> Read<'s> {
    let unused = match before.map(|(before, kept)| kept.read(before, source, file)) {
        Some(Ok((standard, nodes))) => {
            #[cfg(test)]
            tests::IN_PART.set(tests::IN_PART.get() + 1);
            let standard = Some(standard);
            return Read { standard, nodes: Some(nodes), unused: None, found: Findings::default() };
        }
        Some(Err(unused)) => Some(unused),
        None => None,
    };
    let mut found = Findings::default();
    let loaded = load_counted(source, file, &mut found);
    let nodes = loaded.as_ref().and_then(|(_, nodes)| *nodes);
    Read { standard: loaded.map(|(standard, _)| standard), nodes, unused, found }
}

impl KeptStandard {
    /// What is kept of a standard, if it can be.
    pub(super) fn of(standard: Standard<'_>, nodes: Option<usize>) -> Option<Self> {
        let is_clean = standard.errors == 0 && standard.remarks == Remarks::default();
        let nodes = nodes.filter(|_| is_clean)?;
        Some(Self { standard: standard.detached(), nodes })
    }

    /// The standard of a text that was edited since, with the most nodes that it can have; itself where the whole has to be read.
    fn read<'s>(
        self,
        before: &Source,
        source: &'s Source,
        file: FileId,
    ) -> Result<(Standard<'s>, usize), Self> {
        if source.unreadable.is_some() || before.unreadable.is_some() {
            return Err(self);
        }
        let edit = Edit::between(&before.text, &source.text);
        match self.part(&edit, source, file) {
            Some((part, more)) if self.nodes + more <= YAML_NODES => {
                let nodes = self.nodes + more;
                Ok((self.with(part, &edit, source, file), nodes))
            }
            _ => Err(self),
        }
    }

    /// What was edited, read again, and how many nodes it has.
    fn part<'s>(&self, edit: &Edit<'_>, source: &'s Source, file: FileId) -> Option<(Part<'s>, usize)> {
        let arena = Arena::new();
        let mut found = Findings::default();
        let part = self
            .task(edit, source, file, &arena, &mut found)
            .or_else(|| self.duty(edit, source, file, &arena, &mut found))
            .or_else(|| self.beside_duties(edit, source, file, &arena, &mut found))?;
        found.is_empty().then_some(part)
    }

    fn task<'s>(
        &self,
        edit: &Edit<'_>,
        source: &'s Source,
        file: FileId,
        arena: &Arena,
        found: &mut Findings,
    ) -> Option<(Part<'s>, usize)> {
        let duties = self.standard.duties();
        let duty = last_before(duties, |duty| duty.code.span, edit)?;
        let tasks = &duties[duty].tasks;
        let task = last_before(tasks, |task| task.code.span, edit)?;
        let (lines, column) = edit.lines(tasks[task].code.span)?;
        let Counted { root, nodes } = parse_lines(&source.text, lines.new, column, arena)?;
        let read = decode_tasks(&root, source, file, found).pop()?;
        Some((Part::Task { at: (duty, task), read, end: lines.old_end }, nodes))
    }

    fn duty<'s>(
        &self,
        edit: &Edit<'_>,
        source: &'s Source,
        file: FileId,
        arena: &Arena,
        found: &mut Findings,
    ) -> Option<(Part<'s>, usize)> {
        let duties = self.standard.duties();
        let duty = last_before(duties, |duty| duty.code.span, edit)?;
        let (lines, column) = edit.lines(duties[duty].code.span)?;
        let Counted { root, nodes } = parse_lines(&source.text, lines.new, column, arena)?;
        let read = decode_duties(&root, source, file, found).pop()?;
        Some((Part::Duty { at: duty, read, end: lines.old_end }, nodes))
    }

    /// Reads all but the duties.
    fn beside_duties<'s>(
        &self,
        edit: &Edit<'_>,
        source: &'s Source,
        file: FileId,
        arena: &Arena,
        found: &mut Findings,
    ) -> Option<(Part<'s>, usize)> {
        let duties = self.standard.duties();
        let key = duties.key?.start as usize;
        let last = duties.last()?;
        let last = last.tasks.last().map_or(last.code.span, |task| task.code.span).start as usize;
        let is_first = key == 0 || edit.old.as_bytes()[key - 1] == b'\n';
        let end = next_line(edit.old, last, 0);
        let (start, rest) = if edit.start + edit.removed < key {
            (edit.moved(key), edit.moved(end))
        } else if edit.start >= end && next_line(edit.new, last, 0) == end {
            (key, end)
        } else {
            return None;
        };
        if !is_first {
            return None;
        }
        let part = |lines: Range<usize>| match lines.is_empty() {
            true => Some((&[][..], 0)),
            false => {
                let Counted { root, nodes } = parse_lines(&source.text, lines, 0, arena)?;
                let Value::Mapping { entries, .. } = root.value else { return None };
                Some((entries, nodes))
            }
        };
        let (above, nodes) = part(0..start)?;
        let (below, more) = part(rest..source.text.len())?;
        let name = source.text.get(start..start + "duties".len())?;
        let span = Span::new(start, start + name.len());
        let duties = (
            Node { span, value: Value::Scalar { text: name, style: Style::Plain } },
            Node { span, value: Value::Mapping { entries: &[], flow: false } },
        );
        let entries = arena.alloc_slice_copy(&[above, &[duties], below].concat());
        let root = Node { span: Span::default(), value: Value::Mapping { entries, flow: false } };
        let read = decode_without_duties(&root, source, file, found)?;
        Some((Part::BesideDuties { read: Box::new(read), from: key }, nodes + more))
    }

    /// The whole standard with a part of it that was read again.
    fn with<'s>(self, part: Part<'s>, edit: &Edit<'_>, source: &'s Source, file: FileId) -> Standard<'s> {
        let lengths = (edit.old.len(), edit.new.len());
        match part {
            Part::Task { at: (duty, task), read, end } => {
                let mut standard = self.standard.onto(source, file, Shift { from: end, lengths });
                standard.duties.items[duty].tasks.items[task] = read;
                standard
            }
            Part::Duty { at, read, end } => {
                let mut standard = self.standard.onto(source, file, Shift { from: end, lengths });
                standard.duties.items[at] = read;
                standard
            }
            Part::BesideDuties { read, from } => {
                // Behind an edit below them they stay where they are.
                let from = if edit.start < from { from } else { usize::MAX };
                let duties = self.standard.duties_onto(source, Shift { from, lengths });
                Standard { duties, ..*read }
            }
        }
    }
}

/// A part of a standard that was read again.
enum Part<'s> {
    /// A task, by its duty and its place there; its lines end at `end` in the text before.
    Task { at: (usize, usize), read: crate::model::Task<'s>, end: usize },
    /// A duty, likewise.
    Duty { at: usize, read: crate::model::Duty<'s>, end: usize },
    /// All but the duties, which begin at `from` in the text before.
    BesideDuties { read: Box<Standard<'s>>, from: usize },
}

/// The last of some parts that begin before an edit.
fn last_before<T>(parts: &[T], place: impl Fn(&T) -> Span, edit: &Edit<'_>) -> Option<usize> {
    parts.partition_point(|part| (place(part).start as usize) < edit.start).checked_sub(1)
}

/// What differs between two texts.
struct Edit<'t> {
    old: &'t str,
    new: &'t str,
    /// The first byte that differs.
    start: usize,
    /// How many bytes were there, and how many are now.
    removed: usize,
    inserted: usize,
}

/// Whole lines that hold an edit: in the text after it, and where they end in the one before.
struct Lines {
    new: Range<usize>,
    old_end: usize,
}

impl<'t> Edit<'t> {
    fn between(old: &'t str, new: &'t str) -> Self {
        let mut start = equal_at_start(old.as_bytes(), new.as_bytes());
        let end = equal_at_end(&old.as_bytes()[start..], &new.as_bytes()[start..]);
        let (removed, inserted) = (old.len() - start - end, new.len() - start - end);
        // A line that comes or goes begins at its indentation, and not behind that of the next one, which is likely the same.
        let (longer, length) = if removed == 0 { (new, inserted) } else { (old, removed) };
        let longer = longer.as_bytes();
        while (removed == 0 || inserted == 0)
            && length > 0
            && start > 0
            && longer[start - 1] == b' '
            && longer[start + length - 1] == b' '
        {
            start -= 1;
        }
        Self { old, new, start, removed, inserted }
    }

    /// Where a place behind the edit is in the text after it.
    fn moved(&self, offset: usize) -> usize {
        offset - self.removed + self.inserted
    }

    /// The lines of a part whose key is at `key`, with its column, if the edit is within them and they end where they ended.
    fn lines(&self, key: Span) -> Option<(Lines, usize)> {
        let key = key.start as usize;
        let begin = memchr::memrchr(b'\n', &self.old.as_bytes()[..key]).map_or(0, |at| at + 1);
        let column = key - begin;
        if self.start <= key || self.old.as_bytes()[begin..key].iter().any(|&byte| byte != b' ') {
            return None;
        }
        let old_end = next_line(self.old, key, column);
        if self.start + self.removed > old_end || next_line(self.new, key, column) != self.moved(old_end) {
            return None;
        }
        Some((Lines { new: begin..self.moved(old_end), old_end }, column))
    }
}

/// Where the first line below that of `at` begins that begins in `column` or further left; the end of the text if there is none.
/// Blank lines and comments do not count.
fn next_line(text: &str, at: usize, column: usize) -> usize {
    let bytes = text.as_bytes();
    let break_from =
        |at: usize| memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length);
    let mut line = break_from(at) + 1;
    while line < bytes.len() {
        let first =
            bytes[line..].iter().position(|&byte| byte != b' ').map_or(bytes.len(), |blank| line + blank);
        let is_read = !matches!(bytes.get(first), None | Some(b'\n' | b'#'));
        if is_read && first - line <= column {
            return line;
        }
        line = break_from(first) + 1;
    }
    bytes.len()
}

#[cfg(test)]
pub(super) mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;

    use super::*;
    use crate::check::load;

    thread_local! {
        /// How often only a part of a text was read on this thread.
        pub(in super::super) static IN_PART: Cell<usize> = const { Cell::new(0) };
    }

    const PIECES: [&str; 22] = [
        "",
        "甲",
        "乙",
        " ",
        "  ",
        ":",
        ": ",
        "\n",
        "\n  ",
        "\n      ",
        "#",
        "# 甲\n",
        "'",
        "|",
        "[",
        "K01, ",
        "-",
        "\n    knowledge: [K02]\n",
        "\n      T1.9:\n        name: 丙\n",
        "  T9:\n    name: 丁\n",
        "ttm: ",
        "\u{2028}",
    ];

    fn text(notes_first: bool) -> String {
        let notes = "notes:\n  supplements:\n    - 甲\n# 結束\n";
        let mut text = String::from(if notes_first { notes } else { "" });
        text.push_str(
            "name:\n  occupation: 甲\nhistory:\n- version: V1\n  code: TTM4221-001v1\n  name: 甲\n  status: current\n  \
             date: 2021-01-14\nknowledge:\n  K01: \"材料\"\n  K02: 工具\nduties:\n",
        );
        for duty in 1..4 {
            text.push_str(&format!("  T{duty}:\n    name: 乙{duty}\n    tasks:\n"));
            for task in 1..4 {
                text.push_str(&format!(
                    "      T{duty}.{task}:\n        name: 擬定\n          計畫 # 甲\n        level: 3\n        outputs:\n        - 紀錄\n\n        \
                     indicators:\n          P{duty}.{task}.1: |-\n            依規範\n            # 擬定\n        knowledge: [K01, {{K02: 工具}}]\n"
                ));
            }
            text.push_str("    skills: []\n");
        }
        text.push_str(if notes_first { "" } else { notes });
        text
    }

    #[test]
    fn a_part_that_is_read_again_is_as_in_the_whole_text() {
        // How often all of a text was read although it is plain.
        let whole = Cell::new(0);
        let before = IN_PART.get();
        let edit =
            (any::<prop::sample::Index>(), 0..3_usize, prop::sample::select(&PIECES[..]), any::<bool>());
        let edits = prop::collection::vec(edit, 1..24);
        let config = ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() };
        let mut runner = TestRunner::new(config);
        let tried = runner.run(&(any::<bool>(), edits), |(notes_first, edits)| {
            let mut source = Source::in_memory("TTM4221-001v1.yaml", text(notes_first));
            let mut kept = None;
            for (at, length, piece, taken_back) in edits {
                let mut text = source.text.clone();
                let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                let first = at.index(places.len());
                text.replace_range(places[first]..places[(first + length).min(places.len() - 1)], piece);
                let texts = if taken_back { vec![text, source.text.clone()] } else { vec![text] };
                for text in texts {
                    let new = source.with_text(text);
                    let file = FileId::default();
                    let mut found = Findings::default();
                    let expected = load(&new, file, &mut found);
                    let so_far = IN_PART.get();
                    let Read { standard, nodes, unused, found: said } =
                        read(kept.take().map(|kept| (&source, kept)), &new, file);
                    prop_assert_eq!(format!("{standard:?}"), format!("{expected:?}"), "{}", new.text);
                    prop_assert_eq!(said.count(), found.count());
                    whole.set(whole.get() + usize::from(IN_PART.get() == so_far && nodes.is_some()));
                    let now = standard.and_then(|standard| KeptStandard::of(standard, nodes));
                    match unused.filter(|_| now.is_none()) {
                        Some(unused) => kept = Some(unused),
                        None => (kept, source) = (now, new),
                    }
                }
            }
            Ok(())
        });
        tried.unwrap();
        let (in_part, whole) = (IN_PART.get() - before, whole.get());
        assert!(in_part > 500 && in_part > whole / 2, "{in_part} in part, {whole} whole");
    }

    /// How an edit of a text is read: which part again, if not all.
    fn part(text: &str, from: &str, to: &str) -> Option<&'static str> {
        let before = Source::in_memory("a.yaml", text);
        let after = Source::in_memory("a.yaml", text.replacen(from, to, 1));
        assert_ne!(before.text, after.text, "{from}");
        let (standard, nodes) = load_counted(&before, FileId::default(), &mut Findings::default()).unwrap();
        let kept = KeptStandard::of(standard, nodes).unwrap();
        let edit = Edit::between(&before.text, &after.text);
        kept.part(&edit, &after, FileId::default()).map(|(part, _)| match part {
            Part::Task { .. } => "task",
            Part::Duty { .. } => "duty",
            Part::BesideDuties { .. } => "beside",
        })
    }

    #[test]
    fn the_part_that_is_read_again_holds_the_edit() {
        let text = text(false);
        for (from, to, expected) in [
            ("擬定", "擬訂", Some("task")),
            ("T1.2:", "T1.20:", Some("task")),
            ("\n        level: 3", "", Some("task")),
            ("乙2", "丙", Some("duty")),
            ("    skills: []\n", "", Some("duty")),
            ("      T1.2:\n", "      T1.8:\n        name: 丙\n      T1.2:\n", Some("duty")),
            ("材料", "木料", Some("beside")),
            ("  name: 甲\n  status", "  name: 甲乙\n  status", Some("beside")),
            ("supplements:\n    - 甲", "supplements:\n    - 甲\n    - 乙", Some("beside")),
            // What begins a duty is no part of one, and what is not plain is for the other reader.
            ("duties:\n", "duties:\n  T0:\n    name: 甲\n", None),
            ("擬定", "擬定 #甲", None),
            ("擬定", "\"擬\\u5b9a\"", None),
            ("name: 乙1", "nam: 乙1", None),
            ("# 甲", "# ttm: allow(code-gap)", None),
        ] {
            assert_eq!(part(&text, from, to), expected, "{from:?} {to:?}");
        }
    }
}
