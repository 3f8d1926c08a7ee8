//! A standard with derived data that several rules need, each computed once on first use.
//!
//! Most texts are only Chinese characters and full-width punctuation. One scan of each text sets flags for what it
//! contains, and a rule reads only the texts with the flags it looks for.

use std::sync::{Arc, OnceLock};

use super::cross_file_index::HashedNames;
use super::entries::{Entries, Numbering};
use super::kept_flags::{Keeping, KeptFlags};
use super::leaks::Leaks;
use super::name_sums::NameSums;
use super::reference_names::ReferenceNames;
use super::references::ResolvedReferences;
use super::text_flags::TextFlags;
use super::words::{Occurrence, find};
use crate::files::source::{Source, Span};
use crate::model::{Codes, Kind, Standard, Text, TextRole};

/// A standard as rules see it.
pub struct StandardIndex<'a> {
    /// The standard.
    pub standard: &'a Standard<'a>,
    /// Where flags are kept: the source, and those of another text of it.
    keeping: Option<(&'a Source, Option<&'a KeptFlags>)>,
    texts: OnceLock<Texts<'a>>,
    numbering: OnceLock<Numbering>,
    entries: OnceLock<Entries<'a>>,
    leaks: OnceLock<Leaks<'a>>,
    referred: OnceLock<ResolvedReferences<'a>>,
    names: OnceLock<ReferenceNames<'a>>,
    hashed: OnceLock<HashedNames>,
    sums: OnceLock<NameSums>,
    words: OnceLock<Words<'a>>,
}

/// The texts that hold words of the lists.
struct Words<'a> {
    /// With these, in the order of the file.
    found: Vec<(TextRole<'a>, &'a Text<'a>, Vec<Occurrence>)>,
    /// Where others are that were searched, if that is kept.
    without: Vec<Span>,
}

/// The texts of a standard that have any flag.
struct Texts<'a> {
    /// In the order of the file.
    all: Vec<(TextFlags, TextRole<'a>, &'a Text<'a>)>,
    /// The union of all their flags.
    flags: TextFlags,
    /// The flags of all texts that are verbatim in the source, if they are kept.
    kept: Vec<(Span, TextFlags)>,
}

impl<'a> StandardIndex<'a> {
    /// Wraps a standard; nothing is computed yet.
    pub fn new(standard: &'a Standard<'a>) -> Self {
        Self {
            standard,
            keeping: None,
            texts: OnceLock::new(),
            numbering: OnceLock::new(),
            entries: OnceLock::new(),
            leaks: OnceLock::new(),
            referred: OnceLock::new(),
            names: OnceLock::new(),
            hashed: OnceLock::new(),
            sums: OnceLock::new(),
            words: OnceLock::new(),
        }
    }

    /// The same for a standard that is typed: flags that were kept of an earlier text of its source are not looked for again, and
    /// those of this one can be kept.
    pub fn keeping(standard: &'a Standard<'a>, source: &'a Source, before: Option<&'a KeptFlags>) -> Self {
        Self { keeping: Some((source, before)), ..Self::new(standard) }
    }

    /// The flags to keep, if the index is one that does.
    pub fn kept(&mut self, source: &Arc<Source>) -> Option<KeptFlags> {
        self.keeping?;
        let kept = std::mem::take(&mut self.texts.get_mut()?.kept);
        let without = self.words.get_mut().map(|words| std::mem::take(&mut words.without));
        Some(KeptFlags::of(Arc::clone(source), kept, &without.unwrap_or_default()))
    }

    /// The texts that have one of the flags in `flag`, in the order of the file.
    pub(super) fn texts_with(&self, flag: TextFlags) -> impl Iterator<Item = (TextRole<'a>, &'a Text<'a>)> {
        self.flagged(flag).map(|(_, part, text)| (part, text))
    }

    /// The same, with all flags of each.
    pub(super) fn flagged(
        &self,
        flag: TextFlags,
    ) -> impl Iterator<Item = (TextFlags, TextRole<'a>, &'a Text<'a>)> {
        let Texts { all, flags, kept: _ } = self.texts.get_or_init(|| self.texts_with_any());
        let texts = if flags.has(flag) { all.as_slice() } else { &[] };
        texts.iter().copied().filter(move |(flags, ..)| flags.has(flag))
    }

