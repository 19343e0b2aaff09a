//! 导出: the page on which a paper is chosen, seen as it will read, and written; what is missing in the data comes first.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::PathBuf;

use crossterm::event::KeyCode;
use serde::{Deserialize, Serialize};

use super::command::Command;
use super::keys::Chord;
use super::line::Line;
use super::overlay::Overlay;
use super::papers::Paper;
use super::{Effect, Workbench};
use crate::domain::report::{FormSection, Period};
use crate::domain::status::Status;
use crate::exchange::document::Format;

/// What can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportKind {
    /// 周报.
    #[default]
    Week,
    /// 月报.
    Month,
    /// 季报.
    Quarter,
    /// 年度落实情况.
    Annual,
    /// 考核记录.
    Records,
    /// 通报.
    Bulletin,
    /// 交接单.
    Handover,
}

impl ExportKind {
    /// Every kind, in the order of its digit.
    pub const ALL: [Self; 7] =
        [Self::Week, Self::Month, Self::Quarter, Self::Annual, Self::Records, Self::Bulletin, Self::Handover];

    /// The period, of those that are numbered and kept.
    pub fn period(self) -> Option<Period> {
        match self {
            Self::Week => Some(Period::Week),
            Self::Month => Some(Period::Month),
            Self::Quarter => Some(Period::Quarter),
            Self::Annual | Self::Records | Self::Bulletin | Self::Handover => None,
        }
    }

    /// The paper, of those that are not.
    pub fn paper(self) -> Option<Paper> {
        match self {
            Self::Week | Self::Month | Self::Quarter => None,
            Self::Annual => Some(Paper::Annual(FormSection::default())),
            Self::Records => Some(Paper::Records(Vec::new())),
            Self::Bulletin => Some(Paper::Bulletin(Vec::new())),
            Self::Handover => Some(Paper::Handover(None)),
        }
    }
}

/// What was chosen last, to be offered again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportChoice {
    /// The kind.
    pub kind: ExportKind,
    /// The format's word; none: Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub format: String,
    /// The folder; empty: that of the settings.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub folder: String,
}

/// What the saver is asked for: to see a paper, or to write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportAsk {
    /// The number of the question; the answer carries it.
    pub number: u64,
    /// What.
    pub kind: ExportKind,
    /// In which format; to be seen, none matters.
    pub format: Format,
    /// Into which folder; none: that of the settings.
    pub folder: Option<PathBuf>,
    /// Whether to write it.
    pub write: bool,
}

/// Which line of the page has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ExportField {
    /// The kind.
    #[default]
    Kind,
    /// The format.
    Format,
    /// The folder.
    Folder,
}

/// What the data lack that a reader would ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Missing {
    /// Entries that are 已完成 without 佐证材料.
    pub evidence: usize,
    /// Entries that are under way without a dated note of progress.
    pub progress: usize,
    /// Entries that were filed without 责任人.
    pub person: usize,
}

/// A paper as it will read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// Its lines.
    pub lines: Vec<String>,
    /// Whether its period was reported before.
    pub reported: Reported,
}

/// 已报, of a paper that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reported {
    /// Not yet, or it is a paper that is not kept.
    #[default]
    No,
    /// 已报, and nothing changed since.
    Unchanged,
    /// 已报, and writing it now makes a 更正稿.
    Corrects,
}

/// The page.
#[derive(Debug, Clone)]
pub struct ExportPane {
    /// What is written.
    pub kind: ExportKind,
    /// In which format.
    pub format: Format,
    /// Into which folder.
    pub folder: Line,
    /// Which line has the keys.
    pub focus: ExportField,
    /// The number of the newest question.
    pub number: u64,
    /// The paper as it will read, or why there is none; none while it is made.
    pub seen: Option<Result<Seen, String>>,
    /// Lines scrolled down; drawing clamps it.
    pub scroll: usize,
    /// What is missing.
    pub missing: Missing,
    /// The file that was written.
    pub written: Option<PathBuf>,
}

impl ExportPane {
    /// What is chosen.
    pub fn choice(&self) -> ExportChoice {
        ExportChoice {
            kind: self.kind,
            format: self.format.key().to_owned(),
            folder: self.folder.text().trim().to_owned(),
        }
    }

    fn turn(&mut self, forward: bool) {
        self.focus = match (self.focus, forward) {
            (ExportField::Kind, true) | (ExportField::Folder, false) => ExportField::Format,
            (ExportField::Format, true) | (ExportField::Kind, false) => ExportField::Folder,
            (ExportField::Folder, true) | (ExportField::Format, false) => ExportField::Kind,
        };
    }

    /// Chooses by place in the line that has the keys. Whether there is that place.
    fn choose(&mut self, place: usize) -> bool {
        match self.focus {
            ExportField::Kind => ExportKind::ALL.get(place).map(|kind| self.kind = *kind).is_some(),
            ExportField::Format => Format::ALL.get(place).map(|format| self.format = *format).is_some(),
            ExportField::Folder => false,
        }
    }

