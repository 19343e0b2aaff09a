use scraper::{Html, Selector};

use super::super::Format;
use super::{bytes, expected, hostile};

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

#[test]
fn another_reader_finds_every_cell_and_nothing_that_runs() {
    let page = String::from_utf8(bytes(Format::Html)).unwrap();
    let html = Html::parse_document(&page);
    assert!(html.errors.is_empty(), "{:?}", html.errors);
    for tag in ["script", "img", "iframe", "link", "object", "a", "b"] {
        assert_eq!(html.select(&selector(tag)).count(), 0, "{tag}");
    }
    for element in html.select(&selector("*")) {
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on"), "{name}");
            let fetched = matches!(name, "src" | "href") || value.contains("url(");
            assert!(!fetched, "{name}={value}");
        }
    }
    let rows: Vec<_> = html.select(&selector("tbody tr")).collect();
    assert_eq!(rows.len(), hostile().len());
    for (row, text) in rows.iter().zip(expected()) {
        let cell = row.select(&selector("td")).next().unwrap();
        let found: String = cell.text().collect();
        assert_eq!(found, text.trim().replace('\n', ""), "a line break is an element");
        assert_eq!(cell.select(&selector("br")).count(), text.trim().matches('\n').count());
    }
    assert_eq!(html.select(&selector("h1")).next().unwrap().text().collect::<String>(), "<标题>&]]>");
    assert_eq!(html.select(&selector("section.annex")).count(), 1);
}

#[test]
fn nothing_comes_from_outside_and_paper_and_dark_are_thought_of() {
    let page = String::from_utf8(bytes(Format::Html)).unwrap();
    for needed in ["prefers-color-scheme: dark", "@page", "size: A4", "<svg", "default-src 'none'"] {
        assert!(page.contains(needed), "{needed}");
    }
    let style = page.split("</style>").next().unwrap();
    assert!(!style.contains("@import") && !style.contains("url("));
}
