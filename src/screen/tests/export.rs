use std::path::PathBuf;

use super::snapshots::snapshot;
use crate::words::Language::{Chinese, English};
use crate::workbench::export::{Reported, Seen};
use crate::workbench::overlay::Overlay;
use crate::workbench::tests::desk::monday;

#[test]
fn the_page_of_exports() {
    let mut bench = monday();
    bench.press("x");
    snapshot("export_making_80x24_zh", &mut bench, Chinese, (80, 24));
    let Some(Overlay::Export(pane)) = &bench.overlay else { panic!() };
    let number = pane.number;
    let lines: Vec<String> = [
        "2024年政务公开重点工作周报（第2期）",
        "",
        "一、总体进展情况",
        "",
        "截至7月12日17时，67项任务中，已完成1项（1.5%）、推进中3项（4.5%）、有单位逾期2项（3.0%）、尚未启动61项（91.0%）。",
    ]
    .map(str::to_owned)
    .to_vec();
    bench.report_seen(number, Ok(Seen { lines, reported: Reported::Corrects }));
    snapshot("export_80x24_zh", &mut bench, Chinese, (80, 24));
    snapshot("export_80x24_en", &mut bench, English, (80, 24));
    bench.report_written(PathBuf::from("/home/zhang/reports/2024-W28-周报.docx"));
    snapshot("export_written_120x36_zh", &mut bench, Chinese, (120, 36));
}
