//! Distances from an event: "chậm nhất 15 ngày làm việc sau …", "sau khi … ban hành", "trước khi kết thúc năm học".

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::recurrence::recurring;
use super::settle::in_sentence_of;
use super::{Distance, Found, Scan, TimeContext, patterns};
use crate::extract::agency::name_end;
use crate::lexicon::verb_at;
use crate::plan::{DeadlineKind, OffsetUnit, Recurrence};

/// "chậm nhất 15 ngày làm việc sau …", "trong 05 ngày kể từ ngày …", "sau khi … ban hành".
pub(super) fn relative(scan: &mut Scan<'_>) {
    static DISTANCES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        patterns([
            concat!(
                r"\b(?:(?:cham nhat|muon nhat)(?: la)?(?: sau)? |(?:trong )?(?:thoi han|thoi gian|vong) |trong |sau |truoc )*(?P<amount>\d{1,3})(?:\s?-\s?(?P<upper>\d{1,3}))? (?P<unit>ngay lam viec|ngay|thang|gio|phut)",
                r" (?:(?:ke|tinh) tu|sau|tu) (?P<after>[^,.;()\n]{3,260})"
            ),
            // "trong thời hạn bảy ngày làm việc", also "10 (mười) ngày làm việc"
            r"\b(?:cham nhat(?: la)?|trong(?: (?:thoi han|vong))?) (?P<amount>hai|ba|bon|nam|bay|tam|chin|muoi lam|muoi|hai muoi|ba muoi)(?: \(\d{1,2}\))? (?P<unit>ngay lam viec)(?:,? (?:ke|tinh) tu (?P<after>[^,.;()\n]{3,260}))?",
            // "trong vòng 24 giờ": from when the task begins.
            r"\btrong (?:vong|thoi han) (?P<amount>\d{1,3}) (?P<unit>ngay lam viec|ngay|thang|gio|phut)\b",
            // "báo cáo Chủ tịch UBND xã trong 05 ngày"
            r"\b(?:bao cao|gui|tra loi|thong bao|phan hoi|tra ket qua) [^,.;()\n]{0,60}?(?P<from>trong (?P<amount>\d{1,3}) (?P<unit>ngay))(?:[,.;)]|$)",
            // "trong 07 ngày làm việc", "không quá 48 giờ"; "trong 90 ngày" says how long something lasts.
            r"\btrong (?P<amount>\d{1,3}) (?P<unit>ngay lam viec|gio|phut)\b",
            r"\bkhong (?:qua|cham qua|muon qua) (?P<amount>\d{1,3}) (?P<unit>ngay lam viec|ngay|gio)(?:[,.;)]|$)",
            // "chậm nhất 60 ngày trước ngày khai mạc", "30 ngày trước khi trình quyết định"
            r"\b(?:(?:cham nhat|muon nhat|it nhat|toi thieu) )?(?P<amount>\d{1,3}) (?P<unit>ngay lam viec|ngay|gio) truoc (?:khi|ngay|buoi|cuoc|phien|hoi nghi) (?P<after>[a-z][^,.;()\n]{1,80})",
            // "chậm nhất sau 10 ngày làm việc": from what the sentence is about.
            r"\b(?:cham nhat|muon nhat)(?: la)?(?: sau)? (?P<amount>\d{1,3}) (?P<unit>ngay lam viec|ngay)\b",
            // "công bố phương án trước 15 ngày", "thông báo trước ít nhất 02 ngày làm việc"
            r"\btruoc (?:it nhat |toi thieu )?(?P<amount>\d{1,3}) (?P<unit>ngay lam viec|ngay)(?: de\b|[,.;)]|$)",
            // "sơ kết sau 18 tháng thực hiện"
            r"\bsau (?P<amount>\d{1,3}) (?P<unit>thang) (?P<after>thuc hien|thi diem|trien khai|van hanh|hoat dong)\b",
            // "sau 60 ngày phải kiểm tra lại"
            r"\bsau (?P<amount>\d{1,3}) (?P<unit>ngay lam viec|ngay|thang) phai\b",
            // "chậm nhất là ngày hẹn trả kết quả"
            r"\b(?:cham nhat|muon nhat)(?: la)?(?: vao)? ngay (?P<after>(?:hen|tra|hop|khai|bau|to chuc|kiem tra)(?: [a-z]+){1,6}?)(?:[,.;()\n]|$)",
            // "sau Tết Nguyên đán", "ngay sau hội nghị"
            r"\bsau (?P<after>tet nguyen dan(?: [a-z0-9]+){0,3}?)(?:[,.;()\n]|$)",
            r"\bngay sau (?P<after>(?:hoi nghi|cuoc hop|ky hop|phien hop)(?: [a-z0-9]+){0,4}?)(?:[,.;()\n]|$)",
            // "báo về UBND xã trong ngày": on the day it happens.
            r"\b(?:ngay )?trong (?P<unit>ngay)(?:[,.;)]|$| (?:qua|bang|xay ra) )",
            // "báo cáo kết quả sau mỗi đợt kiểm tra"
            r"\bsau (?P<after>(?:moi|tung) (?:dot|cuoc|ky|lan|vu|phien|lop|buoi|buoc|khoa|hoi nghi)(?: [a-z]+){0,3}?)(?:[,.;()\n]|$)",
            // "trước ngày kiểm tra ít nhất 05 ngày làm việc", "trước mỗi đợt 10 ngày"
            r"\btruoc (?:ngay |khi |thoi diem )?(?P<after>[a-z][a-z ]{2,40}?) (?:(?:it nhat|toi thieu) )?(?P<amount>\d{1,3}) (?P<unit>ngay lam viec|ngay|gio)\b",
            r"\btruoc khi (?P<after>[a-z][a-z ]{2,40}?) (?:it nhat|toi thieu) (?P<amount>\d{1,3}) (?P<unit>thang)\b",
            // "sau mỗi đợt 03 ngày làm việc", "sau hội nghị 05 ngày"
            r"\bsau (?:do|(?P<after>(?:moi|cuoc|ky|dot|hoi nghi|doi thoai|kiem tra|su kien)(?: [a-z]+){0,4}?)) (?P<amount>\d{1,3}) (?P<unit>ngay lam viec|ngay)\b",
            // "trước khi kết thúc năm học": an event of the calendar; "trước khi trình" is only an order of steps.
            concat!(
                r"\btruoc (?:khi |ngay |dip )(?P<after>(?:ket thuc (?:nam hoc|hoc ky)|(?:so|tong) ket nam|khai giang|khai mac|be mac|(?:buoc )?vao nam hoc|(?:hoc sinh )?nghi he|(?:hoc sinh )?nghi tet|be giang|to chuc (?:trao giai|le|hoi nghi|hoi thi|dai hoi)|dien ra (?:chuong trinh|le|hoi nghi|hoi thi)|gieo|xuong giong|vao vu|thu hoach|tet nguyen dan|mua (?:mua|bao|lu)|bau cu|ngay bau cu)",
                r"(?:,? [a-z0-9-]+){0,6}?)(?:[,.;()\n]|$)"
            ),
        ])
    });
    static AFTER: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:ngay )?(?:sau )?khi (?P<after>[^,.;()\n]{3,120}?)(?:[,.;()\n]|$)").ok());
    static BEFORE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\btruoc khi (?P<before>[^,.;()\n]{3,120}?)(?:[,.;()\n]|$)").ok());
    static GRANTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\bco (?:huong dan|y kien|van ban|quyet dinh|ket qua|ket luan|chu truong|thong bao)\b").ok()
    });
    static WAITED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\bco (?:van ban|huong dan)(?: trien khai| huong dan| chi dao| moi)?(?: thuc hien)?$|^(?:bo|tong lien doan|trung uong|chinh phu)\b.* trien khai(?: thuc hien)?$|^cap (?:co tham quyen|tren) .*\b(?:phe duyet|chap thuan|cho phep|thong qua)\b").ok()
    });
    let text = &scan.folded.text;
    let mut found: Vec<Found> = Vec::new();
    for distance in DISTANCES.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        // "vận hành 24/24 giờ từ ngày …": a rate, and no distance; "rác phát sinh sau mỗi đợt" says which.
        let of_other =
            |whole: &regex::Match<'_>| ["/", "phat sinh "].iter().any(|end| text[..whole.start()].ends_with(end));
        let Some(whole) = distance.get(0).filter(|whole| !of_other(whole)) else { continue };
        // "trước cổng chợ vào khung giờ 6 giờ": a place.
        let places = ["cong ", "cua ", "tru so", "mat "];
        if distance.name("after").is_some_and(|after| places.iter().any(|place| after.as_str().starts_with(place))) {
            continue;
        }
        // "trong thời hạn 03 ngày đầu của tháng": a part of the month.
        if [" dau cua", " dau thang"].iter().any(|part| text[whole.end()..].starts_with(part)) {
            continue;
        }
        // "ngày 24 tháng tư âm lịch", "ít nhất 40 giờ tư liệu": no "từ".
        let from = distance.name("unit").map(|unit| unit.end() + 1..unit.end() + 1 + "tu".len());
        let from = from.filter(|from| text.get(from.clone()) == Some("tu"));
        if from.is_some_and(|from| scan.original[scan.folded.original(from)].to_lowercase() != "từ") {
            continue;
        }
        // "trước ngày khai giảng hằng năm": of each year.
        let yearly = distance.name("after").filter(|after| after.as_str().ends_with(" hang nam"));
        if let Some(after) = yearly {
            found.push(recurring(whole.start()..after.end(), Recurrence::Yearly));
            continue;
        }
        // It ends with the unit or the event, before the stop.
        // "kể từ ngày lập biên bản mà hộ vẫn không cho tiêm thì báo cáo …"
        let end_of = |part: regex::Match<'_>| {
            let printed = |at: usize| {
                let word = scan.original[scan.folded.original(at + 1..at + 4)].trim().to_lowercase();
                ["mà", "thì"].contains(&word.as_str())
            };
            let words = [" ma ", " thi "].iter().flat_map(|word| part.as_str().match_indices(word));
            let others = words.map(|(at, _)| part.start() + at).filter(|&at| printed(at));
            others.min().unwrap_or(part.end())
        };
        let ends = ["unit", "after"].into_iter().filter_map(|part| distance.name(part)).map(end_of);
        let end = ends.max().unwrap_or(whole.end());
        let start = distance.name("from").map_or(whole.start(), |from| from.start());
        found.push(distance_of(start..end, &distance));
    }
    for after in AFTER.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let (Some(whole), Some(event)) = (after.get(0), after.name("after")) else { continue };
        // A bare "khi" is a condition; "sau khi", "ngay khi" and "ngay sau khi" set a time.
        let daily = text[..whole.start()].ends_with("hang ");
        // "02 lượt/ngày khi có mưa": no "ngay".
        let day = scan.original[scan.folded.original(whole.range())].to_lowercase().starts_with("ngày");
        let timed = (whole.as_str().starts_with("sau") || whole.as_str().starts_with("ngay")) && !daily && !day;
        let verb = event.as_str().contains("ban hanh")
            || event.as_str().contains("ket thuc")
            || event.as_str().contains("phe duyet")
            || event.as_str().contains("hoan thanh")
            || event.as_str().contains("co hieu luc")
            || event.as_str().contains("nhan duoc")
            || GRANTED.as_ref().is_some_and(|granted| granted.is_match(event.as_str()))
            || whole.as_str().starts_with("ngay")
            || scan.context == TimeContext::Field;
        // "khi Bộ Y tế có văn bản triển khai" waits for a higher authority.
        let waits = WAITED.as_ref().is_some_and(|waited| waited.is_match(event.as_str()));
        // "Khi phát sinh" alone in a field.
        let alone = scan.context == TimeContext::Field && whole.start() == 0;
        if timed && verb || waits || alone {
            let mut relative = Found::new(whole.start()..event.end(), DeadlineKind::Relative);
            relative.offset = Some(Distance { event: Some(event.range()), ..Distance::default() });
            found.push(relative);
        }
    }
    // "Thẩm định giải pháp trước khi thuê dịch vụ": what the leaf orders has to be done by then.
    for before in BEFORE.iter().flat_map(|pattern| pattern.captures_iter(text)) {
        let (Some(whole), Some(event)) = (before.get(0), before.name("before")) else { continue };
        let clause = text[..whole.start()].rfind(['.', ';', ':', '\n']).map_or(0, |stop| stop + 1);
        let clause = clause + (text[clause..].len() - text[clause..].trim_start().len());
        let ordered = verb_at(scan.folded, clause).is_some() || name_end(scan.folded, scan.original, clause).is_some();
        let nested =
            [" viec ", " duoc ", " khong ", "yeu cau "].iter().any(|word| text[clause..whole.start()].contains(word));
        // "tư vấn trước khi kết hôn" says what sort of advice.
        let sort = ["ket hon", "lai xe", "sinh"].contains(&event.as_str()) || !event.as_str().contains(' ');
        if ordered && !nested && !sort {
            let mut relative = Found::new(whole.start()..event.end(), DeadlineKind::Relative);
            relative.offset = Some(Distance { event: Some(event.range()), before: true, ..Distance::default() });
            found.push(relative);
        }
    }
    // "Sau mỗi đợt, trong vòng 07 ngày …": how long behind it is said by the rest.
    let far = |found: &Found| found.offset.as_ref().is_some_and(|distance| distance.amount.is_some());
    let amounts: Vec<Range<usize>> = found.iter().filter(|found| far(found)).map(|found| found.range.clone()).collect();
    let each = |found: &Found| ["sau moi ", "sau tung "].iter().any(|each| text[found.range.clone()].starts_with(each));
    found.retain(|one| far(one) || !each(one) || !in_sentence_of(text, &amounts, &one.range));
    for relative in found {
        scan.take(relative);
    }
}

