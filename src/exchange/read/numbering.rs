//! The numbers that Word counts by itself: `一、` and `（一）` need not stand in the text.

use std::collections::HashMap;

use super::tree::Node;

/// The lists of a document, and how far each has counted.
pub struct Numbering {
    /// List → the form that it takes its levels from.
    lists: HashMap<String, String>,
    /// Form → levels.
    forms: HashMap<String, Vec<Level>>,
    styles: HashMap<String, Style>,
    counts: HashMap<String, [u32; 9]>,
}

#[derive(Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
}

#[derive(Clone, Default)]
struct Style {
    based_on: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    heading: Option<u8>,
}

impl Numbering {
    /// Reads the two parts that say how a document counts.
    pub fn new(numbering: &Node, styles: &Node) -> Self {
        let mut read = Self {
            lists: HashMap::new(),
            forms: HashMap::new(),
            styles: HashMap::new(),
            counts: HashMap::new(),
        };
        for one in numbering.child("numbering").map_or(&[][..], |root| &root.children) {
            let id = |name| one.attribute(name).map(str::to_owned);
            match one.name.as_str() {
                "abstractNum" => {
                    let levels = one.children.iter().filter(|level| level.name == "lvl").map(level).collect();
                    read.forms.extend(id("abstractNumId").map(|id| (id, levels)));
                }
                "num" => {
                    let form = one.value("abstractNumId").map(str::to_owned);
                    read.lists.extend(id("numId").zip(form));
                }
                _ => {}
            }
        }
        for one in styles.child("styles").map_or(&[][..], |root| &root.children) {
            if let Some(id) = one.attribute("styleId").filter(|_| one.name == "style") {
                read.styles.insert(id.to_owned(), style(one));
            }
        }
        read
    }

    /// The number of a paragraph, and its level as a heading.
    pub fn of(&mut self, paragraph: &Node) -> (String, Option<u8>) {
        let Some(settings) = paragraph.child("pPr") else { return (String::new(), None) };
        let style = settings.value("pStyle").map(|id| self.style(id)).unwrap_or_default();
        let outline = settings.value("outlineLvl").and_then(|level| level.parse::<u8>().ok());
        let heading = outline.filter(|level| *level < 9).map(|level| level + 1).or(style.heading);
        let own = settings.child("numPr");
        let own = |name| own.and_then(|own| own.value(name));
        (self.number(settings.value("pStyle"), own("numId"), own("ilvl")), heading)
    }

    /// The number of a paragraph of that style, list and level, which counts one further.
    pub fn number(&mut self, style: Option<&str>, list: Option<&str>, level: Option<&str>) -> String {
        let style = style.map(|id| self.style(id)).unwrap_or_default();
        let list = list.map(str::to_owned).or(style.list);
        let level = level.and_then(|level| level.parse().ok()).or(style.level);
        let number = list.filter(|list| list != "0").map(|list| self.count(&list, level.unwrap_or(0)));
        number.unwrap_or_default()
    }

    /// A style with what it takes from the one it is based on.
    fn style(&self, id: &str) -> Style {
        let mut found = Style::default();
        let mut next = Some(id.to_owned());
        for _ in 0..12 {
            let Some(style) = next.take().and_then(|id| self.styles.get(&id)) else { break };
            found.list = found.list.or_else(|| style.list.clone());
            found.level = found.level.or(style.level);
            found.heading = found.heading.or(style.heading);
            next.clone_from(&style.based_on);
        }
        found
    }

    fn count(&mut self, list: &str, level: usize) -> String {
        let Some(form) = self.lists.get(list).cloned() else { return String::new() };
        let Some(levels) = self.forms.get(&form) else { return String::new() };
        let level = level.min(8).min(levels.len().saturating_sub(1));
        let counts = self.counts.entry(form).or_insert([0; 9]);
        let start = |level: usize| levels.get(level).map_or(1, |level| level.start);
        counts[level] = if counts[level] == 0 { start(level) } else { counts[level].saturating_add(1) };
        counts[level + 1..].fill(0);
        let Some(here) = levels.get(level) else { return String::new() };
        let mut text = here.text.clone();
        for (place, one) in levels.iter().take(level + 1).enumerate() {
            let count = if counts[place] == 0 { one.start } else { counts[place] };
            text = text.replace(&format!("%{}", place + 1), &written(count, &one.format));
        }
        if here.format == "bullet" { String::new() } else { text }
    }
}

fn level(node: &Node) -> Level {
    Level {
        start: node.value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
        format: node.value("numFmt").unwrap_or("decimal").to_owned(),
        text: node.value("lvlText").unwrap_or_default().to_owned(),
    }
}

fn style(node: &Node) -> Style {
    let settings = node.child("pPr");
    let numbered = settings.and_then(|settings| settings.child("numPr"));
    let outline = settings.and_then(|settings| settings.value("outlineLvl"));
    let named = node.value("name").map(str::to_lowercase).and_then(|name| {
        let level =
            name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?.trim().parse::<u8>().ok()?;
        (1..=9).contains(&level).then_some(level)
    });
    Style {
        based_on: node.value("basedOn").map(str::to_owned),
        list: numbered.and_then(|numbered| numbered.value("numId")).map(str::to_owned),
        level: numbered.and_then(|numbered| numbered.value("ilvl")).and_then(|level| level.parse().ok()),
        heading: outline
            .and_then(|level| level.parse::<u8>().ok())
            .filter(|level| *level < 9)
            .map(|l| l + 1)
            .or(named),
    }
}

/// A count in Chinese numerals, up to 99; figures beyond.
fn chinese(count: u32) -> String {
    let digit = |number: u32| {
        "零一二三四五六七八九".chars().nth(number as usize).map(String::from).unwrap_or_default()
    };
    match count {
        0..=9 => digit(count),
        10..=99 => {
            let tens = if count < 20 { String::new() } else { digit(count / 10) };
            let ones = if count.is_multiple_of(10) { String::new() } else { digit(count % 10) };
            format!("{tens}十{ones}")
        }
        _ => count.to_string(),
    }
}

/// A count in one of Word's formats.
fn written(count: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "chineseLegalSimplified"
        | "taiwaneseCounting"
        | "ideographDigital"
        | "taiwaneseCountingThousand" => chinese(count),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => (1..=20)
            .contains(&count)
            .then(|| char::from_u32(0x245F + count))
            .flatten()
            .map_or_else(|| count.to_string(), String::from),
        "none" | "bullet" => String::new(),
        "upperLetter" | "lowerLetter" => {
            let base = if format == "upperLetter" { 'A' } else { 'a' };
            char::from_u32(u32::from(base) + (count.max(1) - 1) % 26).map(String::from).unwrap_or_default()
        }
        _ => count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_written_as_the_list_says() {
        assert_eq!([1, 10, 12, 20, 35].map(chinese).join(" "), "一 十 十二 二十 三十五");
        assert_eq!(written(3, "decimalEnclosedCircle"), "③");
        assert_eq!(written(28, "lowerLetter"), "b");
    }
}
