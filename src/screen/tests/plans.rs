//! The list of plans.

use super::{look, shown};
use crate::words::Language::{Chinese, English};
use crate::workbench::plans::PlanLine;
use crate::workbench::tests::desk::monday;

#[test]
fn the_key_for_all_plans_as_one_is_shown_where_there_are_several() {
    let mut bench = monday();
    let tally = Some(bench.rows().total());
    let line = |id: &str| PlanLine {
        id: id.to_owned(),
        title: "方案".to_owned(),
        year: 2024,
        closed: None,
        tally,
        current: id == "a",
    };
    bench.press("P");
    bench.plans_listed(vec![line("a")]);
    for (language, said) in [(Chinese, "全部合看"), (English, "all as one")] {
        let text = shown(&mut bench, &look(language), 80, 24);
        assert!(!text.contains(said) && text.contains("1-9"), "{text}");
    }
    bench.press("Esc P");
    bench.plans_listed(vec![line("a"), line("b")]);
    assert!(shown(&mut bench, &look(Chinese), 80, 24).contains("0 全部合看"));
}
