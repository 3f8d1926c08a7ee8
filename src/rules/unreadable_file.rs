//! `unreadable-file`: a file whose text could not be read.

use super::{Check, Explanation, Rule, RuleClass};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::limits::STANDARD_BYTES;
use crate::files::source::{FileId, Place, Source, Span, Unreadable};
use crate::text::bilingual::Bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: "unreadable-file",
    severity: Severity::Error,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that a file is there, is UTF-8, and is not too large.",
        "檢查檔案存在、是 UTF-8 編碼，而且不會太大。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "The file could not be opened, holds bytes that are not UTF-8, is larger than 4 MiB, or is a link that leads \
             out of the repository or the folder that is searched.",
            "檔案打不開、含有不是 UTF-8 的位元組、大於 4 MiB，或是指向儲存庫（或所搜尋資料夾）之外的連結。",
        ),
        why: Bilingual::fixed(
            "Text in another encoding, such as Big5, would turn into other characters. A published standard has \
             about 12 KiB, so a file of megabytes is not one.",
            "其他編碼（例如 Big5）的文字會變成別的字。已公告的職能基準約 12 KiB，好幾 MB 的檔案不會是職能基準。",
        ),
        example: "iconv -f BIG5 -t UTF-8 old.yaml > new.yaml\n",
        advice: Bilingual::fixed(
            "Save the file as UTF-8, or give the program the right to read it.",
            "把檔案存成 UTF-8，或開放讀取權限。",
        ),
    },
    check: Check::Loading,
};

/// The finding if the source has no readable text.
pub(crate) fn found(source: &Source, file: FileId) -> Option<Diagnostic> {
    let start = Place { file, span: Span::default() };
    Some(match source.unreadable.as_ref()? {
        Unreadable::Io(Bilingual { en, zh }) => {
            Diagnostic::new(&RULE, start, bilingual!("the file cannot be read: {en}", "無法讀取檔案：{zh}"))
        }
        Unreadable::LeadsOut => Diagnostic::new(
            &RULE,
            start,
            Bilingual::fixed(
                "the file is a link that leads out of the repository or the folder that is searched, and was not read",
                "這個檔案是連結，指向儲存庫或所搜尋資料夾之外，因此沒有讀取",
            ),
        )
        .help(Bilingual::fixed(
            "put the file itself here, or name the link on the command line to have it followed",
            "請改放檔案本身；若要讀取連結所指的檔案，請在命令列上直接指定這個連結",
        )),
        Unreadable::TooLarge => {
            let limit = STANDARD_BYTES >> 20;
            Diagnostic::new(
                &RULE,
                start,
                bilingual!("the file is larger than {limit} MiB", "檔案大於 {limit} MiB"),
            )
        }
        Unreadable::NotUtf8 { offset, guess } => {
            let end =
                source.text[*offset..].chars().next().map_or(*offset, |found| offset + found.len_utf8());
            let place = Place { file, span: Span::new(*offset, end) };
            let message = Bilingual::fixed("the file is not UTF-8", "檔案不是 UTF-8 編碼");
            let label = Bilingual::fixed("the first byte that does not fit", "第一個不符的位元組");
            let help = match guess {
                Some(encoding) => bilingual!(
                    "it looks like {encoding}: save it as UTF-8, as with `iconv -f {encoding} -t UTF-8`",
                    "看起來是 {encoding}：請另存為 UTF-8，例如用 `iconv -f {encoding} -t UTF-8`"
                ),
                None => Bilingual::fixed("save the file as UTF-8", "請把檔案存成 UTF-8"),
            };
            Diagnostic::new(&RULE, place, message).label(label).help(help)
        }
    })
}
