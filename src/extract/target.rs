//! Quantities to be reached.
//!
//! Finds: "100% văn bản … phải được xử lý", "ít nhất 01 sáng kiến", "đạt trên 83%", "tối thiểu 2 lớp", "tăng ít nhất 05
//! bậc". The shortest phrase with the number and what is counted, up to the end of its clause.
//!
//! Not to be confused with: years, dates, numbers of documents and articles, shares of last year ("đã đạt 97%"), counts
//! that only describe ("08 nội dung", "đề án của 93 trạm"), numbers in a name ("Dự án 6", "đợt 1").

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Tracer;
use super::reference::reference_ranges;
use crate::fold::Folded;
use crate::lexicon::verb_at;
use crate::plan::Text;
use crate::segment::passage::Passage;

/// Longest phrase, in words.
const MOST_WORDS: usize = 16;
/// Characters before a number that are looked at for words that describe it.
const LONGEST_WORDS_BEFORE: usize = 44;
/// "31 thôn, tổ dân phố": words behind a comma that still say what is counted.
const MOST_WORDS_LISTED: usize = 3;
/// Words before a share, behind the share before it, that say what is measured.
const MOST_WORDS_MEASURED: usize = 6;
/// Characters between two counts of one list, a bracket included.
const FARTHEST_IN_LIST: usize = 30;

static QUANTITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?:(?:dat|tang|giam|duy tri|toi thieu|it nhat|khong qua|khong duoi|duoi|tren|tu|nang|ty le|va vuot|hon|khoang|muc)[ ,]+(?:dat |co |tang |giam |va vuot )?)*",
        r"(?:(?:\d{1,3}(?:[.,]\d+)?\s?-\s?)?\d{1,3}(?:[.,]\d+)?\s?%|(?P<least>(?:it nhat|toi thieu|khong duoi|khong qua|tren|tu|dat|khoang)\s(?:duoc |co |dat |tren |khoang )?)(?P<count>[1-9]/[1-9]\b|\d{1,3}(?:\.\d{3})*(?:,\d+)?|mot|hai|ba|bon)(?:\s(?:den|-)\s\d{1,3}(?:\.\d{3})*)?\s[“\x22]?(?P<noun>[a-z]+))"
    ))
    .ok()
});

/// A number of things: "thành lập 02 đội", "tại 10 sở", "cho 600 người".
static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[\s,;:(])(?P<number>(?P<each>moi [a-z]+ (?:[a-z]+ )?(?:co |bo tri |phai co )?)?(?:\d{1,3} ?- ?)?(?P<count>\d{1,3}(?:\.\d{3})*(?:,\d+)?|0\d/\d{1,2}) (?:trieu )?(?P<noun>[a-z]+))",
    )
    .ok()
});
/// Words before a number, as printed, that make it a name's, a citation's, or one that only describes: "Dự án 6", "khoản 2",
/// "của 93 trạm".
static DESCRIBED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|[^\p{L}])(?:của|về|theo|danh sách|trên|hơn|số|so với|điều|khoản|điểm|mục|chương|phần|phụ lục|biểu|mẫu|dự án|giai đoạn|đợt|đề án|quyết định|lớp|khối|loại|quý|năm|tháng|",
        r"ngày|lần|thứ|khóa|vòng|kỳ|hạng|nhóm|vùng|tuyến|sau|trước|trong|từ|đến|giờ|phút|tuổi|nghị quyết|luật|tiêu chí|chỉ tiêu|với|là|bằng|ban|tổ|chỉ thị|kế hoạch|kết luận|mức|",
        r"chương trình|phương án|dưới|qua|nội dung|nhiệm vụ|việc|bước|sau đây|tài khoản|hiện có|do|sáng|chiều|tối|rằm|quốc lộ|đường tỉnh|tỉnh lộ|nay|còn|bán kính|cách|cơ sở|cấp cứu|tổng đài|đường dây nóng)\s$"
    ))
    .ok()
});
/// What is counted without being brought about, as printed, and units of time and money.
static COUNTED_ONLY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:nội|lĩnh|nhóm|nhiệm|bước|cấp|giai|mục|phần|khoản|điều|tiêu|chỉ|chủ|văn|loại|ngày|tháng|năm|giờ|quý|tuần|phút|lần|khối|mặt|ngành|tỉnh|số|đến|về|tuổi|tỷ|triệu|nghìn|đồng|",
        r"cho|với|như|khi|nếu|bằng|mà|này|đó|đã|sẽ|phải|vào|ra|lên|xuống|sang|và|hoặc|trở|là|có|của|trong|do|được|thì|theo|để|trên|tại|yếu|tết|hình|thành|phương|môn|bên)$"
    ))
    .ok()
});

