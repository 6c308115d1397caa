//! Lists of words in TOML: multi-line strings, words parted by blanks or commas.

use anyhow::{Context, bail};

/// Width of a line in a list, in characters.
const WIDTH: usize = 150;

/// Words parted by `sep` in lines of at most [`WIDTH`] characters; `end` ends all lines but the last.
pub(super) fn lines<'a>(words: impl IntoIterator<Item = &'a str>, sep: &str, end: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in words {
        let length = word.chars().count();
        if width > 0 && width + length + sep.len() > WIDTH {
            out.push_str(end);
            out.push('\n');
            width = 0;
        }
        if width > 0 {
            out.push_str(sep);
            width += sep.len();
        }
        out.push_str(word);
        width += length;
    }
    out
}

/// A TOML file with the list `name` replaced, everything else as it was. Lists stand in strings of several lines, with
/// escapes or without.
pub(super) fn with_list(toml: &str, name: &str, list: &str) -> anyhow::Result<String> {
    for quotes in ["\"\"\"", "'''"] {
        let head = format!("{name} = {quotes}\n");
        let at =
            if toml.starts_with(&head) { Some(0) } else { toml.find(&format!("\n{head}")).map(|p| p + 1) };
        let Some((before, rest)) = at.and_then(|at| toml.split_at_checked(at + head.len())) else { continue };
        let end =
            rest.find(&format!("\n{quotes}")).with_context(|| format!("the list `{name}` has no end"))?;
        return Ok(format!("{before}{list}{}", rest.get(end..).unwrap_or_default()));
    }
    bail!("there is no list `{name}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_filled_to_the_width() {
        let words = ["a".repeat(74), "b".repeat(75), "c".to_owned()];
        let got = lines(words.iter().map(String::as_str), " ", "");
        assert_eq!(got.split('\n').map(str::len).collect::<Vec<_>>(), [150, 1]);
        assert_eq!(lines(["é", "b"], ", ", ","), "é, b");
    }

    #[test]
    fn one_list_is_replaced() {
        let toml = "# Names.\na = '''\nx\n'''\n\nb = \"\"\"\ny\n\"\"\"\n";
        assert_eq!(with_list(toml, "b", "z").unwrap(), toml.replace('y', "z"));
        assert_eq!(with_list(toml, "a", "z").unwrap(), toml.replace('x', "z"));
        assert!(with_list(toml, "c", "z").is_err());
    }
}
