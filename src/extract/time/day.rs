//! Days on which something happens: "vào ngày 22/11/2025", "lúc 14 giờ 00, ngày 30/5/2024"; in a field a date on its own.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Found, Scan, TimeContext, patterns};
use crate::extract::date::{PartialDate, date_at};
use crate::plan::DeadlineKind;

/// Days that hours or a second day go with: "từ 06 giờ 00 đến 10 giờ 30 ngày 31/5/2024", "ngày 08 và 09/6/2024".
pub(super) fn spans(scan: &mut Scan<'_>) {
    static HOURS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\btu \d{1,2} ?(?:gio|h)(?: ?\d{2})? den \d{1,2} ?(?:gio|h)(?: ?\d{2})?,? (?:ngay )?").ok()
    });
    static TWO: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:^|\b(?:trong|vao) (?:(?:hai|02) )?)(?:ngay|toi) (?P<first>\d{1,2})(?:/\d{1,2})?(?: va | - |, )")
            .ok()
    });
    let text = scan.text();
    for hours in HOURS.iter().flat_map(|pattern| pattern.find_iter(text)) {
        if let Some((date, length)) = date_at(&text[hours.end()..]).filter(|(date, _)| date.day.is_some()) {
            take(scan, hours.start()..hours.end() + length, date, date);
        }
    }
    for two in TWO.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let (Some(whole), Some(first)) = (two.get(0), two.name("first")) else { continue };
        let Some((last, length)) = date_at(&text[whole.end()..]).filter(|(date, _)| date.day.is_some()) else {
            continue;
        };
        let first = PartialDate::new(last.year, last.month, first.as_str().parse().ok());
        if let Some(first) = first.filter(|first| first.day.map(|day| day + 1) == last.day) {
            take(scan, whole.start()..whole.end() + length, first, last);
        }
    }
}

/// Days on which something happens: words for an event before them, an hour or a part of the day, or the day at the head
/// of the text before a colon.
pub(super) fn days(scan: &mut Scan<'_>) {
    static ON: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        patterns([
            r"\b(?:du kien|to chuc)(?: vao)?(?: ngay)? |\bvao (?:dip|ngay) |\btrong ngay |\bdip (?:ngay )?",
            r"\b(?:(?:luc|vao luc|vao) )?\d{1,2} ?(?:gio|h)(?: ?\d{2})?(?: phut)?,? (?:(?:thu [a-z]+|chu nhat),? )?ngay |\b(?:(?:vao|trong) )?(?:sang|chieu|toi) (?:(?:thu [a-z]+|chu nhat),? )?(?:ngay )?",
            r"(?:^|\bdot \d )ngay ",
        ])
    });
    // "tuyên dương công nhân ngày 28/4/2023 tại Nhà Văn hóa": a day and a place are those of an event.
    static AT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\bngay ").ok());
    let text = scan.text();
    for day in ON.iter().flat_map(|pattern| pattern.find_iter(text)) {
        let Some((date, length)) = date_at(&text[day.end()..]).filter(|(date, _)| date.day.is_some()) else { continue };
        let known = date.month.is_some() || scan.context == TimeContext::Field;
        // At the head of a sentence a day may open anything else: "Ngày 05/7/2024 UBND tỉnh ban hành …".
        let heads = day.as_str() == "ngay " && scan.context == TimeContext::Text;
        // "đã tổ chức vào ngày 12/01": over.
        let over = text[..day.start()].ends_with("da ");
        if known && !over && (!heads || text[day.end() + length..].starts_with(':')) {
            take(scan, day.start()..day.end() + length, date, date);
            second(scan, day.end() + length);
        }
    }
    for day in AT.iter().flat_map(|pattern| pattern.find_iter(text)) {
        let Some((date, length)) = date_at(&text[day.end()..]).filter(|(date, _)| date.month.is_some()) else {
            continue;
        };
        let behind = text[day.end() + length..].trim_start_matches(',');
        // "ngày 12/3/2024 tại Quyết định số …" is a document's, "đã họp ngày 05/7 tại xã" is over.
        let place = behind.strip_prefix(" tai ").is_some_and(|place| {
            !["quyet dinh", "nghi quyet", "ke hoach", "cong van", "thong bao", "chi thi", "van ban", "to trinh"]
                .iter()
                .any(|document| place.starts_with(document))
        });
        let sentence = &text[text[..day.start()].rfind(['.', ';', '\n']).map_or(0, |stop| stop + 1)..day.start()];
        if date.day.is_some() && place && !sentence.split(' ').any(|word| word == "da") {
            take(scan, day.start()..day.end() + length, date, date);
        }
    }
}

/// "vào ngày 25/5 và ngày 05/11": the second day goes with the word of the first.
fn second(scan: &mut Scan<'_>, end: usize) {
    static AND: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^ va (?:ngay )?").ok());
    let text = scan.text();
    let Some(and) = AND.as_ref().and_then(|and| and.find(&text[end..])) else { return };
    let at = end + and.end();
    if let Some((date, length)) = date_at(&text[at..]).filter(|(date, _)| date.day.is_some() && date.month.is_some()) {
        take(scan, end + " va ".len()..at + length, date, date);
    }
}

/// "nhân Ngày Hợp tác xã Việt Nam 11/4", "dịp Ngày Chuyển đổi số quốc gia (10/10)": on that day of the plan's year.
pub(super) fn feasts(scan: &mut Scan<'_>) {
    static FEAST: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:nhan|(?:vao |trong |nhan )?dip) (?:ky niem )?ngay [a-z][a-z ,-]{3,60} \(?").ok()
    });
    let text = scan.text();
    for feast in FEAST.iter().flat_map(|pattern| pattern.find_iter(text)) {
        let Some((date, length)) = date_at(&text[feast.end()..]).filter(|(date, _)| date.day.is_some()) else {
            continue;
        };
        let range = feast.start()..feast.end() + length;
        // "trước dịp Ngày Môi trường thế giới 05/6"
        match text[..range.start].strip_suffix("truoc ") {
            Some(before) => {
                let (date, inferred) = scan.with_year(date);
                let mut by = Found::new(before.len()..range.end, DeadlineKind::By);
                by.end = date.last_day().map(|day| day.to_string());
                by.year_inferred = inferred;
                scan.take(by);
            }
            None => take(scan, range, date, date),
        }
    }
}

fn take(scan: &mut Scan<'_>, range: Range<usize>, first: PartialDate, last: PartialDate) {
    let ((first, _), (last, inferred)) = (scan.with_year(first), scan.with_year(last));
    let mut during = Found::new(range, DeadlineKind::During);
    (during.start, during.end) =
        (first.first_day().map(|day| day.to_string()), last.last_day().map(|day| day.to_string()));
    during.year_inferred = inferred;
    if during.start.is_some() {
        scan.take(during);
    }
}

/// A date on its own in a field: by that day.
pub(super) fn bare(scan: &mut Scan<'_>) {
    if scan.context != TimeContext::Field {
        return;
    }
    let text = scan.text();
    for (at, _) in text.char_indices().filter(|&(_, c)| c.is_ascii_digit()) {
        let starts = at == 0
            || !text.as_bytes()[at - 1].is_ascii_alphanumeric()
                && !matches!(text.as_bytes()[at - 1], b'/' | b'.' | b'-');
        if let Some((date, length)) = date_at(&text[at..]).filter(|_| starts) {
            let (date, inferred) = scan.with_year(date);
            let mut by = Found::new(at..at + length, DeadlineKind::By);
            by.end = date.last_day().map(|d| d.to_string());
            by.year_inferred = inferred;
            scan.take(by);
        }
    }
}
