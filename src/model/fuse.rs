//! A static map from 64-bit keys to small values in about 1.14 slots a key: a 3-wise binary fuse filter whose slots hold
//! a fingerprint and a value.
//!
//! In: keys with values, once. Out: for a key that was put in, its value; for any other key `None`, except with
//! probability 2^-fingerprint bits. It cannot be changed or listed. Asking costs three reads of memory; building is linear.

use super::format::{FormatError, Reader};

/// The map. Slots are packed bits: `fingerprint_bits` above `value_bits`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FuseMap {
    seed: u64,
    segment_length: u32,
    segments: u32,
    fingerprint_bits: u32,
    value_bits: u32,
    /// Packed slots, with eight spare bytes so that every slot can be read as one `u64`.
    slots: Vec<u8>,
}

/// Spreads the bits of a key (the finaliser of SplitMix64).
pub fn mix(key: u64) -> u64 {
    let mut z = key.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The multiplier that folds one more part into a key; see [`key_of`].
const FOLD: u64 = 0xd6e8_feb8_6659_fd93;

/// A key made of a kind and some parts; the order of the parts matters.
pub fn key_of(kind: u64, parts: &[u32]) -> u64 {
    parts.iter().fold(mix(kind), |key, &part| (key ^ u64::from(part)).wrapping_mul(FOLD).rotate_left(29))
}

impl FuseMap {
    /// The value of `key`, if the key was put in.
    pub fn get(&self, key: u64) -> Option<u32> {
        let (is_there, value) = self.look(key);
        is_there.then_some(value)
    }

    /// The value of `key`, or `absent` where it was not put in. There is no branch on which it is, so that the reads of many
    /// keys overlap.
    pub fn get_or(&self, key: u64, absent: u32) -> u32 {
        let (is_there, value) = self.look(key);
        let mask = u32::from(is_there).wrapping_neg();
        (value & mask) | (absent & !mask)
    }

    #[inline(always)]
    fn look(&self, key: u64) -> (bool, u32) {
        let hash = mix(key ^ self.seed);
        let [a, b, c] = self.places(hash);
        let slot = self.slot(a) ^ self.slot(b) ^ self.slot(c);
        let is_there = slot >> self.value_bits == self.fingerprint(hash);
        (is_there, (slot & ((1 << self.value_bits) - 1)) as u32)
    }

    fn fingerprint(&self, hash: u64) -> u64 {
        (hash ^ (hash >> 32)) & ((1 << self.fingerprint_bits) - 1)
    }

    fn places(&self, hash: u64) -> [usize; 3] {
        let span = u64::from(self.segments) * u64::from(self.segment_length);
        let first = ((u128::from(hash) * u128::from(span)) >> 64) as u64;
        let (mask, length) = (u64::from(self.segment_length) - 1, u64::from(self.segment_length));
        [first, (first + length) ^ ((hash >> 18) & mask), (first + 2 * length) ^ (hash & mask)]
            .map(|place| place as usize)
    }

    fn slot_bits(&self) -> usize {
        (self.fingerprint_bits + self.value_bits) as usize
    }

    fn slot(&self, place: usize) -> u64 {
        let bit = place * self.slot_bits();
        // `read` has checked that eight bytes follow every place.
        let word = self.slots[bit / 8..].first_chunk::<8>().copied().unwrap_or_default();
        (u64::from_le_bytes(word) >> (bit % 8)) & ((1 << self.slot_bits()) - 1)
    }

    /// Appends the map to `out` in the layout that [`FuseMap::read`] expects.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.seed.to_le_bytes());
        for number in [self.segment_length, self.segments, self.fingerprint_bits, self.value_bits] {
            out.extend(number.to_le_bytes());
        }
        out.extend((self.slots.len() as u32).to_le_bytes());
        out.extend(&self.slots);
    }

    /// Reads a map. Fails where the sizes do not fit together, so that [`FuseMap::get`] can't read past the end.
    pub fn read(input: &mut Reader<'_>) -> Result<FuseMap, FormatError> {
        let seed = input.u64()?;
        let [segment_length, segments, fingerprint_bits, value_bits] =
            [input.u32()?, input.u32()?, input.u32()?, input.u32()?];
        let length = input.u32()? as usize;
        let slots = input.bytes(length)?.to_vec();
        let map = FuseMap { seed, segment_length, segments, fingerprint_bits, value_bits, slots };
        let fits = segment_length.is_power_of_two()
            && (1..=28).contains(&fingerprint_bits)
            && value_bits <= 28
            && Some(length) == map.byte_length();
        if fits { Ok(map) } else { Err(FormatError::Inconsistent("a map's sizes")) }
    }

    fn byte_length(&self) -> Option<usize> {
        let places = (self.segments as usize).checked_add(2)?.checked_mul(self.segment_length as usize)?;
        Some(places.checked_mul(self.slot_bits())?.div_ceil(8) + 8)
    }

    /// Bits of a value.
    pub fn value_bits(&self) -> u32 {
        self.value_bits
    }

    /// Bytes of the map in a model file.
    pub fn size(&self) -> usize {
        self.slots.len() + 28
    }
}

#[cfg(feature = "train")]
mod build {
    use super::{FuseMap, mix};

