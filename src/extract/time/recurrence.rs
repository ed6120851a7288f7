//! Recurring times: "trước ngày 20 hằng tháng", "Định kỳ hằng quý, 06 tháng, năm", "Thường xuyên".

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Found, Scan, TimeContext, patterns};
use crate::extract::agency::name_end;
use crate::lexicon::verb_at;
use crate::plan::{DeadlineKind, Recurrence};

/// How often a span says that stands between two times of something: "quy", "06 thang", "ba thang", "mot (01) nam".
fn recurrence_of(span: &str) -> Option<Recurrence> {
    let mut words = span.split([' ', '(', ')']).filter(|word| !word.is_empty() && !FILLERS.contains(word)).rev();
    let (unit, number) = (words.next()?, words.next());
    let number = number.map_or(Some(1), |number| match number {
        "mot" => Some(1),
        "ba" => Some(3),
        "sau" => Some(6),
        digits => digits.parse::<u32>().ok(),
    });
    Some(match (unit, number?) {
        ("tuan", 1) | ("ngay", 7) => Recurrence::Weekly,
        ("thang", 1) => Recurrence::Monthly,
        ("quy" | "qui", 1) | ("thang", 3) => Recurrence::Quarterly,
        ("thang", 6) => Recurrence::HalfYearly,
        ("nam", 1) | ("thang", 12) => Recurrence::Yearly,
        ("ngay" | "tuan" | "thang" | "quy" | "nam", _) => Recurrence::Periodic,
        _ => return None,
    })
}

/// The span between two times of something, also with its number in words, in digits, or both: "ba tháng", "một (01) năm".
const SPAN: &str = r"(?:(?:hang |moi |tong ket |bao cao |mot |ba |sau |0?[1-9] |12 )?(?:\(\d{1,2}\) )?(?:tuan|thang|quy|nam)|ca nam)\b";

/// Words before a span that say nothing of its length.
const FILLERS: [&str; 7] = ["hang", "moi", "tong", "ket", "bao", "cao", "ca"];

pub(super) fn recurring(range: Range<usize>, recurrence: Recurrence) -> Found {
    let mut found = Found::new(range, DeadlineKind::Recurring);
    found.recurrence = Some(recurrence);
    found
}

/// A day with "hằng", before or behind: "hằng năm (trước ngày 15/11)", "trước ngày 15/11 hàng năm", "ngày 20 hằng tháng", "từ ngày 1 đến ngày 5 hằng tháng".
pub(super) fn dated(scan: &mut Scan<'_>) {
    static DATED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        patterns([
            r"\b(?:dinh ky )?(?:hang|moi) (?P<often>thang|quy|nam),? ?\(?(?:truoc|vao|cham nhat(?: la)?|xong truoc) (?:ngay )?\d{1,2}(?:\s?(?:/|thang)\s?\d{1,2})?\b\)?",
            r"\b(?:vao |trong )?thang \d{1,2}(?:(?:,| va) thang \d{1,2})* (?:hang|moi) (?P<often>nam)\b",
            r"\b(?:vao |trong )?qu[iy] (?:iv|i{1,3}|[1-4]) (?:hang|moi) (?P<often>nam)\b",
            // "trong tháng 01 các năm tiếp theo"
            r"\b(?:vao |trong )?(?:qu[iy] (?:iv|i{1,3}|[1-4])|thang \d{1,2}) (?:cac|nhung) (?P<often>nam) (?:sau|tiep theo)\b",
            r"\b(?:trong )?thang \d{1,2} ?- ?\d{1,2} (?:hang|moi) (?P<often>nam)\b",
            r"\btu thang \d{1,2} den (?:het )?thang \d{1,2} (?:hang|moi) (?P<often>nam)\b",
            concat!(
                r"\b(?:(?:truoc|vao|cham nhat(?: la)?|tu) )?(?:ngay )?\d{1,2}(?:\s?(?:/|thang)\s?\d{1,2})?(?:(?: va |, | den )(?:truoc )?(?:ngay )?\d{1,2}(?:\s?(?:/|thang)\s?\d{1,2})?)*",
                r"(?: cua)? (?:hang|moi) (?P<often>ngay|tuan|thang|quy|nam)\b"
            ),
        ])
    });
    // "trước ngày 15 của tháng cuối quý", "trước ngày 05 tháng kế tiếp", "trước 16 giờ hằng ngày".
    static OF_SPAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"\b(?:(?:truoc|vao|cham nhat(?: la)?|tu) )?(?:(?:ngay )?\d{1,2}|ngay cuoi(?: cung)?)(?: cua)? thang (?:(?P<quarter>(?:dau|cuoi)(?: cua)?(?: moi)? quy)|(?:ke tiep|sau|tiep theo|lien ke|ke sau)\b)",
            r"|\b(?:truoc|vao|luc) \d{1,2} ?(?:gio|h)(?: ?\d{2})? (?:(?P<daily>hang ngay|moi ngay)|(?:thu [a-z]+|chu nhat)(?: hang tuan)?)",
            r"|\bbao cao (?:ket qua |tinh hinh |so lieu )?(?P<span>tuan|thang) (?:(?:truoc|vao|cham nhat)(?: la)? (?:ngay \d{1,2}\b|thu [a-z]+)|gui )"
        ))
        .ok()
    });
    let text = scan.text();
    for span in OF_SPAN.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let Some(whole) = span.get(0) else { continue };
        let often = if span.name("quarter").is_some() {
            Recurrence::Quarterly
        } else if span.name("daily").is_some() {
            Recurrence::Periodic
        } else if span.name("span").map_or(whole.as_str().contains(" thang "), |span| span.as_str() == "thang") {
            Recurrence::Monthly
        } else {
            Recurrence::Weekly
        };
        scan.take(recurring(whole.range(), often));
    }
    let found = DATED
        .iter()
        .flat_map(|pattern| pattern.captures_iter(text))
        .filter_map(|dated| Some((dated.get(0)?.range(), recurrence_of(dated.name("often")?.as_str())?)));
    // What begins first is taken whole: "tháng 5, tháng 6 hằng năm", "ngày 15 tháng 12 hằng năm".
    let mut found: Vec<(Range<usize>, Recurrence)> = found.collect();
    found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    // "trước ngày 15/6 và 10/12 hằng năm" is one time of two days.
    for (range, often) in found {
        scan.take(recurring(range, often));
    }
}

