use super::*;

/// A field written with its caret: `政务|公开`.
fn line(drawn: &str) -> Line {
    let caret = drawn.find('|').unwrap();
    let mut line = Line::with_text(&drawn.replacen('|', "", 1));
    line.set_caret(caret);
    line
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
    KeyEvent::new(code, modifiers)
}

/// Presses keys written as in the help: `ctrl-w`, `alt-b`, `left`, `中`.
fn press(line: &mut Line, keys: &str) -> bool {
    keys.split_whitespace().fold(true, |_, name| {
        let (modifiers, name) = match name.split_once('-') {
            Some(("ctrl", rest)) => (KeyModifiers::CONTROL, rest),
            Some(("alt", rest)) => (KeyModifiers::ALT, rest),
            _ => (KeyModifiers::NONE, name),
        };
        let code = match name {
            "left" => KeyCode::Left,
            "right" => KeyCode::Right,
            "home" => KeyCode::Home,
            "end" => KeyCode::End,
            "backspace" => KeyCode::Backspace,
            "delete" => KeyCode::Delete,
            "enter" => KeyCode::Enter,
            "tab" => KeyCode::Tab,
            "esc" => KeyCode::Esc,
            "f6" => KeyCode::F(6),
            c => KeyCode::Char(c.chars().next().unwrap()),
        };
        line.key(key(code, modifiers))
    })
}

#[track_caller]
fn check(before: &str, keys: &str, after: &str) {
    let mut field = line(before);
    assert!(press(&mut field, keys), "{keys} is not eaten");
    assert_eq!(field, line(after), "{before} {keys}");
}

#[test]
fn typing_goes_to_the_caret() {
    check("|", "政 务 a", "政务a|");
    check("政|开", "务 公", "政务公|开");
    check("|", "Ａ １ ； 　", "Ａ１；|");
}

#[test]
fn keys_move_by_cluster() {
    check("政务|", "left", "政|务");
    check("政务|", "left left left", "|政务");
    check("|e\u{301}x", "right", "e\u{301}|x");
    check("👨‍👩‍👧|", "left", "|👨‍👩‍👧");
    check("政|务", "home", "|政务");
    check("政|务", "ctrl-e", "政务|");
    check("政|务", "ctrl-a", "|政务");
    check("政|务", "end right", "政务|");
}

#[test]
fn deletion_takes_whole_clusters() {
    check("e\u{301}|", "backspace", "|");
    check("家👨‍👩‍👧|", "backspace", "家|");
    check("|👨‍👩‍👧家", "delete", "|家");
    check("|", "backspace delete ctrl-h ctrl-w ctrl-u ctrl-k", "|");
    check("政务|公开", "ctrl-u", "|公开");
    check("政务|公开", "ctrl-k", "政务|");
    check("政务|公开", "ctrl-h", "政|公开");
}

#[test]
fn words_end_at_chinese_marks_and_where_the_script_changes() {
    check("政务公开和政策解读，平台建设|", "ctrl-w", "政务公开和政策解读，|");
    check("政务公开，平台建设|", "ctrl-left ctrl-left", "政务公开|，平台建设");
    check("|政务公开，平台建设", "ctrl-right", "政务公开|，平台建设");
    check("|政务公开，平台建设", "ctrl-right ctrl-right", "政务公开，|平台建设");
    check("按GB33476公开|", "alt-b", "按GB33476|公开");
    check("按GB33476公开|", "alt-b alt-b", "按|GB33476公开");
    check("|in the open", "alt-f", "in |the open");
    check("in the  |", "alt-b", "in |the  ");
    check("|  政务", "alt-f", "  |政务");
    check("政务（公开）|", "ctrl-w", "政务（公开|");
    check("|政务abc", "alt-d", "|abc");
    check("政务abc|", "ctrl-backspace", "政务|");
    check("|政务abc", "ctrl-delete", "|abc");
}

#[test]
fn undo_stays_inside_the_field() {
    check("政务|", "公 开 ctrl-z", "政务公|");
    check("政务|", "公 开 ctrl-z ctrl-z ctrl-z ctrl-z", "政务|");
    check("政务|", "公 ctrl-z ctrl-y", "政务公|");
    check("政务，公开|", "ctrl-w ctrl-z", "政务，公开|");
    check("政务|公开", "ctrl-u ctrl-z ctrl-r", "|公开");
}

#[test]
fn what_is_not_for_a_field_is_left_to_its_owner() {
    for keys in ["enter", "ctrl-m", "ctrl-j", "tab", "esc", "f6", "ctrl-s", "alt-x"] {
        let mut field = line("政务|");
        assert!(!press(&mut field, keys), "{keys}");
        assert_eq!(field, line("政务|"));
    }
    let mut field = line("|");
    let mut released = key(KeyCode::Char('a'), KeyModifiers::NONE);
    released.kind = KeyEventKind::Release;
    assert!(!field.key(released));
    assert!(!field.key(key(KeyCode::Char('\n'), KeyModifiers::NONE)));
    assert!(field.is_empty());
}

#[test]
fn a_paste_is_one_line_and_one_edit() {
    let mut field = line("前|后");
    field.paste("\r\n印发清单\r\n在专栏公开\t10 家\u{1b}[31m\u{200b}\n");
    assert_eq!(field, line("前印发清单在专栏公开 10 家[31m|后"));
    press(&mut field, "ctrl-z");
    assert_eq!(field, line("前|后"));
    let mut field = Line::new();
    field.paste("open\ngovernment\n2024年");
    assert_eq!(field.text(), "open government 2024年");
}

#[test]
fn a_new_text_forgets_the_old_one() {
    let mut field = line("旧|");
    field.set_text("新\n文");
    assert_eq!(field, line("新文|"));
    press(&mut field, "ctrl-z");
    assert_eq!(field.text(), "新文");
}

#[test]
fn a_caret_set_inside_a_cluster_goes_before_it() {
    let mut field = Line::with_text("aé\u{301}务");
    for (offset, found) in [(0, 0), (1, 1), (2, 1), (3, 1), (5, 5), (6, 5), (99, 8)] {
        field.set_caret(offset);
        assert_eq!(field.caret(), found, "{offset}");
    }
}

#[test]
fn a_very_long_line_is_edited_too() {
    let mut field = Line::with_text(&"政".repeat(70_000));
    press(&mut field, "left left 务 backspace");
    assert_eq!(field.caret(), 69_998 * 3);
    press(&mut field, "ctrl-u");
    assert_eq!(field.text(), "政政");
}
