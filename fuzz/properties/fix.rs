//! Mending ends, and changes nothing but the texts that findings are about.

use ttm::check::{Settings, fixes};
use ttm::edit::fix::mend;
use ttm::files::source::{Source, Span};
use ttm::yaml::{Arena, Entries, Node, Problem, Style, Value, parse_in_general};
use unicode_normalization::UnicodeNormalization as _;

/// How many fixes that cannot be made there may be for mending to be done at once. Each costs some tries of a limited
/// number; beyond it, mending again may find more to do.
const HOPELESS: usize = 3;

pub fn holds(bytes: &[u8]) {
    let source = Source::in_memory("TTM4221-004v2.yaml", bytes);
    let offered = |source: &Source| fixes(source, &Settings::default());
    let Some(once) = mend(&source, offered) else { return };
    assert!(source.unreadable.is_none() && once.fixes > 0 && once.text != source.text);
    unchanged(&source.text, &once.text);
    let mended = source.with_text(once.text);
    if let Some(twice) = mend(&mended, offered) {
        let left = offered(&mended).len();
        assert!(left > HOPELESS, "{:?} is mended again: {:?}", mended.text, twice.text);
        unchanged(&mended.text, &twice.text);
    }
}

/// Keys, values and lists are where they were, written as they were, between the same bytes, and every text says the
/// same.
fn unchanged(old: &str, new: &str) {
    let arena = Arena::new();
    let (before, after) = (parse_in_general(old, &arena), parse_in_general(new, &arena));
    let kinds =
        |problems: &[Problem]| -> Vec<_> { problems.iter().map(|problem| problem.kind.clone()).collect() };
    let (had, has) = (kinds(&before.problems), kinds(&after.problems));
    let is_mended = has.len() < had.len() && has.iter().all(|kind| had.contains(kind));
    let outlines = before
        .root
        .zip(after.root)
        .map(|(before, after)| (Outline::of(&before, old), Outline::of(&after, new)));
    let is_another_tree =
        had != has || outlines.as_ref().is_none_or(|(before, after)| before.shape != after.shape);
    if is_mended || is_another_tree && old.lines().any(lacks_a_colon) {
        // What stood there made no entry, or another tree; with its blanks and its colon it does, and may show the next problem.
        assert!(says_the_same(old, new), "{old:?} became {new:?}");
        return;
    }
    assert_eq!(had, has);
    let (before, after) = outlines.expect("what was mended had a tree, and has one");
    assert_eq!(before.shape, after.shape);
    assert_eq!(before.between, after.between);
    for (old, new) in before.texts.iter().zip(&after.texts) {
        assert!(old == new || says_the_same(old, new), "{old:?} became {new:?}");
    }
}

/// Whether a line has a key with a full-width colon, or without a blank behind the half-width one.
fn lacks_a_colon(line: &str) -> bool {
    let is_of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let behind = line.trim_start_matches([' ', '-']).trim_start_matches(is_of_key);
    behind.starts_with('：')
        || behind.strip_prefix(':').is_some_and(|rest| !rest.is_empty() && !rest.starts_with(' '))
}

/// What there is in a file: its nodes, their texts, and what stands between them.
#[derive(Default)]
struct Outline {
    shape: Vec<Shape>,
    texts: Vec<String>,
    between: Vec<String>,
    /// Where the names are that references say without need.
    needless: Vec<Span>,
}

#[derive(Debug, PartialEq, Eq)]
enum Shape {
    Empty,
    Alias,
    Scalar(Style),
    List(usize),
    Mapping(usize, bool),
}

impl Outline {
    fn of(root: &Node<'_>, text: &str) -> Self {
        let mut outline = Self { needless: needless_names(root), ..Self::default() };
        let mut done = 0;
        outline.add(root, text, &mut done);
        outline.between.push(text[done..].to_owned());
        outline
    }

    /// Adds a list of references as one text, with its comments: a text of several may become those, and a list.
    fn references(&mut self, node: &Node<'_>, file: &str, done: &mut usize) {
        let needless = std::mem::take(&mut self.needless);
        let (begin, mut within) = (node.span.start as usize, Self { needless, ..Self::default() });
        self.between.push(file[*done..begin].to_owned());
        *done = begin;
        within.add(node, file, done);
        self.needless = within.needless;
        let end = (node.span.end as usize).max(*done);
        let last = file[*done..end].to_owned();
        *done = end;
        let all = within.between.iter().zip(&within.texts).flat_map(|(between, text)| [between, text]);
        self.texts.push(all.chain([&last]).map(String::as_str).collect());
    }

    /// Adds an item of a list. A code with its text is one text, whether a colon parts them or not: mending puts the colon of a
    /// list that was pasted.
    fn item(&mut self, item: &Node<'_>, file: &str, done: &mut usize) {
        match item.value {
            Value::Mapping { entries: [(key, value)], flow: false } => match (key.text(), &value.value) {
                (Some(code), Value::Scalar { text, style })
                    if code.contains(|c: char| c.is_ascii_digit())
                        && !self.needless.contains(&value.span) =>
                {
                    self.shape.push(Shape::Scalar(*style));
                    self.texts.push(format!("{code} {text}"));
                    self.between.push(file[*done..item.span.start as usize].to_owned());
                    *done = value.span.end as usize;
                }
                _ => self.add(item, file, done),
            },
            _ => self.add(item, file, done),
        }
    }

