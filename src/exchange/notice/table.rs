//! Tasks in tables. Units, headings and time limits are taken over from above each on its own: a merged cell of one column
//! may cross the border of another's.

use super::columns::{self, Columns};
use super::marker::{Level, marker};
use super::matrix::{self, Legend};
use super::meaning::{Meaning, meaning};
use super::outline::marks::{Stretch, stretches};
use super::source::{Cell, Grid};
use super::task::{Asked, ReadTask, assign, heading, one_line};
use super::units::{self, Units};
use crate::domain::plan::Role;

/// What a table hands on to the one behind it: its columns, and what stood last in each.
#[derive(Debug, Clone, Default)]
pub struct Carried {
    columns: Option<Columns>,
    headings: Vec<Option<String>>,
    section: Section,
    /// Per column of units the last text of its own.
    units: Vec<Option<Units>>,
    /// The task that printed its units last.
    units_task: Option<usize>,
    due: Option<String>,
    number: String,
    place: usize,
    /// Whether no heads say what its columns hold.
    pub guessed: bool,
    /// The number that stood last within a requirement, where no column has numbers.
    counted: Option<u32>,
}

/// Whether a table is one of tasks, and one whose heads say so plainly.
pub fn kind(grid: &Grid, carried: &Carried) -> Option<bool> {
    let own = columns::find(grid, 0).map(|(columns, _)| columns);
    let columns = own
        .or_else(|| carried.columns.clone().filter(|columns| columns.width == grid.width()))
        .or_else(|| columns::guessed(grid))?;
    Some(columns.strong)
}

/// Headings that stand in rows of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Section {
    area: Option<String>,
    topic: Option<String>,
}

/// The tasks of a table are added to `tasks`, if it is one of tasks. `context` is the heading of the text under which it
/// stands.
pub fn read(
    grid: &Grid,
    place: usize,
    context: Option<&str>,
    legend: &Legend,
    carried: &mut Carried,
    tasks: &mut Vec<ReadTask>,
) {
    let first = columns::find(grid, 0);
    let (columns, start) = match first {
        Some((columns, start)) => {
            if carried.columns.as_ref() != Some(&columns) || begins_anew(grid, &columns, start) {
                *carried = Carried { columns: Some(columns.clone()), ..Carried::default() };
            }
            (columns, start)
        }
        // The next page of the table before, without its heads.
        None => match carried.columns.clone().filter(|columns| columns.width == grid.width()) {
            Some(columns) => (columns, 0),
            None => match columns::guessed(grid) {
                Some(columns) => {
                    *carried =
                        Carried { columns: Some(columns.clone()), guessed: true, ..Carried::default() };
                    (columns, 0)
                }
                None => return,
            },
        },
    };
    carried.place = place;
    let counted = counts(grid, &columns, start, carried.counted);
    let mut reader = Reader { grid, columns, context: context.map(heading), legend, carried, tasks, counted };
    let mut row = start;
    while row < grid.rows.len() {
        if let Some((columns, next)) = columns::at(grid, row) {
            // Heads again: those of the next page, or of another table behind this one.
            if columns != reader.columns {
                *reader.carried = Carried { columns: Some(columns.clone()), place, ..Carried::default() };
                reader.columns = columns;
            }
            row = next;
        } else {
            reader.row(row);
            row += 1;
        }
    }
}

/// Whether a table counts from 1 again, so that it is another one with the same heads.
fn begins_anew(grid: &Grid, columns: &Columns, start: usize) -> bool {
    let number = columns.number.and_then(|column| grid.rows.get(start)?.get(column)?.text());
    number.is_some_and(|number| number.trim().trim_end_matches(['.', '、']) == "1")
}

struct Reader<'a> {
    grid: &'a Grid,
    columns: Columns,
    context: Option<String>,
    legend: &'a Legend,
    carried: &'a mut Carried,
    tasks: &'a mut Vec<ReadTask>,
    /// Whether the requirements carry the numbers of the tasks: 3.公开预算.
    counted: bool,
}

