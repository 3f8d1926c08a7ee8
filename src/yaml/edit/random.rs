//! Random documents in every style and layout, the same in every run.

/// Numbers that are the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    pub(crate) fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Writes a random document, with a numbered comment at many places.
struct Writer {
    dice: Dice,
    text: String,
    number: usize,
}

impl Writer {
    fn comment(&mut self) -> String {
        self.number += 1;
        format!("# c{} 'x' [", self.number)
    }

    fn comments(&mut self, indent: &str) {
        if self.dice.below(4) == 0 {
            self.text.push_str(self.dice.one_of(&["", "\n"]));
            let comment = self.comment();
            self.text.push_str(&format!("{indent}{comment}\n"));
        }
    }

    fn end_line(&mut self) {
        if self.dice.below(4) == 0 {
            let comment = self.comment();
            self.text.push_str(&format!(" {comment}"));
        }
        self.text.push('\n');
    }

    fn flow(&mut self, depth: usize) -> String {
        match self.dice.below(if depth == 0 { 4 } else { 6 }) {
            0 => "K01".into(),
            1 => "'甲, ''乙'".into(),
            2 => "\"a\\u4e59\"".into(),
            3 => "丙 丁".into(),
            4 => (0..self.dice.below(3))
                .map(|_| self.flow(depth - 1))
                .collect::<Vec<_>>()
                .join(", ")
                .pipe(|x| format!("[{x}]")),
            _ => {
                let entries =
                    (0..self.dice.below(3)).map(|number| format!("k{number}: {}", self.flow(depth - 1)));
                let entries: Vec<String> = entries.collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    /// The value behind a key or a hyphen.
    fn value(&mut self, indent: &str, depth: usize, in_list: bool) {
        let inner = format!("{indent}{}", self.dice.one_of(&["  ", "  ", "    ", " "]));
        match self.dice.below(if depth == 0 { 7 } else { 10 }) {
            0 => self.text.push_str(" 甲 'x' [y]"),
            1 => self.text.push_str(" '甲 # ''乙'"),
            2 => self.text.push_str(" \"甲\\n\\\"乙\""),
            3 => {
                let flow = self.flow(2);
                self.text.push_str(&format!(" {flow}"));
            }
            4 => {
                let header = self.dice.one_of(&["|", ">", "|-", ">-", "|+", "|2-", ">"]);
                let inner = if header.contains('2') { format!("{indent}  ") } else { inner };
                self.text.push_str(&format!(" {header}\n{inner}甲 # 乙\n{inner}丙: 丁\n"));
                self.text.push_str(self.dice.one_of(&["", "", "\n"]));
                return;
            }
            5 => self.text.push_str(&format!(" 甲\n{inner}乙 丙")),
            6 => self.text.push_str(&format!(" '甲\n{inner}乙'")),
            7 if !in_list => {
                self.end_line();
                return self.list(&self.dice_indent(indent, &inner), depth - 1);
            }
            8 if in_list => {
                self.text.push(' ');
                return self.mapping(&inner, depth - 1, true);
            }
            _ if !in_list => {
                self.end_line();
                return self.mapping(&inner, depth - 1, false);
            }
            _ => {}
        }
        self.end_line();
    }

    /// Lists may stand as far left as their key.
    fn dice_indent(&self, indent: &str, inner: &str) -> String {
        if self.number.is_multiple_of(2) { indent.to_owned() } else { inner.to_owned() }
    }

    fn mapping(&mut self, indent: &str, depth: usize, on_line: bool) {
        if on_line {
            // The first key stands behind the hyphen, and its column decides.
            let line = self.text.rfind('\n').map_or(0, |found| found + 1);
            let pad = " ".repeat(self.text[line..].len());
            return self.rest_of_item(&pad, depth);
        }
        for number in 0..=self.dice.below(4) {
            self.comments(indent);
            let mark = self.dice.one_of(&["", "", "'", "\""]);
            self.text.push_str(&format!("{indent}{mark}k{number}{mark}:"));
            self.value(indent, depth, false);
        }
    }

    fn rest_of_item(&mut self, pad: &str, depth: usize) {
        self.text.push_str("k0:");
        self.value(pad, depth, false);
        if self.dice.below(2) == 0 {
            self.comments(pad);
            self.text.push_str(&format!("{pad}k1:"));
            self.value(pad, depth, false);
        }
    }

    fn list(&mut self, indent: &str, depth: usize) {
        for _ in 0..=self.dice.below(3) {
            self.comments(indent);
            self.text.push_str(&format!("{indent}-{}", self.dice.one_of(&["", "", "  "])));
            self.value(indent, depth, true);
        }
    }
}

trait Pipe: Sized {
    fn pipe<T>(self, with: impl FnOnce(Self) -> T) -> T {
        with(self)
    }
}

impl Pipe for String {}

/// The document with a number.
pub(crate) fn document(seed: u64) -> String {
    let mut writer = Writer { dice: Dice(seed), text: String::new(), number: 0 };
    writer.comments("");
    writer.mapping("", 3, false);
    let Writer { mut dice, mut text, .. } = writer;
    if dice.below(3) == 0 {
        text = text.replace('\n', "\r\n");
    }
    if dice.below(3) == 0 {
        text.truncate(text.trim_end().len());
    }
    if dice.below(3) == 0 {
        text.insert(0, '\u{feff}');
    }
    text
}
