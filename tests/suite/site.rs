//! `ttm site`: what is in the folder, that everything in it leads somewhere and nothing acts, and what is written anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use scraper::{Html, Selector};
use serde_json::Value;
use tempfile::TempDir;

use crate::render::hostile::quoted;

fn ttm(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command.args(["--lang", "en"]).args(arguments).current_dir(folder).output().unwrap()
}

/// Makes the site in `public` and returns what was said.
fn made(folder: &Path, arguments: &[&str]) -> String {
    let output = ttm(folder, &[&["site", "-o", "public"], arguments].concat());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    said
}

fn standard(code: &str, name: &str, skills: [&str; 3], history: &str) -> String {
    let [a, b, c] = skills;
    format!(
        "code: {code}\nname: {{occupation: {name}}}\nlevel: 3\nclassification:\n  job-category: [{{code: TTM, name: 旅遊管理}}]\n\
         description: 規劃行程。\n{history}knowledge: {{K01: 商業套裝軟體, K02: {name}概論}}\n\
         skills: {{S01: {a}, S02: {b}, S03: {c}}}\nattitudes: {{A01: 主動積極}}\nduties:\n  T1:\n    name: 業務\n    tasks:\n      \
         T1.1:\n        name: 開發客戶\n        level: 3\n        outputs: {{O1.1.1: 客戶名單}}\n        \
         indicators: {{P1.1.1: 完成名單。}}\n        knowledge: [K01]\n        skills: [S01, S02]\n      T1.2:\n        \
         name: 維護客戶\n        level: 4\n        indicators: {{P1.2.1: 完成維護。}}\n        knowledge: [K02]\n        \
         skills: [S02, S03]\nnotes: {{supplements: [相關職類：TTM4221-002v1]}}\n"
    )
}

/// Two versions of one standard, another that shares names with it, and a draft.
fn repository() -> TempDir {
    let folder = TempDir::new().unwrap();
    let standards = folder.path().join("standards");
    fs::create_dir(&standards).unwrap();
    let entry = |version: u8, status: &str, more: &str| {
        format!(
            "- {{version: V{version}, code: TTM4221-001v{version}, name: 領隊, status: {status}, date: 202{version}-01-14{more}}}\n"
        )
    };
    let successor = ", superseded-by: TTM4221-001v2";
    let old = format!("history:\n{}{}", entry(2, "current", ""), entry(1, "superseded", successor));
    let new =
        format!("history:\n{}{}", entry(2, "current", ", note: 增列技能"), entry(1, "superseded", successor));
    let write = |name: &str, text: String| fs::write(standards.join(name), text).unwrap();
    write("TTM4221-001v1.yaml", standard("TTM4221-001v1", "領隊", ["溝通", "顧客關係管理", "簡報"], &old));
    write("TTM4221-001v2.yaml", standard("TTM4221-001v2", "領隊", ["溝通", "顧客關係管理", "導覽"], &new));
    write("TTM4221-002v1.yaml", standard("TTM4221-002v1", "業務", ["議價", "顧客關係管理", "導覽"], ""));
    let draft = standard("X", "票務", ["訂位", "開票", "溝通"], "");
    write("draft.yaml", draft.replace("code: X\n", ""));
    folder
}

/// Every file below a folder, by its path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn pages(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&str, Html> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    pages
        .map(|(path, bytes)| (path.as_str(), Html::parse_document(std::str::from_utf8(bytes).unwrap())))
        .collect()
}

