//! URIs and the paths that files are known by here.
//!
//! One file has many spellings as a URI (`%E4` and `%e4`, `c:` and `C%3A`), so documents are known by their decoded paths, and
//! what is published goes to the spelling that the client used. What is not a file has its URI in place of a path.

use std::path::Path;

use crate::files::source::display;

/// The name that a document is known by: the path of a file, with `/` between folders, or the URI itself.
pub(super) fn name(uri: &str) -> String {
    path(uri).unwrap_or_else(|| uri.to_owned())
}

/// The path of the file that a URI names; `None` where it names none, or none that is UTF-8.
pub(super) fn path(uri: &str) -> Option<String> {
    let rest = strip_scheme(uri)?;
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    // The host of a share is kept, as in `//host/share`.
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = decoded(path.split(['?', '#']).next().unwrap_or_default())?;
    let host = if host.eq_ignore_ascii_case("localhost") { "" } else { host };
    if !host.is_empty() {
        return Some(format!("//{host}{path}"));
    }
    Some(without_slash_before_drive(&path).unwrap_or(path))
}

fn strip_scheme(uri: &str) -> Option<&str> {
    let (scheme, rest) = uri.split_once(':')?;
    scheme.eq_ignore_ascii_case("file").then_some(rest)
}

/// `/c:/a` as `C:/a`.
fn without_slash_before_drive(path: &str) -> Option<String> {
    let rest = path.strip_prefix('/')?;
    let drive = rest.bytes().next().filter(u8::is_ascii_alphabetic)?;
    (rest.as_bytes().get(1) == Some(&b':'))
        .then(|| format!("{}{}", char::from(drive.to_ascii_uppercase()), &rest[1..]))
}

/// The URI of a path, or of a document that is no file.
pub(super) fn of(name: &str) -> String {
    let is_path = name.starts_with('/') || name.get(1..3) == Some(":/");
    if !is_path {
        return name.to_owned();
    }
    let slash = if name.starts_with('/') { "" } else { "/" };
    let mut uri = format!("file://{slash}");
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            _ => {
                uri.push('%');
                for digit in [byte >> 4, byte & 15] {
                    uri.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
                }
            }
        }
    }
    uri
}

/// A path as documents are named.
pub(super) fn of_path(path: &Path) -> String {
    let shown = display(path);
    without_slash_before_drive(&format!("/{shown}")).unwrap_or(shown)
}

/// A text without percent signs; `None` where it is not UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|&digit| char::from(digit).to_digit(16));
        match (byte, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).ok()?);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_one_name_however_its_uri_is_spelled() {
        for uri in [
            "file:///a/%E4%B8%AD.yaml",
            "file:///a/%e4%b8%ad.yaml",
            "file:/a/中.yaml",
            "FILE://localhost/a/中.yaml",
        ] {
            assert_eq!(name(uri), "/a/中.yaml", "{uri}");
        }
        for uri in ["file:///c%3A/a.yaml", "file:///C:/a.yaml"] {
            assert_eq!(name(uri), "C:/a.yaml", "{uri}");
        }
        assert_eq!(name("file://host/share/a.yaml"), "//host/share/a.yaml");
        assert_eq!(name("untitled:Untitled-1"), "untitled:Untitled-1");
        // Not UTF-8: known by its URI, not by a path that does not exist.
        assert_eq!(name("file:///a/%FF.yaml"), "file:///a/%FF.yaml");
        assert_eq!(name("file:///a/100%.yaml"), "/a/100%.yaml");
    }

    #[test]
    fn the_uri_of_a_path_leads_back_to_it() {
        for path in ["/a b/中#?%.yaml", "C:/a.yaml", "/x"] {
            assert_eq!(name(&of(path)), path);
        }
        assert_eq!(of("untitled:Untitled-1"), "untitled:Untitled-1");
    }
}
