use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::{Block, Cell, Document, Format, Level, Table, Text};
use super::{bytes, document, expected};
use crate::exchange::document::text::on_one_line;

fn part(name: &str) -> String {
    part_of(bytes(Format::Docx), name)
}

fn part_of(bytes: Vec<u8>, name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The paragraphs of every cell of every row, as a reader of XML finds them.
fn rows(xml: &str) -> Vec<Vec<Vec<String>>> {
    let mut reader = Reader::from_str(xml);
    let mut rows: Vec<Vec<Vec<String>>> = Vec::new();
    let mut in_text = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "w:tr" => rows.push(Vec::new()),
            Event::Start(tag) if tag.name().as_ref() == "w:tc" => rows.last_mut().unwrap().push(Vec::new()),
            Event::Start(tag) if tag.name().as_ref() == "w:p" => {
                if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
                    cell.push(String::new());
                }
            }
            Event::Start(tag) if tag.name().as_ref() == "w:t" => in_text = true,
            Event::End(tag) if tag.name().as_ref() == "w:t" => in_text = false,
            Event::End(tag) if tag.name().as_ref() == "w:tbl" => break,
            Event::Text(text) if in_text => put(&mut rows, &text.xml10_content()),
            Event::GeneralRef(name) if in_text => {
                let text = match name.as_ref() {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    "apos" | "#39" => "'",
                    other => panic!("{other}"),
                };
                put(&mut rows, text);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    rows
}

fn put(rows: &mut [Vec<Vec<String>>], text: &str) {
    if let Some(paragraph) = rows.last_mut().and_then(|row| row.last_mut()).and_then(|cell| cell.last_mut()) {
        paragraph.push_str(text);
    }
}

#[test]
fn another_reader_finds_every_cell() {
    let rows = rows(&part("word/document.xml"));
    assert_eq!(rows[0], [["文本"], ["数"], ["空"]]);
    for (place, (row, text)) in rows[1..].iter().zip(expected()).enumerate() {
        let lines: Vec<String> = text.trim().lines().map(on_one_line).collect();
        assert_eq!(row[0], lines);
        assert_eq!((row[1][0].as_str(), row[2][0].as_str()), (place.to_string().as_str(), ""));
    }
    assert_eq!(rows.len(), expected().len() + 1);
}

#[test]
fn a_row_stays_together_unless_no_page_has_room_for_it() {
    let mut table = Table::new("甲", &[("甲", 4), ("乙", 10)]);
    for length in [10, 400, 2_000, 32_768] {
        table.push(vec![Cell::from(length), Cell::from("字".repeat(length))]);
    }
    let mut document = document();
    document.blocks = vec![Block::Table(table)];
    let bytes = crate::exchange::document::docx::write(&document).unwrap();
    let text = part_of(bytes, "word/document.xml");
    let whole: Vec<bool> = text.split("<w:tr>").skip(1).map(|row| row.contains("<w:cantSplit />")).collect();
    assert_eq!(whole, [true, true, true, false, false]);
}

#[test]
fn every_part_is_well_formed_and_has_no_character_that_xml_forbids() {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes(Format::Docx))).unwrap();
    for place in 0..package.len() {
        let mut file = package.by_index(place).unwrap();
        let name = file.name().unwrap().into_owned();
        if name.ends_with('/') {
            continue;
        }
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let bad =
            |c: char| c < ' ' && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
        assert!(!text.contains(bad), "{name}");
        let mut reader = Reader::from_str(&text);
        while !matches!(reader.read_event().unwrap(), Event::Eof) {}
    }
}