fn select<'h>(page: &'h Html, selector: &str) -> Vec<scraper::ElementRef<'h>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// Every address in the pages leads to a file that is there, and where it names a place, to that; nothing is loaded from
/// elsewhere and nothing acts but the scripts of the site.
fn assert_closed(files: &BTreeMap<String, Vec<u8>>) {
    let pages = pages(files);
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, page)| (*path, select(page, "[id]").iter().filter_map(|e| e.attr("id")).collect()))
        .collect();
    for (path, page) in &pages {
        let policy = select(page, "meta[http-equiv=Content-Security-Policy]");
        assert!(
            policy[0].attr("content").unwrap().starts_with("default-src 'none'; script-src 'self';"),
            "{path}"
        );
        for element in select(page, "*") {
            for (name, value) in element.value().attrs() {
                assert!(!name.starts_with("on") && name != "style", "{path}: {name}={value}");
                if !["href", "src", "action", "data", "srcset", "poster", "formaction"].contains(&name) {
                    continue;
                }
                let plain = |c: char| c.is_ascii_alphanumeric() || "-._/#,".contains(c);
                assert!(value.chars().all(plain), "{path}: {value}");
                let (file, place) = value.split_once('#').unwrap_or((value, ""));
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                let target = match file.strip_prefix("../") {
                    _ if file.is_empty() => (*path).to_owned(),
                    Some(up) if !folder.is_empty() => up.to_owned(),
                    None if folder.is_empty() => file.to_owned(),
                    None => format!("{folder}/{file}"),
                    Some(_) => panic!("{path}: {value} leads out"),
                };
                assert!(files.contains_key(&target), "{path}: {value} leads nowhere");
                if target != "compare.html" && !place.is_empty() {
                    assert!(ids[target.as_str()].contains(place), "{path}: {value} leads to no place");
                }
            }
        }
        for script in select(page, "script") {
            assert!(script.text().all(str::is_empty) && script.attr("type").is_none(), "{path}");
        }
    }
}

#[test]
fn every_standard_has_a_page_and_every_link_leads_to_its_place() {
    let folder = repository();
    let said = made(folder.path(), &["--as-of", "2026-01-01"]);
    assert!(said.starts_with("public: 4 standards; "), "{said}");
    let files = files(&folder.path().join("public"));
    assert_closed(&files);
    let has = |path: &str| files.contains_key(path);
    for path in [
        "index.html",
        "compare.html",
        "name.html",
        "category.html",
        "level.html",
        "newest.html",
        "overdue.html",
    ] {
        assert!(has(path), "{path}");
    }
    for ending in ["html", "md", "json"] {
        assert!(has(&format!("s/TTM4221-001v2.{ending}")), "{ending}");
    }
    let pages = pages(&files);
    let page = &pages["s/TTM4221-001v2.html"];
    let links: Vec<&str> = select(page, "a").iter().filter_map(|a| a.attr("href")).collect();
    for wanted in [
        "TTM4221-001v1.html",
        "TTM4221-002v1.html",
        "../changes/TTM4221-001v1--TTM4221-001v2.html",
        "TTM4221-001v2.md",
    ] {
        assert!(links.contains(&wanted), "{wanted} of {links:?}");
    }
    // Who else uses 顧客關係管理: the place that its name leads to.
    let shared = select(page, ".duties a")
        .into_iter()
        .find(|a| a.text().collect::<String>() == "顧客關係管理")
        .unwrap();
    let (file, place) = shared.attr("href").unwrap().trim_start_matches("../").split_once('#').unwrap();
    let users = select(&pages[file], &format!("#{place} li"));
    let users: Vec<String> = users.iter().map(|li| li.text().collect::<String>()).collect();
    assert_eq!(users.len(), 3);
    assert!(
        users[2].contains("TTM4221-002v1 業務") && users[2].contains("S02 used at level 3, 4"),
        "{users:?}"
    );
    assert!(users[2].contains("T1 業務：T1.1 開發客戶、T1.2 維護客戶"), "{users:?}");
    let due: Vec<String> =
        select(&pages["overdue.html"], "li .code").iter().map(|code| code.text().collect()).collect();
    assert_eq!(due, ["TTM4221-001v2"]);
}

