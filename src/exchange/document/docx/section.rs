//! 分节: a table of many columns lies across the page, with what heads it; all else stands upright.

use docx_rs::{DocGrid, DocGridType, Docx, PageMargin, PageOrientationType, PageSize, SectionProperty};

use super::form;
use crate::exchange::document::{Block, paper};

/// From so many columns a table lies across: upright, each would have room for few characters.
const MANY: usize = 8;

/// How the page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Lie {
    /// 纵向.
    #[default]
    Upright,
    /// 横向.
    Across,
}

impl Lie {
    /// The width of the text block, in twentieths of a point: 156 mm, or 225 mm across.
    pub(super) fn width(self) -> usize {
        match self {
            Self::Upright => paper::WIDTH,
            Self::Across => paper::HEIGHT,
        }
    }

    /// The height of the text block.
    pub(super) fn height(self) -> usize {
        match self {
            Self::Upright => paper::HEIGHT,
            Self::Across => paper::WIDTH,
        }
    }

    /// Page, margins and grid of a section.
    pub(super) fn property(self) -> SectionProperty {
        let (size, margins) = match self {
            Self::Upright => (PageSize::new().size(form::PAGE.0, form::PAGE.1), form::margins()),
            // Turned to the left, so that the head of the page is at the binding.
            Self::Across => (
                PageSize::new().size(form::PAGE.1, form::PAGE.0).orient(PageOrientationType::Landscape),
                across(),
            ),
        };
        SectionProperty::new().page_size(size).page_margin(margins).doc_grid(
            DocGrid::new()
                .grid_type(DocGridType::LinesAndChars)
                .line_pitch(paper::LINE)
                .char_space(form::CHARACTER),
        )
    }
}

/// The margins of the upright page, turned with it.
fn across() -> PageMargin {
    let upright = form::margins();
    let (top, left, bottom, right) = (upright.left, upright.bottom, upright.right, upright.top);
    upright.top(top).left(left).bottom(bottom).right(right)
}

/// How the page of a block lies: a wide table across, and what heads it with it.
pub(super) fn lie(blocks: &[Block], place: usize) -> Lie {
    let mut rest = blocks.iter().skip(place);
    let is_head = |block: &&Block| matches!(block, Block::Heading(..) | Block::Annex { .. });
    match rest.find(|block| !is_head(block)) {
        Some(Block::Table(table)) if table.columns.len() >= MANY => Lie::Across,
        _ => Lie::Upright,
    }
}

/// Which way the pages lie while blocks are added.
#[derive(Debug, Default)]
pub(super) struct Sections(Lie);

impl Sections {
    /// Ends the section where the next block lies another way; true where it did, so that a page begins.
    pub(super) fn turn(&mut self, docx: &mut Docx, next: Lie) -> bool {
        if self.0 == next {
            return false;
        }
        let ended = std::mem::replace(&mut self.0, next);
        let last = form::least().section_property(ended.property());
        *docx = std::mem::take(docx).add_paragraph(last);
        true
    }

    /// What the last pages are belongs to the document itself; its page numbers stay.
    pub(super) fn close(self, docx: &mut Docx) {
        let property = self.0.property();
        let all = &mut docx.document.section_property;
        (all.page_size, all.page_margin) = (property.page_size, property.page_margin);
        if self.0 == Lie::Across {
            *docx = std::mem::take(docx).add_paragraph(form::least());
        }
    }
}

/// The part with the page numbers of the last section in every other, which its writer cannot do.
pub(super) fn numbered_throughout(part: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(part);
    let references: String = text
        .split_inclusive("/>")
        .filter_map(|piece| piece.rfind("<w:footerReference ").map(|at| &piece[at..]))
        .collect();
    let mut done = String::with_capacity(text.len());
    for piece in text.split_inclusive("<w:sectPr>") {
        let section = piece.split("</w:sectPr>").next().unwrap_or_default();
        if done.ends_with("<w:sectPr>") && !section.contains("<w:footerReference ") {
            done.push_str(&references);
        }
        done.push_str(piece);
    }
    done.into_bytes()
}
