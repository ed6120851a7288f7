//! Who is charged with a duty in so many words: "các đơn vị được giao quản lý hồ, kênh có trách nhiệm …".
//!
//! In: a folded text and where a sentence, or the main clause of one, starts. Out: the stretch before the words of duty ("có
//! trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ", "phải"). These words close the subject: whatever stands before them says
//! who is meant, also verbs ("cá nhân thu phí phải …") and lists with semicolons.
//!
//! Not to be confused with: a duty inside a clause of purpose or condition ("… để người dân có trách nhiệm"), a duty of
//! somebody further on in a sentence that has its verb already ("Sở Y tế cử người có trách nhiệm …"), and things that have to
//! be some way ("công trình phải đạt chuẩn").

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::skip_spaces;
use crate::extract::agency::{has_own_name, name_end};
use crate::fold::Folded;
use crate::lexicon::{quantifier_at, verb_at, whole_words, words_at};

/// The longest subject, in bytes of the folded text: a list of ten offices.
const LONGEST_SUBJECT: usize = 420;
/// The longest one before a mere "phải".
const LONGEST_BEFORE_MUST: usize = 120;
/// Words of a subject that is told by a verb before a mere "phải": "cán bộ kiểm tra".
const BRIEF_SUBJECT: usize = 6;

/// Words that open what is said of a subject: "được giao quản lý …", "có dự án trên địa bàn".
static RELATIVE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    whole_words("được|có|trực tiếp|tham gia|thuộc|trong|tại|trên|ở|là|do|đã|đang|khi|không|liên quan")
});

/// The subject that starts at an offset, if words of duty close it.
pub(super) fn charged(folded: &Folded, text: &str, start: usize) -> Option<Range<usize>> {
    let (at, must) = duty(folded, start)?;
    let (at, must) = second_duty(folded, start, at).unwrap_or((at, must));
    let subject = &folded.text[start..at];
    let head = head_end(folded, text, start)?;
    let longest = if must { LONGEST_BEFORE_MUST } else { LONGEST_SUBJECT };
    // "Các sở; UBND các xã; Chủ rừng chịu trách nhiệm": each part is somebody.
    let mut parts = subject.match_indices("; ").map(|(stop, sign)| start + stop + sign.len());
    let named = !is_unnamed(subject) && parts.all(|part| head_end(folded, text, part).is_some());
    if !named || subject.len() > longest || holds_clause(folded, start..at) || acts(folded, text, start..at, head, must)
    {
        return None;
    }
    let end = start + without_time(subject);
    (end > start).then_some(start..end)
}

/// Whether a subject that opens with somebody up to `head` has a verb of its own, so that the duty is another one's.
fn acts(folded: &Folded, text: &str, subject: Range<usize>, head: usize, must: bool) -> bool {
    let words = &folded.text[subject.clone()];
    let is_verb = |word: usize| verb_at(folded, word).is_some();
    let behind = skip_spaces(&folded.text, head);
    // "Cán bộ kiểm tra phải …": who somebody is, where it is short.
    let brief = quantifier_at(folded, subject.start) == 0 && words.split_whitespace().count() <= BRIEF_SUBJECT;
    // "Sở Y tế tổ chức …", "… phân công người có trách nhiệm"
    let another = must && !brief || has_own_name(folded, text, subject.start..head) || is_somebody(words);
    // "Người đứng đầu trực tiếp chỉ đạo và chịu trách nhiệm": a second verb.
    let second = words.trim_end().ends_with(" va");
    // "Các xã rà soát, lập danh sách hộ phải di dời"; "được giao quản lý, sử dụng" is said of the subject.
    let described =
        words_at(&RELATIVE, folded, behind).is_some() || folded.text[subject.start..head].contains(" duoc ");
    // "Cơ quan, tổ chức, đơn vị": a group, although "tổ chức" is a verb elsewhere.
    let group = |at: usize| words[at..].starts_with("to chuc,") || words[at..].starts_with("to chuc va ");
    let starts = || words.match_indices(", ").map(|(comma, sign)| comma + sign.len());
    let listed = || starts().any(|at| !group(at) && is_verb(subject.start + at));
    is_verb(behind) && another || second || !described && listed()
}

