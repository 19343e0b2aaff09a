//! What a report has in it, in which order, and how long its sections are: the user's to settle.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A part of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", try_from = "String")]
pub enum Section {
    /// 总体进展情况.
    Overall,
    /// The coordinator's own words: no heading, they stand at the end of the section before.
    Note,
    /// 工作进展.
    Progress,
    /// 存在问题.
    Problems,
    /// 工作安排.
    Due,
    /// 需协调解决的事项.
    Requests,
    /// 附：逾期及未报送清单; always last, on a page of its own.
    Annex,
}

impl Section {
    /// Every part, in the usual order.
    pub const ALL: [Self; 7] =
        [Self::Overall, Self::Note, Self::Progress, Self::Problems, Self::Due, Self::Requests, Self::Annex];

    /// The key in the settings.
    pub fn key(self) -> &'static str {
        match self {
            Self::Overall => "overall",
            Self::Note => "note",
            Self::Progress => "progress",
            Self::Problems => "problems",
            Self::Due => "due",
            Self::Requests => "requests",
            Self::Annex => "annex",
        }
    }

    /// Its Chinese name, which the settings take as well.
    pub fn word(self) -> &'static str {
        match self {
            Self::Overall => "总体进展情况",
            Self::Note => "补充说明",
            Self::Progress => "工作进展",
            Self::Problems => "存在问题",
            Self::Due => "工作安排",
            Self::Requests => "需协调解决的事项",
            Self::Annex => "逾期及未报送清单",
        }
    }

    /// The most lines that a report of one page has; the rest moves to the annex.
    pub fn usual_lines(self) -> usize {
        if self == Self::Progress { 8 } else { 5 }
    }
}

/// A word that names no part of a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown report section {0:?}: one of overall, note, progress, problems, due, requests, annex, or its Chinese name"
)]
pub struct UnknownSection(pub String);

impl FromStr for Section {
    type Err = UnknownSection;

    /// Reads a key or a Chinese name.
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let plain = word.trim().to_lowercase();
        Self::ALL
            .into_iter()
            .find(|one| plain == one.key() || plain == one.word())
            .ok_or_else(|| UnknownSection(word.trim().to_owned()))
    }
}

impl TryFrom<String> for Section {
    type Error = UnknownSection;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        word.parse()
    }
}

/// The shape of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Layout {
    /// Which parts, in which order.
    pub sections: Vec<Section>,
    /// How many lines a section shows before the rest moves to the annex; none: as many as its pages have room for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<usize>,
    /// How many pages it keeps to, the annex apart; none: one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
}

impl Default for Layout {
    fn default() -> Self {
        Self { sections: Section::ALL.to_vec(), lines: None, pages: None }
    }
}

impl Layout {
    /// The lines that `section` shows.
    pub fn lines_of(&self, section: Section) -> usize {
        self.lines.unwrap_or_else(|| section.usual_lines() * self.pages())
    }

    /// The pages that it keeps to.
    pub fn pages(&self) -> usize {
        self.pages.unwrap_or(1).max(1)
    }

    /// Whether the report has this part.
    pub fn has(&self, section: Section) -> bool {
        self.sections.contains(&section)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_read_by_key_and_by_name() {
        for section in Section::ALL {
            assert_eq!(section.key().parse(), Ok(section));
            assert_eq!(section.word().parse(), Ok(section));
        }
        assert!("结尾".parse::<Section>().is_err());
        let layout: Layout = serde_yaml::from_str("sections: [存在问题, overall]\nlines: 3\n").unwrap();
        assert_eq!(layout.sections, [Section::Problems, Section::Overall]);
        assert_eq!(layout.lines_of(Section::Progress), 3);
        assert_eq!(Layout::default().lines_of(Section::Progress), 8);
    }
}
