//! Reads baselines. That of a large repository has hundreds of thousands of lines, and a parsed TOML table would take
//! twenty times its size in memory; so beyond a size each line is parsed separately, and has to be written as this
//! program does.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use super::{KnownFinding, VERSION};
use crate::bilingual;
use crate::check::config::table::{Item, Reader, span};
use crate::check::config::{InvalidFile, Problem};
use crate::files::limits::{BASELINE_BYTES, BASELINE_ENTRIES, BASELINE_FREE_BYTES, BASELINE_LINE};
use crate::files::open;
use crate::files::reason::reason;
use crate::files::source::{Source, Span, display};
use crate::text::bilingual::Bilingual;

type Entries = BTreeMap<KnownFinding, usize>;

/// The entries of the file at `path`.
pub(super) fn entries(path: &Path) -> Result<Entries, Box<InvalidFile>> {
    let opened = open::regular(path);
    if let Ok((file, size)) = opened
        && size > BASELINE_FREE_BYTES
    {
        let file = BufReader::new(file.take(BASELINE_BYTES + 1));
        return lines(file).map_err(|message| not_as_written(&display(path), message));
    }
    entries_of(Source::read_bounded(path, usize::try_from(BASELINE_FREE_BYTES).unwrap_or(usize::MAX)))
}

fn not_as_written(path: &str, message: Bilingual) -> Box<InvalidFile> {
    let problem = Problem::new(Span::default(), message).help(Bilingual::fixed(
        "write it anew with --write-baseline, for fewer files where it is too large",
        "請用 --write-baseline 重新寫出；若檔案太大，請分成較少的檔案各自寫出",
    ));
    InvalidFile::with_one_problem(Source::in_memory(path, ""), problem)
}

/// The entries of a text.
pub(super) fn entries_of(source: Source) -> Result<Entries, Box<InvalidFile>> {
    if source.text.len() as u64 > BASELINE_FREE_BYTES {
        return lines(source.text.as_bytes()).map_err(|message| not_as_written(&source.path, message));
    }
    if let Some(problem) = InvalidFile::unreadable(&source) {
        return Err(InvalidFile::with_one_problem(source, problem));
    }
    let mut reader = Reader::default();
    match document(&source.text, &mut reader) {
        Some(entries) if reader.problems.is_empty() => Ok(entries),
        _ => Err(InvalidFile::new(source, reader)),
    }
}

/// The entries of a baseline as this program writes it, one on each line.
fn lines(mut file: impl BufRead) -> Result<Entries, Bilingual> {
    let mut entries = Entries::new();
    let (mut line, mut number, mut bytes) = (Vec::new(), 0_usize, 0_u64);
    let (mut versioned, mut listing) = (false, false);
    loop {
        line.clear();
        number += 1;
        let read = (&mut file).take(BASELINE_LINE + 1).read_until(b'\n', &mut line).map_err(|error| {
            let Bilingual { en, zh } = reason(&error);
            bilingual!("the file cannot be read: {en}", "無法讀取檔案：{zh}")
        })? as u64;
        if read == 0 {
            return match versioned && !listing {
                true => Ok(entries),
                false => Err(Bilingual::fixed("the list of findings has no end", "問題的清單沒有結尾")),
            };
        }
        bytes += read;
        if bytes > BASELINE_BYTES || entries.len() > BASELINE_ENTRIES {
            let size = BASELINE_BYTES >> 20;
            return Err(bilingual!(
                "a baseline has at most {size} MiB and {BASELINE_ENTRIES} entries",
                "基線檔最多 {size} MiB、{BASELINE_ENTRIES} 項"
            ));
        }
        let text = std::str::from_utf8(&line).ok().filter(|_| read <= BASELINE_LINE).map(str::trim);
        let known = match text {
            Some("") => true,
            Some(text) if text.starts_with('#') => true,
            Some("findings = [") if versioned && !listing => {
                listing = true;
                true
            }
            Some("]") if listing => {
                listing = false;
                true
            }
            Some(text) if listing => match one(text.strip_suffix(',').unwrap_or(text)) {
                Some((entry, count)) => {
                    *entries.entry(entry).or_default() += count;
                    true
                }
                None => false,
            },
            Some(text) if !versioned => {
                versioned = text == format!("version = {VERSION}");
                versioned
            }
            _ => false,
        };
        if !known {
            return Err(bilingual!(
                "line {number} is not as `--write-baseline` writes it, as a file of this size has to be",
                "第 {number} 行不是 `--write-baseline` 寫出的樣子；這麼大的檔案必須如此"
            ));
        }
    }
}

/// Parses a line with an entry.
fn one(text: &str) -> Option<(KnownFinding, usize)> {
    let mut reader = Reader::default();
    let text = format!("entry = {text}");
    let document = reader.document(&text)?;
    let [entry] = reader.fields(document.get_ref(), ["entry"]);
    read_entry(entry?, &mut reader).filter(|_| reader.problems.is_empty())
}

fn document(text: &str, reader: &mut Reader) -> Option<Entries> {
    let document = reader.document(text)?;
    let [version, findings] = reader.fields(document.get_ref(), ["version", "findings"]);
    let start = Span::default();
    let version = reader.required(start, "version", version)?;
    let number = reader.number(version)?;
    if number != VERSION {
        // All other differences follow from the version.
        let message = bilingual!(
            "this baseline is of version {number}, this program knows version {VERSION}",
            "這份基線檔是第 {number} 版，本程式只認得第 {VERSION} 版"
        );
        reader.problems = vec![Problem::new(span(version.value), message)];
        return None;
    }
    let findings = reader.required(start, "findings", findings)?;
    let mut entries = BTreeMap::new();
    for item in reader.list(findings)? {
        if let Some((entry, count)) = read_entry(item, reader) {
            *entries.entry(entry).or_default() += count;
        }
    }
    Some(entries)
}

fn read_entry(item: Item<'_, '_>, reader: &mut Reader) -> Option<(KnownFinding, usize)> {
    let table = reader.table(item)?;
    let [path, rule, text, message, count] =
        reader.fields(table, ["path", "rule", "text", "message", "count"]);
    let mut required = |key, field| {
        let field = reader.required(item.key, key, field)?;
        reader.text(field).map(|text| text.value)
    };
    let (path, rule) = (required("path", path), required("rule", rule));
    let (text, message) = (required("text", text), required("message", message));
    let count = count.map_or(Some(1), |count| reader.number(count))?;
    Some((KnownFinding { path: path?, rule: rule?, text: text?, message: message? }, count))
}
