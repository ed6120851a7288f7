//! Units of the administration: provinces, districts and communes before July 2025, and what they became.
//!
//! In: the table `corpus/units.tsv`, part of the program. Out: its rows, the province that a text names most, the names of a
//! province's units. It knows names, not borders: a commune that was divided stands in several rows.
//! The table follows Decision 19/2025/QĐ-TTg and the resolutions of 2025 on communes.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::fold::fold;

static TABLE: &str = include_str!("../corpus/units.tsv");

/// A commune since July 2025, and one of those it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Province now: "Tỉnh Bắc Ninh".
    pub province: &'static str,
    /// Commune now: "Xã Xuân Lương".
    pub unit: &'static str,
    /// Commune before; empty where a district without communes became one.
    pub former_unit: &'static str,
    /// District before.
    pub former_district: &'static str,
    /// Province before.
    pub former_province: &'static str,
}

/// All rows, sorted.
pub fn rows() -> impl Iterator<Item = Row> {
    TABLE.lines().skip(1).filter_map(|line| {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        Some(Row {
            province: next()?,
            unit: next()?,
            former_unit: next()?,
            former_district: next()?,
            former_province: next()?,
        })
    })
}

/// A province as it is since July 2025.
#[derive(Debug)]
pub struct Province {
    /// With its noun: "Tỉnh Bắc Ninh".
    pub name: &'static str,
    /// Its own name and those of the provinces it was made from, folded, without their nouns.
    folded: BTreeSet<String>,
}

/// The provinces, sorted by name.
pub static PROVINCES: LazyLock<Vec<Province>> = LazyLock::new(|| {
    let pairs: BTreeSet<(&str, &str)> = rows().map(|row| (row.province, row.former_province)).collect();
    let mut provinces: Vec<Province> = Vec::new();
    for (name, former) in pairs {
        if provinces.last().is_none_or(|last| last.name != name) {
            provinces.push(Province { name, folded: BTreeSet::new() });
        }
        if let Some(last) = provinces.last_mut() {
            last.folded.extend([name, former].map(|name| fold(without_noun(name))));
        }
    }
    provinces
});

/// The longest name of a province has so many syllables ("Bà Rịa - Vũng Tàu", the dash counts).
const LONGEST_NAME: usize = 5;

/// Index in [`PROVINCES`] of the province that a text names most, with "tỉnh", "thành phố" or "TP" before its name, with or
/// without marks; the first named where two are named as often. Cost: one pass.
pub fn province_named_most(text: &str) -> Option<usize> {
    let mut counts = vec![0usize; PROVINCES.len()];
    let mut first_named = None;
    for line in text.lines() {
        let folded = fold(line);
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|word| !word.is_empty()).collect();
        for at in 1..words.len() {
            let noun = matches!(words[at - 1], "tinh" | "tp") || at > 1 && words[at - 2..at] == ["thanh", "pho"];
            let named = noun.then(|| province_at(&words[at..])).flatten();
            if let Some(province) = named {
                counts[province] += 1;
                first_named = first_named.or(named);
            }
        }
    }
    let most = counts.iter().copied().max().filter(|&most| most > 0)?;
    let is_most = |&province: &usize| counts[province] == most;
    first_named.filter(is_most).or_else(|| (0..counts.len()).find(is_most))
}

/// The province whose name these words open with, the longest.
fn province_at(words: &[&str]) -> Option<usize> {
    let longest = words.len().min(LONGEST_NAME);
    (1..=longest).rev().find_map(|length| {
        let name = words[..length].join(" ");
        PROVINCES.iter().position(|province| province.folded.contains(&name))
    })
}

/// Names of all units of a province, now and before, without their nouns, sorted: "Hoằng Hóa", "Quảng Trung".
pub fn names_in(province: &str) -> BTreeSet<&'static str> {
    let own = rows().filter(|row| row.province == province);
    let names = own.flat_map(|row| [row.province, row.unit, row.former_unit, row.former_district, row.former_province]);
    names.map(without_noun).filter(|name| !name.is_empty()).collect()
}

/// Names of all provinces before and after July 2025, without their nouns.
pub fn province_names() -> BTreeSet<&'static str> {
    let provinces: BTreeSet<&str> = rows().flat_map(|row| [row.province, row.former_province]).collect();
    provinces.into_iter().map(without_noun).filter(|name| !name.is_empty()).collect()
}

