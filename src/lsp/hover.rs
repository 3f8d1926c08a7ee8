//! What is shown where the pointer rests: the name of a code and who uses it, what a key means, what was found.

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, TextDocumentPositionParams};

use super::context::{Context, CursorOn, Expected};
use super::dispatch::Answer;
use super::document::View;
use super::names::{Thing, listed, name_of, short, users};
use super::publish::words;
use super::server::Server;
use crate::bilingual;
use crate::check::load;
use crate::classifications::{INDUSTRIES, OCCUPATIONS, split};
use crate::diagnostic::Findings;
use crate::files::source::{FileId, Source};
use crate::model::{Competency, Kind, Standard, TextRole};
use crate::text::bilingual::{Bilingual, Lang};

/// The most tasks, siblings and findings that are listed.
const MAX_LISTED: usize = 12;

/// Lines of a hover, the first of which is a heading.
struct Lines {
    lang: Lang,
    lines: Vec<String>,
}

impl Lines {
    fn say(&mut self, words: &Bilingual) {
        self.lines.push(words.get(self.lang).to_owned());
    }

    fn item(&mut self, text: &str) {
        self.lines.push(format!("- {text}"));
    }
}

impl Server {
    pub(super) fn hover(&self, params: &TextDocumentPositionParams) -> Answer<Hover> {
        let Some(document) = self.document(&params.text_document.uri) else { return Ok(None) };
        let mut lines = Lines { lang: self.preferences.lang, lines: Vec::new() };
        let mut range = None;
        document.look(|view| {
            let Some(offset) = view.offset(params.position) else { return };
            let Some(thing) = Thing::at(&view.standard, offset) else {
                return class(view, offset, &mut lines);
            };
            range = view.range(thing.span());
            self.say_thing(view, thing, &mut lines);
        });
        if lines.lines.is_empty() && !self.preferences.beside_schema {
            key(&Context::at(document.text(), document.offset(params.position)), &mut lines);
        }
        if !lines.lines.is_empty() {
            self.say_findings(document, document.offset(params.position), &mut lines);
        }
        if lines.lines.is_empty() {
            return Ok(None);
        }
        let (kind, value) = match self.client.markdown {
            true => (
                MarkupKind::Markdown,
                lines
                    .lines
                    .iter()
                    .map(|line| escaped(line))
                    .collect::<Vec<_>>()
                    .join("\n\n")
                    .replace("\n\n- ", "\n- "),
            ),
            false => (MarkupKind::PlainText, lines.lines.join("\n")),
        };
        Ok(Some(Hover { contents: Contents::MarkupContent(MarkupContent { kind, value }), range }))
    }

    fn say_thing(&self, view: &View<'_>, thing: Thing<'_>, lines: &mut Lines) {
        let standard = &view.standard;
        let code = thing.code().normalized();
        let shown = short(code);
        match thing {
            Thing::Standard { .. } => {
                let Some(path) = self.project.file_with_code(code) else { return };
                lines.say(&bilingual!("{shown}: {path}", "{shown}：{path}"));
            }
            Thing::Reference { competency, name, .. } => {
                let item = listed(standard, competency, code, name);
                self.say_competency(standard, competency, code, item.map(|item| item.text.as_str()), lines);
            }
            Thing::Entry { kind, .. } => {
                let competency = Competency::BOTH.into_iter().find(|one| one.kind() == kind);
                let name = name_of(standard, kind, code);
                match competency {
                    Some(competency) => self.say_competency(standard, competency, code, name, lines),
                    None => {
                        let (name, en, zh) = (short(name.unwrap_or_default()), kind.en(), kind.zh());
                        lines.say(&bilingual!("{shown} {name} ({en})", "{shown} {name}（{zh}）"));
                        say_levels(standard, kind, code, lines);
                    }
                }
            }
        }
    }

    fn say_competency(
        &self,
        standard: &Standard<'_>,
        competency: Competency,
        code: &str,
        name: Option<&str>,
        lines: &mut Lines,
    ) {
        let kind = competency.kind();
        let (shown, en, zh) = (short(code), kind.en(), kind.zh());
        match name {
            Some(name) => {
                let name = short(name);
                lines.say(&bilingual!("{shown} {name} ({en})", "{shown} {name}（{zh}）"));
            }
            None => lines.say(&bilingual!("{shown} is not in the list of {en}", "{zh}清單沒有 {shown}")),
        }
        let tasks = users(standard, competency, code);
        let count = tasks.len();
        if count == 0 {
            lines.say(&Bilingual::fixed("used by no task", "沒有工作任務使用"));
        } else {
            let s = crate::text::bilingual::s(count);
            lines.say(&bilingual!("used by {count} task{s}:", "使用它的工作任務（{count}）："));
        }
        for (_, task) in tasks.iter().take(MAX_LISTED) {
            let level = task.rows.iter().find_map(|row| row.level.given()).map(|level| level.value);
            let title = crate::model::named::titled(&task.code, &task.name);
            let level = level.map(|level| bilingual!(" (level {level})", "（級別 {level}）"));
            lines.item(&format!(
                "{title}{}",
                level.map_or("".into(), |level| level.get(lines.lang).to_owned())
            ));
        }
        self.say_siblings(standard, competency, code, lines);
    }

