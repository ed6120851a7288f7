//! Names of agencies, posts and groups inside sentences: where they end.
//!
//! In: folded text with its original. Out: ends of names. A name starts with a noun of the closed list (`lexicon`) and
//! ends before a directive verb in lower case, a stop, or words that open a clause. Lists of them are taken apart in `list`.

mod closed;
mod list;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::fold::Folded;
use crate::lexicon::{agency_at, agency_noun_at, length, quantifier_at, verb_at, whole_words, words_at};
pub(super) use closed::acts_behind_whole;
pub(super) use list::split_list;

/// Words that open a clause behind a name.
static CLAUSE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    whole_words(concat!(
        r"để|nhằm|trong vòng|trong việc|trong quá trình|trong thời|trong công tác|trong tổ chức|theo|về|phải|cần|có trách nhiệm|chịu|đến|khi|nếu|bằng|bao gồm|gồm|như|thì|sẽ|đã|đang|",
        r"nghiêm túc|sớm|không|trước|vào|qua|thông qua|cùng với|đối với|góp phần|với|cùng|từ|gắn với|này|làm|và báo cáo|(?:hằng|hàng) (?:năm|quý|tháng|tuần|ngày)|nhưng|đây|do|mà|được giao|được phân công|được đề nghị|được yêu cầu|",
        r"xác nhận|quyết định|là|yêu cầu|họp|mở|hoặc|nhận|tham dự|điều chỉnh|viết|đăng|bộ phận thường trực|nơi|nên|ra|dưới|có văn bản|có kế hoạch|có biện pháp|khẩn trương|ban hành|phục vụ|tại mục|tại các cuộc|tại (?:cuộc|buổi|phiên|hội nghị)|những|chậm nhất|muộn nhất|kết quả|ngày|trong (?:quý|tháng|năm|tuần|ngày|\d+)|tình hình|tiến độ|trong phạm vi|số (?:người|lượng|phiếu|liệu|hộ|trẻ|vụ|ca|đơn|đối tượng)|họp|thống nhất|mỗi (?:đơn vị|cơ quan|địa phương|xã|ngành|hội|người|quý|tháng|tuần)|muốn|xin|biết|ít nhất|tối thiểu|có (?:ít nhất|tối thiểu)|danh sách|quy định (?:số|cụ thể|mức|chi tiết|việc)|có \d+|cho (?:chủ trương|ý kiến)|sau (?:khi|mỗi|\d+)|có mặt|có thể|có ý kiến|việc (?:thực hiện|chấp hành|triển khai|quản lý|sử dụng|cấp)|tại (?:các )?kỳ họp|có chức năng|có quyền|0?\d tháng"
    ))
});

/// Words with which a name goes on although they are verbs elsewhere ("tổ chức chính trị", "cơ quan quản lý"). No `\b` in
/// it, for the reason that [`whole_words`] gives.
static NOUN_OF_VERB: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:tổ chức, (?:cá nhân|doanh nghiệp|đơn vị)|tổ chức (?:khoa học|thành viên|chính trị|xã hội|đoàn|đảng|hội (?:nông|phụ|cựu|chữ|quần|đặc|nghề)|tín dụng|quốc tế|có liên quan|liên quan|cá nhân|phi chính phủ|kinh tế|khác)|là (?:tổ chức|hộ gia đình|cá nhân)|tham gia bảo vệ (?:an ninh|trật tự)|đổi mới sáng tạo|quản lý (?:nhà nước|dự án|các|rừng|khu|đầu tư|chuyên ngành|ngành, lĩnh vực)|tiếp nhận và trả|kiểm soát bệnh|phát triển (?:nông thôn|kinh tế|quỹ đất|đô thị)|khai thác (?:khác|công trình|thủy lợi|hồ|đập)|đầu tư (?:và )?xây dựng (?:tỉnh|huyện|thành phố|thị xã|công trình|khu vực)|đầu tư|giám sát đầu tư|truyền thông|cung (?:ứng|cấp) dịch vụ|sử dụng (?:ngân sách|lao động|vốn nhà nước)|vệ sinh môi trường|không chuyên trách|cùng cấp|từ (?:tỉnh|trung ương|thành phố|huyện) đến|đến (?:địa phương|cơ sở))").ok()
});

/// The end of the name that starts at `start` of a folded text, if one does.
pub(super) fn name_end(folded: &Folded, original: &str, start: usize) -> Option<usize> {
    let noun = agency_at(folded, start)?;
    Some(scan(folded, original, start, start + noun))
}