/// What a former commune of a province became, where the province has no unit of that name any more: "Xã Hoằng Tiến", perhaps
/// several where it was divided. `unit` is written with its noun, whatever its case.
pub fn became(province: &str, unit: &str) -> Vec<&'static str> {
    let of = |row: &Row| row.province == province;
    let name = fold(without_noun(unit));
    if rows().filter(of).any(|row| fold(without_noun(row.unit)) == name) {
        return Vec::new();
    }
    let unit = fold(unit);
    let heirs: BTreeSet<&str> =
        rows().filter(of).filter(|row| fold(row.former_unit) == unit).map(|row| row.unit).collect();
    heirs.into_iter().collect()
}

/// Training text for the names: units with their districts and provinces, a line each, sorted, each once.
pub fn sentences() -> BTreeSet<String> {
    let lines = rows().flat_map(|row| {
        let [province, unit, former_unit, former_district, former_province] =
            [row.province, row.unit, row.former_unit, row.former_district, row.former_province].map(with_small_noun);
        let former = (!former_unit.is_empty()).then(|| format!("{former_unit}, {former_district}, {former_province}"));
        let now = [
            format!("{unit}, {province}"),
            format!("UBND {unit}"),
            format!("UBND {former_district}, {former_province}"),
        ];
        now.into_iter().chain(former)
    });
    lines.collect()
}

/// Nouns of units.
const NOUNS: [&str; 9] =
    ["thành phố ", "thị trấn ", "thị xã ", "đặc khu ", "phường ", "huyện ", "tỉnh ", "quận ", "xã "];

/// A name without the noun of its unit, whatever the noun's case.
pub fn without_noun(unit: &str) -> &str {
    let rest = |noun: &&str| {
        let (head, rest) = unit.split_at_checked(noun.len())?;
        (head.to_lowercase() == **noun).then_some(rest)
    };
    NOUNS.iter().find_map(rest).unwrap_or(unit)
}

/// "xã Xuân Lương" for "Xã Xuân Lương".
fn with_small_noun(unit: &str) -> String {
    let mut letters = unit.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_whole_and_every_unit_has_its_noun() {
        assert!(rows().count() == TABLE.lines().count() - 1 && rows().count() > 10_000);
        for row in rows() {
            let named = [row.province, row.unit, row.former_district, row.former_province];
            assert!(named.iter().all(|name| without_noun(name) != *name), "{row:?}");
            assert!(row.former_unit.is_empty() || without_noun(row.former_unit) != row.former_unit, "{row:?}");
        }
        assert_eq!(PROVINCES.len(), 34);
    }

    #[test]
    fn finds_the_province_named_most() {
        let name = |text: &str| province_named_most(text).map(|at| PROVINCES[at].name);
        assert_eq!(name("UBND TINH THANH HOA\nKE HOACH\ntrên địa bàn tỉnh Thanh Hóa"), Some("Tỉnh Thanh Hóa"));
        assert_eq!(name("thành phố Bắc Giang, tỉnh Bắc Giang"), Some("Tỉnh Bắc Ninh"), "a former province");
        assert_eq!(name("tỉnh Bà Rịa - Vũng Tàu"), Some("Thành phố Hồ Chí Minh"));
        assert_eq!(name("xã X, tỉnh Hưng Yên; tỉnh Gia Lai; tỉnh Gia Lai"), Some("Tỉnh Gia Lai"));
        for text in ["", "Thanh Hóa", "thành phố Thanh", "các tỉnh, thành phố", "tỉnh táo"] {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn knows_what_a_commune_became() {
        assert_eq!(became("Tỉnh Bắc Ninh", "xã Mộ Đạo"), ["Phường Bồng Lai"]);
        assert!(became("Tỉnh Bắc Ninh", "xã Xuân Lương").is_empty(), "there is one of this name");
        assert!(became("Tỉnh Hưng Yên", "xã Không Có").is_empty());
    }

    #[test]
    fn names_are_those_of_one_province() {
        let names = names_in("Tỉnh Thanh Hóa");
        for name in ["Hoằng Tiến", "Hoằng Phụ", "Tượng Lĩnh", "Thanh Hóa", "Nga Sơn"] {
            assert!(names.contains(name), "{name}");
        }
        assert!(!names.contains("Hà Nội") && !names.contains(""));
    }
}