#[test]
fn the_nearest_occupations_are_those_of_gap() {
    let folder = repository();
    // An archived version is near to nothing on the site.
    fs::remove_file(folder.path().join("standards/TTM4221-001v1.yaml")).unwrap();
    made(folder.path(), &[]);
    let files = files(&folder.path().join("public"));
    let pages = pages(&files);
    for code in ["TTM4221-001v2", "TTM4221-002v1"] {
        let near = select(&pages[format!("s/{code}.html").as_str()], ".around li a[href^='../s/']");
        let near: Vec<String> = near.iter().map(|a| a.text().collect::<String>()).collect();
        let output = ttm(folder.path(), &["gap", "--nearest", code, "--format", "json"]);
        let gap: Value = serde_json::from_slice(&output.stdout).unwrap();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let title = |row: &Value| format!("{} {}", text(&row["code"]), text(&row["name"])).trim().to_owned();
        let expected: Vec<String> = gap["nearest"].as_array().unwrap().iter().map(title).collect();
        assert_eq!(near, expected, "{code}");
        assert!(!near.is_empty());
    }
}

#[test]
fn the_bytes_are_the_same_whatever_the_jobs() {
    let folder = repository();
    made(folder.path(), &["--jobs", "1"]);
    let one = files(&folder.path().join("public"));
    fs::remove_dir_all(folder.path().join("public")).unwrap();
    made(folder.path(), &["--jobs", "4"]);
    assert!(one == files(&folder.path().join("public")));
    // Nor does a site say where it was made.
    let path = folder.path().to_str().unwrap();
    for (name, bytes) in one {
        assert!(!String::from_utf8_lossy(&bytes).contains(path), "{name}");
    }
}

#[test]
fn only_what_changed_is_written_and_what_nothing_feeds_is_removed() {
    let folder = repository();
    let standards = folder.path().join("standards");
    let first = made(folder.path(), &[]);
    let count = files(&folder.path().join("public")).len() - 2;
    assert_eq!(first, format!("public: 4 standards; {count} written, 0 kept, 0 removed\n"));
    assert_eq!(
        made(folder.path(), &[]),
        format!("public: 4 standards; 0 written, {count} kept, 0 removed\n")
    );
    // A text that no other page shows: the page and its downloads, and what changed since the version before.
    let path = standards.join("TTM4221-001v2.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("完成名單。", "完成名單並建檔。")).unwrap();
    assert_eq!(
        made(folder.path(), &[]),
        format!("public: 4 standards; 4 written, {} kept, 0 removed\n", count - 4)
    );
    // As if it were made in an empty folder, the manifest too.
    assert_as_new(folder.path());
    // Nothing changed: the folder may be one that cannot be written to.
    let before = modified(&folder.path().join("public"));
    made(folder.path(), &[]);
    assert_eq!(modified(&folder.path().join("public")), before);
    // Another name: every page that shows it.
    fs::write(&path, text.replace("領隊", "國際領隊")).unwrap();
    made(folder.path(), &[]);
    assert_as_new(folder.path());
    // A note of somebody's own stays; the pages of a standard that is gone do not.
    fs::write(folder.path().join("public/s/notes.txt"), "mine").unwrap();
    fs::remove_file(standards.join("TTM4221-002v1.yaml")).unwrap();
    made(folder.path(), &[]);
    let left = files(&folder.path().join("public"));
    assert!(left.contains_key("s/notes.txt") && !left.contains_key("s/TTM4221-002v1.html"));
    assert_closed(&left);
}

/// The site is that of an empty folder, byte for byte.
fn assert_as_new(folder: &Path) {
    let public = folder.join("public");
    let after = files(&public);
    fs::remove_dir_all(&public).unwrap();
    made(folder, &[]);
    let new = files(&public);
    for (path, bytes) in &new {
        assert!(after.get(path) == Some(bytes), "{path} is another");
    }
    assert_eq!(after.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
    // The manifest names each file but itself and what it has of the standards.
    let manifest: Value = serde_json::from_slice(&new["ttm-site.json"]).unwrap();
    let own = ["ttm-site.json", "ttm-site.cards"];
    let named = manifest["files"].as_object().unwrap().keys().map(String::as_str).chain(own);
    assert_eq!(named.collect::<BTreeSet<_>>(), new.keys().map(String::as_str).collect());
}

/// When each file was written.
fn modified(folder: &Path) -> BTreeMap<String, std::time::SystemTime> {
    let time = |path: &str| fs::metadata(folder.join(path)).unwrap().modified().unwrap();
    files(folder).into_keys().map(|path| (path.clone(), time(&path))).collect()
}

/// Each kind of text of a standard changed, one after the other: the folder has what a new one would have.
#[test]
fn a_change_leads_to_the_same_site_as_making_it_anew() {
    let folder = repository();
    let standards = folder.path().join("standards");
    let draft = standards.join("draft.yaml");
    made(folder.path(), &[]);
    let mut written = Vec::new();
    for (file, from, to) in [
        // Both versions have a page of what changed between them.
        ("TTM4221-001v1.yaml", "完成維護。", "完成客戶維護。"),
        ("TTM4221-002v1.yaml", "相關職類：TTM4221-002v1", "相關職類：TTM4221-001v1"),
        ("TTM4221-002v1.yaml", "描述", "描述"),
        ("TTM4221-002v1.yaml", "開發客戶", "開發新客戶"),
        ("TTM4221-002v1.yaml", "議價", "溝通"),
        ("TTM4221-001v2.yaml", "level: 3\nclass", "level: 4\nclass"),
        ("TTM4221-001v2.yaml", "增列技能", "增列技能與知識"),
        ("draft.yaml", "主動積極", "謹慎細心"),
        ("draft.yaml", "P1.1.1: 完成名單。", "P1.1.1: 完成新名單。"),
        ("draft.yaml", "票務", "TTM4221-002v1"),
    ] {
        let path = standards.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from) || from == to, "{file}: {from}");
        fs::write(&path, text.replace(from, to)).unwrap();
        let said = made(folder.path(), &[]);
        written.push(said.split_once("; ").unwrap().1.split(' ').next().unwrap().parse::<usize>().unwrap());
        assert_as_new(folder.path());
    }
    // What its own page alone shows; a note; nothing.
    assert_eq!(written[..3], [4, 3, 0]);
    assert!(written[3..].iter().all(|&count| count > 0), "{written:?}");
    fs::remove_file(draft).unwrap();
    made(folder.path(), &[]);
    assert_as_new(folder.path());
}

