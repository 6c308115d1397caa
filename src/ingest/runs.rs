//! The way back from a reading text that is being written to its source.

use std::ops::Range;

use super::decode::Decoded;
use crate::model::SourceMap;

/// (byte of the text, byte of the source), both never falling: where the two stop going on side by side.
#[derive(Debug, Default)]
pub(super) struct Runs(Vec<(u32, u32)>);

impl Runs {
    /// Remembers that what is written at byte `text` stands at byte `source`.
    pub fn begin(&mut self, text: usize, source: usize) {
        let here = (text as u32, source as u32);
        match self.0.last_mut() {
            // Text that goes on as before needs no run, and places never fall.
            Some(last) if here.1 <= last.1 => {}
            Some(last) if here.1 - last.1 == here.0 - last.0 => {}
            Some(last) if here.0 == last.0 => *last = here,
            _ => self.0.push(here),
        }
    }

    /// Forgets what was written behind byte `text`.
    pub fn cut(&mut self, text: usize) {
        while self.0.last().is_some_and(|run| run.0 as usize > text) {
            self.0.pop();
        }
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The pairs as they are.
    pub fn into_pairs(self) -> Vec<(u32, u32)> {
        self.0
    }

    /// The map from a text of `text` bytes to the file whose characters from `body` on it was made of.
    pub fn into_map(mut self, text: usize, body: Range<usize>, decoded: &Decoded<'_>) -> SourceMap {
        self.0.push((text as u32, body.len() as u32));
        for run in &mut self.0 {
            run.1 = decoded.file.to_source(body.start + run.1 as usize) as u32;
        }
        let lines = memchr::memchr_iter(b'\n', decoded.text.as_bytes()).map(|p| p + 1);
        let lines = std::iter::once(0).chain(lines).map(|at| decoded.file.to_source(at) as u32);
        SourceMap::new(self.0, lines.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Runs;

    #[test]
    fn only_where_the_two_part_a_run_begins() {
        let mut runs = Runs::default();
        for (text, source) in [(0, 4), (3, 7), (5, 20), (5, 22), (9, 21), (12, 40)] {
            runs.begin(text, source);
        }
        runs.cut(10);
        assert_eq!(runs.0, [(0, 4), (5, 22)]);
    }
}
