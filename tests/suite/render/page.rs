//! The page: what can be linked to, what cells say of their headings, and what print makes of it.

use std::collections::HashSet;

use scraper::{ElementRef, Html, Selector};
use ttm::forms::render::Format;
use ttm::model::Standard;

use super::hostile::{TEXTS, everywhere};
use super::{DRAFT, SHAPES, print, published, standard};

fn page(standards: &[&Standard<'_>]) -> Html {
    let page = Html::parse_document(&print(standards, Format::Html, 0));
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    page
}

fn all<'p>(page: &'p Html, query: &str) -> Vec<ElementRef<'p>> {
    page.select(&Selector::parse(query).unwrap()).collect()
}

fn attributes<'p>(page: &'p Html, query: &str, name: &str) -> Vec<&'p str> {
    all(page, query).into_iter().map(|element| element.attr(name).unwrap()).collect()
}

/// Identifiers are unique, and whatever refers to one finds it.
fn assert_linked(page: &Html) {
    let ids = attributes(page, "[id]", "id");
    let unique: HashSet<_> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len());
    assert!(ids.iter().all(|id| !id.contains(char::is_whitespace) && !id.is_empty()), "{ids:?}");
    for link in attributes(page, "[href]", "href") {
        assert!(unique.contains(link.strip_prefix('#').unwrap()), "{link}");
    }
    for table in all(page, ".duties, .profile") {
        let headings = Selector::parse("th[id]").unwrap();
        let of_table: HashSet<_> =
            table.select(&headings).map(|heading| heading.attr("id").unwrap()).collect();
        for cell in table.select(&Selector::parse("td").unwrap()) {
            let headers: Vec<_> = cell.attr("headers").unwrap().split(' ').collect();
            assert!(headers.iter().all(|id| of_table.contains(id)), "{headers:?}");
        }
    }
}

#[test]
fn every_code_can_be_linked_to_and_every_cell_names_its_headings() {
    let (published, shapes, draft) = (published(), standard(SHAPES), standard(DRAFT));
    for one in [&published, &shapes, &draft] {
        assert_linked(&page(&[one]));
    }
    assert_linked(&page(&[&published, &published, &shapes, &draft]));
    for text in TEXTS {
        assert_linked(&page(&[&standard(&everywhere(text)), &standard(&everywhere(text))]));
    }
    let page = page(&[&published]);
    let ids: HashSet<_> = attributes(&page, "[id]", "id").into_iter().collect();
    for code in ["T2", "T2.1", "O2.1.1", "P2.1.1", "K12", "S01", "A01", "TTM4221-004v1"] {
        assert!(ids.contains(code), "{code}");
    }
    let cell = all(&page, "#P2\\.1\\.1").remove(0).parent().and_then(ElementRef::wrap).unwrap();
    assert_eq!(cell.attr("headers"), Some("_c1-4 T2 T2.1"));
    assert_eq!(attributes(&page, ".profile td", "headers")[5], "_3 _4");
}

#[test]
fn a_version_links_to_the_one_that_replaced_it() {
    let page = page(&[&published()]);
    assert_eq!(attributes(&page, ".history a", "href"), ["#TTM4221-004v2"]);
    assert_eq!(all(&page, "#TTM4221-004v2").len(), 1);
    assert_eq!(all(&page, "details.fold > .history").len(), 1);
    // One that the history does not have is no link.
    let other = standard("history:\n- {version: V1, code: TST4221-001, superseded-by: TST4221-009v2}\n");
    assert!(!print(&[&other], Format::Html, 0).contains("<a "));
}

#[test]
fn a_long_standard_has_contents() {
    let page = page(&[&published()]);
    let names = attributes(&page, "nav.contents a", "aria-label");
    assert_eq!(names, ["T1 業務拓展", "T2 市場調查", "T3 活動提案", "T4 執行現場活動", "T5 活動結束"]);
    assert_eq!(attributes(&page, "nav.contents a", "href"), ["#T1", "#T2", "#T3", "#T4", "#T5"]);
    assert!(!print(&[&standard(SHAPES)], Format::Html, 0).contains("<nav"));
}

#[test]
fn the_foot_of_a_printed_page_names_the_standard() {
    let published = print(&[&published()], Format::Html, 0);
    assert!(published.contains("<title>TTM4221-004v2 獎勵旅遊業業務人員職能基準</title>"));
    assert!(published.contains("@bottom-left { content: \"TTM4221\\00002d004v2\\003000版本 V2\"; }"));
    assert!(published.contains("content: \"第 \" counter(page) \" 頁，共 \" counter(pages) \" 頁\";"));
    let draft = print(&[&standard(DRAFT)], Format::Html, 0);
    assert!(draft.contains("<title>新職業職能基準（草案）</title>"));
    assert!(draft.contains("content: \"草案") && draft.contains(" class=\"draft\">"));
    // Each of several has its own.
    let both = print(&[&standard(SHAPES), &standard(DRAFT)], Format::Html, 0);
    for rule in ["@page form1 {", "#_s1 { page: form1; }", "@page form2 {", "#_s2 { page: form2; }"] {
        assert!(both.contains(rule), "{rule}");
    }
    for text in TEXTS {
        let page = page(&[&standard(&format!("code: {}\n", super::hostile::quoted(text)))]);
        let style: String =
            all(&page, "style").iter().map(|style| style.text().collect::<String>()).collect();
        assert_eq!(style.matches('{').count(), style.matches('}').count(), "{text:?}");
        assert_eq!(all(&page, "body > main > article").len(), 1);
    }
}

#[test]
fn a_duty_that_no_page_holds_repeats_its_name_and_what_holds_for_all_of_it() {
    let items = |kind: char, count: usize| -> String {
        (1..=count).map(|n| format!("  {kind}{n:02}: 一項名稱較長的知識或技能\n")).collect()
    };
    let codes = |kind: char, count: usize| (1..=count).map(|n| format!("{kind}{n:02}")).collect::<Vec<_>>();
    let tasks = |duty: usize, count: usize| -> String {
        (1..=count)
            .map(|n| {
                let text = "說明在什麼情形下有什麼行為與結果的一個句子。".repeat(6);
                format!(
                    "      T{duty}.{n}: {{name: 任務, level: 3, indicators: {{P{duty}.{n}.1: {text}}}}}\n"
                )
            })
            .collect()
    };
    let text = format!(
        "knowledge:\n{}skills:\n{}duties:\n  T1:\n    name: 短\n    tasks:\n{}  T2:\n    name: 長\n    knowledge: [{}]\n    \
         skills: [{}]\n    tasks:\n{}  T3:\n    name: 又短\n    tasks:\n{}",
        items('K', 2),
        items('S', 20),
        tasks(1, 2),
        codes('K', 2).join(", "),
        codes('S', 20).join(", "),
        tasks(2, 12),
        tasks(3, 2)
    );
    let page = page(&[&standard(&text)]);
    assert_linked(&page);
    let tables = all(&page, ".duties");
    let bodies = Selector::parse("tbody").unwrap();
    assert_eq!(tables.iter().map(|table| table.select(&bodies).count()).collect::<Vec<_>>(), [1, 1, 1]);
    assert_eq!(
        attributes(&page, "[data-again]", "data-again"),
        [
            "T2 長",
            "K01 一項名稱較長的知識或技能\nK02 一項名稱較長的知識或技能",
            // Too many for the headings, which a browser repeats up to a quarter of a page.
            &codes('S', 20).join("、"),
        ]
    );
    // The published standard has no such duty, and one table.
    assert!(!print(&[&published()], Format::Html, 0).contains("data-again=\""));
}
