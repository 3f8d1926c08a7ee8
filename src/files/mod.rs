//! Files and folders: reading, writing, git, and parallel work.
//!
//! Writing files and running git, which reads the environment, is the program's: the library itself does neither.

pub mod encoding;
#[cfg(any(feature = "cli", feature = "export"))]
pub(crate) mod file_name;
#[cfg(feature = "cli")]
pub mod git;
pub mod inputs;
pub mod limits;
pub(crate) mod located;
pub(crate) mod open;
pub mod parallel;
pub(crate) mod reason;
#[cfg(any(feature = "export", feature = "site"))]
pub mod reread;
pub mod source;
#[cfg(feature = "cli")]
pub mod write;

/// Whether this runs in a browser, as WebAssembly without a system below it.
const IN_BROWSER: bool = cfg!(all(target_family = "wasm", target_os = "unknown"));

/// Whether there are threads. A browser has none for the library.
pub(crate) const HAS_THREADS: bool = !IN_BROWSER;

/// Whether there are files. A browser has none, and what would read them is left out of it.
#[cfg(feature = "lsp")]
pub(crate) const HAS_FILES: bool = !IN_BROWSER;
