//! Which of the times found in a text hold.
//!
//! In: a scan with all that the classes found, in the order of the text. Out: the same scan, in which what is said twice is one
//! time, what the text itself takes back or explains is none, and days without a year that come each year are recurring. It
//! finds no times of its own, and sees one text only: what holds for the tasks of a heading is decided by `task`.
//!
//! The order of the steps matters where one looks at what the step before it made recurring.

use std::ops::Range;

use super::{Found, Scan, TimeContext};
use crate::plan::{DeadlineKind, Recurrence};

/// Cost: a pass over the found for each step; pairs of times only within a text.
pub(super) fn settle(scan: &mut Scan<'_>) {
    if scan.several {
        reports_of_each_year(scan);
        if scan.year.is_none() {
            days_of_each_year(scan);
        }
    }
    periodic_on_a_day(scan);
    often_on_a_day(scan);
    before_the_plan(scan);
    explained_by_a_bracket(scan);
    said_twice(scan);
}

/// In a plan of several years a report that is due on a day without a year is due each year, or each half.
fn reports_of_each_year(scan: &mut Scan<'_>) {
    let text = &scan.folded.text;
    for day in scan.found.iter_mut().filter(|found| is_day_without_year(found)) {
        let sentence = text[..day.range.start].rfind(['.', '\n']).map_or(0, |stop| stop + 1);
        let before = &text[sentence..day.range.start];
        if before.contains("bao cao") {
            let clause = before.rsplit([',', ';']).next().unwrap_or_default();
            let half = clause.contains("6 thang");
            day.kind = DeadlineKind::Recurring;
            day.recurrence = Some(if half { Recurrence::HalfYearly } else { Recurrence::Yearly });
            (day.start, day.end, day.year_inferred) = (None, None, false);
        }
    }
}

/// In a plan of several years a day without a year comes each year.
fn days_of_each_year(scan: &mut Scan<'_>) {
    let text = &scan.folded.text;
    let unnamed = |found: &&mut Found| {
        let said = &text[found.range.clone()];
        let day = said.contains(|c: char| c.is_ascii_digit()) && !said.contains("ky hop ");
        let timed = matches!(found.kind, DeadlineKind::By | DeadlineKind::During);
        timed && day && found.start.is_none() && found.end.is_none()
    };
    for found in scan.found.iter_mut().filter(unnamed) {
        found.kind = DeadlineKind::Recurring;
        found.recurrence = Some(Recurrence::Yearly);
    }
}

/// "Báo cáo định kỳ trước ngày 15/11": "định kỳ" and the day say one time between them.
fn periodic_on_a_day(scan: &mut Scan<'_>) {
    let text = &scan.folded.text;
    let found = &mut scan.found;
    // A report that is due periodically on a day without a year is due each year …
    let days = ranges(found, is_day_without_year);
    // … but "định kỳ: 6 tháng trước ngày 05/6, năm trước ngày 20/11/2022" names the days of one year.
    let dated = ranges(found, |found| is_dated(found) && !found.year_inferred);
    let of_year = |range: &Range<usize>| in_sentence_of(text, &dated, range);
    for periodic in found.iter_mut().filter(|found| found.recurrence == Some(Recurrence::Periodic)) {
        if in_sentence_of(text, &days, &periodic.range) && !of_year(&periodic.range) {
            periodic.recurrence = Some(Recurrence::Yearly);
        }
    }
    let yearly = ranges(found, |found| found.recurrence == Some(Recurrence::Yearly));
    found.retain(|found| {
        let day = found.kind != DeadlineKind::Recurring && found.year_inferred;
        !(day && in_sentence_of(text, &yearly, &found.range))
    });
    // "Định kỳ trước ngày 05 của tháng cuối quý": how often is said by the rest.
    let often = ranges(found, |found| found.recurrence.is_some_and(|often| often != Recurrence::Periodic));
    found.retain(|found| {
        let bare = found.recurrence == Some(Recurrence::Periodic) && text[found.range.clone()].starts_with("dinh ky");
        !(bare && (of_year(&found.range) || in_sentence_of(text, &often, &found.range)))
    });
}

/// "Báo cáo định kỳ 06 tháng trước ngày 10/6" of each year: how often, and the day of it, are one time.
fn often_on_a_day(scan: &mut Scan<'_>) {
    let text = &scan.folded.text;
    let recurring = |found: &&Found| found.kind == DeadlineKind::Recurring;
    let on_a_day = |found: &Found| text[found.range.clone()].contains("ngay ");
    let days: Vec<Found> = scan.found.iter().filter(recurring).filter(|found| on_a_day(found)).cloned().collect();
    scan.found.retain(|found| {
        let bare = text[found.range.clone()].starts_with("dinh ky") && !on_a_day(found);
        let same: Vec<Range<usize>> = ranges(&days, |day| day.recurrence == found.recurrence);
        !(bare && in_sentence_of(text, &same, &found.range))
    });
}