/// One of many standards, by what it is made of.
#[derive(Clone)]
struct Made {
    code: String,
    name: String,
    category: usize,
    level: usize,
    superseded: bool,
    knowledge: Vec<String>,
    skills: Vec<String>,
    duty: String,
    indicator: String,
    mentions: String,
}

impl Made {
    fn text(&self) -> String {
        let list = |letter: char, names: &[String]| -> String {
            let items = names.iter().enumerate().map(|(at, name)| format!("{letter}{:02}: {name}", at + 1));
            items.collect::<Vec<_>>().join(", ")
        };
        let Self { code, name, category, level, duty, indicator, mentions, .. } = self;
        let status = if self.superseded { "superseded" } else { "current" };
        let draft = code.is_empty();
        let code_line = if draft { String::new() } else { format!("code: {code}\n") };
        let history = if draft {
            String::new()
        } else {
            format!(
                "history:\n- {{version: V1, code: {code}, name: {name}, status: {status}, date: 202{level}-01-14}}\n"
            )
        };
        format!(
            "{code_line}name: {{occupation: {name}}}\nlevel: {level}\nclassification:\n  job-category: [{{code: TT{category}, \
             name: 職類{category}}}]\n{history}knowledge: {{{}}}\nskills: {{{}}}\nattitudes: {{A01: 主動積極}}\nduties:\n  T1:\n    \
             name: {duty}\n    tasks:\n      T1.1:\n        name: 開發客戶\n        level: {level}\n        outputs: \
             {{O1.1.1: {name}名單}}\n        indicators: {{P1.1.1: {indicator}}}\n        knowledge: [K01, K02, K03]\n        \
             skills: [S01, S02, S03]\nnotes: {{supplements: [相關職類：{mentions}]}}\n",
            list('K', &self.knowledge),
            list('S', &self.skills)
        )
    }
}

