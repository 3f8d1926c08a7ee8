//! Identifiers in a page: every code can be linked to, and cells name the headings that they stand under.

use std::collections::HashSet;

/// Gives out the identifiers of one standard.
#[derive(Clone, Debug)]
pub(super) struct Ids {
    /// Tells the standards of a page apart; empty if there is one.
    prefix: String,
    seen: HashSet<String>,
    count: usize,
    table: usize,
}

impl Ids {
    /// The identifiers of the standard with this number; 0 if it is alone on its page.
    pub(super) fn new(number: usize) -> Self {
        let prefix = if number == 0 { String::new() } else { format!("s{number}-") };
        Self { prefix, seen: HashSet::new(), count: 0, table: 0 }
    }

    /// The identifier of a code, where it stands first; `None` where it stands again.
    pub(super) fn first(&mut self, code: &str) -> Option<String> {
        if !self.seen.insert(code.to_owned()) {
            return None;
        }
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        // The codes of the form are not numbers, so an identifier never collides with that of a version or a heading.
        if !code.is_empty() && code.len() < 40 && code.chars().all(is_plain) {
            return Some(format!("{}{code}", self.prefix));
        }
        Some(self.made())
    }

    /// The identifier of a code, or another one where it has one already.
    pub(super) fn always(&mut self, code: &str) -> String {
        self.first(code).unwrap_or_else(|| self.made())
    }

    /// An identifier that no code can have.
    fn made(&mut self) -> String {
        self.count += 1;
        format!("{}_{}", self.prefix, self.count)
    }

    /// The identifier of a version in the history.
    pub(super) fn version(&mut self, code: &str) -> String {
        self.always(code)
    }

    /// The identifier of a label of the profile.
    pub(super) fn label(&mut self) -> String {
        self.made()
    }

    /// Begins a further table with column headings.
    pub(super) fn next_table(&mut self) {
        self.table += 1;
    }

    /// The identifier of a column heading of the current table.
    pub(super) fn column(&self, column: usize) -> String {
        format!("{}_c{}-{}", self.prefix, self.table, column + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_an_identifier_where_it_stands_first_and_any_other_text_never_is() {
        let mut ids = Ids::new(0);
        assert_eq!(ids.first("K01").as_deref(), Some("K01"));
        assert_eq!(ids.first("K01"), None);
        assert_eq!(ids.always("K01"), "_1");
        assert_eq!(ids.always("\" onclick=\"x"), "_2");
        assert_eq!(Ids::new(2).always("T1.1"), "s2-T1.1");
    }
}
