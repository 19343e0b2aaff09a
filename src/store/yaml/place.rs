//! Where in a text something is wrong, also where the reader does not say it.

/// The line, from 1, of the byte at `place`.
pub(super) fn line_at(bytes: &[u8], place: usize) -> usize {
    bytes[..place].split(|byte| *byte == b'\n').count()
}

/// The line where brackets begin to stand more than `most` deep in one another; none where they never do. Brackets in
/// texts count too: the answer is only meant to be quick.
pub(super) fn too_deep(text: &str, most: usize) -> Option<usize> {
    let mut open = 0_usize;
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > most {
            return Some(line_at(text.as_bytes(), place));
        }
    }
    None
}

/// The line that an error of the reader is about. It says none for the file's own keys and for aliases, and the line of
/// the whole record for a key that stands twice.
pub(super) fn of(error: &serde_yaml::Error, text: &str) -> Option<usize> {
    let message = error.to_string();
    let said = error.location().map(|place| place.line());
    if message.contains("duplicate") {
        return key(&message).and_then(|key| second(text, key, said.unwrap_or(1))).or(said);
    }
    if message.contains("repetition limit") {
        return said.or_else(|| text.lines().position(|line| line.contains('*')).map(|line| line + 1));
    }
    // A quotation mark that is not closed is noticed at the end of the file; it is mended where it stands.
    if let Some((_, rest)) = message.split_once("while scanning a quoted scalar at line ") {
        return rest.split(' ').next().and_then(|line| line.parse().ok()).or(said);
    }
    if message.contains("missing field") {
        return Some(said.unwrap_or(1));
    }
    if message.contains("more than one document") {
        let heads = text.lines().enumerate().filter(|(_, line)| line.starts_with("---"));
        return heads.map(|(place, _)| place + 1).find(|line| *line > 1).or(said);
    }
    said
}

/// The name that a message quotes.
fn key(message: &str) -> Option<&str> {
    ['`', '"'].into_iter().find_map(|quote| message.split(quote).nth(1))
}

/// The line of the second `key:` at the same depth, from the line `from` on.
fn second(text: &str, key: &str, from: usize) -> Option<usize> {
    let depth = |line: &str| {
        let inner = line.trim_start_matches([' ', '-']);
        let found = inner.strip_prefix(key)?.trim_start().starts_with(':');
        found.then_some(line.len() - inner.len())
    };
    let mut lines = text.lines().enumerate().skip(from.saturating_sub(1));
    let first = lines.find_map(|(_, line)| depth(line))?;
    lines.find(|(_, line)| depth(line) == Some(first)).map(|(place, _)| place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_stands_twice_is_named_where_it_stands_the_second_time() {
        let place = |text: &str| {
            let error = serde_yaml::from_str::<serde_yaml::Mapping>(text).unwrap_err();
            of(&error, text)
        };
        assert_eq!(place("a: 1\nb: 2\na: 3\n"), Some(3));
        assert_eq!(place("list:\n- id: 1\n  a: x\n  b:\n    a: y\n  a: z\n- id: 2\n  a: x\n"), Some(6));
    }

    #[test]
    fn depth_is_counted_without_reading() {
        assert_eq!(too_deep(&format!("a: 1\n{}", "[".repeat(11)), 10), Some(2));
        assert_eq!(too_deep(&"[]".repeat(1000), 10), None);
    }
}
