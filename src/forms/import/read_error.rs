//! Why a document could not be read into a page, and what the user can do.

use std::fmt::Display;

use crate::bilingual;
use crate::files::encoding::Encoding;
use crate::text::bilingual::Bilingual;
use crate::text::display_safe::one_line;

/// Why a document could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words().en)]
#[non_exhaustive]
pub enum ReadError {
    /// It has none of the forms that are imported.
    UnknownForm,
    /// It is a document of another kind.
    Foreign {
        /// The usual name of the format: `PDF`.
        format: &'static str,
        /// What to do instead.
        way: Way,
    },
    /// Its text is not UTF-8.
    NotUtf8 {
        /// The encoding that it seems to have.
        guess: Option<Encoding>,
    },
    /// It is text copied by a browser, without codes that tell the columns.
    NoColumns,
    /// It is larger than the limit.
    TooLarge {
        /// What is too large: the file, or a part of it.
        what: DocumentPart,
        /// The limit in MiB.
        mebibytes: usize,
    },
    /// It has more rows, cells and lines than a standard can have.
    TooMany {
        /// The limit.
        limit: usize,
    },
    /// It has a table with a larger area than a standard can have.
    TooWide {
        /// The largest area: rows times columns.
        limit: usize,
    },
    /// Its elements, lists or tables are nested too deeply.
    TooDeep {
        /// The deepest nesting.
        limit: usize,
    },
    /// It is truncated, or violates its format.
    Damaged {
        /// The name of the format.
        format: &'static str,
        /// What is wrong with it; the words of a library are English in both.
        reason: Bilingual,
    },
    /// It has several standards.
    Several {
        /// How many.
        count: usize,
    },
    /// It has several standards, each on a sheet of its own or one after the other.
    SeveralSheets {
        /// How many.
        count: usize,
    },
    /// It has several standards, each on a sheet of its own, and a part of one on another sheet.
    PartApart {
        /// The name of that sheet.
        sheet: String,
    },
    /// It is a zip file with too many files.
    TooManyFiles {
        /// The limit.
        limit: usize,
    },
    /// It is a zip file but not an office file.
    NoContent,
    /// It may be an office file, and this build reads none.
    NoOffice,
    /// It is a PDF, and this build reads none.
    NoPdf,
    /// It is encrypted with a password.
    Encrypted,
    /// Its XML declares or uses entities of its own.
    Entities,
    /// It has more of something than a standard has.
    Beyond {
        /// What there is too much of, in English and in Chinese.
        names: (&'static str, &'static str),
        /// The limit.
        limit: usize,
    },
    /// It has a character of which the file does not say what it is.
    NoUnicode {
        /// The page, from 1.
        page: usize,
        /// The text before it.
        near: String,
        /// The name of the font.
        font: String,
    },
    /// Its pages are pictures.
    OnlyPictures {
        /// How many pages.
        pages: usize,
    },
}

/// What the user can do about a document of another kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Save it again with this extension.
    SaveAs(&'static str),
    /// It is a document in a format from before 2007, which may be a text or a spreadsheet.
    SaveAsEither,
    /// Save the page again, as HTML only.
    HtmlOnly,
    /// Use one of the published files.
    Published,
    /// It is a picture of a text.
    Picture,
    /// Unpack it first.
    Unpack,
}

/// What is too large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentPart {
    /// The file itself.
    File,
    /// A member of an office file, once unpacked.
    Unpacked(String),
    /// All members of an office file together, once unpacked.
    AllUnpacked,
    /// The texts of all cells; repeated ones count as often as they are repeated.
    Texts,
    /// The streams of a PDF, once unpacked.
    Streams,
}

impl ReadError {
    /// What a library found wrong, in its own words.
    pub(super) fn damaged(format: &'static str, error: &impl Display) -> Self {
        let reason = error.to_string();
        Self::Damaged { format, reason: bilingual!("{reason}", "{reason}") }
    }