/// A distance with its amount, unit and event.
fn distance_of(range: Range<usize>, found: &Captures<'_>) -> Found {
    let printed = found.name("upper").or(found.name("amount"));
    // "trước mỗi đợt 10 ngày" is ten days before it.
    let before = found.get(0).is_some_and(|whole| whole.as_str().contains("truoc "));
    let amount = printed.and_then(|amount| amount.as_str().parse().ok().or_else(|| number_word(amount.as_str())));
    let unit = found.name("unit").filter(|_| printed.is_some()).map(|unit| match unit.as_str() {
        "ngay lam viec" => OffsetUnit::WorkingDay,
        "thang" => OffsetUnit::Month,
        "gio" => OffsetUnit::Hour,
        "phut" => OffsetUnit::Minute,
        _ => OffsetUnit::Day,
    });
    let mut relative = Found::new(range.clone(), DeadlineKind::Relative);
    let event = found.name("after").map(|event| event.start()..event.end().min(range.end));
    relative.offset = Some(Distance { amount, unit, event, before });
    relative
}

/// A number written out.
fn number_word(folded: &str) -> Option<u32> {
    Some(match folded {
        "hai" => 2,
        "ba" => 3,
        "bon" => 4,
        "nam" => 5,
        "bay" => 7,
        "tam" => 8,
        "chin" => 9,
        "muoi" => 10,
        "muoi lam" => 15,
        "hai muoi" => 20,
        "ba muoi" => 30,
        _ => return None,
    })
}
