//! The page of a standard: its form, and around it what the other standards say of it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::hash::Hash as _;
use std::io::{self, Write};

use super::card::stamp;
use super::{Site, names, shell};
use crate::bilingual;
use crate::forms::render::html::{Links, linked_article, print_style};
use crate::forms::sheet::{Identity, Sheet};
use crate::model::{Competency, Standard};
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::html::escape;

/// Writes the page.
pub(super) fn write(
    site: &Site<'_>,
    at: usize,
    standard: &Standard<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let card = &site.cards[at];
    let style = print_style(Identity::of(standard));
    let page = shell::Page { depth: 1, title: &card.title(), style: &style, extra: "" };
    shell::open(site, &page, out)?;
    let shared = shared(site, at);
    let links = Links {
        name: &|kind, text| shared.get(&(kind == Competency::Knowledge, text)).cloned(),
        standard: &|code| {
            let other = site.stems.find(code).filter(|other| *other != at)?;
            Some(format!("{}.html", site.stems.stem(other)))
        },
        group: &|code| {
            let pages = ["category", "occupation", "industry"];
            let of = |page: &&str, groups: &Vec<(String, String)>| {
                let is_it = groups.iter().any(|(own, _)| own == code && !own.is_empty());
                is_it.then(|| format!("../{page}.html#{}", super::address::id(code)))
            };
            pages.iter().zip(&card.groups).find_map(|(page, groups)| of(page, groups))
        },
    };
    linked_article(&Sheet::of(standard), &Identity::of(standard), &links, out)?;
    out.write_all(after(site, at).as_bytes())?;
    shell::close(site, &page, &[], out)
}

/// The hash of what the page shows of others: if it is the same, so is the page.
pub(super) fn around(site: &Site<'_>, at: usize) -> u64 {
    let card = &site.cards[at];
    stamp(|hasher| {
        (site.heads[at], site.names.pages(), site.names.flags(at)).hash(hasher);
        for near in &site.near[at] {
            (site.heads[near.card], near.shared, near.all).hash(hasher);
        }
        for &(old, new) in site.changes.of(at) {
            (old == at, site.heads[old], site.heads[new]).hash(hasher);
        }
        // Which of the codes in its texts have pages.
        for other in card.mentioned.iter().filter_map(|code| site.stems.find(code)) {
            site.heads[other].hash(hasher);
        }
    })
}

/// The addresses of the names that others use too.
fn shared<'s>(site: &'s Site<'_>, at: usize) -> HashMap<(bool, &'s str), String> {
    let pieces = site.cards[at].pieces().enumerate();
    let named = pieces.filter_map(|(index, piece)| {
        let (_, name) = site.names.name(at, index)?;
        let address = names::address(name.entry.as_ref()?);
        Some(((name.kind == Competency::Knowledge, piece.text()), address))
    });
    named.collect()
}

/// What stands below the form.
fn after(site: &Site<'_>, at: usize) -> String {
    let (card, lang) = (&site.cards[at], site.lang());
    let mut text = String::from("<div class=\"around\">\n");
    let stem = site.stems.stem(at);
    if !card.downloads.is_empty() {
        let heading = Bilingual::fixed("Downloads", "下載");
        let _ = write!(text, "<section class=\"downloads\"><h2>{}</h2><ul>", heading.get(lang));
        for download in &card.downloads {
            let (ending, words) = (download.ending(), download.words());
            let _ = write!(text, "<li><a href=\"{stem}.{ending}\" download>{}</a></li>", words.get(lang));
        }
        text.push_str("</ul></section>\n");
    }
    text.push_str(&versions(site, at));
    let near = &site.near[at];
    if !near.is_empty() {
        let heading = Bilingual::fixed(
            "Nearest occupations by shared knowledge and skills",
            "最相近的職業（依共有的知識與技能）",
        );
        let _ = write!(text, "<section><h2>{}</h2><ul class=\"standards\">", heading.get(lang));
        for one in near {
            let (shared, percent) = (one.shared, one.percent());
            let words = bilingual!("{shared} shared, {percent} %", "共有 {shared} 項，{percent} %");
            let compare = Bilingual::fixed("compare", "比較");
            let other = &site.cards[one.card];
            let _ = write!(
                text,
                "<li>{} <span class=\"quiet\">{}</span> <a class=\"compare\" href=\"../compare.html#{stem},{}\" aria-label=\"{}：{}\">{}</a></li>",
                shell::standard_link(site, one.card, "../"),
                words.get(lang),
                site.stems.stem(one.card),
                compare.get(lang),
                escape(&other.title()),
                compare.get(lang),
            );
        }
        text.push_str("</ul></section>\n");
    }
    let words = Bilingual::fixed("Compare with others", "與其他職能基準比較");
    let _ = write!(text, "<p><a href=\"../compare.html#{stem}\">{}</a></p>\n</div>\n", words.get(lang));
    text
}

/// The other versions that are here, and what changed.
fn versions(site: &Site<'_>, at: usize) -> String {
    let mut lines = Vec::new();
    for &(old, new) in site.changes.of(at) {
        let other = if old == at { new } else { old };
        let words = match (old == at, site.lang()) {
            (true, Lang::En) => "Next version",
            (true, Lang::ZhTw) => "下一版",
            (false, Lang::En) => "Version before",
            (false, Lang::ZhTw) => "前一版",
        };
        let changed = Bilingual::fixed("what changed", "變更內容");
        lines.push(format!(
            "<li>{words}：{} <a href=\"../{}\">{}</a></li>",
            shell::standard_link(site, other, "../"),
            site.stems.changes(old, new),
            changed.get(site.lang())
        ));
    }
    if lines.is_empty() {
        return String::new();
    }
    let heading = Bilingual::fixed("Versions", "版本");
    format!(
        "<section><h2>{}</h2><ul class=\"standards\">{}</ul></section>\n",
        heading.get(site.lang()),
        lines.concat()
    )
}
