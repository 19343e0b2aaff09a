//! The plan of 2024 on 8 July 2024, with some thirty entries, and a person who presses keys.

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::domain::change::Change;
use crate::domain::change::Draft;
use crate::domain::edit::{self, Desk};
use crate::domain::entry::EntryId;
use crate::domain::field::Field;
use crate::domain::light::{Day, Thresholds};
use crate::domain::plan::Plan;
use crate::domain::rows::Rows;
use crate::domain::status::StatusWord;
use crate::domain::unit::Roster;
use crate::domain::workdays::Calendar;
use crate::domain::workspace::Workspace;
use crate::search::facts::ChangedDays;
use crate::search::query::Vocabulary;
use crate::workbench::filter::{Filtering, SavedFilters};
use crate::workbench::keys::Chord;
use crate::workbench::notice::Notice;
use crate::workbench::tree::Node;
use crate::workbench::{Effect, Input, Opening, Workbench};

/// Some names of lights and statuses, as `words::query` has them all.
const VOCABULARY: Vocabulary<'static> = Vocabulary {
    lights: &[
        ("overdue", &["逾期"]),
        ("unreported", &["待报送", "未报送"]),
        ("due_soon", &["临期"]),
        ("on_track", &["正常"]),
        ("check", &["待核实"]),
        ("done", &["完成"]),
        ("excluded", &["不计"]),
    ],
    statuses: &[("not_started", &["未启动"]), ("in_progress", &["推进中"]), ("done", &["已完成"])],
};

/// A day.
pub(crate) fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, month, day).unwrap()
}

/// The plan as it comes, nothing reported.
pub(crate) fn fresh() -> Workspace {
    let plan: Plan = serde_yaml::from_str(include_str!("../../../seeds/zhoucun-2024/plan.yaml")).unwrap();
    let roster: Roster =
        serde_yaml::from_str(include_str!("../../../seeds/zhoucun-2024/roster.yaml")).unwrap();
    Workspace::new(plan, roster)
}

/// The same with the duties of the plan and the law.
pub(crate) fn with_duties(mut workspace: Workspace) -> Workspace {
    let book = serde_yaml::from_str(include_str!("../../../seeds/zhoucun-2024/duties.yaml")).unwrap();
    workspace.duties = std::sync::Arc::new(book);
    workspace
}

/// Task, unit, measure, due, status, percent, note.
const ENTRIES: &[(u32, &str, &str, &str, &str, &str, &str)] = &[
    (
        1,
        "王村镇",
        "在镇便民服务大厅设立政策公开专区，集中公开招商引资政策",
        "9月底前",
        "2",
        "30",
        "7.3 专区已布置，正在补充政策文件",
    ),
    (1, "北郊镇", "梳理招商引资、招才引智政策文件12份，在门户网站集中公开", "7月12日前", "2", "", ""),
    (1, "丝绸路街道", "", "", "1", "", ""),
    (2, "区发展和改革局", "召开促进民间投资现场会1次，印发典型经验案例汇编", "10月底前", "2", "20", ""),
    (3, "区发展和改革局", "编印省政策清单第三批解读材料", "7月5日前", "2", "", "7.1 初稿完成"),
    (3, "区工业和信息化局", "举办惠企政策宣讲会2场", "2024-08-30", "1", "", ""),
    (4, "区交通运输局", "公开G309改扩建项目批准、招投标、施工信息", "2024-07-03", "1", "", ""),
    (4, "区水利局", "公开孝妇河治理项目信息", "9月底前", "3", "100", "7.5 已在网站公开"),
    (4, "区自然资源局", "公开建设用地审批信息", "", "4", "100", ""),
    (4, "区民政局", "养老服务设施建设项目信息公开", "2024-11-30", "2", "40", ""),
    (4, "区统计局", "", "", "7", "", ""),
    (5, "区商务局", "发布家电以旧换新、新能源汽车消费券政策，配图解", "7月上旬", "2", "60", "7.4 图解送审"),
    (5, "区文化和旅游局", "文旅消费季信息每周发布", "9月底前", "2", "", "7.2 第一期已发布"),
    (6, "区住房和城乡建设局", "建立城市更新专栏，每季度更新一次", "9月底前", "2", "25", "7.2 专栏已上线"),
    (
        7,
        "区农业农村局",
        "印发数字乡村公开清单，在门户网站乡村振兴专栏集中公开，并通过村（居）公开栏同步发布",
        "7月5日前",
        "2",
        "40",
        "7.5 电话已问，本周五前报清单",
    ),
    (7, "区农业农村局", "更新惠农政策专栏", "9月底前", "1", "", ""),
    (9, "区生态环境分局", "环评审批受理、拟批准、批准三个环节信息同步公开", "年底前", "2", "50", ""),
    (13, "区人力资源和社会保障局", "编制就业创业政策清单并公开", "7月12日前", "2", "", ""),
    (
        19,
        "区民政局",
        "每月公开城乡低保、特困人员救助标准和发放情况",
        "7月15日前",
        "2",
        "",
        "7.1 6月数据已公开",
    ),
    (20, "区卫生健康局", "", "", "6", "", ""),
];