/// "02 lần/tháng", behind the number.
static RATE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:lan|so|ky|buoi|chuyen muc|tin|bai)\s?/\s?(?:ngay|tuan|thang|quy|nam)\b").ok());
/// Months, days, articles that a number ends the list of.
static IN_LIST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:thang|ngay|quy|dieu|khoan|diem|muc|khoi|lop|so) (?:\d{1,2}(?:, ?| va | ?- ?))+$").ok()
});
/// "xuống dưới 15 phút", "còn tối đa 15 ngày", "lên 200 tỷ đồng": what something is brought to.
static BROUGHT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:xuong(?: con| duoi)?|con (?:toi da|khong qua)|len(?: it nhat)?)(?: toi da| khong qua| duoi)? \d{1,3}(?:\.\d{3})*(?:,\d+)? (?:ngay lam viec|ngay|gio|phut|thang|(?:ty|trieu|nghin) dong)\b").ok()
});
/// What is brought there.
static BROUGHT_FROM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:thoi gian|thoi han|von dieu le|von|nguon von|muc|gia tri|doanh thu|thu nhap|kinh phi) ").ok()
});

/// Words at which the phrase ends.
static END: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[;:()\n]|\.(?:\s|$)|\s(?:hoac (?:kien nghi|toan the)|nhu|de |nham|thuoc (?:cac|vung|dia ban)|tai (?:\d|trung tam)|(?:len|tren) he thong|den ngay|theo|do |tren dia ban|tren toan|trong (?:nam|quy|thang|vu|dot|thoi gian|\d)|moi nam|cho|tham gia|vao|tai (?:cac|cap|tat ca|xa|thon|phuong|huyen|truong|bo phan|khu|dia|thi|thanh|tinh|quan|cho)|doi voi|voi tong|trong do|truoc khi|tren tong so|xong truoc|hoan thanh truoc|truoc (?:ngay|thang|quy|\d)|den nam|den het|tu (?:ngay|thang|nam|quy|\d)|co (?:quy mo|cong suat|suc chua)|da (?:thong ke|duoc)|san sang|gom|gan voi|cham nhat|muon nhat|va (?:kip thoi|xu ly|bao cao|to chuc|thuc hien|nang cao|(?:it nhat |toi thieu |tren |khoang |khong duoi |hon )?\d+)|ap dung|so voi|gop phan|ke tu|trong tong so)\b").ok()
});

/// What is measured, where a share stands behind it: "tỷ lệ thu gom … đạt 100%".
static MEASURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:ty le|ti le|ty trong|dien tich|so luong|tong so|tong|muc|kinh phi|san luong|gia tri|toc do|tang truong|doanh so|no qua han|thu nhap|doanh thu|chi so|nang suat|cong suat|do che phu|quy mo)\b").ok()
});

