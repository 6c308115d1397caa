//! What hangs together: disjoint sets.

/// Sets of things that are joined two by two, each known by its first member.
#[derive(Debug)]
pub(super) struct Sets {
    parent: Vec<u32>,
}

impl Sets {
    /// So many, each by itself.
    pub fn of(count: usize) -> Self {
        Self { parent: (0..count as u32).collect() }
    }

    /// The first member of the set that `k` is in.
    pub fn root(&mut self, mut k: u32) -> u32 {
        while let Some(&up) = self.parent.get(k as usize) {
            if up == k {
                break;
            }
            let above = self.parent.get(up as usize).copied().unwrap_or(up);
            if let Some(slot) = self.parent.get_mut(k as usize) {
                *slot = above;
            }
            k = above;
        }
        k
    }

    /// Makes one set of two.
    pub fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.parent.get_mut(a.max(b) as usize) {
            *slot = a.min(b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_has_one_root() {
        let mut sets = Sets::of(5);
        sets.join(3, 1);
        sets.join(4, 3);
        assert_eq!((0..5).map(|k| sets.root(k)).collect::<Vec<_>>(), [0, 1, 2, 1, 1]);
    }
}
