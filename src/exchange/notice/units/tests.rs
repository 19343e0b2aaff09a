use super::*;

fn told(text: &str) -> String {
    let units = read(text, Role::Responsible);
    let mut lines: Vec<String> =
        units.named.iter().map(|(name, role)| format!("{name}/{}", role.key())).collect();
    lines.extend(units.open_end.then(|| "…".to_owned()));
    lines.extend(units.ditto.then(|| "下同".to_owned()));
    lines.extend(units.unread.iter().map(|unread| format!("?{unread}")));
    lines.join(" ")
}

#[test]
fn the_cells_of_the_built_in_notice() {
    assert_eq!(
        told("各镇（街道），区政府有关部门单位"),
        "各镇（街道）/responsible 区政府有关部门单位/responsible"
    );
    assert_eq!(
        told("各镇（街道），区发展和改革局、区工业和信息化局等相关部门单位"),
        "各镇（街道）/responsible 区发展和改革局/responsible 区工业和信息化局/responsible 相关部门单位/responsible"
    );
    assert_eq!(told("区司法局牵头，各行政执法主体具体落实"), "区司法局/lead 各行政执法主体/execute");
    assert_eq!(
        told(
            "各镇（街道）、区政府各部门单位，特别是与宏观经济和民生关系密切的区政府部门（区民政局、区财政局）"
        ),
        "各镇（街道）/responsible 区政府各部门单位/responsible 区民政局/emphasised 区财政局/emphasised"
    );
    assert_eq!(told("区政府办公室（区大数据局）"), "区政府办公室（区大数据局）/responsible");
    assert_eq!(told("区“无废城市”建设工作领导小组"), "区“无废城市”建设工作领导小组/responsible");
}

#[test]
fn parts_are_said_in_many_ways() {
    for text in [
        "区教体局、区卫健局牵头，区财政局配合",
        "牵头单位：区教体局、区卫健局；配合单位：区财政局",
        "牵头单位：区教体局、区卫健局 配合单位：区财政局",
        "由区教体局、区卫健局分别牵头落实，区财政局积极配合",
        "区教体局（牵头）、区卫健局（牵头单位）、区财政局（配合）",
        "区教体局、区卫健局牵头，会同区财政局",
    ] {
        assert_eq!(told(text), "区教体局/lead 区卫健局/lead 区财政局/support", "{text}");
    }
    assert_eq!(told("区住建局会同区财政局负责"), "区住建局/lead 区财政局/support");
    assert_eq!(told("区住建局、区财政局按职责分工负责"), "区住建局/responsible 区财政局/responsible");
    assert_eq!(told("区商务局负责"), "区商务局/responsible");
    assert_eq!(
        told("各镇（街道）、区直各部门，下同"),
        "各镇（街道）/responsible 区直各部门/responsible 下同"
    );
    assert_eq!(told("各镇（街道）（下同）"), "各镇（街道）/responsible 下同");
}

#[test]
fn names_are_parted_at_every_mark_and_at_the_right_and() {
    assert_eq!(
        told("区发展和改革局和区财政局及各镇街"),
        "区发展和改革局/responsible 区财政局/responsible 各镇街/responsible"
    );
    assert_eq!(
        told("区财政局\n区人力资源和社\n会保障局"),
        "区财政局/responsible 区人力资源和社会保障局/responsible"
    );
    assert_eq!(told("区 财 政 局"), "区财政局/responsible");
    assert_eq!(told("区财政局　区民政局"), "区财政局/responsible 区民政局/responsible");
    assert_eq!(told("各镇、街道，区直有关部门"), "各镇、街道/responsible 区直有关部门/responsible");
    assert_eq!(told("区发改局、区工信局等"), "区发改局/responsible 区工信局/responsible …");
    assert_eq!(told("区发改局、区工信局等2部门"), "区发改局/responsible 区工信局/responsible");
    assert_eq!(told("区直有关部门（区发改局、区工信局）"), "区发改局/responsible 区工信局/responsible");
    assert_eq!(
        told("区住建局;区财政局,区民政局/区司法局"),
        "区住建局/responsible 区财政局/responsible 区民政局/responsible 区司法局/responsible"
    );
    assert!(read("同上", Role::Responsible).same_as_above);
    assert_eq!(told("—"), "");
}

#[test]
fn a_requirement_is_no_list_of_units() {
    for text in ["区财政局", "各镇（街道）、区政府各部门单位", "区司法局牵头，各行政执法主体具体落实", "同上"]
    {
        assert!(looks_like_units(text), "{text}");
    }
    for text in [
        "规范公开行政事业性收费和政府性基金目录",
        "完善政府网站",
        "以公开助推监管效能提升",
        "动态调整并公开社会救助标准",
        "6月底前",
        "围绕养老服务，做好信息公开",
        "",
    ] {
        assert!(!looks_like_units(text), "{text}");
    }
}
