use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::*;

#[test]
fn the_embedded_keys_can_be_read_and_every_command_has_one() {
    let keys = Keys::read(BUILT_IN).unwrap();
    for command in Command::ALL {
        assert!(keys.of(*command).next().is_some(), "{} has no key", command.key());
    }
    assert_eq!(keys.of(Command::Status).map(ToString::to_string).collect::<Vec<_>>(), ["F4", "s"]);
}

#[test]
fn a_key_stands_once_in_a_context() {
    assert!(matches!(Keys::read("tree: {s: status}\nany: {s: undo}"), Err(UnreadableKeys::Twice(_))));
    assert!(matches!(Keys::read("tree: {s: status, s: undo}"), Err(UnreadableKeys::Yaml(_))));
    assert!(matches!(Keys::read("tree: {s: dance}"), Err(UnreadableKeys::Command(_))));
    assert!(matches!(Keys::read("tree: {Hyper-s: status}"), Err(UnreadableKeys::Key(_))));
}

#[test]
fn the_name_of_a_key_is_read_as_it_is_written() {
    for (_, chord, _) in Keys::built_in().iter() {
        assert_eq!(chord.to_string().parse(), Ok(*chord));
    }
}

#[test]
fn full_width_forms_and_chinese_marks_are_their_ascii_keys() {
    for c in ' '..='~' {
        let wide = if c == ' ' { '\u{3000}' } else { char::from_u32(u32::from(c) + 0xFEE0).unwrap() };
        assert_eq!(plain(wide), c);
    }
    let marks = "、。《》【】（）！；￥…—·“”".chars().map(plain).collect::<String>();
    assert_eq!(marks, "/.<>[]()!;$^_`\"\"");
    let event = KeyEvent::new(KeyCode::Char('：'), KeyModifiers::NONE);
    assert_eq!(Keys::built_in().command(Context::Tree, &Chord::of(&event)), Some(Command::Palette));
}

#[test]
fn shift_makes_a_capital_and_ctrl_and_alt_none() {
    let chord = |c, modifiers| Chord::of(&KeyEvent::new(KeyCode::Char(c), modifiers)).to_string();
    assert_eq!(chord('j', KeyModifiers::SHIFT), "J");
    assert_eq!(chord('J', KeyModifiers::SHIFT), "J");
    assert_eq!(chord('Z', KeyModifiers::CONTROL), "Ctrl-Z");
    assert_eq!(chord('ｚ', KeyModifiers::CONTROL), "Ctrl-Z");
    for (c, modifiers) in [('e', KeyModifiers::ALT), ('E', KeyModifiers::ALT | KeyModifiers::SHIFT)] {
        let event = KeyEvent::new(KeyCode::Char(c), modifiers);
        assert_eq!(chord(c, modifiers), "Alt-E");
        assert_eq!(Keys::built_in().command(Context::Tree, &Chord::of(&event)), Some(Command::EditBranch));
    }
}