    fn place(&self) -> usize {
        match self.focus {
            ExportField::Kind => ExportKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or(0),
            ExportField::Format => Format::ALL.iter().position(|format| *format == self.format).unwrap_or(0),
            ExportField::Folder => 0,
        }
    }
}

impl Workbench {
    /// Opens the page on what was chosen last.
    pub(super) fn open_export(&mut self) {
        let choice = self.export_choice.clone();
        let mut folder = Line::new();
        folder.paste(&choice.folder);
        let pane = ExportPane {
            kind: choice.kind,
            format: choice.format.parse().unwrap_or_default(),
            folder,
            focus: ExportField::Kind,
            number: 0,
            seen: None,
            scroll: 0,
            missing: self.missing(),
            written: None,
        };
        self.overlay = Some(Overlay::Export(Box::new(pane)));
        self.ask_export(false);
    }

    /// What the data lack.
    fn missing(&self) -> Missing {
        let mut missing = Missing::default();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for row in self.rows.iter().filter(|row| row.light.counts()) {
            let Some(entry) = row.entry().filter(|entry| seen.insert(entry.id.as_str())) else { continue };
            let status = entry.status();
            missing.evidence += usize::from(status == Status::Done && entry.evidence.is_empty());
            let under_way = matches!(status, Status::InProgress | Status::Submitted);
            missing.progress += usize::from(under_way && entry.progress.is_empty());
            missing.person += usize::from(entry.is_filed() && entry.person.trim().is_empty());
        }
        missing
    }

    /// Asks to see what is chosen, or to write it.
    fn ask_export(&mut self, write: bool) {
        self.questions += 1;
        let number = self.questions;
        let Some(Overlay::Export(pane)) = &mut self.overlay else { return };
        pane.number = number;
        if !write {
            pane.seen = None;
            pane.scroll = 0;
            pane.written = None;
        }
        let folder = Some(pane.folder.text().trim()).filter(|folder| !folder.is_empty()).map(PathBuf::from);
        let ask = ExportAsk { number, kind: pane.kind, format: pane.format, folder, write };
        self.export_choice = pane.choice();
        self.effects.push(Effect::Report(ask));
    }

    /// The paper that was asked for, as it will read. What an older question brings is let go.
    pub fn report_seen(&mut self, number: u64, seen: Result<Seen, String>) {
        if let Some(Overlay::Export(pane)) = &mut self.overlay
            && pane.number == number
        {
            pane.seen = Some(seen);
        }
    }

    /// A key on the page that is no command: choosing, and what is done with the file. Whether it was one.
    pub(super) fn export_key(&mut self, chord: &Chord) -> bool {
        let Some(Overlay::Export(pane)) = &mut self.overlay else { return false };
        if pane.focus == ExportField::Folder || chord.ctrl || chord.alt {
            return false;
        }
        let before = (pane.kind, pane.format);
        let digit = chord.character().and_then(|c| c.to_digit(10)).and_then(|it| usize::try_from(it).ok());
        let chosen = match (chord.code, digit) {
            (KeyCode::Left, _) => pane.choose(pane.place().wrapping_sub(1)),
            (KeyCode::Right, _) => pane.choose(pane.place() + 1),
            (_, Some(digit)) => pane.choose(digit.wrapping_sub(1)),
            (KeyCode::Char('y'), _) => {
                let path = pane.written.as_ref().map(|path| path.display().to_string());
                self.effects.extend(path.map(Effect::Copy));
                return true;
            }
            (KeyCode::Char('o'), _) => {
                let path = pane.written.clone();
                self.effects.extend(path.map(Effect::Open));
                return true;
            }
            _ => return false,
        };
        let now = (pane.kind, pane.format);
        if chosen && now.0 != before.0 {
            self.ask_export(false);
        } else if chosen && now != before {
            pane.written = None;
            self.export_choice = pane.choice();
        }
        true
    }

    /// What a command does on the page. Whether it floats and took it.
    pub(super) fn run_in_export(&mut self, command: Command) -> bool {
        let far = self.page().saturating_sub(8).max(1);
        let Some(Overlay::Export(pane)) = &mut self.overlay else { return false };
        match command {
            Command::NextField => pane.turn(true),
            Command::PreviousField => pane.turn(false),
            Command::Down => pane.scroll = pane.scroll.saturating_add(1),
            Command::Up => pane.scroll = pane.scroll.saturating_sub(1),
            Command::PageDown => pane.scroll = pane.scroll.saturating_add(far),
            Command::PageUp => pane.scroll = pane.scroll.saturating_sub(far),
            Command::First => pane.scroll = 0,
            Command::Last => pane.scroll = usize::MAX,
            Command::Confirm | Command::Save => self.ask_export(true),
            _ => return false,
        }
        true
    }
}
