//! Patterns of paths: `*`, `?`, `[a-z]`, `{a,b}` and `**`, with the meaning that `globset` gives them. That crate makes regular expressions of
//! patterns, and their engine would be a twentieth of the page that has the program in one file (`docs/browser.md`). Smaller
//! crates do not say why a text is no pattern: `fast-glob` answers yes or no.

mod parser;

use parser::Token;

/// A pattern that paths are held against: in time that grows with the length of the one times that of the other, and no faster.
#[derive(Clone, Debug)]
pub(crate) struct Glob {
    steps: Vec<Step>,
}

/// Why a text is no pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GlobError {
    UnclosedClass,
    UnclosedAlternatives,
    UnopenedAlternatives,
    /// A range whose end comes before its start.
    Backwards(char, char),
    DanglingEscape,
    TooDeep,
}

/// What a path has to go on with. The next step follows, unless a step says otherwise.
#[derive(Clone, Debug)]
enum Step {
    One(char),
    /// A character that is no `/`.
    InName,
    /// Any character.
    Any,
    Class {
        negated: bool,
        ranges: Vec<(char, char)>,
    },
    /// Either of these steps.
    Fork(usize, usize),
    Jump(usize),
}

impl Glob {
    /// With `escapes` a backslash takes its meaning from the character behind it.
    pub(crate) fn new(text: &str, escapes: bool) -> Result<Self, GlobError> {
        let tokens = parser::tokens(text, escapes)?;
        let mut steps = Vec::new();
        match &tokens[..] {
            [Token::Folders] => repeat(Step::Any, &mut steps),
            tokens => add(tokens, &mut steps),
        }
        Ok(Self { steps })
    }

    /// Whether a path, whose names are divided by `/`, is of this pattern from its first character to its last.
    pub(crate) fn is_match(&self, path: &str) -> bool {
        if let Some(Step::One(first)) = self.steps.first()
            && !path.starts_with(*first)
        {
            return false;
        }
        let mut now = Reached::new(&self.steps);
        let mut next = Reached::new(&self.steps);
        now.add(0);
        for c in path.chars() {
            for &at in &now.list {
                let goes_on = match self.steps.get(at) {
                    Some(Step::One(one)) => *one == c,
                    Some(Step::InName) => c != '/',
                    Some(Step::Any) => true,
                    Some(Step::Class { negated, ranges }) => {
                        ranges.iter().any(|(from, to)| (*from..=*to).contains(&c)) != *negated
                    }
                    Some(Step::Fork(..) | Step::Jump(_)) | None => false,
                };
                if goes_on {
                    next.add(at + 1);
                }
            }
            if next.list.is_empty() {
                return false;
            }
            std::mem::swap(&mut now, &mut next);
            next.clear();
        }
        now.is_in[self.steps.len()]
    }
}

/// The steps that a path may be at, each once.
struct Reached<'g> {
    steps: &'g [Step],
    list: Vec<usize>,
    is_in: Vec<bool>,
    open: Vec<usize>,
}

impl<'g> Reached<'g> {
    fn new(steps: &'g [Step]) -> Self {
        Self { steps, list: Vec::new(), is_in: vec![false; steps.len() + 1], open: Vec::new() }
    }

    /// Adds a step, and those that it leads to without a character.
    fn add(&mut self, step: usize) {
        self.open.push(step);
        while let Some(at) = self.open.pop() {
            if std::mem::replace(&mut self.is_in[at], true) {
                continue;
            }
            self.list.push(at);
            match self.steps.get(at) {
                Some(Step::Fork(one, other)) => self.open.extend([*one, *other]),
                Some(Step::Jump(to)) => self.open.push(*to),
                _ => {}
            }
        }
    }

    fn clear(&mut self) {
        for at in self.list.drain(..) {
            self.is_in[at] = false;
        }
    }
}

fn add(tokens: &[Token], steps: &mut Vec<Step>) {
    for token in tokens {
        match token {
            Token::Step(step) => steps.push(step.clone()),
            Token::Many => repeat(Step::InName, steps),
            Token::Folders => folders(steps),
            Token::Inside => {
                steps.push(Step::One('/'));
                repeat(Step::Any, steps);
            }
            Token::Between => {
                steps.push(Step::One('/'));
                folders(steps);
            }
            Token::Alternatives(all) => alternatives(all, steps),
        }
    }
}