/// Recurrences without a date.
pub(super) fn plain(scan: &mut Scan<'_>) {
    counted(scan);
    every(scan);
    continuous(scan);
    periodic(scan);
}

/// "Định kỳ hằng quý, 06 tháng, năm": one for each, also with a day in brackets ("6 tháng (trước ngày 16/6)").
pub(super) fn rows(scan: &mut Scan<'_>) {
    static ROW: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let row = format!(r"{SPAN}(?: \([^)]{{1,40}}\))?(?:(?:, | va | hoac |; |/){SPAN}(?: \([^)]{{1,40}}\))?)*");
        Regex::new(&format!(
            r"\bdinh ky \(?(?:bao cao )?(?:theo )?(?P<row>{row})|(?:(?:^|[.\n] )|\bbao cao \()(?P<opening>(?:hang )?(?:tuan|thang|quy|0?6 thang), {row})|\bbao cao [^.;]{{0,50}} (?P<both>(?:bao cao )?0?6 thang(?:,| va) (?:bao cao )?(?:ca )?nam)(?: [a-z(]|[.;]|$)|\bso lieu [^.;]{{1,100}} (?P<by>theo (?:tuan|thang|quy|0?6 thang), {row})"
        ))
        .ok()
    });
    // "định kỳ 6 tháng (trước ngày 15/6)": a day of the plan's own year, unless "hằng" says that it comes again.
    static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\([^)]*\d{1,2}\s?/\s?\d{1,2}[^)]*\)").ok());
    static ONE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(&format!(r"\b(?P<often>{SPAN})(?: \([^)]*\))?")).ok());
    // "định kỳ tháng 3 hằng năm", "định kỳ quý II": a month and a quarter of the year.
    static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^ (?:\d|[iv]{1,3}\b)").ok());
    let text = scan.text();
    for row in ROW.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let (Some(whole), Some(list)) =
            (row.get(0), ["row", "opening", "both", "by"].iter().find_map(|name| row.name(name)))
        else {
            continue;
        };
        let behind = &text[list.end()..];
        // "định kỳ theo quy định" is no quarter.
        if behind.starts_with(" dinh")
            || behind.starts_with(" che")
            || NUMBERED.as_ref().is_some_and(|numbered| numbered.is_match(behind))
        {
            continue;
        }
        let opening = row.name("row").is_none();
        let of_plan_year =
            scan.year.is_some() && !opening && !whole.as_str().contains(" hang ") && !whole.as_str().contains(" moi ");
        // "định kỳ (hằng năm)": what stands in the bracket.
        let bracket = whole.as_str().starts_with("dinh ky (");
        let first = if opening || bracket { list.start() } else { whole.start() };
        let mut start = first;
        for one in ONE.iter().flat_map(|one| one.captures_iter(list.as_str())) {
            let (Some(found), Some(word)) = (one.get(0), one.name("often")) else { continue };
            let Some(often) = recurrence_of(word.as_str()) else { continue };
            let range = list.start() + found.start()..list.start() + found.end();
            let from = if start == first { start } else { range.start };
            if of_plan_year && DAY.as_ref().is_some_and(|day| day.is_match(found.as_str())) {
                scan.taken.push(from..range.start + word.len());
            } else {
                scan.take(recurring(from..range.end, often));
            }
            start = range.end;
        }
    }
}

