//! Word in the national form of official documents, GB/T 9704—2012: A4 with 37 mm above and 28 mm at the binding edge, a
//! text block of 156×225 mm, 22 lines of 28 characters; title 2号小标宋, body 3号仿宋, 一、黑体, （一）楷体; the page's number
//! as — 1 — in 4号宋体, at the right of odd and at the left of even pages. Fonts are named whether or not they are there.

mod form;
mod package;
mod section;
mod table;

use docx_rs::{AlignmentType, Docx, Paragraph, Run};

use super::text::on_one_line;
use super::{Block, Document, Level, Text};
use form::Face;
use section::{Lie, Sections};

/// The document as a DOCX package.
pub fn write(document: &Document) -> Result<Vec<u8>, String> {
    let mut docx = frame();
    docx = docx.add_paragraph(title(&document.title));
    for one in &document.byline {
        docx = docx.add_paragraph(form::centred(&on_one_line(one), Face::Kai));
    }
    // A heading stands out by itself.
    if !matches!(document.blocks.first(), Some(Block::Heading(..))) {
        docx = docx.add_paragraph(form::gap());
    }
    let mut sections = Sections::default();
    for (place, block) in document.blocks.iter().enumerate() {
        let lie = section::lie(&document.blocks, place);
        let turned = sections.turn(&mut docx, lie);
        docx = add(docx, block, lie, turned, document.blocks.get(place + 1));
    }
    sections.close(&mut docx);
    let mut parts = docx.build();
    parts.document = section::numbered_throughout(&table::repeated_heads(&parts.document));
    parts.styles = form::usual_style(&parts.styles);
    parts.font_table = form::FONTS.as_bytes().to_vec();
    parts.doc_props.core = form::properties(document).into_bytes();
    package::pack(&parts).map_err(|error| error.to_string())
}

/// An empty document: page, grid, page numbers, the usual face.
fn frame() -> Docx {
    let mut docx = Docx::new();
    docx.styles.styles.clear();
    docx.document.section_property = Lie::Upright.property();
    docx.default_fonts(Face::FangSong.fonts())
        .default_size(form::BODY)
        .footer(form::page_number(AlignmentType::Right))
        .even_footer(form::page_number(AlignmentType::Left))
}

fn title(text: &str) -> Paragraph {
    form::title(&on_one_line(text)).outline_lvl(0)
}

/// Adds a block. `turned` says that the page begins with it anyway; `next` is what follows.
fn add(docx: Docx, block: &Block, lie: Lie, turned: bool, next: Option<&Block>) -> Docx {
    let leads = matches!(next, Some(Block::Numbered(..) | Block::Points(_)));
    match block {
        Block::Heading(level, title) => docx.add_paragraph(heading(*level, title)),
        // 下一步： never stands alone at the foot of a page.
        Block::Paragraph(text) => docx.add_paragraph(runs(form::body().keep_next(leads), text)),
        Block::Addressee(to) => docx.add_paragraph(form::flush(&on_one_line(to), Face::FangSong)),
        Block::Numbered(from, lines) => lines.iter().enumerate().fold(docx, |docx, (place, text)| {
            let numbered = form::body().add_run(form::run(&format!("{}.", from + place), Face::FangSong));
            docx.add_paragraph(runs(numbered, text))
        }),
        Block::Points(lines) => {
            lines.iter().fold(docx, |docx, text| docx.add_paragraph(runs(form::body(), text)))
        }
        Block::Table(one) => {
            let docx = docx.add_table(table::table(one, lie));
            let docx = one.noted().fold(docx, |docx, note| docx.add_paragraph(table::note(&note)));
            match next {
                // Across, the section ends with a paragraph of its own, and one more could begin a page.
                _ if lie == Lie::Across => docx,
                // At the end a line could begin one; without any, a table is no end.
                None => docx.add_paragraph(form::least()),
                Some(_) => docx.add_paragraph(form::gap()),
            }
        }
        Block::Trend(_) => docx,
        Block::Annex { label, title } => {
            let label = if label.is_empty() { "附" } else { label };
            let label = form::flush(&on_one_line(label), Face::Hei).page_break_before(!turned);
            let title = form::title(&on_one_line(title));
            // Across, a page is low, and its table needs the room.
            if lie == Lie::Across {
                return docx.add_paragraph(label).add_paragraph(title);
            }
            let docx = docx.add_paragraph(label).add_paragraph(form::gap());
            docx.add_paragraph(title).add_paragraph(form::gap())
        }
        Block::Signature(lines) => {
            let docx = docx.add_paragraph(form::body());
            lines.iter().fold(docx, |docx, one| docx.add_paragraph(form::signature(&on_one_line(one))))
        }
    }
}

fn heading(level: Level, title: &str) -> Paragraph {
    let (face, depth) = match level {
        Level::Section => (Face::Hei, 1),
        Level::Part => (Face::Kai, 2),
        Level::Point => (Face::FangSong, 3),
    };
    form::body().keep_next(true).outline_lvl(depth).add_run(form::run(&on_one_line(title), face))
}

/// Letters of a word that is longer than a line can make up for.
const LONG: usize = 16;

/// A unit's name that leads a line stands out by its face, as official documents do it, and not in bold.
fn runs(paragraph: Paragraph, text: &Text) -> Paragraph {
    // What cannot be broken, such as a path, would draw the characters before it apart.
    let is_long = |word: &str| word.len() > LONG;
    let ragged = text.whole().split(|c: char| !c.is_ascii_graphic()).any(is_long);
    let paragraph = if ragged { paragraph.align(AlignmentType::Left) } else { paragraph };
    let filled = text.0.iter().filter(|run| !run.text.is_empty());
    filled.fold(paragraph, |paragraph, run| {
        let face = if run.strong { Face::Kai } else { Face::FangSong };
        paragraph.add_run(form::run(&run.text, face))
    })
}

/// A run without any text, for paragraphs that must have a height.
fn empty() -> Run {
    Run::new()
}
