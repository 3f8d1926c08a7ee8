//! `yaml-syntax`: a file that is no YAML, or uses a part of YAML that the format leaves out.

use super::out_of_step::{self, KeyLine, OutOfStep};
use super::sign_of_yaml::{self, tag_message};
use super::{Check, Explanation, Rule, RuleClass, invisible_character};
use crate::bilingual;
use crate::decode::problem::{YAML_SYNTAX, indent_help, slip_help};
use crate::decode::slips::{LineSlip, SlipKind, Slips};
use crate::diagnostic::{Diagnostic, Fix};
use crate::files::limits::{YAML_DEPTH, YAML_NODES};
use crate::files::source::{FileId, Place, Source};
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
            "檔案從標示處起不是 YAML、同一層中同一個鍵出現兩次，或用了本格式不採用的 YAML 功能：錨點（&）、別名（*）、標籤（!）、\
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

/// The findings for what keeps `source` from being YAML, or from being read as it is meant: its slips, or else the
/// problem that the parser reports.
pub(crate) fn found(
    problems: &[Problem],
    source: &Source,
    file: FileId,
    slips: Option<&Slips<'_>>,
) -> Vec<Diagnostic> {
    let Some(slips) = slips else {
        return problems.iter().map(|problem| of_problem(problem, &source.text, file)).collect();
    };
    let mut found: Vec<Diagnostic> = slips.slips.iter().map(|slip| of_slip(slip, file)).collect();
    if let Some(edits) = &slips.edits {
        for (diagnostic, edit) in found.iter_mut().zip(edits) {
            let words = diagnostic.help.take().unwrap_or(Bilingual::fixed("mend it", "修正"));
            diagnostic.fix = Some(Fix { words, edits: vec![edit.clone()] });
        }
    }
    // What is wrong besides shows once the slips are mended. In a file that is YAML as it is, decoding says it.
    if let Some(left) = slips.left.as_ref().filter(|_| !slips.is_yaml) {
        let mut besides = of_problem(&left.problem, &left.text, file);
        let labels = std::iter::once(&mut besides.primary).chain(&mut besides.related);
        labels.for_each(|label| label.place.span = left.place(label.place.span));
        found.push(besides);
    }
    found
}

fn of_problem(problem: &Problem, text: &str, file: FileId) -> Diagnostic {
    let at = |span| Place { file, span };
    use ProblemKind::{Indentation, KeyExpected, Other, SecondColon};
    if let Indentation(_) | KeyExpected | SecondColon | Other = problem.kind
        && let Some((span, message, help)) = sign_of_yaml::find(problem.span, text)
    {
        return Diagnostic::new(&RULE, at(span), message).help(help);
    }
    if let Indentation(_) | KeyExpected = problem.kind
        && let Some(out) = out_of_step::find(text, problem.span.start as usize)
    {
        return of_indentation(&out, file);
    }
    let (message, help) = described(&problem.kind);
    let diagnostic = Diagnostic::new(&RULE, at(problem.span), message).help(help);
    match problem.open {
        Some(span) => diagnostic.related(at(span), Bilingual::fixed("opened here", "從這裡開始")),
        None => diagnostic,
    }
}

/// The finding for a slip of a line.
fn of_slip(slip: &LineSlip<'_>, file: FileId) -> Diagnostic {
    let place = Place { file, span: slip.span };
    let key = excerpt(slip.key);
    let (message, help) = match slip.kind {
        SlipKind::Tab => described(&ProblemKind::Tab),
        SlipKind::Indent(space) => described(&ProblemKind::ForeignSpace(space)),
        SlipKind::WideColon('：') => (
            bilingual!(
                "the colon after `{key}` is full-width, so YAML takes the line for text",
                "`{key}` 後面是全形冒號，YAML 會把整行當成文字"
            ),
            slip_help(slip.key),
        ),
        SlipKind::WideColon(colon) => {
            let point = u32::from(colon);
            (
                bilingual!(
                    "a mark that only looks like a colon (U+{point:04X}) follows `{key}`, so YAML takes the line for text",
                    "`{key}` 後面是形似冒號的符號（U+{point:04X}），YAML 會把整行當成文字"
                ),
                slip_help(slip.key),
            )
        }
        SlipKind::Glued => (
            bilingual!(
                "no space follows the colon after `{key}`, so YAML takes the line for text",
                "`{key}` 的冒號後面沒有空格，YAML 會把整行當成文字"
            ),
            slip_help(slip.key),
        ),
        SlipKind::SpaceBehind(space) => {
            let (Bilingual { en, zh }, point) = (invisible_character::name(space), u32::from(space));
            (
                bilingual!(
                    "{en} (U+{point:04X}) follows the colon after `{key}` in place of a space, so YAML takes the line for \
                     text",
                    "`{key}` 的冒號後面是{zh}（U+{point:04X}），不是半形空格，YAML 會把整行當成文字"
                ),
                bilingual!("put a plain space in its place: `{key}: `", "改成半形空格：`{key}: `"),
            )
        }
    };
    Diagnostic::new(&RULE, place, message).help(help)
}

