//! A dozen rows, the names they use, and enough of a reader of dates: the real one lives in the domain.

use chrono::NaiveDate;

use crate::search::query::{Facts, Vocabulary};

const LIGHTS: &[(&str, &[&str])] = &[
    ("unreadable", &["无法读取", "unreadable"]),
    ("excluded", &["不计", "excluded"]),
    ("done", &["完成", "done"]),
    ("check", &["待核实", "to check"]),
    ("overdue", &["逾期", "overdue"]),
    ("unreported", &["待报送", "未报送", "unreported"]),
    ("due_soon", &["临期", "due soon"]),
    ("on_track", &["正常", "on track"]),
];

const STATUSES: &[(&str, &[&str])] = &[
    ("not_started", &["未启动", "not started"]),
    ("in_progress", &["推进中", "in progress"]),
    ("submitted", &["待核实", "submitted"]),
    ("done", &["已完成", "done"]),
    ("paused", &["暂缓", "paused"]),
    ("not_applicable", &["不涉及", "not applicable"]),
];

pub const VOCABULARY: Vocabulary<'static> = Vocabulary { lights: LIGHTS, statuses: STATUSES };

fn day(month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2024, month, day)
}

pub fn today() -> NaiveDate {
    day(7, 8).unwrap()
}

pub fn read_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim_end_matches('日').replace(['月', '/'], ".").replace('-', ".");
    let parts: Option<Vec<u32>> = text.split('.').map(|part| part.parse().ok()).collect();
    match parts?[..] {
        [month, date] => day(month, date),
        [year, month, date] => NaiveDate::from_ymd_opt(year.try_into().ok()?, month, date),
        [packed] if text.len() == 8 => {
            NaiveDate::from_ymd_opt((packed / 10_000).try_into().ok()?, packed / 100 % 100, packed % 100)
        }
        _ => None,
    }
}

const HOUSING: &[&str] = &["区住房和城乡建设局", "住房和城乡建设局", "住建局", "区住建局"];
const SCHOOLS: &[&str] = &["区教育和体育局", "教体局"];
const FINANCE: &[&str] = &["区财政局"];
const TOWN: &[&str] = &["王村镇", "王村镇政府"];

/// A dozen rows; a test names those that hold by their place.
pub fn rows() -> [Facts<'static>; 12] {
    let row = |task, number, texts, unit| Facts { task, number, texts, unit, ..Facts::default() };
    let overdue: &[&str] = &["overdue", "逾期"];
    let soon: &[&str] = &["due_soon", "临期"];
    let unreported: &[&str] = &["unreported", "待报送"];
    let check: &[&str] = &["check", "待核实"];
    let done: &[&str] = &["done", "完成"];
    let running: &[&str] = &["in_progress", "推进中"];
    [
        Facts {
            light: overdue,
            status: running,
            last: day(7, 1),
            changed: day(7, 8),
            ..row(6, "6", &["做好城市更新政策的发布和解读"], HOUSING)
        },
        Facts {
            light: soon,
            status: running,
            last: day(7, 15),
            changed: day(7, 6),
            ..row(7, "7", &["强化政策集成供给", "张三"], HOUSING)
        },
        Facts { light: unreported, ..row(7, "7", &["强化政策集成供给"], SCHOOLS) },
        Facts {
            light: check,
            status: &["submitted", "待核实"],
            last: day(7, 16),
            changed: day(7, 5),
            ..row(8, "8", &["推进IPv6改造，12:30前完成", "见 https://zhoucun.gov.cn/a"], FINANCE)
        },
        Facts {
            light: done,
            status: &["done", "已完成"],
            last: day(6, 30),
            changed: day(6, 24),
            ..row(9, "9", &["清理逾期未更新的栏目"], TOWN)
        },
        Facts {
            light: &["on_track", "正常"],
            status: &["not_started", "未启动"],
            changed: day(6, 9),
            ..row(70, "70", &["周政办字〔2024〕9号", "foo:bar"], SCHOOLS)
        },
        Facts {
            light: overdue, last: day(7, 7), ..row(71, "增1", &["领导批示：“互联网+”政务服务"], TOWN)
        },
        Facts {
            light: &["excluded", "不计"],
            status: &["paused", "暂缓"],
            changed: day(6, 8),
            ..row(12, "12", &["银行和会计服务"], FINANCE)
        },
        Facts { light: unreported, last: day(12, 31), ..row(13, "13", &["行政执法公示"], FINANCE) },
        Facts { light: unreported, ..row(14, "7-1", &["政府 网站"], &["区政府办公室"]) },
        Facts {
            light: soon,
            status: running,
            last: day(7, 9),
            changed: day(7, 2),
            ..row(15, "15", &["政府网站"], &["区政府办公室"])
        },
        Facts { light: &["unreadable", "无法读取"], ..row(16, "16", &["《公开条例》"], &[]) },
    ]
}
