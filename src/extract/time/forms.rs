//! Dated times: data periods, distances from events, ranges, "trước ngày …", "trong quý …".

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Distance, Found, Scan, TimeContext, patterns};
use crate::extract::date::{PartialDate, date_at};
use crate::plan::{DeadlineKind, OffsetUnit};
use crate::segment::label::roman_value;

/// The period that data cover: "chốt số liệu tính từ ngày … đến ngày …".
pub(super) fn data_periods(scan: &mut Scan<'_>) -> Vec<(Range<usize>, Option<String>, Option<String>)> {
    static DATA: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:thoi (?:gian|diem|ky) )?(?:(?:chot|lay|tong hop|cap nhat)? ?so lieu[^.;()]{0,30}?|ky bao cao[^.;()]{0,40}?|ket qua [^.;()]{0,30}?(?:lay|tinh) )tu (?:ngay )?")
            .ok()
    });
    let mut periods = Vec::new();
    let starts: Vec<Range<usize>> =
        DATA.iter().flat_map(|data| data.find_iter(&scan.folded.text)).map(|found| found.range()).collect();
    for start in starts {
        if let Some((first, last, end)) = range_at(scan, start.end) {
            let range = start.start..end;
            scan.taken.push(range.clone());
            periods.push((range, first.first_day().map(|d| d.to_string()), last.last_day().map(|d| d.to_string())));
        }
    }
    periods
}

/// Two dates with "đến" between them; the first may lack what the second has.
fn range_at(scan: &Scan<'_>, at: usize) -> Option<(PartialDate, PartialDate, usize)> {
    static TO: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\s*(?:den|-)\s*(?:het )?(?:ngay )?").ok());
    static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(\d{1,2})\b").ok());
    static MONTH: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^thang (\d{1,2})\b").ok());
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
    let (second, second_length) = date_at(&text[second_at..])?;
    let year = second.year.or(scan.year);
    let second = PartialDate { year, ..second };
    let first = match first {
        Some(date) => PartialDate { year: date.year.or(year), ..date },
        None => PartialDate::new(year, second.month, text[at..at + length].trim().parse().ok())?,
    };
    Some((first, second, second_at + second_length))
}

/// "chậm nhất 15 ngày làm việc sau …", "trong 05 ngày kể từ ngày …", "sau khi … ban hành".
pub(super) fn relative(scan: &mut Scan<'_>) {
    static DISTANCES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        patterns([
            concat!(
                r"\b(?:(?:cham nhat|muon nhat)(?: la)?(?: sau)? |(?:trong )?(?:thoi han|thoi gian|vong) |trong |sau |truoc )*(?P<amount>\d{1,3})(?:\s?-\s?(?P<upper>\d{1,3}))? (?P<unit>ngay lam viec|ngay|thang|gio)",
                r" (?:(?:ke|tinh) tu|sau|tu) (?P<after>[^,.;()\n]{3,260})"
            ),
            // "trong vòng 24 giờ": from when the task begins.
            r"\btrong (?:vong|thoi han) (?P<amount>\d{1,3}) (?P<unit>ngay lam viec|ngay|thang|gio)\b",
            // "trước ngày kiểm tra ít nhất 05 ngày làm việc"
            r"\btruoc (?:ngay|khi) (?P<after>[a-z][a-z ]{2,30}) (?:it nhat|toi thieu) (?P<amount>\d{1,3}) (?P<unit>ngay lam viec|ngay)\b",
        ])
    });
    static AFTER: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:ngay )?(?:sau )?khi (?P<after>[^,.;()\n]{3,120}?)(?:[,.;()\n]|$)").ok());
    let text = &scan.folded.text;
    let mut found: Vec<Found> = Vec::new();
    for distance in DISTANCES.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        found.extend(distance.get(0).map(|whole| distance_of(whole.range(), &distance)));
    }
    for after in AFTER.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let (Some(whole), Some(event)) = (after.get(0), after.name("after")) else { continue };
        // A bare "khi" is a condition; "sau khi", "ngay khi" and "ngay sau khi" set a time.
        let daily = text[..whole.start()].ends_with("hang ");
        let timed = (whole.as_str().starts_with("sau") || whole.as_str().starts_with("ngay")) && !daily;
        let verb = event.as_str().contains("ban hanh")
            || event.as_str().contains("ket thuc")
            || event.as_str().contains("phe duyet")
            || event.as_str().contains("hoan thanh")
            || event.as_str().contains("co hieu luc")
            || event.as_str().contains("nhan duoc")
            || whole.as_str().starts_with("ngay");
        if timed && verb {
            let mut relative = Found::new(whole.start()..event.end(), DeadlineKind::Relative);
            relative.offset = Some(Distance { after: Some(event.range()), ..Distance::default() });
            found.push(relative);
        }
    }
    for relative in found {
        scan.take(relative);
    }
}