    fn texts_with_any(&self) -> Texts<'a> {
        // Codes that are well formed contain nothing else to find, so they are scanned only if some are not: 3.8 % of the
        // instructions of `ttm validate`.
        let codes = Codes { entries: !self.well_numbered(), references: !self.referred().all_lead };
        // A published standard has about a hundred.
        let mut all = Vec::with_capacity(128);
        let mut found = TextFlags::default();
        let mut keeping = self.keeping.map(|(source, before)| Keeping::of(source, before));
        self.standard.each_text(codes, |part, text| {
            let flags = match part {
                TextRole::Code(..) | TextRole::Reference(..) if Kind::of(text.as_str()).is_some() => return,
                _ => match &mut keeping {
                    None => TextFlags::of(text.as_str()),
                    Some(keeping) => keeping.flags(text),
                },
            };
            if flags != TextFlags::default() {
                found = found.and(flags);
                all.push((flags, part, text));
            }
        });
        // Nearly all files have them in the order in which they are visited.
        if !all.is_sorted_by_key(|(.., text)| text.span) {
            all.sort_by_key(|(.., text)| text.span);
        }
        Texts { all, flags: found, kept: keeping.map(Keeping::kept).unwrap_or_default() }
    }

    /// What is known of the codes of the entries without putting them into one sequence.
    pub(super) fn numbering(&self) -> Numbering {
        *self.numbering.get_or_init(|| Numbering::of(self.standard))
    }

    /// Whether no code is malformed, duplicated, misplaced or out of order.
    pub(super) fn well_numbered(&self) -> bool {
        self.numbering().is_sound || self.entries().well_numbered
    }

    /// The entries of the standard, in one sequence. Rules ask [`well_numbered`](Self::well_numbered) first.
    pub(super) fn entries(&self) -> &Entries<'a> {
        self.entries.get_or_init(|| Entries::of(self.standard))
    }

    /// The texts of the standard's entries, by code.
    pub(super) fn leaks(&self) -> &Leaks<'a> {
        self.leaks.get_or_init(|| Leaks::of(self.standard.texts()))
    }

    /// The references that say a name or should.
    pub(super) fn names(&self) -> &ReferenceNames<'a> {
        self.names.get_or_init(|| ReferenceNames::of(self))
    }

    /// The hashes of the names of the flat lists.
    pub(super) fn names_hashed(&self) -> &HashedNames {
        self.hashed.get_or_init(|| HashedNames::of(self))
    }

    /// Whether two names may be one, or spellings of one.
    pub(super) fn name_sums(&self) -> NameSums {
        *self.sums.get_or_init(|| NameSums::of(self))
    }

    /// The texts that hold words of the lists, with these, in the order of the file.
    pub(super) fn words(&self) -> &[(TextRole<'a>, &'a Text<'a>, Vec<Occurrence>)] {
        let words = self.words.get_or_init(|| {
            let mut words = Words { found: Vec::new(), without: Vec::new() };
            for (flags, part, text) in self.flagged(TextFlags::LISTED).filter(|(_, part, _)| !part.is_code())
            {
                let found = if flags.has(TextFlags::NO_WORD) { Vec::new() } else { find(text.as_str()) };
                if !found.is_empty() {
                    words.found.push((part, text, found));
                } else if self.keeping.is_some() {
                    words.without.push(text.span);
                }
            }
            words
        });
        &words.found
    }

    /// The words of the lists in a text that is no code.
    pub(super) fn words_in(&self, text: &Text<'_>) -> &[Occurrence] {
        let words = self.words();
        let at = words.partition_point(|(_, other, _)| other.span < text.span);
        words.get(at).filter(|(_, other, _)| other.span == text.span).map_or(&[], |(.., words)| words)
    }

    /// The resolved references.
    pub(super) fn referred(&self) -> &ResolvedReferences<'a> {
        self.referred.get_or_init(|| ResolvedReferences::of(self))
    }
}
