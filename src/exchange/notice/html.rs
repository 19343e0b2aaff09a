//! HTML: a page saved from a government site, or a document that Word or `LibreOffice` wrote as HTML.

use scraper::{ElementRef, Html, Node};

use super::decode;
use super::source::{Layer, Source};

/// Deeper nesting than this is not followed.
const DEEPEST: usize = 400;

/// The paragraphs and tables of a page.
pub fn read(bytes: &[u8]) -> Source {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let named = head.split("charset").nth(1).map(|rest| {
        let rest = rest.trim_start_matches([' ', '=', '"', '\'']);
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect::<String>()
    });
    read_text(&decode::decode(bytes, named.as_deref()))
}

/// The same of a text.
pub fn read_text(text: &str) -> Source {
    let page = Html::parse_document(text);
    let mut reader = Reader::default();
    reader.flow(page.root_element(), 0);
    reader.end_line();
    reader.source.title = Some(reader.title).filter(|title| !title.trim().is_empty());
    reader.source
}

#[derive(Default)]
struct Reader {
    source: Source,
    title: String,
    line: String,
    heading: Option<u8>,
    /// For each list that is open the next number; none where it has bullets.
    lists: Vec<Option<u32>>,
}

impl Reader {
    fn flow(&mut self, element: ElementRef<'_>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.say(text),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>, depth: usize) {
        if is_hidden(element) {
            return;
        }
        let name = element.value().name();
        match name {
            "title" => self.title = element.text().collect::<String>(),
            "br" => self.end_line(),
            "table" => self.table(element, depth),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_line();
                self.heading = name[1..].parse().ok();
                self.flow(element, depth);
                self.end_line();
                self.heading = None;
            }
            "ol" | "ul" => {
                self.end_line();
                let first = element.value().attr("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.lists.push((name == "ol").then_some(first));
                self.flow(element, depth);
                self.end_line();
                self.lists.pop();
            }
            "li" => {
                self.end_line();
                if let Some(Some(next)) = self.lists.last_mut() {
                    self.line = format!("{next}.");
                    *next = next.saturating_add(1);
                }
                self.flow(element, depth);
                self.end_line();
            }
            _ if is_block(name) => {
                self.end_line();
                self.flow(element, depth);
                self.end_line();
            }
            _ => self.flow(element, depth),
        }
    }

    fn table(&mut self, table: ElementRef<'_>, depth: usize) {
        self.end_line();
        let rows = rows(table);
        let widest = rows.iter().map(|row| cells(*row).len()).max().unwrap_or(0);
        let holds_tables = rows.iter().flat_map(|row| cells(*row)).any(holds_table);
        if widest < 2 || holds_tables {
            self.flow(table, depth);
            self.end_line();
            return;
        }
        let mut layer = Layer::default();
        for row in rows {
            layer.begin_row();
            for cell in cells(row) {
                let span =
                    |name| cell.value().attr(name).and_then(|span| span.trim().parse().ok()).unwrap_or(1);
                let (down, right) = (span("rowspan"), span("colspan"));
                let mut inside = Self::default();
                inside.flow(cell, depth + 1);
                inside.end_line();
                let lines = inside.source.blocks.into_iter().filter_map(|block| match block {
                    super::source::Block::Paragraph(paragraph) => Some(paragraph.text),
                    super::source::Block::Table(_) => None,
                });
                layer.cell(lines.collect::<Vec<_>>().join("\n"), down, right);
            }
            layer.end_row();
        }
        self.source.table(layer.grid());
    }

    fn say(&mut self, text: &str) {
        // A line's end between two Chinese characters is how the page was written, and no blank.
        let mut blank: Option<bool> = None;
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{3000}' {
                blank = Some(blank.unwrap_or(false) || c == '\n');
                continue;
            }
            if let Some(broken) = blank.take() {
                let chinese = |c: char| !c.is_ascii() && c != ' ';
                let joined = broken && chinese(c) && self.line.chars().next_back().is_some_and(chinese);
                if !joined && !self.line.is_empty() && !self.line.ends_with(' ') {
                    self.line.push(' ');
                }
            }
            self.line.push(if c == '\u{3000}' { ' ' } else { c });
        }
        if blank == Some(false) && !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.source.paragraph(&line.replace(['\u{200B}', '\u{FEFF}', '\u{00AD}'], ""), self.heading);
    }
}

fn holds_table(cell: ElementRef<'_>) -> bool {
    cell.descendants().skip(1).any(|node| node.value().as_element().is_some_and(|one| one.name() == "table"))
}

/// The rows of a table itself, not of tables in it.
fn rows(table: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    let mut found = Vec::new();
    for child in table.children().filter_map(ElementRef::wrap) {
        match child.value().name() {
            "tr" => found.push(child),
            "thead" | "tbody" | "tfoot" => {
                found.extend(
                    child.children().filter_map(ElementRef::wrap).filter(|row| row.value().name() == "tr"),
                );
            }
            _ => {}
        }
    }
    found.retain(|row| !is_hidden(*row));
    found
}

fn cells(row: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    let is_cell = |cell: &ElementRef<'_>| matches!(cell.value().name(), "td" | "th");
    row.children().filter_map(ElementRef::wrap).filter(is_cell).collect()
}

fn is_hidden(element: ElementRef<'_>) -> bool {
    let value = element.value();
    let style = || value.attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    matches!(
        value.name(),
        "script"
            | "style"
            | "noscript"
            | "template"
            | "nav"
            | "footer"
            | "aside"
            | "select"
            | "button"
            | "textarea"
            | "svg"
            | "iframe"
            | "object"
    ) || value.attr("hidden").is_some()
        || style().contains("display:none")
        || style().contains("visibility:hidden")
        || style().contains("mso-hide:all")
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "body"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "dl"
            | "dt"
            | "dd"
            | "blockquote"
            | "pre"
            | "figure"
            | "figcaption"
            | "center"
            | "form"
            | "fieldset"
            | "address"
            | "hr"
            | "details"
            | "summary"
            | "tbody"
            | "thead"
            | "tfoot"
    )
}
