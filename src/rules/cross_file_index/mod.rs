//! What a rule across files knows about the other standards of a run.
//!
//! A run may have a hundred thousand standards; neither their texts nor their models fit into memory together. For each
//! one with a code a [`FileSummary`] is kept, with hashes instead of names; the few names that findings quote are read
//! again once all summaries are complete. Two different names with equal hashes would be taken as equal: that can hide
//! a finding but not produce a wrong one, since the rule compares the names themselves before it reports.

mod names;
mod pools;

use foldhash::{HashMap, HashSet};

use super::StandardIndex;
use super::versions::identity;
use crate::files::source::{FileId, Place, Span};
use crate::model::{Standard, Text};

use names::{Hashed, hashed};
pub(super) use names::{Named, named};
pub(super) use pools::CommonName;
use pools::{Pool, usual_names};

/// Two names almost agree if at most one character in this many differs. Names of four characters are, after those of
/// six, the most frequent, and 有效聯結 beside 有效連結 in one family of published standards is what the rule was made for:
/// with five it would not be found, and with three two names of three characters would agree with a third of them different.
pub(super) const ALMOST: u16 = 4;

/// The summary of a standard that has a code.
#[derive(Debug)]
pub struct FileSummary {
    file: FileId,
    /// The code, after full-width and invisible characters were resolved.
    code: Box<str>,
    span: Span,
    /// The length of the part of the code that identifies the standard, in bytes, and the version.
    identity: (u32, u32),
    family: Option<u32>,
    names: Box<[Hashed]>,
}

impl FileSummary {
    /// The summary of a standard, with the index of the configured family it is in, if any; `None` if it has no
    /// well-formed standard code.
    pub fn of(index: &StandardIndex<'_>, family: Option<u32>) -> Option<Self> {
        let standard = index.standard;
        let code = standard.code.given()?;
        let (base, version) = identity(code.normalized())?;
        let identity = (u32::try_from(base.len()).ok()?, version);
        let (file, span, names) = (standard.file, code.span, hashed(index));
        Some(Self { file, code: code.normalized().into(), span, identity, family, names })
    }

    /// Where the code is in the file.
    pub(super) fn place(&self) -> Place {
        Place { file: self.file, span: self.span }
    }

    /// The code, after full-width and invisible characters were resolved.
    pub(super) fn code(&self) -> &str {
        &self.code
    }

    /// What all standards of its family share: the index of a configured family, else the letters and digits of the
    /// code.
    fn family_key(&self) -> (Option<u32>, &str) {
        let shared = if self.family.is_some() { "" } else { &self.code[.."TTM4221".len()] };
        (self.family, shared)
    }

    fn identity(&self) -> (&str, u32) {
        let (length, version) = self.identity;
        (&self.code[..length as usize], version)
    }

    /// The code without its version.
    fn base(&self) -> &str {
        self.identity().0
    }
}

/// All summaries of a run.
#[derive(Debug, Default)]
pub struct CrossFileIndex {
    /// In the order of the files.
    members: Vec<FileSummary>,
    /// Their positions, sorted by standard, version and file.
    by_code: Vec<u32>,
    pools: Vec<Pool>,
    pool_of: HashMap<FileId, usize>,
    /// The files that a rule across files may report.
    concerned: HashSet<FileId>,
}

impl CrossFileIndex {
    /// Builds the index from the summaries of a run, in the order of the files. `look` loads a standard again and
    /// passes it to its callback.
    pub fn new<L>(mut members: Vec<FileSummary>, look: L) -> Self
    where
        L: Fn(FileId, &mut dyn FnMut(&Standard<'_>)) + Sync,
    {
        let mut coded: Vec<((&str, u32), u32)> =
            (0..).zip(&members).map(|(at, member)| (member.identity(), at)).collect();
        coded.sort_unstable();
        let by_code: Vec<u32> = coded.into_iter().map(|(_, at)| at).collect();
        let sorted: Vec<&FileSummary> = by_code.iter().map(|&at| &members[at as usize]).collect();
        let pools = usual_names(&sorted, look);
        let pool_of: HashMap<FileId, usize> = pools
            .iter()
            .enumerate()
            .flat_map(|(at, pool)| pool.files.iter().map(move |&file| (file, at)))
            .collect();
        let mut concerned: HashSet<FileId> = older_or_again(&sorted).collect();
        let otherwise_named = |member: &&&FileSummary| {
            pool_of.get(&member.file).is_some_and(|&at| pools[at].may_almost_have(&member.names))
        };
        concerned.extend(sorted.iter().filter(otherwise_named).map(|member| member.file));
        // Not needed any more.
        members.iter_mut().for_each(|member| member.names = Box::default());
        Self { members, by_code, pools, pool_of, concerned }
    }

    /// The first file that has this version of a standard.
    pub(super) fn first(&self, (base, version): (&str, u32)) -> Option<&FileSummary> {
        let at = self.by_code.partition_point(|&at| self.identity(at) < (base, version));
        let member = &self.members[*self.by_code.get(at)? as usize];
        (member.identity() == (base, version)).then_some(member)
    }

    /// The newest version of a standard among the files, with the first file that has it.
    pub(super) fn newest(&self, base: &str) -> Option<(u32, &FileSummary)> {
        let after = self.by_code.partition_point(|&at| self.identity(at) <= (base, u32::MAX));
        let (found, version) = self.identity(*self.by_code.get(after.checked_sub(1)?)?);
        if found == base { Some((version, self.first((found, version))?)) } else { None }
    }

    /// The most frequent names of the pool that the standard in `file` belongs to, if names differ in it.
    pub(super) fn usual(&self, file: FileId) -> Option<&HashMap<Box<str>, CommonName>> {
        self.pool_of.get(&file).map(|&at| &self.pools[at].usual)
    }

    /// Whether a rule across files may report the standard in `file`. Usually false, and the file need not be loaded
    /// again.
    pub fn concerns(&self, file: FileId) -> bool {
        self.concerned.contains(&file)
    }

    fn identity(&self, at: u32) -> (&str, u32) {
        self.members[at as usize].identity()
    }
}

/// The files with a version that is not the newest or that an earlier file has too; `sorted` is by standard, version
/// and file.
fn older_or_again(sorted: &[&FileSummary]) -> impl Iterator<Item = FileId> {
    let standards = sorted.chunk_by(|one, next| one.base() == next.base());
    standards.filter(|versions| versions.len() > 1).flat_map(|versions| {
        let newest = versions.last().map(|member| member.identity());
        let is_again = |at: usize| at > 0 && versions[at - 1].identity() == versions[at].identity();
        let concerned = move |&at: &usize| Some(versions[at].identity()) != newest || is_again(at);
        (0..versions.len()).filter(concerned).map(|at| versions[at].file)
    })
}

/// The code that a finding quotes for the standard that a common name comes from.
fn sibling(standard: &Standard<'_>) -> String {
    standard.code.given().map_or("", Text::as_str).to_owned()
}
