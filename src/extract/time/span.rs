//! Quarters, months, half-years, years and weeks during which something is done: "trong quý III năm 2023".

use std::ops::Range;
use std::sync::LazyLock;

use jiff::ToSpan as _;
use jiff::civil::Date;
use regex::{Captures, Regex};

use super::{Found, Scan, TimeContext};
use crate::extract::date::PartialDate;
use crate::lexicon::verb_at;
use crate::plan::DeadlineKind;
use crate::segment::label::roman_value;

/// "trong quý III năm 2023", "tháng 7 năm 2024", "trong năm 2025", "6 tháng đầu năm 2025"; in a field without "trong".
pub(super) fn during(scan: &mut Scan<'_>) {
    static SPAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?P<in>\b(?:(?:cham nhat|muon nhat|khong (?:muon|cham) hon|den het|het)(?: la)?(?: trong)?|trong|hoan thanh|tai ky hop|vao|du kien(?: trong| vao)?|xong(?: trong)?|truoc|tu) )?(?:\bca )?\b(?:",
            r"qu[iy] (?P<quarter>iv|i{1,3}|[1-4])(?:(?:, ?|,? va | ?- ?)(?P<second>iv|i{2,3})\b)?(?:(?: nam |[/-]\s?|, nam | - nam )(?P<qy>20\d{2}))?",
            r"|thang (?P<month>\d{1,2})(?:(?: nam |[/-]\s?|, nam )(?P<my>20\d{2}))?",
            r"|(?P<half>0?6 thang (?P<which>dau|cuoi) nam)(?: (?P<hy>20\d{2}))?",
            r"|nam (?P<year>20\d{2})(?P<open>(?:,| va) (?:cac|nhung) nam (?:tiep theo|sau))?",
            r")\b(?:\s?-\s?(?:thang )?(?P<until>\d{1,2})(?:\s?/\s?(?P<uy>20\d{2}))?\b|(?:, ?|,? va )(?P<last>\d{1,2})\s?/\s?(?P<ly>20\d{2})\b|, (?P<next>\d{1,2})$)?"
        ))
        .ok()
    });
    static WAVE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:(?:dot|lan) (?:\d|[iv]+)[,:]?|cao diem(?:,| la)?) $").ok());
    let text = scan.text();
    let mut joined_to: Option<usize> = None;
    for span in SPAN.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let Some(whole) = span.get(0) else { continue };
        // "hoàn thành đầu tư quý IV/2026"
        let word = span.name("in").filter(|word| word.as_str() != "tu " || scan.prints_from(word.start()));
        let start =
            if word.is_none() { span.name("in").map_or(whole.start(), |word| word.end()) } else { whole.start() };
        let whole = start..whole.end();
        // "vào tháng 4 và tháng 8 năm 2026": the second goes with the first.
        // "đợt 1 trong tháng 5, đợt 2 tháng 10"
        let wave = WAVE.as_ref().is_some_and(|wave| wave.is_match(&text[..whole.start]));
        let joins = wave
            || joined_to
                .is_some_and(|end| matches!(text[end..whole.start].trim_end(), " va" | "," | ";" | ", va" | " den"));
        // In a sentence "năm 2024 và những năm tiếp theo" says what is meant, not when it is done.
        // "phấn đấu đạt 20% xã, phường năm 2025": when a share is to be reached.
        let reached = span.name("year").is_some() && is_share_before(&text[..whole.start], &text[whole.end..]);
        // A year in a bracket mostly dates what stands before it; one behind the plan's own can only be ahead.
        let year = span.name("year").and_then(|year| year.as_str().parse::<i16>().ok());
        let ahead = year.is_none_or(|year| scan.year.map_or(scan.several, |own| year > own));
        // "… năm 2024 hỗ trợ 60 hộ"; "năm 2026 gửi trước ngày 14/12" has a day.
        let day = text[whole.end..].split([',', ';', '.']).next().is_some_and(|clause| clause.contains(" ngay "));
        let within = ahead || year.is_some_and(|year| scan.year == Some(year)) && !day;
        let clause =
            stands_alone(text, &whole, ahead) || span.name("year").is_some() && within && opens_clause(scan, &whole);
        let held = (span.name("my").is_some() || span.name("qy").is_some()) && is_held(scan, &whole);
        // "6 tháng đầu năm 01 phương án": so many in that half.
        let counts = span.name("half").is_some()
            && text[whole.end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let alone = word.is_none() && !joins && !reached && !clause && !held && !counts;
        if scan.context == TimeContext::Text && (alone || span.name("open").is_some()) {
            continue;
        }
        // "chậm tiến độ từ năm 2018" says how long it has been so; "áp dụng từ năm 2026", from when something is done.
        let before = text[..whole.start].trim_end();
        let begins = ["ap dung", "thuc hien", "bat dau", "van hanh", "trien khai", "nhan rong"]
            .iter()
            .any(|verb| before.ends_with(verb));
        let closes = matches!(text[whole.end..].chars().next(), None | Some('.' | ';'));
        let ordered = before.ends_with(',') && verb_at(scan.folded, whole.end + 1).is_some();
        let opens = (before.is_empty() || before.ends_with([';', '.']) || begins || closes || ordered) && ahead;
        let since = span.name("year").is_some() && word.is_some_and(|word| word.as_str() == "tu ") && !opens;
        if scan.context == TimeContext::Text && since {
            continue;
        }
        // "ngày 15 tháng 8 năm Ất Tỵ": a month of the moon.
        const STEMS: [&str; 10] = ["giap", "at", "binh", "dinh", "mau", "ky", "canh", "tan", "nham", "quy"];
        let named = text[whole.end..].strip_prefix(" nam ").and_then(|rest| rest.split(' ').next());
        if span.name("month").is_some() && named.is_some_and(|stem| STEMS.contains(&stem)) {
            continue;
        }
        // "Mỗi tháng 02 phiên" names no month.
        if ["moi", "hang"].iter().any(|often| before.ends_with(often)) {
            continue;
        }
        // "Quý II đến hết quý IV/2026"
        let follows = joined_to.is_some_and(|end| text[end..whole.start].trim().is_empty());
        let continues = follows && word.is_some_and(|word| word.as_str().starts_with("den het"));
        joined_to = Some(whole.end);
        let word = word.map_or("", |word| word.as_str());
        let (before, from) = (word == "truoc ", word == "tu ");
        let latest =
            ["cham nhat", "muon nhat", "khong ", "den het", "het"].iter().any(|latest| word.starts_with(latest));
        // "trong tháng 02 và tháng 3/2025": the year behind the second is the first one's, too. "xong trong tháng 01" is once,
        // the next time that this month comes.
        let once = ["xong", "hoan thanh"].iter().any(|done| word.starts_with(done));
        let own_year = |month: i8| {
            let said = year_ahead(&text[whole.end..], month).or_else(|| year_behind(&text[..whole.start]));
            scan.year_of(Some(month)).or(said).or_else(|| scan.next(month).filter(|_| once))
        };
        if let Some((start, end, inferred)) = bounds(&span, own_year) {
            let kind = if before || latest && !continues { DeadlineKind::By } else { DeadlineKind::During };
            let mut during = Found::new(whole.clone(), kind);
            if continues {
                during.range.start = whole.start + word.len();
                during.start = start.first_day().map(|d| d.to_string());
                during.end = end.last_day().map(|d| d.to_string());
            } else if before {
                during.end = start.first_day().and_then(|day| day.yesterday().ok()).map(|d| d.to_string());
            } else if latest {
                during.end = end.last_day().map(|d| d.to_string());
            } else {
                during.start = start.first_day().map(|d| d.to_string());
                during.end =
                    if from || span.name("open").is_some() { None } else { end.last_day().map(|d| d.to_string()) };
            }
            during.year_inferred = inferred;
            if !(kind == DeadlineKind::During && scan.is_free(&during.range) && goes_on(scan, &mut during)) {
                scan.take(during);
            }
        }
    }
}

