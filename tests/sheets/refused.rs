use std::fs;

use serde_json::Value;

use crate::back::{file, records};
use crate::support::Bench;

/// A file with these bytes, and what is said of it.
fn said(bench: &Bench, name: &str, bytes: &[u8]) -> Value {
    let path = bench.data().join("..").join(name);
    fs::write(&path, bytes).unwrap();
    let all = records(bench, &[path.to_str().unwrap()]);
    assert_eq!(all.len(), 1, "{all:#?}");
    all[0].clone()
}

#[test]
fn what_cannot_be_read_is_told_with_what_to_do_and_stops_nothing() {
    let bench = Bench::new();
    bench.ok(&["list"]);
    let ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let mut locked = [&ole[..], &[0; 504]].concat();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let whole = fs::read(file("filled.xlsx")).unwrap();
    for (name, bytes, words) in [
        ("a.doc", &ole[..], "请另存为docx或xlsx后重新报送"),
        ("a.wps", &ole[..], "请另存为docx或xlsx后重新报送"),
        ("a.et", &ole[..], "请另存为docx或xlsx后重新报送"),
        ("a.pdf", b"%PDF-1.7", "请另存为docx或xlsx后重新报送"),
        ("扫描.jpg", &[0xFF, 0xD8, 0xFF], "请另存为docx或xlsx后重新报送"),
        ("locked.xlsx", &locked[..], "密码"),
        ("cut.xlsx", &whole[..whole.len() / 2], "损坏"),
        ("none.xlsx", b"", "空"),
        ("note.txt", "今天开会".as_bytes(), "没有找到"),
        ("latin.csv", b"caf\xE9,1\n", "编码"),
    ] {
        let one = said(&bench, name, bytes);
        assert_eq!(one["state"], "not_read", "{name}");
        assert!(one["reason"].as_str().unwrap().contains(words), "{name}: {one}");
    }
    let folder = bench.data().join("../all");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.pdf"), b"%PDF-1.7").unwrap();
    fs::copy(file("document.docx"), folder.join("水利.docx")).unwrap();
    let run = bench.peidang(&["sheets", "in", folder.to_str().unwrap(), "--apply"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("尚未回报 36 家"), "{}", run.err);
    assert!(bench.rows().iter().any(|row| row["unit"] == "区水利局" && row["status"] == "in_progress"));
}

#[test]
fn our_own_office_is_not_told_as_silent() {
    let bench = Bench::new();
    bench.ok(&["list"]);
    let sheet = file("document.docx");
    let folder = bench.data().join("../one");
    fs::create_dir(&folder).unwrap();
    fs::copy(sheet, folder.join("水利.docx")).unwrap();
    // Of a whole folder it is told who is missing.
    fs::write(folder.join("a.pdf"), b"%PDF-1.7").unwrap();
    let sheet = folder.to_str().unwrap();
    let all = bench.peidang(&["sheets", "in", sheet]);
    assert!(all.err.contains("尚未回报 36 家") && all.err.contains("区政府办公室"), "{}", all.err);
    fs::write(bench.data().join("config.yaml"), "office: 区政府办公室\n").unwrap();
    let others = bench.peidang(&["sheets", "in", sheet]);
    assert!(others.err.contains("尚未回报 35 家") && !others.err.contains("区政府办公室"), "{}", others.err);
}

/// A packed file of these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(*name, options).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn bombs_are_refused() {
    let bench = Bench::new();
    bench.ok(&["list"]);
    let large = vec![b'a'; 60 << 20];
    let word = packed(&[("word/document.xml", &large)]);
    assert!(said(&bench, "a.docx", &word)["reason"].as_str().unwrap().contains("太大"));
    let nested = format!("<w:document xmlns:w='w'>{}", "<w:tbl><w:tr><w:tc>".repeat(20_000));
    let word = packed(&[("word/document.xml", nested.as_bytes())]);
    assert!(said(&bench, "b.docx", &word)["reason"].as_str().unwrap().contains("损坏"));
    let cells = "<d xmlns:t='t' xmlns:x='x' xmlns:o='o'><t:table t:name='a'><t:table-row t:number-rows-repeated='1048576'>\
        <t:table-cell t:number-columns-repeated='16384' o:value-type='string'><x:p>x</x:p></t:table-cell></t:table-row></t:table></d>";
    let sheet = packed(&[("content.xml", cells.as_bytes())]);
    assert!(said(&bench, "c.ods", &sheet)["reason"].as_str().unwrap().contains("单元格太多"));
}