fn fields(given: &[(&str, &str)]) -> Vec<(&'static Field, String)> {
    given.iter().map(|(key, value)| (Field::keyed(key).unwrap(), (*value).to_owned())).collect()
}

/// The plan with entries as they stand a week after it was issued.
pub(crate) fn busy() -> Workspace {
    let mut workspace = fresh();
    let calendar = Calendar::built_in();
    let mut make = |make: &dyn Fn(&Desk<'_>) -> Draft| {
        let desk = Desk { workspace: &workspace, calendar: &calendar, today: day(7, 5), by: "张某" };
        let draft = make(&desk);
        workspace.apply(&draft.ops).unwrap();
    };
    for (number, (task, unit, measure, due, status, percent, note)) in (1_u64..).zip(ENTRIES) {
        let id = EntryId::new(*task, number * 7_654_321);
        let mut given = fields(&[("measure", measure), ("due", due), ("percent", percent)]);
        given.retain(|(_, value)| !value.is_empty());
        make(&|desk| edit::add(desk, *task, vec![(*unit).to_owned()], &given, id.clone()).unwrap());
        let word: StatusWord = status.parse().unwrap();
        make(&|desk| edit::status(desk, std::slice::from_ref(&id), word, "").unwrap());
        if !note.is_empty() {
            make(&|desk| edit::note(desk, std::slice::from_ref(&id), note).unwrap());
        }
    }
    let joint = EntryId::new(10, 99);
    let units = vec!["区行政审批服务局".to_owned(), "区市场监督管理局".to_owned()];
    let given = fields(&[
        ("measure", "联合公开企业开办“一件事”办事指南"),
        ("person", "王某"),
        ("problem", "两家系统未打通，数据需人工核对"),
    ]);
    make(&|desk| edit::add(desk, 10, units.clone(), &given, joint.clone()).unwrap());
    let returned = EntryId::new(12, 7);
    let given = fields(&[("measure", "公开教育收费标准"), ("due", "2024-08-31")]);
    make(&|desk| edit::add(desk, 12, vec!["区教育和体育局".to_owned()], &given, returned.clone()).unwrap());
    make(&|desk| {
        edit::status(desk, std::slice::from_ref(&returned), StatusWord::Return, "未附链接，请补充").unwrap()
    });
    make(&|desk| edit::waive(desk, 4, "区统计局", "无建设项目"));
    workspace
}

/// A workbench on some data on some day.
pub(crate) fn opened(workspace: Workspace, today: NaiveDate) -> Workbench {
    Workbench::new(opening(workspace, today))
}

/// What such a workbench opens with.
pub(crate) fn opening(workspace: Workspace, today: NaiveDate) -> Opening {
    let calendar = Calendar::built_in();
    let rows = Rows::build(&workspace, Day { today, calendar, thresholds: Thresholds::default() });
    let mut chance = 0_u64;
    Opening {
        workspace,
        rows,
        today,
        by: "张某".to_owned(),
        first_run: None,
        faults: Vec::new(),
        chance: Box::new(move || {
            chance += 1_234_567;
            chance
        }),
        texts: [(crate::workbench::command::Command::Undo, vec!["撤销".to_owned(), "undo".to_owned()])]
            .into(),
        office: None,
        resume: crate::workbench::memory::Resume::default(),
        filtering: Filtering::new(VOCABULARY, ChangedDays::new(), SavedFilters::new()),
    }
}