/// "Tháng 11 các năm 2024, 2025", "quý IV của các năm 2026 và 2027": a time in each of the years.
pub(super) fn of_several_years(scan: &mut Scan<'_>) {
    static YEARS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"\b(?:trong |vao )?(?:thang (?P<month>\d{1,2})|qu[iy] (?P<quarter>iv|i{1,3}|[1-4])) (?:cua )?cac nam",
            r"(?P<years> 20\d{2}(?:(?:,| va|, va) (?:nam )?20\d{2})+)\b"
        ))
        .ok()
    });
    let text = scan.text();
    for found in YEARS.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let (Some(whole), Some(years)) = (found.get(0), found.name("years")) else { continue };
        let number = |name: &str| found.name(name).and_then(|group| group.as_str().parse::<i8>().ok());
        let quarter = found.name("quarter").and_then(|group| roman_value(&group.as_str().to_uppercase()));
        let quarter = quarter.and_then(|quarter| i8::try_from(quarter).ok()).or_else(|| number("quarter"));
        let months = number("month").map(|month| (month, month)).or(quarter.map(|q| (3 * q - 2, 3 * q)));
        let Some((first, last)) = months.filter(|_| scan.is_free(&whole.range())) else { continue };
        scan.taken.push(whole.range());
        for year in years.as_str().split([',', ' ']).filter_map(|year| year.parse().ok()) {
            let day = |month: i8| PartialDate::new(Some(year), Some(month), None);
            let mut during = Found::new(whole.range(), DeadlineKind::During);
            during.start = day(first).and_then(PartialDate::first_day).map(|day| day.to_string());
            during.end = day(last).and_then(PartialDate::last_day).map(|day| day.to_string());
            scan.found.push(during);
        }
    }
}

