//! What every format becomes before anybody asks what it means: paragraphs, and tables with their merged cells.

/// A whole document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The title that the file itself has (the `<title>` of a page), where it has one.
    pub title: Option<String>,
    /// Paragraphs and tables, in the order of the document.
    pub blocks: Vec<Block>,
    /// Whether it was in traditional characters; its text is simplified here.
    pub traditional: bool,
}

/// One piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Grid),
}

/// A paragraph: one line of text, without its indent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The text, the number that the format counts by itself (`一、`) included.
    pub text: String,
    /// The level of a heading, from 1, where the format says that it is one.
    pub heading: Option<u8>,
}

/// One place of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A cell that begins here; empty where nothing is written.
    Text(String),
    /// The cell above goes on.
    Above,
    /// The cell to the left goes on.
    Left,
}

/// A table as a grid: every row has the same number of places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// Whether the format says which cells are merged. Where it does not (text), a blank may be one.
    pub merges_known: bool,
}

impl Cell {
    /// The text of a cell that begins here.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Above | Self::Left => None,
        }
    }

    /// Whether a cell with something in it begins here.
    pub fn is_filled(&self) -> bool {
        self.text().is_some_and(|text| !text.trim().is_empty())
    }
}

impl Grid {
    /// How many places a row has.
    pub fn width(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// A table of texts; short rows are filled up with empty cells.
    pub fn of_texts(rows: Vec<Vec<String>>) -> Self {
        let rows = rows.into_iter().map(|row| row.into_iter().map(Cell::Text).collect()).collect();
        Self { rows, merges_known: false }.squared()
    }

    /// The same with every row as long as the longest.
    #[must_use]
    pub fn squared(mut self) -> Self {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        for row in &mut self.rows {
            row.resize(width, Cell::Text(String::new()));
        }
        self
    }
}

impl Source {
    /// One more paragraph, unless it is blank.
    pub fn paragraph(&mut self, text: &str, heading: Option<u8>) {
        let text = text.trim();
        if !text.is_empty() {
            self.blocks.push(Block::Paragraph(Paragraph { text: text.to_owned(), heading }));
        }
    }

    /// One more table, unless it is empty.
    pub fn table(&mut self, grid: Grid) {
        if grid.width() > 0 {
            self.blocks.push(Block::Table(grid));
        }
    }
}

/// Lays cells that span rows and columns onto a grid, as browsers do.
#[derive(Debug, Default)]
pub struct Layer {
    rows: Vec<Vec<Cell>>,
    /// For each column how many rows the cell above still takes, and whether that column is its first.
    open: Vec<(usize, bool)>,
    row: Vec<Cell>,
}

/// More columns than this are no table of a notice but an accident or an attack.
const MOST_COLUMNS: usize = 256;
/// More rows than this neither.
const MOST_ROWS: usize = 20_000;

impl Layer {
    /// Begins the next row.
    pub fn begin_row(&mut self) {
        self.row = Vec::new();
    }

    /// The cells of rows above that reach into the next columns of this row.
    fn continue_open(&mut self) {
        while let Some((left, first)) = self.open.get(self.row.len()).copied().filter(|(left, _)| *left > 0) {
            let column = self.row.len();
            self.open[column].0 = left - 1;
            self.row.push(if first { Cell::Above } else { Cell::Left });
        }
    }

    /// The next cell of the row.
    pub fn cell(&mut self, text: String, rows: usize, columns: usize) {
        self.continue_open();
        let mut text = Some(text);
        for place in 0..columns.clamp(1, MOST_COLUMNS) {
            if self.row.len() >= MOST_COLUMNS {
                return;
            }
            let column = self.row.len();
            if self.open.len() <= column {
                self.open.resize(column + 1, (0, true));
            }
            self.open[column] = (rows.clamp(1, MOST_ROWS) - 1, place == 0);
            self.row.push(text.take().map_or(Cell::Left, Cell::Text));
        }
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.continue_open();
        while self.row.len() < self.open.len()
            && self.open[self.row.len()..].iter().any(|(left, _)| *left > 0)
        {
            self.row.push(Cell::Text(String::new()));
            self.continue_open();
        }
        if self.rows.len() < MOST_ROWS && !self.row.is_empty() {
            self.rows.push(std::mem::take(&mut self.row));
        }
    }

    /// The grid.
    pub fn grid(self) -> Grid {
        Grid { rows: self.rows, merges_known: true }.squared()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(grid: &Grid) -> Vec<String> {
        let cell = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone(),
            Cell::Above => "^".to_owned(),
            Cell::Left => "<".to_owned(),
        };
        grid.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn spans_of_rows_and_columns_lie_as_browsers_lay_them() {
        let mut layer = Layer::default();
        for row in [vec![("a", 2, 2), ("b", 1, 1)], vec![("c", 2, 1)], vec![("d", 1, 1), ("e", 1, 1)]] {
            layer.begin_row();
            for (text, rows, columns) in row {
                layer.cell(text.to_owned(), rows, columns);
            }
            layer.end_row();
        }
        assert_eq!(drawn(&layer.grid()), ["a|<|b", "^|<|c", "d|e|^"]);
    }
}