/// The same where only a noun can stand ("phối hợp với Thanh tra huyện").
pub(super) fn name_end_of_noun(folded: &Folded, original: &str, start: usize) -> Option<usize> {
    let noun = agency_noun_at(folded, start)?;
    Some(scan(folded, original, start, start + noun))
}

/// The end of the issuer of a document: a name, or an organ that is no owner of tasks ("Chính phủ", "Bộ Chính trị").
pub(super) fn issuer_at(folded: &Folded, original: &str, start: usize) -> Option<usize> {
    static ORGAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:thu tuong chinh phu|chinh phu|quoc hoi(?: khoa [xvi]+)?|uy ban thuong vu quoc hoi|bo chinh tri|ban bi thu|ban chap hanh trung uong(?: dang)?(?: khoa [xvi]+)?|bo truong bo [a-z]+(?: [a-z]+)?|chu tich nuoc|trung uong)").ok()
    });
    let rest = folded.text.get(start..)?;
    if let Some(organ) = ORGAN.as_ref().and_then(|organ| organ.find(rest)) {
        let end = start + organ.end();
        return Some(if organ.as_str().starts_with("bo truong") { scan(folded, original, start, end) } else { end });
    }
    // An issuer is one agency: the first of a list.
    let end = name_end(folded, original, start)?;
    let first = split_list(folded, original, start..end).into_iter().next()?;
    let stop = issuer_stop(&folded.text[first.clone()]);
    Some(first.start + stop)
}

/// Words behind an issuer that belong to the title of its document.
fn issuer_stop(name: &str) -> usize {
    static STOP: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r" (?:ve|thuc hien|ban hanh|phe duyet|quy dinh|huong dan|trien khai|sua doi|khoa|nham|de|nang cao|duy tri|tang cuong|day manh|to chuc|phan bo|cong bo|giao|va quyet dinh|va nghi quyet|va ke hoach|nhiem ky)\b").ok()
    });
    STOP.as_ref().and_then(|stop| stop.find(name)).map_or(name.len(), |found| found.start())
}