/// "8/2025" alone in a field or cell: the month.
pub(super) fn month_alone(scan: &mut Scan<'_>) {
    static MONTH: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^\s*(?P<month>\d{1,2})\s?/\s?(?P<year>20\d{2})[.;]?\s*$").ok());
    let text = scan.text();
    let Some(found) =
        MONTH.as_ref().filter(|_| scan.context == TimeContext::Field).and_then(|month| month.captures(text))
    else {
        return;
    };
    let number = |name: &str| found.name(name).and_then(|group| group.as_str().parse::<i16>().ok());
    let month = number("month").and_then(|month| i8::try_from(month).ok());
    if let Some(date) = PartialDate::new(number("year"), month, None) {
        let mut during = Found::new(0..text.trim_end_matches([' ', '.', ';']).len(), DeadlineKind::During);
        during.start = date.first_day().map(|day| day.to_string());
        during.end = date.last_day().map(|day| day.to_string());
        scan.take(during);
    }
}

/// The year of a month from the month or quarter that the sentence goes on with: "trong quý II, số còn lại trong quý IV năm 2024".
fn year_ahead(after: &str, month: i8) -> Option<i16> {
    static NEXT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:,| va| den(?: het)?| -)(?: [a-z0-9]+){0,8}? (?:thang (?P<month>\d{1,2})|qu[iy] (?P<quarter>\d|[iv]{1,3}))",
            r"\s?(?:/|nam )\s?(?P<year>20\d{2})\b"
        ))
        .ok()
    });
    let next = NEXT.as_ref()?.captures(after)?;
    let year: i16 = next.name("year")?.as_str().parse().ok()?;
    let last = match (next.name("month"), next.name("quarter")) {
        (Some(month), _) => month.as_str().parse().ok()?,
        (_, Some(quarter)) => {
            3 * roman_value(&quarter.as_str().to_uppercase()).or_else(|| quarter.as_str().parse().ok())?
        }
        _ => return None,
    };
    // "trong tháng 12, số còn lại trong tháng 3/2025": the year before.
    Some(year - i16::from(u32::try_from(month).is_ok_and(|month| month > last)))
}

/// The year that stands right before a month: "vốn năm 2024 trong tháng 3".
fn year_behind(before: &str) -> Option<i16> {
    let year = before.trim_end().rsplit(' ').next().filter(|year| year.len() == 4)?;
    before.trim_end().ends_with(&format!("nam {year}")).then(|| year.parse().ok())?
}

