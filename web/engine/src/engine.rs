//! The files, and what is asked of them.

use std::collections::HashMap;
use std::sync::Arc;

use ttm::check::workspace::{Notes, Workspace};
use ttm::check::{Settings, load};
use ttm::diagnostic::Findings;
use ttm::files::source::FileId;
use ttm::model::Standard;
use ttm::text::bilingual::Bilingual;
use ttm::{Lang, Source};

use crate::editor::Editor;
use crate::policy::Policy;
use crate::request::Refused;
use crate::typed::Typed;

/// Files in memory, checked as those of a folder are.
pub struct Engine {
    pub(crate) workspace: Workspace,
    pub(crate) settings: Settings,
    /// The files of the workspace in the order of the program's reports, once they were asked for.
    paths: Vec<String>,
    pub(crate) editor: Editor,
    pub(crate) policy: Policy,
    /// What was answered last of a text that was typed.
    pub(crate) typed: Option<Typed>,
    /// How many such answers there were.
    pub(crate) answers: u32,
}

impl Default for Engine {
    fn default() -> Self {
        let settings = Settings::default();
        let workspace = Workspace::of(Vec::new(), settings.clone(), Notes::Listed);
        let editor = Editor::new(Lang::ZhTw);
        Self {
            workspace,
            settings,
            paths: Vec::new(),
            editor,
            policy: Policy::default(),
            typed: None,
            answers: 0,
        }
    }
}

impl Engine {
    /// The paths of all files, ordered as the program orders them.
    pub(crate) fn paths(&self) -> &[String] {
        &self.paths
    }

    /// Notes that there is a file, with what is configured for it.
    pub(crate) fn has(&mut self, path: &str) {
        if let Err(at) = self.place(path) {
            self.paths.insert(at, path.to_owned());
            self.settle(path);
        }
    }

    /// Notes that there is no such file any more.
    pub(crate) fn has_not(&mut self, path: &str) {
        if let Ok(at) = self.place(path) {
            self.paths.remove(at);
        }
    }

    fn place(&self, path: &str) -> Result<usize, usize> {
        self.paths.binary_search_by(|other| other.as_str().cmp(path))
    }

    /// Puts many files. Unless `more` come, the rules across files run over all of them then.
    pub(crate) fn put_all(&mut self, sources: Vec<Source>, more: bool) {
        for source in &sources {
            self.has(&source.path);
        }
        self.workspace.add(sources);
        if !more {
            self.workspace.relate();
        }
    }

    /// Checks all files anew with other settings.
    pub(crate) fn set(&mut self, settings: Settings) {
        let held: Vec<_> = self.paths.iter().filter_map(|path| self.workspace.held(path)).collect();
        let copies: Vec<_> = held.iter().map(|source| source.with_text(source.text.clone())).collect();
        self.settings = Settings { files: HashMap::new(), ..settings };
        self.typed = None;
        self.workspace = Workspace::of(Vec::new(), self.settings.clone(), Notes::Listed);
        for path in std::mem::take(&mut self.paths) {
            self.settle(&path);
            self.paths.push(path);
        }
        self.workspace.add(copies);
        self.workspace.relate();
    }

    /// The text of a file.
    pub(crate) fn source(&mut self, path: &str) -> Result<Arc<Source>, Refused> {
        self.workspace
            .held(path)
            .ok_or_else(|| Refused::of(ttm::bilingual!("{path} is not there", "找不到 {path}")))
    }
}

/// The standard of a text, as far as it can be read.
pub(crate) fn shown(source: &Source) -> Result<Standard<'_>, Refused> {
    load(source, FileId::default(), &mut Findings::default()).ok_or_else(not_whole)
}

/// The standard of a text that can be read whole: nothing less is changed or issued.
pub(crate) fn valid(source: &Source) -> Result<Standard<'_>, Refused> {
    let mut found = Findings::default();
    let standard = load(source, FileId::default(), &mut found).ok_or_else(not_whole)?;
    if found.is_empty() { Ok(standard) } else { Err(not_whole()) }
}

fn not_whole() -> Refused {
    Refused::of(Bilingual::fixed(
        "the text cannot be read whole; mend what is listed as errors first",
        "內容無法完整讀取；請先處理列出的錯誤",
    ))
}