/// The targets of a text, in order.
pub(super) fn targets(passage: &Passage, tracer: &Tracer<'_>) -> Vec<Text> {
    static PAST: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?:^|[^\p{L}])(?:đã|đạt được|hiện có|hiện nay)\s[^,;.]{0,30}$").ok());
    static TIME: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(?:ngay|thang|nam|gio|quy|tuan|tuoi|den)$").ok());
    let folded = passage.folded();
    let in_words = || ["it nhat ", "toi thieu "].iter().any(|least| folded.text.contains(least));
    if !folded.has_digit() && !in_words() {
        return Vec::new();
    }
    let cited = reference_ranges(folded);
    let mut found: Vec<(usize, usize, Text)> = Vec::new();
    // Where the last number of a quantity ends.
    let mut counted_until = 0;
    for quantity in QUANTITY.iter().flat_map(|pattern| pattern.captures_iter(&folded.text)) {
        let Some(whole) = quantity.get(0) else { continue };
        // "không quá 25 phút", "không dưới 20 ngày" say how long, "trên 05 năm" since when.
        let least = quantity.name("least").map_or("", |least| least.as_str());
        let lasts = (least.starts_with("khong ") || least.starts_with("toi thieu"))
            && quantity.name("noun").is_some_and(|noun| match noun.as_str() {
                "gio" | "phut" | "thang" => true,
                "ngay" => !least.starts_with("khong qua"),
                _ => false,
            });
        // "mức chi không quá 95.000.000 đồng" limits the means.
        let is_money = quantity.name("least").is_some_and(|least| least.as_str().starts_with("khong qua"))
            && quantity.name("noun").is_some_and(|noun| matches!(noun.as_str(), "dong" | "trieu" | "ty"));
        // "300 ngày công" is work, "01 ngày/tháng" a rate.
        let is_rate = [" cong", "/"].iter().any(|word| folded.text[whole.end()..].starts_with(word));
        let is_time = !lasts
            && !is_rate
            && quantity.name("noun").is_some_and(|noun| TIME.as_ref().is_some_and(|time| time.is_match(noun.as_str())));
        let is_past = PAST.as_ref().is_some_and(|past| past.is_match(&words_before(passage, whole.start())));
        let is_cited = cited.iter().any(|range| range.contains(&whole.start()));
        let is_inside = found.last().is_some_and(|(end, _, _)| whole.start() < *end);
        // "tổng mức đầu tư 186,4 tỷ đồng" has no "từ".
        let other = quantity.name("least").is_some_and(|least| {
            least.as_str().starts_with("tu ")
                && !passage.text()[folded.original(least.range())].to_lowercase().starts_with("từ")
        });
        // "trên ba tuyến du lịch": where, not how many; "lãi suất 2%/năm": a price.
        let in_word =
            quantity.name("count").is_some_and(|count| !count.as_str().starts_with(|c: char| c.is_ascii_digit()));
        let place = least.starts_with("tren ") && in_word;
        let other = other || place || folded.text[whole.end()..].starts_with("/nam");
        // "không quá 30 phút kể từ khi nhận tin" says when.
        let is_distance = folded.text[whole.end()..].starts_with(" ke tu ");
        if other || is_time || is_distance || is_money || is_past || is_cited || is_inside {
            continue;
        }
        let leans = folded.text[..whole.start()].ends_with("dua ") || folded.text[..whole.start()].ends_with("len ");
        if leans && quantity.name("noun").is_some() {
            continue;
        }
        let stop = stop_behind(folded, whole.end());
        let stop = quantity.name("noun").map_or(stop, |noun| work_behind(passage, noun.end(), stop));
        let end = limit_words(&folded.text, whole.start(), stop);
        let measured = matches!(folded.text[whole.end()..end].trim_start_matches([',', ' ']), "" | "dong" | "tro len");
        let start = if measured { measure_before(passage, whole.start()) } else { whole.start() };
        // What was measured before has its number already.
        let start = start.max(counted_until);
        counted_until = whole.end();
        let start =
            start + (folded.text[start..].len() - folded.text[start..].trim_start_matches([',', ';', ' ']).len());
        // A share of nothing ("cồn 70%") is no target: something is counted behind it, or a verb stands before it.
        let counted = folded.text[whole.end()..end].chars().any(|c| c.is_ascii_alphabetic())
            || folded.text[start..].starts_with(|c: char| c.is_ascii_alphabetic());
        // "hồ sơ nộp trực tuyến đạt 80%, thanh toán trực tuyến 60%": what is measured stands before the next of a list.
        let next_of_list = || {
            let last = found.last().map(|(end, _, _)| *end)?;
            let words = folded.text.get(last..whole.start())?.strip_prefix(", ")?;
            let few = words.split_whitespace().count() <= MOST_WORDS_MEASURED;
            (few && !words.contains([',', ';', '.', ':', '('])).then_some(last + ", ".len())
        };
        let Some(start) = (if counted { Some(start) } else { next_of_list() }) else { continue };
        if is_condition(folded, whole.start(), counted_until, stop) {
            continue;
        }
        // "từ 02 ca bệnh trở lên phải báo ngay", "tàu cá từ 12 mét trở lên" say which; "thu hút từ 60 bác sĩ trở lên" how many.
        let least = quantity.name("least").is_some_and(|least| least.as_str().starts_with("tu "));
        let behind = &folded.text[whole.end()..stop];
        let which = behind.contains(" tro len") && !brings_about(folded, whole.start());
        if least && (which || behind.contains(" phai ")) {
            continue;
        }
        let start = start + other_words(folded, passage, start);
        if let Some(text) = tracer.text(passage, folded.original(start..end)) {
            found.push((end, start, text));
        }
    }
    for brought in BROUGHT.iter().flat_map(|pattern| pattern.find_iter(&folded.text)) {
        let clause = folded.text[..brought.start()].rfind([';', '.', ':', '(', '\n']).map_or(0, |at| at + 1);
        let of = BROUGHT_FROM.iter().flat_map(|of| of.find_iter(&folded.text[clause..brought.start()])).next();
        let Some(start) = of.map(|of| clause + of.start()) else { continue };
        found.retain(|(end, begin, _)| *end <= start || brought.end() <= *begin);
        let text = tracer.text(passage, folded.original(start..brought.end()));
        found.extend(text.map(|text| (brought.end(), start, text)));
    }
    for counted in COUNT.iter().flat_map(|pattern| pattern.captures_iter(&folded.text)) {
        let (Some(number), Some(count), Some(noun)) =
            (counted.name("number"), counted.name("count"), counted.name("noun"))
        else {
            continue;
        };
        let before = &folded.text[..number.start()];
        let printed = |range: Range<usize>| passage.text()[folded.original(range)].to_lowercase();
        // "60 đồng chí" are no money.
        let people = ["dong chi", "ngay hoi"].iter().any(|noun_of| folded.text[noun.start()..].starts_with(noun_of));
        // "phát 02 số/tháng": how often, which is a quantity.
        let rated = RATE.as_ref().and_then(|rate| rate.find(&folded.text[noun.start()..]));
        let rate = rated.is_some() && !["dinh ky ", "tan suat "].iter().any(|word| before.ends_with(word));
        // "các tháng 9, 10, 11 báo cáo": the last of a list of months.
        let in_list = IN_LIST.as_ref().is_some_and(|list| list.is_match(before));
        // "mỗi tổ 05 - 07 người": so many to each.
        let each = counted.name("each").is_some();
        let only = !people && !rate && COUNTED_ONLY.as_ref().is_some_and(|only| only.is_match(&printed(noun.range())));
        let near = words_before(passage, number.start());
        // "dứt điểm 07 vụ", "định kỳ 02 đợt", "lấy mẫu 01 vị trí" name no point, no term and no form.
        let whole = ["dứt điểm ", "định kỳ ", "lấy mẫu "].iter().any(|words| near.ends_with(words));
        let described = !each && !whole && DESCRIBED.as_ref().is_some_and(|words| words.is_match(&near));
        // “5 không, 3 sạch”: the name of a movement.
        let quoted = before.matches('"').count() % 2 == 1;
        let known = found.iter().any(|(end, start, _)| number.start() < *end && *start < number.end());
        let is_cited = cited.iter().any(|range| range.contains(&number.start()));
        let is_past = PAST.as_ref().is_some_and(|past| past.is_match(&near));
        // "… và 40 xe đạp" goes on with a list of things to be brought about.
        let joined = before.ends_with(" va ");
        let listed = found.iter().any(|(end, _, _)| *end < number.start() && number.start() - end <= FARTHEST_IN_LIST);
        // "hồ Sông Tranh 2 thông báo xả", "báo động II (8,0 m)": a part of a name, and a height.
        let word =
            passage.text()[folded.original(before.trim_end().rfind(' ').map_or(0, |at| at + 1)..number.start())].trim();
        let digit = count.as_str().len() == 1 && !word.is_empty();
        let named = digit && word.starts_with(char::is_uppercase) && before.trim_end().contains(' ');
        let height = noun.as_str() == "m" && before.ends_with('(') || matches!(noun.as_str(), "mm" | "mg");
        // "UBND 11 phường": how many there are, in the name of the group.
        let group = ["ubnd ", "uy ban nhan dan ", "chu tich "].iter().any(|office| before.ends_with(office));
        if only
            || in_list
            || quoted
            || described
            || known
            || is_cited
            || is_past
            || joined && !listed
            || named
            || height
            || group
        {
            continue;
        }
        let stop = rated.map_or_else(|| stop_behind(folded, count.end()), |rate| noun.start() + rate.end());
        let end = limit_words(&folded.text, number.start(), work_behind(passage, noun.end(), stop));
        // "46 công chức hiện có": what is there already.
        if folded.text[number.start()..end].ends_with(" hien co") || folded.text[end..].starts_with(" hien co") {
            continue;
        }
        let text = tracer.text(passage, folded.original(number.start()..end));
        found.extend(text.map(|text| (end, number.start(), text)));
    }
    found.sort_by_key(|(_, start, _)| *start);
    found.into_iter().map(|(_, _, text)| text).collect()
}

