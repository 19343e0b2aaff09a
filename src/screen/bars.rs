//! The lines around a view: title, counts, the line that speaks, footer.

use ratatui::style::Style;
use ratatui::text::Line;

use super::look::{COUNT_ORDER, Look};
use super::strip::Strip;
use super::text::{width, wrap};
use crate::domain::light::Light;
use crate::domain::rows::Tally;
use crate::workbench::Workbench;
use crate::workbench::command::Command;
use crate::workbench::notice::{Notice, Standing};
use crate::workbench::view::View;

/// What the footer names, the most needed first; leaving and help always stay.
const FOOTER: [Command; 24] = [
    Command::Edit,
    Command::Search,
    Command::Status,
    Command::Note,
    Command::Add,
    Command::MarkRow,
    Command::Filter,
    Command::Undo,
    Command::WeeklyReport,
    Command::Sort,
    Command::GroupBy,
    Command::Columns,
    Command::Chase,
    Command::Percent,
    Command::Members,
    Command::Waive,
    Command::Remove,
    Command::Toggle,
    Command::NextOverdue,
    Command::NextUnreported,
    Command::MarkShown,
    Command::Copy,
    Command::Palette,
    Command::Caller,
];
/// What a view alone has, before the rest.
const OF_CALENDAR: [Command; 5] =
    [Command::DueLater, Command::GoToDay, Command::Today, Command::OtherPane, Command::ListDays];
const OF_WEEK: [Command; 2] = [Command::CopySummary, Command::Toggle];
const ALWAYS: [Command; 2] = [Command::Quit, Command::Help];

/// ` 2024年周村区政务公开工作方案   7月8日 周一   经办 张某          已保存`: where room ends, the person goes, then the title
/// shortens, then the date goes; whether all is saved stays.
pub(super) fn title(workbench: &Workbench, look: &Look, room: u16) -> Line<'static> {
    let room = usize::from(room);
    let words = look.words();
    let (saved, saved_style) = if workbench.is_loading() {
        (&words.loading, look.theme.dim())
    } else if workbench.saving().is_saved() {
        (&words.saved, look.theme.dim())
    } else {
        (&words.unsaved, look.theme.wrong())
    };
    let plan = workbench.plan();
    let date = look.domain().day_with_weekday(workbench.today(), plan.year);
    let by = if workbench.by().is_empty() {
        String::new()
    } else {
        crate::words::fill(&words.by, &[("name", &workbench.by())])
    };
    let mut strip = Strip::new(room, &look.glyphs);
    let end = room.saturating_sub(width(saved) + 1);
    // 工作方案 says nothing here; the name does.
    let name = plan.title.strip_suffix("工作方案").filter(|name| !name.is_empty()).unwrap_or(&plan.title);
    let title = look.glyphs.prose(name).into_owned();
    // A title keeps half of itself before the date goes.
    let least = width(&title).min(20);
    let mut right = vec![date, by];
    right.retain(|part| !part.is_empty());
    let needed = |parts: &[String]| parts.iter().map(|part| width(part) + 3).sum::<usize>();
    while !right.is_empty() && 1 + least + needed(&right) + 2 > end {
        right.pop();
    }
    let title_room = end.saturating_sub(1 + needed(&right) + 2);
    strip.to(1, look.theme.text());
    strip.push_within(&title, title_room, look.theme.title());
    for part in &right {
        strip.push("   ", look.theme.text()).push(part, look.theme.text());
    }
    strip.to(end, look.theme.text()).push(saved, saved_style);
    strip.line()
}

