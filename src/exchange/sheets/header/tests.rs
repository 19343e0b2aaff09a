use super::*;

fn key(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    match meaning(&words) {
        Some((Meaning::Field(field), _)) => field.key.to_owned(),
        Some((other, _)) => format!("{other:?}"),
        None => String::new(),
    }
}

#[test]
fn headings_are_known_by_what_they_mean() {
    for (words, wanted) in [
        ("具体措施", "measure"),
        ("落实举措", "measure"),
        ("2.本单位具体工作措施（100字以内）", "measure"),
        ("完成\n时间", "due"),
        ("时间节点", "due"),
        ("* 完成时限", "due"),
        ("负责人", "person"),
        ("经办人", "person"),
        ("分管领导", "leader"),
        ("落实情况", "progress"),
        ("目前进展情况", "progress"),
        ("是否完成", "status"),
        ("完成率", "percent"),
        ("佐证材料（附链接）", "evidence"),
        ("需协调解决的问题", "help"),
        ("存在问题及未完成原因", "problem"),
        ("手机号码", "contact"),
        ("责任领导电话", "contact"),
        ("联系人及联系电话", "PersonAndContact"),
        ("序　号", "Number"),
        ("工作任务", "Task"),
        ("任务内容", "Task"),
        ("承办单位", "Unit"),
        // As people say it.
        ("要做什么", "Task"),
        ("打算怎么做", "measure"),
        ("谁牵头", "leader"),
        ("具体谁办", "person"),
        ("啥时候完成", "due"),
        ("干到什么程度了", "percent"),
        ("有什么困难", "problem"),
        // Of other columns.
        ("下一步工作打算", ""),
        ("领导批示", ""),
        ("填报时间", ""),
        ("是否上会", ""),
        ("", ""),
    ] {
        assert_eq!(key(&[words]), wanted, "{words}");
    }
}

#[test]
fn a_general_word_takes_its_sense_from_the_word_above() {
    assert_eq!(key(&["责任人", "姓名"]), "person");
    assert_eq!(key(&["责任领导", "姓名"]), "leader");
    assert_eq!(key(&["责任人", "电话"]), "contact");
    assert_eq!(key(&["责任分工", "责任科室"]), "section");
    assert_eq!(key(&["完成", "时限"]), "due");
}
