//! Edits of the plan itself.

use chrono::NaiveDate;

use super::{Desk, set_day};
use crate::domain::change::{Draft, Label, Target};

/// 报送截止日: the day by which the units file their 配档表; none takes it back. No ops where it stands so already.
pub fn filing_day(desk: &Desk<'_>, day: Option<NaiveDate>) -> Draft {
    let old = desk.workspace.plan.filing_day;
    let ops = if old == day { Vec::new() } else { vec![set_day(&Target::Plan, "filing_day", old, day)] };
    Draft::new(Label::Plan, ops)
}

/// 收官 on a day, on which the lights then stand still; none opens the plan again. No ops where it stands so already.
pub fn close(desk: &Desk<'_>, day: Option<NaiveDate>) -> Draft {
    let old = desk.workspace.plan.closed;
    let ops = if old == day { Vec::new() } else { vec![set_day(&Target::Plan, "closed", old, day)] };
    Draft::new(Label::Plan, ops)
}
