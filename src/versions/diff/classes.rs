//! What belongs to each class of changes and why, with examples: what `ttm explain CLASS` prints and `docs/changes.md` shows.
//! The tests compare each example and hold that it has the class whose page it is on.

use super::Impact;
use crate::text::bilingual::Bilingual;

/// The page of a class.
#[derive(Clone, Debug)]
pub struct ClassPage {
    /// What belongs to it.
    pub what: Bilingual,
    /// Why it is a class of its own, and what hangs on it.
    pub why: Bilingual,
    /// Changes that have this class as their highest.
    pub examples: &'static [Example],
}

/// A change of one place of a standard.
#[derive(Clone, Debug)]
pub struct Example {
    /// Which place.
    pub at: ExamplePlace,
    /// What stood there; empty if it was added.
    pub old: &'static str,
    /// What stands there; empty if it was withdrawn.
    pub new: &'static str,
    /// Why it has the class.
    pub why: Bilingual,
}

/// A place of a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExamplePlace {
    /// The code of the standard.
    Code,
    /// Its name.
    Name,
    /// Its job category.
    JobCategory,
    /// Its base level.
    BaseLevel,
    /// A listed knowledge.
    Knowledge,
    /// A listed skill.
    Skill,
    /// The knowledge that a task refers to.
    References,
    /// The code of a task.
    TaskCode,
    /// The level of a task.
    TaskLevel,
    /// An output.
    Output,
    /// A behaviour indicator.
    Indicator,
    /// A qualification.
    Qualification,
    /// Another note.
    Supplement,
}

impl ExamplePlace {
    /// Its name for readers.
    pub fn words(self) -> Bilingual {
        match self {
            Self::Code => Bilingual::fixed("code of the standard", "職能基準代碼"),
            Self::Name => Bilingual::fixed("name of the standard", "職能基準名稱"),
            Self::JobCategory => Bilingual::fixed("job category", "職類別"),
            Self::BaseLevel => Bilingual::fixed("base level", "基準級別"),
            Self::Knowledge => Bilingual::fixed("knowledge", "知識"),
            Self::Skill => Bilingual::fixed("skill", "技能"),
            Self::References => Bilingual::fixed("knowledge of a task", "工作任務的知識"),
            Self::TaskCode => Bilingual::fixed("code of a task", "工作任務代碼"),
            Self::TaskLevel => Bilingual::fixed("level of a task", "工作任務的職能級別"),
            Self::Output => Bilingual::fixed("output", "工作產出"),
            Self::Indicator => Bilingual::fixed("behaviour indicator", "行為指標"),
            Self::Qualification => Bilingual::fixed("qualification", "學歷／經歷／能力條件"),
            Self::Supplement => Bilingual::fixed("supplementary note", "其他補充說明"),
        }
    }
}

const fn example(
    at: ExamplePlace,
    old: &'static str,
    new: &'static str,
    en: &'static str,
    zh: &'static str,
) -> Example {
    Example { at, old, new, why: Bilingual::fixed(en, zh) }
}

impl Impact {
    /// Its page.
    pub fn page(self) -> &'static ClassPage {
        match self {
            Self::Editorial => &EDITORIAL,
            Self::Renumbering => &RENUMBERING,
            Self::Rewording => &REWORDING,
            Self::Level => &LEVEL,
            Self::RequirementAdded => &ADDED,
            Self::RequirementWithdrawn => &WITHDRAWN,
            Self::Identity => &IDENTITY,
        }
    }
}

static EDITORIAL: ClassPage = ClassPage {
    what: Bilingual::fixed(
        "How a text is set: punctuation that only structures it, spaces, width, markup, and characters that only look like \
         the one that is meant. Besides, whatever changes in the supplementary notes, in the history, and among texts that an \
         importer could not place. The line break at the end of a block (`|`) is no change at all.",
        "文字的排版：只作分隔的標點、空格、全形半形、標記，以及只是形似的字元。另外，其他補充說明、版本紀錄與未能歸位的文字，不論如何變更都算在內。\
         區塊文字（`|`）結尾的換行不算變更。",
    ),
    why: Bilingual::fixed(
        "It changes nothing that people have to know or do. It is the only class that an issued standard may change by without a \
         new version, so it holds no mark that says something: see rewording.",
        "不影響任何人該會什麼、該做什麼。已公告的職能基準只有這一類變更可以不出新版，因此凡是本身有意義的標記都不在內，見「文字改寫」。",
    ),
    examples: &[
        example(
            ExamplePlace::Indicator,
            "按照資訊，協助聯繫客戶。",
            "按照資訊,協助聯繫客戶",
            "a comma of another width, and no full stop",
            "逗號全半形不同，少了句號",
        ),
        example(
            ExamplePlace::Indicator,
            "<p>巡視甲區。</p>",
            "巡視甲區。",
            "markup that a conversion left",
            "轉檔殘留的標記",
        ),
        example(
            ExamplePlace::Knowledge,
            "⻑期照顧",
            "長期照顧",
            "a radical in place of its character",
            "部首字元與正規的字",
        ),
        example(
            ExamplePlace::Supplement,
            "【註1】客戶：指企業客戶。",
            "【註1】客戶：指企業與機關。",
            "a note explains and requires nothing",
            "說明性文字，不是要求",
        ),
    ],
};