/// Whether a bound only says which cases are meant: "các xã có tỷ lệ dưới 50%", "đạt dưới 70% thì không xét", "doanh nghiệp
/// có trên 1.000 lao động".
fn is_condition(folded: &Folded, start: usize, number: usize, stop: usize) -> bool {
    static BOUND: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(?:dat |ty le )*(?:duoi|tren|hon|qua) ").ok());
    static CASES: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"\b(?:co|neu|khi|truong hop|doi voi|cach|quy mo|rong|dai|noi|dien tich|cong suat)(?: [a-z]+){0,5}? $",
        )
        .ok()
    });
    let text = &folded.text;
    let bound = BOUND.as_ref().is_some_and(|bound| bound.is_match(&text[start..]));
    let clause = text[..start].rfind([';', '.', ':', ',', '\n']).map_or(0, |at| at + 1);
    // "trong năm có trên 6.000 lượt người": nobody of whom it is said stands before.
    static THERE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?:^|\bnam (?:20\d{2} )?|\bphan dau |\bbao dam |\bdam bao )\s*co $").ok());
    let there = THERE.as_ref().is_some_and(|there| there.is_match(&text[clause..start]));
    let cases = !there && CASES.as_ref().is_some_and(|cases| cases.is_match(&text[clause..start]));
    let then = [" phai ", " bi "].iter().any(|word| text[number..stop.max(number)].contains(word));
    let rest = &text[number..];
    let then = then || rest[..rest.find([',', ';', '.']).unwrap_or(rest.len())].contains(" thi ");
    bound && (cases || then)
}

