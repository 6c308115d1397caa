//! Who writes.

/// The author of acts: `configured` (from the configuration) if it says anything, else the login name, else "unknown".
pub fn author(configured: Option<&str>) -> String {
    let variable = |name| std::env::var(name).ok();
    // As `whoami` would say it without asking the system.
    choose([configured.map(str::to_owned), variable("USER"), variable("LOGNAME"), variable("USERNAME")])
}

fn choose(names: impl IntoIterator<Item = Option<String>>) -> String {
    let named = names.into_iter().flatten().map(|name| name.trim().to_owned());
    named.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| "unknown".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_says_anything() {
        let named = |names: &[&str]| choose(names.iter().map(|n| Some((*n).to_owned())));
        assert_eq!(named(&[" Ana Brun ", "ana"]), "Ana Brun");
        assert_eq!(named(&["  ", "ana"]), "ana");
        assert_eq!(choose([None, Some(String::new())]), "unknown");
    }
}
