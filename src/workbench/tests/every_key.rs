//! Every key of section 6 in every view: twins do the same, releases and pastes do nothing, leaving leaves.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::workbench::keys::Keys;
use crate::workbench::notice::Notice;
use crate::workbench::tests::desk::{event, monday};
use crate::workbench::view::View;
use crate::workbench::{Effect, Input, Workbench};

/// Keys that do the same in every view.
const TWINS: [(&str, &str); 14] = [
    ("F1", "?"),
    ("F2", "e"),
    ("F3", "/"),
    ("Ctrl-F", "/"),
    ("F4", "s"),
    ("F5", "n"),
    ("F6", "a"),
    ("F7", "f"),
    ("F8", "u"),
    ("Ctrl-Z", "u"),
    ("F9", "x"),
    ("F10", "q"),
    ("Ctrl-Q", "q"),
    ("Ctrl-P", ":"),
];

/// A workbench in a view, on a line that is a row where the view has one.
fn at(view: View) -> Workbench {
    let mut bench = monday();
    match view {
        View::Tasks => {
            bench.press("}");
        }
        View::Ledger => {
            bench.press("2 }");
        }
        View::Week => {
            bench.press("5");
        }
        View::Units => {
            bench.press("4 } Enter }");
        }
        View::Calendar => {
            bench.press("3 g");
            bench.write("7.5");
            bench.press("Enter Tab");
        }
    }
    assert!(bench.line().is_ok(), "{view:?}");
    assert_eq!(bench.view(), view);
    bench
}

/// What one sees of a workbench, for comparing two.
fn seen(bench: &Workbench, effects: &[Effect]) -> String {
    let overlay = bench.overlay.as_ref().map(std::mem::discriminant);
    let line = bench.line().map(|line| line.node);
    let data = bench.workspace().entries().count();
    let filter = bench.filter().map(|filter| filter.text.clone());
    let notice = bench.last_notice().map(std::mem::discriminant);
    format!("{:?} {overlay:?} {line:?} {data} {filter:?} {notice:?} {effects:?}", bench.view())
}

fn pressed(view: View, key: &str) -> String {
    let mut bench = at(view);
    let effects = bench.press(key);
    seen(&bench, &effects)
}

