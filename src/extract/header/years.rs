//! The years that a title says.
//!
//! Finds: "năm 2024", "giai đoạn 2021-2025", "năm 2023 và giai đoạn 2023 - 2025", "năm 2024 và những năm tiếp theo" (open),
//! "đến năm 2030" (no start).
//!
//! Not to be confused with: numbers of documents in the title, and the horizon of a programme that a title quotes, where
//! the title says its own year too.

use std::sync::LazyLock;

use regex::Regex;

use crate::fold::fold;
use crate::plan::Years;

/// Whether the title says one year of its own and further ones only as an orientation.
pub(in crate::extract) fn has_one_year(title: &str) -> bool {
    let folded = fold(title);
    let own = years(folded.split("dinh huong den").next().unwrap_or_default());
    own.start.is_some() && own.start == own.end
}

/// Whether the two years of a title are those of one season over the turn of the year: "đầu năm học 2025 - 2026", "mùa khô 2025 -
/// 2026".
pub(in crate::extract) fn is_season(title: &str) -> bool {
    static SEASON: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:nam hoc|nien vu|mua vu|mua (?:kho|mua|lu|ret|dong)|vu [a-z ]{0,12}dong(?: xuan)?) (?P<first>20\d{2}) ?[-/] ?(?P<last>20\d{2})\b").ok()
    });
    let folded = fold(title);
    let Some(found) = SEASON.as_ref().and_then(|season| season.captures(&folded)) else { return false };
    let year = |name: &str| found[name].parse::<i16>().unwrap_or(0);
    years(title) == Years { start: Some(year("first")), end: Some(year("last")) } && year("last") == year("first") + 1
}

/// First and last year of a title. What it says outside of a programme's name in quotation marks is meant first.
pub(super) fn years(title: &str) -> Years {
    let quoted = title.split(['“', '”', '"']).skip(1).step_by(2).any(|name| name.contains("20"));
    let outside: String = title.split(['“', '”', '"']).step_by(2).collect::<Vec<_>>().join(" ");
    let own = if quoted { said(&outside) } else { Years::default() };
    if own.start.is_some() { own } else { said(title) }
}