/// Follows a name from behind its noun to its end.
fn scan(folded: &Folded, original: &str, start: usize, noun_end: usize) -> usize {
    static CHOSEN: LazyLock<Option<Regex>> =
        LazyLock::new(|| whole_words("lựa chọn|giao|phân công|chỉ định|ủy quyền|mời|cử|đề nghị|yêu cầu"));
    static RELATIVE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^được ").ok());
    // "Công chức được giao xác minh báo cáo …": which of them is meant is said by the work that they are given.
    static GIVEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^ được (?:ubnd|ủy ban nhân dân|chủ tịch)[^,.;]{2,40}? (?:giao|phân công) nhiệm vụ|^ được (?:giao|phân công|cử) (?:phụ trách|theo dõi|xác minh|quản lý|nhiệm vụ (?:tại|trong)|(?:chủ trì )?soạn thảo)")
            .ok()
    });
    // "Cơ quan chủ trì soạn thảo", "đơn vị ban hành văn bản": a group without a name is told by its work.
    static TOLD: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^ (?:đã )?(?:(?:chủ trì |được giao chủ trì )?soạn thảo|làm đầu mối|ban hành văn bản|được (?:giao|phân công) nhiệm vụ|được giao chủ trì (?:chỉ số|nội dung|nhiệm vụ|tiêu chí|lĩnh vực)(?: thành phần)?)").ok()
    });
    // "Cán bộ phụ trách lĩnh vực giám sát chủ trì …": a post is told by its field, whatever verb is in it.
    static FIELD: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"^,? phụ trách (?:lĩnh vực|công tác|mảng|khối|tổng hợp|hành chính|văn hóa(?: - xã hội)?|kinh tế|địa bàn)",
        )
        .ok()
    });
    // The same of people only: "Công chức phụ trách thủy lợi" is one, "Sở Xây dựng phụ trách tiêu chí nhà ở" does it.
    static PEOPLE_FIELD: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^ phụ trách (?:thông tin|thủy lợi|môi trường|giao thông|nông nghiệp|y tế|giáo dục|tôn giáo|chính sách|đất đai|thể thao|văn thư|chỉ tiêu)").ok()
    });
    let text = &folded.text;
    let mut at = noun_end;
    // Behind "các đoàn thể được lựa chọn …" the verb belongs to the clause that describes the group.
    let mut described = false;
    while at < text.len() {
        if let Some(given) = length(&GIVEN, folded, at) {
            at += given;
            continue;
        }
        let people = || length(&PEOPLE_FIELD, folded, at).filter(|_| is_post(&text[start..at]));
        if let Some(field) = length(&FIELD, folded, at).or_else(people) {
            described |= folded.text[at..at + field].ends_with("linh vuc");
            at += field;
            continue;
        }
        let groups = ["co quan", "don vi", "nganh", "dia phuong", "truong hoc", "tieu hoc"];
        let unnamed = groups.iter().any(|group| text[start..at].ends_with(group));
        if unnamed && let Some(told) = length(&TOLD, folded, at) {
            at += told;
            continue;
        }
        let rest = &text[at..];
        let gap = rest.len() - rest.trim_start_matches(' ').len();
        let word = at + gap;
        let Some(next) = text[word..].chars().next() else { break };
        if next == ','
            && let Some(end) = pair_end(text, start, word)
        {
            at = end;
            continue;
        }
        let ends = match next {
            ',' => !goes_on_after_comma(folded, original, start, word),
            // "Sở Tài chính - Cơ quan thường trực": what it is stands behind the dash.
            '-' => names_no_more(&text[word + 1..]),
            '/' | '&' => false,
            ':' if lists_places(folded, original, word) => false,
            // "Sở A (Chi cục B), Sở C": the list goes on behind the part that acts.
            '(' if let Some(close) = part_in_bracket(folded, original, word - gap)
                && list_goes_on(folded, close) =>
            {
                at = close;
                continue;
            }
            '\'' | '"' | '.' | ';' | ':' | '(' | ')' | '!' | '?' | '~' | '[' | ']' | '|' => {
                next != '.' || !is_dotted_abbreviation(&text[..word], &text[word..])
            }
            // "Công chức Địa chính – xây dựng": a field of the post, although it is a verb elsewhere.
            _ if is_post(&text[start..word]) && text[..word].trim_end().ends_with(['-', '–']) => false,
            // "Ban Chỉ đạo quốc gia về Phòng, chống thiên tai": what it is for.
            'v' if text[start..].starts_with("ban chi dao") && text[word..].starts_with("ve ") => {
                let field = word + "ve ".len();
                folded.text.len() > field && is_lower_at(folded, original, field)
            }
            // ", Ban chỉ huy các xóm", "và Ban tự quản": the noun of the next agency is read whole, whatever verb is in it.
            _ if [",", " va"].iter().any(|joint| text[start..word].trim_end().ends_with(joint))
                && agency_noun_at(folded, word).is_some() =>
            {
                at = word + agency_noun_at(folded, word).unwrap_or(1);
                continue;
            }
            // "tổ chức chính trị", "lực lượng tham gia bảo vệ an ninh": verbs that belong to the name.
            _ if is_lower_at(folded, original, word)
                && !closed::is_office(folded, word)
                && let Some(inside) = length(&NOUN_OF_VERB, folded, word) =>
            {
                at = word + inside;
                continue;
            }
            // "báo cáo UBND huyện 6 tháng đầu năm"
            c if c.is_ascii_digit() => words_at(&CLAUSE, folded, word).is_some(),
            _ if is_lower_at(folded, original, word) => ends_name(folded, original, word, described),
            _ => closed::is_followed_by_order(folded, original, word),
        };
        if ends {
            break;
        }
        // "Đơn vị được kiểm tra khắc phục …": the first verb behind "được" belongs to the name, the next one does not, unless
        // the first one is to do it ("các đoàn thể được lựa chọn điều tra xã hội học").
        if described && let Some(verb) = verb_at(folded, word) {
            described = words_at(&CHOSEN, folded, word).is_some();
            at = word + verb;
            continue;
        }
        described |= length(&RELATIVE, folded, word).is_some();
        let step = if next.is_ascii_alphanumeric() {
            text[word..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len() - word)
        } else {
            1
        };
        at = word + step;
    }
    // "Trưởng thôn và những ai quan tâm": the joining word does not belong to the name.
    let name = text[..at.min(text.len())].trim_end();
    name.strip_suffix(" va").unwrap_or(name).len()
}

