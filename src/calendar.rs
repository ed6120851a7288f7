//! Working days in Vietnam.
//!
//! In: two dates. Out: how many working days lie between them. Counts Monday to Friday without public holidays (Labour Code
//! 2019, article 112): New Year, Tết (its eve and four days), the Hùng Kings' day, 30 April, 1 May, 2 and 1 or 3 September.
//! Days that the government moves by decision from year to year are not known, so a count may be off by one or two around
//! Tết; outside [`FIRST_YEAR`]`..=`[`LAST_YEAR`] Tết and the Hùng Kings' day are unknown and nothing is counted.

use jiff::civil::{Date, Weekday};

/// First year whose lunar holidays are known.
pub const FIRST_YEAR: i16 = 2014;
/// Last year whose lunar holidays are known.
pub const LAST_YEAR: i16 = 2030;

/// First day of the lunar year, and the Hùng Kings' day (10th of the third lunar month), from [`FIRST_YEAR`] on: month, day.
const LUNAR: [((i8, i8), (i8, i8)); 17] = [
    ((1, 31), (4, 9)),
    ((2, 19), (4, 28)),
    ((2, 8), (4, 16)),
    ((1, 28), (4, 6)),
    ((2, 16), (4, 25)),
    ((2, 5), (4, 14)),
    ((1, 25), (4, 2)),
    ((2, 12), (4, 21)),
    ((2, 1), (4, 10)),
    ((1, 22), (4, 29)),
    ((2, 10), (4, 18)),
    ((1, 29), (4, 7)),
    ((2, 17), (4, 26)),
    ((2, 6), (4, 16)),
    ((1, 26), (4, 4)),
    ((2, 13), (4, 23)),
    ((2, 3), (4, 12)),
];

/// Public holidays with a date in the solar calendar: month, day.
const SOLAR: [(i8, i8); 4] = [(1, 1), (4, 30), (5, 1), (9, 2)];

/// Working days after `from`, up to and with `to`; none where `to` comes first or a year's holidays are unknown.
///
/// ```
/// use jiff::civil::date;
/// use kehoach::calendar::working_days;
/// assert_eq!(working_days(date(2023, 12, 26), date(2024, 1, 12)), Some(12));
/// ```
pub fn working_days(from: Date, to: Date) -> Option<u32> {
    let known = FIRST_YEAR..=LAST_YEAR;
    if to < from || !known.contains(&from.year()) || !known.contains(&to.year()) {
        return None;
    }
    let days = from.series(jiff::Span::new().days(1)).skip(1).take_while(|day| *day <= to);
    Some(days.filter(|&day| is_working_day(day)).map(|_| 1).sum())
}

fn is_working_day(day: Date) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    !weekend && !is_holiday(day)
}

fn is_holiday(day: Date) -> bool {
    let lunar = usize::try_from(day.year() - FIRST_YEAR).ok().and_then(|year| LUNAR.get(year));
    let is_lunar = lunar.is_some_and(|&((month, first), kings)| {
        let tet = Date::new(day.year(), month, first).ok().and_then(|tet| day.since(tet).ok());
        tet.is_some_and(|distance| (-1..=3).contains(&distance.get_days())) || (day.month(), day.day()) == kings
    });
    // Since 2021 a second day beside the National Day: the day before where that makes a longer rest, else the day after.
    let september = day.year() >= 2021 && day.month() == 9 && day.day() == 1;
    SOLAR.contains(&(day.month(), day.day())) || is_lunar || september
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn counts_without_weekends_and_holidays() {
        assert_eq!(working_days(date(2024, 5, 6), date(2024, 5, 10)), Some(4));
        assert_eq!(working_days(date(2024, 4, 26), date(2024, 5, 2)), Some(2));
        // Tết 2024: 9 February (eve) to 14 February; the 14th (mùng 5) is a working day by law.
        assert_eq!(working_days(date(2024, 2, 8), date(2024, 2, 15)), Some(2));
        assert_eq!(working_days(date(2024, 5, 6), date(2024, 5, 6)), Some(0));
    }

    #[test]
    fn says_nothing_where_it_knows_nothing() {
        assert_eq!(working_days(date(2024, 5, 6), date(2024, 5, 5)), None);
        assert_eq!(working_days(date(2012, 5, 6), date(2012, 5, 9)), None);
        assert_eq!(working_days(date(2030, 12, 6), date(2031, 1, 9)), None);
    }
}
