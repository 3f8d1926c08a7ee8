//! Recognises the headings of the parts and columns of the form.

use std::borrow::Cow;

pub(super) use super::columns::{Column, columns, is_attitudes};
use super::day::day;
use crate::forms::sheet::{Cell, FormPart, HISTORY, Line};
use crate::text::characters::{half_width, is_han};
use crate::text::fold;

/// The labels of the profile that have a value beside them.
pub(super) const PROFILE: [&str; 11] = [
    "職能基準代碼",
    "職類",
    "職業",
    "職類別",
    "職類別代碼",
    "職業別",
    "職業別代碼",
    "行業別",
    "行業別代碼",
    "工作描述",
    "基準級別",
];

/// The characters that end a heading followed by text.
const COLONS: [char; 2] = [':', '：'];

/// The longest heading in bytes.
const LONGEST: usize = 120;

/// A heading as it is compared, see [`fold::heading`]. Empty if the text is too long for a heading.
pub(super) fn folded(text: &str) -> String {
    if text.len() > LONGEST { String::new() } else { fold::heading(text) }
}

/// The whole text of a cell, folded as a heading.
pub(super) fn of_cell(cell: &Cell<'_>) -> String {
    // A line with a code is an item and not a heading. A line that is too long would fold to nothing and be lost under
    // the heading that shares its cell.
    let is_item = |line: &Line<'_>| {
        let coded =
            matches!(line.text.as_bytes(), [b'T' | b'O' | b'P' | b'K' | b'S' | b'A', b'0'..=b'9', ..]);
        line.code.is_some() || coded || line.text.len() > LONGEST
    };
    if cell.lines.len() > 4 || cell.lines.iter().any(is_item) {
        return String::new();
    }
    cell.lines.iter().map(|line| folded(&line.text)).collect()
}

/// Whether the cell has no text.
pub(super) fn is_blank(cell: &Cell<'_>) -> bool {
    cell.lines.iter().all(|line| line.code.is_none() && line.text.trim().is_empty())
}

/// The part that begins with this heading.
pub(super) fn part(heading: &str) -> Option<FormPart> {
    let heading = heading.trim_start_matches('●').trim_end_matches(':');
    match heading {
        "說明與補充事項" => Some(FormPart::Notes),
        "未能歸位的文字" => Some(FormPart::Unplaced),
        _ => {
            let kind = heading.strip_prefix("職能內涵")?;
            // The text after the first bracket is not part of the heading, even if it ends with a bracket itself.
            let kind = kind.strip_prefix('(')?.strip_suffix(')').filter(|kind| !kind.contains(')'))?;
            (kind == "態度" || kind.starts_with("A=") || kind.starts_with("a=") || kind == "A")
                .then_some(FormPart::Attitudes)
        }
    }
}

/// The part with a heading that is not the form's own: in English, in both, or in other words. A text may say the same, so
/// this counts only where the part has to come.
pub(super) fn other(heading: &str) -> Option<FormPart> {
    if is_attitudes(heading) {
        return Some(FormPart::Attitudes);
    }
    match bare(heading).to_ascii_lowercase().as_str() {
        "說明與補充事項"
        | "說明及補充事項"
        | "說明暨補充事項"
        | "補充說明"
        | "備註"
        | "notes"
        | "remarks"
        | "notesandsupplements"
        | "explanatorynotes"
        | "supplementarynotes" => Some(FormPart::Notes),
        _ => None,
    }
}

/// The part that begins with this line, and the text after the heading on the line.
pub(super) fn of_line(text: &str) -> Option<(FormPart, &str)> {
    let bracket = text.char_indices().find(|(_, c)| matches!(c, ')' | '）')).map(|(at, c)| at + c.len_utf8());
    [Some(text.len()), text.find(COLONS), bracket].into_iter().flatten().find_map(|end| {
        let (heading, behind) = text.split_at(end);
        part(&folded(heading)).map(|part| (part, after_colon(behind)))
    })
}

/// For a heading of the notes, whether qualifications follow (else supplements), and the text on the line that is an
/// entry: the text after the heading, or the whole line if the heading is not the form's own.
pub(super) fn of_notes(text: &str) -> (bool, &str) {
    let (heading, behind) = text.split_at(text.find(COLONS).unwrap_or(text.len()));
    let heading = folded(heading);
    // One of these words alone may be the subject of an entry (`● 工作經歷：三年以上`).
    let words = ["學歷", "經歷", "能力條件"].iter().filter(|word| heading.contains(*word)).count();
    let known = match words {
        0 => heading.ends_with("其他補充說明"),
        1 => false,
        _ => heading.ends_with("條件"),
    };
    (words > 0, if known { after_colon(behind) } else { text })
}

fn after_colon(behind: &str) -> &str {
    behind.trim_start().trim_start_matches(COLONS).trim()
}

