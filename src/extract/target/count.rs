//! Numbers of things: "thành lập 02 đội", "mỗi tổ 05 - 07 người", "02 lần/tháng".
//!
//! In: a text, where it cites documents, and the quantities that are known already. Out: those with the counts. A number that
//! belongs to a name, a citation, a list of months or that only describes is none.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::phrase::{limit_words, stop_behind, work_behind};
use super::{is_past, words_before};
use crate::segment::passage::Passage;

/// Characters between two counts of one list, a bracket included.
const FARTHEST_IN_LIST: usize = 30;

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

/// Adds the counts of a text.
pub(super) fn counts(passage: &Passage, cited: &[Range<usize>], found: &mut Vec<Range<usize>>) {
    let folded = passage.folded();
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
        let known = found.iter().any(|phrase| number.start() < phrase.end && phrase.start < number.end());
        let is_cited = cited.iter().any(|range| range.contains(&number.start()));
        let past = is_past(&near);
        // "… và 40 xe đạp" goes on with a list of things to be brought about.
        let joined = before.ends_with(" va ");
        let listed =
            found.iter().any(|phrase| phrase.end < number.start() && number.start() - phrase.end <= FARTHEST_IN_LIST);
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
            || past
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
        found.push(number.start()..end);
    }
}
