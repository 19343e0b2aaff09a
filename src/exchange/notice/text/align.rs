//! Rows of which some have more or fewer cells than there are heads, put under the right ones.

use crate::domain::plan::Role;
use crate::exchange::notice::marker::{Level, marker};
use crate::exchange::notice::meaning::{Meaning, meaning};
use crate::exchange::notice::source::{Cell, Grid};
use crate::exchange::notice::units::looks_like_units;

use super::is_number;

/// How blanks came through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blanks {
    /// An empty cell is there as an empty cell; one that is missing was never there.
    Kept,
    /// Empty cells are gone.
    Gone,
}

/// A grid with the heads as its first row. A head that stands for several columns (工作任务 over 大项 and 小项) is
/// repeated.
pub fn grid(heads: &[String], rows: &[Vec<String>], blanks: Blanks) -> Grid {
    let columns = expanded(heads, rows);
    let mut laid = vec![columns.iter().map(|head| Cell::Text(head.clone())).collect::<Vec<_>>()];
    let meanings: Vec<Option<Meaning>> = columns.iter().map(|head| meaning(head)).collect();
    let requirement = requirement(&meanings);
    for row in rows {
        laid.push(placed(row, &meanings, requirement, blanks));
    }
    let mut grid = Grid { rows: laid, merges_known: false }.squared();
    if blanks == Blanks::Gone {
        lone_headings(&mut grid, &meanings, requirement);
    }
    grid
}

/// The heads, one for each column of the widest usual row.
fn expanded(heads: &[String], rows: &[Vec<String>]) -> Vec<String> {
    let usual = |width: usize| rows.iter().filter(|row| row.len() == width).count() * 10 >= rows.len();
    let most = rows.iter().map(Vec::len).filter(|width| *width <= heads.len() + 3 && usual(*width)).max();
    let mut columns = heads.to_vec();
    let mut more = most.unwrap_or(0).saturating_sub(heads.len());
    // Numbers under a head that reaches over them and over what they count.
    if more > 0
        && let Some(place) = numbers(heads, rows, most.unwrap_or(0))
    {
        columns.insert(place.min(columns.len()), "序号".to_owned());
        more -= 1;
    }
    let heads = columns.clone();
    let test = |one: &Option<Meaning>| matches!(one, Some(Meaning::Heading | Meaning::Task));
    let meanings: Vec<Option<Meaning>> = heads.iter().map(|head| meaning(head)).collect();
    let place = meanings.iter().position(test);
    let place = place.or_else(|| meanings.iter().position(|one| *one == Some(Meaning::Requirement)));
    if let Some(place) = place {
        for _ in 0..more {
            columns.insert(place, heads[place].clone());
        }
    }
    columns
}

/// The column of numbers of which no head speaks, in rows of this many cells.
fn numbers(heads: &[String], rows: &[Vec<String>], width: usize) -> Option<usize> {
    if heads.iter().any(|head| meaning(head) == Some(Meaning::Number)) {
        return None;
    }
    let widest = || rows.iter().filter(|row| row.len() == width);
    (0..width).find(|column| widest().all(|row| is_number(&row[*column])) && widest().count() > 0)
}

/// The column of requirements as far as heads tell.
fn requirement(meanings: &[Option<Meaning>]) -> usize {
    let last = |wanted| meanings.iter().rposition(|one| *one == Some(wanted));
    let told = last(Meaning::Requirement).or_else(|| last(Meaning::Task));
    told.or_else(|| last(Meaning::Heading)).unwrap_or(0)
}

fn is_heading(meaning: Option<Meaning>, column: usize, requirement: usize) -> bool {
    column < requirement && matches!(meaning, Some(Meaning::Heading | Meaning::Task | Meaning::Requirement))
}