/// Many standards, so that their texts are in several files and the names that they share on several pages. After each change
/// the folder has what a new one would have, and a small change has written little of it.
#[test]
fn many_standards_are_brought_up_to_date_as_if_made_anew() {
    let folder = TempDir::new().unwrap();
    let standards = folder.path().join("standards");
    fs::create_dir(&standards).unwrap();
    let mut seed = 20_261_129_u64;
    let mut below = move |count: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % count
    };
    let mut next = 0;
    let mut one = |below: &mut dyn FnMut(usize) -> usize| {
        next += 1;
        let mut names = |kind: &str| (0..3).map(|_| format!("{kind}{}", below(230))).collect::<Vec<_>>();
        let (knowledge, skills) = (names("知識"), names("技能"));
        Made {
            // The last are drafts; some are versions of one standard.
            code: if next > 200 { String::new() } else { format!("TTM{:04}-001v{}", next / 2, next % 2 + 1) },
            name: format!("職業{next}"),
            category: below(5),
            level: below(5) + 1,
            superseded: next % 7 == 0,
            knowledge,
            skills,
            duty: format!("業務{}", below(40)),
            indicator: "完成名單。".to_owned(),
            mentions: format!("TTM{:04}-001v1", below(110)),
        }
    };
    let mut all: BTreeMap<String, Made> =
        (0..206).map(|at| (format!("{at:03}.yaml"), one(&mut below))).collect();
    let write = |all: &BTreeMap<String, Made>| {
        fs::remove_dir_all(&standards).unwrap();
        fs::create_dir(&standards).unwrap();
        all.iter().for_each(|(file, made)| fs::write(standards.join(file), made.text()).unwrap());
    };
    write(&all);
    made(folder.path(), &["--downloads"]);
    let new = files(&folder.path().join("public"));
    assert!(
        new.contains_key("search/15.js") && new.keys().filter(|path| path.starts_with("names/")).count() > 10
    );
    // Two kinds of changes at a time, and then six at random.
    for step in 0..6 {
        let changes = if step < 5 { 2 } else { 6 };
        for change in 0..changes {
            let file = all.keys().nth(below(all.len())).unwrap().clone();
            let kind = if step < 5 { 2 * step + change } else { below(10) };
            let further = (one(&mut below), format!("{:03}-{step}.yaml", below(300)), below(230));
            let made = all.get_mut(&file).unwrap();
            match kind {
                0 => made.knowledge[0] = format!("知識{}", further.2),
                1 => made.skills[1] = format!("只此一項{}", further.2),
                2 => made.indicator = format!("完成名單{}。", further.2),
                3 => made.duty = format!("新業務{}", further.2),
                4 => made.category = (made.category + 1) % 5,
                5 => made.name.push('師'),
                6 => made.superseded = !made.superseded,
                7 => drop(all.insert(further.1, further.0)),
                8 => drop(all.remove(&file)),
                // The same text in another place, where drafts come in another order, and twice.
                _ => {
                    let made = made.clone();
                    all.insert(further.1, made);
                }
            }
        }
        write(&all);
        let said = made(folder.path(), &["--downloads"]);
        let written: usize = said.split_once("; ").unwrap().1.split(' ').next().unwrap().parse().unwrap();
        assert!(changes > 2 || written < 100, "step {step}: {said}");
        let output = ttm(folder.path(), &["site", "-o", "fresh", "--downloads"]);
        assert_eq!(output.status.code(), Some(0));
        let (after, new) = (files(&folder.path().join("public")), files(&folder.path().join("fresh")));
        for (path, bytes) in &new {
            assert!(after.get(path) == Some(bytes), "step {step}: {path} is another");
        }
        assert_eq!(after.len(), new.len(), "step {step}");
        fs::remove_dir_all(folder.path().join("fresh")).unwrap();
    }
    // What is known of the standards is believed only where it is what the manifest says.
    let cards = folder.path().join("public/ttm-site.cards");
    let whole = fs::read(&cards).unwrap();
    let mut wrong = whole.clone();
    let last = wrong.len() - 40;
    wrong[last] ^= 1;
    for bytes in [&wrong[..], &whole[..100]] {
        fs::write(&cards, bytes).unwrap();
        let made_of = all.values_mut().next().unwrap();
        made_of.duty.push('甲');
        write(&all);
        made(folder.path(), &["--downloads"]);
        ttm(folder.path(), &["site", "-o", "fresh", "--downloads"]);
        assert!(files(&folder.path().join("public")) == files(&folder.path().join("fresh")));
        fs::remove_dir_all(folder.path().join("fresh")).unwrap();
    }
}

