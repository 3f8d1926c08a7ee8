//! What the report says of each remark.

use super::RemarkKind;
use crate::bilingual;
use crate::text::bilingual;
use crate::text::bilingual::Bilingual;

impl RemarkKind {
    /// The message, without the place.
    pub fn words(&self) -> Bilingual {
        match self {
            Self::Markup { count: 1, first } => {
                bilingual!("HTML was taken out of the text: {first}", "已去除文字中的 HTML：{first}")
            }
            Self::Markup { count, first } => bilingual!(
                "HTML was taken out of the text in {count} places, such as {first}",
                "已去除文字中的 HTML，共 {count} 處，例如 {first}"
            ),
            Self::Separator { count: 1, first } => bilingual!(
                "the mark between a code and its name was left out: “{first}”",
                "略去代碼與名稱之間的分隔符號：「{first}」"
            ),
            Self::Separator { count, first } => bilingual!(
                "the marks between {count} codes and their names were left out, such as “{first}”",
                "略去代碼與名稱之間的分隔符號，共 {count} 處，例如「{first}」"
            ),
            Self::Outside { count: 1, first } => bilingual!(
                "1 text around the form was left out: “{first}”",
                "表格以外有 1 段文字未匯入：「{first}」"
            ),
            Self::Outside { count, first } => bilingual!(
                "{count} texts around the form were left out, such as “{first}”",
                "表格以外有 {count} 段文字未匯入，例如「{first}」"
            ),
            Self::LeftOut { what, count, first } => {
                let ((en, zh), s) = (what.names(), bilingual::s(*count));
                bilingual!(
                    "{en} left out, {count} time{s}: “{first}”",
                    "略去{zh}，共 {count} 處：「{first}」"
                )
            }
            Self::Kept { what, count, first } => {
                let ((en, zh), s) = (what.names(), bilingual::s(*count));
                bilingual!("{en} kept, {count} time{s}: “{first}”", "保留{zh}，共 {count} 處：「{first}」")
            }
            Self::Field { text } => bilingual!(
                "“{text}” stands in a form field and is kept as unplaced",
                "「{text}」是表單欄位的內容，保留在 unplaced"
            ),
            Self::NameElsewhere { name } => bilingual!(
                "職業 and 職類 are empty, and the name “{name}” was taken from the history or the title",
                "職類與職業都是空白，名稱「{name}」取自版本或標題"
            ),
            Self::Unplaced { text } => {
                bilingual!(
                    "“{text}” belongs to no item and is kept as unplaced",
                    "「{text}」無法歸位，保留在 unplaced"
                )
            }
            Self::Uncoded { text } => bilingual!(
                "“{text}” has no code while others beside it have one",
                "「{text}」沒有代碼，同處其他項目則有"
            ),
            Self::NoCode { kind, name } => {
                let (en, zh) = (kind.en(), kind.zh());
                bilingual!("the {en} “{name}” has no code", "{zh}「{name}」沒有代碼")
            }
            Self::TwoNames { code, count, names } => {
                let en: Vec<_> = names.iter().map(|(name, at)| format!("“{name}” ({})", at.en)).collect();
                let zh: Vec<_> = names.iter().map(|(name, at)| format!("「{name}」（{}）", at.zh)).collect();
                let (en, zh) = (en.join(", "), zh.join("、"));
                let more = if *count > names.len() { "…" } else { "" };
                bilingual!(
                    "{code} has {count} names, each kept where it is printed: {en}{more}",
                    "{code} 有 {count} 個名稱，各保留在原處：{zh}{more}"
                )
            }
            Self::OtherColumn { code, column } => {
                let (en, zh) = (column.en(), column.zh());
                bilingual!("{code} stands in the {en} column", "{code} 列在{zh}欄")
            }
            Self::WholeColumn { column, count, first } => {
                let (en, zh, s) = (column.en(), column.zh(), bilingual::s(*count));
                bilingual!(
                    "the {en} column has {count} code{s} of another kind, such as {first}, and none of its own: it may \
                     be the column beside it",
                    "{zh}欄沒有自己的代碼，卻有其他項目的代碼 {count} 個，例如 {first}：可能與旁邊的欄對調了"
                )
            }
            Self::CodeInText { count: 1, first } => bilingual!(
                "the text contains {first}, which may be an item of its own; it is kept as it is",
                "文字中有 {first}，可能是另一個項目；文字照原樣保留"
            ),
            Self::CodeInText { count, first } => bilingual!(
                "the text contains {count} codes, such as {first}, which may be items of their own; it is kept as it is",
                "文字中有 {count} 個代碼，例如 {first}，可能是其他項目；文字照原樣保留"
            ),
            Self::TwiceInCell { code } => {
                bilingual!("{code} stands twice in one cell", "同一儲存格有兩個 {code}")
            }
            Self::SharedDuty { codes } => bilingual!(
                "one cell has several duties ({codes}); each task is below the duty of its code",
                "同一儲存格有多項主要職責（{codes}）；各項工作任務依代碼歸入"
            ),
            Self::NoDuties => Bilingual::fixed(
                "the table has no column of duties (主要職責); they are made from the codes of the tasks, and have no names",
                "表格沒有主要職責欄；主要職責依工作任務的代碼建立，沒有名稱",
            ),
            Self::Raised { count: 1, first } => {
                bilingual!("raised or lowered text is now written “{first}”", "上標或下標改寫為「{first}」")
            }
            Self::Raised { count, first } => bilingual!(
                "raised or lowered text in {count} places is now written with characters of its own, such as “{first}”",
                "上標或下標共 {count} 處改用專用字元，例如「{first}」"
            ),
            Self::Level { text } => bilingual!(
                "the level “{text}” is no number from 1 to 6 and is kept as unplaced",
                "級別「{text}」不是 1 至 6 的數字，保留在 unplaced"
            ),
            Self::LevelRead { text, level } => {
                bilingual!("the level “{text}” was read as {level}", "級別「{text}」讀為 {level}")
            }
            Self::Date { text } => bilingual!(
                "the date “{text}” is not understood and is kept as unplaced",
                "日期「{text}」無法判讀，保留在 unplaced"
            ),
            Self::Status { text } => bilingual!(
                "the status “{text}” is not understood and is kept as unplaced",
                "狀態「{text}」無法判讀，保留在 unplaced"
            ),
            Self::UnknownHeader { text } => bilingual!(
                "the table goes on after a heading row that is not known: {text}",
                "表格在無法辨識的標題列之後繼續：{text}"
            ),
            Self::Doubled { label, text } => bilingual!(
                "{label} stands twice, and “{text}” is kept as unplaced",
                "{label}出現兩次，「{text}」保留在 unplaced"
            ),
            Self::TwoReadings { code, other } => bilingual!(
                "{code} can also be read as {other} and a name that begins with a digit",
                "{code} 也可讀成 {other} 加上以數字開頭的名稱"
            ),
            Self::NoColumn { count, first } => {
                let (s, first) = (bilingual::s(*count), shortened(first));
                bilingual!(
                    "{count} text{s} in no certain cell, such as “{first}”: import the saved page or the clipboard's \
                     HTML (`wl-paste -t text/html | ttm import -`)",
                    "{count} 段文字無法確定所在儲存格，例如「{first}」：請改為匯入另存的網頁或剪貼簿的 HTML\
                     （`wl-paste -t text/html | ttm import -`）"
                )
            }
            Self::Shared { task } => bilingual!(
                "the cell covers several tasks, and its items are kept at {task}",
                "儲存格跨越多項工作任務，其項目列在 {task}"
            ),
            Self::Experimental { pages } => {
                let s = bilingual::s(*pages);
                bilingual!(
                    "reading PDF is experimental: hold the standard against the print, {pages} page{s}",
                    "讀取 PDF 仍屬實驗性功能：請對照印出的 {pages} 頁核對"
                )
            }
            Self::Folded { count, first } => {
                let s = bilingual::s(*count);
                bilingual!(
                    "{count} look-alike character{s} written as the usual one: {first}",
                    "字形相同的字元改為常用字，共 {count} 處：{first}"
                )
            }
            Self::DrawnTwice { count, first } => {
                let s = bilingual::s(*count);
                bilingual!(
                    "{count} character{s} drawn twice at the same place read once, such as “{first}”",
                    "同一位置重複繪製的字元只讀一次，共 {count} 個，例如「{first}」"
                )
            }
            Self::WrappedSpace { count, first } => {
                let s = bilingual::s(*count);
                bilingual!(
                    "{count} space{s} set where a line ended between two words: “{first}”",
                    "行末的兩個英文字之間補上空格，共 {count} 處：「{first}」"
                )
            }
            Self::Unseen { text } => bilingual!(
                "a text that is not seen on the page was left out: “{text}”",
                "頁面上看不見的文字未匯入：「{text}」"
            ),
            Self::Turned { text } => bilingual!(
                "a text that does not run from left to right was left out: “{text}”",
                "不是由左至右的文字未匯入：「{text}」"
            ),
            Self::PageBreak { text, joined, tasks } => {
                let [before, beside] = tasks.each_ref().map(|task| match task.as_str() {
                    "" => bilingual!("", ""),
                    task => bilingual!(" ({task})", "（{task}）"),
                });
                let (before_en, beside_en) = (before.en, beside.en);
                let (before_zh, beside_zh) = (before.zh, beside.zh);
                match joined {
                    true => bilingual!(
                        "“{text}” is taken as the rest of the cell before the page break{before_en}; it may be a new \
                         cell{beside_en}",
                        "「{text}」視為換頁前儲存格{before_zh}的後續，也可能是新的儲存格{beside_zh}"
                    ),
                    false => bilingual!(
                        "“{text}” is taken as a new cell after the page break{beside_en}; it may be the rest of the \
                         one before{before_en}",
                        "「{text}」視為換頁後的新儲存格{beside_zh}，也可能是前一頁儲存格{before_zh}的後續"
                    ),
                }
            }
        }
    }
}

/// The part of a text that leaves room for the advice on the same line.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 12;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
