use std::collections::BTreeMap;
use std::path::PathBuf;

use proptest::prelude::*;

use super::batches::FILES_AT_ONCE;
use super::*;
use crate::check::check_with;
use crate::files::inputs;

/// The findings with the places of all their labels, as positions: a line may move although its bytes do not.
fn shown(found: &[Diagnostic], sources: &[Source]) -> String {
    let shown = found.iter().map(|found| {
        let places = std::iter::once(&found.primary).chain(&found.related).map(|label| {
            let (source, span) = (&sources[label.place.file.index()], label.place.span);
            let (from, to) = (source.position(span.start), source.position(span.end));
            format!("{} {from:?} {to:?} {:?}", source.path, label.words)
        });
        let places: Vec<_> = places.collect();
        format!("{} {:?} {:?} {places:?}\n", found.rule, found.severity, found.message)
    });
    shown.collect()
}

#[test]
fn a_small_memory_budget_does_not_change_the_findings() {
    let paths = [PathBuf::from("tests/cases"), PathBuf::from("standards"), PathBuf::from("-")];
    let stdin = || &b"code: TTM4221-004v2\nname: {occupation: \xe7\x94\xb2}\n"[..];
    let sources = inputs::read(&paths, stdin()).unwrap();
    let inputs = inputs::find(&paths).unwrap();
    let settings = Settings { as_of: Some(jiff::civil::date(2026, 1, 14)), ..Settings::default() };
    let expected = shown(&check_with(&sources, &settings), &sources);
    let mut read = 0;
    for budget in [0, inputs.len() * PER_SUMMARY + (100 << 10), BUDGET] {
        let (inputs, settings) = (inputs.clone(), settings.clone());
        let workspace =
            Workspace::within(budget, inputs.clone(), stdin(), settings, Notes::Listed, &mut |done, _| {
                read = done;
            });
        let (mut found, mut files) = (String::new(), 0);
        for batch in workspace.into_batches() {
            assert!(batch.found.len() <= FILES_AT_ONCE);
            for (of_file, source) in batch.found.iter().zip(&batch.sources) {
                assert_eq!(source.path, inputs[files].name());
                found += &shown(of_file, &batch.sources);
                files += 1;
            }
        }
        assert!(found == expected, "with a budget of {budget} bytes");
        assert_eq!((files, read), (inputs.len(), inputs.len()));
    }
    assert!(expected.contains("family-name") && expected.contains("duplicate-standard"));
}

/// What is done to a file.
#[derive(Clone, Debug)]
enum Step {
    Put { path: usize, text: String },
    Remove { path: usize },
}

/// The paths of the files; the first has no standard at the start of most runs, so that files are added before others.
const PATHS: [&str; 6] = ["a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml", "f.yaml"];

/// Names that a code may have: the first three almost agree.
const NAMES: [&str; 5] = ["有效聯結", "有效連結", "有效鏈結", "顧客導向", "團隊合作"];