/// "Sở Nội vụ (Trung tâm Lưu trữ)", "Phòng Kinh tế (hoặc Phòng Hạ tầng)": the end of a bracket, right behind a name, that
/// names the part of it which acts, or another name of it.
pub(super) fn part_in_bracket(folded: &Folded, text: &str, end: usize) -> Option<usize> {
    let inside = end + folded.text[end..].strip_prefix(" (").map(|_| " (".len())?;
    let close = inside + folded.text[inside..].find(')')?;
    let other = "hoac ";
    if folded.text[inside..].starts_with(other) {
        return (name_end(folded, text, inside + other.len()) == Some(close)).then_some(close + 1);
    }
    let named = quantifier_at(folded, inside) == 0 && name_end(folded, text, inside) == Some(close);
    let other = ["co quan", "cap "].iter().any(|word| folded.text[inside..].starts_with(word));
    let part = !other && !folded.text[inside..close].contains([',', ';']);
    (named && part).then_some(close + 1)
}

/// Whether a list of agencies goes on at an offset.
fn list_goes_on(folded: &Folded, at: usize) -> bool {
    let joined = [", va ", ", ", " va "].into_iter().find(|joined| folded.text[at..].starts_with(joined));
    joined.is_some_and(|joined| agency_noun_at(folded, at + joined.len()).is_some())
}

/// Whether what the agency is, or a time, stands behind a dash: "Sở Tài chính - Cơ quan thường trực", "Sở Tư pháp - tháng 7".
fn names_no_more(behind_dash: &str) -> bool {
    let Some(rest) = behind_dash.strip_prefix(' ') else { return false };
    rest.starts_with(|c: char| c.is_ascii_digit())
        || ["co quan", "thuong truc", "thang ", "quy ", "nam ", "truoc "].iter().any(|word| rest.starts_with(word))
}

/// "Ủy ban nhân dân các xã: An Bình, An Hòa", "Các Sở: Nội vụ, Y tế": names stand behind the colon.
fn lists_places(folded: &Folded, original: &str, colon: usize) -> bool {
    let (before, after) = (&folded.text[..colon], folded.text[colon + 1..].trim_start());
    let next = folded.text.len() - after.len();
    // "Trạm Y tế xã: Trực …" is a heading run into its text.
    let several = before
        .rsplit(", ")
        .next()
        .is_some_and(|last| last.contains("cac ") || last.contains(|c: char| c.is_ascii_digit()));
    let places =
        several && ["xa", "phuong", "dac khu", "huyen"].iter().any(|unit| before.ends_with(&format!(" {unit}")));
    let offices = ["cac so", "cac bo", "cac vu", "cac cuc", "cac phong", "cac ban", "cac hoi"]
        .iter()
        .any(|group| before.ends_with(group));
    (places || offices)
        && !after.is_empty()
        && original[folded.original(next..next + 1)].starts_with(char::is_uppercase)
        && verb_at(folded, next).is_none()
        && agency_at(folded, next).is_none()
}

/// "TT. Tỉnh ủy", "VP. UBND": the stop belongs to an abbreviation.
fn is_dotted_abbreviation(before: &str, from: &str) -> bool {
    let word = before.rsplit(' ').next().unwrap_or_default();
    word.len() <= 3
        && !word.is_empty()
        && from.len() > 2
        && from[1..].starts_with(|c: char| c == ' ' || c.is_ascii_alphabetic())
        && word.bytes().all(|b| !matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
}

/// Units, groups and things that may stand behind "các" inside a name: "Ủy ban nhân dân các xã", "Ban quản lý các dự án".
static UNITS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    whole_words(
        r"xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|đặc khu|bản|buôn|làng|khu|dân tộc|dự án|chương trình|công trình|môn|lớp|khoa|cảng|khu công nghiệp|hội đặc thù|vấn đề|ngành|lực lượng|điểm|chợ|nhà máy",
    )
});