    /// What the other standards of the family call a code.
    fn say_siblings(&self, standard: &Standard<'_>, competency: Competency, code: &str, lines: &mut Lines) {
        let Some(own) = standard.code.given().map(crate::model::Text::normalized) else { return };
        let Some(family) = own.get(.."TTM4221".len()) else { return };
        let siblings = self
            .project
            .coded()
            .filter(|(other, path)| other.starts_with(family) && *other != own && *path != standard.path);
        let mut is_first = true;
        for (other, path) in siblings.take(MAX_LISTED) {
            let read;
            let source = match self.documents.get(path) {
                Some(document) => &document.source,
                None => {
                    read = Source::read(path.as_ref());
                    &read
                }
            };
            let sibling = load(source, FileId::default(), &mut Findings::default());
            let Some(name) = sibling.as_ref().and_then(|sibling| name_of(sibling, competency.kind(), code))
            else {
                continue;
            };
            if std::mem::take(&mut is_first) {
                lines.say(&Bilingual::fixed("in the standards of the family:", "同系列職能基準中："));
            }
            let name = short(name);
            lines.item(&format!("{other} {name}"));
        }
    }

    /// What was found at a place.
    fn say_findings(&self, document: &super::document::Document, offset: usize, lines: &mut Lines) {
        let here = document.findings.iter().filter(|found| {
            let range = found.primary.place.span.range();
            range.start <= offset && offset <= range.end
        });
        for found in here.take(MAX_LISTED) {
            lines.lines.push(format!("{}: {}", found.rule, words(found, lines.lang).replace('\n', "; ")));
        }
    }
}

/// The levels of the tasks of a duty, or of a task.
fn say_levels(standard: &Standard<'_>, kind: Kind, code: &str, lines: &mut Lines) {
    let is_meant = |duty: &str, task: &str| match kind {
        Kind::Duty => duty == code,
        Kind::Task => task == code,
        _ => false,
    };
    let rows =
        standard.rows().filter(|(duty, task, _)| is_meant(duty.code.normalized(), task.code.normalized()));
    let mut levels: Vec<u8> = rows.filter_map(|(.., row)| Some(row.level.given()?.value)).collect();
    levels.sort_unstable();
    levels.dedup();
    if !levels.is_empty() {
        let levels = levels.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        lines.say(&bilingual!("level {levels}", "職能級別 {levels}"));
    }
}

/// The name of a classification's code in the national list.
fn class(view: &View<'_>, offset: u32, lines: &mut Lines) {
    view.standard.each_text(crate::model::Codes { entries: false, references: false }, |role, text| {
        let TextRole::ClassCode(kind, _) = role else { return };
        if text.span.start > offset || offset > text.span.end {
            return;
        }
        let code = text.normalized();
        let list = match kind {
            crate::model::ClassKind::Occupation => &*OCCUPATIONS,
            crate::model::ClassKind::Industry => &*INDUSTRIES,
            crate::model::ClassKind::JobCategory => return,
        };
        if let Some(group) = list.find(split(code).1) {
            lines.lines.push(format!("{} {}", group.code(), group.name));
            lines.say(&list.source);
        }
    });
}

/// What a key means.
fn key(context: &Option<Context<'_>>, lines: &mut Lines) {
    let Some(context) = context else { return };
    let CursorOn::Key { word, .. } = &context.place else { return };
    let Expected::Keys(shape) = context.expected() else { return };
    if let Some(field) = shape.fields.iter().find(|field| field.key == *word) {
        let (title, about) = (field.title.get(lines.lang).to_owned(), field.about.get(lines.lang).to_owned());
        lines.lines.extend([title, about]);
    }
}

/// A line without what Markdown would take for something else.
fn escaped(line: &str) -> String {
    let (start, rest) = line.strip_prefix("- ").map_or(("", line), |rest| ("- ", rest));
    let mut text = start.to_owned();
    for character in rest.chars() {
        if "\\`*_{}[]<>#|!&~".contains(character) {
            text.push('\\');
        }
        text.push(character);
    }
    text
}