/// What was over before the plan says which things are meant, not when the task is due.
fn before_the_plan(scan: &mut Scan<'_>) {
    let text = &scan.folded.text;
    let (own, first) = (scan.year.map(|year| year - 1), scan.first);
    let well_before = first.map(|year| year - 1);
    let in_text = scan.context == TimeContext::Text;
    scan.found.retain(|found| {
        let by = found.kind == DeadlineKind::By;
        // "Giấy chứng nhận cấp trước năm 2020".
        let year = by && text[found.range.clone()].starts_with("truoc nam ") && is_before(found.end.as_deref(), own);
        // "thiếu sót từ năm 2019 đến năm 2022", "dữ liệu từ 01/01/2019 đến 30/6/2023": begun well before the plan.
        let begun =
            found.kind == DeadlineKind::During && found.end.is_some() && is_before(found.start.as_deref(), well_before);
        // "hồ sơ nộp trước ngày 31/12/2024" in a plan of 2025.
        let day = in_text && by && is_before(found.end.as_deref(), first);
        !(year || begun || day)
    });
}

/// A bracket behind a time says the day of a season, or counts the days to an event.
fn explained_by_a_bracket(scan: &mut Scan<'_>) {
    let text = &scan.folded.text;
    let opens_bracket = |end: usize, start: usize| text.get(end..start) == Some(" (");
    // "trước mùa mưa lũ (chậm nhất ngày 31/8/2024)", "trước Tết (từ ngày 02/02 đến ngày 10/02)": the bracket says when.
    let dated = ranges(&scan.found, |found| found.end.is_some());
    scan.found.retain(|found| {
        let season = found.offset.as_ref().is_some_and(|distance| distance.before && distance.amount.is_none());
        !(season && dated.iter().any(|day| opens_bracket(found.range.end, day.start)))
    });
    // "Chậm nhất ngày 10/12/2025 (trước ngày bầu cử 95 ngày …)": the bracket explains the day.
    let days = ranges(&scan.found, is_dated);
    scan.found
        .retain(|found| !(found.offset.is_some() && days.iter().any(|day| opens_bracket(day.end, found.range.start))));
}

/// What is said twice is one time.
fn said_twice(scan: &mut Scan<'_>) {
    let text = &scan.folded.text;
    let said = |found: &Found| &text[found.range.clone()];
    let numbered = |said: &str| said.split("quy ").skip(1).any(|rest| rest.starts_with(['i', 'v']));
    let names_a_day = |found: &Found| said(found).contains(|c: char| c.is_ascii_digit()) || numbered(said(found));
    let mut known: Vec<Found> = Vec::new();
    scan.found.retain(|found| {
        let recurring = found.kind == DeadlineKind::Recurring;
        // "trước ngày 05/6, trước ngày 01/12" of no named year: two days.
        let unnamed = found.start.is_none() && found.end.is_none() && found.recurrence.is_none();
        let repeats = |other: &Found| {
            // "trước ngày 01/6 hằng năm", "trước ngày 15/11 hằng năm": two days of each year.
            let apart = unnamed || (recurring && names_a_day(found) && names_a_day(other));
            found.is_same(other) && !(apart && said(found) != said(other))
        };
        let new = !known.iter().any(repeats);
        known.push(found.clone());
        new
    });
}

/// Where the times stand that are of one sort.
fn ranges(found: &[Found], is_meant: impl Fn(&Found) -> bool) -> Vec<Range<usize>> {
    found.iter().filter(|found| is_meant(found)).map(|found| found.range.clone()).collect()
}

/// A day to be done by.
fn is_dated(found: &Found) -> bool {
    found.kind == DeadlineKind::By && found.end.is_some()
}

/// A day to be done by that took its year from the plan.
fn is_day_without_year(found: &Found) -> bool {
    found.kind == DeadlineKind::By && found.year_inferred
}

/// Whether a day, if there is one, lies before a year.
fn is_before(day: Option<&str>, year: Option<i16>) -> bool {
    let day = day.and_then(|day| day.parse::<jiff::civil::Date>().ok());
    day.zip(year).is_some_and(|(day, year)| day.year() < year)
}

/// Whether a place stands in one clause with one of others.
pub(super) fn in_sentence_of(text: &str, others: &[Range<usize>], range: &Range<usize>) -> bool {
    others.iter().any(|other| {
        let between = other.end.min(range.end)..other.start.max(range.start);
        between.is_empty() || !text[between].contains([';', '.'])
    })
}
