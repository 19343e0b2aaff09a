//! 存疑: what a reader of a notice should look at. Nothing here is mended in silence.

use chrono::NaiveDate;

use crate::domain::when;

/// One doubt. Tasks are named by their position, from 1.
#[derive(Debug, Clone, PartialEq)]
pub enum Doubt {
    /// The text was in traditional characters.
    Traditional,
    /// No title was found.
    NoTitle,
    /// No 发文字号 was found.
    NoNumber,
    /// No 成文日期 was found.
    NoDay,
    /// Neither a signature nor the letterhead says who issues it.
    NoIssuer,
    /// Nobody signs: the issuer follows from title and number.
    InferredIssuer(String),
    /// The year of the title and that of the day of issue are far apart.
    Years {
        /// The title's.
        title: i32,
        /// The day of issue.
        issued: NaiveDate,
    },
    /// A date that does not exist, as printed.
    ImpossibleDate(String),
    /// A date whose day of the week is another one's, as printed.
    WrongWeekday(String),
    /// A task names no unit.
    NoUnits(usize),
    /// The list of a task's units ends with 等, and nobody says who else.
    OpenEnd(usize),
    /// Words among a task's units that are no name.
    UnreadUnits {
        /// The task.
        task: usize,
        /// As printed.
        text: String,
    },
    /// A name that the roster does not have.
    UnknownUnit {
        /// As printed.
        name: String,
        /// The tasks.
        tasks: Vec<usize>,
    },
    /// A name that several units of the roster have.
    AmbiguousUnit {
        /// As printed.
        name: String,
        /// Their full names.
        candidates: Vec<String>,
    },
    /// A time limit that cannot be read (none), or that can be read in two ways.
    Due {
        /// The task.
        task: usize,
        /// As printed.
        text: String,
        /// Why.
        why: Option<when::Doubt>,
    },
    /// A blank time limit under another one, in a text that does not say whether the cells are merged.
    DueTakenOver {
        /// The task.
        task: usize,
        /// What was taken over.
        text: String,
    },
    /// A blank cell of units in a table whose merged cells are known.
    UnitsTakenOver(usize),
    /// A line behind a task that is nothing but names, without a word on what they are: taken as its units.
    BareUnits {
        /// The task.
        task: usize,
        /// As printed.
        text: String,
    },
    /// A number stands twice.
    NumberTwice(String),
    /// Numbers are missing between two.
    NumberGap {
        /// The last before.
        before: u32,
        /// The first after.
        after: u32,
    },
    /// A sentence beside tasks that names no unit; it was not taken.
    LeftOut(String),
    /// Units are named in a part about aims or guarantees; what stands there was not taken.
    Guarantees(usize),
    /// A table without heads: what its columns hold follows from what stands in them.
    NoHeads,
    /// The text itself names units too, and the table was taken.
    OutlineBesideTable(usize),
}