/// A distance with its amount, unit and event.
fn distance_of(range: Range<usize>, found: &Captures<'_>) -> Found {
    let printed = found.name("upper").or(found.name("amount"));
    let mut amount: Option<u32> = printed.and_then(|amount| amount.as_str().parse().ok());
    let unit = match found.name("unit").map_or("", |unit| unit.as_str()) {
        "ngay lam viec" => OffsetUnit::WorkingDay,
        "thang" => OffsetUnit::Month,
        // Whole days are said as days.
        "gio" if amount.is_some_and(|hours| hours % 24 == 0) => {
            amount = amount.map(|hours| hours / 24);
            OffsetUnit::Day
        }
        "gio" => OffsetUnit::Hour,
        _ => OffsetUnit::Day,
    };
    let mut relative = Found::new(range, DeadlineKind::Relative);
    relative.offset =
        Some(Distance { amount, unit: Some(unit), after: found.name("after").map(|after| after.range()) });
    relative
}

/// "từ ngày 20/9/2023 đến hết ngày 25/10/2023"; in a field also "2025 - 2030" and an open "Từ 01/7/2025".
pub(super) fn ranges(scan: &mut Scan<'_>) {
    static FROM: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\btu (?:ngay |thang )?").ok());
    let mut starts: Vec<Range<usize>> =
        FROM.iter().flat_map(|from| from.find_iter(&scan.folded.text)).map(|found| found.range()).collect();
    if scan.context == TimeContext::Field && scan.folded.text.starts_with(|c: char| c.is_ascii_digit()) {
        // "01/9 - 30/9/2021"
        starts.push(0..0);
    }
    for start in starts {
        // "tháng 6" is read with its word.
        let at =
            if scan.folded.text[start.clone()].ends_with("thang ") { start.end - "thang ".len() } else { start.end };
        if let Some((first, last, end)) = range_at(scan, at) {
            let mut during = Found::new(start.start..end, DeadlineKind::During);
            during.start = first.first_day().map(|d| d.to_string());
            during.end = last.last_day().map(|d| d.to_string());
            scan.take(during);
        } else if scan.context == TimeContext::Field
            && !start.is_empty()
            && let Some((date, length)) = date_at(&scan.folded.text[at..])
        {
            let mut during = Found::new(start.start..at + length, DeadlineKind::During);
            during.start = with_year(date, scan.year).0.first_day().map(|d| d.to_string());
            scan.take(during);
        }
    }
    years(scan);
}

/// "giai đoạn 2026 - 2030 (và những năm tiếp theo)".
fn years(scan: &mut Scan<'_>) {
    static YEARS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?P<word>\b(?:trong )?giai doan |\btu nam )?\b(?P<first>20\d{2})\s?(?:-|den(?: nam)?)\s?(?P<last>20\d{2})\b(?P<open>(?:,| va) (?:cac|nhung) nam tiep theo)?").ok()
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
        let opens = whole.start() == 0 && text[whole.end()..].starts_with(':');
        let says_when = opens || whole.as_str().starts_with("trong") || whole.as_str().starts_with("tu nam");
        if scan.context == TimeContext::Field || says_when {
            let mut during = Found::new(whole.range(), DeadlineKind::During);
            during.start = Some(format!("{}-01-01", first.as_str()));
            during.end = years.name("open").is_none().then(|| format!("{}-12-31", last.as_str()));
            scan.take(during);
        }
    }
}

/// A date with the plan's year where it has none; whether the year was taken from the plan.
fn with_year(date: PartialDate, year: Option<i16>) -> (PartialDate, bool) {
    let inferred = date.year.is_none() && year.is_some();
    (PartialDate { year: date.year.or(year), ..date }, inferred)
}