/// Whether the words at `word` end a name: the opening of a clause, or a directive verb that is no part of a noun.
fn ends_name(folded: &Folded, original: &str, word: usize, described: bool) -> bool {
    static SLIP: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^đề đề ").ok());
    static COMPOUND: LazyLock<Option<Regex>> = LazyLock::new(|| {
        whole_words(
            r"trật tự xây dựng|phòng khám|tổ tiết kiệm(?: và vay vốn)?|(?:chức|bộ|ban) tiếp (?:công )?dân|(?:chương|quá|quy|tờ|công|tiến|lịch|giáo) trình|(?:thành|công|dân|độc|thiết|quốc) lập|(?:trật|thứ) tự|chuyển đổi|bàn giao|ngoại giao|(?:dân|nhân) vận|nuôi trồng|vi quản lý|(?:bầu|ứng|đề) cử|thường trực|phòng,? chống|(?:phòng|cục|chức) thống kê|phận tiếp nhận|(?:đăng|nhật|chữ|thư) ký|(?:tổ|đoàn|đội) (?:hòa giải|kiểm phiếu|kiểm tra|giám sát|thanh tra|thẩm định|phản ứng|đáp ứng|vận động|công tác|tuyên truyền|cưỡng chế|rà soát)|tư (?:xây dựng|phát triển)|đạo thực hiện (?:chính sách|chương trình|đề án|chiến lược|quy chế|phong trào|công tác)|(?:đạo|huy) (?:phòng, chống|phòng cháy(?:,? (?:và )?chữa cháy)?|phòng chống|cải cách|chuyển đổi)|(?:sở|nghiệp) (?:đào tạo|sản xuất|chế biến|kinh doanh)|viện (?:nghiên cứu|đào tạo)|(?:chức|đồng) tư vấn|(?:gia|đạo) vận động hiến máu|cây trồng|dịch vụ (?:tổng hợp|thu gom|vận chuyển|xử lý|tư vấn|vệ sinh)|nghiệp ứng dụng|tế dự phòng|trên trực tiếp(?: quản lý)?|đi qua|thường, hỗ trợ|tâm (?:xúc tiến|nghiên cứu|ứng dụng|hỗ trợ)|toàn vệ sinh|dục thường xuyên|dục tự chủ|việc (?:thực hiện|triển khai)|trợ giúp|hỗ trợ (?:phát triển|khởi nghiệp|đổi mới)|bảo vệ và phát triển|ban (?:chấp hành|quản trị)|việc làm|ngân hàng|quan điều tra|tin,? (?:và )?truyền thông|truyền hình|đài (?:phát|truyền) thanh|đồng thẩm định|đồng quản trị|kiếm cứu (?:nạn|hộ)|(?:bộ|chức|đạo|viên|tịch|người|ngành|vực) phụ trách|kèm theo",
        )
    });
    if length(&NOUN_OF_VERB, folded, word).is_some() && !closed::is_office(folded, word) {
        return false;
    }
    let before = folded.text[..word].trim_end();
    let previous = before.rfind(' ').map_or(0, |at| at + 1);
    // A compound may begin one or two words before: "Dịch vụ tổng hợp" is one, "Nội vụ tổng hợp" ends before the verb.
    let further = folded.text[..previous].trim_end().rfind(' ').map_or(0, |at| at + 1);
    let covers = |from: usize| words_at(&COMPOUND, folded, from).is_some_and(|length| from + length > word);
    // "đoàn vận động" is a team, "Tỉnh đoàn vận động …" is somebody who acts.
    let youth = ["tinh doan", "huyen doan", "xa doan", "thanh doan"].iter().any(|union| before.ends_with(union));
    let compound = !youth && (covers(previous) || covers(further)) || is_contractor(folded, word);
    // "báo cáo Chủ tịch UBND xã các trường hợp vướng mắc": what is reported.
    if folded.text[word..].starts_with("cac ") {
        return words_at(&UNITS, folded, word + "cac ".len()).is_none() && agency_noun_at(folded, word).is_none();
    }
    // Behind "các" stands a noun: "các tổ chức thành viên".
    if folded.text[previous..].starts_with("cac ") || folded.text[previous..].starts_with("nhung ") {
        return false;
    }
    if closed::is_closed(folded, original, word) {
        return true;
    }
    // "Sở A trong cập nhật dữ liệu": what the cooperation is in.
    let within = folded.text[word..].starts_with("trong ") && verb_at(folded, word + "trong ".len()).is_some();
    let clause = within || words_at(&CLAUSE, folded, word).is_some() || length(&SLIP, folded, word).is_some();
    !compound && (clause || !described && verb_at(folded, word).is_some())
}

/// "đơn vị thu gom rác", "đơn vị tư vấn": a firm is named by what it does; "các đơn vị cung cấp số liệu" are put to work.
fn is_contractor(folded: &Folded, word: usize) -> bool {
    static WORK: LazyLock<Option<Regex>> = LazyLock::new(|| {
        whole_words(
            "tư vấn|thu gom|vận chuyển|cung cấp|cung ứng|vận hành|điều hành|khai thác|quản lý|thi công|xử lý|lấy mẫu|kiểm nghiệm|thử nghiệm",
        )
    });
    let before = folded.text[..word].trim_end();
    let firm = before.ends_with("don vi") && !before.ends_with("cac don vi") || before.ends_with(" doanh nghiep");
    firm && words_at(&WORK, folded, word).is_some()
}

