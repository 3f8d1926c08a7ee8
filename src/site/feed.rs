//! The feed of changes, in Atom: the versions in the histories that have a date, the newest first.
//!
//! An identifier is made of the code of a version alone, so that it stays the same whenever and wherever the feed is made.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use uuid::Uuid;

use super::{Site, shell};
use crate::text::html::escape;

/// The most entries of the feed.
const MOST: usize = 200;

/// What identifiers are made of, before the code with its version.
const NAMES: &str = "urn:icap:competency-standard:";

/// The feed, if it is known where the site will be.
pub(super) fn all(site: &Site<'_>) -> Option<(String, Vec<u8>)> {
    let url = site.options.url.as_deref()?;
    // By day and code: the standard whose history says it, which is the version itself where that is here.
    let mut entries = BTreeMap::new();
    for (at, card) in site.cards.iter().enumerate() {
        for version in &card.history {
            let Some(date) = version.date.filter(|_| !version.code.is_empty()) else { continue };
            let at = site.stems.find(&version.code).unwrap_or(at);
            entries.entry((date, version.code.as_str())).or_insert((at, version));
        }
    }
    let newest = entries.keys().next_back().map(|(date, _)| date.to_string());
    let (title, own) = (escape(&shell::site_title(site)), escape(url));
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <id>{own}</id>\n<title>{title}</title>\n<updated>{}T00:00:00Z</updated>\n\
         <author><name>{title}</name></author>\n\
         <link rel=\"self\" href=\"{own}feed.xml\"/>\n<link href=\"{own}\"/>\n",
        newest.as_deref().unwrap_or("1970-01-01")
    );
    for ((date, code), (at, version)) in entries.iter().rev().take(MOST) {
        let id = Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{NAMES}{code}").as_bytes());
        let (name, stem) = (escape(&format!("{code} {}", version.name)), site.stems.stem(*at));
        let _ = write!(
            text,
            "<entry>\n<id>urn:uuid:{id}</id>\n<title>{name}</title>\n<updated>{date}T00:00:00Z</updated>\n\
             <link href=\"{own}s/{stem}.html\"/>\n<summary>{}</summary>\n</entry>\n",
            escape(&version.note)
        );
    }
    text.push_str("</feed>\n");
    Some(("feed.xml".to_owned(), text.into_bytes()))
}