static RENUMBERING: ClassPage = ClassPage {
    what: Bilingual::fixed(
        "Codes, order, and which entry something is below, where the texts are the same. Two entries of one name that became \
         one, and one that became two. The code of the standard where only its version is another.",
        "文字相同，只有代碼、順序或所屬項目不同；同名的兩項併為一項，或一項分為兩項；以及職能基準代碼只有版次不同。",
    ),
    why: Bilingual::fixed(
        "Codes are positions, and an inserted task moves all that follow. An item that was renumbered only because the entry \
         above it was is not counted. Other documents may quote the codes, so it is more than typesetting.",
        "代碼代表位置，插入一項任務，後面全部順移；只因上層項目改號而跟著改的不計數。其他文件可能引用代碼，所以不只是排版。",
    ),
    examples: &[
        example(ExamplePlace::TaskCode, "T1.1", "T1.2", "another number for the same task", "同一項任務改號"),
        example(
            ExamplePlace::References,
            "[K01, K02]",
            "[K02, K01]",
            "the same knowledge in another order",
            "知識相同，順序不同",
        ),
        example(
            ExamplePlace::Code,
            "TTM4221-901v1",
            "TTM4221-901v2",
            "the next version of the same standard",
            "同一份職能基準的下一版",
        ),
    ],
};

static REWORDING: ClassPage = ClassPage {
    what: Bilingual::fixed(
        "A text of the same thing in other words or characters: a sentence that is still recognisable, a name that is near \
         the one before, letter case, variant characters (臺 and 台). And a mark that says something by itself: a range that \
         becomes a list, a foot that becomes an inch, the point of .NET, a tag that the sentence is about.",
        "同一項目換了文字或字元：仍認得出的句子、相近的名稱、英文大小寫、異體字（臺與台）。另有本身帶有意義的標記：範圍改為列舉、英尺改為英寸、\
         .NET 的點、句子所談的標籤。",
    ),
    why: Bilingual::fixed(
        "Whether it means something else is for people to say, so a person has to read it. The print is another one in any \
         case.",
        "意思是否改變，要由人來判斷，因此必須有人看過；印出來的文字無論如何已經不同。",
    ),
    examples: &[
        example(
            ExamplePlace::Indicator,
            "向客戶收取訂金。",
            "向客戶預收訂金。",
            "the same indicator in other words",
            "同一項指標換了說法",
        ),
        example(
            ExamplePlace::Indicator,
            "巡檢第一～三線。",
            "巡檢第一、三線。",
            "a range becomes a list: the second line is left out",
            "範圍改為列舉，第二線不見了",
        ),
        example(ExamplePlace::Indicator, "使用5'管。", "使用5\"管。", "feet become inches", "英尺改為英寸"),
        example(
            ExamplePlace::Indicator,
            "以<table>排版。",
            "以<ul>排版。",
            "the tag is what the sentence is about",
            "標籤就是句子所談的內容",
        ),
        example(ExamplePlace::Knowledge, "WORD", "Word", "letter case", "英文大小寫"),
        example(
            ExamplePlace::Indicator,
            "功率不超過5mW。",
            "功率不超過5MW。",
            "letter case again, and another unit",
            "同為英文大小寫，單位卻已不同",
        ),
        example(ExamplePlace::Knowledge, "舞臺技術", "舞台技術", "a variant character", "異體字"),
        example(
            ExamplePlace::Skill,
            "簡易故障檢修",
            "簡易故障排除能力",
            "near: most of both names is the same",
            "相近：兩個名稱大半相同",
        ),
    ],
};

