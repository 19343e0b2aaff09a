//! The order of what is found, on a plan with entries.

use super::desk::{busy, day};
use crate::domain::light::{Day, Thresholds};
use crate::domain::rows::Rows;
use crate::domain::workdays::Calendar;
use crate::search::index::{Index, Kind, Name, Snapshot};
use crate::search::pinyin::How;
use crate::search::rank::{Found, Results};

fn index() -> Index {
    let workspace = busy();
    let today = day(7, 8);
    let day = Day { today, calendar: Calendar::built_in(), thresholds: Thresholds::default() };
    Index::build(&Snapshot::new(&workspace, &Rows::build(&workspace, day)))
}

fn first(index: &Index, query: &str) -> Found {
    index.find(query, 20).found.into_iter().next().unwrap_or_else(|| panic!("nothing for {query}"))
}

fn marked(found: &Found) -> String {
    let signs: Vec<char> = found.title.chars().collect();
    found.ranges.iter().flat_map(|range| signs[range.clone()].iter()).collect()
}

#[test]
fn a_unit_that_is_typed_stands_first_by_any_of_its_names() {
    let index = index();
    for query in ["民政局", "区民政局", "民政", "minzhengju", "mzj"] {
        let found = first(&index, query);
        assert_eq!((found.kind, &*found.title), (Kind::Unit, "区民政局"), "{query}");
    }
}

#[test]
fn initials_find_and_mark_what_they_stand_for() {
    let found = first(&index(), "zcjd");
    assert_eq!(found.how, How::Pinyin);
    assert_eq!(marked(&found).chars().count(), 4, "{found:?}");
}

#[test]
fn an_entry_stands_before_its_task_and_a_number_finds_its_task() {
    let index = index();
    let kinds: Vec<Kind> = index.find("城市更新", 20).found.iter().map(|found| found.kind).collect();
    let place = |kind| kinds.iter().position(|one| *one == kind).unwrap();
    assert!(place(Kind::Entry) < place(Kind::Task), "{kinds:?}");
    for query in ["7", "#7"] {
        assert_eq!(first(&index, query).name, Name::Task(7));
    }
}

#[test]
fn words_are_and_in_any_order_and_each_is_marked() {
    let index = index();
    let one = first(&index, "农业农村 数字乡村");
    assert_eq!(one.kind, Kind::Entry);
    assert_eq!(marked(&one), "数字乡村");
    assert_eq!(first(&index, "数字乡村 农业农村").name, one.name);
    let fewer = index.find("公开 镇", 20).total;
    assert!(fewer <= index.find("公开", 20).total && fewer > 0);
    let both = first(&index, "清单 数字乡村");
    assert_eq!(marked(&both), "数字乡村清单");
}

#[test]
fn a_title_equal_to_the_query_stands_first_and_a_better_way_beats_a_worse_one() {
    let index = index();
    let measure = "更新惠农政策专栏";
    assert_eq!(&*first(&index, measure).title, measure);
    for query in ["zc", "公开", "政策", "招引"] {
        let hows: Vec<How> = index.find(query, 500).found.iter().map(|found| found.how).collect();
        assert!(hows.is_sorted(), "{query}: {hows:?}");
    }
}

#[test]
fn gaps_are_the_last_resort_and_keep_close_together() {
    let index = index();
    let found = index.find("招引资", 20).found;
    assert!(found.iter().any(|one| one.how == How::Gap && marked(one) == "招引资"), "{found:?}");
    for one in found.iter().filter(|one| one.how == How::Gap && !one.ranges.is_empty()) {
        let span = one.ranges.last().unwrap().end - one.ranges[0].start;
        assert!(span <= 9, "{one:?}");
    }
}

#[test]
fn notes_are_found_and_lead_to_their_entry() {
    let found = first(&index(), "电话已问");
    assert_eq!(found.kind, Kind::Note);
    assert!(matches!(found.name, Name::Entry { task: 7, .. }));
}

#[test]
fn nothing_is_found_for_nothing_and_for_what_is_nowhere() {
    let index = index();
    for query in ["", "  ", "　", "火星移民", "qqqq", "\u{200b}"] {
        assert_eq!(index.find(query, 20), Results::default(), "{query:?}");
    }
    let long = "政".repeat(10_000);
    assert_eq!(index.find(&long, 20).total, 0);
    index.find(&"shi".repeat(3000), 20);
    index.find("😀\u{1b}[31m", 20);
}

#[test]
fn the_limit_keeps_the_best_and_counts_all() {
    let index = index();
    let all = index.find("公开", usize::MAX);
    let few = index.find("公开", 3);
    assert_eq!(few.total, all.total);
    assert_eq!(few.found, all.found[..3]);
}
