//! What reads as a heading, and where a wrapped heading ends.
//!
//! In: the text of an item's first line, and the line after it. Out: whether it is a title (short, no full sentence), and
//! whether the next line still belongs to it. Only shapes of text count here, and a few words with which a heading can't
//! end or a paragraph begins.

use std::sync::LazyLock;

use regex::Regex;

use crate::fold::fold;
use crate::lexicon::{starts_with_agency, starts_with_verb};

/// A title has at most this many words.
const MOST_WORDS: usize = 45;
/// The name of an office has at least this many words: "Ban / Quản lý dự án" is one, broken by a copy.
const FEWEST_WORDS_OF_OFFICE: usize = 4;
/// A title that ends with a full stop has at most this many words.
const MOST_WORDS_WITH_STOP: usize = 14;

/// A longer line before a blank one is no title but a sentence that a page break cuts.
const MOST_WORDS_BEFORE_GAP: usize = 28;

/// Whether a text is a title: no full sentence, not too long.
pub(super) fn is_heading(text: &str) -> bool {
    let text = text.trim();
    let words = text.split_whitespace().count();
    if words == 0 || words > MOST_WORDS || text.ends_with(';') || has_inner_stop(text) {
        return false;
    }
    if text.ends_with('.') && !text.ends_with("...") && !is_upper(text) {
        return words <= MOST_WORDS_WITH_STOP && !starts_with_verb(text);
    }
    if text.ends_with(':') {
        return words <= MOST_WORDS && !text.contains(';');
    }
    !text.contains(';')
}

/// Whether the text over a list is one phrase, be it long and closed by a stop.
pub(super) fn is_long_title(text: &str) -> bool {
    let words = text.split_whitespace().count();
    // "Đề nghị …", "Giao …" put somebody to work, whatever stands below.
    let assigns = ["Đề nghị ", "Giao ", "Yêu cầu "].iter().any(|verb| text.starts_with(verb));
    let phrase = text.ends_with('.') && !has_inner_stop(text) && starts_with_verb(text);
    words > 0 && words <= MOST_WORDS && phrase && !assigns
}

/// Longest phrase before a list that opens on the same line, in words.
const MOST_WORDS_OF_PHRASE: usize = 70;

/// Whether a text is one phrase, though too long for a title.
pub(super) fn is_phrase(text: &str) -> bool {
    text.split_whitespace().count() <= MOST_WORDS_OF_PHRASE && !text.contains(';') && !has_inner_stop(text)
}

/// A sentence that ends inside the text: a stop after a word in lower case, then a capital.
fn has_inner_stop(text: &str) -> bool {
    static STOP: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\p{Ll}[.!?] \p{Lu}").ok());
    STOP.as_ref().is_some_and(|stop| stop.is_match(text))
}

/// The end of a run-in heading ("Nhiệm vụ cụ thể: UBND giao …"): after its colon, where a short title stands before it.
pub(super) fn run_in_heading(text: &str) -> Option<usize> {
    let mut colon = text.find(": ")?;
    let list = lists_names(&text[..colon], text[colon + 1..].trim_start());
    if list {
        colon += ":".len() + text[colon + 1..].find(": ")?;
    }
    let head = &text[..colon];
    // The names of agencies are long.
    let names = head.trim_start_matches("Đề nghị ");
    let agency = starts_with_agency(names);
    let most = match agency {
        true if is_agency_list(head) => MOST_WORDS,
        true => 24,
        false => 16,
    };
    // "Các cơ quan thông tin, truyền thông": a field, although it is a verb elsewhere.
    let acts = |part: &str| starts_with_verb(part) && !part.starts_with("truyền thông");
    // "Các phòng gửi báo cáo về Văn phòng như sau: Quý I …": a sentence.
    let sentence = head.ends_with("như sau") && agency && [" gửi ", " báo cáo "].iter().any(|verb| head.contains(verb));
    // "Trước ngày 30/6: Sở Y tế tổng hợp …": a time.
    let sentence = sentence || ["Trước ngày", "Chậm nhất"].iter().any(|time| head.starts_with(time));
    let one_name = list || !head.contains(',') || agency && names.split(", ").all(|part| !acts(part));
    let short = !sentence && head.split_whitespace().count() <= most && one_name && !head.contains([';', '.']);
    let rest = text[colon + 1..].trim_start();
    // "Công an xã: theo chức năng …": behind an agency the text may begin small.
    // "Hội nghị biểu dương: 14 giờ 00 ngày 18/5, …"
    let hour = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let timed = hour.len() < rest.len() && hour.starts_with(" giờ");
    let begins = rest.starts_with(char::is_uppercase) || agency && rest.starts_with(char::is_lowercase) || timed;
    (short && begins).then_some(colon + 1)
}