/// A row under the heads.
fn placed(row: &[String], meanings: &[Option<Meaning>], requirement: usize, blanks: Blanks) -> Vec<Cell> {
    let filled = row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let direct = row.len() == meanings.len();
    let last = row.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
    // 一、提升公开质量 | | | | where numbers stand: a heading over those that follow.
    let over = || {
        meanings.first() == Some(&Some(Meaning::Number))
            && marker(row[0].trim()).is_some_and(|one| one.level <= Level::Second)
    };
    if direct && filled == 1 && !is_number(&row[0]) && over() {
        let first = Cell::Text(row[0].clone());
        return std::iter::once(first).chain(meanings.iter().skip(1).map(|_| Cell::Left)).collect();
    }
    // Where blanks are gone, as many cells as heads prove little; nor do blanks that only fill a row up.
    if direct && (blanks == Blanks::Gone || last < row.len()) {
        let as_it_stands: f32 = row
            .iter()
            .enumerate()
            .map(|(column, cell)| fit(cell, meanings[column], column, requirement))
            .sum();
        let cells = if blanks == Blanks::Gone { row } else { &row[..last] };
        let (score, moved) = matched(cells, meanings, requirement);
        if score > as_it_stands + 1.5 {
            return laid(moved, meanings, requirement, blanks);
        }
    }
    if direct {
        return row.iter().map(|cell| Cell::Text(cell.clone())).collect();
    }
    // A row of one cell is a heading over those that follow.
    if filled == 1 && row.len() == 1 && !is_number(&row[0]) {
        let first = Cell::Text(row[0].clone());
        return std::iter::once(first).chain(meanings.iter().skip(1).map(|_| Cell::Left)).collect();
    }
    laid(matched(row, meanings, requirement).1, meanings, requirement, blanks)
}

/// Texts under their heads as cells; a heading that is missing goes on from its left where blanks are kept.
fn laid(
    texts: Vec<Option<String>>,
    meanings: &[Option<Meaning>],
    requirement: usize,
    blanks: Blanks,
) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::with_capacity(meanings.len());
    for (column, texts) in texts.into_iter().enumerate() {
        let cell = match texts {
            Some(text) => Cell::Text(text),
            None if blanks == Blanks::Kept
                && column > 0
                && is_heading(meanings[column], column, requirement) =>
            {
                Cell::Left
            }
            None => Cell::Text(String::new()),
        };
        cells.push(cell);
    }
    cells
}

/// The best way to put the cells of a row under the heads in order, and how good it is: each cell under one, or joined to
/// the one before.
fn matched(row: &[String], meanings: &[Option<Meaning>], requirement: usize) -> (f32, Vec<Option<String>>) {
    #[derive(Clone, Copy)]
    enum Step {
        Start,
        Put,
        Skip,
        Join,
    }
    let (count, width) = (row.len(), meanings.len());
    let mut best = vec![vec![(f32::NEG_INFINITY, Step::Start); width + 1]; count + 1];
    best[0][0].0 = 0.0;
    for cell in 0..=count {
        for column in 0..=width {
            let here = best[cell][column].0;
            if here == f32::NEG_INFINITY {
                continue;
            }
            let mut offer = |cell: usize, column: usize, score: f32, step| {
                if score > best[cell][column].0 {
                    best[cell][column] = (score, step);
                }
            };
            if column < width && cell < count {
                let score = here + fit(&row[cell], meanings[column], column, requirement);
                offer(cell + 1, column + 1, score, Step::Put);
            }
            if column < width {
                offer(cell, column + 1, here + skip(meanings[column], column, requirement), Step::Skip);
            }
            if column > 0 && cell < count && cell > 0 {
                let more_units = is_units(meanings[column - 1]) && looks_like_units(&row[cell]);
                let words = column - 1 == requirement && !looks_like_units(&row[cell]);
                let score = if words || more_units { -0.4 } else { -2.5 };
                offer(cell + 1, column, here + score, Step::Join);
            }
        }
    }
    let mut placed: Vec<Option<String>> = vec![None; width];
    let mut put = |column: usize, text: &str| {
        let glue = if is_units(meanings[column]) { "\n" } else { "" };
        placed[column] = Some(match placed[column].take() {
            Some(behind) => format!("{text}{glue}{behind}"),
            None => text.to_owned(),
        });
    };
    let (mut cell, mut column) = (count, width);
    while cell > 0 || column > 0 {
        match best[cell][column].1 {
            Step::Put => {
                (cell, column) = (cell - 1, column - 1);
                put(column, &row[cell]);
            }
            Step::Skip => column -= 1,
            Step::Join => {
                cell -= 1;
                put(column - 1, &row[cell]);
            }
            Step::Start => break,
        }
    }
    (best[count][width].0, placed)
}

fn is_units(meaning: Option<Meaning>) -> bool {
    matches!(meaning, Some(Meaning::Units(_) | Meaning::Section(_)))
}