#[test]
fn a_file_that_is_gone_or_cut_off_is_made_again() {
    let folder = repository();
    let public = folder.path().join("public");
    made(folder.path(), &[]);
    let new = files(&public);
    for path in [
        "s/TTM4221-001v2.html",
        "s/TTM4221-001v2.json",
        "changes/TTM4221-001v1--TTM4221-001v2.html",
        "index.html",
        "data.js",
        "search/0.js",
    ] {
        fs::remove_file(public.join(path)).unwrap();
        assert!(made(folder.path(), &[]).contains("; 1 written, "), "{path}");
        fs::write(public.join(path), "").unwrap();
        assert!(made(folder.path(), &[]).contains("; 1 written, "), "{path}");
        fs::write(public.join(path), [&new[path][..], b" "].concat()).unwrap();
        assert!(made(folder.path(), &[]).contains("; 1 written, "), "{path}");
        assert!(files(&public) == new, "{path}");
    }
    // As a run leaves it that was ended while it wrote.
    let manifest = public.join("ttm-site.json");
    let mut begun: Value = serde_json::from_slice(&new["ttm-site.json"]).unwrap();
    begun["inputs"]["TTM4221-002v1.yaml"]["hash"] = Value::from("");
    begun["files"]["s/TTM4221-002v1.html"]["stamp"] = Value::from(0);
    fs::write(&manifest, begun.to_string()).unwrap();
    assert!(made(folder.path(), &[]).contains("; 1 written, "));
    assert!(files(&public) == new);
}

#[test]
fn a_site_does_not_say_where_it_was_made() {
    let (here, there) = (repository(), repository());
    for folder in [&here, &there] {
        let standards = folder.path().join("standards");
        made(folder.path(), &[standards.to_str().unwrap(), "--downloads", "md,json,csv"]);
    }
    assert!(files(&here.path().join("public")) == files(&there.path().join("public")));
    let json = |folder: &TempDir| -> Value {
        let bytes = fs::read(folder.path().join("public/s/TTM4221-002v1.json")).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    };
    assert_eq!(json(&here)["path"], "TTM4221-002v1.yaml");
    // A file that got another name has the same text.
    let standards = here.path().join("standards");
    fs::rename(standards.join("TTM4221-002v1.yaml"), standards.join("other.yaml")).unwrap();
    made(here.path(), &[standards.to_str().unwrap(), "--downloads", "md,json,csv"]);
    assert_eq!(json(&here)["path"], "other.yaml");
}

