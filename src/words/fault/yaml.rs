//! The YAML reader's commonest messages in the reader's language: it speaks English and of tokens.

use std::collections::HashMap;

use crate::words::fill;

words! {
    /// The translations.
    pub struct YamlWords {
        tab: String,
        colon: String,
        quote: String,
        indentation: String,
        duplicate: String,
        missing: String,
        kind: String,
        variant: String,
        number: String,
        deep: String,
        alias: String,
        documents: String,
        unknown: String,
        brackets: String,
        control: String,
        status: String,
        date: String,
        range: String,
        here: String,
        other: String,
        /// What stands there or is wanted, by the reader's own word for it.
        kinds: HashMap<String, String>,
    }
}

impl YamlWords {
    /// What the reader's message means. One that is not known stays as it is.
    pub fn explain(&self, message: &str) -> String {
        let has = |part: &str| message.contains(part);
        // The message that names the mistake stands before the one that names where the reader noticed it.
        if has("recursion limit") {
            self.deep.clone()
        } else if has("repetition limit") || has("unknown anchor") {
            self.alias.clone()
        } else if has("more than one document") {
            self.documents.clone()
        } else if has("u128") || has("i128") || has("number too large") {
            self.number.clone()
        } else if has("cannot start any token") || has("found a tab character") {
            self.tab.clone()
        } else if has("quoted scalar") || has("unexpected end of stream") {
            self.quote.clone()
        } else if has("could not find expected ':'") {
            self.colon.clone()
        } else if has("mapping values are not allowed")
            || has("did not find expected key")
            || has("did not find expected '-' indicator")
            || has("block sequence entries are not allowed")
        {
            self.indentation.clone()
        } else if has("duplicate entry") || has("duplicate field") {
            named(&self.duplicate, message)
        } else if has("unknown field") {
            named(&self.unknown, message)
        } else if has("missing field") {
            named(&self.missing, message)
        } else if has("unknown variant") {
            named(&self.variant, message)
        } else if has("unknown status") {
            named(&self.status, message)
        } else if has("invalid type") {
            self.mistaken(message).unwrap_or_else(|| fill(&self.other, &[("message", &message)]))
        } else if has("invalid value: integer") || has("invalid value: floating point") {
            named(&self.range, message)
        } else if DATES.iter().any(|part| has(part)) {
            named(&self.date, message)
        } else if has("did not find expected node content") || has("did not find expected ','") {
            self.brackets.clone()
        } else if has("control characters are not allowed") {
            self.control.clone()
        } else {
            fill(&self.other, &[("message", &message)])
        }
    }

    /// `entries[0].units: invalid type: string "区", expected a sequence at line 4 column 10`.
    fn mistaken(&self, message: &str) -> Option<String> {
        let (path, rest) = message.split_once("invalid type: ")?;
        let (found, wanted) = rest.rsplit_once(", expected ")?;
        let wanted = wanted.split(" at line ").next().unwrap_or(wanted);
        let path = match path.trim_end_matches([':', ' ']) {
            "" => &self.here,
            path => path,
        };
        let (kind, value) = match found.find(['`', '"']) {
            Some(at) => (found[..at].trim(), found[at..].trim_matches(['`', '"'])),
            None => (found, ""),
        };
        let found = format!("{} {value}", self.word(kind));
        Some(fill(
            &self.kind,
            &[("path", &path), ("wanted", &self.word(wanted)), ("found", &found.trim_end())],
        ))
    }

    /// The word for a kind of value. Numbers have the names that the code gives them: `u8`, `usize`.
    fn word<'w>(&'w self, kind: &'w str) -> &'w str {
        let plain = kind.trim_start_matches("a ").trim_start_matches("an ").trim_start_matches("borrowed ");
        let is_number =
            plain.strip_prefix(['u', 'i']).is_some_and(|rest| rest == "size" || rest.parse::<u8>().is_ok());
        let plain = if is_number {
            "integer"
        } else if plain.starts_with("struct ") || plain.starts_with("internally tagged") {
            "map"
        } else {
            plain
        };
        self.kinds.get(plain).map_or(kind, String::as_str)
    }
}

/// What the reader of dates says.
const DATES: [&str; 4] = [
    "input contains invalid characters",
    "input is out of range",
    "premature end of input",
    "trailing input",
];

/// With the name that the message puts in quotes or backticks, and the path before it.
fn named(template: &str, message: &str) -> String {
    let name = ['`', '"'].into_iter().find_map(|quote| message.split(quote).nth(1)).unwrap_or_default();
    let path = message.split_once(": ").map_or("", |(path, _)| path);
    let path = if path.contains(' ') { "" } else { path };
    fill(template, &[("name", &name), ("path", &path), ("message", &message)]).trim().to_owned()
}