/// "Các Sở: Nội vụ, Y tế: Thẩm định …", "UBND các xã: An Bình, An Hòa": whether the colon between two texts opens a list of names.
fn lists_names(head: &str, rest: &str) -> bool {
    let head = head.trim_start_matches("Đề nghị ");
    let offices = ["Các Sở", "Các sở", "Các Phòng", "Các phòng"].contains(&head);
    // "UBND các xã: Chỉ đạo …" are sentences.
    let named = rest.split(' ').take(2).all(|word| word.starts_with(char::is_uppercase));
    let units = [" các xã", " các phường", " các đặc khu", " các xã, phường", " các thị trấn", " các huyện"];
    offices || named && units.iter().any(|unit| head.ends_with(unit)) && starts_with_agency(head)
}

/// Whether a text lists agencies: half of its pieces at least open with the noun of one.
pub(super) fn is_agency_list(text: &str) -> bool {
    let list = ["Đề nghị ", "Giao "].iter().find_map(|verb| text.strip_prefix(verb)).unwrap_or(text);
    let sentence = |text: &str| {
        let verbs = [" phối hợp ", " chủ trì", " thực hiện"];
        text.ends_with('.') || verbs.iter().any(|verb| text.contains(verb)) || has_inner_stop(text)
    };
    if !list.contains([',', ';'])
        || !list.starts_with(char::is_uppercase)
        || sentence(list)
        || !starts_with_agency(list)
    {
        return false;
    }
    let pieces: Vec<&str> = list.split(&[',', ';'][..]).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let named = pieces.iter().filter(|piece| starts_with_agency(piece)).count();
    pieces.len() > 1 && named * 2 >= pieces.len()
}

/// Words before a capital that is the head of a name and not of a new sentence ("chương trình Phát triển …").
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|[^\p{L}])(?:chương trình|dự án|phong trào|đề án|kế hoạch|vận động|luật|sở|bộ|ban|quỹ|ngành|cục|hội|phòng|tháng|công trình|",
        r"nghị quyết|chỉ số|ngày|cuộc|chủ đề|mô hình|trung tâm|bộ phận|tổ|và|của|về|theo|với|vào|trong|tại|cho|do|đến|từ|trên|các|những|là|chỉ thị|quyết định|nghị định|thông tư|tuần|",
        r"khoa|viện|ủy ban|hội đồng|văn phòng|chi cục|đội|giải|môn|hệ thống|ấp|thôn|xóm|nhiệm vụ|nội dung)$"
    ))
    .ok()
});

/// Words behind which an agency is an object, and no subject of a new sentence.
static OBJECT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|[^\p{L}])(?i:trình|báo cáo|gửi|với|của|cho|giao|qua|tại|do|và|các|về|đề nghị|tham mưu|giúp|mời|phối hợp|theo|từ|là|yêu cầu|chỉ đạo|",
        r"kiến nghị|cùng|bởi|thuộc|hướng dẫn|hỗ trợ|đôn đốc|khi|nếu|được|để|ủy quyền|bằng|trong|ở|những|mỗi)$"
    ))
    .ok()
});

/// Words from an agency to its verb, at most.
const MOST_WORDS_TO_VERB: usize = 14;

/// Words of a heading to which a site glued its text, at most.
const MOST_WORDS_GLUED: usize = 30;
/// Words of such a text, at least.
const FEWEST_WORDS_GLUED: usize = 6;

/// Whether an agency's name ends in that of a place, of two words: "Báo và Phát thanh, Truyền hình Cà Mau".
fn ends_in_place(name: &str) -> bool {
    let proper = |word: &str| word.starts_with(char::is_uppercase) && !word.chars().skip(1).any(char::is_uppercase);
    let mut words = name.rsplit(' ');
    let (last, first, before) = (words.next(), words.next(), words.next());
    let placed = last.is_some_and(proper) && first.is_some_and(|word| proper(word) && !starts_with_agency(word));
    placed && before.is_some_and(|word| !proper(word)) && starts_with_agency(name)
}

