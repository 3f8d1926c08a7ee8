//! The texts of a standard that other pages show, and the search.

use crate::catalogue::entries;
use crate::model::{Competency, Kind, Standard};
use crate::site::bytes::{Reader, Writer};
use crate::text::display_safe::one_line;
use crate::text::fold::term;

/// Texts with a place in the form. There are some hundred thousand in a site, so they are together in one.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    all: Vec<Slot>,
    texts: String,
}

/// Where the texts of a piece are: each begins where the one before ends, and the first where the piece before ends.
#[derive(Clone, Copy, Debug)]
struct Slot {
    kind: Kind,
    levels: u8,
    ends: [u32; 4],
}

impl Pieces {
    pub(super) fn of(standard: &Standard<'_>) -> Self {
        let mut pieces = Self::default();
        for entry in entries::all(standard) {
            if entry.kind == Kind::Indicator || entry.text.is_empty() {
                continue;
            }
            let text = one_line(&entry.text);
            let is_competency = matches!(entry.kind, Kind::Knowledge | Kind::Skill);
            let term = Some(&text).filter(|_| is_competency).map(|text| term(text));
            let term = term.filter(|term| *term != text).unwrap_or_default();
            let tasks = if is_competency { one_line(&entry.tasks.join("、")) } else { String::new() };
            let levels = entry.levels.iter().fold(0, |bits, level| bits | 1 << level);
            let code = one_line(entry.code.as_deref().unwrap_or_default());
            pieces.push(entry.kind, levels, [&code, &text, &term, &tasks]);
        }
        pieces
    }

    fn push(&mut self, kind: Kind, levels: u8, texts: [&str; 4]) {
        let ends = texts.map(|text| {
            self.texts.push_str(text);
            // No file of a standard is as long.
            u32::try_from(self.texts.len()).unwrap_or(u32::MAX)
        });
        self.all.push(Slot { kind, levels, ends });
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn piece(&self, at: usize) -> Piece<'_> {
        let start = at.checked_sub(1).map_or(0, |before| self.all[before].ends[3]);
        Piece { slot: self.all[at], start, texts: &self.texts }
    }

    /// Writes what [`Self::read`] reads.
    pub(super) fn write(&self, to: &mut Writer) {
        to.text(&self.texts);
        to.size(self.all.len());
        let mut start = 0;
        for slot in &self.all {
            to.size(Kind::ALL.iter().position(|kind| *kind == slot.kind).unwrap_or_default());
            to.size(slot.levels.into());
            for end in slot.ends {
                to.number((end - start).into());
                start = end;
            }
        }
    }

    /// `None` if it is something else.
    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        let mut pieces = Pieces { texts: from.text()?.to_owned(), all: Vec::new() };
        let count = from.count()?;
        pieces.all.reserve(count);
        let mut end = 0_u32;
        for _ in 0..count {
            let kind = *Kind::ALL.get(from.size()?)?;
            let levels = u8::try_from(from.size()?).ok()?;
            let mut ends = [0; 4];
            for own in &mut ends {
                end = end.checked_add(u32::try_from(from.size()?).ok()?)?;
                *own = end;
            }
            pieces.all.push(Slot { kind, levels, ends });
        }
        Some(pieces)
    }
}

/// A text with a place in the form.
#[derive(Clone, Copy, Debug)]
pub(in crate::site) struct Piece<'c> {
    slot: Slot,
    start: u32,
    texts: &'c str,
}

impl<'c> Piece<'c> {
    fn range(self, from: u32, to: u32) -> &'c str {
        self.texts.get(from as usize..to as usize).unwrap_or_default()
    }

    pub(in crate::site) fn kind(self) -> Kind {
        self.slot.kind
    }

    /// A bit for each level.
    pub(in crate::site) fn levels(self) -> u8 {
        self.slot.levels
    }

    /// The code, empty if it has none.
    pub(in crate::site) fn code(self) -> &'c str {
        self.range(self.start, self.slot.ends[0])
    }

    pub(in crate::site) fn text(self) -> &'c str {
        self.range(self.slot.ends[0], self.slot.ends[1])
    }

    /// The name of a knowledge or a skill as it is compared.
    pub(in crate::site) fn term(self) -> &'c str {
        // Only one that is not the text itself is kept.
        let term = self.range(self.slot.ends[1], self.slot.ends[2]);
        if term.is_empty() { self.text() } else { term }
    }

    /// The tasks that use a knowledge or a skill, as text.
    pub(in crate::site) fn tasks(self) -> &'c str {
        self.range(self.slot.ends[2], self.slot.ends[3])
    }

    /// Which of the two it is, if any.
    pub(in crate::site) fn competency(self) -> Option<Competency> {
        match self.slot.kind {
            Kind::Knowledge => Some(Competency::Knowledge),
            Kind::Skill => Some(Competency::Skill),
            _ => None,
        }
    }

    /// The levels, as `3` or `3, 4`.
    pub(in crate::site) fn level_text(self) -> String {
        let levels = (1..=6_u8).filter(|level| self.slot.levels & 1 << level != 0);
        levels.map(|level| level.to_string()).collect::<Vec<_>>().join(", ")
    }
}
