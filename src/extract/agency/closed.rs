//! Names that are whole: behind them hardly a word goes on, whatever it is.
//!
//! In: folded text with its original, and a word behind an agency. Out: whether the name has ended before it: behind the level
//! of an office ("Cục Thống kê tỉnh rút mẫu …"), behind the field of a known office ("Sở Y tế tặng quà …"), behind a name of
//! two capitals ("Báo Nghệ An dựng phóng sự …"), behind "trên địa bàn". So a subject needs no verb that the lexicon knows.
//!
//! Not to be confused with: words that say which office is meant ("UBND xã nơi có cháy", "Sở Y tế và …").

use std::sync::LazyLock;

use regex::Regex;

use super::CLAUSE;
use crate::fold::Folded;
use crate::lexicon::{agency_noun_at, verb_at, whole_words, words_at};

/// Offices by their fields: longer ones first.
static OFFICE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    whole_words(concat!(
        r"(?:sở|bộ|phòng) (?:văn hóa, thể thao và du lịch|văn hóa và thể thao|văn hóa - xã hội|lao động - thương binh và xã hội|nông nghiệp và phát triển nông thôn|",
        r"nông nghiệp và môi trường|tài nguyên và môi trường|giáo dục và đào tạo|khoa học và công nghệ|kế hoạch và đầu tư|thông tin và truyền thông|dân tộc và tôn giáo|giao thông vận tải|",
        r"nông nghiệp và ptnt|nn ?(?:&|và) ?ptnt|gd ?(?:&|-|và) ?đt|tn ?(?:&|và) ?mt|tài chính - kế hoạch|y tế|nội vụ|tài chính|tư pháp|công thương|xây dựng|ngoại vụ|du lịch|kinh tế|quốc phòng|công an)"
    ))
});
/// The longest name of an office, in bytes of the folded text.
const LONGEST_OFFICE: usize = 48;

/// Whether an agency's name has ended before a word.
pub(super) fn is_closed(folded: &Folded, original: &str, word: usize) -> bool {
    static GOES_ON: LazyLock<Option<Regex>> = LazyLock::new(|| {
        whole_words(
            r"và|hoặc|các|trưởng|đội|thôn|xóm|bản|ấp|khóm|buôn|làng|bon|ủy|cấp (?:xã|phường|tỉnh|huyện|thành phố|cơ sở|trên|dưới)|tỉnh|tp|tx|huyện|xã|phường|thành phố|đảo|sở tại|khác|nào|của|thuộc|trực thuộc|trên|tại|ở|liên quan|có|nơi|khu|biên giới|vùng|trong (?:từng|mỗi|vùng|khu|cụm|toàn)|đương nhiệm|nội (?:đô|thành|thị)|ngoại thành|miền|phía|ven|hội|trọng điểm|được|chưa|còn|cao|thấp|chi nhánh|thị xã|thị trấn|quận|đặc|loại|nghèo|phụ trách|làm|sau|trước|mới|cũ|này|thí điểm|đóng|đồng|lân cận|giáp|nói trên|nêu trên|nghiệp",
        )
    });
    let before = folded.text[..word].trim_end();
    let whole = behind_level(folded, before)
        || behind_office(folded, before)
        || behind_two_capitals(folded, original, before)
        || before.ends_with("tren dia ban");
    whole && words_at(&GOES_ON, folded, word).is_none()
}

/// Whether a word behind a whole name can only say what the agency does: "UBND huyện xây mới 45 nhà".
pub(in crate::extract) fn acts_behind_whole(folded: &Folded, original: &str, word: usize) -> bool {
    folded.text[word..].starts_with(|c: char| c.is_ascii_alphabetic())
        && super::is_lower_at(folded, original, word)
        && is_closed(folded, original, word)
        && words_at(&CLAUSE, folded, word).is_none()
}

/// Whether a verb with a capital, small letters behind it, follows a whole name: the line broke behind it ("Công an tỉnh | Rà
/// soát …"). "xã Giao Thủy" is a place.
pub(super) fn is_followed_by_order(folded: &Folded, original: &str, word: usize) -> bool {
    let second = folded.text[word..].find(' ').map(|gap| word + gap + 1);
    verb_at(folded, word).is_some()
        && second.is_some_and(|second| second < folded.text.len() && super::is_lower_at(folded, original, second))
        && is_closed(folded, original, word)
}

/// Whether a word stands behind an office whose field is whole: "Bộ Y tế đầu tư …".
pub(super) fn is_office(folded: &Folded, word: usize) -> bool {
    behind_office(folded, folded.text[..word].trim_end())
}

fn behind_level(folded: &Folded, before: &str) -> bool {
    static LEVEL: LazyLock<Option<Regex>> = LazyLock::new(|| whole_words("tỉnh|huyện|xã|phường|phố"));
    static SETTLEMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"\b(?:moi|tung) (?:thon|xom|ban|ap|khom|buon|lang)$|\btruong (?:thon|xom|ap|khom|buon|lang)$|\bkhu vuc$",
        )
        .ok()
    });
    // "Mỗi thôn đào sẵn …", "Trưởng bản dùng loa", "Trung tâm Y tế khu vực khám …"
    if SETTLEMENT.as_ref().is_some_and(|settlement| settlement.is_match(before)) {
        return true;
    }
    let last = before.rfind(' ').map_or(0, |at| at + 1);
    // "Hợp tác xã nông nghiệp …" is no commune.
    words_at(&LEVEL, folded, last) == Some(before.len() - last) && !before.ends_with("hop tac xa")
}

