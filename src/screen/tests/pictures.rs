//! Pictures for README and the book: SVG of what the program itself draws, on the plan's own week.
//!
//! `UPDATE_DOCS=1 cargo test --lib pictures` writes them anew; without it they are held to what is drawn.

use std::fmt::Write as _;
use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Color, Modifier};

use super::look;
use crate::screen::draw::draw;
use crate::screen::look::Look;
use crate::screen::theme::Theme;
use crate::words::Language;
use crate::workbench::Workbench;
use crate::workbench::tests::desk::monday;

/// A cell's width and height, and where its letters stand in it.
const CELL: (u16, u16) = (9, 20);
const BASELINE: u16 = 15;

/// A picture of a buffer.
fn svg(buffer: &Buffer) -> String {
    let area = buffer.area;
    let (wide, high) = (area.width * CELL.0, area.height * CELL.1);
    let ground = colour(buffer[(0, 0)].bg).unwrap_or_else(|| "#1e1e1e".to_owned());
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" \
         font-family=\"'Sarasa Mono SC','Noto Sans Mono CJK SC','Source Han Mono SC','WenQuanYi Zen Hei Mono',monospace\" \
         font-size=\"16\">\n<rect width=\"100%\" height=\"100%\" fill=\"{ground}\"/>\n"
    );
    for y in area.top()..area.bottom() {
        let row: Vec<(u16, &Cell)> = cells(buffer, y);
        for run in row.chunk_by(|(_, a), (_, b)| look_of(a).1 == look_of(b).1) {
            if let Some(fill) = look_of(run[0].1).1.filter(|fill| *fill != ground) {
                let (x, cells) = (run[0].0 * CELL.0, run.iter().map(|(_, cell)| width(cell)).sum::<u16>());
                let _ = writeln!(
                    out,
                    "<rect x=\"{x}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\"/>",
                    y * CELL.1,
                    cells * CELL.0,
                    CELL.1
                );
            }
        }
        // A run of one kind of letters is stretched to its cells, whatever the font.
        let same = |a: &Cell, b: &Cell| {
            look_of(a) == look_of(b)
                && a.modifier == b.modifier
                && width(a) == width(b)
                && a.symbol().is_ascii() == b.symbol().is_ascii()
        };
        for run in row.chunk_by(|(_, a), (_, b)| same(a, b)) {
            let text: String = run.iter().map(|(_, cell)| cell.symbol()).collect();
            if text.trim().is_empty() {
                continue;
            }
            let (lead, body) = (text.len() - text.trim_start().len(), text.trim());
            let cell = run[0].1;
            let count = u16::try_from(body.chars().count()).unwrap();
            let weight = if cell.modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
            let line = if cell.modifier.contains(Modifier::UNDERLINED) {
                " text-decoration=\"underline\""
            } else {
                ""
            };
            let x = run[0].0 * CELL.0 + u16::try_from(lead).unwrap() * CELL.0;
            let _ = writeln!(
                out,
                "<text x=\"{x}\" y=\"{}\" fill=\"{}\"{weight}{line} textLength=\"{}\" xml:space=\"preserve\">{}</text>",
                y * CELL.1 + BASELINE,
                look_of(cell).0,
                count * width(cell) * CELL.0,
                body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
            );
        }
    }
    out.push_str("</svg>\n");
    out
}

/// The cells of a row that hold something, the right halves of wide ones left out.
fn cells(buffer: &Buffer, y: u16) -> Vec<(u16, &Cell)> {
    let mut row = Vec::new();
    let mut x = buffer.area.left();
    while x < buffer.area.right() {
        let cell = &buffer[(x, y)];
        row.push((x, cell));
        x += width(cell);
    }
    row
}

fn width(cell: &Cell) -> u16 {
    cell.symbol().cell_width().max(1)
}

/// The colours of ink and ground as they are seen.
fn look_of(cell: &Cell) -> (String, Option<String>) {
    let ink = colour(cell.fg).unwrap_or_else(|| "#d6dbe0".to_owned());
    let ground = colour(cell.bg);
    if cell.modifier.contains(Modifier::REVERSED) {
        (ground.unwrap_or_else(|| "#1e1e1e".to_owned()), Some(ink))
    } else {
        (ink, ground)
    }
}

fn colour(colour: Color) -> Option<String> {
    match colour {
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
        _ => None,
    }
}

fn taken(bench: &mut Workbench, look: &Look, (columns, rows): (u16, u16)) -> String {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| draw(frame, bench, look)).unwrap();
    svg(terminal.backend().buffer())
}

/// Holds a picture to what is drawn, or writes it.
fn hold(name: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures").join(format!("{name}.svg"));
    if std::fs::read_to_string(&path).is_ok_and(|found| found == wanted) {
        return;
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, wanted).unwrap();
        return;
    }
    panic!(
        "docs/pictures/{name}.svg is not what is drawn; UPDATE_DOCS=1 cargo test --lib pictures writes it anew"
    );
}

/// The pictures: name, theme, size, and the keys that lead there.
const PICTURES: [(&str, &str, (u16, u16), &str); 8] = [
    ("tree", "dark", (120, 32), "J Right Down Right"),
    ("tree-light", "light", (120, 32), "J Right Down Right"),
    ("ledger", "dark", (120, 28), "2"),
    ("calendar", "dark", (110, 28), "3"),
    ("units", "dark", (120, 28), "4"),
    ("week", "dark", (110, 32), "5"),
    ("form", "dark", (100, 30), "e"),
    ("status", "dark", (80, 24), "s"),
];

#[test]
fn pictures_are_what_is_drawn() {
    for (name, theme, size, keys) in PICTURES {
        let look = Look { theme: Theme::by_name(theme).unwrap(), ..look(Language::Chinese) };
        let mut bench = monday().with_texts(crate::words::commands::texts());
        if ["form", "status"].contains(&name) {
            bench = bench.at_task(7);
            bench.press("Right Down");
        }
        bench.press(keys);
        hold(name, &taken(&mut bench, &look, size));
    }
}

#[test]
fn every_picture_is_shown_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut book = std::fs::read_to_string(root.join("README.md")).unwrap();
    for page in std::fs::read_dir(root.join("docs")).unwrap() {
        let path = page.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "md") {
            book.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
    for (name, ..) in PICTURES {
        assert!(book.contains(&format!("pictures/{name}.svg")), "{name} is shown nowhere");
    }
}