static LEVEL: ClassPage = ClassPage {
    what: Bilingual::fixed(
        "The level of a task or of one of its rows, a row that is new or gone, and the base level of the standard.",
        "工作任務或其中一列的職能級別、新增或刪除的列，以及職能基準的基準級別。",
    ),
    why: Bilingual::fixed(
        "The level says how much judgement the work takes; training, examinations and pay are built on it, though no sentence \
         changes.",
        "級別代表工作所需的判斷與自主程度，訓練、檢定與待遇都以此為準，即使沒有一句文字改變。",
    ),
    examples: &[
        example(ExamplePlace::TaskLevel, "3", "4", "a task that takes more", "任務的要求提高"),
        example(ExamplePlace::BaseLevel, "3", "4", "the standard as a whole", "整份職能基準的級別"),
    ],
};

static ADDED: ClassPage = ClassPage {
    what: Bilingual::fixed(
        "A duty, task, output, indicator, knowledge, skill, attitude or qualification that is new, and a knowledge or skill \
         that a task newly requires. New knowledge counts in the list, once; knowledge that was listed before counts once for \
         each cell that gained it, and one cell merged over all tasks of a duty is one.",
        "新增的主要職責、工作任務、工作產出、行為指標、知識、技能、態度或學經歷條件，以及工作任務新增的知識或技能。清單新增的知識只在清單計一次；\
         原已列出的知識，每一格增加計一次，主要職責下全部任務合併的一格算一格。",
    ),
    why: Bilingual::fixed(
        "People who do this work have to know, do or show something that was not asked for before.",
        "從事這項工作的人，必須具備或做到以前沒有要求的事。",
    ),
    examples: &[
        example(ExamplePlace::Indicator, "", "整理客戶特別需求。", "a new indicator", "新增一項行為指標"),
        example(
            ExamplePlace::References,
            "[K01]",
            "[K01, K02]",
            "the task requires K02 too",
            "任務另外需要 K02",
        ),
        example(
            ExamplePlace::Qualification,
            "",
            "具一年以上經驗。",
            "a qualification says who may do the work",
            "條件規定誰可以從事這項工作",
        ),
    ],
};

static WITHDRAWN: ClassPage = ClassPage {
    what: Bilingual::fixed(
        "Any of these that was removed, or that a task no longer requires. A name that is not near the one before is another thing: one is withdrawn and one added. So \
         is a qualification that says something else, which is shown as one line with the words that changed.",
        "前一類的項目被刪除，或工作任務不再需要。名稱與原來不相近，就是另一項：刪除一項、新增一項。學經歷條件的內容改變也是如此，報告以一行顯示改變的文字。",
    ),
    why: Bilingual::fixed(
        "What was taught, examined and certified is no longer asked for, which weighs more than an addition: those who rely on \
         it have to be told.",
        "過去訓練、檢定、認證的內容不再要求，影響比新增更大，必須讓依據它的人知道。",
    ),
    examples: &[
        example(ExamplePlace::Output, "客戶紀錄表", "", "an output is gone", "刪除一項工作產出"),
        example(
            ExamplePlace::Skill,
            "簡易計算能力",
            "工程計算能力",
            "another skill: the names share no more than 計算能力",
            "另一項技能：兩個名稱只有「計算能力」相同",
        ),
        example(
            ExamplePlace::References,
            "[K01, K02]",
            "[K01]",
            "the task no longer requires K02",
            "任務不再需要 K02",
        ),
        example(
            ExamplePlace::Qualification,
            "國中畢業。",
            "碩士畢業。",
            "other people may do the work",
            "可以從事這項工作的人不同",
        ),
    ],
};

static IDENTITY: ClassPage = ClassPage {
    what: Bilingual::fixed(
        "The code beyond its version, the name, and the classification of the standard. A draft that revises a standard is \
         that standard.",
        "職能基準代碼（版次除外）、名稱與所屬類別。註明編修自某份職能基準的草案，視為同一份。",
    ),
    why: Bilingual::fixed(
        "It is how a standard is found, quoted and counted; with another one it is another standard.",
        "職能基準靠這些資料查找、引用與統計；資料不同，就是另一份職能基準。",
    ),
    examples: &[
        example(
            ExamplePlace::Code,
            "TTM4221-901v1",
            "TTM4221-902v1",
            "the code of another standard",
            "另一份職能基準的代碼",
        ),
        example(ExamplePlace::Name, "巡檢人員", "巡檢助理", "another occupation", "另一個職業"),
        example(ExamplePlace::JobCategory, "TTM", "MPM", "another job category", "另一個職類別"),
    ],
};
