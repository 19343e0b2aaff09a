use super::super::csv::write;
use super::super::{Format, Outlet};
use super::{bytes, document, expected, hostile};
use crate::exchange::csv::rearmed;

#[test]
fn another_reader_finds_every_cell_and_no_formula() {
    let file = bytes(Format::Csv);
    assert!(file.starts_with("\u{FEFF}".as_bytes()));
    let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(file.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), hostile().len());
    for (place, (row, text)) in rows.iter().zip(expected()).enumerate() {
        let cell = row.get(0).unwrap();
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']), "{cell:?}");
        assert_eq!(rearmed(cell), text, "comes back unharmed");
        assert_eq!((row.get(1), row.get(2)), (Some(place.to_string().as_str()), Some("")));
    }
}

#[test]
fn a_pipe_gets_no_mark() {
    assert!(write(&document().flat, Outlet::Pipe).starts_with("文本,数,空\r\n".as_bytes()));
}
