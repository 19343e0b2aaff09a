//! Whether a text can be the name of a unit, or a list of such names and nothing else.

use super::pieces::bracketed;
use super::read;
use crate::domain::plan::Role;

/// Whether a text is a list of units and nothing else.
pub fn looks_like_units(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 800 {
        return false;
    }
    let units = read(text, Role::Responsible);
    if units.same_as_above {
        return true;
    }
    let count = units.named.len() + units.unread.len();
    let good = units.named.iter().filter(|(name, _)| looks_like_a_unit(name)).count();
    good > 0 && good * 5 >= count * 4
}

/// Words that begin a task and no name of a unit.
const VERBS: [&str; 44] = [
    "完善",
    "加强",
    "做好",
    "推进",
    "深化",
    "提升",
    "优化",
    "规范",
    "严格",
    "落实",
    "强化",
    "健全",
    "建立",
    "开展",
    "打造",
    "拓展",
    "扩大",
    "推动",
    "全面",
    "持续",
    "进一步",
    "围绕",
    "聚焦",
    "加快",
    "加大",
    "公开",
    "及时",
    "制定",
    "编制",
    "探索",
    "组织",
    "按照",
    "依托",
    "充分",
    "积极",
    "定期",
    "稳步",
    "切实",
    "支持",
    "鼓励",
    "引导",
    "统筹",
    "以",
    "对",
];
/// What the names of units end with.
const ENDS: [&str; 58] = [
    "局",
    "委",
    "办",
    "部",
    "院",
    "室",
    "中心",
    "公司",
    "厅",
    "会",
    "处",
    "所",
    "队",
    "社",
    "馆",
    "镇",
    "乡",
    "街道",
    "政府",
    "小组",
    "台",
    "单位",
    "部门",
    "主体",
    "集团",
    "科",
    "股",
    "支队",
    "大队",
    "银行",
    "学校",
    "企业",
    "机关",
    "园区",
    "开发区",
    "高新区",
    "经开区",
    "示范区",
    "区县",
    "县区",
    "各区",
    "各县",
    "团委",
    "妇联",
    "工会",
    "残联",
    "科协",
    "工商联",
    "文联",
    "侨联",
    "系统",
    "专班",
    "站",
    "校",
    "园",
    "厂",
    "村",
    "社区",
];

/// Whether a name is one that a unit or a group may have.
pub fn looks_like_a_unit(name: &str) -> bool {
    let count = name.chars().count();
    let (head, inside) = bracketed(name).map_or((name, ""), |(head, inside)| (head, inside));
    let ends = |text: &str| ENDS.iter().any(|end| text.ends_with(end));
    (2..=40).contains(&count)
        && !name.contains(['。', '；', '：'])
        && !VERBS.iter().any(|verb| name.starts_with(verb))
        && (ends(head) || (head.starts_with('各') && (ends(inside) || head.chars().count() <= 6)))
        && !(head.ends_with("网站")
            || head.ends_with("机会")
            || head.ends_with("社会")
            || head.ends_with("内部"))
}