/// A workbook with these cells and shared strings, as parts.
fn workbook(cells: &str, strings: &[u8]) -> Vec<u8> {
    let page = format!(
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>{cells}</sheetData></worksheet>"
    );
    packed(&[
        ("[Content_Types].xml", b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"),
        (
            "_rels/.rels",
            b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
              <Relationship Id='r0' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        ),
        ("xl/workbook.xml", b"<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='r2' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings' Target='sharedStrings.xml'/></Relationships>"),
        ("xl/worksheets/sheet1.xml", page.as_bytes()),
        ("xl/sharedStrings.xml", strings),
    ])
}

#[test]
fn shared_strings_that_swell_are_refused() {
    let bench = Bench::new();
    bench.ok(&["list"]);
    let one = |text: &str| {
        format!(
            "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>{text}</t></si></sst>"
        )
    };
    // So many strings that they swell when they are unpacked.
    let swollen =
        workbook("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", one(&"配".repeat(15 << 20)).as_bytes());
    assert!(swollen.len() < 1 << 20, "{} bytes", swollen.len());
    assert!(said(&bench, "a.xlsx", &swollen)["reason"].as_str().unwrap().contains("太大"));
    // One string, and cell after cell that names it.
    let row = |row: u32| format!("<row r='{row}'><c r='A{row}' t='s'><v>0</v></c></row>");
    let rows = (1..=40_000).map(row).collect::<Vec<_>>().concat();
    let named = workbook(&rows, one(&"配".repeat(1 << 20)).as_bytes());
    assert!(said(&bench, "b.xlsx", &named)["reason"].as_str().unwrap().contains("文字太多"));
    // The same workbook with a text of no more than a cell's is read, and has no table.
    let plain = workbook("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", one("配").as_bytes());
    assert!(said(&bench, "c.xlsx", &plain)["reason"].as_str().unwrap().contains("没有找到"));
}

#[test]
fn macros_and_links_to_other_files_are_left_alone_and_said() {
    use std::io::Read;
    let bench = Bench::new();
    bench.ok(&["list"]);
    let whole = fs::read(file("disorder.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(whole.as_slice())).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    parts.push(("xl/vbaProject.bin".to_owned(), vec![0xD0, 0xCF, 0x11, 0xE0]));
    parts.push((
        "xl/externalLinks/externalLink1.xml".to_owned(),
        b"<externalLink xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>".to_vec(),
    ));
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let path = bench.data().join("../财政局.xlsm");
    fs::write(&path, packed(&parts)).unwrap();
    let run = bench.peidang(&["sheets", "in", path.to_str().unwrap(), "--format", "json"]);
    assert!(
        run.err.contains("含有宏，没有运行") && run.err.contains("含有外部链接，没有打开"),
        "{}",
        run.err
    );
    let plain = bench.peidang(&["sheets", "in", &file("disorder.xlsx"), "--format", "json"]);
    assert!(!plain.err.contains('宏'), "{}", plain.err);
    let cells = |run: &crate::support::Run| -> Vec<Value> {
        let all = run.json().as_array().unwrap().clone();
        all.into_iter()
            .map(|mut one| {
                one["file"] = Value::Null;
                one
            })
            .collect()
    };
    assert_eq!(cells(&run), cells(&plain));
}
