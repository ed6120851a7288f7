//! Ranges between two dates, and the periods that data cover: "từ ngày … đến hết ngày …", "giai đoạn 2026 - 2030".

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::by::names_document;
use super::{Found, Scan, TimeContext};
use crate::extract::date::{PartialDate, date_at};
use crate::lexicon::verb_at;
use crate::plan::DeadlineKind;

/// The period that data cover: "chốt số liệu tính từ ngày … đến ngày …".
pub(super) fn data_periods(scan: &mut Scan<'_>) -> Vec<(Range<usize>, Option<String>, Option<String>)> {
    static DATA: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:thoi (?:gian|diem|ky) )?(?:(?:chot|lay|tong hop|cap nhat)? ?so lieu[^.;()]{0,30}?|ky bao cao[^.;()]{0,40}?|ket qua [^.;()]{0,30}?(?:lay|tinh) )tu (?:ngay )?")
            .ok()
    });
    // "số đơn chưa giải quyết tính đến ngày 31/3/2023", "chốt đến hết ngày 31/12": open at its start.
    static UNTIL: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:tinh|chot(?: so lieu)?) den (?:het )?(?:ngay )?").ok());
    let mut periods = Vec::new();
    let starts: Vec<Range<usize>> =
        DATA.iter().flat_map(|data| data.find_iter(&scan.folded.text)).map(|found| found.range()).collect();
    for start in starts {
        if let Some((first, last, end)) = range_at(scan, start.end) {
            let range = start.start..end;
            scan.taken.push(range.clone());
            if comes_again(&scan.folded.text[end..]) {
                continue;
            }
            periods.push((range, first.first_day().map(|d| d.to_string()), last.last_day().map(|d| d.to_string())));
        }
    }
    let ends: Vec<Range<usize>> =
        UNTIL.iter().flat_map(|until| until.find_iter(&scan.folded.text)).map(|found| found.range()).collect();
    for until in ends {
        let Some((date, length)) = date_at(&scan.folded.text[until.end..]) else { continue };
        let range = until.start..until.end + length;
        if date.day.is_some() && scan.is_free(&range) {
            let last = scan.with_year(date).0.last_day();
            scan.taken.push(range.clone());
            if comes_again(&scan.folded.text[until.end + length..]) {
                continue;
            }
            periods.push((range, None, last.map(|day| day.to_string())));
        }
    }
    periods
}

/// Whether a day is one of each year: "tính đến ngày 31/12 hằng năm", "… của năm báo cáo".
fn comes_again(behind: &str) -> bool {
    [" hang nam", " moi nam", " cua nam bao cao"].iter().any(|year| behind.starts_with(year))
}

/// Two dates with "đến" between them; the first may lack what the second has.
fn range_at(scan: &Scan<'_>, at: usize) -> Option<(PartialDate, PartialDate, usize)> {
    static TO: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:(?:den|-)\s*(?:het )?|va ket thuc (?:truoc |vao )?)(?:\d{1,2} ?(?:gio|h)(?: ?\d{2})?(?: phut)?,? )?(?:ngay (?:bau cu |khai mac |khai giang )?)?").ok()
    });
    static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(\d{1,2})\b").ok());
    static MONTH: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^thang (\d{1,2})\b").ok());
    static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^nam (20\d{2})\b").ok());
    let text = &scan.folded.text;
    let month = || {
        let found = MONTH.as_ref()?.captures(&text[at..])?;
        let date = PartialDate::new(None, found.get(1)?.as_str().parse().ok(), None)?;
        Some((Some(date), found.get(0)?.end()))
    };
    let (first, length) = match date_at(&text[at..]) {
        Some((date, length)) => (Some(date), length),
        None => match month() {
            Some(month) => month,
            None => (None, DAY.as_ref()?.find(&text[at..])?.end()),
        },
    };
    let to = TO.as_ref()?.find(&text[at + length..])?;
    let second_at = at + length + to.end();
    let bare = || {
        let found = MONTH.as_ref()?.captures(&text[second_at..])?;
        Some((PartialDate::new(None, found.get(1)?.as_str().parse().ok(), None)?, found.get(0)?.end()))
    };
    // "từ tháng 3 đến hết năm 2026"; "đến năm 2030" bounds what a document plans.
    let whole_year = || {
        let found = YEAR.as_ref().filter(|_| to.as_str().ends_with("het "))?.captures(&text[second_at..])?;
        Some((PartialDate::new(found.get(1)?.as_str().parse().ok(), None, None)?, found.get(0)?.end()))
    };
    let (second, second_length) = date_at(&text[second_at..]).or_else(bare).or_else(whole_year)?;
    let printed = second.year;
    let year = printed.or_else(|| scan.year_of(second.month));
    let second = PartialDate { year, ..second };
    let first = match first {
        Some(date) => PartialDate { year: date.year.or(printed).or_else(|| scan.year_of(date.month)), ..date },
        None => PartialDate::new(year, second.month, text[at..at + length].trim().parse().ok())?,
    };
    Some((first, second, second_at + second_length))
}

