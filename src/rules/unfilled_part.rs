//! `unfilled-part`: empty parts of the form.
//!
//! It lists what is missing and does not judge. In a draft it also covers `empty-text`, `missing-indicator` and
//! `missing-competency`, so that one rule tells an author what is left to do.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::files::source::Span;
use crate::model::named::{filled, subject, titled};
use crate::model::{Class, Competency, Duty, Field, Standard, Task, Text};
use crate::rules::missing::{blanks, classifications, in_no_row, is_empty, without_competency};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "unfilled-part",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that every part of the form has something in it.",
        "檢查職能基準表的各部分都已填寫。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A part of the form has nothing in it: the description, the base level, one of the three classifications or \
             the code or name of an entry there, the attitudes, the tasks of a duty, the level of a task or row. In a \
             draft, a file without `code`, also the indicators, knowledge and skills of a task, and every name or text \
             that is blank.",
            "職能基準表有部分未填寫：工作描述、基準級別、三種所屬類別之一或其代碼、名稱，態度，主要職責的工作任務，\
             工作任務或列的職能級別。若為草案（檔案沒有 `code`），還包括工作任務的行為指標、知識與技能，以及所有空白的名稱與內容。",
        ),
        why: Bilingual::fixed(
            "An author wants to know what is left to do, and a reader what the print leaves open.",
            "讓撰寫者知道還有哪些部分待填，也讓讀者知道公告的表上有哪些空白。",
        ),
        example: "name:\n  occupation: 獎勵旅遊業業務人員\nlevel:\nduties:\n  T1:\n    name: 業務拓展\n",
        advice: Bilingual::fixed(
            "Fill the part in. Where an issued standard leaves it open, leave it open as well.",
            "補上該部分。已公告的職能基準在原表上若是空白，則保持空白。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    Parts::of(index, found);
}

/// What is filled of a draft, and what is not.
#[derive(Debug)]
pub struct Checklist {
    /// How many parts the draft has.
    pub all: usize,
    /// How many of them are filled.
    pub filled: usize,
    /// The places of the others with what is said of each, in the order of the form.
    pub open: Vec<(Span, Bilingual)>,
}

/// The checklist of a draft.
pub fn checklist(index: &StandardIndex<'_>) -> Checklist {
    let mut found = Findings::default();
    let Parts { all, open, .. } = Parts::of(index, &mut found);
    let texts = index.standard.texts().into_iter().filter(|(part, text)| !part.is_code() && !text.is_blank());
    let all = all + texts.count();
    // Findings come in the order of the file, but the lists at its top are printed in the table.
    let mut found: Vec<(Span, Bilingual)> =
        found.into_vec().into_iter().map(|found| (found.primary.place.span, found.message)).collect();
    let duties = index.standard.duties.key.map_or(u32::MAX, |key| key.start);
    let start = index.standard.start;
    found.sort_by_key(|(span, message)| {
        let is_attitudes = message.en.ends_with("no attitudes");
        // The parts of the head that are missing altogether have no place of their own, and came in its order.
        match *span == start {
            _ if is_attitudes => (2, 0),
            true => (0, 0),
            false if span.start < duties => (0, span.start.max(1)),
            false => (1, span.start),
        }
    });
    Checklist { all, filled: all.saturating_sub(open), open: found }
}

struct Parts<'a, 's> {
    standard: &'a Standard<'s>,
    found: &'a mut Findings,
    /// How many parts were looked at that are no texts.
    all: usize,
    /// How many of them have nothing in them.
    open: usize,
}

impl<'a, 's> Parts<'a, 's> {
    /// Looks at every part.
    fn of(index: &'a StandardIndex<'s>, found: &'a mut Findings) -> Self {
        let standard = index.standard;
        let mut parts = Self { standard, found, all: 0, open: 0 };
        parts.whole();
        for duty in standard.duties.iter() {
            parts.duty(duty);
        }
        if standard.is_draft() {
            for blank in blanks(index) {
                let Bilingual { en, zh } = blank.what;
                let label = Bilingual::fixed("nothing is written here", "此處沒有內容");
                parts.all += 1;
                parts.push(blank.span, bilingual!("{en} is empty", "{zh}是空白"), label);
            }
        }
        parts
    }

    /// What a standard has once, in the order of the form.
    fn whole(&mut self) {
        let standard = self.standard;
        let whole = || subject(standard);
        let start = standard.start;
        self.all += 3;
        self.classification(&whole);
        if standard.description.is_absent() {
            self.lacks(start, &whole, &Bilingual::fixed("description", "工作描述"));
        }
        if standard.level.is_absent() {
            let span = standard.level.key().unwrap_or(start);
            self.lacks(span, &whole, &Bilingual::fixed("base level", "基準級別"));
        }
        if is_empty(&standard.attitudes) {
            let span = standard.attitudes.key.unwrap_or(start);
            self.lacks(span, &whole, &Bilingual::fixed("attitudes", "態度"));
        }
    }

