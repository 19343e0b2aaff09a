//! The forms in which people write the names of units, each with the unit they mean.

use super::*;

fn roster() -> Roster {
    serde_yaml::from_str(include_str!("../../../seeds/zhoucun-2024/roster.yaml")).unwrap()
}

fn refused(word: &str) -> NameError {
    roster().unit(word).unwrap_err()
}

fn candidates(word: &str) -> Vec<String> {
    match refused(word) {
        NameError::Unknown { candidates, .. } | NameError::Ambiguous { candidates, .. } => candidates,
        error => panic!("{word}: {error}"),
    }
}

#[test]
fn the_forms_that_people_write_mean_the_unit() {
    let forms = [
        (
            "区政府办公室",
            "区政府办公室 政府办 政府办公室 周村区政府办公室 区政府办公室（区大数据局） 区政府办公室(区大数据局) 大数据局 区大数据局 区政府政务公开办公室 政务公开办公室 政务公开办 区府办",
        ),
        (
            "区发展和改革局",
            "发改局 区发改局 区发展改革局 发展改革局 周村区发展和改革局 周村区发改局 发展和改革局 发改",
        ),
        ("区教育和体育局", "教体局 区教体局 区教育体育局 教育体育局 周村区教体局"),
        ("区科学技术局", "科技局 区科技局 科学技术局"),
        ("区工业和信息化局", "工信局 区工信局 区工业信息化局 工业信息化局"),
        ("区公安分局", "公安分局 公安局 周村公安分局 淄博市公安局周村分局"),
        ("区民政局", "民政局 周村区民政局 区民政局\u{3000} 民政"),
        ("区人力资源和社会保障局", "人社局 区人社局 区人力资源社会保障局 人力资源社会保障局 周村区人社局"),
        ("区自然资源局", "自然资源局 区自规局 自规局"),
        ("区住房和城乡建设局", "住建局 区住建局 区住房城乡建设局 住房城乡建设局 周村区住房和城乡建设局 住建"),
        ("区交通运输局", "交通局 区交通局 交运局 交通运输局"),
        ("区农业农村局", "农业局 农业农村局 区农业局"),
        (
            "区文化和旅游局",
            "文旅局 区文旅局 区文化和旅游局（区图书馆） 区文化和旅游局(区图书馆) 文化旅游局 图书馆 区图书馆",
        ),
        ("区卫生健康局", "卫健局 区卫健局 区卫生局 卫生局 卫生健康局"),
        ("区退役军人事务局", "退役军人局 退役局 退役军人事务局"),
        ("区应急管理局", "应急局 区应急局 应急管理局 应急"),
        ("区行政审批服务局", "审批局 区行政审批局 行政审批局 审批服务局 区审批局"),
        ("区市场监督管理局", "市场监管局 区市场监管局 市监局 市场局"),
        ("区综合行政执法局", "综合执法局 执法局 区执法局 城管局"),
        ("区生态环境分局", "生态环境局 生态环境分局 市生态环境局周村分局 环境分局"),
        ("区医疗保障分局", "医保局 医保分局 区医保分局 市医疗保障局周村分局"),
        (
            "区“无废城市”建设工作领导小组",
            "区\"无废城市\"建设工作领导小组 区＂无废城市＂建设工作领导小组 区无废城市建设工作领导小组 无废办 无废城市领导小组",
        ),
        ("大街街道", "大街 周村区大街街道"),
        ("永安街道", "永安 永安街街道 永安街"),
        ("北郊镇", "北郊 周村区北郊镇"),
        ("周村经济开发区管委会", "经开区 开发区管委会 经济开发区"),
    ];
    let roster = roster();
    for (full, words) in forms {
        for word in words.split(' ') {
            let found = roster.unit(word).map(|unit| unit.name.as_str());
            assert_eq!(found, Ok(full), "{word}");
        }
    }
}

#[test]
fn every_form_of_every_unit_in_the_roster_means_that_unit() {
    let roster = roster();
    for unit in &roster.units {
        for name in unit.names() {
            assert_eq!(roster.unit(name), Ok(unit), "{name}");
            assert_eq!(roster.full_name(name), Some(unit.name.as_str()), "{name}");
            let half_width: String = name
                .chars()
                .map(|c| match c {
                    '（' => '(',
                    '）' => ')',
                    '“' | '”' => '"',
                    _ => c,
                })
                .collect();
            assert_eq!(roster.unit(&half_width), Ok(unit), "{half_width}");
            let spaced = format!(" {}\u{3000}", name.replace('局', " 局"));
            assert_eq!(roster.unit(&spaced), Ok(unit), "{spaced}");
        }
        let with_place = format!("周村{}", unit.name);
        if unit.name.starts_with('区') {
            assert_eq!(roster.unit(&with_place), Ok(unit), "{with_place}");
        }
    }
}

