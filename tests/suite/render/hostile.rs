//! Texts that try to be more than text, and standards that try to print more than is there.

use scraper::{Html, Selector};
use serde_json::Value;
use ttm::forms::render::{Error, Format};
use ttm::forms::sheet::TooLarge;

use super::{FORMATS, print, standard, try_print};
use crate::support::read_back;

/// What acts in one format or another, each told apart from the others by its surroundings.
pub(super) const TEXTS: [&str; 26] = [
    "</td></tr></table><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a | b || c",
    "`code` ``more``",
    "*strong* **very** _so_ __so__ ~~gone~~ ~gone~",
    "[link](https://example.org) ![image](x) [^1] [ ]",
    "<https://example.org> <a@example.org>",
    "&lt;b&gt; &#60; &amp",
    "$x^2$ $$y$$ $`z`$",
    "\\ \\| \\* trailing \\",
    "# heading",
    "1. one",
    "- item",
    "+ item",
    "> quotation",
    "    indented",
    "---",
    "===",
    "<!-- comment",
    "\u{1b}[31mred\u{1b}[0m\u{7}",
    "left\u{202e}thgir\u{2066}x\u{2069}",
    "csi\u{9b}31m\u{85}",
    "line\u{2028}separator\u{2029}",
    "tag\u{e0041}\u{200b}\u{feff}",
    "\" onmouseover=\"alert(1)\" ' x",
    "\u{7f}\u{0}",
];

/// A standard that has a text wherever the form prints one.
pub(super) fn everywhere(text: &str) -> String {
    let (text, undefined, second) = (quoted(text), quoted(&format!("{text}x")), quoted(&format!("{text}2")));
    format!(
        "code: {text}\nname: {{occupation: {text}}}\nclassification:\n  industry: [{{code: {text}, name: {text}}}]\n\
         description: {text}\nhistory:\n- {{version: {text}, code: {text}, name: {text}, note: {text}}}\n\
         - {{superseded-by: {text}}}\nknowledge: {{{text}: {text}}}\nattitudes: [{text}, {{{text}: {text}}}]\n\
         duties:\n  {text}:\n    name: {text}\n    knowledge: [{text}, {undefined}]\n    tasks:\n      {text}:\n        \
         name: {text}\n        also: {{{text}: {text}}}\n        outputs: [{text}]\n        \
         indicators: {{{text}: {text}}}\n      {second}: {{}}\n\
         notes: {{qualifications: [{text}], supplements: [{text}]}}\nunplaced: [{{at: {text}, text: {text}}}]\n"
    )
}

/// As YAML's double quotes have it; JSON's escapes are among them.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            ' '..='~' | '\u{4e00}'..='\u{9fff}' => quoted.push(c),
            _ => quoted.push_str(&format!("\\U{:08x}", c as u32)),
        }
    }
    quoted + "\""
}

/// How a text looks where nothing may act.
pub(super) fn seen(text: &str) -> String {
    let shown = |c: char| match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap(),
        '\u{7f}' => '\u{2421}',
        _ if acts(c) => '\u{fffd}',
        _ => c,
    };
    text.chars().map(shown).collect()
}

fn acts(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn active_content_is_escaped() {
    for text in TEXTS {
        let hostile = standard(&everywhere(text));
        for (format, name) in FORMATS {
            let printed = print(&[&hostile], format, 80);
            assert!(!printed.contains(acts), "{name}: {text:?}");
        }
    }
}

#[test]
fn html_has_the_same_elements_whatever_the_texts_are() {
    let elements = |text: &str| -> Vec<String> {
        let page = Html::parse_document(&print(&[&standard(&everywhere(text))], Format::Html, 0));
        assert!(page.errors.is_empty(), "{text:?}: {:?}", page.errors);
        let every = Selector::parse("*").unwrap();
        let element = |element: scraper::ElementRef<'_>| {
            let names: Vec<_> = element.value().attrs().map(|(name, _)| name).collect();
            format!("{} {names:?}", element.value().name())
        };
        page.select(&every).map(element).collect()
    };
    let harmless = elements("甲");
    for text in TEXTS {
        assert_eq!(elements(text), harmless, "{text:?}");
    }
}

#[test]
fn texts_are_read_back_from_html_and_markdown() {
    for text in TEXTS {
        let hostile = standard(&everywhere(text));
        let seen = squeezed(&seen(text));
        let mut expected = read_back::Shown::default();
        for (column, items) in [
            ("title", vec![format!("{seen}職能基準")]),
            ("版本", vec![seen.clone()]),
            ("職能基準代碼", vec![seen.clone()]),
            ("職能基準名稱", vec![seen.clone()]),
            ("更新說明", vec![seen.clone(), format!("已被《{seen}》取代")]),
            ("profile", vec![seen.clone(); 5]),
            ("主要職責", vec![format!("{seen}{seen}")]),
            ("工作任務", vec![format!("{seen}{seen}"), format!("{seen}{seen}"), format!("{seen}2")]),
            ("工作產出", vec![seen.clone()]),
            ("行為指標", vec![format!("{seen}{seen}")]),
            ("職能內涵 (K=knowledge 知識)", vec![format!("{seen}{seen}"), format!("{seen}x")]),
            ("attitudes", vec![seen.clone(), format!("{seen}{seen}")]),
            ("notes", vec![seen.clone(), seen.clone()]),
            ("位置", vec![seen.clone()]),
            ("文字", vec![seen.clone()]),
        ] {
            items.iter().for_each(|item| expected.add(column, item));
        }
        let expected = [expected];
        assert_eq!(read_back::html(&print(&[&hostile], Format::Html, 0)), expected, "{text:?}");
        let markdown = print(&[&hostile], Format::Markdown, 0);
        assert_eq!(read_back::markdown(&markdown), expected, "{text:?}\n{markdown}");
    }
}