/// Whether "từ ngày …" in running text says from when something is done: "kể từ ngày" counts from an event, "có hiệu lực từ
/// ngày" says it of a law.
fn opens(scan: &Scan<'_>, start: usize, year: Option<i16>) -> bool {
    let before = scan.folded.text[..start].trim_end();
    // "giá nước mới áp dụng từ ngày 01/7/2026" in a plan of 2026.
    let ahead = year.zip(scan.first.or(scan.year)).is_some_and(|(year, first)| year >= first);
    // "thu tiền theo túi kể từ ngày 01/01/2028"
    let of_law = ["hieu luc ke", "thi hanh ke", "tinh ke"].iter().any(|words| before.ends_with(words));
    if ahead && (before.ends_with("ap dung") || before.ends_with(" ke") && !of_law) {
        return true;
    }
    !["ke", "tinh", "hieu luc", "thi hanh", "ap dung", "thanh lap", "hoat dong"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// "từ ngày 20/9/2023 đến hết ngày 25/10/2023"; in a field also "2025 - 2030" and an open "Từ 01/7/2025".
pub(super) fn ranges(scan: &mut Scan<'_>) {
    static FROM: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:tu|trong ngay) (?:ngay |thang )?|\(thang ").ok());
    let mut starts: Vec<Range<usize>> =
        FROM.iter().flat_map(|from| from.find_iter(&scan.folded.text)).map(|found| found.range()).collect();
    if scan.context == TimeContext::Field && scan.folded.text.starts_with(|c: char| c.is_ascii_digit()) {
        // "01/9 - 30/9/2021"
        starts.push(0..0);
    }
    for mut start in starts {
        if scan.folded.text[start.clone()].starts_with("tu ") && !scan.prints_from(start.start) {
            continue;
        }
        // "(tháng 5 đến tháng 9)": the bracket does not belong to it.
        start.start += usize::from(scan.folded.text[start.clone()].starts_with('('));
        // "tháng 6" is read with its word.
        let at =
            if scan.folded.text[start.clone()].ends_with("thang ") { start.end - "thang ".len() } else { start.end };
        if let Some((first, last, end)) = range_at(scan, at) {
            // "từ tháng 4 đến tháng 9 hằng năm" comes again.
            if [" hang nam", " moi nam"].iter().any(|often| scan.folded.text[end..].starts_with(often)) {
                continue;
            }
            let mut during = Found::new(start.start..end, DeadlineKind::During);
            during.start = first.first_day().map(|d| d.to_string());
            during.end = last.last_day().map(|d| d.to_string());
            scan.take(during);
        } else if !start.is_empty()
            && scan.folded.text[start.clone()].starts_with("tu ")
            && let Some((date, length)) = date_at(&scan.folded.text[at..])
            && (scan.context == TimeContext::Field
                || date.day.is_some() && date.year.is_some() && opens(scan, start.start, date.year))
        {
            let mut during = Found::new(start.start..at + length, DeadlineKind::During);
            during.start = scan.with_year(date).0.first_day().map(|d| d.to_string());
            scan.take(during);
        }
    }
    until(scan);
    years(scan);
}

/// "Từ nay đến hết tháng 02/2026": begun when the plan is issued; open at its start.
fn until(scan: &mut Scan<'_>) {
    static NOW: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\btu (?:nay|bay gio|khi ban hanh ke hoach) (?:cho )?den (?:het )?(?:ngay )?").ok()
    });
    for now in NOW.iter().flat_map(|now| now.find_iter(&scan.folded.text)) {
        if let Some((date, length)) = date_at(&scan.folded.text[now.end()..]) {
            let (date, inferred) = scan.with_year(date);
            let mut during = Found::new(now.start()..now.end() + length, DeadlineKind::During);
            during.end = date.last_day().map(|d| d.to_string());
            during.year_inferred = inferred;
            scan.take(during);
        }
    }
}

