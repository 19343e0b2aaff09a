use ratatui::style::{Color, Modifier};

use super::*;
use crate::domain::light::Light;

/// A buffer full of 中, the first of each row at an offset of 0 or 1.
fn full(w: u16, h: u16, offset: u16) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, w, h));
    for y in 0..h {
        buf.set_string(offset, y, "中".repeat(usize::from(w)), Style::new().bg(Color::Blue));
    }
    buf
}

/// What a terminal shows of a row; fails on half a character.
fn row(buf: &Buffer, y: u16) -> String {
    let (mut shown, mut x) = (String::new(), 0);
    while x < buf.area.width {
        let symbol = buf[(x, y)].symbol();
        shown.push_str(symbol);
        for hidden in 1..cell_width(symbol) {
            assert_eq!(buf[(x + hidden, y)].symbol(), " ", "row {y} has something under {symbol}");
        }
        x += cell_width(symbol);
    }
    assert_eq!(x, buf.area.width, "row {y} is cut in half: {shown}");
    shown
}

fn popup(title: &str) -> Popup<'_> {
    Popup::new(title, &Theme::plain(), &Glyphs::narrow())
}

#[test]
fn a_popup_cuts_no_wide_character_beneath() {
    for offset in [0, 1] {
        for x in 0..6 {
            let mut buf = full(24, 3, offset);
            popup("状态").render(Rect::new(x, 0, 13, 3), &mut buf);
            for y in 0..3 {
                let shown = row(&buf, y);
                assert_eq!(width(&shown), 24);
                // The cell on each side is clear.
                if x > 0 {
                    assert_eq!(buf[(x - 1, y)].symbol(), " ");
                }
                assert_eq!(buf[(x + 13, y)].symbol(), " ");
            }
        }
    }
}

#[test]
fn a_popup_over_an_even_and_an_odd_column() {
    let mut buf = full(20, 3, 0);
    popup("状态").footer("Esc").render(Rect::new(4, 0, 10, 3), &mut buf);
    // The clear cell at 3 is the second half of the character at 2, which goes whole.
    assert_eq!(row(&buf, 0), "中  ┌ 状态 ──┐  中中");
    assert_eq!(row(&buf, 1), "中  │        │  中中");
    assert_eq!(row(&buf, 2), "中  └ Esc ───┘  中中");
    let mut buf = full(20, 3, 1);
    popup("状态").render(Rect::new(4, 0, 10, 3), &mut buf);
    assert_eq!(row(&buf, 1), " 中 │        │ 中中 ");
    // The ground of what was blanked outside the clear cell stays.
    let mut buf = full(20, 1, 0);
    popup("").render(Rect::new(4, 0, 10, 1), &mut buf);
    assert_eq!(buf[(2, 0)].bg, Color::Blue);
    assert_eq!(buf[(3, 0)].bg, Color::Reset);
}

#[test]
fn titles_are_cut_to_the_border() {
    let mut buf = Buffer::empty(Rect::new(0, 0, 14, 2));
    popup("配档条目 7-k3f9q").footer("Ctrl-S 保存并录下一条").render(buf.area, &mut buf);
    assert_eq!(row(&buf, 0), "┌ 配档条目… ─┐");
    assert_eq!(row(&buf, 1), "└ Ctrl-S … ──┘");
}

#[test]
fn a_safe_popup_has_no_ambiguous_sign() {
    let mut buf = Buffer::empty(Rect::new(0, 0, 14, 3));
    Popup::new("“催办”…", &Theme::plain(), &Glyphs::wide_safe()).render(buf.area, &mut buf);
    assert_eq!(row(&buf, 0), "+ 「催办.. --+");
    assert_eq!(row(&buf, 1), "|            |");
}

#[test]
fn what_floats_survives_any_size() {
    for (w, h) in [(0, 0), (1, 1), (3, 1), (80, 24), (2, 2), (5, 1), (1, 5)] {
        let mut buf = Buffer::empty(Rect::new(0, 0, w, h));
        let popup = popup("中文").footer("保存");
        (&popup).render(buf.area, &mut buf);
        (&popup).render(Rect::new(60, 20, 90, 90), &mut buf);
        (&Badge::new("逾", Style::new())).render(buf.area, &mut buf);
        let inner = Popup::inner(buf.area);
        assert_eq!(inner.intersection(buf.area).area(), inner.area());
        clear(Rect::new(0, 0, 200, 200), Style::new(), &mut buf);
    }
}

#[test]
fn boxes_stay_inside() {
    let screen = Rect::new(0, 2, 80, 20);
    assert_eq!(centered(screen, 40, 10), Rect::new(20, 7, 40, 10));
    assert_eq!(centered(screen, 200, 100), screen);
    for anchor in 0..40 {
        for (w, h) in [(18, 10), (80, 20), (200, 100), (0, 0), (1, 1)] {
            let found = beside(screen, anchor, w, h);
            assert_eq!(found.intersection(screen).area(), found.area(), "{anchor} {w}x{h}: {found:?}");
        }
    }
    let _ = beside(Rect::ZERO, 3, 10, 10);
}

#[test]
fn a_box_beside_a_line_leaves_the_line_in_sight() {
    let screen = Rect::new(0, 2, 80, 20);
    for anchor in 2..22 {
        let found = beside(screen, anchor, 18, 9);
        assert!(!(found.top()..found.bottom()).contains(&anchor), "{anchor}: {found:?}");
    }
    assert_eq!(beside(screen, 3, 18, 9).y, 4);
    assert_eq!(beside(screen, 20, 18, 9).bottom(), 20);
}

#[test]
fn a_badge_is_two_cells_on_its_ground() {
    let theme = Theme::by_name("dark").unwrap();
    let style = theme.badge(Light::Overdue);
    let mut buf = full(6, 1, 0);
    (&Badge::new("逾", style)).render(Rect::new(2, 0, 4, 1), &mut buf);
    assert_eq!(row(&buf, 0), "中逾中");
    assert_eq!((buf[(2, 0)].bg, buf[(3, 0)].bg), (style.bg.unwrap(), style.bg.unwrap()));
    assert!(buf[(2, 0)].modifier.contains(Modifier::BOLD));
    assert_eq!(Badge::new("逾", style).span().width(), 2);
    let mut buf = Buffer::empty(Rect::new(0, 0, 1, 1));
    (&Badge::new("逾", style)).render(buf.area, &mut buf);
    assert_eq!(row(&buf, 0), " ");
}

#[test]
fn a_width_fits_lines_and_title() {
    assert_eq!(fitting_width("状态", ["1 未启动", "8 不再实施"]), 14);
    assert_eq!(fitting_width("很长的标题", ["a"]), 15);
}
