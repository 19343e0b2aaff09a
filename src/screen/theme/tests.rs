use ratatui::style::Color;

use super::*;

const READABLE: f64 = 4.5;

fn theme(name: &str) -> Theme {
    Theme::by_name(name).unwrap()
}

/// Every style of a theme with its name, badges among them.
fn styles(theme: &Theme) -> Vec<(String, Style)> {
    let mut styles = vec![
        ("text".to_owned(), theme.text()),
        ("dim".to_owned(), theme.dim()),
        ("rule".to_owned(), theme.rule()),
        ("accent".to_owned(), theme.accent()),
        ("selected".to_owned(), theme.selected()),
        ("title".to_owned(), theme.title()),
        ("tab".to_owned(), theme.tab(true)),
        ("other tab".to_owned(), theme.tab(false)),
        ("key".to_owned(), theme.key()),
        ("matched".to_owned(), theme.matched()),
        ("wrong".to_owned(), theme.wrong()),
    ];
    for role in Light::ALL {
        styles.push((format!("{role:?}"), theme.light(role)));
        styles.push((format!("badge {role:?}"), theme.badge(role)));
    }
    styles
}

#[test]
fn every_embedded_theme_is_readable_yaml() {
    for (name, yaml) in EMBEDDED {
        let theme = Theme::read(yaml).unwrap();
        assert_eq!(theme.name(), name);
        assert_eq!(Theme::by_name(theme.chinese()), Some(theme));
    }
    assert_eq!(
        Theme::names().collect::<Vec<_>>(),
        ["dark", "light", "contrast", "sixteen", "sixteen_light", "ink"]
    );
    assert_eq!(Theme::by_name("neon"), None);
}

#[test]
fn every_role_stands_out_from_its_ground() {
    for name in ["dark", "light", "contrast"] {
        // 高对比 holds the stricter rule (level AAA) on the page; a badge's own tint takes a little away.
        let readable = if name == "contrast" { 7.0 } else { READABLE };
        let theme = theme(name);
        let page = theme.ground().bg.unwrap();
        for (role, style) in styles(&theme) {
            let text = style.fg.unwrap();
            let found = contrast(text, style.bg.unwrap_or(page)).unwrap();
            let least = if style.bg.is_some() { READABLE } else { readable };
            assert!(found >= least, "{name} {role}: {found:.2}");
        }
    }
}

#[test]
fn a_badge_is_tinted_by_one_fifth() {
    let theme = theme("light");
    assert_eq!(theme.light(Light::Overdue).fg, Some(Color::Rgb(0xb3, 0x26, 0x1e)));
    assert_eq!(theme.badge(Light::Overdue).bg, Some(Color::Rgb(0xf0, 0xd4, 0xd2)));
}

#[test]
fn lights_and_badges_of_a_colour_theme_differ() {
    for name in ["dark", "light", "contrast"] {
        let theme = theme(name);
        let mut seen = Vec::new();
        for role in Light::ALL {
            assert!(!seen.contains(&theme.light(role)), "{name} {role:?}");
            seen.push(theme.light(role));
        }
    }
}

#[test]
fn ink_uses_no_colour() {
    for theme in [theme("ink"), Theme::plain()] {
        let mut all = styles(&theme);
        all.push(("ground".to_owned(), theme.ground()));
        all.push(("bar".to_owned(), theme.bar(true)));
        all.push(("rest of a bar".to_owned(), theme.bar(false)));
        for (role, style) in all {
            assert_eq!((style.fg, style.bg), (None, None), "{role}");
            let weights = Modifier::BOLD | Modifier::REVERSED | Modifier::UNDERLINED;
            assert!(weights.contains(style.add_modifier), "{role}");
        }
    }
}

#[test]
fn sixteen_uses_only_names_and_the_terminals_ground() {
    for name in ["sixteen", "sixteen_light"] {
        let theme = theme(name);
        assert_eq!(theme.ground().bg, None);
        for (role, style) in styles(&theme) {
            for colour in [style.fg, style.bg].into_iter().flatten() {
                assert!(!matches!(colour, Color::Rgb(..) | Color::Indexed(_)), "{name} {role}");
            }
        }
    }
}

#[test]
fn on_a_light_ground_no_letter_of_sixteen_colours_is_pale() {
    // As xterm draws them on white: yellow 1.6 : 1, green 2.1 : 1, cyan 1.9 : 1.
    let pale = [Color::Yellow, Color::Green, Color::Cyan, Color::White, Color::Gray, Color::LightYellow];
    for (role, style) in styles(&theme("sixteen_light")) {
        if style.bg.is_none() {
            assert!(style.fg.is_none_or(|colour| !pale.contains(&colour)), "{role}");
        }
    }
}

#[test]
fn the_surroundings_choose_a_theme() {
    let choose = |wanted, no_color, truecolor, ground| {
        Theme::choose(wanted, Surroundings { no_color, truecolor, ground }).name().to_owned()
    };
    assert_eq!(choose(None, true, true, Some(Ground::Light)), "ink");
    assert_eq!(choose(Some("light"), true, true, None), "ink");
    assert_eq!(choose(None, false, true, None), "dark");
    assert_eq!(choose(None, false, true, Some(Ground::Light)), "light");
    assert_eq!(choose(Some("auto"), false, true, Some(Ground::Light)), "light");
    assert_eq!(choose(None, false, false, Some(Ground::Light)), "sixteen_light");
    assert_eq!(choose(None, false, false, Some(Ground::Dark)), "sixteen");
    assert_eq!(choose(None, false, false, None), "sixteen");
    assert_eq!(choose(Some("高对比"), false, false, None), "contrast");
    assert_eq!(choose(Some("neon"), false, true, Some(Ground::Dark)), "dark");
    assert!(Theme::is_choice("auto") && Theme::is_choice("水墨") && !Theme::is_choice("neon"));
    assert_eq!(Theme::choices().count(), EMBEDDED.len() + 1);
}

#[test]
fn a_ground_is_dark_where_white_stands_out_from_it() {
    for (colour, ground) in [
        ([0, 0, 0], Ground::Dark),
        ([30, 30, 30], Ground::Dark),
        ([0, 43, 54], Ground::Dark),
        ([255, 255, 255], Ground::Light),
        ([253, 246, 227], Ground::Light),
        ([0, 0, 238], Ground::Dark),
    ] {
        assert_eq!(Ground::of(colour), ground, "{colour:?}");
    }
}

#[test]
fn an_unknown_word_is_named() {
    let yaml = EMBEDDED[5].1.replace(r#""accent":"bold"#, r#""accent":"blod"#);
    assert!(Theme::read(&yaml).unwrap_err().to_string().contains("blod"));
    assert!(Theme::read("name: x").is_err());
}
