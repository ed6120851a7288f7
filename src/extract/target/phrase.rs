//! Where the phrase of a quantity begins and ends: the shortest one with the number and what is counted.
//!
//! In: a text and the place of a number. Out: offsets of the folded text. What counts as a quantity is decided elsewhere.

use std::sync::LazyLock;

use regex::Regex;

use crate::fold::Folded;
use crate::lexicon::verb_at;
use crate::segment::passage::Passage;

/// Longest phrase, in words.
const MOST_WORDS: usize = 16;
/// Longest phrase before a number at its end, in words.
const MOST_WORDS_BEFORE: usize = 24;
/// "31 thôn, tổ dân phố": words behind a comma that still say what is counted.
const MOST_WORDS_LISTED: usize = 3;

/// Words at which the phrase ends.
static END: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[;:()\n]|\.(?:\s|$)|\s(?:hoac (?:kien nghi|toan the)|nhu|de |nham|thuoc (?:cac|vung|dia ban)|tai (?:\d|trung tam)|(?:len|tren) he thong|den ngay|theo|do |tren dia ban|tren toan|trong (?:nam|quy|thang|vu|dot|thoi gian|\d)|moi nam|cho|tham gia|vao|tai (?:cac|cap|tat ca|xa|thon|phuong|huyen|truong|bo phan|khu|dia|thi|thanh|tinh|quan|cho)|doi voi|voi tong|trong do|truoc khi|tren tong so|xong truoc|hoan thanh truoc|truoc (?:ngay|thang|quy|\d)|den nam|den het|tu (?:ngay|thang|nam|quy|\d)|co (?:quy mo|cong suat|suc chua)|da (?:thong ke|duoc)|san sang|gom|gan voi|cham nhat|muon nhat|va (?:kip thoi|xu ly|bao cao|to chuc|thuc hien|nang cao|(?:it nhat |toi thieu |tren |khoang |khong duoi |hon )?\d+)|ap dung|so voi|gop phan|ke tu|trong tong so)\b").ok()
});

/// What is measured, where a share stands behind it: "tỷ lệ thu gom … đạt 100%".
static MEASURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:ty le|ti le|ty trong|dien tich|so luong|tong so|tong|muc|kinh phi|san luong|gia tri|toc do|tang truong|doanh so|no qua han|thu nhap|doanh thu|chi so|nang suat|cong suat|do che phu|quy mo)\b").ok()
});

/// Where the phrase behind a number ends: at a stop, or at a comma behind which no further noun of a list stands ("20% xã,
/// phường", "100% khu công nghiệp, cụm công nghiệp triển khai …").
pub(super) fn stop_behind(folded: &Folded, from: usize) -> usize {
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
pub(super) fn work_behind(passage: &Passage, noun: usize, stop: usize) -> usize {
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
pub(super) fn measure_before(passage: &Passage, number: usize) -> usize {
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

/// Where a phrase is cut that has more words than any that one would quote.
pub(super) fn limit_words(folded: &str, start: usize, stop: usize) -> usize {
    crate::token::pieces(&folded[start..stop]).nth(MOST_WORDS - 1).map_or(stop, |piece| start + piece.end)
}