/// Whether the two words before an offset bring about what is counted behind them: "thu hút", "quy mô".
fn brings_about(folded: &Folded, at: usize) -> bool {
    let before = folded.text[..at].trim_end();
    let words = before.rmatch_indices(' ').nth(1).map_or(0, |(space, _)| space + 1);
    let clause = &before[before.rfind([',', ';', '.', ':', '\n']).map_or(0, |stop| stop + 1)..];
    // "khi phát hiện từ 02 ca bệnh trở lên"
    let condition = ["khi ", "neu ", "truong hop "].iter().any(|word| clause.trim_start().starts_with(word));
    // "mỗi đội có từ 10 người trở lên"
    let each = clause.trim_start().starts_with("moi ") && clause.ends_with(" co");
    !condition
        && (each || before[words..].starts_with("quy mo") || verb_at(folded, words) == Some(before.len() - words))
}

/// The words before an offset of the folded text, as printed, in lower case.
fn words_before(passage: &Passage, at: usize) -> String {
    let folded = passage.folded();
    let from = folded.text[..at].char_indices().rev().nth(LONGEST_WORDS_BEFORE).map_or(0, |(at, _)| at);
    passage.text()[folded.original(from..at)].to_lowercase()
}

/// Length of words at the start of a phrase that only look like "đạt" and "mức" without their marks ("lắp đặt 08 camera").
fn other_words(folded: &Folded, passage: &Passage, start: usize) -> usize {
    let word = folded.text[start..].find(' ').map_or(0, |space| space + 1);
    let printed = passage.text()[folded.original(start..start + word)].trim().to_lowercase();
    if matches!(printed.as_str(), "đặt" | "mục" | "nặng") { word } else { 0 }
}

/// Where the phrase behind a number ends: at a stop, or at a comma behind which no further noun of a list stands ("20% xã,
/// phường", "100% khu công nghiệp, cụm công nghiệp triển khai …").
fn stop_behind(folded: &Folded, from: usize) -> usize {
    static CLAUSE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:trong|tu|den|va|sang|chieu|toi|nhat la|cu the|dong thoi|bao gom|gom|qua do|co|khong|phan (?:dau|con lai)|lam truoc|thoi gian|khoang|chia|dien tich|\d+|it nhat|toi thieu|gop phan|tinh|so|xong|hoan thanh|moi|mua|kham|tiem|cham nhat|muon nhat|truoc|ty le|ti le|cap (?:xa|huyen|tinh)|ket qua|dot)\b").ok()
    });
    let text = &folded.text;
    // "118 chợ truyền thống" is not for anybody.
    let market = |at: usize| ["chợ", "chó"].iter().any(|word| folded.marked_from(at).trim_start().starts_with(word));
    let ends = END.iter().flat_map(|end| end.find_iter(&text[from..])).map(|end| from + end.start());
    let stop = ends.into_iter().find(|&at| !market(at)).unwrap_or(text.len());
    // "02 xe tại mỗi vùng", "02 đại đội ở Đà Lạt": where is not what; without marks "tài", "tải" are the same word.
    let place = [" tại ", " ở ", " quanh "].iter().filter_map(|word| folded.marked_from(from).find(word));
    let place = place.min().map(|at| from + folded.marked_from(from)[..at].chars().count());
    let stop = place.map_or(stop, |place| stop.min(place));
    let upward = " tro len";
    let stop = text[from..stop].find(upward).map_or(stop, |at| from + at + upward.len());
    // "về" opens what the thing is about; "bảo vệ" is another word.
    let about = text[from..stop].match_indices(" ve ").map(|(at, _)| from + at);
    let stop = about.into_iter().find(|&at| !text[..at].ends_with("bao")).unwrap_or(stop);
    // "18 trạm và cải tạo 46 trạm": another thing is done behind "và".
    let joins = text[from..stop].match_indices(" va ").map(|(at, _)| from + at);
    let other = |at: usize| {
        verb_at(folded, at + " va ".len()).is_some() && text[at..stop].contains(|c: char| c.is_ascii_digit())
    };
    let stop = joins.into_iter().find(|&at| other(at)).unwrap_or(stop);
    let ends = text[from..stop].match_indices(',').map(|(at, _)| from + at).find(|&comma| {
        let next = comma + 1 + (text[comma + 1..].len() - text[comma + 1..].trim_start().len());
        // "25 mẫu, thử …"; without marks "thú y" is the same word.
        let tried = folded.marked_from(next).starts_with("thử ");
        let clause = tried || CLAUSE.as_ref().is_some_and(|clause| clause.is_match(&text[next..]));
        // "02 tin, bài hoặc phóng sự" are one thing.
        let listed = text[..comma].ends_with(" tin") && text[next..].starts_with("bai");
        !listed && (clause || next >= stop || verb_at(folded, next).is_some() || text[from..comma].trim().is_empty())
    });
    ends.unwrap_or(stop)
}