/// Whether something is held in a month or quarter that its year ends: "tổng kết tháng 12 năm 2026", "Tháng 12/2025 tham mưu sơ
/// kết".
fn is_held(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let (before, after) = (&scan.text()[..range.start], &scan.text()[range.end..]);
    let held = ["tong ket ", "so ket ", "khai mac ", "to chuc "].iter().any(|verb| before.ends_with(verb));
    // "…; quý I năm 2025 tập huấn …"
    let ordered = before.trim_end().ends_with(';') && verb_at(scan.folded, range.end + 1).is_some();
    held || ordered || scan.opens_sentence(range.start) && after.starts_with(' ')
}

/// "đầu tháng 3" is in that month, "cuối tháng 6", "cuối năm 2025" by its end.
pub(super) fn parts(scan: &mut Scan<'_>) {
    static PART: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"\b(?:vao |tu )?(?P<which>dau|giua|cuoi) thang (?P<month>\d{1,2})(?:\s?(?:/|nam )\s?(?P<year>20\d{2}))?\b",
        )
        .ok()
    });
    let text = scan.text();
    let day = |year: i16, month: i8, last: bool| {
        let date = PartialDate::new(Some(year), Some(month), None)?;
        (if last { date.last_day() } else { date.first_day() }).map(|day| day.to_string())
    };
    for part in PART.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let printed = part.name("year").and_then(|year| year.as_str().parse().ok());
        let month = part.name("month").and_then(|month| month.as_str().parse().ok());
        let (Some(whole), Some(year), Some(month)) = (part.get(0), printed.or(scan.year_of(month)), month) else {
            continue;
        };
        // "tuần đầu tháng 02": seven days of it.
        if text[..whole.start()].ends_with("tuan ") {
            continue;
        }
        let by = part.name("which").is_some_and(|which| which.as_str() == "cuoi");
        let mut found = Found::new(whole.range(), if by { DeadlineKind::By } else { DeadlineKind::During });
        found.start = if by { None } else { day(year, month, false) };
        found.end = day(year, month, true);
        found.year_inferred = printed.is_none();
        scan.take(found);
    }
    // "trình tại kỳ họp giữa năm 2023": during a session, whose days nobody knows yet.
    static SESSION: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?:^|\btai )ky hop (?:thuong le )?(?:dau|giua|cuoi) nam (?:20\d{2})\b").ok());
    for session in SESSION.iter().flat_map(|pattern| pattern.find_iter(text)) {
        scan.take(Found::new(session.range(), DeadlineKind::During));
    }
    static END: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b(?:vao )?cuoi nam (?P<year>20\d{2})\b").ok());
    for end in END.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        if let (Some(whole), Some(year)) = (end.get(0), end.name("year").and_then(|year| year.as_str().parse().ok()))
            && !["ky hop ", "thang "].iter().any(|part| text[..whole.start()].ends_with(part))
        {
            let mut by = Found::new(whole.range(), DeadlineKind::By);
            by.end = day(year, 12, true);
            scan.take(by);
        }
    }
}

/// "trong năm", "cả năm": the plan's own year, at the end of a clause, or before its verb ("Trong năm tổ chức …").
pub(super) fn own_year(scan: &mut Scan<'_>) {
    static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:(?:(?:trong )?(?:suot|ca)|trong) nam(?:[,.;)]|$| co )|trong nam |\bthuc hien ca nam )").ok()
    });
    let text = scan.text();
    for span in YEAR.iter().flat_map(|pattern| pattern.find_iter(text)) {
        let opens = scan.opens_sentence(span.start()) || text[..span.start()].ends_with("phan dau ");
        let all = span.as_str().starts_with("thuc hien");
        if span.as_str().ends_with("nam ") && !all && !(opens && verb_at(scan.folded, span.end()).is_some()) {
            continue;
        }
        // "01 lần trong năm" says how often.
        let counted = [
            "lan ",
            "tro len ",
            "dot ",
            "ky ",
            "cuoc ",
            "thuong xuyen ",
            "phat sinh ",
            "chi tieu ",
            "ke hoach ",
            "du toan ",
        ]
        .iter()
        .any(|count| text[..span.start()].ends_with(count));
        let end = span.as_str().trim_end_matches(" co ").trim_end_matches([',', '.', ';', ')', ' ']).len();
        if let Some(year) = scan.year.filter(|_| !counted && !scan.season) {
            let start = span.start() + if all { "thuc hien ".len() } else { 0 };
            let mut during = Found::new(start..span.start() + end, DeadlineKind::During);
            (during.start, during.end) = (Some(format!("{year}-01-01")), Some(format!("{year}-12-31")));
            during.year_inferred = true;
            scan.take(during);
        }
    }
}

