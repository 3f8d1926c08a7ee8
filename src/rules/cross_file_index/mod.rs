//! What a rule across files knows of the other standards of a run.
//!
//! A run may have a hundred thousand standards, and neither their texts nor their models fit into memory together. Of
//! each that has a code a [`FileSummary`] is kept, in which names stand as hashes; the few names that findings quote are
//! looked up once all members are known. Two names that differ and have one hash would be taken for equal: a finding
//! could then be missing, none could be wrong, since whoever reports compares the names themselves.

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

/// One character of so many may be another where two names almost agree.
pub(super) const ALMOST: u16 = 4;

/// What is kept of a standard that has a code.
#[derive(Debug)]
pub struct FileSummary {
    file: FileId,
    /// The code that is meant.
    code: Box<str>,
    span: Span,
    /// How much of the code says which standard it is, and the version.
    identity: (u32, u32),
    family: Option<u32>,
    names: Box<[Hashed]>,
}

impl FileSummary {
    /// What is kept of a standard, which is in a configured `family` or in none; nothing where it has no code of a
    /// standard.
    pub fn of(index: &StandardIndex<'_>, family: Option<u32>) -> Option<Self> {
        let standard = index.standard;
        let code = standard.code.given()?;
        let (base, version) = identity(code.meant())?;
        let identity = (u32::try_from(base.len()).ok()?, version);
        let (file, span, names) = (standard.file, code.span, hashed(index));
        Some(Self { file, code: code.meant().into(), span, identity, family, names })
    }

    /// Where the code stands.
    pub(super) fn place(&self) -> Place {
        Place { file: self.file, span: self.span }
    }

    /// The code that is meant.
    pub(super) fn code(&self) -> &str {
        &self.code
    }

    /// What it shares with the standards of its family: the number of a configured one, else the letters and the digits
    /// of the code.
    fn family_key(&self) -> (Option<u32>, &str) {
        let shared = if self.family.is_some() { "" } else { &self.code[.."TTM4221".len()] };
        (self.family, shared)
    }

    fn identity(&self) -> (&str, u32) {
        let (length, version) = self.identity;
        (&self.code[..length as usize], version)
    }

    /// Which standard it is, whatever the version.
    fn base(&self) -> &str {
        self.identity().0
    }
}

/// All members of a run.
#[derive(Debug, Default)]
pub struct CrossFileIndex {
    /// In the order of the files.
    members: Vec<FileSummary>,
    /// Their positions by standard, version and file.
    by_code: Vec<u32>,
    pools: Vec<Pool>,
    pool_of: HashMap<FileId, usize>,
    /// The files of which a rule across files may have something to say.
    concerned: HashSet<FileId>,
}

impl CrossFileIndex {
    /// Makes a repository of the members of a run, in the order of their files. `look` reads a standard again for
    /// whoever it is given.
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
        // Nobody asks for them any more.
        members.iter_mut().for_each(|member| member.names = Box::default());
        Self { members, by_code, pools, pool_of, concerned }
    }

    /// The first file with a standard in a version.
    pub(super) fn first(&self, (base, version): (&str, u32)) -> Option<&FileSummary> {
        let at = self.by_code.partition_point(|&at| self.identity(at) < (base, version));
        let member = &self.members[*self.by_code.get(at)? as usize];
        (member.identity() == (base, version)).then_some(member)
    }

    /// The version of a standard that is the newest among the files, in the first file that has it.
    pub(super) fn newest(&self, base: &str) -> Option<(u32, &FileSummary)> {
        let after = self.by_code.partition_point(|&at| self.identity(at) <= (base, u32::MAX));
        let (found, version) = self.identity(*self.by_code.get(after.checked_sub(1)?)?);
        if found == base { Some((version, self.first((found, version))?)) } else { None }
    }

    /// The most frequent names of the pool that the standard in `file` numbers from, where names differ in it.
    pub(super) fn usual(&self, file: FileId) -> Option<&HashMap<Box<str>, CommonName>> {
        self.pool_of.get(&file).map(|&at| &self.pools[at].usual)
    }

    /// Whether a rule across files may have something to say of the standard in `file`. Most often none has, and then
    /// nobody need look at it again.
    pub fn concerns(&self, file: FileId) -> bool {
        self.concerned.contains(&file)
    }

    fn identity(&self, at: u32) -> (&str, u32) {
        self.members[at as usize].identity()
    }
}

/// The files with a version that is not the newest, or that an earlier file has; `sorted` is by standard, version and
/// file.
fn older_or_again(sorted: &[&FileSummary]) -> impl Iterator<Item = FileId> {
    let standards = sorted.chunk_by(|one, next| one.base() == next.base());
    standards.filter(|versions| versions.len() > 1).flat_map(|versions| {
        let newest = versions.last().map(|member| member.identity());
        let is_again = |at: usize| at > 0 && versions[at - 1].identity() == versions[at].identity();
        let concerned = move |&at: &usize| Some(versions[at].identity()) != newest || is_again(at);
        (0..versions.len()).filter(concerned).map(|at| versions[at].file)
    })
}

/// The code that a finding quotes of the standard that a usual name is from.
fn sibling(standard: &Standard<'_>) -> String {
    standard.code.given().map_or("", Text::as_str).to_owned()
}
