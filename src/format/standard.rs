//! A whole file: the profile, the history, the lists, and what stands below the table.

use super::{Choice, DUTY, Shape, Value, field, required, say};
use crate::model::Kind;

/// A whole file.
pub static STANDARD: Shape = Shape {
    name: "standard",
    title: say("competency standard", "職能基準"),
    about: say(
        "One occupational competency standard: what the occupation does and what it takes.",
        "一份職能基準：這個職業做什麼、需要什麼。",
    ),
    choice: Choice::Free,
    fields: &[
        field(
            "code",
            Value::Text,
            say("code", "職能基準代碼"),
            say(
                "The code issued by the iCAP office: 3 letters (job category), 4 digits (occupation), a hyphen, 3 \
                 digits, v and the version, as TTM4221-004v2. A draft has none; nobody else may invent one.",
                "由 iCAP 專案辦公室核發的代碼：3 個字母（職類別）、4 個數字（職業別）、連字號、3 個數字、v 與版次，如 \
                 TTM4221-004v2。草案沒有代碼，任何人都不能自編。",
            ),
        ),
        field(
            "revises",
            Value::Text,
            say("revises", "修訂對象"),
            say(
                "In a draft: the code of the issued standard whose next edition this is.",
                "草案專用：這份草案是哪一份已公告職能基準的下一版，寫其代碼。",
            ),
        ),
        required(
            "name",
            Value::Mapping(&NAME),
            say("name", "職能基準名稱"),
            say(
                "The name, as an occupation or as a job category: one of the two.",
                "職能基準名稱：職類或職業，擇一填寫。",
            ),
        ),
        field(
            "classification",
            Value::Mapping(&CLASSIFICATION),
            say("classification", "所屬類別"),
            say(
                "Where the standard belongs: job category, occupation and industry, each a list.",
                "所屬類別：職類別、職業別、行業別，各為一個清單。",
            ),
        ),
        field(
            "description",
            Value::Text,
            say("description", "工作描述"),
            say("What the occupation does, in a few sentences.", "用幾句話說明這個職業的工作內容。"),
        ),
        field(
            "level",
            Value::Level,
            say("base level", "基準級別"),
            say(
                "The base level, 1 to 6: that of the main task or of most tasks.",
                "基準級別，1 至 6：主要工作任務或多數工作任務的職能級別。",
            ),
        ),
        field(
            "history",
            Value::Mappings(&VERSION),
            say("history", "版本"),
            say("The versions of the standard, newest first.", "職能基準的歷次版本，最新的在最前面。"),
        ),
        field(
            "knowledge",
            Value::Items(Kind::Knowledge),
            say("knowledge (K)", "職能內涵（K=knowledge 知識）"),
            say(
                "All knowledge of the standard, each once under its code; duties and tasks refer to the codes.",
                "整份職能基準的知識，每項一次，以代碼為鍵；主要職責與工作任務引用代碼。",
            ),
        ),
        field(
            "skills",
            Value::Items(Kind::Skill),
            say("skills (S)", "職能內涵（S=skills 技能）"),
            say(
                "All skills of the standard, each once under its code; duties and tasks refer to the codes.",
                "整份職能基準的技能，每項一次，以代碼為鍵；主要職責與工作任務引用代碼。",
            ),
        ),
        field(
            "attitudes",
            Value::Items(Kind::Attitude),
            say("attitudes (A)", "職能內涵（A=attitude 態度）"),
            say(
                "The attitudes: one list for the whole standard, never per task.",
                "態度：整份職能基準一個清單，不分工作任務。",
            ),
        ),
        required(
            "duties",
            Value::Parts(Kind::Duty, &DUTY),
            say("duties", "主要職責"),
            say(
                "The duties in the order of the form, at least one, each under its code (T1).",
                "主要職責，依表上順序，至少一項，以代碼（T1）為鍵。",
            ),
        ),
        field(
            "notes",
            Value::Mapping(&NOTES),
            say("notes", "說明與補充事項"),
            say("Qualifications and other notes.", "學歷、經歷或能力條件，以及其他補充說明。"),
        ),
        field(
            "unplaced",
            Value::Mappings(&UNPLACED),
            say("unplaced texts", "未歸位的文字"),
            say(
                "What an importer could not place. Move each text to where it belongs, then remove this list.",
                "匯入時無法歸位的文字。請逐一移到所屬位置，再刪除這個清單。",
            ),
        ),
    ],
};

/// The name of a standard.
pub static NAME: Shape = Shape {
    name: "name",
    title: say("name", "職能基準名稱"),
    about: say("Exactly one of the two keys.", "兩個鍵擇一填寫。"),
    choice: Choice::One,
    fields: &[
        field(
            "occupation",
            Value::Text,
            say("occupation", "職業"),
            say("The name, where the standard is about an occupation.", "以職業命名時的名稱。"),
        ),
        field(
            "category",
            Value::Text,
            say("job category", "職類"),
            say("The name, where the standard is about a job category.", "以職類命名時的名稱。"),
        ),
    ],
};