/// Where the first words of duty of the sentence stand, and whether they are a mere "phải".
fn duty(folded: &Folded, start: usize) -> Option<(usize, bool)> {
    static DUTY: LazyLock<Option<Regex>> =
        LazyLock::new(|| whole_words("(?:có|chịu) (?:các )?trách nhiệm|có nhiệm vụ|phải"));
    let rest = &folded.text[start..];
    // "Giám đốc các Sở: Nội vụ, Y tế" goes on behind the colon.
    let stops = rest.match_indices(['.', ':', '\n']).map(|(at, _)| at);
    let mut stops = stops.filter(|&at| !rest[..at].ends_with("cac so"));
    let sentence = &rest[..stops.next().unwrap_or(rest.len())];
    let words = ["trach nhiem", "co nhiem vu", "phai"].into_iter().filter_map(|words| sentence.find(words)).min()?;
    // The words found may be others without their marks ("phái"), so those around them are looked at.
    let from = sentence[..words].rfind(|c: char| !c.is_ascii_alphanumeric() && c != ' ').map_or(0, |at| at + 1);
    let spaces = sentence[from..].match_indices(' ').map(|(at, _)| from + at + 1);
    let strong = |rest: &str| ["phai chiu ", "phai co trach nhiem"].iter().any(|duty| rest.starts_with(duty));
    let at = spaces.map(|at| start + at).find(|&at| words_at(&DUTY, folded, at).is_some())?;
    Some((at, folded.text[at..].starts_with("phai") && !strong(&folded.text[at..])))
}

/// "Cơ quan có trách nhiệm bồi thường phải …": behind a bare noun the first duty says which one is meant.
fn second_duty(folded: &Folded, start: usize, first: usize) -> Option<(usize, bool)> {
    if !is_unnamed(&folded.text[start..first]) {
        return None;
    }
    let behind = first + "co trach nhiem ".len();
    let clause = folded.text.get(behind..)?.find([',', ';', '.']).map_or(folded.text.len(), |stop| behind + stop);
    folded.text[behind..clause].match_indices("phai ").map(|(at, _)| (behind + at, true)).next()
}

/// Whether a subject is a bare noun, nobody in particular.
fn is_unnamed(subject: &str) -> bool {
    ["co quan", "don vi", "nguoi", "ca nhan", "to chuc"].contains(&subject.trim())
}

/// The end of whoever a subject opens with: an agency, or people who are told by what they do.
fn head_end(folded: &Folded, text: &str, start: usize) -> Option<usize> {
    static PEOPLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        whole_words(
            "(?:các |những |mỗi )?(?:người|tổ chức, (?:cá nhân|doanh nghiệp)|tổ chức được|cá nhân|công dân|nhà đầu tư|nhà thầu|chủ [a-zà-ỹđ]+|học sinh|phụ huynh|cha mẹ|đối tượng|thân nhân)",
        )
    });
    name_end(folded, text, start).or_else(|| words_at(&PEOPLE, folded, start).map(|length| start + length))
}

/// Whether a stretch holds a clause of its own: what follows it is no duty of its subject.
fn holds_clause(folded: &Folded, range: Range<usize>) -> bool {
    static CLAUSE: LazyLock<Option<Regex>> = LazyLock::new(|| whole_words("để|nhằm|nếu|thì|nhưng|mà|bảo đảm|đảm bảo"));
    let words = folded.text[range.clone()].match_indices(' ').map(|(at, _)| range.start + at + 1);
    words.into_iter().any(|word| words_at(&CLAUSE, folded, word).is_some())
}

/// Whether a subject ends in people: "… phân công người có trách nhiệm".
fn is_somebody(subject: &str) -> bool {
    let last = subject.trim_end().rsplit(' ').next().unwrap_or_default();
    ["nguoi", "dan", "vien", "bo", "quan", "vi", "nhan", "the", "chuc"].contains(&last)
}

