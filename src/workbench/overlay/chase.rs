//! 记催办: how, who answered, what, and the promised day; above it the text to send.

use chrono::NaiveDate;

use crate::domain::chase::Manner;
use crate::domain::when::{self, Context};
use crate::exchange::chase::Text;
use crate::workbench::line::Line;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChaseField {
    /// 方式, by a digit; here `y` copies the text.
    Manner,
    /// 答复.
    Answer,
    /// 承诺时间.
    Promised,
    /// 答复人.
    Who,
}

/// What the promised date as typed comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromiseReading {
    /// Nothing was typed.
    None,
    /// This day.
    Day(NaiveDate),
    /// No day can be read.
    Unread,
}

/// The form.
#[derive(Debug, Clone)]
pub struct ChaseForm {
    /// Full names of the units asked.
    pub units: Vec<String>,
    /// The tasks that it is about; empty means all that the units owe.
    pub tasks: Vec<u32>,
    /// 刚性要求: the id of the duty that it is about; empty where it is about none.
    pub duty: String,
    /// How.
    pub manner: Manner,
    /// Which field has the keys.
    pub focus: ChaseField,
    /// 答复.
    pub answer: Line,
    /// 承诺时间, as typed.
    pub promised: Line,
    /// What it reads as.
    pub reading: PromiseReading,
    /// 答复人.
    pub who: Line,
    /// The text to send.
    pub text: Text,
    /// How many lines of the text are scrolled away.
    pub scroll: usize,
}

impl ChaseForm {
    /// The form with nothing said yet.
    pub fn new(units: Vec<String>, tasks: Vec<u32>, manner: Manner, text: Text) -> Self {
        Self {
            units,
            tasks,
            duty: String::new(),
            manner,
            focus: ChaseField::Manner,
            answer: Line::new(),
            promised: Line::new(),
            reading: PromiseReading::None,
            who: Line::new(),
            text,
            scroll: 0,
        }
    }

    /// The field that takes what is typed; the manner takes digits only.
    pub fn field(&mut self) -> Option<&mut Line> {
        match self.focus {
            ChaseField::Manner => None,
            ChaseField::Answer => Some(&mut self.answer),
            ChaseField::Promised => Some(&mut self.promised),
            ChaseField::Who => Some(&mut self.who),
        }
    }

    /// The next field or the one before, round and round.
    pub fn turn(&mut self, forward: bool) {
        use ChaseField::{Answer, Manner, Promised, Who};
        self.focus = match (self.focus, forward) {
            (Manner, true) | (Promised, false) => Answer,
            (Answer, true) | (Who, false) => Promised,
            (Promised, true) | (Manner, false) => Who,
            (Who, true) | (Answer, false) => Manner,
        };
    }

    /// Reads the promised date again after typing.
    pub fn reread(&mut self, context: &Context<'_>) {
        let text = self.promised.text().trim();
        self.reading = if text.is_empty() {
            PromiseReading::None
        } else {
            let day = when::read(text, context).last(context.today);
            day.map_or(PromiseReading::Unread, PromiseReading::Day)
        };
    }
}
