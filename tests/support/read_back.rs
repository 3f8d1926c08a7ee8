//! What was printed, read back by parsers that share nothing with the printer: for each part and column of the form,
//! the items it shows and how often.
//!
//! Items are `code text` without white space, since a terminal breaks lines where it has to.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use scraper::{ElementRef, Html, Selector};

/// How often each item stands in each column.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown(BTreeMap<(String, String), usize>);

/// What Markdown says where a merged cell goes on.
const SAME: &str = "*同上*";

/// The labels of codes that stand behind a name.
const CODES: [&str; 3] = ["職類別代碼", "職業別代碼", "行業別代碼"];

/// The headings of the form's columns, and what the terminal's narrower tables say for them.
const COLUMNS: [(&str, &str); 6] = [
    ("工作任務", "工作任務"),
    ("工作產出", "工作產出"),
    ("行為指標", "行為指標"),
    ("職能級別", "級別"),
    ("職能內涵 (K=knowledge 知識)", "知識 K"),
    ("職能內涵 (S=skills 技能)", "技能 S"),
];

impl Shown {
    pub(crate) fn add(&mut self, column: &str, item: &str) {
        let item: String = item.split_whitespace().collect();
        if !item.is_empty() {
            *self.0.entry((column.to_owned(), item)).or_default() += 1;
        }
    }

    /// A text of the profile, and the code behind it.
    pub(crate) fn add_profile(&mut self, text: &str) {
        let found = CODES.iter().find_map(|label| text.split_once(label));
        let (name, code) = found.unwrap_or((text, ""));
        self.add("profile", name);
        self.add("profile", code);
    }

    /// How many items there are in a column.
    pub(crate) fn total(&self, column: &str) -> usize {
        self.0.iter().filter(|((name, _), _)| name == column).map(|(_, count)| count).sum()
    }
}

/// The items of every article of a page.
pub(crate) fn html(page: &str) -> Vec<Shown> {
    let page = Html::parse_document(page);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    let all = |within: ElementRef<'_>, query: &str| -> Vec<String> {
        let selector = Selector::parse(query).unwrap();
        within.select(&selector).map(|found| found.text().collect()).collect()
    };
    let article = |article: ElementRef<'_>| {
        let mut shown = Shown::default();
        all(article, "h1").iter().for_each(|title| shown.add("title", title));
        all(article, ".attitudes td p").iter().for_each(|item| shown.add("attitudes", item));
        all(article, ".attitudes td:not(:has(p))").iter().for_each(|item| shown.add("attitudes", item));
        all(article, ".notes td li").iter().for_each(|item| shown.add("notes", item));
        all(article, ".profile td:not(.label)").iter().for_each(|item| shown.add("profile", item));
        let labelled = Selector::parse("tbody [data-label]").unwrap();
        for cell in article.select(&labelled) {
            let items = all(cell, "p");
            let own = if items.is_empty() { vec![cell.text().collect()] } else { items };
            own.iter().for_each(|item| shown.add(cell.attr("data-label").unwrap(), item));
        }
        shown
    };
    page.select(&Selector::parse("article").unwrap()).map(article).collect()
}

/// The items of every document that begins with a title.
pub(crate) fn markdown(text: &str) -> Vec<Shown> {
    let mut documents = Vec::new();
    let mut part = "";
    let mut heads: Vec<String> = Vec::new();
    let mut cells: Vec<Vec<String>> = Vec::new();
    let mut items = vec![String::new()];
    let mut is_italic = false;
    for event in
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH)
    {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => documents.push(Shown::default()),
            Event::Start(Tag::Table(_)) => (part, heads) = ("table", Vec::new()),
            Event::Start(Tag::Emphasis) => is_italic = true,
            Event::End(TagEnd::Emphasis) => is_italic = false,
            Event::Start(_) => {}
            Event::Text(text) if is_italic => items.last_mut().unwrap().push_str(&format!("*{text}*")),
            Event::Text(text) | Event::Code(text) => items.last_mut().unwrap().push_str(&text),
            Event::InlineHtml(tag) if &*tag == "<br>" => items.push(String::new()),
            Event::InlineHtml(tag) if matches!(&*tag, "<span>" | "</span>") => {}
            Event::End(TagEnd::Heading(level)) => {
                let title = std::mem::replace(&mut items, vec![String::new()]).concat();
                match (level, title.as_str()) {
                    (HeadingLevel::H1, _) => documents.last_mut().unwrap().add("title", &title),
                    (_, "職能內涵 (A=attitude 態度)") => part = "attitudes",
                    (_, "說明與補充事項") => part = "notes",
                    (_, other) => assert_eq!(other, "未能歸位的文字"),
                }
            }
            Event::End(TagEnd::TableCell) => cells.push(std::mem::replace(&mut items, vec![String::new()])),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                let row = std::mem::take(&mut cells);
                let shown = documents.last_mut().unwrap();
                if row.len() == 2 && row[0] != ["位置"] && heads.first().is_none_or(|head| head != "位置")
                {
                    shown.add_profile(&row[1].concat());
                } else if heads.is_empty() {
                    heads = row.iter().map(|head| head.concat()).collect();
                } else {
                    for (head, cell) in heads.iter().zip(&row) {
                        // Italics, which no text is in.
                        cell.iter().filter(|item| *item != SAME).for_each(|item| shown.add(head, item));
                    }
                }
            }
            Event::End(TagEnd::Item) => {
                let item = std::mem::replace(&mut items, vec![String::new()]).concat();
                documents.last_mut().unwrap().add(part, &item);
            }
            Event::End(TagEnd::Paragraph) if items.concat().starts_with('●') => items = vec![String::new()],
            Event::End(_) => {}
            other => panic!("not a text: {other:?}"),
        }
    }
    documents
}

