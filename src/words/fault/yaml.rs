//! The YAML reader's commonest messages in the reader's language: it speaks English and of tokens.

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
        } else if has("invalid type") {
            named(&self.kind, message)
        } else {
            message.to_owned()
        }
    }
}

/// With the name that the message puts in quotes or backticks, and the path before it.
fn named(template: &str, message: &str) -> String {
    let name = ['`', '"'].into_iter().find_map(|quote| message.split(quote).nth(1)).unwrap_or_default();
    let path = message.split_once(": ").map_or("", |(path, _)| path);
    let path = if path.contains(' ') { "" } else { path };
    fill(template, &[("name", &name), ("path", &path), ("message", &message)]).trim().to_owned()
}
