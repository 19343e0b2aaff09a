//! 快速录入: unit and measure, until the full form comes.

use crate::domain::entry::EntryId;
use crate::domain::unit::{NameError, Roster};
use crate::workbench::line::Line;

/// Two fields: unit and measure.
#[derive(Debug, Clone)]
pub struct EntryForm {
    /// The task.
    pub task: u32,
    /// The entry that is edited; none for a new one.
    pub entry: Option<EntryId>,
    /// 责任单位, as typed: short forms will do.
    pub unit: Line,
    /// 工作措施.
    pub measure: Line,
    /// Whether the field of units has the caret.
    pub on_unit: bool,
    /// The full names that the typed units mean, or why they mean none.
    pub reading: Result<Vec<String>, NameError>,
    /// The measure before.
    pub before: String,
}

impl EntryForm {
    /// The form with what is known, the caret in the first field that is empty.
    pub fn new(task: u32, entry: Option<EntryId>, units: &str, measure: &str, roster: &Roster) -> Self {
        let measure = Line::with_text(measure);
        let before = measure.text().to_owned();
        let unit = Line::with_text(units);
        let reading = resolved(units, roster);
        Self { task, entry, on_unit: unit.is_empty(), unit, measure, reading, before }
    }

    /// The field that has the caret.
    pub fn focused(&mut self) -> &mut Line {
        if self.on_unit { &mut self.unit } else { &mut self.measure }
    }

    /// Reads the units again after typing.
    pub fn reread(&mut self, roster: &Roster) {
        self.reading = resolved(self.unit.text(), roster);
    }

    /// Puts the full names into the field of units: those meant, or of a name that is none the likeliest. Whether it wrote.
    pub fn complete(&mut self, roster: &Roster) -> bool {
        let full = match &self.reading {
            Ok(units) => units.join("、"),
            Err(NameError::Unknown { word, candidates } | NameError::Ambiguous { word, candidates }) => {
                let Some(likeliest) = candidates.first() else { return false };
                self.unit.text().replacen(word.as_str(), likeliest, 1)
            }
            Err(NameError::Empty | NameError::Group { .. }) => return false,
        };
        if full == self.unit.text() {
            return false;
        }
        self.unit.set_text(&full);
        self.reread(roster);
        true
    }
}

/// The full names of the units that a text lists.
fn resolved(text: &str, roster: &Roster) -> Result<Vec<String>, NameError> {
    let mut units: Vec<String> = Vec::new();
    for word in text.split(['、', '，', ',', '；', ';']).map(str::trim).filter(|word| !word.is_empty()) {
        let name = &roster.unit(word)?.name;
        if !units.contains(name) {
            units.push(name.clone());
        }
    }
    if units.is_empty() { Err(NameError::Empty) } else { Ok(units) }
}
