//! Replaces characters that must not reach a terminal or a page. Texts come from untrusted files, and some characters
//! have effects instead of a shape: they move the cursor, or reverse the direction of a line. Each is replaced by a
//! visible one.

/// Whether `c`, beyond the ASCII control characters, has an effect on its surroundings or is invisible.
///
/// The two joiners are allowed: scripts and emoji need them, and they affect only their neighbours.
pub(crate) fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Whether `c` does not belong in a text: it has an effect, or is invisible with or without width. This includes the
/// joiners and the no-break space, but not a line break.
pub(crate) fn is_unseen(c: char) -> bool {
    (c.is_ascii_control() && c != '\n')
        || is_hidden(c)
        || matches!(
            c,
            '\u{a0}'
                | '\u{202f}'
                | '\u{2000}'..='\u{200a}'
                | '\u{205f}'
                | '\u{2800}'
                | '\u{180b}'..='\u{180d}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{e0100}'..='\u{e01ef}'
                | '\u{200c}'
                | '\u{200d}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{3164}'
                | '\u{ffa0}'
        )
}

/// The character shown for `c`. A line break counts as a control character here; formats handle line breaks themselves.
pub(crate) fn visible_form(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '\u{2421}',
        _ if is_hidden(c) => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

/// The lines of a text, without line breaks at its end, which YAML's block style leaves.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.trim_end_matches(['\n', '\r']).split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line))
}

/// A text on one line.
pub(crate) fn one_line(text: &str) -> String {
    let mut shown_text = String::with_capacity(text.len());
    for (index, line) in lines(text).enumerate() {
        if index > 0 {
            shown_text.push(' ');
        }
        shown_text.extend(line.chars().map(visible_form));
    }
    shown_text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_replaced_and_visible_ones_kept() {
        let acts = "\u{1b}[31m\u{7f}\u{0}\u{202e}\u{9b}\u{2028}\u{feff}\t.";
        assert_eq!(one_line(acts), "␛[31m␡␀\u{fffd}\u{fffd}\u{fffd}\u{fffd} .");
        let shows = "3D列印 Ａ👩‍🍳 é ⾦";
        assert_eq!(one_line(shows), shows);
    }

    #[test]
    fn line_breaks_within_a_text_count_and_those_at_its_end_do_not() {
        assert_eq!(lines("甲\r\n\n乙\r丙\n\n").collect::<Vec<_>>(), ["甲", "", "乙\r丙"]);
        assert_eq!(lines("").collect::<Vec<_>>(), [""]);
        assert_eq!(one_line("甲\n乙\r丙\n"), "甲 乙␍丙");
    }
}
