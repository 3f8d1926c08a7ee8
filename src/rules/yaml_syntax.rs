//! `yaml-syntax`: a file that is no YAML, or uses a part of YAML that the format leaves out.

use super::{Check, Explanation, Rule, RuleClass};
use crate::bilingual;
use crate::decode::problem::{YAML_SYNTAX, indent_help, slip_help};
use crate::decode::{Slip, slip_in};
use crate::diagnostic::Diagnostic;
use crate::files::limits::{YAML_DEPTH, YAML_NODES};
use crate::files::source::{FileId, Place, Span};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::yaml::{Problem, ProblemKind};

/// The record.
pub static RULE: Rule = Rule {
    name: YAML_SYNTAX.name,
    severity: YAML_SYNTAX.severity,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that a file is YAML, within the limits on depth and size.",
        "檢查檔案是 YAML，而且沒有超過深度與大小的限制。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "The file is not YAML from the marked place on, holds a key twice in one mapping, or uses a part of YAML \
             that the format leaves out: anchors, aliases, tags, directives, a second document.",
            "檔案從標示處起不是 YAML、同一個對映中同一個鍵出現兩次，或用了本格式不採用的 YAML 功能：錨點（&）、別名（*）、標籤（!）、\
             指示詞（%）、第二份文件（---）。",
        ),
        why: Bilingual::fixed(
            "Nothing behind the place can be read, so nothing else about the file is reported until it is mended. \
             Aliases could blow a small file up without limit and hide what a reviewer has to see.",
            "標示處之後的內容無法讀取，所以修好之前不會回報這個檔案的其他問題。別名會讓小檔案無限膨脹，也會讓審查者看不到內容。",
        ),
        example: "knowledge:\n\tK01: 國際商務禮儀\n",
        advice: Bilingual::fixed(
            "Indent with spaces, close every quotation mark and bracket, put `: ` between key and text, and quote a \
             text that holds `: ` or ` #` or begins with a special character.",
            "用空格縮排、引號與括號要成對、鍵與文字之間用半形冒號加空格；文字含有「: 」或「 #」、或以特殊字元開頭時，加上引號。",
        ),
    },
    check: Check::Loading,
};

/// The finding for a problem that the parser reports in `text`.
pub(crate) fn found(problem: &Problem, text: &str, file: FileId) -> Diagnostic {
    let place = Place { file, span: problem.span };
    if let Some((slip, span)) = slip_behind(problem, text) {
        return slipped(slip, Place { file, span });
    }
    let (message, help) = described(&problem.kind);
    let diagnostic = Diagnostic::new(&RULE, place, message).help(help);
    match problem.open {
        Some(span) => diagnostic.related(Place { file, span }, Bilingual::fixed("opened here", "從這裡開始")),
        None => diagnostic,
    }
}

/// The finding for a key glued to its value.
pub(crate) fn slipped(slip: Slip<'_>, place: Place) -> Diagnostic {
    let key = excerpt(slip.key);
    let message = if slip.colon == '：' {
        bilingual!(
            "the colon after `{key}` is full-width, so YAML takes the line for text",
            "`{key}` 後面是全形冒號，YAML 會把整行當成文字"
        )
    } else {
        bilingual!(
            "no space follows the colon after `{key}`, so YAML takes the line for text",
            "`{key}` 的冒號後面沒有空格，YAML 會把整行當成文字"
        )
    };
    Diagnostic::new(&RULE, place, message).help(slip_help(slip.key))
}

/// The slip that causes the problem, if one line of `text` shows it: the line itself, the line before, or the first
/// line of the text that continues on it.
fn slip_behind<'a>(problem: &Problem, text: &'a str) -> Option<(Slip<'a>, Span)> {
    let line_of =
        |offset| text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |found| found + 1);
    let this = line_of(problem.span.start as usize);
    let starts = match problem.kind {
        ProblemKind::SecondColon | ProblemKind::KeyExpected | ProblemKind::Other => {
            [this, line_of(this.saturating_sub(1))]
        }
        ProblemKind::Indentation(begun) => [line_of(begun), this],
        _ => return None,
    };
    starts.into_iter().find_map(|start| {
        let line = text[start..].lines().next()?;
        let slip = slip_in(line)?;
        let at = start + line.find(slip.key)?;
        Some((slip, Span::new(at, at + slip.key.len() + slip.colon.len_utf8())))
    })
}

