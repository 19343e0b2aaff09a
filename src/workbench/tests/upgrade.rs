//! 新功能: the line of the first start of a later version, and what its key shows.

use super::desk::monday;
use crate::workbench::command::Command;
use crate::workbench::notice::Standing;
use crate::workbench::overlay::Overlay;
use crate::workbench::view::View;

#[test]
fn the_key_shows_what_is_new_in_every_view_and_closes_it_again() {
    for view in View::ALL {
        let mut bench = monday();
        bench.press(&view.digit().to_string());
        bench.press("N");
        assert!(matches!(bench.overlay, Some(Overlay::News(None, 0))), "{view:?}");
        bench.press("Down Down Up");
        assert!(matches!(bench.overlay, Some(Overlay::News(None, 1))), "{view:?}");
        bench.press("N");
        assert!(bench.overlay.is_none());
        bench.press("N Esc");
        assert!(bench.overlay.is_none());
        assert_eq!(bench.view(), view);
    }
}

#[test]
fn after_an_upgrade_it_shows_what_came_since_and_the_line_is_put_away_as_any_other() {
    let mut bench = monday();
    bench.upgraded(Some("0.0.1".to_owned()));
    assert_eq!(bench.standing(), [Standing::Upgraded(Some("0.0.1".to_owned()))]);
    bench.press("N");
    assert!(matches!(&bench.overlay, Some(Overlay::News(Some(seen), 0)) if seen == "0.0.1"));
    bench.press("Esc Esc");
    assert!(bench.standing().is_empty());
    assert_eq!(bench.why_not(Command::News), None);
}
