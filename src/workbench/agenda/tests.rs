use proptest::prelude::*;

use crate::workbench::Input;
use crate::workbench::keys::Keys;
use crate::workbench::tests::desk::{event, monday};

fn any_key() -> impl Strategy<Value = String> {
    let bound: Vec<String> = Keys::built_in().iter().map(|(_, chord, _)| chord.to_string()).collect();
    prop_oneof![
        5 => prop::sample::select(bound),
        1 => prop::sample::select(vec!["3".to_owned(), "5".to_owned()]),
        1 => prop::sample::select("1234567".chars().map(String::from).collect::<Vec<_>>()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_pressed_the_lists_say_what_lists_built_anew_say(
        first in prop::sample::select(vec!["3", "5"]),
        keys in prop::collection::vec(any_key(), 0..60),
    ) {
        let mut bench = monday();
        bench.press(first);
        for key in keys {
            bench.handle(Input::Key(event(&key)));
            if let Some(list) = bench.agenda() {
                prop_assert!(list.lines().is_empty() || list.selected().is_some());
                let before = list.lines().to_vec();
                bench.touch_days();
                prop_assert!(bench.agenda().unwrap().lines() == before);
            }
        }
    }
}
