//! All requests, and who answers them.

use serde::Deserialize;
use serde_json::{Value, json};
use ttm::text::bilingual::Bilingual;
use ttm::{Lang, Source};

use crate::engine::Engine;

/// What comes back: bytes, or why not.
pub type Answer = Result<Vec<u8>, Refused>;

/// Why a request was refused. Nothing has changed.
#[derive(Debug)]
pub struct Refused(Value);

impl Refused {
    /// With these words.
    pub(crate) fn of(words: Bilingual) -> Self {
        Self(json!({"words": words}))
    }

    /// With these words and the places that they are about, in units of UTF-16.
    pub(crate) fn at(words: &Bilingual, places: Value) -> Self {
        Self(json!({"words": words, "places": places}))
    }

    /// As JSON.
    pub(crate) fn json(&self) -> Vec<u8> {
        self.0.to_string().into_bytes()
    }
}

/// A language, as the page names it.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(crate) enum Words {
    #[default]
    #[serde(rename = "zh-TW")]
    Chinese,
    #[serde(rename = "en")]
    English,
}

impl Words {
    pub(crate) fn lang(self) -> Lang {
        match self {
            Self::Chinese => Lang::ZhTw,
            Self::English => Lang::En,
        }
    }
}

/// What is asked. Texts and documents are the bytes behind the request.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Request {
    Settings {
        as_of: Option<String>,
    },
    Put {
        path: String,
        #[serde(default)]
        notes: bool,
        /// The number of the answer that this one may refer to.
        since: Option<u32>,
    },
    /// The same for a text whose findings are known.
    PutKnown {
        path: String,
    },
    /// The files lie one behind the other; `lengths` are their bytes.
    PutAll {
        paths: Vec<String>,
        lengths: Vec<usize>,
        /// Whether others come.
        #[serde(default)]
        more: bool,
    },
    /// Which files are not as an editor has a text; `lengths` as for `PutAll`.
    Unlike {
        lengths: Vec<usize>,
    },
    /// `files` are paths; their texts lie one behind the other, `lengths` are their bytes.
    Configure {
        files: Vec<String>,
        lengths: Vec<usize>,
        #[serde(default)]
        repositories: Vec<String>,
        #[serde(default)]
        paths: Vec<String>,
    },
    SettingsOf {
        path: String,
    },
    Remove {
        path: String,
    },
    Paths,
    Text {
        path: String,
    },
    Findings {
        path: String,
        #[serde(default)]
        notes: bool,
    },
    Report {
        paths: Option<Vec<String>>,
        format: String,
        #[serde(default)]
        notes: bool,
        #[serde(default)]
        lang: Words,
    },
    Counts,
    Checklist {
        path: String,
    },
    Rules,
    Explain {
        rule: String,
        #[serde(default)]
        lang: Words,
    },
    FixAll {
        path: String,
        #[serde(default)]
        lang: Words,
    },
    Format {
        path: String,
    },
    Renumber {
        path: String,
        #[serde(default)]
        items: bool,
        #[serde(default)]
        lang: Words,
    },
    NewDraft {
        name: String,
        #[serde(default)]
        category: bool,
    },
    NextEdition {
        path: String,
    },
    NextCode {
        path: String,
    },
    Release {
        path: String,
        code: String,
        date: String,
        note: String,
        former: Option<String>,
        #[serde(default)]
        lang: Words,
    },
    Render {
        paths: Vec<String>,
        format: String,
        #[serde(default)]
        matrix: bool,
    },
    Canonical {
        path: String,
    },
    Diff {
        old: String,
        new: String,
        format: String,
        #[serde(default)]
        lang: Words,
    },
    Gap {
        from: String,
        to: String,
        format: String,
        #[serde(default)]
        lang: Words,
    },
    List {
        format: String,
        #[serde(default)]
        lang: Words,
    },
    Import {
        name: String,
        form: Option<String>,
    },
    LooksLikeStandard,
    Lsp {
        path: String,
        method: String,
        #[serde(default)]
        params: Value,
        #[serde(default)]
        lang: Words,
    },
}

