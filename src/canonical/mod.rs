//! A standard as the canonical file of the format: what an import writes, and the same bytes for the same standard.
//!
//! The standard becomes a tree of plain values, its keys in the order of the table of the format, and serde writes
//! the tree. The tree also decides which texts need quotation marks that the writer would not add.

mod tree;

use std::fmt::Write as _;

use crate::model::{Standard, owned};
use crate::text::display_safe::one_line;
use crate::text::inert::within_a_line;
use crate::yaml::write::written;

/// The comments on top of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The path of the schema, for editors.
    pub schema: Option<String>,
    /// What the standard was imported from.
    pub source: Option<String>,
}

/// The file's text with a heading on top.
pub fn file(standard: &Standard<'_>, heading: &Heading) -> String {
    let mut text = heading_of(heading);
    text.push_str(&yaml(standard));
    text
}

/// What the file of a standard says, before it is written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Content<'s>(crate::yaml::write::Value<'s>);

impl<'s> Content<'s> {
    /// That of a standard.
    pub(crate) fn of(standard: &'s Standard<'_>) -> Self {
        Self(tree::standard(standard))
    }

    /// The file's text, as from [`yaml`].
    pub(crate) fn yaml(&self) -> String {
        written(&self.0)
    }
}

/// The comments of a heading.
pub(crate) fn heading_of(heading: &Heading) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    if let Some(schema) = &heading.schema {
        let _ = writeln!(text, "# yaml-language-server: $schema={}", comment(schema));
    }
    if let Some(source) = &heading.source {
        let _ = writeln!(text, "# 匯入來源 (imported from): {}", comment(source));
    }
    text
}

/// The file's text. What could not be read is left out.
pub fn yaml(standard: &Standard<'_>) -> String {
    written(&tree::standard(standard))
}

/// The standard as plain data of its own, with the keys that its file would have. What could not be read is left out.
pub fn owned(standard: &Standard<'_>) -> owned::Standard {
    // Cannot fail, since the tree has only keys of that model; tests compare the result with that of a serde reader.
    let tree = serde_json::to_value(tree::standard(standard)).unwrap_or_default();
    serde_json::from_value(tree).unwrap_or_default()
}

/// A text as part of a comment, in which YAML has no escapes.
fn comment(text: &str) -> String {
    let foreign = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    within_a_line(&one_line(text)).replace(foreign, "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::load;
    use crate::diagnostic::Findings;
    use crate::files::source::{FileId, Source};

    fn again(text: &str) -> String {
        let source = Source::in_memory("a.yaml", text);
        yaml(&load(&source, FileId::default(), &mut Findings::default()).unwrap())
    }

    #[test]
    fn the_published_standard_is_canonical() {
        let text = std::fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
        let heading = Heading { schema: Some("standard.schema.json".into()), source: None };
        let source = Source::in_memory("a.yaml", text.as_str());
        let standard = load(&source, FileId::default(), &mut Findings::default()).unwrap();
        assert_eq!(file(&standard, &heading), text);
    }

    #[test]
    fn every_shape_of_the_format_is_written_back_unchanged() {
        for text in [SHAPES, DRAFT] {
            assert_eq!(again(text), text);
        }
    }

    #[test]
    fn alternative_layouts_are_written_in_the_canonical_one() {
        let text = "name: {category: 甲}\nduties:\n- T1: {name: 甲, tasks: {T1.1: {name: 乙, rows: [{level: 3}]}}}\n";
        let canonical = "name:\n  category: 甲\nduties:\n  T1:\n    name: 甲\n    tasks:\n      T1.1:\n        name: 乙\n        \
                         level: 3\n";
        assert_eq!(again(text), canonical);
    }

    #[test]
    fn the_heading_stays_a_one_line_comment_for_any_file_name() {
        let heading = Heading {
            schema: Some("a\nb: c".into()),
            source: Some("甲\r\n乙\u{2028}\u{85}\u{ffff}".into()),
        };
        let text = file(&Standard::made(), &heading);
        assert_eq!(
            text,
            "# yaml-language-server: $schema=a b: c\n# 匯入來源 (imported from): 甲 乙\u{fffd}\u{fffd}\u{fffd}\n{}\n"
        );
    }

    const SHAPES: &str = "\
code: \"4221\"
revises: TTM4221-004v2
name:
  occupation: \"\"
classification: {}
level: 1
history: []
knowledge: {}
skills:
  - S01: 甲
  - S01: 乙
  - 無代碼
attitudes:
  - 壓力容忍
  - \"A01: 甲\"
duties:
  - T1:
      name: 甲
      tasks:
        T1.1:
          name: 乙
          also:
            T1.2: 丙
          knowledge: []
          rows:
            - level: 3
              outputs: {}
              indicators:
                P1.1.1: 甲。
              knowledge: [K01, \"甲, 乙\", \"\"]
            - level: 4
              skills: [S01]
        T1.3:
          rows:
            - skills: []
  - T1:
      name: \"null\"
notes:
  qualifications:
    - \"\"
unplaced:
  - at: 甲
    text: \"- 乙\"
  - text: 甲
";
    const DRAFT: &str = "name:\n  category: 3D列印\nduties:\n  T1:\n    tasks: {}\n";
}
