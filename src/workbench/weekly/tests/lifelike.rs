use super::super::Destination;
use super::{Office, day};
use crate::domain::change::{Draft, Label, Op, Target};
use crate::domain::chase::{Chase, Manner};
use crate::domain::edit;

/// Two weeks of work, as in July 2024.
fn two_weeks() -> Office {
    let mut office = Office::new("2024-07-02");
    office.config.office = Some("周村区人民政府办公室".into());
    office.add(
        2,
        &["区发展和改革局"],
        &[("measure", "召开促进民间投资现场会，印发典型经验案例3期"), ("due", "7月9日前"), ("status", "2")],
    );
    let elderly = office.add(
        19,
        &["区民政局"],
        &[("measure", "编制养老服务政策问答手册"), ("due", "7月20日前"), ("status", "2")],
    );
    office.add(
        12,
        &["区农业农村局"],
        &[("measure", "公开强农惠农政策落实情况"), ("due", "长期坚持"), ("status", "2")],
    );
    office.on("2024-07-05", "16:20");
    office.report(&Destination::Folder);

    office.on("2024-07-08", "09:30");
    let clinic = office.add(
        15,
        &["区卫生健康局"],
        &[("measure", "公开卫生健康领域便民服务信息"), ("due", "7月18日前"), ("status", "2")],
    );
    office.note(&clinic, "梳理基层医疗机构服务信息46条，已在区政府网站公开32条。");
    office.on("2024-07-09", "10:00");
    office.note(&elderly, "手册已在区政府网站公开，并印发各镇（街道）1200册");
    office.status(&elderly, "4");
    let trade = office.add(
        14,
        &["区商务局"],
        &[("measure", "汇总消费品以旧换新政策并制作图解"), ("due", "8月底前"), ("status", "2")],
    );
    office.note(&trade, "记错单位");
    office.undo();
    office.status(&trade, "3");
    for task in [42, 47, 48] {
        office.add(task, &["王村镇"], &[("measure", "按季度公开")]);
    }
    let investment = office.store.workspace().entries_of(2)[0].id.clone();
    let set =
        |key: &str, value: &str| vec![(crate::domain::field::Field::keyed(key).unwrap(), value.to_owned())];
    office.make(|desk| {
        edit::set(desk, std::slice::from_ref(&investment), &set("problem", "现场会场地尚未落实")).unwrap()
    });
    office.make(|desk| {
        edit::set(desk, std::slice::from_ref(&investment), &set("help", "请区财政局协调会议经费2万元"))
            .unwrap()
    });
    office.on("2024-07-11", "15:10");
    office.note(&investment, "拟于7月16日在经开区召开，正在对接场地");
    let chase = Chase {
        id: "c1".into(),
        at: office.now,
        manner: Manner::Phone,
        units: vec!["北郊镇".into(), "南郊镇".into()],
        tasks: vec![45],
        duty: String::new(),
        who: String::new(),
        answer: "正在走程序".into(),
        promised: Some(day("2024-07-15")),
        by: "张某".into(),
        unknown: crate::domain::Unknown::new(),
    };
    let item = serde_yaml::to_value(&chase).unwrap();
    let op = Op::Insert { target: Target::Chase("c1".into()), field: None, index: 0, item };
    office.make(|_| Draft::new(Label::Chase, vec![op]));
    office.on("2024-07-12", "16:05");
    office
}

#[test]
fn a_report_reads_as_the_deputy_district_head_would_read_it() {
    let office = two_weeks();
    let text = office.report(&Destination::Folder).text();
    for machine in ["-0", "overdue", "in_progress", "None", "2024-W"] {
        assert!(!text.contains(machine), "{machine}");
    }
    insta::assert_snapshot!(text);
}