/// Joins a span to the one found before it where they are one time: "tháng 9 và tháng 10 năm 2023", "quý II - quý IV/2025".
/// Two that do not touch stay two ("tháng 4 và tháng 8"). A year that only the second one has is that of both.
fn goes_on(scan: &mut Scan<'_>, span: &mut Found) -> bool {
    let text = scan.text();
    let Some(last) = scan.found.last_mut().filter(|last| last.kind == DeadlineKind::During) else { return false };
    let Some(between) = text.get(last.range.end..span.range.start).map(str::trim) else { return false };
    // "Từ quý II đến quý IV" has had no end so far.
    let (Some(from), Some(next)) = (day(&last.start), day(&span.start)) else { return false };
    let until = day(&last.end).unwrap_or(from);
    // The year behind the second is the first one's, too.
    let year = next.year();
    let in_year = |date: Date| date.with().year(year).build().unwrap_or(date);
    let (from, until) = if last.year_inferred { (in_year(from), in_year(until)) } else { (from, until) };
    let touches = until.tomorrow().is_ok_and(|day| day == next);
    // "Quý II, quý III/2023": two times; "tháng 9, tháng 10" and "quý I và quý II" are one.
    let quarters = text[span.range.clone()].starts_with("qu");
    if quarters && between == "," && last.year_inferred && !span.year_inferred {
        (last.start, last.end, last.year_inferred) = (Some(from.to_string()), Some(until.to_string()), false);
    }
    let joined = match between {
        "," => touches && !quarters,
        "va" => touches,
        "-" | "den" | "den het" => until < next,
        _ => false,
    };
    if joined {
        last.range.end = span.range.end;
        last.start = Some(from.to_string());
        last.end.clone_from(&span.end);
        last.year_inferred &= span.year_inferred;
        scan.taken.push(span.range.clone());
    }
    joined
}

fn day(iso: &Option<String>) -> Option<Date> {
    iso.as_ref()?.parse().ok()
}

/// "trong tuần đầu tháng 02/2026", "tuần thứ ba của tháng 12", "tuần cuối tháng 01/2026": seven days, counted from the first
/// or up to the last of the month.
pub(super) fn weeks(scan: &mut Scan<'_>) {
    static WEEK: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:trong |vao )?tuan (?:(?P<first>dau)(?: tien)?|thu (?P<nth>nhat|hai|ba|tu)|cuoi(?: cung)?)(?: cua)? thang (?P<month>\d{1,2})(?:\s?(?:/|nam )\s?(?P<year>20\d{2}))?\b").ok()
    });
    let text = scan.text();
    for week in WEEK.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let printed = week.name("year").and_then(|year| year.as_str().parse().ok());
        let (Some(whole), Some(year)) = (week.get(0), printed.or(scan.year)) else { continue };
        let month = week.name("month").and_then(|month| month.as_str().parse().ok());
        let Some(month) = month.and_then(|month| Date::new(year, month, 1).ok()) else { continue };
        let nth = week.name("nth").map(|nth| ["nhat", "hai", "ba", "tu"].iter().position(|word| *word == nth.as_str()));
        let start = match nth.or(week.name("first").map(|_| Some(0))) {
            Some(before) => before.and_then(|before| month.checked_add((7 * before as i64).days()).ok()),
            None => month.last_of_month().checked_sub(6.days()).ok(),
        };
        let end = start.and_then(|start| start.checked_add(6.days()).ok());
        let mut during = Found::new(whole.range(), DeadlineKind::During);
        (during.start, during.end) = (start.map(|day| day.to_string()), end.map(|day| day.to_string()));
        during.year_inferred = printed.is_none();
        scan.take(during);
    }
}