/// Where a standard belongs.
pub static CLASSIFICATION: Shape = Shape {
    name: "classification",
    title: say("classification", "所屬類別"),
    about: say("Three lists of codes and names.", "三個代碼與名稱的清單。"),
    choice: Choice::Free,
    fields: &[
        field(
            "job-category",
            Value::Mappings(&CLASS),
            say("job category", "職類別"),
            say("Job categories of iCAP: 3 letters, as TTM.", "iCAP 職類別：3 個字母，如 TTM。"),
        ),
        field(
            "occupation",
            Value::Mappings(&CLASS),
            say("occupation", "職業別"),
            say(
                "Occupations of the national classification: 4 digits (3 for a minor group), as 4221.",
                "中華民國職業標準分類：4 個數字（小類 3 個），如 4221。",
            ),
        ),
        field(
            "industry",
            Value::Mappings(&CLASS),
            say("industry", "行業別"),
            say(
                "Industries of the national classification: a letter and 2 to 4 digits, as N7900.",
                "行業統計分類：1 個字母與 2 至 4 個數字，如 N7900。",
            ),
        ),
    ],
};

/// One entry of a classification.
pub static CLASS: Shape = Shape {
    name: "class",
    title: say("entry of a classification", "類別"),
    about: say("A code and its name.", "代碼與名稱。"),
    choice: Choice::Free,
    fields: &[
        field("code", Value::Text, say("code", "代碼"), say("The code as printed.", "表上所印的代碼。")),
        field("name", Value::Text, say("name", "名稱"), say("The name as printed.", "表上所印的名稱。")),
    ],
};

/// One entry of the history.
pub static VERSION: Shape = Shape {
    name: "version",
    title: say("version", "版本"),
    about: say("One version of the standard.", "職能基準的一個版本。"),
    choice: Choice::Free,
    fields: &[
        field(
            "version",
            Value::Text,
            say("version label", "版本"),
            say("The label as printed: V2, or the whole code.", "表上所印的版本，如 V2，或整個代碼。"),
        ),
        field(
            "code",
            Value::Text,
            say("code", "職能基準代碼"),
            say("The code of that version.", "該版本的代碼。"),
        ),
        field(
            "name",
            Value::Text,
            say("name", "職能基準名稱"),
            say("The name at that version.", "該版本的名稱。"),
        ),
        field(
            "status",
            Value::Status,
            say("status", "狀態"),
            say(
                "current (最新版本) or superseded (歷史版本).",
                "current（最新版本）或 superseded（歷史版本）。",
            ),
        ),
        field(
            "superseded-by",
            Value::Text,
            say("superseded by", "取代者"),
            say(
                "The code of the version that took its place; the form prints 已被《…》取代 below the note.",
                "取代它的版本代碼；表上印在更新說明之後，寫作「已被《…》取代」。",
            ),
        ),
        field(
            "date",
            Value::Date,
            say("date", "發展更新日期"),
            say("The day it was issued or updated, as 2021-01-14.", "發展或更新的日期，如 2021-01-14。"),
        ),
        field(
            "note",
            Value::Text,
            say("update note", "更新說明"),
            say("What the update was about.", "更新的說明。"),
        ),
    ],
};

/// Notes and supplements.
pub static NOTES: Shape = Shape {
    name: "notes",
    title: say("notes", "說明與補充事項"),
    about: say("Qualifications and supplements.", "條件與補充說明。"),
    choice: Choice::Free,
    fields: &[
        field(
            "qualifications",
            Value::Texts,
            say("qualifications", "學歷/經歷/能力條件"),
            say(
                "Education, experience or abilities expected of whoever takes the job.",
                "擔任此職類/職業之學歷、經歷或能力條件。",
            ),
        ),
        field(
            "supplements",
            Value::Texts,
            say("supplements", "其他補充說明"),
            say("Other notes, such as a glossary.", "其他補充說明，例如名詞解釋。"),
        ),
    ],
};

/// A text that an importer could not place.
pub static UNPLACED: Shape = Shape {
    name: "unplaced",
    title: say("unplaced text", "未歸位的文字"),
    about: say("A text that an importer could not place.", "匯入時無法歸位的一段文字。"),
    choice: Choice::Free,
    fields: &[
        field("at", Value::Text, say("found at", "原位置"), say("Where it stood.", "原本所在的位置。")),
        field("text", Value::Text, say("text", "文字"), say("The text itself.", "文字本身。")),
    ],
};
