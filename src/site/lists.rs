//! The ways in that are lists: by name, by group of a classification, by level, by date.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hash::Hash as _;

use super::address::id;
use super::card::stamp;
use super::{Site, shell};
use crate::bilingual;
use crate::model::Competency;
use crate::text::bilingual::Bilingual;
use crate::text::html::escape;
use crate::text::sorting::{sort_by, sort_by_key};

/// A list: its name, and its groups in order.
struct Page {
    path: &'static str,
    title: Bilingual,
    groups: Vec<Group>,
}

/// A part of a list, which is folded.
struct Group {
    id: String,
    title: String,
    standards: Vec<usize>,
}

/// The pages.
pub(super) fn all(site: &Site<'_>) -> Vec<(String, Vec<u8>)> {
    let mut pages = vec![by_name(site)];
    let classified = [
        ("category.html", Bilingual::fixed("Job categories", "職類別")),
        ("occupation.html", Bilingual::fixed("Occupations", "職業別")),
        ("industry.html", Bilingual::fixed("Industries", "行業別")),
    ];
    pages.extend((0..).zip(classified).map(|(kind, (path, title))| by_group(site, kind, path, title)));
    pages.push(by_level(site));
    pages.push(newest(site));
    pages.extend(overdue(site));
    pages.iter().map(|page| (page.path.to_owned(), list(site, page))).collect()
}

/// The paths of these pages.
pub(super) fn paths(site: &Site<'_>) -> Vec<String> {
    let usual =
        ["name.html", "category.html", "occupation.html", "industry.html", "level.html", "newest.html"];
    let overdue = site.options.as_of.map(|_| "overdue.html");
    usual.into_iter().chain(overdue).map(str::to_owned).collect()
}

/// Every standard in the groups that it belongs to; the groups in the order of their keys.
fn grouped(
    site: &Site<'_>,
    keys: impl Fn(usize) -> Vec<(String, String)>,
) -> BTreeMap<(String, String), Vec<usize>> {
    let mut groups: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for at in 0..site.cards.len() {
        let mut keys = keys(at);
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            groups.entry(key).or_default().push(at);
        }
    }
    groups
}

fn by_name(site: &Site<'_>) -> Page {
    let first = |at: usize| {
        let first = site.cards[at].name.chars().find(|c| c.is_alphanumeric());
        vec![(first.map_or_else(|| "—".to_owned(), |c| c.to_uppercase().to_string()), String::new())]
    };
    let groups = grouped(site, first).into_iter().map(|((key, _), mut standards)| {
        sort_by(&mut standards, |&one, &other| site.cards[one].name.cmp(&site.cards[other].name));
        Group { id: id(&key), title: key, standards }
    });
    Page { path: "name.html", title: Bilingual::fixed("By name", "依名稱"), groups: groups.collect() }
}

fn by_group(site: &Site<'_>, kind: usize, path: &'static str, title: Bilingual) -> Page {
    let mut groups: Vec<Group> = Vec::new();
    // One code may have several names: a form may name several groups of one category.
    for ((code, name), standards) in grouped(site, |at| site.cards[at].groups[kind].clone()) {
        match groups.last_mut().filter(|last| !code.is_empty() && last.id == id(&code)) {
            Some(last) => {
                last.title.push_str(&format!("；{name}"));
                last.standards.extend(standards);
                last.standards.sort_unstable();
                last.standards.dedup();
            }
            None => {
                let title = if code.is_empty() { name.clone() } else { format!("{code} {name}") };
                groups.push(Group { id: id(if code.is_empty() { &name } else { &code }), title, standards });
            }
        }
    }
    Page { path, title, groups }
}

fn by_level(site: &Site<'_>) -> Page {
    let key = |at: usize| {
        vec![(site.cards[at].level.map(|level| level.to_string()).unwrap_or_default(), String::new())]
    };
    let groups = grouped(site, key).into_iter().map(|((level, _), standards)| {
        let title = match level.as_str() {
            "" => Bilingual::fixed("without a level", "未填級別").get(site.lang()).to_owned(),
            level => bilingual!("level {level}", "第 {level} 級").get(site.lang()).to_owned(),
        };
        Group { id: format!("level-{level}"), title, standards }
    });
    Page { path: "level.html", title: Bilingual::fixed("Levels", "基準級別"), groups: groups.collect() }
}

