//! Values that begin with a sign of YAML where a text is meant: `[甲]乙`, `"甲"乙`, `!甲`, `>甲`.

use crate::bilingual;
use crate::files::source::Span;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::yaml::write::scalar;

/// Such a value in the line in which the parser stopped: where it is, what is wrong, and what helps.
pub(super) fn find(stopped: Span, text: &str) -> Option<(Span, Bilingual, Bilingual)> {
    let at = stopped.start as usize;
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let line = text[start..].lines().next()?.trim_end();
    let value_at = line.find(": ").or_else(|| line.find("- "))? + 2;
    let value = line[value_at..].trim_start();
    let begin = start + line.len() - value.len();
    let quoted = excerpt(&scalar(value)).into_owned();
    let (message, help) = match value.chars().next()? {
        sign @ ('[' | '{' | '"' | '\'') => {
            // The parser stopped behind the partner of the sign.
            let read = text.get(begin..at)?.trim_end();
            if read.len() < 2 || !read.ends_with([']', '}', '"', '\'']) {
                return None;
            }
            let message = bilingual!(
                "YAML ends this value at the partner of `{sign}`, and the text goes on behind it",
                "YAML 讀到與「{sign}」成對的符號就結束這個值，後面卻還有文字"
            );
            (message, quote_all(&quoted))
        }
        sign @ ('|' | '>') => {
            let message = bilingual!(
                "YAML takes `{sign}` at the beginning of a value for the sign of a text on the lines below",
                "YAML 會把值開頭的「{sign}」當成多行文字的記號"
            );
            (message, quote_all(&quoted))
        }
        '!' => (tag_message(), quote_all(&quoted)),
        _ => return None,
    };
    Some((Span::new(begin, start + line.len()), message, help))
}

fn quote_all(quoted: &str) -> Bilingual {
    bilingual!("put the whole text in quotation marks: {quoted}", "替整段文字加上引號：{quoted}")
}

/// What is wrong with a tag.
pub(super) fn tag_message() -> Bilingual {
    Bilingual::fixed(
        "a tag is no part of the format: YAML takes `!` and the word behind it for a type",
        "本格式不採用標籤（!）：YAML 會把「!」與後面的字當成型別",
    )
}
