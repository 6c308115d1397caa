use super::Exported;
use std::io::{self, Write};
pub fn write(_: &Exported<'_>, _: &mut impl Write) -> io::Result<()> {
    Ok(())
}
