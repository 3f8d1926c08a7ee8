//! Whatever is edited, opened, closed, renamed or written: what was published last is what a fresh check of the same texts
//! finds, in every encoding of positions.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;
use ttm::Severity;
use ttm::check::check;
use ttm::files::source::Source;
use ttm::text::bilingual::Lang;

use super::client::{Client, able, uri};

/// What a user does.
#[derive(Clone, Debug)]
enum Step {
    Open(usize),
    /// Replaces characters of an open file: where, how many, by what.
    Edit(usize, prop::sample::Index, usize, &'static str),
    Close(usize),
    Write(usize, usize),
    Delete(usize),
    Rename(usize, usize),
}

const FILES: [&str; 4] = ["TTM4221-001v1.yaml", "TTM4221-002v1.yaml", "TTM4221-001v2.yaml", "draft 中.yaml"];

const TEXTS: [&str; 6] = [
    "code: TTM4221-001v1\nskills:\n  S01: 有效聯結\n  S02: 顧客導向\n  S03: 團隊合作\n",
    "code: TTM4221-002v1\nskills:\n  S01: 有效連結\n  S02: 顧客導向\n  S03: 團隊合作\n",
    "code: TTM4221-001v2\r\nskills:\r\n  S01: 有效聯結 # 😀\r\n  S02: 顧客 導向\r\n",
    "name:\n  occupation: \"😀烘焙師\"\nduties:\n  T1:\n    name: 甲\n    skills: [S01, S02]\nskills: {S01: 甲<p>, S02: 甲}\n",
    "# ttm: allow-file(missing-field)\nduties:\n  T1: [\n",
    "",
];

const PIECES: [&str; 12] = [
    "",
    "\n",
    "\r\n",
    "\r",
    "😀",
    "甲 乙",
    "S01",
    "[",
    ": ",
    "  ",
    "code: TTM4221-001v1\n",
    "# ttm: allow(x)\n",
];

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let file = 0..FILES.len();
    let step = prop_oneof![
        3 => file.clone().prop_map(Step::Open),
        8 => (file.clone(), any::<prop::sample::Index>(), 0..4_usize, prop::sample::select(&PIECES[..]))
            .prop_map(|(file, at, length, piece)| Step::Edit(file, at, length, piece)),
        2 => file.clone().prop_map(Step::Close),
        2 => (file.clone(), 0..TEXTS.len()).prop_map(|(file, text)| Step::Write(file, text)),
        1 => file.clone().prop_map(Step::Delete),
        2 => (file.clone(), file).prop_map(|(from, to)| Step::Rename(from, to)),
    ];
    prop::collection::vec(step, 1..14)
}

struct World {
    _guard: TempDir,
    root: PathBuf,
    client: Client,
    encoding: &'static str,
    open: BTreeMap<usize, String>,
    version: i32,
}

impl World {
    fn new(encoding: &'static str, at_first: &[Option<usize>]) -> Self {
        let guard = TempDir::new().unwrap();
        let root = guard.path().canonicalize().unwrap();
        fs::create_dir(root.join("standards")).unwrap();
        for (file, text) in at_first.iter().enumerate() {
            if let Some(text) = text {
                fs::write(root.join("standards").join(FILES[file]), TEXTS[*text]).unwrap();
            }
        }
        let client = Client::within(&root, &able(encoding));
        Self { _guard: guard, root, client, encoding, open: BTreeMap::new(), version: 1 }
    }

    fn path(&self, file: usize) -> PathBuf {
        self.root.join("standards").join(FILES[file])
    }

    fn told(&mut self, changes: &[(usize, u8)]) {
        let changes: Vec<Value> =
            changes.iter().map(|(file, kind)| json!({"uri": uri(&self.path(*file)), "type": kind})).collect();
        self.client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    }

    fn open(&mut self, file: usize) {
        let path = self.path(file);
        if let (Ok(text), false) = (fs::read_to_string(&path), self.open.contains_key(&file)) {
            self.client.open(&uri(&path), &text);
            self.open.insert(file, text);
        }
    }

