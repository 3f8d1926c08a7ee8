//! `repeated-name`: an output, a task or an indicator that only repeats another name.

use std::cell::OnceCell;

use foldhash::{HashMap, HashMapExt as _};

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Item, Kind, Row, Standard, Task, Text};
use crate::text::bilingual::Bilingual;
use crate::text::characters::is_han;
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
            "Two outputs of different codes have one name (where only one of their tasks speaks of such a thing, the other is \
             told), two knowledge or two skills differ only in a bracket or a grade \
             (初階), a task is named as its duty, or an indicator says no more than its task's name.",
            "兩個代碼不同的工作產出同名（若只有其中一項任務提到它，就指另一項），兩項知識或技能只差括號裡的文字或程度（初階），工作任務與主要職責同名，或行為指標只是重複\
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
    let outputs = || {
        standard
            .rows()
            .flat_map(|(_, task, row)| row.outputs.iter().map(move |item| Output { task, row, item }))
    };
    if !index.name_sums().all_differ {
        let mut named: HashMap<&str, Vec<Output<'_, '_>>> = HashMap::new();
        let mut order: Vec<&str> = Vec::new();
        for output in outputs().filter(|output| !output.item.text.is_blank()) {
            let alike = named.entry(output.name()).or_default();
            if alike.is_empty() {
                order.push(output.name());
            }
            alike.push(output);
        }
        for alike in order.iter().filter_map(|name| named.get(name)).filter(|alike| alike.len() > 1) {
            let owner = owner(alike);
            let (first, others) = match owner {
                Some(owner) => (&alike[owner], [&alike[..owner], &alike[owner + 1..]].concat()),
                None => (&alike[0], alike[1..].to_vec()),
            };
            found.extend(others.iter().filter_map(|other| twice(standard, first, other, owner.is_some())));
        }
    }
    for kind in [Kind::Knowledge, Kind::Skill] {
        if let Some(list) = standard.list(kind) {
            let named = OnceCell::new();
            found.extend(list.iter().filter_map(|item| variant(standard, (list, &named), item)));
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

/// The most items of which each is looked at: a published list has up to a hundred.
const FEW: usize = 100;

/// The items of a list by their names. Made for the first name that is looked for; a large list has thousands of names with a
/// bracket, and none is compared with all others.
type Named<'a> = OnceCell<HashMap<&'a str, Vec<usize>>>;

fn named<'a>(list: &'a [Item<'_>]) -> HashMap<&'a str, Vec<usize>> {
    let mut named: HashMap<&str, Vec<usize>> = HashMap::with_capacity(list.len());
    for (at, item) in list.iter().enumerate() {
        named.entry(printed(item.text.as_str())).or_default().push(at);
    }
    named
}

/// The finding about an item whose name is that of another one, but for a bracket at its end or a grade before it.
fn variant<'a>(
    standard: &Standard<'_>,
    (list, by_name): (&'a [Item<'_>], &Named<'a>),
    item: &Item<'_>,
) -> Option<Diagnostic> {
    let text = item.text.as_str();
    // Nearly no name begins with a grade or ends in a bracket.
    let graded = matches!(text.trim_start().chars().next(), Some('初' | '中' | '進' | '高' | '相'));
    if !graded && matches!(text.as_bytes(), [.., 0xe4..=0xe9, _, _]) {
        return None;
    }
    let name = printed(text);
    let grade = GRADES.iter().filter(|_| graded).find_map(|grade| name.strip_prefix(grade));
    let core = match grade {
        Some(core) => core,
        None if name.ends_with([')', '）']) => name[..name.find(['(', '（'])?].trim_end(),
        None => return None,
    };
    let code = item.code.as_ref()?.normalized();
    if core.is_empty() {
        return None;
    }
    let is_other = |other: &&Item<'_>| other.code.as_ref().is_some_and(|other| other.normalized() != code);
    let other = if list.len() <= FEW {
        list.iter().filter(|other| printed(other.text.as_str()) == core).find(is_other)?
    } else {
        by_name.get_or_init(|| named(list)).get(core)?.iter().map(|&at| &list[at]).find(is_other)?
    };
    let (one, other_code, core) = (excerpt(code), excerpt(other.code.as_ref()?.normalized()), excerpt(core));
    let message = bilingual!(
        "{one} and {other_code} are both {core}, but for a bracket or a grade",
        "{one} 與 {other_code} 都是「{core}」，只差括號裡的文字或程度"
    );
    Some(finding(standard, &other.text, &item.text, message))
}

/// Whether a text is the same as a name, but for the full stop of a sentence.
fn is_same(name: &Text<'_>, text: &Text<'_>) -> bool {
    // Nearly all differ in their first character, which is no space.
    if let (Some(one), Some(other)) =
        (name.as_str().as_bytes().first_chunk(), text.as_str().as_bytes().first_chunk())
        && let ([0xe4..=0xe9, _, _], [0xe4..=0xe9, _, _]) = (one, other)
        && one != other
    {
        return false;
    }
    let (name, text) = (printed(name.as_str()), printed(text.as_str()));
    text.starts_with(name) && text.trim_end_matches('。') == name && !name.is_empty()
}

/// An output with the task and the row that it stands in.
#[derive(Clone, Copy)]
struct Output<'a, 's> {
    task: &'a Task<'s>,
    row: &'a Row<'s>,
    item: &'a Item<'s>,
}

impl<'a> Output<'a, '_> {
    fn name(&self) -> &'a str {
        printed(self.item.text.as_str())
    }

    /// How many pairs of neighbouring characters of its name also occur in the name of its task or in its indicators.
    fn fits(&self) -> usize {
        let chars: Vec<(usize, char)> = self.name().char_indices().filter(|(_, c)| is_han(*c)).collect();
        let pairs =
            chars.windows(2).filter_map(|two| self.name().get(two[0].0..two[1].0 + two[1].1.len_utf8()));
        let here = || self.row.indicators.iter().map(|item| &item.text).chain(self.task.name.given());
        pairs.filter(|pair| !OF_ALL.contains(pair) && here().any(|text| text.as_str().contains(pair))).count()
    }
}

