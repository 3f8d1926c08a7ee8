//! The main table: duties, their tasks, and the rows of a task.

use super::{Choice, Field, Shape, Value, field, required, say};
use crate::model::Kind;

/// A duty.
pub static DUTY: Shape = Shape {
    name: "duty",
    title: say("duty", "主要職責"),
    about: say("A duty with its tasks.", "一項主要職責與其工作任務。"),
    choice: Choice::Free,
    fields: &[
        required("name", Value::Text, say("name", "名稱"), say("The name of the duty.", "主要職責的名稱。")),
        field(
            "knowledge",
            Value::References(Kind::Knowledge),
            say("knowledge (K)", "知識（K）"),
            say(
                "Codes of the knowledge that every task of the duty needs unless it names its own: one merged cell.",
                "這項職責各任務共用的知識代碼（表上的合併儲存格）；任務自己寫了就以任務的為準。",
            ),
        ),
        field(
            "skills",
            Value::References(Kind::Skill),
            say("skills (S)", "技能（S）"),
            say(
                "Codes of the skills that every task of the duty needs unless it names its own: one merged cell.",
                "這項職責各任務共用的技能代碼（表上的合併儲存格）；任務自己寫了就以任務的為準。",
            ),
        ),
        field(
            "tasks",
            Value::Parts(Kind::Task, &TASK),
            say("tasks", "工作任務"),
            say(
                "The tasks in the order of the form, each under its code (T1.1).",
                "工作任務，依表上順序，以代碼（T1.1）為鍵。",
            ),
        ),
    ],
};

const OUTPUTS: Field = field(
    "outputs",
    Value::Items(Kind::Output),
    say("outputs (O)", "工作產出"),
    say(
        "The outputs, each under its code (O1.1.1). A task of pure action has none.",
        "工作產出，以代碼（O1.1.1）為鍵。純屬行動的任務可以沒有。",
    ),
);

const INDICATORS: Field = field(
    "indicators",
    Value::Items(Kind::Indicator),
    say("behaviour indicators (P)", "行為指標"),
    say(
        "Full sentences that say in which situation which behaviour or result is expected, each under its code \
         (P1.1.1).",
        "完整的句子，說明在什麼情境下應有什麼行為或成果，以代碼（P1.1.1）為鍵。",
    ),
);

const LEVEL: Field = field(
    "level",
    Value::Level,
    say("level", "職能級別"),
    say("The competency level, 1 to 6.", "職能級別，1 至 6。"),
);

/// A task.
pub static TASK: Shape = Shape {
    name: "task",
    title: say("task", "工作任務"),
    about: say(
        "A task with its level, outputs and behaviour indicators.",
        "一項工作任務，含職能級別、工作產出與行為指標。",
    ),
    choice: Choice::Instead("rows", &["level", "outputs", "indicators"]),
    fields: &[
        required("name", Value::Text, say("name", "名稱"), say("The name of the task.", "工作任務的名稱。")),
        field(
            "also",
            Value::Items(Kind::Task),
            say("further tasks of the cell", "同格的其他任務"),
            say(
                "Further tasks printed in the same cell, sharing its rows.",
                "與這項任務印在同一格、共用各列的其他工作任務。",
            ),
        ),
        LEVEL,
        OUTPUTS,
        INDICATORS,
        field(
            "knowledge",
            Value::References(Kind::Knowledge),
            say("knowledge (K)", "知識（K）"),
            say(
                "Codes of the knowledge this task needs. Without the key, the duty's hold; [] is an empty cell.",
                "這項任務所需知識的代碼。不寫這個鍵就沿用主要職責的；[] 表示空格。",
            ),
        ),
        field(
            "skills",
            Value::References(Kind::Skill),
            say("skills (S)", "技能（S）"),
            say(
                "Codes of the skills this task needs. Without the key, the duty's hold; [] is an empty cell.",
                "這項任務所需技能的代碼。不寫這個鍵就沿用主要職責的；[] 表示空格。",
            ),
        ),
        field(
            "rows",
            Value::Mappings(&ROW),
            say("rows", "分列"),
            say(
                "Where the form splits the task into rows: a list, in place of level, outputs and indicators.",
                "表上把任務分成數列時使用：一個清單，取代 level、outputs 與 indicators。",
            ),
        ),
    ],
};

/// One row of a task.
pub static ROW: Shape = Shape {
    name: "row",
    title: say("row", "列"),
    about: say("One row of a task.", "工作任務的一列。"),
    choice: Choice::Free,
    fields: &[
        LEVEL,
        OUTPUTS,
        INDICATORS,
        field(
            "knowledge",
            Value::References(Kind::Knowledge),
            say("knowledge (K)", "知識（K）"),
            say(
                "Codes of the knowledge of this row. Without the key, the task's hold; [] is an empty cell.",
                "這一列的知識代碼。不寫這個鍵就沿用任務的；[] 表示空格。",
            ),
        ),
        field(
            "skills",
            Value::References(Kind::Skill),
            say("skills (S)", "技能（S）"),
            say(
                "Codes of the skills of this row. Without the key, the task's hold; [] is an empty cell.",
                "這一列的技能代碼。不寫這個鍵就沿用任務的；[] 表示空格。",
            ),
        ),
    ],
};
