//! `unusual-name`: a name that is another spelling of one that many standards use.

use foldhash::HashSet;

use super::words::{List, ListedWord, Occurrence, Word, entry};
use super::{Check, CrossFileIndex, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::Kind;
use crate::rules::cross_file_index::{UsedName, listed};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::fold::spelling::are_spellings;
use crate::text::fold::title;

/// The record.
pub static RULE: Rule = Rule {
    name: "unusual-name",
    severity: Severity::Note,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that a name is not an odd spelling of one that many standards use.",
        "檢查名稱不是多數職能基準所用名稱的少見寫法。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A name of knowledge, of skills or of attitudes almost agrees with one that seven standards or more use, and at most \
             one uses it as it is: 顧客導像 where many have 顧客導向. What may differ is a character that is read or looks like \
             another, a word or mark that only joins (與, 及, 的), the order of two neighbouring characters, and capital letters, in names of four characters or more. Another \
             number, grade or thing (初階 and 進階, 電子學 and 電機學) is another name, and so is one that the standard lists beside the usual one. Standards of one \
             family, whose codes share the three letters and the four digits, count once, and drafts do not count. The names of a \
             run are held against each other, or with `--names FILE` against those that `ttm list --names` wrote.",
            "知識、技能或態度的名稱與七份以上職能基準所用的名稱只差一點，而這種寫法至多一份在用：多數寫「顧客導向」，這裡寫「顧客導像」。\
             只差一點是指：一個同音或形近的字、只起連接作用的字或符號（與、及、的）、相鄰兩字顛倒、英文字母大小寫；四個字以上的名稱才比對。\
             數字、程度或事物不同（初階與進階、電子學與電機學）是不同的名稱；職能基準同時列有常見名稱時，也視為不同的名稱。\
             同一家族（代碼的三個英文字母與四個數字相同）的職能基準只計一份，草案不計。比對的對象是同次檢查的檔案；\
             加上 `--names 檔案` 則是 `ttm list --names` 寫出的名稱。",
        ),
        why: Bilingual::fixed(
            "A search for the usual name does not find it, and counts of what is needed how often split.",
            "以常見名稱查詢會漏掉它，統計各項職能的需求時也會分成兩筆。",
        ),
        example: "# seven other standards have 顧客導向\nattitudes:\n  A01: 顧客導像\n",
        advice: Bilingual::fixed(
            "Take the usual spelling, unless another thing is meant. In an issued standard the print stays as it is until its next \
             edition.",
            "改用常見的寫法；若指另一件事則保留。已公告的職能基準維持原貌，留待下一版處理。",
        ),
    },
    check: Check::CrossFile(check),
};

/// The most common names of one sum of weights that a name is compared with. Files made for it may have thousands.
const MAX_USUAL: usize = 16;

fn check(index: &StandardIndex<'_>, files: &CrossFileIndex, found: &mut Findings) {
    // Made once it is needed, which is seldom.
    let mut names: Option<HashSet<(Kind, String)>> = None;
    for one in listed(index) {
        let usual = files.usual_names(&one);
        // `wrong-word` tells a word that is wrong.
        let is_wrong = |word: &Occurrence| {
            matches!(entry(word.entry).1, ListedWord::Word(Word { list: List::Wrong, .. }))
        };
        if usual.is_empty() || index.words_in(one.text).iter().any(is_wrong) {
            continue;
        }
        let name = title(one.text.as_str());
        let all =
            || listed(index).map(|other| (other.kind, title(other.text.as_str()).into_owned())).collect();
        let names = names.get_or_insert_with(all);
        // A standard that has both means two things.
        let is_here = |usual: &UsedName| names.contains(&(one.kind, usual.name.clone()));
        let alike = |usual: &&UsedName| are_spellings(&name, &usual.name) && !is_here(usual);
        let Some(usual) = usual.iter().take(MAX_USUAL).find(alike) else { continue };
        found.push_lazily(&RULE, Severity::Note, index.standard.at(one.text.span), |finding| {
            let (name, common, count) = (excerpt(&name), excerpt(&usual.name), usual.standards);
            finding
                .message(bilingual!(
                    "{count} standards have {common}, and at most one has {name}, which almost agrees",
                    "有 {count} 份職能基準用「{common}」，寫成「{name}」的至多一份"
                ))
                .label(bilingual!("almost {common}", "與「{common}」只差一點"))
                .help(bilingual!(
                    "write {common}, unless another thing is meant",
                    "改為「{common}」；若指另一件事則保留"
                ))
        });
    }
}
