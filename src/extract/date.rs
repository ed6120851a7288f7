//! Dates as they are printed: "26/12/2023", "ngày 30 tháng 6 năm 2025", "tháng 11 năm 2023", "10/6".
//!
//! In: folded text. Out: a date as far as it is printed, and its length. A date that no calendar has is none.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

/// A date as far as it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PartialDate {
    /// Year, if printed.
    pub year: Option<i16>,
    /// Month, if printed.
    pub month: Option<i8>,
    /// Day, if printed.
    pub day: Option<i8>,
}

impl PartialDate {
    /// A date from numbers, if a calendar has it.
    pub(super) fn new(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Option<PartialDate> {
        let known = (year.unwrap_or(2024), month.unwrap_or(1), day.unwrap_or(1));
        let plausible = (1945..=2100).contains(&known.0);
        (plausible && Date::new(known.0, known.1, known.2).is_ok()).then_some(PartialDate { year, month, day })
    }

    /// ISO as far as printed: "2024-01-30", "2023-11", "2024". `None` without a year.
    pub(super) fn iso(self) -> Option<String> {
        let year = self.year?;
        Some(match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year:04}-{month:02}"),
            _ => format!("{year:04}"),
        })
    }

    /// The first day that the date may mean.
    pub(super) fn first_day(self) -> Option<Date> {
        Date::new(self.year?, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    /// The last day that the date may mean.
    pub(super) fn last_day(self) -> Option<Date> {
        let year = self.year?;
        let month = self.month.unwrap_or(12);
        match self.day {
            Some(day) => Date::new(year, month, day).ok(),
            None => Some(Date::new(year, month, 1).ok()?.last_of_month()),
        }
    }
}

/// One date, without a word before it; groups d, m, y.
pub(super) const DATE: &str = concat!(
    r"(?:(?P<d1>\d{1,2})\s?[/.-]\s?(?P<m1>\d{1,2})\s?[/.-]\s?(?P<y1>\d{4})",
    r"|(?P<d2>\d{1,2})\s?(?:thang|/)\s?(?P<m2>\d{1,2})\s?,?\s?nam\s?(?P<y2>\d{4})",
    r"|thang\s?(?P<m3>\d{1,2})\s?(?:nam|[/.-])\s?(?P<y3>\d{4})",
    r"|(?P<m5>\d{1,2})\s?/\s?(?P<y5>20\d{2})\b",
    r"|(?P<d4>\d{1,2})\s?(?:/|thang)\s?(?P<m4>\d{1,2})\b)"
);

/// The date at the start of a folded text, and its length.
pub(super) fn date_at(folded: &str) -> Option<(PartialDate, usize)> {
    static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!("^{DATE}")).ok());
    let found = PATTERN.as_ref()?.captures(folded)?;
    let number = |names: &[&str]| {
        names.iter().find_map(|name| found.name(name)).and_then(|group| group.as_str().parse::<i16>().ok())
    };
    let year = number(&["y1", "y2", "y3", "y5"]);
    let month = number(&["m1", "m2", "m3", "m4", "m5"]).and_then(|month| i8::try_from(month).ok());
    let day = number(&["d1", "d2", "d4"]).and_then(|day| i8::try_from(day).ok());
    let length = found.get(0)?.end();
    // "10/6" must not be the start of a longer number.
    let cut = folded[length..].starts_with(|c: char| c.is_ascii_digit())
        || folded[length..].starts_with("/2")
        || folded[length..].starts_with('%');
    if cut {
        return None;
    }
    PartialDate::new(year, month, day).map(|date| (date, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Option<String>, usize)> {
        date_at(&crate::fold::fold(text)).map(|(date, length)| (date.iso(), length))
    }

    #[test]
    fn reads_all_forms() {
        for (text, iso) in [
            ("26/12/2023", "2023-12-26"),
            ("4/02/2009", "2009-02-04"),
            ("20.7.2020", "2020-07-20"),
            ("31-12-2018", "2018-12-31"),
            ("30 tháng 6 năm 2025", "2025-06-30"),
            ("tháng 11 năm 2023", "2023-11"),
            ("tháng 12/2025", "2025-12"),
            ("12/2025", "2025-12"),
        ] {
            assert_eq!(read(text), Some((Some(iso.to_owned()), text.chars().count())), "{text}");
        }
        assert_eq!(
            date_at("10/6 (thoi gian").map(|(date, length)| (date.year, date.month, date.day, length)),
            Some((None, Some(6), Some(10), 4))
        );
    }

    #[test]
    fn leaves_what_is_no_date() {
        for text in ["31/02/2024", "45/13/2023", "192/KH", "30/34%", "1/1/0001", "2024"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn knows_first_and_last_days() {
        let date = PartialDate::new(Some(2024), Some(2), None).expect("exists");
        assert_eq!(date.first_day().map(|d| d.to_string()).as_deref(), Some("2024-02-01"));
        assert_eq!(date.last_day().map(|d| d.to_string()).as_deref(), Some("2024-02-29"));
    }
}