    /// The error in both languages.
    pub fn words(&self) -> Bilingual {
        match self {
            Self::UnknownForm => Bilingual::fixed(
                "it is none of the forms that are imported: give the text or the HTML of the published page, its \
                 ODT, a DOCX, XLSX or ODS with the form, its converted JSON, or the JSON that `ttm render` writes",
                "不是可匯入的格式：請改用公告頁面的文字或 HTML、ODT 檔、含有表單的 DOCX、XLSX 或 ODS 檔、轉換後的 JSON，或 `ttm render` 輸出的 JSON",
            ),
            Self::Foreign { format, way } => foreign(format, *way),
            Self::NotUtf8 { guess: Some(encoding) } => bilingual!(
                "it is not UTF-8 but looks like {encoding}: save it as UTF-8, as with `iconv -f {encoding} -t UTF-8`",
                "不是 UTF-8 編碼，看起來是 {encoding}：請另存為 UTF-8，例如用 `iconv -f {encoding} -t UTF-8`"
            ),
            Self::NotUtf8 { guess: None } => {
                Bilingual::fixed("it is not UTF-8: save it as UTF-8", "不是 UTF-8 編碼：請存成 UTF-8")
            }
            Self::NoColumns => Bilingual::fixed(
                "a browser left out what parts the cells of its table when it was copied, and without codes (T1, T1.1) \
                 nothing tells the columns: import the HTML of what you copied (`wl-paste -t text/html | ttm import -`, \
                 `xclip -selection clipboard -t text/html -o | ttm import -`) or the saved page",
                "瀏覽器複製時略去了表格儲存格的分隔，而沒有代碼（T1、T1.1）就無從得知欄位：請改為匯入剪貼簿的 HTML\
                 （`wl-paste -t text/html | ttm import -`、`xclip -selection clipboard -t text/html -o | ttm import -`）\
                 或另存的網頁",
            ),
            Self::TooLarge { what, mebibytes } => too_large(what, *mebibytes),
            Self::TooMany { limit } => bilingual!(
                "it has more than {limit} rows, cells and lines, which no standard has: import the part that holds \
                 the standard",
                "列、儲存格與文字行合計超過 {limit}，職能基準不會這麼多：請只匯入職能基準的部分"
            ),
            Self::TooWide { limit } => bilingual!(
                "it has a table of more than {limit} places, its rows times its columns, which no standard has: import \
                 the part that holds the standard",
                "有表格的列數乘欄數超過 {limit}，職能基準不會這麼大：請只匯入職能基準的部分"
            ),
            Self::TooDeep { limit } => bilingual!(
                "its tables or elements lie more than {limit} deep in each other: import the part that holds the \
                 standard",
                "表格或元素的巢狀超過 {limit} 層：請只匯入職能基準的部分"
            ),
            Self::Damaged { format, reason: Bilingual { en, zh } } => bilingual!(
                "it is damaged or cut off ({format}: {en}): fetch or save it again",
                "檔案損壞或不完整（{format}：{zh}）：請重新下載或另存"
            ),
            Self::Several { count } => bilingual!(
                "it has {count} standards, one a line: import each from a file of its own, as `ttm render --format json \
                 -o DIR/` writes them",
                "其中有 {count} 份職能基準，一行一份：請用 `ttm render --format json -o 資料夾/` 輸出成個別檔案，再逐一匯入"
            ),
            Self::SeveralSheets { count } => bilingual!(
                "it has {count} standards: save each as a file of its own",
                "其中有 {count} 份職能基準：請各自另存成檔案，再逐一匯入"
            ),
            Self::PartApart { sheet } => {
                let sheet = one_line(sheet);
                bilingual!(
                    "it has several standards on sheets of their own, and the sheet “{sheet}” has a part without the rest: put \
                     all parts of a standard on one sheet, or save each standard as a file of its own",
                    "其中有數份職能基準，各在不同的工作表，而工作表「{sheet}」只有表單的一部分：請將同一份職能基準的內容放在同一張工作表，或各自\
                     另存成檔案"
                )
            }
            Self::TooManyFiles { limit } => bilingual!(
                "it is a zip file with more than {limit} files in it, which no office file has: save it again with an office \
                 program",
                "這個 zip 檔內的檔案超過 {limit} 個，辦公室軟體的檔案不會這麼多：請用辦公室軟體重新存檔"
            ),
            Self::NoContent => Bilingual::fixed(
                "it is a zip file without the content of an office file (ODT, ODS, DOCX, XLSX): unpack it and import what is in it",
                "這個 zip 檔沒有辦公室軟體檔案（ODT、ODS、DOCX、XLSX）的內容：請先解壓縮，再匯入裡面的檔案",
            ),
            Self::NoOffice => Bilingual::fixed(
                "it is an office file (or another zip file), and this build of ttm has no reader for those: install a \
                 released ttm, or build it with `--features office`; or import the saved page (HTML)",
                "這是辦公室軟體的檔案（或其他 zip 檔），而這個 ttm 建置時未包含其讀取功能：請安裝正式發行的 ttm，或建置時加上 `--features \
                 office`；也可改為匯入另存的網頁（HTML）",
            ),
            Self::NoPdf => Bilingual::fixed(
                "it is a PDF, and this build of ttm has no reader for those: install a released ttm, or build it with \
                 `--features pdf`; or import the saved page (HTML) or the ODT",
                "這是 PDF 檔，而這個 ttm 建置時未包含其讀取功能：請安裝正式發行的 ttm，或建置時加上 `--features pdf`；也可改為匯入另存的網頁\
                 （HTML）或 ODT 檔",
            ),
            Self::Encrypted => Bilingual::fixed(
                "it is protected by a password: save it without one",
                "檔案有密碼保護：請另存為沒有密碼的檔案",
            ),
            Self::Entities => Bilingual::fixed(
                "its XML declares or uses entities of its own, which office programs do not: save it again with an office \
                 program",
                "其 XML 宣告或使用自訂實體，辦公室軟體不會這樣存檔：請用辦公室軟體重新存檔",
            ),
            Self::Beyond { names: (en, zh), limit } => bilingual!(
                "it has more than {limit} {en}, which no standard has: import the part that holds the standard",
                "超過 {limit} {zh}，職能基準不會這麼多：請只匯入職能基準的部分"
            ),
            Self::NoUnicode { page, near, font } => no_unicode(*page, near, font),
            Self::OnlyPictures { pages } => bilingual!(
                "its {pages} pages are pictures, and no text is read from pictures: save the published page as HTML, or \
                 take the ODT that is published with the standard",
                "共 {pages} 頁，全是圖片，無法讀取圖片中的文字：請把公告頁面存成 HTML，或改用職能基準公告的 ODT 檔"
            ),
        }
    }
}

