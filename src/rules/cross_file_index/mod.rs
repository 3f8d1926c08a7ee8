//! What a rule across files knows about the other standards of a run.
//!
//! A run may have a hundred thousand standards; neither their texts nor their models fit into memory together. For each
//! one with a code a [`FileSummary`] is kept, with hashes instead of names; the few names that findings quote are read
//! again once all summaries are complete. Two different names with equal hashes would be taken as equal: that can hide
//! a finding but not produce a wrong one, since the rule compares the names themselves before it reports.

mod names;
mod pools;
mod usage;

use std::collections::BTreeSet;

use foldhash::HashMap;

use super::StandardIndex;
use super::versions::identity;
use crate::files::source::{FileId, Place, Span};
use crate::model::{Standard, Text};

use names::Hashed;
pub(super) use names::HashedNames;
pub use names::NamesInUse;
pub(super) use names::{ListedName, Named, listed, named};
pub(super) use pools::CommonName;
use pools::{Family, Quoted, compared, divide};
pub use usage::NameCatalogue;
use usage::NameUsage;
pub(super) use usage::UsedName;

/// Two names almost agree if at most one character in this many differs. Names of four characters are, after those of
/// six, the most frequent, and 有效聯結 beside 有效連結 in one family of published standards is what the rule was made for:
/// with five it would not be found, and with three two names of three characters would agree with a third of them different.
pub(super) const ALMOST: u16 = 4;

/// The summary of a standard that has a code or names.
#[derive(Debug)]
pub struct FileSummary {
    file: FileId,
    /// The path of the file: of two files with one code, the first is the one with the lesser path.
    path: Box<str>,
    /// The code, after full-width and invisible characters were resolved; empty if it has no well-formed one.
    code: Box<str>,
    span: Span,
    /// The length of the part of the code that identifies the standard, in bytes, and the version.
    identity: (u32, u32),
    family: Option<u32>,
    names: HashedNames,
}

/// What all standards of a family share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FamilyKey {
    /// The index of a configured family.
    Configured(u32),
    /// The letters and digits at the beginning of the code.
    Code([u8; 7]),
}

impl FamilyKey {
    /// The family of a standard with this well-formed code, which may be in a configured one.
    fn of(code: &str, configured: Option<u32>) -> Self {
        match configured {
            Some(family) => Self::Configured(family),
            None => Self::Code(code.as_bytes().first_chunk().copied().unwrap_or_default()),
        }
    }
}

impl FileSummary {
    /// The summary of a standard in the file at `path`, with the index of the configured family it is in, if any;
    /// `None` if no rule across files can say anything of it.
    pub fn of(index: &StandardIndex<'_>, path: &str, family: Option<u32>) -> Option<Self> {
        let standard = index.standard;
        let (file, names) = (standard.file, index.names_hashed().clone());
        let issued = standard.code.given().and_then(|code| Some((code, identity(code.normalized())?)));
        let Some((code, (base, version))) = issued else {
            let draft = |names| Self {
                file,
                path: path.into(),
                code: Box::default(),
                span: Span::default(),
                identity: (0, 0),
                family,
                names,
            };
            return (!names.all().is_empty()).then(|| draft(names));
        };
        let identity = (u32::try_from(base.len()).ok()?, version);
        let (path, span, code) = (path.into(), code.span, code.normalized().into());
        Some(Self { file, path, code, span, identity, family, names })
    }

    /// Whether it has a well-formed code. Only such standards are compared with others, and only their names count as used.
    fn is_issued(&self) -> bool {
        !self.code.is_empty()
    }

    /// The file.
    pub(crate) fn file(&self) -> FileId {
        self.file
    }

    /// Where the code is in the file.
    pub(super) fn place(&self) -> Place {
        Place { file: self.file, span: self.span }
    }

    /// The code, after full-width and invisible characters were resolved.
    pub(super) fn code(&self) -> &str {
        &self.code
    }