impl Engine {
    /// Answers a request: its head, and the bytes behind it.
    ///
    /// # Errors
    /// Why it was refused.
    pub fn answer(&mut self, head: &[u8], payload: Vec<u8>) -> Answer {
        let request = serde_json::from_slice(head).map_err(|error| {
            Refused::of(ttm::bilingual!("no such request: {error}", "沒有這種要求：{error}"))
        })?;
        match request {
            Request::Settings { as_of } => self.settings(as_of.as_deref()),
            Request::Put { path, notes, since } => self.put(Source::in_memory(&path, payload), notes, since),
            Request::PutKnown { path } => self.put_known(Source::in_memory(&path, payload)),
            Request::PutAll { paths, lengths, more } => {
                let sources = sources(&paths, &lengths, payload);
                self.put_all(sources, more);
                Ok(Vec::new())
            }
            Request::Unlike { lengths } => json(&json!(crate::bring_in::unlike(&lengths, &payload))),
            Request::Configure { files, lengths, repositories, paths } => {
                self.configure(sources(&files, &lengths, payload), repositories, &paths)
            }
            Request::SettingsOf { path } => self.settings_of(&path),
            Request::Remove { path } => self.remove(&path),
            Request::Paths => json(&json!(self.paths())),
            Request::Text { path } => Ok(self.source(&path)?.text.clone().into_bytes()),
            Request::Findings { path, notes } => self.findings(&path, notes),
            Request::Report { paths, format, notes, lang } => self.report(paths, &format, notes, lang.lang()),
            Request::Counts => self.counts(),
            Request::Checklist { path } => self.checklist(&path),
            Request::Rules => crate::findings::rules(),
            Request::Explain { rule, lang } => crate::findings::explain(&rule, lang.lang()),
            Request::FixAll { path, lang } => self.fix_all(&path, lang.lang()),
            Request::Format { path } => self.format(&path),
            Request::Renumber { path, items, lang } => self.renumber(&path, items, lang.lang()),
            Request::NewDraft { name, category } => Ok(crate::edit::new_draft(&name, category)),
            Request::NextEdition { path } => self.next_edition(&path),
            Request::NextCode { path } => self.next_code(&path),
            Request::Release { path, code, date, note, former, lang } => {
                self.release(&path, (&code, &date, &note), former.as_deref(), lang.lang())
            }
            Request::Render { paths, format, matrix } => self.render(&paths, &format, matrix),
            Request::Canonical { path } => self.canonical(&path),
            Request::Diff { old, new, format, lang } => self.diff(&old, &new, &format, lang.lang()),
            Request::Gap { from, to, format, lang } => self.gap(&from, &to, &format, lang.lang()),
            Request::List { format, lang } => self.list(&format, lang.lang()),
            Request::Import { name, form } => crate::bring_in::import(&payload, &name, form.as_deref()),
            Request::LooksLikeStandard => json(&json!(crate::bring_in::is_standard(&payload))),
            Request::Lsp { path, method, params, lang } => self.lsp(&path, method, params, lang.lang()),
        }
    }
}

/// Files whose texts lie one behind the other.
fn sources(paths: &[String], lengths: &[usize], payload: Vec<u8>) -> Vec<Source> {
    let texts = texts(lengths, &payload);
    paths.iter().zip(texts).map(|(path, text)| Source::in_memory(path, text)).collect()
}

/// Texts that lie one behind the other.
pub(crate) fn texts<'a>(lengths: &'a [usize], payload: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let mut rest = payload;
    lengths.iter().map(move |length| {
        let (text, after) = rest.split_at((*length).min(rest.len()));
        rest = after;
        text
    })
}

/// An answer that is JSON.
pub(crate) fn json(value: &Value) -> Answer {
    Ok(value.to_string().into_bytes())
}

/// What a page calls a form, if there is one of this name.
pub(crate) fn unknown_form(name: &str) -> Refused {
    Refused::of(ttm::bilingual!("there is no form `{name}`", "沒有「{name}」這種格式"))
}

/// A write into memory, which does not fail.
pub(crate) fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> Answer {
    let mut out = Vec::new();
    match write(&mut out) {
        Ok(()) => Ok(out),
        Err(error) => Err(Refused::of(ttm::bilingual!("it cannot be written: {error}", "無法寫出：{error}"))),
    }
}

/// The text without the colours that a terminal would show.
pub(crate) fn plain(text: Vec<u8>) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut bytes = text.into_iter();
    while let Some(byte) = bytes.next() {
        if byte == 0x1b {
            // Up to the letter that ends the sequence.
            bytes.by_ref().skip(1).find(|byte| (0x40..=0x7e).contains(byte));
        } else {
            plain.push(byte);
        }
    }
    plain
}
