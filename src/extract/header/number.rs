//! Number, symbol, place and date of the letterhead.
//!
//! Finds: "Số: 192/KH-UBND", blank numbers ("Số:      /KH-UBND"), spaced ones ("Số : 36 /KH - UBND"), a number without
//! "Số" after an OCR; "Hưng Yên, ngày 26 tháng 12 năm 2023", also wrapped, with a blank day or month.
//!
//! Not to be confused with: numbers of cited documents (only the letterhead is read), a day that can't be read ("ngày /2"):
//! then the day is left out.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::Tracer;
use crate::extract::date::PartialDate;
use crate::plan::{Name, Place};
use crate::segment::passage::Passage;

/// A number line.
pub(super) struct Number {
    pub(super) number: Option<String>,
    pub(super) symbol: String,
    pub(super) place: Place,
}

/// The number line of a letterhead.
pub(super) fn number(letterhead: &[Passage], tracer: &Tracer<'_>) -> Option<Number> {
    static LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:S(?:[ốôo6]\s*:?|\s*:)|^)\s*(?P<number>\d{0,5}(?:/\d{4})?)\s*/\s*(?P<symbol>\p{Lu}{2,}[\p{Lu}\d]*(?:\s?[-–/]\s?\p{Lu}[\p{L}\d&]*)*)").ok()
    });
    letterhead.iter().find_map(|line| {
        let found = LINE.as_ref()?.captures(line.text())?;
        let symbol: String = found.name("symbol")?.as_str().chars().filter(|c| !c.is_whitespace()).collect();
        let number = found.name("number").map(|number| number.as_str()).filter(|number| !number.is_empty());
        let number = number.map(|number| format!("{number}/{symbol}"));
        let range = found.name("number")?.start()..found.name("symbol")?.end();
        Some(Number { number, symbol, place: tracer.place(line, range) })
    })
}

/// The date, the place, and where the date stands. Lines are read as one text, because sites wrap inside the date.
pub(super) fn place_and_date(
    letterhead: &[Passage],
    tracer: &Tracer<'_>,
) -> (Option<String>, Option<Name>, Option<Place>) {
    static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r",?\s*(?:ngay|nga~y)\s*(?P<day>[\d/.~_ ]{0,6}?)\s*thang\s*(?P<month>[\d.~_ ]{0,4}?)\s*nam\s*(?P<year>\d{4})").ok()
    });
    let mut joined = Passage::default();
    for line in letterhead {
        joined.join(" ", line);
    }
    let folded = joined.folded();
    let Some(found) = DATE.as_ref().and_then(|pattern| pattern.captures_iter(&folded.text).last()) else {
        return (None, None, None);
    };
    let Some(whole) = found.get(0) else { return (None, None, None) };
    let number = |name: &str| found.name(name).and_then(|group| group.as_str().trim().parse::<i16>().ok());
    let part = |name: &str| number(name).and_then(|number| i8::try_from(number).ok());
    let (year, month) = (number("year"), part("month"));
    let day = part("day").filter(|_| month.is_some());
    let date = PartialDate::new(year, month, day)
        .or_else(|| PartialDate::new(year, month, None))
        .or_else(|| PartialDate::new(year, None, None));
    let range = folded.original(whole.range());
    let place = place_before(&joined, range.start, tracer);
    (date.and_then(PartialDate::iso), place, Some(tracer.place(&joined, range)))
}

/// The place name that ends at `end`: words with a capital, and "phố", "xã" inside it.
fn place_before(joined: &Passage, end: usize, tracer: &Tracer<'_>) -> Option<Name> {
    let head = joined.text()[..end].trim_end_matches([',', ' ']);
    let mut start = head.len();
    for (words, piece) in crate::token::pieces(head).collect::<Vec<_>>().into_iter().rev().enumerate() {
        let word = &head[piece.clone()];
        let mut letters = word.chars();
        let capital =
            letters.next().is_some_and(char::is_uppercase) && letters.all(|c| c.is_lowercase() || c == '-' || c == '.');
        let inner = matches!(word, "phố" | "xã" | "trấn" | "-" | "–") && start < head.len();
        let number = start == head.len() && word.bytes().all(|b| b.is_ascii_digit()) && word.len() < 3;
        if words >= 7 || !(capital || inner || number) {
            break;
        }
        start = piece.start;
    }
    tracer.name(joined, start..head.len())
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::with_tracer;
    use super::*;

    fn letterhead(lines: &[&str]) -> (String, Vec<Passage>) {
        let text = lines.join("\n");
        let mut start = 0;
        let passages = lines
            .iter()
            .map(|line| {
                let passage = Passage::of(&text, start..start + line.len());
                start += line.len() + 1;
                passage
            })
            .collect();
        (text, passages)
    }

    fn read_number(lines: &[&str]) -> Option<(Option<String>, String)> {
        let (text, passages) = letterhead(lines);
        with_tracer(&text, |tracer| number(&passages, tracer).map(|n| (n.number, n.symbol)))
    }

    fn read_date(lines: &[&str]) -> (Option<String>, Option<String>) {
        let (text, passages) = letterhead(lines);
        with_tracer(&text, |tracer| {
            let (date, place, _) = place_and_date(&passages, tracer);
            (date, place.map(|place| place.name))
        })
    }

    #[test]
    fn reads_numbers() {
        for (line, number, symbol) in [
            ("Số: 192/KH-UBND", Some("192/KH-UBND"), "KH-UBND"),
            ("Số:       /KH-UBND", None, "KH-UBND"),
            ("Số : 36 /KH - UBND", Some("36/KH-UBND"), "KH-UBND"),
            ("8607 /KH-UBND Hưng Yên, ngày", Some("8607/KH-UBND"), "KH-UBND"),
            ("Số: 0155/KH-UBND", Some("0155/KH-UBND"), "KH-UBND"),
            ("Số: 06/KH-BCĐ", Some("06/KH-BCĐ"), "KH-BCĐ"),
        ] {
            assert_eq!(read_number(&[line]), Some((number.map(str::to_owned), symbol.to_owned())), "{line}");
        }
        assert_eq!(read_number(&["ỦY BAN NHÂN DÂN", "Độc lập - Tự do"]), None);
    }

    #[test]
    fn reads_dates_as_far_as_printed() {
        for (lines, date, place) in [
            (&["Hưng Yên, ngày 26 tháng 12 năm 2023"][..], "2023-12-26", "Hưng Yên"),
            (&["Hà Bắc, ngày tháng 11 năm 2023"], "2023-11", "Hà Bắc"),
            (&["Vũng Tàu, ngày tháng năm 2024"], "2024", "Vũng Tàu"),
            (
                &["Số: 174/KH-UBND", "Thành phố Hồ", "Chí Minh, ngày 18 tháng 11 năm 2025"],
                "2025-11-18",
                "Thành phố Hồ Chí Minh",
            ),
            (&["8607 /KH-UBND Hưng Yên, ngày /2 tháng 01 năm 2022"], "2022-01", "Hưng Yên"),
            (&["Bà Rịa - Vũng Tàu, ngày 9 tháng 5 năm 2019"], "2019-05-09", "Bà Rịa - Vũng Tàu"),
        ] {
            assert_eq!(read_date(lines), (Some(date.to_owned()), Some(place.to_owned())), "{lines:?}");
        }
        assert_eq!(read_date(&["Độc lập - Tự do - Hạnh phúc"]), (None, None));
    }
}