/// Standards of two families, versions of one standard, drafts, allowances, and files that are not YAML.
fn texts() -> impl Strategy<Value = String> {
    let code = prop_oneof![
        4 => ("[12]", "[1-3]").prop_map(|(standard, version)| format!("code: TTM4221-00{standard}v{version}\n")),
        2 => "[3-6]".prop_map(|standard| format!("code: TTM4221-00{standard}v1\n")),
        1 => Just("code: ABC1234-001v1\n".to_owned()),
        1 => Just(String::new()),
    ];
    let before = prop_oneof![Just(""), Just("# one\n"), Just("# one\n# two\n")];
    let allowed = prop_oneof![
        4 => Just(""),
        1 => Just("# ttm: allow-file(family-name, duplicate-standard)\n"),
        1 => Just("# ttm: allow-file(file-name)\n"),
    ];
    let names = prop::collection::vec(0..NAMES.len(), 3);
    let broken = prop_oneof![8 => Just(""), 1 => Just("name: [\n")];
    (before, allowed, code, names, broken).prop_map(|(before, allowed, code, names, broken)| {
        let names = names.iter().zip(1..).map(|(&name, at)| format!("  S0{at}: {}\n", NAMES[name]));
        let names: String = names.collect();
        // Two names that all standards share, so that they number from one pool.
        format!("{before}{allowed}{code}skills:\n{names}  S04: 溝通協調\n  S05: 問題解決\n{broken}")
    })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let put = (0..PATHS.len(), texts()).prop_map(|(path, text)| Step::Put { path, text });
    let remove = (0..PATHS.len()).prop_map(|path| Step::Remove { path });
    prop::collection::vec(prop_oneof![5 => put, 1 => remove], 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn after_each_change_the_published_findings_equal_a_fresh_check(
        at_first in prop::collection::vec(texts(), 0..PATHS.len()),
        steps in steps(),
        counted in any::<bool>(),
    ) {
        let notes = if counted { Notes::Counted } else { Notes::Listed };
        let mut texts: BTreeMap<&str, String> = PATHS.iter().copied().rev().zip(at_first).collect();
        let all = |texts: &BTreeMap<&str, String>| -> Vec<Source> {
            texts.iter().map(|(path, text)| Source::in_memory(path, text.as_str())).collect()
        };
        let mut workspace = Workspace::of(all(&texts), settings(), notes);
        let mut published: BTreeMap<String, String> = BTreeMap::new();
        for path in texts.keys() {
            publish(&mut published, &workspace.findings(path).unwrap());
        }
        for step in steps {
            match step {
                Step::Put { path, text } => {
                    let source = Source::in_memory(PATHS[path], text.as_str());
                    publish(&mut published, &workspace.put(source));
                    texts.insert(PATHS[path], text);
                }
                Step::Remove { path } => {
                    publish(&mut published, &workspace.remove(PATHS[path]));
                    texts.remove(PATHS[path]);
                    published.remove(PATHS[path]);
                }
            }
            let mut fresh: BTreeMap<String, String> = BTreeMap::new();
            for batch in Workspace::of(all(&texts), settings(), notes).into_batches() {
                publish(&mut fresh, &batch);
            }
            prop_assert_eq!(&published, &fresh);
        }
    }
}

/// One file has a rule across files switched off.
fn settings() -> Settings {
    let off = FileSettings { severities: [("family-name", None)].into(), ..FileSettings::default() };
    Settings { files: [("c.yaml".to_owned(), Arc::new(off))].into(), ..Settings::default() }
}

fn publish(published: &mut BTreeMap<String, String>, batch: &Batch) {
    for (found, source) in batch.found.iter().zip(&batch.sources) {
        published.insert(source.path.clone(), shown(found, &batch.sources));
    }
}

#[test]
fn editing_one_file_updates_the_findings_of_another() {
    let standard = |code: &str, name: &str| {
        format!("code: {code}\nskills:\n  S01: {name}\n  S02: 顧客導向\n  S03: 團隊合作\n")
    };
    let (one, other) = ("TTM4221-003v1.yaml", "TTM4221-004v1.yaml");
    let sources = vec![
        Source::in_memory(one, standard("TTM4221-003v1", "有效聯結")),
        Source::in_memory(other, standard("TTM4221-004v1", "有效聯結")),
    ];
    let mut workspace = Workspace::of(sources, Settings::default(), Notes::Listed);
    let about_names = |batch: &Batch| -> Vec<(String, usize)> {
        let of = |found: &Vec<Diagnostic>| found.iter().filter(|found| found.rule == "family-name").count();
        batch
            .sources
            .iter()
            .zip(&batch.found)
            .map(|(source, found)| (source.path.clone(), of(found)))
            .collect()
    };
    // The first of two equally frequent names counts as the common one, so the second file is reported.
    let batch = workspace.put(Source::in_memory(one, standard("TTM4221-003v1", "有效連結")));
    assert_eq!(about_names(&batch), [(one.to_owned(), 0), (other.to_owned(), 1)]);
    let batch = workspace.put(Source::in_memory(one, standard("TTM4221-003v1", "有效聯結")));
    assert_eq!(about_names(&batch), [(one.to_owned(), 0), (other.to_owned(), 0)]);
    // A text that no other file is compared with changes nothing elsewhere.
    let batch = workspace.put(Source::in_memory(other, standard("TTM4221-004v1", "市場調查")));
    assert_eq!(about_names(&batch), [(other.to_owned(), 0)]);
    workspace.put(Source::in_memory(other, standard("TTM4221-004v1", "有效連結")));
    let batch = workspace.remove(one);
    assert_eq!(about_names(&batch), [(other.to_owned(), 0)]);
    assert!(workspace.findings(one).is_none());
}

/// Standards of ten families and drafts that use one of three spellings, so that the first is common in some steps and not
/// in others, and the others are used by one or by several.
fn spelled() -> impl Strategy<Value = String> {
    let code = prop_oneof![
        8 => (1000..1010_u32, 1..3_u32).prop_map(|(family, of)| format!("code: TTM{family}-00{of}v1\n")),
        1 => Just(String::new()),
    ];
    let names = prop_oneof![
        6 => Just("  A01: 團隊合作\n"),
        1 => Just("  A01: 團隊合座：說明\n"),
        1 => Just("- 團隊合坐\n"),
        1 => Just("  A01: 團隊合作\n  A02: 團隊合座\n"),
    ];
    let before = prop_oneof![Just(""), Just("# one\n")];
    (before, code, names).prop_map(|(before, code, names)| format!("{before}{code}attitudes:\n{names}"))
}

/// The number of files of this test: with the fewest that make a name common most steps change that.
const MANY: usize = 10;

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn odd_spellings_come_and_go_as_a_fresh_check_finds_them(
        at_first in prop::collection::vec(spelled(), MANY - 2..MANY),
        steps in prop::collection::vec((0..MANY, prop::option::weighted(0.8, spelled())), 1..12),
    ) {
        let path = |at: usize| format!("{at}.yaml");
        let mut texts: BTreeMap<String, String> = at_first.into_iter().enumerate().map(|(at, text)| (path(at), text)).collect();
        let all = |texts: &BTreeMap<String, String>| -> Vec<Source> {
            texts.iter().map(|(path, text)| Source::in_memory(path, text.as_str())).collect()
        };
        let mut workspace = Workspace::of(all(&texts), Settings::default(), Notes::Listed);
        let mut published: BTreeMap<String, String> = BTreeMap::new();
        for path in texts.keys() {
            publish(&mut published, &workspace.findings(path).unwrap());
        }
        for (at, text) in steps {
            let path = path(at);
            match text {
                Some(text) => {
                    publish(&mut published, &workspace.put(Source::in_memory(&path, text.as_str())));
                    texts.insert(path, text);
                }
                None => {
                    publish(&mut published, &workspace.remove(&path));
                    texts.remove(&path);
                    published.remove(&path);
                }
            }
            let mut fresh: BTreeMap<String, String> = BTreeMap::new();
            for batch in Workspace::of(all(&texts), Settings::default(), Notes::Listed).into_batches() {
                publish(&mut fresh, &batch);
            }
            prop_assert_eq!(&published, &fresh);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn files_that_are_added_in_lots_are_found_and_counted_as_in_a_fresh_check(
        lots in prop::collection::vec(prop::collection::vec((0..PATHS.len(), texts()), 0..4), 1..4),
        typed in prop::option::of((0..PATHS.len(), texts())),
        counted in any::<bool>(),
    ) {
        let notes = if counted { Notes::Counted } else { Notes::Listed };
        let source = |(path, text): &(usize, String)| Source::in_memory(PATHS[*path], text.as_str());
        let mut texts: BTreeMap<usize, String> = BTreeMap::new();
        let mut workspace = Workspace::of(Vec::new(), settings(), notes);
        for lot in lots {
            workspace.add(lot.iter().map(source).collect());
            texts.extend(lot);
            // A key, before the lots were related.
            if let Some(typed) = &typed {
                workspace.put(source(typed));
                texts.extend([typed.clone()]);
            }
        }
        workspace.relate();
        let all = texts.iter().map(|(path, text)| Source::in_memory(PATHS[*path], text.as_str())).collect();
        let mut fresh = Workspace::of(all, settings(), notes);
        for path in texts.keys().map(|&path| PATHS[path]) {
            let (now, expected) = (workspace.findings(path).unwrap(), fresh.findings(path).unwrap());
            let counts = Counts::of(&expected.found[0]).and(expected.unlisted);
            prop_assert_eq!(shown(&now.found[0], &now.sources), shown(&expected.found[0], &expected.sources));
            prop_assert_eq!(format!("{:?}", workspace.counts(path)), format!("{:?}", Some(counts)));
        }
    }
}

#[test]
fn an_edit_elsewhere_makes_a_spelling_odd_and_usual_again() {
    let standard = |family: u32, name: &str| {
        let text = format!("code: TTM{family}-001v1\nattitudes:\n  A01: {name}\n");
        Source::in_memory(&format!("TTM{family}-001v1.yaml"), text)
    };
    let sources = (1001..1007).map(|family| standard(family, "團隊合作")).chain([standard(1000, "團隊合座")]);
    let mut workspace = Workspace::of(sources.collect(), Settings::default(), Notes::Listed);
    let odd = |batch: &Batch| -> Vec<String> {
        let of = batch.sources.iter().zip(&batch.found);
        let odd = of.filter(|(_, found)| found.iter().any(|found| found.rule == "unusual-name"));
        odd.map(|(source, _)| source.path.clone()).collect()
    };
    let path = "TTM1000-001v1.yaml";
    assert!(odd(&workspace.findings(path).unwrap()).is_empty(), "six use the other spelling");
    assert_eq!(odd(&workspace.put(standard(1007, "團隊合作"))), [path], "seven do");
    assert!(odd(&workspace.put(standard(1008, "團隊合座"))).is_empty(), "two use this one");
    assert_eq!(odd(&workspace.remove("TTM1008-001v1.yaml")), [path]);
    assert!(odd(&workspace.put(standard(1007, "團隊"))).is_empty());
}

#[test]
fn the_rules_of_a_large_text_find_the_same_on_two_threads() {
    use std::fmt::Write as _;
    use std::sync::Arc;

    let mut text = String::from(
        "code: TTM4221-009v1\nname:\n  occupation: 甲\nknowledge:\n  K01: 數據庫 # ttm: allow(mainland-word)\n",
    );
    text.push_str("skills:\n  S01: 顧客關係管理能力\n  S02: 相關顧客關係管理能力\nduties:\n  T1:\n    name: 乙\n    tasks:\n");
    let mut task = 0;
    while text.len() <= super::LARGE {
        task += 1;
        let spelled = if task % 2 == 0 { "計劃" } else { "計畫" };
        let _ = write!(
            text,
            "      T1.{task}:\n        name: 擬定{spelled}{task}\n        outputs:\n          O1.{task}.1: 訓練紀錄\n        \
             indicators:\n          P1.{task}.1: 依規範,訂義軟件軟件之品質品質要求(含其它。\n"
        );
    }
    let source = Source::in_memory("TTM4221-009v1.yaml", text);
    let mut workspace = Workspace::of(Vec::new(), Settings::default(), Notes::Listed);
    let (batch, _) = workspace.put_typed(&Arc::new(source.with_text(source.text.clone())));
    let plain = crate::check::check(&[source]);
    let told = |found: &[Diagnostic]| found.iter().map(|one| format!("{one:?}\n")).collect::<String>();
    assert!(plain.len() > 1_000 && plain.iter().any(|found| found.rule == "mixed-spelling"));
    assert!(told(&batch.found[0]) == told(&plain), "the findings differ");
}

/// Pieces of texts with flags, words of the lists, and what changes how the text before or behind it is read.
const TYPED: [&str; 14] = [
    "計劃",
    "計畫",
    "軟件",
    "品質品質",
    "訂義",
    "，",
    ",",
    " ",
    "(",
    "K01",
    "\n",
    "'",
    "\n      - 軟件",
    "#",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_of_a_large_text_changes_no_finding(
        edits in prop::collection::vec(
            (any::<prop::sample::Index>(), 0..3_usize, prop::sample::select(&TYPED[..])),
            1..12,
        ),
    ) {
        let mut text = String::from("name:\n  occupation: 甲\nknowledge:\n  K01: 軟件計劃\n  K02: 訂義\nduties:\n  T1:\n    name: 乙\n    tasks:\n");
        for task in 1..6 {
            text.push_str(&format!(
                "      T1.{task}:\n        name: 擬定計劃{task}\n        level: 3\n        indicators:\n          \
                 P1.{task}.1: 依規範,訂義品質品質要求(含其它。\n        knowledge: [K01, K02]\n"
            ));
        }
        text.push_str("notes:\n  supplements:\n    - 軟件\n    - 計畫\n");
        let mut workspace = Workspace::of(Vec::new(), Settings::default(), Notes::Listed);
        workspace.large = 0;
        let told = |found: &[Diagnostic]| found.iter().map(|one| format!("{one:?}\n")).collect::<String>();
        for (at, length, piece) in edits {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let first = at.index(places.len());
            text.replace_range(places[first]..places[(first + length).min(places.len() - 1)], piece);
            let source = std::sync::Arc::new(Source::in_memory("draft.yaml", text.as_str()));
            let (batch, _) = workspace.put_typed(&source);
            let fresh = crate::check::check(&[source.with_text(text.clone())]);
            prop_assert_eq!(told(&batch.found[0]), told(&fresh), "{}", text);
        }
    }
}
