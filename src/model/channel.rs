//! The OCR channel: what a Latin-model OCR prints for one or two letters on paper, and what that costs.
//!
//! In: how often each printed run of letters was read as what. Out: for what stands in the text, the printed letters it
//! may come from, as costs (negative natural logarithms). A hand-made floor is mixed in, because real pages hold
//! confusions that no measured page shows.

use std::collections::{BTreeMap, HashMap};

use super::format::{FormatError, Reader};
use crate::syllable::bare;

/// Share of the measured table in the mixture; the rest is the floor.
const MEASURED: f64 = 0.97;
/// Parts of the floor: the bare letter, another letter of the same base or shape, nothing at all, any sign.
const FLOOR: [f64; 4] = [0.6, 0.3, 0.02, 0.08];
/// How many different signs the floor's last part is spread over.
const SIGNS: f64 = 60.0;
/// Letters and signs that look alike; the floor knows them.
const SHAPES: [&str; 9] =
    ["il1tịíj!|fr", "o0eécd69GQóôòõ¢€", "nuirmh", "a4dgqáàâãä&", "s5$8", "bh6", "vyýxw", "pdbr", "u@ưûùú"];

/// Printed letters with what they were read as.
pub type Measured = BTreeMap<(String, String), f64>;

/// One way to explain signs of the text: `printed` was read as `seen`.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The letters on paper: one or two.
    pub printed: Vec<char>,
    /// Number of signs in the text that they gave.
    pub length: usize,
    /// Negative logarithm of the probability.
    pub cost: f32,
}

/// The channel.
#[derive(Clone, Debug)]
pub struct Channel {
    measured: Measured,
    /// Readings by the first sign in the text.
    by_sign: HashMap<char, Vec<(Vec<char>, Reading)>>,
    dropped: HashMap<char, f32>,
}

impl Channel {
    /// Cost of a printed letter that left nothing behind.
    pub fn dropped(&self, printed: char) -> f32 {
        self.dropped.get(&printed).copied().unwrap_or_else(|| cost((1.0 - MEASURED) * FLOOR[2]))
    }

    /// Cost of any printed letter read as any sign.
    pub fn any(&self) -> f32 {
        cost((1.0 - MEASURED) * FLOOR[3] / SIGNS)
    }

    /// Cost of a sign that stands for nothing on paper: cheap for stray marks, dear for letters and digits.
    pub fn stray(&self, sign: char) -> f32 {
        if sign.is_alphanumeric() { 7.5 } else { 3.5 }
    }

    /// The ways to explain the signs at the start of `seen`, without those of [`Channel::any`].
    pub fn readings<'a>(&'a self, seen: &'a [char]) -> impl Iterator<Item = &'a Reading> {
        let first = seen.first().and_then(|sign| self.by_sign.get(sign));
        first.into_iter().flatten().filter(|(signs, _)| seen.starts_with(signs)).map(|(_, reading)| reading)
    }

    /// Builds the channel from a table of probabilities: (printed, read) → share of that printed run.
    pub fn new(measured: &Measured) -> Channel {
        let mut table: BTreeMap<(String, String), f64> =
            measured.iter().map(|(pair, p)| (pair.clone(), p * MEASURED)).collect();
        for letter in letters() {
            floor(letter, &mut table);
        }
        let mut channel = Channel { measured: measured.clone(), by_sign: HashMap::new(), dropped: HashMap::new() };
        for ((printed, seen), p) in &table {
            let printed: Vec<char> = printed.chars().collect();
            let seen: Vec<char> = seen.chars().collect();
            match seen.first() {
                Some(&first) => {
                    let reading = Reading { printed, length: seen.len(), cost: cost(*p) };
                    channel.by_sign.entry(first).or_default().push((seen, reading));
                }
                None => {
                    if let [letter] = printed[..] {
                        channel.dropped.insert(letter, cost(*p));
                    }
                }
            }
        }
        channel
    }