fn behind_office(folded: &Folded, before: &str) -> bool {
    let from = before.len().saturating_sub(LONGEST_OFFICE);
    ["so ", "bo ", "phong "].iter().any(|noun| {
        let Some(at) = before[from..].rfind(noun).map(|at| from + at) else { return false };
        // "trung học cơ sở | xây dựng …"
        let opens = at == 0 || before[..at].ends_with(' ') && !before[..at].ends_with("co ");
        opens && words_at(&OFFICE, folded, at) == Some(before.len() - at)
    })
}

/// "Báo Nghệ An", "Trường Đại học Quy Nhơn": the name of a place, of two words.
fn behind_two_capitals(folded: &Folded, original: &str, before: &str) -> bool {
    let capital = |at: usize| {
        let mut letters = original[folded.original(at..at + 1).start..].chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(|c| !c.is_uppercase())
    };
    let mut starts = before.rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]);
    let (Some(last), Some(first), Some(third)) = (starts.next(), starts.next(), starts.next()) else { return false };
    // "Việt Nam Thành | phố", "Sở Tài | chính", "và Vụ Xuất | nhập khẩu": of three, or behind the noun, the last has only begun.
    // "UBND các xã Mỹ Phong, Mỹ Hiệp | đặt …": a list of places.
    let places =
        ["cac xa ", "cac phuong ", "cac huyen ", "cac thon "].iter().any(|list| before[..first].contains(list));
    let opens = ["va ", "voi ", "hoac "].iter().any(|word| before[third..].starts_with(word))
        || !places && before[..first].trim_end().ends_with([',', ';'])
        || agency_noun_at(folded, first).is_some();
    let third = capital(third) && agency_noun_at(folded, third).is_none();
    capital(last) && capital(first) && !third && !opens
}

#[cfg(test)]
mod tests {
    use super::super::name_end;
    use super::*;

    /// The name that a text opens with, and whether what follows is what it does.
    fn acts(text: &str) -> (String, bool) {
        let folded = Folded::new(text);
        let end = name_end(&folded, text, 0).expect("a name");
        let word = end + (folded.text[end..].len() - folded.text[end..].trim_start().len());
        let acts = word < folded.text.len() && acts_behind_whole(&folded, text, word);
        (text[folded.original(0..end)].to_owned(), acts)
    }

    #[test]
    fn whoever_is_named_in_full_acts_whatever_the_verb() {
        for (text, name) in [
            ("Công an xã chốt chặn đường mòn", "Công an xã"),
            ("Sở Y tế ngâm tẩm màn cho các hộ", "Sở Y tế"),
            ("Mỗi thôn đào sẵn một hố", "Mỗi thôn"),
            ("Trung tâm Y tế khu vực khám lưu động", "Trung tâm Y tế khu vực"),
            ("Phòng Tài chính - Kế hoạch cất giữ hồ sơ", "Phòng Tài chính - Kế hoạch"),
            ("Báo Nghệ An dựng phóng sự", "Báo Nghệ An"),
            ("Các trường học trên địa bàn thu học phí", "Các trường học trên địa bàn"),
        ] {
            assert_eq!(acts(text), (name.to_owned(), true), "{text}");
        }
    }

    #[test]
    fn leaves_names_that_go_on() {
        for (text, name) in [
            ("Ủy ban Mặt trận Tổ quốc Việt Nam Thành phố", "Ủy ban Mặt trận Tổ quốc Việt Nam Thành phố"),
            ("Trường Trung học cơ sở Hải An mới", "Trường Trung học cơ sở Hải An mới"),
            ("UBND xã nơi có cháy", "UBND xã"),
            ("Tổ trưởng tổ dân phố đương nhiệm", "Tổ trưởng tổ dân phố đương nhiệm"),
            ("Mỗi thôn bản vùng cao", "Mỗi thôn bản vùng cao"),
            ("các xóm hưởng lợi", "các xóm hưởng lợi"),
            ("Các thôn đội trưởng", "Các thôn đội trưởng"),
            ("Hạt Kiểm lâm các khu vực phía Tây", "Hạt Kiểm lâm các khu vực phía Tây"),
            ("Phòng Kinh tế cấp xã", "Phòng Kinh tế cấp xã"),
            ("Sở Tài chính và các sở", "Sở Tài chính và các sở"),
            (
                "Ngân hàng Chính sách xã hội tỉnh chi nhánh miền núi",
                "Ngân hàng Chính sách xã hội tỉnh chi nhánh miền núi",
            ),
        ] {
            assert_eq!(acts(text), (name.to_owned(), false), "{text}");
        }
    }
}
