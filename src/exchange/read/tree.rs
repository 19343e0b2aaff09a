//! A small tree of XML: what the parts of a DOCX are read through.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// Deeper nesting than this is no document.
const DEEPEST: usize = 120;

/// More pieces than this are not read.
const MOST: usize = 2_000_000;

/// An element, its namespace prefix left out.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// Its name without the prefix; empty for text.
    pub name: String,
    /// Its attributes, names without the prefix.
    attributes: Vec<(String, String)>,
    /// What is in it.
    pub children: Vec<Node>,
    /// The text, where it is text.
    pub text: String,
}

impl Node {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first child of this name.
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The `val` of the first child of this name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// Whether a switch such as `<w:vanish/>` is on.
    pub fn is_on(&self, name: &str) -> bool {
        self.child(name)
            .is_some_and(|node| !matches!(node.attribute("val"), Some("0" | "false" | "off" | "none")))
    }

    /// All its text.
    pub fn all_text(&self) -> String {
        let mut text = self.text.clone();
        self.children.iter().for_each(|child| text.push_str(&child.all_text()));
        text
    }
}

/// The tree of a text. What is torn is read as far as it goes.
pub fn parse(text: &str) -> Node {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut open = vec![Node::default()];
    // Elements that are too deep are counted and left out.
    let mut too_deep = 0_usize;
    let mut left = MOST;
    while left > 0 {
        left -= 1;
        match reader.read_event() {
            Ok(Event::Start(_)) if open.len() > DEEPEST || too_deep > 0 => too_deep += 1,
            Ok(Event::End(_)) if too_deep > 0 => too_deep -= 1,
            Ok(Event::Start(start)) => open.push(node(&start)),
            Ok(Event::End(_)) => close(&mut open),
            Ok(Event::Empty(start)) if too_deep == 0 => put(&mut open, node(&start)),
            Ok(Event::Text(written)) => say(&mut open, &written),
            Ok(Event::CData(written)) => say(&mut open, &written),
            Ok(Event::GeneralRef(reference)) => {
                let named = match &*reference {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                if let Some(c) = named {
                    say(&mut open, &c.to_string());
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().unwrap_or_default()
}

fn node(start: &BytesStart<'_>) -> Node {
    let attributes = start
        .attributes()
        .with_checks(false)
        .flatten()
        .map(|one| {
            let value =
                quick_xml::escape::unescape(&one.value).map_or_else(|_| one.value.to_string(), Into::into);
            (one.key.local_name().into_inner().to_owned(), value)
        })
        .collect();
    let name = start.local_name().into_inner().to_owned();
    Node { name, attributes, children: Vec::new(), text: String::new() }
}

fn put(open: &mut [Node], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn close(open: &mut Vec<Node>) {
    if open.len() > 1
        && let Some(node) = open.pop()
    {
        put(open, node);
    }
}

fn say(open: &mut [Node], text: &str) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(last) if last.name.is_empty() => last.text.push_str(text),
        _ => parent.children.push(Node { text: text.to_owned(), ..Node::default() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_entities_and_attributes_arrive() {
        let tree = parse("<w:p w:x=\"a&amp;b\"><w:t>甲&amp;乙&#x4E19;</w:t><w:b/></w:p>");
        let paragraph = tree.child("p").unwrap();
        assert_eq!(paragraph.attribute("x"), Some("a&b"));
        assert_eq!(paragraph.all_text(), "甲&乙丙");
        assert!(paragraph.is_on("b"));
    }

    #[test]
    fn torn_and_bottomless_trees_are_read_as_far_as_they_go() {
        assert_eq!(parse("<a><b>一").all_text(), "一");
        let deep = "<a>".repeat(100_000);
        parse(&deep);
    }
}