    fn family_key(&self) -> FamilyKey {
        FamilyKey::of(&self.code, self.family)
    }

    fn identity(&self) -> (&str, u32) {
        let (length, version) = self.identity;
        (&self.code[..length as usize], version)
    }

    /// The code without its version.
    fn base(&self) -> &str {
        self.identity().0
    }

    /// By standard, version and path.
    fn order(&self) -> ((&str, u32), &str, FileId) {
        (self.identity(), &self.path, self.file)
    }
}

/// All summaries of a run. Files can be put, replaced and removed one at a time.
#[derive(Debug, Default)]
pub struct CrossFileIndex {
    /// By file.
    summaries: Vec<Option<FileSummary>>,
    /// The files with a code, sorted by standard, version and path.
    by_code: Vec<FileId>,
    /// The files with an older version of a standard, or with one that another file has too.
    versions: HashMap<FileId, VersionFiles>,
    /// Only families in which some names may almost agree.
    families: HashMap<FamilyKey, Family>,
    usage: NameUsage,
}

/// The files that one with the same standard is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct VersionFiles {
    /// The first file with the same version.
    same: FileId,
    /// The first file with the newest version.
    newest: FileId,
}

impl CrossFileIndex {
    /// The code and path of every file with a summary, in the order of the codes.
    #[cfg(feature = "lsp")]
    pub(crate) fn coded(&self) -> impl Iterator<Item = (&str, &str)> {
        let summaries = self.by_code.iter().filter_map(|file| self.summaries.get(file.index())?.as_ref());
        summaries.map(|summary| (summary.code(), &*summary.path))
    }

