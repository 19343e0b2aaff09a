#![allow(missing_docs)]
//! Each file is opened with another library than its writer's, and compared cell by cell.

mod csv;
mod docx;
mod html;
mod xlsx;

use chrono::NaiveDate;

use super::text::in_lines;
use super::{Block, Cell, Document, Format, Level, Outlet, Printed, Sheet, Table, Text, Trend, render};

/// Texts that break what does not expect them.
pub(super) fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "=cmd|' /C calc'!A0",
        "＝1＋1",
        "'=1+1",
        "''=1",
        "'quoted'",
        "@SUM(A1)",
        "<script>alert(1)</script>",
        "</td></tr></table><img src=x onerror=alert(1)>",
        "<w:cantSplit />",
        "a|b|c",
        "a\nb\r\nc",
        "a\u{2028}b\u{85}c",
        "a\u{0}b\u{1b}[31mc\u{7f}",
        "]]>",
        "<![CDATA[x]]>",
        "&amp; &lt; &#60;",
        "\"双\" '引号'",
        "👩‍👩‍👧 🇨🇳",
        "𠮷 㐂",
        "+86 533 6181234",
        "-5",
        "07",
        "1e5",
        "2024-07-10",
        "_x0041_ _x000D_",
        "#REF!",
        "\u{202E}gnp.exe",
        "\u{FFFE}\u{FFFF}x",
        " 前后有空格 ",
        "TRUE",
        "http://example.com/?a=1&b=2",
        "{{7*7}} ${x} %s",
        "\\u0041\\n",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push("长".repeat(32_768));
    texts.push("𠮷".repeat(16_400));
    texts
}

/// A document in which every place holds hostile text.
pub(super) fn document() -> Document {
    let texts = hostile();
    let short: Vec<&String> = texts.iter().filter(|text| text.chars().count() < 100).collect();
    let mut table = Table::new("逾期/事项[1]*?", &[("文本", 10), ("数", 3), ("空", 3)]);
    for (place, text) in texts.iter().enumerate() {
        table.push(vec![Cell::from(text.as_str()), Cell::from(place), Cell::Blank]);
    }
    for text in texts.iter().filter(|text| text.chars().count() < 100) {
        table.note(text);
    }
    let mut blocks = vec![Block::Heading(Level::Section, "一、标题".into())];
    blocks.extend(short.iter().map(|text| Block::Paragraph(Text::led(text, text))));
    blocks.push(Block::Numbered(3, short.iter().map(|text| Text::plain(text)).collect()));
    blocks.push(Block::Points(short.iter().map(|text| Text::plain(text)).collect()));
    blocks.extend(short.iter().map(|text| Block::Heading(Level::Part, (*text).clone())));
    blocks.push(Block::Trend(Trend {
        classes: vec!["甲<".into(), "乙".into()],
        points: vec![("7月5日".into(), vec![400, 600]), ("\"><script>".into(), vec![1000, 0])],
    }));
    blocks.push(Block::Annex { label: "附件1".into(), title: "<b>清单</b>".into() });
    blocks.push(Block::Table(table.clone()));
    blocks.push(Block::Signature(vec!["=署名".into(), "2024年7月12日".into()]));
    let merged = Sheet { title: "=表".into(), table: merged(), merged: 2, frozen: 1 };
    Document {
        title: "<标题>&]]>".into(),
        byline: short.iter().map(|text| (*text).clone()).collect(),
        blocks,
        sheets: vec![merged],
        flat: table,
        made: NaiveDate::from_ymd_opt(2024, 7, 12).unwrap().and_hms_opt(17, 0, 0).unwrap(),
        author: "<办公室>".into(),
    }
}

/// A table with cells to merge: 甲 甲 乙, and within them 一 二 二.
fn merged() -> Table {
    let mut table = Table::new("配档表", &[("大项", 4), ("小项", 4), ("单位", 6)]);
    for cells in [["=甲", "一", "丙"], ["=甲", "二", "丁"], ["乙", "二", "戊"], ["乙", "二", "己"]]
    {
        table.push(cells.map(Cell::from).to_vec());
    }
    table
}

/// The bytes of the document.
pub(super) fn bytes(format: Format) -> Vec<u8> {
    render(&Fixed(0), |_| {}, format, Outlet::File).unwrap()
}

/// What a reader must find in the cells of the table, row by row.
pub(super) fn expected() -> Vec<String> {
    hostile().iter().map(|text| in_lines(text)).collect()
}

#[derive(serde::Serialize)]
struct Fixed(u8);

impl Printed for Fixed {
    fn document(&self) -> Document {
        document()
    }
}

#[test]
fn the_same_document_gives_the_same_bytes_in_every_format() {
    for format in Format::ALL {
        let first = bytes(format);
        // A second document on the same thread, and one on another, in between.
        let other = std::thread::spawn(move || bytes(format)).join().unwrap();
        assert!(first == bytes(format) && first == other, "{format:?}");
    }
}

#[test]
fn every_format_has_a_word_that_reads_back() {
    for format in Format::ALL {
        assert_eq!(format.key().parse(), Ok(format));
    }
    assert_eq!("Markdown".parse(), Ok(Format::Markdown));
    assert!("pdf".parse::<Format>().is_err());
}