/// Whether a stretch names somebody of its own: more than its first letter is a capital ("UBND các xã", "Sở Y tế").
pub(super) fn has_own_name(folded: &Folded, original: &str, range: Range<usize>) -> bool {
    original[folded.original(range)].chars().filter(|c| c.is_uppercase()).count() > 1
}

/// Whether the original has a lower-case letter there.
fn is_lower_at(folded: &Folded, original: &str, at: usize) -> bool {
    original[folded.original(at..at + 1)].chars().all(char::is_lowercase)
}

/// The end of a word that belongs to the one before the comma: "Ban Chỉ đạo phòng, chống tội phạm", "lực lượng bảo vệ an ninh, trật
/// tự", "Ban quản lý rừng phòng hộ, đặc dụng", "Tiểu ban thông tin, tuyên truyền".
fn pair_end(text: &str, start: usize, comma: usize) -> Option<usize> {
    let pairs = [
        ("cay trong", "vat nuoi", ""),
        ("phong", "chong ", " chi "),
        ("an ninh", "trat tu", "luc luong "),
        ("an ninh", "trat tu", "to bao ve "),
        ("phong ho", "dac dung", " rung "),
        ("thon", "lang", "truong "),
        ("phat thanh", "truyen hinh", ""),
        ("thong tin", "tuyen truyen", "tieu ban "),
        ("tuyen truyen", "khanh tiet", "tieu ban "),
        ("thong tin", "truyen thong", "co quan "),
        ("trat tu xay dung", "dat dai", "to "),
        ("phong chay", "chua chay", ""),
        ("boi thuong", "ho tro", ""),
        ("thuoc", "truc thuoc", ""),
        ("dau tu", "thuong mai", " xuc tien "),
        ("thuong mai", "du lich", " xuc tien "),
        ("du lich", "thuong mai", " xuc tien "),
        ("thuong mai", "dau tu", " xuc tien "),
    ];
    let next = comma + 1 + (text[comma + 1..].len() - text[comma + 1..].trim_start().len());
    let paired = |&&(first, second, within): &&(&str, &str, &str)| {
        text[..comma].ends_with(first) && text[next..].starts_with(second) && text[start..comma].contains(within)
    };
    pairs.iter().find(paired).map(|(_, second, _)| next + second.len())
}

/// Whether a name goes on behind a comma: a new agency of a list, or a further word of the same name.
fn goes_on_after_comma(folded: &Folded, original: &str, start: usize, comma: usize) -> bool {
    let text = &folded.text;
    let next = comma + 1 + (text[comma + 1..].len() - text[comma + 1..].trim_start().len());
    if next >= text.len() {
        return false;
    }
    // "Bộ Tài chính, và các Bộ liên quan"
    let next = next + if text[next..].starts_with("va ") { "va ".len() } else { 0 };
    // "các cơ quan, tổ chức phản ánh …": a group, although "tổ chức" is a verb elsewhere.
    let groups = ["co quan", "don vi", "ca nhan", "doanh nghiep"];
    let acts = |at: usize| {
        verb_at(folded, at).is_some() || words_at(&CLAUSE, folded, at).is_some() || text[at..].starts_with("va ca nhan")
    };
    if let Some(behind) = text[next..].strip_prefix("to chuc ")
        && groups.iter().any(|group| text[start..comma].ends_with(group))
        && acts(text.len() - behind.len())
    {
        return true;
    }
    let agency = agency_at(folded, next).is_some();
    if !is_lower_at(folded, original, next) {
        // A capital behind the comma: an agency, or the next word of "Văn hóa, Thể thao và Du lịch".
        // "các Sở: Nội vụ, Xây dựng": behind the colon of a group a verb with a capital is a name.
        return agency || verb_at(folded, next).is_none() || text[start..comma].contains(": ");
    }
    let collective = words_at(&COLLECTIVE, folded, next).is_some();
    agency || !ends_name(folded, original, next, false) && (collective || is_post(&text[start..comma]))
}

/// Words that make up collective names: "các ban, ngành, đoàn thể, đơn vị".
static COLLECTIVE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    whole_words(
        r"sở|ban|ngành|đoàn thể|đơn vị|địa phương|cơ quan|mầm non|tiểu học|hội|phòng|tổ chức|cá nhân|xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|quận|thôn|ấp|khu phố|tổ dân phố|viện|trường|doanh nghiệp|chuyên môn|viên chức|công chức|người lao động|cán bộ|bản|làng|buôn|tiểu khu|chính quyền|cao đẳng|trung cấp|tiểu học|mẫu giáo|trung học cơ sở|trung học phổ thông|thcs|thpt|bưu chính|viễn thông|sau đại học|nhân dân|đảng viên|chiến sĩ|hợp tác xã|khối|xóm|báo chí|cấp xã|cấp huyện|chữa bệnh|tiểu dự án|lĩnh vực|cơ sở",
    )
});

