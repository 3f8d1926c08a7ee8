//! Which tables there are, and what their columns say. The page on data lists them from here.

/// A table.
#[derive(Debug)]
pub struct Table {
    /// The name of its file without the ending.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// In order.
    pub columns: &'static [Column],
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub of: Type,
    /// What they say.
    pub about: &'static str,
}

/// The type of the values of a column; each may be missing too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A day, `2021-01-14`.
    Date,
}

const fn text(name: &'static str, about: &'static str) -> Column {
    Column { name, of: Type::Text, about }
}

const fn number(name: &'static str, about: &'static str) -> Column {
    Column { name, of: Type::Integer, about }
}

const fn date(name: &'static str, about: &'static str) -> Column {
    Column { name, of: Type::Date, about }
}

const KEY: Column = text("key", "unique in this table");
const STANDARD: Column = text("standard", "`standards.key`");
const POSITION: Column = number("position", "from 1, in the order of the form");

/// All of them.
pub static TABLES: &[Table] = &[
    Table {
        name: "standards",
        about: "a standard",
        columns: &[
            text(
                "key",
                "its code; for a draft the path of its file, as for a second file with the same code",
            ),
            text("code", "as printed; a draft has none"),
            text("base", "the code without its version, the same for every version"),
            number("version", "of the code; 1 where it says none"),
            text("name", "of the occupation or category"),
            text("named_after", "`occupation` or `category`"),
            text("description", "工作描述"),
            number("level", "the base level, 1 to 6"),
            text("status", "`draft`, `current` or `superseded`"),
            date("date", "the day of this version"),
            text("revises", "of a draft: the code of the standard whose next edition it is"),
            text("path", "the file"),
        ],
    },
    Table {
        name: "classifications",
        about: "a job category, an occupation or an industry of a standard",
        columns: &[
            KEY,
            STANDARD,
            text("kind", "`job_category`, `occupation` or `industry`"),
            POSITION,
            text("code", "as printed"),
            text("name", "as printed"),
        ],
    },
    Table {
        name: "history",
        about: "a version that a standard's history lists",
        columns: &[
            KEY,
            STANDARD,
            POSITION,
            text("version", "its label, such as `V2`"),
            text("code", "of that version"),
            text("name", "at that version"),
            text("status", "`current` or `superseded`"),
            text("superseded_by", "the code of the version after it"),
            date("date", "發展更新日期"),
            text("note", "更新說明"),
        ],
    },
    Table {
        name: "duties",
        about: "a duty (主要職責)",
        columns: &[KEY, STANDARD, POSITION, text("code", "as printed"), text("name", "as printed")],
    },
    Table {
        name: "task_rows",
        about: "a row of a task (工作任務): one for most tasks, several where the form splits it",
        columns: &[
            KEY,
            STANDARD,
            text("duty", "`duties.key`"),
            text("task", "the key of the task: that of its first row"),
            POSITION,
            text("code", "of the task, as printed"),
            text("name", "of the task, as printed"),
            number("part", "which row of the task, from 1"),
            number("level", "of the row, 1 to 6"),
            text(
                "cell",
                "`task_rows.key` of the row that has the outputs, indicators, K and S: this one, or where several tasks share a cell the first's",
            ),
        ],
    },
    Table {
        name: "items",
        about: "an output, indicator, knowledge, skill or attitude",
        columns: &[
            KEY,
            STANDARD,
            text("kind", "`output`, `indicator`, `knowledge`, `skill` or `attitude`"),
            POSITION,
            text("code", "as printed; some outputs and attitudes have none"),
            text("name", "the name or sentence"),
            text("cell", "of an output or indicator: `task_rows.cell`"),
        ],
    },
    Table {
        name: "references",
        about: "a knowledge or skill that a row of a task needs; what a duty or task gives it is included",
        columns: &[
            KEY,
            STANDARD,
            text("cell", "`task_rows.cell`"),
            text("kind", "`knowledge` or `skill`"),
            POSITION,
            text("code", "as written"),
            text("item", "`items.key`; none where the standard does not list the code"),
            text("written_at", "where the file has it: `duty`, `task` or `row`"),
        ],
    },
    Table {
        name: "notes",
        about: "a qualification, another note, or what an importer could not place",
        columns: &[
            KEY,
            STANDARD,
            text("kind", "`qualification`, `supplement` or `unplaced`"),
            POSITION,
            text("text", "as printed"),
            text("found_at", "of what could not be placed: where it was"),
        ],
    },
    Table {
        name: "lineage",
        about: "what became of an entry in the next version that is there, as `ttm diff` knows it",
        columns: &[
            KEY,
            text("kind", "`duty`, `task` or a kind of `items`"),
            text("from_standard", "`standards.key` of the version before"),
            text(
                "from_key",
                "its key there: `items.key`, `duties.key` or `task_rows.task`; none if it is new",
            ),
            text("from_code", "its code there"),
            text("to_standard", "`standards.key` of the version after, or of the draft that revises it"),
            text("to_key", "its key there; none if it was withdrawn"),
            text("to_code", "its code there"),
            text("changes", "the words of `ttm diff`, a blank between them; empty where nothing changed"),
            text(
                "is_same",
                "`yes` where at most its code and place changed, `no` where more did; none if it is new or withdrawn",
            ),
        ],
    },
];
