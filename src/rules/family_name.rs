//! `family-name`: standards that take their numbers from one pool, and a code whose names almost agree among them.

use super::{Check, CrossFileIndex, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::Standard;
use crate::rules::cross_file_index::{ALMOST, CommonName, Named, named};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::fold::LONGEST_NAME;

/// The record.
pub static RULE: Rule = Rule {
    name: "family-name",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that standards which number from one pool spell the name of a code alike.",
        "檢查共用一套編號的職能基準，同一代碼的名稱寫法一致。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "Two standards of one family, whose codes share the three letters and the four digits, number their \
             knowledge, skills and attitudes from one pool: most codes that both have bear equal names. One of those \
             codes bears names that almost agree, such as S23 有效聯結 and 有效連結. A name counts up to its ：, without \
             a mark such as 【註3】. Of several versions of a standard the newest is looked at; versions of one standard \
             are no family. Folders that `[[families]]` in ttm.toml names are families whatever their codes.",
            "同一家族（職能基準代碼的三個英文字母與四個數字相同）的兩份職能基準共用一套知識、技能與態度編號：兩者共有的代碼，\
             多數名稱相同。其中某個代碼的名稱卻只差一點，例如 S23「有效聯結」與「有效連結」。名稱只看「：」之前的部分，\
             不計【註3】之類的註記。同一職能基準有數個版本時只看最新版；各版本之間不算家族。ttm.toml 的 `[[families]]` 所列的資料夾，不論代碼都是家族。",
        ),
        why: Bilingual::fixed(
            "Within such a family a code stands for one thing wherever it is used. With two spellings, a search finds \
             half of the standards.",
            "在共用編號的家族中，一個代碼不論用在哪裡都代表同一件事。寫法有兩種，查詢時就會漏掉一半。",
        ),
        example: "# TTM4221-004v3.yaml; TTM4221-003v3.yaml has S23: 有效聯結 and most other names alike\nskills:\n  \
                  S23: 有效連結\n",
        advice: Bilingual::fixed(
            "Settle on one spelling. In an issued standard the print stays as it is until its next edition.",
            "統一寫法。已公告的職能基準維持原貌，留待下一版處理。",
        ),
    },
    check: Check::CrossFile(check),
};

fn check(index: &StandardIndex<'_>, files: &CrossFileIndex, found: &mut Findings) {
    let standard = index.standard;
    let Some(names) = files.common_names(standard.file) else { return };
    for one in named(index) {
        let common = names.get(one.code);
        if let Some(common) = common.filter(|common| almost_agree(&one.name(), &common.name)) {
            found.push(finding(standard, &one, common));
        }
    }
}

/// Whether two names differ, but in at most one character of four.
fn almost_agree(one: &str, other: &str) -> bool {
    let (length, other_length) = (one.chars().count(), other.chars().count());
    let longer = length.max(other_length);
    let most = longer / usize::from(ALMOST);
    one != other
        && longer <= LONGEST_NAME
        && length.abs_diff(other_length) <= most
        && strsim::osa_distance(one, other) <= most
}

fn finding(standard: &Standard<'_>, one: &Named<'_>, common: &CommonName) -> Diagnostic {
    let (code, name, other) = (excerpt(one.code), one.name(), excerpt(&common.name));
    let name = excerpt(&name);
    let sibling = common.sibling.as_str();
    Diagnostic::new(
        &RULE,
        standard.at(one.text.span),
        bilingual!(
            "{code} is {name} here and {other} in {sibling}, which numbers from the same pool",
            "{code} 在此是「{name}」，在共用編號的 {sibling} 則是「{other}」"
        ),
    )
    .label(bilingual!("almost {other}", "與「{other}」只差一點"))
    .related(common.place, bilingual!("{code} in {sibling}", "{sibling} 的 {code}"))
    .help(Bilingual::fixed("settle on one of the two spellings", "統一採用其中一種寫法"))
}
