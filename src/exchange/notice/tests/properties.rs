//! No input panics or stalls, and what is read is the input's own.

use proptest::prelude::*;

use super::*;

/// Pieces of which notices are made, and of which none is.
fn piece() -> impl Strategy<Value = String> {
    let words = [
        "\t",
        "\n",
        "\n\n",
        "|",
        "  ",
        "（",
        "）",
        "〔",
        "〕",
        "责任单位：",
        "牵头单位",
        "配合单位：",
        "完成时限：",
        "序号",
        "工作任务",
        "工作要求",
        "区财政局",
        "各镇（街道）",
        "、",
        "，",
        "；",
        "。",
        "等相关部门单位",
        "特别是",
        "牵头",
        "分别牵头落实",
        "下同",
        "同上",
        "一、",
        "（一）",
        "1.",
        "2",
        "（1）",
        "①",
        "总体要求",
        "保障措施",
        "7月10日前",
        "2月30日",
        "年底前",
        "活动开展后5个工作日内",
        "2025年",
        "关于印发",
        "的通知",
        "周政办字〔2024〕9号",
        "# ",
        "| --- |",
        "---",
        "<td rowspan=99999 colspan=99999>",
        "<tr>",
        "<table>",
        "</table>",
        "&#x4e00;",
        "会同",
        "和",
        "做好政策公开工作",
        "：",
        "\u{3000}",
        "│",
        "├──┤",
        "附件1",
        "“",
        "”",
        "責任單位",
    ];
    prop_oneof![8 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => ".{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_text_is_read_to_its_end(pieces in prop::collection::vec(piece(), 0..90)) {
        let text = pieces.concat();
        if let Ok(source) = source(text.as_bytes()) {
            let notice = understand(&source, &roster(), &Calendar::built_in());
            let today = chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
            if let Ok(draft) = draft(&notice, &roster(), today) {
                prop_assert_eq!(draft.plan.tasks().count(), notice.tasks.len());
            }
            for task in &notice.tasks {
                prop_assert!(!task.requirement.is_empty());
                prop_assert!(!task.number.is_empty());
                for (place, one) in task.units.iter().enumerate() {
                    prop_assert!(!one.unit.trim().is_empty());
                    prop_assert!(task.units[..place].iter().all(|other| other.unit != one.unit));
                }
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), head in 0_usize..5) {
        let heads: [&[u8]; 5] = [b"", b"PK\x03\x04", b"<html><table>", &[0xD0, 0xCF, 0x11, 0xE0], &[0xFF, 0xFE]];
        let whole = [heads[head], &bytes].concat();
        if let Ok(source) = source(&whole) {
            understand(&source, &roster(), &Calendar::built_in());
        }
    }

    #[test]
    fn a_torn_notice_never_gains_a_task(cut in 0_usize..25_000) {
        let text: String = SEED.chars().take(cut).collect();
        if let Ok(source) = source(text.as_bytes()) {
            let notice = understand(&source, &roster(), &Calendar::built_in());
            prop_assert!(notice.tasks.len() <= 67);
            // Lines that belong together are joined: a row torn in a heading has that heading's lines in the last task.
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            let text = solid(&text);
            for task in &notice.tasks {
                prop_assert!(text.contains(&solid(&task.requirement)));
            }
        }
    }
}

#[test]
fn a_torn_docx_is_read_as_far_as_it_goes_or_refused() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notices");
    let whole = std::fs::read(folder.join("python-docx.docx")).unwrap();
    for cut in (0..whole.len()).step_by(997) {
        let _ = source(&whole[..cut]);
    }
}
