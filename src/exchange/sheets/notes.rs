//! The texts that explain a sheet to who fills it in, and the days that notes in it begin with.

use chrono::NaiveDate;

use crate::domain::when::{self, Context, Reading};

/// The words of 状态 that a unit chooses from.
pub const STATUSES: [&str; 6] = ["未启动", "推进中", "已完成", "暂缓", "不涉及", "不再实施"];

/// 填报说明, a line each.
pub const INSTRUCTIONS: [&str; 12] = [
    "一、本表由各单位逐项填报，一行填一条措施。灰底的序号、工作任务、工作要求三栏由区政府政务公开办公室填写，请勿改动。",
    "二、一项任务有几条措施的，请在该项下插入行分别填写，序号与该任务相同；几项任务用同一条措施落实的，可将“工作措施”单元格合并。",
    "三、工作措施：写清做什么、怎么做，不要照抄工作要求。",
    "四、成果形式：公开清单、解读材料、活动、制度文件、专栏等，写明名称。",
    "五、完成时限：可写“7月10日前”“9月底前”“每季度”“长期坚持”等。较原时限推迟的，请在“存在问题及原因”中说明。",
    "六、状态：从下拉列表中选择。填“已完成”的，请在“佐证材料”中写明文号、链接或文件名，由区政府政务公开办公室核实。",
    "七、进展情况：在原有内容下另起一行续写，不必删除以前的内容；行首可写日期，如“7月5日 已发布清单”。",
    "八、佐证材料：一行一件，写链接、文号或文件名，不要在表中粘贴图片。",
    "九、没有内容的栏目留空即可；空白不会清除已登记的内容。",
    "十、不涉及的任务，请在“状态”栏选择“不涉及”，并在“备注”栏说明。",
    "十一、政府开放活动请填附件2，一场活动一张表（可复制工作表）。",
    "十二、请以xlsx格式报送本表；可以插入行，不要删除隐藏的列和工作表。",
];

/// The note on the head of a column, where it needs one.
pub fn note(key: &str) -> Option<&'static str> {
    Some(match key {
        "measure" => "写清做什么、怎么做；一行填一条，一项任务有几条措施的插入行。",
        "due" => "如：7月10日前、9月底前、每季度、长期坚持。",
        "status" => "从下拉列表中选择；“已完成”须有佐证材料。",
        "progress" => "另起一行续写，行首可写日期，如：7月5日 已发布清单。",
        "evidence" => "一行一件：链接、文号或文件名。",
        "contact" => "办公电话请带区号。",
        _ => return None,
    })
}

/// 附件2: its labels with the hint that stands under each, in the annex's order.
pub const ANNEX: [(&str, &str); 8] = [
    ("活动主题", "（如“我为群众办实事”“以爱相约，为爱而来”“主题法庭开放日”）"),
    ("开展时间", "（必须明确月份，可具体到日，也可填写某月上旬、中旬、下旬）"),
    ("开展地点", "（如周村区图书馆、周村区文化馆，不用写具体门牌号）"),
    (
        "活动内容",
        "（如“邀请企业代表参观主题法庭，现场观摩，以案释法进行法律知识科普，开展座谈交流、问卷调查”）",
    ),
    ("活动对象", "（如“企业代表10人”）"),
    ("活动报名方式", "（可填写报名邮箱、二维码等，若无需通过公开报名方式确定活动参加人员，此项可不予填写）"),
    ("联系人", ""),
    ("联系方式", ""),
];

/// The title of 附件2.
pub const ANNEX_TITLE: &str = "政府开放活动计划安排报送表";

/// The day that a line of progress begins with, and the rest: `7月5日 已发布`, `7.5：已发布`, `2024-07-05已发布`.
pub fn dated<'a>(line: &'a str, when: &Context<'_>) -> Option<(NaiveDate, &'a str)> {
    let text = line.trim_start();
    let is_date = |c: char| {
        c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || matches!(c, '年' | '月' | '日' | '号' | '.' | '-' | '/' | '．')
    };
    let mut end = text.find(|c: char| !is_date(c)).unwrap_or(text.len());
    // 7月5日 ends with its 日; digits behind it are of the sentence.
    if let Some(at) = text[..end].find(['日', '号']) {
        end = at + '日'.len_utf8();
    }
    let (date, rest) = text.split_at(end);
    let digits = date.chars().filter(|c| c.is_numeric()).count();
    let parted = date.chars().any(|c| !c.is_numeric());
    let rest =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '，' | ',' | '、'));
    if digits < 2 || !parted || rest.is_empty() {
        return None;
    }
    match when::read(date, when).reading {
        Reading::Day(day) if day <= when.today => Some((day, rest)),
        _ => None,
    }
}
