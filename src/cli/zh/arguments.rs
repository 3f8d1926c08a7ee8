//! The help of each argument.

/// Arguments with their help. The command is part of the key only if several commands have an argument of that name.
pub(super) const ARGUMENTS: &[(&str, &str)] = &[
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
