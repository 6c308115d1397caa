//! The trained weights: a table from feature to one byte for each label.

use std::sync::LazyLock;

use super::decode::{Row, Steps};
use super::labels::{LABELS, WIDTH};

/// First bytes of a file of weights, with the version of its form.
pub const MAGIC: &[u8; 4] = b"CFN1";

/// Bits of [`Model::present`]: ten times the features, 32 kB.
const BITS: usize = 1 << 18;

/// Weights ready for use.
#[derive(Debug, Default)]
pub struct Model {
    /// Open addressing: feature and the index of its row + 1; 0 for an empty slot.
    slots: Vec<(u32, u32)>,
    rows: Vec<[i8; WIDTH]>,
    /// One bit for each value of the last bits of a feature: most features have no weights, and this says so at once.
    present: Vec<u64>,
    /// What one label behind another is worth.
    pub steps: Steps,
    /// How many units of the weights make one vote of training.
    pub scale: f32,
}

/// The model of the program itself.
pub static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("../../../../assets/models/names.bin")).unwrap_or_default());

impl Model {
    /// Reads a file of weights: magic, scale (32-bit float), steps (16 bits each), number of features, features, rows of bytes, all little-endian. `None` where it is none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (scale, rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<4>()?;
        let mut model = Self { scale: f32::from_le_bytes(*scale), ..Self::default() };
        let (steps, rest) = rest.split_at_checked(LABELS * LABELS * 2)?;
        let mut numbers = steps.chunks_exact(2).map(|b| b.try_into().map_or(0, i16::from_le_bytes));
        for row in &mut model.steps {
            row.iter_mut().take(LABELS).zip(&mut numbers).for_each(|(to, n)| *to = i32::from(n));
        }
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (features, rows) = rest.split_at_checked(count.checked_mul(4)?)?;
        if rows.len() != count.checked_mul(LABELS)? {
            return None;
        }
        model.present = vec![0; BITS / 64];
        model.slots = vec![(0, 0); (count * 2).next_power_of_two()];
        for (k, (feature, bytes)) in features.chunks_exact(4).zip(rows.chunks_exact(LABELS)).enumerate() {
            let feature = feature.try_into().map_or(0, u32::from_le_bytes);
            let mut row = [0; WIDTH];
            row.iter_mut().zip(bytes).for_each(|(to, b)| *to = b.cast_signed());
            model.rows.push(row);
            if let Some(bits) = model.present.get_mut(feature as usize % BITS / 64) {
                *bits |= 1 << (feature % 64);
            }
            let mask = model.slots.len() - 1;
            let mut slot = feature as usize & mask;
            while model.slots.get(slot).is_some_and(|s| s.1 != 0) {
                slot = (slot + 1) & mask;
            }
            if let Some(s) = model.slots.get_mut(slot) {
                *s = (feature, k as u32 + 1);
            }
        }
        Some(model)
    }

    /// Adds the weights of a feature to a row of scores.
    pub fn add(&self, feature: u32, to: &mut Row) {
        let bits = self.present.get(feature as usize % BITS / 64).copied().unwrap_or(0);
        if bits >> (feature % 64) & 1 == 0 {
            return;
        }
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = feature as usize & mask;
        while let Some(&(own, row)) = self.slots.get(slot) {
            if own == feature || row == 0 {
                if let Some(weights) = row.checked_sub(1).and_then(|k| self.rows.get(k as usize)) {
                    to.iter_mut().zip(weights).for_each(|(t, w)| *t += i32::from(*w));
                }
                return;
            }
            slot = (slot + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with two features.
    fn file() -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(2.0f32.to_le_bytes());
        for k in 0..LABELS * LABELS {
            bytes.extend((k as i16 - 5).to_le_bytes());
        }
        bytes.extend(2u32.to_le_bytes());
        bytes.extend([7u32.to_le_bytes(), 11u32.to_le_bytes()].concat());
        bytes.extend([1i8, -2].iter().flat_map(|w| [w.cast_unsigned(); LABELS]));
        bytes
    }

    #[test]
    fn weights_come_back_as_they_were_written() {
        let m = Model::read(&file()).unwrap();
        assert_eq!((m.scale, m.steps[0][0], m.steps[1][0]), (2.0, -5, LABELS as i32 - 5));
        let mut row = [0; WIDTH];
        m.add(11, &mut row);
        m.add(12, &mut row);
        assert_eq!((row[0], row[LABELS - 1]), (-2, -2));
        m.add(7, &mut row);
        assert_eq!(row[0], -1);
    }

    #[test]
    fn a_broken_file_is_no_model() {
        let whole = file();
        assert!((0..whole.len()).all(|n| Model::read(&whole[..n]).is_none()));
        let mut row = [0; WIDTH];
        Model::default().add(3, &mut row);
        assert_eq!(row, [0; WIDTH]);
    }

    #[test]
    fn the_program_has_a_model() {
        assert!(MODEL.rows.len() > 1000 && MODEL.scale > 0.0);
    }
}