fn foreign(format: &str, way: Way) -> Bilingual {
    match way {
        Way::SaveAs(ending) => bilingual!(
            "it is a {format} file, which is not read yet: open it and save it as .{ending}, or convert it with \
             `soffice --headless --convert-to {ending} FILE`",
            "這是 {format} 檔，目前還不能讀取：請開啟後另存為 .{ending}，或用 `soffice --headless --convert-to {ending} \
             檔案` 轉換"
        ),
        Way::SaveAsEither => bilingual!(
            "it is an {format} file, which is not read: open it and save it as .docx or .odt, or as .xlsx or .ods if it \
             is a spreadsheet",
            "這是 {format} 檔，無法讀取：請開啟後另存為 .docx 或 .odt；試算表請另存為 .xlsx 或 .ods"
        ),
        Way::HtmlOnly => bilingual!(
            "it is a page that was saved as one file ({format}), which is not read: save the page again as “Webpage, \
             HTML Only”",
            "這是存成單一檔案的網頁（{format}），無法讀取：請重新儲存網頁，存檔類型選「網頁，僅 HTML」"
        ),
        Way::Published => bilingual!(
            "it is a {format} file, which is not read yet: save the published page as HTML, or take the ODT that is \
             published with the standard",
            "這是 {format} 檔，目前還不能讀取：請把公告頁面存成 HTML，或改用職能基準公告的 ODT 檔"
        ),
        Way::Picture => bilingual!(
            "it is a picture ({format}), and no text is read from pictures: save the published page as HTML, or take \
             the ODT that is published with the standard",
            "這是圖片（{format}），無法讀取圖片中的文字：請把公告頁面存成 HTML，或改用職能基準公告的 ODT 檔"
        ),
        Way::Unpack => bilingual!(
            "it is a packed file ({format}): unpack it, and import what is in it",
            "這是壓縮檔（{format}）：請先解壓縮，再匯入裡面的檔案"
        ),
    }
}

fn no_unicode(page: usize, near: &str, font: &str) -> Bilingual {
    let (mut en, mut zh) = (format!("on page {page}"), format!("第 {page} 頁"));
    if !near.is_empty() {
        en.push_str(&format!(", after “{near}”"));
        zh.push_str(&format!("「{near}」之後"));
    }
    if !font.is_empty() {
        en.push_str(&format!(" (font {font})"));
        zh.push_str(&format!("（字型 {font}）"));
    }
    bilingual!(
        "it does not say which character is printed {en}, and none is guessed: save the published page as HTML, or take \
         the ODT that is published with the standard",
        "檔案未註明{zh}印的是哪個字元，也不猜測：請把公告頁面存成 HTML，或改用職能基準公告的 ODT 檔"
    )
}

fn too_large(what: &DocumentPart, mebibytes: usize) -> Bilingual {
    match what {
        DocumentPart::File => bilingual!(
            "it is larger than {mebibytes} MiB, and a published standard has a hundredth of that: import the part \
             that holds the standard",
            "檔案大於 {mebibytes} MiB，已公告的職能基準不到其百分之一：請只匯入職能基準的部分"
        ),
        DocumentPart::Unpacked(name) => bilingual!(
            "its {name} is larger than {mebibytes} MiB once unpacked: save the pages that hold the standard as a \
             file of their own",
            "其中的 {name} 解壓縮後大於 {mebibytes} MiB：請把職能基準的頁面另存成一個檔案"
        ),
        DocumentPart::AllUnpacked => bilingual!(
            "it holds more than {mebibytes} MiB once unpacked: save the pages that hold the standard as a file of their own",
            "解壓縮後合計大於 {mebibytes} MiB：請把職能基準的頁面另存成一個檔案"
        ),
        DocumentPart::Streams => bilingual!(
            "its pages and what they need are larger than {mebibytes} MiB once unpacked: save the pages that hold the \
             standard as a file of their own",
            "頁面內容解壓縮後合計超過 {mebibytes} MiB：請把職能基準的頁面另存成一個檔案"
        ),
        DocumentPart::Texts => bilingual!(
            "its cells hold more than {mebibytes} MiB of text: import the part that holds the standard",
            "儲存格的文字超過 {mebibytes} MiB：請只匯入職能基準的部分"
        ),
    }
}
