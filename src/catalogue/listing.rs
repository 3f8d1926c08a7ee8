//! What a list says of each standard.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::model::{Class, Field, Kind, NameKind, Standard, StatusValue, Text, Version};
use crate::report::table::Cell;
use crate::rules::{REVIEW_YEARS, own_entries};
use crate::text::bilingual::Bilingual;

/// Where a standard stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Standing {
    /// Without a code.
    Draft,
    /// The valid version.
    Current,
    /// Replaced by another version.
    Superseded,
}

impl Standing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Current, Self::Superseded];

    /// Its name in JSON and CSV, and its words.
    pub fn words(self) -> Bilingual {
        match self {
            Self::Draft => Bilingual::fixed("draft", "草案"),
            Self::Current => Bilingual::fixed("current", "最新版本"),
            Self::Superseded => Bilingual::fixed("superseded", "歷史版本"),
        }
    }
}

/// What is said of a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum ListColumn {
    /// The code
    Code,
    /// The name of the occupation or category
    Name,
    /// The codes of the job categories
    Category,
    /// The codes of the occupations
    Occupation,
    /// The codes of the industries
    Industry,
    /// The base level
    Level,
    /// draft, current or superseded
    Status,
    /// The day of this version
    Date,
    /// The day by which it has to be assessed for an update, if it is the current version
    Review,
    /// How many duties
    Duties,
    /// How many tasks
    Tasks,
    /// How many outputs
    Outputs,
    /// How many behaviour indicators
    Indicators,
    /// How many knowledge
    Knowledge,
    /// How many skills
    Skills,
    /// How many attitudes
    Attitudes,
    /// The file
    Path,
}

impl ListColumn {
    /// Those that are listed unless others are asked for.
    pub const USUAL: [Self; 6] =
        [Self::Code, Self::Name, Self::Category, Self::Level, Self::Status, Self::Date];

    /// Its key in JSON and CSV, and its heading.
    pub fn heading(self) -> (&'static str, Bilingual) {
        let (key, zh) = match self {
            Self::Code => ("code", "代碼"),
            Self::Name => ("name", "名稱"),
            Self::Category => ("category", "職類別"),
            Self::Occupation => ("occupation", "職業別"),
            Self::Industry => ("industry", "行業別"),
            Self::Level => ("level", "基準級別"),
            Self::Status => ("status", "狀態"),
            Self::Date => ("date", "日期"),
            Self::Review => ("review", "應評估更新日期"),
            Self::Duties => ("duties", "主要職責"),
            Self::Tasks => ("tasks", "工作任務"),
            Self::Outputs => ("outputs", "工作產出"),
            Self::Indicators => ("indicators", "行為指標"),
            Self::Knowledge => ("knowledge", "知識"),
            Self::Skills => ("skills", "技能"),
            Self::Attitudes => ("attitudes", "態度"),
            Self::Path => ("path", "檔案"),
        };
        (key, Bilingual::fixed(key, zh))
    }
}

/// A standard as a list knows it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// A draft has none.
    pub code: Option<String>,
    /// Of the occupation or category.
    pub name: Option<String>,
    /// Whether it is named after a category.
    pub named_after: Option<NameKind>,
    /// The codes of its classification.
    pub categories: Vec<String>,
    /// Likewise.
    pub occupations: Vec<String>,
    /// Likewise.
    pub industries: Vec<String>,
    /// The base level.
    pub level: Option<u8>,
    /// `None` if its history does not say.
    pub standing: Option<Standing>,
    /// The day of this version.
    pub date: Option<Date>,
    /// How many entries of each kind it has, in the order of [`Kind::ALL`].
    pub counts: [usize; 7],
    /// Of the file.
    pub path: String,
}

impl Listed {
    /// What a list says of a standard.
    pub fn of(standard: &Standard<'_>) -> Self {
        let text = |field: &Field<Text<'_>>| field.given().map(|text| text.normalized().to_owned());
        // A form may name several groups of one category, which share its code.
        let codes = |classes: &[Class<'_>]| {
            let mut codes = Vec::new();
            for code in classes.iter().filter_map(|class| text(&class.code)) {
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
            codes
        };
        let own: Option<&Version<'_>> = own_entries(standard).next();
        let status = own.and_then(|own| own.status.given()).map(|status| match status.value {
            StatusValue::Current => Standing::Current,
            StatusValue::Superseded => Standing::Superseded,
        });
        let name = standard.name.given();
        let classes = &standard.classification;
        let rows = || standard.rows().map(|(_, _, row)| row);
        let counts = Kind::ALL.map(|kind| match kind {
            Kind::Duty => standard.duties.len(),
            Kind::Task => standard.tasks().map(|(_, task)| 1 + task.also.len()).sum(),
            Kind::Output => rows().map(|row| row.outputs.len()).sum(),
            Kind::Indicator => rows().map(|row| row.indicators.len()).sum(),
            Kind::Knowledge => standard.knowledge.len(),
            Kind::Skill => standard.skills.len(),
            Kind::Attitude => standard.attitudes.len(),
        });
        Self {
            code: text(&standard.code),
            name: name.map(|name| name.text.as_str().trim().to_owned()),
            named_after: name.map(|name| name.kind),
            categories: codes(&classes.job_categories),
            occupations: codes(&classes.occupations),
            industries: codes(&classes.industries),
            level: standard.level.given().map(|level| level.value),
            standing: if standard.is_draft() { Some(Standing::Draft) } else { status },
            date: own.and_then(|own| own.date.given()).map(|date| date.value),
            counts,
            path: standard.path.to_owned(),
        }
    }

    /// The day by which it has to be assessed for an update.
    pub fn review(&self) -> Option<Date> {
        let current = self.date.filter(|_| self.standing == Some(Standing::Current))?;
        current.checked_add(REVIEW_YEARS.years()).ok()
    }

    /// The value of a column.
    pub fn cell(&self, column: ListColumn) -> Cell {
        let count = |kind: Kind| Cell::Number(self.counts[kind as usize]);
        let day = |date: Option<Date>| Cell::of(date.map(|date| date.to_string()).as_deref());
        match column {
            ListColumn::Code => Cell::of(self.code.as_deref()),
            ListColumn::Name => Cell::of(self.name.as_deref()),
            ListColumn::Category => Cell::Texts(self.categories.clone()),
            ListColumn::Occupation => Cell::Texts(self.occupations.clone()),
            ListColumn::Industry => Cell::Texts(self.industries.clone()),
            ListColumn::Level => self.level.map_or(Cell::Empty, |level| Cell::Number(level.into())),
            ListColumn::Status => self.standing.map_or(Cell::Empty, |standing| Cell::Words(standing.words())),
            ListColumn::Date => day(self.date),
            ListColumn::Review => day(self.review()),
            ListColumn::Duties => count(Kind::Duty),
            ListColumn::Tasks => count(Kind::Task),
            ListColumn::Outputs => count(Kind::Output),
            ListColumn::Indicators => count(Kind::Indicator),
            ListColumn::Knowledge => count(Kind::Knowledge),
            ListColumn::Skills => count(Kind::Skill),
            ListColumn::Attitudes => count(Kind::Attitude),
            ListColumn::Path => Cell::Text(self.path.clone()),
        }
    }
}
