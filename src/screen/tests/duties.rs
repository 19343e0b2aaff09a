use std::sync::Arc;

use super::snapshots::snapshot;
use super::{look, shown};
use crate::words::Language::{Chinese, English};
use crate::workbench::Workbench;
use crate::workbench::agenda::Item;
use crate::workbench::tests::desk::{busy, day, opened, with_duties};
use crate::workbench::units::Item as PageItem;

/// The end of the year: one unit has had its training, another planned one.
fn december() -> Workbench {
    let mut workspace = with_duties(busy());
    for text in [
        "{id: a1, kind: training, unit: 区商务局, name: 政务公开专题培训, date: 9月12日, place: 区商务局会议室, \
         state: held, held_on: 2024-09-12, count: 42}",
        "{id: a2, kind: training, unit: 区水利局, name: 河长制公开培训, date: 12月下旬, state: planned}",
        "{id: a3, kind: open_day, unit: 区水利局, name: 节水开放日, date: 12月16日, state: held, held_on: 2024-12-16}",
    ] {
        workspace.activities.push(Arc::new(serde_yaml::from_str(text).unwrap()));
    }
    opened(workspace, day(12, 20))
}

fn in_week() -> Workbench {
    let mut bench = december();
    bench.press("5");
    let training = |item: &Item| matches!(item, Item::Duty { duty, unit: None } if duty == "training");
    let place = bench.week.list.lines().iter().position(|line| training(&line.item)).unwrap();
    bench.week.list.go(place);
    bench
}

fn on_page(unit: &str, item: &PageItem) -> Workbench {
    let mut bench = december();
    bench.press("i");
    bench.write(unit);
    bench.press("Enter");
    let place = bench.units.page.find(item, bench.rows()).unwrap();
    for _ in 0..bench.units.page.len() {
        if bench.units.page.cursor() != place {
            bench.press("Down");
        }
    }
    assert_eq!(bench.units.page.cursor(), place);
    bench
}

#[test]
fn a_duty_says_who_has_met_it_by_which_record_and_who_has_not() {
    let mut bench = in_week();
    snapshot("duty_week_80x24_zh", &mut bench, Chinese, (80, 24));
    snapshot("duty_week_120x36_zh", &mut bench, Chinese, (120, 36));
    snapshot("duty_week_120x36_en", &mut bench, English, (120, 36));
    bench.press("o");
    snapshot("duty_detail_80x24_zh", &mut bench, Chinese, (80, 24));
    let duty = PageItem::Duty("training".to_owned());
    snapshot("duty_page_80x24_zh", &mut on_page("商务局", &duty), Chinese, (80, 24));
    let mut bench = on_page("商务局", &duty);
    bench.press("o");
    snapshot("duty_page_detail_80x24_zh", &mut bench, Chinese, (80, 24));
    let mut bench = on_page("水利局", &PageItem::Activity("a3".to_owned()));
    bench.press("o");
    snapshot("activity_detail_80x24_zh", &mut bench, Chinese, (80, 24));
}

#[test]
fn a_task_names_the_duties_that_it_sets_and_how_they_stand() {
    let mut bench = december().at_task(46);
    snapshot("duty_task_120x36_zh", &mut bench, Chinese, (120, 36));
}

#[test]
fn duties_can_be_drawn_at_every_size() {
    for (columns, rows) in [(0, 0), (1, 1), (20, 5), (40, 8), (80, 24), (120, 36), (200, 50)] {
        for language in [Chinese, English] {
            for keys in ["", "o", "e"] {
                let mut week = in_week();
                week.press(keys);
                shown(&mut week, &look(language), columns, rows);
                let mut page = on_page("商务局", &PageItem::Duty("training".to_owned()));
                page.press(keys);
                shown(&mut page, &look(language), columns, rows);
            }
        }
    }
}