/// Length of a subject without the time that stands behind it, or the clause between commas: "Các sở định kỳ hằng quý",
/// "Sở Y tế, trong thời hạn 05 ngày, có trách nhiệm".
fn without_time(subject: &str) -> usize {
    static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r",? (?:dinh ky|hang (?:nam|quy|thang|tuan)|cham nhat|muon nhat|se|cung|deu|theo (?:chuc nang|quy dinh|nhiem vu|tham quyen)|trong (?:pham vi|thoi han|thoi gian|vong|qua trinh)|la nguoi dung dau|khi (?:nhan|phat hien|co))\b.*$",
            r"|, (?:trong|truoc|khi|sau|theo|can cu|ke tu|tuy theo|ngoai)\b.*$|(?: duoc (?:giao|phan cong) .*)?,\s*$|\s*$"
        ))
        .ok()
    });
    TIME.as_ref().and_then(|time| time.find(subject)).map_or(subject.len(), |time| time.start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(text: &str) -> Option<&str> {
        let folded = Folded::new(text);
        charged(&folded, text, 0).map(|range| &text[folded.original(range)])
    }

    #[test]
    fn words_of_duty_close_the_subject() {
        for (text, owner) in [
            (
                "Các đơn vị được giao quản lý hồ, kênh thoát nước có trách nhiệm nạo vét",
                "Các đơn vị được giao quản lý hồ, kênh thoát nước",
            ),
            (
                "Cơ quan, tổ chức, đơn vị giới thiệu người ứng cử có trách nhiệm xác minh",
                "Cơ quan, tổ chức, đơn vị giới thiệu người ứng cử",
            ),
            ("Đơn vị đề nghị vay vốn có trách nhiệm bổ sung giấy tờ", "Đơn vị đề nghị vay vốn"),
            ("Cá nhân thu phí chợ phải quyết toán với Chi cục Thuế", "Cá nhân thu phí chợ"),
            ("Cán bộ kiểm tra phải ghi rõ lý do", "Cán bộ kiểm tra"),
            ("Sở Y tế được giao quản lý, vận hành hệ thống, chịu trách nhiệm cấp tài khoản", "Sở Y tế"),
            ("Công an xã chậm nhất 01 ngày kể từ ngày nhận hồ sơ có trách nhiệm chuyển lên huyện", "Công an xã"),
            ("Công chức được giao nhiệm vụ, chịu trách nhiệm trước Chủ tịch UBND xã", "Công chức"),
            ("Tổ chức, doanh nghiệp lập trang tin có trách nhiệm gửi báo cáo", "Tổ chức, doanh nghiệp lập trang tin"),
            ("Mỗi cá nhân phải lập hồ sơ công việc", "Mỗi cá nhân"),
            ("Các xã có đê đi qua phải cử người canh", "Các xã có đê đi qua"),
            (
                "Chánh Văn phòng; Giám đốc các Sở; Chủ tịch UBND các xã và các cá nhân liên quan chịu trách nhiệm thi hành",
                "Chánh Văn phòng; Giám đốc các Sở; Chủ tịch UBND các xã và các cá nhân liên quan",
            ),
            ("Sở Y tế, trong thời hạn 05 ngày, có trách nhiệm trả lời", "Sở Y tế"),
            ("Các đơn vị chủ trì đề tài định kỳ 6 tháng có trách nhiệm báo cáo", "Các đơn vị chủ trì đề tài"),
            ("Người ký quyết định có trách nhiệm giao hồ sơ", "Người ký quyết định"),
            ("Các sở, ban, ngành theo chức năng có trách nhiệm phối hợp", "Các sở, ban, ngành"),
            ("Giám đốc Sở là người đứng đầu Sở, chịu trách nhiệm trước UBND tỉnh", "Giám đốc Sở"),
            ("Cơ quan có trách nhiệm chi trả phải công khai", "Cơ quan có trách nhiệm chi trả"),
        ] {
            assert_eq!(subject(text), Some(owner), "{text}");
        }
    }

    #[test]
    fn leaves_duties_of_others() {
        for text in [
            "Sở Y tế cử người có trách nhiệm trực đường dây nóng",
            "Các xã tuyên truyền để người dân có trách nhiệm giữ vệ sinh",
            "Rà soát, yêu cầu chủ hộ phải ký cam kết",
            "Công trình phải đạt chuẩn trước khi bàn giao",
            "Các xã rà soát, lập danh sách hộ phải di dời",
            "Sở Nội vụ tổng hợp. Các đơn vị có trách nhiệm phối hợp",
            "Nâng cao trách nhiệm của người đứng đầu",
            "Người đứng đầu trực tiếp chỉ đạo và chịu trách nhiệm",
            "Cơ quan có trách nhiệm chi trả là Sở Nội vụ",
        ] {
            assert_eq!(subject(text), None, "{text}");
        }
    }
}
