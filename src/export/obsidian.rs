use super::Exported;
pub fn files(_: &Exported<'_>) -> Vec<(String, String)> {
    Vec::new()
}
