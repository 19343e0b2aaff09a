//! 链接: the links of the selected row's evidence, shown in full before the desktop opens one.

use std::path::PathBuf;

use crossterm::event::KeyCode;

use super::keys::Chord;
use super::notice::{Notice, WhyNot};
use super::overlay::Overlay;
use super::subject::Subject;
use super::{Effect, Workbench};
use crate::domain::entry::Entry;

/// The links of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkList {
    /// Each once, in the order in which they stand.
    pub links: Vec<String>,
    /// The selected one.
    pub cursor: usize,
}

/// What may begin a link: nothing else is handed to the desktop.
const BEGINNINGS: [&str; 2] = ["http://", "https://"];
/// Chinese marks that close a sentence end a link too.
const ENDS: &str = "，。；、：！？\"'<>";
/// A closing mark ends a link that has no opening one for it: `（见http://x.cn/公告（2024）.html）`.
const PAIRS: [(char, char); 9] = [
    ('(', ')'),
    ('（', '）'),
    ('《', '》'),
    ('〈', '〉'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
    ('“', '”'),
    ('‘', '’'),
];

/// The links in a text.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let begins = move |at: usize| {
        let beginning =
            |head: &&str| text.get(at..at + head.len()).is_some_and(|it| it.eq_ignore_ascii_case(head));
        BEGINNINGS.iter().any(beginning)
    };
    text.char_indices().filter(move |(at, _)| begins(*at)).map(|(at, _)| {
        let rest = &text[at..];
        rest[..end(rest)].trim_end_matches(['.', ',', ';'])
    })
}

/// Where the link ends that a text begins with.
fn end(text: &str) -> usize {
    let mut open: Vec<char> = Vec::new();
    for (at, c) in text.char_indices() {
        if c.is_whitespace() || c.is_control() || ENDS.contains(c) {
            return at;
        }
        if let Some((_, close)) = PAIRS.iter().find(|(open, _)| *open == c) {
            open.push(*close);
        } else if PAIRS.iter().any(|(_, close)| *close == c) && open.pop() != Some(c) {
            return at;
        }
    }
    text.len()
}

/// The links of an entry: of its evidence first, then of what else may name one.
fn links_of(entry: &Entry) -> Vec<String> {
    let evidence = entry.evidence.iter().map(|one| one.text.as_str());
    let notes = entry.progress.iter().map(|note| note.text.as_str());
    let mut found: Vec<String> = Vec::new();
    for link in evidence.chain(notes).chain([entry.remark.as_str()]).flat_map(links) {
        if !found.iter().any(|one| one == link) {
            found.push(link.to_owned());
        }
    }
    found
}

impl Workbench {
    /// The links of the selected row.
    pub(super) fn links_here(&self) -> Result<Vec<String>, WhyNot> {
        let Subject::Entry { id, .. } = self.row_subject()? else { return Err(WhyNot::NoEntry) };
        let found = self.workspace.entry(&id).map(|(_, entry)| links_of(entry)).unwrap_or_default();
        if found.is_empty() { Err(WhyNot::NoLink) } else { Ok(found) }
    }

    /// Shows them.
    pub(super) fn ask_link(&mut self) {
        if let Ok(links) = self.links_here() {
            self.overlay = Some(Overlay::Links(LinkList { links, cursor: 0 }));
        }
    }

    /// Opens the selected one.
    pub(super) fn open_link(&mut self, list: &LinkList) {
        if let Some(link) = list.links.get(list.cursor) {
            self.effects.push(Effect::Open(PathBuf::from(link)));
            self.notice = Some(Notice::LinkHandedOver(link.clone()));
        }
    }

    /// A key that only this list has: it copies. Whether it was one.
    pub(super) fn key_in_links(&mut self, chord: &Chord) -> bool {
        let Some(Overlay::Links(list)) = &self.overlay else { return false };
        if chord.code != KeyCode::Char('y') || chord.ctrl || chord.alt {
            return false;
        }
        self.effects.extend(list.links.get(list.cursor).cloned().map(Effect::Copy));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::tests::desk::monday;

    #[test]
    fn a_link_is_shown_before_it_is_opened_and_a_row_without_one_says_so() {
        let mut bench = monday().at_task(6);
        assert!(bench.press("L").is_empty() && bench.overlay.is_none());
        bench.press("n");
        bench.write("已发布 https://a.cn/x。又见 https://b.cn");
        bench.press("Enter L");
        let Some(Overlay::Links(list)) = &bench.overlay else { panic!("{:?}", bench.last_notice()) };
        assert_eq!(list.links, ["https://a.cn/x", "https://b.cn"]);
        assert_eq!(bench.press("Down y"), [Effect::Copy("https://b.cn".to_owned())]);
        assert_eq!(bench.press("Enter"), [Effect::Open(PathBuf::from("https://b.cn"))]);
        assert!(bench.overlay.is_none());
    }

    #[test]
    fn links_end_where_a_person_sees_them_end() {
        let found = |text| links(text).collect::<Vec<_>>();
        assert_eq!(
            found("见https://www.zhoucun.gov.cn/a?b=1&c=2，另见（http://x.cn/二.html）。"),
            ["https://www.zhoucun.gov.cn/a?b=1&c=2", "http://x.cn/二.html"]
        );
        assert_eq!(found("see (https://a.cn/x)."), ["https://a.cn/x"]);
        assert_eq!(found("（HTTPS://a.cn/公告（2024）.html）"), ["HTTPS://a.cn/公告（2024）.html"]);
        assert_eq!(
            found("《见http://a.cn/x》和http://b.cn/a(1).pdf)"),
            ["http://a.cn/x", "http://b.cn/a(1).pdf"]
        );
        assert!(found("file:///etc/passwd javascript:alert(1) 周政公开〔2024〕6号").is_empty());
    }
}