/// The plan of two districts as one, the second as it comes.
pub(crate) fn combined() -> Workbench {
    let mut other = fresh();
    std::sync::Arc::make_mut(&mut other.roster).place = "张店区".to_owned();
    let parts = [("a".to_owned(), busy()), ("b".to_owned(), other)];
    opened(crate::domain::combined::combine(&parts).unwrap(), day(7, 8))
}

/// The busy plan on 8 July 2024.
pub(crate) fn monday() -> Workbench {
    opened(busy(), day(7, 8))
}

/// The event of a key by its name.
pub(crate) fn event(name: &str) -> KeyEvent {
    let chord: Chord = name.parse().unwrap();
    let mut modifiers = KeyModifiers::NONE;
    if chord.ctrl {
        modifiers |= KeyModifiers::CONTROL;
    }
    if chord.alt {
        modifiers |= KeyModifiers::ALT;
    }
    KeyEvent::new(chord.code, modifiers)
}

impl Workbench {
    /// Presses keys by their names, a blank between them. What the loop has to do.
    pub(crate) fn press(&mut self, names: &str) -> Vec<Effect> {
        names
            .split(' ')
            .filter(|name| !name.is_empty())
            .flat_map(|name| self.handle(Input::Key(event(name))))
            .collect()
    }

    /// Types a text.
    pub(crate) fn write(&mut self, text: &str) -> Vec<Effect> {
        let key = |c| Input::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
        text.chars().flat_map(|c| self.handle(key(c))).collect()
    }

    /// Goes to a task, its branches open.
    pub(crate) fn at_task(mut self, task: u32) -> Self {
        let line = self.reach(task, |node| *node == Node::Task(task));
        assert!(line, "task {task}");
        self
    }

    /// Goes to a line below a task.
    pub(crate) fn reach(&mut self, task: u32, is_it: impl Fn(&Node) -> bool) -> bool {
        let place = self.plan().places().find(|place| place.task.id == task).unwrap();
        let (area, topic) = (place.area_index, place.topic_index);
        let open = |bench: &mut Self, node: Node| {
            let rows = bench.rows.clone();
            if bench.tree.select(&node, &rows) {
                bench.tree.set_open(true, &bench.workspace.plan, &rows);
            }
        };
        open(self, Node::Area(area));
        open(self, Node::Topic(area, topic));
        let rows = self.rows.clone();
        let found =
            |bench: &Self| bench.tree.lines().iter().map(|line| &line.node).find(|it| is_it(it)).cloned();
        if found(self).is_none() {
            open(self, Node::Task(task));
        }
        found(self).is_some_and(|node| self.tree.select(&node, &rows))
    }

    /// The selected node.
    pub(crate) fn node(&self) -> &Node {
        &self.tree.selected().unwrap().node
    }

    /// Answers all that waits to be saved.
    pub(crate) fn save_all(&mut self) {
        let tickets: Vec<u64> = self.saving.pending().map(|(ticket, _)| ticket).collect();
        for ticket in tickets {
            self.saved(ticket);
        }
    }

    /// An undo comes back from the saver, as the loop tells it: all before it is saved, the data is the disk's.
    pub(crate) fn undone(&mut self, change: Change) {
        self.save_all();
        let mut workspace = self.workspace().clone();
        workspace.apply(&change.ops).unwrap();
        let parts = change.ops.iter().map(|op| op.target().part()).collect();
        self.replace_workspace(workspace, &parts);
        let of = Change { ops: crate::domain::change::inverse(&change.ops), ..change };
        self.notice(Notice::Undone(of));
    }
}

impl Workbench {
    /// With all that commands may be found by.
    pub(crate) fn with_texts(mut self, texts: crate::workbench::overlay::CommandTexts) -> Self {
        self.texts = texts;
        self
    }

    /// As on the first start.
    pub(crate) fn first_run(&mut self, folder: std::path::PathBuf) {
        self.standing = vec![
            crate::workbench::notice::Standing::FirstRun(folder),
            crate::workbench::notice::Standing::FirstSteps,
        ];
    }
}