/// "trước ngày 05/7/2024", "chậm nhất là ngày 4 tháng 3 năm 2021", "xong trước 30/6", "đến hết năm 2025".
pub(super) fn by(scan: &mut Scan<'_>) {
    static BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:(?:xong|hoan thanh|cham nhat|muon nhat|han cuoi(?: cung)?)(?: la)?(?: truoc| den| vao)?|truoc|den het|den truoc|(?:den|vao)|han) (?:\d{1,2} ?(?:gio|h)(?: ?\d{2})?(?: phut)?,? )?(?:het )?(?:ngay (?:(?:khai giang|bau cu|khai mac|tong ket|le) )?)?").ok()
    });
    static AND: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^ va (?:truoc )?(?:ngay )?").ok());
    // A day on which something happens.
    static ON: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:du kien|to chuc)(?: vao)?(?: ngay)? |\bvao ngay ").ok());
    static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\bden (?P<het>het )?nam (?P<year>20\d{2})\b|\btruoc nam (?P<before>20\d{2})\b").ok()
    });
    let text = scan.text();
    for before in BEFORE.iter().flat_map(|pattern| pattern.find_iter(text)) {
        let weak = matches!(before.as_str().trim(), "den" | "den ngay" | "vao" | "vao ngay");
        let Some((date, length)) = date_at(&text[before.end()..]) else { continue };
        if weak && (scan.context == TimeContext::Text || date.day.is_none()) {
            continue;
        }
        let (date, inferred) = with_year(date, scan.year);
        let last = if before.as_str().starts_with("truoc") && date.day.is_none() {
            date.first_day().and_then(|d| d.yesterday().ok())
        } else {
            date.last_day()
        };
        let end = before.end() + length;
        let mut by = Found::new(before.start()..end, DeadlineKind::By);
        by.end = last.map(|d| d.to_string());
        by.year_inferred = inferred;
        // "trước ngày 15/6 và 15/12/2023": the second date goes with the word of the first.
        let second = AND.as_ref().and_then(|and| and.find(&text[end..])).and_then(|and| {
            let (second, length) = date_at(&text[end + and.end()..])?;
            second.day.map(|_| (second, end + " va ".len()..end + and.end() + length))
        });
        if let Some((second, range)) = second {
            let year = second.year.filter(|_| date.day.is_some() && inferred);
            if let Some(year) = year {
                by.end = PartialDate { year: Some(year), ..date }.last_day().map(|d| d.to_string());
                by.year_inferred = false;
            }
            let (second, inferred) = with_year(second, scan.year);
            let mut other = Found::new(range, DeadlineKind::By);
            other.end = second.last_day().map(|d| d.to_string());
            other.year_inferred = inferred;
            scan.take(other);
        }
        scan.take(by);
    }
    for day in ON.iter().flat_map(|pattern| pattern.find_iter(text)) {
        let Some((date, length)) = date_at(&text[day.end()..]).filter(|(date, _)| date.day.is_some()) else { continue };
        let known = date.year.is_some() || scan.context == TimeContext::Field;
        if let Some(on) = with_year(date, scan.year).0.first_day().filter(|_| known) {
            let mut during = Found::new(day.start()..day.end() + length, DeadlineKind::During);
            (during.start, during.end) = (Some(on.to_string()), Some(on.to_string()));
            scan.take(during);
        }
    }
    for year in YEAR.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let Some(whole) = year.get(0) else { continue };
        let sure = year.name("het").is_some() || year.name("before").is_some() || scan.context == TimeContext::Field;
        if sure || is_goal(text, &whole.range()) {
            let mut by = Found::new(whole.range(), DeadlineKind::By);
            let last = year.name("year").map(|year| year.as_str().to_owned());
            let before = year
                .name("before")
                .and_then(|year| year.as_str().parse::<i16>().ok())
                .map(|year| (year - 1).to_string());
            by.end = last.or(before).map(|year| format!("{year}-12-31"));
            scan.take(by);
        }
    }
}

