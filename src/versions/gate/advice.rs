//! What to do about a failure of the gate: issue a version, undo the change, or repair the file.

use super::GateFile;
use crate::bilingual;
use crate::edit::release::next_code;
use crate::text::bilingual::Bilingual;
use crate::text::display_safe::one_line;
use crate::text::excerpt::excerpt;

/// What to do about an issued standard that was edited. Unreadable parts have to be repaired first: until then it is
/// unknown what changed, and the version cannot be issued.
pub(super) fn issue_or_undo(new: &GateFile) -> Bilingual {
    if new.content.errors > 0 {
        return repair_first(&new.path);
    }
    let Some(next) = next_code(new.code()) else { return undo(new) };
    let command = format!("ttm release {} --code {next}", shell(&new.path));
    bilingual!(
        "once the office has issued {next}: `{command} --date DATE --note TEXT`; until then edit a draft \
         (`ttm new --revises`)",
        "專案辦公室核發 {next} 之後，執行 `{command} --date 日期 --note 更新說明`；在此之前請編修草案（`ttm new --revises`）"
    )
}

pub(super) fn undo(new: &GateFile) -> Bilingual {
    let code = excerpt(new.code());
    bilingual!("undo the change of {code}", "請復原 {code} 的變更")
}

/// What to do about a file with an unreadable part.
pub(super) fn repair_first(path: &str) -> Bilingual {
    let command = format!("ttm validate {}", shell(path));
    bilingual!(
        "mend what `{command}` lists first, then compare again",
        "請先修正 `{command}` 列出的錯誤，再比較一次"
    )
}

/// What to do about an unreadable file.
pub(super) fn validate_it(path: &str) -> Bilingual {
    let command = format!("ttm validate {}", shell(path));
    bilingual!("`{command}` says what is wrong", "`{command}` 會指出問題")
}

/// What to do if the former content of a file is unknown.
pub(super) fn compare_by_hand() -> Bilingual {
    Bilingual::fixed(
        "what changed in it cannot be known: have people look at it, or compare with a revision in which it can be read",
        "無法得知其中有何變更：請由人員審查，或改與可讀取該檔案的版本比較",
    )
}

/// What to do about standards stored in Git LFS.
pub(super) fn move_out_of_lfs() -> Bilingual {
    Bilingual::fixed(
        "keep standards in git itself (`git lfs untrack`, then commit them again); until then have people look at it",
        "請將職能基準直接存放在 git 中（執行 `git lfs untrack` 後重新提交）；在此之前請由人員審查",
    )
}

/// What to do about a Git LFS pointer in the working tree.
pub(super) fn fetch_from_lfs() -> Bilingual {
    Bilingual::fixed(
        "`git lfs pull` fetches the file; standards are better kept in git itself",
        "執行 `git lfs pull` 可取得檔案；職能基準最好直接存放在 git 中",
    )
}

/// Quotes a path as one word of a command line.
fn shell(path: &str) -> String {
    let path = one_line(path);
    let path = if path.starts_with('-') { format!("./{path}") } else { path };
    let is_plain = |c: char| c.is_alphanumeric() || "_./-:".contains(c);
    if path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}