    fn close(&mut self, file: usize) {
        if self.open.remove(&file).is_some() {
            self.client.close(&uri(&self.path(file)));
        }
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Open(file) => self.open(*file),
            Step::Edit(file, at, length, piece) => self.edit(*file, at, *length, piece),
            Step::Close(file) => self.close(*file),
            Step::Write(file, text) => {
                fs::write(self.path(*file), TEXTS[*text]).unwrap();
                self.told(&[(*file, 2)]);
            }
            Step::Delete(file) => {
                if !self.open.contains_key(file) && fs::remove_file(self.path(*file)).is_ok() {
                    self.told(&[(*file, 3)]);
                }
            }
            Step::Rename(from, to) => {
                let (old, new) = (self.path(*from), self.path(*to));
                if self.open.contains_key(to) || new.exists() || fs::rename(&old, &new).is_err() {
                    return;
                }
                if self.open.contains_key(from) {
                    self.open(*to);
                    self.close(*from);
                }
                let files = json!([{"oldUri": uri(&old), "newUri": uri(&new)}]);
                self.client.notify("workspace/didRenameFiles", json!({"files": files}));
                self.told(&[(*from, 3), (*to, 1)]);
            }
        }
    }

    fn edit(&mut self, file: usize, at: &prop::sample::Index, length: usize, piece: &str) {
        let Some(text) = self.open.get_mut(&file) else { return };
        let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        places.push(text.len());
        // Nothing can be pointed to between the two characters of a line break.
        places.retain(|&at| !(text[..at].ends_with('\r') && text[at..].starts_with('\n')));
        let first = at.index(places.len());
        let (start, end) = (places[first], places[(first + length).min(places.len() - 1)]);
        let range =
            json!({"start": position(text, start, self.encoding), "end": position(text, end, self.encoding)});
        text.replace_range(start..end, piece);
        self.version += 1;
        let uri = uri(&self.root.join("standards").join(FILES[file]));
        self.client.change(&uri, self.version, &json!([{"range": range, "text": piece}]));
    }

    /// What is shown of every file that has something to show.
    fn shown(&self) -> BTreeMap<String, Vec<String>> {
        let mut shown = BTreeMap::new();
        for (uri, found) in &self.client.published {
            let lines: Vec<String> = found
                .as_array()
                .unwrap()
                .iter()
                .map(|found| {
                    let message = found["message"].as_str().unwrap().split('\n').next().unwrap();
                    let (start, end) = (&found["range"]["start"], &found["range"]["end"]);
                    format!(
                        "{start}-{end} {} {} {message}",
                        found["severity"],
                        found["code"].as_str().unwrap()
                    )
                })
                .collect();
            if !lines.is_empty() {
                shown.insert(uri.clone(), lines);
            }
        }
        shown
    }

    /// The same of a fresh check.
    fn expected(&self) -> BTreeMap<String, Vec<String>> {
        let mut sources = Vec::new();
        let mut files: Vec<usize> = (0..FILES.len()).collect();
        files.sort_by_key(|file| self.path(*file));
        let mut of = Vec::new();
        for file in files {
            let path = self.path(file);
            let text = self.open.get(&file).cloned().or_else(|| fs::read_to_string(&path).ok());
            if let Some(text) = text {
                sources.push(Source::in_memory(&named(&path), text));
                of.push(file);
            }
        }
        let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for found in check(&sources) {
            let at = found.primary.place.file.index();
            let is_open = self.open.contains_key(&of[at]);
            if !is_open && found.severity == Severity::Note {
                continue;
            }
            let range = found.primary.place.span.range();
            let place = |offset| position(&sources[at].text, offset, self.encoding);
            let severity = match found.severity {
                Severity::Error => 1,
                Severity::Warning => 2,
                _ => 3,
            };
            let message = found.message.get(Lang::En).split('\n').next().unwrap();
            let line =
                format!("{}-{} {severity} {} {message}", place(range.start), place(range.end), found.rule);
            expected.entry(uri(&self.path(of[at]))).or_default().push(line);
        }
        expected
    }
}

fn named(path: &Path) -> String {
    path.to_str().unwrap().replace('\\', "/")
}

/// The position of a byte, counted from the beginning.
fn position(text: &str, offset: usize, encoding: &str) -> Value {
    let (mut line, mut column, mut before) = (0, 0, '\0');
    for (at, character) in text.char_indices() {
        if before == '\n' || (before == '\r' && character != '\n') {
            (line, column) = (line + 1, 0);
        }
        if at >= offset {
            return json!({"line": line, "character": column});
        }
        column += match encoding {
            "utf-8" => character.len_utf8(),
            "utf-16" => character.len_utf16(),
            _ => 1,
        };
        before = character;
    }
    if before == '\n' || before == '\r' {
        (line, column) = (line + 1, 0);
    }
    json!({"line": line, "character": column})
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn what_was_published_last_is_what_a_fresh_check_finds(
        encoding in prop::sample::select(vec!["utf-8", "utf-16", "utf-32"]),
        at_first in prop::collection::vec(prop::option::of(0..TEXTS.len()), FILES.len()),
        steps in steps(),
    ) {
        let mut world = World::new(encoding, &at_first);
        prop_assert_eq!(world.shown(), world.expected());
        for step in &steps {
            world.step(step);
            prop_assert_eq!(world.shown(), world.expected(), "after {:?}", step);
        }
    }
}
