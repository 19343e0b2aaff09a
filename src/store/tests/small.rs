//! A small plan with a bit of everything in it, so that it can be opened thousands of times.

use super::*;
use crate::domain::change::Label;

/// The plan's id.
pub(crate) const PLAN: &str = "small-2024";

const NOTICE: &str = "schema: 1
title: 小方案
document_no: 周政办字〔2024〕9号
issued: 2024-07-01
year: 2024
areas:
- title: 大项
  topics:
  - title: 小项
    tasks:
    - {id: 1, number: \"1\", requirement: 发布, units_text: 区水利局, assigned: [{unit: 区水利局, role: lead}, {unit: 有关部门, role: support}]}
    - id: 7
      number: \"7\"
      requirement: \"公开：甲、乙\"
      units_text: 区农业农村局
      assigned:
      - {unit: 区农业农村局, role: responsible}
      - {unit: 区水利局, role: support}
    - {id: 9, number: \"9\", requirement: 解读, units_text: 区水利局, assigned: [{unit: 区水利局, role: lead}]}
# end
";

const NAMES: &str = "schema: 1
place: 周村区
groups:
- {name: 有关部门, kinds: []}
units:
- {name: 区农业农村局, kind: department, short: [农业局]}
- name: 区水利局
  kind: department
  short: [水利局]
  contacts:
  - {name: 张某, phone: \"0533-1234567\"}
# end
";

/// What lies in the data folder before anything happens.
pub(crate) fn bare() -> ModelDisk {
    let disk = ModelDisk::default();
    let layout = Layout::new(ROOT, PLAN);
    disk.put(&layout.part(Part::Plan), NOTICE.as_bytes());
    disk.put(&layout.part(Part::Roster), NAMES.as_bytes());
    disk
}

/// Two tasks with entries, an activity, a chase, members, a changed task: every file of a plan is there.
pub(crate) fn furnished(disk: &ModelDisk) -> Store {
    let mut store = reopen(disk);
    let drafts: [&dyn Fn(&Store) -> Draft; 9] = [
        &|store| addition(store, 7, "7-aaaaa", "印发清单，7月底前"),
        &|store| addition(store, 9, "9-bbbbb", "第一行\n第二行：\"no\" # 不是注释"),
        &|store| status(store, "7-aaaaa", Status::InProgress),
        &|store| note(store, "7-aaaaa", "电话已问"),
        &|store| note(store, "7-aaaaa", "电话已问"),
        &|store| {
            let calendar = Calendar::default();
            edit::members(&desk(store, &calendar), 1, "有关部门", &["区水利局".to_owned()]).unwrap()
        },
        &|_| activity("a-11111"),
        &|_| chase("c-22222"),
        &|_| {
            let target = Target::Task(1);
            let (old, new) = ("发布".into(), "发布并解读".into());
            Draft::new(Label::Plan, vec![Op::Set { target, field: "requirement".to_owned(), old, new }])
        },
    ];
    for (second, draft) in (0..).zip(drafts) {
        let draft = draft(&store);
        store.commit(draft, &stamp(second)).unwrap();
    }
    store
}

/// An activity that is put.
pub(crate) fn activity(id: &str) -> Draft {
    let text = format!(
        "{{id: {id}, kind: training, unit: 区水利局, name: 业务培训, contact: '07', state: planned}}"
    );
    let item = serde_yaml::from_str(&text).unwrap();
    let op = Op::Insert { target: Target::Activity(id.to_owned()), field: None, index: 0, item };
    Draft::new(Label::Activity, vec![op])
}

/// A chase that is put.
pub(crate) fn chase(id: &str) -> Draft {
    let text =
        format!("{{id: {id}, at: 2024-07-08T09:00:00, manner: phone, units: [区水利局], text: 请报送}}");
    let item = serde_yaml::from_str(&text).unwrap();
    let op = Op::Insert { target: Target::Chase(id.to_owned()), field: None, index: 0, item };
    Draft::new(Label::Chase, vec![op])
}
