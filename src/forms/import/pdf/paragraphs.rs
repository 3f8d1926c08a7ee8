//! Lines of text put together again to the paragraphs and items that they were before they were wrapped.

use super::lines::TextLine;
use crate::forms::sheet::{Line, LineKind};
use crate::text::characters::half_width;

/// Where the lines of a text could lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The letter of the codes of its column, if it has one.
    pub(super) letter: Option<char>,
}

/// What was put together.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// The number of spaces that were set between words of letters where a line ended.
    pub(super) spaces: usize,
    /// The first text with one, and its page, from 0.
    pub(super) first: String,
    pub(super) page: usize,
}

/// Marks at the beginning of the items of a list, also those that symbol fonts have in private places.
const BULLETS: [char; 16] = [
    '•', '◦', '▪', '■', '□', '◆', '◇', '○', '‣', '∙', '\u{F09F}', '\u{F0B7}', '\u{F06C}', '\u{F06E}',
    '\u{F0A7}', '\u{F0D8}',
];

/// Puts lines together. Each paragraph is a line of the form, without line breaks.
pub(super) fn paragraphs(lines: &[TextLine], frame: Frame, joined: &mut Joined) -> Vec<Line<'static>> {
    let mut done: Vec<Line<'static>> = Vec::new();
    let edge = right_edge(lines, frame);
    let pitch = pitch(lines);
    let mut number = 0;
    let mut before: Option<&TextLine> = None;
    // Whether the paragraph begins with a code of the column.
    let mut coded = false;
    // A mark whose text is drawn as a line of its own.
    let mut mark = false;
    for line in lines {
        let (bulleted, text) = bullet(line);
        if text.is_empty() {
            mark |= bulleted;
            continue;
        }
        let starts_item = bulleted
            || std::mem::take(&mut mark)
            || text.starts_with('●')
            || begins_item(text, frame, number);
        let goes_on = before.is_some_and(|before| {
            !starts_item && !ends(before, line, block_edge(lines, before, line, edge), pitch, coded)
        });
        if let (true, Some(before), Some(last)) = (goes_on, before, done.last_mut()) {
            let last = last.text.to_mut();
            if space_between(before, last, text) {
                if !before.space {
                    joined.spaces += 1;
                    if joined.first.is_empty() {
                        joined.page = line.page;
                        joined.first = format!("{last} {text}");
                    }
                }
                last.push(' ');
            }
            last.push_str(text);
        } else {
            coded = starts_with_code(text, frame.letter);
            let (kind, text) = kind(text, bulleted || starts_item && line.bullet, line, number);
            number = match kind {
                LineKind::Numbered(number) => number,
                _ => 0,
            };
            done.push(Line::text(text.to_owned()).kind(kind).on_page(Some(line.page + 1)));
        }
        before = Some(line);
    }
    done
}

/// The text of a line without the mark of a list, and whether it has one.
fn bullet(line: &TextLine) -> (bool, &str) {
    let text = line.text.as_str();
    let label = line.begins.is_some_and(|leaf| leaf.is_label);
    match text.strip_prefix(BULLETS) {
        Some(rest) => (true, rest.trim_start()),
        None if label => match text.strip_prefix(['-', '–', '●', '·']) {
            Some(rest) if !text.starts_with('●') || line.begins.is_some_and(|leaf| leaf.in_list) => {
                (true, rest.trim_start())
            }
            _ => (line.bullet, text),
        },
        None => match text.strip_prefix("- ") {
            Some(rest) => (true, rest.trim_start()),
            None => (line.bullet, text),
        },
    }
}

fn kind<'t>(text: &'t str, bulleted: bool, line: &TextLine, number: usize) -> (LineKind, &'t str) {
    if text.starts_with('●') {
        return (LineKind::Heading, text);
    }
    let in_list = line.begins.is_some_and(|leaf| leaf.in_list);
    match numbered(text) {
        Some((found, rest)) if found == number + 1 => (LineKind::Numbered(found), rest),
        _ if bulleted || in_list => (LineKind::Bullet, text),
        _ => (LineKind::Text, text),
    }
}

/// The number of an entry of a list, and the text after it.
fn numbered(text: &str) -> Option<(usize, &str)> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let rest = text[digits..].strip_prefix(['.', '．', '、'])?;
    let number = text[..digits].parse().ok()?;
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then(|| (number, rest.trim_start()))
}

/// Whether a text begins an item whatever is before it: with a code of its column, or with the next number.
fn begins_item(text: &str, frame: Frame, number: usize) -> bool {
    starts_with_code(text, frame.letter) || numbered(text).is_some_and(|(found, _)| found == number + 1)
}

/// Whether a text begins with a code of the column: its letter and a digit, or a period and a digit (`P.2.1.3`).
pub(super) fn starts_with_code(text: &str, letter: Option<char>) -> bool {
    let Some(letter) = letter else { return false };
    let mut chars = text.chars().map(half_width);
    if chars.next() != Some(letter) {
        return false;
    }
    match chars.next() {
        Some('.') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_ascii_digit(),
        None => false,
    }
}

/// Whether a paragraph ends with a line, by the structure of the document, or by how it is set.
fn ends(line: &TextLine, next: &TextLine, edge: f32, pitch: f32, coded: bool) -> bool {
    if let (Some(one), Some(other)) = (line.ends, next.begins)
        && one.block != other.block
    {
        return true;
    }
    let wider = line.page == next.page && next.y - line.y > 1.35 * pitch;
    // What came next would have had its place on the line, with some room for what is not known of the setting.
    let room = edge - line.x1 - next.first_word;
    let least = if coded { 3.0 } else { 1.0 };
    wider || room > least * line.size
}