/// 区政府办（张某）under 责任部门及责任人: the unit without its person.
fn without_persons(text: &str) -> String {
    let (mut whole, mut inside): (String, Option<String>) = (String::new(), None);
    for c in text.chars() {
        match (c, &mut inside) {
            ('（' | '(', None) => inside = Some(String::new()),
            ('）' | ')', Some(name)) => {
                if name.chars().count() > 4 || super::units::looks_like_a_unit(name) {
                    whole.extend(["（", name.as_str(), "）"]);
                }
                inside = None;
            }
            (c, Some(name)) => name.push(c),
            (c, None) => whole.push(c),
        }
    }
    whole.push_str(&inside.map(|name| format!("（{name}")).unwrap_or_default());
    whole
}

/// The tasks that a cell counts, a line or several each: 4.…, 5.….
fn numbered(cell: &str) -> Vec<(u32, String)> {
    let mut found: Vec<(u32, String)> = Vec::new();
    for line in cell.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match marker(line).filter(|one| one.level == Level::Third) {
            Some(one) => found.push((one.number, one.rest.trim().to_owned())),
            None => match found.last_mut() {
                Some((_, text)) => {
                    text.push('\n');
                    text.push_str(line);
                }
                None => return Vec::new(),
            },
        }
    }
    found
}

/// Whether the requirements of a table carry the numbers of the tasks: all do, no column has any, and they run on from
/// cell to cell. Those that begin again in each cell count the parts of one task.
fn counts(grid: &Grid, columns: &Columns, start: usize, before: Option<u32>) -> bool {
    if columns.number.is_some() {
        return false;
    }
    let mut last = before;
    let mut cells = usize::from(before.is_some());
    for row in start..grid.rows.len() {
        if columns::at(grid, row).is_some() {
            continue;
        }
        let Some(text) = grid.rows[row].get(columns.requirement).filter(|cell| cell.is_filled()) else {
            continue;
        };
        let found = numbered(text.text().unwrap_or_default());
        let rises = found.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1)
            && found.first().is_some_and(|(first, _)| last.is_none_or(|last| *first > last));
        if !rises || found.iter().any(|(_, text)| text.is_empty()) {
            return false;
        }
        last = found.last().map(|(number, _)| *number);
        cells += 1;
    }
    cells >= 2
}