/// "2 lần/tháng", "02 lần một năm": how often in a span; twice a year is half-yearly, four times quarterly.
fn counted(scan: &mut Scan<'_>) {
    static COUNTED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        patterns([
            r"\b(?P<count>\d{1,2}) (?:(?P<times>lan)\s?(?:/|mot |trong |moi )|(?:buoi|cuoc|dot)\s?(?:/|moi ))\s?(?P<often>ngay|tuan|0?6 thang|thang|quy|nam)\b",
            r"\b(?:moi|hang) (?P<often>ngay|tuan|thang|quy|nam) (?:it nhat |toi thieu )?(?P<count>\d{1,2}) (?:lan|ky|buoi|cuoc|dot|phien)\b",
            r"(?:^|[,;] )(?P<often>ngay) (?P<count>\d{1,2}) lan\b",
            // "định kỳ 01 tháng 01 lần"
            r"\b0?1 (?P<often>tuan|thang|quy|nam) (?P<count>0?1|mot) lan\b",
            // "02 tuần một lần", "3 tháng/lần", "6 tháng 1 lần"
            r"\b(?P<many>0?[2-9] (?P<often>tuan|ngay|thang|nam))(?:\s?/\s?| mot | )(?P<count>(?:0?1 )?)lan\b",
            // "06 tháng/lần"
            r"(?:^|[^\d ] |[^ \d])\b(?P<span>(?:(?:moi|hang) )?(?P<often>0?6 thang|0?7 ngay|tuan|thang|quy|nam)(?:\s?/\s?| mot )(?P<count>(?:0?1 )?)lan)\b",
        ])
    });
    let text = scan.text();
    for counted in COUNTED.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let (Some(whole), Some(count), Some(often)) = (counted.get(0), counted.name("count"), counted.name("often"))
        else {
            continue;
        };
        let whole = counted.name("span").unwrap_or(whole);
        // "phát tối thiểu 02 lần/tháng" says how often; "03 buổi/tuần", "02 lần/ngày", "02 lần/năm" are quantities to be reached.
        let clause = &text[text[..whole.start()].rfind([';', '.']).map_or(0, |stop| stop + 1)..whole.start()];
        let often_said = ["tan suat", "dinh ky"].iter().any(|word| clause.contains(word));
        let least = ["it nhat ", "toi thieu "].iter().any(|least| clause.ends_with(least));
        // "không quá 02 lần mỗi quý", "tái diễn quá 02 lần trong quý"
        let bound = clause.ends_with("qua ") || clause.ends_with("tu ");
        let rate = whole.as_str().contains('/') && counted.name("span").is_none() && counted.name("many").is_none();
        let times = counted.name("times").is_some() && !matches!(often.as_str(), "ngay" | "nam");
        if scan.context == TimeContext::Text && (bound || !times && (least || rate && !often_said)) {
            continue;
        }
        // Of longer spans only a quarter and a half-year have a name.
        let many = counted.name("many").map(|many| many.as_str().trim_start_matches('0'));
        let often = match (often.as_str(), count.as_str().trim_start_matches('0')) {
            ("thang", _) if many == Some("3 thang") => Some(Recurrence::Quarterly),
            ("thang", _) if many == Some("6 thang") => Some(Recurrence::HalfYearly),
            ("ngay", _) if many == Some("7 ngay") => Some(Recurrence::Weekly),
            _ if many.is_some() => Some(Recurrence::Periodic),
            ("nam", "2") => Some(Recurrence::HalfYearly),
            ("nam", "4") => Some(Recurrence::Quarterly),
            ("nam", "12") => Some(Recurrence::Monthly),
            (often, _) => recurrence_of(often),
        };
        if let Some(often) = often {
            scan.take(recurring(whole.range(), often));
        }
    }
}

/// Whether a clause ends in a day of the week: "vào thứ Sáu | hằng tuần" is said of the work, whatever stands before.
fn behind_weekday(clause: &str) -> bool {
    let days = ["thu hai ", "thu ba ", "thu tu ", "thu nam ", "thu sau ", "thu bay ", "chu nhat "];
    days.iter().any(|day| clause.ends_with(day))
}

