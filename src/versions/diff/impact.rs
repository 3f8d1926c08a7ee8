//! How far a change reaches. Every change has one class; a gate can be configured with the highest class it lets pass.

use super::{Change, Entry, What};
use crate::text::bilingual::Bilingual;

/// The class of a change, from the typesetting up to the identity of the standard. `classes` describes each with examples.
///
/// History is `editorial`: its entries, dates and notes describe versions and require nothing. So are the supplementary
/// notes of the form, and texts that an importer could not place. Qualifications say who may do the work: one that says
/// something else is another requirement, and the one before is withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Impact {
    /// Punctuation, spacing, width, markup; supplementary notes and history.
    Editorial,
    /// Codes, order, and which entry something is below.
    Renumbering,
    /// A text with another meaning.
    Rewording,
    /// The level of a task, of a row of it, or of the standard.
    Level,
    /// A duty, task, output, indicator, knowledge, skill, attitude or qualification that is new, or a knowledge or skill that a
    /// task newly requires.
    RequirementAdded,
    /// One that was removed, or is no longer required by a task.
    RequirementWithdrawn,
    /// The code but for its version, the name or the classification of the standard.
    Identity,
}

impl Impact {
    /// Every class, in ascending order.
    pub const ALL: [Self; 7] = [
        Self::Editorial,
        Self::Renumbering,
        Self::Rewording,
        Self::Level,
        Self::RequirementAdded,
        Self::RequirementWithdrawn,
        Self::Identity,
    ];

    /// The name in options, files and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Editorial => "editorial",
            Self::Renumbering => "renumbering",
            Self::Rewording => "rewording",
            Self::Level => "level",
            Self::RequirementAdded => "requirement-added",
            Self::RequirementWithdrawn => "requirement-withdrawn",
            Self::Identity => "identity",
        }
    }

    /// The class with this name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|impact| impact.name() == name)
    }

    /// The name in reports for people.
    pub fn title(self) -> Bilingual {
        let zh = match self {
            Self::Editorial => "編輯性修改",
            Self::Renumbering => "代碼與位置調整",
            Self::Rewording => "文字改寫",
            Self::Level => "級別調整",
            Self::RequirementAdded => "新增要求",
            Self::RequirementWithdrawn => "刪除要求",
            Self::Identity => "識別資料變更",
        };
        Bilingual::fixed(self.name(), zh)
    }

    /// A description for readers.
    pub fn words(self) -> Bilingual {
        match self {
            Self::Editorial => Bilingual::fixed(
                "punctuation, spacing, markup, supplementary notes, history",
                "標點、空格、標記、其他補充說明與版本紀錄",
            ),
            Self::Renumbering => Bilingual::fixed("codes, order and places", "代碼、順序與所屬位置"),
            Self::Rewording => Bilingual::fixed("texts that say something else", "內容可能不同的文字"),
            Self::Level => {
                Bilingual::fixed("levels of tasks and of the standard", "工作任務的職能級別與基準級別")
            }
            Self::RequirementAdded => Bilingual::fixed(
                "new duties, tasks, outputs, indicators, knowledge, skills, attitudes or qualifications",
                "新增的職責、任務、產出、指標、知識、技能、態度或條件",
            ),
            Self::RequirementWithdrawn => Bilingual::fixed(
                "duties, tasks, outputs, indicators, knowledge, skills, attitudes or qualifications that are gone",
                "刪除的職責、任務、產出、指標、知識、技能、態度或條件",
            ),
            Self::Identity => Bilingual::fixed(
                "code, name or classification of the standard",
                "職能基準代碼、名稱或所屬類別",
            ),
        }
    }
}

impl Entry<'_> {
    /// The classes of each change of this entry itself, in the order of its changes; then one for each knowledge or skill
    /// that a task gained or lost. What an added or withdrawn task refers to is part of that change.
    pub fn impacts(&self) -> Vec<Impact> {
        let mut impacts: Vec<Impact> =
            self.changes.iter().flat_map(|&change| impacts(self.what, change)).copied().collect();
        if self.old.is_some() && self.new.is_some() {
            impacts.extend(self.exchange.gained.iter().map(|_| Impact::RequirementAdded));
            impacts.extend(self.exchange.lost.iter().map(|_| Impact::RequirementWithdrawn));
        }
        impacts
    }
}

/// The class of a change, or both that it has.
pub(super) fn impacts(what: What, change: Change) -> &'static [Impact] {
    match (what, change) {
        (What::Version | What::VersionField(_) | What::Supplement | What::Unplaced, _)
        | (_, Change::Editorial) => &[Impact::Editorial],
        // A qualification with another text asks for something else, and no longer for what it did.
        (What::Qualification, Change::Reworded) => &[Impact::RequirementAdded, Impact::RequirementWithdrawn],
        // Reordering a classification, or the next version's code, does not change what the standard is.
        (What::Class(_), Change::Moved) | (What::Code, Change::Renumbered) => &[Impact::Renumbering],
        (What::Code | What::Revises | What::Name | What::Class(_), _) => &[Impact::Identity],
        (What::Description, _) => &[Impact::Rewording],
        // A row exists to give a level to its items.
        (What::BaseLevel, _) | (_, Change::Level) | (What::Row, Change::Added | Change::Withdrawn) => {
            &[Impact::Level]
        }
        (_, Change::Added) => &[Impact::RequirementAdded],
        (_, Change::Withdrawn) => &[Impact::RequirementWithdrawn],
        (_, Change::Reworded) => &[Impact::Rewording],
        (
            _,
            Change::Joined
            | Change::Doubled
            | Change::MovedAway
            | Change::Moved
            | Change::Renumbered
            | Change::Reordered,
        ) => &[Impact::Renumbering],
    }
}
