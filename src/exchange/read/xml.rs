//! What both readers of packed XML need: events without entities in the way, and attributes by their local names.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::ReadError;

/// One step through a document.
pub enum Step<'a> {
    /// An element begins; an empty one ends at once, with a [`Step::Close`] of its own.
    Open(BytesStart<'a>),
    /// An element ends: its local name.
    Close(String),
    /// Text, entities resolved.
    Text(String),
    /// The end.
    End,
}

/// Walks through a document.
pub struct Walker<'a> {
    reader: Reader<&'a [u8]>,
}

impl<'a> Walker<'a> {
    /// A walk from the beginning.
    pub fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader }
    }

    /// The next step. What has no meaning (comments, declarations) is passed over; a document type is never expanded.
    pub fn step(&mut self) -> Result<Step<'a>, ReadError> {
        loop {
            let event = self.reader.read_event().map_err(|error| ReadError::Damaged(error.to_string()))?;
            return Ok(match event {
                Event::Start(start) => Step::Open(start),
                Event::End(end) => Step::Close(end.local_name().as_ref().to_owned()),
                Event::Text(text) => Step::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Step::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(name) => Step::Text(entity(&name)),
                Event::Eof => Step::End,
                _ => continue,
            });
        }
    }
}

/// The character of a reference: the five of XML, or a number.
fn entity(name: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    match name.borrow().into_inner().as_ref() {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
    .to_owned()
}

/// The value of an attribute, whatever prefix its name has.
pub fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        start.attributes().with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
    Some(
        found
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map(std::borrow::Cow::into_owned)
            .unwrap_or_default(),
    )
}

/// The number in an attribute.
pub fn number(start: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(start, name)?.trim().parse().ok()
}
