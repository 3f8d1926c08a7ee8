//! `repeated-name`: an output, a task or an indicator that only repeats another name.

use foldhash::{HashMap, HashMapExt as _};

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Item, Kind, Standard, Text};
use crate::rules::bloom_filter::may_have_duplicates;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::fold::printed;

/// The record.
pub static RULE: Rule = Rule {
    name: "repeated-name",
    severity: Severity::Note,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that outputs, tasks and indicators do not repeat another name.",
        "檢查工作產出、工作任務與行為指標沒有重複其他名稱。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "Two outputs of different codes have one name, two knowledge or two skills differ only in a bracket or a grade \
             (初階), a task is named as its duty, or an indicator says no more than its task's name.",
            "兩個代碼不同的工作產出同名，兩項知識或技能只差括號裡的文字或程度（初階），工作任務與主要職責同名，或行為指標只是重複\
             工作任務的名稱。",
        ),
        why: Bilingual::fixed(
            "Either one of the two was copied and not adapted, or the tasks do not differ in what they produce. It may be \
             right: then allow it.",
            "不是複製後未修改，就是兩項工作任務的產出沒有差別。也可能確實如此，那就標為允許。",
        ),
        example: "outputs:\n  O1.1.1: 分析報告\n  O1.2.1: 分析報告\n",
        advice: Bilingual::fixed("Say what is particular to each.", "分別寫出各自的內容。"),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let outputs = || standard.rows().flat_map(|(_, _, row)| row.outputs.iter());
    if may_have_duplicates(outputs().map(|item| printed(item.text.as_str()))) {
        let mut first: HashMap<&str, &Item<'_>> = HashMap::new();
        for item in outputs().filter(|item| !item.text.is_blank()) {
            match first.get(printed(item.text.as_str())) {
                None => {
                    first.insert(printed(item.text.as_str()), item);
                }
                Some(earlier) => found.extend(twice(standard, earlier, item)),
            }
        }
    }
    for kind in [Kind::Knowledge, Kind::Skill] {
        if let Some(list) = standard.list(kind) {
            found.extend(list.iter().filter_map(|item| variant(standard, list, item)));
        }
    }
    for duty in standard.duties.iter() {
        for task in duty.tasks.iter() {
            let (Some(name), duty) = (task.name.given(), duty.name.given()) else { continue };
            if let Some(duty) = duty.filter(|duty| is_same(duty, name)) {
                let code = excerpt(task.code.normalized());
                let message = bilingual!("{code} is named as its duty", "{code} 與所屬主要職責同名");
                found.push(finding(standard, name, duty, message));
            }
            for item in task.rows.iter().flat_map(|row| row.indicators.iter()) {
                if is_same(name, &item.text) {
                    let code = item.code.as_ref().map_or("", Text::normalized);
                    let code = excerpt(code);
                    let message = bilingual!(
                        "{code} says no more than its task's name",
                        "{code} 只是重複工作任務的名稱"
                    );
                    found.push(finding(standard, &item.text, name, message));
                }
            }
        }
    }
}

/// Words before a name that make a grade of it and no other thing.
const GRADES: [&str; 5] = ["初階", "中階", "進階", "高階", "相關"];

/// The finding about an item whose name is that of another one, but for a bracket at its end or a grade before it.
fn variant(standard: &Standard<'_>, list: &[Item<'_>], item: &Item<'_>) -> Option<Diagnostic> {
    let name = printed(item.text.as_str());
    // Nearly no name begins with a grade or ends in a bracket.
    let begin = name.as_bytes().first_chunk::<3>();
    let graded = GRADES.iter().any(|grade| grade.as_bytes().first_chunk() == begin);
    let grade = GRADES.iter().filter(|_| graded).find_map(|grade| name.strip_prefix(grade));
    let core = match grade {
        Some(core) => core,
        None if name.ends_with([')', '）']) => name[..name.find(['(', '（'])?].trim_end(),
        None => return None,
    };
    let code = item.code.as_ref()?.normalized();
    let is_same = |other: &&Item<'_>| {
        printed(other.text.as_str()) == core
            && other.code.as_ref().is_some_and(|other| other.normalized() != code)
    };
    let other = list.iter().find(is_same).filter(|_| !core.is_empty())?;
    let (one, other_code, core) = (excerpt(code), excerpt(other.code.as_ref()?.normalized()), excerpt(core));
    let message = bilingual!(
        "{one} and {other_code} are both {core}, but for a bracket or a grade",
        "{one} 與 {other_code} 都是「{core}」，只差括號裡的文字或程度"
    );
    Some(finding(standard, &other.text, &item.text, message))
}

/// Whether a text is the same as a name, but for the full stop of a sentence.
fn is_same(name: &Text<'_>, text: &Text<'_>) -> bool {
    let (name, text) = (printed(name.as_str()), text.as_str());
    // Nearly all differ in their first character.
    let begin = text.chars().next();
    if begin != name.chars().next() && !begin.is_some_and(char::is_whitespace) {
        return false;
    }
    let text = printed(text);
    text.starts_with(name) && text.trim_end_matches('。') == name && !name.is_empty()
}

/// The finding about an output that repeats an earlier one under another code.
fn twice(standard: &Standard<'_>, earlier: &Item<'_>, item: &Item<'_>) -> Option<Diagnostic> {
    let (one, other) = (earlier.code.as_ref()?.normalized(), item.code.as_ref()?.normalized());
    if one == other {
        return None;
    }
    let (one, other, name) = (excerpt(one), excerpt(other), excerpt(item.text.as_str()));
    let message = bilingual!("{other} has the name of {one}, {name}", "{other} 與 {one} 同名：「{name}」");
    Some(finding(standard, &item.text, &earlier.text, message))
}

fn finding(standard: &Standard<'_>, text: &Text<'_>, earlier: &Text<'_>, message: Bilingual) -> Diagnostic {
    Diagnostic::new(&RULE, standard.at(text.span), message)
        .label(Bilingual::fixed("the same again", "重複"))
        .related(standard.at(earlier.span), Bilingual::fixed("first here", "首次出現在此"))
        .help(Bilingual::fixed("say what is particular to each", "分別寫出各自的內容"))
}