/// The views, and how many rows have which light. Where room ends counts of zero go, then words shorten to those of the
/// badges, the mildest first, then the mildest go with a mark that says so; 逾期 stays.
pub(super) fn counts(workbench: &Workbench, look: &Look, room: u16) -> Line<'static> {
    let room = usize::from(room);
    let words = look.words();
    let tally = workbench.rows().total();
    let over = workbench.is_filing_over();
    let tabs: Vec<(View, String)> = View::ALL.into_iter().map(|view| (view, tab(view, look))).collect();
    let free = room.saturating_sub(4 + tabs.iter().map(|(_, tab)| width(tab) + 1).sum::<usize>());
    let fits_in = |count: &str, light: Light, word: &str| {
        (light, crate::words::fill(count, &[("word", &word), ("n", &tally.of(light))]))
    };
    let said = |light: Light| fits_in(&words.count, light, words.light(light, over));
    let brief = |light: Light| fits_in("{word}{n}", light, look.badge(light, over).0);
    let counted = COUNT_ORDER.iter().copied().filter(|light| light.counts() || tally.of(*light) > 0);
    let mut shown: Vec<(Light, String)> = counted.map(said).collect();
    let needed = |shown: &[(Light, String)]| shown.iter().map(|(_, text)| width(text) + 1).sum::<usize>();
    if workbench.is_loading() {
        // Nothing is known yet, not even that it is nothing.
        shown.clear();
    }
    if needed(&shown) > free {
        shown.retain(|(light, _)| tally.of(*light) > 0 || *light == Light::Overdue);
    }
    // A badge of two letters would be a riddle beside a number; a Han character is a word.
    let has_short_words = look.language == crate::words::Language::Chinese;
    for place in (0..shown.len()).rev() {
        if has_short_words && needed(&shown) > free {
            shown[place] = brief(shown[place].0);
        }
    }
    let all = shown.len();
    let mark = width(look.glyphs.ellipsis) + 1;
    while needed(&shown) + if shown.len() < all { mark } else { 0 } > free && shown.len() > 1 {
        let mildest = shown.iter().rposition(|(light, _)| *light != Light::Overdue).unwrap_or(0);
        shown.remove(mildest);
    }
    let cut = shown.len() < all;
    let mut strip = Strip::new(room, &look.glyphs);
    for (view, tab) in &tabs {
        strip.push(" ", look.theme.text()).push(tab, look.theme.tab(*view == workbench.view()));
    }
    let cells = needed(&shown) + if cut { mark } else { 0 };
    strip.to(room.saturating_sub(cells), look.theme.text());
    for (light, text) in &shown {
        let style = if tally.of(*light) == 0 { look.theme.dim() } else { look.light(*light) };
        strip.push(text, style).push(" ", look.theme.text());
    }
    if cut {
        strip.push(look.glyphs.ellipsis, look.theme.dim());
    }
    strip.line()
}

fn tab(view: View, look: &Look) -> String {
    let name = look.words().views.of(view);
    format!("{}{}{name}", view.digit(), " ".repeat(gap(name)))
}

/// The columns of the tabs.
pub(super) fn tabs(look: &Look) -> [(u16, u16); 5] {
    let mut from = 0;
    View::ALL.map(|view| {
        let start = from + 1;
        from = start + u16::try_from(width(&tab(view, look))).unwrap_or(0);
        (start, from)
    })
}

/// The light of a branch worth a word beside it: what is late in it, else what soon will be.
pub(super) fn pressing(tally: Tally, look: &Look) -> Option<(String, Light)> {
    let light =
        [Light::Unreadable, Light::Overdue, Light::DueSoon].into_iter().find(|it| tally.of(*it) > 0)?;
    let words = look.words();
    let text =
        crate::words::fill(&words.count, &[("word", &words.light(light, false)), ("n", &tally.of(light))]);
    Some((text, light))
}

pub(super) fn rule(look: &Look, room: u16) -> Line<'static> {
    Line::styled(look.glyphs.horizontal.repeat(usize::from(room)), look.theme.rule())
}

/// The line that speaks, in as many lines as it needs and may have. While saving does not come on it says why, unless there
/// is something newer to say.
pub(super) fn message(workbench: &Workbench, look: &Look, room: u16, most: usize) -> Vec<Line<'static>> {
    let speech = look.speech(workbench);
    let trouble = workbench.saving().trouble();
    let (text, style) = match workbench.last_notice() {
        Some(notice) if trouble.is_none() || is_pressing(notice) => {
            let style = if is_pressing(notice) { look.theme.wrong() } else { look.theme.text() };
            (speech.notice(notice), style)
        }
        // That nothing is being saved comes before what was done just now.
        _ => {
            if let Some(error) = super::filter::error(workbench) {
                (crate::words::refusal::query(error, look.language), look.theme.wrong())
            } else if let Some(why) = trouble {
                (speech.unsaved_because(why), look.theme.wrong())
            } else if let Some(help) = super::filter::help(workbench, look) {
                (look.glyphs.prose(&help).into_owned(), look.theme.dim())
            } else {
                (String::new(), look.theme.text())
            }
        }
    };
    sentence(&text, style, look, room, most)
}