#[test]
fn json_keeps_every_character() {
    for text in TEXTS {
        let json: Value =
            serde_json::from_str(&print(&[&standard(&everywhere(text))], Format::Json, 0)).unwrap();
        assert_eq!(json["description"], text);
        assert_eq!(json["duties"][0]["tasks"][0]["rows"][0]["indicators"][0]["text"], text);
        assert_eq!(json["notes"]["supplements"][0], text);
    }
    let json = print(&[&standard("description: \"\\x7f\\u202e\\U000e0041\\x85\\x01\"\n")], Format::Json, 0);
    assert!(json.contains(r#""description":"\u007f\u202e\udb40\udc41\u0085\u0001""#), "{json}");
}

#[test]
fn hostile_texts_fit_the_terminal_width() {
    use unicode_width::UnicodeWidthStr;

    let long = "長".repeat(90);
    let word = "w".repeat(90);
    let accents = format!("e{}", "\u{301}".repeat(90));
    let emoji = "👩\u{200d}👩\u{200d}👧\u{200d}👦".repeat(8);
    let closing = "。".repeat(90);
    for text in TEXTS.into_iter().chain([&*long, &*word, &*accents, &*emoji, &*closing, "ﷺ\u{1160}ꙮ"]) {
        let hostile = standard(&everywhere(text));
        for width in [40, 41, 60, 99, 100, 137] {
            for line in print(&[&hostile], Format::Table, width).lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }
}

#[test]
fn line_breaks_and_tabs_are_written_in_the_way_of_each_format() {
    let text = "description: \"甲\\r\\n乙\\t丙\\n\"\nattitudes:\n- A01: \"丁\\n戊\"\n";
    let broken = standard(text);
    assert!(print(&[&broken], Format::Html, 0).contains("colspan=\"4\">甲<br>乙 丙</td>"));
    let markdown = print(&[&broken], Format::Markdown, 0);
    assert!(
        markdown.contains("| 工作描述 | 甲<br>乙 丙 |") && markdown.contains("- A01 丁<br>戊\n"),
        "{markdown}"
    );
    let table = print(&[&broken], Format::Table, 80);
    assert!(table.contains("│ 甲 ") && table.contains("│ 乙 丙 "), "{table}");
    assert!(print(&[&broken], Format::Json, 0).contains(r#""甲\r\n乙\t丙\n""#));
}

#[test]
#[cfg(feature = "office")]
fn forms_with_too_many_cells_for_an_office_document_are_refused() {
    let rows = "        - {}\n".repeat(50_000);
    let text = format!("duties:\n  T1:\n    tasks:\n      T1.1:\n        rows:\n{rows}");
    for format in [Format::Xlsx, Format::Docx] {
        let refused = try_print(&[&standard(&text)], format, 80);
        let Err(Error::Unfit(unfit)) = refused else { panic!("{format:?}") };
        assert!(matches!(unfit.as_slice(), [(0, ttm::forms::render::Unfit::TooLarge(TooLarge::Cells))]));
    }
}

#[test]
fn standards_whose_form_would_be_too_large_are_refused() {
    let tasks: String = (1..5000).map(|task| format!("      T1.{task}: {{}}\n")).collect();
    let codes = vec!["K01"; 5000].join(", ");
    let text = format!("duties:\n  T1:\n    knowledge: [{codes}]\n    tasks:\n{tasks}");
    let doubled: String = (0..5000).map(|_| "- K01: 同\n").collect();
    let twice = format!("knowledge:\n{doubled}duties:\n  T1:\n    knowledge: [{codes}]\n    tasks: {{}}\n");
    let (fine, hostile, twice) = (standard("name: {occupation: 好}\n"), standard(&text), standard(&twice));
    for (format, _) in FORMATS {
        let refused = try_print(&[&fine, &hostile, &fine, &hostile], format, 80);
        let Err(Error::Unfit(unfit)) = refused else { panic!("{format:?}") };
        let all = [(1, TooLarge::References), (3, TooLarge::References)];
        let unfit: Vec<_> = unfit.into_iter().map(|(index, reason)| (index, reason.words())).collect();
        assert_eq!(unfit, all.map(|(index, reason)| (index, reason.words())));
        // A reference prints one name, however many its code has.
        assert!(try_print(&[&fine, &twice], format, 80).is_ok());
    }
}