    /// The depth of a tree is limited.
    fn add(&mut self, node: &Node<'_>, file: &str, done: &mut usize) {
        match node.value {
            Value::Empty => self.shape.push(Shape::Empty),
            Value::Alias => self.shape.push(Shape::Alias),
            Value::Scalar { text, style } => {
                self.shape.push(Shape::Scalar(style));
                let is_needless = self.needless.contains(&node.span);
                self.texts.push(if is_needless { String::new() } else { text.to_owned() });
                self.between.push(file[*done..node.span.start as usize].to_owned());
                *done = node.span.end as usize;
            }
            Value::List(items) => {
                self.shape.push(Shape::List(items.len()));
                items.iter().for_each(|item| self.item(item, file, done));
            }
            Value::Mapping { entries, flow } => {
                self.shape.push(Shape::Mapping(entries.len(), flow));
                for (key, value) in entries {
                    self.add(key, file, done);
                    match (key.text(), &value.value) {
                        (Some("knowledge" | "skills"), Value::Scalar { .. } | Value::List(_)) => {
                            self.references(value, file, done);
                        }
                        _ => self.add(value, file, done),
                    }
                }
            }
        }
    }
}

/// Where the names are that references say although the list has one entry with their code, which has that name: mending leaves
/// the code alone there.
fn needless_names(root: &Node<'_>) -> Vec<Span> {
    let mut needless = Vec::new();
    for list in ["knowledge", "skills"] {
        let own = entries(root).iter().find(|(key, _)| key.text() == Some(list));
        let listed = own.map(|(_, value)| pairs(value)).unwrap_or_default();
        let is_needless = |code: &str, name: &str| {
            let mut same = listed.iter().filter(|(other, _)| letters(text_of(other)) == letters(code));
            same.next().is_some_and(|(_, other)| text_of(other) == name) && same.next().is_none()
        };
        let parts = entries(root).iter().filter(|(key, _)| key.text() == Some("duties"));
        let mut nodes: Vec<&Node<'_>> = parts.map(|(_, value)| value).collect();
        while let Some(node) = nodes.pop() {
            for (key, value) in entries(node) {
                if key.text() == Some(list) {
                    let said = pairs(value).into_iter();
                    let said = said.filter(|(code, name)| is_needless(text_of(code), text_of(name)));
                    needless.extend(said.map(|(_, name)| name.span));
                }
                nodes.push(value);
            }
            if let Value::List(items) = node.value {
                nodes.extend(items);
            }
        }
    }
    needless
}

fn entries<'t>(node: &Node<'t>) -> &'t Entries<'t> {
    match node.value {
        Value::Mapping { entries, .. } => entries,
        _ => &[],
    }
}

/// Keys with their values: those of a mapping, or of a list of mappings of one key each.
fn pairs<'t>(node: &Node<'t>) -> Vec<&'t (Node<'t>, Node<'t>)> {
    match node.value {
        Value::List(items) => items.iter().filter_map(|item| entries(item).first()).collect(),
        _ => entries(node).iter().collect(),
    }
}

fn text_of<'t>(node: &Node<'t>) -> &'t str {
    node.text().unwrap_or_default()
}

/// Whether what became of a text has its letters and digits, but for those in markup and in words that are always wrong.
fn says_the_same(old: &str, new: &str) -> bool {
    let [old_letters, new_letters] = [old, new].map(|text| with_right_words(letters(&with_characters(text))));
    if old.contains(['<', '&']) {
        let mut rest = old_letters.chars();
        return new_letters.chars().all(|letter| rest.any(|other| other == letter));
    }
    let pairs = || old_letters.chars().zip(new_letters.chars());
    old_letters.chars().count() == new_letters.chars().count()
        && pairs().all(|(old, new)| old == new || is_radical(old) || is_lookalike(old))
}

/// Letters with the simplified characters and the listed words that mending replaces as what it writes for them: on both sides, since
/// some words stay within longer ones.
fn with_right_words(letters: String) -> String {
    let characters = rows(include_str!("../../src/rules/words/simplified.tsv"));
    let words = rows(include_str!("../../src/rules/words/words.tsv"))
        .filter(|columns| columns.get(4) == Some(&"yes"));
    let pairs = characters.filter_map(|columns| Some((columns[0], columns[1].get(..3)?)));
    let pairs = pairs.chain(words.map(|columns| (columns[1], columns[2])));
    pairs.fold(letters, |letters, (wrong, right)| letters.replace(wrong, right))
}

/// The rows of a list, each with its columns.
fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines().filter(|row| !row.starts_with('#')).map(|row| row.split('\t').collect())
}

/// A text with the characters that its numeric references are, as in `&#32025;`.
fn with_characters(text: &str) -> String {
    let mut parts = text.split("&#");
    let mut made = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let found = part.split_once(';').and_then(|(number, rest)| Some((number.parse().ok()?, rest)));
        match found.and_then(|(number, rest)| Some((char::from_u32(number)?, rest))) {
            Some((c, rest)) => made.extend([c.to_string().as_str(), rest]),
            None => made.extend(["&#", part]),
        }
    }
    made
}

/// Whether a character is a radical, which is no letter to Unicode and has no compatibility mapping: what it looks like is written for it.
fn is_radical(c: char) -> bool {
    ('\u{2e80}'..='\u{2eff}').contains(&c)
}

/// Whether a character is Greek, Cyrillic or Bopomofo: mending replaces one by the Latin letter or ideograph that it looks like.
fn is_lookalike(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52f}' | '\u{3100}'..='\u{312f}')
}

/// The letters and digits of a text, compatibility characters as the characters they are equivalent to. Taken apart, since an accent
/// meets the letter before it where an unseen character between them is gone.
fn letters(text: &str) -> String {
    text.nfkd().filter(|&c| c.is_alphanumeric() || is_radical(c)).collect()
}
