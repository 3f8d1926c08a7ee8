//! The rows of the table: kinds of hostile surroundings. Several can meet in one scene; of two that make the same file, the
//! later one does.

mod configured;
mod files;
mod repositories;

use std::io;

use super::scene::Scene;

/// A kind of surroundings.
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// Whether the standards themselves lie outside, so that who names one of them wants what is there.
    pub(super) leads_out: bool,
    pub(super) make: fn(&mut Scene) -> io::Result<()>,
}

const fn kind(name: &'static str, make: fn(&mut Scene) -> io::Result<()>) -> Kind {
    Kind { name, leads_out: false, make }
}

pub(super) const KINDS: &[Kind] = &[
    kind("a folder of standards that looks like a bare repository", repositories::bare),
    kind("a clone that lacks contents and names a program to fetch them", repositories::partial),
    kind("a configuration of git, hooks and attributes that name programs", repositories::armed),
    kind("a configuration of git that includes a file outside", repositories::includes),
    kind("variables for git that name programs", repositories::variables),
    kind("variables for git that name another repository", repositories::elsewhere),
    kind("a .git file that points to another repository", repositories::stray),
    kind("a .git that is a link out", repositories::linked),
    kind("a .git that is an empty folder", repositories::empty),
    kind("a folder of standards with a repository of its own", repositories::nested),
    kind("a program called git in the repository", repositories::program),
    kind("no git", repositories::none),
    kind("a configuration that is a pipe", configured::pipe),
    kind("a configuration that is an endless device", configured::device),
    kind("a configuration that is a link out", configured::link),
    kind("a configuration that is a folder", configured::folder),
    kind("a configuration that is too large", configured::large),
    kind("a configuration with texts that act", configured::acting),
    kind("a configuration whose baseline is outside", configured::baseline),
    kind("a configuration above the repository", configured::above),
    kind("ignore files that are pipes", configured::ignore_pipes),
    kind("ignore files that are endless devices", configured::ignore_devices),
    kind("ignore files that are too large", configured::ignore_large),
    kind("ignore files that hide everything", configured::ignore_all),
    kind("a baseline that is a pipe or a device", configured::baselines),
    kind("variables that lead the output elsewhere", configured::variables),
    kind("links that lead out", files::links),
    Kind { name: "a folder of standards that is a link out", leads_out: true, make: files::linked_folder },
    Kind { name: "standards that are links out", leads_out: true, make: files::linked_standards },
    kind("pipes and links in circles", files::pipes),
    kind("names of files that act", files::names),
    kind("names of files that are no UTF-8", files::no_utf_8),
    kind("a standard with further names", files::hard_links),
    kind("files and folders that cannot be read", files::unreadable),
    kind("standards that are read-only", files::read_only),
    kind("standards that are folders", files::folders),
    kind("standards that are dangling links", files::dangling),
    kind("standards with texts that act", files::acting),
    kind("standards without end", files::large),
    kind("outputs that are dangling links", files::dangling_outputs),
    kind("outputs that are links to what is read", files::outputs_of_inputs),
    kind("outputs that are folders", files::folder_outputs),
    kind("folders of outputs with links that lead out", files::linked_outputs),
    kind("folders of outputs with pipes", files::pipe_outputs),
    kind("documents that are no documents", files::documents),
];
