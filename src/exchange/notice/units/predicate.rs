//! The words behind names that say what those do: 牵头, 具体落实, 按职责分工负责.

use crate::domain::plan::Role;

/// What such words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Said {
    /// The part; none where nothing is said or only 负责.
    pub role: Option<Role>,
}

/// Words of which such an ending is made, longer ones before those they hold.
const WORDS: [&str; 66] = [
    "按照各自职责分工",
    "按照各自职责",
    "按照职责分工",
    "按各自职责分工",
    "根据各自职责",
    "根据职责分工",
    "依据职责分工",
    "按各自职责",
    "按职责分工",
    "依职责分工",
    "按照分工",
    "按职责",
    "依职责",
    "按分工",
    "职责范围内",
    "牵头抓总",
    "牵头负责",
    "牵头组织",
    "牵头推进",
    "牵头落实",
    "牵头实施",
    "牵头",
    "主办",
    "主抓",
    "主责",
    "抓总",
    "协同配合",
    "积极配合",
    "密切配合",
    "做好配合工作",
    "做好配合",
    "配合落实",
    "配合",
    "协同",
    "协助",
    "协办",
    "参与",
    "支持",
    "具体落实",
    "贯彻落实",
    "抓好落实",
    "推动落实",
    "组织落实",
    "负责落实",
    "落实到位",
    "落实",
    "具体实施",
    "组织实施",
    "实施",
    "具体负责",
    "分工负责",
    "共同负责",
    "负责",
    "承办",
    "办理",
    "执行",
    "推进",
    "分别",
    "共同",
    "具体",
    "抓好",
    "做好",
    "组织",
    "指导",
    "等按",
    "各自",
];

/// Splits the ending off a text. Brackets and quotation marks end it.
pub fn predicate(text: &str) -> (&str, Said) {
    let mut rest = text.trim_end_matches(['。', '，', '；', ' ']);
    let mut said = String::new();
    while let Some((word, before)) = WORDS.iter().find_map(|word| Some((*word, rest.strip_suffix(word)?))) {
        // 区“扫黄打非”工作领导小组办公室 ends with no such word; 区政府办 does not end with 办理 either.
        said.insert_str(0, word);
        rest = before.trim_end_matches(['，', ' ']);
    }
    // A name that is a word of these alone (落实 as a whole clause) leaves nothing.
    (rest, Said { role: role(&said) })
}

fn role(said: &str) -> Option<Role> {
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    match () {
        () if said.is_empty() => None,
        () if has(&["牵头", "主办", "主抓", "主责", "抓总"]) => Some(Role::Lead),
        () if has(&["配合", "协同", "协助", "协办", "参与", "支持"]) => Some(Role::Support),
        () if has(&["负责", "职责", "分工"]) => Some(Role::Responsible),
        () if has(&["落实", "实施", "执行", "承办"]) => Some(Role::Execute),
        () => None,
    }
}

/// The part that a remark in brackets says: （牵头）, （配合单位）, （具体落实）.
pub fn role_of(inside: &str) -> Option<Role> {
    let inside = inside.trim();
    let bare = inside.trim_end_matches("单位").trim_end_matches("部门").trim_end_matches("责任");
    let (rest, said) = predicate(bare);
    match (rest.is_empty(), said.role) {
        (true, Some(role)) => Some(role),
        (true, None) if inside.starts_with("责任") => Some(Role::Responsible),
        _ => None,
    }
}