    /// Tries with another seed before building gives up; each fails with a probability of some percent at most.
    const MOST_SEEDS: u64 = 100;

    impl FuseMap {
        /// Builds the map. Keys must be distinct; values must fit `value_bits`. Gives `None` where 100 seeds failed, which
        /// means that keys repeat.
        pub fn build(entries: &[(u64, u32)], fingerprint_bits: u32, value_bits: u32) -> Option<FuseMap> {
            let n = entries.len().max(1) as f64;
            // Segment length and slack as in Graf and Lemire, "Binary Fuse Filters" (2022), for arity 3.
            let segment_length = 1u32 << ((n.ln() / 3.33f64.ln() + 2.25).floor() as u32).clamp(2, 18);
            let slack = (0.875 + 0.25 * 1_000_000f64.ln() / n.max(2.0).ln()).max(1.125);
            let segments = ((n * slack).ceil() as u32).div_ceil(segment_length).saturating_sub(2).max(1);
            let mut map =
                FuseMap { seed: 0, segment_length, segments, fingerprint_bits, value_bits, slots: Vec::new() };
            map.slots = vec![0; map.byte_length()?];
            (1..=MOST_SEEDS).find_map(|attempt| {
                map.seed = mix(attempt);
                map.peel(entries).map(|order| map.assign(entries, &order))
            })
        }

        /// The order in which keys can be assigned, with the place that each key has to itself.
        fn peel(&self, entries: &[(u64, u32)]) -> Option<Vec<(u32, u32)>> {
            let places = (self.segments as usize + 2) * self.segment_length as usize;
            let (mut count, mut folded) = (vec![0u32; places], vec![0u32; places]);
            for (i, &(key, _)) in entries.iter().enumerate() {
                for place in self.places(mix(key ^ self.seed)) {
                    count[place] += 1;
                    folded[place] ^= i as u32;
                }
            }
            let mut alone: Vec<u32> = (0..places as u32).filter(|&place| count[place as usize] == 1).collect();
            let mut order = Vec::with_capacity(entries.len());
            while let Some(place) = alone.pop() {
                if count[place as usize] != 1 {
                    continue;
                }
                let i = folded[place as usize];
                order.push((i, place));
                for other in self.places(mix(entries[i as usize].0 ^ self.seed)) {
                    count[other] -= 1;
                    folded[other] ^= i;
                    if count[other] == 1 {
                        alone.push(other as u32);
                    }
                }
            }
            (order.len() == entries.len()).then_some(order)
        }

        /// Fills the slots in reverse order of peeling, so that no assignment disturbs an earlier one.
        fn assign(&self, entries: &[(u64, u32)], order: &[(u32, u32)]) -> FuseMap {
            let mut map = self.clone();
            map.slots.fill(0);
            for &(i, own) in order.iter().rev() {
                let (key, value) = entries[i as usize];
                let hash = mix(key ^ map.seed);
                let want = (map.fingerprint(hash) << map.value_bits) | u64::from(value);
                let [a, b, c] = map.places(hash);
                let slot = want ^ map.slot(a) ^ map.slot(b) ^ map.slot(c) ^ map.slot(own as usize);
                map.set(own as usize, slot);
            }
            map
        }

        fn set(&mut self, place: usize, slot: u64) {
            let bits = self.slot_bits();
            let (byte, shift) = (place * bits / 8, place * bits % 8);
            let mut word = [0; 8];
            word.copy_from_slice(&self.slots[byte..byte + 8]);
            let kept = u64::from_le_bytes(word) & !(((1u64 << bits) - 1) << shift);
            self.slots[byte..byte + 8].copy_from_slice(&(kept | slot << shift).to_le_bytes());
        }
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    fn entries(n: u64) -> Vec<(u64, u32)> {
        (0..n).map(|i| (mix(i), (i % 61) as u32)).collect()
    }

    #[test]
    fn gives_back_every_value() {
        for n in [0, 1, 2, 3, 10, 1000, 50_000] {
            let entries = entries(n);
            let map = FuseMap::build(&entries, 10, 6).expect("builds");
            assert!(entries.iter().all(|&(key, value)| map.get(key) == Some(value)), "{n}");
        }
    }

    #[test]
    fn seldom_knows_a_foreign_key() {
        let map = FuseMap::build(&entries(50_000), 12, 4).expect("builds");
        let known = (1_000_000..1_100_000).filter(|&i| map.get(mix(i)).is_some()).count();
        assert!(known < 60, "expected about 100000 / 4096 = 24, got {known}");
    }

    #[test]
    fn refuses_repeated_keys() {
        assert!(FuseMap::build(&[(1, 1), (1, 2), (3, 3)], 10, 6).is_none());
    }

    #[test]
    fn survives_writing_and_refuses_wrong_sizes() {
        let map = FuseMap::build(&entries(100), 10, 6).expect("builds");
        let mut bytes = Vec::new();
        map.write(&mut bytes);
        assert_eq!(FuseMap::read(&mut Reader::new(&bytes)).expect("reads"), map);
        bytes[12] = 99;
        assert!(FuseMap::read(&mut Reader::new(&bytes)).is_err());
    }
}