fn described(kind: &ProblemKind) -> (Bilingual, Bilingual) {
    let fixed = |en, zh, help_en, help_zh| (Bilingual::fixed(en, zh), Bilingual::fixed(help_en, help_zh));
    match kind {
        ProblemKind::Tab => fixed(
            "a tab cannot indent YAML",
            "YAML 不能用 Tab 縮排",
            "indent with two spaces a level",
            "請用空格縮排，每層兩格",
        ),
        ProblemKind::UnclosedQuote => fixed(
            "this quotation mark has no partner",
            "這個引號沒有成對",
            "close it at the end of the text, or write the text without quotation marks",
            "在文字結尾補上引號，或不加引號",
        ),
        ProblemKind::UnclosedBracket => fixed(
            "a bracket is not closed before this place",
            "到這裡為止，括號還沒有成對",
            "close the list with `]` or the mapping with `}`",
            "清單用 `]` 結束，對映用 `}` 結束",
        ),
        ProblemKind::SecondColon => fixed(
            "a second `: ` stands in one entry",
            "同一個項目出現第二個「: 」",
            "put the text in quotation marks if the colon belongs to it; otherwise check the indentation",
            "冒號若是文字的一部分，請替文字加上引號；否則請檢查縮排",
        ),
        ProblemKind::KeyExpected => fixed(
            "this line is no `key: value`",
            "這一行不是「鍵: 值」",
            "put a half-width colon and a space behind the key; a text that goes on is indented deeper than its key",
            "鍵的後面要有半形冒號和一個空格；文字換行時，要縮排得比鍵更深",
        ),
        ProblemKind::Indentation(_) => fixed(
            "the indentation of this line fits nothing above it",
            "這一行的縮排與上面各行都對不上",
            "align it with the keys or list entries that it belongs to",
            "與同一層的鍵或清單項目對齊",
        ),
        ProblemKind::ForeignSpace(space) => {
            let (en, zh) = match space {
                '\u{3000}' => ("ideographic spaces", "全形空格"),
                _ => ("spaces that are not plain ones", "特殊空格"),
            };
            let point = u32::from(*space);
            (
                bilingual!(
                    "{en} (U+{point:04X}) indent this line, and YAML takes them for text",
                    "這一行用{zh}（U+{point:04X}）縮排，YAML 會把它們當成文字"
                ),
                indent_help(),
            )
        }
        ProblemKind::Character('\u{b}') => fixed(
            "U+000B cannot stand in YAML: Word writes it for a line break within a paragraph",
            "YAML 不能有 U+000B：這是 Word 段落內的換行字元",
            "put a space in its place, or nothing between two Chinese characters",
            "請改成空格；中文字之間直接刪除",
        ),
        ProblemKind::Character(character) if character.is_control() => {
            let point = u32::from(*character);
            (
                bilingual!("U+{point:04X} cannot stand in YAML", "YAML 不能有 U+{point:04X}"),
                Bilingual::fixed("remove the character", "請刪除這個字元"),
            )
        }
        ProblemKind::Escape => fixed(
            "in a text in double quotation marks this backslash begins no escape",
            "雙引號內的這個反斜線不是有效的跳脫字元",
            "write the backslash twice (`\\\\`), or put the text in single quotation marks",
            "反斜線寫兩次（`\\\\`），或改用單引號",
        ),
        ProblemKind::Character(character) => {
            let (shown, zh) = match character {
                // A backtick between backticks would not be recognisable.
                '`' => ("a backtick".to_owned(), "反引號".to_owned()),
                _ => (format!("`{character}`"), format!(" `{character}` ")),
            };
            (
                bilingual!("{shown} cannot begin a text", "文字不能以{zh}開頭"),
                Bilingual::fixed(
                    "put the text in quotation marks, or remove the character",
                    "替文字加上引號，或刪除這個字元",
                ),
            )
        }
        ProblemKind::TooDeep => (
            bilingual!(
                "mappings and lists nest deeper than {YAML_DEPTH}",
                "對映與清單的巢狀超過 {YAML_DEPTH} 層"
            ),
            Bilingual::fixed("the format needs ten levels", "本格式最多用到十層"),
        ),
        ProblemKind::TooManyNodes => (
            bilingual!(
                "the file has more than {YAML_NODES} keys and values",
                "檔案的鍵與值超過 {YAML_NODES} 個"
            ),
            Bilingual::fixed("put each standard into a file of its own", "一個檔案只放一份職能基準"),
        ),
        ProblemKind::Alias => fixed(
            "an alias is no part of the format",
            "本格式不採用別名（*）",
            "write out what it stands for",
            "請直接寫出它所代表的內容",
        ),
        ProblemKind::Anchor => fixed(
            "an anchor is no part of the format: YAML takes `&` and the word behind it for a name",
            "本格式不採用錨點（&）：YAML 會把「&」與後面的字當成名稱",
            "remove it; a text that begins with `&` is quoted",
            "請刪除；以「&」開頭的文字要加引號",
        ),
        ProblemKind::Tag => fixed(
            "a tag is no part of the format: YAML takes `!` and the word behind it for a type",
            "本格式不採用標籤（!）：YAML 會把「!」與後面的字當成型別",
            "remove it: the format knows what every value is; a text that begins with `!` is quoted",
            "請刪除：本格式已知每個值的型別；以「!」開頭的文字要加引號",
        ),
        ProblemKind::SecondDocument => fixed(
            "a second document begins here",
            "這裡開始了第二份文件",
            "put each standard into a file of its own",
            "一個檔案只放一份職能基準",
        ),
        ProblemKind::Other => fixed(
            "this is not valid YAML",
            "這不是有效的 YAML",
            "compare the line with those around it: colon and space, quotation marks, brackets, indentation",
            "請與前後各行比對：冒號與空格、引號、括號、縮排",
        ),
    }
}
