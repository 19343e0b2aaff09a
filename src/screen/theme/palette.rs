//! What a theme file holds, before it becomes styles.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use super::colour::{contrast, mixed, style};
use super::{Theme, UnreadableTheme};
use crate::domain::light::Light;

/// Text must stand out from its ground by this much (WCAG 2, level AA).
const READABLE: f64 = 4.5;

/// The words of a theme file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Palette {
    name: String,
    title: String,
    #[serde(default)]
    ground: Option<String>,
    #[serde(default)]
    paint_ground: bool,
    text: String,
    dim: String,
    accent: String,
    selected: String,
    lights: Lights,
    #[serde(default)]
    badges: Option<Lights>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lights {
    unreadable: String,
    excluded: String,
    done: String,
    check: String,
    overdue: String,
    unreported: String,
    due_soon: String,
    on_track: String,
}

impl Lights {
    fn styles(&self) -> Result<[Style; 8], UnreadableTheme> {
        let mut styles = [Style::new(); 8];
        for role in Light::ALL {
            styles[role as usize] = style(match role {
                Light::Unreadable => &self.unreadable,
                Light::Excluded => &self.excluded,
                Light::Done => &self.done,
                Light::Check => &self.check,
                Light::Overdue => &self.overdue,
                Light::Unreported => &self.unreported,
                Light::DueSoon => &self.due_soon,
                Light::OnTrack => &self.on_track,
            })?;
        }
        Ok(styles)
    }
}

impl Palette {
    /// Works out every style once, so that drawing only picks.
    pub(super) fn theme(self) -> Result<Theme, UnreadableTheme> {
        let page = style(&self.text)?;
        let ground = match &self.ground {
            Some(words) => style(words)?.fg,
            None => None,
        };
        let lights = self.lights.styles()?;
        let accent = style(&self.accent)?;
        let badges = match &self.badges {
            Some(badges) => badges.styles()?,
            None => lights.map(|light| badge(light, page, ground)),
        };
        Ok(Theme {
            ground: if self.paint_ground { page.patch(ground_style(ground)) } else { page },
            text: page,
            dim: style(&self.dim)?,
            selected: style(&self.selected)?,
            bar: bar(accent, ground),
            name: self.name,
            title: self.title,
            accent,
            lights,
            badges,
        })
    }
}

fn ground_style(ground: Option<Color>) -> Style {
    Style { bg: ground, ..Style::new() }
}

/// A light's colour at one fifth over the page, under the same colour. On its own tint a colour stands out less
/// than on the page, so it moves towards the page's text until it can be read again.
fn badge(light: Style, page: Style, ground: Option<Color>) -> Style {
    let (Some(colour), Some(ground), Some(ink)) = (light.fg, ground, page.fg) else {
        return light;
    };
    let tint = mixed(colour, ground, 20);
    let readable = (0..=20)
        .map(|step| mixed(ink, colour, step * 5))
        .find(|text| contrast(*text, tint).is_none_or(|c| c >= READABLE));
    light.fg(readable.unwrap_or(ink)).bg(tint).add_modifier(Modifier::BOLD)
}

/// The two grounds of a bar: the share, and the rest. Without colour the share is reversed blanks.
fn bar(accent: Style, ground: Option<Color>) -> [Style; 2] {
    match (accent.fg, ground) {
        (Some(colour), Some(ground)) => {
            [Style::new().bg(mixed(colour, ground, 70)), Style::new().bg(mixed(colour, ground, 20))]
        }
        (Some(colour), None) => [Style::new().bg(colour), Style::new().bg(Color::DarkGray)],
        (None, _) => [Style::new().add_modifier(Modifier::REVERSED), Style::new()],
    }
}