fn said(title: &str) -> Years {
    static PERIOD: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(20\d{2})\s?(?:-(?::-)?|den(?: nam)?)\s?(20\d{2})\b").ok());
    static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?P<until>\bden (?:het )?(?:cuoi )?)?\bnam (?P<year>20\d{2})\b(?:(?:,| va) nam (?P<second>20\d{2}))?",
        )
        .ok()
    });
    static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:chi thi|nghi quyet|quyet dinh|nghi dinh|thong tu|ke hoach|cong van|ket luan|thong bao|cong dien|chuong trinh|luat)\b[^,;]{0,60}\bngay \d{1,2} ?thang \d{1,2} ?$").ok()
    });
    static BARE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b([a-z]+) (20\d{2})(?:[ ,.]|$)").ok());
    static OPEN: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:va|,) (?:nhung|cac) nam (?:tiep theo|sau)").ok());
    let folded = fold(title);
    let number = |text: &str| text.parse::<i16>().ok();
    let (mut starts, mut ends, mut horizon) = (Vec::new(), Vec::new(), None);
    for period in PERIOD.iter().flat_map(|pattern| pattern.captures_iter(&folded)) {
        starts.extend(period.get(1).and_then(|year| number(year.as_str())));
        ends.extend(period.get(2).and_then(|year| number(year.as_str())));
    }
    for year in YEAR.iter().flat_map(|pattern| pattern.captures_iter(&folded)) {
        let said = year.name("year").and_then(|year| number(year.as_str()));
        // "ngày 03 tháng 01 năm 2023" dates a document that the title cites.
        let dated =
            year.get(0).is_some_and(|whole| DAY.as_ref().is_some_and(|day| day.is_match(&folded[..whole.start()])));
        let vision = dated || year.get(0).is_some_and(|whole| folded[..whole.start()].ends_with("tam nhin "));
        if vision {
            continue;
        }
        if year.name("until").is_some() {
            horizon = horizon.max(said);
        } else {
            starts.extend(said);
            ends.extend(year.name("second").and_then(|year| number(year.as_str())).or(said));
        }
    }
    // "xuân Mậu Tuất 2018", where no other year is said.
    if starts.is_empty() && horizon.is_none() {
        let bare = BARE.iter().flat_map(|bare| bare.captures_iter(&folded)).find(|year| &year[1] != "nam");
        let bare = bare.and_then(|year| number(&year[2]));
        starts.extend(bare);
        ends.extend(bare);
    }
    // "năm 2026, định hướng đến năm 2030"; a period keeps its own end.
    let oriented = folded.contains("dinh huong den") && starts.len() == 1 && starts == ends;
    if oriented {
        ends.extend(horizon);
    }
    let open = OPEN.as_ref().is_some_and(|open| open.is_match(&folded));
    let end = if starts.is_empty() { horizon } else { ends.into_iter().max() };
    Years { start: starts.into_iter().min(), end: end.filter(|_| !open) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_years_and_periods() {
        for (title, start, end) in [
            ("Nâng cao hiệu quả năm 2024", Some(2024), Some(2024)),
            ("CHỈ SỐ (PCI) xã Hà Bắc năm 2023 và giai đoạn 2023 - 2025", Some(2023), Some(2025)),
            ("ĐỀ ÁN “TRỒNG RỪNG GIAI ĐOẠN 2021 - 2025” NĂM 2023", Some(2023), Some(2023)),
            ("ĐỀ ÁN “TRỒNG RỪNG GIAI ĐOẠN 2021 - 2025” TẠI XÃ", Some(2021), Some(2025)),
            ("Chỉ số (PAPI) năm 2024 và những năm tiếp theo", Some(2024), None),
            ("TRÊN ĐỊA BÀN TỈNH GIAI ĐOẠN 2026 - 2030", Some(2026), Some(2030)),
            ("LỘ TRÌNH ĐỔI MỚI CÔNG NGHỆ ĐẾN NĂM 2035", None, Some(2035)),
            ("Phát triển kinh tế biển đến năm 2030, tầm nhìn đến năm 2045", None, Some(2030)),
            ("Vui xuân Mậu Tuất 2018", Some(2018), Some(2018)),
            ("Quản lý chất thải năm 2021, định hướng đến năm 2025", Some(2021), Some(2025)),
            ("DU LỊCH GIAI ĐOẠN 2023 - 2025, ĐỊNH HƯỚNG ĐẾN NĂM 2030", Some(2023), Some(2025)),
            ("THỰC HIỆN CHỈ THỊ NGÀY 03 THÁNG 01 NĂM 2023 CỦA THỦ TƯỚNG", None, None),
            ("KIỂM KÊ ĐẤT ĐAI THỜI ĐIỂM NGÀY 01 THÁNG 7 NĂM 2024", Some(2024), Some(2024)),
            ("Đề án “… đến năm 2030” trên địa bàn năm 2025", Some(2025), Some(2025)),
        ] {
            assert_eq!(years(title), Years { start, end }, "{title}");
        }
    }

    #[test]
    fn an_orientation_makes_no_second_year() {
        assert!(has_one_year("Quản lý chất thải năm 2021, định hướng đến năm 2025") && has_one_year("năm 2024"));
        assert!(!has_one_year("giai đoạn 2021 - 2025, định hướng đến năm 2030") && !has_one_year("Trồng cây"));
    }

    #[test]
    fn a_season_is_one_year() {
        for title in [
            "Đón học sinh đầu năm học 2025 - 2026",
            "Y tế trường học năm học 2026-2027",
            "Phòng cháy rừng mùa khô 2025 - 2026",
        ] {
            assert!(is_season(title), "{title}");
        }
        for title in ["Xây trường học giai đoạn 2025 - 2026", "Năm học 2025 - 2030", "Trồng rừng mùa vụ 2025 - 2027"]
        {
            assert!(!is_season(title), "{title}");
        }
    }

    #[test]
    fn leaves_titles_without_years() {
        for title in ["Trồng cây xanh", "Thực hiện Nghị quyết 57-NQ/TW", "Chuyển đổi số 2.0"] {
            assert_eq!(years(title), Years::default(), "{title}");
        }
    }
}
