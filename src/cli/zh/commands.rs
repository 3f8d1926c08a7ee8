//! What each command is for, and its examples.

/// Command, what it is for, its examples.
pub(super) const ABOUTS: &[(&str, &str, &str)] = &[
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
