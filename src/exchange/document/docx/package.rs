//! The container: the parts that a report has, packed. (The crate that makes the parts packs them as they are, and by a
//! version of zip of its own.)

use std::io::{Cursor, Write};

use docx_rs::XMLDocx;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The bytes of the file. The moment of each part is that with which the calendar of zip begins, so that the same parts give
/// the same bytes.
pub fn pack(parts: &XMLDocx) -> Result<Vec<u8>, ZipError> {
    let fixed: [(&str, &[u8]); 14] = [
        ("[Content_Types].xml", &parts.content_type),
        ("_rels/.rels", &parts.rels),
        ("docProps/app.xml", &parts.doc_props.app),
        ("docProps/core.xml", &parts.doc_props.core),
        ("docProps/custom.xml", &parts.doc_props.custom),
        ("word/_rels/document.xml.rels", &parts.document_rels),
        ("word/document.xml", &parts.document),
        ("word/styles.xml", &parts.styles),
        ("word/settings.xml", &parts.settings),
        ("word/fontTable.xml", &parts.font_table),
        ("word/comments.xml", &parts.comments),
        ("word/numbering.xml", &parts.numberings),
        ("word/commentsExtended.xml", &parts.comments_extended),
        ("word/footnotes.xml", &parts.footnotes),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| -> Result<(), ZipError> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(name, options)?;
        Ok(zip.write_all(bytes)?)
    };
    for (name, bytes) in fixed {
        add(name, bytes)?;
    }
    for (kind, pages, rels) in
        [("header", &parts.headers, &parts.header_rels), ("footer", &parts.footers, &parts.footer_rels)]
    {
        for (place, page) in pages.iter().enumerate() {
            let name = format!("{kind}{}.xml", place + 1);
            add(&format!("word/{name}"), page)?;
            if let Some(rels) = rels.get(place) {
                add(&format!("word/_rels/{name}.rels"), rels)?;
            }
        }
    }
    Ok(zip.finish()?.into_inner())
}