/// Where the thing that is counted ends and what it does begins: a comma, or a verb that two words part from the noun's first
/// ("03 tuyến xe buýt | kết nối …"; "04 lớp tập huấn", "05 mô hình chuyển hóa" are one thing).
fn work_behind(passage: &Passage, noun: usize, stop: usize) -> usize {
    let folded = passage.folded();
    let text = &folded.text[..stop];
    // "400 áp phích “Nhà có trẻ nhỏ”": its name.
    let stop = text[noun.min(stop)..].find(" \"").map_or(stop, |quote| noun + quote);
    let text = &text[..stop];
    let mut words = text[noun.min(stop)..].match_indices(' ').map(|(at, _)| noun + at).enumerate();
    let more = |at: usize| text[..at].ends_with(',') && text[at + 1..].split(' ').count() > MOST_WORDS_LISTED;
    // "tổ liên gia phòng cháy": what a thing is for.
    let small = |at: usize| passage.text()[folded.original(at..at + 1)].starts_with(char::is_lowercase);
    let works = |at: usize| verb_at(folded, at).is_some() && small(at) && !text[at..].starts_with("phong");
    let verb = words.find(|&(nth, at)| nth > 1 && works(at + 1) || more(at));
    verb.map_or(stop, |(_, at)| text[..at].trim_end_matches(',').len())
}

/// Where a phrase starts whose number stands at its end: at the word for what is measured, within the clause.
fn measure_before(passage: &Passage, number: usize) -> usize {
    let folded = passage.folded();
    let text = &folded.text;
    let clause = text[..number].rfind([';', '.', ':', '(', '\n']).map_or(0, |at| at + 1);
    let near = crate::token::pieces(&text[clause..number]).count().saturating_sub(MOST_WORDS_BEFORE);
    let from = crate::token::pieces(&text[clause..number]).nth(near).map_or(clause, |piece| clause + piece.start);
    let mut found = MEASURE.iter().flat_map(|measure| measure.find_iter(&text[from..number]));
    // "chuyên mục" is no "mức", "tổng hợp" no "tổng".
    let printed = |at: usize| passage.text()[folded.original(at..at + "muc".len())].to_lowercase();
    let found = found.find(|found| match found.as_str() {
        "muc" => printed(from + found.start()) == "mức",
        "tong" => verb_at(folded, from + found.start()).is_none(),
        _ => true,
    });
    found.map_or(number, |found| from + found.start())
}

/// Longest phrase before a number at its end, in words.
const MOST_WORDS_BEFORE: usize = 24;

