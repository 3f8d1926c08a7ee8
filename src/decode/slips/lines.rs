//! Finds the slips of a text line by line, without regard to what YAML makes of it.

use super::key::{is_key, is_wide_colon, slip_in};
use super::{LineSlip, SlipKind};
use crate::files::source::Span;

/// The slips of `text`, in its order.
pub(super) fn slips(text: &str) -> Vec<LineSlip<'_>> {
    let mut slips = Vec::new();
    let mut block: Option<usize> = None;
    let mut next = usize::from(text.starts_with('\u{feff}')) * '\u{feff}'.len_utf8();
    while next < text.len() {
        let end = text[next..].find('\n').map_or(text.len(), |found| next + found);
        let (at, line) = (next, text[next..end].trim_end());
        next = end + 1;
        let inner = line.trim_start_matches(is_blank);
        let indent = line.len() - inner.len();
        if inner.is_empty() || inner.starts_with('#') {
            continue;
        }
        // The lines of a block are its text.
        if block.is_some_and(|block| indent > block) {
            continue;
        }
        block = begins_block(inner).then_some(indent);
        line_slips(at, line, indent, &mut slips);
    }
    slips
}

/// A character without a glyph, which may be meant for a space.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Whether the value of a line is a block, whose lines follow.
fn begins_block(line: &str) -> bool {
    let end = line.split(" #").next().unwrap_or(line).trim_end();
    let end = end.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'));
    end.ends_with(": |") || end.ends_with(": >") || end.ends_with("- |") || end.ends_with("- >")
}

fn line_slips<'s>(at: usize, line: &'s str, indent: usize, slips: &mut Vec<LineSlip<'s>>) {
    let mut start = indent;
    while let Some(rest) = line[start..].strip_prefix("- ") {
        start = line.len() - rest.trim_start().len();
    }
    let inner = &line[start..];
    let end = inner
        .find(|found: char| !found.is_ascii_alphanumeric() && found != '.' && found != '-')
        .unwrap_or(inner.len());
    let (key, behind) = inner.split_at(end);
    let key = if is_key(key) { key } else { "" };
    let slip = |kind, from: usize, to: usize, replaced: [usize; 2]| LineSlip {
        kind,
        key,
        span: Span::new(at + from, at + to),
        start: at + start,
        replaced: Span::new(at + replaced[0], at + replaced[1]),
        is_inline: false,
    };
    if start > indent || !key.is_empty() && behind.trim_start().starts_with(|c| c == ':' || is_wide_colon(c))
    {
        let odd = line[..indent]
            .chars()
            .find(|&c| c == '\t')
            .or_else(|| line[..indent].chars().find(|&c| c != ' '));
        slips.extend(odd.map(|odd| {
            let kind = if odd == '\t' { SlipKind::Tab } else { SlipKind::Indent(odd) };
            slip(kind, 0, indent, [0, indent])
        }));
    }
    if key.is_empty() {
        return;
    }
    let (from, colon_at) = (start + end, start + end + behind.len() - behind.trim_start().len());
    let Some(colon) = line[colon_at..].chars().next() else { return };
    let after = &line[colon_at + colon.len_utf8()..];
    let value = line.len() - after.trim_start_matches(is_blank).len();
    let replaced = [from, value];
    let to = colon_at + colon.len_utf8();
    if is_wide_colon(colon) {
        slips.push(slip(SlipKind::WideColon(colon), start, to, replaced));
    } else if colon == ':' && from == colon_at {
        match after.chars().next() {
            Some(' ') => slips.extend(inline(at, line, value)),
            None | Some('\t') => {}
            Some(odd) if is_blank(odd) => {
                slips.push(slip(SlipKind::SpaceBehind(odd), start, to + odd.len_utf8(), replaced));
            }
            Some('/') => {}
            Some(_) => slips.push(slip(SlipKind::Glued, start, to, replaced)),
        }
    }
}

/// The slip in the value of a line: `skills: S01：甲`, where a line break is missing too.
fn inline(at: usize, line: &str, value: usize) -> Option<LineSlip<'_>> {
    let slip = slip_in(&line[value..]).filter(|slip| is_key(slip.key))?;
    let colon = value + slip.key.len();
    let kind = if is_wide_colon(slip.colon) { SlipKind::WideColon(slip.colon) } else { SlipKind::Glued };
    let end = colon + slip.colon.len_utf8();
    Some(LineSlip {
        kind,
        key: slip.key,
        span: Span::new(at + value, at + end),
        start: at + value,
        replaced: Span::new(at + colon, at + end),
        is_inline: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(SlipKind, &str)> {
        slips(text).into_iter().map(|slip| (slip.kind, &text[slip.span.range()])).collect()
    }

    #[test]
    fn every_slip_of_a_text_is_found() {
        assert_eq!(
            found("name：甲\n  - K01:乙\n\tlevel: 3\n\u{3000}T1.1：\nK02:\u{a0}丙\nA01:\u{feff}丁\n"),
            [
                (SlipKind::WideColon('：'), "name："),
                (SlipKind::Glued, "K01:"),
                (SlipKind::Tab, "\t"),
                (SlipKind::Indent('\u{3000}'), "\u{3000}"),
                (SlipKind::WideColon('：'), "T1.1："),
                (SlipKind::SpaceBehind('\u{a0}'), "K02:\u{a0}"),
                (SlipKind::SpaceBehind('\u{feff}'), "A01:\u{feff}"),
            ]
        );
    }

    #[test]
    fn texts_comments_and_blocks_have_no_slips() {
        for text in [
            "name: 甲：乙\n",
            "# name：甲\n",
            "note: |\n  K01：說明\n  name:甲\n",
            "- >-\n  K01：說明\n",
            "- https://example.com\n- 學歷：大專\n",
            "K01: 甲 K02：乙\n",
            "\u{feff}name: 甲\n",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