/// The items of one standard that was printed for a terminal.
pub(crate) fn table(text: &str) -> Shown {
    let mut shown = Shown::default();
    let mut lines = text.split("\n\n");
    shown.add("title", lines.next().unwrap());
    let mut duties = false;
    for block in lines {
        match block.split_once('\n') {
            Some(("職能內涵 (A=attitude 態度)", list)) => {
                bare_items(list).iter().for_each(|item| shown.add("attitudes", item));
                duties = false;
            }
            Some(("說明與補充事項", list)) => {
                for item in bare_items(list).iter().filter(|item| !item.starts_with('●')) {
                    let (marker, text) = item.split_once(' ').unwrap();
                    assert!(
                        marker == "-"
                            || marker.strip_suffix('.').is_some_and(|number| number.parse::<u32>().is_ok()),
                        "{item}"
                    );
                    shown.add("notes", text);
                }
            }
            Some(("未能歸位的文字", grid)) => add_grid(&mut shown, grid, ""),
            Some((duty, grid)) if duties || !duty.starts_with('┌') => {
                duties = true;
                let (heading, grid) = grid_after(duty, grid);
                shown.add("主要職責", &heading);
                add_grid(&mut shown, &grid, "");
            }
            _ if shown.total("profile") == 0 && !is_history(block) => add_grid(&mut shown, block, "profile"),
            _ => add_grid(&mut shown, block, ""),
        }
    }
    shown
}

fn is_history(block: &str) -> bool {
    block.lines().nth(1).is_some_and(|line| line.contains("版"))
}

/// The lines of a heading, and the grid that follows it.
fn grid_after(first: &str, rest: &str) -> (String, String) {
    let (more, grid): (Vec<&str>, Vec<&str>) =
        rest.lines().partition(|line| !line.starts_with(['┌', '│', '╞', '├', '└']));
    (format!("{first}{}", more.concat()), grid.join("\n"))
}

/// Items of a list, whose continued lines are indented.
fn bare_items<'t>(lines: impl Into<BareLines<'t>>) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in lines.into().0 {
        match (line.strip_prefix("  "), items.last_mut()) {
            (Some(more), Some(item)) => item.push_str(more),
            _ => items.push(line.to_owned()),
        }
    }
    items
}

struct BareLines<'t>(Vec<&'t str>);

impl<'t> From<&'t str> for BareLines<'t> {
    fn from(text: &'t str) -> Self {
        Self(text.lines().collect())
    }
}

impl<'t> From<&'t Vec<String>> for BareLines<'t> {
    fn from(lines: &'t Vec<String>) -> Self {
        Self(lines.iter().map(String::as_str).collect())
    }
}

/// A drawn grid, with its columns side by side or with labels beside texts.
fn add_grid(shown: &mut Shown, grid: &str, only: &str) {
    let columns = grid.lines().next().unwrap_or_default().matches('┬').count() + 1;
    let mut head: Vec<String> = vec![String::new(); columns];
    let stacked = !grid.contains('╞');
    let mut in_head = !stacked;
    // The cell that each column is in, line by line.
    let mut cells: Vec<Vec<String>> = vec![Vec::new(); columns];
    let mut label = String::new();
    for line in grid.lines() {
        let parts: Vec<&str> =
            line.split(['│', '├', '┤', '┼', '╞', '╪', '╡', '┌', '┬', '┐', '└', '┴', '┘']).collect();
        let parts = &parts[1..parts.len() - 1];
        if line.starts_with('╞') {
            in_head = false;
            continue;
        }
        assert_eq!(parts.len(), columns, "{line}");
        if stacked {
            // A filled label column begins a new text, unless the label itself goes on.
            let (name, text) = (parts[0].trim(), parts[1]);
            if name.starts_with('─') || !name.is_empty() {
                flush(shown, &mut cells[1], &label, only);
                label = if name.starts_with('─') { String::new() } else { name.to_owned() };
            }
            if !text.starts_with('─') && !text.trim().is_empty() {
                cells[1].push(text.strip_prefix(' ').unwrap_or(text).trim_end().to_owned());
            }
            continue;
        }
        for (column, part) in parts.iter().enumerate() {
            if part.starts_with('─') {
                flush(shown, &mut cells[column], &head[column], only);
            } else if in_head {
                head[column].push_str(part.trim());
            } else if !part.trim().is_empty() {
                cells[column].push(part.strip_prefix(' ').unwrap_or(part).trim_end().to_owned());
            }
        }
    }
    for (column, cell) in cells.iter_mut().enumerate() {
        flush(shown, cell, if stacked { &label } else { &head[column] }, only);
    }
}

fn flush(shown: &mut Shown, cell: &mut Vec<String>, head: &str, only: &str) {
    let lines = std::mem::take(cell);
    if !only.is_empty() {
        assert_eq!(only, "profile");
        shown.add_profile(&lines.concat());
        return;
    }
    let name = COLUMNS.iter().find(|(long, short)| head == *short || head == *long);
    match name {
        Some((name, _)) => {
            for item in bare_items(&lines).iter().filter(|item| !item.ends_with("共用）")) {
                shown.add(name, item);
            }
        }
        None => shown.add(head, &lines.concat()),
    }
}
