//! What every page has: its head, the ways to the rest of the site, its foot.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::Site;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::digest::{base64, sha256};
use crate::text::display_safe::one_line;
use crate::text::html::escape;

pub(super) const STYLE: &str = include_str!("assets/site.css");

/// A page.
pub(super) struct Page<'p> {
    /// How many folders below the root it lies.
    pub(super) depth: usize,
    pub(super) title: &'p str,
    /// Rules of its own.
    pub(super) style: &'p str,
    /// A further style sheet, or none.
    pub(super) extra: &'p str,
}

impl Page<'_> {
    /// The way to the root.
    pub(super) fn root(&self) -> &'static str {
        if self.depth == 0 { "" } else { "../" }
    }
}

/// The pages that every page leads to, with their names.
pub(super) const WAYS: [(&str, Bilingual); 8] = [
    ("index.html", Bilingual::fixed("Search", "搜尋")),
    ("name.html", Bilingual::fixed("By name", "依名稱")),
    ("category.html", Bilingual::fixed("Job categories", "職類別")),
    ("occupation.html", Bilingual::fixed("Occupations", "職業別")),
    ("industry.html", Bilingual::fixed("Industries", "行業別")),
    ("level.html", Bilingual::fixed("Levels", "基準級別")),
    ("newest.html", Bilingual::fixed("Newest", "最新")),
    ("names.html", Bilingual::fixed("Knowledge and skills", "知識與技能")),
];

/// Begins a page, up to what it is about.
pub(super) fn open(site: &Site<'_>, page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lang = site.lang();
    let code = if lang == Lang::En { "en" } else { "zh-Hant-TW" };
    let root = page.root();
    let title = escape(&one_line(page.title));
    let name = escape(&site_title(site));
    // Nothing but the files of the site itself; of styles within the page only this one.
    let own = if page.style.is_empty() {
        String::new()
    } else {
        format!(" 'sha256-{}'", base64(&sha256(page.style.as_bytes())))
    };
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; \
         style-src 'self'{own}; img-src 'self'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}{}{name}</title>\n<link rel=\"stylesheet\" href=\"{root}site.css\">\n",
        if title.is_empty() { "" } else { " | " },
    )?;
    if !page.extra.is_empty() {
        writeln!(out, "<link rel=\"stylesheet\" href=\"{root}{}\">", page.extra)?;
    }
    if site.options.url.is_some() {
        writeln!(out, "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{root}feed.xml\">")?;
    }
    if !page.style.is_empty() {
        writeln!(out, "<style>{}</style>", page.style)?;
    }
    let skip = Bilingual::fixed("Skip to the content", "跳到主要內容");
    let logo = site.options.logo.as_ref();
    let logo = logo.map(|(path, _)| format!("<img src=\"{root}{path}\" alt=\"\">")).unwrap_or_default();
    let ways = Bilingual::fixed("Ways in", "瀏覽方式");
    write!(
        out,
        "</head>\n<body>\n<a class=\"skip\" href=\"#main\">{}</a>\n<header class=\"site\">\n\
         <p class=\"site-title\"><a href=\"{root}index.html\">{logo}{name}</a></p>\n<nav aria-label=\"{}\"><ul>\n",
        skip.get(lang),
        ways.get(lang)
    )?;
    for (address, words) in WAYS {
        writeln!(out, "<li><a href=\"{root}{address}\">{}</a></li>", words.get(lang))?;
    }
    write!(out, "</ul></nav>\n</header>\n<main id=\"main\">\n")
}

/// Ends a page, which runs these scripts.
pub(super) fn close(
    site: &Site<'_>,
    page: &Page<'_>,
    scripts: &[&str],
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = site.lang();
    writeln!(out, "</main>")?;
    let license = Bilingual::fixed("License: ", "授權：");
    let lines = [
        site.options.footer.as_deref().map(escape),
        site.options.license.as_deref().map(|text| format!("{}{}", license.get(lang), escape(text))),
    ];
    let lines: String = lines.into_iter().flatten().map(|line| format!("<p>{line}</p>\n")).collect();
    if !lines.is_empty() {
        write!(out, "<footer class=\"site\">\n{lines}</footer>\n")?;
    }
    for script in scripts {
        writeln!(out, "<script src=\"{}{script}\"></script>", page.root())?;
    }
    writeln!(out, "</body>\n</html>")
}

/// The title of the site.
pub(super) fn site_title(site: &Site<'_>) -> String {
    let usual = Bilingual::fixed("Occupational competency standards", "職能基準");
    one_line(site.options.title.as_deref().unwrap_or(usual.get(site.lang())))
}

/// A link to the page of a standard, with what tells it from others: code, name, level and, unless it is the current
/// version, how it stands.
pub(super) fn standard_link(site: &Site<'_>, at: usize, root: &str) -> String {
    use crate::catalogue::listing::Standing;

    let card = &site.cards[at];
    let lang = site.lang();
    let mut link = format!("<a href=\"{root}s/{}.html\">", site.stems.stem(at));
    if let Some(code) = &card.code {
        let _ = write!(link, "<span class=\"code\">{}</span> ", escape(&one_line(code)));
    }
    let name = if card.name.is_empty() { "—" } else { &card.name };
    let _ = write!(link, "{}</a>", escape(name));
    if let Some(standing) = card.standing.filter(|standing| *standing != Standing::Current) {
        let _ = write!(link, " <span class=\"mark\">{}</span>", standing.words().get(lang));
    }
    if let Some(level) = card.level {
        let words = Bilingual::fixed("level ", "級別 ");
        let _ = write!(link, " <span class=\"level\">{}{level}</span>", words.get(lang));
    }
    link
}