/// Whether "đến năm 2030" says by when something is to be reached: it opens its clause, is followed by what is reached, or
/// ends a clause that names no document ("Chiến lược … đến năm 2030").
fn is_goal(text: &str, year: &Range<usize>) -> bool {
    static DOCUMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:quyet dinh|ke hoach|chuong trinh|chien luoc|de an|quy hoach|nghi quyet|chi thi|dinh huong|du an|luat|ket luan|thong bao|cong van|tam nhin)\b").ok()
    });
    static REACHED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^,? (?:phai |se |phan dau |co ban |tinh )?(?:dat|co|hoan thanh|giam|tang|nang|duy tri|toi thieu|it nhat|tren|dam bao|bao dam|\d|100)").ok()
    });
    static AIM: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:\b(?:phan dau|bao dam|dam bao|muc tieu(?: la)?|lo trinh thuc hien),? )$").ok()
    });
    let (before, after) = (&text[..year.start], &text[year.end..]);
    let clause = &before[before.rfind([',', ';', '.', ':', '(', '\n']).map_or(0, |at| at + 1)..];
    let documented = DOCUMENT.as_ref().is_some_and(|document| document.is_match(clause));
    let opens = clause.trim().is_empty() && !before.trim_end().ends_with(',');
    let reached = REACHED.as_ref().is_some_and(|reached| reached.is_match(after));
    let aim = AIM.as_ref().is_some_and(|aim| aim.is_match(before));
    let ends = after.trim_end().is_empty() || after.starts_with(['.', ';']);
    let seen = after.trim_start_matches([',', ' ']).starts_with("tam nhin");
    !seen && (opens || aim || !documented && (reached || ends && !clause.trim().is_empty()))
}

/// "trong quý III năm 2023", "tháng 7 năm 2024", "trong năm 2025", "6 tháng đầu năm 2025"; in a field without "trong".
pub(super) fn during(scan: &mut Scan<'_>) {
    static SPAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?P<in>\b(?:trong|hoan thanh|vao|xong(?: trong)?|truoc|tu) )?(?:\bca )?\b(?:",
            r"qu[iy] (?P<quarter>iv|i{1,3}|[1-4])(?:(?: nam |[/-]\s?|, nam | - nam )(?P<qy>20\d{2}))?",
            r"|thang (?P<month>\d{1,2})(?:(?: nam |[/-]\s?|, nam )(?P<my>20\d{2}))?",
            r"|(?P<half>0?6 thang (?P<which>dau|cuoi) nam)(?: (?P<hy>20\d{2}))?",
            r"|nam (?P<year>20\d{2})(?P<open>(?:,| va) (?:cac|nhung) nam (?:tiep theo|sau))?",
            r")\b(?:\s?-\s?(?:thang )?(?P<until>\d{1,2})(?:\s?/\s?(?P<uy>20\d{2}))?\b|(?:, ?|,? va )(?P<last>\d{1,2})\s?/\s?(?P<ly>20\d{2})\b)?"
        ))
        .ok()
    });
    let text = scan.text();
    let mut joined_to: Option<usize> = None;
    for span in SPAN.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let Some(whole) = span.get(0) else { continue };
        // "vào tháng 4 và tháng 8 năm 2026": the second goes with the first.
        let joins =
            joined_to.is_some_and(|end| matches!(text[end..whole.start()].trim_end(), " va" | "," | ";" | ", va"));
        // In a sentence "năm 2024 và những năm tiếp theo" says what is meant, not when it is done.
        // "phấn đấu đạt 20% xã, phường năm 2025": when a share is to be reached.
        let reached = span.name("year").is_some() && is_share_before(&text[..whole.start()], &text[whole.end()..]);
        // A year in a bracket mostly dates what stands before it; one behind the plan's own can only be ahead.
        let year = span.name("year").and_then(|year| year.as_str().parse::<i16>().ok());
        let ahead = year.is_none_or(|year| scan.year.is_some_and(|own| year > own));
        let clause = stands_alone(text, &whole.range(), ahead);
        let alone = span.name("in").is_none() && !joins && !reached && !clause;
        if scan.context == TimeContext::Text && (alone || span.name("open").is_some()) {
            continue;
        }
        // "chậm tiến độ từ năm 2018" says how long it has been so.
        let since = span.name("year").is_some() && span.name("in").is_some_and(|word| word.as_str() == "tu ");
        if scan.context == TimeContext::Text && since {
            continue;
        }
        joined_to = Some(whole.end());
        let before = span.name("in").is_some_and(|word| word.as_str() == "truoc ");
        let from = span.name("in").is_some_and(|word| word.as_str() == "tu ");
        if let Some((start, end, inferred)) = bounds(&span, scan.year) {
            let mut during = Found::new(whole.range(), if before { DeadlineKind::By } else { DeadlineKind::During });
            if before {
                during.end = start.first_day().and_then(|day| day.yesterday().ok()).map(|d| d.to_string());
            } else {
                during.start = start.first_day().map(|d| d.to_string());
                during.end =
                    if from || span.name("open").is_some() { None } else { end.last_day().map(|d| d.to_string()) };
            }
            during.year_inferred = inferred;
            scan.take(during);
        }
    }
    if scan.context == TimeContext::Field {
        bare_dates(scan, text);
    }
}