fn typed(view: View, c: char) -> String {
    let mut bench = at(view);
    let effects = bench.handle(Input::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
    seen(&bench, &effects)
}

#[test]
fn function_keys_and_letters_do_the_same_in_every_view() {
    for view in View::ALL {
        for (one, other) in TWINS {
            assert_eq!(pressed(view, one), pressed(view, other), "{view:?} {one} {other}");
        }
        assert_eq!(pressed(view, "Ctrl-R"), pressed(view, "Ctrl-Y"));
    }
}

#[test]
fn every_full_width_form_and_chinese_mark_does_what_its_key_does_in_every_view() {
    let wide = (b'!'..=b'~').map(|c| (char::from_u32(u32::from(c) + 0xFEE0).unwrap(), char::from(c)));
    let marks = [
        ('\u{3000}', ' '),
        ('、', '/'),
        ('。', '.'),
        ('《', '<'),
        ('》', '>'),
        ('【', '['),
        ('】', ']'),
        ('￥', '$'),
        ('…', '^'),
        ('—', '_'),
        ('·', '`'),
        ('“', '"'),
        ('”', '"'),
    ];
    for view in View::ALL {
        // What no view binds does the same nothing everywhere: once is enough.
        let bound = |key: char| {
            let mut own = Keys::built_in().iter().filter(|(at, ..)| *at == view.context());
            view == View::Tasks || own.any(|(_, chord, _)| chord.character() == Some(key))
        };
        for (twin, key) in wide.clone().chain(marks).filter(|(_, key)| bound(*key)) {
            assert_eq!(typed(view, twin), typed(view, key), "{view:?} {twin} {key}");
        }
    }
}

#[test]
fn digits_switch_views_from_every_view() {
    for view in View::ALL {
        for to in View::ALL {
            let mut bench = at(view);
            bench.press(&to.digit().to_string());
            assert_eq!(bench.view(), to);
        }
    }
}

#[test]
fn each_key_of_section_six_opens_or_does_what_it_says() {
    use crate::workbench::overlay::Overlay as O;
    for view in View::ALL {
        let opened = |key: &str| {
            let mut bench = at(view);
            bench.press(key);
            bench.overlay
        };
        assert!(matches!(opened("s"), Some(O::Status(_))), "{view:?}");
        assert!(matches!(opened("n"), Some(O::Prompt(_))));
        assert!(matches!(opened("p"), Some(O::Prompt(_))));
        assert!(matches!(opened("a"), Some(O::Form(_))));
        assert!(matches!(opened("e"), Some(O::Form(_))));
        assert!(matches!(opened("/"), Some(O::Search(_))));
        assert!(matches!(opened("f"), Some(O::Filter(_))));
        assert!(matches!(opened("c"), Some(O::Chase(_))));
        assert!(matches!(opened("C"), Some(O::Chase(_))));
        assert!(matches!(opened("i"), Some(O::Finder(_))));
        assert!(matches!(opened("?"), Some(O::Help(_))));
        assert!(matches!(opened(":"), Some(O::Palette(_))));
        assert!(matches!(opened("H"), Some(O::History(_))));
        assert!(matches!(opened("w"), Some(O::Prompt(_))));
        assert!(matches!(opened("E"), Some(O::Extend(_))));
        assert!(matches!(opened("Ctrl-E"), Some(O::Edited(_))));
        let effects = |key: &str| at(view).press(key);
        assert_eq!(effects("u"), [Effect::Undo]);
        assert_eq!(effects("Ctrl-R"), [Effect::Redo]);
        assert_eq!(effects("Ctrl-L"), [Effect::Repaint]);
        assert_eq!(effects("q"), [Effect::Quit]);
        assert!(matches!(effects("d").as_slice(), [Effect::Commit { .. }]), "{view:?}");
        let mut bench = at(view);
        bench.write("民");
        assert!(matches!(bench.overlay, Some(O::Search(_))), "a Chinese character searches");
        for digit in '1'..='8' {
            let mut bench = at(view);
            let effects = bench.press(&format!("s {digit}"));
            match digit {
                // 推进中 as it was; 退回 and 不涉及 ask on.
                '5' | '7' => assert!(matches!(bench.overlay, Some(O::Prompt(_)))),
                _ => assert!(bench.overlay.is_none() && effects.len() <= 1, "{view:?} {digit}"),
            }
        }
    }
}

#[test]
fn a_release_does_nothing_whatever_the_key() {
    for view in View::ALL {
        let mut bench = at(view);
        let before = seen(&bench, &[]);
        for (_, chord, _) in Keys::built_in().iter() {
            let release = KeyEvent { kind: KeyEventKind::Release, ..event(&chord.to_string()) };
            let effects = bench.handle(Input::Key(release));
            assert_eq!(seen(&bench, &effects), before, "{view:?} {chord}");
        }
    }
}

#[test]
fn a_paste_outside_a_field_is_never_commands() {
    for view in View::ALL {
        let mut bench = at(view);
        let data = bench.workspace().clone();
        let line = bench.line().map(|line| line.node);
        let effects = bench.handle(Input::Paste("s4\nd2q：ｑw理由\r\u{1b}民政".to_owned()));
        assert!(effects.is_empty() && bench.overlay.is_none());
        assert_eq!(bench.last_notice(), Some(&Notice::PasteOutside));
        assert_eq!((bench.view(), bench.line().map(|line| line.node)), (view, line));
        assert_eq!(*bench.workspace(), data);
    }
}

#[test]
fn leaving_asks_only_while_something_is_not_saved() {
    for view in View::ALL {
        let mut bench = at(view);
        bench.press("s 3");
        assert!(bench.press("q").is_empty(), "{view:?}");
        assert_eq!(bench.last_notice(), Some(&Notice::QuitUnsaved));
        assert_eq!(bench.press("q"), [Effect::Quit]);
        let mut bench = at(view);
        bench.press("s 3");
        bench.save_all();
        assert_eq!(bench.press("q"), [Effect::Quit]);
    }
}
