use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;

use super::*;

fn press(line: &mut Line, code: KeyCode) {
    line.key(KeyEvent::new(code, KeyModifiers::NONE));
}

/// Draws a field of some width in a wider buffer: the text of the field's cells, and the caret's cell.
fn drawn(line: &Line, room: u16) -> (String, u16) {
    let mut buf = Buffer::filled(Rect::new(0, 0, room + 4, 1), ratatui::buffer::Cell::new("#"));
    let caret = LineInput::new(line).draw(Rect::new(2, 0, room, 1), &mut buf).unwrap();
    assert_eq!(buf[(1, 0)].symbol(), "#");
    assert_eq!(buf[(room + 2, 0)].symbol(), "#");
    (shown(&buf, 2, room), caret.x - 2)
}

/// What a terminal shows of a row: the second half of a wide character is no cell of its own.
fn shown(buf: &Buffer, x: u16, room: u16) -> String {
    let mut text = String::new();
    let mut at = x;
    while at < x + room {
        let symbol = buf[(at, 0)].symbol();
        text.push_str(symbol);
        at += u16::try_from(width(symbol)).unwrap().max(1);
    }
    assert_eq!(at, x + room, "a wide character is cut in half: {text}");
    text
}

#[test]
fn the_caret_follows_the_typing() {
    let mut line = Line::new();
    let mut carets = Vec::new();
    for c in "中文abc，务".chars() {
        press(&mut line, KeyCode::Char(c));
        carets.push(drawn(&line, 40).1);
    }
    assert_eq!(carets, [2, 4, 5, 6, 7, 9, 11]);
    let (text, _) = drawn(&line, 40);
    assert_eq!(text.trim_end(), "中文abc，务");
}

#[test]
fn the_caret_goes_back_over_wide_characters() {
    let mut line = Line::with_text("中文abc");
    let mut carets = Vec::new();
    for _ in 0..6 {
        carets.push(drawn(&line, 40).1);
        press(&mut line, KeyCode::Left);
    }
    assert_eq!(carets, [7, 6, 5, 4, 2, 0]);
    press(&mut line, KeyCode::End);
    assert_eq!(drawn(&line, 10), ("中文abc   ".to_owned(), 7));
}

#[test]
fn a_narrow_field_scrolls_by_a_third() {
    let mut line = Line::new();
    let mut seen = Vec::new();
    for c in "中文abc中文".chars() {
        press(&mut line, KeyCode::Char(c));
        seen.push(drawn(&line, 6));
    }
    let expected = [
        ("中    ", 2),
        ("中文  ", 4),
        ("文a   ", 3),
        ("文ab  ", 4),
        ("abc   ", 3),
        ("c中   ", 3),
        ("文    ", 2),
    ];
    assert_eq!(seen, expected.map(|(text, caret)| (text.to_owned(), caret)));
}

#[test]
fn a_field_of_ten_cells_keeps_the_caret_in_sight() {
    let mut line = Line::with_text("印发数字乡村公开清单abc并在专栏公开");
    for _ in 0..30 {
        let (text, caret) = drawn(&line, 10);
        assert!(caret < 10);
        // The character under the caret is wholly in sight.
        let under = line.text()[line.caret()..].chars().next();
        if let Some(under) = under {
            assert!(text.contains(under), "{under} in {text}");
        }
        press(&mut line, KeyCode::Left);
    }
    assert_eq!(drawn(&line, 10), ("印发数字乡".to_owned(), 0));
}

#[test]
fn the_label_gives_way_to_the_field() {
    let line = Line::with_text("7.5 电话已问");
    let mut buf = Buffer::empty(Rect::new(0, 0, 24, 1));
    let input = LineInput::new(&line).label("进展 ", Style::new());
    assert_eq!(input.draw(buf.area, &mut buf), Some(Position::new(17, 0)));
    assert_eq!(shown(&buf, 0, 24).trim_end(), "进展 7.5 电话已问");
    let mut buf = Buffer::empty(Rect::new(0, 0, 9, 1));
    assert!(input.draw(buf.area, &mut buf).is_some());
    assert_eq!(shown(&buf, 0, 9).chars().take(2).collect::<String>(), "进…");
}

#[test]
fn an_empty_field_shows_its_hint() {
    let line = Line::new();
    let mut buf = Buffer::empty(Rect::new(0, 0, 12, 1));
    let caret = LineInput::new(&line).hint("输入进展", Style::new()).draw(buf.area, &mut buf);
    assert_eq!(caret, Some(Position::new(0, 0)));
    assert_eq!(shown(&buf, 0, 12).trim_end(), "输入进展");
}

#[test]
fn an_input_survives_any_size() {
    let line = Line::with_text("中文abc");
    for (w, h) in [(0, 0), (1, 1), (3, 1), (80, 24), (0, 3), (4, 0)] {
        let mut buf = Buffer::empty(Rect::new(0, 0, w, h));
        let input = LineInput::new(&line).label("备注 ", Style::new());
        let caret = input.draw(buf.area, &mut buf);
        assert_eq!(caret.is_some(), w > 0 && h > 0);
        (&input).render(Rect::new(5, 5, 90, 90), &mut buf);
    }
}