/// By the day of this version, the newest first, in years.
fn newest(site: &Site<'_>) -> Page {
    let mut dated: Vec<_> = (0..site.cards.len()).filter_map(|at| Some((site.cards[at].date?, at))).collect();
    sort_by(&mut dated, |one, other| (other.0, one.1).cmp(&(one.0, other.1)));
    let years = dated.chunk_by(|(one, _), (other, _)| one.year() == other.year());
    let groups = years.map(|year| {
        let title = year[0].0.year().to_string();
        Group { id: format!("year-{title}"), title, standards: year.iter().map(|(_, at)| *at).collect() }
    });
    Page { path: "newest.html", title: Bilingual::fixed("Newest", "最新"), groups: groups.collect() }
}

/// Current standards that had to be assessed for an update by the day that was given.
fn overdue(site: &Site<'_>) -> Option<Page> {
    let day = site.options.as_of?;
    let due = |at: &usize| site.cards[*at].review.is_some_and(|review| review <= day);
    let mut standards: Vec<usize> = (0..site.cards.len()).filter(due).collect();
    sort_by_key(&mut standards, |&at| (site.cards[at].review, at));
    let title = bilingual!("Reviews due by {day}", "至 {day} 應評估更新");
    let group = Group { id: "due".to_owned(), title: title.get(site.lang()).to_owned(), standards };
    Some(Page {
        path: "overdue.html",
        title: Bilingual::fixed("Overdue reviews", "逾期未評估更新"),
        groups: vec![group],
    })
}

fn list(site: &Site<'_>, page: &Page) -> Vec<u8> {
    let lang = site.lang();
    let title = page.title.get(lang);
    let mut text = format!("<div class=\"list\">\n<h1>{title}</h1>\n");
    let are_open = page.groups.len() == 1;
    for group in &page.groups {
        let count = group.standards.len();
        // The identifier is within the fold, so that a browser opens it for a link.
        let _ = writeln!(
            text,
            "<details{}><summary>{} <span class=\"quiet\">{count}</span></summary>\n<ul class=\"standards\" id=\"{}\">",
            if are_open { " open" } else { "" },
            escape(&group.title),
            group.id
        );
        for &at in &group.standards {
            let date = site.cards[at].date.filter(|_| matches!(page.path, "newest.html" | "overdue.html"));
            let date = date.map(|date| format!("<time>{date}</time> ")).unwrap_or_default();
            let _ = writeln!(text, "<li>{date}{}</li>", shell::standard_link(site, at, ""));
        }
        text.push_str("</ul></details>\n");
    }
    if page.groups.is_empty() {
        let none = Bilingual::fixed("There are none.", "沒有資料。");
        let _ = writeln!(text, "<p>{}</p>", none.get(lang));
    }
    text.push_str("</div>\n");
    whole(site, 0, title, &text)
}

/// A page with this content.
pub(super) fn whole(site: &Site<'_>, depth: usize, title: &str, content: &str) -> Vec<u8> {
    let page = shell::Page { depth, title, style: "", extra: "" };
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = shell::open(site, &page, &mut out);
    out.extend_from_slice(content.as_bytes());
    let _ = shell::close(site, &page, &[], &mut out);
    out
}

/// How many of the names are listed on the page that leads to all.
const MOST_USED: usize = 300;

/// Their title.
static NAMES: Bilingual =
    Bilingual::fixed("Knowledge and skills that several standards use", "多份職能基準共用的知識與技能");

/// The page of the names that most standards use, which leads to the others.
pub(super) fn names(site: &Site<'_>) -> (String, Vec<u8>) {
    let (lang, shared) = (site.lang(), site.names.shared());
    let title = NAMES.get(lang);
    let mut text = format!("<div class=\"list\">\n<h1>{title}</h1>\n");
    if shared.len() > MOST_USED {
        let (most, count) = (MOST_USED, shared.len());
        let words = bilingual!(
            "The {most} most used of {count}; the search finds every one.",
            "共 {count} 項，這裡列出最常用的 {most} 項；其餘請用搜尋。"
        );
        let _ = writeln!(text, "<p>{}</p>", words.get(lang));
    }
    text.push_str("<ul class=\"standards\">\n");
    for &at in shared.iter().take(MOST_USED) {
        let name = &site.names.all[at as usize];
        let Some((page, id)) = &name.entry else { continue };
        let shown = escape(site.names.first(&site.cards, at as usize).text());
        let (kind, count) = (kind(name.kind).get(lang).to_owned(), name.standards);
        let _ = writeln!(
            text,
            "<li><a href=\"names/{page}.html#{id}\">{shown}</a> <span class=\"quiet\">{kind} · {count}</span></li>"
        );
    }
    text.push_str("</ul>\n</div>\n");
    ("names.html".to_owned(), whole(site, 0, title, &text))
}

