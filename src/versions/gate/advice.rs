//! What a failure of the gate asks of its author: to issue, to undo, or to mend.

use super::Issued;
use crate::edit::release::next_code;
use crate::text::bilingual::Words;
use crate::text::display_safe::one_line;
use crate::text::excerpt::excerpt;
use crate::words;

/// What to do with an issued standard that was edited. What cannot be read is to be mended first: until then nobody
/// knows what changed, and no version is issued like this.
pub(super) fn issue_or_undo(new: Issued<'_>) -> Words {
    if new.standard.errors > 0 {
        return mend(&new.source.path);
    }
    let Some(next) = next_code(new.code) else { return undo(new) };
    let command = format!("ttm release {} --code {next} --date DATE --note TEXT", shell(&new.source.path));
    words!(
        "once the office has issued {next}: `{command}`; until then edit a draft (`ttm new --revises`)",
        "專案辦公室核發 {next} 之後，執行 `{command}`；在此之前請編修草案（`ttm new --revises`）"
    )
}

pub(super) fn undo(new: Issued<'_>) -> Words {
    let code = excerpt(new.code);
    words!("undo the change of {code}", "請復原 {code} 的變更")
}

/// What to do with a file of which a part cannot be read.
pub(super) fn mend(path: &str) -> Words {
    let command = format!("ttm validate {}", shell(path));
    words!(
        "mend what `{command}` lists first, then compare again",
        "請先修正 `{command}` 列出的錯誤，再比較一次"
    )
}

/// What to do with a file that cannot be read at all.
pub(super) fn look(path: &str) -> Words {
    let command = format!("ttm validate {}", shell(path));
    words!("`{command}` says what is wrong", "`{command}` 會指出問題")
}

/// A path as one word of a command line.
fn shell(path: &str) -> String {
    let path = one_line(path);
    let path = if path.starts_with('-') { format!("./{path}") } else { path };
    let is_plain = |c: char| c.is_alphanumeric() || "_./-:".contains(c);
    if path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}