/// Whether a text is a version label such as `V2`.
pub(super) fn is_version(text: &str) -> bool {
    let text = folded(text);
    let number = text.strip_prefix(['V', 'v']).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Whether a text is the status of a version.
pub(super) fn is_status(text: &str) -> bool {
    matches!(folded(text).as_str(), "最新版本" | "歷史版本")
}

/// Whether the cells are a version: a status, and a label, a code or a date beside it.
pub(super) fn is_version_row(row: &[Cell<'_>]) -> bool {
    let texts = || row.iter().map(of_cell).filter(|text| !text.is_empty());
    let beside = |text: &String| is_version(text) || is_code(text) || day(text).is_some();
    row.len() <= 16 && texts().any(|text| is_status(&text)) && texts().any(|text| beside(&text))
}

/// Whether a text outside the form looks like part of it: an item with a code, or the status of a version.
pub(super) fn is_piece(text: &str) -> bool {
    let mut chars = text.chars().map(half_width);
    let letter = chars.next().unwrap_or_default();
    let code: String = chars.take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let digits = code.bytes().take_while(u8::is_ascii_digit).count();
    match letter {
        'T' | 'O' | 'P' => code.split('.').filter(|number| !number.is_empty()).count() > 1,
        'K' | 'S' | 'A' => digits == code.len() && (2..=3).contains(&digits),
        _ => is_status(text),
    }
}

/// Whether a text is the code of a standard; the digits of its occupation may be three.
pub(super) fn is_code(text: &str) -> bool {
    let text = folded(text);
    let Some((before, after)) = text.split_once('-') else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (serial, version) = after.split_once(['v', 'V']).unwrap_or((after, "1"));
    let letters = before.bytes().take_while(u8::is_ascii_uppercase).count();
    letters == 3 && matches!(before.len(), 6 | 7) && [&before[3..], serial, version].into_iter().all(digits)
}

/// Whether a text begins with the code of an attitude.
pub(super) fn is_attitude(text: &str) -> bool {
    let mut chars = text.chars().map(half_width);
    chars.next() == Some('A') && chars.by_ref().take(2).filter(char::is_ascii_digit).count() == 2
}

/// Whether these are the headings of the main table: duties and tasks, or one of them and two other columns.
pub(super) fn is_duties<'h>(headings: impl Iterator<Item = &'h str>) -> bool {
    let mut named: Vec<Column> = headings.flat_map(columns).copied().collect();
    named.sort_unstable();
    named.dedup();
    let has = |column| named.contains(&column);
    has(Column::Duty) && has(Column::Task)
        || (has(Column::Duty) || has(Column::Task)) && has(Column::Indicators) && named.len() > 2
}

/// The part whose column headings these cells are.
pub(super) fn of_row(row: &[Cell<'_>]) -> Option<FormPart> {
    if row.len() < 2 {
        return None;
    }
    let headings: Vec<_> = row.iter().map(of_cell).collect();
    if is_duties(headings.iter().map(String::as_str)) {
        return Some(FormPart::Duties);
    }
    // The profile has two of these labels too, in two rows.
    let mut columns: Vec<_> = headings.iter().filter_map(|heading| version_column(heading)).collect();
    columns.sort_unstable();
    columns.dedup();
    let versions = columns.len();
    (versions >= 3).then_some(FormPart::History)
}

/// The index in [`HISTORY`] of the column that a heading names.
pub(super) fn version_column(heading: &str) -> Option<usize> {
    let bare = bare(heading);
    HISTORY.iter().position(|known| *known == bare)
}

/// Whether a row belongs to the profile: its first text is a label.
pub(super) fn is_profile(row: &[Cell<'_>]) -> bool {
    let Some(first) = row.iter().find(|cell| !is_blank(cell)) else { return false };
    let heading = of_cell(first);
    is_label(&heading) || is_group(&heading)
}

/// Whether a cell is the label of the job category's code and that code: its letters are no English beside the Chinese.
pub(super) fn is_label_with_letters(cell: &Cell<'_>) -> bool {
    let [line] = cell.lines.as_slice() else { return false };
    let letters = |value: &str| value.len() == 3 && value.bytes().all(|byte| byte.is_ascii_uppercase());
    labelled(&line.text).is_some_and(|(label, value)| PROFILE[label] == "職類別代碼" && letters(value))
}

/// Whether a row belongs to the profile although its labels and values share cells: its first text is a label and a value.
pub(super) fn begins_profile(row: &[Cell<'_>]) -> bool {
    let first = row.iter().find(|cell| !is_blank(cell)).and_then(|cell| cell.lines.first());
    first.is_some_and(|line| line.code.is_none() && labelled(&line.text).is_some())
}

/// The index in [`PROFILE`] of the label before a value in one text (`職類別  餐飲服務`, `職業：…`), and the value.
pub(super) fn labelled(text: &str) -> Option<(usize, &str)> {
    let text = text.trim();
    let end = text.find(|c: char| c.is_whitespace() || COLONS.contains(&c))?;
    let (heading, value) = text.split_at(end);
    let value = value.trim_start_matches(|c: char| c.is_whitespace() || COLONS.contains(&c));
    label(&folded(heading)).filter(|_| !value.is_empty()).map(|label| (label, value))
}

/// Whether a heading has a value beside it in the profile.
pub(super) fn is_label(heading: &str) -> bool {
    label(heading).is_some()
}

/// The index in [`PROFILE`] of the label that a heading is.
pub(super) fn label(heading: &str) -> Option<usize> {
    let bare = bare(heading);
    PROFILE.iter().position(|label| *label == bare)
}

/// Whether a heading is over labels in the profile.
pub(super) fn is_group(heading: &str) -> bool {
    matches!(bare(heading).as_ref(), "職能基準名稱" | "職能基準名稱(擇一填寫)" | "所屬類別")
}

/// A heading without the English beside its Chinese: `職能基準代碼(OCSCode)`, `工作描述 Description`.
fn bare(heading: &str) -> Cow<'_, str> {
    if !heading.contains(|c: char| c.is_ascii_alphabetic()) || !heading.contains(is_han) {
        return Cow::Borrowed(heading);
    }
    let han: String = heading.chars().filter(|c| !c.is_ascii_alphabetic()).collect();
    Cow::Owned(han.replace("()", "").trim_end_matches(['/', '\'', '-', '.', ':']).to_owned())
}