#[test]
fn a_part_that_several_units_have_is_ambiguous_and_names_them() {
    assert!(matches!(refused("街道"), NameError::Ambiguous { .. }));
    assert_eq!(candidates("街道").len(), 5);
    assert_eq!(candidates("建设"), ["区住房和城乡建设局", "区“无废城市”建设工作领导小组"]);
}

#[test]
fn a_single_character_is_never_enough() {
    for word in ["卫", "文", "区", "局", "镇"] {
        assert!(matches!(refused(word), NameError::Unknown { .. }), "{word}");
    }
}

#[test]
fn the_name_of_a_group_is_no_unit() {
    for word in [
        "各镇（街道）",
        "各镇(街道)",
        "各镇街道",
        "区政府各部门单位",
        "政府各部门单位",
        "周村区政府各部门单位",
        "区政府有关部门单位",
        "相关部门单位",
        "各行政执法主体",
    ] {
        assert!(matches!(refused(word), NameError::Group { .. }), "{word}");
    }
}

#[test]
fn old_names_of_more_than_one_body_are_asked_and_not_taken() {
    for (word, likely) in [("教育局", "区教育和体育局"), ("环保局", "区生态环境分局")] {
        assert!(matches!(refused(word), NameError::Unknown { .. }), "{word}");
        assert!(candidates(word).iter().any(|name| name == likely), "{word}: {:?}", candidates(word));
    }
    assert_eq!(candidates("教育局")[0], "区教育和体育局");
}

#[test]
fn a_mistyped_name_offers_the_right_unit_first() {
    for (word, meant) in [
        ("住健局", "区住房和城乡建设局"),
        ("教体居", "区教育和体育局"),
        ("人力资源社会保证局", "区人力资源和社会保障局"),
        ("区住房和城乡建社局", "区住房和城乡建设局"),
        ("农业农材局", "区农业农村局"),
        ("文旅游局", "区文化和旅游局"),
        ("财正局", "区财政局"),
        ("市场监督局", "区市场监督管理局"),
    ] {
        assert_eq!(
            candidates(word).first().map(String::as_str),
            Some(meant),
            "{word}: {:?}",
            candidates(word)
        );
    }
}

#[test]
fn nothing_written_is_nothing_found() {
    for word in ["", " ", "\u{3000}", "“”"] {
        assert_eq!(roster().unit(word), Err(NameError::Empty), "{word:?}");
    }
    assert!(matches!(refused("xyz"), NameError::Unknown { candidates, .. } if candidates.is_empty()));
    let long = "措".repeat(10_000);
    assert!(matches!(refused(&long), NameError::Unknown { .. }));
}

#[test]
fn a_full_name_wins_over_the_same_alias_of_another() {
    let mut roster = roster();
    roster.units[0].aliases.push("区财政局".to_owned());
    assert_eq!(roster.unit("区财政局").unwrap().name, "区财政局");
    roster.units[0].aliases.push("公安局".to_owned());
    assert!(matches!(roster.unit("公安局"), Err(NameError::Ambiguous { .. })));
    assert_eq!(roster.full_name("公安局"), None);
}

#[test]
fn a_part_of_a_name_in_data_is_not_taken() {
    let roster = roster();
    assert_eq!(roster.full_name("发改"), None);
    assert_eq!(roster.full_name("区住房城乡建设局"), Some("区住房和城乡建设局"));
    assert_eq!(roster.full_name("各镇（街道）"), None);
    assert_eq!(roster.full_name(""), None);
}

#[test]
fn the_short_name_is_the_first_and_without_one_the_full() {
    let roster = roster();
    assert_eq!(roster.named("区公安分局").unwrap().short_name(), "公安分局");
    let bare = Unit { short: Vec::new(), ..roster.units[0].clone() };
    assert_eq!(bare.short_name(), "区政府办公室");
}

#[test]
fn an_open_group_has_neither_kinds_nor_picked_units() {
    let roster = roster();
    let open: Vec<&str> =
        roster.groups.iter().filter(|group| group.is_open()).map(|group| group.name.as_str()).collect();
    assert_eq!(open, ["区政府有关部门单位", "相关部门单位", "各行政执法主体", "制定政策性文件的部门"]);
    let mut towns = roster.group("各镇（街道）").unwrap().clone();
    let zone = roster.named("周村经济开发区管委会").unwrap();
    assert!(!towns.holds(zone));
    towns.picked.push(zone.name.clone());
    assert!(towns.holds(zone));
}
