//! Days and years by which something is done: "trước ngày 05/7/2024", "đến hết năm 2025".

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::recurrence::recurring;
use super::{Distance, Found, Scan, TimeContext, in_year};
use crate::extract::date::{PartialDate, date_at};
use crate::plan::{DeadlineKind, Recurrence};

/// "trước ngày 05/7/2024", "chậm nhất là ngày 4 tháng 3 năm 2021", "xong trước 30/6", "đến hết năm 2025".
pub(super) fn by(scan: &mut Scan<'_>) {
    static BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:(?:xong|hoan thanh|cham nhat|muon nhat|khong (?:muon|cham) hon|khong qua|ket thuc|han cuoi(?: cung)?)(?: la)?(?: truoc| den| vao)?|truoc|den het|den truoc|(?:den|vao)|han) (?:\d{1,2} ?(?:gio|h)(?: ?\d{2})?(?: phut)?,? )?(?:het )?(?:ngay (?:(?:khai giang|bau cu|khai mac|tong ket|le|quoc khanh) )?|dip (?:le |tet )?(?:quoc khanh |tet doc lap |doc lap )?(?:ngay )?)?").ok()
    });
    static SHARE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\bdat (?:tren |it nhat |toi thieu )?\d{1,3}(?:,\d+)? ?% $").ok());
    static AND: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^ va (?:truoc )?(?:ngay )?").ok());
    let text = scan.text();
    for before in BEFORE.iter().flat_map(|pattern| pattern.find_iter(text)) {
        let word = before.as_str().trim();
        let Some((date, length)) = date_at(&text[before.end()..]) else { continue };
        let end = before.end() + length;
        let weak = matches!(word, "den" | "den ngay") || word.starts_with("vao");
        // "đến 30/9/2025 đạt 65%": by then something is reached.
        let goal = word.starts_with("den")
            && date.day.is_some()
            && (is_goal(text, &(before.start()..end))
                || SHARE.as_ref().is_some_and(|share| share.is_match(&text[..before.start()])));
        if weak && !goal && (scan.context == TimeContext::Text || date.day.is_none()) {
            continue;
        }
        // "hoàn thành tháng 8/2026" is done within the month; "hoàn thành 03/09 tiêu chí" is no date.
        let within = date.day.is_none() && matches!(word, "hoan thanh" | "xong" | "ket thuc");
        let share = date.year.is_none() && !word.ends_with("ngay") && is_share(&text[end..]);
        if within || share {
            continue;
        }
        // "xong trước ngày 20/12" in a plan of several years: once, the next time that this day comes.
        let sentence = text[..before.start()].rfind(['.', '\n']).map_or(0, |stop| stop + 1);
        let again = ["bao cao", "dinh ky", "hang "].iter().any(|said| text[sentence..before.start()].contains(said));
        let once = ["xong", "hoan thanh"].iter().any(|done| word.starts_with(done)) || scan.brief && !again;
        let own = scan.year_of(date.month).or_else(|| date.month.filter(|_| once).and_then(|month| scan.next(month)));
        let (date, inferred) = in_year(date, said_year(&text[end..], own));
        let last = if before.as_str().contains("truoc") && date.day.is_none() {
            date.first_day().and_then(|d| d.yesterday().ok())
        } else {
            date.last_day()
        };
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
            let (second, inferred) = scan.with_year(second);
            let mut other = Found::new(range, DeadlineKind::By);
            other.end = second.last_day().map(|d| d.to_string());
            other.year_inferred = inferred;
            scan.take(other);
        }
        scan.take(by);
    }
}

/// The year of a day without one: the plan's, but for what stands behind it: "trước ngày 31/01 của năm sau", "trước ngày 30/11
/// năm thứ tư của kế hoạch trước", which is in no year that one could name.
fn said_year(behind: &str, own: Option<i16>) -> Option<i16> {
    static OTHER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^ (?:cua )?nam (?:(?P<next>sau(?: lien ke)?|ke tiep|tiep theo|lien ke)|thu [a-z]+|cuoi|lien truoc|truoc)\b").ok()
    });
    match OTHER.as_ref().and_then(|other| other.captures(behind)) {
        Some(other) if other.name("next").is_some() => own.map(|year| year + 1),
        Some(_) => None,
        None => own,
    }
}

