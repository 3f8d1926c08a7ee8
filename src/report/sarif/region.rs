//! Places in SARIF: a relative URI, and lines and columns from 1, with the end after the last character.

use std::fmt::Write as _;

use serde::Serialize;

use super::Message;
use crate::files::source::{Place, Source, Span};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
pub(super) struct Artifact {
    pub(super) uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

pub(super) fn location(place: Place, sources: &[Source]) -> Location {
    let source = &sources[place.file.index()];
    let physical_location = Physical {
        artifact_location: Artifact { uri: uri(&source.path) },
        region: region(source, place.span),
    };
    Location { id: None, physical_location, message: None }
}

pub(super) fn region(source: &Source, span: Span) -> Region {
    let (start, end) = (source.position(span.start), source.position(span.end.max(span.start)));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// A path as a URI: relative if the path is, with reserved characters escaped. Standard input has the same name as in
/// other reports.
pub(super) fn uri(path: &str) -> String {
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes().get(2) == Some(&b'/');
    let mut uri = String::with_capacity(path.len() + 8);
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if drive {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            // Writing to a string cannot fail.
            _ => _ = write!(uri, "%{byte:02X}"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_as_uris() {
        assert_eq!(uri("standards/TTM4221-004v2.yaml"), "standards/TTM4221-004v2.yaml");
        assert_eq!(uri("../a b/職.yaml"), "../a%20b/%E8%81%B7.yaml");
        assert_eq!(uri("x:y%20?#.yaml"), "x%3Ay%2520%3F%23.yaml");
        assert_eq!(uri("/a/b.yaml"), "file:///a/b.yaml");
        assert_eq!(uri("C:/a.yaml"), "file:///C%3A/a.yaml");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
    }
}