#[test]
fn what_is_not_of_the_site_is_not_touched() {
    let folder = repository();
    let public = folder.path().join("public");
    fs::create_dir_all(public.join("s")).unwrap();
    fs::write(public.join("s/TTM4221-001v2.html"), "mine").unwrap();
    let output = ttm(folder.path(), &["site", "-o", "public"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("public/s/TTM4221-001v2.html cannot be written: it is there and not of this site"),
        "{said}"
    );
    assert_eq!(
        files(&public).into_iter().collect::<Vec<_>>(),
        [("s/TTM4221-001v2.html".to_owned(), b"mine".to_vec())]
    );
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_folder_is_written_or_removed() {
    use std::os::unix::fs::symlink;

    let folder = repository();
    let (public, outside) = (folder.path().join("public"), folder.path().join("outside"));
    made(folder.path(), &[]);
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("mine.html"), "mine").unwrap();
    fs::write(folder.path().join("mine.html"), "mine").unwrap();
    // A manifest that names what is outside, by name and through a link.
    let path = public.join("ttm-site.json");
    let mut manifest: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let files_of = manifest["files"].as_object_mut().unwrap();
    let absolute = outside.join("mine.html").to_str().unwrap().to_owned();
    for name in ["../mine.html", "s/../../mine.html", &absolute, "s/link.html"] {
        files_of.insert(name.to_owned(), serde_json::json!({"stamp": 7, "size": 1}));
    }
    fs::write(&path, manifest.to_string()).unwrap();
    symlink(outside.join("mine.html"), public.join("s/link.html")).unwrap();
    let output = ttm(folder.path(), &["site", "-o", "public"]);
    assert_eq!(output.status.code(), Some(2), "a link is not of the site");
    fs::remove_file(public.join("s/link.html")).unwrap();
    made(folder.path(), &[]);
    assert_eq!(fs::read(outside.join("mine.html")).unwrap(), b"mine");
    assert_eq!(fs::read(folder.path().join("mine.html")).unwrap(), b"mine");
    // A folder of the site that leads out.
    fs::remove_dir_all(&public).unwrap();
    fs::create_dir(&public).unwrap();
    symlink(&outside, public.join("s")).unwrap();
    let output = ttm(folder.path(), &["site", "-o", "public"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(files(&outside).len(), 1);
    // What is no manifest ends the run.
    fs::remove_file(public.join("s")).unwrap();
    fs::write(public.join("ttm-site.json"), "{}").unwrap();
    assert_eq!(ttm(folder.path(), &["site", "-o", "public"]).status.code(), Some(2));
}

/// What acts in a page, a script, an address or a name of a file.
const HOSTILE: [&str; 9] = [
    "</title></td></tr></table><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" ' x",
    "javascript:alert(1)//",
    "../../x",
    "</script><script>alert(1)//",
    "'];alert(1);//\u{2028}\\",
    "]]><x xmlns='urn:x'/><!-- \u{202e}",
    "CON",
];

#[test]
fn hostile_texts_stay_texts() {
    let folder = TempDir::new().unwrap();
    for (number, text) in HOSTILE.into_iter().enumerate() {
        let h = quoted(text);
        let of_history =
            format!("{{version: {h}, code: {h}, name: {h}, status: current, date: 2021-01-14, note: {h}}}");
        let standard = format!(
            "code: {h}\nname: {{occupation: {h}}}\nclassification:\n  job-category: [{{code: {h}, name: {h}}}]\n  \
             occupation: [{{code: {h}, name: {h}}}]\n  industry: [{{code: {h}, name: {h}}}]\ndescription: {h}\nlevel: 3\n\
             history: [{of_history}]\nknowledge: {{K01: {h}, {h}: {h}}}\nskills: {{S01: {h}}}\nattitudes: [{h}]\nduties:\n  \
             {h}:\n    name: {h}\n    knowledge: [K01, {h}]\n    tasks:\n      {h}:\n        name: {h}\n        \
             outputs: [{h}]\n        indicators: [{h}]\n        skills: [S01]\nnotes: {{supplements: [{h}]}}\n"
        );
        // Each twice, so that its names are shared and its code stands twice.
        fs::write(folder.path().join(format!("{number}.yaml")), &standard).unwrap();
        fs::write(folder.path().join(format!("{number}b.yaml")), &standard).unwrap();
    }
    let h = quoted(HOSTILE[0]);
    fs::write(
        folder.path().join("ttm.toml"),
        format!("[site]\ntitle = {h}\nfooter = {h}\nlicense = {h}\nurl = \"https://example.org/a\"\n"),
    )
    .unwrap();
    let output = ttm(folder.path(), &["site", "-o", "public", "."]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let files = files(&folder.path().join("public"));
    assert_eq!(
        files.keys().filter(|path| path.starts_with("s/") && path.ends_with(".html")).count(),
        2 * HOSTILE.len()
    );
    assert_closed(&files);
    let pages = pages(&files);
    for (path, page) in &pages {
        assert_eq!(select(page, "script:not([src]), img, x, iframe").len(), 0, "{path}");
        let shown: String = page.root_element().text().collect();
        assert!(!shown.contains(['\u{202e}', '\u{2028}']), "{path}");
    }
    // The data is one line that is JSON and nothing else.
    for (name, before, after) in [("data.js", "var ttmData=", ";"), ("search/0.js", "ttmTexts(0,", ");")] {
        let text = std::str::from_utf8(&files[name]).unwrap();
        let json =
            text.strip_suffix('\n').unwrap().strip_prefix(before).unwrap().strip_suffix(after).unwrap();
        serde_json::from_str::<Value>(json).unwrap();
        assert!(!text.contains(['<', '\u{2028}', '\u{202e}']), "{name}");
    }
    let feed = std::str::from_utf8(&files["feed.xml"]).unwrap();
    let feed = roxmltree::Document::parse(feed).unwrap();
    let ids: BTreeSet<&str> = feed
        .descendants()
        .filter(|n| n.has_tag_name(("http://www.w3.org/2005/Atom", "id")))
        .filter_map(|n| n.text())
        .collect();
    // One for each code, and that of the feed.
    assert_eq!(ids.len(), HOSTILE.len() + 1);
    for name in files.keys() {
        assert!(
            name.chars().all(|c| c.is_ascii_alphanumeric() || "-./".contains(c)) && !name.contains(".."),
            "{name}"
        );
    }
}

#[test]
fn what_the_repository_says_of_its_site_is_on_every_page() {
    let folder = repository();
    fs::write(folder.path().join("logo.PNG"), b"\x89PNG").unwrap();
    let write = |text: &str| fs::write(folder.path().join("ttm.toml"), text).unwrap();
    write(
        "[site]\ntitle = \"本局職能基準\"\nfooter = \"資料僅供參考\"\nlicense = \"CC BY 4.0\"\nlogo = \"logo.PNG\"\n\
           url = \"https://example.org/ocs\"\nlang = \"zh-TW\"\n",
    );
    made(folder.path(), &[]);
    let made = files(&folder.path().join("public"));
    assert_closed(&made);
    assert_eq!(made["logo.png"], b"\x89PNG");
    for (path, page) in &pages(&made) {
        let text: String = page.root_element().text().collect();
        assert!(
            text.contains("本局職能基準")
                && text.contains("資料僅供參考")
                && text.contains("授權：CC BY 4.0"),
            "{path}"
        );
        assert_eq!(page.root_element().attr("lang"), Some("zh-Hant-TW"), "{path}");
    }
    let feed = std::str::from_utf8(&made["feed.xml"]).unwrap();
    assert!(feed.contains("<link href=\"https://example.org/ocs/s/TTM4221-001v2.html\"/>"), "{feed}");
    for (wrong, said) in [
        ("url = \"javascript:alert(1)\"", "is no address of a folder on the web"),
        ("logo = \"logo.html\"", "is no picture"),
        ("lang = \"fr\"", "is not `en` or `zh-TW`"),
        ("colour = \"red\"", "unknown key `colour`"),
        ("logo = \"../../x.png\"", "logo ../../x.png of ttm.toml is not used"),
    ] {
        write(&format!("[site]\n{wrong}\n"));
        let output = ttm(folder.path(), &["site", "-o", "public"]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(said), "{wrong}: {output:?}");
    }
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = repository();
    fs::write(folder.path().join("standards/broken.yaml"), "code: [").unwrap();
    let output = ttm(folder.path(), &["site", "-o", "public", "--downloads", "csv"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("1 file could not be read whole"), "{said}");
    assert!(said.contains("public: 4 standards"), "{said}");
    let csv = fs::read_to_string(folder.path().join("public/s/TTM4221-002v1.csv")).unwrap();
    assert!(csv.contains("TTM4221-002v1,skill,S02,"), "{csv}");
}
