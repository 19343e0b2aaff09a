use proptest::prelude::*;

use crate::domain::rows::Rows;
use crate::workbench::keys::Keys;
use crate::workbench::tests::desk::{event, monday};
use crate::workbench::{Effect, Input};

fn any_key() -> impl Strategy<Value = String> {
    let bound: Vec<String> = Keys::built_in().iter().map(|(_, chord, _)| chord.to_string()).collect();
    prop_oneof![
        6 => prop::sample::select(bound),
        2 => prop::sample::select("12345678".chars().map(String::from).collect::<Vec<_>>()),
        1 => prop::sample::select("民政局ｓ？（；y".chars().map(String::from).collect::<Vec<_>>()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_keys_never_panic_and_one_line_is_always_selected(keys in prop::collection::vec(any_key(), 0..60)) {
        let mut bench = monday();
        for key in keys {
            for effect in bench.handle(Input::Key(event(&key))) {
                if let Effect::Commit { ticket, .. } = effect && ticket % 3 == 0 {
                    bench.saved(ticket);
                }
            }
            prop_assert!(bench.tree.selected().is_some() || bench.filter().is_some());
            prop_assert!(bench.tree.cursor() < bench.tree.lines().len().max(1));
            prop_assert!(bench.ledger.cursor() < bench.ledger.lines().len().max(1));
        }
        // Rows kept current by each change say what rows built anew say.
        let anew = Rows::build(bench.workspace(), bench.rows().day().clone());
        prop_assert!(*bench.rows() == anew);
    }
}