/// "hằng năm", "hàng quý", unless they describe a noun.
fn every(scan: &mut Scan<'_>) {
    static EVERY: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:hang|moi) (?P<often>0?6 thang|ngay|tuan|thang|quy|qui|nam)\b").ok());
    // What a plan, a report or a budget of each year is, is no time of this task.
    static NOUN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:\b(?:ke hoach|chuong trinh|du toan|kinh phi|ngan sach|chi tieu|chien dich|nghi quyet|muc tieu|danh muc|trung han|tro cap|phu cap|tien luong|muc chi|muc ho tro|chi ho tro|khoan ho tro|bao cao ve|xep loai|phan loai|thi dua|gio chao co)(?:,? [a-z]+| -){0,8}|\b(?:theo|cua|trong) (?:[a-z]+ ){0,4}[a-z]+) $").ok()
    });
    let text = scan.text();
    // Where the last one ends that describes a noun.
    let mut of_noun = usize::MAX;
    for every in EVERY.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let (Some(whole), Some(often)) =
            (every.get(0), every.name("often").and_then(|word| recurrence_of(word.as_str())))
        else {
            continue;
        };
        // "mới quy hoạch" only looks like "mỗi quý" without its marks.
        let printed = scan.original[scan.folded.original(whole.range())].to_lowercase();
        // "phụ cấp hằng tháng, hằng năm": said of the same noun.
        let same = text.get(of_noun..whole.start()) == Some(", ");
        if same {
            of_noun = whole.end();
            continue;
        }
        // "xếp hạng năm 2025" is no year of each.
        let ranked = printed.starts_with("hạng") && text[..whole.start()].ends_with("xep ");
        if ranked || is_rate(scan, &whole.range()) || printed.starts_with("mới") {
            continue;
        }
        let clause = &text[..whole.start()];
        let clause = &clause[clause.rfind([',', ';', '.', ':', '(']).map_or(0, |at| at + 1)..];
        let trait_of_list = clause.trim().is_empty() && text[..whole.start()].ends_with("trung han, ");
        let updated = text[..whole.start()].ends_with("cap nhat ");
        let noun = trait_of_list
            || text[whole.end()..].starts_with(" va ca giai doan")
            || text[whole.end()..].starts_with(" cua ")
            || !updated && !behind_weekday(clause) && NOUN.as_ref().is_some_and(|noun| noun.is_match(clause));
        // "Theo kế hoạch công tác hằng năm": the time is that of the plan.
        let field = scan.context == TimeContext::Field;
        if field && (text.starts_with("theo ke hoach") || text.starts_with("ke hoach")) {
            continue;
        }
        let in_field = field && !(noun && clause.starts_with("theo "));
        // "Tổng hợp, đánh giá kết quả thực hiện Kế hoạch hằng năm.": a review of each year.
        let review = ["tong hop", "danh gia", "so ket", "tong ket", "bao cao"]
            .iter()
            .any(|verb| clause.trim_start().starts_with(verb))
            && matches!(text[whole.end()..].chars().next(), None | Some('.' | ';'));
        if in_field || scan.opens_sentence(whole.start()) || review || !noun {
            scan.take(recurring(whole.range(), times_a_year(often, &text[whole.end()..])));
        } else {
            of_noun = whole.end();
        }
    }
}

/// "mỗi năm kiểm tra các bể hai lần": how often in a year is said further on in the clause.
fn times_a_year(often: Recurrence, behind: &str) -> Recurrence {
    let clause = &behind[..behind.find([',', ';', '.', '(']).unwrap_or(behind.len())];
    let says = |counts: [&str; 3]| counts.iter().any(|count| clause.contains(&format!(" {count} lan")));
    match often {
        Recurrence::Yearly if says(["hai", "02", "2"]) => Recurrence::HalfYearly,
        Recurrence::Yearly if says(["bon", "04", "4"]) => Recurrence::Quarterly,
        often => often,
    }
}