/// A step that may be taken any number of times.
fn repeat(step: Step, steps: &mut Vec<Step>) {
    let at = steps.len();
    steps.extend([Step::Fork(at + 1, at + 3), step, Step::Jump(at)]);
}

/// All up to a `/`, or nothing.
fn folders(steps: &mut Vec<Step>) {
    let fork = steps.len();
    steps.push(Step::Fork(fork + 1, fork + 5));
    repeat(Step::Any, steps);
    steps.push(Step::One('/'));
}

/// One of the alternatives; one that is empty is none.
fn alternatives(all: &[Vec<Token>], steps: &mut Vec<Step>) {
    let mut ends = Vec::new();
    let mut rest = all.iter().filter(|tokens| !is_empty(tokens)).peekable();
    while let Some(tokens) = rest.next() {
        if rest.peek().is_none() {
            add(tokens, steps);
            break;
        }
        let fork = steps.len();
        steps.push(Step::Fork(fork + 1, 0));
        add(tokens, steps);
        ends.push(steps.len());
        steps.push(Step::Jump(0));
        steps[fork] = Step::Fork(fork + 1, steps.len());
    }
    for end in ends {
        steps[end] = Step::Jump(steps.len());
    }
}

fn is_empty(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .all(|token| matches!(token, Token::Alternatives(all) if all.iter().all(|one| is_empty(one))))
}

#[cfg(test)]
mod tests {
    use globset::{ErrorKind, GlobBuilder};
    use proptest::prelude::*;

    use super::*;

    fn theirs(pattern: &str) -> Result<globset::GlobMatcher, GlobError> {
        let built = GlobBuilder::new(pattern).literal_separator(true).backslash_escape(true).build();
        built.map(|glob| glob.compile_matcher()).map_err(|error| match error.kind() {
            ErrorKind::UnclosedClass => GlobError::UnclosedClass,
            ErrorKind::UnclosedAlternates => GlobError::UnclosedAlternatives,
            ErrorKind::UnopenedAlternates => GlobError::UnopenedAlternatives,
            ErrorKind::InvalidRange(from, to) => GlobError::Backwards(*from, *to),
            ErrorKind::DanglingEscape => GlobError::DanglingEscape,
            other => panic!("{pattern}: {other}"),
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

        #[test]
        fn patterns_mean_what_globset_has_them_mean(
            pattern in prop::collection::vec(
                prop::sample::select(&["a", "b", "/", "*", "?", "**", "**/", "/**", "/**/", "{", ",", "}", "{a,b}", "[ab]", "[!a]", "[a-b]", "[", "]", "-", "\\*"][..]),
                0..9,
            ).prop_map(|parts| parts.concat()),
            paths in prop::collection::vec("[ab*]{0,2}(/[ab-]{0,2}){0,3}", 1..12),
        ) {
            match (Glob::new(&pattern, true), theirs(&pattern)) {
                (Ok(ours), Ok(theirs)) => for path in &paths {
                    prop_assert_eq!(ours.is_match(path), theirs.is_match(path), "{} {}", pattern, path);
                },
                (ours, theirs) => prop_assert_eq!(ours.err(), theirs.err(), "{}", pattern),
            }
        }
    }

    #[test]
    fn a_character_is_a_character_of_any_script() {
        let is_match = |pattern: &str, path: &str| Glob::new(pattern, true).unwrap().is_match(path);
        assert!(is_match("草?.yaml", "草稿.yaml"));
        assert!(is_match("[甲-癸].yaml", "甲.yaml"));
        assert!(!is_match("[!甲].yaml", "甲.yaml"));
        assert!(!is_match("??.yaml", "草.yaml"));
    }

    #[test]
    fn no_pattern_takes_long_or_deep() {
        let path = format!("{}/b", "a".repeat(400));
        assert!(!Glob::new(&"*a".repeat(200), true).unwrap().is_match(&path));
        assert!(!Glob::new(&"{a,a*}".repeat(100), true).unwrap().is_match(&path));
        assert_eq!(Glob::new(&"{".repeat(4_000), true).err(), Some(GlobError::TooDeep));
        assert!(Glob::new(&format!("{}a{}", "{".repeat(32), "}".repeat(32)), true).unwrap().is_match("a"));
    }
}
