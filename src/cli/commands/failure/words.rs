//! What each failure says, in both languages: the reason, the file, and the way out.

use std::path::Path;

use super::{Failure, MAX_WRITTEN};
use crate::bilingual;
use crate::files::reason::reason;
use crate::files::source::display;
use crate::text::bilingual;
use crate::text::bilingual::Bilingual;

impl Failure {
    /// The failure in both languages.
    pub fn words(&self) -> Bilingual {
        match self {
            Self::Input(error) => error.words(),
            Self::UnknownRule { name, nearest } => {
                let (en, zh) = match nearest {
                    Some(nearest) => (format!("did you mean {nearest}?"), format!("是不是 {nearest}？")),
                    None => ("`ttm explain` lists them all".into(), "`ttm explain` 會全部列出".into()),
                };
                bilingual!(
                    "there is no rule or class of changes {name}; {en}",
                    "沒有 {name} 這條規則或變更分類；{zh}"
                )
            }
            Self::NoSuchRule { name, nearest } => {
                let (en, zh) = match nearest {
                    Some(nearest) => (format!("did you mean {nearest}?"), format!("是不是 {nearest}？")),
                    None => ("`ttm explain` lists the rules".into(), "`ttm explain` 會列出所有規則".into()),
                };
                bilingual!("there is no rule {name}; {en}", "沒有 {name} 這條規則；{zh}")
            }
            Self::RuleNotLeftOut { rule } => bilingual!(
                "{rule} cannot be left out: a file with it is not checked at all; leave the file out instead, with \
                 `exclude` in ttm.toml",
                "{rule} 不能略過：出現它的檔案根本沒有被檢查；請改用 ttm.toml 的 `exclude` 略過檔案"
            ),
            Self::AllExcluded { count } => {
                let s = bilingual::s(*count);
                bilingual!(
                    "`exclude` in ttm.toml leaves out all {count} file{s}; a file that is named is checked anyway",
                    "ttm.toml 的 `exclude` 略過了全部 {count} 個檔案；直接指定檔案時仍會檢查"
                )
            }
            Self::OneFileForMany { path, many: Bilingual { en, zh } } => {
                // The suggested folder has no file extension.
                let folder = display(&Path::new(path).with_extension(""));
                bilingual!(
                    "{path} is one file, and there are {en}; name a folder: {folder}/",
                    "{path} 是一個檔案，{zh}；請指定資料夾：{folder}/"
                )
            }
            Self::NotForStdout { kind: Bilingual { en, zh }, ending } => bilingual!(
                "{en} is not written to standard output; name a file or a folder: -o FILE.{ending} or -o FOLDER/",
                "{zh}不會寫到標準輸出；請指定檔案或資料夾：-o 檔案.{ending} 或 -o 資料夾/"
            ),
            Self::SeveralWords { path, text } => bilingual!(
                "{path} is not there; several words go into quotation marks: ttm find '{text}'",
                "找不到 {path}；要找好幾個詞時，請用引號括起來：ttm find '{text}'"
            ),
            Self::NoFormatOfEnding { ending, endings } => {
                let (en, zh) = match ending.eq_ignore_ascii_case("pdf") {
                    true => ("; for PDF print the HTML from a browser", "；需要 PDF 時，請用瀏覽器列印 HTML"),
                    false => ("", ""),
                };
                bilingual!(
                    "`.{ending}` is no format of this verb: {endings}{en}",
                    "這個指令沒有 `.{ending}` 這種格式，可用的是 {endings}{zh}"
                )
            }
            Self::NoWorkbook => Bilingual::fixed(
                "--matrix adds a sheet to a workbook; use it with --format xlsx",
                "--matrix 會在活頁簿中加一張工作表；請與 --format xlsx 一起使用",
            ),
            Self::WrittenTwice { path } => bilingual!(
                "{path} would be written twice: two of the files have one name; nothing was written",
                "{path} 會被寫兩次：有兩個檔案同名；沒有寫入任何檔案"
            ),
            Self::NotRenumbered { path, words: Bilingual { en, zh }, places } => {
                let (places, zh_places) = match places.as_slice() {
                    [] => Default::default(),
                    _ => (format!(" ({})", places.join(", ")), format!("（{}）", places.join("、"))),
                };
                bilingual!("{path} is not renumbered: {en}{places}", "{path} 未重新編號：{zh}{zh_places}")
            }
            Self::Exists { path } => bilingual!(
                "{path} is there already and was not touched; --force writes over it",
                "{path} 已存在，未更動；加上 --force 可覆寫"
            ),
            Self::OverInput { path } => bilingual!(
                "{path} is what is read; name another file to write",
                "{path} 是要讀取的檔案；請指定另一個輸出檔案"
            ),
            Self::NamedLikeFolder { path } => bilingual!(
                "{path} is the name of a folder, but one file is written; name a file in it",
                "{path} 是資料夾的名稱，但這裡只寫一個檔案；請指定其中的檔案"
            ),
            Self::NamedLikeStandard { path, kind: Bilingual { en, zh } } => bilingual!(
                "{path} is the name of a standard, but {en} is written; choose another ending",
                "{path} 是職能基準的檔名，但要寫入的是「{zh}」；請改用其他副檔名"
            ),
            Self::OtherKind { path, kind: Bilingual { en, zh } } => bilingual!(
                "{path} is there, does not look like {en}, and was not touched; name another file, or remove it first",
                "{path} 已存在，看起來不是「{zh}」，未更動；請指定另一個檔案，或先將它移除"
            ),
            Self::LinkOutOfFolder { path } => bilingual!(
                "{path} is a link that leads out of its folder, or no file; remove it, or name another folder",
                "{path} 是連出所在資料夾的連結，或不是一般檔案；請將它移除，或指定另一個資料夾"
            ),
            Self::DanglingLink { path } => bilingual!(
                "{path} is a link to a file that is not there; remove the link, or name the file itself",
                "{path} 是連結，但所指的檔案不存在；請移除連結，或直接指定檔案"
            ),
            Self::NoFolder { path, folder } => bilingual!(
                "{path} cannot be written: there is no folder {folder}; create it first",
                "無法寫入 {path}：沒有 {folder} 這個資料夾；請先建立"
            ),
            Self::NoOutputFolder { path } => bilingual!(
                "{path} is no folder, but several files are written; name a folder",
                "{path} 不是資料夾，但這裡會寫入好幾個檔案；請指定資料夾"
            ),
            Self::PartlyWritten { cause, written } => {
                let Bilingual { en, zh } = cause.words();
                let shown = written.get(..MAX_WRITTEN).unwrap_or(written);
                let (en_list, zh_list) = (shown.join(", "), shown.join("、"));
                let (en_more, zh_more) = match written.len() - shown.len() {
                    0 => Default::default(),
                    more => (format!(" and {more} more"), format!("，以及另外 {more} 個")),
                };
                bilingual!(
                    "{en}; written before that: {en_list}{en_more}",
                    "{zh}；在此之前已寫入：{zh_list}{zh_more}"
                )
            }
            Self::CommandInOutput { path } => bilingual!(
                "{path} has a line that the log of a CI service takes for a command; write to a file with -o",
                "{path} 有一行會被 CI 的紀錄當成指令；請以 -o 寫入檔案"
            ),
            Self::NotImported { path, reason: Bilingual { en, zh } } => {
                bilingual!("{path} is not imported: {en}", "{path} 未匯入：{zh}")
            }
            Self::OutputForMany { count } => bilingual!(
                "{count} inputs cannot go to standard output; name a folder with -o",
                "{count} 個輸入無法一起寫到標準輸出；請以 -o 指定資料夾"
            ),
            Self::NotReleased { path, words: Bilingual { en, zh } } => {
                bilingual!("{path} is not issued: {en}", "{path} 未公告：{zh}")
            }
            Self::NotPrintAndFile => Bilingual::fixed(
                "--check takes two files: the document, and the file of its standard",
                "--check 需要兩個檔案：先是文件，再是該職能基準的檔案",
            ),
            Self::NotTwoVersions => Bilingual::fixed(
                "name two versions, the old and the new one, or `--against REF` for those in git",
                "請指定舊版與新版兩個檔案，或以 `--against REF` 與 git 中的版本比較",
            ),
            Self::FoldersCompared { path } => bilingual!(
                "{path} is a folder, and two files are compared; name the file of the old and of the new version, or compare \
                 a folder with what git has of it: `ttm diff --against REF {path}`",
                "{path} 是資料夾，比較的須是兩個檔案；請指定舊版與新版的檔案，或將資料夾與 git 中的版本比較：\
                 `ttm diff --against REF {path}`"
            ),
            Self::NoName => Bilingual::fixed(
                "`--name` is blank; write the name of the occupation, such as `--name 獎勵旅遊業業務人員`",
                "`--name` 沒有內容；請寫出職業名稱，例如 `--name 獎勵旅遊業業務人員`",
            ),
            Self::Git(error) => error.words(),
            Self::NotRevisable { path, reason } => {
                let Bilingual { en, zh } = reason.words();
                bilingual!("{path} has no next edition: {en}", "無法從 {path} 編修下一版：{zh}")
            }
            Self::Write { path, source } => {
                let Bilingual { en, zh } = reason(source);
                bilingual!("{path} cannot be written: {en}", "無法寫入 {path}：{zh}")
            }
            #[cfg(feature = "site")]
            Self::Picture { path, reason: Bilingual { en, zh } } => {
                bilingual!(
                    "the logo {path} of ttm.toml is not used: {en}",
                    "無法使用 ttm.toml 的圖檔 {path}：{zh}"
                )
            }
            Self::Remove { path, source } => {
                let Bilingual { en, zh } = reason(source);
                bilingual!("{path} is not removed: {en}", "未移除 {path}：{zh}")
            }
            Self::InvalidFile { path, count } => {
                let s = bilingual::s(*count);
                bilingual!(
                    "{path} has {count} error{s}; nothing was checked",
                    "{path} 有 {count} 個錯誤；沒有檢查任何檔案"
                )
            }
            Self::NotAllChecked { path, count, files } => {
                let (s, files_s, were) =
                    (bilingual::s(*count), bilingual::s(*files), if *files == 1 { "was" } else { "were" });
                bilingual!(
                    "{path} has {count} error{s}; {files} file{files_s} below it {were} not checked",
                    "{path} 有 {count} 個錯誤；它底下的 {files} 個檔案沒有檢查"
                )
            }
            Self::StdinNotAllowed(words) => words.clone(),
            Self::FixStdin => Bilingual::fixed(
                "standard input cannot be fixed in place; --diff shows what would change",
                "標準輸入無法就地修正；--diff 可顯示會有哪些變更",
            ),
            Self::Stream(error) => {
                let Bilingual { en, zh } = reason(error);
                bilingual!("cannot write: {en}", "無法輸出：{zh}")
            }
        }
    }
}