/// A post of a commune whose title lists fields in lower case ("Công chức địa chính, xây dựng, …").
fn is_post(folded: &str) -> bool {
    folded.contains("cong chuc ") && !folded.starts_with("cac ")
}

/// Whether a name is only a vague group: nobody in particular can be held to it.
pub(super) fn is_vague(name: &str) -> bool {
    static VAGUE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:cac |nhung )?(?:(?:so|ban|nganh|ban nganh|doan the|don vi|dia phuong|co quan|hoi|to chuc|ca nhan|phong)(?:, | va | )?)+(?:(?:co )?lien quan|khac)?$").ok()
    });
    VAGUE.as_ref().is_some_and(|vague| vague.is_match(crate::fold::fold(name).trim()))
}
#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<String> {
        let folded = Folded::new(text);
        let end = name_end(&folded, text, 0)?;
        Some(text[folded.original(0..end)].to_owned())
    }

    #[test]
    fn names_end_before_verbs_and_clauses() {
        for (text, end) in [
            ("UBND xã chủ động, tăng cường kiểm tra", "UBND xã"),
            ("Ủy ban nhân dân các xã: An Bình, An Hòa báo cáo", "Ủy ban nhân dân các xã: An Bình, An Hòa"),
            ("Ủy ban nhân dân các xã: Tổ chức họp dân", "Ủy ban nhân dân các xã"),
            ("Các Sở: Nội vụ, Y tế chủ trì", "Các Sở: Nội vụ, Y tế"),
            ("Các Sở: Nội vụ, Xây dựng, Y tế rà soát", "Các Sở: Nội vụ, Xây dựng, Y tế"),
            ("các Vụ: Pháp chế, Kế hoạch rà soát", "các Vụ: Pháp chế, Kế hoạch"),
            ("Văn phòng UBND tỉnh mỗi đơn vị đề nghị 02 tập thể", "Văn phòng UBND tỉnh"),
            (
                "Các đơn vị được giao nhiệm vụ tại Phụ lục kèm theo có trách nhiệm báo cáo",
                "Các đơn vị được giao nhiệm vụ tại Phụ lục kèm theo",
            ),
            ("Ban Chỉ đạo phòng, chống tội phạm huyện tổ chức", "Ban Chỉ đạo phòng, chống tội phạm huyện"),
            ("Trung tâm Y tế phòng, chống dịch", "Trung tâm Y tế"),
            ("Ban Chỉ đạo về Phòng, chống thiên tai tỉnh họp", "Ban Chỉ đạo về Phòng, chống thiên tai tỉnh"),
            ("Ban Chỉ đạo về kết quả", "Ban Chỉ đạo"),
            ("Sở Tư pháp trong cập nhật dữ liệu", "Sở Tư pháp"),
            ("Sở Tư pháp sớm trình dự thảo", "Sở Tư pháp"),
            ("Cán bộ phụ trách lĩnh vực giám sát chủ trì", "Cán bộ phụ trách lĩnh vực giám sát"),
            ("Chuyên viên phụ trách tổng hợp tham mưu", "Chuyên viên phụ trách tổng hợp"),
            ("Tiểu ban thông tin, tuyên truyền họp", "Tiểu ban thông tin, tuyên truyền"),
            ("Các đài phát thanh, truyền hình đưa tin", "Các đài phát thanh, truyền hình"),
            ("Cơ quan Thường trực Ban Chỉ huy báo cáo", "Cơ quan Thường trực Ban Chỉ huy"),
            ("UBND huyện những đơn vị chậm", "UBND huyện"),
            ("Trung tâm Dịch vụ tổng hợp xã tổ chức", "Trung tâm Dịch vụ tổng hợp xã"),
            ("Công an tỉnh Rà soát thủ tục", "Công an tỉnh"),
            ("các đoàn thể và Ban tự quản các buôn", "các đoàn thể và Ban tự quản các buôn"),
            ("Trung tâm Giống cây trồng, vật nuôi rà soát", "Trung tâm Giống cây trồng, vật nuôi"),
            ("Công chức phụ trách thủy lợi lập danh sách", "Công chức phụ trách thủy lợi"),
            ("Sở Xây dựng phụ trách giao thông", "Sở Xây dựng"),
            ("UBND xã Giao Thủy", "UBND xã Giao Thủy"),
            ("Cục Thống kê tỉnh bốc ngẫu nhiên", "Cục Thống kê tỉnh"),
            ("Hợp tác xã nông nghiệp Hòa An điều tiết nước", "Hợp tác xã nông nghiệp Hòa An"),
            ("Các trường mầm non, tiểu học thu thập phiếu", "Các trường mầm non, tiểu học"),
            (
                "Trung tâm Xúc tiến đầu tư, thương mại và du lịch tỉnh phối hợp",
                "Trung tâm Xúc tiến đầu tư, thương mại và du lịch tỉnh",
            ),
            ("UBND huyện đảo Cồn Cỏ mỗi quý họp", "UBND huyện đảo Cồn Cỏ"),
            ("Liên minh Hợp tác xã tỉnh", "Liên minh Hợp tác xã tỉnh"),
            ("Phòng Nội vụ tổng hợp báo cáo", "Phòng Nội vụ"),
            ("Công chức được giao xác minh trực tiếp gặp dân", "Công chức được giao xác minh"),
            (
                "lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở tuần tra",
                "lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
            ),
            ("Các Ban quản lý rừng phòng hộ, đặc dụng rà soát", "Các Ban quản lý rừng phòng hộ, đặc dụng"),
            ("Các chủ rừng là tổ chức xây dựng phương án", "Các chủ rừng là tổ chức"),
            ("Trung tâm Dịch vụ việc làm tỉnh tổ chức phiên giao dịch", "Trung tâm Dịch vụ việc làm tỉnh"),
            ("các đơn vị cung cấp số liệu", "các đơn vị"),
            ("Sở Y tế huấn luyện tình nguyện viên", "Sở Y tế"),
            ("Các ban ngành, đoàn thể chịu trách nhiệm tổ chức", "Các ban ngành, đoàn thể"),
            ("Công chức chuyên môn được giao nhiệm vụ, chịu", "Công chức chuyên môn"),
            ("Sở Văn hóa, Thể thao và Du lịch chủ trì", "Sở Văn hóa, Thể thao và Du lịch"),
            ("các ngành, đoàn thể có liên quan tham mưu UBND xã", "các ngành, đoàn thể có liên quan"),
            (
                "Ủy ban Mặt trận Tổ quốc Việt Nam và các đơn vị có liên quan trong việc đánh giá",
                "Ủy ban Mặt trận Tổ quốc Việt Nam và các đơn vị có liên quan",
            ),
            ("các tổ chức chính trị - xã hội xây dựng", "các tổ chức chính trị - xã hội"),
            ("Bộ phận tiếp nhận và trả kết quả thị xã để", "Bộ phận tiếp nhận và trả kết quả thị xã"),
            ("Sở Nội vụ (qua Phòng", "Sở Nội vụ"),
            ("Công chức Địa chính – xây dựng.", "Công chức Địa chính – xây dựng"),
            ("Sở Nội vụ - xây dựng kế hoạch", "Sở Nội vụ -"),
            ("Đơn vị được kiểm tra khắc phục tồn tại", "Đơn vị được kiểm tra"),
            ("các hội được lựa chọn khảo sát sự hài lòng", "các hội được lựa chọn khảo sát sự hài lòng"),
            ("Chủ tịch UBND xã các trường hợp vướng mắc", "Chủ tịch UBND xã"),
            ("Ủy ban nhân dân các xã báo cáo", "Ủy ban nhân dân các xã"),
            ("Trung tâm Dịch vụ việc làm tỉnh tổ chức", "Trung tâm Dịch vụ việc làm tỉnh"),
            ("Ngân hàng Chính sách xã hội tham mưu", "Ngân hàng Chính sách xã hội"),
        ] {
            assert_eq!(name(text).as_deref(), Some(end), "{text}");
        }
    }

    #[test]
    fn no_name_without_a_noun() {
        for text in ["Nội dung", "Tăng cường công tác", "2024", ""] {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn vague_groups_are_known() {
        assert!(is_vague("Các cơ quan, đơn vị, địa phương liên quan") && is_vague("các ban, ngành, đoàn thể"));
        assert!(!is_vague("UBND xã") && !is_vague("Các sở, ngành tỉnh") && !is_vague("Các công chức chuyên môn"));
    }
}