/// The end of a heading that a site has glued to the text under it ("9. Đài Truyền thanh tỉnh Xây dựng các tin bài …"): a
/// verb with a capital behind a word in lower case, with no sign between.
pub(super) fn glued_heading(text: &str) -> Option<usize> {
    let pieces: Vec<_> = crate::token::pieces(text).collect();
    let mut words = 0;
    for pair in pieces.windows(2).take(MOST_WORDS_GLUED) {
        let (before, word) = (&text[pair[0].clone()], &text[pair[1].clone()]);
        words += 1;
        if before.ends_with(['.', ':', '!', '?']) || before.ends_with(';') && !starts_with_agency(text) {
            return None;
        }
        let opens = words >= 2
            && word.starts_with(char::is_uppercase)
            && (before.chars().all(char::is_lowercase) || ends_in_place(&text[..pair[0].end]))
            && text[pair[1].end..].trim_start().starts_with(char::is_lowercase)
            && starts_with_verb(&text[pair[1].start..])
            && !word.starts_with("Thanh");
        // "… Khu kinh tế Hải Phòng Căn cứ nhiệm vụ được giao": what no name goes on with.
        let order = words >= 2
            && before.ends_with(char::is_lowercase)
            && ["Căn cứ ", "Chủ trì", "Phối hợp ", "Theo chức năng"]
                .iter()
                .any(|verb| text[pair[1].start..].starts_with(verb))
            && starts_with_agency(text);
        let is_named = || {
            let before_it = text[..pair[0].end].to_lowercase();
            NAMED.as_ref().is_none_or(|named| named.is_match(&before_it)) && !before_it.ends_with("xã hội")
        };
        // "Chuyển đổi số Sở Nội vụ chủ trì, …": an agency with a capital, which leads something.
        let subject = || {
            let head = &text[..pair[0].end];
            let from = &text[pair[1].start..];
            let leads = ["chủ trì", "phối hợp với", "tham mưu", "có trách nhiệm"];
            let near: Vec<&str> = from.split_whitespace().take(MOST_WORDS_TO_VERB).collect();
            let near = near.join(" ");
            from.starts_with(char::is_uppercase)
                && before.chars().all(char::is_lowercase)
                && starts_with_agency(from)
                && !head.contains([':', '(', '“', '"'])
                && !pieces[..words].iter().any(|piece| starts_with_agency(&text[piece.start..pair[0].end]))
                && leads.iter().any(|verb| near.split([',', '.', ';']).next().is_some_and(|near| near.contains(verb)))
                && OBJECT.as_ref().is_none_or(|object| !object.is_match(head))
        };
        // "Phối hợp … thực hiện Đăng ký biến động": a sentence whose verb has this for its object.
        let object = || {
            let head = &text[..pair[0].end];
            let last = head.rsplitn(3, ' ').take(2).map(str::len).sum::<usize>() + 1;
            let verb = starts_with_verb(text) && starts_with_verb(&head[head.len() - last.min(head.len())..]);
            // "lập Báo cáo công tác kiểm tra …"
            let made = [" lập", " gửi", " nhận", " nộp", " trình", " viết"].iter().any(|verb| head.ends_with(verb));
            verb || made
        };
        if order || opens && !is_named() && !object() || words >= 2 && subject() {
            let long = text[pair[1].start..].split_whitespace().count() >= FEWEST_WORDS_GLUED;
            return long.then_some(pair[0].end);
        }
    }
    None
}

/// Words with which no heading ends: what follows on the next line belongs to it.
static DANGLING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:,|^(?:cac|tu|theo)|[ ](?:va|cua|cac|nhung|cho|voi|ve|tai|trong|theo|den|tu|do|la|so|giao|de nghi|cap|trung uong|lan thu|tren|thuoc|boi|nhu|giai doan)",
        r"|\b(?:so|phong|bo|cuc|chi cuc|ban|uy ban|hoi dong|van phong|trung tam|truong|tram|hat|chi huy|ngan hang|kho bac|ubnd|hiep hoi|lien hiep|lien minh|mat tran|to quoc|lien doan|doan|bao hiem|luat|chuong|uy|-|–))$"
    ))
    .ok()
});

/// Whether a text breaks off inside a name or a list: "Các", "Phòng".
pub(super) fn breaks_off(text: &str) -> bool {
    DANGLING.as_ref().is_some_and(|pattern| pattern.is_match(&fold(text.trim_end())))
}

