//! Levels of the administration, read from names of units.
//!
//! In: folded text. Out: the level that a word such as "huyện" or "phường" names. A city is a province where it is under the
//! central government, else a district (until 30 June 2025).

use crate::plan::Level;

/// Words for units, folded and as written, longest first.
pub(super) const UNITS: [(&str, &str, Level); 11] = [
    ("thanh pho", "thành phố", Level::District),
    ("thi tran", "thị trấn", Level::Commune),
    ("dac khu", "đặc khu", Level::Commune),
    ("thi xa", "thị xã", Level::District),
    ("phuong", "phường", Level::Commune),
    ("huyen", "huyện", Level::District),
    ("tinh", "tỉnh", Level::Province),
    ("quan", "quận", Level::District),
    ("xa", "xã", Level::Commune),
    ("tp.", "TP.", Level::District),
    ("tp", "TP", Level::District),
];

/// Cities under the central government, folded. Huế since 2025.
const CENTRAL: [&str; 6] = ["ha noi", "ho chi minh", "hai phong", "da nang", "can tho", "hue"];

/// Names of provinces before and after July 2025, folded, without the cities under the central government.
const PROVINCES: [&str; 58] = [
    "an giang",
    "ba ria - vung tau",
    "bac giang",
    "bac kan",
    "bac lieu",
    "bac ninh",
    "ben tre",
    "binh dinh",
    "binh duong",
    "binh phuoc",
    "binh thuan",
    "ca mau",
    "cao bang",
    "dak lak",
    "dak nong",
    "dien bien",
    "dong nai",
    "dong thap",
    "gia lai",
    "ha giang",
    "ha nam",
    "ha tinh",
    "hai duong",
    "hau giang",
    "hoa binh",
    "hung yen",
    "khanh hoa",
    "kien giang",
    "kon tum",
    "lai chau",
    "lam dong",
    "lang son",
    "lao cai",
    "long an",
    "nam dinh",
    "nghe an",
    "ninh binh",
    "ninh thuan",
    "phu tho",
    "phu yen",
    "quang binh",
    "quang nam",
    "quang ngai",
    "quang ninh",
    "quang tri",
    "soc trang",
    "son la",
    "tay ninh",
    "thai binh",
    "thai nguyen",
    "thanh hoa",
    "thua thien hue",
    "tien giang",
    "tra vinh",
    "tuyen quang",
    "vinh long",
    "vinh phuc",
    "yen bai",
];

/// Whether a folded name is a province's.
pub(super) fn is_province(name: &str) -> bool {
    PROVINCES.contains(&name)
}

/// The level of a unit: its word and its name, both folded.
pub(super) fn level_of(unit: &str, name: &str) -> Option<Level> {
    let (_, _, level) = UNITS.iter().find(|(folded, _, _)| *folded == unit)?;
    let central = unit.starts_with('t') && unit != "thi xa" && CENTRAL.iter().any(|city| name.starts_with(city));
    Some(if central && *level == Level::District { Level::Province } else { *level })
}

/// How a folded unit word is written.
pub(super) fn written(unit: &str) -> Option<&'static str> {
    UNITS.iter().find(|(folded, _, _)| *folded == unit).map(|(_, written, _)| *written)
}

/// The unit word at the start of a folded text, with its level as if its name told nothing.
pub(super) fn unit_at(folded: &str) -> Option<&'static str> {
    let fits = |unit: &&(&str, &str, Level)| {
        folded.starts_with(unit.0) && !folded[unit.0.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    UNITS.iter().find(fits).map(|(unit, _, _)| *unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_cities_apart() {
        assert_eq!(level_of("thanh pho", "vung tau"), Some(Level::District));
        assert_eq!(level_of("thanh pho", "can tho"), Some(Level::Province));
        assert_eq!(level_of("thi xa", "duong quang"), Some(Level::District));
        assert_eq!(level_of("dac khu", "phu quoc"), Some(Level::Commune));
        assert_eq!(level_of("lang", "x"), None);
    }

    #[test]
    fn reads_whole_words_only() {
        assert_eq!(unit_at("xa ha bac"), Some("xa"));
        assert_eq!(unit_at("thi xa go cong"), Some("thi xa"));
        assert_eq!(unit_at("xay dung"), None);
    }
}