/// A sentence in lines of the window, the last one cut where they are too few.
fn sentence(text: &str, style: Style, look: &Look, room: u16, most: usize) -> Vec<Line<'static>> {
    let room = usize::from(room);
    let mut lines = vec![look.glyphs.prose(text).into_owned()];
    if most > 1 && width(&lines[0]) >= room {
        let mut wrapped = wrap(&lines[0], room.saturating_sub(2).max(2));
        if wrapped.len() > most {
            let rest = wrapped.split_off(most - 1).concat();
            wrapped.push(rest);
        }
        lines = wrapped;
    }
    let drawn = |line: String| {
        let mut strip = Strip::new(room, &look.glyphs);
        strip.to(1, style).push(&line, style);
        strip.line()
    };
    lines.into_iter().map(drawn).collect()
}

/// What must be read: something was not done, or would be lost.
fn is_pressing(notice: &Notice) -> bool {
    matches!(
        notice,
        Notice::Refused(_)
            | Notice::Conflict(_)
            | Notice::TakenBack(..)
            | Notice::ReportFailed(_)
            | Notice::FilterNotSaved(_)
            | Notice::QuitUnsaved
    )
}

/// What is left of a file's name at least.
const SHORTEST_NAME: usize = 6;

/// What stands over the view until it is put away, in as many lines as it needs and may have.
pub(super) fn standing(
    workbench: &Workbench,
    standing: &Standing,
    look: &Look,
    room: u16,
    most: usize,
) -> Vec<Line<'static>> {
    let style = match standing {
        Standing::Fault(..) | Standing::Keys(..) => look.theme.wrong(),
        _ => look.theme.accent(),
    };
    let speech = look.speech(workbench);
    let text = speech.standing(standing);
    let over = width(&text).saturating_sub(usize::from(room).saturating_sub(1));
    let text = match standing {
        // The keys behind a long name are worth more than its end.
        Standing::Reading { file, tasks, doubts } if over > 0 => {
            let file = look.glyphs.cut(file, width(file).saturating_sub(over).max(SHORTEST_NAME));
            speech.standing(&Standing::Reading { file, tasks: *tasks, doubts: *doubts })
        }
        _ => text,
    };
    sentence(&text, style, look, room, most)
}

/// The keys that do something on the selected line. What floats names its own in its border.
pub(super) fn footer(workbench: &Workbench, look: &Look, room: u16) -> Line<'static> {
    let mut strip = Strip::new(usize::from(room), &look.glyphs);
    if workbench.overlay.is_some() {
        return strip.line();
    }
    let item = |command: Command| {
        let key = workbench
            .keys()
            .first_in(workbench.view().context(), command)
            .map(ToString::to_string)
            .unwrap_or_default();
        (key, look.commands().label(command))
    };
    let cells = |command: Command| {
        let (key, label) = item(command);
        // A letter beside an English word needs a blank to be seen.
        width(&key) + width(label) + gap(label) + 1
    };
    let always: usize = ALWAYS.iter().map(|command| cells(*command)).sum();
    let mut free = usize::from(room).saturating_sub(always + 1);
    let mut shown: Vec<Command> = Vec::new();
    let own: &[Command] = match workbench.view() {
        View::Calendar => &OF_CALENDAR,
        View::Week => &OF_WEEK,
        View::Tasks | View::Ledger | View::Units => &[],
    };
    let rest = FOOTER.iter().filter(|command| !own.contains(command));
    let context = workbench.view().context();
    let is_bound = |command: Command| {
        let key = workbench.keys().first_in(context, command);
        key.is_some_and(|chord| workbench.keys().command(context, chord) == Some(command))
    };
    for command in own.iter().chain(rest).copied().filter(|command| is_bound(*command)) {
        let needed = cells(command);
        if workbench.why_not(command).is_none() {
            if needed > free {
                break;
            }
            free -= needed;
            shown.push(command);
        }
    }
    shown.extend(ALWAYS);
    strip.to(1, look.theme.text());
    for command in shown {
        let (key, label) = item(command);
        strip.push(&key, look.theme.key());
        strip.push(&" ".repeat(gap(label)), look.theme.dim());
        strip.push(label, look.theme.dim()).push(" ", look.theme.dim());
    }
    strip.line()
}

fn gap(label: &str) -> usize {
    usize::from(label.is_ascii())
}