impl Reader<'_> {
    fn own(&self, row: usize, column: usize) -> Option<&str> {
        self.grid.rows.get(row)?.get(column)?.text().map(str::trim).filter(|text| !text.is_empty())
    }

    fn is(&self, row: usize, column: usize, wanted: &Cell) -> bool {
        self.grid.rows.get(row).and_then(|row| row.get(column)) == Some(wanted)
    }

    fn row(&mut self, row: usize) {
        let filled: Vec<usize> =
            (0..self.columns.width).filter(|column| self.own(row, *column).is_some()).collect();
        if filled.is_empty() && !self.grid.rows[row].contains(&Cell::Above) {
            return;
        }
        if let Some(text) = self.section(row, &filled) {
            self.begin_section(&text);
            return;
        }
        // Heads of which not all came through.
        if self.columns.number.and_then(|column| self.own(row, column)).and_then(meaning)
            == Some(Meaning::Number)
        {
            return;
        }
        let sum = |text: &str| {
            ["合计", "总计", "小计", "注：", "备注：", "注:", "填表"]
                .iter()
                .any(|word| text.starts_with(word))
        };
        if filled.first().and_then(|column| self.own(row, *column)).is_some_and(sum) {
            return;
        }
        let number = self.number(row);
        self.headings(row);
        let requirement = self.requirement(row);
        let Some(requirement) = requirement else {
            // A requirement merged over several rows: they name more of its units.
            let mut more =
                self.tasks.pop().filter(|task| task.place == self.carried.place || !filled.is_empty());
            if let Some(task) = &mut more {
                self.more_units(row, task);
            }
            self.tasks.extend(more);
            return;
        };
        let mut task = ReadTask { requirement, place: self.carried.place, ..ReadTask::default() };
        // A merged cell prints its number once.
        task.numbered = self.columns.number.is_some_and(|column| self.own(row, column).is_some());
        task.number = number;
        (task.area, task.topic) = self.place();
        self.units(row, &mut task);
        if self.columns.units.is_empty() && self.columns.matrix.is_empty() && self.within(row, &task) {
            return;
        }
        let counted = self.own(row, self.columns.requirement).filter(|_| self.counted).map(numbered);
        let Some(counted) = counted.filter(|counted| !counted.is_empty()) else {
            self.due(row, &mut task);
            self.tasks.push(task);
            return;
        };
        let first = self.tasks.len();
        for (place, (number, text)) in counted.into_iter().enumerate() {
            let mut one = task.clone();
            (one.number, one.numbered) = (number.to_string(), true);
            one.requirement = one_line(&text);
            if place > 0 {
                (one.units_text, one.asked) = (None, Vec::new());
                one.units_from = task.units_from.or(Some(first));
            }
            self.due(row, &mut one);
            self.carried.counted = Some(number);
            self.tasks.push(one);
        }
    }

    /// The text of a row that is only a heading over those that follow.
    fn section(&self, row: usize, filled: &[usize]) -> Option<String> {
        let cells = &self.grid.rows[row];
        let above = cells.contains(&Cell::Above);
        let text = match filled {
            [only] => {
                let text = self.own(row, *only)?;
                let reach = cells[only + 1..].iter().take_while(|cell| **cell == Cell::Left).count();
                let wide = reach + 1 >= cells.len().div_ceil(2) && cells.len() > 2;
                let lone = *only < self.columns.requirement && !above && self.columns.number != Some(*only);
                let first = *only == 0
                    && !above
                    && reach == 0
                    && marker(text).is_some_and(|one| one.level <= Level::Second);
                (wide || lone || first).then(|| text.to_owned())?
            }
            // 一 | 政策公开 | | : a Chinese number where tasks have figures.
            [number, text] if Some(*number) == self.columns.number => {
                let count = self.own(row, *number)?;
                let counted = count.chars().all(|c| "一二三四五六七八九十（）()、".contains(c));
                let figures = self.grid.rows.iter().any(|cells| {
                    cells
                        .get(*number)
                        .and_then(Cell::text)
                        .is_some_and(|text| text.trim().starts_with(|c: char| c.is_ascii_digit()))
                });
                (counted && figures && !above).then(|| self.own(row, *text)).flatten()?.to_owned()
            }
            _ => return None,
        };
        let note =
            ["注", "备注", "合计", "填表", "说明", "共计", "制表"].iter().any(|word| text.starts_with(word));
        (text.chars().count() <= 80 || note).then_some(if note { String::new() } else { text })
    }

    fn begin_section(&mut self, text: &str) {
        let level = marker(text).map(|one| one.level);
        let title = heading(text);
        if title.is_empty() {
            return;
        }
        let section = &mut self.carried.section;
        if level == Some(Level::Second) && section.area.is_some()
            || level.is_some_and(|level| level > Level::Second)
        {
            section.topic = Some(title);
        } else {
            *section = Section { area: Some(title), topic: None };
        }
        self.carried.headings.clear();
    }

    /// The number of a row; that of the cell above where the cells are merged.
    fn number(&mut self, row: usize) -> String {
        let Some(column) = self.columns.number else { return String::new() };
        match self.own(row, column) {
            Some(text) => {
                self.carried.number = one_line(text).trim_end_matches(['.', '、', '．']).into();
                self.carried.number.clone()
            }
            None if self.is(row, column, &Cell::Above) || self.goes_on(row) => self.carried.number.clone(),
            None => String::new(),
        }
    }

    /// Whether a blank for the number is the rest of a merged cell that did not come through: no heading begins either.
    fn goes_on(&self, row: usize) -> bool {
        let headings = &self.columns.headings;
        !self.grid.merges_known
            && !headings.is_empty()
            && headings.iter().all(|column| self.own(row, *column).is_none())
    }

    fn headings(&mut self, row: usize) {
        let count = self.columns.headings.len();
        self.carried.headings.resize(count, None);
        for (level, column) in self.columns.headings.clone().into_iter().enumerate() {
            let spanned = self.is(row, column, &Cell::Left);
            match self.own(row, column).map(heading) {
                // The same again at the top of a page is no new one.
                Some(text) if self.carried.headings[level].as_ref() == Some(&text) => {}
                Some(text) => {
                    self.carried.headings[level] = Some(text);
                    self.carried.headings[level + 1..].fill(None);
                }
                None if spanned && level > 0 => self.carried.headings[level] = None,
                None => {}
            }
        }
    }

    /// Area and topic as they hold now.
    fn place(&self) -> (String, Option<String>) {
        let Section { area, topic } = self.carried.section.clone();
        let columns: Vec<String> = self.carried.headings.iter().flatten().cloned().collect();
        let outer: Vec<String> = area.into_iter().chain(topic).collect();
        let mut all =
            if outer.is_empty() && columns.is_empty() { Vec::from_iter(self.context.clone()) } else { outer };
        // 小项 without its 大项 is no 大项.
        let orphan = all.is_empty()
            && self.carried.headings.first().is_some_and(Option::is_none)
            && !columns.is_empty();
        if orphan {
            all.push(String::new());
        }
        all.extend(columns);
        let mut all = all.into_iter();
        let area = all.next().unwrap_or_default();
        let rest: Vec<String> = all.collect();
        (area, (!rest.is_empty()).then(|| rest.join(" · ")))
    }

    /// The requirement that begins in a row.
    fn requirement(&mut self, row: usize) -> Option<String> {
        let column = self.columns.requirement;
        if let Some(text) = self.own(row, column) {
            return Some(one_line(text));
        }
        if self.is(row, column, &Cell::Above) {
            return None;
        }
        // The heading reaches over the requirement, or is all that is written.
        let last =
            self.columns.headings.iter().rev().copied().find(|column| self.own(row, *column).is_some())?;
        let level = self.columns.headings.iter().position(|column| *column == last)?;
        let text = one_line(self.own(row, last)?);
        let number = self.columns.number.is_none_or(|column| self.own(row, column).is_some());
        (number || self.is(row, column, &Cell::Left)).then(|| {
            self.carried.headings[level] = None;
            text
        })
    }

    /// The units of a column in a row: its own, or none where the cell above goes on.
    fn own_units(&self, row: usize, place: usize) -> Option<Units> {
        let column = &self.columns.units[place];
        let text = self.own(row, column.column)?;
        let bare = column.head.contains("责任人").then(|| without_persons(text));
        let mut units = units::read(bare.as_deref().unwrap_or(text), column.role);
        if column.first_leads || super::meaning::first_leads(text) {
            let alone = units.named.iter().all(|(_, role)| *role == Role::Responsible);
            if let Some((_, role)) = units.named.first_mut().filter(|_| alone) {
                *role = Role::Lead;
            }
        }
        Some(units)
    }

    /// A table without a column of units: the words themselves name them in brackets, for one task or several. Whether they
    /// do.
    fn within(&mut self, row: usize, task: &ReadTask) -> bool {
        let text = self.own(row, self.columns.requirement).unwrap_or_default().to_owned();
        let mut pieces = if self.counted { numbered(&text) } else { Vec::new() };
        if pieces.is_empty() {
            pieces = text.lines().map(|line| (0, line.trim().to_owned())).collect();
        }
        let mut found = Vec::new();
        for (number, text) in pieces {
            for (order, stretch) in stretches(&one_line(&text)).into_iter().enumerate() {
                let Stretch { text, units, units_text, due } = stretch;
                let mut one = ReadTask { requirement: text, due, ..task.clone() };
                if number > 0 {
                    (one.number, one.numbered) = (number.to_string(), order == 0);
                    self.carried.counted = Some(number);
                }
                if let Some(units) = &units {
                    one.add(units);
                    one.units_text = Some(units_text);
                }
                found.push((one, units.is_some()));
            }
        }
        if !found.iter().any(|(_, named)| *named) {
            return false;
        }
        for (mut one, _) in found.into_iter().filter(|(one, _)| !one.requirement.is_empty()) {
            let own = one.due.take();
            self.due(row, &mut one);
            one.due = own.or(one.due);
            self.tasks.push(one);
        }
        true
    }

    /// The units whose columns have marks in a row.
    fn marked(&self, row: usize, task: &mut ReadTask) {
        let parts = matrix::units(&self.columns, &self.grid.rows[row], self.legend);
        for (word, role) in [
            ("牵头单位", Role::Lead),
            ("责任单位", Role::Responsible),
            ("落实单位", Role::Execute),
            ("配合单位", Role::Support),
        ] {
            let names: Vec<&str> =
                parts.iter().filter(|(_, part)| *part == role).map(|(name, _)| name.as_str()).collect();
            if !names.is_empty() {
                let before = task.units_text.take().map(|before| format!("{before}；")).unwrap_or_default();
                task.units_text = Some(format!("{before}{word}：{}", names.join("、")));
            }
            for name in names {
                assign(&mut task.units, name, role);
            }
        }
    }

    fn units(&mut self, row: usize, task: &mut ReadTask) {
        if !self.columns.matrix.is_empty() {
            self.marked(row, task);
            if !task.units.is_empty() {
                return;
            }
        }
        let count = self.columns.units.len();
        self.carried.units.resize(count, None);
        let own: Vec<Option<Units>> = (0..count).map(|place| self.own_units(row, place)).collect();
        let any = own.iter().flatten().any(|units| !units.same_as_above);
        let mut printed = Vec::new();
        for (place, units) in own.into_iter().enumerate() {
            let column = self.columns.units[place].clone();
            let merged = self.is(row, column.column, &Cell::Above);
            match units {
                Some(units) if !units.same_as_above => {
                    let text = one_line(self.own(row, column.column).unwrap_or_default());
                    printed.push(if count == 1 { text } else { format!("{}：{text}", column.head) });
                    task.add(&units);
                    self.carried.units[place] = Some(units);
                }
                // Beside a cell of its own, a blank in a text says that there are none; below a merged one it goes on.
                units => {
                    let goes_on = merged || units.is_some() || !any;
                    let asked = !merged && units.is_none() && self.grid.merges_known;
                    if let Some(above) = self.carried.units[place].clone().filter(|_| goes_on) {
                        above.named.iter().for_each(|(name, role)| assign(&mut task.units, name, *role));
                        if asked && !above.named.is_empty() && !task.asked.contains(&Asked::UnitsTakenOver) {
                            task.asked.push(Asked::UnitsTakenOver);
                        }
                    } else if !goes_on {
                        self.carried.units[place] = None;
                    }
                }
            }
        }
        if printed.is_empty() {
            task.units_from = self.carried.units_task;
        } else {
            task.units_text = Some(printed.join("；"));
            self.carried.units_task = Some(self.tasks.len());
        }
    }

    /// Units of a row that belong to the task before.
    fn more_units(&mut self, row: usize, task: &mut ReadTask) {
        for place in 0..self.columns.units.len() {
            let Some(units) = self.own_units(row, place).filter(|units| !units.same_as_above) else {
                continue;
            };
            let text = one_line(self.own(row, self.columns.units[place].column).unwrap_or_default());
            task.add(&units);
            let printed = task.units_text.take().map_or(text.clone(), |before| format!("{before}；{text}"));
            task.units_text = Some(printed);
            if let Some(Some(kept)) = self.carried.units.get_mut(place) {
                kept.named.extend(units.named);
            }
        }
    }

    fn due(&mut self, row: usize, task: &mut ReadTask) {
        if let Some(column) = self.columns.due {
            let own = self.own(row, column).map(one_line);
            let none = own
                .as_deref()
                .is_some_and(|text| matches!(text, "/" | "—" | "-" | "——" | "无" | "－" | "\\"));
            match own {
                Some(_) if none => self.carried.due = None,
                Some(text) => self.carried.due = Some(text),
                None if self.is(row, column, &Cell::Above) => {}
                None if self.grid.merges_known => self.carried.due = None,
                None if self.carried.due.is_some() && task.units_text.is_some() => {
                    task.asked.push(Asked::DueTakenOver);
                }
                None => {}
            }
            task.due.clone_from(&self.carried.due);
        }
        if task.due.is_none() {
            task.due = super::due::in_sentence(&task.requirement);
        }
    }
}