/// Whether the line `next` continues the first line `text` of an item, rather than opening a paragraph under it.
pub(super) fn wraps(text: &str, next: &str, after_gap: bool) -> bool {
    let text = text.trim_end();
    if next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ')' | ',' | '-' | '–')) {
        return !text.ends_with(['.', ':']);
    }
    if text.ends_with(['.', ';', ':', '!', '?']) {
        return false;
    }
    // "… Văn Miếu – / Quốc Tử Giám", "Sở Y tế, / Sở Nội vụ"
    if text.ends_with([',', '–']) || text.ends_with(" -") {
        return true;
    }
    if is_upper(text) {
        return is_upper(next);
    }
    let words = text.split_whitespace().count();
    // "… về pháp luật / Cập nhật đầy đủ …": "pháp luật" ends a title, "Bộ luật" does not.
    let folded = fold(text);
    let whole = ["phap luat", "moi truong", "thi truong", "hai phong", "van tai", "van phong so"]
        .iter()
        .any(|end| folded.ends_with(end));
    // "Văn phòng HĐND và UBND / Đôn đốc …": the name is whole, and what it does follows.
    let whole_name = text.rsplit(' ').next().is_some_and(|last| last.starts_with(char::is_uppercase));
    let named = whole_name && words >= FEWEST_WORDS_OF_OFFICE && starts_with_agency(text) && names_only(text);
    let office = (folded.ends_with("ubnd") || is_agency_list(text) || named) && starts_with_verb(next);
    if DANGLING.as_ref().is_some_and(|pattern| pattern.is_match(&folded)) && !whole && !office {
        return true;
    }
    // "Các cơ quan được phân công / Thủ trưởng các cơ quan có trách nhiệm:": what follows charges somebody.
    if starts_with_agency(next) && fold(next).contains(" co trach nhiem") {
        return false;
    }
    // "thực hiện / Chương trình …": sites break lines before the names of documents that they link.
    let document = ["Chương trình", "Kế hoạch", "Nghị quyết", "Nghị định", "Quyết định", "Luật", "Chỉ thị", "Đề án"];
    let names_it = |name: &&str| next.strip_prefix(*name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let wants = words > MOST_WORDS_OF_SHORT_TITLE
        && [" thực hiện", " triển khai", " theo", " ban hành", " trong"].iter().any(|end| text.ends_with(end));
    if wants && document.iter().any(names_it) {
        return true;
    }
    if after_gap {
        return !is_heading(text) || words > MOST_WORDS_BEFORE_GAP;
    }
    // "3. Bộ Tư lệnh / Thành phố chủ trì": a site broke the line inside the name.
    let unit = ["Thành phố ", "Tỉnh ", "Huyện ", "Quận ", "Thị xã ", "Phường ", "Xã "];
    if starts_with_agency(text) && unit.iter().any(|unit| next.starts_with(unit)) {
        return true;
    }
    // "6. Sở Ngoại / vụ": what is left of a name is no paragraph.
    let is_scrap = next.split_whitespace().count() <= MOST_WORDS_OF_SCRAP && !next.ends_with(['.', ';', ':']);
    if starts_with_agency(text) && is_scrap && !starts_with_verb(next) {
        return true;
    }
    // A short title line with a sentence below it: the sentence starts with a capital and a verb, or is much longer.
    let title = is_heading(text) || is_agency_list(text);
    // The names of agencies are long: a sentence under a list of them is no part of it.
    let names = is_agency_list(text) || title && starts_with_agency(text) && names_only(text);
    let below = names && !starts_with_agency(next) && !is_scrap;
    !(title && (words <= MOST_WORDS_WITH_STOP || starts_with_verb(next) || below))
}

/// Whether no word in small letters is a directive's verb.
fn names_only(text: &str) -> bool {
    let verb = |at: usize| text[at..].starts_with(char::is_lowercase) && starts_with_verb(&text[at..]);
    !crate::token::pieces(text).any(|piece| verb(piece.start))
}

/// "Phạm vi thực hiện", "Tổ chức thực hiện": a title of so few words is whole.
const MOST_WORDS_OF_SHORT_TITLE: usize = 4;

/// Longest line that can only be the rest of a name, in words.
const MOST_WORDS_OF_SCRAP: usize = 2;

