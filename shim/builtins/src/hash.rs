//! Hashing: a 64-bit state that takes words and bytes in. There is no secret in it: hashes are the same in every run.

const KEY: u64 = 0x9e37_79b9_7f4a_7c15;
const FACTOR: u64 = 0xa076_1d64_78bd_642f;

/// The state after one more word.
#[inline]
pub fn word(state: u64, word: u64) -> u64 {
    let product = u128::from(state.rotate_left(23) ^ word ^ KEY) * u128::from(FACTOR);
    product as u64 ^ (product >> 64) as u64
}

/// The state after one more sequence of bytes; its length counts too.
pub fn bytes(state: u64, bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks();
    let state = words.iter().fold(state, |state, &eight| word(state, u64::from_le_bytes(eight)));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    word(word(state, u64::from_le_bytes(last)), bytes.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::vec::Vec;

    #[test]
    fn hashes_differ() {
        let mut seen = BTreeSet::new();
        for n in 0..10_000u64 {
            assert!(seen.insert(word(0, n)) && seen.insert(word(0, n << 48)) || n == 0);
        }
        let zeros: Vec<u64> = (0..40).map(|length| bytes(0, &[0; 40][..length])).collect();
        assert_eq!(zeros.iter().collect::<BTreeSet<_>>().len(), 40);
        // The upper halves, which the index of a dict uses, differ too.
        let upper: BTreeSet<u64> = (0..1000u64).map(|n| word(0, n) >> 32).collect();
        assert_eq!(upper.len(), 1000);
    }
}