    /// Appends the measured table to `out`.
    #[cfg(feature = "train")]
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.measured.len() as u32).to_le_bytes());
        for ((printed, seen), p) in &self.measured {
            for text in [printed, seen] {
                out.push(text.len() as u8);
                out.extend(text.as_bytes());
            }
            out.extend((*p as f32).to_bits().to_le_bytes());
        }
    }

    /// Reads the channel.
    pub fn read(input: &mut Reader<'_>) -> Result<Channel, FormatError> {
        let count = input.u32()?;
        let mut measured = Measured::new();
        for _ in 0..count {
            let pair = (input.text()?.to_owned(), input.text()?.to_owned());
            let p = f64::from(input.f32()?);
            if !(0.0..=1.0).contains(&p) || pair.0.is_empty() {
                return Err(FormatError::Inconsistent("a probability of the channel"));
            }
            measured.insert(pair, p);
        }
        Ok(Channel::new(&measured))
    }
}

fn cost(p: f64) -> f32 {
    -(p.clamp(1e-9, 1.0).ln()) as f32
}

/// All printed letters that the channel knows, both cases.
fn letters() -> impl Iterator<Item = char> {
    let vietnamese = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ";
    let lower: Vec<char> = ('a'..='z').chain(vietnamese.chars().filter(|c| !c.is_ascii())).collect();
    let upper: Vec<char> = lower.iter().flat_map(|c| c.to_uppercase()).collect();
    lower.into_iter().chain(upper)
}

/// Adds the floor of one letter to the table.
fn floor(letter: char, table: &mut BTreeMap<(String, String), f64>) {
    let share = 1.0 - MEASURED;
    let base = bare(letter);
    let mut add = |seen: String, p: f64| *table.entry((letter.to_string(), seen)).or_default() += p;
    let measured_identity = if letter == base { MEASURED } else { 0.0 };
    add(letter.to_string(), measured_identity * 0.98 + share * FLOOR[0] * 0.2);
    add(base.to_string(), share * FLOOR[0]);
    let lower_base = base.to_ascii_lowercase();
    let alike: Vec<char> =
        SHAPES.iter().filter(|shape| shape.contains(lower_base)).flat_map(|shape| shape.chars()).collect();
    for &seen in &alike {
        if seen != base && seen != letter {
            add(seen.to_string(), share * FLOOR[1] / alike.len() as f64);
        }
    }
    // An OCR often takes one case for the other where the shapes are the same.
    let other_case = if base.is_lowercase() { base.to_ascii_uppercase() } else { lower_base };
    add(other_case.to_string(), share * FLOOR[1] * 0.5);
    add(String::new(), share * FLOOR[2]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn channel() -> Channel {
        let rows = [("ủ", "ti", 0.2), ("ủ", "u", 0.54), ("đ", "d", 0.98), ("ườ", "ud", 0.3)];
        Channel::new(&rows.map(|(printed, seen, p)| ((printed.to_owned(), seen.to_owned()), p)).into())
    }

    fn cost_of(channel: &Channel, printed: &str, seen: &str) -> Option<f32> {
        let (printed, seen): (Vec<char>, Vec<char>) = (printed.chars().collect(), seen.chars().collect());
        let mut readings = channel.readings(&seen);
        readings.find(|r| r.printed == printed && r.length == seen.len()).map(|r| r.cost)
    }

    #[test]
    fn explains_one_sign_and_several() {
        let channel = channel();
        assert!(cost_of(&channel, "ủ", "u").expect("known") < cost_of(&channel, "ủ", "ti").expect("known"));
        assert!(cost_of(&channel, "ườ", "ud").is_some());
        assert!(cost_of(&channel, "ủ", "x").is_none());
    }

    #[test]
    fn a_plain_letter_is_cheapest_as_itself() {
        let channel = channel();
        assert!(cost_of(&channel, "a", "a").expect("known") < 0.1);
        assert!(cost_of(&channel, "ế", "e").expect("floor") > 2.0);
    }
}
