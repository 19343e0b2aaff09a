use super::{look, shown};
use crate::search::index::{Index, Snapshot};
use crate::words::Language::{self, Chinese, English};
use crate::workbench::tests::desk::monday;
use crate::workbench::{Effect, Workbench};

fn snapshot(name: &str, bench: &mut Workbench, language: Language, size: (u16, u16)) {
    let text = shown(bench, &look(language), size.0, size.1);
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

fn searching(query: &str) -> Workbench {
    let mut bench = monday();
    bench.press("/");
    let effects = bench.write(query);
    let index = Index::build(&Snapshot::new(bench.workspace(), bench.rows()));
    for effect in effects {
        if let Effect::Search { number, query } = effect {
            bench.found(number, index.find(&query, 200));
        }
    }
    bench
}

#[test]
fn the_search_shows_what_matched_how_and_what_it_is() {
    snapshot("search_80x24_zh", &mut searching("zcjd"), Chinese, (80, 24));
    snapshot("search_120x36_zh", &mut searching("民政"), Chinese, (120, 36));
    snapshot("search_80x24_en", &mut searching("清单 农业"), English, (80, 24));
    snapshot("search_empty_zh", &mut searching(""), Chinese, (80, 24));
    snapshot("search_nothing_zh", &mut searching("火星"), Chinese, (80, 24));
    snapshot("search_nearest_zh", &mut searching("政策解谈"), Chinese, (80, 24));
    snapshot("search_wrong_zh", &mut searching("低保 !超期"), Chinese, (80, 24));
    snapshot("search_plain_zh", &mut searching("官司"), Chinese, (80, 24));
}

#[test]
fn the_search_survives_every_size() {
    for query in ["", "民政", "zcjd", "火星", "g309", "招引资", "政策解谈", "民政 !超期"] {
        for (columns, rows) in [(0, 0), (1, 1), (5, 3), (20, 5), (44, 12), (70, 20), (119, 30), (200, 50)] {
            for keys in ["", "Down Down", "End"] {
                let mut bench = searching(query);
                bench.press(keys);
                for language in [Chinese, English] {
                    shown(&mut bench, &look(language), columns, rows);
                }
            }
        }
    }
}
