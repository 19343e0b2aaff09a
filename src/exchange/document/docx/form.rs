//! The form: measures, faces and kinds of paragraph.

use docx_rs::{
    AlignmentType, BreakType, FieldCharType, Footer, InstrPAGE, InstrText, LineSpacing, LineSpacingType,
    PageMargin, Paragraph, Run, RunFonts, SpecialIndentType,
};

use crate::exchange::document::Document;
use crate::exchange::document::paper::{self, LINE};
use crate::exchange::document::text::on_one_line;

/// A4, in twentieths of a point.
pub(super) const PAGE: (u32, u32) = (11906, 16838);
/// What a character's place is narrower than the character, in 4096ths of a point: 28 in 156 mm.
pub(super) const CHARACTER: isize = -849;
/// 3号, in half points.
pub(super) const BODY: usize = 32;
/// 2号.
const TITLE: usize = 44;
/// 4号.
const FOOT: usize = 28;
/// 五号.
pub(super) const TABLE: usize = 21;

/// A face, by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// 小标宋: titles.
    XiaoBiaoSong,
    /// 仿宋: body.
    FangSong,
    /// 黑体: 一、 and 附件.
    Hei,
    /// 楷体: （一） and who a line is about.
    Kai,
    /// 宋体: page numbers.
    Song,
}

impl Face {
    fn name(self) -> &'static str {
        match self {
            Self::XiaoBiaoSong => "方正小标宋简体",
            Self::FangSong => "仿宋_GB2312",
            Self::Hei => "黑体",
            Self::Kai => "楷体_GB2312",
            Self::Song => "宋体",
        }
    }

    /// The fonts of a run. Digits and Latin letters are in Times New Roman, as is the habit; quotation marks are Chinese.
    pub(super) fn fonts(self) -> RunFonts {
        let latin = if self == Self::Song { "宋体" } else { "Times New Roman" };
        RunFonts::new().ascii(latin).hi_ansi(latin).cs(latin).east_asia(self.name()).hint("eastAsia")
    }
}

/// The fonts with what may stand for them where they are missing.
pub(super) const FONTS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>"#,
    r#"<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>"#,
    r#"<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>"#,
    r#"<w:font w:name="楷体_GB2312"><w:altName w:val="楷体"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>"#,
    r#"<w:font w:name="黑体"><w:altName w:val="SimHei"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>"#,
    r#"<w:font w:name="宋体"><w:altName w:val="SimSun"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>"#,
    "</w:fonts>"
);

/// How characters stand in every paragraph.
const SPACING: &str = r#"<w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>"#;

/// The style that paragraphs have without a word, which the writer brings.
const USUAL: &str = "Normal";

/// The part with that style marked as the usual one, marks at the end of a line kept within the text block, and no blank
/// between Han and digits that the text has not: its writer can do none of it.
pub(super) fn usual_style(part: &[u8]) -> Vec<u8> {
    let mark = format!(r#"w:styleId="{USUAL}""#);
    let all = "<w:pPrDefault><w:pPr>";
    String::from_utf8_lossy(part)
        .replacen(&mark, &format!(r#"w:default="1" {mark}"#), 1)
        .replacen(all, &format!("{all}{SPACING}"), 1)
        .into_bytes()
}

/// 37 mm above, 28 mm left, and what the text block leaves below and right.
pub(super) fn margins() -> PageMargin {
    PageMargin::new().top(2098).left(1587).bottom(1984).right(1474).header(851).footer(1361).gutter(0)
}

fn exactly(line: i32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(line).before(0).after(0)
}

fn pitch() -> i32 {
    i32::try_from(LINE).unwrap_or(579)
}

/// What characters of the body stand closer than they are wide, in twentieths of a point, so that 28 fit in a line also
/// where a program knows no grid of characters.
const CLOSER: i32 = -5;

/// Some text in a face, in body size.
pub(super) fn run(text: &str, face: Face) -> Run {
    sized(text, face, BODY).character_spacing(CLOSER)
}

/// Some text in a face and a size.
pub(super) fn sized(text: &str, face: Face, size: usize) -> Run {
    Run::new().add_text(text).fonts(face.fonts()).size(size)
}

/// A paragraph with lines of that pitch. It keeps to its own pitch and not to the page's grid, which programs read
/// differently.
fn pitched(line: i32) -> Paragraph {
    Paragraph::new().snap_to_grid(false).line_spacing(exactly(line))
}

/// A paragraph of the body: two characters in.
pub(super) fn body() -> Paragraph {
    pitched(pitch())
        .align(AlignmentType::Both)
        .indent(None, Some(SpecialIndentType::FirstLine(640)), None, None)
        .first_line_chars(200)
}

/// One line in the middle.
pub(super) fn centred(text: &str, face: Face) -> Paragraph {
    pitched(pitch()).align(AlignmentType::Center).add_run(run(text, face))
}

/// One line from the edge.
pub(super) fn flush(text: &str, face: Face) -> Paragraph {
    pitched(pitch()).add_run(run(text, face))
}

/// An empty line.
pub(super) fn gap() -> Paragraph {
    pitched(pitch()).add_run(super::empty())
}

/// The lowest line there is, for what has no text.
pub(super) fn least() -> Paragraph {
    pitched(20).add_run(super::empty().size(2))
}

/// A title; a long one in two lines, parted where its words part.
pub(super) fn title(text: &str) -> Paragraph {
    let paragraph = pitched(pitch()).align(AlignmentType::Center);
    let line = |text: &str| sized(text, Face::XiaoBiaoSong, TITLE);
    match parted(text) {
        Some((first, second)) => {
            paragraph.add_run(line(first).add_break(BreakType::TextWrapping)).add_run(line(second))
        }
        None => paragraph.add_run(line(text)),
    }
}

/// Words before which a title may be parted.
const PARTS: [&str; 5] = ["落实情况", "工作方案", "重点工作", "考核记录", "清单"];

/// A title too long for a line in two, at the word nearest to the middle.
fn parted(text: &str) -> Option<(&str, &str)> {
    if !paper::is_long(text) {
        return None;
    }
    let places = PARTS.iter().flat_map(|part| text.match_indices(part)).map(|(place, _)| place);
    places.min_by_key(|place| place.abs_diff(text.len() / 2)).map(|place| text.split_at(place))
}

/// 落款: at the right, two characters in.
pub(super) fn signature(text: &str) -> Paragraph {
    pitched(pitch())
        .align(AlignmentType::Right)
        .indent(None, None, Some(640), None)
        .add_run(run(text, Face::FangSong))
}

/// — 1 —, one character in from the outer edge.
pub(super) fn page_number(side: AlignmentType) -> Footer {
    let (left, right) =
        if matches!(side, AlignmentType::Left) { (Some(280), None) } else { (None, Some(280)) };
    let dash = |text: &str| sized(text, Face::Song, FOOT);
    let field = Run::new()
        .fonts(Face::Song.fonts())
        .size(FOOT)
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE::new()))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("1")
        .add_field_char(FieldCharType::End, false);
    Footer::new().add_paragraph(
        Paragraph::new()
            .align(side)
            .indent(left, None, right, None)
            .add_run(dash("— "))
            .add_run(field)
            .add_run(dash(" —")),
    )
}

/// The package's properties. The moment is the data's, so that the same data give the same bytes.
pub(super) fn properties(document: &Document) -> String {
    let made = document.made.format("%Y-%m-%dT%H:%M:%SZ");
    let (title, author) = (plain(&document.title), plain(&document.author));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>\
         <cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:modified></cp:coreProperties>"
    )
}

fn plain(text: &str) -> String {
    on_one_line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