/// How far the lines of a cell could reach: its padding is the same at both sides.
fn right_edge(lines: &[TextLine], frame: Frame) -> f32 {
    let left = lines.iter().map(|line| line.x0).fold(f32::INFINITY, f32::min);
    let longest = lines.iter().map(|line| line.x1).fold(f32::NEG_INFINITY, f32::max);
    (frame.x1 - (left - frame.x0).max(0.0)).max(longest)
}

/// How far two lines could reach that the structure of the document has in one block: as far as the longest of its lines, since
/// blocks may be beside each other in one cell.
fn block_edge(lines: &[TextLine], line: &TextLine, next: &TextLine, edge: f32) -> f32 {
    let (Some(one), Some(other)) = (line.ends, next.begins) else { return edge };
    if one.block != other.block {
        return edge;
    }
    let own = lines.iter().filter(|line| line.begins.is_some_and(|leaf| leaf.block == one.block));
    own.map(|line| line.x1).fold(f32::NEG_INFINITY, f32::max).min(edge)
}

/// The smallest distance of two lines.
fn pitch(lines: &[TextLine]) -> f32 {
    let distances =
        lines.windows(2).filter(|pair| pair[0].page == pair[1].page).map(|pair| pair[1].y - pair[0].y);
    // Paragraphs beside each other begin above where the one before ended.
    distances.filter(|distance| *distance > 0.0).fold(f32::INFINITY, f32::min)
}

/// Whether there is a space where a line ended: one that is drawn, or the one between two words of letters, which is not.
fn space_between(line: &TextLine, text: &str, next: &str) -> bool {
    let (Some(before), Some(after)) = (text.chars().next_back(), next.chars().next()) else { return false };
    if line.space {
        return true;
    }
    let ends_word = before.is_ascii_alphanumeric() || matches!(before, ',' | ';' | ')' | '&');
    let begins_word = after.is_ascii_alphanumeric() || matches!(after, '(' | '&');
    ends_word && begins_word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, row: u8, x1: f32) -> TextLine {
        TextLine {
            text: text.to_owned(),
            page: 0,
            x0: 2.0,
            x1,
            y: f32::from(row) * 12.0,
            size: 10.0,
            space: false,
            first_word: 10.0,
            begins: None,
            ends: None,
            bullet: false,
        }
    }

    fn set(lines: &[TextLine], letter: Option<char>) -> Vec<(LineKind, String)> {
        let frame = Frame { x0: 0.0, x1: 100.0, letter };
        let found = paragraphs(lines, frame, &mut Joined::default());
        found.into_iter().map(|line| (line.kind, line.text.into_owned())).collect()
    }

    fn texts(lines: &[TextLine], letter: Option<char>) -> Vec<String> {
        set(lines, letter).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn a_word_that_a_line_end_cut_is_whole_again() {
        let wrapped =
            [line("K01溝通協調與人際", 0, 95.0), line("關係", 1, 22.0), line("K12 數位行銷", 2, 60.0)];
        assert_eq!(texts(&wrapped, Some('K')), ["K01溝通協調與人際關係", "K12 數位行銷"]);
        let latin = [line("K03 大型語言模型（Large", 0, 95.0), line("Language Model）", 1, 80.0)];
        assert_eq!(texts(&latin, Some('K')), ["K03 大型語言模型（Large Language Model）"]);
    }

    #[test]
    fn only_codes_of_the_column_begin_an_item() {
        let leaked =
            [line("P1.1.1 依據", 0, 95.0), line("K04教材辦理。", 1, 60.0), line("P.1.1.2 完成", 2, 60.0)];
        assert_eq!(texts(&leaked, Some('P')), ["P1.1.1 依據K04教材辦理。", "P.1.1.2 完成"]);
    }

    #[test]
    fn a_short_line_ends_an_item_without_a_code() {
        let items = [line("市場報告", 0, 42.0), line("客戶紀錄表", 1, 52.0)];
        assert_eq!(texts(&items, Some('O')), ["市場報告", "客戶紀錄表"]);
        assert_eq!(
            texts(&[line("市場報告書與分析", 0, 92.0), line("紀錄", 1, 22.0)], None),
            ["市場報告書與分析紀錄"]
        );
    }

    #[test]
    fn a_wider_distance_ends_a_paragraph() {
        let apart = [line("一二三四五六七八", 0, 95.0), line("九", 1, 12.0), line("十", 3, 12.0)];
        assert_eq!(texts(&apart, None), ["一二三四五六七八九", "十"]);
    }

    #[test]
    fn lists_and_headings_are_told_by_their_marks() {
        let notes = [
            line("● 其他補充說明：", 0, 95.0),
            line("• 一", 1, 20.0),
            line("\u{F0B7}二", 2, 20.0),
            line("1.甲", 3, 20.0),
            line("2.乙", 4, 20.0),
        ];
        let kinds: Vec<_> = set(&notes, None);
        let expected = [
            (LineKind::Heading, "● 其他補充說明："),
            (LineKind::Bullet, "一"),
            (LineKind::Bullet, "二"),
            (LineKind::Numbered(1), "甲"),
            (LineKind::Numbered(2), "乙"),
        ];
        assert_eq!(kinds, expected.map(|(kind, text)| (kind, text.to_owned())));
    }
}