/// The finding for a line whose indentation fits nothing.
fn of_indentation(out: &OutOfStep<'_>, file: FileId) -> Diagnostic {
    let at = |line: &KeyLine<'_>| Place { file, span: line.span };
    match out {
        OutOfStep::Column { line, like } => {
            let (key, other) = (excerpt(line.key), excerpt(like.key));
            let (column, usual, indent) = (line.column, like.column, like.indent);
            Diagnostic::new(
                &RULE,
                at(line),
                bilingual!(
                    "`{key}` begins in column {column}, `{other}` in column {usual}",
                    "`{key}` 從第 {column} 欄開始，`{other}` 從第 {usual} 欄開始"
                ),
            )
            .label(Bilingual::fixed("out of step", "沒有對齊"))
            .related(at(like), bilingual!("column {usual}", "第 {usual} 欄"))
            .help(bilingual!(
                "indent `{key}` by {indent} spaces, as `{other}`, if it stands beside it",
                "`{key}` 若與 `{other}` 同一層，請同樣縮排 {indent} 格"
            ))
        }
        OutOfStep::Named { entry } => {
            let key = excerpt(entry.key);
            Diagnostic::new(
                &RULE,
                at(entry),
                bilingual!(
                    "keys follow below `{key}`, which has its name behind the colon",
                    "`{key}` 的名稱寫在冒號後面，下面又接著其他的鍵"
                ),
            )
            .help(bilingual!(
                "leave `{key}:` alone on its line and write the name below it as `name: …`",
                "`{key}:` 單獨一行，名稱寫到下一行的 `name: …`"
            ))
        }
        OutOfStep::Dash { line, like } => {
            let (key, other) = (excerpt(line.key), excerpt(like.key));
            let (message, help) = match line.has_dash {
                true => (
                    bilingual!(
                        "a dash stands before `{key}`, and none before `{other}` beside it",
                        "`{key}` 前面有「-」，同一層的 `{other}` 沒有"
                    ),
                    bilingual!(
                        "remove the dash: the entries that stand together all have one or have none",
                        "請刪除「-」：同一層的項目要麼都有，要麼都沒有"
                    ),
                ),
                false => (
                    bilingual!(
                        "no dash stands before `{key}`, and one before `{other}` beside it",
                        "`{key}` 前面沒有「-」，同一層的 `{other}` 有"
                    ),
                    bilingual!(
                        "write `- {key}: …`: the entries that stand together all have a dash or have none",
                        "請寫成 `- {key}: …`：同一層的項目要麼都有「-」，要麼都沒有"
                    ),
                ),
            };
            Diagnostic::new(&RULE, at(line), message)
                .related(at(like), Bilingual::fixed("written otherwise", "寫法不同"))
                .help(help)
        }
        OutOfStep::Below { line, above } => {
            let (key, other) = (excerpt(line.key), excerpt(above.key));
            let (column, usual) = (line.column, above.column);
            Diagnostic::new(
                &RULE,
                at(line),
                bilingual!(
                    "`{key}` begins in column {column}, below `{other}` in column {usual}, which already has a text",
                    "`{key}` 從第 {column} 欄開始，放在從第 {usual} 欄開始的 `{other}` 之下，但 `{other}` 已有內容"
                ),
            )
            .label(Bilingual::fixed("out of step", "沒有對齊"))
            .related(at(above), bilingual!("column {usual}", "第 {usual} 欄"))
            .help(bilingual!(
                "begin `{key}` in the column of the keys that it belongs to",
                "讓 `{key}` 與所屬的同一層鍵對齊"
            ))
        }
    }
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
            "清單以 `]` 結束，`{` 以 `}` 結束",
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
                "「鍵: 值」與清單的巢狀超過 {YAML_DEPTH} 層"
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
        ProblemKind::Tag => (
            tag_message(),
            Bilingual::fixed(
                "remove it: the format knows what every value is; a text that begins with `!` is quoted",
                "請刪除：本格式已知每個值的型別；以「!」開頭的文字要加引號",
            ),
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
