//! Competency standards (iCAP 職能基準) as text: loaded, checked, printed in their official form, compared.
//!
//! This is the library below the program `ttm`. It never prints, exits, installs handlers or reads the environment, and
//! without the feature `cli` it is all there is: `default-features = false`.
//!
//! Texts are checked all at once, since some rules need every file. A finding has a place and words in two languages:
//!
//! ```
//! use ttm::{Lang, Source, check};
//!
//! let text = "name:\n  occupation: 咖啡烘焙師\nlevel: L3\n";
//! let sources = [Source::in_memory("draft.yaml", text)];
//! let found = check(&sources);
//! let level = found.iter().find(|found| found.rule == "invalid-value").expect("3 is written without a letter");
//! let position = sources[level.primary.place.file.index()].position(level.primary.place.span.start);
//! assert_eq!((position.line, position.column), (3, 8));
//! assert_ne!(level.message.get(Lang::En), level.message.get(Lang::ZhTw));
//! ```
//!
//! A standard is printed in the official form:
//!
//! ```
//! use ttm::{RenderFormat, RenderOptions, Source, load, render};
//!
//! let source = Source::in_memory("draft.yaml", "name:\n  occupation: 咖啡烘焙師\nlevel: 3\n");
//! let (standard, _) = load(&source);
//! let standard = standard.expect("it is a mapping");
//! let mut page = Vec::new();
//! render(&[&standard], RenderFormat::Markdown, &RenderOptions::default(), &mut page)?;
//! assert!(String::from_utf8(page)?.contains("咖啡烘焙師"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Two versions are compared in the terms of the field:
//!
//! ```
//! use ttm::{Impact, Source, compare, load};
//!
//! let old = Source::in_memory("old.yaml", "name:\n  occupation: 咖啡烘焙師\nlevel: 3\n");
//! let new = Source::in_memory("new.yaml", "name:\n  occupation: 咖啡烘焙師\nlevel: 4\n");
//! let (old, new) = (load(&old).0.expect("a mapping"), load(&new).0.expect("a mapping"));
//! assert_eq!(compare(&old, &new)?.highest(), Some(Impact::Level));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`owned`] is a standard as plain data for serde.

// Data flows one way: `files::source` reads a file, `yaml` makes a spanned tree of it, `decode` the `model`, `rules` look at
// the model and return diagnostics, and `report` writes them. `forms` has the official form as a grid with merged cells,
// prints it and reads it; `versions` compares two standards; `edit` changes their files. What a repository has decided
// about its findings comes in as `check::settings`, made of `ttm.toml` by `check::config`; a `check::baseline` tells new
// findings from old ones afterwards.
//
// The modules from the ground up. Nothing takes a name from a layer above its own, which the test `layers` holds.
//
// 1. [`text`]: what text is, knowing nothing of standards.
// 2. [`files`], [`classifications`]: sources, writing, git; the national lists.
// 3. [`diagnostic`], [`yaml`]: a finding as plain data; the spanned tree and its two readers.
// 4. [`model`]: a standard as the program holds it.
// 5. [`format`], [`decode`], [`canonical`], [`rules`], [`forms`]: the table of fields, from tree to model and from model to
//    file, what is checked, and the official form in and out.
// 6. [`versions`], [`edit`]: comparisons of two standards; changes to a source.
// 7. [`check`]: files driven through the rules as a repository has configured it.
// 8. [`report`]: findings and comparisons written for people and programs.
// 9. [`catalogue`], [`export`], [`library`], [`lsp`], [`site`]: questions over many standards; data for other programs; what
//    other programs build on; the language server; the website.
// 10. [`cli`]: arguments, help, and a file for each verb.
//
// The modules are public for the program, its tests, benchmarks and fuzz targets alone, and may change at any time. What
// others can rely on is what this file exports.

#[doc(hidden)]
pub mod canonical;
#[doc(hidden)]
pub mod catalogue;
#[doc(hidden)]
pub mod check;
#[doc(hidden)]
pub mod classifications;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod decode;
#[doc(hidden)]
pub mod diagnostic;
#[doc(hidden)]
pub mod edit;
#[cfg(feature = "export")]
#[doc(hidden)]
pub mod export;
#[doc(hidden)]
pub mod files;
#[doc(hidden)]
pub mod format;
#[doc(hidden)]
pub mod forms;
#[doc(hidden)]
pub mod library;
#[cfg(feature = "lsp")]
#[doc(hidden)]
pub mod lsp;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod rules;
#[cfg(feature = "site")]
#[doc(hidden)]
pub mod site;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod versions;
#[doc(hidden)]
pub mod yaml;

pub use crate::diagnostic::{Diagnostic, Edits, Fix, Label, Severity};
pub use crate::files::encoding::Encoding;
pub use crate::files::source::{FileId, Place, Position, Source, Span, Unreadable};
pub use crate::text::bilingual::{Bilingual, Lang};

#[doc(inline)]
pub use crate::check::check;
pub use crate::rules::{Explanation, RULES, Rule, find as find_rule};

pub use crate::library::{Standard, compare, load, render};
pub use crate::model::owned;

pub use crate::forms::render::{Error as RenderError, Format as RenderFormat, Options as RenderOptions};
pub use crate::forms::sheet::TooLarge;

pub use crate::model::{ClassKind, Kind};
pub use crate::versions::diff::{
    Change, Comparison, Competence, Counts, Entry as ComparedEntry, Exchange, Impact, Side, Title, What,
};