/// Whether "mỗi tháng" measures something and says not when it is done: "không quá 04 giờ mỗi tháng"; in running text also
/// "2.000 lượt phụ nữ mỗi năm", "mỗi năm có 02 sản phẩm". "Mỗi năm mở 04 lớp", "phát 04 số mỗi tháng" say when.
fn is_rate(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    static UNIT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\d (?:gio|phut|ngay|dong|nguoi|ho|suat|trieu|ty|lit|kg)[a-z ]{0,12} $").ok());
    static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\d(?: [a-z]+){1,4} $").ok());
    static TIMES: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\d (?:so|ky|tin|bai|tin, bai|buoi|cuoc|dot|lan|luot) $").ok());
    // "mỗi tháng không quá 04 giờ"
    static LASTS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^ (?:[a-z]+ ){0,4}\d+ (?:gio|phut)\b").ok());
    let (before, after) = (&scan.text()[..range.start], &scan.text()[range.end..]);
    let is = |pattern: &LazyLock<Option<Regex>>, text| pattern.as_ref().is_some_and(|pattern| pattern.is_match(text));
    let there = [" co ", " khoang ", " hoc "].iter().any(|word| after.starts_with(word));
    let counts = is(&COUNT, before) && !is(&TIMES, before) && verb_at(scan.folded, range.end + 1).is_none();
    let in_text = scan.context == TimeContext::Text && (there || counts);
    // "phấn đấu mỗi năm tăng ít nhất 3.000 người" is a quantity to be reached.
    let aim = before.ends_with("phan dau ");
    scan.text()[range.clone()].starts_with("moi") && (aim || is(&UNIT, before) || is(&LASTS, after) || in_text)
}

/// "Thường xuyên" that opens the text or a sentence; in a field anywhere.
fn continuous(scan: &mut Scan<'_>) {
    static ALWAYS: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:thuong xuyen|lien tuc|24/24 ?(?:gio|h))\b").ok());
    let text = scan.text();
    for always in ALWAYS.iter().flat_map(|pattern| pattern.find_iter(text)) {
        let alone = scan.context == TimeContext::Field
            && !scan.found.iter().any(|found| found.recurrence == Some(Recurrence::Continuous));
        let before = &text[..always.start()];
        let duty = ["co trach nhiem ", "phai "].iter().any(|duty| before.ends_with(duty));
        let subject = name_end(scan.folded, scan.original, 0).is_some_and(|end| end + 1 == always.start());
        let main = (duty || subject) && verb_at(scan.folded, always.end() + 1).is_some();
        // "Công an xã thực hiện thường xuyên."
        let ends = ["thuc hien ", "trien khai ", "thoi gian: ", "tien do: "].iter().any(|verb| before.ends_with(verb))
            && matches!(text[always.end()..].chars().next(), None | Some('.' | ';'));
        let opens = always.as_str() == "thuong xuyen" && (scan.opens_sentence(always.start()) || main || ends);
        if alone || opens {
            scan.take(recurring(always.range(), Recurrence::Continuous));
        }
    }
}

/// A bare "định kỳ", where nothing else says how often: before a verb ("và định kỳ báo cáo UBND tỉnh"), behind one ("kiểm tra
/// định kỳ"), or at the head of a clause. "Kiểm thử hệ thống định kỳ" says how a thing is, not when the task is done, and so
/// does "trong các báo cáo định kỳ".
fn periodic(scan: &mut Scan<'_>) {
    static PERIODIC: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\bdinh ky\b(?: hoac dot xuat| va dot xuat)?").ok());
    static HEAD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?:^|[.:\n] )$").ok());
    static VERB: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:bao cao|so ket|tong ket|kiem tra|cong bo|cap nhat|danh gia|giam sat|thanh tra|thong ke|quan trac)(?: theo)? $").ok()
    });
    static OF_THINGS: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:quy trinh|cac|ky|dot) [a-z]+(?: [a-z]+)? $").ok());
    let has_one = scan.found.iter().any(|found| found.kind == DeadlineKind::Recurring);
    let text = scan.text();
    let found = PERIODIC.iter().flat_map(|pattern| pattern.find_iter(text)).find(|found| {
        let before = &text[..found.start()];
        let ends = |pattern: &LazyLock<Option<Regex>>| pattern.as_ref().is_some_and(|pattern| pattern.is_match(before));
        let behind = &text[found.end()..];
        // "đình kỳ" only looks like it without marks.
        let printed =
            scan.original[scan.folded.original(found.start()..found.start() + "dinh ky".len())].to_lowercase();
        // "vị trí phải định kỳ chuyển đổi" says which one.
        let ahead = verb_at(scan.folded, found.end() + 1).is_some() && !before.ends_with("phai ")
            || [", thuong xuyen", ", dot xuat"].iter().any(|words| behind.starts_with(words));
        let said = ends(&HEAD) || ahead || ends(&VERB) && !ends(&OF_THINGS);
        scan.is_free(&found.range()) && said && printed == "định kỳ"
    });
    if let Some(found) = found.filter(|_| !has_one) {
        scan.take(recurring(found.start()..found.start() + "dinh ky".len(), Recurrence::Periodic));
    }
}