#[test]
fn page_grid_and_faces_are_those_of_the_national_form() {
    let document = part("word/document.xml");
    let section = document.split("<w:sectPr").nth(1).unwrap();
    for needed in [
        r#"w:w="11906" w:h="16838""#,
        r#"w:top="2098""#,
        r#"w:left="1587""#,
        r#"w:type="linesAndChars""#,
        r#"w:linePitch="579""#,
        r#"w:charSpace="-849""#,
    ] {
        assert!(section.contains(needed), "{needed} in {section}");
    }
    // 22 lines and 28 characters are what fits, and no more.
    assert_eq!((16838 - 2098 - 1984) / 579, 22);
    let character: f64 = 16.0 - 849.0 / 4096.0;
    assert_eq!((f64::from(11906 - 1587 - 1474) / 20.0 / character).to_string().split('.').next(), Some("28"));
    for face in ["方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"] {
        assert!(document.contains(face), "{face}");
    }
    assert!(part("word/settings.xml").contains("evenAndOddHeaders"));
    // Marks at the end of a line stay within the text block.
    let styles = part("word/styles.xml");
    let all = styles.split("<w:pPrDefault>").nth(1).unwrap().split("</w:pPrDefault>").next().unwrap();
    assert!(all.contains(r#"<w:overflowPunct w:val="0"/>"#), "{all}");
    let footers: String = ["word/footer1.xml", "word/footer2.xml"].map(part).concat();
    assert_eq!(footers.matches("— ").count(), 2);
    assert!(footers.contains("PAGE") && footers.contains("宋体"));
}

#[test]
fn every_table_repeats_its_head_and_no_other_row_does() {
    let document = part("word/document.xml");
    assert_eq!(document.matches("<w:tblHeader").count(), 1);
    let head = document.split("<w:tr>").nth(1).unwrap();
    assert!(head.contains("<w:tblHeader"));
}

#[test]
fn the_moment_of_making_is_that_of_the_data() {
    let core = part("docProps/core.xml");
    assert_eq!(core.matches("2024-07-12T17:00:00Z").count(), 2);
    assert!(core.contains("&lt;标题&gt;&amp;]]&gt;"));
}

#[test]
fn a_table_of_many_columns_lies_across_with_its_heading_and_numbered_pages() {
    let columns: Vec<(&str, usize)> = vec![("甲", 4); 12];
    let mut wide = Table::new("宽表", &columns);
    wide.push(vec![Cell::from("一"); 12]);
    let said = |text: &str| Block::Paragraph(Text::plain(text));
    let heading = Block::Heading(Level::Section, "一、汇总".to_owned());
    let across = vec![said("前"), heading, Block::Table(wide.clone()), said("后")];
    for (blocks, lies) in
        [(across.clone(), vec![false, true, false]), (across[..3].to_vec(), vec![false, true])]
    {
        let document = Document { blocks, ..super::document() };
        let text = part_of(crate::exchange::document::docx::write(&document).unwrap(), "word/document.xml");
        let sections: Vec<&str> = text
            .split("<w:sectPr>")
            .skip(1)
            .map(|piece| piece.split("</w:sectPr>").next().unwrap())
            .collect();
        let found: Vec<bool> = sections.iter().map(|one| one.contains(r#"w:orient="landscape""#)).collect();
        assert_eq!(found, lies);
        for one in sections {
            assert_eq!(one.matches("<w:footerReference ").count(), 2, "{one}");
        }
        let heading = text.find("一、汇总").unwrap();
        assert!(text[..heading].contains("<w:sectPr>"), "the heading goes with its table");
    }
}

#[test]
fn what_leads_a_list_stays_with_it() {
    let blocks = vec![
        Block::Paragraph(Text::plain("下一步：")),
        Block::Numbered(1, vec![Text::plain("甲")]),
        Block::Paragraph(Text::plain("以上。")),
    ];
    let document = Document { blocks, ..super::document() };
    let xml = part_of(crate::exchange::document::docx::write(&document).unwrap(), "word/document.xml");
    let kept = |text: &str| {
        let at = xml.find(text).unwrap();
        xml[xml[..at].rfind("<w:p ").unwrap()..at].contains("keepNext")
    };
    assert!(kept("下一步：") && !kept("以上。"));
}