/// One of the pages that say who uses a name.
pub(super) fn names_page(site: &Site<'_>, page: usize) -> (String, Vec<u8>) {
    let title = NAMES.get(site.lang());
    let text = entries(site, title, site.names.page(page));
    (format!("names/{page}.html"), whole(site, 1, title, &text))
}

/// The hash of all that it is made from.
pub(super) fn names_page_stamp(site: &Site<'_>, page: usize) -> u64 {
    stamp(|hasher| {
        site.stamp.hash(hasher);
        for &at in site.names.page(page) {
            let name = &site.names.all[at as usize];
            let first = site.names.first(&site.cards, at as usize);
            (first.text(), name.kind == Competency::Knowledge, name.users.len()).hash(hasher);
            for user in &name.users {
                let (card, piece) = (user.card as usize, user.piece as usize);
                let (of, piece) = (&site.cards[card], site.cards[card].piece(piece));
                (site.heads[card], of.frame, piece.code(), piece.levels(), piece.tasks()).hash(hasher);
            }
        }
    })
}

fn kind(kind: Competency) -> Bilingual {
    match kind {
        Competency::Knowledge => Bilingual::fixed("knowledge", "知識"),
        Competency::Skill => Bilingual::fixed("skill", "技能"),
    }
}

/// Names with the standards, levels and tasks that use them.
fn entries(site: &Site<'_>, title: &str, page: &[u32]) -> String {
    let lang = site.lang();
    let mut text = format!("<div class=\"list\">\n<h1>{title}</h1>\n");
    for &at in page {
        let at = at as usize;
        let name = &site.names.all[at];
        let Some((_, id)) = &name.entry else { continue };
        let shown = escape(site.names.first(&site.cards, at).text());
        let (kind, count) = (kind(name.kind).get(lang).to_owned(), name.standards);
        let uses = bilingual!("{kind}, {count} standards", "{kind}，{count} 份職能基準");
        let _ = writeln!(
            text,
            "<section class=\"name\" id=\"{id}\"><h2>{shown} <span class=\"quiet\">{}</span></h2>\n<ul class=\"standards\">",
            uses.get(lang)
        );
        for user in &name.users {
            let (card, piece) = (user.card as usize, user.piece as usize);
            let (of, piece) = (&site.cards[card], site.cards[card].piece(piece));
            let code = piece.code();
            let _ = write!(text, "<li>{}", shell::standard_link(site, card, "../"));
            let anchor =
                Some(code).filter(|code| code.chars().all(|c| c.is_ascii_alphanumeric()) && !code.is_empty());
            if let Some(anchor) = anchor {
                let _ =
                    write!(text, "：<a href=\"../s/{}.html#{anchor}\">{anchor}</a>", site.stems.stem(card));
            }
            let levels = piece.level_text();
            if !levels.is_empty() {
                let words = bilingual!("used at level {levels}", "工作任務級別 {levels}");
                let _ = write!(text, " <span class=\"quiet\">{}</span>", words.get(lang));
            }
            if !piece.tasks().is_empty() {
                let tasks = escape(&tasks(of, piece.tasks()));
                let _ = write!(text, "<br><span class=\"tasks\">{tasks}</span>");
            }
            text.push_str("</li>\n");
        }
        text.push_str("</ul></section>\n");
    }
    text.push_str("</div>\n");
    text
}

/// The tasks with their names, each duty once before its own.
fn tasks(card: &super::card::Card, codes: &str) -> String {
    use crate::model::Kind;

    let mut shown = String::new();
    let mut last_duty = "";
    let mut duty = ("", "");
    let wanted: Vec<&str> = codes.split('、').collect();
    for piece in card.pieces() {
        match piece.kind() {
            Kind::Duty => duty = (piece.code(), piece.text()),
            Kind::Task if wanted.contains(&piece.code()) => {
                if last_duty != duty.0 || shown.is_empty() {
                    if !shown.is_empty() {
                        shown.push('；');
                    }
                    let _ = write!(shown, "{} {}：", duty.0, duty.1);
                    last_duty = duty.0;
                } else {
                    shown.push('、');
                }
                let _ = write!(shown, "{} {}", piece.code(), piece.text());
            }
            _ => {}
        }
    }
    if shown.is_empty() { codes.to_owned() } else { shown }
}
