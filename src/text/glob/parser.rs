//! What the characters of a pattern mean.

use std::iter::Peekable;
use std::str::Chars;

use super::{GlobError, Step};

/// More braces within braces are no pattern that a person writes.
const MAX_DEPTH: usize = 32;

/// A part of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Token {
    Step(Step),
    /// `*`
    Many,
    /// `**/` at the beginning: folders, or none.
    Folders,
    /// `/**` at the end: all that is in a folder.
    Inside,
    /// `/**/`: folders between two names, or none.
    Between,
    Alternatives(Vec<Vec<Token>>),
}

/// The parts of a pattern.
pub(super) fn tokens(text: &str, escapes: bool) -> Result<Vec<Token>, GlobError> {
    Parser { rest: text.chars().peekable(), last: None, escapes }.sequence(0)
}

struct Parser<'t> {
    rest: Peekable<Chars<'t>>,
    /// The character that was taken last.
    last: Option<char>,
    escapes: bool,
}

impl Parser<'_> {
    fn take(&mut self) -> Option<char> {
        self.last = self.rest.next();
        self.last
    }

    /// Up to the end, or within braces to where an alternative ends.
    fn sequence(&mut self, depth: usize) -> Result<Vec<Token>, GlobError> {
        let mut tokens = Vec::new();
        while let Some(&c) = self.rest.peek() {
            if depth > 0 && matches!(c, ',' | '}') {
                return Ok(tokens);
            }
            let before = self.last;
            self.take();
            match c {
                '?' => tokens.push(Token::Step(Step::InName)),
                '*' => self.star(before, depth > 0, &mut tokens),
                '[' => tokens.push(Token::Step(self.class()?)),
                '{' => tokens.push(self.braces(depth + 1)?),
                '}' => return Err(GlobError::UnopenedAlternatives),
                '\\' if self.escapes => {
                    let escaped = self.take().ok_or(GlobError::DanglingEscape)?;
                    tokens.push(Token::Step(Step::One(escaped)));
                }
                c => tokens.push(Token::Step(Step::One(c))),
            }
        }
        if depth > 0 { Err(GlobError::UnclosedAlternatives) } else { Ok(tokens) }
    }

    fn braces(&mut self, depth: usize) -> Result<Token, GlobError> {
        if depth > MAX_DEPTH {
            return Err(GlobError::TooDeep);
        }
        let mut all = Vec::new();
        loop {
            all.push(self.sequence(depth)?);
            // A sequence within braces ends before one of these, or in an error.
            if self.take() != Some(',') {
                return Ok(Token::Alternatives(all));
            }
        }
    }

    /// What begins with a `*`. Two of them mean folders where they are all that is between two `/`, else no more than one.
    fn star(&mut self, before: Option<char>, is_within: bool, tokens: &mut Vec<Token>) {
        if self.rest.peek() != Some(&'*') {
            tokens.push(Token::Many);
            return;
        }
        self.take();
        let next = self.rest.peek().copied();
        let ends = next.is_none() || is_within && matches!(next, Some(',' | '}'));
        let is_first = tokens.is_empty();
        if is_first && (next.is_none() || next == Some('/')) {
            self.take();
            tokens.push(Token::Folders);
        } else if !is_first && before == Some('/') && (ends || next == Some('/')) {
            if next == Some('/') {
                self.take();
            }
            // In place of the `/` in front, or of the folders that it is part of.
            let replaced = tokens.pop();
            tokens.push(match replaced {
                Some(Token::Folders) => Token::Folders,
                _ if ends => Token::Inside,
                _ => Token::Between,
            });
        } else {
            tokens.push(Token::Many);
        }
    }

    /// What stands between brackets: characters and ranges, after `!` or `^` all others.
    fn class(&mut self) -> Result<Step, GlobError> {
        let negated = self.rest.next_if(|c| matches!(c, '!' | '^')).is_some();
        let mut ranges: Vec<(char, char)> = Vec::new();
        let mut is_range = false;
        loop {
            let c = self.take().ok_or(GlobError::UnclosedClass)?;
            match (c, ranges.last_mut()) {
                (']', Some(_)) => break,
                ('-', Some(_)) if !is_range => is_range = true,
                (c, Some(range)) if is_range => {
                    range.1 = c;
                    if c < range.0 {
                        return Err(GlobError::Backwards(range.0, c));
                    }
                    is_range = false;
                }
                (c, _) => ranges.push((c, c)),
            }
        }
        if is_range {
            ranges.push(('-', '-'));
        }
        Ok(Step::Class { negated, ranges })
    }
}