/// Words that outputs of any task have.
const OF_ALL: [&str; 12] =
    ["報告", "告書", "紀錄", "記錄", "錄表", "分析", "計畫", "文件", "資料", "產品", "作業", "清單"];

/// The most outputs with one name of which one may be where it belongs. In a large standard hundreds have one name, of which
/// nothing tells one from the others.
const MOST_ALIKE: usize = 16;

/// Which of several outputs with one name is where it belongs: its task speaks of it more than those of all others.
fn owner(alike: &[Output<'_, '_>]) -> Option<usize> {
    if alike.len() > MOST_ALIKE {
        return None;
    }
    let fits: Vec<usize> = alike.iter().map(Output::fits).collect();
    let most = *fits.iter().max()?;
    let mut best = fits.iter().enumerate().filter(|(_, fits)| **fits == most);
    let (at, _) = best.next()?;
    (most > 0 && best.next().is_none()).then_some(at)
}

/// The finding about an output that has the name of another one under another code, which may be the one that belongs to
/// its task.
fn twice(
    standard: &Standard<'_>,
    first: &Output<'_, '_>,
    other: &Output<'_, '_>,
    belongs: bool,
) -> Option<Diagnostic> {
    let (one, code) = (first.item.code.as_ref()?.normalized(), other.item.code.as_ref()?.normalized());
    if one == code {
        return None;
    }
    let (one, code, name) = (excerpt(one), excerpt(code), excerpt(other.item.text.as_str()));
    let message = if belongs && first.task.code.span != other.task.code.span {
        let task = excerpt(first.task.code.normalized());
        bilingual!(
            "{code} has the name of {one}, {name}, and only {task} speaks of it",
            "{code} 與 {one} 同名：「{name}」，但只有 {task} 提到它"
        )
    } else {
        bilingual!("{code} has the name of {one}, {name}", "{code} 與 {one} 同名：「{name}」")
    };
    Some(finding(standard, &other.item.text, &first.item.text, message))
}

fn finding(standard: &Standard<'_>, text: &Text<'_>, earlier: &Text<'_>, message: Bilingual) -> Diagnostic {
    Diagnostic::new(&RULE, standard.at(text.span), message)
        .label(Bilingual::fixed("the same again", "重複"))
        .related(standard.at(earlier.span), Bilingual::fixed("here as well", "這裡也有"))
        .help(Bilingual::fixed("say what is particular to each", "分別寫出各自的內容"))
}
