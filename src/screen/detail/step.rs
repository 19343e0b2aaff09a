//! A step of 起步清单, and the 报送截止日: what it is for, how it is done here, and who or what is still missing.

use super::page::Page;
use super::short;
use crate::screen::look::Look;
use crate::words::fill;
use crate::workbench::Workbench;
use crate::workbench::week::Step;

/// A step.
pub(super) fn whole(page: &mut Page<'_>, workbench: &Workbench, look: &Look, step: Step) {
    let words = &look.words().days;
    let steps = workbench.week.steps();
    page.heading(words.step(step));
    page.text(words.help(step), look.theme.text());
    let missing = match step {
        Step::Roster => names(workbench, &steps.without_contact),
        Step::Members => {
            let open = steps.open_groups.iter();
            open.map(|(number, group)| fill(&words.open_group, &[("number", number), ("group", group)]))
                .collect()
        }
        Step::FilingDay | Step::Sheets | Step::Message => names(workbench, &steps.unfiled),
    };
    list(page, look, &missing);
}

/// 报送截止日 in 本周: who has not filed.
pub(super) fn filing_day(page: &mut Page<'_>, workbench: &Workbench, look: &Look) {
    page.heading(&look.words().days.filing_day);
    list(page, look, &names(workbench, &workbench.week.steps().unfiled));
}

fn names(workbench: &Workbench, units: &[String]) -> Vec<String> {
    units.iter().map(|unit| short(workbench, unit).to_owned()).collect()
}

fn list(page: &mut Page<'_>, look: &Look, missing: &[String]) {
    if missing.is_empty() {
        return;
    }
    let words = look.words();
    page.blank();
    page.text(&fill(&words.days.still_missing, &[("n", &missing.len())]), look.theme.dim());
    page.text(&missing.join(&words.list_comma), look.theme.text());
}
