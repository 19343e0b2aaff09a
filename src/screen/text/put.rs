//! Lines into the buffer.

use ratatui::buffer::Buffer;
use ratatui::text::Line;

use super::{plain_char, plain_width};

/// As [`Buffer::set_line`], which takes every text apart into clusters: hardly one of ours holds a character that joins
/// another, and a frame is mostly lines.
pub fn put_line(buf: &mut Buffer, x: u16, y: u16, line: &Line<'_>, width: u16) {
    let area = buf.area;
    if y < area.top() || y >= area.bottom() || x < area.left() {
        return;
    }
    let end = x.saturating_add(width).min(area.right());
    let mut at = x;
    for span in &line.spans {
        if at >= end {
            return;
        }
        let style = line.style.patch(span.style);
        if plain_width(&span.content).is_none() {
            (at, _) = buf.set_stringn(at, y, &span.content, usize::from(end - at), style);
            continue;
        }
        let row = buf.index_of(at, y);
        let cells = &mut buf.content[row..row + usize::from(end - at)];
        let mut place = 0;
        for c in span.content.chars() {
            let wide = plain_char(c).unwrap_or(1);
            let Some((first, others)) = cells.get_mut(place..place + wide).and_then(<[_]>::split_first_mut)
            else {
                break;
            };
            first.set_char(c).set_style(style);
            others.iter_mut().for_each(ratatui::buffer::Cell::reset);
            place += wide;
        }
        at += u16::try_from(place).unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};
    use ratatui::text::Span;

    use super::*;

    proptest! {
        /// Over whatever stood there, it leaves what ratatui's own leaves.
        #[test]
        fn a_line_is_put_as_ratatui_puts_it(
            texts in prop::collection::vec("[政务公开，—…·“a-z 0-9\u{301}\u{1f468}\u{200d}ｱﾞ]{0,8}", 0..5),
            (x, y, width) in (0_u16..24, 0_u16..3, 0_u16..24),
            before in "[政a ]{0,20}",
        ) {
            let mut buf = Buffer::empty(Rect::new(0, 0, 20, 2));
            buf.set_string(0, 0, &before, Style::new().bg(Color::Blue));
            let colours = [Color::Red, Color::Reset, Color::Green];
            let spans = texts.iter().zip(colours.iter().cycle());
            let line: Line<'_> = spans.map(|(text, fg)| Span::styled(text.as_str(), Style::new().fg(*fg))).collect();
            let mut theirs = buf.clone();
            put_line(&mut buf, x, y, &line, width);
            if x < 20 && y < 2 {
                theirs.set_line(x, y, &line, width);
            }
            prop_assert_eq!(buf, theirs);
        }
    }
}