/// Whether the letters are capitals.
pub fn is_upper(text: &str) -> bool {
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    let lower = text.chars().filter(|c| c.is_lowercase()).count();
    upper > 0 && lower * 5 <= upper
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_titles_from_sentences() {
        for title in [
            "NỘI DUNG KẾ HOẠCH.",
            "Công chức Văn phòng-Thống kê.",
            "Mục đích:",
            "Giao công chức chuyên môn",
            "UBND cấp huyện:",
        ] {
            assert!(is_heading(title), "{title}");
        }
        for text in [
            "Tăng cường kiểm tra. Xử lý nghiêm",
            "rà soát quỹ đất;",
            "Thực hiện công khai danh sách hộ nghèo.",
            "Các cơ quan, đơn vị, địa phương xây dựng Kế hoạch triển khai thực hiện phù hợp với chức năng, nhiệm vụ xong trong tháng 12/2025.",
        ] {
            assert!(!is_heading(text), "{text}");
        }
    }

    #[test]
    fn knows_lists_of_agencies_from_sentences() {
        assert!(is_agency_list("Sở Văn hóa, Thể thao và Du lịch; Báo và Phát thanh, Truyền hình tỉnh"));
        assert!(is_agency_list("Đề nghị Hội Nông dân tỉnh, Hội Phụ nữ tỉnh"));
        for text in [
            "Sở Y tế",
            "Công an xã, Trạm Y tế phối hợp tuần tra",
            "Rà soát, lập danh sách; báo cáo",
            "Sở Y tế, Sở Tư pháp.",
        ] {
            assert!(!is_agency_list(text), "{text}");
        }
    }

    #[test]
    fn knows_long_titles_from_orders() {
        assert!(is_long_title("Duy trì, phát triển các mô hình phòng ngừa bạo lực tại cộng đồng."));
        for text in [
            "Đề nghị Ủy ban Mặt trận Tổ quốc xã vận động nhân dân.",
            "Phối hợp với các xã trong việc thực hiện Đăng ký biến động đất đai của các hộ dân",
            "Chi cục Thống kê khu vực trước ngày 25/11 lập Báo cáo công tác kiểm tra của cả năm",
            "Rà soát hộ nghèo. Lập danh sách.",
            "Rà soát hộ nghèo",
            "Công an xã tuần tra.",
        ] {
            assert!(!is_long_title(text), "{text}");
        }
    }

    #[test]
    fn joins_wrapped_headings() {
        assert!(wraps("MỤC", "ĐÍCH, YÊU CẦU", false));
        assert!(wraps("Giao Sở", "Nông nghiệp và Môi trường", false));
        assert!(wraps("Các sở, ban, ngành tỉnh,", "Ủy ban nhân dân các xã", false));
        assert!(wraps("nhiệm vụ chính trị", "của địa phương", false));
        assert!(wraps("Bộ Tư lệnh", "Thành phố chủ trì, phối hợp với các sở", false));
        assert!(wraps("trong giai đoạn 2026", "- 2030 phấn đấu", false));
        assert!(wraps("Sở Ngoại", "Vụ", false));
        assert!(wraps("Giao Sở", "Nội vụ là cơ quan đầu mối", true));
        assert!(wraps("Rà soát kết quả triển khai thực hiện", "Chương trình phát triển rừng", false));
        assert!(wraps("Xây dựng hệ thống văn bản, tổ chức thực hiện", "Chương trình; lập kế hoạch", true));
    }

    #[test]
    fn leaves_paragraphs_under_headings() {
        assert!(!wraps("Sở Công Thương", "Hỗ trợ cho các doanh nghiệp", false));
        assert!(!wraps("Nông thôn mới", "Xã tổ chức rà soát các tiêu chí", false));
        assert!(!wraps("Mục tiêu chung", "Quan trắc, cảnh báo môi trường", false));
        assert!(!wraps("NỘI DUNG", "Căn cứ chức năng, nhiệm vụ", true));
        assert!(!wraps("Yêu cầu:", "Đảm bảo", false));
        assert!(!wraps("Phạm vi thực hiện", "Chương trình áp dụng trên toàn xã", false));
        assert!(!wraps("Công an xã", "Tuần tra, kiểm soát", false));
        assert!(!wraps("Sở Xây dựng, Sở Tài nguyên và Môi trường", "Theo chức năng, nhiệm vụ được giao", false));
        let list = "Sở Khoa học và Công nghệ, Sở Thông tin và Truyền thông, Sở Lao động - Thương binh và Xã hội";
        assert!(!wraps(list, "Theo chức năng, nhiệm vụ chủ động phối hợp", false));
        assert!(wraps(list, "Sở Y tế và các đơn vị có liên quan", false));
        let firms = "Công ty Cổ phần Cấp thoát nước Bình Hà và các đơn vị cấp nước trong tỉnh";
        assert!(!wraps(firms, "Có phương án bảo đảm nguồn nước thô cho các xã", false));
        assert!(wraps(
            "Sở Y tế chủ trì, xây dựng trong toàn ngành từ tỉnh đến các xã theo quy định",
            "Hệ thống cấp cứu ngoại viện của tỉnh",
            false
        ));
        assert!(wraps("Hiệu trưởng các trường", "Trung học cơ sở", false));
        assert!(wraps("UBND các phường Bến Nứa, Văn Lâm –", "Đồng Quan, An Sơn", false), "a list is open");
    }

    #[test]
    fn finds_headings_glued_to_their_text() {
        for (text, heading) in [
            (
                "Đài Truyền thanh tỉnh Xây dựng các chuyên mục giới thiệu sản phẩm của địa phương",
                "Đài Truyền thanh tỉnh",
            ),
            (
                "Các phòng có liên quan; Ủy ban nhân dân các xã Căn cứ nhiệm vụ được giao, lập kế hoạch của mình",
                "Các phòng có liên quan; Ủy ban nhân dân các xã",
            ),
            (
                "Quản lý chợ và buôn bán trên mạng Sở Công Thương chủ trì, lập danh sách các chợ",
                "Quản lý chợ và buôn bán trên mạng",
            ),
            (
                "Báo và Phát thanh, Truyền hình Cà Mau Phát bản tin độ mặn, tình hình cấp nước hằng ngày.",
                "Báo và Phát thanh, Truyền hình Cà Mau",
            ),
        ] {
            assert_eq!(glued_heading(text).map(|end| &text[..end]), Some(heading));
        }
        for text in [
            "Rà soát danh mục cơ quan nộp tài liệu vào Lưu trữ lịch sử của thành phố sau khi sắp xếp các đơn vị",
            "Triển khai chương trình Nâng cao chất lượng nguồn nhân lực trên địa bàn xã",
            "Phối hợp với Ban Quản lý khu kinh tế rà soát các dự án chậm tiến độ",
            "Rà soát hộ nghèo. Lập danh sách hộ cần hỗ trợ về nhà ở trong năm",
            "Công an xã Tuần tra ban đêm",
            "Lập hồ sơ các chợ, trình Sở Công Thương chủ trì thẩm định trong năm",
            "Giữ rừng (Chi cục Kiểm lâm chủ trì; các xã phối hợp trong mùa khô)",
            "Cán bộ của các Trạm Y tế tham mưu Ủy ban nhân dân xã về vệ sinh",
            "Các đơn vị phối hợp Thanh tra tỉnh kiểm tra việc thực hiện kế hoạch này",
        ] {
            assert_eq!(glued_heading(text), None, "{text}");
        }
    }

    #[test]
    fn finds_run_in_headings() {
        assert_eq!(run_in_heading("Nhiệm vụ cụ thể: UBND giao các phòng"), Some("Nhiệm vụ cụ thể:".len()));
        let list = "Các Sở: Nội vụ, Y tế:";
        assert_eq!(run_in_heading(&format!("{list} Thẩm định hồ sơ")), Some(list.len()));
        assert_eq!(run_in_heading("Các Sở: Nội vụ, Y tế"), None, "a list, and no text");
        assert_eq!(run_in_heading("UBND các xã: An Sơn, Bến Nứa."), None, "names of places");
        assert_eq!(run_in_heading("UBND các xã: Chỉ đạo các thôn"), Some("UBND các xã:".len()));
        assert_eq!(run_in_heading("Xây dựng, trình: Kế hoạch"), None);
        assert_eq!(run_in_heading("Thời hạn: trước tháng 5"), None);
        assert_eq!(run_in_heading("Trước ngày 30/6: Sở Y tế tổng hợp"), None);
        assert_eq!(run_in_heading("Các phòng gửi báo cáo về Văn phòng như sau: Quý I trước ngày 13/3"), None);
    }
}
