//! Standards that go out as office files, are edited and saved by LibreOffice, and come in again: with these edits and
//! nothing else.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;
use ttm::canonical::yaml;
use ttm::edit::take::printed;
use ttm::forms::import::{SourceForm, import};
use ttm::forms::render::{Format, Options, render};

use crate::support::standard;

/// An edit: what LibreOffice does, what it makes of the standard's file, and what `ttm diff` says of it.
struct Edit {
    /// The call of `edits.bas`, without the document.
    basic: &'static str,
    /// What is replaced in the file, and by what.
    file: (&'static str, &'static str),
    /// The lines below the summary, without blank ones.
    told: &'static [&'static str],
}

/// A standard of this repository with four kinds of edits: a text is changed, a row is inserted inside a merge, an indicator
/// is deleted, an attitude is added.
struct Edited {
    path: &'static str,
    /// What its import remarks, edited or not.
    remarks: &'static [&'static str],
    edits: [Edit; 4],
}

const EDITED: [Edited; 3] = [
    Edited {
        path: "standards/TTM4221-004v2.yaml",
        remarks: &[],
        edits: [
            Edit {
                basic: "Change, 國際商務禮儀, 國際商務與社交禮儀",
                file: ("K01: 國際商務禮儀", "K01: 國際商務與社交禮儀"),
                told: &["Knowledge", "~ K01 國際商務{+與社交+}禮儀"],
            },
            Edit {
                basic: "InsertRow, T2.1 了解客戶背景, T2.9 彙整市場資訊, O2.9.1 市場資訊彙編, P2.9.1 彙整客戶背景。, 3",
                file: (
                    "      T2.2:\n",
                    "      T2.9:\n        name: 彙整市場資訊\n        level: 3\n        outputs:\n          O2.9.1: 市場資訊彙編\n        \
                     indicators:\n          P2.9.1: 彙整客戶背景。\n      T2.2:\n",
                ),
                told: &[
                    "T2 市場調查",
                    "+ T2.9 彙整市場資訊 (level 3)",
                    "+ K: K12 顧客關係管理, K05 溝通協調與人際關係, K16 商業套裝軟體",
                    "+ S: S01 顧客導向, S04 正確傾聽, S05 溝通, S06 問題分析, S07 資訊科技能力",
                    "+ O2.9.1 市場資訊彙編",
                    "+ P2.9.1 彙整客戶背景。",
                ],
            },
            Edit {
                basic: "Delete, P2.2.2 ",
                file: ("          P2.2.2: 了解客戶所屬國家的文化差異。\n", ""),
                told: &["T2 市場調查", "T2.2 了解市場現況", "− P2.2.2 了解客戶所屬國家的文化差異。"],
            },
            Edit {
                basic: "Add, A17 , A18 守時",
                file: ("duties:\n", "  A18: 守時\nduties:\n"),
                told: &["Attitudes", "+ A18 守時"],
            },
        ],
    },
    Edited {
        path: "tests/standards/XXX3119-901v2.yaml",
        remarks: &[],
        edits: [
            Edit {
                basic: "Change, 每小時測量一次, 每半小時測量一次",
                file: ("每小時測量一次", "每半小時測量一次"),
                told: &["T2 測量與呈報", "T2.1 測量雲朵", "~ P2.1.1 每{+半+}小時測量一次，並記下時間。"],
            },
            // Within the knowledge of two tasks and the skills of three.
            Edit {
                basic: "InsertRow, T2.1 測量雲朵, T2.4 估計高度, O2.4.1 高度紀錄, P2.4.1 以三角法估計高度。, 4",
                file: (
                    "      T2.2:\n",
                    "      T2.4:\n        name: 估計高度\n        level: 4\n        outputs:\n          O2.4.1: 高度紀錄\n        \
                     indicators:\n          P2.4.1: 以三角法估計高度。\n        knowledge: [K02, K05]\n      T2.2:\n",
                ),
                told: &[
                    "T2 測量與呈報",
                    "+ T2.4 估計高度 (level 4)",
                    "+ K: K02 測量器材, K05 天氣圖",
                    "+ S: S02 觀察, S04 說明",
                    "+ O2.4.1 高度紀錄",
                    "+ P2.4.1 以三角法估計高度。",
                ],
            },
            Edit {
                basic: "Delete, P1.1.1 ",
                file: ("          P1.1.1: 出發前依檢查表逐項檢查器材。\n", ""),
                told: &["T1 準備測量", "T1.1 檢查器材", "− P1.1.1 出發前依檢查表逐項檢查器材。"],
            },
            Edit {
                basic: "Add, A04 , A05 守時：在約定的時間抵達。",
                file: ("duties:\n", "  A05: 守時：在約定的時間抵達。\nduties:\n"),
                told: &["Attitudes", "+ A05 守時：在約定的時間抵達。"],
            },
        ],
    },
    Edited {
        path: "tests/standards/XXX2149-902v1.yaml",
        remarks: &["uncoded"],
        edits: [
            Edit {
                basic: "Change, LED燈的接法, LED燈條的接法",
                file: ("LED燈的接法", "LED燈條的接法"),
                told: &["Knowledge", "~ K05 LED燈{+條+}的接法"],
            },
            // Within one task that has rows.
            Edit {
                basic: "InsertRow, O1.3.1 草圖, O1.3.3 配色圖, P1.3.3 依草圖試配顏色。, 4",
                file: (
                    "          - level: 5\n            outputs:\n              O1.3.2",
                    "          - level: 4\n            outputs:\n              O1.3.3: 配色圖\n            indicators:\n              \
                     P1.3.3: 依草圖試配顏色。\n          - level: 5\n            outputs:\n              O1.3.2",
                ),
                told: &[
                    "T1 設計紙鳶",
                    "T1.3 3D建模",
                    "+ row (level 4)",
                    "+ O1.3.3 配色圖",
                    "+ P1.3.3 依草圖試配顏色。",
                ],
            },
            Edit {
                basic: "Delete, P1.2.1 ",
                file: ("          P1.2.1: 於屋頂量測三日的風力。\n", ""),
                told: &["T1 設計紙鳶", "T1.1 訪問買家", "− P1.2.1 於屋頂量測三日的風力。"],
            },
            Edit {
                basic: "Add, A02 , A03 守時",
                file: ("duties:\n", "  - A03: 守時\nduties:\n"),
                told: &["Attitudes", "+ A03 守時"],
            },
        ],
    },
];

