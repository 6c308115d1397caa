//! Lines of a page that are no text: cookie notices, share bars, pleas to subscribe, whole lines that come again and invite
//! the reader elsewhere.

use rustc_hash::FxHashMap;

use crate::model::{BlockKind, Noise, NoiseReason, Span, Why};

use super::blocks::Draft;
use super::cues::Lexicon;

/// Longest line in bytes.
const LONGEST: usize = 220;
/// How often a line comes again before that counts.
const TIMES: usize = 3;

/// Sets aside the lines of boilerplate among blocks of one line.
pub(super) fn find(
    content: &str,
    drafts: &mut [Draft],
    lexicon: &Lexicon,
    kept: impl Fn(Span) -> bool,
) -> Vec<Noise> {
    let mut found: Vec<(usize, &'static str, f32)> = Vec::new();
    let mut inviting: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (k, d) in drafts.iter().enumerate() {
        let s = d.text().of(content);
        let line = matches!(d.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow);
        if !line || d.lines != 1 || s.len() > LONGEST || s.is_empty() {
            continue;
        }
        if lexicon.is_share_bar(s) {
            found.push((k, "a line of share buttons", 0.9));
        } else if lexicon.opens_boilerplate(s) {
            found.push((k, "a line that begins as those of web pages do", 0.85));
        } else if s.contains(' ') && lexicon.invites(s) {
            inviting.entry(s).or_default().push(k);
        }
    }
    for places in inviting.into_values().filter(|p| p.len() >= TIMES) {
        // The lines of a refrain or form stand among others that come again with them.
        let apart = places.windows(2).all(|w| matches!(w, [a, b] if b - a > TIMES));
        if apart {
            found.extend(places.into_iter().map(|k| (k, "an invitation that comes again and again", 0.8)));
        }
    }
    found.sort_unstable_by_key(|f| f.0);
    let mut noise = Vec::new();
    for (k, rule, confidence) in found {
        let Some(d) = drafts.get_mut(k).filter(|d| !kept(d.span)) else { continue };
        d.kind = BlockKind::Furniture;
        noise.push(Noise { span: d.span, reason: NoiseReason::Boilerplate, why: Why::new(rule, confidence) });
    }
    noise
}

#[cfg(test)]
mod tests {
    use crate::model::{Format, NoiseReason, Text};
    use crate::structure::{Corrections, structure};

    const PROSE: &str = "The ferry crossed twice a day until the winter, when the ice came down the river.";

    fn boilerplate(s: &str) -> Vec<&str> {
        let found = structure(&Text::new(s, Format::Text), &Corrections::default());
        let lines = found.noise.iter().filter(|n| n.reason == NoiseReason::Boilerplate);
        lines.map(|n| n.span.of(s)).collect()
    }

    #[test]
    fn lines_of_web_pages_are_set_aside() {
        let s = format!(
            "The Ferry\n{PROSE}\nFacebook | Twitter | Email\n{PROSE}\nWe use cookies to make this page better for you.\n{PROSE}\nSubscribe to our weekly letter\n"
        );
        assert_eq!(
            boilerplate(&s),
            [
                "Facebook | Twitter | Email",
                "We use cookies to make this page better for you.",
                "Subscribe to our weekly letter"
            ]
        );
    }

    #[test]
    fn an_invitation_is_boilerplate_when_it_comes_again_and_again() {
        let ask = "Watch the film of the crossing";
        let once = format!("The Ferry\n{PROSE}\n{ask}\n{PROSE}\n");
        assert_eq!(boilerplate(&once), Vec::<&str>::new());
        let part = format!("{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{ask}\n\n");
        assert_eq!(boilerplate(&format!("The Ferry\n{part}{part}{part}")).len(), 3);
    }

    #[test]
    fn a_term_that_comes_again_is_no_invitation() {
        let part = format!("{PROSE}\n\n{PROSE}\n\n{PROSE}\n\nrequest-number\n\n");
        assert_eq!(boilerplate(&format!("The Ferry\n\n{part}{part}{part}")), Vec::<&str>::new());
    }

    #[test]
    fn prose_about_cookies_and_legitimate_repetition_stay() {
        for s in [
            "The Ferry\nCookies are small files that pages leave behind; we use cookies in none of ours, and say so.\n",
            "Song\nRow home, ferryman\nThe night is cold\nRow home, ferryman\nThe ice is old\nRow home, ferryman\nThe tale is told\n",
            "Name: Ada\nPort: Osk\nCrew: 4\nName: Bell\nPort: Osk\nCrew: 4\nName: Holm\nPort: Osk\nCrew: 4\n",
            "2.1\n- Mended the gate\n- Mended the wall\n2.0\n- Mended the gate\n1.9\n- Mended the gate\n",
        ] {
            assert_eq!(boilerplate(s), Vec::<&str>::new(), "{s}");
        }
    }
}
