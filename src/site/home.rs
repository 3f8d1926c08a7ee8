//! The page that everything begins with, and the comparison: frames that the scripts fill.

use std::fmt::Write as _;

use super::{Site, shell};
use crate::bilingual;
use crate::text::bilingual::Bilingual;
use crate::text::sorting::sort_by_key;

/// The search.
pub(super) const SCRIPT: &str = include_str!("assets/site.js");

/// How many of the newest standards the first page shows.
const NEWEST: usize = 12;

pub(super) fn all(site: &Site<'_>) -> Vec<(String, Vec<u8>)> {
    vec![("index.html".to_owned(), index(site)), ("compare.html".to_owned(), compare(site))]
}

fn index(site: &Site<'_>) -> Vec<u8> {
    let lang = site.lang();
    let count = site.cards.len();
    let title = shell::site_title(site);
    let label = Bilingual::fixed("Search", "搜尋");
    let hint = bilingual!(
        "In names, duties, tasks, outputs, knowledge, skills, attitudes and descriptions of {count} standards. Behaviour \
         indicators are not searched here; the command ttm find does.",
        "搜尋 {count} 份職能基準的名稱、主要職責、工作任務、工作產出、知識、技能、態度與工作描述；行為指標不在其中，請用 ttm find 指令。"
    );
    let category = Bilingual::fixed("Job category", "職類別");
    let level = Bilingual::fixed("Base level", "基準級別");
    let any = Bilingual::fixed("all", "全部");
    let none = Bilingual::fixed(
        "The search needs JavaScript; the lists above do not.",
        "搜尋需要 JavaScript；上方的清單不需要。",
    );
    let mut text = format!(
        "<div class=\"list\">\n<h1>{}</h1>\n<div class=\"search\" role=\"search\">\n\
         <label for=\"q\">{}</label>\n\
         <input id=\"q\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" aria-describedby=\"hint\">\n\
         <div class=\"facets\"><label>{} <select id=\"c\"><option value=\"\">{any}</option></select></label>\n\
         <label>{} <select id=\"l\"><option value=\"\">{any}</option></select></label></div>\n\
         <p id=\"hint\" class=\"quiet\">{}</p>\n<noscript><p>{}</p></noscript>\n</div>\n\
         <p id=\"status\" role=\"status\"></p>\n<p id=\"chosen\"></p>\n<ol id=\"results\"></ol>\n<div id=\"start\">\n",
        crate::text::html::escape(&title),
        label.get(lang),
        category.get(lang),
        level.get(lang),
        crate::text::html::escape(hint.get(lang)),
        none.get(lang),
        any = any.get(lang),
    );
    let mut dated: Vec<usize> = (0..count).filter(|&at| site.cards[at].date.is_some()).collect();
    sort_by_key(&mut dated, |&at| (std::cmp::Reverse(site.cards[at].date), at));
    let newest = Bilingual::fixed("Newest", "最新");
    let _ = writeln!(text, "<h2>{}</h2>\n<ul class=\"standards\">", newest.get(lang));
    for at in dated.into_iter().take(NEWEST) {
        let date = site.cards[at].date.map(|date| format!("<time>{date}</time> ")).unwrap_or_default();
        let _ = writeln!(text, "<li>{date}{}</li>", shell::standard_link(site, at, ""));
    }
    text.push_str("</ul>\n");
    if site.options.as_of.is_some() {
        let words = Bilingual::fixed("Overdue reviews", "逾期未評估更新");
        let _ = writeln!(text, "<p><a href=\"overdue.html\">{}</a></p>", words.get(lang));
    }
    text.push_str("</div>\n</div>\n");
    scripted(site, "", &text, &["data.js", "site.js"])
}

fn compare(site: &Site<'_>) -> Vec<u8> {
    let title = Bilingual::fixed("Compare standards", "比較職能基準");
    let title = title.get(site.lang());
    let label = Bilingual::fixed("Add a standard (code or name)", "加入職能基準（代碼或名稱）");
    let none = Bilingual::fixed(
        "The comparison needs JavaScript; the command ttm gap compares too.",
        "比較需要 JavaScript；也可以用 ttm gap 指令。",
    );
    let text = format!(
        "<div class=\"list wide\">\n<h1>{title}</h1>\n<noscript><p>{}</p></noscript>\n\
         <div class=\"search\"><label for=\"add\">{}</label>\n\
         <input id=\"add\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\"></div>\n\
         <p id=\"status\" role=\"status\"></p>\n<ul id=\"found\"></ul>\n<ul id=\"compared\"></ul>\n<div id=\"table\"></div>\n</div>\n",
        none.get(site.lang()),
        label.get(site.lang())
    );
    scripted(site, title, &text, &["data.js", "site.js"])
}

fn scripted(site: &Site<'_>, title: &str, content: &str, scripts: &[&str]) -> Vec<u8> {
    let page = shell::Page { depth: 0, title, style: "", extra: "" };
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = shell::open(site, &page, &mut out);
    out.extend_from_slice(content.as_bytes());
    let _ = shell::close(site, &page, scripts, &mut out);
    out
}