/// A document with edits: which standard it is of, and which of its edits.
struct Document {
    standard: &'static Edited,
    edits: &'static [Edit],
    form: SourceForm,
    name: String,
}

/// Each edit in a document of its own, and all in one, as a workbook and as a document.
fn documents() -> Vec<Document> {
    let forms = [SourceForm::Xlsx, SourceForm::Docx];
    let all = forms.into_iter().flat_map(|form| EDITED.iter().map(move |standard| (form, standard)));
    all.flat_map(|(form, standard)| {
        let single = standard.edits.iter().map(std::slice::from_ref);
        single.chain([standard.edits.as_slice()]).enumerate().map(move |(number, edits)| {
            let code = Path::new(standard.path).file_stem().unwrap().to_str().unwrap();
            Document { standard, edits, form, name: format!("{code}-{number}.{}", form.name()) }
        })
    })
    .collect()
}

/// The file of a standard with comments that no document holds.
fn commented(path: &str) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.replacen("\nattitudes:\n", "\n\n# 依會議紀錄\nattitudes:\n", 1);
    text.replacen("\nduties:\n", "   # 待確認\nduties:\n", 1)
}

impl Document {
    /// What the edits make of a text of the file.
    fn edited(&self, text: &str) -> String {
        self.edits.iter().fold(text.to_owned(), |text, edit| {
            let (before, after) = edit.file;
            assert_eq!(text.matches(before).count(), 1, "{before}");
            text.replacen(before, after, 1)
        })
    }

    /// The statements that edit the document: `folder` has it in `out`, and gets it in `in`.
    fn statements(&self, folder: &str) -> String {
        let call = |edit: &Edit| {
            let mut parts = edit.basic.split(", ");
            let procedure = parts.next().unwrap();
            let texts: Vec<_> = parts.map(|text| format!("\"{text}\"")).collect();
            match texts.split_first() {
                Some((above, cells)) if procedure == "InsertRow" => {
                    format!("InsertRow(document, {above}, Array({}))\n", cells.join(", "))
                }
                _ => format!("{procedure}(document, {})\n", texts.join(", ")),
            }
        };
        let calls: String = self.edits.iter().map(call).collect();
        let name = &self.name;
        format!("document = Opened(\"{folder}/out/{name}\")\n{calls}Save(document, \"{folder}/in/{name}\")\n")
    }
}

