//! The help in Traditional Chinese, by command and argument. A test checks that none is missing.

use clap::Command;

use super::help::{OPTION_INDENT, WIDTH, broken};

/// Command, what it is for, its examples.
const ABOUTS: &[(&str, &str, &str)] = &[
    (
        "ttm",
        "把 iCAP 職能基準當成文字檔：檢查、列印、公告。",
        "範例：
  ttm validate                       檢查 standards/ 裡的所有職能基準
  ttm validate standards/*.yaml      檢查指定的檔案
  ttm render --format md             印成 Markdown
  ttm explain duplicate-name         說明一條規則的要求與理由

結束代碼：
  0  沒有錯誤（加上 --strict 時也沒有警告）
  1  有錯誤、有差異，或查無結果
  2  無法執行：參數或設定不對，或指定的路徑不存在",
    ),
    (
        "validate",
        "檢查職能基準，在確切的位置指出問題",
        "範例：
  ttm validate
  ttm validate --strict --notes standards/TTM4221-004v2.yaml
  cat draft.yaml | ttm validate -
  ttm validate --notes --as-of 2026-01-01
  ttm validate --format json > findings.json
  ttm validate --format jsonl > findings.jsonl
  ttm validate --format sarif > findings.sarif
  ttm validate --only duplicate-name,unused-code
  ttm validate --against origin/main
  ttm validate --notes --names names.jsonl draft.yaml
  ttm validate --diff
  ttm validate --fix",
    ),
    (
        "render",
        "把職能基準印成正式表單",
        "範例：
  ttm render standards/TTM4221-004v2.yaml
  ttm render --format html -o TTM4221-004v2.html standards/TTM4221-004v2.yaml
  ttm render --format md -o forms/
  ttm render -o standards.xlsx standards/
  ttm render --format json | jq .name",
    ),
    (
        "diff",
        "說明職能基準從一版到另一版改了什麼",
        "範例：
  ttm diff TTM4221-004v2.yaml TTM4221-004v3.yaml
  ttm diff --format html -o changes.html TTM4221-004v2.yaml TTM4221-004v3.yaml
  git show HEAD:standards/TTM4221-004v2.yaml | ttm diff - standards/TTM4221-004v2.yaml
  ttm diff --against origin/main
  ttm diff --against origin/main --allow rewording --format md standards/ > changes.md",
    ),
    (
        "explain",
        "說明一條規則或一類變更，或全部列出",
        "範例：
  ttm explain
  ttm explain undefined-code
  ttm explain rewording",
    ),
    (
        "import",
        "匯入已公告的職能基準：網頁文字、網頁、ODT、Word、Excel 或轉換而成的 JSON",
        "範例：
  ttm import TTM4221-004v2.page.txt
  ttm import TTM4221-004v2.odt -o standards/TTM4221-004v2.yaml
  ttm import published/ -o standards/ --report import.json
  ttm import --from text - -o - < page.txt
  ttm import edited.docx --into standards/TTM4221-004v2.yaml
  ttm import --check TTM4221-004v2.pdf standards/TTM4221-004v2.yaml",
    ),
    (
        "new",
        "建立草案：空白的職能基準表，或職能基準的下一版",
        "範例：
  ttm new --name 獎勵旅遊業業務人員 -o draft.yaml
  ttm new --category --name 旅遊管理 > draft.yaml
  ttm new --revises standards/TTM4221-004v2.yaml -o TTM4221-004-next.yaml
  ttm validate draft.yaml            列出待填的部分",
    ),
    (
        "fmt",
        "把職能基準改為標準排版；註解、文字與順序不變",
        "範例：
  ttm fmt                            排版 standards/ 裡的所有職能基準
  ttm fmt --diff draft.yaml          顯示會有哪些更動
  ttm fmt --check                    供 CI 使用：需要排版時結束代碼為 1
  ttm fmt - < draft.yaml             輸出排版後的文字，供編輯器使用",
    ),
    (
        "renumber",
        "依位置重新編號",
        "範例：
  ttm renumber --diff draft.yaml     顯示會有哪些更動
  ttm renumber draft.yaml            插入、移動或刪除工作任務之後
  ttm renumber --items draft.yaml    知識、技能與態度也重新編號",
    ),
    (
        "release",
        "公告：以專案辦公室核發的代碼，讓草案成為第 1 版，或讓編修過的職能基準成為下一版",
        "範例：
  ttm release draft.yaml --code TTM4221-007v1 --date 2026-03-01 --note 首次公告
  ttm release standards/TTM4221-004v2.yaml --code TTM4221-004v3 --date 2026-03-01 --note 更新工作任務
  ttm release TTM4221-004-next.yaml --code TTM4221-004v3 --date 2026-03-01 --note 更新工作任務 --keep
  ttm release draft.yaml --code TTM4221-007v1 --date 2026-03-01 --note 首次公告 --diff",
    ),
    (
        "list",
        "列出職能基準，或其中使用的名稱",
        "範例：
  ttm list
  ttm list --category TTM --level 4 --status current
  ttm list --review-by 2027-01-01 --columns code,name,date,review
  ttm list --counts
  ttm list --format csv > standards.csv
  ttm list --names > names.jsonl
  ttm list --names --kind skills --format text",
    ),
    (
        "find",
        "找出職能基準在哪裡寫到某些文字",
        "範例：
  ttm find 顧客關係管理
  ttm find 顧客關係管理 --in knowledge,skills --level 3
  ttm find '3D 列印' --category TTM
  ttm find 品質 --in outputs --format csv > outputs.csv",
    ),
    (
        "show",
        "顯示一份職能基準或其中一項：代碼的名稱、級別，以及哪些工作任務用到",
        "範例：
  ttm show TTM4221-004v2
  ttm show TTM4221-004             最新的一版
  ttm show TTM4221-004v2#K12       是哪一項知識，哪些工作任務用到
  ttm show TTM4221-004v2#T2.1      工作任務與其產出、行為指標、知識及技能
  ttm show draft.yaml#T1 --format json
  ttm show TTM4221-004v2 --matrix --format csv > matrix.csv",
    ),
    #[cfg(feature = "site")]
    (
        "site",
        "把職能基準做成網站：搜尋、清單、比較；不需要伺服器，放在共用磁碟上也能用",
        "範例：
  ttm site -o public/
  ttm site standards/ -o public/ --downloads md,json,csv,xlsx,docx
  ttm site -o public/ --as-of 2026-01-01",
    ),
    (
        "gap",
        "比較兩個職業：共有哪些知識與技能，由前者轉任後者還需要哪些",
        "範例：
  ttm gap TTM4221-004v2 TTM4221-003v3
  ttm gap standards/TTM4221-004v2.yaml draft.yaml
  ttm gap --format md a.yaml b.yaml > gap.md
  ttm gap --format json a.yaml b.yaml | jq '.knowledge.needed[].name'
  ttm gap --nearest TTM4221-004v2
  ttm gap --nearest draft.yaml --format csv standards/ > nearest.csv",
    ),
    (
        "codes",
        "以名稱或代碼查職業別、行業別與職類別",
        "範例：
  ttm codes 旅遊
  ttm codes 4221
  ttm codes N7900
  ttm codes --format json 餐飲",
    ),
    #[cfg(feature = "export")]
    (
        "export",
        "輸出供其他程式使用的資料：表格或 CASE 套件",
        "範例：
  ttm export -o data/
  ttm export --as csv -o sheets/ standards/
  cd data && duckdb -init tables.sql
  ttm export --format case -o packages/",
    ),
    (
        "schema",
        "輸出 JSON Schema：本格式的（供編輯器使用），或各種 JSON 輸出的",
        "範例：
  ttm schema > standards/standard.schema.json
  ttm schema --of findings > findings.schema.json",
    ),
    (
        "init",
        "建立職能基準儲存庫：資料夾、schema、設定與檢查；不動已有的檔案",
        "範例：
  ttm init                           在目前資料夾
  ttm init standards-repository      在另一個資料夾，不存在就建立",
    ),
    #[cfg(feature = "lsp")]
    (
        "lsp",
        "編輯器的語言伺服器：編寫時即時顯示檢查結果、名稱與可做的更動",
        "由編輯器啟動，以標準輸入與標準輸出溝通。

  Neovim 0.11，寫在 init.lua：
    vim.lsp.config('ttm', {cmd = {'ttm', 'lsp'}, filetypes = {'yaml'}})
    vim.lsp.enable('ttm')
  Emacs 29，使用 eglot：
    (add-to-list 'eglot-server-programs '(yaml-mode . (\"ttm\" \"lsp\")))

其他編輯器與可用的設定：docs/editors.md",
    ),
    (
        "completions",
        "輸出 shell 的自動補齊設定",
        "範例：
  ttm completions bash > /etc/bash_completion.d/ttm
  ttm completions zsh > ~/.zfunc/_ttm",
    ),
    (
        "man",
        "輸出整個程式或一個指令的使用手冊（man page）",
        "範例：
  ttm man > ttm.1 && man ./ttm.1
  ttm man validate > ttm-validate.1",
    ),
];

/// Arguments with their help. The command is part of the key only if several commands have an argument of that name.
const ARGUMENTS: &[(&str, &str)] = &[
    ("lang", "訊息與說明的語言：en 或 zh-TW [預設：依系統語系]"),
    ("color", "是否使用顏色：auto、always 或 never [預設：auto]"),
    ("jobs", "同時處理幾個檔案 [預設：每個處理器一個]"),
    ("import/into", "將文件中的修改併入這份職能基準檔案，保留其註解與排版"),
    ("import/check", "不寫入任何檔案；列出文件（先指定）與該職能基準的檔案（後指定）內容不同之處"),
    ("import/format", "--check 的輸出格式：text、md、json 或 html [預設：text]"),
    (
        "import/paths",
        "檔案、資料夾（搜尋其中的 .txt、.html、.htm、.odt、.docx、.xlsx、.ods、.pdf 與 .json），或以 - 代表標準輸入",
    ),
    (
        "import/output",
        "寫到檔案，或以職能基準代碼為檔名寫進資料夾；- 代表標準輸出 [預設：有 standards/ 就用它，否則用目前資料夾]",
    ),
    (
        "import/from",
        "輸入是什麼：auto、text、html、odt、docx、xlsx、ods、ocs-json、json 或 pdf（實驗性）[預設：auto，由內容判斷]",
    ),
    ("report", "把匯入的情形寫成 JSON 檔案：各檔案的項目數，以及所有需要人工確認之處"),
    (
        "paths",
        "檔案、資料夾（搜尋其中的 .yaml 與 .yml），或以 - 代表標準輸入 [預設：有 standards/ 就用它，否則用目前資料夾]",
    ),
    ("validate/format", "輸出格式：text、json、jsonl、sarif、github 或 junit [預設：text]"),
    ("render/format", "輸出格式：table、md、html、json、xlsx 或 docx [預設：依輸出檔的副檔名，否則為 table]"),
    ("matrix", "輸出 xlsx 時，另加一張工作表，列出每項工作任務所需的知識與技能"),
    (
        "compared",
        "舊版與新版的檔案，或以 - 代表標準輸入；加上 --against 時，是工作目錄中的檔案與資料夾 [預設：有 standards/ 就用它，否則用目前資料夾]",
    ),
    ("against", "與 git 的這個版本比較；已公告的職能基準有變更而版本未更新時，以失敗結束"),
    (
        "allow",
        "已公告的職能基準不必更新版本也可以有的變更，最高到這個分類：editorial、renumbering、rewording、level、\
         requirement-added、requirement-withdrawn 或 identity [預設：依比較對象的 ttm.toml，工作目錄的較嚴格時從嚴，否則 editorial]",
    ),
    ("unchanged", "JSON 也列出有變更的職能基準中未變更的部分"),
    ("diff/format", "輸出格式：text、md、json 或 html [預設：依輸出檔的副檔名，否則為 text]"),
    ("diff/output", "寫到檔案，而不是標準輸出"),
    ("name", "職能基準名稱"),
    ("new/category", "名稱是職類，而不是職業"),
    ("revises", "編修這份已公告職能基準的下一版：沿用其內容，成為草案"),
    ("draft", "寫到檔案，而不是標準輸出"),
    ("force", "檔案已存在時也覆寫"),
    ("file", "一份職能基準的檔案"),
    ("items", "知識、技能與態度依清單順序編號，並更動對它們的引用"),
    ("check", "列出需要排版的檔案，不寫入任何檔案；有這樣的檔案時結束代碼為 1"),
    ("fmt/diff", "顯示會有的更動，不寫入任何檔案；有更動時結束代碼為 1"),
    ("renumber/diff", "顯示會有的更動，不寫入檔案"),
    ("code", "iCAP 專案辦公室核發給這一版的代碼"),
    ("date", "公告的日期，例如 2026-03-01"),
    ("note", "版本紀錄的更新說明"),
    ("keep", "將前一版留在旁邊，標為歷史版本"),
    ("release/diff", "顯示會有的更動，不寫入檔案"),
    (
        "validate/names",
        "名稱與這份目錄（由 `ttm list --names` 寫出）比對，而不是與同次檢查的檔案；給了幾份就把數量相加",
    ),
    ("list/format", "輸出格式：text、json、csv 或 md [預設：text；--names 的目錄是 JSON Lines]"),
    ("category", "只列職類別或職能基準代碼以此開頭的職能基準"),
    ("level", "只列這個基準級別的職能基準"),
    ("status", "只列這個狀態的職能基準：draft（草案）、current（最新版本）或 superseded（歷史版本）"),
    ("review_by", "只列在這一天以前應評估更新的最新版本職能基準"),
    ("text", "文字須含有的字詞；寫了幾個詞就要全部含有，不分大小寫、全形半形與異體字（台、臺）"),
    (
        "parts",
        "只找表單的這些部分，以逗號分隔：name、classification、description、duties、tasks、outputs、indicators、\
               knowledge、skills、attitudes、notes 或 history [預設：全部]",
    ),
    ("what", "職能基準代碼（不寫版本就是最新的一版）或檔案；# 之後是其中一項的代碼"),
    (
        "show/paths",
        "在哪裡找：檔案、資料夾（搜尋其中的 .yaml 與 .yml），或以 - 代表標準輸入 \
                    [預設：有 standards/ 就用它，否則用目前資料夾]",
    ),
    ("show/matrix", "各工作任務所需的知識與技能，以及哪些未用、只用一次或全部用到"),
    ("find/format", "輸出格式：text、json、csv 或 md [預設：text]"),
    ("show/format", "輸出格式：text、json、csv 或 md [預設：text]"),
    (
        "columns",
        "要列出哪些欄位，以逗號分隔：code、name、category、occupation、industry、level、status、date、review、duties、\
                 tasks、outputs、indicators、knowledge、skills、attitudes 或 path",
    ),
    ("counts", "不列清單，只列職能基準與各項目的數量"),
    ("list/names", "知識、技能與態度的名稱，以及使用各名稱的職能基準數；同一家族只計一份"),
    ("kind", "只列這類名稱：knowledge、skills 或 attitudes（多類以逗號分隔）"),
    ("gap/from", "原本職業的職能基準：代碼（不寫版本就是最新的一版）或檔案"),
    ("to", "目標職業的職能基準，寫法相同"),
    (
        "gap/paths",
        "在哪裡找代碼，以及相近的職業：檔案與資料夾（搜尋其中的 .yaml 與 .yml） [預設：有 standards/ 就用它，否則用目前資料夾]",
    ),
    #[cfg(feature = "site")]
    ("site/output", "網站的資料夾；其中不屬於這個網站的檔案一律不動"),
    #[cfg(feature = "site")]
    (
        "downloads",
        "每份職能基準除網頁外還可下載的格式，以逗號分隔：md、json、csv、xlsx 或 docx；不寫格式就不提供下載 [預設：md,json]",
    ),
    #[cfg(feature = "site")]
    ("site/as_of", "列出至這一天應評估更新的最新版本職能基準，例如 2026-01-01 [預設：不列]"),
    ("nearest", "與這個職業（代碼或檔案）共有最多知識與技能的十個職業，以及各自還缺哪些"),
    ("gap/format", "輸出格式：text、md、json 或 csv [預設：text]"),
    ("query", "名稱的一部分，或代碼、代碼的開頭；寫了幾個詞，名稱就要全部含有"),
    ("codes/format", "輸出格式：text 或 json [預設：text]"),
    ("only", "只回報這些規則（多條規則以逗號分隔，也可重複這個選項）；--fix 只修正這些規則指出的問題"),
    ("except", "不回報這些規則，寫法相同"),
    ("validate/against", "只回報這個 git 版本沒有的問題，以內容比對，行號可以不同"),
    ("strict", "有警告時也以失敗結束"),
    ("notes", "一併顯示提示"),
    ("quiet", "什麼都不印，只看結束代碼"),
    ("all", "一條規則在同一檔案中指出五處以上時，也逐一顯示"),
    ("as_of", "以哪一天判斷是否逾期未評估更新，例如 2026-01-01 [預設：不判斷]"),
    ("config", "所有檔案都用這個設定檔 [預設：各檔案往上最近的 ttm.toml]"),
    ("no_config", "不使用 ttm.toml"),
    ("show_settings", "列出各檔案適用的設定檔、基線檔、忽略檔與嚴重程度，不做檢查"),
    ("baseline", "只回報這個檔案沒有列出的問題"),
    ("write_baseline", "把目前的問題寫到檔案，供 --baseline 使用"),
    ("fix", "就地修正可以安全修正的部分，再回報其餘的問題"),
    ("validate/diff", "顯示 --fix 會有哪些變更，不寫入任何檔案；有變更時結束代碼為 1"),
    ("output", "寫到檔案，而不是標準輸出；若是資料夾，每份職能基準各寫一個檔案"),
    #[cfg(feature = "export")]
    (
        "export/format",
        "輸出的內容：tables（資料庫或試算表可載入的表格）或 case（學習平台可匯入的 CASE 1.1 套件，每份職能基準一個）[預設：tables]",
    ),
    #[cfg(feature = "export")]
    ("creator", "職能基準是誰的，套件必須註明 [預設：勞動部勞動力發展署 iCAP 職能發展應用平台]"),
    #[cfg(feature = "export")]
    ("export/output", "要寫入的資料夾；不存在就建立"),
    #[cfg(feature = "export")]
    (
        "form",
        "表格的寫法：jsonl（供資料庫使用，文字照原樣）或 csv（供試算表使用，沒有文字會成為公式）[預設：jsonl]",
    ),
    ("width", "表格的寬度（欄），至少 40 [預設：終端機的寬度，否則 100]"),
    ("rule_or_class", "規則或 `ttm diff` 變更分類的名稱；不寫就全部列出"),
    (
        "of",
        "要哪一個 schema：standard、findings、diff、import、render、list、names、find、show 或 gap [預設：standard]",
    ),
    ("folder", "儲存庫的資料夾 [預設：目前資料夾]"),
    #[cfg(feature = "lsp")]
    ("stdio", "以標準輸入與標準輸出溝通；向來如此，有些編輯器會加上這個選項"),
    #[cfg(feature = "lsp")]
    ("client_process", "編輯器的行程編號，有些編輯器會加上；實際以它初始化時所說的為準"),
    ("page", "一個指令，輸出它的手冊；不寫就輸出整個程式的"),
    ("shell", "bash、elvish、fish、powershell 或 zsh"),
    ("help", "顯示說明"),
    ("version", "顯示版本"),
    ("subcommand", "要說明的指令"),
];

/// The names of values and what usage lines say besides. `SHELL` is called so in Chinese too.
const NAMES: &[(&str, &str)] = &[
    ("CLASS", "分類"),
    ("CODE", "代碼"),
    ("CODE|FILE", "代碼|檔案"),
    ("CODE|FILE[#ENTRY]", "代碼|檔案[#項目]"),
    ("COLUMN", "欄位"),
    ("COLUMNS", "欄數"),
    ("COMMAND", "指令"),
    ("DATE", "日期"),
    ("DIR", "資料夾"),
    ("FILE", "檔案"),
    ("FILE|DIR", "檔案|資料夾"),
    ("FORM", "格式"),
    ("FORMAT", "格式"),
    ("ID", "編號"),
    ("KIND", "類別"),
    ("LANG", "語言"),
    ("LETTERS", "字母"),
    ("N", "數字"),
    ("NAME", "名稱"),
    ("NEW", "新版"),
    ("OLD", "舊版"),
    ("OLD NEW|PATH", "舊版 新版|路徑"),
    ("OPTIONS", "選項"),
    ("PART", "部分"),
    ("PATH", "路徑"),
    ("REF", "版本"),
    ("RULE", "規則"),
    ("RULE|CLASS", "規則|分類"),
    ("STATUS", "狀態"),
    ("TEXT", "文字"),
    ("TEXT|CODE", "文字|代碼"),
    ("WHAT", "項目"),
    ("WHEN", "時機"),
];

/// The Chinese for the name of a value.
fn name(name: &str) -> Option<&'static str> {
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, zh)| *zh)
}

/// The usage of a command, with its names in Chinese.
fn usage(command: &mut Command) -> String {
    let usage = command.render_usage().to_string();
    // A second line stands below the first, behind what is two columns narrower in Chinese.
    let usage = usage.trim_start_matches("Usage: ").replace("\n       ", "\n      ");
    let mut text = String::new();
    let mut rest = usage.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_uppercase()) {
        let length = rest[start..].find(|c: char| !c.is_ascii_uppercase()).unwrap_or(rest.len() - start);
        let word = &rest[start..start + length];
        text.push_str(&rest[..start]);
        text.push_str(name(word).unwrap_or(word));
        rest = &rest[start + length..];
    }
    text + rest
}

/// What a command is for, and its examples.
fn about(name: &str) -> Option<(&'static str, &'static str)> {
    ABOUTS.iter().find(|(known, _, _)| *known == name).map(|(_, about, examples)| (*about, *examples))
}

/// The help of an argument: that of this command if there is one, otherwise the general one.
fn argument(command: &str, id: &str) -> Option<&'static str> {
    let known = |id: &str| ARGUMENTS.iter().find(|(known, _)| *known == id).map(|(_, text)| *text);
    known(&format!("{command}/{id}")).or_else(|| known(id))
}

/// The help of a command. Headings are ours: clap would end them with a half-width colon.
fn template(command: &mut Command) -> String {
    let usage = usage(command);
    let arguments =
        if command.get_positionals().next().is_some() { "參數：\n{positionals}\n\n" } else { "" };
    format!("{{about-with-newline}}\n用法：{usage}\n\n{arguments}選項：\n{{options}}{{after-help}}")
}

/// The same definition with its help in Traditional Chinese.
pub(super) fn translate(mut command: Command) -> Command {
    // The help and version arguments exist only once the definition is built.
    command.build();
    localized(command)
}

fn localized(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let mut command = command
        // Then a line has the same room in both forms of the help, and clap, which breaks lines at spaces alone, has none to
        // break.
        .next_line_help(true)
        .mut_args(|arg| {
            let arg = match argument(&name, arg.get_id().as_str()) {
                Some(text) => {
                    arg.help(broken(text, WIDTH - OPTION_INDENT).join("\n")).long_help(None::<&str>)
                }
                None => arg,
            };
            let arg = match arg.get_value_names().and_then(|names| self::name(names.first()?)) {
                Some(name) if arg.get_action().takes_values() => arg.value_name(name),
                _ => arg,
            };
            arg.hide_default_value(true).hide_possible_values(true)
        })
        .mut_subcommands(|subcommand| {
            if subcommand.get_name() == "help" {
                let mut subcommand = subcommand;
                let help = template(&mut subcommand);
                subcommand.about("顯示一個指令的說明").help_template(help)
            } else {
                localized(subcommand)
            }
        });
    if let Some((about, examples)) = about(&name) {
        command = command.about(about).long_about(None::<&str>).after_help(examples);
    }
    let help = template(&mut command);
    command.help_template(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn usages_and_names_of_values_are_chinese() {
        let mut command = crate::cli::command(crate::text::bilingual::Lang::ZhTw);
        command.build();
        for command in command.get_subcommands_mut().filter(|command| command.get_name() != "help") {
            let help = command.render_help().to_string();
            let usage = help.split("\n\n").nth(1).unwrap_or_default();
            assert!(usage.starts_with("用法：ttm ") && usage.contains("[選項]"), "{usage}");
            for argument in command.get_arguments().filter(|argument| argument.get_action().takes_values()) {
                let names = argument.get_value_names().unwrap_or_default();
                for name in names.iter().filter(|name| !["A", "B", "SHELL"].contains(&name.as_str())) {
                    assert!(
                        !name.contains(|c: char| c.is_ascii_uppercase()),
                        "{} {name}",
                        command.get_name()
                    );
                }
            }
        }
    }

    #[test]
    fn every_command_and_argument_has_a_chinese_help_text_and_none_is_left_over() {
        let mut command = crate::cli::Cli::command();
        command.build();
        let mut used = Vec::new();
        let all = std::iter::once(&command).chain(command.get_subcommands());
        for command in all.filter(|command| command.get_name() != "help") {
            let name = command.get_name();
            assert!(about(name).is_some(), "no Chinese for {name}");
            assert!(command.get_after_help().is_some(), "no examples for {name}");
            for arg in command.get_arguments() {
                let text = argument(name, arg.get_id().as_str());
                used.push(text.unwrap_or_else(|| panic!("no Chinese for {name} {}", arg.get_id())));
            }
        }
        for (id, text) in ARGUMENTS.iter().filter(|(id, _)| *id != "subcommand") {
            assert!(used.contains(text), "{id} is no argument");
        }
    }
}
