//! Colours as numbers: mixing, contrast, and the words in which a theme file names a style.

use ratatui::style::{Color, Modifier, Style};

/// What is wrong with a style's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no colour and no weight")]
pub struct UnknownWord(pub String);

/// Reads words such as `bold white on red` or `default dim`.
pub(super) fn style(words: &str) -> Result<Style, UnknownWord> {
    let mut style = Style::new();
    let mut ground = false;
    for word in words.split_whitespace() {
        style = match word {
            "on" => {
                ground = true;
                continue;
            }
            "default" => style,
            "bold" => style.add_modifier(Modifier::BOLD),
            "dim" => style.add_modifier(Modifier::DIM),
            "reverse" => style.add_modifier(Modifier::REVERSED),
            "underlined" => style.add_modifier(Modifier::UNDERLINED),
            _ => {
                let colour: Color = word.parse().map_err(|_| UnknownWord(word.to_owned()))?;
                if ground { style.bg(colour) } else { style.fg(colour) }
            }
        };
        ground = false;
    }
    Ok(style)
}

/// A share of `top` laid over `base`. Colours without known numbers cannot mix: then the `top` stays.
pub(super) fn mixed(top: Color, base: Color, percent: u16) -> Color {
    let (Some(top_rgb), Some(base_rgb)) = (channels(top), channels(base)) else {
        return top;
    };
    let mix = |i: usize| {
        let sum = u16::from(top_rgb[i]) * percent + u16::from(base_rgb[i]) * (100 - percent);
        u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
    };
    Color::Rgb(mix(0), mix(1), mix(2))
}

/// The contrast of two colours, from 1 to 21, by WCAG 2; none where a colour is the terminal's to choose.
pub fn contrast(a: Color, b: Color) -> Option<f64> {
    let (a, b) = (luminance(a)?, luminance(b)?);
    Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
}

fn luminance(colour: Color) -> Option<f64> {
    let linear = channels(colour)?.map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    Some(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
}

fn channels(colour: Color) -> Option<[u8; 3]> {
    match colour {
        Color::Rgb(r, g, b) => Some([r, g, b]),
        _ => None,
    }
}
