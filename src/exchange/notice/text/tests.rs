use super::*;
use crate::exchange::notice::source::{Block, Cell, Grid};

pub fn drawn(grid: &Grid) -> Vec<String> {
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Above => "^".to_owned(),
        Cell::Left => "<".to_owned(),
    };
    grid.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
}

fn tables(text: &str) -> Vec<Vec<String>> {
    let blocks = read(text).blocks;
    blocks
        .iter()
        .filter_map(|block| if let Block::Table(grid) = block { Some(drawn(grid)) } else { None })
        .collect()
}

#[test]
fn the_built_in_table_has_67_rows_of_five_cells() {
    let tables = tables(include_str!("../../../../seeds/zhoucun-2024/notice.txt"));
    let rows: Vec<&String> = tables[0].iter().filter(|row| !row.starts_with("序号")).collect();
    assert_eq!(rows.len(), 67);
    assert!(tables[0].iter().all(|row| row.split('|').count() == 5), "{:#?}", tables[0]);
    assert!(rows[48].starts_with("49|提升依申请公开办理质效|<|围绕"), "{}", rows[48]);
}

const EXPECTED: [&str; 4] = [
    "序号|工作任务|工作要求|责任单位",
    "1|政策公开|及时公开惠企政策并做好解读宣传|区发改局、区工信局",
    "2||编制政策清单，按季度更新发布|区财政局",
    "3|平台建设|规范升级政务公开专区，提升服务效能|区行政审批服务局",
];

#[test]
fn rows_with_tabs_bars_or_blanks_and_cells_one_to_a_line_are_the_same_table() {
    let rows: Vec<Vec<&str>> = EXPECTED.iter().map(|row| row.split('|').collect()).collect();
    let by = |mark: &str| rows.iter().map(|row| row.join(mark)).collect::<Vec<_>>().join("\n");
    assert_eq!(tables(&by("\t")), [EXPECTED]);
    assert_eq!(tables(&by(" | ")), [EXPECTED]);
    assert_eq!(tables(&format!("| {}|", by("|").replace('\n', "|\n|"))), [EXPECTED]);
    assert_eq!(tables(&by("\u{3000}\u{3000}")), [EXPECTED]);
    // A blank line for an empty cell.
    assert_eq!(tables(&by("\n")), [EXPECTED]);
    // Empty cells gone.
    assert_eq!(tables(&by("\n").replace("\n\n", "\n")), [EXPECTED]);
    // Rows apart, empty cells gone.
    let apart = rows
        .iter()
        .map(|row| row.iter().filter(|cell| !cell.is_empty()).copied().collect::<Vec<_>>().join("\n"));
    assert_eq!(tables(&apart.collect::<Vec<_>>().join("\n\n")), [EXPECTED]);
    // Heads again on the second page.
    let paged = by("\n").replace("\n3\n", "\n序号\n工作任务\n工作要求\n责任单位\n3\n");
    assert_eq!(tables(&paged), [EXPECTED]);
}

#[test]
fn what_stands_behind_a_table_is_no_cell_of_it() {
    let text = "序号\n工作任务\n责任单位\n1\n做好政策公开工作\n区财政局\n2\n加强平台建设\n区政府办公室\n三、保障措施\n加强组织领导。\n";
    let blocks = read(text).blocks;
    assert_eq!(
        tables(text),
        [["序号|工作任务|责任单位", "1|做好政策公开工作|区财政局", "2|加强平台建设|区政府办公室"]]
    );
    assert_eq!(blocks.len(), 3);
}

#[test]
fn a_drawn_table_with_broken_rows_is_whole_again() {
    let text = "┌──┬────┬────┐\n│序号│重点任务│牵头单位│\n├──┼────┼────┤\n│1 │做好政策│区发展和│\n│  │公开工作│改革局  │\n├──┼────┼────┤\n│2 │加强平台│区财政局│\n└──┴────┴────┘\n";
    assert_eq!(
        tables(text),
        [["序号|重点任务|牵头单位", "1|做好政策公开工作|区发展和改革局", "2|加强平台|区财政局"]]
    );
}

#[test]
fn broken_paragraphs_are_joined_and_headings_stay_apart() {
    let line = "为深入贯彻落实国家关于政务公开的决策部署和";
    let text =
        format!("一、总体要求\n{}\n省市要求。\n二、重点任务\n{line}\n省市要求。\n", [line; 8].join("\n"));
    let blocks = read(&text).blocks;
    assert_eq!(blocks.len(), 4, "{blocks:#?}");
}