/// Whether a span stands alone: one that lies ahead, behind a colon or in a bracket, up to the end of its clause; any at the
/// head of a clause before a colon ("Năm 2022: 15 bể bơi; năm 2023: 20 bể bơi").
fn stands_alone(text: &str, range: &Range<usize>, ahead: bool) -> bool {
    let (before, after) = (text[..range.start].trim_end(), text[range.end..].trim_start());
    let ends = after.is_empty()
        || after.starts_with(['.', ';', ')'])
        || ["va thang", "va qu", ", thang", ", qu"].iter().any(|more| after.starts_with(more));
    let heads = before.is_empty() || before.ends_with([';', ':', '(']);
    ahead && ends && before.ends_with([':', '(']) || heads && after.starts_with(':')
}

/// Whether a year opens a clause that says what is done or reached in it: "…; năm 2026 rà soát …", "phấn đấu năm 2028 có 98% hộ",
/// "trong đó năm 2026 cấp 3.000 hộ".
fn opens_clause(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    static COUNTED: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^ (?:[a-z]+ ){1,3}(?:it nhat |toi thieu )?\d").ok());
    let (before, after) = (scan.text()[..range.start].trim_end(), scan.text()[range.end..].trim_start_matches(','));
    let at = scan.text().len() - after.trim_start().len();
    let opens = before.is_empty() || ["phan dau", "trong do", ";", ","].iter().any(|sign| before.ends_with(sign));
    let reached = [" co ", " dat ", " giam ", " tang "].iter().any(|verb| after.starts_with(verb));
    let counted = !before.is_empty() && COUNTED.as_ref().is_some_and(|counted| counted.is_match(after));
    opens && (reached || counted || verb_at(scan.folded, at).is_some())
}

/// Whether a clause that says which share is to be reached ends with the year behind it.
fn is_share_before(before: &str, after: &str) -> bool {
    static SHARE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:phan dau|dat)\b[^.;]{0,80}\d ?%[^.;:]{0,60} $").ok());
    static COMPARED: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:so voi|cua|chi so|ket qua|ke hoach|giao|so cung ky) $").ok());
    after.starts_with([',', '.', ';'])
        && SHARE.as_ref().is_some_and(|share| share.is_match(before))
        && COMPARED.as_ref().is_some_and(|compared| !compared.is_match(before))
}

/// First and last date of a quarter, month, half-year or year.
fn bounds(span: &Captures<'_>, own_year: impl Fn(i8) -> Option<i16>) -> Option<(PartialDate, PartialDate, bool)> {
    let number = |name: &str| span.name(name).and_then(|group| group.as_str().parse::<i16>().ok());
    let printed = number("qy").or(number("uy")).or(number("ly")).or(number("my")).or(number("hy")).or(number("year"));
    let date = |month: i8| PartialDate::new(Some(printed.or_else(|| own_year(month))?), Some(month), None);
    let quarter = |name: &str| {
        let printed = span.name(name)?.as_str();
        let value = roman_value(&printed.to_uppercase()).or_else(|| printed.parse().ok());
        value.filter(|quarter| (1..=4).contains(quarter)).map(|quarter| quarter as i8)
    };
    let (first, last) = if span.name("quarter").is_some() {
        let first = quarter("quarter")?;
        (date(3 * first - 2)?, date(3 * quarter("second").filter(|&last| last > first).unwrap_or(first))?)
    } else if let Some(month) = number("month").and_then(|month| i8::try_from(month).ok()) {
        let until = number("until")
            .or(number("last"))
            .or(number("next"))
            .and_then(|month| i8::try_from(month).ok())
            .unwrap_or(month);
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