fn limit_words(folded: &str, start: usize, stop: usize) -> usize {
    crate::token::pieces(&folded[start..stop]).nth(MOST_WORDS - 1).map_or(stop, |piece| start + piece.end)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{passage, with_tracer};
    use super::*;

    fn read(text: &str) -> Vec<String> {
        with_tracer(text, |tracer| targets(&passage(text), tracer).into_iter().map(|t| t.text).collect())
    }

    #[test]
    fn finds_shares_and_counts() {
        for (text, target) in [
            (
                "đảm bảo hoàn thành; 100% văn bản phát hiện sai phạm phải được xử lý hoặc kiến nghị xử lý.",
                "100% văn bản phát hiện sai phạm phải được xử lý",
            ),
            ("UBND xã có ít nhất 01 sáng kiến hoặc giải pháp mới về CCHC", "ít nhất 01 sáng kiến hoặc giải pháp mới"),
            ("phấn đấu tỷ lệ đạt trên 83% hộ dân.", "tỷ lệ đạt trên 83% hộ dân"),
            ("mời trên 50 cử tri hoặc toàn thể cử tri", "trên 50 cử tri"),
            ("bình quân khoảng 51 - 52% tổng chi", "khoảng 51 - 52% tổng chi"),
            ("phấn đấu đạt 20% xã, phường sạch, đến hết năm", "đạt 20% xã, phường sạch"),
            (
                "Đến năm 2030, tỷ lệ thu gom rác tại các bãi biển, khu du lịch đạt 100%.",
                "tỷ lệ thu gom rác tại các bãi biển, khu du lịch đạt 100%",
            ),
            ("diện tích rừng ngập mặn đạt 1.700 ha", "diện tích rừng ngập mặn đạt 1.700 ha"),
            ("Thành lập 02 đội đáp ứng nhanh.", "02 đội đáp ứng nhanh"),
            ("Lắp đặt 08 camera giám sát, xong trong tháng 3", "08 camera giám sát"),
            ("Năm 2022: 15 bể bơi;", "15 bể bơi"),
            ("Phủ sóng tại trung tâm 124 xã, phường; sau đó", "124 xã, phường"),
            ("Khám cho 6.000 cặp nam, nữ", "6.000 cặp nam, nữ"),
            ("Huy động 150 tình nguyện viên phục vụ", "150 tình nguyện viên phục vụ"),
            ("chương trình (thời lượng không quá 25 phút)", "không quá 25 phút"),
            ("thăm từ 10 đến 15 hộ", "từ 10 đến 15 hộ"),
            ("lấy 25 mẫu, thử độc tố", "25 mẫu"),
            ("giao ban ở 05 thôn trong thời gian 12 tháng", "05 thôn"),
            ("hòa giải thành từ 85% số vụ trở lên, vụ khó thì chuyển", "từ 85% số vụ trở lên"),
            ("phiếu thu về không dưới 60% phụ huynh, kết quả gửi trường", "không dưới 60% phụ huynh"),
            ("phải có chữ ký của ít nhất 2/3 số hộ", "ít nhất 2/3 số hộ"),
            ("đóng góp ít nhất 300 ngày công", "ít nhất 300 ngày công"),
            ("tiếp dân ít nhất 02 ngày/tháng", "ít nhất 02 ngày/tháng"),
            ("tăng ít nhất 05 bậc so với năm 2023", "tăng ít nhất 05 bậc"),
            ("Lập 05 mô hình chuyển hóa, mỗi xã", "05 mô hình chuyển hóa"),
            ("phát tin 02 lần/ngày trong mùa mưa", "02 lần/ngày"),
            ("rút thời gian thông quan xuống dưới 15 phút", "thời gian thông quan xuống dưới 15 phút"),
            ("nâng vốn điều lệ lên 200 tỷ đồng; đơn giản", "vốn điều lệ lên 200 tỷ đồng"),
            ("Đào tạo gồm 02 lớp nghiệp vụ", "02 lớp nghiệp vụ"),
            ("tổ chức 02 ngày hội việc làm", "02 ngày hội việc làm"),
            ("mỗi tiểu đội 10 người", "mỗi tiểu đội 10 người"),
            ("doanh số cho vay không dưới 18 tỷ đồng, tạo việc làm", "doanh số cho vay không dưới 18 tỷ đồng"),
            ("Khảo sát mức độ hài lòng (tối thiểu 300 phiếu)", "tối thiểu 300 phiếu"),
            ("Lấy 120 mẫu huyết thanh giám sát sau tiêm", "120 mẫu huyết thanh"),
            ("Mở 03 tuyến xe buýt kết nối khu công nghiệp, cảng biển", "03 tuyến xe buýt"),
            ("Tập huấn: 01 buổi, chiều ngày 11/9/2025, tại xã", "01 buổi"),
            ("lấy mẫu tại 05 điểm tiêu hủy có quy mô trên 10 tấn", "05 điểm tiêu hủy"),
            ("tập huấn, mỗi lớp 80 - 100 người", "mỗi lớp 80 - 100 người"),
            ("mỗi đội có từ 10 đội viên trở lên", "từ 10 đội viên trở lên"),
            ("mỗi ấp có ít nhất 01 “Tổ liên gia”, mỗi xã", "ít nhất 01 “Tổ liên gia”"),
            ("đến hết năm 2026 có trên 30% số hộ cài đặt.", "trên 30% số hộ cài đặt"),
            ("xử lý dứt điểm 07 công trình vi phạm", "07 công trình vi phạm"),
            ("kiểm tra định kỳ 02 đợt", "02 đợt"),
            ("Rà soát toàn bộ 118 chợ truyền thống.", "118 chợ truyền thống"),
            ("Lấy mẫu 01 vị trí cho vùng nuôi", "01 vị trí"),
            ("gửi tin trước tối thiểu 24 giờ", "tối thiểu 24 giờ"),
            ("trong năm có trên 6.000 lượt người dân được phổ cập", "trên 6.000 lượt người dân được phổ cập"),
            ("in 400 áp phích “Nhà có trẻ nhỏ”", "400 áp phích"),
            ("hướng dẫn tại thôn, mỗi thôn ít nhất một buổi", "ít nhất một buổi"),
            ("Xây dựng chuyên mục trên đài, phát ít nhất 02 kỳ", "ít nhất 02 kỳ"),
            ("thu hút từ 60 bác sĩ trở lên về tỉnh", "từ 60 bác sĩ trở lên"),
            ("bố trí tối thiểu 02 xe tại mỗi vùng trọng điểm", "tối thiểu 02 xe"),
            ("lập 02 đại đội cơ động ở hai khu rừng", "02 đại đội cơ động"),
            (
                "tỷ lệ thanh toán trực tuyến đạt ít nhất 50% trong tổng số giao dịch",
                "tỷ lệ thanh toán trực tuyến đạt ít nhất 50%",
            ),
            ("mua 02 bộ tài liệu", "02 bộ tài liệu"),
        ] {
            assert_eq!(read(text), [target], "{text}");
        }
    }

    #[test]
    fn a_list_of_counts_is_several_targets() {
        assert_eq!(read("kiểm tra tối thiểu 09 xã và 04 phòng, ban"), ["tối thiểu 09 xã", "04 phòng, ban"]);
        assert_eq!(read("Lập 03 tầng điều trị, 5.200 giường"), ["03 tầng điều trị", "5.200 giường"]);
        assert_eq!(read("Xây 18 trạm y tế và cải tạo 46 trạm"), ["18 trạm y tế", "46 trạm"]);
        assert_eq!(
            read("Tỷ lệ nộp trực tuyến đạt 60%, thanh toán trực tuyến đạt 45%."),
            ["Tỷ lệ nộp trực tuyến đạt 60%", "thanh toán trực tuyến đạt 45%"]
        );
        assert_eq!(read("Mua 150 áo phao, 500 bao tải, 02 nhà bạt."), ["150 áo phao", "500 bao tải", "02 nhà bạt"]);
    }

    #[test]
    fn each_share_of_a_list_says_what_is_measured() {
        assert_eq!(
            read("hồ sơ nộp trực tuyến đạt trên 80%, thanh toán trực tuyến 60%, số hóa 100% kết quả"),
            ["đạt trên 80%", "thanh toán trực tuyến 60%", "100% kết quả"]
        );
        assert_eq!(read("đạt trên 80% hộ; lau bằng cồn 70%"), ["đạt trên 80% hộ"]);
        assert_eq!(read("sát khuẩn bằng cồn 70%"), Vec::<String>::new());
    }

    #[test]
    fn leaves_other_numbers() {
        for text in [
            "không xét thi đua đối với trường đạt dưới 98%",
            "trả lời sau ít nhất 02 ngày",
            "thẩm định đề án của 93 trạm y tế",
            "định kỳ 02 lần/năm",
            "tập huấn cho đội cấp cứu 115 trực đêm",
            "kiểm tra trong các tháng 9, 10, 11 báo cáo huyện",
            "hỗ trợ lãi suất 2%/năm",
            "rà soát trên ba tuyến du lịch",
            "lượng mưa vượt 150 mm/24 giờ",
            "bàn giao lên 20 ngày trước",
            "Dự án 6 phường, Tiểu dự án 3 xã",
            "mức chi không quá 95.000.000 đồng",
            "cấp tài khoản mức 2 cho mọi công dân",
            "trong bán kính 200 m quanh nhà",
            "gieo đợt 1 vụ này",
            "tổng mức đầu tư 186,4 tỷ đồng",
            "tuyên truyền về 08 nội dung của Chỉ số",
            "trước ngày 05/7/2024",
            "Kế hoạch số 192/KH-UBND",
            "chậm nhất 15 ngày làm việc",
            "năm 2022 đã đạt 97% kế hoạch",
            "khoản 2 Điều 14",
            "có mặt không quá 30 phút kể từ khi nhận tin",
            "phối hợp với UBND 11 phường lập kế hoạch",
            "từ 01 tháng trở lên",
            "phát triển dựa trên 4 ngành chính",
            "tổ chức 08 nội dung sau",
            "khi phát hiện từ 02 ca bệnh trở lên phải báo ngay",
            "lắp thiết bị cho tàu cá từ 12 mét trở lên",
            "theo danh sách 12 hộ",
            "kiểm tra các xã có tỷ lệ tiêm phòng dưới 50%",
            "đơn vị đạt dưới 70% thì không xét thi đua",
            "tại doanh nghiệp có trên 1.000 lao động",
            "thực hiện từ năm học 2024 - 2025",
            "mỗi thôn cử người tham gia",
            "gắn với phong trào “5 không, 3 sạch”",
            "bồi thường khi mở rộng Đường tỉnh 876 đoạn qua chợ",
            "khi hồ Sông Tranh 2 thông báo xả",
            "khi đạt báo động II (8,0 m)",
            "phân công lại 46 công chức hiện có",
            "văn bản do 04 xã cũ ban hành",
        ] {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
    }
}