    fn classification(&mut self, whole: &dyn Fn() -> Bilingual) {
        let classification = &self.standard.classification;
        let span = classification.key.unwrap_or(self.standard.start);
        let lists = classifications(self.standard);
        self.all += lists.len();
        if lists.iter().all(|(classes, _)| is_empty(classes)) {
            self.open += lists.len() - 1;
            self.lacks(span, whole, &Bilingual::fixed("classification", "所屬類別"));
            return;
        }
        for (classes, kind) in &lists {
            if is_empty(classes) {
                self.lacks(classes.key.unwrap_or(span), whole, kind);
            }
            for class in classes.iter() {
                self.class(class, kind);
            }
        }
    }

    fn class(&mut self, class: &Class<'_>, kind: &Bilingual) {
        let (en, zh) = (&kind.en, &kind.zh);
        self.all += usize::from(class.code.is_absent() || class.name.is_absent());
        match (class.code.is_absent(), class.name.is_absent()) {
            (true, true) => {
                let entry = || bilingual!("an entry of the {en}", "一項{zh}");
                self.lacks(class.span, &entry, &Bilingual::fixed("code and no name", "代碼與名稱"));
            }
            (true, false) => {
                let name = excerpt(filled(&class.name).unwrap_or("…"));
                let entry = || bilingual!("the {en} {name}", "{zh}「{name}」");
                self.lacks(class.span, &entry, &Bilingual::fixed("code", "代碼"));
            }
            (false, true) => {
                let code = excerpt(filled(&class.code).unwrap_or("…"));
                let entry = || bilingual!("the {en} {code}", "{zh} {code}");
                self.lacks(class.span, &entry, &Bilingual::fixed("name", "名稱"));
            }
            (false, false) => {}
        }
    }

    fn duty(&mut self, duty: &Duty<'_>) {
        self.all += 1;
        if is_empty(&duty.tasks) {
            let span = duty.tasks.key.unwrap_or(duty.code.span);
            self.lacks(span, &|| named(&duty.code, &duty.name), &Bilingual::fixed("tasks", "工作任務"));
        }
        for task in duty.tasks.iter() {
            self.task(duty, task);
        }
    }

    fn task(&mut self, duty: &Duty<'_>, task: &Task<'_>) {
        let span = task.code.span;
        let whole = || named(&task.code, &task.name);
        let level = Bilingual::fixed("level", "職能級別");
        self.all += task.rows.len().max(1);
        if is_empty(&task.rows) {
            self.lacks(task.rows.key.unwrap_or(span), &whole, &level);
        }
        for (index, row) in task.rows.iter().enumerate().filter(|(_, row)| row.level.is_absent()) {
            let key = row.level.key();
            if row.span == span {
                self.lacks(key.unwrap_or(span), &whole, &level);
            } else {
                let number = index + 1;
                let title = titled(&task.code, &task.name);
                let row_of = || bilingual!("row {number} of {title}", "{title}第 {number} 列");
                self.lacks(key.unwrap_or(row.span), &row_of, &level);
            }
        }
        if !self.standard.is_draft() {
            return;
        }
        self.all += 1 + Competency::BOTH.len();
        if in_no_row(task, |row| &row.indicators) {
            let key = task.rows.iter().find_map(|row| row.indicators.key);
            self.lacks(key.unwrap_or(span), &whole, &Bilingual::fixed("behaviour indicators", "行為指標"));
        }
        for kind in Competency::BOTH {
            if without_competency(kind, duty, task) {
                let part = match kind {
                    Competency::Knowledge => Bilingual::fixed("knowledge", "知識"),
                    Competency::Skill => Bilingual::fixed("skills", "技能"),
                };
                self.lacks(kind.of_task(task).key.unwrap_or(span), &whole, &part);
            }
        }
    }

    fn lacks(&mut self, span: Span, whole: &dyn Fn() -> Bilingual, part: &Bilingual) {
        let Bilingual { en, zh } = whole();
        let (en_part, zh_part) = (&part.en, &part.zh);
        let message = bilingual!("{en} has no {en_part}", "{zh}：未填寫{zh_part}");
        self.push(span, message, bilingual!("no {en_part}", "未填寫{zh_part}"));
    }

    fn push(&mut self, span: Span, message: Bilingual, label: Bilingual) {
        self.open += 1;
        self.found.push(Diagnostic::new(&RULE, self.standard.at(span), message).label(label).help(
            if self.standard.is_draft() {
                Bilingual::fixed("fill it in", "補上內容")
            } else {
                Bilingual::fixed(
                    "look in the print: fill in what it has, and leave open what it leaves open",
                    "對照原表：原表有的請補上，原表空白的保持空白",
                )
            },
        ));
    }
}

fn named(code: &Text<'_>, name: &Field<Text<'_>>) -> Bilingual {
    let title = titled(code, name);
    bilingual!("{title}", "{title}")
}