/// "đến hết năm 2025", "trước năm 2030"; "đến năm 2030" where something is reached by then.
pub(super) fn years(scan: &mut Scan<'_>) {
    static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\bden (?P<het>het )?nam (?P<year>20\d{2})\b|\btruoc nam (?P<before>20\d{2})\b|\bden (?:het|cuoi) nam(?P<own>[,.;)]|$| (?:dat|phai|co|hoan thanh|\d+%))").ok()
    });
    let text = scan.text();
    for year in YEAR.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let Some(whole) = year.get(0) else { continue };
        // "đến hết năm": the plan's own.
        if let (Some(stop), Some(own)) = (year.name("own"), scan.year) {
            let mut by = Found::new(whole.start()..stop.start(), DeadlineKind::By);
            (by.end, by.year_inferred) = (Some(format!("{own}-12-31")), true);
            scan.take(by);
            continue;
        }
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

/// "trước mùa mưa", "trước Tết Nguyên đán": before an event whose day the plan does not say.
pub(super) fn seasons(scan: &mut Scan<'_>) {
    static SEASON: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\btruoc (?:mua (?:mua|bao|lu|kho|du lich|vu)|tet|nam hoc|ky nghi|ky hop)(?: [a-z0-9-]+){0,5}").ok()
    });
    let text = scan.text();
    for season in SEASON.iter().flat_map(|pattern| pattern.find_iter(text)) {
        // "cập nhật hằng năm trước mùa mưa": the season of each year.
        if text[..season.start()].ends_with("hang nam ") {
            continue;
        }
        // "trước Tết Nguyên đán hằng năm"
        match ["hang nam", "moi nam"].iter().find_map(|often| season.as_str().find(often).map(|at| at + often.len())) {
            Some(end) => scan.take(recurring(season.start()..season.start() + end, Recurrence::Yearly)),
            None => {
                let mut before = Found::new(season.range(), DeadlineKind::Relative);
                let event = season.start() + "truoc ".len()..season.end();
                before.offset = Some(Distance { event: Some(event), before: true, ..Distance::default() });
                scan.take(before);
            }
        }
    }
}

/// Whether two numbers with a slash are followed by what they are a share of ("03/09 tiêu chí").
fn is_share(after: &str) -> bool {
    const COUNTED: [&str; 9] =
        [" tieu chi", " chi tieu", " xa", " thon", " phuong", " noi dung", " nhiem vu", " du an", " muc tieu"];
    COUNTED.iter().any(|noun| after.starts_with(noun))
}

/// Whether the sentence that a text ends in names a document: its title may have commas and years in it.
pub(super) fn names_document(text: &str) -> bool {
    static DOCUMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:quyet dinh|ke hoach|chuong trinh|chien luoc|de an|quy hoach|nghi quyet|chi thi|dinh huong|du an|luat|ket luan|thong bao|cong van|tam nhin)\b").ok()
    });
    let sentence = &text[text.rfind([';', '.', ':', '\n']).map_or(0, |at| at + 1)..];
    DOCUMENT.as_ref().is_some_and(|document| document.is_match(sentence))
}

/// Whether "đến năm 2030" says by when something is to be reached: it opens its clause, is followed by what is reached, or
/// ends a clause that names no document ("Chiến lược … đến năm 2030").
fn is_goal(text: &str, year: &Range<usize>) -> bool {
    static REACHED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^,? (?:[a-z]+ [a-z]+(?: [a-z]+){0,3} dat (?:tren |it nhat |tu )?\d|(?:phai |se |phan dau |co ban |tinh )?(?:dat|co|hoan thanh|giam|tang|nang|duy tri|toi thieu|it nhat|tren|dam bao|bao dam|\d|100))").ok()
    });
    static AIM: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:\b(?:phan dau|bao dam|dam bao|muc tieu(?: la)?|lo trinh thuc hien),? )$").ok()
    });
    let (before, after) = (&text[..year.start], &text[year.end..]);
    let clause = &before[before.rfind([',', ';', '.', ':', '(', '\n']).map_or(0, |at| at + 1)..];
    let documented = names_document(before);
    let opens = clause.trim().is_empty() && !before.trim_end().ends_with(',');
    let reached = REACHED.as_ref().is_some_and(|reached| reached.is_match(after));
    let aim = AIM.as_ref().is_some_and(|aim| aim.is_match(before));
    let ends = after.trim_end().is_empty() || after.starts_with(['.', ';']);
    let seen = after.trim_start_matches([',', ' ']).starts_with("tam nhin");
    !seen && (opens || aim || !documented && (reached || ends && !clause.trim().is_empty()))
}