/// "giai đoạn 2026 - 2030 (và những năm tiếp theo)".
fn years(scan: &mut Scan<'_>) {
    static YEARS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?P<word>\b(?:trong )?giai doan |\btu nam |\btrong (?:\d{1,2}|hai|ba|cac) nam )?\b(?P<first>20\d{2})\s?(?:-|den(?: nam)?|(?P<and>va|,))\s?(?P<last>20\d{2})\b(?P<open>(?:,| va) (?:(?:cac|nhung) nam )?tiep theo)?").ok()
    });
    let text = scan.text();
    let alone = text.trim_matches([' ', '.', ';']);
    if scan.context == TimeContext::Field
        && alone.len() == 4
        && alone.starts_with("20")
        && alone.bytes().all(|b| b.is_ascii_digit())
    {
        let mut during = Found::new(0..text.len(), DeadlineKind::During);
        (during.start, during.end) = (Some(format!("{alone}-01-01")), Some(format!("{alone}-12-31")));
        scan.take(during);
    }
    for years in YEARS.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let (Some(whole), Some(first), Some(last)) = (years.get(0), years.name("first"), years.name("last")) else {
            continue;
        };
        // "trong hai năm 2026 và 2027"; "năm 2026 và 2027" are two.
        if years.name("and").is_some() && !whole.as_str().starts_with("trong ") {
            continue;
        }
        // "từ năm học 2024 - 2025", "trong năm học …": a year of schools, which no two days bound.
        if text[..whole.start()].ends_with("hoc ") {
            for (opening, ends) in [("tu nam hoc ", false), ("trong nam hoc ", true)] {
                if text[..whole.start()].ends_with(opening) {
                    let mut during = Found::new(whole.start() - opening.len()..whole.end(), DeadlineKind::During);
                    during.start = Some(first.as_str().to_owned());
                    during.end = Some(last.as_str().to_owned()).filter(|_| ends);
                    scan.take(during);
                }
            }
            continue;
        }
        // "Giai đoạn 2026 - 2030: …", "Giai đoạn 2026 - 2030 xây mới …"
        let behind = text.len() - text[whole.end()..].trim_start_matches([',', ' ']).len();
        let opens =
            whole.start() == 0 && (text[whole.end()..].starts_with(':') || verb_at(scan.folded, behind).is_some());
        // "Đào tạo người chăm sóc, giai đoạn 2027 - 2029."
        let closes = whole.as_str().starts_with("giai doan")
            && text[..whole.start()].trim_end().ends_with(',')
            && text[whole.end()..].trim_matches(['.', ';', ' ']).is_empty()
            && !names_document(&text[..whole.start()]);
        let says_when = opens || closes || whole.as_str().starts_with("trong") || whole.as_str().starts_with("tu nam");
        if scan.context == TimeContext::Field || says_when {
            let mut during = Found::new(whole.range(), DeadlineKind::During);
            during.start = Some(format!("{}-01-01", first.as_str()));
            during.end = years.name("open").is_none().then(|| format!("{}-12-31", last.as_str()));
            scan.take(during);
        }
    }
}
