use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};

use super::super::Format;
use super::{bytes, document, expected};

fn book() -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes(Format::Xlsx))).unwrap()
}

fn text(cell: Option<&Data>) -> String {
    match cell {
        Some(Data::String(text)) => text.clone(),
        Some(Data::Empty) | None => String::new(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn another_reader_finds_every_cell_as_text_or_number_and_no_formula() {
    let mut book = book();
    let names = book.sheet_names();
    assert_eq!(names, ["配档表", "正文", "逾期事项1", "长文续页"]);
    let range = book.worksheet_range("逾期事项1").unwrap();
    let more = book.worksheet_range("长文续页").unwrap();
    let mut long = 1;
    for (place, wanted) in expected().into_iter().enumerate() {
        let row = u32::try_from(place + 2).unwrap();
        let found = text(range.get_value((row, 0)));
        if wanted.encode_utf16().count() > 32_767 {
            assert!(found.ends_with("……（全文见“长文续页”）") && found.encode_utf16().count() <= 32_767);
            let whole: String = (2..6).map(|column| text(more.get_value((long, column)))).collect();
            assert!(whole == wanted, "the whole text stands on the sheet of long texts");
            long += 1;
        } else {
            assert_eq!(found, wanted);
        }
        #[allow(clippy::cast_precision_loss)]
        let number = Data::Float(place as f64);
        assert_eq!(range.get_value((row, 1)), Some(&number));
        assert_eq!(text(range.get_value((row, 2))), "", "a blank is not a nought");
    }
    for name in names {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{name}");
    }
}

#[test]
fn equal_cells_one_under_another_are_one_and_the_prose_is_whole() {
    let mut book = book();
    let merged = book.merge_cells_by_sheet_name("配档表").unwrap();
    let found: Vec<_> = merged.iter().filter(|one| one.start.0 > 0).map(|one| (one.start, one.end)).collect();
    assert_eq!(found, [((2, 0), (3, 0)), ((4, 0), (5, 0)), ((4, 1), (5, 1))]);
    let range = book.worksheet_range("配档表").unwrap();
    let units: Vec<String> = (2..6).map(|row| text(range.get_value((row, 2)))).collect();
    assert_eq!(units, ["丙", "丁", "戊", "己"]);
    let prose = book.worksheet_range("正文").unwrap();
    assert_eq!(text(prose.get_value((0, 0))), document().title);
}

#[test]
fn heads_stay_filters_stand_and_pages_are_a4_across() {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes(Format::Xlsx))).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let (merged, table) = (part("xl/worksheets/sheet1.xml"), part("xl/worksheets/sheet3.xml"));
    for sheet in [&merged, &table] {
        for needed in
            ["state=\"frozen\"", "paperSize=\"9\"", "orientation=\"landscape\"", "fitToHeight=\"0\""]
        {
            assert!(sheet.contains(needed), "{needed}");
        }
    }
    assert!(table.contains("<autoFilter") && !merged.contains("<autoFilter"));
    let workbook = part("xl/workbook.xml");
    assert_eq!(workbook.matches("_xlnm.Print_Titles").count(), 2, "{workbook}");
    assert!(part("docProps/core.xml").contains("2024-07-12T17:00:00Z"));
}