    /// Builds the index from the summaries of a run. `look` loads a standard again and passes it to its callback. Names are
    /// held against those that are `known` to be in use, or else against those of this run.
    pub fn new<L>(summaries: Vec<FileSummary>, known: Option<&NameCatalogue>, look: L) -> Self
    where
        L: Fn(FileId, &mut dyn FnMut(&Standard<'_>)) + Sync,
    {
        let mut sorted: Vec<&FileSummary> = summaries.iter().filter(|summary| summary.is_issued()).collect();
        sorted.sort_unstable_by_key(|summary| summary.order());
        let by_code = sorted.iter().map(|summary| summary.file).collect();
        let mut versions = HashMap::default();
        for of_one in sorted.chunk_by(|one, next| one.base() == next.base()) {
            versions.extend(version_files(of_one));
        }
        let divided = divide(&sorted);
        let keys = divided.iter().filter_map(|family| Some(family.first()?.family_key()));
        let families = keys.zip(compared(&divided, &Quoted::default(), &look));
        let usage = NameUsage::new(&summaries, &sorted, known, &look);
        let families = families.filter(|(_, family)| !family.is_empty()).collect();
        let mut by_file = Vec::new();
        for summary in summaries {
            let file = summary.file;
            *slot(&mut by_file, file) = Some(summary);
        }
        Self { summaries: by_file, by_code, versions, families, usage }
    }

    /// Gives a file another summary, or none, and returns the other files that rules across files may report
    /// differently from before. `look` is as in [`CrossFileIndex::new`], with the new content of the file.
    pub fn replace<L>(&mut self, file: FileId, summary: Option<FileSummary>, look: L) -> BTreeSet<FileId>
    where
        L: Fn(FileId, &mut dyn FnMut(&Standard<'_>)) + Sync,
    {
        let mut changed = BTreeSet::new();
        self.usage.count(&self.summaries);
        let before = slot(&mut self.summaries, file).take();
        // What is typed is seldom a name of a list. Then the family has the names that it had, and they are compared again only
        // for their places.
        let has_same_names = before.as_ref().zip(summary.as_ref()).is_some_and(|(before, now)| {
            before.code == now.code && before.family == now.family && before.names == now.names
        });
        let sums = self.usage.recount(before.as_ref(), summary.as_ref());
        let both = || before.iter().chain(&summary).filter(|summary| summary.is_issued());
        let bases: BTreeSet<Box<str>> = both().map(|summary| summary.base().into()).collect();
        let families: BTreeSet<FamilyKey> = both().map(FileSummary::family_key).collect();
        if before.as_ref().is_some_and(FileSummary::is_issued) {
            // Not by a binary search, since the summary that it would compare was taken out.
            self.by_code.retain(|&other| other != file);
            self.versions.remove(&file);
        }
        if let Some(summary) = summary {
            if summary.is_issued() {
                let is_before =
                    |&at: &FileId| self.summary(at).is_some_and(|other| other.order() < summary.order());
                let at = self.by_code.partition_point(is_before);
                self.by_code.insert(at, file);
            }
            *slot(&mut self.summaries, file) = Some(summary);
        }
        for base in bases {
            changed.extend(self.update_versions(&base, file));
        }
        for family in families {
            let quotes = || self.families.get(&family).is_some_and(|family| family.quotes(file));
            if !has_same_names || quotes() {
                changed.extend(self.update_family(family, file, &look));
            }
        }
        changed.extend(self.usage.update(&sums, file, &self.summaries, &look));
        changed.remove(&file);
        changed
    }

    /// Determines again which files the versions of a standard are compared with. Returns those for which that differs,
    /// or which are compared with `replaced`.
    fn update_versions(&mut self, base: &str, replaced: FileId) -> Vec<FileId> {
        let all = self.all_versions(base);
        let now: HashMap<FileId, VersionFiles> = version_files(&all).collect();
        let mut files: Vec<FileId> = all.into_iter().map(|summary| summary.file).collect();
        files.retain(|file| {
            let now = now.get(file).copied();
            let before = match now {
                Some(now) => self.versions.insert(*file, now),
                None => self.versions.remove(file),
            };
            before != now || now.is_some_and(|now| now.same == replaced || now.newest == replaced)
        });
        files
    }

    /// Compares the names of a family again, and returns the files that are compared with other names than before.
    fn update_family<L>(&mut self, key: FamilyKey, replaced: FileId, look: L) -> Vec<FileId>
    where
        L: Fn(FileId, &mut dyn FnMut(&Standard<'_>)) + Sync,
    {
        let before = self.families.remove(&key).unwrap_or_default();
        let divided = divide(&self.members(key));
        let now = compared(&divided, &before.quoted_elsewhere(replaced), look).pop().unwrap_or_default();
        let changed = now.compared_otherwise(&before, replaced);
        if !now.is_empty() {
            self.families.insert(key, now);
        }
        changed
    }

    /// The index of these standards and of further ones, built anew: to put many one by one would compare each family for each
    /// of its files.
    pub fn with<L>(self, further: Vec<FileSummary>, known: Option<&NameCatalogue>, look: L) -> Self
    where
        L: Fn(FileId, &mut dyn FnMut(&Standard<'_>)) + Sync,
    {
        Self::new(self.summaries.into_iter().flatten().chain(further).collect(), known, look)
    }

    /// Frees the names, which only [`CrossFileIndex::replace`] needs: they are most of a summary.
    pub fn forget_names(&mut self) {
        self.summaries.iter_mut().flatten().for_each(|summary| summary.names = HashedNames::default());
    }

    /// The first file that has this version of a standard.
    pub(super) fn first(&self, (base, version): (&str, u32)) -> Option<&FileSummary> {
        let at = self.position((base, version));
        self.summary(*self.by_code.get(at)?).filter(|summary| summary.identity() == (base, version))
    }

    /// The newest version of a standard among the files, with the first file that has it.
    pub(super) fn newest(&self, base: &str) -> Option<(u32, &FileSummary)> {
        let is_at_most =
            |&at: &FileId| self.summary(at).is_some_and(|summary| summary.identity() <= (base, u32::MAX));
        let after = self.by_code.partition_point(is_at_most);
        let (found, version) = self.summary(*self.by_code.get(after.checked_sub(1)?)?)?.identity();
        if found == base { Some((version, self.first((found, version))?)) } else { None }
    }

    /// The most frequent names of the pool that the standard in `file` belongs to, if some of its names may almost agree
    /// with them.
    pub(super) fn common_names(&self, file: FileId) -> Option<&HashMap<Box<str>, CommonName>> {
        self.families.get(&self.summary(file)?.family_key())?.common_names(file)
    }

    /// Whether a rule across files may report the standard in `file`. Usually false, and the file need not be loaded
    /// again.
    pub fn concerns(&self, file: FileId) -> bool {
        self.versions.contains_key(&file) || self.common_names(file).is_some() || self.usage.concerns(file)
    }

    /// The names that many standards use, of which `name` is another spelling that at most one uses; the most used first. They
    /// may still be no spellings of each other.
    pub(super) fn usual_names(&self, name: &ListedName<'_>) -> &[UsedName] {
        self.usage.usual(&Hashed::of_listed(name))
    }

    fn summary(&self, file: FileId) -> Option<&FileSummary> {
        self.summaries.get(file.index())?.as_ref()
    }

    /// The position in `by_code` of the first file with this version of a standard or a later one.
    fn position(&self, identity: (&str, u32)) -> usize {
        let is_before = |&at: &FileId| self.summary(at).is_some_and(|summary| summary.identity() < identity);
        self.by_code.partition_point(is_before)
    }

    /// The files with a version of a standard, in order.
    fn all_versions(&self, base: &str) -> Vec<&FileSummary> {
        let from = self.by_code[self.position((base, 0))..].iter();
        from.filter_map(|&at| self.summary(at)).take_while(|summary| summary.base() == base).collect()
    }

    /// The members of a family, in order.
    fn members(&self, key: FamilyKey) -> Vec<&FileSummary> {
        // A family by code is in one place, but a configured one may be anywhere.
        let from = match &key {
            FamilyKey::Configured(_) => 0,
            FamilyKey::Code(code) => self.by_code.partition_point(|&at| {
                self.summary(at).is_some_and(|summary| summary.code.as_bytes() < code.as_slice())
            }),
        };
        let may_follow = |summary: &&FileSummary| match &key {
            FamilyKey::Configured(_) => true,
            FamilyKey::Code(code) => summary.code.as_bytes().starts_with(code),
        };
        let all = self.by_code[from..].iter().filter_map(|&at| self.summary(at)).take_while(may_follow);
        all.filter(|summary| summary.family_key() == key).collect()
    }
}

/// The place of a file in a list of all files, which grows to have it.
fn slot(summaries: &mut Vec<Option<FileSummary>>, file: FileId) -> &mut Option<FileSummary> {
    if summaries.len() <= file.index() {
        summaries.resize_with(file.index() + 1, || None);
    }
    &mut summaries[file.index()]
}

/// The files with a version that is not the newest or that an earlier file has too, with those they are compared with;
/// `sorted` are the files of one standard, by version and path.
fn version_files(sorted: &[&FileSummary]) -> impl Iterator<Item = (FileId, VersionFiles)> {
    let newest = sorted.chunk_by(|one, next| one.identity() == next.identity()).next_back();
    let newest = newest.and_then(|files| files.first()).map(|summary| summary.file);
    let by_version = sorted.chunk_by(|one, next| one.identity() == next.identity());
    by_version.flat_map(move |files| {
        let compared = files.first().map(|first| first.file).zip(newest);
        let compared = compared.map(|(same, newest)| VersionFiles { same, newest });
        let with_own = files.iter().filter_map(move |summary| Some((summary.file, compared?)));
        with_own.filter(|&(file, VersionFiles { same, newest })| same != file || newest != file)
    })
}

/// The code that a finding quotes for the standard that a common name comes from.
fn sibling(standard: &Standard<'_>) -> String {
    standard.code.given().map_or("", Text::as_str).to_owned()
}