/// Whether a span stands alone: one that lies ahead, behind a colon or in a bracket, up to the end of its clause; any at the
/// head of the text before a colon ("Năm 2022: 15 bể bơi").
fn stands_alone(text: &str, range: &Range<usize>, ahead: bool) -> bool {
    let (before, after) = (text[..range.start].trim_end(), text[range.end..].trim_start());
    let ends = after.is_empty() || after.starts_with(['.', ';', ')']) || after.starts_with("va thang");
    ahead && ends && before.ends_with([':', '(']) || before.is_empty() && after.starts_with(':')
}

/// Whether a clause that says which share is to be reached ends with the year behind it.
fn is_share_before(before: &str, after: &str) -> bool {
    static SHARE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:phan dau|dat)\b[^.;]{0,80}\d ?%[^.;:]{0,60} $").ok());
    static COMPARED: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:so voi|cua|chi so|ket qua|ke hoach|so cung ky) $").ok());
    after.starts_with([',', '.', ';'])
        && SHARE.as_ref().is_some_and(|share| share.is_match(before))
        && COMPARED.as_ref().is_some_and(|compared| !compared.is_match(before))
}

/// First and last date of a quarter, month, half-year or year.
fn bounds(span: &Captures<'_>, plan_year: Option<i16>) -> Option<(PartialDate, PartialDate, bool)> {
    let number = |name: &str| span.name(name).and_then(|group| group.as_str().parse::<i16>().ok());
    let printed = number("qy").or(number("uy")).or(number("ly")).or(number("my")).or(number("hy")).or(number("year"));
    let year = printed.or(plan_year);
    let date = |month: i8| PartialDate::new(Some(year?), Some(month), None);
    let (first, last) = if let Some(quarter) = span.name("quarter") {
        let value = roman_value(&quarter.as_str().to_uppercase())
            .or_else(|| quarter.as_str().parse().ok())
            .filter(|q| (1..=4).contains(q))? as i8;
        (date(3 * value - 2)?, date(3 * value)?)
    } else if let Some(month) = number("month").and_then(|month| i8::try_from(month).ok()) {
        let until = number("until").or(number("last")).and_then(|month| i8::try_from(month).ok()).unwrap_or(month);
        (date(month)?, date(until)?)
    } else if span.name("half").is_some() {
        if span.name("which").is_some_and(|which| which.as_str() == "dau") {
            (date(1)?, date(6)?)
        } else {
            (date(7)?, date(12)?)
        }
    } else {
        (date(1)?, date(12)?)
    };
    Some((first, last, printed.is_none()))
}

/// A date on its own in a field: by that day.
fn bare_dates(scan: &mut Scan<'_>, text: &str) {
    for (at, _) in text.char_indices().filter(|&(_, c)| c.is_ascii_digit()) {
        let starts = at == 0
            || !text.as_bytes()[at - 1].is_ascii_alphanumeric()
                && !matches!(text.as_bytes()[at - 1], b'/' | b'.' | b'-');
        if let Some((date, length)) = date_at(&text[at..]).filter(|_| starts) {
            let (date, inferred) = with_year(date, scan.year);
            let mut by = Found::new(at..at + length, DeadlineKind::By);
            by.end = date.last_day().map(|d| d.to_string());
            by.year_inferred = inferred;
            scan.take(by);
        }
    }
}