/// Keys of every kind, those that a field must not take among them.
fn any_key() -> impl Strategy<Value = KeyEvent> {
    let code = prop_oneof![
        6 => prop::sample::select("中文，“a1 é\u{301}👨\u{200d}ｶﾞ\u{202e}Ａ\n\u{1b}".chars().collect::<Vec<_>>()).prop_map(KeyCode::Char),
        4 => prop::sample::select(vec![
            KeyCode::Left, KeyCode::Right, KeyCode::Home, KeyCode::End, KeyCode::Backspace, KeyCode::Delete,
            KeyCode::Enter, KeyCode::Tab, KeyCode::Up,
        ]),
        3 => prop::sample::select("aekuwhzyrbfdmj".chars().collect::<Vec<_>>()).prop_map(KeyCode::Char),
    ];
    let modifiers = prop::sample::select(vec![
        KeyModifiers::NONE,
        KeyModifiers::NONE,
        KeyModifiers::CONTROL,
        KeyModifiers::ALT,
        KeyModifiers::SHIFT,
    ]);
    (code, modifiers).prop_map(|(code, modifiers)| KeyEvent::new(code, modifiers))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_keys_leave_one_line_and_a_caret_in_sight(
        keys in prop::collection::vec(any_key(), 0..60),
        pasted in "(\\PC|\n|\t){0,10}",
        room in 1_u16..40,
    ) {
        let mut line = Line::with_text("政务公开");
        for (i, key) in keys.into_iter().enumerate() {
            line.key(key);
            if i % 20 == 7 {
                line.paste(&pasted);
            }
            prop_assert!(!line.text().contains(char::is_control));
            prop_assert!(line.text().is_char_boundary(line.caret()));
            let (text, caret) = drawn(&line, room);
            prop_assert!(caret < room);
            prop_assert_eq!(width(&text), usize::from(room));
        }
    }
}

#[test]
fn a_field_at_rest_shows_its_beginning_and_says_where_it_is_cut() {
    let line = Line::with_text("2024年12月20日前");
    let draw = |room: u16, rest: Option<&str>| {
        let mut buf = Buffer::empty(Rect::new(0, 0, room, 1));
        LineInput::new(&line).at_rest(rest).draw(Rect::new(0, 0, room, 1), &mut buf).unwrap();
        shown(&buf, 0, room)
    };
    assert_eq!(draw(12, Some(line.text())).trim_end(), "2024年12月..");
    assert_eq!(draw(20, Some(line.text())).trim_end(), "2024年12月20日前");
    let mut buf = Buffer::empty(Rect::new(0, 0, 12, 1));
    let own = LineInput::new(&line).at_rest(Some(line.text())).glyphs(&Glyphs::narrow());
    own.draw(Rect::new(0, 0, 12, 1), &mut buf).unwrap();
    assert_eq!(shown(&buf, 0, 12).trim_end(), "2024年12月2…");
    assert!(!draw(12, None).starts_with("2024"), "with the caret its end is in sight");
    let rest = LineInput::new(&line).at_rest(Some(line.text()));
    assert_eq!(rest.stops(Rect::new(0, 0, 12, 1))[0], (0, 0));
}

#[test]
fn a_text_that_goes_on_says_so_at_both_ends_and_the_caret_stays_where_it_is() {
    let text = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸";
    let shown = |caret: usize| {
        let mut line = Line::with_text(text);
        press(&mut line, KeyCode::Home);
        (0..caret).for_each(|_| press(&mut line, KeyCode::Right));
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        let at = LineInput::new(&line).glyphs(&Glyphs::narrow()).draw(buffer.area, &mut buffer).unwrap();
        let cells: String = (0..20).map(|x| buffer[(x, 0)].symbol()).collect::<Vec<_>>().join("");
        (cells.replace(' ', ""), at.x)
    };
    assert_eq!(shown(0), ("一二三四五六七八九…".to_owned(), 0));
    assert_eq!(shown(7), ("一二三四五六七八九…".to_owned(), 14));
    // The character under the caret has the last cells.
    assert_eq!(shown(12), ("…五六七八九十甲乙丙".to_owned(), 18));
    assert_eq!(shown(13), ("…八九十甲乙丙丁戊…".to_owned(), 14));
    let (end, caret) = shown(20);
    assert!(end.starts_with('…') && end.ends_with('癸') && caret > 10, "{end}");
    // Under the caret stands what is under it, whatever is said at the end.
    for caret in 0..20 {
        let (cells, _) = shown(caret);
        assert!(cells.contains(text.chars().nth(caret).unwrap()), "{caret}: {cells}");
    }
}

#[test]
fn what_a_terminal_would_draw_wide_is_typed_in_signs_of_one_cell() {
    let line = Line::with_text("公开“清单”—…·好①");
    let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 1));
    let at = LineInput::new(&line).glyphs(&Glyphs::wide_safe()).draw(buffer.area, &mut buffer).unwrap();
    let cells: String = (0..30).map(|x| buffer[(x, 0)].symbol()).collect();
    assert_eq!(cells.replace(' ', ""), "公开\"清单\"-..好1");
    assert_eq!(at.x, 16);
}