/// How well a cell fits a column.
fn fit(cell: &str, meaning: Option<Meaning>, column: usize, requirement: usize) -> f32 {
    let cell = cell.trim();
    let length = cell.chars().count();
    if cell.is_empty() {
        return match meaning {
            Some(Meaning::Number) => -1.0,
            _ if column == requirement => -3.0,
            _ => 0.2,
        };
    }
    let units = || looks_like_units(cell);
    match meaning {
        Some(Meaning::Number) => {
            if is_number(cell) {
                3.0
            } else {
                -4.0
            }
        }
        Some(Meaning::Units(_) | Meaning::Section(_)) => {
            if units() {
                3.0
            } else {
                -2.0
            }
        }
        Some(Meaning::Due) => {
            if looks_like_due(cell) {
                3.0
            } else {
                -2.0
            }
        }
        _ if column == requirement => {
            if units() || is_number(cell) || looks_like_due(cell) {
                -2.0
            } else {
                #[allow(clippy::cast_precision_loss, reason = "at most 40")]
                let weight = length.min(40) as f32 / 20.0;
                1.0 + weight
            }
        }
        _ if is_heading(meaning, column, requirement) => {
            if length <= 40 && !cell.contains('。') && !is_number(cell) && !units() { 1.0 } else { -1.5 }
        }
        _ => 0.3,
    }
}

/// What it costs to leave a column without a cell. Of two alike the first is filled.
fn skip(meaning: Option<Meaning>, column: usize, requirement: usize) -> f32 {
    match meaning {
        _ if column == requirement => -4.0,
        Some(Meaning::Units(Role::Support)) => -0.7,
        Some(Meaning::Units(_) | Meaning::Section(_)) => -0.8,
        Some(Meaning::Due) => -0.6,
        Some(Meaning::Number) => -0.5,
        // The last heading goes first.
        _ if is_heading(meaning, column, requirement) => {
            if column + 1 == requirement {
                0.0
            } else {
                -0.3
            }
        }
        _ => -0.05,
    }
}

/// Whether a cell is a time limit and nothing else.
pub fn looks_like_due(cell: &str) -> bool {
    let cell = cell.trim();
    let length = cell.chars().count();
    let words = [
        "前", "底", "月", "季度", "年", "日", "长期", "持续", "常态", "适时", "旬", "立即", "全程", "即时",
        "实时",
    ];
    // 公开五年规划, 三种形式全年各不少于5期: a sentence on years and counts is none.
    let verbs = [
        "公开", "公布", "编制", "制定", "建立", "完善", "加强", "做好", "开展", "印发", "修订", "组织",
        "推进", "推动", "举办", "召开", "更新", "梳理", "清理", "征集", "提升", "发布", "邀请", "规范",
        "优化",
    ];
    let sentence =
        verbs.iter().any(|verb| cell.starts_with(verb)) || (length > 16 && cell.contains(['、', '。']));
    // 主要负责人带头解读，全年不少于2次
    let first = cell.split('，').next().unwrap_or_default();
    let sentence = sentence || (first.len() < cell.len() && !words.iter().any(|word| first.contains(word)));
    length <= 24
        && !sentence
        && words.iter().any(|word| cell.contains(word))
        && (cell
            .chars()
            .any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c))
            || ["长期", "持续", "常态", "适时", "年底", "年内", "全年", "每", "立即", "半年", "月底", "季度"]
                .iter()
                .any(|w| cell.contains(w)))
        && !looks_like_units(cell)
}

/// Where blanks are gone, a row with one heading under two has the one that changed: the inner one, unless it repeats the
/// outer one.
fn lone_headings(grid: &mut Grid, meanings: &[Option<Meaning>], requirement: usize) {
    let headings: Vec<usize> =
        (0..meanings.len()).filter(|column| is_heading(meanings[*column], *column, requirement)).collect();
    let [outer, inner] = headings[..] else { return };
    let both = |row: &[Cell]| row[outer].is_filled() && row[inner].is_filled();
    if !grid.rows.iter().skip(1).any(|row| both(row)) {
        return;
    }
    let mut known: Vec<String> = Vec::new();
    for row in grid.rows.iter_mut().skip(1) {
        let Some(text) = row[outer].text().map(str::to_owned).filter(|text| !text.trim().is_empty()) else {
            continue;
        };
        if row[inner].is_filled() {
            known.push(text);
        } else if !known.contains(&text) && !known.is_empty() && !matches!(row[inner], Cell::Left) {
            row[inner] = Cell::Text(text);
            row[outer] = Cell::Text(String::new());
        }
    }
}
