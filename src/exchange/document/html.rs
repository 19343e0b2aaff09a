//! One page of HTML: nothing is fetched from anywhere, nothing in it runs. Light and dark by the reader's own setting, A4
//! on paper.

mod chart;

use std::fmt::Write as _;

use super::text::on_one_line;
use super::{Block, Cell, Document, Level, Table, Text};

const STYLE: &str = include_str!("html/style.css");

/// The document as HTML.
pub fn write(document: &Document) -> String {
    let title = line(&document.title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n\
         </head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    for one in &document.byline {
        let _ = writeln!(page, "<p class=\"byline\">{}</p>", line(one));
    }
    let mut in_annex = false;
    for block in &document.blocks {
        if let Block::Annex { label, title } = block {
            page.push_str(if in_annex { "</section>\n" } else { "" });
            page.push_str("<section class=\"annex\">\n");
            in_annex = true;
            if !label.is_empty() {
                let _ = writeln!(page, "<p class=\"label\">{}</p>", line(label));
            }
            let _ = writeln!(page, "<h2 class=\"annex-title\">{}</h2>", line(title));
        } else {
            self::block(&mut page, block);
        }
    }
    page.push_str(if in_annex { "</section>\n" } else { "" });
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn block(page: &mut String, block: &Block) {
    match block {
        Block::Heading(level, title) => {
            let tag = match level {
                Level::Section => "h2",
                Level::Part => "h3",
                Level::Point => "h4",
            };
            let _ = writeln!(page, "<{tag}>{}</{tag}>", line(title));
        }
        Block::Paragraph(text) => {
            let _ = writeln!(page, "<p>{}</p>", runs(text));
        }
        Block::Addressee(to) => {
            let _ = writeln!(page, "<p class=\"label\">{}</p>", line(to));
        }
        Block::Numbered(from, lines) => {
            let start = if *from == 1 { String::new() } else { format!(" start=\"{from}\"") };
            let _ = writeln!(page, "<ol{start}>");
            items(page, lines);
            page.push_str("</ol>\n");
        }
        Block::Points(lines) => {
            page.push_str("<ul>\n");
            items(page, lines);
            page.push_str("</ul>\n");
        }
        Block::Table(one) => table(page, one),
        Block::Trend(trend) => chart::draw(page, trend),
        Block::Annex { .. } => {}
        Block::Signature(lines) => {
            for one in lines {
                let _ = writeln!(page, "<p class=\"signature\">{}</p>", line(one));
            }
        }
    }
}

fn items(page: &mut String, lines: &[Text]) {
    for text in lines {
        let _ = writeln!(page, "<li>{}</li>", runs(text));
    }
}

fn table(page: &mut String, table: &Table) {
    page.push_str("<div class=\"scroll\"><table>\n<colgroup>");
    let total: usize = table.columns.iter().map(|column| column.width.max(1)).sum();
    for column in &table.columns {
        let _ = write!(page, "<col style=\"width:{}%\">", column.width.max(1) * 100 / total.max(1));
    }
    page.push_str("</colgroup>\n<thead><tr>");
    for column in &table.columns {
        let _ = write!(page, "<th scope=\"col\">{}</th>", line(&column.title));
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        page.push_str("<tr>");
        for cell in row {
            let class = if matches!(cell, Cell::Number(_)) { " class=\"number\"" } else { "" };
            let _ = write!(page, "<td{class}>{}</td>", in_lines(&cell.text()));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table></div>\n");
    for note in table.noted() {
        let _ = writeln!(page, "<p class=\"note\">{}</p>", line(&note));
    }
}

fn line(text: &str) -> String {
    escaped(&on_one_line(text))
}

fn in_lines(text: &str) -> String {
    escaped(super::text::in_lines(text).trim()).replace('\n', "<br>")
}

fn runs(text: &Text) -> String {
    let filled = text.0.iter().filter(|run| !run.text.is_empty());
    filled
        .map(|run| {
            let text = escaped(&run.text);
            if run.strong { format!("<strong>{text}</strong>") } else { text }
        })
        .collect()
}

/// Text as it may stand between tags and in a quoted attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