/// Renders the documents into the folder `out`, and has them edited and saved in the folder `in`.
fn edit(folder: &Path, documents: &[Document]) {
    ["out", "in"].iter().for_each(|name| fs::create_dir(folder.join(name)).unwrap());
    for document in documents {
        let standard = standard(&fs::read_to_string(document.standard.path).unwrap());
        let format = if document.form == SourceForm::Xlsx { Format::Xlsx } else { Format::Docx };
        let mut bytes = Vec::new();
        render(&[&standard], format, &Options::default(), &mut bytes).unwrap();
        fs::write(folder.join("out").join(&document.name), bytes).unwrap();
    }
    let url = format!("file://{}", folder.display());
    let statements: String = documents.iter().map(|document| document.statements(&url)).collect();
    let edits = format!("Sub Edits()\nDim document As Object\n{statements}End Sub\n");
    let module = include_str!("edits.bas").to_owned() + &edits;
    let module = module.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let module = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE script:module PUBLIC \
         \"-//OpenOffice.org//DTD OfficeDocument 1.0//EN\" \"module.dtd\">\n<script:module \
         xmlns:script=\"http://openoffice.org/2000/script\" script:name=\"Module1\" script:language=\"StarBasic\">\
         {module}</script:module>\n"
    );
    let office = |argument: &str| {
        let mut office = Command::new("soffice");
        // A profile of its own, so that no other office program is in the way.
        office.arg(format!("-env:UserInstallation={url}/profile")).args([
            "--headless",
            "--norestore",
            argument,
        ]);
        let output = office.output().unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    // The first start makes the profile, with an empty module for macros.
    office("--terminate_after_init");
    fs::write(folder.join("profile/user/basic/Standard/Module1.xba"), module).unwrap();
    office(&format!("macro:///Standard.Module1.Main({url}/report)"));
    let report = fs::read_to_string(folder.join("report"));
    let report = report.unwrap_or_else(|_| "the macro did not run".to_owned());
    assert_eq!(report.trim(), "done");
}

fn ttm(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command.args(["--lang", "en"]).args(arguments).current_dir(folder).output().unwrap()
}

pub(crate) fn edits_by_libreoffice_come_in_and_nothing_else() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let documents = documents();
    assert_eq!(documents.len(), 30);
    edit(folder, &documents);
    for document in &documents {
        assert_comes_in(folder, document);
        assert_taken(folder, document);
    }
}

/// The imported standard has exactly these edits, and `ttm diff` reports them.
fn assert_comes_in(folder: &Path, document: &Document) {
    let name = &document.name;
    let before = fs::read_to_string(document.standard.path).unwrap();
    let imported = import(&fs::read(folder.join("in").join(name)).unwrap(), None).unwrap();
    assert_eq!(imported.report.form, Some(document.form), "{name}");
    let expected = yaml(&printed(&standard(&document.edited(&before))).unwrap());
    assert_eq!(yaml(&imported.standard), expected, "{name}");
    let remarks: Vec<_> = imported.report.remarks.iter().map(|remark| remark.kind.id()).collect();
    assert_eq!(remarks, document.standard.remarks, "{name}");
    fs::write(folder.join("before.yaml"), &before).unwrap();
    fs::write(folder.join("after.yaml"), yaml(&imported.standard)).unwrap();
    let output = ttm(folder, &["diff", "before.yaml", "after.yaml"]);
    assert_eq!(output.status.code(), Some(1), "{name}: {output:?}");
    if let [edit] = document.edits {
        let report = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<_> = report.lines().skip(1).map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, edit.told, "{name}");
    }
}

/// The edits are taken into a file, whose comments and layout stay.
fn assert_taken(folder: &Path, document: &Document) {
    let before = commented(document.standard.path);
    assert_eq!(before.matches('#').count(), 3, "{before}");
    fs::write(folder.join("a.yaml"), &before).unwrap();
    let from = format!("in/{}", document.name);
    let output = ttm(folder, &["import", &from, "--into", "a.yaml"]);
    // What needs a look is exit code 1.
    let expected = i32::from(!document.standard.remarks.is_empty());
    assert_eq!(output.status.code(), Some(expected), "{from}: {output:?}");
    assert_eq!(fs::read_to_string(folder.join("a.yaml")).unwrap(), document.edited(&before), "{from}");
}
