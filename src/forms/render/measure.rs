//! Estimates how many lines a text takes in a cell of a document.
//!
//! A spreadsheet does not fit the height of merged cells to their text, so it has to be given, for fonts that may be
//! replaced by others on the reader's machine. So the estimate is on the high side: a blank strip is better than a cut
//! text.

/// The width in half ems that a line may leave unused, since a full stop takes the character before it to the next line.
const RAGGED: f32 = 2.0;

/// The number of lines of a text in a column that is `width` half ems wide.
pub(super) fn line_count(text: &str, width: f32) -> usize {
    let width = (width - RAGGED).max(2.0);
    text.split('\n').map(|line| Filling { width, lines: 1, used: 0.0 }.fill(line)).sum()
}

struct Filling {
    width: f32,
    lines: usize,
    used: f32,
}

impl Filling {
    fn fill(mut self, line: &str) -> usize {
        let mut word = 0.0;
        for c in line.chars() {
            let width = half_ems(c);
            if is_full_width(c) {
                self.place(word);
                self.place(width);
                word = 0.0;
            } else if c == ' ' || c == '-' {
                self.place(word);
                // A space at the end of a line takes no room there.
                self.used += width;
                word = 0.0;
            } else {
                word += width;
            }
        }
        self.place(word);
        self.lines
    }

    /// Places what stays together; a word that is wider than the line is broken.
    fn place(&mut self, width: f32) {
        if self.used + width > self.width && self.used > 0.0 && width > 0.0 {
            self.lines += 1;
            self.used = 0.0;
        }
        self.used += width;
        while self.used > self.width {
            self.lines += 1;
            self.used -= self.width;
        }
    }
}

fn is_full_width(c: char) -> bool {
    c >= '\u{2000}'
}

/// The width of a character. Fonts that replace the named one may have wide capitals and digits.
fn half_ems(c: char) -> f32 {
    match c {
        'W' | 'M' | 'm' | 'w' | '@' | '%' => 1.8,
        'A'..='Z' | '0'..='9' => 1.25,
        ' '..='~' => 1.05,
        // Marks that combine have no width; counted all the same, as the widest letters of other scripts are.
        _ if is_full_width(c) => 2.0,
        _ => 1.4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_on_the_high_side() {
        assert_eq!(line_count("", 20.0), 1);
        assert_eq!(line_count("一二三四五六七八九", 20.0), 1);
        assert_eq!(line_count("一二三四五六七八九十", 20.0), 2);
        assert_eq!(line_count("一\n\n二", 20.0), 3);
        // A word is not broken if it fits a line by itself.
        assert_eq!(line_count("一二三四五六七 International", 20.0), 2);
        assert_eq!(line_count(&"w".repeat(95), 20.0), 10);
        assert_eq!(line_count("一二三", 0.5), 3);
    }
}
